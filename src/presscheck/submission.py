"""What of a page decides, beside its findings, whether and as what it is published: known without the page itself.

It depends on the page's file, the site's settings and the day, and can be kept and read back like a finding. That of
a page with images of the repository depends on them, too, and is not kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from presscheck.config import SiteInfo
from presscheck.images import ReadImage
from presscheck.ledger import expired_claims, folded
from presscheck.markdown.portable import Refusal
from presscheck.model import Json, Localized, Page, PageId
from presscheck.published import PublishedPage, Unpublishable, publish
from presscheck.stored import read_span, span_numbers


@dataclass(frozen=True, slots=True)
class Submission:
    """A page on its way to its readers.

    Attributes:
        path: its file.
        id: where it belongs; ``None`` for a file that is no page of the site.
        status: the front matter's; ``None`` where that is no text.
        review_by: the front matter's; ``None`` where that is no text.
        expired: the texts of its claims whose last day has passed, each with that day.
        content: what would be published, or what keeps the page from it.
    """

    path: str
    id: PageId | None
    status: str | None
    review_by: str | None
    expired: tuple[tuple[str, date], ...]
    content: PublishedPage | Unpublishable

    @property
    def published(self) -> PublishedPage | None:
        return self.content if isinstance(self.content, PublishedPage) else None

    @property
    def digest(self) -> str:
        """The digest that an approval of the page would name; empty where nothing can be published."""
        return self.content.digest if isinstance(self.content, PublishedPage) else ""


def submission_of(page: Page, site: SiteInfo, today: date, read: ReadImage) -> Submission:
    """What a page submits on a day; ``read`` gives its images."""
    status, review_by = page.meta.get("status"), page.meta.get("review_by")
    return Submission(
        page.path,
        page.id,
        status if isinstance(status, str) else None,
        review_by if isinstance(review_by, str) else None,
        tuple((folded(claim.text), claim.expires_on) for claim in expired_claims(page, today) if claim.expires_on),
        publish(page, site, read),
    )


def json_of_submission(submission: Submission) -> Json:
    """A submission as a list; its path and id are known to whoever asks for it."""
    content = submission.content
    kept: Json
    if isinstance(content, PublishedPage):
        kept = [
            content.url,
            dict(content.meta),
            content.markdown,
            [*content.anchors],
            [*sorted(content.links)],
            content.source_sha256,
        ]
    else:
        kept = [[span_numbers(refusal.span), [*refusal.reason]] for refusal in content.refusals]
    expired: Json = [[text, day.isoformat()] for text, day in submission.expired]
    return [submission.status, submission.review_by, expired, isinstance(content, PublishedPage), kept]


def read_submission(value: Json, path: str, page: PageId | None) -> Submission | None:
    """The submission of a page that ``json_of_submission`` wrote; ``None`` for anything else."""
    try:
        status, review_by, expired, publishable, kept = cast("list[Any]", value)
        if not all(text is None or isinstance(text, str) for text in (status, review_by)):
            return None
        days = tuple((str(text), date.fromisoformat(day)) for text, day in expired)
        content = _published(kept, page) if publishable else _unpublishable(kept)
        return Submission(path, page, status, review_by, days, content) if content else None
    except (ValueError, TypeError):
        return None


def _published(kept: list[Any], page: PageId | None) -> PublishedPage | None:
    url, meta, markdown, anchors, links, source = kept
    texts = (url, markdown, source, *anchors, *links)
    if page is None or not isinstance(meta, dict) or not all(isinstance(text, str) for text in texts):
        return None
    fields = cast("dict[str, Json]", meta)
    return PublishedPage(page, url, fields, markdown, tuple(anchors), frozenset(links), source)


def _unpublishable(kept: list[Any]) -> Unpublishable | None:
    refusals = [(read_span(span), str(en), str(zh)) for span, (en, zh) in kept]
    return Unpublishable(tuple(Refusal(span, Localized(en, zh)) for span, en, zh in refusals)) if refusals else None
