"""A text with its pieces put together, so that a key which code or a line end cuts in two is whole again.

Strings that are added, lines that a shell joins, lists, variables, tags inside a word, wrapped lines: each joint is
left out, and every character still knows where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from presscheck.markdown.views import keep, rewritten
from presscheck.model import MappedText, Piece
from presscheck.patterns import regex
from presscheck.secrets.placeholder import is_random, looks_written

_INLINE_TAG = regex(
    r"(?<=[A-Za-z0-9_.=-])(?:<!--(?:(?!<!--).)*?-->|</?(?:wbr|b|i|u|s|em|strong|span|code|mark|small|font|sub|sup|a|tt|kbd)\b[^<>]*>)+"
    r"(?=[A-Za-z0-9_.=-])",
    re.IGNORECASE | re.DOTALL,
)
_JOINT = regex(
    r"""(?<=[A-Za-z0-9_+/.~@:-])["'](?:[ \t]*(?:\#|//)[^\n"'`]*\n)?   # "…" + "…", also over lines
        (?:[ \t\n]|\\\n|[+.&|^\\])*[rbuf$]?["'](?=[A-Za-z0-9_.+/=@:-])
      | ["']?\)?\.(?:concat|plus|append)\(["']                                        # "…".concat("…")
      | (?<=[^\s])[\\`^]\n[ \t]*(?=[A-Za-z0-9_.+/=-])                                  # the shell's line join
      | ["']\}\$?\{["']                                                              # {'…'}{'…'}
    """,
    re.VERBOSE,
)
_LIST_JOIN = regex(
    r"""(["'])\1\.join\(\s*[\[(][^\[\]()]*[\])]\s*\)|\[[^\[\]]*\]\.join\(\s*(["'`])\2\s*\)|implode\([^()]*\)"""
)
_LIST_JOINT = regex(r"""["'`]\s*,\s*["'`]""")
_ASSIGNMENT = regex(r"""\b([A-Za-z_]\w{0,30})\s*(?::\s*\w+\s*)?:?=\s*["']([A-Za-z][\w./-]{1,80})["']""")
_REFERENCE = regex(r"\$?\{([A-Za-z_]\w{0,30})\}|\$([A-Za-z_]\w{0,30})(?=[\"'A-Za-z0-9])")
_WORD_BEFORE = regex(r"[\w.}-]")
_WORD_AFTER = regex(r"[\w.${-]")
_BEGINS_A_KEY = regex(r"[A-Za-z]{2,8}[0-9]{0,2}[-_]|AIza|AKIA|ASIA|LTAI|AKID|eyJ|AQ\.|SG\.")
_WRAP = regex(
    r"(?<![A-Za-z0-9_.+/=@:-])(?P<left>[A-Za-z0-9_.+/=@:-]{3,}+)"
    r"(?P<mark>[ \t]*\n[ \t]*(?:(?:>|\#|//|\*|\||\+)[ \t]*)*)(?P<right>[A-Za-z0-9_.+/=-]+)"
)


def views(text: MappedText) -> Iterator[MappedText]:
    """A text as it is and, where those are others, with its joints and with its wraps left out."""
    yield text
    joined = put_together(text)
    if joined is not text:
        yield joined
    wrapped = without_wraps(joined)
    if wrapped is not joined:
        yield wrapped


def put_together(text: MappedText) -> MappedText:
    """The text with what code joins joined: strings, lines of a shell command, lists, variables, words in tags."""
    view = rewritten(text, _INLINE_TAG, lambda _: "") if "<" in text.text else text
    values = {found[1]: found[2] for found in _ASSIGNMENT.finditer(view.text)}
    if values:
        view = rewritten(
            view, _REFERENCE, lambda found: values.get(found[1] or found[2], found[0]) if _is_part(found) else found[0]
        )
    lists = [found.span() for found in _LIST_JOIN.finditer(view.text)]
    if lists:
        view = rewritten(
            view,
            _LIST_JOINT,
            lambda found: "" if any(start < found.start() and found.end() < end for start, end in lists) else found[0],
        )
    return rewritten(view, _JOINT, lambda _: "")


def _is_part(reference: re.Match[str]) -> bool:
    """Whether more of a word stands beside a variable; one that is all of it was read where it got its value."""
    before, after = reference.string[: reference.start()][-1:], reference.string[reference.end() :][:1]
    return bool(_WORD_BEFORE.match(before) or _WORD_AFTER.match(after))


def without_wraps(text: MappedText) -> MappedText:
    """The text with the line ends left out that cut a key in two: what stands on both sides is no word."""

    def joined(found: re.Match[str]) -> str:
        left, right = found["left"], found["right"]
        after = text.text[found.end() : found.end() + 1]
        if _BEGINS_A_KEY.match(right):
            return found[0]  # another key, which must not lose its beginning to this one
        left_end = re.split(r"[=:]", left)[-1]
        if "=" in right.rstrip("="):
            return found[0]
        if len(left_end) < 24 and _BEGINS_A_KEY.match(left_end) and _is_drawn(right):
            return left + right  # cut soon after its prefix, which says enough
        if len(left_end) < 8 or looks_written(left_end):
            return found[0]
        if (
            len(left) < 16
            or looks_written(left)
            or (after in {"=", ":", "(", "["} and len(right) < 20)
            or found["mark"].count("\n") > 1
        ):
            return found[0]
        digit = any(sign.isdigit() for sign in right)
        mixed = digit or not (right.islower() or right.istitle() or right.isupper())
        if (looks_written(right) and len(right) > 2) or (not mixed and len(right) < 12):
            return found[0]
        return left + right

    return _without_marks(text, _WRAP, joined)


def _is_drawn(text: str) -> bool:
    """Whether a text is long and mixed enough to be the rest of a key, and no word, name or path."""
    kinds = any(map(str.isdigit, text)) + any(map(str.islower, text)) + any(map(str.isupper, text))
    return len(text) >= 12 and kinds >= 2 and not set(text) & {"/", "."} and is_random(text)


def _without_marks(text: MappedText, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> MappedText:
    """The text with the group ``mark`` of each match left out where ``new`` gives what stands around it."""
    marks: list[tuple[int, int]] = []
    at = 0
    while found := pattern.search(text.text, at):
        if new(found) != found[0]:
            marks.append(found.span("mark"))
        at = found.end("mark")
    if not marks:
        return text
    parts: list[str] = []
    pieces: list[Piece] = []
    at = size = 0
    for start, end in marks:
        size = keep(text, at, start, size, parts, pieces)
        at = end
    keep(text, at, len(text.text), size, parts, pieces)
    return MappedText("".join(parts), tuple(pieces) or text.pieces[:1])
