"""A portable text as plain text, for a reader who sees no Markdown: no marks, addresses in angle brackets, tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.tree import SyntaxTreeNode

from presscheck.columns import aligned, display_width
from presscheck.markdown.parser import parser

_WIDTH = 76
"""What a line of a mail holds without being broken: a table that is wider is written row by row."""


def plain_text(markdown: str) -> str:
    """What a portable text says, with one line end at its end."""
    return "\n".join(_blocks(SyntaxTreeNode(parser().parse(markdown)).children)) + "\n"


def _blocks(nodes: Sequence[SyntaxTreeNode], *, tight: bool = False) -> list[str]:
    lines: list[str] = []
    for node in nodes:
        if lines and not tight:
            lines.append("")
        lines += _block(node)
    return lines


def _block(node: SyntaxTreeNode) -> list[str]:
    match node.type:
        case "heading":
            text = " ".join(_inline(node).split())
            return [text, ("=" if node.tag < "h3" else "-") * min(display_width(text), _WIDTH)]
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "blockquote":
            return [f"> {line}".rstrip() for line in _blocks(node.children)]
        case "fence" | "code_block":
            return [f"    {line}".rstrip() for line in node.content.rstrip("\n").split("\n")]
        case "table":
            return _table([[_inline(cell) for cell in row.children] for part in node.children for row in part.children])
        case "hr":
            return ["-" * 20]
        case _:
            return _inline(node).split("\n")


def _list(node: SyntaxTreeNode) -> list[str]:
    tight = all(part.hidden for item in node.children for part in item.children if part.type == "paragraph")
    number = int(node.attrs.get("start", 1))
    lines: list[str] = []
    for item in node.children:
        mark = "- " if node.type == "bullet_list" else f"{number}. "
        number += 1
        if lines and not tight:
            lines.append("")
        inner = _blocks(item.children, tight=tight) or [""]
        lines += [(mark if place == 0 else " " * len(mark) if line else "") + line for place, line in enumerate(inner)]
    return lines


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    columns = aligned(rows)
    widest = max(map(display_width, columns))
    if widest <= _WIDTH:
        return [columns[0], "-" * widest, *columns[1:]]
    lines: list[str] = []
    for row in rows[1:]:
        lines += ["", *(f"{head}: {cell}" for head, cell in zip(rows[0], row, strict=True) if cell)]
    return lines[1:]


def _inline(node: SyntaxTreeNode) -> str:
    show = _INLINE.get(node.type)
    return show(node) if show else "".join(map(_inline, node.children))


def _link(node: SyntaxTreeNode) -> str:
    text, href = "".join(map(_inline, node.children)), str(node.attrs.get("href", ""))
    return text if text in {href, href.removeprefix("mailto:")} else f"{text} <{href}>".lstrip()


_INLINE: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "text": lambda node: node.content,
    "text_special": lambda node: node.content,
    "code_inline": lambda node: node.content,
    "softbreak": lambda _: "\n",
    "hardbreak": lambda _: "\n",
    "link": _link,
    "image": lambda node: f"{node.content} <{node.attrs.get('src', '')}>".lstrip(),
}
