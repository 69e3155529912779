"""``presscheck export``: plan and apply. What looks back is in ``export_history``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from presscheck.cli.export_history import history_command, pull_command, rollback_command, status_command
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json, format_option, padded
from presscheck.cli.planning import ACTIONS, capabilities_json, counted, introduction, planned
from presscheck.cli.survey import survey_options
from presscheck.cli.terminal import bar
from presscheck.errors import ExportError, os_reason
from presscheck.export import Applied, check_withdrawals, open_target
from presscheck.export.saved_plan import check_saved, plan_json
from presscheck.files import write_text
from presscheck.model import Change, Json, Language, Localized, Plan

target_argument = click.argument("target", default="local")
prune_option = click.option("--prune", is_flag=True, help="Also remove pages that an earlier export took offline.")


@click.group()
def export() -> None:
    """Publish the approved pages: plan shows what would be done, apply does it.

    \b
    Examples:
      presscheck export plan
      presscheck export apply
      presscheck export plan --out plan.json && presscheck export apply --plan plan.json
      presscheck export history en/faqs/error-401
    """


export.add_command(status_command)
export.add_command(pull_command)
export.add_command(history_command)
export.add_command(rollback_command)


@export.command("plan")
@target_argument
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Also write the plan to a file.")
@prune_option
@survey_options
@format_option
@config_option
@language_option
def plan_command(
    target: str,
    out: Path | None,
    prune: bool,
    jobs: int | None,
    no_cache: bool,
    format_: str,
    config: Path | None,
    lang: str | None,
) -> int:
    """Show what an export would do with each page. Changes nothing.

    \b
    Exit status: 0 nothing to do, 1 pages are blocked or in conflict, 2 cannot run, 3 changes are pending.
    \b
    Example:
      presscheck export plan --format json
    """
    site = open_site(config, lazily=True)
    language = language_of(lang, site)
    opened = open_target(site.config, target)
    can = opened.probe()
    plan = planned(site, target, opened, prune=prune, jobs=jobs, no_cache=no_cache).plan
    if out is not None:
        _write_plan(out, plan, language)
    if format_ == "json":
        echo_json({**plan_json(plan, language), "capabilities": capabilities_json(can, language)})
    else:
        echo("\n".join([*introduction(site, target, opened, can, language), *_plan_lines(plan, language)]))
        echo(_outlook(plan, opened.place).in_language(language))
    return 1 if plan.blocked else 3 if plan.pending else 0


@export.command("apply")
@target_argument
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Only do what this plan says; refuse if it is out of date.",
)
@click.option(
    "--max-withdraw",
    type=click.IntRange(min=0),
    metavar="N",
    help="Refuse to take out more than N pages. [default: 5 or a tenth of what is published]",
)
@prune_option
@survey_options
@format_option
@config_option
@language_option
def apply_command(
    target: str,
    plan_file: Path | None,
    max_withdraw: int | None,
    prune: bool,
    jobs: int | None,
    no_cache: bool,
    format_: str,
    config: Path | None,
    lang: str | None,
) -> int:
    """Do what the plan says. Nothing of a blocked page is published that was not published before.

    \b
    Exit status: 0 the target is as planned, 1 some pages could not be written, 2 cannot run.
    \b
    Example:
      presscheck export apply
    """
    site = open_site(config, lazily=True)
    language = language_of(lang, site)
    found = planned(site, target, open_target(site.config, target), prune=prune, jobs=jobs, no_cache=no_cache)
    plan, wanted = found.plan, found.wanted
    if plan_file is not None:
        check_saved(plan_file, plan, site.schemas)
    limit = max_withdraw if max_withdraw is not None else site.config.targets[target].max_withdraw
    check_withdrawals(plan, wanted, found.state, limit)
    applied = Applied()
    if plan.pending:
        present = {**wanted.kept, **wanted.records}
        writes = plan.count("create") + plan.count("update") + plan.count("withdraw")
        with bar(writes) as step:
            applied = found.target.apply(
                plan, present, site.config.site, site.today.isoformat(), lambda _page, _action: step()
            )
    folder = found.target.place.removesuffix("/bundle")
    if format_ == "json":
        report: dict[str, Json] = {
            "changed": bool(applied.done or applied.files),
            "folder": folder,
            "files": applied.files,
        }
        if applied.failed:
            report["failed"] = [
                {"page": page, "kind": error.kind, "message": error.text.in_language(language)}
                for page, error in sorted(applied.failed.items())
            ]
        echo_json({**plan_json(plan, language), "applied": report})
        return 1 if applied.failed else 0
    echo("\n".join(_plan_lines(plan, language)))
    echo(_done(plan, applied, found.target.place).in_language(language))
    for page, error in sorted(applied.failed.items()):
        echo(f"presscheck: {page}: {error.text.in_language(language)}", err=True)
    return 1 if applied.failed else 0


def _plan_lines(plan: Plan, language: Language) -> list[str]:
    lines: list[str] = []
    for change in plan.changes:
        lines.append(f"  {padded(ACTIONS[change.action].in_language(language), 10)}  {change.page}")
        lines.extend(f"  {' ' * 10}    {reason}" for reason in _reasons(change, language))
    return [*lines, f"{plan.target}: {counted(plan, language) or ('没有页面' if language == 'zh' else 'no pages')}"]


def _reasons(change: Change, language: Language) -> list[str]:
    return [reason.in_language(language) for reason in change.reasons]


def _outlook(plan: Plan, place: str) -> Localized:
    if plan.render:
        return Localized(f"{place} would be rendered: {plan.render.en}", f"将重新生成 {place}：{plan.render.zh}")
    if plan.pending:
        return Localized("changes are pending", "有待应用的变化")
    if plan.count("conflict"):
        return Localized(
            f"nothing is done to pages in conflict; `presscheck export pull --target {plan.target}` shows what was "
            "changed there",
            f"冲突的页面不会改动；运行 `presscheck export pull --target {plan.target}` 查看那边改了什么",
        )
    return Localized(f"nothing to do: {place} is as planned", f"无需操作：{place} 与计划一致")


def _done(plan: Plan, applied: Applied, place: str) -> Localized:
    if applied.files:
        return Localized(f"{place}: {applied.files} files written", f"{place}：写入 {applied.files} 个文件")
    if not plan.pending or applied == Applied():
        return Localized(f"nothing changed: {place} is as planned", f"没有变化：{place} 与计划一致")
    done, failed = len(applied.done), len(applied.failed)
    if failed:
        return Localized(
            f"{place}: {done} pages done, {failed} not as planned; the next apply tries them again",
            f"{place}：完成 {done} 个页面，{failed} 个与计划不符；下次 apply 会重试",
        )
    return Localized(f"{place}: {done} pages done", f"{place}：完成 {done} 个页面")


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
