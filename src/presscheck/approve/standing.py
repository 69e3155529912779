"""Where a page stands on its way to its readers, and whether an approval counts. Everything else asks here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from presscheck.approve.files import read_approval, shown_path
from presscheck.approve.history import own_change
from presscheck.approve.signing import why_not_signed
from presscheck.config import Reviewer
from presscheck.errors import ApprovalError
from presscheck.judging import Verdict
from presscheck.lint import lint_page
from presscheck.model import Approval, Doubt, DoubtKind, Finding, Localized, Page, PageId, UnreadableFile
from presscheck.published import PublishedPage, Unpublishable
from presscheck.site import Site
from presscheck.submission import Submission, submission_of

STATUS = "approved"
"""The front matter's status of a page that is meant to be published."""

NOT_APPROVED = Localized(
    "nobody has approved it; a reviewer does so with `presscheck approve`",
    "尚未批准；由审阅人运行 `presscheck approve` 批准",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A page under today's rules.

    Attributes:
        submission: the page as it asks to be published.
        published: what would be published; ``None`` where something of the page itself is in the way.
        families: the families of rules that find something in it, be it a warning.
        doubts: what is wrong with the page itself.
        errors: the rules that find an error in it.
    """

    submission: Submission
    published: PublishedPage | None
    families: frozenset[str]
    doubts: tuple[Doubt, ...]
    errors: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """The digest of what the page says, also where a rule finds an error in it; empty where it has none."""
        return self.submission.digest


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a page stands on its way to its readers.

    Attributes:
        judged: the page under today's rules.
        wanted: whether its status asks for publication; a draft is kept back, not blocked.
        published: what would be published; ``None`` where the page cannot be.
        approval: the approval on file, valid or not; ``None`` where there is none that can be read.
        doubts: what stands in the way; empty for a page that may be exported.
    """

    judged: Judged
    wanted: bool
    published: PublishedPage | None
    approval: Approval | None
    doubts: tuple[Doubt, ...]

    @property
    def submission(self) -> Submission:
        return self.judged.submission

    @property
    def reasons(self) -> tuple[Localized, ...]:
        return tuple(doubt.text for doubt in self.doubts)


def standing(site: Site, judged: Judged) -> Standing:
    """Hold a page against its approval too. Reads the approval's file, and git under ``four_eyes``."""
    status = judged.submission.status
    if status not in {STATUS, None}:
        return Standing(judged, wanted=False, published=None, approval=None, doubts=())
    approval, doubts = verify(site, judged)
    return Standing(
        judged, wanted=True, published=judged.published, approval=approval, doubts=(*judged.doubts, *doubts)
    )


def judgements(site: Site, verdicts: Iterable[Verdict]) -> Iterator[Judged | UnreadableFile]:
    """Each page under today's rules, of a run that found what pages submit; a file that is no page, with the reason."""
    for verdict in verdicts:
        if verdict.broken is not None:
            yield verdict.broken
        elif verdict.submission is not None:
            yield judge(site, verdict.submission, verdict.findings)


def standings(site: Site, verdicts: Iterable[Verdict]) -> Iterator[Standing | UnreadableFile]:
    """Where each page stands, likewise."""
    for judged in judgements(site, verdicts):
        yield judged if isinstance(judged, UnreadableFile) else standing(site, judged)


def judge_page(site: Site, page: Page) -> Judged:
    """Hold a single page against today's rules."""
    submission = submission_of(page, site.config.site, site.today, site.read_image)
    return judge(site, submission, lint_page(site, page, list(site.rules.values())))


def judge(site: Site, submission: Submission, findings: Iterable[Finding]) -> Judged:
    """What today's findings in a page, suppressed ones too, and what it says of itself make of it."""
    standing_ones = [finding for finding in findings if finding.suppression is None]
    families = frozenset(finding.rule.partition("/")[0] for finding in standing_ones)
    errors = [finding for finding in standing_ones if finding.severity == "error"]
    if errors:
        doubted = tuple(_finding_doubt(finding) for finding in errors)
        return Judged(submission, None, families, doubted, frozenset(finding.rule for finding in errors))
    doubts: list[Doubt] = []
    review_by = submission.review_by
    if review_by is not None and review_by < site.today.isoformat():
        late = Localized(
            f"its review was due on {review_by}; review it and set a new `review_by`",
            f"复审日期 {review_by} 已过，请复审并更新 `review_by`",
        )
        doubts.append(Doubt("review", late))
    doubts.extend(
        Doubt(
            "claim",
            Localized(
                f"its claim “{text}” expired on {day}; verify it and run `presscheck claims renew`, or take the "
                "sentence out",
                f"声明“{text}”已于 {day} 到期；请核实后运行 `presscheck claims renew`，或删去该句",
            ),
        )
        for text, day in submission.expired
    )
    if isinstance(submission.content, Unpublishable):
        doubts.extend(
            Doubt(
                "unpublishable",
                _placed(f"{submission.path}:{refusal.span.line}:{refusal.span.column}: ", refusal.reason),
            )
            for refusal in submission.content.refusals
        )
    return Judged(submission, submission.published, families, tuple(doubts))


def _finding_doubt(finding: Finding) -> Doubt:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}: {finding.rule}: "
    return Doubt("finding", _placed(place, finding.message))


def _placed(place: str, text: Localized) -> Localized:
    return Localized(place + text.en, place + text.zh)


# --- approvals ------------------------------------------------------------------------------------------------------


def verify(site: Site, judged: Judged) -> tuple[Approval | None, list[Doubt]]:
    """The approval on file of a page, and why it does not allow the page to be published today."""
    page = judged.submission.id
    if page is None:
        return None, []
    try:
        approval = read_approval(site, page)
    except ApprovalError as error:
        return None, [Doubt("unreadable", error.text)]
    if approval is None:
        return None, [Doubt("missing", NOT_APPROVED)]
    return approval, list(_doubts(site, approval, judged, page))


def _doubts(site: Site, approval: Approval, judged: Judged, page: PageId) -> Iterator[Doubt]:
    own = approval.page == str(page)
    if own and judged.digest and approval.digest != judged.digest:
        changed = Localized(
            f"it was changed after {approval.reviewer} approved it on {approval.approved_on}; approve it again",
            f"{approval.reviewer} 于 {approval.approved_on} 批准之后，页面有改动，请重新批准",
        )
        yield Doubt("changed", changed)
    elif own and judged.published is None and approval.rules_digest != site.rules_digest:
        yield _void_by_rules(approval, judged)
    found = list(out_of_force(site, approval, page, judged.submission.path, judged.families))
    yield from found
    reviewer = site.config.reviewers.get(approval.reviewer)
    # Git is asked last: it takes long, and tells nothing of an approval that does not count anyhow.
    if site.config.four_eyes and reviewer and own and not found and judged.published:
        same = approval.digest == judged.digest
        yield from own_change(site, judged.submission.path, approval, reviewer, judged.digest) if same else ()


def _void_by_rules(approval: Approval, judged: Judged) -> Doubt:
    count = sum(doubt.kind == "finding" for doubt in judged.doubts)
    errors = "1 error" if count == 1 else f"{count} errors"
    return Doubt(
        "rules",
        Localized(
            f"the rules have changed since {approval.reviewer} approved it on {approval.approved_on}, and find "
            f"{errors} today: that approval is void; mend the page and approve it again",
            f"{approval.reviewer} 于 {approval.approved_on} 批准之后规则有变化，今天的规则发现 {count} 个错误，"
            "该批准已失效；请修正页面并重新批准",
        ),
    )


def out_of_force(
    site: Site, approval: Approval, page: PageId, path: str, families: Collection[str] = ()
) -> Iterator[Doubt]:
    """Why an approval does not count today for a page, whatever text it names.

    Args:
        site: the site.
        approval: what stands in the approval's file.
        page: the page that the file is for.
        path: the page's file.
        families: the families of rules that find something in the page.
    """
    name, file = str(page), shown_path(page)
    if approval.page != name:
        yield _doubt("other-page", f"its approval is that of {approval.page}", f"它的批准记录属于 {approval.page}")
    if approval.revoked:
        on, why = approval.revoked.on, approval.revoked.reason
        yield _doubt(
            "revoked",
            f"its approval was revoked on {on}: {why}; approve it again when that is mended",
            f"批准已于 {on} 撤销：{why}；解决后请重新批准",
        )
    reviewer = site.config.reviewers.get(approval.reviewer)
    if reviewer is None:
        yield _doubt(
            "reviewer",
            f"it was approved by {approval.reviewer}, who is no reviewer of the site today",
            f"批准人 {approval.reviewer} 目前不是站点的审阅人",
        )
    else:
        yield from _unproven(site, approval, reviewer, file)
        yield from (Doubt("role", text) for text in missing_roles(site, reviewer, page, path, families))
    until = min(approval.expires_on, last_day(site, approval.approved_on, page, path, families))
    if until < site.today:
        yield _doubt(
            "expired", f"its approval expired on {until}; approve it again", f"批准已于 {until} 到期，请重新批准"
        )
    if approval.approved_on > site.today:
        yield _doubt(
            "future",
            f"its approval is dated {approval.approved_on}, which is after today ({site.today}); "
            "if a clock was wrong, approve it again",
            f"批准日期 {approval.approved_on} 晚于今天（{site.today}）；如果是时钟有误，请重新批准",
        )


def _doubt(kind: DoubtKind, en: str, zh: str) -> Doubt:
    return Doubt(kind, Localized(en, zh))


def must_sign(site: Site, reviewer: Reviewer) -> bool:
    """Whether the approvals of a reviewer must be signed.

    Also where the site does not ask for it, if the reviewer has a key: an approval in their name could otherwise be
    forged by leaving the signature out.
    """
    return site.config.signatures_required or bool(reviewer.keys)


def _unproven(site: Site, approval: Approval, reviewer: Reviewer, file: str) -> Iterator[Doubt]:
    """Why it is not certain that the reviewer said this."""
    if approval.signature and reviewer.keys:
        wrong = why_not_signed(approval, reviewer)
        if wrong:
            yield _doubt(
                "forged",
                f"its approval ({file}) is not proven: {wrong.en}; {reviewer.id} must approve it again",
                f"批准记录（{file}）无法证实：{wrong.zh}；须由 {reviewer.id} 重新批准",
            )
    elif approval.signature:
        yield _doubt(
            "forged",
            f"its approval ({file}) is signed, but {reviewer.id} has no key in presscheck.toml: add the key, or "
            "approve it again",
            f"批准记录（{file}）有签名，但 presscheck.toml 中 {reviewer.id} 没有密钥：请添加密钥或重新批准",
        )
    elif must_sign(site, reviewer):
        yield _doubt(
            "unsigned",
            f"its approval ({file}) by {reviewer.id} is not signed; approve it again with --key FILE or an agent",
            f"{reviewer.id} 的批准记录（{file}）没有签名；请用 --key FILE 或 agent 重新批准",
        )


def missing_roles(
    site: Site, reviewer: Reviewer, page: PageId, path: str, families: Collection[str]
) -> Iterator[Localized]:
    """Why a reviewer may not approve a page of this type, language and path."""
    if not reviewer.scope.holds(page, path):
        yield Localized(
            f"{reviewer.id} may not approve {path}: in presscheck.toml the reviewer is for other types, languages or "
            "paths",
            f"{reviewer.id} 无权批准 {path}：presscheck.toml 中该审阅人只负责其他类型、语言或路径",
        )
    for need in site.config.requirements:
        if need.roles and need.fits(page, path, families) and not set(need.roles) & set(reviewer.roles):
            wanted = ", ".join(need.roles)
            able = ", ".join(
                other.id
                for other in site.config.reviewers.values()
                if set(need.roles) & set(other.roles) and other.scope.holds(page, path)
            )
            yield Localized(
                f"{path} needs a reviewer with the role {wanted}, which {reviewer.id} has not"
                + (f"; who has: {able}" if able else "; nobody has"),
                f"{path} 须由角色为 {wanted} 的审阅人批准，{reviewer.id} 没有该角色"
                + (f"；具备者：{able}" if able else "；目前无人具备"),
            )


def last_day(site: Site, approved_on: date, page: PageId, path: str, families: Collection[str]) -> date:
    """The last day on which an approval of a page that was given on a day may count."""
    days = [
        site.config.approval_days,
        *(
            need.review_every
            for need in site.config.requirements
            if need.review_every and need.fits(page, path, families)
        ),
    ]
    return approved_on + timedelta(days=min(days))
