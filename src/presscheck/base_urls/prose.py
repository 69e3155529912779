"""Sentences that tell a reader what to enter into a field: a text and the values in it to the values that are meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from presscheck.base_urls.excuses import HIDDEN, Excuses
from presscheck.base_urls.scope import Scope
from presscheck.base_urls.values import Address
from presscheck.base_urls.words import Expression, Words
from presscheck.patterns import regex

_SENTENCE = regex(
    r"(?:[^。！？!?；;\n]|(?<=<)!){1,2000}?(?:(?:[。！？?；;\n]|(?<!<)!)+|(?<![Ee]\.g)(?<!i\.e)(?<!\bvs)(?<!\d)[.](?=\s|$)|$)|(?:[^。！？!?；;\n]|(?<=<)!){1,2000}"
)
"""What is longer is no sentence, and is cut: so the time to read a text does not grow with the square of its size."""
_REACH = 600
"""How far a name may stand before its value: a dozen values in a row fit in between."""

_IN_A_ROW = regex(rf"{HIDDEN}[{HIDDEN}\s`*\"”“、,，/和与及以或andor]*$")
"""Values that stand in a row with the one after them."""
_SMALL_HEAD = regex(r"[^：:。]{2,60}[：:]\s{0,3}")
"""What says whom a value is for, in a list of such lines."""
_COUNTS = regex(
    r"(?:有|共|分)[^，。：:]{0,4}(?:[两二三四几多]|[2-9])\s?(?:种|个|条|套|类)|(?i:\bthere\s+are\b|\bone\s+of\b)"
)
"""Words that say how many hosts there are: those that follow are named, not entered."""
_FOR = regex(r"[\s*_`]{1,9}(?:for|in|of|on|with|inside)\s{1,9}(?:the\s{1,9}|your\s{1,9})?[*_`]{0,3}")
"""What stands between the name of a field and the client that the field is in."""
_THEN = regex(r"[\s*_`]{0,9}[:：=＝]")
_PREPOSITIONS = frozenset(["in", "for", "under", "to", "at", "on"])


@dataclass(frozen=True)
class Fields:
    """What names a field in a text: surely, doubtfully, or only since the text is about a client."""

    sure: Expression
    ambiguous: Expression | None = None
    implied: Expression | None = None

    def ranked(self) -> list[Expression]:
        return [names for names in (self.sure, self.ambiguous, self.implied) if names is not None]


class Found(NamedTuple):
    """A value that a sentence tells to enter, and its field; a name that stands elsewhere has -1 for its place.

    ``before`` says how far the value stands in its sentence, ``strict`` whether the name is surely that of a Base URL,
    ``added`` whether the sentence speaks of what clients add.
    """

    value: str
    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    strict: bool
    sentence: str
    before: int
    added: bool

    @classmethod
    def alone(cls, value: Address, label: str, text: str) -> Found:
        """A value that is one by where it stands, whatever its sentence says."""
        return cls(value.text, value.start, value.end, label, -1, -1, True, text, value.start, False)

    @property
    def sentence_start(self) -> int:
        return self.start - self.before

    @property
    def sentence_end(self) -> int:
        return self.sentence_start + len(self.sentence)


class _Mark(NamedTuple):
    """The name of a field in a sentence: ``rank`` is 0 where it is surely one, 1 for an ambiguous, 2 for implied."""

    start: int
    end: int
    rank: int


class _Choice(NamedTuple):
    """The name that a value belongs to; without a place it is the label, or left out."""

    start: int
    end: int
    strict: bool


class ProseReader:
    """Reads sentences with the words of a registry and the names of its clients."""

    def __init__(self, words: Words, scope: Scope) -> None:
        self.words = words
        self.scope = scope
        self.excuses = Excuses(words)
        self.models = Fields(words.model)

    def fields(self, *, implied: bool) -> Fields:
        """The names of Base URL fields; words such as "the box" are some in a text that is about a client."""
        return Fields(self.words.field, self.words.ambiguous_field, self.words.implied_field if implied else None)

    def read(self, text: str, values: Sequence[Address], fields: Fields, label: str = "") -> Iterator[Found]:
        """The values of a text that it tells its reader to enter.

        Args:
            text: what the reader sees.
            values: the values in it, in their order.
            fields: what names the field that is looked for.
            label: the field that is meant where the text names none, from its row, its heading or its introduction.
        """
        if not values:
            return
        masked = _hidden(text, values)
        rest = list(reversed(values))
        for start, end in sentences(masked):
            here: list[Address] = []
            while rest and rest[-1].start < end:
                here.append(rest.pop())
            if here and not self.excuses.asks(masked[start:end]):
                yield from self._sentence(text, masked, (start, end), here, fields, label)

    def given(self, text: str, values: Sequence[Address], chosen: Sequence[Address]) -> Iterator[Found]:
        """Those of some chosen values of a text that no word takes back; what names their field is left out."""
        masked = _hidden(text, values)
        for start, end in sentences(masked) if chosen else ():
            sentence = masked[start:end]
            here = [value for value in chosen if start <= value.start < end]
            if not here or self.excuses.asks(sentence):
                continue
            for value in here:
                shifted = value._replace(start=value.start - start, end=value.end - start)
                if not self.excuses.excused(sentence, shifted, (-1, -1), masked[end : end + 40]):
                    added = bool(self.words.added.search(sentence))
                    yield Found(
                        value.text, value.start, value.end, "", -1, -1, False, text[start:end], shifted.start, added
                    )

    def _sentence(
        self, text: str, masked: str, span: tuple[int, int], values: Sequence[Address], fields: Fields, label: str
    ) -> Iterator[Found]:
        start, end = span
        sentence, following = masked[start:end], masked[end : end + 40]
        marks = self._marks(sentence, fields)
        label_here = label or ("" if marks else self._asked_before(masked, start, fields))
        added = bool(self.words.added.search(sentence))
        for value in values:
            shifted = value._replace(start=value.start - start, end=value.end - start)
            choice = (
                self._named(sentence, shifted, marks)
                or self._unnamed(sentence, shifted, label_here, implied=fields.implied is not None)
                or self._referred(masked[max(0, start - _REACH) : start], sentence[: shifted.start], fields)
            )
            if choice is None or self.excuses.excused(sentence, shifted, (choice.start, choice.end), following):
                continue
            is_named = choice.start >= 0
            name_start, name_end = (start + choice.start, start + choice.end) if is_named else (-1, -1)
            yield Found(
                value=value.text,
                start=value.start,
                end=value.end,
                name=text[name_start:name_end] if is_named else label,
                name_start=name_start,
                name_end=name_end,
                strict=choice.strict,
                sentence=text[start:end],
                before=shifted.start,
                added=added,
            )

    # --- which field a value is for ---------------------------------------------------------------------------------

    def _marks(self, sentence: str, fields: Fields) -> list[_Mark]:
        """The names of fields in a sentence; a surer one goes before one that overlaps it."""
        taken = [found.span() for found in self.words.no_field.finditer(sentence)]
        marks: list[_Mark] = []
        for rank, names in enumerate(fields.ranked()):
            for found in names.finditer(sentence):
                start, end = found.span()
                if not any(first < end and start < last for first, last in taken):
                    marks.append(_Mark(start, end, rank))
                    taken.append((start, end))
        return sorted(marks)

    def _named(self, sentence: str, value: Address, marks: Sequence[_Mark]) -> _Choice | None:
        """The nearest name before a value that leads to it, else one after it that takes it.

        A name of a field goes before words that may mean it, such as "the box".
        """
        near = [mark for mark in marks if value.start - _REACH <= mark.end and mark.start <= value.end + 40]
        for ranks in ((0, 1), (2,)):
            candidates = [mark for mark in near if mark.rank in ranks]
            for mark in reversed(candidates):
                if mark.end <= value.start and self._leads_to(sentence[mark.end : value.start], value):
                    return _Choice(mark.start, mark.end, mark.rank == 0)
            for mark in candidates:
                if mark.start >= value.end and self._goes_into(
                    sentence[: value.start], sentence[value.end : mark.start]
                ):
                    return _Choice(mark.start, mark.end, mark.rank == 0)
        return None

    def _unnamed(self, sentence: str, value: Address, label: str, *, implied: bool) -> _Choice | None:
        """A value whose field is named elsewhere, or plain from a text about a client."""
        before = sentence[: value.start]
        if (
            implied
            and self.words.bare_imperative.search(before)
            and not self.words.visited.search(sentence)
            and not self.words.other_field.search(before)
        ):
            return _Choice(-1, -1, strict=False)
        if label:
            before = self.words.answer.sub("", before.replace(HIDDEN, ""))
            is_told = len(before) <= 60 and self._is_filled_in(before)
            is_head = _SMALL_HEAD.fullmatch(before) and self.words.other_field.search(before)
            if self.words.direct.search(before) or is_told or is_head:
                return _Choice(-1, -1, strict=True)
        return None

    def _referred(self, previous: str, before: str, fields: Fields) -> _Choice | None:
        """A value for "it", where the sentence before names a field and no value."""
        states = self.words.states.search(before)
        if not states and not self.words.refers.search(before):
            return None
        spans = list(sentences(previous))
        named = previous[spans[-1][0] :] if spans else ""
        if states and self.words.forbids.search(named):
            return None
        marks = [] if HIDDEN in named else self._marks(named, fields)
        return _Choice(-1, -1, strict=marks[-1].rank == 0) if marks else None

    def _leads_to(self, between: str, value: Address) -> bool:
        """Whether the words after a field's name lead to a value."""
        between = _IN_A_ROW.sub("", between)
        if self._begins_another_clause(between):
            return False
        between = self._after_client(between.replace(HIDDEN, ""))
        if value.bare and _COUNTS.search(between):
            return False
        if self.words.direct.search(between):
            return True
        return (not value.bare or "/v" in value.text) and len(between) <= 90 and self._is_filled_in(between)

    def _after_client(self, between: str) -> str:
        """What follows the client whose field it is, as the colon in "Base URL for Cursor: ..."; else all of it."""
        found = _FOR.match(between)
        mention = next(iter(self.scope.mentions(between)), None) if found else None
        if found and mention and mention.start == found.end() and _THEN.match(between, mention.end):
            return between[mention.end :]
        return between

    def _is_filled_in(self, words: str) -> bool:
        """Whether the words before a value tell to enter it, and not where a request goes or what page to read."""
        return bool(
            self.words.fill.search(words)
            and not self.words.sent_to.search(words)
            and not self.words.stands_at.search(words)
        )

    def _begins_another_clause(self, between: str) -> bool:
        """Whether a value after another one stands in a clause of its own that does not offer it as another choice."""
        rest, words = between.rpartition(HIDDEN)[2], self.words
        return rest != between and bool(words.new_clause.search(rest)) and not words.another_choice.search(rest)

    def _goes_into(self, before: str, between: str) -> bool:
        """Whether the words after a value say that it goes into the field that they lead to."""
        if HIDDEN in between:
            return False
        found = self.words.into.search(between)
        if not found or self.words.forbids.search(self.words.reminds.sub(" ", between)):
            return False
        needs_verb = found[0].strip().lower() in _PREPOSITIONS
        return not needs_verb or bool(self.words.fill.search(before[-60:]))

    def _asked_before(self, text: str, start: int, fields: Fields) -> str:
        """The field that a question right before a sentence asks for."""
        previous = text[max(0, start - _REACH) : start].rstrip()
        if not previous.endswith(("？", "?")):
            return ""
        question = previous[max(previous.rfind(sign, 0, -1) for sign in "。！？!?；;\n") + 1 :]
        if not self.words.asks_what.search(question):
            return ""
        found = (names.search(question) for names in fields.ranked())
        return next((name[0] for name in found if name), "")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand."""
    for found in _SENTENCE.finditer(text):
        yield found.span()


def _hidden(text: str, values: Sequence[Address]) -> str:
    """A text with signs that no word has in the place of its values."""
    signs = list(text)
    for value in values:
        signs[value.start : value.end] = HIDDEN * (value.end - value.start)
    return "".join(signs)
