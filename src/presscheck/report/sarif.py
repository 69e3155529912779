"""``--format sarif``: SARIF 2.1.0, as GitHub code scanning and the SARIF viewers of editors read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from urllib.parse import quote

from presscheck import __version__
from presscheck.model import Edit, Finding, Fix, Json, Language, Localized, Span
from presscheck.report.places import path_in_repository, place, utf16
from presscheck.report.result import Result
from presscheck.rule_pages import page_of
from presscheck.rules import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOMEPAGE = "https://presscheck.example.com/"
_SECURITY = {"secrets": "9.0", "privacy": "7.0"}
"""Families that code scanning lists as security alerts, with its score for them."""


def render(result: Result) -> str:
    findings = sorted((*result.findings, *result.silenced), key=lambda finding: finding.order)
    names = sorted({finding.rule for finding in findings})
    rules: list[Json] = [_rule(result, result.rules[name]) for name in names if name in result.rules]
    results: list[Json] = [_result(result, finding, names.index(finding.rule)) for finding in findings]
    driver: dict[str, Json] = {
        "name": "presscheck",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOMEPAGE,
        "rules": rules,
    }
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "presscheck/"},
        "columnKind": "utf16CodeUnits",
        "language": "zh-CN" if result.language == "zh" else "en-US",
        "results": results,
    }
    report: dict[str, Json] = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _rule(result: Result, rule: Rule) -> Json:
    about: dict[str, Json] = {"tags": [rule.family, *(["security"] if rule.family in _SECURITY else [])]}
    if rule.family in _SECURITY:
        about["security-severity"] = _SECURITY[rule.family]
    summary = result.say(rule.summary)
    return {
        "id": rule.name,
        "name": "".join(word.capitalize() for word in rule.name.replace("/", "-").split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": summary, "markdown": f"{summary}\n\n{_prose(rule, result.language)}".strip() + "\n"},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": rule.severity},
        "properties": about,
    }


def _prose(rule: Rule, language: Language) -> str:
    """Why a rule is, and what to write instead; nothing where its page is not in the reader's language."""
    with suppress(OSError, UnicodeDecodeError):
        page = page_of(rule, language)
        return page.prose if page.language == language else ""
    return ""


def _result(result: Result, finding: Finding, index: int) -> Json:
    shown: dict[str, Json] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": f"{result.say(finding.message)}\n{result.say(finding.help)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(result, finding),
                    "region": _region(result, finding, finding.span),
                }
            }
        ],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "presscheck/v1": finding.fingerprint,
        },
    }
    if finding.fix:
        shown["fixes"] = [_fix(result, finding, finding.fix)]
    # With suppressions in some results, an empty list says of the others that they have none.
    shown["suppressions"] = list(_suppressions(finding))
    return shown


def _artifact(result: Result, finding: Finding) -> dict[str, Json]:
    path = path_in_repository(result, finding.path)
    if PurePosixPath(path).is_absolute() or path[1:3] == ":/":
        return {"uri": f"file:///{quote(path.lstrip('/'))}"}
    return {"uri": quote(path), "uriBaseId": "%SRCROOT%"}


def _region(result: Result, finding: Finding, span: Span) -> dict[str, Json]:
    line, column, end_line, end_column = place(result, finding, span, utf16)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _fix(result: Result, finding: Finding, fix: Fix) -> Json:
    replacements: list[Json] = [_replacement(result, finding, edit) for edit in fix.edits]
    note = Localized("", "") if fix.safe else Localized(" (look at it first)", "（请先核对）")
    return {
        "description": {"text": result.say(fix.title) + result.say(note)},
        "artifactChanges": [{"artifactLocation": _artifact(result, finding), "replacements": replacements}],
    }


def _replacement(result: Result, finding: Finding, edit: Edit) -> Json:
    return {"deletedRegion": _region(result, finding, edit.span), "insertedContent": {"text": edit.text}}


def _suppressions(finding: Finding) -> Iterator[Json]:
    stands = finding.suppression
    if stands is None:
        return
    until = f" ({stands.person}, {stands.expires})" if stands.expires else ""
    kind = "inSource" if stands.where == "page" else "external"
    yield {"kind": kind, "status": "accepted", "justification": f"{stands.reason}{until}"}
