"""Schemas to findings: which schema a page has, what it is validated as, and what is wrong, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presscheck.lazy import lazily

if TYPE_CHECKING:
    from presscheck.schemas.explainer import Violation
    from presscheck.schemas.instance import Body, body_instance
    from presscheck.schemas.schema_set import SchemaSet
    from presscheck.schemas.violations import page_violations, validate

__all__ = ["Body", "SchemaSet", "Violation", "body_instance", "page_violations", "validate"]

__getattr__ = lazily(
    __name__,
    {
        "Body": "instance",
        "body_instance": "instance",
        "SchemaSet": "schema_set",
        "Violation": "explainer",
        "page_violations": "violations",
        "validate": "violations",
    },
)
