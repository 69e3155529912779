"""Comments that speak to presscheck: ``<!-- presscheck: ignore RULE[, RULE] -- reason -->``.

One that stands on lines of its own covers the block behind it; several may stand one below the other. Inside a
code block it is only shown, not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presscheck.markdown.texts import document_blocks
from presscheck.model import (
    Block,
    DefinitionList,
    Footnote,
    Heading,
    HtmlBlock,
    Inline,
    ListBlock,
    MappedText,
    Page,
    Paragraph,
    Quote,
    Span,
    Table,
)
from presscheck.patterns import regex

WORDS = ("ignore", "wrong-example")
"""What a comment may ask for."""

_COMMENT = regex(
    r"<!--\s*presscheck\s*[:：]\s*(?P<word>[^\s,，]*)(?P<names>.*?)(?:\s(?:--|—|–)(?P<reason>\s.*?)?)?\s*-->",
    re.DOTALL | re.IGNORECASE,
)
_ONLY_COMMENTS = regex(r"(?:\s*<!--(?:(?!<!--).)*?-->)+\s*", re.DOTALL)
_NAME = regex(r"[^\s,，、]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A rule that a comment names, and where."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Directive:
    """One comment: what it asks for, of which rules, why, and which part of the page it covers.

    ``covered`` is empty where no block follows, or where the comment stands inside a line.
    """

    word: str
    names: tuple[Name, ...]
    reason: str
    span: Span
    covered: Span | None

    def covers(self, span: Span) -> bool:
        """Whether a place begins in what the comment covers."""
        return self.covered is not None and (
            self.covered.start <= span.start < self.covered.end or self.covered == span
        )


def directives(page: Page) -> tuple[Directive, ...]:
    """The comments of a page that speak to presscheck, in reading order."""
    # Nearly every page has none: it is cheaper to look for the word first.
    if "presscheck" not in page.source.text.lower():
        return ()
    return tuple(sorted(_blocks(list(document_blocks(page.document)), page), key=lambda item: item.span.start))


def _blocks(blocks: Sequence[Block], page: Page) -> Iterator[Directive]:
    waiting: list[MappedText] = []
    for block in blocks:
        if isinstance(block, HtmlBlock):
            alone = bool(_ONLY_COMMENTS.fullmatch(block.text.text))
            if alone:
                waiting.append(block.text)
                continue
            yield from _read(block.text, page, None)
        for text in waiting:
            yield from _read(text, page, block.span)
        waiting = []
        yield from _inside(block, page)
    for text in waiting:
        yield from _read(text, page, None)


def _inside(block: Block, page: Page) -> Iterator[Directive]:
    match block:
        case Heading() | Paragraph():
            yield from _inline(block.inline, page)
        case ListBlock():
            for item in block.items:
                yield from _blocks(item.blocks, page)
        case Table():
            for row in (block.header, *block.rows):
                for cell in row:
                    yield from _inline(cell.inline, page)
        case Quote() | Footnote():
            yield from _blocks(block.blocks, page)
        case DefinitionList():
            for definition in block.definitions:
                yield from _inline(definition.term, page)
                yield from _blocks(definition.blocks, page)
        case _:
            pass


def _inline(inline: Inline, page: Page) -> Iterator[Directive]:
    for html in inline.html:
        yield from _read(MappedText.verbatim(html.text, html.span.start), page, None)


def _read(text: MappedText, page: Page, covered: Span | None) -> Iterator[Directive]:
    for found in _COMMENT.finditer(text.text):
        start = found.start("names")
        names = tuple(
            Name(name[0], page.source.span(*text.origin(start + name.start(), start + name.end())))
            for name in _NAME.finditer(found["names"])
        )
        span = page.source.span(*text.origin(*found.span()))
        yield Directive(found["word"].lower(), names, " ".join((found["reason"] or "").split()), span, covered)
