"""Base URLs on sites of all kinds, on the command line, and in any text."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from base_url_pages import (
    BASE,
    ENDPOINT,
    FAQ,
    HOME,
    ORIGIN,
    fence,
    findings,
    fired,
    site_of,
)
from conftest import CONFIG, REPOSITORY, TODAY
from presscheck.site import load_site
from test_cli import run

# --- other sites ----------------------------------------------------------------------------------------------------

SHARED = """[site]
name = "Shared"
homepages = ["https://ai.example.net"]
api_origin = "https://ai.example.net"
models = ["big-model-7"]
"""


def test_a_site_whose_pages_and_api_share_a_host(tmp_path: Path) -> None:
    site = site_of(tmp_path, SHARED)

    def rules(value: str, text: str = "Base URL: `{}`") -> list[str]:
        return [item.rule.removeprefix("base-url/") for item in findings(site, text.format(value))]

    assert rules("https://ai.example.net/v1") == []
    assert rules("https://ai.example.net/console") == ["homepage"]
    assert rules("https://ai.example.net")[0] in {"homepage", "missing-version"}
    assert rules("https://ai.example.net/v1/chat/completions") == ["endpoint"]
    assert rules("https://ai.example.net/v1/v1") == ["doubled-version"]
    assert rules("https://ai.example.net", "Claude Code: set `ANTHROPIC_BASE_URL` to `{}`.") == []
    assert rules("https://ai.example.net/console", "Create a key at {}.") == []


def test_a_site_with_hosts_and_models_of_its_own(tmp_path: Path) -> None:
    site = site_of(tmp_path, CONFIG.replace("example.com", "acme-llm.net").replace("gpt-4o-mini", "qwen-9"))

    assert findings(site, "Base URL: `https://api.acme-llm.net/v1`, model: `qwen-9`") == []
    assert fired(findings(site, "Base URL: `https://www.acme-llm.net/v1`")) == [("homepage", 1)]
    assert fired(findings(site, f"Base URL: `{BASE}`")) == [("unknown-host", 1)]
    assert fired(findings(site, "Model: `gpt-4o-mini`", FAQ)) == [("unknown-model", 1)]


def test_an_api_below_a_path(tmp_path: Path) -> None:
    text = CONFIG.replace("https://api.example.com", "https://gw.example.net/llm")
    site = site_of(tmp_path, text)

    assert findings(site, "Base URL: `https://gw.example.net/llm/v1`") == []
    assert fired(findings(site, "Base URL: `https://gw.example.net/llm`")) == [("missing-version", 1)]


# --- on the command line --------------------------------------------------------------------------------------------


def test_the_screen_in_both_languages(site_folder: Path) -> None:
    (site_folder / "note.md").write_text(f"In Cursor, set Override OpenAI Base URL to {HOME}.\n", encoding="utf-8")
    english = run(site_folder, "lint", "note.md")
    chinese = run(site_folder, "lint", "note.md", "--lang", "zh")

    assert english.returncode == 1
    assert english.stdout.splitlines()[0] == (
        "note.md:1:44: error base-url/homepage: `https://www.example.com` is a web page, not the API: "
        "Cursor would ask for https://www.example.com/chat/completions"
    )
    assert (
        "help: Write `https://api.example.com/v1`. With the web page, the user sees: a web page instead of an answer: "
        "an empty reply or an error about the response's format\n"
    ) in english.stdout
    assert chinese.stdout.splitlines()[0] == (
        "note.md:1:44: 错误 base-url/homepage: Cursor：`https://www.example.com` 是网页，不是 API 地址，"
        "最终请求 https://www.example.com/chat/completions"
    )


def test_json_select_and_severity(site_folder: Path) -> None:
    (site_folder / "note.md").write_text(f"Base URL: `{HOME}`\n\nModel: `gpt-9`\n", encoding="utf-8")
    report = json.loads(run(site_folder, "lint", "note.md", "--format", "json").stdout)
    selected = json.loads(
        run(site_folder, "lint", "note.md", "--format", "json", "--select", "base-url/unknown-model").stdout
    )
    ignored = run(site_folder, "lint", "note.md", "--ignore", "base-url")

    assert [(item["rule"], item["line"], item["column"], item["end_column"]) for item in report["findings"]] == [
        ("base-url/homepage", 1, 12, 12 + len(HOME)),
        ("base-url/unknown-model", 3, 9, 14),
    ]
    edit = report["findings"][0]["fix"]["edits"][0]
    assert (edit["column"], edit["end_column"], edit["text"]) == (12, 12 + len(HOME), BASE)
    assert [item["rule"] for item in selected["findings"]] == ["base-url/unknown-model"]
    assert ignored.returncode == 0


def test_a_rule_of_this_kind_has_no_options(site_folder: Path) -> None:
    rule = (REPOSITORY / "linters/base-url/homepage.yaml").read_text(encoding="utf-8")
    (site_folder / "linters/base-url").mkdir(parents=True)
    (site_folder / "linters/base-url/homepage.yaml").write_text(rule + "options:\n  hosts: []\n", encoding="utf-8")

    result = run(site_folder, "validate-config")

    assert result.returncode == 2
    assert "linters/base-url/homepage.yaml:13:3: `options.hosts` is no key here. None is.\n" in result.stderr


# --- any text -------------------------------------------------------------------------------------------------------

ADDRESSES = st.sampled_from(
    [
        *(HOME, ORIGIN, BASE, ENDPOINT, "api.example.com/v1", "https：//api.example.com", "https://<host>/v1"),
        *("http://[::1", "https://api.example.com:99999/v1", "https://", "https://%zz/v1", "https://a@b@c", "//"),
        *("Base URL", "API 地址", "Claude Code", "Cherry Studio 1.6", "OPENAI_BASE_URL=", "base_url:", "model=gpt-9"),
        *(
            "`",
            "```\n",
            "| ",
            "|---|",
            "\n",
            "不要",
            "never",
            "？",
            "<td>",
            '<input value="',
            "[",
            "](",
            "import openai",
        ),
        *("cherrystudio://x?api_host=", "#/?settings=%7B%22url%22%3A%22", "eyJ", "{", '"', "'", "\u200b", "\ue000"),
    ]
)


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=8)
STRANGE = load_site(REPOSITORY / "presscheck.toml", TODAY)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(ADDRESSES, WORDS), max_size=30).map("".join))
def test_no_text_is_too_strange(text: str) -> None:
    for finding in findings(STRANGE, text):
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert all(shown.strip() for shown in (*finding.message, *finding.help))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="[]:@%/<>.a1?#{}\\ ，。：℀", max_size=20))
def test_no_address_is_too_strange(tail: str) -> None:
    for place in (
        "Base URL: `https://…`",
        "API 地址填写 `https://api.example.com…`。",
        "Claude Code: `ANTHROPIC_BASE_URL` is https://…",
        fence("env", "OPENAI_BASE_URL=https://a.…"),
        fence("js", 'new OpenAI({ baseURL: "https://api.example.com…" });'),
        "[Import](cherrystudio://x?api_host=https://…)",
    ):
        text = place.replace("…", tail)
        for finding in findings(STRANGE, text):
            assert 0 <= finding.span.start <= finding.span.end <= len(text)
