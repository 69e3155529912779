"""``--format junit``: a test suite for each file, as CI servers show them.

An error is a failed test. A warning fails no run, so it is a passed one that has something to say.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET  # it is written here, not read

from presscheck.model import Finding
from presscheck.patterns import regex
from presscheck.report.places import path_in_repository
from presscheck.report.result import Result

_NOT_IN_XML = regex(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(result: Result) -> str:
    root = ET.Element("testsuites", {"name": "presscheck"})
    found: dict[str, list[Finding]] = {path: [] for path in sorted(result.paths)}
    for finding in result.findings:
        found.setdefault(finding.path, []).append(finding)
    for path, findings in found.items():
        _suite(result, root, path, findings)
    root.set("tests", str(sum(max(len(findings), 1) for findings in found.values())))
    root.set("failures", str(result.errors))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _suite(result: Result, root: ET.Element, path: str, findings: list[Finding]) -> None:
    shown = _clean(path_in_repository(result, path))
    failures = sum(finding.severity == "error" for finding in findings)
    about = {"name": shown, "tests": str(max(len(findings), 1)), "failures": str(failures), "errors": "0"}
    suite = ET.SubElement(root, "testsuite", about)
    if not findings:
        ET.SubElement(suite, "testcase", {"name": "presscheck", "classname": shown, "file": shown})
    for finding in findings:
        line = str(finding.span.line)
        name = f"{finding.rule} {line}:{finding.span.column}"
        case = ET.SubElement(suite, "testcase", {"name": name, "classname": shown, "file": shown, "line": line})
        message = _clean(result.say(finding.message))
        details = _clean(f"{shown}:{line}:{finding.span.column}: {message}\n{result.say(finding.help)}\n{finding.url}")
        if finding.severity == "error":
            ET.SubElement(case, "failure", {"type": finding.rule, "message": message}).text = details
        else:
            ET.SubElement(case, "system-out").text = details


def _clean(text: str) -> str:
    """The text without the signs that XML cannot hold."""
    return _NOT_IN_XML.sub("�", text)
