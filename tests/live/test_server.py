"""The server and the processes by which clients are judged."""

from __future__ import annotations

import http.client
import json
import sys
import time
from pathlib import Path

import pytest

from live.install import clean, run
from live.server import Mode, serve


def post(mode: Mode, path: str, body: object = None) -> tuple[int, str, str]:
    """Status, type and text of an answer, after a look at what the server saw."""
    with serve(mode) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("POST", path, json.dumps(body or {}))
        answer = connection.getresponse()
        found = answer.status, answer.headers["Content-Type"], answer.read().decode()
        connection.close()
        assert server.asked == path, "the path is taken as it came in"
    return found


@pytest.mark.parametrize(
    ("mode", "path", "status", "kind", "part"),
    [
        ("any", "/chat/completions", 200, "application/json", "chat.completion"),
        ("any", "//v1/chat/completions/responses", 200, "application/json", '"response"'),
        ("any", "/v1", 404, "application/json", "Invalid URL (POST /v1)"),
        ("strict", "/v1/messages?beta=true", 200, "application/json", '"message"'),
        ("strict", "/v1/v1/messages", 404, "application/json", "Invalid URL (POST /v1/v1/messages)"),
        ("strict", "/v1beta/models/m:streamGenerateContent?alt=sse", 200, "text/event-stream", "candidates"),
        ("html", "/v1/messages", 200, "text/html; charset=utf-8", "<!doctype html>"),
    ],
)
def test_the_server_answers_by_mode_and_path(mode: Mode, path: str, status: int, kind: str, part: str) -> None:
    found = post(mode, path)

    assert found[:2] == (status, kind)
    assert part in found[2]


@pytest.mark.parametrize(
    ("path", "last"),
    [
        ("/v1/chat/completions", "data: [DONE]"),
        ("/v1/responses", "response.completed"),
        ("/v1/messages", "message_stop"),
    ],
)
def test_the_server_streams_where_it_is_asked_to(path: str, last: str) -> None:
    status, kind, text = post("strict", path, {"stream": True})

    assert (status, kind) == (200, "text/event-stream")
    assert last in text.rstrip().splitlines()[-1]


def test_nobody_gets_out_through_the_server() -> None:
    with serve() as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.set_tunnel("api.example.com", 443)
        with pytest.raises(OSError, match="502"):
            connection.connect()
        connection.close()

        assert server.hosts == {"api.example.com"}


def test_a_process_is_ended_when_it_is_late_or_enough_is_seen(tmp_path: Path) -> None:
    wait = [sys.executable, "-c", "print('begun', flush=True); import time; time.sleep(60)"]
    start = time.monotonic()
    late = run(wait, clean(tmp_path), tmp_path, 1)
    seen = run(wait, clean(tmp_path), tmp_path, 60, enough=lambda: True)

    assert late[0] is None
    assert "begun" in late[1]
    assert seen[0] is None
    assert time.monotonic() - start < 30


def test_a_process_sees_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://api.example.com/v1")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.com")
    code = "import os, sys; sys.stdout.write(sys.stdin.read() + ' '.join(sorted(os.environ)))"
    status, out, _ = run([sys.executable, "-c", code], clean(tmp_path), tmp_path, 60, "read ")

    assert status == 0
    assert out.startswith("read ")
    assert not {"OPENAI_BASE_URL", "HTTPS_PROXY"} & set(out.split())
