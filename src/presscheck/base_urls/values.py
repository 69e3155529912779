"""Addresses in a text, also those that are written wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from presscheck.patterns import regex

_SCHEME = (
    r"[hHｈ][tTｔxX]{1,3}[pPｐ][sSｓ]?[ \u3000]?"
    r"(?:[:：;；][ \u3000]?[/／\\]{1,3}|[:：]/[ \u3000]/|//|:(?=[A-Za-z0-9-]+\.[A-Za-z]))"
    r"[ \u3000]?(?:https?:?//)?"
)
_PLACEHOLDER = (
    r"<[^<>\n]{1,40}>|\{\{[^{}\n]{1,40}\}\}|\$?\{[^{}\n]{1,40}\}|\$[A-Za-z_]\w*|"
    r"\[[^\[\]\n]{1,30}\]|【[^【】\n]{1,30}】|%[A-Z_]{2,}%"
)
_SIGN = (
    r"[A-Za-z0-9._~:/?#@!$&*+,;=%-]|[\uff0e\uff0f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0d]|"
    r"[\u200b-\u200f\u00ad\u2060]"
)
_LETTERS, _DIGITS = r"A-Za-z\u0370-\u04ff\uff21-\uff3a\uff41-\uff5a", r"0-9\uff10-\uff19"
"""Those of hosts, also written in Greek, in Cyrillic or in full width."""
_HOST = (
    rf"(?:[{_LETTERS}{_DIGITS}_-]{{1,63}}[.．。]){{1,20}}"
    rf"[{_LETTERS}][{_LETTERS}{_DIGITS}-]{{1,62}}"
)
_ADDRESS = regex(
    rf"(?:{_SCHEME})(?:{_PLACEHOLDER}|[\u4e00-\u9fff]{{1,12}}(?=[/.:\s`\"']|$)|localhost|"
    rf"[A-Z][A-Z0-9]*[_-][A-Z0-9_-]+(?![a-z.])|\d{{1,3}}(?:\.\d{{1,3}}){{3}}|\[[0-9a-fA-F:]+\]|{_HOST})"
    rf"(?:{_PLACEHOLDER}|{_SIGN})*"
    rf"|(?:{_PLACEHOLDER})/v\d\b(?:{_SIGN})*"
)
_BARE = regex(
    rf"(?<![{_LETTERS}{_DIGITS}_@./:／-])(?<![pPsSｐｓ]：){_HOST}(?::\d+)?"
    rf"(?:/(?:{_SIGN})*)?(?![A-Za-z0-9_@])"
)
_BROKEN = regex(
    r"""(?P<quote>["'])(?P<value>https?://[\w.-]{1,63}(?:\.[ ]|[ ]\.)[\w-][\w.-]{0,63}"""
    r"""(?:[:/][^\s"']{0,99})?)(?P=quote)"""
)
_BROKEN_BARE = regex(
    r"(?m)^[ \t]{0,20}(?:export[ \t])?[A-Z][A-Z0-9_]{2,60}="
    r"(?P<value>https?://[\w.-]{1,63}(?:\.[ ]|[ ]\.)[\w-][\w.-]{0,63}"
    r"(?:[:/][^\s\"'#]{0,99})?)[ \t]*$"
)
"""The same without quotes, where a variable gets it and nothing else stands on the line."""
_MAY_HAVE_ADDRESS = regex(r"[hHｈ][tTｔxX]{1,3}[pPｐ]|/v\d")
_MAY_HAVE_HOST = regex(rf"[{_LETTERS}{_DIGITS}_-][.．。][{_LETTERS}]")
"""What every address, and every host, has in it: most texts have neither, and cost no more than this."""

_LONGEST = 300
"""A longer string or code span is no address."""

_TRAILING = ".,;:!?"

_WORDS = regex(r"[\u4e00-\u9fff]{2,}[^\u4e00-\u9fff]+[\u4e00-\u9fff]{2,}|[\u4e00-\u9fff]{13,}")

_PLACEHOLDER_HOST = regex(
    r"[<{\[【$%]|\byour[-_.]|[-_.]your\b|xxx|[\u4e00-\u9fff]|\bplaceholder\b|\.(?:invalid|test)\b|\byour\w+\.|"
    r"(?-i:^[A-Z][A-Z0-9_-]{3,}$)|^(?:gateway|gateway-host|host|domain|api-host|api-domain)$",
    re.IGNORECASE,
)
"""What shows that a host is none, but stands for the reader's own."""

_ALIKE = 0.86
"""How much of two hosts must be the same for one to be a slip of the other."""

_ALIKE_NAMES = 0.65
"""The same for two names of one domain: one letter of three may differ."""


class Address(NamedTuple):
    """An address and its place in a text; ``bare`` is one without a scheme."""

    text: str
    start: int
    end: int
    bare: bool = False


def addresses(text: str) -> Iterator[Address]:
    """The addresses of a text, without the punctuation after them."""
    if not _MAY_HAVE_ADDRESS.search(text):
        return
    for found in _ADDRESS.finditer(text):
        value = _without_tail(found[0])
        yield Address(value, found.start(), found.start() + len(value))


def bare_addresses(text: str, hosts: frozenset[str]) -> Iterator[Address]:
    """What looks like one of some hosts, or much like it, and has no scheme."""
    if not _MAY_HAVE_HOST.search(text):
        return
    for found in _BARE.finditer(text):
        value = _without_tail(found[0])
        if is_like(re.split(r"[:/]", value, maxsplit=1)[0].lower(), hosts):
            yield Address(value, found.start(), found.start() + len(value), bare=True)


def broken_addresses(text: str) -> Iterator[Address]:
    """Values in code that are an address with a blank beside a dot of its host."""
    for expression in (_BROKEN, _BROKEN_BARE):
        for found in expression.finditer(text):
            yield Address(found["value"], *found.span("value"))


def _without_tail(value: str) -> str:
    return value.rstrip(_TRAILING)


def is_address(text: str, hosts: frozenset[str]) -> bool:
    """Whether a whole text, such as a code span or a string, is one address, well or badly written."""
    text = text.strip()
    if len(text) > _LONGEST or not (_MAY_HAVE_ADDRESS.search(text) or _MAY_HAVE_HOST.search(_unbroken(text))):
        return False
    text = _unbroken(text)
    if _WORDS.search(re.sub(_PLACEHOLDER, "", text)):
        return False
    found = _ADDRESS.match(text)
    if found is None:
        found = _BARE.match(text)
        if found is None or not is_like(re.split(r"[:/]", found[0], maxsplit=1)[0].lower(), hosts):
            return False
    rest = text[found.end() :]
    return len(rest) < 24 and len(rest.split()) <= 2 and not re.search(r"https?:|[=]|->|→", rest)


def _unbroken(text: str) -> str:
    """A text without a blank that slipped in beside a dot."""
    return re.sub(r"(?<=[\w/])\s(?=\.\w)|(?<=\w\.)\s(?=\w)", "", text)


@lru_cache(4096)
def is_like(host: str, hosts: frozenset[str]) -> bool:
    """Whether a host is one of some hosts, or may be taken for one of them."""
    return host in hosts or any(abs(len(host) - len(known)) < 8 and _are_alike(host, known) for known in hosts)


def _are_alike(one: str, other: str) -> bool:
    """Whether two hosts differ in a few letters; what cannot be alike is seen by counting letters.

    Of two hosts of one domain, only the names before it count: ``git`` is no slip of ``api``, but ``apl`` is.
    """
    first, _, domain = one.partition(".")
    if domain.count(".") and domain == other.partition(".")[2]:
        known = other.partition(".")[0]
        return abs(len(first) - len(known)) < 2 and SequenceMatcher(None, first, known).ratio() > _ALIKE_NAMES
    matcher = SequenceMatcher(None, one, other)
    return all(ratio() >= _ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def is_placeholder(value: str) -> bool:
    """Whether the host of an address stands for the reader's own."""
    host = re.sub(r"^[^/]*//", "", value)
    return bool(_PLACEHOLDER_HOST.search(host.partition("/")[0]))


def host_of(address: str) -> str:
    """The host of an address in lower case; empty where it has none."""
    try:
        return (urlsplit(address if "//" in address else f"//{address}").hostname or "").lower()
    except ValueError:
        return ""
