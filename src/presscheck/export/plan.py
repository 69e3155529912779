"""What an export would do: what the site wants its readers to have, held against what a target has. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace

from presscheck.config import Drift, SiteInfo
from presscheck.errors import ExportError
from presscheck.export.bundle import input_digest
from presscheck.export.publishable import Candidates, status_reason
from presscheck.export.target import Held, TargetState
from presscheck.model import (
    Action,
    Change,
    Json,
    Localized,
    Plan,
)
from presscheck.published import canonical_json

_Reasons = tuple[Localized, ...]


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
            sent = (rendered or {}).get(name, "")
            if held and _is_out_of_date(held, record.digest, sent):
                # Its text stays as it was approved; what stands around it names its translations.
                reasons = (*reasons, _AROUND)
                changes.append(Change(name, "update", record.digest, path, reasons, rendered=sent, blocked=True))
            else:
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
    same = held.source == digest and rendered in {"", held.rendered} and not held.lost
    if held.status == "withdrawn":
        return "update", (Localized("it was withdrawn before", "之前已撤下"),)
    if held.status == "published" and not held.drifted:
        return ("unchanged" if same else "update"), (_LOST,) if held.lost else ()
    reason = _drift_reason(held)
    if drift == "stop":
        return "conflict", (reason,)
    if drift == "adopt" and same:
        return "unchanged", (reason,)
    return "update", (reason,) if held.record else ()


_LOST = Localized(
    "readers do not get an image of it any more, which is uploaded again", "读者已无法获取其中的图片，将重新上传"
)
_AROUND = Localized(
    "what stands around it, such as its translations, is brought up to date", "更新正文以外的内容，例如译文链接"
)


def _is_out_of_date(held: Held, digest: str, rendered: str) -> bool:
    """Whether a page that stays as it was approved is shown with what has changed around it."""
    as_it_was = held.status == "published" and not held.drifted and held.source == digest
    return as_it_was and rendered not in {"", held.rendered}


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
        return (status_reason(wanted.held[name]),)
    return (Localized("its file is gone", "页面文件已不存在"),)


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
