"""HTML in a page: a piece of it to its text, its tables and the values in its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from presscheck.base_urls.labels import Labels
from presscheck.base_urls.links import LinkReader, is_deep_link
from presscheck.base_urls.place import Knowledge, Place
from presscheck.base_urls.setting import Setting
from presscheck.base_urls.targets import is_strong
from presscheck.markdown.views import rewritten
from presscheck.model import Cell, Inline, MappedText, Span, Table
from presscheck.patterns import regex

# A comment that nobody closes goes on to the end, as for a browser.
_TAG = regex(
    r"<!--.*?(?:-->|\Z)|</?(?P<tag>[A-Za-z][A-Za-z0-9-]*+)(?P<rest>[^<>]*+)>|(?P<break>(?<!\s)\s*\n\s*)", re.DOTALL
)
_ATTRIBUTE = regex(r"""(?<![\w-])(?P<key>[A-Za-z][\w-]*+)\s{0,9}=\s{0,9}(?P<quote>["'])(?P<value>[^"'<>]*)(?P=quote)""")
_TABLE = regex(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_ROW = regex(r"<tr\b[^<>]*+>(.*?)(?=</tr>|<tr\b|$)", re.DOTALL | re.IGNORECASE)
_CELL = regex(r"<t[dh]\b[^<>]*+>(.*?)(?=</t[dh]>|<t[dh]\b|$)", re.DOTALL | re.IGNORECASE)
_CODE_MARK = "\ue001"
_CODE = regex(rf"{_CODE_MARK}([^{_CODE_MARK}\n]+){_CODE_MARK}")
_CODE_TAGS = frozenset(["code", "kbd", "samp"])
_LABEL_TAGS = frozenset(["td", "th", "dt", "summary", "label"])
_BLOCK_TAGS = frozenset(
    ["tr", "li", "p", "br", "div", "dl", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section"]
)

_NAME_ATTRIBUTES = ("name", "id", "aria-label", "data-field", "title", "placeholder")
_COPY_ATTRIBUTES = frozenset(["data-clipboard-text", "data-copy", "data-text"])
"""What a button copies; its text says what that is."""
_VALUE_ATTRIBUTES = frozenset(["value", "placeholder", "data-value"]) | _COPY_ATTRIBUTES
_LABEL = 200
_LINK_LABEL = 40
_NOWHERE = Span(0, 0, 1, 1, 1, 1)


class HtmlReader:
    """Reads HTML as the page's reader sees it in a browser."""

    def __init__(self, known: Knowledge, labels: Labels, links: LinkReader) -> None:
        self.known = known
        self.labels = labels
        self.links = links

    def attributes(self, html: MappedText, place: Place, following: str = "") -> Iterator[Setting]:
        """The values in attributes, and deep links; ``following`` is the text after the HTML."""
        for tag in _TAG.finditer(html.text):
            if tag["tag"] is None or "=" not in tag["rest"]:
                continue
            pairs = {found["key"].lower(): found for found in _ATTRIBUTE.finditer(tag["rest"])}
            text = html.text[tag.end() : tag.end() + _LABEL]
            for key, found in pairs.items():
                shift = tag.start("rest")
                span = html.origin(shift + found.start("value"), shift + found.end("value"))
                value = found["value"]
                if key == "href" and is_deep_link(value):
                    yield from self.links.carried(unquote(value), span, text[:_LINK_LABEL], place)
                name = self._name(key, pairs, re.split(r"[<\n]", text, maxsplit=1)[0] or following)
                if name and self.known.is_address(value):
                    yield Setting("base-url", value, *span, name, meant=place.meant, about=place.headings, is_code=True)

    def _name(self, key: str, pairs: dict[str, re.Match[str]], text: str) -> str:
        """The field that the value of an attribute is for, by other attributes or by the text behind the tag."""
        names = [pairs[name]["value"] for name in _NAME_ATTRIBUTES if name in pairs and name != key]
        named = next((name for name in names if self.labels.of(name) or is_strong(name)), "")
        if key in _COPY_ATTRIBUTES:
            words = self.known.words
            spoken = words.field.search(text) or words.ambiguous_field.search(text)
            named = spoken[0] if spoken else ""
        if key in _VALUE_ATTRIBUTES and (self.labels.of(named) or is_strong(named)):
            return named
        own = key.removeprefix("data-")
        return own if is_strong(own) else ""


def text_of(html: MappedText) -> Inline:
    """The text of HTML, with its cells and items told apart and its code marked."""
    flat = rewritten(html, _TAG, _separator)
    return Inline(flat, code_ranges=tuple(found.span(1) for found in _CODE.finditer(flat.text)))


def summary_of(html: MappedText) -> str:
    """What HTML announces in the page's next blocks: the summary of details that it does not close."""
    opened = html.text.lower().rfind("<summary")
    closed = html.text.lower().find("</summary>", opened)
    if opened < 0 or closed < 0 or "</details" in html.text[opened:].lower():
        return ""
    return html.text[html.text.find(">", opened) + 1 : closed].strip()


def tables_of(html: MappedText) -> Iterator[Table]:
    """The tables in HTML, as those in Markdown are read."""
    closed = html.text.lower().rfind("</table>") + len("</table>")
    for table in _TABLE.finditer(html.text, 0, closed):
        rows = [cells for row in _ROW.finditer(html.text, *table.span()) if (cells := tuple(_cells(html, row)))]
        if len(rows) > 1:
            yield Table(rows[0], tuple(rows[1:]), _NOWHERE)


def _cells(html: MappedText, row: re.Match[str]) -> Iterator[Cell]:
    for cell in _CELL.finditer(html.text, *row.span(1)):
        text = rewritten(html.part(*cell.span(1)), _TAG, lambda _: "")
        codes = ((0, len(text.text)),) if re.match(r"\s*<code>", cell[1]) else ()
        yield Cell(Inline(text, code_ranges=codes), _NOWHERE)


def _separator(found: re.Match[str]) -> str:
    """What a reader sees of a tag: a new line, a colon behind a label, or nothing."""
    if found["break"] is not None:
        return " "
    tag = (found["tag"] or "").lower()
    closing = found[0].startswith("</")
    if tag in _LABEL_TAGS:
        return " : " if closing else ""
    if tag in _CODE_TAGS:
        return _CODE_MARK
    if tag == "dd":
        return "\n" if closing else ""
    if tag in _BLOCK_TAGS:
        return "\n"
    return "" if tag else " "
