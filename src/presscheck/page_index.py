"""The pages of a site beside each other: what one of them is to the others. Touches no disk.

The index holds of each page only what others need to know, so that it can be kept and read back without the pages.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from presscheck.model import PageId

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """What other pages, and rules that look at all of them, need to know of one.

    ``status``, ``kind``, ``client`` and ``tags`` are those of its front matter, empty where it has none. ``links``
    and ``images`` are targets as they are written, ``related`` are the pages that it names, ``anchors`` the ids of its
    headings.
    ``answers`` are its questions, each with a digest of its answer and its line.
    """

    path: str
    id: PageId | None
    status: str
    kind: str
    client: str
    tags: tuple[str, ...]
    links: tuple[str, ...]
    images: tuple[str, ...]
    related: tuple[PageId, ...]
    anchors: tuple[str, ...]
    answers: tuple[tuple[str, str, int], ...]


class PageIndex:
    """Every page and note of the content folders, and the ways between them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.by_path = {entry.path: entry for entry in entries}
        self._meant: dict[str, str | None] = {}

    @cached_property
    def digest(self) -> str:
        """Changes when what is to be known of any page does."""
        return hashlib.sha256(repr(list(self.by_path.values())).encode(errors="surrogatepass")).hexdigest()

    @cached_property
    def by_id(self) -> dict[PageId, list[Entry]]:
        """The files of each page; more than one is a mistake."""
        found: dict[PageId, list[Entry]] = {}
        for entry in self.by_path.values():
            if entry.id is not None:
                found.setdefault(entry.id, []).append(entry)
        return found

    def page(self, wanted: PageId) -> Entry | None:
        """A page by its id."""
        return next(iter(self.by_id.get(wanted, ())), None)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """The files by their names without folders."""
        found: dict[str, list[str]] = {}
        for path in self.by_path:
            found.setdefault(posixpath.basename(path), []).append(path)
        return found

    def nearest(self, path: str, *, but: str) -> str | None:
        """The file that a path most likely means, another one than ``but``: by its name, and then by its folder.

        Names are few and short beside paths, and one that many links miss is looked for once: old content may have
        thousands of them.
        """
        # Only where it is wanted: what is known from an earlier run is told without a parser.
        from presscheck.schemas.instance import closest

        name = posixpath.basename(path)
        if name not in self._meant:
            self._meant[name] = name if name in self._names else closest(name, list(self._names))
        near = [found for found in self._names.get(self._meant[name] or "", ()) if found != but]
        same = [found for found in near if posixpath.dirname(found) == posixpath.dirname(path)]
        return next(iter(same), None) or closest(path, near) or next(iter(near), None)

    @cached_property
    def linked(self) -> dict[PageId, set[str]]:
        """The files from which a link or an entry of ``related`` leads to a page; its own does not count."""
        found: dict[PageId, set[str]] = {}
        for entry in self.by_path.values():
            if entry.status == WITHDRAWN:
                continue
            for wanted in self._targets(entry):
                if wanted != entry.id:
                    found.setdefault(wanted, set()).add(entry.path)
        return found

    @cached_property
    def types(self) -> set[str]:
        """The types of the pages that there are."""
        return {known.type for known in self.by_id}

    def _targets(self, entry: Entry) -> Iterator[PageId]:
        for href in entry.links:
            target = relative_target(entry.path, href)
            found = self.by_path.get(target.path) if target else None
            if found and found.id:
                yield found.id
        yield from (wanted for wanted in entry.related if wanted.type in self.types)

    @cached_property
    def answers(self) -> dict[tuple[str, str], list[tuple[str, str, int]]]:
        """The answers of FAQ pages by language and question: the file, the digest of the answer, the line."""
        found: dict[tuple[str, str], list[tuple[str, str, int]]] = {}
        for entry in self.by_path.values():
            for question, text, line in entry.answers:
                found.setdefault((entry.id.locale if entry.id else "", question), []).append((entry.path, text, line))
        return found

    @cached_property
    def addresses(self) -> dict[str, list[str]]:
        """The files of each address, in lower case: some systems do not tell the cases of letters apart."""
        found: dict[str, list[str]] = {}
        for entry in self.by_path.values():
            if entry.id is not None:
                found.setdefault(str(entry.id).casefold(), []).append(entry.path)
        return found

    @cached_property
    def _locale_sizes(self) -> Counter[str]:
        return Counter(page.locale for page in self.by_id)

    def locale_size(self, locale: str) -> int:
        """How many pages there are in a language."""
        return self._locale_sizes[locale]


# --- where links lead -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """Where a relative link leads: a path as reported and the id of a heading there, empty for the page itself."""

    path: str
    fragment: str


def relative_target(path: str, href: str) -> Target | None:
    """Where a relative link in a file leads; ``None`` for a whole URL, a path of the site and what cannot be read."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or href.startswith(("/", "\\")):
        return None
    if parts.path:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return Target(path, unquote(parts.fragment))
