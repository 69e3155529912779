"""What the rule schema lists is what there is: no list is kept twice by hand without a test that holds them equal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from conftest import REPOSITORY
from presscheck.checks import CHECKS
from presscheck.privacy.validators import VALIDATORS as PRIVATE
from presscheck.secrets.formats import ALPHABETS, CHECKSUMS
from presscheck.secrets.validators import VALIDATORS as SECRET
from presscheck.site import KINDS

SCHEMA = json.loads((REPOSITORY / "schemas/rule.schema.json").read_text(encoding="utf-8"))


def enums(kind: str, key: str) -> Iterator[list[str]]:
    """The values that the schema allows for an option, wherever it stands in the options of a kind."""

    def walk(node: Any) -> Iterator[list[str]]:
        if isinstance(node, dict):
            if isinstance(node.get(key), dict) and "enum" in node[key]:
                yield node[key]["enum"]
            for child in node.values():
                yield from walk(child)

    for branch in SCHEMA["allOf"]:
        if branch["if"]["properties"]["kind"]["const"] == kind:
            yield from walk(branch["then"])


def test_the_schema_lists_what_the_code_has() -> None:
    assert list(enums("secret", "validator")) == [sorted(SECRET)]
    assert list(enums("secret", "alphabet")) == [sorted(ALPHABETS)]
    assert list(enums("secret", "checksum")) == [sorted(CHECKSUMS)]
    assert list(enums("private", "validator")) == [sorted(PRIVATE)]


def test_every_kind_of_check_is_known_to_the_site() -> None:
    assert {*CHECKS, "input"} == set(KINDS)
