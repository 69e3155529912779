"""Made-up input for everything that reads: ``python tests/fuzz.py [SECONDS] [TARGET...]``, or ``make fuzz``.

Hypothesis puts inputs together from pieces of real ones, from what is costly to parse, and from any characters. Each
must be read, or refused with an error that is meant for users: no other exception, and no more than two minutes. What
fails is made smaller where that works and written to ``tests/data/fuzz/TARGET/``; every file there is a test
(``test_fuzz.py``). With ``--atheris``, where that package is installed, inputs are found by what they reach.
"""

from __future__ import annotations

import faulthandler
import gc
import hashlib
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FunctionType

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure

from presscheck import baseline
from presscheck.approve.files import parse_approval
from presscheck.config import load_config
from presscheck.deadline import SECONDS_VARIABLE
from presscheck.errors import PresscheckError
from presscheck.excerpts import excerpt
from presscheck.export.llms_file import verify
from presscheck.export.llms_inspect import inspect
from presscheck.export.plan import Plan
from presscheck.export.saved_plan import check_saved, plan_json
from presscheck.lint import all_findings
from presscheck.model import UnreadableFile
from presscheck.pages import entry_of
from presscheck.report.shard import merged
from presscheck.rules import load_rules
from presscheck.site import KINDS, Site, load_site, parse_bytes

REPOSITORY = Path(__file__).resolve().parent.parent
KEPT = REPOSITORY / "tests/data/fuzz"
LONGEST = 120
"""Seconds of one input after which it counts as a hang."""
PATH = "content/en/faqs/error-404.md"


@cache
def site() -> Site:
    found = load_site(REPOSITORY / "presscheck.toml")
    found.load()
    return found


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="presscheck-fuzz-"))


def page(data: bytes) -> None:
    """A page of a type, by all rules, with what the index and reports take from it."""
    here = site()
    found = parse_bytes(PATH, data, here.schemas.kinds)
    if not isinstance(found, UnreadableFile):
        entry_of(found)
        excerpt(here, found, all_findings(here, found, list(here.rules.values())))
        here.forget()


def front_matter(data: bytes) -> None:
    """The front matter of a page whose body is sound."""
    body = (REPOSITORY / PATH).read_bytes().split(b"\n---\n", 1)[1]
    page(b"---\n" + data + b"\n---\n" + body)


def config(data: bytes) -> None:
    """presscheck.toml."""
    load_config(written("presscheck.toml", data), site().schemas)


def rule(data: bytes) -> None:
    """A rule of a site's own."""
    written("linters/claims/made-up.yaml", data)
    load_rules([folder() / "linters"], site().schemas, KINDS)


def approval(data: bytes) -> None:
    parse_approval(site(), "approvals/en/faqs/error-404.json", data)


def plan(data: bytes) -> None:
    """A saved plan, held against one that has nothing to do."""
    check_saved(written("plan.json", data), _nothing(), site().schemas)


@cache
def _nothing() -> Plan:
    return Plan(target="local", site_digest="0" * 64, target_digest="0" * 64, changes=())


def llms(data: bytes) -> None:
    """llms-full.txt, anybody's."""
    verify(data)
    inspect(data)


def old_findings(data: bytes) -> None:
    baseline.read(written("baseline.json", data))


def shard(data: bytes) -> None:
    """A part of a run over several machines."""
    merged([written("part.json", data)], "en")


def written(name: str, data: bytes) -> Path:
    path = folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "page": page,
    "front-matter": front_matter,
    "config": config,
    "rule": rule,
    "approval": approval,
    "plan": plan,
    "llms": llms,
    "baseline": old_findings,
    "shard": shard,
}


def read(target: str, data: bytes) -> None:
    """Give an input to what reads it; an error for users is as good as success."""
    with suppress(PresscheckError):
        TARGETS[target](data)


# --- inputs


COSTLY = [
    "[",
    "![",
    "](",
    "- ",
    "1. ",
    "> ",
    "|",
    "|-|-|\n",
    "`",
    "```",
    "~~~",
    "*",
    "**",
    "_",
    "<",
    "<!--",
    "-->",
    "<a ",
]
COSTLY += [
    "&a ",
    "*a",
    "{",
    "}",
    "[[",
    "]]",
    ": ",
    "? ",
    "!!",
    "#",
    "\t",
    "\r",
    "\n",
    "\n\n",
    "---\n",
    "\\",
    "$",
    "\u200b",
]
COSTLY += [
    "\ufeff",
    "\u202e",
    "sk-",
    "http://",
    "@",
    "13800138000",
    "\u0301",
    "\U0001f600",
    "¥",
    "０",
    "<<: ",
    "0x",
    "1e999",
]
COSTLY += [
    "9" * 400,
    "2026-02-30",
    "9999999999-01-01",
    "null",
    "true",
    "NaN",
    "-Infinity",
    '""',
    "'",
    '"',
    "\\u",
    "\\x",
    "(?i)",
]


@cache
def samples(target: str) -> tuple[str, ...]:
    """Real inputs, to be cut up."""
    texts = {
        "page": [path.read_text("utf-8") for path in sorted(REPOSITORY.glob("content/*/*/*.md"))[::3]],
        "config": [(REPOSITORY / "presscheck.toml").read_text("utf-8")],
        "rule": [path.read_text("utf-8") for path in sorted(REPOSITORY.glob("linters/*/*.yaml"))[::7]],
        "approval": [path.read_text("utf-8") for path in sorted(REPOSITORY.glob("approvals/*/*/*.json"))[:3]],
        "plan": [json.dumps(plan_json(_nothing(), "en"), indent=1)],
        "llms": ["# ALLTKN\n\n> Summary\n\n## Pages\n\n", *_llms()],
        "baseline": ['{"schema_version": 1, "findings": [{"rule": "claims/price", "path": "a.md", "count": 1}]}'],
        "shard": ['{"schema_version": 1, "tool": {"name": "presscheck"}, "shard": [1, 2], "site": "", "findings": []}'],
    }
    if target == "front-matter":
        return tuple(text.split("\n---\n")[0][4:] for text in texts["page"])
    return tuple(texts[target])


def _llms() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(REPOSITORY.glob("dist/bundle/llms-full.txt"))]


def inputs(target: str) -> st.SearchStrategy[bytes]:
    """A real input with pieces taken out, doubled, put elsewhere, and others put in; seldom bytes of any kind."""
    pieces = st.one_of(
        st.sampled_from(COSTLY),
        st.tuples(st.sampled_from(COSTLY), st.integers(2, 3_000)).map(lambda pair: pair[0] * pair[1]),
        st.text(max_size=20),
    )
    edits = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.3), st.one_of(pieces, st.none())), max_size=8)
    changed = st.builds(_edited, st.sampled_from(samples(target)), edits)
    texts = st.one_of(changed, changed, changed, st.lists(pieces, max_size=12).map("".join), st.text(max_size=200))
    encoded = texts.map(lambda text: text.encode("utf-8", "surrogatepass"))
    return st.one_of(encoded, encoded, encoded, encoded, st.binary(max_size=200))


def _edited(text: str, edits: list[tuple[float, float, str | None]]) -> str:
    for at, length, piece in edits:
        start = int(at * len(text))
        end = min(len(text), start + int(length * len(text)))
        text = text[:start] + (text[start:end] * 2 if piece is None else piece) + text[end:]
    return text


# --- runs


def search(target: str, seconds: float, first: int) -> int:
    """Try inputs until the time is over: how many; what fails is written down and ends the search with an error."""
    end = time.monotonic() + seconds
    tried, number, failing = 0, first, b""

    while time.monotonic() < end:
        number += 1

        @seed(number)
        @settings(
            max_examples=100,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs(target))
        def attempt(data: bytes) -> None:
            nonlocal tried, failing
            tried += 1
            (folder() / "current").write_bytes(data)
            faulthandler.dump_traceback_later(LONGEST, exit=True)
            try:
                read(target, data)
            except BaseException:
                failing = data
                raise
            finally:
                faulthandler.cancel_dump_traceback_later()

        try:
            attempt()
        except FlakyFailure:
            raise
        except BaseException as error:
            path = KEPT / target / hashlib.sha256(failing).hexdigest()[:12]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(failing)
            print(f"{target}: {type(error).__name__}: {error}\n  {path}", flush=True)
            raise
    return tried


def with_atheris(target: str, seconds: int) -> None:
    """Inputs found by what they reach, from real ones onwards; atheris ends the process."""
    import atheris

    build = REPOSITORY / "build/fuzz"
    corpus = build / target
    corpus.mkdir(parents=True, exist_ok=True)
    for text in samples(target):
        data = text.encode("utf-8")
        (corpus / hashlib.sha256(data).hexdigest()[:12]).write_bytes(data)
    for function in [found for found in gc.get_objects() if isinstance(found, FunctionType)]:
        if str(function.__module__).startswith(("presscheck.", "markdown_it.", "yaml.")):
            atheris.instrument_func(function)
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds}", f"-timeout={LONGEST}", f"-artifact_prefix={build}/", str(corpus)],
        lambda data: read(target, data),
    )
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    # Past this a page has its one finding, and the search goes on.
    os.environ.setdefault(SECONDS_VARIABLE, "2")
    guided = "--atheris" in arguments
    names = [name for name in arguments if name in TARGETS] or list(TARGETS)
    seconds = float(next((item for item in arguments if item.isdigit()), "600"))
    failed = []
    # Pages are where most code is: half of the time is theirs.
    weights = {name: 8 if name == "page" else 1 for name in names}
    context = multiprocessing.get_context("spawn")
    for name in names:
        share = seconds * weights[name] / sum(weights.values())
        work = (with_atheris, (name, int(share))) if guided else (_search, (name, share))
        process = context.Process(target=work[0], args=work[1])
        process.start()
        process.join()
        if process.exitcode:
            failed.append(name)
    print("failed: " + ", ".join(failed) if failed else f"clean: {', '.join(names)}")
    return 1 if failed else 0


def _search(name: str, seconds: float) -> None:
    begun = time.monotonic()
    tried = search(name, seconds, first=int(time.time()))
    print(f"{name}: {tried} inputs in {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
