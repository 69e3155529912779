"""Give an approval, and take it back."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from presscheck.approve.files import read_approval, remove_approval, write_approval
from presscheck.approve.history import History, own_change
from presscheck.approve.signing import sign, why_not_signed
from presscheck.approve.standing import STATUS, Judged, last_day, missing_roles, must_sign
from presscheck.config import Reviewer
from presscheck.errors import ApprovalError, InputError
from presscheck.model import Approval, Localized, PageId, Revocation
from presscheck.published import PublishedPage
from presscheck.site import Site


@dataclass(frozen=True, slots=True)
class Offer:
    """An approval that can be given, not signed yet, and what it is for.

    ``before`` is the approval of the version that was approved last, and that version where git has it.
    """

    path: str
    published: PublishedPage
    approval: Approval
    before: tuple[Approval | None, PublishedPage | None]


def approve(site: Site, judged: Judged, reviewer: Reviewer, day: date | None = None) -> Offer | tuple[Localized, ...]:
    """The approval of a page as it stands today, or why it cannot be given.

    Writes nothing. ``day`` is that of the review, today where it is not said.
    """
    reasons = [doubt.text for doubt in judged.doubts]
    path, status = judged.submission.path, judged.submission.status
    if status not in {STATUS, None}:
        reasons.insert(
            0,
            Localized(
                f"its status is {status}; write `status: {STATUS}` when it may be published",
                f"页面状态为 {status}；可以发布时请写 `status: {STATUS}`",
            ),
        )
    published = judged.published
    if published is None:
        return tuple(reasons)
    approval = Approval(
        page=str(published.id),
        digest=published.digest,
        reviewer=reviewer.id,
        approved_on=day or site.today,
        expires_on=last_day(site, day or site.today, published.id, path, judged.families),
        rules_digest=site.rules_digest,
    )
    reasons.extend(missing_roles(site, reviewer, published.id, path, judged.families))
    try:
        history = None if reasons else History(site, path)
    except InputError:  # a site without git
        history = None
    if not reasons and site.config.four_eyes:
        found = own_change(site, path, approval, reviewer, published.digest, history)
        reasons.extend(doubt.text for doubt in found)
    if reasons:
        return tuple(reasons)
    return Offer(path, published, approval, _last_approved(site, published.id, history))


def signed(site: Site, approval: Approval, reviewer: Reviewer, key: Path | None, *, interactive: bool) -> Approval:
    """The approval with the signature of its reviewer, where one is needed or a key was named.

    Raises:
        ApprovalError: it cannot be signed, or not by this reviewer.
    """
    if key is None and not must_sign(site, reviewer):
        return approval
    done = replace(approval, signature=sign(approval, reviewer, key, interactive=interactive))
    wrong = why_not_signed(done, reviewer)
    if wrong:
        raise ApprovalError(
            Localized(
                f"the signature of {reviewer.id} would not count: {wrong.en}",
                f"{reviewer.id} 的签名不会被承认：{wrong.zh}",
            )
        )
    return done


def reviewer_of(site: Site, name: str | None) -> Reviewer:
    """The reviewer that a call names; without a name, the site's only one.

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
    names = ", ".join(known)
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name is None:
        raise ApprovalError(
            Localized(
                f"several people may approve; say who you are with --reviewer: {names}",
                f"审阅人不止一位，请用 --reviewer 说明是哪一位：{names}",
            )
        )
    if name not in known:
        raise ApprovalError(
            Localized(
                f"{name} is no reviewer of this site; its reviewers are: {names}",
                f"{name} 不是本站的审阅人；审阅人有：{names}",
            )
        )
    return known[name]


def review_day(site: Site, text: str | None) -> date:
    """The day of a review that a call names, today without one.

    Raises:
        ApprovalError: it is no day, or one that is still to come.
    """
    if text is None:
        return site.today
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ApprovalError(
            Localized(f"{text} is no day of the calendar, written YYYY-MM-DD", f"{text} 不是 YYYY-MM-DD 形式的日期")
        ) from error
    if day > site.today:
        raise ApprovalError(
            Localized(
                f"{day} is after today ({site.today}); nobody can have approved anything then",
                f"{day} 晚于今天（{site.today}），不能作为批准日期",
            )
        )
    return day


def revoke(site: Site, page: PageId | str, reason: str) -> Approval | None:
    """Mark the approval of a page as one that does not count any more; one that cannot be read is removed.

    Returns ``None`` where there is no approval that could be read.

    Raises:
        ApprovalError: there is no approval, it is revoked already, or it cannot be written.
    """
    try:
        approval = read_approval(site, page)
    except ApprovalError:
        remove_approval(site, page)
        return None
    if approval is None:
        raise ApprovalError(Localized(f"{page} has no approval", f"{page} 没有批准记录"))
    if approval.revoked:
        on, why = approval.revoked.on, approval.revoked.reason
        raise ApprovalError(
            Localized(f"{page}: the approval was revoked on {on} already: {why}", f"{page}：批准已于 {on} 撤销：{why}")
        )
    if approval.page != str(page):
        remove_approval(site, page)
        return None
    marked = replace(approval, revoked=Revocation(site.today, reason))
    write_approval(site, marked)
    return marked


# --- what a reviewer looks at ---------------------------------------------------------------------------------------


def _last_approved(site: Site, page: PageId, history: History | None) -> tuple[Approval | None, PublishedPage | None]:
    try:
        current = read_approval(site, page)
    except ApprovalError:
        current = None
    try:
        found = history.last_approved([current] if current else []) if history else None
    except InputError:
        found = None
    return found or (current, None)


def readable(title: str, url: str, meta: object, markdown: str) -> list[str]:
    """What readers get of a page, as lines to compare."""
    fields = [f"{key}: {value}" for key, value in sorted(meta.items())] if isinstance(meta, dict) else []
    return [f"# {title}", f"<{url}>", *fields, "", *markdown.splitlines()]


def difference(old: list[str], new: list[str], before: str, after: str) -> Iterator[str]:
    """A unified diff of two versions of what readers get."""
    return difflib.unified_diff(old, new, before, after, lineterm="", n=2)
