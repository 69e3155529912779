"""Uses that are right: logs, marked blocks, compositions, other vendors, models in prose."""

from __future__ import annotations

from typing import Final

from corpus.base_url.frames import fences
from corpus.base_url.innocents import Innocent

MORE_INNOCENTS: Final = (
    Innocent(
        "log or error",
        fences(
            "text",
            "openai.NotFoundError: Error code: 404 - Invalid URL (POST /chat/completions), base_url=‹wrong›",
            "2026-03-02 10:11:12 ERROR request to ‹wrong› failed: 404 page not found",
            "unexpected status 404 Not Found: Invalid URL (POST /responses), url: ‹api›/responses",
            "GET ‹home›/models 200 text/html 14ms",
            'DEBUG openai._base_client HTTP Request: POST ‹home›/chat/completions "HTTP/1.1 404 Not Found"',
        )
        + fences(
            "log",
            "[10:02:44] base_url=‹wrong› model=‹bad› status=404",
            "10.1.1.3 - POST ‹api›/v1/v1/chat/completions 404",
        )
        + fences(
            "console",
            "$ python app.py\nopenai.NotFoundError: Error code: 404 - Invalid URL (POST /v1/v1/messages)",
            "$ echo $OPENAI_BASE_URL\n‹wrong›",
        ),
        zh=(
            "报错原文：`Invalid URL (POST /v1/chat/completions/chat/completions)`。",
            "日志里会出现 `POST ‹api›/v1/v1/chat/completions 404`。",
            "报错 `APIConnectionError: ‹wrong›` 表示地址不可用。",
        ),
        en=(
            "The message is `Invalid URL (POST /v1/chat/completions/chat/completions)`.",
            "The log shows `POST ‹api›/v1/v1/chat/completions 404`.",
            "The error `APIConnectionError: ‹wrong›` means that the address cannot be reached.",
        ),
    ),
    Innocent(
        "changelog",
        fences(
            "diff",
            "-OPENAI_BASE_URL=‹wrong›\n+OPENAI_BASE_URL=‹right›",
            '-client = OpenAI(base_url="‹wrong›")\n+client = OpenAI(base_url="‹right›")',
        ),
        zh=(
            "- 1.4.0：文档中的 Base URL 由 `‹wrong›` 改为 `‹right›`",
            "- 2025-11-02：不再接受 `http://api.example.com/v1`，统一使用 `‹right›`",
            "旧地址 `https://gateway.example.com/v1` 已停用，新的 Base URL 为 `‹right›`。",
            "- 修复：示例误把 Base URL 写成 `‹wrong›`",
            "| 日期 | 变更 |\n|---|---|\n| 2026-01-05 | Base URL 从 `‹wrong›` 更正为 `‹right›` |",
        ),
        en=(
            "- 1.4.0: the base URL in the docs changed from `‹wrong›` to `‹right›`",
            "- 2025-11-02: `http://api.example.com/v1` is no longer served, use `‹right›`",
            "The old address `https://gateway.example.com/v1` is switched off; the base URL is now `‹right›`.",
            "- Fixed: the example gave `‹wrong›` as the base URL",
            "| Date | Change |\n|---|---|\n| 2026-01-05 | Base URL corrected from `‹wrong›` to `‹right›` |",
        ),
    ),
    Innocent(
        "composed",
        fences(
            "python",
            'from openai import OpenAI\n\nHOST = "‹api›"\nclient = OpenAI(base_url=f"{HOST}/v1", api_key="‹key›")',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹api›" + "/v1", api_key="‹key›")',
            'import os\n\nfrom openai import OpenAI\n\nclient = OpenAI(base_url=os.environ["GATEWAY"] + "/v1")',
            "from openai import OpenAI\n\nclient = OpenAI(base_url=settings.base_url, api_key=settings.api_key)",
            "from openai import OpenAI\n\nHOME = '‹home›'\nAPI = '‹right›'\nclient = OpenAI(base_url=API, api_key='‹key›')\nprint(f'see {HOME}/docs')",
        )
        + fences(
            "js",
            "import OpenAI from 'openai';\n\nconst host = '‹api›';\nconst client = new OpenAI({ baseURL: `${host}/v1` });",
            "import OpenAI from 'openai';\n\nconst client = new OpenAI({ baseURL: new URL('/v1', '‹api›').href });",
        )
        + fences(
            "bash",
            'HOST=‹api›\nexport OPENAI_BASE_URL="$HOST/v1"',
            'GATEWAY=‹api›\nexport ANTHROPIC_BASE_URL="$GATEWAY"\nexport OPENAI_BASE_URL="$GATEWAY/v1"',
        )
        + fences("yaml", "x-gateway: &gateway ‹right›\nllm:\n  base_url: *gateway"),
    ),
    Innocent(
        "near a wrong name",
        fences(
            "js",
            'import OpenAI from "openai";\nimport config from "./config.json";\n\nconst client = new OpenAI({ baseURL: config.base_url, apiKey: config.api_key });',
            "import OpenAI from 'openai';\n\nconst { OPENAI_API_BASE } = process.env;\nconst client = new OpenAI({ baseURL: OPENAI_API_BASE ?? '‹right›' });",
            "export async function list({ base_url, key }) {\n  return fetch(`${base_url}/models`, { headers: { Authorization: `Bearer ${key}` } });\n}",
            "import OpenAI from 'openai';\n\n// the option is called baseURL, not base_url\nconst client = new OpenAI({ baseURL: '‹right›' });",
        )
        + fences(
            "python",
            'import json\n\nfrom openai import OpenAI\n\nconfig = json.load(open("config.json"))\nclient = OpenAI(base_url=config["baseURL"], api_key=config["apiKey"])',
            'import os\n\nfrom openai import OpenAI\n\nclient = OpenAI(base_url=os.environ["OPENAI_API_BASE"])',
            'import argparse\n\nfrom openai import OpenAI\n\nparser = argparse.ArgumentParser()\nparser.add_argument("--api-base", default="‹right›")\nclient = OpenAI(base_url=parser.parse_args().api_base)',
            'import openai\n\nopenai.base_url = "‹right›/"\nopenai.api_key = "‹key›"\nreply = openai.chat.completions.create(model="‹id›", messages=messages)',
            'from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(model="‹id›", openai_api_base="‹right›", openai_api_key="‹key›")',
            'import litellm\n\nlitellm.completion(model="openai/‹id›", api_base="‹right›", messages=messages)',
            'from llama_index.llms.openai import OpenAI\n\nllm = OpenAI(model="‹id›", api_base="‹right›")',
        )
        + fences(
            "bash",
            "export OPENAI_API_BASE=‹right›\naider --model openai/‹id›",
            "# read by LiteLLM\nexport OPENAI_API_BASE=‹right›",
        )
        + fences("toml", 'model = "‹id›"\nmodel_provider = "openai"\nopenai_base_url = "‹right›"'),
        zh=(
            "LangChain 接受 `base_url` 和 `openai_api_base` 两种写法。",
            "Python 用 `base_url`，Node.js 用 `baseURL`。",
            "LlamaIndex 的参数名是 `api_base`，不是 `base_url`。",
        ),
        en=(
            "LangChain takes both `base_url` and `openai_api_base`.",
            "Python says `base_url`, Node.js says `baseURL`.",
            "In LlamaIndex the keyword is `api_base`, not `base_url`.",
        ),
    ),
    Innocent(
        "placeholder",
        fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(base_url="https://<your-domain>/v1", api_key="<your-key>")',
            'client = OpenAI(base_url="YOUR_BASE_URL", api_key="YOUR_API_KEY")',
            "client = OpenAI(base_url='{{ base_url }}', api_key='{{ api_key }}')",
            'client = OpenAI(base_url="...", api_key="...")',
        )
        + fences(
            "json",
            '{"base_url": "<base-url>", "api_key": "<api-key>", "model": "<model-id>"}',
            '{"base_url": "https://{your-gateway}/v1", "model": "YOUR_MODEL"}',
            '{"baseURL": "", "apiKey": ""}',
            '{"base_url": "${BASE_URL}", "model": "${MODEL}"}',
            '{"base_url": null}',
        )
        + fences(
            "env",
            "OPENAI_BASE_URL=https://your-domain.com/v1\nOPENAI_API_KEY=sk-xxxx",
            "OPENAI_BASE_URL=\nOPENAI_API_KEY=",
            "OPENAI_BASE_URL=https://YOUR_GATEWAY_HOST/v1",
            "OPENAI_BASE_URL=<网关地址>/v1",
            "OPENAI_BASE_URL=https://<你的域名>/v1",
        )
        + fences(
            "bash",
            'export OPENAI_BASE_URL="$GATEWAY_URL"',
            "export OPENAI_BASE_URL=${GATEWAY}/v1",
            "export ANTHROPIC_BASE_URL=https://<your-domain>",
            'curl "$BASE_URL/chat/completions" -d "{\\"model\\": \\"$MODEL\\"}"',
        )
        + fences(
            "yaml",
            "base_url: https://<your-domain>/v1\nmodel: <model-id>",
            "base_url: {{ .Values.baseUrl }}\nmodel: {{ .Values.model }}",
        ),
        zh=(
            "Base URL：`https://<你的域名>/v1`",
            "Base URL 填写 `https://{网关域名}/v1`。",
            "| 字段 | 示例 |\n|---|---|\n| Base URL | 见控制台 |\n| 模型 | `<模型 ID>` |",
            "Base URL：与管理员确认",
            "Base URL 填写网关地址，API Key 填写自己的密钥。",
        ),
        en=(
            "Base URL: `https://<your-domain>/v1`",
            "Set the base URL to `https://{gateway-host}/v1`.",
            "| Field | Example |\n|---|---|\n| Base URL | see the console |\n| Model | `<model-id>` |",
            "Base URL: ask your administrator",
            "The base URL is the gateway's address, the API key your own.",
        ),
    ),
    Innocent(
        "local server",
        fences(
            "bash",
            "ollama serve\nexport OPENAI_BASE_URL=http://localhost:11434/v1",
            "vllm serve meta-llama/Llama-3.1-8B-Instruct --port 8000\ncurl http://127.0.0.1:8000/v1/models",
            "export ANTHROPIC_BASE_URL=http://127.0.0.1:4000",
        )
        + fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(base_url="http://localhost:1234/v1", api_key="lm-studio")\nclient.chat.completions.create(model="qwen2.5-7b-instruct", messages=messages)',
        )
        + fences("json", '{"title": "Ollama", "provider": "ollama", "apiBase": "http://localhost:11434"}')
        + fences("yaml", "llm:\n  base_url: http://host.docker.internal:11434/v1\n  model: llama3.1"),
        zh=(
            "本地模型（Ollama）的 Base URL 为 `http://localhost:11434/v1`。",
            "LM Studio 的本地地址是 `http://127.0.0.1:1234/v1`，模型在本机运行。",
        ),
        en=(
            "For a local model (Ollama) the base URL is `http://localhost:11434/v1`.",
            "LM Studio listens on `http://127.0.0.1:1234/v1`; the model runs on your machine.",
        ),
    ),
    Innocent(
        "other vendor",
        zh=(
            "## DeepSeek 官方接口\n\nDeepSeek 官方的 Base URL 是 `https://api.deepseek.com`，模型为 `deepseek-reasoner`。",
            "## 各家官方地址\n\n| 服务商 | Base URL |\n|---|---|\n| OpenAI | `https://api.openai.com/v1` |\n| Moonshot | `https://api.moonshot.cn/v1` |\n| 智谱 | `https://open.bigmodel.cn/api/paas/v4` |",
            "不设置时，SDK 默认请求 `https://api.openai.com/v1`。",
            "默认的 Base URL 是 `https://api.openai.com/v1`。",
            "## 从 OpenRouter 迁移\n\n原来的 Base URL 是 `https://openrouter.ai/api/v1`，改为 `‹right›`。",
            "Claude Code 默认连接 `https://api.anthropic.com`。",
        ),
        en=(
            "## DeepSeek's own API\n\nThe base URL of DeepSeek itself is `https://api.deepseek.com`, the model `deepseek-reasoner`.",
            "## Vendors\n\n| Vendor | Base URL |\n|---|---|\n| OpenAI | `https://api.openai.com/v1` |\n| Moonshot | `https://api.moonshot.cn/v1` |\n| Zhipu | `https://open.bigmodel.cn/api/paas/v4` |",
            "Without it the SDK asks `https://api.openai.com/v1`.",
            "The default base URL is `https://api.openai.com/v1`.",
            "## Moving from OpenRouter\n\nThe base URL was `https://openrouter.ai/api/v1`; change it to `‹right›`.",
            "By default Claude Code talks to `https://api.anthropic.com`.",
        ),
    ),
    Innocent(
        "model in prose",
        zh=(
            "`gpt-4o` 与 `claude-3-5-sonnet-20241022` 的上下文长度不同。",
            "`gpt-4` 已经停用，请改用 `‹id›`。",
            "OpenAI 在 2024 年发布了 gpt-4o。",
            "模型名称区分大小写：`GPT-4o` 不会被接受。",
            "如果填写 `gpt-5`，会返回 `model_not_found`。",
            "| 官方模型 | 上下文 |\n|---|---|\n| gpt-4o | 128k |\n| deepseek-reasoner | 64k |",
            "模型填写 `‹id›`，不要填写 `‹bad›`。",
            "模型 `‹bad›` 不在列表中，所以返回 503。",
        ),
        en=(
            "`gpt-4o` and `claude-3-5-sonnet-20241022` differ in context length.",
            "`gpt-4` is retired, use `‹id›`.",
            "OpenAI released gpt-4o in 2024.",
            "Model names are case-sensitive: `GPT-4o` is not accepted.",
            "A request for `gpt-5` returns `model_not_found`.",
            "| Vendor's model | Context |\n|---|---|\n| gpt-4o | 128k |\n| deepseek-reasoner | 64k |",
            "Enter the model `‹id›`, not `‹bad›`.",
            "The model `‹bad›` is not in the list, hence the 503.",
        ),
    ),
    Innocent(
        "model variable",
        fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›", api_key="‹key›")\nclient.chat.completions.create(model=MODEL, messages=messages)',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›", api_key="‹key›")\nclient.chat.completions.create(model="<model-id>", messages=messages)',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›", api_key="‹key›")\nclient.chat.completions.create(model="YOUR_MODEL", messages=messages)',
            'import os\nfrom openai import OpenAI\n\nclient = OpenAI(base_url="‹right›")\nclient.chat.completions.create(model=os.environ["MODEL"], messages=messages)',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›", api_key="‹key›")\nreply = client.chat.completions.create(model="‹id›", messages=messages)\nclass Car:\n    model = "T"',
            'import litellm\n\nlitellm.completion(model="openai/‹id›", api_base="‹right›", messages=messages)',
        )
        + fences(
            "bash",
            'export OPENAI_BASE_URL=‹right›\nexport OPENAI_MODEL="$MODEL"',
            "export ANTHROPIC_BASE_URL=‹api›\nexport ANTHROPIC_MODEL=claude-sonnet-4",
            "docker run -e OPENAI_PROXY_URL=‹right› -e OPENAI_MODEL_LIST=-all,+gpt-4o-mini,+deepseek-chat lobehub/lobe-chat",
            "aider --openai-api-base ‹right› --model openai/‹id›",
            "docker run -e BASE_URL=‹api› -e CUSTOM_MODELS=-all,+gpt-4o-mini yidadaa/chatgpt-next-web",
        )
        + fences(
            "json",
            '{"base_url": "‹right›", "model": "‹id›", "display_name": "GPT-4o mini"}',
            '{"baseURL": "‹right›", "model": "your-model-id"}',
        )
        + fences(
            "toml",
            'model = "‹id›"\nmodel_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "GPT-4o gateway"\nbase_url = "‹right›"\nenv_key = "ALLTKN_API_KEY"',
        )
        + fences(
            "python",
            "from openai import OpenAI\n\nclient = OpenAI()  # talks to OpenAI itself\nclient.chat.completions.create(model='gpt-4o', messages=messages)",
        ),
    ),
    Innocent(
        "right and old",
        fences(
            "python",
            'import openai\n\nopenai.api_key = "‹key›"\nopenai.base_url = "‹right›/"',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›")\nclient.chat.completions.create(model="‹id›", messages=messages)',
        )
        + fences(
            "toml",
            '[model_providers.alltkn]\nname = "ALLTKN"\nbase_url = "‹right›"\nenv_key = "ALLTKN_API_KEY"\nwire_api = "responses"',
        ),
        zh=(
            "`openai.ChatCompletion` 在 1.0 版中已移除，请改用 `client.chat.completions.create`。",
            "不要再使用 `openai.api_base`，它会被忽略。",
            "| 旧写法（0.x） | 新写法 |\n|---|---|\n| `openai.ChatCompletion.create` | `client.chat.completions.create` |\n| `openai.api_base` | `base_url` |",
            'Codex CLI 启动时报 `wire_api = "chat"` is no longer supported，改为 `wire_api = "responses"` 即可。',
            "`wire_api` 不能再设为 `chat`。",
            "Cherry Studio 2 中，末尾的 `#` 只会关闭自动附加的 API 版本。",
            "Cherry Studio 1.6 及更早版本：`/` 结尾忽略 v1 版本，`#` 结尾强制使用输入地址。",
            "旧版提示“/ 结尾忽略 v1 版本”已不再适用。",
            "Node SDK 会忽略 `base_url`，正确的写法是 `baseURL`。",
            "Codex CLI 不读取 `OPENAI_BASE_URL`，请在 config.toml 中设置 `base_url`。",
            "环境变量 `OPENAI_API_BASE` 对新版 SDK 无效，请使用 `OPENAI_BASE_URL`。",
        ),
        en=(
            "`openai.ChatCompletion` was removed in 1.0; call `client.chat.completions.create`.",
            "Do not use `openai.api_base` any more, it is ignored.",
            "| Before (0.x) | Now |\n|---|---|\n| `openai.ChatCompletion.create` | `client.chat.completions.create` |\n| `openai.api_base` | `base_url` |",
            'Codex CLI stops with `wire_api = "chat"` is no longer supported: write `wire_api = "responses"`.',
            "`wire_api` can no longer be `chat`.",
            "In Cherry Studio 2 a trailing `#` only turns off the version that is added.",
            "Cherry Studio 1.6 and before: a trailing `/` ignores v1, a trailing `#` forces the address.",
            "The old hint that a trailing `/` ignores v1 no longer applies.",
            "The Node SDK ignores `base_url`; the right spelling is `baseURL`.",
            "Codex CLI does not read `OPENAI_BASE_URL`; set `base_url` in config.toml.",
            "The variable `OPENAI_API_BASE` does nothing in the current SDKs, use `OPENAI_BASE_URL`.",
        ),
    ),
    Innocent(
        "several clients",
        zh=(
            "OpenAI 类的客户端填写 `‹api›/v1`；Claude Code 会自行补全路径，填写 `‹api›`。",
            "| 客户端 | Base URL |\n|---|---|\n| Cursor | `‹api›/v1` |\n| NextChat | `‹api›` |\n| Claude Code | `‹api›` |\n| Dify | `‹api›/v1` |",
            "Cursor 需要带 `/v1`（`‹api›/v1`），NextChat 不需要（`‹api›`）。",
            "- Claude Code：`‹api›`\n- Codex CLI：`‹api›/v1`\n- Gemini CLI：`‹api›`",
            "```bash\n# Claude Code\nexport ANTHROPIC_BASE_URL=‹api›\n# OpenAI SDK\nexport OPENAI_BASE_URL=‹api›/v1\n```",
            '## 接入 Claude Code\n\n把 `ANTHROPIC_BASE_URL` 设为 `‹api›`。\n\n### 同一台机器上的 Python\n\n```python\nfrom openai import OpenAI\n\nclient = OpenAI(base_url="‹api›/v1")\n```',
        ),
        en=(
            "OpenAI-style clients take `‹api›/v1`; Claude Code adds the path itself and takes `‹api›`.",
            "| Client | Base URL |\n|---|---|\n| Cursor | `‹api›/v1` |\n| NextChat | `‹api›` |\n| Claude Code | `‹api›` |\n| Dify | `‹api›/v1` |",
            "Cursor needs the `/v1` (`‹api›/v1`), NextChat does not (`‹api›`).",
            "- Claude Code: `‹api›`\n- Codex CLI: `‹api›/v1`\n- Gemini CLI: `‹api›`",
            "```bash\n# Claude Code\nexport ANTHROPIC_BASE_URL=‹api›\n# OpenAI SDK\nexport OPENAI_BASE_URL=‹api›/v1\n```",
            '## Claude Code\n\nSet `ANTHROPIC_BASE_URL` to `‹api›`.\n\n### Python on the same machine\n\n```python\nfrom openai import OpenAI\n\nclient = OpenAI(base_url="‹api›/v1")\n```',
        ),
    ),
    Innocent(
        "origin named",
        zh=(
            "API 的域名是 `‹api›`，官网的域名是 `‹home›`，两者不同。",
            "请在防火墙中放行 `‹api›` 和 `‹home›`。",
            "`‹api›` 与 `‹home›` 由不同的机器提供服务。",
            "地址末尾的 `/v1` 是接口版本，不是模型版本。",
            "执行 `ping api.example.com` 检查网络。",
            "DNS 应能解析 api.example.com。",
        ),
        en=(
            "The API lives at `‹api›`, the website at `‹home›`; they differ.",
            "Let `‹api›` and `‹home›` through your firewall.",
            "`‹api›` and `‹home›` are served by different machines.",
            "The `/v1` at the end is the version of the API, not of the model.",
            "Run `ping api.example.com` to check the network.",
            "api.example.com must resolve.",
        ),
    ),
    Innocent(
        "deep link template",
        zh=(
            '聊天链接模板：`https://chat.example.com/#/?settings={"key":"{key}","url":"{address}"}`',
            "格式为 `cherrystudio://providers/api-keys?v=1&data={cherryConfig}`。",
            "[在 LobeChat 中查看文档](https://lobehub.com/docs?settings=open)",
        ),
        en=(
            'Template of the link: `https://chat.example.com/#/?settings={"key":"{key}","url":"{address}"}`',
            "The form is `cherrystudio://providers/api-keys?v=1&data={cherryConfig}`.",
            "[Docs of LobeChat](https://lobehub.com/docs?settings=open)",
        ),
    ),
    Innocent(
        "advice without a value",
        zh=(
            "Base URL 末尾不要有空格。",
            "Base URL 和 API Key 都要从控制台复制。",
            "不同客户端的 Base URL 写法不同，请查看对应页面。",
            "修改 Base URL 后需要重启客户端。",
            "Base URL 是 API 的基础地址，不是网页地址。",
            "先检查 Base URL，再检查密钥。",
        ),
        en=(
            "Leave no blank behind the base URL.",
            "Copy both the base URL and the API key from the console.",
            "Clients want the base URL in different forms; see their pages.",
            "Restart the client after a change of the base URL.",
            "The base URL is the root of the API, not a web page.",
            "Check the base URL first, then the key.",
        ),
    ),
    Innocent(
        "front matter",
        zh=("‹front›canonical: ‹home›/docs/base-url\nauthor_url: ‹home›/team",),
        en=("‹front›canonical: ‹home›/docs/base-url\nauthor_url: ‹home›/team",),
    ),
    Innocent(
        "explained",
        zh=(
            "- 填 `‹api›`，请求发到 `‹api›/chat/completions`，404。\n- 填 `‹api›/v1`，请求发到 `‹api›/v1/chat/completions`，正常。",
            "误区一：把 `‹home›/v1` 当作接口地址。官网没有接口。",
            "误区二：在 Base URL 后面手动加路径，例如 `‹api›/v1/chat/completions`。",
            "第一次我把 ‹home› 填进了 Base URL，结果一直报错，后来改成 `‹api›/v1` 才好。",
        ),
        en=(
            "Pitfall: a Base URL such as `‹api›/v1/chat/completions`.",
            "- With `‹api›` as Base URL the request goes to `‹api›/chat/completions`, which answers 404.",
        ),
    ),
    Innocent(
        "protocol of an item",
        zh=(
            "- OpenAI 风格：Base URL：‹api›/v1\n- Anthropic 风格：SDK 自己加版本与路径。Base URL：‹api›",
            "Gemini 风格：程序自己加 `/v1beta`。Base URL：‹api›",
        ),
        en=(
            "- OpenAI style: Base URL: ‹api›/v1\n- Anthropic style: the SDK adds version and endpoint. Base URL: ‹api›",
            "Gemini style: the program adds `/v1beta`. Base URL: ‹api›",
        ),
    ),
    Innocent(
        "another program",
        (
            *fences("env", "SUPABASE_URL=https://xxx.supabase.co", "FIREBASE_URL=https://app.example.net"),
            *fences("js", "axios.defaults.baseURL = '‹api›';", "const proxyUrl = `http://localhost:${port}`"),
            "See [the code](https://github.com/example/gateway) of the API server: https://github.com/example/gateway",
        ),
        zh=("- Endpoint URL：`https://login.example.net/api/webhooks/logto`", "已下线模型：gpt-3.5-turbo、claude-2.1"),
        en=(
            "- Endpoint URL: `https://login.example.net/api/webhooks/logto`",
            "Retired models: gpt-3.5-turbo, claude-2.1",
        ),
    ),
)
WRONG_VALUES: Final = (
    "https://www.example.com",
    "https://www.example.com/console",
    "https://example.com",
    "https://www.example.com/v1",
    "https://api.example.com/v1/chat/completions",
    "https://api.example.com/v1/v1",
    "https://api.example.com",
    "http://api.example.com/v1",
    "https://api.exmaple.com/v1",
    "api.example.com/v1",
)
