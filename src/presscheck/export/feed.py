"""Feeds of a language's pages, the newest first: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from presscheck.config import SiteInfo
from presscheck.export.record import Record
from presscheck.model import Json


def feed_path(site: SiteInfo, locale: str, kind: str = "xml") -> str:
    """Where a language's feed stands: at the root for the default language, else in the language's folder."""
    return f"feed.{kind}" if locale == site.default_locale else f"{locale}/feed.{kind}"


def atom(records: Sequence[Record], site: SiteInfo, locale: str) -> str:
    """The feed of some pages of one language. Days have no time: they count as their first moment in UTC."""
    newest = _newest_first(records)
    address = f"{site.url}/{feed_path(site, locale)}"
    latest = _moment(_updated(newest[0])) if newest else "1970-01-01T00:00:00Z"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(locale)}>',
        f"<id>{escape(address)}</id>",
        f"<title>{escape(site.name)}</title>",
        f"<subtitle>{escape(site.summary)}</subtitle>",
        f"<updated>{latest}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(address)}/>',
        f'<link rel="alternate" href={quoteattr(site.url)}/>',
    ]
    for record in newest:
        lines += [
            "<entry>",
            f"<id>{escape(record.url)}</id>",
            f"<title>{escape(record.title)}</title>",
            f"<updated>{_moment(_updated(record))}</updated>",
            f'<link rel="alternate" href={quoteattr(record.url)}/>',
            f"<author><name>{escape(' '.join(str(record.meta['author']).split()))}</name></author>",
            f"<summary>{escape(record.summary)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>"]) + "\n"


def json_feed(records: Sequence[Record], site: SiteInfo, locale: str) -> dict[str, Json]:
    """The same feed as JSON Feed 1.1 (jsonfeed.org)."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": site.url,
        "feed_url": f"{site.url}/{feed_path(site, locale, 'json')}",
        "description": site.summary,
        "language": locale,
        "items": [
            {
                "id": record.url,
                "url": record.url,
                "title": record.title,
                "summary": record.summary,
                "content_text": record.summary,
                "date_modified": _moment(_updated(record)),
                "authors": [{"name": " ".join(str(record.meta["author"]).split())}],
                "language": record.locale,
            }
            for record in _newest_first(records)
        ],
    }


def _newest_first(records: Sequence[Record]) -> list[Record]:
    return sorted(sorted(records, key=lambda record: record.id), key=_updated, reverse=True)


def _updated(record: Record) -> str:
    return str(record.meta["updated"])


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
