"""From a site to its audit: every page is linted, held against its approval and against the others once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from presscheck.approve import Standing, judge, last_day, standing
from presscheck.audit.coverage import coverage, kind_of
from presscheck.audit.model import Audit, AuditedPage, Deadline, Readers, Reason, State
from presscheck.audit.translations import translations
from presscheck.audit.words import IN_REVIEW, REVIEW
from presscheck.baseline import Baseline
from presscheck.batch import Batch
from presscheck.errors import ExportError
from presscheck.excerpts import concealed
from presscheck.export import candidates, make_plan, open_target
from presscheck.judging import Verdict
from presscheck.ledger import folded, parse_day, read_claims
from presscheck.lint import lint, lint_site
from presscheck.model import Change, Finding, Localized, Node, Page, Span, UnreadableFile, page_id
from presscheck.page_index import WITHDRAWN
from presscheck.rules import Rule
from presscheck.site import Site, content_files, report_path

_DATES = frozenset({"claim", "review", "expired"})
_VOID = frozenset({"changed", "rules", "revoked"})
"""The front matter's status of a page that a reviewer may look at."""


@dataclass(slots=True)
class _Seen:
    """What was found while the pages went by."""

    pages: list[AuditedPage] = field(default_factory=list[AuditedPage])
    findings: list[Finding] = field(default_factory=list[Finding])
    lines: dict[str, dict[int, str]] = field(default_factory=dict[str, dict[int, str]])
    deadlines: list[Deadline] = field(default_factory=list[Deadline])
    standings: list[Standing | UnreadableFile] = field(default_factory=list["Standing | UnreadableFile"])
    unreadable: int = 0


def gather(batch: Batch, baseline: Baseline | None = None) -> Audit:
    """Look at every page of a site.

    Args:
        batch: a run over the site, which finds what pages submit (``Batch.of_site``).
        baseline: findings that were there before; they count as suppressed.
    """
    site, rules = batch.site, list(batch.rules())
    seen = _Seen()
    files = site.content()
    for file, verdict in zip(files, batch.run(files), strict=True):
        for page in site.pages([file]):
            _look(site, page, verdict, seen)
            site.forget()
    for closed in content_files(site.config):
        if isinstance(closed, UnreadableFile):
            _note_unreadable(site, closed, lint(site, [closed], rules), seen)
    seen.findings += batch.once("site", lambda: lint_site(site, rules))
    findings = [_settled(site, finding, baseline) for finding in seen.findings]
    findings.sort(key=lambda finding: finding.order)
    standing_ones = [finding for finding in findings if finding.suppression is None]
    seen.deadlines += _allowances(site)
    seen.deadlines.sort(key=lambda item: (item.day, item.path, item.line, item.kind))
    pages = _finished(site, seen, standing_ones)
    return Audit(
        site=site.config.site.name,
        day=site.today,
        pages=pages,
        findings=standing_ones,
        silenced=[finding for finding in findings if finding.suppression is not None],
        lines=seen.lines,
        deadlines=seen.deadlines,
        coverage=coverage(site),
        translations=translations(site, pages, standing_ones),
        rules=site.rules,
        unreadable=seen.unreadable,
    )


def is_expired_claim(rule: Rule | None) -> bool:
    """Whether a rule speaks of claims whose last day has passed."""
    return rule is not None and rule.kind == "ledger" and rule.options.get("property") == "expired"


def _settled(site: Site, finding: Finding, baseline: Baseline | None) -> Finding:
    """The finding as the audit counts it: nobody lets an expired claim stand."""
    if is_expired_claim(site.rules.get(finding.rule)):
        return replace(finding, severity="error", suppression=None)
    return baseline.applied(finding) if baseline else finding


# --- one page -------------------------------------------------------------------------------------------------------


def _note_unreadable(site: Site, file: UnreadableFile, found: Iterable[Finding], seen: _Seen) -> None:
    seen.findings += found
    seen.unreadable += 1
    seen.standings.append(file)
    place = page_id(file.path, site.schemas.kinds)
    name, locale, kind = (str(place), place.locale, place.type) if place else (file.path, "", "")
    unread = Reason("unread", file.reason)
    seen.pages.append(AuditedPage(name, file.path, "", locale, kind, "", "blocked", (unread,)))


def _look(site: Site, page: Page | UnreadableFile, verdict: Verdict, seen: _Seen) -> None:
    found = verdict.findings
    if isinstance(page, UnreadableFile):
        _note_unreadable(site, page, found, seen)
        return
    seen.findings += found
    if found:
        seen.lines[page.path] = dict(verdict.lines or {})
    if page.id is None or verdict.submission is None:
        if found:
            seen.pages.append(AuditedPage(page.path, page.path, "", "", "", "", "other"))
        return
    mask = _Mask(site, page)
    stands = standing(site, judge(site, verdict.submission, found))
    seen.standings.append(stands)
    families = frozenset(item.rule.partition("/")[0] for item in found if item.suppression is None)
    ends = list(_deadlines(site, page, stands, families, mask))
    seen.deadlines += ends
    state, reasons = _state(stands)
    approval = stands.approval
    seen.pages.append(
        AuditedPage(
            name=str(page.id),
            path=page.path,
            title=mask.value("title"),
            locale=page.id.locale,
            kind=kind_of(page.id.type if page.id else "", page.kind),
            owner=mask.value("owner"),
            state=state,
            reasons=tuple(Reason(item.kind, mask.said(item.text)) for item in reasons),
            approved_on=approval.approved_on if approval else None,
            reviewer=approval.reviewer if approval else "",
            until=min((item.day for item in ends), default=None),
        )
    )


def _state(stands: Standing) -> tuple[State, tuple[Reason, ...]]:
    status = stands.submission.status
    doubts = stands.doubts
    if not stands.wanted:
        if status != REVIEW:
            return ("withdrawn" if status == WITHDRAWN else "draft"), ()
        doubts = stands.judged.doubts
    reasons = tuple(Reason(doubt.kind, doubt.text) for doubt in doubts)
    kinds = {doubt.kind for doubt in doubts}
    if kinds - _DATES - _VOID - {"missing"}:
        return "blocked", reasons
    if kinds & _VOID:
        return "void", reasons
    if kinds & _DATES:
        return "expired", reasons
    if not stands.wanted:
        return "ready", (Reason("missing", IN_REVIEW),)
    return ("ready" if kinds else "approved"), reasons


def _deadlines(site: Site, page: Page, stands: Standing, families: frozenset[str], mask: _Mask) -> Iterator[Deadline]:
    if page.meta.get("status") == WITHDRAWN or page.id is None:
        return
    name, owner = str(page.id), mask.value("owner")
    for claim in read_claims(page):
        if claim.expires_on:
            text = mask.text(folded(claim.text), claim.span("text"))
            who = mask.text(claim.owner, claim.span("owner"))
            line = claim.span("expires_on").line
            yield Deadline(claim.expires_on, "claim", name, page.path, line, who or owner, text)
    node = mask.node("review_by")
    day = parse_day(node.value) if node and isinstance(node.value, str) else None
    if node and day:
        yield Deadline(day, "review", name, page.path, node.span.line, owner)
    approval = stands.approval
    if stands.wanted and approval and not approval.revoked and approval.page == name:
        until = min(approval.expires_on, last_day(site, approval.approved_on, page.id, page.path, families))
        yield Deadline(until, "approval", name, page.path, 1, approval.reviewer)


def _allowances(site: Site) -> Iterator[Deadline]:
    path = report_path(site.config.path, site.config)
    for number, allowance in enumerate(site.config.allowances.values()):
        line = site.config.line("allow", number)
        yield Deadline(allowance.expires, "allowance", path, path, line, allowance.person, allowance.reason)


class _Mask:
    """What a page says, with every key and private record masked."""

    def __init__(self, site: Site, page: Page) -> None:
        self._site, self._page = site, page
        self._hidden = concealed(site, page)

    def node(self, key: str) -> Node | None:
        front_matter = self._page.front_matter
        return front_matter.node.children.get(key) if front_matter and front_matter.node else None

    def value(self, key: str) -> str:
        """A text of the front matter; empty where it is none."""
        node = self.node(key)
        return self.text(folded(node.value), node.span) if node and isinstance(node.value, str) else ""

    def text(self, value: str, span: Span) -> str:
        """A value that stands at a place: as it is where nothing there is to be masked, else as the place shows it."""
        hidden = self._hidden[span.start : span.end]
        if hidden != self._page.source.text[span.start : span.end]:
            value = folded(hidden.strip("\"'"))
        return self._site.scanner.mask(value)

    def said(self, text: Localized) -> Localized:
        return Localized(self._site.scanner.mask(text.en), self._site.scanner.mask(text.zh))


# --- all pages ------------------------------------------------------------------------------------------------------


def _finished(site: Site, seen: _Seen, findings: Sequence[Finding]) -> list[AuditedPage]:
    """The pages with what only all of them together tell: how many findings, what readers have, dead links."""
    counts: dict[str, list[int]] = {}
    for finding in findings:
        counts.setdefault(finding.path, [0, 0])[finding.severity != "error"] += 1
    changes, same = _changes(site, seen.standings)
    config = report_path(site.config.path, site.config)
    known = {page.path for page in seen.pages}
    extra = [AuditedPage(path, path, "", "", "", "", "other") for path in counts.keys() - known - {""}]
    pages: list[AuditedPage] = []
    for page in sorted([*seen.pages, *extra], key=lambda page: (page.path == config, page.path)):
        errors, warnings = counts.get(page.path, (0, 0))
        found = replace(page, errors=errors, warnings=warnings)
        if changes is not None and page.state != "other":
            found = _placed(found, changes.get(page.name), same=page.name in same)
        pages.append(found)
    return pages


def _changes(
    site: Site, standings: Sequence[Standing | UnreadableFile]
) -> tuple[dict[str, Change] | None, frozenset[str]]:
    """What the next export would do, by page id, ``None`` where that cannot be told; and ``Candidates.same``."""
    try:
        state = open_target(site.config, "local").read()
        wanted = candidates(site, standings, state.records, state.rolled_back)
        plan = make_plan("local", site.config.site, wanted, state)
    except ExportError:
        return None, frozenset()
    return {change.page: change for change in plan.changes}, wanted.same


def _placed(page: AuditedPage, change: Change | None, *, same: bool) -> AuditedPage:
    """A page with what its readers have, and what another page does to it."""
    readers: Readers = "none"
    if same or (change and change.action == "unchanged"):
        readers = "current"
    elif change and change.action == "withdraw":
        readers = "leaving"
    elif change and (change.action == "update" or (change.action == "blocked" and change.digest)):
        readers = "earlier"
    if page.state == "approved" and change and change.action in {"blocked", "withdraw"}:
        return replace(
            page, readers=readers, state="blocked", reasons=tuple(Reason("link", text) for text in change.reasons)
        )
    return replace(page, readers=readers)
