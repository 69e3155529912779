"""``audit --format html``: one file that needs nothing else, to look at, to search and to send to a reviewer.

What to write instead stands in it once, however many findings it is for; a script puts it beside each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from presscheck import __version__
from presscheck.audit import STATES, AuditedPage
from presscheck.audit.words import DEADLINES, READERS, day_word
from presscheck.audit.words import STATES as STATE_WORDS
from presscheck.model import Finding
from presscheck.report.audit.calendar import months, weekdays
from presscheck.report.audit.cards import LEAST, Cards, Dealt, deal, room_of
from presscheck.report.audit.chart import Chart, chart
from presscheck.report.audit.view import View
from presscheck.report.audit.wording import TEXTS
from presscheck.report.rendering import template
from presscheck.report.result import SEVERITIES


class Sheet(NamedTuple):
    """A page with what is to be said of it."""

    number: int
    page: AuditedPage
    why: list[str]
    cards: Cards
    days: str


class FamilyRow(NamedTuple):
    name: str
    errors: int
    warnings: int
    pages: int
    rules: list[tuple[str, str, str, int]]


_SIZE = 990_000
"""In bytes; so large that mail and code hosts still show it."""
_NEAR = 25_000
_TRIES = 5


def render(view: View) -> str:
    """The report, as full as its size allows: what the findings take is known only when it is written."""
    room, best, text = room_of(view, _SIZE), "", ""
    for _ in range(_TRIES):
        dealt = deal(view, room)
        text = _html(view, dealt)
        spare = _SIZE - len(text.encode())
        if spare >= 0:
            best = text
            if dealt.is_whole or spare < _NEAR:
                break
        elif room == LEAST:
            break
        room = max(room + spare - _NEAR // 2, LEAST)
    return best or text


def _html(view: View, dealt: Dealt) -> str:
    audit = view.audit
    sheets = [_sheet(view, number, page, dealt.cards) for number, page in enumerate(audit.pages, 1)]
    sheets.sort(key=lambda sheet: (STATES.index(sheet.page.state), -sheet.page.errors, sheet.page.path))

    def left(day: date) -> str:
        return view.say(day_word(view.left(day)))

    def help_of(finding: Finding) -> int:
        return helps[view.say(finding.help)]

    shown = [card.finding for sheet in sheets for card in sheet.cards.shown]
    helps = {text: at for at, text in enumerate(dict.fromkeys(view.say(finding.help) for finding in shown))}
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
        left=left,
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
        helps=list(helps),
        help_of=help_of,
        bare=dealt.bare,
        version=__version__,
    )


def _sheet(view: View, number: int, page: AuditedPage, cards: Mapping[str, Cards]) -> Sheet:
    days = view.say(day_word(view.left(page.until))) if page.until else ""
    return Sheet(number, page, view.why(page), cards.get(page.path, Cards()), days)


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
