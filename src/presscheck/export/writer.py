"""One page into a CMS: written against the version that was seen, read back, and compared field by field."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from presscheck.errors import TargetError
from presscheck.export.cms import Cms, Document, Stored
from presscheck.export.patience import patiently, pause
from presscheck.export.target import Capabilities, Status
from presscheck.model import Localized

_LOST = {"network", "server", "rate-limit"}


class Writer:
    """Writes with an adapter; may be used by several threads."""

    def __init__(
        self, cms: Cms, capabilities: Capabilities, retries: int, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.cms = cms
        self.capabilities = capabilities
        self.retries = retries
        self._sleep = sleep

    def create(self, document: Document) -> Stored:
        """Make a page that is not there.

        Raises:
            TargetError: ``conflict`` if somebody else made it or its slug is taken, ``altered`` if the CMS stored
                something else: then readers do not have it.
        """
        self._fits(document)
        if self._find(document.key):
            raise _conflict(document.key)
        made = self._write(document, lambda: self.cms.create(document))
        pages = self._find(document.key)
        if len(pages) > 1 and pages[0].id != made.id:
            # The CMS lets two pages have one key: the older one stays, whoever made it.
            self._take_back(made)
            raise _conflict(document.key)
        read = next((page for page in pages if page.id == made.id), made)
        if read.document.slug != document.slug:
            self._take_back(read)
            raise TargetError(
                "conflict",
                Localized(
                    f"its slug is taken on the target, which made {read.document.slug} of it; the page was removed "
                    "again",
                    f"目标上已有同名 slug，被改成 {read.document.slug}；该页面已删除",
                ),
            )
        try:
            return self._compared(document, read)
        except TargetError:
            with suppress(TargetError):
                self.cms.withdraw(read, read.document.state)
            raise

    def update(self, stored: Stored, document: Document) -> Stored:
        """Write a new version over the one that was seen.

        Raises:
            TargetError: ``conflict`` if the page was changed since, ``altered`` if the CMS stored something else:
                then the earlier version is written again.
        """
        self._fits(document)
        self._unmoved(stored)
        self._write(document, lambda: self.cms.update(stored, document))
        read = self._read_back(document.key)
        try:
            return self._compared(document, read)
        except TargetError:
            with suppress(TargetError):
                self.cms.update(read, stored.document)
            raise

    def withdraw(self, stored: Stored, state: str) -> Stored:
        """Take a page offline.

        Raises:
            TargetError: ``conflict`` if it was changed since, ``altered`` if readers still have it.
        """
        key = stored.document.key
        self._unmoved(stored)

        def offline() -> Stored | None:
            found = self._find(key)
            return found[0] if found and found[0].status == "draft" else None

        self._settled(lambda: self.cms.withdraw(stored, state), offline)
        read = self._read_back(key)
        if read.status != "draft":
            raise TargetError("altered", Localized(f"readers still have {key}", f"读者仍能看到 {key}"))
        return read

    def delete(self, stored: Stored) -> None:
        """Remove a page that is offline.

        Raises:
            TargetError: ``conflict`` if it was changed or put online since.
        """
        self._unmoved(stored)
        if stored.status != "draft":
            raise _conflict(stored.document.key)
        patiently(lambda: self.cms.delete(stored), self.retries, self._sleep)
        if any(page.id == stored.id for page in self._find(stored.document.key)):
            raise TargetError(
                "altered", Localized(f"{stored.document.key} is still there", f"{stored.document.key} 仍然存在")
            )

    # --- parts

    def _fits(self, document: Document) -> None:
        limit = self.capabilities.max_bytes
        size = document.size
        if limit is not None and size > limit:
            raise TargetError(
                "too-large",
                Localized(
                    f"the page has {size} bytes, the target takes {limit}", f"页面共 {size} 字节，目标上限 {limit}"
                ),
            )

    def _find(self, key: str) -> list[Stored]:
        return patiently(lambda: list(self.cms.find(key)), self.retries, self._sleep)

    def _read_back(self, key: str) -> Stored:
        found = self._find(key)
        if len(found) != 1:
            raise TargetError(
                "altered" if not found else "conflict",
                Localized(
                    f"{len(found)} pages on the target bear the key {key} after the write",
                    f"写入后目标上有 {len(found)} 个页面使用键 {key}",
                ),
            )
        return found[0]

    def _unmoved(self, stored: Stored) -> None:
        """Where the CMS does not compare for us, look just before the write."""
        if self.capabilities.swap == "native":
            return
        found = self._find(stored.document.key)
        if [(page.id, page.revision) for page in found] != [(stored.id, stored.revision)]:
            raise _conflict(stored.document.key)

    def _write(self, document: Document, call: Callable[[], Stored]) -> Stored:
        def written() -> Stored | None:
            return next((page for page in self._find(document.key) if page.document == document), None)

        return self._settled(call, written)

    def _settled(self, call: Callable[[], Stored], look: Callable[[], Stored | None]) -> Stored:
        """Make a request that writes; where its answer was lost, look what became of it before the next attempt."""
        lost = False
        for attempt in range(self.retries + 1):
            try:
                return call()
            except TargetError as error:
                if error.kind not in _LOST and not (lost and error.kind == "conflict"):
                    raise
                if error.kind in _LOST:
                    lost = lost or error.kind != "rate-limit"
                    self._sleep(pause(attempt, error.retry_after))
                # A conflict after a lost answer may be with our own write.
                found = look()
                if found:
                    return found
                if error.kind == "conflict" or attempt == self.retries:
                    raise
        raise AssertionError  # pragma: no cover  # the last attempt returns or raises

    def _compared(self, sent: Document, read: Stored) -> Stored:
        expected: Status = "published"
        fields = list(sent.differs(read.document))
        if read.status != expected:
            fields.append("status")
        if fields:
            names = ", ".join(fields)
            raise TargetError(
                "altered",
                Localized(
                    f"the target stored something else than it was sent: {names}",
                    f"目标存储的内容与发送的不一致：{names}",
                ),
            )
        return read

    def _take_back(self, stored: Stored) -> None:
        """Remove a page that we made a moment ago."""
        with suppress(TargetError):
            offline = self.cms.withdraw(stored, stored.document.state)
            patiently(lambda: self.cms.delete(offline), self.retries, self._sleep)


def _conflict(key: str) -> TargetError:
    return TargetError(
        "conflict",
        Localized(
            f"{key} was changed on the target a moment ago; it was left alone, run it again",
            f"{key} 刚刚在目标上被改动；没有覆盖，请重新运行",
        ),
    )
