"""What an export would do: the site's publishable pages held against what a target has. Changes nothing.

A page that may not be published as it stands is blocked. What its readers have of it stays as it is while the
approval under which it was published counts: an editor at work takes nothing from them. A page leaves the target
when it may not be read any more, and then so does every page that would be left with a dead link.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from presscheck.approve import NOT_APPROVED, Standing, out_of_force, read_approval, standing
from presscheck.config import Drift, SiteInfo
from presscheck.errors import ApprovalError, ExportError
from presscheck.export.bundle import input_digest
from presscheck.export.llms import too_large
from presscheck.export.record import Record
from presscheck.export.target import Held, TargetState
from presscheck.ledger import Claim, expired_claims, folded, shown_texts, stands_in
from presscheck.lint import lint_page
from presscheck.markdown import parse_source
from presscheck.model import Action, Change, ContentFile, Json, Localized, Page, Plan, Source, UnreadableFile, page_id
from presscheck.published import PublishedPage, canonical_json, page_url, publish
from presscheck.rules import joined
from presscheck.site import Site, content_files, read_pages

RECHECKED = ("secrets", "base-url", "privacy")
"""Families whose rules are also held against a published text that stays: they need nothing but the text."""

ROLLED_BACK = Localized(
    "this version was rolled back; it is published once it is approved anew, or after `export rollback PAGE --release`",
    "该版本已被回滚；重新批准后，或运行 `export rollback 页面 --release` 后才会发布",
)

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
    """

    records: Mapping[str, Record]
    kept: Mapping[str, Record]
    blocked: Mapping[str, _Reasons]
    lost: Mapping[str, _Reasons]
    held: Mapping[str, str]
    paths: Mapping[str, str]


def candidates(
    site: Site,
    published: Mapping[str, Record],
    rolled_back: Mapping[str, str] | None = None,
    standings: Mapping[str, Standing] | None = None,
) -> Candidates:
    """Hold every page of the site against today's rules and its approval, and each link against the result.

    Args:
        site: the site.
        published: by page id, what the target holds.
        rolled_back: by page id, the digest of the record that was rolled back there and waits for a new approval.
        standings: by the page's file, what is known already.

    Raises:
        ExportError: a folder cannot be read, so that nobody knows which pages there are.
    """
    files = list(content_files(site.config))
    closed = [file for file in files if isinstance(file, UnreadableFile)]
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
    expired: dict[str, list[Claim]] = {}
    for page in read_pages(files, site.schemas):
        site.forget()
        place = page_id(page.path, site.schemas.kinds) if isinstance(page, UnreadableFile) else page.id
        if place is None:
            continue  # a README or a note among the pages; the linter speaks of misplaced ones
        name = str(place)
        if name in paths:
            reason = Localized(
                f"{paths[name]} and {page.path} are the same page", f"{paths[name]} 与 {page.path} 是同一页面"
            )
            blocked[name] = (*blocked.get(name, ()), reason)
            records.pop(name, None)
            continue
        paths[name] = page.path
        if isinstance(page, UnreadableFile):
            blocked[name] = (page.reason,)
            continue
        expired[name] = expired_claims(page, site.today)
        found = (standings or {}).get(page.path) or standing(site, page)
        if not found.wanted:
            held[name] = str(page.meta.get("status"))
        elif found.reasons or found.published is None or found.approval is None:
            blocked[name] = found.reasons
            if name in published and found.published is None and _is_published(site, page, published[name]):
                lost[name] = (Localized("its published version has the same text", "已发布的版本内容相同"),)
        else:
            reviewer = site.config.reviewers[found.approval.reviewer].name
            record = Record.of(found.published, found.approval, reviewer)
            if (rolled_back or {}).get(name) == record.digest:
                blocked[name] = (ROLLED_BACK,)
            elif size := too_large(record, site.config.site):
                blocked[name] = (_over_budget(size, site.config.site),)
            else:
                records[name] = record
    spare = _spare(site, published, records, blocked, lost, paths, expired)
    kept.update({name: record for name, record in spare.items() if name in blocked})
    held_back = {name: reason for name, reason in held.items() if name not in blocked}
    _drop_dead_links(_Links(records, kept, spare, blocked, lost, held_back))
    return Candidates(records, kept, blocked, lost, held_back, paths)


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
    expired: Mapping[str, list[Claim]],
) -> dict[str, Record]:
    """What may stay in place of a page that is blocked, or will be for its links; ``lost`` gets why others may not."""
    spare: dict[str, Record] = {}
    for name in sorted({*blocked, *records} & published.keys() - lost.keys()):
        if name in records and records[name].content_digest == published[name].content_digest:
            continue
        reasons = _doubts(site, name, paths[name], published[name], expired.get(name, []))
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
    claims = expired_claims(page, site.today) if isinstance(page, Page) else []
    dead = [name for name in record.links if name not in state.published]
    links = tuple(Localized(f"it links to {name}, which is not published", f"它链接到未发布的 {name}") for name in dead)
    return (*_doubts(site, record.id, path, record, claims), *links)


def _names(site: Site, file: ContentFile | UnreadableFile, name: str) -> bool:
    return str(page_id(file.path, site.schemas.kinds)) == name


def _is_published(site: Site, page: Page, record: Record) -> bool:
    """Whether a page with errors has the very text that is published."""
    now = publish(page, site.config.site)
    return isinstance(now, PublishedPage) and now.digest == record.content_digest


def _doubts(site: Site, name: str, path: str, record: Record, expired: list[Claim]) -> _Reasons:
    """Why the published version of a page may not stay while the page itself is blocked."""
    doubts: list[Localized] = []
    try:
        approval = read_approval(site, record.page_id)
    except ApprovalError as error:
        return (error.text,)
    if approval is None:
        return (NOT_APPROVED,)
    doubts.extend(doubt.text for doubt in out_of_force(site, approval, record.page_id, path))
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
    texts = shown_texts(_as_page(path, record)) if expired else []
    doubts.extend(
        Localized(
            f"its published version says “{folded(claim.text)}”, a claim that expired on {claim.expires_on}",
            f"已发布的版本含声明“{folded(claim.text)}”，该声明已于 {claim.expires_on} 到期",
        )
        for claim in expired
        if stands_in(claim, texts)
    )
    if record.url != page_url(site.config.site, name):
        doubts.append(Localized(f"its published version belongs to {record.url}", f"已发布的版本属于 {record.url}"))
    return (*doubts, *_faults(site, path, record))


def _faults(site: Site, path: str, record: Record) -> list[Localized]:
    """What today's rules find in a published text."""
    page = _as_page(path, record)
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


def _as_page(path: str, record: Record) -> Page:
    """A published text as a page that can be looked at."""
    text = f"---\n{json.dumps(record.meta, ensure_ascii=False)}\n---\n\n{record.markdown}"
    return parse_source(path, Source(text))


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
            return absent, _status(self.held[absent])
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


# --- the plan -------------------------------------------------------------------------------------------------------


def make_plan(
    target: str,
    site: SiteInfo,
    wanted: Candidates,
    state: TargetState,
    *,
    rendered: Mapping[str, str] | None = None,
    drift: Drift = "overwrite",
    prune: bool = False,
) -> Plan:
    """The plan that turns a target's state into what the site wants. Pure.

    Args:
        target: the target's name.
        site: the site's own settings.
        wanted: what the site wants.
        state: what the target holds.
        rendered: by page id, what ``Target.rendered`` says.
        drift: what happens to pages that were changed on the target.
        prune: whether pages that an export took offline are removed.
    """
    changes: list[Change] = []
    for name in sorted({*wanted.records, *wanted.blocked, *state.pages, *state.doubled}):
        path = wanted.paths.get(name, "")
        held = state.pages.get(name)
        if name in state.doubled:
            changes.append(Change(name, "conflict", "", path, (state.doubled[name],)))
        elif name in wanted.kept:
            record = wanted.kept[name]
            stays = Localized(
                f"the version approved on {record.reviewed_on} stays published",
                f"{record.reviewed_on} 批准的版本继续发布",
            )
            reasons = (*wanted.blocked[name], stays, *([_drift_reason(held)] if held and held.drifted else []))
            changes.append(Change(name, "blocked", record.digest, path, reasons))
        elif name in wanted.records:
            digest = wanted.records[name].digest
            sent = (rendered or {}).get(name, "")
            action, reasons = _action(held, digest, sent, drift)
            changes.append(Change(name, action, digest, path, reasons, rendered=sent))
        elif name in state.published:
            changes.append(Change(name, "withdraw", "", path, _why_withdrawn(name, wanted, state)))
        elif name in wanted.blocked:
            changes.append(Change(name, "blocked", "", path, wanted.blocked[name]))
        elif prune and held and held.status == "withdrawn":
            gone = Localized("it is offline already and is removed", "页面已下线，现在删除")
            changes.append(Change(name, "withdraw", "", path, (gone,), delete=True))
    changes = [
        replace(item, found=state.pages[item.page].fingerprint) if item.page in state.pages else item
        for item in changes
    ]
    present = {**wanted.records, **wanted.kept}
    expected = input_digest({name: record.digest for name, record in present.items()}, site)
    render = _why_render(state, expected) if state.renders else None
    return Plan(target, _site_digest(site, wanted), state.digest, tuple(changes), render)


def _action(held: Held | None, digest: str, rendered: str, drift: Drift) -> tuple[Action, _Reasons]:
    """What is to be done with a page that may be published."""
    if held is None:
        return "create", ()
    same = held.source == digest and rendered in {"", held.rendered}
    if held.status == "withdrawn":
        return "update", (Localized("it was withdrawn before", "之前已撤下"),)
    if held.status == "published" and not held.drifted:
        return ("unchanged" if same else "update"), ()
    reason = _drift_reason(held)
    if drift == "stop":
        return "conflict", (reason,)
    if drift == "adopt" and same:
        return "unchanged", (reason,)
    return "update", (reason,) if held.record else ()


def _drift_reason(held: Held) -> Localized:
    if held.status == "scheduled":
        return Localized("it was put off to a later day on the target", "目标上已改为定时发布")
    if held.status == "draft":
        return Localized("it was taken offline on the target", "目标上已被下线")
    fields = ", ".join(held.changed) or "text"
    return Localized(f"it was changed on the target: {fields}", f"目标上的内容被改动：{fields}")


DEFAULT_WITHDRAWALS = 5


def check_withdrawals(plan: Plan, wanted: Candidates, state: TargetState, limit: int | None) -> None:
    """Stop a plan that takes out more pages than somebody may have meant to.

    ``limit`` is what the call or the site allows; without one, 5 or a tenth of what is published, whichever is more,
    and none where the site has no page at all.

    Raises:
        ExportError: it takes out more.
    """
    count = plan.count("withdraw")
    default = max(DEFAULT_WITHDRAWALS, len(state.published) // 10) if wanted.paths else 0
    allowed = default if limit is None else limit
    if count > allowed:
        raise ExportError(
            Localized(
                f"the plan takes out {count} pages, more than {allowed}: nothing was done. Look at them with "
                f"`presscheck export plan {plan.target}`; if they are to go, add --max-withdraw {count}",
                f"计划将撤下 {count} 个页面，超过上限 {allowed}：没有执行任何操作。请用 "
                f"`presscheck export plan {plan.target}` 查看；确实要撤下时请加上 --max-withdraw {count}",
            )
        )


def _why_withdrawn(name: str, wanted: Candidates, state: TargetState) -> _Reasons:
    if name in wanted.blocked:
        reasons = (*wanted.blocked[name], *wanted.lost.get(name, ()))
        if name not in state.records:
            reasons = (*reasons, Localized("its published version is damaged", "已发布的版本已损坏"))
        return tuple(dict.fromkeys(reasons))
    if name in wanted.held:
        return (_status(wanted.held[name]),)
    return (Localized("its file is gone", "页面文件已不存在"),)


def _status(status: str) -> Localized:
    return Localized(f"its status is {status}", f"页面状态为 {status}")


def _why_render(state: TargetState, expected: str) -> Localized | None:
    if state.damage:
        return state.damage
    if state.bundle is None:
        return Localized("there is no bundle yet", "尚无发布包")
    if state.bundle != expected:
        return Localized("pages, settings or templates have changed", "页面、设置或模板有变化")
    return None


def _site_digest(site: SiteInfo, wanted: Candidates) -> str:
    content: dict[str, Json] = {
        "site": str(sorted(asdict(site).items())),
        "records": {name: record.digest for name, record in wanted.records.items()},
        "kept": {name: record.digest for name, record in wanted.kept.items()},
        "blocked": {name: [reason.en for reason in reasons] for name, reasons in wanted.blocked.items()},
    }
    return "sha256:" + hashlib.sha256(canonical_json(content)).hexdigest()
