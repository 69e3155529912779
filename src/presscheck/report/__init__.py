"""Findings to text, in the formats that people and other tools read: one module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from presscheck.report.result import Result, Screen


def _reporter(name: str) -> Callable[[Result], str]:
    """The ``render`` of a format's module, which is imported when it is called."""

    def render(result: Result) -> str:
        module: Callable[[Result], str] = import_module(f"presscheck.report.{name}").render
        return module(result)

    return render


REPORTERS: Mapping[str, Callable[[Result], str]] = {
    name: _reporter(name) for name in ("github", "gitlab", "html", "json", "junit", "rdjson", "sarif", "shard", "text")
}
"""Formats by the name that ``--format`` takes."""

__all__ = ["REPORTERS", "Result", "Screen"]
