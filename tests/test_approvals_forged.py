"""Approvals whose reviewer went, whose history was written anew, or whose files were put together from others."""

from __future__ import annotations

import json
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


def test_days_on_both_sides_of_midnight(site_folder: Path) -> None:
    """Two clocks a day apart, and an approval that says it counts for ever."""
    approved(site_folder, "reviewer", today=date(2026, 11, 25))
    assert "is dated 2026-11-25, which is after today" in doubts(site_folder, today=date(2026, 11, 24))["future"]
    assert doubts(site_folder, today=date(2026, 11, 25)) == {}
    change(site_folder, expires_on="9999-12-31")
    assert "expired" in doubts(site_folder, today=date(2028, 1, 1))
    change(site_folder, approved_on="2020-01-01")
    assert "expired" in doubts(site_folder, today=date(2026, 11, 25))
