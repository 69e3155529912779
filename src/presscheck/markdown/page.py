"""A file to a Page: one parse, shared by every check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presscheck.markdown.document import read_document
from presscheck.markdown.front_matter import read_front_matter
from presscheck.markdown.source import decode
from presscheck.model import Block, CodeBlock, Footnote, ListBlock, Page, Problem, Quote, Source, page_id


def parse_page(path: str, data: bytes, types: Iterable[str] = ()) -> Page:
    """Parse the bytes of a file.

    Args:
        path: how the file is called in reports.
        data: the file's bytes, UTF-8.
        types: the page types that are known; a file is a typed page when its path says one of them.

    Raises:
        InputError: the bytes are no UTF-8 text or too many.
    """
    return parse_source(path, decode(data), types)


def parse_source(path: str, source: Source, types: Iterable[str] = ()) -> Page:
    """Parse a decoded text; the arguments are those of ``parse_page``."""
    front_matter, problems, first_line = read_front_matter(source)
    document = read_document(source, first_line)
    problems.extend(_unclosed_fences(document.blocks))
    for section in document.walk():
        problems.extend(_unclosed_fences(section.blocks))
    return Page(path, page_id(path, types), source, front_matter, document, tuple(problems))


def _unclosed_fences(blocks: Iterable[Block]) -> Iterator[Problem]:
    for block in blocks:
        match block:
            case CodeBlock(closed=False):
                yield Problem("unclosed-fence", block.span)
            case ListBlock():
                for item in block.items:
                    yield from _unclosed_fences(item.blocks)
            case Quote() | Footnote():
                yield from _unclosed_fences(block.blocks)
            case _:
                pass
