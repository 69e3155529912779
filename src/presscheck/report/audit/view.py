"""An audit as it is to be shown, and the sentences that every format says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from presscheck.audit import Audit, AuditedPage, Deadline, Entry, Translation, compared, entry_of, with_entry
from presscheck.audit.words import KINDS, STATES
from presscheck.model import Finding, Language, Localized
from presscheck.report.result import Screen

_RULES = 8
"""So many rules are named in the line about a page; its findings are shown below it."""


@dataclass(frozen=True)
class View:
    """An audit in a language.

    ``within`` is how many days ahead deadlines are shown, ``history`` holds earlier audits and ``None`` where nobody
    asked for them.
    """

    audit: Audit
    language: Language
    within: int = 90
    history: Sequence[Entry] | None = None
    screen: Screen = field(default_factory=Screen)

    def say(self, text: Localized) -> str:
        return text.in_language(self.language)

    def either(self, en: str, zh: str) -> str:
        """One of two texts, in the language of the report."""
        return zh if self.language == "zh" else en

    @cached_property
    def entries(self) -> list[Entry]:
        """Earlier audits and this one, oldest first; none where nobody asked for a trend."""
        return with_entry(self.history, entry_of(self.audit)) if self.history is not None else []

    @property
    def previous(self) -> Entry | None:
        """The audit before this one: of an earlier day, or the one that this one takes the place of."""
        before = [item for item in self.history or () if item.day <= self.audit.day]
        return before[-1] if before else None

    @cached_property
    def deadlines(self) -> list[Deadline]:
        return self.audit.until(self.within)

    @cached_property
    def by_path(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.audit.findings:
            found.setdefault(finding.path, []).append(finding)
        return found

    def left(self, day: date) -> int:
        """How many days are left until a day; negative where it has passed."""
        return (day - self.audit.day).days

    # --- sentences --------------------------------------------------------------------------------------------------

    def verdict(self) -> str:
        """One sentence: how many pages there are, and how many of them are as they should be."""
        audit = self.audit
        approved, count = audit.states["approved"], audit.count
        return self.either(
            f"{approved} of {_counted(count, 'page')} approved and in force; "
            f"{_counted(audit.errors, 'error')}, {_counted(audit.warnings, 'warning')}",
            f"{count} 个页面中有 {approved} 个已批准且有效；{audit.errors} 个错误，{audit.warnings} 个警告",
        )

    def errors(self, count: int) -> str:
        return self.either(_counted(count, "error"), f"{count} 个错误")

    def warnings(self, count: int) -> str:
        return self.either(_counted(count, "warning"), f"{count} 个警告")

    def states(self) -> str:
        """How many pages are in each state that any page is in."""
        shown = [(state, count) for state, count in self.audit.states.items() if count]
        return self.either(", ", "，").join(f"{self.say(STATES[state])} {count}" for state, count in shown)

    def why(self, page: AuditedPage) -> list[str]:
        """What stands in a page's way, a line each; its errors in one line, since they are shown by themselves."""
        rules = Counter(item.rule for item in self.by_path.get(page.path, ()) if item.severity == "error")
        first = rules.items() if len(rules) <= _RULES else rules.most_common(_RULES)
        named = ", ".join(f"{rule} ×{count}" if count > 1 else rule for rule, count in first)
        if len(rules) > _RULES:
            others = len(rules) - _RULES
            named += self.either(f" and {_counted(others, 'other rule')}", f" 及另外 {others} 条规则")
        lines: list[str] = []
        for kind in dict.fromkeys(reason.kind for reason in page.reasons):
            texts = [self.say(reason.text) for reason in page.reasons if reason.kind == kind]
            if kind == "finding" and named:
                texts = [named]
            lines += [f"{self.say(KINDS[kind])}{self.either(': ', '：')}{text}" for text in texts]
        return lines

    def parity(self, item: Translation) -> str:
        """What is out of step in a page's translations; nothing where all is in step."""
        parts = [self.either(f"missing in {locale}", f"缺少 {locale} 版本") for locale in item.missing]
        parts += [
            self.either(f"{locale} differs in {_counted(count, 'place')}", f"{locale} 有 {count} 处不一致")
            for locale, count in item.differences.items()
        ]
        parts += [self.either(f"{locale} is older than its source", f"{locale} 比原文旧") for locale in item.stale]
        return self.either("; ", "；").join(parts)

    def in_step(self) -> str:
        """How many pages say the same in every language."""
        count = len(self.audit.translations)
        good = sum(item.in_step for item in self.audit.translations)
        return self.either(f"{good} of {count} in step", f"{count} 组中有 {good} 组一致")

    def deadline(self, item: Deadline) -> str:
        """What ends on a day."""
        return f"“{item.text}”" if item.text else ""

    def reason(self, finding: Finding) -> str:
        """Why a finding is left to stand."""
        said = finding.suppression
        if said is None:
            return ""
        if said.where == "baseline":
            return self.either("in the baseline", "基线中已有")
        until = self.either(f" ({said.person}, until {said.expires})", f"（{said.person}，有效期至 {said.expires}）")
        return said.reason + (until if said.expires else "")

    def trend(self) -> str:
        """What changed since the audit before; nothing where there is none."""
        before = self.previous
        if before is None:
            return ""
        now = self.entries[-1]
        moved = compared(before, now)
        en, zh = f"Since {before.day}: ", f"自 {before.day} 以来："
        if moved:
            en += f"{_counted(moved[0], 'new finding')}, {moved[1]} gone; "
            zh += f"新增 {moved[0]} 处，消失 {moved[1]} 处；"
        figures = [
            (Localized("errors", "错误"), before.errors, now.errors),
            (Localized("warnings", "警告"), before.warnings, now.warnings),
            (Localized("approved", "已批准"), before.states.get("approved", 0), now.states.get("approved", 0)),
            (Localized("overdue", "已逾期"), before.overdue, now.overdue),
        ]
        en += ", ".join(f"{name.en} {old} → {new}" for name, old, new in figures)
        zh += "，".join(f"{name.zh} {old} → {new}" for name, old, new in figures)
        return self.either(en, zh)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
