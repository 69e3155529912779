"""The documentation says what is true today: generated parts, links, commands and rules."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from markdown_it import MarkdownIt

from conftest import REPOSITORY
from presscheck.cli import COMMANDS
from presscheck.config import load_config
from presscheck.site import Site

PAGES = sorted(
    [*REPOSITORY.glob("docs/*.md"), *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]
)
IDS = [path.name for path in PAGES]
PRIVATE = re.compile(r"/(?:work|tmp|root|home)/|localhost:\d|pypi|npmjs|/simple\b", re.IGNORECASE)


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", REPOSITORY / "docs/generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = load_generator()


def anchors(page: Path) -> set[str]:
    """The ids that a code host gives to a page's headings."""
    tokens = MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8"))
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))
    return [
        str(child.attrs["href"])
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open" and "://" not in str(child.attrs["href"])
    ]


def blocks(page: Path) -> list[tuple[str, str]]:
    """The info string and the text of every fenced block."""
    tokens = MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8"))
    return [(token.info.strip(), token.content) for token in tokens if token.type == "fence"]


def run(command: str, folder: Path) -> str:
    """What a command prints, on the day that the pages tell of."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795608000"}
    result = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return result.stdout


def play(page: Path, folder: Path) -> None:
    """Write the files that a page shows and run its sessions, in order; ``…`` stands for anything in a line."""
    for info, text in blocks(page):
        name = info.partition(" ")[2]
        if name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        elif info == "console":
            for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                printed = run(command, folder)
                pattern = re.escape(expected).replace("…", ".*")
                assert re.fullmatch(pattern, printed), f"$ {command}\n{printed}"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of our own is one of Unix")
def test_the_picture_of_a_run_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(REPOSITORY / "docs"))
    terminal = importlib.import_module("terminal")

    assert terminal.picture() == (REPOSITORY / "docs/run.svg").read_text(encoding="utf-8"), "python docs/terminal.py"


@pytest.mark.skipif(sys.platform == "win32", reason="it shares a module with the picture")
def test_our_part_of_the_comparison_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(REPOSITORY / "docs"))
    comparison = importlib.import_module("comparison")
    page = (REPOSITORY / "docs/comparison.md").read_text(encoding="utf-8")

    assert comparison.presscheck_block(Path(sys.executable).parent) in page, "make comparison"
    assert "| **of ten** | 10 |" in page


@pytest.mark.parametrize("path", GENERATE.PARTS)
def test_generated_parts_are_up_to_date(path: str) -> None:
    assert GENERATE.filled(path) == (REPOSITORY / path).read_text(encoding="utf-8"), "run: python docs/generate.py"


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_relative_links_lead_somewhere(page: Path) -> None:
    broken: list[str] = []
    for href in links(page):
        name, _, fragment = href.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (fragment and fragment not in anchors(target)):
            broken.append(href)

    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_pages_name_nothing_of_the_machine_they_were_written_on(page: Path) -> None:
    assert not PRIVATE.findall(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", sorted(REPOSITORY.glob("docs/*.md")), ids=lambda page: page.name)
def test_every_page_is_in_the_index(page: Path) -> None:
    index = REPOSITORY / "docs/README.md"

    assert page == index or page.name in links(index)


def test_readme_begins_with_the_two_commands() -> None:
    assert blocks(REPOSITORY / "README.md")[:2] == [("sh", "make publish\n"), ("sh", "make test\n")]


@pytest.mark.parametrize(
    "name",
    [
        "adopt.md",
        "add-a-page-type.md",
        "approvals.md",
        "clients.md",
        "fixes.md",
        "suppressions.md",
        "tutorial.md",
        "writing-rules.md",
    ],
)
def test_sessions_of_a_page_are_real(name: str, tmp_path: Path) -> None:
    play(REPOSITORY / "docs" / name, tmp_path)


def test_session_of_the_readme_is_real(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    shutil.copy(REPOSITORY / "presscheck.toml", tmp_path)
    edits = {
        "content/en/solutions/ai-client-support.md": (r"(\| The Base URL in the right form \|.*?\|).*\|", r"\1  |"),
        "content/zh/templates/cursor.md": ("## 最小验证", "## 验证一下"),
    }
    for name, (old, new) in edits.items():
        text, count = re.subn(old, new, (tmp_path / name).read_text(encoding="utf-8"))
        assert count == 1
        (tmp_path / name).write_text(text, encoding="utf-8")

    play(REPOSITORY / "README.md", tmp_path)


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name: str) -> None:
    assert f"\n## presscheck {name}\n" in (REPOSITORY / "docs/commands.md").read_text(encoding="utf-8")
    assert f"docs/commands.md#presscheck-{name}" in links(REPOSITORY / "README.md")


def test_every_rule_is_listed_with_its_summary(home_site: Site) -> None:
    text = (REPOSITORY / "docs/rules.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| \[`([a-z-]+/[a-z-]+)`\]\(.*? \| .* \| (.+) \|$", text, re.MULTILINE))

    assert {name: rows.get(name) for name in home_site.rules} == {
        name: rule.summary.en for name, rule in home_site.rules.items()
    }


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_rules_that_a_page_names_exist(page: Path, home_site: Site) -> None:
    families = "|".join({rule.family for rule in home_site.rules.values()})
    named = set(
        re.findall(rf"(?<![\w/])(?:{families})/[a-z]+(?:-[a-z]+)*(?![\w./-])", page.read_text(encoding="utf-8"))
    )

    assert named <= set(home_site.rules) | {"site/click-here", "base-url/homepge"}


def test_defaults_are_those_of_the_configuration(home_site: Site, tmp_path: Path) -> None:
    short, long = [text for info, text in blocks(REPOSITORY / "docs/configuration.md") if info == "toml"][:2]
    (tmp_path / "short.toml").write_text(short, encoding="utf-8")
    (tmp_path / "long.toml").write_text(long, encoding="utf-8")

    minimum = load_config(tmp_path / "short.toml", home_site.schemas)
    explicit = load_config(tmp_path / "long.toml", home_site.schemas)

    assert replace(explicit, path=minimum.path) == minimum
    assert tomllib.loads(long) != tomllib.loads(short)


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [name for names in project["project"]["optional-dependencies"].values() for name in names]
    wanted = [*project["project"]["dependencies"], *extras, *project["dependency-groups"]["dev"]]
    text = (REPOSITORY / "docs/dependencies.md").read_text(encoding="utf-8")

    assert [name for name in wanted if f"| `{re.split('[<>=~! ]', name)[0]}` |" not in text] == []
