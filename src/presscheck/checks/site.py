"""Kind ``site``: what no page can tell on its own.

Option ``property`` names one of ``PROPERTIES`` or, for what only the configuration can be blamed for, of
``SITE_PROPERTIES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from presscheck.checks.hit import Hit, same
from presscheck.model import Localized, Page
from presscheck.page_index import WITHDRAWN
from presscheck.pages import answers_of, text_digest
from presscheck.rules import Rule
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    judge = PROPERTIES.get(str(rule.options["property"]))
    if judge is not None and page.id is not None:
        yield from judge(page, site)


def check_site(rule: Rule, site: Site) -> Iterator[tuple[int, Mapping[str, Localized], str]]:
    judge = SITE_PROPERTIES.get(str(rule.options["property"]))
    if judge is not None:
        yield from judge(site)


def slug_is_its_own(page: Page, site: Site) -> Iterator[Hit]:
    """No other file has the address of this page, whatever the case of its letters."""
    if page.id is None:
        return
    known = site.index.addresses.get(str(page.id).casefold(), ())
    others = sorted(path for path in known if path != page.path)
    if others:
        node = page.front_matter.node if page.front_matter else None
        slug = node.children.get("slug") if node else None
        at = slug.span if slug else page.source.span(0, 0)
        yield Hit(at, {"page": same(page.id), "others": same(", ".join(others))})


def answers_agree(page: Page, site: Site) -> Iterator[Hit]:
    """The questions of an FAQ page have no other answer on another page."""
    for answer in answers_of(page):
        for path, text, line in site.index.answers.get((page.id.locale if page.id else "", answer.question), ()):
            if path != page.path and text != text_digest(answer.text):
                question = page.source.text[answer.span.start : answer.span.end].strip("#* \n")
                place = f"{path}:{line}"
                yield Hit(answer.span, {"question": same(" ".join(question.split())), "other": same(place)})


def supported_clients_have_pages(site: Site) -> Iterator[tuple[int, Mapping[str, Localized], str]]:
    """Every client that the site supports has a template page in every language."""
    there = {
        (entry.id.locale, found.id)
        for entry in site.index.by_path.values()
        if entry.id and entry.id.type == "template" and entry.status != WITHDRAWN
        if (found := site.clients.find(entry.client))
    }
    for name in site.config.supported_clients:
        client = site.clients.client(name)
        for locale in site.config.site.locales:
            if (locale, client.id) not in there:
                args = {
                    "client": same(client.id),
                    "locale": same(locale),
                    "path": same(f"{site.config.folders[0]}/{locale}/templates/{client.id}.md"),
                }
                yield site.config.line("clients", "supported"), args, f"{client.id}\0{locale}"


PROPERTIES: Mapping[str, Callable[[Page, Site], Iterator[Hit]]] = {
    "answers-agree": answers_agree,
    "slug-is-its-own": slug_is_its_own,
}
SITE_PROPERTIES: Mapping[str, Callable[[Site], Iterator[tuple[int, Mapping[str, Localized], str]]]] = {
    "supported-clients-have-pages": supported_clients_have_pages,
}
"""What a rule may ask of the site, by the name that rules use."""
