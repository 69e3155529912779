"""Does a text look as if a machine had drawn it at random, or as if a person had typed it?

Documentation is full of keys that nobody could use: masks, ``your-key-here``, ``1234567890abcdef``, ``qwerty…``,
``a1b2c3d4``. They are told from real ones by what is left of a text after everything that has a pattern is taken
out: runs of one character, counting and keyboard sequences, repeated units, words. Word lists alone would drop real
keys that happen to hold a word, so a word only takes its own letters away.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from presscheck.patterns import regex

ENOUGH = 20
"""So many readable random characters make a key, also where more of it is masked."""
SHARE = 0.7
"""So much of a shorter text has to be random."""

_WORDS = (
    "your|yours|apikey|api|key|keys|token|tokens|secret|secrets|password|passwort|passwd|example|examples|sample|test|"
    "testing|demo|dummy|fake|placeholder|replace|insert|change|changeme|this|that|here|with|real|value|valid|invalid|"
    "redacted|masked|hidden|removed|private|public|personal|client|server|user|username|account|access|project|"
    "service|openai|anthropic|claude|gemini|google|azure|deepseek|github|gateway|proxy|master|admin|root|guest|"
    "default|string|random|abcd|abcdef|abc|xxx|foobar|foo|bar|baz|hello|world|welcome|please|enter|paste|actual|never|"
    "share|only|from|then|some|mine|hash|code|type|name|long|live|prod|production|staging|local|localhost|dev|"
    "postgres|mysql|redis|mongo|rabbitmq|database|credentials|credential|bearer|basic|auth|session|cookie|"
    "notreal|not|the|fill|put|own|sdk|llm|model|chat|bot|app|webhook|super|strong|safe|secure|pass|pwd|temp|todo|none|"
    "undefined|null|true|false|generate|generated|deadbeef|cafebabe|c0ffee|baadf00d|feedface|docs|for|lorem|ipsum|mima|miyao|"
    "sk|xx"
)
_WORD = regex(f"(?:{'|'.join(sorted(_WORDS.split('|'), key=len, reverse=True))})", re.IGNORECASE)
_LEET = str.maketrans("013457@$!", "oleastasi")
_LETTER = regex(r"[A-Za-z]")
_RUN = regex(r"(.)\1{3,}", re.DOTALL)
_SAMPLES = (
    "123e4567e89b12d3a456426614174000",
    "550e8400e29b41d4a716446655440000",
    "6ba7b8109dad11d180b400c04fd430c8",
)
"""UUIDs of manuals, without their hyphens: of RFC 4122's readers and of most libraries' documentation."""
_STAMP = regex(r"(?<!\d)1[5-9]\d{8}(?:\d{3})?(?!\d)")
"""A moment in seconds or milliseconds since 1970, from 2017 to 2033."""
_SEGMENT = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+")
_WALKS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "0123456789abcdef0123456789abcdef",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "qweasdzxcrtyfghvbn",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
    "!@#$%^&*()",
    "13579",
    "02468",
    "".join(f"{number:02x}" for number in range(32)),
)
_GRAM = 4


def _grams() -> frozenset[str]:
    found: set[str] = set()
    for walk in _WALKS:
        for text in (walk, walk[::-1]):
            found.update(text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1))
    return frozenset(found)


_SEQUENCES = _grams()
# The pairs of letters that make up most of English running text (counted over this project's own English pages) and
# the commonest of pinyin; among random letters a pair is one of them in about one case in six.
_PAIRS = frozenset(
    pair
    for pair in [
        "th",
        "he",
        "in",
        "er",
        "an",
        "re",
        "on",
        "at",
        "en",
        "nd",
        "ti",
        "es",
        "or",
        "te",
        "of",
        "ed",
        "is",
        "it",
        "al",
        "ar",
        "st",
        "to",
        "nt",
        "ng",
        "se",
        "ha",
        "as",
        "ou",
        "io",
        "le",
        "ve",
        "co",
        "me",
        "de",
        "hi",
        "ri",
        "ro",
        "ic",
        "ne",
        "ea",
        "ra",
        "ce",
        "li",
        "ch",
        "ll",
        "be",
        "ma",
        "si",
        "om",
        "ur",
        "ke",
        "ey",
        "yo",
        "pl",
        "ho",
        "la",
        "el",
        "ec",
        "ac",
        "no",
        "ho",
        "ot",
        "ta",
        "us",
        "ea",
        "rt",
        "ai",
        "et",
        "ss",
        "em",
        "pe",
        "su",
        "wi",
        "ly",
        "un",
        "ad",
        "ge",
        "ut",
        "so",
        "do",
        "go",
        "up",
        "ow",
        "id",
        "im",
        "ol",
        "am",
        "ns",
        "ie",
        "ui",
        "ua",
        "an",
        "zh",
        "iy",
        "sh",
        "ia",
        "uo",
    ]
)


def is_random(text: str, *, enough: int = ENOUGH, share: float = SHARE) -> bool:
    """Whether so much of a text follows no pattern that it has to be taken for a real key.

    Args:
        text: the part of a key behind its prefix.
        enough: this many random characters suffice, whatever stands beside them.
        share: of a shorter text, this part has to be random.
    """
    if not text or looks_written(text):
        return False
    left = residue(text)
    return left >= enough or left >= math.ceil(share * len(text))


@lru_cache(maxsize=4096)
def residue(text: str) -> int:
    """How many characters of a text are left when runs, sequences, repeats and words are taken out."""
    folded = text.lower()
    covered = bytearray(len(text))
    for run in _RUN.finditer(folded):
        covered[run.start() : run.end()] = b"\1" * (run.end() - run.start())
    for stamp in _STAMP.finditer(folded):
        covered[stamp.start() : stamp.end()] = b"\1" * (stamp.end() - stamp.start())
    _cover_walks(folded, range(len(folded)), covered)
    # Letters and digits that alternate, each counting up on its own: a1b2c3, 12ab34cd.
    letters = [at for at, sign in enumerate(folded) if "a" <= sign <= "z"]
    digits = [at for at, sign in enumerate(folded) if "0" <= sign <= "9"]
    if letters and digits and _walk_share(folded, letters) > 0.6 and _walk_share(folded, digits) > 0.6:
        _cover_walks(folded, letters, covered)
        _cover_walks(folded, digits, covered)
    # Each sign twice or three times: aabbccdd.
    single = [at for at in range(len(folded)) if at == 0 or folded[at] != folded[at - 1]]
    if len(single) <= 0.67 * len(folded) and _walk_share(folded, single) > 0.6:
        return 0
    for view in (text, text.translate(_LEET)):
        for word in _WORD.finditer(view):
            if word.end() - word.start() >= 4 or not _inside_random(text, word.start(), word.end()):
                covered[word.start() : word.end()] = b"\1" * (word.end() - word.start())
    if _repeats(folded) or len(set(folded)) <= min(7, len(folded) // 2):
        return 0
    return covered.count(0)


def _cover_walks(text: str, places: range | list[int], covered: bytearray) -> None:
    line = "".join(text[at] for at in places)
    for at in range(len(line) - _GRAM + 1):
        if line[at : at + _GRAM] in _SEQUENCES:
            for place in places[at : at + _GRAM]:
                covered[place] = 1


def _walk_share(text: str, places: list[int]) -> float:
    """How much of the signs at some places counts on from one to the next."""
    line = "".join(text[at] for at in places)
    if len(line) < _GRAM:
        return 1.0 if len(set(line)) == 1 and len(line) > 1 else 0.0
    hit: set[int] = set()
    for at in range(len(line) - _GRAM + 1):
        if line[at : at + _GRAM] in _SEQUENCES:
            hit.update(range(at, at + _GRAM))
    return len(hit) / len(line)


def _inside_random(text: str, start: int, end: int) -> bool:
    """Whether a short word sits in the middle of other letters, where chance puts it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    word = text[start:end]
    if word.isdigit() or not (word.islower() or word.isupper() or word.istitle()):
        return True
    return before.isalnum() or (after.isalnum() and not after.isupper())


def _repeats(text: str) -> bool:
    """Whether a text is mostly one unit again and again."""
    size = len(text)
    for period in range(1, size // 2 + 1):
        equal = sum(text[at] == text[at - period] for at in range(period, size))
        if equal >= 0.85 * (size - period) and size - period >= 6:
            return True
    grams = [text[at : at + 3] for at in range(size - 2)]
    return len(grams) >= 12 and len(set(grams)) <= 0.6 * len(grams)


@lru_cache(maxsize=4096)
def looks_written(text: str) -> bool:
    """Whether a text is made of words: joined by marks, by capitals, or run together."""
    if any(sample in text.lower().replace("-", "") for sample in _SAMPLES):
        return True
    segments = [part for part in _SEGMENT.findall(text) if part.isalnum()]
    words = [part for part in segments if part.isalpha()]
    letters = sum(map(len, words))
    size = sum(map(len, segments))
    if not size:
        return True
    if _is_path(text):
        return True
    joined: list[str] = re.split(r"[-_. ]+", text)
    if len(joined) >= 3 and all(_NUMBERED.fullmatch(part) and _VOWEL.search(part) for part in joined):
        return sum(part[-1].isdigit() for part in joined) <= 1
    if len(joined) >= 2 and all(part.isalpha() and (part.islower() or part.istitle()) for part in joined):
        return letters <= 10 * len(joined)
    if letters >= 0.6 * size and words:
        average = letters / len(words)
        spoken = sum(len(word) for word in words if is_pronounceable(word))
        if 3.0 <= average <= 12 and spoken >= 0.8 * letters and len(segments) <= max(2, size / 3):
            pairs = [word[at : at + 2].lower() for word in words for at in range(len(word) - 1)]
            if sum(pair in _PAIRS for pair in pairs) >= 0.45 * len(pairs):
                return True
    run = _LETTER.findall(text)
    if len(run) >= 0.75 * len(text) and len(run) >= 10:
        pairs = [first + second for first, second in zip(text.lower(), text.lower()[1:], strict=False)]
        pairs = [pair for pair in pairs if pair.isalpha()]
        if len(pairs) >= 9 and sum(pair in _PAIRS for pair in pairs) >= 0.52 * len(pairs):
            return True
    return False


def _is_path(text: str) -> bool:
    """Whether a text is the path of a model or a file: names made of words and version numbers."""
    parts = [piece for part in text.split("/") for piece in re.split(r"[-_.]+", part)]
    words = [part for part in parts if not _VERSION.fullmatch(part)]
    return (
        "/" in text
        and len(words) >= 3
        and all(_CAPITALIZED.fullmatch(word) and _VOWEL.search(word.lower()) for word in words)
        and sum(map(len, words)) <= 8 * len(words)
    )


_NUMBERED = regex(r"[A-Za-z][a-z]{2,9}\d{0,2}")
_VERSION = regex(r"[vV]?\d{1,3}[a-zA-Z]?|[a-z]{1,2}")
_CAPITALIZED = regex(r"[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,})?")
_VOWEL = regex(r"[aeiouy]")
_CONSONANTS = regex(r"[bcdfghjklmnpqrstvwxz]{5,}|[aeiouy]{4,}")


def is_pronounceable(word: str) -> bool:
    """Whether a word could be one of a language: vowels, no heap of consonants, usual pairs of letters."""
    low = word.lower()
    if len(low) <= 3:
        return True
    if len(low) > 14 or not _VOWEL.search(low) or _CONSONANTS.search(low):
        return False
    pairs = [low[at : at + 2] for at in range(len(low) - 1)]
    return sum(pair in _PAIRS for pair in pairs) >= 0.34 * len(pairs)
