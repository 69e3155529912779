"""Kind ``links``: where the links of a page lead, as far as the site itself knows. Nothing is fetched.

Option ``property`` names one of ``PROPERTIES``; ``schemes`` are those that a link may begin with, ``section`` is the
section that sends readers on.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping

from presscheck.checks.hit import Hit, same
from presscheck.images import is_image
from presscheck.markdown.texts import document_blocks
from presscheck.model import Edit, Fix, HtmlBlock, Image, Link, Localized, MappedText, Page, Span, nested
from presscheck.page_index import WITHDRAWN, Entry, Target, relative_target
from presscheck.pages import page_anchors, page_images, page_inlines, page_links, related_pages, without_code
from presscheck.patterns import regex
from presscheck.rules import Rule
from presscheck.schemas.instance import all_blocks, closest, links
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    if page.id is not None:
        yield from PROPERTIES[str(rule.options["property"])](rule, page, site)


def _targets(page: Page) -> Iterator[tuple[Link | Image, str, Span]]:
    for link in page_links(page):
        yield link, link.href, link.href_span
    for image in page_images(page):
        yield image, image.src, image.src_span


# --- links that lead nowhere


def broken(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Relative links lead to a file of the site, and to a heading that is there."""
    del rule
    for item, href, span in _targets(page):
        target = relative_target(page.path, href) or site.own_url(href)
        if target is None:
            continue
        known = _anchors(target, page, site)
        if known is None:
            if not site.has_file(target.path):
                yield _nowhere(page, site, href, target.path, span)
        elif target.fragment and isinstance(item, Link) and target.fragment not in known:
            yield _no_heading(page, target, known, href, span)


def image(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Images of the site are files that can be published."""
    del rule
    for item in page_images(page):
        target = relative_target(page.path, item.src)
        refusal = site.image_refusal(target.path) if target and is_image(target.path) else None
        if refusal is not None:
            yield Hit(item.src_span, {"detail": refusal})


def _anchors(target: Target, page: Page, site: Site) -> tuple[str, ...] | None:
    """The ids of the headings where a link leads; ``None`` where no page is."""
    if target.path == page.path:
        return page_anchors(page)
    there = site.index.by_path.get(target.path)
    return there.anchors if there else None


def _nowhere(page: Page, site: Site, href: str, path: str, span: Span) -> Hit:
    near = site.index.nearest(path, but=page.path)
    detail = Localized(f"there is no {path}", f"{path} 不存在")
    if near is None or not href.partition("#")[0].endswith(posixpath.basename(path)):
        return Hit(span, {"href": same(href), "detail": detail, "hint": same("")})
    new = posixpath.relpath(near, posixpath.dirname(page.path))
    return Hit(span, {"href": same(href), "detail": detail, "hint": _meant(new)}, _fix(page, href, span, new))


def _no_heading(page: Page, target: Target, known: tuple[str, ...], href: str, span: Span) -> Hit:
    here, fragment = target.path == page.path, target.fragment
    detail = Localized(
        f"no heading of {'this page' if here else target.path} has the id {fragment}",
        f"{'本页' if here else target.path} 没有 id 为 {fragment} 的标题",
    )
    near = closest(fragment, known)
    if near is None:
        listed = ", ".join(known[:6])
        ids = Localized(f"Its ids are: {listed}.", f"可用的 id：{listed}。") if known else same("")
        return Hit(span, {"href": same(href), "detail": detail, "hint": ids})
    new = f"{href.partition('#')[0]}#{near}"
    return Hit(span, {"href": same(href), "detail": detail, "hint": _meant(new)}, _fix(page, href, span, new))


def _meant(new: str) -> Localized:
    return Localized(f"Did you mean {new}?", f"是否想写 {new}？")


def _fix(page: Page, href: str, span: Span, new: str) -> Fix | None:
    """Writing what was probably meant, where the target stands in the text as it is."""
    if page.source.text[span.start : span.end] != href:
        return None
    return Fix(Localized(f"write {new}", f"改为 {new}"), safe=False, edits=(Edit(span, new),))


def unapproved(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """A page that is to be published links to pages that are; related pages exist.

    The first page of a language must name a related one, and there is none yet.
    """
    del rule
    for wanted, span in related_pages(page):
        there = site.index.page(wanted)
        if there is None and wanted != page.id and site.index.locale_size(wanted.locale) > 1:
            reason = Localized("there is no such page", "没有这个页面")
            yield Hit(span, {"page": same(f"{wanted.type}s/{wanted.slug}"), "reason": reason})
        elif there is not None and wanted != page.id:
            yield from _status(page, there, span)
    for _, href, span in _targets(page):
        target = relative_target(page.path, href) or site.own_url(href)
        there = site.index.by_path.get(target.path) if target else None
        if there is not None and there.path != page.path:
            yield from _status(page, there, span)


def _status(page: Page, there: Entry, span: Span) -> Iterator[Hit]:
    if page.meta.get("status") == "approved" and there.id and there.status not in {"", "approved"}:
        reason = Localized(f"its status is {there.status}", f"其状态为 {there.status}")
        yield Hit(span, {"page": same(there.path), "reason": reason})


# --- links as they are written


def empty_text(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Every link has words, or a picture with words."""
    del rule, site
    for inline in page_inlines(page):
        for link in inline.links:
            inside = [image for image in inline.images if link.span.start <= image.span.start < link.span.end]
            if not link.text.strip() and not any(image.alt.text.strip() for image in inside):
                yield Hit(link.span, {"href": same(link.href)})


_UNPARSED = regex(
    r"(?:\]\(\s*<?|<|^\s{0,3}\[[^\]]+\]:\s*<?)((?:javascript|vbscript|data|file)\s*:)", re.IGNORECASE | re.MULTILINE
)
_ATTRIBUTE = regex(r"""\b(?:href|src|action)\s*=\s*["']?\s*([a-z][a-z0-9+.-]*:)""", re.IGNORECASE)
_SCHEME = regex(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")


def unsafe_scheme(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Links begin with a scheme that readers can follow without running anything."""
    del site
    allowed = {str(scheme) for scheme in rule.options["schemes"]}
    seen: set[int] = set()
    for _, href, span in _targets(page):
        found = _SCHEME.match(href)
        if found and found[1].lower() not in allowed:
            seen.add(span.line)
            yield Hit(span, {"scheme": same(found[1].lower())})
    yield from _unparsed(page, allowed, seen)


def _unparsed(page: Page, allowed: set[str], seen: set[int]) -> Iterator[Hit]:
    """Links that the parser refuses, which then stand in the text as they are written, and those of HTML."""
    for text, html in _raw_texts(page):
        for found in (_ATTRIBUTE if html else _UNPARSED).finditer(text.text):
            scheme = found[1].rstrip(": \t").lower()
            span = page.source.span(*text.origin(*found.span(1)))
            if scheme not in allowed and span.line not in seen:
                yield Hit(span, {"scheme": same(scheme)})


def _raw_texts(page: Page) -> Iterator[tuple[MappedText, bool]]:
    """Every text of the body without its code, and every piece of HTML, with whether it is one."""
    for inline in page_inlines(page):
        yield MappedText(without_code(inline), inline.text.pieces), False
        yield from ((MappedText.verbatim(html.text, html.span.start), True) for html in inline.html)
    for block in nested(document_blocks(page.document)):
        if isinstance(block, HtmlBlock):
            yield block.text, True


# --- ways through the site


def orphan(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Another page or a note among the pages leads here. The only page of a language has no other."""
    del rule
    index = site.index
    if page.id is None or page.path not in index.by_path or page.meta.get("status") == WITHDRAWN:
        return
    if index.locale_size(page.id.locale) > 1 and not index.linked.get(page.id, set()) - {page.path}:
        node = page.front_matter.node if page.front_matter else None
        slug = node.children.get("slug") if node else None
        at = slug.span if slug else page.source.span(0, 0)
        yield Hit(at, {"page": same(f"{page.id.type}s/{page.id.slug}"), "locale": same(page.id.locale)})


def next_step(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The section that sends readers on has a link that leads away. That it has one is the schema's business."""
    body = site.body(page)
    for key, section in body.order if body else ():
        if key != rule.options["section"]:
            continue
        # A bare # is what a page that is still to be written has.
        found = [link for link in links(list(all_blocks(section))) if link.href != "#"]
        targets = [relative_target(page.path, link.href) for link in found]
        if found and all(target is not None and target.path == page.path for target in targets):
            yield Hit(found[0].href_span, {"section": same(section.heading.text)})


PROPERTIES: Mapping[str, Callable[[Rule, Page, Site], Iterator[Hit]]] = {
    "broken": broken,
    "empty-text": empty_text,
    "image": image,
    "next-step": next_step,
    "orphan": orphan,
    "unapproved": unapproved,
    "unsafe-scheme": unsafe_scheme,
}
"""What a rule may ask of a page's links, by the name that rules use."""
