"""``linters/base-url/clients.yaml``: the clients that pages speak of, each fact with where it is from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from presscheck.clients.compose import Step, compose
from presscheck.errors import RuleError
from presscheck.expressions import compiled
from presscheck.markdown.front_matter import problem_text, read_yaml
from presscheck.model import LANGUAGES, Language, Localized, Node
from presscheck.rules import CLIENTS, joined, sentence
from presscheck.schemas import SchemaSet, validate
from presscheck.schemas.instance import closest

FORMS = ("", "/", "/v1", "/v1/", "/v1/chat/completions")
"""What users enter after the origin of an API; every composition says what its client makes of each."""


_NO_PATH = re.compile(r"https?://[^/?#]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Composition:
    """How a client asks for an answer by one protocol.

    ``name`` is that of the composition, ``summary`` says what it does, and ``steps`` make the request URL from the
    value. ``endpoint`` is the path below the origin at which the request is meant to arrive, ``base`` what the right
    value has after the origin. ``seen`` holds, for those of ``FORMS`` where it is known, the path that the client was
    seen, or read, to ask for; ``evidence`` says which, and ``source`` where.
    """

    protocol: str
    name: str
    summary: Localized
    steps: tuple[Step, ...]
    endpoint: str
    base: str
    seen: Mapping[str, str]
    evidence: str
    source: str

    def request_url(self, value: str) -> str:
        """The URL that the client asks for when its user enters a value.

        A blank in it goes out as ``%20``, and a URL that ends with its host asks for ``/``.
        """
        url = compose(self.steps, value).replace(" ", "%20")
        return f"{url}/" if _NO_PATH.fullmatch(url) else url


@dataclass(frozen=True, slots=True)
class Version:
    """A range of versions of a client that behave alike. The first protocol is that of a plain chat request."""

    id: str
    read: str
    protocols: Mapping[str, Composition]

    @property
    def chat(self) -> Composition:
        return next(iter(self.protocols.values()))


@dataclass(frozen=True, slots=True)
class FieldName:
    """What a client calls one of its fields, by language; the first of several names is that of today."""

    names: Mapping[Language, tuple[str, ...]]
    evidence: str
    source: str

    def all(self) -> tuple[str, ...]:
        """The names in every language, each once."""
        return tuple(dict.fromkeys(name for names in self.names.values() for name in names))


@dataclass(frozen=True, slots=True)
class Setting:
    """A keyword, key or variable that sets the Base URL for a protocol."""

    name: str
    protocol: str
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class IgnoredName:
    """A keyword, key or variable that a client does not take for its Base URL: ``effect`` says what it does."""

    name: str
    use: str
    effect: str
    says: str
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is known of a client, how it was established, and where it is from."""

    text: Localized
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """Advice that was right for an older version: an expression (RE2) for it, what excuses it, what to say today.

    ``in_code`` tells whether it is looked for in code and configuration, else in sentences.
    """

    pattern: str
    unless: str
    in_code: bool
    instead: Localized
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Client:
    """A client.

    ``versions`` are newest first; ``marks`` are expressions (RE2) for code and files that are this client's; ``sees``
    says what its users see, by what is wrong: ``html``, ``not-found``, ``malformed``, ``unreachable``, ``model``.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    versions: tuple[Version, ...]
    fields: Mapping[str, FieldName] = field(default_factory=dict[str, FieldName])
    named: tuple[Setting, ...] = ()
    ignored: tuple[IgnoredName, ...] = ()
    marks: tuple[str, ...] = ()
    sees: Mapping[str, Remark] = field(default_factory=dict[str, Remark])
    notes: tuple[Remark, ...] = ()
    outdated: tuple[Outdated, ...] = ()

    @property
    def settings(self) -> dict[str, str]:
        """The names in code, files and environments that set the Base URL, and the protocol that each is for."""
        return {setting.name: setting.protocol for setting in self.named}

    @property
    def newest(self) -> Version:
        return self.versions[0]

    def version(self, number: str | None = None) -> Version:
        """The version that a number belongs to; the newest without one.

        Raises:
            RuleError: there is none.
        """
        if number is None:
            return self.newest
        for version in self.versions:
            if number == version.id or _covers(version.id, number):
                return version
        known = ", ".join(version.id for version in self.versions)
        raise RuleError(
            Localized(
                f"{self.name} has no version {number}; these are known: {known}",
                f"{self.name} 没有版本 {number}；已知的版本：{known}",
            )
        )


class Registry:
    """The clients by id, and what their users call the fields."""

    def __init__(self, clients: Iterable[Client], words: Mapping[str, Any]) -> None:
        self.clients = {client.id: client for client in clients}
        self.words = words

    @cached_property
    def _by_name(self) -> dict[str, Client]:
        names: dict[str, Client] = {}
        for client in self.clients.values():
            for name in (client.id, client.name, *client.aliases):
                names.setdefault(_folded(name), client)
        return names

    def find(self, name: str) -> Client | None:
        """The client of an id, a name or an alias; case, blanks and hyphens do not count."""
        return self._by_name.get(_folded(name))

    def client(self, name: str) -> Client:
        """The same, for somebody who named it.

        Raises:
            RuleError: there is none.
        """
        found = self.find(name)
        if found is None:
            known = {said: client.id for client in self.clients.values() for said in (client.name, *client.aliases)}
            known |= {client: client for client in self.clients}
            nearest = closest(name, list(known))
            meant = known[nearest] if nearest else None
            raise RuleError(
                Localized(
                    f"no client is called {name}; "
                    + (f"did you mean {meant}?" if meant else "`presscheck clients list` lists them"),
                    f"没有名为 {name} 的客户端；"
                    + (f"是否想写 {meant}？" if meant else "`presscheck clients list` 会列出全部客户端"),
                )
            )
        return found


def registry_digest(registry: Registry) -> str:
    """SHA-256 (hex) over what is known of the clients and of how pages speak of them."""
    return hashlib.sha256(repr((list(registry.clients.values()), registry.words)).encode()).hexdigest()


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).lower()


def _covers(known: str, number: str) -> bool:
    """Whether a range such as ``2``, ``1.7+``, ``<=1.6`` or ``any`` holds a version number."""
    numbers = _parts(number)
    limit = _parts(known)
    if known == "any":
        return bool(numbers)
    if not numbers or not limit:
        return False
    if known.startswith("<="):
        return numbers[: len(limit)] <= limit
    if known.endswith("+"):
        return numbers >= limit
    return numbers[: len(limit)] == limit


def _parts(number: str) -> tuple[int, ...]:
    found = re.search(r"\d+(?:\.\d+)*", number)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def load_registry(folders: Iterable[Path], schemas: SchemaSet) -> Registry:
    """The clients of all folders of linters; a client in a later one takes the place of an earlier one of its id.

    Raises:
        RuleError: a registry is not valid; the message names file, line and key of every mistake found.
    """
    clients: dict[str, Client] = {}
    words: dict[str, Any] = {}
    compositions: dict[str, Mapping[str, Any]] = {}
    mistakes: list[Localized] = []
    for folder in folders:
        path = folder / CLIENTS
        node = _valid(path, schemas, mistakes) if path.is_file() else None
        if node is None:
            continue
        data = cast("dict[str, Any]", node.value)
        broken = [
            item for name, part in node.children.items() if name == "compositions" for item in _broken_paths(part)
        ]
        if broken:
            mistakes.extend(_at(path, line, text) for line, text in broken)
            continue
        # A site's own clients may use the compositions of the built-in registry.
        compositions |= data.get("compositions", {})
        words |= data.get("words", {})
        for name, item in data["clients"].items():
            unusable = list(_unusable(node.children["clients"].children[name], compositions))
            mistakes.extend(_at(path, line, text) for line, text in unusable)
            if unusable:
                continue
            clients[name] = _client(name, item, compositions)
            mistakes.extend(_at(path, line, text) for line, text in _untrue(clients[name], node))
    if mistakes:
        raise RuleError(joined(mistakes))
    return Registry(clients.values(), words)


def _valid(path: Path, schemas: SchemaSet, mistakes: list[Localized]) -> Node | None:
    """A registry file as its schema allows it; what is wrong with it is added to the mistakes."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        mistakes.append(Localized(f"{path}: cannot be read: {error}", f"{path}：无法读取：{error}"))
        return None
    node, problems = read_yaml(text)
    mistakes.extend(_at(path, problem.span.line, problem_text(problem)) for problem in problems)
    if node is None or problems:
        return None
    found = validate("clients", node, schemas.schemas["clients.schema.json"], schemas)
    mistakes.extend(_at(path, item.span.line, sentence(item.keyword, item.args)) for item in found)
    return None if found else node


def _broken_paths(node: Node) -> Iterator[tuple[int, Localized]]:
    """The expressions of conditions that are not valid."""
    for key, child in node.children.items():
        if key == "path" and isinstance(child.value, str):
            try:
                compiled(child.value)
            except RuleError as error:
                yield child.span.line, Localized(f"`path`: {error.text.en}", f"`path` 有误：{error.text.zh}")
        yield from _broken_paths(child)


def _unusable(client: Node, compositions: Mapping[str, Any]) -> Iterator[tuple[int, Localized]]:
    """What a schema cannot see in a client's data: names of compositions that there are not, broken expressions."""
    for version in client.children["versions"].children.values():
        for request in version.children["requests"].children.values():
            name = request.children["composition"]
            if name.value not in compositions:
                meant = closest(str(name.value), list(compositions))
                yield (
                    name.span.line,
                    Localized(
                        f"`composition`: none is called {name.value}" + (f"; did you mean {meant}?" if meant else ""),
                        f"`composition`：没有名为 {name.value} 的组合规则" + (f"；是否想写 {meant}？" if meant else ""),
                    ),
                )
    for key in ("marks", "outdated"):
        for node in client.children[key].children.values() if key in client.children else ():
            expressions = (
                [node]
                if key == "marks"
                else [node.children[name] for name in node.children if name in {"pattern", "unless"}]
            )
            for expression in expressions:
                try:
                    compiled(str(expression.value))
                except RuleError as error:
                    yield expression.span.line, Localized(f"`{key}`: {error.text.en}", f"`{key}`：{error.text.zh}")


def _at(path: Path, line: int, text: Localized) -> Localized:
    return Localized(f"{path}:{line}: {text.en}", f"{path}:{line}: {text.zh}")


# --- from data to values --------------------------------------------------------------------------------------------

ENDPOINTS = {
    "chat": "/v1/chat/completions",
    "responses": "/v1/responses",
    "messages": "/v1/messages",
    "gemini": "/v1beta/models/{model}:streamGenerateContent?alt=sse",
}
"""Where the gateway answers, by protocol."""

_ORIGIN = "https://api.example.com"


def _client(name: str, data: Mapping[str, Any], compositions: Mapping[str, Any]) -> Client:
    newest = data["versions"][0]
    default, read = next(iter(newest["requests"])), newest["read"]
    return Client(
        id=name,
        name=data["name"],
        aliases=tuple(data.get("aliases", ())),
        kind=data["kind"],
        versions=tuple(_version(item, compositions) for item in data["versions"]),
        fields={key: _field(item) for key, item in data.get("fields", {}).items()},
        named=tuple(_setting(item, default, read) for item in data.get("settings", ())),
        ignored=tuple(
            IgnoredName(
                name=item["name"],
                use=item.get("use", ""),
                effect=item["effect"],
                says=item.get("says", ""),
                evidence=item["evidence"],
                source=item.get("source", read),
            )
            for item in data.get("ignored", ())
        ),
        marks=tuple(data.get("marks", ())),
        sees={key: _remark(item, read) for key, item in data.get("sees", {}).items()},
        notes=tuple(_remark(item, read) for item in data.get("notes", ())),
        outdated=tuple(
            Outdated(
                pattern=item["pattern"],
                unless=item.get("unless", ""),
                in_code=item.get("in_code", False),
                instead=_localized(item["instead"]),
                evidence=item["evidence"],
                source=item.get("source", read),
            )
            for item in data.get("outdated", ())
        ),
    )


def _setting(data: str | Mapping[str, str], protocol: str, read: str) -> Setting:
    """A setting; without a protocol it belongs to the client's own, without evidence nobody vouches for it."""
    if isinstance(data, str):
        data = {"name": data}
    return Setting(
        name=data["name"],
        protocol=data.get("protocol", protocol),
        evidence=data.get("evidence", "unknown"),
        source=data.get("source", read),
    )


def _remark(data: Mapping[str, Any], read: str) -> Remark:
    return Remark(_localized(data["text"]), data["evidence"], data.get("source", read))


def _version(data: Mapping[str, Any], compositions: Mapping[str, Any]) -> Version:
    return Version(
        id=data["id"],
        read=data["read"],
        protocols={
            protocol: Composition(
                protocol=protocol,
                name=item["composition"],
                summary=_localized(compositions[item["composition"]].get("summary", item["composition"])),
                steps=tuple(compositions[item["composition"]]["steps"]),
                endpoint=item.get("endpoint", ENDPOINTS[protocol]),
                base=item["base"],
                seen={form: item["seen"][f"origin{form}"] for form in FORMS if f"origin{form}" in item.get("seen", {})},
                evidence=item["evidence"],
                source=item["source"],
            )
            for protocol, item in data["requests"].items()
        },
    )


def _field(data: Mapping[str, Any]) -> FieldName:
    names: dict[Language, tuple[str, ...]] = {
        language: tuple(data[language]) for language in LANGUAGES if data.get(language)
    }
    return FieldName(names, data["evidence"], data["source"])


def _localized(text: str | Mapping[str, str]) -> Localized:
    return Localized(text, text) if isinstance(text, str) else Localized(text["en"], text["zh"])


def _untrue(client: Client, registry: Node) -> Iterator[tuple[int, Localized]]:
    """The lines that say something else than what the composition does, and what they should say."""
    for index, version in enumerate(client.versions):
        for composition in version.protocols.values():
            pointer = ("clients", client.id, "versions", index, "requests", composition.protocol)
            place = f"{client.id} {version.id} {composition.protocol}"
            for form, path in composition.seen.items():
                made = composition.request_url(_ORIGIN + form).removeprefix(_ORIGIN)
                if made != path:
                    yield (
                        _line(registry, *pointer, "seen", f"origin{form}"),
                        Localized(
                            f"{place}: from origin{form} the composition makes {made}, but {path} was seen",
                            f"{place}：由 origin{form} 推导出 {made}，但实际观察到 {path}",
                        ),
                    )
            right = composition.request_url(_ORIGIN + composition.base).removeprefix(_ORIGIN)
            if right != composition.endpoint:
                yield (
                    _line(registry, *pointer, "base"),
                    Localized(
                        f"{place}: `base` is said to be right, but makes {right} and not {composition.endpoint}",
                        f"{place}：`base` 应为正确值，却推导出 {right}，而不是 {composition.endpoint}",
                    ),
                )


def _line(registry: Node, *pointer: str | int) -> int:
    node = registry.at(pointer)
    return node.span.line if node else 1
