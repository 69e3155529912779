"""Options that several commands take, and what they stand for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import click

from presscheck.config import find_config
from presscheck.model import Language
from presscheck.site import Site, load_site

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

config_option: Decorator = click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The presscheck.toml to use instead of the nearest one.",
)
language_option: Decorator = click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    help="Language of messages; by default that of the site or of the system.",
)


def open_site(config: Path | None) -> Site:
    """The site that the call means.

    Raises:
        PresscheckError: there is none, or it is not valid.
    """
    return load_site(config or find_config(Path.cwd()))


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
