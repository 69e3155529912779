"""Which clients a text, a piece of code or the name of a setting speaks of, and by which protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from presscheck.base_urls.setting import Meant
from presscheck.clients import Client, Registry
from presscheck.errors import RuleError
from presscheck.expressions import compiled
from presscheck.patterns import regex

_COMMON_WORD = regex(r"[A-Za-z]{2,8}")
_VERSION = regex(r"\s*(?:[vV]|版本\s*|version\s+)?(\d+(?:\.\d+){0,2})(?![\d.]*\s*(?:年|月|个|步|/))")
_SPOKEN_BY = {"messages": "anthropic-python", "gemini": "gemini-cli"}
"""A client that stands for all that speak a protocol, where a page names none."""
_PROTOCOLS = (
    ("messages", regex(r"\bAnthropic\b|\bClaude\b(?!\s*(?:Code|-))|\bMessages\b|/v1/messages", re.IGNORECASE)),
    ("gemini", regex(r"\bGemini\b(?!\s*(?:CLI|-))|v1beta", re.IGNORECASE)),
    ("responses", regex(r"\bResponses\b", re.IGNORECASE)),
)
_VARIABLE = regex(r"[A-Za-z][A-Za-z0-9_.]*")
_CONTINUE_AS_A_VERB = regex(r"\s+(?!config|extension|plugin|settings|in\b|is\b|uses\b|reads\b|takes\b|needs\b)[a-z]")

_WHOLE = {"openai": "openai-python", "anthropic": "anthropic-python"}
"""The SDK that is meant where a row is labelled with a vendor's name and nothing else."""

COMMON_NAMES = frozenset(["url", "host", "endpoint", "address", "server", "endpoint_url", "BASE_URL"])
"""Names of settings that mean something else in the configuration of everything but their client."""

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
        clients = registry.clients.values()
        names = {name: client for client in clients for name in (client.name, *client.aliases) if name}
        ordered = sorted(names, key=lambda name: (-len(name), name))
        spelled = [_spelled(name) for name in ordered]
        self._names = re.compile(
            rf"(?<![A-Za-z0-9_./@-])(?:{'|'.join(f'({name})' for name in spelled)})(?![A-Za-z0-9_]|-[A-Za-z0-9]|\.js\b)"
        )
        self._any_name = compiled("|".join(spelled))
        self._clients = [names[name] for name in ordered]
        self._marks = [(client, compiled(_any_of(client.marks))) for client in clients if client.marks]
        self._any_mark = compiled(_any_of([mark for client in clients for mark in client.marks]))
        self._settings = {client.id: client.settings for client in clients}
        self.default = self.newest(registry.clients["openai-python"])

    @staticmethod
    def newest(client: Client) -> Meant:
        """A client in its newest version."""
        return Meant(client, client.newest)

    # --- by name ----------------------------------------------------------------------------------------------------

    def mentions(self, text: str) -> list[Mention]:
        """The clients that a text names, in their order."""
        if not self._any_name.search(text):
            # RE2 looks for hundreds of names at once; few texts have one.
            return []
        found: list[Mention] = []
        for match in self._names.finditer(text):
            client = self._clients[(match.lastindex or 1) - 1]
            if match[0] == "Continue" and _CONTINUE_AS_A_VERB.match(text, match.end()):
                continue
            number = _VERSION.match(text, match.end())
            found.append(Mention(match.start(), match.end(), _meant(client, number[1] if number else None)))
        return found

    def named(self, text: str) -> tuple[Meant, ...]:
        """The clients that a heading or another short text names, each once."""
        found = {mention.meant.client.id: mention.meant for mention in self.mentions(text)}
        return tuple(found.values())

    def of_row(self, label: str) -> tuple[Meant, ...]:
        """The SDK that the label of a row means with a vendor's name and nothing else."""
        client = self.registry.clients.get(_WHOLE.get(label.strip(" `*").lower(), ""))
        return (self.newest(client),) if client else ()

    def of_scheme(self, scheme: str) -> tuple[Meant, ...]:
        """The client that opens links of a scheme, such as ``cherrystudio``."""
        client = self.registry.find(scheme)
        if client is None and scheme.startswith("cherry"):
            client = self.registry.find("cherry-studio")
        return (self.newest(client),) if client else ()

    @staticmethod
    def in_version(meant: Meant, number: str) -> Meant:
        """A client in the version that a number belongs to; as it is where there is none."""
        try:
            return Meant(meant.client, meant.client.version(number), meant.protocol)
        except RuleError:
            return meant

    def version_of(self, client: Client, versions: Iterable[str]) -> Meant:
        """A client in the newest of the versions that a page says it is for."""
        for version in versions:
            number = re.search(r"\d+(?:\.\d+)*", version)
            if number:
                return _meant(client, number[0])
        return self.newest(client)

    # --- by code ----------------------------------------------------------------------------------------------------

    def of_code(self, text: str) -> tuple[Meant, ...]:
        """The clients that a piece of code is written for, by its imports, programs and file names."""
        if not self._any_mark.search(text):
            return ()
        return tuple(self.newest(client) for client, marks in self._marks if marks.search(text))

    def is_for(self, client: Client, text: str) -> bool:
        """Whether a piece of code is written for a client."""
        return any(known is client and marks.search(text) for known, marks in self._marks)

    def with_setting(self, name: str) -> list[Client]:
        """The clients that know a name, also those that ignore it; those that take it come first."""
        clients = self.registry.clients.values()
        takers = [client for client in clients if name in self._settings[client.id]]
        return takers + [client for client in clients if client not in takers and ignores(client, name)]

    # --- with a protocol --------------------------------------------------------------------------------------------

    def with_protocol(self, meant: Sequence[Meant], name: str, protocol: str | None) -> tuple[Meant, ...]:
        """The clients with what the name of the field adds: a variable belongs to whoever reads it."""
        plain = name.strip("`*_ ：:")
        if _is_variable(plain):
            known = knows(meant, plain)
            if known is not None:
                return narrowed((known,), protocol)
            if len(meant) == 1 and takes_such(meant[0].client, variable=plain.isupper()):
                return tuple(meant)
            taker = self.taker_of(plain)
            if taker and plain.isupper():
                return (taker,)
        if not meant and protocol in _SPOKEN_BY:
            client = self.registry.clients.get(_SPOKEN_BY[protocol])
            return (self.newest(client),) if client else ()
        return narrowed(meant, protocol)

    def taker_of(self, name: str) -> Meant | None:
        """The first client that takes a setting, whatever a page is about; one of every program's says nothing."""
        if name in COMMON_NAMES:
            return None
        taker = next((item for item in self.registry.clients.values() if name in self._settings[item.id]), None)
        return knows([self.newest(taker)], name) if taker else None

    def taker_by(self, name: str, protocol: str) -> tuple[Meant, ...]:
        """The first client that takes a setting and asks by a protocol."""
        takers = (client for client in self.registry.clients.values() if name in self._settings[client.id])
        return tuple(self.newest(client) for client in takers if client.newest.chat.protocol == protocol)[:1]


def protocol_of(text: str) -> str | None:
    """The protocol that the name of a field or a provider speaks of, where it does."""
    return next((protocol for protocol, pattern in _PROTOCOLS if pattern.search(text)), None)


def narrowed(meant: Sequence[Meant], protocol: str | None) -> tuple[Meant, ...]:
    """The clients, with a protocol for those that speak it."""
    return tuple(
        Meant(item.client, item.version, protocol) if protocol and protocol in item.version.protocols else item
        for item in meant
    )


def knows(meant: Sequence[Meant], name: str) -> Meant | None:
    """The client among some that knows a setting's name, if only to ignore it."""
    for item in meant:
        protocol = item.client.settings.get(name)
        if protocol is not None:
            return Meant(item.client, item.version, protocol if protocol in item.version.protocols else None)
        if ignores(item.client, name):
            return item
    return None


def ignores(client: Client, name: str) -> bool:
    """Whether a name is known as one that a client does not take."""
    return any(item.name == name for item in client.ignored)


def takes_such(client: Client, *, variable: bool) -> bool:
    """Whether a client has settings of a kind, variables or keys; a program that reads only others has none to take."""
    own = client.settings
    return any(name.isupper() == variable for name in own) or (bool(own) and client.kind == "cli")


def _is_variable(name: str) -> bool:
    """Whether the name of a field is one of a program, such as ``base_url``, and no word."""
    return (
        bool(_VARIABLE.fullmatch(name)) and ("_" in name or name != name.lower()) and bool(re.search(r"[a-z_]", name))
    )


def _meant(client: Client, number: str | None) -> Meant:
    try:
        return Meant(client, client.version(number))
    except RuleError:
        return Meant(client, client.newest)


def _any_of(marks: Sequence[str]) -> str:
    """One expression for several; each ``^`` and ``$`` means a line's."""
    return "(?m)" + ("|".join(f"(?:{mark})" for mark in marks) or "$^")


def _spelled(name: str) -> str:
    """A name as it may be written; a short name that is also a word must have its capital."""
    spelled = re.sub(r"\\?[\s_-]+", r"[\\s_-]?", re.escape(name))
    if not _COMMON_WORD.fullmatch(name):
        return f"(?i:{spelled})"
    return f"[{spelled[0].upper()}{spelled[0]}]{spelled[1:]}" if name in _LOWER else spelled
