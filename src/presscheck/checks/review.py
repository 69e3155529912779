"""Kind ``review``: who answers for a page and until when, and whether its translation says the same.

Option ``property`` names one of ``PROPERTIES``; ``key`` is the field of the front matter that it looks at, ``nobody``
are values of that field that name nobody. How many days count is said in ``[review]`` of ``presscheck.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from presscheck.checks.hit import Hit, same
from presscheck.ledger import parse_day, read_claims
from presscheck.model import Edit, Fix, Localized, Node, Page, Span
from presscheck.page_index import WITHDRAWN
from presscheck.parity import changed_sections, differences
from presscheck.rules import Rule
from presscheck.schemas.instance import closest
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    # Nobody reads a withdrawn page.
    if page.id is not None and page.meta.get("status") != WITHDRAWN:
        yield from PROPERTIES[str(rule.options["property"])](rule, page, site)


def _node(page: Page, key: str) -> Node | None:
    root = page.front_matter.node if page.front_matter else None
    return root.children.get(key) if root else None


def _day(page: Page, key: str) -> tuple[date, Span] | None:
    node = _node(page, key)
    day = parse_day(node.value) if node and isinstance(node.value, str) else None
    return (day, node.span) if node and day else None


# --- dates


def overdue(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The day of the review has not passed."""
    del rule
    found = _day(page, "review_by")
    updated = _day(page, "updated")
    # A review before the last change is a slip of its own, of which `schema/date-order` speaks.
    if found and found[0] < site.today and not (updated and found[0] < updated[0]):
        late = (site.today - found[0]).days
        args = {"day": same(found[0]), "days": same(late), "owner": same(_owner(page))}
        # What changes from day to day tells no finding from another.
        yield Hit(found[1], args, identity=str(found[0]))


def due_soon(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The day of the review is more than some days away."""
    del rule
    found = _day(page, "review_by")
    if found and 0 <= (found[0] - site.today).days <= site.config.review.due_soon_days:
        left = (found[0] - site.today).days
        args = {"day": same(found[0]), "days": same(left), "owner": same(_owner(page))}
        yield Hit(found[1], args, identity=str(found[0]))


def _owner(page: Page) -> str:
    owner = page.meta.get("owner")
    return owner if isinstance(owner, str) and owner else "?"


def updated_after_review(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Somebody has read the page since its last change, where the page says when it was read."""
    del rule, site
    reviewed, updated = _day(page, "reviewed_on"), _day(page, "updated")
    if reviewed and updated and updated[0] > reviewed[0]:
        yield Hit(
            reviewed[1], {"reviewed": same(reviewed[0]), "updated": same(updated[0]), "owner": same(_owner(page))}
        )


def too_old(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The last change is not longer ago than the site allows."""
    del rule
    found, limit = _day(page, "updated"), site.config.review.max_age_days
    if found and (site.today - found[0]).days > limit:
        age = (site.today - found[0]).days
        args = {"day": same(found[0]), "days": same(age), "limit": same(limit)}
        yield Hit(found[1], args, identity=str(found[0]))


# --- owners


def owner_named(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The field names somebody. What the schema says of the field is not said again."""
    key = str(rule.options["key"])
    if page.front_matter is None or page.front_matter.node is None:
        return
    told = [violation for violation in site.violations(page) if violation.part == "front-matter"]
    if any(violation.pointer[:1] == (key,) or violation.args["key"].en == key for violation in told):
        return
    node = _node(page, key)
    if node is None:
        # A field under a mistyped name is there; the schema asks for its right name.
        mistyped = [violation.args["key"].en for violation in told]
        if not any(closest(name, (key,)) for name in mistyped):
            detail = Localized(f"The page has no `{key}`.", f"页面没有 `{key}`。")
            yield Hit(page.front_matter.close, {"detail": detail})
    elif str(node.value).strip().casefold() in {str(word).casefold() for word in rule.options["nobody"]}:
        detail = Localized(
            f"`{key}` says “{node.value}”, which is nobody.", f"`{key}` 写的是“{node.value}”，没有写明是谁。"
        )
        yield Hit(node.span, {"detail": detail})


def owner_known(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Owners are among those that the site lists."""
    del rule
    known = site.config.review.owners
    if not known:
        return
    places: list[tuple[str, str, Span]] = []
    for key in ("owner", "backup_owner"):
        node = _node(page, key)
        if node is not None and isinstance(node.value, str):
            places.append((key, node.value, node.span))
    places += [("claims[].owner", claim.owner, claim.span("owner")) for claim in read_claims(page) if claim.owner]
    for key, value, span in places:
        if value.strip() in known or not value.strip():
            continue
        meant = closest(value, known)
        listed = ", ".join(known)
        hint = (
            Localized(f"Did you mean {meant}?", f"是否想写 {meant}？")
            if meant
            else Localized(f"The owners are: {listed}.", f"负责人有：{listed}。")
        )
        fix = (
            Fix(Localized(f"write {meant}", f"改为 {meant}"), safe=False, edits=(Edit(span, meant),)) if meant else None
        )
        yield Hit(span, {"key": same(key), "owner": same(value), "hint": hint}, fix)


# --- translations


def parity(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """A translation has what its source has: sections, code, addresses, model ids and figures."""
    del rule
    source = _source(page, site)
    body, original = site.body(page), site.body(source) if source else None
    if source is None or body is None or original is None:
        return
    known = tuple({section.heading.span.start: key for key, section in found.order} for found in (original, body))
    # The schema speaks of sections that are missing, stand twice or at another level.
    told = frozenset(
        violation.args["key"].en
        for violation in site.violations(page)
        if violation.part == "body" and violation.keyword == "required" and "sections" in violation.pointer
    )
    for found in differences(source, page, (known[0], known[1]), site.config.site.models, told=told):
        place = (
            Localized(f"“{found.section}” ", f"“{found.section}”") if found.section else Localized("The page ", "页面")
        )
        args = {
            "place": place,
            "detail": found.detail,
            "source": same(f"{source.path}:{found.line}"),
        }
        yield Hit(found.span, args, identity=f"{found.section}\0{found.detail.en}")


def stale_translation(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """A translation is not older than its source."""
    del rule
    source = _source(page, site)
    here, there = _day(page, "updated"), _day(source, "updated") if source else None
    if source is None or here is None or there is None or here[0] >= there[0]:
        return
    yield Hit(
        here[1],
        {
            "day": same(here[0]),
            "source": same(source.path),
            "source_day": same(there[0]),
            "changed": _changed(source, here[0], site),
        },
    )


def _source(page: Page, site: Site) -> Page | None:
    """The page in the site's default language of which this one is the translation."""
    return site.source_of(page)


def _changed(source: Page, since: date, site: Site) -> Localized:
    """What of a page changed after a day, where git knows its version of that day or before."""
    for committed, old in site.past_versions(source):
        written = _day(old, "updated")
        if (written[0] if written else parse_day(committed) or since) <= since:
            names = changed_sections(old, source)
            listed = ", ".join(f"“{name}”" for name in names[:5])
            more = Localized(" and others", "等") if len(names) > 5 else same("")
            if names:
                return Localized(f"; changed since: {listed}{more.en}", f"；此后有改动的部分：{listed}{more.zh}")
            return Localized("; only its front matter changed since", "；此后只改动了元数据")
    return same("")


PROPERTIES: Mapping[str, Callable[[Rule, Page, Site], Iterator[Hit]]] = {
    "due-soon": due_soon,
    "overdue": overdue,
    "owner-known": owner_known,
    "owner-named": owner_named,
    "parity": parity,
    "stale-translation": stale_translation,
    "too-old": too_old,
    "updated-after-review": updated_after_review,
}
"""What a rule may ask of a page's review, by the name that rules use."""
