"""The Anthropic SDK for Python."""

from typing import Any

import anthropic
from driver import drive


def messages(keywords: dict[str, Any]) -> str | None:
    client = anthropic.Anthropic(api_key="sk-ant-live-test", max_retries=0, timeout=20, **keywords)
    question = [{"role": "user", "content": "ping"}]
    return client.messages.create(model="claude-sonnet-4-5", max_tokens=16, messages=question).content[0].text


drive(messages=messages)
