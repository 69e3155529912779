"""``presscheck why``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from presscheck.approve import STATUS, History, Standing
from presscheck.audit.words import IN_REVIEW, KINDS, READERS, REVIEW
from presscheck.cli.inputs import content_folders
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json
from presscheck.cli.places import page_named
from presscheck.cli.survey import survey
from presscheck.errors import InputError
from presscheck.export import candidates, make_plan, open_target
from presscheck.model import Change, Json, Localized, UnreadableFile, page_id
from presscheck.page_index import WITHDRAWN
from presscheck.site import Site


@click.command()
@click.argument("page", metavar="PAGE")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@config_option
@language_option
def why(page: str, format_: str, config: Path | None, lang: str | None) -> int:
    """Say what stands between a page and its readers, and what they have of it now.

    PAGE is a file or an id such as en/faqs/error-401.

    \b
    Exit status: 0 nothing, readers have the page as it stands; 1 something; 2 the call cannot be used.
    \b
    Examples:
      presscheck why content/en/faqs/error-401.md
      presscheck why zh/faqs/error-401 --format json
    """
    site = open_site(config)
    language = language_of(lang, site)
    name = str(page_named(site, page))
    content_folders(site)
    stands = survey(site)
    change, same = _change(site, name, stands)
    found = next((item for item in stands if _page_of(item, site) == name), None)
    obstacles = _obstacles(site, name, found, change)
    published = change is not None and (
        change.action in {"update", "unchanged", "withdraw"} or (change.action == "blocked" and bool(change.digest))
    )
    until = _until(found) if not obstacles else None
    if format_ == "json":
        listed: list[Json] = [{"kind": kind, "message": text.in_language(language)} for kind, text in obstacles]
        path = found.submission.path if isinstance(found, Standing) else None
        echo_json(
            {
                "schema_version": 1,
                "page": name,
                "path": path,
                "published": published,
                "action": change.action if change else None,
                "until": until,
                "obstacles": listed,
            }
        )
        return 1 if obstacles else 0
    echo(f"{name}: {_now(change, published=published, current=same or not obstacles).in_language(language)}")
    for kind, text in obstacles:
        echo(f"    {KINDS[kind].in_language(language)}: {text.in_language(language)}")
    if until:
        by = "最迟复审并重新批准：" if language == "zh" else "to be reviewed and approved again by "
        echo(f"    {by}{until}")
    return 1 if obstacles else 0


def _change(site: Site, name: str, stands: Sequence[Standing | UnreadableFile]) -> tuple[Change | None, bool]:
    """What an export would do with the page, and whether readers go on to have it as it stands although blocked."""
    state = open_target(site.config, "local").read()
    wanted = candidates(site, stands, state.records, state.rolled_back)
    plan = make_plan("local", site.config.site, wanted, state)
    return next((change for change in plan.changes if change.page == name), None), name in wanted.same


def _page_of(item: Standing | UnreadableFile, site: Site) -> str:
    """The page that a file is for."""
    path = item.path if isinstance(item, UnreadableFile) else item.submission.path
    return str(page_id(path, site.schemas.kinds))


def _obstacles(
    site: Site, name: str, found: Standing | UnreadableFile | None, change: Change | None
) -> list[tuple[str, Localized]]:
    if found is None:
        if change is None:
            raise InputError(Localized(f"the site has no page {name}", f"站点中没有页面 {name}"))
        return [("unread", Localized("its file is gone", "页面文件已不存在"))]
    if isinstance(found, UnreadableFile):
        return [("unread", found.reason)]
    if not found.wanted:
        return [_unwanted(str(found.submission.status))]
    obstacles: list[tuple[str, Localized]] = [
        (doubt.kind, _since(site, found, doubt.text) if doubt.kind == "changed" else doubt.text)
        for doubt in found.doubts
    ]
    if not obstacles and change and change.action in {"blocked", "withdraw"}:
        obstacles += [("link", reason) for reason in change.reasons]
    elif change and change.action == "withdraw":
        obstacles += [("published", reason) for reason in change.reasons if reason not in found.reasons]
    if not obstacles and change and change.action in {"create", "update"}:
        obstacles.append(
            (
                "export",
                Localized(
                    "nothing but the export, which `presscheck export apply` does",
                    "只差导出：请运行 `presscheck export apply`",
                ),
            )
        )
    return obstacles


def _unwanted(status: str) -> tuple[str, Localized]:
    """What a page waits for whose own status keeps it from its readers."""
    if status == REVIEW:
        return "missing", IN_REVIEW
    kind, en, zh = ("withdrawn", " again", "重新") if status == WITHDRAWN else ("draft", "", "")
    return kind, Localized(
        f"its status is {status}; write `status: {STATUS}` when it may be published{en}, and have it approved",
        f"页面状态为 {status}；可以{zh}发布时请写 `status: {STATUS}`，然后请审阅人批准",
    )


def _since(site: Site, found: Standing, text: Localized) -> Localized:
    """Since when a page is not what was approved, where git knows."""
    if found.approval is None:
        return text
    try:
        history = History(site, found.submission.path)
        commit = history.departure(found.approval.digest)
    except InputError:
        return text
    if commit:
        return Localized(
            f"{text.en}; void since {commit.date}: commit {commit.id[:12]} by {commit.name}",
            f"{text.zh}；自 {commit.date} 起失效：{commit.name} 的提交 {commit.id[:12]}",
        )
    return Localized(f"{text.en}; void since a change that is not committed", f"{text.zh}；因尚未提交的改动而失效")


def _until(found: Standing | UnreadableFile | None) -> str | None:
    """The day on which a page that may be published has to be reviewed at the latest."""
    if not isinstance(found, Standing) or found.approval is None:
        return None
    days = [found.approval.expires_on.isoformat()]
    review_by = found.submission.review_by
    return min([*days, review_by]) if review_by else days[0]


def _now(change: Change | None, *, published: bool, current: bool) -> Localized:
    if current:
        return READERS["current"]
    if change and change.action == "withdraw":
        return READERS["leaving"]
    return READERS["earlier" if published else "none"]
