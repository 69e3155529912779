"""Who changed a page since it was last approved, and what it said then. Reads git, which nobody else here does."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from presscheck import git
from presscheck.approve.files import FOLDER, parse_approval
from presscheck.approve.signing import why_not_signed
from presscheck.config import Reviewer
from presscheck.errors import ApprovalError, InputError
from presscheck.images import ReadImage, is_image, misplaced, no_file
from presscheck.markdown import parse_source
from presscheck.markdown.source import decode, problem_of
from presscheck.model import Approval, Doubt, Localized, Revocation, page_id
from presscheck.page_index import relative_target
from presscheck.pages import page_images, page_links
from presscheck.past import Commit
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
    """What git knows of a page, named by its file as reported, and of its approvals; also under earlier names.

    Raises:
        InputError: the site is in no repository, or git cannot tell. So does every attribute.
    """

    def __init__(self, site: Site, path: str) -> None:
        self.site = site
        self.path = path
        self._git = site.past
        self._without_images: dict[tuple[str, bytes], tuple[str, PublishedPage | None]] = {}
        self.top = self._git.top
        self._refuse_elsewhere()

    def _refuse_elsewhere(self) -> None:
        """Of a page behind a link, or in a repository within this one, this one does not know who changed it."""
        root = self.site.root.resolve()
        file = root / self.path
        inner = (folder for folder in file.parents if folder != root and folder.is_relative_to(root))
        if file.resolve() != file or any((folder / ".git").exists() for folder in inner):
            raise InputError(
                Localized(
                    f"{self.path} lies behind a symbolic link or in another repository (a submodule); move it into "
                    "the site's own",
                    f"{self.path} 位于符号链接之后，或属于另一个仓库（子模块）；请移入站点自己的仓库",
                )
            )

    @cached_property
    def past(self) -> list[Past]:
        """The commits that touched the page or one of the images that it shows, newest first."""
        own = self._git.commits_of(self.path)
        if not own:
            return []
        touched = self._image_commits()
        commits = self._together(own, touched)
        older = [*(item.path for item in commits[1:]), commits[-1].path]
        after = self._git.files_at([(item.id, item.path) for item in commits])
        same = self._git.files_at([(f"{item.id}^", item.path) for item in commits])
        moved = self._git.files_at([(f"{item.id}^", path) for item, path in zip(commits, older, strict=True)])
        found: list[Past] = []
        for number, commit in enumerate(commits):
            digest, published = self._read(commit.id, commit.path, after[number])
            path, data = (commit.path, same[number]) if same[number] is not None else (older[number], moved[number])
            changed = commit.id in touched or digest != self._read(f"{commit.id}^", path, data)[0]
            found.append(Past(commit, digest, published, changed=changed))
        return found

    def _image_commits(self) -> dict[str, Commit]:
        """By id, the commits that changed what an image is that the page shows now, also under its earlier names.

        Whether the page showed it then, and could be published at all, does not count: the commit may be from a branch
        that did not have the page yet, or the page may have named it only later.
        """
        found: dict[str, Commit] = {}
        for image in self.images_now:
            judged: set[str] = set()
            for renames in (True, False):  # git follows a name along one line of history only
                commits = self._git.commits_of(image, renames=renames)
                older = [*(item.path for item in commits[1:]), ""]
                after = self._git.objects_at([(item.id, item.path) for item in commits])
                same = self._git.objects_at([(f"{item.id}^", item.path) for item in commits])
                moved = self._git.objects_at(
                    [(f"{item.id}^", path or item.path) for item, path in zip(commits, older, strict=True)]
                )
                for item, now, here, there in zip(commits, after, same, moved, strict=True):
                    if item.id not in judged and now and now not in {here, there}:
                        found[item.id] = item
                judged.update(item.id for item in commits)
        return found

    def _together(self, own: list[Commit], images: dict[str, Commit]) -> list[Commit]:
        """The commits of a page among those of its images, newest first; each with the page's path then."""
        known = {item.id: item for item in own}
        found: list[Commit] = []
        path = own[-1].path
        for name in reversed(self._git.in_order([*known, *images])):
            path = known[name].path if name in known else path
            found.append((known.get(name) or images[name])._replace(path=path))
        return found[::-1]

    @cached_property
    def images_now(self) -> list[str]:
        """The images that the page shows as it lies on the disk, whether it could be published or not."""
        try:
            data = (self.site.root / self.path).read_bytes()
            page = parse_source(self.path, decode(data), self.site.schemas.kinds) if problem_of(data) is None else None
        except (OSError, InputError, RecursionError):
            return []
        hrefs = [*(item.src for item in page_images(page)), *(item.href for item in page_links(page))] if page else []
        targets = [target for href in hrefs if (target := relative_target(self.path, href)) and is_image(target.path)]
        return sorted({target.path for target in targets if misplaced(target.path) is None})

    def _read(self, commit: str, path: str, data: bytes | None) -> tuple[str, PublishedPage | None]:
        """The digest of what a past version would publish today, and that; images are those of the commit."""
        if data is None:
            return "", None
        # What a commit found is what the one before it left: most versions are asked for twice.
        if (path, data) in self._without_images:
            return self._without_images[path, data]
        shown = report_path(self.top / path, self.site.config)
        images = self._images_at(commit)
        asked: list[str] = []

        def read(image: str) -> bytes | Localized:
            asked.append(image)
            return images(image)

        published = self._published(shown, data, read)
        digest = published.digest if published else hashlib.sha256(data + shown.encode()).hexdigest()
        if not asked:
            self._without_images[path, data] = digest, published
        return digest, published

    def _published(self, shown: str, data: bytes, read: ReadImage) -> PublishedPage | None:
        """What a file would publish today; ``None`` where it would nothing."""
        if problem_of(data) is not None:
            return None
        try:
            page = parse_source(shown, decode(data), self.site.schemas.kinds)
            published = publish(page, self.site.config.site, read)
        except (InputError, RecursionError):
            return None
        return published if isinstance(published, PublishedPage) else None

    def _images_at(self, commit: str) -> ReadImage:
        """Reads images as they were at a commit."""
        here = self.site.root.resolve().relative_to(self.top.resolve()).as_posix()

        def read(path: str) -> bytes | Localized:
            data = self._git.files_at([(commit, posixpath.normpath(posixpath.join(here, path)))])[0]
            return no_file(path) if data is None else git.whole(self.top, data, self.site.root / path)

        return read

    @cached_property
    def approvals(self) -> list[Approval]:
        """Every approval that git has of the page under any of its names, newest first, without revoked ones."""
        return [approval for approval in self._filed[0] if approval.canonical not in self._filed[1]]

    def revoked(self, approval: Approval) -> Revocation | None:
        """The revocation of an approval that git has, where its file says nothing of it any more.

        One that was given on the day of the revocation may be a new one, which says the same: it counts.
        """
        found = self._filed[1].get(approval.canonical)
        return found if found and approval.approved_on < found.on else None

    @cached_property
    def _filed(self) -> tuple[list[Approval], dict[str, Revocation]]:
        """The approvals that git has, newest first, and by what they say, the revocations."""
        if not self._git.begun:
            return [], {}
        names = {report_path(self.top / item.commit.path, self.site.config) for item in self.past} | {self.path}
        ids = sorted({str(found) for name in names if (found := page_id(name, self.site.schemas.kinds))})
        kept: list[Approval] = []
        revoked: dict[str, Revocation] = {}
        for name in ids:
            path = f"{FOLDER}/{name}.json"
            commits = self._git.commits_of(path, renames=False)
            for data in self._git.files_at([(item.id, item.path) for item in commits]):
                approval = self._approval(path, data)
                if approval and approval.revoked:
                    revoked.setdefault(approval.canonical, approval.revoked)
                elif approval and approval.page == name:
                    kept.append(approval)
        return kept, revoked

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

        ``digest`` is that of the page now; where the approval is one of an earlier text, it is asked of that.

        An earlier approval counts where it is signed as its reviewer signs, and its reviewer is none of the authors
        of what it approved: otherwise one could approve one's own page, have somebody else touch it, and
        approve it again.
        """
        now = approval.digest == digest
        tip = "HEAD" if now else self._commit_of(approval.digest)
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
            if item.commit.id == tip:
                break
        found = self._since(tip, bases) if self._git.begun else {}
        if now and self.uncommitted(digest):
            found.setdefault(self._git.identity, "")
        return found

    def _commit_of(self, digest: str) -> str:
        """The newest commit after which the page said what a digest names."""
        for item in self.past:
            if item.digest == digest:
                return item.commit.id
        raise InputError(Localized("git has no commit with what was approved", "git 中没有包含所批准内容的提交"))

    def _since(self, tip: str, bases: list[str]) -> dict[str, str]:
        within = self._git.reachable(tip, bases)
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


def own_change(
    site: Site, path: str, approval: Approval, reviewer: Reviewer, digest: str, history: History | None = None
) -> Iterator[Doubt]:
    """Why ``four_eyes`` forbids a reviewer to approve a page, or to have approved it; ``history`` where it was read.

    ``digest`` is that of the page now. A doubt of the kind ``history`` says that git cannot tell.

    Git is read for this alone, so that it also says here of an approval that it was revoked before.
    """
    if not reviewer.emails:
        yield Doubt(
            "history",
            Localized(
                f'four_eyes: it is not known which changes are {reviewer.id}\'s; add emails = ["…"] to the reviewer in '
                "presscheck.toml",
                f'four_eyes：不知道哪些改动出自 {reviewer.id}；请在 presscheck.toml 中为该审阅人添加 emails = ["…"]',
            ),
        )
        return
    revocation: Revocation | None = None
    try:
        if site.past.shallow:
            yield Doubt(
                "history",
                Localized(
                    "four_eyes: the clone is shallow, so that who changed the page is not known; "
                    "run `git fetch --unshallow`",
                    "four_eyes：这是浅克隆，无法得知谁改过页面；请运行 `git fetch --unshallow`",
                ),
            )
            return
        history = history or History(site, path)
        links = [image for image in history.images_now if _is_link(site.root, image)]
        revocation = history.revoked(approval)
        authors = history.authors(approval, digest)
    except InputError as error:
        if revocation:
            yield _put_back(revocation)
        yield Doubt(
            "history",
            Localized(
                f"four_eyes: who changed the page is not known: {error.text.en}",
                f"four_eyes：无法得知谁改过页面：{error.text.zh}",
            ),
        )
        return
    for image in links:
        yield Doubt(
            "history",
            Localized(
                f"four_eyes: {image} is a link or lies behind one, so that who changed the image is not known; put the "
                "file itself there",
                f"four_eyes：{image} 是链接或位于链接之后，无法得知谁改过图片；请放入文件本身",
            ),
        )
    if revocation:
        yield _put_back(revocation)
    if "" in authors:
        yield Doubt(
            "history",
            Localized(
                "four_eyes: who made the change that is not committed is not known; commit it",
                "four_eyes：无法得知未提交的改动出自何人，请先提交",
            ),
        )
    for address in reviewer.emails:
        if address in authors:
            commit = authors[address][:12]
            yield Doubt(
                "four-eyes",
                Localized(
                    f"four_eyes: {reviewer.id} is an author of the change since the last approval ("
                    + (f"{address} in commit {commit}" if commit else f"{address}, not committed yet")
                    + "); somebody else must approve it",
                    f"four_eyes：{reviewer.id} 是上次批准以来改动的作者（"
                    + (f"{address}，提交 {commit}" if commit else f"{address}，尚未提交")
                    + "）；须由他人批准",
                ),
            )
            return


def _put_back(revocation: Revocation) -> Doubt:
    return Doubt(
        "four-eyes",
        Localized(
            f"the approval was revoked on {revocation.on}: {revocation.reason}; git has that, and the file was put "
            "back since: approve the page again",
            f"该批准已于 {revocation.on} 撤销：{revocation.reason}；git 中有此记录，文件是事后放回的，请重新批准",
        ),
    )


def _is_link(root: Path, path: str) -> bool:
    """Whether a file, or a folder on the way to it, is a link: git keeps only where that leads."""
    place = root
    for part in PurePosixPath(path).parts:
        place = place / part
        if place.is_symlink():
            return True
    return False
