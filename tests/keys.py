"""Keys for tests: drawn from a seed, so that none stands in a file and none belongs to anybody."""

from __future__ import annotations

import random
import string

ALPHANUMERIC = string.ascii_letters + string.digits


def key(prefix: str = "sk-", size: int = 32, seed: int = 1, alphabet: str = ALPHANUMERIC) -> str:
    """A key that looks as if a gateway had issued it."""
    source = random.Random(f"{prefix}{size}{seed}")
    return prefix + "".join(source.choice(alphabet) for _ in range(size))
