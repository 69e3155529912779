"""Where every page of a site stands: what is known from an earlier run, and several processes for the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from presscheck.batch import Batch
from presscheck.cache import Cache, file_of
from presscheck.cli.terminal import progress
from presscheck.site import Site

if TYPE_CHECKING:
    from presscheck.approve import Standing
    from presscheck.model import UnreadableFile

F = TypeVar("F", bound=Callable[..., Any])


def survey_options(command: F) -> F:
    """``--jobs`` and ``--no-cache``: how a run over many pages is done; neither changes what it finds."""
    jobs = click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        metavar="N",
        help="How many processes may work at once; as many as cores.",
    )
    no_cache = click.option(
        "--no-cache", is_flag=True, help="Look at every page anew, and keep nothing for the next run."
    )
    return jobs(no_cache(command))


def cores() -> int:
    """How many processes may run at once: the cores that this one may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


@contextmanager
def surveying(site: Site, *, jobs: int | None = None, no_cache: bool = False) -> Generator[Batch]:
    """A run over the whole site, with its cache."""
    cache = Cache(None if no_cache else file_of(site.root))
    try:
        yield Batch.of_site(site, cache, jobs or cores(), progress)
    finally:
        cache.close()


def survey(site: Site, *, jobs: int | None = None, no_cache: bool = False) -> list[Standing | UnreadableFile]:
    """Where each page of the site stands, in the order of their files."""
    # Only where it is wanted: `lint` takes its batch from here, and needs neither a parser nor YAML where all is known.
    from presscheck.approve import standings

    with surveying(site, jobs=jobs, no_cache=no_cache) as batch:
        return list(standings(site, batch.run(site.content())))
