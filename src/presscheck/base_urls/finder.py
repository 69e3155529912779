"""Finds the places where a page tells its readers what to enter into a client's fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from presscheck.base_urls.code import (
    Assignment,
    assignments,
    comment_of,
    is_strong,
    is_weak,
    requests,
)
from presscheck.base_urls.prose import SENTENCE, Found, ProseReader, is_model_id, may_be_model_id, model_ids
from presscheck.base_urls.scope import Mention, Scope, knows, protocol_of
from presscheck.base_urls.setting import Meant, Setting, What
from presscheck.base_urls.values import Address, addresses, host_of, is_address
from presscheck.base_urls.words import Words
from presscheck.clients import Client, Gateway, Registry
from presscheck.expressions import compiled
from presscheck.markdown.texts import document_blocks
from presscheck.markdown.views import base64_text, rewritten
from presscheck.model import (
    LANGUAGES,
    Block,
    Cell,
    CodeBlock,
    DefinitionList,
    Footnote,
    Heading,
    HtmlBlock,
    Inline,
    Language,
    Link,
    ListBlock,
    Localized,
    MappedText,
    Node,
    Page,
    Paragraph,
    Piece,
    Quote,
    Section,
    Span,
    Table,
    nested,
)

_WORTH_READING = re.compile(r"(?i)tt+p|ur[li]|api|model|模型|//|地址|v1")
_PROGRAMMING = frozenset(
    "python py python3 javascript js jsx typescript ts tsx mjs node go java kotlin ruby php csharp rust".split()
)
_COMMON_NAMES = frozenset(["url", "host", "endpoint", "address", "server"])
"""Names of settings that mean something else in the configuration of everything but their client."""

_WHAT = re.compile(
    r"什么|多少|哪(?:个|里)|怎么填|如何填|忘(?:记|了)|(?i:\bwhat\b|\bwhich\b|\bhow\b|\bforgot|\bwhere\b)"
)
_PLAIN = frozenset(["", "text", "txt", "plain", "plaintext", "markdown", "md", "email", "eml"])
_OUTCOME = re.compile(
    r"结果|实际请求|最终请求|请求(?:地址|URL|路径)|会怎样|是否(?:可用|正确|可行)|(?i:\b(?:results?|outcomes?|what happens|requests? (?:url|sent|path)|request goes|works\??)\b)"
)
_FAILURE = re.compile(
    r"malformed|HTTP \d{3}|\w(?:Error|Exception)\b|\bAPIRemoved\w*|\b[45]\d\d\b|\bHTML\b|doctype|Invalid URL|报错|空回复|乱码|连不上|超时|(?i:\bempty (?:reply|answer)|\btimed? ?out)"
)
_REPAIR = re.compile(
    r"处理|解决|修复|应填|改为|正确|(?i:\b(?:fix|solution|remedy|resolution|correct|right|what to do|enter|use)\b)"
)
_MODEL_NAME = r"(?:[A-Z][A-Z0-9]*_)*MODEL(?:_NAME|_ID)?|(?:[a-z]\w*?_?)?[mM]odel(?:_?[nN]ame|_?[iI]d)?"
_MODEL_IN_CODE = re.compile(
    rf"""(?:(?<![\w.-])["']?(?P<name>{_MODEL_NAME})["']?\]?(?:\s*:\s*str)?\s*(?:[:=]|=>|,)\s*(?:[\w.]+\(\s*)?|(?<!\S)(?P<flag>--model|-m)[ =]"""
    r"""|\b\w+\.(?:chat|responses|completion|languageModel|chatModel|embedding|textEmbeddingModel)\(\s*(?=["'])"""
    r"""|\bname:\s*[A-Z_]*MODEL\s*\n\s*value:\s*|\bset(?:x|\s+-\w+)?\s+[A-Z_]*MODEL\s+)"""
    r"""(?P<quote>["'`]?)(?P<value>[A-Za-z][\w.:/\[\]-]{1,60})(?P=quote)(?=[\s,;)}\]"'`&|]|$)"""
)
_MODEL_LIST = re.compile(
    r"""["']?(?:[A-Z][A-Z0-9_]*_)?(?:MODEL_LIST|CUSTOM_MODELS|MODELS)["']?\s*[:=]\s*["']?(?P<list>[^"'\n]+)"""
    r"""|name:\s*[A-Z_]*MODELS?(?:_LIST)?\s*\n\s*value:\s*["']?(?P<pair>[^"'\n]+)"""
    r"""|(?<![\w])["']?(?:available_)?[mM]odels["']?\s*[:=]\s*(?P<array>\[[^\]]*\]|\{[^}]*\}|(?:\s*\n\s*-\s[^\n]+)+)"""
)
_LISTED_MODEL = re.compile(
    r"""(?:^|[\[,+\s-]|(?:name|id|model)["']?\s*[:=]\s*)["']?(?P<value>[a-zA-Z][\w.:/-]*\w)(?=["']?\s*(?:[,\]}=@:]|$|\n))"""
)
_TAGS = re.compile(r"<!--.*?-->|</?(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?P<rest>[^<>]*)>|(?P<break>\s*\n\s*)", re.DOTALL)
_FIELD_ATTRIBUTES = re.compile(r"""(?P<key>[A-Za-z][\w-]*)\s*=\s*(?P<quote>["'])(?P<value>[^"'<>]*)(?P=quote)""")
_NAMES_OF_OTHERS = re.compile(
    r"""(?<![\w.$-])(?P<name>(?:OPENAI|ANTHROPIC|GEMINI|GOOGLE_GEMINI|CLAUDE)_(?:API_)?(?:BASE|BASE_URL|HOST|URL|ENDPOINT|PROXY_URL)|"""
    r"""base_url|baseURL|baseUrl|api_base|apiBase|api_base_url|apiBaseUrl|apiUrl|api_host|apiHost)(?=["'\]]*\s*(?:=(?!=)|:(?!:)|\s"?https?:))"""
)
_FLAG_OF_OTHERS = re.compile(
    r"(?<!\S)(?P<name>--(?:openai-)?(?:api-)?(?:base|base-url|api-base|api-url|url))(?=[=\s]\"?https?:)"
)
_API_PATH = re.compile(r"(?<![\w.:/])/(?:v\d+/)?(?:chat/completions|responses|messages)\b")
_DEEP_LINK = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"'`（）]*[?#&][^\s<>\"'`（）]*(?:%7B|%3A%2F%2F|eyJ|\{%22)[^\s<>\"'`（）]*"
)
_REQUEST = re.compile(
    r"""(?:\bcurl\b(?:[^\n]|\\\n)*?\s|\b(?:fetch|post|request|axios(?:\.post)?|urlopen|Request|NewRequest)\(\s*(?:["']POST["']\s*,\s*)?|-Uri\s+)["']?(?P<url>https?://[^\s"'`<>\\)]+)"""
)
_ENDPOINT_PATH = re.compile(r"/(?:chat/completions|messages|responses)/?$")
_VALUE_ATTRIBUTES = frozenset(["value", "placeholder", "data-value", "data-clipboard-text", "data-copy", "data-text"])
_MODE = re.compile(
    r"(?:Claude|Anthropic|Gemini|Responses|Messages)\s*(?:模式|协议|格式|接口|兼容|类型|规范|API|provider|mode|format|compatible|protocol|type)"
    r"|create(?:Anthropic|GoogleGenerativeAI)\b|anthropic/",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Place:
    """What is known about where a block stands: the clients it is for, the words above it, what they introduce.

    ``code`` is the client that the page's code is written for, where it is one and the text names none; ``label`` is
    the field that a value here is for, ``model`` says that it is a model's; ``path`` is what stands here
    for a field of its own that some clients have for the path.
    """

    meant: tuple[Meant, ...] = ()
    headings: str = ""
    intro: str = ""
    code: tuple[Meant, ...] = ()
    label: str = ""
    model: bool = False
    protocol: str | None = None
    path: str = ""


class SettingFinder:
    """Finds the settings of a page. Knows the clients, and the hosts that belong to the site."""

    def __init__(self, registry: Registry, gateway: Gateway) -> None:
        self.scope = Scope(registry)
        self.words = Words(registry.words)
        origins = (gateway.api_origin, *gateway.homepages)
        self.hosts = frozenset(host for origin in origins if (host := urlsplit(origin).hostname))
        self.known_hosts = self.hosts | frozenset(self.words.vendors)
        self.prose = ProseReader(self.words, self.known_hosts)

    def page(self, page: Page) -> list[Setting]:
        """The settings that a page shows, in their order."""
        if not _WORTH_READING.search(page.source.text):
            return []
        place = self._page_place(page)
        found = list(self._front_matter(page, place))
        found.extend(self._blocks(page.document.blocks, place))
        for section in page.document.sections:
            found.extend(self._section(section, place))
        found.extend(self._missing_label(page, place))
        found.sort(key=lambda item: (item.start, -item.end, item.what))
        kept: list[Setting] = []
        for item in found:
            if not any(
                other.what == item.what and other.start <= item.start and item.end <= other.end for other in kept[-6:]
            ):
                kept.append(item)
        return kept

    # --- where a block stands ---------------------------------------------------------------------------------------

    def _page_place(self, page: Page) -> _Place:
        client = page.meta.get("client")
        versions = page.meta.get("client_versions")
        known = self.scope.registry.find(client) if isinstance(client, str) else None
        if known is not None:
            listed = [str(item) for item in versions] if isinstance(versions, list) else []
            return _Place(meant=(self.scope.version_of(known, listed),))
        title = page.meta.get("title")
        named = self.scope.named(title) if isinstance(title, str) else ()
        return _Place(meant=named, code=() if named else self._clients_of_code(page))

    def _clients_of_code(self, page: Page) -> tuple[Meant, ...]:
        """The one SDK that the code of a page is written for."""
        blocks = nested(document_blocks(page.document))
        texts = [block.text.text for block in blocks if isinstance(block, CodeBlock)]
        found = {item.client.id: item for text in texts for item in self.scope.of_code(text)}
        kits = [item for item in found.values() if item.client.kind == "sdk"]
        return tuple(kits) if len(kits) == 1 else ()

    @staticmethod
    def _missing_label(page: Page, place: _Place) -> Iterator[Setting]:
        """A page for a client that nowhere says what the client calls the field."""
        if page.id is None or page.kind != "client" or not place.meant or not page.document.sections:
            return
        client = place.meant[0].client
        shown = client.fields.get("base_url")
        if shown is None or any(name in page.source.text for name in shown.all()):
            return
        span = page.document.sections[0].heading.span
        right = Localized(*(_label_for(shown.names, language) for language in LANGUAGES))
        yield Setting("label", "", span.start, span.end, meant=place.meant, instead=right)

    def _outdated(self, inline: Inline, place: _Place, mentions: Sequence[Mention]) -> Iterator[Setting]:
        """Sentences with advice for older versions of the clients that they are about."""
        text = inline.text
        for found in SENTENCE.finditer(text.text):
            sentence = found[0]
            inside = [item.meant for item in mentions if found.start() <= item.start < found.end()]
            for meant in inside or [item.meant for item in mentions[:1]] or place.meant:
                if meant.version is not meant.client.newest:
                    continue
                for advice in meant.client.outdated:
                    match = None if advice.in_code else compiled(advice.pattern).search(sentence)
                    if match is None or (advice.unless and compiled(advice.unless).search(sentence)):
                        continue
                    if self.words.asks.search(sentence) or re.search(r"[？?]\s*$", sentence):
                        continue
                    start, end = text.origin(found.start() + match.start(), found.start() + match.end())
                    yield Setting("outdated", match[0], start, end, meant=(meant,), instead=advice.instead)

    def _outdated_code(self, mapped: MappedText, language: str) -> Iterator[Setting]:
        """Code for older versions, whatever the page is about: it is written for one client only."""
        for client in self.scope.registry.clients.values():
            for advice in client.outdated:
                for found in compiled(advice.pattern).finditer(mapped.text) if advice.in_code else ():
                    if self._is_shown_wrong(mapped.text, found.start(), language) or _is_comment(
                        mapped.text, found.start()
                    ):
                        continue
                    start, end = mapped.origin(found.start(), found.end())
                    meant = (Meant(client, client.newest),)
                    yield Setting("outdated", found[0], start, end, meant=meant, instead=advice.instead, is_code=True)

    def _namings(self, inline: Inline, place: _Place, mentions: Sequence[Mention]) -> Iterator[Setting]:
        """What a text says that the field is called."""
        meant = tuple(item.meant for item in mentions[-1:]) or place.meant
        if len(meant) != 1 or "base_url" not in meant[0].client.fields:
            return
        text = inline.text.text
        yield from self._names_of_others(inline, meant[0])
        for found in self.words.naming.finditer(text):
            name = next((group for group in found.groups() if group), "").strip("*_ ")
            at = text.find(name, found.start())
            if not name or not (
                self.words.field.search(name)
                or self.words.ambiguous_field.search(name)
                or self.words.implied_field.search(f"the {name}")
            ):
                continue
            start, end = inline.text.origin(at, at + len(name))
            yield Setting("label", "", start, end, name, start, end, meant=meant, explicit=True)

    def _names_of_others(self, inline: Inline, meant: Meant) -> Iterator[Setting]:
        """What a text shows as the name of a field, in bold or in quotes, and other clients' forms call it so."""
        text = inline.text.text
        spans = [
            *inline.bold,
            *(found.span(1) for found in re.finditer(r"[“「『\"]([^”」』\"\n]{3,30})[”」』\"]", text)),
        ]
        for first, last in spans:
            name = text[first:last].strip(" ：:")
            if name in self._other_labels(meant.client) and self.words.field.fullmatch(name):
                start, end = inline.text.origin(first, last)
                yield Setting("label", "", start, end, text[first:last], start, end, meant=(meant,), explicit=True)

    def _other_labels(self, client: Client) -> frozenset[str]:
        """What other clients call the field; generic names are everybody's."""
        return frozenset(
            name
            for other in self.scope.registry.clients.values()
            if other is not client and "base_url" in other.fields
            for name in other.fields["base_url"].all()
            if name not in {"Base URL", "API Base URL"}
        )

    def _section(self, section: Section, above: _Place) -> Iterator[Setting]:
        heading = section.heading
        text = heading.text
        named = self.scope.named(text)
        same = {item.client.id: item for item in above.meant}
        place = replace(
            above,
            meant=tuple(
                same.get(item.client.id, item) if item.version is item.client.newest else item for item in named
            )
            or above.meant,
            headings=f"{above.headings}\n{text}",
            intro=text,
            protocol=(protocol_of(text) if _MODE.search(text) else None) or above.protocol,
        )
        yield from self._inline(heading.inline, replace(place, intro=""))
        yield from self._blocks(section.blocks, place)
        for inner in section.sections:
            yield from self._section(inner, replace(place, intro=""))

    def _blocks(self, blocks: Sequence[Block], place: _Place) -> Iterator[Setting]:
        intro, local = place.intro, place
        for block in blocks:
            here = replace(local, intro=intro)
            match block:
                case Paragraph():
                    asked = intro is place.intro or re.search(r"[:：?？]\s*$", intro)
                    label = here.label or (self._label(_last_sentence(intro, whole=True)) if asked else "")
                    yield from self._inline(block.inline, here, label=label)
                    intro = block.inline.text.text
                    # A paragraph that names clients speaks for what it introduces, up to the next one.
                    named = self.scope.named(_last_sentence(intro))
                    introduces = bool(named) and bool(
                        re.search(r"[:：]\s*$|如下|以下|below|following|下[面方列]", intro)
                    )
                    local = replace(place, meant=named) if introduces or (named and not place.meant) else place
                case ListBlock():
                    lines = [_first_text(item.blocks) for item in block.items]
                    listed = _beside(here, lines)
                    for item in block.items:
                        yield from self._item(item.blocks, listed)
                case Table():
                    lines = [" : ".join(cell.text for cell in row) for row in block.rows]
                    yield from self._table(block, _beside(here, lines))
                case CodeBlock():
                    yield from self._code_block(block, here)
                case HtmlBlock():
                    yield from self._html(block.text, here)
                case Quote() | Footnote():
                    yield from self._blocks(block.blocks, here)
                case DefinitionList():
                    for definition in block.definitions:
                        term = definition.term.text.text
                        inside = replace(
                            here,
                            meant=self.scope.named(term) or here.meant,
                            label=self._label(term),
                            model=_is_model_label(self.words, term),
                            intro=term,
                        )
                        yield from self._inline(definition.term, here)
                        yield from self._blocks(definition.blocks, inside)
                case Heading():
                    pass

    def _item(self, blocks: Sequence[Block], place: _Place) -> Iterator[Setting]:
        """A list item: what its first line names holds for what is nested in it."""
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            text = first.inline.text.text
            named = self.scope.named(text)
            intro_named = () if named else self._introduced(place)
            inner = replace(
                place,
                meant=intro_named or place.meant,
                label=(self._label(place.intro) if len(place.intro) < 60 else "") or self._list_label(text, place),
                model=place.model
                or (
                    bool(_LIST_OF_IDS.fullmatch(text.strip()))
                    and bool(self.words.model.search(_last_sentence(place.intro)))
                ),
            )
            yield from self._inline(first.inline, inner)
            nested = replace(
                inner, meant=named or inner.meant, label=self._label(text) if len(text) < 60 else "", intro=text
            )
            yield from self._blocks(blocks[1:], nested)
        else:
            yield from self._blocks(blocks, place)

    def _list_label(self, text: str, place: _Place) -> str:
        """What a list of bare addresses is for, on a page about a client: the words before it say that it is."""
        intro = _last_sentence(place.intro)
        is_bare = is_address(text.strip(), self.known_hosts)
        named = self.words.implied_field.search(f"the {intro}") or re.search(r"(?i)address|url|地址|网址", intro)
        return (
            intro
            if is_bare
            and place.meant
            and named
            and not self.words.visited.search(intro)
            and not self.words.forbids.search(intro)
            else ""
        )

    def _introduced(self, place: _Place) -> tuple[Meant, ...]:
        return self.scope.named(_last_sentence(place.intro)) if place.intro else ()

    def _label(self, text: str) -> str:
        """A short text that is a field's name, or introduces its value; else nothing."""
        text = text.strip()
        if (
            not text
            or len(text) > 60
            or self.words.no_field.search(text)
            or (self.words.asks.search(text) and not _WHAT.search(text))
        ):
            return ""
        if (re.search(r"[？?]$", text) and not _WHAT.search(text)) or self.words.forbids.search(
            self.words.reminds.sub(" ", text)
        ):
            return ""
        found = self.words.field.search(text) or self.words.ambiguous_field.search(text)
        return text if found and (found.end() - found.start()) * 4 >= len(text) * 1 else ""

    # --- text -------------------------------------------------------------------------------------------------------

    def _inline(
        self, inline: Inline, place: _Place, *, label: str | None = None, model: bool = False
    ) -> Iterator[Setting]:
        text = inline.text.text
        label = place.label if label is None else label
        mentions = self.scope.mentions(text)
        values = self.prose.candidates(inline)
        implied = bool(place.meant or mentions)
        for found in self.prose.read(text, values, label=label, implied=implied):
            yield self._from_prose("base-url", found, inline, place, mentions)
        yield from self._outdated(inline, place, mentions)
        yield from self._namings(inline, place, mentions)
        yield from self._named_models(inline, place, mentions, label="model" if model or place.model else "")
        for item in _DEEP_LINK.finditer(text):
            start, end = inline.text.origin(*item.span())
            yield from self._carried(unquote(item[0]), start, end, text[: item.start()], place)
        for code in inline.codes:
            if is_address(code.text.text, self.known_hosts):
                continue
            yield from self._code(code.text, "", place, spoken=self._spoken(text, code.span.start, inline))
        for link in inline.links:
            yield from self._link(link, inline, place, mentions)
        for html in inline.html:
            after = next(
                (piece.start for piece in inline.text.pieces if piece.source_start >= html.span.end), len(text)
            )
            yield from self._attributes(
                MappedText.verbatim(html.text, html.span.start), place, text[after : after + 40]
            )

    def _named_models(
        self, inline: Inline, place: _Place, mentions: Sequence[Mention], *, label: str
    ) -> Iterator[Setting]:
        """The ids of models that a text tells its reader to use; none beside somebody else's address."""
        text = inline.text.text
        ids = [
            Address(text[start:end], start, end) for start, end in inline.code_ranges if is_model_id(text[start:end])
        ]
        inside = [*inline.code_ranges, *((item.start, item.end) for item in self.prose.candidates(inline))]
        ids += [
            Address(text[start:end], start, end)
            for start, end in model_ids(text)
            if not any(first <= start < last for first, last in inside)
        ]
        if label and _LIST_OF_IDS.fullmatch(text.strip()):
            for found in _listed_ids(text):
                yield self._from_prose("model", _alone(found, text, label), inline, place, mentions)
            return
        if label:
            ids += [Address(found[0], *found.span()) for found in _listed_ids(text)]
        if not ids:
            return
        ids.sort(key=lambda item: (item.start, -item.end))
        if place.meant and not label:
            for item in ids:
                chosen = re.search(
                    r"(?:选择?|改?用|换成|可用|添加|切换到|(?i:\b(?:add|use|choose|pick|select|switch\s+to|type)))\s*[`“\"]?$",
                    text[: item.start],
                )
                is_code = any(start <= item.start < end for start, end in inline.code_ranges)
                if (
                    chosen
                    and is_code
                    and not self.words.forbids.search(re.split(r"[，,。；;.]", text[: item.start])[-1])
                    and not re.search(r"[？?]", text[item.end :][:80])
                ):
                    yield self._from_prose(
                        "model",
                        Found(item.text, item.start, item.end, "model", -1, -1, True, text, item.start, False),
                        inline,
                        place,
                        mentions,
                    )
        for found in self.prose.read(text, ids, label=label, names=self.words.model):
            if any(not self._is_of_site(item.text) for item in addresses(found.sentence)):
                continue
            yield self._from_prose("model", found, inline, place, mentions)

    def _spoken(self, text: str, start: int, inline: Inline) -> bool:
        """Whether the words before a code span forbid or doubt it."""
        at = next((piece.start for piece in inline.text.pieces if piece.source_start >= start), len(text))
        clause = re.split(r"[，,。；;！？!?\n]", text[:at])[-1]
        after = text[at : at + 120]
        following = text[at + len(_code_at(inline, start)) :][:60]
        clause = self.words.reminds.sub(" ", clause)
        return bool(
            self.words.forbids.search(clause)
            or (self.words.supposes.search(clause) and not self.words.offers.search(clause))
            or self.words.asks.search(after)
            or self.words.fails.search(following)
            or re.match(r"[^。.；;！!\n]{0,40}[？?]", following)
            or self.words.gone.search(text)
        )

    def _from_prose(
        self, what: What, found: Found, inline: Inline, place: _Place, mentions: Sequence[Mention]
    ) -> Setting:
        text = inline.text
        start, end = text.origin(found.start, found.end)
        name_start, name_end = text.origin(found.name_start, found.name_end) if found.name_start >= 0 else (-1, -1)
        meant, every = self._meant_by(text.text, found, mentions, place)
        path = place.path
        if any("path" in item.client.fields for item in meant):
            spoken = _API_PATH.search(
                found.sentence[: found.before] + " " + found.sentence[found.before + len(found.value) :]
            )
            path = spoken[0] if spoken else path
        protocol = (
            protocol_of(found.name)
            or (protocol_of(found.sentence) if _MODE.search(found.sentence) else None)
            or _spoken_protocol(text.text[: found.start][-80:])
            or place.protocol
        )
        shown, explicit = _as_shown(inline, found.name_start, found.name_end)
        if explicit:
            name_start, name_end = text.origin(*shown)
        return Setting(
            what=what,
            value=found.value,
            start=start,
            end=end,
            name=text.text[shown[0] : shown[1]] if explicit else found.name,
            name_start=name_start,
            name_end=name_end,
            meant=self._with_protocol(meant, found.name, protocol),
            every=every,
            explicit=explicit,
            strict=found.strict,
            exact=end - start == found.end - found.start,
            path=path if any("path" in item.client.fields for item in meant) else "",
            added=found.added or bool(self.words.added.search(place.label)),
            about=f"{place.headings}\n{place.intro}\n{found.sentence}",
        )

    def _with_protocol(self, meant: Sequence[Meant], name: str, protocol: str | None) -> tuple[Meant, ...]:
        """The clients with what the name of the field adds: a variable belongs to whoever reads it."""
        variable = re.search(r"[A-Za-z_]*[a-z_][A-Za-z_]*", name)
        plain = name.strip("`*_ ：:")
        if variable and re.fullmatch(r"[A-Za-z][A-Za-z0-9_.]*", plain) and ("_" in plain or plain != plain.lower()):
            known = knows(meant, plain)
            if known is not None:
                return self._narrowed((known,), protocol)
            if len(meant) == 1 and _takes_such(meant[0].client, variable=plain.isupper()):
                return tuple(meant)
            clients = [client for client in self.scope.with_setting(plain) if plain in client.settings]
            if clients and plain.isupper():
                client = clients[0]
                wanted = client.settings[plain]
                return (Meant(client, client.newest, wanted if wanted in client.newest.protocols else None),)
        if protocol is None:
            return tuple(meant)
        if not meant and protocol == "messages":
            client = self.scope.registry.clients.get("anthropic-python")
            return (Meant(client, client.newest),) if client else ()
        return tuple(
            Meant(item.client, item.version, protocol) if protocol in item.version.protocols else item for item in meant
        )

    def _meant_by(
        self, text: str, found: Found, mentions: Sequence[Mention], place: _Place
    ) -> tuple[tuple[Meant, ...], bool]:
        """The clients that a sentence speaks of where its value stands."""
        begin = found.start - found.before
        end = begin + len(found.sentence)
        inside = [item for item in mentions if begin <= item.start < end]
        bracket = re.match(r"[\s`]*[（(]([^）)]{1,60})[）)]", text[found.end :])
        if bracket:
            here = [item for item in inside if found.end <= item.start < found.end + bracket.end()]
            if here:
                return tuple(item.meant for item in here), True
        before = [item for item in inside if item.end <= found.start]
        if before:
            group = [before[-1]]
            for item in reversed(before[:-1]):
                if not re.fullmatch(
                    r"[\s`*_]*(?:和|与|及|、|，|或|以及|还有|,|/|and|or|,\s*and)[\s`*_]*",
                    text[item.end : group[0].start],
                ):
                    break
                group.insert(0, item)
            return tuple({item.meant.client.id: item.meant for item in group}.values()), True
        after = [item for item in inside if item.start >= found.end]
        if after and not re.search(r"https?:", text[found.end : after[0].start]):
            return (after[0].meant,), True
        if place.label and not inside:
            return place.meant, False
        earlier = [item for item in mentions if item.end <= begin]
        if earlier:
            return (earlier[-1].meant,), True
        return place.meant or self._introduced(place) or place.code, False

    def _link(self, link: Link, inline: Inline, place: _Place, mentions: Sequence[Mention]) -> Iterator[Setting]:
        """A link whose label stands for the value, and links that carry settings to a client."""
        text = inline.text.text
        href = unquote(link.href)
        yield from self._carried(href, link.href_span.start, link.href_span.end, link.text, place)
        label_start = next(
            (piece.start for piece in inline.text.pieces if piece.source_start >= link.label_span.start), -1
        )
        if label_start < 0 or not link.href.startswith("http"):
            return
        label_end = min(len(text), label_start + len(link.text))
        if is_address(link.text, self.known_hosts) or not link.text:
            return
        value = Address(link.href, label_start, label_end)
        for found in self.prose.read(text, [value]):
            between = text[found.name_end : found.start] if found.name_end >= 0 else ""
            if found.name_start >= 0 and found.name_end <= found.start and len(between) < 24:
                setting = self._from_prose("base-url", found, inline, place, mentions)
                yield replace(
                    setting, start=link.href_span.start, end=link.href_span.end, exact=link.href in text or True
                )

    def _carried(self, href: str, start: int, end: int, label: str, place: _Place) -> Iterator[Setting]:
        """Settings in a deep link: JSON, or JSON as base64, in its query; or parameters of their own."""
        if (
            not re.search(r"(?i)base.?url|api.?host|api.?base|endpoint|settings=|data=|config=|eyJ", href)
            or "?" not in href
            and "#" not in href
        ):
            return
        texts = [href]
        texts += [
            content for piece in re.findall(r"[A-Za-z0-9+/_-]{24,}={0,2}", href) if (content := base64_text(piece))
        ]
        scheme = href.partition(":")[0].lower()
        meant = (
            self.scope.named(re.sub(r"[-_.]", " ", scheme))
            or self._of_scheme(scheme)
            or self.scope.named(label)
            or place.meant
        )
        for text in texts:
            for pair in re.finditer(
                r"""["']?(?P<name>[A-Za-z_]*(?:[bB]ase_?[uU][rR][lL]|[aA]pi_?[hH]ost|[aA]pi_?[bB]ase|[eE]ndpoint|[aA]pi_?[uU]rl)|(?<=["'])(?:url|host|address))["']?\s*[:=]\s*["']?(?P<value>[^"'&,}\s]+)""",
                text,
            ):
                if is_address(pair["value"], self.known_hosts):
                    yield Setting(
                        "base-url",
                        pair["value"],
                        start,
                        end,
                        pair["name"],
                        meant=meant,
                        strict=is_strong(pair["name"]),
                        exact=False,
                        about=place.headings,
                        is_code=True,
                    )

    def _of_scheme(self, scheme: str) -> tuple[Meant, ...]:
        client = self.scope.registry.find(scheme)
        if client is None and scheme.startswith("cherry"):
            client = self.scope.registry.find("cherry-studio")
        return (Meant(client, client.newest),) if client else ()

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, table: Table, place: _Place) -> Iterator[Setting]:
        heads = [cell.text.strip() for cell in table.header]
        head_meant = [self.scope.named(head) for head in heads]
        outcome = any(_OUTCOME.search(head) for head in heads)
        for row in table.rows:
            failed = bool(row) and bool(_FAILURE.search(row[0].text))
            label_at = next((at for at, cell in enumerate(row[:-1]) if self._label(cell.text)), -1)
            model_at = next((at for at, cell in enumerate(row[:-1]) if _is_model_label(self.words, cell.text)), -1)
            row_meant = next(
                (named for cell in row if len(cell.text) < 40 and (named := self.scope.named(cell.text))), ()
            ) or (self.scope.row(row[0].text) if row else ())
            has_address = any(_has_address(cell.text) for cell in row)
            first = row[0].text.strip() if row else ""
            row_protocol = next(
                (
                    found
                    for cell in row
                    if len(cell.text) < 40 and not _has_address(cell.text) and (found := protocol_of(cell.text))
                ),
                None,
            )
            path = next(
                (cell.text.strip(" `") for cell in row if _API_PATH.fullmatch(cell.text.strip(" `"))), place.path
            )
            if not any(self.words.symptom_column.search(head) for head in heads):
                yield from self._outdated(_joined_row(row), replace(place, meant=row_meant or place.meant), ())
            for index, cell in enumerate(row):
                head = heads[index] if index < len(heads) else ""
                if (outcome or failed or self.words.symptom_column.search(head)) and not _REPAIR.search(head):
                    continue
                own_meant = head_meant[index] if index and index < len(head_meant) else ()
                labelled = 0 <= label_at < index
                label = self._label(row[label_at].text) if labelled else self._label(head)
                if not label and index and (row_meant or own_meant) and self.words.address_column.search(head):
                    label = head
                about = replace(
                    place,
                    meant=own_meant or row_meant or place.meant,
                    label=label,
                    path=path,
                    headings=f"{place.headings}\n{head}\n{first}",
                    protocol=row_protocol or place.protocol,
                )
                model = 0 <= model_at < index or (_is_model_label(self.words, head) and bool(row_meant or has_address))
                name = row[label_at] if labelled and not any(head_meant) else None
                for setting in self._inline(cell.inline, about, model=model):
                    yield self._named_by(setting, name)

    def _named_by(self, setting: Setting, cell: Cell | None) -> Setting:
        """A setting whose name is the label of its row."""
        if cell is None or setting.name_start >= 0 or setting.what != "base-url":
            return setting
        start, end = cell.inline.text.origin(0, len(cell.text))
        return replace(setting, name=cell.text, name_start=start, name_end=end, explicit=True)

    # --- code -------------------------------------------------------------------------------------------------------

    def _code_block(self, block: CodeBlock, place: _Place) -> Iterator[Setting]:
        text = block.text.text
        if is_address(text, self.known_hosts) and "\n" not in text.strip():
            label = self._label(_last_sentence(place.intro))
            named = self.words.field.search(place.intro)
            if (
                not label
                and named
                and re.search(r"[:：]\s*$", place.intro)
                and not self.words.forbids.search(place.intro)
            ):
                label = named[0]
            if label and not re.search(r"curl|(?i:request url)", place.intro):
                value = text.strip()
                at = text.index(value)
                start, end = block.text.origin(at, at + len(value))
                meant = self.scope.named(_last_sentence(place.intro)) or place.meant
                yield Setting(
                    "base-url",
                    value,
                    start,
                    end,
                    label,
                    meant=self._with_protocol(meant, label, protocol_of(label)),
                    added=bool(self.words.added.search(place.intro)),
                    about=f"{place.headings}\n{place.intro}",
                    is_code=True,
                )
            return
        yield from self._code(block.text, block.language, place)

    def _code(self, mapped: MappedText, language: str, place: _Place, *, spoken: bool = False) -> Iterator[Setting]:
        text = mapped.text
        if spoken:
            return
        yield from self._outdated_code(mapped, language)
        marks = self.scope.of_code(text) or self._constructed(text)
        items = list(assignments(text, self.known_hosts))
        defined = {item.name.lstrip("$"): item for item in items}
        in_requests = requests(text, defined)
        about = f"{place.headings}\n{place.intro}\n{_comments(text)}"
        yield from self._request_urls(mapped, language, about)
        for item in items:
            if not item.name or self._is_shown_wrong(text, item.start, language):
                continue
            beside_key = re.search(r"(?i)api.?key", text[max(0, item.start - 120) : item.end + 80])
            known = (
                [meant.client for meant in marks if beside_key]
                if item.name in _COMMON_NAMES
                else self.scope.with_setting(item.name)
            )
            strict = is_strong(item.name) or any(
                item.name in client.settings or any(ignored.name == item.name for ignored in client.ignored)
                for client in known
            )
            if not strict and not (is_weak(item.name) or item.built):
                continue
            if item.name.lstrip("$") in in_requests and not item.built:
                yield from self._used_in_requests(item, text, mapped, place, about)
                continue
            at = max(item.start, item.name_start) if item.built else item.start
            statement = text[max(0, text.rfind("\n\n", 0, at), at - 160) : at + len(item.value)]
            statement = statement.rpartition("model_name")[2]
            meant = self._meant_in_code(item.name, marks, place, language, statement)
            yield from _split(self._from_code(item, mapped, meant, strict, about))
        if language in _PLAIN:
            for setting in self._inline(Inline(mapped), replace(place, label="")):
                at = max(0, setting.start - mapped.source_start)
                is_key = not language and re.fullmatch(r"[\w.$-]*", setting.name)
                if not is_key and not self._is_shown_wrong(text, min(at, len(text)), language):
                    yield setting
        for link in _DEEP_LINK.finditer(text):
            start, end = mapped.origin(*link.span())
            yield from self._carried(unquote(link[0]), start, end, "", place)
        yield from self._wrong_names(mapped, marks, place, language, about)
        yield from self._models(mapped, place, items, marks, about, language)

    def _request_urls(self, mapped: MappedText, language: str, about: str) -> Iterator[Setting]:
        """Full URLs in requests that code sends by hand: they must be those of endpoints."""
        curl = self.scope.registry.find("curl")
        if curl is None:
            return
        for found in _REQUEST.finditer(mapped.text):
            url = found["url"]
            if (
                not _ENDPOINT_PATH.search(url)
                or self._is_shown_wrong(mapped.text, found.start("url"), language)
                or _is_comment(mapped.text, found.start("url"))
            ):
                continue
            protocol = {"messages": "messages", "responses": "responses"}.get(url.rstrip("/").rpartition("/")[2])
            start, end = mapped.origin(*found.span("url"))
            yield Setting(
                "base-url",
                url,
                start,
                end,
                meant=(Meant(curl, curl.newest, protocol),),
                exact=True,
                about=about,
                is_code=True,
            )

    def _from_code(
        self, item: Assignment, mapped: MappedText, meant: tuple[Meant, ...], strict: bool, about: str
    ) -> Setting:
        start, end = mapped.origin(item.start, item.end)
        name_start, name_end = mapped.origin(item.name_start, item.name_end)
        return Setting(
            "base-url",
            item.value,
            start,
            end,
            item.name,
            name_start,
            name_end,
            meant=meant,
            strict=strict,
            exact=end - start == item.end - item.start and not item.built and len(item.value) == item.end - item.start,
            about=about,
            is_code=True,
        )

    def _used_in_requests(
        self, item: Assignment, text: str, mapped: MappedText, place: _Place, about: str
    ) -> Iterator[Setting]:
        """A variable that request URLs are made of: what they come to is what counts."""
        curl = self.scope.registry.find("curl")
        name = re.escape(item.name.lstrip("$"))
        path = re.search(rf"(?:\$\{{?{name}\}}?|\{{{name}\}}|\b{name}\s*\+\s*[\"'`]|%{name}%)(?P<path>/[\w/.-]*)", text)
        if curl is None or path is None or not re.search(r"/(?:chat/completions|responses|messages)$", path["path"]):
            return
        if re.search(r"/(?:responses|messages)$", path["path"]):
            return
        value = item.value.rstrip("/") + path["path"]
        setting = self._from_code(item, mapped, (Meant(curl, curl.newest),), True, about)
        yield replace(setting, value=value, exact=False)
        del place

    def _is_shown_wrong(self, text: str, at: int, language: str) -> bool:
        """Whether a line of code is one of a log, is taken away by a diff, or a comment calls it wrong."""
        line_start = text.rfind("\n", 0, at) + 1
        line_end = text.find("\n", at)
        line = text[line_start : len(text) if line_end < 0 else line_end]
        if language in {"diff", "patch"} and line.startswith("-"):
            return True
        if re.match(r"-\s*\S+.*\n\+\s*\S", text[line_start:]) and language in {"", "text"}:
            return True
        if self.words.log_line.search(line):
            return True
        return any(self.words.wrong_comment.search(note) for note in comment_of(text, at).split("\n") if note)

    def _meant_in_code(
        self, name: str, marks: Sequence[Meant], place: _Place, language: str, statement: str = ""
    ) -> tuple[Meant, ...]:
        above = {item.client.id: item for item in place.meant}
        own = [above.get(item.client.id, item) for item in marks]
        both = [item for item in own if item.client.id in above]
        protocol = protocol_of(name) or place.protocol
        if re.search(r"""["'\s]anthropic/""", statement):
            protocol = "messages"
        spoken = [item for item in own if self._is_called(item.client, statement)]
        for pool in (spoken if len(own) > 1 else (), both, own):
            if pool:
                known = knows(pool, name)
                return self._narrowed((known,) if known else pool, protocol)
        known = knows(place.meant or place.code, name)
        if known:
            return self._narrowed((known,), protocol)
        clients = self.scope.with_setting(name)
        takes = [client for client in clients if name in client.settings]
        if takes and (language in _PROGRAMMING or name.isupper() or not place.meant):
            client = takes[0]
            wanted = client.settings[name]
            return (Meant(client, client.newest, wanted if wanted in client.newest.protocols else None),)
        if place.meant:
            return self._narrowed(place.meant, protocol)
        return self._with_protocol((), name, protocol)

    def _constructed(self, text: str) -> tuple[Meant, ...]:
        """The OpenAI SDK for Python, by a call that nobody else's class of that name takes."""
        made = re.search(r"(?<!new )\bOpenAI\((?![^)]*\bmodel\s*=)[^)]*\bapi_key\s*=", text)
        return (self.scope.default,) if made else ()

    @staticmethod
    def _is_called(client: Client, statement: str) -> bool:
        """Whether the line of code at hand calls a client that is one of several in its block."""
        line = statement.rstrip().rpartition("\n")[2]
        vendor = re.search(r"(Anthropic|OpenAI|GoogleGenAI)(?:Compatible)?\(", line)
        return vendor is not None and client.id.startswith(vendor[1].lower())

    @staticmethod
    def _narrowed(meant: Sequence[Meant], protocol: str | None) -> tuple[Meant, ...]:
        return tuple(
            Meant(item.client, item.version, protocol) if protocol and protocol in item.version.protocols else item
            for item in meant
        )

    def _wrong_names(
        self, mapped: MappedText, marks: Sequence[Meant], place: _Place, language: str, about: str
    ) -> Iterator[Setting]:
        """Names that the client of this code does not take, whatever they get."""
        text = mapped.text
        above = {item.client.id for item in place.meant}
        pool = [item for item in marks if item.client.id in above] or list(marks) or list(place.meant or place.code)
        seen: set[int] = set()
        for meant in pool[:1] if len(pool) == 1 else ():
            yield from self._unknown_names(mapped, meant, language, about, seen)
        for meant in pool:
            for ignored in meant.client.ignored:
                for found in re.finditer(_use_of(ignored.name), text):
                    if any(knows([other], ignored.name) and ignored.name in other.client.settings for other in pool):
                        continue
                    if found.start() in seen or self._is_shown_wrong(text, found.start(), language):
                        continue
                    if _is_comment(text, found.start()) or not _is_set(text, found, language):
                        continue
                    seen.add(found.start())
                    start, end = mapped.origin(found.start(), found.end())
                    yield Setting(
                        "name",
                        ignored.name,
                        start,
                        end,
                        ignored.name,
                        start,
                        end,
                        meant=(meant,),
                        about=about,
                        is_code=True,
                    )

    def _unknown_names(
        self, mapped: MappedText, meant: Meant, language: str, about: str, seen: set[int]
    ) -> Iterator[Setting]:
        """Names that set the Base URL of other clients, in the configuration of one that reads others of that kind."""
        text = mapped.text
        own = meant.client.settings
        listed = {item.name for item in meant.client.ignored}
        flags = _FLAG_OF_OTHERS.finditer(text) if any("-" in name for name in own) else ()
        for found in (*_NAMES_OF_OTHERS.finditer(text), *flags):
            name = found["name"]
            variable = name.isupper()
            if (
                not variable
                and language in _PROGRAMMING
                and not any(mark.search(text) for mark in self.scope.marks_of(meant.client))
            ):
                continue
            if (
                name.lstrip("-") in own
                or name in own
                or name in listed
                or not _takes_such(meant.client, variable=variable)
            ):
                continue
            if not _is_set(text, found, language):
                continue
            if found.start() in seen or self._is_shown_wrong(text, found.start("name"), language):
                continue
            seen.add(found.start())
            start, end = mapped.origin(*found.span("name"))
            yield Setting("name", name, start, end, name, start, end, meant=(meant,), about=about, is_code=True)

    def _models(
        self,
        mapped: MappedText,
        place: _Place,
        items: Sequence[Assignment],
        marks: Sequence[Meant],
        about: str,
        language: str,
    ) -> Iterator[Setting]:
        """Model ids in code; none of code for somebody else's servers."""
        text = mapped.text
        beside = [(item.start, item.value) for item in items if item.name]
        beside += [
            (item.start, item.text) for item in addresses(text) if not any(place == item.start for place, _ in beside)
        ]
        if not items and any(names.search(_comments(text)) for names in self.words.vendors.values()):
            return
        others = [item for item in addresses(text) if not self._is_of_site(item.text)]
        if others and not any(host in text for host in self.hosts):
            return
        places = [
            (found["value"], found.start("value"), found["name"] or found["flag"] or "model")
            for found in _MODEL_IN_CODE.finditer(text)
        ]
        for listed in _MODEL_LIST.finditer(text):
            group = next(name for name in ("list", "pair", "array") if listed[name])
            for found in _LISTED_MODEL.finditer(listed[group]):
                places.append((found["value"], listed.start(group) + found.start("value"), "models"))
        for value, at, name in dict.fromkeys(places):
            if not may_be_model_id(value) or self._is_shown_wrong(text, at, language):
                continue
            nearest = min(beside, key=lambda item, at=at: _distance(text, item[0], at), default=None)
            if nearest is not None and not self._is_of_site(nearest[1]):
                continue
            if re.search(r"\b(?:local|ollama|lmstudio|vllm)\w*\.[\w.]+\([^()]*$", text[:at]):
                continue
            start, end = mapped.origin(at, at + len(value))
            yield Setting(
                "model", value, start, end, name, meant=tuple(marks) or place.meant, about=about, is_code=True
            )

    def _is_of_site(self, value: str) -> bool:
        host = host_of(value)
        return not re.match(r"localhost|127\.|0\.0\.0\.0|192\.168\.|10\.|host\.docker|ollama", host) and not any(
            host == known or host.endswith(f".{known}") for known in self.words.vendors
        )

    # --- HTML and front matter --------------------------------------------------------------------------------------

    def _html(self, mapped: MappedText, place: _Place) -> Iterator[Setting]:
        """A block of HTML: its attributes, and its text with cells and items told apart."""
        yield from self._attributes(mapped, place)
        for table in re.finditer(r"<table\b.*?</table>", mapped.text, re.DOTALL | re.IGNORECASE):
            yield from self._html_table(mapped.part(*table.span()), place)
        flat = rewritten(mapped, _TAGS, _separator)
        ranges = tuple(found.span(1) for found in re.finditer(r"\ue001([^\ue001\n]+)\ue001", flat.text))
        yield from self._inline(Inline(flat, code_ranges=ranges), place)

    def _html_table(self, mapped: MappedText, place: _Place) -> Iterator[Setting]:
        """A table in HTML, read as one in Markdown."""
        nowhere = Span(0, 0, 1, 1, 1, 1)
        rows: list[tuple[Cell, ...]] = []
        for row in re.finditer(r"<tr\b[^>]*>(.*?)(?=</tr>|<tr\b|$)", mapped.text, re.DOTALL | re.IGNORECASE):
            cells = []
            for cell in re.finditer(r"<t[dh]\b[^>]*>(.*?)(?=</t[dh]>|<t[dh]\b|$)", row[1], re.DOTALL | re.IGNORECASE):
                start = row.start(1) + cell.start(1)
                text = rewritten(mapped.part(start, start + len(cell[1])), _TAGS, lambda _: "")
                codes = ((0, len(text.text)),) if re.match(r"\s*<code>", cell[1]) else ()
                cells.append(Cell(Inline(text, code_ranges=codes), nowhere))
            if cells:
                rows.append(tuple(cells))
        if len(rows) > 1:
            yield from self._table(Table(rows[0], tuple(rows[1:]), nowhere), place)

    def _attributes(self, mapped: MappedText, place: _Place, following: str = "") -> Iterator[Setting]:
        for tag in _TAGS.finditer(mapped.text):
            if tag["tag"] is None:
                continue
            pairs = {found["key"].lower(): found for found in _FIELD_ATTRIBUTES.finditer(tag["rest"])}
            shift = tag.start("rest")
            named = next(
                (pairs[key]["value"] for key in ("name", "id", "aria-label", "data-field") if key in pairs), ""
            )
            for key, found in pairs.items():
                name = key.removeprefix("data-")
                if key == "href" and _DEEP_LINK.match(found["value"]):
                    start, end = mapped.origin(shift + found.start("value"), shift + found.end("value"))
                    yield from self._carried(
                        unquote(found["value"]), start, end, mapped.text[tag.end() : tag.end() + 40], place
                    )
                if key in {"data-clipboard-text", "data-copy", "data-text"}:
                    named = re.split(r"[<\n]", mapped.text[tag.end() :], maxsplit=1)[0] or following
                    spoken = self.words.field.search(named) or self.words.ambiguous_field.search(named)
                    named = spoken[0] if spoken else ""
                if key in _VALUE_ATTRIBUTES and (self._label(named) or is_strong(named)):
                    name = named
                elif not is_strong(name):
                    continue
                if is_address(found["value"], self.known_hosts):
                    start, end = mapped.origin(shift + found.start("value"), shift + found.end("value"))
                    yield Setting(
                        "base-url",
                        found["value"],
                        start,
                        end,
                        name,
                        meant=place.meant,
                        about=place.headings,
                        is_code=True,
                    )

    def _front_matter(self, page: Page, place: _Place) -> Iterator[Setting]:
        if page.front_matter is None or page.front_matter.node is None:
            return
        yield from self._values(page.front_matter.node, "", place)

    def _values(self, node: Node, key: str, place: _Place) -> Iterator[Setting]:
        for name, child in node.children.items():
            yield from self._values(child, str(name) if isinstance(name, str) else key, place)
        if node.text is None:
            return
        if is_address(node.text.text, self.known_hosts):
            if is_strong(key) or (key not in _COMMON_NAMES and self.scope.with_setting(key)):
                start, end = node.text.origin(0, len(node.text.text))
                name = (node.key_span.start, node.key_span.end) if node.key_span else (-1, -1)
                yield Setting(
                    "base-url",
                    node.text.text,
                    start,
                    end,
                    key,
                    *name,
                    meant=self._meant_in_code(key, (), place, "yaml"),
                    is_code=True,
                )
            return
        yield from self._inline(Inline(node.text), place)


_LIST_OF_IDS = re.compile(r"[+-]?[\w.:/\[\]-]+(?:\s*[,，;；、|]\s*[+-]?[\w.:/\[\]=@-]+)*")


_OPENS, _CLOSES = "\"“「『‘'[【", "\"”」』’']】"


def _as_shown(inline: Inline, start: int, end: int) -> tuple[tuple[int, int], bool]:
    """A name as the form shows it, and whether the text gives it as such: in quotes, in bold, before a colon."""
    text = inline.text.text
    if start < 0:
        return (start, end), False
    for first, last in (*inline.bold, *inline.code_ranges):
        if first <= start and end <= last and last - first < 48:
            return (first, last), True
    opened = max(text.rfind(sign, max(0, start - 24), start) for sign in _OPENS)
    if opened >= 0 and not re.search(rf"[{re.escape(_CLOSES)}。，,.]", text[opened + 1 : start]):
        closed = min((at for sign in _CLOSES if (at := text.find(sign, end, end + 24)) >= 0), default=-1)
        if closed >= 0 and "http" not in text[opened:closed]:
            return (opened + 1, closed), True
    is_field = re.match(
        r"\s*(?:字段|一?栏|框|那?一?格|处|输入框|\s(?:field|box|setting|line|row|entry|textbox)\b)", text[end:]
    )
    is_label = not text[:start].strip(" *_-") and re.match(r"[\s*_]*[：:=]", text[end:])
    return (start, end), bool(is_field or is_label)


def _has_address(text: str) -> bool:
    return any(True for _ in addresses(text))


def _code_at(inline: Inline, start: int) -> str:
    return next((code.text.text for code in inline.codes if code.span.start == start), "")


def _split(setting: Setting) -> Iterator[Setting]:
    """The values of a setting that takes several, such as ``OPENAI_API_BASE_URLS``."""
    if not setting.name.upper().endswith("URLS") or ";" not in setting.value or not setting.exact:
        yield setting
        return
    at = setting.start
    for value in setting.value.split(";"):
        if value:
            yield replace(setting, value=value, start=at, end=at + len(value))
        at += len(value) + 1


def _distance(text: str, one: int, other: int) -> int:
    """How far two places in a text are from each other; on different lines they are farther."""
    first, last = min(one, other), max(one, other)
    return last - first + 1000 * text.count("\n", first, last)


def _joined_row(row: Sequence[Cell]) -> Inline:
    """A row as one text, for what is said by two cells together."""
    texts: list[str] = []
    pieces: list[Piece] = []
    size = 0
    for cell in row:
        text = cell.inline.text
        pieces.extend(
            Piece(piece.start + size, piece.end + size, piece.source_start, piece.source_end) for piece in text.pieces
        )
        texts.append(text.text)
        size += len(text.text) + 3
    return Inline(MappedText(" = ".join(texts), tuple(pieces)))


def _label_for(names: Mapping[Language, tuple[str, ...]], language: Language) -> str:
    return (names.get(language) or next(iter(names.values())))[0]


def _use_of(name: str) -> str:
    """An expression for a place where a name gets a value."""
    gets = r"(?:[=:,]|\s\S)" if name.isupper() else r"(?:=(?!=)|:(?!:))"
    return rf"(?<![\w-])(?:(?<=env\.)|(?<!\.)){re.escape(name)}(?![\w-])(?=[\"'\]]*\s*{gets})"


def _is_set(text: str, found: re.Match[str], language: str) -> bool:
    """Whether a variable is given a value at a place, and not only read by code that hands it on."""
    if language not in _PROGRAMMING or not found[0].isupper():
        return True
    return bool(re.match(r"""["'\]]*\s*(?:=(?!=)|,\s*["'])""", text[found.end() :])) and bool(
        re.search(r"""(?:environ(?:\.setdefault)?|env|setenv|putenv)[\[.(]["']?$""", text[: found.start()])
    )


def _takes_such(client: Client, *, variable: bool) -> bool:
    """Whether a client has settings of a kind, variables or keys; a program that reads only others has none to take."""
    own = client.settings
    return any(name.isupper() == variable for name in own) or (bool(own) and client.kind == "cli")


def _comments(text: str) -> str:
    return "\n".join(found[1] for found in re.finditer(r"(?m)(?:^|\s)(?:#|//)\s(.*)$", text))


def _is_comment(text: str, at: int) -> bool:
    """Whether a place in code is part of a comment."""
    return bool(re.search(r"(?:^|\s)(?:#|//)(?:\s|$)", text[text.rfind("\n", 0, at) + 1 : at]))


def _beside(place: _Place, lines: Iterable[str]) -> _Place:
    """What other fields in the same form say: the path that goes with the host, the protocol."""
    path, protocol = "", place.protocol
    for line in lines:
        if re.search(r"(?i)API\s*(?:Path|路径)", line) and (found := _API_PATH.search(line)):
            path = found[0]
        if re.match(r"\W*(?i:API\s*)?(?:模式|类型|提供商类型|(?i:mode|type|provider|provider type))\W", line):
            protocol = protocol_of(line) or protocol
    return replace(place, path=path, protocol=protocol)


def _first_text(blocks: Sequence[Block]) -> str:
    return blocks[0].inline.text.text if blocks and isinstance(blocks[0], Paragraph) else ""


def _alone(found: re.Match[str], text: str, label: str) -> Found:
    return Found(found[0], found.start(), found.end(), label, -1, -1, True, text, found.start(), False)


def _is_model_label(words: Words, text: str) -> bool:
    return len(text) < 24 and bool(words.model.search(text))


def _listed_ids(text: str) -> Iterator[re.Match[str]]:
    """The ids in a field of a table: alone, or in a list such as ``+a,-b``."""
    for found in re.finditer(r"(?<![\w./:-])[A-Za-z][\w.:/-]+\w(?:\[\w+\])?", text):
        if may_be_model_id(found[0]) and len(text) < 120:
            yield found


def _spoken_protocol(text: str) -> str | None:
    """The protocol of the provider that a sentence chooses before it comes to the address."""
    found = re.findall(
        r"(?:\bfor|\bto|\bchoose|\bselect|\bpick|\bunder|\bon|选择?|切换?到|切到|类型为|使用)[\s*_`“\"'’]*(?:the\s+)?(OpenAI|Anthropic|Claude|Gemini)(?![\s-]*(?:Code|CLI|Sonnet|\d))",
        text,
    ) or re.findall(r"(Anthropic|Claude|Gemini)\s*(?:下|时|那边|那一项|提供商|供应商|侧)", text)
    return protocol_of(found[-1]) if found else None


def _last_sentence(text: str, *, whole: bool = False) -> str:
    """The last sentence of a text; with ``whole`` with the sign at its end."""
    parts = [part for part in re.findall(r"[^。！？!?；;\n]+[。！？!?；;]*", text.strip()) if part.strip()]
    last = re.split(r"(?<=\.)\s", parts[-1])[-1].strip() if parts else ""
    return last if whole else last.rstrip("。！？!?；;")


def _separator(found: re.Match[str]) -> str:
    if found["break"] is not None:
        return " "
    tag = (found["tag"] or "").lower()
    closing = found[0].startswith("</")
    if tag in {"td", "th", "dt", "summary", "label"}:
        return " : " if closing else ""
    if tag in {"code", "kbd", "samp"}:
        return "\ue001"
    if tag == "dd":
        return "\n" if closing else ""
    if tag in {
        "tr",
        "li",
        "p",
        "br",
        "div",
        "dl",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
    }:
        return "\n"
    return "" if tag else " "
