"""LiteLLM as a library."""

import os

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else it fetches a list of prices when it is imported

from typing import Any

import litellm
from driver import drive

QUESTION = [{"role": "user", "content": "ping"}]
litellm.telemetry = False
litellm.suppress_debug_info = True


def chat(keywords: dict[str, Any]) -> str | None:
    answer = litellm.completion(
        model="openai/gpt-4o-mini", messages=QUESTION, api_key="sk-live-test", max_retries=0, timeout=20, **keywords
    )
    return answer.choices[0].message.content


def messages(keywords: dict[str, Any]) -> str | None:
    answer = litellm.completion(
        model="anthropic/claude-sonnet-4-5", messages=QUESTION, api_key="sk-ant-live-test", timeout=20, **keywords
    )
    return answer.choices[0].message.content


drive(chat=chat, messages=messages, module=chat)
