"""What ``action.yml`` does: one run of ``presscheck lint``, and its reports where GitHub looks for them.

Standard output gets the annotations and the report that people read, the job's summary the same as Markdown. Reports
in SARIF and JSON are files whose names are outputs of the step, beside ``status``, the exit status of the run. This
script itself ends with 0, so that the reports are uploaded before the job fails.

The step's inputs come as variables, never as text of a script: nothing that a pull request says is run.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SUMMARY_BYTES = 900_000
"""GitHub drops the whole summary of a step that is larger than one MiB."""
FENCE = "~" * 12
"""No line of a report begins with so many: source is shown behind a margin."""
OPTIONS = ("config", "changed", "baseline", "lang")
FORMATS = ("sarif", "json", "text")


def command(inputs: Mapping[str, str], reports: Path) -> list[str]:
    """The call of presscheck that the step's inputs ask for."""
    call = [sys.executable, "-m", "presscheck", "lint"]
    given = {name: inputs.get(f"PRESSCHECK_{name.upper()}", "").strip() for name in OPTIONS}
    call += [f"--{name}={value}" for name, value in given.items() if value]
    for name in FORMATS:
        call += ["--report", f"{name}={reports / f'presscheck.{name}'}"]
    if inputs.get("PRESSCHECK_ANNOTATIONS", "true") == "true":
        call += ["--report", "github"]
    paths = [line.strip() for line in inputs.get("PRESSCHECK_PATHS", "").splitlines() if line.strip()]
    return [*call, "--", *paths]


def summary(report: Mapping[str, Any], text: str) -> str:
    """The job's summary: the last line of the report, how often each rule fired, and the report itself."""
    lines = text.rstrip("\n").split("\n")
    parts = ["## presscheck", "", lines[-1], ""]
    if counts := Counter((item["rule"], item["url"], item["severity"]) for item in report["findings"]):
        parts += ["| Rule | Severity | Findings |", "|---|---|--:|"]
        parts += [f"| [`{rule}`]({url}) | {severity} | {n} |" for (rule, url, severity), n in counts.most_common()]
        shown = text.encode()[:SUMMARY_BYTES].decode(errors="ignore")
        parts += ["", "<details><summary>Report</summary>", "", f"{FENCE}text", shown.rstrip("\n"), FENCE]
        parts += ["", "</details>", ""]
    return "\n".join(parts) + "\n"


def append(variable: str, text: str) -> None:
    """Add to a file that GitHub names in the environment; to none where this does not run in a workflow."""
    if name := os.environ.get(variable):
        with Path(name).open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)


def show(text: str) -> None:
    """Print a report; a line of it that looks like an instruction to GitHub is none."""
    token = secrets.token_hex(16)
    sys.stdout.write(f"::stop-commands::{token}\n{text}::{token}::\n")


def main() -> None:
    reports = Path(os.environ["PRESSCHECK_REPORTS"])
    reports.mkdir(parents=True, exist_ok=True)
    files = {name: reports / f"presscheck.{name}" for name in FORMATS}
    for file in files.values():
        file.unlink(missing_ok=True)
    status = subprocess.run(command(os.environ, reports), check=False).returncode  # noqa: S603  # a call of our own
    outputs = {"status": str(status)}
    if all(file.is_file() for file in files.values()):
        text = files["text"].read_text(encoding="utf-8")
        report = json.loads(files["json"].read_text(encoding="utf-8"))
        outputs |= {"errors": str(report["summary"]["errors"]), "warnings": str(report["summary"]["warnings"])}
        outputs |= {"sarif": str(files["sarif"]), "json": str(files["json"])}
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        show(text)
        append("GITHUB_STEP_SUMMARY", summary(report, text))
    else:
        append("GITHUB_STEP_SUMMARY", "## presscheck\n\nNothing could be checked; the log of the job says why.\n")
    append("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in outputs.items()))


if __name__ == "__main__":
    main()
