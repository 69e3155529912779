"""The WordPress adapter without a WordPress: settings, and answers that no WordPress of ours gives."""

from __future__ import annotations

import json
import re
import sys
from base64 import b64encode
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.config import TargetSettings
from presscheck.errors import ConfigError, TargetError
from presscheck.export.cms import Document
from presscheck.export.http import Http, Reply
from presscheck.export.wordpress import CODES, VARIABLE, WordPress

PLUGIN = Path(__file__).parents[1] / "integrations/wordpress"
TOKEN = "editor:abcd efgh ijkl mnop"
ABOUT = {
    "app": "presscheck-wordpress", "api": 2, "version": "1.1.1", "wordpress": "6.1.9", "transactions": True,
    "permalinks": True, "revisions": True, "max_bytes": 4_000_000, "missing_rights": [],
}  # fmt: skip


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, TOKEN)


def adapter(root: Path = Path(), url: str = "https://www.example.com", **options: Any) -> WordPress:
    return WordPress(TargetSettings("blog", "wordpress", url=url, options=options), root)


def answering(monkeypatch: pytest.MonkeyPatch, status: int, body: Any) -> list[str]:
    """Every request gets this answer; the requests that were made."""
    made: list[str] = []

    def send(self: Http, method: str, path: str, *_: Any, **__: Any) -> Reply:
        made.append(f"{method} {self.url}{path}")
        text = body if isinstance(body, str) else json.dumps(body)
        return Reply(status, {}, None if isinstance(body, str) else body, text)

    monkeypatch.setattr(Http, "send", send)
    return made


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"parnet": 3}, "the option parnet cannot be used; the options of wordpress are token_env"),
        ({"parent": "3"}, "the option parent cannot be used"),
        ({"parent": True}, "the option parent cannot be used"),
        ({"token_env": "NOTHING_HERE"}, "the variable NOTHING_HERE holds no token"),
        ({"token_file": "absent"}, "there is no file of the name in `token_file`"),
    ],
)
def test_settings_that_cannot_be_used(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        adapter(**options)

    assert said in refused.value.text.en
    assert "[targets.blog]" in refused.value.text.zh


@pytest.mark.parametrize("value", ["abcdefgh", ":abcdefgh", "editor:", "abcd efgh"])
def test_a_token_without_a_user_or_a_password(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(VARIABLE, value)

    with pytest.raises(ConfigError) as refused:
        adapter()

    assert "a user's name, a colon, and an application password" in refused.value.text.en
    assert "abcd" not in refused.value.text.en + refused.value.text.zh


def test_a_token_does_not_go_over_the_network_in_the_clear() -> None:
    with pytest.raises(ConfigError, match="use https://"):
        adapter(url="http://www.example.com")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_a_token_from_a_file_that_others_cannot_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "token"
    path.write_text(TOKEN + "\n", encoding="utf-8")
    path.chmod(0o640)
    monkeypatch.delenv(VARIABLE)

    with pytest.raises(ConfigError, match="chmod 600"):
        adapter(tmp_path, token_file="token")
    path.chmod(0o600)
    adapter(tmp_path, token_file="token")


def test_where_requests_go(monkeypatch: pytest.MonkeyPatch) -> None:
    made = answering(monkeypatch, 200, ABOUT)

    adapter(url="https://www.example.com/blog", path="/api/", parent=12).probe()

    assert made == ["GET https://www.example.com/blog/api/presscheck/v1/about?parent=12"]


def test_what_an_administrator_should_know(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, 200, {**ABOUT, "transactions": False, "permalinks": False})

    found = adapter().probe()

    assert found.swap == "check"
    assert [note.en.partition(":")[0] for note in found.notes] == [
        "the table of pages is not InnoDB",
        "WordPress has plain permalinks",
    ]
    assert all(note.zh for note in found.notes)


@pytest.mark.parametrize("body", ["<h1>Parked</h1>", [], {"app": "other", "api": 1}, {"app": "presscheck-wordpress"}])
def test_a_server_that_is_no_wordpress(monkeypatch: pytest.MonkeyPatch, body: Any) -> None:
    answering(monkeypatch, 200, body)

    with pytest.raises(TargetError) as refused:
        adapter().probe()

    assert refused.value.kind == "invalid"
    assert "no REST API of WordPress answers" in refused.value.text.en


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, "auth"), (403, "auth"), (404, "not-found"), (409, "conflict"), (412, "conflict"), (413, "too-large"),
        (422, "invalid"), (423, "conflict"), (428, "conflict"), (429, "rate-limit"), (500, "server"), (503, "server"),
    ],
)  # fmt: skip
def test_what_a_status_means(monkeypatch: pytest.MonkeyPatch, status: int, kind: str) -> None:
    answering(monkeypatch, status, {"code": "presscheck_x", "message": "said so"})

    with pytest.raises(TargetError) as refused:
        adapter().find("en/faqs/a")

    assert refused.value.kind == kind
    assert f"https://www.example.com/wp-json/presscheck/v1/pages?key=en%2Ffaqs%2Fa: {status} said so" in str(
        refused.value
    )


def test_the_plug_ins_words_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, 423, {"code": "presscheck_editing", "message": "Ann is editing the page in WordPress"})

    with pytest.raises(TargetError) as refused:
        adapter().find("a")

    assert refused.value.text.zh.endswith(
        "：423 有人正在 WordPress 中编辑该页面（Ann is editing the page in WordPress）"
    )
    assert refused.value.text.en.endswith(": 423 Ann is editing the page in WordPress")


def test_every_error_of_the_plug_in_has_words_in_chinese() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in PLUGIN.rglob("*.php"))
    codes = set(re.findall(r"refused\( \d+, '(\w+)'", source)) - {"error", "commit"}  # PHP or the database is broken

    assert {f"presscheck_{code}" for code in codes} == set(CODES)


@pytest.mark.parametrize("status", [200, 400, 500])
def test_no_error_repeats_the_password(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    basic = b64encode(TOKEN.encode()).decode()
    answering(monkeypatch, status, f"<pre>Authorization: Basic {basic}, abcd efgh ijkl mnop, abcdefghijklmnop</pre>")

    with pytest.raises(TargetError) as refused:
        list(adapter().list())

    assert not any(part in repr(refused.value) + str(refused.value) for part in (basic, "efgh", "mnop"))


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))


@given(st.fixed_dictionaries(dict.fromkeys(Document.__dataclass_fields__, VALUES)))
def test_whatever_somebody_made_of_a_field_is_a_difference_and_no_crash(fields: dict[str, Any]) -> None:
    item = {"id": 7, "revision": "r", "status": "published", "url": "", "document": fields}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, TOKEN)
        answering(patch, 200, {"items": [item]})
        found = adapter().find("k")[0].document

    assert isinstance(found.title, str)
    assert found.title == fields["title"] or not isinstance(fields["title"], str)
    assert len(found.digest) == len("sha256:") + 64


DOCUMENT = Document(**dict.fromkeys(Document.__dataclass_fields__, "x") | {"tags": (), "alternates": ()})  # type: ignore[arg-type]
PAGE = {"id": 1, "revision": "1", "status": "published", "url": "", "document": asdict(DOCUMENT)}


@pytest.mark.parametrize(
    "body",
    [
        {"rendered": []},
        {"items": 3, "url": 3},
        {"items": ["x"]},
        {"items": [{"id": 1}]},
        {"items": [{**PAGE, "status": "trash"}], **PAGE, "status": "trash"},
        {"items": [{**PAGE, "revision": 7}], **PAGE, "revision": 7},
        {"items": [{**PAGE, "document": {"key": "x"}}], **PAGE, "document": []},
        {"items": [{**PAGE, "id": "first"}], **PAGE, "url": None},
        {"items": [{**PAGE, "id": 0}], **PAGE, "document": {**asdict(DOCUMENT), "tags": None, "more": ""}},
    ],
)
def test_json_of_another_shape_is_an_error_of_the_target(monkeypatch: pytest.MonkeyPatch, body: Any) -> None:
    answering(monkeypatch, 200, body)
    for ask in (lambda: list(adapter().list()), lambda: adapter().create(DOCUMENT)):
        with pytest.raises(TargetError, match="the answer is not as expected") as refused:
            ask()
        assert refused.value.kind == "server"
        assert "响应内容不符合预期" in refused.value.text.zh


@pytest.mark.parametrize("body", [{"items": 3}, {"items": ["x"]}, {"items": [{}]}, {"files": []}])
def test_what_is_said_of_an_image_in_another_shape_likewise(monkeypatch: pytest.MonkeyPatch, body: Any) -> None:
    answering(monkeypatch, 200, body)
    for ask in (lambda: adapter().image("a.png"), lambda: adapter().upload("a.png", b"")):
        with pytest.raises(TargetError, match="the answer is not as expected"):
            ask()


def test_an_about_that_lacks_something_likewise(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, 200, {"app": "presscheck-wordpress", "api": 2})

    with pytest.raises(TargetError, match="the answer is not as expected"):
        adapter().probe()
