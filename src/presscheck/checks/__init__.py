"""One module a kind of check. A check yields findings and touches neither disk, network nor screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from presscheck.checks import base_url, claim, pattern, private, request, schema, secret, structure
from presscheck.checks.hit import Hit
from presscheck.model import Page
from presscheck.rules import Rule
from presscheck.site import Site

Check: TypeAlias = Callable[[Rule, Page, Site], Iterator[Hit]]

CHECKS: Mapping[str, Check] = {
    "base-url": base_url.check,
    "claim": claim.check,
    "pattern": pattern.check,
    "private": private.check,
    "request": request.check,
    "schema": schema.check,
    "secret": secret.check,
    "structure": structure.check,
}
"""Kinds of check by the name that rules use."""
