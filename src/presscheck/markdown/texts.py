"""Every text of a page, one after the other, with what kind of place it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from presscheck.model import (
    Block,
    CodeBlock,
    DefinitionList,
    Document,
    Footnote,
    Heading,
    HtmlBlock,
    Inline,
    ListBlock,
    MappedText,
    Node,
    Page,
    Paragraph,
    Quote,
    Table,
)

Place: TypeAlias = Literal["front-matter", "heading", "prose", "cell", "code-span", "code-block", "alt", "html", "link"]
PLACES: tuple[Place, ...] = (
    "front-matter",
    "heading",
    "prose",
    "cell",
    "code-span",
    "code-block",
    "alt",
    "html",
    "link",
)


class TextPart(NamedTuple):
    """A text and its kind of place. ``code-span`` texts also stand, as a reader sees them, in their surroundings."""

    place: Place
    text: MappedText


def text_parts(page: Page) -> Iterator[TextPart]:
    """Every text of a page in reading order, front matter values first."""
    if page.front_matter and page.front_matter.node:
        yield from _values(page.front_matter.node)
    elif page.front_matter:
        # No valid YAML: its readers still see what it says.
        span = page.front_matter.span
        yield TextPart("front-matter", MappedText.verbatim(page.source.text[span.start : span.end], span.start))
    yield from _blocks(document_blocks(page.document))


def document_blocks(document: Document) -> Iterator[Block]:
    """The blocks of a body in reading order, headings among them."""
    yield from document.blocks
    for section in document.walk():
        yield section.heading
        yield from section.blocks


def _values(node: Node) -> Iterator[TextPart]:
    if node.text is not None:
        yield TextPart("front-matter", node.text)
    for child in node.children.values():
        yield from _values(child)


def _blocks(blocks: Iterable[Block]) -> Iterator[TextPart]:
    for block in blocks:
        match block:
            case Heading():
                yield from _inline(block.inline, "heading")
            case Paragraph():
                yield from _inline(block.inline, "prose")
            case ListBlock():
                for item in block.items:
                    yield from _blocks(item.blocks)
            case Table():
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from _inline(cell.inline, "cell")
            case CodeBlock():
                yield TextPart("code-block", block.text)
            case HtmlBlock():
                yield TextPart("html", block.text)
            case Quote() | Footnote():
                yield from _blocks(block.blocks)
            case DefinitionList():
                for definition in block.definitions:
                    yield from _inline(definition.term, "prose")
                    yield from _blocks(definition.blocks)


def _inline(inline: Inline, place: Place) -> Iterator[TextPart]:
    yield TextPart(place, inline.text)
    for code in inline.codes:
        yield TextPart("code-span", code.text)
    for link in inline.links:
        yield TextPart("link", MappedText.verbatim(link.href, link.href_span.start))
    for image in inline.images:
        yield TextPart("alt", image.alt)
        yield TextPart("link", MappedText.verbatim(image.src, image.src_span.start))
    for html in inline.html:
        yield TextPart("html", MappedText.verbatim(html.text, html.span.start))
