"""Worker processes that judge pages: chunks of tasks out, verdicts back."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from threading import Thread

from presscheck.judging import Judge, Task, Verdict
from presscheck.rules import Rule
from presscheck.site import Site, load_site

_judge: Judge | None = None
"""The one judge of a worker process."""


def map_chunks(
    site: Site, rules: Sequence[Rule], chunks: Sequence[Sequence[Task]], jobs: int
) -> Iterator[tuple[Task, Verdict]]:
    """The verdicts on chunks of tasks, as they are done.

    A worker that dies, such as for want of memory, takes none of the work with it: what is left is done here.
    """
    global _judge  # noqa: PLW0603  # what a forked worker finds
    names = tuple(rule.name for rule in rules)
    # A forked process has the site already; elsewhere each loads it for itself.
    forks = sys.platform == "linux"
    _judge = Judge(site, lambda: rules)
    site.load()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    arguments = None if forks else (site.config.path, site.today, names)
    executor = ProcessPoolExecutor(min(jobs, len(chunks)), context, _start, (arguments,))
    left = list(enumerate(chunks))[::-1]
    running: dict[Future[list[Verdict]], int] = {}
    done: set[int] = set()
    try:
        while left or running:
            # A few more than there are workers: results are taken as they come, and few are kept waiting.
            while left and len(running) < jobs + 2:
                number, chunk = left.pop()
                with _uninterrupted():
                    future = executor.submit(_work, chunk)
                running[future] = number
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                number = running.pop(future)
                verdicts = future.result()
                done.add(number)
                yield from zip(chunks[number], verdicts, strict=True)
    except BrokenProcessPool:
        for number, chunk in enumerate(chunks):
            if number not in done:
                yield from ((task, _judge.verdict(task)) for task in chunk)
    except BaseException:
        # Ctrl-C, or a caller that wants no more: nobody waits for a chunk that is half done. What manages the workers
        # ends with them; left behind, it would complain at the end of the program.
        for process in multiprocessing.active_children():
            process.terminate()
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        _judge = None


@contextmanager
def _uninterrupted() -> Generator[None]:
    """Let Ctrl-C wait: while a process is forked, what it raises is passed over, and the run would go on."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(arguments: tuple[Path, date, tuple[str, ...]] | None) -> None:
    global _judge  # noqa: PLW0603  # set once in each worker
    # Ctrl-C reaches the whole group: the parent says what there is to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    if arguments is not None:
        path, today, names = arguments
        site = load_site(path, today)
        _judge = Judge(site, lambda: [site.rules[name] for name in names])


def _end_with_parent() -> None:
    """End this process when its parent has been killed: it would wait for more work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _work(chunk: Sequence[Task]) -> list[Verdict]:
    assert _judge is not None  # noqa: S101  # set before the first chunk
    return [_judge.verdict(task) for task in chunk]
