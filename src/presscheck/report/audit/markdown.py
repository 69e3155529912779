"""``audit --format markdown``: for an issue, a pull request or a wiki."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from presscheck.audit.words import DEADLINES, READERS, STATES, day_word
from presscheck.model import Finding, Localized
from presscheck.patterns import regex
from presscheck.report.audit.view import View
from presscheck.report.result import SEVERITIES

_QUOTED = regex(r"`([^`]+)`")
_SIGNS = "\\`*_{}[]<>#|~"


def render(view: View) -> str:
    audit = view.audit
    title = view.either(f"# {audit.site}: audit of {audit.day}", f"# {audit.site}：{audit.day} 审计")
    lines = [title, "", view.verdict() + view.either(".", "。")]
    for heading, body in _sections(view):
        content = list(body)
        if content:
            lines += ["", f"## {view.say(heading)}", "", *content]
    return "\n".join(lines) + "\n"


def _sections(view: View) -> Iterator[tuple[Localized, Iterable[str]]]:
    audit = view.audit
    states = [(view.say(STATES[state]), str(count)) for state, count in audit.states.items() if count]
    yield Localized("States", "页面状态"), _table(view, (("State", "状态"), ("Pages", "页面")), states)
    yield Localized("Pages that are not in force", "尚未生效的页面"), _pages(view)
    yield Localized("Findings by family", "各类检查结果"), _families(view)
    yield Localized("Findings by page", "各页检查结果"), _findings(view)
    said = Localized(f"Due within {view.within} days", f"{view.within} 天内到期")
    yield said, _deadlines(view)
    yield Localized("Coverage of clients", "客户端覆盖情况"), _coverage(view)
    yield Localized("Translations", "译文一致性"), _translations(view)
    silenced = [(_code(f"{i.path}:{i.span.line}"), _code(i.rule), _plain(view.reason(i))) for i in audit.silenced]
    yield (
        Localized("Suppressed, with reasons", "已屏蔽的问题及理由"),
        _table(view, (("Place", "位置"), ("Rule", "规则"), ("Reason", "理由")), silenced),
    )
    yield Localized("Trend", "趋势"), _trend(view)


def _pages(view: View) -> Iterator[str]:
    rows = [
        (
            _code(page.path),
            view.say(STATES[page.state]),
            "<br>".join(map(_plain, view.why(page))),
            view.say(READERS[page.readers]) if page.readers else "",
        )
        for page in view.audit.pages
        if page.state not in {"approved", "withdrawn", "other"}
    ]
    yield from _table(view, (("Page", "页面"), ("State", "状态"), ("In its way", "原因"), ("Readers", "读者")), rows)


def _families(view: View) -> Iterator[str]:
    rows = [(name, str(errors), str(warnings)) for name, (errors, warnings) in view.audit.families.items()]
    yield from _table(view, (("Family", "类别"), ("Errors", "错误"), ("Warnings", "警告")), rows)


def _findings(view: View) -> Iterator[str]:
    for number, (path, findings) in enumerate(view.by_path.items()):
        yield from (("",) if number else ())
        yield f"### {_code(path)}"
        for finding in findings:
            yield ""
            yield from _finding(view, finding)


def _finding(view: View, finding: Finding) -> Iterator[str]:
    severity, line = view.say(SEVERITIES[finding.severity]), finding.span.line
    yield (
        f"- **{severity}** [`{finding.rule}`]({finding.url}) {view.either('line', '第')} {line}"
        f"{view.either(':', ' 行：')} {_plain(view.say(finding.message))}"
    )
    text = view.audit.lines.get(finding.path, {}).get(line, "")
    if text.strip():
        fence = "`" * max(3, _longest_run(text) + 1)
        yield from ("", f"  {fence}text", f"  {text.strip()}", f"  {fence}")
    yield from ("", f"  {_plain(view.say(finding.help))}")


def _longest_run(text: str) -> int:
    longest = run = 0
    for sign in text:
        run = run + 1 if sign == "`" else 0
        longest = max(longest, run)
    return longest


def _deadlines(view: View) -> Iterator[str]:
    rows = [
        (
            str(item.day),
            view.say(day_word(view.left(item.day))),
            view.say(DEADLINES[item.kind]),
            _code(f"{item.path}:{item.line}"),
            _plain(item.owner),
            _plain(view.deadline(item)),
        )
        for item in view.deadlines
    ]
    heads = (
        ("Day", "日期"),
        ("Left", "剩余"),
        ("What", "种类"),
        ("Where", "位置"),
        ("Who", "负责人"),
        ("Text", "内容"),
    )
    yield from _table(view, heads, rows)


def _coverage(view: View) -> Iterator[str]:
    coverage = view.audit.coverage
    where = [(locale, kind) for locale in coverage.locales for kind in coverage.kinds]
    where = [place for place in where if any(row.cells.get(place) for row in coverage.rows)]
    heads = [("Client", "客户端"), *((f"{locale} {kind}", f"{locale} {kind}") for locale, kind in where)]
    rows = [
        (_plain(row.name), *(str(len(row.cells.get(place, ())) or "—") for place in where)) for row in coverage.rows
    ]
    yield from _table(view, heads, rows)
    gaps = [view.either(f"{client} in {locale}", f"{client}（{locale}）") for client, locale in coverage.gaps]
    if gaps:
        yield from ("", view.either("Supported, without a page: ", "已支持但没有页面：") + ", ".join(gaps))


def _translations(view: View) -> Iterator[str]:
    rows = [(_code(item.name), view.parity(item)) for item in view.audit.translations if not item.in_step]
    if view.audit.translations:
        yield view.in_step() + view.either(".", "。")
    if rows:
        yield ""
        yield from _table(view, (("Page", "页面"), ("Out of step", "不一致之处")), rows)


def _trend(view: View) -> Iterator[str]:
    if trend := view.trend():
        yield from (trend + view.either(".", "。"), "")
    rows = [
        (str(e.day), str(e.pages), str(e.states.get("approved", 0)), str(e.errors), str(e.warnings), str(e.overdue))
        for e in view.entries
    ]
    heads = (
        ("Day", "日期"),
        ("Pages", "页面"),
        ("Approved", "已批准"),
        ("Errors", "错误"),
        ("Warnings", "警告"),
        ("Overdue", "已逾期"),
    )
    yield from _table(view, heads, rows)


def _table(view: View, heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield f"| {' | '.join(view.either(*head) for head in heads)} |"
        yield "|" + "---|" * len(heads)
        yield from (f"| {' | '.join(row)} |" for row in rows)


def _plain(text: str) -> str:
    """A text that means nothing to Markdown, but that what stands between backticks is code."""
    parts = _QUOTED.split(" ".join(text.split()))
    return "".join(_code(part) if nth % 2 else _escaped(part) for nth, part in enumerate(parts))


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in text)


def _code(text: str) -> str:
    fence = "`" * (_longest_run(text) + 1)
    return f"{fence}{text}{fence}".replace("|", "\\|")
