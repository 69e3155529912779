"""Adopting on old content, and looking only at what changed."""

from __future__ import annotations

import json
from pathlib import Path

from keys import key
from test_cli import run
from test_pre_commit import git

WRONG = "Base URL: https://www.example.com\n"


def note(folder: Path, text: str, name: str = "note") -> Path:
    path = folder / f"content/{name}.md"
    path.write_text(text, encoding="utf-8")
    return path


def commit(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")


def test_a_baseline_lets_old_findings_stand_and_only_shrinks(site_folder: Path) -> None:
    note(site_folder, f"# A\n\n{WRONG}\n{WRONG}")
    made = run(site_folder, "baseline", "create")
    again = run(site_folder, "baseline", "create")
    file = site_folder / "presscheck-baseline.json"
    first = file.read_text()

    assert made.stdout == "presscheck-baseline.json: 2 findings\n"
    assert again.returncode == 2
    assert "is there already" in again.stderr
    clean = run(site_folder, "lint", "--baseline", str(file))
    assert (clean.returncode, clean.stdout) == (0, "2 pages checked, nothing found; 2 in the baseline\n")

    note(site_folder, f"Moved down.\n\n# A\n\n{WRONG}\n{WRONG}\n{WRONG}")
    grown = run(site_folder, "lint", "--baseline", str(file), "--quiet")
    unchanged = run(site_folder, "baseline", "update")
    assert (grown.returncode, grown.stdout.count("\n")) == (1, 1)
    assert grown.stdout.startswith("content/note.md:9:11: error base-url/homepage: ")
    assert unchanged.stdout == "presscheck-baseline.json: 0 mended, 2 left\n"
    assert file.read_text() == first

    note(site_folder, f"# A\n\n{WRONG}")
    shrunk = run(site_folder, "baseline", "update", "--lang", "zh")
    assert shrunk.stdout == "presscheck-baseline.json：已修复 1 个，剩余 1 个\n"
    assert run(site_folder, "baseline", "show").stdout == "1  base-url/homepage\n1  presscheck-baseline.json\n"
    note(site_folder, f"# A\n\n{WRONG}\n{WRONG}")
    assert run(site_folder, "lint", "--baseline", str(file)).returncode == 1


def test_keys_are_never_in_a_baseline(site_folder: Path) -> None:
    note(site_folder, f"The key is {key()}.\n")

    made = run(site_folder, "baseline", "create")
    result = run(site_folder, "lint", "--baseline", "presscheck-baseline.json")

    assert made.stdout == "presscheck-baseline.json: 0 findings; what has to be mended: 1\n"
    assert result.returncode == 1


def test_only_what_changed(site_folder: Path) -> None:
    old = note(site_folder, f"# 旧\n\n{WRONG}\n+++ b/x\n\n--- a\n", "旧 名\tx")
    commit(site_folder)
    clean = run(site_folder, "lint", "--changed")
    old.write_text(old.read_text(encoding="utf-8").replace("+++ b/x", f"++ plus\n\n{WRONG}"), encoding="utf-8")
    note(site_folder, WRONG, "new")

    changed = run(site_folder, "lint", "--changed", "--quiet").stdout.splitlines()
    staged = run(site_folder, "lint", "--changed", "--staged")
    git(site_folder, "add", "--all")
    added = run(site_folder, "lint", "--changed", "--staged", "--quiet").stdout.splitlines()

    assert (clean.returncode, clean.stdout) == (0, "0 pages checked, nothing found\n")
    assert [line.split(": ")[0] for line in changed] == ["content/new.md:1:11", "content/旧 名\\tx.md:7:11"]
    assert staged.stdout == "0 pages checked, nothing found\n"
    assert added == changed


def test_only_what_changed_since_a_branch(site_folder: Path) -> None:
    commit(site_folder)
    git(site_folder, "branch", "base")
    note(site_folder, WRONG)
    commit(site_folder)

    assert run(site_folder, "lint", "--changed").returncode == 0
    assert run(site_folder, "lint", "--changed", "base").returncode == 1
    assert run(site_folder, "lint", "--changed=base", "content/en").returncode == 0


def test_before_the_first_commit_all_is_new(site_folder: Path) -> None:
    note(site_folder, WRONG)
    git(site_folder, "init", "--quiet")

    report = json.loads(run(site_folder, "lint", "--changed", "--format", "json").stdout)

    assert report["summary"]["errors"] == 1
