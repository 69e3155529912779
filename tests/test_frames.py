"""Code frames: carets stand below what is meant, however wide its signs are."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from keys import key
from presscheck.excerpts import concealed
from presscheck.markdown import parse_page
from presscheck.model import Source
from presscheck.report.frame import frame
from presscheck.site import Site
from test_cli import run


@pytest.mark.parametrize(
    ("before", "marked", "column"),
    [
        ("plain ", "word", 6),
        ("中文", "标点", 4),
        ("👩‍💻 and ❤️ ", "x", 10),
        ("👍🏽", "x", 2),
        ("\t", "x", 4),
        ("a\t", "x", 4),
        ("e\u0301", "x", 1),
        ("\x1b[31m", "x", 5),
        ("\u202e", "x", 1),
    ],
)
def test_carets_stand_below_the_place(before: str, marked: str, column: int) -> None:
    line = f"{before}{marked} rest"
    shown = frame(line, Source(line).span(len(before), len(before) + len(marked)), 80)

    assert shown.carets == " " * column + "^" * max(wcswidth(marked), 1)
    assert "\x1b" not in shown.text
    assert "\u202e" not in shown.text


@given(st.text("a中 ", max_size=120), st.integers(0, 120), st.integers(0, 120), st.integers(20, 60))
def test_a_frame_fits_and_shows_its_place(line: str, start: int, end: int, width: int) -> None:
    span = Source(line).span(*sorted((min(start, len(line)), min(end, len(line)))))
    shown = frame(line, span, width)
    at = shown.carets.index("^")
    visible = "".join(sign * (2 if sign == "中" else 1) for sign in shown.text)

    assert wcswidth(shown.text) <= width
    assert len(shown.carets) <= width + 1
    if line[span.start : span.end].strip() and span.end - span.start < 5:
        assert visible[at : at + 1] == line[span.start] or not line[span.start].strip()


def test_a_masked_line_keeps_every_column(home_site: Site) -> None:
    text = f"密钥👩 {key()} 和 li.hua@lanyue-tech.cn，ｓｋ－{key()[3:]}\n"
    page = parse_page("notes/a.md", text.encode(), home_site.schemas.kinds)

    masked = concealed(home_site, page)

    assert key() not in masked
    assert "li.hua" not in masked
    for size in (len, lambda text: len(text.encode()), lambda text: len(text.encode("utf-16"))):
        assert [size(masked[:at]) for at in range(len(text))] == [size(text[:at]) for at in range(len(text))]


def test_the_screen(site_folder: Path) -> None:
    (site_folder / "note.md").write_text(
        "<!-- presscheck: ignore base-url/homepage -- 引用 -->\n\nBase URL：https://www.example.com\n\n"
        f"密钥👩 {key()} 。\n"
    )

    result = run(site_folder, "lint", "note.md", "--lang", "zh")
    stars = f"{key()[:4]}{'*' * (len(key()) - 6)}{key()[-2:]}"

    assert result.stdout.splitlines()[1:] == [
        f"  5 | 密钥👩 {stars} 。",
        f"    |        {'^' * len(stars)}",
        "    帮助: 请先吊销：读过此文件的人都可以使用它。然后改为掩码（如 sk-****）或变量（如 $API_KEY）。",
        "    修复: 替换为掩码 (--fix)",
        "    详见: https://presscheck.example.com/rules/secrets/real-key",
        "",
        "检查了 1 个页面：1 个错误，0 个警告；--fix 可修复 1 处；已屏蔽 1 处",
    ]


def test_quiet_and_statistics(site_folder: Path) -> None:
    (site_folder / "note.md").write_text("Base URL: https://www.example.com\n" * 2)

    quiet = run(site_folder, "lint", "note.md", "-q")
    counts = run(site_folder, "lint", "note.md", "--statistics")

    assert [line.split(": ")[0] for line in quiet.stdout.splitlines()] == ["note.md:1:11", "note.md:2:11"]
    assert counts.stdout.splitlines()[0] == "2  base-url/homepage  No page gives a web page of the site as Base URL."


@pytest.mark.parametrize(
    ("args", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours(site_folder: Path, args: list[str], environment: dict[str, str], *, coloured: bool) -> None:
    (site_folder / "note.md").write_text("Base URL: https://www.example.com\n")

    result = run(site_folder, "lint", "note.md", *args, **{"NO_COLOR": "", "FORCE_COLOR": "", **environment})

    assert ("\x1b[1;31m" in result.stdout) is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_there_are_colours_and_in_a_file_none(site_folder: Path) -> None:
    (site_folder / "note.md").write_text("Base URL: https://www.example.com\n")
    environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "presscheck", "lint", "note.md", "--report", "text", "--report", "text=a.txt"],
        cwd=site_folder,
        env={**environment, "TERM": "xterm", "COLUMNS": "70"},
        stdout=theirs,
        check=False,
    )
    screen = os.read(ours, 65536).decode()

    assert "\x1b[1;31m" in screen
    assert "\x1b" not in (site_folder / "a.txt").read_text()
