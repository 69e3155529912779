"""Pages and rules to findings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from presscheck.checks import CHECKS
from presscheck.checks.hit import Hit
from presscheck.errors import ConfigError
from presscheck.model import Finding, Localized, Page, Source, Span, UnreadableFile
from presscheck.rules import FAMILIES, Rule
from presscheck.schemas.instance import closest
from presscheck.site import Site

UNREADABLE = "schema/unreadable-file"


def select_rules(site: Site, select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """The rules that a call asks for: all, or those selected, without those ignored.

    Raises:
        ConfigError: a name is neither a rule nor a family.
    """
    for name in (*select, *ignore):
        if name not in site.rules and name not in FAMILIES:
            meant = closest(name, [*site.rules, *FAMILIES])
            hint = f"; did you mean {meant}?" if meant else "; `presscheck rules` lists them"
            raise ConfigError(f"no rule or family is called {name}{hint}")
    return [
        rule
        for rule in site.rules.values()
        if (not select or rule.name in select or rule.family in select)
        and rule.name not in ignore
        and rule.family not in ignore
    ]


def lint(site: Site, pages: Iterable[Page | UnreadableFile], rules: Sequence[Rule]) -> Iterator[Finding]:
    """The findings of some rules in some pages, page by page, each page's in their order."""
    for page in pages:
        if isinstance(page, UnreadableFile):
            yield _unreadable(site, page)
        else:
            yield from lint_page(site, page, rules)


def lint_page(site: Site, page: Page, rules: Sequence[Rule]) -> list[Finding]:
    """The findings in one page, in their order."""
    found: list[Finding] = []
    for rule in rules:
        level = site.level(rule, page.path)
        check = CHECKS.get(rule.kind)
        if level == "off" or check is None:
            continue
        found.extend(replace(_finding(rule, page.path, hit), severity=level) for hit in check(rule, page, site))
    found.sort(key=lambda finding: finding.order)
    return list(_fingerprinted(found, page.source))


def _finding(rule: Rule, path: str, hit: Hit) -> Finding:
    return Finding(
        rule=rule.name,
        severity=rule.severity,
        path=path,
        span=hit.span,
        message=_filled(rule.message, hit.args),
        help=_filled(rule.help, hit.args),
        url=rule.url,
        fix=hit.fix,
    )


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
    finding = _finding(rule, file.path, Hit(span, {"reason": file.reason}))
    return replace(finding, fingerprint=_digest(rule.name, file.path, file.reason.en, 0))


def _fingerprinted(findings: Iterable[Finding], source: Source) -> Iterator[Finding]:
    """A fingerprint from the rule, the file, the text of the line and the how-manyeth this is: not from its number."""
    seen: dict[tuple[str, str, str], int] = {}
    for finding in findings:
        line = " ".join(source.text[source.line_start(finding.span.line) : source.line_end(finding.span.line)].split())
        key = (finding.rule, line, finding.message.en)
        count = seen[key] = seen.get(key, -1) + 1
        yield replace(finding, fingerprint=_digest(finding.rule, finding.path, line + "\0" + finding.message.en, count))


def _digest(rule: str, path: str, text: str, count: int) -> str:
    return hashlib.sha256(f"{rule}\0{path}\0{text}\0{count}".encode()).hexdigest()[:32]
