"""A small CMS on 127.0.0.1 that can be told to misbehave, and the adapter for it.

It has what real ones have: keys that are unique or not, a version that is compared or not, pages of a list, slugs
that get a suffix. ``faults`` are used up by the next writing requests, one each. ``media_status`` is what readers get
in the place of every image; 0 ends the connection.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from presscheck.export.cms import Document, Stored
from presscheck.export.http import Http
from presscheck.export.target import Capabilities


class Server:
    """The CMS; ``strict`` ones refuse a second page with a key and an old version."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.token = "right"
        self.pages: dict[str, dict[str, Any]] = {}
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.images: dict[str, list[bytes]] = {}
        self.largest = 1_000_000
        self.media_status: int | None = None
        self.lock = threading.RLock()
        self._next = 1
        handler = type("Handler", (_Handler,), {"cms": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}"

    def close(self) -> None:
        """May be called twice."""
        if not self.thread.is_alive():
            return
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()

    def answer(self, method: str, path: str, query: dict[str, str], body: Any, match: str) -> tuple[int, Any]:
        with self.lock:
            identity = path.split("/")[2] if path.count("/") > 1 else ""
            if path == "/images" and method == "POST":
                name = query["name"]
                if len(body) > self.largest:
                    return 413, {"error": "too large"}
                self.images.setdefault(name, []).append(body)
                return 201, {"url": f"{self.url}/media/{name}"}
            if path == "/images":
                name = query["name"]
                last = self.images.get(name, [b""])[-1]
                whole = hashlib.sha256(last).hexdigest() == name.partition(".")[0]
                return 200, {"items": [{"url": f"{self.url}/media/{name}"}] if whole else []}
            if method == "GET":
                found = [page for page in self.pages.values() if query.get("key") in {None, page["key"]}]
                offset = int(query.get("offset", 0))
                return 200, {"total": len(found), "items": found[offset : offset + 50]}
            if method == "POST" and not identity:
                if self.strict and any(page["key"] == body["key"] for page in self.pages.values()):
                    return 422, {"error": "key is not unique"}
                page = {**body, "id": str(self._next), "revision": 1, "status": "published"}
                self._next += 1
                self.pages[page["id"]] = page
                return 201, page
            page = self.pages.get(identity)
            if page is None:
                return 404, {"error": "no such page"}
            if self.strict and match != str(page["revision"]):
                return 412, {"error": "an old version"}
            if method == "DELETE":
                del self.pages[identity]
                return 204, None
            page.update(body, revision=page["revision"] + 1)
            return 200, page


class _Handler(BaseHTTPRequestHandler):
    cms: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", 0))
        data = self.rfile.read(length)
        body = data if self.headers["Content-Type"] != "application/json" else json.loads(data)
        self.cms.requests.append(f"{self.command} {parts.path}")
        if parts.path.startswith("/media/"):
            if self.cms.media_status == 0:
                return self._hang_up()
            found = self.cms.images.get(parts.path.removeprefix("/media/"))
            return self._send(self.cms.media_status or (200 if found else 404), found[-1] if found else b"")
        if self.headers["Authorization"] != f"Bearer {self.cms.token}":
            return self._send(401, {"error": "wrong token"})
        with self.cms.lock:
            fault = self.cms.faults.pop(0) if self.cms.faults and self.command != "GET" else ""
        if fault == "lost-before":
            return self._hang_up()
        if fault == "429":
            return self._send(429, {}, {"Retry-After": "0"})
        if fault.isdigit():
            return self._send(int(fault), {"error": "on purpose"})
        if fault == "slug" and isinstance(body, dict):
            body["slug"] += "-2"
        if fault == "clean" and isinstance(body, dict):
            body["html"] = body["html"].replace("<p>", "<div>")
        if fault == "state" and isinstance(body, dict):
            body["state"] = ""
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match = self.headers.get("If-Match", "")
        status, value = self.cms.answer(self.command, parts.path, query, body, match)
        if fault == "lost-after":
            return self._hang_up()
        return self._send(status, value)

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815  # the names that http.server looks for

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _send(self, status: int, value: Any, headers: dict[str, str] | None = None) -> None:
        data = value if isinstance(value, bytes) else b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        del args


class ReferenceCms:
    """The adapter."""

    def __init__(self, url: str, token: str, *, strict: bool) -> None:
        self.strict = strict
        self.http = Http(url, {"Authorization": f"Bearer {token}"}, timeout=10)

    def probe(self) -> Capabilities:
        self.http.ask("GET", "/pages?key=-")
        swap = "native" if self.strict else "check"
        return Capabilities("Reference CMS 1", swap=swap, unique_key=self.strict, max_bytes=1_000_000)

    def list(self) -> Iterator[Stored]:
        seen, total = 0, 1
        while seen < total:
            reply = self.http.ask("GET", f"/pages?offset={seen}").json
            total = reply["total"]
            if not reply["items"]:
                return
            for item in reply["items"]:
                seen += 1
                yield _stored(item)

    def find(self, key: str) -> Sequence[Stored]:
        return [_stored(item) for item in self.http.ask("GET", f"/pages?key={key}").json["items"]]

    def create(self, document: Document) -> Stored:
        reply = self.http.send("POST", "/pages", asdict(document))
        if reply.status == 422:
            from presscheck.export.http import failure

            raise failure("POST /pages", reply, "conflict")
        if reply.status >= 300:
            from presscheck.export.http import failure

            raise failure("POST /pages", reply)
        return _stored(reply.json)

    def update(self, stored: Stored, document: Document) -> Stored:
        return self._put(stored, {**asdict(document), "status": "published"})

    def withdraw(self, stored: Stored, state: str) -> Stored:
        return self._put(stored, {"state": state, "status": "draft"})

    def delete(self, stored: Stored) -> None:
        self.http.ask("DELETE", f"/pages/{stored.id}", headers={"If-Match": stored.revision})

    def image(self, name: str, known: str = "") -> str | None:
        del known
        items = self.http.ask("GET", f"/images?name={name}").json["items"]
        return str(items[0]["url"]) if items else None

    def upload(self, name: str, data: bytes) -> str:
        reply = self.http.ask("POST", f"/images?name={name}", data, {"Content-Type": "image/png"})
        return str(reply.json["url"])

    def download(self, url: str) -> bytes:
        return self.http.fetch(url)

    def _put(self, stored: Stored, body: dict[str, Any]) -> Stored:
        return _stored(self.http.ask("PUT", f"/pages/{stored.id}", body, {"If-Match": stored.revision}).json)


def _stored(item: dict[str, Any]) -> Stored:
    values = {name: item[name] for name in Document.__dataclass_fields__}
    values["tags"] = tuple(values["tags"])
    values["alternates"] = tuple((locale, url) for locale, url in values["alternates"])
    return Stored(item["id"], str(item["revision"]), item["status"], Document(**values))
