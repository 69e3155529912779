"""The other tools: where they are, and how each is called as its own documentation shows it.

None of them does what presscheck does. Together they are the chain that a team would otherwise run over such pages:
the form of Markdown, keys, the front matter held against a JSON Schema, words. Vale would take textlint's place; its
package on PyPI fetches the program from GitHub when it is first called, so it is not among them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool and its calls: over all pages, over one page, and what must be gone for a cold run.

    ``files`` says what it looks at, in the folder of the site; ``chain`` whether it belongs to the chain.
    """

    name: str
    command: tuple[str, ...]
    every: tuple[str, ...]
    one: str
    caches: tuple[str, ...] = ()
    chain: bool = True
    version: tuple[str, ...] = ("--version",)


def presscheck(folder: Path) -> Tool:
    """Ours, installed as its users have it, with its cache in the folder of the site."""
    return Tool(
        "presscheck",
        (f"{folder / 'ours/bin/python'}", "-m", "presscheck", "lint"),
        (),
        "md",
        (".bench-cache",),
        chain=False,
    )


def tools(folder: Path) -> list[Tool]:
    """The others, installed in a folder by ``make bench``."""
    npm, pip = folder / "node_modules/.bin", folder / "py/bin"
    schema = REPOSITORY / "schemas/page.schema.json"
    return [
        Tool("rumdl", (f"{pip / 'rumdl'}", "check", "--quiet"), ("content",), "md", (".rumdl_cache",), chain=False),
        Tool("markdownlint-cli2", (f"{npm / 'markdownlint-cli2'}",), ("content/**/*.md",), "md", version=("--help",)),
        Tool(
            "secretlint",
            (f"{npm / 'secretlint'}", "--secretlintrc", ".secretlintrc.json"),
            ("content/**/*.md",),
            "md",
        ),
        Tool(
            "check-jsonschema",
            (f"{pip / 'check-jsonschema'}", "--base-uri", schema.as_uri(), "--schemafile", f"{schema}"),
            ("front-matter",),
            "yaml",
        ),
        Tool(
            "textlint",
            (f"{npm / 'textlint'}", "--rule", "terminology"),
            ("content/**/*.md",),
            "md",
        ),
    ]


def prepare(site: Path, folder: Path) -> None:
    """What the others need beside the pages; none of it is counted as their time.

    check-jsonschema reads YAML, so each page's front matter is put into a file of its own. secretlint and textlint
    look for their rules in the folder that they run in.
    """
    (site / "node_modules").symlink_to(folder / "node_modules", target_is_directory=True)
    rules = [{"id": "@secretlint/secretlint-rule-preset-recommend"}]
    (site / ".secretlintrc.json").write_text(json.dumps({"rules": rules}), encoding="utf-8")
    (site / ".markdownlint.json").write_text("{}", encoding="utf-8")
    for page in site.glob("content/**/*.md"):
        write_front_matter(site, page)


def write_front_matter(site: Path, page: Path) -> Path:
    """The front matter of a page as a file."""
    path = site / "front-matter" / f"{page.parts[-3]}-{page.parts[-2]}-{page.stem}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(page.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---\n"), encoding="utf-8")
    return path


def call(tool: Tool, site: Path, page: Path | None) -> list[str]:
    """The command for all pages, or for one."""
    if page is None:
        if tool.every == ("front-matter",):
            return [*tool.command, *(f"front-matter/{path.name}" for path in sorted((site / "front-matter").iterdir()))]
        return [*tool.command, *tool.every]
    wanted = page if tool.one == "md" else write_front_matter(site, page)
    return [*tool.command, f"{wanted.relative_to(site)}"]


def environment(site: Path, given: Mapping[str, str]) -> dict[str, str]:
    """What all of them run with."""
    return {**given, "LANG": "C.UTF-8", "NO_COLOR": "1", "PRESSCHECK_CACHE_DIR": f"{site / '.bench-cache'}"}
