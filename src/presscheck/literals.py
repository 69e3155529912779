"""Which words a regular expression cannot do without: a text that has none of them need not be searched.

The answer errs on one side only. Where an expression uses what is not known here, or needs no certain word, nothing is
said of it, and whoever asks has to search. Words are compared in folded case, since an expression may ignore case.

Cox, "Regular Expression Matching with a Trigram Index" (2012), describes the idea; RE2 has it as FilteredRE2, which
has to compile all expressions first, and that takes longer than a page does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from presscheck.patterns import regex

_MOST = 64
"""More texts than these are not told apart one by one."""
_MOST_WORDS = 400
"""Of more words one is in nearly every text."""
_LONGEST = 24
_RARE = 6
"""Longer words are rare enough."""
_FLAGS = regex(r"\(\?([imsU]*)(?:-[imsU]+)?([:)])")
_NAMED = regex(r"\(\?P?<\w+>")
_COUNTED = regex(r"\{(\d+)(,?)(\d*)\}")
_WIDTHLESS = frozenset("bBAz")
_CLASSES = frozenset("dDwWsS")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_SIGN = r"[^\\.\[(){|^$*+?]"
_PLAIN = regex(rf"{_SIGN}+(?![?*+{{])|{_SIGN}")
"""Characters that stand for themselves; what may be repeated is one alone."""
_LIST = regex(rf"{_SIGN}+(?:\|{_SIGN}+)+(?=\)|$)")
"""Alternatives that are nothing but such characters: most are."""
_CODE = regex(r"\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})")


known: dict[str, Sequence[str] | None] = {}
"""What was read so far, by expression; ``presscheck.snapshot`` keeps it between runs."""


def literals(pattern: str) -> Sequence[str] | None:
    """Words, in folded case, of which every text that an RE2 expression fits has at least one.

    ``None`` where there are none, or where the expression cannot be read here.
    """
    if pattern not in known:
        known[pattern] = _read(pattern)
    return known[pattern]


def _read(pattern: str) -> tuple[str, ...] | None:
    try:
        words = _Reader(pattern).read().words()
    except _NotRead:
        return None
    return None if words is None else tuple(sorted(_fewest(words)))


class _NotRead(Exception):  # noqa: N818  # no error: it only ends the reading
    """The expression holds something that is not known here."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a part: all the texts that it fits, or else words of which it needs one."""

    texts: frozenset[str] | None = None
    needs: frozenset[str] | None = None

    def words(self) -> frozenset[str] | None:
        if self.texts is None:
            return self.needs
        return _useful(self.texts)


_ANYTHING = _Known()
_NOTHING = _Known(frozenset([""]))


def _useful(texts: Iterable[str]) -> frozenset[str] | None:
    """Words of which each text holds one; ``None`` where a text says nothing, or there are too many of them."""
    words = frozenset(text[:_LONGEST] for text in texts)
    if any(not word or word.isspace() for word in words):
        return None
    if len(words) > _MOST_WORDS:
        words = _fewest(words)
    return words if 0 < len(words) <= _MOST_WORDS else None


def _fewest(words: Iterable[str]) -> frozenset[str]:
    """Words without those that hold another one."""
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(map(word.__contains__, kept)):
            kept.append(word)
    return frozenset(kept)


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The words that fewer texts have; both are needed."""
    if one is None or other is None:
        return one if other is None else other
    return max(one, other, key=lambda words: (min(map(_rareness, words)), -len(words)))


def _rareness(word: str) -> int:
    """How rare a word is, roughly; a Chinese character tells as much as two letters."""
    if word.isascii():
        return min(_RARE, len(word))
    return min(_RARE, sum(1 if sign.isascii() else 2 for sign in word))


class _Reader:
    """Reads an expression once, from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def read(self) -> _Known:
        known = self._alternatives()
        if self._at < len(self._pattern):
            raise _NotRead
        return known

    def _alternatives(self) -> _Known:
        if plain := _LIST.match(self._pattern, self._at):
            self._at = plain.end()
            texts = frozenset(plain[0].casefold().split("|"))
            return _Known(texts) if len(texts) <= _MOST_WORDS else _ANYTHING
        parts = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        if all(part.texts is not None for part in parts):
            texts = frozenset(text for part in parts for text in part.texts or ())
            if len(texts) <= _MOST_WORDS:
                return _Known(texts)
        words = [part.words() for part in parts]
        if any(found is None for found in words):
            return _ANYTHING
        return _Known(needs=_useful(word for found in words for word in found or ()))

    def _sequence(self) -> _Known:
        whole: frozenset[str] | None = frozenset([""])
        """All texts of the sequence so far; ``None`` once they cannot be told."""
        run: frozenset[str] = frozenset([""])
        """All texts of what was read since something that cannot be told."""
        needs: frozenset[str] | None = None
        while self._next() not in {"", "|", ")"}:
            part = self._repeated()
            if part.texts is None:
                needs = _better(_better(needs, _useful(run)), part.needs)
                whole, run = None, frozenset([""])
            elif len(run) * len(part.texts) <= _MOST:
                run = frozenset([a + b for a in run for b in part.texts])
                whole = run if whole is not None else None
            else:
                needs = _better(needs, _useful(run))
                whole, run = None, part.texts
        if whole is not None:
            return _Known(whole)
        return _Known(needs=_better(needs, _useful(run)))

    def _repeated(self) -> _Known:
        part = self._single()
        while (sign := self._next()) and sign in "?*+{":
            least = most = -1
            if sign == "{":
                counted = _COUNTED.match(self._pattern, self._at)
                if counted is None:
                    raise _NotRead
                self._at = counted.end()
                least = int(counted[1])
                most = int(counted[3]) if counted[3] else (-1 if counted[2] else least)
            else:
                self._at += 1
                least, most = {"?": (0, 1), "*": (0, -1), "+": (1, -1)}[sign]
            if self._next() == "?":
                self._at += 1
            part = _times(part, least, most)
        return part

    def _single(self) -> _Known:
        sign = self._next()
        match sign:
            case "(":
                return self._group()
            case "[":
                return self._class()
            case "\\":
                return self._escaped()
            case ".":
                self._at += 1
                return _ANYTHING
            case "^" | "$":
                self._at += 1
                return _NOTHING
            case "?" | "*" | "+" | "{":
                raise _NotRead
            case _:
                plain = _PLAIN.match(self._pattern, self._at)
                if plain is None:
                    raise _NotRead
                self._at = plain.end()
                return _Known(frozenset([plain[0].casefold()]))

    def _group(self) -> _Known:
        if flags := _FLAGS.match(self._pattern, self._at):
            self._at = flags.end()
            if flags[2] == ")":
                return _NOTHING
        elif named := _NAMED.match(self._pattern, self._at):
            self._at = named.end()
        elif self._pattern.startswith("(?", self._at):
            raise _NotRead
        else:
            self._at += 1
        known = self._alternatives()
        if self._next() != ")":
            raise _NotRead
        self._at += 1
        return known

    def _class(self) -> _Known:
        """A class of a few characters stands for each of them; of all others nothing is known."""
        self._at += 1
        known = True
        if self._next() == "^":
            known = False
            self._at += 1
        signs: set[str] = set()
        first = True
        while (sign := self._next()) != "]" or first:
            first = False
            if not sign or self._pattern.startswith("[:", self._at):
                raise _NotRead
            if sign == "\\":
                part = self._escaped()
                known = known and part.texts is not None
                signs |= part.texts or set()
            else:
                self._at += 1
                signs.add(sign.casefold())
            if self._next() == "-" and not self._pattern.startswith("-]", self._at):
                # A range: its end is read like a character, and the whole is taken for anything.
                self._at += 1
                known = False
        self._at += 1
        return _Known(frozenset(signs)) if known and len(signs) <= _MOST else _ANYTHING

    def _escaped(self) -> _Known:
        if code := _CODE.match(self._pattern, self._at):
            self._at = code.end()
            return _Known(frozenset([chr(int(code[1] or code[2], 16)).casefold()]))
        sign = self._pattern[self._at + 1 : self._at + 2]
        self._at += 2
        if sign in _WIDTHLESS:
            return _NOTHING
        if sign in _CLASSES:
            return _ANYTHING
        if sign in _CONTROLS:
            return _Known(frozenset([_CONTROLS[sign]]))
        if sign in {"p", "P"}:
            end = self._pattern.find("}", self._at) if self._next() == "{" else self._at
            if end < 0:
                raise _NotRead
            self._at = end + 1
            return _ANYTHING
        if not sign or sign.isalnum():
            raise _NotRead
        return _Known(frozenset([sign.casefold()]))

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]


def _times(part: _Known, least: int, most: int) -> _Known:
    """A part that may stand several times, or not at all."""
    if (least, most) == (1, 1):
        return part
    if least == 0:
        if most == 1 and part.texts is not None:
            return _Known(part.texts | {""})
        return _ANYTHING
    return _Known(needs=part.words())
