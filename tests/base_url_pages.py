"""Pages that say what to enter into a client, and what is found in them: for the tests of Base URLs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from conftest import TODAY
from presscheck.lint import lint_page
from presscheck.markdown import parse_page
from presscheck.model import Finding
from presscheck.site import Site, load_site

HOME = "https://www.example.com"
ORIGIN = "https://api.example.com"
BASE = f"{ORIGIN}/v1"
ENDPOINT = f"{BASE}/chat/completions"
NOTE = "notes/example.md"
TEMPLATE = "content/en/templates/example.md"
FAQ = "content/en/faqs/example.md"


def findings(site: Site, text: str, path: str = NOTE) -> list[Finding]:
    page = parse_page(path, text.encode(), site.schemas.kinds)
    rules = [rule for rule in site.rules.values() if rule.family == "base-url"]
    found = lint_page(site, page, rules)
    site.forget()
    return found


def fired(found: Sequence[Finding]) -> list[tuple[str, int]]:
    """The rules with their lines; what two ways of reading report at one place counts once."""
    return list(dict.fromkeys((item.rule.removeprefix("base-url/"), item.span.line) for item in found))


def fence(language: str, *lines: str) -> str:
    return "\n".join((f"```{language}", *lines, "```", ""))


def site_of(folder: Path, text: str) -> Site:
    (folder / "presscheck.toml").write_text(text, encoding="utf-8")
    return load_site(folder / "presscheck.toml", TODAY)


def client_page(client: str, version: str, body: str) -> str:
    meta = f'title: Example\nkind: client\nclient: {client}\nclient_versions: ["{version}"]'
    return f"---\n{meta}\n---\n\n# Example\n\n{body}\n"
