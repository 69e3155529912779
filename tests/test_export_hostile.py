"""Hostile pages through the whole export: what is refused, and that nothing active is in any file of a bundle."""

from __future__ import annotations

import email
import email.policy
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from conftest import TODAY, no_image
from presscheck.approve import Offer, approve, judge_page, reviewer_of, write_approval
from presscheck.export.bundle import bundle_files
from presscheck.export.llms_file import verify
from presscheck.export.record import Record
from presscheck.markdown import parse_page
from presscheck.markdown.parser import parser
from presscheck.published import content_digest
from presscheck.site import load_site
from test_cli import run
from test_export import add_page

TAGS = {
    "a", "article", "blockquote", "body", "br", "code", "del", "div", "em", "footer", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "img", "li", "link", "main", "meta", "ol", "p", "pre", "s", "script",
    "strong", "style", "table", "tbody", "td", "th", "thead", "time", "title", "tr", "ul",
}  # fmt: skip
SEARCH_TAGS = TAGS | {"button", "fieldset", "form", "input", "label", "legend", "noscript", "span"}
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u00ad\ufeff\U000e0000-\U000e007f]")

# Each stands in a page of its own, below the heading "Details".
REFUSED = {
    "script": "<script>alert(1)</script>",
    "script-in-svg": "<svg><script>alert(1)</script></svg>",
    "script-cut": "<scr<!-- x -->ipt>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "handler-inline": "Text <b onmouseover=alert(1)>here</b>.",
    "handler-in-details": "<details open ontoggle=alert(1)>\n<summary>Ask</summary>\n\nText\n\n</details>",
    "iframe": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "object": "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "form": "<form action=https://evil.example.com><input name=key></form>",
    "meta-refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example.com">',
    "base": '<base href="https://evil.example.com/">',
    "stylesheet": "<style>body { background: url(https://evil.example.com) }</style>",
    "style": '<p style="position:fixed;inset:0">Over all</p>',
    "style-hidden": '<span style="display:none">for engines only</span>',
    "javascript": "[Help](javascript:alert(1))",
    "javascript-case": "[Help](JaVaScRiPt:alert(1))",
    "javascript-entity": "[Help](javascript&#58;alert(1))",
    "javascript-tab": "[Help](<java&#9;script:alert(1)>)",
    "javascript-image": "![A picture](javascript:alert(1))",
    "javascript-reference": "[Help][x]\n\n[x]: javascript:alert(1)",
    "vbscript": "[Help](vbscript:msgbox)",
    "data": "[Help](data:text/html;base64,PHNjcmlwdD4=)",
    "data-image": "![A picture](data:image/svg+xml;base64,PHN2Zz4=)",
    "file": "[Help](file:///etc/passwd)",
    "no-scheme": "[Help](//evil.example.com/x)",
    "out-of-the-site": "[Help](../../../../etc/passwd)",
    "bidi": "Send it to \u202egro.elpmaxe\u202c.",
    "isolate": "Send it to \u2067gro.elpmaxe\u2069.",
    "zero-width": "The a\u200bpi.",
    "tags": "Text\U000e0041\U000e0042.",
    "bidi-entity": "Send it to &#x202e;gro.elpmaxe.",
    "frame": "```llms-page\nurl: https://www.example.com/en/faqs/fake\n```",
    "open-comment": "<!-- never closed",
    "nested-quotes": ">" * 3000 + " deep",
    "bidi-entity-name": "Send&rlm; it.",
    "nested-25": "> " * 25 + "deep",
    "nested-lists": "\n".join("  " * depth + "- item" for depth in range(200)),
}
SHOWN = {
    "code": "```html\n<script>alert(1)</script>\n</code></pre><img src=x onerror=alert(1)>\n```",
    "code-span": "`<img src=x onerror=alert(1)>` and `</script><script>alert(1)</script>`",
    "escaped": "\\<script>alert(1)\\</script> and &lt;script&gt;alert(2)&lt;/script&gt;",
    "url-with-quotes": "[Help](<https://www.example.com/?a=\"onclick=alert(1)'x>)",
    "title-of-link": "[Help](https://www.example.com/x 'x\" onmouseover=alert(1)')",
    "alternative-text": '![x" onerror="alert(1)](https://www.example.com/x.png)',
    "language-of-code": '```x"onclick="alert(1)\ntext\n```',
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} <% x %>",
    "end-of-cdata": "]]> &amp; --> text",
    "brackets": "[" * 2000 + "text" + "]" * 2000,
    "stars": "*" * 2000 + "text",
    "fence-of-frame": "~~~~text\n```llms-end\npages: 0\n```\n~~~~",
}
META = {
    "title-markup": ("title", 'Is </title><script>alert(1)</script> "x" an answer?'),
    "summary-markup": ("summary", "\"><script>alert(1)</script> ' onload=alert(1) closes the attribute of a page."),
    "author-markup": ("author", "</name><script>alert(1)</script>"),
}
REFUSED_META = {
    "slug-up": ("slug", "../../../etc/passwd"),
    "slug-lookalike": ("slug", "slug-lo\u043ekalike"),
    "title-bidi": ("title", "The API \u202eedoc"),
    "summary-zero": ("summary", "No. The home\u200bpage shows pages to people; clients send requests to the API."),
    "client-up": ("locale", "../en"),
}


class Active(HTMLParser):
    """Collects what is active in an HTML text."""

    def __init__(self, tags: set[str], scripts: int) -> None:
        super().__init__()
        self.tags, self.scripts, self.found = tags, scripts, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in self.tags:
            self.found.append(f"<{tag}>")
        if tag == "script" and values.get("type") not in {"application/ld+json", "application/json"}:
            self.scripts -= 1
        for name, value in values.items():
            scheme = urlsplit(value.strip()).scheme if name in {"href", "src", "action"} else ""
            if (
                name.startswith("on")
                or name in {"srcdoc", "formaction"}
                or scheme not in {"", "http", "https", "mailto"}
            ):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name == "style" and not re.fullmatch(r"text-align:(left|right|center);?", value):
                self.found.append(f"<{tag} style={value!r}>")
            if name == "http-equiv" and value != "Content-Security-Policy":
                self.found.append(f"<{tag} {name}={value!r}>")


def active(text: str, tags: set[str] = TAGS, scripts: int = 0) -> list[str]:
    """What is active in an HTML text that may have so many scripts."""
    reader = Active(tags, scripts)
    reader.feed(text)
    reader.close()
    return reader.found + (["<script>"] if reader.scripts < 0 else [])


def active_in(path: str, data: bytes) -> list[str]:
    """What is active in a file of a bundle."""
    text = data.decode()
    found = ["hidden sign"] if HIDDEN.search(text) else []
    match path.rpartition("/")[2].partition(".")[2]:
        case "html":
            found += active(text, SEARCH_TAGS if path == "search.html" else TAGS, int(path == "search.html"))
        case "md" | "txt":
            tokens = parser().parse(text)
            inline = [child for token in tokens for child in token.children or ()]
            found += [token.content for token in [*tokens, *inline] if token.type.startswith("html")]
            found += active(str(parser().render(text)))
        case "json":
            found += active(json.loads(text).get("html", ""))
        case "xml":
            root = ET.fromstring(text)
            known = ("{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/", "{http://www.w3.org/1999/xhtml}link")
            found += [node.tag for node in root.iter() if not node.tag.startswith(known)]
            found += [
                node.text or "" for node in root.iter() if node.tag.endswith("}loc") and "http" not in str(node.text)
            ]
        case "":  # _headers
            found += [
                line for line in text.splitlines() if not re.match(r"/[\w/-]+$|  Link: <https:|  Vary: Accept$", line)
            ]
        case "eml":
            parts = email.message_from_bytes(data, policy=email.policy.default).walk()
            found += [
                item for part in parts if part.get_content_type() == "text/html" for item in active(part.get_content())
            ]
        case _:
            found.append(f"a file that no test reads: {path}")
    if path.rpartition("/")[2] == "llms-full.txt":
        found += [fault.text.en for fault in verify(data)]
    return found


def all_active(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    return {path: found for path, data in files.items() if (found := active_in(path, data))}


def refusals(folder: Path, path: Path) -> list[str]:
    """Approve a page, or what keeps it from being approved."""
    site = load_site(folder / "presscheck.toml", TODAY)
    page = parse_page(path.relative_to(folder).as_posix(), path.read_bytes(), site.schemas.kinds)
    offer = approve(site, judge_page(site, page), reviewer_of(site, "reviewer"))
    if not isinstance(offer, Offer):
        return [text.en for text in offer]
    write_approval(site, offer.approval)
    return []


def with_meta(path: Path, key: str, value: str) -> Path:
    text = path.read_text(encoding="utf-8")
    old = re.findall(rf"^{key}: (.*)$", text, re.MULTILINE)[0]
    text = text.replace(f"{key}: {old}", f"{key}: {json.dumps(value, ensure_ascii=False)}", 1)
    if key == "title":
        shown = value.replace("<", "\\<")
        text = text.replace(f"# {old}", f"# {shown}")
    path.write_text(text, encoding="utf-8")
    return path


def bundle(folder: Path) -> dict[str, bytes]:
    result = run(folder, "export", "apply")
    assert result.returncode == 0, result.stderr
    root = folder / "dist/bundle"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_hostile_is_refused_before_anybody_can_approve_it(site_folder: Path, name: str) -> None:
    assert refusals(site_folder, add_page(site_folder, name, details=REFUSED[name]))


@pytest.mark.parametrize("name", REFUSED_META)
def test_front_matter_that_is_hostile_is_refused(site_folder: Path, name: str) -> None:
    assert refusals(site_folder, with_meta(add_page(site_folder, name), *REFUSED_META[name]))


def test_an_approval_by_hand_publishes_nothing_hostile(site_folder: Path) -> None:
    """Somebody writes approvals beside the tool: the export asks the rules again and leaves the pages out."""
    refusals(site_folder, site_folder / "content/en/faqs/example.md")
    good = json.loads((site_folder / "approvals/en/faqs/example.json").read_text())
    for name, details in REFUSED.items():
        add_page(site_folder, name, details=details)
        forged = good | {"page": f"en/faqs/{name}"}
        (site_folder / f"approvals/en/faqs/{name}.json").write_text(json.dumps(forged))

    files = bundle(site_folder)

    assert {path for path in files if path.startswith("pages/")} == {
        f"pages/en/faqs/example.{kind}" for kind in ("html", "json", "md")
    }


def test_what_only_shows_markup_is_published_and_stays_text(site_folder: Path) -> None:
    pages = [add_page(site_folder, name, details=details) for name, details in SHOWN.items()]
    pages += [with_meta(add_page(site_folder, name), *META[name]) for name in META]
    refused = {path.stem: found for path in pages if (found := refusals(site_folder, path))}
    assert refused == {}

    files = bundle(site_folder)

    assert {f"pages/en/faqs/{path.stem}.html" for path in pages} <= files.keys()
    assert all_active(files) == {}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in files["pages/en/faqs/code.html"].decode()


HOSTILE_MARKDOWN = "\n\n".join(
    text for name, text in REFUSED.items() if not name.startswith(("bidi", "isolate", "zero", "tags", "open", "nested"))
)  # fmt: skip


def hostile_record(kind: str) -> Record:
    fields: dict[str, Any] = {
        "title": "<b>x</b>",
        "summary": "</script>",
        "author": "<i>",
        "updated": "2026-11-20",
        "tags": ["<u>"],
        "kind": "email",
    }
    page, url, anchors = f"en/{kind}s/x", f"https://www.example.com/en/{kind}s/x", ('a" onclick="alert(1)',) * 3
    markdown = f"## One\n\n{HOSTILE_MARKDOWN}\n"
    digest = content_digest(page, url, fields, markdown, anchors)
    return Record(
        page, "en", kind, "x", url, fields, markdown, anchors, digest, "0" * 64, "2026-11-24", "<script>", "r",
        "2027-11-24", (),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["faq", "template", "solution"])
def test_the_pages_hold_even_if_a_hostile_text_came_through_every_check(site_folder: Path, kind: str) -> None:
    site = load_site(site_folder / "presscheck.toml", TODAY)
    files = dict(bundle_files([hostile_record(kind)], site.config.site, no_image))

    rendered = {path: data for path, data in files.items() if not path.endswith((".md", "llms-full.txt"))}

    assert any(path.endswith(".eml") for path in files) is (kind == "template")
    assert all_active(rendered) == {}


def test_the_checks_of_this_file_see_what_is_active() -> None:
    for name in ("script", "handler", "iframe", "meta-refresh", "style", "base"):
        assert active_in("x.html", f"<p>{REFUSED[name]}</p>".encode()), name
    assert active_in("x.md", REFUSED["javascript"].encode())
    assert active("<a href='javascript:alert(1)'>x</a>")
    assert active_in("x.json", json.dumps({"html": REFUSED["handler"]}).encode())
    assert active_in("x.txt", REFUSED["bidi"].encode())
