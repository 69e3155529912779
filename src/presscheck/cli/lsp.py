"""``presscheck lsp``."""

from __future__ import annotations

from typing import cast

import click

from presscheck.cli.options import language_of, language_option
from presscheck.errors import PresscheckError
from presscheck.model import Language, Localized


@click.command()
@language_option
def lsp(lang: str | None) -> None:
    """Serve an editor over standard input and output (Language Server Protocol).

    Findings while you type, fixes, the page of each rule, completion of fields and sections, and the way to related
    pages. The editor starts the command; docs/editors.md says how to tell it. Needs the extra "lsp".

    \b
    Examples:
      pip install "presscheck[lsp]"
      presscheck lsp
    """
    try:
        from presscheck.lsp.server import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise PresscheckError(
            Localized(
                'the language server needs pygls, which is not installed: pip install "presscheck[lsp]"',
                '语言服务器需要 pygls，当前未安装；请运行 pip install "presscheck[lsp]"',
            )
        ) from error
    make_server(cast("Language | None", lang), language_of(None)).start_io()
