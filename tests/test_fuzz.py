"""Inputs that once crashed or hung something: each is a file in tests/data/fuzz, found by ``make fuzz``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import fuzz

FILES = sorted(path for path in fuzz.KEPT.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_once_failed_is_read_or_refused(path: Path) -> None:
    fuzz.read(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_the_search_reaches_every_reader(target: str) -> None:
    """Real input, an empty one and bytes of any kind; the search itself takes minutes."""
    for data in (
        *(text.encode() for text in fuzz.samples(target)[:2]),
        b"",
        b"\xff\x00",
        b"{" * 5_000,
        b"[" * 5_000,
        b"a = " + b"[" * 5_000,
    ):
        fuzz.read(target, data)


def test_a_failure_is_found_and_kept(tmp_path: Path) -> None:
    script = (
        "import sys, fuzz\nfrom pathlib import Path\n"
        "def broken(data):\n    assert b'sk-' not in data\n"
        "fuzz.TARGETS = {'page': broken}\nfuzz.KEPT = Path(sys.argv[1])\nfuzz.search('page', 120, 1)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=Path(fuzz.__file__).parent,
        capture_output=True,
        check=False,
        timeout=300,
    )

    assert done.returncode == 1
    (kept,) = (tmp_path / "page").iterdir()
    assert b"sk-" in kept.read_bytes()
