"""The kinds of check, by the name that rules use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from presscheck.checks import (
    base_url,
    claim,
    ledger,
    links,
    pattern,
    private,
    request,
    review,
    schema,
    secret,
    site,
    structure,
    suppression,
)
from presscheck.checks.hit import Hit
from presscheck.model import Localized, Page
from presscheck.rules import Rule
from presscheck.site import Site

Check: TypeAlias = Callable[[Rule, Page, Site], Iterator[Hit]]

CHECKS: Mapping[str, Check] = {
    "base-url": base_url.check,
    "claim": claim.check,
    "ledger": ledger.check,
    "links": links.check,
    "pattern": pattern.check,
    "private": private.check,
    "request": request.check,
    "review": review.check,
    "schema": schema.check,
    "secret": secret.check,
    "site": site.check,
    "structure": structure.check,
    "suppression": suppression.check,
}
"""Kinds of check by the name that rules use."""

SiteCheck: TypeAlias = Callable[[Rule, Site], Iterator[tuple[int, Mapping[str, Localized], str]]]

SITE_CHECKS: Mapping[str, SiteCheck] = {"site": site.check_site}
"""Kinds that look at the site as a whole: each hit is a line of the configuration, words, and what it is about."""
