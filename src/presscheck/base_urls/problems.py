"""What is wrong with the settings that a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from presscheck.base_urls.placeholders import as_given, host_given, with_origin
from presscheck.base_urls.scope import Scope
from presscheck.base_urls.setting import Meant, Setting
from presscheck.base_urls.values import host_of, is_like, is_placeholder
from presscheck.base_urls.vendors import is_of_vendor
from presscheck.base_urls.words import Words
from presscheck.clients import Gateway, Verdict, is_local, judge
from presscheck.clients.registry import IgnoredName
from presscheck.model import Localized
from presscheck.patterns import regex

_VERSION_LAST = regex(r"/v\d\w*/?$")
_PREFIX = regex(r"^(?:openai|anthropic|google|azure|custom|deepseek)/")


@dataclass(frozen=True, slots=True)
class Problem:
    """A setting that is wrong: which rule says so, where, and what to write instead where that is known.

    ``also`` is another place that must change with it.
    """

    rule: str
    start: int
    end: int
    args: Mapping[str, Localized] = field(default_factory=dict[str, Localized])
    replacement: str | None = None
    safe: bool = False
    also: tuple[int, int] | None = None


def problems(
    settings: Sequence[Setting], scope: Scope, words: Words, gateway: Gateway, models: Sequence[str]
) -> Iterator[Problem]:
    """What is wrong with some settings.

    Args:
        settings: those of a page.
        scope: knows the clients.
        words: the registry's words, with the hosts of other vendors.
        gateway: where the site's API is.
        models: the ids of the models that the site offers.
    """
    seen: set[tuple[str, int, int]] = set()
    for setting in settings:
        for problem in _of_setting(setting, scope, words, gateway, models):
            if (problem.rule, problem.start, problem.end) not in seen:
                seen.add((problem.rule, problem.start, problem.end))
                yield problem


def _of_setting(
    setting: Setting, scope: Scope, words: Words, gateway: Gateway, models: Sequence[str]
) -> Iterator[Problem]:
    """What is wrong with one setting."""
    if words.other_host.search(host_of(setting.value)) or words.other_path.search(setting.value.partition("//")[2]):
        return
    if setting.what == "base-url":
        yield from _of_address(setting, scope, words, gateway)
        yield from _of_name(setting)
        yield from _of_unknown_name(setting)
        yield from _of_label(setting, scope, words)
    elif setting.what == "name":
        yield from _of_name(setting)
    elif setting.what == "label":
        yield from _of_label(setting, scope, words)
    elif setting.what == "outdated":
        yield Problem(
            "base-url/outdated-advice",
            setting.start,
            setting.end,
            {
                "value": _same(" ".join(setting.value.split())),
                "client": _same(setting.meant[0].client.name),
                "instead": setting.instead or _same(""),
            },
        )
    elif models and not _is_offered(setting.value, models):
        listed = ", ".join(models)
        yield Problem(
            "base-url/unknown-model",
            setting.start,
            setting.end,
            {"value": _same(setting.value), "models": _same(listed)},
        )


_WITHOUT_RULE = {"missing-endpoint": "missing-version", "wrong-path": "missing-version"}
"""Reasons that have no rule of their own, and the rule that covers them: the path is not the one with the version."""


_OF_HOST = frozenset(["insecure", "homepage", "unknown-host"])
"""Reasons that lie in the host: of a value that is put together, that part is wrong."""


def _of_address(setting: Setting, scope: Scope, words: Words, gateway: Gateway) -> Iterator[Problem]:
    value, given = setting.value, None
    own = frozenset(host_of(origin) for origin in (gateway.api_origin, *gateway.homepages))
    if is_placeholder(value) and host_of(value) not in own:
        given = host_given(value, own, words)
        if given is None:
            return
        value = with_origin(value, gateway.api_origin)
    host = host_of(value)
    if is_local(host) or is_of_vendor(setting, host, scope, words, gateway):
        return
    meant = setting.meant or (scope.default,)
    verdicts = [_judged(item, value, setting.path, gateway, scope) for item in meant]
    wrong = [verdict for verdict in verdicts if not verdict.ok]
    if not wrong or (len(wrong) < len(verdicts) and not setting.every):
        return
    chosen = wrong[0]
    reason = _WITHOUT_RULE.get(chosen.reason or "", chosen.reason or "")
    if chosen.client == "curl" and judge(scope.default.client, scope.default.version, None, value, gateway).ok:
        return
    if _is_let_stand(setting, reason, own, words):
        return
    client = next(item for item in meant if item.client.id == chosen.client)
    if given is not None and chosen.reason == "wrong-path" and not _VERSION_LAST.search(value):
        return
    if given is not None:
        chosen = as_given(chosen, given, gateway.api_origin)
    certain = (
        bool(setting.meant)
        and not setting.guessed
        and (reason != "unknown-host" or is_like(host, frozenset([host_of(gateway.api_origin)])))
    )
    place = (setting.start, setting.end)
    if setting.host and reason in _OF_HOST:
        place = setting.host
    yield Problem(
        f"base-url/{reason}",
        *place,
        _args(setting, client, chosen),
        chosen.suggest if setting.exact else None,
        safe=certain,
        also=setting.also,
    )


def _judged(meant: Meant, value: str, path: str, gateway: Gateway, scope: Scope) -> Verdict:
    """What the client makes of a value; one that has a field for the path puts both together and adds nothing."""
    curl = scope.registry.find("curl")
    if not path or curl is None:
        return judge(meant.client, meant.version, meant.protocol, value, gateway)
    verdict = judge(curl, curl.newest, None, value.rstrip("/") + path, gateway)
    reason = (
        "doubled-version" if verdict.reason == "endpoint" and "/v1/v1" in value.rstrip("/") + path else verdict.reason
    )
    base = "" if path.startswith("/v1/") else "/v1"
    suggest = value if verdict.ok else gateway.api_origin.rstrip("/") + base
    if reason == "endpoint":
        reason = "missing-version"
    return replace(verdict, client=meant.client.id, value=value, reason=reason, suggest=suggest)


def _is_let_stand(setting: Setting, reason: str, hosts: frozenset[str], words: Words) -> bool:
    """Whether a value may stand that is wrong for one client, since the page does not surely mean that one."""
    is_whole = not setting.strict or words.full_address.search(setting.about)
    if reason == "endpoint" and is_whole and not setting.meant:
        return True
    host = host_of(setting.value)
    if reason == "unknown-host" and words.own_host.search(setting.about) and not is_like(host, hosts):
        return True
    if reason == "unknown-host" and not setting.strict and host not in words.vendors and not is_like(host, hosts):
        return True
    if reason == "unknown-host" and setting.is_code and not setting.meant:
        # Programs have base URLs of all kinds; one of a model's API has a version or is near words that say so.
        return not re.search(r"/v\d|/openai|/api/", setting.value)
    return (
        reason in {"missing-version", "doubled-version"} and setting.added and (not setting.meant or setting.unspoken)
    )


def _args(setting: Setting, meant: Meant, verdict: Verdict) -> dict[str, Localized]:
    name, is_known = meant.client.name, bool(setting.meant) and not setting.guessed
    sees = verdict.sees or Localized("", "")
    return {
        "value": _same(setting.value),
        "client": _same(name) if is_known else Localized("an OpenAI-compatible client", "兼容 OpenAI 的客户端"),
        "suggest": _same(verdict.suggest),
        "request": _same(verdict.request_url) if verdict.request_url else Localized("no request at all", "无法发出"),
        "sees": sees,
    }


def _of_name(setting: Setting) -> Iterator[Problem]:
    """A name that the client does not take for its Base URL."""
    name = setting.name.strip("`*_ ：:")
    for meant in setting.meant:
        for ignored in _ignored(meant, name, setting.what):
            if ignored.name == name and name not in meant.client.settings and setting.name_start >= 0:
                replacement = ignored.use if _is_of_one_kind(name, ignored.use) else None
                effect = (
                    Localized("ignores it without a word", "会忽略它，且不给出任何提示")
                    if ignored.effect == "ignored"
                    else Localized(
                        f"stops with {ignored.says}" if ignored.says else "does not accept it",
                        f"会报错：{ignored.says}" if ignored.says else "不接受它",
                    )
                )
                yield Problem(
                    "base-url/wrong-field-name",
                    setting.name_start,
                    setting.name_end,
                    {
                        "name": _same(name),
                        "client": _same(meant.client.name),
                        "use": _same(ignored.use),
                        "effect": effect,
                    },
                    replacement,
                    safe=replacement is not None and setting.is_code,
                )
                return


def _is_of_one_kind(name: str, other: str) -> bool:
    """Whether a name can stand where another one does: a key of a file is no variable, and no attribute a keyword."""
    return bool(re.fullmatch(r"[\w-]+", other)) and "." not in name and name.isupper() == other.isupper()


_NAME = regex(
    r"(?:OPENAI|ANTHROPIC|GEMINI|GOOGLE_GEMINI|CLAUDE)_(?:API_)?(?:BASE|BASE_URL|HOST|URL|ENDPOINT|PROXY_URL)|"
    r"base_url|baseURL|baseUrl|api_base|apiBase|api_base_url|apiBaseUrl|apiUrl|api_host|apiHost|basePath|basepath"
)


def _of_unknown_name(setting: Setting) -> Iterator[Problem]:
    """A name in a sentence or a table that sets the Base URL of other clients, but not of the one that is meant."""
    name = setting.name.strip("`*_ ：:")
    if setting.is_code or len(setting.meant) != 1 or setting.name_start < 0 or not _NAME.fullmatch(name):
        return
    client = setting.meant[0].client
    own = client.settings
    if name in own or any(item.name == name for item in client.ignored) or not own:
        return
    if any(known.isupper() == name.isupper() for known in own) or client.kind == "cli":
        yield from _of_name(replace(setting, what="name"))


def _ignored(meant: Meant, name: str, what: str) -> Sequence[IgnoredName]:
    """The names that a client does not take; one that is only known of others among them."""
    client = meant.client
    if what != "name" or name in client.settings or any(item.name == name for item in client.ignored):
        return client.ignored
    protocol = (
        "messages" if re.search(r"(?i)anthropic|claude", name) else "gemini" if re.search(r"(?i)gemini", name) else None
    )
    alike = [setting for setting in client.named if setting.name.isupper() == name.isupper()]
    same = [setting for setting in alike if protocol is None or setting.protocol == protocol]
    use = (same or alike or list(client.named))[0].name
    return [IgnoredName(name, use, "ignored", "", "source", client.newest.read)]


def _of_label(setting: Setting, scope: Scope, words: Words) -> Iterator[Problem]:
    """A name for the field that the client's form does not show."""
    if len(setting.meant) != 1 or setting.is_code or (setting.value and is_local(host_of(setting.value))):
        return
    if setting.meant[0].protocol not in {None, setting.meant[0].version.chat.protocol}:
        # A form has fields of its own for other protocols, whose names the registry does not know.
        return
    client = setting.meant[0].client
    shown = client.fields.get("base_url")
    if shown is None:
        return
    if setting.instead is not None:
        right = setting.instead
        yield Problem(
            "base-url/label",
            setting.start,
            setting.end,
            {"client": _same(client.name), "name": _same("—"), "label": right},
        )
        return
    name = _folded(setting.name)
    labels = [_folded(label) for label in shown.all()]
    others = {
        _folded(label)
        for other in scope.registry.clients.values()
        if "base_url" in other.fields
        for label in other.fields["base_url"].all()
    }
    plain = setting.name.strip("`*_ ：:")
    if (
        not name
        or setting.name_start < 0
        or name in labels
        or any(label in name for label in labels if name not in others)
        or re.search(r"[a-z]_[a-z]|[A-Z]_[A-Z]|[a-z][A-Z]", plain.replace("OpenAI", ""))
    ):
        return
    if not setting.explicit and (name not in others or name in {"baseurl", "apibaseurl"}):
        return
    if len(plain) > 40 or words.switch.search(plain) or words.implied_field.fullmatch(plain):
        return
    chinese = re.search(r"[\u4e00-\u9fff]", setting.name + setting.about)
    names = shown.names.get("zh" if chinese else "en") or next(iter(shown.names.values()))
    yield Problem(
        "base-url/label",
        setting.name_start,
        setting.name_end,
        {"client": _same(client.name), "name": _same(plain), "label": _same(names[0])},
        names[0],
        safe=plain == setting.name,
    )


def _folded(label: str) -> str:
    return re.sub(r"[\s`*_\"“”「」：:（）()]+", "", label).lower()


def _is_offered(value: str, models: Sequence[str]) -> bool:
    plain = re.sub(r"\[\w+\]$", "", value)
    offered = {model.lower() for model in models}
    own = re.split(r"[:/]", plain.lower(), maxsplit=1)[-1]
    return own in offered or plain.lower() in offered or _PREFIX.sub("", plain.lower()) in offered


def _same(text: str) -> Localized:
    return Localized(text, text)
