"""markdown-it-py, taught to remember where everything stands.

The library gives lines for blocks and nothing for inline content. Every rule of its parser is wrapped
here: after a block rule has matched, its line table says where each line's content begins behind quote
marks, list markers and indentation; around an inline rule, the parser's position says what the rule took.
Nothing of the grammar is written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from presscheck.model import MappedText, Piece, Source
from presscheck.patterns import regex

STARTS = "starts"
"""Key in a block token's ``meta``: the offset at which each of its lines begins, behind container marks."""
TAKEN = "taken"
"""Key in an inline token's ``meta``: what it took, as offsets in the inline text that it was parsed from."""

_MAX_NESTING = 60
_ATX = regex(r"#{1,6}[ \t]*")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # the library's name
        """Any: what others follow is a link, also `javascript:`; where one may lead is for rules to say."""
        del url
        return True


@cache
def parser() -> MarkdownIt:
    """The one parser: CommonMark with tables, strike-through, definition lists and footnotes."""
    markdown = _Parser("commonmark", {"html": True, "maxNesting": _MAX_NESTING})
    markdown.enable(["table", "strikethrough"])
    # Inline footnotes (`^[…]`) are parsed in a text of their own, without a place; nobody writes them here.
    markdown.use(deflist_plugin).use(footnote_plugin, inline=False)
    # Joining would merge a text with the escapes and entities beside it and lose their places.
    markdown.disable(["text_join", "fragments_join"])
    # The rulers offer no public way to replace a rule and keep its place and its alternatives.
    for block_rule in markdown.block.ruler.__rules__:
        block_rule.fn = _traced_block(block_rule.fn)
    for inline_rule in markdown.inline.ruler.__rules__:
        inline_rule.fn = _traced_inline(inline_rule.fn)
    return markdown


def _traced_block(rule: Callable[[StateBlock, int, int, bool], bool]) -> Callable[[StateBlock, int, int, bool], bool]:
    def traced(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            for token in state.tokens[first:]:
                if token.map and STARTS not in token.meta:
                    top, bottom = token.map[0], max(token.map[1], token.map[0] + 1)
                    token.meta[STARTS] = [state.bMarks[line] + state.tShift[line] for line in range(top, bottom)]
        return True

    return traced


def _traced_inline(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def traced(state: StateInline, silent: bool) -> bool:
        if silent:
            return rule(state, True)
        start, first = state.pos, len(state.tokens)
        if not rule(state, False):
            return False
        _mark([token for token in state.tokens[first:] if TAKEN not in token.meta], start, state.pos)
        return True

    return traced


def _mark(tokens: list[Token], start: int, end: int) -> None:
    """Note what the tokens of one rule took. Plain text gets its place later, from its neighbours."""
    marks = [token for token in tokens if token.type == "text"]
    others = [token for token in tokens if token.type != "text"]
    if not others:
        # Emphasis marks: the last texts that add up to what was taken; a text before them was pending.
        at = end
        for token in reversed(marks):
            if at - len(token.content) < start:
                break
            token.meta[TAKEN] = (at - len(token.content), at)
            at -= len(token.content)
        return
    if len(others) == 2 and others[0].nesting == 1 and others[1].nesting == -1:
        if others[0].type == "link_open" and others[0].markup == "autolink":
            others[0].meta[TAKEN] = (start, start + 1)
            others[1].meta[TAKEN] = (end - 1, end)
        else:
            others[0].meta[TAKEN] = (start, start + 1)
            others[1].meta[TAKEN] = (None, end)
        return
    for token in others:
        token.meta[TAKEN] = (start, end)


@dataclass(frozen=True, slots=True)
class Placed:
    """An inline token and the range of the inline text that it took."""

    token: Token
    start: int
    end: int


def placed(tokens: list[Token], length: int, base: int = 0) -> Iterator[Placed]:
    """Inline tokens with their places, counted from ``base``; ``length`` is that of the text they were parsed from.

    Texts fill the gaps between what the rules took; a hard line break also takes the blanks before it.
    """
    cursor = 0
    for token in tokens:
        taken: tuple[int | None, int] | None = token.meta.get(TAKEN)
        if taken is None:
            start, end = cursor, min(cursor + len(token.content), length)
        else:
            start, end = cursor if taken[0] is None else taken[0], taken[1]
        yield Placed(token, base + start, base + end)
        cursor = max(cursor, end)


def inline_text(token: Token, source: Source, cells: dict[int, MappedText]) -> MappedText:
    """The text that an ``inline`` token was parsed from, mapped to the source.

    ``cells`` holds the text of table cells by the token's ``id()``, since a row's cells share one line.
    """
    if id(token) in cells:
        return cells[id(token)]
    starts: list[int] = token.meta.get(STARTS, [])
    content = token.content
    if not starts or not content:
        return MappedText(content, ())
    pieces: list[Piece] = []
    at = 0
    for number, line in enumerate(content.split("\n")):
        if number >= len(starts):
            break
        bare = line.lstrip(" \t")
        lead = len(line) - len(bare)
        origin = starts[number]
        if not source.text.startswith(bare, origin):
            # An ATX heading: its text begins behind the marks.
            mark = _ATX.match(source.text, origin)
            origin = mark.end() if mark else origin
        if lead:
            pieces.append(Piece(at, at + lead, origin, origin))
        if bare:
            pieces.append(Piece(at + lead, at + len(line), origin, origin + len(bare)))
        at += len(line)
        if at < len(content):
            pieces.append(Piece(at, at + 1, origin + len(bare), origin + len(bare) + 1))
            at += 1
    return MappedText(content, tuple(pieces))


def row_cells(start: int, end: int, text: str) -> list[MappedText]:
    """The cells of a table row that stands at ``text[start:end]``, without an empty first or last one.

    A pipe behind a backslash belongs to the cell and loses the backslash, as in GitHub's tables.
    """
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    cells: list[list[tuple[int, int]]] = [[]]
    run = start
    at = start
    while at < end:
        if text[at] == "|":
            if at > start and text[at - 1] == "\\":
                cells[-1].append((run, at - 1))
                run = at
            else:
                cells[-1].append((run, at))
                cells.append([])
                run = at + 1
        at += 1
    cells[-1].append((run, end))
    mapped = [_trimmed(runs, text) for runs in cells]
    # Only a cell with nothing at all in it, not even a blank, is the row's outer edge.
    if mapped and all(first == last for first, last in cells[0]):
        mapped.pop(0)
        cells.pop(0)
    if mapped and all(first == last for first, last in cells[-1]):
        mapped.pop()
    return mapped


def _trimmed(runs: list[tuple[int, int]], text: str) -> MappedText:
    joined = "".join(text[first:last] for first, last in runs)
    content = joined.strip()
    skip = len(joined) - len(joined.lstrip()) if content else 0
    pieces: list[Piece] = []
    at = 0
    for first, last in runs:
        begin, stop = max(at, skip), min(at + last - first, skip + len(content))
        if begin < stop:
            pieces.append(Piece(begin - skip, stop - skip, first + begin - at, first + stop - at))
        at += last - first
    if not pieces:
        # Nothing in the cell: its place is the middle of the blanks between the pipes.
        middle = runs[0][0] + min(1, runs[-1][1] - runs[0][0])
        pieces.append(Piece(0, 0, middle, middle))
    return MappedText(content, tuple(pieces))


def parse_tokens(text: str) -> tuple[list[Token], dict[str, Any]]:
    """The block tokens of a text, and what the parser learned on the way (link definitions, footnotes)."""
    environment: dict[str, Any] = {}
    return parser().parse(text, environment), environment
