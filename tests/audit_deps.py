"""Known vulnerabilities in what the lock files name: ``python tests/audit_deps.py PIP_AUDIT [--may-be-offline]``.

pip-audit ends with 0 also where it could ask about nothing, such as behind a mirror that has no advisories. Here that
is no success: exit status 0 means that every package was looked up, 1 that something is known of one, 2 that the
advisories could not be reached. With ``--may-be-offline`` the last is said and ends with 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent


def verdict(report: dict[str, Any]) -> tuple[int, list[str]]:
    """The exit status for a report of pip-audit in JSON, and what to print."""
    packages = report.get("dependencies", [])
    unknown = [package for package in packages if "skip_reason" in package]
    lines = [
        f"{package['name']} {package['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'none'}"
        for package in packages
        for flaw in package.get("vulns", [])
    ]
    if lines:
        return 1, lines
    if unknown or not packages:
        reason = unknown[0]["skip_reason"] if unknown else "no package was looked at"
        return 2, [f"advisories were had for {len(packages) - len(unknown)} of {len(packages)} packages: {reason}"]
    return 0, [f"{len(packages)} packages, no known vulnerability"]


def main(pip_audit: str, *, may_be_offline: bool) -> int:
    command = [pip_audit, "--format", "json", "--progress-spinner", "off", "--require-hashes", "--disable-pip"]
    command += ["--requirement", str(REPOSITORY / "requirements-dev.txt")]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    try:
        status, lines = verdict(json.loads(run.stdout))
    except json.JSONDecodeError:
        status, lines = 2, ["the advisories could not be reached: " + (run.stderr.strip().splitlines() or [""])[-1]]
    print("\n".join(lines))
    return 0 if status == 2 and may_be_offline else status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], may_be_offline="--may-be-offline" in sys.argv[2:]))
