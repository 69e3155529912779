"""WordPress, through the must-use plug-in in ``integrations/wordpress``: it locks, compares versions, lists pages.

WordPress's own REST API does not fit: it lets two pages bear one key, compares no versions, answers a taken slug with
another one, and passes over fields that it does not know.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from presscheck.config import TargetSettings
from presscheck.errors import ConfigError, TargetError
from presscheck.export.http import Http, Reply, check_address, plain, sent_on, shaped
from presscheck.export.options import check_options
from presscheck.export.routes import Routes
from presscheck.export.secret import token
from presscheck.export.target import Capabilities
from presscheck.model import Localized

API = 2
"""The version of the plug-in's routes that this adapter speaks."""
VARIABLE = "PRESSCHECK_WORDPRESS_TOKEN"
_OPTIONS = {"token_env": str, "token_file": str, "parent": int, "path": str}
CODES = {
    "presscheck_busy": "另一个写操作正在进行",
    "presscheck_editing": "有人正在 WordPress 中编辑该页面",
    "presscheck_field": "有字段无法保存",
    "presscheck_image": "图片无法保存",
    "presscheck_key": "已有页面使用这个键",
    "presscheck_live": "页面仍在线，请先下线",
    "presscheck_login": "用户名或应用程序密码错误或已撤销，或者请求头 Authorization 没有传到 PHP",
    "presscheck_page": "没有这个页面",
    "presscheck_parent": "找不到上级页面",
    "presscheck_right": "该用户缺少权限",
    "presscheck_size": "页面过大",
    "presscheck_slug": "slug 已被占用",
    "presscheck_version": "页面的版本已有变化",
}
"""By code of the plug-in, which speaks English, what it means in Chinese."""
_INSTALL = Localized(
    "copy presscheck.php and the folder presscheck from integrations/wordpress into the site's wp-content/mu-plugins/ "
    "(docs/wordpress.md)",
    "请把 integrations/wordpress 中的 presscheck.php 和 presscheck 文件夹复制到站点的 wp-content/mu-plugins/"
    "（见 docs/wordpress.md）",
)


class WordPress(Routes):
    """A site. The token is ``user:application password``. Options: ``token_env`` or ``token_file``, ``parent`` (id of
    the page below which pages go, by default none), ``path`` (where the REST API is, by default ``wp-json``).

    Raises:
        ConfigError: an option is unknown or has the wrong type, or there is no such token.
    """

    def __init__(self, settings: TargetSettings, root: Path) -> None:
        where = f"[targets.{settings.name}]"
        check_options(settings, _OPTIONS)
        check_address(settings)
        user, colon, password = token(settings, root, VARIABLE).partition(":")
        if not (user and colon and password):
            raise ConfigError(
                Localized(
                    f"{where}: the token has to be a user's name, a colon, and an application password of that user",
                    f"{where}：令牌必须由用户名、冒号和该用户的应用程序密码组成",
                )
            )
        basic = b64encode(f"{user}:{password}".encode()).decode()
        self._parent = f"?parent={settings.options['parent']}" if "parent" in settings.options else ""
        path = quote(str(settings.options.get("path", "wp-json")).strip("/"))
        http = Http(
            f"{settings.url}/{path}/presscheck/v1",
            {"Authorization": f"Basic {basic}"},
            timeout=settings.timeout,
            connections=settings.concurrency,
        )
        secrets = (basic, password, password.replace(" ", ""))
        super().__init__(http, parent=self._parent, secrets=secrets, chinese=CODES)

    def probe(self) -> Capabilities:
        """The plug-in is there and new enough, and the user may write and publish pages."""
        reply = self.http.send("GET", f"/about{self._parent}")
        about: Any = reply.json
        if reply.status == 404 or (reply.status < 400 and not _is_about(about)):
            raise TargetError("invalid", self._absent(reply))
        self.succeeded("GET", "/about", reply)
        with shaped(f"GET {self.http.url}/about"):
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
                plain(f"WordPress {about['wordpress']}, presscheck plug-in {about['version']}"),
                swap="native" if about["transactions"] else "check",
                unique_key=True,
                revisions=about["revisions"],
                max_bytes=about["max_bytes"],
                concurrency=4,
                notes=tuple(_notes(about)),
            )

    def _absent(self, reply: Reply) -> Localized:
        """What is not there: WordPress's REST API, or only our plug-in."""
        if isinstance(reply.json, dict) and reply.json.get("code") == "rest_no_route":
            return Localized(
                f"the WordPress at {self.http.url} has no presscheck plug-in: {_INSTALL.en}",
                f"{self.http.url} 的 WordPress 没有 presscheck 插件：{_INSTALL.zh}",
            )
        return sent_on(f"{self.http.url}/about", reply) or Localized(
            f"no REST API of WordPress answers at {self.http.url}: check `url`, choose permalinks other than Plain "
            "in WordPress, or name the API's folder with `path`",
            f"{self.http.url} 没有 WordPress REST API：请检查 `url`，在 WordPress 中选择“朴素”以外的固定链接，或用 "
            "`path` 指定 API 的路径",
        )


def _is_about(value: Any) -> bool:
    return isinstance(value, dict) and value.get("app") == "presscheck-wordpress" and isinstance(value.get("api"), int)


def _notes(about: dict[str, Any]) -> Iterator[Localized]:
    if not about["transactions"]:
        yield Localized(
            "the table of pages is not InnoDB: an editor who saves at the same moment is not seen, and a write that "
            "breaks off is not undone; run ALTER TABLE … ENGINE=InnoDB",
            "页面数据表不是 InnoDB：同一时刻保存的编辑不会被发现，中断的写入也不会回滚；请运行 "
            "ALTER TABLE … ENGINE=InnoDB",
        )
    if not about["permalinks"]:
        yield Localized(
            "WordPress has plain permalinks: pages are at ?page_id=… and not at the addresses of the site",
            "WordPress 使用朴素固定链接：页面地址是 ?page_id=…，而不是网站的地址",
        )
