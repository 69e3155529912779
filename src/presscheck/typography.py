"""Signs that editors write or paste where YAML and TOML read plain ones: typographic quotes, full-width commas."""

from __future__ import annotations

from typing import NamedTuple

from presscheck.model import Localized
from presscheck.patterns import regex

_CLOSING = {"“": "”", "”": "”", "„": "“", "‘": "’", "「": "」", "『": "』", "＂": "＂"}
_QUOTES = "“”„‘’「」『』＂"
_FULL_WIDTH = {"，": ",", "、": ",", "＝": "=", "：": "=", "［": "[", "【": "[", "］": "]", "】": "]", "＃": "#"}
_STRING = regex(r""""(?:\\.|[^"\\])*"|'[^']*'""")
_COMMENT = regex(r"(?:^|\s)#.*")
_BEGINS = regex(rf"^\s*(?:-\s+)*(?:[\w.-]+\s*:\s+)?(?:\[(?:[^\]]*,)?\s*)?([{_QUOTES}])")
_NOT_CLOSED = regex(rf"""["'][^"'{_QUOTES}]*([{_QUOTES}])\s*(?:[,\]}}].*)?$""")
_OPEN_STRING = regex(r"""["'].*""")
_OUTSIDE = regex(f"[{_QUOTES}{''.join(_FULL_WIDTH)}]")


class Quoted(NamedTuple):
    """A plain value that is written in typographic quotes: what stands in them, and whether they are closed."""

    text: str
    is_closed: bool


def quoted(text: str) -> Quoted | None:
    """What a value in typographic quotes means, where they are around the whole of it or never closed."""
    closing = _CLOSING.get(text[:1])
    if closing is None:
        return None
    inner = text[1:].removesuffix(closing).removesuffix('"')
    if any(sign in inner for sign in _QUOTES):
        return None
    # ‘90s begins with an apostrophe: a single quote that nothing closes is none.
    is_closed = len(inner) < len(text) - 1
    return Quoted(inner, is_closed) if is_closed or text[0] != "‘" else None


def quote_in_yaml(line: str, *, unclosed_only: bool = False) -> int | None:
    """Where in a line a typographic quote stands for a plain one: around a key or a value, or at the end of one."""
    bare = _without_strings(line)
    found = _NOT_CLOSED.search(bare) or (None if unclosed_only else _BEGINS.match(bare))
    return found.start(1) if found else None


def sign_in_toml(line: str) -> int | None:
    """Where in a line a typographic quote or a full-width sign stands for a plain one: anywhere but in a text."""
    bare = _without_strings(line)
    if found := _NOT_CLOSED.search(bare):
        return found.start(1)
    outside = _OUTSIDE.search(_OPEN_STRING.sub("", bare))
    return outside.start() if outside else None


def plain_words(sign: str) -> Localized:
    """What to write for a sign that stands in the place of a plain one."""
    if sign in _QUOTES:
        return Localized(
            f'`{sign}` is a typographic quote; write the plain quote `"`', f'`{sign}` 不是英文引号，请改为英文引号 `"`'
        )
    plain = _FULL_WIDTH[sign]
    return Localized(
        f"`{sign}` is a full-width sign; write the plain `{plain}`", f"`{sign}` 是全角符号，请改为半角 `{plain}`"
    )


def _without_strings(line: str) -> str:
    """A line with signs that mean nothing in the place of its closed strings, and without its comment."""
    bare = _STRING.sub(lambda found: "x" * len(found[0]), line)
    return _COMMENT.sub("", bare)
