"""Who changed a page since it was last approved, and what it said then. Reads git, which nobody else here does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from presscheck import git
from presscheck.approve.files import FOLDER, parse_approval
from presscheck.approve.signing import why_not_signed
from presscheck.config import Reviewer
from presscheck.errors import ApprovalError, InputError
from presscheck.git import Commit
from presscheck.markdown import parse_source
from presscheck.markdown.source import decode, problem_of
from presscheck.model import Approval, Localized, Page, page_id
from presscheck.published import PublishedPage, publish
from presscheck.site import Site, report_path


@dataclass(frozen=True, slots=True)
class Past:
    """A commit that touched a page: what was published of the page after it, and whether it changed that.

    ``digest`` is that of ``PublishedPage``, or that of the bytes where nothing could be published.
    """

    commit: Commit
    digest: str
    published: PublishedPage | None
    changed: bool


class History:
    """What git knows of a page and of its approvals, also under earlier names.

    Raises:
        InputError: the site is in no repository, or git cannot tell. So does every attribute.
    """

    def __init__(self, site: Site, page: Page) -> None:
        self.site = site
        self.page = page
        self.top = git.top_level(site.root).resolve()
        self._begun = git.has_commits(site.root)

    @cached_property
    def past(self) -> list[Past]:
        """The commits that touched the page, newest first."""
        commits = git.commits_of(self.site.root, self.page.path) if self._begun else []
        if not commits:
            return []
        older = [*(item.path for item in commits[1:]), commits[-1].path]
        after = git.files_at(self.top, [(item.id, item.path) for item in commits])
        same = git.files_at(self.top, [(f"{item.id}^", item.path) for item in commits])
        moved = git.files_at(self.top, [(f"{item.id}^", path) for item, path in zip(commits, older, strict=True)])
        found: list[Past] = []
        for number, commit in enumerate(commits):
            digest, published = self._read(commit.path, after[number])
            path, data = (commit.path, same[number]) if same[number] is not None else (older[number], moved[number])
            found.append(Past(commit, digest, published, changed=digest != self._read(path, data)[0]))
        return found

    def _read(self, path: str, data: bytes | None) -> tuple[str, PublishedPage | None]:
        """The digest of what a past version would publish today, and that."""
        if data is None:
            return "", None
        shown = report_path(self.top / path, self.site.config)
        if problem_of(data) is None:
            try:
                published = publish(parse_source(shown, decode(data), self.site.schemas.kinds), self.site.config.site)
            except (InputError, RecursionError):
                published = None
            if isinstance(published, PublishedPage):
                return published.digest, published
        return hashlib.sha256(data + shown.encode()).hexdigest(), None

    @cached_property
    def approvals(self) -> list[Approval]:
        """Every approval that git has of the page under any of its names, newest first, without revoked ones."""
        if not self._begun:
            return []
        names = {report_path(self.top / item.commit.path, self.site.config) for item in self.past} | {self.page.path}
        ids = sorted({str(found) for name in names if (found := page_id(name, self.site.schemas.kinds))})
        kept: list[Approval] = []
        revoked: set[str] = set()
        for name in ids:
            path = f"{FOLDER}/{name}.json"
            commits = git.commits_of(self.site.root, path, renames=False)
            for data in git.files_at(self.top, [(item.id, item.path) for item in commits]):
                approval = self._approval(path, data)
                if approval and approval.revoked:
                    revoked.add(approval.canonical)
                elif approval and approval.page == name:
                    kept.append(approval)
        return [approval for approval in kept if approval.canonical not in revoked]

    def _approval(self, path: str, data: bytes | None) -> Approval | None:
        try:
            return parse_approval(self.site, path, data) if data else None
        except ApprovalError:
            return None

    def last_approved(self, known: Iterable[Approval] = ()) -> tuple[Approval, PublishedPage] | None:
        """The newest version in git that was approved, with its approval; ``known`` are approvals beside git's."""
        by_digest = {approval.digest: approval for approval in (*reversed(self.approvals), *known)}
        for item in self.past:
            if item.published and item.digest in by_digest:
                return by_digest[item.digest], item.published
        return None

    def departure(self, digest: str) -> Commit | None:
        """The commit after which the page was not any more what a digest names; ``None``: none, or git never had it."""
        after: Commit | None = None
        for item in self.past:
            if item.digest == digest:
                return after
            if item.changed:
                after = item.commit
        return None

    def uncommitted(self, digest: str) -> bool:
        """Whether the page that would be published is none that git has."""
        return not self.past or self.past[0].digest != digest

    # --- four eyes

    def authors(self, approval: Approval, digest: str) -> dict[str, str]:
        """Who changed the page since it was last approved, before ``approval``: addresses, and in what.

        An earlier approval counts where it is signed as its reviewer signs, and its reviewer is none of the authors
        of what it approved: otherwise one could approve one's own page, have somebody else touch it, and
        approve it again.
        """
        bases: list[str] = []
        for item in reversed(self.past):
            for earlier in self.approvals:
                if (
                    earlier.digest == item.digest
                    and earlier.canonical != approval.canonical
                    and self._counts(earlier)
                    and not self._own(earlier.reviewer, self._since(item.commit.id, bases))
                ):
                    bases.append(item.commit.id)
                    break
        found = self._since("HEAD", bases) if self._begun else {}
        if self.uncommitted(digest):
            found.setdefault(git.identity(self.site.root), "")
        return found

    def _since(self, tip: str, bases: list[str]) -> dict[str, str]:
        within = git.reachable(self.site.root, tip, bases)
        return {
            author: item.commit.id
            for item in reversed(self.past)
            if item.changed and item.commit.id in within
            for author in item.commit.authors
        }

    def _own(self, reviewer: str, authors: Iterable[str]) -> bool:
        known = self.site.config.reviewers.get(reviewer)
        # Of somebody without addresses it is not known: then the approval begins nothing.
        return known is None or not known.emails or not set(known.emails).isdisjoint(authors)

    def _counts(self, approval: Approval) -> bool:
        reviewer = self.site.config.reviewers.get(approval.reviewer)
        if reviewer is None:
            return False
        if not approval.signature:
            return not (self.site.config.signatures_required or reviewer.keys)
        return why_not_signed(approval, reviewer) is None


def own_change(site: Site, page: Page, approval: Approval, reviewer: Reviewer, digest: str) -> Iterator[Localized]:
    """Why ``four_eyes`` forbids a reviewer to approve a page, or to have approved it."""
    if not reviewer.emails:
        yield Localized(
            f'four_eyes: it is not known which changes are {reviewer.id}\'s; add emails = ["…"] to the reviewer in '
            "presscheck.toml",
            f'four_eyes：不知道哪些改动出自 {reviewer.id}；请在 presscheck.toml 中为该审阅人添加 emails = ["…"]',
        )
        return
    try:
        if git.is_shallow(site.root):
            yield Localized(
                "four_eyes: the clone is shallow, so that who changed the page is not known; "
                "run `git fetch --unshallow`",
                "four_eyes：这是浅克隆，无法得知谁改过页面；请运行 `git fetch --unshallow`",
            )
            return
        authors = History(site, page).authors(approval, digest)
    except InputError as error:
        yield Localized(
            f"four_eyes: who changed the page is not known: {error.text.en}",
            f"four_eyes：无法得知谁改过页面：{error.text.zh}",
        )
        return
    if "" in authors:
        yield Localized(
            "four_eyes: who made the change that is not committed is not known; commit it",
            "four_eyes：无法得知未提交的改动出自何人，请先提交",
        )
    for address in reviewer.emails:
        if address in authors:
            commit = authors[address][:12]
            yield Localized(
                f"four_eyes: {reviewer.id} is an author of the change since the last approval ("
                + (f"{address} in commit {commit}" if commit else f"{address}, not committed yet")
                + "); somebody else must approve it",
                f"four_eyes：{reviewer.id} 是上次批准以来改动的作者（"
                + (f"{address}，提交 {commit}" if commit else f"{address}，尚未提交")
                + "）；须由他人批准",
            )
            return
