"""Other scanners on the corpus of secrets, for comparison: ``make quality-peers`` installs and runs them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.case import Case
from quality import REPOSITORY, Score

BIN = REPOSITORY / "build/peers/bin"


def peer_scores(cases: Sequence[Case]) -> Iterator[tuple[str, Score]]:
    """The score of each scanner that is installed, by its name.

    Each case is a file of its own; a finding counts by its file and line, as ours do.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, case in enumerate(cases):
            (folder / f"{number}.md").write_text(case.text, encoding="utf-8")
        for scanner, run in (("gitleaks", _gitleaks), ("detect-secrets", _detect_secrets)):
            if (BIN / scanner).exists():
                found = list(run(folder))
                score = Score()
                for number, case in enumerate(cases):
                    score.add(case, [(line, last, rule) for file, line, last, rule in found if file == f"{number}.md"])
                yield scanner, score


def _gitleaks(folder: Path) -> Iterator[tuple[str, int, int, str]]:
    report = folder / "report.json"
    subprocess.run(
        [BIN / "gitleaks", "dir", folder, "--report-path", report, "--exit-code", "0", "--log-level", "error"],
        check=True,
        capture_output=True,
    )
    for item in json.loads(report.read_text(encoding="utf-8")):
        yield Path(item["File"]).name, item["StartLine"], item["EndLine"], item["RuleID"]


def _detect_secrets(folder: Path) -> Iterator[tuple[str, int, int, str]]:
    out = subprocess.run(
        [BIN / "detect-secrets", "-C", folder, "scan", "--all-files", "--no-verify"],
        check=True,
        capture_output=True,
    ).stdout
    for file, items in json.loads(out)["results"].items():
        for item in items:
            yield Path(file).name, item["line_number"], item["line_number"], item["type"]
