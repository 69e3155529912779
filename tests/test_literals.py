"""A text that an expression fits always has one of the words that it is said not to do without."""

from __future__ import annotations

import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from presscheck.expressions import Expression, Prefilter
from presscheck.literals import literals

Part = tuple[str, str]
"""An expression, and a text that it fits."""

_SIGNS = "abKkſßİs密钥0-_ "


def _escaped(sign: str) -> str:
    return sign if sign.isalnum() or ord(sign) > 127 or sign in "-_ " else f"\\{sign}"


plain: st.SearchStrategy[Part] = st.text(_SIGNS, min_size=1, max_size=5).map(
    lambda text: ("".join(map(_escaped, text)), text)
)
classes: st.SearchStrategy[Part] = st.sampled_from(
    [("[ab]", "b"), ("[^ab]", "密"), ("[a-k]", "e"), (r"\d", "7"), (r"[\s_]", " "), (r"\p{Han}", "钥"), (".", "!")]
)


def _inside(parts: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    lists = st.lists(parts, min_size=1, max_size=4)
    either = st.tuples(lists, st.randoms(use_true_random=False)).map(
        lambda drawn: ("(?:" + "|".join(part for part, _ in drawn[0]) + ")", drawn[1].choice(drawn[0])[1])
    )
    several = st.tuples(parts, st.sampled_from([("?", 0), ("?", 1), ("*", 0), ("*", 2), ("+", 1), ("{2}", 2)])).map(
        lambda drawn: (f"(?:{drawn[0][0]}){drawn[1][0]}", drawn[0][1] * drawn[1][1])
    )
    flagged = parts.map(lambda part: (f"(?i:{part[0]})", part[1].swapcase()))
    after = lists.map(lambda drawn: ("".join(part for part, _ in drawn), "".join(text for _, text in drawn)))
    return st.one_of(either, several, flagged, after)


parts = st.recursive(st.one_of(plain, classes), _inside, max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(parts, st.text(_SIGNS, max_size=4))
def test_a_text_that_fits_has_one_of_the_words(part: Part, around: str) -> None:
    pattern, inner = part
    text = f"{around}{inner}{around}"
    words = literals(pattern)
    if words is None or re2.search(pattern, text) is None:
        return
    assert any(word in text.casefold() for word in words)
    assert Expression(pattern).search(text) is not None
    assert list(Prefilter([pattern, "no such text"])(text)) == [0]


def test_words_are_read_from_what_rules_are_written_in() -> None:
    assert literals(r"(?i)\b(?:API[ -]?key|密钥)s?\b") == ("api key", "api-key", "apikey", "密钥")
    assert literals(r"send (?:us|me)\s+your\s+token") == ("send me", "send us")
    assert literals(r"[a-z]+\d{2,}") is None
    assert literals(r"sk-[A-Za-z0-9]{20,}") == ("sk-",)
    assert literals(r"x?") is None


def test_expressions_without_words_are_always_looked_for() -> None:
    likely = Prefilter([r"\d+", "token", "密钥"])
    assert list(likely("a TOKEN")) == [0, 1]
    assert list(likely("nothing")) == [0]
