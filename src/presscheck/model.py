"""The values that everything else passes around. Imports nothing of ours.

    Source ── Span                        a text and the places in it
    MappedText ── Piece                   text taken out of a source, with the way back
    Node                                  a YAML value with the places of its parts
    Page ── Document ── Section ── Block  a page and what stands in it
            Block = Paragraph | ListBlock | Table | CodeBlock | Quote | HtmlBlock | DefinitionList | Footnote
            Inline = text with its code spans, links, images, HTML and bold runs
    Finding ── Fix ── Edit                what is wrong, where, and what to write instead
            ── Suppression                why it stands all the same
    Approval, Change, Plan                what a reviewer allowed, and what an export would do

All offsets count code points in ``Source.text``; lines and columns count from 1; every end is exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from presscheck.patterns import regex

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Severity: TypeAlias = Literal["error", "warning"]
Language: TypeAlias = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")


class Localized(NamedTuple):
    """A text in both languages of the tool."""

    en: str
    zh: str

    def in_language(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source: offsets, and the same as lines and columns."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Source:
    """A decoded text whose line ends are all ``\\n`` and which has no byte order mark.

    ``newline`` is the line end of the file itself, ``bom`` tells whether it began with a mark.
    Line and column of a place are the same here and in the file.
    """

    __slots__ = ("_starts", "bom", "newline", "text")

    def __init__(self, text: str, *, newline: str = "\n", bom: bool = False) -> None:
        self.text = text
        self.newline = newline
        self.bom = bom
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts

    @property
    def line_count(self) -> int:
        return len(self._starts)

    def line_start(self, line: int) -> int:
        """Offset of the first character of a line; the end of the text for a line past the last."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.text)

    def line_end(self, line: int) -> int:
        """Offset after the last character of a line, before its line end."""
        return self._starts[line] - 1 if line < len(self._starts) else len(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        start = max(0, min(start, len(self.text)))
        end = max(start, min(end, len(self.text)))
        return Span(start, end, *self.position(start), *self.position(end))

    def lines(self, first: int, last: int) -> Span:
        """The span of whole lines, first to last, without the last line end."""
        return self.span(self.line_start(first), self.line_end(last))


class Piece(NamedTuple):
    """A run of a mapped text and the run of the source it came from.

    Runs of equal length map character by character; others (an entity, an escape) only as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class MappedText:
    """Text as a reader sees it, each run of which knows where it stands in the source."""

    text: str
    pieces: tuple[Piece, ...]

    @staticmethod
    def verbatim(text: str, start: int) -> MappedText:
        """A text that stands in the source as it is, beginning at ``start``."""
        return MappedText(text, (Piece(0, len(text), start, start + len(text)),))

    @property
    def source_start(self) -> int:
        return self.pieces[0].source_start if self.pieces else 0

    @property
    def source_end(self) -> int:
        return self.pieces[-1].source_end if self.pieces else 0

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of ``text[start:end]``; the smallest run that covers it.

        An empty range gives the place where it would stand.
        """
        if not self.pieces:
            return 0, 0
        return self._edge(start, first=True), self._edge(end, first=False) if end > start else self._edge(
            start, first=True
        )

    def part(self, start: int, end: int) -> MappedText:
        """The text from one offset to another, with its places."""
        pieces = tuple(
            Piece(piece.start - start, piece.end - start, piece.source_start, piece.source_end)
            for piece in self.between(start, end)
        )
        return MappedText(self.text[start:end], pieces)

    def between(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of ``text[start:end]``, cut at both ends; what has no piece is left out."""
        at = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.start) - 1)
        for index in range(at, len(self.pieces)):
            piece = self.pieces[index]
            if piece.start >= end:
                break
            first, last = max(piece.start, start), min(piece.end, end)
            if first < last:
                yield Piece(first, last, *self.origin(first, last))

    def _edge(self, offset: int, *, first: bool) -> int:
        at = bisect_right(self.pieces, offset if first else offset - 1, key=lambda piece: piece.start) - 1
        piece = self.pieces[max(0, at)]
        same_length = piece.end - piece.start == piece.source_end - piece.source_start
        if same_length:
            return max(piece.source_start, min(piece.source_start + offset - piece.start, piece.source_end))
        if first and offset < piece.end:
            return piece.source_start
        return piece.source_end


# --- inline content -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CodeSpan:
    text: MappedText
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``href_span`` is the destination itself, or the link where it is defined elsewhere.

    ``label_span`` is what stands between the brackets.
    """

    text: str
    href: str
    href_span: Span
    label_span: Span
    span: Span
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    alt: MappedText
    src: str
    src_span: Span
    label_span: Span
    span: Span
    title: str = ""


@dataclass(frozen=True, slots=True)
class InlineHtml:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Inline:
    """What stands in a paragraph, a heading or a table cell.

    ``text`` is what a reader sees: code spans with their content, links with their label, no image,
    no HTML. ``bold`` holds offset ranges in ``text``, ``code_ranges`` those of the code spans.
    """

    text: MappedText
    codes: tuple[CodeSpan, ...] = ()
    code_ranges: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    html: tuple[InlineHtml, ...] = ()
    bold: tuple[tuple[int, int], ...] = ()


# --- blocks ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """``explicit_id`` is what ``{#id}`` at its end says; the id is no part of the text."""

    level: int
    inline: Inline
    explicit_id: str | None
    span: Span

    @property
    def text(self) -> str:
        return self.inline.text.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    inline: Inline
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    """``number`` is the number as written, ``None`` in an unordered list; ``marker`` is its place."""

    blocks: tuple[Block, ...]
    number: int | None
    marker: Span
    span: Span


@dataclass(frozen=True, slots=True)
class ListBlock:
    ordered: bool
    items: tuple[ListItem, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    inline: Inline
    span: Span

    @property
    def text(self) -> str:
        return self.inline.text.text


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """``info`` is the whole info string of a fence, ``language`` its first word in lower case."""

    language: str
    info: str
    text: MappedText
    fenced: bool
    closed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    text: MappedText
    span: Span


@dataclass(frozen=True, slots=True)
class Definition:
    term: Inline
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class DefinitionList:
    definitions: tuple[Definition, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    label: str
    blocks: tuple[Block, ...]
    span: Span


Block: TypeAlias = Heading | Paragraph | ListBlock | Table | CodeBlock | Quote | HtmlBlock | DefinitionList | Footnote


def nested(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and everything inside them, in reading order."""
    for block in blocks:
        yield block
        match block:
            case ListBlock():
                for item in block.items:
                    yield from nested(item.blocks)
            case Quote() | Footnote():
                yield from nested(block.blocks)
            case DefinitionList():
                for definition in block.definitions:
                    yield from nested(definition.blocks)
            case _:
                pass


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the blocks that answer it; ``rest`` is an answer that goes on in the question's own paragraph."""

    question: MappedText
    rest: str
    answer: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, the blocks below it, the sections of deeper headings, and the questions in all of it."""

    heading: Heading
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    span: Span

    def walk(self) -> Iterator[Section]:
        """This section and every one below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Document:
    """The body of a page: what stands before the first heading, then the sections.

    ``definitions`` are the lines that define where reference links lead.
    """

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    span: Span
    definitions: tuple[Span, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Every section in reading order."""
        for section in self.sections:
            yield from section.walk()


# --- pages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    """A value with the places of its parts; ``children`` is keyed by key or by index.

    ``text`` maps a string back to the source where the value stands there character by character.
    """

    value: Json
    span: Span
    key_span: Span | None = None
    children: Mapping[str | int, Node] = field(default_factory=dict[str | int, "Node"])
    text: MappedText | None = None

    def at(self, pointer: tuple[str | int, ...]) -> Node | None:
        """The part that a pointer names, or ``None`` where there is none."""
        node: Node | None = self
        for step in pointer:
            node = node.children.get(step) if node else None
        return node


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the parser saw and a rule reports: ``kind`` is a name from a closed set."""

    kind: str
    span: Span
    args: Mapping[str, Localized] = field(default_factory=dict[str, Localized])
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``node`` is ``None`` where there is no mapping; ``close`` is the line that ends it, where it may grow."""

    node: Node | None
    span: Span
    close: Span


@dataclass(frozen=True, slots=True)
class PageId:
    """Where a typed page belongs: ``content/<locale>/<type>s/<slug>.md``."""

    locale: str
    type: str
    slug: str

    def __str__(self) -> str:
        return f"{self.locale}/{self.type}s/{self.slug}"


_TYPED = regex(r"(?:.*/)?([a-z]{2}(?:-[A-Za-z]{2,4})?)/([a-z]+)s/([^/]+)\.md")


def page_id(path: str, types: Iterable[str]) -> PageId | None:
    """What the path says of a page: ``content/<locale>/<type>s/<slug>.md``; ``None`` for any other file."""
    found = _TYPED.fullmatch(path.replace("\\", "/"))
    return PageId(found[1], found[2], found[3]) if found and found[2] in set(types) else None


@dataclass(frozen=True, slots=True)
class Page:
    """One parsed Markdown file.

    ``path`` is as reported: relative to the configuration's folder with ``/``, or absolute outside it.
    ``id`` is ``None`` for a file that is no typed page.
    """

    path: str
    id: PageId | None
    source: Source
    front_matter: FrontMatter | None
    document: Document
    problems: tuple[Problem, ...]

    @property
    def meta(self) -> Mapping[str, Json]:
        """The front matter's values; empty where there is none."""
        value = self.front_matter.node.value if self.front_matter and self.front_matter.node else None
        return value if isinstance(value, dict) else {}

    @property
    def kind(self) -> str | None:
        """The front matter's ``kind`` where it is a text."""
        value = self.meta.get("kind")
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that was named and cannot be used; ``reason`` is a sentence."""

    path: str
    reason: Localized
    line: int = 1
    column: int = 1


# --- findings -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text at ``span`` by ``text``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    title: Localized
    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding stands all the same.

    Somebody says so in the page, or in the site's configuration until a day; or it was there before the baseline.
    """

    where: Literal["page", "site", "baseline"]
    reason: str
    person: str = ""
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong at one place. ``fingerprint`` stays the same under edits elsewhere in the file.

    ``suppression`` is there where the finding is not to be reported.
    """

    rule: str
    severity: Severity
    path: str
    span: Span
    message: Localized
    help: Localized
    url: str
    fingerprint: str = ""
    fix: Fix | None = None
    suppression: Suppression | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        return self.path, self.span.line, self.span.column, self.rule, self.message.en


# --- publishing -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Revocation:
    """That an approval does not count any more, since when and why."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Approval:
    """A reviewer's word that a page may be published as it stands: ``digest`` names that content.

    ``signature`` is an armored SSH signature over ``canonical``; empty where nobody signed.
    """

    page: str
    digest: str
    reviewer: str
    approved_on: date
    expires_on: date
    rules_digest: str
    signature: str = ""
    revoked: Revocation | None = None

    @property
    def canonical(self) -> str:
        """The text that a reviewer signs. Its first line keeps it apart from anything else that a key may sign."""
        return (
            "presscheck approval 1\n"
            f"page: {self.page}\n"
            f"digest: {self.digest}\n"
            f"reviewer: {self.reviewer}\n"
            f"approved_on: {self.approved_on}\n"
            f"expires_on: {self.expires_on}\n"
            f"rules_digest: {self.rules_digest}\n"
        )


DoubtKind: TypeAlias = Literal[
    "missing",
    "unreadable",
    "changed",
    "other-page",
    "revoked",
    "reviewer",
    "role",
    "expired",
    "future",
    "unsigned",
    "forged",
    "four-eyes",
    "history",
    "rules",
    "draft",
    "finding",
    "review",
    "claim",
    "unpublishable",
]
"""What can stand between a page and its readers."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that stands between a page and its readers: what, where and how to mend it."""

    kind: DoubtKind
    text: Localized


Action: TypeAlias = Literal["create", "update", "unchanged", "withdraw", "blocked", "conflict"]
ACTIONS: tuple[Action, ...] = ("create", "update", "withdraw", "unchanged", "blocked", "conflict")


@dataclass(frozen=True, slots=True)
class Change:
    """What an export would do with one page, and why.

    ``digest`` is that of the record which the target will hold; empty where it will hold none. ``path`` is the
    page's file; empty where there is none any more. ``delete`` says that a page which is offline already is removed,
    ``found`` is a fingerprint of what the target holds of the page; empty where it holds nothing. ``rendered`` is the
    digest of what will be sent; empty where the target renders by itself. ``blocked`` says of an update that it brings
    only what stands around the page up to date: the page as it stands in its file is blocked.
    """

    page: str
    action: Action
    digest: str
    path: str
    reasons: tuple[Localized, ...] = ()
    delete: bool = False
    found: str = ""
    rendered: str = ""
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What an export would do. Two plans are equal when the site and the target are.

    ``render`` says why the target's files have to be made again; ``None`` where they are as they should be.
    """

    target: str
    site_digest: str
    target_digest: str
    changes: tuple[Change, ...]
    render: Localized | None = None

    @property
    def pending(self) -> bool:
        """Whether ``apply`` would change anything."""
        return self.render is not None or any(
            change.action in {"create", "update", "withdraw"} for change in self.changes
        )

    @property
    def blocked(self) -> bool:
        """Whether a page is in conflict or may not be published as it stands, be its old version updated."""
        return any(change.blocked or change.action in {"blocked", "conflict"} for change in self.changes)

    def count(self, action: Action) -> int:
        return sum(change.action == action for change in self.changes)


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A Markdown file of the site: where it is, and how it is called in reports."""

    location: Path
    path: str
