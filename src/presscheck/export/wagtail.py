"""Wagtail 8, through the app in ``integrations/wagtail``: it locks, compares versions and lists whole pages.

Wagtail's own API v3 does not fit: it lists no fields of a page's own, compares no versions, and passes over fields that
it does not know, a date of publication among them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from presscheck.config import TargetSettings
from presscheck.errors import TargetError
from presscheck.export.cms import State, Stored, published
from presscheck.export.http import Http, Reply, check_address, plain, sent_on, shaped
from presscheck.export.options import check_options
from presscheck.export.routes import Routes, to_document, to_stored
from presscheck.export.secret import token
from presscheck.export.target import Capabilities
from presscheck.model import Localized

API = 2
"""The version of the app's endpoint that this adapter speaks."""
VARIABLE = "PRESSCHECK_WAGTAIL_TOKEN"
_OPTIONS = {"token_env": str, "token_file": str, "parent": int, "path": str}
CODES = {
    "busy": "数据库正忙",
    "field": "有字段无法保存",
    "image": "图片无法保存",
    "json": "请求内容不是 JSON",
    "key": "已有页面使用这个键或 slug",
    "live": "页面仍在线，请先下线",
    "locked": "有人在 Wagtail 中锁定了该页面，请在那里解锁",
    "method": "请求方法不对",
    "page": "没有这个页面",
    "parent": "没有作为上级的页面",
    "permission": "令牌的用户缺少权限",
    "size": "页面或图片过大",
    "slug": "slug 已被占用",
    "token": "令牌缺失、错误或已撤销",
    "version": "页面已不是这个版本",
}
"""By code of the app, which speaks English, what it means in Chinese."""
_INSTALL = Localized(
    "install integrations/wagtail into the site: `pip install ./integrations/wagtail`, add `presscheck_wagtail` to "
    "INSTALLED_APPS and its urls to the site's (docs/wagtail.md)",
    "请在站点中安装 integrations/wagtail：运行 `pip install ./integrations/wagtail`，把 `presscheck_wagtail` 加入 "
    "INSTALLED_APPS，并加入它的 urls（见 docs/wagtail.md）",
)


class Wagtail(Routes):
    """A site. Options: ``token_env`` or ``token_file``, ``parent`` (id of the page below which pages go, by default
    the root page of the default site), ``path`` (where the app's urls are, by default ``presscheck``).

    Raises:
        ConfigError: an option is unknown or has the wrong type, or there is no token.
    """

    def __init__(self, settings: TargetSettings, root: Path) -> None:
        check_options(settings, _OPTIONS)
        check_address(settings)
        secret = token(settings, root, VARIABLE)
        self._parent = f"?parent={settings.options['parent']}" if "parent" in settings.options else ""
        path = quote(str(settings.options.get("path", "presscheck")).strip("/"))
        http = Http(
            f"{settings.url}/{path}/v1",
            {"Authorization": f"Bearer {secret}"},
            timeout=settings.timeout,
            connections=settings.concurrency,
        )
        super().__init__(http, parent=self._parent, slash="/", secrets=[secret], chinese=CODES, stored=_stored)

    def succeeded(self, method: str, path: str, reply: Reply) -> Reply:
        """As for all routes; the app calls its code ``error``."""
        if reply.status >= 300 and isinstance(reply.json, dict):
            said = {"message": plain(str(reply.json.get("message", ""))), "code": reply.json.get("error")}
            reply = replace(reply, json=said)
        return super().succeeded(method, path, reply)

    def probe(self) -> Capabilities:
        """The app is there and new enough, and the token may add and publish pages."""
        reply = self.http.send("GET", f"/{self._parent}")
        about: Any = reply.json
        if reply.status == 404 or (reply.status < 400 and not _is_about(about)):
            raise _invalid(
                sent_on(f"{self.http.url}/", reply)
                or Localized(
                    f"{self.http.url}/ has no presscheck app: {_INSTALL.en}",
                    f"{self.http.url}/ 没有 presscheck 应用：{_INSTALL.zh}",
                )
            )
        self.succeeded("GET", "/", reply)
        with shaped(f"GET {self.http.url}/"):
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
                plain(f"Wagtail {about['wagtail']}, presscheck app {about['version']}"),
                swap="native",
                unique_key=True,
                revisions=True,
                max_bytes=about["max_bytes"],
                concurrency=1 if sqlite else 4,
                notes=notes if sqlite else (),
            )


def _is_about(value: Any) -> bool:
    return isinstance(value, dict) and value.get("app") == "presscheck-wagtail" and isinstance(value.get("api"), int)


def _invalid(text: Localized) -> TargetError:
    return TargetError("invalid", text)


def _stored(item: dict[str, Any]) -> Stored:
    stored = to_stored(item)
    if not item["draft"]:
        return stored
    # Readers have what we wrote, and somebody wrote a draft since: the next version must not pass over it.
    state = State.from_json(stored.document.state)
    written = state is not None and state.rendered == published(stored.document).digest
    return replace(stored, document=to_document(item["draft"])) if written else stored
