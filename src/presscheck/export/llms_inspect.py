"""Any llms-full.txt, whoever made it: how many pages, and what a reader or a program would stumble over.

Every text has a result: a broken one has more to tell.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from presscheck.export.llms_file import Fault, read
from presscheck.markdown.parser import parser
from presscheck.markdown.portable import invisible
from presscheck.patterns import regex

_ABSOLUTE = regex(r"(?:https?:)?//|mailto:", re.IGNORECASE)
_FRONT_MATTER = regex(r"^[A-Za-z_][\w-]*:\s.*\n(?:[A-Za-z_ -].*\n)*---\s*$", re.MULTILINE)
_PAGE_MARKS = regex(r"^(?:Source|URL|url):\s*<?https?://|^<(?:page|SYSTEM|doc)\b|^---\n\s*(?:url|title):", re.MULTILINE)
_FENCE = regex(r"^ {0,3}(`{3,}|~{3,})(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was counted. ``lines`` holds for each counter the first lines at which it was raised, from 1."""

    format: str
    bytes: int
    lines_total: int
    tokens: int
    pages: int
    counts: dict[str, int] = field(default_factory=dict[str, int])
    lines: dict[str, list[int]] = field(default_factory=dict[str, list[int]])


Note = Callable[..., None]
_SHOWN = 5
COUNTERS = (
    "h1",
    "h2",
    "page-marks",
    "relative-links",
    "html",
    "comments",
    "unclosed-comments",
    "unclosed-fences",
    "fake-headings",
    "swallowed-headings",
    "duplicate-titles",
    "duplicate-bodies",
    "invisible",
    "not-utf-8",
)
"""Everything that is counted, in the order in which it is shown."""


def inspect(data: bytes) -> Inspection:
    """Count what there is in a file. Never raises for what a file holds."""
    counts: Counter[str] = Counter()
    lines: dict[str, list[int]] = {}

    def note(name: str, line: int, times: int = 1) -> None:
        counts[name] += times
        found = lines.setdefault(name, [])
        if len(found) < _SHOWN:
            found.append(line)

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        note("not-utf-8", data[: error.start].count(b"\n") + 1)
        text = data.decode("utf-8", errors="replace")
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    _marks(text, note)
    _structure(text, note)
    file = read(text)
    framed = not isinstance(file, Fault)
    pages = len(file.pages) if not isinstance(file, Fault) else counts["page-marks"] or counts["h1"] or counts["h2"]
    return Inspection(
        format="llms-full/1" if framed else "unknown",
        bytes=len(data),
        lines_total=text.count("\n") + (not text.endswith("\n")),
        tokens=_tokens(text),
        pages=pages,
        counts={name: counts[name] for name in COUNTERS if counts[name]},
        lines=lines,
    )


def _tokens(text: str) -> int:
    """About how many tokens a model makes of a text: a word of four letters is one, a Chinese character one."""
    wide = sum("\u2e80" <= sign <= "\uffdc" for sign in text)
    return wide + (len(text) - wide + 3) // 4


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _marks(text: str, note: Note) -> None:
    """What can be seen without parsing."""
    for found in _PAGE_MARKS.finditer(text):
        note("page-marks", _line(text, found.start()))
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isascii() and invisible(line.replace("\r", "")) >= 0:
            note("invisible", number)
    for found in _FRONT_MATTER.finditer(text):
        note("fake-headings", _line(text, found.end()))
    opened = ""
    start = 0
    for found in _FENCE.finditer(text):
        if not opened:
            opened, start = found[1], found.start()
        elif found[1][0] == opened[0] and len(found[1]) >= len(opened) and not found[2].strip():
            opened = ""
    if opened:
        note("unclosed-fences", _line(text, start))
    at = 0
    while (at := text.find("<!--", at)) >= 0:
        end = text.find("-->", at)
        if end < 0:
            note("unclosed-comments", _line(text, at))
            break
        for heading in re.finditer(r"^#{1,3} ", text[at:end], re.MULTILINE):
            note("swallowed-headings", _line(text, at + heading.start()))
        note("comments", _line(text, at))
        at = end


def _structure(text: str, note: Note) -> None:
    """What a Markdown reader sees."""
    try:
        tokens = parser().parse(text)
    except (ValueError, RecursionError, IndexError):
        return
    titles: set[str] = set()
    bodies: set[str] = set()
    rows = text.split("\n")
    start = 0
    for index, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else 1
        if token.type == "heading_open" and token.tag in {"h1", "h2"}:
            note(token.tag, line)
            title = tokens[index + 1].content
            if token.tag == "h1" and title in titles:
                note("duplicate-titles", line)
            titles.add(title)
            body = "\n".join(rows[start : line - 1]).strip()
            digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
            if len(body) > 200 and digest in bodies:
                note("duplicate-bodies", start + 1)
            bodies.add(digest)
            start = line
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            note("html", line)
        for child in token.children or ():
            if child.type == "html_inline" and not child.content.startswith("<!--"):
                note("html", line)
            for key in ("href", "src"):
                value = child.attrGet(key)
                if isinstance(value, str) and value and not _ABSOLUTE.match(value):
                    note("relative-links", line)
