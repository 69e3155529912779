"""What may be published: every page of the site held against what a target has. Changes nothing.

A page that may not be published as it stands is blocked. What its readers have of it stays as it is while the
approval under which it was published counts: an editor at work takes nothing from them. A page leaves the target
when it may not be read any more, and then so does every page that would be left with a dead link.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import yaml

from presscheck.approve import NOT_APPROVED, Judged, Standing, judge_page, out_of_force, own_change, read_approval
from presscheck.config import SiteInfo
from presscheck.errors import ApprovalError, ExportError
from presscheck.export.llms import too_large
from presscheck.export.record import Record
from presscheck.export.target import TargetState
from presscheck.ledger import shown_texts, stands_in
from presscheck.lint import lint_page
from presscheck.markdown import parse_source
from presscheck.model import (
    Approval,
    ContentFile,
    Localized,
    Page,
    PageId,
    Source,
    UnreadableFile,
    page_id,
)
from presscheck.published import PublishedPage, page_url
from presscheck.rules import joined
from presscheck.site import Site, content_files, read_pages

RECHECKED = ("secrets", "base-url", "privacy")
"""Families whose rules are also held against a published text that stays: they need nothing but the text."""

ROLLED_BACK = Localized(
    "this version was rolled back; it is published once it is approved anew, or after `export rollback PAGE --release`",
    "该版本已被回滚；重新批准后，或运行 `export rollback 页面 --release` 后才会发布",
)

_COMPARED = ("parity", "stale-translation")
"""What rules look for that hold a translation against its source."""

_Reasons = tuple[Localized, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the site wants its readers to have. No link of ``records`` and ``kept`` leads to a page in neither.

    Attributes:
        records: by page id, every page that may be exported as it stands.
        kept: by page id, what is published of a blocked page and stays so.
        blocked: by page id, why a page that asks for publication may not be exported as it stands.
        lost: by page id, why the published version of a blocked page does not stay.
        held: by page id, the status of a page that does not ask for publication.
        paths: by page id, the page's file.
        same: the ids in ``kept`` whose text is the one that stands in their file.
    """

    records: Mapping[str, Record]
    kept: Mapping[str, Record]
    blocked: Mapping[str, _Reasons]
    lost: Mapping[str, _Reasons]
    held: Mapping[str, str]
    paths: Mapping[str, str]
    same: frozenset[str] = frozenset()


def candidates(
    site: Site,
    standings: Iterable[Standing | UnreadableFile],
    published: Mapping[str, Record],
    rolled_back: Mapping[str, str] | None = None,
) -> Candidates:
    """Hold where every page stands, and each link, against what may be published.

    Args:
        site: the site.
        standings: where each page of the site stands, in the order of their files (``approve.standings``).
        published: by page id, what the target holds.
        rolled_back: by page id, the digest of the record that was rolled back there and waits for a new approval.

    Raises:
        ExportError: a folder cannot be read, so that nobody knows which pages there are.
    """
    closed = [file for file in content_files(site.config) if isinstance(file, UnreadableFile)]
    if closed:
        raise ExportError(
            joined(
                Localized(
                    f"{file.path}: {file.reason.en}; nothing is exported", f"{file.path}：{file.reason.zh}；没有导出"
                )
                for file in closed
            )
        )
    records: dict[str, Record] = {}
    kept: dict[str, Record] = {}
    blocked: dict[str, _Reasons] = {}
    lost: dict[str, _Reasons] = {}
    held: dict[str, str] = {}
    paths: dict[str, str] = {}
    judged: dict[str, Judged] = {}
    beside: dict[str, str] = {}
    for found in standings:
        path, place = _place(site, found)
        if place is None:
            continue  # a README or a note among the pages; the linter speaks of misplaced ones
        name = str(place)
        if name in paths:
            reason = Localized(f"{paths[name]} and {path} are the same page", f"{paths[name]} 与 {path} 是同一页面")
            blocked[name] = (*blocked.get(name, ()), reason)
            records.pop(name, None)
            continue
        paths[name] = path
        if isinstance(found, UnreadableFile):
            blocked[name] = (found.reason,)
            continue
        judged[name] = found.judged
        if not found.wanted:
            held[name] = str(found.submission.status)
        elif found.reasons or found.published is None or found.approval is None:
            blocked[name] = found.reasons
            same = name in published and found.submission.digest == published[name].content_digest
            if same and found.published is None:
                source = _source_in_doubt(site, found)
                if source is None:
                    lost[name] = _SAME_TEXT
                else:
                    beside[name] = source
        else:
            record = _record(site, path, found.published, found.approval)
            reasons = _held_back(record, site.config.site, (rolled_back or {}).get(name))
            if reasons:
                blocked[name] = reasons
            else:
                records[name] = record
    spare = _spare(site, published, records, blocked, lost, paths, judged)
    _drop_translations(beside, spare, blocked, lost)
    kept.update({name: record for name, record in spare.items() if name in blocked})
    held_back = {name: reason for name, reason in held.items() if name not in blocked}
    _drop_dead_links(_Links(records, kept, spare, blocked, lost, held_back))
    unchanged = (
        name for name, record in kept.items() if name in judged and judged[name].digest == record.content_digest
    )
    return Candidates(records, kept, blocked, lost, held_back, paths, frozenset(unchanged))


def _record(site: Site, path: str, page: PublishedPage, approval: Approval) -> Record:
    commit = site.commit_of(path, page.source_sha256) if site.config.site.llms_include_commit else ""
    return Record.of(page, approval, site.config.reviewers[approval.reviewer].name, site.root, commit)


def _source_in_doubt(site: Site, found: Standing) -> str | None:
    """The page that one translates, where nothing is wrong but that the two differ.

    While the source waits to be approved, its readers have the version that the translation was made from.
    """
    page = found.submission.id
    if page is None or page.locale == site.config.site.default_locale:
        return None
    compared = all(site.rules[name].options.get("property") in _COMPARED for name in found.judged.errors)
    others = any(doubt.kind != "finding" for doubt in found.doubts)
    return str(replace(page, locale=site.config.site.default_locale)) if compared and not others else None


def _place(site: Site, found: Standing | UnreadableFile) -> tuple[str, PageId | None]:
    """The file of a page and its id."""
    if isinstance(found, UnreadableFile):
        return found.path, page_id(found.path, site.schemas.kinds)
    return found.submission.path, found.submission.id


def _drop_translations(
    beside: Mapping[str, str], spare: dict[str, Record], blocked: Mapping[str, _Reasons], lost: dict[str, _Reasons]
) -> None:
    """Keep no translation whose source is read as it stands, or not at all: then readers meet the difference."""
    for name, source in beside.items():
        if source not in spare or source not in blocked:
            lost.setdefault(name, _SAME_TEXT)
            spare.pop(name, None)


def _held_back(record: Record, site: SiteInfo, rolled_back: str | None) -> _Reasons:
    """Why an approved page is not published."""
    if rolled_back == record.digest:
        return (ROLLED_BACK,)
    size = too_large(record, site)
    return (_over_budget(size, site),) if size else ()


_SAME_TEXT: _Reasons = (
    Localized("its published version has the same text and does not stay either", "已发布的版本内容相同，同样不能保留"),
)


def _over_budget(size: int, site: SiteInfo) -> Localized:
    limit = site.llms_max_bytes
    return Localized(
        f"in llms-full.txt it would take {size} bytes, more than the {limit} of `llms.max_bytes`; "
        "split the page, or raise the limit",
        f"它在 llms-full.txt 中需要 {size} 字节，超过 `llms.max_bytes` 的 {limit}；请拆分页面或提高上限",
    )


def _spare(
    site: Site,
    published: Mapping[str, Record],
    records: Mapping[str, Record],
    blocked: Mapping[str, _Reasons],
    lost: dict[str, _Reasons],
    paths: Mapping[str, str],
    judged: Mapping[str, Judged],
) -> dict[str, Record]:
    """What may stay in place of a page that is blocked, or will be for its links; ``lost`` gets why others may not."""
    spare: dict[str, Record] = {}
    for name in sorted({*blocked, *records} & published.keys() - lost.keys()):
        if name in records and records[name].content_digest == published[name].content_digest:
            continue
        reasons = _doubts(site, name, paths[name], published[name], judged.get(name))
        if not reasons:
            spare[name] = published[name]
        elif name in blocked:
            lost[name] = reasons
    return spare


def rollback_doubts(site: Site, record: Record, state: TargetState) -> _Reasons:
    """Why a record that was published once may not be published again today; empty where it may."""
    file = next((item for item in content_files(site.config) if _names(site, item, record.id)), None)
    page = next(iter(read_pages([file], site.schemas)), None) if file else None
    path = file.path if file else record.id
    judged = judge_page(site, page) if isinstance(page, Page) else None
    dead = [name for name in record.links if name not in state.published]
    links = tuple(Localized(f"it links to {name}, which is not published", f"它链接到未发布的 {name}") for name in dead)
    return (*_doubts(site, record.id, path, record, judged), *links)


def _names(site: Site, file: ContentFile | UnreadableFile, name: str) -> bool:
    return str(page_id(file.path, site.schemas.kinds)) == name


def _doubts(site: Site, name: str, path: str, record: Record, judged: Judged | None) -> _Reasons:
    """Why the published version of a page may not stay while the page itself is blocked.

    ``judged`` is the page as it is now; ``None`` where its file cannot be read.
    """
    doubts: list[Localized] = []
    try:
        approval = read_approval(site, record.page_id)
    except ApprovalError as error:
        return (error.text,)
    if approval is None:
        return (NOT_APPROVED,)
    now = judged.digest if judged else ""
    families = judged.families if judged and now == record.content_digest else ()
    doubts.extend(doubt.text for doubt in out_of_force(site, approval, record.page_id, path, families))
    today = site.today.isoformat()
    if not doubts and record.approved_by not in site.config.reviewers:
        doubts.append(
            Localized(
                f"its published version was approved by {record.approved_by}, who is no reviewer of the site today",
                f"已发布版本的批准人 {record.approved_by} 目前不是站点的审阅人",
            )
        )
    if not doubts and record.approved_until < today:
        doubts.append(
            Localized(
                f"the approval of its published version expired on {record.approved_until}",
                f"已发布版本的批准已于 {record.approved_until} 到期",
            )
        )
    if str(record.meta.get("review_by", today)) < today:
        doubts.append(
            Localized(
                f"the review of its published version was due on {record.meta['review_by']}",
                f"已发布版本的复审日期 {record.meta['review_by']} 已过",
            )
        )
    reviewer = site.config.reviewers.get(approval.reviewer)
    if not doubts and site.config.four_eyes and reviewer and approval.digest == record.content_digest:
        # What git cannot tell, such as in a shallow clone, takes nothing from the readers.
        eyes = own_change(site, path, approval, reviewer, now)
        doubts.extend(doubt.text for doubt in eyes if doubt.kind == "four-eyes")
    expired = judged.submission.expired if judged else ()
    texts = shown_texts(_as_page(site, path, record)) if expired else []
    doubts.extend(
        Localized(
            f"its published version says “{claim}”, a claim that expired on {day}",
            f"已发布的版本含声明“{claim}”，该声明已于 {day} 到期",
        )
        for claim, day in expired
        if stands_in(claim, texts)
    )
    if record.url != page_url(site.config.site, name):
        doubts.append(Localized(f"its published version belongs to {record.url}", f"已发布的版本属于 {record.url}"))
    return (*doubts, *_faults(site, path, record))


def _faults(site: Site, path: str, record: Record) -> list[Localized]:
    """What today's rules find in a published text."""
    page = _as_page(site, path, record)
    rules = [rule for rule in site.rules.values() if rule.family in RECHECKED]
    found = [finding for finding in lint_page(site, page, rules) if finding.severity == "error"]
    site.forget()
    return [
        Localized(
            f"its published version has an error: {finding.rule}: {finding.message.en}",
            f"已发布的版本有错误：{finding.rule}：{finding.message.zh}",
        )
        for finding in found
    ]


def _as_page(site: Site, path: str, record: Record) -> Page:
    """A published text as a page that can be looked at.

    It is written as an author would write it, one field a line and links to other pages by their files: a rule that
    looks at how words stand together must find in it what it finds in the source.
    """
    fields = yaml.safe_dump(dict(record.meta), allow_unicode=True, sort_keys=False, width=math.inf)
    body = record.markdown
    for name in record.links:
        file = posixpath.relpath(name, posixpath.dirname(record.id)) + ".md"
        body = re.sub(rf"(?<=\]\(){re.escape(page_url(site.config.site, name))}(?=[#)])", file, body)
    return parse_source(path, Source(f"---\n{fields}---\n\n{body}"))


def status_reason(status: str) -> Localized:
    """Why a page that asks for nothing is not published."""
    return Localized(f"its status is {status}", f"页面状态为 {status}")


# --- links ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Links:
    """What ``_drop_dead_links`` works on; the fields are those of ``Candidates``, and ``spare`` what may be kept."""

    records: dict[str, Record]
    kept: dict[str, Record]
    spare: Mapping[str, Record]
    blocked: dict[str, _Reasons]
    lost: dict[str, _Reasons]
    held: Mapping[str, str]
    causes: dict[str, tuple[str, Localized]] = field(default_factory=dict[str, "tuple[str, Localized]"])

    def dead(self, record: Record) -> list[str]:
        return [name for name in record.links if name not in self.records and name not in self.kept]

    def cause(self, absent: str) -> tuple[str, Localized]:
        """Because of which page a page is not published, and what keeps that one back."""
        if absent in self.causes:
            return self.causes[absent]
        if absent in self.blocked:
            return absent, self.blocked[absent][0]
        if absent in self.held:
            return absent, status_reason(self.held[absent])
        return absent, Localized("there is no such page", "没有这个页面")


def _drop_dead_links(links: _Links) -> None:
    """Take out each version that links to a page which is not published, and so on until nothing changes."""
    while True:
        dead = {
            name: (record, absent)
            for name, record in sorted({**links.kept, **links.records}.items())
            if (absent := links.dead(record))
        }
        if not dead:
            return
        reasons = {name: _dead_link_reasons(links, absent) for name, (_, absent) in dead.items()}
        causes = {name: links.cause(absent[0]) for name, (_, absent) in dead.items()}
        for name in dead:
            if links.records.pop(name, None) is not None:
                links.blocked[name] = reasons[name]
                if name in links.spare:
                    links.kept[name] = links.spare[name]
                    continue
            else:
                del links.kept[name]
                links.lost[name] = reasons[name]
            links.causes[name] = causes[name]


def _dead_link_reasons(links: _Links, absent: list[str]) -> _Reasons:
    """One reason for each page that is at the root of dead links."""
    by_cause: dict[tuple[str, Localized], list[str]] = {}
    for name in absent:
        by_cause.setdefault(links.cause(name), []).append(name)
    reasons: list[Localized] = []
    for (root, why), names in by_cause.items():
        listed, verb = ", ".join(names), "is" if len(names) == 1 else "are"
        if names == [root]:
            en, zh = f"which is not published: {why.en}", f"该页面未发布：{why.zh}"
        else:
            en, zh = f"which {verb} not published because of {root}: {why.en}", f"因 {root} 未发布：{why.zh}"
        reasons.append(Localized(f"it links to {listed}, {en}", f"它链接到 {listed}，{zh}"))
    return tuple(reasons)
