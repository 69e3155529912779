"""Options that several commands take, and what they stand for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import click

from presscheck.config import find_config
from presscheck.model import Language, Localized
from presscheck.site import Site, load_site
from presscheck.snapshot import load

_ASKED, _SITES = "presscheck.language", "presscheck.site-language"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

config_option: Decorator = click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The presscheck.toml to use instead of the nearest one.",
)


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Note the language of the call, for what goes wrong before there is a site."""
    del param
    ctx.meta[_ASKED] = value
    return value


language_option: Decorator = click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    callback=_remember,
    is_eager=True,
    help="Language of messages; by default that of the site or of the system.",
)


def open_site(config: Path | None, *, lazily: bool = False) -> Site:
    """The site that the call means, its rules with it unless they are wanted ``lazily``.

    Raises:
        PresscheckError: there is none, or it is not valid.
    """
    context = click.get_current_context()
    site = load_site(config or find_config(Path.cwd()), lazily=True)
    context.meta[_SITES] = site.config.language
    if not lazily:
        # With --no-cache nothing comes from an earlier run.
        if context.params.get("no_cache"):
            site.load()
        else:
            load(site)
    return site


def language_of_messages(ctx: click.Context) -> Language:
    """The language for an error: of the call, of the site where it could be opened, of the system."""
    return language_of(ctx.meta.get(_ASKED) or ctx.meta.get(_SITES))


def language_of_call(args: Sequence[str], ctx: click.Context | None) -> Language:
    """The language of a call that has not been read to its end: what its words say of it counts all the same."""
    given = dict(pairwise(" ".join(args).replace("--lang=", "--lang ").split())).get("--lang")
    if given in {"en", "zh"}:
        return language_of(given)
    return language_of_messages(ctx) if ctx else language_of(None)


def in_language_of_call(text: Localized) -> str:
    """A text in the language of the call that is going on; in that of the system where none is."""
    ctx = click.get_current_context(silent=True)
    return text.in_language(language_of_messages(ctx) if ctx else language_of(None))


def misuse(english: str, chinese: str) -> click.UsageError:
    """What is wrong with a call, to be raised."""
    return click.UsageError(in_language_of_call(Localized(english, chinese)))


def language_of(lang: str | None, site: Site | None = None) -> Language:
    """The language of messages: of the call, of the site, of the system."""
    if lang is not None:
        return cast("Language", lang)
    if site is not None and site.config.language is not None:
        return site.config.language
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
