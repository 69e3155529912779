"""Schemas to findings: which schema a page has, what it is validated as, and what is wrong, in words."""

from presscheck.schemas.instance import Body, body_instance
from presscheck.schemas.schema_set import SchemaSet
from presscheck.schemas.violations import Violation, page_violations, validate

__all__ = ["Body", "SchemaSet", "Violation", "body_instance", "page_violations", "validate"]
