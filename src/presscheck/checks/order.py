"""What of a page counts or follows: its sections, its numbered steps, and the topics that steps treat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from presscheck.checks.hit import Hit, same
from presscheck.model import Block, Heading, ListBlock, ListItem, Localized, Page, Quote, Section, Span
from presscheck.rules import Rule
from presscheck.schemas.instance import all_blocks, step_number, visible
from presscheck.site import Site


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


# --- steps


def steps_in_order(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """Numbered steps count up by one, in lists and in headings; a list that says 1. throughout counts itself."""
    del rule
    if page.id is None:
        return
    told = _told_by_topic(page, site)
    for blocks in _sequences(page):
        for run in _runs(blocks):
            if not any(item.marker.start in told for item in run):
                yield from _list_order(run, page)
    yield from _numbered(
        [section.heading for section in page.document.walk() if section.heading.span.start not in told]
    )


def _told_by_topic(page: Page, site: Site) -> set[int]:
    """The places of steps about whose order or lack another rule speaks already."""
    told: set[int] = set()
    for rule in site.rules.values():
        if rule.kind != "structure" or rule.options["property"] != "topics-in-order":
            continue
        if site.level(rule, page.path) != "off" and any(topics_in_order(rule, page, site)):
            told.update(marker.start for _, marker in _steps(section_of(rule, page, site)))
    return told


def _runs(blocks: Sequence[Block]) -> Iterator[list[ListItem]]:
    """The items of ordered lists; one that only another delimiter, ``2)`` for ``2.``, tears off is none of its own."""
    run: list[ListItem] = []
    for block in blocks:
        if isinstance(block, ListBlock) and block.ordered:
            if run and block.items[0].number != 1:
                run.extend(block.items)
                continue
            if run:
                yield run
            run = list(block.items)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _list_order(items: Sequence[ListItem], page: Page) -> Iterator[Hit]:
    markers = [page.source.text[item.marker.start : item.marker.end] for item in items]
    delimiter = markers[0][-1:]
    counts_itself = len(items) > 1 and {item.number for item in items} == {1}
    for item, marker, expected in zip(items, markers, range(1, len(items) + 1), strict=True):
        if marker[-1:] != delimiter:
            yield Hit(item.marker, {"actual": same(f"`{marker}`"), "expected": same(f"`{expected}{delimiter}`")})
            return
        if item.number is not None and item.number != expected and not counts_itself:
            yield Hit(item.marker, {"actual": same(item.number), "expected": same(expected)})
            return


def _numbered(headings: Sequence[Heading]) -> Iterator[Hit]:
    expected = 1
    for heading in headings:
        number = step_number(heading.text)
        if number is None:
            continue
        if number == 1:
            expected = 1
        if number != expected:
            yield Hit(heading.span, {"actual": same(number), "expected": same(expected)})
            return
        expected += 1


_MISSING = Localized("A verification step is missing", "缺少一个验证步骤")
_MISPLACED = Localized("A verification step is out of order", "有一个验证步骤的顺序不对")


def topics_in_order(rule: Rule, page: Page, site: Site) -> Iterator[Hit]:
    """The steps of a section treat the rule's ``topics`` in their order; the first ``required`` ones are there.

    A step's topic is the first of the topics' words that stands in it.
    """
    section = section_of(rule, page, site)
    steps = _steps(section)
    if section is None or not steps:
        return
    topics: list[dict[str, list[str]]] = rule.options["topics"]
    names = [Localized(topic["en"][0], topic["zh"][0]) for topic in topics]
    found = [(topic, marker) for text, marker in steps if (topic := _topic(text.casefold(), topics)) is not None]
    ranks = [topic * len(found) + index for index, (topic, _) in enumerate(found)]
    stay = _longest_rise(ranks)
    for index, (topic, marker) in enumerate(found):
        if index in stay:
            continue
        before = [found[at][0] for at in stay if found[at][0] <= topic]
        near = max(before) if before else min(found[at][0] for at in stay)
        detail = (
            Localized(
                f"“{names[topic].en}” belongs behind “{names[near].en}”",
                f"“{names[topic].zh}”应在“{names[near].zh}”之后",
            )
            if before
            else Localized(
                f"“{names[topic].en}” belongs before “{names[near].en}”",
                f"“{names[topic].zh}”应在“{names[near].zh}”之前",
            )
        )
        yield Hit(marker, {"problem": _MISPLACED, "detail": detail})
    there = {topic for topic, _ in found}
    missing = [topic for topic in range(int(rule.options["required"])) if topic not in there]
    # A step without text is a finding of its own, and may be the one that is missing.
    for topic in missing[sum(not text for text, _ in steps) :]:
        detail = Localized(f"no step says “{names[topic].en}”", f"没有写“{names[topic].zh}”这一步")
        yield Hit(section.heading.span, {"problem": _MISSING, "detail": detail})


def section_of(rule: Rule, page: Page, site: Site) -> Section | None:
    """The section that a rule is about."""
    body = site.body(page)
    return next((found for key, found in body.order if key == rule.options["section"]), None) if body else None


def _steps(section: Section | None) -> list[tuple[str, Span]]:
    """Text and place of the steps of a section: items of ordered lists, or sub-sections called Step 1, Step 2 …"""
    if section is None:
        return []
    items = [
        (visible(item.blocks), item.marker)
        for block in section.blocks
        if isinstance(block, ListBlock) and block.ordered
        for item in block.items
    ]
    headed = [
        (f"{below.heading.text}\n{visible(list(all_blocks(below)))}", below.heading.span)
        for below in section.sections
        if step_number(below.heading.text) is not None
    ]
    return headed if len(headed) > 1 else items


def _topic(text: str, topics: list[dict[str, list[str]]]) -> int | None:
    places = [
        (text.find(word.casefold()), index)
        for index, topic in enumerate(topics)
        for words in topic.values()
        for word in words
        if word.casefold() in text
    ]
    return min(places)[1] if places else None


def _sequences(page: Page) -> Iterator[Sequence[Block]]:
    """Blocks that stand behind each other, in the page and in its lists and quotes."""
    yield from _nested(page.document.blocks)
    for section in page.document.walk():
        yield from _nested(section.blocks)


def _nested(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    yield blocks
    for block in blocks:
        match block:
            case ListBlock():
                for item in block.items:
                    yield from _nested(item.blocks)
            case Quote():
                yield from _nested(block.blocks)
            case _:
                pass
