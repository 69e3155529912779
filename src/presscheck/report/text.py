"""``--format text``: for people at a terminal.

Findings stand together by their file. Each begins with a line that editors can jump to; below it stand the line of
the page with carets, what to write instead, and the fix where there is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from wcwidth import wcswidth

from presscheck.model import Finding, Localized
from presscheck.report.frame import context, frame
from presscheck.report.result import SEVERITIES, Result
from presscheck.report.wrap import wrap

_CODES = {"bold": "1", "error": "1;31", "warning": "1;33", "frame": "34", "label": "36", "good": "32"}
_HELP, _FIX, _SEE = Localized("help", "帮助"), Localized("fix", "修复"), Localized("see", "详见")
_INDENT = "    "


def render(result: Result) -> str:
    if result.screen.statistics:
        lines = [*_statistics(result), say_summary(result)]
    elif result.screen.quiet:
        lines = [_head(result, finding) for finding in result.findings]
    else:
        lines = [*_files(result), say_summary(result)]
    return "".join(f"{line}\n" for line in lines)


def _files(result: Result) -> Iterator[str]:
    """The findings of each file, below its name where there are several files."""
    explained: set[str] = set()
    files = [(path, list(group)) for path, group in groupby(result.findings, key=lambda finding: finding.path)]
    for path, findings in files:
        if len(files) > 1:
            yield _heading(result, path, findings)
            yield ""
        for finding in findings:
            yield from _block(result, finding, explained)
            yield ""


def _heading(result: Result, path: str, findings: Sequence[Finding]) -> str:
    errors = sum(finding.severity == "error" for finding in findings)
    style = "error" if errors else "warning"
    counted = result.say(_by_severity(errors, len(findings) - errors))
    return f"== {_paint(result, 'bold', path)} == {_paint(result, style, counted)}"


def _block(result: Result, finding: Finding, explained: set[str]) -> Iterator[str]:
    yield _head(result, finding)
    yield from _frame(result, finding)
    yield _labelled(result, _HELP, result.say(finding.help))
    if finding.fix:
        option = "--fix" if finding.fix.safe else "--unsafe-fixes"
        yield _labelled(result, _FIX, f"{result.say(finding.fix.title)} ({option})")
    if finding.rule not in explained:
        # Once is enough: a page may have thirty findings of one rule.
        explained.add(finding.rule)
        yield _labelled(result, _SEE, finding.url)


def _head(result: Result, finding: Finding) -> str:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}:"
    severity = _paint(result, finding.severity, result.say(SEVERITIES[finding.severity]))
    rule = _paint(result, "bold", f"{finding.rule}:")
    head = f"{_paint(result, 'bold', place)} {severity} {rule} "
    plain = f"{place} {result.say(SEVERITIES[finding.severity])} {finding.rule}: "
    return head + _fitted(result, result.say(finding.message), plain)


def _labelled(result: Result, label: Localized, text: str) -> str:
    name = result.say(label) + ":"
    return f"{_INDENT}{_paint(result, 'label', name)} {_fitted(result, text, f'{_INDENT}{name} ')}"


def _fitted(result: Result, text: str, before: str) -> str:
    """A text in lines that fit the terminal, behind what stands before it; in one line elsewhere, and for scripts."""
    if not result.screen.terminal or result.screen.quiet:
        return text
    room = result.screen.width - len(_INDENT)
    return f"\n{_INDENT}".join(wrap(text, room, wcswidth(before) - len(_INDENT)))


def _frame(result: Result, finding: Finding) -> Iterator[str]:
    lines = result.lines.get(finding.path, {})
    number = finding.span.line
    if number not in lines:
        return
    digits = max(len(str(number + 1)), 3)
    room = max(result.screen.width - digits - 4, 20)
    for shown in (number - 1, number, number + 1):
        if shown == number:
            text, carets = frame(lines[number], finding.span, room)
            yield f"{_gutter(result, str(number), digits)} {text}".rstrip()
            yield f"{_gutter(result, '', digits)} {_paint(result, finding.severity, carets)}"
        elif lines.get(shown, "").strip():
            yield f"{_gutter(result, str(shown), digits)} {context(lines[shown], room)}"


def _gutter(result: Result, number: str, digits: int) -> str:
    return _paint(result, "frame", f"{number:>{digits}} |")


def _paint(result: Result, style: str, text: str) -> str:
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if result.screen.colour else text


def _statistics(result: Result) -> Iterator[str]:
    counts = Counter(finding.rule for finding in result.findings)
    digits = max((len(str(count)) for count in counts.values()), default=0)
    width = max(map(len, counts), default=0)
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        known = result.rules.get(rule)
        yield f"{count:>{digits}}  {rule:<{width}}  {result.say(known.summary) if known else ''}".rstrip()


# --- the last line --------------------------------------------------------------------------------------------------


def say_summary(result: Result) -> str:
    """The last line in the language of the report, in colour where that is wanted."""
    style = "error" if result.errors else "warning" if result.warnings else "good"
    return _paint(result, style, result.say(summary(result)))


def summary(result: Result) -> Localized:
    """The last line: what was looked at, what was found, and what `--fix` would mend."""
    pages = Localized(f"{_counted(result.files, 'page')} checked", f"检查了 {result.files} 个页面")
    parts = [_found(result), *_notes(result)]
    separator = ", " if not result.findings else ": "
    return Localized(
        pages.en + separator + "; ".join(part.en for part in parts),
        pages.zh + ("，" if not result.findings else "：") + "；".join(part.zh for part in parts),
    )


def _found(result: Result) -> Localized:
    if not result.findings:
        return Localized("nothing found", "没有发现问题")
    return _by_severity(result.errors, result.warnings)


def _by_severity(errors: int, warnings: int) -> Localized:
    return Localized(
        f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}", f"{errors} 个错误，{warnings} 个警告"
    )


def _notes(result: Result) -> Iterator[Localized]:
    if result.fixed:
        yield Localized(f"{result.fixed} fixed", f"已修复 {result.fixed} 处")
    if safe := result.fixable(safe=True):
        yield Localized(f"--fix mends {safe}", f"--fix 可修复 {safe} 处")
    if unsafe := result.fixable(safe=False):
        more = " more" if safe else ""
        yield Localized(f"--unsafe-fixes {unsafe}{more}", f"--unsafe-fixes {'还' if safe else ''}可修复 {unsafe} 处")
    kinds = Counter(finding.suppression.where for finding in result.silenced if finding.suppression)
    if known := kinds.pop("baseline", 0):
        yield Localized(f"{known} in the baseline", f"基线中已有 {known} 处")
    if others := sum(kinds.values()):
        yield Localized(f"{others} suppressed", f"已屏蔽 {others} 处")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
