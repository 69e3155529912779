"""What is installed is what was looked at: lock files, the action, wheels that are the same wherever they are built."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from audit_deps import verdict
from conftest import REPOSITORY

PROJECT: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
USED = [
    *PROJECT["project"]["dependencies"],
    *(item for extra in PROJECT["project"]["optional-dependencies"].values() for item in extra),
    *PROJECT["build-system"]["requires"],
]


LOCKED = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?P<rest>.*(?:\n +--hash=.*)+)", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    """The versions of a lock file by package."""
    return {found["name"]: found["version"] for found in LOCKED.finditer((REPOSITORY / name).read_text("utf-8"))}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("requirements.txt", USED), ("requirements-dev.txt", [*USED, *PROJECT["dependency-groups"]["dev"]])],
)
def test_a_lock_has_a_version_that_fits_of_all_that_is_asked_for(name: str, wanted: list[str]) -> None:
    versions = locked(name)

    for text in wanted:
        requirement = Requirement(text)
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), f"{text}: make lock"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_file_of_a_lock_is_known_by_its_digest_and_comes_from_any_index(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")

    assert all(re.search("--hash=sha256:[0-9a-f]{64}", found["rest"]) for found in LOCKED.finditer(text))
    assert LOCKED.sub("", text).strip() == ""
    assert "://" not in text


def test_both_locks_name_the_same_versions() -> None:
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items()


@pytest.mark.parametrize(
    ("packages", "status", "words"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], 0, "1 packages, no known vulnerability"),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}],
            1,
            "a 1: X-1, mended in 2",
        ),
        ([{"name": "a", "skip_reason": "not found"}], 2, "0 of 1 packages: not found"),
        ([], 2, "0 of 0 packages"),
    ],
)
def test_an_audit_that_could_ask_nothing_is_no_success(packages: list[Any], status: int, words: str) -> None:
    found, lines = verdict({"dependencies": packages})

    assert found == status
    assert words in "\n".join(lines)


@pytest.mark.slow
def test_the_action_installs_what_is_locked(tmp_path: Path) -> None:
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
    script = next(step["run"] for step in action["runs"]["steps"] if step.get("name") == "Install presscheck")
    environment = os.environ | {
        "PYTHON": sys.executable,
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": str(REPOSITORY),
    }

    subprocess.run(["bash", "-euo", "pipefail", "-c", script], env=environment, check=True, timeout=300)

    python = next((tmp_path / "presscheck").glob("[bS]*/python*"))
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format", "freeze"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    installed = dict(line.split("==") for line in listed.splitlines())
    versions = locked("requirements.txt")
    assert "presscheck" in installed
    assert {
        canonicalize_name(name): version for name, version in installed.items() if name != "presscheck"
    }.items() <= (versions | {"pip": installed["pip"], "setuptools": installed.get("setuptools", "")}).items()


@pytest.mark.slow
def test_a_wheel_is_the_same_byte_for_byte_wherever_it_is_built(tmp_path: Path) -> None:
    digests = {
        build(tmp_path / "here", 0o022, 1_700_000_000),
        build(tmp_path / "some where else", 0o077, 1_800_000_000),
    }

    assert len(digests) == 1


def build(folder: Path, umask: int, changed: int) -> str:
    """The digest of a wheel from a copy of the sources, as if they had been checked out at a time by somebody."""
    source = folder / "source"
    for name in ("src", "linters", "schemas", "pyproject.toml", "README.md", "LICENSE"):
        there = REPOSITORY / name
        copy = shutil.copytree if there.is_dir() else shutil.copy
        source.mkdir(parents=True, exist_ok=True)
        copy(there, source / name)
    for path in (source, *source.rglob("*")):
        path.chmod((0o777 if path.is_dir() else 0o666) & ~umask)
        os.utime(path, (changed, changed))
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder / "out"), str(source)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795500000", "TZ": "Asia/Tokyo" if umask == 0o077 else "UTC"}
    old = os.umask(umask)
    try:
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    finally:
        os.umask(old)
    return hashlib.sha256(next((folder / "out").glob("*.whl")).read_bytes()).hexdigest()
