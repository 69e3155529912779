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
