"""Code and configuration to the Base URLs in it: what a name gets, and the full URLs of requests sent by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from presscheck.base_urls.assignments import Assignment, used_in_requests
from presscheck.base_urls.labels import Labels
from presscheck.base_urls.place import Knowledge, Place, last_clause
from presscheck.base_urls.scope import COMMON_NAMES, ignores, knows, narrowed, protocol_of
from presscheck.base_urls.setting import Meant, Setting
from presscheck.base_urls.snippet import PROGRAMMING, Snippet
from presscheck.base_urls.targets import is_of_other_site, is_strong, is_weak
from presscheck.base_urls.values import host_of
from presscheck.clients import Client
from presscheck.model import CodeBlock, Node
from presscheck.patterns import regex

_KEY_BESIDE = regex(r"api.?key", re.IGNORECASE)
_REQUEST = regex(
    r"""(?:\bcurl\b(?:[^\n]|\\\n){0,1000}?\s|\b(?:fetch|post|request|axios(?:\.post)?|urlopen|Request|NewRequest)\("""
    r"""\s{0,99}(?:["']POST["']\s{0,9},\s{0,99})?|-Uri\s{1,9})["']?(?P<url>https?://[^\s"'`<>\\)]+)"""
)
_REACH = 4000
"""How far from a variable its use is looked for."""
_VERSION_TWICE = regex(r"(/v\d+)\1/?$")
_ENDPOINT = regex(r"/(?:chat/completions|messages|responses)/?$")
_OF_CLAUDE = regex(r"""["'\s]anthropic/""")
_OPTIONS = regex(r"\bOpenAIClientOptions\b[^;}]{0,120}$|\bOpenAIClientOptions\b[^;}]{0,200}\}")
"""The options of OpenAI's SDK for .NET."""
_DEEPEST = 100
"""No key stands deeper in a line."""
_KEY_OF_MORE = regex(r"(?m)^( {0,60})(?:- )?[\"']?([\w-]{1,40})[\"']?\s{0,3}:\s{0,3}\{?[ \t]{0,9}$")
_CALL_ENDS = regex(r"\);?[ \t]*\n(?=\S)")
_CREATED = regex(r"\bcreate(OpenAI|OpenAICompatible|Anthropic)\(")
"""Providers of the Vercel AI SDK; OpenAI's asks for responses, unless the model is made with ``.chat``."""
_ASKED_BY = {"OpenAI": "responses", "OpenAICompatible": "chat", "Anthropic": "messages"}
_ASKS_CHAT = regex(r"\.chat\(\s{0,9}[\"'`]")
_CALLED = regex(r"(Anthropic|OpenAI|GoogleGenAI)(?:Compatible)?\(")
_HTTP_CLIENT = regex(
    r"\b(?:httpx\.(?:Async)?Client|ClientSession|BaseUrlSession|axios\.create|ky\.(?:create|extend)|got\.extend|"
    r"ofetch\.create|\$fetch\.create|RestClient|WebClient\.create)\((?P<arguments>[^(]{0,200})$"
)
"""Libraries for requests of any kind that take a Base URL, too."""
_COLON = regex(r"[:：]\s*$")
_SECTION = regex(r"(?m)^\[(?P<name>[\w-]{1,40})\][ \t]*$")
"""The head of a section of one name."""


class CodeReader:
    """Reads code blocks, code spans and front matter."""

    def __init__(self, known: Knowledge, labels: Labels) -> None:
        self.known = known
        self.labels = labels

    # --- a block that is an address ---------------------------------------------------------------------------------

    def lone_address(self, block: CodeBlock, place: Place) -> Iterator[Setting]:
        """A block with nothing but an address, where the words before it say what it is for."""
        label = self._introduced(place.intro, is_about_client=bool(place.meant))
        if not label or self.known.words.requested.search(place.intro):
            return
        value = block.text.text.strip()
        at = block.text.text.index(value)
        meant = self.known.scope.named(last_clause(place.intro)) or place.meant
        yield Setting(
            "base-url",
            value,
            *block.text.origin(at, at + len(value)),
            label,
            meant=self.known.scope.with_protocol(meant, label, protocol_of(label)),
            added=bool(self.known.words.added.search(place.intro)),
            about=f"{place.headings}\n{place.intro}",
            is_code=True,
        )

    def _introduced(self, intro: str, *, is_about_client: bool) -> str:
        """The field whose value an introduction announces; "the box" is one on a page about a client."""
        words = self.known.words
        if label := self.labels.of(last_clause(intro)):
            return label
        named = words.field.search(intro)
        if named is None and is_about_client and _COLON.search(intro[-99:]):
            clause = last_clause(intro)
            named = words.implied_field.search(clause) if words.fill.search(clause) else None
            named = None if words.visited.search(clause) else named
        leads = _COLON.search(intro[-99:]) or words.bare_imperative.search(intro[-99:])
        return named[0] if named and leads and not words.forbids.search(intro) else ""

    # --- assignments ------------------------------------------------------------------------------------------------

    def assigned(self, snippet: Snippet) -> Iterator[Setting]:
        """The addresses that settings of clients get."""
        if self.known.words.other_programs.search(snippet.text):
            return
        ours = {item.name for item in snippet.assignments if self.known.hosts.intersection([host_of(item.value)])}
        used_in = f"{snippet.text}\n{snippet.around}"
        in_requests = used_in_requests(used_in, {item.name.lstrip("$") for item in snippet.assignments})
        for item in snippet.assignments:
            if not item.name or snippet.is_shown_wrong(item.start) or _is_of_http_client(item, snippet):
                continue
            strict = is_strong(item.name) or self._is_known(item, snippet)
            if not strict and not is_weak(item.name) and not item.built and not self._is_doubled(item):
                continue
            if self._is_of_other_program(item, snippet.text):
                continue
            if item.name.lstrip("$") in in_requests and not item.built:
                yield from self._used_in_request(item, snippet)
            else:
                statement = _statement(item, snippet)
                guessed = self._is_guess(item.name, snippet.marks, snippet.place)
                key = _key_above(item, snippet.text)
                above = "chat" if key.lower() == "openai" else protocol_of(key)
                meant = self._meant(item.name, snippet.marks, snippet.place, snippet.language, statement)
                is_of_another = not snippet.marks and all(one.client.newest.chat.protocol != above for one in meant)
                if above and (is_of_another or (above == "messages" and guessed)):
                    meant = self.known.scope.taker_by(item.name, above) or meant
                if _ASKS_CHAT.search(snippet.text):
                    meant = tuple(
                        replace(one, protocol="chat") if one.protocol == "responses" else one for one in meant
                    )
                setting = replace(_setting(item, snippet, meant, strict=strict), guessed=guessed)
                yield from _split(replace(setting, among=item.name in ours))

    def _is_of_other_program(self, item: Assignment, text: str) -> bool:
        """Whether the section of a setting is a site's, or a program's that has its own name for its host."""
        section = _section_of(item, text) or _key_above(item, text)
        host = host_of(item.value)
        if not section or host == self.known.api_host:
            return False
        own = host.partition(".")[0] == section.lower() and not self.known.words.common_host.search(section)
        return is_of_other_site(section) or (own and protocol_of(section) is None)

    def _is_known(self, item: Assignment, snippet: Snippet) -> bool:
        """Whether a client knows a name; a common one is its client's in code with its marks and its key only."""
        beside = snippet.text[max(0, item.start - 120) : item.end + 80]
        if item.name == "Endpoint" and _OPTIONS.search(beside):
            return True
        if item.name not in COMMON_NAMES or is_strong(item.name):
            return bool(self.known.scope.with_setting(item.name))
        if "_" in item.name and knows(snippet.place.meant, item.name):
            return True
        return bool(_KEY_BESIDE.search(beside)) and any(
            item.name in meant.client.settings or ignores(meant.client, item.name) for meant in snippet.marks
        )

    def _is_doubled(self, item: Assignment) -> bool:
        """Whether a name that says little gets an address that is wrong for everybody: one with the version twice."""
        is_ours = host_of(item.value) == self.known.api_host
        return is_ours and item.name in COMMON_NAMES and bool(_VERSION_TWICE.search(item.value))

    def _used_in_request(self, item: Assignment, snippet: Snippet) -> Iterator[Setting]:
        """A variable that request URLs are made of: what they come to is what counts."""
        curl = self.known.scope.registry.find("curl")
        name = re.escape(item.name.lstrip("$"))
        path = re.search(
            rf"(?:\$\{{?{name}\}}?|\{{{name}\}}|\b{name}\s{{0,9}}\+\s{{0,9}}[\"'`]|%{name}%)(?P<path>/[\w/.-]*)",
            snippet.text[max(0, item.start - _REACH) : item.end + _REACH],
        )
        if curl and path and path["path"].endswith("/chat/completions"):
            setting = _setting(item, snippet, (self.known.scope.newest(curl),), strict=True)
            yield replace(setting, value=item.value.rstrip("/") + path["path"], exact=False)

    def requested(self, snippet: Snippet) -> Iterator[Setting]:
        """Full URLs in requests that code sends by hand: they must be those of endpoints."""
        curl = self.known.scope.registry.find("curl")
        if curl is None or "http" not in snippet.text:
            return
        for found in _REQUEST.finditer(snippet.text):
            url, at = found["url"], found.start("url")
            if not _ENDPOINT.search(url) or snippet.is_shown_wrong(at) or snippet.is_comment(at):
                continue
            endpoint = url.rstrip("/").rpartition("/")[2]
            protocol = endpoint if endpoint in {"messages", "responses"} else None
            place = snippet.mapped.origin(*found.span("url"))
            meant = (Meant(curl, curl.newest, protocol),)
            yield Setting("base-url", url, *place, meant=meant, about=snippet.about, is_code=True)

    # --- front matter -----------------------------------------------------------------------------------------------

    def value(self, node: Node, key: str, place: Place) -> Iterator[Setting]:
        """An address in the front matter, where its key is that of a client's setting."""
        if node.text is None or not (
            is_strong(key) or (key not in COMMON_NAMES and self.known.scope.with_setting(key))
        ):
            return
        name_start, name_end = (node.key_span.start, node.key_span.end) if node.key_span else (-1, -1)
        yield Setting(
            "base-url",
            node.text.text,
            *node.text.origin(0, len(node.text.text)),
            key,
            name_start,
            name_end,
            meant=self._meant(key, (), place, "yaml", ""),
            guessed=self._is_guess(key, (), place),
            is_code=True,
        )

    # --- which client a setting is for ------------------------------------------------------------------------------

    def _meant(
        self, name: str, marks: Sequence[Meant], place: Place, language: str, statement: str
    ) -> tuple[Meant, ...]:
        """The clients that read a setting: those that the code is written for, or else those that know its name."""
        above = {item.client.id: item for item in place.meant}
        own = [above.get(item.client.id, item) for item in marks]
        both = [item for item in own if item.client.id in above]
        called = [item for item in own if _is_called(item.client, statement)] if len(own) > 1 else []
        protocol = _protocol_of_call(statement) or protocol_of(name) or place.protocol
        pool = called or both or own
        either = [item for item in place.meant if knows([item], name)] if not pool and not name.isupper() else []
        if len(either) > 1:
            return narrowed(either, protocol)
        known = knows(pool or place.meant or place.code, name)
        taker = self.known.scope.taker_of(name)
        if taker and known is None and name.isupper():
            return (taker,)
        if pool or known:
            return narrowed((known,) if known else pool, protocol)
        if taker and (language in PROGRAMMING or name.isupper() or not place.meant):
            return (taker,)
        if place.meant:
            return narrowed(place.meant, protocol)
        return self.known.scope.with_protocol((), name, protocol)

    def _is_guess(self, name: str, marks: Sequence[Meant], place: Place) -> bool:
        """Whether nothing but a name says which client is meant, and clients that read it want different values."""
        if marks or place.meant or place.code:
            return False
        takers = [client.newest for client in self.known.scope.with_setting(name) if name in client.settings]
        return len({version.chat.base for version in takers}) > 1


def _statement(item: Assignment, snippet: Snippet) -> str:
    """The statement of an assignment, up to its value; one of several models in a list begins with its name."""
    at = max(item.start, item.name_start) if item.built else item.start
    start = max(0, snippet.text.rfind("\n\n", 0, at), at - 160)
    start = max((found.end() for found in _CALL_ENDS.finditer(snippet.text, start, at)), default=start)
    return snippet.text[start : at + len(item.value)].rpartition("model_name")[2]


def _is_of_http_client(item: Assignment, snippet: Snippet) -> bool:
    """Whether an address goes to a library that sends requests: the paths are its caller's."""
    if item.name.endswith("defaults.baseURL"):
        return True
    at = max(item.start, item.name_start)
    call = _HTTP_CLIENT.search(snippet.text[max(0, at - 200) : at])
    return call is not None and ")" not in call["arguments"]


def _key_above(item: Assignment, text: str) -> str:
    """The key that a key of YAML or JSON stands below."""
    start = max(text.rfind("\n", 0, item.name_start) + 1, item.name_start - _DEEPEST) if item.name_start >= 0 else 0
    if item.name_start < 0 or text[start : item.name_start].strip(" \"'-"):
        return ""
    indent = len(text[start : item.name_start]) - len(text[start : item.name_start].lstrip(" "))
    for found in reversed(list(_KEY_OF_MORE.finditer(text, max(0, start - _REACH // 4), start))):
        if len(found[1]) < indent:
            return found[2]
    return ""


def _section_of(item: Assignment, text: str) -> str:
    """The section of an INI or TOML file that a setting stands in."""
    names = [found["name"] for found in _SECTION.finditer(text, 0, item.start)]
    return names[-1] if names else ""


def _protocol_of_call(statement: str) -> str | None:
    """The protocol of what a statement calls or configures, where that says one."""
    if _OF_CLAUDE.search(statement):
        return "messages"
    created = _CREATED.findall(statement)
    return _ASKED_BY[created[-1]] if created else None


def _is_called(client: Client, statement: str) -> bool:
    """Whether the line of code at hand calls a client that is one of several in its block."""
    vendor = _CALLED.search(statement.rstrip().rpartition("\n")[2])
    is_of_claude = client.newest.chat.protocol == "messages"
    return vendor is not None and vendor[1] != "GoogleGenAI" and is_of_claude == (vendor[1] == "Anthropic")


def _setting(item: Assignment, snippet: Snippet, meant: tuple[Meant, ...], *, strict: bool) -> Setting:
    start, end = snippet.mapped.origin(item.start, item.end)
    name_start, name_end = snippet.mapped.origin(item.name_start, item.name_end)
    return Setting(
        "base-url",
        item.value,
        start,
        end,
        item.name,
        name_start,
        name_end,
        meant=meant,
        strict=strict,
        exact=not item.built and end - start == item.end - item.start == len(item.value),
        about=snippet.about,
        is_code=True,
        host=snippet.mapped.origin(*item.host) if item.host else None,
    )


def _split(setting: Setting) -> Iterator[Setting]:
    """The values of a setting that takes several, such as ``OPENAI_API_BASE_URLS``."""
    if not setting.name.upper().endswith("URLS") or ";" not in setting.value or not setting.exact:
        yield setting
        return
    at = setting.start
    for value in setting.value.split(";"):
        if value:
            yield replace(setting, value=value, start=at, end=at + len(value), among=True)
        at += len(value) + 1
