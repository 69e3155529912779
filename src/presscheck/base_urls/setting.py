"""A place where a page gives a value to a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from presscheck.clients import Client, Version
from presscheck.model import Localized

What: TypeAlias = Literal["base-url", "model", "name", "label", "outdated"]
"""The Base URL; a model's id; a name that its client does not take, whatever its value; a name that its client's form
does not show; advice that was right for older versions."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A client for which a value is meant: its version, and the protocol where the place says which."""

    client: Client
    version: Version
    protocol: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that readers are told to enter, and the name that the page gives its field.

    Attributes:
        what: which field it is.
        value: as its reader sees it.
        start: where it stands in the source, up to ``end``.
        name: what the page calls the field, at ``name_start`` up to ``name_end``; both are -1 where the name is only
            implied, or stands where it could not be mended.
        meant: the clients that the place speaks of; none where it does not say. With ``every`` it speaks of all of
            them, else of one of them.
        strict: whether the name is surely that of a Base URL; another, such as ``endpoint``, may as well be that of a
            full request URL.
        exact: whether the value stands in the source as it is.
        added: whether the text around it speaks of what clients add, or of another protocol.
        guessed: whether the clients are only those that usually read such a name.
        path: what the page gives for a field of its own that the client has for the path.
        about: the words around it: its sentence, its headings.
        explicit: whether the name is given as what the client's form shows: in quotes, bold, as the label of a row.
        instead: for outdated advice, what is right today; for a label, the right one.
        is_code: whether it stands in code or configuration.
        among: whether it is one of several values of a setting, which may be those of several servers.
        also: where the same value stands once more, as the address of the link that shows it.
        unspoken: whether it is for a protocol that the registry does not know of these clients.
        host: where the host of a value stands that is put together.
    """

    what: What
    value: str
    start: int
    end: int
    name: str = ""
    name_start: int = -1
    name_end: int = -1
    meant: tuple[Meant, ...] = ()
    every: bool = False
    strict: bool = True
    exact: bool = True
    added: bool = False
    path: str = ""
    guessed: bool = False
    about: str = ""
    explicit: bool = False
    instead: Localized | None = None
    is_code: bool = False
    among: bool = False
    also: tuple[int, int] | None = None
    host: tuple[int, int] | None = None
    unspoken: bool = False
