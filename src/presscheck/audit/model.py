"""What an audit knows of a site. Values only.

Audit ── AuditedPage ── Reason     where a page stands, and what is in its way
      ── Finding                   as lint has them, but that an expired claim is an error
      ── Deadline                  a day on which something stops to count
      ── Coverage ── ClientRow     which clients have pages, by language and kind
      ── Translation               a page and its translations, held against each other
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from presscheck.model import Finding, Localized
from presscheck.rules import Rule

State: TypeAlias = Literal["blocked", "void", "expired", "ready", "draft", "approved", "withdrawn", "other"]
STATES: tuple[State, ...] = ("blocked", "void", "expired", "ready", "draft", "approved", "withdrawn", "other")
"""By what is to be done.

blocked: something of the page has to be mended. void: nothing but that it has to be approved again, since it was
changed or the approval was revoked. expired: a day has passed, of its approval, its review or a claim. ready: it waits
for a reviewer. other: a file that is no page, such as a note or the configuration.
"""
Readers: TypeAlias = Literal["current", "earlier", "leaving", "none"]
DeadlineKind: TypeAlias = Literal["claim", "review", "approval", "allowance"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing between a page and its readers: the kind of a ``Doubt``, or one of ``why``."""

    kind: str
    text: Localized


@dataclass(frozen=True, slots=True)
class AuditedPage:
    """A page of the site, or a file with findings that is none.

    Attributes:
        name: its id; the path of a file that is no page.
        path: its file.
        title, locale, kind, owner: what it says of itself, masked; ``kind`` is ``faq/answer`` or just a type.
        state: what is to be done.
        reasons: all that stands between it and its readers.
        readers: what they have of it today; ``None`` where the export's target cannot tell.
        errors, warnings: how many findings there are that nothing suppresses.
        approved_on, reviewer: of the approval on file.
        until: the day on which it has to be reviewed or approved again at the latest.
    """

    name: str
    path: str
    title: str
    locale: str
    kind: str
    owner: str
    state: State
    reasons: tuple[Reason, ...] = ()
    readers: Readers | None = None
    errors: int = 0
    warnings: int = 0
    approved_on: date | None = None
    reviewer: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of something: of a claim, a review, an approval, or of a finding that the site lets stand."""

    day: date
    kind: DeadlineKind
    page: str
    path: str
    line: int
    owner: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ClientRow:
    """The pages that are about a client: page ids by locale and kind of page."""

    id: str
    name: str
    supported: bool
    cells: Mapping[tuple[str, str], tuple[str, ...]]

    def count(self, locale: str, kind: str) -> int:
        """How many pages of a kind there are in a language."""
        return len(self.cells.get((locale, kind), ()))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Clients against languages and kinds of pages.

    ``totals`` counts all pages that are not withdrawn, ``unused`` names the known clients that have no page.
    """

    locales: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[ClientRow, ...]
    totals: Mapping[tuple[str, str], int]
    unused: tuple[str, ...]

    @property
    def gaps(self) -> list[tuple[str, str]]:
        """Supported clients and languages in which they have no page of their own."""
        own = [kind for kind in self.kinds if kind.endswith("/client")]
        return [
            (row.id, locale)
            for row in self.rows
            if row.supported
            for locale in self.locales
            if not any(row.cells.get((locale, kind)) for kind in own)
        ]


@dataclass(frozen=True, slots=True)
class Translation:
    """A page in all languages.

    Attributes:
        name: ``faqs/error-401``.
        states: by language; a language that it is not in is left out.
        missing: the languages of the site that it is not in.
        differences: by language, how much differs from the source.
        stale: the languages in which it is older than the source.
    """

    name: str
    states: Mapping[str, State]
    missing: tuple[str, ...]
    differences: Mapping[str, int]
    stale: tuple[str, ...]

    @property
    def in_step(self) -> bool:
        return not (self.missing or self.differences or self.stale)


@dataclass(frozen=True, slots=True)
class Audit:
    """A site on a day. ``lines`` holds the lines of files that may be shown beside a finding, masked."""

    site: str
    day: date
    pages: Sequence[AuditedPage]
    findings: Sequence[Finding]
    silenced: Sequence[Finding]
    lines: Mapping[str, Mapping[int, str]]
    deadlines: Sequence[Deadline]
    coverage: Coverage
    translations: Sequence[Translation]
    rules: Mapping[str, Rule]
    unreadable: int = 0

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    @property
    def count(self) -> int:
        """How many pages there are."""
        return sum(page.state != "other" for page in self.pages)

    @property
    def states(self) -> dict[str, int]:
        """How many pages are in each state; files that are no pages do not count."""
        found = Counter(page.state for page in self.pages)
        return {state: found[state] for state in STATES if state != "other"}

    @property
    def families(self) -> dict[str, tuple[int, int]]:
        """Errors and warnings by family of rules."""
        found: dict[str, tuple[int, int]] = {}
        for finding in self.findings:
            family = finding.rule.partition("/")[0]
            errors, warnings = found.get(family, (0, 0))
            error = finding.severity == "error"
            found[family] = (errors + error, warnings + (not error))
        return dict(sorted(found.items()))

    def until(self, days: int) -> list[Deadline]:
        """What has passed its last day, or will within so many days; the earliest first."""
        return [item for item in self.deadlines if (item.day - self.day).days <= days]
