"""``presscheck merge``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from presscheck.cli.inputs import repository
from presscheck.cli.lint import Report, write_reports
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.terminal import wants_colour, width
from presscheck.report import REPORTERS, Screen
from presscheck.report.shard import merged


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@config_option
@click.option("--format", "format_", type=click.Choice(sorted(REPORTERS)), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file.")
@click.option(
    "--report",
    "reports",
    type=Report(REPORTERS),
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="A report in place of --format, on standard output or in a file; may be given several times.",
)
@click.option("-q", "--quiet", is_flag=True, help="In text, one line for each finding and nothing else.")
@click.option("--statistics", is_flag=True, help="In text, how often each rule fired, in place of the findings.")
@click.option(
    "--color", "colour", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    help="auto: on a terminal, unless NO_COLOR is set; FORCE_COLOR asks for them elsewhere too.",
)  # fmt: skip
@language_option
def merge(
    files: tuple[Path, ...],
    config: Path | None,
    format_: str,
    output: Path | None,
    reports: tuple[tuple[str, Path | None], ...],
    quiet: bool,
    statistics: bool,
    colour: str,
    lang: str | None,
) -> int:
    """Put the parts of a run over several machines together: one report, as from one machine.

    Each part is what `presscheck lint --shard I/N --report shard=FILE` wrote. All must be there, of one version, one
    configuration and one day.

    \b
    Exit status: 0 no errors, 1 errors found, 2 a part is missing or cannot be used.
    \b
    Example:
      presscheck merge parts/*.json --report sarif=out.sarif --report text
    """
    site = open_site(config, lazily=True)
    result = replace(
        merged(list(files), language_of(lang, site)),
        rules=site.rules,
        root=site.root,
        top=repository(site),
        screen=Screen(wants_colour(colour, sys.stdout), width(), quiet, statistics),
    )
    write_reports(result, reports, format_, output)
    if result.unreadable:
        return 2
    return 1 if result.errors else 0
