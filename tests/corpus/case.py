"""One labelled page of a development corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """A whole Markdown file, and what a check has to say about it."""

    name: str
    """Unique in its corpus: family, format, place, disguise, language."""
    family: str
    """``secrets``, ``privacy`` or ``base-url``: findings of other families do not count."""
    text: str
    """The file."""
    lines: tuple[tuple[int, int], ...]
    """First and last line, from 1 and inclusive, of each thing to be found. Empty: nothing may be found."""
    values: tuple[str, ...] = ()
    """The plain secrets of the file. No output may hold one of them whole."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What to report by: ``format``, ``place``, ``disguise``, ``language``, ``kind``, and what else a corpus knows."""
    rules: tuple[tuple[str, ...], ...] = ()
    """For each of ``lines`` the rules of which one must fire there. No entry, or an empty one: any of the family."""
    config: str = ""
    """The ``presscheck.toml`` of the site that the page belongs to. Empty: that of this repository."""

    def __post_init__(self) -> None:
        if len(self.rules) > len(self.lines):
            raise ValueError(f"{self.name}: rules for {len(self.rules)} places of {len(self.lines)}")
        total = self.text.count("\n") + (not self.text.endswith("\n"))
        for first, last in self.lines:
            if not 1 <= first <= last <= total:
                raise ValueError(f"{self.name}: lines {first}-{last} of {total}")

    @property
    def places(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """First line, last line and rules of each thing to be found."""
        for index, (first, last) in enumerate(self.lines):
            yield first, last, self.rules[index] if index < len(self.rules) else ()
