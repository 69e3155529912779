"""How the conformance suite reaches a real Wagtail."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from cms.faults import Faults
from cms.wagtail import Wagtail
from conformance import lose
from presscheck.config import Drift, TargetSettings
from presscheck.export.remote import RemoteTarget
from presscheck.export.wagtail import VARIABLE
from presscheck.export.wagtail import Wagtail as Adapter


def open_wagtail(folder: Path, url: str, token: str, drift: Drift = "stop") -> RemoteTarget:
    """The target as another process would open it; its pauses are short."""
    os.environ[VARIABLE] = token
    settings = TargetSettings("wagtail", "wagtail", url=url, drift=drift, retries=6, timeout=60)
    return RemoteTarget(settings, Adapter(settings, folder), folder, sleep=lambda length: time.sleep(min(length, 0.2)))


class WagtailHarness:
    """A site that several tests share; each begins with no pages."""

    strict = True
    guarded = True
    too_big = 2_000_000

    def __init__(self, folder: Path, site: Wagtail) -> None:
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
        return self.folder / ".presscheck/targets/wagtail"

    def target(self, drift: Drift = "stop", token: str = "") -> RemoteTarget:
        return open_wagtail(self.folder, self.proxy.url, token or self.site.tokens["editor"], drift)

    def published(self) -> dict[str, str]:
        rows = self.site.query(
            "SELECT pc_key, markdown FROM presscheck_wagtail_approvedpage "
            "JOIN wagtailcore_page ON id = page_ptr_id WHERE live AND pc_key IS NOT NULL"
        )
        assert len(rows) == len({row[0] for row in rows})
        return dict(rows)

    def keys(self) -> list[str]:
        rows = self.site.query("SELECT pc_key FROM presscheck_wagtail_approvedpage WHERE pc_key IS NOT NULL")
        return [row[0] for row in rows]

    def edit(self, key: str, old: str, new: str) -> None:
        self.site.desk("edit", key, old=old, new=new)

    def take_offline(self, key: str) -> None:
        self.site.desk("offline", key)

    def double(self, key: str) -> str:
        """The database of this one refuses it."""
        raise NotImplementedError(key)

    def images(self, name: str) -> int:
        return len(self.site.query(f"SELECT id FROM presscheck_wagtail_approvedimage WHERE name = '{name}'"))

    def lose(self, name: str, data: bytes | None) -> None:
        lose(self.site.folder / "media", name, data)

    def html(self, key: str) -> str:
        rows = self.site.query("SELECT pc_key, body FROM presscheck_wagtail_approvedpage")
        return str(dict(rows)[key])

    def hang_up(self) -> None:
        self.proxy.close()

    def spec(self) -> dict[str, Any]:
        return {
            "kind": "wagtail",
            "folder": str(self.folder),
            "url": self.site.url,
            "token": self.site.tokens["editor"],
        }

    def close(self) -> None:
        self.proxy.close()
