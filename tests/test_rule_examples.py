"""The examples in the rules' pages are their tests: Bad fires, Good does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from conftest import REPOSITORY, TODAY
from presscheck.lint import lint_page
from presscheck.markdown import parse_page
from presscheck.site import Site, load_site

SITE = load_site(REPOSITORY / "presscheck.toml", TODAY)
WITHOUT_EXAMPLES = {
    "schema/unreadable-file",  # bytes, not text: see test_bad_input.py
    "schema/invalid-body",  # fires for a site's own schemas only: see test_schemas.py
}


def examples() -> Iterator[tuple[str, str, str, str]]:
    """Rule, heading, path and text of every example."""
    for rule in SITE.rules.values():
        heading = ""
        for token in MarkdownIt("commonmark").parse(rule.page.read_text(encoding="utf-8")):
            if token.type == "inline" and token.level == 1:
                heading = token.content if token.content in {"Bad", "Good", "Why", "Instead"} else heading
            elif token.type == "fence" and heading in {"Bad", "Good"}:
                yield rule.name, heading, token.info.split()[1], token.content


EXAMPLES = list(examples())


@pytest.mark.parametrize(
    ("rule", "heading", "path", "text"),
    EXAMPLES,
    ids=[f"{rule}-{heading}-{number}" for number, (rule, heading, _, _) in enumerate(EXAMPLES)],
)
def test_example(rule: str, heading: str, path: str, text: str, home_site: Site) -> None:
    page = parse_page(path, text.encode(), home_site.schemas.kinds)

    fired = [finding for finding in lint_page(home_site, page, [home_site.rules[rule]]) if finding.rule == rule]

    assert bool(fired) is (heading == "Bad"), [finding.message.en for finding in fired]


@pytest.mark.parametrize("rule", sorted(SITE.rules))
def test_rule_has_a_page_with_both_examples(rule: str) -> None:
    text = SITE.rules[rule].page.read_text(encoding="utf-8")

    assert text.startswith(f"# {rule}\n")
    for heading in ("## Why", "## Bad", "## Good", "## Instead"):
        assert f"\n{heading}\n" in text
    if rule not in WITHOUT_EXAMPLES:
        assert {heading for name, heading, _, _ in EXAMPLES if name == rule} == {"Bad", "Good"}


def test_messages_fill_every_placeholder_in_both_languages(home_site: Site) -> None:
    for rule, heading, path, text in EXAMPLES:
        if heading != "Bad":
            continue
        page = parse_page(path, text.encode(), home_site.schemas.kinds)
        written = home_site.rules[rule]
        names = set(re.findall(r"\{[a-z_]+\}", " ".join((*written.message, *written.help))))
        for finding in lint_page(home_site, page, [written]):
            for shown in (*finding.message, *finding.help):
                assert not any(name in shown for name in names)
                assert "``" not in shown
                assert "“”" not in shown
                assert shown.strip()


def test_no_rule_file_stands_alone() -> None:
    pages = {path.with_suffix("") for path in Path(REPOSITORY, "linters").glob("*/*.md")}
    rules = {path.with_suffix("") for path in Path(REPOSITORY, "linters").glob("*/*.yaml")}

    assert pages == rules - {Path(REPOSITORY, "linters", name) for name in ("base-url/clients", "claims/words")}
