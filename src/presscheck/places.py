"""Places that do not overlap, the first to come being the one that stays."""

from __future__ import annotations

from bisect import bisect_right, insort


class Places:
    """Ranges of a text of which no two overlap; taking one costs the logarithm of their number."""

    def __init__(self) -> None:
        self._ranges: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> bool:
        """Add ``start`` to ``end``, which is not empty, unless it overlaps one that is there; whether it was added."""
        at = bisect_right(self._ranges, (start, end))
        if at and self._ranges[at - 1][1] > start:
            return False
        if at < len(self._ranges) and self._ranges[at][0] < end:
            return False
        insort(self._ranges, (start, end))
        return True
