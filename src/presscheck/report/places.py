"""Where a finding is, as other tools count: from the root of the repository, in UTF-16 units or UTF-8 bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from presscheck.model import Finding, Span
from presscheck.report.result import Result


class Place(NamedTuple):
    """Lines and columns from 1, the end exclusive, in the units of a format."""

    line: int
    column: int
    end_line: int
    end_column: int


def utf16(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def utf8(text: str) -> int:
    """The length of a text in UTF-8 bytes."""
    return len(text.encode())


def place(result: Result, finding: Finding, span: Span, size: Callable[[str], int]) -> Place:
    """A place in the file that a finding is in, its columns counted by ``size``."""

    def column(line: int, column: int) -> int:
        before = result.line(finding, line)[: column - 1]
        return size(before) + column - len(before)

    return Place(span.line, column(span.line, span.column), span.end_line, column(span.end_line, span.end_column))


def path_in_repository(result: Result, path: str) -> str:
    """A path as CI knows it: from the root of the repository; from the configuration's folder where there is none."""
    if result.root is None or result.top is None:
        return path
    whole = Path(path) if PurePosixPath(path).is_absolute() else result.root / path
    try:
        return whole.relative_to(result.top).as_posix()
    except ValueError:
        return path
