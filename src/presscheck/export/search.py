"""The search page: one file that finds any page of the bundle, wherever it is opened, with nothing from outside.

The page holds its data, its script and its style. It may be opened from a disk, where a browser lets no script read a
second file. A content security policy names the script and the style by their digests and allows nothing else, and
Trusted Types keep any text of a page from becoming markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from presscheck.config import SiteInfo
from presscheck.export.html import script_json, template
from presscheck.export.record import Record
from presscheck.export.visible import visible_sections
from presscheck.model import Json
from presscheck.resources import template_folder

SEARCH_PAGE = "search.html"
_LANGUAGES = {"en": "English", "zh": "中文", "zh-CN": "简体中文", "zh-TW": "繁體中文", "ja": "日本語", "ko": "한국어",
              "de": "Deutsch", "fr": "Français", "es": "Español", "pt": "Português", "ru": "Русский"}  # fmt: skip
_WORDS: dict[str, dict[str, Json]] = {
    "en": {
        "search": "Search",
        "label": "Search all pages",
        "hint": "A client, an error code, a setting …",
        "language": "Language",
        "kind": "Kind",
        "all": "All",
        "solution": "Solution",
        "template": "Template",
        "faq": "Question",
        "pages": ["1 page", "{n} pages"],
        "found": ["1 page found", "{n} pages found"],
        "none": "No page has all of these words.",
        "advice": "Try fewer or shorter words, or the exact text of the error.",
        "elsewhere": ["1 page in other languages or kinds", "{n} pages in other languages or kinds"],
        "more": "Show more",
        "keys": "/ to search, ↑ ↓ to move, Esc to clear",
    },
    "zh": {
        "search": "搜索",
        "label": "搜索全部页面",
        "hint": "客户端、错误码、设置项……",
        "language": "语言",
        "kind": "类型",
        "all": "全部",
        "solution": "解决方案",
        "template": "配置模板",
        "faq": "常见问题",
        "pages": ["共 1 页", "共 {n} 页"],
        "found": ["找到 1 页", "找到 {n} 页"],
        "none": "没有页面同时包含这些词。",
        "advice": "请减少或缩短关键词，或直接粘贴报错原文。",
        "elsewhere": ["其他语言或类型中有 1 页", "其他语言或类型中有 {n} 页"],
        "more": "显示更多",
        "keys": "按 / 搜索，↑ ↓ 移动，Esc 清空",
    },
}


def search_data(record: Record, body: str) -> Json:
    """What the search page knows of a page.

    Args:
        record: the page.
        body: its body as sanitised HTML.
    """
    tags = record.meta.get("tags")
    return {
        "id": record.id,
        "locale": record.locale,
        "type": record.type,
        "title": record.title,
        "summary": record.summary,
        "tags": tags if isinstance(tags, list) else [],
        "sections": [[heading, anchor, text] for heading, anchor, text in visible_sections(body)],
    }


def search_page(pages: Iterable[Json], site: SiteInfo) -> str:
    """The whole page.

    Args:
        pages: ``search_data`` of every page, in the order in which equal results are shown.
        site: its name, address and languages.
    """
    script, style = (_resource(name) for name in ("search.js", "search.css"))
    words: dict[str, Json] = {locale: _words(locale) for locale in site.locales}
    data: dict[str, Json] = {
        "locales": {locale: _LANGUAGES.get(locale, locale) for locale in site.locales},
        "words": words,
        "pages": list(pages),
    }
    return template("search.html.j2").render(
        site=site,
        locale=site.default_locale,
        words=_words(site.default_locale),
        names=data["locales"],
        notices={locale: _NO_SCRIPT["zh" if locale.startswith("zh") else "en"] for locale in site.locales},
        data=script_json(data),
        script=script,
        style=style,
        script_digest=_digest(script),
        style_digest=_digest(style),
    )


_NO_SCRIPT = {
    "en": "This search needs JavaScript. Without it, use the list of all pages:",
    "zh": "搜索需要 JavaScript。未启用时，请使用全部页面列表：",
}


def _words(locale: str) -> dict[str, Json]:
    return _WORDS["zh" if locale.startswith("zh") else "en"]


def _resource(name: str) -> str:
    # The digest is over what stands between the tags, which a browser reads with bare line feeds.
    return (template_folder() / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
