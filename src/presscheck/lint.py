"""Pages and rules to findings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from presscheck.checks import CHECKS, SITE_CHECKS
from presscheck.checks.hit import Hit
from presscheck.errors import ConfigError
from presscheck.model import Finding, Localized, Page, Source, Span, UnreadableFile
from presscheck.rules import FAMILIES, Rule
from presscheck.secrets import Scanner
from presscheck.site import Site, no_rule, report_path

UNREADABLE = "schema/unreadable-file"
ALLOWED_FAMILIES = ("secrets", "privacy")
"""Families whose findings the configuration may let stand, by fingerprint."""


def select_rules(site: Site, select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """The rules that a call asks for: all, or those selected, without those ignored.

    Raises:
        ConfigError: a name is neither a rule nor a family.
    """
    for name in (*select, *ignore):
        if name not in site.rules and name not in FAMILIES:
            raise ConfigError(no_rule(name, site.rules))
        if name in select and not any(name in {rule.name, rule.family} for rule in site.rules.values()):
            raise ConfigError(
                Localized(f"the family {name} has no rules yet: nothing to check", f"类别 {name} 还没有规则，无从检查")
            )
    return [
        rule
        for rule in site.rules.values()
        if (not select or rule.name in select or rule.family in select)
        and rule.name not in ignore
        and rule.family not in ignore
    ]


def lint(site: Site, pages: Iterable[Page | UnreadableFile], rules: Sequence[Rule]) -> Iterator[Finding]:
    """The findings of some rules in some pages, also those that the site allows; each page's in their order."""
    for page in pages:
        if isinstance(page, UnreadableFile):
            yield _unreadable(site, page)
        else:
            yield from all_findings(site, page, rules)


def lint_site(site: Site, rules: Sequence[Rule]) -> list[Finding]:
    """The findings in the site as a whole, each at a line of its configuration."""
    path = report_path(site.config.path, site.config)
    found: list[Finding] = []
    for rule in rules:
        level, check = site.level(rule, path), SITE_CHECKS.get(rule.kind)
        if level == "off" or check is None:
            continue
        for line, args, identity in check(rule, site):
            span = Span(0, 0, line, 1, line, 1)
            finding = replace(_finding(rule, path, Hit(span, args), site.scanner), severity=level)
            found.append(replace(finding, fingerprint=_digest(rule.name, path, identity, 0)))
    return found


def is_allowed(site: Site, finding: Finding) -> bool:
    """Whether the site's configuration lets a finding stand today. Only what a page cannot silence needs that."""
    allowance = site.config.allowances.get(finding.fingerprint)
    return (
        allowance is not None and allowance.expires >= site.today and finding.rule.partition("/")[0] in ALLOWED_FAMILIES
    )


def lint_page(site: Site, page: Page, rules: Sequence[Rule]) -> list[Finding]:
    """The findings in one page that the site does not allow, in their order."""
    return [finding for finding in all_findings(site, page, rules) if not is_allowed(site, finding)]


def all_findings(site: Site, page: Page, rules: Sequence[Rule]) -> list[Finding]:
    """The findings in one page, also those that the site allows, in their order."""
    found: list[tuple[Finding, str]] = []
    for rule in rules:
        level = site.level(rule, page.path)
        check = CHECKS.get(rule.kind)
        if level == "off" or check is None:
            continue
        for hit in check(rule, page, site):
            finding = _finding(rule, page.path, hit, site.scanner)
            found.append((replace(finding, severity=level), hit.identity))
    found.sort(key=lambda item: item[0].order)
    return list(_fingerprinted(found, page.source))


def _finding(rule: Rule, path: str, hit: Hit, scanner: Scanner) -> Finding:
    """A finding from a hit. A message that quotes the page shows no key that stands there."""
    fix = hit.fix
    if fix and any(scanner.mask(edit.text) != edit.text for edit in fix.edits):
        fix = None
    return Finding(
        rule=rule.name,
        severity=rule.severity,
        path=scanner.mask(path),
        span=hit.span,
        message=_masked(_filled(rule.message, hit.args), scanner),
        help=_masked(_filled(rule.help, hit.args), scanner),
        url=rule.url,
        fix=fix,
    )


def _masked(text: Localized, scanner: Scanner) -> Localized:
    return Localized(scanner.mask(text.en), scanner.mask(text.zh))


def _filled(template: Localized, args: Mapping[str, Localized]) -> Localized:
    return Localized(
        _fill(template.en, {name: text.en for name, text in args.items()}),
        _fill(template.zh, {name: text.zh for name, text in args.items()}),
    )


_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def _fill(template: str, args: Mapping[str, str]) -> str:
    """Put words in for ``{name}``; a name that the check did not give is left out."""
    return _PLACEHOLDER.sub(lambda found: args.get(found[1], ""), template).strip()


def _unreadable(site: Site, file: UnreadableFile) -> Finding:
    rule = site.rules[UNREADABLE]
    span = Span(0, 0, file.line, file.column, file.line, file.column)
    finding = _finding(rule, file.path, Hit(span, {"reason": file.reason}), site.scanner)
    return replace(finding, fingerprint=_digest(rule.name, file.path, file.reason.en, 0))


def _fingerprinted(findings: Iterable[tuple[Finding, str]], source: Source) -> Iterator[Finding]:
    """A fingerprint from the rule, the file, what was found or its line, and the how-manyeth this is.

    Not from the number of the line: edits elsewhere leave it as it is.
    """
    seen: dict[tuple[str, str], int] = {}
    for finding, identity in findings:
        line = " ".join(source.text[source.line_start(finding.span.line) : source.line_end(finding.span.line)].split())
        what = identity or f"{line}\0{finding.message.en}"
        count = seen[finding.rule, what] = seen.get((finding.rule, what), -1) + 1
        yield replace(finding, fingerprint=_digest(finding.rule, finding.path, what, count))


def _digest(rule: str, path: str, text: str, count: int) -> str:
    return hashlib.sha256(f"{rule}\0{path}\0{text}\0{count}".encode()).hexdigest()[:32]
