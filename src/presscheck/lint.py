"""Pages and rules to findings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from presscheck.checks.hit import Hit, same
from presscheck.deadline import TooCostlyError, within_limit
from presscheck.errors import ConfigError
from presscheck.model import Edit, Finding, Fix, Localized, Page, Source, Span, Suppression, UnreadableFile
from presscheck.patterns import regex
from presscheck.rules import FAMILIES, NEVER_IN_A_PAGE, Rule
from presscheck.site import Site, no_rule, report_path

if TYPE_CHECKING:
    from presscheck.markdown.directives import Directive, Name
    from presscheck.secrets import Scanner

UNREADABLE = "schema/unreadable-file"
UNUSED = "review/unused-suppression"


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
    """The findings of some rules in some pages, also suppressed ones; each page's in their order."""
    for page in pages:
        if isinstance(page, UnreadableFile):
            yield _unreadable(site, page)
        else:
            yield from all_findings(site, page, rules)


def lint_site(site: Site, rules: Sequence[Rule]) -> list[Finding]:
    """The findings in the site as a whole, each at a line of its configuration."""
    from presscheck.checks import SITE_CHECKS

    path = report_path(site.config.path, site.config)
    found: list[Finding] = []
    for rule in rules:
        level, check = site.level(rule, path), SITE_CHECKS.get(rule.kind)
        if level == "off" or check is None:
            continue
        for line, args, identity in check(rule, site):
            span = Span(0, 0, line, 1, line, 1)
            finding = replace(_finding(rule, path, Hit(span, args), site.scanner), severity=level)
            found.append(replace(finding, fingerprint=_ended(_begun(finding, identity), _FIRST)))
    return found


def lint_page(site: Site, page: Page, rules: Sequence[Rule]) -> list[Finding]:
    """The findings in one page that nothing suppresses, in their order."""
    return [finding for finding in all_findings(site, page, rules) if finding.suppression is None]


def all_findings(site: Site, page: Page, rules: Sequence[Rule]) -> list[Finding]:
    """The findings in one page, also those that the page or the site suppresses, in their order.

    A page that takes too long has one finding: that it was left unchecked.
    """
    try:
        with within_limit():
            return _all_findings(site, page, rules)
    except TooCostlyError as error:
        site.forget()
        return [_unreadable(site, UnreadableFile(page.path, error.text))]


def _all_findings(site: Site, page: Page, rules: Sequence[Rule]) -> list[Finding]:
    findings = [_suppressed(site, page, finding) for finding in _judged(site, page, rules)]
    unused = site.rules.get(UNUSED)
    if unused is not None and unused in rules and site.directives(page):
        findings += _unused(site, page, unused, findings, {rule.name for rule in rules})
        findings.sort(key=lambda finding: finding.order)
    return findings


def _judged(site: Site, page: Page, rules: Iterable[Rule]) -> Iterator[Finding]:
    from presscheck.checks import CHECKS

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
    # Two ways to the same place, such as a link's text and its target, are one cause.
    once = {(finding.rule, finding.span, finding.message): (finding, identity) for finding, identity in reversed(found)}
    return _fingerprinted(reversed(once.values()), page.source)


# --- suppressions ---------------------------------------------------------------------------------------------------


def _suppressed(site: Site, page: Page, finding: Finding) -> Finding:
    """The finding with what suppresses it, if anything does: the configuration, or a comment before its block."""
    allowance = site.config.allowances.get(finding.fingerprint)
    if allowance and finding.rule.partition("/")[0] in NEVER_IN_A_PAGE:
        if allowance.expires >= site.today:
            stands = Suppression("site", allowance.reason, allowance.person, allowance.expires)
            return replace(finding, suppression=stands)
        # Whoever sees it again has to know that nothing new was found, and whom to ask.
        until, text = allowance.expires, finding.help
        over = Localized(
            f"{text.en} It was allowed until {until} in presscheck.toml; {allowance.person} answers for that.",
            f"{text.zh}presscheck.toml 中的例外已于 {until} 到期，负责人：{allowance.person}。",
        )
        return replace(finding, help=over)
    for directive, name in _effective(site, page):
        if name.text == finding.rule and directive.covers(finding.span):
            return replace(finding, suppression=Suppression("page", directive.reason))
    return finding


def _effective(site: Site, page: Page) -> Iterator[tuple[Directive, Name]]:
    """The rules that a page's comments may silence, each with its comment."""
    from presscheck.checks.suppression import takes_effect

    for directive in site.directives(page):
        for name in directive.names:
            if takes_effect(directive, name, site):
                yield directive, name


def _unused(site: Site, page: Page, rule: Rule, findings: Sequence[Finding], asked: set[str]) -> Iterator[Finding]:
    """The comments that silence nothing.

    Rules that a comment names and the call leaves out are asked here all the same: what is unused does not depend on
    what else is looked for.
    """
    level = site.level(rule, page.path)
    if level == "off":
        return
    named = {name.text for _, name in _effective(site, page)}
    others = [site.rules[name] for name in sorted(named - asked)]
    known = [*findings, *_judged(site, page, others)]
    found: list[tuple[Finding, str]] = []
    for directive, name in _effective(site, page):
        if not any(item.rule == name.text and directive.covers(item.span) for item in known):
            hit = Hit(
                name.span,
                {"name": same(name.text), "detail": _why_unused(directive)},
                _removal(page.source, directive, name),
            )
            found.append((replace(_finding(rule, page.path, hit, site.scanner), severity=level), name.text))
    yield from _fingerprinted(found, page.source)


def _why_unused(directive: Directive) -> Localized:
    if directive.covered is None:
        return Localized(
            "no block stands behind it; it belongs on a line of its own, before the block that it means",
            "它后面没有内容块；请单独成行，写在所指内容块之前",
        )
    lines = directive.covered
    return Localized(
        f"the block behind it (line {lines.line}) has no such finding",
        f"它后面的内容块（第 {lines.line} 行）没有这类问题",
    )


def _removal(source: Source, directive: Directive, name: Name) -> Fix:
    """Take a name out of a comment, or the comment out of the page where the name is the only one."""
    names = directive.names
    if len(names) == 1:
        span, title = _whole_lines(source, directive.span), Localized("remove the comment", "删除该注释")
    else:
        at = names.index(name)
        start, end = (names[at - 1].span.end, name.span.end) if at else (name.span.start, names[1].span.start)
        span, title = source.span(start, end), Localized("remove the name", "删除该规则名")
    return Fix(title, safe=True, edits=(Edit(span, ""),))


def _whole_lines(source: Source, span: Span) -> Span:
    """A place with the rest of its lines and a blank line behind it, where nothing else stands in them.

    At the end of a page it is the blank lines before that go, so that the page ends with its last line.
    """
    start, end = source.line_start(span.line), source.line_end(span.end_line)
    if source.text[start : span.start].strip() or source.text[span.end : end].strip():
        return span
    after = span.end_line + 1
    blank = after < source.line_count and not source.text[source.line_start(after) : source.line_end(after)].strip()
    stop = source.line_start(after + blank)
    before = source.text[:start].rstrip()
    if before and not source.text[stop:].strip():
        start = source.line_start(source.position(len(before))[0] + 1)
    return source.span(start, stop)


# --- findings -------------------------------------------------------------------------------------------------------


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


_PLACEHOLDER = regex(r"\{([a-z_]+)\}")


def _fill(template: str, args: Mapping[str, str]) -> str:
    """Put words in for ``{name}``; a name that the check did not give is left out."""
    return _PLACEHOLDER.sub(lambda found: args.get(found[1], ""), template).strip()


def _unreadable(site: Site, file: UnreadableFile) -> Finding:
    rule = site.rules[UNREADABLE]
    span = Span(0, 0, file.line, file.column, file.line, file.column)
    finding = _finding(rule, file.path, Hit(span, {"reason": file.reason}), site.scanner)
    return replace(finding, fingerprint=_ended(_begun(finding, file.reason.en), _FIRST))


def _fingerprinted(findings: Iterable[tuple[Finding, str]], source: Source) -> Iterator[Finding]:
    """A fingerprint from the rule, the file, what was found or its line, and the how-manyeth this is.

    Not from the number of the line: edits elsewhere leave it as it is.
    """
    seen: dict[tuple[bytes, str], int] = {}
    lines: dict[tuple[str, int], Any] = {}
    for finding, identity in findings:
        place = (finding.rule, finding.span.line)
        if identity:
            begun, rest = _begun(finding, identity), ""
        else:
            # A line that is the whole page may hold thousands of findings: it is read once for each rule.
            begun = lines.get(place) or lines.setdefault(place, _begun(finding, _line(source, finding.span.line)))
            rest = f"\0{finding.message.en}"
        key = (begun.digest(), rest)
        count = seen[key] = seen.get(key, -1) + 1
        yield replace(finding, fingerprint=_ended(begun, f"{rest}\0{count}"))


def _line(source: Source, number: int) -> str:
    return " ".join(source.text[source.line_start(number) : source.line_end(number)].split())


_FIRST = "\x000"
"""What ends the fingerprint of a finding that there is once."""


def _begun(finding: Finding, text: str) -> Any:
    return hashlib.sha256(f"{finding.rule}\0{finding.path}\0{text}".encode())


def _ended(begun: Any, rest: str) -> str:
    digest = begun.copy()
    digest.update(rest.encode())
    return str(digest.hexdigest()[:32])
