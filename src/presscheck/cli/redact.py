"""``presscheck redact``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo
from presscheck.errors import InputError
from presscheck.files import write_blocks
from presscheck.redact import Redactor


@click.command()
@click.argument("file", default="-", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the result to a file.")
@config_option
@language_option
def redact(file: Path, output: Path | None, config: Path | None, lang: str | None) -> None:
    """Mask keys and private data in a ticket or a log, and say on standard error what was masked.

    Client, version, Base URL, model, time, status code, error text and masked key ids stay. The same value
    gets the same mask throughout. Long input is handled piece by piece.

    \b
    Examples:
      presscheck redact ticket.txt > ticket.masked.txt
      kubectl logs deploy/gateway | presscheck redact -
    """
    site = open_site(config)
    language = language_of(lang, site)
    redactor = Redactor(site.scanner, site.private_scanner)
    try:
        with sys.stdin.buffer if str(file) == "-" else file.open("rb") as source:
            if output is None:
                for block in redactor.stream(source):
                    sys.stdout.buffer.write(block)
                    sys.stdout.buffer.flush()
            else:
                write_blocks(output, redactor.stream(source))
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise InputError(f"{error.filename or file}: {error.strerror or error}") from error
    total = sum(redactor.masked.values())
    echo(f"presscheck: 已掩码 {total} 处" if language == "zh" else f"presscheck: {total} masked", err=True)
    for (rule, shown), count in sorted(redactor.masked.items()):
        echo(f"  {rule}  {shown}" + (f"  × {count}" if count > 1 else ""), err=True)
