"""What was found out before: verdicts and index entries by the content that they are about, in one SQLite file a site.

A key is a digest of all that a value depends on, so that nothing ever has to be invalidated; what is not asked for any
more is dropped by age and size. Values are JSON and are checked when they are read: a value that does not fit, or a
file that SQLite cannot read, counts as not there. Several processes may use one file at the same time. No value holds
a key or a private record: findings and lines are masked before they come here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import sys
import time
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from presscheck.model import Json

FOLDER_VARIABLE = "PRESSCHECK_CACHE_DIR"

_SCHEMA = 1
"""Counts up when the tables change."""
_DAYS = 30
_MOST_BYTES = 256 * 1024 * 1024
_WAIT = 5.0
"""Seconds to wait for another process that is writing."""
_AT_ONCE = 500
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a cache holds."""

    path: Path
    values: int
    size: int


def folder() -> Path | None:
    """The folder of all caches: as the environment says, or where the system keeps them; ``None`` without a home."""
    if asked := os.environ.get(FOLDER_VARIABLE):
        return Path(asked)
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
            return base / "presscheck" / "Cache"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "presscheck"
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "presscheck"
    except RuntimeError:
        return None


def file_of(root: Path) -> Path | None:
    """The cache of the site in a folder."""
    place = folder()
    return (
        place / f"{hashlib.sha256(str(root).encode(errors='surrogateescape')).hexdigest()[:24]}.db" if place else None
    )


def key(*parts: str | bytes) -> bytes:
    """A key from all that a value depends on."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


class Cache:
    """Values by their keys. One that cannot be opened or has become unusable holds nothing and takes nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._connection = self._open() if path else None

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Json]:
        """The values that are there, by key; those that cannot be read are left out."""
        found: dict[bytes, Json] = {}
        with self._guarded() as connection:
            if connection is None:
                return found
            for start in range(0, len(keys), _AT_ONCE):
                part = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(part))
                rows = connection.execute(f"SELECT key, value FROM cached WHERE key IN ({marks})", part)  # noqa: S608
                for name, value in rows:
                    with contextlib.suppress(ValueError, TypeError, RecursionError):
                        found[bytes(name)] = json.loads(value)
        return found

    def put(self, values: Mapping[bytes, Json], used: Iterable[bytes] = ()) -> None:
        """Keep values, and note that others were of use today."""
        today = int(time.time() // _DAY)
        with self._guarded() as connection:
            if connection is None:
                return
            rows = [(name, json.dumps(value, ensure_ascii=False), today) for name, value in values.items()]
            with connection:
                # In small letters: Python up to 3.11 lowers the word by the locale, and a Turkish I becomes no i.
                connection.executemany("insert or replace INTO cached VALUES (?, ?, ?)", rows)
                connection.executemany(
                    "UPDATE cached SET day = ? WHERE key = ? AND day <> ?", ((today, name, today) for name in used)
                )
            if rows:
                self._shrink(connection, today)

    def stats(self) -> Stats | None:
        """How much there is; ``None`` where there is no cache."""
        if self.path is None or not self.path.is_file():
            return None
        with self._guarded() as connection:
            if connection is not None:
                count = int(connection.execute("SELECT count(*) FROM cached").fetchone()[0])
                return Stats(self.path, count, self.path.stat().st_size)
        return None

    def close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    # --- the file

    def _open(self) -> sqlite3.Connection | None:
        """The file, made where there is none; once more from nothing where it is damaged."""
        assert self.path is not None  # noqa: S101  # asked by the only caller
        for attempt in range(2):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                return _prepared(self.path)
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:
                if attempt or not _removed(self.path):
                    return None
            except OSError:
                return None
        return None

    @contextlib.contextmanager
    def _guarded(self) -> Generator[sqlite3.Connection | None]:
        """The connection; what goes wrong with it ends the use of the cache, and not the run."""
        try:
            yield self._connection
        except sqlite3.OperationalError:
            # Locked for too long, or the disk is full: this run goes on without.
            self.close()
        except sqlite3.DatabaseError:
            self.close()
            if self.path is not None:
                _removed(self.path)

    def _shrink(self, connection: sqlite3.Connection, today: int) -> None:
        """Drop what nobody has asked for in a long time, and all of it where it has grown too large."""
        with connection:
            connection.execute("DELETE FROM cached WHERE day < ?", (today - _DAYS,))
        pages, size = (int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
        if pages * size > _MOST_BYTES:
            with connection:
                connection.execute("DELETE FROM cached WHERE day < ?", (today,))
            free = int(connection.execute("PRAGMA freelist_count").fetchone()[0])
            if (pages - free) * size > _MOST_BYTES:
                with connection:
                    connection.execute("DELETE FROM cached")
            connection.execute("VACUUM")


def remove_all() -> tuple[int, int]:
    """Delete every cache: how many files there were, and their bytes. One that is in use is left where it is."""
    place = folder()
    files = size = 0
    for path in sorted(place.glob("*.db")) if place and place.is_dir() else ():
        size_here = path.stat().st_size
        if _removed(path):
            files, size = files + 1, size + size_here
    return files, size


def _prepared(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        if _version(connection) != _SCHEMA:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                # Another process may have been quicker.
                if _version(connection) != _SCHEMA:
                    connection.execute("DROP TABLE IF EXISTS cached")
                    connection.execute(
                        "CREATE TABLE cached (key BLOB PRIMARY KEY, value TEXT NOT NULL, day INTEGER NOT NULL)"
                        " WITHOUT ROWID"
                    )
                    connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _removed(path: Path) -> bool:
    try:
        for suffix in ("-wal", "-shm", ""):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    except OSError:
        return False
    return True
