"""What is to be found out about a file, and who finds it out: in this process or in a worker's."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from presscheck.crossing import crosses
from presscheck.images import is_image
from presscheck.model import ContentFile, Finding, Page, UnreadableFile
from presscheck.page_index import Entry
from presscheck.rules import Rule
from presscheck.site import Site, parse_bytes, read_bytes

if TYPE_CHECKING:
    from presscheck.submission import Submission

_KEPT = 4
"""Parsed pages that a judge keeps: a page is judged beside its translations."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to look at.

    ``data`` is its content where it is not that of the disk; ``source`` the file of which it is the translation, with
    its content likewise. The index entry is wanted, with ``judge`` the findings too, with ``submit`` the submission.
    """

    file: ContentFile
    data: bytes | None
    judge: bool
    source: tuple[ContentFile, bytes | None] | None = None
    size: int = 0
    submit: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a file.

    ``apart`` says that findings are still to be looked for, by all rules together: a comment in the page silences
    some, and is itself judged by what it silences. ``contents`` are digests of what was read. ``broken`` says why the
    file is no page. ``keeps`` and ``keeps_submission`` say what may be kept for another run.
    """

    path: str
    entry: Entry | None
    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, str] | None = None
    apart: bool = False
    unreadable: bool = False
    contents: tuple[str, str] = ("", "")
    keeps: bool = True
    broken: UnreadableFile | None = None
    submission: Submission | None = None
    keeps_submission: bool = False


class Judge:
    """Parses and judges files, one after the other, in one process."""

    def __init__(self, site: Site, rules: Callable[[], Sequence[Rule]]) -> None:
        self.site = site
        self._rules = rules
        self._parsed: OrderedDict[tuple[Path, bool], tuple[Page | UnreadableFile, str]] = OrderedDict()

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules that do not cross pages."""
        return [rule for rule in self._rules() if not crosses(rule)]

    def verdict(self, task: Task) -> Verdict:
        """Look at one file."""
        from presscheck.excerpts import excerpt
        from presscheck.lint import UNREADABLE, all_findings, lint
        from presscheck.pages import entry_of

        page, content = self.page(task.file, task.data)
        if isinstance(page, UnreadableFile):
            findings = tuple(lint(self.site, [page], self._rules())) if task.judge else ()
            return Verdict(task.file.path, None, findings, unreadable=True, broken=page)
        entry = entry_of(page)
        keeps = not _may_hold_a_key(entry, self.site)
        if not task.judge:
            found = Verdict(page.path, entry, contents=(content, ""), keeps=keeps)
            return self._submitted(found, page) if task.submit else found
        source, source_content = self.page(*task.source) if task.source else (None, "")
        self.site.know_source(page, source if isinstance(source, Page) else None)
        apart = bool(self.site.directives(page))
        findings = () if apart else tuple(all_findings(self.site, page, self.rules))
        lines = excerpt(self.site, page, findings) if findings else {}
        # What git tells of older versions is in no content; what cannot be read has no digest.
        settled = not isinstance(source, UnreadableFile) and not any(
            self.site.rules[finding.rule].options.get("property") == "stale-translation" for finding in findings
        )
        given_up = any(finding.rule == UNREADABLE for finding in findings)
        verdict = Verdict(
            page.path,
            entry,
            findings,
            lines,
            apart and not given_up,
            unreadable=given_up,
            contents=(content, source_content),
            keeps=keeps and settled,
        )
        if task.submit:
            verdict = self._submitted(verdict, page)
        self.site.forget()
        return verdict

    def _submitted(self, verdict: Verdict, page: Page) -> Verdict:
        """The verdict with what the page submits. That of a page with a key or a private record is kept nowhere."""
        from presscheck.submission import submission_of

        submission = submission_of(page, self.site.config.site, self.site.today, self.site.read_image)
        public = not verdict.unreadable and not self.site.secrets(page) and not self.site.records(page)
        return replace(verdict, submission=submission, keeps_submission=public and not _shows_files(verdict.entry))

    def page(self, file: ContentFile, data: bytes | None) -> tuple[Page | UnreadableFile, str]:
        """A file parsed, with the digest of its content; the few that were asked for last are kept."""
        name = (file.location, data is None)
        known = self._parsed.get(name)
        if known is None:
            content = read_bytes(file) if data is None else data
            if isinstance(content, UnreadableFile):
                known = (content, "")
            else:
                page = parse_bytes(file.path, content, self.site.schemas.kinds)
                known = (page, hashlib.sha256(content).hexdigest())
            self._parsed[name] = known
            if len(self._parsed) > _KEPT:
                self._parsed.popitem(last=False)
        return known


def _shows_files(entry: Entry | None) -> bool:
    """Whether a page names images of the repository: what is published of it depends on their bytes."""
    hrefs = (*entry.links, *entry.images) if entry else ()
    return any(is_image(href.partition("?")[0].partition("#")[0]) for href in hrefs)


def _may_hold_a_key(entry: Entry, site: Site) -> bool:
    """Whether something in an entry looks like a key: such a one is kept nowhere."""
    texts = (
        *entry.links,
        *entry.images,
        *entry.anchors,
        *(str(wanted) for wanted in entry.related),
        *entry.tags,
        entry.client,
    )
    long = [text for text in texts if re.search(r"[A-Za-z0-9_+/=-]{20,}", text)]
    return any(site.scanner.mask(text) != text for text in long)
