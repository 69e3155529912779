"""The name that gets what stands at a place in code, in whatever language; and which names are those of Base URLs."""

from __future__ import annotations

import re
from typing import NamedTuple

from presscheck.patterns import regex

_STRONG = regex(
    r"(?:(?<!editor)(?<!webhook)(?<!callback)(?<!frontend)(?<!supa)(?<!data)(?<!fire)(?<!knowledge)baseur(?:l|i|ls)|uribase|apibase|apibases|apibaseurl|apihost|apibaseaddress|openaiproxyurl)$"
)
_WEAK = regex(
    r"^(?:[a-z]{0,14})(?:apiurl|apiaddress|apiendpoint|apiproxy|apiserver|apidomain|endpointurl|proxyurl|serverurl|"
    r"gatewayurl|gateway|llmurl|modelurl|openaiurl|apiroot|basepath|baseaddress|upstream)$"
)
_OTHER_SITE = regex(
    r"^(?:n8n|editor|crawl|site|web|website|docs|doc|app|frontend|public|nextpublic|static|asset|assets|cdn|image|images|auth|console|"
    r"admin|dashboard|oauth|login|blog|canonical|test|vite|nextauth|og|sitemap|homepage|portal)"
)
_WRAPPERS = frozenset(
    [
        "url",
        "uri",
        "str",
        "string",
        "getenv",
        "env",
        "get",
        "setdefault",
        "environ",
        "uri.parse",
        "parse",
        "trim",
        "cast",
        "field",
    ]
)
"""Calls that hand on what they are given."""
_SETTERS = frozenset(["setenvironmentvariable", "setenv", "putenv", "set", "setdefault", "setitem"])
"""Calls that give their second argument to the name in their first."""

# A name takes all it can and gives nothing back, so that no pattern tries one name in many lengths.
_NAME = r"[A-Za-z_$@][\w.$-]*+(?::[\w.$-]++)*+"
_ASSIGNED = regex(rf"""(?P<name>{_NAME})["'`\]\)?]*+:?\s*+(?:=>|:=|\?=|\?\?=|\|\|=|[=:])\s*+$""")
_ANNOTATED = regex(
    rf"""(?P<name>{_NAME})\??\s*+:\s++[A-Za-z_][\w.]*+(?:\[[^\]\n]*+\])?+(?:\s*+\|\s*+\w++)*+\s*+=\s*+$"""
)
_CHOICE_END = regex(r"""(?:\?|\belse)\s*+(?:["'`][^"'`\n]*+["'`]\s*+:\s*+)?$""")
_CHOICE = regex(
    rf"""(?P<name>{_NAME})["'`\])]*+\s*+[:=][^=\n({{,]*?"""
    r"""(?:(?<!\?)\?(?!\?)|\bif\b[^\n]*\belse\b)\s*+(?:["'`][^"'`\n]*+["'`]\s*+:\s*+)?$"""
)
_DEFAULT = regex(r"""["']--(?P<name>[\w-]+)["'][^()\n]*\bdefault\s*+=\s*+$""")
_FALLBACK = regex(rf"""(?P<name>{_NAME})["'`\]\)]*+\s*+(?:\|\||\?\?|\bor)\s*+$""")
_SPACED = regex(
    r"(?:(?P<flag>--?[A-Za-z][\w-]*+)|(?:\b(?:set\s+-\w+|set|setx|ENV|export|setenv|config\s+set|env\s+set|"
    r"set-environment(?:\s+-\w+)?|config:set|-x|-gx|-Ux)\s+)"
    rf"(?P<name>{_NAME}))\s++$"
)
_REGISTRY = regex(rf"/v\s++[\"']?(?P<name>{_NAME})[\"']?(?:\s++/(?!d\s)\S++(?:\s++\w++)?)*+\s++/d\s++$", re.IGNORECASE)
"""``reg add KEY /v NAME /t TYPE /d VALUE`` of Windows."""
_CALL = regex(r"(?<![\w.])(?P<name>[\w.]++)\(\s*+$")
_ARGUMENT = regex(r"""\(\s*+["'](?P<name>[\w.-]++)["']\s*+,\s*+$""")
_STRING_PREFIX = regex(r"\b[fFrRbBuU]{1,2}$")
_OBJECTS = regex(r"(?:\b\w+\.)+$")
_ELEMENT = regex(r"[\w.\[\]\"']+$")
_KEYWORD = regex(r"(?:\bnew\s+|\bawait\s+)$")
_VALUE_KEY = regex(r"""\bvalue["']?\s*+[:=]\s*+$""")
_PAIR = regex(
    r"""(?:name|key|variable)["']?\s*[:=]\s*["']?(?P<name>[A-Za-z_]\w*+)["']?\s*+[,;]?\s*"""
    r"""\n?[^\n]*?\b["']?value["']?\s*[:=]\s*$"""
)
"""``name: X, value: …``, as Kubernetes and Docker have it, on one line or two."""
_BLOCK = regex(r"""\bvariable\s+"(?P<name>\w+)"\s*+\{[^{}]*\bdefault\s*+=\s*+$""")
"""``variable "NAME" { … default = "…" }`` of Terraform."""
_GOES_ON = regex(r"[:=(\\]\s*+$|>-?\s*+$")
_GOES_ON_SIGN = regex(r"[>|\\]-?\s*+$")

_REACH = 300
"""How far before a value its name may begin."""
_PAIR_REACH = 200


class Target(NamedTuple):
    """A name and its place."""

    name: str
    start: int
    end: int


def folded(name: str) -> str:
    """A name without what differs between styles of writing: case, signs, and what stands before the last dot."""
    last = re.sub(r"^\$env:|^env:|^process\.env\.", "", name, flags=re.IGNORECASE).rpartition(".")[2]
    return re.sub(r"[^a-z0-9]", "", last.lower())


def is_of_other_site(name: str) -> bool:
    """Whether a name, or that of a section, belongs to a site for people."""
    return bool(_OTHER_SITE.match(folded(name)))


def is_strong(name: str) -> bool:
    """Whether a name is surely that of a Base URL."""
    short = folded(name)
    return bool(_STRONG.search(short)) and not _OTHER_SITE.match(short)


def is_weak(name: str) -> bool:
    """Whether a name may be that of a Base URL, or of a request URL."""
    short = folded(name)
    return bool(_WEAK.match(short)) and not _OTHER_SITE.match(short)


def target_of(text: str, at: int) -> Target | None:
    """The name that gets what begins at an offset: before it, or at the end of the line above."""
    line_start = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    left = text[line_start:at]
    if pair := _pair(text, at):
        return pair
    if not left.strip(" \t\"'`-"):
        above = text[max(0, line_start - 1 - _REACH) : max(0, line_start - 1)]
        if _GOES_ON.search(above):
            start = max(0, line_start - 1 - _REACH)
            above = _GOES_ON_SIGN.sub("", above.rstrip())
            line_start = start + above.rfind("\n") + 1
            left = above[above.rfind("\n") + 1 :]
    return _target(left, line_start)


def _pair(text: str, at: int) -> Target | None:
    """The name in a pair of a name and a value."""
    start = max(0, at - _PAIR_REACH)
    near = text[start:at].rstrip("\"'`")
    pair = _PAIR.search(near) if _VALUE_KEY.search(near) else _BLOCK.search(near) if "default" in near else None
    return Target(pair["name"], start + pair.start("name"), start + pair.end("name")) if pair else None


def _target(left: str, shift: int) -> Target | None:
    """The name at the end of what stands before a value, looked for from within, through calls and fallbacks.

    ``inner`` is what an inner call or a fallback would be named by: a variable that holds the value as well.
    """
    inner: Target | None = None
    for _ in range(4):
        left = _OBJECTS.sub("", _without_string_start(left))
        if named := _ANNOTATED.search(left) or _DEFAULT.search(left) or _choice(left) or _registry_value(left):
            return _named(named, "name", shift)
        if assigned := _ASSIGNED.search(left):
            target = _without_drive(_named(assigned, "name", shift))
            return inner if inner and not (is_strong(target.name) or is_weak(target.name)) else target
        if spaced := _SPACED.search(left):
            target = _named(spaced, "flag" if spaced["flag"] else "name", shift)
            return target._replace(name=target.name.lstrip("-"))
        if argument := _ARGUMENT.search(left):
            inner = _named(argument, "name", shift)
            left = left[: argument.start() + 1]
        elif fallback := _FALLBACK.search(left):
            inner = _named(fallback, "name", shift)
            left = _ELEMENT.sub("", left[: fallback.start()])
        elif call := _CALL.search(left):
            name = call["name"].rpartition(".")[2]
            if is_strong(name):
                end = shift + call.end("name")
                return Target(name, end - len(name), end)
            if name.lower() not in _WRAPPERS or (inner and name.lower() in _SETTERS):
                return inner
            left = _KEYWORD.sub("", left[: call.start()])
        else:
            break
    return inner


def _choice(left: str) -> re.Match[str] | None:
    """The name that gets one of two values, as in ``name = test ? "one" : "other"``."""
    return _CHOICE.search(left) if _CHOICE_END.search(left) else None


def _registry_value(left: str) -> re.Match[str] | None:
    return _REGISTRY.search(left) if left.rstrip().lower().endswith("/d") else None


def _without_string_start(left: str) -> str:
    """What stands before a string, without its opening quote and the letters before that."""
    return _STRING_PREFIX.sub("", left.rstrip("\"'`"))


def _named(found: re.Match[str], group: str, shift: int) -> Target:
    return Target(found[group], shift + found.start(group), shift + found.end(group))


def _without_drive(target: Target) -> Target:
    """A name without the ``$env:`` of PowerShell."""
    name = re.sub(r"^(?i:\$?env:)", "", target.name)
    return Target(name, target.end - len(name), target.end)
