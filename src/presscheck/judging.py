"""What is to be found out about a file, and who finds it out: in this process or in a worker's."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from presscheck.crossing import crosses
from presscheck.model import ContentFile, Finding, Page, UnreadableFile
from presscheck.page_index import Entry
from presscheck.rules import Rule
from presscheck.site import Site, parse_bytes, read_bytes

_KEPT = 4
"""Parsed pages that a judge keeps: a page is judged beside its translations."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to look at.

    ``data`` is its content where it is not that of the disk; ``source`` the file of which it is the translation, with
    its content likewise. Without ``judge`` only the index entry is wanted.
    """

    file: ContentFile
    data: bytes | None
    judge: bool
    source: tuple[ContentFile, bytes | None] | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a file.

    ``apart`` says that findings are still to be looked for, by all rules together: a comment in the page silences
    some, and is itself judged by what it silences. ``contents`` are digests of what was read.
    """

    path: str
    entry: Entry | None
    findings: tuple[Finding, ...] = ()
    lines: Mapping[int, str] | None = None
    apart: bool = False
    unreadable: bool = False
    contents: tuple[str, str] = ("", "")
    keeps: bool = True


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
            return Verdict(task.file.path, None, findings, unreadable=True)
        entry = entry_of(page)
        keeps = not _may_hold_a_key(entry, self.site)
        if not task.judge:
            return Verdict(page.path, entry, contents=(content, ""), keeps=keeps)
        source, source_content = self.page(*task.source) if task.source else (None, "")
        self.site.know_source(page, source if isinstance(source, Page) else None)
        apart = bool(self.site.directives(page))
        findings = () if apart else tuple(all_findings(self.site, page, self.rules))
        lines = excerpt(self.site, page, findings) if findings else {}
        # What git tells of older versions is in no content; what cannot be read has no digest.
        settled = not isinstance(source, UnreadableFile) and not any(
            self.site.rules[finding.rule].options.get("property") == "stale-translation" for finding in findings
        )
        self.site.forget()
        given_up = any(finding.rule == UNREADABLE for finding in findings)
        return Verdict(
            page.path,
            entry,
            findings,
            lines,
            apart and not given_up,
            unreadable=given_up,
            contents=(content, source_content),
            keeps=keeps and settled,
        )

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
