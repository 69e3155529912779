"""Findings to text, in the formats that people and other tools read: one module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from presscheck.report import github, gitlab, html, json, junit, rdjson, sarif, text
from presscheck.report.result import Result, Screen

REPORTERS: Mapping[str, Callable[[Result], str]] = {
    "github": github.render,
    "gitlab": gitlab.render,
    "html": html.render,
    "json": json.render,
    "junit": junit.render,
    "rdjson": rdjson.render,
    "sarif": sarif.render,
    "text": text.render,
}
"""Formats by the name that ``--format`` takes."""

__all__ = ["REPORTERS", "Result", "Screen"]
