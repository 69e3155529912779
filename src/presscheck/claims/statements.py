"""What a page states, sentence by sentence, with where each stands.

Prose, headings, lists, tables, alternative texts, visible HTML and the titles and summaries of front matter state
something; code, link targets, HTML comments, changelogs and dates do not. A comment in code is a place of its own, for
rules that want it. A row of a table is one statement, each of its cells under its header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from presscheck.markdown.views import plain, replaced, unwrapped, without_tags
from presscheck.model import (
    Block,
    Cell,
    CodeBlock,
    DefinitionList,
    Footnote,
    Heading,
    HtmlBlock,
    Inline,
    ListBlock,
    MappedText,
    Node,
    Page,
    Paragraph,
    Piece,
    Quote,
    Section,
    Table,
)
from presscheck.patterns import regex

StatementPlace: TypeAlias = Literal["prose", "heading", "list", "row", "alt", "front-matter", "comment"]

OPEN, CLOSE = "\ue001", "\ue002"
"""What stands around a token that takes the place of code, a name or a figure."""
CODE, KEY = f"{OPEN}code:{CLOSE}", f"{OPEN}code:k{CLOSE}"
"""Inline code, and inline code that names a field, an option or a variable."""
CELL = " ¦ "
"""What stands between the cells of a row."""

_KEY = regex(
    r"(?:^|[._:-])(?:title|summary|description|subtitle|headline|tagline|excerpt|abstract|intro|sidebar_label)$",
    re.IGNORECASE,
)
_LINE = regex(r"^[ \t]*([\w.:-]+):[ \t]*(\S.*)$", re.MULTILINE)
_END = regex(
    r"""[。!?\n]+["”’'」』)]*|\.+["”’')]*(?=\s+["“‘'(\[\ue001]?[A-Z\u4e00-\u9fff\ue001]|\s*$)|(?<=\s)[—–]{2}\s"""
)
_ABBREVIATION = regex(r"(?:\b(?:e\.g|i\.e|etc|vs|approx|inc|ltd|no|fig|cf|al|dr|mr|ms|st|v)|\b[A-Z])\.$", re.IGNORECASE)
_IDENTIFIER = regex(r"-{0,2}[A-Za-z_$][\w$]*(?:[-._\[\]]+[A-Za-z_$][\w$]*)*\]?(?:[ =:<].*)?", re.DOTALL)
_HIDDEN_HTML = regex(r"<!--(?:(?!<!--).)*?-->|<(script|style|pre|code)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = regex(r"""\b(?:alt|title|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_COMMENT = regex(r"^[ \t]*(?:#+(?!!)|//+|--|;+|/?\*+)[ \t]+(\S[^\n]*)|[ \t](?:#|//)[ \t]+(\S[^\n]*)", re.MULTILINE)


class Statement(NamedTuple):
    """A sentence of a page as its reader sees it, without disguises; code in it is a token."""

    place: StatementPlace
    text: MappedText


class Reading(NamedTuple):
    """What the reader of statements needs to know.

    Attributes:
        is_name: whether a piece of inline code is the name of a model, which the sentence speaks of.
        changelog: an expression for the headings of sections, and the names of files, that tell of the past.
    """

    is_name: Callable[[str], bool]
    changelog: Any


def statements(page: Page, reading: Reading) -> Iterator[Statement]:
    """The statements of a page, in their order."""
    for text in _front_matter(page):
        yield from _sentences("front-matter", plain(text))
    if any(reading.changelog.search(part.rpartition(".")[0] or part) for part in page.path.split("/")[-2:]):
        return
    yield from _blocks(page.document.blocks, "prose", reading)
    for section in page.document.sections:
        yield from _section(section, reading)


def _front_matter(page: Page) -> Iterator[MappedText]:
    front = page.front_matter
    if front is None:
        return
    if front.node is not None:
        yield from _values(front.node)
        return
    # No valid YAML: readers and search engines still see what it says.
    text = page.source.text[front.span.start : front.span.end]
    for found in _LINE.finditer(text):
        if _KEY.search(found[1]):
            yield MappedText.verbatim(found[2], front.span.start + found.start(2))


def _values(node: Node) -> Iterator[MappedText]:
    for key, child in node.children.items():
        if key == "claims":
            continue
        if isinstance(key, str) and _KEY.search(key) and child.text is not None:
            yield child.text
        elif child.children:
            yield from _values(child)


def _section(section: Section, reading: Reading) -> Iterator[Statement]:
    if reading.changelog.search(section.heading.text):
        return
    yield from _blocks((section.heading, *section.blocks), "prose", reading)
    for below in section.sections:
        yield from _section(below, reading)


def _blocks(blocks: Iterable[Block], place: StatementPlace, reading: Reading) -> Iterator[Statement]:
    for block in blocks:
        match block:
            case Heading():
                yield from _inline(block.inline, "heading", reading)
            case Paragraph():
                yield from _inline(block.inline, place, reading)
            case ListBlock():
                for item in block.items:
                    yield from _blocks(item.blocks, "list", reading)
            case Table():
                yield from _table(block, reading)
            case CodeBlock():
                for found in _COMMENT.finditer(block.text.text):
                    text = block.text.part(*found.span(found.lastindex or 0))
                    yield Statement("comment", plain(text))
            case HtmlBlock():
                yield from _html(block.text)
            case Quote() | Footnote():
                yield from _blocks(block.blocks, place, reading)
            case DefinitionList():
                for definition in block.definitions:
                    yield from _inline(definition.term, "list", reading)
                    yield from _blocks(definition.blocks, "list", reading)


def _inline(inline: Inline, place: StatementPlace, reading: Reading) -> Iterator[Statement]:
    yield from _sentences(place, plain(unwrapped(_without_code(inline, reading))))
    yield from _beside(inline)


def _beside(inline: Inline) -> Iterator[Statement]:
    """What stands in a text and is none of it: images and HTML."""
    for image in inline.images:
        yield from _sentences("alt", plain(image.alt))
    for html in inline.html:
        for text in _attributes(MappedText.verbatim(html.text, html.span.start)):
            yield from _sentences("alt", plain(text))


def _html(text: MappedText) -> Iterator[Statement]:
    visible = replaced(text, [(*found.span(), "\n") for found in _HIDDEN_HTML.finditer(text.text)])
    yield from _sentences("prose", plain(without_tags(visible)))
    for attribute in _attributes(visible):
        yield from _sentences("alt", plain(attribute))


def _attributes(text: MappedText) -> Iterator[MappedText]:
    for found in _ATTRIBUTE.finditer(text.text):
        yield text.part(*found.span(found.lastindex or 0))


def _without_code(inline: Inline, reading: Reading) -> MappedText:
    text = inline.text
    codes = ((start, end, text.text[start:end]) for start, end in inline.code_ranges)
    hidden = [(start, end, _token(code)) for start, end, code in codes if not reading.is_name(code)]
    return replaced(text, hidden) if hidden else text


def _token(code: str) -> str:
    return KEY if _IDENTIFIER.fullmatch(code.strip()) else CODE


def _sentences(place: StatementPlace, text: MappedText) -> Iterator[Statement]:
    start = 0
    for end in (*_ends(text.text), len(text.text)):
        part = text.text[start:end]
        first, last = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        if last > first:
            yield Statement(place, text.part(first, last))
        start = end


def _ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if not (found[0] == "." and _ABBREVIATION.search(text, max(0, found.start() - 8), found.end())):
            yield found.end()


def _table(table: Table, reading: Reading) -> Iterator[Statement]:
    for cell in table.header:
        yield from _inline(cell.inline, "heading", reading)
    heads = [plain(cell.inline.text).text.strip() for cell in table.header]
    for row in table.rows:
        yield Statement("row", _row(heads, row, reading))
        for cell in row:
            yield from _beside(cell.inline)


def _row(heads: Sequence[str], row: Sequence[Cell], reading: Reading) -> MappedText:
    """A row in one line. Its headers stand in no place of their own: a match in them alone points at nothing."""
    parts: list[str] = []
    pieces: list[Piece] = []
    size = 0

    def add(words: str, at: int) -> int:
        parts.append(words)
        pieces.append(Piece(size, size + len(words), at, at))
        return size + len(words)

    for index, cell in enumerate(row):
        text = plain(unwrapped(_without_code(cell.inline, reading)))
        if not text.text.strip():
            continue
        if parts:
            size = add(CELL, text.source_start)
        if index < len(heads) and heads[index]:
            size = add(f"{heads[index]}: ", text.source_start)
        parts.append(text.text)
        pieces.extend(Piece(item.start + size, item.end + size, *item[2:]) for item in text.pieces)
        size += len(text.text)
    return MappedText("".join(parts), tuple(pieces))
