"""The sites of the open files. A site is read again when a file that it is made of has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from presscheck.batch import Batch, named
from presscheck.cache import Cache, file_of
from presscheck.config import find_config
from presscheck.errors import ConfigError
from presscheck.model import ContentFile
from presscheck.site import Site, content_files, current_day, load_site

_PARTS = ("linters", "schemas", "approvals")
"""The folders of a site, beside its pages, that decide what is found."""

Stamp = tuple[object, ...]


@dataclass(slots=True)
class _Known:
    """A site as it was read, and the stamps of the files at that time."""

    parts: Stamp
    pages: Stamp
    site: Site


class Sites:
    """Every site that an open file belongs to, by its configuration."""

    def __init__(self) -> None:
        self._known: dict[Path, _Known] = {}

    def of(self, file: Path) -> Site | None:
        """The site of a file: that of the nearest ``presscheck.toml``; ``None`` where there is none.

        Raises:
            PresscheckError: there is one, and it is not valid.
        """
        try:
            config = find_config(file.parent)
        except (ConfigError, OSError):
            return None
        parts = (current_day(), *_stamps(_parts(config)))
        known = self._known.get(config)
        if known is None or known.parts != parts:
            self._known.pop(config, None)
            site = load_site(config)
            _index(site)
            known = self._known[config] = _Known(parts, _pages(site), site)
        elif (pages := _pages(known.site)) != known.pages:
            # The same site without what it remembers of its pages.
            known.pages, known.site = pages, known.site.with_snapshot(None)
            _index(known.site)
        return known.site


def _index(site: Site) -> None:
    """Make the site's index from what is kept of its pages, so that only those are parsed that are new."""
    with closing(Cache(file_of(site.root))) as cache:
        list(Batch(site, list, named((), ()), cache, {}, 1).run([]))


def _parts(config: Path) -> Iterator[Path]:
    yield config
    for name in _PARTS:
        for top, folders, files in os.walk(config.parent / name):
            folders.sort()
            yield from (Path(top, file) for file in sorted(files))


def _pages(site: Site) -> Stamp:
    files = content_files(site.config)
    return tuple(_stamps(file.location for file in files if isinstance(file, ContentFile)))


def _stamps(paths: Iterator[Path]) -> Iterator[tuple[str, int, int]]:
    """What changes when a file does."""
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        yield str(path), found.st_mtime_ns, found.st_size
