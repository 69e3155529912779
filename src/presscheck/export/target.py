"""What every target is to a plan: ``read`` says what is out there, ``apply`` makes it what the plan says.

Target
├── LocalTarget     a folder with a database and a bundle (``local``)
└── RemoteTarget    a CMS behind an HTTP API; what differs between two of them is a ``Cms`` (``cms``)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from presscheck.config import Drift, SiteInfo
from presscheck.errors import TargetError
from presscheck.export.record import Record
from presscheck.model import Change, Json, Localized, Plan
from presscheck.published import canonical_json

if TYPE_CHECKING:
    from presscheck.export.cms import Document

Status: TypeAlias = Literal["published", "draft", "scheduled", "withdrawn"]
"""``withdrawn`` was taken offline by an export, ``draft`` by somebody else; readers have neither."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a target can do; ``probe`` finds out, and ``export status`` shows it.

    Attributes:
        product: name and version of what answered.
        swap: ``native`` where an update that names an old revision token is refused by the target itself; ``check``
            where the token can only be looked at before the write, so that a moment stays in which both may write.
        unique_key: whether the target itself refuses a second page with the same key.
        revisions: whether it keeps earlier versions.
        max_bytes: the largest page that it takes; ``None`` where no limit is known.
        concurrency: how many writes at once it takes without losing or slowing down.
        notes: what an administrator should know, such as a companion plug-in that is not installed.
    """

    product: str
    swap: Literal["native", "check"] = "check"
    unique_key: bool = False
    revisions: bool = False
    max_bytes: int | None = None
    concurrency: int = 4
    notes: tuple[Localized, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A page as a target holds it.

    Attributes:
        key: the page's id in the site, ``<locale>/<type>s/<slug>``; it stays when the slug on the target changes.
        slug: the last part of its address on the target.
        source: digest of the record from which it was last written; empty where nobody knows.
        rendered: digest of what was sent to the target then.
        remote: digest of what the target gives back now, over the same fields. Another one than ``rendered`` means
            that somebody changed the page there.
        revision: the target's own token for this version, for compare-and-swap.
        status: whether readers have it.
        record: what was published, where it is as it was written.
        changed: which fields differ, where ``remote`` is another than ``rendered``.
        lost: whether it shows an image that readers do not get any more, as ``look`` found.
    """

    key: str
    slug: str
    source: str
    rendered: str
    remote: str
    revision: str
    status: Status = "published"
    record: Record | None = None
    changed: tuple[str, ...] = ()
    lost: bool = False

    @property
    def drifted(self) -> bool:
        return self.remote != self.rendered

    @property
    def fingerprint(self) -> str:
        """Changes when the page out there does. Tokens do not count: a page that was saved as it was is the same."""
        content: dict[str, Json] = {"": [self.source, self.rendered, self.remote, self.status]}
        return hashlib.sha256(canonical_json(content)).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class TargetState:
    """What a target holds.

    Attributes:
        pages: by page id, every page that bears a key of ours, whether readers have it or not.
        rolled_back: by page id, the digest of the record that was rolled back and is not to be published again.
        doubled: by page id, why nobody can say which page on the target it is.
        bundle: the ``input`` digest of the bundle that stands there; ``None`` where there is none or it is damaged.
        damage: what is wrong with the bundle.
        renders: whether the target makes a bundle of its pages.
    """

    pages: Mapping[str, Held] = field(default_factory=dict[str, Held])
    rolled_back: Mapping[str, str] = field(default_factory=dict[str, str])
    doubled: Mapping[str, Localized] = field(default_factory=dict[str, Localized])
    bundle: str | None = None
    damage: Localized | None = None
    renders: bool = False

    @property
    def records(self) -> dict[str, Record]:
        """By page id, every record that readers have and that is as it was written."""
        return {key: held.record for key, held in self.pages.items() if held.record and held.status == "published"}

    @property
    def published(self) -> frozenset[str]:
        """The pages that readers have."""
        return frozenset(key for key, held in self.pages.items() if held.status in {"published", "scheduled"})

    @property
    def digest(self) -> str:
        """Changes when a page or the bundle out there does."""
        pages: dict[str, Json] = {key: held.fingerprint for key, held in self.pages.items()}
        content: dict[str, Json] = {
            "pages": pages,
            "bundle": self.bundle,
            "rolled_back": dict(self.rolled_back),
            "doubled": list[Json](sorted(self.doubled)),
        }
        return "sha256:" + hashlib.sha256(canonical_json(content)).hexdigest()


def as_planned(change: Change, held: Held | None) -> bool:
    """Whether a page is already what a change makes of it."""
    if change.action == "withdraw":
        return held is None if change.delete else held is None or held.status in {"withdrawn", "draft"}
    if held is None or held.status != "published" or held.drifted or held.lost:
        return False
    return held.source == change.digest and change.rendered in {"", held.rendered}


def moved(plan: Plan, state: TargetState) -> list[str]:
    """The pages that are neither as the plan saw them nor as it wants them."""
    return [
        change.page
        for change in plan.changes
        if change.found != (held.fingerprint if (held := state.pages.get(change.page)) else "")
        and not (change.action in {"create", "update", "withdraw"} and as_planned(change, held))
    ]


@dataclass(frozen=True, slots=True)
class Revision:
    """One entry of a page's history on a target. ``number`` is what ``export rollback --to`` takes."""

    number: int
    page: str
    action: str
    digest: str
    day: str
    reviewer: str
    title: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What an apply did.

    Attributes:
        done: ids of the pages that were written, withdrawn or deleted.
        failed: by page id, what went wrong with a page; all others are as planned.
        files: how many files of a bundle were written.
        warnings: what went another way than usual and is worth a look.
    """

    done: tuple[str, ...] = ()
    failed: Mapping[str, TargetError] = field(default_factory=dict[str, TargetError])
    files: int = 0
    warnings: tuple[Localized, ...] = ()


Progress: TypeAlias = Callable[[str, str], None]
"""Called with a page's id and what was done, once it is done."""


class Target(Protocol):
    """Where approved pages go."""

    @property
    def drift(self) -> Drift:
        """What a plan does with a page that was changed on the target."""
        ...

    @property
    def place(self) -> str:
        """Where it is, as a user would name it: a folder or an address."""
        ...

    def probe(self) -> Capabilities:
        """Whether an export could run: access, fields, the right to publish. Makes no write request.

        Raises:
            TargetError: it could not.
        """
        ...

    def read(self) -> TargetState:
        """What the target holds. Makes no write request.

        Raises:
            ExportError: it cannot be read.
        """
        ...

    def rendered(self, records: Mapping[str, Record], site: SiteInfo) -> Mapping[str, str]:
        """By page id, the digest of what would be sent; empty where the target renders from what it holds.

        ``records`` are all pages that will be published: a page names its translations.
        """
        ...

    def apply(
        self, plan: Plan, records: Mapping[str, Record], site: SiteInfo, day: str, progress: Progress | None = None
    ) -> Applied:
        """Do just what the plan says; ``records`` as for ``rendered``, ``day`` is noted with new revisions.

        Raises:
            StalePlanError: the target has changed since the plan was made; nothing was done.
            ExportError: it cannot be written at all. Trouble with one page stands in ``Applied.failed``.
        """
        ...

    def look(self) -> Mapping[str, Localized]:
        """By page id, why readers do not get an image that it shows. Makes no write request; what is lost is noted, so
        that a plan from now on has the page written again.

        Raises:
            ExportError: the target cannot be read.
        """
        ...

    def contents(self, site: SiteInfo) -> Mapping[str, Document]:
        """By page id, what the target gives back of each page. Makes no write request.

        Raises:
            ExportError: it cannot be read.
        """
        ...

    def history(self, page: str | None = None) -> list[Revision]:
        """What was done to a page, or to all, the newest last.

        Raises:
            ExportError: it cannot be read.
        """
        ...

    def revision(self, page: str, number: int) -> Record:
        """The record of an entry of the history.

        Raises:
            ExportError: there is no such entry, or it is not as it was written.
        """
        ...

    def roll_back(self, record: Record, instead_of: str, held: Held, site: SiteInfo, day: str) -> Applied:
        """Give readers an earlier record of a page.

        Args:
            record: what they get.
            instead_of: digest of the record that is not to be published again before it is approved anew; empty to
                take back an earlier roll-back, then ``record`` is what they have.
            held: what the target holds of the page.
            site: the site's own settings.
            day: noted with the revision.

        Raises:
            StalePlanError: the page has changed meanwhile.
            ExportError: it cannot be written.
        """
        ...
