"""The frames of llms-full/1: what stands in fenced blocks around the pages."""

from __future__ import annotations

from collections.abc import Mapping

FORMAT = "llms-full/1"


def block(name: str, keys: Mapping[str, str]) -> str:
    """A frame: a fence whose info string is its name, with one key a line."""
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"```{name}\n{lines}```\n"
