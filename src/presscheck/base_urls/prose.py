"""Sentences that tell a reader what to enter into a field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from presscheck.base_urls.values import Address, addresses, bare_addresses, is_address
from presscheck.base_urls.words import Words
from presscheck.model import Inline

_HIDDEN = "\ue000"
"""Stands for every character of a value while a sentence is read, so that no word is found inside an address."""

SENTENCE = re.compile(r"[^。！？!?；;\n]+?(?:[。！？!?；;\n]+|(?<![Ee]\.g)(?<!i\.e)(?<!\bvs)(?<!\d)[.](?=\s|$)|$)")
_CLAUSE_END = re.compile(
    r"[，,。；;！？!?\n]|、(?=(?:不|勿|别|而|也))|(?<=\s)[—–](?=\s)|\bbut\b|\band not\b|而不是|(?<=[^\s])——"
)
_DIRECT = re.compile(
    r"^[\s\ue001+*_`\"'“”‘’『』「」（）()【】\[\]：:=＝→⇒>|,，—–-]*(?:[（(][^（）()]{1,30}[）)][\s：:=]*)?(?:(?:字段|一栏|栏|框|输入框|参数|变量|选项|处|里|中|值|field|box|setting|option|value|variable|"
    r"parameter|input)[\s*_`\"'”』」）)】：:=＝→|,，]*){0,3}(?:(?:它是|这是|其为|it is|it's|that is|是|为|即|就是|应为|应是|要这样|如下|是这样|例如|如|比如|示例|填|e\.g\.|for example|such as|example|is|are|should be|must be|"
    r"should read|would be|becomes|here is|of)[\s*_`\"'“‘「『（(：:=,，]*){0,2}$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“「『]([^\"“”「」『』\n]{5,160})[\"”」』]")
_MODEL_ID = re.compile(
    r"(?:(?:openai|anthropic|google|deepseek|azure|custom)/)?"
    r"(?:gpt|o[134]|chatgpt|claude|gemini|deepseek|qwen|glm|kimi|moonshot|doubao|ernie|hunyuan|llama|mistral|mixtral|grok|yi|"
    r"text-embedding|dall-e|tts|whisper|sora|command|phi|gemma|baichuan|minimax|abab|step|codestral|davinci|babbage|sonnet|haiku|opus|flux|"
    r"stable-diffusion|midjourney|veo|kling|bge|jina|spark|internlm\d?|starcoder\d?|falcon|vicuna|wizardlm|nova|jamba|palm|bison|"
    r"nemotron|granite|olmo|solar|dbrx|codellama|devstral|magistral|ministral|pixtral|qwq|chatglm\d?|skylark|pangu|yuan|aquila|"
    r"sense(?:chat|nova)|mimo|longcat|seed|sonar|amazon|titan|cogview|hailuo|imagen|nano-banana|babbage|ada|curie|embedding)"
    r"(?=[-_.:/\d]|$)(?:[-_.:/]?[A-Za-z0-9]+)*(?:\[\w+\])?",
    re.IGNORECASE,
)


def model_ids(text: str) -> Iterator[tuple[int, int]]:
    """The places of all ids of models in the words of a text."""
    for found in re.finditer(r"(?<![\w./:@-])[A-Za-z][\w.:/-]*[\w](?:\[\w+\])?(?![\w/@-])", text):
        if is_model_id(found[0]):
            yield found.span()


def may_be_model_id(text: str) -> bool:
    """Whether a text that stands where an id is expected is one, and no word that stands for the reader's own."""
    return is_model_id(text) or (
        bool(re.fullmatch(r"[a-z][a-z0-9]*(?:[-._/:][A-Za-z0-9]+)+", text))
        and bool(re.search(r"\d", text))
        and not re.search(
            r"your|\bmy|custom|example|placeholder|xxx|model|gateway|\btest|demo|alias|name|\d{4}-\d\d|\.(?:com|org|net|ai|cn|io|py|js|json|ya?ml)\b|^v\d|\bv\d+$|^(?:python|node|version|npm|pip|sk|key)",
            text,
        )
    )


def is_model_id(text: str) -> bool:
    """Whether a text is written as the id of a model of a family that one knows."""
    return bool(_MODEL_ID.fullmatch(text)) and bool(re.search(r"[-_.:/\d]", text)) and not text.endswith(("-", "/"))


_WHAT = re.compile(
    r"什么|多少|哪(?:个|里)|怎么填|如何填|忘(?:记|了)|(?i:\bwhat\b|\bwhich\b|\bhow\b|\bforgot|\bwhere\b)"
)


def _other_clause(between: str) -> bool:
    """Whether a value after another one stands in a clause of its own, which does not offer it as another choice."""
    last = between.rfind(_HIDDEN)
    if last < 0:
        return False
    rest = between[last + 1 :]
    return bool(re.search(r"[，,；;]|\band\b|\bwhile\b", rest)) and not re.search(
        r"或|也(?:可|行|能)|亦可|备用|改|换|设|填|写|\bor\b|\balternatively\b|\beither\b|\bthen\b|\bto\b", rest
    )


_SEEN = re.compile(
    r"\W*(?:if|when|whenever)\b.{0,140}?\b(?:appears?|see|sees|gets?|shows?|shown|returns?|raises?|throws?|reads?|says?|fails?|errors?|doctype|404|html|empty)\b[^,]*,|"
    r"\W*(?:如果|若|当)?[^，。]*(?:出现|看到|返回|报错|提示|收到|显示)[^，。]*[，,]",
    re.IGNORECASE,
)
"""A sentence that begins with what somebody sees; what follows is then the cause, unless it tells what to do."""


def _last_clause(before: str) -> str:
    """The last clause of what stands before a value."""
    return re.split(r"[，,]", before)[-1]


_IN_A_ROW = re.compile(rf"{_HIDDEN}[{_HIDDEN}\s`*\"”“、,，/和与及以或andor]*$")
"""Values that stand in a row with the one after them."""


class _Mark(NamedTuple):
    """The name of a field in a sentence: ``rank`` is 0 where it is surely one, 1 for an ambiguous, 2 for implied ones."""

    start: int
    end: int
    rank: int


class Found(NamedTuple):
    """A value and its field in a text. A name that stands elsewhere has -1 for its place."""

    value: str
    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    strict: bool
    sentence: str
    before: int
    added: bool


class ProseReader:
    """Reads sentences with the words of a registry."""

    def __init__(self, words: Words, hosts: frozenset[str]) -> None:
        self.words = words
        self.hosts = hosts

    # --- addresses --------------------------------------------------------------------------------------------------

    def candidates(self, inline: Inline) -> list[Address]:
        """The addresses of a text: whole code spans, and what stands in the words around them."""
        text = inline.text.text
        found = [
            Address(text[start:end], start, end)
            for start, end in inline.code_ranges
            if is_address(text[start:end], self.hosts)
        ]
        found += [
            Address(quoted[1], *quoted.span(1))
            for quoted in _QUOTED.finditer(text)
            if is_address(quoted[1], self.hosts)
        ]
        for address in (*addresses(text), *bare_addresses(text, self.hosts)):
            if not any(start <= address.start < end for start, end in inline.code_ranges):
                found.append(address)
        found.sort(key=lambda item: (item.start, -item.end))
        kept: list[Address] = []
        for item in found:
            if not kept or item.start >= kept[-1].end:
                kept.append(item)
        return kept

    def read(
        self, text: str, values: Sequence[Address], *, label: str = "", names: Any = None, implied: bool = False
    ) -> Iterator[Found]:
        """The values of a text that it tells its reader to enter.

        Args:
            text: what the reader sees.
            values: the values in it.
            label: the field that is meant where the text names none, from its row, its heading or its introduction.
            names: an expression for the names of fields; by default those of Base URLs.
            implied: whether words such as "the box" mean the field, since the text is about a client.
        """
        fields = names or self.words.field
        doubtful = [] if names else [self.words.ambiguous_field, *([self.words.implied_field] if implied else [])]
        hidden = list(text)
        for value in values:
            hidden[value.start : value.end] = _HIDDEN * (value.end - value.start)
        masked = "".join(hidden)
        for found in SENTENCE.finditer(masked):
            start, end = found.span()
            here = [value for value in values if start <= value.start < end]
            if not here:
                continue
            sentence = masked[start:end]
            marks = self._fields(sentence, fields, doubtful)
            for value in here:
                shifted = value._replace(start=value.start - start, end=value.end - start)
                chosen = self._chosen(
                    sentence,
                    shifted,
                    marks,
                    label or ("" if marks or names else self._earlier(masked[:start])),
                    implied=implied,
                )
                if chosen is None:
                    continue
                name_start, name_end, strict = chosen
                if self._excused(sentence, shifted, name_start, name_end, masked[end : end + 40]):
                    continue
                yield Found(
                    value.text,
                    value.start,
                    value.end,
                    text[start + name_start : start + name_end] if name_start >= 0 else label,
                    start + name_start if name_start >= 0 else -1,
                    start + name_end if name_start >= 0 else -1,
                    strict,
                    text[start:end],
                    value.start - start,
                    bool(self.words.added.search(sentence)),
                )

    def _fields(self, sentence: str, fields: Any, doubtful: Sequence[Any]) -> list[_Mark]:
        """The names of fields in a sentence; the longest where they overlap."""
        none = [found.span() for found in self.words.no_field.finditer(sentence)]
        marks: list[_Mark] = []
        for rank, words in enumerate([fields, *doubtful]):
            for found in words.finditer(sentence):
                start, end = found.span()
                if not any(mark.start < end and start < mark.end for mark in marks) and not any(
                    first < end and start < last for first, last in none
                ):
                    marks.append(_Mark(start, end, rank))
        return sorted(marks)

    def _chosen(
        self, sentence: str, value: Address, marks: Sequence[_Mark], label: str, *, implied: bool
    ) -> tuple[int, int, bool] | None:
        """The field that a value is for: the nearest before it that leads to it, else one after it that takes it.

        A name of a field goes before words that may mean it, such as "the box".
        """
        for ranks in ((0, 1), (2,)):
            for mark in reversed(marks):
                if (
                    mark.rank in ranks
                    and mark.end <= value.start
                    and self._leads_to(sentence[mark.end : value.start], value)
                ):
                    return mark.start, mark.end, mark.rank == 0
            for mark in marks:
                if mark.rank in ranks and mark.start >= value.end:
                    between = sentence[value.end : mark.start]
                    if (
                        _HIDDEN not in between
                        and len(between) <= 40
                        and self._goes_into(sentence[: value.start], between)
                    ):
                        return mark.start, mark.end, mark.rank == 0
        before = sentence[: value.start]
        if (
            implied
            and self.words.bare_imperative.search(before)
            and not self.words.visited.search(sentence)
            and not re.search(r"OpenAI|Anthropic|Claude|Gemini|New API|回调", before)
        ):
            return -1, -1, False
        if label:
            before = sentence[: value.start].replace(_HIDDEN, "")
            before = re.sub(r"^\s*[>\s]*(?:A|Answer|答|答案)\s*[：:]", "", before)
            if _DIRECT.match(before) or (len(before) <= 60 and self.words.fill.search(before)):
                return -1, -1, True
        return None

    def _leads_to(self, between: str, value: Address) -> bool:
        """Whether the words after a field's name lead to a value."""
        between = _IN_A_ROW.sub("", between)
        if _other_clause(between):
            return False
        between = between.replace(_HIDDEN, "")
        if _DIRECT.match(between):
            return True
        return (
            not value.bare
            and len(between) <= 90
            and bool(self.words.fill.search(between))
            and not self.words.sent_to.search(between)
        )

    def _earlier(self, text: str) -> str:
        """The field that a question before a sentence is about."""
        previous = text.rstrip()
        start = max(previous.rfind(sign, 0, -1) for sign in "。！？!?；;\n") + 1
        question = previous[start:]
        if not previous or previous[-1] not in "？?" or not _WHAT.search(question):
            return ""
        found = self.words.field.search(question) or self.words.ambiguous_field.search(question)
        return found[0] if found else ""

    def _goes_into(self, before: str, between: str) -> bool:
        found = self.words.into.search(between)
        if not found or self.words.forbids.search(self.words.reminds.sub(" ", between)):
            return False
        needs_verb = found[0].strip().lower() in {"in", "for", "under", "to", "at", "on"}
        return not needs_verb or bool(self.words.fill.search(before[-60:]))

    # --- excuses ----------------------------------------------------------------------------------------------------

    def _excused(self, sentence: str, value: Address, name: int, name_end: int, following: str) -> bool:
        """Whether a sentence forbids a value, asks about it, supposes it or says what goes wrong with it."""
        words = self.words
        if re.search(r"[？?]\s*[”\"』」）)]*\s*$", sentence) or words.asks.search(sentence):
            return True
        before = sentence[: value.start]
        ends = [found.end() for found in _CLAUSE_END.finditer(before)]
        if name > 0:
            # What stands before a colon introduces the clause that names the field.
            ends = sorted([*ends, *(found.end() for found in re.finditer(r"[：:](?!/)", before[:name]))])
        for spoken in re.finditer(r"(?:^|[：:])\W*([^：:，,]{1,24})(?=[：:])", before):
            said = words.reminds.sub(" ", spoken[1]).strip()
            if len(said) <= 14 and (words.forbids.search(said) or words.told_of.search(said)):
                return True
        if _SEEN.match(sentence) and not re.search(
            r"改|请|应|需|(?i:\bset\b|\bchange\b|\benter\b|\buse\b|\bmust\b|\bshould\b)", _last_clause(before)
        ):
            return True
        if words.refuted.search(following):
            return True
        cut = max((found.start() for found in re.finditer(r"而不是|\bbut\b|\band not\b|——", before)), default=-1)
        clause = before[max(ends[-1] if ends else 0, 0) :]
        if cut >= 0 and cut >= (ends[-2] if len(ends) > 1 else 0) and _HIDDEN not in before[cut:]:
            clause = before[cut:]
        bracket = max(before.rfind("（"), before.rfind("("))
        if (bracket < 0 or bracket < name < value.start) and bracket >= 0 and not re.search(r"[）)]", before[bracket:]):
            clause = before[bracket:] if len(before) - bracket < len(clause) else clause
        clause = words.reminds.sub(" ", clause)
        if words.forbids.search(clause):
            return True
        after = sentence[value.end :]
        if words.supposes.search(clause) and not words.offers.search(clause):
            return True
        for rest in (after, sentence[max(value.end, name_end) :]):
            if words.fails.search(rest) and not re.match(r"\W*(?:否则|(?i:otherwise|or else))", rest):
                return True
        replaced = words.replaced.search(after[:30])
        return bool(replaced and (_HIDDEN in after or re.search(r"\bfrom\b|把|将|由|从|replace|change", clause)))
