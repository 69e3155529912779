"""Images of pages in the local target: published by the digest of their content, as they were approved."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from test_cli import run
from test_export import PAGE, actions, add_page, approve, plan

IMAGE = "content/en/images/settings.png"
SHOWN = "![The settings](../images/settings.png)"


def png(colour: int = 0, size: int = 8) -> bytes:
    """A small picture in one shade of grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([colour]) * size for _ in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def name_of(data: bytes) -> str:
    return f"{hashlib.sha256(data).hexdigest()}.png"


def show(folder: Path, data: bytes, page: str = PAGE) -> None:
    """Put an image into the site, and show it on a page that does not yet."""
    (folder / IMAGE).parent.mkdir(parents=True, exist_ok=True)
    (folder / IMAGE).write_bytes(data)
    text = (folder / page).read_text(encoding="utf-8")
    if SHOWN not in text:
        (folder / page).write_text(text.replace("## Next step", f"{SHOWN}\n\n## Next step"), encoding="utf-8")


def test_an_image_goes_out_once_under_its_digest(site_folder: Path) -> None:
    add_page(site_folder, "other")
    for page in (PAGE, "content/en/faqs/other.md"):
        show(site_folder, png(), page)
    approve(site_folder)

    applied = run(site_folder, "export", "apply")

    assert applied.returncode == 0, applied.stdout + applied.stderr
    bundle = site_folder / "dist/bundle"
    url = f"https://www.example.com/assets/{name_of(png())}"
    assert [path.name for path in (bundle / "assets").iterdir()] == [name_of(png())]
    assert (bundle / "assets" / name_of(png())).read_bytes() == png()
    for form in ("html", "md", "json"):
        assert url in (bundle / f"pages/en/faqs/example.{form}").read_text(encoding="utf-8")
    assert f'<img src="{url}" alt="The settings">' in (bundle / "pages/en/faqs/example.html").read_text(
        encoding="utf-8"
    )
    assert f"![The settings]({url})" in (bundle / "llms-full.txt").read_text(encoding="utf-8")
    listed = {item["path"]: item["sha256"] for item in json.loads((bundle / "manifest.json").read_bytes())["files"]}
    assert listed[f"assets/{name_of(png())}"] == hashlib.sha256(png()).hexdigest()
    assert run(site_folder, "llms", "verify", "dist/bundle/llms-full.txt").returncode == 0
    assert set(actions(plan(site_folder)).values()) == {"unchanged"}


def test_another_image_voids_the_approval_and_the_approved_one_stays(site_folder: Path) -> None:
    show(site_folder, png())
    approve(site_folder)
    run(site_folder, "export", "apply")

    show(site_folder, png(9))
    why = run(site_folder, "why", PAGE)
    run(site_folder, "export", "apply")

    bundle = site_folder / "dist/bundle"
    assert "changed" in why.stdout, why.stdout
    assert actions(plan(site_folder)) == {"en/faqs/example": "blocked"}
    assert [path.name for path in (bundle / "assets").iterdir()] == [name_of(png())]
    approve(site_folder)
    assert run(site_folder, "export", "apply").returncode == 0
    assert [path.name for path in (bundle / "assets").iterdir()] == [name_of(png(9))]
    rolled = run(site_folder, "export", "rollback", "en/faqs/example", "--to", "1")
    assert rolled.returncode == 0, rolled.stderr
    assert [path.read_bytes() for path in (bundle / "assets").iterdir()] == [png()]


def test_a_damaged_row_mends_itself_from_the_file(site_folder: Path) -> None:
    show(site_folder, png())
    approve(site_folder)
    run(site_folder, "export", "apply")
    with sqlite3.connect(site_folder / "dist/content.db") as database:
        database.execute("UPDATE images SET data = ?", (png(9),))
    database.close()
    add_page(site_folder, "other")
    approve(site_folder)

    applied = run(site_folder, "export", "apply")

    assert applied.returncode == 0, applied.stderr
    assert [path.read_bytes() for path in (site_folder / "dist/bundle/assets").iterdir()] == [png()]
    with sqlite3.connect(site_folder / "dist/content.db") as database:
        assert database.execute("SELECT data FROM images").fetchall() == [(png(),)]
    database.close()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "must be PNG"),
        (b"", "must be PNG"),
        (png() + b"\0" * 10_000_001, "more than the 10000000"),
    ],
)
def test_what_is_no_image_is_refused_at_lint_and_not_approved(site_folder: Path, data: bytes, words: str) -> None:
    show(site_folder, data)

    checked = run(site_folder, "lint", "--lang", "en")
    approved = run(site_folder, "approve", "content")

    assert "links/image" in checked.stdout
    assert words in " ".join(checked.stdout.split())
    assert approved.returncode == 1


def test_an_image_out_of_the_repository_is_refused(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "outside.png"
    outside.write_bytes(png())
    show(site_folder, png())
    (site_folder / IMAGE).unlink()
    try:
        (site_folder / IMAGE).symlink_to(outside)
    except OSError:
        pytest.skip("links need a right here")

    checked = run(site_folder, "lint", "--lang", "en")

    assert "leads out of the repository" in " ".join(checked.stdout.split())
    assert run(site_folder, "approve", "content").returncode == 1


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("%2F%2Fserver.example.com%2Fshare%2Fa.png", "//server.example.com/share/a.png"),
        ("%5C%5Cserver.example.com%5Ca.png", "content/en/faqs/\\\\server.example.com\\a.png"),
        ("x%3A%2Fa.png", "content/en/faqs/x:/a.png"),
    ],
)
def test_a_path_that_is_another_machine_on_windows_is_refused(site_folder: Path, path: str, shown: str) -> None:
    show(site_folder, png())
    page = site_folder / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("../images/settings.png", path), encoding="utf-8")

    checked = run(site_folder, "lint", PAGE, "--format", "json")
    why = run(site_folder, "why", PAGE)

    messages = {item["rule"]: item["message"] for item in json.loads(checked.stdout)["findings"]}
    assert set(messages) == {"links/broken", "links/image"}
    assert f"the image {shown} is no file of the repository" in messages["links/image"]
    assert why.returncode == 1


def test_no_link_reaches_a_file_by_its_absolute_path(site_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(png())
    show(site_folder, png())
    page = site_folder / PAGE
    absolute = str(tmp_path / "outside.png").replace("/", "%2F")
    text = page.read_text(encoding="utf-8").replace(SHOWN, f"![A]({absolute}) and [a file]({absolute})")
    page.write_text(text, encoding="utf-8")

    checked = run(site_folder, "lint", PAGE, "--select", "links", "--format", "json")

    rules = sorted(item["rule"] for item in json.loads(checked.stdout)["findings"])
    assert rules == ["links/broken", "links/broken", "links/image"]


def test_a_name_that_is_too_long_is_a_finding(site_folder: Path) -> None:
    show(site_folder, png())
    page = site_folder / PAGE
    page.write_text(page.read_text(encoding="utf-8").replace("settings.png", f"{'a' * 300}.png"), encoding="utf-8")

    checked = run(site_folder, "lint", PAGE, "--select", "links", "--format", "json")

    assert [item["rule"] for item in json.loads(checked.stdout)["findings"]] == ["links/broken"], checked.stderr


def staged(folder: Path) -> list[str]:
    """The rules that find something in what would be committed."""
    checked = run(folder, "lint", "--staged", "--select", "links", "--format", "json")
    assert checked.returncode in {0, 1}, checked.stderr
    return [item["rule"] for item in json.loads(checked.stdout)["findings"]]


def test_a_staged_page_is_held_against_the_staged_image(site_folder: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(site_folder), *arguments], check=True, capture_output=True)

    git("init", "-q")
    show(site_folder, b"no image")
    git("add", "-A")
    (site_folder / IMAGE).write_bytes(png())
    assert staged(site_folder) == ["links/image"], "the disk has an image, the index none"

    git("add", "-A")
    (site_folder / IMAGE).unlink()
    assert staged(site_folder) == [], "the disk has none, the index an image"

    (site_folder / IMAGE).write_bytes(
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{hashlib.sha256(png()).hexdigest()}\nsize 9\n".encode()
    )
    git("add", "-A")
    (site_folder / IMAGE).write_bytes(png())
    assert staged(site_folder) == [], "the index points to what the disk has"
