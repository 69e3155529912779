"""``presscheck export plan`` and ``presscheck export apply``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json
from presscheck.errors import ExportError, os_reason
from presscheck.export import TARGETS, Candidates, Target, candidates, make_plan
from presscheck.export.saved_plan import check_saved, plan_json
from presscheck.files import write_text
from presscheck.model import Action, Change, Json, Language, Localized, Plan
from presscheck.site import Site

_ACTIONS: dict[Action, Localized] = {
    "create": Localized("create", "新建"),
    "update": Localized("update", "更新"),
    "withdraw": Localized("withdraw", "撤下"),
    "unchanged": Localized("unchanged", "不变"),
    "blocked": Localized("blocked", "阻止"),
    "conflict": Localized("conflict", "冲突"),
}

format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
target_argument = click.argument("target", default="local")


@click.group()
def export() -> None:
    """Publish the approved pages: plan shows what would be done, apply does it.

    \b
    Examples:
      presscheck export plan
      presscheck export apply
      presscheck export plan --out plan.json && presscheck export apply --plan plan.json
    """


@export.command("plan")
@target_argument
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Also write the plan to a file.")
@format_option
@config_option
@language_option
def plan_command(target: str, out: Path | None, format_: str, config: Path | None, lang: str | None) -> int:
    """Show what an export would do with each page. Changes nothing.

    \b
    Exit status: 0 nothing to do, 1 pages are blocked, 2 cannot run, 3 changes are pending.
    \b
    Example:
      presscheck export plan --format json
    """
    site = open_site(config)
    language = language_of(lang, site)
    plan, _, folder, _ = _planned(site, target)
    if out is not None:
        _write_plan(out, plan, language)
    if format_ == "json":
        _print_json(plan_json(plan, language))
    else:
        echo("\n".join(_plan_lines(plan, language)))
        echo(_outlook(plan, folder).in_language(language))
    return 1 if plan.blocked else 3 if plan.pending else 0


@export.command("apply")
@target_argument
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Only do what this plan says; refuse if it is out of date.",
)
@format_option
@config_option
@language_option
def apply_command(target: str, plan_file: Path | None, format_: str, config: Path | None, lang: str | None) -> int:
    """Do what the plan says. Nothing of a blocked page is published that was not published before.

    \b
    Exit status: 0 the target is as planned, 2 cannot run.
    \b
    Example:
      presscheck export apply
    """
    site = open_site(config)
    language = language_of(lang, site)
    plan, wanted, folder, opened = _planned(site, target)
    if plan_file is not None:
        check_saved(plan_file, plan, site.schemas)
    files = opened.apply(plan, wanted.records, site.config.site, site.today.isoformat()) if plan.pending else 0
    if format_ == "json":
        applied: dict[str, Json] = {"changed": plan.pending, "folder": folder, "files": files}
        _print_json({**plan_json(plan, language), "applied": applied})
        return 0
    echo("\n".join(_plan_lines(plan, language)))
    done = (
        Localized(f"{folder}/bundle: {files} files written", f"{folder}/bundle：写入 {files} 个文件")
        if plan.pending
        else Localized(f"nothing changed: {folder}/bundle is as planned", f"没有变化：{folder}/bundle 与计划一致")
    )
    echo(done.in_language(language))
    return 0


def _planned(site: Site, name: str) -> tuple[Plan, Candidates, str, Target]:
    """The plan for a target, what the site wants published, and the target with the name of its folder."""
    if name not in TARGETS or name not in site.config.targets:
        names = ", ".join(site.config.targets)
        raise ExportError(
            Localized(
                f"there is no target {name}; the site's targets are: {names}", f"没有目标 {name}；可用的目标：{names}"
            )
        )
    folder = site.config.targets[name]
    target = TARGETS[name](site.root / folder)
    state = target.read()
    wanted = candidates(site, state.records)
    return make_plan(name, site.config.site, wanted, state), wanted, folder, target


def _plan_lines(plan: Plan, language: Language) -> list[str]:
    lines: list[str] = []
    for change in plan.changes:
        lines.append(f"  {_padded(_ACTIONS[change.action].in_language(language))}  {change.page}")
        lines.extend(f"  {_padded('')}    {reason}" for reason in _reasons(change, language))
    counts = [
        f"{plan.count(action)} {name.in_language(language)}" for action, name in _ACTIONS.items() if plan.count(action)
    ]
    return [*lines, f"{plan.target}: {', '.join(counts) or ('没有页面' if language == 'zh' else 'no pages')}"]


def _reasons(change: Change, language: Language) -> list[str]:
    return [reason.in_language(language) for reason in change.reasons]


def _padded(word: str) -> str:
    """A word in a column of ten: a Chinese character takes two places on the screen."""
    return word + " " * (10 - sum(2 if ord(sign) > 0x2E80 else 1 for sign in word))


def _outlook(plan: Plan, folder: str) -> Localized:
    if plan.render:
        return Localized(
            f"{folder}/bundle would be rendered: {plan.render.en}", f"将重新生成 {folder}/bundle：{plan.render.zh}"
        )
    if plan.pending:
        return Localized("changes are pending", "有待应用的变化")
    return Localized(f"nothing to do: {folder}/bundle is as planned", f"无需操作：{folder}/bundle 与计划一致")


def _write_plan(path: Path, plan: Plan, language: Language) -> None:
    try:
        write_text(path, json.dumps(plan_json(plan, language), ensure_ascii=False, indent=2) + "\n")
    except OSError as error:
        raise ExportError(
            Localized(
                f"the plan cannot be written to {path}: {error.strerror or error}",
                f"计划无法写入 {path}：{os_reason(error).zh}",
            )
        ) from error


def _print_json(value: dict[str, Json]) -> None:
    echo_json(value)
