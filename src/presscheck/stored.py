"""Findings and index entries as JSON, for the cache and for reports that are put together: out, and back in.

What comes back is checked: text that is not what went out gives ``None``, never a broken object.
"""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from presscheck.model import Edit, Finding, Fix, Json, Localized, PageId, Severity, Span, Suppression
from presscheck.page_index import Entry


def json_of_finding(finding: Finding) -> Json:
    """A finding as a list, short since there are many."""
    fix, stands = finding.fix, finding.suppression
    return [
        finding.rule,
        finding.severity,
        finding.path,
        span_numbers(finding.span),
        [*finding.message],
        [*finding.help],
        finding.url,
        finding.fingerprint,
        [[*fix.title], fix.safe, [[span_numbers(edit.span), edit.text] for edit in fix.edits]] if fix else None,
        [stands.where, stands.reason, stands.person, stands.expires.isoformat() if stands.expires else None]
        if stands
        else None,
    ]


def finding_of(value: Json) -> Finding | None:
    """The finding that ``json_of_finding`` wrote; ``None`` for anything else."""
    try:
        rule, severity, path, span, message, help_, url, fingerprint, fix, stands = cast("list[Any]", value)
        if severity not in {"error", "warning", "info"}:
            return None
        return Finding(
            _text(rule),
            cast("Severity", severity),
            _text(path),
            read_span(span),
            _localized(message),
            _localized(help_),
            _text(url),
            _text(fingerprint),
            None if fix is None else _fix(fix),
            None if stands is None else _suppression(stands),
        )
    except (ValueError, TypeError, KeyError):
        return None


def json_of_entry(entry: Entry) -> Json:
    """An index entry as a list; its path and id are known to whoever asks for it."""
    address: Json = [entry.id.locale, entry.id.type, entry.id.slug] if entry.id else None
    return [
        address,
        entry.status,
        entry.kind,
        entry.client,
        list(entry.tags),
        list(entry.links),
        list(entry.images),
        [[page.locale, page.type, page.slug] for page in entry.related],
        list(entry.anchors),
        [list(answer) for answer in entry.answers],
    ]


def read_entry(value: Json, path: str) -> Entry | None:
    """The entry of a file that ``json_of_entry`` wrote; ``None`` for anything else."""
    try:
        address, status, kind, client, tags, links, images, related, anchors, answers = cast("list[Any]", value)
        return Entry(
            path,
            None if address is None else _page_id(address),
            _text(status),
            _text(kind),
            _text(client),
            tuple(_text(item) for item in tags),
            tuple(_text(item) for item in links),
            tuple(_text(item) for item in images),
            tuple(_page_id(item) for item in related),
            tuple(_text(item) for item in anchors),
            tuple((_text(question), _text(text), _number(line)) for question, text, line in answers),
        )
    except (ValueError, TypeError):
        return None


def span_numbers(span: Span) -> Json:
    """A place as a list."""
    return [span.start, span.end, span.line, span.column, span.end_line, span.end_column]


def read_span(value: Any) -> Span:
    """The place that ``span_numbers`` wrote.

    Raises:
        ValueError, TypeError: it wrote no such thing.
    """
    start, end, line, column, end_line, end_column = (_number(item) for item in value)
    return Span(start, end, line, column, end_line, end_column)


def _fix(value: Any) -> Fix:
    title, safe, edits = value
    return Fix(_localized(title), bool(safe), tuple(Edit(read_span(span), _text(text)) for span, text in edits))


def _suppression(value: Any) -> Suppression:
    where, reason, person, expires = value
    if where not in {"page", "site", "baseline"}:
        raise ValueError(where)
    return Suppression(where, _text(reason), _text(person), date.fromisoformat(expires) if expires else None)


def _localized(value: Any) -> Localized:
    en, zh = value
    return Localized(_text(en), _text(zh))


def _page_id(value: Any) -> PageId:
    locale, type_, slug = value
    return PageId(_text(locale), _text(type_), _text(slug))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
