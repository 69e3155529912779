"""The conformance suite, and what is Wagtail's own, against a real Wagtail: ``make test-cms-wagtail``."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import presscheck.export.wagtail as adapter
from cms.wagtail import Wagtail, missing
from cms_wagtail import WagtailHarness
from conformance import SITE, actions, apply, planned, record
from presscheck.config import TargetSettings
from presscheck.errors import TargetError
from presscheck.export.cms import documents
from presscheck.export.routes import to_fields
from presscheck.export.wagtail import VARIABLE
from presscheck.export.writer import Writer
from presscheck.model import Json
from presscheck.published import content_digest

if not os.environ.get("PRESSCHECK_CMS_WAGTAIL"):
    pytest.skip("needs PRESSCHECK_CMS_WAGTAIL=1, as `make test-cms-wagtail` sets it", allow_module_level=True)

from test_cli import run
from test_conformance import *  # noqa: F403  # each of its tests, with the fixtures below
from test_conformance import OTHER, texts
from test_export import approve

KEY = "en/faqs/a"
HOSTILE = """\
Text <script>alert(1)</script> and <img src=x onerror=alert(2)>.

<iframe src="https://evil.example"></iframe>

[a](javascript:alert(3)) {{ request.user }} {% load x %} </script><script>alert(4)</script>

```html
</script><script>alert(5)</script> &amp; "quotes" 中文 🎉
```
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wagtail]:
    if missing():
        pytest.exit(missing(), returncode=2)
    made = Wagtail(tmp_path_factory.mktemp("wagtail"))
    yield made
    made.close()


@pytest.fixture
def harness(site: Wagtail, tmp_path: Path) -> Iterator[WagtailHarness]:
    made = WagtailHarness(tmp_path, site)
    yield made
    made.close()


@pytest.fixture
def cms(harness: WagtailHarness) -> WagtailHarness:
    return harness


def writer(cms: WagtailHarness) -> Writer:
    target = cms.target()
    return Writer(target.cms, target.probe(), 2, lambda _: None)


def test_two_pages_with_one_key_are_a_conflict(cms: WagtailHarness) -> None:
    """The database refuses the second; a copy that is made in the admin has no key and is left alone."""
    apply(cms.target(), record("a"), record("b"))

    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        cms.site.query("UPDATE presscheck_wagtail_approvedpage SET pc_key = ?", KEY)
    cms.site.desk("copy", KEY)

    assert sorted(cms.keys()) == [KEY, "en/faqs/b"]
    assert not planned(cms.target(), record("a"), record("b")).pending
    assert cms.site.query("SELECT count(*) FROM presscheck_wagtail_approvedpage") == [(3,)]


@pytest.mark.parametrize("fault", ["lost-during", "lost-half", "502-after"])
@pytest.mark.parametrize("step", ["create", "update", "withdraw"])
def test_what_breaks_in_the_middle_is_done_once(cms: WagtailHarness, fault: str, step: str) -> None:
    if step != "create":
        apply(cms.target(), record("a"))
    cms.faults = [fault, fault]

    applied = apply(cms.target(), *([] if step == "withdraw" else [record("a", OTHER)]))

    assert dict(applied.failed) == {}
    assert texts(cms) == ({} if step == "withdraw" else {"a": OTHER})
    assert len(cms.keys()) == 1


def test_what_a_busy_server_asks_for_is_waited_for(cms: WagtailHarness) -> None:
    pauses: list[float] = []
    target = cms.target()
    cms.faults = ["429:7"]

    made = Writer(target.cms, target.probe(), 2, pauses.append).create(next(documents({KEY: record("a")}, SITE)))

    assert (made.document.key, pauses) == (KEY, [7.0])


def test_workers_that_are_killed_in_the_middle_lose_and_double_nothing(cms: WagtailHarness) -> None:
    records = [record(f"p{number}") for number in range(24)]

    def kill(page: str, _: str) -> None:
        if page.endswith("3"):
            for worker in cms.site.workers():
                os.kill(worker, signal.SIGKILL)

    applied = apply(cms.target(), *records, progress=kill)

    assert dict(applied.failed) == {}
    assert sorted(cms.keys()) == sorted(item.id for item in records)
    assert not planned(cms.target(), *records).pending


def test_a_token_that_ends_on_the_way(cms: WagtailHarness) -> None:
    records = [record(f"p{number}") for number in range(6)]
    update = (
        "UPDATE wagtailcore_apitoken SET revoked_at = ? WHERE user_id = (SELECT id FROM auth_user WHERE username = ?)"
    )

    ended = apply(cms.target(), *records, progress=lambda *_: cms.site.query(update, "2026-11-24", "editor") and None)
    there = set(texts(cms))
    cms.site.query(update, None, "editor")
    resumed = apply(cms.target(), *records)

    assert {error.kind for error in ended.failed.values()} == {"auth"}
    assert there == {name.rpartition("/")[2] for name in ended.done}
    assert 0 < len(there) < 6
    assert (len(resumed.done), dict(resumed.failed)) == (6 - len(there), {})
    assert len(texts(cms)) == 6


def test_another_slug_is_an_update_of_the_same_page(cms: WagtailHarness) -> None:
    apply(cms.target(), record("a"))
    stored = next(iter(cms.target().cms.list()))
    old = cms.site.get("/en/faqs/a/")[0]

    after = writer(cms).update(stored, replace(stored.document, slug="a-new"))

    assert (after.id, after.document.key) == (stored.id, KEY)
    assert (old, cms.site.get("/en/faqs/a/")[0], cms.site.get("/en/faqs/a-new/")[0]) == (200, 404, 200)


def test_wagtail_says_who_wrote(cms: WagtailHarness) -> None:
    apply(cms.target(), record("a"))

    rows = cms.site.query(
        "SELECT DISTINCT action, username FROM wagtailcore_pagelogentry JOIN auth_user ON auth_user.id = user_id "
        "JOIN wagtailcore_page ON wagtailcore_page.id = page_id WHERE slug = 'a'"
    )

    assert ("wagtail.publish", "editor") in rows
    assert {row[1] for row in rows} == {"editor"}


def test_the_permission_can_be_given_in_the_admin(cms: WagtailHarness) -> None:
    form = cms.site.admin("/admin/groups/new/")

    assert "Can write the HTML of approved pages" in form


def test_a_slug_that_somebody_took_is_a_conflict(cms: WagtailHarness) -> None:
    apply(cms.target(), record("a"), record("b"))
    stored = next(item for item in cms.target().cms.list() if item.document.key == KEY)

    with pytest.raises(TargetError, match="slug") as refused:
        writer(cms).update(stored, replace(stored.document, slug="b"))

    assert refused.value.kind == "conflict"
    assert len(texts(cms)) == 2


def test_what_readers_get(cms: WagtailHarness) -> None:
    apply(cms.target(), record("a"), record("a", locale="zh"))

    status, page = cms.site.get("/en/faqs/a/")
    folder = cms.site.get("/zh/faqs/")

    assert status == 200
    assert "<title>Is a the API address?</title>" in page
    assert '<meta name="description" content="No.">' in page
    assert f'<link rel="canonical" href="https://www.example.com/{KEY}">' in page
    assert '<link rel="alternate" hreflang="zh" href="https://www.example.com/zh/faqs/a">' in page
    graph = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert graph == json.loads(next(documents({KEY: record("a")}, SITE)).json_ld) or "@graph" in graph
    assert "<code>1</code>" in page
    assert (folder[0], "Is a the API address?" in folder[1]) == (200, True)


def test_hostile_text_is_stored_as_it_is_and_runs_nowhere(cms: WagtailHarness) -> None:
    plain = record("a", HOSTILE)
    meta = {**plain.meta, "title": "</title><script>alert(6)</script>{{ 7|add:7 }}"}
    digest = content_digest(plain.id, plain.url, meta, plain.markdown, plain.anchors)
    hostile = replace(plain, meta=meta, content_digest=digest)

    applied = apply(cms.target(), hostile)
    page = cms.site.get("/en/faqs/a/")[1]

    assert dict(applied.failed) == {}
    assert cms.published()[KEY] == hostile.markdown
    assert page.count("<script") == page.count("</script>") == 1
    assert '<script type="application/ld+json">' in page
    for harm in ("<iframe", "onerror=alert(2)>", 'href="javascript:'):
        assert harm not in page
    assert "{{ 7|add:7 }}" in page
    assert not planned(cms.target(), hostile).pending


def test_an_embargo_is_refused_and_not_passed_over(cms: WagtailHarness) -> None:
    """Wagtail's own API publishes such a page at once."""
    http = cms.target().cms.http  # a request that the adapter never makes
    fields: dict[str, Json] = {
        "go_live_at": "2030-01-01T00:00:00Z",
        **to_fields(next(documents({KEY: record("a")}, SITE))),
    }

    reply = http.send("POST", "/pages/", fields)

    assert (reply.status, reply.json["message"]) == (422, "unknown: go_live_at; missing: none")
    assert cms.keys() == []


def test_a_schedule_made_in_the_cms_is_found_and_not_published(cms: WagtailHarness) -> None:
    apply(cms.target(), record("a"))
    cms.site.desk("schedule", KEY, old="API address", new="secret of 2030")

    plan = planned(cms.target(), record("a", OTHER))
    apply(cms.target(), record("a", OTHER))

    assert actions(plan) == {"a": "conflict"}
    assert "secret of 2030" not in cms.site.get("/en/faqs/a/")[1]
    applied = apply(cms.target("overwrite"), record("a", OTHER))
    assert dict(applied.failed) == {}
    assert texts(cms) == {"a": OTHER}
    assert cms.site.query("SELECT count(*) FROM wagtailcore_revision WHERE approved_go_live_at IS NOT NULL") == [(0,)]


def test_a_page_that_is_withdrawn_does_not_come_back_on_a_day(cms: WagtailHarness) -> None:
    apply(cms.target(), record("a"))
    cms.site.desk("offline", KEY)
    cms.site.desk("schedule", KEY, old="API address", new="secret of 2030")
    status = cms.target().read().pages[KEY].status

    applied = apply(cms.target())

    assert (status, dict(applied.failed)) == ("scheduled", {})
    assert cms.site.query("SELECT live, go_live_at FROM wagtailcore_page WHERE slug = 'a'") == [(0, None)]
    assert cms.site.query("SELECT count(*) FROM wagtailcore_revision WHERE approved_go_live_at IS NOT NULL") == [(0,)]
    assert "secret of 2030" in next((cms.kept / "backup").glob("*.json")).read_text(encoding="utf-8")


def test_a_draft_that_somebody_is_writing_is_not_lost(cms: WagtailHarness) -> None:
    apply(cms.target(), record("a"))
    cms.site.desk("draft", KEY, old="API address", new="draft")

    plan = planned(cms.target(), record("a", OTHER))

    assert texts(cms) == {"a": "No. Use the API address."}
    assert actions(plan) == {"a": "conflict"}
    assert plan.changes[0].reasons[0].en == "it was changed on the target: markdown"


@pytest.mark.parametrize(("new", "changed"), [("Use", ()), ("Take", ("html",))])
def test_the_form_of_the_admin_changes_what_somebody_changed_in_it(
    cms: WagtailHarness, new: str, changed: tuple[str, ...]
) -> None:
    """A browser sends every line end otherwise than it stands there, and Django takes the last one away."""
    apply(cms.target(), record("a"))

    cms.site.save(int(cms.target().cms.find(KEY)[0].id), "Use", new)

    stored = cms.target().cms.find(KEY)[0]
    assert f"{new} the API address." in stored.document.html
    assert cms.target().read().pages[KEY].changed == changed


def test_a_page_that_is_locked_is_left_alone(cms: WagtailHarness) -> None:
    apply(cms.target(), record("a"))
    cms.site.desk("lock", KEY)

    applied = apply(cms.target(), record("a", OTHER))

    assert applied.failed[KEY].kind == "conflict"
    assert "unlock it there" in str(applied.failed[KEY])
    assert texts(cms) == {"a": "No. Use the API address."}


@pytest.mark.parametrize(
    ("user", "message"),
    [
        ("author", "lacks rights below the page .*: publish; the built-in group Moderators"),
        ("nohtml", "needs the permission 'Can write the HTML of approved pages'"),
        ("revoked", "the token is missing, wrong or revoked"),
    ],
)
def test_probe_says_which_right_is_missing(cms: WagtailHarness, user: str, message: str) -> None:
    with pytest.raises(TargetError, match=message) as refused:
        cms.target(token=cms.site.tokens[user]).probe()

    assert refused.value.kind == "auth"
    assert cms.site.tokens[user] not in str(refused.value)


def test_probe_says_what_the_site_is(cms: WagtailHarness) -> None:
    can = cms.target().probe()

    assert can.product == "Wagtail 8.0.1, presscheck app 1.2"
    assert (can.swap, can.unique_key, can.revisions, can.concurrency) == ("native", True, True, 1)
    assert {request.split()[0] for request in cms.requests} == {"GET"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"path": "nowhere"}, "has no presscheck app: install integrations/wagtail"),
        ({"parent": 999}, "there is no page 999"),
    ],
)
def test_probe_says_how_to_prepare_the_site(
    cms: WagtailHarness, tmp_path: Path, options: dict[str, str | int | bool], message: str
) -> None:
    os.environ[VARIABLE] = cms.site.tokens["editor"]
    settings = TargetSettings("wagtail", "wagtail", url=cms.site.url, options=options)

    with pytest.raises(TargetError, match=message) as refused:
        adapter.Wagtail(settings, tmp_path).probe()

    assert refused.value.kind == "invalid"


@pytest.mark.parametrize(("speaks", "word"), [(0, "too new"), (99, "too old")])
def test_probe_says_that_the_app_is_another_version(
    cms: WagtailHarness, monkeypatch: pytest.MonkeyPatch, speaks: int, word: str
) -> None:
    monkeypatch.setattr(adapter, "API", speaks)

    with pytest.raises(TargetError, match=word):
        cms.target().probe()


def test_the_command_line_from_plan_to_pull(cms: WagtailHarness, site_folder: Path) -> None:
    token = cms.site.tokens["editor"]
    config = site_folder / "presscheck.toml"
    config.write_text(
        config.read_text() + f'\n[targets.wagtail]\ntype = "wagtail"\nurl = "{cms.proxy.url}"\n'
        'options = { token_file = "token" }\n'
    )
    (site_folder / "token").write_text(token)
    (site_folder / "token").chmod(0o644)
    approve(site_folder)

    open_to_all = run(site_folder, "export", "plan", "wagtail")
    (site_folder / "token").chmod(0o600)
    plan = run(site_folder, "export", "plan", "wagtail", "--out", "plan.json")
    applied = run(site_folder, "export", "apply", "wagtail", "--plan", "plan.json")
    status = run(site_folder, "export", "status", "wagtail", "--lang", "zh")
    cms.edit("en/faqs/example", "API address", "homepage")
    changed = run(site_folder, "export", "status", "wagtail")
    pull = run(site_folder, "export", "pull", "--target", "wagtail")
    stopped = run(site_folder, "export", "plan", "wagtail")
    (site_folder / "token").write_text("a-wrong-token")
    refused = run(site_folder, "export", "apply", "wagtail")
    ran = [open_to_all, plan, applied, status, changed, pull, stopped, refused]

    assert (open_to_all.returncode, "chmod 600" in open_to_all.stderr) == (2, True)
    assert (plan.returncode, applied.returncode, applied.stderr) == (3, 0, "")
    assert plan.stdout.startswith("wagtail: Wagtail ")
    assert "create" in plan.stdout
    assert (status.returncode, "站点使用 SQLite" in status.stdout) == (0, True)
    assert (changed.returncode, pull.returncode, stopped.returncode) == (1, 1, 1)
    assert "+No. Use the homepage." in pull.stdout
    assert refused.returncode == 2
    assert not any("Traceback" in item.stderr for item in ran)
    said = "".join(item.stdout + item.stderr for item in ran) + "".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in site_folder.rglob("*")
        if path.is_file() and path.name != "token"
    )
    assert token not in said
    assert "a-wrong-token" not in said
    assert token not in cms.site.log.read_text()
