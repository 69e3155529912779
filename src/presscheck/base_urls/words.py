"""The words of pages: what they call a field, how sentences tell a reader to fill it in, what forbids or doubts it.

They come from ``words`` of the registry, which the schema of the registry describes list by list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from presscheck.expressions import compiled

Expression: TypeAlias = Any
"""A compiled RE2 expression; its package has no types."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of a registry, each joined into one expression; one that it does not have matches nothing."""

    # Names of fields
    field: Expression
    ambiguous_field: Expression
    implied_field: Expression
    no_field: Expression
    naming: Expression
    model: Expression
    # What tells a reader to enter something
    fill: Expression
    into: Expression
    bare_imperative: Expression
    refers: Expression
    states: Expression
    pointed: Expression
    wants: Expression
    chosen: Expression
    introduces: Expression
    asks_what: Expression
    # What tells a reader not to, or tells of something else
    forbids: Expression
    reminds: Expression
    asks: Expression
    supposes: Expression
    distinguishes: Expression
    excepts: Expression
    offers: Expression
    fails: Expression
    explains: Expression
    blames: Expression
    refuted: Expression
    replaced: Expression
    wrong_intro: Expression
    gone: Expression
    by_hand: Expression
    told_of: Expression
    stands_at: Expression
    sent_to: Expression
    own_host: Expression
    full_address: Expression
    visited: Expression
    added: Expression
    # Columns and rows of tables
    address_column: Expression
    symptom_column: Expression
    outcome_column: Expression
    otherwise_column: Expression
    repair_column: Expression
    failed_row: Expression
    verdict_column: Expression
    verdict_no: Expression
    version_column: Expression
    switch: Expression
    # How sentences and lists go on
    field_noun: Expression
    field_before: Expression
    address: Expression
    mode: Expression
    mode_field: Expression
    path_field: Expression
    provider: Expression
    direct: Expression
    new_clause: Expression
    another_choice: Expression
    other_field: Expression
    answer: Expression
    requested: Expression
    seen: Expression
    tells: Expression
    ends_badly: Expression
    goes_well: Expression
    otherwise: Expression
    taken_from: Expression
    home_placeholder: Expression
    # What addresses consist of
    common_host: Expression
    other_path: Expression
    other_host: Expression
    # Code
    log_line: Expression
    other_programs: Expression
    wrong_comment: Expression
    # Names of other vendors, by the host of their API
    vendors: Mapping[str, Expression]

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Words:
        """The words of a registry."""
        lists = {item.name: _joined(words.get(item.name, ())) for item in fields(cls) if item.name != "vendors"}
        return cls(**lists, vendors={host: _joined(names) for host, names in words.get("vendors", {}).items()})


def _joined(patterns: Sequence[str]) -> Expression:
    return compiled("|".join(f"(?:{pattern})" for pattern in patterns) or "$^")
