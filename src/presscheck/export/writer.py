"""One page into a CMS: written against the version that was seen, read back, and compared field by field."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from presscheck.errors import TargetError
from presscheck.export.cms import ADDRESS, Cms, Document, Stored
from presscheck.export.images import is_named
from presscheck.export.journal import Seen, Sight
from presscheck.export.patience import patiently, pause
from presscheck.export.target import Capabilities, Status
from presscheck.model import Localized

T = TypeVar("T")

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
                    f"目标上已有同名 slug，新页面的 slug 被改成了 {read.document.slug}；新页面已删除",
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

    def image(
        self, name: str, data: Callable[[], bytes], known: Seen | None, note: Callable[[str, Sight], None]
    ) -> str:
        """The address at which readers get an image, which is uploaded where the CMS does not have it any more.

        An image that readers got once and do not get now was deleted or replaced: it is uploaded again. One that they
        never got is not: whatever stands between would alter the next copy, too.

        Args:
            name: ``<sha256>.<type>``.
            data: gives its content, if it is wanted.
            known: where it was put before.
            note: keeps what is found out at once, with an address.

        Raises:
            TargetError: the CMS does not take it, or readers do not get it.
        """
        before = known.place if known else ""
        place = patiently(lambda: self.cms.image(name, before), self.retries, self._sleep)
        why = self._unusable(name, place) if place else None
        if why and known == (place, "seen") and why.kind in {"not-found", "altered"}:
            # Perhaps another machine has uploaded it since.
            place = patiently(lambda: self.cms.image(name), self.retries, self._sleep)
            why = self._unusable(name, place) if place else None
            place = None if why else place
        if place is None:
            content = data()
            sent = self._settled(lambda: self.cms.upload(name, content), lambda: self.cms.image(name))
            note(sent, "sent")
            place = patiently(lambda: self.cms.image(name, sent), self.retries, self._sleep) or sent
            why = self._unusable(name, place)
        if why:
            raise why
        if known != (place, "seen"):
            note(place, "seen")
        return place

    def _unusable(self, name: str, url: str) -> TargetError | None:
        if ADDRESS.fullmatch(url):
            return self.unseen(name, url)
        return TargetError(
            "invalid",
            Localized(
                f"the image {name} got an address that cannot be put into a page: {url}",
                f"图片 {name} 的地址无法写入页面：{url}",
            ),
        )

    def unseen(self, name: str, url: str) -> TargetError | None:
        """Why readers do not get an image at an address; ``None`` where they do.

        The kind is ``not-found`` where nothing is there, ``altered`` where something else is, and ``server`` where that
        cannot be told: whatever keeps readers from one image is no trouble with the target, and stops no page that
        does not show it.
        """
        try:
            data = patiently(lambda: self.cms.download(url), self.retries, self._sleep)
        except TargetError as error:
            return TargetError(
                "not-found" if error.kind == "not-found" else "server",
                Localized(
                    f"readers do not get the image {name}: {error.text.en}",
                    f"读者无法获取图片 {name}：{error.text.zh}",
                ),
            )
        if is_named(data, name):
            return None
        return TargetError(
            "altered",
            Localized(f"readers get something else than the image {name} at {url}", f"{url} 的内容不是图片 {name}"),
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

    def _settled(self, call: Callable[[], T], look: Callable[[], T | None]) -> T:
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
