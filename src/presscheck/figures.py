"""Figures in prose, in English and in Chinese, so that both can be held against each other.

``30,000``, ``30k`` and ``3 万`` are the same figure; so are ``24 November 2026`` and ``2026 年 11 月 24 日``.
Numbers inside names (``UTF-8``, ``gpt-4o``, ``v1``) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from presscheck.patterns import regex

_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0E: ".", 0xFF0C: ",", 0xFF05: "%"}
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_MONTH = "(" + "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + r")\.?"
_DATES = (
    (regex(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), "ymd"),
    (regex(r"(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]"), "ymd"),
    (regex(r"(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月"), "ym"),
    (regex(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]"), "md"),
    (regex(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\s+(\d{{4}})(?!\d)"), "dmy"),
    (regex(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)"), "mdy"),
    (regex(rf"\b{_MONTH}\s+(\d{{4}})(?!\d)"), "my"),
    (regex(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"), "md"),
    (regex(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b"), "dm"),
)
_NUMBER = regex(
    r"(?<![A-Za-z0-9_.])(?<![A-Za-z0-9]-)(?P<number>\d+(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*)(?P<letters>[A-Za-z]*)"
    r"(?:\s*(?P<scale>万亿|亿|百万|千万|万|千|百|thousand\b|million\b|billion\b|hundred\b))?",
    re.IGNORECASE,
)
_SCALES = {
    "k": 10**3, "m": 10**6, "b": 10**9, "thousand": 10**3, "million": 10**6, "billion": 10**9, "hundred": 100,
    "百": 100, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12,
}  # fmt: skip
_ORDINALS = {"st", "nd", "rd", "th"}
_WORDS = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS.update({name: 10 * (value + 2) for value, name in enumerate(_TENS)})
_WORDS.update({"half": 0, "dozen": 12, "once": 1, "twice": 2, "double": 2, "hundred": 100, "thousand": 1000})
_WORDS.update({"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "million": 10**6})
_COMPOUND = regex(rf"\b({'|'.join(_TENS)})[- ](one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)
_CHINESE = regex(r"[零〇一二两三四五六七八九十百千万]+")
_CHINESE_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_CHINESE_DIGITS.update({"八": 8, "九": 9})
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}


def figures(text: str) -> Iterator[tuple[str, int, int]]:
    """Every figure of a text in one form, with its place."""
    rest = text.translate(_FULL_WIDTH)
    for pattern, order in _DATES:
        for found in list(pattern.finditer(rest)):
            if day := _date(found.groups(), order):
                yield day, found.start(), found.end()
                rest = rest[: found.start()] + " " * (found.end() - found.start()) + rest[found.end() :]
    for found in _NUMBER.finditer(rest):
        letters, scale = found["letters"].lower(), (found["scale"] or "").lower()
        if letters in _SCALES:
            scale = letters
        elif letters and letters not in _ORDINALS and letters.startswith("x"):
            yield f"{found['number']}{letters}", found.start(), found.end("letters")  # 4xx, 5xx
            continue
        yield _value(found["number"], scale), found.start(), found.end()


def number_words(text: str) -> set[str]:
    """The figures that a text has as words, in either language."""
    lowered = text.lower()
    values = {_WORDS[word] for word in re.findall(r"[a-z]+", lowered) if word in _WORDS}
    values |= {_WORDS[found[1].lower()] + _WORDS[found[2].lower()] for found in _COMPOUND.finditer(text)}
    for found in _CHINESE.finditer(text):
        values.add(_chinese(found[0]))
        values |= {_CHINESE_DIGITS[sign] for sign in found[0] if sign in _CHINESE_DIGITS}
    return {str(value) for value in values} | ({"0.5"} if "half" in lowered or "半" in text else set())


def _value(number: str, scale: str) -> str:
    if number.count(".") > 1:
        return number
    value = Decimal(number.replace(",", "").replace("，", "")) * _SCALES.get(scale, 1)
    return f"{value.normalize():f}"


def _date(parts: tuple[str, ...], order: str) -> str:
    values = dict(zip(order, parts, strict=True))
    month = values["m"]
    if not month.isdigit():
        month = str([name[:3] for name in _MONTHS].index(month[:3]) + 1)
    numbers = [int(values[key]) if key != "m" else int(month) for key in "ymd" if key in values]
    return "-".join(f"{number:02}" for number in numbers) if int(month) <= 12 else ""


def _chinese(text: str) -> int:
    total = part = digit = 0
    for sign in text:
        if sign in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[sign]
        elif sign == "万":
            total, part, digit = (total + part + digit) * 10000, 0, 0
        else:
            part += (digit or 1) * _CHINESE_UNITS[sign]
            digit = 0
    return total + part + digit
