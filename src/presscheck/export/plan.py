"""What an export would do: the site's publishable pages held against what a target has. Changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from presscheck.approve import standing
from presscheck.config import SiteInfo
from presscheck.export.bundle import input_digest
from presscheck.export.record import Record
from presscheck.markdown.page import page_id
from presscheck.model import Action, Change, Json, Localized, Plan, UnreadableFile
from presscheck.published import canonical_json
from presscheck.site import Site, content_files, read_pages


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the site would publish.

    Attributes:
        records: by page id, every page that may be exported; no link of theirs leads to a page that may not.
        blocked: by page id, why a page that asks for publication may not be exported.
        held: by page id, the status of a page that does not ask for it.
        paths: by page id, the page's file.
    """

    records: Mapping[str, Record]
    blocked: Mapping[str, tuple[Localized, ...]]
    held: Mapping[str, str]
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TargetState:
    """What a target holds.

    Attributes:
        pages: by page id, the digest of the record that is published.
        bundle: the ``input`` digest of the bundle that stands there; ``None`` where there is none or it is damaged.
        damage: what is wrong with the bundle.
    """

    pages: Mapping[str, str]
    bundle: str | None = None
    damage: Localized | None = None

    @property
    def digest(self) -> str:
        content: dict[str, Json] = {"pages": dict(self.pages), "bundle": self.bundle}
        return "sha256:" + hashlib.sha256(canonical_json(content)).hexdigest()


def candidates(site: Site) -> Candidates:
    """Hold every page of the site against today's rules and its approval, and each link against the result."""
    records: dict[str, Record] = {}
    links: dict[str, frozenset[str]] = {}
    blocked: dict[str, tuple[Localized, ...]] = {}
    held: dict[str, str] = {}
    paths: dict[str, str] = {}
    for page in read_pages(content_files(site.config), site.schemas):
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
        found = standing(site, page)
        if not found.wanted:
            held[name] = str(page.meta.get("status"))
        elif found.reasons or found.published is None or found.approval is None:
            blocked[name] = found.reasons
        else:
            reviewer = site.config.reviewers[found.approval.reviewer]
            records[name] = Record.of(found.published, found.approval, reviewer)
            links[name] = found.published.links
    _drop_dead_links(records, links, blocked)
    return Candidates(records, blocked, held, paths)


def _drop_dead_links(
    records: dict[str, Record], links: Mapping[str, frozenset[str]], blocked: dict[str, tuple[Localized, ...]]
) -> None:
    """Block each page that links to one which is not published, and so on until nothing changes."""
    while True:
        dead = {name: sorted(links[name] - records.keys()) for name in records if links[name] - records.keys()}
        if not dead:
            return
        for name, targets in dead.items():
            listed = ", ".join(targets)
            blocked[name] = (
                Localized(f"it links to what is not published: {listed}", f"它链接到未发布的页面：{listed}"),
            )
            del records[name]


def make_plan(target: str, site: SiteInfo, wanted: Candidates, state: TargetState) -> Plan:
    """The plan that turns a target's state into what the site wants. Pure."""
    changes: list[Change] = []
    for name in sorted({*wanted.records, *wanted.blocked, *state.pages}):
        path = wanted.paths.get(name, "")
        published = state.pages.get(name)
        if name in wanted.blocked:
            reasons = wanted.blocked[name]
            if published:
                reasons = (*reasons, Localized("its published version is taken out", "已发布的版本将被撤下"))
            changes.append(Change(name, "blocked", "", path, reasons))
        elif name in wanted.records:
            digest = wanted.records[name].digest
            action: Action = "unchanged" if published == digest else "update" if published else "create"
            changes.append(Change(name, action, digest, path))
        else:
            changes.append(Change(name, "withdraw", "", path, (_why_withdrawn(name, wanted),)))
    expected = input_digest({name: record.digest for name, record in wanted.records.items()}, site)
    return Plan(target, _site_digest(site, wanted), state.digest, tuple(changes), _why_render(state, expected))


def _why_withdrawn(name: str, wanted: Candidates) -> Localized:
    if name in wanted.held:
        return Localized(f"its status is {wanted.held[name]}", f"页面状态为 {wanted.held[name]}")
    return Localized("its file is gone", "页面文件已不存在")


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
        "blocked": {name: [reason.en for reason in reasons] for name, reasons in wanted.blocked.items()},
    }
    return "sha256:" + hashlib.sha256(canonical_json(content)).hexdigest()
