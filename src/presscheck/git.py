"""What git knows: the staged content of files, and their past versions. Runs the ``git`` command."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from presscheck.errors import InputError
from presscheck.model import Localized


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
    return Path(run(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))


def in_hook() -> bool:
    """Whether git runs this process as a hook of a commit: then the index is what will be committed."""
    return "GIT_INDEX_FILE" in os.environ


def staged_paths(top: Path, folder: Path) -> list[Path]:
    """The files below a folder that the index would add or change, in the order of their paths.

    Raises:
        InputError: git cannot tell.
    """
    out = run(folder, "diff", "--cached", "--name-only", "--no-renames", "--diff-filter=ACMT", "-z", "--", ".")
    return [top / os.fsdecode(name) for name in out.split(b"\0") if name]


def index_blobs(top: Path) -> Mapping[Path, str]:
    """The object id of every file in the index.

    Raises:
        InputError: git cannot tell.
    """
    blobs: dict[Path, str] = {}
    for entry in run(top, "ls-files", "--stage", "-z").split(b"\0"):
        if entry:
            about, _, name = entry.partition(b"\t")
            blobs[top / os.fsdecode(name)] = about.split()[1].decode()
    return blobs


class Lines(NamedTuple):
    """Lines of a file that were changed: the first and last of each run. ``whole`` is a file that is new."""

    runs: tuple[tuple[int, int], ...]
    whole: bool = False

    def touch(self, first: int, last: int) -> bool:
        """Whether a place over some lines has a changed one among them."""
        return self.whole or any(start <= last and first <= end for start, end in self.runs)


def changed_lines(top: Path, reference: str, *, staged: bool) -> Mapping[Path, Lines]:
    """The lines that a commit would change since a revision, or since it and the current one parted.

    Where a line was taken out, those before and behind it count as changed. Files that git does not know yet are new
    as a whole, unless only what is staged counts.

    Raises:
        InputError: there is no such revision, or git cannot tell.
    """
    try:
        commit = run(top, "rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}").decode().strip()
    except InputError as error:
        if reference == "HEAD":
            # Before the first commit everything is new.
            commit = run(top, "hash-object", "-t", "tree", os.devnull).decode().strip()
        else:
            raise InputError(
                Localized(
                    f"git knows no revision {reference}; a path goes behind one: --changed HEAD {reference}",
                    f"git 中没有版本 {reference}；若要指定路径，请写在版本之后：--changed HEAD {reference}",
                )
            ) from error
    else:
        if reference != "HEAD":
            commit = run(top, "merge-base", commit, "HEAD").decode().strip()
    options = ["--cached"] if staged else []
    out = run(
        top,
        *("-c", "core.quotePath=false", "diff", "--no-color", "--no-ext-diff", "--no-renames", "--unified=0"),
        *("--src-prefix=a/", "--dst-prefix=b/", *options, commit, "--"),
    )
    changed = {top / name: Lines(tuple(runs)) for name, runs in _hunks(out)}
    if not staged:
        new = run(top, "ls-files", "--others", "--exclude-standard", "-z")
        changed |= {top / os.fsdecode(name): Lines((), whole=True) for name in new.split(b"\0") if name}
    return changed


_HUNK = re.compile(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)")
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


def _hunks(diff: bytes) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each file of a diff without context, and the runs of its lines that are new."""
    name, runs, left = "", list[tuple[int, int]](), 0
    for line in diff.split(b"\n"):
        if left and line[:1] in {b"+", b"-", b"\\"}:
            # A line of the file that looks like a heading of the diff is none.
            left -= line[:1] != b"\\"
        elif line.startswith(b"+++ "):
            if name:
                yield name, runs
            name, runs = _name(line[4:]), []
        elif found := _HUNK.match(line):
            start, count = int(found[1]), int(found[2] or 1)
            runs.append((start, start + count - 1) if count else (start, start + 1))
            left = count + _removed(line)
    if name:
        yield name, runs


def _removed(heading: bytes) -> int:
    count = heading.split()[1].partition(b",")[2]
    return int(count) if count else 1


def _name(written: bytes) -> str:
    """A path as a diff writes it: in quotation marks where it holds signs that would confuse, nothing for no file."""
    written = written.rstrip(b"\t")
    if written.startswith(b'"'):
        written = _ESCAPED.sub(
            lambda found: bytes([int(found[1], 8)]) if len(found[1]) == 3 else _ESCAPES.get(found[1], found[1]),
            written[1:-1],
        )
    return os.fsdecode(written.removeprefix(b"b/")) if written.startswith(b"b/") else ""


def versions(folder: Path, revisions: Sequence[str], patterns: Sequence[str]) -> Iterator[Version]:
    """Every version of the files that match, oldest first; each content once.

    Args:
        folder: a folder in the repository; only files below it count.
        revisions: what ``git log`` takes: a range, a branch, ``--all``.
        patterns: git's path patterns, such as ``*.md``.

    Raises:
        InputError: the range is none, or git cannot tell.
    """
    out = run(
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
        env=environment(),
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
                    Localized(
                        f"git has no object {blob}; is the clone shallow? `git fetch --unshallow` completes it",
                        f"git 中没有对象 {blob}；若是浅克隆，请用 `git fetch --unshallow` 补全",
                    )
                )
            content = process.stdout.read(int(heading[2]))
            process.stdout.read(1)
            yield content
        process.stdin.close()


def is_shallow(folder: Path) -> bool:
    """Whether the clone lacks old commits.

    Raises:
        InputError: git cannot tell.
    """
    return run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def has_commits(folder: Path) -> bool:
    """Whether the branch has a commit yet.

    Raises:
        InputError: the folder is in no repository.
    """
    top_level(folder)
    try:
        run(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    except InputError:
        return False
    return True


_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:[^\n]*\n)*?oid sha256:([0-9a-f]{64})\n")
_LONGEST_POINTER = 1024


def whole(folder: Path, data: bytes, file: Path) -> bytes:
    """The content for which a pointer of Git LFS stands, where this clone has it; all else is given back as it is.

    Args:
        folder: a folder in the repository.
        data: what git keeps of the file.
        file: where it lies on the disk, perhaps with the content that is meant.
    """
    found = _POINTER.match(data) if len(data) < _LONGEST_POINTER else None
    if found is None:
        return data
    name = found[1].decode()
    store = Path(run(folder, "rev-parse", "--git-common-dir").decode().rstrip("\n")) / "lfs/objects"
    for place in (file, folder / store / name[:2] / name[2:4] / name):
        try:
            content = place.read_bytes()
        except OSError:
            continue
        if hashlib.sha256(content).hexdigest() == name:
            return content
    return data


def identity(folder: Path) -> str:
    """The address under which a commit would be made now, in lower case; empty where git does not know."""
    try:
        named = run(folder, "var", "GIT_AUTHOR_IDENT")
    except InputError:
        return ""
    found = re.search(rb"<([^<>]+)>", named)
    return found[1].decode(errors="replace").strip().lower() if found else ""


def environment() -> dict[str, str]:
    """The user's own, but what this clone alone says of the past does not count: replaced objects and grafts.

    They would let anybody put another name on a commit, or cut it off, without a trace for the others.
    """
    return {**os.environ, "GIT_NO_REPLACE_OBJECTS": "1", "GIT_GRAFT_FILE": os.devnull}


def run(folder: Path, *arguments: str) -> bytes:
    """What git prints when it is called in a folder.

    Raises:
        InputError: it fails, or is not installed.
    """
    try:
        result = subprocess.run(  # noqa: S603  # arguments are ours; revisions stand before `--`
            ["git", *arguments],  # noqa: S607  # the user's own git
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise InputError(
            Localized("git is not installed or not on the PATH", "没有安装 git，或不在 PATH 中")
        ) from error
    if result.returncode:
        reason = result.stderr.decode(errors="replace").strip().removeprefix("fatal: ").split("\n")[0]
        raise InputError(
            Localized(f"git {arguments[0]} in {folder}: {reason}", f"git {arguments[0]} 失败（{folder}）：{reason}")
        )
    return result.stdout
