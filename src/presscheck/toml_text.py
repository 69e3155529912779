"""What tomllib does not tell of a TOML file: the lines of its keys, and what is wrong with it in plain words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, cast

from presscheck.model import Json, Localized, Node, Source, Span
from presscheck.patterns import regex
from presscheck.typography import plain_words, sign_in_toml

_PLACE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
_TWICE = Localized("this stands here twice; keep one", "此处内容重复，只保留一个")
_NO_END = Localized("a bracket is not closed", "括号没有闭合")
_PLAIN = (
    (
        "Invalid value",
        Localized(
            "this is no value; put a text in double quotes, and write true, false and numbers without",
            "此处的值无效；文本要加英文双引号，true、false 和数字不加",
        ),
    ),
    ("Cannot overwrite a value|Duplicate inline table key .*|Cannot (?:declare|redefine|mutate) .*", _TWICE),
    (
        "Expected '=' after a key in a key/value pair|Invalid statement|Invalid initial character for a key part",
        Localized(
            "a line is `key = value` or `[table]`; a key with other signs than A-Z a-z 0-9 - _ stands in double quotes",
            "每行应为 `键 = 值` 或 `[表名]`；键含 A-Z a-z 0-9 - _ 以外的字符时要加英文双引号",
        ),
    ),
    ("Expected '\\]\\]?' at the end of .*|Unclosed .*", _NO_END),
    (
        "Expected newline or end of document after a statement",
        Localized(
            "something follows the value; write one `key = value` a line", "值后面有多余内容；每行只写一个 `键 = 值`"
        ),
    ),
    (
        "Unterminated string|Expected '[\"\\']+'|Illegal character .*",
        Localized(
            "the text is not closed in its line, or holds a sign that may not stand there; look for the missing quote",
            "文本没有在本行闭合，或含有不允许的字符；请检查是否缺少引号",
        ),
    ),
    (
        "Unescaped .*|Escaped .*|Invalid hex value",
        Localized(
            "a backslash begins an escape in double quotes; put the text in single quotes",
            "双引号中的反斜杠表示转义；请改用单引号",
        ),
    ),
    (
        "Invalid date or datetime",
        Localized("there is no such day or time; write YYYY-MM-DD", "没有这个日期或时间；日期写作 YYYY-MM-DD"),
    ),
)


def refusal(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int, Localized]:
    """Why a text is no TOML: the line, the column, and what to mend. tomllib says so in English only, in its own terms.

    ``text`` is what it read; where it gives no place, or the end, the place is the last line.
    """
    said = str(error)
    lines = text.rstrip().split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    if place := _PLACE.fullmatch(said):
        said = place["what"]
        if place["line"]:
            line, column = int(place["line"]), int(place["column"])
    written = lines[min(line, len(lines)) - 1]
    if (at := sign_in_toml(written)) is not None:
        return line, at + 1, _with_others(plain_words(written[at]), lines, line)
    for pattern, plain in _PLAIN:
        if re.fullmatch(pattern, said, re.DOTALL):
            return line, column, plain
    return line, column, Localized(said, said)


def _with_others(text: Localized, lines: Sequence[str], line: int) -> Localized:
    """A message about the signs of a line, with the lines further down that have such signs too."""
    others = [number for number, other in enumerate(lines, 1) if number > line and sign_in_toml(other) is not None]
    if not others:
        return text
    shown = [*map(str, others[:10]), *(["…"] if len(others) > 10 else [])]
    return Localized(
        f"{text.en}; such signs also stand in line {', '.join(shown)}",
        f"{text.zh}；第 {'、'.join(shown)} 行也有这类符号",
    )


_TABLE = regex(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = regex(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")
_PART = regex(r""""([^"]*)"|'([^']*)'|([A-Za-z0-9_-]+)""")


def lines_of(text: str) -> dict[tuple[str | int, ...], int]:
    """On which line every table and key stands. tomllib keeps no places; this reads heads of lines only."""
    places: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if head := _TABLE.match(line):
            table = _parts(head[2])
            if head[1] == "[[":
                index = counts.get(table, 0)
                counts[table] = index + 1
                places.setdefault(table, number)
                table = (*table, index)
            places.setdefault(table, number)
        elif key := _KEY.match(line):
            path = table
            for part in _parts(key[1]):
                path = (*path, part)
                places.setdefault(path, number)
    return places


def _parts(dotted: str) -> tuple[str | int, ...]:
    return tuple(next(group for group in found.groups() if group is not None) for found in _PART.finditer(dotted))


def node_of(
    value: Any, pointer: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], source: Source
) -> Node:
    """The data of a TOML file as a node; each value stands in the line of the nearest key or table that has one."""
    known = pointer
    while known and known not in lines:
        known = known[:-1]
    line = lines.get(known, 1)
    span: Span = source.lines(line, line)
    if isinstance(value, dict):
        children: dict[str | int, Node] = {
            key: node_of(item, (*pointer, key), lines, source) for key, item in cast("dict[str, Any]", value).items()
        }
        return Node({str(key): child.value for key, child in children.items()}, span, span, children)
    if isinstance(value, list):
        items: dict[str | int, Node] = {
            index: node_of(item, (*pointer, index), lines, source) for index, item in enumerate(value)
        }
        return Node([item.value for item in items.values()], span, span, items)
    plain: Json = value.isoformat() if isinstance(value, (date, datetime, time)) else value
    return Node(plain, span, span)
