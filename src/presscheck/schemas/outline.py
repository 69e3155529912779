"""A page's sections with every known heading at its own level.

A required section that seems to be missing often is there, one level too high or too deep. Then the level of its
heading is the one cause, and nothing else may follow from it: the other sections are measured without it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from presscheck.model import Block, Heading, Question, Section, Source

Matches = Callable[[Heading], "str | None"]
_QUESTION_END = ("?", "？")


@dataclass(frozen=True, slots=True)
class Known:
    """The sections that a schema knows at one level, those in each of them, and how many questions each needs."""

    matches: Matches
    below: Mapping[str, Known]
    questions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """``levels`` holds, by the place of a heading, the level at which it counts where that is not its own;
    ``misplaced`` those that are a finding."""

    sections: tuple[Section, ...]
    levels: Mapping[int, int]
    misplaced: Mapping[int, int]


@dataclass(slots=True)
class _Head:
    heading: Heading
    blocks: tuple[Block, ...]
    questions: tuple[Question, ...]
    level: int


def outline(sections: Sequence[Section], known: Known, source: Source) -> Outline:
    """The sections of a page, with known ones lifted or lowered to the level at which they belong."""
    heads = list(_heads(sections))
    title = next((index for index, head in enumerate(heads) if head.level == 1), -1)
    misplaced = dict(_lifted(heads, title, known, 2, range(len(heads))))
    if not misplaced:
        return Outline(tuple(sections), {}, {})
    levels = {head.heading.span.start: head.level for head in heads if head.level != head.heading.level}
    ends = [head.heading.span.start for head in heads[1:]] + [sections[-1].span.end]
    rebuilt, _ = _nested(heads, ends, 0, 0, source)
    return Outline(tuple(rebuilt), levels, misplaced)


def _heads(sections: Sequence[Section]) -> Iterator[_Head]:
    for section in sections:
        end = section.sections[0].span.start if section.sections else section.span.end
        own = tuple(question for question in section.questions if question.span.start < end)
        yield _Head(section.heading, section.blocks, own, section.heading.level)
        yield from _heads(section.sections)


def _lifted(
    heads: list[_Head], title: int, known: Known, level: int, within: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Set the levels right of known sections that are not at theirs; yields the places of their headings."""
    keys = {index: known.matches(heads[index].heading) for index in within if index != title}
    there = {key for index, key in keys.items() if heads[index].level == level}
    for index, key in keys.items():
        if key is None or key in there:
            continue
        there.add(key)
        yield heads[index].heading.span.start, level
        _move(heads, index, level)
    for index, key in keys.items():
        if key is None or heads[index].level != level:
            continue
        if key in known.below:
            below = known.below[key]
            own = {at for at, head in enumerate(heads) if below.matches(head.heading) is not None}
            yield from _lifted(heads, title, below, level + 1, _range(heads, index, own))
        if key in known.questions:
            asking = {
                at for at, head in enumerate(heads) if _asks(head.heading) and known.matches(head.heading) is None
            }
            within = [at for at in _range(heads, index, asking) if at in asking]
            yield from _asked(heads, known.questions[key], level + 1, within)


def _range(heads: list[_Head], parent: int, own: Collection[int]) -> list[int]:
    """What belongs to a section: all up to the next of its level that is not one of its own."""
    found: list[int] = []
    for index in range(parent + 1, len(heads)):
        if heads[index].level <= heads[parent].level and index not in own:
            break
        found.append(index)
    return found


def _asked(heads: list[_Head], needed: int, level: int, asking: list[int]) -> Iterator[tuple[int, int]]:
    """Lower questions that left their section; lift those in the answer of another one if there are too few."""
    few = sum(heads[index].level == level for index in asking) < needed
    for index in asking:
        if heads[index].level < level or (few and heads[index].level > level):
            yield heads[index].heading.span.start, level
            _move(heads, index, level)


def _move(heads: list[_Head], index: int, level: int) -> None:
    """Give a heading its level; what stands below one that is too deep comes with it."""
    before = heads[index].level
    heads[index].level = level
    if before < level:
        return
    for head in heads[index + 1 :]:
        if head.level <= before:
            break
        head.level -= before - level


def _nested(heads: list[_Head], ends: list[int], index: int, above: int, source: Source) -> tuple[list[Section], int]:
    """The sections deeper than level ``above`` from ``index`` on, and the index of the first head behind them."""
    sections: list[Section] = []
    while index < len(heads) and heads[index].level > above:
        head, start = heads[index], index
        below, index = _nested(heads, ends, index + 1, head.level, source)
        heading = replace(head.heading, level=head.level)
        span = source.span(heads[start].heading.span.start, ends[index - 1])
        questions = [*head.questions, *_questions(below)]
        sections.append(Section(heading, head.blocks, tuple(below), tuple(questions), span))
    return sections, index


def _asks(heading: Heading) -> bool:
    return heading.text.rstrip().endswith(_QUESTION_END)


def _questions(sections: Sequence[Section]) -> Iterator[Question]:
    """The questions that headings of deeper sections ask."""
    for section in sections:
        if _asks(section.heading):
            yield Question(section.heading.inline.text, "", tuple(_blocks(section)), section.span)
        else:
            yield from section.questions


def _blocks(section: Section) -> Iterator[Block]:
    yield from section.blocks
    for below in section.sections:
        yield below.heading
        yield from _blocks(below)
