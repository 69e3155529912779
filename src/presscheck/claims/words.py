"""The words that all rules on claims share: ``linters/claims/words.yaml``, read and validated.

Who speaks, what is spoken of, what is said of it, which idioms say nothing, and which sentences are excused. A site's
own file adds to the built-in one; what has the same name takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

from presscheck.claims.numbers import Unit
from presscheck.claims.statements import CLOSE, OPEN
from presscheck.errors import RuleError
from presscheck.expressions import check
from presscheck.model import Localized, Node
from presscheck.patterns import regex
from presscheck.resources import is_proved
from presscheck.rules import CLAIM_WORDS, at_line, joined, read_data
from presscheck.schemas import SchemaSet

_BRACES = regex(r"\{([a-z_]+)(?:\.([a-z_]+))?\}")
_UNITS = get_args(Unit)
_NO_AMOUNT = frozenset(["date", "status", "version"])
_SIGNS = {
    "many": "b",
    "thousands": "g",
    "open": "o",
    "scaled": "k",
    "key": "k",
    "per_tokens": "t",
    "per_period": "p",
    "per_item": "i",
}
NAMES = ("client", "model", "vendor")
"""Kinds of names, whose place a token takes. ``words.yaml`` lists them as ``client_names`` and so on."""

_TOKENS = (*NAMES, "code", "idiom")
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Exemption:
    """Sentences of which nothing is a claim; with ``figures`` not even what freezes a figure."""

    figures: bool
    expressions: tuple[str, ...]


@dataclass(frozen=True)
class ClaimWords:
    """The shared words: expressions by the name that frames give in braces."""

    words: Mapping[str, str] = field(default_factory=dict[str, str])
    idioms: tuple[str, ...] = ()
    exemptions: Mapping[str, Exemption] = field(default_factory=dict[str, Exemption])

    def filled(self, expression: str, where: str = "") -> str:
        """An expression with the words that it names in braces put in.

        Raises:
            RuleError: there is no word or kind of figure of a name.
        """
        for _ in range(_DEPTH):
            if not _BRACES.search(expression):
                break
            expression = _BRACES.sub(lambda found: self._word(found[1], found[2], where), expression)
        return expression

    def _word(self, name: str, mark: str | None, where: str) -> str:
        if name in _UNITS or name in _TOKENS:
            return _token(name, mark)
        if name == "figure":
            return _token("(?:" + "|".join(unit for unit in _UNITS if unit not in _NO_AMOUNT) + ")", mark)
        if name not in self.words:
            place = f"{where}: " if where else ""
            raise RuleError(
                Localized(
                    f"{place}{{{name}}} is neither a word of {CLAIM_WORDS} nor a kind of figure",
                    f"{place}{{{name}}} 既不是 {CLAIM_WORDS} 中的词，也不是一种数值",
                )
            )
        return f"(?:{self.words[name]})"


def _token(name: str, mark: str | None) -> str:
    """An expression for a token, such as that of a sum of money for a number of tokens: ``{money.per_tokens}``."""
    sign = f"[a-z]*{_SIGNS[mark]}" if mark in _SIGNS else ""
    return f"{OPEN}{name}:{sign}[a-z]*{CLOSE}"


def load_words(folders: Iterable[Path], schemas: SchemaSet) -> ClaimWords:
    """The words of all folders of linters.

    Raises:
        RuleError: a file is not valid; the message names file, line and key of every mistake found.
    """
    words: dict[str, str] = {}
    idioms: list[str] = []
    exemptions: dict[str, Exemption] = {}
    mistakes: list[Localized] = []
    for folder in folders:
        path = folder / CLAIM_WORDS
        node = _valid(path, schemas, mistakes) if path.is_file() else None
        if node is None:
            continue
        data = cast("dict[str, Any]", node.value)
        words |= data.get("words", {})
        idioms += data.get("idioms", [])
        exemptions |= {
            name: Exemption(item["figures"], tuple(item["expressions"]))
            for name, item in data.get("exemptions", {}).items()
        }
    if mistakes:
        raise RuleError(joined(mistakes))
    return ClaimWords(words, tuple(idioms), exemptions)


def _valid(path: Path, schemas: SchemaSet, mistakes: list[Localized]) -> Node | None:
    """A file of words whose expressions are valid, too."""
    node = read_data(path, "claim-words", schemas, mistakes)
    broken = [] if node is None or is_proved(path) else [at_line(path, line, text) for line, text in _broken(node)]
    mistakes.extend(broken)
    return None if broken else node


def _broken(node: Node) -> Iterator[tuple[int, Localized]]:
    """The expressions that are not valid."""
    if isinstance(node.value, str):
        try:
            check(node.value)
        except RuleError as error:
            yield node.span.line, error.text
    for child in node.children.values():
        yield from _broken(child)
