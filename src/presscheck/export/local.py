"""The ``local`` target: ``content.db`` with every published revision, and ``bundle/`` rendered from it.

An apply has two steps. One database transaction makes the pages what the plan says. Then the bundle is rendered
from the committed rows into a folder of its own and put in place of the old one by renaming. A process that dies
at any point leaves the old rows or the new ones, and the old bundle, the new one, or for a moment the old one
under another name: the next plan sees what is missing, the next apply mends it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from presscheck.config import SiteInfo
from presscheck.errors import ExportError, StalePlanError, os_reason
from presscheck.export.bundle import MANIFEST, bundle_files
from presscheck.export.plan import TargetState
from presscheck.export.record import Record
from presscheck.model import Localized, Plan

DATABASE = "content.db"
BUNDLE = "bundle"
_OLD = ".bundle-old"
_NEW = ".bundle-new-"
_LOCK = ".lock"
_VERSION = 1
_SCHEMA = """
CREATE TABLE revisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    page TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('create', 'update', 'withdraw')),
    digest TEXT NOT NULL,
    record TEXT NOT NULL,
    exported_on TEXT NOT NULL
) STRICT;
CREATE INDEX revisions_of_page ON revisions (page, number);
CREATE TABLE pages (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    record TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES revisions (number)
) STRICT;
"""


class LocalTarget:
    """A folder that holds ``content.db`` and ``bundle/``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def bundle(self) -> Path:
        return self.folder / BUNDLE

    def read(self) -> TargetState:
        """What the folder holds; an empty state where there is nothing yet. Creates nothing.

        Raises:
            ExportError: the database cannot be used, or ``bundle`` is somebody else's folder.
        """
        pages: dict[str, str] = {}
        records: dict[str, Record] = {}
        if (self.folder / DATABASE).exists():
            with self._database(create=False) as database:
                if _version(database) > 0:  # 0: an export was killed before its first transaction ended
                    for page, digest, data in database.execute("SELECT id, digest, CAST(record AS BLOB) FROM pages"):
                        record = _intact(data, page, digest)
                        if record:
                            records[page] = record
                        pages[page] = digest if record else f"damaged:{hashlib.sha256(data).hexdigest()}"
        made_from, damage = self._bundle_state()
        return TargetState(pages, records, made_from, damage)

    def apply(self, plan: Plan, records: Mapping[str, Record], site: SiteInfo, day: str) -> int:
        """Make the folder what the plan says; ``day`` is noted with new revisions. Returns the number of files.

        Raises:
            StalePlanError: another export has changed the folder since the plan was made.
            ExportError: the folder cannot be written, or another export is at work in it.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / _LOCK, timeout=0):
                if self.read().digest != plan.target_digest:
                    raise StalePlanError(
                        Localized(
                            f"{self.folder} was changed by another export since it was planned; run it again",
                            f"制定计划之后，另一次导出改动了 {self.folder}，请重新运行",
                        )
                    )
                self._restore()
                self._commit(plan, records, day)
                return self._render(site)
        except Timeout as error:
            raise ExportError(
                Localized(
                    f"another export is at work in {self.folder}; try again when it has ended",
                    f"另一次导出正在写入 {self.folder}，请等它结束后再试",
                )
            ) from error
        except OSError as error:
            name = error.filename or self.folder
            raise ExportError(
                Localized(
                    f"{name} cannot be written: {error.strerror or error}; the old bundle stands",
                    f"{name} 无法写入：{os_reason(error).zh}；原有发布包保持不变",
                )
            ) from error

    # --- the database

    @contextmanager
    def _database(self, *, create: bool) -> Generator[sqlite3.Connection]:
        path = self.folder / DATABASE
        address = f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
        try:
            database = sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)
            try:
                if _version(database) > _VERSION:
                    raise ExportError(
                        Localized(
                            f"{path} was written by a newer presscheck; use that one",
                            f"{path} 由更新版本的 presscheck 写入，请使用该版本",
                        )
                    )
                yield database
            finally:
                database.close()
        except sqlite3.Error as error:
            raise ExportError(
                Localized(
                    f"{path} cannot be used: {error}; the old bundle stands. If the file is damaged, delete "
                    f"{self.folder} and run `presscheck export apply` again: it makes everything new from the approved "
                    "pages",
                    f"{path} 无法使用（{error}）；原有发布包保持不变。如果文件已损坏，请删除 {self.folder} 并重新运行 "
                    "`presscheck export apply`，它会用已批准的页面重新生成全部内容",
                )
            ) from error

    def _commit(self, plan: Plan, records: Mapping[str, Record], day: str) -> None:
        """One transaction: all of the plan's changes, or none."""
        with self._database(create=True) as database:
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("BEGIN IMMEDIATE")
            try:
                if _version(database) == 0:
                    for statement in _SCHEMA.split(";"):
                        database.execute(statement)
                    database.execute(f"PRAGMA user_version = {_VERSION}")
                for change in plan.changes:
                    if change.action in {"create", "update"}:
                        _put(database, records[change.page], change.action, day)
                    elif change.action == "withdraw":
                        _take_out(database, change.page, day)
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise

    # --- the bundle

    def _bundle_state(self) -> tuple[str | None, Localized | None]:
        """What the bundle was made from, if each of its files is as it was written; else what is wrong with it."""
        if (self.folder / _OLD).exists() or any(self.folder.glob(f"{_NEW}*")):
            return None, Localized("an earlier export was stopped before its end", "之前的导出中途停止")
        if not self.bundle.exists():
            return None, None
        manifest = _manifest(self.bundle)
        if manifest is None:
            if self.bundle.is_dir() and not any(self.bundle.iterdir()):
                return None, None
            raise ExportError(
                Localized(
                    f"{self.bundle} has no manifest of presscheck, so it may be somebody else's: move it away, "
                    "or name another folder in [targets.local]",
                    f"{self.bundle} 中没有 presscheck 的清单，可能另有用途：请移走，或在 [targets.local] 中另选文件夹",
                )
            )
        listed = {str(item["path"]): str(item["sha256"]) for item in manifest["files"]}
        found = {path.relative_to(self.bundle).as_posix() for path in self.bundle.rglob("*") if not path.is_dir()}
        other = sorted(found.symmetric_difference({*listed, MANIFEST}))
        changed = other or [path for path, digest in sorted(listed.items()) if _sha256(self.bundle / path) != digest]
        if changed:
            name = changed[0]
            return None, Localized(f"{BUNDLE}/{name} is not as it was written", f"{BUNDLE}/{name} 与写入时不一致")
        return str(manifest["input"]), None

    def _restore(self) -> None:
        """Tidy up after an export that was killed: bring back a bundle that it had moved aside."""
        old = self.folder / _OLD
        if old.exists() and not self.bundle.exists():
            old.rename(self.bundle)
        for leftover in (old, *self.folder.glob(f"{_NEW}*")):
            shutil.rmtree(leftover, ignore_errors=True)

    def _render(self, site: SiteInfo) -> int:
        """Write the bundle from the committed rows beside the old one, then put it in its place."""
        with self._database(create=False) as database:
            rows = database.execute("SELECT record FROM pages ORDER BY id").fetchall()
        try:
            records = [Record.from_json(row[0]) for row in rows]
        except ValueError as error:
            raise ExportError(
                Localized(
                    f"{self.folder / DATABASE} holds {error}; run `presscheck export apply` again",
                    f"{self.folder / DATABASE} 有误：{error}；请重新运行 `presscheck export apply`",
                )
            ) from error
        new = Path(tempfile.mkdtemp(prefix=_NEW, dir=self.folder))
        count = 0
        try:
            # Files are not synced one by one: after a power cut the manifest tells a torn bundle from a whole one.
            for path, data in bundle_files(records, site):
                file = new / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
                count += 1
            new.chmod(0o755)
            old = self.folder / _OLD
            if self.bundle.exists():
                self.bundle.rename(old)
            new.rename(self.bundle)
            shutil.rmtree(old, ignore_errors=True)
        except BaseException:
            self._restore()
            raise
        return count


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _intact(data: bytes, page: str, digest: str) -> Record | None:
    """The record of a row; ``None`` where the row is not as it was written."""
    try:
        record = Record.from_json(data.decode())
    except ValueError:
        return None
    return record if (record.id, record.digest) == (page, digest) else None


def _put(database: sqlite3.Connection, record: Record, action: str, day: str) -> None:
    text = record.to_json()
    number = _add_revision(database, record.id, action, record.digest, text, day)
    database.execute(
        "INSERT INTO pages (id, digest, record, revision) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "digest = excluded.digest, record = excluded.record, revision = excluded.revision",
        (record.id, record.digest, text, number),
    )


def _take_out(database: sqlite3.Connection, page: str, day: str) -> None:
    database.execute(
        "INSERT INTO revisions (page, action, digest, record, exported_on) "
        "SELECT id, 'withdraw', digest, record, ? FROM pages WHERE id = ?",
        (day, page),
    )
    database.execute("DELETE FROM pages WHERE id = ?", (page,))


def _add_revision(database: sqlite3.Connection, page: str, action: str, digest: str, record: str, day: str) -> int:
    cursor = database.execute(
        "INSERT INTO revisions (page, action, digest, record, exported_on) VALUES (?, ?, ?, ?, ?)",
        (page, action, digest, record, day),
    )
    return int(cursor.lastrowid or 0)


def _manifest(bundle: Path) -> dict[str, Any] | None:
    """The manifest of a bundle; ``None`` where there is none of ours."""
    try:
        manifest = json.loads((bundle / MANIFEST).read_bytes())
        files = manifest["files"]
        ours = manifest["tool"]["name"] == "presscheck" and all({"path", "sha256"} <= item.keys() for item in files)
        return manifest if ours and isinstance(manifest["input"], str) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
