"""Findings to text, in the formats that people and other tools read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from presscheck.report import json, text
from presscheck.report.result import Result

REPORTERS: Mapping[str, Callable[[Result], str]] = {
    "json": json.render,
    "text": text.render,
}
"""Formats by the name that ``--format`` takes."""

__all__ = ["REPORTERS", "Result"]
