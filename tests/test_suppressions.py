"""Comments in a page that silence a rule: what they cover, what they need, and what they cannot do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from keys import key
from presscheck.model import Finding
from test_cli import run

WHY = "-- the sentence is about the web page"
RULE = "base-url/homepage"
WRONG = "Base URL: https://www.example.com"


def rules(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.rule, finding.span.line) for finding in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<!-- presscheck: ignore {RULE} {WHY} -->\n{WRONG}\n", []),
        (f"<!-- presscheck: ignore {RULE} {WHY} -->\n\n{WRONG}\n\n{WRONG}/console\n", [(RULE, 5)]),
        (f"> <!-- presscheck: ignore {RULE} {WHY} -->\n>\n> {WRONG}\n\n{WRONG}\n", [(RULE, 5)]),
        (f"<!-- presscheck: ignore {RULE} {WHY} -->\n\n- {WRONG}\n- {WRONG}\n", []),
        (f"<!-- presscheck: ignore\n     {RULE}\n     {WHY} -->\n\n{WRONG}\n", []),
        (f"<!--presscheck:ignore {RULE} — 此处说的是网页地址-->\n\n{WRONG}\n", []),
        (
            f"<!-- presscheck: ignore {RULE} -->\n\n{WRONG}\n",
            [("review/suppression-without-reason", 1), (RULE, 3)],
        ),
        (
            f"{WRONG}\n\n<!-- presscheck: ignore {RULE} {WHY} -->\n",
            [(RULE, 1), ("review/unused-suppression", 3)],
        ),
        (f"```text\n<!-- presscheck: ignore {RULE} -->\n```\n", []),
    ],
)
def test_a_comment_covers_the_next_block(
    findings_of: Callable[[str, str], list[Finding]], text: str, expected: list[tuple[str, int]]
) -> None:
    assert rules(findings_of("notes/example.md", text)) == expected


def test_keys_and_private_data_cannot_be_silenced_in_a_page(findings_of: Callable[[str, str], list[Finding]]) -> None:
    text = f"<!-- presscheck: ignore secrets/real-key {WHY} -->\n\nThe key is {key()}.\n"

    assert rules(findings_of("notes/example.md", text)) == [
        ("review/forbidden-suppression", 1),
        ("secrets/real-key", 3),
    ]


def test_the_summary_counts_what_is_suppressed(site_folder: Path) -> None:
    note = site_folder / "note.md"
    note.write_text(f"<!-- presscheck: ignore {RULE} {WHY} -->\n\n{WRONG}\n")

    result = run(site_folder, "lint", "note.md", "--format", "json")
    report = json.loads(result.stdout)

    assert (result.returncode, report["findings"], report["summary"]["suppressed"]) == (0, [], 1)


def test_what_is_unused_does_not_depend_on_what_is_selected(site_folder: Path) -> None:
    note = site_folder / "note.md"
    note.write_text(f"<!-- presscheck: ignore {RULE} {WHY} -->\n\n{WRONG}\n")

    used = run(site_folder, "lint", "note.md", "--select", "review")
    note.write_text(f"<!-- presscheck: ignore {RULE} {WHY} -->\n\nNothing.\n")
    unused = run(site_folder, "lint", "note.md", "--select", "review/unused-suppression")

    assert "review/unused-suppression" not in used.stdout
    assert "review/unused-suppression" in unused.stdout


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"# A\n\nText.\n\n%s\n", b"# A\n\nText.\n"),
        (b"# A\r\n\r\nText.\r\n\r\n\r\n%s\r\n", b"# A\r\n\r\nText.\r\n"),
        (b"# A\n\nText.\n\n%s", b"# A\n\nText.\n"),
        (b"# A\n\n%s\n\nText.\n", b"# A\n\nText.\n"),
        (b"%s\n", b""),
    ],
)
def test_a_comment_is_removed_without_a_blank_line_too_many(site_folder: Path, before: bytes, after: bytes) -> None:
    note = site_folder / "note.md"
    note.write_bytes(before % f"<!-- presscheck: ignore {RULE} {WHY} -->".encode())

    run(site_folder, "lint", "note.md", "--fix")

    assert note.read_bytes() == after


def test_a_mistyped_rule_is_named(site_folder: Path) -> None:
    (site_folder / "note.md").write_text(f"<!-- presscheck: ignore base-url/homepge {WHY} -->\n\n{WRONG}\n")

    result = run(site_folder, "lint", "note.md")

    assert result.returncode == 1
    assert "no rule is called base-url/homepge; did you mean base-url/homepage?" in result.stdout


def test_a_suppressed_page_may_be_approved(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    text = page.read_text().replace("No. Use the API address.\n", f"No. Use the API address.\n\n{WRONG}\n", 1)
    page.write_text(text.replace("support-team\n", "support-team\n"))
    refused = run(site_folder, "approve", "content")
    page.write_text(text.replace(WRONG, f"<!-- presscheck: ignore {RULE} {WHY} -->\n{WRONG}"))
    approved = run(site_folder, "approve", "content")

    assert (refused.returncode, approved.returncode) == (1, 0), approved.stdout + approved.stderr
