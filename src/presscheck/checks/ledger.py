"""Kind ``ledger``: the entries that a page keeps in its front matter for sentences that can go stale.

Option ``property`` names one of ``PROPERTIES``; ``pattern`` says what an evidence id looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from presscheck.checks.hit import Hit, same
from presscheck.expressions import compiled
from presscheck.ledger import Claim, folded, is_url, read_claims, shown_texts, stands_in
from presscheck.model import Localized, Page
from presscheck.rules import Rule
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    claims = read_claims(page)
    if claims:
        yield from PROPERTIES[str(rule.options["property"])](rule, page, site, claims)


def unused(rule: Rule, page: Page, site: Site, claims: list[Claim]) -> Iterator[Hit]:
    """The text of each entry stands in the page."""
    del rule, site
    texts = shown_texts(page)
    for claim in claims:
        if not stands_in(claim.text, texts):
            yield Hit(claim.span("text"), {"text": same(_short(claim.text))})


def dates(rule: Rule, page: Page, site: Site, claims: list[Claim]) -> Iterator[Hit]:
    """An entry was verified before today and expires behind that, within the site's limit."""
    del rule, page
    limit = site.config.claim_days
    for claim in claims:
        verified, expires = claim.verified_on, claim.expires_on
        # Where an editor works it may be tomorrow already.
        if verified and verified > site.today + timedelta(days=1):
            detail = Localized(
                f"`verified_on` says {verified}, which is in the future", f"`verified_on` 写的是 {verified}，晚于今天"
            )
            yield Hit(claim.span("verified_on"), {"detail": detail, "key": same("verified_on"), "days": same(limit)})
        elif verified and expires and expires <= verified:
            detail = Localized(
                f"`expires_on` says {expires}, which is not after `verified_on` ({verified})",
                f"`expires_on` 写的是 {expires}，不晚于 `verified_on`（{verified}）",
            )
            yield Hit(claim.span("expires_on"), {"detail": detail, "key": same("expires_on"), "days": same(limit)})
        elif verified and expires and (expires - verified).days > limit:
            last = verified + timedelta(days=limit)
            detail = Localized(
                f"`expires_on` says {expires}, {(expires - verified).days} days after `verified_on`; "
                f"the latest day is {last}",
                f"`expires_on` 写的是 {expires}，距 `verified_on` {(expires - verified).days} 天；最晚为 {last}",
            )
            yield Hit(claim.span("expires_on"), {"detail": detail, "key": same("expires_on"), "days": same(limit)})


def source(rule: Rule, page: Page, site: Site, claims: list[Claim]) -> Iterator[Hit]:
    """The source is a whole URL or an evidence id."""
    del page, site
    evidence = compiled(str(rule.options["pattern"]))
    for claim in claims:
        text = claim.source.strip()
        if text and not is_url(text) and not evidence.fullmatch(text):
            yield Hit(claim.span("source"), {"source": same(_short(text))})


def duplicate(rule: Rule, page: Page, site: Site, claims: list[Claim]) -> Iterator[Hit]:
    """No two entries have the same text."""
    del rule, page, site
    first: dict[str, Claim] = {}
    for claim in claims:
        before = first.setdefault(folded(claim.text), claim)
        if before is not claim:
            line = before.span("text").line
            yield Hit(claim.span("text"), {"text": same(_short(claim.text)), "first_line": same(line)})


def expired(rule: Rule, page: Page, site: Site, claims: list[Claim]) -> Iterator[Hit]:
    """No entry is past its last day."""
    del rule, page
    for claim in claims:
        if claim.is_expired(site.today):
            yield Hit(
                claim.span("expires_on"),
                {
                    "text": same(_short(claim.text)),
                    "day": same(claim.expires_on),
                    "verify": same(folded(claim.verify).rstrip(".。")),
                    "owner": same(claim.owner),
                },
                # Two entries may have the same last day.
                identity=folded(claim.text),
            )


def _short(text: str) -> str:
    text = folded(text)
    return text if len(text) <= 60 else f"{text[:59]}…"


PROPERTIES: Mapping[str, Callable[[Rule, Page, Site, list[Claim]], Iterator[Hit]]] = {
    "dates": dates,
    "duplicate": duplicate,
    "expired": expired,
    "source": source,
    "unused": unused,
}
"""What a rule may ask of the ledger, by the name that rules use."""
