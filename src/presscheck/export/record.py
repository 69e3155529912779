"""A page as a target keeps it: what is published, and who allowed it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from presscheck.model import Approval, Json, PageId
from presscheck.published import PublishedPage, canonical_json


@dataclass(frozen=True, slots=True)
class Record:
    """One published page. Everything in a bundle is rendered from a list of these and the site's own settings.

    Attributes:
        id: ``<locale>/<type>s/<slug>``.
        meta: the published front matter.
        markdown: the body without its title (``PublishedPage.markdown``).
        content_digest: the digest that the approval names.
        source_sha256: SHA-256 of the approved source file.
        reviewed_on: day of the approval, ISO 8601.
        reviewer: the reviewer's name as the site gives it.
    """

    id: str
    locale: str
    type: str
    slug: str
    url: str
    meta: Mapping[str, Json]
    markdown: str
    anchors: tuple[str, ...]
    content_digest: str
    source_sha256: str
    reviewed_on: str
    reviewer: str

    @staticmethod
    def of(page: PublishedPage, approval: Approval, reviewer: str) -> Record:
        """The record of an approved page; ``reviewer`` is the reviewer's name."""
        return Record(
            id=str(page.id),
            locale=page.id.locale,
            type=page.id.type,
            slug=page.id.slug,
            url=page.url,
            meta=page.meta,
            markdown=page.markdown,
            anchors=page.anchors,
            content_digest=page.digest,
            source_sha256=page.source_sha256,
            reviewed_on=approval.approved_on.isoformat(),
            reviewer=reviewer,
        )

    @staticmethod
    def from_json(text: str) -> Record:
        """Read what ``to_json`` wrote."""
        data: Any = json.loads(text)
        data["anchors"] = tuple(data["anchors"])
        return Record(**data)

    def to_json(self) -> str:
        return canonical_json(self._fields()).decode()

    @property
    def digest(self) -> str:
        """``sha256:`` and hex over the whole record: changes also with a new approval of the same content."""
        return "sha256:" + hashlib.sha256(canonical_json(self._fields())).hexdigest()

    @property
    def page_id(self) -> PageId:
        return PageId(self.locale, self.type, self.slug)

    @property
    def title(self) -> str:
        return str(self.meta["title"])

    @property
    def summary(self) -> str:
        """The summary on one line."""
        return " ".join(str(self.meta["summary"]).split())

    def _fields(self) -> dict[str, Json]:
        fields: dict[str, Json] = asdict(self)
        fields["anchors"] = list(self.anchors)
        return fields
