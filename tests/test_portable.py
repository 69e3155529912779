"""A page's body made portable: what is resolved, what is dropped, what is refused, and that nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscheck.markdown import parse_page
from presscheck.markdown.parser import parser
from presscheck.markdown.portable import Portable, escaped, heading_texts, portable, shifted
from presscheck.model import Localized


def resolve(href: str) -> str | Localized:
    """Stand-in for a site: relative links go to one host, some schemes nowhere."""
    scheme = href.partition(":")[0].lower()
    if scheme in {"data", "ftp", "javascript"}:
        return Localized(f"no {scheme} links", f"不能用 {scheme} 链接")
    return href if "://" in href else f"https://site.example.com/{href}"


def run(body: str, front_matter: str = "") -> Portable:
    return portable(parse_page("content/en/faqs/a.md", f"{front_matter}# Title\n\n{body}".encode()), resolve)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("[a](b.md 'hidden')\n", "[a](https://site.example.com/b.md)\n", id="title-of-a-link"),
        pytest.param("[a](<b c.md>)\n", "[a](<https://site.example.com/b%20c.md>)\n", id="angle-brackets"),
        pytest.param("[a](b_(c).md)\n", "[a](https://site.example.com/b_%28c%29.md)\n", id="parentheses"),
        pytest.param(
            "[a][x] and [x]\n\n[x]: b.md 't'\n",
            "[a](https://site.example.com/b.md) and [x](https://site.example.com/b.md)\n",
            id="references",
        ),
        pytest.param("Text\n\n[//]: # (hidden words)\n", "Text\n", id="unused-definition"),
        pytest.param("![alt](p.png 'hidden')\n", "![alt](https://site.example.com/p.png)\n", id="image"),
        pytest.param("<https://example.com>\n", "<https://example.com>\n", id="autolink"),
        pytest.param("a\n\n<!-- secret\n\nwords -->\n\nb\n", "a\n\nb\n", id="comment-block"),
        pytest.param("a <!-- secret --> b\n", "a b\n", id="comment-in-a-line"),
        pytest.param("one<br>two\n", "one\\\ntwo\n", id="break-tag"),
        pytest.param("one  \ntwo\n", "one\\\ntwo\n", id="break-of-blanks"),
        pytest.param("`one  \ntwo`\n", "`one\ntwo`\n", id="blanks-in-code"),
        pytest.param("| a |\n|---|\n| x<br>y |\n", "| a |\n|---|\n| x y |\n", id="break-in-a-cell"),
        pytest.param("Press <kbd>Ctrl + C</kbd>.\n", "Press `Ctrl + C`.\n", id="key"),
        pytest.param("Two\nlines\n---\n\nText\n", "## Two lines\n\nText\n", id="underlined-heading"),
        pytest.param("## **Bold** {#an-id} ##\n\nText\n", "## **Bold**\n\nText\n", id="explicit-id"),
        pytest.param(
            "<details>\n<summary>Why *so*?</summary>\n\nSince **it** is.\n\n</details>\n",
            "**Why \\*so\\*?**\n\nSince **it** is.\n",
            id="details",
        ),
        pytest.param("<details><summary>Q?</summary>A.</details>\n", "**Q?**\n\nA.\n", id="details-on-one-line"),
        pytest.param(
            "Term\n: First\n  more\n\nOther\n:   Second\n\n    para\n",
            "**Term**\n- First\n  more\n\n**Other**\n-   Second\n\n    para\n",
            id="definition-list",
        ),
        pytest.param(
            "> [a](b.md)\n> two<br>\n> three\n", "> [a](https://site.example.com/b.md)\n> two\\\n> three\n", id="quote"
        ),
        pytest.param("```sh\nx  \n\n\n\ny\n```\n", "```sh\nx\n\n\n\ny\n```\n", id="blank-lines-in-code-stay"),
        pytest.param("a\n\n\n\n\nb   \n", "a\n\nb\n", id="blank-lines-elsewhere-do-not"),
        pytest.param(
            "\u2764\ufe0f 1\ufe0f\u20e3 \u2194\ufe0e \u2139\ufe0f\n",
            "\u2764\ufe0f 1\ufe0f\u20e3 \u2194\ufe0e \u2139\ufe0f\n",
            id="variation-selectors-of-emoji",
        ),
        pytest.param(
            "One[^z], two[^1] and one again[^z].\n\n[^1]: See [b](b.md).\n[^z]: Last\n\n    para\n\nEnd\n\n1. x\n",
            "One\\[1\\], two\\[2\\] and one again\\[1\\].\n\nEnd\n\n1. x\n\n---\n\n1. Last\n\n   para\n"
            "2. See [b](https://site.example.com/b.md).\n",
            id="footnotes",
        ),
        pytest.param("cafe\u0301\n", "caf\u00e9\n", id="nfc"),
        pytest.param(
            "```md\n<b>[a](b.md) <!-- c --></b>\n```\n",
            "```md\n<b>[a](b.md) <!-- c --></b>\n```\n",
            id="code-is-left-alone",
        ),
    ],
)
def test_what_a_body_becomes(body: str, expected: str) -> None:
    result = run(body)

    assert [refusal.reason.en for refusal in result.refusals] == []
    assert result.text == expected


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Text\n\n<div>x</div>\n", 5, "HTML cannot be published: <div>x</div>"),
        ("Text <span>x</span>\n", 3, "HTML cannot be published: <span>"),
        ("<details>\n<summary><b>Q</b></summary>\n\nA\n\n</details>\n", 3, "HTML cannot be published: <details>"),
        ("<!-- c --> <script>x</script>\n", 3, "HTML cannot be published: <script>"),
        ("<!-- never closed\n\nText\n", 3, "HTML cannot be published: <!-- never closed"),
        ("Text\n\n[a](data:image/png;base64,AAAA)\n", 5, "no data links"),
        ("Text\n\n[a](data:text/html,x)\n", 5, "no data links"),
        ("Text [a](JavaScript:x)\n", 3, "no javascript links"),
        ("Text <javascript:x>\n", 3, "no javascript links"),
        ("Text <ftp://example.com>\n", 3, "no ftp links"),
        ("a\ufe0fb\n", 3, "U+FE0F"),
        ("\u2764\ufe0f\ufe0f\n", 3, "U+FE0F"),
        ("1\ufe0f\n", 3, "U+FE0F"),
        ("+\ufe0f\n", 3, "U+FE0F"),
        ("### A\n", 3, "a level-3 heading below one of level 1; write it with ##"),
        ("## A\n\n#### B\n", 5, "a level-4 heading below one of level 2; write it with ###"),
        ("## A\n\n###### Deep\n", 5, "too deep"),
        ("## A\n\n# Again\n", 5, "second level-1 heading"),
        ("a\u200bb\n", 3, "U+200B"),
        ("`a\u202eb`\n", 3, "U+202E"),
        ("a\U000e0041b\n", 3, "U+E0041"),
        ("```llms-page\nurl: x\n```\n", 3, "reserved for llms-full.txt"),
        ("```&#108;lms-page\nurl: x\n```\n", 3, "reserved for llms-full.txt"),
        ("```llms\\-page\nurl: x\n```\n", 3, "reserved for llms-full.txt"),
        ("```llms\u2011page\nurl: x\n```\n", 3, "reserved for llms-full.txt"),
        ("```\uff4c\uff4c\uff4d\uff53-page\nurl: x\n```\n", 3, "reserved for llms-full.txt"),
        ("> ~~~ IIm\u0455-END\n> ~~~\n", 3, "reserved for llms-full.txt"),
        ("a\u3164b\n", 3, "U+3164"),
        ("a\u034fb\n", 3, "U+034F"),
        ("a\uffa0b\n", 3, "U+FFA0"),
        ("a\ufffeb\n", 3, "U+FFFE"),
        ("a\U0001ffffb\n", 3, "U+1FFFF"),
        ("a&HangulFiller;&#x3164;b\n", 3, "makes an invisible character"),
        ("```\nopen\n", 3, "without an end"),
        ("Text\n\n[^1]: note\n", 5, "a footnote that nothing refers to"),
        ("Text[^1]\n\n> [^1]: note\n", 5, "a footnote that is not written as"),
        ("Text[^1]\n\n[^1]: note\u200b\n", 5, "U+200B"),
        ("Text[^1]\n\n[^1]: <b>note</b>\n", 5, "HTML cannot be published"),
    ],
)
def test_what_is_refused_and_where(body: str, line: int, words: str) -> None:
    refusals = run(body).refusals

    assert words in refusals[0].reason.en
    assert refusals[0].reason.zh != refusals[0].reason.en
    assert refusals[0].span.line == line


def test_a_page_without_a_title_is_refused() -> None:
    result = portable(parse_page("a.md", b"Text\n\n## A\n"), resolve)

    assert result.refusals[0].reason.en == "the page has no title heading"


def test_front_matter_line_ends_and_byte_order_marks_do_not_count() -> None:
    text = "## A\n\nText [a](b.md)\n\n- one\n- two\n"
    plain = run(text)
    windows = portable(
        parse_page("a.md", b"\xef\xbb\xbf" + f"---\na: 1\n---\n# Title\n\n{text}".replace("\n", "\r\n").encode()),
        resolve,
    )

    assert plain.text == windows.text
    assert plain.anchors == windows.anchors == ("a",)


def test_anchors_are_unique_and_explicit_ones_win() -> None:
    result = run("## Same\n\nx\n\n## Same\n\nx\n\n## 常见 问题？\n\nx\n\n## Other {#given}\n\nx\n\n## !\n\nx\n")

    assert result.anchors == ("same", "same-2", "常见-问题", "given", "section")


def test_shifting_moves_headings_only() -> None:
    text = "## A\n\n```\n## not me\n```\n\n> ### B\n\n- # C\n"

    assert shifted(text, 1) == "### A\n\n```\n## not me\n```\n\n> #### B\n\n- ## C\n"
    assert heading_texts(text) == ["A", "B", "C"]


MARKS = st.sampled_from(
    [*"ab中文 \n\t#>*_`[]()<>!|~-+=:.\\&;{}^1", "<br>", "<!-- c -->", "](b.md)", "```", "    ", "[^1]", "\n[^1]: ", "$"]
)
TEXTS = st.lists(MARKS, max_size=60).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_refused_or_made_portable_once_and_for_all(body: str) -> None:
    result = run(body)
    if result.refusals:
        return
    again = run(result.text)

    assert again.refusals == ()
    assert again.text == result.text
    html = parser().render(result.text)
    assert "<!--" not in html
    assert all(line == line.rstrip() for line in result.text.split("\n"))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*"ab中 #>*_`[]<~&;\\:-+=1.)!/", "&amp;"]), max_size=20).map("".join))
def test_escaped_text_shows_just_itself(text: str) -> None:
    text = " ".join(text.split())
    if not text:
        return
    tokens = parser().parse(f"{escaped(text)}\n\n## {escaped(text)}\n")
    shown = ["".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"]

    assert shown == [text, text]
