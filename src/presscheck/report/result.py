"""What a run of lint found, and how it is to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from presscheck.model import Finding, Language, Localized
from presscheck.rules import Rule

SEVERITIES: Mapping[str, Localized] = {"error": Localized("error", "错误"), "warning": Localized("warning", "警告")}


@dataclass(frozen=True, slots=True)
class Screen:
    """How the text format is shown: in colours, ``width`` columns wide, one line a finding, or as counts.

    On a ``terminal`` long sentences are broken into lines; for a script they stay whole.
    """

    colour: bool = False
    width: int = 100
    quiet: bool = False
    statistics: bool = False
    terminal: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """``findings`` in their order; ``files`` counts those that were looked at, also the unreadable ones.

    ``silenced`` are the findings that a page, the site or the baseline lets stand; ``fixed`` counts those that were
    mended in this run. ``lines`` holds the lines of a file that may be shown, masked. ``root`` is the folder of the
    configuration, against which paths count, and ``top`` that of the repository, from which CI looks at them.
    ``shard`` says which part of how many this is, ``site`` is a digest of what the findings depend on beside the pages.
    """

    findings: Sequence[Finding]
    files: int
    duration_ms: int
    language: Language
    silenced: Sequence[Finding] = ()
    fixed: int = 0
    paths: Sequence[str] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict[str, Rule])
    lines: Mapping[str, Mapping[int, str]] = field(default_factory=dict[str, Mapping[int, str]])
    root: Path | None = None
    top: Path | None = None
    screen: Screen = field(default_factory=Screen)
    unreadable: int = 0
    shard: tuple[int, int] = (1, 1)
    site: str = ""

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    @property
    def suppressed(self) -> int:
        return len(self.silenced)

    def fixable(self, *, safe: bool) -> int:
        """How many of the findings have a fix that is safe, or one that is not."""
        return sum(finding.fix is not None and finding.fix.safe is safe for finding in self.findings)

    def line(self, finding: Finding, number: int) -> str:
        """A line of the file that a finding is in, or nothing where it is not known."""
        return self.lines.get(finding.path, {}).get(number, "")

    def say(self, text: Localized) -> str:
        """A text in the language of the report."""
        return text.in_language(self.language)
