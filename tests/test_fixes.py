"""Fixes: which go together, what they leave alone, and what happens to the files."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys import key
from presscheck.fixes import chosen, edited
from presscheck.markdown.source import decode
from presscheck.model import Edit, Finding, Fix, Localized
from test_cli import run
from test_pre_commit import git

EMPTY = Localized("", "")
WRONG = "Base URL: https://www.example.com\n"
RIGHT = "Base URL: https://api.example.com/v1\n"
NO = "status: NO"


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, list[Finding]]:
    """A file with line ends of both kinds, and findings whose edits may overlap, touch and insert."""
    text = draw(st.text("ab中👩\n", max_size=40))
    data = b"".join(draw(st.sampled_from([b"\n", b"\r\n"])) if sign == "\n" else sign.encode() for sign in text)
    if draw(st.booleans()):
        data = b"\xef\xbb\xbf" + data
    source = decode(data)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    edits = st.builds(lambda place, new: Edit(source.span(*place), new), places, st.text("xy\n", max_size=3))
    fixes = draw(st.lists(st.lists(edits, min_size=1, max_size=3), max_size=6))
    findings = [
        Finding(f"site/{number}", "error", "a.md", group[0].span, EMPTY, EMPTY, "", fix=Fix(EMPTY, True, tuple(group)))
        for number, group in enumerate(fixes)
    ]
    return data, findings


def edits_of(findings: list[Finding]) -> list[Edit]:
    return [edit for finding in findings if finding.fix for edit in finding.fix.edits]


@given(files(), st.randoms())
def test_fixes_that_are_taken_do_not_overlap(file: tuple[bytes, list[Finding]], chance: random.Random) -> None:
    _, findings = file
    taken = chosen(findings)
    edits = sorted(set(edits_of(taken)), key=lambda edit: edit.span)

    for one, two in pairwise(edits):
        assert one.span.end <= two.span.start
        assert one.span.start < two.span.start
    assert bool(taken) or not any(len(finding.fix.edits) == 1 for finding in findings if finding.fix)
    chance.shuffle(findings)
    assert chosen(findings) == taken


@given(files())
def test_what_is_not_edited_stays_byte_for_byte(file: tuple[bytes, list[Finding]]) -> None:
    data, findings = file
    edits = edits_of(chosen(findings))
    result = edited(data, edits)
    expected = decode(data).text
    for edit in sorted(set(edits), key=lambda edit: edit.span, reverse=True):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]

    assert decode(result).text == expected
    assert result.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    if not edits:
        assert result == data


def test_files_keep_line_ends_mark_mode_and_link(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    before = b"\xef\xbb\xbf" + page.read_bytes().replace(b"status: approved", NO.encode()).replace(b"\n", b"\r\n")
    real = site_folder / "real.md"
    real.write_bytes(before)
    real.chmod(0o640)
    page.unlink()
    page.symlink_to(real)

    first = run(site_folder, "lint", "--fix")
    after = real.read_bytes()
    second = run(site_folder, "lint", "--fix")

    assert "1 fixed" in first.stdout
    assert after == before.replace(b"status: NO", b'status: "NO"')
    assert page.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert (real.read_bytes(), "fixed" in second.stdout) == (after, False)
    assert [path.name for path in page.parent.iterdir()] == ["example.md"]


def test_unsafe_fixes_have_to_be_asked_for(site_folder: Path) -> None:
    note = site_folder / "note.md"
    note.write_text(WRONG)

    safe = run(site_folder, "lint", "note.md", "--fix")
    assert (safe.returncode, note.read_text()) == (1, WRONG)
    assert safe.stdout.endswith("1 page checked: 1 error, 0 warnings; --unsafe-fixes 1\n")
    unsafe = run(site_folder, "lint", "note.md", "--unsafe-fixes")
    assert (unsafe.returncode, note.read_text()) == (0, RIGHT)
    assert unsafe.stdout == "1 page checked, nothing found; 1 fixed\n"


def test_a_diff_writes_nothing_and_shows_no_key(site_folder: Path) -> None:
    note = site_folder / "note.md"
    secret = key()
    note.write_text(f"The key is {secret} here.")

    result = run(site_folder, "lint", "note.md", "--diff")

    assert result.returncode == 1
    assert result.stdout == (
        "--- note.md\n+++ note.md\n@@ -1 +1 @@\n"
        f"-The key is {secret[:4]}{'*' * (len(secret) - 6)}{secret[-2:]} here.\n\\ No newline at end of file\n"
        "+The key is sk-**** here.\n\\ No newline at end of file\n"
    )
    assert secret in note.read_text()
    assert secret not in result.stderr


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_git_applies_a_diff(site_folder: Path, end: str, mark: str) -> None:
    note = site_folder / "note.md"
    text = mark + WRONG.replace("\n", end)
    note.write_text(text, encoding="utf-8", newline="")
    subprocess.run(["git", "init", "-q", site_folder], check=True)
    (site_folder / "diff").write_bytes(
        subprocess.run(
            [sys.executable, "-m", "presscheck", "lint", "note.md", "--unsafe-fixes", "--diff"],
            cwd=site_folder,
            capture_output=True,
            check=False,
        ).stdout
    )

    subprocess.run(["git", "apply", "-p0", "diff"], cwd=site_folder, check=True)

    assert note.read_bytes() == (mark + RIGHT.replace("\n", end)).encode()


def test_unused_comments_are_taken_out_with_their_line(site_folder: Path) -> None:
    note = site_folder / "note.md"
    comment = "<!-- presscheck: ignore base-url/homepage, base-url/insecure -- quoted -->"
    note.write_text(f"# A\n\n{comment}\n\nNothing.\n\n{comment}\n{WRONG}")

    run(site_folder, "lint", "note.md", "--fix")

    kept = "<!-- presscheck: ignore base-url/homepage -- quoted -->"
    assert note.read_text() == f"# A\n\nNothing.\n\n{kept}\n{WRONG}".replace("# A\n\nN", "# A\n\nN")


def test_standard_input_is_mended_onto_standard_output(site_folder: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "presscheck", "lint", "--stdin-filename", "notes/a.md", "--unsafe-fixes"],
        cwd=site_folder,
        env={**os.environ, "LANG": "C.UTF-8"},
        input=WRONG.replace("\n", "\r\n").encode(),
        capture_output=True,
        check=True,
    )

    assert result.stdout == RIGHT.replace("\n", "\r\n").encode()
    assert b"1 fixed" in result.stderr


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everything")
def test_a_file_that_may_not_be_written_is_one_error(site_folder: Path) -> None:
    note = site_folder / "note.md"
    note.write_text(WRONG)
    note.chmod(0o444)

    result = run(site_folder, "lint", "note.md", "--unsafe-fixes")

    assert (result.returncode, note.read_text()) == (2, WRONG)
    assert result.stderr == "presscheck: note.md: cannot be mended: no right to write it\n"


def test_in_a_commit_the_index_is_left_alone(site_folder: Path) -> None:
    git(site_folder, "init", "--quiet")
    same, other = site_folder / "same.md", site_folder / "other.md"
    for note in (same, other):
        note.write_text(WRONG)
    git(site_folder, "add", "--all")
    other.write_text("Later.\n")

    result = run(site_folder, "lint", "--staged", "--unsafe-fixes", "--select", "base-url")

    assert result.returncode == 1
    assert "other.md: on the disk it is not what is staged; it was not mended" in result.stderr
    assert "1 file mended on the disk; what is staged was left as it is" in result.stderr
    assert (same.read_text(), other.read_text()) == (RIGHT, "Later.\n")
    assert git(site_folder, "show", ":same.md") == WRONG


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--fix", "--changed"], "--fix mends whole files"),
        (["--stdin", "note.md"], "--stdin reads one page"),
        (["--report", "json", "--output", "a"], "--output belongs to --format"),
        (["--report", "json", "--report", "text"], "Only one report can go to standard output"),
        (["--report", "jsn"], "'jsn' is not one of github, gitlab"),
        (["--report", "json="], "names no file; write json=FILE"),
        (["--changed", "no-such-revision"], "git knows no revision no-such-revision"),
        (["--baseline", "presscheck.toml"], "no baseline; `presscheck baseline create` writes one"),
        (["--baseline", "no.json"], "there is no such file"),
    ],
)
def test_options_that_cannot_be_used(site_folder: Path, args: list[str], words: str) -> None:
    git(site_folder, "init", "--quiet")
    result = run(site_folder, "lint", *args)

    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr
