"""Portable texts as the plain text of a mail."""

from __future__ import annotations

import re

import pytest

from presscheck.export.plain_text import plain_text


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## The `key` of *all*\n\nText\n", "The key of all\n==============\n\nText\n"),
        ("### 地址\n", "地址\n----\n"),
        ("**Bold**, ~~gone~~, `code`, 2 \\* 3 &lt; 7.\n", "Bold, gone, code, 2 * 3 < 7.\n"),
        ("one\\\ntwo\nthree\n", "one\ntwo\nthree\n"),
        ("Ask [support](https://www.example.com/s).\n", "Ask support <https://www.example.com/s>.\n"),
        ("[https://a.example.com](https://a.example.com)\n", "https://a.example.com\n"),
        ("<https://a.example.com> <me@example.com>\n", "https://a.example.com me@example.com\n"),
        ("![the form](https://a.example.com/a.png)\n", "the form <https://a.example.com/a.png>\n"),
        ("- a\n  - b\n    more\n- c\n", "- a\n  - b\n    more\n- c\n"),
        ("3. a\n\n   b\n\n4. c\n", "3. a\n\n   b\n\n4. c\n"),
        ("> a\n>\n> - b\n", "> a\n>\n> - b\n"),
        ("```sh\ncurl x  \n\ny\n```\n", "    curl x\n\n    y\n"),
        ("a\n\n---\n\nb\n", "a\n\n--------------------\n\nb\n"),
        (
            "| Field | Wert |\n|---|---|\n| 地址 | `https://api.example.com/v1` |\n| Key | a\\|b |\n",
            "Field  Wert\n---------------------------------\n地址   https://api.example.com/v1\nKey    a|b\n",
        ),
        (
            f"| A | B |\n|---|---|\n| {'one ' * 12}| {'two ' * 12}|\n| x |  |\n",
            f"A: {'one ' * 12}".rstrip() + "\n" + f"B: {'two ' * 12}".rstrip() + "\n\nA: x\n",
        ),
    ],
)
def test_what_a_reader_of_plain_text_sees(markdown: str, expected: str) -> None:
    assert plain_text(markdown) == expected


def test_the_mails_of_the_home_site_show_no_marks() -> None:
    from conftest import REPOSITORY

    for path in REPOSITORY.glob("content/*/templates/*email*.md"):
        body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
        assert not re.search(r"^#|\*\*|`|\]\(", plain_text(body), re.MULTILINE), path
