"""Finds the claims of a page, as the frames in the options of rules of kind ``claim`` describe them.

A sentence is read in layers. Inline code, names of models and vendors, and figures become tokens; idioms that say
nothing are taken out; what is left is held against the frames of each category, the most telling first. A phrase
belongs to one category, a sentence has at most one finding of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from presscheck.claims.numbers import Figure, figures
from presscheck.claims.statements import CLOSE, OPEN, Reading, Statement, statements
from presscheck.claims.words import NAMES, ClaimWords
from presscheck.errors import RuleError
from presscheck.expressions import Prefilter, compiled, mark
from presscheck.markdown.views import replaced
from presscheck.model import Localized, MappedText, Page
from presscheck.patterns import regex
from presscheck.rules import CLAIM_WORDS, Rule

KIND = "claim"
"""The kind of the rules whose options say what goes stale."""


class Claim(NamedTuple):
    """A claim with its place in the source, and that of the sentence or row that makes it."""

    rule: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True)
class _Frames:
    """What a rule looks for; its expressions are compiled when a text first needs them."""

    rule: Rule
    words: ClaimWords

    @property
    def comments(self) -> bool:
        return bool(self.rule.options.get("comments", False))

    @property
    def excuses(self) -> tuple[str, ...]:
        return tuple(self.rule.options.get("excused_by", ()))

    @cached_property
    def expressions(self) -> tuple[str, ...]:
        return tuple(f"(?i){self.words.filled(text, self.rule.name)}" for text in self.rule.options["frames"])

    @cached_property
    def unless(self) -> Any:
        """What excuses a sentence from this rule, or ``None``."""
        expressions = self.rule.options.get("unless", ())
        return _joined(expressions, self.words, self.rule.name) if expressions else None


class ClaimFinder:
    """Finds the claims that the rules of a site describe."""

    def __init__(self, rules: Iterable[Rule], words: ClaimWords) -> None:
        """Take the options of all rules of kind ``claim`` and the words that they share."""
        found = [rule for rule in rules if rule.kind == KIND]
        found.sort(key=lambda rule: (-int(rule.options.get("weight", 0)), rule.name))
        self._frames = [_Frames(rule, words) for rule in found]
        self._words = words
        # A mistake in a rule shows when the site is loaded, not when a page happens to need it.
        for frames in self._frames:
            _check(frames, words)

    @property
    def words(self) -> ClaimWords:
        """The words that the rules share."""
        return self._words

    def page(self, page: Page) -> list[Claim]:
        """The claims of a page, in their order."""
        if not self._frames:
            return []
        reading = Reading(is_name=self._is_model, changelog=self._changelog)
        found = [claim for statement in statements(page, reading) for claim in self._statement(statement)]
        return sorted(found, key=lambda claim: (claim.start, claim.end, claim.rule))

    def tokens(self, text: MappedText) -> MappedText:
        """A sentence with tokens in place of names and figures, and without idioms."""
        text = replaced(text, [(*found.span(), _mark("idiom")) for found in self._idioms.finditer(text.text)])
        text = replaced(text, list(self._named(text.text)))
        return replaced(text, [(item.start, item.end, _figure_mark(item)) for item in figures(text.text)])

    def _statement(self, statement: Statement) -> Iterator[Claim]:
        text = self.tokens(statement.text)
        fitting = self._fitting(text.text)
        if not fitting:
            return
        sentence = statement.text.origin(0, len(statement.text.text))
        excused = _Excused(text.text, self._exemptions)
        taken: list[tuple[int, int]] = []
        for index, spans in sorted(fitting.items()):
            frames = self._frames[index]
            if (statement.place == "comment" and not frames.comments) or excused(frames):
                continue
            for start, end in spans:
                place = text.origin(start, end)
                if place[0] < place[1] and all(end <= first or last <= start for first, last in taken):
                    yield Claim(frames.rule.name, *place, *sentence)
                    break
            taken.extend(spans)

    def _fitting(self, text: str) -> dict[int, list[tuple[int, int]]]:
        """Where the frames of each rule fit, by its place in the list of rules."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number in self._likely(text):
            index, expression = self._expressions[number]
            spans = _spans(compiled(expression), text)
            if spans:
                found.setdefault(index, []).extend(spans)
        return {index: sorted(spans) for index, spans in found.items()}

    @cached_property
    def _expressions(self) -> list[tuple[int, str]]:
        return [(index, text) for index, frames in enumerate(self._frames) for text in frames.expressions]

    @cached_property
    def _likely(self) -> Prefilter:
        return Prefilter([text for _, text in self._expressions])

    def _is_model(self, text: str) -> bool:
        name = text.strip().rpartition("/")[2]
        found = self._names.fullmatch(name)
        return found is not None and found["model"] is not None

    def _named(self, text: str) -> Iterator[tuple[int, int, str]]:
        for found in self._names.finditer(text):
            yield (*found.span(), _mark(next(name for name in NAMES if found[name] is not None)))

    @cached_property
    def _names(self) -> Any:
        return compiled("(?i)" + "|".join(f"(?P<{name}>{self._words.filled(f'{{{name}_names}}')})" for name in NAMES))

    @cached_property
    def _changelog(self) -> Any:
        return compiled(self._words.filled("(?i){changelog}"))

    @cached_property
    def _idioms(self) -> Any:
        return _joined(self._words.idioms, self._words, "")

    @cached_property
    def _exemptions(self) -> dict[str, tuple[bool, Any]]:
        return {
            name: (item.figures, _joined(item.expressions, self._words, name))
            for name, item in self._words.exemptions.items()
        }


class _Excused:
    """Whether a phrase of a sentence is excused; each exemption is looked for once a sentence."""

    def __init__(self, text: str, exemptions: dict[str, tuple[bool, Any]]) -> None:
        self._text = text
        self._exemptions = exemptions
        self._known: dict[str, bool] = {}

    def __call__(self, frames: _Frames) -> bool:
        if frames.unless is not None and frames.unless.search(self._text):
            return True
        has_figure = bool(_AMOUNT.search(self._text))
        return any(self._holds(name, has_figure=has_figure) for name in frames.excuses)

    def _holds(self, name: str, *, has_figure: bool) -> bool:
        figures_too, expression = self._exemptions[name]
        if has_figure and not figures_too:
            return False
        if name not in self._known:
            self._known[name] = bool(expression.search(self._text))
        return self._known[name]


def _spans(expression: Any, text: str) -> list[tuple[int, int]]:
    return [mark(found) for found in expression.finditer(text)]


def _check(frames: _Frames, words: ClaimWords) -> None:
    """Raise where a frame names a word, or a rule an exemption, that does not exist."""
    for expression in (*frames.rule.options["frames"], *frames.rule.options.get("unless", ())):
        words.filled(expression, frames.rule.name)
    for name in frames.excuses:
        if name not in words.exemptions:
            raise RuleError(
                Localized(
                    f"{frames.rule.path}: {name} is no exemption of {CLAIM_WORDS}",
                    f"{frames.rule.path}：{name} 不是 {CLAIM_WORDS} 中的豁免",
                )
            )


def _joined(expressions: Iterable[str], words: ClaimWords, where: str) -> Any:
    return compiled("(?i)" + "|".join(f"(?:{words.filled(text, where)})" for text in expressions))


def _mark(name: str, signs: str = "") -> str:
    return f"{OPEN}{name}:{signs}{CLOSE}"


_MANY, _THOUSANDS = 10, 1000


def _figure_mark(figure: Figure) -> str:
    """A token for a figure: its unit, and in the order of the alphabet letters for what is known of it."""
    signs = {
        "b": figure.high >= _MANY,
        "g": figure.high >= _THOUSANDS,
        "i": figure.per == "item",
        "k": figure.scaled,
        "o": figure.open,
        "p": figure.per == "period",
        "t": figure.per == "tokens",
    }
    return _mark(figure.unit, "".join(sign for sign, holds in signs.items() if holds))


# A frozen figure; one, two and three are words like others.
_AMOUNT = regex(
    f"{OPEN}(?:calls|fold|money|month|ms|percent|rate|times|tokens):|{OPEN}(?:day|hour|minute|number|second|week):[a-z]*[bko]"
)
