"""Kind ``structure``: how the parts of a page stand to each other, which no schema can say.

Option ``property`` names one of ``PROPERTIES``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from presscheck.checks.hit import Hit, same
from presscheck.checks.order import section_of, sections_in_order, steps_in_order, topics_in_order
from presscheck.model import (
    Fix,
    Heading,
    Localized,
    Page,
    Span,
)
from presscheck.patterns import regex
from presscheck.rules import Rule
from presscheck.schemas.instance import all_blocks, closest, is_blank, links
from presscheck.site import Site


def check(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    yield from PROPERTIES[str(rule.options["property"])](rule, page, site)


# --- what the parser saw


def parser_problem(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Problems of the kinds that the rule names in ``problems``."""
    del site
    kinds = set(rule.options["problems"])
    for problem in page.problems:
        if problem.kind not in kinds or (page.id is None and problem.kind != "unclosed-fence"):
            continue
        fix = Fix(_FIXES[problem.kind], True, problem.edits) if problem.edits else None
        yield Hit(problem.span, {"detail": _DETAILS.get(problem.kind, same("")), **problem.args}, fix)


_FIXES = {
    "ambiguous-boolean": Localized("quote it", "加上引号"),
    "typographic-quotes": Localized("write plain quotes", "改用英文引号"),
    "front-matter-too-low": Localized("delete the blank lines above", "删除上方的空行"),
}
_DETAILS = {
    "front-matter-unclosed": Localized("the closing `---` is missing", "缺少结尾的 `---`"),
    "front-matter-empty": Localized("it is empty", "内容为空"),
    "front-matter-not-a-mapping": Localized("it is no mapping of keys to values", "不是键值映射"),
}


def front_matter_present(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """A typed page begins with front matter."""
    del rule, site
    if (
        page.id
        and page.front_matter is None
        and not any(item.kind.startswith("front-matter-") for item in page.problems)
    ):
        yield Hit(page.source.span(0, 0))


def path_agrees(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Locale and slug are those of the path. A value that its schema does not allow is a finding of its own."""
    del rule
    if page.id is None or page.front_matter is None or page.front_matter.node is None:
        return
    wrong = {violation.pointer for violation in site.violations(page)}
    for key, expected in (("locale", page.id.locale), ("slug", page.id.slug)):
        node = page.front_matter.node.children.get(key)
        if node is None or not isinstance(node.value, str) or (key,) in wrong or _is_doubtful(page, node.span):
            continue
        if node.value and node.value != expected:
            yield Hit(node.span, {"key": same(key), "actual": same(node.value), "expected": same(expected)})


def _is_doubtful(page: Page, span: Span) -> bool:
    """Whether a value of the front matter looks like a boolean, or stands in wrong quotes: findings of their own."""
    kinds = {"ambiguous-boolean", "typographic-quotes"}
    return any(problem.kind in kinds and problem.span.start == span.start for problem in page.problems)


def owners_differ(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The backup owner is somebody else."""
    del rule, site
    node = page.front_matter.node if page.front_matter else None
    backup = node.children.get("backup_owner") if node else None
    if not node or not backup or not page.id or _is_doubtful(page, backup.span):
        return
    if isinstance(backup.value, str) and backup.value == page.meta.get("owner"):
        yield Hit(backup.span, {"owner": same(backup.value)})


# --- headings


def one_title(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Exactly one first-level heading, first in the page, the same as the front matter's title."""
    del rule
    if page.id is None or is_blank(page):
        return
    body = site.body(page)
    misplaced = body.outline.misplaced if body else {}
    titles = [
        section
        for section in page.document.walk()
        if section.heading.level == 1 and section.heading.span.start not in misplaced
    ]
    node = page.front_matter.node.children.get("title") if page.front_matter and page.front_matter.node else None
    meta = node.value if node and not _is_doubtful(page, node.span) else None
    expected = meta.strip() if isinstance(meta, str) else ""
    if not titles:
        first = next(iter(page.document.sections), None)
        at = first.heading.span if first else page.source.span(page.document.span.start, page.document.span.start)
        yield Hit(at, {"detail": Localized("there is none", "没有一级标题"), "title": same(expected)})
        return
    actual = titles[0].heading.text.strip()
    # A title that its schema does not allow is a finding of its own.
    is_valid = all(violation.pointer != ("title",) for violation in site.violations(page))
    if expected and actual != expected and is_valid:
        detail = Localized(
            f"it says “{actual}”, the front matter “{expected}”", f"这里是“{actual}”，元数据中是“{expected}”"
        )
        yield Hit(titles[0].heading.span, {"detail": detail, "title": same(expected)})
    for title in titles[1:]:
        line = titles[0].heading.span.line
        detail = Localized(
            f"a second one; the first stands in line {line}", f"出现第二个一级标题，第一个在第 {line} 行"
        )
        yield Hit(title.heading.span, {"detail": detail, "title": same(expected)})


def heading_levels(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """No heading is more than one level deeper than the one before it."""
    del rule
    for heading, above, belongs in _levels(page, site):
        if heading.level <= above + 1 or not above:
            continue
        expected = belongs or above + 1
        detail = (
            Localized(f"it belongs at level {belongs}", f"它应为 {belongs} 级")
            if belongs
            else Localized(
                f"behind the heading above it, at most level {expected} fits", f"紧接上一个标题，最多应为 {expected} 级"
            )
        )
        yield Hit(heading.span, {**_level_args(heading, expected), "detail": detail})


def known_levels(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Every required section stands at its level; one that is so deep that it skips a level is reported for that."""
    del rule
    for heading, above, belongs in _levels(page, site):
        if belongs and (heading.level <= above + 1 or not above):
            yield Hit(heading.span, _level_args(heading, belongs))


def _levels(page: Page, site: Site) -> Iterator[tuple[Heading, int, int]]:
    """Every heading whose level counts, the level that counts of the one before it, and the level at which it belongs.

    The last is 0 where its own level is right or nothing says which one is.
    """
    if page.id is None:
        return
    body = site.body(page)
    above = 0
    for section in page.document.walk():
        at = section.heading.span.start
        belongs = body.outline.misplaced.get(at, 0) if body else 0
        counts = body.outline.levels.get(at, section.heading.level) if body else section.heading.level
        if belongs or counts == section.heading.level:
            yield section.heading, above, belongs
        above = counts


def _level_args(heading: Heading, expected: int) -> dict[str, Localized]:
    section = heading.text.strip() or "#" * heading.level
    return {
        "section": same(section),
        "level": same(heading.level),
        "expected": same(expected),
        "marks": same("#" * expected),
    }


def sections_once(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """No section stands twice."""
    del rule
    body = site.body(page)
    for _, section, first in body.repeated if body else ():
        yield Hit(
            section.heading.span, {"section": same(section.heading.text), "first_line": same(first.heading.span.line)}
        )


# --- dates and links


def dates_in_order(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """A page was changed before it is reviewed, and not in the future.

    Where an editor works it may be tomorrow already.
    """
    del rule
    updated, review = (_date(page, key) for key in ("updated", "review_by"))
    if updated and updated[0] > site.today + timedelta(days=1):
        detail = Localized(
            f"`updated` says {updated[0]}, which is in the future", f"`updated` 写的是 {updated[0]}，晚于今天"
        )
        yield Hit(updated[1], {"detail": detail, "key": same("updated")})
    elif updated and review and review[0] < updated[0]:
        detail = Localized(
            f"`review_by` says {review[0]}, which is before the last change on {updated[0]}",
            f"`review_by` 写的是 {review[0]}，早于更新日期 {updated[0]}",
        )
        yield Hit(review[1], {"detail": detail, "key": same("review_by")})


def _date(page: Page, key: str) -> tuple[date, Span] | None:
    node = (
        page.front_matter.node.children.get(key) if page.id and page.front_matter and page.front_matter.node else None
    )
    if node is None or not isinstance(node.value, str) or len(node.value) != len("2026-11-20"):
        return None
    try:
        return date.fromisoformat(node.value), node.span
    except ValueError:
        return None


def related_to_others(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """A page does not name itself among its related pages."""
    del rule, site
    node = page.front_matter.node.children.get("related") if page.front_matter and page.front_matter.node else None
    for item in node.children.values() if node and page.id else ():
        if page.id and item.value == f"{page.id.type}s/{page.id.slug}":
            yield Hit(item.span, {"page": same(item.value)})


_HOST = regex(r"(?:https?:)?//(?:[^/?#@]*@)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)


def links_to_own_site(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The links that a section must have lead to the site itself."""
    section = section_of(rule, page, site)
    schema = site.schemas.body(page.id.type, page.kind) if page.id else None
    if section is None or schema is None:
        return
    entries = site.schemas.describe(schema, ("sections", str(rule.options["section"]), "links")).get("allOf") or []
    patterns = [entry["contains"]["properties"]["href"]["pattern"] for entry in entries]
    own = [
        found[1].lower() for url in (*site.config.site.homepages, site.config.site.url) if (found := _HOST.match(url))
    ]
    for link in links(list(all_blocks(section))):
        found = _HOST.match(link.href)
        asked = any(re.search(pattern, link.href) for pattern in patterns)
        if asked and found and found[1].lower() not in own:
            yield Hit(
                link.href_span,
                {"actual": same(link.href), "host": same(found[1]), "expected": same(site.config.site.homepages[0])},
            )


# --- places


def misplaced_page(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """A file of the content folders that has front matter stands where a page stands."""
    del rule
    if page.id is not None or page.front_matter is None or page.front_matter.node is None:
        return
    for folder in map(posixpath.normpath, site.config.folders):
        below = posixpath.relpath(page.path, folder)
        if posixpath.isabs(page.path) or below.startswith("../"):
            continue
        expected = f"{folder}/{_place(page, below.split('/'), site)}"
        pattern = f"{folder}/<locale>/<type>s/<slug>.md"
        types = ", ".join(f"{name}s" for name in site.schemas.kinds)
        yield Hit(page.source.lines(1, 1), {"pattern": same(pattern), "expected": same(expected), "types": same(types)})
        return


def _place(page: Page, parts: Sequence[str], site: Site) -> str:
    """Where a page was probably meant to stand, going by its path and its front matter."""
    locales = site.config.site.locales
    written = (str(page.meta.get("locale")), *parts[:-1])
    locale = next((name for name in written if name in locales), "<locale>")
    types = [f"{name}s" for name in site.schemas.kinds]
    kind = next((found for part in reversed(parts[:-1]) if (found := closest(part, types))), "<type>s")
    return f"{locale}/{kind}/{posixpath.splitext(parts[-1])[0]}.md"


PROPERTIES: Mapping[str, Callable[[Rule, Page, Site], Iterator[Hit]]] = {
    "dates-in-order": dates_in_order,
    "front-matter-present": front_matter_present,
    "heading-levels": heading_levels,
    "known-levels": known_levels,
    "links-to-own-site": links_to_own_site,
    "misplaced-page": misplaced_page,
    "one-title": one_title,
    "owners-differ": owners_differ,
    "parser-problem": parser_problem,
    "path-agrees": path_agrees,
    "related-to-others": related_to_others,
    "sections-in-order": sections_in_order,
    "sections-once": sections_once,
    "steps-in-order": steps_in_order,
    "topics-in-order": topics_in_order,
}
"""What a rule may ask of a page's structure, by the name that rules use."""
