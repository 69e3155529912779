"""How the conformance suite reaches a real WordPress."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cms.faults import Faults
from cms.wordpress import WordPress
from conformance import lose
from presscheck.config import TargetSettings
from presscheck.export.remote import RemoteTarget
from presscheck.export.wordpress import VARIABLE
from presscheck.export.wordpress import WordPress as Adapter


def open_wordpress(folder: Path, url: str, token: str, drift: str = "stop") -> RemoteTarget:
    os.environ[VARIABLE] = token
    settings = TargetSettings("wordpress", "wordpress", url=url, drift=drift, retries=3)  # type: ignore[arg-type]
    return RemoteTarget(settings, Adapter(settings, folder), folder, sleep=lambda _: None)


class WordPressHarness:
    """A site that several tests share; each begins with no pages."""

    strict = True
    guarded = True
    too_big = 2_500_000

    def __init__(self, folder: Path, site: WordPress) -> None:
        self.folder = folder
        self.site = site
        self.proxy = Faults(site.url)
        site.reset()

    @property
    def faults(self) -> list[str]:
        return self.proxy.faults

    @faults.setter
    def faults(self, faults: list[str]) -> None:
        self.proxy.faults = faults

    @property
    def requests(self) -> list[str]:
        return self.proxy.requests

    @property
    def kept(self) -> Path:
        return self.folder / ".presscheck/targets/wordpress"

    def keys(self) -> list[str]:
        return [key for _, key in self.ids()]

    def ids(self) -> list[tuple[str, str]]:
        """Id and key of every page."""
        rows = self.site.query("SELECT post_id, meta_value FROM wp_postmeta WHERE meta_key = '_presscheck_key'")
        return [(row[0], row[1]) for row in rows]

    def id(self, key: str) -> str:
        return next(number for number, of in self.ids() if of == key)

    def take_offline(self, key: str) -> None:
        self.site.run(f"wp_update_post(['ID' => {self.id(key)}, 'post_status' => 'draft']);")

    def double(self, key: str) -> str:
        return self.site.run(
            f"$old = get_post({self.id(key)}, ARRAY_A); unset($old['ID']); $new = wp_insert_post(wp_slash($old));"
            f"foreach (get_post_meta({self.id(key)}) as $name => $values) "
            "{ add_post_meta($new, $name, wp_slash($values[0])); } echo $new;"
        )

    def images(self, name: str) -> int:
        query = f"SELECT count(*) FROM wp_posts WHERE post_type = 'attachment' AND post_title = '{name}'"
        return int(self.site.query(query)[0][0])

    def lose(self, name: str, data: bytes | None) -> None:
        lose(self.site.site / "wp-content/uploads", name, data)

    def html(self, key: str) -> str:
        return self.site.run(f"echo get_post({self.id(key)})->post_content;")

    def hang_up(self) -> None:
        self.proxy.close()

    def target(self, drift: str = "stop", token: str = "") -> RemoteTarget:
        token = token or self.site.tokens["editor"]
        given = token if ":" in token else f"presscheck-editor:{token}"
        return open_wordpress(self.folder, self.proxy.url, given, drift)

    def published(self) -> dict[str, str]:
        rows = self.site.run(
            'global $wpdb; echo json_encode($wpdb->get_results("SELECT k.meta_value AS `key`, m.meta_value AS markdown '
            "FROM wp_posts p JOIN wp_postmeta k ON k.post_id = p.ID AND k.meta_key = '_presscheck_key' "
            "JOIN wp_postmeta m ON m.post_id = p.ID AND m.meta_key = '_presscheck_markdown' "
            "WHERE p.post_status = 'publish'\"));"
        )
        pages: list[Mapping[str, str]] = json.loads(rows)
        assert len(pages) == len({page["key"] for page in pages})
        return {page["key"]: page["markdown"] for page in pages}

    def edit(self, key: str, old: str, new: str) -> None:
        self.site.run(
            f"$text = get_post_meta({self.id(key)}, '_presscheck_markdown', true); "
            f"update_post_meta({self.id(key)}, '_presscheck_markdown', wp_slash(str_replace('{old}', '{new}', $text)));"
        )

    def spec(self) -> dict[str, Any]:
        return {
            "kind": "wordpress",
            "folder": str(self.folder),
            "url": self.site.url,
            "token": self.site.tokens["editor"],
        }

    def close(self) -> None:
        self.proxy.close()
