"""A run of presscheck on a terminal: what it prints, and a picture of that for the README.

``python docs/terminal.py`` writes ``docs/run.svg``; ``tests/test_docs.py`` asserts that a run would change nothing.
"""

from __future__ import annotations

import fcntl
import html
import os
import pty
import random
import re
import shutil
import string
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator, Sequence
from pathlib import Path

from wcwidth import wcswidth

DOCS = Path(__file__).resolve().parent
PICTURE = DOCS / "run.svg"
PAGE = "content/en/faqs/error-401.md"
SHOWN = ["lint", PAGE, "--select", "base-url,secrets,claims,links"]
COLUMNS = 100
DAY = "1795608000"  # 2026-11-25


def site(folder: Path) -> Path:
    """A copy of the site with ten faults. Its key is drawn from a seed, so that none stands in this repository."""
    copy = Path(shutil.copytree(DOCS / "comparison", folder / "site"))
    letters = random.Random(7).choices(string.ascii_letters + string.digits, k=48)  # noqa: S311  # nobody's key
    page = copy / PAGE
    text = page.read_text(encoding="utf-8").replace("{key}", "sk-proj-" + "".join(letters))
    page.write_text(text, encoding="utf-8", newline="\n")
    return copy


def on_terminal(arguments: Sequence[str], folder: Path) -> str:
    """What presscheck prints on a terminal of 100 columns, with its colours."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm", "SOURCE_DATE_EPOCH": DAY}
    with subprocess.Popen(  # noqa: S603  # a call of our own
        [sys.executable, "-m", "presscheck", *arguments, "--no-cache"],
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ):
        os.close(theirs)
        parts: list[bytes] = []
        try:
            while part := os.read(ours, 65_536):
                parts.append(part)
        except OSError:
            pass  # Linux says so when the other side has closed
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


# --- the picture ----------------------------------------------------------------------------------------------------

WIDTH, HEIGHT, EDGE = 8.4, 19, 16
FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace"
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#6e9fd8", "36": "#76d9e6"}


def spans(line: str) -> Iterator[tuple[int, str, str]]:
    """The column, the text and the SVG attributes of each run of signs in one colour."""
    column, style = 0, ""
    for code, text in re.findall(r"\x1b\[([\d;]*)m|([^\x1b]+)", line):
        if text:
            yield column, text, style
            column += wcswidth(text)
        else:
            codes = code.split(";")
            bold = ' font-weight="bold"' if "1" in codes else ""
            style = bold + "".join(f' fill="{COLOURS[one]}"' for one in codes if one in COLOURS)


def svg(text: str) -> str:
    """A terminal with a text in it. Every run of signs is set at its own column, whatever font the reader has."""
    lines = text.rstrip("\n").split("\n")
    width, height = COLUMNS * WIDTH + 2 * EDGE, len(lines) * HEIGHT + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" role="img">',
        "<title>presscheck lint names each fault with its line, its help and its fix</title>",
        f'<rect width="{width:g}" height="{height}" rx="8" fill="#0d1117"/>',
        f'<g font-family="{FONTS}" font-size="14" fill="#c9d1d9" xml:space="preserve">',
    ]
    for number, line in enumerate(lines):
        for column, run, style in spans(line):
            if run.strip():
                blank = len(run) - len(run.lstrip())
                shown = run.strip()
                x, y = EDGE + (column + blank) * WIDTH, EDGE + (number + 0.75) * HEIGHT
                length = wcswidth(shown) * WIDTH
                place = f'x="{x:g}" y="{y:g}" textLength="{length:g}" lengthAdjust="spacingAndGlyphs"'
                parts.append(f"<text {place}{style}>{html.escape(shown)}</text>")
    return "\n".join([*parts, "</g>", "</svg>", ""])


def picture() -> str:
    with tempfile.TemporaryDirectory() as folder:
        printed = on_terminal(SHOWN, site(Path(folder)))
    return svg(f"$ presscheck {' '.join(SHOWN)}\n{printed}")


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8", newline="\n")
