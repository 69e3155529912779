"""The claims that a page's front matter backs: see ``claims:`` in the documentation of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from presscheck.model import Json, Page

_MARKS = re.compile(r"[*_`~\\]+")


def is_backed(page: Page, start: int, end: int, today: date) -> bool:
    """Whether a sentence holds, word for word, the text of an entry of the page's ``claims:`` that has not expired.

    Args:
        page: the page.
        start: where the sentence begins in the source.
        end: where it ends.
        today: the day that counts; an entry still holds on the day on which it expires.
    """
    entries = page.meta.get("claims")
    if not isinstance(entries, list):
        return False
    sentence = _bare(page.source.text[start:end])
    return any(text in sentence for text in _valid_texts(entries, today))


def _valid_texts(entries: list[Json], today: date) -> Iterator[str]:
    for entry in entries:
        if not isinstance(entry, Mapping):
            continue
        text, expires = cast("Mapping[str, Json]", entry).get("text"), _day(entry.get("expires_on"))
        if isinstance(text, str) and _bare(text) and expires is not None and expires >= today:
            yield _bare(text)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _bare(text: str) -> str:
    """A text as its reader sees it: in one line, without marks of emphasis."""
    return " ".join(_MARKS.sub("", text).split())
