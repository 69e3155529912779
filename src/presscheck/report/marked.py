"""Lines of a page around the place that is meant, for reports that mark it in colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from presscheck.model import Span

_MORE = "…"


class Line(NamedTuple):
    """A line of a frame: what stands before, in and after the place that is meant."""

    number: int
    before: str
    marked: str
    after: str


def marked(span: Span, lines: Mapping[int, str], width: int | None = None) -> Iterator[Line]:
    """The line of a place and those beside it, as far as they may be shown.

    With ``width``, about so many characters of a line are shown: those around the place.
    """
    if span.line not in lines:
        return
    for number in (span.line - 1, span.line, span.line + 1):
        text = lines.get(number, "")
        if number == span.line:
            start = span.column - 1
            end = span.end_column - 1 if span.end_line == span.line else len(text)
            yield _cut(Line(number, text[:start], text[start:end] or " ", text[end:]), width)
        elif text.strip():
            yield Line(number, _head(text, width), "", "")


def _cut(line: Line, width: int | None) -> Line:
    if width is None or len(line.before) + len(line.marked) + len(line.after) <= width:
        return line
    shown = _head(line.marked, width)
    room = max(width - len(shown), 24)
    left = max(room // 3, room - len(line.after))
    before = line.before if len(line.before) <= left else _MORE + line.before[len(line.before) - left :]
    return Line(line.number, before, shown, _head(line.after, max(room - len(before), 12)))


def _head(text: str, width: int | None) -> str:
    return text if width is None or len(text) <= width else text[:width] + _MORE
