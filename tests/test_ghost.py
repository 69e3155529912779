"""The Ghost adapter without a Ghost: settings, signatures, and answers that no Ghost of ours gives."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscheck.config import TargetSettings
from presscheck.errors import ConfigError, TargetError
from presscheck.export.ghost import VARIABLE, Ghost
from presscheck.export.http import Http, Reply

SECRET = "5" * 63 + "a"
TOKEN = f"{'0' * 23}7:{SECRET}"
SITE = {"site": {"version": "6.65", "url": "https://www.example.com/"}}


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, TOKEN)


def adapter(url: str = "https://www.example.com", **options: Any) -> Ghost:
    return Ghost(TargetSettings("blog", "ghost", url=url, options=options), Path())


def answering(
    monkeypatch: pytest.MonkeyPatch, *answers: tuple[int, Any], headers: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """The requests get these answers, the last one again and again; method and address with ``Authorization``."""
    made: list[tuple[str, str]] = []

    def send(self: Http, method: str, path: str, *rest: Any, **named: Any) -> Reply:
        sent = rest[1] if len(rest) > 1 else named.get("headers")
        made.append((f"{method} {self.url}{path}", (sent or {}).get("Authorization", "")))
        status, answer = answers[min(len(made), len(answers)) - 1]
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return Reply(status, headers or {}, None if isinstance(answer, str) else answer, text)

    monkeypatch.setattr(Http, "send", send)
    return made


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"path": "x"}, "the option path cannot be used; the options of ghost are token_env"),
        ({"token_env": 3}, "the option token_env cannot be used"),
        ({"token_env": "NOTHING_HERE"}, "the variable NOTHING_HERE holds no token"),
    ],
)
def test_settings_that_cannot_be_used(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        adapter(**options)

    assert said in refused.value.text.en
    assert "[targets.blog]" in refused.value.text.zh


@pytest.mark.parametrize("option", ["token_env", "token_file"])
def test_a_key_that_was_written_in_place_of_where_it_is_stays_hidden(option: str) -> None:
    with pytest.raises(ConfigError) as refused:
        adapter(**{option: TOKEN})

    assert option in refused.value.text.en
    assert TOKEN not in refused.value.text.en + refused.value.text.zh


@pytest.mark.parametrize("value", [SECRET, "22444f78447824223cefc48062", f"{'0' * 24}:{'g' * 64}", f"x{TOKEN}"])
def test_what_is_no_admin_api_key(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(VARIABLE, value)

    with pytest.raises(ConfigError) as refused:
        adapter()

    assert "has to be an Admin API key" in refused.value.text.en
    assert value not in refused.value.text.en + refused.value.text.zh


def test_a_key_does_not_go_over_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    made = answering(monkeypatch, (200, {"pages": []}))

    adapter().find("en/faqs/a")

    scheme, _, value = made[0][1].partition(" ")
    header, claims, signature = value.split(".")
    right = hmac.new(bytes.fromhex(SECRET), f"{header}.{claims}".encode(), hashlib.sha256).digest()
    assert scheme == "Ghost"
    assert json.loads(base64.urlsafe_b64decode(header + "=="))["kid"] == TOKEN.partition(":")[0]
    read = json.loads(base64.urlsafe_b64decode(claims + "=="))
    assert (read["aud"], 0 < read["exp"] - read["iat"] <= 300) == ("/admin/", True)
    assert base64.urlsafe_b64decode(signature + "=") == right
    with pytest.raises(ConfigError, match="use https://"):
        adapter(url="http://www.example.com")


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, {"type": "BadRequestError", "code": "MISSING_ADMIN_API_KID"}, "auth"),
        (400, {"type": "BadRequestError"}, "invalid"),
        (401, {"type": "UnauthorizedError"}, "auth"),
        (403, {"type": "NoPermissionError"}, "auth"),
        (404, {"type": "NotFoundError"}, "not-found"),
        (409, {"type": "UpdateCollisionError"}, "conflict"),
        (413, {"type": "RequestEntityTooLargeError"}, "too-large"),
        (422, {"type": "ValidationError"}, "invalid"),
        (429, {"type": "TooManyRequestsError"}, "rate-limit"),
        (500, {"type": "InternalServerError"}, "server"),
        (503, {"type": "MaintenanceError"}, "server"),
    ],
)
def test_what_an_answer_means(monkeypatch: pytest.MonkeyPatch, status: int, error: dict[str, str], kind: str) -> None:
    answering(monkeypatch, (status, {"errors": [{**error, "message": "said so"}]}), headers={"retry-after": "7"})

    with pytest.raises(TargetError) as refused:
        adapter().find("en/faqs/a")

    assert (refused.value.kind, refused.value.retry_after) == (kind, 7)
    assert f"GET https://www.example.com/ghost/api/admin/pages/: {status} said so" in str(refused.value)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([(200, "<h1>Parked</h1>")], "no Ghost answers at"),
        ([(404, {})], "no Ghost answers at"),
        ([(200, {"site": {"version": "5.130"}})], "Ghost 5.130 is too old"),
        (
            [(200, SITE), (200, {"pages": []}), (200, {"users": [{"roles": [{"name": "Contributor"}]}]})],
            "somebody with the role Contributor, who may not publish",
        ),
    ],
)
def test_a_site_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, answers: Any, said: str) -> None:
    answering(monkeypatch, *answers)

    with pytest.raises(TargetError) as refused:
        adapter().probe()

    assert said in refused.value.text.en
    assert refused.value.text.zh != refused.value.text.en


def test_a_site_at_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, (301, ""), headers={"location": "https://example.com/ghost/api/admin/site/"})

    with pytest.raises(TargetError, match=r"sends presscheck on to https://example\.com/"):
        adapter().probe()


@pytest.mark.parametrize("status", [200, 400, 500])
def test_no_error_repeats_the_key_or_a_signature(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    answering(monkeypatch, (status, f"<pre>Authorization: Ghost eyJhbGciOi.eyJpYXQ.x-y_z {SECRET}</pre>"))

    with pytest.raises(TargetError) as refused:
        list(adapter().list())

    assert not any(part in repr(refused.value) + str(refused.value) for part in ("eyJ", SECRET))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["root", "children", "html"]), inner),
)
NAMES = ("title", "custom_excerpt", "meta_title", "meta_description", "canonical_url", "codeinjection_head", "status",
         "visibility", "url")  # fmt: skip


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, st.none() | st.text())), VALUES, VALUES)
def test_whatever_somebody_made_of_a_page_is_a_difference_and_no_crash(
    fields: dict[str, Any], text: Any, cards: Any
) -> None:
    lexicals = (text, json.dumps(text), json.dumps({"root": {"children": cards}}))
    for lexical in lexicals:
        page = {**fields, "id": "7", "slug": "s", "updated_at": "2026-11-24T00:00:00.000Z", "lexical": lexical,
                "tags": [{"name": "#presscheck k", "slug": "x"}]}  # fmt: skip
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(VARIABLE, TOKEN)
            answering(patch, (200, {"pages": [page]}))
            found = adapter().find("k")[0].document

        assert (found.key, found.state) == ("k", "")
        assert len(found.digest) == len("sha256:") + 64


@pytest.mark.parametrize(
    "answer",
    [
        {"posts": []},
        {"pages": 3, "images": 3},
        {"pages": ["x"], "images": []},
        {"pages": [{"slug": 3}], "images": [{}]},
    ],
)
def test_json_of_another_shape_is_an_error_of_the_target(monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
    answering(monkeypatch, (200, answer))
    for ask in (lambda: list(adapter().list()), lambda: adapter().upload("a.png", b"")):
        with pytest.raises(TargetError, match="the answer is not as expected") as refused:
            ask()
        assert refused.value.kind == "server"


def test_a_list_that_does_not_go_on_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, (200, {"pages": [{"id": "5"}]}))

    with pytest.raises(TargetError, match="the list does not go on"):
        list(adapter().list())
