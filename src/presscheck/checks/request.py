"""Kind ``request``: sentences that ask readers for what they must keep to themselves.

Options: ``words``, expressions that the others name in braces; ``asks``, expressions for such sentences;
``introductions`` and ``things``, for a list whose introduction asks and whose items name what for; ``insists``, what
wants a thing whole; ``unless`` and ``unless_sentence``, what excuses a clause or a whole sentence. What is marked as
a wrong example is none.
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
