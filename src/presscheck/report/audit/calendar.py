"""Last days on a calendar: one month after the other, Monday first."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from presscheck.audit import Deadline
from presscheck.report.audit.view import View

_ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class Day(NamedTuple):
    """A day of a month with what ends on it; ``number`` is 0 for the blank places of the first and last week."""

    number: int
    day: date | None
    items: tuple[Deadline, ...]
    today: bool
    label: str


class Month(NamedTuple):
    title: str
    weeks: tuple[tuple[Day, ...], ...]
    due: int


def weekdays(view: View) -> Sequence[tuple[str, str]]:
    """Short and long names of the days of a week."""
    if view.language == "zh":
        return [(name, f"星期{name}") for name in "一二三四五六日"]
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return [(name[0], name) for name in names]


def months(view: View) -> Iterator[Month]:
    """The months from today to the end of what is shown; those of the past that have an end as well, three at most."""
    today, last = view.audit.day, view.audit.day + timedelta(days=min(view.within, 366))
    items: dict[date, list[Deadline]] = {}
    for item in view.deadlines:
        items.setdefault(item.day, []).append(item)
    earliest = min(items, default=today)
    at = _month(max(min(earliest, today), today - timedelta(days=62)))
    while at <= last:
        yield _page(view, at, items)
        at = _month(at + timedelta(days=32))


def _month(day: date) -> date:
    return day.replace(day=1)


def _page(view: View, first: date, items: dict[date, list[Deadline]]) -> Month:
    weeks = tuple(
        tuple(_day(view, day if day.month == first.month else None, items) for day in week)
        for week in Calendar().monthdatescalendar(first.year, first.month)
    )
    count = sum(len(found) for day, found in items.items() if _month(day) == first)
    title = view.either(f"{_ENGLISH[first.month - 1]} {first.year}", f"{first.year} 年 {first.month} 月")
    return Month(title, weeks, count)


def _day(view: View, day: date | None, items: dict[date, list[Deadline]]) -> Day:
    if day is None:
        return Day(0, None, (), today=False, label="")
    found = tuple(items.get(day, ()))
    label = view.either(f"{day}: {len(found)} due", f"{day}：{len(found)} 项到期")
    return Day(day.day, day, found, day == view.audit.day, label)
