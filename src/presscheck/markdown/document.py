"""Block tokens to the document model: blocks, sections, questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from markdown_it.token import Token

from presscheck.markdown.inline import read_inline
from presscheck.markdown.parser import STARTS, inline_text, parse_tokens, row_cells
from presscheck.model import (
    Block,
    Cell,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Footnote,
    Heading,
    HtmlBlock,
    Inline,
    ListBlock,
    ListItem,
    MappedText,
    Paragraph,
    Piece,
    Question,
    Quote,
    Section,
    Source,
    Span,
    Table,
)
from presscheck.patterns import regex

_EXPLICIT_ID = regex(r"[ \t]*\{#([A-Za-z0-9_-]+)\}[ \t]*$")
_QUESTION_END = ("?", "？")
_DETAILS_OPEN = regex(r"<details[\s>]", re.IGNORECASE)
_DETAILS_CLOSE = regex(r"</details\s*>", re.IGNORECASE)
_SUMMARY = regex(r"<summary[^>]*>(.*?)</summary\s*>", re.IGNORECASE | re.DOTALL)
_TAG = regex(r"<[^<>]*>")


def read_document(source: Source, first_line: int = 1) -> Document:
    """The body of a page, which begins at ``first_line``; the lines before it are front matter."""
    # Blanks in place of the front matter keep every offset and line number of the parser the file's own.
    body_start = source.line_start(first_line)
    text = _NOT_NEWLINE.sub(" ", source.text[:body_start]) + source.text[body_start:]
    tokens, environment = parse_tokens(text)
    references = environment.get("references", {})
    reader = _Reader(source, tokens, references)
    blocks = reader.read_until(None)
    definitions = [*references.values(), *environment.get("duplicate_refs", ())]
    places = sorted(source.lines(item["map"][0] + 1, item["map"][1]) for item in definitions)
    return replace(_outline(blocks, source, body_start), definitions=tuple(places))


class _Reader:
    """A recursive descent over the parser's flat list of tokens."""

    def __init__(self, source: Source, tokens: list[Token], references: dict[str, Any]) -> None:
        self.source = source
        self.tokens = tokens
        self.references = references
        self.at = 0
        self.cells: dict[int, MappedText] = {}

    def read_until(self, close: str | None) -> list[Block]:
        """The blocks up to the closing token, which is taken too."""
        blocks: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == close:
                break
            block = self._block(token)
            if block is not None:
                blocks.append(block)
        return blocks

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "heading_open":
                return self._heading(token)
            case "paragraph_open":
                inline = self._inline(self.tokens[self.at])
                self.at += 2
                return Paragraph(inline, self._span(token))
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token)
            case "blockquote_open":
                return Quote(tuple(self.read_until("blockquote_close")), self._span(token))
            case "table_open":
                return self._table(token)
            case "fence" | "code_block":
                return self._code(token)
            case "html_block":
                return HtmlBlock(self._lines(token, 0), self._span(token))
            case "dl_open":
                return self._definitions(token)
            case "footnote_open":
                label = str(token.meta.get("label", ""))
                blocks = tuple(self.read_until("footnote_close"))
                return Footnote(label, blocks, blocks[0].span if blocks else self.source.span(0, 0))
            case _:
                return None

    # --- places

    def _span(self, token: Token) -> Span:
        """From the first line's content, behind container marks, to the end of the last line that is not blank."""
        starts: list[int] = token.meta.get(STARTS, [])
        if not token.map or not starts:
            return self.source.span(0, 0)
        start, last = starts[0], max(token.map[1], token.map[0] + 1)
        end = self.source.line_end(last)
        while last - 1 > token.map[0] and not self.source.text[self.source.line_start(last) : end].strip(" \t>"):
            last -= 1
            end = self.source.line_end(last)
        return self.source.span(start, max(start, end))

    def _inline(self, token: Token) -> Inline:
        return read_inline(
            token.children or [], inline_text(token, self.source, self.cells), self.source, self.references
        )

    def _lines(self, token: Token, skip: int) -> MappedText:
        """The content of a code or HTML block: each of its lines is the tail of a source line."""
        pieces: list[Piece] = []
        at = 0
        lines = token.content.split("\n")
        if lines[-1] == "":
            lines.pop()
        first = (token.map or [0, 0])[0] + 1 + skip
        for number, line in enumerate(lines):
            end = self.source.line_end(first + number)
            bare = line
            if not self.source.text.endswith(line, self.source.line_start(first + number), end):
                bare = line.lstrip(" \t")  # a tab was cut in two by the indentation of a container
            lead = len(line) - len(bare)
            if lead:
                pieces.append(Piece(at, at + lead, end - len(bare), end - len(bare)))
            pieces.append(Piece(at + lead, at + len(line), end - len(bare), end))
            at += len(line)
            if at < len(token.content):
                # The parser ends the last line of a file, too, where the file does not.
                pieces.append(Piece(at, at + 1, end, min(end + 1, len(self.source.text))))
                at += 1
        if not pieces:
            start = self.source.line_start(first)
            pieces.append(Piece(0, 0, start, start))
        return MappedText(token.content, tuple(pieces))

    # --- blocks

    def _heading(self, token: Token) -> Heading:
        inline = self._inline(self.tokens[self.at])
        self.at += 2
        found = _EXPLICIT_ID.search(inline.text.text)
        if found:
            inline = _cut(inline, found.start())
        return Heading(int(token.tag[1]), inline, found[1] if found else None, self._span(token))

    def _list(self, token: Token) -> ListBlock:
        ordered = token.type == "ordered_list_open"
        close = "ordered_list_close" if ordered else "bullet_list_close"
        items: list[ListItem] = []
        while self.at < len(self.tokens) and self.tokens[self.at].type != close:
            item = self.tokens[self.at]
            self.at += 1
            if item.type != "list_item_open":
                continue
            span = self._span(item)
            number = int(item.info) if ordered and item.info.isdigit() else None
            marker = self.source.span(span.start, span.start + (len(item.info) if ordered else 0) + 1)
            items.append(ListItem(tuple(self.read_until("list_item_close")), number, marker, span))
        self.at += 1
        return ListBlock(ordered, tuple(items), self._span(token))

    def _table(self, token: Token) -> Table:
        rows: list[tuple[Cell, ...]] = []
        while self.at < len(self.tokens) and self.tokens[self.at].type != "table_close":
            row = self.tokens[self.at]
            self.at += 1
            if row.type == "tr_open":
                rows.append(self._row(row))
        self.at += 1
        return Table(rows[0] if rows else (), tuple(rows[1:]), self._span(token))

    def _row(self, row: Token) -> tuple[Cell, ...]:
        start: int = row.meta[STARTS][0]
        end = self.source.line_end((row.map or [0, 1])[0] + 1)
        places = row_cells(start, end, self.source.text)
        cells: list[Cell] = []
        while self.tokens[self.at].type != "tr_close":
            token = self.tokens[self.at]
            self.at += 1
            if token.type != "inline":
                continue
            # A row with fewer cells than the header is filled up by the parser: those stand at its end.
            here = places[len(cells)] if len(cells) < len(places) else MappedText("", (Piece(0, 0, end, end),))
            self.cells[id(token)] = here
            cells.append(Cell(self._inline(token), self.source.span(here.source_start, here.source_end)))
        self.at += 1
        return tuple(cells)

    def _code(self, token: Token) -> CodeBlock:
        span = self._span(token)
        if token.type == "code_block":
            return CodeBlock("", "", self._lines(token, 0), fenced=False, closed=True, span=span)
        words = token.info.split()
        last = (token.map or [0, 1])[1]
        closing = self.source.text[self.source.line_start(last) : self.source.line_end(last)].strip().lstrip(">-+* \t")
        lines = last - (token.map or [0, 1])[0]
        closed = lines > 1 and closing.startswith(token.markup) and not closing.strip(token.markup[0])
        return CodeBlock(
            words[0].lower() if words else "",
            token.info.strip(),
            self._lines(token, 1),
            fenced=True,
            closed=closed,
            span=span,
        )

    def _definitions(self, token: Token) -> DefinitionList:
        definitions: list[Definition] = []
        term: Inline | None = None
        term_span = self.source.span(0, 0)
        while self.at < len(self.tokens) and self.tokens[self.at].type != "dl_close":
            part = self.tokens[self.at]
            self.at += 1
            if part.type == "dt_open":
                term, term_span = self._inline(self.tokens[self.at]), self._span(part)
                self.at += 2
            elif part.type == "dd_open" and term is not None:
                blocks = tuple(self.read_until("dd_close"))
                end = blocks[-1].span.end if blocks else term_span.end
                definitions.append(Definition(term, blocks, self.source.span(term_span.start, end)))
        self.at += 1
        return DefinitionList(tuple(definitions), self._span(token))


_NOT_NEWLINE = regex(r"[^\n]")


def _cut(inline: Inline, end: int) -> Inline:
    """A heading's inline content without the ``{#id}`` behind it."""
    pieces = tuple(
        Piece(
            piece.start,
            min(piece.end, end),
            piece.source_start,
            piece.source_end - max(0, piece.end - end)
            if piece.end - piece.start == piece.source_end - piece.source_start
            else piece.source_end,
        )
        for piece in inline.text.pieces
        if piece.start < end
    )
    text = MappedText(inline.text.text[:end], pieces or inline.text.pieces[:1])
    bold = tuple((first, min(last, end)) for first, last in inline.bold)
    return Inline(text, inline.codes, inline.code_ranges, inline.links, inline.images, inline.html, bold)


def _outline(blocks: Sequence[Block], source: Source, body_start: int) -> Document:
    """Sections from the flat list of top-level blocks: a heading owns what follows up to the next of its level."""
    end = len(source.text)
    heads = [index for index, block in enumerate(blocks) if isinstance(block, Heading)]
    first = heads[0] if heads else len(blocks)
    sections, _ = _sections(blocks, first, 0, end, source)
    return Document(tuple(blocks[:first]), tuple(sections), source.span(body_start, end))


def _sections(blocks: Sequence[Block], index: int, above: int, end: int, source: Source) -> tuple[list[Section], int]:
    """The sections deeper than level ``above`` from ``index`` on, and the index of the first block behind them."""
    sections: list[Section] = []
    while index < len(blocks):
        heading = blocks[index]
        if not isinstance(heading, Heading) or heading.level <= above:
            break
        own: list[Block] = []
        index += 1
        while index < len(blocks) and not isinstance(blocks[index], Heading):
            own.append(blocks[index])
            index += 1
        below, index = _sections(blocks, index, heading.level, end, source)
        stop = blocks[index].span.start if index < len(blocks) else end
        span = source.span(heading.span.start, stop)
        sections.append(Section(heading, tuple(own), tuple(below), tuple(_questions(own, below)), span))
    return sections, index


# --- questions ------------------------------------------------------------------------------------------------------


def _questions(blocks: Sequence[Block], below: Sequence[Section]) -> Iterator[Question]:
    """The questions of a section with their answers, however they are written.

    A deeper heading or a bold run at the start of a paragraph that ends with a question mark; a term of a
    definition list; ``<details>`` with a ``<summary>``.
    """
    yield from _block_questions(blocks)
    for section in below:
        if section.heading.text.rstrip().endswith(_QUESTION_END):
            yield Question(section.heading.inline.text, "", _all_blocks(section), section.span)
        else:
            yield from section.questions


def _all_blocks(section: Section) -> tuple[Block, ...]:
    blocks = list(section.blocks)
    for below in section.sections:
        blocks.append(below.heading)
        blocks.extend(_all_blocks(below))
    return tuple(blocks)


def _block_questions(blocks: Sequence[Block]) -> Iterator[Question]:
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        if isinstance(block, DefinitionList):
            for definition in block.definitions:
                yield Question(definition.term.text, "", definition.blocks, definition.span)
        elif isinstance(block, HtmlBlock) and _DETAILS_OPEN.search(block.text.text):
            answer: list[Block] = []
            closed = bool(_DETAILS_CLOSE.search(block.text.text))
            while not closed and index < len(blocks):
                part = blocks[index]
                index += 1
                if isinstance(part, HtmlBlock) and _DETAILS_CLOSE.search(part.text.text):
                    closed = True
                else:
                    answer.append(part)
            yield from _details(block, tuple(answer))
        elif isinstance(block, Paragraph) and (end := _bold_question(block.inline)):
            answer = []
            while index < len(blocks) and not _starts_question(blocks[index]):
                answer.append(blocks[index])
                index += 1
            text = block.inline.text
            first = next(first for first, last in block.inline.bold if last == end)
            question = MappedText(
                text.text[first:end],
                tuple(
                    Piece(piece.start - first, piece.end - first, piece.source_start, piece.source_end)
                    for piece in text.pieces
                    if first <= piece.start and piece.end <= end
                ),
            )
            yield Question(question, text.text[end:].strip(), tuple(answer), block.span)


def _starts_question(block: Block) -> bool:
    return (
        isinstance(block, DefinitionList)
        or (isinstance(block, Paragraph) and bool(_bold_question(block.inline)))
        or (isinstance(block, HtmlBlock) and bool(_DETAILS_OPEN.search(block.text.text)))
    )


def _bold_question(inline: Inline) -> int:
    """Where a bold question at the start of a paragraph ends, 0 where there is none."""
    if not inline.bold:
        return 0
    first, last = inline.bold[0]
    head = inline.text.text[:last].rstrip()
    return last if not inline.text.text[:first].strip() and head.endswith(_QUESTION_END) else 0


def _details(block: HtmlBlock, answer: tuple[Block, ...]) -> Iterator[Question]:
    found = _SUMMARY.search(block.text.text)
    if not found:
        return
    start, end = block.text.origin(found.start(1), found.end(1))
    question = _TAG.sub("", found[1]).strip()
    rest = _DETAILS_CLOSE.split(block.text.text[found.end() :])[0]
    span_end = answer[-1].span if answer else block.span
    span = Span(
        block.span.start, span_end.end, block.span.line, block.span.column, span_end.end_line, span_end.end_column
    )
    yield Question(
        MappedText(question, (Piece(0, len(question), start, end),)), _TAG.sub("", rest).strip(), answer, span
    )
