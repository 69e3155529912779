"""Which findings a file of limited size shows, and with how much of their pages.

A report of 500 pages must stay below a megabyte, or mail and code hosts will not show it. So every
error first gets a card, then the line that it is in, then the warnings get theirs, and at last all the lines around.
What there is no room for is counted by rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from presscheck.model import Finding
from presscheck.report.audit.view import View
from presscheck.report.marked import Line, marked

_SIZE = 930_000
_FRAME_WORK = 70_000
_PAGE, _DEADLINE, _TRANSLATION, _CARD, _LINE = 520, 330, 420, 150, 28
"""About how many bytes style and script, and the markup of one of each, take."""
_LEAST = 60_000
_WIDTH = 110
"""About so many characters of a line are shown."""


class Card(NamedTuple):
    """A finding as it is shown."""

    finding: Finding
    frame: tuple[Line, ...]


@dataclass(slots=True)
class Cards:
    """The findings of a page: those that are shown, and how many of each rule are not."""

    shown: list[Card] = field(default_factory=list[Card])
    more: Counter[str] = field(default_factory=Counter[str])


class Dealt(NamedTuple):
    """The cards of each page, and how many findings have to do without their lines."""

    cards: Mapping[str, Cards]
    bare: int


def deal(view: View) -> Dealt:
    """Share out the room of a report among the findings."""
    purse = _Purse(_room(view))
    shown: set[int] = set()
    frames: dict[int, tuple[Line, ...]] = {}
    order = _order(view)
    for severity in ("error", "warning"):
        own = [finding for finding in order if finding.severity == severity]
        shown |= {id(item) for item in own if purse.pays(_CARD + _bytes(view.say(item.message)))}
        for finding in own:
            line = [line for line in _frame(view, finding) if line.marked]
            if id(finding) in shown and purse.pays(_size(line)):
                frames[id(finding)] = tuple(line)
    for finding in order:
        lines = _frame(view, finding)
        if id(finding) in frames and purse.pays(_size(line for line in lines if not line.marked)):
            frames[id(finding)] = lines
    bare = sum(id(finding) in shown and not frames.get(id(finding)) for finding in order if _frame(view, finding))
    return Dealt({path: _cards(found, shown, frames) for path, found in view.by_path.items()}, bare)


class _Purse:
    """What room is left."""

    def __init__(self, room: int) -> None:
        self._room = room

    def pays(self, size: int) -> bool:
        """Whether there is room for something, which is taken then."""
        if size > self._room:
            return False
        self._room -= size
        return True


def _frame(view: View, finding: Finding) -> tuple[Line, ...]:
    return tuple(marked(finding.span, view.audit.lines.get(finding.path, {}), _WIDTH))


def _size(lines: Iterable[Line]) -> int:
    return sum(_LINE + _bytes(line.before + line.marked + line.after) for line in lines)


def _cards(findings: Sequence[Finding], shown: set[int], frames: Mapping[int, tuple[Line, ...]]) -> Cards:
    cards = Cards()
    for finding in findings:
        if id(finding) in shown:
            cards.shown.append(Card(finding, frames.get(id(finding), ())))
        else:
            cards.more[finding.rule] += 1
    return cards


def _order(view: View) -> list[Finding]:
    """Errors first, and of each page the first ones before the second ones of any."""
    place = {id(finding): nth for findings in view.by_path.values() for nth, finding in enumerate(findings)}
    return sorted(view.audit.findings, key=lambda finding: (finding.severity, place[id(finding)], finding.order))


def _room(view: View) -> int:
    """How many bytes are left for findings."""
    audit = view.audit
    pages = sum(_PAGE + _bytes(page.title + page.path * 2) + sum(map(_bytes, view.why(page))) for page in audit.pages)
    out = sum(not item.in_step for item in audit.translations)
    rest = _DEADLINE * len(view.deadlines) + _TRANSLATION * out + 220 * len(audit.silenced)
    return max(_SIZE - _FRAME_WORK - pages - rest, _LEAST)


def _bytes(text: str) -> int:
    return len(text.encode())
