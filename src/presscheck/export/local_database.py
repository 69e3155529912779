"""``content.db`` of the ``local`` target: the pages as readers have them, and every revision that they ever had."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from presscheck.errors import ExportError, StalePlanError
from presscheck.export.images import image_data, is_named
from presscheck.export.record import Record
from presscheck.export.target import Held, Revision
from presscheck.model import Change, Localized

VERSION = 3
_REVISIONS = """
CREATE TABLE revisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    page TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('create', 'update', 'withdraw', 'rollback', 'release')),
    digest TEXT NOT NULL,
    record TEXT NOT NULL,
    exported_on TEXT NOT NULL
) STRICT
"""
_INDEX = "CREATE INDEX revisions_of_page ON revisions (page, number)"
_PAGES = """
CREATE TABLE pages (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    record TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES revisions (number),
    rolled_back TEXT NOT NULL DEFAULT ''
) STRICT
"""
_IMAGES = "CREATE TABLE images (name TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT"


class Database:
    """The file; every method opens it, so that nothing is held between two of them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def held(self) -> tuple[dict[str, Held], dict[str, str]]:
        """By page id, what readers have, and the digest of a record that was rolled back. Creates nothing.

        Raises:
            ExportError: the file cannot be used.
        """
        pages: dict[str, Held] = {}
        rolled_back: dict[str, str] = {}
        if not self.path.exists():
            return pages, rolled_back
        with self._open(create=False) as database:
            version = _version(database)
            if version == 0:  # an export was killed before its first transaction ended
                return pages, rolled_back
            last = "rolled_back" if version > 1 else "''"
            rows = database.execute(f"SELECT id, digest, CAST(record AS BLOB), revision, {last} FROM pages")  # noqa: S608  # ours
            for page, digest, data, revision, instead_of in rows:
                pages[page] = _held(page, digest, data, revision)
                if instead_of:
                    rolled_back[page] = instead_of
        return pages, rolled_back

    def records(self) -> Iterator[Record]:
        """What readers have, in the order of the ids.

        Raises:
            ExportError: the file cannot be used, or a row is not as it was written.
        """
        with self._open(create=False) as database:
            for (text,) in database.execute("SELECT record FROM pages ORDER BY id"):
                try:
                    yield Record.from_json(text)
                except ValueError as error:
                    raise ExportError(
                        Localized(
                            f"{self.path} holds {error}; run `presscheck export apply` again",
                            f"{self.path} 有误：{error}；请重新运行 `presscheck export apply`",
                        )
                    ) from error

    def image(self, name: str) -> bytes:
        """The content of an image that a published page shows.

        Raises:
            ExportError: it is not there, or not as it was written.
        """
        with self._open(create=False) as database:
            row = database.execute("SELECT data FROM images WHERE name = ?", (name,)).fetchone()
        if row is None or not is_named(row[0], name):
            raise ExportError(
                Localized(
                    f"{self.path} does not hold the image {name} as it was published; delete {self.path.parent} and "
                    "run `presscheck export apply` again",
                    f"{self.path} 中的图片 {name} 与发布时不一致；请删除 {self.path.parent} 并重新运行 "
                    "`presscheck export apply`",
                )
            )
        data: bytes = row[0]
        return data

    def put_image(self, name: str, data: bytes) -> None:
        """Keep an image in place of a row that is damaged or gone.

        Raises:
            ExportError: the file cannot be used.
        """
        with self._transaction() as database:
            database.execute("INSERT OR REPLACE INTO images VALUES (?, ?)", (name, data))

    def commit(
        self, changes: Sequence[Change], records: Mapping[str, Record], held: Mapping[str, Held], day: str
    ) -> None:
        """One transaction: all of the changes, or none.

        ``held`` is what the plan was made from: a page that has another revision by now stops it.

        Raises:
            StalePlanError: another export was faster.
            ExportError: the file cannot be used.
        """
        with self._transaction() as database:
            for change in changes:
                if change.action == "withdraw":
                    _take_out(database, held[change.page], day)
                else:
                    _put_images(database, records[change.page])
                    _put(database, records[change.page], change.action, day, held.get(change.page))

    def roll_back(self, record: Record, instead_of: str, held: Held, day: str) -> None:
        """Give readers an earlier record; ``instead_of`` is not published again before it is approved anew.

        Raises:
            StalePlanError: another export was faster.
            ExportError: the file cannot be used.
        """
        with self._transaction() as database:
            _put(database, record, "rollback" if instead_of else "release", day, held, instead_of)

    def history(self, page: str | None) -> list[Revision]:
        """The revisions of a page, or of all, the oldest first."""
        if not self.path.exists():
            return []
        with self._open(create=False) as database:
            if _version(database) == 0:
                return []
            rows = database.execute(
                "SELECT number, page, action, digest, exported_on, record FROM revisions "
                "WHERE ?1 IS NULL OR page = ?1 ORDER BY number",
                (page,),
            )
            return [_revision(*row) for row in rows]

    def revision(self, page: str, number: int) -> Record:
        """The record of one revision.

        Raises:
            ExportError: there is no such revision of the page, or its row is not as it was written.
        """
        row = None
        if self.path.exists():
            with self._open(create=False) as database:
                if _version(database) > 0:
                    row = database.execute(
                        "SELECT digest, CAST(record AS BLOB) FROM revisions WHERE number = ? AND page = ?",
                        (number, page),
                    ).fetchone()
        if row is None:
            raise ExportError(
                Localized(
                    f"{page} has no revision {number}; `presscheck export history {page}` lists them",
                    f"{page} 没有修订 {number}；请用 `presscheck export history {page}` 查看",
                )
            )
        record = _intact(row[1], page, row[0])
        if record is None:
            raise ExportError(Localized(f"revision {number} of {page} is damaged", f"{page} 的修订 {number} 已损坏"))
        return record

    # --- access

    @contextmanager
    def _open(self, *, create: bool) -> Generator[sqlite3.Connection]:
        address = f"{self.path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
        try:
            database = sqlite3.connect(address, uri=True, isolation_level=None, timeout=10)
            try:
                if _version(database) > VERSION:
                    raise ExportError(
                        Localized(
                            f"{self.path} was written by a newer presscheck; use that one",
                            f"{self.path} 由更新版本的 presscheck 写入，请使用该版本",
                        )
                    )
                yield database
            finally:
                database.close()
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    @contextmanager
    def _transaction(self) -> Generator[sqlite3.Connection]:
        with self._open(create=True) as database:
            # FULL: what was committed is there after a power cut, too.
            database.execute("PRAGMA synchronous = FULL")
            database.execute("BEGIN IMMEDIATE")
            try:
                _prepare(database)
                yield database
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise

    def _unusable(self, error: sqlite3.Error) -> ExportError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
            return ExportError(
                Localized(
                    f"{self.path} cannot be written: {error}; nothing was changed. Make room on the disk and run it "
                    "again",
                    f"{self.path} 无法写入（{error}）；没有任何改动。请清理磁盘空间后重新运行",
                )
            )
        if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
            return ExportError(
                Localized(
                    f"{self.path} cannot be written: {error}; nothing was changed. Check the rights of the file and "
                    "its folder",
                    f"{self.path} 无法写入（{error}）；没有任何改动。请检查文件及其文件夹的权限",
                )
            )
        if code == sqlite3.SQLITE_BUSY:
            return ExportError(
                Localized(
                    f"{self.path} is in use by another program; nothing was changed. Close it and run this again",
                    f"{self.path} 正被其他程序使用；没有任何改动。请关闭后重新运行",
                )
            )
        return ExportError(
            Localized(
                f"{self.path} cannot be used: {error}; the old bundle stands. If the file is damaged, delete "
                f"{self.path.parent} and run `presscheck export apply` again: it makes everything new from the "
                "approved pages",
                f"{self.path} 无法使用（{error}）；原有发布包保持不变。如果文件已损坏，请删除 {self.path.parent} "
                "并重新运行 `presscheck export apply`，它会用已批准的页面重新生成全部内容",
            )
        )


def _prepare(database: sqlite3.Connection) -> None:
    """Make the tables, or bring those of an earlier version up to today's."""
    version = _version(database)
    if version == 0:
        for statement in (_REVISIONS, _INDEX, _PAGES, _IMAGES):
            database.execute(statement)
    elif version == 2:
        database.execute(_IMAGES)
    elif version == 1:
        # SQLite cannot widen a CHECK: the table is written anew, with the numbers that it had.
        database.execute("ALTER TABLE pages RENAME TO old_pages")
        database.execute("ALTER TABLE revisions RENAME TO old_revisions")
        database.execute("DROP INDEX revisions_of_page")
        for statement in (_REVISIONS, _INDEX, _PAGES, _IMAGES):
            database.execute(statement)
        database.execute(
            "INSERT INTO revisions SELECT number, page, action, digest, record, exported_on FROM old_revisions"
        )
        database.execute("INSERT INTO pages SELECT id, digest, record, revision, '' FROM old_pages")
        database.execute("DROP TABLE old_pages")
        database.execute("DROP TABLE old_revisions")
    database.execute(f"PRAGMA user_version = {VERSION}")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _held(page: str, digest: str, data: bytes, revision: int) -> Held:
    record = _intact(data, page, digest)
    remote = "sha256:" + hashlib.sha256(data).hexdigest()
    return Held(
        key=page,
        slug=page.rpartition("/")[2],
        source=digest if record else "",
        rendered=digest,
        remote=digest if record else f"damaged:{remote}",
        revision=str(revision),
        record=record,
        changed=() if record else ("record",),
    )


def _intact(data: bytes, page: str, digest: str) -> Record | None:
    """The record of a row; ``None`` where the row is not as it was written."""
    try:
        record = Record.from_json(data.decode())
    except ValueError:
        return None
    return record if (record.id, record.digest) == (page, digest) else None


def _put_images(database: sqlite3.Connection, record: Record) -> None:
    """Keep the images of a page that are not there yet; earlier versions of the page go on to show theirs."""
    for name in record.image_urls:
        if database.execute("SELECT 1 FROM images WHERE name = ?", (name,)).fetchone() is None:
            database.execute("INSERT INTO images VALUES (?, ?)", (name, image_data(record, name)))


def _put(
    database: sqlite3.Connection, record: Record, action: str, day: str, held: Held | None, instead_of: str = ""
) -> None:
    text, digest = record.to_json(), record.digest
    number = _add_revision(database, record.id, action, digest, text, day)
    if held is None:
        swapped = database.execute(
            "INSERT INTO pages (id, digest, record, revision) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            (record.id, digest, text, number),
        )
    else:
        swapped = database.execute(
            "UPDATE pages SET digest = ?, record = ?, revision = ?, rolled_back = ? WHERE id = ? AND revision = ?",
            (digest, text, number, instead_of, record.id, int(held.revision)),
        )
    _once(swapped, record.id)


def _take_out(database: sqlite3.Connection, held: Held, day: str) -> None:
    database.execute(
        "INSERT INTO revisions (page, action, digest, record, exported_on) "
        "SELECT id, 'withdraw', digest, record, ? FROM pages WHERE id = ?",
        (day, held.key),
    )
    swapped = database.execute("DELETE FROM pages WHERE id = ? AND revision = ?", (held.key, int(held.revision)))
    _once(swapped, held.key)


def _once(swapped: sqlite3.Cursor, page: str) -> None:
    """Compare-and-swap: the row was at the revision that the plan saw, or nothing of the plan is done."""
    # Not ``rowcount``: Python up to 3.11 knows an INSERT by the locale's lower case, and a Turkish I has another one.
    if swapped.connection.execute("SELECT changes()").fetchone()[0] != 1:
        raise StalePlanError(
            Localized(
                f"{page} was changed by another export since the plan was made; nothing was done, run it again",
                f"制定计划之后，另一次导出改动了 {page}；没有执行任何操作，请重新运行",
            )
        )


def _add_revision(database: sqlite3.Connection, page: str, action: str, digest: str, record: str, day: str) -> int:
    cursor = database.execute(
        "INSERT INTO revisions (page, action, digest, record, exported_on) VALUES (?, ?, ?, ?, ?)",
        (page, action, digest, record, day),
    )
    return int(cursor.lastrowid or 0)


def _revision(number: int, page: str, action: str, digest: str, day: str, text: str) -> Revision:
    try:
        record = Record.from_json(text)
    except ValueError:
        return Revision(number, page, action, digest, day, "", "")
    return Revision(number, page, action, digest, day, record.reviewer, record.title)
