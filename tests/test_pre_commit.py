"""The hooks in another repository, run by the real pre-commit from a commit of this one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY

pytestmark = pytest.mark.slow

GIT = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"]


def git(folder: Path, *args: str) -> str:
    """Run git on its own: without the variables of a commit that may be going on around the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    result = subprocess.run([*GIT, *args], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return result.stdout


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the files of this one as they are now: what a tag of them would hold."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in ("linters", "schemas", "src"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(REPOSITORY / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store of pre-commit's environments for all tests, so that the hook is installed once."""
    return tmp_path_factory.mktemp("store")


def commit_all(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")


def try_repo(folder: Path, hooks: Path, store: Path, hook: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "COV_"))}
    environment |= {"PRE_COMMIT_HOME": str(store), "SOURCE_DATE_EPOCH": "1795500000", "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--verbose"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


def test_the_lint_hook_passes_and_blocks(site_folder: Path, hooks: Path, store: Path) -> None:
    commit_all(site_folder)
    clean = try_repo(site_folder, hooks, store, "presscheck")
    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("## Next step", "## Next stop"))
    git(site_folder, "add", "--all")
    blocked = try_repo(site_folder, hooks, store, "presscheck")

    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "1 page checked, nothing found" in clean.stdout
    assert blocked.returncode == 1
    assert "The section “Next step” is missing. Line 27 says “Next stop”: was that meant?" in blocked.stdout


def test_the_configuration_hook_passes_and_blocks(site_folder: Path, hooks: Path, store: Path) -> None:
    commit_all(site_folder)
    clean = try_repo(site_folder, hooks, store, "presscheck-config")
    config = site_folder / "presscheck.toml"
    config.write_text(config.read_text().replace("models", "modells"))
    git(site_folder, "add", "--all")
    blocked = try_repo(site_folder, hooks, store, "presscheck-config")

    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert blocked.returncode == 1
    assert "Did you mean `models`?" in blocked.stdout
