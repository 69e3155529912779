"""WordPress, through the must-use plug-in in ``integrations/wordpress``: it locks, compares versions, lists pages.

WordPress's own REST API does not fit: it lets two pages bear one key, compares no versions, answers a taken slug with
another one, and passes over fields that it does not know.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from presscheck.config import TargetSettings
from presscheck.errors import ConfigError, TargetError, Trouble
from presscheck.export.cms import Document, Stored
from presscheck.export.http import Http, Reply, failure
from presscheck.export.secret import token
from presscheck.export.target import Capabilities, Status
from presscheck.model import Json, Localized

API = 1
"""The version of the plug-in's routes that this adapter speaks."""
VARIABLE = "PRESSCHECK_WORDPRESS_TOKEN"
_OPTIONS = {"token_env": str, "token_file": str, "parent": int, "path": str}
_KINDS: dict[int, Trouble] = {423: "conflict", 428: "conflict"}
CODES = {
    "presscheck_busy": "另一个写操作正在进行",
    "presscheck_editing": "有人正在 WordPress 中编辑该页面",
    "presscheck_field": "有字段无法保存",
    "presscheck_key": "已有页面使用这个键",
    "presscheck_live": "页面仍在线，请先下线",
    "presscheck_login": "用户名或应用程序密码错误或已撤销，或者请求头 Authorization 没有传到 PHP",
    "presscheck_page": "没有这个页面",
    "presscheck_parent": "没有作为上级的页面",
    "presscheck_right": "该用户缺少权限",
    "presscheck_size": "页面过大",
    "presscheck_slug": "slug 已被占用",
    "presscheck_version": "页面已不是这个版本",
}
"""By code of the plug-in, which speaks English, what it means in Chinese."""
_INSTALL = Localized(
    "copy presscheck.php and the folder presscheck from integrations/wordpress into the site's wp-content/mu-plugins/ "
    "(docs/wordpress.md)",
    "请把 integrations/wordpress 中的 presscheck.php 和 presscheck 文件夹复制到站点的 wp-content/mu-plugins/"
    "（见 docs/wordpress.md）",
)


class WordPress:
    """A site. The token is ``user:application password``. Options: ``token_env`` or ``token_file``, ``parent`` (id of
    the page below which pages go, by default none), ``path`` (where the REST API is, by default ``wp-json``).

    Raises:
        ConfigError: an option is unknown or has the wrong type, or there is no such token.
    """

    def __init__(self, settings: TargetSettings, root: Path) -> None:
        where = f"[targets.{settings.name}]"
        for name, value in settings.options.items():
            if name not in _OPTIONS or type(value) is not _OPTIONS[name]:
                known = ", ".join(f"{option} ({kind.__name__})" for option, kind in _OPTIONS.items())
                raise ConfigError(
                    Localized(
                        f"{where}: the option {name} cannot be used; the options of wordpress are {known}",
                        f"{where}：选项 {name} 无法使用；wordpress 的选项有：{known}",
                    )
                )
        user, colon, password = token(settings, root, VARIABLE).partition(":")
        if not (user and colon and password):
            raise ConfigError(
                Localized(
                    f"{where}: the token has to be a user's name, a colon, and an application password of that user",
                    f"{where}：令牌必须由用户名、冒号和该用户的应用程序密码组成",
                )
            )
        basic = b64encode(f"{user}:{password}".encode()).decode()
        self._secrets = (basic, password, password.replace(" ", ""))
        self._parent = f"?parent={settings.options['parent']}" if "parent" in settings.options else ""
        path = quote(str(settings.options.get("path", "wp-json")).strip("/"))
        self._http = Http(
            f"{settings.url}/{path}/presscheck/v1",
            {"Authorization": f"Basic {basic}"},
            timeout=settings.timeout,
            connections=settings.concurrency,
        )

    def probe(self) -> Capabilities:
        """The plug-in is there and new enough, and the user may write and publish pages."""
        reply = self._http.send("GET", f"/about{self._parent}")
        about: Any = reply.json
        if reply.status == 404 or (reply.status < 400 and not _is_about(about)):
            raise TargetError("invalid", self._absent(reply))
        self._succeeded("GET", "/about", reply)
        if about["api"] != API:
            older = about["api"] < API
            raise TargetError(
                "invalid",
                Localized(
                    f"the site's presscheck plug-in {about['version']} is too {'old' if older else 'new'}: "
                    + (_INSTALL.en if older else "use a newer presscheck"),
                    f"站点的 presscheck 插件 {about['version']} 版本过{'旧' if older else '新'}："
                    + (_INSTALL.zh if older else "请使用更新的 presscheck"),
                ),
            )
        if about["missing_rights"]:
            names = ", ".join(about["missing_rights"])
            raise TargetError(
                "auth",
                Localized(
                    f"the application password's user lacks: {names}; the role Editor has these rights, on a "
                    "multisite only a super admin has unfiltered_html",
                    f"应用程序密码的用户缺少权限：{names}；“编辑”角色拥有这些权限，多站点中只有超级管理员拥有 "
                    "unfiltered_html",
                ),
            )
        return Capabilities(
            f"WordPress {about['wordpress']}, presscheck plug-in {about['version']}",
            swap="native" if about["transactions"] else "check",
            unique_key=True,
            revisions=about["revisions"],
            max_bytes=about["max_bytes"],
            concurrency=4,
            notes=tuple(_notes(about)),
        )

    def list(self) -> Iterator[Stored]:
        """Every page with a key, also in the trash, a hundred in a request, on from the last id until none comes."""
        after = 0
        while True:
            items = self._ask("GET", f"/pages?after={after}").json["items"]
            if not items:
                return
            for item in items:
                after = item["id"]
                yield _stored(item)

    def find(self, key: str) -> Sequence[Stored]:
        """The pages with a key, the oldest first. Two can have it where something copied a page with its fields."""
        return [_stored(item) for item in self._ask("GET", f"/pages?key={quote(key, safe='')}").json["items"]]

    def create(self, document: Document) -> Stored:
        """Add a page below the folders that its key names, published."""
        return _stored(self._ask("POST", f"/pages{self._parent}", _fields(document)).json)

    def update(self, stored: Stored, document: Document) -> Stored:
        """Write a new version, published."""
        return _stored(self._ask("PUT", f"/pages/{stored.id}", _fields(document), stored.revision).json)

    def withdraw(self, stored: Stored, state: str) -> Stored:
        """Note the state and make a draft of it, in one transaction."""
        return _stored(self._ask("POST", f"/pages/{stored.id}/withdraw", {"state": state}, stored.revision).json)

    def delete(self, stored: Stored) -> None:
        """Remove a page with its revisions, past the trash."""
        try:
            self._ask("DELETE", f"/pages/{stored.id}", None, stored.revision)
        except TargetError as error:
            if error.kind != "not-found":
                raise

    def _ask(self, method: str, path: str, body: Json | None = None, revision: str = "") -> Reply:
        headers = {"If-Match": f'"{revision}"'} if revision else None
        return self._succeeded(method, path, self._http.send(method, path, body, headers))

    def _succeeded(self, method: str, path: str, reply: Reply) -> Reply:
        what = f"{method} {self._http.url}{path}"
        if reply.status < 300:
            if reply.status != 204 and not isinstance(reply.json, dict):
                raise failure(what, reply, "server", "the answer is no JSON; is something in front of the site?")
            return reply
        answer: dict[str, Any] = reply.json if isinstance(reply.json, dict) else {}
        said = str(answer.get("message", "")) or reply.text
        # Whatever stands in front of the site may repeat what it was sent.
        for secret in self._secrets:
            said = said.replace(secret, "***")
        error = failure(what, reply, _KINDS.get(reply.status), said)
        zh = CODES.get(str(answer.get("code")))
        if zh:
            words = Localized(error.text.en, f"{what}：{reply.status} {zh}（{' '.join(said.split())[:200]}）")
            raise TargetError(error.kind, words, retry_after=error.retry_after)
        raise error

    def _absent(self, reply: Reply) -> Localized:
        """What is not there: WordPress's REST API, or only our plug-in."""
        if isinstance(reply.json, dict) and reply.json.get("code") == "rest_no_route":
            return Localized(
                f"the WordPress at {self._http.url} has no presscheck plug-in: {_INSTALL.en}",
                f"{self._http.url} 的 WordPress 没有 presscheck 插件：{_INSTALL.zh}",
            )
        return Localized(
            f"no REST API of WordPress answers at {self._http.url}: check `url`, choose permalinks other than Plain "
            "in WordPress, or name the API's folder with `path`",
            f"{self._http.url} 没有 WordPress REST API：请检查 `url`，在 WordPress 中选择“朴素”以外的固定链接，或用 "
            "`path` 指定 API 的路径",
        )


def _is_about(value: Any) -> bool:
    return isinstance(value, dict) and value.get("app") == "presscheck-wordpress" and isinstance(value.get("api"), int)


def _notes(about: dict[str, Any]) -> Iterator[Localized]:
    if not about["transactions"]:
        yield Localized(
            "the table of pages is not InnoDB: an editor who saves at the same moment is not seen, and a write that "
            "breaks off is not undone; run ALTER TABLE … ENGINE=InnoDB",
            "页面数据表不是 InnoDB：同一时刻保存的编辑不会被发现，中断的写入也不会撤销；请运行 "
            "ALTER TABLE … ENGINE=InnoDB",
        )
    if not about["permalinks"]:
        yield Localized(
            "WordPress has plain permalinks: pages are at ?page_id=… and not at the addresses of the site",
            "WordPress 使用朴素固定链接：页面地址是 ?page_id=…，而不是网站的地址",
        )


def _fields(document: Document) -> dict[str, Json]:
    fields: dict[str, Json] = json.loads(json.dumps(asdict(document)))
    return fields


def _stored(item: dict[str, Any]) -> Stored:
    status: Status = item["status"]
    return Stored(str(item["id"]), item["revision"], status, _document(item["document"]), item["url"])


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
