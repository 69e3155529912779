"""JSON over HTTP for adapters: one place that knows status codes, timeouts and lost connections."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import urllib3

from presscheck import __version__
from presscheck.errors import TargetError, Trouble
from presscheck.model import Json, Localized

_KINDS: dict[int, Trouble] = {
    401: "auth", 403: "auth", 404: "not-found", 408: "network", 409: "conflict", 410: "not-found", 412: "conflict",
    413: "too-large", 429: "rate-limit",
}  # fmt: skip


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
        self._pool = urllib3.PoolManager(maxsize=connections, timeout=timeout, retries=False)

    def send(self, method: str, path: str, body: Json | None = None, headers: Mapping[str, str] | None = None) -> Reply:
        """Make one request and return whatever status comes.

        Raises:
            TargetError: ``network``: there was no answer. A request that writes may have been carried out all the same.
        """
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
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

    def ask(self, method: str, path: str, body: Json | None = None, headers: Mapping[str, str] | None = None) -> Reply:
        """Make one request that must succeed.

        Raises:
            TargetError: it did not; the kind is that of the status. An adapter whose product uses other statuses
                calls ``send`` and raises ``failure`` with the kind that it knows.
        """
        reply = self.send(method, path, body, headers)
        if reply.status >= 300:
            raise failure(f"{method} {self.url}{path}", reply)
        return reply


def failure(what: str, reply: Reply, kind: Trouble | None = None, said: str = "") -> TargetError:
    """The error for an answer.

    Args:
        what: the request, for the message.
        reply: its answer.
        kind: what it means; by default what its status means.
        said: the product's own words; by default the beginning of the body.
    """
    fallback: Trouble = "server" if reply.status >= 500 else "invalid"
    words = " ".join((said or reply.text).split())[:200]
    return TargetError(
        kind or _KINDS.get(reply.status, fallback),
        Localized(f"{what}: {reply.status} {words}".rstrip(), f"{what}：{reply.status} {words}".rstrip()),
        retry_after=retry_after(reply.headers.get("retry-after")),
    )


def retry_after(value: str | None) -> float | None:
    """Seconds from a ``Retry-After``: a number or a date (RFC 9110, 10.2.3); ``None`` where it is neither."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _cause(error: Exception) -> str:
    return str(error).rpartition("object at 0x")[2].partition(">: ")[2] or str(error) or type(error).__name__
