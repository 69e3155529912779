"""Approvals: who may give one, what it is bound to, and everything that voids it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from conftest import FAQ, REPOSITORY
from test_cli import run

PAGE = "content/en/faqs/example.md"
APPROVAL = "approvals/en/faqs/example.json"


def approved(folder: Path) -> Path:
    result = run(folder, "approve", PAGE)
    assert result.returncode == 0, result.stderr
    return folder / APPROVAL


def blocked_because(folder: Path, **environment: str) -> str:
    """What the plan says of the one page: empty where it is not blocked."""
    plan = json.loads(run(folder, "export", "plan", "--format", "json", **environment).stdout)
    change = plan["changes"][0]
    return "\n".join(change["reasons"]) if change["action"] == "blocked" else ""


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_an_approval_is_a_file_that_its_schema_describes(site_folder: Path) -> None:
    result = run(site_folder, "approve", PAGE)
    content = json.loads((site_folder / APPROVAL).read_text())

    assert result.stdout == f"{PAGE}: approved until 2027-11-24 ({APPROVAL})\n"
    jsonschema.validate(content, json.loads((REPOSITORY / "schemas/approval.schema.json").read_text()))
    assert content["page"] == "en/faqs/example"
    assert (content["reviewer"], content["approved_on"]) == ("reviewer", "2026-11-24")
    assert blocked_because(site_folder) == ""


def test_a_page_that_nobody_approved_is_blocked(site_folder: Path) -> None:
    assert "nobody has approved it" in blocked_because(site_folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("No. Use the API address.", "No. Use the API address!"),
        ("title: Is the", "title: Is  the"),
        ("summary: No.", "summary: No, no."),
        ("updated: 2026-11-20", "updated: 2026-11-21"),
        ("https://www.example.com/support", "https://www.example.com/support2"),
        ("## Details", "## Details {#other}"),
    ],
)
def test_any_change_of_what_is_published_voids_it(site_folder: Path, old: str, new: str) -> None:
    approved(site_folder)
    edit(site_folder / PAGE, old, new)

    assert blocked_because(site_folder) != ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Details\n", "## Details\n\n<!-- a note to ourselves -->\n"),
        ("No. Use the API address.\n", "No. <!-- a   note\n  in a sentence --> Use the API address.\n"),
        ("author: ALLTKN Editorial Team", "author: 'ALLTKN Editorial Team'  # who wrote it"),
        ("No. Use the API address.\n", "No. Use the API address.   \n"),
        ("## Details\n", "\n\n## Details\n"),
        ("backup_owner: docs-team", "backup_owner: other-team"),
        ("\n", "\r\n"),
    ],
)
def test_what_is_not_published_does_not_void_it(site_folder: Path, old: str, new: str) -> None:
    approved(site_folder)
    page = site_folder / PAGE
    page.write_bytes(page.read_text().replace(old, new).encode())

    assert blocked_because(site_folder) == ""


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("digest", "sha256:" + "0" * 64, "was changed after reviewer approved it"),
        ("digest", "0" * 64, "must be sha256: and 64 hex digits"),
        ("page", "en/faqs/other", "its approval is that of en/faqs/other"),
        ("reviewer", "nobody", "no reviewer of the site today"),
        ("expires_on", "2026-11-23", "its approval expired on 2026-11-23"),
        ("expires_on", "2026-02-30", "must be a day that exists, written YYYY-MM-DD"),
        ("approved_on", "2026-11-25", "which is after today (2026-11-24)"),
        ("extra", 1, "`extra` is no key here"),
    ],
)
def test_an_approval_that_was_tampered_with_is_void(site_folder: Path, key: str, value: object, words: str) -> None:
    path = approved(site_folder)
    path.write_text(json.dumps(json.loads(path.read_text()) | {key: value}))

    assert words in blocked_because(site_folder)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"page": 1, "page": 2}', "\x00", "\xff"])
def test_an_approval_that_is_no_approval_blocks_and_says_so(site_folder: Path, text: str) -> None:
    path = approved(site_folder)
    path.write_bytes(text.encode("latin-1"))

    assert APPROVAL in blocked_because(site_folder)


def test_an_approval_ends(site_folder: Path) -> None:
    approved(site_folder)
    in_a_year, a_day_later = "1827050400", "1827136800"  # 2027-11-24 and -25

    edit(site_folder / PAGE, "review_by: 2027-05-20", "review_by: 2028-05-20")
    approved(site_folder)

    assert blocked_because(site_folder, SOURCE_DATE_EPOCH=in_a_year) == ""
    assert "its approval expired" in blocked_because(site_folder, SOURCE_DATE_EPOCH=a_day_later)


def test_a_review_that_is_overdue_blocks(site_folder: Path) -> None:
    approved(site_folder)

    assert "its review was due on 2027-05-20" in blocked_because(site_folder, SOURCE_DATE_EPOCH="1811376000")


def test_a_page_with_an_error_cannot_be_approved_and_nothing_is_written(site_folder: Path) -> None:
    good = site_folder / "content/en/faqs/good.md"
    good.write_text(FAQ.format(slug="good", locale="en"))
    edit(site_folder / PAGE, "## Details", "#### Details")

    result = run(site_folder, "approve", "content")

    assert (result.returncode, result.stdout) == (1, "")
    assert f"{PAGE}: cannot be approved\n    {PAGE}:23:1: schema/heading-skip: " in result.stderr
    assert result.stderr.endswith("nothing was approved\n")
    assert not (site_folder / "approvals").exists()


def test_a_draft_cannot_be_approved_and_is_not_blocked(site_folder: Path) -> None:
    edit(site_folder / PAGE, "status: approved", "status: draft")

    result = run(site_folder, "approve", PAGE)
    plan = json.loads(run(site_folder, "export", "plan", "--format", "json").stdout)

    assert result.returncode == 1
    assert "its status is draft; write `status: approved`" in result.stderr
    assert plan["changes"] == []


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("//cdn.example.com/x", "the link //cdn.example.com/x has no scheme; add https:"),
        ("ftp://example.com/x", "A link begins with ftp:"),
        (
            "../images/picture.png",
            "The link ../images/picture.png leads nowhere: there is no content/en/images/picture.png",
        ),
        ("../../../../etc/passwd.md", "leads nowhere: there is no ../etc/passwd.md"),
        ("example", "The link example leads nowhere: there is no content/en/faqs/example"),
    ],
)
def test_a_link_that_leads_nowhere_once_published(site_folder: Path, link: str, words: str) -> None:
    edit(site_folder / PAGE, "No. Use the API", f"No. [Use]({link}) the API")

    result = run(site_folder, "approve", PAGE)

    assert result.returncode == 1
    assert f"{PAGE}:21:" in result.stderr
    assert words in result.stderr


@pytest.mark.parametrize(
    ("key", "value"), [("title", "Is [this] it?"), ("summary", "A summary with \u200b in it, hidden.")]
)
def test_front_matter_that_cannot_be_published(site_folder: Path, key: str, value: str) -> None:
    text = re.sub(rf"^{key}: .*$", f"{key}: {value}", (site_folder / PAGE).read_text(), flags=re.MULTILINE)
    if key == "title":
        text = text.replace("# Is the homepage the API address?", r"# Is \[this\] it?")
    (site_folder / PAGE).write_text(text)

    result = run(site_folder, "approve", PAGE)

    assert result.returncode == 1
    assert {"title": "a title cannot hold [ or ]", "summary": "`summary` holds an invisible character"}[
        key
    ] in result.stderr


def test_who_may_approve(site_folder: Path) -> None:
    config = site_folder / "presscheck.toml"
    text = config.read_text()

    unknown = run(site_folder, "approve", PAGE, "--reviewer", "nobody")
    config.write_text(text + '\n[[reviewers]]\nid = "second"\nname = "Second"\n')
    unsaid = run(site_folder, "approve", PAGE)
    named = run(site_folder, "approve", PAGE, PRESSCHECK_REVIEWER="second")
    config.write_text(text[: text.index("[[reviewers]]")])
    nobody = run(site_folder, "approve", PAGE)

    assert (unknown.returncode, unsaid.returncode, named.returncode, nobody.returncode) == (2, 2, 0, 2)
    assert "nobody is no reviewer of this site; its reviewers are: reviewer" in unknown.stderr
    assert "say who you are with --reviewer: reviewer, second" in unsaid.stderr
    assert json.loads((site_folder / APPROVAL).read_text())["reviewer"] == "second"
    assert "add a table [[reviewers]]" in nobody.stderr


def test_a_file_outside_the_pages_cannot_be_approved(site_folder: Path) -> None:
    (site_folder / "note.md").write_text("# Note\n")

    result = run(site_folder, "approve", "note.md")
    missing = run(site_folder, "approve", "nothing.md")

    assert result.returncode == 1
    assert "it is no page of the site's content folders" in result.stderr
    assert missing.returncode == 2
    assert "there is no such file" in missing.stderr
