"""What pages call a Base URL field, and how sentences tell a reader to fill it in: from the registry's ``words``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from presscheck.expressions import compiled


class Words:
    """The compiled expressions; each attribute is one of the registry's lists, joined into one expression."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.field = _joined(words.get("field", ()))
        self.ambiguous_field = _joined(words.get("ambiguous_field", ()))
        self.implied_field = _joined(words.get("implied_field", ()))
        self.address_column = _joined(words.get("address_column", ()))
        self.sent_to = _joined(words.get("sent_to", ()))
        self.bare_imperative = _joined(words.get("bare_imperative", ()))
        self.visited = _joined(words.get("visited", ()))
        self.told_of = _joined(words.get("told_of", ()))
        self.refuted = _joined(words.get("refuted", ()))
        self.gone = _joined(words.get("gone", ()))
        self.naming = _joined(words.get("naming", ()))
        self.no_field = _joined(words.get("no_field", ()))
        self.model = _joined(words.get("model", ()))
        self.fill = _joined(words.get("fill", ()))
        self.into = _joined(words.get("into", ()))
        self.forbids = _joined(words.get("forbids", ()))
        self.reminds = _joined(words.get("reminds", ()))
        self.replaced = _joined(words.get("replaced", ()))
        self.supposes = _joined(words.get("supposes", ()))
        self.offers = _joined(words.get("offers", ()))
        self.fails = _joined(words.get("fails", ()))
        self.asks = _joined(words.get("asks", ()))
        self.symptom_column = _joined(words.get("symptom_column", ()))
        self.value_column = _joined(words.get("value_column", ()))
        self.added = _joined(words.get("added", ()))
        self.log_line = _joined(words.get("log_line", ()))
        self.wrong_comment = _joined(words.get("wrong_comment", ()))
        self.vendors: Mapping[str, Any] = {host: _joined(names) for host, names in words.get("vendors", {}).items()}


def _joined(patterns: Sequence[str]) -> Any:
    return compiled("|".join(f"(?:{pattern})" for pattern in patterns) or "$^")
