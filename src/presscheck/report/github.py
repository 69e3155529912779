"""``--format github``: workflow commands, which GitHub shows as annotations in a pull request."""

from __future__ import annotations

from presscheck.model import Finding
from presscheck.report.places import path_in_repository, place, utf16
from presscheck.report.result import Result


def render(result: Result) -> str:
    return "".join(f"{_command(result, finding)}\n" for finding in result.findings)


def _command(result: Result, finding: Finding) -> str:
    line, column, end_line, end_column = place(result, finding, finding.span, utf16)
    values = {"file": path_in_repository(result, finding.path), "line": str(line), "endLine": str(end_line)}
    if line == end_line:
        # GitHub refuses columns of a place over several lines.
        values |= {"col": str(column), "endColumn": str(end_column)}
    values["title"] = f"presscheck {finding.rule}"
    properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    message = f"{result.say(finding.message)}\n{result.say(finding.help)}"
    return f"::{finding.severity} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
