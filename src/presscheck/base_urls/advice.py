"""Advice that was right for an older version of the client that it is about: in sentences, and in code."""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.base_urls.place import Knowledge, Passage
from presscheck.base_urls.prose import sentences
from presscheck.base_urls.setting import Meant, Setting
from presscheck.base_urls.snippet import Snippet
from presscheck.expressions import compiled
from presscheck.patterns import regex

_LONGEST = 600
"""What is longer is not joined with what follows it."""
_QUESTION = regex(r"[？?]\s*$")


class AdviceReader:
    """Looks for the outdated advice that the registry knows of."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self._in_code = [
            (known.scope.newest(client), advice, compiled(advice.pattern))
            for client in known.scope.registry.clients.values()
            for advice in client.outdated
            if advice.in_code
        ]
        patterns = "|".join(f"(?:{advice.pattern})" for _, advice, _ in self._in_code)
        self._any_in_code = compiled(patterns or "$^")

    def in_text(self, passage: Passage) -> Iterator[Setting]:
        """Sentences with advice for older versions of the clients that they, or else the place, are about."""
        first = passage.mentions[:1]
        if not any(_has_advice(item) for item in (*(item.meant for item in passage.mentions), *passage.place.meant)):
            return
        for start, end in _with_following(passage.text):
            spoken_of = passage.mentions_between(start, end) or first
            for meant in [item.meant for item in spoken_of] or passage.place.meant:
                yield from self._in_sentence(passage, start, end, meant)

    def in_row(self, passage: Passage) -> Iterator[Setting]:
        """The same in a row of a table, which says by itself whom it is for."""
        for meant in filter(_has_advice, passage.place.meant):
            for start, end in _with_following(passage.text):
                yield from self._in_sentence(passage, start, end, meant)

    def _in_sentence(self, passage: Passage, start: int, end: int, meant: Meant) -> Iterator[Setting]:
        sentence = passage.text[start:end]
        if not _has_advice(meant) or self.known.words.asks.search(sentence) or _QUESTION.search(sentence[-40:]):
            return
        for advice in meant.client.outdated:
            match = None if advice.in_code else compiled(advice.pattern).search(sentence)
            if match is None or (advice.unless and compiled(advice.unless).search(sentence)):
                continue
            place = passage.inline.text.origin(start + match.start(), start + match.end())
            yield Setting("outdated", sentence.strip(), *place, meant=(meant,), instead=advice.instead)

    def in_code(self, snippet: Snippet) -> Iterator[Setting]:
        """Code for older versions, whatever the page is about: it is written for one client only."""
        if not self._any_in_code.search(snippet.text):
            return
        for meant, advice, pattern in self._in_code:
            for found in pattern.finditer(snippet.text):
                if snippet.is_shown_wrong(found.start()) or snippet.is_comment(found.start()):
                    continue
                place = snippet.mapped.origin(found.start(), found.end())
                yield Setting("outdated", found[0], *place, meant=(meant,), instead=advice.instead, is_code=True)


def _with_following(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, those that a semicolon joins as one."""
    first = -1
    for start, end in sentences(text):
        first = start if first < 0 else first
        if not text[start:end].rstrip().endswith((";", "；")) or end - first > _LONGEST:
            yield first, end
            first = -1
    if first >= 0:
        yield first, len(text)


def _has_advice(meant: Meant) -> bool:
    return meant.version is meant.client.newest and any(not advice.in_code for advice in meant.client.outdated)
