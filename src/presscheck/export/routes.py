"""Pages over routes of our own, which the app in ``integrations/wagtail`` and the plug-in in ``integrations/wordpress``
both have: lists of whole pages, look-up by key, and writes that name the version that they replace.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Any, get_args
from urllib.parse import quote

from presscheck.errors import TargetError, Trouble
from presscheck.export.cms import Document, Stored
from presscheck.export.http import Http, Reply, failure, shaped
from presscheck.export.target import Status
from presscheck.images import TYPES
from presscheck.model import Json, Localized

_KINDS: dict[int, Trouble] = {423: "conflict", 428: "conflict"}


def to_stored(item: dict[str, Any]) -> Stored:
    """A page as the routes give it."""
    status, revision, url = item["status"], item["revision"], item["url"]
    if status not in get_args(Status) or not (isinstance(revision, str) and isinstance(url, str)):
        raise ValueError(f"status {status}, revision {revision}, url {url}"[:200])
    return Stored(str(item["id"]), revision, status, to_document(item["document"]), url)


def to_document(fields: dict[str, Any]) -> Document:
    """A field that somebody filled with something else comes back as text, and so as a difference."""
    texts = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in fields.items()
        if name not in {"tags", "alternates"}
    }
    tags, alternates = _items(fields["tags"]), _items(fields["alternates"])
    pairs = tuple((str(pair[0]), str(pair[1])) for pair in alternates if isinstance(pair, list) and len(pair) == 2)
    return Document(tags=tuple(str(tag) for tag in tags), alternates=pairs, **texts)


class Routes:
    """What is done to pages.

    Attributes:
        http: the site's routes.
    """

    def __init__(
        self,
        http: Http,
        *,
        parent: str = "",
        slash: str = "",
        secrets: Sequence[str] = (),
        chinese: Mapping[str, str] | None = None,
        stored: Callable[[dict[str, Any]], Stored] = to_stored,
    ) -> None:
        """Take the site's routes.

        Args:
            http: they.
            parent: a query that names the page below which pages go; empty for the top.
            slash: what an address ends with.
            secrets: what no message may repeat.
            chinese: what the site's codes for errors mean in Chinese.
            stored: makes a page of what the site gives back.
        """
        self.http = http
        self._parent = parent
        self._slash = slash
        self._secrets = tuple(secrets)
        self._chinese = chinese or {}
        self._stored = stored

    def list(self) -> Iterator[Stored]:
        """Every page with a key, also in a trash, a hundred in a request, on from the last id until none comes."""
        after = 0
        while True:
            path, before = f"/pages{self._slash}?after={after}", after
            reply = self._ask("GET", path)
            with self._shaped("GET", path):
                pages = [(int(item["id"]), self._stored(item)) for item in reply.json["items"]]
                after = max([before, *(number for number, _ in pages)])
                if pages and after == before:
                    raise ValueError("the list does not go on")
            if not pages:
                return
            yield from (page for _, page in pages)

    def find(self, key: str) -> Sequence[Stored]:
        """The pages with a key, the oldest first; several where something copied a page with its fields."""
        path = f"/pages{self._slash}?key={quote(key, safe='')}"
        reply = self._ask("GET", path)
        with self._shaped("GET", path):
            return [self._stored(item) for item in reply.json["items"]]

    def create(self, document: Document) -> Stored:
        """Add a page below the folders that its key names, published."""
        return self._page("POST", f"/pages{self._slash}{self._parent}", to_fields(document))

    def update(self, stored: Stored, document: Document) -> Stored:
        """Write a new version, published."""
        return self._page("PUT", self._place(stored), to_fields(document), stored.revision)

    def withdraw(self, stored: Stored, state: str) -> Stored:
        """Note the state and take the page from its readers, in one transaction."""
        return self._page("POST", self._place(stored, "/withdraw"), {"state": state}, stored.revision)

    def delete(self, stored: Stored) -> None:
        """Remove a page with its revisions, past a trash."""
        try:
            self._ask("DELETE", self._place(stored), None, stored.revision)
        except TargetError as error:
            if error.kind != "not-found":
                raise

    def image(self, name: str, known: str = "") -> str | None:
        """Where an image lies; the site knows without being told."""
        del known
        path = f"/images{self._slash}?name={name}"
        reply = self._ask("GET", path)
        with self._shaped("GET", path):
            found = reply.json["items"]
            return str(found[0]["url"]) if found else None

    def upload(self, name: str, data: bytes) -> str:
        """Add an image to the site's own; one that is there stays."""
        sort = TYPES[name.rpartition(".")[2]]
        path = f"/images{self._slash}?name={name}"
        reply = self.http.send("POST", path, data, {"Content-Type": sort})
        answer = self.succeeded("POST", path, reply)
        with self._shaped("POST", path):
            return str(answer.json["url"])

    def download(self, url: str) -> bytes:
        """What readers get."""
        return self.http.fetch(url)

    def succeeded(self, method: str, path: str, reply: Reply) -> Reply:
        """The answer, if it is a good one.

        Raises:
            TargetError: it is not.
        """
        what = f"{method} {self.http.url}{path}"
        if reply.status < 300:
            if reply.status != 204 and not isinstance(reply.json, dict):
                raise failure(what, reply, "server", "the answer is no JSON; is something in front of the site?")
            return reply
        answer: dict[str, Any] = reply.json if isinstance(reply.json, dict) else {}
        said = str(answer.get("message", "")) or reply.text
        # Whatever stands in front of the site may repeat what it was sent.
        for secret in self._secrets:
            said = said.replace(secret, "***")
        error = failure(what, reply, _KINDS.get(reply.status), said)
        zh = self._chinese.get(str(answer.get("code")))
        if zh:
            words = Localized(error.text.en, f"{what}：{reply.status} {zh}（{' '.join(said.split())[:200]}）")
            raise TargetError(error.kind, words, retry_after=error.retry_after)
        raise error

    def _page(self, method: str, path: str, body: Json, revision: str = "") -> Stored:
        reply = self._ask(method, path, body, revision)
        with self._shaped(method, path):
            return self._stored(reply.json)

    def _shaped(self, method: str, path: str) -> AbstractContextManager[None]:
        return shaped(f"{method} {self.http.url}{path}")

    def _ask(self, method: str, path: str, body: Json | None = None, revision: str = "") -> Reply:
        headers = {"If-Match": f'"{revision}"'} if revision else None
        return self.succeeded(method, path, self.http.send(method, path, body, headers))

    def _place(self, stored: Stored, action: str = "") -> str:
        return f"/pages/{stored.id}{action}{self._slash}"


def to_fields(document: Document) -> dict[str, Json]:
    """A page as the routes take it."""
    fields: dict[str, Json] = json.loads(json.dumps(asdict(document)))
    return fields


def _items(value: Any) -> list[Any]:
    items: list[Any] = value if isinstance(value, list) else [value]
    return items
