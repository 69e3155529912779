"""Kind ``schema``: reports the schemas' violations of one sort.

Options: ``part`` (``front-matter`` or ``body``), ``keywords`` (those of JSON Schema, or ``unknown``) and ``at``,
patterns of the place (``/sections/*/table/columns``). Of all rules that match a violation the one with the longest
pattern reports it, so that each violation is reported exactly once.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from presscheck.checks.hit import Hit
from presscheck.model import Edit, Fix, Localized, Page
from presscheck.rules import Rule
from presscheck.schemas import Violation
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    for violation in site.violations(page):
        if owner(violation, site) is rule:
            yield Hit(violation.span, violation.args, _fix(violation))


def owner(violation: Violation, site: Site) -> Rule | None:
    """The rule that reports a violation."""
    best, length = None, -1
    for rule in site.rules.values():
        if rule.kind != "schema" or violation.part != rule.options["part"]:
            continue
        if violation.keyword not in rule.options["keywords"]:
            continue
        for pattern in rule.options.get("at", ("*",)):
            weight = len(pattern.replace("*", ""))
            if weight > length and fnmatchcase(violation.where, pattern):
                best, length = rule, weight
    return best


def _fix(violation: Violation) -> Fix | None:
    """Where exactly one value was meant, writing it is safe."""
    meant = violation.args.get("meant")
    if meant is None or not meant.en or violation.part != "front-matter":
        return None
    title = Localized(f"write `{meant.en}`", f"改为 `{meant.zh}`")
    # A mistyped key or value that is close to just one: close is not certain.
    return Fix(title, safe=False, edits=(Edit(violation.span, meant.en),))
