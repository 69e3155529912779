"""An end to the work on one page, so that no page, however it is made, can hang a run.

The parser and the rules take time that is linear in a page's size, with a few constructs that cost a hundred times as
much as prose. A page of some kilobytes needs milliseconds; one that needs more than the limit is past what an editor
or a commit can wait for. What counts is processor time, so that a busy machine judges as an idle one does. In the main
thread the system sends a signal; in others, and on Windows, a thread looks at the clock.
"""

from __future__ import annotations

import ctypes
import math
import os
import signal
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache

from presscheck.errors import InputError
from presscheck.model import Localized

SECONDS_VARIABLE = "PRESSCHECK_PAGE_SECONDS"

_SECONDS = 10.0
_EVERY = 0.2
"""Seconds between two looks at the clock."""


class TooCostlyError(InputError):
    """A page takes more time than a page may take."""

    def __init__(self) -> None:
        limit = f"{seconds():g}"
        super().__init__(
            Localized(
                f"checking it takes more than {limit} seconds, so it was left unchecked; split it, or look for "
                f"thousands of brackets, list items or table rows ({SECONDS_VARIABLE} allows more)",
                f"检查所需时间超过 {limit} 秒，因此未作检查；请拆分该文件，或查找成千上万的方括号、列表项、表格行"
                f"（可用 {SECONDS_VARIABLE} 放宽）",
            )
        )


_allowed: float | None = None
"""What another process, for which this one works, allows."""


def seconds() -> float:
    """How long the work on one page may take, in seconds of the processor: ten, or what the environment says."""
    return _environment_allows() if _allowed is None else _allowed


def allow(limit: float) -> None:
    """Let the work on one page take so many seconds in this process, whatever its environment says."""
    global _allowed  # noqa: PLW0603  # one for the process, as its environment is
    _allowed = limit


@cache
def _environment_allows() -> float:
    try:
        return max(float(os.environ.get(SECONDS_VARIABLE, _SECONDS)), 0.001)
    except ValueError:
        return _SECONDS


@contextmanager
def within_limit() -> Generator[None]:
    """Work on one page in this thread.

    Raises:
        TooCostlyError: the limit has passed.
    """
    if _SIGNAL is not None and threading.current_thread() is threading.main_thread():
        with _signalled(_SIGNAL):
            yield
        return
    turn = _Turn()
    watch = _watch(os.getpid())
    with watch.lock:
        watch.turns.append(turn)
    try:
        yield
    finally:
        with watch.lock:
            if turn in watch.turns:
                watch.turns.remove(turn)
        if turn.over:
            # It may have been told and not yet have noticed: what comes after is not meant.
            _raise_in(turn.thread, None)


@contextmanager
def unlimited() -> Generator[None]:
    """Work that is done once for all pages: it does not count against the page at which it happens to be done."""
    if _SIGNAL is not None and threading.current_thread() is threading.main_thread():
        left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, left)
        return
    thread = threading.get_ident()
    watch = _watch(os.getpid())
    with watch.lock:
        ends = {turn: turn.end for turn in watch.turns if turn.thread == thread}
        for turn in ends:
            turn.end = math.inf
    clock = _clock_of(thread)
    begun = clock()
    try:
        yield
    finally:
        for turn, end in ends.items():
            turn.end = end + clock() - begun


_SIGNAL: signal.Signals | None = getattr(signal, "SIGPROF", None)


@contextmanager
def _signalled(number: signal.Signals) -> Generator[None]:
    """The system's own clock, in the main thread; it also gets through to an expression that is being matched."""

    def over(_number: int, _frame: object) -> None:
        raise TooCostlyError

    before = signal.signal(number, over)
    left, _ = signal.setitimer(signal.ITIMER_PROF, seconds())
    try:
        yield
    finally:
        # A page may be parsed while another is judged; that one goes on with the time that it had left.
        signal.setitimer(signal.ITIMER_PROF, left)
        signal.signal(number, before)


class _Turn:
    """What one thread is at, and since when."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.clock = _clock_of(self.thread)
        self.end = self.clock() + seconds()
        self.over = False


class _Watch(threading.Thread):
    """Looks at the clock and tells those whose time is over. Nothing in the work itself need know."""

    def __init__(self) -> None:
        super().__init__(name="presscheck-deadline", daemon=True)
        self.lock = threading.Lock()
        self.turns: list[_Turn] = []

    def run(self) -> None:
        while True:
            time.sleep(_EVERY)
            with self.lock:
                late = [turn for turn in self.turns if turn.clock() > turn.end]
                for turn in late:
                    self.turns.remove(turn)
                    turn.over = True
                    _raise_in(turn.thread, TooCostlyError)


@cache
def _watch(process: int) -> _Watch:
    """The one of a process: threads do not come along into a forked one."""
    del process
    watch = _Watch()
    watch.start()
    return watch


def _clock_of(thread: int) -> Callable[[], float]:
    """The processor time of a thread; where the system has none for others to read, the time of day."""
    name = getattr(time, "pthread_getcpuclockid", None)
    if name is None:
        return time.monotonic
    number = name(thread)
    return lambda: time.clock_gettime(number)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), ctypes.py_object(error) if error else ctypes.c_void_p()
    )
