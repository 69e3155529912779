"""Kind ``secret``: keys and passwords that work.

Options: ``formats``, what such keys look like (see ``secrets.formats``), and ``published``, those that vendors print
in their own documentation. Of all rules the one whose format fits best reports a key.
"""

from __future__ import annotations

from collections.abc import Iterator

from presscheck.checks.hit import Hit, same
from presscheck.model import Edit, Fix, Localized, Page
from presscheck.rules import Rule
from presscheck.secrets.formats import GRADES
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    for secret in site.secrets(page):
        if secret.rule != rule.name:
            continue
        span = page.source.span(secret.start, secret.end)
        args = {
            "provider": secret.provider,
            "grade": GRADES[secret.grade],
            "shown": same(secret.shown),
            "length": same(len(secret.value)),
            "mask": same(secret.replacement),
        }
        fix = Fix(Localized("mask it", "替换为掩码"), safe=True, edits=(Edit(span, secret.replacement),))
        yield Hit(span, args, fix, identity=secret.value)
