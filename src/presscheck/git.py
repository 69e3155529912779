"""What git knows: the staged content of files, and their past versions. Runs the ``git`` command."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from presscheck.errors import InputError


class Version(NamedTuple):
    """A version of a file: the commit that brought it, its path in the repository, and its content's object id."""

    commit: str
    date: str
    path: str
    blob: str


def top_level(folder: Path) -> Path:
    """The root of the repository that holds a folder.

    Raises:
        InputError: there is none, or git is not installed.
    """
    return Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))


def in_hook() -> bool:
    """Whether git runs this process as a hook of a commit: then the index is what will be committed."""
    return "GIT_INDEX_FILE" in os.environ


def staged_paths(top: Path, folder: Path) -> list[Path]:
    """The files below a folder that the index would add or change, in the order of their paths.

    Raises:
        InputError: git cannot tell.
    """
    out = _git(folder, "diff", "--cached", "--name-only", "--no-renames", "--diff-filter=ACMT", "-z", "--", ".")
    return [top / os.fsdecode(name) for name in out.split(b"\0") if name]


def index_blobs(top: Path) -> Mapping[Path, str]:
    """The object id of every file in the index.

    Raises:
        InputError: git cannot tell.
    """
    blobs: dict[Path, str] = {}
    for entry in _git(top, "ls-files", "--stage", "-z").split(b"\0"):
        if entry:
            about, _, name = entry.partition(b"\t")
            blobs[top / os.fsdecode(name)] = about.split()[1].decode()
    return blobs


def versions(folder: Path, revisions: Sequence[str], patterns: Sequence[str]) -> Iterator[Version]:
    """Every version of the files that match, oldest first; each content once.

    Args:
        folder: a folder in the repository; only files below it count.
        revisions: what ``git log`` takes: a range, a branch, ``--all``.
        patterns: git's path patterns, such as ``*.md``.

    Raises:
        InputError: the range is none, or git cannot tell.
    """
    out = _git(
        folder,
        *("log", "--reverse", "--raw", "--no-abbrev", "--no-renames", "--diff-merges=separate", "-z"),
        *("--format=%x01%H %cs", *revisions, "--", *patterns),
    )
    seen: set[tuple[str, str]] = set()
    commit = date = ""
    fields = iter(out.split(b"\0"))
    for field in fields:
        text = field.lstrip(b"\n")
        if text.startswith(b"\1"):
            commit, _, date = text[1:].decode().strip().partition(" ")
            continue
        # The first change of a commit stands behind its heading, parted by a line end.
        if not text.startswith(b":"):
            continue
        blob, path = text.split()[3].decode(), os.fsdecode(next(fields, b""))
        if set(blob) != {"0"} and (blob, path) not in seen:
            seen.add((blob, path))
            yield Version(commit, date, path, blob)


def contents(folder: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """The contents of objects, in their order, from one process.

    Raises:
        InputError: an object is missing.
    """
    with subprocess.Popen(
        ["git", "cat-file", "--batch"],  # noqa: S607  # the user's own git
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None  # noqa: S101  # both are pipes
        assert process.stdout is not None  # noqa: S101
        for blob in blobs:
            process.stdin.write(f"{blob}\n".encode())
            process.stdin.flush()
            heading = process.stdout.readline().split()
            if len(heading) != 3:
                raise InputError(
                    f"git has no object {blob}; is the clone shallow? `git fetch --unshallow` completes it"
                )
            content = process.stdout.read(int(heading[2]))
            process.stdout.read(1)
            yield content
        process.stdin.close()


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        result = subprocess.run(  # noqa: S603  # arguments are ours; revisions stand before `--`
            ["git", *arguments],  # noqa: S607  # the user's own git
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise InputError("git is not installed or not on the PATH") from error
    if result.returncode:
        reason = result.stderr.decode(errors="replace").strip().removeprefix("fatal: ").split("\n")[0]
        raise InputError(f"git {arguments[0]} in {folder}: {reason}")
    return result.stdout
