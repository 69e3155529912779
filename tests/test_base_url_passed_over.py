"""Base URLs that are easily passed over, each with the rule that finds it and its line."""

from __future__ import annotations

import pytest

from base_url_pages import BASE, ENDPOINT, HOME, ORIGIN, fence, findings, fired
from presscheck.site import Site

MISSED = {
    "bare host after a full-width colon": ("Base URL：api.example.com/v1", "malformed", 1),
    "bare host between words": ("Base URL 填api.example.com/v1即可。", "malformed", 1),
    "blank between the slashes": ("Base URL: `https:/ /api.example.com/v1`", "malformed", 1),
    "version in a row": (
        f"| Client | Version | API address |\n|---|---|---|\n| Cherry Studio | 1.6 | `{BASE}` |",
        "doubled-version",
        3,
    ),
    "version in a sentence": (f"# Cherry Studio\n\n如果你用的是 1.6 版本：API 地址填 `{BASE}`。", "doubled-version", 3),
    "list of models in a row": (
        "| Variable | Value |\n|---|---|\n| CUSTOM_MODELS | `+gpt-9,+gpt-4o-mini` |",
        "unknown-model",
        3,
    ),
    "proxy address": (f"LobeHub: the proxy address is `{ORIGIN}`.", "missing-version", 1),
    "deep link as it is": (f'`https://chat.example.org/#/?settings={{"key":"sk-x","url":"{HOME}"}}`', "homepage", 1),
    "column of what comes else": (
        f"| Tool | Setting | Value | Result if wrong |\n|---|---|---|---|\n| Zed | `api_url` | `{ORIGIN}` | 404 |",
        "missing-version",
        3,
    ),
    "what a table tells to do": (
        f"| Symptom | Cause | What to do |\n|---|---|---|\n| HTML | Base URL is `{HOME}` | set it to `{ORIGIN}/x` |",
        "missing-version",
        3,
    ),
    "question about the model": ("# Anthropic SDK\n\n**model 写什么？** 写 `claude-2.1`。", "unknown-model", 3),
    "question about the address": (f"# Claude Code\n\n**Which address?** `{BASE}`", "doubled-version", 3),
    "question about a client": (f"> What about the OpenAI SDK?\n>\n> **A:** `{ORIGIN}`.", "missing-version", 3),
    "summary of details": (
        f"<details><summary>Which one in NextChat?</summary>\n\nOpenAI Endpoint: `{BASE}`\n\n</details>",
        "doubled-version",
        3,
    ),
    "name with a bracket": (f"Apps with a Base URL setting (OpenCat, BotGem): `{ORIGIN}`.", "missing-version", 1),
    "comment about a slash": (
        fence("jsonc", "// 末尾不要带斜杠", f'"api_url": "{ENDPOINT}"'),
        "endpoint",
        3,
    ),
    "host of a variable": (
        fence(
            "ts",
            "import OpenAI from 'openai';",
            'const host = "http://api.example.com";',
            "new OpenAI({ baseURL: `${host}/v1` });",
        ),
        "insecure",
        3,
    ),
    "profile beside a local server": (
        fence(
            "toml",
            "[model_providers.ours]",
            f'base_url = "{BASE}"',
            "[model_providers.local]",
            'base_url = "http://localhost:8000/v1"',
            "",
            "[profiles.review]",
            'model = "gpt-9"',
        ),
        "unknown-model",
        8,
    ),
    "variable that the other program does not read": (
        fence("yaml", f"ANTHROPIC_BASE_URL: {BASE}", "llm:", f"  apiBase: {BASE}"),
        "doubled-version",
        2,
    ),
    "options for .NET": (
        fence("csharp", f'new OpenAIClientOptions {{ Endpoint = new Uri("{HOME}/v1") }};'),
        "homepage",
        2,
    ),
    "generic name in the form": (f"# Chatbox\n\n* Base URL — `{ORIGIN}`", "label", 3),
    "it": (f"The row is called Base URL. Change it to {HOME} and save.", "homepage", 1),
    "它": (f"新版里这一项仍叫 Base URL；把它改成 {ENDPOINT} 就行。", "endpoint", 1),
    "copied with a blank": ("Base URL 一栏请复制：`https://api. example.com/v1`", "malformed", 1),
    "pointed": (f"Point all your tools at {HOME}/v1 from now on.", "homepage", 1),
    "指向": (f"各种客户端统一指向 {HOME}/v1。", "homepage", 1),
    "default of a variable": (
        fence("hcl", 'variable "llm_base_url" {', "  type    = string", f'  default = "{HOME}"', "}"),
        "homepage",
        4,
    ),
    "failure as a condition": (f"Set the Base URL to {HOME}, and if you still get a 404, restart.", "homepage", 1),
    "failure that is over": (f"Base URL 改成 {ENDPOINT} 就不会再返回网页了。", "endpoint", 1),
    "failure otherwise": (f"Base URL 填 {HOME}，全部填好仍报错请联系客服。", "homepage", 1),
    "not empty": (f"The Base URL must not be empty: use {HOME}.", "homepage", 1),
    "而是": (f"接口地址不是 https://api.openai.com/v1，而是 {HOME}。", "homepage", 1),
    "verdict that it works": (f"| Base URL | OK? |\n|---|---|\n| `{HOME}` | yes |\n| `{BASE}` | no |", "homepage", 3),
    "column of another no": (f"| Base URL | Slash? |\n|---|---|\n| `{HOME}` | no |", "homepage", 3),
    "it, after a question": (f"Have you found the Base URL row? Set it to {HOME}.", "homepage", 1),
    "by the manual": (f"按照文档把 Base URL 设为 {HOME} 即可。", "homepage", 1),
    "the home page by name": (f"Base URL 填官网地址 {HOME}。", "homepage", 1),
    "to avoid mistakes": (f"To avoid mistakes: copy the Base URL {HOME}.", "homepage", 1),
    "it is": (f"You asked for the Base URL. It is {HOME}.", "homepage", 1),
    "that is to say": (f"接口地址填 {HOME}，也就是官网地址。", "homepage", 1),
    "column of verdicts": (f"| Base URL | Works |\n|---|---|\n| `{HOME}` | yes |\n| `{ORIGIN}` | no |", "homepage", 3),
    "after": (f"| | Before | After |\n|---|---|---|\n| Cursor | (default) | `{ENDPOINT}` |", "endpoint", 3),
    "bare noun in a form": (f"# Open WebUI\n\nAdmin Panel → Connections, URL `{ENDPOINT}`.", "endpoint", 3),
    "Anthropic 的 SDK": (f"### Anthropic 的 SDK 怎么填？\n\n`base_url` 用 {BASE}。", "doubled-version", 3),
    "blank in a string": (fence("php", "$c->withBaseUri('https://api. example.com/v1');"), "malformed", 2),
    "ruby-openai": (fence("ruby", f'OpenAI::Client.new(uri_base: "{ENDPOINT}")'), "endpoint", 2),
    "twice by any name": (fence("lua", f'openai = {{ endpoint = "{BASE}/v1" }}'), "doubled-version", 2),
    "comment about another address": (
        fence("sh", f"# --openai-api-base {HOME} will fail", f"aider --openai-api-base {ENDPOINT}"),
        "endpoint",
        3,
    ),
    "LangChain for both": (
        fence("python", f'a = ChatAnthropic(base_url="{ORIGIN}")', f'b = ChatOpenAI(base_url="{ORIGIN}")'),
        "missing-version",
        3,
    ),
    "success": (f"接口地址填 {HOME}，保存后会显示全部模型，不会报错。", "homepage", 1),
    "no failure": (f"Set the Base URL to {HOME} and you get no blank answers.", "homepage", 1),
    "answer to a ticket": (f"Reply to a ticket: please set the Base URL to {HOME}.", "homepage", 1),
    "once the key is there": (f"收到密钥后，Base URL 填 {HOME}。", "homepage", 1),
    "whoever": (f"Whoever uses Cursor sets the Base URL to {HOME}.", "homepage", 1),
    "somebody must": (f"Someone on your team has to set the Base URL to {HOME}.", "homepage", 1),
    "cure of an error": (f"The error goes away when you set the Base URL to {HOME}.", "homepage", 1),
    "修复": (f"修复 404：把 Base URL 设为 {HOME}。", "homepage", 1),
    "slip in the first name": ("Dify: API Base URL `https://apl.example.com/v1`", "unknown-host", 1),
}


@pytest.mark.parametrize("case", MISSED)
def test_what_is_easily_passed_over(case: str, home_site: Site) -> None:
    text, rule, line = MISSED[case]

    assert fired(findings(home_site, text)) == [(rule, line)]
