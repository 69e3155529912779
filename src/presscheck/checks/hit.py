"""What a check yields: a place and the words that fill the rule's message there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from presscheck.model import Fix, Localized, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule fires at ``span``; ``args`` fill the placeholders of its message and help.

    ``identity`` is what makes this hit the same one after edits around it; without one, the text of its line.
    """

    span: Span
    args: Mapping[str, Localized] = field(default_factory=dict[str, Localized])
    fix: Fix | None = None
    identity: str = field(default="", repr=False)


def same(text: object) -> Localized:
    """A word that is the same in every language."""
    return Localized(str(text), str(text))
