"""LlamaIndex' OpenAI."""

from typing import Any

from driver import drive
from llama_index.llms.openai import OpenAI


def chat(keywords: dict[str, Any]) -> str | None:
    model = OpenAI(model="gpt-4o-mini", api_key="sk-live-test", max_retries=0, timeout=20, **keywords)
    return model.complete("ping").text


drive(chat=chat)
