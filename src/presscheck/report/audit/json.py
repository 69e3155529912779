"""``audit --format json``: one object, described by ``schemas/audit.schema.json``."""

from __future__ import annotations

import json

from presscheck import __version__
from presscheck.audit import AuditedPage, Deadline, Entry
from presscheck.audit.history import entry_json
from presscheck.model import Finding, Json
from presscheck.report.audit.view import View
from presscheck.report.json import finding_json

SCHEMA_VERSION = 1


def render(view: View) -> str:
    audit = view.audit
    report: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "presscheck", "version": __version__},
        "site": audit.site,
        "day": audit.day.isoformat(),
        "summary": _summary(view),
        "pages": [_page(view, page) for page in audit.pages],
        "findings": [finding_json(finding, view.language) for finding in audit.findings],
        "deadlines": [_deadline(view, item) for item in view.deadlines],
        "coverage": _coverage(view),
        "translations": [
            {
                "page": item.name,
                "states": dict(item.states),
                "missing": list(item.missing),
                "differences": dict(item.differences),
                "stale": list(item.stale),
            }
            for item in audit.translations
        ],
        "suppressions": [_suppression(view, finding) for finding in audit.silenced],
        "history": [_entry(entry) for entry in view.entries],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _summary(view: View) -> Json:
    audit = view.audit
    return {
        "pages": audit.count,
        "states": dict(audit.states),
        "errors": audit.errors,
        "warnings": audit.warnings,
        "suppressed": len(audit.silenced),
        "unreadable": audit.unreadable,
        "families": {
            name: {"errors": errors, "warnings": warnings} for name, (errors, warnings) in audit.families.items()
        },
    }


def _page(view: View, page: AuditedPage) -> Json:
    return {
        "page": page.name,
        "path": page.path,
        "title": page.title,
        "locale": page.locale,
        "kind": page.kind,
        "owner": page.owner,
        "state": page.state,
        "reasons": [{"kind": reason.kind, "message": view.say(reason.text)} for reason in page.reasons],
        "readers": page.readers,
        "errors": page.errors,
        "warnings": page.warnings,
        "reviewer": page.reviewer or None,
        "approved_on": page.approved_on.isoformat() if page.approved_on else None,
        "until": page.until.isoformat() if page.until else None,
    }


def _deadline(view: View, item: Deadline) -> Json:
    return {
        "day": item.day.isoformat(),
        "days": view.left(item.day),
        "kind": item.kind,
        "page": item.page,
        "path": item.path,
        "line": item.line,
        "owner": item.owner,
        "text": item.text,
    }


def _coverage(view: View) -> Json:
    coverage = view.audit.coverage
    return {
        "locales": list(coverage.locales),
        "kinds": list(coverage.kinds),
        "clients": [
            {
                "client": row.id,
                "name": row.name,
                "supported": row.supported,
                "pages": [
                    {"locale": locale, "kind": kind, "pages": list(names)}
                    for (locale, kind), names in sorted(row.cells.items())
                ],
            }
            for row in coverage.rows
        ],
        "gaps": [{"client": client, "locale": locale} for client, locale in coverage.gaps],
        "totals": [
            {"locale": locale, "kind": kind, "pages": count}
            for (locale, kind), count in sorted(coverage.totals.items())
        ],
        "without_pages": list(coverage.unused),
    }


def _suppression(view: View, finding: Finding) -> Json:
    said = finding.suppression
    return {
        "rule": finding.rule,
        "path": finding.path,
        "line": finding.span.line,
        "fingerprint": finding.fingerprint,
        "where": said.where if said else "",
        "reason": view.reason(finding) if said and said.where == "baseline" else said.reason if said else "",
        "person": said.person or None if said else None,
        "until": said.expires.isoformat() if said and said.expires else None,
    }


def _entry(entry: Entry) -> Json:
    return {key: value for key, value in entry_json(entry).items() if key != "fingerprints"}
