"""A page as a CMS gets it, and what an adapter for a CMS has to do: seven small requests.

An adapter knows one product. It turns ``Document`` into that product's fields and back, and the product's errors into
``TargetError``. It never retries, never compares, keeps no state: ``remote`` does that, once for all of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Protocol

from presscheck.config import SiteInfo
from presscheck.export.bundle import alternates_of
from presscheck.export.html import body_html
from presscheck.export.json_ld import json_ld
from presscheck.export.record import Record
from presscheck.export.target import Capabilities, Status
from presscheck.published import canonical_json


@dataclass(frozen=True, slots=True)
class Document:
    """A page as it is sent to a CMS and read back from it. Every field but ``state`` counts for the comparison.

    Attributes:
        key: the page's id in the site; the one thing by which it is found again.
        slug: what the CMS should make the last part of its address.
        html: the body as sanitised HTML, without the title; to be stored verbatim.
        markdown: the same as Markdown, for a CMS that keeps both; one that does not gives back what it was sent.
        json_ld: one schema.org graph as JSON, for a script element in the page's head.
        updated: the day of the last change, ISO 8601.
        alternates: by language, the address of the page in it, sorted.
        state: what presscheck wants to find again beside the page: a JSON text that readers do not see. It holds
            nothing secret. ``""`` on a page whose state was lost.
    """

    key: str
    locale: str
    type: str
    slug: str
    url: str
    title: str
    summary: str
    author: str
    reviewer: str
    reviewed_on: str
    updated: str
    tags: tuple[str, ...]
    alternates: tuple[tuple[str, str], ...]
    html: str
    json_ld: str
    markdown: str
    state: str = ""

    @property
    def digest(self) -> str:
        """``sha256:`` and hex over every field but ``state``."""
        return "sha256:" + hashlib.sha256(canonical_json(dict(self.fields()))).hexdigest()

    @property
    def size(self) -> int:
        """About how many bytes a request with it has."""
        return sum(len(value.encode()) for value in (self.html, self.json_ld, self.markdown, self.state, self.summary))

    def fields(self) -> dict[str, str]:
        """By field, the first 16 hex digits of its SHA-256; all but ``state``."""
        values = ((item.name, getattr(self, item.name)) for item in fields(self) if item.name != "state")
        return {name: hashlib.sha256(canonical_json({"": value})).hexdigest()[:16] for name, value in values}

    def differs(self, other: Document) -> tuple[str, ...]:
        """Names of the fields that another document has otherwise; ``state`` counts too."""
        return tuple(item.name for item in fields(self) if getattr(self, item.name) != getattr(other, item.name))


@dataclass(frozen=True, slots=True)
class Stored:
    """A page that lies in a CMS.

    Attributes:
        id: the CMS's own name for it.
        revision: a token that changes with every version; what ``update`` is to compare.
        status: whether readers have it. ``draft`` for whatever is offline; ``remote`` knows which it took offline.
        document: what the CMS gives back, field by field as it was sent. A field that the CMS has no place for must
            be found in ``state``; an adapter never fills it from anywhere else.
        url: where readers find it, if the CMS says so.
    """

    id: str
    revision: str
    status: Status
    document: Document
    url: str = ""


class Cms(Protocol):
    """One product. Each method makes as few requests as it can and raises ``TargetError`` with the kind that fits."""

    def probe(self) -> Capabilities:
        """Access, version, fields, the right to publish; reading requests only.

        Raises:
            TargetError: ``auth`` for a wrong or weak token, ``invalid`` where the site is not prepared, with what
                to do.
        """
        ...

    def list(self) -> Iterator[Stored]:
        """Every page that bears a key of ours, in any status; pages on to the total that the CMS states."""
        ...

    def find(self, key: str) -> Sequence[Stored]:
        """Every page that bears this key, the oldest first; more than one only where the CMS allows it."""
        ...

    def create(self, document: Document) -> Stored:
        """Make a published page. Never called twice for one reply that was lost: ``find`` comes first.

        Raises:
            TargetError: ``conflict`` if the key or the slug is taken. A CMS that answers a taken slug with another
                one has made a page: return it as it is, ``remote`` compares and takes it back.
        """
        ...

    def update(self, stored: Stored, document: Document) -> Stored:
        """Write a new version over ``stored`` and have it published. The slug may be another one.

        Raises:
            TargetError: ``conflict`` if the page is not at ``stored.revision`` any more, ``not-found`` if it is gone.
        """
        ...

    def withdraw(self, stored: Stored, state: str) -> Stored:
        """Store ``state`` with the page and take it offline, in this order where it takes two requests.

        Raises:
            TargetError: as for ``update``.
        """
        ...

    def delete(self, stored: Stored) -> None:
        """Remove a page that is offline. One that is gone already is no error.

        Raises:
            TargetError: ``conflict`` if it is not at ``stored.revision`` any more.
        """
        ...


def documents(records: Mapping[str, Record], site: SiteInfo) -> Iterator[Document]:
    """The pages as a CMS gets them, in the order of their ids, without their states."""
    ordered = [records[name] for name in sorted(records)]
    alternates = alternates_of(ordered)
    for record in ordered:
        others = alternates[record.id]
        tags = record.meta.get("tags")
        yield Document(
            key=record.id,
            locale=record.locale,
            type=record.type,
            slug=record.slug,
            url=record.url,
            title=record.title,
            summary=record.summary,
            author=" ".join(str(record.meta["author"]).split()),
            reviewer=record.reviewer,
            reviewed_on=record.reviewed_on,
            updated=str(record.meta["updated"]),
            tags=tuple(str(tag) for tag in tags) if isinstance(tags, list) else (),
            alternates=tuple(sorted((other.locale, other.url) for other in others)),
            html=body_html(record),
            json_ld=json.dumps(json_ld(record, others, site), ensure_ascii=False),
            markdown=record.markdown,
        )


@dataclass(frozen=True, slots=True)
class State:
    """What lies beside a page in a CMS, so that any machine can say what it is and whether somebody changed it.

    ``source`` and ``rendered`` are those of ``Held``, ``fields`` what ``Document.fields`` said of what was sent.
    ``record`` is what was published, ``withdrawn`` says that an export took the page offline, ``rolled_back`` is the
    digest of the record in whose place an earlier one was put.
    """

    source: str
    rendered: str
    fields: Mapping[str, str]
    record: str
    withdrawn: bool = False
    rolled_back: str = ""

    def to_json(self) -> str:
        return canonical_json(asdict(self)).decode()

    @staticmethod
    def from_json(text: str) -> State | None:
        """Read what ``to_json`` wrote; ``None`` for anything else."""
        try:
            state: Any = State(**json.loads(text))
        except (ValueError, TypeError, RecursionError):
            return None
        texts = all(isinstance(item, str) for item in (state.source, state.rendered, state.record, state.rolled_back))
        ours: State = state
        return ours if texts and isinstance(state.fields, dict) and isinstance(state.withdrawn, bool) else None
