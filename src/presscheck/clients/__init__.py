"""The client registry: which request URL each client composes from the value that its user enters."""

from presscheck.clients.compose import Done, compose, trace
from presscheck.clients.loading import load_registry
from presscheck.clients.registry import (
    FORMS,
    Client,
    Composition,
    FieldName,
    IgnoredName,
    Registry,
    Remark,
    Setting,
    Version,
    registry_digest,
)
from presscheck.clients.verdict import REASONS, Gateway, Verdict, is_origin, judge, right_value

__all__ = [
    "FORMS",
    "REASONS",
    "Client",
    "Composition",
    "Done",
    "FieldName",
    "Gateway",
    "IgnoredName",
    "Registry",
    "Remark",
    "Setting",
    "Verdict",
    "Version",
    "compose",
    "is_origin",
    "judge",
    "load_registry",
    "registry_digest",
    "right_value",
    "trace",
]
