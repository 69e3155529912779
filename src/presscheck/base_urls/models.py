"""Ids of models that a page tells its readers to use: in code, and in sentences, tables and lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from presscheck.base_urls.place import Knowledge, Passage
from presscheck.base_urls.prose import Found, ProseReader
from presscheck.base_urls.setting import Setting
from presscheck.base_urls.snippet import Snippet
from presscheck.base_urls.values import Address, addresses
from presscheck.patterns import regex

_FAMILIES = (
    r"(?:(?:openai|anthropic|google|deepseek|azure|custom)/)?"
    r"(?:gpt|o[134]|chatgpt|claude|gemini|deepseek|qwen|glm|kimi|moonshot|doubao|ernie|hunyuan|llama|mistral|mixtral|"
    r"grok|yi|text-embedding|dall-e|tts|whisper|sora|command|phi|gemma|baichuan|minimax|abab|step|codestral|davinci|"
    r"babbage|sonnet|haiku|opus|flux|stable-diffusion|midjourney|veo|kling|bge|jina|spark|internlm\d?|starcoder\d?|"
    r"falcon|vicuna|wizardlm|nova|jamba|palm|bison|nemotron|granite|olmo|solar|dbrx|codellama|devstral|magistral|"
    r"ministral|pixtral|qwq|chatglm\d?|skylark|pangu|yuan|aquila|sense(?:chat|nova)|mimo|longcat|seed|sonar|amazon|"
    r"titan|cogview|hailuo|imagen|nano-banana|ada|curie|embedding)"
)
_MODEL_ID = regex(rf"{_FAMILIES}(?=[-_.:/\d]|$)(?:[-_.:/]?[A-Za-z0-9])*+(?:\[\w+\])?", re.IGNORECASE)
_MAY_HAVE_ID = regex(rf"(?<![\w./:@-]){_FAMILIES}[-_.:/\d]", re.IGNORECASE)
_LONGEST = 100
"""No id of a model is longer."""
_WORD = regex(r"(?<![\w./:@-])[A-Za-z]\w*+(?:[.:/-]++\w++)*(?:\[\w+\])?(?![\w/@-])")
_WRITTEN_AS_AN_ID = regex(r"[a-z][a-z0-9]*+(?:[-._/:][A-Za-z0-9]++)++")
_NO_MODEL = regex(r"(?i)api[-_]?key|[-_.](?:cli|sdk|api|cpp|server|proxy|bedrock|py|js|ts|json|md|ya?ml|toml|env)$")
"""What shows that the name of a family belongs to another thing of its vendor."""
_OWN_NAME = regex(
    r"your|\bmy|custom|example|placeholder|xxx|model|gateway|\btest|demo|alias|name|\d{4}-\d\d|"
    r"\.(?:com|org|net|ai|cn|io|py|js|json|ya?ml)\b|^v\d|\bv\d+$|api-key|^(?:python|node|version|npm|pip|sk|key)"
)
"""What shows that a word stands for the reader's own, or is another thing with a number in it."""

# --- in sentences
_LISTED_ID = regex(r"(?<![\w./:-])[A-Za-z]\w*+(?:[.:/-]++\w++)*+(?:\[\w+\])?")
_LIST_OF_IDS = regex(r"[+-]?[\w.:/\[\]-]++(?:\s*+[,，;；、|]\s*+[+-]?[\w.:/\[\]=@-]++)*+")
_LONGEST_LIST = 120
_CLAUSE_END = regex(r"[，,。；;.]")
_QUESTION = regex(r"[？?]")

# --- in code
_MAY_SET_MODEL = regex(r"(?i:model)|\.(?:chat|responses|completion|embedding)\(|(?<!\S)-m[ =]")
_NAME = r"(?:[A-Z][A-Z0-9]*+_)*+MODEL(?:_NAME|_ID)?|(?:[a-z]\w{0,40}?[_-]?)?[mM]odel(?:_?[nN]ame|_?[iI]d)?"
_MODEL_IN_CODE = regex(
    rf"""(?:(?<![\w.-])["']?(?P<name>{_NAME})["']?\]?(?:\s{{0,9}}:\s{{0,9}}str)?\s{{0,9}}(?:[:=]|=>|,)"""
    r"""\s{0,99}(?:[\w.]{1,60}\(\s{0,99})?|(?<!\S)(?P<flag>--(?:[a-z]{1,20}-){0,2}model|-m)[ =]"""
    r"""|\b\w+\.(?:chat|responses|completion|languageModel|chatModel|embedding|textEmbeddingModel)\(\s{0,99}(?=["'])"""
    r"""|\bname:\s{0,9}[A-Z_]{0,60}MODEL\s{0,9}\n\s{0,99}value:\s{0,9}|\bset(?:x|\s{1,9}-\w+)?\s{1,9}[A-Z_]{0,60}MODEL\s{1,9})"""
    r"""(?P<quote>["'`]?)(?P<value>[A-Za-z][\w.:/\[\]-]{1,60})(?P=quote)(?=[\s,;)}\]"'`&|]|$)"""
)
_MODEL_LIST = regex(
    r"""(?<![A-Za-z0-9_])(?:[A-Z][A-Z0-9_]{0,60}_)?(?:MODEL_LIST|CUSTOM_MODELS|MODELS)["']?\s{0,9}[:=]\s{0,9}["']?"""
    r"""(?P<list>[^"'\n]+)"""
    r"""|name:\s{0,9}[A-Z_]{0,60}MODELS?(?:_LIST)?\s{0,9}\n\s{0,99}value:\s{0,9}["']?(?P<pair>[^"'\n]+)"""
    r"""|(?<![\w])["']?(?:available_)?[mM]odels["']?\s{0,9}[:=]\s{0,99}"""
    r"""(?P<array>\[[^\]]{0,4000}\]|\{[^}]{0,4000}\}|(?:\s{0,99}\n\s{0,99}-\s[^\n]+)+)"""
)
_LISTED_IN_CODE = regex(
    r"""(?:^|[\[,+\s-]|(?:name|id|model)["']?\s{0,9}[:=]\s{0,9})["']?(?P<value>[a-zA-Z][\w.:/-]{0,80}\w)"""
    r"""(?=["']?\s{0,9}(?:[,\]}=@:]|$|\n))"""
)
_TOML_TABLE = regex(r"(?m)^\[{1,2}[\w.\"-]{1,99}\]{1,2}[ \t]*$")
_PROVIDER = regex(r"(?m)^model_provider\s{0,9}=\s{0,9}[\"']([\w.-]{1,60})[\"']")
_LOCAL_CALL = regex(r"\b(?:local|ollama|lmstudio|vllm)\w*\.[\w.]+\([^()]*$")
_PROVIDER_OF_OTHERS = regex(
    r"import\s{0,9}\{([^{}]{1,200})\}\s{0,9}from\s{0,9}[\"']@ai-sdk/(?!openai|anthropic)[\w-]+[\"']"
)
"""What a package for another vendor's API exports; its models are that vendor's."""
_KITS = frozenset(["openai", "anthropic", "api", "open", "ai"])
_PROVIDER_CALL = regex(r"\b(\w+)(?:\.\w+)?\(\s{0,9}[\"'`]?$")
_LINE = 1000
"""One line that separates an address from an id counts as much as so many characters."""


class _Id(NamedTuple):
    """An id in code, its place, and the name that gets it."""

    value: str
    start: int
    name: str


@lru_cache(4096)
def is_model_id(text: str) -> bool:
    """Whether a text is written as the id of a model of a family that one knows."""
    return (
        len(text) <= _LONGEST
        and bool(_MODEL_ID.fullmatch(text))
        and bool(re.search(r"[-_.:/\d]", text))
        and not text.endswith(("-", "/"))
        and not _NO_MODEL.search(text)
    )


@lru_cache(4096)
def may_be_model_id(text: str) -> bool:
    """Whether a text that stands where an id is expected is one, and no word that stands for the reader's own."""
    return is_model_id(text) or (
        len(text) <= _LONGEST
        and bool(_WRITTEN_AS_AN_ID.fullmatch(text))
        and bool(re.search(r"\d", text))
        and not _OWN_NAME.search(text)
    )


def is_list_of_ids(text: str) -> bool:
    """Whether a whole text is an id, or a list such as ``+a,-b``."""
    return bool(_LIST_OF_IDS.fullmatch(text.strip()))


# --- sentences ------------------------------------------------------------------------------------------------------


class ModelReader:
    """Looks for ids of models."""

    def __init__(self, known: Knowledge, prose: ProseReader) -> None:
        self.known = known
        self.prose = prose

    def in_text(self, passage: Passage) -> Iterator[Found]:
        """The ids that a text tells its reader to use; none beside somebody else's address."""
        if passage.place.others:
            return
        text, label = passage.text, "model" if passage.place.model else ""
        if label and is_list_of_ids(text):
            yield from (Found.alone(item, label, text) for item in _listed(text))
            return
        ids = sorted((*_ids(passage), *(_listed(text) if label else ())), key=lambda item: (item.start, -item.end))
        if not ids:
            return
        if passage.place.meant and not label:
            yield from (Found.alone(item, "model", text) for item in ids if self._is_chosen(passage, item))
        beside_others: dict[str, bool] = {}
        for found in self.prose.read(text, ids, self.prose.models, label):
            if found.sentence not in beside_others:
                hosts = addresses(found.sentence)
                beside_others[found.sentence] = any(self.known.is_of_others(item.text) for item in hosts)
            if not beside_others[found.sentence]:
                yield found

    def _is_chosen(self, passage: Passage, item: Address) -> bool:
        """Whether a text about a client tells its reader to choose an id, without naming the field."""
        text, words = passage.text, self.known.words
        before = text[max(0, item.start - 200) : item.start]
        return bool(
            passage.code_ranges.holding(item.start)
            and words.chosen.search(before)
            and not words.forbids.search(_CLAUSE_END.split(before)[-1])
            and not _QUESTION.search(text[item.end : item.end + 80])
        )

    # --- code -------------------------------------------------------------------------------------------------------

    def in_code(self, snippet: Snippet) -> Iterator[Setting]:
        """Ids in code; none of code for somebody else's servers."""
        if not _MAY_SET_MODEL.search(snippet.text):
            return
        ids = [
            item
            for item in dict.fromkeys(_ids_in_code(snippet.text))
            if may_be_model_id(item.value) and not snippet.is_shown_wrong(item.start)
        ]
        if not ids or self._is_for_others(snippet):
            return
        beside = _Beside(self.known, snippet)
        foreign = {name for found in _PROVIDER_OF_OTHERS.findall(snippet.text) for name in re.findall(r"\w+", found)}
        for value, at, name in ids:
            call = _PROVIDER_CALL.search(snippet.text[max(0, at - 80) : at])
            if call and (call[1] in foreign or self._is_vendor(call[1])):
                continue
            if beside.is_of_others(at) or _LOCAL_CALL.search(snippet.text[max(0, at - 200) : at]):
                continue
            start, end = snippet.mapped.origin(at, at + len(value))
            meant = snippet.marks or snippet.place.meant
            yield Setting("model", value, start, end, name, meant=meant, about=snippet.about, is_code=True)

    def _is_vendor(self, name: str) -> bool:
        """Whether a function is called like another vendor whose API has that name, such as ``deepSeek``."""
        lower = name.lower()
        return lower not in _KITS and any(lower in host.split(".") for host in self.known.words.vendors)

    def _is_for_others(self, snippet: Snippet) -> bool:
        """Whether code is for another vendor's servers, by its comments or by its addresses."""
        text = snippet.text
        if not snippet.assignments and any(
            names.search(snippet.comments) for names in self.known.words.vendors.values()
        ):
            return True
        others = any(self.known.is_of_others(item.text) for item in addresses(text))
        return others and not any(host in text for host in self.known.hosts)


class _Beside:
    """The addresses in a piece of code: an id belongs to the nearest of them, on its own line if there is one."""

    def __init__(self, known: Knowledge, snippet: Snippet) -> None:
        named = {item.start: item.value for item in snippet.assignments if item.name}
        plain = {item.start: item.text for item in addresses(snippet.text)}
        self._others = {at: known.is_of_others(value) for at, value in (plain | named).items()}
        self._places = sorted(self._others)
        self._text = snippet.text
        self._tables = [found.start() for found in _TOML_TABLE.finditer(snippet.text)]
        self._lines = [found.start() for found in re.finditer("\n", snippet.text)] if any(self._others.values()) else []

    def is_of_others(self, at: int) -> bool:
        """Whether the address that an id is sent to is somebody else's."""
        start, end = self._table(at)
        chosen = _PROVIDER.search(self._text, start, end) or _PROVIDER.search(self._text, 0, self._table(0)[1])
        if chosen and self._tables:
            head = f"[model_providers.{chosen[1]}]"
            start, end = self._table(max(0, self._text.find(head)))
            return any(self._others[place] for place in self._places if start <= place < end)
        index = bisect_left(self._places, at)
        nearest = min(
            self._places[max(0, index - 1) : index + 1], key=lambda place: self._distance(place, at), default=None
        )
        return nearest is not None and self._others[nearest] and self._table(nearest) == (start, end)

    def _table(self, at: int) -> tuple[int, int]:
        """The table of TOML that a place is in; where there are none, all of the code is one."""
        index = bisect_right(self._tables, at)
        starts = [0, *self._tables, len(self._text)]
        return starts[index], starts[index + 1]

    def _distance(self, one: int, other: int) -> int:
        first, last = min(one, other), max(one, other)
        return last - first + _LINE * (bisect_left(self._lines, last) - bisect_left(self._lines, first))


def _ids(passage: Passage) -> Iterator[Address]:
    """The ids in a text: whole code spans, and words outside of code and of addresses."""
    text = passage.text
    for start, end in passage.inline.code_ranges:
        if is_model_id(text[start:end]):
            yield Address(text[start:end], start, end)
    if not _MAY_HAVE_ID.search(text):
        return
    for found in _WORD.finditer(text):
        if (
            is_model_id(found[0])
            and not passage.code_ranges.holding(found.start())
            and not passage.is_in_value(found.start())
        ):
            yield Address(found[0], *found.span())


def _listed(text: str) -> Iterator[Address]:
    """The ids in a field of a table: alone, or in a list."""
    if len(text) >= _LONGEST_LIST:
        return
    for found in _LISTED_ID.finditer(text):
        if may_be_model_id(found[0]):
            yield Address(found[0], *found.span())


def _ids_in_code(text: str) -> Iterable[_Id]:
    """What stands in code where an id of a model is expected, alone or in a list."""
    for found in _MODEL_IN_CODE.finditer(text):
        yield _Id(found["value"], found.start("value"), found["name"] or found["flag"] or "model")
    for listed in _MODEL_LIST.finditer(text):
        group = next(name for name in ("list", "pair", "array") if listed[name])
        for found in _LISTED_IN_CODE.finditer(listed[group]):
            yield _Id(found["value"], listed.start(group) + found.start("value"), "models")
