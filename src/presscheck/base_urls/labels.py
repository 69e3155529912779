"""What a text calls the Base URL field: labels that stand for it, and names that its client's form does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from presscheck.base_urls.place import Knowledge, Passage, Place
from presscheck.base_urls.setting import Meant, Setting
from presscheck.clients import Client
from presscheck.model import LANGUAGES, Language, Localized, Page
from presscheck.patterns import regex

_OPENS, _CLOSES = "\"“「『‘'[【", "\"”」』’']】"
_CUT = regex(rf"[{re.escape(_CLOSES)}。，,.]")
_QUOTED = regex(r"[“「『\"]([^”」』\"\n]{3,30})[”」』\"]")
_BEGINS = regex(r"(?:[^：:=，,。.;；\n]{1,30}\s[—–-]{1,2}\s)?[ *_-]{0,9}")
_COLON = regex(r"[\s*_]{0,9}(?:[：:=→]|[—–]{1,2}\s|->|-\s)")
_GENERIC = frozenset(["Base URL", "API Base URL"])
"""Names that everybody uses, whatever the form says."""
_NOUN = 24
"""So much around a name is looked at for what says that it is one."""
_LONGEST = 60
"""A longer text is no label."""


class Labels:
    """Looks at names of fields."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self._others = {client.id: _names_of_others(client, known) for client in known.scope.registry.clients.values()}

    def of(self, text: str) -> str:
        """A short text that is a field's name, or introduces its value; else nothing."""
        words, text = self.known.words, text.strip()
        if not text or len(text) > _LONGEST:
            return ""
        found = words.field.search(text) or words.ambiguous_field.search(text)
        if not found or (found.end() - found.start()) * 4 < len(text) or words.no_field.search(text):
            return ""
        is_question = words.asks.search(text) or text.endswith(("？", "?"))
        if (is_question and not words.asks_what.search(text)) or words.forbids.search(words.reminds.sub(" ", text)):
            return ""
        return text

    def is_model(self, text: str) -> bool:
        """Whether a short text is the label of the field of a model's id."""
        return len(text) < 24 and bool(self.known.words.model.search(text))

    # --- names that a form does not show ----------------------------------------------------------------------------

    def namings(self, passage: Passage) -> Iterator[Setting]:
        """What a text says that the field is called."""
        meant = tuple(item.meant for item in passage.mentions[-1:]) or passage.place.meant
        if len(meant) != 1 or "base_url" not in meant[0].client.fields:
            return
        yield from self._shown_names(passage, meant[0])
        words = self.known.words
        for found in words.naming.finditer(passage.text):
            name = next((group for group in found.groups() if group), "").strip("*_ ")
            if name and (
                words.field.search(name)
                or words.ambiguous_field.search(name)
                or words.implied_field.search(f"the {name}")
            ):
                at = passage.text.find(name, found.start())
                yield _label(passage, at, at + len(name), name, meant[0])

    def _shown_names(self, passage: Passage, meant: Meant) -> Iterator[Setting]:
        """What a text shows as the name of a field, in bold or in quotes, and other clients' forms call it so."""
        text, others, words = passage.text, self._others[meant.client.id], self.known.words
        for first, last in (*passage.inline.bold, *(found.span(1) for found in _QUOTED.finditer(text))):
            name = text[first:last].strip(" ：:")
            is_shown = words.field_noun.match(text[last : last + _NOUN]) or words.field_before.search(
                text[max(0, first - 20) : first]
            )
            if any(name in names_of(item.meant.client) for item in passage.mentions):
                continue
            if words.no_field.search(text[first : last + _NOUN]):
                continue
            if (name in others or (is_shown and name in _GENERIC)) and words.field.fullmatch(name):
                yield _label(passage, first, last, text[first:last], meant)

    @staticmethod
    def missing(page: Page, place: Place) -> Iterator[Setting]:
        """A page for a client that nowhere says what the client calls the field."""
        if page.id is None or page.kind != "client" or not place.meant or not page.document.sections:
            return
        shown = place.meant[0].client.fields.get("base_url")
        if shown is None or any(name in page.source.text for name in shown.all()):
            return
        span = page.document.sections[0].heading.span
        right = Localized(*(_name_in(shown.names, language) for language in LANGUAGES))
        yield Setting("label", "", span.start, span.end, meant=place.meant, instead=right)


def as_shown(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """A name as the form shows it, where the text gives it as such: in quotes, in bold, before a colon."""
    text = passage.text
    for ranges in (passage.bold, passage.code_ranges):
        held = ranges.holding(start, end)
        if held and held[1] - held[0] < 48:
            return held
    opened = max(text.rfind(sign, max(0, start - 24), start) for sign in _OPENS)
    if opened >= 0 and not _CUT.search(text[opened + 1 : start]):
        closed = min((at for sign in _CLOSES if (at := text.find(sign, end, end + 24)) >= 0), default=-1)
        if closed >= 0 and "http" not in text[opened:closed]:
            return opened + 1, closed
    is_first = _BEGINS.fullmatch(text, 0, start) and _COLON.match(text, end)
    return (start, end) if is_first or passage.known.words.field_noun.match(text[end : end + _NOUN]) else None


def _label(passage: Passage, first: int, last: int, name: str, meant: Meant) -> Setting:
    start, end = passage.inline.text.origin(first, last)
    return Setting("label", "", start, end, name, start, end, meant=(meant,), explicit=True)


def names_of(client: Client) -> tuple[str, ...]:
    """What a client calls the field."""
    shown = client.fields.get("base_url")
    return shown.all() if shown else ()


def _names_of_others(client: Client, known: Knowledge) -> frozenset[str]:
    """What other clients call the field; generic names are everybody's."""
    return frozenset(
        name
        for other in known.scope.registry.clients.values()
        if other is not client and "base_url" in other.fields
        for name in other.fields["base_url"].all()
        if name not in _GENERIC
    )


def _name_in(names: Mapping[Language, tuple[str, ...]], language: Language) -> str:
    return (names.get(language) or next(iter(names.values())))[0]
