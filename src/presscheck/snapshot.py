"""What the files of rules say, as data that is kept between runs: to read them takes longer than to check a page.

Kept are rules, clients and the words of claims, all of them valid, and the words that their expressions cannot do
without. The keys are digests of the files that they come from and of this program: sites without rules of their own
share one snapshot.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from presscheck import __version__, literals
from presscheck.cache import Cache, folder, key
from presscheck.model import Json, Localized
from presscheck.rules import Rule
from presscheck.site import Site

_FILE = "rules.db"
"""The cache that all sites share."""
_kept = 0
"""How many expressions were known when their words were last read or kept."""


def load(site: Site) -> None:
    """Load what the rules of a site say, once: from what was kept, or else from its files.

    Raises:
        RuleError, ConfigError: something of it is not valid.
    """
    if "rules" in vars(site):
        return
    if not _restore(site):
        site.load()
        _keep({_name(site): _data(site)})


def keep_words() -> None:
    """Keep the words that expressions cannot do without, where more were read than were known."""
    global _kept  # noqa: PLW0603  # one for all sites
    if len(literals.known) > _kept:
        _keep({_words_name(): literals.known})
        _kept = len(literals.known)


def _restore(site: Site) -> bool:
    """Give a site what was kept of its rules; ``False``, and nothing done, where nothing is kept."""
    global _kept  # noqa: PLW0603  # as above
    with contextlib.closing(_cache()) as store:
        values = store.get([_name(site), _words_name()])
    try:
        found = _loaded(_content(values.get(_name(site))))
        literals.known.update(_content(values.get(_words_name(), _signed({}))))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    _kept = len(literals.known)
    vars(site).update(found)
    site.check_names()
    return True


def rules_stamp(site: Site) -> str:
    """What changes when the rules of a site do, or how this program reads them."""
    digest = hashlib.sha256(program_stamp().encode())
    for place in site.folders:
        files = [*sorted(place.glob("linters/*/*.yaml")), *sorted(place.glob("schemas/*.json"))]
        if files:
            digest.update(f"\0{place}".encode(errors="surrogateescape"))
        for path in files:
            digest.update(f"\0{path.parent.name}/{path.name}\0".encode(errors="surrogateescape"))
            digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def program_stamp() -> str:
    """What changes when this program does: its version and, for those who work on it, the age of its files."""
    newest = count = 0
    folders = [os.fspath(Path(__file__).parent)]
    while folders:
        with os.scandir(folders.pop()) as found:
            for item in found:
                if item.is_dir() and item.name not in {"_home", "__pycache__"}:
                    folders.append(item.path)
                elif item.name.endswith(".py"):
                    newest, count = max(newest, item.stat().st_mtime_ns), count + 1
    return f"{__version__} {newest} {count}"


def _name(site: Site) -> bytes:
    return key("rules", rules_stamp(site))


def _words_name() -> bytes:
    return key("words", program_stamp())


def _keep(values: Mapping[bytes, Any]) -> None:
    with contextlib.closing(_cache()) as store:
        store.put({name: _signed(value) for name, value in values.items()})


def _cache() -> Cache:
    place = folder()
    return Cache(place / _FILE if place else None)


def _signed(value: Any) -> Json:
    text = json.dumps(value, ensure_ascii=False)
    return [_checksum(text), text]


def _content(value: Json) -> Any:
    """A value as it was kept.

    Raises:
        ValueError, TypeError: it is none, or was damaged.
    """
    checksum, text = cast("tuple[str, str]", value)
    if checksum != _checksum(text):
        raise ValueError
    return json.loads(text)


def _checksum(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _data(site: Site) -> dict[str, Any]:
    words = site.claim_words
    return {
        "rules": [
            [
                rule.name,
                rule.kind,
                rule.severity,
                [*rule.summary],
                [*rule.message],
                [*rule.help],
                dict(rule.options),
                str(rule.path),
            ]
            for rule in site.rules.values()
        ],
        "clients": dict(site.client_data),
        "words": [
            dict(words.words),
            list(words.idioms),
            {name: [item.figures, list(item.expressions)] for name, item in words.exemptions.items()},
        ],
    }


def _loaded(data: Mapping[str, Any]) -> dict[str, Any]:
    from presscheck.claims import ClaimWords, Exemption

    rules = [
        Rule(name, kind, severity, Localized(*summary), Localized(*message), Localized(*help_), options, Path(path))
        for name, kind, severity, summary, message, help_, options, path in data["rules"]
    ]
    words, idioms, exemptions = data["words"]
    return {
        "rules": {rule.name: rule for rule in rules},
        "client_data": data["clients"],
        "claim_words": ClaimWords(
            words,
            tuple(idioms),
            {name: Exemption(figures, tuple(expressions)) for name, (figures, expressions) in exemptions.items()},
        ),
    }
