"""The page that a call names: by its file, or by its id where the file may be gone."""

from __future__ import annotations

from pathlib import Path

from presscheck.errors import InputError
from presscheck.model import ContentFile, Localized, PageId, UnreadableFile, page_id
from presscheck.patterns import regex
from presscheck.site import Site, content_files, report_path

_ID = regex(r"([a-z]{2}(?:-[A-Za-z]{2,4})?)/([a-z]+)s/([a-z0-9]+(?:-[a-z0-9]+)*)")


def page_named(site: Site, text: str) -> PageId:
    """The id of a page that is named by its file, its id, or the file of its approval.

    Raises:
        InputError: it is none of these.
    """
    found = _ID.fullmatch(text)
    if found:
        return PageId(found[1], found[2], found[3])
    path = report_path(Path(text), site.config)
    inside = any(path.startswith(f"{folder.strip('/')}/") for folder in site.config.folders)
    place = page_id(path, site.schemas.kinds) if inside else None
    if place is None and path.startswith("approvals/") and path.endswith(".json"):
        return page_named(site, path.removeprefix("approvals/").removesuffix(".json"))
    if place is None:
        raise InputError(
            Localized(
                f"{text} is no page of the site; name its file or its id, such as en/faqs/error-401",
                f"{text} 不是站点中的页面；请写页面文件或 id，例如 en/faqs/error-401",
            )
        )
    return place


def files_by_page(site: Site) -> dict[str, ContentFile]:
    """The files of the site's pages by page id; the first where two say they are the same page."""
    found: dict[str, ContentFile] = {}
    for file in content_files(site.config):
        if not isinstance(file, UnreadableFile) and (place := page_id(file.path, site.schemas.kinds)):
            found.setdefault(str(place), file)
    return found
