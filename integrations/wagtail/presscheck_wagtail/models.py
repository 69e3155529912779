"""The page model. A field for each thing that presscheck sends, so that each can be read back and compared."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page

WRITE_HTML = "presscheck_wagtail.write_html"
"""Who may write HTML that is shown as it is. Whoever may could put a script into a page: give it to few."""

DOCUMENT = {
    "key": "pc_key", "locale": "pc_locale", "type": "pc_type", "slug": "slug", "url": "canonical", "title": "title",
    "summary": "search_description", "author": "author", "reviewer": "reviewer", "reviewed_on": "reviewed_on",
    "updated": "updated", "tags": "tags", "alternates": "alternates", "html": "body", "json_ld": "json_ld",
    "markdown": "markdown", "state": "pc_state",
}  # fmt: skip
"""By name in a request, the field of the model."""


class ApprovedImage(models.Model):
    """An image that approved pages show. ``name`` is ``<sha256>.<type>``: a file is stored once and never changes."""

    name = models.CharField(max_length=80, unique=True)
    file = models.FileField(upload_to="presscheck")

    class Meta:
        verbose_name = "image of approved pages"

    def __str__(self) -> str:
        return self.name


class ApprovedFolder(Page):
    """A part of an address, such as ``/en/faqs/``: lists what is below it."""

    template = "presscheck_wagtail/folder.html"
    parent_page_types: ClassVar[list[str]] = []  # made by the endpoint alone

    class Meta:
        verbose_name = "folder of approved pages"

    def entries(self) -> models.QuerySet[Page]:
        return self.get_children().live().order_by("title")


class ApprovedPageForm(WagtailAdminPageForm):
    """The form of the admin, which leaves texts as they are where nobody changed them.

    A browser sends each line end as two characters, and Django takes blank ends away: then whoever changes one word, or
    nothing at all, would have changed every line.
    """

    TEXTS: ClassVar[tuple[str, ...]] = ("body", "markdown", "json_ld")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.TEXTS:
            if name in self.fields:  # not everybody may write each of them
                self.fields[name].strip = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        cleaned.update({name: cleaned[name].replace("\r\n", "\n") for name in self.TEXTS if name in cleaned})
        return cleaned


class ApprovedPage(Page):
    """A page that presscheck published. ``body`` is stored and shown verbatim: presscheck has sanitised it."""

    template = "presscheck_wagtail/page.html"
    base_form_class = ApprovedPageForm
    parent_page_types: ClassVar[list[str]] = []  # made by the endpoint alone
    subpage_types: ClassVar[list[str]] = []
    # A copy made in the admin is a page of its own: without a key, presscheck does not touch it.
    exclude_fields_in_copy: ClassVar[list[str]] = ["pc_key", "pc_state"]

    pc_key = models.CharField("key", max_length=255, unique=True, null=True, blank=True, editable=False)
    pc_state = models.TextField("state", blank=True, editable=False)
    pc_locale = models.CharField("language", max_length=35, blank=True)
    pc_type = models.CharField("type", max_length=100, blank=True)
    canonical = models.TextField("canonical address", blank=True)
    author = models.TextField(blank=True)
    reviewer = models.TextField(blank=True)
    reviewed_on = models.CharField(max_length=10, blank=True)
    updated = models.CharField(max_length=10, blank=True)
    tags = models.JSONField(default=list, blank=True)
    alternates = models.JSONField("in other languages", default=list, blank=True)
    body = models.TextField("HTML", blank=True)
    markdown = models.TextField(blank=True)
    json_ld = models.TextField("JSON-LD", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("body", permission=WRITE_HTML),
        FieldPanel("markdown"),
        MultiFieldPanel(
            [FieldPanel("author"), FieldPanel("reviewer"), FieldPanel("reviewed_on"), FieldPanel("updated")],
            heading="Review",
        ),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("search_description"), FieldPanel("canonical"), FieldPanel("tags")],
            heading="For search engines",
        ),
        FieldPanel("alternates"),
        FieldPanel("json_ld", permission=WRITE_HTML),
    ]
    api_fields = [
        APIField(name)
        for name in ("pc_key", "pc_locale", "pc_type", "canonical", "author", "reviewer", "reviewed_on", "updated",
                     "tags", "alternates", "body", "markdown", "json_ld")
    ]  # fmt: skip

    class Meta:
        verbose_name = "approved page"
        permissions: ClassVar[list[tuple[str, str]]] = [("write_html", "Can write the HTML of approved pages")]

    @property
    def json_ld_script(self) -> SafeString | str:
        """The graph for a script element, which no text in it can end; nothing where it is no JSON."""
        try:
            text = json.dumps(json.loads(self.json_ld), ensure_ascii=False)
        except ValueError:
            return ""
        for sign, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
            text = text.replace(sign, escape)
        return mark_safe(text)  # noqa: S308  # every sign that HTML knows was replaced above

    def document(self) -> dict[str, object]:
        """The page as presscheck sent it."""
        return {name: getattr(self, field) for name, field in DOCUMENT.items()}

    def take(self, document: dict[str, object]) -> None:
        """Set every field from what presscheck sent."""
        for name, field in DOCUMENT.items():
            setattr(self, field, document[name])
        self.draft_title = self.title
        self.seo_title = self.title[:255]
        # A publication or an end that somebody had planned for an earlier version is not one of this version.
        self.go_live_at = self.expire_at = None
