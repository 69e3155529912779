"""What pages tell their readers to enter into a client: found wherever it stands, judged by what that client does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CONFIG, REPOSITORY, TODAY
from presscheck.lint import lint_page
from presscheck.markdown import parse_page
from presscheck.model import Finding
from presscheck.site import Site, load_site
from test_cli import run
from test_rule_examples import EXAMPLES

HOME = "https://www.example.com"
ORIGIN = "https://api.example.com"
BASE = f"{ORIGIN}/v1"
ENDPOINT = f"{BASE}/chat/completions"
NOTE = "notes/example.md"
TEMPLATE = "content/en/templates/example.md"
FAQ = "content/en/faqs/example.md"


def findings(site: Site, text: str, path: str = NOTE) -> list[Finding]:
    page = parse_page(path, text.encode(), site.schemas.kinds)
    rules = [rule for rule in site.rules.values() if rule.family == "base-url"]
    found = lint_page(site, page, rules)
    site.forget()
    return found


def fired(found: Sequence[Finding]) -> list[tuple[str, int]]:
    """The rules with their lines; what two ways of reading report at one place counts once."""
    return list(dict.fromkeys((item.rule.removeprefix("base-url/"), item.span.line) for item in found))


def fence(language: str, *lines: str) -> str:
    return "\n".join((f"```{language}", *lines, "```", ""))


def site_of(folder: Path, text: str) -> Site:
    (folder / "presscheck.toml").write_text(text, encoding="utf-8")
    return load_site(folder / "presscheck.toml", TODAY)


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
    "list": ("- Base URL: `{}`\n- API Key: your key", 1),
    "task list": ("- [ ] Base URL is `{}`", 1),
    "step": ("1. Open the settings.\n2. Set the Base URL to {}.", 2),
    "value below its label": ("1. Base URL\n\n   {}", 3),
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


def client_page(client: str, version: str, body: str) -> str:
    meta = f'title: Example\nkind: client\nclient: {client}\nclient_versions: ["{version}"]'
    return f"---\n{meta}\n---\n\n# Example\n\n{body}\n"


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


# --- right uses -----------------------------------------------------------------------------------------------------

SILENT = {
    "curl": fence("bash", f"curl {ENDPOINT} \\", '  -H "Authorization: Bearer $KEY"'),
    "requests": fence("python", "import requests", f'requests.post("{ENDPOINT}", json=body)'),
    "fetch": fence("js", f'await fetch("{ENDPOINT}", {{ method: "POST" }});'),
    "link": f"[Console]({HOME}/console), [{HOME}]({HOME}) and {HOME}/docs.",
    "text of a link": f"The homepage is {HOME}, the documents are at {HOME}/docs.",
    "官网": f"官网地址是 {HOME}，登录地址是 {HOME}/login。",
    "referer": fence("python", f'headers = {{"HTTP-Referer": "{HOME}", "X-Title": "Demo"}}'),
    "callback": fence("env", f"OAUTH_CALLBACK_URL={HOME}/callback", f"SUPPORT_URL={HOME}/support"),
    "package": fence("json", f'{{"name": "x", "homepage": "{HOME}", "repository": {{"url": "{HOME}/git"}}}}'),
    "wrong column": f"| Wrong | Right |\n|---|---|\n| Base URL `{HOME}` | Base URL `{BASE}` |",
    "错误写法": f"| 错误写法 | 正确写法 |\n|---|---|\n| `{ENDPOINT}` | `{BASE}` |",
    "row with a cross": f"| | Base URL |\n|---|---|\n| ❌ | `{HOME}` |\n| ✅ | `{BASE}` |",
    "list with a cross": f"- ❌ Base URL: `{HOME}`\n- ✅ Base URL: `{BASE}`",
    "marked fence": fence("env wrong", f"OPENAI_BASE_URL={HOME}"),
    "comment": f"<!-- presscheck: wrong-example -->\n\n{fence('env', f'OPENAI_BASE_URL={HOME}')}",
    "prohibition": f"Never set the Base URL to {HOME}. Do not enter `{ENDPOINT}` as the Base URL.",
    "禁止": f"Base URL 不要填写 `{HOME}`，也不能填 `{ENDPOINT}`。",
    "question": f"Can I use {HOME} as the Base URL?",
    "问题": f"Base URL 能填首页 {HOME} 吗？",
    "heading": f"# Is {HOME} the Base URL?",
    "symptom": f"| Symptom | Cause |\n|---|---|\n| empty reply | the Base URL is {HOME} |",
    "现象": f"| 现象 | 原因 | 处理 |\n|---|---|---|\n| 空回复 | Base URL 填成 {HOME} | 改为 `{BASE}` |",
    "log": fence("log", f"2026-11-24 10:00:01 ERROR base_url={HOME} status=200"),
    "supposed": f"If the Base URL was set to `{ENDPOINT}`, the path is sent twice.",
    "假设": f"如果 Base URL 填成了 {HOME}，得到的是网页。",
    "vendor": "The official OpenAI Base URL is `https://api.openai.com/v1`.",
    "厂商": "DeepSeek 官方的 Base URL 是 `https://api.deepseek.com/v1`。",
    "vendor's heading": "## OpenRouter\n\nBase URL: `https://openrouter.ai/api/v1`",
    "replaced": f"Replace `https://api.openai.com/v1` with `{BASE}` as the Base URL.",
    "diff": fence("diff", "-OPENAI_BASE_URL=https://api.openai.com/v1", f"+OPENAI_BASE_URL={BASE}"),
    "local": "Base URL: `http://192.168.1.20:8000/v1`, or `http://ollama:11434/v1` in the container network.",
    "version added": fence("python", "from openai import OpenAI", f'URL = "{ORIGIN}"', 'OpenAI(base_url=f"{URL}/v1")'),
    "other settings": fence(
        "yaml", f"site_url: {HOME}", f"docs_url: {HOME}/docs", "index-url: https://pypi.org/simple"
    ),
    "firewall": f"Allow {ORIGIN} and {HOME} in the firewall.",
}


@pytest.mark.parametrize("use", SILENT)
def test_right_uses_stay_silent(use: str, home_site: Site) -> None:
    assert findings(home_site, SILENT[use]) == []


def test_a_mark_holds_for_what_is_marked_only(home_site: Site) -> None:
    page = fence("env wrong", f"OPENAI_BASE_URL={HOME}") + "\n" + fence("env", f"OPENAI_BASE_URL={HOME}")

    assert fired(findings(home_site, page)) == [("homepage", 6)]
    table = f"| Wrong | Base URL |\n|---|---|\n| Base URL `{HOME}` | `{ORIGIN}` |"
    assert fired(findings(home_site, table)) == [("missing-version", 3)]
    assert fired(findings(home_site, f"Never use {HOME}. The Base URL is {ORIGIN}.")) == [("missing-version", 1)]


# --- fixes ----------------------------------------------------------------------------------------------------------

CERTAIN = {
    "variable": fence("bash", f"export OPENAI_BASE_URL={HOME}"),
    "claude code": fence("bash", f"export ANTHROPIC_BASE_URL='{BASE}'", "claude"),
    "python": fence("python", "from openai import OpenAI", f'client = OpenAI(base_url="{ENDPOINT}")'),
    "javascript": fence("js", 'import OpenAI from "openai";', f'new OpenAI({{ baseURL: "{ORIGIN}" }});'),
    "sentence": f"In Cursor, set Override OpenAI Base URL to {ORIGIN}.",
    "句子": f"在 Chatbox 中，API 主机填写 `{HOME}/console`。",
    "row": f"| Client | Base URL |\n|---|---|\n| Claude Code | `{BASE}/messages` |",
    "http": "Open WebUI: API Base URL `http://api.example.com/v1`",
    "look-alike": "Dify: API Base URL `https://api.exmaple.com/v1`",
    "full width": "在 Dify 中，API Base URL 填 `https：//api.example.com/v1`。",
    "label": f"## Cherry Studio\n\n**API Proxy URL**: `{ORIGIN}`",
    "keyword": fence("js", 'import OpenAI from "openai";', f'new OpenAI({{ base_url: "{BASE}" }});'),
    "keyword and value": fence("python", "from openai import OpenAI", f'OpenAI(baseURL="{ORIGIN}")'),
}


@pytest.mark.parametrize("case", CERTAIN)
def test_a_safe_fix_leaves_nothing(case: str, home_site: Site) -> None:
    text = CERTAIN[case]
    found = findings(home_site, text)
    edits = {edit for item in found if item.fix for edit in item.fix.edits}

    assert found
    assert all(item.fix and item.fix.safe for item in found)
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert findings(home_site, text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Base URL: `{ORIGIN}`",  # no client is named
        fence("json", f'{{"baseUrl": "{HOME}"}}'),
        "Cursor: Override OpenAI Base URL `https://llm.example.org/v1`",  # another host, on purpose or not
    ],
)
def test_a_fix_is_not_safe_where_the_client_or_the_host_is_a_guess(text: str, home_site: Site) -> None:
    (finding,) = findings(home_site, text)

    assert finding.fix
    assert not finding.fix.safe


def test_no_model_and_no_advice_is_written_for_the_editor(home_site: Site) -> None:
    model = findings(home_site, "Model: `gpt-9`", FAQ)
    advice = findings(home_site, fence("toml", "[model_providers.x]", 'wire_api = "chat"'))

    assert [item.fix for item in (*model, *advice)] == [None, None]


# --- names, models, advice, labels ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        (fence("js", "import OpenAI from 'openai';", f"new OpenAI({{ base_url: '{BASE}' }});"), "base_url", "baseURL"),
        (fence("js", "import OpenAI from 'openai';", f"new OpenAI({{ baseUrl: '{BASE}' }});"), "baseUrl", "baseURL"),
        (fence("python", "from openai import OpenAI", f"OpenAI(api_base='{BASE}')"), "api_base", "base_url"),
        (fence("python", "import anthropic", f"anthropic.Anthropic(baseURL='{ORIGIN}')"), "baseURL", "base_url"),
        (
            fence("python", "from llama_index.llms.openai import OpenAI", f"OpenAI(base_url='{BASE}')"),
            "base_url",
            "api_base",
        ),
        (
            fence("ts", "import { createOpenAI } from '@ai-sdk/openai';", f"createOpenAI({{ base_url: '{BASE}' }});"),
            "base_url",
            "baseURL",
        ),
        (fence("bash", f"export OPENAI_BASE_URL={BASE}", "codex"), "OPENAI_BASE_URL", "base_url"),
        (f"## OpenAI Python SDK\n\nSet `OPENAI_API_BASE` to `{BASE}`.", "OPENAI_API_BASE", "OPENAI_BASE_URL"),
        (
            f"## OpenAI Node SDK\n\n| Variable | Value |\n|---|---|\n| `OPENAI_API_BASE` | `{BASE}` |",
            "OPENAI_API_BASE",
            "OPENAI_BASE_URL",
        ),
    ],
)
def test_a_name_that_the_client_does_not_read(text: str, name: str, use: str, home_site: Site) -> None:
    found = findings(home_site, text)

    assert {item.rule for item in found} == {"base-url/wrong-field-name"}
    assert {text[item.span.start : item.span.end].strip("`") for item in found} == {name}
    assert all(f"`{use}`" in item.help.en and f"`{use}`" in item.help.zh for item in found)


@pytest.mark.parametrize(
    "text",
    [
        fence("env", f"OPENAI_API_BASE={BASE}"),
        fence("python", "from langchain_openai import ChatOpenAI", f'ChatOpenAI(openai_api_base="{BASE}")'),
        fence("python", "import litellm", f'litellm.completion(model="openai/gpt-4o-mini", api_base="{BASE}")'),
        fence("bash", f"export OPENAI_API_BASE={BASE}", "aider --model openai/gpt-4o-mini"),
        fence("json", f'{{"llm": {{"baseUrl": "{BASE}"}}}}'),
        "The OpenAI Node SDK ignores `base_url`; write `baseURL`.",
    ],
)
def test_names_that_somebody_reads(text: str, home_site: Site) -> None:
    assert findings(home_site, text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Choose the model `gpt-9`.", 1),
        ("模型选择 `claude-9-opus`。", 1),
        ("| 字段 | 值 |\n|---|---|\n| 模型 ID | `gpt-9` |", 3),
        (fence("python", 'client.chat.completions.create(model="gpt-9", messages=messages)'), 2),
        (fence("bash", f"""curl {ENDPOINT} -d '{{"model": "gpt-9"}}'"""), 2),
        (fence("toml", 'model = "o9-mini"', "[model_providers.x]"), 2),
        (fence("yaml", "models:", f"  - apiBase: {BASE}", "    model: qwen-9"), 4),
        (fence("bash", "export ANTHROPIC_MODEL=claude-9"), 2),
        (fence("bash", "aider --model openai/gpt-9"), 2),
        (fence("env", "CUSTOM_MODELS=+gpt-4o-mini,+gpt-9"), 2),
    ],
)
def test_a_model_that_the_site_does_not_offer(text: str, line: int, home_site: Site) -> None:
    found = findings(home_site, text, FAQ)

    assert fired(found) == [("unknown-model", line)]
    assert "gpt-4o-mini, claude-sonnet-4, deepseek-chat" in found[0].help.en


@pytest.mark.parametrize(
    "text",
    [
        "Choose the model `gpt-4o-mini`.",
        "Choose the model `<model-id>`.",
        fence("bash", "aider --model openai/gpt-4o-mini"),
        fence("python", 'create(model=os.environ["MODEL"])'),
        "| Wrong | Right |\n|---|---|\n| Model `gpt-9` | Model `gpt-4o-mini` |",
        "模型不要写成 `gpt-9`。",
        "Can I choose the model `gpt-9`?",
    ],
)
def test_models_that_are_no_mistake(text: str, home_site: Site) -> None:
    assert findings(home_site, text, FAQ) == []


def test_models_are_held_against_the_site_where_a_page_is_about_it(home_site: Site) -> None:
    """A page that names other hosts, but not the site, and is none of its pages, is about somebody else's API."""
    elsewhere = "See https://docs.example.org. Choose the model `gpt-9`."
    assert findings(home_site, elsewhere) == []
    assert fired(findings(home_site, elsewhere, FAQ)) == [("unknown-model", 1)]
    assert fired(findings(home_site, "Choose the model `gpt-9`.")) == [("unknown-model", 1)]
    assert fired(findings(home_site, f"With ALLTKN: {elsewhere}")) == [("unknown-model", 1)]
    assert fired(findings(home_site, f"Base URL: `{BASE}`\n\nModel: `gpt-9`")) == [("unknown-model", 3)]


def test_labels_are_those_of_the_form(home_site: Site) -> None:
    def labels(text: str) -> list[tuple[int, str]]:
        found = [item for item in findings(home_site, text) if item.rule == "base-url/label"]
        return list(dict.fromkeys((item.span.line, item.fix.edits[0].text if item.fix else "") for item in found))

    assert labels(f"## Cherry Studio\n\n**API Proxy URL**: `{ORIGIN}`") == [(3, "API Host")]
    assert labels(f"## Cherry Studio\n\nAPI 主机填写 `{ORIGIN}`。") == [(3, "API 地址")]
    assert labels(f"## NextChat\n\n| Field | Value |\n|---|---|\n| API Host | `{ORIGIN}` |") == [(5, "OpenAI Endpoint")]
    assert labels(f"## Chatbox\n\n在“接口地址”中填写 `{ORIGIN}`。") == [(3, "API 主机")]
    assert labels(f"## Cherry Studio\n\n**API Host**: `{ORIGIN}`\n\nEnter the Base URL as API Host.") == []
    assert labels(f"**API Proxy URL**: `{BASE}`") == []


def test_a_template_page_has_the_label_somewhere(home_site: Site) -> None:
    page = (
        "---\ntitle: How to configure Chatbox\nkind: client\nclient: chatbox\n---\n\n"
        f"# How to configure Chatbox\n\nEnter `{ORIGIN}` where the address goes.\n"
    )
    (finding,) = findings(home_site, page, TEMPLATE)

    assert (finding.rule, finding.severity, finding.span.line) == ("base-url/label", "warning", 7)
    assert "“API Host”" in finding.message.en
    assert "“API 主机”" in finding.message.zh
    assert findings(home_site, page.replace("where the address goes", "as API Host"), TEMPLATE) == []
    assert findings(home_site, page, NOTE) == []  # no template page of the site


def test_advice_for_older_versions(home_site: Site) -> None:
    def advised(text: str) -> bool:
        return "base-url/outdated-advice" in {item.rule for item in findings(home_site, text)}

    assert advised("## Cherry Studio\n\nAPI 地址以 / 结尾会忽略 v1。")
    assert advised("## Cherry Studio\n\nEnd the API Host with `#` to force the exact address.")
    assert advised(fence("toml", "[model_providers.x]", 'wire_api = "chat"'))
    assert advised(fence("python", "import openai", 'openai.ChatCompletion.create(model="gpt-4o-mini")'))
    assert not advised("## Cherry Studio 1.6\n\nAPI 地址以 / 结尾会忽略 v1。")
    assert not advised("## Cherry Studio\n\n1.6 及更早版本中，API 地址以 / 结尾会忽略 v1。")
    assert not advised("## Dify\n\nAPI 地址以 / 结尾会忽略 v1。")
    assert not advised(fence("python wrong", "import openai", "openai.ChatCompletion.create()"))
    assert not advised(fence("toml", "[model_providers.x]", 'wire_api = "responses"'))


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
