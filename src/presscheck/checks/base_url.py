"""Kind ``base-url``: what readers are told to enter into their clients.

Options: none. Which of the rules reports a setting follows from what is wrong with it; see ``base_urls.problems``.
What is marked as a wrong example is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.checks.hit import Hit
from presscheck.model import Edit, Fix, Localized, Page
from presscheck.rules import Rule
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    for problem in site.base_url_problems(page):
        if problem.rule != rule.name or site.is_wrong_example(page, problem.start, problem.end):
            continue
        span = page.source.span(problem.start, problem.end)
        fix = None
        if problem.replacement is not None:
            title = Localized(f"write {problem.replacement}", f"改为 {problem.replacement}")
            spans = (span, page.source.span(*problem.also)) if problem.also else (span,)
            fix = Fix(title, safe=problem.safe, edits=tuple(Edit(at, problem.replacement) for at in spans))
        yield Hit(span, problem.args, fix)
