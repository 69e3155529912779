"""Whether a value in a client's Base URL field reaches the API, and if not, why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from presscheck.clients.compose import WHITE_SPACE
from presscheck.clients.registry import Client, Composition, Version
from presscheck.clients.urls import (
    API_PATHS,
    ENDPOINT,
    JUNK,
    NOT_PLAIN,
    PATHS,
    VERSION,
    address,
    ascii_host,
    parsed,
)
from presscheck.model import Localized
from presscheck.patterns import regex

REASONS = (
    "malformed",
    "insecure",
    "homepage",
    "unknown-host",
    "endpoint",
    "doubled-version",
    "missing-version",
    "missing-endpoint",
    "wrong-path",
)
"""Why a value is wrong. ``missing-endpoint`` is for clients that send the value as it is."""

_REQUEST = regex(rf"/v1(?:{PATHS}|/models/[^/]+)|/v1beta/models(?:/[^/]+)?")


class Gateway(NamedTuple):
    """Where a site's API and its web pages are, and what it is called."""

    api_origin: str
    homepages: Sequence[str] = ()
    name: str = ""

    def address(self, path: str) -> str:
        """The URL of a path of the API."""
        return self.api_origin.rstrip("/") + path


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a value: ``reason`` is one of ``REASONS`` and ``None`` where the value is right.

    ``request_url`` is ``None`` where the client cannot make a URL of it. ``suggest`` is a value that is right, the
    given one where it is. ``sees`` says what the client's user will see.
    """

    client: str
    value: str
    request_url: str | None
    ok: bool
    reason: str | None
    suggest: str
    sees: Localized | None = None


def right_value(composition: Composition, gateway: Gateway) -> str:
    """The value that belongs into the field."""
    return gateway.address(composition.base)


def judge(client: Client, version: Version, protocol: str | None, value: str, gateway: Gateway) -> Verdict:
    """Work out what a client makes of a value. A value is called right only where that is certain.

    Args:
        client: the client; ``version`` is one of its versions.
        version: what it does.
        protocol: ``chat``, ``responses``, ``messages`` or ``gemini``; without one, or with one that the version does
            not speak, that of a plain chat request. A client that sends the value as it is may then ask anything.
        value: what the user entered.
        gateway: where the API is.
    """
    composition = version.protocols.get(protocol or "", version.chat)
    url = composition.request_url(value)
    anything = protocol is None and not composition.steps
    reason = _reason(composition, value, url, gateway, anything=anything)
    right = right_value(composition, gateway)
    if anything and (path := ENDPOINT.search(_path(value))) and path[0].rstrip("/") in API_PATHS:
        right = gateway.address(f"/v1{path[0].rstrip('/')}")
    return Verdict(
        client=client.id,
        value=value,
        request_url=url if parsed(url) is not None else None,
        ok=reason is None,
        reason=reason,
        suggest=value if reason is None else right,
        sees=_sees(client, reason, arrives=_arrives(url, gateway)) if reason else None,
    )


def _reason(composition: Composition, value: str, url: str, gateway: Gateway, *, anything: bool) -> str | None:
    parts = parsed(url)
    if parts is None or _is_malformed(composition, value, url):
        return "malformed"
    api = parsed(gateway.api_origin)
    homes = [home for home in map(parsed, gateway.homepages) if home is not None]
    if api is None or _place(parts) != _place(api):
        return _wrong_place(parts, api, homes)
    if _same_url(parts, parsed(gateway.address(composition.endpoint))):
        return None
    below = parts.path.removeprefix(api.path.rstrip("/"))
    if anything and _REQUEST.fullmatch(below) and not parts.fragment:
        return None
    return _wrong_path(composition, value, url, api, [home for home in homes if _place(home) == _place(api)])


def _is_malformed(composition: Composition, value: str, url: str) -> bool:
    """Whether a value has what no address has; letters of any script are good in the name of a host."""
    bare = value.strip(WHITE_SPACE)
    if composition.request_url(bare) != url:
        # This client does not leave out the blanks at the ends.
        return True
    if any(JUNK.search(text.replace("{model}", "")) for text in (bare, url)):
        return True
    host = _authority(bare)
    if re.search(r"[\u3002\uff0e\uff61]", host):
        # A name's resolver may take them for dots; most clients do not ask it.
        return True
    return bool(NOT_PLAIN.search(bare.replace(host, "", 1) if host else bare))


def _authority(value: str) -> str:
    """The host of a value with its port, as it is written."""
    return re.split(r"[/?#]", value.partition("://")[2] if "://" in value else value, maxsplit=1)[0]


def _wrong_place(parts: SplitResult, api: SplitResult | None, homes: Sequence[SplitResult]) -> str:
    """Why a request goes to another server than the API's."""
    if any(_place(parts) == _place(home) for home in homes):
        return "homepage"
    if api is not None and _host(parts) == _host(api):
        unencrypted = parts.scheme == "http" and api.scheme == "https" and parts.port in {None, 80, api.port, 443}
        return "insecure" if unencrypted else "unknown-host"
    site = {_host(home).removeprefix("www.") for home in homes}
    return "homepage" if _host(parts).removeprefix("www.") in site else "unknown-host"


def _same_url(one: SplitResult, other: SplitResult | None) -> bool:
    """Whether two URLs are the same request: scheme and host in any case, the scheme's own port said or not."""
    return other is not None and (_place(one), one.path, one.query, one.fragment) == (
        _place(other),
        other.path,
        other.query,
        other.fragment,
    )


def _wrong_path(composition: Composition, value: str, url: str, api: SplitResult, homes: Sequence[SplitResult]) -> str:
    """Why a value on the right host leads to the wrong path; ``homes`` are web pages on the same host."""
    path, made = _path(value).rstrip("/"), urlsplit(url).path
    wanted = len(VERSION.findall(api.path.rstrip("/") + composition.endpoint.partition("?")[0]))
    versions = len(VERSION.findall(made))
    if ENDPOINT.search(path):
        if composition.steps:
            return "endpoint"
        return (
            "doubled-version"
            if versions > wanted
            else "missing-version"
            if versions < wanted
            else "malformed"
            if made.endswith("/")
            else "wrong-path"
        )
    if "#" in url or "?" in value:
        return "malformed"
    if versions > wanted:
        return "doubled-version"
    if any(path == home.path.rstrip("/") for home in homes):
        return "homepage"
    if homes and path and not VERSION.search(path) and not path.startswith("/api"):
        return "homepage"
    if "//" in made and versions >= wanted:
        return "malformed"
    if not composition.steps:
        return "missing-endpoint"
    return "missing-version" if versions < wanted else "wrong-path"


def _path(value: str) -> str:
    """The path of a value, whether it has a scheme or not."""
    bare = value.strip(WHITE_SPACE)
    try:
        return urlsplit(bare if "://" in bare else f"https://{bare}").path
    except ValueError:
        return ""


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return address(host) or ascii_host(host)


def _place(parts: SplitResult) -> tuple[str, str, int]:
    port = parts.port if parts.port is not None else {"http": 80}.get(parts.scheme, 443)
    return parts.scheme, _host(parts), port


def _arrives(url: str, gateway: Gateway) -> bool:
    """Whether a request reaches the API's server, whatever its path is."""
    parts, api = parsed(url), parsed(gateway.api_origin)
    return parts is not None and api is not None and _place(parts) == _place(api)


def _sees(client: Client, reason: str, *, arrives: bool) -> Localized:
    """What the user of the client sees, as far as it is known."""
    kind = "not-found" if arrives and reason == "malformed" else _KINDS.get(reason, "not-found")
    known = client.sees.get(kind)
    return known.text if known else _SEES[kind]


_KINDS = {
    "homepage": "html",
    "malformed": "malformed",
    "insecure": "insecure",
    "unknown-host": "unreachable",
}
"""What follows from a reason; from all others, that nothing is found."""

_SEES = {
    "html": Localized(
        "a web page instead of an answer: an empty reply or an error about the response's format",
        "得到的是网页而不是模型回答：表现为空回复，或报响应格式错误",
    ),
    "not-found": Localized("404, since nothing answers at this path", "404：该路径上没有接口"),
    "malformed": Localized("a connection error or an invalid URL", "连接错误，或提示 URL 无效"),
    "insecure": Localized(
        "a redirect, a refusal or even an answer; the key has then been sent unencrypted",
        "重定向、被拒绝，也可能得到回答；但密钥已经以明文发送",
    ),
    "unreachable": Localized(
        "a connection error or an answer from somebody else's server, to which the key has been sent",
        "连接错误，或收到他人服务器的回应；密钥也会随请求发送给对方",
    ),
}
"""What users see where the registry knows no better."""
