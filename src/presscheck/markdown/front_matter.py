"""Front matter: YAML with the place of every key and value, and without YAML's traps.

PyYAML's nodes carry marks; its default values do not fit: YAML 1.1 reads ``NO`` as a boolean and a date as a
date object, and the last of two equal keys wins in silence. Here a plain scalar follows the YAML 1.2 core
schema, dates stay texts, and both traps become problems that a rule reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from presscheck.model import Edit, FrontMatter, Json, Localized, MappedText, Node, Piece, Problem, Source, Span
from presscheck.patterns import regex
from presscheck.typography import plain_words, quote_in_yaml, quoted

_FENCE = regex(r"---[ \t]*")
_END = regex(r"(?:---|\.\.\.)[ \t]*")
_OTHER_FENCE = regex(r"\+\+\+[ \t]*|;;;[ \t]*|[—–]+-?[ \t]*|---+[ \t]*(?:toml|json|yaml)[ \t]*")
_KEY = regex(r"[A-Za-z_][\w-]*[ \t]*[:=：]")
_NULL = regex(r"~|null|Null|NULL|")
_TRUE = regex(r"true|True|TRUE")
_FALSE = regex(r"false|False|FALSE")
_INT = regex(r"[-+]?[0-9]+")
_FLOAT = regex(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_YAML_1_1_BOOLEAN = regex(r"y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF")
_STRING_TAG = "tag:yaml.org,2002:str"
_MAX_DEPTH = 20
_MAX_NODES = 10_000
"""More values than any page needs: a few lines of aliases that name each other stand for billions."""
_LEFT_ALONE = regex(r"[\t\ufeff]")
"""Where libyaml and PyYAML read a text differently: tabs, and a byte order mark inside it."""
_FULL_WIDTH_COLON = regex(r"""^( *)["']?([A-Za-z_][A-Za-z0-9_-]*)["']? *(：)""", re.MULTILINE)


class _TooManyError(Exception):
    """The text stands for more than ``_MAX_NODES`` values."""


def read_front_matter(source: Source) -> tuple[FrontMatter | None, list[Problem], int]:
    """The front matter of a file, what is wrong with it, and the line at which the body begins."""
    if not _FENCE.fullmatch(source.text[: source.line_end(1)]):
        return None, list(_misread(source)), 1
    for line in range(2, source.line_count + 1):
        if _END.fullmatch(source.text[source.line_start(line) : source.line_end(line)]):
            break
    else:
        return None, [Problem("front-matter-unclosed", source.lines(1, 1))], 1
    start, end = source.line_start(2), source.line_start(line)
    reader = _Reader(source, start)
    node = reader.read(source.text[start:end])
    close = source.span(end, source.line_end(line))
    return FrontMatter(node, source.span(0, close.end), close), reader.problems, line + 1


def _misread(source: Source) -> Iterator[Problem]:
    """What was meant as front matter, and is none: other marks than ``---`` around it, or something above it."""
    lines = (number for number in range(1, source.line_count) if _line(source, number).strip())
    first = next(lines, 0)
    if not first or not _KEY.match(_line(source, first + 1)):
        return
    mark = _line(source, first).strip()
    if _FENCE.fullmatch(mark):
        above = Edit(source.span(0, source.line_start(first)), "")
        detail = Localized("its `---` has to be the first line", "开头的 `---` 必须是第一行")
        yield Problem("front-matter-too-low", source.lines(1, first), {"detail": detail}, (above,) if first > 1 else ())
    elif _OTHER_FENCE.fullmatch(mark):
        detail = Localized(
            f"it begins with `{mark}`; only YAML between two lines `---` is read",
            f"它以 `{mark}` 开头；只读取两行 `---` 之间的 YAML",
        )
        yield Problem("front-matter-fence", source.lines(first, first), {"detail": detail})


def _line(source: Source, number: int) -> str:
    return source.text[source.line_start(number) : source.line_end(number)]


def read_yaml(text: str) -> tuple[Node | None, list[Problem]]:
    """A YAML file that holds a mapping, read in the same strict way; ``None`` and problems where it does not."""
    reader = _Reader(Source(text), 0)
    return reader.read(text), reader.problems


def problem_text(problem: Problem) -> Localized:
    """A problem of a YAML file in a sentence, for whoever writes configuration and rules."""
    match problem.kind:
        case "front-matter-empty":
            return Localized("the file is empty", "文件为空")
        case "front-matter-not-a-mapping":
            return Localized(
                "the file must hold keys with values, one `key: value` a line", "文件应每行写一个 `键: 值`"
            )
        case "duplicate-key":
            key, line = problem.args["key"].en, problem.args["first_line"].en
            return Localized(
                f"the key `{key}` stands twice, first in line {line}; keep one",
                f"键 `{key}` 重复，首次出现在第 {line} 行",
            )
        case "ambiguous-boolean":
            value = problem.args["value"].en
            return Localized(
                f"some tools read `{value}` as true or false; put it in quotes",
                f"有些工具会把 `{value}` 读成布尔值，请加引号",
            )
        case "typographic-quotes":
            return plain_words(problem.args["quote"].en)
        case _:
            return problem.args["detail"]


_TOO_DEEP = Localized("a value that holds itself, or nested too deeply", "值包含自身，或嵌套过深")
_HALF = re.compile("[\ud800-\udfff]")
_PLAIN = (
    (
        "mapping values are not allowed here",
        "no second `key: value` may stand here; put a value that holds `: ` in quotes",
        "这里不能出现“键: 值”；含 `: ` 的值要加引号",
    ),
    ("sequence entries are not allowed here", "no item of a list may stand here", "这里不能出现列表项"),
    ("could not find expected ':'", "the plain colon `:` after the key is missing", "键后面缺少英文冒号 `:`"),
    (
        r"expected <block end>, but found .*",
        "the indentation is not that of the lines above, or a quote is missing",
        "缩进不一致，或缺少引号",
    ),
    (r"expected ',' or '([\]}])', but got .*", r"a `,` or the closing `\1` is missing", r"缺少 `,` 或 `\1`"),
    (r"expected the node content, but found .*", "a value is missing here", "这里缺少值"),
    (
        r"found character '\\t' that cannot start any token",
        "indent with blanks, not with a tab",
        "不能用制表符缩进，请用空格",
    ),
    (
        r"found character '?(.+?)'? that cannot start any token",
        r"no value begins with `\1`; put it in quotes",
        r"值不能以 `\1` 开头，请加引号",
    ),
    (r"found unexpected end of stream", "the closing quote is missing", "缺少结尾的引号"),
    (
        r"found undefined alias '?(.+?)'?",
        r"nothing is called `\1`; put a value that begins with `*` in quotes",
        r"别名 `\1` 没有定义；以 `*` 开头的值要加引号",
    ),
    (
        r"expected alphabetic or numeric character, but found .*",
        "put a value that begins with `*` or `&` in quotes",
        "以 `*` 或 `&` 开头的值要加引号",
    ),
    (
        r"found unknown escape character (.+)",
        r"there is no escape \1 in double quotes; use single quotes",
        r"双引号中的转义 \1 无效；请改用单引号",
    ),
    (r"but found another document", "a second YAML document begins here", "出现了第二个 YAML 文档"),
    (r"special characters are not allowed", "it holds control characters", "含有不允许的控制字符"),
    (r"found duplicate anchor.*", "an anchor stands twice", "锚点重复"),
)


def translated(problem: str) -> Localized:
    """A message of PyYAML in plain words, in both languages."""
    for pattern, english, chinese in _PLAIN:
        if found := re.fullmatch(pattern, problem):
            return Localized(found.expand(english), found.expand(chinese))
    return Localized(problem, f"YAML 语法错误（{problem}）")


class _Reader:
    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = start
        self.problems: list[Problem] = []
        self.count = 0

    def read(self, text: str) -> Node | None:
        """The mapping, or ``None`` with a problem that says why there is none."""
        whole = self.source.span(0, self.source.line_end(1))
        try:
            root: Any = _compose(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = self.start + (mark.index if mark else 0)
            if not (self._typographic_quote(text, error) or self._full_width_colons(text, mark.index if mark else 0)):
                detail = translated(error.problem or error.context or "")
                self._report("front-matter-syntax", self.source.span(at, at), detail=detail)
            return None
        except yaml.reader.ReaderError as error:
            at = self.start + int(error.position)
            self._report("front-matter-syntax", self.source.span(at, at + 1), detail=translated(str(error.reason)))
            return None
        except RecursionError:
            self._report("front-matter-syntax", whole, detail=_TOO_DEEP)
            return None
        if root is None:
            self._report("front-matter-empty", whole)
            return None
        if not isinstance(root, yaml.MappingNode):
            if not self._full_width_colons(text, len(text)):
                self._report("front-matter-not-a-mapping", self._span(root))
            return None
        try:
            return self._node(root, None, set(), 0)
        except _TooManyError:
            detail = Localized(
                f"its aliases stand for more than {_MAX_NODES} values; write the values themselves",
                f"别名展开后超过 {_MAX_NODES} 个值，请直接写出各个值",
            )
            self.problems = []
            self._report("front-matter-syntax", whole, detail=detail)
            return None

    def _typographic_quote(self, text: str, error: yaml.MarkedYAMLError) -> bool:
        """Report the typographic quote that may be why the text cannot be read: in the line of the error, or one
        further up that ends a text in plain quotes, so that YAML takes all below for a part of it."""
        mark = error.problem_mark or error.context_mark
        lines, here = text.split("\n"), mark.line if mark else 0
        for number in range(min(here, len(lines) - 1), -1, -1):
            at = quote_in_yaml(lines[number], unclosed_only=number < here)
            if at is not None:
                offset = self.start + sum(len(line) + 1 for line in lines[:number]) + at
                detail = plain_words(lines[number][at])
                self._report("front-matter-syntax", self.source.span(offset, offset + 1), detail=detail)
                return True
        return False

    def _full_width_colons(self, text: str, end: int) -> bool:
        """Report each key that is followed by a Chinese colon, where one may be why the text cannot be read.

        At the beginning of a line it always is; further in, where it stands in the line of the error or above it.
        """
        line_start = text.rfind("\n", 0, end) + 1
        near = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
        found = [
            match
            for match in _FULL_WIDTH_COLON.finditer(text)
            if not match[1] or near <= match.start() <= max(end, line_start)
        ]
        for match in found:
            at = self.start + match.start(3)
            detail = Localized(
                f"`{match[2]}` is followed by a full-width colon (：); write `{match[2]}: ` with a plain colon "
                "and a blank",
                f"`{match[2]}` 后面是全角冒号“：”，请改为英文冒号加空格：`{match[2]}: `",
            )
            self._report("front-matter-syntax", self.source.span(at, at + 1), detail=detail)
        return bool(found)

    def _report(self, kind: str, span: Span, *, edits: tuple[Edit, ...] = (), **args: str | Localized) -> None:
        texts = {name: text if isinstance(text, Localized) else Localized(text, text) for name, text in args.items()}
        self.problems.append(Problem(kind, span, texts, edits))

    def _span(self, node: Any) -> Span:
        return self.source.span(self.start + node.start_mark.index, self.start + node.end_mark.index)

    def _node(self, node: Any, key_span: Span | None, above: set[int], depth: int) -> Node:
        span = self._span(node)
        if id(node) in above or depth > _MAX_DEPTH:
            self._report("front-matter-syntax", span, detail=_TOO_DEEP)
            return Node(None, span, key_span)
        self.count += 1
        if self.count > _MAX_NODES:
            raise _TooManyError
        above = above | {id(node)}
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, span, key_span, above, depth)
        if isinstance(node, yaml.SequenceNode):
            items: dict[str | int, Node] = {
                index: self._node(item, None, above, depth + 1) for index, item in enumerate(node.value)
            }
            return Node([item.value for item in items.values()], span, key_span, items)
        return self._scalar(node, span, key_span)

    def _mapping(self, node: Any, span: Span, key_span: Span | None, above: set[int], depth: int) -> Node:
        children: dict[str | int, Node] = {}
        values: dict[str, Json] = {}
        for key_node, value_node in node.value:
            here = self._span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(
                    "front-matter-syntax", here, detail=Localized("a key must be a plain word", "键必须是普通文本")
                )
                continue
            key = self._text(key_node, here)
            if key in values:
                first = children[key].key_span
                self._report("duplicate-key", here, key=key, first_line=str(first.line if first else 0))
                continue
            child = self._node(value_node, here, above, depth + 1)
            children[key] = child
            values[key] = child.value
        return Node(values, span, key_span, children)

    def _scalar(self, node: Any, span: Span, key_span: Span | None) -> Node:
        text = self._text(node, span)
        # What stands in typographic quotes is a text, as in plain ones.
        plain = not node.style and text == str(node.value)
        if plain and _YAML_1_1_BOOLEAN.fullmatch(text):
            self._report("ambiguous-boolean", span, value=text, edits=(Edit(span, f'"{text}"'),))
        value: Json = _plain_value(text) if plain and node.tag != "!" else text
        return Node(
            value, span, key_span, {}, self._mapped(text, span, quotes=not plain and node.style not in {"|", ">"})
        )

    def _text(self, node: Any, span: Span) -> str:
        """What a scalar says. An escape can name half of a character, which no file could hold as it is."""
        text = str(node.value)
        if text.isascii():
            return text
        if not node.style and (meant := quoted(text)):
            edits = (Edit(span, _in_quotes(meant.text)),) if meant.is_closed else ()
            self._report("typographic-quotes", span, quote=text[0], text=meant.text, edits=edits)
            return meant.text
        if not _HALF.search(text):
            return text
        detail = Localized(
            "an escape such as \\ud800 is half of a character; write the character itself",
            "\\ud800 一类的转义只是半个字符，请直接写出该字符",
        )
        self._report("front-matter-syntax", span, detail=detail)
        return _HALF.sub("\ufffd", text)

    def _mapped(self, text: str, span: Span, *, quotes: bool) -> MappedText:
        """The scalar's text with its places: character by character where it stands so in the file."""
        written = self.source.text[span.start : span.end]
        offset = 1 if quotes else 0
        if written[offset : offset + len(text)] == text:
            return MappedText.verbatim(text, span.start + offset)
        pieces: list[Piece] = []
        at, source_at = 0, span.start
        # A block or folded scalar, or one with escapes: map the longest words that stand there as they are.
        for word in re.finditer(r"\S+", text):
            found = self.source.text.find(word[0], source_at, span.end)
            if found < 0:
                return MappedText(text, (Piece(0, len(text), span.start, span.end),))
            if word.start() > at:
                pieces.append(Piece(at, word.start(), source_at, found))
            pieces.append(Piece(word.start(), word.end(), found, found + len(word[0])))
            at, source_at = word.end(), found + len(word[0])
        if at < len(text):
            pieces.append(Piece(at, len(text), source_at, span.end))
        return MappedText(text, tuple(pieces))


def _in_quotes(text: str) -> str:
    """A text as a scalar in plain quotes."""
    return f'"{text}"' if not re.search(r'["\\]', text) else "'" + text.replace("'", "''") + "'"


def _compose(text: str) -> Any:
    """The nodes of a text: by libyaml where the package has it, which is some ten times as fast.

    What libyaml refuses is read again by PyYAML's own parser, whose messages are the clearer ones and which reads a
    few texts that the other does not.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    if fast is not None and not _LEFT_ALONE.search(text):
        try:
            return yaml.compose(text, Loader=fast)
        except (yaml.YAMLError, RecursionError):
            pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _plain_value(text: str) -> Json:
    """A plain scalar by the YAML 1.2 core schema; a date stays a text."""
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if _INT.fullmatch(text) and len(text) < 20:
        return int(text)
    if _FLOAT.fullmatch(text) and len(text) < 40:
        return float(text)
    return text
