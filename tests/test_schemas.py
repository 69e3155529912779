"""What the page schemas ask for: one finding a cause, in both languages, at the right place."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from conftest import REPOSITORY
from presscheck.model import Finding
from presscheck.site import Site

FindingsOf = Callable[[str, str], list[Finding]]


def content(path: str) -> str:
    """One of our own pages, which have no findings."""
    return (REPOSITORY / "content" / path).read_text(encoding="utf-8")


def edited(path: str, old: str, new: str) -> str:
    text = content(path)
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def line_of(text: str, start: str) -> int:
    """The number of the line that begins with a text."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start))


def rules_and_lines(found: list[Finding]) -> list[tuple[str, int]]:
    return [(item.rule.removeprefix("schema/"), item.span.line) for item in found]


# --- the evidence list of a diagnosis


def evidence_entries(site: Site) -> list[dict[str, Any]]:
    schema = site.schemas.schemas["faq-diagnosis.body.schema.json"]
    evidence = schema["properties"]["sections"]["properties"]["evidence"]
    return [entry["contains"] for entry in evidence["properties"]["items"]["allOf"]]


def test_each_example_of_an_evidence_item_is_that_item_and_no_other(home_site: Site) -> None:
    entries = evidence_entries(home_site)
    for entry in entries:
        example = entry["examples"][0].removeprefix("- ")

        assert [other["x-label"]["en"] for other in entries if re.search(other["pattern"], example)] == [
            entry["x-label"]["en"]
        ]


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("The version of your client", "client and version"),
        ("所用客户端及其版本", "client and version"),
        ("Base URL as copied from the client's settings, with its version", "Base URL"),
        ("从客户端设置中复制的 Base URL", "Base URL"),
        ("The name of the model, from the client's list", "model"),
        ("HTTP status: 401", "status code"),
        ("原始报错，并注明时间", "original error text"),
        ("Error message, with the key masked", "original error text"),
        ("Key id (masked)", "masked key id"),
        ("密钥标识，须打码", "masked key id"),
    ],
)
def test_an_evidence_item_is_what_it_begins_with(item: str, label: str, home_site: Site) -> None:
    entries = evidence_entries(home_site)

    assert [entry["x-label"]["en"] for entry in entries if re.search(entry["pattern"], item)] == [label]


# --- one cause, one finding: front matter


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("page", ["configuration-email", "launch-checklist", "cursor"])
@pytest.mark.parametrize("written", ["kind: emial", "kind:", 'kind: ""', "kind: [email]", "knid: email", ""])
def test_a_wrong_kind_is_the_only_finding(locale: str, page: str, written: str, findings_of: FindingsOf) -> None:
    path = f"{locale}/templates/{page}.md"
    text = re.sub(r"(?m)^kind: .*\n", f"{written}\n" if written else "", content(path), count=1)

    found = findings_of(f"content/{path}", text)

    rule = "missing-field" if written in {"knid: email", ""} else "invalid-value"
    assert rules_and_lines(found) == [(rule, 5)]
    assert "`kind`" in found[0].message.en


@pytest.mark.parametrize("path", ["en/templates/configuration-email.md", "zh/solutions/company-ai-gateway.md"])
@pytest.mark.parametrize(
    "key", ["title", "slug", "locale", "summary", "status", "owner", "backup_owner", "updated", "review_by"]
)
def test_a_value_that_looks_like_false_is_one_finding(path: str, key: str, findings_of: FindingsOf) -> None:
    text = re.sub(rf"(?m)^{key}: .*$", f"{key}: NO", content(path), count=1)

    assert rules_and_lines(findings_of(f"content/{path}", text)) == [("ambiguous-boolean", line_of(text, f"{key}:"))]


def test_each_ambiguous_tag_is_one_finding(findings_of: FindingsOf) -> None:
    path = "en/faqs/error-401.md"
    text = re.sub(r"(?m)^tags: .*$", "tags: [NO, fine, yes]", content(path), count=1)

    assert [item.rule for item in findings_of(f"content/{path}", text)] == ["schema/ambiguous-boolean"] * 2


@pytest.mark.parametrize(("old", "new"), [("locale: en", "locale: fr"), ("slug: error-401", "slug: Error_401")])
def test_a_value_that_is_wrong_and_unlike_the_path_is_one_finding(old: str, new: str, findings_of: FindingsOf) -> None:
    text = edited("en/faqs/error-401.md", old, new)

    found = findings_of("content/en/faqs/error-401.md", text)

    assert rules_and_lines(found) == [("invalid-value", line_of(text, new))]


@pytest.mark.parametrize("text", ["", "\n \n", "<!-- to do -->\n", "\ufeff"])
@pytest.mark.parametrize("path", ["solutions/example", "faqs/example", "templates/example"])
def test_an_empty_page_is_one_finding(path: str, text: str, findings_of: FindingsOf) -> None:
    assert rules_and_lines(findings_of(f"content/zh/{path}.md", text)) == [("front-matter-missing", 1)]


# --- one cause, one finding: levels of headings

ONE_OF_EACH_KIND = [
    f"{locale}/{page}.md"
    for locale in ("en", "zh")
    for page in (
        "solutions/company-ai-gateway",
        "faqs/error-401",
        "faqs/homepage-or-api-address",
        "templates/cursor",
        "templates/configuration-email",
        "templates/launch-checklist",
    )
]


@pytest.mark.parametrize("path", ONE_OF_EACH_KIND)
def test_a_heading_at_a_wrong_level_is_one_finding(path: str, findings_of: FindingsOf) -> None:
    """Every section of every kind, at every level: the heading itself, and nothing that follows from it."""
    text = content(path)
    outside_code = re.sub(r"(?s)```.*?```", "", text.split("\n---\n", 1)[1])
    for heading in re.findall(r"(?m)^#{2,3} .*$", outside_code):
        marks, words = heading.split(" ", 1)
        for level in range(1, 7):
            wrong = f"{'#' * level} {words}"
            is_question = marks == "###" and words.endswith(("?", "？"))
            if wrong == heading or (is_question and level == 4):  # a question may be a part of an answer
                continue
            changed = re.sub(rf"(?m)^{re.escape(heading)}$", wrong, text, count=1)
            found = findings_of(f"content/{path}", changed)

            assert len(found) == 1, (wrong, [item.message.en for item in found])
            assert found[0].rule in {"schema/heading-level", "schema/heading-skip"}
            assert found[0].span.line == line_of(changed, wrong)
            assert f"“{words}”" in found[0].message.en
            assert "(it is" not in found[0].message.en
            if not is_question:
                assert f"`{marks}`" in found[0].help.en


def test_several_headings_at_wrong_levels_are_each_one_finding(findings_of: FindingsOf) -> None:
    path = "en/solutions/company-ai-gateway.md"
    text = content(path)
    for heading in ("What is manual", "What stays private", "Who owns roll-out and replay"):
        text = text.replace(f"### {heading}", f"## {heading}")
    text = text.replace("## Metrics", "### Metrics").replace("## FAQ", "# FAQ")

    assert [item.rule for item in findings_of(f"content/{path}", text)] == ["schema/heading-level"] * 5


def test_what_stands_below_a_heading_that_is_too_deep_comes_with_it(findings_of: FindingsOf) -> None:
    path = "en/faqs/error-401.md"
    text = edited(path, "## Details\n", "### Details\n\n#### Where to begin\n")

    found = findings_of(f"content/{path}", text)

    assert rules_and_lines(found) == [("heading-level", line_of(text, "### Details"))]
    assert (found[0].message.en, found[0].help.en) == (
        "“Details” stands at level 3; it belongs at level 2.",
        "Write it with `##`.",
    )
    assert found[0].message.zh == "“Details”现在是 3 级标题，应为 2 级。"


def test_a_section_that_is_there_twice_is_no_wrong_level(findings_of: FindingsOf) -> None:
    path = "en/faqs/error-401.md"
    text = edited(path, "## What to send", "### Details\n\nMore of them.\n\n## What to send")

    assert findings_of(f"content/{path}", text) == []


def test_a_missing_section_is_still_missing(findings_of: FindingsOf) -> None:
    path = "en/solutions/company-ai-gateway.md"
    text = edited(path, "## Metrics", "## Numbers")

    found = findings_of(f"content/{path}", text)

    assert rules_and_lines(found) == [("missing-section", line_of(text, "## Numbers"))]
