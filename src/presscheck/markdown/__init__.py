"""Text to Page: the one place that parses Markdown and front matter."""

from presscheck.markdown.page import parse_page, parse_source
from presscheck.markdown.source import decode
from presscheck.markdown.texts import TextPart, text_parts

__all__ = ["TextPart", "decode", "parse_page", "parse_source", "text_parts"]
