"""Tables in plain text."""

from __future__ import annotations

from collections.abc import Sequence

from wcwidth import wcswidth


def aligned(rows: Sequence[Sequence[str]], indent: str = "") -> list[str]:
    """Rows of cells as lines whose columns begin below each other; a Chinese character takes two places."""
    widths = (
        [max(display_width(row[column]) for row in rows) for column in range(max(map(len, rows)) - 1)] if rows else []
    )
    return [
        indent
        + "  ".join(
            cell + " " * (widths[column] - display_width(cell)) if column < len(row) - 1 else cell
            for column, cell in enumerate(row)
        )
        for row in rows
    ]


def display_width(text: str) -> int:
    """How many places a text takes on a screen."""
    # wcswidth says -1 where a text has a sign that moves the cursor.
    return max(wcswidth(text), 0)
