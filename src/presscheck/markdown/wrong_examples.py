"""Which parts of a page are marked as wrong examples, and so show what not to do.

A mark is a row or column label of a table (❌, Wrong, 错误写法), the word ``wrong`` in the info string of a fence, or a
comment ``<!-- presscheck: wrong-example -->`` before a block. Sentences that forbid something are the business of the
checks that read sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from presscheck.markdown.texts import document_blocks
from presscheck.model import Block, Cell, CodeBlock, Footnote, HtmlBlock, ListBlock, Page, Quote, Table
from presscheck.patterns import regex

_COMMENT = regex(r"\s*<!--\s*presscheck:\s*wrong-example\s*-->\s*", re.IGNORECASE)
_ANY_COMMENT = regex(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL)
_LABEL = regex(
    r"^\W*(?:[❌✗✘×🚫⛔]|错误(?:写法|示例|做法|示范|配置|填法|用法|值|例子)?\s*$|不正确|反例|(?:不要|别)这样|(?:wrong|incorrect|bad|avoid|"
    r"don.?t|do not|never)\b(?!\s+\w+\s+\w+\s+\w+))",
    re.IGNORECASE,
)


def wrong_examples(page: Page) -> tuple[tuple[int, int], ...]:
    """The places of everything that is marked as a wrong example, as offsets in the source."""
    return tuple(_blocks(list(document_blocks(page.document))))


def _blocks(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    marked = False
    for block in blocks:
        if marked:
            yield block.span.start, block.span.end
        # Another comment between the mark and its block, such as one that silences a rule, takes nothing away.
        marked = isinstance(block, HtmlBlock) and bool(
            _COMMENT.fullmatch(block.text.text) or (marked and _ANY_COMMENT.fullmatch(block.text.text))
        )
        match block:
            case CodeBlock():
                if "wrong" in block.info.lower().split()[1:] or block.info.lower() == "wrong":
                    yield block.span.start, block.span.end
            case Table():
                yield from _cells(block)
            case ListBlock():
                for item in block.items:
                    if re.match(r"[❌✗✘🚫⛔]", _first_text(item.blocks)):
                        yield item.span.start, item.span.end
                    yield from _blocks(item.blocks)
            case Quote() | Footnote():
                yield from _blocks(block.blocks)
            case _:
                pass


def _first_text(blocks: Iterable[Block]) -> str:
    for block in blocks:
        inline = getattr(block, "inline", None)
        return str(inline.text.text).lstrip() if inline is not None else ""
    return ""


def _cells(table: Table) -> Iterator[tuple[int, int]]:
    columns = {index for index, cell in enumerate(table.header) if _is_label(cell)}
    for row in table.rows:
        whole = bool(row) and _is_label(row[0])
        for index, cell in enumerate(row):
            if whole or index in columns:
                yield cell.span.start, cell.span.end


def _is_label(cell: Cell) -> bool:
    return bool(_LABEL.search(cell.text.strip()))
