"""Kind ``pattern``: text that must not stand in a page.

Options: ``patterns`` (RE2 expressions; a group named ``mark`` is what is pointed at, else the whole match) and
``places`` (kinds of text, see ``markdown.texts``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

from presscheck.checks.hit import Hit, same
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
                group = "mark" if "mark" in pattern.groupindex else 0
                start, end = part.text.origin(match.start(group), match.end(group))
                if (start, end) not in seen:
                    seen.add((start, end))
                    yield Hit(page.source.span(start, end), {"match": same(match.group(group))})


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Any:
    """A compiled RE2 expression: linear time whatever the text, so that a site's own rules cannot hang a run."""
    return re2.compile(pattern)
