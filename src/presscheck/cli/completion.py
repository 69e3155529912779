"""``presscheck completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples:
      presscheck completion bash >> ~/.bashrc
      presscheck completion fish > ~/.config/fish/completions/presscheck.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101  # the choice above names click's own
    root = ctx.find_root()
    click.echo(kind(root.command, {}, "presscheck", "_PRESSCHECK_COMPLETE").source())
