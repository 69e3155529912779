"""The conformance suite, and what is Ghost's own, against a real Ghost: ``make test-cms-ghost``."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import urllib3

from cms.ghost import Ghost, missing
from cms_ghost import GhostHarness, changed
from conformance import SITE, actions, apply, planned, record
from presscheck.errors import TargetError
from presscheck.export.cms import documents
from test_images import name_of, png

if not os.environ.get("PRESSCHECK_CMS_GHOST"):
    pytest.skip("needs PRESSCHECK_CMS_GHOST=1, as `make test-cms-ghost` sets it", allow_module_level=True)

from test_conformance import *  # noqa: F403  # each of its tests, with the fixtures below


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ghost]:
    if missing():
        pytest.fail(missing())
    made = Ghost(tmp_path_factory.mktemp("ghost"))
    yield made
    made.close()


@pytest.fixture
def harness(site: Ghost, tmp_path: Path) -> Iterator[GhostHarness]:
    made = GhostHarness(tmp_path, site)
    yield made
    made.close()


@pytest.fixture
def cms(harness: GhostHarness) -> GhostHarness:
    return harness


OTHER = "Yes, it is another text."
KEY = "en/faqs/a"


def get(url: str) -> str:
    """What a reader gets."""
    reply = urllib3.request("GET", url, retries=False, timeout=60)
    return reply.data.decode() if reply.status == 200 else f"{reply.status}"


def page(harness: GhostHarness, key: str = KEY) -> dict[str, Any]:
    """A page as Ghost gives it to somebody who is logged in."""
    found: dict[str, Any] = harness.site.desk("GET", f"/pages/{harness.id(key)}/?formats=lexical,html")["pages"][0]
    return found


# --- what comes between


@pytest.mark.parametrize("fault", ["lost-during", "lost-half", "502-after"])
@pytest.mark.parametrize("step", ["create", "update", "withdraw", "delete"])
def test_a_connection_that_ends_in_the_middle(harness: GhostHarness, fault: str, step: str) -> None:
    pages = [record("a", OTHER)] if step in {"create", "update"} else []
    if step != "create":
        apply(harness.target(), record("a"))
    if step == "delete":
        apply(harness.target())
    plan = planned(harness.target(), *pages, prune=step == "delete")
    harness.faults = [fault]

    applied = apply(harness.target(), *pages, plan=plan)

    assert (dict(applied.failed), harness.faults) == ({}, [])
    assert len(harness.keys()) == (step != "delete")
    assert list(harness.published()) == ([KEY] if pages else [])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_server_that_is_killed_in_the_middle_of_an_export(harness: GhostHarness) -> None:
    records = [record(f"p{number}", f"Text {number}.") for number in range(8)]
    done: list[str] = []

    def kill(name: str, _: str) -> None:
        done.append(name)
        if len(done) == 3:
            harness.site.stop(signal.SIGKILL)

    try:
        broken = apply(harness.target(), *records, progress=kill)
    finally:
        harness.site.start()
    resumed = apply(harness.target(), *records)

    assert {error.kind for error in broken.failed.values()} <= {"network", "server"}
    assert len(broken.failed) == 5
    assert not resumed.failed
    assert sorted(harness.keys()) == [item.id for item in records]
    assert set(harness.published()) == set(harness.keys())


def test_an_integration_that_was_deleted_while_its_key_was_used(harness: GhostHarness) -> None:
    body = {"integrations": [{"name": "short"}]}
    made = harness.site.desk("POST", "/integrations/?include=api_keys", body)["integrations"][0]
    key = next(item["secret"] for item in made["api_keys"] if item["type"] == "admin")
    target = harness.target(token=key)
    plan = planned(target, record("a"), record("b"))
    harness.site.desk("DELETE", f"/integrations/{made['id']}/")

    with pytest.raises(TargetError) as refused:
        apply(target, record("a"), record("b"), plan=plan)

    assert refused.value.kind == "auth"
    assert key.partition(":")[2] not in str(refused.value)
    assert harness.keys() == []


# --- what people do in Ghost


def test_an_edit_in_the_editor_is_found_and_not_overwritten(harness: GhostHarness) -> None:
    apply(harness.target(), record("a"))
    lexical = changed(
        page(harness)["lexical"], lambda card, _: card.update(html=card["html"].replace("API address", "homepage"))
    )
    harness.site.edit(harness.id(KEY), lexical=lexical)

    plan = planned(harness.target(), record("a", OTHER))

    assert actions(plan) == {"a": "conflict"}
    assert plan.changes[0].reasons[0].en == "it was changed on the target: html"
    apply(harness.target("overwrite"), record("a"))
    assert "Use the homepage." in next((harness.kept / "backup").glob("*.json")).read_text(encoding="utf-8")
    assert "Use the API address." in get(page(harness)["url"])


def test_two_edits_in_one_second_lose_nothing(harness: GhostHarness) -> None:
    """Ghost's own comparison lets the second one pass."""
    apply(harness.target(), record("a"))
    target = harness.target()
    plan = planned(target, record("a", OTHER))
    at = page(harness)["updated_at"]
    harness.edit(KEY, "API address", "homepage")
    harness.site.query("UPDATE posts SET updated_at = ? WHERE id = ?", (at[:19].replace("T", " "), harness.id(KEY)))

    with pytest.raises(StalePlanError):  # noqa: F405
        apply(target, record("a", OTHER), plan=plan)

    assert "homepage" in harness.published()[KEY]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "Another title"}, "title"),
        ({"meta_description": "Another"}, "summary"),
        ({"canonical_url": "https://www.example.com/elsewhere"}, "url"),
        ({"codeinjection_head": "<script>alert(1)</script>"}, "alternates, json_ld"),
        ({"slug": "elsewhere"}, "slug"),
    ],
)
def test_a_field_that_somebody_changed_is_named(harness: GhostHarness, change: dict[str, Any], field: str) -> None:
    both = (record("a"), record("a", locale="zh"))
    apply(harness.target(), *both)
    harness.site.edit(harness.id(KEY), **change)

    plan = planned(harness.target(), *both)

    assert [item.action for item in plan.changes] == ["conflict", "unchanged"]
    assert plan.changes[0].reasons[0].en == f"it was changed on the target: {field}"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"visibility": "members"}, "draft"),
        ({"status": "draft"}, "draft"),
    ],
)
def test_a_page_that_somebody_took_away_from_readers(
    harness: GhostHarness, change: dict[str, Any], status: str
) -> None:
    apply(harness.target(), record("a"))
    url = page(harness)["url"]
    harness.site.edit(harness.id(KEY), **change)

    plan = planned(harness.target(), record("a"))
    held = harness.target().read().pages[KEY]
    applied = apply(harness.target("overwrite"), record("a"))

    assert (held.status, actions(plan)) == (status, {"a": "conflict"})
    assert not applied.failed
    assert "Use the API address." in get(url)


def test_a_page_that_somebody_scheduled_is_put_online_now_or_not_at_all(harness: GhostHarness) -> None:
    apply(harness.target(), record("a"))
    url = page(harness)["url"]
    harness.site.edit(harness.id(KEY), status="draft")
    harness.site.edit(harness.id(KEY), status="scheduled", published_at="2090-01-01T00:00:00.000Z")

    held = harness.target().read().pages[KEY]
    applied = apply(harness.target("overwrite"), record("a"))

    assert held.status == "scheduled"
    assert not applied.failed
    assert "Use the API address." in get(url)
    assert page(harness)["published_at"] < "2090"


# --- what readers get


def test_readers_get_the_text_as_it_was_sent(harness: GhostHarness) -> None:
    text = (
        'Quotes "a" -- and ... 值 😀 &amp; \\n `$1 \\0 --> {{title}}` </script><script>alert(1)</script>\n\n'
        f"[own]({harness.site.url}/about/) `{harness.site.url}/x`\n\n"
        "```bash\ncurl --url \"https://api.example.com\" <<'X'\n\n\nX\n```"
    )
    hostile = replace(record("a", text), meta={**record("a").meta, "title": 'A <b>title</b> & "--x" \\ </title>'})
    hostile = replace(hostile, meta={**hostile.meta, "summary": "1 < 2 & '3' </script> -->"})
    sent = next(iter(documents({hostile.id: hostile}, SITE)))

    applied = apply(harness.target(), hostile)
    shown = get(page(harness)["url"])

    assert dict(applied.failed) == {}
    assert sent.html in shown
    assert '<link rel="canonical" href="https://www.example.com/en/faqs/a">' in shown
    assert "<b>title" not in shown
    assert "presscheck, do not edit" not in shown
    graphs = [part.partition("</script>")[0] for part in shown.split('<script type="application/ld+json">')[1:]]
    assert json.loads(sent.json_ld) in [json.loads(graph) for graph in graphs]


def test_head_of_a_page_with_a_translation(harness: GhostHarness) -> None:
    apply(harness.target(), record("a"), record("a", locale="zh"))

    shown = get(page(harness, "zh/faqs/a")["url"])

    assert '<link rel="alternate" hreflang="en" href="https://www.example.com/en/faqs/a">' in shown
    assert '<link rel="alternate" hreflang="zh" href="https://www.example.com/zh/faqs/a">' in shown
    assert '<meta name="description" content="No.">' in shown


def test_withdrawn_is_gone_for_readers(harness: GhostHarness) -> None:
    apply(harness.target(), record("a"))
    url = page(harness)["url"]
    assert "Use the API address." in get(url)

    apply(harness.target())

    assert get(url) == "404"


def test_a_slug_that_somebody_has_is_a_conflict(harness: GhostHarness) -> None:
    harness.site.desk("POST", "/pages/", {"pages": [{"title": "Mine", "slug": "en-faqs-a", "status": "published"}]})

    applied = apply(harness.target(), record("a"), record("b"))

    assert {name: error.kind for name, error in applied.failed.items()} == {KEY: "conflict"}
    assert harness.keys() == ["en/faqs/b"]


# --- probe


def test_probe_says_what_it_is(harness: GhostHarness) -> None:
    found = harness.target().probe()

    assert found.product.startswith("Ghost 6.")
    assert (found.swap, found.unique_key, found.revisions) == ("check", False, True)
    assert {request.split()[0] for request in harness.requests} == {"GET"}


def test_an_image_that_ghost_makes_smaller_is_shown_as_it_was_approved(cms: GhostHarness, tmp_path: Path) -> None:
    data = png(7, size=2600)
    (tmp_path / "large.png").write_bytes(data)

    applied = apply(cms.target(), record("a", images={name_of(data): tmp_path / "large.png"}))

    assert applied.failed == {}
    url = re.findall(r'<img src="([^"]+)"', cms.html("en/faqs/a"))[0]
    assert urllib3.request("GET", url, retries=False, timeout=60).data == data
