"""The ledger of claims: which volatile sentences of a page somebody answers for, and until when.

Entries are read from the front matter as they are. What is wrong with their shape is the schema's business: here a
date that is none is ``None``, and an entry without a text is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from presscheck.errors import InputError
from presscheck.markdown import parse_page, text_parts
from presscheck.model import Localized, Node, Page, Span
from presscheck.patterns import regex

KEY = "claims"

_MARKS = regex(r"[*_`~\\]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry of the ledger. ``expires_on`` is the last day on which its text may stand."""

    text: str
    source: str
    verify: str
    owner: str
    verified_on: date | None
    expires_on: date | None
    node: Node

    def span(self, key: str) -> Span:
        """The place of one of its values; that of the entry where it has none."""
        child = self.node.children.get(key)
        return child.span if child else self.node.span

    def is_expired(self, today: date) -> bool:
        """Whether the text may no longer stand. One without a date has not expired: it is not valid at all."""
        return self.expires_on is not None and self.expires_on < today


def read_claims(page: Page) -> list[Claim]:
    """The entries of a page's ledger, in their order."""
    root = page.front_matter.node if page.front_matter else None
    ledger = root.children.get(KEY) if root else None
    return [claim for node in (ledger.children.values() if ledger else ()) if (claim := _claim(node))]


def expired_claims(page: Page, today: date) -> list[Claim]:
    """The entries whose last day has passed."""
    return [claim for claim in read_claims(page) if claim.is_expired(today)]


def _claim(node: Node) -> Claim | None:
    def text(key: str) -> str:
        child = node.children.get(key)
        return child.value if child and isinstance(child.value, str) else ""

    if not text("text").strip():
        return None
    return Claim(
        text("text"),
        text("source"),
        text("verify"),
        text("owner"),
        parse_day(text("verified_on")),
        parse_day(text("expires_on")),
        node,
    )


def is_url(text: str) -> bool:
    """Whether a text is a whole web address."""
    if any(sign.isspace() for sign in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "").strip(".")


def parse_day(text: str) -> date | None:
    """A day written YYYY-MM-DD, or ``None``."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# --- what stands in a page ------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """A text with every run of white space as one blank: where a line is broken makes no difference."""
    return " ".join(text.split())


def shown_texts(page: Page) -> list[str]:
    """What a page says, as readers see it and as it is written; its ledger does not count."""
    root = page.front_matter.node if page.front_matter else None
    ledger = root.children.get(KEY) if root else None
    texts = [
        folded(part.text.text)
        for part in text_parts(page)
        if not (ledger and ledger.span.start <= part.text.source_start < ledger.span.end)
    ]
    body = page.document.span
    return [*texts, folded(page.source.text[body.start : body.end])]


def stands_in(claim: str, texts: list[str]) -> bool:
    """Whether the text of a claim stands verbatim in one of some texts (``shown_texts``)."""
    wanted = folded(claim)
    return any(wanted in text for text in texts)


def is_backed(page: Page, start: int, end: int, today: date) -> bool:
    """Whether a sentence holds, word for word, the text of an entry of its page that has not expired.

    Args:
        page: the page.
        start: where the sentence begins in the source.
        end: where it ends.
        today: the day that counts; an entry still holds on the day on which it expires.
    """
    sentence = _bare(page.source.text[start:end])
    return any(
        claim.expires_on is not None and not claim.is_expired(today) and _bare(claim.text) in sentence
        for claim in read_claims(page)
        if _bare(claim.text)
    )


def _bare(text: str) -> str:
    """A text as its reader sees it: in one line, without marks of emphasis."""
    return folded(_MARKS.sub("", text))


# --- renewal --------------------------------------------------------------------------------------------------------


def find_claim(page: Page, text: str) -> Claim:
    """The entry that a text means: the whole of it, or a part that only one entry has.

    Raises:
        InputError: no entry has it, or several have.
    """
    wanted, claims = folded(text), read_claims(page)
    found = [claim for claim in claims if folded(claim.text) == wanted]
    found = found or [claim for claim in claims if wanted and wanted in folded(claim.text)]
    if len(found) == 1:
        return found[0]
    if found:
        lines = ", ".join(str(claim.node.span.line) for claim in found)
        raise InputError(
            Localized(
                f"{page.path}: several claims have this text, in lines {lines}; give the whole text, and keep one of "
                "two that are the same",
                f"{page.path}：多条声明含有这段文字，分别在第 {lines} 行；请给出完整原文，重复的只保留一条",
            )
        )
    known = "; ".join(f"“{folded(claim.text)}”" for claim in claims)
    raise InputError(
        Localized(
            f"{page.path}: no claim has this text; " + (f"there are: {known}" if known else "the page has no claims"),
            f"{page.path}：没有这条声明；" + (f"现有：{known}" if known else "该页面没有 claims"),
        )
    )


def new_expiry(claim: Claim, verified_on: date, max_days: int) -> date:
    """The last day after a renewal that names none: as many days as before, at most those of the site."""
    days = max_days
    if claim.verified_on and claim.expires_on and claim.expires_on > claim.verified_on:
        days = min(days, (claim.expires_on - claim.verified_on).days)
    return verified_on + timedelta(days=days)


def renewed(page: Page, data: bytes, claim: Claim, verified_on: date, expires_on: date) -> bytes:
    """The bytes of a page's file with the two dates of a claim replaced, and nothing else.

    Raises:
        InputError: the dates do not stand in the entry as plain values of its own.
    """
    edits = [
        (_plain_date(page, claim, key), day) for key, day in (("verified_on", verified_on), ("expires_on", expires_on))
    ]
    text = data.decode()
    shift = _Shift(text)
    for (start, end), day in sorted(edits, reverse=True):
        text = text[: start + shift(start)] + day.isoformat() + text[end + shift(end) :]
    changed = text.encode()
    _prove(page, changed, claim, (verified_on, expires_on))
    return changed


def _plain_date(page: Page, claim: Claim, key: str) -> tuple[int, int]:
    """Where the digits of a date stand, inside quotes if it has any."""
    node = claim.node.children.get(key)
    if node is not None and isinstance(node.value, str):
        written = page.source.text[node.span.start : node.span.end]
        at = written.find(node.value)
        inside = claim.node.span.start <= node.span.start < claim.node.span.end
        # An alias (`*day`) has the place of what it stands for: an edit there would change another entry.
        if inside and node.value and written.strip("'\"") == node.value and _owns(claim.node, node):
            return node.span.start + at, node.span.start + at + len(node.value)
    line = (node or claim.node).span.line
    raise InputError(
        Localized(
            f"{page.path}:{line}: `{key}` of this claim is missing or no plain date; "
            "write it as YYYY-MM-DD, then renew the claim",
            f"{page.path}:{line}：该声明的 `{key}` 缺失或不是普通日期；请先写成 YYYY-MM-DD，再续期",
        )
    )


def _owns(entry: Node, node: Node) -> bool:
    """Whether no other value of the entry stands at the same place."""
    return sum(child.span.start == node.span.start for child in entry.children.values()) == 1


class _Shift:
    """From an offset in a ``Source`` to how far behind it the same character stands in the file's own text."""

    def __init__(self, raw: str) -> None:
        self.bom = int(raw.startswith("\ufeff"))
        # Each CRLF is one character in the source: the n-th pushes what follows one further.
        self.ends = [found.end() - self.bom for found in re.finditer("\r\n", raw)]

    def __call__(self, offset: int) -> int:
        count = 0
        for end in self.ends:
            if end - (count + 1) > offset:
                break
            count += 1
        return self.bom + count


def _prove(page: Page, changed: bytes, claim: Claim, dates: tuple[date, date]) -> None:
    """Read the result again: it must differ from the page in these two dates only."""
    again = parse_page(page.path, changed, (page.id.type,) if page.id else ())
    before, after = list(_dated(page)), list(_dated(again))
    at = [entry.node.span.start for entry in read_claims(page)].index(claim.node.span.start)
    before[at] = (before[at][0], *dates)
    rest = {key: value for key, value in page.meta.items() if key != KEY}
    if before == after and rest == {key: value for key, value in again.meta.items() if key != KEY}:
        return
    raise InputError(
        Localized(
            f"{page.path}:{claim.node.span.line}: the claim cannot be renewed without changing something else; "
            "edit its dates by hand",
            f"{page.path}:{claim.node.span.line}：无法只修改这条声明的日期，请手动编辑",
        )
    )


def _dated(page: Page) -> Iterator[tuple[str, date | None, date | None]]:
    return ((claim.text, claim.verified_on, claim.expires_on) for claim in read_claims(page))
