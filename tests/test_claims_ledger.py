"""The ledger of claims: its rules, its list, renewal that changes two dates and nothing else, and the export."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import CONFIG, FAQ
from presscheck.ledger import read_claims, shown_texts, stands_in
from presscheck.markdown import parse_page
from test_cli import run

PAGE = "content/en/faqs/example.md"
SENTENCE = "The console lists 40 models."

LEDGER = """\
claims:
  # verified by hand, see the log
  - text: The console lists 40 models.   # the sentence
    source: https://www.example.com/docs/models
    verify: "Call /v1/models: count the entries."
    owner: support-team
    verified_on: "2026-09-20"  # Sunday
    expires_on:   2026-12-20
  - {text: 'It answers in 2 s.', source: EV-2026-0012, verify: Measure it., owner: docs-team, verified_on: 2026-08-01, expires_on: 2026-11-20}
---
"""  # noqa: E501


def put(folder: Path, ledger: str = LEDGER, body: str = f"{SENTENCE} It answers in 2 s.") -> Path:
    """The site's page with a ledger."""
    text = FAQ.format(slug="example", locale="en")
    head, _, rest = text.partition("\n---\n")
    page = folder / PAGE
    text = f"{head}\n{ledger}{rest}".replace("The homepage answers with", f"{body} The homepage answers with")
    page.write_text(text, encoding="utf-8", newline="")
    return page


def found(folder: Path, **environment: str) -> list[tuple[str, int, str]]:
    report = json.loads(run(folder, "lint", "--select", "claims", "--format", "json", **environment).stdout)
    return [
        (item["rule"], item["line"], item["severity"])
        for item in report["findings"]
        if item["rule"].startswith("claims/")
    ]


def test_an_expired_claim_is_a_warning(site_folder: Path) -> None:
    put(site_folder)

    # What the entry vouched for stands on its own now.
    assert found(site_folder) == [("claims/expired-claim", 23, "warning"), ("claims/uptime-latency", 34, "error")]
    assert run(site_folder, "lint", "--ignore", "claims/uptime-latency").returncode == 0


def test_each_mistake_is_found_where_it_stands(site_folder: Path) -> None:
    put(
        site_folder,
        LEDGER.replace("40 models.   #", "38 models. #")
        .replace("EV-2026-0012", "hearsay")
        .replace("2026-08-01, expires_on: 2026-11-20", "2026-08-01, expires_on: 2027-11-20"),
    )

    assert found(site_folder) == [
        ("claims/unused-claim", 17, "error"),
        ("claims/claim-source", 23, "error"),
        ("claims/claim-dates", 23, "error"),
        ("claims/count", 34, "warning"),
    ]


def test_the_limit_is_the_sites_own(site_folder: Path) -> None:
    put(site_folder, LEDGER.replace("expires_on: 2026-11-20", "expires_on: 2026-11-30"))
    (site_folder / "presscheck.toml").write_text(CONFIG + "[claims]\nmax_days = 90\n", encoding="utf-8")

    assert [rule for rule, *_ in found(site_folder)] == ["claims/claim-dates", "claims/claim-dates"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[claims]\nmax_day = 90\n", "presscheck.toml:11: `claims.max_day` is no key here. Did you mean `max_days`?"),
        ("[claims]\nmax_days = 0\n", "presscheck.toml:11: `claims.max_days` must be 1 or more"),
        ("[review]\nowner = ['a team']\n", "presscheck.toml:11: `review.owner` is no key here. Did you mean `owners`?"),
    ],
)
def test_a_mistake_in_the_configuration_is_named(site_folder: Path, line: str, said: str) -> None:
    (site_folder / "presscheck.toml").write_text(CONFIG + line, encoding="utf-8")

    result = run(site_folder, "validate-config")

    assert result.returncode == 2
    assert said in result.stderr


def test_what_the_schema_says_of_a_broken_entry(site_folder: Path) -> None:
    put(site_folder, LEDGER.replace("    owner: support-team\n", "").replace("expires_on:   2026-12-20", "expires: x"))

    report = json.loads(run(site_folder, "lint", "--format", "json").stdout)

    assert [item["rule"] for item in report["findings"] if item["rule"] == "schema/unknown-key"]
    said = " ".join(item["message"] for item in report["findings"] if item["rule"] == "schema/missing-field")
    assert "owner" in said


@pytest.mark.parametrize(
    ("body", "text", "stands"),
    [
        ("The console\nlists 40 models.", SENTENCE, True),
        ("The **console** lists `40` [models](https://www.example.com).", SENTENCE, True),
        ("The **console** lists 40 models.", "The **console** lists 40 models.", True),
        ("| a |\n|---|\n| The console lists 40 models. |", SENTENCE, True),
        ("The console lists 38 models.", SENTENCE, False),
        ("The console\n\nlists 40 models.", "The console | lists 40 models.", False),
        ("价格为每百万\ntoken 1 元。", "价格为每百万 token 1 元。", True),
    ],
)
def test_what_verbatim_means(body: str, text: str, *, stands: bool) -> None:
    page = parse_page(PAGE, f'---\nclaims:\n  - text: "{text}"\n---\n\n{body}\n'.encode())
    (claim,) = read_claims(page)

    assert stands_in(claim.text, shown_texts(page)) is stands


# --- list


def test_the_list_is_sorted_by_expiry(site_folder: Path) -> None:
    put(site_folder)

    text = run(site_folder, "claims", "list")
    listed = json.loads(run(site_folder, "claims", "list", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run(site_folder, "claims", "list", "--format", "csv").stdout)))

    assert text.returncode == 0
    assert text.stdout.splitlines() == [
        f"2026-11-20  expired       {PAGE}:23  docs-team     It answers in 2 s.",
        f"2026-12-20  26 days left  {PAGE}:17  support-team  {SENTENCE}",
    ]
    assert [(item["days"], item["line"], item["source"]) for item in listed] == [
        (-4, 23, "EV-2026-0012"),
        (26, 17, "https://www.example.com/docs/models"),
    ]
    assert [{**row, "days": int(row["days"]), "line": int(row["line"])} for row in rows] == listed
    assert "已过期" in run(site_folder, "claims", "list", "--lang", "zh").stdout


def test_the_list_of_what_expires_soon(site_folder: Path) -> None:
    put(site_folder)

    assert run(site_folder, "claims", "list", "--expiring", "0").stdout.count("\n") == 1
    assert run(site_folder, "claims", "list", "--expiring", "26").stdout.count("\n") == 2
    put(site_folder, "---\n")
    assert run(site_folder, "claims", "list").stdout == "no claims\n"


def test_a_page_that_cannot_be_read_hides_no_other(site_folder: Path) -> None:
    put(site_folder)
    (site_folder / "content/en/faqs/broken.md").write_bytes(b"\xff\xfe")

    result = run(site_folder, "claims", "list")

    assert result.returncode == 2
    assert "content/en/faqs/broken.md" in result.stderr
    assert result.stdout.count("\n") == 2


# --- renew


def renew(folder: Path, text: str, *args: str) -> tuple[int, str]:
    result = run(folder, "claims", "renew", PAGE, text, *args)
    return result.returncode, result.stdout or result.stderr


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_renewal_changes_the_two_dates_and_nothing_else(site_folder: Path, newline: str, bom: bytes) -> None:
    page = put(site_folder)
    before = bom + page.read_bytes().replace(b"\n", newline.encode())
    page.write_bytes(before)
    page.chmod(0o640)

    status, said = renew(site_folder, SENTENCE, "--verified-on", "2026-11-23")

    assert (status, said) == (0, f"{PAGE}:17: verified on 2026-11-23, may stand until 2027-02-22\n")
    expected = before.replace(b'"2026-09-20"', b'"2026-11-23"').replace(b"  2026-12-20", b"  2027-02-22")
    assert page.read_bytes() == expected
    assert page.stat().st_mode & 0o777 == 0o640


def test_renewal_of_an_entry_in_one_line_by_a_part_of_its_text(site_folder: Path) -> None:
    page = put(site_folder)
    before = page.read_bytes()

    status, _ = renew(site_folder, "in 2 s", "--verified-on", "2026-11-24", "--expires-on", "2026-12-31")

    assert status == 0
    assert page.read_bytes() == before.replace(b"2026-08-01", b"2026-11-24").replace(b"2026-11-20}", b"2026-12-31}")
    assert found(site_folder) == []


@pytest.mark.parametrize(
    ("text", "args", "said"),
    [
        (SENTENCE, ["--verified-on", "2026-11-31"], "--verified-on: 2026-11-31 is no day of the calendar"),
        (SENTENCE, ["--verified-on", "2027-01-01"], "2027-01-01 is in the future"),
        (SENTENCE, ["--verified-on", "2026-11-24", "--expires-on", "2026-11-24"], "is not after the day"),
        (SENTENCE, ["--verified-on", "2026-11-24", "--expires-on", "2027-11-24"], "here until 2027-05-23"),
        ("s", ["--verified-on", "2026-11-24"], "several claims have this text, in lines 17, 23"),
        ("no such", ["--verified-on", "2026-11-24"], f"no claim has this text; there are: “{SENTENCE}”"),
    ],
)
def test_a_renewal_that_is_refused_writes_nothing(site_folder: Path, text: str, args: list[str], said: str) -> None:
    page = put(site_folder)
    before = page.read_bytes()

    status, message = renew(site_folder, text, *args)

    assert status == 2
    assert said in message
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    "broken",
    [
        LEDGER.replace('"2026-09-20"', "&day 2026-09-20").replace("expires_on:   2026-12-20", "expires_on: *day"),
        LEDGER.replace("    expires_on:   2026-12-20\n", ""),
        LEDGER.replace('"2026-09-20"', ">-\n      2026-09-20\n   "),
    ],
)
def test_dates_that_are_no_plain_values_are_left_alone(site_folder: Path, broken: str) -> None:
    page = put(site_folder, broken)
    before = page.read_bytes()

    status, message = renew(site_folder, SENTENCE, "--verified-on", "2026-11-24", "--expires-on", "2026-12-31")

    assert status == 2, message
    assert page.read_bytes() == before


# --- export


def plan(folder: Path, **environment: str) -> tuple[str, str]:
    """What the plan does with the one page, and why."""
    (change,) = json.loads(run(folder, "export", "plan", "--format", "json", **environment).stdout)["changes"]
    return change["action"], "\n".join(change["reasons"])


LATER = {"SOURCE_DATE_EPOCH": "1798000000"}
"""2026-12-23, when the first claim has expired."""
CURRENT = LEDGER.replace("expires_on: 2026-11-20", "expires_on: 2026-12-31")


def test_an_expired_claim_blocks_the_page(site_folder: Path) -> None:
    put(site_folder, CURRENT)
    assert run(site_folder, "approve", PAGE).returncode == 0
    assert plan(site_folder) == ("create", "")

    action, reasons = plan(site_folder, **LATER)

    assert action == "blocked"
    assert reasons.startswith(f"its claim “{SENTENCE}” expired on 2026-12-20; verify it and run `presscheck claims")


def test_what_is_published_with_an_expired_claim_is_taken_back(site_folder: Path) -> None:
    put(site_folder, CURRENT)
    run(site_folder, "approve", PAGE)
    assert run(site_folder, "export", "apply").returncode == 0
    assert plan(site_folder)[0] == "unchanged"

    action, reasons = plan(site_folder, **LATER)

    assert action == "withdraw"
    assert f"its published version says “{SENTENCE}”, a claim that expired on 2026-12-20" in reasons


def test_renewal_needs_no_new_approval(site_folder: Path) -> None:
    put(site_folder, CURRENT)
    run(site_folder, "approve", PAGE)
    run(site_folder, "export", "apply")

    assert run(site_folder, "claims", "renew", PAGE, SENTENCE, "--verified-on", "2026-12-22", **LATER).returncode == 0

    # The record names the source file it was made from, which has changed; its content has not.
    assert plan(site_folder, **LATER) == ("update", "")
