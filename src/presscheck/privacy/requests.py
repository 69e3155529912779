"""Finds sentences that ask a reader for what must never be sent: a whole key, raw headers, somebody's prompts.

A sentence asks when it names such a thing and a way of handing it over, with a receiver or a word that wants the
whole of it; the same words in a prohibition, a question or a warning, or about a masked value, do not. What the
things, the ways and the excuses are is data: the options of rules of kind ``request``.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from presscheck.expressions import Expressions, Prefilter
from presscheck.markdown.texts import TextPart, document_blocks, text_parts
from presscheck.markdown.views import html_texts, plain, rewritten, unwrapped
from presscheck.model import (
    Block,
    CodeBlock,
    Document,
    Footnote,
    Heading,
    ListBlock,
    MappedText,
    Page,
    Paragraph,
    Quote,
    Table,
)
from presscheck.patterns import regex
from presscheck.privacy.evidence import Evidence, reader
from presscheck.rules import Rule

KIND = "request"
"""The kind of the rules whose options say what a sentence may not ask for."""

_SENTENCE = regex(
    r"(?:\d{1,2}\.\s)?[^。！？!?；;\n.]+(?:\.(?!\s|$|(?<=[a-z]\.)[A-Z][a-z])[^。！？!?；;\n.]*)*[。！？!?；;.]*"
)
_PLACES = {"prose", "cell", "heading", "front-matter", "alt", "html", "code-block"}


class Asking(NamedTuple):
    """A sentence that asks, with its place in the source."""

    rule: str
    start: int
    end: int


class _Frames(NamedTuple):
    """The expressions of a rule; see ``checks.request``."""

    rule: str
    about: Any
    asks: Expressions
    frames: list[list[tuple[int, Any]]]
    likely: Prefilter
    openings: Expressions
    introductions: Expressions
    things: Expressions
    harmless: Expressions
    insists: Expressions
    unless: Expressions
    unless_sentence: Expressions
    evidence: Evidence
    subject: Any
    leaning: Any
    longest: int
    questions: Expressions
    excuses: Expressions
    speaker: Any
    spoken: Expressions
    handed: Any

    def asked(self, text: str, context: str, setting: str) -> bool:
        """Whether a sentence asks, and nothing in the clauses that do excuses it."""
        return self.fits(text) or self.evident(text, context, setting)

    def evident(self, text: str, context: str, setting: str = "") -> bool:
        """Whether enough in a sentence speaks for its being a request.

        ``context`` is what it is read after, ``setting`` what the page and its section are called; code has none.
        """
        if len(text.encode()) > self.longest or not self.speaks(text, context):
            return False
        if self.questions.any(text):
            return True
        text = self.bare(text)
        if not self.speaks(text, context) or self.excused(text, self.unless_sentence):
            return False
        left = self.without(text, self.excuses)
        pair = f"{self.bare(context)}\x1e{left}"
        return self.evidence.suffices({"text": left, "context": context, "pair": pair, "setting": setting})

    def speaks(self, text: str, context: str) -> bool:
        """Whether a sentence names such a thing, or leans on one before it that does."""
        return bool(self.subject.search(text)) or bool(self.leaning.search(text) and self.subject.search(context))

    def fits(self, text: str) -> bool:
        """Whether an expression or a frame of the rule fits a sentence."""
        if not self.about.search(text):
            return False
        text = self.bare(text)
        if self.excused(text, self.unless_sentence):
            return False
        likely = frozenset(self.likely(text))
        asks = (ask for number, ask in enumerate(self.asks.all) if number in likely)
        if any(not self.excused(_clauses(text, *found.span())) for ask in asks for found in ask.finditer(text)):
            return True
        # What is left of a text has nothing that the text has not.
        frames = [[part for _, part in frame] for frame in self.frames if all(number in likely for number, _ in frame)]
        if not frames:
            return False
        left = self.unexcused(text)
        return any(all(part.search(left) for part in frame) for frame in frames)

    def bare(self, text: str) -> str:
        """A text without the words that only look as if they named a key."""
        return self.harmless.removed(text)

    def unexcused(self, text: str) -> str:
        """A sentence without the clauses that something excuses."""
        return self.without(text, self.unless)

    def without(self, text: str, excuses: Expressions) -> str:
        """A sentence without the clauses that excuses fit, and without those that go on from them or say why."""
        kept: list[str] = []
        dropped = through = False
        for clause in _CLAUSE.findall(text):
            dropped = self.excused(clause, excuses) or through or (dropped and bool(_GOES_ON.match(clause)))
            through = through or (dropped and clause.endswith((":", "：")))
            if not dropped:
                kept.append(clause)
        return "".join(kept)

    def excused(self, text: str, excuses: Expressions | None = None) -> bool:
        """Whether something excuses a clause, once what insists on the whole thing is left out of it."""
        return (excuses or self.unless).any(self.insists.removed(text))

    def speaks_for_staff(self, text: str, before: bool) -> bool:
        """Whether a sentence of a dialogue is one of staff: it begins with who says it, or goes on."""
        return bool(self.speaker.search(text)) or (before and not _SPEAKER.match(text))

    def demanded(self, text: str, before: str) -> bool:
        """Whether staff ask for it in a dialogue, by any question; ``before`` is what they said just then."""
        left = self.unexcused(self.bare(text))
        if self.spoken.any(left):
            return True
        before = self.unexcused(self.bare(before))
        return bool(before and self.handed.search(left)) and self.spoken.any(before + left)

    def named(self, text: str) -> bool:
        """Whether an item below a sentence that asks names what must not be sent."""
        text = self.bare(text)
        return self.things.any(text) and not self.excused(text) and not self.excused(text, self.unless_sentence)


class RequestFinder:
    """Finds the sentences that the rules of a site describe."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the options of all rules of kind ``request``."""
        self._frames = [_frames(rule) for rule in rules if rule.kind == KIND]

    def page(self, page: Page) -> list[Asking]:
        """The sentences of a page that ask, in their order."""
        found: list[Asking] = []
        title = page.meta.get("title")
        settings = _Settings(title if isinstance(title, str) else "", page.document)
        for frames in self._frames:
            for part in text_parts(page):
                if part.place in _PLACES:
                    setting = "" if part.place == "code-block" else settings.at(part.text.origin(0, 0)[0])
                    for text in _texts(frames, part):
                        found.extend(_sentences(frames, _punctuated(plain(text), page.source.text), setting))
                    if part.place == "code-block":
                        found.extend(_remarks(frames, part.text))
            found.extend(_lists(frames, list(document_blocks(page.document)), settings.title))
        kept: list[Asking] = []
        for asking in sorted(found, key=lambda item: (item.start, -item.end)):
            if not kept or asking.start >= kept[-1].end:
                kept.append(asking)
        return kept


class _Settings:
    """What a page and its sections are called."""

    def __init__(self, title: str, document: Document) -> None:
        headings = [section.heading for section in document.walk()]
        self.title = title
        self._starts = [heading.span.start for heading in headings]
        self._headings = [heading.inline.text.text.strip() for heading in headings]

    def at(self, place: int) -> str:
        """What stands above a place of the source: the title of the page and the heading of the section."""
        number = bisect.bisect_right(self._starts, place)
        return f"{self.title}\n{self._headings[number - 1]}" if number else self.title


def _texts(frames: _Frames, part: TextPart) -> Iterator[MappedText]:
    """The ways to read a part of a page: prose as one line, and each line of it that begins a sentence."""
    if part.place == "html":
        yield from html_texts(part.text)
    elif part.place != "prose" or "\n" not in part.text.text:
        yield part.text
    else:
        yield _as_one_line(part.text)
        lines = list(_LINE.finditer(part.text.text))
        begins = [
            (frames.openings.any(line[0]) or bool(_ENDED.search(before[0]))) and not _GOES_OVER.search(before[0])
            for before, line in itertools.pairwise(lines)
        ]
        starts = [0, *(line.start() for line, own in zip(lines[1:], begins, strict=True) if own)]
        ends = [start - 1 for start in starts[1:]] + [len(part.text.text)]
        for start, end in zip(starts, ends, strict=True):
            if (start, end) != (0, len(part.text.text)):
                yield _as_one_line(part.text.part(start, end))
        for line, own in zip(lines[1:], begins, strict=True):
            if own and not _GOES_OVER.search(line[0]):
                yield part.text.part(*line.span())


def _as_one_line(text: MappedText) -> MappedText:
    """A paragraph in one line; Chinese goes on without a blank."""
    return unwrapped(rewritten(text, _CHINESE_WRAP, lambda _: ""))


def _punctuated(text: MappedText, source: str) -> MappedText:
    """The text with the full-width punctuation of its source, which says where a Chinese clause ends."""
    signs = list(text.text)
    for piece in text.pieces:
        if piece.end - piece.start == 1 and source[piece.source_start : piece.source_end] in _PUNCTUATION:
            signs[piece.start] = source[piece.source_start]
    return MappedText("".join(signs), text.pieces)


def _frames(rule: Rule) -> _Frames:
    read = reader(rule.options["words"])
    options = {kind: Expressions([read(text) for text in rule.options[kind]]) for kind in _KINDS}
    numbers = itertools.count(len(options["asks"].all))
    frames = [[(next(numbers), read(text)) for text in frame] for frame in rule.options["frames"]]
    quick = [item.pattern for item in options["asks"].all] + [part.pattern for frame in frames for _, part in frame]
    evidence = rule.options["evidence"]
    return _Frames(
        rule=rule.name,
        about=read(rule.options["about"]),
        frames=frames,
        likely=Prefilter(quick),
        evidence=Evidence(evidence, read, "text"),
        subject=read(evidence["about"]),
        leaning=read(evidence["leaning"]),
        longest=evidence["longest"],
        questions=Expressions([read(text) for text in evidence["questions"]]),
        excuses=Expressions([read(text) for text in evidence["excuses"]]),
        speaker=read(rule.options["dialogue"]["speaker"]),
        spoken=Expressions([read(text) for text in rule.options["dialogue"]["asks"]]),
        handed=read(rule.options["dialogue"]["handed"]),
        **options,
    )


def _sentences(frames: _Frames, text: MappedText, setting: str) -> Iterator[Asking]:
    """Sentences that ask; and in a text that is no Markdown, such as a mail in a fence, the items of lists."""
    introduction = staff = False
    before = said = ""
    for found in _SENTENCE.finditer(text.text):
        sentence = found[0].strip()
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        item = _ITEM.match(sentence)
        named = introduction and item is not None and frames.named(sentence[item.end() :])
        staff = frames.speaks_for_staff(sentence, staff)
        if named or frames.asked(sentence, before, setting) or (staff and frames.demanded(sentence, said)):
            yield Asking(frames.rule, *text.origin(start, start + len(sentence)))
        before, said = sentence, sentence if staff else ""
        if sentence and item is None:
            introduction = frames.introductions.any(sentence) and not frames.excused(sentence)


def _lists(frames: _Frames, blocks: Sequence[Block], title: str, heading: str = "") -> Iterator[Asking]:
    """List items and rows that name such a thing, below a sentence or heading that asks for what follows."""
    introduction = ""

    def evident(text: str, heads: str = "") -> bool:
        context = f"{_LISTED}{heading}\n{introduction}"
        return frames.evident(text, f"{context}\n{heads}" if heads else context, f"{title}\n{heading}")

    for block in blocks:
        match block:
            case Heading():
                heading = introduction = block.inline.text.text.strip()
            case Paragraph():
                introduction = _last_words(block.inline.text.text.strip())
            case ListBlock():
                asked = _introduced(frames, introduction)
                for item in block.items:
                    if item.blocks and isinstance(item.blocks[0], Paragraph):
                        text = item.blocks[0].inline.text
                        if asked:
                            yield from _named(frames, text)
                        if evident(text.text):
                            yield Asking(frames.rule, *text.origin(0, len(text.text)))
                    yield from _lists(frames, item.blocks, title, heading)
            case Table():
                for index, head in enumerate(block.header):
                    asks = _introduced(frames, head.text) and not _FILLS_IN.search(head.text)
                    if asks or (index == 0 and _introduced(frames, introduction)):
                        for row in block.rows:
                            yield from _named(frames, row[index].inline.text)
                heads = " | ".join(head.text for head in block.header)
                for row in block.rows:
                    cells = " | ".join(cell.text for cell in row)
                    if evident(cells, heads):
                        yield Asking(frames.rule, row[0].span.start, row[-1].span.end)
            case CodeBlock(language="" | "text" | "txt" | "plain" | "plaintext" | "markdown" | "md", text=text):
                for line in _LINE.finditer(text.text):
                    if frames.evident(line[0], f"{_LISTED}{heading}\n{introduction}"):
                        yield Asking(frames.rule, *text.origin(*line.span()))
            case CodeBlock(language="json" | "jsonc" | "json5" | "yaml" | "yml" | "toml", text=text):
                yield from _labels(frames, text, f"{_LISTED}{heading}\n{introduction}")
            case Quote() | Footnote():
                yield from _lists(frames, block.blocks, title, heading)
            case _:
                pass


def _remarks(frames: _Frames, code: MappedText) -> Iterator[Asking]:
    """Remarks behind a line of code that ask for what the line shows."""
    for line in _REMARKED.finditer(code.text):
        if frames.evident(line["remark"], line["code"]):
            yield Asking(frames.rule, *code.origin(*line.span("remark")))


def _labels(frames: _Frames, code: MappedText, above: str) -> Iterator[Asking]:
    """Texts of a form, kept in a data file, that ask whoever fills it in; its name says who gets the answers."""
    named = " ".join(found["text"] for found in _FORM.finditer(code.text))
    form = f"{named} form" if named else ""
    for label in _LABEL.finditer(code.text):
        key = label["key"].replace("_", " ")
        group = "text" if label["text"] else "plain"
        if frames.evident(label[group], f"{above}\n{form}\n{key}"):
            yield Asking(frames.rule, *code.origin(*label.span(group)))


def _last_words(text: str) -> str:
    """The end of a paragraph, which is what a list or a table below it goes on from."""
    starts = [found.start() for found in _SENTENCE.finditer(text)]
    return text[starts[-2] :] if len(starts) > 2 else text


def _introduced(frames: _Frames, text: str) -> bool:
    return frames.introductions.any(text) and not frames.excused(text) and not frames.unless_sentence.any(text)


def _named(frames: _Frames, text: MappedText) -> Iterator[Asking]:
    if frames.named(text.text):
        yield Asking(frames.rule, *text.origin(0, len(text.text)))


def _clauses(text: str, start: int, end: int) -> str:
    """A part of a sentence, filled up to whole clauses."""
    first = max((found.end() for found in _COMMA.finditer(text, 0, start + 1)), default=0)
    last = _COMMA.search(text, end)
    return text[first : last.start() if last else len(text)]


_LISTED = "\n"
"""How the context of an item or a row begins, which tells it from the sentence before another."""
_KINDS = ("asks", "openings", "introductions", "things", "harmless", "insists", "unless", "unless_sentence")
"""The options that are lists of expressions."""
_PUNCTUATION = frozenset("，；：！？（）")
# The head of a column that tells what to type: into which program, only the rows and the text above can say.
_FILLS_IN = regex(r"\b(?:enter|type|paste|fill|write|put)\b|填|输入", re.IGNORECASE)
_COMMA = regex(r"[，,：:]|\b(?:but|then|and then)\b")
_CHINESE_WRAP = regex(r"(?<=[\u4e00-\u9fff，。；：！？、])\n(?=[\u4e00-\u9fff])")
_LINE = regex(r"[^\n]+")
# A line with a comma at its end, or with a prohibition that it leaves open, goes on in the next one.
_GOES_OVER = regex(
    r"(?:不要|勿|不得|不会|不能|不应|禁止|\b(?:never|not|no one|nobody)\b|n[’']t\b)[^。！？!?；;.]*$|[，、,]\s*$",
    re.IGNORECASE,
)
# What stands at the end of a line of its own: code, a quotation, a link, a remark in brackets.
_ENDED = regex(r"[。！？!?；;：:}\])）”」`>…]\s*$")
_CLAUSE = regex(rf"(?:(?!{_COMMA.pattern}).)+(?:{_COMMA.pattern})?|{_COMMA.pattern}", re.DOTALL)
_GOES_ON = regex(
    r"\s*(?:(?:\w+\s+)?(?:or|nor)\b|(?:including|not even|even|especially)\b|"
    r"或|以及|及|包括|包含|尤其|特别是|哪怕|也(?!请))"
)
# A line of code with a remark behind it.
_REMARKED = regex(r"^(?P<code>[^\n]*[^\s#/:\x22'][^\n]*?)[ \t]+(?://|#)[ \t]*(?P<remark>[^\n]+)$", re.MULTILINE)
# A text that a form shows, known by the last word of its key; YAML needs no quotes around it.
_LABEL = regex(
    r"(?P<key>[\w.-]*(?:label|hint|placeholder|title|help|question|caption|text|tooltip))[\x22']?\s*[:=]\s*"
    r"(?:[\x22'](?P<text>[^\x22\n]{2,})[\x22']|(?P<plain>[^\s\x22'{\[|>&*#!%@`][^\n]{2,}?)\s*(?:#[^\n]*)?(?=\n|$))",
    re.IGNORECASE,
)
# What a form is called, at its beginning.
_FORM = regex(
    r"^[\s{]{0,4}[\x22']?(?:form|title|name|description)[\x22']?\s*[:=]\s*[\x22']?(?P<text>[^\x22'\n,]+)", re.MULTILINE
)
# Who says the words of a dialogue that follow.
_SPEAKER = regex(r"\W*\w[\w .()（）-]{0,20}[:：]")
_ITEM = regex(r"(?:[-*+•]|\d{1,2}[.)、])\s*")
