"""Keys and passwords in texts: what they look like is data, how they are found is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presscheck.lazy import lazily

if TYPE_CHECKING:
    from presscheck.secrets.scanner import Scanner, Secret, masked

__all__ = ["Scanner", "Secret", "masked"]

__getattr__ = lazily(
    __name__,
    {
        "Scanner": "scanner",
        "Secret": "scanner",
        "masked": "scanner",
    },
)
