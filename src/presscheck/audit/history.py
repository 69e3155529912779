"""Earlier audits in a file: one line of JSON a day, so that a trend can be seen and two branches merge.

The newest line also names its findings by fingerprint, so that the next audit can tell what is new.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from presscheck.audit.model import Audit
from presscheck.errors import InputError, os_reason
from presscheck.model import Json, Localized

SCHEMA_VERSION = 1
_DIGITS = 16
"""Of a fingerprint: enough to tell findings of one site apart."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The figures of an audit; ``fingerprints`` is ``None`` where they are not kept any more."""

    day: date
    pages: int
    errors: int
    warnings: int
    suppressed: int
    overdue: int
    states: Mapping[str, int]
    families: Mapping[str, int]
    fingerprints: frozenset[str] | None = None


def entry_of(audit: Audit) -> Entry:
    """The figures of an audit."""
    return Entry(
        day=audit.day,
        pages=audit.count,
        errors=audit.errors,
        warnings=audit.warnings,
        suppressed=len(audit.silenced),
        overdue=len(audit.until(-1)),
        states=dict(audit.states),
        families={family: errors + warnings for family, (errors, warnings) in audit.families.items()},
        fingerprints=frozenset(finding.fingerprint[:_DIGITS] for finding in audit.findings),
    )


def compared(before: Entry, now: Entry) -> tuple[int, int] | None:
    """How many findings are new and how many are gone; ``None`` where that is not known any more."""
    if before.fingerprints is None or now.fingerprints is None:
        return None
    return len(now.fingerprints - before.fingerprints), len(before.fingerprints - now.fingerprints)


def with_entry(entries: Sequence[Entry], entry: Entry) -> list[Entry]:
    """The entries with another one, which takes the place of one of the same day."""
    kept = [item for item in entries if item.day != entry.day]
    return sorted([*kept, entry], key=lambda item: item.day)


def written(entries: Sequence[Entry]) -> str:
    """The text of a history file; only the newest entry keeps its fingerprints."""
    last = len(entries) - 1
    kept = [item if number == last else replace(item, fingerprints=None) for number, item in enumerate(entries)]
    return "".join(json.dumps(entry_json(entry), ensure_ascii=False) + "\n" for entry in kept)


def entry_json(entry: Entry) -> dict[str, Json]:
    """An entry as it stands in a history."""
    value: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "day": entry.day.isoformat(),
        "pages": entry.pages,
        "errors": entry.errors,
        "warnings": entry.warnings,
        "suppressed": entry.suppressed,
        "overdue": entry.overdue,
        "states": dict(entry.states),
        "families": dict(entry.families),
    }
    if entry.fingerprints is not None:
        value["fingerprints"] = [*sorted(entry.fingerprints)]
    return value


def read_history(path: Path) -> list[Entry]:
    """The entries of a history file, oldest first; none where there is no file yet.

    Raises:
        InputError: it cannot be read, or a line of it is no entry.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = os_reason(error)
        raise InputError(Localized(f"{path}: {reason.en}", f"{path}：{reason.zh}")) from error
    except UnicodeDecodeError as error:
        raise _unusable(path, 1) from error
    entries: list[Entry] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                entries = with_entry(entries, _entry(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise _unusable(path, number) from error
    return entries


def _entry(value: dict[str, Any]) -> Entry:
    if value["schema_version"] != SCHEMA_VERSION:
        raise ValueError(value["schema_version"])
    counts = {key: _count(value[key]) for key in ("pages", "errors", "warnings", "suppressed", "overdue")}
    prints = value.get("fingerprints")
    return Entry(
        day=date.fromisoformat(value["day"]),
        states={str(name): _count(count) for name, count in value["states"].items()},
        families={str(name): _count(count) for name, count in value["families"].items()},
        fingerprints=None if prints is None else frozenset(map(str, list(prints))),
        **counts,
    )


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def _unusable(path: Path, line: int) -> InputError:
    return InputError(
        Localized(
            f"{path}:{line}: no line of a history of audits; name the file that `presscheck audit --history` wrote, "
            "or take the line out",
            f"{path}:{line}：不是审计历史的一行；请指定由 `presscheck audit --history` 写出的文件，或删去该行",
        )
    )
