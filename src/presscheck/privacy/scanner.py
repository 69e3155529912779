"""Finds private records in a text and in a page, as the options of rules of kind ``private`` describe them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from presscheck.expressions import Prefilter, mark
from presscheck.markdown.texts import document_blocks
from presscheck.markdown.views import page_views, plain
from presscheck.model import MappedText, Page, Table, nested
from presscheck.patterns import regex
from presscheck.places import Places
from presscheck.privacy.evidence import Evidence, reader
from presscheck.privacy.validators import VALIDATORS, Validator
from presscheck.rules import Rule

KIND = "private"
"""The kind of the rules whose options say what to find."""


@dataclass(frozen=True, slots=True)
class Find:
    """One way in which a record is written.

    Attributes:
        pattern: an RE2 expression; its group ``mark`` is the record, else the whole match. No letter or digit may
            stand right beside the record.
        validator: what the record has to pass.
        near: an expression that must fit somewhere in the same line.
        unless: an expression that must fit nowhere in the same line.
        column: an expression that the head of a table's column must fit; then ``near`` and ``unless`` are about all
            heads of the table, and only cells are looked at.
        evidence: what has to speak for it, in the record itself (``mark``), in what stands before and behind it in its
            sentence (``before``, ``after``), in its ``sentence``, its ``line``, and the lines ``around``.
        replacement: what is safe to write in its place.
        redact: whether it only counts where a text is redacted: documentation rightly shows such things.
    """

    rule: str
    pattern: Any
    validator: Validator | None
    near: Any
    unless: Any
    column: Any
    evidence: Evidence | None
    replacement: str
    redact: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A private record that was found, with its place in the source. ``value`` is never shown."""

    rule: str
    start: int
    end: int
    value: str = field(repr=False)
    replacement: str

    @property
    def shown(self) -> str:
        """As much of it as lets its editor find it: the first two characters, of a longer one also the last."""
        if len(self.value) < 6:
            return "…"
        return f"{self.value[:2]}…{self.value[-1:]}"


class PrivateScanner:
    """Finds the records that the rules of a site describe."""

    def __init__(self, rules: Iterable[Rule], public: Iterable[str] = ()) -> None:
        """Take what all rules of kind ``private`` look for.

        Args:
            rules: rules of any kind.
            public: what the site itself gives to everybody: support addresses and telephone numbers.
        """
        self._finds = [find for rule in rules if rule.kind == KIND for find in _finds(rule)]
        self._in_pages = [find for find in self._finds if not find.redact and find.column is None]
        self._likely = Prefilter([find.pattern.pattern for find in self._in_pages])
        self._public = frozenset(_bare(text) for text in public)

    def page(self, page: Page) -> list[Record]:
        """The records in a page, in their order."""
        found: list[Record] = []
        for view in page_views(page):
            likely = [self._in_pages[number] for number in self._likely(view.text)]
            found.extend(self._view(view, likely))
        return _merged([*found, *self._cells(page)])

    def text(self, text: str, *, redact: bool = False) -> list[Record]:
        """The records in a plain text, in their order; with ``redact`` also what only counts there."""
        finds = [find for find in self._finds if find.column is None and (redact or not find.redact)]
        return _merged(self._view(plain(MappedText.verbatim(text, 0)), finds))

    def _cells(self, page: Page) -> Iterator[Record]:
        """The records in the cells of tables that the heads of their columns make records."""
        finds = [find for find in self._finds if find.column is not None]
        for block in nested(document_blocks(page.document)):
            if not isinstance(block, Table):
                continue
            heads = [cell.text for cell in block.header]
            line = " | ".join(heads)
            for index, head in enumerate(heads):
                fitting = [find for find in finds if find.column.search(head)]
                if not fitting:
                    continue
                for row in block.rows:
                    yield from self._view(plain(row[index].inline.text), fitting, line)

    def _view(self, view: MappedText, finds: Iterable[Find], heads: str = "") -> Iterator[Record]:
        text = view.text
        for find in finds:
            for match in find.pattern.finditer(text):
                start, end = mark(match)
                value = text[start:end]
                if start == end or _is_word(text[start - 1 : start]) or _is_word(text[end : end + 1]):
                    continue
                if _bare(value) in self._public or (find.validator and not find.validator(value)):
                    continue
                line = heads or text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
                if find.near and not find.near.search(line):
                    continue
                if find.unless and find.unless.search(line):
                    continue
                if find.evidence and not find.evidence.suffices(_texts(text, start, end)):
                    continue
                first, last = view.origin(start, end)
                yield Record(find.rule, first, last, value, find.replacement)


def _finds(rule: Rule) -> Iterator[Find]:
    read = reader(rule.options.get("words", {}))
    for item in rule.options["finds"]:
        near, unless, column = (read(item[key]) if key in item else None for key in ("near", "unless", "column"))
        yield Find(
            rule=rule.name,
            pattern=read(item["pattern"]),
            validator=VALIDATORS[item["validator"]] if "validator" in item else None,
            near=near,
            unless=unless,
            column=column,
            evidence=Evidence(item["evidence"], read, "sentence") if "evidence" in item else None,
            replacement=item["replacement"],
            redact=item.get("redact", False),
        )


def _texts(text: str, start: int, end: int) -> dict[str, str]:
    """A record and what stands around it, by the names that evidence uses."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    begin = max((found.end() for found in _STOP.finditer(text, first, start)), default=first)
    stop = _STOP.search(text, end, last)
    finish = stop.start() if stop else last
    above, below = first, last
    for _ in range(_AROUND):
        above = text.rfind("\n", 0, max(above - 1, 0)) + 1
        below = text.find("\n", below + 1) if below < len(text) else below
        below = len(text) if below < 0 else below
    return {
        "mark": text[start:end],
        "before": text[begin:start],
        "after": text[end:finish],
        "sentence": text[begin:finish],
        "line": text[first:last],
        "around": text[above:below],
    }


def _is_word(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign == "_")


def _bare(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum() or sign in "@.")


def _merged(found: Iterable[Record]) -> list[Record]:
    """One for each place: of those that overlap the longest."""
    places = Places()
    longest = sorted(found, key=lambda item: (item.start - item.end, item.start, item.rule))
    kept = [item for item in longest if item.start < item.end and places.take(item.start, item.end)]
    return sorted(kept, key=lambda item: (item.start, item.end))


_STOP = regex(r"[。！？；!?;]|\.(?=\s+[A-Z\u4e00-\u9fff]|\s*$)", re.MULTILINE)
_AROUND = 3
"""How many lines before and behind a record stand around it."""
