"""Take a conformance run into the table of docs/cms.md: ``python docs/cms_results.py wagtail RESULTS.xml``.

RESULTS.xml is what ``make test-cms-NAME`` left below ``build/``. ``docs/generate.py``
makes the table of ``docs/cms-results.json``, which this writes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

RESULTS = Path(__file__).parent / "cms-results.json"


def read(path: Path) -> dict[str, Any]:
    """By test how many of its cases passed and how many there are, and what a test noted."""
    tests: dict[str, list[int]] = {}
    notes: dict[str, str] = {}
    for case in ET.parse(path).getroot().iter("testcase"):  # noqa: S314  # pytest wrote it a moment ago
        name = case.attrib["name"].partition("[")[0].removeprefix("test_")
        passed = all(case.find(kind) is None for kind in ("failure", "error", "skipped"))
        counts = tests.setdefault(name, [0, 0])
        counts[0] += passed
        counts[1] += 1
        notes |= {item.attrib["name"]: item.attrib["value"] for item in case.iter("property")}
    return {"tests": tests, "notes": notes}


def main(server: str, path: Path) -> None:
    """Replace what is known of one server."""
    known: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    known[server] = read(path)
    RESULTS.write_text(json.dumps(dict(sorted(known.items())), indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
