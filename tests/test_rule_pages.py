"""The pages of the built-in rules in Chinese: their own prose around the examples of the English pages."""

from __future__ import annotations

import re

import pytest

from conftest import REPOSITORY, TODAY
from presscheck.rule_pages import page_of
from presscheck.site import load_site

RULES = load_site(REPOSITORY / "presscheck.toml", TODAY).rules
WITHOUT_EXAMPLES = {"schema/unreadable-file", "schema/invalid-body"}
PROSE = ("原因", "应当怎么写")
EXAMPLES = {"错误示例": "Bad", "正确示例": "Good", "改写示例": "Rewritten"}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_built_in_rule_has_a_page_in_chinese_with_prose_of_its_own(rule: str) -> None:
    page = RULES[rule].page.with_suffix(".zh.md")
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    sections = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))

    assert text.startswith(f"# {rule}\n\n## 原因\n")
    for heading in PROSE:
        assert re.search("[一-鿿].*[。”]$", sections[heading].strip()), heading
    for heading in EXAMPLES:
        assert not sections.get(heading, "").strip(), f"{heading} stands in the English page"


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_page_in_chinese_shows_every_example_of_the_english_one(rule: str) -> None:
    chinese, english = (page_of(RULES[rule], language) for language in ("zh", "en"))
    own, other = dict(chinese.sections), dict(english.sections)

    assert (chinese.language, english.language) == ("zh", "en")
    assert {heading: own[heading] for heading in EXAMPLES if heading in own} == {
        heading: other[name] for heading, name in EXAMPLES.items() if name in other
    }
    assert ("## 错误示例\n\n" in chinese.text) == (rule not in WITHOUT_EXAMPLES)
    assert "~~~~" not in chinese.prose
