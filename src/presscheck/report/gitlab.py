"""``--format gitlab``: the Code Quality report of GitLab."""

from __future__ import annotations

import json

from presscheck.model import Finding, Json
from presscheck.report.places import path_in_repository
from presscheck.report.result import Result

_SEVERITIES = {"error": "major", "warning": "minor"}


def render(result: Result) -> str:
    return json.dumps([_issue(result, item) for item in result.findings], ensure_ascii=False, indent=2) + "\n"


def _issue(result: Result, finding: Finding) -> Json:
    message, mend = result.say(finding.message), result.say(finding.help)
    # Both stand in one line there, so the first has to end; a message that ends in an address or a name has no stop.
    chinese = result.language == "zh"
    stop = "" if message.endswith((".", "?", "!", "。", "？", "！")) else "。" if chinese else "."
    return {
        "description": f"{message}{stop}{'' if chinese else ' '}{mend}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path_in_repository(result, finding.path),
            "lines": {"begin": finding.span.line, "end": finding.span.end_line},
        },
    }
