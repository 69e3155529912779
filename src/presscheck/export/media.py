"""The images of pages in a CMS: where each lies, and whether readers still get there what was approved.

The journal has a line for each upload as soon as it is answered, and for what was seen of an image since. What was
noted for one address of a target says nothing about another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from presscheck.errors import ExportError, TargetError
from presscheck.export.cms import State, Stored
from presscheck.export.images import image_data
from presscheck.export.journal import Journal, Seen, Sight
from presscheck.export.record import Record
from presscheck.export.writer import Writer
from presscheck.model import Localized


class Media:
    """The images of one target, whose address is ``target``."""

    def __init__(self, writer: Writer, journal: Journal, target: str) -> None:
        self._writer = writer
        self._journal = journal
        self._target = target

    def places(
        self, records: Sequence[Record], stored: Mapping[str, Stored]
    ) -> tuple[dict[str, str], dict[str, TargetError]]:
        """Where the images of some pages lie, by their published address; what readers do not get there is uploaded.

        Returns: the addresses, and for each image that readers would not get, why.
        """
        known = self._known(stored)
        images: dict[str, str] = {}
        missing: dict[str, TargetError] = {}
        stop: TargetError | None = None
        for record in records:
            for name, url in record.image_urls.items():
                if url in images or url in missing:
                    continue
                try:
                    if stop is not None:
                        raise stop
                    images[url] = self._place(record, name, url, known.get(url))
                except TargetError as error:
                    missing[url] = error
                    stop = error if error.kind in {"auth", "network"} else None
                except ExportError as error:
                    missing[url] = TargetError("invalid", error.text)
        return images, missing

    def look(self, stored: Mapping[str, Stored], workers: int) -> dict[str, Localized]:
        """By page, why readers do not get an image that it shows; each image of a published page is asked for once.

        What is gone or something else is noted, so that the next plan writes the pages that show it.
        """
        shown: dict[tuple[str, str], list[str]] = {}
        for key, item in stored.items():
            state = State.from_json(item.document.state) if item.status == "published" else None
            for image in (state.images if state else {}).items():
                shown.setdefault(image, []).append(key)
        lost = self._journal.lost(self._target)
        found: dict[str, Localized] = {}
        with ThreadPoolExecutor(workers) as pool:
            names = [url.rpartition("/")[2] for url, _ in shown]
            looked = pool.map(self._writer.unseen, names, [place for _, place in shown])
            for (url, place), why in zip(shown, looked, strict=True):
                if why is None:
                    if place in lost:
                        self._note(url, place, "seen")
                    continue
                if why.kind in {"not-found", "altered"} and place not in lost:
                    self._note(url, place, "lost")
                found |= dict.fromkeys(shown[url, place], why.text)
        return found

    def _place(self, record: Record, name: str, url: str, known: Seen | None) -> str:
        return self._writer.image(
            name, lambda: image_data(record, name), known, lambda place, sight: self._note(url, place, sight)
        )

    def _known(self, stored: Mapping[str, Stored]) -> dict[str, Seen]:
        """Where images were put. A page is written only once readers get its images: its state counts as a sight."""
        states = [state for item in stored.values() if (state := State.from_json(item.document.state))]
        seen = {image for state in states for image in state.images.items()}
        noted = {
            url: Seen(found.place, "seen") if (url, found.place) in seen else found
            for url, found in self._journal.images(self._target).items()
        }
        return {url: Seen(place, "seen") for url, place in sorted(seen)} | noted

    def _note(self, url: str, place: str, sight: Sight) -> None:
        self._journal.add({"image": url, "place": place, "target": self._target, "sight": sight})
