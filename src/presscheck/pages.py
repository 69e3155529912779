"""What a page holds that other pages look at: links, the ids of headings, questions. Touches no disk."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from presscheck.markdown.portable import anchors
from presscheck.markdown.texts import document_blocks
from presscheck.model import (
    Block,
    DefinitionList,
    Heading,
    Image,
    Inline,
    Link,
    Page,
    PageId,
    Paragraph,
    Section,
    Span,
    Table,
    nested,
)
from presscheck.page_index import WITHDRAWN, Entry
from presscheck.schemas.instance import visible


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of an FAQ page and what the page answers, both as ``folded_text``."""

    question: str
    text: str
    span: Span


def entry_of(page: Page) -> Entry:
    """What the index keeps of a page."""
    tags = page.meta.get("tags")
    return Entry(
        path=page.path,
        id=page.id,
        status=str(page.meta.get("status") or ""),
        kind=page.kind or "",
        client=str(page.meta.get("client") or ""),
        tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        links=tuple(link.href for link in page_links(page)),
        images=tuple(image.src for image in page_images(page)),
        related=tuple(wanted for wanted, _ in related_pages(page)),
        anchors=page_anchors(page),
        answers=tuple((item.question, text_digest(item.text), item.span.line) for item in answers_of(page)),
    )


def text_digest(text: str) -> str:
    """What stands for a text where only its being the same matters."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


# --- links ----------------------------------------------------------------------------------------------------------


def page_inlines(page: Page) -> Iterator[Inline]:
    """Every text with links in a page."""
    for block in nested(document_blocks(page.document)):
        yield from block_inlines(block)


def block_inlines(block: Block) -> Iterator[Inline]:
    """The texts with links that a block holds itself."""
    match block:
        case Heading() | Paragraph():
            yield block.inline
        case Table():
            yield from (cell.inline for row in (block.header, *block.rows) for cell in row)
        case DefinitionList():
            yield from (definition.term for definition in block.definitions)
        case _:
            pass


def without_code(inline: Inline) -> str:
    """The text without its code spans, in as many characters."""
    text = inline.text.text
    for start, end in inline.code_ranges:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def page_links(page: Page) -> Iterator[Link]:
    """Every link of a page's body."""
    for inline in page_inlines(page):
        yield from inline.links


def page_images(page: Page) -> Iterator[Image]:
    """Every image of a page's body."""
    for inline in page_inlines(page):
        yield from inline.images


def related_pages(page: Page) -> Iterator[tuple[PageId, Span]]:
    """The pages that the front matter names as related, with their places."""
    node = page.front_matter.node.children.get("related") if page.front_matter and page.front_matter.node else None
    for item in node.children.values() if node and page.id else ():
        folder, _, slug = str(item.value).partition("/")
        if page.id and slug and folder.endswith("s"):
            yield PageId(page.id.locale, folder.removesuffix("s"), slug), item.span


def page_anchors(page: Page) -> tuple[str, ...]:
    """The ids of a page's headings as they are published: the title has none."""
    blocks = nested(document_blocks(page.document))
    headings = [block for block in blocks if isinstance(block, Heading)]
    if headings and headings[0].level == 1:
        del headings[0]
    return anchors(headings)


# --- questions ------------------------------------------------------------------------------------------------------


def answers_of(page: Page) -> Iterator[Answer]:
    """The questions of an FAQ page with their answers: its title, and those inside its sections."""
    if page.id is None or page.id.type != "faq" or page.meta.get("status") == WITHDRAWN:
        return
    title = next((section for section in page.document.walk() if section.heading.level == 1), None)
    first = next(iter(title.sections), None) if title else None
    if title and first:
        yield Answer(folded_text(title.heading.text), folded_text(_text(first)), title.heading.span)
    for section in page.document.sections:
        for question in section.questions:
            text = folded_text(question.question.text)
            if title is None or text != folded_text(title.heading.text):
                yield Answer(text, folded_text(f"{question.rest}\n{visible(question.answer)}"), question.span)


def _text(section: Section) -> str:
    return visible([block for part in section.walk() for block in part.blocks])


def folded_text(text: str) -> str:
    """A text without case, width, blanks and punctuation: what asks or says the same is the same."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in normal if sign.isalnum())
