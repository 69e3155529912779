"""A page and its translation: what must be the same in both, held against each other section by section.

Sections are paired by the id that their schema gives them, others by level and order. Of each pair are compared:
code blocks without their comments, code spans, addresses, model ids, figures, and the number of rows and steps.
What a translation may change stays out of it: prose, comments and texts in code, labels in its own language, the
anchors of headings, and the language in the address of somebody else's documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from urllib.parse import urldefrag

from presscheck.figures import figures, number_words
from presscheck.model import (
    Block,
    CodeBlock,
    Heading,
    Inline,
    Json,
    ListBlock,
    Localized,
    MappedText,
    Page,
    Section,
    Span,
    Table,
    nested,
)
from presscheck.pages import block_inlines, without_code
from presscheck.patterns import regex

KnownSections = Mapping[int, str]
"""The ids of the sections that a schema knows, by where their headings begin."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that only one of two pages has.

    Attributes:
        span: where it stands in the translation, or the heading of the section that lacks it.
        detail: what it is, and which page has it.
        section: the heading of the section in the translation.
        line: where the section of the source stands.
    """

    span: Span
    detail: Localized
    section: str
    line: int


@dataclass
class _Facts:
    """What a section holds of its own, without the sections below it; every value with its first place."""

    heading: Heading | None
    span: Span
    blocks: list[CodeBlock] = field(default_factory=list[CodeBlock])
    names: dict[str, Span] = field(default_factory=dict[str, Span])
    urls: dict[str, Span] = field(default_factory=dict[str, Span])
    models: dict[str, Span] = field(default_factory=dict[str, Span])
    figures: dict[str, Span] = field(default_factory=dict[str, Span])
    rows: list[int] = field(default_factory=list[int])
    steps: list[int] = field(default_factory=list[int])
    words: str = ""

    @property
    def title(self) -> str:
        return self.heading.text.strip() if self.heading else ""


def differences(
    source: Page,
    translation: Page,
    known: tuple[KnownSections, KnownSections],
    models: Sequence[str],
    *,
    told: frozenset[str] = frozenset(),
) -> Iterator[Difference]:
    """What a translation has otherwise than its source.

    ``known`` are the sections of both pages; one of ``told`` that is missing is reported by the schema
    already, and so may be one that nobody knows: it may be the missing one under another heading.
    """
    theirs, ours = _sections(source, known[0], models), _sections(translation, known[1], models)
    yield from _front_matter(source, translation)
    names = ([name for name, _ in theirs], [name for name, _ in ours])
    for tag, first, last, begin, end in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if tag == "equal":
            for (_, there), (_, here) in zip(theirs[first:last], ours[begin:end], strict=True):
                yield from _compare(there, here)
            continue
        above = ours[begin - 1][1] if begin else ours[0][1]
        for name, there in theirs[first:last]:
            if name not in told:
                said = Localized(f"it lacks the section “{there.title}”", f"缺少“{there.title}”这一节")
                yield Difference(above.span, said, above.title, there.span.line)
        for _, here in ours[begin:end]:
            if not told:
                said = Localized("the source has no such section", "原文没有这一节")
                yield Difference(here.span, said, here.title, 1)


def changed_sections(old: Page, new: Page) -> list[str]:
    """The headings of the sections of a page that are not as they were; one that is gone is named as well."""
    before, after = _texts(old), _texts(new)
    names = dict.fromkeys([*after, *before])
    return [name for name in names if before.get(name) != after.get(name)]


def _texts(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in page.document.walk():
        end = section.sections[0].span.start if section.sections else section.span.end
        text = " ".join(page.source.text[section.heading.span.end : end].split())
        found[section.heading.text.strip()] = found.get(section.heading.text.strip(), "") + text
    return found


# --- what a page holds ----------------------------------------------------------------------------------------------


def _sections(page: Page, known: KnownSections, models: Sequence[str]) -> list[tuple[str, _Facts]]:
    """The sections of a page under the names by which they are paired, what stands before them first."""
    start = page.source.span(page.document.span.start, page.document.span.start)
    found = [("", _facts(page, None, start, page.document.blocks, models))]
    for section in page.document.walk():
        heading = section.heading
        name = known.get(heading.span.start, "#" * heading.level)
        found.append((name, _facts(page, section, heading.span, section.blocks, models)))
    return found


def _facts(page: Page, section: Section | None, span: Span, blocks: Sequence[Block], models: Sequence[str]) -> _Facts:
    facts = _Facts(section.heading if section else None, span)
    for block in nested([*([section.heading] if section else []), *blocks]):
        if isinstance(block, CodeBlock):
            facts.blocks.append(block)
        elif isinstance(block, Table):
            facts.rows.append(len(block.rows))
        elif isinstance(block, ListBlock) and block.ordered:
            facts.steps.append(len(block.items))
        for inline in block_inlines(block):
            _read(facts, page, inline, models)
    return facts


_URL = regex(r"https?://[^\s<>\"'`，。；：、（）()\[\]|]+", re.IGNORECASE)
_LOCALE_PART = regex(r"(?<=/)(?:en|zh|cn)(?:[-_](?:us|gb|cn|hans|hant|tw|hk))?(?=/|$)", re.IGNORECASE)
_LOCALE_HOST = regex(r"^(https?://)(?:en|zh|cn)\.", re.IGNORECASE)
_LOCALE_QUERY = regex(r"(?<=[?&])(?:lang|locale|hl)=[\w-]+", re.IGNORECASE)
_CJK = regex(r"[\u3400-\u9fff\uf900-\ufaff]")


def _read(facts: _Facts, page: Page, inline: Inline, models: Sequence[str]) -> None:
    for code in inline.codes:
        facts.names.setdefault(" ".join(code.text.text.split()), code.span)
    for target, span in [
        *((link.href, link.span) for link in inline.links),
        *(
            (image.src, image.span)
            for image in inline.images
            if not re.search(r"/(?:en|zh)/|[._-](?:en|zh)\b", image.src)
        ),
    ]:
        facts.urls.setdefault(_address(target), span)
    text = without_code(inline)
    for found in _URL.finditer(text):
        span = _span(page, inline.text, found.start(), found.end())
        facts.urls.setdefault(_address(found[0].rstrip(".,;:!?")), span)
    prose = _URL.sub(lambda found: " " * len(found[0]), text)
    for model in models:
        at = _word(prose, model)
        if at >= 0:
            facts.models.setdefault(model, _span(page, inline.text, at, at + len(model)))
            prose = prose.replace(model, " " * len(model))
    for value, start, end in figures(prose):
        facts.figures.setdefault(value, _span(page, inline.text, start, end))
    facts.words += prose + "\n"


def _span(page: Page, text: MappedText, start: int, end: int) -> Span:
    return page.source.span(*text.origin(start, end))


def _word(text: str, name: str) -> int:
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    return found.start() if found else -1


def _address(href: str) -> str:
    """An address without what differs between languages: the anchor, and the language itself."""
    href = urldefrag(href).url if not href.startswith("#") else "#"
    return _LOCALE_QUERY.sub("", _LOCALE_PART.sub("*", _LOCALE_HOST.sub(r"\1", href))).rstrip("/")


# --- comparison -----------------------------------------------------------------------------------------------------


def _front_matter(source: Page, translation: Page) -> Iterator[Difference]:
    root = translation.front_matter.node if translation.front_matter else None
    for key in ("kind", "client", "related"):
        there, here = _unordered(source.meta.get(key)), _unordered(translation.meta.get(key))
        node = root.children.get(key) if root else None
        if node is not None and there is not None and there != here:
            original = source.front_matter.node if source.front_matter else None
            line = original.children[key].span.line if original and key in original.children else 1
            said = Localized(f"`{key}` is not the same", f"`{key}` 不一致")
            yield Difference(node.span, said, "", line)


def _unordered(value: Json) -> Json:
    return [*sorted(map(str, value))] if isinstance(value, list) else value


def _compare(there: _Facts, here: _Facts) -> Iterator[Difference]:
    def told(span: Span, en: str, zh: str) -> Difference:
        return Difference(span, Localized(en, zh), here.title, there.span.line)

    yield from (told(*item) for item in _code(there, here))
    for kind, theirs, ours in (
        (Localized("code", "代码"), *_unmatched_names(there.names, here.names)),
        (Localized("address", "地址"), *_unmatched(there.urls, here.urls)),
        (Localized("model id", "模型 ID"), *_unmatched(there.models, here.models)),
        (Localized("figure", "数字"), *_unmatched_figures(there, here)),
    ):
        if theirs:
            listed = ", ".join(f"`{value}`" for value in list(theirs)[:3])
            line = next(iter(theirs.values())).line
            yield told(
                here.span,
                f"it lacks {kind.en} {listed} (line {line} there)",
                f"缺少{kind.zh} {listed}（原文第 {line} 行）",
            )
        if ours:
            listed = ", ".join(f"`{value}`" for value in list(ours)[:3])
            yield told(
                next(iter(ours.values())), f"the source has no {kind.en} {listed}", f"原文没有{kind.zh} {listed}"
            )
    for name, were, are in (
        (Localized("table rows", "表格行数"), there.rows, here.rows),
        (Localized("steps", "步骤数"), there.steps, here.steps),
    ):
        if were != are:
            counts = [", ".join(map(str, numbers)) or "0" for numbers in (are, were)]
            yield told(
                here.span,
                f"{name.en}: {counts[0]} here, {counts[1]} there",
                f"{name.zh}：此处 {counts[0]}，原文 {counts[1]}",
            )


def _unmatched(theirs: dict[str, Span], ours: dict[str, Span]) -> tuple[dict[str, Span], dict[str, Span]]:
    return (
        {value: span for value, span in theirs.items() if value not in ours},
        {value: span for value, span in ours.items() if value not in theirs},
    )


def _unmatched_names(theirs: dict[str, Span], ours: dict[str, Span]) -> tuple[dict[str, Span], dict[str, Span]]:
    """Code spans without a partner. A label in Chinese is the translation of one in English, whichever it is."""
    missing, extra = _unmatched(theirs, ours)
    translated = sum(1 for value in extra if _CJK.search(value))
    spoken = [value for value in missing if _is_label(value)][:translated]
    return (
        {value: span for value, span in missing.items() if value not in spoken},
        {value: span for value, span in extra.items() if not _CJK.search(value)},
    )


def _is_label(text: str) -> bool:
    """Whether code may be words that somebody reads rather than types: a menu, a label, a prompt, a placeholder."""
    return (
        bool(_CJK.search(text)) or not re.search(r"[_/\\=$@:]|\w\.\w|^-", text) or bool(re.search(r"<[^>]+>|\s", text))
    )


def _unmatched_figures(there: _Facts, here: _Facts) -> tuple[dict[str, Span], dict[str, Span]]:
    """Figures without a partner; a word (“ten”, “两”) is one, and “1” may be an article."""
    missing, extra = _unmatched(there.figures, here.figures)
    theirs, ours = number_words(there.words), number_words(here.words)
    return (
        {value: span for value, span in missing.items() if value != "1" and value not in ours},
        {value: span for value, span in extra.items() if value != "1" and value not in theirs},
    )


# --- code blocks ----------------------------------------------------------------------------------------------------

_PROSE_LANGUAGES = {"", "text", "txt", "plain", "plaintext", "markdown", "md", "mermaid", "console", "email"}
_STRING = r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`'
_COMMENTS = {
    "hash": r"(?:(?<=\s)|^)#(?!!).*$",
    "slash": r"(?<![:\w])//.*$|/\*[\s\S]*?\*/",
    "dash": r"(?:(?<=\s)|^)--(?=\s).*$",
    "semicolon": r"^\s*;.*$",
    "markup": r"<!--[\s\S]*?-->",
}
_STYLES = {
    **dict.fromkeys(("python", "py", "bash", "sh", "shell", "zsh", "yaml", "yml", "toml", "ruby", "env", "dotenv",
                     "dockerfile", "powershell", "ps1", "r", "conf", "nginx", "makefile", "fish"), ("hash",)),
    **dict.fromkeys(("js", "javascript", "ts", "typescript", "tsx", "jsx", "mjs", "json", "jsonc", "json5", "go",
                     "java", "kotlin", "swift", "c", "cpp", "csharp", "cs", "rust"), ("slash",)),
    "php": ("slash", "hash"), "sql": ("dash",), "lua": ("dash",), "ini": ("semicolon", "hash"),
    "html": ("markup",), "xml": ("markup",),
}  # fmt: skip


def _code(there: _Facts, here: _Facts) -> Iterator[tuple[Span, str, str]]:
    if len(there.blocks) != len(here.blocks):
        counts = len(here.blocks), len(there.blocks)
        en, zh = (
            f"code blocks: {counts[0]} here, {counts[1]} there",
            f"代码块：此处 {counts[0]} 个，原文 {counts[1]} 个",
        )
        yield here.span, en, zh
        return
    for theirs, ours in zip(there.blocks, here.blocks, strict=True):
        if theirs.language != ours.language:
            en, zh = f"`{ours.language}`, `{theirs.language}` there", f"`{ours.language}`，原文为 `{theirs.language}`"
            yield ours.span, f"the language of a code block is {en}", f"代码块的语言为 {zh}"
        difference = _first_difference(theirs, ours)
        if difference is not None:
            line = theirs.span.line
            shown = _shown(difference)
            yield (
                ours.span,
                f"the code block differs from that in line {line} there: {shown.en}",
                f"代码块与原文第 {line} 行的代码块不同：{shown.zh}",
            )


def _first_difference(theirs: CodeBlock, ours: CodeBlock) -> tuple[str, str] | None:
    """The first line that is not the same in both, ours first; comments and translated texts do not count."""
    language = theirs.language if theirs.language not in _PROSE_LANGUAGES else ""
    if not language and (_CJK.search(ours.text.text) or _CJK.search(theirs.text.text)):
        # A sample of prose is translated: what is left are the values in it.
        first, second = _values(theirs.text.text), _values(ours.text.text)
        missing = next((value for value in first if value not in second), "")
        extra = next((value for value in second if value not in first), "")
        return (extra, missing) if missing or extra else None
    before, after = _lines(theirs.text.text, language), _lines(ours.text.text, language)
    for index in range(max(len(before), len(after))):
        there = before[index] if index < len(before) else ""
        here = after[index] if index < len(after) else ""
        if there != here and not _is_translated(there, here):
            return here, there
    return None


def _lines(text: str, language: str) -> list[str]:
    """The lines of code without comments, blank lines and blanks around."""
    styles = _STYLES.get(language, ())
    if styles:
        pattern = re.compile(f"({_STRING})|" + "|".join(_COMMENTS[style] for style in styles), re.MULTILINE)
        text = pattern.sub(lambda found: found[1] or "", text)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _is_translated(there: str, here: str) -> bool:
    """Whether a line of code differs in a text that somebody reads, and only there."""
    if not _CJK.search(here) and not _CJK.search(there):
        return False
    pattern = re.compile(f"{_STRING}|<[^<>]+>")
    first, second = pattern.findall(there), pattern.findall(here)
    if len(first) == len(second) and pattern.sub('""', there) == pattern.sub('""', here):
        pairs = zip(first, second, strict=True)
        return all(a == b or (_CJK.search(a + b) and _values(a) == _values(b)) for a, b in pairs)
    # A text without quotes, as in YAML or in a prompt: what is no Chinese must stand in the other line as well.
    latin = set(re.findall(r"[A-Za-z_][\w./-]{2,}", here if _CJK.search(here) else there))
    return all(word in (there if _CJK.search(here) else here) for word in latin)


def _values(text: str) -> set[str]:
    """What a translated text must keep: addresses and figures."""
    urls = {_address(found[0].rstrip(".,;:!?")) for found in _URL.finditer(text)}
    rest = _URL.sub(" ", text)
    return urls | {value for value, *_ in figures(rest) if value != "1"}


def _shown(difference: tuple[str, str]) -> Localized:
    here, there = (f"`{_short(line)}`" if line else "" for line in difference)
    return Localized(
        f"{here or 'nothing'} in place of {there or 'nothing'}", f"{there or '无内容'} 变成了 {here or '无内容'}"
    )


def _short(line: str) -> str:
    line = line.replace("`", "'")
    return line if len(line) <= 60 else f"{line[:59]}…"
