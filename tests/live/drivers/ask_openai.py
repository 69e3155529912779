"""The OpenAI SDK for Python."""

from typing import Any

import openai
from driver import drive

KEY = "sk-live-test"
QUESTION = [{"role": "user", "content": "ping"}]


def _client(keywords: dict[str, Any]) -> openai.OpenAI:
    return openai.OpenAI(api_key=KEY, max_retries=0, timeout=20, **keywords)


def chat(keywords: dict[str, Any]) -> str | None:
    answer = _client(keywords).chat.completions.create(model="gpt-4o-mini", messages=QUESTION)
    return answer.choices[0].message.content


def stream(keywords: dict[str, Any]) -> str | None:
    chunks = _client(keywords).chat.completions.create(model="gpt-4o-mini", messages=QUESTION, stream=True)
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks)


def responses(keywords: dict[str, Any]) -> str | None:
    return _client(keywords).responses.create(model="gpt-4o-mini", input="ping").output_text


def module(_: dict[str, Any]) -> str | None:
    """The client that the module itself holds, which is configured by assignments."""
    openai.api_key, openai.max_retries = KEY, 0
    openai._reset_client()  # noqa: SLF001  # else the client of the last question is asked
    return openai.chat.completions.create(model="gpt-4o-mini", messages=QUESTION).choices[0].message.content


drive(chat=chat, stream=stream, responses=responses, module=module)
