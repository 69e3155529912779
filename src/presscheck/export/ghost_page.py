"""A page as Ghost keeps it, and back; see ``ghost`` for how it is laid out."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from presscheck.errors import TargetError
from presscheck.export.cms import Document, Stored
from presscheck.export.html import script_json
from presscheck.export.target import Status
from presscheck.model import Json, Localized
from presscheck.patterns import regex

MAX_INJECTION = 65_535
"""Ghost refuses a longer code injection."""
_STATUSES: dict[str, Status] = {"published": "published", "scheduled": "scheduled"}
_TAG = "#presscheck "
SLUG = "hash-presscheck-"
_PLACED = {"slug", "url", "title", "summary", "tags", "alternates", "html", "json_ld"}
"""The fields that Ghost has a place for; the others go into the card that nobody is shown."""
_HIDDEN = {"web": {"nonMember": False, "memberSegment": ""}, "email": {"memberSegment": ""}}
_OPEN, _CLOSE = "<!-- presscheck, do not edit: ", " -->"
_LINK = regex(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">\n')
_SCRIPT = regex(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_EVERYBODY = "status:free,status:-free"


# --- a document as Ghost's fields


def to_page(document: Document) -> dict[str, Json]:
    head = _head(document)
    if len(head) > MAX_INJECTION:
        raise TargetError(
            "too-large",
            Localized(
                f"JSON-LD and translations have {len(head)} characters, Ghost takes {MAX_INJECTION} in a page's head",
                f"JSON-LD 和语言版本共 {len(head)} 个字符，Ghost 的页面头部上限为 {MAX_INJECTION}",
            ),
        )
    tags: list[Json] = [{"name": tag} for tag in document.tags]
    tags.append({"name": f"{_TAG}{document.key}", "slug": tag_slug(document.key), "visibility": "internal"})
    return {
        "title": document.title,
        "slug": _slug(document.key, document.slug),
        "visibility": "public",
        "custom_excerpt": document.summary,
        "meta_title": document.title,
        "meta_description": document.summary,
        "canonical_url": document.url,
        "codeinjection_head": head,
        "tags": tags,
        "lexical": _lexical(document),
    }


def tag_slug(key: str) -> str:
    return SLUG + hashlib.sha256(key.encode()).hexdigest()[:16]


def _prefix(key: str) -> str:
    return key.rpartition("/")[0].replace("/", "-").lower()


def _slug(key: str, slug: str) -> str:
    return f"{_prefix(key)}-{slug}".strip("-")


def _head(document: Document) -> str:
    links = "".join(
        f'<link rel="alternate" hreflang="{html.escape(locale)}" href="{html.escape(url)}">\n'
        for locale, url in _all_locales(document)
    )
    graph = script_json(json.loads(document.json_ld)) if document.json_ld else "{}"
    return f'{links}<script type="application/ld+json">{graph}</script>'


def _all_locales(document: Document) -> list[tuple[str, str]]:
    """A page that has translations names itself among them."""
    return sorted([*document.alternates, (document.locale, document.url)]) if document.alternates else []


def _lexical(document: Document) -> str:
    root: dict[str, Json] = {
        "children": [_card(document.html), _hidden(document)],
        "direction": None,
        "format": "",
        "indent": 0,
        "type": "root",
        "version": 1,
    }
    return json.dumps({"root": root}, ensure_ascii=False)


def _card(text: str) -> dict[str, Json]:
    return {"type": "html", "version": 1, "html": text}


def _hidden(document: Document) -> dict[str, Json]:
    """A card that nobody is shown; its text is a comment besides, which no text in it can end."""
    kept: dict[str, Json] = {name: value for name, value in asdict(document).items() if name not in _PLACED}
    visibility: Json = json.loads(json.dumps(_HIDDEN))
    return {**_card(f"{_OPEN}{script_json(kept)}{_CLOSE}"), "visibility": visibility}


def with_state(lexical: str, document: Document, state: str) -> str:
    """The text as somebody left it, with another state."""
    found: Any = json.loads(lexical)
    hidden = _hidden(replace(document, state=state))
    found["root"]["children"] = [hidden if _is_ours(card) else card for card in found["root"]["children"]]
    return json.dumps(found, ensure_ascii=False)


# --- Ghost's fields as a document


def to_stored(page: Mapping[str, Any]) -> Stored:
    status = _STATUSES.get(str(page.get("status")), "draft")
    if page.get("visibility", "public") != "public" and status == "published":
        status = "draft"  # members have it, readers do not
    return Stored(str(page["id"]), revision(page), status, _document(page), str(page.get("url") or ""))


def revision(page: Mapping[str, Any]) -> str:
    """When it was changed, which Ghost compares, and a digest of the rest, for a second is long."""
    names = ("lexical", "title", "slug", "status", "visibility", "custom_excerpt", "meta_title", "meta_description",
             "canonical_url", "codeinjection_head")  # fmt: skip
    content = json.dumps([page.get(name) for name in names] + [tag["name"] for tag in page.get("tags") or ()])
    return f"{page['updated_at']} {hashlib.sha256(content.encode()).hexdigest()[:16]}"


def moment(stored: Stored) -> str:
    return stored.revision.partition(" ")[0]


def key_of(page: Mapping[str, Any]) -> str:
    names = (str(tag.get("name")) for tag in page.get("tags") or ())
    return next((name.removeprefix(_TAG) for name in names if name.startswith(_TAG)), "")


def _document(page: Mapping[str, Any]) -> Document:
    """A field that somebody changed comes back as something else than it was, and so as a difference."""
    key = key_of(page)
    body, kept = _texts(page.get("lexical"))
    texts = {item.name: str(kept.get(item.name, "")) for item in fields(Document) if item.name not in _PLACED}
    texts["key"] = key
    prefix, slug = f"{_prefix(key)}-", str(page["slug"])
    alternates, graph = _read_head(str(page.get("codeinjection_head") or ""), texts["locale"])
    title, summary = str(page["title"]), str(page.get("custom_excerpt") or "")
    return Document(
        slug=slug.removeprefix(prefix),
        url=str(page.get("canonical_url") or ""),
        title=_both(title, str(page.get("meta_title") or "")),
        summary=_both(summary, str(page.get("meta_description") or "")),
        tags=tuple(str(tag["name"]) for tag in page.get("tags") or () if not str(tag["name"]).startswith(_TAG)),
        alternates=alternates,
        html=body,
        json_ld=graph,
        **texts,
    )


def _both(shown: str, meta: str) -> str:
    """One text that stands in two places; both, where they differ."""
    return shown if shown == meta else f"{shown}\n{meta}"


def _texts(lexical: Any) -> tuple[str, dict[str, Any]]:
    """The HTML and what is kept beside it. Where somebody made anything else of the text, it comes back whole."""
    try:
        cards: Any = json.loads(lexical)["root"]["children"]
        ours = [card for card in cards if _is_ours(card)]
        others = [card for card in cards if not _is_ours(card) and not _is_empty(card)]
        kept: Any = json.loads(ours[0]["html"][len(_OPEN) : -len(_CLOSE)]) if len(ours) == 1 else {}
        plain = len(others) == 1 and others[0]["type"] == "html" and not _restricted(others[0])
        body = others[0]["html"] if plain else json.dumps(others, ensure_ascii=False, indent=1)
        return str(body), kept if isinstance(kept, dict) else {}
    except (ValueError, TypeError, KeyError, AttributeError):
        return str(lexical or ""), {}


def _is_ours(card: Any) -> bool:
    text = card.get("html")
    return isinstance(text, str) and text.startswith(_OPEN) and text.endswith(_CLOSE)


def _is_empty(card: Any) -> bool:
    """The paragraph that Ghost's editor puts at the end."""
    return bool(card.get("type") == "paragraph" and not card.get("children"))


def _restricted(card: Any) -> bool:
    """Whether it is kept from some readers."""
    web = (card.get("visibility") or {}).get("web") or {}
    return web.get("nonMember", True) is not True or web.get("memberSegment", _EVERYBODY) != _EVERYBODY


def _read_head(text: str, locale: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Alternates and JSON-LD. Where something else stands there too, the whole text takes the place of the JSON-LD."""
    links = [(html.unescape(name), html.unescape(url)) for name, url in _LINK.findall(text)]
    scripts = _SCRIPT.findall(text)
    alternates = tuple(link for link in links if link[0] != locale)
    try:
        graph = json.dumps(json.loads(scripts[0]), ensure_ascii=False) if len(scripts) == 1 else text
    except ValueError:
        graph = text
    if _SCRIPT.sub("", _LINK.sub("", text)).strip():
        graph = text
    return alternates, graph
