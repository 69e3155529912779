"""Places of a page as places of the protocol, whose lines and characters count from 0.

A character is a unit of the encoding that editor and server agreed on: UTF-16 by default, in which an emoji is two.
"""

from __future__ import annotations

from lsprotocol import types

from presscheck.model import Source, Span


class Positions:
    """The way between a text and the places that an editor names in it."""

    def __init__(self, source: Source, encoding: str) -> None:
        self.source = source
        self.encoding = encoding

    def range(self, span: Span) -> types.Range:
        return types.Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def position(self, line: int, column: int) -> types.Position:
        """A line and a column, both from 1; what lies behind the line's end is its end."""
        line = min(line, self.source.line_count)
        start, end = self.source.line_start(line), self.source.line_end(line)
        units = sum(_units(sign, self.encoding) for sign in self.source.text[start : min(start + column - 1, end)])
        return types.Position(line - 1, units + self._mark(line))

    def offset(self, position: types.Position) -> int:
        """The offset of a place; one inside a character means the character's beginning."""
        line = min(position.line + 1, self.source.line_count)
        at, end = self.source.line_start(line), self.source.line_end(line)
        left = position.character - self._mark(line)
        if position.line >= self.source.line_count:
            return end
        while at < end and (width := _units(self.source.text[at], self.encoding)) <= left:
            left -= width
            at += 1
        return at

    def _mark(self, line: int) -> int:
        """The byte order mark that the editor's text still has before its first line."""
        return _units("\ufeff", self.encoding) if line == 1 and self.source.bom else 0


def _units(sign: str, encoding: str) -> int:
    code = ord(sign)
    if encoding == types.PositionEncodingKind.Utf32:
        return 1
    if encoding == types.PositionEncodingKind.Utf8:
        return 1 + (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF)
    return 1 + (code > 0xFFFF)
