"""A page as a target keeps it: what is published, and who allowed it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from presscheck.images import FOLDER, NAME
from presscheck.model import Approval, Json, PageId
from presscheck.published import PublishedPage, canonical_json, content_digest


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
        approved_by: the reviewer's id.
        approved_until: the last day on which the approval counts, ISO 8601.
        links: ids of the site's pages that the body links to, sorted.
        commit: the git commit that the source stands in, where the site wants it named.
        images: by name, the file of each image that the body shows; only where the record was made from a page, and
            not part of what is written.
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
    approved_by: str
    approved_until: str
    links: tuple[str, ...]
    commit: str = ""
    images: Mapping[str, Path] = field(default_factory=dict[str, Path], compare=False, repr=False)

    @staticmethod
    def of(page: PublishedPage, approval: Approval, reviewer: str, root: Path, commit: str = "") -> Record:
        """The record of an approved page; ``reviewer`` is the reviewer's name, ``root`` the configuration's folder."""
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
            approved_by=approval.reviewer,
            approved_until=approval.expires_on.isoformat(),
            links=tuple(sorted(page.links)),
            commit=commit,
            images={name: root / path for name, path in page.images.items()},
        )

    @staticmethod
    def from_json(text: str) -> Record:
        """Read what ``to_json`` wrote.

        Raises:
            ValueError: it did not write this, or the content is not the one that was approved.
        """
        data: Any = json.loads(text)
        try:
            data |= {"anchors": tuple(data["anchors"]), "links": tuple(data["links"])}
            record = Record(**data)
            whole = record.to_json() == text and record.content_digest == content_digest(
                record.id, record.url, record.meta, record.markdown, record.anchors
            )
        except (TypeError, KeyError) as error:
            raise ValueError(f"no record of a page: {error}") from error
        if not whole:
            raise ValueError("a record that was changed after it was written")
        return record

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

    @property
    def image_urls(self) -> dict[str, str]:
        """By name, the address of every image of the site that the body shows, as it is published."""
        base = f"{self.url.removesuffix(self.id)}{FOLDER}/"
        names = (found[1] for found in re.finditer(f"{re.escape(base)}({NAME.pattern})", self.markdown))
        return {name: base + name for name in names}

    def _fields(self) -> dict[str, Json]:
        values: dict[str, Json] = {item.name: getattr(self, item.name) for item in fields(self) if item.compare}
        values["anchors"], values["links"] = list(self.anchors), list(self.links)
        if not self.commit:
            del values["commit"]  # so that a record that names none is what it was before there were any
        return values
