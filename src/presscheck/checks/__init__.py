"""One module a kind of check. A check yields findings and touches neither disk, network nor screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presscheck.lazy import lazily

if TYPE_CHECKING:
    from presscheck.checks.kinds import CHECKS, SITE_CHECKS, Check, SiteCheck

__all__ = ["CHECKS", "SITE_CHECKS", "Check", "SiteCheck"]

__getattr__ = lazily(__name__, {"CHECKS": "kinds", "SITE_CHECKS": "kinds", "Check": "kinds", "SiteCheck": "kinds"})
