"""The bundle: every file of the site as it is served, as a pure function of records and settings."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from presscheck import __version__
from presscheck.config import SiteInfo
from presscheck.export.feed import atom, feed_path, json_feed
from presscheck.export.html import body_html, page_html
from presscheck.export.json_ld import json_ld
from presscheck.export.llms import full_path, llms_full, llms_manifest, llms_txt, part_paths
from presscheck.export.mail import is_mail, message
from presscheck.export.record import Record
from presscheck.export.search import SEARCH_PAGE, search_data, search_page
from presscheck.images import FOLDER
from presscheck.markdown.portable import escaped, heading_texts
from presscheck.model import Json
from presscheck.published import canonical_json
from presscheck.resources import template_folder

MANIFEST = "manifest.json"
LLMS_MANIFEST = "llms-manifest.json"
HEADERS = "_headers"
"""A name and a form that several static hosts take; to others it says what is to be sent."""
SCHEMA_VERSION = 1


def input_digest(digests: Mapping[str, str], site: SiteInfo) -> str:
    """``sha256:`` and hex over everything that a bundle depends on: records by id, settings, and the tool itself."""
    made_of: dict[str, Json] = {
        "records": dict(digests),
        "site": json.loads(json.dumps(asdict(site))),
        "tool": [__version__, _templates_digest()],
    }
    return "sha256:" + hashlib.sha256(canonical_json(made_of)).hexdigest()


def bundle_files(
    records: Sequence[Record], site: SiteInfo, image: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    """Every file of a bundle with its path below the bundle's folder, the manifest last.

    ``image`` gives the content of an image by its name.
    """
    records = sorted(records, key=lambda record: record.id)
    alternates = alternates_of(records)
    listed: list[Json] = []
    for path, data in _content_files(records, alternates, site):
        listed.append({"path": path, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)})
        yield path, data
    for name in sorted({name for record in records for name in record.image_urls}):
        data = image(name)
        path = f"{FOLDER}/{name}"
        listed.append({"path": path, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)})
        yield path, data
    listed.sort(key=lambda item: str(item["path"]) if isinstance(item, dict) else "")
    manifest: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "presscheck", "version": __version__},
        "input": input_digest({record.id: record.digest for record in records}, site),
        "pages": [
            {"id": record.id, "url": record.url, "digest": record.content_digest, "updated": record.meta["updated"]}
            for record in records
        ],
        "files": listed,
    }
    yield MANIFEST, _json(manifest)


def _content_files(
    records: Sequence[Record], alternates: Mapping[str, Sequence[Record]], site: SiteInfo
) -> Iterator[tuple[str, bytes]]:
    ids = {record.id: record for record in records}
    search: list[Json] = []
    searched: list[Json] = []
    full: dict[str, str] = {}
    first: dict[str, str] = {}
    for record in records:
        body = body_html(record)
        graph = json_ld(record, alternates[record.id], site)
        page = page_html(record, body, alternates[record.id], site, graph)
        yield f"pages/{record.id}.html", page.encode()
        yield f"pages/{record.id}.md", f"# {escaped(record.title)}\n\n{record.markdown}".encode()
        content = _page_json(record, body, alternates[record.id], ids) | {"json_ld": graph}
        yield f"pages/{record.id}.json", _json(content)
        if is_mail(record):
            yield f"pages/{record.id}.eml", message(record)
        search.append(_search_entry(record))
        searched.append(search_data(record, body))
    for locale in site.locales:
        own = [record for record in records if record.locale == locale]
        if own or locale == site.default_locale:
            parts = llms_full(own, alternates, site, locale)
            index = full_path(site, locale).replace("llms-full", "llms")
            yield index, llms_txt(own, site, locale, len(parts)).encode()
            for path, text in zip(part_paths(site, locale, len(parts)), parts, strict=True):
                full[path] = text
                yield path, text.encode()
            if full_path(site, locale) not in full:
                # Whoever knows only the one name gets a whole file too, which says that it is the first of several.
                first[full_path(site, locale)] = part_paths(site, locale, len(parts))[0]
                yield full_path(site, locale), parts[0].encode()
            yield feed_path(site, locale), atom(own, site, locale).encode()
            yield feed_path(site, locale, "json"), _json(json_feed(own, site, locale))
    yield LLMS_MANIFEST, _json(llms_manifest(full, first, site))
    yield HEADERS, _headers(records, site).encode()
    yield "sitemap.xml", _sitemap(records, alternates).encode()
    yield "search.json", _json({"schema_version": SCHEMA_VERSION, "pages": search})
    yield SEARCH_PAGE, search_page(searched, site).encode()


def alternates_of(records: Sequence[Record]) -> dict[str, list[Record]]:
    """By page id, the same page in the other languages."""
    same: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        same[record.type, record.slug].append(record)
    return {
        record.id: [other for other in same[record.type, record.slug] if other.locale != record.locale]
        for record in records
    }


def _page_json(record: Record, body: str, alternates: Sequence[Record], ids: Mapping[str, Record]) -> dict[str, Json]:
    related = record.meta.get("related")
    # A related page that is not published itself is left out: it is a hint, not a sentence of the page.
    found = [ids.get(f"{record.locale}/{name}") for name in related] if isinstance(related, list) else []
    return {
        "schema_version": SCHEMA_VERSION,
        "id": record.id,
        "type": record.type,
        "locale": record.locale,
        "slug": record.slug,
        "url": record.url,
        **{key: value for key, value in record.meta.items() if key != "related"},
        "related": [{"id": item.id, "url": item.url, "title": item.title} for item in found if item],
        "alternates": {other.locale: other.url for other in alternates},
        "reviewed_on": record.reviewed_on,
        "reviewer": record.reviewer,
        "markdown": record.markdown,
        "html": body,
        "digest": record.content_digest,
        "source_sha256": record.source_sha256,
    }


def _search_entry(record: Record) -> Json:
    tags = record.meta.get("tags")
    return {
        "id": record.id,
        "locale": record.locale,
        "type": record.type,
        "url": record.url,
        "title": record.title,
        "summary": record.summary,
        "tags": tags if isinstance(tags, list) else [],
        "headings": list[Json](heading_texts(record.markdown)),
    }


def _headers(records: Sequence[Record], site: SiteInfo) -> str:
    """What a host sends with each page, so that a program finds its Markdown, and the index of its language."""
    rules: list[str] = []
    for record in records:
        index = full_path(site, record.locale).replace("llms-full", "llms")
        rules += [
            urlsplit(record.url).path,
            f'  Link: <{record.url}.md>; rel="alternate"; type="text/markdown"',
            f'  Link: <{site.url}/{index}>; rel="describedby"; type="text/plain"',
            "  Vary: Accept",
        ]
    return "".join(f"{line}\n" for line in rules)


def _sitemap(records: Sequence[Record], alternates: Mapping[str, Sequence[Record]]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for record in records:
        lines += ["<url>", f"<loc>{escape(record.url)}</loc>", f"<lastmod>{record.meta['updated']}</lastmod>"]
        others = alternates[record.id]
        lines += [
            f'<xhtml:link rel="alternate" hreflang={quoteattr(other.locale)} href={quoteattr(other.url)}/>'
            for other in sorted([record, *others], key=lambda item: item.locale)
            if others
        ]
        lines.append("</url>")
    return "\n".join([*lines, "</urlset>"]) + "\n"


def _json(value: Mapping[str, Json]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


@cache
def _templates_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(template_folder().iterdir()):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()
