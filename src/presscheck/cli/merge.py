"""``presscheck merge``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from presscheck.cli.inputs import repository
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.reporting import Reports, report_options
from presscheck.report import REPORTERS
from presscheck.report.shard import merged


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@config_option
@report_options(REPORTERS, of_findings=True)
@language_option
def merge(
    files: tuple[Path, ...],
    config: Path | None,
    reports: Reports,
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
    )
    reports.write(lambda name, screen: REPORTERS[name](replace(result, screen=screen)))
    if result.unreadable:
        return 2
    return 1 if result.errors else 0
