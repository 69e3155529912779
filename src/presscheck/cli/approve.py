"""``presscheck approve``."""

from __future__ import annotations

from pathlib import Path

import click

from presscheck.approve import approve as approve_page
from presscheck.approve import reviewer_of, write_approval
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo
from presscheck.errors import InputError
from presscheck.model import Approval, Localized, UnreadableFile
from presscheck.site import read_pages, report_path, select_files


@click.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...", type=click.Path(path_type=Path, readable=False))
@click.option("--reviewer", envvar="PRESSCHECK_REVIEWER", metavar="ID", help="Who approves: an id of [[reviewers]].")
@config_option
@language_option
def approve(pages: tuple[Path, ...], reviewer: str | None, config: Path | None, lang: str | None) -> int:
    """Approve pages as they stand, so that they may be exported; folders mean all pages in them.

    The approval names the digest of what is published. Any later change of that voids it. If one of the
    pages cannot be approved, none is.

    \b
    Exit status: 0 all approved, 1 a page cannot be approved, 2 the call cannot be used.
    \b
    Examples:
      presscheck approve content/zh/faqs/error-401.md
      presscheck approve content --reviewer docs-reviewer
    """
    site = open_site(config)
    language = language_of(lang, site)
    who = reviewer_of(site, reviewer)
    files, missing = select_files(pages, site.config)
    if not files and not missing:
        where = ", ".join(map(str, pages))
        raise InputError(
            Localized(
                f"no Markdown page in {where}; pages are files that end in .md",
                f"{where} 中没有 Markdown 页面；页面文件以 .md 结尾",
            )
        )
    approvals: list[tuple[str, Approval]] = []
    refused = unreadable = False
    for page in [*missing, *read_pages(files, site.schemas)]:
        reasons = (page.reason,) if isinstance(page, UnreadableFile) else approve_page(site, page, who)
        site.forget()
        if isinstance(reasons, Approval):
            approvals.append((page.path, reasons))
            continue
        refused, unreadable = True, unreadable or isinstance(page, UnreadableFile)
        echo(f"{page.path}: {'无法批准' if language == 'zh' else 'cannot be approved'}", err=True)
        for reason in reasons:
            echo(f"    {reason.in_language(language)}", err=True)
    if refused:
        echo("没有写入任何批准" if language == "zh" else "nothing was approved", err=True)
        return 2 if unreadable else 1
    for path, approval in approvals:
        written = report_path(write_approval(site, approval), site.config)
        said = (
            f"已批准，有效期至 {approval.expires_on}" if language == "zh" else f"approved until {approval.expires_on}"
        )
        echo(f"{path}: {said} ({written})")
    return 0
