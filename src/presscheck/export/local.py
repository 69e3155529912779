"""The ``local`` target: ``content.db`` with every published revision, and ``bundle/`` rendered from it.

An apply has two steps. One database transaction makes the pages what the plan says. Then the bundle is rendered
from the committed rows into a folder of its own and put in place of the old one (``swap``). A process that dies at
any point leaves the old rows or the new ones, and the old bundle or the new one: the next plan sees what is missing,
the next apply mends it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from presscheck.config import Drift, SiteInfo
from presscheck.errors import ExportError, StalePlanError, os_reason
from presscheck.export.bundle import MANIFEST, bundle_files, input_digest
from presscheck.export.cms import Document, documents
from presscheck.export.images import image_data
from presscheck.export.local_database import Database
from presscheck.export.record import Record
from presscheck.export.swap import put_in_place
from presscheck.export.target import Applied, Capabilities, Held, Progress, Revision, TargetState, as_planned, moved
from presscheck.model import Localized, Plan

DATABASE = "content.db"
BUNDLE = "bundle"
_OLD = ".bundle-old"
_NEW = ".bundle-new-"
_LOCK = ".lock"
_WAIT = 10.0


class LocalTarget:
    """A folder that holds ``content.db`` and ``bundle/``.

    ``place`` is how users call it; ``wait`` is for how many seconds another export is waited for.
    """

    drift: Drift = "overwrite"  # the folder is the export's own: whatever else stands there is damage

    def __init__(self, folder: Path, place: str | None = None, wait: float = _WAIT) -> None:
        self.folder = folder
        self.place = f"{place or folder}/{BUNDLE}"
        self.wait = wait
        self.database = Database(folder / DATABASE)

    @property
    def bundle(self) -> Path:
        return self.folder / BUNDLE

    def probe(self) -> Capabilities:
        """What the folder can do; it always can."""
        return Capabilities("SQLite", swap="native", unique_key=True, revisions=True, concurrency=1)

    def read(self) -> TargetState:
        """What the folder holds; an empty state where there is nothing yet. Creates nothing.

        Raises:
            ExportError: the database cannot be used, or ``bundle`` is somebody else's folder.
        """
        pages, rolled_back = self.database.held()
        made_from, damage = self._bundle_state()
        return TargetState(pages, rolled_back, bundle=made_from, damage=damage, renders=True)

    def rendered(self, records: Mapping[str, Record], site: SiteInfo) -> Mapping[str, str]:
        """Nothing: the bundle is rendered from what the database holds, and says itself what it was made from."""
        del records, site
        return {}

    def apply(
        self, plan: Plan, records: Mapping[str, Record], site: SiteInfo, day: str, progress: Progress | None = None
    ) -> Applied:
        """Make the folder what the plan says; ``day`` is noted with new revisions.

        Raises:
            StalePlanError: another export has changed the folder since the plan was made.
            ExportError: the folder cannot be written, or another export is at work in it.
        """
        changed = [change for change in plan.changes if change.action in {"create", "update", "withdraw"}]
        with self._alone():
            state = self.read()
            names = ", ".join(moved(plan, state))
            if names:
                raise StalePlanError(
                    Localized(
                        f"{self.folder} was changed by another export since it was planned: {names}; nothing was done, "
                        "run it again",
                        f"制定计划之后，另一次导出改动了 {self.folder}：{names}；没有执行任何操作，请重新运行",
                    )
                )
            changed = [change for change in changed if not as_planned(change, state.pages.get(change.page))]
            made_from = input_digest({page: record.digest for page, record in records.items()}, site)
            if not changed and state.bundle == made_from:
                return Applied()  # another export, which was waited for, has done all of it
            self._restore()
            if changed or not state.pages:
                self.database.commit(changed, records, state.pages, day)
            files = self._render(site, records)
        if progress:
            for change in changed:
                progress(change.page, change.action)
        return Applied(tuple(change.page for change in changed), files=files)

    def look(self) -> Mapping[str, Localized]:
        """Nothing: the images are in the bundle, which ``read`` holds against its manifest."""
        return {}

    def contents(self, site: SiteInfo) -> Mapping[str, Document]:
        """The pages that readers have, rendered."""
        return {document.key: document for document in documents(self.read().records, site)}

    def history(self, page: str | None = None) -> list[Revision]:
        """The revisions of a page, or of all, the oldest first."""
        return self.database.history(page)

    def revision(self, page: str, number: int) -> Record:
        """The record of one revision."""
        return self.database.revision(page, number)

    def roll_back(self, record: Record, instead_of: str, held: Held, site: SiteInfo, day: str) -> Applied:
        """Give readers ``record`` in place of what they have, and render the bundle.

        Raises:
            StalePlanError: another export has changed the page meanwhile.
            ExportError: the folder cannot be written, or another export is at work in it.
        """
        with self._alone():
            self._restore()
            self.database.roll_back(record, instead_of, held, day)
            return Applied((record.id,), files=self._render(site, {}))

    @contextmanager
    def _alone(self) -> Generator[None]:
        """One export at a time: another one is waited for, then refused; and every failure of the disk is said."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / _LOCK, timeout=self.wait):
                yield
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

    def _render(self, site: SiteInfo, pages: Mapping[str, Record]) -> int:
        """Write the bundle from the committed rows beside the old one, then put it in its place.

        ``pages`` are the site's own, of which images come that the database holds no more as they were.
        """
        records = list(self.database.records())
        new = Path(tempfile.mkdtemp(prefix=_NEW, dir=self.folder))
        count = 0
        made: set[Path] = set()
        try:
            # Files are not synced one by one: after a power cut the manifest tells a torn bundle from a whole one.
            for path, data in bundle_files(records, site, lambda name: self._image(name, pages)):
                file = new / path
                if file.parent not in made:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    made.add(file.parent)
                file.write_bytes(data)
                count += 1
            new.chmod(0o755)
            old = put_in_place(new, self.bundle, self.folder / _OLD)
            if old:
                shutil.rmtree(old, ignore_errors=True)
        except BaseException:
            self._restore()
            raise
        return count

    def _image(self, name: str, pages: Mapping[str, Record]) -> bytes:
        try:
            return self.database.image(name)
        except ExportError:
            page = next((record for record in pages.values() if name in record.images), None)
            if page is None:
                raise
            data = image_data(page, name)
            self.database.put_image(name, data)
            return data


def _manifest(bundle: Path) -> dict[str, Any] | None:
    """The manifest of a bundle; ``None`` where there is none of ours."""
    try:
        manifest = json.loads((bundle / MANIFEST).read_bytes())
        files = manifest["files"]
        ours = manifest["tool"]["name"] == "presscheck" and all({"path", "sha256"} <= item.keys() for item in files)
        return manifest if ours and isinstance(manifest["input"], str) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
