"""Links: what lint says of those within the site, and what the check of those elsewhere does on a real server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from conftest import CONFIG, FAQ
from presscheck.external import Cache, Manners, check_urls
from test_cli import run

PAGE = "content/en/faqs/example.md"
QUICK = Manners(pause=0.0, timeout=2.0)


def add(folder: Path, slug: str, old: str = "", new: str = "", locale: str = "en") -> Path:
    page = folder / f"content/{locale}/faqs/{slug}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    text = FAQ.format(slug=slug, locale=locale)
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    return page


def found(folder: Path, *args: str) -> list[tuple[str, str, int]]:
    report = json.loads(run(folder, "lint", "--select", "links,site", "--format", "json", *args).stdout)
    return [(item["rule"], item["path"].rpartition("/")[2], item["line"]) for item in report["findings"]]


# --- within the site


def test_one_file_is_judged_in_the_whole_site(site_folder: Path) -> None:
    add(site_folder, "other", "No. Use", "[No](example.md#details). Use")
    add(site_folder, "example", "related: [faqs/other]", "related: [faqs/third]")

    assert found(site_folder, PAGE) == [("links/unapproved", "example.md", 14)]


def test_a_link_to_a_slip_offers_what_was_meant(site_folder: Path) -> None:
    add(site_folder, "other")
    add(site_folder, "example", "No. Use the", "No. Use [the](othre.md) [other](other.md#detials)")

    report = json.loads(run(site_folder, "lint", PAGE, "--select", "links/broken", "--format", "json").stdout)

    assert [item["fix"]["edits"][0]["text"] for item in report["findings"]] == ["other.md", "other.md#details"]
    assert not any(item["fix"]["safe"] for item in report["findings"])


def test_a_link_into_another_folder_offers_the_file_of_its_name(site_folder: Path) -> None:
    add(site_folder, "other")
    add(site_folder, "other", locale="zh")
    add(
        site_folder,
        "example",
        "No. Use the",
        "No. Use [a](../templates/other.md) [b](../../zh/faqs/othre.md) [c](x.md)",
    )

    report = json.loads(run(site_folder, "lint", PAGE, "--select", "links/broken", "--format", "json").stdout)

    assert [item["fix"]["edits"][0]["text"] if "fix" in item else None for item in report["findings"]] == [
        "other.md",
        "../../zh/faqs/other.md",
        None,
    ]


def test_an_orphan_is_named_and_an_index_adopts_it(site_folder: Path) -> None:
    add(site_folder, "other", "related: [faqs/other]", "related: [faqs/example]")
    add(site_folder, "third")

    assert found(site_folder) == [("links/orphan", "third.md", 3)]
    (site_folder / "content/README.md").write_text("- [third](en/faqs/third.md)\n", encoding="utf-8")
    assert found(site_folder) == []


def test_the_first_page_of_a_site_is_neither_an_orphan_nor_without_relatives(site_folder: Path) -> None:
    assert found(site_folder) == []


def test_a_supported_client_needs_pages(site_folder: Path) -> None:
    (site_folder / "presscheck.toml").write_text(CONFIG + '[clients]\nsupported = ["cursor"]\n', encoding="utf-8")

    assert found(site_folder) == [("site/client-without-page", "presscheck.toml", 11)] * 2
    assert found(site_folder, PAGE) == []


def test_a_supported_client_is_a_known_one(site_folder: Path) -> None:
    (site_folder / "presscheck.toml").write_text(CONFIG + '[clients]\nsupported = ["curser"]\n', encoding="utf-8")

    result = run(site_folder, "validate-config")

    assert result.returncode == 2
    assert "presscheck.toml:11: no client is called curser; did you mean cursor?" in result.stderr


# --- elsewhere


class Server(ThreadingHTTPServer):
    """A loopback server that notes what it was asked."""

    asked: list[tuple[str, str]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path))
        status = {"/gone": 410, "/missing": 404, "/busy": 503, "/moved": 301, "/found": 302, "/round": 301}.get(
            self.path, 200
        )
        if self.path == "/no-head" and self.command == "HEAD":
            status = 405
        body = b"User-agent: *\nDisallow: /private\n" if self.path == "/robots.txt" else b""
        self.send_response(status)
        if status in {301, 302}:
            self.send_header("Location", "/round" if self.path == "/round" else "/new")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        del args


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def base(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("/", "ok", 200),
        ("/no-head", "ok", 200),
        ("/missing", "broken", 404),
        ("/gone", "broken", 410),
        ("/busy", "unknown", 503),
        ("/moved", "moved", 200),
        ("/found", "ok", 200),
        ("/round", "broken", 0),
        ("/private/x", "skipped", 0),
        ("/中文 页面", "ok", 200),
    ],
)
def test_what_becomes_of_an_address(server: Server, path: str, state: str, status: int) -> None:
    (answer,) = check_urls([base(server) + path], Cache(None, 7), QUICK).values()

    assert (answer.state, answer.status) == (state, status)
    assert ("GET", "/robots.txt") in server.asked
    assert ("HEAD", "/private/x") not in server.asked


def test_a_host_that_is_not_there_is_broken(server: Server) -> None:
    address = base(server)
    server.server_close()

    (answer,) = check_urls([f"{address}/x"], Cache(None, 7), QUICK).values()

    assert answer.state == "broken"
    assert answer.reason.zh == "服务器拒绝连接"


def test_each_address_is_asked_for_once_and_a_host_in_turn(server: Server) -> None:
    address = base(server)

    check_urls([f"{address}/a", f"{address}/a#part", f"{address}/b"], Cache(None, 7), Manners(pause=0.05))

    assert server.asked == [("GET", "/robots.txt"), ("HEAD", "/a"), ("HEAD", "/b")]


def test_answers_are_remembered_and_expire(server: Server, tmp_path: Path) -> None:
    path, url = tmp_path / "deep/links.json", f"{base(server)}/a"
    first = Cache.load(path, 7)
    check_urls([url], first, QUICK)
    first.save()
    server.asked.clear()

    check_urls([url], Cache.load(path, 7), QUICK)
    assert server.asked == []

    check_urls([url], Cache.load(path, 0), QUICK)
    assert ("HEAD", "/a") in server.asked


def test_a_damaged_cache_is_no_cache(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    path.write_text('{"answers": [{"url": 1}]}', encoding="utf-8")

    assert Cache.load(path, 7).answers == {}


def test_the_command(server: Server, site_folder: Path) -> None:
    address = base(server)
    add(site_folder, "example", "No. Use", f"No: [a]({address}/missing), [b]({address}/moved), [c]({address}/a). Use")
    options = ("--pause", "0", "--exclude", "https://www.example.com/*")

    text = run(site_folder, "links", "check", *options)
    rows = json.loads(run(site_folder, "links", "check", *options, "--format", "json").stdout)

    assert text.returncode == 1
    assert text.stdout == (
        f"{PAGE}:21  broken  {address}/missing: the server says 404\n"
        f"{PAGE}:21  moved   {address}/moved: it has moved to {address}/new\n"
        "3 addresses checked: 1 ok, 1 moved, 1 broken\n"
    )
    assert {row["url"].removeprefix(address): row["state"] for row in rows} == {
        "/missing": "broken",
        "/moved": "moved",
        "/a": "ok",
    }
    assert rows[0]["places"] == [{"path": PAGE, "line": 21}]
    assert (site_folder / ".presscheck/links.json").is_file()
