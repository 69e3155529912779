"""A text of a page to the settings in it: values, each with the client, the protocol and the path that it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from presscheck.base_urls.advice import AdviceReader
from presscheck.base_urls.labels import Labels, as_shown, names_of
from presscheck.base_urls.links import LinkReader
from presscheck.base_urls.models import ModelReader
from presscheck.base_urls.place import API_PATH, ENDPOINT, Knowledge, Passage, last_clause, last_sentence
from presscheck.base_urls.prose import Found, ProseReader
from presscheck.base_urls.scope import Mention, Scope, protocol_of
from presscheck.base_urls.setting import Meant, Setting, What
from presscheck.base_urls.values import Address, host_of
from presscheck.model import CodeSpan
from presscheck.patterns import regex

_BRACKET = regex(r"[\s`]{0,9}[（(]([^）)]{1,60})[）)]")
_OF_OPENAI = regex(r"(?i)\W{0,3}(?:for\s{1,3})?OpenAI(?!\s{0,3}(?:SDK|Python|Node))")
_CONJUNCTION = regex(r"[\s`*_]{0,9}(?:和|与|及|、|，|或|以及|还有|,|/|and|or|,\s{0,9}and)[\s`*_]{0,9}")
_ADDRESS = regex(r"https?:")
_CHOSEN_PROVIDER = regex(
    r"(?:\bfor|\bto|\bchoose|\bselect|\bpick|\bunder|\bon|选(?:择|的?是|了|中)?|切换?到|切到|类型[为是]|使用|提供商[：:]?|\b[pP]rovider:?|\bwith)[\s*_`“\"'’「『]{0,9}"
    r"(?:the\s{1,9})?(OpenAI|Anthropic|Claude|Gemini)(?![\s-]{0,9}(?:Code|CLI|Sonnet|\d))"
)
_VERSION = regex(
    r"(?i)(?:\b(?:versions?|on|in|with|for)\s{1,3}|\bv|版本\s{0,3})(\d{1,3}(?:\.\d{1,3}){1,2})(?![\d.])|"
    r"(\d{1,3}(?:\.\d{1,3}){1,2})\s{0,3}版"
)
"""A version of the client that is spoken of, without its name."""
_HEAD = regex(r"\W{0,9}([^：:。.，,\n]{2,40})[：:。.]")
"""What a list item or a paragraph begins with, as its own small heading."""
_VERSION_ALONE = regex(r"\w+://[^/]+(?:/v\d+)*/*")
_AFTER_HEAD = regex(r"(?:[：:](?!.*[：:])|^(?!.*[：:])).*$")
_CLAUSE_END = regex(r"[，,。；;！？!?\n]")
_QUESTION = regex(r"[^。.；;！!\n]{0,40}[？?]")
_REST_OF_SENTENCE = regex(r"^[^。！？!?\n（(]{0,80}[。！!]?")
_REACH = 300
_POINTED = 120
_NEXT = 16
"""A client's name that stands so closely before another value belongs to that one."""


@dataclass(frozen=True)
class _Spoken:
    """The clients that a value is meant for; ``every`` where the place speaks of all of them."""

    meant: tuple[Meant, ...]
    every: bool = False


class TextReader:
    """Reads paragraphs, headings, list items and cells."""

    def __init__(self, known: Knowledge, labels: Labels, advice: AdviceReader, links: LinkReader) -> None:
        self.known = known
        self.labels = labels
        self.advice = advice
        self.links = links
        self.prose = ProseReader(known.words, known.scope)
        self.models = ModelReader(known, self.prose)

    def settings(self, passage: Passage) -> Iterator[Setting]:
        """What a text tells its readers to enter, what it calls the fields, and what it advises."""
        if passage.values:
            fields = self.prose.fields(implied=bool(passage.place.meant or passage.mentions))
            label = passage.place.label or passage.place.asked
            named = list(self.prose.read(passage.text, passage.values, fields, label))
            taken = {found.start for found in named}
            wanted = [value for value in passage.values if value.start not in taken and self._is_wanted(value, passage)]
            for found in (*named, *self.prose.given(passage.text, passage.values, wanted)):
                if self._is_request_by_hand(found, passage):
                    continue
                yield self._setting("base-url", found, passage)
        yield from self.advice.in_text(passage)
        yield from self.labels.namings(passage)
        for found in self.models.in_text(passage):
            yield self._setting("model", found, passage)
        yield from self.links.in_text(passage)

    def _is_request_by_hand(self, found: Found, passage: Passage) -> bool:
        """Whether a full URL stands below a heading or words about requests that the reader puts together."""
        if found.strict or not ENDPOINT.search(found.value):
            return False
        place = passage.place
        above = f"{place.headings.rpartition(chr(10))[2]}\n{last_sentence(place.intro)}"
        return bool(self.known.words.by_hand.search(above))

    def _is_wanted(self, value: Address, passage: Passage) -> bool:
        """Whether a value stands right behind those that get it, as in "Zed wants ..." or "point your tools at ..."."""
        if value.bare or not _VERSION_ALONE.fullmatch(value.text):
            return False
        if self.known.words.pointed.search(passage.text[max(0, value.start - _POINTED) : value.start]):
            return host_of(value.text) in self.known.hosts
        if host_of(value.text) != self.known.api_host:
            return False
        mention = passage.last_mention_before(value.start)
        return mention is not None and bool(self.known.words.wants.search(passage.text[mention.end : value.start]))

    def linked(self, passage: Passage) -> Iterator[Setting]:
        """Links whose label stands for the value, and links that carry settings to a client."""
        labels: dict[int, tuple[int, int]] = {}
        values: list[Address] = []
        for link in passage.inline.links:
            href = (link.href_span.start, link.href_span.end)
            yield from self.links.carried(link.href, href, link.text, passage.place)
            value = self.links.label_of(link, passage)
            if value is not None and value.start not in labels:
                labels[value.start] = href
                values.append(value)
        for found in self.prose.read(passage.text, values, self.prose.fields(implied=False)):
            if 0 <= found.name_end <= found.start < found.name_end + 24:
                start, end = labels[found.start]
                yield replace(self._setting("base-url", found, passage), start=start, end=end, exact=True)

    def is_excused(self, code: CodeSpan, passage: Passage) -> bool:
        """Whether the words around a code span forbid or doubt it."""
        words, text = self.known.words, passage.text
        at = passage.offset_of(code.span.start)
        at = len(text) if at is None else at
        end = at + len(code.text.text)
        clause = words.reminds.sub(" ", _CLAUSE_END.split(text[max(0, at - _REACH) : at])[-1])
        after = text[end : end + 60]
        return bool(
            words.forbids.search(clause)
            or self.prose.excuses.tells_of_something(text[max(text.rfind("\n", 0, at) + 1, at - _REACH) : at])
            or (words.supposes.search(clause) and not words.offers.search(clause))
            or words.asks.search(text[at : at + 120])
            or words.fails.search(after)
            or words.refuted.search(_REST_OF_SENTENCE.sub("", text[end : end + _REACH]))
            or _QUESTION.match(after)
            or passage.tells_of_removal
        )

    # --- what a value is meant for ----------------------------------------------------------------------------------

    def _setting(self, what: What, found: Found, passage: Passage) -> Setting:
        """A value of a sentence, with all that its place says of it."""
        place, text = passage.place, passage.inline.text
        start, end = text.origin(found.start, found.end)
        spoken = _of_version(self._meant(found, passage), found)
        shown = as_shown(passage, found.name_start, found.name_end) if found.name_start >= 0 else None
        named = shown or ((found.name_start, found.name_end) if found.name_start >= 0 else None)
        name_start, name_end = text.origin(*named) if named else (-1, -1)
        return Setting(
            what=what,
            value=found.value,
            start=start,
            end=end,
            name=passage.text[shown[0] : shown[1]] if shown else found.name,
            name_start=name_start,
            name_end=name_end,
            meant=self.known.scope.with_protocol(spoken.meant, found.name, _protocol(found, passage)),
            every=spoken.every,
            explicit=shown is not None,
            strict=found.strict,
            exact=end - start == found.end - found.start,
            path=_path(spoken, found, passage),
            added=found.added or bool(self.known.words.added.search(place.label)),
            about=f"{place.headings}\n{place.intro}\n{found.sentence}",
            also=_href_of(found, start, passage),
            unspoken=_is_unspoken(spoken, found, passage),
        )

    def _meant(self, found: Found, passage: Passage) -> _Spoken:
        """The clients that a sentence speaks of where its value stands."""
        place = passage.place
        inside = passage.mentions_between(found.sentence_start, found.sentence_end)
        bracket = _BRACKET.match(passage.text, found.end)
        if bracket and self.known.words.excepts.search(bracket[1]):
            inside = [item for item in inside if not bracket.start() <= item.start < bracket.end()]
        for named in (_in_bracket(inside, found, passage.text), _before(inside, found, passage.text)):
            if named:
                return _Spoken(named, every=True)
        after = next((item for item in inside if item.start >= found.end), None)
        is_next = after is not None and any(
            after.end <= item.start < after.end + _NEXT for item in passage.values if item.start > found.end
        )
        if after and not is_next and not _ADDRESS.search(passage.text[found.end : after.start]):
            return _Spoken((after.meant,), every=True)
        if place.label and not inside:
            return _Spoken(place.meant)
        earlier = passage.last_mention_before(found.sentence_start)
        if earlier and not any(found.name in names_of(item.client) for item in place.meant):
            return _Spoken((earlier.meant,), every=True)
        return _Spoken(place.meant or self.known.scope.named(last_clause(place.intro)) or place.code)


def _of_version(spoken: _Spoken, found: Found) -> _Spoken:
    """The clients, in the version that the sentence speaks of without naming them again."""
    number = _VERSION.findall(found.sentence[: found.before])
    if len(spoken.meant) != 1 or not number:
        return spoken
    meant = Scope.in_version(spoken.meant[0], next(filter(None, number[-1])))
    return replace(spoken, meant=(meant,))


def _in_bracket(inside: list[Mention], found: Found, text: str) -> tuple[Meant, ...]:
    """The clients in the bracket after a value."""
    bracket = _BRACKET.match(text, found.end)
    return tuple(item.meant for item in inside if bracket and found.end <= item.start < bracket.end())


def _before(inside: list[Mention], found: Found, text: str) -> tuple[Meant, ...]:
    """The last clients before a value, several where they stand in a row."""
    before = [item for item in inside if item.end <= found.start]
    group = before[-1:]
    for item in reversed(before[:-1]):
        if not _CONJUNCTION.fullmatch(text, item.end, group[0].start):
            break
        group.insert(0, item)
    return tuple({item.meant.client.id: item.meant for item in group}.values())


def _protocol(found: Found, passage: Passage) -> str | None:
    """The protocol that a value is for: by the name of its field, its sentence, what was chosen before, its place."""
    chosen = passage.text[max(0, found.start - 80) : found.start]
    provider = _CHOSEN_PROVIDER.findall(chosen) or passage.known.words.provider.findall(chosen)
    return (
        _protocol_of_bracket(found, passage)
        or protocol_of(found.name)
        or passage.known.spoken_protocol(found.sentence)
        or (protocol_of(provider[-1]) if provider else None)
        or _protocol_of_head(found, passage)
        or passage.place.protocol
    )


def _protocol_of_bracket(found: Found, passage: Passage) -> str | None:
    """The protocol that the bracket after a value says it is for."""
    bracket = _BRACKET.match(passage.text, found.end)
    if bracket is None or passage.known.words.excepts.search(bracket[1]):
        return None
    return passage.known.spoken_protocol(bracket[1]) or ("chat" if _OF_OPENAI.match(bracket[1]) else None)


def _protocol_of_head(found: Found, passage: Passage) -> str | None:
    """The protocol that a small heading speaks of: that of the whole text, or of the sentence before."""
    head = _HEAD.match(passage.text)
    previous = last_sentence(passage.text[: found.sentence_start])
    speaks = passage.known.spoken_protocol
    return (speaks(head[1]) if head else None) or speaks(_AFTER_HEAD.sub("", previous) if previous else "")


def _is_unspoken(spoken: _Spoken, found: Found, passage: Passage) -> bool:
    """Whether a value is for a protocol that the registry does not know of the client, as its small heading says."""
    head = _HEAD.match(passage.text)
    protocol = protocol_of(head[1]) if head else None
    is_of_openai = "openai" in found.name.lower()
    return bool(
        protocol
        and spoken.meant
        and not is_of_openai
        and all(protocol not in item.version.protocols for item in spoken.meant)
    )


def _href_of(found: Found, start: int, passage: Passage) -> tuple[int, int] | None:
    """Where the address of a link stands whose label shows the same value: both must change together."""
    for link in passage.inline.links:
        if link.href == found.value and link.label_span.start <= start < link.label_span.end < link.href_span.start:
            return link.href_span.start, link.href_span.end
    return None


def _path(spoken: _Spoken, found: Found, passage: Passage) -> str:
    """What the reader enters into a field of its own for the path, where the client, or an unknown one, has one."""
    has_field = any("path" in item.client.fields for item in spoken.meant)
    if not has_field and (spoken.meant or not passage.known.words.path_field.search(found.sentence)):
        return ""
    around = found.sentence[: found.before] + " " + found.sentence[found.before + len(found.value) :]
    said = API_PATH.search(around)
    return said[0] if said else passage.place.path
