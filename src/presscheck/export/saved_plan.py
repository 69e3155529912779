"""A plan as JSON: printed, kept in a file, and held against today's plan before it is applied."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from presscheck import __version__
from presscheck.errors import ExportError, StalePlanError
from presscheck.markdown.front_matter import read_yaml
from presscheck.model import ACTIONS, LANGUAGES, Json, Language, Localized, Plan
from presscheck.rules import joined, sentence
from presscheck.schemas import SchemaSet, validate

SCHEMA_VERSION = 1


def plan_json(plan: Plan, language: Language) -> dict[str, Json]:
    """A plan as one JSON object, described by ``schemas/plan.schema.json``."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "presscheck", "version": __version__},
        "target": plan.target,
        "site_digest": plan.site_digest,
        "target_digest": plan.target_digest,
        "changes": [
            {
                "page": change.page,
                "action": change.action,
                "digest": change.digest,
                "path": change.path,
                "reasons": [reason.in_language(language) for reason in change.reasons],
                "found": change.found,
                "delete": change.delete,
            }
            for change in plan.changes
        ],
        "render": plan.render.in_language(language) if plan.render else None,
        "summary": {action: plan.count(action) for action in ACTIONS},
    }


def check_saved(path: Path, plan: Plan, schemas: SchemaSet) -> None:
    """Hold a saved plan against today's.

    Raises:
        ExportError: the file cannot be read or holds no plan.
        StalePlanError: today's plan is another one; the message names what moved.
    """
    saved = _read(path, schemas)
    moved = _moved(saved, plan)
    if moved:
        raise StalePlanError(
            joined(
                [
                    Localized(f"{path} is out of date:", f"{path} 已过期："),
                    *(Localized(f"  {text.en}", f"  {text.zh}") for text in moved),
                    Localized("make a new plan with `export plan --out`", "请用 `export plan --out` 重新生成计划"),
                ]
            )
        )


def _read(path: Path, schemas: SchemaSet) -> dict[str, Json]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(Localized(f"{path} cannot be read: {error}", f"{path} 无法读取：{error}")) from error
    node, problems = read_yaml(text)
    if node is None or problems:
        raise ExportError(
            Localized(
                f"{path} is no JSON; write it with `export plan --out`",
                f"{path} 不是 JSON，请用 `export plan --out` 生成",
            )
        )
    mistakes = validate("plan", node, schemas.schemas["plan.schema.json"], schemas)
    if mistakes:
        first = mistakes[0]
        said, place = sentence(first.keyword, first.args), f"{path}:{first.span.line}"
        raise ExportError(
            Localized(f"{place}: no plan of presscheck: {said.en}", f"{place}：不是 presscheck 的计划：{said.zh}")
        )
    return cast("dict[str, Json]", node.value)


def _moved(saved: dict[str, Json], plan: Plan) -> list[Localized]:
    """What differs between a saved plan and today's, in words."""
    if saved["target"] != plan.target:
        return [Localized(f"it is a plan for the target {saved['target']}", f"它是目标 {saved['target']} 的计划")]
    if saved["site_digest"] == plan.site_digest and saved["target_digest"] == plan.target_digest:
        return []
    changes = cast("list[dict[str, str]]", saved["changes"])
    before = {change["page"]: (change["action"], change["digest"], change["found"]) for change in changes}
    after = {change.page: (change.action, change.digest, change.found) for change in plan.changes}
    kept_back = {change.page: change for change in plan.changes if change.action == "blocked"}
    reasons = {change["page"]: cast("list[str]", change["reasons"]) for change in changes}
    moved: list[Localized] = []
    turned: list[Localized] = []
    done = False
    for page in sorted({*before, *after}):
        old, new = before.get(page), after.get(page)
        was, now = (old[0] if old else "absent"), (new[0] if new else "absent")
        said = Localized(f"{page} was {was} and is {now}", f"{page}：原为 {was}，现为 {now}")
        if old and _is_done(old, new):
            done = True
            if page in kept_back:
                turned.append(said)
        elif old != new:
            moved.append(said if was != now else Localized(f"{page} has changed", f"{page} 有变化"))
        elif page in kept_back and not _are(reasons[page], kept_back[page].reasons):
            turned.append(Localized(f"{page} is blocked for another reason", f"{page} 的阻止原因有变化"))
    if not moved and saved["site_digest"] != plan.site_digest:
        # What readers get is as it was planned, but not what the site says of these pages.
        moved = turned or [Localized("the site's settings have changed", "站点设置有变化")]
    if not moved and not done:
        moved.append(Localized("the target has changed", "目标有变化"))
    return moved


def _are(said: list[str], reasons: Sequence[Localized]) -> bool:
    """Whether reasons are those that a plan says, in whatever language."""
    return any(said == [reason.in_language(language) for reason in reasons] for language in LANGUAGES)


def _is_done(old: tuple[str, str, str], new: tuple[str, str, str] | None) -> bool:
    """Whether an apply of the saved plan, stopped or not, has done with a page what the plan says."""
    action, digest, _ = old
    if action == "withdraw":
        return new is None or (new[0] == "blocked" and not new[1])
    # A page that is blocked stays so once what stands around its approved version was brought up to date.
    return (
        action in {"create", "update"} and new is not None and new[:2] in {("unchanged", digest), ("blocked", digest)}
    )
