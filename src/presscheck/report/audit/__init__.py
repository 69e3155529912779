"""An audit to text, in the formats that people and other tools read: one module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from presscheck.report.audit import html, json, markdown, text
from presscheck.report.audit.view import View

AUDIT_REPORTERS: Mapping[str, Callable[[View], str]] = {
    "html": html.render,
    "json": json.render,
    "markdown": markdown.render,
    "text": text.render,
}
"""Formats by the name that ``--format`` takes."""

__all__ = ["AUDIT_REPORTERS", "View"]
