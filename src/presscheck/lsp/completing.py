"""What may stand at a place: keys and values of the front matter, headings that the page's type wants.

Goes by the text, since YAML is broken for as long as somebody types it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from lsprotocol import types

from presscheck.lsp.checked import Checked
from presscheck.lsp.hints import about
from presscheck.model import Language, PageId, Source
from presscheck.patterns import regex
from presscheck.schemas.schema_set import Annotations, Schema

_KEY = regex(r"^([A-Za-z_][A-Za-z0-9_-]*)[ \t]*:", re.MULTILINE)
_NEW_KEY = regex(r"( *(?:- +)?)([A-Za-z_][A-Za-z0-9_-]*)?")
_VALUE = regex(r""" *(?:- +)?([A-Za-z_][A-Za-z0-9_-]*)[ \t]*:[ \t]+(\[(?:[^\]]*,)?[ \t]*)?["']?([^"',\[\]]*)""")
_ITEM = regex(r""" *-[ \t]+["']?([^"':]*)""")
_HEADING = regex(r"(#{1,6})(?:[ \t]+(.*))?")
_END = regex(r"(?:---|\.\.\.)[ \t]*")

Pointer = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the editor asks: the front matter's text, the schemas of the page, and the line up to the cursor."""

    checked: Checked
    page: PageId
    kind: str | None
    schemas: list[Schema]
    fields: str
    above: list[str]
    line: str
    number: int

    @property
    def language(self) -> Language:
        return self.checked.language

    def describe(self, pointer: Pointer) -> Annotations:
        here = self.checked.site.schemas
        found = [
            schema
            for schema in self.schemas
            if here.describe(schema, pointer).get("type") or _enum(here.describe(schema, pointer))
        ]
        return here.describe((found or self.schemas)[0], pointer)

    def values(self, pointer: Pointer) -> list[str]:
        """The values that the schemas list for a place, those of every kind that the page may yet become."""
        here = self.checked.site.schemas
        found = [value for schema in self.schemas for value in _enum(here.describe(schema, pointer))]
        return list(dict.fromkeys(found))

    def edit(self, typed: str, text: str) -> types.TextEdit:
        """Put a text in place of what was typed before the cursor."""
        column = len(self.line) + 1
        positions = self.checked.positions
        start, end = positions.position(self.number, column - len(typed)), positions.position(self.number, column)
        return types.TextEdit(types.Range(start, end), text)


def completions(checked: Checked, position: types.Position) -> list[types.CompletionItem]:
    """What may stand at a place, what is needed first; nothing in a file that is no typed page."""
    place = _place(checked, position)
    if place is None:
        return []
    return list(_front_matter(place) if place.fields is not _BODY else _headings(place))


_BODY = "\0"
"""In place of the front matter's text where the cursor is below it."""


def _place(checked: Checked, position: types.Position) -> _Place | None:
    source, schemas = checked.positions.source, checked.site.schemas
    found = checked.page.id if checked.page else None
    if found is None:
        return None
    number, column = source.position(checked.positions.offset(position))
    first, last = _fields(source)
    text = source.text[source.line_start(first) : source.line_end(last)] if last >= first else ""
    keys = dict(re.findall(r"^([a-z_]+)[ \t]*:[ \t]*[\"']?([a-z-]*)", text, re.MULTILINE))
    kinds = schemas.kinds.get(found.type, ())
    meant = [keys["kind"]] if keys.get("kind") in kinds else list(kinds)
    return _Place(
        checked,
        found,
        meant[0] if len(meant) == 1 else None,
        [schemas.front_matter(found.type, kind) for kind in meant or [None]],
        text if first <= number <= last else _BODY,
        [source.text[source.line_start(at) : source.line_end(at)] for at in range(first, number)],
        source.text[source.line_start(number) :][: column - 1],
        number,
    )


def _fields(source: Source) -> tuple[int, int]:
    """The first and the last line between the fences; all lines below the first fence while there is no second one."""
    lines = source.text.split("\n")
    if not re.fullmatch(r"---[ \t]*", lines[0]):
        return 1, 0
    for at, line in enumerate(lines[1:], 2):
        if _END.fullmatch(line) or line.startswith("# "):
            return 2, at - 1
    return 2, len(lines)


# --- front matter ---------------------------------------------------------------------------------------------------


def _front_matter(place: _Place) -> Iterator[types.CompletionItem]:
    if found := _NEW_KEY.fullmatch(place.line):
        parent = _parent(place) if found[1] else None
        if parent is None or _below(place, (parent, 0)):
            yield from _keys(place, found[2] or "", (parent, 0) if parent else ())
    if found := _VALUE.fullmatch(place.line):
        pointer: Pointer = (found[1],)
        if place.line.startswith((" ", "-")) and (parent := _parent(place)):
            pointer = (parent, 0, found[1])
        yield from _values(place, (*pointer, 0) if found[2] else pointer, found[3])
    elif (found := _ITEM.fullmatch(place.line)) and (parent := _parent(place)):
        yield from _values(place, (parent, 0), found[1])


def _parent(place: _Place) -> str | None:
    """The key of the first level that the line belongs to."""
    for line in reversed(place.above):
        if found := _KEY.match(line):
            return found[1]
    return None


def _below(place: _Place, pointer: Pointer) -> dict[str, list[Schema]]:
    """The keys that stand below a place, in order, over all schemas of the page."""
    here, found = place.checked.site.schemas, dict[str, list[Schema]]()
    for schema in place.schemas:
        at = [schema]
        for step in pointer:
            at = here.below(at, step)
        for part in at:
            for key, value in here.properties(part).items():
                found.setdefault(key, []).extend(value)
    return found


def _keys(place: _Place, typed: str, above: Pointer) -> Iterator[types.CompletionItem]:
    here = place.checked.site.schemas
    taken = set() if above else set(_KEY.findall(place.fields)) - {typed}
    needed = {
        key
        for schema in place.schemas
        for part in ([schema] if not above else _at(place, schema, above))
        for inner in here.parts(part)
        for key in inner.get("required", ())
    }
    names = list(_below(place, above))
    if not above:
        order = list(dict.fromkeys(key for schema in place.schemas for key in here.field_order(schema)))
        names.sort(key=order.index)
    for at, name in enumerate(name for name in names if name not in taken):
        known = place.describe((*above, name))
        label = known.localized("x-label")
        yield types.CompletionItem(
            label=name,
            kind=types.CompletionItemKind.Property,
            detail=label.in_language(place.language) if label else None,
            documentation=_markdown(about(known, name, place.language)),
            sort_text=f"{name not in needed:d}{at:03}",
            text_edit=place.edit(typed, f"{name}:" if known.get("type") == "array" else f"{name}: "),
        )


def _at(place: _Place, schema: Schema, pointer: Pointer) -> list[Schema]:
    at = [schema]
    for step in pointer:
        at = place.checked.site.schemas.below(at, step)
    return at


def _values(place: _Place, pointer: Pointer, typed: str) -> Iterator[types.CompletionItem]:
    for at, (value, detail) in enumerate(_known_values(place, pointer)):
        yield types.CompletionItem(
            label=value,
            kind=types.CompletionItemKind.EnumMember,
            detail=detail or None,
            sort_text=f"{at:04}",
            text_edit=place.edit(typed, value),
        )


def _known_values(place: _Place, pointer: Pointer) -> Iterable[tuple[str, str]]:
    """The values that are known for a field, each with a word on it."""
    site, page = place.checked.site, place.page
    match pointer:
        case ("kind",):
            return [(kind, "") for kind in site.schemas.kinds.get(page.type, ())]
        case ("locale",):
            return [(page.locale, "")]
        case ("slug",):
            return [(page.slug, "")]
        case ("client",):
            supported = site.config.supported_clients
            known = sorted(site.clients.clients.values(), key=lambda client: client.id not in supported)
            return [(client.id, client.name) for client in known]
        case ("related", int()):
            pages = [wanted for wanted in site.index.by_id if wanted.locale == page.locale and wanted != page]
            return [(f"{wanted.type}s/{wanted.slug}", "") for wanted in sorted(pages, key=str)]
        case _:
            if values := place.values(pointer):
                return [(value, "") for value in values]
            if place.describe(pointer).get("format") == "date":
                return [(site.today.isoformat(), "")]
            return []


def _enum(known: Annotations) -> list[str]:
    values: Any = known.get("enum")
    return [str(value) for value in cast("list[object]", values)] if isinstance(values, list) else []


# --- headings -------------------------------------------------------------------------------------------------------


def _headings(place: _Place) -> Iterator[types.CompletionItem]:
    """The sections that the page's type wants and that are not there, those that it cannot do without first."""
    found = _HEADING.fullmatch(place.line)
    page = place.checked.page
    if found is None or page is None:
        return
    schemas = place.checked.site.schemas
    body = schemas.body(place.page.type, place.kind)
    language: Language = "zh" if place.page.locale.startswith("zh") else "en"
    here = place.number
    there = {section.heading.text.strip() for section in page.document.walk() if section.heading.span.line != here}
    for at, (level, about_, needed) in enumerate(_sections(place, list(schemas.parts(body)) if body else [], 2)):
        headings = about_.headings(language)
        if not headings or there & set(headings) or (len(found[1]) not in {1, level}):
            continue
        text = f"{'#' * level} {headings[0]}"
        help_ = about_.localized("x-help")
        yield types.CompletionItem(
            label=text,
            kind=types.CompletionItemKind.Struct,
            documentation=_markdown(help_.in_language(place.language) if help_ else ""),
            filter_text=f"{found[1]} {headings[0]}",
            sort_text=f"{not needed:d}{at:03}",
            text_edit=place.edit(place.line, text),
        )


def _sections(place: _Place, parts: list[Schema], level: int) -> Iterator[tuple[int, Annotations, bool]]:
    """The sections of a body schema, each with its level and whether it is needed."""
    for part in parts:
        sections = part.get("properties", {}).get("sections", {})
        for key, section in sections.get("properties", {}).items():
            inner = list(place.checked.site.schemas.parts(section))
            yield level, Annotations(inner), key in sections.get("required", ())
            yield from _sections(place, inner, level + 1)


def _markdown(text: str) -> types.MarkupContent | None:
    return types.MarkupContent(types.MarkupKind.Markdown, text) if text else None
