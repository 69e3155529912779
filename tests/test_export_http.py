"""What every adapter does with an address that is none, and with answers that are meant to do harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from conftest import REPOSITORY
from presscheck.config import TargetSettings
from presscheck.errors import ConfigError, TargetError
from presscheck.export.ghost import Ghost
from presscheck.export.remote import RemoteTarget
from presscheck.export.wagtail import CODES, Wagtail
from presscheck.export.wordpress import WordPress

ADAPTERS = {"ghost": Ghost, "wagtail": Wagtail, "wordpress": WordPress}
TOKENS = {"ghost": "0" * 24 + ":" + "5" * 64, "wagtail": "wagtail_5", "wordpress": "editor:abcd efgh"}


@pytest.fixture(params=sorted(TOKENS))
def product(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name: str = request.param
    monkeypatch.setenv(f"PRESSCHECK_{name.upper()}_TOKEN", TOKENS[name])
    return name


class Answers(ThreadingHTTPServer):
    """A server that gives every request one answer."""

    answer: tuple[int, dict[str, str], bytes] = (200, {}, b"")
    requests: list[str]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Answers)
        self.server.requests.append(self.path)
        status, headers, body = self.server.answer
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def server() -> Iterator[Answers]:
    made = Answers(("127.0.0.1", 0), Handler)
    made.requests = []
    Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def target(product: str, url: str) -> RemoteTarget:
    settings = TargetSettings("blog", product, url=url, retries=0)
    return RemoteTarget(settings, ADAPTERS[product](settings, Path()), Path())


def refused(product: str, server: Answers) -> TargetError:
    with pytest.raises(TargetError) as found:
        target(product, f"http://127.0.0.1:{server.server_port}").probe()
    return found.value


@pytest.mark.parametrize(
    "part", ["presscheck:hunter22@www.example.com", "www.example.com/?key=hunter22", "x.com#hunter22"]
)
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_an_address_with_a_password_is_refused_and_not_repeated(product: str, scheme: str, part: str) -> None:
    """It would stand in the repository, and each plan and error would show it."""
    with pytest.raises(ConfigError) as found:
        target(product, f"{scheme}://{part}")

    assert "`url` must be an address alone" in found.value.text.en
    assert "hunter22" not in found.value.text.en + found.value.text.zh


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_named_and_not_followed(product: str, server: Answers, status: int) -> None:
    """Not as an app or a plug-in that is missing: a site that answers elsewhere is the more common mistake."""
    server.answer = (status, {"Location": "/elsewhere\x1b[2J"}, b"")

    error = refused(product, server)

    assert "sends presscheck on to /elsewhere?[2J; name that site's address" in error.text.en
    assert error.kind == "invalid"
    assert len(server.requests) == 1


def test_what_a_server_says_cannot_steer_a_terminal(product: str, server: Answers) -> None:
    said = "no \x1b]0;title\x07\x9b2J\u202ekcehcsserp"
    answer = {"message": said, "errors": [{"message": said}]}
    server.answer = (403, {"Content-Type": "application/json"}, json.dumps(answer).encode())

    error = refused(product, server)

    assert "403 no ?]0;title??2J?kcehcsserp" in error.text.en
    assert error.text.zh.isprintable()


@pytest.mark.parametrize(
    ("value", "pause"),
    [("7", 7), (" 7 ", 7), ("0", 0), ("\xb2", None), ("-1", None), ("soon", None), ("9" * 400, float("inf"))],
)
def test_whatever_stands_in_retry_after(product: str, server: Answers, value: str, pause: float | None) -> None:
    server.answer = (429, {"Retry-After": value}, b"{}")

    error = refused(product, server)

    assert (error.kind, error.retry_after) == ("rate-limit", pause)


def test_the_words_of_wagtails_app_in_chinese(server: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSCHECK_WAGTAIL_TOKEN", TOKENS["wagtail"])
    server.answer = (423, {}, b'{"error": "locked", "message": "somebody locked it\\u0007"}')

    error = refused("wagtail", server)

    assert error.text.en.endswith(": 423 somebody locked it?")
    assert error.text.zh.endswith("：423 有人在 Wagtail 中锁定了该页面，请在那里解锁（somebody locked it?）")
    assert error.kind == "conflict"


def test_every_error_of_wagtails_app_has_words_in_chinese() -> None:
    source = (REPOSITORY / "integrations/wagtail/presscheck_wagtail/views.py").read_text(encoding="utf-8")
    codes = set(
        re.findall(r'(?:Error|_refuse)\(\s*\d+, "(\w+)"|"error": "(\w+)"|"(\w+)" if taken else "(\w+)"', source)
    )

    assert {code for found in codes for code in found if code} == set(CODES)
