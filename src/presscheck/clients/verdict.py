"""Whether a value in a client's Base URL field reaches the API, and if not, why."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from presscheck.clients.registry import Client, Composition, Version
from presscheck.model import Localized

REASONS = (
    "malformed",
    "insecure",
    "homepage",
    "unknown-host",
    "endpoint",
    "doubled-version",
    "missing-version",
)
"""Why a value is wrong, in the order in which they are looked for."""

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

_VERSION = re.compile(r"/v\d+(?:alpha|beta)?\d*(?=/|$)")
_ENDPOINT = re.compile(rf"(?:{'|'.join(API_PATHS)}|/models/[^/]+(?::\w+)?)/*$")
_MALFORMED = re.compile(r"""[^\x21-\x7e]|["'`<>,;|\\^{}]|[.)\]]$|^https?://https?(?::|//)""", re.IGNORECASE)
_HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(?:\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")


class Gateway(NamedTuple):
    """Where a site's API and its web pages are."""

    api_origin: str
    homepages: Sequence[str] = ()


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
    return gateway.api_origin.rstrip("/") + composition.base


def judge(client: Client, version: Version, protocol: str | None, value: str, gateway: Gateway) -> Verdict:
    """Work out what a client makes of a value.

    Args:
        client: the client; ``version`` is one of its versions.
        version: what it does.
        protocol: ``chat``, ``responses``, ``messages`` or ``gemini``; that of a plain chat request without one.
        value: what the user entered.
        gateway: where the API is.
    """
    composition = version.protocols.get(protocol or "", version.chat)
    url = composition.request_url(value)
    right = right_value(composition, gateway)
    reason = _reason(composition, value, url, gateway)
    return Verdict(
        client=client.id,
        value=value,
        request_url=url if _parsed(url) is not None else None,
        ok=reason is None,
        reason=reason,
        suggest=value if reason is None else right,
        sees=_sees(client, reason) if reason else None,
    )


def _reason(composition: Composition, value: str, url: str, gateway: Gateway) -> str | None:
    parts = _parsed(url)
    if parts is None or _MALFORMED.search(value.strip()) or composition.request_url(value.strip()) != url:
        return "malformed"
    api = urlsplit(gateway.api_origin)
    homes = [urlsplit(home) for home in gateway.homepages]
    if _place(parts) != _place(api):
        if _host(parts) == _host(api):
            return "insecure" if parts.scheme == "http" and parts.port in {None, 80} else "unknown-host"
        return "homepage" if any(_host(parts) == _host(home) for home in homes) else "unknown-host"
    if _same_url(url, gateway.api_origin.rstrip("/") + composition.endpoint):
        return None
    return _wrong_path(value, url, [home for home in homes if _place(home) == _place(api)])


def _same_url(one: str, other: str) -> bool:
    """Whether two URLs are the same request: scheme and host in any case, the scheme's own port said or not."""
    first, second = urlsplit(one), urlsplit(other)
    return (_place(first), first.path, first.query, first.fragment) == (
        _place(second),
        second.path,
        second.query,
        second.fragment,
    )


def _wrong_path(value: str, url: str, homes: Sequence[SplitResult]) -> str:
    """Why a value on the right host leads to the wrong path; ``homes`` are web pages on the same host."""
    path = urlsplit(value.strip() if "://" in value else f"https://{value.strip()}").path.rstrip("/")
    made = urlsplit(url).path
    if _ENDPOINT.search(path):
        return "endpoint"
    if "#" in url or "?" in value:
        return "malformed"
    if len(_VERSION.findall(made)) > 1:
        return "doubled-version"
    if any(path == home.path.rstrip("/") for home in homes):
        return "homepage"
    if homes and path and not _VERSION.search(path) and not path.startswith("/api"):
        return "homepage"
    return "malformed" if "//" in made else "missing-version"


def _parsed(url: str) -> SplitResult | None:
    """The parts of a URL that a client can send a request to, or ``None``."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        return None
    if _HOST.fullmatch(host):
        return parts
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return None
    return parts


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").lower()


def _place(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme.lower(), _host(parts), parts.port or (80 if parts.scheme.lower() == "http" else 443)


def _sees(client: Client, reason: str) -> Localized:
    """What the user of the client sees, as far as it is known."""
    if reason == "homepage":
        kind = "html"
    elif reason in {"endpoint", "doubled-version", "missing-version"}:
        kind = "not-found"
    elif reason == "malformed":
        kind = "malformed"
    else:
        kind = "unreachable"
    known = client.sees.get(kind)
    return known.text if known else _SEES[kind]


_SEES = {
    "html": Localized(
        "a web page instead of an answer: an empty reply or an error about the response's format",
        "得到的是网页而不是模型回答：表现为空回复，或报响应格式错误",
    ),
    "not-found": Localized("404, since nothing answers at this path", "404：该路径上没有接口"),
    "malformed": Localized("a connection error or an invalid URL", "连接错误，或提示 URL 无效"),
    "unreachable": Localized(
        "a connection error or an answer from somebody else's server, to which the key has been sent",
        "连接错误，或收到他人服务器的回应；密钥也会随请求发送给对方",
    ),
}
"""What users see where the registry knows no better."""
