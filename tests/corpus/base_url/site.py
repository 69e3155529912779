"""The site of the corpus: its addresses, its models, and hosts that are not its own."""

from __future__ import annotations

import re
from typing import Final, TypeVar

Item = TypeVar("Item")

LANGUAGES: Final = ("zh", "en")
START: Final = "⟦"
END: Final = "⟧"
SLOT: Final = re.compile(r"‹([^‹›]+)›")

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
