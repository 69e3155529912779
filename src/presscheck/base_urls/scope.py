"""Which clients a text or a piece of code speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presscheck.base_urls.setting import Meant
from presscheck.clients import Client, Registry
from presscheck.errors import RuleError

_COMMON_WORD = re.compile(r"[A-Za-z]{2,8}")
_VERSION = re.compile(r"\s*(?:[vV]|版本\s*|version\s+)?(\d+(?:\.\d+){0,2})(?![\d.]*\s*(?:年|月|个|步|/))")
_PROTOCOLS = (
    ("messages", re.compile(r"\bAnthropic\b|\bClaude\b(?!\s*(?:Code|-))|\bMessages\b|/v1/messages", re.IGNORECASE)),
    ("gemini", re.compile(r"\bGemini\b(?!\s*(?:CLI|-))|v1beta", re.IGNORECASE)),
    ("responses", re.compile(r"\bResponses\b", re.IGNORECASE)),
)


_LOWER = frozenset(["aider", "curl"])
"""Names that are written with a small letter, and with a capital at the beginning of a sentence."""


class Mention(NamedTuple):
    """A client's name in a text."""

    start: int
    end: int
    meant: Meant


class Scope:
    """Finds clients by their names, by the code that is written for them, and by the names of their settings."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        names = {
            name: client for client in registry.clients.values() for name in (client.name, *client.aliases) if name
        }
        ordered = sorted(names, key=lambda name: (-len(name), name))
        self._names = re.compile(
            r"(?<![A-Za-z0-9_./@-])(?:"
            + "|".join(f"({_spelled(name)})" for name in ordered)
            + r")(?![A-Za-z0-9_]|-[A-Za-z0-9])"
        )
        self._clients = [names[name] for name in ordered]
        self._marks = [
            (client, [re.compile(mark, re.MULTILINE) for mark in client.marks])
            for client in registry.clients.values()
            if client.marks
        ]
        self.default = Meant(registry.clients["openai-python"], registry.clients["openai-python"].newest)

    def mentions(self, text: str) -> list[Mention]:
        """The clients that a text names, in their order."""
        found = []
        for match in self._names.finditer(text):
            client = self._clients[(match.lastindex or 1) - 1]
            if _is_verb(text, match):
                continue
            number = _VERSION.match(text, match.end())
            found.append(Mention(match.start(), match.end(), _meant(client, number[1] if number else None)))
        return found

    def named(self, text: str) -> tuple[Meant, ...]:
        """The clients that a heading or another short text names, each once."""
        return tuple({mention.meant.client.id: mention.meant for mention in self.mentions(text)}.values())

    def of_code(self, text: str, language: str) -> tuple[Meant, ...]:
        """The clients that a piece of code is written for, by its imports, programs and file names."""
        found = [_meant(client, None) for client, marks in self._marks if any(mark.search(text) for mark in marks)]
        del language
        return tuple(found)

    def marks_of(self, client: Client) -> list[re.Pattern[str]]:
        """The expressions for code that is written for a client."""
        return next((marks for known, marks in self._marks if known is client), [])

    def with_setting(self, name: str) -> list[Client]:
        """The clients that know a name, also those that ignore it; those that take it come first."""
        clients = self.registry.clients.values()
        return [client for client in clients if name in client.settings] + [
            client
            for client in clients
            if name not in client.settings and any(item.name == name for item in client.ignored)
        ]

    def version_of(self, client: Client, versions: Iterable[str]) -> Meant:
        """A client in the newest of the versions that a page says it is for."""
        for version in versions:
            number = re.search(r"\d+(?:\.\d+)*", version)
            if number:
                return _meant(client, number[0])
        return Meant(client, client.newest)


def protocol_of(text: str) -> str | None:
    """The protocol that the name of a field or a provider speaks of, where it does."""
    for protocol, pattern in _PROTOCOLS:
        if pattern.search(text):
            return protocol
    return None


def knows(meant: Sequence[Meant], name: str) -> Meant | None:
    """The client among some that knows a setting's name."""
    for item in meant:
        if name in item.client.settings:
            protocol = item.client.settings[name]
            return Meant(item.client, item.version, protocol if protocol in item.version.protocols else None)
        if any(ignored.name == name for ignored in item.client.ignored):
            return item
    return None


def _meant(client: Client, number: str | None) -> Meant:
    try:
        return Meant(client, client.version(number))
    except RuleError:
        return Meant(client, client.newest)


def _spelled(name: str) -> str:
    """A name as it may be written; a short name that is also a word must have its capital."""
    spelled = re.sub(r"\\?[\s_-]+", r"[\\s_-]?", re.escape(name))
    if not _COMMON_WORD.fullmatch(name):
        return f"(?i:{spelled})"
    return f"[{spelled[0].upper()}{spelled[0]}]{spelled[1:]}" if name in _LOWER else spelled


def _is_verb(text: str, found: re.Match[str]) -> bool:
    """Whether ``Continue`` or ``Cursor`` is the word and not the program."""
    if found[0] != "Continue":
        return False
    return bool(
        re.match(
            r"\s+(?!config|extension|plugin|settings|in\b|is\b|uses\b|reads\b|takes\b|needs\b)[a-z]",
            text[found.end() :],
        )
    )
