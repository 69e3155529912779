"""What depends on the terminal: colours, width, and how far a long run has got."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
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
    with bar(total) as step:
        for item in items:
            yield item
            step()


@contextmanager
def bar(total: int) -> Generator[Callable[[], None]]:
    """A bar on standard error, for work that takes long: what is given is called when one of ``total`` is done.

    It is shown on a terminal only, after a while, and is gone at the end.
    """
    stream = sys.stderr
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda: None
        return
    begun = shown = time.monotonic()
    done, drawn = 0, False

    def step() -> None:
        nonlocal done, shown, drawn
        done += 1
        now = time.monotonic()
        if now - begun >= _PATIENCE and now - shown >= _STEP:
            shown, drawn = now, True
            filled = _BAR * min(done, total) // max(total, 1)
            stream.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {done}/{total}")
            stream.flush()

    try:
        yield step
    finally:
        if drawn:
            stream.write("\r\x1b[K")
            stream.flush()
