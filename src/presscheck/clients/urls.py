"""The parts of URLs as clients need them, and whether one can be where an API is."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit, urlunsplit

from presscheck.model import Localized
from presscheck.patterns import regex

API_PATHS = (
    "/chat/completions",
    "/completions",
    "/responses",
    "/messages",
    "/embeddings",
    "/models",
    "/images/generations",
    "/images/edits",
    "/audio/speech",
    "/audio/transcriptions",
    "/rerank",
    "/moderations",
)
"""Endpoints that follow the version in a request URL; none of them belongs into a Base URL field."""

PATHS = "|".join(API_PATHS)
VERSION = regex(r"/v\d+(?:alpha|beta)?\d*(?=/|$)")
ENDPOINT = regex(rf"(?:{PATHS}|/models/[^/]+)/*$")
JUNK = regex(r"""["'`<>,;|\\^{}]|[.)]$|://.*://|^https?://https?(?::|//)|/\.{1,2}(?:/|$)""", re.IGNORECASE)
NOT_PLAIN = regex(r"[^\x21-\x7e]")
_HOST = regex(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*")
_LONGEST_HOST = 253


def parsed(url: str) -> SplitResult | None:
    """The parts of a URL that a client can send a request to, or ``None``."""
    if re.search(r"[\x00-\x20\x7f]", url):
        # urlsplit would leave them out in silence.
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        return None
    if parts.netloc.startswith("["):
        return parts if address(host) else None
    return parts if _HOST.fullmatch(ascii_host(host)) else None


def address(host: str) -> str | None:
    """An IP address as it is written in one way only."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None


def ascii_host(host: str) -> str:
    """A host as it goes over the wire; nothing where its letters are none of a name, such as full-width ones."""
    if host.isascii():
        return host.lower()
    if len(host) > _LONGEST_HOST or unicodedata.normalize("NFKC", host) != host:
        return ""
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        return ""


def is_local(host: str) -> bool:
    """Whether a host is the reader's own machine or network, or a name that only a container network knows."""
    if not host or "." not in host:
        return bool(host) and not re.search(r"[^a-z0-9_-]", host) and host not in {"http", "https"}
    if host.endswith((".local", ".internal", ".lan", ".localhost", ".localdomain")):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback


class Fault(NamedTuple):
    """What is wrong with an address, as the end of a sentence, and how it is right; ``None`` where nobody can say."""

    text: Localized
    right: str | None


def fault_of_origin(url: str) -> Fault | None:
    """Why an address cannot be where an API is: scheme and host, at most a path without a version and an endpoint."""
    return _fault(url, _STEPS, lambda right: parsed(right) is not None and not JUNK.search(right))


def fault_of_page(url: str) -> Fault | None:
    """Why an address cannot be that of web pages; any path is good there, and so is one without encryption."""
    return _fault(url, _STEPS[:_OF_PAGES], lambda right: parsed(right) is not None)


def _fault(
    url: str, steps: Sequence[tuple[Localized, Callable[[str], str]]], is_right: Callable[[str], bool]
) -> Fault | None:
    text, right = None, url
    for wrong, mended in steps:
        before, right = right, mended(right)
        if text is None and right != before:
            text = wrong
    if not is_right(right):
        return Fault(text or _NO_ADDRESS, None)
    return Fault(text, right) if text else None


def _plain(url: str) -> str:
    """Without blanks and invisible signs, and with plain signs for full-width ones."""
    plain = unicodedata.normalize("NFKC", url).replace("。", ".")
    return "".join(sign for sign in plain if not (sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"}))


def _with_scheme(url: str) -> str:
    """With http:// or https:// in small letters, and a host behind it."""
    found = _SCHEME.match(url)
    said = (found[1] or found[2] or "") if found else ""
    scheme = "http://" if said.lower() == "http" else "https://"
    return scheme + url[found.end() if found else 0 :]


def _without_user(url: str) -> str:
    scheme, _, rest = url.partition("://")
    place = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return f"{scheme}://{rest[place.rfind('@') + 1 :]}"


def _encrypted(url: str) -> str:
    parts = parsed(url)
    if parts is None or parts.scheme == "https" or is_local((parts.hostname or "").lower()):
        return url
    return f"https{url.removeprefix('http')}"


def _without_query(url: str) -> str:
    return re.split(r"[?#]", url, maxsplit=1)[0]


def _without_endpoint(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = ENDPOINT.sub("", parts.path)
    version = VERSION.search(path)
    path = path[: version.start()] if version else path
    return url if path == parts.path else urlunsplit(parts._replace(path=path))


_SCHEME = regex(r"(?:([A-Za-z][A-Za-z0-9+.-]*):/{0,2}(?!\d+(?:/|$))|([A-Za-z]{3,6})?//)")
_NO_ADDRESS = Localized("is no address that a client could ask", "不是可以访问的地址")
_STEPS = (
    (Localized("has a blank, an invisible sign or a full-width one", "含有空格、不可见字符或全角字符"), _plain),
    (Localized("does not begin with https://", "没有以 https:// 开头"), _with_scheme),
    (
        Localized("holds a user name or a password, which pages would show", "含有用户名或密码，会被写进页面"),
        _without_user,
    ),
    (Localized("is http: keys would be sent unencrypted", "使用 http，密钥会以明文发送"), _encrypted),
    (Localized("has a query or an anchor behind the path", "路径后带有查询参数或锚点"), _without_query),
    (
        Localized("has a version or an endpoint, which clients add", "带有版本号或接口路径，客户端会自行补上"),
        _without_endpoint,
    ),
)
"""What may be wrong, each with what mends it; the first that changes the address is what is told."""
_OF_PAGES = 3
"""So many of them are wrong in any address."""
