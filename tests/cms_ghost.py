"""How the conformance suite reaches a real Ghost."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cms.faults import Faults
from cms.ghost import Ghost
from conformance import lose
from presscheck.config import Drift, TargetSettings
from presscheck.export.ghost import VARIABLE
from presscheck.export.ghost import Ghost as Adapter
from presscheck.export.remote import RemoteTarget

NAME = "#presscheck "
OPEN = "<!-- presscheck, do not edit: "


def open_ghost(folder: Path, url: str, token: str, drift: Drift = "stop") -> RemoteTarget:
    """The target as another process would open it; its pauses are short."""
    os.environ[VARIABLE] = token
    settings = TargetSettings("ghost", "ghost", url=url, drift=drift, retries=4, timeout=60)
    return RemoteTarget(settings, Adapter(settings, folder), folder, sleep=lambda length: time.sleep(min(length, 0.2)))


def cards(lexical: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The whole text, its visible card, and what the hidden one holds."""
    found = json.loads(lexical)
    visible, hidden = found["root"]["children"]
    return found, visible, json.loads(hidden["html"][len(OPEN) : -len(" -->")])


def changed(lexical: str, change: Callable[[dict[str, Any], dict[str, Any]], None]) -> str:
    """A text after a change to its visible card, or to what the hidden one holds."""
    found, visible, kept = cards(lexical)
    change(visible, kept)
    held = json.dumps(kept).replace(">", "\\u003e")
    found["root"]["children"][1]["html"] = f"{OPEN}{held} -->"
    return json.dumps(found)


def alter(body: bytes, fault: str) -> bytes:
    """What ``Faults`` does to a request's page."""
    sent = json.loads(body)
    page = sent["pages"][0]
    if fault == "slug":
        page["slug"] += "-2"
    elif fault == "clean":
        page["lexical"] = changed(
            page["lexical"], lambda card, _: card.update(html=card["html"].replace("<p>", "<div>"))
        )
    else:
        page["lexical"] = changed(page["lexical"], lambda _, kept: kept.update(state=""))
    return json.dumps(sent).encode()


class GhostHarness:
    """A site that several tests share; each begins with no pages."""

    strict = False
    guarded = True
    too_big = 3_000_000

    def __init__(self, folder: Path, site: Ghost) -> None:
        self.folder = folder
        self.site = site
        self.proxy = Faults(site.url, alter)
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
        return self.folder / ".presscheck/targets/ghost"

    def target(self, drift: Drift = "stop", token: str = "") -> RemoteTarget:
        given = token if ":" in token else f"{'0' * 24}:{'0' * 64}"
        return open_ghost(self.folder, self.proxy.url, given if token else self.site.token, drift)

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Key, id, status and text of every page of ours, from the database."""
        rows = self.site.query(
            "SELECT t.name, p.id, p.status, p.lexical FROM posts p JOIN posts_tags pt ON pt.post_id = p.id "
            "JOIN tags t ON t.id = pt.tag_id WHERE p.type = 'page' AND t.name LIKE '#presscheck %' ORDER BY p.id"
        )
        return [(name.removeprefix(NAME), number, status, lexical) for name, number, status, lexical in rows]

    def published(self) -> dict[str, str]:
        rows = [row for row in self.rows() if row[2] == "published"]
        assert len(rows) == len({row[0] for row in rows})
        return {key: cards(lexical)[2]["markdown"] for key, _, _, lexical in rows}

    def keys(self) -> list[str]:
        return [row[0] for row in self.rows()]

    def id(self, key: str) -> str:
        return next(number for of, number, _, _ in self.rows() if of == key)

    def edit(self, key: str, old: str, new: str) -> None:
        lexical = self.site.desk("GET", f"/pages/{self.id(key)}/?formats=lexical")["pages"][0]["lexical"]

        def change(_: dict[str, Any], kept: dict[str, Any]) -> None:
            kept["markdown"] = kept["markdown"].replace(old, new)

        self.site.edit(self.id(key), lexical=changed(lexical, change))

    def take_offline(self, key: str) -> None:
        self.site.edit(self.id(key), status="draft")

    def double(self, key: str) -> str:
        """Ghost's own copy of a page takes the tags along."""
        made = self.site.desk("POST", f"/pages/{self.id(key)}/copy/?formats=lexical")
        return str(made["pages"][0]["id"])

    def images(self, name: str) -> int:
        """Ghost makes further sizes of its own, in a folder of their own."""
        stem = name.partition(".")[0]
        found = (self.site.folder / "content/images").glob(f"2*/**/{stem}*")
        return len([file for file in found if "_o." not in file.name])

    def lose(self, name: str, data: bytes | None) -> None:
        lose(self.site.folder / "content/images", name, data)

    def html(self, key: str) -> str:
        lexical = next(row[3] for row in self.rows() if row[0] == key)
        return str(cards(lexical)[1]["html"]).replace("__GHOST_URL__", self.site.url)

    def hang_up(self) -> None:
        self.proxy.close()

    def spec(self) -> dict[str, Any]:
        return {"kind": "ghost", "folder": str(self.folder), "url": self.site.url, "token": self.site.token}

    def close(self) -> None:
        self.proxy.close()
