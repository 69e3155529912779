"""What is said of Base URLs and what is not: right uses, fixes, names, models, advice, labels."""

from __future__ import annotations

import pytest

from base_url_pages import (
    BASE,
    ENDPOINT,
    FAQ,
    HOME,
    NOTE,
    ORIGIN,
    TEMPLATE,
    fence,
    findings,
    fired,
)
from presscheck.site import Site

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
    "library for requests": fence(
        "python", "import httpx", f'with httpx.Client(base_url="{ORIGIN}") as http:', '    http.get("/v1/models")'
    ),
    "variable of any program": fence("env", f"BASE_URL={BASE}"),
    "log with a status": fence("", "503 model=gpt-9", f"404 base_url={HOME}"),
    "vendor's own": "OpenAI's own Base URL is `https://api.openai.com/v1`, DeepSeek's is `https://api.deepseek.com`.",
    "row of another vendor": f"| Platform | Base URL | Model |\n|---|---|---|\n| Ours | {BASE} | gpt-4o-mini |\n"
    "| OpenAI 官方 | https://api.openai.com/v1 | gpt-9 |\n| vLLM | http://gpu.local:8000/v1 | qwen2.5-7b |",
    "vendor beside ours": fence("bash", f'export OPENAI_API_BASE_URLS="{BASE};https://api.openai.com/v1"'),
    "指到了官网": f"返回网页，是因为地址指到了官网 `{HOME}`。",
    "请求变成了": f"Base URL 填 `{BASE}` 时，实际请求变成了 `{ENDPOINT}`。",
    "旧": f'- 旧：`base_url="https://old.example.org/v1"`\n- 新：`base_url="{BASE}"`',
    "with Anthropic": f"Roo Code with Anthropic: tick *Use custom base URL*, `{ORIGIN}`.",
    "except in a bracket": f"接口地址统一为：{BASE}（Claude Code 用户去掉 /v1）。",
    "column for a protocol": f"| | OpenAI protocol | Anthropic protocol |\n|---|---|---|\n"
    f"| Base URL | `{BASE}` | `{ORIGIN}` |",
    "for other things": f"Base URL for webhooks: {HOME}\n\nBase URL for the docs: {HOME}",
    "for a client, and more": f"Base URL for Dify and what else it asks for: see {HOME}",
    "announced as wrong": f"错误示范：\n\n- Base URL：`{HOME}`\n- Base URL：`{ENDPOINT}`",
    "told and refused": f"Some resellers tell you to set the Base URL to `{HOME}`; never do that.",
    "variables of several programs": fence(
        "powershell", f'$env:OPENAI_BASE_URL = "{BASE}"', f'$env:GOOGLE_GEMINI_BASE_URL = "{ORIGIN}"'
    ),
    "key of any program": fence("lua", f'{{ endpoint_url = "{ENDPOINT}" }}'),
    "origin": fence("toml", "[site]", f'api_origin = "{ORIGIN}"'),
    "key above": fence("yaml", "llm:", "  openai:", f"    baseURL: {BASE}", "  anthropic:", f"    baseURL: {ORIGIN}"),
    "another client's value comes next": f"OpenAI 兼容的客户端填 {BASE}，Claude Code 填 {ORIGIN}。",
    "own host": "反代后，Base URL 写你自己的域名，例如 `https://llm.example.org/v1`。",
    "program with other rules": fence("properties", f"spring.ai.openai.base-url={ORIGIN}"),
    "variable of requests": f"Create `baseUrl = {ORIGIN}` and send to `{{{{baseUrl}}}}/v1/chat/completions`.",
    "mended": f'- 修复：`base_url="{ORIGIN}"` 缺少 /v1 的问题。',
    "no business of ours": "Base URL 见上文；同步插件的服务器地址 https://sync.example.net 与本站无关。",
    "switch": f"# Roo Code\n\n若选择「Anthropic」，勾选「使用自定义基础 URL」，填写 {ORIGIN}。",
    "whole address": f"自定义接口地址（这里要完整路径）：`{ENDPOINT}`。",
    "another language": "# LangChain.js\n\n"
    + fence("ts", "new ChatOpenAI({", f'  configuration: {{ baseURL: "{BASE}" }},', "});"),
    "name of another client": f"# Cursor\n\n「API Host」是 Cherry Studio 的叫法。Override OpenAI Base URL 填 {BASE}。",
    "symptom with marks": f"If `got str: '<!doctype html>` appears, `base_url` is {HOME}.",
    "key of a vendor": "# Gemini CLI\n\nChoose `gemini-api-key` in the settings.",
    "consequence": f"Zed adds the path, so a Base URL of {ENDPOINT} ends up with it twice.",
    "consequence behind the name": f"With {HOME} as the Base URL the parser chokes on a doctype.",
    "后果": f"把 {HOME} 填进 Base URL，拿到的是一堆 HTML。",
    "多一截": f"Base URL 填到 {ENDPOINT} 就多了一截。",
    "ticket": f"> I set the Base URL to {HOME} and I only get a web page back.",
    "工单": f"> 我这边 Base URL 是 {HOME}，对话一直转圈。",
    "speaker": f"Customer: Base URL {HOME}.",
    "screenshot": f"Your screenshot shows {HOME} in the Base URL box.",
    "blamed": f"Half of all tickets come down to one line: Base URL {HOME}.",
    "before": f"Before: `base_url={HOME}`\n\nAfter: `base_url={BASE}`",
    "改前": f"改前：`base_url={HOME}`\n\n改后：`base_url={BASE}`",
    "myth": f"| Myth | Truth |\n|---|---|\n| Base URL `{HOME}` | Base URL `{BASE}` |",
    "你填的": f"| 你填的 | 应该填 |\n|---|---|\n| Base URL `{HOME}` | Base URL `{BASE}` |",
    "verdict": f"| Base URL | OK? |\n|---|---|\n| `{BASE}` | ✓ |\n| `{HOME}` | ✗ |",
    "两个地址": f"Base URL 与官网是两个地址，一个是 {ORIGIN}，一个是 {HOME}。",
    "two things": f"The base URL and the website are two things: one is {ORIGIN}, the other {HOME}.",
    "not it": f"Do not enter the website as the Base URL. It is {HOME}.",
    "判断题": f'- Base URL 可以填 {HOME}。（错）\n- `base_url="{ORIGIN}"` 就能用。（错）',
    "true or false": f"Set the Base URL to {HOME} (false)",
    "kept as a warning": "下面这段是错的，留作提醒：\n\n" + fence("python", f'OpenAI(base_url="{HOME}")'),
    "command in a remark": fence("sh", f"# aider --openai-api-base {HOME} will fail"),
    "ruby-openai": fence("ruby", f'OpenAI::Client.new(uri_base: "{ORIGIN}")'),
    "ChatAnthropic": fence(
        "python",
        "from langchain_anthropic import ChatAnthropic",
        f'ChatAnthropic(model="claude-sonnet-4", base_url="{ORIGIN}")',
    ),
    "file below a program": "Anthropic SDK：\n\n"
    + fence("python", "from anthropic import Anthropic", f'Anthropic(base_url="{ORIGIN}")')
    + "\n"
    + fence("ini", "[llm]", f"base_url = {BASE}"),
    "empty list": f"Base URL 填 {HOME} 后会显示空的模型列表。",
    "whoever takes it": f"Whoever uses {HOME} as Base URL gets HTML.",
    "结论": f"| Base URL | 能用吗 |\n|---|---|\n| `{BASE}` | 能 |\n| `{HOME}` | 不能 |",
    "对错": f"| 变量 | 对 | 错 |\n|---|---|---|\n| OPENAI_BASE_URL | `{BASE}` | `{HOME}` |",
    "marks before code": fence("text", f"✗ OPENAI_BASE_URL={HOME}", f"错误：base_url = {HOME}"),
    "arrow": fence("bash", f"# OPENAI_BASE_URL={HOME}  <- wrong, a web page"),
    "taken back": f"The Base URL in it is {HOME}; that is our website.",
    "客户填的": f"客户 Base URL 填的 {HOME}，已改正。",
    "by hand": f"n8n 的 HTTP Request 节点，URL 填 {ENDPOINT}。",
    "whole value": f"沉浸式翻译的接口地址填什么？这里要写完整的 {ENDPOINT}。",
    "where to read": f"The Base URL is printed on {HOME}/docs. Where is the Base URL? Sign in at {HOME}.",
    "a bracket for each": f"Base URL：{BASE}（OpenAI 系）或 {ORIGIN}（Claude 系）。",
    "older guides": f"Older guides gave {HOME} as the Base URL; that address was switched off.",
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
        fence("ini", "[llm]", f"base_url = {ORIGIN}"),  # clients that read such a key want different values
        f"---\nbase_url: {ORIGIN}\n---\n\nText.",
    ],
)
def test_a_fix_is_not_safe_where_the_client_or_the_host_is_a_guess(text: str, home_site: Site) -> None:
    (finding,) = findings(home_site, text)

    assert finding.fix
    assert not finding.fix.safe


@pytest.mark.parametrize(
    "text",
    [
        fence("bash", f"export OPENAI_BASE_URL={BASE}", "codex"),  # Codex reads a key of its file, no variable
        fence("python", "import openai", f'openai.api_base = "{BASE}"'),  # a keyword is no attribute
    ],
)
def test_a_name_is_not_replaced_by_one_of_another_kind(text: str, home_site: Site) -> None:
    names = [item for item in findings(home_site, text) if item.rule == "base-url/wrong-field-name"]

    assert [item.fix for item in names] == [None]


def test_a_variable_that_requests_are_made_of_keeps_its_value(home_site: Site) -> None:
    page = fence(
        "python",
        "from openai import OpenAI",
        f"GW = '{ORIGIN}'",
        "client = OpenAI(base_url=GW)",
        "requests.get(GW + '/v1/models')",
    )
    (finding,) = findings(home_site, page)

    assert (finding.rule, finding.span.line, finding.fix) == ("base-url/missing-version", 4, None)


def test_a_link_that_shows_its_address_changes_as_a_whole(home_site: Site) -> None:
    text = f"In Cursor, set Override OpenAI Base URL to [{ORIGIN}]({ORIGIN})."
    (finding,) = findings(home_site, text)

    assert finding.fix
    for edit in sorted(finding.fix.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert text == f"In Cursor, set Override OpenAI Base URL to [{BASE}]({BASE})."


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
