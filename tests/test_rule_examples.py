"""The examples in the rules' pages are their tests: Bad fires, Good does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from markdown_it import MarkdownIt

from conftest import REPOSITORY, TODAY
from presscheck.config import FILE_NAME as CONFIG
from presscheck.images import is_image, reader_of
from presscheck.lint import lint_page, lint_site
from presscheck.markdown import parse_page
from presscheck.model import ContentFile, Finding, Page
from presscheck.page_index import PageIndex
from presscheck.pages import entry_of
from presscheck.site import Site, Snapshot, content_files, load_site, read_pages

SITE = load_site(REPOSITORY / "presscheck.toml", TODAY)
WITHOUT_EXAMPLES = {
    "schema/unreadable-file",  # bytes, not text: see test_bad_input.py
    "schema/invalid-body",  # fires for a site's own schemas only: see test_schemas.py
}


DATA = {"base-url/clients.yaml", "claims/words.yaml"}
"""Files beside the rules that are none."""

BESIDE = "beside"
"""The last word of an info string: this file is another one of the site that the next example stands in."""


class Example(NamedTuple):
    """A page that must fire a rule or must not, and the files of its site that stand beside it, by path."""

    rule: str
    heading: str
    path: str
    text: str
    beside: Mapping[str, str]


def examples() -> Iterator[Example]:
    """Every example of every rule's page."""
    for rule in SITE.rules.values():
        heading, beside = "", dict[str, str]()
        for token in MarkdownIt("commonmark").parse(rule.page.read_text(encoding="utf-8")):
            if token.type == "inline" and token.level == 1:
                heading = token.content if token.content in {"Bad", "Good", "Why", "Instead"} else heading
            elif token.type == "fence" and heading in {"Bad", "Good"}:
                _, path, *words = token.info.split()
                if BESIDE in words:
                    beside[path] = token.content
                    continue
                yield Example(rule.name, heading, path, token.content, beside)
                beside = {}


EXAMPLES = list(examples())


@cache
def own_pages() -> tuple[Page, ...]:
    """The pages of the repository, among which the examples stand."""
    files = read_pages(content_files(SITE.config), SITE.schemas)
    return tuple(page for page in files if isinstance(page, Page))


def fired(example: Example, site: Site, folder: Path) -> list[Finding]:
    """What the rule finds in the example; in the whole site where the example is its configuration."""
    files = {**example.beside, example.path: example.text}
    if CONFIG in files:
        (folder / CONFIG).write_text(files[CONFIG], encoding="utf-8")
        site = load_site(folder / CONFIG, site.today)
    pages = [parse_page(path, text.encode(), site.schemas.kinds) for path, text in files.items() if path != CONFIG]
    shown = {page.path: page for page in (*own_pages(), *pages)}
    texts = {Path(path): page.source.text.encode() for path, page in shown.items()}
    names = [ContentFile(path, path.as_posix()) for path in texts]
    snapshot = Snapshot(
        names,
        lambda wanted: [texts[file.location] for file in wanted],
        lambda path: path in shown or (is_image(path) and (SITE.root / path).is_file()),
        reader_of(SITE.root),
    )
    site = site.with_snapshot(snapshot)
    # Parsing every page for every example would take minutes.
    vars(site)["index"] = PageIndex(entry_of(page) for page in shown.values())
    rules = [site.rules[example.rule]]
    found = lint_site(site, rules) if example.path == CONFIG else lint_page(site, pages[-1], rules)
    return [finding for finding in found if finding.rule == example.rule]


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[f"{example.rule}-{example.heading}-{number}" for number, example in enumerate(EXAMPLES)]
)
def test_example(example: Example, home_site: Site, tmp_path: Path) -> None:
    found = fired(example, home_site, tmp_path)

    assert bool(found) is (example.heading == "Bad"), [finding.message.en for finding in found]


@pytest.mark.parametrize("rule", sorted(SITE.rules))
def test_rule_has_a_page_with_both_examples(rule: str) -> None:
    text = SITE.rules[rule].page.read_text(encoding="utf-8")

    assert text.startswith(f"# {rule}\n")
    for heading in ("## Why", "## Bad", "## Good", "## Instead"):
        assert f"\n{heading}\n" in text
    if rule not in WITHOUT_EXAMPLES:
        assert {example.heading for example in EXAMPLES if example.rule == rule} == {"Bad", "Good"}


@pytest.mark.parametrize("rule", sorted({example.rule for example in EXAMPLES}))
def test_messages_fill_every_placeholder_in_both_languages(rule: str, home_site: Site, tmp_path: Path) -> None:
    written = home_site.rules[rule]
    names = set(re.findall(r"\{[a-z_]+\}", " ".join((*written.message, *written.help))))
    for example in EXAMPLES:
        for finding in fired(example, home_site, tmp_path) if (example.rule, example.heading) == (rule, "Bad") else ():
            for shown in (*finding.message, *finding.help):
                assert not any(name in shown for name in names)
                assert "``" not in shown
                assert "“”" not in shown
                assert shown.strip()


def test_no_rule_file_stands_alone() -> None:
    names = {path.relative_to(REPOSITORY / "linters").as_posix() for path in Path(REPOSITORY, "linters").glob("*/*")}

    assert names == {f"{rule}{ending}" for rule in SITE.rules for ending in (".yaml", ".md", ".zh.md")} | DATA
