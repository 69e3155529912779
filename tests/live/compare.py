"""What the registry says of a client beside what the client does: paths, names of settings, and what users see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from live.clients import Answer, Question, Real
from live.install import REPOSITORY
from live.programs import GEMINI
from live.server import Mode, Server, serve
from presscheck.clients import Client, Composition, Gateway, Registry, judge, load_registry
from presscheck.clients.registry import FORMS
from presscheck.schemas import SchemaSet

HOST = "127.0.0.1"
VALUES = {
    **{f"origin{form}": f"{{origin}}{form}" for form in FORMS},
    "origin//": "{origin}//",
    "origin/v1//": "{origin}/v1//",
    "origin/v1/v1": "{origin}/v1/v1",
    "origin/v1_": "{origin}/v1 ",
    "_origin/v1": " {origin}/v1",
    "ORIGIN/v1": "{ORIGIN}/v1",
    "host/v1": "{host}/v1",
    "origin/v1?k=1": "{origin}/v1?k=1",
    "origin/v1#top": "{origin}/v1#top",
}
"""The forms of value by their names: the five of the registry and odder ones; ``_`` in a name is a blank."""
ENDPOINTS = {"responses": "/v1/responses", "messages": "/v1/messages"}
"""The full path pasted, by the protocols whose path is not among those forms."""


@dataclass(frozen=True)
class Path:
    """The path that a client asked for with a form of value, and that of the engine; ``None`` is no request.

    ``apart`` is what the client is known to ask for instead, the engine's path where there is nothing of that kind.
    """

    way: str
    name: str
    form: str
    seen: str | None
    engine: str | None
    apart: str | None
    shown: str

    @property
    def equal(self) -> bool:
        return self.seen == self.apart


@dataclass(frozen=True)
class Name:
    """What came of a setting's name, and what the registry says: ``None`` where it has nothing."""

    way: str
    name: str
    seen: str
    expected: str | None
    says: str
    shown: str

    @property
    def equal(self) -> bool:
        if self.expected is None:
            return self.seen != "reached"  # a name that works is one that the registry has to know
        return self.seen == self.expected and all(part in self.shown for part in self.says.split(": "))


@dataclass(frozen=True)
class Outcome:
    """What a user sees, the registry's text for it, and the part of that text that has to be seen."""

    outcome: str
    shown: str
    text: str
    part: str | None

    @property
    def equal(self) -> bool:
        said = self.outcome == "stream" or self.part is None or self.part in self.text
        return said and (self.part is None or self.part in self.shown)


@dataclass(frozen=True)
class Report:
    """All that was compared for a client, and the version that ran."""

    version: str
    paths: Sequence[Path]
    names: Sequence[Name]
    outcomes: Sequence[Outcome]


@cache
def registry() -> Registry:
    """The registry of this repository."""
    return load_registry([REPOSITORY / "linters"], SchemaSet.load([REPOSITORY / "schemas"]))


def compare(real: Real) -> Report:
    """Run a client with every form of value, every name of a setting, and every kind of trouble.

    Raises:
        ClientError: it could not be installed or run.
    """
    client = registry().client(real.id)
    with ExitStack() as stack:
        asked = [
            *_paths(real, stack),
            *_names(real, client, stack),
            *_outcomes(real, client, stack),
        ]
        version, answers = real.ask([item.question for item in asked])
        found = list(zip(asked, answers, strict=True))
        return Report(
            version,
            [_path(real, client, item, answer) for item, answer in found if item.part == "paths"],
            [_name(client, item, answer) for item, answer in found if item.part == "names"],
            [_outcome(real, client, item, answer) for item, answer in found if item.part == "outcomes"],
        )


@dataclass(frozen=True)
class _Asked:
    part: str
    label: str
    question: Question


def _value(template: str, server: Server) -> str:
    host = f"{HOST}:{server.port}"
    return template.format(origin=f"http://{host}", ORIGIN=f"HTTP://LOCALHOST:{server.port}", host=host)


def _asked(part: str, label: str, stack: ExitStack, way: str, name: str, template: str, mode: Mode = "any") -> _Asked:
    """A question with a server of its own, whose port tells whose answer a request is."""
    server = stack.enter_context(serve(mode))
    return _Asked(part, label, Question(way, name, _value(template, server), server, whole=part == "outcomes"))


# --- paths ----------------------------------------------------------------------------------------------------------


def _paths(real: Real, stack: ExitStack) -> Iterator[_Asked]:
    for way, protocol in real.ways.items():
        own = {f"origin{path}": f"{{origin}}{path}" for path in filter(None, (ENDPOINTS.get(protocol),))}
        for name in filter(None, (real.setting, real.variables.get(way))):
            for form, template in {**VALUES, **own}.items():
                yield _asked("paths", form, stack, way, name, template)
    if real.attribute:
        for form in FORMS:
            yield _asked("paths", f"origin{form}", stack, "module", real.attribute, f"{{origin}}{form}")


def _path(real: Real, client: Client, item: _Asked, answer: Answer) -> Path:
    way, name = item.question.way, item.question.name
    composition = client.newest.protocols[real.ways.get(way, client.newest.chat.protocol)]
    engine = _engine(client, composition, item.question.value)
    if engine is not None:
        engine = engine.replace("{model}", GEMINI) + real.query
    key = next(
        (key for key in (f"{item.label} ({name})", f"{item.label} ({way})", item.label) if key in real.apart), ""
    )
    if not key:
        return Path(way, name, item.label, item.question.server.asked, engine, engine, answer.shown)
    apart = real.apart[key]
    if apart is not None:
        endpoint = composition.endpoint.removeprefix(composition.base).replace("{model}", GEMINI)
        apart = apart.format(endpoint=endpoint, rest=endpoint.removeprefix("/"))
    return Path(way, name, item.label, item.question.server.asked, engine, apart, answer.shown)


def _engine(client: Client, composition: Composition, value: str) -> str | None:
    """The path of the request that the engine makes of a value; what follows a ``#`` is never sent."""
    url = judge(client, client.newest, composition.protocol, value, Gateway("http://127.0.0.1")).request_url
    if url is None:
        return None
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


# --- names ----------------------------------------------------------------------------------------------------------


def _names(real: Real, client: Client, stack: ExitStack) -> Iterator[_Asked]:
    known = [*client.settings, *(item.name for item in client.ignored)]
    for name in dict.fromkeys([*known, *real.names]):
        wanted = _protocol(client, name)
        for way, protocol in ({"module": "chat"} if "." in name else _first_ways(real)).items():
            if wanted in {None, protocol}:
                base = client.newest.protocols[protocol].base
                yield _asked("names", name, stack, way, name, f"{{origin}}{base}")


def _first_ways(real: Real) -> dict[str, str]:
    """For each protocol the way to ask that is listed first."""
    ways: dict[str, str] = {}
    for way, protocol in real.ways.items():
        if protocol not in ways.values():
            ways[way] = protocol
    return ways


def _protocol(client: Client, name: str) -> str | None:
    """The protocol whose address a name sets, if it is known to set one."""
    return client.settings.get(name)


def _name(client: Client, item: _Asked, answer: Answer) -> Name:
    ignored = next((one for one in client.ignored if one.name == item.label), None)
    expected = "reached" if item.label in client.settings else ignored.effect if ignored else None
    seen = "reached" if item.question.server.asked is not None else "ignored" if answer.outside else "rejected"
    shown = f"asked {', '.join(answer.outside)}" if seen == "ignored" else answer.shown
    return Name(item.question.way, item.label, seen, expected, ignored.says if ignored else "", shown)


# --- what users see -------------------------------------------------------------------------------------------------


def _outcomes(real: Real, client: Client, stack: ExitStack) -> Iterator[_Asked]:
    way, protocol = next(iter(real.ways.items()))
    wrong = "" if client.newest.protocols[protocol].base else "/v1"
    yield _asked("outcomes", "not-found", stack, way, real.setting, f"{{origin}}{wrong}", "strict")
    yield _asked("outcomes", "html", stack, way, real.setting, "{origin}", "html")
    if "stream" in real.sees:
        yield _asked("outcomes", "stream", stack, "stream", real.setting, "{origin}", "html")
    yield _asked("outcomes", "malformed", stack, way, real.setting, "{host}/v1")


def _outcome(real: Real, client: Client, item: _Asked, answer: Answer) -> Outcome:
    remark = client.sees.get(item.label)
    shown = answer.shown.replace(f"{HOST}:{item.question.server.port}", "HOST")
    return Outcome(item.label, shown, remark.text.en if remark else "", real.sees.get(item.label))
