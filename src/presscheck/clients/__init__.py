"""The client registry: which request URL each client composes from the value that its user enters."""

from presscheck.clients.compose import compose
from presscheck.clients.registry import (
    Client,
    Composition,
    FieldName,
    IgnoredName,
    Registry,
    Remark,
    Setting,
    Version,
    load_registry,
)
from presscheck.clients.verdict import REASONS, Gateway, Verdict, judge, right_value

__all__ = [
    "REASONS",
    "Client",
    "Composition",
    "FieldName",
    "Gateway",
    "IgnoredName",
    "Registry",
    "Remark",
    "Setting",
    "Verdict",
    "Version",
    "compose",
    "judge",
    "load_registry",
    "right_value",
]
