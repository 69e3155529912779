"""``--format rdjson``: the Reviewdog Diagnostic Format. Its columns are UTF-8 bytes."""

from __future__ import annotations

import json

from presscheck.model import Finding, Json, Span
from presscheck.report.places import path_in_repository, place, utf8
from presscheck.report.result import Result

HOMEPAGE = "https://presscheck.example.com/"


def render(result: Result) -> str:
    diagnostics: list[Json] = [_diagnostic(result, finding) for finding in result.findings]
    report: dict[str, Json] = {
        "source": {"name": "presscheck", "url": HOMEPAGE},
        "severity": "ERROR" if result.errors else "WARNING" if result.warnings else "INFO",
        "diagnostics": diagnostics,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(result: Result, finding: Finding) -> Json:
    shown: dict[str, Json] = {
        "message": f"{result.say(finding.message)}\n{result.say(finding.help)}",
        "location": {
            "path": path_in_repository(result, finding.path),
            "range": _range(result, finding, finding.span),
        },
        "severity": finding.severity.upper(),
        "code": {"value": finding.rule, "url": finding.url},
    }
    # A suggestion is taken on its own, so a fix of several edits cannot be one.
    if finding.fix and len(finding.fix.edits) == 1:
        edit = finding.fix.edits[0]
        shown["suggestions"] = [{"range": _range(result, finding, edit.span), "text": edit.text}]
    return shown


def _range(result: Result, finding: Finding, span: Span) -> dict[str, Json]:
    line, column, end_line, end_column = place(result, finding, span, utf8)
    return {"start": {"line": line, "column": column}, "end": {"line": end_line, "column": end_column}}
