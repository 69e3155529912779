"""What was done to the pages of a CMS: one line of JSON for each finished page, on the disk before the next begins.

Nothing depends on it to resume: what a page is stands beside it in the CMS. The journal is the history that
``export history`` shows, and what ``export rollback`` takes earlier versions from.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, Literal, NamedTuple, TypeAlias, cast, get_args

from presscheck.errors import ExportError, os_reason
from presscheck.export.record import Record
from presscheck.export.target import Revision
from presscheck.model import Json, Localized
from presscheck.published import canonical_json

Sight: TypeAlias = Literal["sent", "seen", "lost"]
"""What is known of an image in a CMS: it was uploaded; readers got it; they do not get it any more."""
_SIGHTS = get_args(Sight)


class Seen(NamedTuple):
    """Where an image was put, and what is known of it there."""

    place: str
    sight: Sight


class Journal:
    """The file; ``add`` may be called by several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()

    def add(self, line: Mapping[str, Json]) -> None:
        """Append a line and wait until the disk has it.

        Raises:
            OSError: it cannot be written.
        """
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # A kill in the middle of a line leaves half of it: it ends here, and `lines` passes over it.
            torn = _ends_torn(self.path)
            with self.path.open("ab") as file:
                file.write((b"\n" if torn else b"") + canonical_json(line) + b"\n")
                file.flush()
                os.fsync(file.fileno())

    def lines(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Every whole line about a page with its number, the oldest first."""
        for number, value in self._values():
            if isinstance(value.get("page"), str):
                yield number, value

    def _values(self) -> Iterator[tuple[int, dict[str, Any]]]:
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            why = os_reason(error)
            raise ExportError(
                Localized(f"{self.path} cannot be read: {why.en}", f"{self.path} 无法读取：{why.zh}")
            ) from error
        for number, line in enumerate(data.split(b"\n"), 1):
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict):
                yield number, value

    def images(self, target: str) -> dict[str, Seen]:
        """By the address that the site publishes, where an image was put last; ``target`` is the CMS's address."""
        return {url: seen for url, seen in self._sights(target) if seen.sight != "lost"}

    def lost(self, target: str) -> frozenset[str]:
        """Where images of a CMS were that readers do not get there any more."""
        last = {seen.place: seen.sight for _, seen in self._sights(target)}
        return frozenset(place for place, sight in last.items() if sight == "lost")

    def _sights(self, target: str) -> Iterator[tuple[str, Seen]]:
        for _, line in self._values():
            url, place, sight = line.get("image"), line.get("place"), line.get("sight")
            if isinstance(url, str) and isinstance(place, str) and line.get("target") == target and sight in _SIGHTS:
                yield url, Seen(place, cast("Sight", sight))

    def history(self, page: str | None) -> list[Revision]:
        """The lines of a page, or of all, the oldest first."""
        found: list[Revision] = []
        for number, line in self.lines():
            if page is None or line["page"] == page:
                record = _record(line)
                reviewer, title = (record.reviewer, record.title) if record else ("", "")
                action, digest, day = (str(line.get(key, "")) for key in ("action", "source", "day"))
                found.append(Revision(number, line["page"], action, digest, day, reviewer, title))
        return found

    def revision(self, page: str, number: int) -> Record:
        """The record of one line.

        Raises:
            ExportError: the page has no such line, or the line is not as it was written.
        """
        line = next((line for at, line in self.lines() if at == number and line["page"] == page), None)
        if line is None:
            raise ExportError(
                Localized(
                    f"{page} has no revision {number}; `presscheck export history {page}` lists them",
                    f"{page} 没有修订 {number}；请用 `presscheck export history {page}` 查看",
                )
            )
        record = _record(line)
        if record is None or record.digest != line.get("source"):
            raise ExportError(Localized(f"revision {number} of {page} is damaged", f"{page} 的修订 {number} 已损坏"))
        return record


def _record(line: Mapping[str, Any]) -> Record | None:
    try:
        return Record.from_json(str(line.get("record", "")))
    except ValueError:
        return None


def _ends_torn(path: Path) -> bool:
    """Whether a file ends in the middle of a line."""
    if not path.exists() or path.stat().st_size == 0:
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
