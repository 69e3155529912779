"""A page's body as Markdown that reads the same wherever it is put.

On its own path a page may use relative links, reference definitions, comments and ``{#id}``. Copied into
llms-full.txt or another folder they break, collide with those of another page, or carry text that no reader
sees. Here they are resolved, written out or dropped by edits of the source at the places that the parser
found; what cannot be carried over is refused with its place. Afterwards the result is parsed again: it must
show the same headings, texts, cells, code and links as the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from markdown_it.common.utils import unescapeAll

from presscheck.markdown.document import read_document
from presscheck.markdown.parser import parse_tokens
from presscheck.markdown.texts import document_blocks
from presscheck.model import (
    Block,
    CodeBlock,
    DefinitionList,
    Footnote,
    Heading,
    HtmlBlock,
    Image,
    Inline,
    Link,
    ListBlock,
    Localized,
    Page,
    Paragraph,
    Quote,
    Source,
    Span,
    Table,
    nested,
)
from presscheck.patterns import regex

Resolve: TypeAlias = Callable[[str], "str | Localized"]
"""Where a link leads once the page stands elsewhere: an absolute URL, or why it cannot."""

_RESERVED = "llms-"
"""Fences whose info string begins so belong to the frame of llms-full.txt."""

_LOOK_ALIKE = str.maketrans("1iі|ǀӏѕ", "lllllls")
"""What is read as a letter of that word, as a program that folds case sees it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What keeps a page from being published as it stands, and where."""

    span: Span
    reason: Localized


@dataclass(frozen=True, slots=True)
class Portable:
    """``text`` is the body without its title; ``anchors`` are the ids of its headings, in order."""

    text: str
    anchors: tuple[str, ...]
    refusals: tuple[Refusal, ...]


def portable(page: Page, resolve: Resolve) -> Portable:
    """The body of a page as CommonMark with tables, without title, comments, raw HTML, ids and relative links.

    Headings are all written with ``#`` and keep their levels, two to five. The text is in NFC and ends with one
    line end. Where ``refusals`` is not empty, ``text`` is no more than what could be made of the page.
    """
    rewriter = _Rewriter(page.source, resolve)
    rewriter.document(page)
    text = _tidy(rewriter.result(page.document.span.start) + rewriter.notes())
    if not rewriter.refusals:
        rewriter.compare(text)
    return Portable(text, anchors(rewriter.headings), tuple(rewriter.refusals))


def shifted(text: str, by: int) -> str:
    """A portable text with every heading ``by`` levels deeper."""
    return _edited(text, [(heading.span.start, heading.span.start, "#" * by) for heading in _headings(text)])


def heading_texts(text: str) -> list[str]:
    """What the headings of a portable text say, in order."""
    return [heading.text for heading in _headings(text)]


def _headings(text: str) -> Iterator[Heading]:
    blocks = nested(document_blocks(read_document(Source(text))))
    return (block for block in blocks if isinstance(block, Heading))


def escaped(text: str) -> str:
    """A plain text as Markdown that shows just that text; names such as ``BASE_URL`` stay as they are."""
    return _NUMBER.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))


def anchors(headings: Iterable[Heading]) -> tuple[str, ...]:
    """An id for each heading, unique in the page: the one that is written, else one made of its words."""
    taken: set[str] = set()
    ids: list[str] = []
    for heading in headings:
        words = _NO_WORD.sub("-", heading.text.strip().lower()).strip("-")
        name = base = heading.explicit_id or words or "section"
        count = 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        ids.append(name)
    return tuple(ids)


def invisible(text: str) -> int:
    """Where the first character stands that no reader sees and a program reads; -1 where there is none."""
    found = [text.index(sign) for sign in set(text) if _is_invisible(sign)]
    found += [match.start() for match in _SELECTOR.finditer(text) if not _is_emoji(text, match.start())]
    return min(found, default=-1)


def is_frame(info: str) -> bool:
    """Whether the info string of a code block passes for a frame of llms-full.txt.

    A reader of Markdown resolves references and escapes in it; a person takes other dashes, full-width letters and
    letters of other scripts for the ones that they look like.
    """
    shown = unicodedata.normalize("NFKC", unescapeAll(info)).strip().casefold().translate(_LOOK_ALIKE)
    return "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in shown).startswith(_RESERVED)


_SELECTOR = regex("[\ufe0e\ufe0f]")
_IGNORED = regex(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0d\uffa0\ufff0-\ufff8\ufdd0-\ufdef"
    "\U000e0000-\U000e0fff]"
)
_SPECIAL = regex(
    r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|&(?=#?\w+;)"  # marks inside a line
    r"|^[#>+=~:|-]|(?<=[ \t])#(?=#*$)"  # marks at its beginning and end
)
_NUMBER = regex(r"^(\d{1,9})([.)])")
_NO_WORD = regex(r"[^\w]+")
_COMMENT = regex(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_BREAK_TAG = regex(r"<br\s*/?>", re.IGNORECASE)
_KEY_TAG = regex(r"<kbd>", re.IGNORECASE)
_KEY_END = regex(r"</kbd>", re.IGNORECASE)
_KEY_TEXT = regex(r"[^\n`\\<>|&]+")
_DETAILS = regex(
    r"\s*<details(?:\s+open)?\s*>\s*<summary\s*>([^<]*)</summary\s*>([^<]*)(?:</details\s*>)?\s*", re.IGNORECASE
)
_DETAILS_END = regex(r"\s*</details\s*>\s*", re.IGNORECASE)
_REFERENCE = regex(r"\[\^([^\s\]]+)\]")
_NOTE = regex(r" {0,3}\[\^([^\s\]]+)\]:[ \t]*")
_INDENT = regex(r"^(?: {1,4}|\t)")
_BLANKS_AT_END = regex(r" {2,}\n")
_MARKER = regex(r"[:~](?=[ \t]+$)")
_MAX_DEPTH = 20
"""How deep a page may nest. The parser drops what stands deeper than 60 without a word; others draw other lines."""

Edit: TypeAlias = tuple[int, int, str]
Seen: TypeAlias = tuple[str, str]
"""A part of a page as a reader sees it: what it is, and its text."""


def _is_invisible(sign: str) -> bool:
    if sign in "\n\t" or " " <= sign <= "~":
        return False
    if unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}:
        return True
    # The rest of what Unicode lets programs ignore (fillers, joiners, selectors), and what is no character at all.
    return _IGNORED.match(sign) is not None or ord(sign) & 0xFFFE == 0xFFFE


def _is_emoji(text: str, selector: int) -> bool:
    """Whether a variation selector stands where it means something: behind a symbol with two looks, in a keycap."""
    before = text[selector - 1 : selector]
    if before in {"\u203c", "\u2049", "\u2139", "\u3030"} or text[selector + 1 : selector + 2] == "\u20e3":
        return True
    return before > "~" and unicodedata.category(before) in {"So", "Sm"}


def _edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made, first to last; one that begins inside an earlier one is left out."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        if start < at:
            continue
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


@dataclass
class _Rewriter:
    source: Source
    resolve: Resolve
    edits: list[Edit] = field(default_factory=list[Edit])
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    headings: list[Heading] = field(default_factory=list[Heading])
    seen: list[tuple[Seen, Span]] = field(default_factory=list[tuple[Seen, Span]])
    footnotes: dict[str, Footnote] = field(default_factory=dict[str, Footnote])
    """By label, in the order in which the page refers to them."""

    def result(self, start: int) -> str:
        gone = [
            (self.source.line_start(note.blocks[0].span.line), self.source.line_end(note.blocks[-1].span.end_line), "")
            for note in self.footnotes.values()
            if note.blocks
        ]
        shifted_edits = [(first - start, last - start, new) for first, last, new in [*gone, *self.edits]]
        return _edited(self.source.text[start:], shifted_edits)

    def refuse(self, span: Span, en: str, zh: str) -> None:
        self.refusals.append(Refusal(span, Localized(en, zh)))

    def edit(self, start: int, end: int, text: str) -> None:
        self.edits.append((start, end, text))

    # --- blocks

    def document(self, page: Page) -> None:
        body = page.document
        self._visible_only(body.span)
        for span in body.definitions:
            self.edit(span.start, span.end, "")
        blocks = list(document_blocks(body))
        self.footnotes = {block.label: block for block in blocks if isinstance(block, Footnote)}
        title = next((block for block in blocks if isinstance(block, Heading)), None)
        if title is None or title.level != 1:
            start = self.source.span(body.span.start, body.span.start)
            self.refuse(title.span if title else start, "the page has no title heading", "页面没有一级标题")
        else:
            self.edit(title.span.start, title.span.end, "")
            blocks.remove(title)
        self._blocks(blocks)

    def _visible_only(self, span: Span) -> None:
        at = invisible(self.source.text[span.start : span.end])
        if at >= 0:
            sign = self.source.text[span.start + at]
            here = self.source.span(span.start + at, span.start + at + 1)
            name = f"U+{ord(sign):04X}"
            self.refuse(here, f"an invisible character ({name}); delete it", f"含不可见字符（{name}），请删除")

    def _blocks(self, blocks: Iterable[Block], depth: int = 0) -> None:
        for block in blocks:
            if depth > _MAX_DEPTH:
                text = (f"lists and quotes stand more than {_MAX_DEPTH} deep", f"列表和引用的嵌套超过 {_MAX_DEPTH} 层")
                self.refuse(block.span, *text)
                return
            match block:
                case Heading():
                    self._heading(block)
                case Paragraph():
                    self._show("text", block.inline.text.text, block.span)
                    self._inline(block.inline)
                    self._hard_breaks(block.inline, block.span)
                case ListBlock():
                    for item in block.items:
                        self._show("item", "" if item.number is None else "1", item.span)
                        self._blocks(item.blocks, depth + 1)
                case Table():
                    for row in (block.header, *block.rows):
                        for cell in row:
                            self._show("cell", cell.text, cell.span)
                            self._inline(cell.inline, breaks=" ")
                case CodeBlock():
                    self._code(block)
                case Quote():
                    self._show("quote", "", block.span)
                    self._blocks(block.blocks, depth + 1)
                case HtmlBlock():
                    self._html_block(block)
                case DefinitionList():
                    self._definitions(block, depth)
                case Footnote():
                    self._show("item", "1", block.span)
                    self._blocks(block.blocks, depth + 1)

    def _show(self, kind: str, text: str, span: Span) -> None:
        # A sign that is written as such was refused already; here it is one that a reference such as &#x202e; makes.
        if invisible(text) >= 0 and invisible(self.source.text[span.start : span.end]) < 0:
            self.refuse(
                span,
                "a reference (&#…; or &…;) makes an invisible character; delete it",
                "字符引用（&#…; 或 &…;）产生了不可见字符，请删除",
            )
        self.seen.append(((kind, _words(text)), span))

    def _heading(self, heading: Heading) -> None:
        text, span = self.source.text, heading.span
        if heading.level in {1, 6}:
            self.refuse(
                span,
                "a second level-1 heading" if heading.level == 1 else "a level-6 heading is too deep to be published",
                "第二个一级标题" if heading.level == 1 else "六级标题过深，无法发布",
            )
        above = self.headings[-1].level if self.headings else 1
        if above + 1 < heading.level < 6:
            self.refuse(
                span,
                f"a level-{heading.level} heading below one of level {above}; write it with {'#' * (above + 1)}",
                f"{above} 级标题之下直接出现 {heading.level} 级标题，请改用 {'#' * (above + 1)}",
            )
        self.headings.append(heading)
        self._show(f"h{heading.level}", heading.text, span)
        self._inline(heading.inline, breaks=" ")
        if heading.explicit_id:
            found = list(re.finditer(r"[ \t]*\{#[\w-]+\}[ \t]*#*[ \t]*$", text[span.start : span.end], re.MULTILINE))
            if found:
                self.edit(span.start + found[-1].start(), span.start + found[-1].end(), "")
        if text[span.start] != "#":
            # Underlined: one line with a mark in front instead.
            self.edit(span.start, span.start, "#" * heading.level + " ")
            self.edit(self.source.line_end(span.end_line - 1), span.end, "")
            pieces = heading.inline.text.pieces
            for piece, following in pairwise(pieces):
                if heading.text[piece.start : piece.end] == "\n":
                    self.edit(piece.source_start, following.source_start, " ")

    def _code(self, block: CodeBlock) -> None:
        self._show("code", f"{block.info} {block.text.text}", block.span)
        if block.fenced and not block.closed:
            self.refuse(block.span, "a code block without an end", "代码块没有结束标记")
        if is_frame(block.info):
            self.refuse(
                block.span,
                f"code blocks named {_RESERVED}… are reserved for llms-full.txt; name it otherwise",
                f"名称以 {_RESERVED} 开头的代码块保留给 llms-full.txt，请改用其他名称",
            )

    def _html_block(self, block: HtmlBlock) -> None:
        span = block.span
        visible = _COMMENT.sub("", block.text.text)
        if not visible.strip() or _DETAILS_END.fullmatch(visible):
            self.edit(span.start, span.end, "")
        elif found := _DETAILS.fullmatch(visible):
            question, answer = _words(found[1]), _words(found[2])
            self._show("text", question, span)
            if answer:
                self._show("text", answer, span)
            parts = [f"**{escaped(question)}**", escaped(answer)]
            self.edit(span.start, span.end, "\n\n".join(part for part in parts if part))
        else:
            self._refuse_html(span, visible.strip())

    def _refuse_html(self, span: Span, text: str) -> None:
        tag = text.split("\n", 1)[0][:40]
        self.refuse(
            span, f"HTML cannot be published: {tag}; write it in Markdown", f"HTML 无法发布：{tag}，请改用 Markdown"
        )

    def _definitions(self, block: DefinitionList, depth: int) -> None:
        """A term becomes a bold line and each definition a list item: its colon stands where the item's mark would."""
        text = self.source.text
        for definition in block.definitions:
            self._show("text", definition.term.text.text, definition.span)
            self._inline(definition.term)
            end = self.source.line_end(definition.span.line)
            self.edit(definition.span.start, definition.span.start, "**")
            self.edit(definition.span.start + len(text[definition.span.start : end].rstrip()), end, "**")
            for part in definition.blocks:
                start = self.source.line_start(part.span.line)
                if marker := _MARKER.search(text, start, part.span.start):
                    self._show("item", "", part.span)
                    self.edit(marker.start(), marker.end(), "-")
                self._blocks([part], depth + 1)

    # --- inline content

    def _inline(self, inline: Inline, breaks: str = "\\\n") -> None:
        for link in inline.links:
            self._target(link, link.href, link.href_span)
        for image in inline.images:
            self._show("image", image.alt.text, image.span)
            self._target(image, image.src, image.src_span)
        self._tags(inline, breaks)
        self._references(inline)

    def _target(self, link: Link | Image, href: str, place: Span) -> None:
        text, span = self.source.text, link.span
        url = self.resolve(href)
        if isinstance(url, Localized):
            self.refusals.append(Refusal(span, url))
            return
        if isinstance(link, Link) and text[span.start] == "<":
            self.seen.append((("link", href), span))
            return
        url = url.replace("(", "%28").replace(")", "%29")
        self.seen.append((("link", url), span))
        if link.label_span.end <= place.start and place.end <= span.end:
            title = place.end + (text[place.end : place.end + 1] == ">")
            self.edit(place.start, place.end, url)
            self.edit(title, span.end - 1, "")
        else:
            self.edit(link.label_span.end, span.end, f"]({url})")

    def _tags(self, inline: Inline, breaks: str) -> None:
        text = self.source.text
        tags = iter(inline.html)
        for tag in tags:
            start, end = tag.span.start, tag.span.end
            if _COMMENT.fullmatch(tag.text):
                blank_before = text[start - 1 : start] == " " and text[end : end + 1] in {" ", "\n", ""}
                self.edit(start - blank_before, end, "")
            elif _BREAK_TAG.fullmatch(tag.text):
                self.edit(start, end, breaks.rstrip("\n") if text[end : end + 1] == "\n" else breaks)
            elif _KEY_TAG.fullmatch(tag.text):
                closing = next(tags, None)
                stop = closing.span.start if closing and _KEY_END.fullmatch(closing.text) else end
                if closing is None or not _KEY_TEXT.fullmatch(text[end:stop]):
                    self._refuse_html(tag.span, tag.text)
                    continue
                self.edit(start, end, "`")
                self.edit(closing.span.start, closing.span.end, "`")
            else:
                self._refuse_html(tag.span, tag.text)

    def _references(self, inline: Inline) -> None:
        """What refers to a footnote names its number in the list at the end of the page; ids would meet in one file."""
        numbers = {label: number for number, label in enumerate(self.footnotes, 1)}
        for piece in inline.text.pieces if numbers else ():
            found = _REFERENCE.fullmatch(self.source.text, piece.source_start, piece.source_end)
            if found and found[1] in numbers:
                self.edit(piece.source_start, piece.source_end, f"\\[{numbers[found[1]]}\\]")

    def notes(self) -> str:
        """The footnotes as a numbered list behind a line, taken out of where they are written."""
        items: list[str] = []
        for number, (label, note) in enumerate(self.footnotes.items(), 1):
            mark = f"{number}. "
            start = self.source.line_start(note.blocks[0].span.line) if note.blocks else 0
            end = self.source.line_end(note.blocks[-1].span.end_line) if note.blocks else 0
            head = _NOTE.match(self.source.text, start, end)
            if head is None or head[1] != label:
                self.refuse(
                    note.span,
                    "a footnote that is not written as `[^1]: text` at the beginning of a line cannot be published",
                    "脚注须写成行首的“[^1]: 内容”，否则无法发布",
                )
                continue
            inside = [edit for edit in self.edits if head.end() <= edit[0] and edit[1] <= end]
            at = head.end()
            text = _edited(self.source.text[at:end], [(first - at, last - at, new) for first, last, new in inside])
            first, *more = text.split("\n")
            items.append("\n".join([mark + first, *(" " * len(mark) + _INDENT.sub("", line) for line in more)]))
        return "\n\n---\n\n" + "\n".join(items) + "\n" if items else ""

    def _hard_breaks(self, inline: Inline, span: Span) -> None:
        """Blanks at the end of a line are seen by nobody: a line break that they make is written as a backslash."""
        codes = [(code.span.start, code.span.end) for code in inline.codes]
        for found in _BLANKS_AT_END.finditer(self.source.text, span.start, span.end):
            if not any(start <= found.start() < end for start, end in codes):
                self.edit(found.start(), found.end() - 1, "\\")

    # --- the proof

    def compare(self, text: str) -> None:
        """Hold the result against the page: what a reader sees must be equal, part by part."""
        reader = _Rewriter(Source(text), lambda href: href)
        if "[^" in text and parse_tokens(text)[1].get("footnotes", {}).get("refs"):
            at = max(self.source.text.find("[^"), 0)
            self.refuse(
                self.source.span(at, at + 2),
                "a footnote that nothing refers to, or that stands in a list or a quote, cannot be published",
                "没有被引用的脚注，以及列表或引用中的脚注，无法发布",
            )
            return
        reader._blocks(document_blocks(read_document(reader.source)))
        theirs = [seen for seen, _ in reader.seen]
        if theirs == [seen for seen, _ in self.seen] and not reader.refusals:
            return
        at = next(
            (number for number, (seen, _) in enumerate(self.seen) if theirs[number : number + 1] != [seen]),
            len(self.seen) - 1,
        )
        span = self.seen[at][1] if self.seen else self.source.span(len(self.source.text), len(self.source.text))
        self.refuse(
            span,
            "this part would read differently once it is published; write it in a simpler way",
            "这一部分发布后会与原文不同，请改用更简单的写法",
        )


def _words(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _tidy(text: str) -> str:
    """NFC, no blanks at line ends, and one blank line between blocks; code keeps its own blank lines."""
    lines = [line.rstrip() for line in unicodedata.normalize("NFC", text).split("\n")]
    source = Source("\n".join(lines))
    code: set[int] = set()
    for block in nested(document_blocks(read_document(source))):
        if isinstance(block, CodeBlock):
            code.update(range(block.span.line, block.span.end_line + 1))
    kept: list[str] = []
    for number, line in enumerate(lines, 1):
        if line or number in code or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"
