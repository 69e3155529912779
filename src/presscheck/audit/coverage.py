"""Which clients have pages, in which languages and of which kinds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from presscheck.audit.model import ClientRow, Coverage
from presscheck.page_index import WITHDRAWN, Entry, relative_target
from presscheck.site import Site


def kind_of(type_: str, kind: str | None) -> str:
    """The kind of a page with its type, such as ``template/client``; just the type where it has no kinds."""
    return f"{type_}/{kind}" if kind else type_


def coverage(site: Site) -> Coverage:
    """Hold the clients of the registry against the site's pages; withdrawn pages are nobody's."""
    pages = [page for page in site.index.by_path.values() if page.id and page.status != WITHDRAWN]
    cells: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    totals: Counter[tuple[str, str]] = Counter()
    for page in pages:
        assert page.id is not None  # noqa: S101  # said above, which type checkers do not see
        where = (page.id.locale, kind_of(page.id.type, page.kind))
        totals[where] += 1
        for client in dict.fromkeys(_clients(site, page)):
            cells[client][where].append(str(page.id))
    supported = {site.clients.client(name).id for name in site.config.supported_clients}
    wanted = sorted(supported | cells.keys(), key=lambda name: (name not in supported, name))
    rows = [
        ClientRow(
            name,
            site.clients.client(name).name,
            name in supported,
            {where: tuple(sorted(names)) for where, names in cells[name].items()},
        )
        for name in wanted
    ]
    known = [
        f"{page_type}/{kind}" if kind else page_type
        for page_type, kinds in site.schemas.kinds.items()
        for kind in kinds or ("",)
    ]
    found = sorted({kind for _, kind in totals} - set(known))
    locales = dict.fromkeys([*site.config.site.locales, *sorted({locale for locale, _ in totals})])
    unused = sorted(client.id for client in site.clients.clients.values() if client.id not in wanted)
    return Coverage(tuple(locales), (*known, *found), tuple(rows), dict(totals), tuple(unused))


def _clients(site: Site, page: Entry) -> Iterator[str]:
    """The clients that a page is about: its own, those of its tags, and those whose pages it leads to."""
    own = _named(site, page)
    if own:
        yield own
        return
    for tag in page.tags:
        if client := site.clients.find(tag):
            yield client.id
    targets = [site.index.page(wanted) for wanted in page.related]
    links = (relative_target(page.path, href) for href in page.links)
    targets += [site.index.by_path.get(target.path) for target in links if target]
    for target in targets:
        if target and target.status != WITHDRAWN and (client_id := _named(site, target)):
            yield client_id


def _named(site: Site, page: Entry) -> str | None:
    """The client that a page names as its own."""
    client = site.clients.find(page.client)
    return client.id if client else None
