"""llms-full.txt taken apart again: frames, digests, and pages that try to break them."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import subprocess
from pathlib import Path

import pytest

from conftest import FAQ
from presscheck.export.llms_file import verify
from presscheck.markdown.parser import parser
from test_cli import run
from test_export import add_page, approve

BLOCK = re.compile(r"```(llms-\w+)\n((?:[a-z0-9-]+: .*\n)*)```\n")


def block(text: str, at: int, name: str) -> tuple[dict[str, str], int]:
    found = BLOCK.match(text, at)
    assert found, text[at : at + 80]
    assert found[1] == name
    return dict(line.split(": ", 1) for line in found[2].splitlines()), found.end()


def take_apart(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The pages of a file as (title, keys, body), read by its frames alone; every digest is checked."""
    head = re.match(r"# .*\n\n> .*\n\n", text)
    assert head
    header, at = block(text, head.end(), "llms-full")
    assert header["format"] == "llms-full/1"
    pages: list[tuple[str, dict[str, str], str]] = []
    for _ in range(int(header["pages"])):
        title = re.compile(r"\n## (.*)\n\n").match(text, at)
        assert title
        keys, at = block(text, title.end(), "llms-page")
        assert text[at] == "\n"
        lines = text[at + 1 :].split("\n", int(keys["body-lines"]))
        body = "\n".join(lines[:-1]) + "\n"
        assert hashlib.sha256(body.encode()).hexdigest() == keys["body-sha256"]
        at += 1 + len(body)
        pages.append((title[1], keys, body))
    assert text[at] == "\n"
    end, last = block(text, at + 1, "llms-end")
    assert end == {"pages": header["pages"], "sha256": hashlib.sha256(text[: at + 1].encode()).hexdigest()}
    assert last == len(text)
    return pages


def exported(folder: Path, name: str = "llms-full.txt") -> str:
    approve(folder)
    result = run(folder, "export", "apply")
    assert result.returncode == 0, result.stderr
    return (folder / "dist/bundle" / name).read_bytes().decode()


FAKE = """\
~~~~text
## Fake

```llms-page
url: https://www.example.com/en/faqs/fake
body-lines: 1
```

# Not a heading

```llms-end
pages: 1
```
~~~~
"""


def test_no_page_can_forge_another(site_folder: Path) -> None:
    add_page(site_folder, "liar", details=FAKE)
    add_page(site_folder, "second")

    pages = take_apart(exported(site_folder))

    assert [keys["id"] for _, keys, _ in pages] == ["en/faqs/example", "en/faqs/liar", "en/faqs/second"]
    assert FAKE in pages[1][2]


def test_a_body_is_the_page_one_level_deeper(site_folder: Path) -> None:
    add_page(
        site_folder,
        "other",
        details="Under\n---\n\n[Here](#details)\n\n### Sub\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    )

    text = exported(site_folder)
    _, keys, body = take_apart(text)[1]
    page = (site_folder / "dist/bundle/pages/en/faqs/other.md").read_text().partition("\n\n")[2]

    assert body.startswith("### Short answer\n")
    assert "\n### Under\n\n[Here](https://www.example.com/en/faqs/other#details)\n\n#### Sub\n" in body
    lower = re.sub(r"<(/?)h(\d)>", lambda found: f"<{found[1]}h{int(found[2]) - 1}>", parser().render(body))
    assert lower == parser().render(page)
    assert keys == keys | {
        "url": "https://www.example.com/en/faqs/other",
        "lang": "en",
        "author": "ALLTKN Editorial Team",
        "reviewed": "2026-11-24",
        "updated": "2026-11-20",
    }


def test_the_file_as_a_markdown_reader_sees_it(site_folder: Path) -> None:
    page = add_page(site_folder, "odd")
    page.write_text(page.read_text().replace("Is the homepage the API address?", "Is *this* a `_name_` <b>?"))
    page.write_text(page.read_text().replace("title: Is *", "title: 'Is *").replace("<b>?\nslug", "<b>?'\nslug"))
    page.write_text(page.read_text().replace("# Is *this* a `_name_` <b>?", r"# Is \*this\* a \`\_name\_\` \<b>?"))

    text = exported(site_folder)
    tokens = parser().parse(text)
    headings = [
        (token.tag, "".join(child.content for child in following.children or ()))
        for token, following in itertools.pairwise(tokens)
        if token.type == "heading_open" and token.tag in {"h1", "h2"}
    ]

    assert headings == [
        ("h1", "ALLTKN"),
        ("h2", "Is the homepage the API address?"),
        ("h2", "Is *this* a `_name_` <b>?"),
    ]
    assert not [token for token in tokens if "html" in token.type]
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_each_language_has_its_own_file_and_names_the_other(site_folder: Path) -> None:
    add_page(site_folder, "example", locale="zh")

    english = take_apart(exported(site_folder))
    chinese = take_apart(exported(site_folder, "zh/llms-full.txt"))

    assert [keys["alternates"] for _, keys, _ in english] == ["zh=https://www.example.com/zh/faqs/example"]
    assert [keys["alternates"] for _, keys, _ in chinese] == ["en=https://www.example.com/en/faqs/example"]


def test_the_source_digest_is_that_of_the_page(site_folder: Path) -> None:
    keys = take_apart(exported(site_folder))[0][1]

    assert keys["source-sha256"] == hashlib.sha256(FAQ.format(slug="example", locale="en").encode()).hexdigest()


def test_llms_txt_keeps_to_the_common_profile(site_folder: Path) -> None:
    page = add_page(site_folder, "other")
    page.write_text(page.read_text().replace("summary: No.", "summary: No \\[x] *y* BASE_URL."))
    text = exported(site_folder, "llms.txt")

    lines = text.splitlines()
    assert lines[0] == "# ALLTKN"
    assert lines[2].startswith("> ")
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == ["## Questions", "## Optional"]
    below = lines[lines.index(headings[0]) :]
    assert all(re.fullmatch(r"- \[[^\]]+\]\(https://\S+\): .+", line) for line in below if line and line[0] != "#")
    assert "BASE_URL" in text


# --- parts


def in_parts(folder: Path, limit: int) -> None:
    config = folder / "presscheck.toml"
    config.write_text(config.read_text() + f"\n[llms]\nmax_bytes = {limit}\n")


def test_what_does_not_fit_goes_into_another_part(site_folder: Path) -> None:
    limit = 10_240
    in_parts(site_folder, limit)
    for number in range(11):
        add_page(site_folder, f"page-{number:02}", details=f"{'Sentence of a page. ' * 60}\n")
    index = exported(site_folder, "llms.txt")
    bundle = site_folder / "dist/bundle"

    files = sorted(bundle.glob("llms-full.?.txt"))
    assert [file.name for file in files] == [f"llms-full.{number}.txt" for number in range(1, len(files) + 1)]
    assert len(files) > 1
    ids: list[str] = []
    for number, file in enumerate(files, 1):
        assert file.stat().st_size <= limit
        text = file.read_bytes().decode()
        assert f"\npart: {number}\nparts: {len(files)}\n" in text
        assert f"(https://www.example.com/{file.name}): All pages, part {number} of {len(files)}\n" in index
        ids += [keys["id"] for _, keys, _ in take_apart(text)]
        assert run(site_folder, "llms", "verify", str(file), "--source", ".").returncode == 0
        manifested = run(site_folder, "llms", "verify", str(file), "--manifest", str(bundle / "llms-manifest.json"))
        assert manifested.returncode == 0
    assert ids == sorted(f"en/faqs/{name}" for name in ["example", *(f"page-{number:02}" for number in range(11))])
    manifest = json.loads((bundle / "llms-manifest.json").read_text())
    assert [page["id"] for file in manifest["files"] for page in file["pages"]] == ids
    # The plain name is there in every bundle, with the first part, and repeats no page in the list.
    plain = bundle / "llms-full.txt"
    assert plain.read_bytes() == files[0].read_bytes()
    assert [file["sha256"] for file in manifest["files"]] == [
        hashlib.sha256(file.read_bytes()).hexdigest() for file in [*files, plain]
    ]
    assert [file.get("same_as") for file in manifest["files"]] == [None] * len(files) + [files[0].name]
    for args in (("--source", "."), ("--manifest", str(bundle / "llms-manifest.json"))):
        assert run(site_folder, "llms", "verify", str(plain), *args).returncode == 0
    # A part that says it is another one is not what the site makes.
    other = site_folder / "other.txt"
    other.write_bytes(files[0].read_bytes().replace(b"\npart: 1\n", b"\npart: 2\n"))
    assert run(site_folder, "llms", "verify", str(other), "--source", ".").returncode == 1


def test_a_page_that_no_part_can_hold_is_not_exported(site_folder: Path) -> None:
    in_parts(site_folder, 10_240)
    add_page(site_folder, "long", details=f"{'Sentence of a page. ' * 600}\n")
    approve(site_folder)

    plan = run(site_folder, "export", "plan", "--lang", "en")

    assert plan.returncode == 1
    assert "more than the 10240 of `llms.max_bytes`; split the page, or raise the limit" in plan.stdout


@pytest.mark.parametrize(("part", "parts"), [("0", "1"), ("3", "2"), ("x", "2"), ("1", "02")])
def test_a_part_of_no_whole_is_a_fault(site_folder: Path, part: str, parts: str) -> None:
    text = exported(site_folder).replace("part: 1\nparts: 1\n", f"part: {part}\nparts: {parts}\n")

    assert "part and parts are no part of a whole" in [fault.text.en for fault in verify(text.encode())]


def test_feeds_have_the_same_pages(site_folder: Path) -> None:
    add_page(site_folder, "other")
    feed = json.loads(exported(site_folder, "feed.json"))

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in feed["items"]] == [
        "https://www.example.com/en/faqs/example",
        "https://www.example.com/en/faqs/other",
    ]
    assert all(item["content_text"] and item["date_modified"].endswith("T00:00:00Z") for item in feed["items"])


def test_a_page_names_the_commit_of_its_text_where_the_site_wants_it(site_folder: Path) -> None:
    def git(*arguments: str) -> str:
        person = ("-c", "user.name=Ann", "-c", "user.email=ann@example.com")
        command = ["git", *person, *arguments]
        return subprocess.run(command, cwd=site_folder, check=True, capture_output=True, text=True).stdout.strip()

    def commits() -> list[str | None]:
        return [keys.get("commit") for _, keys, _ in take_apart(exported(site_folder))]

    git("init", "-q")
    git("add", "content")
    git("commit", "-qm", "A page")
    first = git("rev-parse", "HEAD")
    git("commit", "-q", "--allow-empty", "-m", "Something else")
    assert commits() == [None]

    with (site_folder / "presscheck.toml").open("a") as config:
        config.write("\n[llms]\ninclude_commit = true\n")
    assert commits() == [first]
    file = "dist/bundle/llms-full.txt"
    assert run(site_folder, "llms", "verify", file, "--source", ".").returncode == 0

    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("## Next step", "One line more.\n\n## Next step"))
    assert commits() == [None]  # approved, but in no commit yet
