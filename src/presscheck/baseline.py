"""The findings that a repository had when it took presscheck up: they may stay until somebody mends them.

A baseline only shrinks. It holds fingerprints, which come from the rule, the file and what was found, not from the
number of a line; a second mistake of the same wording is a new one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from presscheck.errors import InputError, os_reason
from presscheck.model import Finding, Json, Localized, Suppression
from presscheck.rules import NEVER_IN_A_PAGE

FILE_NAME = "presscheck-baseline.json"
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """Fingerprints by path and rule."""

    known: Mapping[tuple[str, str], frozenset[str]]

    @property
    def count(self) -> int:
        return sum(map(len, self.known.values()))

    def has(self, finding: Finding) -> bool:
        return finding.fingerprint in self.known.get((finding.path, finding.rule), ())

    def applied(self, finding: Finding) -> Finding:
        """The finding, suppressed where the baseline has it."""
        if finding.suppression is None and may_stand(finding) and self.has(finding):
            return replace(finding, suppression=Suppression("baseline", "baseline"))
        return finding

    def shrunk(self, findings: Iterable[Finding]) -> Baseline:
        """What of the baseline is still there."""
        return of(finding for finding in findings if self.has(finding))


def may_stand(finding: Finding) -> bool:
    """Whether a baseline may hold a finding: no key and no private data, and no file that nobody could look into."""
    return finding.rule.partition("/")[0] not in NEVER_IN_A_PAGE and finding.rule != "schema/unreadable-file"


def of(findings: Iterable[Finding]) -> Baseline:
    """The baseline of some findings."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in findings:
        if may_stand(finding):
            known[finding.path, finding.rule].add(finding.fingerprint)
    return Baseline({key: frozenset(prints) for key, prints in sorted(known.items())})


def written(baseline: Baseline) -> str:
    """The text of a baseline file: sorted, so that its changes are readable."""
    entries: list[Json] = [
        {"path": path, "rule": rule, "count": len(prints), "fingerprints": cast("list[Json]", sorted(prints))}
        for (path, rule), prints in sorted(baseline.known.items())
    ]
    content: dict[str, Json] = {"schema_version": SCHEMA_VERSION, "findings": entries}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read(path: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        InputError: it cannot be read, or is none.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["schema_version"] != SCHEMA_VERSION:
            raise InputError(
                Localized(
                    f"{path}: a baseline of another version; make it again with `presscheck baseline create`",
                    f"{path}：基线版本不符，请用 `presscheck baseline create` 重新生成",
                )
            )
        return Baseline(
            {(item["path"], item["rule"]): frozenset(map(str, item["fingerprints"])) for item in content["findings"]}
        )
    except OSError as error:
        reason = os_reason(error)
        raise InputError(Localized(f"{path}: {reason.en}", f"{path}：{reason.zh}")) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            Localized(
                f"{path}: no baseline; `presscheck baseline create` writes one",
                f"{path}：不是基线文件，可用 `presscheck baseline create` 生成",
            )
        ) from error
