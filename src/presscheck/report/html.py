"""``--format html``: one file that needs nothing else, to look at and to send to a reviewer."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import NamedTuple

from presscheck import __version__
from presscheck.model import Finding, Localized
from presscheck.report.marked import Line, marked
from presscheck.report.rendering import template
from presscheck.report.result import SEVERITIES, Result
from presscheck.report.text import summary

_TEXTS = {
    "title": Localized("presscheck report", "presscheck 报告"),
    "family": Localized("Family", "类别"),
    "all": Localized("all", "全部"),
    "severity": Localized("Severity", "级别"),
    "search": Localized("Search", "搜索"),
    "hint": Localized("path, rule or words", "路径、规则或文字"),
    "shown": Localized("shown", "条"),
    "none": Localized("Nothing fits these filters.", "没有符合筛选条件的结果。"),
    "clean": Localized("Nothing found.", "没有发现问题。"),
    "fix": Localized("Fix", "修复"),
    "safe": Localized("--fix", "--fix"),
    "unsafe": Localized("--unsafe-fixes", "--unsafe-fixes"),
    "silenced": Localized("Suppressed, with reasons", "已屏蔽的问题及理由"),
    "until": Localized("until", "有效期至"),
    "line": Localized("line", "行"),
    "baseline": Localized("in the baseline", "基线中已有"),
}


class Card(NamedTuple):
    finding: Finding
    frame: tuple[Line, ...]


def render(result: Result) -> str:
    families = Counter(finding.rule.partition("/")[0] for finding in result.findings)
    files = [
        (path, [Card(item, tuple(marked(item.span, result.lines.get(item.path, {})))) for item in findings])
        for path, findings in groupby(result.findings, key=lambda finding: finding.path)
    ]
    return template("report.html.j2").render(
        language="zh-CN" if result.language == "zh" else "en",
        say=result.say,
        texts={name: result.say(text) for name, text in _TEXTS.items()},
        severities={name: result.say(text) for name, text in SEVERITIES.items()},
        families=sorted(families.items()),
        files=files,
        result=result,
        summary=result.say(summary(result)),
        version=__version__,
    )
