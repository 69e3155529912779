"""Pages that give a Base URL, rightly and wrongly, for the family ``base-url``.

A page is drawn in four steps: a client, a context in which its Base URL stands, a value, and how the page tells which
client it is. What is expected follows from `COMPOSITIONS` and `CLIENTS`, which say for each client which paths reach
the API and which rule speaks for each path that does not; no code of the program has a part in it. Beside them stand
pages about wrong field names, unknown models, outdated advice and labels, and a long list of uses that are right.

Texts hold slots: `‹v›` is the value as it is, `‹V›` the value as a writer would set it (bare, in a code span, as a
link), `‹l›` the name of the field, `‹L›` the name as a writer would set it, `‹n›` the client. The others are in
`Writer.slots`. All derives from the seed.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final, TypeVar
from urllib.parse import quote

from corpus.case import Case

Item = TypeVar("Item")

LANGUAGES: Final = ("zh", "en")
START: Final = "⟦"
END: Final = "⟧"
SLOT: Final = re.compile(r"‹([^‹›]+)›")

# --- the site --------------------------------------------------------------------------------------------------------

ORIGIN: Final = "https://api.example.com"
MODELS: Final = ("gpt-4o-mini", "claude-sonnet-4", "deepseek-chat")
HOMES: Final = ("https://www.example.com", "https://example.com")
HOME_PATHS: Final = (
    "",
    "",
    "/",
    "/v1",
    "/v1",
    "/v1/",
    "/console",
    "/docs",
    "/console/token",
    "/zh/docs/quickstart",
    "/dashboard/api-keys",
    "/login",
    "/pricing",
    "/index.html",
    "?from=docs",
    "/#/models",
    "/v1/chat/completions",
    "/api",
    "/api/v1",
)
LOOK_ALIKES: Final = (
    "https://api-example.com",
    "https://api.example.com.cn",
    "https://api.exmaple.com",
    "https://api.example.org",
    "https://api.example.net",
    "https://api.examp1e.com",
    "https://api.exampl.com",
    "https://apis.example.com",
    "https://api.example.co",
    "https://api.example.cn",
    "https://gateway.example.com",
    "https://ai.example.com",
    "https://api2.example.com",
    "https://www.api.example.com",
    "https://api.example.com.proxy-hub.net",
    "https://api.example-ai.com",
    "https://aрi.example.com",  # a Cyrillic р
)
VENDORS: Final = (
    "https://api.openai.com/v1",
    "https://api.deepseek.com/v1",
    "https://openrouter.ai/api/v1",
    "https://api.moonshot.cn/v1",
    "https://dashscope.aliyuncs.com/compatible-mode/v1",
    "https://api.siliconflow.cn/v1",
    "https://open.bigmodel.cn/api/paas/v4",
    "https://api.groq.com/openai/v1",
    "https://api.mistral.ai/v1",
)
ROOT_VENDORS: Final = ("https://api.anthropic.com", "https://open.bigmodel.cn/api/anthropic", "https://api.openai.com")

SHARED: Final = """[site]
name = "NEXTKN"
homepages = ["https://ai.example.net"]
api_origin = "https://ai.example.net"
models = ["gpt-4o-mini", "claude-sonnet-4", "deepseek-chat"]
"""
"""A site whose homepage and API share one host."""
SHARED_ORIGIN: Final = "https://ai.example.net"

# --- what the clients do with a value --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Composition:
    """Paths behind the API's origin, by what comes of them when the client has added its own."""

    right: tuple[str, ...]
    missing: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    endpoint: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    """Wrong, and several rules may say so."""
    scheme_added: bool = False
    """The client writes ``https://`` before a value without a scheme."""


FULL: Final = (
    "/v1/chat/completions",
    "/v1/chat/completions",
    "/v1/chat/completions",
    "/v1/responses",
    "/v1/messages",
)
ENDPOINTS: Final = (
    *FULL,
    "/v1/chat/completions/",
    "/v1/completions",
    "/v1/models",
    "/v1/embeddings",
    "/v1/images/generations",
    "/chat/completions",
)
ROOT: Final = ("", "/")
VERSION: Final = ("/v1", "/v1/")
OTHER: Final = ("/v2", "/v3", "/v1beta", "/api/v3")

APPENDING: Final = Composition(
    right=VERSION, missing=ROOT, doubled=("/v1/v1", "/v1/v1/"), endpoint=ENDPOINTS, other=OTHER
)
COMPOSITIONS: Final[Mapping[str, Composition]] = {
    "append": APPENDING,
    "append_responses": APPENDING,
    "append_messages": APPENDING,
    "append_raw": replace(APPENDING, right=("/v1",), other=(*OTHER, "/v1/", "/v1/")),
    "append_v1_chat": Composition(
        right=ROOT, doubled=(*VERSION, *VERSION, "/v1/v1"), endpoint=ENDPOINTS, other=("/v2",), scheme_added=True
    ),
    "append_v1_messages": Composition(
        right=ROOT, doubled=(*VERSION, *VERSION, "/v1/v1"), endpoint=ENDPOINTS, other=("/v2",)
    ),
    "append_v1_messages_raw": Composition(right=("",), doubled=("/v1", "/v1/v1"), endpoint=ENDPOINTS, other=("/v2",)),
    "append_v1beta_models": Composition(right=ROOT, doubled=(*VERSION, "/v1beta"), endpoint=ENDPOINTS[:-1]),
    "chatbox_openai": Composition(
        right=(*ROOT, *VERSION, "/v1/chat/completions"),
        doubled=("/v1/v1",),
        endpoint=("/v1/responses", "/v1/messages", "/v1/models", "/v1/embeddings"),
        other=("/v2", "/v1beta", "/v1#", "#"),
        scheme_added=True,
    ),
    "cherry_v2": Composition(
        right=(*ROOT, *VERSION, "/v1/chat/completions", "/v1/responses", "/v1/messages", "/v1#"),
        missing=("#", "/#"),
        doubled=("/v1/v1",),
        other=("/v2", "/v3", "/chat/completions"),
    ),
    "cherry_v1_7": Composition(
        right=(*ROOT, *VERSION, "/v1/chat/completions#"),
        missing=("#",),
        doubled=("/v1/v1",),
        endpoint=FULL,
        other=("/v2",),
    ),
    "cherry_le_1_6": Composition(
        right=("", "/v1/"),
        missing=("/",),
        doubled=("/v1", "/v1", "/v1/v1"),
        endpoint=FULL,
        other=("/v2",),
    ),
}


@dataclass(frozen=True, slots=True)
class Client:
    """A client as far as a page can be wrong about it."""

    id: str
    names: tuple[str, ...]
    rule: str
    zh: tuple[str, ...]
    """Names of the field on a Chinese page."""
    en: tuple[str, ...] = ()
    """On an English page, where they differ."""
    keys: tuple[str, str] = ("API Key", "API Key")
    """Name of the field for the key, Chinese and English."""
    models: tuple[str, str] = ("模型", "Model")
    kind: str = "ui"
    """``ui``: has a form. ``code``: the field is a keyword, a variable or a key of a file."""
    env: tuple[str, ...] = ()
    """Variables that hold the Base URL and that the client reads."""
    version: str = ""
    """Which version is meant, if not the newest; a page has to say it."""

    def labels(self, language: str) -> tuple[str, ...]:
        return self.en if language == "en" and self.en else self.zh


UNKNOWN: Final = Client(
    "unknown",
    ("OpenAI 兼容客户端", "OpenAI-compatible client"),
    "append",
    ("Base URL", "API Base URL", "API 地址", "API Base", "BaseURL", "API 基础地址", "OpenAI Base URL", "API Host"),
    ("Base URL", "API Base URL", "base URL", "API Base", "BaseURL", "API base address", "OpenAI Base URL", "API Host"),
    ("API Key", "API Key"),
    env=("OPENAI_BASE_URL", "OPENAI_BASE_URL", "OPENAI_API_BASE", "LLM_BASE_URL", "ALLTKN_BASE_URL", "AI_API_BASE"),
)
CLIENTS: Final = (
    UNKNOWN,
    Client("cursor", ("Cursor",), "append", ("Override OpenAI Base URL",), keys=("OpenAI API Key", "OpenAI API Key")),
    Client(
        "cherry-studio",
        ("Cherry Studio", "CherryStudio"),
        "cherry_v2",
        ("API 地址",),
        ("API Host",),
        ("API 密钥", "API Key"),
        ("模型 ID", "Model ID"),
    ),
    Client(
        "cherry-studio",
        ("Cherry Studio 1.7", "CherryStudio 1.7.3", "Cherry Studio v1.7.1"),
        "cherry_v1_7",
        ("API 地址",),
        ("API Host",),
        ("API 密钥", "API Key"),
        ("模型 ID", "Model ID"),
        version="1.7",
    ),
    Client(
        "cherry-studio",
        ("Cherry Studio 1.6", "Cherry Studio 1.5.6", "CherryStudio v1.6.2"),
        "cherry_le_1_6",
        ("API 地址",),
        ("API Host",),
        ("API 密钥", "API Key"),
        ("模型 ID", "Model ID"),
        version="1.6",
    ),
    Client(
        "lobehub",
        ("LobeChat", "LobeHub"),
        "append",
        ("API 代理地址",),
        ("API Proxy URL",),
        models=("模型 ID", "Model ID"),
        env=("OPENAI_PROXY_URL",),
    ),
    Client(
        "chatbox",
        ("Chatbox", "Chatbox AI"),
        "chatbox_openai",
        ("API 主机",),
        ("API Host",),
        ("API 密钥", "API Key"),
        ("模型ID", "Model ID"),
    ),
    Client(
        "claude-code",
        ("Claude Code",),
        "append_v1_messages",
        ("ANTHROPIC_BASE_URL",),
        kind="code",
        keys=("ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_AUTH_TOKEN"),
        models=("ANTHROPIC_MODEL", "ANTHROPIC_MODEL"),
        env=("ANTHROPIC_BASE_URL",),
    ),
    Client(
        "codex-cli",
        ("Codex CLI", "Codex"),
        "append_responses",
        ("base_url",),
        kind="code",
        keys=("env_key", "env_key"),
        models=("model", "model"),
    ),
    Client(
        "openai-python",
        ("OpenAI Python SDK",),
        "append",
        ("base_url",),
        kind="code",
        keys=("api_key", "api_key"),
        models=("model", "model"),
        env=("OPENAI_BASE_URL",),
    ),
    Client(
        "openai-node",
        ("OpenAI Node SDK",),
        "append",
        ("baseURL",),
        kind="code",
        keys=("apiKey", "apiKey"),
        models=("model", "model"),
        env=("OPENAI_BASE_URL",),
    ),
    Client(
        "anthropic-python",
        ("Anthropic Python SDK",),
        "append_v1_messages",
        ("base_url",),
        kind="code",
        keys=("api_key", "api_key"),
        models=("model", "model"),
        env=("ANTHROPIC_BASE_URL",),
    ),
    Client(
        "anthropic-typescript",
        ("Anthropic TypeScript SDK",),
        "append_v1_messages",
        ("baseURL",),
        kind="code",
        keys=("apiKey", "apiKey"),
        models=("model", "model"),
        env=("ANTHROPIC_BASE_URL",),
    ),
    Client(
        "open-webui",
        ("Open WebUI", "OpenWebUI"),
        "append",  # the UI and OPENAI_API_BASE_URL drop a trailing slash
        ("接口地址",),
        ("API Base URL",),
        ("API 密钥", "API Key"),
        ("模型 ID", "Model IDs"),
        env=("OPENAI_API_BASE_URL",),
    ),
    Client(
        "nextchat",
        ("NextChat", "ChatGPT-Next-Web"),
        "append_v1_chat",
        ("接口地址",),
        ("OpenAI Endpoint",),
        ("API Key", "OpenAI API Key"),
        ("自定义模型名", "Custom Models"),
        env=("BASE_URL",),
    ),
    Client(
        "cline",
        ("Cline",),
        "append",
        ("Base URL",),
        keys=("OpenAI Compatible API Key", "OpenAI Compatible API Key"),
        models=("Model ID", "Model ID"),
    ),
    Client("roo-code", ("Roo Code",), "append", ("OpenAI 基础 URL",), ("Base URL",), ("API 密钥", "API Key")),
    Client(
        "continue",
        ("Continue",),
        "append",
        ("apiBase",),
        kind="code",
        keys=("apiKey", "apiKey"),
        models=("model", "model"),
    ),
    Client("zed", ("Zed",), "append_raw", ("api_url",), kind="code", models=("available_models", "available_models")),
    Client("dify", ("Dify",), "append", ("API Base URL",), models=("模型名称", "Model Name")),
    Client("n8n", ("n8n",), "append", ("Base URL",), models=("Model", "Model")),
    Client(
        "langchain-python",
        ("LangChain", "LangChain ChatOpenAI"),
        "append",
        ("base_url",),
        kind="code",
        keys=("api_key", "api_key"),
        models=("model", "model"),
        env=("OPENAI_API_BASE", "OPENAI_BASE_URL"),
    ),
    Client(
        "llamaindex",
        ("LlamaIndex",),
        "append",
        ("api_base",),
        kind="code",
        keys=("api_key", "api_key"),
        models=("model", "model"),
        env=("OPENAI_API_BASE",),
    ),
    Client(
        "litellm",
        ("LiteLLM",),
        "append",
        ("api_base",),
        kind="code",
        keys=("api_key", "api_key"),
        models=("model", "model"),
        env=("OPENAI_API_BASE", "OPENAI_BASE_URL"),
    ),
    Client(
        "vercel-ai-sdk",
        ("Vercel AI SDK",),
        "append",
        ("baseURL",),
        kind="code",
        keys=("apiKey", "apiKey"),
        models=("model", "model"),
        env=("OPENAI_BASE_URL",),
    ),
    Client(
        "gemini-cli",
        ("Gemini CLI",),
        "append_v1beta_models",
        ("GOOGLE_GEMINI_BASE_URL",),
        kind="code",
        keys=("GEMINI_API_KEY", "GEMINI_API_KEY"),
        env=("GOOGLE_GEMINI_BASE_URL",),
    ),
    Client(
        "aider",
        ("aider", "Aider"),
        "append",
        ("OPENAI_API_BASE",),
        kind="code",
        keys=("OPENAI_API_KEY", "OPENAI_API_KEY"),
        models=("--model", "--model"),
        env=("OPENAI_API_BASE", "OPENAI_BASE_URL"),
    ),
)
NO_SLASH: Final = {"n8n"}
"""Their model list breaks at a trailing slash while the chat works: no verdict either way."""
KEY_VARIABLES: Final[Mapping[str, str]] = {
    "ANTHROPIC_BASE_URL": "ANTHROPIC_AUTH_TOKEN",
    "GOOGLE_GEMINI_BASE_URL": "GEMINI_API_KEY",
    "LLM_BASE_URL": "LLM_API_KEY",
    "ALLTKN_BASE_URL": "ALLTKN_API_KEY",
    "AI_API_BASE": "AI_API_KEY",
}
TELLING: Final = {
    "ANTHROPIC_BASE_URL",
    "GOOGLE_GEMINI_BASE_URL",
    "OPENAI_PROXY_URL",
    "OPENAI_API_BASE_URL",
}
"""Variables that one client, or one composition, alone reads."""

# --- where a value stands --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Context:
    """A way to give a Base URL."""

    name: str
    clients: str
    """Ids, or ``ui``, ``code``, ``env`` (those with a variable), ``all``; ``unknown`` is in ``ui``, ``env``, ``all``."""
    texts: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    told: bool = False
    """The text itself says which client it is."""
    rule: str = ""
    """The composition, where this use of the client has one of its own."""
    inline: bool = False
    """The texts are sentences, not blocks."""

    def of(self, language: str) -> tuple[str, ...]:
        return (*self.texts, *(self.zh if language == "zh" else self.en))


def _fence(info: str, *lines: str) -> str:
    return "\n".join((f"```{info}", *lines, "```"))


def _fences(info: str, *bodies: str) -> tuple[str, ...]:
    return tuple(_fence(info, body) for body in bodies)


FRAMES_ZH: Final = (
    # the field first
    "‹L› 填写 ‹V›。",
    "‹L›：‹V›",
    "‹L›: ‹V›",
    "‹L› 为 ‹V›。",
    "‹L›＝‹V›",
    "‹L› 填 ‹V› 即可，不用改其他选项。",
    "‹L› 设为 ‹V›，然后保存。",
    "‹L› 这一栏写 ‹V›。",
    "‹L› 应填 ‹V›，模型选择 `‹id›`。",
    "‹L› 一律使用 ‹V›。",
    "‹L›（必填）：‹V›",
    "‹L› 请填写：‹V›",
    "‹L› → ‹V›",
    "‹L› 输入框中粘贴 ‹V›，再点击保存。",
    "‹L› 的值是 ‹V›，‹k› 则在控制台创建。",
    "‹L› 改成 ‹V› 之后重启即可。",
    "其中 ‹L› 对应我们的地址 ‹V›，请勿改动大小写。",
    "‹L› 处填入网关地址（‹V›），‹k› 处填入你的密钥。",
    # the value first
    "把 ‹V› 填入 ‹L›。",
    "将 ‹V› 粘贴到 ‹L› 输入框。",
    "复制 ‹V›，粘贴到 ‹L› 中。",
    "‹V› 就是要填的 ‹L›。",
    "请将 ‹V› 作为 ‹L›。",
    "用 ‹V› 替换默认的 ‹L›。",
    "‹V› 填到 ‹L› 一栏，密钥填到 ‹k› 一栏。",
    "以 ‹V› 作为 ‹L› 的值，其余保持默认。",
    # imperative
    "请把 ‹L› 设置为 ‹V›。",
    "在 ‹L› 中填写 ‹V›。",
    "在 ‹L› 里输入 ‹V›，在 ‹k› 里输入密钥。",
    "找到 ‹L›，改为 ‹V›。",
    "将 ‹L› 修改为 ‹V› 并保存。",
    "打开设置，把 ‹L› 换成 ‹V›，再点击确定。",
    "请先配置 ‹L›（‹V›），再添加模型。",
    "只需要把 ‹L› 指向 ‹V›。",
    "记得把 ‹L› 更新为 ‹V›。",
    "新建一个配置，‹L› 写 ‹V›，‹k› 写你的密钥。",
    "依次填写 ‹L›（‹V›）和 ‹k›。",
    "使用以下 ‹L›：‹V›",
    # passive
    "‹L› 需要设置为 ‹V›。",
    "‹L› 应被配置为 ‹V›。",
    "‹L› 已统一改为 ‹V›。",
    "要求 ‹L› 填写为 ‹V›，其他字段可以留空。",
    "我们提供的 ‹L› 是 ‹V›。",
    "本站的 ‹L› 是 ‹V›，‹k› 在控制台获取。",
    "国内用户的 ‹L› 同样填 ‹V›。",
)
FRAMES_NAMED_ZH: Final = (
    "在 ‹n› 中，‹L› 填写 ‹V›。",
    "‹n› 的 ‹L› 填 ‹V›。",
    "‹n› 用户请把 ‹L› 设置为 ‹V›。",
    "打开 ‹n›，在 ‹L› 中填入 ‹V›。",
    "‹n›：‹L› 填 ‹V›，‹k› 填你的密钥。",
    "如果使用 ‹n›，‹L› 应为 ‹V›。",
    "把 ‹V› 填到 ‹n› 的 ‹L› 里。",
    "以 ‹n› 为例，‹L› 为 ‹V›。",
    "配置 ‹n› 时，将 ‹L› 改为 ‹V›。",
    "对于 ‹n›，请使用 ‹V› 作为 ‹L›。",
    "‹n› 里的 ‹L›（‹V›）可以直接复制。",
    "‹V› 适用于 ‹n› 的 ‹L›。",
)
FRAMES_EN: Final = (
    # the field first
    "‹L›: ‹V›",
    "The ‹L› is ‹V›.",
    "‹L› = ‹V›",
    "The ‹L› must be ‹V›.",
    "The ‹L› should be ‹V›, the model `‹id›`.",
    "Our ‹L› is ‹V›.",
    "‹L› (required): ‹V›",
    "‹L› — ‹V›",
    "‹L› → ‹V›",
    "For ‹L›, enter ‹V›.",
    "For the ‹L› use ‹V› and leave the rest as it is.",
    "As the ‹L›, paste ‹V›.",
    "In ‹L›, enter ‹V›.",
    "In the ‹L› field, type ‹V› and press Save.",
    "Under ‹L›, put ‹V›; under ‹k›, put your key.",
    "‹L› takes ‹V›, ‹k› takes the key from the console.",
    "The field ‹L› (‹V›) comes first, then ‹k›.",
    "The value of ‹L› is ‹V›.",
    # the value first
    "Enter ‹V› as the ‹L›.",
    "Paste ‹V› into ‹L›.",
    "Put ‹V› in the ‹L› field and your key in ‹k›.",
    "Copy ‹V› to the ‹L› box.",
    "Use ‹V› as your ‹L›.",
    "Use ‹V› for ‹L›.",
    "‹V› is the ‹L› to enter.",
    "‹V› goes into ‹L›.",
    "Type ‹V› where it says ‹L›.",
    "With ‹V› as the ‹L›, everything else can stay at its default.",
    # imperative
    "Set the ‹L› to ‹V›.",
    "Set ‹L› to ‹V›, then restart.",
    "Change the ‹L› to ‹V›.",
    "Change ‹L› from the default to ‹V›.",
    "Replace the ‹L› with ‹V›.",
    "Point the ‹L› at ‹V›.",
    "Point ‹L› to ‹V› and add the model `‹id›`.",
    "Fill in ‹L› (‹V›) and ‹k›.",
    "Open the settings, set ‹L› to ‹V› and save.",
    "Configure the ‹L› as ‹V›.",
    "Make sure that the ‹L› is ‹V›.",
    "Update your ‹L› to ‹V› before Friday.",
    "Choose a custom endpoint and enter the ‹L› ‹V›.",
    # passive
    "The ‹L› has to be set to ‹V›.",
    "‹L› is set to ‹V›.",
    "The ‹L› was changed to ‹V› in May.",
    "‹L› needs to be ‹V› for all regions.",
    "The following ‹L› should be used: ‹V›",
)
FRAMES_NAMED_EN: Final = (
    "In ‹n›, set ‹L› to ‹V›.",
    "‹n›: set the ‹L› to ‹V› and ‹k› to your key.",
    "For ‹n›, the ‹L› is ‹V›.",
    "‹n› users enter ‹V› as the ‹L›.",
    "If you use ‹n›, the ‹L› must be ‹V›.",
    "Open ‹n› and paste ‹V› into ‹L›.",
    "The ‹L› of ‹n› is ‹V›.",
    "Put ‹V› into the ‹L› field of ‹n›.",
    "With ‹n›, point ‹L› at ‹V›.",
    "To connect ‹n›, change ‹L› to ‹V›.",
    "‹n› wants ‹V› as its ‹L›.",
    "When you set up ‹n›, use ‹V› for ‹L›.",
)

HARD_ZH: Final = (
    # what is negated, supposed or asked is something else
    "‹L› 填 ‹V›，末尾不要加空格。",
    "‹L› 填 ‹V›，不要填错大小写。",
    "‹L› 必须是 ‹V›，否则会报 404。",
    "‹L› 请填 ‹V›，不要使用其他地址。",
    "不要使用默认值，把 ‹L› 改成 ‹V›。",
    "如果你使用自己的密钥，把 ‹L› 设为 ‹V›。",
    "如果提示 404，请把 ‹L› 改为 ‹V›。",
    "报错时先把 ‹L› 改回 ‹V›。",
    "‹L› 填什么？填 ‹V›。",
    "问：‹L› 是什么？答：‹V›",
    "‹L› 不是默认地址，而是 ‹V›。",
    "忘记 ‹L› 了吗？它是 ‹V›。",
    "无论哪个模型，‹L› 都是 ‹V›。",
    "不用担心，只要把 ‹L› 填成 ‹V› 就行。",
    "如果网络不通，不要改 ‹L›，保持 ‹V› 即可。",
    "旧地址已停用，新的 ‹L› 为 ‹V›。",
    "把 `https://api.openai.com/v1` 替换成 ‹V›，作为新的 ‹L›。",
    "‹L› 从默认值改为 ‹V›。",
    "请不要把密钥发给别人；‹L› 统一为 ‹V›。",
    "| 现象 | 处理方法 |\n|---|---|\n| 404 | 把 ‹L› 改为 ‹V› |",
    "### ‹l› 填什么？\n\n填 ‹V›。",
    "**问：‹l› 在哪里填？**\n\n答：在设置里填 ‹V›。",
    "> 注意：‹L› 只能是 ‹V›，不能改。",
    "- ❌ 使用默认地址\n- ✅ ‹L›：‹V›",
)
HARD_EN: Final = (
    "Set the ‹L› to ‹V›, without a blank at the end.",
    "Set the ‹L› to ‹V› and do not change anything else.",
    "The ‹L› must be ‹V›, otherwise you get a 404.",
    "Never share your key; the ‹L› is ‹V› for everybody.",
    "Don't keep the default: set the ‹L› to ‹V›.",
    "If you bring your own key, set the ‹L› to ‹V›.",
    "If you see a 404, change the ‹L› to ‹V›.",
    "When it fails, set the ‹L› back to ‹V›.",
    "What is the ‹L›? It is ‹V›.",
    "Q: What goes into ‹L›? A: ‹V›",
    "The ‹L› is not the default but ‹V›.",
    "Forgot the ‹L›? It is ‹V›.",
    "Whatever the model, the ‹L› is ‹V›.",
    "Do not worry about the rest, just set ‹L› to ‹V›.",
    "The old address is switched off; the new ‹L› is ‹V›.",
    "Replace `https://api.openai.com/v1` with ‹V› as the ‹L›.",
    "Instead of the default, use ‹V› as the ‹L›.",
    "You cannot go wrong with ‹V› as the ‹L›.",
    "| Symptom | Fix |\n|---|---|\n| 404 | Set ‹L› to ‹V› |",
    "### What is the ‹l›?\n\nIt is ‹V›.",
    "**Q: Where do I enter the ‹l›?**\n\nA: In the settings, as ‹V›.",
    "> Warning: the ‹L› can only be ‹V›.",
    "- ❌ Keep the default\n- ✅ ‹L›: ‹V›",
)

CONTEXTS: Final = (
    # sentences
    Context("sentence", "all", zh=FRAMES_ZH, en=FRAMES_EN, inline=True),
    Context("sentence", "ui", zh=FRAMES_ZH, en=FRAMES_EN, inline=True),
    Context("named sentence", "ui code", zh=FRAMES_NAMED_ZH, en=FRAMES_NAMED_EN, told=True, inline=True),
    Context("hard sentence", "all", zh=HARD_ZH, en=HARD_EN, inline=True),
    # tables
    Context(
        "table row",
        "all",
        zh=(
            "| 字段名 | 示例值 |\n|---|---|\n| ‹L› | ‹V› |\n| ‹k› | `‹key›` |\n| ‹ml› | `‹id›` |",
            "| 字段 | 填写内容 | 说明 |\n| --- | --- | --- |\n| ‹k› | `‹key›` | 在控制台创建 |\n| ‹L› | ‹V› | 直接复制 |",
            "| 配置项 | 值 |\n|:--|:--|\n| ‹L› | ‹V› |\n| ‹k› | 你的密钥 |",
            "| 参数 | 说明 | 值 |\n|---|---|---|\n| ‹L› | 接口的基础地址 | ‹V› |\n| ‹ml› | 模型编号 | ‹id› |",
            "| 1 | 选择服务商 | OpenAI |\n|---|---|---|\n| 2 | ‹L› | ‹V› |\n| 3 | ‹k› | `‹key›` |",
        ),
        en=(
            "| Field | Value |\n|---|---|\n| ‹L› | ‹V› |\n| ‹k› | `‹key›` |\n| ‹ml› | `‹id›` |",
            "| Field name | Example value | Where to find it |\n|---|---|---|\n| ‹k› | your key | the console |\n| ‹L› | ‹V› | settings |",
            "| Setting | What to enter |\n|:--|:--|\n| ‹L› | ‹V› |\n| ‹k› | your key |",
            "| Parameter | Meaning | Value |\n|---|---|---|\n| ‹L› | where requests go | ‹V› |\n| ‹ml› | model id | ‹id› |",
        ),
    ),
    Context(
        "table column",
        "all",
        zh=(
            "| ‹l› | ‹k› | ‹ml› |\n|---|---|---|\n| ‹V› | `‹key›` | `‹id›` |",
            "| 环境 | ‹l› | 备注 |\n|---|---|---|\n| 生产环境 | ‹V› | 全天可用 |",
            "| ‹ml› | ‹l› |\n| --- | --- |\n| ‹id› | ‹V› |",
            "| 用户组 | ‹k› | ‹l› |\n|---|---|---|\n| 默认分组 | 各自创建 | ‹V› |",
        ),
        en=(
            "| ‹l› | ‹k› | ‹ml› |\n|---|---|---|\n| ‹V› | `‹key›` | `‹id›` |",
            "| Environment | ‹l› | Notes |\n|---|---|---|\n| Production | ‹V› | always on |",
            "| ‹ml› | ‹l› |\n| --- | --- |\n| ‹id› | ‹V› |",
            "| Team | ‹k› | ‹l› |\n|---|---|---|\n| Default | one for each person | ‹V› |",
        ),
    ),
    Context(
        "client column",
        "ui code",
        zh=(
            "| 客户端 | Base URL |\n|---|---|\n| Cursor | `https://api.example.com/v1` |\n| ‹n› | ‹V› |",
            "| 客户端 | 地址 | 模型 |\n|---|---|---|\n| ‹n› | ‹V› | `‹id›` |\n| Cline | `https://api.example.com/v1` | `‹id›` |",
            "| 工具 | API 地址 | 备注 |\n| --- | --- | --- |\n| Dify | https://api.example.com/v1 | 网页 |\n| ‹n› | ‹V› | 见对应页面 |",
            "| 客户端 | 字段名 | 填写的值 |\n|---|---|---|\n| ‹n› | ‹l› | ‹V› |\n| Dify | API Base URL | `https://api.example.com/v1` |",
            "|  | Cursor | ‹n› |\n|---|---|---|\n| Base URL | `https://api.example.com/v1` | ‹V› |\n| 收费 | 是 | 否 |",
        ),
        en=(
            "| Client | Base URL |\n|---|---|\n| Cursor | `https://api.example.com/v1` |\n| ‹n› | ‹V› |",
            "| Client | Address | Model |\n|---|---|---|\n| ‹n› | ‹V› | `‹id›` |\n| Cline | `https://api.example.com/v1` | `‹id›` |",
            "| Tool | API base URL | Notes |\n| --- | --- | --- |\n| Dify | https://api.example.com/v1 | web |\n| ‹n› | ‹V› | see its page |",
            "| Client | Field | Value |\n|---|---|---|\n| ‹n› | ‹l› | ‹V› |\n| Dify | API Base URL | `https://api.example.com/v1` |",
            "|  | Cursor | ‹n› |\n|---|---|---|\n| Base URL | `https://api.example.com/v1` | ‹V› |\n| Paid | yes | no |",
        ),
        told=True,
    ),
    # lists and labels
    Context(
        "list",
        "all",
        zh=(
            "- ‹L›：‹V›\n- ‹k›：`‹key›`\n- ‹ml›：`‹id›`",
            "1. 打开设置。\n2. 在 ‹L› 中填写 ‹V›。\n3. 在 ‹k› 中粘贴密钥。",
            "* ‹k›：你的密钥\n* ‹L›：‹V›",
            "1. 添加服务商\n   - ‹L›：‹V›\n   - ‹k›：你的密钥\n2. 保存",
            "- [ ] ‹L› 已填写为 ‹V›\n- [ ] ‹k› 已填写",
            "1. ‹L›\n\n   ‹V›\n\n2. ‹k›\n\n   `‹key›`",
        ),
        en=(
            "- ‹L›: ‹V›\n- ‹k›: `‹key›`\n- ‹ml›: `‹id›`",
            "1. Open the settings.\n2. Set ‹L› to ‹V›.\n3. Paste your key into ‹k›.",
            "* ‹k›: your key\n* ‹L›: ‹V›",
            "1. Add a provider\n   - ‹L›: ‹V›\n   - ‹k›: your key\n2. Save",
            "- [ ] ‹L› is ‹V›\n- [ ] ‹k› is filled in",
            "1. ‹L›\n\n   ‹V›\n\n2. ‹k›\n\n   `‹key›`",
        ),
    ),
    Context(
        "bold label",
        "all",
        zh=("**‹l›**：‹V›", "**‹l›：** ‹V›", "**‹l›** ‹V›", "**‹l›**：‹V›  \n**‹k›**：`‹key›`", "__‹l›__：‹V›"),
        en=("**‹l›**: ‹V›", "**‹l›:** ‹V›", "**‹l›** ‹V›", "**‹l›**: ‹V›  \n**‹k›**: `‹key›`", "> **‹l›**: ‹V›"),
    ),
    Context(
        "label and block",
        "all",
        zh=(
            "‹L›：\n\n```\n‹v›\n```",
            "‹L› 填写：\n\n```text\n‹v›\n```",
            "### ‹l›\n\n```\n‹v›\n```",
            "‹L›：\n\n    ‹v›",
        ),
        en=(
            "‹L›:\n\n```\n‹v›\n```",
            "Set ‹L› to:\n\n```text\n‹v›\n```",
            "### ‹l›\n\n```\n‹v›\n```",
            "‹L›:\n\n    ‹v›",
        ),
    ),
    Context(
        "definition list",
        "all",
        ("‹l›\n: ‹V›\n\n‹k›\n: `‹key›`", "‹k›\n: `‹key›`\n\n‹l›\n: ‹V›"),
    ),
    Context(
        "text block",
        "ui",
        zh=(
            "```text\n‹l›：‹v›\n‹k›：‹key›\n‹ml›：‹id›\n```",
            "```\n您好：\n\n您的账号已开通。\n‹l›: ‹v›\n请在控制台创建密钥。\n```",
            "```\n‹l› = ‹v›\n‹k› = ‹key›\n```",
        ),
        en=(
            "```text\n‹l›: ‹v›\n‹k›: ‹key›\n‹ml›: ‹id›\n```",
            "```\nHello,\n\nyour account is ready.\n‹l›: ‹v›\nCreate a key in the console.\n```",
            "```\n‹l› = ‹v›\n‹k› = ‹key›\n```",
        ),
    ),
    # HTML
    Context(
        "html",
        "all",
        (
            "<table>\n<tr><th>‹l›</th><td><code>‹v›</code></td></tr>\n<tr><th>‹k›</th><td>‹key›</td></tr>\n</table>",
            "<table>\n  <tr>\n    <td>‹l›</td>\n    <td>‹v›</td>\n  </tr>\n</table>",
            '<label>‹l› <input name="base_url" value="‹v›"></label>',
            "<ul>\n<li><b>‹l›</b>: <code>‹v›</code></li>\n<li><b>‹k›</b>: ‹key›</li>\n</ul>",
            "<dl><dt>‹l›</dt><dd><code>‹v›</code></dd></dl>",
            "<p><strong>‹l›</strong>: <kbd>‹v›</kbd></p>",
            '<div data-field="‹l›" data-base-url="‹v›"></div>',
            "<table>\n<tr><th>‹l›</th><th>‹k›</th></tr>\n<tr><td>‹v›</td><td>‹key›</td></tr>\n</table>",
        ),
        zh=(
            '<button data-clipboard-text="‹v›">复制 ‹l›</button>',
            "<details><summary>‹l›</summary>\n<code>‹v›</code>\n</details>",
        ),
        en=(
            '<button data-clipboard-text="‹v›">Copy the ‹l›</button>',
            "<details><summary>‹l›</summary>\n<code>‹v›</code>\n</details>",
        ),
    ),
    # files
    Context(
        "json",
        "unknown",
        _fences(
            "json",
            '{\n  "base_url": "‹v›",\n  "api_key": "‹key›",\n  "model": "‹id›"\n}',
            '{"baseURL": "‹v›", "apiKey": "‹key›"}',
            '{\n  "llm": {\n    "provider": "openai",\n    "api_base": "‹v›",\n    "api_key": "‹key›"\n  }\n}',
            '{\n  "OPENAI_API_KEY": "‹key›",\n  "OPENAI_BASE_URL": "‹v›"\n}',
            '{\n  "providers": [\n    {"name": "ALLTKN", "type": "openai", "baseUrl": "‹v›", "models": ["‹id›"]}\n  ]\n}',
            '{\n  "openai.baseUrl": "‹v›",\n  "openai.apiKey": "‹key›"\n}',
            '{\n  "apiBaseUrl": "‹v›"\n}',
        ),
    ),
    Context(
        "jsonc",
        "unknown",
        _fences(
            "jsonc",
            '{\n  // ‹c›\n  "baseUrl": "‹v›",\n  "apiKey": "‹key›", // ‹c›\n}',
            '{\n  /* ‹c› */\n  "openai_base_url": "‹v›", // ‹c›\n  "openai_api_key": "‹key›"\n}',
        )
        + _fences("json5", "{\n  // ‹c›\n  base_url: '‹v›',\n  api_key: '‹key›',\n}"),
    ),
    Context(
        "json",
        "continue",
        _fences(
            "json",
            '{\n  "models": [\n    {\n      "title": "ALLTKN",\n      "provider": "openai",\n      "model": "‹id›",\n      "apiBase": "‹v›",\n      "apiKey": "‹key›"\n    }\n  ]\n}',
        ),
    ),
    Context(
        "json",
        "claude-code",
        _fences(
            "json",
            '{\n  "env": {\n    "ANTHROPIC_BASE_URL": "‹v›",\n    "ANTHROPIC_AUTH_TOKEN": "‹key›",\n    "ANTHROPIC_MODEL": "claude-sonnet-4"\n  }\n}',
            '{"env": {"ANTHROPIC_AUTH_TOKEN": "‹key›", "ANTHROPIC_BASE_URL": "‹v›"}}',
        ),
        told=True,
    ),
    Context(
        "json",
        "zed",
        _fences(
            "json",
            '{\n  "language_models": {\n    "openai_compatible": {\n      "ALLTKN": {\n        "api_url": "‹v›",\n        "available_models": [{"name": "‹id›", "max_tokens": 128000}]\n      }\n    }\n  }\n}',
        ),
        told=True,
    ),
    Context(
        "json",
        "roo-code",
        _fences(
            "json",
            '{\n  "apiProvider": "openai",\n  "openAiBaseUrl": "‹v›",\n  "openAiApiKey": "‹key›",\n  "openAiModelId": "‹id›"\n}',
        ),
    ),
    Context(
        "json",
        "roo-code",
        _fences(
            "json", '{\n  "apiProvider": "anthropic",\n  "anthropicBaseUrl": "‹v›",\n  "anthropicUseAuthToken": true\n}'
        ),
        told=True,
        rule="append_v1_messages",
    ),
    Context("json", "cline", _fences("json", '{\n  "openAiBaseUrl": "‹v›",\n  "openAiApiKey": "‹key›"\n}')),
    Context(
        "json",
        "n8n",
        _fences(
            "json", '{\n  "name": "ALLTKN",\n  "type": "openAiApi",\n  "data": {"apiKey": "‹key›", "url": "‹v›"}\n}'
        ),
    ),
    Context(
        "yaml",
        "unknown",
        _fences(
            "yaml",
            "llm:\n  provider: openai\n  base_url: ‹v›\n  api_key: ‹key›\n  model: ‹id›",
            "openai:\n  apiBase: '‹v›'\n  apiKey: \"‹key›\"",
            'base_url: "‹v›"  # ‹c›\nmodel: ‹id›',
            "models:\n  - name: ‹id›\n    base_url: ‹v›\n    api_key: ${ALLTKN_API_KEY}",
            "spring:\n  ai:\n    llm:\n      base-url: ‹v›",
        )
        + _fences("yml", "providers:\n  alltkn:\n    baseURL: ‹v›"),
    ),
    Context(
        "yaml",
        "dify",
        _fences(
            "yaml",
            "provider: openai_api_compatible\ncredentials:\n  endpoint_url: ‹v›\n  api_key: ‹key›\n  endpoint_model_name: ‹id›",
        ),
    ),
    Context(
        "yaml",
        "continue",
        _fences(
            "yaml",
            "models:\n  - name: ALLTKN\n    provider: openai\n    model: ‹id›\n    apiBase: ‹v›\n    apiKey: ‹key›",
        ),
    ),
    Context(
        "yaml",
        "aider",
        _fences("yaml", "openai-api-base: ‹v›\nmodel: openai/‹id›", '# .aider.conf.yml\nopenai-api-base: "‹v›"'),
        told=True,
    ),
    Context(
        "yaml",
        "litellm",
        _fences(
            "yaml",
            "model_list:\n  - model_name: ‹id›\n    litellm_params:\n      model: openai/‹id›\n      api_base: ‹v›\n      api_key: os.environ/ALLTKN_API_KEY",
        ),
        told=True,
    ),
    Context(
        "yaml",
        "litellm",
        _fences(
            "yaml",
            "model_list:\n  - model_name: claude\n    litellm_params:\n      model: anthropic/claude-sonnet-4\n      api_base: ‹v›",
        ),
        told=True,
        rule="append_v1_messages_raw",
    ),
    Context(
        "toml",
        "codex-cli",
        _fences(
            "toml",
            'model = "‹id›"\nmodel_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "ALLTKN"\nbase_url = "‹v›"\nenv_key = "ALLTKN_API_KEY"\nwire_api = "responses"',
            '[model_providers.gateway]\nname = "Gateway"\nbase_url = "‹v›"\nenv_key = "GATEWAY_API_KEY"',
            'openai_base_url = "‹v›"\nmodel = "‹id›"\nmodel_provider = "openai"',
        ),
        told=True,
    ),
    Context(
        "toml",
        "unknown",
        _fences(
            "toml", '[llm]\nbase_url = "‹v›"\napi_key = "‹key›"\nmodel = "‹id›"', "[openai]\napi_base = '‹v›'  # ‹c›"
        ),
    ),
    Context(
        "ini",
        "unknown",
        _fences(
            "ini",
            "[openai]\nbase_url = ‹v›\napi_key = ‹key›",
            "[llm]\napi_base=‹v›\nmodel=‹id›",
            "; ‹c›\n[gateway]\nopenai_base_url = ‹v›",
        ),
    ),
    Context(
        "properties",
        "unknown",
        _fences("properties", "openai.base-url=‹v›\nopenai.api-key=${ALLTKN_API_KEY}", "llm.base_url=‹v›"),
    ),
    # variables
    Context(
        "env file",
        "env",
        _fences("env", "‹env›=‹v›\n‹kenv›=‹key›", '# ‹c›\n‹kenv›=‹key›\n‹env›="‹v›"')
        + _fences("dotenv", "‹env›='‹v›'")
        + _fences("ini", "‹env›=‹v›\n‹kenv›=‹key›"),
    ),
    Context(
        "export",
        "env",
        _fences(
            "bash",
            'export ‹kenv›="‹key›"\nexport ‹env›="‹v›"',
            "export ‹env›=‹v›",
            "echo 'export ‹env›=\"‹v›\"' >> ~/.zshrc\nsource ~/.zshrc",
            "‹env›='‹v›' ‹kenv›=\"$ALLTKN_API_KEY\" npm start",
        )
        + _fences("sh", "export ‹env›='‹v›'  # ‹c›")
        + _fences("console", "$ export ‹env›=‹v›\n$ env | grep BASE"),
    ),
    Context(
        "fish",
        "env",
        _fences("fish", "set -x ‹env› ‹v›", 'set -gx ‹env› "‹v›"\nset -gx ‹kenv› "‹key›"', "set -Ux ‹env› '‹v›'"),
    ),
    Context(
        "cmd",
        "env",
        _fences("bat", "set ‹env›=‹v›\nset ‹kenv›=‹key›", 'setx ‹env› "‹v›"')
        + _fences("cmd", "setx ‹env› ‹v›", 'set "‹env›=‹v›"'),
    ),
    Context(
        "powershell",
        "env",
        _fences(
            "powershell",
            '$env:‹env› = "‹v›"\n$env:‹kenv› = "‹key›"',
            "$Env:‹env›='‹v›'",
            '[Environment]::SetEnvironmentVariable("‹env›", "‹v›", "User")',
        ),
    ),
    Context(
        "docker",
        "env",
        _fences(
            "bash",
            "docker run -d -p 3000:3000 \\\n  -e ‹env›=‹v› \\\n  -e ‹kenv›=‹key› \\\n  team/app:latest",
            'docker run --rm --env ‹env›="‹v›" team/app',
        )
        + _fences("dockerfile", "FROM python:3.12-slim\nENV ‹env›=‹v›", 'ENV ‹env› "‹v›"'),
    ),
    Context(
        "docker",
        "nextchat",
        _fences(
            "bash",
            "docker run -d -p 3000:3000 \\\n  -e OPENAI_API_KEY=‹key› \\\n  -e BASE_URL=‹v› \\\n  yidadaa/chatgpt-next-web",
        ),
        told=True,
    ),
    Context(
        "docker",
        "lobehub",
        _fences(
            "bash",
            "docker run -d -p 3210:3210 \\\n  -e OPENAI_PROXY_URL=‹v› \\\n  -e OPENAI_API_KEY=‹key› \\\n  lobehub/lobe-chat",
        ),
        told=True,
    ),
    Context(
        "docker",
        "open-webui",
        _fences(
            "bash",
            "docker run -d -p 3000:8080 \\\n  -e OPENAI_API_BASE_URL=‹v› \\\n  -e OPENAI_API_KEY=‹key› \\\n  ghcr.io/open-webui/open-webui:main",
        ),
        told=True,
    ),
    Context(
        "compose",
        "env",
        _fences(
            "yaml",
            "services:\n  app:\n    image: team/app\n    environment:\n      - ‹env›=‹v›\n      - ‹kenv›=${ALLTKN_API_KEY}",
            'services:\n  app:\n    environment:\n      ‹kenv›: ${ALLTKN_API_KEY}\n      ‹env›: "‹v›"',
            'env:\n  - name: ‹env›\n    value: "‹v›"',
            "jobs:\n  eval:\n    env:\n      ‹env›: ‹v›",
        ),
    ),
    Context(
        "systemd",
        "env",
        _fences(
            "ini", '[Service]\nEnvironment="‹env›=‹v›"\nExecStart=/usr/bin/app', "[Service]\nEnvironment=‹env›=‹v›"
        ),
    ),
    Context(
        "variable table",
        "env",
        zh=(
            "| 环境变量 | 值 |\n|---|---|\n| `‹env›` | `‹v›` |\n| `‹kenv›` | 你的密钥 |",
            "| 变量 | 说明 | 示例 |\n|---|---|---|\n| ‹env› | 网关地址 | ‹v› |",
        ),
        en=(
            "| Variable | Value |\n|---|---|\n| `‹env›` | `‹v›` |\n| `‹kenv›` | your key |",
            "| Name | Meaning | Example |\n|---|---|---|\n| ‹env› | the gateway | ‹v› |",
        ),
    ),
    Context(
        "variable sentence",
        "env",
        zh=("把环境变量 `‹env›` 设为 `‹v›`。", "在终端执行 `export ‹env›=‹v›` 后重新启动。", "设置 `‹env›=‹v›` 即可。"),
        en=("Set `‹env›` to `‹v›`.", "Run `export ‹env›=‹v›` and start it again.", "All it needs is `‹env›=‹v›`."),
        inline=True,
    ),
    Context(
        "diff",
        "env",
        _fences(
            "diff",
            "-‹env›=https://api.openai.com/v1\n+‹env›=‹v›",
            "--- a/.env\n+++ b/.env\n@@ -1,2 +1,2 @@\n ‹kenv›=‹key›\n+‹env›=‹v›",
        ),
    ),
    Context(
        "other languages",
        "unknown",
        (
            *_fences(
                "go",
                'client := openai.NewClient(\n\toption.WithAPIKey(key),\n\toption.WithBaseURL("‹v›"),\n)',
                'config := openai.DefaultConfig(key)\nconfig.BaseURL = "‹v›"\nclient := openai.NewClientWithConfig(config)',
            ),
            _fence(
                "java",
                'OpenAIClient client = OpenAIOkHttpClient.builder()\n    .apiKey(key)\n    .baseUrl("‹v›")\n    .build();',
            ),
            _fence("rust", 'let config = OpenAIConfig::new()\n    .with_api_key(key)\n    .with_api_base("‹v›");'),
        ),
    ),
    # flags
    Context(
        "flag",
        "aider",
        _fences(
            "bash",
            "aider --model openai/‹id› --openai-api-base ‹v›",
            'aider --openai-api-base="‹v›" --openai-api-key "$ALLTKN_API_KEY"',
        ),
        told=True,
    ),
    Context(
        "flag",
        "codex-cli",
        _fences("bash", 'codex -c model_providers.alltkn.base_url="‹v›" -c model_provider=alltkn'),
        told=True,
    ),
    Context(
        "flag",
        "unknown",
        _fences(
            "bash",
            'chat-cli --base-url "‹v›" --model ‹id›',
            "python run_eval.py --api-base ‹v› --api-key $ALLTKN_API_KEY",
            "evals run --openai-base-url=‹v›",
            "llm-bench --model ‹id› \\\n  --base_url ‹v› \\\n  --concurrency 4",
            "helm install app ./chart --set openai.baseUrl=‹v›",
        ),
    ),
    # Python
    Context(
        "python keyword",
        "openai-python",
        _fences(
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
        _fences(
            "python",
            'from openai import OpenAI\n\nconfig = {\n    "api_key": "‹key›",\n    "base_url": "‹v›",\n}\nclient = OpenAI(**config)',
            'from openai import OpenAI\n\nclient = OpenAI(**dict(base_url="‹v›", api_key="‹key›"))',
        ),
        told=True,
    ),
    Context(
        "python dict",
        "unknown",
        _fences(
            "python",
            'LLM = {\n    "model": "‹id›",\n    "base_url": "‹v›",\n    "api_key": "‹key›",\n}',
            "settings = dict(model='‹id›', api_base='‹v›')",
        ),
    ),
    Context(
        "python environ",
        "openai-python",
        _fences(
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
        _fences("python", 'import openai\n\nopenai.api_key = "‹key›"\nopenai.base_url = "‹v›"'),
        told=True,
    ),
    Context(
        "python keyword",
        "anthropic-python",
        _fences(
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
        _fences(
            "python",
            'import os\nimport anthropic\n\nos.environ["ANTHROPIC_BASE_URL"] = "‹v›"\nclient = anthropic.Anthropic()',
        ),
        told=True,
    ),
    Context(
        "python keyword",
        "langchain-python",
        _fences(
            "python",
            'from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(\n    model="‹id›",\n    base_url="‹v›",\n    api_key="‹key›",\n)',
            "from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(model='‹id›', openai_api_base='‹v›', openai_api_key='‹key›')",
        ),
        told=True,
    ),
    Context(
        "python environ",
        "langchain-python",
        _fences(
            "python",
            'import os\nfrom langchain_openai import ChatOpenAI\n\nos.environ["OPENAI_API_BASE"] = "‹v›"\nllm = ChatOpenAI(model="‹id›")',
        ),
        told=True,
    ),
    Context(
        "python keyword",
        "llamaindex",
        _fences(
            "python",
            'from llama_index.llms.openai import OpenAI\n\nllm = OpenAI(\n    model="‹id›",\n    api_base="‹v›",\n    api_key="‹key›",\n)',
            "from llama_index.llms.openai import OpenAI\n\nllm = OpenAI(api_base='‹v›', api_key='‹key›', model='‹id›')",
        ),
        told=True,
    ),
    Context(
        "python keyword",
        "litellm",
        _fences(
            "python",
            'from litellm import completion\n\nreply = completion(\n    model="openai/‹id›",\n    api_base="‹v›",\n    api_key="‹key›",\n    messages=messages,\n)',
            "import litellm\n\nlitellm.completion(model='openai/‹id›', base_url='‹v›', messages=messages)",
        ),
        told=True,
    ),
    Context(
        "python keyword",
        "litellm",
        _fences(
            "python",
            'import litellm\n\nlitellm.completion(\n    model="anthropic/claude-sonnet-4",\n    api_base="‹v›",\n    messages=messages,\n)',
        ),
        told=True,
        rule="append_v1_messages_raw",
    ),
    Context(
        "through a variable",
        "openai-python",
        _fences(
            "python",
            'import os\n\nfrom openai import OpenAI\n\n⟦GATEWAY = "‹v›"\nMODEL = "‹id›"\n\n# ‹c›\nclient = OpenAI(base_url=GATEWAY,⟧ api_key=os.environ["ALLTKN_API_KEY"])',
            "from openai import OpenAI\n\n⟦url = '‹v›'\nkey = '‹key›'\nclient = OpenAI(api_key=key, base_url=url)⟧",
        ),
        told=True,
    ),
    Context(
        "through a variable",
        "anthropic-python",
        _fences(
            "python",
            'from anthropic import Anthropic\n\n⟦ENDPOINT = "‹v›"\n\n\ndef make() -> Anthropic:\n    return Anthropic(base_url=ENDPOINT)⟧',
        ),
        told=True,
    ),
    Context(
        "through a variable",
        "env",
        _fences(
            "bash",
            '⟦GATEWAY="‹v›"\nKEY="‹key›"\nexport ‹env›="$GATEWAY"⟧\nexport ‹kenv›="$KEY"',
            "⟦HOST=‹v›\nexport ‹env›=${HOST}⟧",
        ),
    ),
    Context(
        "through a variable",
        "openai-node",
        _fences(
            "ts",
            'import OpenAI from "openai";\n\n⟦const gateway = "‹v›";\nconst apiKey = process.env.ALLTKN_API_KEY;\n\nexport const client = new OpenAI({ apiKey, baseURL: gateway });⟧',
            "import OpenAI from 'openai';\n\n⟦const baseURL = '‹v›';\nconst client = new OpenAI({ baseURL, apiKey: '‹key›' });⟧",
        ),
        told=True,
    ),
    Context(
        "through a variable",
        "anthropic-typescript",
        _fences(
            "ts",
            "import Anthropic from '@anthropic-ai/sdk';\n\n⟦const host = '‹v›';\nconst client = new Anthropic({ baseURL: host });⟧",
        ),
        told=True,
    ),
    # JavaScript and TypeScript
    Context(
        "js object",
        "openai-node",
        _fences(
            "js",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({\n  apiKey: process.env.ALLTKN_API_KEY,\n  baseURL: "‹v›",\n});',
            "const OpenAI = require('openai');\nconst client = new OpenAI({ baseURL: '‹v›', apiKey: '‹key›' });",
        )
        + _fences(
            "typescript",
            "import OpenAI from 'openai';\n\nconst options = {\n  baseURL: `‹v›`, // ‹c›\n  apiKey: '‹key›',\n};\nconst client = new OpenAI(options);",
        ),
        told=True,
    ),
    Context(
        "js process.env",
        "openai-node",
        _fences(
            "js",
            "import OpenAI from 'openai';\n\nprocess.env.OPENAI_BASE_URL = '‹v›';\nconst client = new OpenAI();",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({ baseURL: process.env.OPENAI_BASE_URL ?? "‹v›" });',
        ),
        told=True,
    ),
    Context(
        "js object",
        "anthropic-typescript",
        _fences(
            "ts",
            'import Anthropic from "@anthropic-ai/sdk";\n\nconst client = new Anthropic({\n  baseURL: "‹v›",\n  apiKey: process.env.ALLTKN_API_KEY,\n});',
            "import Anthropic from '@anthropic-ai/sdk';\nconst anthropic = new Anthropic({ apiKey: '‹key›', baseURL: '‹v›' });",
        ),
        told=True,
    ),
    Context(
        "js process.env",
        "anthropic-typescript",
        _fences(
            "js",
            "import Anthropic from '@anthropic-ai/sdk';\n\nprocess.env['ANTHROPIC_BASE_URL'] = '‹v›';\nconst client = new Anthropic();",
        ),
        told=True,
    ),
    Context(
        "js object",
        "vercel-ai-sdk",
        _fences(
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
        _fences(
            "js",
            "export default {\n  model: '‹id›',\n  baseURL: '‹v›',\n  apiKey: '‹key›',\n};",
            'const config = { base_url: "‹v›", model: "‹id›" };',
        ),
    ),
    # links
    Context(
        "link text",
        "all",
        zh=("‹L›：[‹v›](‹v›)", "在 ‹L› 中填写 [`‹v›`](‹v›)。"),
        en=("‹L›: [‹v›](‹v›)", "Set ‹L› to [`‹v›`](‹v›)."),
    ),
    Context(
        "deep link",
        "lobehub",
        zh=("[一键导入 LobeChat](‹lobe›)", "点击 [导入配置](‹lobe›)，再回到 LobeChat。"),
        en=("[Import into LobeChat](‹lobe›)", "Open <‹lobe›> to import the settings."),
        told=True,
    ),
    Context(
        "deep link",
        "cherry-studio",
        zh=("[导入到 Cherry Studio](‹cherry›)", "```\n‹cherry›\n```"),
        en=("[Import into Cherry Studio](‹cherry›)", '<a href="‹cherry›">Cherry Studio</a>'),
        told=True,
    ),
    Context(
        "deep link",
        "chatbox",
        zh=("[导入到 Chatbox](‹chatbox›)", "```\n‹chatbox›\n```"),
        en=("[Import into Chatbox](‹chatbox›)", '<a href="‹chatbox›">Chatbox</a>'),
        told=True,
    ),
    Context(
        "mode",
        "chatbox",
        zh=("- API 模式：Claude API 兼容\n- API 主机：‹V›\n- API 密钥：`‹key›`",),
        en=("- API Mode: Claude API Compatible\n- API Host: ‹V›\n- API Key: `‹key›`",),
        rule="append_messages",
    ),
    Context(
        "mode",
        "chatbox",
        zh=("| 字段名 | 示例值 |\n|---|---|\n| API 模式 | Google Gemini API 兼容 |\n| API 主机 | ‹V› |",),
        en=("| Field | Value |\n|---|---|\n| API Mode | Google Gemini API Compatible |\n| API Host | ‹V› |",),
        rule="append_v1beta_models",
    ),
    # a wrong value where wrong ones are marked beside it
    Context(
        "right column",
        "unknown",
        zh=(
            "| 字段 | 错误写法 | 正确写法 |\n|---|---|---|\n| Base URL | `https://www.example.com` | `‹v›` |",
            "| | Base URL |\n|---|---|\n| ❌ 错误 | `https://www.example.com/console` |\n| ✅ 正确 | `‹v›` |",
            "<!-- presscheck: wrong-example -->\n```env\nOPENAI_BASE_URL=https://www.example.com\n```\n\n```env\nOPENAI_BASE_URL=‹v›\n```",
        ),
        en=(
            "| Field | Wrong | Right |\n|---|---|---|\n| Base URL | `https://www.example.com` | `‹v›` |",
            "| | Base URL |\n|---|---|\n| ❌ Wrong | `https://www.example.com/console` |\n| ✅ Right | `‹v›` |",
            "```env wrong\nOPENAI_BASE_URL=https://www.example.com\n```\n\n```env\nOPENAI_BASE_URL=‹v›\n```",
        ),
    ),
)

# --- what else may be wrong ------------------------------------------------------------------------------------------


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
            *_fences("bash", '⟦export ‹w›="‹r›"⟧\n‹go›', "⟦export ‹w›=‹r›⟧"),
            _fence("powershell", '⟦$env:‹w› = "‹r›"⟧'),
            _fence("env", "⟦‹w›=‹r›⟧"),
            _fence("fish", "⟦set -gx ‹w› ‹r›⟧"),
            _fence("bat", "⟦setx ‹w› ‹r›⟧"),
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


SPECIALS: Final = (
    # keywords that a client ignores or refuses
    Special(
        "wrong keyword",
        FIELD,
        "openai-python",
        _fences(
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
        _fences(
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
        _fences(
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
        _fences(
            "js",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({\n  apiKey: process.env.ALLTKN_API_KEY,\n  ⟦base_url: "‹api›/v1",⟧\n});',
            "import OpenAI from 'openai';\nconst client = new OpenAI({ ⟦baseUrl: '‹api›/v1'⟧, apiKey: '‹key›' });",
            "const OpenAI = require('openai');\n\nconst client = new OpenAI({\n  ⟦basePath: '‹api›/v1',⟧\n  apiKey: '‹key›',\n});",
        )
        + _fences(
            "ts",
            'import OpenAI from "openai";\n\nconst options = {\n  ⟦base_url: "‹api›/v1",⟧\n  apiKey: "‹key›",\n};\nconst client = new OpenAI(options);',
        ),
    ),
    Special(
        "wrong variable",
        FIELD,
        "openai-node",
        _fences(
            "js",
            "import OpenAI from 'openai';\n\n⟦process.env.OPENAI_API_BASE = '‹api›/v1';⟧\nconst client = new OpenAI();",
        ),
    ),
    Special(
        "wrong keyword",
        FIELD,
        "anthropic-python",
        _fences(
            "python",
            'import anthropic\n\nclient = anthropic.Anthropic(\n    ⟦baseURL="‹api›",⟧\n    api_key="‹key›",\n)',
            "from anthropic import AsyncAnthropic\n\nclient = AsyncAnthropic(⟦baseURL='‹api›'⟧)",
        ),
    ),
    Special(
        "wrong keyword",
        FIELD,
        "anthropic-typescript",
        _fences(
            "ts",
            'import Anthropic from "@anthropic-ai/sdk";\n\nconst client = new Anthropic({\n  ⟦base_url: "‹api›",⟧\n  apiKey: "‹key›",\n});',
            "import Anthropic from '@anthropic-ai/sdk';\nconst client = new Anthropic({ apiKey: '‹key›', ⟦base_url: '‹api›'⟧ });",
        ),
    ),
    Special(
        "wrong keyword",
        FIELD,
        "langchain-python",
        _fences(
            "python",
            'from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(\n    model="‹id›",\n    ⟦api_base="‹api›/v1",⟧\n    api_key="‹key›",\n)',
        ),
    ),
    Special(
        "wrong keyword",
        FIELD,
        "llamaindex",
        _fences(
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
        _fences(
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
        _fences(
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
        _fences(
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
        _fences(
            "json",
            '{\n  "language_models": {\n    "openai_compatible": {\n      "ALLTKN": {\n        ⟦"base_url": "‹api›/v1",⟧\n        "available_models": [{"name": "‹id›", "max_tokens": 128000}]\n      }\n    }\n  }\n}',
        ),
        derived=True,
    ),
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
            *_fences(
                "toml",
                'model = "‹id›"\nmodel_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "ALLTKN"\nbase_url = "‹api›/v1"\nenv_key = "ALLTKN_API_KEY"\n⟦wire_api = "chat"⟧',
                "[model_providers.alltkn]\nbase_url = '‹api›/v1'\n⟦wire_api = 'chat'⟧",
            ),
            _fence(
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
        _fences(
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
        _fences(
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
        _fences(
            "python",
            'from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(⟦model="‹bad›"⟧, base_url="‹api›/v1", api_key="‹key›")',
        ),
    ),
    Special(
        "model in python",
        MODEL,
        "litellm",
        _fences(
            "python",
            'import litellm\n\nlitellm.completion(⟦model="openai/‹bad›"⟧, api_base="‹api›/v1", messages=messages)',
        ),
    ),
    Special(
        "model in python",
        MODEL,
        "anthropic-python",
        _fences(
            "python",
            'import anthropic\n\nclient = anthropic.Anthropic(base_url="‹api›", api_key="‹key›")\nclient.messages.create(⟦model="‹bad›"⟧, max_tokens=64, messages=messages)',
        ),
    ),
    Special(
        "model in js",
        MODEL,
        "openai-node",
        _fences(
            "js",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({ baseURL: "‹api›/v1", apiKey: "‹key›" });\nconst reply = await client.chat.completions.create({\n  ⟦model: "‹bad›",⟧\n  messages,\n});',
            "import OpenAI from 'openai';\n\nconst client = new OpenAI({ apiKey: '‹key›', baseURL: '‹api›/v1' });\nawait client.chat.completions.create({ ⟦model: '‹bad›'⟧, messages });",
        ),
    ),
    Special(
        "model in js",
        MODEL,
        "vercel-ai-sdk",
        _fences(
            "ts",
            "import { createOpenAI } from '@ai-sdk/openai';\n\nconst alltkn = createOpenAI({ baseURL: '‹api›/v1', apiKey: '‹key›' });\nconst model = ⟦alltkn.chat('‹bad›');⟧",
        ),
    ),
    Special(
        "model in curl",
        MODEL,
        "curl",
        _fences(
            "bash",
            'curl ‹api›/v1/chat/completions \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY" \\\n  -H "Content-Type: application/json" \\\n  -d \'{⟦"model": "‹bad›"⟧, "messages": [{"role": "user", "content": "Hello"}]}\'',
            'curl -X POST "‹api›/v1/chat/completions" \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY" \\\n  --data \'{\n    ⟦"model": "‹bad›",⟧\n    "messages": [{"role": "user", "content": "1+1=?"}]\n  }\'',
        ),
    ),
    Special(
        "model in json",
        MODEL,
        "unknown",
        _fences(
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
        _fences(
            "yaml",
            "llm:\n  base_url: ‹api›/v1\n  api_key: ‹key›\n  ⟦model: ‹bad›⟧",
            'openai:\n  ⟦model: "‹bad›"⟧\n  apiBase: ‹api›/v1',
        ),
    ),
    Special(
        "model in yaml",
        MODEL,
        "continue",
        _fences(
            "yaml",
            "models:\n  - name: ALLTKN\n    provider: openai\n    ⟦model: ‹bad›⟧\n    apiBase: ‹api›/v1\n    apiKey: ‹key›",
        ),
    ),
    Special(
        "model in toml",
        MODEL,
        "codex-cli",
        _fences(
            "toml",
            '⟦model = "‹bad›"⟧\nmodel_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "ALLTKN"\nbase_url = "‹api›/v1"\nenv_key = "ALLTKN_API_KEY"',
        ),
    ),
    Special(
        "model in env",
        MODEL,
        "unknown",
        _fences(
            "env",
            "OPENAI_BASE_URL=‹api›/v1\nOPENAI_API_KEY=‹key›\n⟦OPENAI_MODEL=‹bad›⟧",
            'LLM_BASE_URL="‹api›/v1"\n⟦LLM_MODEL="‹bad›"⟧\nLLM_API_KEY=‹key›',
        )
        + _fences("bash", "export OPENAI_BASE_URL=‹api›/v1\n⟦export OPENAI_MODEL=‹bad›⟧"),
    ),
    Special(
        "model in env",
        MODEL,
        "claude-code",
        _fences(
            "bash", "export ANTHROPIC_BASE_URL=‹api›\nexport ANTHROPIC_AUTH_TOKEN=‹key›\n⟦export ANTHROPIC_MODEL=‹bad›⟧"
        )
        + _fences(
            "json", '{\n  "env": {\n    "ANTHROPIC_BASE_URL": "‹api›",\n    ⟦"ANTHROPIC_MODEL": "‹bad›"⟧\n  }\n}'
        ),
    ),
    Special(
        "model in flag", MODEL, "aider", _fences("bash", "aider --openai-api-base ‹api›/v1 ⟦--model openai/‹bad›⟧")
    ),
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

# --- what is right ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Innocent:
    """Texts that nothing may be said about. `‹wrong›` is a value that would be wrong in a field, `‹right›` a right one."""

    name: str
    texts: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def of(self, language: str) -> tuple[str, ...]:
        return (*self.texts, *(self.zh if language == "zh" else self.en))


INNOCENTS: Final = (
    Innocent(
        "curl",
        _fences(
            "bash",
            'curl ‹api›/v1/chat/completions \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY" \\\n  -H "Content-Type: application/json" \\\n  -d \'{"model": "‹id›", "messages": [{"role": "user", "content": "Hello"}]}\'',
            'curl ‹api›/v1/models -H "Authorization: Bearer $ALLTKN_API_KEY"',
            'curl -N -X POST \'‹api›/v1/responses\' -H "Authorization: Bearer $KEY" -d \'{"model": "‹id›", "input": "Hello"}\'',
            'curl ‹api›/v1/messages -H "x-api-key: $KEY" -d \'{"model": "claude-sonnet-4", "max_tokens": 16, "messages": []}\'',
            'curl ‹api›/v1/embeddings \\\n  --header "Authorization: Bearer $KEY" --data @body.json',
            "curl -sS -o /dev/null -w '%{http_code}\\n' ‹api›/v1/models",
            "curl -I ‹api›",
            "curl -sI ‹home›",
            'BASE=‹api›/v1\ncurl "$BASE/chat/completions" -H "Authorization: Bearer $KEY" -d @body.json',
        )
        + _fences(
            "powershell",
            'Invoke-RestMethod -Uri "‹api›/v1/models" -Headers @{ Authorization = "Bearer $env:ALLTKN_API_KEY" }',
        )
        + _fences("console", '$ curl ‹api›/v1/models\n{"error": {"message": "no key"}}'),
    ),
    Innocent(
        "http client",
        _fences(
            "python",
            'import requests\n\nreply = requests.post(\n    "‹api›/v1/chat/completions",\n    headers={"Authorization": f"Bearer {key}"},\n    json={"model": "‹id›", "messages": messages},\n)',
            "import httpx\n\nURL = '‹api›/v1/chat/completions'\nhttpx.post(URL, json=body, headers=headers)",
            'import requests\n\nurl = "‹api›/v1/models"\nprint(requests.get(url, timeout=10).status_code)',
        )
        + _fences(
            "js",
            'const reply = await fetch("‹api›/v1/chat/completions", {\n  method: "POST",\n  headers: { Authorization: `Bearer ${key}` },\n  body: JSON.stringify({ model: "‹id›", messages }),\n});',
            "const { data } = await axios.post('‹api›/v1/chat/completions', body, { headers });",
        )
        + _fences(
            "http",
            "POST /v1/chat/completions HTTP/1.1\nHost: api.example.com\nAuthorization: Bearer <key>",
            'POST ‹api›/v1/chat/completions\nContent-Type: application/json\n\n{"model": "‹id›"}',
        )
        + _fences("go", 'req, err := http.NewRequest("POST", "‹api›/v1/chat/completions", body)')
        + _fences("php", "$ch = curl_init('‹api›/v1/chat/completions');")
        + _fences(
            "java", 'var request = HttpRequest.newBuilder(URI.create("‹api›/v1/chat/completions")).POST(body).build();'
        )
        + _fences(
            "python",
            "import urllib.request\n\nwith urllib.request.urlopen('‹home›/docs') as page:\n    print(page.status)",
        ),
    ),
    Innocent(
        "endpoint named",
        zh=(
            "聊天接口的完整路径是 `‹api›/v1/chat/completions`，由客户端自己拼接。",
            "请求地址：`POST ‹api›/v1/chat/completions`",
            "| 接口 | 方法 | 完整地址 |\n|---|---|---|\n| 对话 | POST | `‹api›/v1/chat/completions` |\n| 模型列表 | GET | `‹api›/v1/models` |",
            "客户端最终请求的是 `‹api›/v1/chat/completions`。",
            "预览: ‹api›/v1/chat/completions",
            "在浏览器中打开 ‹api›/v1/models，会看到一段 JSON。",
            "- 对话：`‹api›/v1/chat/completions`\n- 向量：`‹api›/v1/embeddings`",
            "HTTP 请求节点的 URL 填写 `‹api›/v1/chat/completions`，方法选 POST。",
            "Base URL 与请求路径拼接后得到 `‹api›/v1/chat/completions`。",
        ),
        en=(
            "The full path of the chat endpoint is `‹api›/v1/chat/completions`; the client puts it together.",
            "Endpoint: `POST ‹api›/v1/chat/completions`",
            "| Endpoint | Method | Full address |\n|---|---|---|\n| Chat | POST | `‹api›/v1/chat/completions` |\n| Models | GET | `‹api›/v1/models` |",
            "In the end the client requests `‹api›/v1/chat/completions`.",
            "Preview: ‹api›/v1/chat/completions",
            "Open ‹api›/v1/models in a browser and you see JSON.",
            "- Chat: `‹api›/v1/chat/completions`\n- Embeddings: `‹api›/v1/embeddings`",
            "In the HTTP Request node enter the URL `‹api›/v1/chat/completions` and the method POST.",
            "The base URL plus the path makes `‹api›/v1/chat/completions`.",
        ),
    ),
    Innocent(
        "site link",
        zh=(
            "请到[支持页面](‹home›/support)提问。",
            "登录 ‹home› 创建密钥。",
            "在[控制台](‹home›/console)创建密钥，然后复制到客户端。",
            "更多说明见 <‹home›/docs>。",
            "我们的官网是 ‹home›。",
            "打开 ‹home›/console/token，点击新建密钥。",
            "注册地址：‹home›/register",
            "官网：‹home›",
            "控制台：`‹home›/console`",
            "价格见 ‹home›/pricing。",
            "| 名称 | 地址 |\n|---|---|\n| 官网 | ‹home› |\n| 控制台 | ‹home›/console |\n| 文档 | ‹home›/docs |",
            "- [官网](‹home›)\n- [文档](‹home›/docs)\n- [状态页](https://status.example.com)",
            "API 文档：‹home›/docs/api",
            "获取 API Key：‹home›/console/token",
            "API Key 在 ‹home›/console 创建，不要发给任何人。",
        ),
        en=(
            "Ask on the [support page](‹home›/support).",
            "Sign in at ‹home› to create a key.",
            "Create a key in the [console](‹home›/console) and copy it into the client.",
            "See <‹home›/docs> for more.",
            "Our homepage is ‹home›.",
            "Open ‹home›/console/token and press New key.",
            "Register at: ‹home›/register",
            "Website: ‹home›",
            "Console: `‹home›/console`",
            "Prices are on ‹home›/pricing.",
            "| Name | Address |\n|---|---|\n| Website | ‹home› |\n| Console | ‹home›/console |\n| Docs | ‹home›/docs |",
            "- [Website](‹home›)\n- [Docs](‹home›/docs)\n- [Status](https://status.example.com)",
            "API documentation: ‹home›/docs/api",
            "Get an API key: ‹home›/console/token",
            "The API key is made at ‹home›/console; give it to nobody.",
        ),
    ),
    Innocent(
        "beside a right value",
        zh=(
            "Base URL 填 `‹right›`，密钥在 ‹home›/console 创建。",
            "先登录 ‹home›，再把 Base URL 设为 `‹right›`。",
            "Base URL：`‹right›`（不是官网 ‹home›）",
            "- Base URL：`‹right›`\n- 控制台：‹home›/console\n- 支持：‹home›/support",
            "| 项目 | 地址 |\n|---|---|\n| Base URL | `‹right›` |\n| 官网 | ‹home› |\n| 充值 | ‹home›/console/topup |",
            "Base URL 填 `‹right›`，客户端会请求 `‹right›/chat/completions`。",
            "Base URL：[‹right›](‹home›/docs/base-url)",
            "把 `https://api.openai.com/v1` 换成 `‹right›`。",
            "Base URL 由默认的 `https://api.openai.com/v1` 改为 `‹right›`。",
            "将 Base URL 从 `http://api.example.com/v1` 改为 `‹right›`。",
        ),
        en=(
            "The base URL is `‹right›`; create a key at ‹home›/console.",
            "Sign in at ‹home›, then set the base URL to `‹right›`.",
            "Base URL: `‹right›` (not the homepage ‹home›)",
            "- Base URL: `‹right›`\n- Console: ‹home›/console\n- Support: ‹home›/support",
            "| Item | Address |\n|---|---|\n| Base URL | `‹right›` |\n| Website | ‹home› |\n| Billing | ‹home›/console/topup |",
            "With the base URL `‹right›` the client requests `‹right›/chat/completions`.",
            "Base URL: [‹right›](‹home›/docs/base-url)",
            "Replace `https://api.openai.com/v1` with `‹right›`.",
            "Change the base URL from the default `https://api.openai.com/v1` to `‹right›`.",
            "Change the base URL from `http://api.example.com/v1` to `‹right›`.",
        ),
    ),
    Innocent(
        "other header",
        _fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(\n    base_url="‹right›",\n    api_key="‹key›",\n    default_headers={"HTTP-Referer": "‹home›", "X-Title": "ALLTKN docs"},\n)',
            'headers = {\n    "HTTP-Referer": "‹home›",\n    "X-Title": "Demo",\n    "Origin": "‹home›",\n}',
        )
        + _fences(
            "js",
            'import OpenAI from "openai";\n\nconst client = new OpenAI({\n  baseURL: "‹right›",\n  defaultHeaders: { "HTTP-Referer": "‹home›", "X-Title": "Demo" },\n});',
        )
        + _fences(
            "bash",
            'curl ‹right›/chat/completions -H "HTTP-Referer: ‹home›" -H "X-Title: Demo" -d @body.json',
            "curl -e ‹home›/docs ‹right›/models",
        ),
    ),
    Innocent(
        "other address field",
        _fences(
            "yaml",
            "callback_url: ‹home›/oauth/callback\nwebhook_url: ‹home›/hooks/billing\nstatus_page: https://status.example.com",
            "site_url: ‹home›\nrepo_url: https://github.com/example/docs\nuse_directory_urls: true",
            "support_url: ‹home›/support\nprivacy_url: ‹home›/privacy\nterms_url: ‹home›/terms",
        )
        + _fences(
            "json",
            '{\n  "redirect_uri": "‹home›/auth/callback",\n  "logout_url": "‹home›/logout"\n}',
            '{"homepage_url": "‹home›", "docs_url": "‹home›/docs"}',
            '{"image_url": "‹home›/logo.png", "avatar": "‹home›/me.png"}',
        )
        + _fences(
            "env",
            "NEXTAUTH_URL=‹home›\nOPENAI_BASE_URL=‹right›",
            "PUBLIC_SITE_URL=‹home›\nSUPPORT_URL=‹home›/support",
            "WEBHOOK_URL=‹home›/hooks",
            "HTTPS_PROXY=http://127.0.0.1:7890\nNO_PROXY=localhost",
        )
        + _fences("bash", "export HTTPS_PROXY=http://127.0.0.1:7890\nexport OPENAI_BASE_URL=‹right›"),
        zh=(
            "| 字段 | 填写 |\n|---|---|\n| 回调地址 | `‹home›/oauth/callback` |\n| 通知地址 | `‹home›/hooks` |\n| 隐私政策 | ‹home›/privacy |",
            "- 官网地址：‹home›\n- 支持地址：‹home›/support\n- 代理地址：`http://127.0.0.1:7890`",
            "Webhook 地址填 `‹home›/hooks/billing`。",
            "网络代理的地址填写 `http://127.0.0.1:7890`。",
        ),
        en=(
            "| Field | Value |\n|---|---|\n| Callback URL | `‹home›/oauth/callback` |\n| Webhook URL | `‹home›/hooks` |\n| Privacy policy | ‹home›/privacy |",
            "- Site URL: ‹home›\n- Support URL: ‹home›/support\n- Proxy address: `http://127.0.0.1:7890`",
            "Set the webhook URL to `‹home›/hooks/billing`.",
            "The redirect URL is `‹home›/auth/callback`.",
        ),
    ),
    Innocent(
        "package data",
        _fences(
            "json",
            '{\n  "name": "alltkn-examples",\n  "version": "1.2.0",\n  "homepage": "‹home›",\n  "repository": {"type": "git", "url": "https://github.com/example/examples"},\n  "bugs": {"url": "‹home›/support"}\n}',
            '{"name": "demo", "homepage": "‹home›/docs", "repository": "github:example/demo"}',
        )
        + _fences(
            "toml",
            '[project]\nname = "alltkn-demo"\n\n[project.urls]\nHomepage = "‹home›"\nDocumentation = "‹home›/docs"',
            '[package]\nname = "demo"\nhomepage = "‹home›"\nrepository = "https://github.com/example/demo"',
        )
        + _fences(
            "html",
            '<link rel="canonical" href="‹home›/docs/quickstart">\n<meta property="og:url" content="‹home›">',
            '<base href="‹home›/docs/">',
        ),
    ),
    Innocent(
        "openapi",
        _fences(
            "yaml",
            "openapi: 3.1.0\ninfo:\n  title: ALLTKN API\n  contact:\n    url: ‹home›/support\nservers:\n  - url: ‹api›\npaths:\n  /v1/chat/completions: {}",
            "openapi: 3.0.3\nexternalDocs:\n  url: ‹home›/docs\nservers:\n  - url: ‹api›/v1",
        )
        + _fences("json", '{"openapi": "3.1.0", "servers": [{"url": "‹api›"}], "paths": {"/v1/models": {}}}'),
    ),
    Innocent(
        "cors and robots",
        _fences("text", "User-agent: *\nAllow: /\nSitemap: ‹home›/sitemap.xml")
        + _fences(
            "xml", "<urlset>\n  <url><loc>‹home›/docs</loc></url>\n  <url><loc>‹home›/pricing</loc></url>\n</urlset>"
        )
        + _fences("http", "HTTP/1.1 204 No Content\nAccess-Control-Allow-Origin: ‹home›")
        + _fences(
            "yaml",
            "cors:\n  allowed_origins:\n    - ‹home›\n    - http://localhost:3000",
            "ALLOWED_HOSTS: www.example.com,api.example.com",
        )
        + _fences("env", "CORS_ALLOW_ORIGIN=‹home›\nALLOWED_ORIGINS=‹home›,https://example.com"),
    ),
    Innocent(
        "reverse proxy",
        _fences(
            "nginx",
            "location /v1/ {\n    proxy_pass ‹api›/v1/;\n    proxy_set_header Host api.example.com;\n}",
            "location / {\n    proxy_pass ‹api›;\n    proxy_buffering off;\n}",
            "server {\n    listen 80;\n    server_name www.example.com;\n    return 301 ‹home›$request_uri;\n}",
        )
        + _fences("caddyfile", "gateway.internal {\n    reverse_proxy ‹api›\n}"),
    ),
    Innocent(
        "prohibition",
        zh=(
            "不要把 `‹wrong›` 填入 Base URL。",
            "Base URL 不要填写 `‹wrong›`。",
            "请勿将 Base URL 设置为 `‹wrong›`。",
            "Base URL 不应填 `‹wrong›`，那不是 API 地址。",
            "切勿在 Base URL 中填写 ‹wrong›。",
            "注意：Base URL 不能填成 `‹wrong›`。",
            "Base URL 不是 `‹wrong›`，而是 `‹right›`。",
            "Base URL 禁止填写 `‹wrong›`。",
            "别把 `‹wrong›` 当作 Base URL。",
            "把 Base URL 填成 `‹wrong›` 是最常见的错误。",
            "请避免把 Base URL 写成 `‹wrong›`。",
            "Base URL 无需写成 `‹wrong›`，填 `‹right›` 就够了。",
            "- 不要填 `‹wrong›`\n- Base URL 填 `‹right›`",
            "> 警告：`‹wrong›` 是网页，不要填到 API 地址里。",
            "Base URL 要填 `‹right›`，不要填 `‹wrong›`。",
            "Base URL 填 `‹right›` 而不是 `‹wrong›`。",
            "`‹wrong›` 不能用作 Base URL。",
            "有些教程让你把 Base URL 填成 `‹wrong›`，这是错的。",
            "把 `‹wrong›` 当成 Base URL 是错误的。",
            "Base URL 不支持填写 `‹wrong›`。",
            "错误示例：Base URL 填成 `‹wrong›`。",
            "❌ Base URL：`‹wrong›`",
            "严禁在 Base URL 中使用 `‹wrong›`。",
        ),
        en=(
            "Do not enter `‹wrong›` as the base URL.",
            "Never set the base URL to `‹wrong›`.",
            "Don't use `‹wrong›` as your base URL.",
            "The base URL must not be `‹wrong›`.",
            "The base URL should not be `‹wrong›`: that is no API address.",
            "The base URL cannot be `‹wrong›`.",
            "The base URL is not `‹wrong›` but `‹right›`.",
            "Avoid `‹wrong›` as the base URL.",
            "It is a mistake to set the base URL to `‹wrong›`.",
            "Setting the base URL to `‹wrong›` is the most common mistake.",
            "Set the base URL to `‹right›`, not `‹wrong›`.",
            "Set the base URL to `‹right›` instead of `‹wrong›`.",
            "Use `‹right›` rather than `‹wrong›` for the base URL.",
            "- Do not enter `‹wrong›`\n- Enter `‹right›` as the base URL",
            "> Warning: `‹wrong›` is a web page. Do not put it into the base URL field.",
            "There is no need to write `‹wrong›` as the base URL.",
            "`‹wrong›` cannot be used as the base URL.",
            "Some tutorials tell you to set the base URL to `‹wrong›`; that is wrong.",
            "`‹wrong›` is not a valid base URL.",
            "You must not enter `‹wrong›` as the base URL.",
            "Wrong: a base URL of `‹wrong›`.",
            "❌ Base URL: `‹wrong›`",
            "`‹wrong›` works in a browser, but not as the base URL.",
        ),
    ),
    Innocent(
        "question",
        zh=(
            "Base URL 能填 `‹wrong›` 吗？不能，它返回的是网页。",
            "## 能把 ‹wrong› 当作 Base URL 吗？\n\n不能。",
            "**问：Base URL 填 ‹wrong› 可以吗？**\n\n答：不可以，请填 `‹right›`。",
            "为什么 Base URL 填了 `‹wrong›` 会报错？",
            "Base URL 到底填 `‹wrong›` 还是 `‹right›`？",
            "### Base URL 要不要写成 ‹wrong›？\n\n看客户端：见下表。",
            "- Base URL 是否填成了 `‹wrong›`？\n- 密钥前后有没有空格？",
            "检查一下：Base URL 是不是写成了 `‹wrong›`？",
        ),
        en=(
            "Can the base URL be `‹wrong›`? No, it answers with a web page.",
            "## Can I use ‹wrong› as the base URL?\n\nNo.",
            "**Q: Is ‹wrong› fine as the base URL?**\n\nA: No, enter `‹right›`.",
            "Why does the base URL `‹wrong›` fail?",
            "Is the base URL `‹wrong›` or `‹right›`?",
            "### Should the base URL be ‹wrong›?\n\nThat depends on the client, see below.",
            "- Is the base URL set to `‹wrong›`?\n- Is there a blank before the key?",
            "Check: did you enter `‹wrong›` as the base URL?",
        ),
    ),
    Innocent(
        "troubleshooting",
        zh=(
            "如果 Base URL 填成了 `‹wrong›`，会返回 404。",
            "Base URL 写成 `‹wrong›` 时，返回的是一段 HTML。",
            "出现空回复，通常是因为 Base URL 填了 `‹wrong›`。",
            "| 现象 | 原因 | 处理方法 |\n|---|---|---|\n| 返回 HTML | Base URL 填成了 `‹wrong›` | 改为 `‹right›` |\n| 401 | 密钥错误 | 重新复制 |",
            "| 错误 | 原因 |\n|---|---|\n| 404 | Base URL 为 `‹wrong›` |",
            "把 Base URL 误填为 `‹wrong›` 后，客户端会请求不存在的路径。",
            "误将 ‹wrong› 填入 Base URL 的用户，请改为 `‹right›`。",
            "若 Base URL 为 `‹wrong›`，请改为 `‹right›`。",
            "假如 Base URL 设为 `‹wrong›`，请求会失败。",
            "原来的 Base URL 是 `‹wrong›`，所以一直报 404。",
            "用户把 Base URL 填成 `‹wrong›`，得到 404；改为 `‹right›` 后恢复。",
            "看到 `Unexpected token '<'`，说明 Base URL 填的是 `‹wrong›`。",
            "很多用户把 Base URL 填成 `‹wrong›`，于是得到空回复。",
            "Base URL 填 `‹wrong›` 会得到 404。",
            "以 `‹wrong›` 作为 Base URL 时，请求会失败。",
            "Base URL 填了 `‹wrong›`？改成 `‹right›` 即可。",
            "- 404：Base URL 填成了 `‹wrong›`\n- 401：密钥错误",
            "错误原因：Base URL 被设置为 `‹wrong›`。",
        ),
        en=(
            "If the base URL is `‹wrong›`, the answer is a 404.",
            "With the base URL `‹wrong›` an HTML page comes back.",
            "An empty reply usually means that the base URL was set to `‹wrong›`.",
            "| Symptom | Cause | Fix |\n|---|---|---|\n| HTML comes back | The base URL is `‹wrong›` | Set it to `‹right›` |\n| 401 | Wrong key | Copy it again |",
            "| Error | Cause |\n|---|---|\n| 404 | Base URL is `‹wrong›` |",
            "If you entered `‹wrong›` as the base URL, the client asks for a path that does not exist.",
            "Users who mistakenly entered ‹wrong› as the base URL should change it to `‹right›`.",
            "When the base URL is set to `‹wrong›`, requests fail.",
            "The base URL was `‹wrong›`, hence the 404.",
            "The user had set the base URL to `‹wrong›` and got a 404; with `‹right›` it worked.",
            "`Unexpected token '<'` means that the base URL is `‹wrong›`.",
            "Someone who puts `‹wrong›` into the base URL field gets a page instead of JSON.",
            "Many users enter `‹wrong›` as the base URL and get an empty reply.",
            "A base URL of `‹wrong›` leads to a 404.",
            "The request fails when `‹wrong›` is used as the base URL.",
            "Entered `‹wrong›` as the base URL? Change it to `‹right›`.",
            "- 404: the base URL is `‹wrong›`\n- 401: wrong key",
            "Cause: the base URL had been set to `‹wrong›`.",
        ),
    ),
    Innocent(
        "marked table",
        zh=(
            "| 字段 | 错误写法 | 正确写法 |\n|---|---|---|\n| Base URL | `‹wrong›` | `‹right›` |",
            "| 客户端 | ❌ 错误 | ✅ 正确 |\n|---|---|---|\n| Python SDK | `‹wrong›` | `‹right›` |",
            "| 写法 | Base URL |\n|---|---|\n| 错误写法 | `‹wrong›` |\n| 正确写法 | `‹right›` |",
            "| | Base URL |\n|---|---|\n| ❌ | `‹wrong›` |\n| ✅ | `‹right›` |",
            "| 错误示例 | 说明 |\n|---|---|\n| Base URL：`‹wrong›` | 这不是 API 地址 |",
            "- ❌ Base URL：`‹wrong›`\n- ✅ Base URL：`‹right›`",
        ),
        en=(
            "| Field | Wrong | Right |\n|---|---|---|\n| Base URL | `‹wrong›` | `‹right›` |",
            "| Client | ❌ Wrong | ✅ Right |\n|---|---|---|\n| Python SDK | `‹wrong›` | `‹right›` |",
            "| Form | Base URL |\n|---|---|\n| Wrong | `‹wrong›` |\n| Right | `‹right›` |",
            "| | Base URL |\n|---|---|\n| ❌ | `‹wrong›` |\n| ✅ | `‹right›` |",
            "| Incorrect | Why |\n|---|---|\n| Base URL: `‹wrong›` | no API address |",
            "- ❌ Base URL: `‹wrong›`\n- ✅ Base URL: `‹right›`",
        ),
    ),
    Innocent(
        "marked block",
        (
            _fence("env wrong", "OPENAI_BASE_URL=‹wrong›"),
            _fence("python wrong", 'client = OpenAI(base_url="‹wrong›", api_key="‹key›")'),
            _fence("json wrong", '{"base_url": "‹wrong›", "api_key": "‹key›"}'),
            _fence("js wrong", 'const client = new OpenAI({ base_url: "‹right›" });'),
            _fence(
                "python wrong",
                "import openai\n\nopenai.api_base = '‹right›'\nopenai.ChatCompletion.create(model='‹bad›', messages=messages)",
            ),
            _fence("toml wrong", 'base_url = "‹wrong›"\nwire_api = "chat"'),
            "<!-- presscheck: wrong-example -->\n" + _fence("bash", 'export OPENAI_BASE_URL="‹wrong›"'),
            "<!-- presscheck: wrong-example -->\n\n" + _fence("yaml", "base_url: ‹wrong›"),
            "<!-- presscheck: wrong-example -->\n\n| Base URL | Model |\n|---|---|\n| `‹wrong›` | `‹bad›` |",
            "<!-- presscheck: wrong-example -->\n\nBase URL: `‹wrong›`",
            "<!-- presscheck: wrong-example -->\n\n- Base URL: `‹wrong›`\n- API Key: `‹key›`",
        ),
    ),
    Innocent(
        "log or error",
        _fences(
            "text",
            "openai.NotFoundError: Error code: 404 - Invalid URL (POST /chat/completions), base_url=‹wrong›",
            "2026-03-02 10:11:12 ERROR request to ‹wrong› failed: 404 page not found",
            "unexpected status 404 Not Found: Invalid URL (POST /responses), url: ‹api›/responses",
            "GET ‹home›/models 200 text/html 14ms",
            'DEBUG openai._base_client HTTP Request: POST ‹home›/chat/completions "HTTP/1.1 404 Not Found"',
        )
        + _fences(
            "log",
            "[10:02:44] base_url=‹wrong› model=‹bad› status=404",
            "10.1.1.3 - POST ‹api›/v1/v1/chat/completions 404",
        )
        + _fences(
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
        _fences(
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
        _fences(
            "python",
            'from openai import OpenAI\n\nHOST = "‹api›"\nclient = OpenAI(base_url=f"{HOST}/v1", api_key="‹key›")',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹api›" + "/v1", api_key="‹key›")',
            'import os\n\nfrom openai import OpenAI\n\nclient = OpenAI(base_url=os.environ["GATEWAY"] + "/v1")',
            "from openai import OpenAI\n\nclient = OpenAI(base_url=settings.base_url, api_key=settings.api_key)",
            "from openai import OpenAI\n\nHOME = '‹home›'\nAPI = '‹right›'\nclient = OpenAI(base_url=API, api_key='‹key›')\nprint(f'see {HOME}/docs')",
        )
        + _fences(
            "js",
            "import OpenAI from 'openai';\n\nconst host = '‹api›';\nconst client = new OpenAI({ baseURL: `${host}/v1` });",
            "import OpenAI from 'openai';\n\nconst client = new OpenAI({ baseURL: new URL('/v1', '‹api›').href });",
        )
        + _fences(
            "bash",
            'HOST=‹api›\nexport OPENAI_BASE_URL="$HOST/v1"',
            'GATEWAY=‹api›\nexport ANTHROPIC_BASE_URL="$GATEWAY"\nexport OPENAI_BASE_URL="$GATEWAY/v1"',
        )
        + _fences("yaml", "x-gateway: &gateway ‹right›\nllm:\n  base_url: *gateway"),
    ),
    Innocent(
        "near a wrong name",
        _fences(
            "js",
            'import OpenAI from "openai";\nimport config from "./config.json";\n\nconst client = new OpenAI({ baseURL: config.base_url, apiKey: config.api_key });',
            "import OpenAI from 'openai';\n\nconst { OPENAI_API_BASE } = process.env;\nconst client = new OpenAI({ baseURL: OPENAI_API_BASE ?? '‹right›' });",
            "export async function list({ base_url, key }) {\n  return fetch(`${base_url}/models`, { headers: { Authorization: `Bearer ${key}` } });\n}",
            "import OpenAI from 'openai';\n\n// the option is called baseURL, not base_url\nconst client = new OpenAI({ baseURL: '‹right›' });",
        )
        + _fences(
            "python",
            'import json\n\nfrom openai import OpenAI\n\nconfig = json.load(open("config.json"))\nclient = OpenAI(base_url=config["baseURL"], api_key=config["apiKey"])',
            'import os\n\nfrom openai import OpenAI\n\nclient = OpenAI(base_url=os.environ["OPENAI_API_BASE"])',
            'import argparse\n\nfrom openai import OpenAI\n\nparser = argparse.ArgumentParser()\nparser.add_argument("--api-base", default="‹right›")\nclient = OpenAI(base_url=parser.parse_args().api_base)',
            'import openai\n\nopenai.base_url = "‹right›/"\nopenai.api_key = "‹key›"\nreply = openai.chat.completions.create(model="‹id›", messages=messages)',
            'from langchain_openai import ChatOpenAI\n\nllm = ChatOpenAI(model="‹id›", openai_api_base="‹right›", openai_api_key="‹key›")',
            'import litellm\n\nlitellm.completion(model="openai/‹id›", api_base="‹right›", messages=messages)',
            'from llama_index.llms.openai import OpenAI\n\nllm = OpenAI(model="‹id›", api_base="‹right›")',
        )
        + _fences(
            "bash",
            "export OPENAI_API_BASE=‹right›\naider --model openai/‹id›",
            "# read by LiteLLM\nexport OPENAI_API_BASE=‹right›",
        )
        + _fences("toml", 'model = "‹id›"\nmodel_provider = "openai"\nopenai_base_url = "‹right›"'),
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
        _fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(base_url="https://<your-domain>/v1", api_key="<your-key>")',
            'client = OpenAI(base_url="YOUR_BASE_URL", api_key="YOUR_API_KEY")',
            "client = OpenAI(base_url='{{ base_url }}', api_key='{{ api_key }}')",
            'client = OpenAI(base_url="...", api_key="...")',
        )
        + _fences(
            "json",
            '{"base_url": "<base-url>", "api_key": "<api-key>", "model": "<model-id>"}',
            '{"base_url": "https://{your-gateway}/v1", "model": "YOUR_MODEL"}',
            '{"baseURL": "", "apiKey": ""}',
            '{"base_url": "${BASE_URL}", "model": "${MODEL}"}',
            '{"base_url": null}',
        )
        + _fences(
            "env",
            "OPENAI_BASE_URL=https://your-domain.com/v1\nOPENAI_API_KEY=sk-xxxx",
            "OPENAI_BASE_URL=\nOPENAI_API_KEY=",
            "OPENAI_BASE_URL=https://YOUR_GATEWAY_HOST/v1",
            "OPENAI_BASE_URL=<网关地址>/v1",
            "OPENAI_BASE_URL=https://<你的域名>/v1",
        )
        + _fences(
            "bash",
            'export OPENAI_BASE_URL="$GATEWAY_URL"',
            "export OPENAI_BASE_URL=${GATEWAY}/v1",
            "export ANTHROPIC_BASE_URL=https://<your-domain>",
            'curl "$BASE_URL/chat/completions" -d "{\\"model\\": \\"$MODEL\\"}"',
        )
        + _fences(
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
        _fences(
            "bash",
            "ollama serve\nexport OPENAI_BASE_URL=http://localhost:11434/v1",
            "vllm serve meta-llama/Llama-3.1-8B-Instruct --port 8000\ncurl http://127.0.0.1:8000/v1/models",
            "export ANTHROPIC_BASE_URL=http://127.0.0.1:4000",
        )
        + _fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(base_url="http://localhost:1234/v1", api_key="lm-studio")\nclient.chat.completions.create(model="qwen2.5-7b-instruct", messages=messages)',
        )
        + _fences("json", '{"title": "Ollama", "provider": "ollama", "apiBase": "http://localhost:11434"}')
        + _fences("yaml", "llm:\n  base_url: http://host.docker.internal:11434/v1\n  model: llama3.1"),
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
        _fences(
            "python",
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›", api_key="‹key›")\nclient.chat.completions.create(model=MODEL, messages=messages)',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›", api_key="‹key›")\nclient.chat.completions.create(model="<model-id>", messages=messages)',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›", api_key="‹key›")\nclient.chat.completions.create(model="YOUR_MODEL", messages=messages)',
            'import os\nfrom openai import OpenAI\n\nclient = OpenAI(base_url="‹right›")\nclient.chat.completions.create(model=os.environ["MODEL"], messages=messages)',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›", api_key="‹key›")\nreply = client.chat.completions.create(model="‹id›", messages=messages)\nclass Car:\n    model = "T"',
            'import litellm\n\nlitellm.completion(model="openai/‹id›", api_base="‹right›", messages=messages)',
        )
        + _fences(
            "bash",
            'export OPENAI_BASE_URL=‹right›\nexport OPENAI_MODEL="$MODEL"',
            "export ANTHROPIC_BASE_URL=‹api›\nexport ANTHROPIC_MODEL=claude-sonnet-4",
            "docker run -e OPENAI_PROXY_URL=‹right› -e OPENAI_MODEL_LIST=-all,+gpt-4o-mini,+deepseek-chat lobehub/lobe-chat",
            "aider --openai-api-base ‹right› --model openai/‹id›",
            "docker run -e BASE_URL=‹api› -e CUSTOM_MODELS=-all,+gpt-4o-mini yidadaa/chatgpt-next-web",
        )
        + _fences(
            "json",
            '{"base_url": "‹right›", "model": "‹id›", "display_name": "GPT-4o mini"}',
            '{"baseURL": "‹right›", "model": "your-model-id"}',
        )
        + _fences(
            "toml",
            'model = "‹id›"\nmodel_provider = "alltkn"\n\n[model_providers.alltkn]\nname = "GPT-4o gateway"\nbase_url = "‹right›"\nenv_key = "ALLTKN_API_KEY"',
        )
        + _fences(
            "python",
            "from openai import OpenAI\n\nclient = OpenAI()  # talks to OpenAI itself\nclient.chat.completions.create(model='gpt-4o', messages=messages)",
        ),
    ),
    Innocent(
        "right and old",
        _fences(
            "python",
            'import openai\n\nopenai.api_key = "‹key›"\nopenai.base_url = "‹right›/"',
            'from openai import OpenAI\n\nclient = OpenAI(base_url="‹right›")\nclient.chat.completions.create(model="‹id›", messages=messages)',
        )
        + _fences(
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

# --- pages around ----------------------------------------------------------------------------------------------------

TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("配置说明", "接入指南", "常见问题", "快速开始", "团队接入清单", "新用户须知", "地址与密钥", "排查步骤"),
    "en": (
        "Configuration",
        "How to connect",
        "Frequent questions",
        "Quick start",
        "Team checklist",
        "For new users",
        "Addresses and keys",
        "Troubleshooting",
    ),
}
NAMED_TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("如何配置 ‹n›", "‹n› 接入指南", "在 ‹n› 中使用 ALLTKN", "‹n› 配置教程"),
    "en": ("How to configure ‹n›", "Connect ‹n›", "Use ALLTKN in ‹n›", "Setting up ‹n›"),
}
NAMED_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("‹n›", "配置 ‹n›", "在 ‹n› 中填写", "‹n› 用户"),
    "en": ("‹n›", "Configure ‹n›", "In ‹n›", "For users of ‹n›"),
}
NAMED_SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("以下是 ‹n› 的配置。", "‹n› 按下面的方式配置：", "打开 ‹n› 的设置。", "在 ‹n› 中新建一个服务商。"),
    "en": (
        "This is the configuration of ‹n›.",
        "‹n› is configured like this:",
        "Open the settings of ‹n›.",
        "Add a provider in ‹n›.",
    ),
}
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("准备工作", "配置步骤", "检查连接", "后续步骤", "适用范围", "补充说明", "配置字段", "密钥安全"),
    "en": (
        "Before you start",
        "Steps",
        "Check the connection",
        "Next steps",
        "Scope",
        "Notes",
        "Fields",
        "Keeping the key safe",
    ),
}
SENTENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": (
        "先确认客户端是最新版本，再打开设置页面。",
        "不同版本的界面可能略有差别，以你看到的为准。",
        "保存之后新建一个对话，让它只回答一个词。",
        "如果仍然失败，请记下时间和状态码，再联系支持团队。",
        "密钥只显示一次，请妥善保存。",
        "流式输出需要网络允许长连接。",
        "每台机器使用各自的密钥，便于单独停用。",
        "模型列表取决于你的密钥所在的分组。",
        "升级之后，原有的设置会保留。",
        "请不要在截图里露出完整的密钥。",
        "- 账号已开通\n- 密钥已创建\n- 网络可以访问网关",
        "> 提示：改完设置后要重启才会生效。",
        "| 状态码 | 含义 |\n|---|---|\n| 401 | 密钥无效 |\n| 429 | 请求太频繁 |",
    ),
    "en": (
        "Make sure that the client is up to date, then open its settings.",
        "The screens differ a little between versions.",
        "Save, start a new chat and let it answer with one word.",
        "If it still fails, note the time and the status code and ask support.",
        "The key is shown only once, so keep it safe.",
        "Streaming needs a network that allows long connections.",
        "Give each machine a key of its own; then one can be revoked alone.",
        "Which models you see depends on the group of your key.",
        "Your settings are kept when you upgrade.",
        "Never show a whole key in a screenshot.",
        "- The account is open\n- A key has been created\n- The gateway can be reached",
        "> Note: changes take effect after a restart.",
        "| Status | Meaning |\n|---|---|\n| 401 | The key is not valid |\n| 429 | Too many requests |",
    ),
}
COMMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("网关地址", "从控制台复制", "公司网关", "必填"),
    "en": ("the gateway", "copied from the console", "our gateway", "required"),
}
KEYS: Final = ("<your-api-key>", "YOUR_API_KEY", "sk-xxxx", "sk-your-key", "<ALLTKN_API_KEY>")

# --- values ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Value:
    """A value for a Base URL field."""

    text: str
    shape: str
    """What to report it by."""
    rules: tuple[str, ...] = ()
    """One of these must fire. Empty for a right value, and where any rule of the family will do."""
    code: bool = False
    """Only in code, or between quotes."""


PLACEHOLDERS: Final = (
    "https://<your-domain>",
    "https://<你的域名>",
    "https://{your-gateway}",
    "https://your-domain.com",
    "https://<gateway-host>",
    "https://YOUR_GATEWAY",
)
PATHS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "right": ("right", ()),
    "endpoint": ("endpoint", ("base-url/endpoint",)),
    "missing-version": ("missing", ("base-url/missing-version",)),
    "doubled-version": ("doubled", ("base-url/doubled-version",)),
    "other-version": ("other", ()),
}
"""Classes that the path alone makes: the field of `Composition`, and the rules."""
SHAPES: Final[Mapping[str, str]] = {"": "root", "/": "root/"}
QUOTED: Final = re.compile("[\"'`>]‹v›[\"'`<]|‹(?:V|lobe|cherry|chatbox)›")
TAGGED: Final = re.compile(r"<(?:table|label|ul|dl|p|div|button|details|a)\b|\]\(‹")


def _malformed(rng: Random, url: str, *, quoted: bool, scheme_added: bool) -> Value:
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    ways: list[tuple[str, str]] = [
        ("full-width colon", f"{scheme}：//{rest}"),
        ("full-width letters", f"ｈｔｔｐｓ://{rest}"),
        ("full-width letters", f"{scheme}://ａｐｉ{rest[3:]}"),
        ("full-width dot", f"{scheme}://{host.replace('.', rng.choice('．。'))}{slash}{path}"),
        ("full-width slash", f"{scheme}:／／{rest}"),
        ("broken scheme", rng.choice((f"https:/{rest}", f"https//{rest}", f"htps://{rest}", f"https:{rest}"))),
        ("doubled scheme", f"https://{url}"),
    ]
    if not scheme_added:
        ways += [("no scheme", rest)] * 4
    if quoted:
        ways += [
            ("blank", f"{scheme}:// {rest}"),
            ("blank", f"{scheme}://{host} {slash}{path}" if slash else f"{scheme}://{host.replace('.', ' .', 1)}"),
            ("trailing junk", url + rng.choice("。，；、")),
            ("trailing junk", url + rng.choice((",", ";", "”", "）", ">"))),
        ]
    shape, text = rng.choice(ways)
    return Value(text, shape, ("base-url/malformed",), code=True)


class Maker:
    """Values for a client, of a class that is asked for."""

    def __init__(self, rng: Random, origin: str = ORIGIN, homes: Sequence[str] = HOMES) -> None:
        self.rng, self.origin, self.homes = rng, origin, homes

    def value(self, kind: str, rule: str, client: Client, template: str) -> Value | None:
        """A value of a class; ``None`` where the client has none such."""
        rng, composition = self.rng, COMPOSITIONS[rule]
        right = composition.right[:1] if client.id in NO_SLASH else composition.right
        plain = [path for path in right if path in ("", "/", "/v1", "/v1/")]
        path = rng.choice(plain)
        match kind:
            case "homepage":
                home, path = rng.choice(self.homes), rng.choice(HOME_PATHS)
                rules = ["base-url/homepage"]
                if path.endswith("/completions"):
                    rules.append("base-url/endpoint")
                if rng.random() < 0.06:
                    home = home.replace("https:", "http:")
                    rules.append("base-url/insecure")
                return Value(home + path, "homepage" + (" with path" if path else ""), tuple(rules))
            case "unknown-host":
                if rng.random() < 0.25:
                    vendors = VENDORS if "/v1" in right and "" not in right else ROOT_VENDORS
                    return Value(rng.choice(vendors), "other vendor", ("base-url/unknown-host",))
                host = rng.choice(LOOK_ALIKES)
                return Value(host + path, "look-alike", ("base-url/unknown-host",))
            case "insecure":
                return Value(self.origin.replace("https:", "http:") + path, "http", ("base-url/insecure",))
            case "malformed":
                return _malformed(
                    rng, self.origin + path, quoted=bool(QUOTED.search(template)), scheme_added=composition.scheme_added
                )
            case _:
                name, rules_of = PATHS[kind]
                paths: tuple[str, ...] = right if kind == "right" else getattr(composition, name)
                if not paths:
                    return None
                path = rng.choice(paths)
                if path == "/chat/completions" and kind == "endpoint":
                    rules_of = (*rules_of, "base-url/missing-version")
                shape = SHAPES.get(path, path.removeprefix("/"))
                if rng.random() < 0.15 and not TAGGED.search(template) and not path.endswith("#"):
                    return Value(rng.choice(PLACEHOLDERS) + path, f"placeholder, {shape}", rules_of, code=True)
                return Value(self.origin + path, shape, rules_of, code=path.endswith("#"))


# --- pages -----------------------------------------------------------------------------------------------------------


def _unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The page without marks, and the lines between them."""
    lines: list[tuple[int, int]] = []
    number = first = 1
    for char in marked:
        if char == "\n":
            number += 1
        elif char == START:
            first = number
        elif char == END:
            lines.append((first, number))
    return marked.replace(START, "").replace(END, ""), tuple(dict.fromkeys(lines))


def _encoded(value: object) -> str:
    return base64.b64encode(json.dumps(value, ensure_ascii=False).encode()).decode()


@dataclass(slots=True)
class Writer:
    """Writes pages for one client in one language."""

    rng: Random
    language: str
    client: Client
    origin: str = ORIGIN
    homes: Sequence[str] = HOMES
    name: str = field(init=False)

    def __post_init__(self) -> None:
        names = self.client.names
        self.name = names[self.language == "en"] if self.client is UNKNOWN else self.rng.choice(names)

    def pick(self, pool: Mapping[str, Sequence[str]]) -> str:
        return self.rng.choice(pool[self.language])

    def label(self, name: str) -> str:
        """A field's name as writers set it."""
        if self.client.kind == "code":
            return self.rng.choice((f"`{name}`", f"`{name}`", f"**{name}**", name))
        quoted = (f"“{name}”", f"「{name}」") if self.language == "zh" else (f"“{name}”", f'"{name}"')
        return self.rng.choice((name, name, f"**{name}**", f"`{name}`", *quoted))

    def styled(self, value: Value) -> str:
        """A value as writers set it in text."""
        text = value.text
        if value.code or self.rng.random() < 0.5:
            return f"`{text}`"
        return self.rng.choice((text, text, text, f"<{text}>", f"[{text}]({text})", f"**{text}**", f"“{text}”"))

    def fill(self, template: str, value: Value | None = None, *, wrong: bool = False) -> str:
        """A template with its slots filled; what is wrong in it stands between marks."""
        rng, client = self.rng, self.client
        if wrong and START not in template:
            template = re.sub("‹(?:v|V|lobe|cherry|chatbox)›", f"{START}\\g<0>{END}", template)
        elif not wrong:
            template = template.replace(START, "").replace(END, "")
        name = rng.choice(client.labels(self.language))
        label = self.label(name)
        variable = rng.choice(client.env) if client.env else "OPENAI_BASE_URL"
        key = rng.choice([key for key in KEYS if "<" not in key] if TAGGED.search(template) else KEYS)
        index = LANGUAGES.index(self.language)
        known: dict[str, str] = {
            "l": name,
            "L": label,
            "n": self.name,
            "k": client.keys[index],
            "ml": client.models[index],
            "key": key,
            "id": rng.choice(MODELS),
            "env": variable,
            "kenv": KEY_VARIABLES.get(variable, "OPENAI_API_KEY"),
            "c": self.pick(COMMENTS),
            "api": self.origin,
            "home": rng.choice(self.homes),
            "right": self.origin + "/v1",
            "wrong": rng.choice(WRONG_VALUES).replace(ORIGIN, self.origin),
            "bad": rng.choice(BAD_MODELS),
            "go": STARTS.get(client.id, "npm start"),
        }
        if value is not None:
            settings = {"keyVaults": {"openai": {"apiKey": key, "baseURL": value.text}}}
            cherry = {"id": "alltkn", "name": "ALLTKN", "baseUrl": value.text, "apiKey": key}
            chatbox = {"id": "alltkn", "name": "ALLTKN", "type": "openai", "settings": {"apiHost": value.text}}
            known |= {
                "v": value.text,
                "V": self.styled(value),
                "lobe": f"https://lobehub.com/?settings={quote(json.dumps(settings), safe='')}",
                "cherry": f"cherrystudio://providers/api-keys?v=1&data={quote(_encoded(cherry), safe='')}",
                "chatbox": f"chatbox://provider/import?config={quote(_encoded(chatbox), safe='')}",
            }
        return SLOT.sub(lambda match: known.get(match[1], match[0]), template)

    def paragraph(self) -> str:
        return self.rng.choice([text for text in SENTENCES[self.language] if "\n" not in text and text[0] != ">"])

    def inline(self, text: str) -> str:
        """A sentence somewhere on a page."""
        if "\n" in text:
            return text
        gap = "" if self.language == "zh" else " "
        ways = [
            text,
            text,
            f"{self.paragraph()}{gap}{text}",
            f"- {self.paragraph()}\n- {text}",
            f"1. {self.paragraph()}\n2. {text}\n3. {self.paragraph()}",
            f"> {text}",
            f"**{self.rng.choice(('注意', '说明') if self.language == 'zh' else ('Note', 'Hint'))}**{'：' if self.language == 'zh' else ': '}{text}",
        ]
        if text.endswith(("。", ".")):
            ways += [f"{text}{gap}{self.paragraph()}", f"{self.paragraph()}\n{text}\n{self.paragraph()}"]
        return self.rng.choice(ways)

    def nested(self, block: str) -> str:
        """A block, now and then inside another one."""
        chance = self.rng.random()
        if chance > 0.14 or "<!--" in block or block.startswith(("#", "<", "    ")):
            return block
        if chance < 0.07:
            return f"1. {self.paragraph()}\n\n" + re.sub("(?m)^(?=.)", "   ", block)
        if chance < 0.11:
            return re.sub("(?m)^", "> ", block)
        return f"<details>\n<summary>{self.pick(HEADINGS)}</summary>\n\n{block}\n\n</details>"

    def page(self, block: str, hint: str = "none", extra: str = "") -> str:
        """A page with a block on it that tells by a hint which client it is about."""
        rng, front = self.rng, [""]
        title = self.pick(TITLES)
        if "‹front›" in block:
            front.append(block.replace("‹front›", ""))
            block = self.paragraph()
        if hint == "front matter":
            front += ["kind: client", f"client: {self.client.id}"]
            if self.client.version:
                digits = re.search(r"\d.*", self.name)
                front += ["client_versions:", f'  - "{digits[0] if digits else self.client.version}"']
        elif hint == "title" or (hint == "told" and rng.random() < 0.4):
            title = self.pick(NAMED_TITLES).replace("‹n›", self.name)
        elif hint == "told against title":
            title = self.pick(NAMED_TITLES).replace(
                "‹n›", rng.choice([name for name in ("Claude Code", "NextChat", "Cursor") if name != self.name])
            )
        headings: list[str] = rng.sample(HEADINGS[self.language], 4)
        if hint == "heading":
            heading = self.pick(NAMED_HEADINGS).replace("‹n›", self.name)
            if rng.random() < 0.5:
                other = rng.choice([item for item in CLIENTS[1:] if item.id != self.client.id])
                headings[0] = self.pick(NAMED_HEADINGS).replace("‹n›", other.names[0])
        else:
            heading = headings.pop()
        if hint == "sentence":
            sentences = NAMED_SENTENCES[self.language]
            sentence = rng.choice(sentences[:2] if self.client.kind == "code" else sentences)
            block = f"{sentence.replace('‹n›', self.name)}\n\n{block}"
        around = rng.sample(SENTENCES[self.language], 4)
        sections = [
            f"## {headings[0]}\n\n{around[0]}",
            f"## {heading}\n\n{around[1]}\n\n{block}"
            if rng.random() < 0.5
            else f"## {heading}\n\n{block}\n\n{around[1]}",
            f"## {headings[1]}\n\n{around[2]}",
        ]
        if extra:
            sections.append(f"## {headings[2]}\n\n{extra}")
        if hint != "heading" and rng.random() < 0.25:
            del sections[0]
        parts = [f"# {title}", around[3], *sections]
        if len(front) > 1 or rng.random() < 0.15:
            parts.insert(0, "\n".join(("---", f"title: {title}", *front[1:], "---")))
        return "\n\n".join(parts) + "\n"


# --- cases -----------------------------------------------------------------------------------------------------------

POSITIVE: Final[Mapping[str, int]] = {
    "homepage": 340,
    "endpoint": 270,
    "missing-version": 230,
    "doubled-version": 180,
    "other-version": 50,
    "unknown-host": 230,
    "insecure": 100,
    "malformed": 180,
}
RIGHT: Final = 1000
PER_INNOCENT: Final = 46
SECTIONS: Final[Mapping[str, int]] = {
    "homepage": 30,
    "endpoint": 30,
    "missing-version": 30,
    "doubled-version": 30,
    "right": 60,
}
SPECIAL: Final[Mapping[str, int]] = {"wrong-field-name": 150, "unknown-model": 140, "outdated-advice": 80}
LABELS: Final = 80
REQUESTS: Final = 50
SHARED_HOST: Final = 60
HINTS: Final = ("front matter", "title", "heading", "sentence")
COMPANIONS: Final = tuple(
    item
    for item in INNOCENTS
    if item.name in {"curl", "http client", "site link", "package data", "openapi", "cors and robots", "reverse proxy"}
)


def _fits(client: Client, context: Context) -> bool:
    if client.version and context.name == "deep link":
        return False  # it names no version
    words = context.clients.split()
    return bool({client.id, client.kind, "all", "env" if client.env else ""} & set(words) - {""})


PAIRS: Final = tuple(
    (client, context) for client in (UNKNOWN, UNKNOWN, *CLIENTS) for context in CONTEXTS if _fits(client, context)
)

WEIGHTS: Final[Mapping[str, int]] = {
    "sentence": 24,
    "hard sentence": 14,
    "named sentence": 10,
    "python keyword": 9,
    "js object": 7,
    "json": 7,
    "table row": 8,
    "table column": 4,
    "client column": 6,
    "list": 6,
    "bold label": 5,
    "yaml": 6,
    "toml": 4,
    "env file": 5,
    "export": 5,
    "html": 5,
    "through a variable": 5,
    "deep link": 4,
    "mode": 2,
    "properties": 1,
    "systemd": 2,
    "python module": 2,
}
"""How often a context is drawn; three where it does not stand here."""


def _hint(rng: Random, client: Client, context: Context, text: str) -> str:
    if client is UNKNOWN:
        return "none"
    if context.told:
        code = context.name.startswith(("python", "js"))
        return "told against title" if code and rng.random() < 0.2 else "told"
    if any(name in text for name in TELLING) and context.name != "sentence" and rng.random() < 0.4:
        return "variable"
    return rng.choice(HINTS)


def _companion(rng: Random, writer: Writer) -> str:
    if rng.random() > 0.25:
        return ""
    return writer.fill(rng.choice(rng.choice(COMPANIONS).of(writer.language)))


def _value_case(rng: Random, kind: str, index: int, client: Client, context: Context) -> Case | None:
    rule = context.rule or client.rule
    if kind == "doubled-version" and COMPOSITIONS[rule].right == VERSION and rng.random() < 0.7:
        return None  # the clients that add the version themselves are the ones that this happens to
    language = rng.choice(LANGUAGES)
    texts = context.of(language)
    if not texts:
        return None
    template = rng.choice(texts)
    value = Maker(rng).value(kind, rule, client, template)
    if value is None:
        return None
    writer = Writer(rng, language, client)
    wrong = kind != "right"
    text = writer.fill(template, value, wrong=wrong)
    hint = _hint(rng, client, context, text)
    block = writer.inline(text) if context.inline else writer.nested(text)
    page, lines = _unmark(writer.page(block, hint, _companion(rng, writer)))
    return Case(
        name=f"base-url-{kind}-{index:04}",
        family="base-url",
        text=page,
        lines=lines,
        rules=(value.rules,) * len(lines) if value.rules else (),
        labels={
            "class": kind,
            "context": context.name,
            "client": f"{client.id} {client.version}".strip(),
            "language": language,
            "expected": " | ".join(value.rules) if value.rules else "any" if wrong else "nothing",
            "value": value.shape,
            "hint": hint,
            "kind": "positive" if wrong else "negative",
        },
    )


def _cycle(rng: Random, items: Sequence[Item]) -> Iterator[Item]:
    """All items in random order, again and again."""
    while True:
        yield from rng.sample(items, len(items))


def _values(rng: Random) -> Iterator[Case]:
    by_context: dict[str, list[tuple[Client, Context]]] = {}
    for client, context in PAIRS:
        by_context.setdefault(context.name, []).append((client, context))
    names, weights = tuple(by_context), [WEIGHTS.get(name, 3) for name in by_context]
    for kind, quota in {**POSITIVE, "right": RIGHT}.items():
        count = 0
        while count < quota:
            client, context = rng.choice(by_context[rng.choices(names, weights)[0]])
            case = _value_case(rng, kind, count, client, context)
            if case is not None:
                yield case
                count += 1


def _client(identity: str) -> Client:
    return next((client for client in CLIENTS if client.id == identity), UNKNOWN)


def _special_case(rng: Random, name: str, special: Special, language: str, template: str) -> Case:
    client = _client(special.client)
    writer = Writer(rng, language, client)
    text = writer.fill(template, wrong=True)
    hint = "none" if client is UNKNOWN else "told" if special.told else rng.choice(HINTS)
    block = text if "\n" in text else writer.inline(text)
    page, lines = _unmark(writer.page(block, hint, _companion(rng, writer)))
    return Case(
        name=name,
        family="base-url",
        text=page,
        lines=lines,
        rules=(special.rules,) * len(lines),
        labels={
            "class": special.rules[0].removeprefix("base-url/"),
            "context": special.name,
            "client": special.client,
            "language": language,
            "expected": " | ".join(special.rules),
            "hint": hint,
            "source": "derived" if special.derived else "registry",
            "kind": "positive",
        },
    )


def _specials(rng: Random) -> Iterator[Case]:
    for rule, quota in SPECIAL.items():
        pool = [special for special in SPECIALS if special.rules[0] == f"base-url/{rule}"]
        for index, special in zip(range(quota), _cycle(rng, pool), strict=False):
            language = rng.choice([language for language in LANGUAGES if special.of(language)])
            text = rng.choice(special.of(language))
            yield _special_case(rng, f"base-url-{rule}-{index:04}", special, language, text)
    for index, identity in zip(range(LABELS), _cycle(rng, tuple(WRONG_LABELS)), strict=False):
        language = rng.choice(LANGUAGES)
        client = _client(identity)
        label = rng.choice(WRONG_LABELS[identity][LANGUAGES.index(language)])
        right = ORIGIN + COMPOSITIONS[client.rule].right[0]
        text = rng.choice(LABEL_TEXTS[language]).replace("‹w›", label).replace("‹r›", right)
        special = Special("label", LABEL, identity, told=False)
        yield _special_case(rng, f"base-url-label-{index:04}", special, language, text)


REQUEST_TEXTS: Final = (
    *_fences(
        "bash",
        'curl ⟦‹u›⟧ \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY" \\\n  -d \'{"model": "‹id›", "messages": []}\'',
        "curl -X POST '⟦‹u›⟧' -H \"Authorization: Bearer $KEY\" -d @body.json",
    ),
    _fence(
        "python",
        'import requests\n\nreply = requests.post(\n    "⟦‹u›⟧",\n    headers=headers,\n    json={"model": "‹id›", "messages": messages},\n)',
    ),
    _fence("js", 'const reply = await fetch("⟦‹u›⟧", { method: "POST", headers, body });'),
)
REQUEST_URLS: Final[Mapping[str, tuple[str, ...]]] = {
    "https://www.example.com/v1/chat/completions": ("base-url/homepage",),
    "https://example.com/v1/chat/completions": ("base-url/homepage",),
    "https://api.example.com/chat/completions": ("base-url/missing-version", "base-url/endpoint"),
    "https://api.example.com/v1/v1/chat/completions": ("base-url/doubled-version",),
    "http://api.example.com/v1/chat/completions": ("base-url/insecure",),
    "https://api.exmaple.com/v1/chat/completions": ("base-url/unknown-host",),
    "https://api.example.com.cn/v1/chat/completions": ("base-url/unknown-host",),
    "https://api-example.com/v1/chat/completions": ("base-url/unknown-host",),
}


def _requests(rng: Random) -> Iterator[Case]:
    """Requests whose whole address is wrong: curl uses it as it is."""
    for index, (url, rules) in zip(range(REQUESTS), _cycle(rng, tuple(REQUEST_URLS.items())), strict=False):
        special = Special("request", rules, "curl")
        text = rng.choice(REQUEST_TEXTS).replace("‹u›", url)
        case = _special_case(rng, f"base-url-request-{index:04}", special, rng.choice(LANGUAGES), text)
        yield replace(case, labels={**case.labels, "class": "request"})


def _innocents(rng: Random) -> Iterator[Case]:
    for item in INNOCENTS:
        pool = [(language, text) for language in LANGUAGES for text in item.of(language)]
        name = item.name.replace(" ", "-")
        for index, (language, text) in zip(range(PER_INNOCENT), _cycle(rng, pool), strict=False):
            writer = Writer(rng, language, UNKNOWN)
            filled = writer.fill(text)
            block = filled if "\n" in filled or "‹front›" in filled or filled.startswith("#") else writer.inline(filled)
            yield Case(
                name=f"base-url-innocent-{name}-{index:03}",
                family="base-url",
                text=writer.page(block, extra=_companion(rng, writer)),
                lines=(),
                labels={
                    "class": item.name,
                    "language": language,
                    "expected": "nothing",
                    "kind": "negative",
                },
            )


def _sections(rng: Random) -> Iterator[Case]:
    """Pages with a section for each of several clients; the value of one is wrong, or none."""
    pairs = [
        (client, context)
        for client, context in PAIRS
        if client is not UNKNOWN and context.name not in {"client column", "label and block"}
    ]
    schedule = [(kind, index) for kind, count in SECTIONS.items() for index in range(count)]
    for kind, index in schedule:
        language = rng.choice(LANGUAGES)
        count = rng.randrange(2, 5)
        wrong = rng.randrange(count) if kind != "right" else -1
        parts: list[str] = []
        seen: set[str] = set()
        labels: dict[str, str] = {}
        rules: tuple[str, ...] = ()
        while len(parts) < count:
            client, context = rng.choice(pairs)
            texts = context.of(language)
            if client.id in seen or not texts:
                continue
            here = kind if len(parts) == wrong else "right"
            template = rng.choice(texts)
            value = Maker(rng).value(here, context.rule or client.rule, client, template)
            if value is None:
                continue
            seen.add(client.id)
            writer = Writer(rng, language, client)
            text = writer.fill(template, value, wrong=here != "right")
            heading = writer.pick(NAMED_HEADINGS).replace("‹n›", writer.name)
            parts.append(f"## {heading}\n\n{writer.inline(text) if context.inline else writer.nested(text)}")
            if here != "right" or not labels:
                labels = {
                    "context": context.name,
                    "client": f"{client.id} {client.version}".strip(),
                    "value": value.shape,
                }
                rules = value.rules
        page, lines = _unmark("\n\n".join((f"# {rng.choice(TITLES[language])}", *parts)) + "\n")
        yield Case(
            name=f"base-url-sections-{kind}-{index:03}",
            family="base-url",
            text=page,
            lines=lines,
            rules=(rules,) * len(lines) if rules else (),
            labels={
                "class": "several sections",
                **(labels if lines else {}),
                "language": language,
                "expected": " | ".join(rules) if lines else "nothing",
                "hint": "heading",
                "kind": "positive" if lines else "negative",
            },
        )


SHARED_CONTEXTS: Final = ("sentence", "table row", "list", "json", "env file", "export", "python keyword", "bold label")
SHARED_PAIRS: Final = tuple(
    (client, context)
    for client, context in PAIRS
    if context.name in SHARED_CONTEXTS
    and client.id in {"unknown", "openai-python", "claude-code", "nextchat", "cursor"}
)
SHARED_PATHS: Final = (
    "/console",
    "/docs",
    "/login",
    "/dashboard/api-keys",
    "/pricing",
    "/index.html",
    "/console/token",
)
SHARED_LINKS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("在[控制台](‹api›/console)创建密钥。", "登录 ‹api›，再打开密钥页面。", "文档：‹api›/docs"),
    "en": ("Create a key in the [console](‹api›/console).", "Sign in at ‹api› and open the keys.", "Docs: ‹api›/docs"),
}


def _shared(rng: Random) -> Iterator[Case]:
    """The site that serves its pages and its API from one host: the path decides."""
    maker = Maker(rng, SHARED_ORIGIN, (SHARED_ORIGIN,))
    kinds = ("page", "missing-version", "endpoint", "doubled-version", "insecure")
    schedule = [
        *zip(_cycle(rng, kinds), range(SHARED_HOST), strict=False),
        *(("right", item) for item in range(SHARED_HOST)),
    ]
    pairs = _cycle(rng, SHARED_PAIRS)

    def draw(kind: str) -> tuple[Client, Context, str, str, Value]:
        while True:
            client, context = next(pairs)
            language = rng.choice(LANGUAGES)
            template = rng.choice(context.of(language))
            if kind == "page":
                value = Value(SHARED_ORIGIN + rng.choice(SHARED_PATHS), "page", ("base-url/homepage",))
                return client, context, language, template, value
            found = maker.value(kind, client.rule, client, template)
            if found is not None:
                return client, context, language, template, found

    for kind, index in schedule:
        client, context, language, template, value = draw(kind)
        if kind == "missing-version":
            value = replace(value, rules=(*value.rules, "base-url/homepage"))
        writer = Writer(rng, language, client, SHARED_ORIGIN, (SHARED_ORIGIN,))
        text = writer.fill(template, value, wrong=kind != "right")
        hint = _hint(rng, client, context, text)
        block = writer.inline(text) if context.inline else writer.nested(text)
        extra = writer.fill(writer.pick(SHARED_LINKS)) if rng.random() < 0.6 else ""
        page, lines = _unmark(writer.page(block, hint, extra))
        yield Case(
            name=f"base-url-shared-{kind}-{index:03}",
            family="base-url",
            text=page,
            lines=lines,
            rules=(value.rules,) * len(lines) if value.rules else (),
            config=SHARED,
            labels={
                "class": "shared host",
                "context": context.name,
                "client": client.id,
                "language": language,
                "expected": " | ".join(value.rules) if value.rules else "nothing",
                "value": f"shared host, {value.shape}",
                "hint": hint,
                "kind": "negative" if kind == "right" else "positive",
            },
        )


def cases(seed: int) -> Iterator[Case]:
    """Pages with and without a wrong Base URL, about as many of each."""
    for part in (_values, _specials, _requests, _innocents, _sections, _shared):
        yield from part(Random(f"{seed} {part.__name__}"))
