"""One labelled page of a development corpus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """A whole Markdown file, and what a check has to say about it."""

    name: str
    """Unique in its corpus: family, format, place, disguise, language."""
    family: str
    """``secrets`` or ``privacy``: findings of other families do not count."""
    text: str
    """The file."""
    lines: tuple[tuple[int, int], ...]
    """First and last line, from 1 and inclusive, of each thing to be found. Empty: nothing may be found."""
    values: tuple[str, ...] = ()
    """The plain secrets of the file. No output may hold one of them whole."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What to report by: ``format``, ``place``, ``disguise``, ``language``, ``kind``, where known ``punctuation``."""

    def __post_init__(self) -> None:
        total = self.text.count("\n") + (not self.text.endswith("\n"))
        for first, last in self.lines:
            if not 1 <= first <= last <= total:
                raise ValueError(f"{self.name}: lines {first}-{last} of {total}")
