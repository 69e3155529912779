"""The page of a rule: why, bad and good examples, what to write instead.

``<rule>.md`` is in English and holds the examples, which are the rule's tests. ``<rule>.zh.md`` is in Chinese. Where
nothing stands below one of its headings for examples, those of the English page are shown: they are in one file only.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from presscheck.model import Language
from presscheck.rules import Rule

EXAMPLES = {"错误示例": "Bad", "正确示例": "Good", "改写示例": "Rewritten"}
"""The headings for examples in Chinese, each with its English one."""

PROSE = {"en": ("Why", "Instead", "Rewritten"), "zh": ("原因", "应当怎么写", "改写示例")}
"""The headings of what a report may show. Bad and good examples of secrets look like keys, and a report shows none."""


class Section(NamedTuple):
    """A heading of the second level, and what stands below it. What stands above the first has the heading ``""``."""

    heading: str
    text: str


class RulePage(NamedTuple):
    """A page as it is shown: its language, and its sections without the rule's name and summary."""

    language: Language
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """The page as Markdown."""
        return _joined(self.sections)

    @property
    def prose(self) -> str:
        """What a report shows of the page."""
        return _joined(section for section in self.sections if section.heading in PROSE[self.language])


def page_of(rule: Rule, language: Language) -> RulePage:
    """A rule's page in a language; in English where there is none in that language.

    Raises:
        OSError: there is no page that can be read.
    """
    own = rule.page.with_suffix(f".{language}.md")
    if not own.is_file():
        return RulePage("en", _sections(rule.page.read_text(encoding="utf-8"), rule.summary.en))
    sections = _sections(own.read_text(encoding="utf-8"), rule.summary.in_language(language))
    if any(section.heading in EXAMPLES and not section.text for section in sections):
        english = dict(_sections(rule.page.read_text(encoding="utf-8"), rule.summary.en))
        examples = {heading: english.get(name, "") for heading, name in EXAMPLES.items()}
        sections = tuple(Section(heading, text or examples.get(heading, "")) for heading, text in sections)
    return RulePage(language, sections)


def _sections(page: str, summary: str) -> tuple[Section, ...]:
    from markdown_it import MarkdownIt

    lines, tokens = page.split("\n"), MarkdownIt("commonmark").parse(page)
    # Only headings of the page itself: one inside an example is text of that example.
    headings = [
        (inline.content, token.map[0], token.map[1])
        for token, inline in pairwise(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0 and token.map
    ]
    ends = [start for _, start, _ in headings] + [len(lines)]
    above = "\n".join(lines[1 if page.startswith("# ") else 0 : ends[0]])
    sections = [Section("", above.strip().removeprefix(summary).strip())]
    for (heading, _, start), end in zip(headings, ends[1:], strict=True):
        sections.append(Section(heading, "\n".join(lines[start:end]).strip("\n")))
    return tuple(sections)


def _joined(sections: Iterable[Section]) -> str:
    parts = (f"## {heading}\n\n{text}" if heading else text for heading, text in sections if text)
    return "\n\n".join(parts)
