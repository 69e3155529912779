"""What the editor shows of a place: the page of a finding's rule, what a field is for, where a reference leads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress

from lsprotocol import types

from presscheck.files import is_local
from presscheck.lsp.checked import Checked
from presscheck.lsp.positions import Positions
from presscheck.markdown import parse_source
from presscheck.markdown.portable import anchors
from presscheck.markdown.source import decode, problem_of
from presscheck.model import Finding, Language, Node, Page, Section
from presscheck.page_index import relative_target
from presscheck.pages import page_links, related_pages
from presscheck.rule_pages import page_of
from presscheck.schemas.schema_set import Annotations

_WORDS = {
    "en": {"example": "Example", "values": "One of"},
    "zh": {"example": "示例", "values": "可选值"},
}


def hover(checked: Checked, position: types.Position) -> types.Hover | None:
    """What is to be said of a place: of the field there, then of each finding, with the page of each rule once."""
    said: list[str] = []
    at: types.Range | None = None
    page, offset = checked.page, checked.positions.offset(position)
    node = page.front_matter.node if page and page.front_matter else None
    if page and node and (key := key_at(node, offset)):
        pointer, place = key
        said += [_about(checked, page, pointer)]
        at = checked.positions.range(place.key_span) if place.key_span else None
    by_rule: dict[str, list[Finding]] = {}
    for finding, shown in zip(checked.findings, checked.diagnostics, strict=True):
        if shown.range.start <= position <= shown.range.end:
            by_rule.setdefault(finding.rule, []).append(finding)
            at = at or shown.range
    said = [text for text in (*said, *(_rule(checked, found) for found in by_rule.values())) if text]
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(said)), at) if said else None


def key_at(node: Node, offset: int, above: tuple[str | int, ...] = ()) -> tuple[tuple[str | int, ...], Node] | None:
    """The pointer of the key at an offset, and its value."""
    for step, child in node.children.items():
        pointer = (*above, step)
        if child.key_span and child.key_span.start <= offset <= child.key_span.end:
            return pointer, child
        if found := key_at(child, offset, pointer):
            return found
    return None


def about(known: Annotations, name: str, language: Language) -> str:
    """What the schemas say of a field, as Markdown; empty where they say nothing."""
    help_, label = known.localized("x-help"), known.localized("x-label")
    text = help_.in_language(language) if help_ else str(known.get("description") or "")
    if not text:
        return ""
    words = _WORDS[language]
    called = label.in_language(language) if label else name
    parts = [f"**{name}**" + (f" ({called})" if called != name else ""), text]
    if len(values := known.get("enum") or ()) > 1:
        parts.append(f"{words['values']}: " + ", ".join(f"`{value}`" for value in values))
    if (example := known.example) is not None:
        shown = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
        parts.append(f"{words['example']}: `{shown}`")
    return "\n\n".join(parts)


def _about(checked: Checked, page: Page, pointer: tuple[str | int, ...]) -> str:
    schemas = checked.site.schemas
    if page.id is None:
        return ""
    schema = schemas.front_matter(page.id.type, page.kind)
    return about(schemas.describe(schema, pointer), str(pointer[-1]), checked.language)


def _rule(checked: Checked, findings: Sequence[Finding]) -> str:
    """Findings with their rule's page; of a page in another language only what the rule itself says in the reader's."""
    first, language = findings[0], checked.language
    rule = checked.site.rules[first.rule]
    parts = [f"**[{first.rule}]({first.url})**" if first.url else f"**{first.rule}**"]
    for finding in findings:
        parts += [finding.message.in_language(language), finding.help.in_language(language)]
    parts = list(dict.fromkeys(parts))
    parts.append(rule.summary.in_language(language))
    with suppress(OSError, UnicodeDecodeError):
        page = page_of(rule, language)
        if page.language == language:
            parts.append(page.text)
    return "\n\n".join(part for part in parts if part)


# --- where references lead ------------------------------------------------------------------------------------------


def definition(checked: Checked, position: types.Position) -> types.Location | None:
    """Where the related page or the link at a place leads, if it is a file that is there."""
    page, offset = checked.page, checked.positions.offset(position)
    if page is None:
        return None
    for wanted, span in related_pages(page):
        if span.start <= offset <= span.end:
            found = checked.site.index.page(wanted)
            return _location(checked, found.path, "") if found else None
    for link in page_links(page):
        if link.span.start <= offset <= link.span.end:
            target = relative_target(page.path, link.href)
            if target is None:
                continue
            if target.path == page.path:
                return types.Location(checked.uri, _heading(page, target.fragment, checked.positions))
            return _location(checked, target.path, target.fragment)
    return None


def _location(checked: Checked, path: str, fragment: str) -> types.Location | None:
    file = checked.site.root / path
    try:
        if not (is_local(path) and file.is_file()):
            return None
        data = file.read_bytes()
    except OSError:
        return None
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    if fragment and problem_of(data) is None:
        other = parse_source(path, decode(data), tuple(checked.site.schemas.kinds))
        start = _heading(other, fragment, Positions(other.source, checked.positions.encoding))
    return types.Location(file.as_uri(), start)


def _heading(page: Page, fragment: str, positions: Positions) -> types.Range:
    """The place of the heading that an address names; the beginning of the page where there is none."""
    headings = [section.heading for section in page.document.walk()]
    if headings and headings[0].level == 1:
        del headings[0]
    for heading, name in zip(headings, anchors(headings), strict=True):
        if name == fragment:
            return positions.range(heading.span)
    return types.Range(types.Position(0, 0), types.Position(0, 0))


def symbols(checked: Checked) -> list[types.DocumentSymbol]:
    """The outline of a page: its headings, each with those below it."""
    return list(_symbols(checked, checked.page.document.sections)) if checked.page else []


def _symbols(checked: Checked, sections: Sequence[Section]) -> Iterator[types.DocumentSymbol]:
    for section in sections:
        name = checked.positions.range(section.heading.span)
        whole = checked.positions.range(section.span)
        yield types.DocumentSymbol(
            name=section.heading.text.strip() or "#" * section.heading.level,
            kind=types.SymbolKind.String,
            range=types.Range(min(whole.start, name.start), max(whole.end, name.end)),
            selection_range=name,
            children=list(_symbols(checked, section.sections)),
        )
