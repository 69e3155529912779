"""A proxy on 127.0.0.1 before a real server, that does to writing requests what networks and servers do.

``faults`` are used up by the next writing requests, one each:

    lost-before   the connection ends before the request has arrived
    lost-during   it ends when half of the request has arrived
    lost-after    the request is carried out, its answer is lost
    lost-half     the request is carried out, half of its answer arrives
    502-after     the request is carried out, the answer is a gateway's 502
    429, 500, …   it is not carried out; 429 comes with ``Retry-After: 0``, ``429:5`` with 5
    clean         somebody changes the HTML on its way; ``state`` and ``slug`` likewise; ``alter`` does it where a
                  request is laid out in another way than our own plug-ins take it
"""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

_HOP = {"connection", "transfer-encoding", "keep-alive", "content-length", "host"}
_ALTERED = {"clean", "state", "slug"}


class Faults:
    """The proxy.

    Attributes:
        url: its address.
        faults: what happens to the next writing requests.
        requests: method and path of every request.
    """

    def __init__(self, server: str, alter: Callable[[bytes, str], bytes] | None = None) -> None:
        self.alter = alter or _altered
        self.server = urlsplit(server).netloc
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.lock = threading.Lock()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"proxy": self}))
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def close(self) -> None:
        """May be called twice."""
        if not self.thread.is_alive():
            return
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


class _Handler(BaseHTTPRequestHandler):
    proxy: Faults
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with self.proxy.lock:
            self.proxy.requests.append(f"{self.command} {urlsplit(self.path).path}")
            fault = self.proxy.faults.pop(0) if self.proxy.faults and self.command != "GET" else ""
        if fault == "lost-before":
            return self._hang_up()
        if fault == "lost-during":
            self._send_half(body)
            return self._hang_up()
        status, _, seconds = fault.partition(":")
        if status.isdigit():
            return self._answer(int(status), b"{}", {"Retry-After": seconds or "0"} if status == "429" else {})
        code, headers, answer = self._forward(self.proxy.alter(body, fault) if fault in _ALTERED else body)
        if fault == "lost-after":
            return self._hang_up()
        if fault == "502-after":
            code, headers, answer = 502, {"Content-Type": "text/html"}, b"<h1>Bad Gateway</h1>"
        if fault == "lost-half":
            self._answer(code, answer, headers, cut=True)
            return self._hang_up()
        return self._answer(code, answer, headers)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815  # the names that http.server looks for

    def _forward(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(self.proxy.server, timeout=60)
        connection.request(self.command, self.path, body or None, self._headers())
        reply = connection.getresponse()
        answer = reply.read()
        connection.close()
        return reply.status, dict(reply.getheaders()), answer

    def _send_half(self, body: bytes) -> None:
        lines = [f"{self.command} {self.path} HTTP/1.1", f"Host: {self.proxy.server}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in self._headers().items()]
        host, _, port = self.proxy.server.partition(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode() + body[: len(body) // 2])

    def _headers(self) -> dict[str, str]:
        return {name: value for name, value in self.headers.items() if name.lower() not in _HOP}

    def _answer(self, status: int, answer: bytes, headers: dict[str, str], *, cut: bool = False) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer[: len(answer) // 2] if cut else answer)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *args: object) -> None:
        del args


def _altered(body: bytes, fault: str) -> bytes:
    page: dict[str, Any] = json.loads(body)
    if fault == "clean":
        page["html"] = page["html"].replace("<p>", "<div>")
    elif fault == "state":
        page["state"] = ""
    else:
        page["slug"] += "-2"
    return json.dumps(page).encode()
