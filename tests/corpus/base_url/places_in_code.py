"""Python, JavaScript and TypeScript that give a Base URL."""

from __future__ import annotations

from typing import Final

from corpus.base_url.frames import Context, fences

CODE: Final = (
    # Python
    Context(
        "python keyword",
        "openai-python",
        fences(
            "python",
            'import os\n\nfrom openai import OpenAI\n\nclient = OpenAI(\n    api_key=os.environ["ALLTKN_API_KEY"],\n    base_url="‹v›",\n)',
            "from openai import OpenAI\n\nclient = OpenAI(base_url='‹v›', api_key='‹key›')\nprint(client.models.list())",
            'from openai import AsyncOpenAI\n\nclient = AsyncOpenAI(\n    base_url="‹v›",  # ‹c›\n    api_key="‹key›",\n    timeout=30,\n)',
            'import openai\n\nclient = openai.OpenAI(api_key="‹key›", base_url="‹v›")',
            'client = OpenAI(base_url="‹v›", api_key="‹key›")\nreply = client.chat.completions.create(model="‹id›", messages=messages)',
        ),
        told=True,
    ),
    Context(
        "python dict",
        "openai-python",
        fences(
            "python",
            'from openai import OpenAI\n\nconfig = {\n    "api_key": "‹key›",\n    "base_url": "‹v›",\n}\nclient = OpenAI(**config)',
            'from openai import OpenAI\n\nclient = OpenAI(**dict(base_url="‹v›", api_key="‹key›"))',
        ),
        told=True,
    ),
    Context(
        "python dict",
        "unknown",
        fences(
            "python",
            'LLM = {\n    "model": "‹id›",\n    "base_url": "‹v›",\n    "api_key": "‹key›",\n}',
            "settings = dict(model='‹id›', api_base='‹v›')",
        ),
    ),
    Context(
        "python environ",
        "openai-python",
        fences(
            "python",
            'import os\n\nfrom openai import OpenAI\n\nos.environ["OPENAI_BASE_URL"] = "‹v›"\nos.environ["OPENAI_API_KEY"] = "‹key›"\n\nclient = OpenAI()',
            "import os\nos.environ.setdefault('OPENAI_BASE_URL', '‹v›')\nfrom openai import OpenAI\nclient = OpenAI()",
            'import os\nfrom openai import OpenAI\nclient = OpenAI(base_url=os.getenv("OPENAI_BASE_URL", "‹v›"))',
        ),
        told=True,
    ),
    Context(
        "python module",
        "openai-python",
        fences("python", 'import openai\n\nopenai.api_key = "‹key›"\nopenai.base_url = "‹v›"'),
        told=True,
    ),
    Context(
        "python keyword",
        "anthropic-python",
        fences(
            "python",
            'import anthropic\n\nclient = anthropic.Anthropic(\n    base_url="‹v›",\n    api_key="‹key›",\n)',
            "from anthropic import Anthropic\n\nclient = Anthropic(api_key='‹key›', base_url='‹v›')\nmessage = client.messages.create(model='claude-sonnet-4', max_tokens=64, messages=messages)",
            'from anthropic import AsyncAnthropic\n\nclient = AsyncAnthropic(base_url="‹v›")',
        ),
        told=True,
    ),
    Context(
        "python environ",
        "anthropic-python",
        fences(
            "python",
            'import os\nimport anthropic\n\nos.environ["ANTHROPIC_BASE_URL"] = "‹v›"\nclient = anthropic.Anthropic()',
        ),
        told=True,
    ),
    Context(
        "python keyword",
        "langchain-python",
        fences(
            "python",
            'from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(\n    model="‹id›",\n    base_url="‹v›",\n    api_key="‹key›",\n)',
            "from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(model='‹id›', openai_api_base='‹v›', openai_api_key='‹key›')",
        ),
        told=True,
    ),
    Context(
        "python environ",
        "langchain-python",
        fences(
            "python",
            'import os\nfrom langchain_openai import ChatOpenAI\n\nos.environ["OPENAI_API_BASE"] = "‹v›"\nllm = ChatOpenAI(model="‹id›")',
        ),
        told=True,
    ),
    Context(
        "python keyword",
        "llamaindex",
        fences(
            "python",
            'from llama_index.llms.openai import OpenAI\n\nllm = OpenAI(\n    model="‹id›",\n    api_base="‹v›",\n    api_key="‹key›",\n)',
            "from llama_index.llms.openai import OpenAI\n\nllm = OpenAI(api_base='‹v›', api_key='‹key›', model='‹id›')",
        ),
        told=True,
    ),
    Context(
        "python keyword",
        "litellm",
        fences(
            "python",
            'from litellm import completion\n\nreply = completion(\n    model="openai/‹id›",\n    api_base="‹v›",\n    api_key="‹key›",\n    messages=messages,\n)',
            "import litellm\n\nlitellm.completion(model='openai/‹id›', base_url='‹v›', messages=messages)",
        ),
        told=True,
    ),
    Context(
        "python keyword",
        "litellm",
        fences(
            "python",
            'import litellm\n\nlitellm.completion(\n    model="anthropic/claude-sonnet-4",\n    api_base="‹v›",\n    messages=messages,\n)',
        ),
        told=True,
        rule="append_v1_messages_raw",
    ),
    Context(
        "through a variable",
        "openai-python",
        fences(
            "python",
            'import os\n\nfrom openai import OpenAI\n\n⟦GATEWAY = "‹v›"\nMODEL = "‹id›"\n\n# ‹c›\nclient = OpenAI(base_url=GATEWAY,⟧ api_key=os.environ["ALLTKN_API_KEY"])',
            "from openai import OpenAI\n\n⟦url = '‹v›'\nkey = '‹key›'\nclient = OpenAI(api_key=key, base_url=url)⟧",
        ),
        told=True,
    ),
    Context(
        "through a variable",
        "anthropic-python",
        fences(
            "python",
            'from anthropic import Anthropic\n\n⟦ENDPOINT = "‹v›"\n\n\ndef make() -> Anthropic:\n    return Anthropic(base_url=ENDPOINT)⟧',
        ),
        told=True,
    ),
    Context(
        "through a variable",
        "env",
        fences(
            "bash",
            '⟦GATEWAY="‹v›"\nKEY="‹key›"\nexport ‹env›="$GATEWAY"⟧\nexport ‹kenv›="$KEY"',
            "⟦HOST=‹v›\nexport ‹env›=${HOST}⟧",
        ),
    ),
    Context(
        "through a variable",
        "openai-node",
        fences(
            "ts",
            'import OpenAI from "openai";\n\n⟦const gateway = "‹v›";\nconst apiKey = process.env.ALLTKN_API_KEY;\n\nexport const client = new OpenAI({ apiKey, baseURL: gateway });⟧',
            "import OpenAI from 'openai';\n\n⟦const baseURL = '‹v›';\nconst client = new OpenAI({ baseURL, apiKey: '‹key›' });⟧",
        ),
        told=True,
    ),
    Context(
        "through a variable",
        "anthropic-typescript",
        fences(
            "ts",
            "import Anthropic from '@anthropic-ai/sdk';\n\n⟦const host = '‹v›';\nconst client = new Anthropic({ baseURL: host });⟧",
        ),
        told=True,
    ),
    # JavaScript and TypeScript
    Context(
        "js object",
        "openai-node",
        fences(
            "js",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({\n  apiKey: process.env.ALLTKN_API_KEY,\n  baseURL: "‹v›",\n});',
            "const OpenAI = require('openai');\nconst client = new OpenAI({ baseURL: '‹v›', apiKey: '‹key›' });",
        )
        + fences(
            "typescript",
            "import OpenAI from 'openai';\n\nconst options = {\n  baseURL: `‹v›`, // ‹c›\n  apiKey: '‹key›',\n};\nconst client = new OpenAI(options);",
        ),
        told=True,
    ),
    Context(
        "js process.env",
        "openai-node",
        fences(
            "js",
            "import OpenAI from 'openai';\n\nprocess.env.OPENAI_BASE_URL = '‹v›';\nconst client = new OpenAI();",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL ?? "‹v›" });',
        ),
        told=True,
    ),
    Context(
        "js object",
        "anthropic-typescript",
        fences(
            "ts",
            'import Anthropic from "@anthropic-ai/sdk";\n\nconst client = new Anthropic({\n  baseURL: "‹v›",\n  apiKey: process.env.ALLTKN_API_KEY,\n});',
            "import Anthropic from '@anthropic-ai/sdk';\nconst anthropic = new Anthropic({ apiKey: '‹key›', baseURL: '‹v›' });",
        ),
        told=True,
    ),
    Context(
        "js process.env",
        "anthropic-typescript",
        fences(
            "js",
            "import Anthropic from '@anthropic-ai/sdk';\n\nprocess.env['ANTHROPIC_BASE_URL'] = '‹v›';\nconst client = new Anthropic();",
        ),
        told=True,
    ),
    Context(
        "js object",
        "vercel-ai-sdk",
        fences(
            "ts",
            "import { createOpenAI } from '@ai-sdk/openai';\n\nconst alltkn = createOpenAI({\n  baseURL: '‹v›',\n  apiKey: process.env.ALLTKN_API_KEY,\n});",
            "import { createOpenAICompatible } from '@ai-sdk/openai-compatible';\n\nconst alltkn = createOpenAICompatible({ name: 'alltkn', baseURL: '‹v›' });",
            "import { createAnthropic } from '@ai-sdk/anthropic';\n\nconst provider = createAnthropic({ baseURL: '‹v›', apiKey: '‹key›' });",
        ),
        told=True,
    ),
    Context(
        "js object",
        "unknown",
        fences(
            "js",
            "export default {\n  model: '‹id›',\n  baseURL: '‹v›',\n  apiKey: '‹key›',\n};",
            'const config = { base_url: "‹v›", model: "‹id›" };',
        ),
    ),
)
