"""JSON over HTTP for adapters: one place that knows status codes, timeouts and lost connections."""

from __future__ import annotations

import ipaddress
import json
import re
import socket
import zlib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3

from presscheck import __version__
from presscheck.config import TargetSettings
from presscheck.errors import ConfigError, TargetError, Trouble
from presscheck.images import MOST_BYTES
from presscheck.model import Json, Localized

_KINDS: dict[int, Trouble] = {
    401: "auth", 403: "auth", 404: "not-found", 408: "network", 409: "conflict", 410: "not-found", 412: "conflict",
    413: "too-large", 429: "rate-limit",
}  # fmt: skip

_MOST_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, its headers by lower-case name, and its body, parsed where it is JSON."""

    status: int
    headers: Mapping[str, str]
    json: Any
    text: str


class Http:
    """Requests to one server; may be used by several threads. Redirects are not followed: a token must not wander.

    Args:
        url: what every path is put behind, without a slash at its end.
        headers: sent with every request, such as the token.
        timeout: for how many seconds an answer is waited for.
        connections: how many requests at once.
    """

    def __init__(self, url: str, headers: Mapping[str, str], *, timeout: float, connections: int = 8) -> None:
        self.url = url
        self.headers = {"User-Agent": f"presscheck/{__version__}", "Accept": "application/json", **headers}
        self._public = {"User-Agent": self.headers["User-Agent"], "Accept-Encoding": "identity"}
        self._pool = urllib3.PoolManager(maxsize=connections, timeout=timeout, retries=False)

    def send(
        self,
        method: str,
        path: str,
        body: Json | bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Make one request and return whatever status comes; ``body`` is sent as JSON, bytes as they are.

        Raises:
            TargetError: ``network``: there was no answer. A request that writes may have been carried out all the same.
        """
        data = body if isinstance(body, bytes | None) else json.dumps(body, ensure_ascii=False).encode()
        sent = {**self.headers, **(headers or {})}
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        try:
            reply = self._pool.request(method, self.url + path, body=data, headers=sent, redirect=False)
            text = reply.data.decode("utf-8", "replace")
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise TargetError(
                "network",
                Localized(f"{self.url} does not answer: {_cause(error)}", f"{self.url} 没有响应：{_cause(error)}"),
            ) from error
        try:
            parsed: Any = json.loads(text) if text else None
        except (ValueError, RecursionError):
            parsed = None
        return Reply(reply.status, {name.lower(): value for name, value in reply.headers.items()}, parsed, text)

    def fetch(self, url: str) -> bytes:
        """What everybody gets at a whole address, without the token; at most ``MOST_BYTES``.

        A redirect is followed on the same host. An address may be anybody's who writes in the CMS: one in a private
        network is asked only where the target is in one, too.

        Raises:
            TargetError: there was no answer, not a good one, or too large a one.
        """
        place = url
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                self._allow(url, place)
                reply = self._pool.request(
                    "GET", place, headers=self._public, redirect=False, preload_content=False, decode_content=False
                )
                try:
                    location = reply.get_redirect_location()
                    data = b"" if location or reply.status != 200 else _bounded(reply, url)
                finally:
                    # Whatever was not read is not waited for.
                    reply.close()
                if not location:
                    break
                place = urljoin(place, location)
            else:
                raise _unreadable(url, Localized("it redirects too often", "跳转次数过多"))
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise TargetError(
                "network", Localized(f"{url} does not answer: {_cause(error)}", f"{url} 没有响应：{_cause(error)}")
            ) from error
        if reply.status != 200:
            headers = {name.lower(): value for name, value in reply.headers.items()}
            raise failure(f"GET {url}", Reply(reply.status, headers, None, ""))
        return data

    def _allow(self, url: str, place: str) -> None:
        """Raise where an address must not be asked."""
        asked, now = urlsplit(url), urlsplit(place)
        if now.scheme not in {"http", "https"} or (asked.scheme, now.scheme) == ("https", "http"):
            raise _unreadable(url, Localized(f"it redirects to {place}", f"跳转到 {place}"))
        if now.hostname != asked.hostname:
            raise _unreadable(url, Localized(f"it redirects to another host: {place}", f"跳转到其他主机：{place}"))
        own = urlsplit(self.url).hostname
        if now.hostname != own and _is_private(now.hostname) and not _is_private(own):
            raise _unreadable(url, Localized("it is in a private network", "它位于私有网络"))

    def ask(
        self, method: str, path: str, body: Json | bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Make one request that must succeed.

        Raises:
            TargetError: it did not; the kind is that of the status. An adapter whose product uses other statuses
                calls ``send`` and raises ``failure`` with the kind that it knows.
        """
        reply = self.send(method, path, body, headers)
        if reply.status >= 300:
            raise failure(f"{method} {self.url}{path}", reply)
        return reply


@contextmanager
def shaped(what: str) -> Generator[None]:
    """Reading an answer that is JSON, but may not be what the product answers.

    Raises:
        TargetError: a part is missing or of another sort; ``what`` is the request, for the message.
    """
    try:
        yield
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise TargetError(
            "server",
            Localized(
                f"{what}: the answer is not as expected ({type(error).__name__}: {error}); is something in front of "
                "the site?",
                f"{what}：响应内容不符合预期（{type(error).__name__}：{error}）；网站前面是否有其他服务？",
            ),
        ) from error


def _bounded(reply: urllib3.BaseHTTPResponse, url: str) -> bytes:
    """The body, decoded: neither what is sent nor what it decodes to is taken beyond the size of an image."""
    data = reply.read(MOST_BYTES + 1, decode_content=False)
    encoding = reply.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in {"gzip", "x-gzip", "deflate"} and len(data) <= MOST_BYTES:
        try:
            data = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, MOST_BYTES + 1)
        except zlib.error as error:
            raise _unreadable(url, Localized(str(error), str(error))) from error
    elif encoding != "identity" and len(data) <= MOST_BYTES:
        raise _unreadable(url, Localized(f"it is sent as {encoding}", f"响应使用了 {encoding} 编码"))
    if len(data) > MOST_BYTES:
        raise _unreadable(
            url,
            Localized(
                f"it has more than the {MOST_BYTES} bytes of a published image", f"超过图片上限 {MOST_BYTES} 字节"
            ),
        )
    return data


def _unreadable(url: str, why: Localized) -> TargetError:
    return TargetError("altered", Localized(f"{url} is not read: {why.en}", f"不读取 {url}：{why.zh}"))


def _is_private(host: str | None) -> bool:
    """Whether a host is, or has, an address that is not everybody's. One that has none is left to the request."""
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(str(item[4][0]).partition("%")[0]).is_global for item in found)


def failure(what: str, reply: Reply, kind: Trouble | None = None, said: str = "") -> TargetError:
    """The error for an answer.

    Args:
        what: the request, for the message.
        reply: its answer.
        kind: what it means; by default what its status means.
        said: the product's own words; by default the beginning of the body.
    """
    fallback: Trouble = "server" if reply.status >= 500 else "invalid"
    words = plain(" ".join((said or reply.text).split())[:200])
    return TargetError(
        kind or _KINDS.get(reply.status, fallback),
        Localized(f"{what}: {reply.status} {words}".rstrip(), f"{what}：{reply.status} {words}".rstrip()),
        retry_after=retry_after(reply.headers.get("retry-after")),
    )


def plain(text: str) -> str:
    """Words of a server as they may be printed: what would steer a terminal, or turn the text around, is a ``?``."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def check_address(settings: TargetSettings) -> None:
    """Whether an address is only an address: what else stands in one would be printed, and stands in the repository.

    Raises:
        ConfigError: it holds a name, a password or a query. The message does not repeat it.
    """
    parts = urlsplit(settings.url)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ConfigError(
            Localized(
                f"[targets.{settings.name}]: `url` must be an address alone, without a name, a password, `?` or `#`; "
                "a token comes from the environment or a file",
                f"[targets.{settings.name}]：`url` 只能是地址，不能有用户名、密码、`?` 或 `#`；令牌来自环境变量或文件",
            )
        )


def sent_on(url: str, reply: Reply) -> Localized | None:
    """What to say of an answer that names another address; ``None`` of any other answer."""
    to = plain(reply.headers.get("location", ""))
    if reply.status not in {301, 302, 303, 307, 308} or not to:
        return None
    return Localized(
        f"{url} sends presscheck on to {to}; name that site's address as `url`",
        f"{url} 跳转到 {to}；请把该站点的地址写为 `url`",
    )


def retry_after(value: str | None) -> float | None:
    """Seconds from a ``Retry-After``: a number or a date (RFC 9110, 10.2.3); ``None`` where it is neither."""
    if value is None:
        return None
    if re.fullmatch(r"\s*[0-9]+\s*", value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _cause(error: Exception) -> str:
    return str(error).rpartition("object at 0x")[2].partition(">: ")[2] or str(error) or type(error).__name__
