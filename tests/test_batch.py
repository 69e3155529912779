"""Runs over many pages: what is kept between them, worker processes, and that neither changes what is found."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import keys
from conftest import REPOSITORY, TODAY
from presscheck.batch import Batch
from presscheck.cache import FOLDER_VARIABLE, Cache, file_of
from presscheck.lint import all_findings
from presscheck.model import Finding, Page
from presscheck.site import load_site

LINKED = "see [this](../faqs/error-401.md#details) and [that](no-such-page.md)"


def expected(folder: Path) -> list[Finding]:
    """What the rules find page by page, with nothing kept and nothing shared."""
    site = load_site(folder / "presscheck.toml", TODAY)
    rules = list(site.rules.values())
    found: list[Finding] = []
    for page in site.pages(site.content()):
        assert isinstance(page, Page)
        found.extend(all_findings(site, page, rules))
    return found


def found(folder: Path, file: Path | None, *, jobs: int = 1) -> list[Finding]:
    """What a run finds; ``file`` is its cache."""
    site = load_site(folder / "presscheck.toml", TODAY)
    with closing(Cache(file)) as cache:
        batch = Batch(site, lambda: list(site.rules.values()), "all", cache, {}, jobs)
        return [finding for verdict in batch.run(site.content()) for finding in verdict.findings]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of some of our own pages, in both languages."""
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(REPOSITORY / "presscheck.toml", folder)
    for locale in ("en", "zh"):
        for name in ("faqs", "templates"):
            there = folder / "content" / locale / name
            there.mkdir(parents=True)
            for page in sorted((REPOSITORY / "content" / locale / name).glob("*.md"))[:5]:
                shutil.copy(page, there)
    return folder


EDITS: tuple[Callable[[str], str], ...] = (
    lambda text: text + f"\n{LINKED}\n",
    lambda text: text.replace("status: approved", "status: draft"),
    lambda text: text.replace("status: draft", "status: approved"),
    lambda text: text.replace("\n## ", "\n## New ", 1),
    lambda text: text.replace("related:\n", "related:\n  - faqs/nowhere\n", 1),
    lambda text: text.replace("gpt-4o-mini", "gpt-9", 1),
    lambda text: text + "\nOur service is the fastest and costs $1 per month.\n",
    lambda text: text + "\n<!-- presscheck: ignore links/broken -- the page comes next week -->\n\n[x](gone.md)\n",
    lambda text: text.replace("updated: 2026-11-24", "updated: 2026-10-01"),
    lambda text: text + "\n[page](https://docs.example.com/en/faqs/error-401.html#nowhere)\n",
)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_kept_verdict_is_the_one_that_a_fresh_look_gives(site: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    cache = tmp_path / "cache.db"
    assert found(site, cache) == expected(site)

    for step in range(12):
        pages = sorted((site / "content").rglob("*.md"))
        page = chance.choice(pages)
        action = chance.randrange(12)
        if action == 0 and len(pages) > 8:
            page.unlink()
        elif action == 1:
            shutil.copy(page, page.with_name(f"copy-{step}.md"))
        else:
            page.write_text(chance.choice(EDITS)(page.read_text(encoding="utf-8")), encoding="utf-8")
        assert found(site, cache) == expected(site), f"step {step}: {page}"


def test_what_is_known_is_not_looked_at_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(site, tmp_path / "cache.db")
    monkeypatch.setattr("presscheck.judging.Judge.verdict", lambda *_: pytest.fail("a known page was judged"))

    assert found(site, tmp_path / "cache.db") == first


def test_other_rules_and_another_configuration_are_looked_at_anew(site: Path, tmp_path: Path) -> None:
    page = site / "content/en/faqs/error-401.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nWe are the fastest gateway.\n", encoding="utf-8")
    cache = tmp_path / "cache.db"
    assert "claims/superlative" in {finding.rule for finding in found(site, cache)}

    config = site / "presscheck.toml"
    config.write_text(config.read_text(encoding="utf-8") + '\n[rules]\n"claims" = "off"\n', encoding="utf-8")

    assert found(site, cache) == expected(site)
    assert "claims/superlative" not in {finding.rule for finding in found(site, cache)}


def test_workers_find_what_one_process_finds(site: Path) -> None:
    for number in range(6):
        for page in sorted((site / "content").rglob("*.md")):
            if "-again-" not in page.name:
                text = page.read_text(encoding="utf-8") + f"\n{LINKED}\n"
                page.with_name(f"{page.stem}-again-{number}.md").write_text(text, encoding="utf-8")

    alone = found(site, None)

    assert len(alone) > 100
    assert found(site, None, jobs=3) == alone


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_cache_is_made_anew(site: Path, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache.db"
    first = found(site, cache)
    cache.write_bytes(damage)

    assert found(site, cache) == first
    with closing(sqlite3.connect(cache)) as connection:
        assert connection.execute("SELECT count(*) FROM cached").fetchone()[0] > 0


@pytest.mark.parametrize("value", ["", "null", "[]", "[1, 2]", '[[["x"]], {}, false]', '{"a": 1}', "[" * 100_000])
def test_a_damaged_value_counts_as_none(site: Path, tmp_path: Path, value: str) -> None:
    cache = tmp_path / "cache.db"
    first = found(site, cache)
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("UPDATE cached SET value = ?", (value,))

    assert found(site, cache) == first


@pytest.mark.parametrize("value", ["", "null", "[]", "[1, 2]", '["", "{}"]', "{}"])
def test_damaged_rules_are_read_anew(site: Path, tmp_path: Path, value: str) -> None:
    (site / "content/en/faqs/error-401.md").write_text("# Nothing\n", encoding="utf-8")
    first = findings_in(lint(site, tmp_path / "c", "content/en"))
    with closing(sqlite3.connect(tmp_path / "c/rules.db")) as connection, connection:
        assert connection.execute("UPDATE cached SET value = ?", (value,)).rowcount == 2
    (site / "content/en/faqs/error-401.md").write_text("# Nothing\n\n", encoding="utf-8")

    assert findings_in(lint(site, tmp_path / "c", "content/en")) == first


def test_sites_share_what_was_read_of_rules_but_not_their_settings(site: Path, tmp_path: Path) -> None:
    assert lint(site, tmp_path / "c").stderr == ""
    other = tmp_path / "other"
    shutil.copytree(site, other)
    settings = (other / "presscheck.toml").read_text(encoding="utf-8")
    (other / "presscheck.toml").write_text(settings + '\n[rules]\n"links/imagge" = "off"\n', encoding="utf-8")

    refused = lint(other, tmp_path / "c")

    assert refused.returncode == 2
    assert "links/imagge" in refused.stderr
    with closing(sqlite3.connect(tmp_path / "c/rules.db")) as connection:
        assert connection.execute("SELECT count(*) FROM cached").fetchone()[0] == 2


def test_rules_of_a_site_are_its_own(site: Path, tmp_path: Path) -> None:
    first = findings_in(lint(site, tmp_path / "c"))
    other = tmp_path / "other"
    shutil.copytree(site, other)
    rule = (REPOSITORY / "linters/links/image.yaml").read_text(encoding="utf-8")
    (other / "linters/links").mkdir(parents=True)
    (other / "linters/links/image.yaml").write_text(rule + "\n", encoding="utf-8")

    assert findings_in(lint(other, tmp_path / "c")) == first
    with closing(sqlite3.connect(tmp_path / "c/rules.db")) as connection:
        assert connection.execute("SELECT count(*) FROM cached").fetchone()[0] == 3


def test_no_key_is_kept(site: Path, tmp_path: Path) -> None:
    key = keys.key(size=48, seed=5)
    page = site / "content/en/faqs/error-401.md"
    shown = f"\n## Use {key}\n\nPaste `{key}` or [this](x-{key}.md) or ![{key}](../{key}.png)\n"
    page.write_text(page.read_text(encoding="utf-8") + shown, encoding="utf-8")

    findings = found(site, tmp_path / "cache.db")

    assert any(finding.rule.startswith("secrets/") for finding in findings)
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("cache.db*"))
    assert len(kept) > 1000
    assert key.encode() not in kept
    assert key.lower().encode() not in kept


def lint(folder: Path, cache: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "presscheck", "lint", "--format", "json", *args],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PATH": "", FOLDER_VARIABLE: str(cache), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1795478400"},
    )


def findings_in(run: subprocess.CompletedProcess[str]) -> object:
    assert run.stderr == ""
    return without_time(json.loads(run.stdout))


def without_time(report: dict[str, dict[str, object]]) -> object:
    report["summary"].pop("duration_ms")
    return report


def test_several_runs_at_once_share_a_cache(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "presscheck", "lint", "--format", "json"]
    environment = {"PATH": "", FOLDER_VARIABLE: str(tmp_path / "c"), "SOURCE_DATE_EPOCH": "1795478400"}
    started = [
        subprocess.Popen(command, cwd=site, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    outputs = [process.communicate(timeout=120) for process in started]

    reports = [without_time(json.loads(output)) for output, _ in outputs]
    assert [error for _, error in outputs] == [b""] * 4
    assert all(report == reports[0] for report in reports)
    assert findings_in(lint(site, tmp_path / "c")) == reports[0]


def test_a_folder_that_cannot_be_written_is_done_without(site: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert findings_in(lint(site, tmp_path / "file")) == findings_in(lint(site, tmp_path / "c", "--no-cache"))
    assert not (tmp_path / "c").exists()


def test_stats_and_clear(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "c"))

    def cache(*args: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "presscheck", "cache", *args], cwd=site, capture_output=True, text=True, check=True
        ).stdout

    assert "nothing is kept yet" in cache("stats", "--lang", "en")
    lint(site, tmp_path / "c")
    report = json.loads(cache("stats", "--format", "json"))
    assert report["path"] == str(file_of(site))
    assert report["values"] >= 20
    # That of the site, and the rules, which sites share.
    assert "2 caches deleted" in cache("clear", "--lang", "en")
    assert json.loads(cache("stats", "--format", "json"))["values"] == 0


def test_a_run_that_knows_all_imports_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    shutil.copytree(REPOSITORY / "content", site / "content")
    shutil.copy(REPOSITORY / "presscheck.toml", site)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "c"))
    show = (
        "import sys\nfrom presscheck.cli import main\ntry:\n    main(['lint'])\nexcept SystemExit:\n    pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )

    def imported() -> set[str]:
        run = subprocess.run([sys.executable, "-c", show], cwd=site, capture_output=True, text=True, check=True)
        return set(run.stdout.splitlines()[-1].split())

    assert {"re2", "markdown_it", "yaml"} <= imported()
    assert not {"re2", "markdown_it", "yaml", "jsonschema", "jinja2", "nh3", "multiprocessing"} & imported()
