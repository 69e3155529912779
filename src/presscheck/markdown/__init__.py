"""Text to Page: the one place that parses Markdown and front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presscheck.lazy import lazily

if TYPE_CHECKING:
    from presscheck.markdown.page import parse_page, parse_source
    from presscheck.markdown.source import decode
    from presscheck.markdown.texts import TextPart, text_parts

__all__ = ["TextPart", "decode", "parse_page", "parse_source", "text_parts"]

__getattr__ = lazily(
    __name__,
    {
        "parse_page": "page",
        "parse_source": "page",
        "decode": "source",
        "TextPart": "texts",
        "text_parts": "texts",
    },
)
