"""``make clients``: every client that can be run here, and where it differs from the registry."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Sequence

from live.clients import REALS
from live.compare import Outcome, Report, compare
from live.install import ClientError


def main() -> int:
    parser = argparse.ArgumentParser(prog="make clients", description=__doc__)
    parser.add_argument("clients", nargs="*", metavar="CLIENT", help="ids of the registry; all without one")
    wanted = parser.parse_args().clients or list(REALS)
    if unknown := [name for name in wanted if name not in REALS]:
        parser.error(f"{', '.join(unknown)}: not among {', '.join(REALS)}")
    reports: dict[str, Report] = {}
    failed: list[str] = []
    for name in wanted:
        start = time.monotonic()
        try:
            reports[name] = compare(REALS[name])
        except ClientError as error:
            failed.append(f"{name}: {error}")
        print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    _print(reports)
    wrong = sum(not row.equal for report in reports.values() for row in _rows(report))
    for text in failed:
        print(f"could not be run: {text}")
    print(f"{sum(len(_rows(report)) for report in reports.values())} compared, {wrong} different")
    return 1 if wrong or failed else 0


def _rows(report: Report) -> Sequence[object]:
    return [*report.paths, *report.names, *report.outcomes]


def _print(reports: dict[str, Report]) -> None:
    print("What ran\n")
    _table(("client", "versions"), ((name, report.version) for name, report in reports.items()))
    print("\nThe path that each form of value leads to (apart: known to differ from the engine's answer)\n")
    _table(
        ("client", "way", "form", "requested", "engine", "", "set by"),
        (
            (name, *columns, ", ".join(settings))
            for name, report in reports.items()
            for columns, settings in _paths(report).items()
        ),
    )
    print("\nThe names of settings\n")
    _table(
        ("client", "way", "name", "seen", "registry", "", "what its user sees"),
        (
            (name, row.way, row.name, row.seen, row.expected or "-", _mark(row.equal), _short(row.shown))
            for name, report in reports.items()
            for row in report.names
        ),
    )
    print("\nWhat users see\n")
    _table(
        ("client", "outcome", "", "seen", "registry"),
        (
            (name, row.outcome, _mark(row.equal), _short(_around(row)), _short(row.text) or "-")
            for name, report in reports.items()
            for row in report.outcomes
        ),
    )


def _mark(equal: bool) -> str:
    return "" if equal else "DIFFERENT"


def _around(row: Outcome) -> str:
    """What is seen from the part on that the registry has too; programs say much before it."""
    found = row.shown.find(row.part or "")
    return row.shown[found:] if row.part and found > 80 else row.shown


def _paths(report: Report) -> dict[tuple[str, ...], list[str]]:
    """The rows on paths, each with the settings by which it came about."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for row in report.paths:
        verdict = ("equal" if row.seen == row.engine else "apart") if row.equal else "DIFFERENT"
        columns = (row.way, row.form, row.seen or "no request", row.engine or "no request", verdict)
        rows.setdefault(columns, []).append(row.name)
    return rows


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:119] + "…"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())


if __name__ == "__main__":
    sys.exit(main())
