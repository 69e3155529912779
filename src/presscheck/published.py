"""What of a page is published: the one form which approvals are bound to and every export is made from."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from presscheck.config import SiteInfo
from presscheck.images import FOLDER, NAME, ReadImage, image_name, is_image, misplaced
from presscheck.markdown.portable import Refusal, invisible, portable
from presscheck.model import Json, Localized, Page, PageId, Span

PUBLISHED_KEYS = (
    "title",
    "summary",
    "author",
    "updated",
    "review_by",
    "tags",
    "related",
    "kind",
    "client",
    "client_versions",
)
"""What of the front matter is published. Owners, the status and the ledger of claims are the site's own business."""

_SCHEMES = {"http", "https", "mailto"}


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page as its readers get it.

    Attributes:
        id: where it belongs.
        url: its canonical address.
        meta: the published part of the front matter (``PUBLISHED_KEYS``), in NFC.
        markdown: the body without its title; every link absolute (``markdown.portable``).
        anchors: the ids of the body's headings, in order.
        links: ids of the site's pages that the body links to.
        images: by the name under which it is published, the path of each image from the configuration's folder.
        source_sha256: SHA-256 (hex) of the source file, read as UTF-8 text with ``\\n`` and no byte order mark.
    """

    id: PageId
    url: str
    meta: Mapping[str, Json]
    markdown: str
    anchors: tuple[str, ...]
    links: frozenset[str]
    source_sha256: str
    images: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def digest(self) -> str:
        """``sha256:`` and 64 hex digits over all that is published; comments and blanks at line ends do not count."""
        return content_digest(str(self.id), self.url, self.meta, self.markdown, self.anchors)

    @property
    def title(self) -> str:
        return str(self.meta["title"])

    @property
    def summary(self) -> str:
        return " ".join(str(self.meta["summary"]).split())


@dataclass(frozen=True, slots=True)
class Unpublishable:
    """What keeps a page from being published, at least one reason with its place."""

    refusals: tuple[Refusal, ...]


def content_digest(page: str, url: str, meta: Mapping[str, Json], markdown: str, anchors: Sequence[str]) -> str:
    """``sha256:`` and 64 hex digits over what an approval names."""
    content: dict[str, Json] = {
        "id": page,
        "url": url,
        "meta": dict(meta),
        "markdown": markdown,
        "anchors": list(anchors),
    }
    return "sha256:" + hashlib.sha256(canonical_json(content)).hexdigest()


def canonical_json(value: Mapping[str, Json]) -> bytes:
    """JSON with sorted keys and no blanks: equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def page_url(site: SiteInfo, page: PageId | str) -> str:
    """The canonical address of a page: the site's URL, then ``<locale>/<type>s/<slug>``."""
    return f"{site.url}/{page}"


def publish(page: Page, site: SiteInfo, read: ReadImage) -> PublishedPage | Unpublishable:
    """The page as it would be published, or everything that keeps it from being so; ``read`` gives its images.

    The page must be a typed one and valid under its schemas: this does not check again what rules check.
    """
    if page.id is None:
        reason = Localized("it is no page of the site's content folders", "它不在站点的内容文件夹中")
        return Unpublishable((Refusal(page.document.span, reason),))
    url = page_url(site, page.id)
    resolver = _Resolver(page, page.id, url, site, read)
    body = portable(page, resolver)
    meta = {key: _composed(page.meta[key]) for key in PUBLISHED_KEYS if key in page.meta}
    refusals = [*_meta_refusals(page, meta), *body.refusals]
    written = set(re.findall(rf"{re.escape(site.url)}/{FOLDER}/({NAME.pattern})", body.text)) - resolver.images.keys()
    for name in sorted(written):
        reason = Localized(
            f"the address of a published image is written by hand: {name}; show the file of the repository instead",
            f"手写了已发布图片的地址 {name}；请改为引用仓库中的图片文件",
        )
        refusals.append(Refusal(page.document.span, reason))
    if refusals:
        return Unpublishable(tuple(refusals))
    source = hashlib.sha256(page.source.text.encode()).hexdigest()
    links = frozenset(resolver.links)
    return PublishedPage(page.id, url, meta, body.text, body.anchors, links, source, resolver.images)


def _composed(value: Json) -> Json:
    """The value with every text in NFC, as the body is: files in llms-full/1 hold nothing else."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [_composed(item) for item in value]
        case dict():
            return {key: _composed(item) for key, item in value.items()}
        case _:
            return value


def _meta_refusals(page: Page, meta: Mapping[str, Json]) -> list[Refusal]:
    refusals: list[Refusal] = []
    node = page.front_matter.node if page.front_matter else None
    for key, value in meta.items():
        child = node.at((key,)) if node else None
        span: Span = child.span if child else page.document.span
        if invisible(json.dumps(value, ensure_ascii=False)) >= 0:
            text = Localized(f"`{key}` holds an invisible character; delete it", f"`{key}` 含不可见字符，请删除")
            refusals.append(Refusal(span, text))
        if key == "title" and ("[" in str(value) or "]" in str(value)):
            text = Localized(
                "a title cannot hold [ or ]: a list of links could not name the page",
                "标题不能含 [ 或 ]，否则链接列表无法引用该页面",
            )
            refusals.append(Refusal(span, text))
    return refusals


class _Resolver:
    """Says where the links of a page lead; remembers the site's pages and the images that they name."""

    def __init__(self, page: Page, name: PageId, url: str, site: SiteInfo, read: ReadImage) -> None:
        self.links: set[str] = set()
        self.images: dict[str, str] = {}
        self._folder = posixpath.dirname(page.path)
        self._name = name
        self._url = url
        self._site = site
        self._read = read

    def __call__(self, href: str) -> str | Localized:
        if href.startswith("#"):
            return self._url + href
        parts = urlsplit(href)
        if parts.scheme:
            if parts.scheme in _SCHEMES:
                return href
            return Localized(f"a link may not begin with {parts.scheme}:", f"链接不能以 {parts.scheme}: 开头")
        if href.startswith("//"):
            return Localized(f"the link {href} has no scheme; add https:", f"链接 {href} 缺少协议，请加上 https:")
        if href.startswith("/"):
            return urljoin(self._site.url + "/", href)
        if is_image(parts.path):
            return self._image(unquote(parts.path))
        target, fragment = urldefrag(href)
        path = posixpath.normpath(posixpath.join(f"{self._name.locale}/{self._name.type}s", target))
        found = _page_of(path)
        if found is None:
            return Localized(
                f"the link {href} leads to no page of the site; name a page's .md file or a whole URL",
                f"链接 {href} 不指向站点中的页面，请写页面的 .md 文件或完整 URL",
            )
        self.links.add(str(found))
        return page_url(self._site, found) + (f"#{fragment}" if fragment else "")

    def _image(self, href: str) -> str | Localized:
        path = posixpath.normpath(posixpath.join(self._folder, href))
        data = misplaced(path) or self._read(path)
        if isinstance(data, Localized):
            return data
        name = image_name(path, data)
        if isinstance(name, Localized):
            return name
        self.images[name] = path
        return f"{self._site.url}/{FOLDER}/{name}"


def _page_of(path: str) -> PageId | None:
    """The page that a path below the content folder names: ``<locale>/<type>s/<slug>.md``."""
    parts = path.split("/")
    if len(parts) != 3 or not parts[2].endswith(".md") or not parts[1].endswith("s") or parts[0] == "..":
        return None
    return PageId(parts[0], parts[1].removesuffix("s"), parts[2].removesuffix(".md"))
