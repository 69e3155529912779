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
    "slip in the first name": ("Dify: API Base URL `https://apl.example.com/v1`", "unknown-host", 1),
}


@pytest.mark.parametrize("case", MISSED)
def test_what_is_easily_passed_over(case: str, home_site: Site) -> None:
    text, rule, line = MISSED[case]

    assert fired(findings(home_site, text)) == [(rule, line)]
