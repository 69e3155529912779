"""Everything that is printed goes through here, so that no key is: not from a file's name, not from a call."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import click

from presscheck.columns import display_width
from presscheck.model import Json
from presscheck.patterns import regex

if TYPE_CHECKING:
    from presscheck.secrets import Scanner


def echo(text: str, *, err: bool = False, nl: bool = True, colour: bool | None = None) -> None:
    """Print a text with every key in it masked; colours are left out unless it is a terminal or they are asked for."""
    click.echo(masked(text), err=err, nl=nl, color=colour)


def echo_json(value: Json) -> None:
    """Print a value as JSON with every key in its texts masked."""
    click.echo(json.dumps(_masked_value(value), ensure_ascii=False, indent=2))


def masked(text: str) -> str:
    """A text with every key in it masked; keys are those of presscheck's own rules."""
    return "\n".join(_scanner().mask(line) if _LONG.search(line) else line for line in text.split("\n"))


_LONG = regex("[!-~\uff01-\uff5e]{12}")
"""As many signs without a blank as the shortest key or password has: a line without them needs no scanner."""


format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)


def padded(word: str, width: int) -> str:
    """A word in a column: a Chinese character takes two places on the screen."""
    return word + " " * (width - display_width(word))


def _masked_value(value: Json) -> Json:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, list):
        return [_masked_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _masked_value(item) for key, item in value.items()}
    return value


@cache
def _scanner() -> Scanner:
    """A scanner with the built-in rules: it is wanted also where the site cannot be loaded."""
    from presscheck.resources import home
    from presscheck.rules import load_rules
    from presscheck.schemas import SchemaSet
    from presscheck.secrets import Scanner
    from presscheck.site import KINDS

    schemas = SchemaSet.load([home() / "schemas"])
    return Scanner(load_rules([home() / "linters"], schemas, KINDS, "secrets").values())
