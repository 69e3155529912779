"""What clients do with a value, and what their fields, variables and keywords are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final


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
