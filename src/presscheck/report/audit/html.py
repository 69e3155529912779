"""``audit --format html``: one file that needs nothing else, to look at, to search and to send to a reviewer.

A site of 500 pages must stay below a megabyte. So a text that many findings share stands in the file once, lines of
pages are cut around the place, and behind ``_ROOM`` findings are shown without their lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from presscheck import __version__
from presscheck.audit import STATES, AuditedPage
from presscheck.audit.words import DEADLINES, READERS, day_word
from presscheck.audit.words import STATES as STATE_WORDS
from presscheck.model import Finding
from presscheck.report.audit.calendar import months, weekdays
from presscheck.report.audit.chart import Chart, chart
from presscheck.report.audit.view import View
from presscheck.report.audit.wording import TEXTS
from presscheck.report.marked import Line, marked
from presscheck.report.rendering import template
from presscheck.report.result import SEVERITIES

_WIDTH = 110
"""About so many characters of a line are shown."""
_ROOM = 450_000
"""How many characters the cards of findings may take before the rest is shown without its lines."""
_CARD = 170
"""About what the markup of a card takes."""


class Card(NamedTuple):
    """A finding as it is shown; ``help`` is empty where the card above says the same."""

    finding: Finding
    message: str
    help: str
    frame: tuple[Line, ...]


class Sheet(NamedTuple):
    """A page with what is to be said of it."""

    number: int
    page: AuditedPage
    why: list[str]
    cards: list[Card]
    families: list[str]
    days: str


class FamilyRow(NamedTuple):
    name: str
    errors: int
    warnings: int
    pages: int
    rules: list[tuple[str, str, str, int]]


def render(view: View) -> str:
    audit = view.audit
    cards, left_out = _cards(view)
    sheets = [_sheet(view, number, page, cards.get(page.path, [])) for number, page in enumerate(audit.pages, 1)]
    sheets.sort(key=lambda sheet: (STATES.index(sheet.page.state), -sheet.page.errors, sheet.page.path))
    return template("audit.html.j2").render(
        view=view,
        audit=audit,
        language="zh-CN" if view.language == "zh" else "en",
        say=view.say,
        t={name: view.say(text) for name, text in TEXTS.items()},
        states={state: view.say(STATE_WORDS[state]) for state in STATES},
        severities={name: view.say(text) for name, text in SEVERITIES.items()},
        readers=READERS,
        deadline_kinds={kind: view.say(text) for kind, text in DEADLINES.items()},
        day_word=lambda day: view.say(day_word(view.left(day))),
        sheets=sheets,
        numbers={sheet.page.path: sheet.number for sheet in sheets},
        names={sheet.page.name: sheet.number for sheet in sheets},
        families=list(_families(view)),
        locales=sorted({page.locale for page in audit.pages if page.locale}),
        kinds=sorted({page.kind for page in audit.pages if page.kind}),
        owners=sorted({page.owner for page in audit.pages if page.owner}),
        months=list(months(view)),
        weekdays=weekdays(view),
        chart=_chart(view),
        left_out=left_out,
        version=__version__,
    )


def _sheet(view: View, number: int, page: AuditedPage, cards: list[Card]) -> Sheet:
    families = sorted({card.finding.rule.partition("/")[0] for card in cards})
    days = view.say(day_word(view.left(page.until))) if page.until else ""
    return Sheet(number, page, view.why(page), cards, families, days)


def _cards(view: View) -> tuple[dict[str, list[Card]], int]:
    """The findings of each page, and how many of them are shown without their lines. Errors get theirs first."""
    used, without = 0, 0
    frames: dict[int, tuple[Line, ...]] = {}
    for finding in sorted(view.audit.findings, key=lambda finding: finding.severity):
        lines = tuple(marked(finding.span, view.audit.lines.get(finding.path, {}), _WIDTH))
        size = _CARD + len(view.say(finding.message)) + len(view.say(finding.help))
        size += sum(len(f"{line.before}{line.marked}{line.after}".encode()) + 24 for line in lines)
        if used + size > _ROOM and lines:
            without += 1
            lines = ()
        used += size if lines else 0
        frames[id(finding)] = lines
    found: dict[str, list[Card]] = {}
    for path, findings in view.by_path.items():
        said: set[str] = set()
        for finding in findings:
            help_ = view.say(finding.help)
            shown = "" if help_ in said else help_
            said.add(help_)
            found.setdefault(path, []).append(Card(finding, view.say(finding.message), shown, frames[id(finding)]))
    return found, without


def _families(view: View) -> Iterator[FamilyRow]:
    for family, (errors, warnings) in view.audit.families.items():
        own = [finding for finding in view.audit.findings if finding.rule.partition("/")[0] == family]
        rules = Counter(finding.rule for finding in own).most_common()
        known = view.audit.rules
        rows = [(rule, known[rule].url, view.say(known[rule].summary), count) for rule, count in rules]
        yield FamilyRow(family, errors, warnings, len({finding.path for finding in own}), rows)


def _chart(view: View) -> Chart | None:
    entries = view.entries
    return chart(
        entries,
        {
            "errors": [entry.errors for entry in entries],
            "warnings": [entry.warnings for entry in entries],
            "approved": [entry.states.get("approved", 0) for entry in entries],
        },
    )
