"""Regular expressions of rules: RE2, whose time is linear in the text, so that a site's own rules cannot hang a run.

Thousands of searches are made in a page, and few find anything. So the words that an expression cannot do without are
looked for first, those of many expressions at once, and an expression is compiled when a text has one of its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

import ahocorasick
import re2

from presscheck.deadline import unlimited
from presscheck.errors import RuleError
from presscheck.literals import literals
from presscheck.model import Localized


class Expression:
    """A compiled expression: what ``re2`` offers, with a quick no.

    The package encodes the text anew and prepares to count characters in each search; here the text that was searched
    last is kept encoded, and the answer no is given at once.
    """

    def __init__(self, pattern: str) -> None:
        """Take an expression; it is compiled when it is first used."""
        self.pattern = pattern

    @cached_property
    def _inner(self) -> Any:
        return _compile(self.pattern)

    @cached_property
    def _is_in(self) -> Any:
        return self._inner._regexp.Match  # noqa: SLF001  # the package has no way to ask for yes or no alone

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._inner, name)

    def search(self, text: str, *limits: int) -> Any:
        """The first place that fits; ``None`` where there is none."""
        return self._inner.search(text, *limits) if limits or self._fits(text) else None

    def finditer(self, text: str, *limits: int) -> Iterator[Any]:
        """All places that fit, from left to right."""
        return self._inner.finditer(text, *limits) if limits or self._fits(text) else iter(())

    def sub(self, replacement: Any, text: str, count: int = 0) -> str:
        """The text with something else in the places that fit."""
        return self._inner.sub(replacement, text, count) if self._fits(text) else text

    def _fits(self, text: str) -> bool:
        if "_is_in" not in self.__dict__:
            words = literals(self.pattern)
            if words is not None:
                folded = _folded(text)
                if not any(word in folded for word in words):
                    return False
        data = _encoded(text)
        return bool(self._is_in(_ANYWHERE, data, 0, len(data))[0] != _NOWHERE)


_ANYWHERE: Any = re2._Anchor.UNANCHORED  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # as above
_NOWHERE = (-1, -1)
_last = ("", b"")


def _encoded(text: str) -> bytes:
    """A text in UTF-8; the last one is kept, since many expressions are looked for in the same."""
    global _last  # noqa: PLW0603  # one place, replaced as a whole
    known, data = _last
    if known is not text:
        data = text.encode()
        _last = (text, data)
    return data


_last_folded = ("", "")


def _folded(text: str) -> str:
    """A text in folded case; the last one is kept, too."""
    global _last_folded  # noqa: PLW0603  # as above
    known, folded = _last_folded
    if known is not text:
        folded = text.casefold()
        _last_folded = (text, folded)
    return folded


@lru_cache(maxsize=4096)
def compiled(expression: str) -> Expression:
    """An expression, compiled once it is used: a run over one page uses few of all that there are.

    Using it raises a RuleError where it is not valid; ``check`` finds that out before.
    """
    return Expression(expression)


def mark(found: Any) -> tuple[int, int]:
    """The place that a match is about: that of its group ``mark``, or the whole where it has none of this name."""
    span: tuple[int, int] = found.span(found.re.groupindex.get("mark", 0))
    return span


def check(expression: str) -> None:
    """See whether an expression can be compiled.

    Raises:
        RuleError: it is not valid; the message says why.
    """
    _compile(expression)


def _compile(expression: str) -> Any:
    # The package has no types of its own.
    compile_: Callable[..., Any] = re2.compile
    try:
        return compile_(expression, _options())
    except re2.error as error:
        reason = error.args[0] if error.args else error
        words = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
        raise RuleError(
            Localized(f"not a valid expression (RE2): {words}", f"不是有效的表达式（RE2）：{words}")
        ) from error


class Prefilter:
    """Says which of many expressions might fit a text, by the words that they cannot do without."""

    def __init__(self, expressions: Sequence[str]) -> None:
        """Take the expressions; their words are read when a text is first looked at."""
        self._expressions = expressions

    def __call__(self, text: str) -> Sequence[int]:
        """The places in the list of the expressions that might fit a text, in their order, and all that do."""
        always, words = self._sorted
        found = set(always)
        if words is not None:
            for _, numbers in words.iter(_folded(text)):
                found.update(numbers)
        return sorted(found)

    @cached_property
    def _sorted(self) -> tuple[list[int], Any]:
        """The expressions of which no word is known, and the words of the others, each with its expressions."""
        with unlimited():
            return self._read()

    def _read(self) -> tuple[list[int], Any]:
        always: list[int] = []
        by_word: dict[str, list[int]] = {}
        for number, expression in enumerate(self._expressions):
            words = literals(expression)
            if words is None:
                always.append(number)
            for word in words or ():
                by_word.setdefault(word, []).append(number)
        if not by_word:
            return always, None
        # The package has no types of its own.
        automaton: Any = ahocorasick.Automaton()
        for word, numbers in by_word.items():
            automaton.add_word(word, numbers)
        automaton.make_automaton()
        return always, automaton


class Expressions:
    """Several expressions that are looked for together."""

    def __init__(self, expressions: Sequence[Any]) -> None:
        """Take compiled expressions."""
        self.all = list(expressions)
        self._likely = Prefilter([expression.pattern for expression in self.all])

    def any(self, text: str) -> bool:
        """Whether one of them fits somewhere in a text."""
        return any(self.all[number].search(text) for number in self._likely(text))

    def removed(self, text: str) -> str:
        """A text with a blank in place of all that they fit, one expression after the other."""
        for number in self._likely(text):
            text = self.all[number].sub(" ", text)
        return text


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    return options
