"""Whether a value leads to another vendor's API, on a page that is about that vendor."""

from __future__ import annotations

import re
from functools import lru_cache

from presscheck.base_urls.scope import Scope
from presscheck.base_urls.setting import Setting
from presscheck.base_urls.values import host_of, is_like
from presscheck.base_urls.words import Words
from presscheck.clients import Gateway
from presscheck.patterns import regex

_URL = regex(r"https?://\S+|\b[\w-]+\.[\w.-]+\S*")
_SECOND_LEVEL = frozenset(["ac", "co", "com", "edu", "gov", "net", "org"])
"""Below these a registry of names gives out names, as in ``example.com.cn``."""
_SHORTEST = 4
"""A shorter name may stand in a text by chance."""


def is_of_vendor(setting: Setting, host: str, scope: Scope, words: Words, gateway: Gateway) -> bool:
    """Whether a host is another vendor's public API, and the words around it are about that vendor.

    Vendors whose API has another name than they have stand in the registry. Any other one is known by its own name:
    ``llm.acme.ai`` in a section about Acme is Acme's.
    """
    if host == host_of(gateway.api_origin):
        return False
    if setting.among:
        return host in words.vendors
    about = _URL.sub(" ", setting.about)
    for vendor, names in words.vendors.items():
        if host == vendor or host.endswith(f".{vendor}"):
            return bool(names.search(about))
    return _is_named(host, f"{about}\n{setting.name}", scope, words, gateway)


def _is_named(host: str, about: str, scope: Scope, words: Words, gateway: Gateway) -> bool:
    """Whether a text names the owner of a host, who is neither the site nor the maker of a client."""
    own = frozenset(host_of(origin) for origin in (gateway.api_origin, *gateway.homepages))
    name = _owner(host)
    if len(name) < _SHORTEST or is_like(host, own) or words.common_host.search(name):
        return False
    taken = [_owner(item) for item in own]
    taken += [_folded(gateway.name)] if gateway.name else []
    taken += [_folded(item) for client in scope.registry.clients.values() for item in (client.id, client.name)]
    folded = _folded(name)
    if any(len(item) >= _SHORTEST and (_folded(item) in folded or folded in _folded(item)) for item in taken):
        return False
    return bool(_written(name).search(about))


def _owner(host: str) -> str:
    """The label of a host that its owner has registered."""
    labels = host.split(".")
    at = -3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else -2
    return labels[at] if len(labels) >= -at else ""


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


@lru_cache(256)
def _written(name: str) -> re.Pattern[str]:
    """An expression for a name as people write it: with blanks and capitals, and without the ``ai`` at its end."""
    short = name.removesuffix("ai").rstrip("-")
    letters = [sign for sign in (short if len(short) >= _SHORTEST else name) if sign != "-"]
    return re.compile(r"(?i)(?<![a-z0-9])" + r"[\s_-]?".join(map(re.escape, letters)) + r"(?:[\s_-]?ai)?(?![a-z0-9])")
