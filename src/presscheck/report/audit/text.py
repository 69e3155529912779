"""``audit --format text``: for people at a terminal. What is in order is counted, what is not is listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from presscheck.audit.model import State
from presscheck.audit.words import DEADLINES, STATES, day_word
from presscheck.columns import aligned
from presscheck.model import Localized
from presscheck.report.audit.view import View
from presscheck.report.result import Result
from presscheck.report.text import render as render_findings

_BOLD, _RED, _YELLOW, _GREEN = "1", "1;31", "1;33", "32"
_CODES = {"blocked": _RED, "void": _RED, "expired": _RED, "ready": _YELLOW, "draft": "36"}


def render(view: View) -> str:
    audit = view.audit
    lines = [_paint(view, _BOLD, f"{audit.site} · {audit.day}"), view.verdict()]
    if audit.count:
        lines.append(view.states())
    for heading, body in _sections(view):
        lines += ["", _paint(view, _BOLD, view.say(heading)), *body]
    if audit.findings:
        lines += ["", _paint(view, _BOLD, view.either("Findings", "检查结果")), "", _findings(view).rstrip("\n")]
    return "\n".join(lines) + "\n"


def _sections(view: View) -> Iterator[tuple[Localized, Sequence[str]]]:
    audit = view.audit
    if pages := list(_pages(view)):
        yield Localized("Not in force", "尚未生效的页面"), pages
    if audit.families:
        families = [(name, view.errors(errors), view.warnings(more)) for name, (errors, more) in audit.families.items()]
        yield Localized("Findings by family", "各类检查结果"), aligned(families, "  ")
    if view.deadlines:
        said = Localized(f"Due within {view.within} days", f"{view.within} 天内到期")
        yield said, list(_deadlines(view))
    if clients := list(_coverage(view)):
        yield Localized("Coverage of clients", "客户端覆盖情况"), clients
    if audit.translations:
        out = [(item.name, view.parity(item)) for item in audit.translations if not item.in_step]
        yield Localized("Translations", "译文一致性"), [f"  {view.in_step()}", *aligned(out, "  ")]
    if audit.silenced:
        silenced = [(f"{item.path}:{item.span.line}", item.rule, view.reason(item)) for item in audit.silenced]
        yield Localized("Suppressed, with reasons", "已屏蔽的问题及理由"), aligned(silenced, "  ")
    if trend := view.trend():
        yield Localized("Trend", "趋势"), [f"  {trend}"]


def _deadlines(view: View) -> Iterator[str]:
    rows = [
        (
            str(item.day),
            view.say(day_word(view.left(item.day))),
            view.say(DEADLINES[item.kind]),
            f"{item.path}:{item.line}",
            item.owner,
            view.deadline(item),
        )
        for item in view.deadlines
    ]
    yield from (line.rstrip() for line in aligned(rows, "  "))


def _pages(view: View) -> Iterator[str]:
    """Each page with what stands in its way, the worst first; pages with the same in their way are listed below it."""
    alike: dict[tuple[State, tuple[str, ...]], list[str]] = {}
    for page in view.audit.pages:
        if page.state not in {"approved", "withdrawn", "other"}:
            alike.setdefault((page.state, tuple(view.why(page))), []).append(page.path)
    stop = view.either("; ", "；")
    for (state, reasons), paths in sorted(alike.items(), key=lambda item: list(_CODES).index(item[0][0])):
        shown = _paint(view, _CODES[state], view.say(STATES[state]))
        if len(paths) == 1:
            yield f"  {paths[0]}: {shown}"
            yield from (f"      {line}" for line in reasons)
        else:
            yield "  " + stop.join([shown, *reasons])
            yield from (f"      {path}" for path in paths)


def _coverage(view: View) -> Iterator[str]:
    """A row a client, a column a kind of page; in each cell the pages in each language."""
    coverage = view.audit.coverage
    if not coverage.rows:
        return
    locales = coverage.locales
    kinds = [kind for kind in coverage.kinds if any(row.count(loc, kind) for row in coverage.rows for loc in locales)]
    head = (view.either(f"({'/'.join(locales)})", f"（{'/'.join(locales)}）"), *kinds)
    cells = [
        (row.id, *("/".join(str(row.count(locale, kind) or "-") for locale in locales) for kind in kinds))
        for row in coverage.rows
    ]
    yield from aligned([head, *cells], "  ")
    for client, locale in coverage.gaps:
        yield "  " + view.either(f"{client} has no page in {locale}", f"{client} 没有 {locale} 页面")


def _findings(view: View) -> str:
    audit = view.audit
    return render_findings(
        Result(
            audit.findings,
            audit.count,
            0,
            view.language,
            silenced=audit.silenced,
            rules=audit.rules,
            lines=audit.lines,
            screen=view.screen,
        )
    )


def _paint(view: View, code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if view.screen.colour else text
