"""What every target is held to, and how each is reached: a ``Harness`` for each.

To add a target, write a harness and add it to ``HARNESSES``. ``python tests/conformance.py SPEC`` applies pages as
another process would, so that a test can kill it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from presscheck.config import SiteInfo, TargetSettings
from presscheck.export import Applied, Candidates, Record, Target, make_plan
from presscheck.export.local import LocalTarget
from presscheck.export.remote import RemoteTarget
from presscheck.model import Plan
from presscheck.published import content_digest
from reference_cms import ReferenceCms, Server

SITE = SiteInfo(
    name="ALLTKN",
    homepages=("https://www.example.com",),
    api_origin="https://api.example.com",
    models=("gpt-4o-mini",),
    url="https://www.example.com",
    summary="A sample gateway.",
    locales=("en", "zh"),
    default_locale="en",
)
DAY = "2026-11-24"


def record(
    slug: str, text: str = "No. Use the API address.", locale: str = "en", images: Mapping[str, Path] | None = None
) -> Record:
    """A published page with a text of its own, which shows some images: files by the names that they get."""
    text += "".join(f"\n\n![A picture](https://www.example.com/assets/{name})" for name in images or {})
    name, url = f"{locale}/faqs/{slug}", f"https://www.example.com/{locale}/faqs/{slug}"
    meta = {
        "title": f"Is {slug} the API address?",
        "summary": "No.",
        "author": "ALLTKN Editorial Team",
        "updated": "2026-11-20",
        "review_by": "2027-05-20",
        "tags": ["base-url", "接入"],
        "kind": "answer",
    }
    markdown = f'## Short answer\n\n{text}\n\n| a | b |\n|---|---|\n| `1` | 2 |\n\n```json\n{{"k": "<v> & 值"}}\n```\n'
    anchors = ("short-answer",)
    return Record(
        id=name, locale=locale, type="faq", slug=slug, url=url, meta=meta, markdown=markdown, anchors=anchors,
        content_digest=content_digest(name, url, meta, markdown, anchors), source_sha256="0" * 64,
        reviewed_on=DAY, reviewer="A Reviewer", approved_by="reviewer", approved_until="2027-11-24", links=(),
        images=dict(images or {}),
    )  # fmt: skip


def wanted(*records: Record) -> Candidates:
    """A site that wants just these pages published."""
    paths = {item.id: f"content/{item.id}.md" for item in records}
    return Candidates({item.id: item for item in records}, {}, {}, {}, {}, paths)


def planned(target: Target, *records: Record, prune: bool = False) -> Plan:
    """The plan that makes a target have just these pages."""
    site = wanted(*records)
    rendered = target.rendered(site.records, SITE)
    return make_plan("x", SITE, site, target.read(), rendered=rendered, drift=target.drift, prune=prune)


def apply(
    target: Target, *records: Record, plan: Plan | None = None, progress: Callable[[str, str], None] | None = None
) -> Applied:
    """Plan and apply."""
    plan = plan or planned(target, *records)
    return target.apply(plan, {item.id: item for item in records}, SITE, DAY, progress)


def actions(plan: Plan) -> dict[str, str]:
    return {change.page.rpartition("/")[2]: change.action for change in plan.changes}


def lose(folder: Path, name: str, data: bytes | None) -> None:
    """Delete an image below a folder, in all its sizes, or put another in its place."""
    files = list(folder.rglob(f"{name.partition('.')[0]}*"))
    assert files
    for file in files:
        if data is None:
            file.unlink()
        else:
            file.write_bytes(data)


class Harness(Protocol):
    """How a test reaches a target, and gets past presscheck to what lies there."""

    strict: bool  # the target itself refuses a second page with a key, and an old version
    guarded: bool  # a target that others can change

    def target(self, drift: str = "stop") -> Target:
        """The target as another process would open it."""
        ...

    def published(self) -> dict[str, str]:
        """By page id, the Markdown that readers have; fails where two pages bear a key."""
        ...

    def edit(self, key: str, old: str, new: str) -> None:
        """Change a page as somebody would who works in the CMS itself."""
        ...

    def spec(self) -> dict[str, Any]:
        """What another process needs to reach the same target."""
        ...

    def close(self) -> None: ...


class CmsHarness(Harness, Protocol):
    """A target behind an HTTP API, with something on the way to it that does harm.

    Attributes:
        too_big: a page with so many characters is too large for it.
        faults: what happens to the next writing requests, one each.
        requests: method and path of every request.
        kept: the folder with the journal and with what was overwritten.
    """

    too_big: int

    @property
    def faults(self) -> list[str]: ...
    @faults.setter
    def faults(self, faults: list[str]) -> None: ...
    @property
    def requests(self) -> list[str]: ...
    @property
    def kept(self) -> Path: ...

    def target(self, drift: str = "stop", token: str = "") -> RemoteTarget:
        """As for every harness; ``token`` in place of the right one."""
        ...

    def keys(self) -> list[str]:
        """The keys of all pages, whether readers have them or not."""
        ...

    def take_offline(self, key: str) -> None:
        """Make a draft of a page as somebody would in the CMS."""
        ...

    def double(self, key: str) -> str:
        """Copy a page with its key, as somebody with access to the database can; the id of the copy."""
        ...

    def hang_up(self) -> None:
        """From now on, nothing answers any more."""
        ...

    def images(self, name: str) -> int:
        """How many images it holds under a name that begins so."""
        ...

    def lose(self, name: str, data: bytes | None) -> None:
        """Delete an image as somebody would with access to the files, or put another in its place."""
        ...

    def html(self, key: str) -> str:
        """The HTML of a page, as it lies there."""
        ...


class LocalHarness:
    """A folder."""

    strict = True
    guarded = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def target(self, drift: str = "overwrite") -> Target:
        del drift
        return LocalTarget(self.folder / "dist", "dist", wait=60)

    def published(self) -> dict[str, str]:
        bundle = self.folder / "dist/bundle"
        if not bundle.exists():
            return {}
        pages = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))["pages"]
        names = [page["id"] for page in pages]
        assert len(names) == len(set(names))
        forms = {path.relative_to(bundle / "pages").as_posix() for path in (bundle / "pages").rglob("*.md")}
        assert forms == {f"{name}.md" for name in names}
        return {
            name: json.loads((bundle / f"pages/{name}.json").read_text(encoding="utf-8"))["markdown"] for name in names
        }

    def edit(self, key: str, old: str, new: str) -> None:
        database = sqlite3.connect(self.folder / "dist/content.db")
        with database:
            database.execute("UPDATE pages SET record = replace(record, ?, ?) WHERE id = ?", (old, new, key))
        database.close()

    def spec(self) -> dict[str, Any]:
        return {"kind": "local", "folder": str(self.folder)}

    def close(self) -> None:
        shutil.rmtree(self.folder / "dist", ignore_errors=True)


class ReferenceHarness:
    """The small CMS of the tests; ``strict`` or not."""

    guarded = True
    too_big = 600_000

    def __init__(self, folder: Path, *, strict: bool) -> None:
        self.folder = folder
        self.strict = strict
        self.server = Server(strict=strict)

    @property
    def faults(self) -> list[str]:
        return self.server.faults

    @faults.setter
    def faults(self, faults: list[str]) -> None:
        self.server.faults = faults

    @property
    def requests(self) -> list[str]:
        return self.server.requests

    @property
    def kept(self) -> Path:
        return self.folder / ".presscheck/targets/reference"

    def keys(self) -> list[str]:
        return [page["key"] for page in self.server.pages.values()]

    def take_offline(self, key: str) -> None:
        next(page for page in self.server.pages.values() if page["key"] == key).update(status="draft")

    def double(self, key: str) -> str:
        page = next(page for page in self.server.pages.values() if page["key"] == key)
        self.server.pages["99"] = {**page, "id": "99"}
        return "99"

    def hang_up(self) -> None:
        self.server.close()

    def images(self, name: str) -> int:
        return len(self.server.images.get(name, []))

    def lose(self, name: str, data: bytes | None) -> None:
        if data is None:
            del self.server.images[name]
        else:
            self.server.images[name].append(data)

    def html(self, key: str) -> str:
        return str(next(page["html"] for page in self.server.pages.values() if page["key"] == key))

    def target(self, drift: str = "stop", token: str = "") -> RemoteTarget:
        return reference(self.folder, self.server.url, strict=self.strict, drift=drift, token=token or "right")

    def published(self) -> dict[str, str]:
        pages = [page for page in self.server.pages.values() if page["status"] == "published"]
        assert len(pages) == len({page["key"] for page in pages})
        return {page["key"]: page["markdown"] for page in pages}

    def edit(self, key: str, old: str, new: str) -> None:
        with self.server.lock:
            page = next(page for page in self.server.pages.values() if page["key"] == key)
            page.update(markdown=page["markdown"].replace(old, new), revision=page["revision"] + 1)

    def spec(self) -> dict[str, Any]:
        return {"kind": "reference", "folder": str(self.folder), "url": self.server.url, "strict": self.strict}

    def close(self) -> None:
        self.server.close()


def reference(folder: Path, url: str, *, strict: bool, drift: str = "stop", token: str = "right") -> RemoteTarget:
    settings = TargetSettings("reference", "reference", url=url, drift=drift, retries=3)
    return RemoteTarget(settings, ReferenceCms(url, token, strict=strict), folder, sleep=lambda _: None)


HARNESSES: Mapping[str, Callable[[Path], Harness]] = {
    "local": LocalHarness,
    "strict": lambda folder: ReferenceHarness(folder, strict=True),
    "loose": lambda folder: ReferenceHarness(folder, strict=False),
}


def main(spec: Mapping[str, Any]) -> None:
    """Apply pages; ``spec`` is that of a harness with ``pages`` as pairs of slug and text."""
    folder = Path(spec["folder"])
    target: Target
    if spec["kind"] == "local":
        target = LocalTarget(folder / "dist", "dist", wait=60)
    elif spec["kind"] == "wordpress":
        from cms_wordpress import open_wordpress

        target = open_wordpress(folder, spec["url"], spec["token"])
    elif spec["kind"] == "wagtail":
        from cms_wagtail import open_wagtail

        target = open_wagtail(folder, spec["url"], spec["token"])
    elif spec["kind"] == "ghost":
        from cms_ghost import open_ghost

        target = open_ghost(folder, spec["url"], spec["token"])
    else:
        target = reference(folder, spec["url"], strict=spec["strict"])
    records = [record(slug, text) for slug, text in spec["pages"]]
    applied = apply(target, *records, progress=lambda page, action: print(action, page, flush=True))  # noqa: T201  # what a test waits for
    sys.exit(1 if applied.failed else 0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
