"""Requests that are tried again: bounded, with growing pauses, and never against what the target asks for."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from presscheck.errors import TargetError

LEAST = 0.25
"""The shortest pause in seconds: some servers answer ``Retry-After: 0`` and mean more."""
LONGEST = 60.0
"""What is waited at the most; a target that wants to be left alone for longer ends the request."""

T = TypeVar("T")


def patiently(call: Callable[[], T], retries: int, sleep: Callable[[float], None] = time.sleep) -> T:
    """Make a request that may be made twice; again and again while the target is only out of breath.

    Raises:
        TargetError: the last answer, or one that no pause will change.
    """
    for attempt in range(retries):
        try:
            return call()
        except TargetError as error:
            if not error.retriable or (error.retry_after or 0) > LONGEST:
                raise
            sleep(pause(attempt, error.retry_after))
    return call()


def pause(attempt: int, retry_after: float | None) -> float:
    """For how many seconds to wait before the next attempt; the jitter keeps two exports out of step."""
    grown = min(LEAST * 2.0**attempt, 16.0)
    return max(grown * random.uniform(1.0, 1.5), retry_after or 0.0)  # noqa: S311  # no secret
