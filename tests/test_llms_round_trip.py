"""llms-full as a frame that no page can bend: random pages go in and come out equal, and no edit goes unseen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY, TODAY
from presscheck.config import SiteInfo
from presscheck.export.bundle import alternates_of
from presscheck.export.llms import llms_full
from presscheck.export.llms_file import LlmsFile, read, verify
from presscheck.export.record import Record
from presscheck.images import reader_of
from presscheck.markdown import parse_page
from presscheck.markdown.parser import parser
from presscheck.markdown.portable import escaped, shifted
from presscheck.model import Approval
from presscheck.published import PublishedPage, publish
from presscheck.site import Site, load_site

FRAMES = [
    "```llms-full", "```llms-page", "```llms-end", "````llms-end", "~~~llms-page", "```", "~~~", "~~~~text", "````md",
    "format: llms-full/1", "url: https://www.example.com/en/faqs/fake", "id: en/faqs/fake", "lang: en", "pages: 0",
    "body-lines: 0", "body-lines: 99999", "sha256: " + "0" * 64, "body-sha256: " + "0" * 64, "# Fake", "## Fake",
    "### Fake", "Fake\n===", "Fake\n---", "> quoted", "> ```llms-end", "- item", "  more", "    code", "", "", "---",
    "| a | b |\n|---|---|\n| ` | \\| |", "<!-- comment -->", "text\\", "1. one", "[x]: https://example.com", "text",
    "* * *", "a & b &amp; c", "\\# no heading", "中文，标点。", "- ```llms-page", "*em* `code` **strong**", "\\", "`",
]  # fmt: skip
LINE = st.one_of(
    st.sampled_from(FRAMES), st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=30)
)
WORDS = st.one_of(
    st.sampled_from(["# Fake", "```llms-end", "> x", "a `b` *c*", "1. x", "~~~", "===", "x: y", "&amp;", "\\", "中文"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30),
)
DAY = st.dates().map(lambda day: day.isoformat())
PAGE = st.tuples(WORDS, WORDS, WORDS, DAY, st.lists(LINE, max_size=14).map("\n".join))
HOME = load_site(REPOSITORY / "presscheck.toml", TODAY)


def record(site: Site, slug: str, page: tuple[str, str, str, str, str], locale: str = "en") -> Record | None:
    """A page as the export keeps it; none where it cannot be published."""
    title, summary, author, updated, body = page
    keys = {"title": title, "summary": summary, "author": author, "updated": updated, "slug": slug, "locale": locale}
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
    text = f"---\n{front}---\n\n# {escaped(title)}\n\n{body}\n"
    parsed = parse_page(f"content/{locale}/faqs/{slug}.md", text.encode(), site.schemas.kinds)
    published = publish(parsed, site.config.site, reader_of(site.root))
    if not isinstance(published, PublishedPage) or _jumps(published.markdown):
        return None
    approval = Approval(str(published.id), published.digest, "reviewer", TODAY, TODAY, "sha256:0")
    return Record.of(published, approval, "A Reviewer", REPOSITORY)


def _jumps(markdown: str) -> bool:
    """Whether a heading leaves a level out, which the rules of the family ``schema`` refuse before."""
    levels = [1, *(int(token.tag[1]) for token in parser().parse(markdown) if token.type == "heading_open")]
    return any(deeper - level > 1 for level, deeper in pairwise(levels))


def files(site: SiteInfo, records: Sequence[Record]) -> list[str]:
    return llms_full(records, alternates_of(records), site, "en")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.lists(PAGE, min_size=1, max_size=3))
def test_pages_go_in_and_come_out_equal(pages: list[tuple[str, str, str, str, str]]) -> None:
    records = [made for number, page in enumerate(pages) if (made := record(HOME, f"p{number}", page))]
    assume(records)

    (text,) = files(HOME.config.site, records)
    file = read(text)

    assert isinstance(file, LlmsFile)
    assert [fault.text.en for fault in verify(text.encode())] == []
    # One page of the file is one of the site: none forged, none swallowed, none hidden.
    assert [(page.keys["id"], page.title, page.body) for page in file.pages] == [
        (item.id, escaped(item.title), shifted(item.markdown, 1)) for item in records
    ]
    for page, item in zip(file.pages, records, strict=True):
        assert page.keys["author"] == " ".join(str(item.meta["author"]).split())
        assert page.keys["updated"] == item.meta["updated"]
        assert page.keys["source-sha256"] == item.source_sha256
    assert file.text() == text


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(PAGE, PAGE, st.data())
def test_any_edit_of_one_line_is_noticed(
    first: tuple[str, str, str, str, str], second: tuple[str, str, str, str, str], data: st.DataObject
) -> None:
    records = [made for slug, page in (("a", first), ("b", second)) if (made := record(HOME, slug, page))]
    assume(records)
    (text,) = files(HOME.config.site, records)
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1), "line")
    other = data.draw(st.integers(0, len(lines) - 1), "another line")
    new = data.draw(LINE, "text")
    match data.draw(
        st.sampled_from(["change", "delete", "insert", "duplicate", "swap", "blank at the end", "cut"]), "edit"
    ):
        case "change":
            edited = [*lines[:at], new, *lines[at + 1 :]]
        case "delete":
            edited = lines[:at] + lines[at + 1 :]
        case "insert":
            edited = [*lines[:at], new, *lines[at:]]
        case "duplicate":
            edited = [*lines[:at], lines[at], *lines[at:]]
        case "swap":
            edited = list(lines)
            edited[at], edited[other] = edited[other], edited[at]
        case "cut":
            edited = lines[:at]
        case _:
            edited = [*lines[:at], lines[at] + " ", *lines[at + 1 :]]
    changed = "\n".join(edited)
    assume(changed != text)

    found = verify(changed.encode())

    assert found
    assert all(1 <= fault.line <= len(edited) + 1 and fault.text.en and fault.text.zh for fault in found)


@pytest.mark.parametrize("line", FRAMES)
def test_a_line_of_the_frame_in_a_page_is_refused_or_stays_in_its_page(line: str) -> None:
    """The same lines one by one, in the middle of prose and in a block of code."""
    for body in (f"## Part\n\n{line}\n\nText", f"~~~~~~text\n{line}\n~~~~~~", f"- item\n\n  {line}", line):
        made = record(HOME, "a", ("Title", "Summary", "Author", "2026-11-20", body))
        if made is None:
            continue
        after = record(HOME, "b", ("Next", "Summary", "Author", "2026-11-20", "Text"))
        assert after
        (text,) = files(HOME.config.site, [made, after])
        file = read(text)
        assert isinstance(file, LlmsFile)
        assert [page.keys["id"] for page in file.pages] == ["en/faqs/a", "en/faqs/b"]
        assert verify(text.encode()) == []
