"""Finds keys in a text and in a page.

A text is read through several views: as it stands, with its disguises taken off, with tags left out, and what it
holds in base64. In each, prefixes, patterns and names are looked for; whatever is found is tested for being drawn
at random, and placed in the source again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from presscheck.expressions import Prefilter, compiled
from presscheck.markdown.texts import document_blocks
from presscheck.markdown.views import decoded, page_views, plain
from presscheck.model import (
    DefinitionList,
    Inline,
    Localized,
    MappedText,
    Page,
    Table,
    nested,
)
from presscheck.patterns import regex
from presscheck.places import Places
from presscheck.rules import Rule
from presscheck.secrets.bindings import Binding, bindings, is_asset, is_ordinary
from presscheck.secrets.formats import ALPHABETS, Format, Grade, prefix_table, published_examples, read_formats
from presscheck.secrets.joints import views
from presscheck.secrets.placeholder import ENOUGH, looks_written, residue

KIND = "secret"
"""The kind of the rules whose options list formats."""

_DEPTH = 2
_MASK = regex(r"[*•●█▪■＊…·]+|\.{2,}|x{4,}|X{4,}|\#{4,}")
_TAIL = "-_.=+/"
_RUN_OF_SIGNS = regex(r"[!-~]*")
_TRIES = 20
"""Places in one run of text at which a key may begin."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A key that was found. ``value`` is the whole of it and never shown; ``shown`` may be.

    Attributes:
        start, end: where it stands in the source.
        replacement: what to write in its place.
    """

    format: Format
    grade: Grade
    start: int
    end: int
    value: str = field(repr=False)
    replacement: str

    @property
    def rule(self) -> str:
        return self.format.rule

    @property
    def provider(self) -> Localized:
        return self.format.provider

    @property
    def shown(self) -> str:
        return masked(self.value)


def is_letter(sign: str) -> bool:
    """Whether a sign is one that keys are made of; Chinese is not."""
    return sign.isascii() and sign.isalnum()


def masked(value: str) -> str:
    """At most the first four and the last two characters of a key, and of a short one nothing."""
    return f"{value[:4]}…{value[-2:]}" if len(value) >= 16 else "…"


class _Hit(NamedTuple):
    format: Format
    value: str
    start: int
    end: int
    grade: Grade
    mask: str


class Scanner:
    """Finds the keys that the rules of a site describe."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the formats of all rules of kind ``secret``.

        Raises:
            RuleError: an expression in a rule's options is not valid.
        """
        mine = [rule for rule in rules if rule.kind == KIND]
        formats = [item for rule in mine for item in read_formats(rule.name, rule.options)]
        self._published = published_examples(rule.options for rule in mine)
        self._by_prefix = prefix_table(formats)
        self._patterns = [item for item in formats if item.pattern is not None]
        self._likely = Prefilter([item.pattern.pattern for item in self._patterns])
        self._named = [item for item in formats if item.names is not None]
        self._prefix: Any = compiled("|".join(map(re.escape, self._by_prefix))) if self._by_prefix else None

    def page(self, page: Page) -> list[Secret]:
        """The keys in a page, in their order."""
        found = [secret for view in page_views(page) for secret in self._view_and_decoded(view, _DEPTH)]
        found.extend(self._bound(page))
        return _merged(found)

    def text(self, text: str) -> list[Secret]:
        """The keys in a plain text, such as a log or a message, in their order."""
        return _merged(self._view_and_decoded(plain(MappedText.verbatim(text, 0)), _DEPTH))

    def mask(self, text: str) -> str:
        """A text in which every key is masked: safe to print."""
        if len(text) < 12:
            return text
        parts: list[str] = []
        at = 0
        for secret in self.text(text):
            parts += [text[at : secret.start], secret.shown]
            at = secret.end
        return "".join([*parts, text[at:]])

    # --- one text

    def _view_and_decoded(self, text: MappedText, depth: int) -> Iterator[Secret]:
        for view in views(text):
            yield from self._placed(view, self._view(view.text))
            if depth:
                for inner in decoded(view):
                    for secret in self._view_and_decoded(plain(inner), depth - 1):
                        yield replace(secret, replacement="****")

    def _placed(self, view: MappedText, hits: Iterable[_Hit]) -> Iterator[Secret]:
        for hit in hits:
            start, end = view.origin(hit.start, hit.end)
            yield Secret(hit.format, hit.grade, start, end, hit.value, hit.mask)

    def _view(self, text: str) -> Iterator[_Hit]:
        yield from self._prefixed(text)
        for item in (self._patterns[number] for number in self._likely(text)):
            groups = item.pattern.groupindex
            for found in item.pattern.finditer(text):
                start, end = _trimmed(text, *found.span(groups["secret"]))
                secret = text[start:end]
                # An expression that begins before the key has looked at what stands there itself.
                if is_letter(text[end : end + 1]) or (found.start() == start and is_letter(text[start - 1 : start])):
                    continue
                # A shared access signature of a storage account opens more than the one file.
                beyond = ".core.windows.net/" in text[max(0, found.start() - 300) : found.start()]
                if text[found.start()] in "?&" and is_asset(text, found.start() + 1) and not beyond:
                    continue
                body = found.group(groups.get("random", groups["secret"])) or secret
                if item.public or (not self._is_published(secret) and item.validator(body)):
                    yield _Hit(item, secret, start, end, item.grade(secret, body), "****")
        for binding in bindings(text):
            yield from self._claimed(binding.name, text[binding.start : binding.end], binding)

    def _prefixed(self, text: str) -> Iterator[_Hit]:
        if self._prefix is None:
            return
        run_end = tries = 0
        for found in self._prefix.finditer(text):
            start = found.start()
            if is_letter(text[start - 1 : start]):
                continue
            # What looks like a prefix may stand many times in one long run: judging each to its end takes for ever.
            if start >= run_end:
                run = _RUN_OF_SIGNS.match(text, start)
                run_end, tries = run.end() if run else start, 0
            tries += 1
            if tries > _TRIES:
                continue
            for prefix, item in self._formats_at(text, start):
                hit = self._token(text, prefix, start, item)
                if hit is not None:
                    yield hit
                    break

    def _formats_at(self, text: str, start: int) -> Iterator[tuple[str, Format]]:
        for prefix, formats in self._by_prefix.items():
            if text.startswith(prefix, start):
                for item in formats:
                    yield prefix, item

    def _token(self, text: str, prefix: str, start: int, item: Format) -> _Hit | None:
        """The key that begins at ``start``, as far as it goes."""
        place = start + len(prefix)
        whole = _RUNS[item.alphabet].match(text, place)
        end = whole.end() if whole else place
        while end > place and text[end - 1] in _TAIL:
            end -= 1
        body = text[place:end]
        key = prefix + body
        if item.public:
            return _Hit(item, key, start, end, "likely", "") if len(body) >= item.minimum else None
        if self._is_published(key):
            return None
        parts = [part for part in _MASK.split(body) if part]
        if parts != [body]:
            return self._half_masked(key, body, parts, start, end, item, f"{prefix}****")
        if item.alphabet.startswith("A-Za-z0-9+/="):
            end += len(text[end : end + 2]) - len(text[end : end + 2].lstrip("="))
        if not item.minimum <= len(body) <= item.maximum or not item.validator(body):
            return None
        return _Hit(item, key, start, end, item.grade(key, body), f"{prefix}****")

    def _half_masked(
        self, key: str, body: str, parts: list[str], start: int, end: int, item: Format, replacement: str
    ) -> _Hit | None:
        """A key of which so much can be read that it is no secret any more: 20 characters, or all but four."""
        readable = sum(residue(part) if len(part) > 3 else len(part) for part in parts if not _is_words(part))
        hidden = len(body) - sum(map(len, parts))
        nearly = hidden <= 4 and not set(body) & {"…", "."} and readable >= max(12, item.minimum - 4)
        if readable >= ENOUGH or nearly:
            return _Hit(item, key, start, end, "likely", replacement)
        return None

    def _is_published(self, text: str) -> bool:
        return text in self._published or any(
            known.startswith(text) or text.startswith(known) for known in self._published if len(text) >= 12
        )

    # --- names and values

    def _claimed(self, name: str, value: str, place: Binding) -> Iterator[_Hit]:
        """What a value is that stands beside a name; the first format whose name fits decides."""
        if self._is_published(value) or any(value.startswith(prefix) for prefix in self._by_prefix):
            return  # those have been judged by their prefix
        for item in self._named:
            if not item.names.search(name) or not item.minimum <= len(value) <= item.maximum:
                continue
            if not re.fullmatch(f"[{item.alphabet}]+", value):
                continue
            if item.validator(value):
                yield _Hit(item, value, place.start, place.end, "possible", "****")
                return

    def _bound(self, page: Page) -> Iterator[Secret]:
        """Keys in table cells whose row or column says what they are, and in definitions."""
        for block in nested(document_blocks(page.document)):
            if isinstance(block, Table):
                for row in block.rows:
                    for index, cell in enumerate(row):
                        names = [block.header[index].text] if index < len(block.header) else []
                        names += [row[0].text] if index else []
                        yield from self._cell(names, cell.inline)
            elif isinstance(block, DefinitionList):
                for definition in block.definitions:
                    for part in definition.blocks:
                        inline = getattr(part, "inline", None)
                        if isinstance(inline, Inline):
                            yield from self._cell([definition.term.text.text], inline)

    def _cell(self, names: Sequence[str], inline: Inline) -> Iterator[Secret]:
        text = plain(inline.text)
        for found in _CELL_VALUE.finditer(text.text):
            for name in names:
                if _CELL_NAME.search(name) and not is_ordinary(name):
                    place = Binding(name, found.start(), found.end())
                    hits = list(self._claimed(name, found[0], place))
                    yield from self._placed(text, hits)


def _is_words(part: str) -> bool:
    return len(part) > 3 and looks_written(part)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A match without the blanks, line ends and full stops at its edges."""
    while start < end and (text[start].isspace() or text[start] in "\"'"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:!?\"'*"):
        end -= 1
    return start, end


_RUNS = {alphabet: re.compile(f"(?:[{alphabet}]|{_MASK.pattern})+") for alphabet in ALPHABETS.values()}
"""As far as a key of an alphabet goes, masks in it included."""

_CELL_VALUE = regex(r"(?<![^\s`\"'(（：:，,;；])[A-Za-z0-9+/_.=~!@#$%^&*:-]{8,}(?![^\s`\"')）。，,;；])")
_CELL_NAME = regex(r"key|secret|token|password|passwd|密钥|秘钥|令牌|密码|口令|凭证|凭据|私钥", re.IGNORECASE)


def _merged(found: Iterable[Secret]) -> list[Secret]:
    """One for each place: of those that overlap the surest, then the longest; none where the key is public."""
    order: Mapping[Grade, int] = {"certain": 0, "likely": 1, "possible": 2}
    places = Places()
    surest = sorted(found, key=lambda item: (not item.format.public, order[item.grade], item.start - item.end))
    kept = [item for item in surest if item.start < item.end and places.take(item.start, item.end)]
    return sorted((item for item in kept if not item.format.public), key=lambda item: (item.start, item.end))
