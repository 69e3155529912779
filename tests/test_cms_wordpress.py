"""The conformance suite, and what is WordPress's own, against a real WordPress: ``make test-cms-wordpress``."""

from __future__ import annotations

import json
import os
import shutil
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
import urllib3

from cms.wordpress import WordPress, missing
from cms_wordpress import WordPressHarness
from conformance import SITE, actions, apply, planned, record
from presscheck.errors import TargetError
from presscheck.export.cms import documents

if not os.environ.get("PRESSCHECK_CMS_WORDPRESS"):
    pytest.skip("needs PRESSCHECK_CMS_WORDPRESS=1, as `make test-cms-wordpress` sets it", allow_module_level=True)

from test_conformance import *  # noqa: F403  # each of its tests, with the fixtures below


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    if missing():
        pytest.fail(f"not installed: {missing()}; see tests/cms/wordpress.py")
    made = WordPress(tmp_path_factory.mktemp("wordpress"))
    yield made
    made.close()


@pytest.fixture
def harness(site: WordPress, tmp_path: Path) -> Iterator[WordPressHarness]:
    made = WordPressHarness(tmp_path, site)
    yield made
    made.close()


@pytest.fixture
def cms(harness: WordPressHarness) -> WordPressHarness:
    return harness


OTHER = "Yes, it is another text."
KEY = "en/faqs/a"


def get(url: str) -> str:
    """What a reader gets."""
    reply = urllib3.request("GET", url, retries=False, timeout=60)
    return reply.data.decode() if reply.status == 200 else f"{reply.status}"


def ask(
    harness: WordPressHarness, method: str, path: str, body: Any = None, match: str = "", role: str = "editor"
) -> tuple[int, Any]:
    """One request to the plug-in, or to WordPress's own API where the path says so."""
    headers = {"Authorization": "Basic " + b64encode(harness.site.tokens[role].encode()).decode()}
    if match:
        headers["If-Match"] = f'"{match}"'
    base = "" if path.startswith("/wp/") else "/presscheck/v1"
    url = f"{harness.site.url}/wp-json{base}{path}"
    reply = urllib3.request(method, url, json=body, headers=headers, retries=False, timeout=60)
    return reply.status, json.loads(reply.data) if reply.data else None


def fields(text: str = OTHER) -> dict[str, Any]:
    """A page as a request has it."""
    page = record("a", text)
    made: dict[str, Any] = asdict(next(iter(documents({page.id: page}, SITE))))
    return {**made, "state": "{}"}


def item(harness: WordPressHarness, key: str = KEY) -> dict[str, Any]:
    found: list[dict[str, Any]] = ask(harness, "GET", f"/pages?key={key}")[1]["items"]
    assert len(found) == 1
    return found[0]


# --- what comes between


@pytest.mark.parametrize("fault", ["lost-during", "lost-half", "502-after"])
@pytest.mark.parametrize("step", ["create", "update", "withdraw", "delete"])
def test_a_connection_that_ends_in_the_middle(harness: WordPressHarness, fault: str, step: str) -> None:
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


@pytest.mark.parametrize("step", ["create", "update"])
def test_php_that_dies_in_the_middle_of_a_write_leaves_nothing_half_written(
    harness: WordPressHarness, step: str
) -> None:
    if step == "update":
        apply(harness.target(), record("a"))
    before = harness.published()
    bomb = harness.site.plugins / "bomb.php"
    bomb.write_text(
        "<?php foreach (['added_post_meta', 'updated_post_meta'] as $hook) { add_action($hook, function($a, $b, $name) "
        "{ if ('_presscheck_json_ld' === $name) { http_response_code(500); exit('dead'); } }, 10, 3); }",
        encoding="utf-8",
    )
    try:
        applied = apply(harness.target(), record("a", OTHER))
    finally:
        bomb.unlink()

    assert {page: error.kind for page, error in applied.failed.items()} == {KEY: "server"}
    assert harness.published() == before
    assert len(harness.keys()) == len(before)
    harness.edit(KEY, "API", "API") if before else None
    assert not apply(harness.target(), record("a", OTHER)).failed
    assert OTHER in harness.published()[KEY]


def test_an_image_that_is_not_finished_leaves_no_file(harness: WordPressHarness, tmp_path: Path) -> None:
    uploads = harness.site.site / "wp-content/uploads"
    one = picture(tmp_path, 8)  # noqa: F405
    bomb = harness.site.plugins / "bomb.php"
    bomb.write_text(
        "<?php add_filter('update_post_metadata', fn($done, $id, $name) => "
        "'_presscheck_image' === $name ? false : $done, 10, 3);",
        encoding="utf-8",
    )
    try:
        applied = apply(harness.target(), record("a", images=one))
    finally:
        bomb.unlink()

    assert {page: error.kind for page, error in applied.failed.items()} == {KEY: "invalid"}
    assert [file for name in one for file in uploads.rglob(f"{name.partition('.')[0]}*")] == []
    assert not apply(harness.target(), record("a", images=one)).failed
    assert harness.images(next(iter(one))) == 1


# --- the plug-in keeps what it promises


def test_of_five_updates_of_one_version_one_is_taken(harness: WordPressHarness) -> None:
    apply(harness.target(), record("a"))
    there = item(harness)

    def write(number: int) -> int:
        return ask(harness, "PUT", f"/pages/{there['id']}", fields(f"Text {number}."), there["revision"])[0]

    with ThreadPoolExecutor(5) as pool:
        statuses = sorted(pool.map(write, range(5)))

    assert statuses == [200, 412, 412, 412, 412]


def test_of_five_pages_with_one_key_one_is_made(harness: WordPressHarness) -> None:
    with ThreadPoolExecutor(5) as pool:
        statuses = sorted(pool.map(lambda number: ask(harness, "POST", "/pages", fields(f"{number}"))[0], range(5)))

    assert statuses == [201, 409, 409, 409, 409]
    assert harness.keys() == [KEY]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"date": "2030-01-01T00:00:00"}, 422, "presscheck_field"),
        ({"slug": "Not A Slug"}, 422, "presscheck_field"),
        ({"tags": "one"}, 422, "presscheck_field"),
        ({"title": "a\0b"}, 422, "presscheck_field"),
        ({"html": None}, 422, "presscheck_field"),
        ({"html": "x" * 4_300_000}, 413, "presscheck_size"),
    ],
)
def test_a_page_that_cannot_be_stored_is_refused(
    harness: WordPressHarness, change: dict[str, Any], status: int, code: str
) -> None:
    answer = ask(harness, "POST", "/pages", {**fields(), **change})

    assert (answer[0], answer[1]["code"]) == (status, code)
    assert harness.keys() == []


def test_a_write_names_its_version_and_its_key(harness: WordPressHarness) -> None:
    apply(harness.target(), record("a"))
    there = item(harness)
    path = f"/pages/{there['id']}"

    assert ask(harness, "PUT", path, fields())[0] == 428
    assert ask(harness, "PUT", path, fields(), "0" * 32)[0] == 412
    assert ask(harness, "PUT", path, {**fields(), "key": "en/faqs/b"}, there["revision"])[0] == 422
    assert ask(harness, "DELETE", path, None, there["revision"])[1]["code"] == "presscheck_live"
    assert ask(harness, "PUT", "/pages/999999", fields(), there["revision"])[0] == 404
    assert item(harness) == there


def test_a_slug_that_somebody_has_is_a_conflict(harness: WordPressHarness) -> None:
    apply(harness.target(), record("b"))
    folder = ask(harness, "GET", "/wp/v2/pages?slug=faqs&context=edit")[1][0]["id"]
    ask(harness, "POST", "/wp/v2/pages", {"title": "Mine", "slug": "a", "parent": folder, "status": "publish"})

    applied = apply(harness.target(), record("a"), record("b"))

    assert {page: error.kind for page, error in applied.failed.items()} == {KEY: "conflict"}
    assert "the slug a is taken" in str(applied.failed[KEY])
    assert harness.keys() == ["en/faqs/b"]


def test_a_list_of_large_pages_fits_into_the_memory_of_php(harness: WordPressHarness) -> None:
    pages = [record(f"p{number:02}", "x" * 1_000_000) for number in range(30)]
    applied = apply(harness.target(), *pages)
    harness.requests.clear()

    found = harness.target().read()

    assert (dict(applied.failed), len(found.pages)) == ({}, 30)
    assert len(harness.requests) > 2


# --- what people do in WordPress


def test_an_edit_in_the_editor_is_found_and_not_overwritten(harness: WordPressHarness) -> None:
    apply(harness.target(), record("a"))
    number = harness.id(KEY)
    raw = ask(harness, "GET", f"/wp/v2/pages/{number}?context=edit")[1]["content"]["raw"]
    ask(harness, "POST", f"/wp/v2/pages/{number}", {"content": raw.replace("API address", "homepage")})

    plan = planned(harness.target(), record("a", OTHER))

    assert actions(plan) == {"a": "conflict"}
    assert plan.changes[0].reasons[0].en == "it was changed on the target: html"
    apply(harness.target("overwrite"), record("a"))
    assert "Use the homepage." in next((harness.kept / "backup").glob("*.json")).read_text(encoding="utf-8")
    assert "Use the API address." in get(item(harness)["url"])


def test_a_block_that_the_editor_wrote_anew_is_no_change(harness: WordPressHarness) -> None:
    """It takes the last line end of a block away, also where somebody took a change back."""
    apply(harness.target(), record("a"))
    number = harness.id(KEY)
    raw = ask(harness, "GET", f"/wp/v2/pages/{number}?context=edit")[1]["content"]["raw"]
    trimmed = raw.replace("\n\n<!-- /wp:html -->", "\n<!-- /wp:html -->")
    assert trimmed != raw

    ask(harness, "POST", f"/wp/v2/pages/{number}", {"content": trimmed})

    assert actions(planned(harness.target(), record("a"))) == {"a": "unchanged"}


def test_a_page_that_somebody_is_editing_is_left_alone(harness: WordPressHarness) -> None:
    apply(harness.target(), record("a"))
    harness.site.run(
        f"wp_set_current_user(1); require ABSPATH . 'wp-admin/includes/post.php'; wp_set_post_lock({harness.id(KEY)});"
    )

    applied = apply(harness.target(), record("a", OTHER))

    assert applied.failed[KEY].kind == "conflict"
    assert "is editing the page in WordPress" in str(applied.failed[KEY])
    assert OTHER not in harness.published()[KEY]


@pytest.mark.parametrize(
    ("php", "status"),
    [
        ("wp_trash_post({id});", "draft"),
        ("wp_update_post(['ID' => {id}, 'post_status' => 'private']);", "draft"),
        ("wp_update_post(['ID' => {id}, 'post_password' => 'secret']);", "draft"),
        ("wp_update_post(['ID' => {id}, 'post_status' => 'future', 'post_date_gmt' => '2090-01-01']);", "scheduled"),
    ],
    ids=["trash", "private", "password", "future"],
)  # fmt: skip
def test_a_page_that_somebody_took_away_from_readers(harness: WordPressHarness, php: str, status: str) -> None:
    apply(harness.target(), record("a"))
    url = item(harness)["url"]
    harness.site.run(php.replace("{id}", harness.id(KEY)))

    plan = planned(harness.target(), record("a"))
    held = harness.target().read().pages[KEY]
    applied = apply(harness.target("overwrite"), record("a"))

    assert (held.status, actions(plan)) == (status, {"a": "conflict"})
    assert not applied.failed
    assert (item(harness)["status"], item(harness)["url"]) == ("published", url)
    assert "Use the API address." in get(url)


# --- what readers get


def test_readers_get_the_text_as_it_was_sent(harness: WordPressHarness) -> None:
    text = (
        'Quotes "a" -- and ... 12x34, Wordpress :) [gallery] [caption]x[/caption] 值 😀 &amp; \\n \\\\ `$1 \\0` '
        "%s</script><script>alert(1)</script>\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n<!-- wp:html -->\n\n"
        "```bash\ncurl --url \"https://api.example.com\" <<'X'\n\n\nX\n```"
    )
    hostile = replace(record("a", text), meta={**record("a").meta, "title": 'A <b>title</b> & "--x" \\ </title>'})
    hostile = replace(hostile, meta={**hostile.meta, "summary": "1 < 2 & '3' </script>"})
    sent = next(iter(documents({hostile.id: hostile}, SITE)))

    applied = apply(harness.target(), hostile)
    page = get(item(harness)["url"])

    assert dict(applied.failed) == {}
    assert sent.html in page
    assert '<link rel="canonical" href="https://www.example.com/en/faqs/a" />' in page
    assert 'A &lt;b&gt;title&lt;/b&gt; &amp; "--x" \\ &lt;/title&gt;</h1>' in page
    assert "<b>title" not in page
    graph = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(graph) == json.loads(sent.json_ld)


def test_head_of_a_page_with_a_translation(harness: WordPressHarness) -> None:
    apply(harness.target(), record("a"), record("a", locale="zh"))

    page = get(item(harness, "zh/faqs/a")["url"])

    assert '<html lang="zh">' in page
    assert '<link rel="alternate" hreflang="en" href="https://www.example.com/en/faqs/a" />' in page
    assert '<link rel="alternate" hreflang="zh" href="https://www.example.com/zh/faqs/a" />' in page
    assert '<meta name="description" content="No." />' in page
    assert "/zh/faqs/a/" in get(f"{harness.site.url}/zh/faqs/")


def test_withdrawn_is_gone_for_readers(harness: WordPressHarness) -> None:
    apply(harness.target(), record("a"))
    url = item(harness)["url"]
    assert "Use the API address." in get(url)

    apply(harness.target())

    assert get(url) == "404"


def test_readers_of_a_withdrawn_page_are_not_sent_to_its_translation(harness: WordPressHarness) -> None:
    """WordPress guesses a page of the same name, and says that it has moved there for good."""
    apply(harness.target(), record("a"), record("a", locale="zh"))
    url = item(harness)["url"]

    apply(harness.target(), record("a", locale="zh"))

    assert get(url) == "404"
    assert "Use the API address." in get(item(harness, "zh/faqs/a")["url"])


# --- probe


def test_probe_says_what_it_is(harness: WordPressHarness) -> None:
    found = harness.target().probe()

    assert found.product.startswith("WordPress 6.")
    assert (found.swap, found.unique_key, found.revisions, found.max_bytes) == ("native", True, True, 4 * 1024 * 1024)
    assert {request.split()[0] for request in harness.requests} == {"GET"}


def test_probe_of_a_site_without_the_plug_in_or_with_an_old_one(harness: WordPressHarness) -> None:
    main = harness.site.plugins / "presscheck.php"
    text = main.read_text(encoding="utf-8")
    others = (
        "<?php",
        text.replace("const API     = 2;", "const API     = 1;"),
        text.replace("API     = 2;", "API     = 3;"),
    )
    said: list[TargetError] = []
    try:
        for hour, other in enumerate(others, 1):
            main.write_text(other, encoding="utf-8")
            os.utime(main, (3600 * hour, 3600 * hour))  # PHP's cache looks at the time alone
            with pytest.raises(TargetError) as refused:
                harness.target().probe()
            said.append(refused.value)
    finally:
        main.write_text(text, encoding="utf-8")

    assert [error.kind for error in said] == ["invalid"] * 3
    assert "has no presscheck plug-in: copy presscheck.php" in said[0].text.en
    assert "is too old: copy presscheck.php" in said[1].text.en
    assert "is too new: use a newer presscheck" in said[2].text.en
    assert "没有 presscheck 插件：请把" in said[0].text.zh


def test_a_forgotten_folder_takes_no_site_down(harness: WordPressHarness) -> None:
    parts = harness.site.plugins / "presscheck"
    shutil.move(parts, parts.with_name("elsewhere"))
    try:
        assert "Sample site" in get(f"{harness.site.url}/")
        with pytest.raises(TargetError, match="has no presscheck plug-in"):
            harness.target().probe()
    finally:
        shutil.move(parts.with_name("elsewhere"), parts)


def test_probe_of_a_user_who_may_not(harness: WordPressHarness) -> None:
    with pytest.raises(TargetError) as refused:
        harness.target(token=harness.site.tokens["author"]).probe()

    assert refused.value.kind == "auth"
    assert "edit_pages" in refused.value.text.en
    assert ask(harness, "POST", "/pages", fields(), role="author")[0] == 403
    assert ask(harness, "GET", "/pages", role="author")[0] == 403


def test_a_token_that_was_revoked_while_it_was_used(harness: WordPressHarness) -> None:
    token = harness.site.run(
        "echo WP_Application_Passwords::create_new_application_password("
        "get_user_by('login', 'presscheck-editor')->ID, ['name' => 'short'])[0];"
    )
    target = harness.target(token=f"presscheck-editor:{token}")
    plan = planned(target, record("a"), record("b"))
    harness.site.run(
        "$id = get_user_by('login', 'presscheck-editor')->ID; foreach "
        "(WP_Application_Passwords::get_user_application_passwords($id) as $item) { if ('short' === $item['name']) "
        "{ WP_Application_Passwords::delete_application_password($id, $item['uuid']); } }"
    )

    with pytest.raises(TargetError) as refused:
        apply(target, record("a"), record("b"), plan=plan)

    assert refused.value.kind == "auth"
    assert "it was revoked" in refused.value.text.en
    assert token not in refused.value.text.en + repr(refused.value)
    assert harness.keys() == []


def test_an_address_where_no_wordpress_is(harness: WordPressHarness) -> None:
    target = harness.target()
    target.cms.http.url = harness.proxy.url + "/nowhere/presscheck/v1"  # type: ignore[attr-defined]

    with pytest.raises(TargetError, match="no REST API of WordPress answers"):
        target.probe()
