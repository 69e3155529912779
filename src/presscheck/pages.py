"""The pages of a site beside each other: what one of them is to the others. Touches no disk."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

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
from presscheck.schemas.instance import visible

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of an FAQ page and what the page answers, both as ``folded_text``."""

    page: Page
    question: str
    text: str
    span: Span


class PageIndex:
    """Every page and note of the content folders, and the ways between them."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.by_path = {page.path: page for page in pages}

    @cached_property
    def by_id(self) -> dict[PageId, list[Page]]:
        """The files of each page; more than one is a mistake."""
        found: dict[PageId, list[Page]] = {}
        for page in self.by_path.values():
            if page.id is not None:
                found.setdefault(page.id, []).append(page)
        return found

    def page(self, wanted: PageId) -> Page | None:
        """A page by its id."""
        return next(iter(self.by_id.get(wanted, ())), None)

    def translation(self, page: Page, locale: str) -> Page | None:
        """The same page in another language."""
        return self.page(PageId(locale, page.id.type, page.id.slug)) if page.id and page.id.locale != locale else None

    @cached_property
    def linked(self) -> dict[PageId, set[str]]:
        """The files from which a link or an entry of ``related`` leads to a page; its own does not count."""
        found: dict[PageId, set[str]] = {}
        for page in self.by_path.values():
            if page.meta.get("status") == WITHDRAWN:
                continue
            for wanted in self._targets(page):
                if wanted != page.id:
                    found.setdefault(wanted, set()).add(page.path)
        return found

    def _targets(self, page: Page) -> Iterator[PageId]:
        types = {known.type for known in self.by_id}
        for link in page_links(page):
            target = relative_target(page, link.href)
            found = self.by_path.get(target.path) if target else None
            if found and found.id:
                yield found.id
        yield from (wanted for wanted, _ in related_pages(page) if wanted.type in types)

    @cached_property
    def answers(self) -> dict[tuple[str, str], list[Answer]]:
        """The answers of FAQ pages by language and question."""
        found: dict[tuple[str, str], list[Answer]] = {}
        for page in self.by_path.values():
            for answer in answers_of(page):
                found.setdefault((page.id.locale if page.id else "", answer.question), []).append(answer)
        return found

    def locale_size(self, locale: str) -> int:
        """How many pages there are in a language."""
        return sum(page.locale == locale for page in self.by_id)


# --- links ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """Where a relative link leads: a path as reported and the id of a heading there, empty for the page itself."""

    path: str
    fragment: str


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


def relative_target(page: Page, href: str) -> Target | None:
    """Where a relative link of a page leads; ``None`` for a whole URL, a path of the site and what cannot be read."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or href.startswith(("/", "\\")):
        return None
    path = page.path
    if parts.path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
    return Target(path, unquote(parts.fragment))


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
        yield Answer(page, folded_text(title.heading.text), folded_text(_text(first)), title.heading.span)
    for section in page.document.sections:
        for question in section.questions:
            text = folded_text(question.question.text)
            if title is None or text != folded_text(title.heading.text):
                yield Answer(page, text, folded_text(f"{question.rest}\n{visible(question.answer)}"), question.span)


def _text(section: Section) -> str:
    return visible([block for part in section.walk() for block in part.blocks])


def folded_text(text: str) -> str:
    """A text without case, width, blanks and punctuation: what asks or says the same is the same."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in normal if sign.isalnum())
