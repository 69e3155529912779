"""A run in parts on several machines, and its report from the parts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY

PARTS = 3


def presscheck(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "presscheck", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of our own pages with links to pages that are not there, a claim, a page without translation."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(REPOSITORY / "presscheck.toml", folder)
    for locale in ("en", "zh"):
        there = folder / "content" / locale / "faqs"
        shutil.copytree(REPOSITORY / "content" / locale / "faqs", there)
        page = there / "error-404.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nWe are the fastest gateway.\n", encoding="utf-8")
    (folder / "content/zh/faqs/error-429.md").unlink()
    (folder / "content/en/faqs/broken.md").write_bytes(b"\xff\xfe")
    return folder


@pytest.fixture(scope="module")
def parts(site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    files = [folder / f"part-{number}.json" for number in range(1, PARTS + 1)]
    for number, file in enumerate(files, 1):
        run = presscheck(site, "lint", "--shard", f"{number}/{PARTS}", "--report", f"shard={file}")
        assert run.returncode in {0, 1, 2}, run.stderr
        assert file.is_file(), run.stderr
    return files


def test_the_report_from_the_parts_is_that_of_the_whole(site: Path, parts: list[Path]) -> None:
    for format_ in ("json", "sarif", "gitlab"):
        whole = presscheck(site, "lint", "--format", format_)
        merged = presscheck(site, "merge", *map(str, reversed(parts)), "--format", format_)

        assert merged.returncode == whole.returncode == 2
        assert without_time(json.loads(merged.stdout)) == without_time(json.loads(whole.stdout))
    rules = {finding["rule"] for finding in json.loads(presscheck(site, "lint", "--format", "json").stdout)["findings"]}
    assert {"links/broken", "claims/superlative", "schema/unreadable-file"} <= rules, rules


def without_time(report: Any) -> Any:
    if isinstance(report, dict):
        report.get("summary", {}).pop("duration_ms", None)
    return report


def test_each_file_is_in_one_part(site: Path, parts: list[Path]) -> None:
    shown = [json.loads(file.read_text(encoding="utf-8"))["paths"] for file in parts]

    every = sorted(path.relative_to(site).as_posix() for path in (site / "content").rglob("*.md"))
    assert sorted(path for paths in shown for path in paths) == every
    assert min(map(len, shown)) > len(every) // PARTS // 2


def test_parts_that_make_no_whole_are_refused(site: Path, parts: list[Path], tmp_path: Path) -> None:
    other = json.loads(parts[2].read_text(encoding="utf-8"))
    (tmp_path / "site.json").write_text(json.dumps({**other, "site": "another"}), encoding="utf-8")
    (tmp_path / "version.json").write_text(json.dumps({**other, "version": "0"}), encoding="utf-8")
    (tmp_path / "count.json").write_text(json.dumps({**other, "shard": [3, 4]}), encoding="utf-8")
    (tmp_path / "text.json").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "finding.json").write_text(json.dumps({**other, "findings": [["x"]]}), encoding="utf-8")
    for last, words in (
        (parts[0], "part 1/3 is there twice"),
        (tmp_path / "site.json", "other rules, another configuration or on another day"),
        (tmp_path / "version.json", "different versions of presscheck"),
        (tmp_path / "count.json", "one of 4"),
        (tmp_path / "text.json", "is no part of a run"),
        (tmp_path / "finding.json", "is no part of a run"),
        (tmp_path / "gone.json", "gone.json"),
    ):
        run = presscheck(site, "merge", "--lang", "en", *map(str, parts[:2]), str(last))
        assert run.returncode == 2
        assert words in run.stderr
        assert run.stdout == ""

    run = presscheck(site, "merge", "--lang", "en", *map(str, parts[:2]))
    assert (run.returncode, "3/3 is missing" in run.stderr) == (2, True)


@pytest.mark.parametrize("shard", ["0/3", "4/3", "1", "a/b", "1/0"])
def test_a_part_of_no_whole_is_refused(site: Path, shard: str) -> None:
    run = presscheck(site, "lint", "--shard", shard)

    assert run.returncode == 2
    assert "is no part of a whole" in run.stderr
