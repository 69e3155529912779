"""Assignments in code and configuration: which name gets which address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from presscheck.base_urls.values import PLACEHOLDER_HOST, addresses, bare_addresses, is_address

_STRONG = re.compile(r"(?:baseurl|baseuri|baseurls|apibase|apibases|apibaseurl|apihost|apibaseaddress|openaiproxyurl)$")
_WEAK = re.compile(
    r"^(?:[a-z]{0,14})(?:apiurl|apiaddress|apiendpoint|apiproxy|apiserver|apidomain|endpointurl|proxyurl|serverurl|"
    r"gatewayurl|gateway|llmurl|modelurl|openaiurl|apiroot|apiorigin|basepath|baseaddress|upstream)$"
)
_OTHER_SITE = re.compile(
    r"^(?:site|web|website|docs|doc|app|frontend|public|nextpublic|static|asset|assets|cdn|image|images|auth|console|admin|"
    r"dashboard|oauth|login|blog|canonical|test|vite|nextauth|og|sitemap|homepage|portal)"
)
_WRAPPERS = frozenset("url uri str string getenv env get setdefault environ uri.parse parse trim cast field".split())
_NAME = r"[A-Za-z_$@][\w.$:-]*"
_ASSIGNED = re.compile(rf"""(?P<name>{_NAME})(?P<close>["'`\]\)?]*)\s*(?P<sign>=>|:=|\?=|\?\?=|\|\|=|[=:])\s*$""")
_ANNOTATED = re.compile(rf"""(?P<name>{_NAME})\??\s*:\s+(?:[A-Za-z_][\w.]*)(?:\[[^\]\n]*\])?(?:\s*\|\s*\w+)*\s*=\s*$""")
_CHOICE = re.compile(
    rf"""(?P<name>{_NAME})["'`\])]*\s*[:=][^=\n({{,]*?(?:(?<!\?)\?(?!\?)|\bif\b[^\n]*\belse\b)\s*(?:["'`][^"'`\n]*["'`]\s*:\s*)?$"""
)
_DEFAULT = re.compile(r"""["']--(?P<name>[\w-]+)["'][^()\n]*\bdefault\s*=\s*$""")
_FALLBACK = re.compile(rf"""(?P<name>{_NAME})["'`\]\)]*\s*(?:\|\||\?\?|\bor)\s*$""")
_SPACED = re.compile(
    r"(?:(?P<flag>--?[A-Za-z][\w-]*)|(?:\b(?:set\s+-\w+|set|setx|ENV|export|setenv|config\s+set|env\s+set|-x|-gx|-Ux)\s+)"
    rf"(?P<name>{_NAME}))\s+$"
)
_CALL = re.compile(r"(?P<name>[\w.]+)\(\s*$")
_ARGUMENT = re.compile(r"""\(\s*["'](?P<name>[\w.-]+)["']\s*,\s*$""")
_JOINED = re.compile(r"""["'`]\s*(?:\+|\.)\s*["'](?P<path>/?[\w/.-]*)["']""")
_PREFIX = re.compile(r"""(?:\b[fFrRbBuU]{1,2})?$""")
_PAIR = re.compile(
    r"""(?:name|key|variable)["']?\s*[:=]\s*["']?(?P<name>[A-Za-z_]\w*)["']?\s*[,;]?\s*\n?[^\n]*?\b["']?value["']?\s*[:=]\s*$"""
)
_REFERENCE = re.compile(
    r"""(?P<open>[fF]?["'`])?(?:\$\{(?P<braced>\w+)\}|\$(?P<dollar>\w+)|\{(?P<brace>\w+)\}|(?P<plain>[A-Za-z_]\w*)|%(?P<percent>\w+)%)"""
    r"""(?P<path>/[\w/.-]*)?(?(open)["'`]|)(?:\s*\+\s*["'](?P<plus>/[\w/.-]*)["'])?"""
)
_COMMENT = re.compile(r"^\s*(?:#|//|--|;|/\*|\*|<!--|rem\s|REM\s|::)\s?(?P<text>.*)$")
_TRAILING_COMMENT = re.compile(r"(?:\s#\s|\s//\s|\s/\*\s*|<!--|\s;\s)(?P<text>.*)$")


class Assignment(NamedTuple):
    """A name and the address it gets, with their places in the text. ``name`` may be empty."""

    name: str
    value: str
    start: int
    end: int
    name_start: int
    name_end: int
    quoted: bool
    built: bool = False


def folded(name: str) -> str:
    """A name without what differs between styles of writing: case, signs, and what stands before the last dot."""
    last = re.sub(r"^\$env:|^env:|^process\.env\.", "", name, flags=re.IGNORECASE).rpartition(".")[2]
    return re.sub(r"[^a-z0-9]", "", last.lower())


def is_strong(name: str) -> bool:
    """Whether a name is surely that of a Base URL."""
    short = folded(name)
    return bool(_STRONG.search(short)) and not _OTHER_SITE.match(short)


def is_weak(name: str) -> bool:
    """Whether a name may be that of a Base URL, or of a request URL."""
    short = folded(name)
    return bool(_WEAK.match(short)) and not _OTHER_SITE.match(short)


def assignments(text: str, hosts: frozenset[str]) -> Iterator[Assignment]:
    """Every address in a piece of code that a name gets, and those that are put together from earlier ones."""
    defined: dict[str, Assignment] = {}
    found = [
        item
        for address in (*addresses(text), *bare_addresses(text, hosts))
        if (item := _assignment(text, address.start, address.end, bare=address.bare, hosts=hosts)) is not None
    ]
    found.sort(key=lambda item: item.start)
    kept: list[Assignment] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            continue
        kept.append(item)
        if item.name:
            defined[item.name.rpartition(":")[2].rpartition(".")[2].lstrip("$")] = item
    used: set[Assignment] = set()
    built: list[Assignment] = []
    for item in _references(text, defined):
        value, name, start, end, name_start, name_end, origin, path = item
        used.add(origin)
        place = (origin.start, origin.end) if not path else (start, end)
        built.append(Assignment(name, value, *place, name_start, name_end, quoted=True, built=bool(path)))
    yield from built
    for item in kept:
        if item not in used:
            yield item


def requests(text: str, defined: dict[str, Assignment]) -> set[str]:
    """Names that a request URL is put together from, so that they are no Base URL by themselves."""
    names = set()
    for name in defined:
        if re.search(
            rf"(?:\$\{{?{re.escape(name)}\}}?|\{{{re.escape(name)}\}}|\b{re.escape(name)}\s*\+\s*[\"'`]|%{re.escape(name)}%)/",
            text,
        ):
            names.add(name)
    return names


def _references(
    text: str, defined: dict[str, Assignment]
) -> Iterator[tuple[str, str, int, int, int, int, Assignment, str]]:
    """Where a Base URL field gets what an earlier name holds, with or without a path after it."""
    if not defined:
        return
    for line in re.finditer(r"[^\n]+", text):
        for found in _REFERENCE.finditer(line[0]):
            name = next(
                (
                    group
                    for group in (found["braced"], found["dollar"], found["brace"], found["plain"], found["percent"])
                    if group
                ),
                "",
            )
            origin = defined.get(name)
            start = line.start() + found.start()
            if origin is None or start <= origin.end:
                continue
            target = _target(text, start)
            if target is None or not (is_strong(target[0]) or is_weak(target[0])):
                continue
            path = found["path"] or found["plus"] or ""
            value = origin.value.rstrip("/") + path if path else origin.value
            yield value, target[0], start, line.start() + found.end(), target[1], target[2], origin, path


def _assignment(text: str, start: int, end: int, *, bare: bool, hosts: frozenset[str]) -> Assignment | None:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before = text[line_start:start]
    quote = re.search(r"""(["'`])[^"'`]{0,12}$""", before)
    value_start, value_end, quoted = start, end, False
    if quote:
        opened = line_start + quote.start()
        closed = text.find(quote[1], opened + 1, line_end)
        if closed >= end and is_address(text[opened + 1 : closed], hosts):
            value_start, value_end, quoted = opened + 1, closed, True
    if not quoted:
        tail = re.match(r"[^\s\"'`<>()\[\]{}]*", text[end:line_end])
        value_end = end + (tail.end() if tail else 0)
        while (
            value_end > end
            and text[value_end - 1] in ",;"
            and re.match(r"[ \t]*[\"'}\])]|[ \t]+\w+[ \t]*[=:]|[ \t]*\n[ \t]*[\"'}\])]", text[value_end:])
        ):
            value_end -= 1
    target = _target(text, value_start - 1 if quoted else value_start)
    if target is None:
        return None
    name, name_start, name_end = target
    value = text[value_start:value_end]
    joined = _JOINED.match(text[value_end:line_end]) if quoted else None
    if joined:
        return Assignment(
            name, value.rstrip("/") + joined["path"], value_start, value_end, name_start, name_end, True, built=True
        )
    if not quoted:
        value = value.rstrip() if bare else value
    return Assignment(name, value, value_start, value_start + len(value), name_start, name_end, quoted)


def _target(text: str, at: int) -> tuple[str, int, int] | None:
    """The name that gets what begins at an offset, with its place."""
    line_start = text.rfind("\n", 0, at) + 1
    left = text[line_start:at]
    if not left.strip(" \t\"'`-"):
        above = text[: max(0, line_start - 1)]
        pair = _PAIR.search(above[-200:] + "\n" + left)
        if pair is None and re.search(r"[:=(\\]\s*$|>-?\s*$", above):
            above = re.sub(r"[>|\\]-?\s*$", "", above.rstrip())
            line_start = above.rfind("\n") + 1
            left = above[line_start:]
    pair = _PAIR.search(text[max(0, at - 200) : at].rstrip("\"'`"))
    if pair:
        begin = max(0, at - 200) + pair.start("name")
        return pair["name"], begin, begin + len(pair["name"])
    inner: tuple[str, int, int] | None = None
    for _ in range(4):
        left = _PREFIX.sub("", left.rstrip("\"'`") if left[-1:] in "\"'`" else left)
        left = re.sub(r"(?:\b\w+\.)+$", "", left)
        if special := _ANNOTATED.search(left) or _DEFAULT.search(left) or _CHOICE.search(left):
            place = line_start + special.start("name")
            return special["name"], place, place + len(special["name"])
        if assigned := _ASSIGNED.search(left):
            name = re.sub(r"^(?i:\$?env:)", "", assigned["name"].rstrip(":"))
            place = line_start + assigned.start("name") + len(assigned["name"].rstrip(":")) - len(name)
            return inner if inner and not (is_strong(name) or is_weak(name)) else (name, place, place + len(name))
        if spaced := _SPACED.search(left):
            group = "flag" if spaced["flag"] else "name"
            place = line_start + spaced.start(group)
            return spaced[group].lstrip("-"), place, place + len(spaced[group])
        if argument := _ARGUMENT.search(left):
            inner = (argument["name"], line_start + argument.start("name"), line_start + argument.end("name"))
            left = left[: argument.start() + 1]
            continue
        if fallback := _FALLBACK.search(left):
            inner = (fallback["name"], line_start + fallback.start("name"), line_start + fallback.end("name"))
            left = left[: fallback.start()]
            left = re.sub(r"[\w.\[\]\"']+$", "", left)
            continue
        if call := _CALL.search(left):
            name = call["name"].rpartition(".")[2]
            if is_strong(name):
                place = line_start + call.start("name") + len(call["name"]) - len(name)
                return name, place, place + len(name)
            if inner and name.lower() in {"setenvironmentvariable", "setenv", "putenv", "set", "setdefault", "setitem"}:
                return inner
            left = re.sub(r"(?:\bnew\s+|\bawait\s+)$", "", left[: call.start()])
            if name.lower() not in _WRAPPERS:
                return inner
            continue
        return inner
    return inner


def is_placeholder(value: str) -> bool:
    """Whether the host of an address stands for the reader's own."""
    host = re.sub(r"^[^/]*//", "", value)
    return bool(PLACEHOLDER_HOST.search(re.split(r"/", host, maxsplit=1)[0]))


def comment_of(text: str, at: int) -> str:
    """The comment beside or above the line of an offset, which may say that it shows what not to do."""
    lines = text[:at].split("\n")
    end = text.find("\n", at)
    trailing = _TRAILING_COMMENT.search(text[at : len(text) if end < 0 else end])
    notes = [trailing["text"]] if trailing else []
    for line in reversed(lines[:-1]):
        if not line.strip():
            break
        comment = _COMMENT.match(line)
        if comment:
            notes.append(comment["text"])
            break
    return "\n".join(notes)
