"""Our own pages: clean, in both languages with the same structure, and each required part really required."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import REPOSITORY
from presscheck.images import reader_of
from presscheck.lint import lint_page
from presscheck.markdown import parse_page
from presscheck.markdown.texts import document_blocks
from presscheck.model import CodeBlock, Finding, ListBlock, Page, Section, Table
from presscheck.published import PublishedPage, publish
from presscheck.site import Site
from test_cli import run

PAGES = sorted(path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "content").rglob("*.md"))
ENGLISH = [path for path in PAGES if path.startswith("content/en/")]
FIELDS = json.loads((REPOSITORY / "schemas/page.schema.json").read_text(encoding="utf-8"))["required"]
DIAGNOSES = [path for path in PAGES if "\nkind: diagnosis\n" in (REPOSITORY / path).read_text(encoding="utf-8")]
EVIDENCE_SECTIONS = {"What to send to support", "提交给支持团队的信息"}
LABELS = (
    "client and version",
    "Base URL",
    "model",
    "time",
    "status code",
    "original error text",
    "masked key id",
)
"""What support needs, in the order of our pages."""
EVIDENCE = {"Evidence", "证据", "Record that proves completion", "完成记录"}


def read(path: str, site: Site) -> Page:
    return parse_page(path, (REPOSITORY / path).read_bytes(), site.schemas.kinds)


def findings(path: str, text: str, site: Site) -> list[Finding]:
    page = parse_page(path, text.encode(), site.schemas.kinds)
    try:
        # An edited page also differs from its translation, which is another family's business.
        return lint_page(site, page, [rule for rule in site.rules.values() if rule.family != "review"])
    finally:
        site.forget()


def without(page: Page, start: int, end: int, new: str = "") -> str:
    return page.source.text[:start] + new + page.source.text[end:]


def required_sections(page: Page) -> Iterator[Section]:
    """The sections that a page must have, also those one level deeper."""
    for section in page.document.sections[0].sections:
        if section.heading.text not in {"Set-up steps", "配置步骤"}:
            yield section
        if section.heading.text in {"Execution notes and boundaries", "执行说明与边界"}:
            yield from section.sections


def test_there_are_the_pages_that_a_site_needs() -> None:
    names = {path.removeprefix("content/en/") for path in ENGLISH}

    assert names == {path.removeprefix("content/zh/") for path in PAGES if path.startswith("content/zh/")}
    counts = {name: sum(path.startswith(name) for path in names) for name in ("solutions", "templates", "faqs")}
    assert counts == {"solutions": 4, "templates": 11, "faqs": 13}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_clean_and_can_be_published(path: str, home_site: Site) -> None:
    page = read(path, home_site)

    assert findings(path, page.source.text, home_site) == []
    assert isinstance(publish(page, home_site.config.site, reader_of(home_site.root)), PublishedPage)


def test_an_edit_of_any_page_takes_nothing_from_its_readers(tmp_path: Path) -> None:
    """What is published is held against the rules as its source was, and not found wanting for how it is kept."""
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "presscheck.toml", tmp_path)
    for command in (("approve", "content"), ("export", "apply")):
        assert run(tmp_path, *command).returncode == 0
    for page in PAGES:
        with (tmp_path / page).open("a", encoding="utf-8") as file:
            file.write("\n更改前请先询问。\n" if "/zh/" in page else "\nAsk before you change this.\n")

    plan = json.loads(run(tmp_path, "export", "plan", "--format", "json").stdout)

    assert [page for page in plan["changes"] if page["action"] != "blocked"] == []
    assert len(plan["changes"]) == len(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_a_required_section_that_is_deleted_is_missed_where_it_stood(path: str, home_site: Site) -> None:
    page = read(path, home_site)
    for section in required_sections(page):
        text = without(page, section.span.start, section.span.end)
        found = findings(path, text, home_site)
        last_line = len(text.rstrip("\n").split("\n"))

        missed = [item for item in found if section.heading.text in item.message.in_language(_language(path))]
        assert [item.rule for item in missed] == ["schema/missing-section"], section.heading.text
        assert missed[0].span.line == min(section.span.line, last_line), section.heading.text


@pytest.mark.parametrize("path", PAGES)
def test_a_required_field_that_is_deleted_is_missed_where_it_stood(path: str, home_site: Site) -> None:
    page = read(path, home_site)
    assert page.front_matter
    assert page.front_matter.node
    kinds = ["kind"] if page.kind else []
    clients = ["client", "client_versions"] if page.kind == "client" else []
    for key in [*FIELDS, *kinds, *clients]:
        node = page.front_matter.node.children[key]
        assert node.key_span
        start, end = page.source.line_start(node.key_span.line), page.source.line_start(node.span.end_line + 1)
        if page.source.text[start:end].count("\n") > 1 and node.span.end_column == 1:
            end = page.source.line_start(node.span.end_line)  # a list's span ends at the next line's start
        found = findings(path, without(page, start, end), home_site)

        missed = [(item.rule, item.span.line) for item in found if f"`{key}`" in item.message.en]
        assert missed == [("schema/missing-field", node.key_span.line)], key


@pytest.mark.parametrize("path", PAGES)
def test_an_evidence_cell_that_is_emptied_is_found_in_its_row(path: str, home_site: Site) -> None:
    page = read(path, home_site)
    tables = [block for block in document_blocks(page.document) if isinstance(block, Table)]
    columns = [(table, at) for table in tables for at, cell in enumerate(table.header) if cell.text in EVIDENCE]
    for table, at in columns:
        for row in table.rows:
            cell = row[at].span
            found = findings(path, without(page, cell.start, cell.end), home_site)

            # What an emptied cell held is missed in the other language as well.
            alone = [item for item in found if item.rule != "review/parity"]
            assert [(item.rule, item.span.line) for item in alone] == [("schema/empty-cell", cell.line)]
    assert bool(columns) == ((page.id is not None and page.id.type == "solution") or page.kind == "checklist")


@pytest.mark.parametrize("path", DIAGNOSES)
def test_an_evidence_item_that_is_deleted_is_missed(path: str, home_site: Site) -> None:
    """Each of the seven, whatever the others mention in passing."""
    page = read(path, home_site)
    section = next(section for section in page.document.walk() if section.heading.text in EVIDENCE_SECTIONS)
    items = [item for block in section.blocks if isinstance(block, ListBlock) for item in block.items]
    assert len(items) == len(LABELS) == 7

    for item, label in zip(items, LABELS, strict=True):
        start, end = page.source.line_start(item.span.line), page.source.line_start(item.span.end_line + 1)
        found = findings(path, without(page, start, end), home_site)

        alone = [each for each in found if each.rule != "review/parity"]
        assert [(each.rule, each.span.line) for each in alone] == [("schema/missing-entry", section.heading.span.line)]
        assert label in alone[0].message.en


@pytest.mark.parametrize("path", ENGLISH)
def test_both_languages_say_the_same(path: str, home_site: Site) -> None:
    """The same sections, rows, steps, code, URLs and figures: what a translation must not change."""
    english, chinese = read(path, home_site), read(path.replace("content/en/", "content/zh/"), home_site)

    assert _shape(english) == _shape(chinese)
    assert _code(english) == _code(chinese)
    assert _links(english) == _links(chinese)
    assert _urls(english) == _urls(chinese)


def _language(path: str) -> str:
    return "zh" if "/zh/" in path else "en"


def _shape(page: Page) -> list[tuple[object, ...]]:
    shape: list[tuple[object, ...]] = [(section.heading.level,) for section in page.document.walk()]
    for block in document_blocks(page.document):
        if isinstance(block, Table):
            shape.append(("table", len(block.header), len(block.rows)))
        elif isinstance(block, ListBlock):
            shape.append(("list", block.ordered, len(block.items)))
    return shape


def _code(page: Page) -> list[str]:
    return [block.text.text for block in document_blocks(page.document) if isinstance(block, CodeBlock)]


def _links(page: Page) -> list[str]:
    return re.findall(r"\]\(([^)]*)\)", page.source.text)


def _urls(page: Page) -> set[str]:
    return set(re.findall(r"https?://[\w./-]+[\w/]", page.source.text))
