"""llms-full/1 files read back: their frames, and everything that can be wrong with one.

Reading needs the file alone: no site, no configuration. What a file says of itself is held against itself: lengths,
digests, order, counts; then it is put together again from what was read and compared byte by byte. A digest shows
that a file is whole, not who wrote it: for that, compare with the site it is made from (``--source``) or with a
manifest from another place.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from presscheck.export.llms_frame import FORMAT, block
from presscheck.markdown.parser import parser
from presscheck.markdown.portable import invisible, is_frame
from presscheck.model import Localized
from presscheck.patterns import regex

_FENCE = "```"
_KEY = regex(r"([a-z][a-z0-9-]*): (.*)")
_HEX = regex(r"[0-9a-f]{64}")
_COMMIT = regex(r"[0-9a-f]{40}")
_ID = regex(r"[A-Za-z0-9][\w-]*/[a-z]+s/[\w-]+")
_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-[A-Za-z0-9]{5,8})*")
_ABSOLUTE = regex(r"(?:https?://[^/\s]|mailto:)", re.IGNORECASE)
HEADER_KEYS = ("format", "site", "lang", "pages", "part", "parts", "generator")
PAGE_KEYS = (
    "url",
    "id",
    "lang",
    "alternates",
    "author",
    "reviewed",
    "updated",
    "commit",
    "source-sha256",
    "body-lines",
    "body-sha256",
)
END_KEYS = ("pages", "sha256")
_NEEDED = {
    "llms-full": ("format", "site", "lang", "pages"),
    "llms-page": ("url", "id", "lang", "body-lines", "body-sha256"),
    "llms-end": END_KEYS,
}
_KEYS = {"llms-full": HEADER_KEYS, "llms-page": PAGE_KEYS, "llms-end": END_KEYS}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file, and in which line, counted from 1."""

    line: int
    text: Localized


@dataclass(frozen=True, slots=True)
class PageFrame:
    """One page of a file: its title as written, its keys, its body, and the lines where page and body begin."""

    title: str
    keys: Mapping[str, str]
    body: str
    line: int
    body_line: int

    def line_of(self, key: str) -> int:
        """The line of one of its keys, or of the frame where it has no such key."""
        return self.line + 2 + ([*self.keys].index(key) + 1 if key in self.keys else 0)

    @property
    def alternates(self) -> dict[str, str]:
        """By language, the addresses of the translations that the page names."""
        pairs = (pair.partition("=") for pair in self.keys.get("alternates", "").split(" "))
        return {language: url for language, _, url in pairs if language}


@dataclass(frozen=True, slots=True)
class LlmsFile:
    """A file taken apart. ``summary`` is empty where the file has none."""

    title: str
    summary: str
    header: Mapping[str, str]
    pages: tuple[PageFrame, ...]
    end: Mapping[str, str]

    @property
    def part(self) -> int:
        """Which part of how many the file says it is, counted from 1; 0 where what it says makes no sense."""
        return self._part[0]

    @property
    def parts(self) -> int:
        """How many parts there are; 0 likewise."""
        return self._part[1]

    @property
    def _part(self) -> tuple[int, int]:
        if "part" not in self.header and "parts" not in self.header:
            return 1, 1
        found = [self.header.get(key, "") for key in ("part", "parts")]
        if not all(re.fullmatch(r"[1-9]\d{0,8}", text) for text in found) or int(found[0]) > int(found[1]):
            return 0, 0
        return int(found[0]), int(found[1])

    def text(self) -> str:
        """The file put together again."""
        summary = f"> {self.summary}\n\n" if self.summary else ""
        parts = [f"# {self.title}\n\n{summary}{block('llms-full', self.header)}"]
        parts += [f"## {page.title}\n\n{block('llms-page', page.keys)}\n{page.body}" for page in self.pages]
        return "\n".join(parts) + "\n" + block("llms-end", self.end)


class _FrameError(Exception):
    """The frames of a file cannot be followed any further."""

    def __init__(self, line: int, en: str, zh: str) -> None:
        super().__init__(en)
        self.fault = Fault(line, Localized(en, zh))


def read(text: str) -> LlmsFile | Fault:
    """Take a file apart by its frames; a fault where they cannot be followed."""
    try:
        return _Reader(text).file()
    except _FrameError as error:
        return error.fault


class _Reader:
    """Reads a file line by line."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.at = 0

    def file(self) -> LlmsFile:
        title = self._heading("# ")
        summary = ""
        if self._peek().startswith("> "):
            summary = self._next()[2:]
            self._blank()
        header = self._block("llms-full")
        if header["format"] != FORMAT:
            raise _FrameError(
                self.at, f"the format is {header['format']}, not {FORMAT}", f"格式是 {header['format']}，不是 {FORMAT}"
            )
        count = self._number(header, "pages")
        pages = []
        for _ in range(count):
            self._blank()
            pages.append(self._page())
        self._blank()
        end = self._block("llms-end")
        if self.lines[self.at :] != [""]:
            raise _FrameError(
                self.at + 1, "there is something after the end of the file's last block", "文件结束块之后还有内容"
            )
        return LlmsFile(title, summary, header, tuple(pages), end)

    def _page(self) -> PageFrame:
        line = self.at + 1
        title = self._heading("## ")
        keys = self._block("llms-page")
        self._blank()
        count, body_line = self._number(keys, "body-lines"), self.at + 1
        if self.at + count >= len(self.lines):
            raise _FrameError(
                body_line,
                f"the page's body has {count} lines, but the file ends before",
                f"正文应有 {count} 行，但文件提前结束",
            )
        body = "".join(f"{text}\n" for text in self.lines[self.at : self.at + count])
        self.at += count
        return PageFrame(title, keys, body, line, body_line)

    def _peek(self) -> str:
        return self.lines[self.at] if self.at < len(self.lines) else ""

    def _next(self) -> str:
        if self.at >= len(self.lines):
            raise _FrameError(self.at, "the file ends too early", "文件提前结束")
        self.at += 1
        return self.lines[self.at - 1]

    def _blank(self) -> None:
        if self._next():
            raise _FrameError(self.at, "an empty line is missing", "此处应为空行")

    def _heading(self, mark: str) -> str:
        line = self._next()
        if not line.startswith(mark) or not line[len(mark) :].strip():
            raise _FrameError(
                self.at, f"a title that begins with `{mark}` is missing", f"此处应为以 `{mark}` 开头的标题"
            )
        self._blank()
        return line[len(mark) :]

    def _block(self, name: str) -> dict[str, str]:
        first = self.at + 1
        if self._next() != _FENCE + name:
            raise _FrameError(first, f"the block {name} is missing", f"缺少 {name} 块")
        keys: dict[str, str] = {}
        while (line := self._next()) != _FENCE:
            found = _KEY.fullmatch(line)
            if found is None:
                raise _FrameError(self.at, "this is no `key: value`", "此行不是 `键: 值` 的形式")
            if found[1] in keys:
                raise _FrameError(self.at, f"the key {found[1]} stands twice", f"键 {found[1]} 重复")
            keys[found[1]] = found[2]
        for key in _NEEDED[name]:
            if key not in keys:
                raise _FrameError(first, f"the block {name} has no key {key}", f"{name} 块缺少键 {key}")
        known = [key for key in keys if key in _KEYS[name]]
        if known != [key for key in _KEYS[name] if key in keys] or len(known) < len(keys):
            unknown = next((key for key in keys if key not in _KEYS[name]), "")
            raise _FrameError(
                first,
                f"the key {unknown} is not known here" if unknown else "the keys are not in their order",
                f"未知的键 {unknown}" if unknown else "键的顺序不对",
            )
        return keys

    def _number(self, keys: Mapping[str, str], key: str) -> int:
        if not re.fullmatch(r"0|[1-9]\d{0,8}", keys[key]):
            raise _FrameError(self.at, f"{key} is no number: {keys[key]}", f"{key} 不是数字：{keys[key]}")
        return int(keys[key])


# --- the verdict ----------------------------------------------------------------------------------------------------


def verify(data: bytes) -> list[Fault]:
    """Everything that is wrong with a file, in the order of its lines; nothing for a good one."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [Fault(line, Localized("not UTF-8", "不是 UTF-8 编码"))]
    found = list(_bytes(text))
    file = read(text)
    if isinstance(file, Fault):
        return sorted([*found, file], key=lambda fault: fault.line)
    found += _digests(file, text)
    found += _order(file, text)
    for page in file.pages:
        found += _page(page, file)
    found += _outline(file, text)
    if file.text() != text:
        found.append(
            Fault(
                _first_difference(file.text(), text),
                Localized("put together again, the file differs here", "重新组合后此处不一致"),
            )
        )
    unique = {(fault.line, fault.text.en): fault for fault in found}
    return sorted(unique.values(), key=lambda fault: (fault.line, fault.text.en))


def compare(text: str, other: str, name: Localized) -> list[Fault]:
    """That a file is not what it was made from, where they differ first."""
    if text == other:
        return []
    return [Fault(_first_difference(text, other), Localized(f"differs from {name.en}", f"与{name.zh}不一致"))]


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one.split("\n"), other.split("\n"), strict=False)
    count = 0
    for count, (first, second) in enumerate(pairs, 1):
        if first != second:
            return count
    return count + 1


def _bytes(text: str) -> Iterator[Fault]:
    if text.startswith("\ufeff"):
        yield Fault(1, Localized("a byte order mark", "含有 BOM"))
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield Fault(text.count("\n") + 1, Localized("the file must end with one line end", "文件应以一个换行结尾"))
    for number, line in enumerate(text.split("\n"), 1):
        if "\r" in line:
            yield Fault(number, Localized("a carriage return", "含有回车符"))
        elif line.rstrip() != line:
            yield Fault(number, Localized("blanks at the end", "行尾有空白"))
        if not line.isascii():
            if unicodedata.normalize("NFC", line) != line:
                yield Fault(number, Localized("not in NFC", "不是 NFC 形式"))
            if (at := invisible(line.replace("\r", ""))) >= 0:
                sign = f"U+{ord(line.replace(chr(13), '')[at]):04X}"
                yield Fault(number, Localized(f"an invisible character, {sign}", f"含有不可见字符 {sign}"))


def _digests(file: LlmsFile, text: str) -> Iterator[Fault]:
    before = text[: text.rindex(f"{_FENCE}llms-end\n")]
    last = before.count("\n") + 1
    if hashlib.sha256(before.encode()).hexdigest() != file.end["sha256"]:
        yield Fault(last, Localized("the digest of the file is another one", "整个文件的摘要不符"))
    if file.end["pages"] != file.header["pages"]:
        yield Fault(last, Localized("the number of pages is not that of the header", "页数与文件头不符"))
    for page in file.pages:
        if hashlib.sha256(page.body.encode()).hexdigest() != page.keys["body-sha256"]:
            name, end = page.keys["id"], page.body_line + page.body.count("\n") - 1
            yield Fault(
                page.body_line,
                Localized(
                    f"a line of the body of {name} was changed, up to line {end}: its digest is another one",
                    f"{name} 的正文（至第 {end} 行）有改动：摘要不符",
                ),
            )


def _order(file: LlmsFile, text: str) -> Iterator[Fault]:
    ids = [page.keys["id"] for page in file.pages]
    for page, before in zip(file.pages[1:], ids, strict=False):
        if page.keys["id"] <= before:
            yield Fault(
                page.line,
                Localized(
                    f"{page.keys['id']} must stand before {before}, and once",
                    f"{page.keys['id']} 应排在 {before} 之前，且只出现一次",
                ),
            )
    if not _ABSOLUTE.match(file.header["site"]):
        yield Fault(_line_of(text, f"site: {file.header['site']}"), Localized("site is no address", "site 不是地址"))
    if not _LANGUAGE.fullmatch(file.header["lang"]):
        yield Fault(
            _line_of(text, f"lang: {file.header['lang']}"),
            Localized("lang is no language tag (BCP 47)", "lang 不是语言标签（BCP 47）"),
        )
    if not file.part:
        yield Fault(
            _line_of(text, f"part: {file.header.get('part', '')}"),
            Localized("part and parts are no part of a whole", "part 与 parts 的值不对"),
        )
    urls: dict[str, str] = {}
    for page in file.pages:
        if urls.setdefault(page.keys["url"], page.keys["id"]) != page.keys["id"]:
            yield Fault(
                page.line,
                Localized(f"{urls[page.keys['url']]} has the same url", f"{urls[page.keys['url']]} 的 url 相同"),
            )


def _line_of(text: str, line: str) -> int:
    at = text.find(line)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def _page(page: PageFrame, file: LlmsFile) -> Iterator[Fault]:
    """What is wrong with the keys of a page."""
    keys = page.keys
    checks: Sequence[tuple[str, bool, str, str]] = (
        ("url", bool(_ABSOLUTE.match(keys["url"])), "is no address", "不是地址"),
        ("id", bool(_ID.fullmatch(keys["id"])), "is no page id", "不是页面 id"),
        ("lang", bool(_LANGUAGE.fullmatch(keys["lang"])), "is no language tag (BCP 47)", "不是语言标签（BCP 47）"),
        ("reviewed", _is_day(keys.get("reviewed")), "is no day", "不是日期"),
        ("updated", _is_day(keys.get("updated")), "is no day", "不是日期"),
        ("commit", _COMMIT.fullmatch(keys.get("commit", "0" * 40)) is not None, "is no commit", "不是提交的哈希值"),
        ("source-sha256", _HEX.fullmatch(keys.get("source-sha256", "0" * 64)) is not None, "is no digest", "不是摘要"),
        ("body-sha256", _HEX.fullmatch(keys["body-sha256"]) is not None, "is no digest", "不是摘要"),
    )
    for key, good, en, zh in checks:
        if not good:
            yield Fault(page.line_of(key), Localized(f"{key} {en}: {keys[key]}", f"{key} {zh}：{keys[key]}"))
    if keys["lang"] != file.header["lang"]:
        yield Fault(
            page.line_of("lang"),
            Localized(
                f"the page is in {keys['lang']}, the file in {file.header['lang']}",
                f"页面语言是 {keys['lang']}，文件语言是 {file.header['lang']}",
            ),
        )
    pairs = keys["alternates"].split(" ") if "alternates" in keys else []
    for pair in pairs:
        language, _, url = pair.partition("=")
        if not _LANGUAGE.fullmatch(language) or not _ABSOLUTE.match(url) or language == keys["lang"]:
            yield Fault(
                page.line_of("alternates"),
                Localized(
                    f"alternates: {pair} is no other language with its address",
                    f"alternates 中的 {pair} 不是“其他语言=地址”",
                ),
            )
    if len(page.alternates) < len(pairs):
        yield Fault(
            page.line_of("alternates"),
            Localized("alternates: a language stands twice", "alternates 中有语言重复"),
        )


def _is_day(text: str | None) -> bool:
    if text is None:
        return True
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _outline(file: LlmsFile, text: str) -> Iterator[Fault]:
    """What a Markdown reader would see: one title, the pages as H2, no jump, no HTML, no relative link."""
    learned: dict[str, Any] = {}
    try:
        tokens = parser().parse(text, learned)
    except (ValueError, RecursionError, IndexError):
        yield Fault(1, Localized("cannot be parsed as Markdown", "无法按 Markdown 解析"))
        return
    starts = {page.line for page in file.pages}
    level, titles = 0, 0
    frames: set[str] = set()
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "heading_open":
            now = int(token.tag[1])
            titles += now == 1
            if now == 1 and titles > 1:
                yield Fault(line, Localized("a second H1", "出现第二个一级标题"))
            elif now == 2 and line not in starts:
                yield Fault(line, Localized("an H2 that is no page", "此二级标题不是页面"))
            elif now > level + 1:
                yield Fault(line, Localized(f"from H{level} to H{now}", f"标题从 H{level} 跳到 H{now}"))
            starts.discard(line if now == 2 else 0)
            level = now
        elif token.type == "html_block":
            yield Fault(line, Localized("raw HTML", "含有 HTML"))
        elif token.type == "fence" and is_frame(token.info):
            if token.info.strip() == "llms-page" and token.level == 0 and _is_frame(file, line):
                continue
            if token.info.strip() in {"llms-full", "llms-end"} and token.level == 0 and not _in_body(file, line):
                frames.add(token.info.strip())
                continue
            yield Fault(line, Localized("a reserved fence inside a page", "页面内出现保留的代码围栏"))
        for child in token.children or ():
            if child.type == "html_inline":
                yield Fault(line, Localized("raw HTML", "含有 HTML"))
            if child.attrGet("title"):
                yield Fault(line, Localized("a link with a title", "链接带有标题"))
            if child.type in {"text_special", "code_inline"} and invisible(child.content) >= 0:
                yield Fault(line, Localized("a reference makes an invisible character", "字符引用产生了不可见字符"))
            for key in ("href", "src"):
                value = child.attrGet(key)
                if isinstance(value, str) and not _ABSOLUTE.match(value):
                    yield Fault(line, Localized(f"a relative link: {value}", f"相对链接：{value}"))
    yield from _unseen(learned, text)
    if "llms-end" not in frames:
        yield Fault(
            text.count("\n"),
            Localized(
                "a Markdown reader does not see the block that ends the file", "Markdown 阅读器看不到文件的结束块"
            ),
        )
    for line in sorted(starts):
        yield Fault(
            line, Localized("a Markdown reader does not see this page's title", "Markdown 阅读器看不到此页面的标题")
        )


def _unseen(learned: Mapping[str, Any], text: str) -> Iterator[Fault]:
    """Definitions of links and footnotes: no reader sees where they stand, and they hold for all pages of a file."""
    for definition in [*learned.get("references", {}).values(), *learned.get("duplicate_refs", ())]:
        yield Fault(definition["map"][0] + 1, Localized("a definition of a link", "含有链接定义"))
    for label in learned.get("footnotes", {}).get("refs", ()):
        yield Fault(_line_of(text, f"[^{label[1:]}]:"), Localized("a footnote", "含有脚注"))


def _is_frame(file: LlmsFile, line: int) -> bool:
    return any(page.line + 2 == line for page in file.pages)


def _in_body(file: LlmsFile, line: int) -> bool:
    return any(page.body_line <= line < page.body_line + page.body.count("\n") for page in file.pages)
