"""Rules that look from one page to the others, and a quick answer to whether they have anything to look for.

All other rules judge a page by itself, or beside the one that it translates: their findings can be kept for as long as
these pages and the rules stay as they are. What is found here depends on every page of the site and is looked for anew
in each run. Going by the index alone, that costs no parse.
"""

from __future__ import annotations

from presscheck.images import is_image
from presscheck.page_index import WITHDRAWN, Entry, relative_target
from presscheck.rules import Rule
from presscheck.site import Site

CROSSING = frozenset(
    {
        ("links", "broken"),
        ("links", "image"),
        ("links", "orphan"),
        ("links", "unapproved"),
        ("site", "answers-agree"),
        ("site", "slug-is-its-own"),
    }
)
"""The kinds of check, each with its property, that need the index of all pages."""


def crosses(rule: Rule) -> bool:
    """Whether what a rule finds in a page depends on all other pages."""
    return (rule.kind, str(rule.options.get("property"))) in CROSSING


def may_concern(entry: Entry, site: Site) -> bool:
    """Whether a rule that crosses may find something in a page. A test holds that it finds nothing where this is no."""
    if entry.id is None:
        return False
    return _has_company(entry, site) or _is_orphan(entry, site) or _leads_astray(entry, site)


def looks_beyond(entry: Entry, site: Site) -> bool:
    """Whether a link or an image leads to a file that the index does not know: whether it is there, the disk says."""
    targets = (relative_target(entry.path, href) or site.own_url(href) for href in (*entry.links, *entry.images))
    return any(target is not None and target.path not in site.index.by_path for target in targets)


def _has_company(entry: Entry, site: Site) -> bool:
    """Whether another file has the page's address, or another answer to one of its questions."""
    index = site.index
    if set(index.addresses.get(str(entry.id).casefold(), ())) - {entry.path}:
        return True
    locale = entry.id.locale if entry.id else ""
    return any(
        path != entry.path and other != text
        for question, text, _ in entry.answers
        for path, other, _ in index.answers.get((locale, question), ())
    )


def _is_orphan(entry: Entry, site: Site) -> bool:
    index = site.index
    return (
        entry.id is not None
        and entry.status != WITHDRAWN
        and entry.path in index.by_path
        and index.locale_size(entry.id.locale) > 1
        and not index.linked.get(entry.id, set()) - {entry.path}
    )


def _leads_astray(entry: Entry, site: Site) -> bool:
    """Whether a link or a related page is not there, lacks the heading, or is not to be published."""
    index = site.index
    for wanted in entry.related:
        there = index.page(wanted)
        if there is None or _differs(entry, there):
            return True
    for href in (*entry.links, *entry.images):
        target = relative_target(entry.path, href) or site.own_url(href)
        if target is None:
            continue
        there = entry if target.path == entry.path else index.by_path.get(target.path)
        if there is None:
            if not site.has_file(target.path) or (is_image(target.path) and site.image_refusal(target.path)):
                return True
        elif (target.fragment and target.fragment not in there.anchors) or _differs(entry, there):
            return True
    return False


def _differs(entry: Entry, there: Entry) -> bool:
    return entry.status == "approved" and there.path != entry.path and there.status not in {"", "approved"}
