"""``presscheck why``."""

from __future__ import annotations

from pathlib import Path

import click

from presscheck.approve import History, Standing, standing
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json
from presscheck.cli.places import files_by_page, page_named
from presscheck.errors import InputError
from presscheck.export import candidates, make_plan, open_target
from presscheck.model import Change, Json, Localized, Page, UnreadableFile
from presscheck.site import Site, read_pages

_KINDS = {
    "draft": Localized("draft", "草稿"),
    "finding": Localized("finding", "检查结果"),
    "review": Localized("review overdue", "复审逾期"),
    "claim": Localized("claim expired", "声明到期"),
    "unpublishable": Localized("cannot be published", "无法发布"),
    "missing": Localized("no approval", "没有批准"),
    "unreadable": Localized("approval unreadable", "批准无法读取"),
    "changed": Localized("approval void", "批准失效"),
    "rules": Localized("approval void", "批准失效"),
    "other-page": Localized("approval of another page", "其他页面的批准"),
    "revoked": Localized("approval revoked", "批准已撤销"),
    "reviewer": Localized("no reviewer", "并非审阅人"),
    "role": Localized("not the reviewer's page", "无权批准"),
    "expired": Localized("approval expired", "批准到期"),
    "future": Localized("date in the future", "日期在将来"),
    "unsigned": Localized("not signed", "没有签名"),
    "forged": Localized("not proven", "无法证实"),
    "four-eyes": Localized("four eyes", "四眼原则"),
    "link": Localized("another page", "其他页面"),
    "unread": Localized("file", "文件"),
    "export": Localized("not exported", "尚未导出"),
}


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
    change = _change(site, name)
    found = _standing(site, name)
    obstacles = _obstacles(site, found, change)
    published = change is not None and (
        change.action in {"update", "unchanged", "withdraw"} or (change.action == "blocked" and bool(change.digest))
    )
    until = _until(found) if not obstacles else None
    if format_ == "json":
        listed: list[Json] = [{"kind": kind, "message": text.in_language(language)} for kind, text in obstacles]
        path = found.page.path if isinstance(found, Standing) else None
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
    echo(f"{name}: {_now(change, published=published, clear=not obstacles).in_language(language)}")
    for kind, text in obstacles:
        echo(f"    {_KINDS[kind].in_language(language)}: {text.in_language(language)}")
    if until:
        by = "最迟复审并重新批准：" if language == "zh" else "to be reviewed and approved again by "
        echo(f"    {by}{until}")
    return 1 if obstacles else 0


def _change(site: Site, name: str) -> Change | None:
    """What an export would do with the page."""
    state = open_target(site.config, "local").read()
    wanted = candidates(site, state.records, state.rolled_back)
    plan = make_plan("local", site.config.site, wanted, state)
    return next((change for change in plan.changes if change.page == name), None)


def _standing(site: Site, name: str) -> Standing | UnreadableFile | None:
    file = files_by_page(site).get(name)
    page = next(read_pages([file], site.schemas)) if file else None
    return standing(site, page) if isinstance(page, Page) else page


def _obstacles(
    site: Site, found: Standing | UnreadableFile | None, change: Change | None
) -> list[tuple[str, Localized]]:
    if found is None:
        if change is None:
            raise InputError(Localized("the site has no such page", "站点中没有这个页面"))
        return [("unread", Localized("its file is gone", "页面文件已不存在"))]
    if isinstance(found, UnreadableFile):
        return [("unread", found.reason)]
    if not found.wanted:
        status = str(found.page.meta.get("status"))
        return [
            (
                "draft",
                Localized(
                    f"its status is {status}; write `status: approved` when it may be published, and have it approved",
                    f"页面状态为 {status}；可以发布时请写 `status: approved`，然后请审阅人批准",
                ),
            )
        ]
    obstacles: list[tuple[str, Localized]] = [
        (doubt.kind, _since(site, found, doubt.text) if doubt.kind == "changed" else doubt.text)
        for doubt in found.doubts
    ]
    if not obstacles and change and change.action in {"blocked", "withdraw"}:
        obstacles += [("link", reason) for reason in change.reasons]
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


def _since(site: Site, found: Standing, text: Localized) -> Localized:
    """Since when a page is not what was approved, where git knows."""
    if found.approval is None:
        return text
    try:
        history = History(site, found.page)
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
    review_by = found.page.meta.get("review_by")
    return min([*days, review_by]) if isinstance(review_by, str) else days[0]


def _now(change: Change | None, *, published: bool, clear: bool) -> Localized:
    if clear:
        return Localized("readers have it as it stands", "读者看到的就是现在的内容")
    if change and change.action == "withdraw":
        return Localized(
            "readers have it until the next export, which takes it out", "读者现在还能看到，下次导出时撤下"
        )
    if published:
        return Localized("readers have an earlier version", "读者看到的是较早的版本")
    return Localized("readers do not have it", "读者看不到它")
