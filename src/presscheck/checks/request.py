"""Kind ``request``: sentences that ask readers for what they must keep to themselves.

Options: ``words``, expressions that the others (and later words) name in braces; ``about``, what a sentence has to
speak of to be looked at; ``asks``, expressions for sentences that ask; ``frames``, lists of expressions that have to
fit together, in any order; ``openings``, how a line begins that is a sentence of its own; ``introductions`` and
``things``, for a list whose introduction asks and whose items name what for; ``dialogue``, how the words of staff begin
and what they may not ask for; ``harmless``, words that only look like such a thing; ``insists``, what wants a thing
whole; ``unless`` and ``unless_sentence``, what excuses a clause or a whole sentence. What is marked as a wrong example
is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.checks.hit import Hit, same
from presscheck.model import Page
from presscheck.rules import Rule
from presscheck.site import Site

_SHOWN = 60


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    for asking in site.requests(page):
        if asking.rule == rule.name and not site.is_wrong_example(page, asking.start, asking.end):
            text = " ".join(page.source.text[asking.start : asking.end].split())
            shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
            yield Hit(page.source.span(asking.start, asking.end), {"match": same(shown)})
