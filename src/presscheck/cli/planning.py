"""The plan for a target: what ``export plan`` shows, ``apply`` does, and ``status`` holds a target against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from presscheck.cli.survey import survey
from presscheck.export import Candidates, Capabilities, Target, TargetState, candidates, make_plan
from presscheck.model import Action, Json, Language, Localized, Plan
from presscheck.site import Site

ACTIONS: Mapping[Action, Localized] = {
    "create": Localized("create", "新建"),
    "update": Localized("update", "更新"),
    "withdraw": Localized("withdraw", "撤下"),
    "unchanged": Localized("unchanged", "不变"),
    "blocked": Localized("blocked", "阻止"),
    "conflict": Localized("conflict", "冲突"),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, and all that it was made from."""

    plan: Plan
    wanted: Candidates
    state: TargetState
    target: Target


def planned(
    site: Site,
    name: str,
    target: Target,
    *,
    state: TargetState | None = None,
    prune: bool = False,
    jobs: int | None = None,
    no_cache: bool = False,
) -> Planned:
    """The plan for a target called ``name``; ``state`` where it was read already.

    Raises:
        ExportError: the target cannot be read, or nobody knows which pages the site has.
    """
    state = state or target.read()
    wanted = candidates(site, survey(site, jobs=jobs, no_cache=no_cache), state.records, state.rolled_back)
    rendered = target.rendered({**wanted.kept, **wanted.records}, site.config.site)
    plan = make_plan(name, site.config.site, wanted, state, rendered=rendered, drift=target.drift, prune=prune)
    return Planned(plan, wanted, state, target)


def introduction(site: Site, name: str, target: Target, can: Capabilities, language: Language) -> list[str]:
    """What a target is, and what an administrator should know of it; the folder of the site needs no such lines."""
    if site.config.targets[name].type == "local":
        return []
    return said_of(name, target, can, language)


def said_of(name: str, target: Target, can: Capabilities, language: Language) -> list[str]:
    """What a target is, where, and what it can or cannot do."""
    notes = [f"    {note.in_language(language)}" for note in can.notes]
    return [f"{name}: {can.product}, {target.place}", *notes]


def capabilities_json(can: Capabilities, language: Language) -> dict[str, Json]:
    """What a target can do, for programs."""
    return {
        **{key: value for key, value in asdict(can).items() if key != "notes"},
        "notes": [note.in_language(language) for note in can.notes],
    }


def counted(plan: Plan, language: Language, *, unchanged: bool = True) -> str:
    """How many pages each action is for; the empty text where there is none."""
    return ", ".join(
        f"{plan.count(action)} {name.in_language(language)}"
        for action, name in ACTIONS.items()
        if plan.count(action) and (unchanged or action != "unchanged")
    )
