"""Answer engines get what readers get, and everybody gets the same bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from browser import browser, grave_problems
from conftest import CONFIG, REPOSITORY
from presscheck.export.llms_file import LlmsFile, read
from presscheck.export.visible import visible_text
from test_cli import run
from test_export import add_page, approve, snapshot

ARTICLE = re.compile(r"<article>\n<h1>(.*?)</h1>\n<p class=\"summary\">.*?</p>\n(.*)</article>", re.DOTALL)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own pages, exported."""
    folder = tmp_path_factory.mktemp("own")
    for name in ("content", "approvals"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "presscheck.toml", folder)
    days = [json.loads(path.read_text())["approved_on"] for path in (folder / "approvals").rglob("*.json")]
    now = datetime.fromisoformat(f"{max(days)}T12:00:00+00:00")
    result = run(folder, "export", "apply", SOURCE_DATE_EPOCH=str(int(now.timestamp())))
    assert result.returncode == 0, result.stderr
    return folder / "dist/bundle"


def first_difference(page: str, ours: str, theirs: str) -> str | None:
    """Where what a reader sees and what an engine reads part, with some words before; none where they are the same."""
    mine, other = ours.split(), theirs.split()
    for number in range(max(len(mine), len(other))):
        if mine[number : number + 1] != other[number : number + 1]:
            before = " ".join(mine[max(0, number - 6) : number])
            here = ["".join(words[number : number + 1]) or "nothing" for words in (mine, other)]
            return f"{page}: behind “{before}”, readers see “{here[0]}” and engines “{here[1]}”"
    return None


def engine_text(body: str) -> str:
    """A body of llms-full as a CommonMark reader that is not ours shows it."""
    return visible_text(str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body)))


def bodies(bundle: Path) -> dict[str, tuple[str, str]]:
    """Title and body of every page in the llms-full files, by id."""
    found: dict[str, tuple[str, str]] = {}
    for path in bundle.glob("**/llms-full*.txt"):
        file = read(path.read_text(encoding="utf-8"))
        assert isinstance(file, LlmsFile)
        found |= {page.keys["id"]: (page.title, page.body) for page in file.pages}
    return found


def test_engines_get_the_text_that_readers_get(bundle: Path) -> None:
    pages = bodies(bundle)
    files = {
        path.relative_to(bundle / "pages").with_suffix("").as_posix(): path for path in bundle.rglob("pages/**/*.html")
    }
    assert pages.keys() == files.keys()
    assert len(pages) > 40

    different: list[str] = []
    for page, (title, body) in pages.items():
        article = ARTICLE.search(files[page].read_text(encoding="utf-8"))
        assert article
        different += filter(None, [
            first_difference(page, visible_text(article[1]), engine_text(title)),
            first_difference(page, visible_text(article[2]), engine_text(body)),
        ])  # fmt: skip

    assert different == []


def test_a_browser_shows_all_of_it(bundle: Path) -> None:
    """Nothing of an article is hidden by its style: what is in the file is what is drawn."""
    different: list[str] = []
    script = "const all = document.querySelector('article'); return [all.innerText, all.innerHTML, document.title]"
    with browser() as window:
        for path in sorted(bundle.glob("pages/*/*/*.html")):
            window.open(path)
            drawn, html, _ = window.run(script)
            different += filter(None, [first_difference(path.stem, drawn, visible_text(html))])
        assert window.console() == []

    assert different == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "page", ["zh/templates/cursor", "en/faqs/base-url-with-or-without-v1", "en/solutions/company-ai-gateway"]
)
def test_everybody_can_read_a_page_on_a_phone(bundle: Path, page: str, dark: bool) -> None:
    with browser() as window:
        window.open(bundle / f"pages/{page}.html", width=390, dark=dark)
        assert grave_problems(window) == []
        assert window.run("return document.documentElement.scrollWidth <= innerWidth")
        assert window.console() == []


def test_the_first_difference_is_named() -> None:
    assert first_difference("p", "a  b\nc", "a b c") is None
    assert first_difference("p", "one two three", "one two four") == (
        "p: behind “one two”, readers see “three” and engines “four”"
    )
    assert first_difference("p", "one", "one two") == "p: behind “one”, readers see “nothing” and engines “two”"
    # A list that reads otherwise, and a text that only one of both shows.
    assert first_difference("p", visible_text("<p>a</p><p hidden>b</p>"), engine_text("a")) is not None


# --- the same bytes -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which some locales exist; they are made here where the system has their sources."""
    folder = tmp_path_factory.mktemp("locales")
    maker = shutil.which("localedef")
    for name in ("de_DE", "zh_CN", "tr_TR"):
        if maker:
            call = [maker, "-i", name, "-f", "UTF-8", str(folder / f"{name}.UTF-8")]
            subprocess.run(call, capture_output=True, check=False, timeout=120)
    return {"LOCPATH": str(folder)} if any(folder.iterdir()) else {}


OTHER_PYTHON = os.environ.get("PRESSCHECK_OTHER_PYTHON", "")


@pytest.mark.skipif(not OTHER_PYTHON, reason="PRESSCHECK_OTHER_PYTHON names no other Python: see `make same-bytes`")
def test_the_same_bytes_on_another_python(tmp_path: Path) -> None:
    """Every page of ours, and some with letters that versions of Unicode treat differently."""
    for name in ("content", "linters", "schemas", "approvals"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    shutil.copy(REPOSITORY / "presscheck.toml", tmp_path)
    given = [json.loads(path.read_bytes())["approved_on"] for path in (tmp_path / "approvals").rglob("*.json")]
    today = int(datetime.fromisoformat(f"{max(given)}T12:00:00+00:00").timestamp())
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    for slug in ("b", "a", "c-10", "c-2"):
        add_page(letters, slug, details="Straße, İstanbul, ıI, 𠮷, ﬁ, Ａ, e\u0301.")
    approve(letters)
    digests: list[dict[str, str]] = []
    for python in (sys.executable, str(Path(OTHER_PYTHON).absolute())):
        for folder in (tmp_path, letters):
            shutil.rmtree(folder / "dist", ignore_errors=True)
            call = [python, "-m", "presscheck", "export", "apply", "--no-cache"]
            env = {**os.environ, "SOURCE_DATE_EPOCH": str(today), "LANG": "C.UTF-8"}
            done = subprocess.run(call, cwd=folder, env=env, capture_output=True, check=False, timeout=300)
            assert done.returncode == 0, done.stderr
            digests.append(snapshot(folder / "dist/bundle"))
    assert len(digests[0]) > 150
    assert len(digests[1]) > 12
    assert digests[:2] == digests[2:]


PLACES = [
    {"LC_ALL": "C", "PYTHONHASHSEED": "0", "TZ": "UTC", "PYTHONUTF8": "0"},
    {"LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "1", "TZ": "America/St_Johns"},
    {"LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "4242", "TZ": "Asia/Shanghai"},
    {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"},
]


def test_the_same_bytes_in_every_place_and_order(tmp_path: Path, locales: dict[str, str]) -> None:
    slugs = ["b", "a", "zz", "i", "c-1", "c-10", "c-2"]
    first = tmp_path / "first"
    digests: list[dict[str, str]] = []
    for number, place in enumerate(PLACES):
        folder = first if number == 0 else tmp_path / f"place {number}"
        folder.mkdir()
        (folder / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
        # The order in which files are made is the one in which many file systems list them.
        turned = slugs[number:] + slugs[:number] if number % 2 else slugs[::-1][number:] + slugs[::-1][:number]
        for slug in turned:
            for locale in ("zh", "en") if number % 2 else ("en", "zh"):
                add_page(folder, slug, locale=locale, details="Straße, İstanbul, ıI.")
        if number == 0:
            approve(folder)
        else:
            shutil.copytree(first / "approvals", folder / "approvals")
        result = run(folder, "export", "apply", **place, **locales)
        assert result.returncode == 0, result.stderr
        digests.append(snapshot(folder / "dist/bundle"))

    assert len(digests[0]) > 50
    for place, found in zip(PLACES, digests, strict=True):
        assert {path for path in found if found[path] != digests[0].get(path)} == set(), place
        assert found.keys() == digests[0].keys(), place
