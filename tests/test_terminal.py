"""What a reader sees: findings by their file, and sentences that break where a reader would break them."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from conftest import FAQ, TODAY
from presscheck.batch import Batch
from presscheck.cache import Cache
from presscheck.cli import main, terminal
from presscheck.judging import Verdict
from presscheck.report.wrap import wrap
from presscheck.site import load_site
from test_cli import run


@pytest.mark.parametrize(
    ("text", "room", "first", "lines"),
    [
        ("one two three", 7, 0, ["one two", "three"]),
        ("one two three", 7, 4, ["one", "two", "three"]),
        ("short", 20, 0, ["short"]),
        ("", 20, 0, [""]),
        ("首页不是接口地址", 8, 0, ["首页不是", "接口地址"]),
        ("首页不是。接口地址", 8, 0, ["首页不", "是。接口", "地址"]),
        ("这是“首页”", 6, 0, ["这是", "“首页”"]),
        ("请求 https://api.example.com/v1 即可", 10, 0, ["请求", "https://api.example.com/v1", "即可"]),
        ("a longer-than-the-room b", 6, 0, ["a", "longer-than-the-room", "b"]),
    ],
)
def test_sentences_break_between_words_and_between_chinese_signs(
    text: str, room: int, first: int, lines: list[str]
) -> None:
    assert list(wrap(text, room, first)) == lines


@given(st.text("ab 中文。，“”`/", max_size=80), st.integers(8, 40), st.integers(0, 8))
def test_wrapping_loses_nothing_and_fits(text: str, room: int, first: int) -> None:
    lines = list(wrap(text, room, first))

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(wcswidth(line) <= room or " " not in line for line in lines)
    assert " " in text or all(line[:1] not in {"。", "，", "”"} for line in lines[1:])


def test_findings_stand_below_the_name_of_their_file(site_folder: Path) -> None:
    second = site_folder / "content/en/faqs/second.md"
    second.write_text(FAQ.format(slug="second", locale="en").replace("## Next step", "## Next stop"))
    first = site_folder / "content/en/faqs/example.md"
    first.write_text(first.read_text().replace("status: approved", "status: aproved"))
    both = run(site_folder, "lint", "--select", "schema")
    one = run(site_folder, "lint", str(first), "--select", "schema")
    quiet = run(site_folder, "lint", "--quiet", "--select", "schema")

    assert [line for line in both.stdout.splitlines() if line.startswith("== ")] == [
        "== content/en/faqs/example.md == 1 error, 0 warnings",
        "== content/en/faqs/second.md == 1 error, 0 warnings",
    ]
    assert both.stdout.index("== content/en/faqs/second.md") < both.stdout.index(
        "content/en/faqs/second.md:27:1: error"
    )
    assert "== " not in one.stdout
    assert "== " not in quiet.stdout


def test_sentences_stay_whole_for_scripts(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("kind: answer", "kind: answer\nsumary: x"))
    lines = run(site_folder, "lint").stdout.splitlines()

    assert any(line.startswith("    help: Use one of: title") and line.endswith("reviewed_on.") for line in lines)


def test_a_run_says_how_far_it_is_while_pages_are_judged(site_folder: Path) -> None:
    """The bar moves with the work, not after it."""
    for number in range(3):
        text = FAQ.format(slug=f"page-{number}", locale="en")
        (site_folder / f"content/en/faqs/page-{number}.md").write_text(text)
    site = load_site(site_folder / "presscheck.toml", TODAY)
    seen: list[tuple[str, int]] = []

    def watch(verdicts: Iterator[Verdict], total: int) -> Iterator[Verdict]:
        for verdict in verdicts:
            seen.append((verdict.path, total))
            yield verdict

    with closing(Cache(None)) as cache:
        batch = Batch(site, lambda: list(site.rules.values()), "", cache, {}, 1, watch)
        first = next(batch.run(site.content()))

    assert first.path in {path for path, _ in seen}
    assert len(seen) == 4
    assert {total for _, total in seen} == {4}


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_an_export_says_how_far_it_is_on_a_terminal_only(site_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site_folder)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "_PATIENCE", 0.0)
    monkeypatch.setattr(terminal, "_STEP", 0.0)
    shown: list[str] = []
    for stream in (_Terminal(), io.StringIO()):
        approved = run(site_folder, "approve", "content", "--yes")
        assert approved.returncode == 0, approved.stderr
        monkeypatch.setattr(sys, "stderr", stream)
        with pytest.raises(SystemExit):
            main(["export", "apply"])
        shown.append(stream.getvalue())
        shutil.rmtree(site_folder / "dist")

    # One bar for looking at the pages, and one for writing them.
    assert shown == [2 * ("\r[" + "#" * 24 + "] 1/1\r\x1b[K"), ""]
