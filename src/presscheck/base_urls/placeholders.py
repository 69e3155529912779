"""Values such as ``https://<your-domain>/v1``: what they come to at the site's own API."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from presscheck.base_urls.words import Words
from presscheck.clients import Verdict
from presscheck.patterns import regex

_ORIGIN = regex(r"^(?:(?P<scheme>https?)://)?(?P<host>[^/]+)", re.IGNORECASE)
_HOST_ALONE = regex(r"(?i)domain|host|域名|主机")
"""What a placeholder is called that stands for a host, and brings no scheme with it."""
_OWN_MACHINE = regex(
    r"^localhost\b|^127\.|(?<![A-Za-z])[iI][pP](?![A-Za-z])|(?<=[a-z])IP\b|:[<{$\[]*(?:\w*port|\d{2,5}$)"
)
"""What a placeholder is called that stands for a machine of the reader's own."""
_BASE_URL = regex(r"(?i)base[\s_-]?ur[li]|api[\s_-]?(?:base|url)")
_ENDPOINT_LAST = regex(r"/(?:chat/completions|completions|messages|responses|models|embeddings)/?$")
_FIXED_DOMAIN = regex(r"(?:[>}\]】%]|xxx+)\.((?:[\w-]+\.)+[A-Za-z]{2,})$")
"""The rest of a host that is somebody's, as in ``<tenant>.example.org``."""


def host_given(value: str, own: Collection[str], words: Words) -> str | None:
    """The placeholder in the place of a host; none where it surely does not stand for the site's API.

    Args:
        value: with a placeholder in its host.
        own: the hosts of the site.
        words: what a placeholder for a website is called.
    """
    found = _ORIGIN.match(value)
    if found is None or words.home_placeholder.search(found["host"]) or _OWN_MACHINE.search(found["host"]):
        return None
    if _BASE_URL.search(found["host"]) and _ENDPOINT_LAST.search(value):
        # A request is put together from the Base URL, as in `{{base_url}}/v1/messages`.
        return None
    domain = _FIXED_DOMAIN.search(found["host"])
    return None if domain and domain[1].lower() not in own else found["host"]


def with_origin(value: str, origin: str) -> str:
    """A value with the API's host in the place of a placeholder; one for a host alone brings no scheme."""
    host = origin.partition("://")[2].rstrip("/")
    found = _ORIGIN.match(value)
    if found is None:
        return value
    rest = value[found.end() :]
    if found["scheme"] is None and _HOST_ALONE.search(found["host"]):
        return host + rest
    return f"{(found['scheme'] or 'https').lower()}://{host}{rest}"


def as_given(verdict: Verdict, host: str, origin: str) -> Verdict:
    """A verdict with the page's own placeholder in the place of the API's host."""
    origin = origin.rstrip("/")
    request = verdict.request_url and verdict.request_url.replace(origin.partition("://")[2], host)
    return replace(verdict, suggest=verdict.suggest.replace(origin, f"https://{host}"), request_url=request)
