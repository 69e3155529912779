"""The clients that pages speak of, each fact with where it is from; ``loading`` reads them from their file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from presscheck.clients.compose import Step, compose
from presscheck.errors import RuleError
from presscheck.model import Language, Localized
from presscheck.patterns import regex
from presscheck.schemas.instance import closest

FORMS = ("", "/", "/v1", "/v1/", "/v1/chat/completions")
"""What users enter after the origin of an API; every composition says what its client makes of each."""


_NO_PATH = regex(r"https?://[^/?#]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Composition:
    """How a client asks for an answer by one protocol.

    ``name`` is that of the composition, ``summary`` says what it does, and ``steps`` make the request URL from the
    value. ``endpoint`` is the path below the origin at which the request is meant to arrive, ``base`` what the right
    value has after the origin. ``seen`` holds, for those of ``FORMS`` where it is known, the path that the client was
    seen, or read, to ask for; ``evidence`` says which, and ``source`` where.
    """

    protocol: str
    name: str
    summary: Localized
    steps: tuple[Step, ...]
    endpoint: str
    base: str
    seen: Mapping[str, str]
    evidence: str
    source: str

    def request_url(self, value: str) -> str:
        """The URL that the client asks for when its user enters a value.

        A blank in it goes out as ``%20``, and a URL that ends with its host asks for ``/``.
        """
        url = compose(self.steps, value).replace(" ", "%20")
        return f"{url}/" if _NO_PATH.fullmatch(url) else url


@dataclass(frozen=True, slots=True)
class Version:
    """A range of versions of a client that behave alike. The first protocol is that of a plain chat request."""

    id: str
    read: str
    protocols: Mapping[str, Composition]

    @property
    def chat(self) -> Composition:
        return next(iter(self.protocols.values()))


@dataclass(frozen=True, slots=True)
class FieldName:
    """What a client calls one of its fields, by language; the first of several names is that of today."""

    names: Mapping[Language, tuple[str, ...]]
    evidence: str
    source: str

    def all(self) -> tuple[str, ...]:
        """The names in every language, each once."""
        return tuple(dict.fromkeys(name for names in self.names.values() for name in names))


@dataclass(frozen=True, slots=True)
class Setting:
    """A keyword, key or variable that sets the Base URL for a protocol."""

    name: str
    protocol: str
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class IgnoredName:
    """A keyword, key or variable that a client does not take for its Base URL: ``effect`` says what it does."""

    name: str
    use: str
    effect: str
    says: str
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is known of a client, how it was established, and where it is from."""

    text: Localized
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """Advice that was right for an older version: an expression (RE2) for it, what excuses it, what to say today.

    ``in_code`` tells whether it is looked for in code and configuration, else in sentences.
    """

    pattern: str
    unless: str
    in_code: bool
    instead: Localized
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Client:
    """A client.

    ``versions`` are newest first; ``marks`` are expressions (RE2) for code and files that are this client's; ``sees``
    says what its users see, by what is wrong: ``html``, ``not-found``, ``malformed``, ``unreachable``, ``model``.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    versions: tuple[Version, ...]
    fields: Mapping[str, FieldName] = field(default_factory=dict[str, FieldName])
    named: tuple[Setting, ...] = ()
    ignored: tuple[IgnoredName, ...] = ()
    marks: tuple[str, ...] = ()
    sees: Mapping[str, Remark] = field(default_factory=dict[str, Remark])
    notes: tuple[Remark, ...] = ()
    outdated: tuple[Outdated, ...] = ()
    language: str = ""

    @property
    def settings(self) -> dict[str, str]:
        """The names in code, files and environments that set the Base URL, and the protocol that each is for."""
        return {setting.name: setting.protocol for setting in self.named}

    @property
    def newest(self) -> Version:
        return self.versions[0]

    def version(self, number: str | None = None) -> Version:
        """The version that a number belongs to; the newest without one.

        Raises:
            RuleError: there is none.
        """
        if number is None:
            return self.newest
        for version in self.versions:
            if number == version.id or _covers(version.id, number):
                return version
        known = ", ".join(version.id for version in self.versions)
        raise RuleError(
            Localized(
                f"{self.name} has no version {number}; these are known: {known}",
                f"{self.name} 没有版本 {number}；已知的版本：{known}",
            )
        )


class Registry:
    """The clients by id, and what their users call the fields."""

    def __init__(self, clients: Iterable[Client], words: Mapping[str, Any]) -> None:
        self.clients = {client.id: client for client in clients}
        self.words = words

    @cached_property
    def _by_name(self) -> dict[str, Client]:
        names: dict[str, Client] = {}
        for client in self.clients.values():
            for name in (client.id, client.name, *client.aliases):
                names.setdefault(_folded(name), client)
        return names

    def find(self, name: str) -> Client | None:
        """The client of an id, a name or an alias; case, blanks and hyphens do not count."""
        return self._by_name.get(_folded(name))

    def client(self, name: str) -> Client:
        """The same, for somebody who named it.

        Raises:
            RuleError: there is none.
        """
        found = self.find(name)
        if found is None:
            known = {said: client.id for client in self.clients.values() for said in (client.name, *client.aliases)}
            known |= {client: client for client in self.clients}
            nearest = closest(name, list(known))
            meant = known[nearest] if nearest else None
            raise RuleError(
                Localized(
                    f"no client is called {name}; "
                    + (f"did you mean {meant}?" if meant else "`presscheck clients list` lists them"),
                    f"没有名为 {name} 的客户端；"
                    + (f"是否想写 {meant}？" if meant else "`presscheck clients list` 会列出全部客户端"),
                )
            )
        return found


def registry_digest(registry: Registry) -> str:
    """SHA-256 (hex) over what is known of the clients and of how pages speak of them."""
    return hashlib.sha256(repr((list(registry.clients.values()), registry.words)).encode()).hexdigest()


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).lower()


def _covers(known: str, number: str) -> bool:
    """Whether a range such as ``2``, ``1.7+``, ``<=1.6`` or ``any`` holds a version number."""
    numbers = _parts(number)
    limit = _parts(known)
    if known == "any":
        return bool(numbers)
    if not numbers or not limit:
        return False
    if known.startswith("<="):
        return numbers[: len(limit)] <= limit
    if known.endswith("+"):
        return numbers >= limit
    return numbers[: len(limit)] == limit


def _parts(number: str) -> tuple[int, ...]:
    found = re.search(r"\d+(?:\.\d+)*", number)
    return tuple(int(part) for part in found[0].split(".")) if found else ()
