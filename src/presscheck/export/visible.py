"""What a reader sees of a page's HTML: plain text by section, for the search and for comparing forms of a page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

_INLINE = frozenset(["a", "code", "del", "em", "img", "s", "strong"])
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


class VisibleSection(NamedTuple):
    """A heading with the text below it, up to the next heading.

    Attributes:
        heading: what it says; empty for the text before the first heading.
        anchor: its id.
        text: what stands below it; one line for each paragraph, item, cell or line of code, single blanks.
    """

    heading: str
    anchor: str
    text: str


def visible_sections(body: str) -> list[VisibleSection]:
    """The sections of a sanitised body (``html.body_html``), in order; the first one has no heading.

    An image counts with its text alternative.
    """
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return [VisibleSection(_lines(heading), anchor, _lines(text)) for heading, anchor, text in reader.found]


def visible_text(body: str) -> str:
    """All of it as lines, headings among them."""
    parts = [part for section in visible_sections(body) for part in (section.heading, section.text)]
    return "\n".join(filter(None, parts))


def _lines(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[str]] = [["", "", ""]]
        self._in_heading = False
        self._code_block = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS:
            self.found.append(["", dict(attrs).get("id") or "", ""])
            self._in_heading = True
        elif tag == "img":
            self._add(dict(attrs).get("alt") or "")
        elif tag not in _INLINE:
            self._add("\n")
        self._code_block = self._code_block or tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self._code_block = self._code_block and tag != "pre"
        if tag in _HEADINGS:
            self._in_heading = False
        elif tag not in _INLINE:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        # A line break in the source of a paragraph is a blank to its reader; in a block of code it is one.
        self._add(data if self._code_block else data.replace("\n", " "))

    def _add(self, text: str) -> None:
        self.found[-1][0 if self._in_heading else 2] += text.replace("\n", " ") if self._in_heading else text
