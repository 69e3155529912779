"""Approved pages to targets: ``candidates`` and ``make_plan`` say what to do, a target reads and applies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from presscheck.config import SiteInfo
from presscheck.export.local import LocalTarget
from presscheck.export.plan import Candidates, TargetState, candidates, make_plan
from presscheck.export.record import Record
from presscheck.model import Plan

__all__ = ["TARGETS", "Candidates", "Record", "Target", "TargetState", "candidates", "make_plan"]


class Target(Protocol):
    """Where approved pages go."""

    def read(self) -> TargetState:
        """What the target holds. Makes no write request."""
        ...

    def apply(self, plan: Plan, records: Mapping[str, Record], site: SiteInfo, day: str) -> int:
        """Do just what the plan says; returns the number of files or pages written."""
        ...


TARGETS: dict[str, Callable[[Path], Target]] = {"local": LocalTarget}
"""Targets by name; each is made from the folder that the site names for it."""
