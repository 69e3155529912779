"""A page as a CMS gets it, and what an adapter for a CMS has to do: ten small requests.

An adapter knows one product. It turns ``Document`` into that product's fields and back, and the product's errors into
``TargetError``. It never retries, never compares, keeps no state: ``remote`` does that, once for all of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Protocol

from presscheck.config import SiteInfo
from presscheck.export.bundle import alternates_of
from presscheck.export.html import body_html
from presscheck.export.json_ld import json_ld
from presscheck.export.record import Record
from presscheck.export.target import Capabilities, Status
from presscheck.images import FOLDER, NAME
from presscheck.markdown.parser import parser
from presscheck.patterns import regex
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

    def image(self, name: str, known: str = "") -> str | None:
        """Where an image lies that has a name of ours, ``<sha256>.<type>``; ``None`` where there is none.

        ``known`` is where it was put before: a CMS without a list of its images is asked whether it is there still.
        """
        ...

    def upload(self, name: str, data: bytes) -> str:
        """Store an image, and return where it lies; ``image`` may know a better address, with this one as ``known``.

        Raises:
            TargetError: ``too-large`` or ``invalid`` if the CMS does not take it.
        """
        ...

    def download(self, url: str) -> bytes:
        """What readers get at an address that ``image`` or ``upload`` gave."""
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
    digest of the record in whose place an earlier one was put. ``images`` says where in the CMS each image of the page
    lies, by its address as it is published: digests are those of the page with its published addresses.
    """

    source: str
    rendered: str
    fields: Mapping[str, str]
    record: str
    withdrawn: bool = False
    rolled_back: str = ""
    images: Mapping[str, str] = field(default_factory=dict[str, str])

    def to_json(self) -> str:
        values = asdict(self)
        # A page without images has the state that it always had.
        return canonical_json({name: value for name, value in values.items() if name != "images" or value}).decode()

    @staticmethod
    def from_json(text: str) -> State | None:
        """Read what ``to_json`` wrote; ``None`` for anything else."""
        try:
            state: Any = State(**json.loads(text))
        except (ValueError, TypeError, RecursionError):
            return None
        texts = all(isinstance(item, str) for item in (state.source, state.rendered, state.record, state.rolled_back))
        ours: State = state
        tables = _is_table(ours.fields) and _is_table(ours.images)
        # Whoever works in the CMS can write a state: only addresses of images are put into pages.
        safe = tables and all(_IMAGE.fullmatch(old) and ADDRESS.fullmatch(new) for old, new in ours.images.items())
        return ours if texts and safe and isinstance(state.withdrawn, bool) else None


def located(document: Document, images: Mapping[str, str]) -> Document:
    """A document with other addresses of its images.

    Args:
        document: one with the addresses that stand in ``images``.
        images: by the address that the document has, the one that it gets.
    """
    if not images:
        return document
    html, markdown, graph = document.html, document.markdown, document.json_ld
    written = parser().normalizeLink
    for old, new in images.items():
        # Rendering writes the name of a host in ASCII (RFC 3492), and escapes what a path holds beyond it.
        html = html.replace(written(old), written(new))
        markdown, graph = markdown.replace(old, new), graph.replace(old, new)
    return replace(document, html=html, markdown=markdown, json_ld=graph)


def published(document: Document) -> Document:
    """A document of a CMS with the addresses of images that the site publishes, as its state tells them."""
    state = State.from_json(document.state)
    return located(document, {url: address for address, url in state.images.items()}) if state else document


ADDRESS = regex(r"https?://[^\s\"'<>()&\\]+")
"""An address that can stand in a page as it is."""
_IMAGE = regex(rf"https?://[^\s\"'<>()&\\]+/{FOLDER}/{NAME.pattern}")


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
