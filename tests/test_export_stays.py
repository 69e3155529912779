"""What stays published when a site asks more of its approvals than it did when a page was published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from test_approvals import (
    APPROVAL,
    PAGE,
    Repository,
    add_rule,
    approved,
    change,
    change_text,
    configure,
    repository,
    reviewer,
    tool,
)
from test_cli import run
from test_export import actions, plan, reasons_of

__all__ = ["repository"]

CONFIG = "presscheck.toml"


def edit(folder: Path) -> None:
    page = folder / PAGE
    page.write_text(page.read_text().replace("Use the API address.", "Use the API address!"))


def four_eyes(folder: Path, *, on: bool) -> None:
    words = ("four_eyes = false", "four_eyes = true")
    config = folder / CONFIG
    config.write_text(config.read_text().replace(words[not on], words[on]))


def published_by_its_author(repository: Repository) -> Path:
    """Ann's page, approved by ann and published while that was allowed."""
    folder = repository.folder
    four_eyes(folder, on=False)
    change_text(repository, "ann")
    approved(folder, "ann")
    repository.commit("ann")
    assert run(folder, "export", "apply").returncode == 0
    four_eyes(folder, on=True)
    return folder


@pytest.mark.parametrize("edited", [False, True])
def test_what_its_author_approved_goes_once_four_eyes_are_asked_for(repository: Repository, *, edited: bool) -> None:
    folder = published_by_its_author(repository)
    if edited:
        edit(folder)

    report = plan(folder)
    why = run(folder, "why", PAGE)

    assert actions(report) == {"en/faqs/example": "withdraw"}
    assert "ann is an author of the change since the last approval" in reasons_of(report)["example"][-1]
    assert why.stdout.startswith("en/faqs/example: readers have it until the next export, which takes it out\n")
    assert "ann is an author of the change" in why.stdout


def test_who_edits_a_page_now_is_no_author_of_what_they_approved_before(repository: Repository) -> None:
    folder = repository.folder
    run(folder, "export", "apply")
    edit(folder)
    repository.commit("bo")

    assert actions(plan(folder)) == {"en/faqs/example": "blocked"}
    assert run(folder, "why", PAGE).stdout.startswith("en/faqs/example: readers have an earlier version\n")


def test_what_git_cannot_tell_takes_nothing_from_the_readers(repository: Repository, tmp_path: Path) -> None:
    folder = repository.folder
    run(folder, "export", "apply")
    clone = tmp_path / "clone"
    tool(tmp_path, "git", "clone", "-q", "--depth", "1", folder.as_uri(), str(clone))
    for path in (CONFIG, "dist"):
        tool(tmp_path, "cp", "-r", str(folder / path), str(clone))

    report = plan(clone)
    why = run(clone, "why", PAGE)

    assert actions(report) == {"en/faqs/example": "blocked"}
    assert "the clone is shallow" in reasons_of(report)["example"][0]
    assert why.returncode == 1
    assert why.stdout.startswith("en/faqs/example: readers have it as it stands\n    author not known: four_eyes: the")
    edit(clone)
    assert actions(plan(clone)) == {"en/faqs/example": "blocked"}


def test_a_revoked_approval_that_was_put_back_keeps_nothing_published(repository: Repository) -> None:
    folder = repository.folder
    run(folder, "export", "apply")
    text = (folder / APPROVAL).read_text()
    change(folder, revoked={"on": "2026-12-01", "reason": "A wrong address"})
    repository.commit("bo", "Revoke")
    (folder / APPROVAL).write_text(text)
    edit(folder)
    repository.commit("cy", "Put it back and edit")

    report = json.loads(run(folder, "export", "plan", "--format", "json", SOURCE_DATE_EPOCH="1796200000").stdout)

    assert actions(report) == {"en/faqs/example": "withdraw"}
    assert "was revoked on 2026-12-01: A wrong address" in reasons_of(report)["example"][-1]


@pytest.mark.parametrize(
    ("need", "said"),
    [('roles = ["legal"]', "needs a reviewer with the role legal"), ("review_every = 1", "its approval expired on")],
)
def test_what_pages_with_findings_of_a_family_need_holds_for_what_is_published(
    site_folder: Path, need: str, said: str
) -> None:
    configure(site_folder, reviewer("ann"))
    add_rule(site_folder, "web page", "warning")
    approved(site_folder, "ann")
    assert run(site_folder, "export", "apply").returncode == 0
    with (site_folder / CONFIG).open("a") as config:
        config.write(f'[[approvals.requires]]\nfamilies = ["site"]\n{need}\n')

    report = json.loads(run(site_folder, "export", "plan", "--format", "json", SOURCE_DATE_EPOCH="1796200000").stdout)

    assert actions(report) == {"en/faqs/example": "withdraw"}
    assert said in reasons_of(report)["example"][-1]
