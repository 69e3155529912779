"""Outdated advice, unknown models and wrong labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corpus.base_url.frames import fence, fences
from corpus.base_url.names import MODEL, OUTDATED, Special

ADVICE: Final = (
    # advice for versions that are gone
    Special(
        "cherry suffix",
        OUTDATED,
        "cherry-studio",
        zh=(
            "⟦API 地址以 `/` 结尾会忽略 v1 版本，以 `#` 结尾则强制使用输入地址。⟧",
            "提示：⟦`/` 结尾忽略 v1 版本，`#` 结尾强制使用输入地址⟧。",
            "| 结尾 | 作用 |\n|---|---|\n⟦| `/` | 忽略 v1 版本 |\n| `#` | 强制使用输入地址 |⟧",
            "- 打开设置\n- ⟦地址末尾加 `/`，可以不自动补 v1⟧\n- 保存",
            "如果不想自动拼接路径，⟦在 API 地址末尾加上 `#`，客户端就会原样使用你输入的地址⟧。",
            "⟦在地址最后加一个斜杠 / 就不会再拼接 v1。⟧",
            "⟦API 地址以 # 结尾时，会强制使用你填写的地址，不再拼接任何路径。⟧",
            "- ⟦“/”结尾：忽略 v1⟧\n- ⟦“#”结尾：强制使用输入地址⟧",
            "不想要 v1？⟦API 地址写成 `‹api›/`，末尾带上斜杠即可忽略 v1⟧。",
            "完整路径的写法：⟦API 地址填 `‹api›/v1/chat/completions#`，井号表示强制使用该地址⟧。",
            "技巧：⟦末尾加 `#` 可以让 Cherry Studio 原样请求该地址⟧。",
        ),
        en=(
            "⟦End the API Host with `/` to ignore v1, end it with `#` to force the address as entered.⟧",
            "Tip: ⟦a trailing `/` ignores v1, a trailing `#` forces the input address⟧.",
            "- Open the settings\n- ⟦Add a `/` at the end, so that v1 is not added⟧\n- Save",
            "⟦Put a `#` behind the address and Cherry Studio uses it exactly as you typed it.⟧",
            "⟦A slash at the end of the API Host keeps the client from adding v1.⟧",
            "| Ending | Effect |\n|---|---|\n⟦| `/` | ignores v1 |\n| `#` | forces the input address |⟧",
            "- ⟦Ending with `/`: v1 is ignored⟧\n- ⟦Ending with `#`: the address is forced⟧",
            "No v1 wanted? ⟦Write the API Host as `‹api›/`, the slash at the end makes it ignore v1.⟧",
            "For a full path ⟦enter `‹api›/v1/chat/completions#`; the hash forces this very address⟧.",
        ),
        told=False,
    ),
    Special(
        "chatbox suffix",
        OUTDATED,
        "chatbox",
        zh=(
            "⟦API 主机以 `/` 结尾忽略 v1，以 `#` 结尾强制使用输入地址。⟧",
            "⟦在 API 主机末尾加 `#`，就会强制使用输入的地址。⟧",
            "提示：⟦/ 结尾忽略 v1 版本，# 结尾强制使用输入地址⟧",
        ),
        en=(
            "⟦End the API Host with `/` to ignore v1 and with `#` to force the input address.⟧",
            "⟦Add `#` to the API Host to force the address as entered.⟧",
            "Hint: ⟦a slash at the end ignores v1, a hash forces the input address⟧",
        ),
        told=False,
    ),
    Special(
        "wire_api chat",
        OUTDATED,
        "codex-cli",
        (
            *fences(
                "toml",
                'model = "‹id›"\nmodel_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "ALLTKN"\nbase_url = "‹api›/v1"\nenv_key = "ALLTKN_API_KEY"\n⟦wire_api = "chat"⟧',
                "[model_providers.alltkn]\nbase_url = '‹api›/v1'\n⟦wire_api = 'chat'⟧",
            ),
            fence(
                "bash",
                'codex -c model_providers.alltkn.base_url="‹api›/v1" ⟦-c model_providers.alltkn.wire_api="chat"⟧',
            ),
        ),
        zh=(
            "把 ⟦`wire_api` 设为 `chat`⟧，Codex CLI 才会使用聊天接口。",
            "| 键 | 值 |\n|---|---|\n| `base_url` | `‹api›/v1` |\n| ⟦`wire_api` | `chat`⟧ |",
            '在 config.toml 中加上 ⟦`wire_api = "chat"`⟧。',
        ),
        en=(
            "Set ⟦`wire_api` to `chat`⟧ so that Codex CLI uses chat completions.",
            "| Key | Value |\n|---|---|\n| `base_url` | `‹api›/v1` |\n| ⟦`wire_api` | `chat`⟧ |",
            'Add ⟦`wire_api = "chat"`⟧ to config.toml.',
        ),
        told=False,
    ),
    Special(
        "ChatCompletion",
        OUTDATED,
        "openai-python",
        fences(
            "python",
            'import openai\n\nopenai.api_key = "‹key›"\nopenai.base_url = "‹api›/v1/"\n\nreply = ⟦openai.ChatCompletion.create(⟧\n    model="‹id›",\n    messages=messages,\n)',
            "import openai\n\nfor chunk in ⟦openai.ChatCompletion.create(model='‹id›', messages=messages, stream=True):⟧\n    print(chunk)",
            'import openai\n\nanswer = await ⟦openai.ChatCompletion.acreate(model="‹id›", messages=messages)⟧',
        ),
        zh=('调用 ⟦`openai.ChatCompletion.create(model="‹id›", messages=messages)`⟧ 即可得到回答。',),
        en=('Call ⟦`openai.ChatCompletion.create(model="‹id›", messages=messages)`⟧ to get an answer.',),
    ),
    # models that the site does not have
    Special(
        "model in python",
        MODEL,
        "openai-python",
        fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹api›/v1", api_key="‹key›")\nreply = client.chat.completions.create(\n    ⟦model="‹bad›",⟧\n    messages=[{"role": "user", "content": "Hello"}],\n)',
            "from openai import OpenAI\n\nclient = OpenAI(api_key='‹key›', base_url='‹api›/v1')\nfor part in client.chat.completions.create(⟦model='‹bad›'⟧, messages=messages, stream=True):\n    print(part)",
            'import os\n\nfrom openai import OpenAI\n\nBASE_URL = "‹api›/v1"\n⟦MODEL = "‹bad›"\n\nclient = OpenAI(base_url=BASE_URL, api_key=os.environ["ALLTKN_API_KEY"])\nclient.chat.completions.create(model=MODEL,⟧ messages=messages)',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹api›/v1", api_key="‹key›")\nclient.responses.create(⟦model="‹bad›"⟧, input="Hello")',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹api›/v1", api_key="‹key›")\nbody = {"messages": messages, ⟦"model": "‹bad›"⟧}\nclient.chat.completions.create(**body)',
            'import requests\n\nrequests.post(\n    "‹api›/v1/chat/completions",\n    headers=headers,\n    json={⟦"model": "‹bad›"⟧, "messages": messages},\n)',
        ),
    ),
    Special(
        "model in python",
        MODEL,
        "langchain-python",
        fences(
            "python",
            'from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(⟦model="‹bad›"⟧, base_url="‹api›/v1", api_key="‹key›")',
        ),
    ),
    Special(
        "model in python",
        MODEL,
        "litellm",
        fences(
            "python",
            'import litellm\n\nlitellm.completion(⟦model="openai/‹bad›"⟧, api_base="‹api›/v1", messages=messages)',
        ),
    ),
    Special(
        "model in python",
        MODEL,
        "anthropic-python",
        fences(
            "python",
            'import anthropic\n\nclient = anthropic.Anthropic(base_url="‹api›", api_key="‹key›")\nclient.messages.create(⟦model="‹bad›"⟧, max_tokens=64, messages=messages)',
        ),
    ),
    Special(
        "model in js",
        MODEL,
        "openai-node",
        fences(
            "js",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({ baseURL: "‹api›/v1", apiKey: "‹key›" });\nconst reply = await client.chat.completions.create({\n  ⟦model: "‹bad›",⟧\n  messages,\n});',
            "import OpenAI from 'openai';\n\nconst client = new OpenAI({ apiKey: '‹key›', baseURL: '‹api›/v1' });\nawait client.chat.completions.create({ ⟦model: '‹bad›'⟧, messages });",
        ),
    ),
    Special(
        "model in js",
        MODEL,
        "vercel-ai-sdk",
        fences(
            "ts",
            "import { createOpenAI } from '@ai-sdk/openai';\n\nconst alltkn = createOpenAI({ baseURL: '‹api›/v1', apiKey: '‹key›' });\nconst model = ⟦alltkn.chat('‹bad›');⟧",
        ),
    ),
    Special(
        "model in curl",
        MODEL,
        "curl",
        fences(
            "bash",
            'curl ‹api›/v1/chat/completions \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY" \\\n  -H "Content-Type: application/json" \\\n  -d \'{⟦"model": "‹bad›"⟧, "messages": [{"role": "user", "content": "Hello"}]}\'',
            'curl -X POST "‹api›/v1/chat/completions" \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY" \\\n  --data \'{\n    ⟦"model": "‹bad›",⟧\n    "messages": [{"role": "user", "content": "1+1=?"}]\n  }\'',
        ),
    ),
    Special(
        "model in json",
        MODEL,
        "unknown",
        fences(
            "json",
            '{\n  "base_url": "‹api›/v1",\n  "api_key": "‹key›",\n  ⟦"model": "‹bad›"⟧\n}',
            '{\n  "providers": [\n    {"name": "ALLTKN", "baseURL": "‹api›/v1", ⟦"models": ["‹id›", "‹bad›"]⟧}\n  ]\n}',
            '{"apiBase": "‹api›/v1", ⟦"defaultModel": "‹bad›"⟧, "apiKey": "‹key›"}',
        ),
    ),
    Special(
        "model in yaml",
        MODEL,
        "unknown",
        fences(
            "yaml",
            "llm:\n  base_url: ‹api›/v1\n  api_key: ‹key›\n  ⟦model: ‹bad›⟧",
            'openai:\n  ⟦model: "‹bad›"⟧\n  apiBase: ‹api›/v1',
        ),
    ),
    Special(
        "model in yaml",
        MODEL,
        "continue",
        fences(
            "yaml",
            "models:\n  - name: ALLTKN\n    provider: openai\n    ⟦model: ‹bad›⟧\n    apiBase: ‹api›/v1\n    apiKey: ‹key›",
        ),
    ),
    Special(
        "model in toml",
        MODEL,
        "codex-cli",
        fences(
            "toml",
            '⟦model = "‹bad›"⟧\nmodel_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "ALLTKN"\nbase_url = "‹api›/v1"\nenv_key = "ALLTKN_API_KEY"',
        ),
    ),
    Special(
        "model in env",
        MODEL,
        "unknown",
        fences(
            "env",
            "OPENAI_BASE_URL=‹api›/v1\nOPENAI_API_KEY=‹key›\n⟦OPENAI_MODEL=‹bad›⟧",
            'LLM_BASE_URL="‹api›/v1"\n⟦LLM_MODEL="‹bad›"⟧\nLLM_API_KEY=‹key›',
        )
        + fences("bash", "export OPENAI_BASE_URL=‹api›/v1\n⟦export OPENAI_MODEL=‹bad›⟧"),
    ),
    Special(
        "model in env",
        MODEL,
        "claude-code",
        fences(
            "bash", "export ANTHROPIC_BASE_URL=‹api›\nexport ANTHROPIC_AUTH_TOKEN=‹key›\n⟦export ANTHROPIC_MODEL=‹bad›⟧"
        )
        + fences("json", '{\n  "env": {\n    "ANTHROPIC_BASE_URL": "‹api›",\n    ⟦"ANTHROPIC_MODEL": "‹bad›"⟧\n  }\n}'),
    ),
    Special("model in flag", MODEL, "aider", fences("bash", "aider --openai-api-base ‹api›/v1 ⟦--model openai/‹bad›⟧")),
    Special(
        "model in table",
        MODEL,
        "unknown",
        zh=(
            "| 字段名 | 示例值 |\n|---|---|\n| Base URL | `‹api›/v1` |\n| API Key | `‹key›` |\n| ⟦模型 | `‹bad›`⟧ |",
            "| Base URL | 模型 |\n|---|---|\n| `‹api›/v1` | ⟦`‹bad›`⟧ |",
            "- Base URL：`‹api›/v1`\n- API Key：`‹key›`\n- ⟦模型：`‹bad›`⟧",
            "Base URL 填 `‹api›/v1`，⟦模型填写 `‹bad›`⟧。",
            "**Base URL**：`‹api›/v1`\n\n⟦**模型**：`‹bad›`⟧",
            "1. Base URL 填 `‹api›/v1`。\n2. 粘贴密钥。\n3. ⟦模型 ID 填写 `‹bad›`⟧。",
            "```text\nBase URL：‹api›/v1\nAPI Key：‹key›\n⟦模型：‹bad›⟧\n```",
        ),
        en=(
            "| Field | Value |\n|---|---|\n| Base URL | `‹api›/v1` |\n| API Key | `‹key›` |\n| ⟦Model | `‹bad›`⟧ |",
            "| Base URL | Model |\n|---|---|\n| `‹api›/v1` | ⟦`‹bad›`⟧ |",
            "- Base URL: `‹api›/v1`\n- API Key: `‹key›`\n- ⟦Model: `‹bad›`⟧",
            "Set the base URL to `‹api›/v1` and ⟦the model to `‹bad›`⟧.",
            "**Base URL**: `‹api›/v1`\n\n⟦**Model**: `‹bad›`⟧",
            "1. Set the base URL to `‹api›/v1`.\n2. Paste the key.\n3. ⟦Enter `‹bad›` as the model id.⟧",
            "```text\nBase URL: ‹api›/v1\nAPI Key: ‹key›\n⟦Model: ‹bad›⟧\n```",
        ),
    ),
)
BAD_MODELS: Final = (
    "gpt-4o",
    "gpt-4",
    "gpt-3.5-turbo",
    "gpt-4-turbo-preview",
    "gpt-4.1-mini",
    "o3-mini",
    "claude-3-5-sonnet-20241022",
    "claude-sonnet-4-20250514",
    "claude-3-opus",
    "deepseek-reasoner",
    "deepseek-v3",
    "gemini-2.5-pro",
    "qwen-max",
    "moonshot-v1-8k",
    "glm-4-plus",
    "gpt-4o-mimi",
    "gpt4o-mini",
    "claude-sonet-4",
    "deepseek-chats",
)
STARTS: Final[Mapping[str, str]] = {
    "codex-cli": "codex",
    "claude-code": "claude",
    "gemini-cli": "gemini",
    "openai-python": "python app.py",
    "openai-node": "node app.mjs",
    "llamaindex": "python index.py",
    "open-webui": "open-webui serve",
    "lobehub": "pnpm start",
}
WRONG_LABELS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "cursor": (("API 地址", "接口地址", "API Host"), ("API Host", "API endpoint", "API Proxy URL")),
    "cherry-studio": (
        ("Base URL", "API 主机", "接口地址", "API 代理地址"),
        ("Base URL", "API Proxy URL", "OpenAI Endpoint"),
    ),
    "lobehub": (("Base URL", "API 地址", "接口地址", "API 主机"), ("Base URL", "API Host", "OpenAI Endpoint")),
    "chatbox": (("Base URL", "API 地址", "接口地址", "API 代理地址"), ("Base URL", "API Proxy URL", "OpenAI Endpoint")),
    "open-webui": (("API 主机", "API 代理地址"), ("API Host", "API Proxy URL", "OpenAI Endpoint")),
    "nextchat": (("Base URL", "API 地址", "API 主机"), ("Base URL", "API Host", "API Proxy URL")),
    "cline": (("API 地址", "接口地址", "API 主机"), ("API Host", "API Proxy URL", "OpenAI Endpoint")),
    "roo-code": (("API 地址", "接口地址", "API 主机"), ("API Host", "API Proxy URL", "OpenAI Endpoint")),
    "dify": (("接口地址", "API 主机", "API 代理地址"), ("API Host", "API Proxy URL", "OpenAI Endpoint")),
    "n8n": (("接口地址", "API 主机", "API 代理地址"), ("API Host", "API Proxy URL", "OpenAI Endpoint")),
}
"""Names from other clients' forms, by client: on Chinese and on English pages."""
LABEL_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": (
        "| 字段名 | 示例值 |\n|---|---|\n| ⟦‹w› | `‹r›`⟧ |\n| ‹k› | `‹key›` |\n| ‹ml› | `‹id›` |",
        "| 字段名 | 示例值 | 在哪里找到 |\n|---|---|---|\n| ‹k› | `‹key›` | 设置 |\n| ⟦`‹w›` | `‹r›`⟧ | 设置 |",
        "- ⟦**‹w›**：`‹r›`⟧\n- **‹k›**：你的密钥",
        "1. 打开 ‹n› 的设置。\n2. ⟦在“‹w›”填写 `‹r›`⟧。\n3. 在“‹k›”粘贴密钥。",
        "⟦在 ‹n› 的“‹w›”中填写 `‹r›`⟧。",
        "⟦**‹w›**：`‹r›`⟧",
    ),
    "en": (
        "| Field name | Example value |\n|---|---|\n| ⟦‹w› | `‹r›`⟧ |\n| ‹k› | `‹key›` |\n| ‹ml› | `‹id›` |",
        "| Field name | Example value | Where to find it |\n|---|---|---|\n| ‹k› | `‹key›` | settings |\n| ⟦`‹w›` | `‹r›`⟧ | settings |",
        "- ⟦**‹w›**: `‹r›`⟧\n- **‹k›**: your key",
        "1. Open the settings of ‹n›.\n2. ⟦In **‹w›**, enter `‹r›`⟧.\n3. Paste your key into **‹k›**.",
        "⟦In the “‹w›” field of ‹n›, enter `‹r›`⟧.",
        "⟦**‹w›**: `‹r›`⟧",
    ),
}
"""A page that calls the field `‹w›`."""
