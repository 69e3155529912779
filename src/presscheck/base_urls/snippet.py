"""A piece of code or configuration, where it stands, and what several readers ask about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from presscheck.base_urls.assignments import Assignment, assignments
from presscheck.base_urls.place import Knowledge, Place
from presscheck.base_urls.setting import Meant
from presscheck.model import MappedText
from presscheck.patterns import regex

PROGRAMMING = frozenset(
    [
        "python",
        "py",
        "python3",
        "javascript",
        "js",
        "jsx",
        "typescript",
        "ts",
        "tsx",
        "mjs",
        "node",
        "go",
        "java",
        "kotlin",
        "ruby",
        "php",
        "csharp",
        "rust",
    ]
)
PLAIN = frozenset(["", "text", "txt", "plain", "plaintext", "markdown", "md", "email", "eml"])
"""Languages of blocks that may as well hold sentences."""

_SETTINGS = frozenset(["ini", "toml", "yaml", "yml", "json", "jsonc", "json5", "properties", "conf", "cfg"])
"""Files of settings may be those of a program of the reader's own, whatever the code beside them is written in."""
_RUBY = frozenset(["ruby", "rb"])
_JAVASCRIPT = frozenset(["javascript", "js", "jsx", "typescript", "ts", "tsx", "mjs", "node"])
_PYTHON = frozenset(["python", "py", "python3"])
_REACH = 600
"""So much of a line is read on both sides of a place; longer lines are no code that somebody wrote."""
_DIFF = regex(r"-\s{0,99}\S[^\n]{0,600}\n\+\s{0,99}\S")
_CONSTRUCTED = regex(r"(?<!new )\bOpenAI\((?![^)]{0,600}\bmodel\s{0,9}=)[^)]{0,600}\bapi_key\s{0,9}=")
"""A call of the OpenAI SDK for Python: nobody else's class of that name takes such arguments."""
_COMMENTS = regex(r"(?m)(?:^|\s)(?:#|//)\s(.*)$")
_COMMENT_BEFORE = regex(r"(?:^|\s)(?:#|//)(?:\s|$)")
_COMMENT_LINE = regex(r"^\s*(?:#|//|--|;|/\*|\*|<!--|rem\s|REM\s|::)\s?(?P<text>.*)$")
_LEAD = regex(r"\s{0,20}(?P<words>[✗✘❌×🚫]|[^=\s:：\"'`]{1,16}[:：])\s{0,9}[\w$-]{3,60}\s{0,9}=")
"""What a line says before its assignment: a mark, or a label."""
_TRAILING_COMMENT = regex(r"(?:\s<[-=]{1,3}\s|\s←\s?|\s#\s|\s//\s|\s/\*\s*|<!--|\s;\s)(?P<text>.*)$")


@dataclass(frozen=True)
class Snippet:
    """A piece of code; each thing is looked for in it once, when somebody asks.

    ``around`` is the text that a code span stands in.
    """

    mapped: MappedText
    language: str
    place: Place
    known: Knowledge = field(repr=False)
    around: str = ""

    @property
    def text(self) -> str:
        return self.mapped.text

    @cached_property
    def marks(self) -> tuple[Meant, ...]:
        """The clients that it is written for, by what stands in it."""
        if own := _of_language(self.known.scope.of_code(self.text), self.language):
            return own
        return (self.known.scope.default,) if _CONSTRUCTED.search(self.text) else ()

    @cached_property
    def assignments(self) -> list[Assignment]:
        return list(assignments(self.text, self.known.known_hosts))

    @cached_property
    def comments(self) -> str:
        """What its comments say."""
        return "\n".join(found[1] for found in _COMMENTS.finditer(self.text))

    @cached_property
    def about(self) -> str:
        """The words around it and in it."""
        return f"{self.place.headings}\n{self.place.intro}\n{self.comments}"

    def is_shown_wrong(self, at: int) -> bool:
        """Whether a line is one of a log, is taken away by a diff, or a comment calls it wrong."""
        text, words = self.text, self.known.words
        line_start = text.rfind("\n", 0, at) + 1
        if text.startswith("-", line_start) and (
            self.language in {"diff", "patch"} or (self.language in {"", "text"} and _DIFF.match(text, line_start))
        ):
            return True
        line = text[max(line_start, at - _REACH) : _line_end(text, at)]
        if words.log_line.search(line):
            return True
        lead = _LEAD.match(line)
        if lead and words.wrong_comment.search(lead["words"]):
            return True
        return any(note and words.wrong_comment.search(note) for note in self._notes(at))

    def is_comment(self, at: int) -> bool:
        """Whether a place is part of a comment."""
        line_start = self.text.rfind("\n", 0, at) + 1
        return bool(_COMMENT_BEFORE.search(self.text[max(line_start, at - _REACH) : at]))

    def _notes(self, at: int) -> list[str]:
        """The comments beside a line and above it, in the same paragraph of code."""
        text = self.text
        line = text[max(text.rfind("\n", 0, at) + 1, at - _REACH) : _line_end(text, at)]
        notes = [found["text"] for found in (_TRAILING_COMMENT.search(text[at : _line_end(text, at)]),) if found]
        notes.extend(found["text"] for found in (_COMMENT_LINE.match(line),) if found)
        above = text[max(0, at - 4 * _REACH) : max(0, text.rfind("\n", 0, at))]
        for line in reversed(above.split("\n")):
            comment = _COMMENT_LINE.match(line)
            if comment and "://" not in comment["text"]:
                # One that shows an address speaks of that one.
                notes.append(comment["text"])
            if comment or not line.strip():
                break
        return notes


def placed(place: Place, language: str) -> Place:
    """The place of code in a language: an SDK of another language is not what it is written for."""
    code = () if language in _SETTINGS else _of_language(place.code, language)
    return replace(place, meant=_of_language(place.meant, language), code=code)


def _of_language(meant: tuple[Meant, ...], language: str) -> tuple[Meant, ...]:
    families = {"javascript": _JAVASCRIPT, "python": _PYTHON, "ruby": _RUBY}
    family = next((name for name, languages in families.items() if language in languages), "")
    return tuple(item for item in meant if not family or item.client.language in {"", family})


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at, at + _REACH)
    return min(len(text), at + _REACH) if end < 0 else end
