"""``presscheck audit``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from presscheck import baseline as baselines
from presscheck.audit import gather, read_history
from presscheck.audit import written as history_text
from presscheck.cli.lint import Report, write_report
from presscheck.cli.options import config_option, language_of, language_option, misuse, open_site
from presscheck.cli.terminal import progress, wants_colour, width
from presscheck.errors import InputError, os_reason
from presscheck.files import write_text
from presscheck.model import ContentFile, Localized, UnreadableFile
from presscheck.report import Screen
from presscheck.report.audit import AUDIT_REPORTERS, View


@click.command()
@config_option
@click.option("--format", "format_", type=click.Choice(sorted(AUDIT_REPORTERS)), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file.")
@click.option(
    "--report",
    "reports",
    type=Report(AUDIT_REPORTERS),
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="A report in place of --format, on standard output or in a file; may be given several times.",
)
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
@click.option(
    "--color",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="auto: on a terminal, unless NO_COLOR is set; FORCE_COLOR asks for them elsewhere too.",
)
@language_option
def audit(
    config: Path | None,
    format_: str,
    output: Path | None,
    reports: tuple[tuple[str, Path | None], ...],
    within: int,
    history: Path | None,
    baseline: Path | None,
    colour: str,
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
    if reports and output:
        raise misuse(
            "--output belongs to --format; with --report, write --report FORMAT=FILE.",
            "--output 与 --format 搭配；使用 --report 时请写 --report 格式=文件。",
        )
    if sum(file is None for _, file in reports) > 1:
        raise misuse(
            "Only one report can go to standard output; give the others a file: FORMAT=FILE.",
            "只能有一份报告写到标准输出，其余请指定文件：格式=文件。",
        )
    site = open_site(config)
    known = baselines.read(baseline) if baseline else None
    entries = read_history(history) if history else None
    found = gather(site, known, _with_bar)
    wanted = reports or ((format_, output),)
    screen = Screen(wants_colour(colour, sys.stdout), width())
    view = View(found, language_of(lang, site), within, entries, screen)
    plain = View(found, view.language, within, entries)
    # Those in files go first: a closed pipe must not lose them.
    for name, file in sorted(wanted, key=lambda report: report[1] is None):
        shown = view if file is None else plain
        write_report(AUDIT_REPORTERS[name](shown), file, colour=shown.screen.colour)
    if history:
        _keep(history, history_text(view.entries))
    return 2 if found.unreadable else 1 if found.errors else 0


def _with_bar(files: Iterable[ContentFile | UnreadableFile]) -> Iterable[ContentFile | UnreadableFile]:
    listed = list(files)
    return progress(listed, len(listed))


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
