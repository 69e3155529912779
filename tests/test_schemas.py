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
