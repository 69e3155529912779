"""What pages tell their readers to enter into a client: found wherever it stands, judged by what that client does."""

from __future__ import annotations

import pytest

from base_url_pages import (
    BASE,
    ENDPOINT,
    HOME,
    NOTE,
    ORIGIN,
    client_page,
    fence,
    findings,
    fired,
)
from presscheck.site import Site
from test_rule_examples import EXAMPLES

# --- the examples of the rules' pages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "heading", "path", "text"),
    [
        pytest.param(*item[:4], id=f"{item[0]}-{number}")
        for number, item in enumerate(EXAMPLES)
        if "base-url" in item[0]
    ],
)
def test_an_example_shows_one_rule_only(rule: str, heading: str, path: str, text: str, home_site: Site) -> None:
    assert {item.rule for item in findings(home_site, text, path)} == ({rule} if heading == "Bad" else set())


# --- where a value stands -------------------------------------------------------------------------------------------

PLACES = {
    "sentence": ("Set the API host to {}.", 1),
    "sentence, value first": ("Paste `{}` into the Base URL field.", 1),
    "句子": ("Base URL 填写 {}。", 1),
    "句子，值在前": ("把 `{}` 填入 API 地址。", 1),
    "question with its answer": ("What is the Base URL? It is `{}`.", 1),
    "bold label": ("**Base URL**: {}", 1),
    "加粗的字段名": ("**接口地址：** `{}`", 1),
    "for a client": ("Base URL for Dify: {}", 1),
    "of a client, in bold": ("**API Base URL in Dify:** `{}`", 1),
    "for tools": ("Base URL for all OpenAI-compatible clients: {}", 1),
    "list": ("- Base URL: `{}`\n- API Key: your key", 1),
    "task list": ("- [ ] Base URL is `{}`", 1),
    "step": ("1. Open the settings.\n2. Set the Base URL to {}.", 2),
    "value below its label": ("1. Base URL\n\n   {}", 3),
    "the box and a block": ("# Dify\n\nEnter this in the box:\n\n```\n{}\n```", 6),
    "label and block": ("Base URL:\n\n```\n{}\n```", 4),
    "definition list": ("Base URL\n: `{}`", 2),
    "quote": ("> Base URL: {}", 1),
    "footnote": ("Text.[^1]\n\n[^1]: Base URL: {}", 3),
    "table by row": ("| Field | Value |\n|---|---|\n| API Key | your key |\n| Base URL | `{}` |", 4),
    "table by column": ("| 环境 | API 地址 |\n|---|---|\n| 生产 | {} |", 3),
    "table of clients": ("| Client | Base URL |\n|---|---|\n| Dify | `{}` |", 3),
    "link whose words stand for the value": ("Base URL: [our gateway]({})", 1),
    "link that shows the value": ("Base URL: [{}](https://docs.example.org)", 1),
    "autolink": ("Base URL: <{}>", 1),
    "html table": ("<table><tr><th>Base URL</th><td><code>{}</code></td></tr></table>", 1),
    "html list": ("<dl><dt>Base URL</dt><dd>{}</dd></dl>", 1),
    "html input": ('<label>Base URL <input name="base_url" value="{}"></label>', 1),
    "html input with a hint": ('<input placeholder="Base URL" value="{}">', 1),
    "html button": ('<button data-clipboard-text="{}">Copy the Base URL</button>', 1),
    "front matter": ("---\nbase_url: {}\n---\n\nText.", 2),
    "json": (fence("json", "{{", '  "base_url": "{}"', "}}"), 3),
    "jsonc": (fence("jsonc", "{{", "  // the gateway", '  "apiBase": "{}", // here', "}}"), 4),
    "yaml": (fence("yaml", "llm:", "  base_url: {}"), 3),
    "toml": (fence("toml", "[model_providers.gateway]", 'base_url = "{}"'), 3),
    "ini": (fence("ini", "[openai]", "api_base = {}"), 3),
    "properties": (fence("properties", "openai.base-url={}"), 2),
    "env": (fence("env", "OPENAI_BASE_URL={}"), 2),
    "export": (fence("bash", 'export OPENAI_BASE_URL="{}"'), 2),
    "fish": (fence("fish", "set -gx OPENAI_BASE_URL {}"), 2),
    "cmd": (fence("bat", "set OPENAI_BASE_URL={}"), 2),
    "registry of Windows": (fence("cmd", 'reg add HKCU\\Env /v OPENAI_BASE_URL /t REG_SZ /d "{}" /f'), 2),
    "setx": (fence("cmd", 'setx OPENAI_BASE_URL "{}"'), 2),
    "powershell": (fence("powershell", '$env:OPENAI_BASE_URL = "{}"'), 2),
    "docker": (fence("bash", "docker run \\", "  -e OPENAI_BASE_URL={} \\", "  team/app"), 3),
    "compose": (fence("yaml", "services:", "  app:", "    environment:", "      - OPENAI_BASE_URL={}"), 5),
    "kubernetes": (fence("yaml", "env:", "  - name: OPENAI_BASE_URL", '    value: "{}"'), 4),
    "flag": (fence("bash", 'chat --base-url "{}" --model gpt-4o-mini'), 2),
    "code span": ("Run `export OPENAI_BASE_URL={}` first.", 1),
    "python": (fence("python", "from openai import OpenAI", 'client = OpenAI(base_url="{}")'), 3),
    "python environment": (fence("python", "import os", 'os.environ["OPENAI_BASE_URL"] = "{}"'), 3),
    "python dictionary": (fence("python", 'LLM = {{"model": "gpt-4o-mini", "base_url": "{}"}}'), 2),
    "javascript": (fence("js", 'import OpenAI from "openai";', 'const c = new OpenAI({{ baseURL: "{}" }});'), 3),
    "typescript": (
        fence("ts", "import OpenAI from 'openai';", "const c = new OpenAI({{", "  baseURL: '{}',", "}});"),
        4,
    ),
    "go": (fence("go", "client := openai.NewClient(", '\toption.WithBaseURL("{}"),', ")"), 3),
    "python variable": (
        fence("python", "from openai import OpenAI", 'URL = "{}"', "", "client = OpenAI(base_url=URL)"),
        3,
    ),
    "shell variable": (fence("bash", "GATEWAY={}", 'export OPENAI_BASE_URL="$GATEWAY"'), 2),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("value", "rule"), [(HOME, "homepage"), (f"{HOME}/v1", "homepage"), (ORIGIN, "missing-version")]
)
def test_a_value_is_found_where_it_stands(place: str, value: str, rule: str, home_site: Site) -> None:
    template, line = PLACES[place]
    text = template.format(value)
    found = findings(home_site, text)

    assert fired(found) == [(rule, line)]
    start, end = found[0].span.start, found[0].span.end
    assert text[start:end] == value


@pytest.mark.parametrize("place", PLACES)
def test_the_right_value_is_right_there(place: str, home_site: Site) -> None:
    assert findings(home_site, PLACES[place][0].format(BASE)) == []


@pytest.mark.parametrize(
    "link",
    [
        "[Import](cherrystudio://providers?api_host=https%3A%2F%2Fwww.example.com)",
        "[Add](https://chat.example.net/#/?settings=%7B%22url%22%3A%22https%3A%2F%2Fwww.example.com%22%7D)",
        "Open https://chat.example.net/?settings=%7B%22openai%22%3A%7B%22baseURL%22%3A%22https%3A%2F%2Fwww.example.com%22%7D%7D",
        # JSON with a baseUrl, as base64
        "[Import](cherrystudio://providers?data=eyJiYXNlVXJsIjoiaHR0cHM6Ly93d3cuZXhhbXBsZS5jb20ifQ==)",
    ],
)
def test_settings_in_a_deep_link(link: str, home_site: Site) -> None:
    assert fired(findings(home_site, link)) == [("homepage", 1)]


@pytest.mark.parametrize(
    "host", ["https://<your-domain>", "https://{{ gateway }}", "https://your-gateway.example.org", "https://${HOST}"]
)
def test_a_placeholder_stands_for_the_api(host: str, home_site: Site) -> None:
    assert fired(findings(home_site, f"Base URL: `{host}`")) == [("missing-version", 1)]
    assert fired(findings(home_site, f"Base URL: `{host}/v1/chat/completions`")) == [("endpoint", 1)]
    assert findings(home_site, f"Base URL: `{host}/v1`") == []


# --- what is wrong with a value -------------------------------------------------------------------------------------

VALUES = {
    f"{HOME}/console": "homepage",
    "https://example.com": "homepage",
    ORIGIN: "missing-version",
    f"{ORIGIN}/": "missing-version",
    f"{BASE}/v1": "doubled-version",
    ENDPOINT: "endpoint",
    f"{BASE}/responses": "endpoint",
    f"{BASE}/models": "endpoint",
    "http://api.example.com/v1": "insecure",
    "https://api.exmaple.com/v1": "unknown-host",
    "https://api.example.com.cn/v1": "unknown-host",
    "https://api.example.com:8443/v1": "unknown-host",
    "https://api.deepseek.com/v1": "unknown-host",
    "https：//api.example.com/v1": "malformed",
    "https://https://api.example.com/v1": "malformed",
    "https://api.example.com/v1。": "malformed",
    "https:/api.example.com/v1": "malformed",
    "api.example.com/v1": "malformed",
    "https://api.example.com /v1": "malformed",
}


@pytest.mark.parametrize("value", VALUES)
def test_what_is_wrong_with_a_value(value: str, home_site: Site) -> None:
    for text in (f"| Field | Value |\n|---|---|\n| Base URL | `{value}` |", f"Base URL 填写 `{value}`。"):
        assert {rule for rule, _ in fired(findings(home_site, text))} == {VALUES[value]}


@pytest.mark.parametrize(
    "value",
    [BASE, f"{BASE}/", "https://API.example.com/v1", "https://api.example.com:443/v1", "http://localhost:3000/v1"],
)
def test_values_that_are_right(value: str, home_site: Site) -> None:
    assert findings(home_site, f"Base URL: `{value}`") == []


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        (f"{HOME}/v1/chat/completions", "homepage"),
        (f"{ORIGIN}/chat/completions", "missing-version"),
        (f"{BASE}/v1/chat/completions", "doubled-version"),
        ("http://api.example.com/v1/chat/completions", "insecure"),
        ("https://api.exmaple.com/v1/chat/completions", "unknown-host"),
    ],
)
def test_a_request_by_hand_has_the_whole_address(url: str, rule: str, home_site: Site) -> None:
    assert fired(findings(home_site, fence("bash", f"curl {url} -d @body.json"))) == [(rule, 2)]
    assert fired(findings(home_site, fence("python", "import requests", f'requests.post("{url}")'))) == [(rule, 3)]


# --- which client is meant ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("client", "version", "label", "value", "rule"),
    [
        ("cherry-studio", "2.0.1", "API Host", BASE, None),
        ("cherry-studio", "2.0.1", "API Host", ENDPOINT, None),
        ("cherry-studio", "1.7.3", "API Host", BASE, None),
        ("cherry-studio", "1.7.3", "API Host", ENDPOINT, "endpoint"),
        ("cherry-studio", "1.6.2", "API Host", ORIGIN, None),
        ("cherry-studio", "1.6.2", "API Host", BASE, "doubled-version"),
        ("cherry-studio", "1.6.2", "API Host", f"{ORIGIN}/", "missing-version"),
        ("chatbox", "1.20.0", "API Host", ORIGIN, None),
        ("chatbox", "1.20.0", "API Host", f"{BASE}#", "malformed"),
        ("nextchat", "2.16.1", "OpenAI Endpoint", BASE, "doubled-version"),
        ("nextchat", "2.16.1", "OpenAI Endpoint", ORIGIN, None),
        ("cursor", "2.0", "Override OpenAI Base URL", ORIGIN, "missing-version"),
        ("lobehub", "1.143.3", "API Proxy URL", BASE, None),
        ("zed", "0.200", "`api_url`", f"{BASE}/", "malformed"),
    ],
)
def test_the_front_matter_names_client_and_version(
    client: str, version: str, label: str, value: str, rule: str | None, home_site: Site
) -> None:
    found = findings(home_site, client_page(client, version, f"{label}: `{value}`"), NOTE)

    assert [item.rule for item in found] == ([f"base-url/{rule}"] if rule else [])


MEANT = {
    "heading": f"## Claude Code\n\n`ANTHROPIC_BASE_URL`: `{BASE}`",
    "title": f"---\ntitle: How to configure Claude Code\n---\n\nBase URL: `{BASE}`",
    "sentence": f"In Claude Code, set the Base URL to `{BASE}`.",
    "句子": f"Claude Code 的 Base URL 填 `{BASE}`。",
    "introduction": f"For Claude Code:\n\n- Base URL: `{BASE}`",
    "list item above": f"- Claude Code\n  - Base URL: `{BASE}`",
    "row": f"| Client | Base URL |\n|---|---|\n| Claude Code | `{BASE}` |",
    "column": f"| | Cursor | Claude Code |\n|---|---|---|\n| Base URL | `{BASE}` | `{BASE}` |",
    "variable": fence("bash", f"export ANTHROPIC_BASE_URL={BASE}"),
    "import": fence("python", "import anthropic", f'client = anthropic.Anthropic(base_url="{BASE}")'),
    "package": fence("ts", 'import Anthropic from "@anthropic-ai/sdk";', f'new Anthropic({{ baseURL: "{BASE}" }});'),
    "import against the title": "---\ntitle: OpenAI Python SDK\n---\n\n"
    + fence("python", "from anthropic import Anthropic", f'client = Anthropic(base_url="{BASE}")'),
}


@pytest.mark.parametrize("how", MEANT)
def test_the_page_says_which_client_is_meant(how: str, home_site: Site) -> None:
    found = findings(home_site, MEANT[how])

    assert [item.rule for item in found] == ["base-url/doubled-version"]
    assert found[0].fix is not None
    assert found[0].fix.edits[0].text == ORIGIN
    assert findings(home_site, MEANT[how].replace(f"| `{BASE}` | `{BASE}` |", f"| `{BASE}` | `{ORIGIN}` |"))[1:] == []


def test_two_clients_on_one_page(home_site: Site) -> None:
    page = "## {}\n\nBase URL: `{}`\n\n## {}\n\nBase URL: `{}`\n"

    assert findings(home_site, page.format("Claude Code", ORIGIN, "Codex CLI", BASE)) == []
    assert fired(findings(home_site, page.format("Claude Code", BASE, "Codex CLI", ORIGIN))) == [
        ("doubled-version", 3),
        ("missing-version", 7),
    ]
    assert fired(
        findings(home_site, f"In Claude Code it is the Base URL `{BASE}`; in Dify the Base URL is `{BASE}`.")
    ) == [("doubled-version", 1)]


@pytest.mark.parametrize(
    ("provider", "right"), [("createOpenAI", BASE), ("createOpenAICompatible", BASE), ("createAnthropic", BASE)]
)
def test_the_vercel_ai_sdk_adds_no_version_for_any_provider(provider: str, right: str, home_site: Site) -> None:
    page = fence("ts", f'import {{ {provider} }} from "@ai-sdk/x";', f'{provider}({{ baseURL: "%s" }});')

    assert findings(home_site, page % right) == []
    assert fired(findings(home_site, page % ORIGIN)) == [("missing-version", 3)]


def test_the_model_decides_in_litellm(home_site: Site) -> None:
    page = fence(
        "yaml", "model_list:", "  - model_name: x", "    litellm_params:", "      model: {}", "      api_base: {}"
    )

    assert findings(home_site, page.format("openai/gpt-4o-mini", BASE)) == []
    assert findings(home_site, page.format("anthropic/claude-sonnet-4", ORIGIN)) == []
    assert fired(findings(home_site, page.format("openai/gpt-4o-mini", ORIGIN))) == [("missing-version", 6)]
    assert fired(findings(home_site, page.format("anthropic/claude-sonnet-4", BASE))) == [("doubled-version", 6)]
