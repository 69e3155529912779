"""The same run on a real Dask cluster of two worker processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY
from presscheck.deadline import SECONDS_VARIABLE


def presscheck(folder: Path, *args: str, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    start = f"import sys; {code}; from presscheck.cli import main; main(sys.argv[1:])"
    program = ["-c", start] if code else ["-m", "presscheck"]
    return subprocess.run(
        [sys.executable, *program, *args],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages with findings, one that cannot be decoded, and translations beside their sources."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(REPOSITORY / "presscheck.toml", folder)
    for locale in ("en", "zh"):
        there = folder / "content" / locale / "faqs"
        shutil.copytree(REPOSITORY / "content" / locale / "faqs", there)
        page = there / "error-404.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nWe are the fastest gateway.\n", encoding="utf-8")
    (folder / "content/en/faqs/broken.md").write_bytes(b"\xff\xfe\xfa")
    return folder


# In a process of its own, closed with its standard input: warnings of its threads are not those of the tests.
CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        print(cluster.scheduler_address, *(worker.pid for worker in cluster.workers.values()), flush=True)
        sys.stdin.read()
"""


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(tmp_path_factory) as (address, _):
        yield address


@contextmanager
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[int]]]:
    """A cluster: its address, and the process ids of its workers."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "cluster.py").write_text(CLUSTER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "cluster.py"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdin
        address, *workers = process.stdout.readline().split()
        try:
            yield address, [int(worker) for worker in workers]
        finally:
            process.stdin.close()
            process.wait(30)


def report(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found = json.loads(done.stdout)
    del found["summary"]["duration_ms"]
    return found


def test_a_cluster_finds_what_this_machine_finds(site: Path, scheduler: str) -> None:
    call = ("lint", "--no-cache", "--format", "json")
    here = presscheck(site, *call)
    there = presscheck(site, *call, "--executor", "dask", "--scheduler", scheduler)
    assert (there.returncode, there.stderr) == (here.returncode, here.stderr)
    assert report(there) == report(here)
    assert len(report(here)["findings"]) > 2


def test_a_page_may_take_as_long_there_as_here(site: Path, scheduler: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    (folder / "content/en/faqs/long.md").write_text("It is the fastest gateway of all. " * 12_000, encoding="utf-8")

    run = presscheck(
        folder,
        *("lint", "content/en/faqs/long.md", "--no-cache", "--format", "json"),
        *("--executor", "dask", "--scheduler", scheduler),
        **{SECONDS_VARIABLE: "0.1"},
    )

    assert run.returncode == 2, run.stderr
    assert "more than 0.1 seconds" in run.stdout


@pytest.mark.parametrize("after", [2, 4], ids=["while-they-are-prepared", "while-they-work"])
def test_a_worker_that_is_killed_takes_no_work_with_it(
    site: Path, tmp_path_factory: pytest.TempPathFactory, after: float
) -> None:
    call = ["lint", "--no-cache", "--format", "json"]
    here = presscheck(site, *call)
    with started(tmp_path_factory) as (address, workers):
        command = [sys.executable, "-m", "presscheck", *call, "--executor", "dask", "--scheduler", address]
        with subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
            time.sleep(after)
            os.kill(workers[0], signal.SIGKILL)
            output, errors = run.communicate(timeout=120)

    assert errors == ""
    output = json.loads(output)
    del output["summary"]["duration_ms"]
    assert output == report(here)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_ctrl_c_ends_a_run_on_a_cluster(site: Path, scheduler: str, tmp_path: Path) -> None:
    large = tmp_path / "large"
    shutil.copytree(site, large)
    for page in list(large.glob("content/*/*/*.md")):
        for number in range(25):
            shutil.copy(page, page.with_name(f"{page.stem}-{number}.md"))
    command = [sys.executable, "-m", "presscheck", "lint", "--no-cache", "--executor", "dask", "--scheduler", scheduler]
    heeds = "import signal, runpy, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    command = [sys.executable, "-c", heeds + "runpy.run_module('presscheck', run_name='__main__')", *command[3:]]
    with subprocess.Popen(command, cwd=large, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        time.sleep(4)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=60)

    assert (run.returncode, errors.strip()) == (130, "presscheck: stopped")


def test_a_worker_with_another_presscheck_is_refused(site: Path, scheduler: str) -> None:
    code = "import presscheck; presscheck.__version__ = '9.9.9'"
    call = ("lint", "--no-cache", "--lang", "en", "--executor", "dask", "--scheduler", scheduler)
    done = presscheck(site, *call, code=code)
    assert done.returncode == 2
    assert "install presscheck 9.9.9 on the scheduler and on every worker" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_scheduler_that_is_not_there(site: Path) -> None:
    call = ("lint", "--no-cache", "--lang", "en", "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9")
    done = presscheck(site, *call)
    assert done.returncode == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_extra_its_name_is_told(site: Path) -> None:
    call = ("lint", "--no-cache", "--lang", "en", "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9")
    done = presscheck(site, *call, code="sys.modules['distributed'] = None")
    assert done.returncode == 2
    assert 'pip install "presscheck[dask]"' in done.stderr


@pytest.mark.parametrize(
    "options",
    [("--executor", "dask"), ("--scheduler", "tcp://h:1"), ("--executor", "dask", "--scheduler", "h", "--fix")],
)
def test_options_that_do_not_go_together(site: Path, options: tuple[str, ...]) -> None:
    assert presscheck(site, "lint", *options).returncode == 2
