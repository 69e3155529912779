"""Weighs what speaks for a finding and what speaks against it.

A rule names signs in groups, each with a weight: of a group the first sign that fits counts, a negative one speaks
against, and one of no weight only says that it is there. There is enough evidence when the sum reaches the threshold.
Which signs there are, what they weigh and in which of the given texts they stand is data of the rule.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from presscheck.expressions import Prefilter, compiled
from presscheck.patterns import regex


class Sign(NamedTuple):
    """An expression, the text in which it has to fit, what it then weighs, and its number among all of a rule."""

    weight: int
    place: str
    pattern: Any
    number: int


class Evidence:
    """The signs of a rule, in groups, and how much they have to weigh together."""

    def __init__(self, options: Mapping[str, Any], read: Callable[[str], Any], place: str) -> None:
        """Take the option ``evidence`` of a rule.

        Args:
            options: ``threshold``, ``signs`` by the name of their group, which groups it ``needs`` a sign of, and in
                ``whole`` lower ``threshold``s, each for where all of some ``groups`` speak for a finding.
            read: compiles an expression of the rule.
            place: the text that is meant where a sign names none.
        """
        self._threshold: int = options["threshold"]
        needed: Sequence[str] = options.get("needs", ())
        numbers = itertools.count()
        groups = {
            name: [Sign(sign["weight"], sign.get("in", place), read(sign["pattern"]), next(numbers)) for sign in signs]
            for name, signs in options["signs"].items()
        }
        self._likely = Prefilter([sign.pattern.pattern for signs in groups.values() for sign in signs])
        self._needed = [name for name in groups if name in needed]
        self._groups = groups
        self._whole: Sequence[tuple[int, Sequence[str]]] = [
            (whole["threshold"], whole["groups"]) for whole in options.get("whole", ())
        ]

    def suffices(self, texts: Mapping[str, str]) -> bool:
        """Whether there is enough evidence in some texts."""
        likely: dict[str, frozenset[int]] = {}

        def fits(sign: Sign) -> bool:
            text = texts[sign.place]
            if sign.place not in likely:
                likely[sign.place] = frozenset(self._likely(text))
            return sign.number in likely[sign.place] and bool(sign.pattern.search(text))

        weights: dict[str, int | None] = {}
        for name in [*self._needed, *(name for name in self._groups if name not in self._needed)]:
            weights[name] = _counted(self._groups[name], fits)
            if name in self._needed and (weights[name] or 0) <= 0:
                return False
        for_it = {name for name, weight in weights.items() if weight is not None and weight >= 0}
        enough = [low for low, groups in self._whole if for_it.issuperset(groups)]
        return sum(weight or 0 for weight in weights.values()) >= min(enough, default=self._threshold)


def _counted(group: Iterable[Sign], fits: Callable[[Sign], bool]) -> int | None:
    """The weight of the first sign of a group that fits; ``None`` where none does."""
    return next((sign.weight for sign in group if fits(sign)), None)


def reader(words: Mapping[str, str]) -> Callable[[str], Any]:
    """What compiles an expression that may name others in braces; each of those may name the ones before it."""
    known: dict[str, str] = {}

    def whole(text: str) -> str:
        return _NAME.sub(lambda found: known[found[1]], text)

    for name, text in words.items():
        known[name] = whole(text)
    return lambda text: compiled(whole(text))


_NAME = regex(r"\{([a-z_]+)\}")
