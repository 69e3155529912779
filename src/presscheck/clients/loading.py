"""``linters/base-url/clients.yaml`` to a registry: a file that its schema allows, and that is true in itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from presscheck.clients.registry import (
    FORMS,
    Client,
    Composition,
    FieldName,
    IgnoredName,
    Outdated,
    Registry,
    Remark,
    Setting,
    Version,
)
from presscheck.errors import RuleError
from presscheck.expressions import check
from presscheck.model import LANGUAGES, Language, Localized, Node
from presscheck.rules import CLIENTS, at_line, joined, read_data
from presscheck.schemas import SchemaSet
from presscheck.schemas.instance import closest


def load_registry(folders: Iterable[Path], schemas: SchemaSet) -> Registry:
    """The clients of all folders of linters, as ``read_registry`` reads them.

    Raises:
        RuleError: a registry is not valid; the message names file, line and key of every mistake found.
    """
    return made_registry(read_registry(folders, schemas))


def made_registry(data: Mapping[str, Any]) -> Registry:
    """The registry of what ``read_registry`` read."""
    clients = (_client(name, item["client"], item["compositions"]) for name, item in data["clients"].items())
    return Registry(clients, data["words"])


def read_registry(folders: Iterable[Path], schemas: SchemaSet) -> dict[str, Any]:
    """What the folders of linters say; a client in a later one takes the place of an earlier one of its id.

    Returns: plain data: ``words``, and by id ``clients``, each with the ``compositions`` that it names.

    Raises:
        RuleError: a registry is not valid; the message names file, line and key of every mistake found.
    """
    clients: dict[str, Any] = {}
    words: dict[str, Any] = {}
    compositions: dict[str, Mapping[str, Any]] = {}
    mistakes: list[Localized] = []
    for folder in folders:
        path = folder / CLIENTS
        node = read_data(path, "clients", schemas, mistakes) if path.is_file() else None
        if node is None:
            continue
        data = cast("dict[str, Any]", node.value)
        broken = [
            item for name, part in node.children.items() if name == "compositions" for item in _broken_paths(part)
        ]
        if broken:
            mistakes.extend(at_line(path, line, text) for line, text in broken)
            continue
        # A site's own clients may use the compositions of the built-in registry.
        compositions |= data.get("compositions", {})
        words |= data.get("words", {})
        for name, item in data["clients"].items():
            unusable = list(_unusable(node.children["clients"].children[name], compositions))
            mistakes.extend(at_line(path, line, text) for line, text in unusable)
            if unusable:
                continue
            requests = [request for version in item["versions"] for request in version["requests"].values()]
            used = {request["composition"]: compositions[request["composition"]] for request in requests}
            clients[name] = {"client": item, "compositions": used}
            client = _client(name, item, used)
            mistakes.extend(at_line(path, line, text) for line, text in _untrue(client, node))
    if mistakes:
        raise RuleError(joined(mistakes))
    return {"clients": clients, "words": words}


def _broken_paths(node: Node) -> Iterator[tuple[int, Localized]]:
    """The expressions of conditions that are not valid."""
    for key, child in node.children.items():
        if key == "path" and isinstance(child.value, str):
            try:
                check(child.value)
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
                    check(str(expression.value))
                except RuleError as error:
                    yield expression.span.line, Localized(f"`{key}`: {error.text.en}", f"`{key}`：{error.text.zh}")


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
        language=data.get("language", ""),
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
