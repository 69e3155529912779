"""What four tools say of one page with ten faults: fills ``docs/comparison.md`` from real runs.

``make comparison`` installs the other tools into ``build/comparison`` and runs this. Every tool is called as its own
documentation shows it, with its default rules, and its output is printed whole; only the folder of the copy and the
time that a run took are taken out.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from terminal import DAY, DOCS, PAGE, site

REPOSITORY = DOCS.parent
TARGET = DOCS / "comparison.md"
BEGIN, END = "<!-- begin: outputs -->", "<!-- end: outputs -->"
FENCE = "~~~~"
SCHEMA = REPOSITORY / "schemas/faq-answer.schema.json"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool, how its version is asked for, how it is called, and how that call is shown."""

    name: str
    version: tuple[str, ...]
    call: tuple[str, ...]
    shown: str
    note: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A planted fault, and what the output of a tool that has found it says."""

    what: str
    presscheck: str
    others: str


FAULTS = (
    Fault("`status` has a value that does not exist", r":7:\d+: error schema/invalid-value", r"aproved"),
    Fault("a key of the front matter is mistyped", r":12:\d+: error schema/unknown-key", r"reviewd_on"),
    Fault("the last section has another name", r":36:\d+: error schema/missing-section", r"Next step"),
    Fault("the homepage stands where the API address belongs", r":30:\d+: error base-url/homepage", r"api\.example"),
    Fault("a real API key", r":31:\d+: error secrets/real-key", r":31:"),
    Fault("a superlative that nobody can prove", r":33:\d+: error claims/superlative", r":33:"),
    Fault("the address of an internal host", r":34:\d+: error privacy/private-address", r"10\.12\.0\.7"),
    Fault("a link to a file that is not there", r":34:\d+: error links/broken", r"error-codes\.md"),
    Fault("the review was due a month ago", r":13:\d+: warning review/overdue", r":13:|review_by.*(?:past|ago)"),
    Fault("another page answers the question otherwise", r"site/conflicting-answers", r"client-answers-401"),
)


def tools(peers: Path, python: Path) -> Iterator[Tool]:
    yield Tool(
        "presscheck",
        (str(python / "presscheck"), "--version"),
        (str(python / "presscheck"), "lint", PAGE, "--no-cache"),
        f"presscheck lint {PAGE}",
        "",
    )
    yield Tool(
        "rumdl",
        (str(peers / "bin/rumdl"), "--version"),
        (str(peers / "bin/rumdl"), "check", "--no-cache", PAGE),
        f"rumdl check {PAGE}",
        "It looks at Markdown as such: its form, and whether relative links lead somewhere.",
    )
    yield Tool(
        "markdownlint-cli2",
        (str(peers / "node_modules/.bin/markdownlint-cli2"), "--help"),
        (str(peers / "node_modules/.bin/markdownlint-cli2"), PAGE),
        f"markdownlint-cli2 {PAGE}",
        "It looks at the form of Markdown.",
    )
    yield Tool(
        "check-jsonschema",
        (str(peers / "bin/check-jsonschema"), "--version"),
        (
            *(str(peers / "bin/check-jsonschema"), "--base-uri", SCHEMA.as_uri()),
            *("--schemafile", str(SCHEMA), "front-matter.yaml"),
        ),
        "check-jsonschema --schemafile faq-answer.schema.json front-matter.yaml",
        "It reads YAML and JSON, not Markdown: it is given the front matter in a file of its own, and the schema that "
        "presscheck itself uses (`--base-uri`, not shown, says where the schemas are that this one refers to). It "
        "cannot name a line of the page.",
    )


def run(call: tuple[str, ...], folder: Path) -> str:
    """What a tool prints, both streams together, without what differs from run to run."""
    path = f"{Path(call[0]).parent}:/usr/local/bin:/usr/bin:/bin"
    done = subprocess.run(  # noqa: S603  # the tools of this comparison
        call,
        cwd=folder,
        env={"PATH": path, "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": DAY, "NO_COLOR": "1", "HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return re.sub(r" \(\d+ms\)", "", done.stdout.replace(f"{folder.resolve()}/", "")).strip("\n")


def prepared(folder: Path) -> Path:
    """The site with ten faults, and the front matter of its page in a file of its own."""
    copy = site(folder)
    meta = (copy / PAGE).read_text(encoding="utf-8").split("---\n")[1]
    (copy / "front-matter.yaml").write_text(meta, encoding="utf-8")
    return copy


def presscheck_block(python: Path) -> str:
    """presscheck's part, which a test holds in step."""
    with tempfile.TemporaryDirectory() as folder:
        tool = next(tools(Path(), python))
        return _block(tool.shown, run(tool.call, prepared(Path(folder))))


def _block(shown: str, output: str) -> str:
    return f"{FENCE}text\n$ {shown}\n{output}\n{FENCE}"


def outputs(peers: Path, python: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        copy = prepared(Path(folder))
        used = list(tools(peers, python))
        printed = [run(tool.call, copy) for tool in used]
        versions = [re.search(r"\d+\.\d+\.\d+", run(tool.version, copy)) for tool in used]
    found = [
        [
            bool(re.search(fault.presscheck if tool.name == "presscheck" else fault.others, text))
            for tool, text in zip(used, printed, strict=True)
        ]
        for fault in FAULTS
    ]
    yield f"| Fault | {' | '.join(tool.name for tool in used)} |"
    yield f"|---|{'---|' * len(used)}"
    for fault, marks in zip(FAULTS, found, strict=True):
        yield f"| {fault.what} | {' | '.join('found' if mark else '–' for mark in marks)} |"
    yield f"| **of ten** | {' | '.join(str(sum(row[number] for row in found)) for number in range(len(used)))} |"
    for tool, text, version in zip(used, printed, versions, strict=True):
        yield f"\n### {tool.name} {version[0] if version else ''}\n"
        if tool.note:
            yield f"{tool.note}\n"
        yield _block(tool.shown, text)


def main() -> None:
    peers, python = Path(sys.argv[1]).resolve(), Path(sys.executable).parent
    before, rest = TARGET.read_text(encoding="utf-8").split(f"{BEGIN}\n")
    after = rest.split(END)[1]
    text = f"{before}{BEGIN}\n" + "\n".join(outputs(peers, python)) + f"\n{END}{after}"
    TARGET.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
