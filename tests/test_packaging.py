"""What a user installs: the wheel holds the rules and schemas, and works where there is no repository."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import presscheck
from conftest import CONFIG, REPOSITORY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(REPOSITORY)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_one_package_with_every_rule_and_schema(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = [*REPOSITORY.glob("linters/*/*"), *REPOSITORY.glob("schemas/*.json")]
    templates = [path.relative_to(REPOSITORY / "src") for path in REPOSITORY.glob("src/presscheck/export/templates/*")]

    assert {name.partition("/")[0] for name in names} == {
        "presscheck",
        f"presscheck-{presscheck.__version__}.dist-info",
    }
    assert {f"presscheck/_home/{path.relative_to(REPOSITORY).as_posix()}" for path in data} <= names
    assert {path.as_posix() for path in templates} <= names
    assert "presscheck/py.typed" in names


def test_the_wheel_works_without_a_repository(wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(folder)
    (tmp_path / "presscheck.toml").write_text(CONFIG)
    (tmp_path / "note.md").write_text("```\nopen\n")

    result = subprocess.run(
        [sys.executable, "-c", "from presscheck.cli import main; main(['lint', 'note.md'])"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(folder), "LANG": "C.UTF-8", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1, result.stderr
    assert "schema/unclosed-fence" in result.stdout


def test_all_is_what_the_package_promises() -> None:
    assert presscheck.__all__ == ["__version__"]
