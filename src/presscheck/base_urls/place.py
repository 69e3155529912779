"""Where a text stands in a page, and what is known before any page is read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter
from urllib.parse import urlsplit

from presscheck.base_urls.ranges import Ranges
from presscheck.base_urls.scope import Mention, Scope, protocol_of
from presscheck.base_urls.setting import Meant
from presscheck.base_urls.values import Address, addresses, bare_addresses, host_of, is_address
from presscheck.base_urls.words import Words
from presscheck.clients import Gateway, Registry, is_local
from presscheck.model import Inline
from presscheck.patterns import regex

ENDPOINT = regex(r"/(?:chat/completions|responses|messages|embeddings)/?$")
API_PATH = regex(r"(?<![\w.:/])/(?:v\d+/)?(?:chat/completions|responses|messages)\b")
"""The path of a request, as some clients have a field of its own for it."""

_LOCAL_HOST = regex(r"localhost|127\.|0\.0\.0\.0|192\.168\.|10\.|host\.docker|ollama")
_QUOTED = regex(r"[\"“「『]([^\"“”「」『』\n]{5,160})[\"”」』]")
_SENTENCE_END = regex(r"[。！!；;\n]|\.\s")
_INTRODUCTION = 1000
"""So much of the end of a text counts as what introduces the next one: a reader remembers no more either."""


@dataclass(frozen=True)
class Knowledge:
    """The clients, the words, and the hosts that belong to the site; ``known_hosts`` adds those of other vendors.

    ``api_host`` is where the site's API is.
    """

    scope: Scope
    words: Words
    hosts: frozenset[str]
    known_hosts: frozenset[str]
    api_host: str

    @classmethod
    def of(cls, registry: Registry, gateway: Gateway) -> Knowledge:
        words = Words.of(registry.words)
        origins = (gateway.api_origin, *gateway.homepages)
        hosts = frozenset(host for origin in origins if (host := urlsplit(origin).hostname))
        return cls(Scope(registry), words, hosts, hosts | frozenset(words.vendors), host_of(gateway.api_origin))

    def spoken_protocol(self, text: str) -> str | None:
        """The protocol that a text speaks of as a mode, a format or a type of provider."""
        return protocol_of(text) if self.words.mode.search(text) else None

    def is_address(self, text: str) -> bool:
        """Whether a whole text is one address."""
        return is_address(text, self.known_hosts)

    def is_of_others(self, address: str) -> bool:
        """Whether an address is surely not the site's: another vendor's, or the reader's own machine."""
        host = host_of(address)
        return (
            is_local(host)
            or bool(_LOCAL_HOST.match(host))
            or any(host == vendor or host.endswith(f".{vendor}") for vendor in self.words.vendors)
        )


@dataclass(frozen=True)
class Place:
    """What is known about where a block stands: the clients it is for, the words above it, what they introduce.

    Attributes:
        meant: the clients that the place is about.
        code: the client that the page's code is written for, where it is one and the text names none.
        headings: the headings above.
        intro: the words right before the block.
        label: the field that a value here is for: the label of its row, its term, its list item.
        asked: the field that the paragraph right before asks for.
        model: whether a value here is a model's.
        others: whether the place is about a server that is not the site's, such as the row of another vendor.
        protocol: the protocol that the place is about, where it says one.
        path: what stands here for a field of its own that some clients have for the path.
    """

    meant: tuple[Meant, ...] = ()
    code: tuple[Meant, ...] = ()
    headings: str = ""
    intro: str = ""
    label: str = ""
    asked: str = ""
    model: bool = False
    others: bool = False
    protocol: str | None = None
    path: str = ""

    def after(self, text: str) -> Place:
        """The place of what follows a text."""
        return replace(self, intro=text[-_INTRODUCTION:])

    def beside(self, lines: Iterable[str], words: Words) -> Place:
        """The place with what other fields of the same form say: the path that goes with the host, the protocol."""
        path, protocol = "", self.protocol
        for line in lines:
            if "://" not in line and words.path_field.search(line) and (found := API_PATH.search(line)):
                path = found[0]
            if words.mode_field.search(line):
                protocol = protocol_of(line) or protocol
        return replace(self, path=path, protocol=protocol)


@dataclass(frozen=True)
class Passage:
    """A text, where it stands, and what is found in it, each only once and only when somebody asks."""

    inline: Inline
    place: Place
    known: Knowledge = field(repr=False)

    @property
    def text(self) -> str:
        return self.inline.text.text

    @cached_property
    def mentions(self) -> list[Mention]:
        """The clients that it names."""
        return self.known.scope.mentions(self.text)

    def mentions_between(self, start: int, end: int) -> list[Mention]:
        """The clients that a part of it names."""
        key = attrgetter("start")
        return self.mentions[bisect_left(self.mentions, start, key=key) : bisect_left(self.mentions, end, key=key)]

    def last_mention_before(self, end: int) -> Mention | None:
        """The last client that is named before a place."""
        at = bisect_right(self.mentions, end, key=attrgetter("end"))
        return self.mentions[at - 1] if at else None

    def meant_before(self, source_start: int) -> tuple[Meant, ...]:
        """The client that is named before a place of the source, in the same sentence."""
        at = self.offset_of(source_start)
        mention = self.last_mention_before(at) if at is not None else None
        if at is None or mention is None or _SENTENCE_END.search(self.text[mention.end : at]):
            return ()
        return (mention.meant,)

    def offset_of(self, source_start: int) -> int | None:
        """Where in the text that stands which begins at a place of the source, or the first thing after it."""
        pieces = self.inline.text.pieces
        at = bisect_left(pieces, source_start, key=attrgetter("source_start"))
        return pieces[at].start if at < len(pieces) else None

    @cached_property
    def tells_of_removal(self) -> bool:
        """Whether it tells of a name that a client no longer takes."""
        return bool(self.known.words.gone.search(self.text))

    @cached_property
    def code_ranges(self) -> Ranges:
        return Ranges(self.inline.code_ranges)

    @cached_property
    def bold(self) -> Ranges:
        return Ranges(self.inline.bold)

    def is_in_value(self, at: int) -> bool:
        """Whether a place is part of an address."""
        return self._value_ranges.holding(at) is not None

    @cached_property
    def _value_ranges(self) -> Ranges:
        return Ranges((item.start, item.end) for item in self.values)

    @cached_property
    def values(self) -> list[Address]:
        """Its addresses: whole code spans and quotations, and what stands in the words around them."""
        found = sorted(self._addresses(), key=lambda item: (item.start, -item.end))
        kept: list[Address] = []
        for item in found:
            if not kept or item.start >= kept[-1].end:
                kept.append(item)
        return kept

    def _addresses(self) -> Iterator[Address]:
        text, hosts = self.text, self.known.known_hosts
        quoted = (found.span(1) for found in _QUOTED.finditer(text))
        spans = (*self.inline.code_ranges, *(span for span in quoted if not self.code_ranges.holding(span[0])))
        for start, end in spans:
            if is_address(text[start:end], hosts):
                yield Address(text[start:end], start, end)
        for address in (*addresses(text), *bare_addresses(text, hosts)):
            if not self.code_ranges.holding(address.start):
                yield address


def last_sentence(text: str) -> str:
    """The last sentence of a text, with the sign at its end."""
    parts = [
        part for part in re.findall(r"[^。！？!?；;\n]+[。！？!?；;]*", text[-_INTRODUCTION:].strip()) if part.strip()
    ]
    return re.split(r"(?<=\.)\s", parts[-1])[-1].strip() if parts else ""


def last_clause(text: str) -> str:
    """The last sentence of a text without the sign at its end."""
    return last_sentence(text).rstrip("。！？!?；;")
