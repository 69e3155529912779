"""What engines and programs read beside a page: JSON-LD, the feed, the e-mail."""

from __future__ import annotations

import email
import email.policy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from conftest import REPOSITORY, no_image
from presscheck.cli.survey import survey
from presscheck.export import Record, candidates
from presscheck.export.bundle import bundle_files
from presscheck.site import load_site
from test_export import add_page
from test_llms import exported

NEEDED = {
    "Organization": {"name"},
    "WebPage": {"url", "name", "inLanguage", "dateModified", "lastReviewed", "reviewedBy", "author", "breadcrumb"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "TechArticle": {"headline", "inLanguage", "author", "publisher", "mainEntityOfPage"},
    "FAQPage": {"mainEntity"},
    "Question": {"name", "acceptedAnswer"},
    "Answer": {"text"},
}
"""What search engines ask of each type."""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The bundle of the repository's own pages."""
    site = load_site(REPOSITORY / "presscheck.toml")
    wanted = candidates(site, survey(site, no_cache=True), {})
    return dict(bundle_files([*wanted.records.values()], site.config.site, no_image))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for item in value.values():
            yield from nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def test_every_graph_has_what_its_types_need_and_no_loose_end(files: dict[str, bytes]) -> None:
    types = set()
    for path, data in files.items():
        if not re.fullmatch(r"pages/.*\.json", path):
            continue
        page = json.loads(data)
        graph = page["json_ld"]
        found = list(nodes(graph))
        types |= {node["@type"] for node in found}
        for node in found:
            assert NEEDED[node["@type"]] <= node.keys(), (path, node)
        own = {node["@id"] for node in graph["@graph"]}
        loose = {item["@id"] for key in ("publisher", "breadcrumb") for item in [graph["@graph"][1][key]]} - own
        assert not loose, path
        positions = [item["position"] for item in graph["@graph"][2]["itemListElement"]]
        assert positions == list(range(1, len(positions) + 1))
    assert types == set(NEEDED)


def test_every_text_of_a_graph_stands_in_the_page(files: dict[str, bytes]) -> None:
    page = json.loads(files["pages/en/faqs/error-404.json"])
    html = re.sub(r"<[^>]+>", "", files["pages/en/faqs/error-404.html"].decode().partition("<body>")[2])
    shown = " ".join(html.replace("&amp;", "&").split())
    for node in nodes(page["json_ld"]):
        if node["@type"] in {"Question", "WebPage"}:
            assert " ".join(node["name"].split()) in shown


def test_the_page_carries_the_graph_and_no_text_can_end_its_script(site_folder: Path) -> None:
    page = add_page(site_folder, "second")
    page.write_text(
        page.read_text()
        .replace("summary: No.", 'summary: "No </script><b>."')
        .replace('</script><b>." The', "</script><b>. The")
        .replace("API address.\n", 'API address."\n', 1)
    )
    if '"No </script>' not in page.read_text():
        pytest.fail("the summary was not replaced")
    exported(site_folder)
    html = (site_folder / "dist/bundle/pages/en/faqs/second.html").read_text()

    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)

    assert len(scripts) == 1
    graph = json.loads(scripts[0])
    assert "</script><b>" in graph["@graph"][1]["description"]


def test_the_feed_lists_every_page_newest_first(files: dict[str, bytes]) -> None:
    for path, prefix in (("feed.xml", "pages/en/"), ("zh/feed.xml", "pages/zh/")):
        feed = ET.fromstring(files[path])
        entries = feed.findall(f"{ATOM}entry")
        pages = [name for name in files if name.startswith(prefix) and name.endswith(".json")]
        assert len(entries) == len(pages)
        moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
        assert moments == sorted(moments, reverse=True)
        assert feed.findtext(f"{ATOM}updated") == moments[0]
        for name in ("id", "title", "updated", "summary"):
            assert all(entry.findtext(f"{ATOM}{name}") for entry in entries)


def test_what_a_host_sends_leads_from_each_page_to_its_markdown(files: dict[str, bytes]) -> None:
    blocks = re.findall(r"^(/\S+)\n((?:  .*\n)+)", files["_headers"].decode(), re.MULTILINE)
    pages = sorted(name[len("pages") : -len(".md")] for name in files if name.endswith(".md"))

    assert [path for path, _ in blocks] == pages
    path, sent = next(item for item in blocks if item[0] == "/zh/templates/cursor")
    assert sent.splitlines() == [
        f'  Link: <https://www.example.com{path}.md>; rel="alternate"; type="text/markdown"',
        '  Link: <https://www.example.com/zh/llms.txt>; rel="describedby"; type="text/plain"',
        "  Vary: Accept",
    ]


def test_the_configuration_mail_opens_in_a_mail_program(files: dict[str, bytes]) -> None:
    data = files["pages/en/templates/configuration-email.eml"]
    mail = email.message_from_bytes(data, policy=email.policy.default)

    assert mail["Subject"] == "Your access to ALLTKN: address, models and a two-minute test"
    assert mail["To"] is None
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    text, html = (part.get_content() for part in mail.iter_parts())
    for shown in ("https://api.example.com/v1", "gpt-4o-mini", "https://www.example.com/support"):
        assert shown in text
        assert shown in html
    assert not re.search(r"sk-[A-Za-z0-9]{8,}", text)
    assert text.startswith("Base URL\r\n========\r\n")
    assert "**" not in text
    assert re.search(r"<body>\s*<h2 id=\"base-url\">", html)
    assert "Send this text to" not in text + html
    assert (
        "你"
        in email.message_from_bytes(files["pages/zh/templates/configuration-email.eml"], policy=email.policy.default)
        .get_body(("plain",))
        .get_content()
    )


def test_the_same_pages_make_the_same_bytes(files: dict[str, bytes]) -> None:
    site = load_site(REPOSITORY / "presscheck.toml")
    records: list[Record] = [*candidates(site, survey(site, no_cache=True), {}).records.values()]

    assert dict(bundle_files(records[::-1], site.config.site, no_image)) == files
