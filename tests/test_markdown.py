"""Every part of a page knows where it stands: the text at its place is the text that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscheck.errors import InputError
from presscheck.markdown import decode, parse_page, text_parts
from presscheck.model import (
    CodeBlock,
    DefinitionList,
    HtmlBlock,
    ListBlock,
    MappedText,
    Page,
    Paragraph,
    Quote,
    Section,
    Table,
)

PATH = "notes/page.md"


def parse(text: str | bytes) -> Page:
    return parse_page(PATH, text if isinstance(text, bytes) else text.encode())


def origin(page: Page, text: MappedText, part: str) -> str:
    """What stands in the source where ``part`` of a text came from."""
    start = text.text.index(part)
    first, last = text.origin(start, start + len(part))
    return page.source.text[first:last]


def sections(page: Page) -> Iterator[Section]:
    yield from page.document.walk()


def test_text_in_every_container_maps_to_its_characters() -> None:
    page = parse(
        "# 标题 *one*\n\n"
        "> quoted **bold** text\n> - item `code`\n>   and on\nlazy end\n\n"
        "1. first\n\n   second paragraph\n\t\n   | a | b |\n   |---|---|\n   | x \\| y | `p\\|q` |\n\n"
        "Term\n: meaning 全角！\n\n"
        "[^1]: note text\n\nSee[^1].\n"
    )
    seen = {part.text.text: part.text for part in text_parts(page)}

    assert origin(page, seen["标题 one"], "标题") == "标题"
    assert origin(page, seen["标题 one"], "one") == "one"
    assert origin(page, seen["quoted bold text"], "bold") == "bold"
    assert origin(page, seen["item code\nand on\nlazy end"], "lazy end") == "lazy end"
    assert origin(page, seen["second paragraph"], "paragraph") == "paragraph"
    assert origin(page, seen["x | y"], "|") == "|"
    assert origin(page, seen["p|q"], "q") == "q"
    assert origin(page, seen["meaning 全角！"], "全角！") == "全角！"
    assert origin(page, seen["note text"], "text") == "text"


def test_what_is_written_otherwise_maps_as_a_whole() -> None:
    page = parse(r"A &amp; B \* C" + "\n")
    text = next(text_parts(page)).text

    assert text.text == "A & B * C"
    assert origin(page, text, "&") == "&amp;"
    assert origin(page, text, "*") == r"\*"
    assert origin(page, text, "& B") == "&amp; B"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_lines_and_columns_are_those_of_the_file(newline: str, bom: bytes) -> None:
    text = "---\ntitle: 你好\n---\n\n# 你好\n\n文字 `代码` end\n"
    page = parse(bom + text.replace("\n", newline).encode())
    paragraph = page.document.sections[0].blocks[0]
    assert isinstance(paragraph, Paragraph)

    code = paragraph.inline.codes[0]

    assert (code.span.line, code.span.column, code.span.end_column) == (7, 4, 8)
    assert page.source.newline == newline
    assert page.source.bom is bool(bom)


def test_links_and_images_have_the_places_of_their_targets() -> None:
    page = parse(
        'A [b **c**](https://example.com/x "t") and <https://example.com/y>.\n\n'
        "![alt *text*](pic.png) [ref][r] [r]\n\n[r]: https://example.com/r 'title'\n"
    )
    first, second = page.document.blocks[:2]
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    at = page.source.text

    inline, auto = first.inline.links
    assert (inline.text, inline.href, inline.title) == ("b c", "https://example.com/x", "t")
    assert at[inline.href_span.start : inline.href_span.end] == "https://example.com/x"
    assert at[inline.span.start : inline.span.end] == '[b **c**](https://example.com/x "t")'
    assert at[auto.href_span.start : auto.href_span.end] == "https://example.com/y"
    image = second.inline.images[0]
    assert (image.alt.text, at[image.src_span.start : image.src_span.end]) == ("alt text", "pic.png")
    for link in second.inline.links:
        assert at[link.href_span.start : link.href_span.end] == "https://example.com/r"
        assert link.href_span.line == 5


def test_blocks_have_their_spans() -> None:
    page = parse(
        "intro\n\n## A {#own-id}\n\n- one\n  - deep\n- two\n\n3. three\n4. four\n\n"
        "> quote\n\n```JS title=x\ncode\n```\n\n    indented\n\n<div>\nhtml\n</div>\n\nTerm\n: Def\n"
    )
    section = next(sections(page))
    lines = {type(block).__name__: (block.span.line, block.span.end_line) for block in section.blocks}
    lists = [block for block in section.blocks if isinstance(block, ListBlock)]
    codes = [block for block in section.blocks if isinstance(block, CodeBlock)]

    assert section.heading.explicit_id == "own-id"
    assert section.heading.text == "A"
    assert [(item.span.line, item.number) for item in lists[0].items] == [(5, None), (7, None)]
    assert [item.number for item in lists[1].items] == [3, 4]
    assert lists[1].items[1].marker.line == 10
    assert (codes[0].language, codes[0].info, codes[0].closed) == ("js", "JS title=x", True)
    assert [code.text.text for code in codes] == ["code\n", "indented\n"]
    assert lines[Quote.__name__] == (12, 12)
    assert lines[HtmlBlock.__name__] == (20, 22)
    assert lines[DefinitionList.__name__] == (24, 25)


def test_table_cells_stand_where_they_are_written() -> None:
    page = parse("- | Field | Value |\n  |:---|---:|\n  | `a\\|b` |   |\n  | only one |\n")
    block = page.document.blocks[0]
    assert isinstance(block, ListBlock)
    table = block.items[0].blocks[0]
    assert isinstance(table, Table)

    assert [cell.text for cell in table.header] == ["Field", "Value"]
    assert [[cell.text for cell in row] for row in table.rows] == [["a|b", ""], ["only one", ""]]
    assert (table.header[1].span.line, table.header[1].span.column) == (1, 13)
    assert (table.rows[0][1].span.line, table.rows[0][1].span.column) == (3, 14)
    assert table.rows[1][1].span.line == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## FAQ\n\n### Why?\n\nBecause.\n", [("Why?", 1)]),
        ("## FAQ\n\n### 能用吗？\n\n能。\n\n### Note\n\nNo question.\n", [("能用吗？", 1)]),
        ("## FAQ\n\n**Why?** Because.\n\nMore.\n\n**And?**\n\nSo.\n", [("Why?", 1), ("And?", 1)]),
        ("## FAQ\n\n<details>\n<summary>Why?</summary>\n\nBecause.\n\n</details>\n", [("Why?", 1)]),
        ("## FAQ\n\n<details><summary>Why <b>so</b>?</summary>Because.</details>\n", [("Why so?", 0)]),
        ("## FAQ\n\nWhy\n: Because.\n", [("Why", 1)]),
        ("## FAQ\n\n**Note:** no question.\n", []),
    ],
)
def test_questions_are_found_however_they_are_written(text: str, expected: list[tuple[str, int]]) -> None:
    section = next(sections(parse(text)))

    assert [(question.question.text, len(question.answer)) for question in section.questions] == expected


def test_nested_fences_and_unclosed_ones() -> None:
    closed = parse("````md\n```bash\nls\n```\n````\n\n> ```\n> q\n> ```\n\n- ```\n  x\n  ```\n")
    unclosed = parse("text\n\n```bash\nls\n\n## Not a heading\n")

    assert not closed.problems
    assert [(problem.kind, problem.span.line) for problem in unclosed.problems] == [("unclosed-fence", 3)]
    assert not list(sections(unclosed))


def test_front_matter_is_read_strictly_and_with_places() -> None:
    page = parse(
        "---\ntitle: 'It''s: 好'\nflag: NO\ntrue_flag: true\nday: 2026-11-20\nnumber: 0o17\n"
        'list:\n  - a\n  - "b\\u4f60"\nfolded: >\n  one\n  two\nflag: x\n---\nbody\n'
    )
    assert page.front_matter is not None
    node = page.front_matter.node
    assert node is not None

    assert node.value == {
        "title": "It's: 好",
        "flag": "NO",
        "true_flag": True,
        "day": "2026-11-20",
        "number": "0o17",
        "list": ["a", "b你"],
        "folded": "one two\n",
    }
    assert node.children["day"].span.line == 5
    item = node.at(("list", 1))
    assert item is not None
    assert (item.span.line, item.span.column) == (9, 5)
    folded = node.children["folded"].text
    assert folded is not None
    assert origin(page, folded, "two") == "two"
    assert [(problem.kind, problem.span.line) for problem in page.problems] == [
        ("ambiguous-boolean", 3),
        ("duplicate-key", 13),
    ]
    assert page.document.blocks[0].span.line == 15


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("---\ntitle: a: b\n---\n", "front-matter-syntax", 2),
        ("---\n- a\n---\n", "front-matter-not-a-mapping", 2),
        ("---\n---\n", "front-matter-empty", 1),
        ("---\ntitle: x\n\nbody\n", "front-matter-unclosed", 1),
        ("---\na: &x [*x]\n---\n", "front-matter-syntax", 2),
        ("---\n? [a]\n: b\n---\n", "front-matter-syntax", 2),
        ("---\na: \x07\n---\n", "front-matter-syntax", 2),
    ],
)
def test_broken_front_matter_is_one_problem_at_its_line(text: str, kind: str, line: int) -> None:
    assert [(problem.kind, problem.span.line) for problem in parse(text).problems][:1] == [(kind, line)]


def test_a_page_is_typed_by_its_path_alone() -> None:
    types = ["faq", "solution"]

    assert str(parse_page("content/zh/faqs/a.md", b"", types).id) == "zh/faqs/a"
    assert parse_page("/repo/content/en/solutions/b.md", b"", types).id is not None
    assert parse_page("content/en/news/a.md", b"", types).id is None
    assert parse_page("README.md", b"", types).id is None


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"a\0b", "binary"), (b"ok\n\xff\xfe", "line 2"), (b"x" * (2 * 1024 * 1024 + 1), "MiB")],
)
def test_bytes_that_are_no_page_are_refused_with_a_reason(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        decode(data)


MARKS = st.sampled_from(
    [
        *list("#*_`[]()<>|-+>!&;:~{}^\\\"'?0123456789 \n\n\n\t"),
        "你",
        "？",
        "```",
        "---\n",
        "| ",
        "# ",
        "> ",
        "- ",
        "1. ",
        "[^1]",
        "&amp;",
        "</b>",
        "<details>",
        "\r\n",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(MARKS, max_size=60).map("".join))
def test_any_text_parses_and_every_place_lies_in_the_source(text: str) -> None:
    page = parse(text)

    size = len(page.source.text)
    for part in text_parts(page):
        for piece in part.text.pieces:
            assert 0 <= piece.source_start <= piece.source_end <= size
        starts = [part.text.origin(at, at + 1) for at in range(len(part.text.text))]
        assert all(0 <= first <= last <= size for first, last in starts)
        assert starts == sorted(starts)


@settings(max_examples=300, deadline=None)
@given(
    words=st.lists(st.text("abc你好！", min_size=1, max_size=6), min_size=1, max_size=5),
    prefix=st.sampled_from(["", "> ", "- ", "1. ", "> - ", "## ", "| x | "]),
)
def test_a_word_is_found_where_it_was_written(words: list[str], prefix: str) -> None:
    line = prefix + " ".join(words)
    text = f"{line} |\n|---|---|\n" if prefix.startswith("|") else f"{line}\n"
    page = parse(text)
    expected = line.index(words[-1], len(line) - len(words[-1]))

    found = [
        part.text.origin(part.text.text.rindex(words[-1]), len(part.text.text.rstrip()))[0]
        for part in text_parts(page)
        if part.text.text.rstrip().endswith(" ".join(words))
    ]

    assert expected in found
