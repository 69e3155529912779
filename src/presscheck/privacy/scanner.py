"""Finds private records in a text and in a page, as the options of rules of kind ``private`` describe them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from presscheck.expressions import compiled
from presscheck.markdown.texts import document_blocks
from presscheck.markdown.views import page_views, plain
from presscheck.model import MappedText, Page, Table, nested
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
        replacement: what is safe to write in its place.
        redact: whether it only counts where a text is redacted: documentation rightly shows such things.
    """

    rule: str
    pattern: Any
    validator: Validator | None
    near: Any
    unless: Any
    column: Any
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
        self._finds = [
            Find(
                rule=rule.name,
                pattern=compiled(item["pattern"]),
                validator=VALIDATORS[item["validator"]] if "validator" in item else None,
                near=compiled(item["near"]) if "near" in item else None,
                unless=compiled(item["unless"]) if "unless" in item else None,
                column=compiled(item["column"]) if "column" in item else None,
                replacement=item["replacement"],
                redact=item.get("redact", False),
            )
            for rule in rules
            if rule.kind == KIND
            for item in rule.options["finds"]
        ]
        self._public = frozenset(_bare(text) for text in public)

    def page(self, page: Page) -> list[Record]:
        """The records in a page, in their order."""
        finds = [find for find in self._finds if not find.redact and find.column is None]
        found = [record for view in page_views(page) for record in self._view(view, finds)]
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
            group: int = find.pattern.groupindex.get("mark", 0)
            for match in find.pattern.finditer(text):
                start, end = match.span(group)
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
                first, last = view.origin(start, end)
                yield Record(find.rule, first, last, value, find.replacement)


def _is_word(sign: str) -> bool:
    return sign.isascii() and (sign.isalnum() or sign == "_")


def _bare(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum() or sign in "@.")


def _merged(found: Iterable[Record]) -> list[Record]:
    """One for each place: of those that overlap the longest."""
    kept: list[Record] = []
    for record in sorted(found, key=lambda item: (item.start - item.end, item.start, item.rule)):
        if record.end > record.start and all(record.end <= other.start or other.end <= record.start for other in kept):
            kept.append(record)
    return sorted(kept, key=lambda item: (item.start, item.end))
