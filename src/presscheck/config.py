"""``presscheck.toml``: found, read, validated; every mistake with file, line and the nearest valid key."""

from __future__ import annotations

import fnmatch
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from presscheck.clients import fault_of_origin, fault_of_page
from presscheck.errors import ConfigError, os_reason
from presscheck.model import Language, Localized, Node, PageId, Severity, Source
from presscheck.rules import joined, sentence
from presscheck.toml_text import lines_of, node_of, refusal

if TYPE_CHECKING:
    from presscheck.schemas import SchemaSet

FILE_NAME = "presscheck.toml"

LLMS_MAX_BYTES = 400 * 1024
"""About 100,000 tokens, which is what many models take at once."""

Level: TypeAlias = Severity | Literal["off"]


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What the gateway's site is.

    ``homepages`` are never an API base, ``url`` is where the pages will stand, ``support`` holds the addresses and
    telephone numbers that the site gives to everybody. ``llms_max_bytes`` is how large a part of llms-full.txt may be,
    ``llms_include_commit`` whether it names the commit of each page.
    """

    name: str
    homepages: tuple[str, ...]
    api_origin: str
    models: tuple[str, ...]
    url: str
    summary: str
    locales: tuple[str, ...]
    default_locale: str
    support: tuple[str, ...] = ()
    llms_max_bytes: int = LLMS_MAX_BYTES
    llms_include_commit: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """Other severities for the paths that match one of the patterns (``*`` also crosses folders)."""

    paths: tuple[str, ...]
    rules: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class Allowance:
    """A finding that may stand until a day, by its fingerprint, and who says why."""

    fingerprint: str
    reason: str
    person: str
    expires: date


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An SSH public key, ``kind`` and ``data`` as in its file, and the days on which it may sign.

    ``valid_before`` is the first day on which it may not.
    """

    kind: str
    data: str
    valid_after: date | None = None
    valid_before: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether it may sign on a day."""
        begun = self.valid_after is None or self.valid_after <= day
        return begun and (self.valid_before is None or day < self.valid_before)


@dataclass(frozen=True, slots=True)
class Scope:
    """Pages by type, language and path (``*`` also crosses folders); an empty part is for every page."""

    types: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()

    def holds(self, page: PageId, path: str) -> bool:
        return (
            (not self.types or page.type in self.types)
            and (not self.locales or page.locale in self.locales)
            and (not self.paths or any(fnmatch.fnmatchcase(path, pattern) for pattern in self.paths))
        )


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who may approve the pages of ``scope``; ``emails`` are the addresses of their commits."""

    id: str
    name: str
    emails: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    scope: Scope = Scope()
    keys: tuple[SigningKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the pages of a scope need besides, or those in which one of some families of rules finds something."""

    scope: Scope
    families: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    review_every: int | None = None

    def fits(self, page: PageId, path: str, families: Collection[str]) -> bool:
        """Whether it is for a page in which rules of some families found something."""
        return self.scope.holds(page, path) and (
            not self.families or any(family in families for family in self.families)
        )


@dataclass(frozen=True, slots=True)
class Review:
    """How pages are kept under review. Without ``owners``, anybody may be one."""

    owners: tuple[str, ...] = ()
    due_soon_days: int = 14
    max_age_days: int = 365


Drift: TypeAlias = Literal["stop", "adopt", "overwrite"]


@dataclass(frozen=True, slots=True)
class TargetSettings:
    """One ``[targets.NAME]``. Secrets do not stand in it: ``options`` may name variables of the environment.

    Attributes:
        name: how the command line calls it.
        type: a key of ``presscheck.export.TARGETS``.
        folder: where ``local`` writes, relative to the configuration's folder.
        url: where a CMS is, without a slash at its end.
        drift: what happens to a page that was changed on the target.
        concurrency: how many pages are written at once.
        retries: how often a request is tried again that was refused for the moment.
        timeout: for how many seconds an answer is waited for.
        max_withdraw: how many pages one export may take out; ``None`` for the default.
        options: what only this type of target knows.
    """

    name: str
    type: str = "local"
    folder: str = "dist"
    url: str = ""
    drift: Drift = "stop"
    concurrency: int = 4
    retries: int = 4
    timeout: float = 30
    max_withdraw: int | None = None
    options: Mapping[str, str | int | bool] = field(default_factory=dict[str, "str | int | bool"])


@dataclass(frozen=True, slots=True)
class Config:
    """A validated configuration; ``root`` is the folder that holds it, against which every path counts."""

    path: Path
    root: Path
    site: SiteInfo
    language: Language | None = None
    folders: tuple[str, ...] = ("content",)
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, Level] = field(default_factory=dict[str, Level])
    overrides: tuple[Override, ...] = ()
    allowances: Mapping[str, Allowance] = field(default_factory=dict[str, Allowance])
    reviewers: Mapping[str, Reviewer] = field(default_factory=dict[str, Reviewer])
    approval_days: int = 365
    signatures_required: bool = False
    four_eyes: bool = False
    requirements: tuple[Requirement, ...] = ()
    claim_days: int = 180
    review: Review = Review()
    supported_clients: tuple[str, ...] = ()
    targets: Mapping[str, TargetSettings] = field(default_factory=lambda: {"local": TargetSettings("local")})
    places: Mapping[tuple[str | int, ...], int] = field(
        default_factory=dict["tuple[str | int, ...]", int], compare=False, repr=False
    )

    def line(self, *pointer: str | int) -> int:
        """The line of the file on which a key stands, or the table that holds it."""
        while pointer and pointer not in self.places:
            pointer = pointer[:-1]
        return self.places.get(pointer, 1)


def find_config(start: Path) -> Path:
    """The nearest ``presscheck.toml`` in a folder or above it.

    Raises:
        ConfigError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise ConfigError(
        Localized(
            f"no {FILE_NAME} in {start} or any folder above it; write one with the four lines of [site] "
            "(name, homepages, api_origin, models), or name one with --config",
            f"{start} 及其上级文件夹中没有 {FILE_NAME}；请新建一个，写入 [site] 的四行"
            "（name、homepages、api_origin、models），或用 --config 指定",
        )
    )


def load_config(path: Path, schemas: SchemaSet) -> Config:
    """Read and validate a configuration file.

    Raises:
        ConfigError: it cannot be read or is not valid; the message has a line for every mistake.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            Localized(
                f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8",
                f"{path}：不是 UTF-8 编码（第 {error.start} 字节），请另存为 UTF-8",
            )
        ) from error
    except OSError as error:
        reason = os_reason(error)
        raise ConfigError(Localized(f"{path}: {reason.en}", f"{path}：{reason.zh}")) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column, why = refusal(error, text)
        raise ConfigError(
            Localized(
                f"{path}:{line}:{column}: not valid TOML: {why.en}", f"{path}:{line}:{column}: TOML 语法错误：{why.zh}"
            )
        ) from error
    except RecursionError as error:
        raise ConfigError(Localized(f"{path}: nested too deeply", f"{path}：嵌套过深")) from error
    source = Source(text)
    places = lines_of(text)
    node = node_of(data, (), places, source)
    schema = schemas.schemas["config.schema.json"]
    addresses = dict(_wrong_addresses(node))
    if addresses or not schemas.is_valid(schema, node.value):
        from presscheck.schemas import validate

        # What is wrong with an address is told by what it is, not by the pattern that it does not match.
        mistakes = [
            (item.span.line, sentence(item.keyword, _with_toml(item.args)))
            for item in validate("config", node, schema, schemas)
            if item.pointer not in addresses
        ]
        if told := sorted([*mistakes, *addresses.values()], key=itemgetter(0)):
            raise ConfigError(joined(_at(path, line, text) for line, text in told))
    _check_reviewers(path, data, places)
    config = replace(_config(path, data), places=places)
    _check_targets(config)
    _check_locales(config, schemas)
    return config


def _at(path: Path, line: int, text: Localized) -> Localized:
    return Localized(f"{path}:{line}: {text.en}", f"{path}:{line}: {text.zh}")


def _with_toml(args: Mapping[str, Localized]) -> dict[str, Localized]:
    """The words of a violation, with the example as TOML; schemas speak of it as YAML."""
    key, _, text = args["example"].en.partition(": ") if "example" in args else ("", "", "")
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    if not key:
        return dict(args)
    if isinstance(value, dict):
        below = " ".join(f"{name} = {json.dumps(item, ensure_ascii=False)}" for name, item in value.items())
        example = Localized(f"[{key}], and below it {below}", f"[{key}]，下一行 {below}")
    else:
        example = Localized(*[f"{key} = {json.dumps(value, ensure_ascii=False)}"] * 2)
    return {**args, "example": example}


def _check_locales(config: Config, schemas: SchemaSet) -> None:
    """The languages are some that pages can be written in, and the default one is among them."""
    site, known = config.site, schemas.schemas["page.schema.json"]["properties"]["locale"]["enum"]
    for locale in site.locales:
        if locale not in known:
            listed = ", ".join(known)
            raise ConfigError(
                _at(
                    config.path,
                    config.line("site", "locales"),
                    Localized(
                        f"`site.locales` has {locale}, but there are schemas for pages in {listed} only",
                        f"`site.locales` 含 {locale}，但页面只支持 {listed}",
                    ),
                )
            )
    if site.default_locale not in site.locales:
        listed = ", ".join(site.locales)
        raise ConfigError(
            _at(
                config.path,
                config.line("site", "default_locale"),
                Localized(
                    f"[site] default_locale is {site.default_locale}, but locales has only {listed}",
                    f"[site] default_locale 是 {site.default_locale}，但 locales 中只有 {listed}",
                ),
            )
        )


def _wrong_addresses(node: Node) -> Iterator[tuple[tuple[str | int, ...], tuple[int, Localized]]]:
    """The addresses of [site] that cannot be what they are for, by their pointers, each with its line and what to mend.

    An address with a user's name in it is not repeated: pages, reports and logs are no place for a password.
    """
    homepages = node.at(("site", "homepages"))
    lists = [("site", "homepages", index) for index in homepages.children] if homepages else []
    for pointer in (("site", "api_origin"), ("site", "url"), *lists):
        item = node.at(pointer)
        if item is None or not isinstance(item.value, str):
            continue
        key = str(pointer[1])
        is_api = key == "api_origin"
        fault = fault_of_origin(item.value) if is_api else fault_of_page(item.value)
        if fault:
            right = fault.right or ("https://api.example.com" if is_api else "https://www.example.com")
            name, shown = f"site.{key}", f'{key} = "{right}"'
            if key == "homepages":
                name, shown = f"{name}[{int(pointer[-1]) + 1}]", f'"{right}"'
            text = Localized(f"`{name}` {fault.text.en}; write {shown}", f"`{name}` {fault.text.zh}；请改为 {shown}")
            yield pointer, (item.span.line, text)


def _check_targets(config: Config) -> None:
    """A target's name is also that of a folder, and what is no ``local`` target has an address."""
    for name, target in config.targets.items():
        line = config.line("targets", name)
        if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
            text = Localized(
                f"[targets.{name}]: the name of a target has lower-case letters, digits and hyphens, a letter first",
                f"[targets.{name}]：目标名称只能用小写字母、数字和连字符，并以字母开头",
            )
            raise ConfigError(_at(config.path, line, text))
        if target.type != "local" and not target.url:
            text = Localized(
                f'[targets.{name}] has no `url`, for example url = "https://cms.example.com"',
                f'[targets.{name}] 缺少 `url`，例如 url = "https://cms.example.com"',
            )
            raise ConfigError(_at(config.path, line, text))


def _config(path: Path, data: dict[str, Any]) -> Config:
    site = data["site"]
    content = data.get("content", {})
    approvals = data.get("approvals", {})
    locales = tuple(site.get("locales", ("en", "zh")))
    default_locale = site.get("default_locale", locales[0])
    targets = {name: _target(name, item) for name, item in data.get("targets", {}).items()}
    return Config(
        path=path,
        root=path.parent,
        site=SiteInfo(
            name=site["name"],
            homepages=tuple(site["homepages"]),
            api_origin=site["api_origin"].rstrip("/"),
            models=tuple(site["models"]),
            url=site.get("url", site["homepages"][0]).rstrip("/"),
            summary=site.get("summary", site["name"]),
            locales=locales,
            default_locale=default_locale,
            support=tuple(site.get("support", ())),
            llms_max_bytes=data.get("llms", {}).get("max_bytes", LLMS_MAX_BYTES),
            llms_include_commit=data.get("llms", {}).get("include_commit", False),
        ),
        language=data.get("language"),
        folders=tuple(content.get("folders", ("content",))),
        exclude=tuple(content.get("exclude", ())),
        rules=data.get("rules", {}),
        overrides=tuple(Override(tuple(item["paths"]), item["rules"]) for item in data.get("overrides", ())),
        allowances={item["fingerprint"]: _allowance(path, item) for item in data.get("allow", ())},
        reviewers={item["id"]: _reviewer(path, item) for item in data.get("reviewers", ())},
        approval_days=approvals.get("valid_days", 365),
        signatures_required=approvals.get("signatures") == "required",
        four_eyes=approvals.get("four_eyes", False),
        requirements=tuple(
            Requirement(
                _scope(item), tuple(item.get("families", ())), tuple(item.get("roles", ())), item.get("review_every")
            )
            for item in approvals.get("requires", ())
        ),
        claim_days=data.get("claims", {}).get("max_days", 180),
        review=_review(data.get("review", {})),
        supported_clients=tuple(data.get("clients", {}).get("supported", ())),
        targets={"local": TargetSettings("local")} | targets,
    )


def _target(name: str, data: dict[str, Any]) -> TargetSettings:
    given: dict[str, Any] = dict(data)
    if "url" in given:
        given["url"] = given["url"].rstrip("/")
    return TargetSettings(name, **given)


def _review(data: dict[str, Any]) -> Review:
    given: dict[str, Any] = dict(data)
    if "owners" in given:
        given["owners"] = tuple(given["owners"])
    return Review(**given)


def _allowance(path: Path, item: dict[str, Any]) -> Allowance:
    return Allowance(item["fingerprint"], item["reason"], item["person"], _day(path, "[[allow]]", "expires", item))


def _day(path: Path, table: str, key: str, item: dict[str, Any]) -> date:
    try:
        # TOML has dates of its own; either way of writing one will do.
        return date.fromisoformat(str(item[key]))
    except ValueError as error:
        raise ConfigError(
            Localized(
                f"{path}: {table} {key} is {item[key]}, which is no day of the calendar",
                f"{path}：{table} 的 {key} 是 {item[key]}，日历上没有这一天",
            )
        ) from error


def _scope(item: dict[str, Any]) -> Scope:
    return Scope(tuple(item.get("types", ())), tuple(item.get("locales", ())), tuple(item.get("paths", ())))


def _reviewer(path: Path, item: dict[str, Any]) -> Reviewer:
    return Reviewer(
        id=item["id"],
        name=item["name"],
        emails=tuple(address.lower() for address in item.get("emails", ())),
        roles=tuple(item.get("roles", ())),
        scope=_scope(item),
        keys=tuple(_signing_key(path, key) for key in item.get("keys", ())),
    )


def _signing_key(path: Path, item: dict[str, Any]) -> SigningKey:
    kind, data = item["key"].split()[:2]
    days = {key: _day(path, "[[reviewers]] keys", key, item) for key in ("valid_after", "valid_before") if key in item}
    return SigningKey(kind, data, days.get("valid_after"), days.get("valid_before"))


def _check_reviewers(path: Path, data: dict[str, Any], places: Mapping[tuple[str | int, ...], int]) -> None:
    """No two reviewers have one id, a key or an address in common: nobody could tell them apart."""
    owners: dict[str, str] = {}
    for index, item in enumerate(data.get("reviewers", ())):
        keys = [" ".join(key["key"].split()[:2]) for key in item.get("keys", ())]
        addresses = [address.lower() for address in item.get("emails", ())]
        for name in dict.fromkeys([item["id"], *addresses, *keys]):
            if name in owners:
                shown = name if len(name) < 60 else f"{name[:24]}…"
                text = (
                    Localized(
                        f"[[reviewers]] two reviewers have the id {shown}; give each an id of its own",
                        f"[[reviewers]] 有两位审阅人的 id 都是 {shown}；请为每位审阅人设置不同的 id",
                    )
                    if name == item["id"] == owners[name]
                    else Localized(
                        f"[[reviewers]] {item['id']}: {shown} stands with {owners[name]} already; "
                        "an id, an address or a key belongs to one reviewer",
                        f"[[reviewers]] {item['id']}：{shown} 已属于 {owners[name]}；id、邮箱和密钥只能属于一位审阅人",
                    )
                )
                raise ConfigError(_at(path, places.get(("reviewers", index), 1), text))
            owners[name] = item["id"]
