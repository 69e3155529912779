"""Pages and their translations: where one is missing, differs or is older."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from presscheck.audit.model import AuditedPage, State, Translation
from presscheck.model import Finding
from presscheck.site import Site


def translations(site: Site, pages: Sequence[AuditedPage], findings: Sequence[Finding]) -> list[Translation]:
    """Every page that is not withdrawn, with all its languages; those out of step first.

    What differs is what the rules on parity and on old translations found.
    """
    differs, old = _counted(site, findings, "parity"), _counted(site, findings, "stale-translation")
    groups: dict[str, dict[str, AuditedPage]] = {}
    for page in pages:
        if page.locale and page.state not in {"withdrawn", "other"}:
            groups.setdefault(page.name.partition("/")[2], {})[page.locale] = page
    found: list[Translation] = []
    for name, versions in groups.items():
        states: dict[str, State] = {locale: page.state for locale, page in sorted(versions.items())}
        found.append(
            Translation(
                name=name,
                states=states,
                missing=tuple(locale for locale in site.config.site.locales if locale not in versions),
                differences={loc: differs[page.path] for loc, page in versions.items() if differs[page.path]},
                stale=tuple(locale for locale, page in versions.items() if old[page.path]),
            )
        )
    return sorted(found, key=lambda item: (item.in_step, item.name))


def _counted(site: Site, findings: Sequence[Finding], asked: str) -> Counter[str]:
    """By file, how often rules of the kind ``review`` with a property fired."""
    names = {
        rule.name for rule in site.rules.values() if rule.kind == "review" and rule.options.get("property") == asked
    }
    return Counter(finding.path for finding in findings if finding.rule in names)
