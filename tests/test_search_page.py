"""The search page of a bundle, opened from a disk in a real browser."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from browser import Browser, browser, grave_problems
from presscheck.config import SiteInfo
from presscheck.export.record import Record
from presscheck.export.search import search_data, search_page
from presscheck.export.visible import visible_sections, visible_text
from test_cli import run

HOSTILE = '</script><img src=x onerror="window.owned=1"> {{7*7}} <b>&lt;'
SITE = SiteInfo(
    name="ALLTKN",
    homepages=("https://www.example.com",),
    api_origin="https://api.example.com",
    models=(),
    url="https://www.example.com",
    summary="Help",
    locales=("en", "zh"),
    default_locale="en",
)


def record(slug: str, title: str, *, locale: str = "en", kind: str = "faq", summary: str = "Nothing.") -> Record:
    meta = {"title": title, "summary": summary, "tags": []}
    empty: dict[str, Any] = dict.fromkeys(
        ("markdown", "content_digest", "source_sha256", "reviewed_on", "reviewer", "approved_by", "approved_until"), ""
    )
    url = f"https://www.example.com/{locale}/{kind}s/{slug}"
    return Record(
        f"{locale}/{kind}s/{slug}", locale, kind, slug, url, meta=meta, anchors=(), links=(), **empty
    )  # fmt: skip


PAGES = [
    search_data(record("in-text", "One"), "<p>Much about a proxy, proxy, proxy, proxy and proxy.</p>"),
    search_data(record("in-heading", "Two"), '<p>Text</p><h2 id="the-proxy">The proxy</h2><p>It is set.</p>'),
    search_data(record("in-title", "Proxy settings"), "<p>Text</p>"),
    search_data(record("hostile", HOSTILE, kind="template"), "<p>It says &lt;script&gt;alert(1)&lt;/script&gt;.</p>"),
    search_data(record("wide", "ＦＵＬＬ　Width"), "<p>Straße 𝒳 İstanbul, then the needle.</p>"),
    search_data(
        record("settings", "如何配置客户端", locale="zh", kind="template", summary="填写地址。"),
        '<h2 id="错误">常见错误</h2><p>客户端的设置里缺少地址。</p><p>Cursor 配置</p>',
    ),
    search_data(record("proxy", "代理", locale="zh", summary="如何设置 proxy。"), "<p>公司网络</p>"),
]  # fmt: skip


ADDRESSES = [f"https://www.example.com/{'path/' * 4}{name}" for name in ("one", "two", "quagga", "four", "five", "six")]
LONG = [
    search_data(record("words", "1"), f"<p>{'Configuration ' * 20}zebra {'documentation ' * 20}</p>"),
    search_data(record("lines", "2"), "".join(f"<p>{address}</p>" for address in ADDRESSES)),
    search_data(record("han", "3"), f"<p>{'天地玄黄宇宙洪荒' * 20}斑马{'日月盈昃辰宿列张' * 20}</p>"),
    search_data(record("endless", "4"), f"<p>okapi {'x' * 900}</p>"),
]
"""Texts of which a result shows no more than a part."""


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bundle") / "search.html"
    path.write_text(search_page(PAGES, SITE), encoding="utf-8")
    return path


def ask(window: Browser, **asked: str) -> list[str]:
    """Open a search by its address; the slugs of what it finds, in order."""
    fields = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
    window.run("location.hash = arguments[0]; return new Promise(done => setTimeout(done, 30))", fields)
    return slugs(window)


def slugs(window: Browser) -> list[str]:
    links = window.run("return [...document.querySelectorAll('#results h2 a')].map(link => link.getAttribute('href'))")
    return [link.rpartition("/")[2].removesuffix(".html") for link in links]


def until(window: Browser, script: str) -> None:
    """Wait until a condition holds in the page."""
    for _ in range(200):
        if window.run(f"return Boolean({script})"):
            return
        time.sleep(0.02)
    raise AssertionError(script)


def test_what_is_in_the_title_comes_before_headings_and_these_before_text(window: Browser, page: Path) -> None:
    window.open(page)

    assert ask(window, q="proxy", lang="en") == ["in-title", "in-heading", "in-text"]
    assert set(ask(window, q="proxy", lang="")) == {"in-title", "in-heading", "in-text", "proxy"}
    assert ask(window, q="proxy", lang="zh") == ["proxy"]
    assert ask(window, q="PROXY much", lang="en") == ["in-text"]
    assert window.run("return document.getElementById('count').textContent") == "1 page found"
    assert window.run("return [...document.querySelectorAll('mark')].map(mark => mark.textContent)")[0] == "Much"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("客户端", ["settings"]),
        ("客户端设置", ["settings"]),  # the page says 客户端的设置: no run of it, but its pairs
        ("cursor配置", ["settings"]),
        ("配置 地址", ["settings"]),
        ("ｃｕｒｓｏｒ", ["settings"]),
        ("公司网络", ["proxy"]),
        ("发票", []),
        ("理", ["proxy"]),
    ],
)
def test_chinese_is_found_without_blanks(window: Browser, page: Path, query: str, found: list[str]) -> None:
    window.open(page)
    assert ask(window, q=query, lang="zh") == found


def test_marks_stand_where_the_words_are(window: Browser, page: Path) -> None:
    window.open(page)
    assert ask(window, q="full needle") == ["wide"]
    assert window.run("return [...document.querySelectorAll('mark')].map(mark => mark.textContent)") == [
        "ＦＵＬＬ",
        "needle",
    ]
    assert "Straße 𝒳 İstanbul, then the needle." in window.run("return document.getElementById('results').textContent")


@pytest.mark.parametrize(
    ("word", "around"),
    [
        ("zebra", {"Configuration", "zebra", "documentation"}),
        ("quagga", set(ADDRESSES)),
        ("斑马", None),
        ("okapi", None),
    ],
)
def test_what_is_shown_around_a_hit_cuts_no_word(
    window: Browser, tmp_path: Path, word: str, around: set[str] | None
) -> None:
    path = tmp_path / "search.html"
    path.write_text(search_page(LONG, SITE), encoding="utf-8")
    window.open(path)
    assert len(ask(window, q=word)) == 1
    shown = window.run("return document.querySelector('#results > li > p:last-of-type').textContent")

    assert word in shown
    assert 100 < len(shown) < 400
    if around:
        assert set(re.split(r"[\s·…]+", shown)) - {""} <= around


def test_a_hit_below_a_heading_leads_there(window: Browser, page: Path) -> None:
    window.open(page)
    ask(window, q="proxy", lang="en")
    link = "return document.querySelector('.section a').getAttribute('href')"
    assert window.run(link) == "pages/en/faqs/in-heading.html#the-proxy"


def test_a_hostile_title_stays_text(window: Browser, page: Path) -> None:
    window.open(page)
    assert ask(window, q="onerror") == ["hostile"]
    assert window.run("return document.querySelector('#results h2').textContent") == HOSTILE
    ask(window, q="<script>alert")
    ask(window, q='"><img src=x onerror=window.owned=1>', lang='"><b>', kind="__proto__")
    assert window.run("return [window.owned ?? 0, document.querySelectorAll('img, #results script, b').length]") == [
        0,
        0,
    ]
    # The policy holds where the script would not: markup from a text is refused by the browser itself.
    refused = (
        "try { document.createElement('p').innerHTML = '<b>x</b>'; return '' } catch (error) { return error.name }"
    )
    assert window.run(refused) == "TypeError"
    window.console()


def test_it_can_be_used_with_keys_alone(window: Browser, page: Path) -> None:
    window.open(page)

    def press(keys: str, reached: str) -> None:
        window.type(keys)
        until(window, f"(document.activeElement.id || document.activeElement.textContent) === '{reached}'")

    press("/", "q")
    window.type("proxy")
    until(window, "location.hash.includes('q=proxy')")
    press("\ue015", "Proxy settings")  # arrow down
    press("\ue015", "Two")
    press("\ue013", "Proxy settings")  # arrow up
    press("\ue013", "q")
    press("\ue007", "Proxy settings")  # Enter
    press("\ue00c", "q")  # Escape
    assert window.run("return document.getElementById('q').value") == ""
    assert len(slugs(window)) == 5


def test_nothing_found_here_says_what_is_elsewhere(window: Browser, page: Path) -> None:
    window.open(page)
    assert ask(window, q="公司网络", lang="en") == []
    assert window.run("return document.getElementById('nothing').hidden") is False
    window.run("document.getElementById('elsewhere').click()")
    assert slugs(window) == ["proxy"]
    assert ask(window, q="not anywhere", lang="en") == []
    assert window.run("return document.getElementById('elsewhere').hidden") is True


def test_the_language_that_is_chosen_is_the_one_it_speaks(window: Browser, page: Path) -> None:
    window.open(page)
    window.run("document.querySelector('input[value=zh]').click()")
    assert slugs(window) == ["settings", "proxy"]
    assert window.run("return [document.documentElement.lang, document.querySelector('h1').textContent]") == [
        "zh", "搜索全部页面",
    ]  # fmt: skip
    window.run("document.querySelector('input[value=template]').click()")
    assert slugs(window) == ["settings"]
    assert "lang=zh&kind=template" in window.run("return location.hash")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_read_it(window: Browser, page: Path, width: int, dark: bool) -> None:
    window.requests()
    window.open(page, width=width, dark=dark)
    ask(window, q="proxy", lang="")

    assert grave_problems(window) == []
    assert window.run("return document.documentElement.scrollWidth <= innerWidth")
    assert {address.partition("#")[0] for address in window.requests()} == {page.resolve().as_uri()}
    assert window.console() == []


def test_thousands_of_pages(window: Browser, tmp_path: Path) -> None:
    text = "<h2 id='a'>Settings</h2>" + "<p>The gateway answers each request that a client sends. 网关会回答。</p>" * 40
    many = [search_data(record(f"p{number}", f"Page {number}"), text) for number in range(3000)]
    path = tmp_path / "search.html"
    path.write_text(search_page(many, SITE), encoding="utf-8")
    window.open(path)

    assert ask(window, q="page 2718") == ["p2718"]
    assert len(ask(window, q="网关")) == 20
    window.run("document.getElementById('more').click()")
    assert len(slugs(window)) == 40
    assert window.run("return document.activeElement.textContent") == window.run(
        "return document.querySelectorAll('#results h2 a')[20].textContent"
    )
    assert window.run("return document.getElementById('count').textContent") == "3,000 pages found"


def test_a_result_opens_the_page_of_the_bundle(window: Browser, site_folder: Path) -> None:
    run(site_folder, "approve", "content")
    run(site_folder, "export", "apply")
    bundle = site_folder / "dist/bundle"
    window.open(bundle / "search.html")

    assert ask(window, q="homepage client read") == ["example"]
    window.run("document.querySelector('#results .section a, #results h2 a').click()")
    until(window, "document.querySelector('article h1')")
    assert window.run("return location.pathname").endswith("/pages/en/faqs/example.html")
    assert 'href="https://www.example.com/search.html#lang=en"' in (bundle / "pages/en/faqs/example.html").read_text()


def test_the_visible_text_of_a_body() -> None:
    body = (
        "<p>One\nline<br>two <code>a  b</code></p><ul><li>x</li><li>y</li></ul>"
        '<h2 id="h">Head <em>ing</em></h2><table><tr><td>1</td><td>2 &lt;</td></tr></table>'
        '<pre><code>a\nb</code></pre><p><img alt="A picture" src="x"></p>'
    )
    assert [tuple(section) for section in visible_sections(body)] == [
        ("", "", "One line\ntwo a b\nx\ny"),
        ("Head ing", "h", "1\n2 <\na\nb\nA picture"),
    ]
    assert visible_text(body).splitlines()[4:6] == ["Head ing", "1"]
