"""Takes keys and private data out of a ticket or a log, and leaves what support needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from presscheck.patterns import regex
from presscheck.privacy import PrivateScanner
from presscheck.secrets import Scanner

BLOCK = 128 * 1024
"""Bytes read at a time."""
_OVERLAP = 24 * 1024
"""Characters kept back for the next block, so that a key over several lines is met as a whole."""
_LONGEST = 1024 * 1024
"""A line longer than this is cut, whatever stands there."""


class _Place(NamedTuple):
    start: int
    end: int
    rule: str
    shown: str


class Redactor:
    """Masks one text after the other; the same private value gets the same mask throughout.

    ``masked`` counts what was masked, by rule and by what is shown in its place.
    """

    def __init__(self, scanner: Scanner, private_scanner: PrivateScanner) -> None:
        self._scanner = scanner
        self._private_scanner = private_scanner
        self._names: dict[tuple[str, str], str] = {}
        self.masked: Counter[tuple[str, str]] = Counter()

    def stream(self, source: BinaryIO) -> Iterator[bytes]:
        """The bytes of a source, masked, block by block. What is no UTF-8 passes as it is."""
        text = ""
        rest = b""
        while True:
            data = source.read(BLOCK)
            whole = rest + data
            # A character may be cut in two at the end of a block.
            cut = len(whole)
            if data:
                while cut and len(whole) - cut < 3 and whole[cut - 1] & 0xC0 == 0x80:
                    cut -= 1
                cut -= bool(cut and whole[cut - 1] >= 0xC0)
            rest = whole[cut:]
            text += _readable(whole[:cut])
            done, text = self._step(text, last=not data)
            yield _bytes(done)
            if not data:
                break

    def text(self, text: str) -> str:
        """A whole text, masked."""
        return self._step(text, last=True)[0]

    def _step(self, text: str, *, last: bool) -> tuple[str, str]:
        """What of a text can be given out, masked, and what waits for more."""
        limit = len(text) if last else self._limit(text)
        if not limit:
            return "", text
        parts: list[str] = []
        at = 0
        for place in self._places(text):
            if place.end > limit:
                limit = min(limit, place.start)
                break
            parts += [text[at : place.start], place.shown]
            at = place.end
            self.masked[place.rule, place.shown] += 1
        return "".join([*parts, text[at:limit]]), text[limit:]

    def _limit(self, text: str) -> int:
        """Up to where nothing that is still to come can change what is found."""
        limit = text.rfind("\n", 0, max(0, len(text) - _OVERLAP)) + 1
        return limit or (len(text) - _OVERLAP if len(text) > _LONGEST else 0)

    def _places(self, text: str) -> list[_Place]:
        keys = [_Place(key.start, key.end, key.rule, key.shown) for key in self._scanner.text(text)]
        records = [
            _Place(record.start, record.end, record.rule, self._name(record.rule, record.value))
            for record in self._private_scanner.text(text, redact=True)
            if all(record.end <= key.start or key.end <= record.start for key in keys)
        ]
        return sorted([*keys, *records])

    def _name(self, rule: str, value: str) -> str:
        kind = rule.partition("/")[2]
        if (kind, value) not in self._names:
            count = 1 + sum(known == kind for known, _ in self._names)
            self._names[kind, value] = f"[{kind} {count}]"
        return self._names[kind, value]


# RE2 takes valid Unicode only. A byte that is no UTF-8 is carried as one of the last private characters; where a text
# holds one of those itself, its bytes are carried in the same way.
_CARRIED = 0x10FF00
_TO_CARRY = regex("[\udc80-\udcff\U0010ff80-\U0010ffff]")
_CARRIER = regex("[\U0010ff80-\U0010ffff]")


def _readable(data: bytes) -> str:
    text = data.decode(errors="surrogateescape")
    return _TO_CARRY.sub(
        lambda found: "".join(chr(_CARRIED + byte) for byte in found[0].encode(errors="surrogateescape")), text
    )


def _bytes(text: str) -> bytes:
    return _CARRIER.sub(lambda found: chr(0xDC00 + ord(found[0]) - _CARRIED), text).encode(errors="surrogateescape")
