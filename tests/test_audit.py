"""The audit of a site: states, deadlines, coverage and trend, in every format."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource

from audit_site import TODAY, faq, make_site, put, with_claim
from conftest import REPOSITORY
from keys import key
from presscheck.audit import read_history
from presscheck.audit import written as history_text
from presscheck.errors import InputError
from presscheck.report.audit import AUDIT_REPORTERS
from test_cli import run


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("audit"))


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """The site once more, for tests that change it."""
    return Path(shutil.copytree(site, tmp_path / "site"))


@pytest.fixture(scope="module")
def report(site: Path) -> dict[str, Any]:
    result = run(site, "audit", "--format", "json")
    assert result.returncode == 1, result.stderr
    return json.loads(result.stdout)


def validate(report: dict[str, Any]) -> None:
    schemas = [json.loads((REPOSITORY / f"schemas/{name}.schema.json").read_text()) for name in ("audit", "report")]
    registry = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas)
    jsonschema.Draft202012Validator(schemas[0], registry=registry).validate(report)


# --- what it finds


def test_the_json_is_as_its_schema_says(report: dict[str, Any]) -> None:
    validate(report)
    assert report["summary"]["pages"] == sum(report["summary"]["states"].values()) == 15
    assert report["summary"]["errors"] == sum(item["severity"] == "error" for item in report["findings"])
    assert report["history"] == []


@pytest.mark.parametrize(
    ("page", "state", "kinds"),
    [
        ("en/faqs/approved", "approved", []),
        ("en/faqs/blocked", "blocked", ["finding", "missing"]),
        ("en/faqs/draft", "draft", []),
        ("en/faqs/expired", "expired", ["claim", "missing"]),
        ("en/faqs/gone", "withdrawn", []),
        ("en/faqs/late", "void", ["review", "changed"]),
        ("en/faqs/ready", "ready", ["missing"]),
        ("en/faqs/review", "ready", ["missing"]),
        ("en/faqs/stale", "approved", []),
        ("en/faqs/void", "void", ["changed"]),
        ("content/note.md", "other", []),
        ("presscheck.toml", "other", []),
    ],
)
def test_the_state_of_a_page(report: dict[str, Any], page: str, state: str, kinds: list[str]) -> None:
    [found] = [item for item in report["pages"] if item["page"] == page]

    assert found["state"] == state
    assert list(dict.fromkeys(reason["kind"] for reason in found["reasons"])) == kinds


def test_an_expired_claim_is_an_error_here_and_a_warning_elsewhere(site: Path, report: dict[str, Any]) -> None:
    [here] = [item for item in report["findings"] if item["rule"] == "claims/expired-claim"]
    elsewhere = json.loads(run(site, "lint", "--format", "json", "content/en/faqs/expired.md").stdout)["findings"]

    assert here["severity"] == "error"
    assert [item["severity"] for item in elsewhere if item["rule"] == "claims/expired-claim"] == ["warning"]


def test_a_site_whose_only_fault_is_an_expired_claim_fails(site_folder: Path) -> None:
    (site_folder / "content/en/faqs/example.md").write_text(faq("example", **{"faqs/approved": "faqs/other"}))
    put(
        site_folder,
        "en/faqs/other.md",
        with_claim(faq("other"), TODAY - timedelta(days=1)).replace("faqs/approved", "faqs/example"),
    )

    assert run(site_folder, "lint", "--select", "claims/expired-claim").returncode == 0
    result = run(site_folder, "audit", "--format", "json")
    errors = [item["rule"] for item in json.loads(result.stdout)["findings"] if item["severity"] == "error"]

    assert "claims/expired-claim" in errors
    assert result.returncode == 1


def test_deadlines_in_their_order(site: Path, report: dict[str, Any]) -> None:
    found = [(item["kind"], item["page"], item["days"]) for item in report["deadlines"]]
    later = json.loads(run(site, "audit", "--format", "json", "--within", "400").stdout)["deadlines"]
    none = json.loads(run(site, "audit", "--format", "json", "--within", "0").stdout)["deadlines"]

    assert found == [("claim", "en/faqs/expired", -5), ("review", "en/faqs/late", -3), ("claim", "en/faqs/stale", 9)]
    assert {item["kind"] for item in later} == {"claim", "review", "approval"}
    assert [item["day"] for item in later] == sorted(item["day"] for item in later)
    assert "en/faqs/gone" not in {item["page"] for item in later}
    assert [item["days"] for item in none] == [-5, -3]


def test_coverage_names_what_is_missing(report: dict[str, Any]) -> None:
    coverage = report["coverage"]
    cells = {
        (row["client"], cell["locale"], cell["kind"]): cell["pages"]
        for row in coverage["clients"]
        for cell in row["pages"]
    }

    assert coverage["gaps"] == [{"client": "claude-code", "locale": "zh"}]
    assert cells["cursor", "zh", "template/client"] == ["zh/templates/cursor"]
    assert ("claude-code", "zh", "template/client") not in cells
    assert "zed" in coverage["without_pages"]


def test_translations_out_of_step(copy: Path, report: dict[str, Any]) -> None:
    found = {item["page"]: item for item in report["translations"]}
    assert found["faqs/ready"]["missing"] == ["zh"]
    assert found["faqs/approved"]["missing"] == []
    assert "faqs/gone" not in found

    page = copy / "content/zh/faqs/approved.md"
    page.write_text(
        page.read_text()
        .replace("2026-11-20", "2026-11-10")
        .replace("请使用 API 地址", "请使用 `https://api.example.com/v1`")
    )
    again = {item["page"]: item for item in json.loads(run(copy, "audit", "--format", "json").stdout)["translations"]}
    assert again["faqs/approved"]["stale"] == ["zh"]
    assert again["faqs/approved"]["differences"] == {"zh": 2} or again["faqs/approved"]["differences"]["zh"] >= 1


def test_suppressions_have_their_reason(report: dict[str, Any]) -> None:
    [found] = report["suppressions"]

    assert (found["rule"], found["where"]) == ("claims/price", "page")
    assert found["reason"] == "the price is agreed with sales until March"


def test_a_baseline_lets_stand_what_was_there_but_no_expired_claim(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    assert run(site, "baseline", "create", str(file)).returncode == 0
    found = json.loads(run(site, "audit", "--format", "json", "--baseline", str(file)).stdout)

    assert {item["where"] for item in found["suppressions"]} == {"page", "baseline"}
    assert {item["rule"] for item in found["findings"]} >= {"claims/expired-claim", "secrets/real-key"}
    assert "links/orphan" not in {item["rule"] for item in found["findings"]}


def test_what_readers_have(copy: Path) -> None:
    run(copy, "export", "apply")
    page = copy / "content/en/faqs/approved.md"
    page.write_text(page.read_text().replace("No. The homepage shows", "No, since the homepage shows"))
    found = {item["page"]: item for item in json.loads(run(copy, "audit", "--format", "json").stdout)["pages"]}

    assert found["en/faqs/stale"]["readers"] == "current"
    assert (found["en/faqs/approved"]["state"], found["en/faqs/approved"]["readers"]) == ("void", "earlier")
    assert found["en/faqs/draft"]["readers"] == "none"


def test_a_page_whose_link_would_be_dead_is_blocked_by_another(copy: Path) -> None:
    page = copy / "content/en/faqs/approved.md"
    text = page.read_text().replace("[support](https://www.example.com/support)", "[the draft](draft.md)")
    page.write_text(text)
    run(copy, "approve", str(page), "--reviewer", "reviewer", "--yes")
    found = {item["page"]: item for item in json.loads(run(copy, "audit", "--format", "json").stdout)["pages"]}
    why = run(copy, "why", "en/faqs/approved").stdout

    assert found["en/faqs/approved"]["state"] == "blocked"
    assert [reason["kind"] for reason in found["en/faqs/approved"]["reasons"]] == ["link"]
    assert found["en/faqs/approved"]["reasons"][0]["message"] in why


def test_a_file_that_cannot_be_read_is_named_and_hides_no_other(site_folder: Path) -> None:
    (site_folder / "content/en/faqs/bad.md").write_bytes(b"---\ntitle: \xff\n---\n")
    result = run(site_folder, "audit", "--format", "json")
    found = {item["page"]: item for item in json.loads(result.stdout)["pages"]}

    assert result.returncode == 2
    assert found["en/faqs/bad"]["state"] == "blocked"
    assert found["en/faqs/bad"]["reasons"][0]["kind"] == "unread"
    assert found["en/faqs/example"]["title"] == "Is the homepage the API address?"


# --- formats


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_format_shows_a_key_or_private_data(copy: Path, language: str) -> None:
    text = faq("secret").replace("Is the homepage the API address?", f"Does EMAIL answer, or {key()}?")
    text = text.replace("EMAIL", "li.wei.1987@gmail.com").replace("owner: support-team", f"owner: {key()}", 1)
    put(copy, "en/faqs/secret.md", text)
    files = {name: copy / f"out.{name}" for name in AUDIT_REPORTERS}
    asked = [word for name, file in files.items() for word in ("--report", f"{name}={file}")]
    assert run(copy, "audit", "--lang", language, *asked).returncode == 1

    for file in files.values():
        shown = file.read_text(encoding="utf-8")
        assert "secrets/real-key" in shown
        assert key() not in shown
        assert "li.wei.1987" not in shown


def test_a_report_is_the_same_twice(site: Path) -> None:
    files = [site / f"{name}.{nth}" for name in AUDIT_REPORTERS for nth in (1, 2)]
    for nth in (1, 2):
        run(site, "audit", *(word for name in AUDIT_REPORTERS for word in ("--report", f"{name}={site / name}.{nth}")))

    assert [file.read_bytes() for file in files[::2]] == [file.read_bytes() for file in files[1::2]]


def test_the_text_lists_what_is_not_in_order(site: Path) -> None:
    lines = run(site, "audit").stdout.splitlines()

    assert lines[:3] == [
        "ALLTKN · 2026-11-24",
        "7 of 15 pages approved and in force; 7 errors, 12 warnings",
        "blocked 1, approval void 2, expired 1, ready 2, draft 1, approved 7, withdrawn 1",
    ]
    at = lines.index("  content/en/faqs/void.md: approval void")
    assert (
        lines[at + 1]
        == "      approval void: it was changed after reviewer approved it on 2026-11-24; approve it again"
    )
    assert "  claude-code has no page in zh" in lines
    assert "  3 of 11 in step" in lines
    assert "  content/en/faqs/approved.md: approved" not in lines


def test_pages_with_the_same_in_their_way_stand_below_it(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    for name in ("ready", "draft"):
        text = (folder / f"content/en/faqs/{name}.md").read_text()
        (folder / f"content/en/faqs/{name}-too.md").write_text(text.replace(f"slug: {name}", f"slug: {name}-too"))

    lines = run(folder, "audit").stdout.splitlines()

    at = lines.index("  ready; no approval: nobody has approved it; a reviewer does so with `presscheck approve`")
    assert lines[at + 1 : at + 3] == ["      content/en/faqs/ready-too.md", "      content/en/faqs/ready.md"]
    at = lines.index("  draft")
    assert lines[at + 1 : at + 3] == ["      content/en/faqs/draft-too.md", "      content/en/faqs/draft.md"]


def test_the_markdown_is_text_where_the_page_is_not(site: Path) -> None:
    shown = run(site, "audit", "--format", "markdown").stdout

    assert "## Due within 90 days" in shown
    assert "| 2026-11-19 | 5 days over | claim |" in shown
    assert "\\<b\\>do\\</b\\>" in shown
    assert "claude-code in zh" in shown


def test_a_site_without_pages(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text((REPOSITORY / "presscheck.toml").read_text().split("[clients]")[0])
    (tmp_path / "content").mkdir()
    asked = [word for name in AUDIT_REPORTERS for word in ("--report", f"{name}={tmp_path / name}")]
    result = run(tmp_path, "audit", *asked)

    assert (result.returncode, result.stderr) == (0, "")
    validate(json.loads((tmp_path / "json").read_text(encoding="utf-8")))


def test_options_that_do_not_go_together(site: Path) -> None:
    assert run(site, "audit", "--report", "xml").returncode == 2
    assert run(site, "audit", "--report", "json", "--report", "text").returncode == 2
    assert run(site, "audit", "--report", "json", "--output", "x").returncode == 2
    result = run(site, "audit", "--output", "none/x.txt")
    assert (result.returncode, "cannot be written" in result.stderr) == (2, True)


# --- history


def test_the_trend(copy: Path) -> None:
    file = copy / "audits.jsonl"
    first = run(copy, "audit", "--history", "audits.jsonl")
    assert "Trend" not in first.stdout
    put(copy, "note.md", "# Note\n\nNothing.\n")
    page = copy / "content/en/faqs/ready.md"
    page.write_text(page.read_text().replace("owner: support-team", "owner: nobody", 1))
    later = {"SOURCE_DATE_EPOCH": "1795600000"}
    second = run(copy, "audit", "--history", "audits.jsonl", **later)
    entries = read_history(file)

    assert [str(entry.day) for entry in entries] == ["2026-11-24", "2026-11-25"]
    assert [entry.fingerprints is None for entry in entries] == [True, False]
    trend = second.stdout.split("Trend\n")[1].splitlines()[0]
    assert trend.startswith("  Since 2026-11-24: ")
    assert ", 1 gone; " in trend
    assert f"errors {entries[0].errors} → {entries[1].errors}" in trend

    again = json.loads(run(copy, "audit", "--history", "audits.jsonl", "--format", "json", **later).stdout)
    assert len(read_history(file)) == 2
    validate(again)
    assert [entry["day"] for entry in again["history"]] == ["2026-11-24", "2026-11-25"]


@pytest.mark.parametrize(
    "text",
    [
        "no json",
        "[]",
        "null",
        '{"schema_version": 2}',
        '{"schema_version": 1, "day": "x"}',
        '{"a": ' * 5000,
        "\xff\x00",
    ],
)
def test_a_history_that_is_none_is_refused_and_left_alone(site: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "audits.jsonl"
    file.write_text(f"\n{text}\n", encoding="latin-1")
    before = file.read_bytes()
    with pytest.raises(InputError):
        read_history(file)
    result = run(site, "audit", "--history", str(file))

    assert result.returncode == 2
    assert "audits.jsonl:" in result.stderr
    assert "Traceback" not in result.stderr
    assert file.read_bytes() == before


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists)
KEYS = ("schema_version", "day", "pages", "errors", "warnings", "suppressed", "overdue", "states", "families")
RIGHT = dict.fromkeys(KEYS, 1) | {"day": "2026-11-24", "states": {}, "families": {}}


@given(st.dictionaries(st.sampled_from([*KEYS, "fingerprints"]), VALUES, min_size=1), st.booleans())
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_a_history_it_is_read_or_refused(changes: dict[str, Any], written: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "audits.jsonl")
        file.write_text(json.dumps(RIGHT | changes) if written else str(changes), encoding="utf-8")
        try:
            entries = read_history(file)
        except InputError:
            return
        assert [entry.pages >= 0 for entry in entries] == [True]
        file.write_text(history_text(entries), encoding="utf-8")
        assert read_history(file) == entries
