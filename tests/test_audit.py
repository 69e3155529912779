"""The audit of a site: states, deadlines, coverage and trend, in every format, and its HTML in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from audit_site import TODAY, faq, make_site, put, with_claim
from browser import Browser, browser, grave_problems
from conftest import REPOSITORY
from keys import key
from presscheck.audit import Audit, gather, read_history
from presscheck.errors import InputError
from presscheck.report.audit import AUDIT_REPORTERS, View
from presscheck.site import load_site
from test_cli import run


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("audit"))


@pytest.fixture(scope="module")
def gathered(site: Path) -> Audit:
    return gather(load_site(site / "presscheck.toml", TODAY))


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


def test_translations_out_of_step(site: Path, tmp_path: Path, report: dict[str, Any]) -> None:
    found = {item["page"]: item for item in report["translations"]}
    assert found["faqs/ready"]["missing"] == ["zh"]
    assert found["faqs/approved"]["missing"] == []
    assert "faqs/gone" not in found

    make_site(tmp_path)
    page = tmp_path / "content/zh/faqs/approved.md"
    page.write_text(
        page.read_text()
        .replace("2026-11-20", "2026-11-10")
        .replace("请使用 API 地址", "请使用 `https://api.example.com/v1`")
    )
    again = {
        item["page"]: item for item in json.loads(run(tmp_path, "audit", "--format", "json").stdout)["translations"]
    }
    assert again["faqs/approved"]["stale"] == ["zh"]
    assert again["faqs/approved"]["differences"] == {"zh": 2} or again["faqs/approved"]["differences"]["zh"] >= 1


def test_suppressions_have_their_reason(report: dict[str, Any]) -> None:
    [found] = report["suppressions"]

    assert (found["rule"], found["where"]) == ("claims/price", "page")
    assert found["reason"] == "the price is agreed with sales until March"


def test_a_baseline_lets_stand_what_was_there_but_no_expired_claim(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    assert run(site, "baseline", "create", "--output", str(file)).returncode == 0
    found = json.loads(run(site, "audit", "--format", "json", "--baseline", str(file)).stdout)

    assert {item["where"] for item in found["suppressions"]} == {"page", "baseline"}
    assert {item["rule"] for item in found["findings"]} >= {"claims/expired-claim", "secrets/real-key"}
    assert "links/orphan" not in {item["rule"] for item in found["findings"]}


def test_what_readers_have(tmp_path: Path) -> None:
    make_site(tmp_path)
    run(tmp_path, "export", "apply")
    page = tmp_path / "content/en/faqs/approved.md"
    page.write_text(page.read_text().replace("No. The homepage shows", "No, since the homepage shows"))
    found = {item["page"]: item for item in json.loads(run(tmp_path, "audit", "--format", "json").stdout)["pages"]}

    assert found["en/faqs/stale"]["readers"] == "current"
    assert (found["en/faqs/approved"]["state"], found["en/faqs/approved"]["readers"]) == ("void", "earlier")
    assert found["en/faqs/draft"]["readers"] == "none"


def test_a_page_whose_link_would_be_dead_is_blocked_by_another(tmp_path: Path) -> None:
    make_site(tmp_path)
    page = tmp_path / "content/en/faqs/approved.md"
    text = page.read_text().replace("[support](https://www.example.com/support)", "[the draft](draft.md)")
    page.write_text(text)
    run(tmp_path, "approve", str(page), "--reviewer", "reviewer", "--yes")
    found = {item["page"]: item for item in json.loads(run(tmp_path, "audit", "--format", "json").stdout)["pages"]}
    why = run(tmp_path, "why", "en/faqs/approved").stdout

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


@pytest.mark.parametrize("format_", sorted(AUDIT_REPORTERS))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_format_shows_a_key_or_private_data(tmp_path: Path, format_: str, language: str) -> None:
    make_site(tmp_path)
    text = faq("secret").replace("Is the homepage the API address?", f"Who is jane.doe@gmail.com with {key()}?")
    put(tmp_path, "en/faqs/secret.md", text)
    out = tmp_path / "out"
    result = run(tmp_path, "audit", "--lang", language, "--report", f"{format_}={out}", "--report", format_)

    assert result.returncode == 1, result.stderr
    for shown in (out.read_text(encoding="utf-8"), result.stdout):
        assert key() not in shown
        assert "jane.doe@gmail.com" not in shown


def test_a_report_is_the_same_twice(site: Path) -> None:
    for format_ in AUDIT_REPORTERS:
        assert run(site, "audit", "--format", format_).stdout == run(site, "audit", "--format", format_).stdout


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


def test_the_markdown_is_text_where_the_page_is_not(site: Path) -> None:
    shown = run(site, "audit", "--format", "markdown").stdout

    assert "## Due within 90 days" in shown
    assert "| 2026-11-19 | 5 days over | claim |" in shown
    assert "\\<b\\>do\\</b\\>" in shown
    assert "claude-code in zh" in shown


def test_a_site_without_pages(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text((REPOSITORY / "presscheck.toml").read_text().split("[clients]")[0])
    (tmp_path / "content").mkdir()
    for format_ in AUDIT_REPORTERS:
        result = run(tmp_path, "audit", "--format", format_)
        assert (result.returncode, result.stderr) == (0, "")
    validate(json.loads(run(tmp_path, "audit", "--format", "json").stdout))


def test_options_that_do_not_go_together(site: Path) -> None:
    assert run(site, "audit", "--report", "xml").returncode == 2
    assert run(site, "audit", "--report", "json", "--report", "text").returncode == 2
    assert run(site, "audit", "--report", "json", "--output", "x").returncode == 2
    result = run(site, "audit", "--output", "none/x.txt")
    assert (result.returncode, "cannot be written" in result.stderr) == (2, True)


# --- history


def test_the_trend(tmp_path: Path) -> None:
    make_site(tmp_path)
    file = tmp_path / "audits.jsonl"
    first = run(tmp_path, "audit", "--history", "audits.jsonl", SOURCE_DATE_EPOCH="1795000000")
    assert "Trend" not in first.stdout
    put(tmp_path, "note.md", "# Note\n\nNothing.\n")
    page = tmp_path / "content/en/faqs/ready.md"
    page.write_text(page.read_text().replace("owner: support-team", "owner: nobody", 1))
    second = run(tmp_path, "audit", "--history", "audits.jsonl")
    entries = read_history(file)

    assert [str(entry.day) for entry in entries] == ["2026-11-18", "2026-11-24"]
    assert [entry.fingerprints is None for entry in entries] == [True, False]
    trend = second.stdout.split("Trend\n")[1].splitlines()[0]
    assert trend.startswith("  Since 2026-11-18: ")
    assert ", 1 gone; " in trend
    assert f"errors {entries[0].errors} → {entries[1].errors}" in trend

    run(tmp_path, "audit", "--history", "audits.jsonl")
    assert len(read_history(file)) == 2
    again = json.loads(run(tmp_path, "audit", "--history", "audits.jsonl", "--format", "json").stdout)
    validate(again)
    assert [entry["day"] for entry in again["history"]] == ["2026-11-18", "2026-11-24"]


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


# --- in a browser


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def page(site: Path) -> Path:
    file = site / "audit.html"
    file.unlink(missing_ok=True)
    history = site / "audits.jsonl"
    run(site, "audit", "--history", str(history), "--format", "json", SOURCE_DATE_EPOCH="1795000000")
    assert run(site, "audit", "--history", str(history), "--output", str(file), "--format", "html").returncode == 1
    return file


SET = """const [id, value] = arguments; const field = document.getElementById(id); field.value = value;
field.dispatchEvent(new Event('input', {bubbles: true}))"""


def shown(window: Browser) -> set[str]:
    found = "return [...document.querySelectorAll('details:not([hidden])')].map(page => (page.querySelector('.what code') ?? page.querySelector('.what b')).textContent)"
    return {name.removeprefix("content/").removesuffix(".md") for name in window.run(found)}


def test_filters_and_search(window: Browser, page: Path) -> None:
    window.open(page)
    assert len(shown(window)) == 17

    window.run(SET, "state", "void")
    assert shown(window) == {"en/faqs/late", "en/faqs/void"}
    assert window.run("return document.getElementById('count').textContent") == "2 / 17 pages shown"
    window.run(SET, "state", "")
    window.run(SET, "family", "secrets")
    assert shown(window) == {"en/faqs/blocked", "note"}
    visible = "return [...document.querySelectorAll('article:not([hidden]) h3 a')].map(link => link.textContent)"
    assert set(window.run(visible)) == {"secrets/real-key"}
    window.run(SET, "locale", "en")
    assert shown(window) == {"en/faqs/blocked"}
    window.run("document.querySelector('[type=reset]').click()")
    window.run(SET, "q", "cursor 配置")
    assert shown(window) == {"zh/templates/cursor"}
    window.run(SET, "q", "verifies it")
    assert shown(window) == {"en/faqs/expired"}
    window.run(SET, "q", "nothing has this")
    assert shown(window) == set()
    assert window.run("return !document.getElementById('none').hidden")
    assert window.console() == []


def test_it_is_used_without_a_mouse(window: Browser, page: Path) -> None:
    window.open(page)
    window.type("/ready")
    assert window.run("return document.activeElement.id") == "q"
    assert shown(window) >= {"en/faqs/ready"}
    assert "en/faqs/void" not in shown(window)
    window.type("\ue00c")  # Escape
    assert len(shown(window)) == 17
    window.run("document.querySelector('summary').focus()")
    window.type("\ue007")  # Enter
    assert window.run("return document.querySelector('details').open")
    window.run("document.querySelector('[data-state=draft][aria-pressed]').focus()")
    window.type("\ue007")
    assert shown(window) == {"en/faqs/draft"}
    assert window.run("return document.querySelector('[data-state=draft][aria-pressed]').ariaPressed") == "true"


def test_a_link_to_a_page_opens_it(window: Browser, page: Path) -> None:
    window.open(page)
    window.run(SET, "state", "draft")
    window.run("document.querySelector('#due table.stack a').click()")
    window.run("return new Promise(done => setTimeout(done, 200))")

    assert window.run(
        "return [...document.querySelectorAll('details[open] .what code')].map(code => code.textContent)"
    ) == ["content/en/faqs/expired.md"]


def test_everything_that_is_shown_is_printed(window: Browser, page: Path) -> None:
    window.open(page)
    window.run(SET, "state", "void")
    window.run("dispatchEvent(new Event('beforeprint'))")
    assert window.run("return document.querySelectorAll('details[open]:not([hidden])').length") == 2
    window.run("dispatchEvent(new Event('afterprint'))")
    assert window.run("return document.querySelectorAll('details[open]').length") == 0
    window.develop("Emulation.setEmulatedMedia", media="print")
    assert window.run("return getComputedStyle(document.querySelector('nav')).display") == "none"
    window.develop("Emulation.setEmulatedMedia", media="")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_accessible_and_fits(window: Browser, page: Path, width: int, dark: bool) -> None:
    window.requests()
    window.open(page, width=width, dark=dark)
    window.run("for (const page of document.querySelectorAll('details')) page.open = true")

    assert grave_problems(window) == []
    assert window.run("return document.documentElement.scrollWidth <= innerWidth")
    assert window.console() == []
    assert [address for address in window.requests() if not address.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_the_report_of_lint_is_accessible_and_fits(window: Browser, site: Path, width: int, dark: bool) -> None:
    file = site / "lint.html"
    run(site, "lint", "--format", "html", "--output", str(file))
    window.open(file, width=width, dark=dark)

    assert grave_problems(window) == []
    assert window.run("return document.documentElement.scrollWidth <= innerWidth")
    window.run(SET, "family", "secrets")
    assert window.run("return document.querySelectorAll('article:not([hidden])').length") == 2
    window.run(SET, "text", "note.md")
    assert window.run("return document.querySelectorAll('article:not([hidden])').length") == 1
    assert window.console() == []


def test_text_of_pages_is_no_markup(window: Browser, page: Path) -> None:
    window.open(page)

    assert window.run("return [...document.querySelectorAll('.what b b')].length") == 0
    assert "Which address <b>do</b> I enter?" in window.run("return document.querySelector('.what b').textContent")


def many(audit: Audit, times: int) -> Audit:
    """The audit of a site that has every page of this one several times."""
    pages, findings, lines, deadlines = [], [], {}, []
    for nth in range(times):
        pages += [replace(item, name=f"{item.name}-{nth}", path=f"{item.path}-{nth}") for item in audit.pages]
        findings += [replace(item, path=f"{item.path}-{nth}") for item in audit.findings]
        lines |= {f"{path}-{nth}": shown for path, shown in audit.lines.items()}
        deadlines += [replace(item, page=f"{item.page}-{nth}", path=f"{item.path}-{nth}") for item in audit.deadlines]
    return replace(
        audit,
        pages=pages,
        findings=findings,
        lines=lines,
        deadlines=deadlines,
        translations=[],
    )


@pytest.mark.parametrize("times", [30, 200])
def test_500_pages_fit_in_a_megabyte(gathered: Audit, tmp_path: Path, window: Browser, times: int) -> None:
    audit = many(gathered, 30)
    assert len(audit.pages) >= 500
    found = [finding for finding in audit.findings for _ in range(times // 30)]
    html = AUDIT_REPORTERS["html"](View(replace(audit, findings=found), "zh", 400))
    file = tmp_path / "many.html"
    file.write_text(html, encoding="utf-8")

    assert file.stat().st_size < 1_000_000
    window.open(file)
    count = "return document.querySelectorAll('article').length"
    assert window.run(count) + sum(map(int, window.run(MORE))) == len(found)
    assert window.console() == []


MORE = "return [...document.querySelectorAll('p.more')].map(line => line.textContent.match(/[0-9]+/)[0])"
