"""The client registry: which request URL each client composes from the value that its user enters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presscheck.lazy import lazily

if TYPE_CHECKING:
    from presscheck.clients.compose import Done, compose, trace
    from presscheck.clients.loading import load_registry, made_registry, read_registry
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
    from presscheck.clients.urls import Fault, fault_of_origin, fault_of_page, is_local
    from presscheck.clients.verdict import REASONS, Gateway, Verdict, judge, right_value

__all__ = [
    "FORMS",
    "REASONS",
    "Client",
    "Composition",
    "Done",
    "Fault",
    "FieldName",
    "Gateway",
    "IgnoredName",
    "Registry",
    "Remark",
    "Setting",
    "Verdict",
    "Version",
    "compose",
    "fault_of_origin",
    "fault_of_page",
    "is_local",
    "judge",
    "load_registry",
    "made_registry",
    "read_registry",
    "registry_digest",
    "right_value",
    "trace",
]

__getattr__ = lazily(
    __name__,
    {
        "Done": "compose",
        "compose": "compose",
        "trace": "compose",
        "FORMS": "registry",
        "Client": "registry",
        "Composition": "registry",
        "FieldName": "registry",
        "IgnoredName": "registry",
        "Registry": "registry",
        "Remark": "registry",
        "Setting": "registry",
        "Version": "registry",
        "load_registry": "loading",
        "made_registry": "loading",
        "read_registry": "loading",
        "registry_digest": "registry",
        "REASONS": "verdict",
        "Gateway": "verdict",
        "Verdict": "verdict",
        "Fault": "urls",
        "fault_of_origin": "urls",
        "fault_of_page": "urls",
        "is_local": "urls",
        "judge": "verdict",
        "right_value": "verdict",
    },
)
