"""A CMS as a target: everything that must hold for all of them, on top of the ten requests of an adapter.

- What a page is stands beside it in the CMS (``State``): any machine can plan, also one that never exported before.
- Each write names the version that it replaces, is read back, and compared field by field with what was sent.
- A request that writes and got no answer is not repeated before ``find`` has shown what became of it.
- A finished page has its line in the journal, on the disk, before it counts as done.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Event

from filelock import FileLock, Timeout

from presscheck.config import Drift, SiteInfo, TargetSettings
from presscheck.errors import ExportError, StalePlanError, TargetError, os_reason
from presscheck.export.cms import Cms, Document, State, Stored, documents, located, published
from presscheck.export.journal import Journal
from presscheck.export.media import Media
from presscheck.export.patience import patiently
from presscheck.export.record import Record
from presscheck.export.target import Applied, Capabilities, Held, Progress, Revision, TargetState, as_planned, moved
from presscheck.export.writer import Writer
from presscheck.files import write_text
from presscheck.model import Change, Json, Localized, Plan

FOLDER = ".presscheck/targets"
"""Below the configuration's folder: for each target its journal, its lock, and the pages that it overwrote."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What an apply works on."""

    writer: Writer
    stored: Mapping[str, Stored]
    held: Mapping[str, Held]
    documents: Mapping[str, Document]
    rendered: Mapping[str, str]
    records: Mapping[str, Record]
    day: str
    run: str


class RemoteTarget:
    """A CMS. ``root`` is the folder of the configuration, ``sleep`` how pauses are made."""

    def __init__(
        self, settings: TargetSettings, cms: Cms, root: Path, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.settings = settings
        self.cms = cms
        self.folder = root / FOLDER / settings.name
        self.journal = Journal(self.folder / "journal.jsonl")
        self._sleep = sleep

    @property
    def drift(self) -> Drift:
        return self.settings.drift

    @property
    def place(self) -> str:
        return self.settings.url

    def probe(self) -> Capabilities:
        """What the CMS is and can do."""
        return patiently(self.cms.probe, self.settings.retries, self._sleep)

    def read(self) -> TargetState:
        """Every page that bears a key of ours."""
        return self._read()[0]

    def rendered(self, records: Mapping[str, Record], site: SiteInfo) -> Mapping[str, str]:
        """Digests of the pages as they would be sent."""
        return {document.key: document.digest for document in documents(records, site)}

    def apply(
        self, plan: Plan, records: Mapping[str, Record], site: SiteInfo, day: str, progress: Progress | None = None
    ) -> Applied:
        """Write what the plan says, page by page; what fails for one page does not stop the others."""
        with self._alone():
            capabilities = self.probe()
            state, stored = self._read()
            self._check(plan, state)
            writer = self._writer(capabilities)
            done: list[str] = []
            failed: dict[str, TargetError] = {}
            first = [item for item in plan.changes if item.action in {"create", "update"}]
            then = [item for item in plan.changes if item.action == "withdraw"]
            images, missing = self._media(writer).places([records[item.page] for item in first], stored)
            for item in first:
                errors = [missing[url] for url in records[item.page].image_urls.values() if url in missing]
                if errors:
                    failed[item.page] = errors[0]
            first = [item for item in first if item.page not in failed]
            texts = {item.key: item for item in documents(records, site)}
            sent = {key: _with_state(item, records[key], images) for key, item in texts.items()}
            rendered = {key: item.digest for key, item in texts.items()}
            work = _Work(writer, stored, state.pages, sent, rendered, records, day, _run_id(plan, day))
            for changes in (first, then):
                self._each(changes, work, done, failed, progress, capabilities)
        return Applied(tuple(sorted(done)), failed)

    def history(self, page: str | None = None) -> list[Revision]:
        """What this machine did to a page, or to all."""
        return self.journal.history(page)

    def revision(self, page: str, number: int) -> Record:
        """The record of an entry of the journal."""
        return self.journal.revision(page, number)

    def roll_back(self, record: Record, instead_of: str, held: Held, site: SiteInfo, day: str) -> Applied:
        """Write an earlier record over what stands there."""
        with self._alone():
            state, stored = self._read()
            now = state.pages.get(record.id)
            if now is None or now.fingerprint != held.fingerprint:
                raise _stale([record.id])
            present = {**state.records, record.id: record}
            document = next(item for item in documents(present, site) if item.key == record.id)
            rendered = {record.id: document.digest}
            action = "rollback" if instead_of else "release"
            writer = self._writer(self.probe())
            images, missing = self._media(writer).places([record], stored)
            for error in missing.values():
                raise error
            document = _with_state(document, record, images, instead_of)
            work = _Work(writer, stored, state.pages, {record.id: document}, rendered, present, day, action)
            self._back_up(work, record.id)
            result = work.writer.update(stored[record.id], document)
            self._note(work, record.id, action, result)
        return Applied((record.id,))

    def contents(self, site: SiteInfo) -> Mapping[str, Document]:
        """What the CMS gives back of each of our pages; of two with one key, the older."""
        del site
        return {key: published(stored.document) for key, stored in self._read()[1].items()}

    def look(self) -> Mapping[str, Localized]:
        """Asks for each image that published pages show, as a reader would, once."""
        writer = Writer(self.cms, Capabilities(""), 0, self._sleep)
        stored = self._read()[1]
        try:
            return self._media(writer).look(stored, self.settings.concurrency)
        except OSError as error:
            why = os_reason(error)
            raise ExportError(
                Localized(
                    f"{self.journal.path} cannot be written, so that a lost image would not be noted: {why.en}",
                    f"{self.journal.path} 无法写入，丢失的图片将无法记录：{why.zh}",
                )
            ) from error

    # --- reading

    def _read(self) -> tuple[TargetState, dict[str, Stored]]:
        found: dict[str, list[Stored]] = {}
        for item in patiently(lambda: list(self.cms.list()), self.settings.retries, self._sleep):
            found.setdefault(item.document.key, []).append(item)
        doubled = {
            key: Localized(
                f"{len(items)} pages on the target bear its key: {', '.join(item.id for item in items)}; delete all "
                "but one",
                f"目标上有 {len(items)} 个页面使用它的键：{', '.join(item.id for item in items)}；请只保留一个",
            )
            for key, items in found.items()
            if len(items) > 1
        }
        stored = {key: items[0] for key, items in found.items()}
        states = {key: State.from_json(item.document.state) for key, item in stored.items()}
        lost = self.journal.lost(self.settings.url)
        pages = {key: _held(item, states[key], lost) for key, item in stored.items()}
        rolled_back = {key: state.rolled_back for key, state in states.items() if state and state.rolled_back}
        return TargetState(pages, rolled_back, doubled), stored

    def _check(self, plan: Plan, state: TargetState) -> None:
        """Every page is as the plan saw it, or already as the plan wants it.

        Raises:
            StalePlanError: one is neither; the message names it.
        """
        names = moved(plan, state)
        if names:
            raise _stale(names)

    # --- writing

    def _writer(self, capabilities: Capabilities) -> Writer:
        return Writer(self.cms, capabilities, self.settings.retries, self._sleep)

    def _media(self, writer: Writer) -> Media:
        return Media(writer, self.journal, self.settings.url)

    def _each(
        self,
        changes: list[Change],
        work: _Work,
        done: list[str],
        failed: dict[str, TargetError],
        progress: Progress | None,
        capabilities: Capabilities,
    ) -> None:
        """Work on some pages, several at once; after an error that will meet every page, the rest is not tried."""
        stop = Event()
        cause: list[TargetError] = [error for error in failed.values() if error.kind in {"auth", "network"}]

        def one(change: Change) -> None:
            if stop.is_set() or cause:
                failed[change.page] = _not_tried(cause[0]) if cause else _not_tried(None)
                return
            try:
                self._one(change, work)
            except TargetError as error:
                failed[change.page] = error
                if error.kind in {"auth", "network"}:
                    cause.append(error)
                return
            done.append(change.page)
            if progress:
                progress(change.page, change.action)

        workers = max(1, min(self.settings.concurrency, capabilities.concurrency))
        with ThreadPoolExecutor(workers) as pool:
            try:
                for _ in pool.map(one, changes):
                    pass
            except BaseException:
                stop.set()
                raise

    def _one(self, change: Change, work: _Work) -> None:
        page, writer = change.page, work.writer
        stored, held = work.stored.get(page), work.held.get(page)
        if as_planned(change, held):
            return  # an earlier run of this plan was stopped after this page
        if held and held.drifted:
            self._back_up(work, page)
        result: Stored | None
        if change.action == "withdraw":
            assert stored is not None  # noqa: S101  # _check: the plan saw it
            state = State.from_json(stored.document.state)
            if change.delete:
                writer.delete(stored)
                result = None
            else:
                text = replace(state, withdrawn=True).to_json() if state else stored.document.state
                result = writer.withdraw(stored, text)
        elif stored is None:
            result = writer.create(work.documents[page])
        else:
            result = writer.update(stored, work.documents[page])
        self._note(work, page, "delete" if change.delete else change.action, result)

    def _note(self, work: _Work, page: str, action: str, result: Stored | None) -> None:
        record = work.records.get(page)
        if record is None and (held := work.held.get(page)):
            record = held.record
        line: dict[str, Json] = {
            "run": work.run,
            "day": work.day,
            "page": page,
            "action": action,
            "id": result.id if result else "",
            "revision": result.revision if result else "",
            "source": record.digest if record else "",
            "rendered": work.rendered.get(page, ""),
            "remote": published(result.document).digest if result else "",
            "record": record.to_json() if record else "",
        }
        self.journal.add(line)

    def _back_up(self, work: _Work, page: str) -> None:
        """Keep what somebody wrote on the target before it is overwritten or taken offline."""
        stored = work.stored[page]
        name = f"{page.replace('/', '-')}.{stored.document.digest[7:19]}.json"
        path = self.folder / "backup" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps(asdict(stored), ensure_ascii=False, indent=2) + "\n")

    @contextmanager
    def _alone(self) -> Generator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / "lock", timeout=10):
                yield
        except Timeout as error:
            raise ExportError(
                Localized(
                    f"another export to {self.settings.name} is at work; try again when it has ended",
                    f"另一次到 {self.settings.name} 的导出正在进行，请等它结束后再试",
                )
            ) from error
        except OSError as error:
            name = error.filename or self.folder
            raise ExportError(
                Localized(
                    f"{name} cannot be written: {error.strerror or error}; what was done is in the journal, the next "
                    "apply does the rest",
                    f"{name} 无法写入：{os_reason(error).zh}；已完成的部分记录在日志中，下次 apply 会继续",
                )
            ) from error


def _held(stored: Stored, state: State | None, lost: frozenset[str]) -> Held:
    document = published(stored.document)
    status = "withdrawn" if stored.status == "draft" and state and state.withdrawn else stored.status
    if state is None:
        return Held(document.key, document.slug, "", "", document.digest, stored.revision, status, None, ("state",))
    changed = tuple(name for name, digest in document.fields().items() if state.fields.get(name) != digest)
    try:
        record: Record | None = Record.from_json(state.record)
    except ValueError:
        record = None
    if record and (record.id, record.digest) != (document.key, state.source):
        record = None
    return Held(
        document.key,
        document.slug,
        state.source,
        state.rendered,
        document.digest,
        stored.revision,
        status,
        record,
        changed,
        not lost.isdisjoint(state.images.values()),
    )


def _with_state(document: Document, record: Record, images: Mapping[str, str], rolled_back: str = "") -> Document:
    """A document as it is sent: with its state, and with the addresses that its images have in the CMS."""
    mine = {url: images[url] for url in record.image_urls.values() if url in images}
    state = State(
        record.digest, document.digest, document.fields(), record.to_json(), rolled_back=rolled_back, images=mine
    )
    return located(replace(document, state=state.to_json()), mine)


def _run_id(plan: Plan, day: str) -> str:
    return hashlib.sha256(f"{plan.target}{plan.site_digest}{plan.target_digest}{day}".encode()).hexdigest()[:16]


def _stale(pages: list[str]) -> StalePlanError:
    names = ", ".join(pages)
    return StalePlanError(
        Localized(
            f"the target has changed since the plan was made: {names}; nothing was done, run it again",
            f"制定计划之后目标有变化：{names}；没有执行任何操作，请重新运行",
        )
    )


def _not_tried(cause: TargetError | None) -> TargetError:
    text = cause.text if cause else Localized("the export was stopped", "导出被中止")
    return TargetError(cause.kind if cause else "network", Localized(f"not tried: {text.en}", f"未执行：{text.zh}"))
