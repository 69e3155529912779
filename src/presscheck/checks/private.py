"""Kind ``private``: records that belong to somebody.

Options: ``finds``, how such records are written (see ``privacy.scanner``). Of all rules the one that takes most of a
place reports it. What is marked as a wrong example is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.checks.hit import Hit, same
from presscheck.model import Edit, Fix, Localized, Page
from presscheck.rules import Rule
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    for record in site.records(page):
        if record.rule == rule.name and not site.is_wrong_example(page, record.start, record.end):
            span = page.source.span(record.start, record.end)
            fix = Fix(Localized("mask it", "替换为掩码"), safe=True, edits=(Edit(span, record.replacement),))
            yield Hit(span, {"shown": same(record.shown)}, fix, identity=record.value)
