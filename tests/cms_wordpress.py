"""How the conformance suite reaches a real WordPress."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cms.wordpress import WordPress
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

    def __init__(self, folder: Path, site: WordPress) -> None:
        self.folder = folder
        self.site = site
        site.reset()

    def target(self, drift: str = "stop", token: str = "") -> RemoteTarget:
        return open_wordpress(self.folder, self.site.url, token or self.site.tokens["editor"], drift)

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
            f"$id = (int) $GLOBALS['wpdb']->get_var(\"SELECT post_id FROM wp_postmeta WHERE meta_key = "
            f"'_presscheck_key' AND meta_value = '{key}'\"); $text = get_post_meta($id, '_presscheck_markdown', true);"
            f"update_post_meta($id, '_presscheck_markdown', wp_slash(str_replace('{old}', '{new}', $text)));"
        )

    def spec(self) -> dict[str, Any]:
        return {
            "kind": "wordpress",
            "folder": str(self.folder),
            "url": self.site.url,
            "token": self.site.tokens["editor"],
        }

    def close(self) -> None:
        pass
