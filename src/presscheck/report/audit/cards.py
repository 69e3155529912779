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

_PAGE, _DEADLINE, _TRANSLATION, _CARD, _LINE = 700, 330, 300, 150, 28
"""About how many bytes the markup of one of each takes."""
_OTHER = 90_000
"""So much is kept for style, script and what else stands in a report, and for lines around findings."""
LEAST = 60_000
"""So much room there always is: errors are shown even where a report becomes too large by them."""
_RULES, _LINES = 10, 12
"""So many rules, and lines of each, are named on a page for its findings that have no card."""
_WIDTH = 110
"""About so many characters of a line are shown."""


class Card(NamedTuple):
    """A finding as it is shown."""

    finding: Finding
    frame: tuple[Line, ...]


@dataclass(slots=True)
class Cards:
    """The findings of a page: those that are shown, and for each rule the lines of those that are not."""

    shown: list[Card] = field(default_factory=list[Card])
    more: dict[str, list[int]] = field(default_factory=dict[str, "list[int]"])

    @property
    def left_out(self) -> int:
        return sum(map(len, self.more.values()))

    @property
    def places(self) -> list[str]:
        """Where the findings stand that are not shown, a text for each rule; of very many the most frequent ones."""
        named: list[str] = []
        for rule, lines in sorted(self.more.items(), key=lambda item: -len(item[1]))[:_RULES]:
            first = list(map(str, dict.fromkeys(lines)))
            more = f" … (×{len(lines)})" if len(first) > _LINES else ""
            named.append(f"{rule}: {', '.join(first[:_LINES])}{more}")
        return [*named, *(["…"] if len(self.more) > _RULES else [])]


class Dealt(NamedTuple):
    """The cards of each page, how many findings have to do without their lines, and whether anything was left out."""

    cards: Mapping[str, Cards]
    bare: int
    is_whole: bool


def deal(view: View, room: int) -> Dealt:
    """Share out the room of a report, in bytes, among the findings."""
    purse = _Purse(room)
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
    is_whole = len(shown) == len(order) and all(frames.get(id(item), ()) == _frame(view, item) for item in order)
    return Dealt({path: _cards(found, shown, frames) for path, found in view.by_path.items()}, bare, is_whole)


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
            cards.more.setdefault(finding.rule, []).append(finding.span.line)
    return cards


def _order(view: View) -> list[Finding]:
    """Errors first, and of each page the first ones of every rule before any second ones."""
    place: dict[int, int] = {}
    for findings in view.by_path.values():
        counts: Counter[str] = Counter()
        for finding in findings:
            place[id(finding)] = counts[finding.rule]
            counts[finding.rule] += 1
    return sorted(view.audit.findings, key=lambda finding: (finding.severity, place[id(finding)], finding.order))


def room_of(view: View, size: int) -> int:
    """About how many of the bytes of a report are left for findings."""
    audit = view.audit
    pages = sum(_PAGE + _bytes(page.title + page.path * 2) + sum(map(_bytes, view.why(page))) for page in audit.pages)
    rules = sum(_bytes(rule) + 2 for rule in {(item.path, item.rule): item.rule for item in audit.findings}.values())
    out = sum(not item.in_step for item in audit.translations)
    rest = _DEADLINE * len(view.deadlines) + _TRANSLATION * out + 220 * len(audit.silenced)
    return max(size - _OTHER - pages - rules - 5 * len(audit.findings) - rest, LEAST)


def _bytes(text: str) -> int:
    return len(text.encode())
