"""The past of a repository: commits, who made them, and what files were then. Git is asked once for a whole run."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import weakref
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from presscheck import git
from presscheck.errors import InputError


class Commit(NamedTuple):
    """A commit that touched a file.

    ``authors`` are the addresses of its author and co-authors, in lower case; ``path`` is what the file was called,
    from the root of the repository.
    """

    id: str
    date: str
    name: str
    authors: frozenset[str]
    path: str


class _Log(NamedTuple):
    """The commits that ``HEAD`` builds on, the newest first: none before one that came after it.

    ``parents`` is in that order. ``changes`` are, by the path of a file, the commits that touched it, and whether they
    created it.
    """

    parents: dict[str, tuple[str, ...]]
    changes: dict[str, list[tuple[str, bool]]]


class Past:
    """What git knows of the past of the repository that holds a folder. What is committed meanwhile is not seen.

    Raises:
        InputError: there is no repository, or git cannot tell. So does every method.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.top = git.top_level(folder).resolve()
        self.begun = git.has_commits(folder)
        self._contents = _Questions(self.top, "--batch")
        self._names = _Questions(self.top, "--batch-check")
        self._commits: dict[str, _Made] = {}
        self._origins: dict[tuple[str, str], str | None] = {}
        self._before = lru_cache(maxsize=32)(self._ancestors)

    def __reduce__(self) -> tuple[type[Past], tuple[Path]]:
        return Past, (self.folder,)

    @cached_property
    def shallow(self) -> bool:
        """Whether the clone lacks old commits."""
        return git.is_shallow(self.folder)

    @cached_property
    def identity(self) -> str:
        """The address under which a commit would be made now, in lower case; empty where git does not know."""
        return git.identity(self.folder)

    @cached_property
    def _prefix(self) -> str:
        return self.folder.resolve().relative_to(self.top).as_posix()

    @cached_property
    def _log(self) -> _Log:
        arguments = ("--topo-order", "--no-renames", "--name-status", "-z", "--format=%x01%H %P", "HEAD", "--")
        try:
            out = git.run(self.top, "log", "--diff-merges=remerge", *arguments)
        except InputError:  # before git 2.35
            out = git.run(self.top, "log", "--diff-merges=combined", *arguments)
        log = _Log({}, {})
        commit = ""
        fields = iter(out.split(b"\0"))
        for field in fields:
            text = field.lstrip(b"\n")
            if text.startswith(b"\1"):
                heading, _, text = text[1:].partition(b"\n")
                commit, *parents = heading.decode().split()
                log.parents[commit] = tuple(parents)
                text = text.lstrip(b"\n")
            if text:
                path = os.fsdecode(next(fields, b""))
                log.changes.setdefault(path, []).append((commit, set(text) == {ord("A")}))
        return log

    def commits_of(self, path: str, *, renames: bool = True) -> list[Commit]:
        """The commits that changed a file, newest first; also those from when it had another name.

        A merge is one of them only where it holds something that git did not merge by itself.

        Args:
            path: the file, relative to the folder.
            renames: whether to go on where the file got its name.
        """
        if not self.begun:
            return []
        name: str | None = posixpath.normpath(posixpath.join(self._prefix, path))
        found: list[Commit] = []
        reached = -1
        while name is not None:
            here, name = name, None
            for commit, created in self._log.changes.get(here, ()):
                if self._place[commit] <= reached:
                    continue
                found.append(self._commit(commit, here))
                if created and renames and self._log.parents[commit]:
                    name = self._origin(commit, here)
                    if name is not None:
                        reached = self._place[commit]
                        break
        return found

    @cached_property
    def _place(self) -> dict[str, int]:
        return {commit: number for number, commit in enumerate(self._log.parents)}

    def _origin(self, commit: str, path: str) -> str | None:
        """What a file was called before the commit that created it; ``None`` where it is new."""
        if (commit, path) not in self._origins:
            arguments = ("-1", "--follow", "--find-renames=40%", "--name-status", "-z", "--format=", commit, "--", path)
            try:
                out = git.run(self.top, "--literal-pathspecs", "log", "--diff-merges=remerge", *arguments)
            except InputError:
                out = git.run(self.top, "--literal-pathspecs", "log", "--diff-merges=combined", *arguments)
            status, *names = out.lstrip(b"\0\n").split(b"\0")
            renamed = status[:1] in {b"R", b"C"}
            self._origins[commit, path] = os.fsdecode(names[0]) if renamed else None
        return self._origins[commit, path]

    def _commit(self, commit: str, path: str) -> Commit:
        if commit not in self._commits:
            self._commits[commit] = _made(self._contents.ask(commit) or b"")
        return Commit(commit, *self._commits[commit], path)

    def reachable(self, tip: str, without: Iterable[str]) -> set[str]:
        """The commits that a commit builds on, itself included, without those that some others build on.

        ``HEAD`` names the newest.
        """
        found = set(self._before(next(iter(self._log.parents)) if tip == "HEAD" else tip))
        for commit in without:
            found -= self._before(commit)
        return found

    def _ancestors(self, tip: str) -> frozenset[str]:
        found = {tip}
        waiting = [tip]
        while waiting:
            new = set(self._log.parents.get(waiting.pop(), ())) - found
            found |= new
            waiting.extend(new)
        return frozenset(found)

    def in_order(self, commits: Iterable[str]) -> list[str]:
        """Some commits of the current branch, the newest first: none before one that came after it."""
        return sorted({commit for commit in commits if commit in self._place}, key=self._place.__getitem__)

    def files_at(self, places: Iterable[tuple[str, str]]) -> list[bytes | None]:
        """The contents of files, each named by a commit and its path from the root; ``None`` for one not there."""
        return [self._contents.ask(f"{commit}:{path}") for commit, path in places]

    def objects_at(self, places: Iterable[tuple[str, str]]) -> list[str]:
        """The object ids of files, named as for ``files_at``; empty for one that is not there."""
        return [self._names.name_of(f"{commit}:{path}") for commit, path in places]


class _Questions:
    """A ``git cat-file`` that answers one question after the other, begun with the first."""

    def __init__(self, folder: Path, mode: str) -> None:
        self._folder, self._mode = folder, mode
        self._lock = Lock()

    @cached_property
    def _process(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603  # arguments are ours
            ["git", "cat-file", self._mode],  # noqa: S607  # the user's own git
            cwd=self._folder,
            env=git.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        weakref.finalize(self, _end, process)
        return process

    def ask(self, place: str) -> bytes | None:
        """The content of an object; ``None`` where there is none."""
        return self._answer(place)[1]

    def name_of(self, place: str) -> str:
        """The id of a file's content; empty where there is no such file."""
        return self._answer(place)[0]

    def _answer(self, place: str) -> tuple[str, bytes | None]:
        # A line end in a name would be two questions: such a file is taken for one that is not there.
        if "\n" in place:
            return "", None
        with self._lock:
            asked, answered = self._process.stdin, self._process.stdout
            assert asked is not None  # noqa: S101  # both are pipes
            assert answered is not None  # noqa: S101
            asked.write(os.fsencode(place) + b"\n")
            asked.flush()
            heading = answered.readline().rsplit(b" ", 2)
            if len(heading) != 3 or not heading[2].strip().isdigit():
                return "", None
            content = answered.read(int(heading[2]) + 1)[:-1] if self._mode == "--batch" else None
        return (heading[0].decode() if heading[1] == b"blob" else ""), content


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.wait()


class _Made(NamedTuple):
    """When a commit was made and by whom."""

    date: str
    name: str
    authors: frozenset[str]


_CO_AUTHOR = re.compile(rb"^[ \t]*co-authored-by[ \t]*:[^\n]*<([^<>\n]+)>", re.IGNORECASE | re.MULTILINE)
_AUTHOR = re.compile(rb"^author (.*) <([^<>\n]*)> (\d+) ", re.MULTILINE)


def _made(data: bytes) -> _Made:
    head, _, message = data.partition(b"\n\n")
    author = _AUTHOR.search(head)
    name, address, seconds = author.groups() if author else (b"", b"", b"0")
    authors = {text.decode(errors="replace").strip().lower() for text in (address, *_CO_AUTHOR.findall(message))}
    day = datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    return _Made(day, name.decode(errors="replace"), frozenset(authors))
