"""What an export knows of pages from an earlier run, and from worker processes: neither changes what is published."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import keys
from conftest import TODAY
from presscheck.approve import standings
from presscheck.batch import Batch
from presscheck.cache import FOLDER_VARIABLE, Cache
from presscheck.export import candidates
from presscheck.judging import Judge
from presscheck.model import UnreadableFile
from presscheck.site import Site, load_site
from test_cli import run
from test_export import add_page, approve, snapshot

PAGE = "content/en/faqs/example.md"


def write(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def outcome(of: Site, cache: Cache) -> list[Any]:
    """All that a survey says of the site's pages as they are now."""
    site = of.with_snapshot(None)
    verdicts = list(Batch.of_site(site, cache).run(site.content()))
    found = list(standings(site, verdicts))
    kinds = [item if isinstance(item, UnreadableFile) else (item.submission, item.doubts) for item in found]
    return [*(verdict.findings for verdict in verdicts), *kinds, candidates(site, found, {})]


EDITS: tuple[Callable[[Path], None], ...] = (
    lambda page: write(page, lambda text: text.replace("Is the homepage", "Is a homepage")),
    lambda page: write(page, lambda text: text.replace("status: approved", "status: draft")),
    lambda page: write(page, lambda text: text.replace("[faqs/other]", "[faqs/gone]")),
    lambda page: write(page, lambda text: text + "\nSee [that](no-such-page.md).\n"),
    lambda page: write(page, lambda text: text + "\nWe are the fastest gateway.\n"),
    lambda page: write(page, lambda text: text + "\n<marquee>x</marquee>\n"),
    lambda page: page.write_bytes(b"\xff\xfe"),
    lambda page: write(page, lambda text: text.replace("title: ", "title: [x")),
    lambda page: page.unlink(),
)


def test_what_was_known_before_an_edit_is_not_used_after_it(site_folder: Path, tmp_path: Path) -> None:
    for slug in ("other", "third"):
        add_page(site_folder, slug)
    approve(site_folder)
    page = site_folder / PAGE
    before = page.read_bytes()
    site = load_site(site_folder / "presscheck.toml", TODAY)
    with closing(Cache(tmp_path / "cache.db")) as cache:
        unchanged = outcome(site, Cache(None))
        assert outcome(site, cache) == unchanged
        for number, edit in enumerate(EDITS):
            edit(page)
            expected = outcome(site, Cache(None))
            assert outcome(site, cache) == expected, f"edit {number}"
            assert outcome(site, cache) == expected, f"edit {number}, once more"
            page.write_bytes(before)
            assert outcome(site, cache) == unchanged, f"edit {number}, taken back"


def test_a_page_is_judged_once_by_lint_and_export(
    site_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lint found out is known to the export, and what the export found out to the next one."""
    add_page(site_folder, "other")
    approve(site_folder)
    site = load_site(site_folder / "presscheck.toml", TODAY)
    judged: list[bool] = []
    real = Judge.verdict

    def noted(judge: Judge, task: Any) -> Any:
        judged.append(task.judge)
        return real(judge, task)

    monkeypatch.setattr(Judge, "verdict", noted)
    with closing(Cache(tmp_path / "cache.db")) as cache:
        of_lint = Batch(site, lambda: list(site.rules.values()), "([], [])", cache, {}, 1)
        list(of_lint.run(site.content()))
        assert judged == [True] * 2
        judged.clear()
        outcome(site, cache)
        assert judged == [False] * 2, "only what is published of a page is still to be found out"
        judged.clear()
        outcome(site, cache)
    assert judged == []


def test_cache_and_workers_change_no_byte(site_folder: Path, tmp_path: Path) -> None:
    # Enough to be shared among processes.
    prose = "\n\n".join(["The same request gives the same answer, whatever the client is called."] * 300)
    for number in range(12):
        add_page(site_folder, f"page-{number}", locale="zh" if number % 2 else "en", details=prose)
    add_page(site_folder, "other")
    approve(site_folder)
    bundles: list[dict[str, str]] = []
    cold = {FOLDER_VARIABLE: str(tmp_path / "cold")}
    for args, where in ((("--no-cache", "--jobs", "1"), {}), (("--jobs", "3"), cold), ((), cold)):
        shutil.rmtree(site_folder / "dist", ignore_errors=True)
        result = run(site_folder, "export", "apply", *args, **where)
        assert result.returncode == 0, result.stderr
        bundles.append(snapshot(site_folder / "dist/bundle"))
    assert list((tmp_path / "cold").glob("*.db"))
    assert bundles[0] == bundles[1] == bundles[2]


def test_what_was_kept_of_another_text_is_not_published(site_folder: Path, tmp_path: Path) -> None:
    """Whoever can write to the cache can slip in no text that nobody approved."""
    add_page(site_folder, "other")
    approve(site_folder)
    where = {FOLDER_VARIABLE: str(tmp_path / "cache")}
    assert run(site_folder, "export", "plan", **where).returncode == 3
    (file,) = {*(tmp_path / "cache").glob("*.db")} - {tmp_path / "cache/rules.db"}
    with closing(sqlite3.connect(file)) as connection, connection:
        changed = connection.execute("UPDATE cached SET value = replace(value, 'homepage', 'forged page')").rowcount
    assert changed

    result = run(site_folder, "export", "apply", **where)

    assert "forged" not in "".join(path.read_text() for path in (site_folder / "dist").rglob("*.md"))
    assert "was changed after" in result.stdout


def test_a_damaged_value_is_found_out_anew(site_folder: Path, tmp_path: Path) -> None:
    approve(site_folder)
    site = load_site(site_folder / "presscheck.toml", TODAY)
    expected = outcome(site, Cache(None))
    for value in ("null", "[]", '[null, null, [], true, ["u"]]', "[1, null, [], false, []]", "{}"):
        with closing(Cache(tmp_path / "cache.db")) as cache:
            outcome(site, cache)
        with closing(sqlite3.connect(tmp_path / "cache.db")) as connection, connection:
            connection.execute("UPDATE cached SET value = ?", (value,))
        with closing(Cache(tmp_path / "cache.db")) as cache:
            assert outcome(site, cache) == expected, value


def test_no_key_is_kept_with_what_is_published(site_folder: Path, tmp_path: Path) -> None:
    key = keys.key(size=48, seed=7)
    add_page(site_folder, "other", details=f"Paste `{key}` here.")
    # A site may turn the rule off: what it publishes is its own business, what stays in a cache is not.
    config = site_folder / "presscheck.toml"
    config.write_text(config.read_text() + '\n[rules]\n"secrets" = "off"\n')
    with closing(Cache(tmp_path / "cache.db")) as cache:
        outcome(load_site(config, TODAY), cache)
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("cache.db*"))
    assert b"homepage" in kept
    assert key.encode() not in kept


def test_a_text_that_is_no_utf_8_stops_no_run(site_folder: Path, tmp_path: Path) -> None:
    """Half of a character, as an escape in YAML can name it, is a finding and not a failure of the cache."""
    write(site_folder / PAGE, lambda text: text.replace("title: ", 'title: "\\ud800 x" #'))
    where = {FOLDER_VARIABLE: str(tmp_path / "cache")}
    result = run(site_folder, "export", "plan", "--format", "json", **where)
    assert result.returncode == 1, result.stderr
    assert "half of a character" in json.loads(result.stdout)["changes"][0]["reasons"][0]
    assert run(site_folder, "lint", **where).returncode == 1
