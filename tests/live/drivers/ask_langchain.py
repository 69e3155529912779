"""LangChain's ChatOpenAI."""

from typing import Any

from driver import drive
from langchain_openai import ChatOpenAI


def chat(keywords: dict[str, Any]) -> str | None:
    model = ChatOpenAI(model="gpt-4o-mini", api_key="sk-live-test", max_retries=0, timeout=20, **keywords)
    return str(model.invoke("ping").content)


drive(chat=chat)
