"""Wrong field names: what a client ignores or refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from corpus.base_url.frames import fence, fences
from corpus.base_url.site import ORIGIN


@dataclass(frozen=True, slots=True)
class Special:
    """Texts with their own marks `⟦ ⟧` around what must be found."""

    name: str
    rules: tuple[str, ...]
    client: str
    texts: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    told: bool = True
    derived: bool = False
    """The registry does not name the mistake; it follows from the variables and keywords that the client reads."""

    def of(self, language: str) -> tuple[str, ...]:
        return (*self.texts, *(self.zh if language == "zh" else self.en))


FIELD: Final = ("base-url/wrong-field-name",)
LEGACY: Final = ("base-url/wrong-field-name", "base-url/outdated-advice")
OUTDATED: Final = ("base-url/outdated-advice",)
MODEL: Final = ("base-url/unknown-model",)
LABEL: Final = ("base-url/label",)
V1: Final = ORIGIN + "/v1"


def _wrong_variable(name: str, client: str, *variables: str, value: str = V1, derived: bool = False) -> Special:
    """Pages about a client that set a variable which it does not read."""
    texts = tuple(
        text.replace("‹w›", variable).replace("‹r›", value)
        for variable in variables
        for text in (
            *fences("bash", '⟦export ‹w›="‹r›"⟧\n‹go›', "⟦export ‹w›=‹r›⟧"),
            fence("powershell", '⟦$env:‹w› = "‹r›"⟧'),
            fence("env", "⟦‹w›=‹r›⟧"),
            fence("fish", "⟦set -gx ‹w› ‹r›⟧"),
            fence("bat", "⟦setx ‹w› ‹r›⟧"),
        )
    )
    zh = tuple(
        text.replace("‹w›", variable).replace("‹r›", value)
        for variable in variables
        for text in (
            "把 ⟦`‹w›` 设为 `‹r›`⟧，然后启动 ‹n›。",
            "‹n› 的环境变量：\n\n| 变量 | 值 |\n|---|---|\n| ⟦`‹w›` | `‹r›`⟧ |",
        )
    )
    en = tuple(
        text.replace("‹w›", variable).replace("‹r›", value)
        for variable in variables
        for text in (
            "Set ⟦`‹w›` to `‹r›`⟧ and start ‹n›.",
            "Variables of ‹n›:\n\n| Variable | Value |\n|---|---|\n| ⟦`‹w›` | `‹r›`⟧ |",
        )
    )
    return Special(name, FIELD, client, texts, zh, en, told=False, derived=derived)


NAMES: Final = (
    # keywords that a client ignores or refuses
    Special(
        "wrong keyword",
        FIELD,
        "openai-python",
        fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(\n    ⟦baseURL="‹api›/v1",⟧\n    api_key="‹key›",\n)',
            "from openai import OpenAI\n\nclient = OpenAI(api_key='‹key›', ⟦api_base='‹api›/v1'⟧)",
            'import openai\n\nclient = openai.AsyncOpenAI(⟦api_base="‹api›/v1"⟧, api_key="‹key›")',
            'from openai import OpenAI\n\noptions = {"api_key": "‹key›", ⟦"baseURL": "‹api›/v1"⟧}\nclient = OpenAI(**options)',
        ),
    ),
    Special(
        "wrong variable",
        FIELD,
        "openai-python",
        fences(
            "python",
            'import os\n\n⟦os.environ["OPENAI_API_BASE"] = "‹api›/v1"⟧\n\nfrom openai import OpenAI\n\nclient = OpenAI()',
            "import os\nfrom openai import OpenAI\n\n⟦os.environ.setdefault('OPENAI_API_BASE', '‹api›/v1')⟧\nclient = OpenAI(api_key='‹key›')",
        ),
    ),
    _wrong_variable("wrong variable", "openai-python", "OPENAI_API_BASE"),
    _wrong_variable("wrong variable", "openai-node", "OPENAI_API_BASE"),
    Special(
        "legacy attribute",
        LEGACY,
        "openai-python",
        fences(
            "python",
            'import openai\n\nopenai.api_key = "‹key›"\n⟦openai.api_base = "‹api›/v1"⟧',
            "import os\nimport openai\n\n⟦openai.api_base = '‹api›/v1'⟧\nopenai.api_key = os.getenv('ALLTKN_API_KEY')",
        ),
        zh=('在代码开头加一行 ⟦`openai.api_base = "‹api›/v1"`⟧。',),
        en=('Add ⟦`openai.api_base = "‹api›/v1"`⟧ at the top of your script.',),
    ),
    Special(
        "wrong keyword",
        FIELD,
        "openai-node",
        fences(
            "js",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({\n  apiKey: process.env.ALLTKN_API_KEY,\n  ⟦base_url: "‹api›/v1",⟧\n});',
            "import OpenAI from 'openai';\nconst client = new OpenAI({ ⟦baseUrl: '‹api›/v1'⟧, apiKey: '‹key›' });",
            "const OpenAI = require('openai');\n\nconst client = new OpenAI({\n  ⟦basePath: '‹api›/v1',⟧\n  apiKey: '‹key›',\n});",
        )
        + fences(
            "ts",
            'import OpenAI from "openai";\n\nconst options = {\n  ⟦base_url: "‹api›/v1",⟧\n  apiKey: "‹key›",\n};\nconst client = new OpenAI(options);',
        ),
    ),
    Special(
        "wrong variable",
        FIELD,
        "openai-node",
        fences(
            "js",
            "import OpenAI from 'openai';\n\n⟦process.env.OPENAI_API_BASE = '‹api›/v1';⟧\nconst client = new OpenAI();",
        ),
    ),
    Special(
        "wrong keyword",
        FIELD,
        "anthropic-python",
        fences(
            "python",
            'import anthropic\n\nclient = anthropic.Anthropic(\n    ⟦baseURL="‹api›",⟧\n    api_key="‹key›",\n)',
            "from anthropic import AsyncAnthropic\n\nclient = AsyncAnthropic(⟦baseURL='‹api›'⟧)",
        ),
    ),
    Special(
        "wrong keyword",
        FIELD,
        "anthropic-typescript",
        fences(
            "ts",
            'import Anthropic from "@anthropic-ai/sdk";\n\nconst client = new Anthropic({\n  ⟦base_url: "‹api›",⟧\n  apiKey: "‹key›",\n});',
            "import Anthropic from '@anthropic-ai/sdk';\nconst client = new Anthropic({ apiKey: '‹key›', ⟦base_url: '‹api›'⟧ });",
        ),
    ),
    Special(
        "wrong keyword",
        FIELD,
        "langchain-python",
        fences(
            "python",
            'from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(\n    model="‹id›",\n    ⟦api_base="‹api›/v1",⟧\n    api_key="‹key›",\n)',
        ),
    ),
    Special(
        "wrong keyword",
        FIELD,
        "llamaindex",
        fences(
            "python",
            'from llama_index.llms.openai import OpenAI\n\nllm = OpenAI(model="‹id›", ⟦base_url="‹api›/v1"⟧, api_key="‹key›")',
            "from llama_index.llms.openai import OpenAI\n\nllm = OpenAI(\n    model='‹id›',\n    ⟦base_url='‹api›/v1',⟧\n    api_key='‹key›',\n)",
        ),
    ),
    _wrong_variable("wrong variable", "llamaindex", "OPENAI_BASE_URL"),
    *(
        Special(
            "wrong keyword named",
            FIELD,
            client,
            zh=(
                f"| 参数 | 值 |\n|---|---|\n| ⟦`{name}` | `‹api›{path}`⟧ |\n| `{key}` | 你的密钥 |",
                f"在构造函数中传入 ⟦`{name}`，值为 `‹api›{path}`⟧。",
                f"- ⟦`{name}`：`‹api›{path}`⟧\n- `{key}`：你的密钥",
                f"把 ⟦`{name}` 设置为 `‹api›{path}`⟧ 即可。",
            ),
            en=(
                f"| Parameter | Value |\n|---|---|\n| ⟦`{name}` | `‹api›{path}`⟧ |\n| `{key}` | your key |",
                f"Pass ⟦`{name}` with the value `‹api›{path}`⟧ to the constructor.",
                f"- ⟦`{name}`: `‹api›{path}`⟧\n- `{key}`: your key",
                f"Set ⟦`{name}` to `‹api›{path}`⟧.",
            ),
            told=False,
        )
        for client, name, key, path in (
            ("openai-python", "api_base", "api_key", "/v1"),
            ("openai-python", "baseURL", "api_key", "/v1"),
            ("openai-node", "base_url", "apiKey", "/v1"),
            ("openai-node", "baseUrl", "apiKey", "/v1"),
            ("openai-node", "basePath", "apiKey", "/v1"),
            ("anthropic-python", "baseURL", "api_key", ""),
            ("anthropic-typescript", "base_url", "apiKey", ""),
            ("langchain-python", "api_base", "api_key", "/v1"),
            ("llamaindex", "base_url", "api_key", "/v1"),
            ("vercel-ai-sdk", "base_url", "apiKey", "/v1"),
        )
    ),
    Special(
        "wrong keyword",
        FIELD,
        "vercel-ai-sdk",
        fences(
            "ts",
            "import { createOpenAI } from '@ai-sdk/openai';\n\nconst alltkn = createOpenAI({\n  ⟦base_url: '‹api›/v1',⟧\n  apiKey: process.env.ALLTKN_API_KEY,\n});",
            'import { createOpenAICompatible } from "@ai-sdk/openai-compatible";\n\nconst alltkn = createOpenAICompatible({ name: "alltkn", ⟦base_url: "‹api›/v1"⟧ });',
        ),
    ),
    _wrong_variable("wrong variable", "codex-cli", "OPENAI_BASE_URL"),
    _wrong_variable("wrong variable", "codex-cli", "OPENAI_API_BASE", derived=True),
    _wrong_variable(
        "wrong variable",
        "claude-code",
        "OPENAI_BASE_URL",
        "ANTHROPIC_API_BASE",
        "ANTHROPIC_API_URL",
        value=ORIGIN,
        derived=True,
    ),
    _wrong_variable("wrong variable", "gemini-cli", "GEMINI_BASE_URL", "OPENAI_BASE_URL", value=ORIGIN, derived=True),
    _wrong_variable("wrong variable", "open-webui", "OPENAI_BASE_URL", derived=True),
    _wrong_variable("wrong variable", "lobehub", "OPENAI_BASE_URL", derived=True),
    Special(
        "wrong key",
        FIELD,
        "codex-cli",
        fences(
            "toml",
            'model_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "ALLTKN"\n⟦api_base = "‹api›/v1"⟧\nenv_key = "ALLTKN_API_KEY"',
            'model_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "ALLTKN"\n⟦baseURL = "‹api›/v1"⟧\nenv_key = "ALLTKN_API_KEY"\nwire_api = "responses"',
        ),
        derived=True,
    ),
    Special(
        "wrong key",
        FIELD,
        "continue",
        fences(
            "yaml",
            "models:\n  - name: ALLTKN\n    provider: openai\n    model: ‹id›\n    ⟦base_url: ‹api›/v1⟧\n    apiKey: ‹key›",
            "models:\n  - name: ALLTKN\n    provider: openai\n    model: ‹id›\n    ⟦baseURL: ‹api›/v1⟧",
        ),
        told=False,
        derived=True,
    ),
    Special(
        "wrong key",
        FIELD,
        "zed",
        fences(
            "json",
            '{\n  "language_models": {\n    "openai_compatible": {\n      "ALLTKN": {\n        ⟦"base_url": "‹api›/v1",⟧\n        "available_models": [{"name": "‹id›", "max_tokens": 128000}]\n      }\n    }\n  }\n}',
        ),
        derived=True,
    ),
)
