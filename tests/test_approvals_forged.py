"""Approvals whose reviewer went, whose history was written anew, or whose files were put together from others."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import FAQ, FAQ_ZH
from test_approvals import (
    APPROVAL,
    Repository,
    approved,
    change,
    change_text,
    configure,
    doubts,
    keys,
    refused,
    repository,
    reviewer,
    signing_site,
)
from test_cli import run

__all__ = ["keys", "repository", "signing_site"]
"""Fixtures, found by their names."""


@pytest.mark.parametrize("signatures", ["required", "optional"])
def test_a_reviewer_who_was_removed(signing_site: Path, keys: Callable[[str], Path], signatures: str) -> None:
    approved(signing_site, "ann", keys("ann"))
    ann, bo = reviewer("ann", keys("ann")), reviewer("bo", keys("bo"))
    setting = f'signatures = "{signatures}"'
    configure(signing_site, ann + bo, setting)
    assert doubts(signing_site) == {}
    assert run(signing_site, "export", "apply").returncode == 0
    published = signing_site / "dist/bundle/pages/en/faqs/example.html"
    assert published.exists()

    configure(signing_site, bo, setting)
    assert "ann, who is no reviewer of the site today" in doubts(signing_site)["reviewer"]
    # Another name on the same approval, and the name given to somebody else: neither brings it back.
    change(signing_site, reviewer="bo")
    assert "forged" in doubts(signing_site)
    change(signing_site, reviewer="ann")
    configure(signing_site, reviewer("ann", keys("new")) + bo, setting)
    assert "a key that is none of ann's" in doubts(signing_site)["forged"]

    configure(signing_site, bo, setting)
    run(signing_site, "export", "apply", "--max-withdraw", "1")
    assert not published.exists()


def test_an_approval_that_was_put_together_from_two(signing_site: Path, keys: Callable[[str], Path]) -> None:
    """The signature of one day, the fields of another; and the page of one language with the approval of the other."""
    approved(signing_site, "ann", keys("ann"))
    first = json.loads((signing_site / APPROVAL).read_text())
    approved(signing_site, "bo", keys("bo"))
    second = json.loads((signing_site / APPROVAL).read_text())
    for key in ("reviewer", "signature"):
        (signing_site / APPROVAL).write_text(json.dumps(second | {key: first[key]}))
        assert "forged" in doubts(signing_site), key

    (signing_site / APPROVAL).write_text(json.dumps(first))
    assert doubts(signing_site) == {}
    for locale, text in (("zh", FAQ_ZH.format(slug="example")), ("en-GB", FAQ.format(slug="example", locale="en-GB"))):
        page = signing_site / f"content/{locale}/faqs/example.md"
        page.parent.mkdir(parents=True)
        page.write_text(text)
        copy = signing_site / f"approvals/{locale}/faqs/example.json"
        copy.parent.mkdir(parents=True)
        copy.write_text(json.dumps(first | {"page": f"{locale}/faqs/example"}))
        assert {"changed", "forged"} <= doubts(signing_site, f"content/{locale}/faqs/example.md").keys(), locale


def test_a_rebase_that_puts_an_edit_before_the_approval(repository: Repository) -> None:
    """Ann's edit is moved below bo's approval, as if bo had seen it."""
    written, approval = repository.git("rev-list", "--reverse", "HEAD").split()
    edit = change_text(repository, "ann")
    repository.git("checkout", "-q", "-B", "main", written)
    for commit in (edit, approval):
        repository.git("cherry-pick", "--allow-empty", commit)

    assert "changed" in doubts(repository.folder)
    assert "ann is an author" in refused(repository.folder, "ann")
    # With the digest made right by hand it is still no text that anybody but ann brought in.
    digest = approved(repository.folder, "bo").digest
    repository.git("checkout", "-q", "--", ".")
    change(repository.folder, digest=digest, reviewer="ann")
    assert "ann is an author" in doubts(repository.folder)["four-eyes"]


def test_a_history_from_which_the_approved_version_is_gone(repository: Repository) -> None:
    """All of it in one commit of ann's: she brought in the whole page, so she approves none of it."""
    change_text(repository, "ann")
    repository.git("checkout", "-q", "--orphan", "anew")
    repository.commit("ann", "Everything")
    repository.git("branch", "-D", "main")

    assert "changed" in doubts(repository.folder)
    assert "ann is an author" in refused(repository.folder, "ann")
    approved(repository.folder, "bo")
    assert doubts(repository.folder) == {}


def test_a_commit_that_only_this_clone_sees_under_another_name(repository: Repository) -> None:
    """`git replace` and grafts show another author, or no commit at all, to whoever made them."""
    edit = change_text(repository, "ann")
    raw = repository.git("cat-file", "commit", edit)
    (repository.folder / ".git/other").write_text(raw.replace("ann@example.com", "cy@example.com"))
    other = repository.git("hash-object", "-t", "commit", "-w", ".git/other").strip()
    repository.git("replace", edit, other)
    assert "cy@example.com" in repository.git("log", "-1", "--format=%ae")
    assert "ann is an author" in refused(repository.folder, "ann")

    repository.git("replace", "-d", edit)
    (repository.folder / ".git/info/grafts").write_text(f"{edit}\n")
    assert repository.git("rev-list", "--count", "HEAD").strip() == "1"
    # Cut off from what was there before, ann's edit would look like a page that is all hers: so would cy's.
    repository.edit("Changed by cy.")
    repository.commit("cy")
    approved(repository.folder, "bo")
    assert "ann is an author" in refused(repository.folder, "ann")
    assert doubts(repository.folder) == {}


def test_a_revoked_approval_that_was_put_back(repository: Repository) -> None:
    text = (repository.folder / APPROVAL).read_text()
    change(repository.folder, revoked={"on": "2026-12-01", "reason": "A wrong address"})
    repository.commit("bo", "Revoke")
    (repository.folder / APPROVAL).write_text(text)
    later = date(2026, 12, 2)
    assert "was revoked on 2026-12-01: A wrong address" in doubts(repository.folder, today=later)["four-eyes"]
    repository.commit("cy", "Put it back")
    assert "was revoked on 2026-12-01" in doubts(repository.folder, today=later)["four-eyes"]

    approved(repository.folder, "bo", today=later)
    assert doubts(repository.folder, today=later) == {}


def test_a_page_approved_again_on_the_day_of_its_revocation(repository: Repository) -> None:
    day = json.loads((repository.folder / APPROVAL).read_text())["approved_on"]
    change(repository.folder, revoked={"on": day, "reason": "A wrong address"})
    repository.commit("bo", "Revoke")
    approved(repository.folder, "bo")

    assert doubts(repository.folder) == {}


@pytest.mark.parametrize("how", ["repository", "folder", "file"])
def test_a_page_whose_history_is_elsewhere(repository: Repository, tmp_path: Path, how: str) -> None:
    """The outer repository knows nothing of it: it must not pass for an edit of whoever looks."""
    folder = repository.folder / "content/en"
    page = folder / "faqs/example.md"
    if how == "repository":
        repository.git("init", "-q", "content/en")
    else:
        moved = folder if how == "folder" else page
        moved.rename(tmp_path / "elsewhere")
        moved.symlink_to(tmp_path / "elsewhere")

    assert "behind a symbolic link or in another repository" in doubts(repository.folder)["history"]
    assert "behind a symbolic link or in another repository" in refused(repository.folder, "bo")


def test_days_on_both_sides_of_midnight(site_folder: Path) -> None:
    """Two clocks a day apart, and an approval that says it counts for ever."""
    approved(site_folder, "reviewer", today=date(2026, 11, 25))
    assert "is dated 2026-11-25, which is after today" in doubts(site_folder, today=date(2026, 11, 24))["future"]
    assert doubts(site_folder, today=date(2026, 11, 25)) == {}
    change(site_folder, expires_on="9999-12-31")
    assert "expired" in doubts(site_folder, today=date(2028, 1, 1))
    change(site_folder, approved_on="2020-01-01")
    assert "expired" in doubts(site_folder, today=date(2026, 11, 25))


def test_many_pages_start_few_processes(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Git is asked once for all pages, and once more for each that came later: it may be another one, renamed."""
    calls = tmp_path_factory.mktemp("git") / "calls"
    script = calls.parent / "git"
    script.write_text(f'#!/bin/sh\necho "$@" >> {calls}\nexec {shutil.which("git")} "$@"\n')
    script.chmod(0o755)

    def asked() -> int:
        calls.write_text("")
        result = run(
            repository.folder, "approve", "content", "--reviewer", "bo", PATH=f"{calls.parent}:{os.environ['PATH']}"
        )
        assert result.returncode == 0, result.stderr
        return len(calls.read_text().splitlines())

    few = asked()
    faqs = repository.folder / "content/en/faqs"
    for number in range(5):
        text = FAQ.format(slug=f"page-{number}", locale="en")
        (faqs / f"page-{number}.md").write_text(text.replace("## Next step", f"Page {number}.\n\n## Next step"))
        repository.commit("ann", "Another page")

    assert few < 15
    assert asked() == few + 5
