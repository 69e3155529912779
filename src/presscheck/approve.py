"""A reviewer's word on a page: given, written down, and held against the page at every export.

An approval is a file, ``approvals/<locale>/<type>s/<slug>.json``, so that it is reviewed and merged like the page.
It names the digest of what is published: any change of that voids it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import cast

from presscheck.errors import ApprovalError, os_reason
from presscheck.files import write_text
from presscheck.ledger import expired_claims, folded
from presscheck.lint import lint_page
from presscheck.markdown.front_matter import read_yaml
from presscheck.model import Approval, Finding, Json, Localized, Page, PageId
from presscheck.published import PublishedPage, Unpublishable, publish
from presscheck.rules import rules_digest, sentence
from presscheck.schemas import validate
from presscheck.site import Site

FOLDER = "approvals"
STATUS = "approved"
"""The front matter's status of a page that is meant to be published."""

NOT_APPROVED = Localized(
    "nobody has approved it; a reviewer does so with `presscheck approve`",
    "尚未批准；由审阅人运行 `presscheck approve` 批准",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a page stands on its way to its readers.

    Attributes:
        page: the page.
        wanted: whether its status asks for publication; a draft is kept back, not blocked.
        published: what would be published; ``None`` where the page cannot be.
        approval: the approval on file, valid or not; ``None`` where there is none that can be read.
        reasons: what stands in the way; empty for a page that may be exported.
    """

    page: Page
    wanted: bool
    published: PublishedPage | None
    approval: Approval | None
    reasons: tuple[Localized, ...]


def standing(site: Site, page: Page) -> Standing:
    """Hold a page against today's rules and its approval. Reads the approval's file."""
    status = page.meta.get("status")
    wanted = status == STATUS or not isinstance(status, str)
    if not wanted:
        return Standing(page, wanted=False, published=None, approval=None, reasons=())
    published, reasons = _publishable(site, page)
    approval: Approval | None = None
    try:
        approval = read_approval(site, page.id) if page.id else None
    except ApprovalError as error:
        reasons.append(error.text)
    else:
        reasons.extend(_doubts(site, approval, published))
    return Standing(page, wanted=True, published=published, approval=approval, reasons=tuple(reasons))


def approve(site: Site, page: Page, reviewer: str) -> Approval | tuple[Localized, ...]:
    """The approval of a page as it stands today, or why it cannot be approved. Writes nothing."""
    published, reasons = _publishable(site, page)
    status = page.meta.get("status")
    if isinstance(status, str) and status != STATUS:
        reasons.insert(
            0,
            Localized(
                f"its status is {status}; write `status: {STATUS}` when it may be published",
                f"页面状态为 {status}；可以发布时请写 `status: {STATUS}`",
            ),
        )
    if reasons or published is None:
        return tuple(reasons)
    return Approval(
        page=str(published.id),
        digest=published.digest,
        reviewer=reviewer,
        approved_on=site.today,
        expires_on=site.today + timedelta(days=site.config.approval_days),
        rules_digest=rules_digest(site.rules.values()),
    )


def reviewer_of(site: Site, name: str | None) -> str:
    """The id of the reviewer that a call names; without a name, the site's only one.

    Raises:
        ApprovalError: the site knows no such reviewer, or several and none was named.
    """
    known = site.config.reviewers
    if not known:
        raise ApprovalError(
            Localized(
                f"{site.config.path} names nobody who may approve; add a table [[reviewers]] "
                'with id = "your-id" and name = "your name or team"',
                f'{site.config.path} 没有列出审阅人；请添加 [[reviewers]]，写上 id = "your-id" 和 name = "姓名或团队"',
            )
        )
    if name is None and len(known) == 1:
        return next(iter(known))
    if name is None:
        names = ", ".join(known)
        raise ApprovalError(
            Localized(
                f"several people may approve; say who you are with --reviewer: {names}",
                f"审阅人不止一位，请用 --reviewer 说明是哪一位：{names}",
            )
        )
    if name not in known:
        names = ", ".join(known)
        raise ApprovalError(
            Localized(
                f"{name} is no reviewer of this site; its reviewers are: {names}",
                f"{name} 不是本站的审阅人；审阅人有：{names}",
            )
        )
    return name


# --- files ----------------------------------------------------------------------------------------------------------


def approval_path(site: Site, page: PageId | str) -> Path:
    """Where the approval of a page stands."""
    return site.root / FOLDER / f"{page}.json"


def write_approval(site: Site, approval: Approval) -> Path:
    """Write an approval, as a whole or not at all.

    Raises:
        ApprovalError: the file cannot be written.
    """
    path = approval_path(site, approval.page)
    content: dict[str, Json] = {
        "page": approval.page,
        "digest": approval.digest,
        "reviewer": approval.reviewer,
        "approved_on": approval.approved_on.isoformat(),
        "expires_on": approval.expires_on.isoformat(),
        "rules_digest": approval.rules_digest,
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    except OSError as error:
        raise ApprovalError(
            Localized(
                f"the approval cannot be written to {path}: {error.strerror or error}",
                f"批准记录无法写入 {path}：{os_reason(error).zh}",
            )
        ) from error
    return path


def read_approval(site: Site, page: PageId) -> Approval | None:
    """The approval of a page, or ``None`` where there is none.

    Raises:
        ApprovalError: the file cannot be read or is not valid.
    """
    path = approval_path(site, page)
    shown = f"{FOLDER}/{page}.json"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ApprovalError(Localized(f"{shown} cannot be read: {error}", f"{shown} 无法读取：{error}")) from error
    node, problems = read_yaml(text)  # JSON is YAML; this reader refuses a key that stands twice
    if node is None or problems:
        raise ApprovalError(
            Localized(f"{shown} is no valid JSON; approve the page again", f"{shown} 不是有效的 JSON，请重新批准该页面")
        )
    mistakes = validate("approval", node, site.schemas.schemas["approval.schema.json"], site.schemas)
    if mistakes:
        first = mistakes[0]
        said, place = sentence(first.keyword, first.args), f"{shown}:{first.span.line}"
        raise ApprovalError(
            Localized(f"{place}: {said.en} Approve the page again.", f"{place}：{said.zh}请重新批准该页面。")
        )
    data = cast("dict[str, str]", node.value)
    return Approval(
        page=data["page"],
        digest=data["digest"],
        reviewer=data["reviewer"],
        approved_on=date.fromisoformat(data["approved_on"]),
        expires_on=date.fromisoformat(data["expires_on"]),
        rules_digest=data["rules_digest"],
    )


# --- reasons --------------------------------------------------------------------------------------------------------


def _publishable(site: Site, page: Page) -> tuple[PublishedPage | None, list[Localized]]:
    """The page as published, and what is wrong with the page itself under today's rules."""
    errors = [item for item in lint_page(site, page, list(site.rules.values())) if item.severity == "error"]
    if errors:
        return None, [_finding_reason(error) for error in errors]
    reasons: list[Localized] = []
    review_by = page.meta.get("review_by")
    if isinstance(review_by, str) and review_by < site.today.isoformat():
        reasons.append(
            Localized(
                f"its review was due on {review_by}; review it and set a new `review_by`",
                f"复审日期 {review_by} 已过，请复审并更新 `review_by`",
            )
        )
    reasons.extend(
        Localized(
            f"its claim “{folded(claim.text)}” expired on {claim.expires_on}; verify it and run "
            "`presscheck claims renew`, or take the sentence out",
            f"声明“{folded(claim.text)}”已于 {claim.expires_on} 到期；"
            "请核实后运行 `presscheck claims renew`，或删去该句",
        )
        for claim in expired_claims(page, site.today)
    )
    published = publish(page, site.config.site)
    if isinstance(published, Unpublishable):
        reasons.extend(
            Localized(
                f"{page.path}:{refusal.span.line}:{refusal.span.column}: {refusal.reason.en}",
                f"{page.path}:{refusal.span.line}:{refusal.span.column}: {refusal.reason.zh}",
            )
            for refusal in published.refusals
        )
        return None, reasons
    return published, reasons


def _finding_reason(finding: Finding) -> Localized:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}: {finding.rule}: "
    return Localized(place + finding.message.en, place + finding.message.zh)


def _doubts(site: Site, approval: Approval | None, published: PublishedPage | None) -> list[Localized]:
    """Why an approval does not allow the page to be published today."""
    if approval is None:
        return [NOT_APPROVED]
    doubts = out_of_force(site, approval, str(published.id) if published else approval.page)
    if published and approval.page == str(published.id) and approval.digest != published.digest:
        changed = Localized(
            f"it was changed after {approval.reviewer} approved it on {approval.approved_on}; approve it again",
            f"{approval.reviewer} 于 {approval.approved_on} 批准之后，页面有改动，请重新批准",
        )
        doubts.insert(0, changed)
    return doubts


def out_of_force(site: Site, approval: Approval, page: str) -> list[Localized]:
    """Why an approval does not count today for a page, whatever text it names."""
    doubts: list[Localized] = []
    if approval.page != page:
        doubts.append(Localized(f"its approval is that of {approval.page}", f"它的批准记录属于 {approval.page}"))
    if approval.reviewer not in site.config.reviewers:
        doubts.append(
            Localized(
                f"it was approved by {approval.reviewer}, who is no reviewer of the site today",
                f"批准人 {approval.reviewer} 目前不是站点的审阅人",
            )
        )
    if approval.expires_on < site.today:
        doubts.append(
            Localized(
                f"its approval expired on {approval.expires_on}; approve it again",
                f"批准已于 {approval.expires_on} 到期，请重新批准",
            )
        )
    if approval.approved_on > site.today:
        doubts.append(
            Localized(
                f"its approval is dated {approval.approved_on}, which is after today ({site.today})",
                f"批准日期 {approval.approved_on} 晚于今天（{site.today}）",
            )
        )
    return doubts
