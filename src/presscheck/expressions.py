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


def candidates(expressions: Sequence[str]) -> Callable[[str], list[int]]:
    """A quick look at a text: the places in the list of the expressions that might fit, and all that do.

    It looks for the words that an expression cannot do without, for those of all expressions at once.
    """
    found = re2.Filter()
    for expression in expressions:
        compiled(expression)  # says what is wrong with it
        found.Add(expression, _options())
    found.Compile()

    def fitting(text: str) -> list[int]:
        numbers: list[int] = found.Match(text, True) or []
        return numbers

    return fitting


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    return options
