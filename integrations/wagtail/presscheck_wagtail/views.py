"""The endpoint. Each write is one transaction that first locks, then compares the version, then writes.

Answers are JSON; an error is ``{"error": code, "message": text}``. Statuses: 401 no or a revoked token, 403 a right is
missing, 404 no such page, 409 the key or the slug is taken, 412 not at the version of ``If-Match``, 413 too large,
422 a field cannot be stored, 423 somebody locked the page, 503 the database is busy.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail import VERSION
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy

from presscheck_wagtail import API, __version__
from presscheck_wagtail.models import DOCUMENT, WRITE_HTML, ApprovedFolder, ApprovedImage, ApprovedPage

LISTED = 100
"""So many pages in one answer."""
IMAGE_BYTES = 10_000_000
"""The largest image that is taken."""
DRAINED = 64 * 1024 * 1024
"""So much of a body that is too large is read, so that its sender gets to read the answer."""

View = Callable[..., HttpResponse]


class RefusedError(Exception):
    """An answer other than 2xx."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status, self.error, self.message = status, error, message


def endpoint(**methods: View) -> View:
    """A view that knows who asks, and whose errors are JSON."""

    @csrf_exempt  # a token is no cookie: no other site can send it
    def view(request: HttpRequest, **values: Any) -> HttpResponse:
        try:
            handler = methods.get(str(request.method))
            if handler is None:
                _refuse(405, "method", f"use one of {', '.join(methods)}")
            _admit(request)
            return handler(request, **values)
        except RefusedError as refused:
            return JsonResponse({"error": refused.error, "message": refused.message}, status=refused.status)
        except OperationalError:
            answer = JsonResponse({"error": "busy", "message": "the database is busy"}, status=503)
            answer["Retry-After"] = "1"
            return answer

    return view


def _refuse(status: int, error: str, message: str) -> NoReturn:
    raise RefusedError(status, error, message)


def _admit(request: HttpRequest) -> None:
    """Whoever has a token, and our permission."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not BearerTokenAuth().authenticate(request, token.strip()):
        _refuse(401, "token", "the token is missing, wrong or revoked")
    if not request.user.has_perm(WRITE_HTML):  # type: ignore[union-attr]
        _refuse(403, "permission", "the token's user needs the permission 'Can write the HTML of approved pages'")


def writes(handler: View) -> View:
    """One transaction; what the database or the model refuses is an answer."""

    @functools.wraps(handler)
    def write(request: HttpRequest, **values: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                # The first statement writes, to the root of the tree: two writes come one after the other, and SQLite
                # does not have to refuse a transaction that began with reading.
                Page.objects.filter(depth=1).update(numchild=F("numchild"))
                return handler(request, **values)
        except ValidationError as error:
            fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            text = "; ".join(f"{name}: {' '.join(messages)}".strip(": ") for name, messages in fields.items())
            taken = "slug" in fields and "in use" in text
            raise RefusedError(409 if taken else 422, "slug" if taken else "field", text) from error
        except IntegrityError as error:
            raise RefusedError(409, "key", "another page has this key or this slug") from error

    return write


def _about(request: HttpRequest) -> HttpResponse:
    parent = _parent(request.GET.get("parent", ""))
    missing = _missing(request.user, parent)
    return JsonResponse(
        {
            "app": "presscheck-wagtail",
            "api": API,
            "version": __version__,
            "wagtail": ".".join(map(str, VERSION[:3])),
            "database": connection.vendor,
            "max_bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
            "parent": {"id": parent.pk, "title": parent.title},
            "missing_permissions": missing,
        }
    )


def _list(request: HttpRequest) -> HttpResponse:
    found = ApprovedPage.objects.filter(pc_key__isnull=False).select_related("latest_revision")
    found = found.annotate_approved_schedule().order_by("pk")
    if "key" in request.GET:
        found = found.filter(pc_key=request.GET["key"])
    try:
        after = int(request.GET.get("after", "0"))
    except ValueError:
        raise RefusedError(422, "field", "after is no number") from None
    # By id and not by offset: a page that goes away while the list is read moves no other out of sight.
    items = [_item(page) for page in found.filter(pk__gt=after)[:LISTED]]
    return JsonResponse({"total": found.count(), "items": items})


@writes
def _create(request: HttpRequest) -> HttpResponse:
    document = _document(request)
    parent = _parent(request.GET.get("parent", ""))
    if ApprovedPage.objects.filter(pc_key=document["key"]).exists():
        raise RefusedError(409, "key", f"there is a page with the key {document['key']}")
    if _missing(request.user, parent):
        raise RefusedError(403, "permission", f"the token's user may not add and publish pages below {parent.title}")
    page = ApprovedPage(live=False, owner=request.user)
    page.take(document)
    _folder(parent, str(document["key"]).split("/")[:-1], request.user).add_child(instance=page)
    page.save_revision(user=request.user, log_action=True).publish(user=request.user)
    return JsonResponse(_item(_get(page.pk)), status=201)


@writes
def _update(request: HttpRequest, number: int) -> HttpResponse:
    document = _document(request)
    page = _expected(request, number)
    if document["key"] != page.pc_key:
        raise RefusedError(422, "field", "the key of a page does not change")
    rights = page.permissions_for_user(request.user)
    if not (rights.can_edit() and rights.can_publish()):
        raise RefusedError(403, "permission", "the token's user may not edit and publish this page")
    page.take(document)
    page.full_clean()
    page.save_revision(user=request.user, log_action=True).publish(user=request.user)
    return JsonResponse(_item(_get(page.pk)))


@writes
def _withdraw(request: HttpRequest, number: int) -> HttpResponse:
    body = _body(request)
    if not isinstance(body.get("state"), str) or len(body) > 1:
        raise RefusedError(422, "field", "send a text 'state' and nothing else")
    page = _expected(request, number)
    rights = page.permissions_for_user(request.user)
    if page.live and not rights.can_unpublish():
        raise RefusedError(403, "permission", "the token's user may not unpublish this page")
    page.pc_state = body["state"]
    page.go_live_at = page.expire_at = None
    page.save(clean=False)
    page.save_revision(user=request.user, clean=False)
    if page.live:
        page.unpublish(user=request.user)
    return JsonResponse(_item(_get(page.pk)))


@writes
def _delete(request: HttpRequest, number: int) -> HttpResponse:
    page = _expected(request, number)
    if page.live:
        raise RefusedError(409, "live", "the page is online; withdraw it first")
    if not page.permissions_for_user(request.user).can_delete():
        raise RefusedError(403, "permission", "the token's user may not delete this page")
    page.delete(user=request.user)
    return HttpResponse(status=204)


def _list_images(request: HttpRequest) -> HttpResponse:
    """The image of a name, as a list of one or none. One whose file is gone or was changed is none any more."""
    found = ApprovedImage.objects.filter(name=_image_name(request)).first()
    return JsonResponse({"items": [{"url": _image_url(found)}] if found and _is_whole(found) else []})


@writes
def _add_image(request: HttpRequest) -> HttpResponse:
    name = _image_name(request)
    found = ApprovedImage.objects.filter(name=name).first()
    if found is not None and _is_whole(found):
        return JsonResponse({"url": _image_url(found)})
    length = request.headers.get("Content-Length", "")
    data = request.read(IMAGE_BYTES + 1) if length.isdigit() and int(length) <= IMAGE_BYTES else None
    if data is None:
        _drain(request)
        raise RefusedError(413, "size", f"the image is larger than {IMAGE_BYTES} bytes")
    if hashlib.sha256(data).hexdigest() != name.partition(".")[0]:
        raise RefusedError(422, "image", f"the file is not the one that {name} names")
    image = found or ApprovedImage(name=name)
    image.file.save(name, ContentFile(data), save=False)
    try:
        image.save()
    except BaseException:
        # The database forgets what was not finished; the storage does not.
        image.file.storage.delete(image.file.name)
        raise
    return JsonResponse({"url": _image_url(image)}, status=201)


def _image_name(request: HttpRequest) -> str:
    """The digest of a content, and what it is."""
    name = request.GET.get("name", "")
    if not re.fullmatch(r"[0-9a-f]{64}\.(?:avif|gif|jpg|png|webp)", name):
        raise RefusedError(422, "image", "the name is no digest of an image")
    return name


def _is_whole(image: ApprovedImage) -> bool:
    """Whether the file of an image is there, and is the one that its name says."""
    digest = hashlib.sha256()
    try:
        with image.file.open("rb") as file:
            for chunk in iter(lambda: file.read(65536), b""):
                digest.update(chunk)
    except OSError:
        return False
    return digest.hexdigest() == image.name.partition(".")[0]


def _image_url(image: ApprovedImage) -> str:
    """A whole address, on the default site where the storage names none."""
    url = str(image.file.url)
    site = Site.objects.filter(is_default_site=True).first()
    return f"{site.root_url}{url}" if site and url.startswith("/") else url


about = endpoint(GET=_about)
images = endpoint(GET=_list_images, POST=_add_image)
pages = endpoint(GET=_list, POST=_create)
page = endpoint(PUT=_update, DELETE=_delete)
withdraw = endpoint(POST=_withdraw)


def _parent(number: str) -> Page:
    """The page below which approved pages are put: by id, or the root page of the default site."""
    if number:
        found = Page.objects.filter(pk=number).first() if number.isdigit() else None
    else:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        found = site.root_page if site else None
    if found is None:
        raise RefusedError(422, "parent", f"there is no page {number}" if number else "there is no default site")
    return found.specific


def _missing(user: Any, parent: Page) -> list[str]:
    """Which rights below a page a user lacks. Wagtail's own ``can_add_subpage`` asks what its admin may make there."""
    rights = ("add", "publish")
    return [
        right for right in rights if not page_permission_policy.user_has_permission_for_instance(user, right, parent)
    ]


def _folder(parent: Page, names: list[str], user: Any) -> Page:
    """The page below which an approved page goes. Whatever page has the name already is taken."""
    for name in names:
        child = parent.get_children().filter(slug=name).first()
        if child is None:
            child = parent.add_child(instance=ApprovedFolder(title=name, slug=name, owner=user))
        parent = child.specific
    return parent


def _expected(request: HttpRequest, number: int) -> ApprovedPage:
    """The page, locked, at the version that the request names."""
    # A write that changes nothing locks the row: an editor who saves it now comes after us.
    if not ApprovedPage.objects.filter(pk=number, pc_key__isnull=False).update(pc_key=F("pc_key")):
        raise RefusedError(404, "page", f"there is no approved page {number}")
    page = _get(number)
    expected = request.headers.get("If-Match", "").strip('"')
    if not expected:
        raise RefusedError(428, "version", "send the version in If-Match")
    if expected != _revision(page):
        raise RefusedError(412, "version", f"the page is at {_revision(page)}, not at {expected}")
    lock = page.get_lock()
    if isinstance(lock, ScheduledForPublishLock):
        # Whoever sent the version knows of the schedule. Without this, a page that was withdrawn would come back.
        page.revisions.update(approved_go_live_at=None)
    elif lock and lock.for_user(request.user):
        raise RefusedError(423, "locked", "somebody locked the page in Wagtail; unlock it there")
    return page


def _get(number: int) -> ApprovedPage:
    return ApprovedPage.objects.select_related("latest_revision").get(pk=number)


def _revision(page: ApprovedPage) -> str:
    """Another one after every edit, publication, schedule and withdrawal, whoever made it."""
    latest = page.latest_revision
    planned = "s" if latest and latest.approved_go_live_at else ""
    return f"{page.latest_revision_id or 0}.{page.live_revision_id or 0}.{int(page.live)}{planned}"


def _item(page: ApprovedPage) -> dict[str, Any]:
    """What readers have, and what somebody wrote since without publishing it."""
    latest = None
    if page.latest_revision and (not page.live or page.has_unpublished_changes):
        latest = page.get_latest_revision_as_object().document()
        # A revision keeps fields as they were: key and state of the page are those that count.
        latest.update(key=page.pc_key)
    status = "published" if page.live else "scheduled" if page.approved_schedule else "draft"
    return {
        "id": page.pk,
        "revision": _revision(page),
        "status": status,
        "url": page.full_url or "",
        "document": page.document() if page.live or latest is None else latest,
        "draft": latest if page.live else None,
    }


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        value = json.loads(request.body)
    except RequestDataTooBig:
        _drain(request)
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raise RefusedError(413, "size", f"the page is larger than DATA_UPLOAD_MAX_MEMORY_SIZE, {limit} bytes") from None
    except ValueError:
        raise RefusedError(400, "json", "the body is no JSON") from None
    if not isinstance(value, dict):
        raise RefusedError(422, "field", "the body is no object")
    return value


def _drain(request: HttpRequest) -> None:
    left = DRAINED
    while left > 0 and (chunk := request.read(65536)):
        left -= len(chunk)


def _document(request: HttpRequest) -> dict[str, Any]:
    """The fields of a page: all of them and no other. So a date of publication is refused, not passed over."""
    value = _body(request)
    unknown, missing = sorted(set(value) - set(DOCUMENT)), sorted(set(DOCUMENT) - set(value))
    if unknown or missing:
        raise RefusedError(
            422, "field", f"unknown: {', '.join(unknown) or 'none'}; missing: {', '.join(missing) or 'none'}"
        )
    for name, field in value.items():
        if not isinstance(field, list if name in {"tags", "alternates"} else str):
            raise RefusedError(422, "field", f"{name} has the wrong type")
    if not value["key"] or not value["slug"] or "\0" in json.dumps(value, ensure_ascii=False).replace("\\u0000", "\0"):
        raise RefusedError(422, "field", "key and slug must not be empty, and no text may hold a NUL")
    return value
