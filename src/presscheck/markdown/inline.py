"""Inline tokens to what a reader sees, with places."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.token import Token

from presscheck.markdown.parser import Placed, parser, placed
from presscheck.model import CodeSpan, Image, Inline, InlineHtml, Link, MappedText, Piece, Source, Span
from presscheck.patterns import regex

_BREAK = regex(r"<br\s*/?>", re.IGNORECASE)


def read_inline(tokens: list[Token], raw: MappedText, source: Source, references: dict[str, Any]) -> Inline:
    """The content of an ``inline`` token; ``raw`` is the text that it was parsed from."""
    return _Reader(raw, source, references).read(list(placed(tokens, len(raw.text))))


class _Reader:
    def __init__(self, raw: MappedText, source: Source, references: dict[str, Any]) -> None:
        self.raw = raw
        self.source = source
        self.references = references
        self.text = ""
        self.pieces: list[Piece] = []

    def read(self, tokens: list[Placed]) -> Inline:
        codes: list[CodeSpan] = []
        code_ranges: list[tuple[int, int]] = []
        links: list[Link] = []
        images: list[Image] = []
        html: list[InlineHtml] = []
        bold: list[tuple[int, int]] = []
        open_links: list[tuple[Placed, int]] = []
        open_bold: list[int] = []
        for item in tokens:
            token = item.token
            if token.type == "text":
                self._verbatim(token.content, item.start)
            elif token.type == "text_special":
                self._whole(token.content, item.start, item.end)
            elif token.type in {"softbreak", "hardbreak"}:
                self._whole("\n", item.start, item.end)
            elif token.type == "code_inline":
                first = len(self.text)
                codes.append(CodeSpan(self._code(item), self._span(item.start, item.end)))
                code_ranges.append((first, len(self.text)))
            elif token.type == "footnote_ref":
                self._whole(f"[{token.meta['id'] + 1}]", item.start, item.end)
            elif token.type == "html_inline":
                html.append(InlineHtml(token.content, self._span(item.start, item.end)))
                if _BREAK.fullmatch(token.content):
                    self._whole("\n", item.start, item.end)
            elif token.type == "image":
                images.append(self._image(item))
            elif token.type == "link_open":
                open_links.append((item, len(self.text)))
            elif token.type == "link_close" and open_links:
                opening, first = open_links.pop()
                links.append(self._link(opening, item, self.text[first:]))
            elif token.type == "strong_open":
                open_bold.append(len(self.text))
            elif token.type == "strong_close" and open_bold:
                bold.append((open_bold.pop(), len(self.text)))
        return Inline(
            MappedText(self.text, tuple(self.pieces) or _nowhere(self.raw)),
            tuple(codes),
            tuple(code_ranges),
            tuple(links),
            tuple(images),
            tuple(html),
            tuple(bold),
        )

    def _span(self, start: int, end: int) -> Span:
        return self.source.span(*self.raw.origin(start, end))

    def _verbatim(self, content: str, start: int) -> None:
        """Add text that stands in the raw text as it is, run by run of the source."""
        for piece in self._runs(start, start + len(content)):
            length = piece.end - piece.start
            self.pieces.append(Piece(len(self.text), len(self.text) + length, piece.source_start, piece.source_end))
            self.text += content[piece.start - start : piece.end - start]

    def _runs(self, start: int, end: int) -> list[Piece]:
        """The pieces of the raw text between two offsets, cut at both ends; what has no piece is one of its own."""
        runs = list(self.raw.between(start, end))
        at = runs[-1].end if runs else start
        if at < end:
            runs.append(Piece(at, end, *self.raw.origin(at, end)))
        return runs

    def _whole(self, content: str, start: int, end: int) -> None:
        """Add text that stands for something written otherwise."""
        self.pieces.append(Piece(len(self.text), len(self.text) + len(content), *self.raw.origin(start, end)))
        self.text += content

    def _code(self, item: Placed) -> MappedText:
        """Add a code span's content: without its marks, and without the one blank inside them."""
        mark = len(item.token.markup)
        start, end = item.start + mark, item.end - mark
        inner = self.raw.text[start:end]
        if len(inner) > len(item.token.content):
            start += 1
        first_piece, first = len(self.pieces), len(self.text)
        self._verbatim(item.token.content, start)
        moved = (
            Piece(piece.start - first, piece.end - first, piece.source_start, piece.source_end)
            for piece in self.pieces[first_piece:]
        )
        return MappedText(item.token.content, tuple(moved))

    def _link(self, opening: Placed, closing: Placed, text: str) -> Link:
        href = str(opening.token.attrs.get("href", ""))
        if opening.token.markup == "autolink":
            start, end = opening.end, closing.start
        else:
            start, end = self._destination(closing.start + 1, closing.end)
        return Link(
            text,
            href,
            self._destination_span(start, end, href, opening.start, closing.end),
            self._span(opening.end, closing.start),
            self._span(opening.start, closing.end),
            str(opening.token.attrs.get("title", "")),
        )

    def _image(self, item: Placed) -> Image:
        alt = _Reader(self.raw, self.source, self.references)
        children = item.token.children or []
        # The label is parsed apart: its tokens count from behind `![`.
        inner = alt.read(list(placed(children, len(item.token.content), base=item.start + 2)))
        src = str(item.token.attrs.get("src", ""))
        start, end = self._destination(item.start + 3 + len(item.token.content), item.end)
        return Image(
            inner.text,
            src,
            self._destination_span(start, end, src, item.start, item.end),
            self._span(item.start + 2, item.start + 2 + len(item.token.content)),
            self._span(item.start, item.end),
            str(item.token.attrs.get("title", "")),
        )

    def _destination(self, start: int, end: int) -> tuple[int, int]:
        """Where the destination of an inline link stands, behind its label; empty for a reference."""
        raw = self.raw.text
        if start >= end or raw[start : start + 1] != "(":
            return start, start
        start += 1
        while start < end and raw[start] in " \t\n":
            start += 1
        found = parser().helpers.parseLinkDestination(raw, start, end)
        if not found.ok:
            return start, start
        return (start + 1, found.pos - 1) if raw[start] == "<" else (start, found.pos)

    def _destination_span(self, start: int, end: int, href: str, link_start: int, link_end: int) -> Span:
        if start < end:
            return self._span(start, end)
        for definition in self.references.values():
            if definition.get("href") == href and definition.get("map"):
                first, last = definition["map"]
                top, bottom = self.source.line_start(first + 1), self.source.line_end(last)
                at = self.source.text.find(href, top, bottom)
                return self.source.span(at, at + len(href)) if at >= 0 else self.source.span(top, bottom)
        return self._span(link_start, link_end)


def _nowhere(raw: MappedText) -> tuple[Piece, ...]:
    """The place of a text that is empty: where the raw text begins."""
    return (Piece(0, 0, raw.source_start, raw.source_start),)
