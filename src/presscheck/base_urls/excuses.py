"""Sentences that name a value and do not tell their reader to enter it: they forbid it, ask about it, suppose it."""

from __future__ import annotations

import re

from presscheck.base_urls.place import ENDPOINT
from presscheck.base_urls.values import Address
from presscheck.base_urls.words import Words
from presscheck.patterns import regex

HIDDEN = "\ue000"
"""Stands for every character of a value while a sentence is read, so that no word is found inside an address."""

_INTRODUCTION = regex(r"[^：:]{2,80}[：:]")
_REACH = 160
"""So far behind a value its consequence is told."""
_QUESTION = regex(r"[？?]\s{0,9}[”\"』」）)]{0,9}\s{0,9}$")
_CLAUSE_END = regex(
    r"[，,。；;！？!?\n]|、(?=(?:不|勿|别|而|也))|(?<=\s)[—–](?=\s)|\bbut\b|\band not\b|而不是|(?<=[^\s])——"
)
_COLON = regex(r"[：:](?!/)")
_LABEL = regex(r"(?:^|[：:])\W{0,9}([^：:，,]{1,24})(?=[：:])")
_APPOSITION = regex(
    r"(?i)\W*(?:(?:as|like)(?: (?:in|with))?|such as|for (?:example|instance)|e\.g\.|namely|例如|比如|譬如|如|即)?\W*$"
)
"""What a clause before a value is that only goes on from the one before it."""
_ENDED = regex(r"[\s`*\"”」』)）]*(?:[,，、.。;；]|$)")
_REQUEST = regex(r"请|麻烦|(?i:\b(?:please|kindly)\b)")
_IMPERATIVE = regex(
    r"\s{0,3}(?:(?:then|just|now)\s)?(?i:set|change|enter|use|put|write|paste|correct|make|check|switch|point|type)\b|\s{0,3}(?:把|将|改|填|用|换|检查)"
)
_CONTRAST = regex(r"而不是|\bbut\b|\band not\b|——")


class Excuses:
    """Looks for what excuses a value, in sentences whose values are hidden."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def asks(self, sentence: str) -> bool:
        """Whether a sentence asks something: none of its values is an instruction then."""
        return bool(_QUESTION.search(sentence[-40:]) or self.words.asks.search(sentence))

    def excused(self, sentence: str, value: Address, name: tuple[int, int], following: str) -> bool:
        """Whether a sentence, or the one that follows it, takes back that a value is to be entered.

        Args:
            sentence: with its values hidden.
            value: one of them, with its place in the sentence.
            name: where the name of its field stands; -1 where the sentence has none.
            following: the beginning of the next sentence.
        """
        before, after = sentence[: value.start], sentence[value.end :]
        clause = self.words.reminds.sub(" ", _clause(before, name[0], value.start, is_ended=bool(_ENDED.match(after))))
        return (
            self.tells_of_something(before)
            or bool(self.words.seen.search(sentence) and not self.words.tells.search(re.split(r"[，,]", before)[-1]))
            or self._is_refuted(after, following)
            or bool(self.words.forbids.search(clause) or self.words.distinguishes.search(before))
            or bool(self.words.supposes.search(clause) and not self.words.offers.search(clause))
            or self._fails(after)
            or self._fails(sentence[max(value.end, name[1]) :])
            or self._ends_badly(sentence[max(value.end, name[1]) :])
            or bool(ENDPOINT.search(value.text) and self.words.by_hand.search(sentence))
            or self._is_replaced(clause, after)
            or self._is_explained(after)
        )

    def tells_of_something(self, before: str) -> bool:
        """Whether a label before the value announces a mistake, a cause or a change."""
        labels = (self.words.reminds.sub(" ", found[1]).strip() for found in _LABEL.finditer(before))
        return self._blames(before) or any(
            len(label) <= 20 and (self.words.forbids.search(label) or self.words.told_of.search(label))
            for label in labels
        )

    def _blames(self, before: str) -> bool:
        """Whether a whole clause before a colon tells of mistakes."""
        intro = _INTRODUCTION.match(before)
        return bool(
            intro
            and self.words.blames.search(intro[0])
            and not self.words.goes_well.search(intro[0])
            and not _REQUEST.search(before, intro.end())
            and not _IMPERATIVE.match(before, intro.end())
        )

    def _is_refuted(self, after: str, following: str) -> bool:
        """Whether the next sentence, or a bracket at the end of this one, says that it is wrong."""
        bracket = max(after.rfind("（"), after.rfind("("))
        return bool(
            self.words.refuted.search(following) or (bracket >= 0 and self.words.refuted.search(after[bracket:]))
        )

    def _is_explained(self, after: str) -> bool:
        """Whether a sentence tells what request a value leads to, and that this one fails."""
        sent = self.words.sent_to.search(after)
        return bool(
            sent
            and self.words.failed_row.search(after[sent.end() :])
            and not self.words.supposes.search(re.split(r"[。；;]", after[: sent.start()])[0])
            and not self.words.otherwise.search(after)
        )

    def _fails(self, after: str) -> bool:
        words = self.words
        return bool(
            words.fails.search(after) and not words.otherwise.search(after) and not words.explains.search(after)
        )

    def _ends_badly(self, after: str) -> bool:
        """Whether the rest of a sentence tells what failure comes of the value, as a thing that surely happens."""
        told = self.words.ends_badly.search(after[:_REACH])
        return bool(told and HIDDEN not in after[: told.end()] and not self.words.goes_well.search(after[: told.end()]))

    def _is_replaced(self, clause: str, after: str) -> bool:
        """Whether the value is the old one of two."""
        replaced = self.words.replaced.search(after[:30])
        return bool(replaced and (HIDDEN in after or self.words.taken_from.search(clause)))


def _clause(before: str, name: int, value: int, *, is_ended: bool) -> str:
    """The clause of a value, up to it: what is said in it holds for the value.

    A colon before the name of the field ends the clause that introduces it. A clause that begins with a contrast is
    cut there, what a bracket opens is a clause of its own, and a value between two commas goes with the clause before.
    """
    ends = [found.end() for found in _CLAUSE_END.finditer(before)]
    if name > 0:
        ends = sorted([*ends, *(found.end() for found in _COLON.finditer(before[:name]))])
    if ends and is_ended and _APPOSITION.match(before, ends[-1]):
        ends.pop()
    clause = before[ends[-1] if ends else 0 :]
    cut = max((found.start() for found in _CONTRAST.finditer(before)), default=-1)
    if cut >= 0 and cut >= (ends[-2] if len(ends) > 1 else 0) and HIDDEN not in before[cut:]:
        clause = before[cut:]
    bracket = max(before.rfind("（"), before.rfind("("))
    if 0 <= bracket < name < value and not re.search(r"[）)]", before[bracket:]):
        clause = before[bracket:] if len(before) - bracket < len(clause) else clause
    return clause
