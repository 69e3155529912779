"""Ranges of offsets in a text, asked for the one that holds a place; a text may have thousands of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

_NESTED = 3
"""How many ranges that begin before a place are looked at: bold in bold in bold is as deep as anybody writes."""


class Ranges:
    """Ranges in their order; those in code do not overlap, those in bold may stand in each other."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [start for start, _ in self._ranges]

    def holding(self, start: int, end: int | None = None) -> tuple[int, int] | None:
        """The outermost range that holds a place, whole where its end is given."""
        at = bisect_right(self._starts, start)
        for first, last in self._ranges[max(0, at - _NESTED) : at]:
            if start < last if end is None else end <= last:
                return first, last
        return None
