"""Kind ``structure``: how the parts of a page stand to each other, which no schema can say.

Option ``property`` names one of ``PROPERTIES``.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from presscheck.checks.hit import Hit, same
from presscheck.model import (
    Block,
    Fix,
    ListBlock,
    Localized,
    Page,
    Quote,
    Span,
)
from presscheck.rules import Rule
from presscheck.schemas.instance import closest
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
        fix = Fix(Localized("quote it", "加上引号"), True, problem.edits) if problem.edits else None
        yield Hit(problem.span, {"detail": _DETAILS.get(problem.kind, same("")), **problem.args}, fix)


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
        and not any(item.kind == "front-matter-unclosed" for item in page.problems)
    ):
        yield Hit(page.source.span(0, 0))


def path_agrees(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Locale and slug are those of the path."""
    del rule, site
    if page.id is None or page.front_matter is None or page.front_matter.node is None:
        return
    for key, expected in (("locale", page.id.locale), ("slug", page.id.slug)):
        node = page.front_matter.node.children.get(key)
        if node is not None and isinstance(node.value, str) and node.value and node.value != expected:
            yield Hit(node.span, {"key": same(key), "actual": same(node.value), "expected": same(expected)})


def owners_differ(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The backup owner is somebody else."""
    del rule, site
    node = page.front_matter.node if page.front_matter else None
    backup = node.children.get("backup_owner") if node else None
    if node and backup and page.id and isinstance(backup.value, str) and backup.value == page.meta.get("owner"):
        yield Hit(backup.span, {"owner": same(backup.value)})


# --- headings


def one_title(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Exactly one first-level heading, first in the page, the same as the front matter's title."""
    del rule, site
    if page.id is None:
        return
    titles = [section for section in page.document.walk() if section.heading.level == 1]
    meta = page.meta.get("title")
    expected = meta.strip() if isinstance(meta, str) else ""
    if not titles:
        first = next(iter(page.document.sections), None)
        at = first.heading.span if first else page.source.span(page.document.span.start, page.document.span.start)
        yield Hit(at, {"detail": Localized("there is none", "没有一级标题"), "title": same(expected)})
        return
    actual = titles[0].heading.text.strip()
    if expected and actual != expected:
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
    del rule, site
    if page.id is None:
        return
    above = 0
    for section in page.document.walk():
        level = section.heading.level
        if level > above + 1 and above:
            yield Hit(
                section.heading.span,
                {"level": same(level), "expected": same(above + 1), "marks": same("#" * (above + 1))},
            )
        above = level


def sections_in_order(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Known sections stand in the order of the schema. The fewest that must move are reported."""
    del rule
    body = site.body(page)
    schema = site.schemas.body(page.id.type, page.kind) if page.id else None
    if body is None or schema is None:
        return
    order = _schema_order(schema.get("properties", {}).get("sections", {}))
    found = [(key, section) for key, section in body.order if key in order]
    top = [(key, section) for key, section in found if section.heading.level == min(s.heading.level for _, s in found)]
    for group in (top, [item for item in found if item not in top]):
        ranks = [order.index(key) for key, _ in group]
        stay = _longest_rise(ranks)
        for index, (_, section) in enumerate(group):
            if index in stay:
                continue
            before = [item for item in group if order.index(item[0]) < ranks[index]]
            after = [item for item in group if order.index(item[0]) > ranks[index]]
            if before:
                previous = max(before, key=lambda item: order.index(item[0]))[1].heading.text
                place = Localized(f"behind “{previous}”", f"“{previous}”之后")
            else:
                following = min(after, key=lambda item: order.index(item[0]))[1].heading.text
                place = Localized(f"before “{following}”", f"“{following}”之前")
            yield Hit(section.heading.span, {"section": same(section.heading.text), "place": place})


def _schema_order(sections: Mapping[str, object]) -> list[str]:
    properties = sections.get("properties")
    keys: list[str] = []
    if isinstance(properties, dict):
        for key, schema in properties.items():
            keys.append(str(key))
            keys.extend(_schema_order(schema.get("properties", {}).get("sections", {})))
    return keys


def _longest_rise(ranks: Sequence[int]) -> set[int]:
    """Indexes of a longest rising run of ranks: what may stay where it is."""
    best: list[int] = []
    runs: list[list[int]] = []
    for index, rank in enumerate(ranks):
        run = [index]
        for before in runs:
            if ranks[before[-1]] < rank and len(before) >= len(run):
                run = [*before, index]
        runs.append(run)
        if len(run) > len(best):
            best = run
    return set(best)


def sections_once(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """No section stands twice."""
    del rule
    body = site.body(page)
    for _, section, first in body.repeated if body else ():
        yield Hit(
            section.heading.span, {"section": same(section.heading.text), "first_line": same(first.heading.span.line)}
        )


# --- steps

_STEP = re.compile(
    r"^(?:step|phase)\s*(\d+)|^第\s*([0-9一二三四五六七八九十]+)\s*[步阶]|^步骤\s*([0-9一二三四五六七八九十]+)",
    re.IGNORECASE,
)
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


def steps_in_order(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Numbered steps count up by one, in lists and in headings; a list that says 1. throughout counts itself."""
    del rule, site
    if page.id is None:
        return
    for block in _blocks(page):
        if isinstance(block, ListBlock) and block.ordered:
            yield from _list_order(block)
    yield from _numbered([(section.heading.text, section.heading.span) for section in page.document.walk()])


def _list_order(block: ListBlock) -> Iterator[Hit]:
    numbers = [item.number for item in block.items]
    if len(numbers) > 1 and set(numbers) == {1}:
        return
    for item, expected in zip(block.items, range(1, len(numbers) + 1), strict=True):
        if item.number is not None and item.number != expected:
            yield Hit(item.marker, {"actual": same(item.number), "expected": same(expected)})
            return


def _numbered(texts: Sequence[tuple[str, Span]]) -> Iterator[Hit]:
    expected = 1
    for text, span in texts:
        found = _STEP.match(text.strip())
        if not found:
            continue
        number = _number(next(group for group in found.groups() if group))
        if number == 1:
            expected = 1
        if number != expected:
            yield Hit(span, {"actual": same(number), "expected": same(expected)})
            return
        expected += 1


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" in text:
        return (_CHINESE_DIGITS.get(tens, 1)) * 10 + _CHINESE_DIGITS.get(ones, 0)
    return _CHINESE_DIGITS.get(text, 0)


def topics_in_order(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The steps of a section treat the rule's ``topics`` in their order; the first ``required`` ones are there.

    A step's topic is the first of the topics' words that stands in it.
    """
    body = site.body(page)
    section = next((found for key, found in body.order if key == rule.options["section"]), None) if body else None
    if section is None:
        return
    topics: list[dict[str, list[str]]] = rule.options["topics"]
    names = [Localized(topic["en"][0], topic["zh"][0]) for topic in topics]
    items = [item for block in section.blocks if isinstance(block, ListBlock) and block.ordered for item in block.items]
    if not items:
        return
    highest = -1
    seen: set[int] = set()
    for item in items:
        text = page.source.text[item.span.start : item.span.end].casefold()
        topic = _topic(text, topics)
        if topic is None:
            continue
        if topic < highest:
            detail = Localized(
                f"“{names[topic].en}” comes before “{names[highest].en}”",
                f"“{names[topic].zh}”应在“{names[highest].zh}”之前",
            )
            yield Hit(item.marker, {"detail": detail})
        highest = max(highest, topic)
        seen.add(topic)
    for topic in range(int(rule.options["required"])):
        if topic not in seen:
            detail = Localized(f"no step says “{names[topic].en}”", f"没有写“{names[topic].zh}”这一步")
            yield Hit(section.heading.span, {"detail": detail})


def _topic(text: str, topics: list[dict[str, list[str]]]) -> int | None:
    places = [
        (text.find(word.casefold()), index)
        for index, topic in enumerate(topics)
        for words in topic.values()
        for word in words
        if word.casefold() in text
    ]
    return min(places)[1] if places else None


def _blocks(page: Page) -> Iterator[Block]:
    yield from _nested(page.document.blocks)
    for section in page.document.walk():
        yield from _nested(section.blocks)


def _nested(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case ListBlock():
                for item in block.items:
                    yield from _nested(item.blocks)
            case Quote():
                yield from _nested(block.blocks)
            case _:
                pass


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
    "front-matter-present": front_matter_present,
    "heading-levels": heading_levels,
    "one-title": one_title,
    "owners-differ": owners_differ,
    "parser-problem": parser_problem,
    "path-agrees": path_agrees,
    "sections-in-order": sections_in_order,
    "sections-once": sections_once,
    "steps-in-order": steps_in_order,
    "topics-in-order": topics_in_order,
    "misplaced-page": misplaced_page,
}
"""What a rule may ask of a page's structure, by the name that rules use."""
