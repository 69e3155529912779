"""``presscheck lint``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.errors import InputError
from presscheck.files import write_text
from presscheck.lint import lint as lint_pages
from presscheck.lint import select_rules
from presscheck.model import Finding, UnreadableFile
from presscheck.report import REPORTERS, Result
from presscheck.site import content_files, read_pages, select_files


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@click.option("--select", multiple=True, metavar="NAME", help="Only this rule or family; may be given several times.")
@click.option("--ignore", multiple=True, metavar="NAME", help="Not this rule or family; may be given several times.")
@click.option("--format", "format_", type=click.Choice(sorted(REPORTERS)), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file.")
@language_option
def lint(
    paths: tuple[Path, ...],
    config: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    format_: str,
    output: Path | None,
    lang: str | None,
) -> int:
    """Check pages: the named files and folders, or all pages of the site.

    \b
    Exit status: 0 no errors, 1 errors found, 2 a file, the call or the configuration cannot be used.
    \b
    Examples:
      presscheck lint
      presscheck lint content/zh/templates/cursor.md --lang zh
      presscheck lint --select schema --format json --output report.json
    """
    started = time.monotonic()
    site = open_site(config)
    rules = select_rules(site, _names(select), _names(ignore))
    if paths:
        files, broken = select_files(paths, site.config)
    else:
        files, broken = list(content_files(site.config)), []
    if not files and not broken:
        where = ", ".join(str(path) for path in paths) or ", ".join(site.config.folders)
        raise InputError(f"no Markdown page in {where}; pages are files that end in .md")
    findings: list[Finding] = []
    unreadable = len(broken)
    findings.extend(lint_pages(site, broken, rules))
    for page in read_pages(files, site.schemas):
        unreadable += isinstance(page, UnreadableFile)
        findings.extend(lint_pages(site, [page], rules))
        site.forget()
    findings.sort(key=lambda finding: finding.order)
    duration = int((time.monotonic() - started) * 1000)
    result = Result(findings, len(files) + len(broken), duration, language_of(lang, site))
    write_report(REPORTERS[format_](result), output)
    if unreadable:
        return 2
    return 1 if result.errors else 0


def _names(values: tuple[str, ...]) -> list[str]:
    """Names as given, also several in one value with commas between."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def write_report(text: str, output: Path | None) -> None:
    """Print a report, or put it into a file as a whole.

    Raises:
        InputError: the file cannot be written.
    """
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_text(output, text)
    except OSError as error:
        raise InputError(f"the report cannot be written to {output}: {error.strerror}") from error
