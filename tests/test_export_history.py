"""What looks back: status, pull, history and rollback, and the limit for pages that are taken out."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from test_cli import run
from test_export import PAGE, actions, add_page, approve, plan, reasons_of, revisions

NAME = "en/faqs/example"
OLD, NEW = "Use the API address.", "Use that of the API."


@pytest.fixture
def two_versions(site_folder: Path) -> Path:
    """A site whose page was published twice."""
    approve(site_folder)
    assert run(site_folder, "export", "apply").returncode == 0
    page = site_folder / PAGE
    page.write_text(page.read_text().replace(OLD, NEW))
    approve(site_folder)
    assert run(site_folder, "export", "apply").returncode == 0
    return site_folder


def readers_have(folder: Path) -> str:
    text: str = json.loads((folder / f"dist/bundle/pages/{NAME}.json").read_text(encoding="utf-8"))["markdown"]
    return text


def test_history_of_a_page(two_versions: Path) -> None:
    english = run(two_versions, "export", "history", NAME)
    chinese = run(two_versions, "export", "history", PAGE, "--lang", "zh")
    report = json.loads(run(two_versions, "export", "history", "--format", "json").stdout)

    assert english.stdout == (
        "1  2026-11-24  create  en/faqs/example  A Reviewer  Is the homepage the API address?\n"
        "2  2026-11-24  update  en/faqs/example  A Reviewer  Is the homepage the API address?\n"
    )
    assert "1  2026-11-24  新建  en/faqs/example" in chinese.stdout
    assert [(item["number"], item["action"]) for item in report["revisions"]] == [(1, "create"), (2, "update")]
    assert run(two_versions, "export", "history", "en/faqs/none").stdout == "nothing was exported yet\n"


def test_a_rollback_holds_until_it_is_released(two_versions: Path) -> None:
    back = run(two_versions, "export", "rollback", NAME)
    text = readers_have(two_versions)
    held = plan(two_versions)
    applied = run(two_versions, "export", "apply")
    still = readers_have(two_versions)
    why = run(two_versions, "why", NAME)
    released = run(two_versions, "export", "rollback", NAME, "--release")
    ready = plan(two_versions)
    run(two_versions, "export", "apply")

    assert (back.returncode, back.stderr) == (0, "")
    assert back.stdout.startswith(f"{NAME}: readers have the version approved on 2026-11-24 by A Reviewer again\n")
    assert OLD in text
    assert (held["exit"], actions(held)) == (1, {NAME: "blocked"})
    assert reasons_of(held)["example"][0].startswith("this version was rolled back")
    assert (applied.returncode, OLD in still) == (0, True)
    assert "this version was rolled back" in why.stdout
    assert released.returncode == 0
    assert actions(ready) == {NAME: "update"}
    assert NEW in readers_have(two_versions)
    assert [action for _, action in revisions(two_versions)] == ["create", "update", "rollback", "release", "update"]


def test_a_new_approval_ends_a_rollback(two_versions: Path) -> None:
    run(two_versions, "export", "rollback", NAME, "--to", "1")
    page = two_versions / PAGE
    page.write_text(page.read_text().replace(NEW, "The third text."))
    approve(two_versions)

    applied = run(two_versions, "export", "apply")

    assert applied.returncode == 0
    assert "The third text." in readers_have(two_versions)
    assert plan(two_versions)["exit"] == 0


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("revoked", "nobody has approved it"),
        ("expired", "its approval expired on 2027-11-24; approve it again"),
        ("number", "en/faqs/example has no revision 9"),
        ("damaged", "revision 1 of en/faqs/example is damaged"),
        ("release", "en/faqs/example is not rolled back"),
        ("absent", "readers do not have en/faqs/none"),
        ("link", "it links to en/faqs/second, which is not published"),
    ],
)
def test_a_rollback_that_may_not_be(two_versions: Path, how: str, words: str) -> None:
    day, args = "1795500000", [NAME, "--to", "1"]
    match how:
        case "revoked":
            (two_versions / f"approvals/{NAME}.json").unlink()
        case "expired":
            day = "1827136800"
        case "number":
            args[-1] = "9"
        case "damaged":
            with sqlite3.connect(two_versions / "dist/content.db") as database:
                database.execute("UPDATE revisions SET record = replace(record, 'API', 'ABI') WHERE number = 1")
            database.close()
        case "release":
            args = [NAME, "--release"]
        case "absent":
            args[0] = "en/faqs/none"
        case _:
            page, text = two_versions / PAGE, (two_versions / PAGE).read_text()
            second = add_page(two_versions, "second")
            page.write_text(text.replace("## Next step", "See [that](second.md).\n\n## Next step"))
            approve(two_versions)
            run(two_versions, "export", "apply")
            page.write_text(text)
            second.unlink()
            run(two_versions, "approve", PAGE)
            run(two_versions, "export", "apply")
            args[-1] = "3"
    before = readers_have(two_versions)

    result = run(two_versions, "export", "rollback", *args, SOURCE_DATE_EPOCH=day)

    assert result.returncode == 2
    assert words in result.stderr
    assert readers_have(two_versions) == before


def test_status_beside_what_is_approved(two_versions: Path) -> None:
    page = two_versions / PAGE
    other = page.with_name("another.md")
    other.write_text(page.read_text("utf-8").replace("slug: example", "slug: another"), "utf-8")
    run(two_versions, "approve", str(other.relative_to(two_versions)))
    page.unlink()

    text = run(two_versions, "export", "status")
    chinese = run(two_versions, "export", "status", "--lang", "zh")
    report = json.loads(run(two_versions, "export", "status", "--format", "json").stdout)

    assert text.returncode == 0
    assert "  published  en/faqs/example  (withdraw)\n" in text.stdout
    assert "beside what is approved: 1 create, 1 withdraw; `presscheck export plan local` says why\n" in text.stdout
    assert "（撤下）" in chinese.stdout
    assert report["pages"][0]["next"] == "withdraw"
    assert report["missing"] == [{"page": "en/faqs/another", "next": "create"}]


def test_status_of_a_folder(two_versions: Path) -> None:
    fine = run(two_versions, "export", "status")
    report = json.loads(run(two_versions, "export", "status", "--format", "json").stdout)
    with sqlite3.connect(two_versions / "dist/content.db") as database:
        database.execute("UPDATE pages SET record = replace(record, 'API', 'ABI')")
    database.close()
    changed = run(two_versions, "export", "status", "--lang", "zh")

    assert fine.returncode == 0
    assert fine.stdout == (
        "local: SQLite, dist/bundle\n  published  en/faqs/example\n1 published\nthis is what is approved\n"
    )
    assert report["pages"][0]["next"] == "unchanged"
    assert report["missing"] == []
    assert report["pages"][0]["status"] == "published"
    assert report["capabilities"]["swap"] == "native"
    assert changed.returncode == 1
    assert "被改动  en/faqs/example  record" in changed.stdout


def test_pull_writes_what_the_target_has(two_versions: Path) -> None:
    result = run(two_versions, "export", "pull", "--out", "there")

    assert (result.returncode, result.stdout) == (0, "nothing was changed on the target\n")
    assert NEW in (two_versions / f"there/{NAME}.md").read_text(encoding="utf-8")
    assert json.loads((two_versions / f"there/{NAME}.json").read_text(encoding="utf-8"))["slug"] == "example"


def test_an_export_does_not_take_out_more_than_somebody_meant_to(site_folder: Path) -> None:
    pages = [add_page(site_folder, f"page-{number}") for number in range(6)]
    approve(site_folder)
    run(site_folder, "export", "apply")
    for page in pages:
        page.unlink()

    refused = run(site_folder, "export", "apply")
    chinese = run(site_folder, "export", "apply", "--lang", "zh")
    still = len(list((site_folder / "dist/bundle/pages/en/faqs").glob("*.md")))
    allowed = run(site_folder, "export", "apply", "--max-withdraw", "6")

    assert refused.returncode == 2
    assert "the plan takes out 6 pages, more than 5: nothing was done" in refused.stderr
    assert "--max-withdraw 6" in chinese.stderr
    assert still == 7
    assert allowed.returncode == 0
    assert len(list((site_folder / "dist/bundle/pages/en/faqs").glob("*.md"))) == 1


def test_a_site_whose_pages_are_all_gone_takes_out_nothing_by_itself(site_folder: Path) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    (site_folder / PAGE).unlink()

    refused = run(site_folder, "export", "apply")
    allowed = run(site_folder, "export", "apply", "--max-withdraw", "1")

    assert (refused.returncode, allowed.returncode) == (2, 0)
    assert "takes out 1 pages, more than 0" in refused.stderr


def test_a_database_of_the_first_version_is_brought_up_to_date(two_versions: Path) -> None:
    with sqlite3.connect(two_versions / "dist/content.db") as database:
        database.execute("ALTER TABLE pages DROP COLUMN rolled_back")
        database.execute("DROP TABLE images")
        database.execute("PRAGMA user_version = 1")
    database.close()

    before = plan(two_versions)
    back = run(two_versions, "export", "rollback", NAME)

    assert before["exit"] == 0
    assert back.returncode == 0, back.stderr
    assert [action for _, action in revisions(two_versions)] == ["create", "update", "rollback"]
    assert OLD in readers_have(two_versions)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            '[targets.cms]\ntype = "wagtial"\nurl = "https://cms.example.com"',
            "but the types are: ghost, local, wagtail, wordpress; did you mean wagtail?",
        ),
        ('[targets.cms]\ntype = "ghost"', "has no `url`"),
        ('[targets."../x"]\nfolder = "x"', "lower-case letters, digits and hyphens"),
        ("[targets.cms]\nfoldr = 1", "foldr"),
    ],
)
def test_a_target_that_cannot_be(site_folder: Path, lines: str, words: str) -> None:
    config = site_folder / "presscheck.toml"
    config.write_text(config.read_text() + "\n" + lines + "\n")

    result = run(site_folder, "export", "plan", "cms")

    assert result.returncode == 2
    assert words in result.stderr
    assert "presscheck.toml:" in result.stderr


def test_a_second_folder_is_a_target_of_its_own(site_folder: Path) -> None:
    config = site_folder / "presscheck.toml"
    config.write_text(config.read_text() + '\n[targets.preview]\ntype = "local"\nfolder = "preview"\n')
    approve(site_folder)

    result = run(site_folder, "export", "apply", "preview")

    assert result.stdout.endswith("preview: 1 create\npreview/bundle: 13 files written\n")
    assert not (site_folder / "dist").exists()
