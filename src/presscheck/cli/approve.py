"""``presscheck approve`` and ``presscheck revoke``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import click

from presscheck.approve import (
    Offer,
    difference,
    judgements,
    readable,
    review_day,
    reviewer_of,
    signed,
    write_approval,
)
from presscheck.approve import approve as approve_page
from presscheck.approve import revoke as revoke_approval
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo
from presscheck.cli.places import page_named
from presscheck.cli.survey import surveying
from presscheck.config import Config
from presscheck.errors import ExportError, InputError
from presscheck.export import Record, open_target
from presscheck.model import Language, Localized, UnreadableFile
from presscheck.published import PublishedPage
from presscheck.site import report_path, select_files


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...", type=click.Path(path_type=Path, readable=False))
@click.option("--reviewer", envvar="PRESSCHECK_REVIEWER", metavar="ID", help="Who approves: an id of [[reviewers]].")
@click.option(
    "--key",
    envvar="PRESSCHECK_KEY",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The SSH key to sign with; without it, one of the reviewer's keys that the agent has.",
)
@click.option("--date", "day", metavar="DATE", help="The day of the review, YYYY-MM-DD; today by default.")
@click.option("--yes", is_flag=True, help="Do not ask. Without a terminal nothing is asked anyway.")
@config_option
@language_option
def approve(
    pages: tuple[Path, ...],
    reviewer: str | None,
    key: Path | None,
    day: str | None,
    yes: bool,
    config: Path | None,
    lang: str | None,
) -> int:
    """Approve pages as they stand, so that they may be exported; folders mean all pages in them.

    The approval names the digest of what is published. Any later change of that voids it. If one of the
    pages cannot be approved, none is.

    On standard error stands what changed for readers since the page was last approved.

    \b
    Exit status: 0 all approved, 1 a page cannot be approved, 2 the call cannot be used.
    \b
    Examples:
      presscheck approve content/zh/faqs/error-401.md
      presscheck approve content --reviewer docs-reviewer
      presscheck approve content/zh --reviewer li-wei --key ~/.ssh/id_ed25519
    """
    site = open_site(config)
    language = language_of(lang, site)
    who = reviewer_of(site, reviewer)
    on = review_day(site, day)
    files, missing = select_files(pages, site.config)
    if not files and not missing:
        where = ", ".join(map(str, pages))
        raise InputError(
            Localized(
                f"no Markdown page in {where}; pages are files that end in .md",
                f"{where} 中没有 Markdown 页面；页面文件以 .md 结尾",
            )
        )
    given: list[Offer] = []
    refused = unreadable = False
    with surveying(site) as batch:
        judged = [*missing, *judgements(site, batch.run(files))]
    for item in judged:
        if isinstance(item, UnreadableFile):
            path, unreadable = item.path, True
            result: Offer | tuple[Localized, ...] = (item.reason,)
        else:
            path, result = item.submission.path, approve_page(site, item, who, on)
        if isinstance(result, Offer):
            given.append(result)
            continue
        refused = True
        echo(f"{path}: {'无法批准' if language == 'zh' else 'cannot be approved'}", err=True)
        for reason in result:
            echo(f"    {reason.in_language(language)}", err=True)
    if refused:
        return _nothing(language, 2 if unreadable else 1)
    interactive = sys.stdin.isatty() and sys.stderr.isatty()
    exported = cache(lambda: _published(site.config))
    for offer in given:
        _show(offer, exported, language, whole=interactive and not yes)
    if interactive and not yes and not click.confirm(_question(len(given), who.name, language), err=True):
        return _nothing(language, 1)
    # All are signed before one is written: a key that is refused leaves nothing half done.
    done = [(offer.path, signed(site, offer.approval, who, key, interactive=interactive)) for offer in given]
    for path, approval in done:
        written = report_path(write_approval(site, approval), site.config)
        said = (
            f"已批准，有效期至 {approval.expires_on}" if language == "zh" else f"approved until {approval.expires_on}"
        )
        echo(f"{path}: {said} ({written})")
    return 0


def _nothing(language: Language, status: int) -> int:
    echo("没有写入任何批准" if language == "zh" else "nothing was approved", err=True)
    return status


def _question(count: int, name: str, language: Language) -> str:
    if language == "zh":
        return f"以 {name} 的名义批准这 {count} 个页面？"
    return f"Approve {'this page' if count == 1 else f'these {count} pages'} as {name}?"


def _show(offer: Offer, exported: Callable[[], Mapping[str, Record]], language: Language, *, whole: bool) -> None:
    """Show what a reviewer approves: what readers would get that was not approved before."""
    path, new = offer.path, _lines(offer.published)
    approval, old = offer.before
    record = None if old else exported().get(str(offer.published.id))
    before = _lines(old) if old else _lines(record) if record else None
    if before is None:
        text = (
            f"{path}：新页面，{len(new)} 行，此前没有批准过"
            if language == "zh"
            else f"{path}: new, {len(new)} lines that nobody has approved before"
        )
        echo("\n".join([text, *(f"+{line}" for line in new if whole)]), err=True)
        return
    when = f" ({approval.reviewer}, {approval.approved_on})" if approval else ""
    changes = list(difference(before, new, f"{path}{when}", path))
    same = "读者看到的内容与上次批准时相同" if language == "zh" else "readers see what was approved before"
    echo("\n".join(changes) if changes else f"{path}: {same}{when}", err=True)


def _lines(page: PublishedPage | Record) -> list[str]:
    return readable(page.title, page.url, page.meta, page.markdown)


def _published(config: Config) -> dict[str, Record]:
    """What readers have of every page, for a site without git."""
    try:
        return open_target(config, "local").read().records
    except ExportError:
        return {}


@click.command()
@click.argument("page", metavar="PAGE")
@click.option("--reason", required=True, metavar="TEXT", help="Why the approval does not count any more.")
@config_option
@language_option
def revoke(page: str, reason: str, config: Path | None, lang: str | None) -> int:
    """Take the approval of a page back: the next export takes the page from its readers.

    PAGE is a file or an id such as en/faqs/error-401, also of a page whose file is gone. The approval stays as a file
    that says since when it does not count, and why.

    \b
    Exit status: 0 revoked, 2 there is no approval that counts, or the call cannot be used.
    \b
    Example:
      presscheck revoke content/en/faqs/error-401.md --reason "The key format has changed"
    """
    site = open_site(config)
    language = language_of(lang, site)
    if not reason.strip():
        raise InputError(Localized("--reason must say why", "--reason 必须说明原因"))
    name = page_named(site, page)
    marked = revoke_approval(site, name, " ".join(reason.split()))
    if language == "zh":
        said = "批准已撤销" if marked else "无法使用的批准记录已删除"
    else:
        said = "approval revoked" if marked else "the approval, which could not be used, was removed"
    echo(f"{name}: {said}")
    return 0
