"""Kind ``claim``: sentences that a reader could find false next month, or that nobody can prove.

Options: ``frames``, expressions for such sentences, which name in braces the words of ``linters/claims/words.yaml``
and kinds of figures (``{money}``, ``{calls.per_period}``); ``unless``, what excuses a sentence from this rule;
``excused_by``, the exemptions that count; ``weight``, which category takes a phrase that fits several; ``comments``,
whether comments in code count. What the page's ledger backs is none, nor is what is marked as a wrong example.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.checks.hit import Hit, same
from presscheck.ledger import is_backed
from presscheck.model import Page
from presscheck.rules import Rule
from presscheck.site import Site

_SHOWN = 60


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    for claim in site.claims(page):
        if (
            claim.rule == rule.name
            and not site.is_wrong_example(page, claim.start, claim.end)
            and not is_backed(page, claim.sentence_start, claim.sentence_end, site.today)
        ):
            text = " ".join(page.source.text[claim.start : claim.end].split())
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            yield Hit(page.source.span(claim.start, claim.end), {"match": same(shown)})
