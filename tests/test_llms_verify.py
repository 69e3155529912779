"""``presscheck llms verify`` and ``inspect``: every edit is noticed, and every input ends in a verdict."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presscheck.export.llms_file import Fault, read, verify
from presscheck.export.llms_inspect import inspect
from test_cli import run
from test_export import add_page
from test_llms import FAKE, exported


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file of three pages, one of which imitates frames in a fence."""
    from conftest import CONFIG, FAQ

    folder = tmp_path_factory.mktemp("site")
    (folder / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    page = folder / "content/en/faqs/example.md"
    page.parent.mkdir(parents=True)
    page.write_text(FAQ.format(slug="example", locale="en"), encoding="utf-8")
    add_page(folder, "liar", details=FAKE)
    add_page(
        folder, "second", details="| a | b |\n|---|---|\n| 1 | 中文 |\n\n```bash\ncurl https://api.example.com\n```"
    )
    return exported(folder)


def faults(text: str) -> list[str]:
    return [fault.text.en for fault in verify(text.encode())]


def resealed(text: str) -> str:
    """The text with digests and counts made right again, as somebody would who wants to hide an edit."""
    body = text[: text.rindex("```llms-end")]
    return body + re.sub(r"sha256: \w+", f"sha256: {hashlib.sha256(body.encode()).hexdigest()}", text[len(body) :])


def with_body(good: str, body: str) -> str:
    """A file of one page with a body of somebody's own, and every digest right."""
    page = re.sub(r"body-lines: \d+", f"body-lines: {body.count(chr(10))}", good.split("\n## ")[1])
    frame = page[: page.index("```\n", page.index("```llms-page")) + 4]
    frame = re.sub(r"body-sha256: \w+", f"body-sha256: {hashlib.sha256(body.encode()).hexdigest()}", frame)
    head = good.split("\n## ", maxsplit=1)[0].replace("pages: 3", "pages: 1")
    return resealed(f"{head}\n## {frame}\n{body}\n```llms-end\npages: 1\nsha256: 0\n```\n")


def test_a_file_of_the_export_is_good_and_comes_back_the_same(good: str) -> None:
    assert faults(good) == []
    file = read(good)
    assert not isinstance(file, Fault)
    assert file.text() == good
    assert [page.keys["id"] for page in file.pages] == ["en/faqs/example", "en/faqs/liar", "en/faqs/second"]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_every_edit_of_a_line_is_noticed(good: str, data: st.DataObject) -> None:
    lines = good.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    new = data.draw(st.one_of(st.text(max_size=40), st.just(None), st.just(lines[at] + " "), st.just(lines[at][:-1])))
    edited = lines[:at] + ([] if new is None else [new]) + lines[at + 1 :]
    if edited != lines:
        found = verify("\n".join(edited).encode("utf-8", "surrogatepass"))
        assert found
        assert all(1 <= fault.line <= len(edited) + 1 for fault in found)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 3000))
def test_any_input_ends_in_a_verdict(good: str, junk: bytes, at: int) -> None:
    data = good.encode()
    for text in (junk, data[:at] + junk + data[at:], data[:at]):
        assert isinstance(verify(text), list)
        assert inspect(text).bytes == len(text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("pages: 3", "pages: 2", "llms-end is missing"),
        ("id: en/faqs/second", "id: en/faqs/aaaa", "must stand before"),
        ("lang: en\nauthor", "lang: zh\nauthor", "the file in en"),
        ("reviewed: 2026", "reviewed: 2126-13", "is no day"),
        ("# ALLTKN\n", "# ALLTKN\u200b\n", "invisible character"),
        ("> ", "> <b>", "raw HTML"),
        ("author: ", "colour: red\nauthor: ", "not known here"),
        ("format: llms-full/1", "format: llms-full/9", "not llms-full/1"),
    ],
)
def test_an_edit_with_digests_made_right_is_noticed(good: str, old: str, new: str, said: str) -> None:
    assert old in good
    assert any(said in fault for fault in faults(resealed(good.replace(old, new, 1))))


def test_a_body_that_is_no_longer_the_one_that_was_approved(good: str) -> None:
    edited = resealed(good.replace("Use the API address.", "Use the homepage.", 1))

    found = verify(edited.encode())

    assert [fault.text.en for fault in found] == [
        "a line of the body of en/faqs/example was changed, up to line 39: its digest is another one"
    ]
    assert found[0].line <= edited[: edited.index("Use the homepage.")].count("\n") + 1 <= 39


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Text", None),
        ("A \u2764\ufe0f and 1\ufe0f\u20e3", None),
        ("[x](javascript:alert)", "a relative link: javascript:alert"),
        ("![x](data:text/html,hi)", "a relative link: data:text/html,hi"),
        ("<javascript:alert>", "a relative link: javascript:alert"),
        ('[x](https://www.example.com "hidden")', "a link with a title"),
        ("[//]: # (hidden)", "a definition of a link"),
        ("[unused]: https://www.example.com", "a definition of a link"),
        ("[^1]: hidden", "a footnote"),
        ("&#x202e;Text", "a reference makes an invisible character"),
        ("Text\ufe0f", "an invisible character, U+FE0F"),
        ("\u2764\ufe0f\ufe0f", "an invisible character, U+FE0F"),
        ("```", "does not see the block that ends the file"),
    ],
)
def test_what_no_export_writes_is_found_though_every_digest_is_right(good: str, line: str, said: str | None) -> None:
    text = with_body(good, f"### Short answer\n\n{line}\n")

    found = verify(text.encode())

    assert len(found) == (said is not None)
    if said:
        assert said in found[0].text.en
        assert text.split("\n")[found[0].line - 1] in {line, "```"}


def test_a_key_is_found_though_every_digest_is_right(good: str, tmp_path: Path) -> None:
    text = with_body(good, "### Short answer\n\nsk-" + hashlib.sha256(b"nobody").hexdigest()[:48] + "\n")
    file = tmp_path / "llms-full.txt"
    file.write_text(text, encoding="utf-8", newline="\n")
    assert verify(file.read_bytes()) == []

    result = run(tmp_path, "llms", "verify", str(file))

    assert result.returncode == 1
    assert "a key stands here" in result.stdout
    assert "sk-" not in result.stdout


def test_the_command(site_folder: Path) -> None:
    exported(site_folder)
    file = site_folder / "dist/bundle/llms-full.txt"
    again = [str(file), "--source", str(site_folder), "--manifest", str(site_folder / "dist/bundle/manifest.json")]

    result = run(site_folder, "llms", "verify", *again)
    assert (result.returncode, result.stderr) == (0, "")

    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("homepage", "homepagf", 1), encoding="utf-8", newline="\n")
    line = text[: text.index("homepage")].count("\n") + 1
    result = run(site_folder, "llms", "verify", *again)
    assert result.returncode == 1
    assert result.stdout.startswith(f"{file}:{line}: differs from what the site's approved pages make\n")
    result = run(site_folder, "llms", "verify", str(file), "--format", "json")
    assert result.returncode == 1
    found = json.loads(result.stdout)
    assert found["ok"] is False
    assert found["faults"]
    result = run(site_folder, "llms", "verify", str(file), "--lang", "zh")
    assert "不合格" in result.stderr


def test_a_file_that_was_made_from_something_else(site_folder: Path) -> None:
    text = exported(site_folder)
    file = site_folder / "other.txt"
    file.write_text(resealed(text.replace("> ", "> Another ", 1)), encoding="utf-8", newline="\n")

    result = run(site_folder, "llms", "verify", str(file), "--source", str(site_folder))

    assert result.returncode == 1
    assert ":3: differs from what the site" in result.stdout


def test_what_cannot_be_read(tmp_path: Path) -> None:
    result = run(tmp_path, "llms", "verify", "no-such-file.txt")
    assert result.returncode == 2
    assert "no-such-file.txt" in result.stderr
    assert "Traceback" not in result.stderr


def test_inspect_counts_what_other_generators_leave_behind() -> None:
    text = """\
# First

[relative](../guide.md) and <b>HTML</b>

<!-- a comment
# Swallowed
-->

title: Fake
---

# First

```bash
never closed
"""
    found = inspect(text.encode())

    assert found.format == "unknown"
    assert found.counts["relative-links"] == 1
    assert found.counts["html"] == 2
    assert found.counts["comments"] == 1
    assert found.counts["swallowed-headings"] == 1
    assert found.counts["fake-headings"] == 1
    assert found.counts["duplicate-titles"] == 1
    assert found.counts["unclosed-fences"] == 1
    assert found.lines["unclosed-fences"] == [14]
