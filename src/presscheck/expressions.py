"""Regular expressions of rules: RE2, whose time is linear in the text, so that a site's own rules cannot hang a run."""

from __future__ import annotations

from collections.abc import Callable
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
    options = re2.Options()
    options.log_errors = False
    # The package has no types of its own.
    compile_: Callable[..., Any] = re2.compile
    try:
        return compile_(expression, options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        words = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
        raise RuleError(
            Localized(f"not a valid expression (RE2): {words}", f"不是有效的表达式（RE2）：{words}")
        ) from error
