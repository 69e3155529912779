"""Kind ``pattern``: text that must not stand in a page.

Options: ``patterns`` (RE2 expressions; a group named ``mark`` is what is pointed at, else the whole match) and
``places`` (kinds of text, see ``markdown.texts``).
"""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.checks.hit import Hit, same
from presscheck.expressions import compiled, mark
from presscheck.markdown import text_parts
from presscheck.model import Page
from presscheck.rules import Rule
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    del site
    patterns = [compiled(str(pattern)) for pattern in rule.options["patterns"]]
    places = set(rule.options["places"])
    seen: set[tuple[int, int]] = set()
    for part in text_parts(page):
        if part.place not in places:
            continue
        for pattern in patterns:
            for match in pattern.finditer(part.text.text):
                first, last = mark(match)
                start, end = part.text.origin(first, last)
                if (start, end) not in seen:
                    seen.add((start, end))
                    yield Hit(page.source.span(start, end), {"match": same(part.text.text[first:last])})
