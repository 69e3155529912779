"""Names and the values that stand beside them: ``API_KEY=…``, ``"token": "…"``, ``密钥：…``, ``--api-key …``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from presscheck.patterns import regex

_KEYWORD = regex(
    r"api[ _-]?key|apikey|secret|token|passw(?:or)?d|passphrase|pwd\b|access[ _-]?key|private[ _-]?key|"
    r"auth(?:orization)?[ _-]?key|encryption[ _-]?key|signing[ _-]?key|service[ _-]?role|account[ _-]?key|"
    r"subscription[ _-]?key|"
    r"authorization|bearer|credential|webhook[ _-]?key|license[ _-]?key|master[ _-]?key|admin[ _-]?key|"
    r"api[ _-]?password|access[ _-]?code|"
    r"密\s?钥|秘\s?钥|私钥|令牌|密码|口令|凭证|凭据|授权码|(?<![a-z])key(?![a-z])",
    re.IGNORECASE,
)
_WORD = regex(r"[A-Za-z0-9_.\-]")
_ORDINARY = regex(
    r"max|(?<![a-z])min[_-]|total|num_|count|next(?![-_]?(?:auth|public|private|api))|page|continu|csrf|xsrf|public|publish|site[_-]?key|(?:[_-]id|Id|ID)s?$|[_-]?name$|"
    r"ur[il]$|path$|file|type$|prefix|format|length|hash|limit|usage|index|tokeniz|(?:^|[_-])(?:eos|bos|pad|unk|sep|cls|mask|"
    r"special|stop|start|end|new|first|last|prev|sync)[_-]?tok|idempot|cache|primary|foreign|sort|partition|shortcut|"
    r"hotkey|object|lookup|i18n|label|locale|placeholder|digest|fingerprint|integrity|checksum|version|measurement|"
    r"tokens$|keys$|keyword|keyboard|monkey|turkey|example|masked|header|scheme|expir|ttl|issuer|audience|challenge|nonce",
    re.IGNORECASE,
)
# What may stand between a name and its value, besides blanks: closing marks, a sign or word, opening marks.
_BETWEEN = regex(
    r"""(?P<close>[\])}）】」』”’"'`*_\\]{0,4})
        (?:[ \t]*[(（][^()（）\n]{0,24}[)）])?
        (?P<sign>[ \t]*:[ \t]*&?(?:'static[ ])?(?:string|str|String|any|Secret)\b[ \t]*\??[ \t]*=[ \t]*
            |[ \t]*(?:=>|:=|===?|->|[:：=＝→|]|为|是|设为|填写?|(?:is|was|set[ ]to)(?=[ \t]))[ \t]*
            |(?:[ \t]*,)?[ \t]*\n?[ \t]*,?[ \t]*["']?(?:value|default|content)["']?[ \t]*[:=][ \t]*
            |(?:[ \t]*</?[a-z][a-z0-9]*(?:[ ][^<>\n]*)?>[ \t]*\n?[ \t]*){1,4}
            |>
            |[ \t]*\{[^{}]{0,160}?\bdefault[ \t]*=[ \t]*
            |[ \t]*,[ \t]*(?=["'`])
            |[ \t]+
            |(?=["'`「“])
            |(?=\(["']))
        (?P<scheme>["'`]?(?:Bearer|Token|Basic|ApiKey)[ \t]+)?
        (?P<open>(?:["']{2}\.join\([ ]?[\[(][ ]?)?(?:[fFrRbBuU](?=["']))?[\[({（【「『“‘"'`*\\<$]{0,5})""",
    re.VERBOSE | re.IGNORECASE,
)
_VALUE = regex(r"[A-Za-z0-9+/_.=~:!@\#$%^&*?;-]{8,400}")
_ASSET = regex(
    r"\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|mp4|webm|mp3|pdf|css|js|woff2?)\?[^\s)\"'<>]*$", re.IGNORECASE
)
_MIXED = regex(
    r"(?=[^\s]{0,80}[a-z])(?=[^\s]{0,80}[A-Z])(?=[^\s]{0,80}[0-9])[A-Za-z0-9+/_=!@#$%^&*-]{12,80}(?![\w(./])"
)
_PLACEHOLDER = regex(r"[^\s>]<$")
_PUBLIC = regex(
    r"(?:public|publishable|site|verification|primary|foreign|partition|registry|shortcut|公开|公共|发布|可公开|主|外)\s?(?:api\s)?$",
    re.IGNORECASE,
)
_ABOUT_A_KEY = regex(r"\s?(?:ID|编号|标识|名称|前缀|指纹|哈希)\s?[:：=|为是]", re.IGNORECASE)
# What follows a value in the body of a form, or in a connection string.
_FORM = regex(r"[&;][A-Za-z][\w.-]*=")
_CHINESE = regex(r"[\u4e00-\u9fff]")
_SETTING = regex(
    r"""\bvalue\s*=\s*["'](?P<value>[^"'\s]{8,400})["']\s+where\s+\w+\s*=\s*["'](?P<name>[\w.-]+)["']""",
    re.IGNORECASE,
)
_OPTION = regex(r"(?:^|[\s\"'`(\[,])-{1,2}$")
_SETTER = regex(r"(?:^|\s)(?:set|setx|export|env|ENV|ARG|arg|unset|-[A-Za-z]{1,2}|set[ ]-[a-zA-Z]+)[ \t]+$")
_IMAGE = regex(r"!\[[^\]\n]*\]\([^)\s]*$|<(?:img|source|video)\b[^>]*$", re.IGNORECASE)


class Binding(NamedTuple):
    """A value that a name claims; both are ranges of the text that was searched."""

    name: str
    start: int
    end: int


def bindings(text: str) -> Iterator[Binding]:
    """Every value that stands beside the name of a credential."""
    yield from _settings(text)
    for found in _KEYWORD.finditer(text):
        start, end = _identifier(text, found.start(), found.end())
        name = text[start:end]
        if is_ordinary(name) or _ABOUT_A_KEY.match(text, found.end()):
            continue
        between = _BETWEEN.match(text, end)
        if not between:
            continue
        sign = between["sign"].strip()
        if (
            not sign
            and not (between["open"] or between["close"])
            and not _takes_a_blank(text, start, name, found[0], between)
        ):
            continue
        value = _VALUE.match(text, between.end())
        if not value or (text[value.end() : value.end() + 1] in {"(", "（"} and not value[0][-1:].isdigit()):
            continue
        if is_asset(text, start):
            continue
        if _PLACEHOLDER.search(text[max(0, start - 2) : start]) and between["sign"].lstrip().startswith(">"):
            continue  # user:<password>@host
        if _PUBLIC.search(text[max(0, start - 16) : start]):
            continue
        body = value[0].rstrip(".:;,!?&*_")
        if not between["open"].strip("<\\"):
            if re.search(r"[?&][\w.-]*$", text[max(0, start - 1) : end]):
                body = body.partition("&")[0]
            elif between["sign"] == "=":
                body = _FORM.split(body, maxsplit=1)[0]
        if "basic" not in (between["scheme"] or "").lower():  # that has a format of its own
            yield Binding(name, value.start(), value.start() + len(body))


def _settings(text: str) -> Iterator[Binding]:
    """Values that stand before their names, as in ``SET value = '…' WHERE name = 'api_key'``."""
    for found in _SETTING.finditer(text):
        if _KEYWORD.search(found["name"]) and not is_ordinary(found["name"]):
            yield Binding(found["name"], *found.span("value"))


def is_ordinary(name: str) -> bool:
    """Whether a name speaks of something else than a credential: ``max_tokens``, ``public_key``, ``cacheKey``."""
    return bool(_ORDINARY.search(name))


def _identifier(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole identifier around a keyword."""
    while start and _WORD.match(text, start - 1):
        start -= 1
    while end < len(text) and _WORD.match(text, end):
        end += 1
    while end > start and text[end - 1] in ".-":
        end -= 1
    return start, end


def _takes_a_blank(text: str, start: int, name: str, keyword: str, between: re.Match[str]) -> bool:
    """Whether a name and its value are parted by a blank alone: options, ``ENV``, ``setx``, ``Bearer``."""
    if between["scheme"] or keyword.lower() == "bearer" or name.startswith("--"):
        return True
    before = text[max(0, start - 24) : start]
    if keyword.lower() in {"password", "secret", "passphrase"} and _MIXED.match(text, between.end()):
        return True  # "the temporary password x7…" in a sentence
    return bool(_OPTION.search(before) or _SETTER.search(before) or _CHINESE.match(keyword))


def is_asset(text: str, start: int) -> bool:
    """Whether the name is a parameter of an image's or another asset's address."""
    before = text[max(0, start - 300) : start]
    return bool(_ASSET.search(before) or (before[-1:] in {"?", "&"} and _IMAGE.search(before)))
