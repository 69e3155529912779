"""A text as it was meant: without what hides or dresses up its characters, and with the way back.

The same key can be written with full-width letters, entities, escapes, soft hyphens or tags. Each view takes one
such layer off; every character of it still knows where it stands in the source.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from presscheck.markdown.texts import text_parts
from presscheck.model import MappedText, Page, Piece
from presscheck.patterns import regex

_PLAIN = regex(
    r"""
      (?P<invisible>[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f])
    | (?P<dash>[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d])
    | (?P<wide>[\uff01-\uff5e\u00a0\u3000\u2000-\u200a\u202f\U0001d400-\U0001d7ff\u2460-\u24ff])
    | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)
    | (?P<percent>(?:%[0-7][0-9A-Fa-f])+)
    | (?P<code>\\(?:u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}))
    | (?P<break>(?:\\r)?\\n)
    | (?P<escape>\\[!"\#$%&'()*+,\-./:;<=>?@\[\]^_`{|}~])
    """,
    re.VERBOSE,
)
_NEEDS_PLAIN = regex(r"[\\%&\u0080-\u2fff\ufe00-\uffff\U0001d400-\U0001d7ff\u3000]")
_TAG = regex(r"<!--(?:(?!<!--).)*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_COMMENT_OR_ATTRIBUTE = regex(
    r"""<!--((?:(?!<!--).)*?)-->|\b(?:alt|title|content|placeholder|aria-label|summary|label)\s*=\s*(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE | re.DOTALL,
)
_BASE64 = regex(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_ROUNDS = 4


def page_views(page: Page) -> Iterator[MappedText]:
    """Every way to read a page: without disguises, put together, as its reader sees it, without tags."""
    yield plain(MappedText.verbatim(page.source.text, 0))
    for part in text_parts(page):
        # What stands in the source as it is has been seen already.
        if len(part.text.pieces) > 1:
            yield plain(part.text)
        if part.place == "prose" and "\n" in part.text.text:
            yield plain(unwrapped(part.text))
        if part.place == "html":
            bare = without_tags(part.text)
            if bare is not part.text:
                yield plain(bare)


def unwrapped(text: MappedText) -> MappedText:
    """A paragraph in one line, as its reader sees it."""
    return MappedText(text.text.replace("\n", " "), text.pieces)


def plain(text: MappedText) -> MappedText:
    """The text with entities, escapes, percent and full-width signs resolved and invisible signs left out.

    Layers on layers, such as percent in percent or JSON in JSON, are taken off up to four deep.
    """
    for _ in range(_ROUNDS):
        if not _NEEDS_PLAIN.search(text.text):
            break
        resolved = rewritten(text, _PLAIN, _resolve)
        if resolved.text == text.text:
            break
        text = resolved
    return text


def _resolve(found: re.Match[str]) -> str:
    written = found[0]
    match found.lastgroup:
        case "invisible":
            return ""
        case "dash":
            return "-"
        case "wide":
            return unicodedata.normalize("NFKC", written)
        case "entity":
            sign = html.unescape(written)
            return written if len(sign) != 1 else "" if sign in "\u00ad\u200b\u200c\u200d\u2060" else sign
        case "percent":
            return bytes.fromhex(written.replace("%", "")).decode("ascii")
        case "code":
            number = int(written.strip("\\ux{}"), 16)
            return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else written
        case "break":
            return "\n"
        case _:
            return written[1]


def without_tags(text: MappedText) -> MappedText:
    """The text with HTML tags and comments left out, so that what they cut in two is whole again."""
    return rewritten(text, _TAG, lambda _: "") if "<" in text.text else text


def html_texts(text: MappedText) -> Iterator[MappedText]:
    """What somebody may read in a piece of HTML: its text, its comments, and attributes that are texts."""
    yield without_tags(text)
    for found in _COMMENT_OR_ATTRIBUTE.finditer(text.text):
        yield text.part(*found.span(found.lastindex or 0))


def decoded(text: MappedText) -> Iterator[MappedText]:
    """The texts that stand in a text as base64; each of their characters maps to the whole of it."""
    for found in _BASE64.finditer(text.text):
        content = base64_text(found[0])
        if content is not None:
            start, end = text.origin(found.start(), found.end())
            yield MappedText(content, (Piece(0, len(content), start, end),))


def base64_text(written: str) -> str | None:
    """The readable text that a base64 string stands for, or ``None`` where it stands for something else."""
    body = written.rstrip("=").replace("-", "+").replace("_", "/")
    if len(body) % 4 == 1 or len(body) < 4:
        return None
    try:
        content = base64.b64decode(body + "=" * (-len(body) % 4), validate=True).decode()
    except ValueError:
        return None
    readable = sum(sign.isprintable() or sign in "\r\n\t" for sign in content)
    return content if readable == len(content) else None


def rewritten(text: MappedText, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> MappedText:
    """The text with every match of a pattern replaced; what replaces it maps to what was replaced."""
    return replaced(text, ((found.start(), found.end(), new(found)) for found in pattern.finditer(text.text)))


def replaced(text: MappedText, changes: Iterable[tuple[int, int, str]]) -> MappedText:
    """The text with some of its ranges, in their order, replaced; what replaces one maps to what was replaced."""
    parts: list[str] = []
    pieces: list[Piece] = []
    at = size = 0
    changed = False
    for first, last, replacement in changes:
        if replacement == text.text[first:last]:
            continue
        changed = True
        size = keep(text, at, first, size, parts, pieces)
        if replacement:
            start, end = text.origin(first, last)
            parts.append(replacement)
            pieces.append(Piece(size, size + len(replacement), start, end))
            size += len(replacement)
        at = last
    if not changed:
        return text
    keep(text, at, len(text.text), size, parts, pieces)
    return MappedText("".join(parts), tuple(pieces) or text.pieces[:1])


def keep(text: MappedText, start: int, end: int, size: int, parts: list[str], pieces: list[Piece]) -> int:
    """Add ``text[start:end]`` and its pieces to a view that is being made; returns the size of what there is then."""
    if start >= end:
        return size
    parts.append(text.text[start:end])
    shift = size - start
    pieces.extend(
        Piece(piece.start + shift, piece.end + shift, piece.source_start, piece.source_end)
        for piece in text.between(start, end)
    )
    return size + end - start
