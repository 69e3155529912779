"""A page's body as the JSON object that the body schemas describe, every value with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TypeAlias

from wcwidth import wcswidth

from presscheck.model import (
    Block,
    Cell,
    CodeBlock,
    DefinitionList,
    Footnote,
    Heading,
    HtmlBlock,
    Inline,
    Json,
    Language,
    Link,
    ListBlock,
    Node,
    Page,
    Paragraph,
    Question,
    Quote,
    Section,
    Source,
    Span,
    Table,
    nested,
)
from presscheck.patterns import regex
from presscheck.schemas.outline import Known, Outline, outline
from presscheck.schemas.schema_set import Annotations, Schema, SchemaSet

_TAG = regex(r"<!--(?:(?!<!--).)*?-->|<[^<>]*>", re.DOTALL)
_NOTHING = " \u00a0\u200b\u3000-–—/·.…\n"
_ASKED = regex(r"(?:TODO|TBD|FIXME)(?:\([^)]*\))?[:：]|待补[：:充]")
_STEP = regex(
    r"^(?:step|phase)\s*(\d+)|^第\s*([0-9一二三四五六七八九十]+)\s*[步阶]|^步骤\s*([0-9一二三四五六七八九十]+)",
    re.IGNORECASE,
)
Pointer: TypeAlias = "tuple[str | int, ...]"
UNKNOWN = "+"
"""Begins the key of a section or column that the schema does not know, so that it is never taken for one it does."""


@dataclass(frozen=True, slots=True)
class Body:
    """The instance, and what does not fit into one: known sections in the order found, second ones, wrong levels.

    ``tables`` are the columns of further tables like the one that a section must have, by the pointer of its columns.
    """

    node: Node
    order: tuple[tuple[str, Section], ...]
    repeated: tuple[tuple[str, Section, Section], ...]
    unknown: tuple[Section, ...]
    outline: Outline
    tables: tuple[tuple[Pointer, Node], ...] = ()


@dataclass(slots=True)
class _Builder:
    schemas: SchemaSet
    source: Source
    language: Language
    order: list[tuple[str, Section]] = field(default_factory=list[tuple[str, Section]])
    repeated: list[tuple[str, Section, Section]] = field(default_factory=list[tuple[str, Section, Section]])
    unknown: list[Section] = field(default_factory=list[Section])
    tables: list[tuple[Pointer, Node]] = field(default_factory=list["tuple[Pointer, Node]"])

    def sections(self, sections: Sequence[Section], parts: list[Schema], span: Span, above: Pointer = ()) -> Node:
        """The ``sections`` object: known ids as keys, in the page's order."""
        known = self._known(parts)
        children: dict[str | int, Node] = {}
        first: dict[str, Section] = {}
        for section in hoisted(sections):
            key = match(section.heading.text, section.heading.explicit_id, known, self.language)
            if key is None:
                self.unknown.append(section)
                key = f"{UNKNOWN}{section.heading.text}"
            elif key in first:
                self.repeated.append((key, section, first[key]))
                continue
            else:
                first[key] = section
                self.order.append((key, section))
            below = [part for schema in known[key][1] for part in self.schemas.parts(schema)] if key in known else []
            children[key] = self._section(section, below, (*above, "sections", key))
        return _object(children, span)

    def _known(self, parts: list[Schema]) -> dict[str, tuple[Annotations, list[Schema]]]:
        found: dict[str, list[Schema]] = {}
        for part in parts:
            sections = part.get("properties", {}).get("sections", {})
            for key, schema in sections.get("properties", {}).items():
                found.setdefault(key, []).append(schema)
        return {
            key: (Annotations([part for schema in schemas for part in self.schemas.parts(schema)]), schemas)
            for key, schemas in found.items()
        }

    def levels(self, parts: list[Schema]) -> Known:
        """What the schemas know at one level, for the outline."""
        known = self._known(parts)
        below: dict[str, Known] = {}
        questions: dict[str, int] = {}
        for key, (_, schemas) in known.items():
            inner = [part for schema in schemas for part in self.schemas.parts(schema)]
            if (sections := self.levels(inner)).matches is not _nothing:
                below[key] = sections
            asked = [part.get("properties", {}).get("questions", {}).get("minItems", 0) for part in inner]
            if any(asked):
                questions[key] = max(asked)
        if not known:
            return Known(_nothing, {}, {})
        return Known(lambda heading: match(heading.text, heading.explicit_id, known, self.language), below, questions)

    def _section(self, section: Section, parts: list[Schema], pointer: Pointer) -> Node:
        heading = section.heading.span
        blocks = list(all_blocks(section))
        items = [item for block in _lists(blocks) if not block.ordered for item in block.items]
        steps = [
            Node(written(item.blocks), item.span) for block in _lists(blocks) if block.ordered for item in block.items
        ]
        headed = [
            Node(f"{below.heading.text}\n{visible(list(all_blocks(below)))}", below.heading.span)
            for below in section.sections
            if step_number(below.heading.text) is not None
        ]
        tables = [block for block in nested(blocks) if isinstance(block, Table)]
        codes = [block for block in nested(blocks) if isinstance(block, CodeBlock)]
        text = written(blocks)
        children: dict[str | int, Node] = {
            "heading": Node(section.heading.text, heading),
            "level": Node(section.heading.level, heading),
            "text": Node(text, heading),
            "width": Node(max(0, wcswidth(_one_line(text))), heading),
            "latin": Node(_latin(text), heading),
            "items": _array([Node(written(item.blocks), item.span) for item in items], heading),
            "steps": _array(headed if len(headed) > 1 else steps, heading),
            "questions": _array([self._question(question) for question in section.questions], heading),
            "code": _array([self._code(code) for code in codes], heading),
            "links": _array([self._link(link.text, link.href, link.span) for link in links(blocks)], heading),
            "values": _array(list(_values(blocks)), heading),
            "sections": self.sections(section.sections, parts, section.span, pointer),
        }
        if tables:
            children["table"] = self._table(tables, parts, pointer)
        return _object(children, heading)

    def _question(self, question: Question) -> Node:
        start, end = question.question.origin(0, len(question.question.text))
        span = self.source.span(start, end)
        answer = _or_nothing(f"{question.rest}\n{visible(question.answer)}".strip())
        return _object({"question": Node(question.question.text, span), "answer": Node(answer, span)}, span)

    def _code(self, code: CodeBlock) -> Node:
        return _object({"language": Node(code.language, code.span), "text": Node(code.text.text, code.span)}, code.span)

    def _link(self, text: str, href: str, span: Span) -> Node:
        return _object({"text": Node(text, span), "href": Node(href, span)}, span)

    def _table(self, tables: list[Table], parts: list[Schema], pointer: Pointer) -> Node:
        """The section's table: the one with most of the columns, and the rows of all that are like it."""
        columns: dict[str, list[Schema]] = {}
        for part in parts:
            table = part.get("properties", {}).get("table", {})
            for key, schema in table.get("properties", {}).get("columns", {}).get("properties", {}).items():
                columns.setdefault(key, []).append(schema)
        known = {
            key: (Annotations([part for schema in schemas for part in self.schemas.parts(schema)]), schemas)
            for key, schemas in columns.items()
        }

        def keys(table: Table) -> list[str]:
            found: list[str] = []
            for cell in table.header:
                key = match(cell.text, None, known, self.language)
                found.append(key if key and key not in found else f"{UNKNOWN}{cell.text}")
            return found

        named = [(table, keys(table)) for table in tables]
        count = {id(table): sum(not key.startswith(UNKNOWN) for key in names) for table, names in named}
        table, names = max(named, key=lambda item: count[id(item[0])])
        alike = [item for item in named if item[0] is table or count[id(item[0])] > 1]
        for other, others in alike:
            if other is not table:
                self.tables.append(((*pointer, "table", "columns"), self._columns(other, others)))
        rows = [
            _object(
                {name: Node(_content(cell), cell.span) for name, cell in zip(names, row, strict=False)}, row[0].span
            )
            for table, names in alike
            for row in table.rows
        ]
        header = self._columns(table, names)
        return _object({"columns": header, "rows": _array(rows, header.span)}, table.span)

    def _columns(self, table: Table, names: list[str]) -> Node:
        span = self.source.span(table.span.start, self.source.line_end(table.span.line))
        return _object({name: Node(cell.text, cell.span) for name, cell in zip(names, table.header, strict=True)}, span)


def body_instance(page: Page, schemas: SchemaSet, schema: Schema, language: Language) -> Body:
    """The body of a page as its schema describes it; ``language`` is that of the page's headings."""
    builder = _Builder(schemas, page.source, language)
    parts = list(schemas.parts(schema))
    found = outline(page.document.sections, builder.levels(parts), page.source)
    title = next((section for section in found.sections if section.heading.level == 1), None)
    top: list[Section] = []
    for section in found.sections:
        top.extend(section.sections if section.heading.level == 1 else (section,))
    span = page.document.span
    sections = builder.sections(top, parts, span)
    heading = (
        Node(title.heading.text, title.heading.span) if title else Node("", page.source.span(span.start, span.start))
    )
    node = _object({"title": heading, "sections": sections}, span)
    return Body(
        node, tuple(builder.order), tuple(builder.repeated), tuple(builder.unknown), found, tuple(builder.tables)
    )


def _nothing(heading: Heading) -> None:
    """No section is known."""
    del heading


def is_blank(page: Page) -> bool:
    """Whether nothing at all stands in a page, for which one finding is enough: it has no front matter."""
    has_fields = page.front_matter is not None and page.front_matter.node is not None
    return not has_fields and not page.document.sections and not visible(page.document.blocks)


def hoisted(sections: Sequence[Section]) -> Iterator[Section]:
    """Sections, and beside them those that only a skipped heading level puts below them.

    The skipped level is a finding of its own; that a required section seems to be missing would be a second one.
    """
    for section in sections:
        below = list(hoisted(section.sections))
        kept = tuple(child for child in below if child.heading.level == section.heading.level + 1)
        yield replace(section, sections=kept)
        yield from (child for child in below if child.heading.level > section.heading.level + 1)


def match(
    text: str, explicit_id: str | None, known: dict[str, tuple[Annotations, list[Schema]]], language: Language
) -> str | None:
    """Which of the known sections or columns a heading means: by ``{#id}``, else by its words."""
    if explicit_id is not None and (key := explicit_id.replace("-", "_")) in known:
        return key
    folded = fold(text)
    for key, (about, _) in known.items():
        if any(fold(heading) == folded for heading in about.headings(language)):
            return key
    return None


def fold(text: str) -> str:
    """A heading without what does not tell headings apart: width, case, blanks, punctuation and numbering."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"^(?:\d+[.)、]\s*|[一二三四五六七八九十]+、\s*)", "", folded.strip())
    return "".join(char for char in folded if not char.isspace() and unicodedata.category(char)[0] not in "PS")


def closest(text: str, choices: Sequence[str]) -> str | None:
    """The choice that was most likely meant, or ``None``."""
    folded = {fold(choice): choice for choice in choices}
    found = get_close_matches(fold(text), list(folded), n=1, cutoff=0.6)
    return folded[found[0]] if found else None


# --- what a reader sees ---------------------------------------------------------------------------------------------


def all_blocks(section: Section) -> Iterator[Block]:
    """The blocks of a section and of those below it, headings of the latter included; the section's own is not."""
    yield from section.blocks
    for below in section.sections:
        yield below.heading
        yield from all_blocks(below)


def written(blocks: Sequence[Block]) -> str:
    """The text that a reader sees of some blocks; dots or a dash alone stand for nothing."""
    return _or_nothing(visible(blocks))


def _or_nothing(text: str) -> str:
    return text if text.strip(_NOTHING) else ""


def visible(blocks: Sequence[Block]) -> str:
    """The text that a reader sees of some blocks."""
    return "\n".join(text for block in blocks if (text := _visible(block))).strip()


def _visible(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return _inline(block.inline)
        case ListBlock():
            return "\n".join(visible(item.blocks) for item in block.items)
        case Table():
            return "\n".join(" ".join(_inline(cell.inline) for cell in row) for row in (block.header, *block.rows))
        case CodeBlock():
            return block.text.text
        case HtmlBlock():
            return _TAG.sub("", block.text.text).strip()
        case Quote() | Footnote():
            return visible(block.blocks)
        case DefinitionList():
            return "\n".join(f"{_inline(item.term)}\n{visible(item.blocks)}" for item in block.definitions)


def _inline(inline: Inline) -> str:
    """Text and, where a picture stands alone, its alt text."""
    return inline.text.text.strip() or " ".join(image.alt.text for image in inline.images)


def _content(cell: Cell) -> str:
    """What stands in a cell; a dash or an ellipsis alone stands for nothing."""
    return _or_nothing(_inline(cell.inline))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lists(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    """The outermost lists."""
    for block in blocks:
        match block:
            case ListBlock():
                yield block
            case Quote():
                yield from _lists(block.blocks)
            case _:
                pass


def links(blocks: Sequence[Block]) -> Iterator[Link]:
    """Every link in some blocks."""
    for block in nested(blocks):
        for inline in _inlines(block):
            yield from inline.links


def _values(blocks: Sequence[Block]) -> Iterator[Node]:
    """What readers copy: inline code, code blocks and the targets of links."""
    for block in nested(blocks):
        if isinstance(block, CodeBlock):
            yield Node(block.text.text, block.span)
        for inline in _inlines(block):
            yield from (Node(code.text.text, code.span) for code in inline.codes)
            yield from (Node(link.href, link.span) for link in inline.links)


def _inlines(block: Block) -> Iterator[Inline]:
    match block:
        case Heading() | Paragraph():
            yield block.inline
        case Table():
            yield from (cell.inline for row in (block.header, *block.rows) for cell in row)
        case DefinitionList():
            yield from (definition.term for definition in block.definitions)
        case _:
            pass


def _latin(text: str) -> int:
    """The share of Latin letters among all letters, in percent; a text without letters counts as Latin."""
    letters = [sign for sign in text if sign.isalpha()]
    return round(100 * sum(sign.isascii() for sign in letters) / len(letters)) if letters else 100


def is_asked(text: str) -> bool:
    """Whether a text asks for what is still to be written there, which is a finding of its own."""
    return _ASKED.match(text) is not None


def step_number(heading: str) -> int | None:
    """The number of a heading such as “Step 2: …” or “第二步”; ``None`` for any other."""
    found = _STEP.match(heading.strip())
    return _number(next(group for group in found.groups() if group)) if found else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" in text:
        return (_CHINESE_DIGITS.get(tens, 1)) * 10 + _CHINESE_DIGITS.get(ones, 0)
    return _CHINESE_DIGITS.get(text, 0)


_CHINESE_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


def _object(children: dict[str | int, Node], span: Span) -> Node:
    value: dict[str, Json] = {str(key): child.value for key, child in children.items()}
    return Node(value, span, None, children)


def _array(items: list[Node], span: Span) -> Node:
    return Node([item.value for item in items], span, None, dict(enumerate(items)))
