"""What keys look like: data from the options of rules of kind ``secret``."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from presscheck.expressions import compiled
from presscheck.model import Localized
from presscheck.patterns import regex
from presscheck.secrets.validators import VALIDATORS, Validator

Grade: TypeAlias = Literal["certain", "likely", "possible"]
GRADES: Mapping[Grade, Localized] = {
    "certain": Localized("certain", "确定"),
    "likely": Localized("likely", "很可能"),
    "possible": Localized("possible", "可能"),
}
"""How sure a finding is: a checksum or marker fits, the shape fits, or only the name beside it says so."""

ALPHABETS: Mapping[str, str] = {
    "alphanumeric": "A-Za-z0-9",
    "base32": "A-Z2-7",
    "base64": "A-Za-z0-9+/=",
    "dotted": "A-Za-z0-9_.-",
    "hex": "0-9a-fA-F",
    "printable": "!#-&(-;=?-_a-~",
    "token": "A-Za-z0-9+/_.=~:-",
    "urlsafe": "A-Za-z0-9_-",
}
"""Characters that the random part of a key is drawn from, by the name that rules use."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which somebody's keys are written.

    Exactly one of ``prefixes``, ``pattern`` and ``names`` is there:

    Attributes:
        rule: the rule that reports it.
        provider: who issues such keys.
        prefixes: what they begin with; ``alphabet``, ``minimum`` and ``maximum`` then describe what follows.
        pattern: an RE2 expression whose group ``secret`` is the key and whose group ``random``, where there is one,
            is the part of it that has to be random. No letter or digit may stand right beside the key.
        names: an expression for the name that a key without a prefix stands beside.
        marker: text inside every such key; one that has it is certain.
        checksum: how the end of the key follows from its beginning, a name of ``CHECKSUMS``.
        public: whether such a key is meant to be seen, and never reported.
        validator: what the random part has to pass, a name of ``VALIDATORS``.
    """

    rule: str
    provider: Localized
    prefixes: tuple[str, ...] = ()
    pattern: Any = None
    names: Any = None
    alphabet: str = ALPHABETS["urlsafe"]
    minimum: int = 16
    maximum: int = 10_000
    marker: str = ""
    checksum: str = ""
    public: bool = False
    validator: Validator = VALIDATORS["random"]

    def grade(self, key: str, body: str) -> Grade:
        """How sure it is that a key of this shape is one."""
        if self.names is not None:
            return "possible"
        if (self.marker and self.marker in key) or (self.checksum and CHECKSUMS[self.checksum](body)):
            return "certain"
        return "likely"


def read_formats(rule: str, options: Mapping[str, Any]) -> tuple[Format, ...]:
    """The formats of a rule, as its options list them.

    Raises:
        RuleError: an expression is not valid.
    """
    return tuple(_format(rule, item) for item in options["formats"])


def _format(rule: str, item: Mapping[str, Any]) -> Format:
    provider = item["provider"]
    alphabet = str(item.get("alphabet", "urlsafe"))
    return Format(
        rule=rule,
        provider=Localized(provider, provider)
        if isinstance(provider, str)
        else Localized(provider["en"], provider["zh"]),
        prefixes=tuple(item.get("prefixes", ())),
        pattern=compiled(item["pattern"]) if "pattern" in item else None,
        names=compiled("(?i)" + item["names"]) if "names" in item else None,
        alphabet=ALPHABETS[alphabet],
        minimum=item.get("minimum", 16),
        maximum=item.get("maximum", 10_000),
        marker=item.get("marker", ""),
        checksum=item.get("checksum", ""),
        public=item.get("public", False),
        validator=VALIDATORS[item.get("validator", "random")],
    )


def published_examples(options: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Keys that vendors print in their own documentation, from the options of all rules."""
    return frozenset(str(text) for option in options for text in option.get("published", ()))


# --- checksums ------------------------------------------------------------------------------------------------------

_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_UUID4 = regex(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}", re.IGNORECASE)


def _crc32(body: str) -> bool:
    """The last six characters are the CRC-32 of the others in base 62 (GitHub's token format of 2021, npm's too)."""
    number = binascii.crc32(body[:-6].encode())
    digits = ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        digits = _BASE62[rest] + digits
    return digits == body[-6:]


def _uuid4_tail(body: str) -> bool:
    """Sixteen letters and digits, then a version 4 UUID without hyphens (One API's GenerateKey)."""
    return len(body) == 48 and bool(_UUID4.fullmatch(body[16:]))


CHECKSUMS: Mapping[str, Callable[[str], bool]] = {"crc32": _crc32, "uuid4-tail": _uuid4_tail}
"""Ways to tell from a key's own end that it was issued, by the name that rules use."""


def prefix_table(formats: Sequence[Format]) -> dict[str, list[Format]]:
    """The formats by each of their prefixes, longest prefix first."""
    table: dict[str, list[Format]] = {}
    for item in formats:
        for prefix in item.prefixes:
            table.setdefault(prefix, []).append(item)
    return dict(sorted(table.items(), key=lambda entry: (-len(entry[0]), entry[0])))
