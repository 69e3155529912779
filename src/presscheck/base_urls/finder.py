"""Finds the places where a page tells its readers what to enter into a client's fields: a page to its settings.

This walks the page: its sections, blocks, lists and introductions say where a text stands and which client it is for
(``Place``). What stands there is read by ``text`` (sentences), ``tables``, ``html``, ``code_settings``, ``names`` and
``models``; they yield ``Setting``s, which ``problems`` judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from presscheck.base_urls.advice import AdviceReader
from presscheck.base_urls.code_settings import CodeReader
from presscheck.base_urls.html import HtmlReader, summary_of, tables_of, text_of
from presscheck.base_urls.labels import Labels
from presscheck.base_urls.links import LinkReader
from presscheck.base_urls.models import is_list_of_ids
from presscheck.base_urls.names import NameReader
from presscheck.base_urls.place import Knowledge, Passage, Place, last_clause, last_sentence
from presscheck.base_urls.setting import Meant, Setting
from presscheck.base_urls.snippet import PLAIN, PROGRAMMING, Snippet, placed
from presscheck.base_urls.tables import TableReader
from presscheck.base_urls.text import TextReader
from presscheck.clients import Gateway, Registry
from presscheck.markdown.texts import document_blocks
from presscheck.model import (
    Block,
    CodeBlock,
    Definition,
    DefinitionList,
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
    Section,
    Table,
    nested,
)
from presscheck.patterns import regex

_WORTH_READING = regex(r"(?i)tt+p|ur[li]|api|model|模型|//|地址|v1")
_OF_INTEREST = regex(
    r"(?i)[/#＃]|[.．。][a-z]|[a-z0-9][-_:][a-z0-9]|ur[li]|base|host|domain|endpoint|slash|hash|pound|tt+p|"
    r"地址|域名|接口|代理|网址|主机|基址|端点|接入点|井号|斜杠|openai\."
)
"""What every address, name of its field, id of a model and advice about addresses has in it."""
_CODE_OF_INTEREST = regex(r"(?i)/|ur[li]|base|host|domain|endpoint|model|openai|create|wire_api|api|\.\w{2}| -m ")
"""The same for code spans, which are many in a page about anything else."""
_COLON = regex(r"[:：]\s*$")
_ASKS = regex(r"[:：?？]\s*$")
_KEY = regex(r"[\w.$-]*")
_SHORT = 60
"""A longer text is no label of what stands below it."""
_LABEL = 40
_COMPARED = 6
"""So many settings before one are looked at for one that holds it."""


class SettingFinder:
    """Finds the settings of a page. Knows the clients, and the hosts that belong to the site."""

    def __init__(self, registry: Registry, gateway: Gateway) -> None:
        self.known = Knowledge.of(registry, gateway)
        self.scope, self.words, self.hosts = self.known.scope, self.known.words, self.known.hosts
        self.labels = Labels(self.known)
        self.advice = AdviceReader(self.known)
        self.links = LinkReader(self.known)
        self.texts = TextReader(self.known, self.labels, self.advice, self.links)
        self.tables = TableReader(self.known, self.labels)
        self.html = HtmlReader(self.known, self.labels, self.links)
        self.code = CodeReader(self.known, self.labels)
        self.names = NameReader(self.known)

    def page(self, page: Page) -> list[Setting]:
        """The settings that a page shows, in their order."""
        if not _WORTH_READING.search(page.source.text):
            return []
        place = self._page_place(page)
        found = list(self._front_matter(page, place))
        found.extend(self._blocks(page.document.blocks, place))
        for section in page.document.sections:
            found.extend(self._section(section, place))
        found.extend(self.labels.missing(page, place))
        return _outermost(found)

    # --- where a block stands ---------------------------------------------------------------------------------------

    def _page_place(self, page: Page) -> Place:
        """The client of a page: what its front matter says, what its title names, what its code is written for."""
        client, versions, title = (page.meta.get(key) for key in ("client", "client_versions", "title"))
        headings = title if isinstance(title, str) else ""
        known = self.scope.registry.find(client) if isinstance(client, str) else None
        if known is not None:
            listed = [str(item) for item in versions] if isinstance(versions, list) else []
            return Place(meant=(self.scope.version_of(known, listed),), headings=headings)
        named = self.scope.named(title) if isinstance(title, str) else ()
        return Place(meant=named, code=() if named else self._client_of_code(page), headings=headings)

    def _client_of_code(self, page: Page) -> tuple[Meant, ...]:
        """The one SDK that the code of a page is written for."""
        blocks = nested(document_blocks(page.document))
        texts = [block.text.text for block in blocks if isinstance(block, CodeBlock)]
        found = {item.client.id: item for text in texts for item in self.scope.of_code(text)}
        kits = [item for item in found.values() if item.client.kind == "sdk"]
        return tuple(kits) if len(kits) == 1 else ()

    def _section(self, section: Section, above: Place) -> Iterator[Setting]:
        text = section.heading.text
        here = replace(
            above,
            meant=self._meant_by_heading(text, above) or above.meant,
            headings=f"{above.headings}\n{text}",
            intro="",
            protocol=self.known.spoken_protocol(text) or above.protocol,
        )
        yield from self._inline(section.heading.inline, here)
        yield from self._blocks(section.blocks, here.after(text))
        last = section.blocks[-1] if section.blocks else None
        below = self._announced(last.inline.text.text, here) if isinstance(last, Paragraph) else here
        for inner in section.sections:
            yield from self._section(inner, below)

    def _announced(self, text: str, here: Place) -> Place:
        """The place of the sections below a paragraph that announces them: they are for the clients that it names."""
        named = self.scope.named(last_clause(text)) if self.words.introduces.search(text) else ()
        return replace(here, meant=named) if named else here

    def _meant_by_heading(self, text: str, above: Place) -> tuple[Meant, ...]:
        """The clients that a heading names; in the versions of above, unless it names others."""
        same = {item.client.id: item for item in above.meant}
        return tuple(
            same.get(item.client.id, item) if item.version is item.client.newest else item
            for item in self.scope.named(text)
        )

    # --- blocks -----------------------------------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[Block], place: Place) -> Iterator[Setting]:
        """Blocks in their order: each paragraph introduces what follows it."""
        here, is_first, is_wrong = place, True, False
        for block in blocks:
            if isinstance(block, Paragraph):
                asks = is_first or _ASKS.search(here.intro[-_SHORT:])
                asked = self._asked(here.intro, block.inline.text.text) if asks and not here.label else ""
                yield from self._inline(block.inline, replace(here, asked=asked))
                here, is_first = self._after(block.inline.text.text, place, here), False
                is_wrong = bool(self.words.wrong_intro.search(here.intro[-_SHORT:]))
            else:
                if not is_wrong:
                    yield from self._block(block, here)
                is_wrong = False
                if isinstance(block, CodeBlock) and block.language in PROGRAMMING and here.meant != place.meant:
                    # The words that introduce a program for one client may not go on for the files below it.
                    here = replace(here, meant=(*here.meant, *(place.meant or (self.scope.default,))))
                if isinstance(block, HtmlBlock) and (summary := summary_of(block.text)):
                    here = replace(here, meant=self.scope.named(summary) or here.meant).after(summary)

    def _asked(self, intro: str, text: str) -> str:
        """The field that the words before a paragraph ask for; a bare address answers a question about a client."""
        question = last_sentence(intro)
        if label := self.labels.of(question):
            return label
        is_bare = question.endswith(("?", "？")) and self.known.is_address(self.words.answer.sub("", text))
        named = is_bare and not self.words.visited.search(question) and self.scope.named(question)
        return "Base URL" if named else ""

    def _after(self, text: str, place: Place, before: Place) -> Place:
        """The place of what follows a paragraph; one that names clients speaks for what it introduces.

        A label below such a paragraph goes on where that one has begun.
        """
        named = self.scope.named(last_clause(text))
        is_label = len(text) < _SHORT and _COLON.search(text) and not self.scope.named(text)
        if is_label and _COLON.search(before.intro[-_SHORT:]):
            return before.after(text)
        speaks = named and (not place.meant or self.words.introduces.search(text))
        return replace(place, meant=named if speaks else place.meant).after(text)

    def _block(self, block: Block, place: Place) -> Iterator[Setting]:
        """A block that is no paragraph."""
        match block:
            case ListBlock():
                here = place.beside((_first_text(item.blocks) for item in block.items), self.words)
                for item in block.items:
                    yield from self._item(item.blocks, here)
            case Table():
                yield from self._table(block, place)
            case CodeBlock():
                yield from self._code_block(block, place)
            case HtmlBlock():
                yield from self._html(block.text, place)
            case Quote() | Footnote():
                yield from self._blocks(block.blocks, place)
            case DefinitionList():
                for definition in block.definitions:
                    yield from self._definition(definition, place)
            case Heading() | Paragraph():
                pass

    def _definition(self, definition: Definition, place: Place) -> Iterator[Setting]:
        term = definition.term.text.text
        inside = replace(
            place,
            meant=self.scope.named(term) or place.meant,
            label=self.labels.of(term),
            model=self.labels.is_model(term),
        )
        yield from self._inline(definition.term, place)
        yield from self._blocks(definition.blocks, inside.after(term))

    def _item(self, blocks: Sequence[Block], place: Place) -> Iterator[Setting]:
        """A list item: what its first line names holds for what is nested in it."""
        first = blocks[0] if blocks else None
        if not isinstance(first, Paragraph):
            yield from self._blocks(blocks, place)
            return
        text = first.inline.text.text
        named = self.scope.named(text)
        introduced = () if named else self.scope.named(last_clause(place.intro))
        here = replace(
            place,
            meant=introduced or place.meant,
            label=_label_of_short(self.labels, place.intro) or self._label_of_list(text, place),
            model=place.model or (is_list_of_ids(text) and bool(self.words.model.search(last_clause(place.intro)))),
        )
        yield from self._inline(first.inline, here)
        inside = replace(here, meant=named or here.meant, label=_label_of_short(self.labels, text))
        yield from self._blocks(blocks[1:], inside.after(text))

    def _label_of_list(self, text: str, place: Place) -> str:
        """What a list of bare addresses is for, on a page about a client: the words before it say that it is."""
        if not place.meant or not self.known.is_address(text):
            return ""
        intro, words = last_clause(place.intro), self.words
        named = words.implied_field.search(f"the {intro}") or words.address.search(intro)
        return intro if named and not words.visited.search(intro) and not words.forbids.search(intro) else ""

    def _table(self, table: Table, place: Place) -> Iterator[Setting]:
        lines = (" : ".join(cell.text for cell in row) for row in table.rows)
        for row in self.tables.rows(table, place.beside(lines, self.words)):
            if row.whole is not None:
                yield from self.advice.in_row(Passage(row.whole.inline, row.whole.place, self.known))
            for cell in row.cells:
                yield from map(cell.named, self._inline(cell.inline, cell.place))

    # --- texts, HTML and code ---------------------------------------------------------------------------------------

    def _inline(self, inline: Inline, place: Place) -> Iterator[Setting]:
        """A text with its code spans, links, images and HTML; most texts have nothing that could be of interest."""
        has_parts = inline.codes or inline.links or inline.images or inline.html
        if not has_parts and not _OF_INTEREST.search(inline.text.text):
            return
        passage = Passage(inline, place, self.known)
        yield from self.texts.settings(passage)
        for code in inline.codes:
            text = code.text.text
            if not _CODE_OF_INTEREST.search(text) or self.known.is_address(text):
                continue
            if not self.texts.is_excused(code, passage):
                at = passage.offset_of(code.span.start) or 0
                protocol = self.known.spoken_protocol(last_sentence(passage.text[:at]))
                meant = passage.meant_before(code.span.start) or place.meant
                here = replace(place, meant=meant, protocol=protocol or place.protocol)
                yield from self._code(Snippet(code.text, "", here, self.known, passage.text))
        yield from self.texts.linked(passage)
        for image in inline.images:
            yield from self._inline(Inline(image.alt), replace(place, label="", asked=""))
        for html in inline.html:
            after = passage.offset_of(html.span.end)
            following = "" if after is None else passage.text[after : after + _LABEL]
            yield from self.html.attributes(MappedText.verbatim(html.text, html.span.start), place, following)

    def _html(self, html: MappedText, place: Place) -> Iterator[Setting]:
        """A block of HTML: its attributes, its tables, and its text."""
        yield from self.html.attributes(html, place)
        for table in tables_of(html):
            yield from self._table(table, place)
        yield from self._inline(text_of(html), place)

    def _code_block(self, block: CodeBlock, place: Place) -> Iterator[Setting]:
        text = block.text.text
        if "\n" not in text.strip() and self.known.is_address(text):
            yield from self.code.lone_address(block, place)
        else:
            here = placed(place, block.language)
            yield from self._code(Snippet(block.text, block.language, here, self.known))

    def _code(self, snippet: Snippet) -> Iterator[Setting]:
        """Code: advice, requests, assignments, names and models in it; what may be plain text is read as one, too."""
        yield from self.advice.in_code(snippet)
        yield from self.code.requested(snippet)
        yield from self.code.assigned(snippet)
        if snippet.language in PLAIN:
            yield from self._plain(snippet)
        yield from self.links.in_code(snippet)
        yield from self.names.unknown(snippet)
        yield from self.texts.models.in_code(snippet)

    def _plain(self, snippet: Snippet) -> Iterator[Setting]:
        """The sentences in a block or a code span without a language."""
        for setting in self._inline(Inline(snippet.mapped), replace(snippet.place, label="", asked="")):
            at = min(max(0, setting.start - snippet.mapped.source_start), len(snippet.text))
            is_key = not snippet.language and _KEY.fullmatch(setting.name)
            if not is_key and not snippet.is_shown_wrong(at):
                yield setting

    def _front_matter(self, page: Page, place: Place) -> Iterator[Setting]:
        if page.front_matter is not None and page.front_matter.node is not None:
            yield from self._values(page.front_matter.node, "", place)

    def _values(self, node: Node, key: str, place: Place) -> Iterator[Setting]:
        """The values of front matter, each with the nearest key above it."""
        for name, child in node.children.items():
            yield from self._values(child, name if isinstance(name, str) else key, place)
        if node.text is None:
            return
        if self.known.is_address(node.text.text):
            yield from self.code.value(node, key, place)
        else:
            yield from self._inline(Inline(node.text), place)


def _label_of_short(labels: Labels, text: str) -> str:
    return labels.of(text) if len(text) < _SHORT else ""


def _first_text(blocks: Sequence[Block]) -> str:
    return blocks[0].inline.text.text if blocks and isinstance(blocks[0], Paragraph) else ""


def _outermost(settings: list[Setting]) -> list[Setting]:
    """Settings in their order, without those that were found again inside of others."""
    settings.sort(key=lambda item: (item.start, -item.end, item.what))
    kept: list[Setting] = []
    for item in settings:
        if not any(
            other.what == item.what and other.start <= item.start and item.end <= other.end
            for other in kept[-_COMPARED:]
        ):
            kept.append(item)
    return kept
