"""What a page costs, for ``docs/scale.md``: ``python benchmarks/scale.py [PAGES]``, some minutes.

Prints processor time (user and system, of all processes), time by the clock and what is left on the disk.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import make_site

SHARDS = 2
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def taken(site: Path, what: str, pages: int, *args: str) -> None:
    """Run presscheck in a site and say what that took."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "presscheck", *args]
    subprocess.run(command, cwd=site, stdout=subprocess.DEVNULL, check=False)  # noqa: S603  # our own program
    after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - begun
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:<34}{processor:9.1f} s processor {1000 * processor / pages:8.2f} ms a page {clock:8.1f} s clock")


def main(pages: int) -> None:
    """Measure a site of so many pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["PRESSCHECK_CACHE_DIR"] = str(folder / "cache")
        site = make_site(folder / "site", pages)
        size = sum(path.stat().st_size for path in site.rglob("*.md"))
        print(f"{pages} pages, {size / pages:.0f} bytes a page, {os.cpu_count()} cores")
        taken(site, "cold, one process", pages, "lint", "--jobs", "1", "--format", "json", "--output", "report.json")
        taken(site, "nothing changed", pages, "lint", "--jobs", "1", "--format", "json", "--output", "report.json")
        for shard in range(1, SHARDS + 1):
            out = f"part-{shard}.json"
            call = ("--no-cache", "--jobs", "1", "--report", f"shard={out}")
            taken(site, f"shard {shard} of {SHARDS}, no cache", pages, "lint", "--shard", f"{shard}/{SHARDS}", *call)
        parts = [f"part-{shard}.json" for shard in range(1, SHARDS + 1)]
        taken(site, "merge", pages, "merge", *parts, "--format", "json", "--output", "merged.json")
        taken(site, "no cache, workers of this machine", pages, "lint", "--no-cache", "--format", "json")
        (folder / "cluster.py").write_text(CLUSTER, encoding="utf-8")
        command = [sys.executable, str(folder / "cluster.py")]
        with subprocess.Popen(  # noqa: S603  # as above
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as cluster:
            assert cluster.stdin  # noqa: S101  # asked for above
            assert cluster.stdout  # noqa: S101
            address = cluster.stdout.readline().strip()
            call = ("--executor", "dask", "--scheduler", address)
            taken(site, "no cache, Dask (this process)", pages, "lint", "--no-cache", "--format", "json", *call)
            cluster.stdin.close()
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            cluster.wait()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            print(f"{'Dask (scheduler and workers)':<34}{after.ru_utime - before.ru_utime:9.1f} s processor")
        cache = sum(path.stat().st_size for path in (folder / "cache").glob("*"))
        report = (site / "report.json").stat().st_size
        findings = len(json.loads((site / "report.json").read_text(encoding="utf-8"))["findings"])
        print(f"cache {cache / pages:.0f} bytes a page; report {report / pages:.0f} bytes a page ({findings} findings)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
