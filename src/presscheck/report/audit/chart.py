"""Lines over days as an SVG: no script, no font, no file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from presscheck.audit import Entry

WIDTH, HEIGHT = 960, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 14, 16, 30


class Series(NamedTuple):
    """A line of a chart: its points as SVG wants them, and each with its value."""

    name: str
    points: str
    dots: tuple[tuple[float, float, int], ...]


class Chart(NamedTuple):
    series: tuple[Series, ...]
    top: int
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    above: int = _TOP
    below: int = HEIGHT - _BOTTOM


def chart(entries: Sequence[Entry], names: dict[str, Sequence[int]]) -> Chart | None:
    """A chart of some figures of audits, to the scale of their days; ``None`` where there are not two of them."""
    if len(entries) < 2:
        return None
    first, last = entries[0].day, entries[-1].day
    span = max((last - first).days, 1)
    top = max(1, *(value for values in names.values() for value in values))

    def place(entry: Entry, value: int) -> tuple[float, float, int]:
        x = _LEFT + (WIDTH - _LEFT - _RIGHT) * (entry.day - first).days / span
        y = HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top
        return round(x, 1), round(y, 1), value

    series: list[Series] = []
    for name, values in names.items():
        dots = tuple(place(entry, value) for entry, value in zip(entries, values, strict=True))
        series.append(Series(name, " ".join(f"{x},{y}" for x, y, _ in dots), dots))
    return Chart(tuple(series), top, first.isoformat(), last.isoformat())
