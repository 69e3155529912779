"""Names in code that set the Base URL of other clients or of older versions, and that its own client does not take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from presscheck.base_urls.place import Knowledge
from presscheck.base_urls.scope import ignores, takes_such
from presscheck.base_urls.setting import Meant, Setting
from presscheck.base_urls.snippet import PROGRAMMING, Snippet
from presscheck.clients import is_local
from presscheck.expressions import compiled
from presscheck.patterns import regex

_GETS = r"""["'\]]{0,9}\s{0,99}"""
_VARIABLE = regex(
    r"""(?<![\w.$-])(?P<name>(?:OPENAI|ANTHROPIC|GEMINI|GOOGLE_GEMINI|CLAUDE)_"""
    r"""(?:API_)?(?:BASE|BASE_URL|HOST|URL|ENDPOINT|PROXY_URL)|"""
    r"""base_url|baseURL|baseUrl|api_base|apiBase|api_base_url|apiBaseUrl|apiUrl|api_host|apiHost)"""
    rf"""(?={_GETS}(?:=(?!=)|:(?!:)|\s"?https?:))"""
)
_FLAG = regex(r"(?<!\S)(?P<name>--(?:openai-)?(?:api-)?(?:base|base-url|api-base|api-url|url))(?=[=\s]\"?https?:)")
_LOCAL_VALUE = regex(r"""["'\]]{0,9}\s{0,99}[:=]\s{0,99}["'`]?https?://([\w.-]{1,99})""")
_IS_SET = regex(r"""["'\]]{0,9}\s{0,99}(?:=(?!=)|,\s{0,99}["'])""")
_IN_ENVIRONMENT = regex(r"""(?:environ(?:\.setdefault)?|env|setenv|putenv)[\[.(]["']?$""")
_ENVIRONMENT_REACH = 24


class NameReader:
    """Looks for names that a client does not take."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        ignored = {item.name for client in known.scope.registry.clients.values() for item in client.ignored}
        self._uses = {name: _use_of(name) for name in ignored}
        self._any_name = compiled("|".join(["(?i)base|host|url|endpoint", *map(re.escape, sorted(ignored))]))

    def unknown(self, snippet: Snippet) -> Iterator[Setting]:
        """Names that the client of this code does not take, whatever they get."""
        if not self._any_name.search(snippet.text):
            return
        pool = self._clients(snippet)
        seen: set[int] = set()
        for meant, found in self._found(snippet, pool):
            at = found.start()
            if (
                at in seen
                or not _is_set(snippet, found)
                or _gets_local(snippet, found)
                or snippet.is_shown_wrong(found.start("name"))
            ):
                continue
            seen.add(at)
            place = snippet.mapped.origin(*found.span("name"))
            yield Setting(
                "name", found["name"], *place, found["name"], *place, meant=(meant,), about=snippet.about, is_code=True
            )

    @staticmethod
    def _clients(snippet: Snippet) -> list[Meant]:
        """The clients that code is written for: those of its marks that the place is about, or else either."""
        above = {item.client.id for item in snippet.place.meant}
        both = [item for item in snippet.marks if item.client.id in above]
        return both or list(snippet.marks or snippet.place.meant or snippet.place.code)

    def _found(self, snippet: Snippet, pool: list[Meant]) -> Iterator[tuple[Meant, re.Match[str]]]:
        """The names, each with the client that does not take it."""
        if len(pool) == 1:
            for found in self._of_others(snippet, pool[0]):
                yield pool[0], found
        for meant in pool:
            for ignored in meant.client.ignored:
                name = ignored.name
                if name not in snippet.text or any(name in other.client.settings for other in pool):
                    continue
                for found in self._uses[name].finditer(snippet.text):
                    if not snippet.is_comment(found.start()):
                        yield meant, found

    def _of_others(self, snippet: Snippet, meant: Meant) -> Iterator[re.Match[str]]:
        """Names of other clients' settings, in the configuration of one that reads others of that kind."""
        client, text = meant.client, snippet.text
        own = client.settings
        vendors = {name.partition("_")[0] for name in own if name.isupper() and name in text}
        flags = _FLAG.finditer(text) if any("-" in name for name in own) else ()
        is_read = snippet.language not in PROGRAMMING or self.known.scope.is_for(client, text)
        others = {found["name"] for found in _VARIABLE.finditer(text)} - set(own)
        others = {name for name in others if name.isupper() and self.known.scope.taker_of(name)}
        for found in (*_VARIABLE.finditer(text), *flags):
            name = found["name"]
            if len(others) > 1 and name in others:
                # Variables of several other programs: a file for all of them.
                continue
            if vendors and name.partition("_")[0] not in vendors and self.known.scope.taker_of(name):
                # It is for another program, beside this one's own variable.
                continue
            if (
                (is_read or name.isupper())
                and name not in own
                and name.lstrip("-") not in own
                and not ignores(client, name)
                and takes_such(client, variable=name.isupper())
            ):
                yield found


def _use_of(name: str) -> re.Pattern[str]:
    """An expression for a place where a name gets a value."""
    gets = r"(?:[=:,]|\s\S)" if name.isupper() else r"(?:=(?!=)|:(?!:))"
    return re.compile(rf"(?<![\w-])(?:(?<=env\.)|(?<!\.))(?P<name>{re.escape(name)})(?![\w-])(?={_GETS}{gets})")


def _gets_local(snippet: Snippet, found: re.Match[str]) -> bool:
    """Whether a name gets the address of a server of the reader's own."""
    value = _LOCAL_VALUE.match(snippet.text, found.end("name"))
    return value is not None and is_local(value[1])


def _is_set(snippet: Snippet, found: re.Match[str]) -> bool:
    """Whether a variable is given a value at a place, and not only read by code that hands it on."""
    if snippet.language not in PROGRAMMING or not found["name"].isupper():
        return True
    before = snippet.text[max(0, found.start() - _ENVIRONMENT_REACH) : found.start()]
    return bool(_IS_SET.match(snippet.text, found.end()) and _IN_ENVIRONMENT.search(before))
