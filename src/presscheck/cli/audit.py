"""``presscheck audit``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from presscheck import baseline as baselines
from presscheck.audit import gather, read_history
from presscheck.audit import written as history_text
from presscheck.cli.inputs import content_folders
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.reporting import Reports, report_options
from presscheck.cli.survey import survey_options, surveying
from presscheck.errors import InputError, os_reason
from presscheck.files import write_text
from presscheck.model import Localized
from presscheck.report.audit import AUDIT_REPORTERS, View


@click.command()
@config_option
@report_options(AUDIT_REPORTERS, of_findings=False)
@click.option(
    "--within",
    type=click.IntRange(min=0),
    default=90,
    show_default=True,
    metavar="DAYS",
    help="Show what expires within so many days.",
)
@click.option(
    "--history",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Show the trend since the audits in this file, and add this one to it.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Let stand what this file says was there before; see `presscheck baseline`.",
)
@survey_options
@language_option
def audit(
    config: Path | None,
    reports: Reports,
    within: int,
    history: Path | None,
    baseline: Path | None,
    jobs: int | None,
    no_cache: bool,
    lang: str | None,
) -> int:
    """Look at the whole site, for those who review it.

    The state of each page and what blocks it, findings by family and page, what expires soon, which clients have
    pages, how translations stand, what is suppressed and why, and the trend. An expired claim is an error here.

    \b
    Exit status: 0 no errors, 1 errors found, 2 a file, the call or the configuration cannot be used.
    \b
    Examples:
      presscheck audit
      presscheck audit --format html --output audit.html
      presscheck audit --history audits.jsonl --report html=audit.html --report text
      presscheck audit --format json --within 30
    """
    site = open_site(config)
    content_folders(site)
    known = baselines.read(baseline) if baseline else None
    entries = read_history(history) if history else None
    with surveying(site, jobs=jobs, no_cache=no_cache) as batch:
        found = gather(batch, known)
    view = View(found, language_of(lang, site), within, entries, reports.screen)
    reports.write(lambda name, screen: AUDIT_REPORTERS[name](replace(view, screen=screen)))
    if history:
        _keep(history, history_text(view.entries))
    return 2 if found.unreadable else 1 if found.errors else 0


def _keep(path: Path, text: str) -> None:
    try:
        write_text(path, text)
    except OSError as error:
        raise InputError(
            Localized(
                f"the history cannot be written to {path}: {error.strerror}",
                f"历史无法写入 {path}：{os_reason(error).zh}",
            )
        ) from error
