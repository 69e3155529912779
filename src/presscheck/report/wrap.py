"""Long sentences broken into lines as wide as a terminal, in English at blanks, in Chinese between signs."""

from __future__ import annotations

from collections.abc import Iterator

from wcwidth import wcswidth

from presscheck.patterns import regex

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_UNITS = regex(rf"\s+|[“（《「]*(?:[{_WIDE}]|[^\s{_WIDE}“（《「]+)[，。；：、？！”）》」]*|.")
"""What stays together: a word, or one Chinese sign, each with the punctuation that belongs to it."""


def wrap(text: str, room: int, first: int = 0) -> Iterator[str]:
    """The lines of a text, each at most ``room`` columns wide; the first has ``first`` columns less.

    A word that is longer than a line stays whole, so that an address can still be opened.
    """
    line, used = "", first
    for unit in _UNITS.findall(text):
        size = max(wcswidth(unit), 0)
        if line.strip() and used + size > room and not unit.isspace():
            yield line.rstrip()
            line, used = "", 0
        if line or not unit.isspace():
            line, used = line + unit, used + size
    yield line.rstrip()
