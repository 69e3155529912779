"""How good the rules are on the development corpora: recall, precision and false alarms by class.

``python tests/quality.py [FAMILY] [--seed N] [--peers] [--show N]`` prints the tables; ``make quality`` calls it.
``--sentences FILE`` measures the family `claims` on labelled sentences of a file (JSON lines: ``id``, ``lang``,
``text``, ``context``, ``label``, ``category``), too, apart from its own corpus; ``--half`` takes a part of them by id.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from corpus import base_url, claims, privacy, secrets
from corpus.case import Case
from presscheck.lint import lint_page
from presscheck.markdown import parse_page
from presscheck.site import Site, load_site

REPOSITORY = Path(__file__).resolve().parent.parent
SEED = 20261125
TODAY = date(2026, 11, 25)
CORPORA: Mapping[str, Callable[[int], Iterable[Case]]] = {
    "secrets": secrets.cases,
    "privacy": privacy.cases,
    "base-url": base_url.cases,
    "claims": claims.cases,
}
"""The development corpora by the family that they measure."""


@dataclass
class Score:
    """Counts over cases: places that had to be found and were, and alarms where nothing was to be found."""

    expected: int = 0
    found: int = 0
    alarms: int = 0
    misses: list[Case] = field(default_factory=list)
    false_alarms: list[tuple[Case, str]] = field(default_factory=list)
    by_rule: Counter[tuple[str, str, bool]] = field(default_factory=Counter)
    """Findings by rule, language of the page, and whether something was to be found there."""
    by_label: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.alarms) if self.found + self.alarms else 1.0

    def add(self, case: Case, lines: Iterable[tuple[int, int, str]]) -> None:
        """Take the first and last line and the rule of each finding in a case."""
        hits = list(lines)
        matched = [
            any(first <= end and start <= last and (not rules or rule in rules) for first, last, rule in hits)
            for start, end, rules in case.places
        ]
        wrong = [hit for hit in hits if not any(hit[0] <= end and start <= hit[1] for start, end in case.lines)]
        language = case.labels.get("language", "")
        self.by_rule.update((rule, language, (first, last, rule) not in wrong) for first, last, rule in hits)
        counts = (len(matched), sum(matched), len({hit[0] for hit in wrong}))
        self.expected, self.found, self.alarms = (
            self.expected + counts[0],
            self.found + counts[1],
            self.alarms + counts[2],
        )
        for label in case.labels.items():
            for index, count in enumerate(counts):
                self.by_label[label][index] += count
        if not all(matched):
            self.misses.append(case)
        self.false_alarms.extend((case, name) for _, _, name in wrong)


@cache
def _site_of(config: str) -> Site:
    """The site of a configuration, or of the repository's where the text is empty."""
    if not config:
        return load_site(REPOSITORY / "presscheck.toml", TODAY)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "presscheck.toml"
        path.write_text(config, encoding="utf-8")
        return load_site(path, TODAY)


def measure(family: str, seed: int = SEED, site: Site | None = None) -> Score:
    """Run the rules of a family over its corpus."""
    return measure_cases(family, CORPORA[family](seed), site)


def measure_cases(family: str, cases: Iterable[Case], site: Site | None = None) -> Score:
    """Run the rules of a family over some cases."""
    site = site or _site_of("")
    score = Score()
    for case in cases:
        own = _site_of(case.config) if case.config else site
        page = parse_page("page.md", case.text.encode(), ())
        findings = lint_page(own, page, [rule for rule in own.rules.values() if rule.family == family])
        own.forget()
        score.add(case, [(item.span.line, item.span.end_line, item.rule) for item in findings])
    return score


def rows(score: Score) -> Iterator[str]:
    """The table of a score: one line for each value of each label."""
    yield f"{'':44} {'expected':>8} {'found':>6} {'recall':>7} {'alarms':>6}"
    for (label, value), (expected, found, alarms) in sorted(score.by_label.items()):
        recall = f"{found / expected:7.3f}" if expected else f"{'-':>7}"
        yield f"{label + ' ' + value:44} {expected:8} {found:6} {recall} {alarms:6}"
    yield f"{'all':44} {score.expected:8} {score.found:6} {score.recall:7.4f} {score.alarms:6}"
    yield f"precision {score.precision:.4f}"


def claim_rows(score: Score) -> Iterator[str]:
    """Recall of each category of claims and precision of each of its rules, by language."""
    yield f"{'':28} {'expected':>8} {'found':>6} {'recall':>7} {'findings':>9} {'wrong':>6} {'precision':>9}"
    for language in ("en", "zh"):
        label = f"claims {language}"
        for category in sorted(value for name, value in score.by_label if name == label):
            expected, found, _ = score.by_label[label, category]
            right, wrong = (score.by_rule[f"claims/{category}", language, good] for good in (True, False))
            precision = f"{right / (right + wrong):9.3f}" if right + wrong else f"{'-':>9}"
            yield (
                f"{language + ' ' + category:28} {expected:8} {found:6} {found / expected:7.3f} "
                f"{right + wrong:9} {wrong:6} {precision}"
            )
        expected, found, _ = score.by_label["language", language]
        right, alarms = score.by_label["language", language][1:]
        yield (
            f"{language + ' all':28} {expected:8} {found:6} {found / max(1, expected):7.3f} "
            f"{'':9} {alarms:6} {right / max(1, right + alarms):9.3f}"
        )


def sentences(path: Path, half: str = "") -> Iterator[Case]:
    """A page for each labelled sentence of a file. Any rule of the family may find it."""
    rng = random.Random(0)
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        first, second = hashlib.sha256(item["id"].encode()).digest()[:2]
        part = "dev" if first % 2 == 0 or second % 2 == 0 else "held"
        if half and half != part:
            continue
        sentence = claims.Sentence(
            text=item["text"],
            language=item["lang"],
            place=CONTEXTS.get(item["context"], item["context"]),
            category=item["category"],
            volatile=item["label"] == "volatile",
        )
        yield replace(claims.case(sentence, item["id"], rng), rules=())


CONTEXTS = {"inline_code": "prose", "front_matter": "front-matter"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="*", metavar="FAMILY", help=f"of {', '.join(CORPORA)}; all by default")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N misses and N false alarms of each")
    parser.add_argument("--peers", action="store_true", help="measure other scanners on the corpus of secrets, too")
    parser.add_argument("--sentences", type=Path, metavar="FILE", help="labelled sentences for the family claims")
    parser.add_argument("--half", choices=["dev", "held"], default="", help="only one half of the labelled sentences")
    options = parser.parse_args()
    runs = [
        (family, family, lambda family=family: CORPORA[family](options.seed)) for family in options.families or CORPORA
    ]
    if options.sentences:
        title = f"claims, {options.half or 'all'} of {options.sentences.name}"
        runs.append((title, "claims", lambda: sentences(options.sentences, options.half)))
    for title, family, cases_of in runs:
        started = time.monotonic()
        score = measure_cases(family, cases_of())
        print(f"\n{title}: seed {options.seed}, {time.monotonic() - started:.0f} s\n")
        print("\n".join(rows(score)))
        if family == "claims":
            print("\n" + "\n".join(claim_rows(score)))
        shown: Counter[str] = Counter()
        for kind, cases in (
            ("missed", [(case, "") for case in score.misses]),
            ("false alarm", score.false_alarms),
        ):
            for case, name in cases:
                if shown[kind] < options.show:
                    shown[kind] += 1
                    print(f"\n--- {kind}: {case.name} {name} lines {case.lines}\n{case.text}", file=sys.stderr)
    if options.peers:
        from peers import peer_scores

        for name, score in peer_scores(list(secrets.cases(options.seed))):
            print(f"{name}: recall {score.recall:.3f}, precision {score.precision:.3f}, {score.alarms} false alarms")


if __name__ == "__main__":
    main()
