"""What ``presscheck clients`` says of clients, as lines for people and as values for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from presscheck.clients import (
    FORMS,
    Client,
    Composition,
    Done,
    Gateway,
    Remark,
    Verdict,
    Version,
    judge,
    right_value,
    trace,
)
from presscheck.columns import aligned
from presscheck.model import LANGUAGES, Json, Language, Localized

_STAND_IN = Gateway("https://api.example.com")
_NO_ORIGIN = "<api_origin>"


@dataclass(frozen=True)
class Facts:
    """What is known of clients, told for one gateway in one language; without a gateway with a word in its place."""

    gateway: Gateway | None
    language: Language

    def value(self, composition: Composition) -> str:
        """What belongs into the field."""
        return self._shown(right_value(composition, self.gateway or _STAND_IN))

    def forms(self, client: Client, version: Version, composition: Composition) -> Iterator[Verdict]:
        """What becomes of each of the forms of a value that users enter."""
        gateway = self.gateway or _STAND_IN
        for form in FORMS:
            verdict = judge(client, version, composition.protocol, gateway.address(form), gateway)
            yield Verdict(
                client=verdict.client,
                value=self._shown(verdict.value),
                request_url=self._shown(verdict.request_url or "") or None,
                ok=verdict.ok,
                reason=verdict.reason,
                suggest=self._shown(verdict.suggest),
            )

    def summary(self, client: Client) -> dict[str, Json]:
        """A client in a list."""
        return {
            "client": client.id,
            "name": client.name,
            "aliases": list(client.aliases),
            "kind": client.kind,
            "versions": [version.id for version in client.versions],
            "values": {name: self.value(composition) for name, composition in client.newest.protocols.items()},
        }

    def everything(self, client: Client, versions: Iterable[Version]) -> dict[str, Json]:
        """A client with all that is known of it."""
        return {
            "client": client.id,
            "name": client.name,
            "aliases": list(client.aliases),
            "kind": client.kind,
            "versions": [self._version(client, version) for version in versions],
            "fields": {
                key: {
                    **{language: list(field.names[language]) for language in LANGUAGES if language in field.names},
                    "evidence": field.evidence,
                    "source": field.source,
                }
                for key, field in client.fields.items()
            },
            "settings": [
                {"name": item.name, "protocol": item.protocol, "evidence": item.evidence, "source": item.source}
                for item in client.named
            ],
            "ignored": [
                {
                    "name": item.name,
                    "effect": item.effect,
                    "use": item.use,
                    "says": item.says,
                    "evidence": item.evidence,
                    "source": item.source,
                }
                for item in client.ignored
            ],
            "sees": {kind: self._remark(remark) for kind, remark in client.sees.items()},
            "notes": [self._remark(remark) for remark in client.notes],
            "marks": list(client.marks),
        }

    def _version(self, client: Client, version: Version) -> dict[str, Json]:
        return {
            "version": version.id,
            "read": version.read,
            "requests": {
                name: {
                    "does": composition.summary.in_language(self.language),
                    "value": self.value(composition),
                    "evidence": composition.evidence,
                    "source": composition.source,
                    "forms": [
                        {"value": form.value, "request_url": form.request_url, "ok": form.ok, "reason": form.reason}
                        for form in self.forms(client, version, composition)
                    ],
                }
                for name, composition in version.protocols.items()
            },
        }

    def _remark(self, remark: Remark) -> dict[str, Json]:
        text = remark.text.in_language(self.language)
        return {"text": text, "evidence": remark.evidence, "source": remark.source}

    def _shown(self, text: str) -> str:
        return text if self.gateway else text.replace(_STAND_IN.api_origin, _NO_ORIGIN)


# --- lists ----------------------------------------------------------------------------------------------------------

_HEAD = [
    Localized("Client", "客户端"),
    Localized("Name", "名称"),
    Localized("Kind", "种类"),
    Localized("What to enter", "应填写"),
]


def list_lines(clients: Iterable[Client], facts: Facts) -> list[str]:
    """The clients as a table."""
    rows = [[title.in_language(facts.language) for title in _HEAD]]
    rows += [
        [client.id, client.name, _KINDS[client.kind].in_language(facts.language), _entered(client.newest, facts)]
        for client in clients
    ]
    return aligned(rows)


def _entered(version: Version, facts: Facts) -> str:
    """The right value, and those of other protocols where they are other values; one will do for whole URLs."""
    right = facts.value(version.chat)
    if not version.chat.steps:
        return right
    others = [
        f"{name}: {facts.value(composition)}"
        for name, composition in version.protocols.items()
        if facts.value(composition) != right
    ]
    separator = "；" if facts.language == "zh" else "; "
    return separator.join([right, *others])


_KINDS = {
    "cli": Localized("command line", "命令行"),
    "desktop": Localized("desktop", "桌面应用"),
    "extension": Localized("extension", "编辑器扩展"),
    "sdk": Localized("SDK", "SDK"),
    "web": Localized("web", "网页应用"),
}

# --- one client -----------------------------------------------------------------------------------------------------

_EVIDENCE = {
    "ran": Localized("ran", "已运行"),
    "source": Localized("source", "源码"),
    "docs": Localized("docs", "文档"),
    "unknown": Localized("not established", "未确认"),
}
_FIELDS = {
    "base_url": Localized("Base URL", "Base URL"),
    "api_key": Localized("key", "密钥"),
    "model": Localized("model", "模型"),
    "path": Localized("path", "路径"),
}
_EFFECTS = {"ignored": Localized("is ignored", "会被忽略"), "rejected": Localized("is rejected", "会报错")}
_SEES = {
    "html": Localized("homepage entered", "填成了首页"),
    "not-found": Localized("wrong path", "路径不对"),
    "malformed": Localized("no clean address", "地址格式不对"),
    "unreachable": Localized("wrong host", "域名不对"),
    "model": Localized("unknown model", "模型名不对"),
}


def show_lines(client: Client, versions: Sequence[Version], facts: Facts) -> list[str]:
    """A client with all that is known of it."""
    kind = _KINDS[client.kind].in_language(facts.language)
    lines = [f"{client.name} ({client.id}, {kind})"]
    if client.aliases:
        also = Localized("also called: ", "别名：").in_language(facts.language)
        lines.append(f"  {also}{', '.join(client.aliases)}")
    for version in versions:
        lines += ["", *_version_lines(client, version, facts)]
    for title, rows in _fact_tables(client, facts.language):
        if rows:
            lines += ["", title.in_language(facts.language), *aligned(rows, "  ")]
    for title, remarks in _remarks(client, facts.language):
        if remarks:
            lines += ["", title.in_language(facts.language), *remarks]
    return lines


def _version_lines(client: Client, version: Version, facts: Facts) -> Iterator[str]:
    language = facts.language
    yield Localized(f"Version {version.id}: {version.read}", f"版本 {version.id}：{version.read}").in_language(language)
    for composition in version.protocols.values():
        yield f"  {composition.protocol}: {composition.summary.in_language(language)}"
        yield f"    {_proof(composition.evidence, composition.source, language)}"
        rows = [
            [form.value, "->", form.request_url or "-", _outcome(form).in_language(language)]
            for form in facts.forms(client, version, composition)
        ]
        yield from aligned(rows, "    ")


def _outcome(verdict: Verdict) -> Localized:
    return Localized("reaches the API", "可到达 API") if verdict.ok else Localized(*[verdict.reason or ""] * 2)


def _fact_tables(client: Client, language: Language) -> Iterator[tuple[Localized, list[list[str]]]]:
    yield (
        Localized("Fields", "字段名"),
        [
            [
                _FIELDS[key].in_language(language),
                "; ".join(f"{name}: {', '.join(names)}" for name, names in field.names.items()),
                _proof(field.evidence, field.source, language),
            ]
            for key, field in client.fields.items()
        ],
    )
    yield (
        Localized("Sets the Base URL", "可设置 Base URL 的名称"),
        [[item.name, item.protocol, _proof(item.evidence, item.source, language)] for item in client.named],
    )
    yield (
        Localized("Does not set it", "不能设置 Base URL 的名称"),
        [
            [
                item.name,
                _effect(item.effect, item.says, item.use).in_language(language),
                _proof(item.evidence, item.source, language),
            ]
            for item in client.ignored
        ],
    )


def _remarks(client: Client, language: Language) -> Iterator[tuple[Localized, list[str]]]:
    """What is said in sentences, each with its source below it."""
    yield (
        Localized("What its users see", "用户会看到"),
        [
            line
            for kind, remark in client.sees.items()
            for line in _remark_lines(remark, language, Localized(f"{_SEES[kind].en}: ", f"{_SEES[kind].zh}："))
        ],
    )
    yield (
        Localized("Notes", "说明"),
        [line for remark in client.notes for line in _remark_lines(remark, language, Localized("", ""))],
    )


def _remark_lines(remark: Remark, language: Language, head: Localized) -> Iterator[str]:
    yield f"  {head.in_language(language)}{remark.text.in_language(language)}"
    yield f"    {_proof(remark.evidence, remark.source, language)}"


def _effect(effect: str, says: str, use: str) -> Localized:
    said = _EFFECTS[effect]
    return Localized(
        said.en + (f" ({says})" if says else "") + (f"; use {use}" if use else ""),
        said.zh + (f"（{says}）" if says else "") + (f"，应使用 {use}" if use else ""),
    )


def _proof(evidence: str, source: str, language: Language) -> str:
    return f"[{_EVIDENCE[evidence].in_language(language)}: {source}]"


# --- one value ------------------------------------------------------------------------------------------------------


def url_lines(
    client: Client, version: Version, composition: Composition, verdict: Verdict, gateway: Gateway, language: Language
) -> list[str]:
    """What a client makes of a value, step by step, what follows, and what to enter."""
    done = list(trace(composition.steps, verdict.value))
    rows: list[list[str | Localized]] = [[Localized("value", "填写的值"), _quoted(verdict.value)]]
    rows += [[_step(item), _quoted(item.after)] for item in done]
    asked = _quoted(verdict.request_url) if verdict.request_url else Localized("none", "无").in_language(language)
    rows.append([Localized("request", "请求地址"), asked])
    if not verdict.ok:
        rows.append([Localized("the API", "接口地址"), gateway.address(composition.endpoint)])
    lines = [f"{client.name} {version.id}, {composition.protocol}"]
    lines += aligned([[_said(cell, language) for cell in row] for row in rows], "  ")
    if verdict.reason is None:
        return [*lines, Localized("This reaches the API.", "可以到达 API。").in_language(language)]
    reason = _reason(verdict, client, done, gateway)
    lines.append(
        Localized(
            f"This does not reach the API ({verdict.reason}): {reason.en}",
            f"无法到达 API（{verdict.reason}）：{reason.zh}",
        ).in_language(language)
    )
    if verdict.sees:
        lines.append(
            Localized(f"Its user will see: {verdict.sees.en}", f"用户会看到：{verdict.sees.zh}").in_language(language)
        )
    lines.append(Localized(f"Enter instead: {verdict.suggest}", f"应填写：{verdict.suggest}").in_language(language))
    return lines


def _said(cell: str | Localized, language: Language) -> str:
    return cell.in_language(language) if isinstance(cell, Localized) else cell


def _quoted(value: str) -> str:
    """A value as it is, or in quotes where it would not show what is in it."""
    plain = value and value.isprintable() and value == value.strip()
    return value if plain else json.dumps(value)


def _step(done: Done) -> Localized:
    match done.operation:
        case "trim":
            return Localized("blanks left out", "去掉首尾空白")
        case "drop" | "drop-all" | "cut":
            return Localized(*[f"- {done.before[len(done.after) :]}"] * 2)
        case "empty":
            return Localized("its default", "使用默认值")
        case "scheme":
            return Localized(*[f"+ {done.after[: len(done.after) - len(done.before)]}"] * 2)
        case _:
            return Localized(*[f"+ {done.after[len(done.before) :]}"] * 2)


def _reason(verdict: Verdict, client: Client, done: Sequence[Done], gateway: Gateway) -> Localized:
    """Why a value is wrong, in a sentence."""
    name = client.name
    match verdict.reason:
        case "malformed":
            return Localized(
                "it is no clean address. It must begin with https:// and hold no blanks, full-width characters, "
                "doubled slashes or signs behind it.",
                "不是规范的地址。应以 https:// 开头，不含空格、全角字符、重复的斜杠或多余的符号。",
            )
        case "insecure":
            return Localized(
                "it begins with http://, so the key would travel unencrypted. The API answers at https:// only.",
                "以 http:// 开头，密钥会以明文传输。API 只使用 https://。",
            )
        case "homepage":
            return Localized("this is a web page of the site, not its API.", "这是网站页面，不是 API。")
        case "unknown-host":
            return Localized(
                f"this is another server than {gateway.api_origin}, and the key would be sent to it.",
                f"这不是 {gateway.api_origin}，密钥会被发送到别的服务器。",
            )
        case "endpoint":
            return Localized(
                f"the value already holds the path of an endpoint, and {name} adds its own to it.",
                f"填写的值已经包含接口路径，{name} 还会再拼接一次。",
            )
        case "doubled-version":
            if any(item.operation == "append" and "/v1" in item.after[len(item.before) :] for item in done):
                return Localized(
                    f"the version stands in the path twice, since {name} adds it itself.",
                    f"路径中出现了两次版本号，因为 {name} 会自己补上。",
                )
            return Localized("the version stands in the path twice.", "路径中出现了两次版本号。")
        case "missing-version":
            return Localized(
                f"the path has no version, and {name} adds none here.", f"路径中没有版本号，{name} 也没有补上。"
            )
        case "missing-endpoint":
            return Localized(
                f"{name} sends the value as it is, so it must hold the whole path of the endpoint.",
                f"{name} 原样使用填写的值，因此必须写出完整的接口路径。",
            )
        case _:
            return Localized("the API does not answer at this path.", "API 不在这个路径上。")
