"""Fixes put into a file: which of them go together, and how its bytes change.

A fix is taken as a whole or not at all. Of two that overlap the one that begins first is taken, and the other one has
its turn in the next round, on the text as it is then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from presscheck.lint import lint_page
from presscheck.markdown import parse_source
from presscheck.markdown.source import BOM, decode, problem_of
from presscheck.model import Edit, Finding, Fix, Page
from presscheck.rules import Rule
from presscheck.site import Site

ROUNDS = 30
"""After so many rounds the fixes of a file are chasing each other, and it is left as it was."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its fixes in it, how often each rule was mended, and whether that came to an end."""

    page: Page
    data: bytes
    rules: Counter[str]
    settled: bool = True


def is_wanted(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that may be put in."""
    return finding.fix is not None and (finding.fix.safe or unsafe)


def mend(site: Site, path: str, data: bytes, rules: Sequence[Rule], *, unsafe: bool) -> Mended:
    """Put fixes into the bytes of a page until no more are wanted.

    Fixes that never come to an end leave the page as it was, so that a second run changes nothing either.

    Raises:
        InputError: the bytes are no page.
    """
    types = tuple(site.schemas.kinds)
    first = page = parse_source(path, decode(data), types)
    done: Counter[str] = Counter()
    now = data
    for _ in range(ROUNDS):
        findings = [item for item in lint_page(site, page, rules) if is_wanted(item, unsafe=unsafe)]
        taken = chosen(findings)
        fixes = [finding.fix for finding in taken if finding.fix]
        new = edited(now, [edit for fix in fixes for edit in fix.edits])
        if new == now:
            return Mended(page, now, done)
        if problem_of(new) is not None:
            break
        done.update(finding.rule for finding in taken)
        now, page = new, parse_source(path, decode(new), types)
    return Mended(first, data, Counter(), settled=False)


def chosen(findings: Iterable[Finding]) -> list[Finding]:
    """Of the findings with a fix, those whose fixes go together, in the order of their places.

    Two rules that want the same edits are both mended by them.
    """
    taken: list[Finding] = []
    edits: set[Edit] = set()
    for finding in sorted(findings, key=_place):
        fix = finding.fix
        if fix is not None and (set(fix.edits) <= edits or not _meets(fix, edits)):
            taken.append(finding)
            edits.update(fix.edits)
    return taken


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file with edits in it that do not overlap; each line keeps its own line end."""
    bom = BOM if data.startswith(BOM) else b""
    raw = data[len(bom) :].decode()
    ends = _line_ends(raw)
    newline = "\r\n" if ends else "\n"
    for edit in sorted(set(edits), key=lambda edit: (edit.span.start, edit.span.end), reverse=True):
        start, end = (offset + bisect_left(ends, offset) for offset in (edit.span.start, edit.span.end))
        raw = raw[:start] + edit.text.replace("\n", newline) + raw[end:]
    return bom + raw.encode()


def _line_ends(raw: str) -> list[int]:
    """Where ``\\r\\n`` stands, as offsets in the text that has ``\\n`` in its place."""
    ends: list[int] = []
    at = raw.find("\r\n")
    while at >= 0:
        ends.append(at - len(ends))
        at = raw.find("\r\n", at + 2)
    return ends


def _place(finding: Finding) -> tuple[int, int, str, str]:
    edits = finding.fix.edits if finding.fix else ()
    start, end = min((edit.span.start, edit.span.end) for edit in edits) if edits else (0, 0)
    return start, end, finding.rule, finding.message.en


def _meets(fix: Fix, edits: Iterable[Edit]) -> bool:
    """Whether an edit of a fix overlaps another one, or stands where its order beside the other one would matter."""
    own = sorted(fix.edits, key=lambda edit: edit.span)
    if any(_overlap(one, two) for one, two in pairwise(own)):
        return True
    return any(_overlap(one, two) for one in fix.edits for two in edits)


def _overlap(one: Edit, two: Edit) -> bool:
    if one.span.start in {two.span.start, one.span.end} or two.span.start == two.span.end:
        return one.span.start <= two.span.end and two.span.start <= one.span.end
    return one.span.start < two.span.end and two.span.start < one.span.end
