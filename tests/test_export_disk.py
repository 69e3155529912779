"""An export onto a disk that is full or may not be written: one clear error, and readers keep what they have."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from test_cli import run
from test_export import PAGE, add_page, approve, plan, revisions, snapshot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and mounts of Unix")

LIMITED = """
import resource, sys
from presscheck.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
main(sys.argv[2:])
"""
"""The command, in a process that may write no file beyond a size: what a full disk is to it."""


def limited(folder: Path, size: int, *args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795500000", "LANG": "C.UTF-8"}
    command = [sys.executable, "-c", LIMITED, str(size), *args]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def changed(folder: Path) -> Path:
    """A site that was exported and has a new version since, and a page more."""
    approve(folder)
    assert run(folder, "export", "apply").returncode == 0
    page = folder / PAGE
    page.write_text(page.read_text().replace("Use the API address.", "Use that of the API."))
    for number in range(4):
        add_page(folder, f"more-{number}", details="Long. " * 900)
    approve(folder)
    return folder / "dist"


@pytest.fixture
def disk(site_folder: Path) -> Iterator[Path]:
    """``dist`` of a site as a small disk of its own."""
    dist = site_folder / "dist"
    dist.mkdir()
    try:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(dist)], capture_output=True, check=False
        )
    except OSError:
        pytest.skip("no mount here")
    if made.returncode:
        pytest.skip("only the superuser may mount")
    yield dist
    subprocess.run(["umount", str(dist)], check=True)


@pytest.mark.parametrize("size", [0, 1_000, 6_000, 20_000, 40_000, 60_000])
def test_a_file_that_cannot_grow_leaves_the_old_bundle(site_folder: Path, size: int) -> None:
    dist = changed(site_folder)
    before, rows = snapshot(dist / "bundle"), revisions(site_folder)

    result = limited(site_folder, size, "export", "apply")

    assert result.returncode == 2, result.stderr
    assert "cannot be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert snapshot(dist / "bundle") == before
    assert len(revisions(site_folder)) in {len(rows), len(rows) + 5}
    assert not list(dist.glob(".bundle*"))
    # With room again, the next export brings everything, once.
    assert run(site_folder, "export", "apply").returncode == 0
    assert plan(site_folder)["exit"] == 0
    assert len(revisions(site_folder)) == len(rows) + 5


def test_a_full_disk_leaves_the_old_bundle(site_folder: Path, disk: Path) -> None:
    changed(site_folder)
    before = snapshot(disk / "bundle")
    filler = disk / "filler"
    with filler.open("wb") as file:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize
        file.write(b"x" * (free - 40_960))

    full = run(site_folder, "export", "apply")
    kept = snapshot(disk / "bundle")
    filler.unlink()
    again = run(site_folder, "export", "apply", "--lang", "zh")

    assert full.returncode == 2
    assert "cannot be written: " in full.stderr
    assert ("No space left on device" in full.stderr) or ("full" in full.stderr)
    assert kept == before
    assert again.returncode == 0, again.stderr
    assert plan(site_folder)["exit"] == 0


def test_a_disk_that_may_only_be_read(site_folder: Path, disk: Path) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    before = snapshot(disk / "bundle")
    page = site_folder / PAGE
    page.write_text(page.read_text().replace("Use the API address.", "Use that of the API."))
    approve(site_folder)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)

    planned = plan(site_folder)
    english = run(site_folder, "export", "apply")
    chinese = run(site_folder, "export", "apply", "--lang", "zh")

    assert planned["exit"] == 3
    assert (english.returncode, chinese.returncode) == (2, 2)
    assert "cannot be written: Read-only file system; the old bundle stands" in english.stderr
    assert "磁盘为只读；原有发布包保持不变" in chinese.stderr
    assert snapshot(disk / "bundle") == before


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_the_right_to_write(site_folder: Path) -> None:
    dist = changed(site_folder)
    before = snapshot(dist / "bundle")
    dist.chmod(0o555)

    result = run(site_folder, "export", "apply")
    dist.chmod(0o755)

    assert result.returncode == 2
    assert "cannot be written" in result.stderr
    assert snapshot(dist / "bundle") == before
