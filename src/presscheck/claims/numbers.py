"""Numbers as people write them, with what they count: ``$5``, ``两块五``, ``三百余``, ``六折``, ``60 requests/minute``.

``figures`` finds them in a text whose full-width signs are resolved (see ``markdown.views.plain``). Dates, versions and
HTTP status codes are figures of their own units, so that nothing takes them for amounts. A Chinese numeral counts only
where a unit or a measure word follows: 统一, 十分 and 万一 hold no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, TypeAlias

from presscheck.expressions import compiled
from presscheck.patterns import regex

Unit: TypeAlias = Literal[
    "calls",
    "date",
    "day",
    "fold",
    "hour",
    "minute",
    "money",
    "month",
    "ms",
    "number",
    "percent",
    "rate",
    "second",
    "size",
    "status",
    "times",
    "tokens",
    "version",
    "week",
    "year",
]
Per: TypeAlias = Literal["", "item", "period", "tokens"]


class Figure(NamedTuple):
    """A number in a text.

    Attributes:
        start: where it begins, its currency sign included.
        end: where it ends, its unit and what it is per included.
        unit: what it counts; ``number`` where nothing says.
        low: the number, of a range the lower one.
        high: the number, of a range the upper one.
        open: whether it says "that many or more": 500+, 上千, over 300, 三百余.
        scaled: whether a letter or a word such as K, M or 万 multiplies it.
        per: what it is paid or counted for: tokens, a period of time, an item.
    """

    start: int
    end: int
    unit: Unit
    low: float
    high: float
    open: bool = False
    scaled: bool = False
    per: Per = ""


def figures(text: str) -> Iterator[Figure]:
    """The figures of a text, in their order; none overlaps another."""
    if not _ANY.search(text):
        return
    # No number that anybody writes is as long, and the expression tries a run of digits again from each of them.
    text = _LONG.sub(_blanks, text)
    for found in _FIGURE.finditer(text):
        match found.lastgroup:
            case "date" | "version" | "status" as special:
                yield Figure(*found.span(), special, 0, 0)
            case "ordinal":
                pass
            case _:
                yield _figure(found)


def _blanks(run: Any) -> str:
    return " " * len(run[0])


def _figure(found: re.Match[str]) -> Figure:
    low_text, high_text = found["low"], found["high"] or found["low"]
    scale = found["scale"] or ""
    low, high = value_of(low_text), value_of(high_text)
    factor = _SCALES.get(scale.lower().strip(" -"), 1.0)
    if high_text is low_text or low > high or not low_text.isdigit() or factor > 1:
        low *= factor
    unit = _unit(found)
    start, end = found.span()
    start += len(found[0]) - len(found[0].lstrip())
    end -= len(found[0]) - len(found[0].rstrip())
    vague = bool(_VAGUE.search(low_text))
    return Figure(
        start,
        end,
        unit,
        low,
        max(low, high * factor),
        open=bool(found["open"] or found["plus"] or vague),
        scaled=bool(scale) or bool(_BIG.search(low_text)),
        per=_per(found),
    )


def _unit(found: re.Match[str]) -> Unit:
    if found["sign"]:
        return "money"
    if found["percent"]:
        return "percent"
    for unit in _UNITS:
        if found[f"u_{unit}"]:
            return unit
    return "number"


def _per(found: re.Match[str]) -> Per:
    if found["rate_tail"] or found["u_rate"]:
        return "period"
    if found["per_tokens"]:
        return "tokens"
    if found["per_period"]:
        return "period"
    return "item" if found["per_item"] or found["each"] else ""


def value_of(text: str) -> float:
    """What a written number comes to: digits, Chinese numerals or English words; 0 where it says nothing."""
    bare = text.strip().lower().replace(",", "")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", bare):
        return float(bare[:300])
    return _chinese(bare) if _HAN_DIGIT.search(bare) else _english(bare)


def _chinese(text: str) -> float:
    """三百二十 is 320, 两万五 25000 less its last word, 上千 1000, 数百 300."""
    whole, _, part = text.partition("点")
    total = section = digit = 0.0
    for sign in whole:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in "十百千拾佰仟":
            section += (digit or 1) * _POWERS[sign]
            digit = 0
        elif sign in "万亿":
            total = (total + section + digit or 1) * _POWERS[sign]
            section = digit = 0
    fraction = "".join(str(int(_DIGITS[sign])) for sign in part if sign in _DIGITS and _DIGITS[sign] >= 1)
    return total + section + digit + (float(f"0.{fraction}") if fraction else 0)


def _english(text: str) -> float:
    total = current = 0.0
    for word in re.findall(r"[a-z]+", text):
        if word in _ENGLISH_POWERS:
            power = _ENGLISH_POWERS[word]
            if power in {100, 12}:
                current = (current or 1) * power
            else:
                total += (current or 1) * power
                current = 0
        else:
            current += _ENGLISH.get(word, 0)
    return total + current


_DIGITS: dict[str, float] = {
    **dict(zip("零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖几数", map(float, "00122345678912345678933"), strict=True)),
    "半": 0.5,
}
_POWERS = {"十": 10.0, "拾": 10.0, "百": 1e2, "佰": 1e2, "千": 1e3, "仟": 1e3, "万": 1e4, "亿": 1e8}
_HAN_DIGIT = regex("[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟几数半]")
_VAGUE = regex(
    r"^[上数好成]|^几[十百千万亿]|^(?:hundreds|thousands|millions|billions|trillions|dozens|tens|scores)\b|[十百千万亿]几",
    re.IGNORECASE,
)
_BIG = regex(r"[万亿千]|thousand|million|billion|trillion", re.IGNORECASE)
_ONES = r"one|two|three|four|five|six|seven|eight|nine"
_TEENS = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ENGLISH: dict[str, float] = {
    **{word: float(number) for number, word in enumerate(f"{_ONES}|{_TEENS}".split("|"), start=1)},
    **{word: 10.0 * number for number, word in enumerate(_TENS.split("|"), start=2)},
    "half": 0.5,
}
_ENGLISH_POWERS = {
    "hundred": 1e2,
    "hundreds": 1e2,
    "thousand": 1e3,
    "thousands": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "billion": 1e9,
    "billions": 1e9,
    "trillion": 1e12,
    "trillions": 1e12,
    "dozen": 12.0,
    "dozens": 12.0,
    "scores": 20.0,
    "tens": 10.0,
}
_SCALES = {
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "w": 1e4,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}

_ASCII = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_HAN = (
    r"[上好成]?(?:数(?=[十百千万亿])|[一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半几])[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍"
    r"陆柒捌玖拾佰仟几]{0,16}(?:点[零〇一二三四五六七八九]{1,8})?"
)
_SMALL = rf"{_ONES}|{_TEENS}|(?:{_TENS})(?:[ -](?:{_ONES}))?"
_LARGE = r"hundred|thousand|million|billion|trillion|dozen"
_WORDS = (
    rf"(?:(?:half an?|{_SMALL}|an?|several)[ -])(?:(?:{_LARGE})\b(?:[ -](?={_LARGE}))?)+"
    rf"|(?:{_LARGE}|score|ten)s(?: of (?:{_LARGE})s)?|(?:{_SMALL}) and a half|{_SMALL}|half an?"
)
_MEASURE = (
    r"[个款家种名位张条颗台座所项套页字国路卡份封笔枚人倍折成次元块毛角刀秒天周年余多来级段篇轮幅首小万亿千百\s]?"
    r"(?:token|模型|厂商|用户|开发者|企业|节点|席|请求|并发|美[元金分]|欧元|毫秒|刀|令牌|词元|星|站点|渠道)"
    r"|[个款家种名位张条颗台座所项套页字国路卡份封笔枚人倍折成次元块毛角刀秒天周年余多来级段篇轮幅首]"
    r"|分钟|分钱|毫秒|小时|个?月|日(?![志常])"
)
_STOP = r"(?![A-Za-z0-9_])"
"""Where a unit of letters ends; what follows may be Chinese."""

_UNIT_PATTERNS: dict[Unit, str] = {
    "rate": r"(?:RPM|TPM|QPS|QPM|RPD|RPS|TPD|TPS|QPD|IPM|IPD|ITPM|OTPM)(?![A-Za-z])",
    "money": (
        r"(?:美元|美金|美分|人民币|欧元|日元|港[币元]|台币|积分|元(?![素数组旦首])|块钱|块[一二三四五六七八九半\d]|"
        r"块(?![级状大小])|毛钱?|分钱|刀(?!片)|[¢€£]|\$(?![A-Za-z0-9{(])|"
        rf"(?:rmb|cny|usd|eur|gbp|us dollars?|dollars?|bucks?|cents?|yuan|euros?|pounds?|credits?){_STOP})"
    ),
    "percent": (rf"(?:%|per ?cent{_STOP}|个?百分点|成[一二三四五六七八九半]|成(?![为功员果本长就立都品熟分交绩千百]))"),
    "fold": r"折(?![叠线扣旧])",
    "tokens": (
        rf"(?:(?:input |output |context )?tokens?{_STOP}|令牌|词元|个?汉字|字(?![段符节母体典幕面样号])|-token{_STOP})"
    ),
    "ms": rf"(?:[mµμ]s{_STOP}|毫秒|milliseconds?{_STOP})",
    "second": rf"(?:s{_STOP}|secs?{_STOP}|seconds?{_STOP}|秒(?!杀))",
    "minute": rf"(?:mins?{_STOP}|minutes?{_STOP}|分钟)",
    "hour": rf"(?:hrs?{_STOP}|h{_STOP}|hours?{_STOP}|个?小时)",
    "day": rf"(?:days?{_STOP}|天|日(?![志常均]))",
    "week": rf"(?:weeks?{_STOP}|周|个?星期)",
    "month": rf"(?:months?{_STOP}|个月)",
    "year": rf"(?:years?{_STOP}|年)",
    "size": rf"(?:[KMGT]i?B{_STOP}|兆)",
    "times": rf"(?:[x×](?![0-9A-Za-z])|倍|times{_STOP}|-?fold{_STOP})",
    "calls": (
        rf"(?:(?:(?:api |free )?(?:requests?|calls?|queries|messages?|prompts?|sessions?|conversations?)){_STOP}|"
        r"次(?!数)|条消息|条(?=/)|个?并发)"
    ),
}
_UNITS: tuple[Unit, ...] = tuple(_UNIT_PATTERNS)
_UNIT = "|".join(f"(?P<u_{unit}>{pattern})" for unit, pattern in _UNIT_PATTERNS.items())
_SECOND = r"seconds?\b|secs?\b|s\b|秒"
_PERIOD = (
    rf"(?:{_SECOND}|minutes?\b|mins?\b|hours?\b|hrs?\b|h\b|days?\b|weeks?\b|months?\b|mo\b|quarters?\b"
    rf"|years?\b|yrs?\b|分钟?|小时|时|天|日|周|个?月|年|季度?)"
)
_SCALE = r"[ -]?(?:百万|千万|[千百万亿]|thousand\b|million\b|billion\b|trillion\b|hundred\b)|[kKmMwWbB](?![A-Za-z0-9])"
_PER_TOKENS = (
    rf"(?:{_ASCII}|{_SMALL}|一|an?)?\s?(?:{_SCALE}|[kKmM])?\s?(?:个)?\s?(?:(?:input|output|输入|输出|提示"
    rf"|补全)\s?)?(?:tokens?\b|tok\b|token|MTok\b|令牌|词元)"
)
_PER = (
    rf"(?:\s?[(\[]?\s?(?:/|\bper\b|\beach\b|\bevery\b|\ban?\b(?=\s(?:day|hour|minute|month|week|year"
    rf"|second|seat|call|piece))|[每一]|\bfor (?:each|every)\b)\s?"
    rf"(?:(?P<per_tokens>{_PER_TOKENS}|(?:{_ASCII})?\s?(?:百万|[kKmM]\b|million\b))"
    rf"|(?P<per_period>(?:(?:{_ASCII}|{_SMALL})\s)?{_PERIOD})"
    r"|(?P<per_item>(?:次|张|条|个?席位?|人|seats?|users?|requests?|calls?|images?|videos?|keys?|GB|nodes?"
    r"|members?|pages?|queries|core|database|thousand)))|\s(?P<each>each|apiece)\b)"
)
_ADVERB = r"(?P<rate_tail>\s(?:daily|hourly|monthly|yearly|annually|weekly)\b)"
_OPEN = r"(?:(?:more than|over|above|upwards of|at least|exceeding|超过|超|逾|破|突破|多达|高达|不低于|不少于)\s?)"
_RANGE = r"\s?(?:-|–|~|～|至|到|\bto\b|or)\s?"
_SIGN = r"(?:US|HK|A|C|NT)?\$|[€£¥￥]|(?:RMB|CNY|USD|EUR|人民币)\s?"

_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?<![\d.-]){_YEAR}(?:-\d\d?(?:-\d\d?)?(?:T[\d:.]+Z?)?|[/.]\d\d?[/.]\d\d?"
    rf"|\s?年(?:\s?\d\d?\s?月(?:\s?\d\d?\s?[日号])?)?)(?![\d-])"
    r"|(?<![\d.])\d\d?\s?月\s?\d\d?\s?[日号]"
    rf"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s(?:\d\d?(?:st|nd|rd|th)?,?\s)?{_YEAR}\b"
    rf"|\b(?:in|of|since|until|by|from|before|after)\s(?:early\s|late\s)?{_YEAR}\b(?!\s?(?:requests|tokens|models))"
    rf"|\bQ[1-4]\s{_YEAR}\b|(?<!\d)\d\d?:\d\d(?::\d\d)?(?!\d)"
)
_NUMBERED = (
    "versions?|python|node(?:\\.?js)?|pip|npm|http|tls|ssl|rfc|iso|es|java|php|go|ruby|rust|macos|ios"
    "|android|windows|ubuntu|"
    "gpl|utf|sha|ipv|base|oauth|ports?|step|chapter|section|figure|table|page|part|appendix|level|phase"
)
_VERSION = (
    r"\bv\d+(?:\.\d+|\.x)*(?:-[a-z]+\.?\d*)?\b|(?<![\d.$])\d+\.\d+\.\d+(?:[.-][\w.]+)?"
    rf"|\b(?:{_NUMBERED})[ /-]?\d+(?:\.\d+)*(?:\s?(?:-|–|to|and)\s?\d+(?:\.\d+)*)?\+?"
    r"|(?:版本|端口|步骤|章节|(?<![\u4e00-\u9fff])[图表]|附录)\s?\d+(?:\.\d+)*(?!\d)"
    r"|#\d+\b|(?<![\w.])\d+(?:\.\d+)?\s?(?:版本?|及以上|以上版本|or (?:newer|later|higher))"
)
_STATUS = (
    r"\b(?:http|status|error|code)[ :/]{0,2}[1-5]\d\d\b|(?:状态码|错误码?|返回|报错?)[ :/]{0,2}[1-5]\d\d\b"
    r"|(?<![\w.,$¥/-])(?:40[0-9]|41[0-9]|42[29]|50[0-4]|52\d)(?![A-Za-z0-9_,%+]|\.\d|\s?(?:(?:[kKmM]"
    r"|tokens?|models?|users?|customers?|developers?|teams?|ms|of|or more"
    r"|(?:requests?|calls?|messages?|prompts?|images?|videos?) (?:per|an?|each|every))\b"
    r"|[万+个款家元张名位人字秒分路]|次(?!数)|积分|毫秒))"
)
_ORDINAL = (
    rf"第\s?(?:\d+|{_HAN})(?:\s?[-~–至到]\s?(?:\d+|{_HAN}))?|[统唯逐万]一|(?<=[之任某同])一|\d+(?:st|nd|rd|th)\b"
    rf"|十分(?!钟)|千万(?=[不别要])|"
    r"24\s?/\s?7\b|7\s?[x×*]\s?24\b|number one\b|no\.? ?1\b|top ?1\b|no one\b|\bone of\b"
    r"|\bone by one\b|\bone or more\b|\bone[- ]to[- ]one\b|\bfirst one\b|"
    "半路|一段(?=时间|日子)|一部分|一些|一下|一样|一般|一定|一直|一致|一起|一旦|一方面|一系列|一并|一同|一步|半自动|半角"
)
_LOW = (
    rf"(?<![\w.])(?<!\d,)(?:{_ASCII})|(?<=[^\W\d_a-zA-Z])(?:{_ASCII})|(?<=[$€£¥￥])(?:{_ASCII})|\b(?:{_WORDS})\b"
    rf"|(?:{_HAN})(?=\s?(?:[+余多来级]?\s?(?:{_MEASURE})|[点级]|[至到-]))|(?<=百分之)(?:{_HAN})"
)
_AMOUNT = (
    rf"(?P<open>{_OPEN})?(?:(?P<sign>{_SIGN})\s?)?(?P<percent>百分之)?(?P<low>{_LOW})"
    rf"(?:{_RANGE}(?:{_SIGN})?(?P<high>(?:{_ASCII})|(?:{_HAN})(?=\s?(?:{_MEASURE}))|\b(?:{_SMALL})\b))?"
    rf"(?P<scale>{_SCALE})?"
    r"(?P<plus>\s?(?:\+(?![A-Za-z])|[多余](?=[\s\w])|来(?=[个款家种名位张条])|\sor more\b|\sand counting\b))?"
    rf"(?:[\s-]?(?:个\s?)?(?:{_UNIT}))?(?:{_PER}|{_ADVERB})?"
)
# Most texts hold no number: a look at their characters is enough.
_ANY = compiled(rf"(?i)[0-9]|{_HAN_DIGIT.pattern}|\b(?:{_SMALL}|half|(?:{_LARGE}|score|ten)s?)\b")
_LONG = compiled(rf"[0-9,.]{{80,}}|[{_HAN_DIGIT.pattern[1:-1]}点]{{40,}}|(?i:(?:(?:{_LARGE})[ -]){{6,}})")
_FIGURE = regex(
    rf"(?P<date>{_DATE})|(?P<status>{_STATUS})|(?P<version>{_VERSION})|(?P<ordinal>{_ORDINAL})|{_AMOUNT}", re.IGNORECASE
)
