"""Time and memory beside other tools: ``python benchmarks/run.py PEERS OUT [PAGES...]``; ``make bench`` does it all.

Measured for each tool, one after the other in every round, so that a busy moment hits all of them:

commit   one page, changed since the last run, in the smallest site: what a commit hook costs
cold     all pages, with nothing kept from before
warm     all pages, one of them changed since the last run
memory   the peak of a cold run: all processes of the tool together (proportional set size, Linux)

Seconds are those on the clock and those of the processor; the latter say more on a machine that others use, too. A run
that takes long is not repeated; how often each was run is in the results.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from corpus import make_site
from peers import Tool, call, environment, prepare, presscheck, tools

_LONG = 30.0
"""Seconds from which on a run is not repeated."""
_AT_COMMIT = 11


class Taken(NamedTuple):
    """What a command took: seconds on the clock, and of the processor, its children's among them."""

    clock: float
    processor: float


def timed(command: Sequence[str], site: Path) -> Taken:
    """Run a command. Findings are no failure; a command that cannot be run is."""
    before, begun = os.times(), time.perf_counter()
    status = subprocess.run(  # noqa: S603  # the tools of this comparison
        command,
        cwd=site,
        env=environment(site, os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    ).returncode
    clock, after = time.perf_counter() - begun, os.times()
    if status not in {0, 1}:
        sys.exit(f"{' '.join(command[:6])} …: exit status {status}")
    processor = after.children_user - before.children_user + after.children_system - before.children_system
    return Taken(clock, processor)


def peak(command: Sequence[str], site: Path) -> float | None:
    """The most memory that a command and its children have at one time, in MB; ``None`` where that cannot be read."""
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    with subprocess.Popen(  # noqa: S603  # the tools of this comparison
        command,
        cwd=site,
        env=environment(site, os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        most = 0
        while process.poll() is None:
            most = max(most, sum(_pss(pid) for pid in _group(process.pid)))
            time.sleep(0.1)
    return most / 1024


def _group(leader: int) -> list[int]:
    found: list[int] = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                fields = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == leader:
                found.append(int(path.name))
    return found


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


class Site:
    """A generated site, and what is done to it between runs."""

    def __init__(self, folder: Path, peers: Path, pages: int, *, longer: int = 1) -> None:
        self.folder = make_site(folder / f"{pages}-{longer}", pages, longer=longer)
        prepare(self.folder, peers)
        self.page = self.folder / "content/en/faqs/error-404.md"
        self.size = sum(page.stat().st_size for page in self.folder.glob("content/**/*.md"))
        self._text = self.page.read_text(encoding="utf-8")
        self._edits = 0

    def edit(self) -> None:
        """Change one page, another way each time."""
        self._edits += 1
        self.page.write_text(self._text.replace("## Details\n", f"## Details\n\nEdit {'i' * self._edits}.\n"), "utf-8")

    def forget(self, tool: Tool) -> None:
        """Throw away what a tool has kept."""
        for name in tool.caches:
            shutil.rmtree(self.folder / name, ignore_errors=True)


def rounds(
    runs: int, asked: Sequence[tuple[str, Callable[[], Taken]]], done: Callable[[str, list[Taken]], None]
) -> None:
    """Measure each in turn, ``runs`` times; what takes long is measured once."""
    times: dict[str, list[Taken]] = {name: [] for name, _ in asked}
    for _ in range(runs):
        for name, measure in asked:
            if not times[name] or times[name][0].clock < _LONG:
                times[name].append(measure())
    for name, _ in asked:
        done(name, times[name])


def measured(peers: Path, out: Path, sizes: Sequence[int], runs: int) -> None:
    """Measure all, and write after each step what is known."""
    found: dict[str, Any] = {"machine": _machine(), "commit": {}, "cold": {}, "warm": {}, "memory": {}, "page_size": {}}
    others = tools(peers)
    ours = presscheck(peers)
    found["versions"] = {tool.name: _version(tool) for tool in (ours, *others)}

    def keep(kind: str, *names: str) -> Callable[[str, list[Taken]], None]:
        def done(tool: str, times: list[Taken]) -> None:
            place = found[kind]
            for name in names:
                place = place.setdefault(name, {})
            clock = statistics.median(taken.clock for taken in times)
            processor = statistics.median(taken.processor for taken in times)
            place[tool] = {"runs": len(times), "clock": clock, "processor": processor, "all": times}
            print(kind, *names, f"{tool}: {clock:.3f} s, processor {processor:.3f} s ({len(times)})", flush=True)
            out.write_text(json.dumps(found, indent=1), encoding="utf-8")

        return done

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = Site(folder, peers, 100)
        python = ours.command[0]
        bare = [
            (f"import {module}", partial(timed, [python, "-c", f"import {module}"], small.folder))
            for module in ("sys", "click")
        ]
        asked = [(tool.name, partial(_changed, small, tool, small.page)) for tool in (ours, *others)]
        rounds(_AT_COMMIT, [*bare, *asked], keep("commit"))
        for longer in (1, 4, 16):
            site = Site(folder / "sizes", peers, 100, longer=longer)
            found.setdefault("bytes", {})[f"100x{longer}"] = site.size
            rounds(runs, [(ours.name, partial(_cold, site, ours))], keep("page_size", str(longer)))
        for pages in sizes:
            site = Site(folder, peers, pages)
            found.setdefault("bytes", {})[str(pages)] = site.size
            rounds(
                runs, [(tool.name, partial(_cold, site, tool)) for tool in (ours, *others)], keep("cold", str(pages))
            )
            warm = [(tool.name, partial(_changed, site, tool, None)) for tool in (ours, *others) if tool.caches]
            rounds(runs, warm, keep("warm", str(pages)))
            for tool in (ours, *others) if pages == sizes[-1] else (ours,):
                site.forget(tool)
                found["memory"].setdefault(str(pages), {})[tool.name] = peak(call(tool, site.folder, None), site.folder)
            shutil.rmtree(site.folder)
    out.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _cold(site: Site, tool: Tool) -> Taken:
    site.forget(tool)
    return timed(call(tool, site.folder, None), site.folder)


def _changed(site: Site, tool: Tool, page: Path | None) -> Taken:
    """A run over one page or all, after a run over all and a change to one."""
    if not any((site.folder / cache).exists() for cache in tool.caches):
        timed(call(tool, site.folder, None if tool.caches else page), site.folder)
    site.edit()
    return timed(call(tool, site.folder, page), site.folder)


def _version(tool: Tool) -> str:
    return _first([*tool.command[: 3 if tool.name == "presscheck" else 1], *tool.version])


def _first(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # as above
    return (done.stdout.strip().splitlines() or [""])[0].split(" (")[0].split(" ")[-1].lstrip("v")


def _machine() -> dict[str, Any]:
    about = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next((line.partition(": ")[2] for line in about.splitlines() if line.startswith("model name")), "")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "processor": model or platform.processor(),
        "cores": cores,
        "system": platform.system(),
        "python": platform.python_version(),
        "day": time.strftime("%Y-%m-%d"),
        "load": load,
    }


if __name__ == "__main__":
    measured(
        Path(sys.argv[1]).resolve(),
        Path(sys.argv[2]),
        [int(item) for item in sys.argv[3:]] or [1_000, 3_000, 10_000],
        int(os.environ.get("RUNS", "5")),
    )
