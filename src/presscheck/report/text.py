"""``--format text``: for people at a terminal. Each finding is one line that editors can jump to, and its help."""

from __future__ import annotations

from presscheck.model import Localized
from presscheck.report.result import Result

_SEVERITIES = {"error": Localized("error", "错误"), "warning": Localized("warning", "警告")}


def render(result: Result) -> str:
    language = result.language
    lines: list[str] = []
    for finding in result.findings:
        place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
        severity = _SEVERITIES[finding.severity].in_language(language)
        lines.append(f"{place}: {severity} {finding.rule}: {finding.message.in_language(language)}")
        lines.append(f"    {finding.help.in_language(language)}")
    lines.append(summary(result).in_language(language))
    return "\n".join(lines) + "\n"


def summary(result: Result) -> Localized:
    """The last line: what was looked at and what was found."""
    files = _counted(result.files, "page")
    if not result.findings:
        return Localized(f"{files} checked, nothing found", f"检查了 {result.files} 个页面，没有发现问题")
    return Localized(
        f"{files} checked: {_counted(result.errors, 'error')}, {_counted(result.warnings, 'warning')}",
        f"检查了 {result.files} 个页面：{result.errors} 个错误，{result.warnings} 个警告",
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
