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
        ("Text\u3164", "an invisible character, U+3164"),
        ("Text\uffff", "an invisible character, U+FFFF"),
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


@pytest.mark.parametrize("info", ["llms-end", "&#108;lms-end", "llms&#45;page", "llms\u2011full"])
def test_a_fence_that_passes_for_a_frame_is_found(good: str, info: str) -> None:
    text = with_body(good, f"### Short answer\n\n```{info}\npages: 1\n```\n")

    assert faults(text) == ["a reserved fence inside a page"]


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


@pytest.mark.parametrize(
    ("part", "parts", "said"),
    [
        ("x", "1", "part and parts are no part of a whole"),
        ("0", "1", "part and parts are no part of a whole"),
        ("2", "2", "differs from what the site's approved pages make"),
    ],
)
def test_a_part_that_the_site_does_not_make(site_folder: Path, part: str, parts: str, said: str) -> None:
    text = exported(site_folder).replace("part: 1\nparts: 1\n", f"part: {part}\nparts: {parts}\n")
    file = site_folder / "other.txt"
    file.write_text(resealed(text), encoding="utf-8", newline="\n")

    result = run(site_folder, "llms", "verify", str(file), "--source", str(site_folder))

    assert result.returncode == 1
    assert result.stderr.startswith("not good: ")
    assert said in result.stdout


# --- a manifest -----------------------------------------------------------------------------------------------------


@pytest.fixture
def bundle(site_folder: Path) -> Path:
    """A bundle in two languages."""
    add_page(site_folder, "example", locale="zh")
    exported(site_folder)
    return site_folder / "dist/bundle"


@pytest.mark.parametrize("manifest", ["manifest.json", "llms-manifest.json"])
def test_a_manifest_knows_a_file_by_its_digest_whatever_its_name(bundle: Path, tmp_path: Path, manifest: str) -> None:
    elsewhere = tmp_path / "downloads"
    elsewhere.mkdir()
    listed = ["--manifest", str(bundle / manifest)]
    for path, name in (("llms-full.txt", "t"), ("zh/llms-full.txt", "llms-full.txt"), ("zh/llms-full.txt", "x.md")):
        (elsewhere / name).write_bytes((bundle / path).read_bytes())

        result = run(tmp_path, "llms", "verify", str(elsewhere / name), *listed)

        assert result.returncode == 0, result.stdout
        assert result.stdout.endswith(f"; the manifest lists it as {path}\n")
    found = json.loads(run(tmp_path, "llms", "verify", str(elsewhere / "t"), *listed, "--format", "json").stdout)
    assert found == {"file": str(elsewhere / "t"), "ok": True, "listed_as": "llms-full.txt", "faults": []}


@pytest.mark.parametrize("manifest", ["manifest.json", "llms-manifest.json"])
def test_a_file_that_a_manifest_does_not_list(bundle: Path, tmp_path: Path, manifest: str) -> None:
    elsewhere = tmp_path / "llms-full.txt"
    english, chinese = ((bundle / path).read_text() for path in ("llms-full.txt", "zh/llms-full.txt"))

    def said(text: str) -> str:
        elsewhere.write_text(resealed(text), encoding="utf-8", newline="\n")
        result = run(tmp_path, "llms", "verify", str(elsewhere), "--manifest", str(bundle / manifest))
        assert result.returncode == 1
        return result.stdout.removeprefix(f"{elsewhere}:1: {bundle / manifest} ").rstrip()

    assert said(english.replace("> ", "> Another ", 1)) == "lists another digest for llms-full.txt"
    assert said(chinese.replace("> ", "> Another ", 1)) == "lists another digest for zh/llms-full.txt"
    second = english.replace("part: 1\nparts: 1", "part: 2\nparts: 2")
    assert said(second) == "lists no llms-full file for the language en, part 2"
    other = said(english.replace("site: https://www.example.com/", "site: https://www.example.org/"))
    assert other in {
        "lists another digest for llms-full.txt",
        "is that of https://www.example.com/, the file is that of https://www.example.org/",
    }


def test_beside_its_manifest_a_file_must_be_the_one_of_its_path(bundle: Path) -> None:
    (bundle / "llms-full.txt").write_bytes((bundle / "zh/llms-full.txt").read_bytes())
    manifest = bundle / "manifest.json"

    result = run(bundle, "llms", "verify", "llms-full.txt", "--manifest", str(manifest))

    assert result.returncode == 1
    assert f"{manifest} lists another digest for llms-full.txt; this is its zh/llms-full.txt" in result.stdout
    assert run(bundle, "llms", "verify", "zh/llms-full.txt", "--manifest", "manifest.json").returncode == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "no manifest of a bundle"),
        ('{"files": [{"path": "llms-full.txt"}]}', "no manifest of a bundle"),
        ('{"files": []}', "lists no llms-full file"),
        ('{"files": [{"path": "zh/not-llms-full.txt", "sha256": "0"}]}', "lists no llms-full file"),
    ],
)
def test_what_is_no_manifest(bundle: Path, text: str, said: str) -> None:
    (bundle / "other.json").write_text(text)

    result = run(bundle, "llms", "verify", "llms-full.txt", "--manifest", "other.json")

    assert result.returncode == 2
    assert said in result.stderr


# --- several files --------------------------------------------------------------------------------------------------


def test_pages_and_their_translations_name_each_other(bundle: Path) -> None:
    files = [bundle / "llms-full.txt", bundle / "zh/llms-full.txt"]
    calls = ["llms", "verify", *map(str, files)]
    assert run(bundle, *calls).returncode == 0
    text = files[1].read_text()
    line = next(line for line in text.split("\n") if line.startswith("alternates: "))

    def said(new: str) -> str:
        files[1].write_text(resealed(text.replace(f"{line}\n", new)), encoding="utf-8", newline="\n")
        assert run(bundle, "llms", "verify", str(files[1])).returncode == 0
        result = run(bundle, *calls)
        assert result.returncode == 1
        return result.stdout

    english = files[0].read_text().split("\n")
    at = english.index("alternates: zh=https://www.example.com/zh/faqs/example") + 1
    there = f"{files[0]}:{at}: alternates: "
    assert f"{there}zh/faqs/example does not name this page as its translation\n" in said("")
    elsewhere = said("alternates: en=https://www.example.com/en/faqs/elsewhere\n")
    assert f"{there}zh/faqs/example does not name" in elsewhere
    assert "no page in en has the address https://www.example.com/en/faqs/elsewhere" in elsewhere
    files[1].write_text(
        resealed(text.replace("url: https://www.example.com/zh/faqs/example", "url: https://www.example.com/zh/other"))
    )
    assert f"{there}no page in zh has the address https://www.example.com/zh/faqs/example" in run(bundle, *calls).stdout


def test_a_language_of_which_a_part_is_missing_may_hold_any_page(bundle: Path) -> None:
    chinese = bundle / "zh/llms-full.txt"
    text = chinese.read_text().replace("part: 1\nparts: 1", "part: 2\nparts: 2")
    chinese.write_text(resealed(text.replace("zh/faqs/example\nid: zh/faqs/example", "zh/faqs/z\nid: zh/faqs/z")))

    result = run(bundle, "llms", "verify", "llms-full.txt", str(chinese), "--format", "json")

    found = json.loads(result.stdout)
    assert (found["ok"], [item["ok"] for item in found["files"]]) == (False, [True, False])
    assert "en/faqs/example does not name this page" in found["files"][1]["faults"][0]["message"]


def test_a_language_that_stands_twice_among_the_translations(bundle: Path) -> None:
    text = (bundle / "llms-full.txt").read_text()
    edited = re.sub(r"(alternates: )(zh=\S+)", r"\1\2 \2", text)

    assert faults(resealed(edited)) == ["alternates: a language stands twice"]


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
