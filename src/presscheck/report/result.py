"""What a run of lint found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from presscheck.model import Finding, Language


@dataclass(frozen=True, slots=True)
class Result:
    """``findings`` in their order; ``files`` counts those that were looked at, also the unreadable ones."""

    findings: Sequence[Finding]
    files: int
    duration_ms: int
    language: Language
    suppressed: int = 0

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors
