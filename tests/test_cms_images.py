"""Images as the readers of a CMS get them: what stands in their way concerns the pages that show them, no other."""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from conformance import ReferenceHarness, actions, apply, planned, record
from presscheck import __version__
from presscheck.config import TargetSettings
from presscheck.errors import ExportError, TargetError
from presscheck.export.ghost import VARIABLE, Ghost
from presscheck.export.http import Http
from presscheck.export.journal import Journal
from presscheck.export.media import Media as Images
from presscheck.export.target import Capabilities
from presscheck.export.writer import Writer
from presscheck.images import MOST_BYTES
from presscheck.published import content_digest
from test_conformance import picture, shown
from test_images import name_of, png


class Media:
    """A server that answers each path with what it was told: a status, headers and a body."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.requests: list[tuple[str, str]] = []
        self.uploads = 0
        self.altered: bytes | None = None
        handler = type("Handler", (_Handler,), {"media": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.http.handle_error = lambda *_: None  # type: ignore[method-assign]  # whoever reads no further hangs up
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}"

    def close(self) -> None:
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


class _Handler(BaseHTTPRequestHandler):
    media: Media
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.media.requests.append((self.path, self.headers["User-Agent"] or ""))
        assert "Authorization" not in self.headers
        status, headers, body = self.media.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, text in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, text)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def do_POST(self) -> None:
        """An upload to Ghost, into a month that is over."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name = re.findall(rb'filename="([^"]+)"', body)[0].decode()
        path = f"/content/images/2020/01/{name}"
        self.media.uploads += 1
        self.media.answers[path] = (
            200,
            {},
            self.media.altered or body[body.index(b"\x89PNG") :].partition(b"\r\n--")[0],
        )
        answer = json.dumps({"images": [{"url": self.media.url + path}]}).encode()
        self.send_response(201)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: object) -> None:
        del args


@pytest.fixture
def media() -> Iterator[Media]:
    made = Media()
    yield made
    made.close()


@pytest.fixture
def cms(tmp_path: Path) -> Iterator[ReferenceHarness]:
    made = ReferenceHarness(tmp_path, strict=True)
    yield made
    made.close()


def fetch(media: Media, path: str, target: str = "") -> bytes:
    return Http(target or media.url, {"Authorization": "Bearer secret"}, timeout=5).fetch(media.url + path)


def test_an_image_is_asked_for_by_name_without_the_token(media: Media) -> None:
    media.answers["/a.png"] = (200, {}, png())
    media.answers["/b.png"] = (302, {"Location": "/a.png"}, b"")
    media.answers["/c.png"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(png()))

    assert [fetch(media, f"/{name}.png") for name in "abc"] == [png()] * 3
    assert {agent for _, agent in media.requests} == {f"presscheck/{__version__}"}


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://localhost:{port}/a.png", "redirects to another host"),
        ("file:///etc/hostname", "redirects to file:"),
        ("/loop.png", "redirects too often"),
    ],
)
def test_no_redirect_leads_to_another_host_or_on_and_on(media: Media, location: str, words: str) -> None:
    media.answers["/a.png"] = (200, {}, png())
    media.answers["/loop.png"] = (302, {"Location": location.format(port=media.http.server_address[1])}, b"")

    with pytest.raises(TargetError, match=words):
        fetch(media, "/loop.png")

    assert {path for path, _ in media.requests} == {"/loop.png"}


def test_a_private_address_is_not_asked_for_a_public_target(media: Media) -> None:
    media.answers["/a.png"] = (200, {}, png())

    with pytest.raises(TargetError, match="private network"):
        fetch(media, "/a.png", "https://1.1.1.1")

    assert media.requests == []


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"\0" * (MOST_BYTES + 1)),
        ({"Content-Length": str(10**12)}, b"\0" * (MOST_BYTES + 70_000)),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"\0" * (50 * MOST_BYTES), 1)),
    ],
    ids=["large", "endless", "bomb"],
)
def test_what_is_larger_than_an_image_is_not_read(media: Media, headers: dict[str, str], body: bytes) -> None:
    media.answers["/a.png"] = (200, headers, body)

    with pytest.raises(TargetError, match="more than the 10000000 bytes"):
        fetch(media, "/a.png")


@pytest.mark.parametrize(
    ("headers", "body"), [({"Content-Encoding": "gzip"}, b"no gzip"), ({"Content-Encoding": "br"}, b"x")]
)
def test_what_cannot_be_decoded_is_said(media: Media, headers: dict[str, str], body: bytes) -> None:
    media.answers["/a.png"] = (200, headers, body)

    with pytest.raises(TargetError, match="is not read"):
        fetch(media, "/a.png")


@pytest.mark.parametrize("status", [403, 404, 500, 0])
def test_an_image_that_readers_do_not_get_concerns_the_pages_that_show_it(
    cms: ReferenceHarness, tmp_path: Path, status: int
) -> None:
    apply(cms.target(), record("old"))
    cms.server.media_status = status

    applied = apply(cms.target(), record("a", images=picture(tmp_path, 1)), record("b"))

    assert applied.done == ("en/faqs/b", "en/faqs/old"), applied.failed
    assert list(applied.failed) == ["en/faqs/a"]
    assert "readers do not get the image" in str(applied.failed["en/faqs/a"])
    cms.server.media_status = None
    again = apply(cms.target(), record("a", images=picture(tmp_path, 1)), record("b"))
    assert again.done == ("en/faqs/a",)
    assert cms.images(name_of(png(1))) == 1


def test_a_site_whose_host_is_not_in_ascii_shows_the_image_of_the_cms(cms: ReferenceHarness, tmp_path: Path) -> None:
    one = picture(tmp_path, 1)
    plain = record("a", images=one)
    url, markdown = (text.replace("www.example.com", "www.bücher.example") for text in (plain.url, plain.markdown))
    digest = content_digest(plain.id, url, plain.meta, markdown, plain.anchors)
    page = replace(plain, url=url, markdown=markdown, content_digest=digest)

    applied = apply(cms.target(), page)

    assert applied.failed == {}
    assert shown(cms, plain.id) == [png(1)]
    assert actions(planned(cms.target(), page)) == {"a": "unchanged"}


def test_a_journal_that_cannot_be_used_is_said(cms: ReferenceHarness, tmp_path: Path) -> None:
    one = picture(tmp_path, 1)
    apply(cms.target(), record("a", images=one))
    cms.lose(next(iter(one)), None)
    target = cms.target()
    journal = cms.kept / "journal.jsonl"
    text = journal.read_bytes()
    journal.unlink()
    journal.mkdir()
    with pytest.raises(ExportError, match=r"journal\.jsonl cannot be read"):
        target.read()
    journal.rmdir()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    journal.write_bytes(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(ExportError, match=r"cannot be written, .* the disk is full"):
            target.look()


# --- a CMS without a list of its images


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"{'0' * 24}:{'5' * 64}")


def export(media: Media, folder: Path) -> tuple[dict[str, str], dict[str, TargetError]]:
    """Where the images of a page are, and what is wrong with them, as another process would find."""
    settings = TargetSettings("blog", "ghost", url=media.url, timeout=5)
    writer = Writer(Ghost(settings, folder), Capabilities("Ghost"), 0, sleep=lambda _: None)
    journal = Journal(folder / "journal.jsonl")
    return Images(writer, journal, media.url).places([record("a", images=picture(folder, 1))], {})


def test_an_image_that_is_altered_on_its_way_to_readers_is_uploaded_once(media: Media, tmp_path: Path) -> None:
    media.altered = png(9)

    for _ in range(3):
        places, missing = export(media, tmp_path)
        assert places == {}
        assert ["something else than the image" in str(error) for error in missing.values()] == [True]
    assert media.uploads == 1

    media.answers[f"/content/images/2020/01/{name_of(png(1))}"] = (200, {}, png(1))
    assert export(media, tmp_path)[1] == {}
    assert media.uploads == 1


def test_an_upload_is_known_at_once(media: Media, tmp_path: Path) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Writer, "unseen", killed)
        with pytest.raises(KeyboardInterrupt):
            export(media, tmp_path)

    assert media.uploads == 1
    assert export(media, tmp_path)[1] == {}
    assert media.uploads == 1


def test_what_is_known_of_one_target_is_not_taken_for_another(media: Media, tmp_path: Path) -> None:
    export(media, tmp_path)
    other = Media()
    try:
        places, missing = export(other, tmp_path)
    finally:
        other.close()

    assert missing == {}
    assert [url.startswith(other.url) for url in places.values()] == [True]
    assert (media.uploads, other.uploads) == (1, 1)


def test_an_image_that_was_seen_and_was_replaced_is_uploaded_again(media: Media, tmp_path: Path) -> None:
    export(media, tmp_path)
    media.answers[f"/content/images/2020/01/{name_of(png(1))}"] = (200, {}, png(9))

    assert export(media, tmp_path)[1] == {}
    assert media.uploads == 2
    assert export(media, tmp_path)[1] == {}
    assert media.uploads == 2
