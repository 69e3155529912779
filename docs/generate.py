"""Fill the marked parts of the documentation from what they describe: ``python docs/generate.py``.

A part stands between ``<!-- begin: NAME -->`` and ``<!-- end: NAME -->``. ``tests/test_docs.py`` asserts that a run
would change nothing.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from presscheck.cli import COMMANDS, presscheck
from presscheck.clients import FORMS
from presscheck.rules import FAMILIES
from presscheck.schemas.schema_set import Annotations, Schema
from presscheck.site import load_site

REPOSITORY = Path(__file__).resolve().parent.parent
SITE = load_site(REPOSITORY / "presscheck.toml")
SCHEMAS = SITE.schemas


def table(*rows: Iterable[str]) -> Iterator[str]:
    """A Markdown table; the first row is its head."""
    for number, row in enumerate(rows):
        cells = [" ".join(cell.replace("|", "\\|").replace("<", "\\<").split()) for cell in row]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{'---|' * len(cells)}"


def code(value: Any) -> str:
    """A value as it is written in YAML or TOML."""
    return f"`{json.dumps(value, ensure_ascii=False)}`"


# --- commands -------------------------------------------------------------------------------------------------------


def walk_commands() -> Iterator[click.Context]:
    """Every command as ``--help`` would see it, a group before its own commands."""
    root = click.Context(presscheck, info_name="presscheck", terminal_width=100, **presscheck.context_settings)
    for name in sorted(COMMANDS):
        command = presscheck.get_command(root, name)
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=root)
        yield context
        if isinstance(command, click.Group):
            for below, inner in command.commands.items():
                yield click.Context(inner, info_name=below, parent=context)


def command_help() -> Iterator[str]:
    for context in walk_commands():
        lines = (line.rstrip() for line in context.get_help().splitlines())
        yield from (f"## {context.command_path}", "", "```text", *lines, "```", "")


def command_table() -> Iterator[str]:
    rows = [
        (
            f"[`{context.command_path}`](docs/commands.md#{context.command_path.replace(' ', '-')})",
            context.command.get_short_help_str(limit=300),
        )
        for context in walk_commands()
    ]
    yield from table(("Command", "What it does"), *rows)


# --- rules ----------------------------------------------------------------------------------------------------------


def rule_tables() -> Iterator[str]:
    missing: list[str] = []
    for family in FAMILIES:
        rules = [rule for rule in SITE.rules.values() if rule.family == family]
        if not rules:
            missing.append(f"`{family}`")
            continue
        rows = [
            (f"[`{rule.name}`](../linters/{rule.name}.md)", rule.severity, rule.kind, rule.summary.en) for rule in rules
        ]
        yield from (f"## {family}", "", *table(("Rule", "Severity", "Kind", "What it holds a page to"), *rows), "")
    if missing:
        yield f"Planned families, which have no rules yet: {', '.join(missing)}."


# --- clients --------------------------------------------------------------------------------------------------------

_LABELS = {"ran": "ran", "source": "source", "docs": "documentation", "unknown": "not established"}


def client_table() -> Iterator[str]:
    rows: list[tuple[str, ...]] = []
    for client in SITE.clients.clients.values():
        for version in client.versions:
            for composition in version.protocols.values():
                name = client.name if len(client.versions) == 1 else f"{client.name} {version.id}"
                right = f"`{SITE.gateway.address(composition.base)}`"
                made = (_path_of(composition.request_url(SITE.gateway.address(form))) for form in FORMS)
                rows.append((name, composition.protocol, right, *made, _LABELS[composition.evidence]))
    heads = [f"origin{form}" for form in FORMS]
    yield from ("Right values for the sample gateway, and the path that each form of a value leads to:", "")
    yield from table(("Client", "Request", "Right value", *heads, "Evidence"), *rows)


def _path_of(url: str) -> str:
    return f"`{url.removeprefix(SITE.gateway.api_origin)}`"


# --- pages ----------------------------------------------------------------------------------------------------------


def page_types() -> Iterator[tuple[str, str | None]]:
    for page_type, kinds in SCHEMAS.kinds.items():
        for kind in kinds or (None,):
            yield page_type, kind


def field_table(schema: Schema, keys: Iterable[str]) -> Iterator[str]:
    required = {key for part in SCHEMAS.parts(schema) for key in part.get("required", ())}
    rows = []
    for key in keys:
        about = SCHEMAS.describe(schema, (key,))
        need = "yes" if key in required else "no"
        example = "" if about.example in (None, []) else code(about.example)
        expected = about.localized("x-expected")
        meaning = [about.get("description") or "", f"Written as {expected.en}." if expected else ""]
        rows.append((f"`{key}`", need, " ".join(meaning), example))
    yield from table(("Field", "Needed", "What it says", "Example"), *rows)


def limits(section: Mapping[str, Any]) -> Iterator[str]:
    """What a body schema asks of a section, in words."""
    parts = section.get("properties", {})
    for name in ("items", "steps", "questions", "links"):
        if count := parts.get(name, {}).get("minItems"):
            yield f"at least {count} {name if count > 1 else name.removesuffix('s')}"
        if entries := parts.get(name, {}).get("allOf"):
            labels = [Annotations([entry["contains"]]).localized("x-label") for entry in entries]
            yield f"{name} that name: {', '.join(label.en for label in labels if label)}"
    if "table" in parts:
        columns = [Annotations([item]) for item in parts["table"]["properties"]["columns"]["properties"].values()]
        names = ", ".join("/".join(f"“{column.headings(lang)[0]}”" for lang in ("en", "zh")) for column in columns)
        rows = parts["table"]["properties"]["rows"].get("minItems", 1)
        yield f"a table with {names} and at least {rows} rows, no cell empty"
    for entry in parts.get("values", {}).get("allOf", ()):
        if label := Annotations([entry["contains"]]).localized("x-label"):
            yield f"a {label.en}"
    if says := Annotations([parts.get("text", {})]).localized("x-expected"):
        yield f"a sentence that says {says.en}"
    if "latin" in parts:
        yield "in English, whatever the language of the page"
    width = parts.get("width", {})
    if "minimum" in width:
        yield f"at least {width['minimum']} columns of text"
    if "maximum" in width:
        yield f"at most {width['maximum']} columns of text"


def section_rows(schema: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, ...]]:
    sections = schema.get("properties", {}).get("sections", {})
    for key, section in sections.get("properties", {}).items():
        about = Annotations([section])
        headings = (" or ".join(about.headings("en")), " or ".join(about.headings("zh")))
        need = "yes" if key in sections.get("required", ()) else "no"
        yield f"`{above}{key}`", *headings, need, "; ".join(limits(section)) or "text"
        yield from section_rows(section, f"{above}{key}/")


def page_tables() -> Iterator[str]:
    common = SCHEMAS.schemas["page.schema.json"]
    yield from ("## Fields of every page", "", *field_table(common, SCHEMAS.properties(common)), "")
    for page_type, kind in page_types():
        front_matter = SCHEMAS.front_matter(page_type, kind)
        own = front_matter.get("properties", {})
        yield from (f"## {page_type}{f', kind {kind}' if kind else ''}", "")
        yield from (str(front_matter["description"]), "")
        if own:
            yield from ("Fields that it adds or narrows:", "", *field_table(front_matter, own), "")
        rows = section_rows(SCHEMAS.body(page_type, kind) or {})
        yield from ("Sections, in this order:", "")
        yield from table(("Id", "Heading in English", "Heading in Chinese", "Needed", "What stands there"), *rows)
        yield ""


# --- configuration --------------------------------------------------------------------------------------------------


def shape(schema: Mapping[str, Any]) -> str:
    """What a value looks like."""
    if "enum" in schema:
        return " or ".join(code(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {shape(schema['items'])}"
    names = {"string": "text", "integer": "whole number", "boolean": "`true` or `false`", "object": "table"}
    return names.get(str(schema.get("type")), "value")


def key_rows(schema: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, ...]]:
    for key, value in schema.get("properties", {}).items():
        need = "yes" if key in schema.get("required", ()) else "no"
        yield f"`{above}{key}`", shape(value), need, value.get("description", "")
        yield from key_rows(value, f"{above}{key}.")
        if isinstance(value.get("items"), Mapping):
            yield from key_rows(value["items"], f"{above}{key}[].")


def configuration_keys() -> Iterator[str]:
    yield from table(("Key", "Value", "Needed", "What it says"), *key_rows(SCHEMAS.schemas["config.schema.json"]))


# --- files ----------------------------------------------------------------------------------------------------------

# --- what the targets were held to ----------------------------------------------------------------------------------


def cms_table() -> Iterator[str]:
    """By test and server, how many cases passed: what ``docs/cms_results.py`` took from the last runs."""
    known: dict[str, Any] = json.loads((REPOSITORY / "docs/cms-results.json").read_text(encoding="utf-8"))
    names = {
        "ghost": "Ghost",
        "local": "Folder",
        "reference": "Test CMS",
        "wagtail": "Wagtail",
        "wordpress": "WordPress",
    }
    shared = [test for test in SHARED if any(test in server["tests"] for server in known.values())]
    own = sorted({test for server in known.values() for test in server["tests"]} - set(shared))
    rows = [[test.replace("_", " "), *(_passed(server, test) for server in known.values())] for test in [*shared, *own]]
    yield from table(["Test", *(names.get(server, server) for server in known)], *rows)
    yield ""
    for name, server in known.items():
        if notes := server["notes"]:
            pages, rate = notes["pages"], notes["pages_per_second"]
            yield f"- {names.get(name, name)}: {pages} pages in one export, {rate} pages a second"


def _passed(server: dict[str, Any], test: str) -> str:
    passed, count = server["tests"].get(test, (0, 0))
    return "" if not count else str(passed) if passed == count else f"**{passed} of {count}**"


SHARED = [
    name.removeprefix("def test_")
    for name in re.findall(
        r"^def test_\w+", (REPOSITORY / "tests/test_conformance.py").read_text(encoding="utf-8"), re.MULTILINE
    )
]
"""The tests that every target passes, in the order of their file."""


PARTS: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "README.md": ("commands", command_table),
    "docs/cms.md": ("results", cms_table),
    "docs/clients.md": ("clients", client_table),
    "docs/commands.md": ("commands", command_help),
    "docs/configuration.md": ("keys", configuration_keys),
    "docs/pages.md": ("pages", page_tables),
    "docs/rules.md": ("rules", rule_tables),
}
"""The file, the name of its part, and what fills it."""


def filled(path: str) -> str:
    """The text of a file with its part made anew."""
    name, make = PARTS[path]
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    text = (REPOSITORY / path).read_text(encoding="utf-8")
    new, count = re.subn(
        f"{re.escape(begin)}\n.*?{re.escape(end)}",
        lambda _: "\n".join((begin, "\n".join(make()).rstrip(), end)),
        text,
        flags=re.DOTALL,
    )
    if count != 1:
        raise SystemExit(f"{path}: the marks {begin} and {end} must stand in it once")
    return new


def main() -> None:
    for path in PARTS:
        new = filled(path)
        if new != (REPOSITORY / path).read_text(encoding="utf-8"):
            (REPOSITORY / path).write_text(new, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path}: written\n")


if __name__ == "__main__":
    main()
