"""Ghost 6, over its own Admin API; the site needs nothing from us.

Ghost has no field for a key, a state or our Markdown, compares versions by the second, takes two pages with one key,
and answers a taken slug with another one. So a page is laid out like this:

- tags: the page's own, then an internal one whose name holds the key and whose slug is made of the key's digest
- text: a card with the HTML, which Ghost stores and shows byte for byte, and a card that nobody is shown, with what
  Ghost has no field for
- code injection: JSON-LD and the addresses of the translations, for the page's head
- slug: with language and type before it, for Ghost has one namespace for all pages
"""

from __future__ import annotations

import base64
import hmac
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from urllib3.filepost import encode_multipart_formdata

from presscheck.config import TargetSettings
from presscheck.errors import ConfigError, TargetError, Trouble
from presscheck.export.cms import Document, Stored
from presscheck.export.ghost_page import SLUG, key_of, moment, revision, tag_slug, to_page, to_stored, with_state
from presscheck.export.http import Http, Reply, check_address, failure, plain, sent_on, shaped
from presscheck.export.images import is_named
from presscheck.export.options import check_options
from presscheck.export.secret import token
from presscheck.export.target import Capabilities
from presscheck.images import TYPES
from presscheck.model import Json, Localized

VARIABLE = "PRESSCHECK_GHOST_TOKEN"
OLDEST = 6
"""The oldest major version that this adapter was tried with."""
MAX_BYTES = 8_000_000
_OPTIONS = {"token_env": str, "token_file": str}
_KINDS: dict[str, Trouble] = {
    "UnauthorizedError": "auth",
    "NoPermissionError": "auth",
    "NotFoundError": "not-found",
    "UpdateCollisionError": "conflict",
    "RequestEntityTooLargeError": "too-large",
    "TooManyRequestsError": "rate-limit",
}
_TOKEN_CODES = {"INVALID_JWT", "MISSING_ADMIN_API_KID", "INVALID_AUTH_HEADER"}
"""Ghost answers a token that is none with 400."""
_ROLES = {"Owner", "Administrator", "Super Editor", "Editor", "Admin Integration"}


class Ghost:
    """A site. The token is an Admin API key, ``id:secret``, of an integration or of a member of staff. Options:
    ``token_env`` or ``token_file``.

    Raises:
        ConfigError: an option is unknown or has the wrong type, or there is no such key.
    """

    def __init__(self, settings: TargetSettings, root: Path) -> None:
        where = f"[targets.{settings.name}]"
        check_options(settings, _OPTIONS)
        check_address(settings)
        found = re.fullmatch(r"([0-9a-f]{24}):([0-9a-f]{64})", token(settings, root, VARIABLE))
        if not found:
            raise ConfigError(
                Localized(
                    f"{where}: the token has to be an Admin API key: 24 hexadecimal digits, a colon, and 64 more; a "
                    "Content API key is shorter and cannot write",
                    f"{where}：令牌必须是 Admin API 密钥：24 位十六进制数字、冒号、再加 64 位；Content API 密钥更短，"
                    "不能写入",
                )
            )
        self._id, self._secret = found[1], bytes.fromhex(found[2])
        self._site = settings.url
        self._http = Http(
            f"{settings.url}/ghost/api/admin",
            {"Accept-Version": f"v{OLDEST}.0"},
            timeout=settings.timeout,
            connections=settings.concurrency,
        )

    def probe(self) -> Capabilities:
        """It is a Ghost and new enough, the key is right, and its owner may publish."""
        reply = self._http.send("GET", "/site/")
        site: Any = reply.json.get("site") if isinstance(reply.json, dict) else None
        if reply.status in {301, 302, 303, 307, 308, 404} or (reply.status < 400 and not _is_site(site)):
            raise TargetError("invalid", self._absent(reply))
        self._succeeded("GET", "/site/", reply)
        version = plain(str(site["version"]))
        if int(version.partition(".")[0]) < OLDEST:
            raise TargetError(
                "invalid",
                Localized(
                    f"Ghost {version} is too old: presscheck needs Ghost {OLDEST}.0 or newer; update the site",
                    f"Ghost {version} 版本过旧：presscheck 需要 Ghost {OLDEST}.0 或更新版本；请升级站点",
                ),
            )
        self._ask("GET", "/pages/?limit=1&fields=id")
        self._may_publish()
        return Capabilities(
            f"Ghost {version}",
            swap="check",
            unique_key=False,
            revisions=True,
            max_bytes=MAX_BYTES,
            concurrency=1,
            notes=_NOTES,
        )

    def list(self) -> Iterator[Stored]:
        """Every page with a key, a hundred in a request, on from the last id until none comes."""
        after = ""
        while True:
            pages = self._pages(f"tag:~^'{SLUG}'" + (f"+id:>'{after}'" if after else ""))
            if not pages:
                return
            with shaped(f"GET {self._http.url}/pages/"):
                before, after = after, max(str(page["id"]) for page in pages)
                if after <= before:
                    raise ValueError("the list does not go on")
                found = [to_stored(page) for page in pages if key_of(page)]
            yield from found

    def find(self, key: str) -> Sequence[Stored]:
        """The pages with a key. Of two that were made at once, the one that got the slug comes first: the database
        lets only one have it, whereas the times of both may be the same."""
        found = self._pages(f"tag:~^'{tag_slug(key)}'")
        with shaped(f"GET {self._http.url}/pages/"):
            pages = [page for page in found if key_of(page) == key]
            return [to_stored(page) for page in sorted(pages, key=lambda page: (len(page["slug"]), page["id"]))]

    def create(self, document: Document) -> Stored:
        """Add a page, published and open to everybody."""
        return self._write("POST", "/pages/", {**to_page(document), "status": "published"})

    def update(self, stored: Stored, document: Document) -> Stored:
        """Write a new version, published and open to everybody."""
        page = {**to_page(document), "status": "published", "updated_at": moment(stored)}
        if stored.status == "scheduled":
            # Ghost keeps the day to come as the day of publication.
            page["published_at"] = _now()
        return self._write("PUT", f"/pages/{stored.id}/", page)

    def withdraw(self, stored: Stored, state: str) -> Stored:
        """Note the state and make a draft of it, in one request; everything else stays as it is."""
        path = f"/pages/{stored.id}/?formats=lexical"
        reply = self._ask("GET", path)
        with shaped(f"GET {self._http.url}{path}"):
            page = reply.json["pages"][0]
            if revision(page) != stored.revision:
                raise TargetError("conflict", _MOVED)
            body: dict[str, Json] = {"status": "draft", "updated_at": page["updated_at"]}
            if state != stored.document.state:
                body["lexical"] = with_state(page["lexical"], stored.document, state)
        return self._write("PUT", f"/pages/{stored.id}/", body)

    def delete(self, stored: Stored) -> None:
        """Remove a page with its revisions. Its tag stays: another export may be using it at this moment."""
        try:
            self._ask("DELETE", f"/pages/{stored.id}/")
        except TargetError as error:
            if error.kind != "not-found":
                raise

    def image(self, name: str, known: str = "") -> str | None:
        """Ghost has no list of its images: it may be where it was, or where Ghost puts a file of its name in this
        month."""
        month = f"{self._site}/content/images/{time.strftime('%Y/%m', time.gmtime())}/{name}"
        places = (self._whole(place, name) for place in dict.fromkeys((known, month)) if place)
        return next((place for place in places if place), None)

    def upload(self, name: str, data: bytes) -> str:
        """Add an image. Ghost keeps the name, and gives a second one of the same name another."""
        sort = TYPES[name.rpartition(".")[2]]
        body, kind = encode_multipart_formdata({"file": (name, data, sort), "purpose": "image", "ref": name})
        headers = {**self._signed(), "Content-Type": kind}
        reply = self._succeeded("POST", "/images/upload/", self._http.send("POST", "/images/upload/", body, headers))
        with shaped(f"POST {self._http.url}/images/upload/"):
            return str(reply.json["images"][0]["url"])

    def _whole(self, url: str, name: str) -> str | None:
        """The address of an image as it was sent: Ghost makes photographs and large images smaller, and keeps what it
        was sent beside them, with ``_o`` behind its name.

        ``None`` only where nothing lies at the address. Where something else does, or that cannot be told, the image
        was sent once: it is not sent again for what stands between it and its readers.
        """
        stem, dot, kind = url.rpartition(".")
        there: str | None = None
        for place in dict.fromkeys((f"{stem.removesuffix('_o')}_o{dot}{kind}", url)):
            try:
                if is_named(self._http.fetch(place), name):
                    return place
                there = there or place
            except TargetError as error:
                there = there or (None if error.kind == "not-found" else place)
        return there

    def download(self, url: str) -> bytes:
        """What readers get."""
        return self._http.fetch(url)

    # --- requests

    def _pages(self, query: str) -> Sequence[dict[str, Any]]:
        path = f"/pages/?filter={quote(query, safe='')}&formats=lexical&include=tags&order=id%20asc&limit=100"
        reply = self._ask("GET", path)
        with shaped(f"GET {self._http.url}/pages/"):
            pages: Sequence[dict[str, Any]] = reply.json["pages"]
            return pages

    def _write(self, method: str, path: str, page: dict[str, Json]) -> Stored:
        answer = self._ask(method, f"{path}?formats=lexical&include=tags", {"pages": [page]}).json
        with shaped(f"{method} {self._http.url}{path}"):
            return to_stored(answer["pages"][0])

    def _may_publish(self) -> None:
        """Whose key it is. An integration is no user: it gets none, and may publish."""
        reply = self._http.send("GET", "/users/me/?include=roles", headers=self._signed())
        users = reply.json.get("users") if reply.status == 200 and isinstance(reply.json, dict) else None
        with shaped(f"GET {self._http.url}/users/me/"):
            roles = {str(role.get("name")) for user in users or () for role in user.get("roles", ())}
        if roles and not roles & _ROLES:
            names = ", ".join(sorted(roles))
            raise TargetError(
                "auth",
                Localized(
                    f"the key belongs to somebody with the role {names}, who may not publish; make a custom "
                    "integration and use its key (docs/ghost.md)",
                    f"该密钥属于角色为 {names} 的用户，无权发布；请新建自定义集成并使用它的密钥（见 docs/ghost.md）",
                ),
            )

    def _ask(self, method: str, path: str, body: Json | None = None) -> Reply:
        return self._succeeded(method, path, self._http.send(method, path, body, self._signed()))

    def _signed(self) -> Mapping[str, str]:
        return {"Authorization": f"Ghost {_jwt(self._id, self._secret, int(time.time()))}"}

    def _succeeded(self, method: str, path: str, reply: Reply) -> Reply:
        what = f"{method} {self._http.url}{path.partition('?')[0]}"
        if reply.status < 300:
            if reply.status != 204 and not isinstance(reply.json, dict):
                raise failure(what, reply, "server", "the answer is no JSON; is something in front of the site?")
            return reply
        first = _first_error(reply)
        kind: Trouble | None = _KINDS.get(str(first.get("type")))
        if first.get("code") in _TOKEN_CODES:
            kind = "auth"
        said = " ".join(str(first[name]) for name in ("message", "context") if first.get(name)) or reply.text
        # Whatever stands in front of the site may repeat what it was sent.
        said = re.sub(r"eyJ[\w.-]+", "***", said).replace(self._secret.hex(), "***")
        raise failure(what, reply, kind, said)

    def _absent(self, reply: Reply) -> Localized:
        return sent_on(f"{self._http.url}/site/", reply) or Localized(
            f"no Ghost answers at {self._http.url}/site/: check `url`; where the admin has a domain of its own, name "
            "that one",
            f"{self._http.url}/site/ 返回的不是 Ghost 的响应：请检查 `url`；如果后台使用单独的域名，请填写该域名",
        )


_NOTES = (
    Localized(
        "Ghost compares versions by the second: presscheck also looks at the text just before each write, but an "
        "editor who saves between the two is not seen",
        "Ghost 按秒比较版本：presscheck 在每次写入前还会核对内容，但恰好在核对与写入之间保存的编辑无法发现",
    ),
    Localized(
        "Ghost has no list of its images: where the answer to an upload is lost at the end of a month, a second copy "
        "may lie there that no page shows",
        "Ghost 没有图片列表：如果月末上传图片时没有收到响应，可能会多存一份没有页面使用的副本",
    ),
    Localized(
        "pages are at /<language>-<type>s-<slug>/, with the site's own address as canonical",
        "页面位于 /<语言>-<类型>s-<slug>/，canonical 为网站自身的地址",
    ),
)
_MOVED = Localized(
    "the page was changed in Ghost a moment ago; it was left alone, run it again",
    "页面刚刚在 Ghost 中被改动；没有覆盖，请重新运行",
)


def _jwt(number: str, secret: bytes, now: int) -> str:
    """A token for one request, as Ghost's documentation of the Admin API has it (RFC 7519, HS256)."""
    header: dict[str, Json] = {"alg": "HS256", "typ": "JWT", "kid": number}
    claims: dict[str, Json] = {"iat": now, "exp": now + 240, "aud": "/admin/"}
    signed = ".".join(_base64(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{_base64(hmac.digest(secret, signed.encode(), 'sha256'))}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _is_site(value: Any) -> bool:
    return isinstance(value, dict) and bool(re.match(r"\d+\.", str(value.get("version"))))


def _first_error(reply: Reply) -> dict[str, Any]:
    errors = reply.json.get("errors") if isinstance(reply.json, dict) else None
    first: dict[str, Any] = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    return first


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
