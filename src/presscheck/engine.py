"""Judging pages on a Dask cluster: the chunks and the judge of the worker processes, on machines of others.

Workers read nothing from a disk: they are sent the bytes of the pages, and once what the site's rules say. What only
the disk of this machine knows, such as older versions in git, is found out here. Needs the extra ``dask``.
"""

from __future__ import annotations

import hashlib
import importlib
import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from presscheck import __version__, deadline
from presscheck.claims import ClaimWords
from presscheck.config import Config
from presscheck.errors import PresscheckError
from presscheck.judging import Judge, Task, Verdict
from presscheck.model import ContentFile, Localized, UnreadableFile
from presscheck.rules import Rule
from presscheck.schemas import SchemaSet
from presscheck.site import Site, read_bytes

_PATIENCE = 10.0
"""Seconds to wait for a scheduler, for its first worker, and for lost workers to come back."""


@dataclass(frozen=True)
class Setup:
    """What a worker has to know of a site, and of the program that asks."""

    program: tuple[str, str]
    config: Config
    schemas: Mapping[str, Any]
    today: date
    folders: tuple[Path, ...]
    rules: tuple[Rule, ...]
    client_data: Mapping[str, Any]
    claim_words: ClaimWords
    names: tuple[str, ...]
    digest: str
    page_seconds: float


class OtherProgramError(Exception):
    """A worker has another presscheck, or does not make the same rules of what it was sent."""


def map_chunks(
    site: Site, rules: Sequence[Rule], chunks: Sequence[Sequence[Task]], scheduler: str
) -> Iterator[tuple[Task, Verdict]]:
    """The verdicts on chunks of tasks, as they are done by the workers of a scheduler.

    Raises:
        PresscheckError: the extra is not installed, the scheduler cannot be reached, it has no workers or loses them,
            or a worker has another presscheck.
    """
    distributed = _distributed()
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = distributed.Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise PresscheckError(
            Localized(
                f"no Dask scheduler answers at {scheduler}; start one, or leave out --executor",
                f"{scheduler} 没有 Dask 调度器应答；请启动调度器，或去掉 --executor",
            )
        ) from error
    with client:
        yield from _Run(distributed, client, site, rules).judged(chunks)


class _Run:
    """One run on a cluster."""

    def __init__(self, distributed: Any, client: Any, site: Site, rules: Sequence[Rule]) -> None:
        self._distributed = distributed
        self._client = client
        self._site = site
        self._here = Judge(site, lambda: rules)
        site.load()
        self._setup = _setup(site, rules)

    def judged(self, chunks: Sequence[Sequence[Task]]) -> Iterator[tuple[Task, Verdict]]:
        self._wait_for_workers()
        # Made by a task: where a worker is lost with it, the scheduler makes it again, unlike data scattered.
        setup = self._client.submit(_same, self._setup, pure=False)
        width = 2 * sum(self._client.nthreads().values()) + 2
        left = list(chunks)[::-1]
        running: dict[Any, list[Task]] = {}
        try:
            while left or running:
                while left and len(running) < width:
                    filled = [_filled(task) for task in left.pop()]
                    # What cannot be read is said here, as in a run without a cluster.
                    yield from ((task, self._here.verdict(task)) for task in filled if not _travels(task))
                    sent = [task for task in filled if _travels(task)]
                    if sent:
                        running[self._client.submit(judge, setup, sent, pure=False)] = sent
                for future in self._finished(list(running)):
                    tasks = running.pop(future)
                    for task, verdict in zip(tasks, self._result(future), strict=True):
                        yield task, self._here.verdict(task) if self._needs_disk(verdict) else verdict
        finally:
            self._client.cancel(list(running), force=True)

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise PresscheckError(
                Localized(
                    f"the Dask scheduler has no workers, also after {_PATIENCE:g} seconds; start some",
                    f"Dask 调度器没有 worker（已等待 {_PATIENCE:g} 秒）；请先启动 worker",
                )
            ) from error

    def _finished(self, futures: list[Any]) -> list[Any]:
        """Those that are done; there is no limit to the work, but one to the time without any worker."""
        if not futures:
            return []
        while True:
            try:
                return list(self._distributed.wait(futures, timeout=_PATIENCE, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                self._wait_for_workers()

    def _result(self, future: Any) -> list[Verdict]:
        try:
            found: list[Verdict] = future.result()
        except (OtherProgramError, ImportError, AttributeError) as error:
            raise PresscheckError(
                Localized(
                    f"a Dask worker cannot do this run's work ({error}); install presscheck {__version__} on the "
                    "scheduler and on every worker",
                    f"有 Dask worker 无法完成本次检查（{error}）；"
                    f"请在调度器和每个 worker 上安装 presscheck {__version__}",
                )
            ) from error
        except (self._distributed.KilledWorker, self._distributed.CancelledError) as error:
            raise PresscheckError(
                Localized(
                    "Dask lost its workers over the same pages again and again, perhaps for want of memory; "
                    "run without --executor to see which pages these are",
                    "Dask worker 在处理同一批页面时反复丢失，可能是内存不足；请去掉 --executor 运行，以找出是哪些页面",
                )
            ) from error
        return found

    def _needs_disk(self, verdict: Verdict) -> bool:
        rules = self._site.rules
        return any(rules[item.rule].options.get("property") == "stale-translation" for item in verdict.findings)


def _same(setup: Setup) -> Setup:
    return setup


_lock = Lock()
"""A worker may have several threads; a judge is for one."""
_judges: dict[tuple[object, str], Judge] = {}
"""The judge of the run that this worker process is at, by the program that asks and its rules."""


def judge(setup: Setup, tasks: Sequence[Task]) -> list[Verdict]:
    """What a worker does: the verdicts on tasks that carry their bytes.

    Raises:
        OtherProgramError: this is not the presscheck that asks.
    """
    with _lock:
        deadline.allow(setup.page_seconds)
        asked = (setup.program, setup.digest)
        if asked not in _judges:
            _judges.clear()
            _judges[asked] = _judge_of(setup)
        worker = _judges[asked]
        # Parsed pages are kept by their names; another run may send other bytes under the same.
        fresh = Judge(worker.site, lambda: [worker.site.rules[name] for name in setup.names])
        return [fresh.verdict(task) for task in tasks]


@cache
def program() -> tuple[str, str]:
    """The version of this program, and a digest of its files."""
    package = Path(__file__).parent
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return __version__, digest.hexdigest()


def _judge_of(setup: Setup) -> Judge:
    if setup.program != program():
        raise OtherProgramError(
            f"it has presscheck {__version__}, {program()[1][:8]} in place of {setup.program[1][:8]}"
        )
    site = Site(setup.config, SchemaSet(setup.schemas), setup.today, setup.folders)
    rules = {rule.name: rule for rule in setup.rules}
    vars(site).update(rules=rules, client_data=setup.client_data, claim_words=setup.claim_words)
    if site.rules_digest != setup.digest:
        raise OtherProgramError("its rules and configuration come out otherwise than those here")
    return Judge(site, lambda: [rules[name] for name in setup.names])


def _setup(site: Site, rules: Sequence[Rule]) -> Setup:
    return Setup(
        program(),
        site.config,
        site.schemas.schemas,
        site.today,
        site.folders,
        tuple(site.rules.values()),
        dict(site.client_data),
        site.claim_words,
        tuple(rule.name for rule in rules),
        site.rules_digest,
        deadline.seconds(),
    )


def _filled(task: Task) -> Task:
    """A task with the bytes of its files, where they can be read."""
    source = (task.source[0], _bytes(*task.source)) if task.source else None
    return replace(task, data=_bytes(task.file, task.data), source=source)


def _bytes(file: ContentFile, data: bytes | None) -> bytes | None:
    found = read_bytes(file) if data is None else data
    return None if isinstance(found, UnreadableFile) else found


def _travels(task: Task) -> bool:
    return task.data is not None and (task.source is None or task.source[1] is not None) and not task.submit


def _distributed() -> Any:
    try:
        return importlib.import_module("distributed")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"dask", "distributed"}:
            raise
        raise PresscheckError(
            Localized(
                '--executor dask needs distributed, which is not installed: pip install "presscheck[dask]"',
                '--executor dask 需要 distributed，当前未安装；请运行 pip install "presscheck[dask]"',
            )
        ) from error
