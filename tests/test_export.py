"""The export to the local target: plans, what is published, what is refused, and what a kill leaves behind."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from filelock import FileLock

from conftest import CONFIG, FAQ, FAQ_ZH, REPOSITORY
from presscheck.cli import presscheck
from presscheck.cli.survey import survey
from presscheck.export import Applied, candidates, make_plan
from presscheck.export.llms_file import LlmsFile, read
from presscheck.export.local import LocalTarget
from presscheck.site import load_site
from test_cli import run

PAGE = "content/en/faqs/example.md"


def schema(name: str) -> Any:
    return json.loads((REPOSITORY / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))


def add_page(folder: Path, slug: str, *, locale: str = "en", details: str = "") -> Path:
    """Write one more clean page; ``details`` is added to its details."""
    path = folder / f"content/{locale}/faqs/{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = FAQ_ZH.format(slug=slug) if locale == "zh" else FAQ.format(slug=slug, locale=locale)
    if slug == "other":
        text = text.replace("related: [faqs/other]", "related: [faqs/example]")
    path.write_text(text.replace("## Next step", f"{details}\n\n## Next step"), encoding="utf-8")
    return path


def approve(folder: Path) -> None:
    result = run(folder, "approve", "content")
    assert result.returncode == 0, result.stderr


def plan(folder: Path, *args: str) -> dict[str, Any]:
    result = run(folder, "export", "plan", "--format", "json", *args)
    report: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(report, schema("plan"))
    return report | {"exit": result.returncode}


def actions(report: dict[str, Any]) -> dict[str, str]:
    return {change["page"]: change["action"] for change in report["changes"]}


def snapshot(folder: Path) -> dict[str, str]:
    """Every file of a bundle with its digest."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def revisions(folder: Path) -> list[tuple[str, str]]:
    database = sqlite3.connect(folder / "dist/content.db")
    try:
        return database.execute("SELECT page, action FROM revisions ORDER BY number").fetchall()
    finally:
        database.close()


# --- plans ----------------------------------------------------------------------------------------------------------


def test_a_first_export_and_a_second_one(site_folder: Path) -> None:
    approve(site_folder)

    before = plan(site_folder)
    untouched = not (site_folder / "dist").exists()
    applied = run(site_folder, "export", "apply")
    after = plan(site_folder)
    again = run(site_folder, "export", "apply", "--format", "json")

    assert (before["exit"], actions(before), untouched) == (3, {"en/faqs/example": "create"}, True)
    assert (applied.returncode, applied.stderr) == (0, "")
    assert applied.stdout == "  create      en/faqs/example\nlocal: 1 create\ndist/bundle: 13 files written\n"
    assert (after["exit"], actions(after), after["render"]) == (0, {"en/faqs/example": "unchanged"}, None)
    assert json.loads(again.stdout)["applied"] == {"changed": False, "folder": "dist", "files": 0}
    jsonschema.validate(json.loads(again.stdout), schema("plan"))
    assert revisions(site_folder) == [("en/faqs/example", "create")]


def test_update_withdraw_and_block(site_folder: Path) -> None:
    changed, gone, held = (add_page(site_folder, slug) for slug in ("changed", "gone", "held"))
    approve(site_folder)
    run(site_folder, "export", "apply")
    changed.write_text(changed.read_text().replace("which no client can read", "which clients cannot read"))
    run(site_folder, "approve", str(changed))
    gone.unlink()
    held.write_text(held.read_text().replace("status: approved", "status: withdrawn"))
    page = site_folder / PAGE
    page.write_text(page.read_text().replace("Use the API address.", "Use the API address!"))

    report = plan(site_folder)
    applied = run(site_folder, "export", "apply")
    published = {path.stem for path in (site_folder / "dist/bundle/pages").rglob("*.md")}

    assert report["exit"] == 1
    assert actions(report) == {
        "en/faqs/changed": "update",
        "en/faqs/example": "blocked",
        "en/faqs/gone": "withdraw",
        "en/faqs/held": "withdraw",
    }
    reasons = {change["page"]: change["reasons"] for change in report["changes"]}
    assert reasons["en/faqs/gone"] == ["its file is gone"]
    assert reasons["en/faqs/held"] == ["its status is withdrawn"]
    assert reasons["en/faqs/example"][-1] == "the version approved on 2026-11-24 stays published"
    assert "local: 1 update, 2 withdraw, 1 blocked\n" in applied.stdout
    assert applied.returncode == 0
    assert published == {"changed", "example"}
    assert sorted(revisions(site_folder)[-3:]) == [
        ("en/faqs/changed", "update"),
        ("en/faqs/gone", "withdraw"),
        ("en/faqs/held", "withdraw"),
    ]
    assert actions(plan(site_folder)) == {"en/faqs/changed": "unchanged", "en/faqs/example": "blocked"}


def test_a_page_with_an_error_is_blocked_although_it_is_approved(site_folder: Path) -> None:
    approve(site_folder)
    with (site_folder / "presscheck.toml").open("a") as config:
        config.write("\n[site2]\n")
    broken = run(site_folder, "export", "plan")
    (site_folder / "presscheck.toml").write_text(CONFIG)
    rule = (REPOSITORY / "linters/schema/unfinished.yaml").read_text()
    (site_folder / "linters/schema").mkdir(parents=True)
    (site_folder / "linters/schema/new.yaml").write_text(re.sub(r"patterns: .*", 'patterns: ["web page"]', rule))

    report = plan(site_folder)

    assert broken.returncode == 2
    assert report["exit"] == 1
    assert report["changes"][0]["reasons"][0].startswith(f"{PAGE}:25:29: schema/new: ")


def test_a_link_to_a_page_that_is_not_published_blocks_along_the_chain(site_folder: Path) -> None:
    add_page(site_folder, "first", details="See [the second](second.md).")
    add_page(site_folder, "second", details="See [the third](third.md#details).")
    third = add_page(site_folder, "third")
    add_page(site_folder, "alone", details="See [this page](#details) and [that](../../en/faqs/example.md).")
    approve(site_folder)
    assert plan(site_folder)["exit"] == 3
    third.write_text(third.read_text().replace("status: approved", "status: review"))

    report = plan(site_folder)

    assert actions(report) == {
        "en/faqs/alone": "create",
        "en/faqs/example": "create",
        "en/faqs/first": "blocked",
        "en/faqs/second": "blocked",
    }
    assert report["changes"][2]["reasons"] == [
        "it links to en/faqs/second, which is not published because of en/faqs/third: its status is review"
    ]
    assert report["changes"][3]["reasons"] == [
        "it links to en/faqs/third, which is not published: its status is review"
    ]


# --- what stays published -------------------------------------------------------------------------------------------


def linked_site(folder: Path) -> Path:
    """Two more pages, published: `first` links to `second` and `second` to `example`. Returns the example."""
    add_page(folder, "first", details="See [the second](second.md).")
    add_page(folder, "second", details="See [the example](example.md).")
    approve(folder)
    assert run(folder, "export", "apply").returncode == 0
    return folder / PAGE


def reasons_of(report: dict[str, Any]) -> dict[str, list[str]]:
    return {change["page"].rpartition("/")[2]: change["reasons"] for change in report["changes"] if change["reasons"]}


BROKEN = [
    b"\nextra\n",  # a text that nobody has approved
    b"\n#### Skipped\n",  # an error of a rule
    b"\n```\nopen\n",
    b"\n[nowhere](nowhere.txt)\n",  # cannot be published
    b"\xff\xfe",  # cannot be read
]


@pytest.mark.parametrize("added", BROKEN)
def test_an_edited_page_keeps_its_approved_version_and_takes_nothing_from_others(
    site_folder: Path, added: bytes
) -> None:
    page = linked_site(site_folder)
    before = snapshot(site_folder / "dist/bundle")
    page.write_bytes(page.read_bytes() + added)

    report = plan(site_folder)
    applied = run(site_folder, "export", "apply")

    assert report["exit"] == 1
    assert actions(report) == {
        "en/faqs/example": "blocked",
        "en/faqs/first": "unchanged",
        "en/faqs/second": "unchanged",
    }
    assert reasons_of(report)["example"][-1] == "the version approved on 2026-11-24 stays published"
    assert report["changes"][0]["digest"].startswith("sha256:")
    assert applied.stdout.endswith("local: 2 unchanged, 1 blocked\nnothing changed: dist/bundle is as planned\n")
    assert snapshot(site_folder / "dist/bundle") == before
    # Also where the bundle has to be made again.
    shutil.rmtree(site_folder / "dist/bundle")
    run(site_folder, "export", "apply")
    assert snapshot(site_folder / "dist/bundle") == before


def test_front_matter_that_no_longer_parses_keeps_the_approved_version(site_folder: Path) -> None:
    page = linked_site(site_folder)
    page.write_text(page.read_text().replace("status: approved", "status: [approved"))

    assert actions(plan(site_folder))["en/faqs/example"] == "blocked"
    assert run(site_folder, "export", "apply").stdout.endswith("nothing changed: dist/bundle is as planned\n")


def test_a_page_that_may_not_be_read_any_more_goes_and_so_does_what_links_to_it(site_folder: Path) -> None:
    page = linked_site(site_folder)
    page.write_text(page.read_text().replace("Use the API address.", "Use the API address!"))
    (site_folder / "approvals/en/faqs/example.json").unlink()

    report = plan(site_folder)
    applied = run(site_folder, "export", "apply")

    assert report["exit"] == 3
    assert set(actions(report).values()) == {"withdraw"}
    root = "nobody has approved it; a reviewer does so with `presscheck approve`"
    assert reasons_of(report) == {
        "example": [root],
        "first": [f"it links to en/faqs/second, which is not published because of en/faqs/example: {root}"],
        "second": [f"it links to en/faqs/example, which is not published: {root}"],
    }
    assert "local: 3 withdraw\n" in applied.stdout
    assert not (site_folder / "dist/bundle/pages").exists()
    assert set(actions(plan(site_folder)).values()) == {"blocked"}


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("expired", "its approval expired on 2027-11-24"),
        ("reviewer", "it was approved by reviewer, who is no reviewer of the site today"),
        ("review", "its review was due on 2027-05-20"),
        ("overdue", "the review of its published version was due on 2027-05-20"),
        ("draft", "its status is draft"),
        ("file", "its file is gone"),
        ("damaged", "approvals/en/faqs/example.json is no valid JSON"),
    ],
)
def test_a_published_version_stays_only_while_its_approval_counts(site_folder: Path, how: str, words: str) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    page = site_folder / PAGE
    text = page.read_text().replace("Use the API address.", "Use the API address!")
    day = "1795500000"
    match how:
        case "expired":
            text, day = text.replace("2027-05-20", "2028-05-20"), "1827136800"
        case "reviewer":
            config = site_folder / "presscheck.toml"
            config.write_text(config.read_text().replace('id = "reviewer"', 'id = "other"'))
        case "review" | "overdue":
            text, day = page.read_text() if how == "review" else text.replace("2027-05-20", "2028-05-20"), "1811376000"
        case "draft":
            text = text.replace("status: approved", "status: draft")
        case "damaged":
            (site_folder / "approvals/en/faqs/example.json").write_text("{")
        case _:
            pass
    page.write_text(text)
    if how == "file":
        page.unlink()

    report = json.loads(run(site_folder, "export", "plan", "--format", "json", SOURCE_DATE_EPOCH=day).stdout)

    assert actions(report) == {"en/faqs/example": "withdraw"}
    assert words in "\n".join(report["changes"][0]["reasons"])


def test_an_error_of_a_new_rule_takes_out_the_text_that_has_it(site_folder: Path) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    rule = (REPOSITORY / "linters/schema/unfinished.yaml").read_text()
    (site_folder / "linters/schema").mkdir(parents=True)
    (site_folder / "linters/schema/new.yaml").write_text(re.sub(r"patterns: .*", 'patterns: ["web page"]', rule))

    report = plan(site_folder)

    assert actions(report) == {"en/faqs/example": "withdraw"}
    assert reasons_of(report)["example"][-1] == "its published version has the same text and does not stay either"


def test_a_published_text_with_a_secret_does_not_stay_although_the_page_was_edited(site_folder: Path) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    rule = (REPOSITORY / "linters/schema/unfinished.yaml").read_text()
    (site_folder / "linters/privacy").mkdir(parents=True)
    (site_folder / "linters/privacy/new.yaml").write_text(re.sub(r"patterns: .*", 'patterns: ["web page"]', rule))
    page = site_folder / PAGE
    page.write_text(page.read_text().replace("a web page", "something"))

    report = plan(site_folder)

    assert actions(report) == {"en/faqs/example": "withdraw"}
    assert "its published version has an error: privacy/new: " in reasons_of(report)["example"][-1]


def test_a_published_address_that_is_wrong_today_does_not_stay_although_the_page_was_edited(site_folder: Path) -> None:
    page = site_folder / PAGE
    said = "Set the Base URL to `https://api.example.com/v1`."
    page.write_text(page.read_text().replace("No. Use the API address.", said))
    approve(site_folder)
    run(site_folder, "export", "apply")
    config = site_folder / "presscheck.toml"
    config.write_text(config.read_text().replace("https://api.example.com", "https://api.example.org"))
    page.write_text(page.read_text().replace("api.example.com/v1", "api.example.org/v1"))

    report = plan(site_folder)

    assert actions(report) == {"en/faqs/example": "withdraw"}
    assert "its published version has an error: base-url/unknown-host: " in reasons_of(report)["example"][-1]


def test_a_new_version_that_links_to_a_draft_waits_and_the_old_one_stays(site_folder: Path) -> None:
    page = linked_site(site_folder)
    draft = add_page(site_folder, "draft")
    draft.write_text(draft.read_text().replace("status: approved", "status: draft"))
    page.write_text(page.read_text().replace("## Next step", "See [the draft](draft.md).\n\n## Next step"))
    run(site_folder, "approve", str(page))

    waiting = plan(site_folder)
    draft.write_text(draft.read_text().replace("status: draft", "status: approved"))
    run(site_folder, "approve", str(draft))
    ready = plan(site_folder)

    assert reasons_of(waiting) == {
        "example": [
            "it links to en/faqs/draft, which is not published: its status is draft",
            "the version approved on 2026-11-24 stays published",
        ]
    }
    assert actions(ready)["en/faqs/example"] == "update"


def test_the_plan_speaks_chinese(site_folder: Path) -> None:
    page = linked_site(site_folder)
    page.write_text(page.read_text() + "\nextra\n")

    assert "2026-11-24 批准的版本继续发布" in run(site_folder, "export", "plan", "--lang", "zh").stdout


DAMAGES = {
    "record": "UPDATE pages SET record = '{\"id\": 1}'",
    "text": "UPDATE pages SET record = replace(record, 'API', 'ABI')",
    "bytes": "UPDATE pages SET record = CAST(x'fffe' AS TEXT)",
    "digest": "UPDATE pages SET digest = 'sha256:0'",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_row_is_written_again(site_folder: Path, damage: str) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    before = snapshot(site_folder / "dist/bundle")
    with sqlite3.connect(site_folder / "dist/content.db") as database:
        database.execute(DAMAGES[damage])
    database.close()

    report = plan(site_folder)
    applied = run(site_folder, "export", "apply")

    assert actions(report) == {"en/faqs/example": "update"}
    assert (applied.returncode, applied.stderr) == (0, "")
    assert snapshot(site_folder / "dist/bundle") == before
    assert plan(site_folder)["exit"] == 0


def test_a_damaged_row_of_a_blocked_page_goes(site_folder: Path) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    with sqlite3.connect(site_folder / "dist/content.db") as database:
        database.execute(DAMAGES["text"])
    database.close()
    page = site_folder / PAGE
    page.write_text(page.read_text() + "\nextra\n")

    report = plan(site_folder)
    applied = run(site_folder, "export", "apply")

    assert actions(report) == {"en/faqs/example": "withdraw"}
    assert reasons_of(report)["example"][-1] == "its published version is damaged"
    assert applied.returncode == 0


def test_a_file_that_cannot_be_read_blocks_its_page_only(site_folder: Path) -> None:
    bad = add_page(site_folder, "bad")
    approve(site_folder)
    bad.write_bytes(b"\xff\xfe")

    report = plan(site_folder)

    assert actions(report) == {"en/faqs/bad": "blocked", "en/faqs/example": "create"}
    assert "not UTF-8" in report["changes"][0]["reasons"][0]


def test_a_saved_plan_is_applied_while_it_fits_and_refused_by_name_when_it_does_not(site_folder: Path) -> None:
    add_page(site_folder, "other")
    approve(site_folder)
    saved = run(site_folder, "export", "plan", "--out", "plan.json")
    jsonschema.validate(json.loads((site_folder / "plan.json").read_text()), schema("plan"))
    page = site_folder / "content/en/faqs/other.md"
    text = page.read_text()

    page.write_text(text.replace("status: approved", "status: draft"))
    stale = run(site_folder, "export", "apply", "--plan", "plan.json")
    nothing_done = not (site_folder / "dist").exists()
    page.write_text(text)
    fresh = run(site_folder, "export", "apply", "--plan", "plan.json")
    done_already = run(site_folder, "export", "apply", "--plan", "plan.json")

    assert saved.returncode == 3
    assert (stale.returncode, nothing_done) == (2, True)
    assert stale.stderr == (
        "presscheck: plan.json is out of date:\n"
        "presscheck:   en/faqs/other was create and is absent\n"
        "presscheck: make a new plan with `export plan --out`\n"
    )
    assert fresh.returncode == 0
    assert (done_already.returncode, done_already.stderr) == (0, "")
    assert done_already.stdout.endswith("nothing changed: dist/bundle is as planned\n")


def test_a_saved_plan_names_a_page_that_is_blocked_for_another_reason(site_folder: Path) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    page = site_folder / PAGE
    page.write_text(page.read_text().replace("No. Use the API", "No. Use this API"))
    run(site_folder, "export", "plan", "--out", "plan.json", "--lang", "zh")
    assert run(site_folder, "export", "apply", "--plan", "plan.json").returncode == 0
    page.write_text(page.read_text().replace("No. Use this API", "No. Use <b>this</b> API"))

    stale = run(site_folder, "export", "apply", "--plan", "plan.json")

    assert stale.returncode == 2
    assert stale.stderr.splitlines()[1] == "presscheck:   en/faqs/example is blocked for another reason"


def test_a_plan_that_was_applied_names_the_page_that_is_blocked_since(site_folder: Path) -> None:
    approve(site_folder)
    run(site_folder, "export", "plan", "--out", "plan.json")
    assert run(site_folder, "export", "apply", "--plan", "plan.json").returncode == 0
    page = site_folder / PAGE
    page.write_text(page.read_text().replace("No. Use the API", "No. Use this API"))

    stale = run(site_folder, "export", "apply", "--plan", "plan.json")

    assert stale.returncode == 2
    assert stale.stderr.splitlines()[1] == "presscheck:   en/faqs/example was create and is blocked"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema_version": 2}', '{"target": "local"}'])
def test_a_file_that_is_no_plan_is_refused(site_folder: Path, text: str) -> None:
    (site_folder / "plan.json").write_text(text)

    result = run(site_folder, "export", "apply", "--plan", "plan.json")

    assert result.returncode == 2
    assert "plan.json" in result.stderr
    assert not (site_folder / "dist").exists()


def test_an_unknown_target(site_folder: Path) -> None:
    result = run(site_folder, "export", "plan", "wordpress")

    assert result.returncode == 2
    assert "there is no target wordpress; the site's targets are: local" in result.stderr
    assert "没有目标 wordpress" in run(site_folder, "export", "plan", "wordpress", "--lang", "zh").stderr


def test_a_site_without_pages_gets_an_empty_bundle(site_folder: Path) -> None:
    (site_folder / PAGE).unlink()

    first = run(site_folder, "export", "apply")

    assert (first.returncode, first.stdout) == (0, "local: no pages\ndist/bundle: 10 files written\n")
    assert "pages: 0" in (site_folder / "dist/bundle/llms-full.txt").read_text()


# --- the bundle -----------------------------------------------------------------------------------------------------


def test_the_manifest_lists_every_file(site_folder: Path) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    bundle = site_folder / "dist/bundle"

    manifest = json.loads((bundle / "manifest.json").read_text())
    jsonschema.validate(manifest, schema("manifest"))
    listed = {item["path"]: item["sha256"] for item in manifest["files"]}

    found = snapshot(bundle)
    found.pop("manifest.json")
    assert listed == found
    assert list(listed) == sorted(listed)
    assert all((bundle / item["path"]).stat().st_size == item["bytes"] for item in manifest["files"])


def test_the_forms_of_a_page(site_folder: Path) -> None:
    add_page(site_folder, "example", locale="zh")
    add_page(
        site_folder, "other", details="[Link](example.md#details 'hidden')<!-- hidden -->\n\n### Sub {#own}\n\nText"
    )
    approve(site_folder)
    run(site_folder, "export", "apply")
    pages = site_folder / "dist/bundle/pages"

    page = json.loads((pages / "en/faqs/other.json").read_text())
    example = json.loads((pages / "en/faqs/example.json").read_text())
    html = (pages / "en/faqs/other.html").read_text()
    markdown = (pages / "en/faqs/other.md").read_text()

    assert page["url"] == "https://www.example.com/en/faqs/other"
    assert (page["reviewer"], page["reviewed_on"]) == ("A Reviewer", "2026-11-24")
    assert page["related"] == [{"id": "en/faqs/example", "url": example["url"], "title": example["title"]}]
    assert page["alternates"] == {}
    assert example["alternates"] == {"zh": "https://www.example.com/zh/faqs/example"}
    assert not {"owner", "backup_owner", "status"} & page.keys()
    assert markdown == f"# {page['title']}\n\n{page['markdown']}"
    assert "[Link](https://www.example.com/en/faqs/example#details)\n\n### Sub\n" in markdown
    assert '<h3 id="own">Sub</h3>' in html
    assert '<h2 id="short-answer">Short answer</h2>' in page["html"]
    assert "hidden" not in html + markdown + json.dumps(page)
    assert '<link rel="alternate" hreflang="zh"' in (pages / "en/faqs/example.html").read_text()


def test_text_that_looks_like_html_stays_text(site_folder: Path) -> None:
    page = add_page(site_folder, "hostile", details='Type `<script>alert(1)</script>` or \\<b> & "x".')
    title = 'Is <script> & "x" an answer?'
    text = page.read_text().replace("title: Is the homepage the API address?", f"title: '{title}'")
    page.write_text(text.replace("# Is the homepage the API address?", "# " + title.replace("<", "\\<")))
    approve(site_folder)
    run(site_folder, "export", "apply")

    html = (site_folder / "dist/bundle/pages/en/faqs/hostile.html").read_text()

    # The one script element is the page's own data, which no text in it can end.
    assert html.count("<script") == html.count('<script type="application/ld+json">') == 1
    assert "<h1>Is &lt;script&gt; &amp; &#34;x&#34; an answer?</h1>" in html


def test_every_list_names_the_same_pages(site_folder: Path) -> None:
    add_page(site_folder, "example", locale="zh")
    add_page(site_folder, "draft").write_text(FAQ.format(slug="draft", locale="en").replace("approved", "draft"))
    run(site_folder, "approve", PAGE, "content/zh")
    run(site_folder, "export", "apply")
    bundle = site_folder / "dist/bundle"
    namespace = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}

    sitemap = {node.text for node in ET.parse(bundle / "sitemap.xml").iterfind("s:url/s:loc", namespace)}
    texts = [(bundle / name).read_text() for name in ("llms.txt", "zh/llms.txt")]
    index = {
        found.removesuffix(".md")
        for text in texts
        for found in re.findall(r"^- \[.*?\]\((\S+\.md)\): ", text, re.MULTILINE)
    }
    full = "".join((bundle / name).read_text() for name in ("llms-full.txt", "zh/llms-full.txt"))
    search = {item["url"] for item in json.loads((bundle / "search.json").read_text())["pages"]}
    manifest = {item["url"] for item in json.loads((bundle / "manifest.json").read_text())["pages"]}

    assert sitemap == {f"https://www.example.com/{locale}/faqs/example" for locale in ("en", "zh")}
    assert index == search == manifest == sitemap == set(re.findall(r"^url: (.*)$", full, re.MULTILINE))


def test_translations_name_each_other_in_every_form_of_a_page(site_folder: Path) -> None:
    """Also where one of the two is blocked and keeps its old text, and where one is not published at all."""
    for slug in ("example", "kept", "draft"):
        add_page(site_folder, slug)
        add_page(site_folder, slug, locale="zh")
    approve(site_folder)
    run(site_folder, "export", "apply")
    kept = site_folder / "content/zh/faqs/kept.md"
    kept.write_text(kept.read_text(encoding="utf-8").replace("请使用", "请用"), encoding="utf-8")
    draft = site_folder / "content/zh/faqs/draft.md"
    draft.write_text(draft.read_text(encoding="utf-8").replace("status: approved", "status: draft"), encoding="utf-8")
    assert run(site_folder, "export", "apply").returncode == 0
    bundle = site_folder / "dist/bundle"
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}

    forms: list[dict[str, dict[str, str]]] = [{}, {}, {}, {}]
    for path in sorted((bundle / "pages").rglob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        own = {page["locale"]: page["url"]}
        forms[0][page["url"]] = page["alternates"]
        html = path.with_suffix(".html").read_text(encoding="utf-8")
        forms[1][page["url"]] = _without(own, re.findall(r'rel="alternate" hreflang="(.*?)" href="(.*?)"', html))
    for node in ET.parse(bundle / "sitemap.xml").iterfind("s:url", names):
        url = node.findtext("s:loc", "", names)
        links = [(link.get("hreflang", ""), link.get("href", "")) for link in node.iterfind("x:link", names)]
        forms[2][url] = {language: href for language, href in links if href != url}
    for name in ("llms-full.txt", "zh/llms-full.txt"):
        file = read((bundle / name).read_text(encoding="utf-8"))
        assert isinstance(file, LlmsFile)
        forms[3] |= {page.keys["url"]: page.alternates for page in file.pages}

    assert forms[0] == forms[1] == forms[2] == forms[3]
    assert {url.rpartition("/")[2] for url, others in forms[0].items() if others} == {"example", "kept"}
    assert forms[0]["https://www.example.com/en/faqs/draft"] == {}
    for url, others in forms[0].items():
        assert all(url in forms[0][other].values() for other in others.values())


def _without(own: dict[str, str], pairs: list[tuple[str, str]]) -> dict[str, str]:
    """What a list of translations names besides the page itself, which it may name too."""
    return {language: href for language, href in pairs if (language, href) not in own.items()}


def test_the_bundle_is_the_same_on_any_machine_at_any_time(site_folder: Path, tmp_path: Path) -> None:
    for slug in ("b", "a", "c"):
        add_page(site_folder, slug)
        add_page(site_folder, slug, locale="zh")
    approve(site_folder)
    run(site_folder, "export", "apply")
    expected = snapshot(site_folder / "dist/bundle")
    # The next day, elsewhere, with files made in another order and Windows line ends.
    other = tmp_path / "another place"
    other.mkdir()
    for path in sorted((path for path in site_folder.rglob("*.*") if "dist" not in path.parts), reverse=True):
        if path.is_file() and "another place" not in path.parts:
            copy = other / path.relative_to(site_folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    result = run(
        other, "export", "apply", PYTHONHASHSEED="7", LC_ALL="C", TZ="Asia/Shanghai", PYTHONUTF8="0",
        SOURCE_DATE_EPOCH="1795590000",
    )  # fmt: skip

    assert result.returncode == 0, result.stderr
    assert snapshot(other / "dist/bundle") == expected


# --- what goes wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["changed", "removed", "added", "whole"])
def test_a_damaged_bundle_is_noticed_and_made_again(site_folder: Path, how: str) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    bundle = site_folder / "dist/bundle"
    expected = snapshot(bundle)
    match how:
        case "changed":
            (bundle / "llms.txt").write_text("other\n")
        case "removed":
            (bundle / "llms.txt").unlink()
        case "added":
            (bundle / "more.txt").write_text("x")
        case _:
            shutil.rmtree(bundle)

    report = plan(site_folder)
    run(site_folder, "export", "apply")

    assert report["exit"] == 3
    assert "bundle" in report["render"]
    assert snapshot(bundle) == expected
    assert plan(site_folder)["exit"] == 0


def test_somebody_elses_folder_is_not_replaced(site_folder: Path) -> None:
    approve(site_folder)
    (site_folder / "dist/bundle").mkdir(parents=True)
    (site_folder / "dist/bundle/thesis.txt").write_text("ten years of work")

    result = run(site_folder, "export", "apply")

    assert result.returncode == 2
    assert "has no manifest of presscheck, so it may be somebody else's" in result.stderr
    assert (site_folder / "dist/bundle/thesis.txt").read_text() == "ten years of work"


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be taken for one" * 20, b""])
def test_a_database_that_is_none(site_folder: Path, content: bytes) -> None:
    approve(site_folder)
    (site_folder / "dist").mkdir()
    (site_folder / "dist/content.db").write_bytes(content)

    result = run(site_folder, "export", "apply")

    assert result.returncode == (2 if content else 0)
    assert ("content.db cannot be used" in result.stderr) == bool(content)
    assert ("delete" in result.stderr and "it makes everything new" in result.stderr) == bool(content)


def test_a_database_of_a_newer_version_is_left_alone(site_folder: Path) -> None:
    approve(site_folder)
    run(site_folder, "export", "apply")
    database = sqlite3.connect(site_folder / "dist/content.db")
    database.execute("PRAGMA user_version = 99")
    database.close()

    result = run(site_folder, "export", "plan")

    assert result.returncode == 2
    assert "was written by a newer presscheck" in result.stderr


def test_two_exports_at_once(site_folder: Path) -> None:
    approve(site_folder)
    (site_folder / "dist").mkdir()
    with FileLock(site_folder / "dist/.lock"):
        result = run(site_folder, "export", "apply")

    assert result.returncode == 2
    assert "another export is at work in" in result.stderr
    assert run(site_folder, "export", "apply").returncode == 0


def test_an_export_that_another_one_has_done_meanwhile_writes_nothing(site_folder: Path) -> None:
    """Both planned the same; the second one finds its pages and its bundle there."""
    approve(site_folder)
    site = load_site(site_folder / "presscheck.toml")
    target = LocalTarget(site_folder / "dist")
    wanted = candidates(site, survey(site), {}, {})
    planned = make_plan("local", site.config.site, wanted, target.read())

    first = target.apply(planned, wanted.records, site.config.site, "2026-11-24")
    bundle = (site_folder / "dist/bundle").stat().st_ino
    second = target.apply(planned, wanted.records, site.config.site, "2026-11-24")

    assert (first.done, second) == (("en/faqs/example",), Applied())
    assert (site_folder / "dist/bundle").stat().st_ino == bundle
    assert [item.action for item in target.history()] == ["create"]
    # What is damaged since is mended all the same.
    (site_folder / "dist/bundle/llms.txt").write_text("")
    assert target.apply(planned, wanted.records, site.config.site, "2026-11-24").files == first.files


def test_a_folder_that_cannot_be_written(site_folder: Path) -> None:
    approve(site_folder)
    (site_folder / "dist").write_text("a file where the folder should be")

    result = run(site_folder, "export", "apply")

    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "dist" in result.stderr


KILLED = """
import os, signal, sys
from presscheck.cli import main
import presscheck.cli.export, presscheck.export.bundle, filelock, tempfile, shutil
left = int(sys.argv.pop(1))
def count(event, args):
    global left
    if event in {"open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "sqlite3.connect", "os.chmod"}:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_kill_at_any_point_loses_nothing(site_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill an update before each of many file system events; the next apply must bring the planned state."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    add_page(site_folder, "other")
    approve(site_folder)
    run(site_folder, "export", "apply")
    old = snapshot(site_folder / "dist/bundle")
    start = site_folder.parent / "start"
    shutil.copytree(site_folder / "dist", start)
    page = site_folder / PAGE
    page.write_text(page.read_text().replace("Use the API address.", "Use that of the API."))
    (site_folder / "content/en/faqs/other.md").unlink()
    approve(site_folder)
    run(site_folder, "export", "apply")
    new = snapshot(site_folder / "dist/bundle")

    events, ended = 0, False
    while not ended:
        events += 4
        shutil.rmtree(site_folder / "dist")
        shutil.copytree(start, site_folder / "dist")
        command = [sys.executable, "-c", KILLED, str(events), "export", "apply"]
        killed = subprocess.run(command, cwd=site_folder, capture_output=True, check=False)
        ended = killed.returncode == 0
        left = site_folder / "dist/bundle"
        if not left.exists():
            left = site_folder / "dist/.bundle-old"
        assert snapshot(left) in (old, new)

        status = presscheck.main(
            ["export", "apply", "--config", str(site_folder / "presscheck.toml")], standalone_mode=False
        )

        assert status == 0
        assert snapshot(site_folder / "dist/bundle") == new
        assert sorted(revisions(site_folder)) == [
            ("en/faqs/example", "create"),
            ("en/faqs/example", "update"),
            ("en/faqs/other", "create"),
            ("en/faqs/other", "withdraw"),
        ]
        assert {path.name for path in (site_folder / "dist").iterdir()} <= {"bundle", "content.db", ".lock"}
    assert events > 30


def test_an_edit_of_a_page_takes_no_translation_from_its_readers(site_folder: Path) -> None:
    """They have the old text of both until the new one is approved; only then does the translation differ."""
    for locale in ("en", "zh"):
        path = add_page(site_folder, "pair", locale=locale, details="Wait 30 seconds.")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("## 下一步", "请等待 30 秒。\n\n## 下一步"), encoding="utf-8")
    approve(site_folder)
    assert run(site_folder, "export", "apply").returncode == 0
    before = snapshot(site_folder / "dist/bundle")
    page = site_folder / "content/en/faqs/pair.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Wait 30 seconds.", "Wait 45 seconds."), encoding="utf-8")

    edited = plan(site_folder)
    applied = run(site_folder, "export", "apply")

    assert actions(edited) == {"en/faqs/example": "unchanged", "en/faqs/pair": "blocked", "zh/faqs/pair": "blocked"}
    assert applied.returncode == 0
    assert snapshot(site_folder / "dist/bundle") == before

    assert run(site_folder, "approve", "content/en/faqs/pair.md").returncode == 0
    assert actions(plan(site_folder)) == {
        "en/faqs/example": "unchanged",
        "en/faqs/pair": "update",
        "zh/faqs/pair": "withdraw",
    }
