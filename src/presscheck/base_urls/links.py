"""Links that carry settings to a client, and links whose label stands for the value of a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from presscheck.base_urls.place import Knowledge, Passage, Place
from presscheck.base_urls.setting import Meant, Setting
from presscheck.base_urls.snippet import Snippet
from presscheck.base_urls.targets import is_strong
from presscheck.base_urls.values import Address
from presscheck.markdown.views import base64_text
from presscheck.model import Link
from presscheck.patterns import regex

_LINK = regex(r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,40}+://[^\s<>\"'`（）]++")
_RAW = regex(
    r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,40}://[^\s<>\"'`（）{}]{0,400}[?&#](?:settings|data|config)="
    r"\{[^\n`]{0,2000}\}"
)
"""A deep link whose JSON is not encoded."""
_QUERY = regex(r"[?#&]")
_CARRIED = regex(r"%7B|%3A%2F%2F|eyJ|\{%22")
"""What follows the address in a deep link: JSON or an address, encoded."""
_WORTH_DECODING = regex(r"base.?url|api.?host|api.?base|endpoint|settings=|data=|config=|eyJ", re.IGNORECASE)
_BASE64 = regex(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_PAIR = regex(
    r"""["']?(?P<name>[A-Za-z_]{0,30}(?:[bB]ase_?[uU][rR][lL]|[aA]pi_?[hH]ost|[aA]pi_?[bB]ase|[eE]ndpoint|"""
    r"""[aA]pi_?[uU]rl)|(?<=["'])(?:url|host|address))["']?\s{0,9}[:=]\s{0,9}["']?(?P<value>[^"'&,}\s]+)"""
)
_LABEL = 40
"""So much of the text at a link is its label."""


class LinkReader:
    """Looks into links."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known

    def in_text(self, passage: Passage) -> Iterator[Setting]:
        """Deep links that stand in a text as they are."""
        for start, end in _deep_links(passage.text):
            place = passage.inline.text.origin(start, end)
            yield from self.carried(
                passage.text[start:end], place, passage.text[max(0, start - 200) : start], passage.place
            )

    def in_code(self, snippet: Snippet) -> Iterator[Setting]:
        """Deep links in code."""
        for start, end in _deep_links(snippet.text):
            yield from self.carried(snippet.text[start:end], snippet.mapped.origin(start, end), "", snippet.place)

    def carried(self, link: str, span: tuple[int, int], label: str, place: Place) -> Iterator[Setting]:
        """Settings in a deep link: JSON, or JSON as base64, in its query; or parameters of their own."""
        href = unquote(link)
        if ("?" not in href and "#" not in href) or not _WORTH_DECODING.search(href):
            return
        decoded = (base64_text(piece) for piece in _BASE64.findall(href))
        meant = self._opened_by(href.partition(":")[0].lower(), label) or place.meant
        for text in (href, *filter(None, decoded)):
            for pair in _PAIR.finditer(text):
                if self.known.is_address(pair["value"]):
                    yield Setting(
                        "base-url",
                        pair["value"],
                        *span,
                        pair["name"],
                        meant=meant,
                        strict=is_strong(pair["name"]),
                        exact=False,
                        about=place.headings,
                        is_code=True,
                    )

    def _opened_by(self, scheme: str, label: str) -> tuple[Meant, ...]:
        """The client that opens links of a scheme, or that the label of one names."""
        scope = self.known.scope
        return scope.named(re.sub(r"[-_.]", " ", scheme)) or scope.of_scheme(scheme) or scope.named(label)

    def label_of(self, link: Link, passage: Passage) -> Address | None:
        """The address that a link leads to, in the place of its label, where the label shows none itself."""
        start = passage.offset_of(link.label_span.start)
        if start is None or not link.text or not link.href.startswith("http") or self.known.is_address(link.text):
            return None
        return Address(link.href, start, min(len(passage.text), start + len(link.text)))


def is_deep_link(href: str) -> bool:
    """Whether a link's address begins with a link that carries something."""
    return any(start == 0 for start, _ in _deep_links(href))


def _deep_links(text: str) -> Iterator[tuple[int, int]]:
    """Where links stand that carry something to a client."""
    if "://" not in text:
        return
    if "={" in text:
        yield from (found.span() for found in _RAW.finditer(text))
    for found in _LINK.finditer(text):
        query = _QUERY.search(found[0])
        if query and _CARRIED.search(found[0], query.end()):
            yield found.span()
