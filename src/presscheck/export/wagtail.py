"""Wagtail 8, through the app in ``integrations/wagtail``: it locks, compares versions and lists whole pages.

Wagtail's own API v3 does not fit: it lists no fields of a page's own, compares no versions, and passes over fields that
it does not know, a date of publication among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from presscheck.config import TargetSettings
from presscheck.errors import ConfigError, TargetError, Trouble
from presscheck.export.cms import Document, State, Stored
from presscheck.export.http import Http, Reply, failure
from presscheck.export.secret import token
from presscheck.export.target import Capabilities, Status
from presscheck.model import Json, Localized

API = 1
"""The version of the app's endpoint that this adapter speaks."""
VARIABLE = "PRESSCHECK_WAGTAIL_TOKEN"
_OPTIONS = {"token_env": str, "token_file": str, "parent": int, "path": str}
_KINDS: dict[int, Trouble] = {423: "conflict", 428: "conflict"}
_INSTALL = Localized(
    "install integrations/wagtail into the site: `pip install ./integrations/wagtail`, add `presscheck_wagtail` to "
    "INSTALLED_APPS and its urls to the site's (docs/wagtail.md)",
    "请在站点中安装 integrations/wagtail：运行 `pip install ./integrations/wagtail`，把 `presscheck_wagtail` 加入 "
    "INSTALLED_APPS，并加入它的 urls（见 docs/wagtail.md）",
)


class Wagtail:
    """A site. Options: ``token_env`` or ``token_file``, ``parent`` (id of the page below which pages go, by default
    the root page of the default site), ``path`` (where the app's urls are, by default ``presscheck``).

    Raises:
        ConfigError: an option is unknown or has the wrong type, or there is no token.
    """

    def __init__(self, settings: TargetSettings, root: Path) -> None:
        where = f"[targets.{settings.name}]"
        for name, value in settings.options.items():
            if name not in _OPTIONS or type(value) is not _OPTIONS[name]:
                known = ", ".join(f"{option} ({kind.__name__})" for option, kind in _OPTIONS.items())
                raise ConfigError(
                    Localized(
                        f"{where}: the option {name} cannot be used; the options of wagtail are {known}",
                        f"{where}：选项 {name} 无法使用；wagtail 的选项有：{known}",
                    )
                )
        self._token = token(settings, root, VARIABLE)
        self._parent = f"?parent={settings.options['parent']}" if "parent" in settings.options else ""
        path = quote(str(settings.options.get("path", "presscheck")).strip("/"))
        self._http = Http(
            f"{settings.url}/{path}/v1",
            {"Authorization": f"Bearer {self._token}"},
            timeout=settings.timeout,
            connections=settings.concurrency,
        )

    def probe(self) -> Capabilities:
        """The app is there and new enough, and the token may add and publish pages."""
        reply = self._http.send("GET", f"/{self._parent}")
        about: Any = reply.json
        if reply.status == 404 or (reply.status < 400 and not _is_about(about)):
            raise _invalid(
                Localized(
                    f"{self._http.url}/ has no presscheck app: {_INSTALL.en}",
                    f"{self._http.url}/ 没有 presscheck 应用：{_INSTALL.zh}",
                )
            )
        self._succeeded("GET /", reply)
        if about["api"] != API:
            older = about["api"] < API
            raise _invalid(
                Localized(
                    f"the site's presscheck app {about['version']} is too {'old' if older else 'new'}: "
                    + (_INSTALL.en if older else "use a newer presscheck"),
                    f"站点的 presscheck 应用 {about['version']} 版本过{'旧' if older else '新'}："
                    + (_INSTALL.zh if older else "请使用更新的 presscheck"),
                )
            )
        if about["missing_permissions"]:
            names = ", ".join(about["missing_permissions"])
            title = about["parent"]["title"]
            raise TargetError(
                "auth",
                Localized(
                    f"the token's user lacks rights below the page {title}: {names}; the built-in group Moderators "
                    "has them",
                    f"令牌的用户在页面 {title} 下缺少权限：{names}；内置的 Moderators 组拥有这些权限",
                ),
            )
        sqlite = about["database"] == "sqlite"
        notes = (
            Localized(
                "the site is on SQLite, which lets one write at a time: pages are written one after the other",
                "站点使用 SQLite，同一时间只能有一个写操作：页面逐一写入",
            ),
        )
        return Capabilities(
            f"Wagtail {about['wagtail']}, presscheck app {about['version']}",
            swap="native",
            unique_key=True,
            revisions=True,
            max_bytes=about["max_bytes"],
            concurrency=1 if sqlite else 4,
            notes=notes if sqlite else (),
        )

    def list(self) -> Iterator[Stored]:
        """Every page with a key, a hundred in a request, on from the last id until none comes."""
        after = 0
        while True:
            items = self._ask("GET", f"/pages/?after={after}").json["items"]
            if not items:
                return
            for item in items:
                after = item["id"]
                yield _stored(item)

    def find(self, key: str) -> Sequence[Stored]:
        """The page with a key; the model lets only one have it."""
        return [_stored(item) for item in self._ask("GET", f"/pages/?key={quote(key, safe='')}").json["items"]]

    def create(self, document: Document) -> Stored:
        """Add a page below the folders that its key names, published."""
        return _stored(self._ask("POST", f"/pages/{self._parent}", _fields(document)).json)

    def update(self, stored: Stored, document: Document) -> Stored:
        """A new revision, published."""
        return _stored(self._ask("PUT", f"/pages/{stored.id}/", _fields(document), stored.revision).json)

    def withdraw(self, stored: Stored, state: str) -> Stored:
        """Note the state and unpublish, in one transaction."""
        return _stored(self._ask("POST", f"/pages/{stored.id}/withdraw/", {"state": state}, stored.revision).json)

    def delete(self, stored: Stored) -> None:
        """Remove a page with its revisions."""
        try:
            self._ask("DELETE", f"/pages/{stored.id}/", None, stored.revision)
        except TargetError as error:
            if error.kind != "not-found":
                raise

    def _ask(self, method: str, path: str, body: Json | None = None, revision: str = "") -> Reply:
        headers = {"If-Match": f'"{revision}"'} if revision else None
        return self._succeeded(f"{method} {path}", self._http.send(method, path, body, headers))

    def _succeeded(self, what: str, reply: Reply) -> Reply:
        if reply.status < 300:
            if reply.status != 204 and not isinstance(reply.json, dict):
                raise failure(what, reply, "server", "the answer is no JSON; is something in front of the site?")
            return reply
        said = reply.json.get("message", "") if isinstance(reply.json, dict) else reply.text
        # Whatever stands in front of the site may repeat what it was sent.
        raise failure(what, reply, _KINDS.get(reply.status), str(said).replace(self._token, "***"))


def _is_about(value: Any) -> bool:
    return isinstance(value, dict) and value.get("app") == "presscheck-wagtail" and isinstance(value.get("api"), int)


def _invalid(text: Localized) -> TargetError:
    return TargetError("invalid", text)


def _fields(document: Document) -> dict[str, Json]:
    fields: dict[str, Json] = json.loads(json.dumps(asdict(document)))
    return fields


def _stored(item: dict[str, Any]) -> Stored:
    document = _document(item["document"])
    if item["draft"]:
        # Readers have what we wrote, and somebody wrote a draft since: the next version must not pass over it.
        state = State.from_json(document.state)
        if state and state.rendered == document.digest:
            document = _document(item["draft"])
    status: Status = item["status"]
    return Stored(str(item["id"]), item["revision"], status, document, item["url"])


def _document(fields: dict[str, Any]) -> Document:
    """A field that somebody filled with something else comes back as text, and so as a difference."""
    texts = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in fields.items()
        if name not in {"tags", "alternates"}
    }
    tags, alternates = _items(fields["tags"]), _items(fields["alternates"])
    pairs = tuple((str(pair[0]), str(pair[1])) for pair in alternates if isinstance(pair, list) and len(pair) == 2)
    return Document(tags=tuple(str(tag) for tag in tags), alternates=pairs, **texts)


def _items(value: Any) -> list[Any]:
    items: list[Any] = value if isinstance(value, list) else [value]
    return items
