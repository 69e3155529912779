"""The audit in HTML, and the report of lint, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from audit_site import TODAY, make_site
from browser import Browser, browser, grave_problems
from conftest import REPOSITORY
from presscheck.audit import Audit, gather
from presscheck.batch import Batch
from presscheck.cache import Cache
from presscheck.report.audit import AUDIT_REPORTERS, View
from presscheck.site import load_site
from test_cli import run


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_site(tmp_path_factory.mktemp("audit"))


@pytest.fixture(scope="module")
def gathered(site: Path) -> Audit:
    return gather(Batch.of_site(load_site(site / "presscheck.toml", TODAY), Cache(None)))


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


SHOWN = """return [...document.querySelectorAll('details:not([hidden]) > summary')].map(summary =>
  (summary.querySelector('.what > code') ?? summary.querySelector('b')).textContent)"""
SET = """const [id, value] = arguments; const field = document.getElementById(id); field.value = value;
field.dispatchEvent(new Event('input', {bubbles: true}))"""


def shown(window: Browser) -> set[str]:
    found = window.run(SHOWN)
    return {name.removeprefix("content/").removesuffix(".md") for name in found}


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
        "return [...document.querySelectorAll('details[open] .what > code')].map(code => code.textContent)"
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
    size = "return parseFloat(getComputedStyle(document.querySelector(arguments[0])).fontSize)"
    message, *others = [window.run(size, at) for at in ("article > p", "[data-h]", ".facts")]
    assert max(others) <= message
    window.develop("Emulation.setEmulatedMedia", media="")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_it_is_accessible_and_fits(window: Browser, page: Path, width: int, dark: bool) -> None:
    window.requests()
    window.open(page, width=width, dark=dark)
    window.run("for (const page of document.querySelectorAll('details')) page.open = true")

    assert grave_problems(window) == []
    assert window.run("return document.documentElement.scrollWidth") <= width
    assert window.console() == []
    assert [address for address in window.requests() if not address.startswith(("file:", "data:"))] == []


def test_code_in_a_sentence_stays_in_its_line_on_a_phone(window: Browser, page: Path) -> None:
    window.open(page, width=390)
    shown = "return [...document.querySelectorAll('.first code')].map(code => getComputedStyle(code).display)"

    assert set(window.run(shown)) == {"inline"}


def test_states_of_translations_stay_in_one_line_on_a_phone(window: Browser, site: Path, tmp_path: Path) -> None:
    file = tmp_path / "zh.html"
    run(site, "audit", "--lang", "zh", "--format", "html", "--output", str(file))
    window.open(file, width=375)
    heights = (
        "return [...document.querySelectorAll('#translations td a')].map(link => link.getBoundingClientRect().height)"
    )

    assert window.run("return document.querySelectorAll('#translations td a').length") > 0
    assert max(window.run(heights)) < 25


def test_every_page_of_a_real_site_fits_a_phone(window: Browser, tmp_path: Path) -> None:
    file = tmp_path / "real.html"
    run(REPOSITORY, "audit", "--within", "400", "--format", "html", "--output", str(file))
    window.open(file, width=390)

    assert window.run("return document.querySelectorAll('.has a').length") > 10
    assert window.run("return document.documentElement.scrollWidth") <= 390
    assert grave_problems(window) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_the_report_of_lint_is_accessible_and_fits(window: Browser, site: Path, width: int, dark: bool) -> None:
    file = site / "lint.html"
    run(site, "lint", "--format", "html", "--output", str(file))
    window.open(file, width=width, dark=dark)

    assert grave_problems(window) == []
    assert window.run("return document.documentElement.scrollWidth") <= width
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


@pytest.mark.parametrize("times", [1, 6, 40])
def test_500_pages_fit_in_a_megabyte(gathered: Audit, tmp_path: Path, window: Browser, times: int) -> None:
    """Also where each page has tens of findings of many rules: none is lost, each is shown or its line is."""
    audit = many(gathered, 30)
    assert len(audit.pages) >= 500
    rules = list(audit.rules)
    found = [
        replace(finding, rule=rules[(nth * 7 + at) % len(rules)] if nth else finding.rule)
        for at, finding in enumerate(audit.findings)
        for nth in range(times)
    ]
    html = AUDIT_REPORTERS["html"](View(replace(audit, findings=found), "zh", 400))
    file = tmp_path / "many.html"
    file.write_text(html, encoding="utf-8")

    assert file.stat().st_size < 1_000_000
    window.open(file)
    count = "return document.querySelectorAll('article').length"
    shown = window.run(count)
    assert shown > 500
    assert shown + sum(map(int, window.run(MORE))) == len(found)
    assert window.console() == []


def test_a_full_report_shows_each_rule_before_it_repeats_one(gathered: Audit, tmp_path: Path, window: Browser) -> None:
    audit = many(gathered, 30)
    [first, *_] = [finding for finding in audit.findings if finding.severity == "error"]
    rules = list(audit.rules)[:4]
    found = [replace(first, path=page.path, rule=rule) for page in audit.pages for rule in rules for _ in range(10)]
    file = tmp_path / "rules.html"
    file.write_text(AUDIT_REPORTERS["html"](View(replace(audit, findings=found), "en", 400)), encoding="utf-8")

    window.open(file)

    assert file.stat().st_size < 1_000_000
    cards: list[list[str]] = window.run(
        "return [...document.querySelectorAll('details')].map(page => "
        "[...page.querySelectorAll('h3 a')].map(rule => rule.textContent))"
    )
    assert [page for page in cards if len(set(page)) < min(len(page), len(rules))] == []
    assert sum(map(len, cards)) > len(audit.pages)
    more = window.run("return document.querySelector('p.more').textContent")
    assert f"{rules[0]}: {first.span.line}" in more


MORE = "return [...document.querySelectorAll('p.more')].map(line => line.textContent.match(/[0-9]+/)[0])"
