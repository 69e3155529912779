"""Assignments in code and configuration: a text to the addresses in it, each with the name that gets it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from presscheck.base_urls.targets import Target, is_strong, is_weak, target_of
from presscheck.base_urls.values import Address, addresses, bare_addresses, broken_addresses, is_address
from presscheck.patterns import regex

_LONGEST = 400
"""No string with an address is longer."""
_OPENING_QUOTE = regex(r"""(["'`])[^"'`]{0,12}$""")
_TYPOGRAPHIC_QUOTES = "“‘＂"
_TAIL = regex(r"[^\s\"'`<>()\[\]{}]*")
_LIST_GOES_ON = regex(r"[ \t]{0,99}[\"'}\])]|[ \t]{1,99}\w+[ \t]{0,99}[=:]|[ \t]{0,99}\n[ \t]{0,99}[\"'}\])]")
_JOINED = regex(r"""["'`]\s{0,9}(?:\+|\.)\s{0,9}["'](?P<path>/?[\w/.-]*)["']""")
_VARIABLE_HOST = regex(r"//\$?\{?(\w+)\}?(?=[/:]|$)")
_REFERENCE = regex(
    r"""(?P<open>[fF]?["'`])?"""
    r"""(?:\$\{(?P<braced>\w+)\}|\$(?P<dollar>\w+)|\{(?P<brace>\w+)\}|(?P<plain>[A-Za-z_]\w*)|%(?P<percent>\w+)%)"""
    r"""(?P<path>/[\w/.-]*)?(?(open)["'`]|)(?:\s{0,9}\+\s{0,9}["'](?P<plus>/[\w/.-]*)["'])?"""
)
_OTHER = regex(r"\s{0,9}(?:\+\s{0,9}|\$?\{)([A-Za-z_]\w{0,40})")
_BEFORE_A_PATH = regex(
    r"""\$\{?(?P<dollar>[\w.:@-]++)\}?/|\{(?P<brace>[\w.$:@-]++)\}{1,2}/|%(?P<percent>[\w.$:@-]++)%/|"""
    r"""(?<![\w.$:@-])(?P<plus>[\w.$:@-]++)\s{0,9}\+\s{0,9}["'`]/"""
)


class Assignment(NamedTuple):
    """A name and the address it gets, with their places in the text.

    ``built`` is one that is put together, from a host that stands at ``host``.
    """

    name: str
    value: str
    start: int
    end: int
    name_start: int
    name_end: int
    built: bool = False
    host: tuple[int, int] | None = None

    @property
    def variable(self) -> str:
        """The name by which later lines speak of what was assigned."""
        return self.name.rpartition(":")[2].rpartition(".")[2].lstrip("$")


class _Reference(NamedTuple):
    """A place where a Base URL field gets what an earlier name holds, and the path that is put behind it.

    ``shared`` is one whose name request URLs are made of as well: another value for the name would break those.
    """

    origin: Assignment
    target: Target
    start: int
    end: int
    path: str
    shared: bool = False

    def assignment(self) -> Assignment:
        name, name_start, name_end = self.target
        if not self.path and not self.shared:
            return Assignment(name, self.origin.value, self.origin.start, self.origin.end, name_start, name_end)
        value = self.origin.value.rstrip("/") + self.path if self.path else self.origin.value
        host = (self.origin.start, self.origin.end)
        return Assignment(name, value, self.start, self.end, name_start, name_end, built=True, host=host)


def assignments(text: str, hosts: frozenset[str]) -> Iterator[Assignment]:
    """Every address in a piece of code that a name gets, and those that are put together from earlier ones."""
    places = (*addresses(text), *bare_addresses(text, hosts), *broken_addresses(text))
    found = [item for place in places if (item := _assignment(text, place, hosts)) is not None]
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[Assignment] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    defined = {item.variable: item for item in kept if item.name}
    kept = [_filled_in(item, defined) for item in kept]
    in_paths = used_in_requests(text, defined)
    references = [item._replace(shared=item.origin.variable in in_paths) for item in _references(text, defined)]
    used = {reference.origin for reference in references}
    yield from (reference.assignment() for reference in references)
    yield from (item for item in kept if item not in used)


def used_in_requests(text: str, names: Collection[str]) -> set[str]:
    """Those of some names that a request URL is put together from, so that they are no Base URL by themselves."""
    used: set[str] = set()
    for found in _BEFORE_A_PATH.finditer(text):
        whole = found[found.lastgroup or 0]
        used.add(whole)
        # In `self.url + "/path"` it may be either.
        used.update(whole[at.end() :] for at in re.finditer(r"[.:$@-]", whole))
    return used.intersection(names)


def _filled_in(item: Assignment, defined: Mapping[str, Assignment]) -> Assignment:
    """An address with the host that an earlier variable holds."""
    found = _VARIABLE_HOST.search(item.value)
    origin = defined.get(found[1]) if found else None
    if found is None or origin is None or origin.start >= item.start or "//" in origin.value:
        return item
    value = item.value[: found.start() + 2] + origin.value + item.value[found.end() :]
    return item._replace(value=value, built=True)


def _references(text: str, defined: Mapping[str, Assignment]) -> Iterator[_Reference]:
    """Where a Base URL field gets what an earlier name holds, with or without a path after it."""
    if not defined:
        return
    for line in re.finditer(r"[^\n]+", text):
        for found in _REFERENCE.finditer(line[0]):
            name = next(found[group] for group in ("braced", "dollar", "brace", "plain", "percent") if found[group])
            origin = defined.get(name)
            start = line.start() + found.start()
            if origin is None or start <= origin.end:
                continue
            target = target_of(text, start)
            if target is not None and (is_strong(target.name) or is_weak(target.name)):
                path = found["path"] or found["plus"] or _added(text, line[0], found.end())
                yield _Reference(origin, target, start, line.start() + found.end(), path)


def _added(text: str, line: str, end: int) -> str:
    """The path that another variable puts behind a name; ``text`` says what it holds."""
    other = _OTHER.match(line, end)
    held = (
        re.search(rf"""(?m)^[^\n\w]*(?:\w+[ \t]+)?{re.escape(other[1])}[ \t]*=[ \t]*["'](/[\w/.-]*)["']""", text)
        if other
        else None
    )
    return held[1] if held else ""


# --- one address ----------------------------------------------------------------------------------------------------


def _assignment(text: str, address: Address, hosts: frozenset[str]) -> Assignment | None:
    """The name that gets an address, and the whole value that it gets."""
    line_end = text.find("\n", address.end)
    line_end = len(text) if line_end < 0 else line_end
    quoted = _in_quotes(text, address, line_end, hosts)
    if quoted:
        return _of_string(text, *quoted, line_end)
    if address.start > 0 and text[address.start - 1] in _TYPOGRAPHIC_QUOTES:
        # Typographic quotes are part of the value for whoever reads the file.
        start, end = address.start - 1, address.end + (text[address.end : address.end + 1] in {"”", "’", "＂"})
        target = target_of(text, start)
    else:
        start, end = address.start, _end_of_bare_value(text, address.end, line_end)
        target = target_of(text, start)
    return Assignment(target.name, text[start:end], start, end, target.start, target.end) if target else None


def _of_string(text: str, start: int, end: int, line_end: int) -> Assignment | None:
    """The name that gets a string; a path that is put behind the string counts."""
    target = target_of(text, start - 1)
    if target is None:
        return None
    value = text[start:end]
    joined = _JOINED.match(text, end, line_end)
    if joined:
        value = value.rstrip("/") + joined["path"]
    return Assignment(target.name, value, start, end, target.start, target.end, built=bool(joined))


def _in_quotes(text: str, address: Address, line_end: int, hosts: frozenset[str]) -> tuple[int, int] | None:
    """The string that an address is, or nearly is."""
    first = max(text.rfind("\n", 0, address.start) + 1, address.start - 13)
    quote = _OPENING_QUOTE.search(text[first : address.start])
    if quote is None:
        return None
    opened = first + quote.start() + 1
    closed = text.find(quote[1], opened, min(line_end, opened + _LONGEST))
    return (opened, closed) if closed >= address.end and is_address(text[opened:closed], hosts) else None


def _end_of_bare_value(text: str, end: int, line_end: int) -> int:
    """Where a value without quotes ends: before a blank, and before what separates it from the next one."""
    tail = _TAIL.match(text, end, line_end)
    value_end = tail.end() if tail else end
    while value_end > end and text[value_end - 1] in ",;" and _LIST_GOES_ON.match(text, value_end):
        value_end -= 1
    return value_end
