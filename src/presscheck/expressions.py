"""Regular expressions of rules: RE2, whose time is linear in the text, so that a site's own rules cannot hang a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import re2

from presscheck.errors import RuleError
from presscheck.model import Localized


@lru_cache(maxsize=4096)
def compiled(expression: str) -> Any:
    """A compiled expression.

    Raises:
        RuleError: it is not valid; the message says why.
    """
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


def candidates(expressions: Sequence[str]) -> Callable[[str], Sequence[int]]:
    """A quick look at a text: the places in the list of the expressions that might fit, and all that do.

    It looks for the words that an expression cannot do without, for those of all expressions at once. That takes some
    preparation, which pays for many texts only: in the first few every expression might fit.

    Raises:
        RuleError: an expression is not valid.
    """
    for expression in expressions:
        compiled(expression)
    every = range(len(expressions))
    calls = 0
    quick: Any = None

    def fitting(text: str) -> Sequence[int]:
        nonlocal calls, quick
        calls += 1
        if calls < _FEW:
            return every
        if quick is None:
            quick = re2.Filter()
            for expression in expressions:
                quick.Add(expression, _options())
            quick.Compile()
        numbers: list[int] = quick.Match(text, True) or []
        return numbers

    return fitting


class Expressions:
    """Several expressions that are looked for together."""

    def __init__(self, expressions: Sequence[Any]) -> None:
        """Take compiled expressions."""
        self.all = list(expressions)
        self._likely = candidates([expression.pattern for expression in self.all])

    def any(self, text: str) -> bool:
        """Whether one of them fits somewhere in a text."""
        return any(self.all[number].search(text) for number in self._likely(text))

    def removed(self, text: str) -> str:
        """A text with a blank in place of all that they fit, one expression after the other."""
        for number in self._likely(text):
            text = self.all[number].sub(" ", text)
        return text


_FEW = 200
"""How many texts may be looked at without the preparation, which takes as long as these."""


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    return options
