"""A line of source with carets below the place that is meant, as wide as a terminal shows it."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from wcwidth import wcwidth

from presscheck.model import Span

_TAB = 4
_MORE = "…"
_LEAD = 3
"""A clipped line shows about one part in so many of its width before the caret."""


class Frame(NamedTuple):
    """A line as it is shown and the line of carets below it."""

    text: str
    carets: str


def frame(line: str, span: Span, width: int) -> Frame:
    """One line of source, cut to ``width`` columns around the place, and its carets."""
    signs = _signs(line)
    start = min(span.column - 1, len(signs))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    first, last = _window(signs, start, width)
    left = _MORE if first else ""
    right = _MORE if last < len(signs) else ""
    before = len(left) + _width(signs[first:start])
    marked = _width(signs[start : min(max(end, start), last)])
    text = left + "".join(sign for sign, _ in signs[first:last]) + right
    return Frame(text.rstrip(), " " * before + "^" * max(1, marked))


def context(line: str, width: int) -> str:
    """A line beside the one that is meant, cut at its end."""
    signs = _signs(line)
    _, last = _window(signs, 0, width)
    return ("".join(sign for sign, _ in signs[:last]) + (_MORE if last < len(signs) else "")).rstrip()


def _signs(line: str) -> list[tuple[str, int]]:
    """Each code point as it is shown, and how many columns it takes: none for what joins the sign before it."""
    shown: list[tuple[str, int]] = []
    column = 0
    joined = False
    for sign in line:
        text, size = sign, wcwidth(sign)
        if sign == "\t":
            size = _TAB - column % _TAB
            text = " " * size
        elif size < 0 or _turns(sign):
            # A control sign would move the cursor, a mark of direction would turn the line around.
            text, size = "�", 1
        elif joined or sign == "\ufe0e":
            size = 0
        elif sign == "\ufe0f" and shown and shown[-1][1] == 1:
            size = 1  # it makes an emoji, two columns wide, of the sign before it
        elif 0x1F3FB <= ord(sign) <= 0x1F3FF and shown and shown[-1][1] == 2:
            size = 0  # a colour of skin belongs to the person before it
        joined = sign == "\u200d"
        shown.append((text, size))
        column += size
    return shown


def _turns(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def _width(signs: list[tuple[str, int]]) -> int:
    return sum(size for _, size in signs)


def _window(signs: list[tuple[str, int]], start: int, width: int) -> tuple[int, int]:
    """From which sign to which a line is shown, so that it fits and the place is in sight."""
    if _width(signs) <= width:
        return 0, len(signs)
    room = max(width - 2 * len(_MORE), 8)
    first = _back(signs, start, room // _LEAD)
    last, used = first, 0
    while last < len(signs) and used + signs[last][1] <= room:
        used += signs[last][1]
        last += 1
    # At the end of the line there is room left for more of what stands before.
    return (_back(signs, last, room), last) if last == len(signs) else (first, last)


def _back(signs: list[tuple[str, int]], start: int, room: int) -> int:
    used = 0
    while start > 0 and used + signs[start - 1][1] <= room:
        start -= 1
        used += signs[start][1]
    return start
