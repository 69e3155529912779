"""A server on the loopback interface that stands for a gateway: it writes down what it is asked and answers shortly."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Literal, TypeAlias

Mode: TypeAlias = Literal["any", "strict", "html"]
"""Which paths are answered: ``any`` that ends in an endpoint, only the right ones, or all with a web page."""

MODEL = "gpt-4o-mini"
TEXT = "pong"
PAGE = b"<!doctype html>\n<html><head><title>Gateway</title></head><body>Welcome</body></html>\n"
USAGE = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}

Answer: TypeAlias = tuple[dict[str, Any], list[tuple[str, dict[str, Any]]]]
"""The answer as one object, and as the named events of a stream."""


@dataclass(frozen=True)
class Request:
    """A request as it came in: ``path`` is the raw target of its first line."""

    method: str
    path: str


@dataclass
class Server:
    """Where the server listens, and what it was asked so far."""

    port: int
    requests: list[Request] = field(default_factory=list)

    @property
    def asked(self) -> str | None:
        """The path of the first POST: the question, whatever else a client asks before and after it."""
        return next((request.path for request in self.requests if request.method == "POST"), None)

    @property
    def hosts(self) -> set[str]:
        """The hosts to which it was asked, as a proxy, to connect."""
        return {request.path.partition(":")[0] for request in self.requests if request.method == "CONNECT"}


@contextmanager
def serve(mode: Mode = "any") -> Iterator[Server]:
    """A server on a free port of 127.0.0.1 that ends with the block."""

    class Handler(_Handler):
        seen = Server(0)
        answers = mode

    with _Http(("127.0.0.1", 0), Handler) as http:
        Handler.seen.port = http.server_port
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Handler.seen
        finally:
            http.shutdown()
            thread.join()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a client that keeps its connection open holds nobody up

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a client was ended, or had enough
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    seen: Server
    answers: Mode

    def do_GET(self) -> None:
        self._take()
        if self.answers == "any" and "/models" in self.path:
            self._json(200, {"object": "list", "data": [{"id": MODEL, "object": "model"}]})
        else:
            self._send(200, "text/html; charset=utf-8", PAGE)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_CONNECT(self) -> None:
        """The server as a proxy: nobody gets out through it, and who tried is known."""
        self._take()
        self.close_connection = True
        self._send(502, "text/plain", b"")

    def do_POST(self) -> None:
        self._take()
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = _kind(self.path, strict=self.answers == "strict")
        if self.answers == "html":
            self._send(200, "text/html; charset=utf-8", PAGE)
        elif kind is None:
            message = f"Invalid URL (POST {self.path.partition('?')[0]})"
            self._json(404, {"error": {"message": message, "type": "invalid_request_error", "code": None}})
        elif _wants_stream(self.path, body):
            self._events(kind)
        else:
            self._json(200, ANSWERS[kind][0])

    def _take(self) -> None:
        self.path = self.requestline.split()[1]  # http.server makes one slash of several at its beginning
        self.seen.requests.append(Request(self.command, self.path))

    def _json(self, status: int, value: Any) -> None:
        self._send(status, "application/json", json.dumps(value).encode())

    def _events(self, kind: str) -> None:
        lines: list[str] = []
        for name, data in ANSWERS[kind][1]:
            lines += [f"event: {name}"] if name else []
            lines += [f"data: {json.dumps(data)}", ""]
        if kind == "chat":
            lines += ["data: [DONE]", ""]
        self._send(200, "text/event-stream", ("\n".join(lines) + "\n").encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


RIGHT = {
    "/v1/chat/completions": "chat",
    "/v1/responses": "responses",
    "/v1/messages": "messages",
}
"""What a gateway answers, by its path."""

ENDPOINTS = {
    "/chat/completions": "chat",
    "/responses": "responses",
    "/messages": "messages",
    "GenerateContent": "gemini",
}


def _kind(path: str, *, strict: bool) -> str | None:
    """The kind of answer that a path is asked for: of those that are right, or of all that name an endpoint last."""
    plain = path.partition("?")[0]
    if strict:
        gemini = plain.startswith("/v1beta/models/") and plain.endswith("GenerateContent")
        return RIGHT.get(plain, "gemini" if gemini else None)
    found = {path.rfind(endpoint): kind for endpoint, kind in ENDPOINTS.items() if endpoint in path}
    return found[max(found)] if found else None


def _wants_stream(path: str, body: bytes) -> bool:
    if "streamGenerateContent" in path:
        return True
    try:
        return json.loads(body).get("stream") is True
    except (ValueError, AttributeError):
        return False


def _chat() -> Answer:
    about = {"id": "chatcmpl-1", "created": 1, "model": MODEL}
    message = {"role": "assistant", "content": TEXT}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    whole = {**about, "object": "chat.completion", "usage": usage}
    part = {**about, "object": "chat.completion.chunk"}
    return (
        {**whole, "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]},
        [
            ("", {**part, "choices": [{"index": 0, "delta": message, "finish_reason": None}]}),
            ("", {**part, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "usage": usage}),
        ],
    )


def _responses() -> Answer:
    content = {"type": "output_text", "text": TEXT, "annotations": []}
    item = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": [content]}
    about = {"id": "resp_1", "object": "response", "created_at": 1, "model": MODEL, "tools": [], "tool_choice": "auto"}
    usage = {**USAGE, "input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0}}
    done = {**about, "status": "completed", "parallel_tool_calls": True, "output": [item], "usage": usage}
    begun = {**about, "status": "in_progress", "parallel_tool_calls": True, "output": []}
    events = [
        {"type": "response.created", "response": begun},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": "response.completed", "response": done},
    ]
    return done, [(event["type"], {**event, "sequence_number": number}) for number, event in enumerate(events)]


def _messages() -> Answer:
    usage = {"input_tokens": 1, "output_tokens": 1}
    about = {"id": "msg_1", "type": "message", "role": "assistant", "model": MODEL, "usage": usage}
    whole = {**about, "content": [{"type": "text", "text": TEXT}], "stop_reason": "end_turn", "stop_sequence": None}
    events = [
        {"type": "message_start", "message": {**about, "content": [], "stop_reason": None, "stop_sequence": None}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": TEXT}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": None}, "usage": usage},
        {"type": "message_stop"},
    ]
    return whole, [(str(event["type"]), event) for event in events]


def _gemini() -> Answer:
    content = {"role": "model", "parts": [{"text": TEXT}]}
    whole = {
        "candidates": [{"index": 0, "content": content, "finishReason": "STOP"}],
        "usageMetadata": {"promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2},
    }
    return whole, [("", whole)]


ANSWERS = {"chat": _chat(), "responses": _responses(), "messages": _messages(), "gemini": _gemini()}
