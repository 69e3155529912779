"""``--format json``: one object, described by ``schemas/report.schema.json``."""

from __future__ import annotations

import json

from presscheck import __version__
from presscheck.model import Finding, Fix, Json, Language, Span
from presscheck.report.result import Result

SCHEMA_VERSION = 1


def render(result: Result) -> str:
    report: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "presscheck", "version": __version__},
        "findings": [finding_json(finding, result.language) for finding in result.findings],
        "summary": {
            "files": result.files,
            "errors": result.errors,
            "warnings": result.warnings,
            "suppressed": result.suppressed,
            "duration_ms": result.duration_ms,
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def finding_json(finding: Finding, language: Language) -> Json:
    """A finding as every JSON report has it."""
    shown: dict[str, Json] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.path,
        **_place(finding.span),
        "message": finding.message.in_language(language),
        "help": finding.help.in_language(language),
        "url": finding.url,
        "fingerprint": finding.fingerprint,
    }
    if finding.fix:
        shown["fix"] = _fix(finding.fix)
    return shown


def _fix(fix: Fix) -> Json:
    return {"safe": fix.safe, "edits": [{**_place(edit.span), "text": edit.text} for edit in fix.edits]}


def _place(span: Span) -> dict[str, Json]:
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}
