"""``--format html``: one file that needs nothing else, to look at and to send to a reviewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from presscheck import __version__
from presscheck.model import Finding, Localized
from presscheck.report.result import SEVERITIES, Result
from presscheck.report.text import summary
from presscheck.resources import report_templates

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


class Line(NamedTuple):
    """A line of a frame: what stands before, in and after the place that is meant."""

    number: int
    before: str
    marked: str
    after: str


class Card(NamedTuple):
    finding: Finding
    frame: tuple[Line, ...]


def render(result: Result) -> str:
    families = Counter(finding.rule.partition("/")[0] for finding in result.findings)
    files = [
        (path, [Card(item, tuple(_frame(result, item))) for item in findings])
        for path, findings in groupby(result.findings, key=lambda finding: finding.path)
    ]
    return _template().render(
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


def _frame(result: Result, finding: Finding) -> Iterator[Line]:
    lines = result.lines.get(finding.path, {})
    span = finding.span
    if span.line not in lines:
        return
    for number in (span.line - 1, span.line, span.line + 1):
        text = lines.get(number, "")
        if number == span.line:
            start = span.column - 1
            end = span.end_column - 1 if span.end_line == span.line else len(text)
            yield Line(number, text[:start], text[start:end] or " ", text[end:])
        elif text.strip():
            yield Line(number, text, "", "")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(report_templates()),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("report.html.j2")
