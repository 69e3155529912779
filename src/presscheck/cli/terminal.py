"""What depends on the terminal: colours, width, and how far a long run has got."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")

_PATIENCE = 1.0
"""Seconds that a run may take before it says how far it is."""
_STEP = 0.1
_BAR = 24


def wants_colour(choice: str, stream: TextIO) -> bool:
    """Whether to print in colours: as the call says, as NO_COLOR and FORCE_COLOR say, or on a terminal only."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """How many columns a line may have: those of the terminal, or 100 where there is none."""
    return max(shutil.get_terminal_size((100, 24)).columns, 40) if sys.stdout.isatty() else 100


def progress(items: Iterable[T], total: int) -> Iterator[T]:
    """The items; on a terminal, once it takes long, with a bar on standard error that is gone at the end."""
    stream = sys.stderr
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    begun = shown = time.monotonic()
    drawn = False
    try:
        for number, item in enumerate(items):
            now = time.monotonic()
            if now - begun >= _PATIENCE and now - shown >= _STEP:
                shown, drawn = now, True
                done = _BAR * number // max(total, 1)
                stream.write(f"\r[{'#' * done}{'.' * (_BAR - done)}] {number}/{total}")
                stream.flush()
            yield item
    finally:
        if drawn:
            stream.write("\r\x1b[K")
            stream.flush()
