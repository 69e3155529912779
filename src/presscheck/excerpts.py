"""Lines of a page that may be shown beside a finding: what is secret or private in them is masked, sign by sign.

A masked line has the same columns as the line itself, whether they are counted in code points, UTF-16 units or
UTF-8 bytes, so that whatever points into it still points at the right place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from presscheck.model import Finding, Page, Source
from presscheck.site import Site

CONTEXT = 1
"""Lines shown before and after the one that a finding is in."""


def concealed(site: Site, page: Page) -> str:
    """The text of a page with every key and every private record masked; offsets, lines and columns stay."""
    text = list(page.source.text)
    for record in site.records(page):
        text[record.start : record.end] = map(_mask, text[record.start : record.end])
    for secret in site.secrets(page):
        _hide(text, secret.start, secret.end)
    return "".join(text)


def excerpt(site: Site, page: Page, findings: Iterable[Finding]) -> dict[int, str]:
    """The lines, by their number, that findings in a page and their fixes are about, and those around them."""
    numbers = sorted({number for finding in findings for number in _lines(finding)})
    if not numbers:
        return {}
    hidden = Source(concealed(site, page))
    return {
        number: _line(site, hidden.text[hidden.line_start(number) : hidden.line_end(number)])
        for number in numbers
        if 1 <= number <= hidden.line_count
    }


def _lines(finding: Finding) -> Iterator[int]:
    span = finding.span
    yield from range(span.line - CONTEXT, span.line + CONTEXT + 1)
    yield span.end_line
    for edit in finding.fix.edits if finding.fix else ():
        yield edit.span.line
        yield edit.span.end_line


def _line(site: Site, line: str) -> str:
    """A line on its own may look like a key where the page does not: it is what a log will hold."""
    if len(line) < 12:
        return line
    text = list(line)
    for secret in site.scanner.text(line):
        _hide(text, secret.start, secret.end)
    return "".join(text)


def _hide(text: list[str], start: int, end: int) -> None:
    """Mask a key but for its first four and last two characters, and a short one as a whole."""
    if end - start >= 16:
        start, end = start + 4, end - 2
    text[start:end] = map(_mask, text[start:end])


def _mask(sign: str) -> str:
    """A sign that takes as many bytes and units as another one and says nothing."""
    if sign.isspace():
        return sign
    if sign.isascii():
        return "*"
    return "·" if ord(sign) < 0x800 else "＊" if ord(sign) < 0x10000 else "🞶"
