"""The expressions of our own code, compiled when they are first used.

There are hundreds, and a run uses few: to compile all of them while modules are imported took longer than to check a
page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, later.

    Args:
        text: the expression; a mistake in it shows when it is first used.
        flags: those of ``re``.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Has what a compiled pattern has; its attributes are that pattern's own once one of them is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            compiled = re.compile(self.pattern, self._flags)
            vars(self).update({name: getattr(compiled, name) for name in _ATTRIBUTES})
            return getattr(compiled, name)


_ATTRIBUTES = [name for name in dir(re.Pattern) if not name.startswith("_") and name != "pattern"]
