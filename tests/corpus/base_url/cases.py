"""The cases of the corpus: how many of each, and which client, place and value go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from corpus.base_url.advice import ADVICE, LABEL_TEXTS, WRONG_LABELS
from corpus.base_url.clients import CLIENTS, COMPOSITIONS, TELLING, UNKNOWN, VERSION, Client
from corpus.base_url.frames import (
    FRAMES_EN,
    FRAMES_NAMED_EN,
    FRAMES_NAMED_ZH,
    FRAMES_ZH,
    HARD_EN,
    HARD_ZH,
    Context,
    fence,
    fences,
)
from corpus.base_url.innocents import PLAIN_INNOCENTS
from corpus.base_url.more_innocents import MORE_INNOCENTS
from corpus.base_url.names import LABEL, NAMES, Special
from corpus.base_url.pages import NAMED_HEADINGS, TITLES
from corpus.base_url.places_in_code import CODE
from corpus.base_url.places_in_files import FILES
from corpus.base_url.places_in_texts import LINKS, TABLES_AND_LISTS
from corpus.base_url.site import LANGUAGES, ORIGIN, SHARED, SHARED_ORIGIN, Item
from corpus.base_url.values import Maker, Value, Writer, _unmark
from corpus.case import Case

CONTEXTS: Final = (
    # sentences
    Context("sentence", "all", zh=FRAMES_ZH, en=FRAMES_EN, inline=True),
    Context("sentence", "ui", zh=FRAMES_ZH, en=FRAMES_EN, inline=True),
    Context("named sentence", "ui code", zh=FRAMES_NAMED_ZH, en=FRAMES_NAMED_EN, told=True, inline=True),
    Context("hard sentence", "all", zh=HARD_ZH, en=HARD_EN, inline=True),
    *TABLES_AND_LISTS,
    *FILES,
    *CODE,
    *LINKS,
)
SPECIALS: Final = (*NAMES, *ADVICE)
INNOCENTS: Final = (*PLAIN_INNOCENTS, *MORE_INNOCENTS)

POSITIVE: Final[Mapping[str, int]] = {
    "homepage": 340,
    "endpoint": 270,
    "missing-version": 230,
    "doubled-version": 180,
    "other-version": 50,
    "unknown-host": 230,
    "insecure": 100,
    "malformed": 180,
}
RIGHT: Final = 1000
PER_INNOCENT: Final = 46
SECTIONS: Final[Mapping[str, int]] = {
    "homepage": 30,
    "endpoint": 30,
    "missing-version": 30,
    "doubled-version": 30,
    "right": 60,
}
SPECIAL: Final[Mapping[str, int]] = {"wrong-field-name": 150, "unknown-model": 140, "outdated-advice": 80}
LABELS: Final = 80
REQUESTS: Final = 50
SHARED_HOST: Final = 60
HINTS: Final = ("front matter", "title", "heading", "sentence")
COMPANIONS: Final = tuple(
    item
    for item in INNOCENTS
    if item.name in {"curl", "http client", "site link", "package data", "openapi", "cors and robots", "reverse proxy"}
)


def _fits(client: Client, context: Context) -> bool:
    if client.version and context.name == "deep link":
        return False  # it names no version
    words = context.clients.split()
    return bool({client.id, client.kind, "all", "env" if client.env else ""} & set(words) - {""})


PAIRS: Final = tuple(
    (client, context) for client in (UNKNOWN, UNKNOWN, *CLIENTS) for context in CONTEXTS if _fits(client, context)
)

WEIGHTS: Final[Mapping[str, int]] = {
    "sentence": 24,
    "hard sentence": 14,
    "named sentence": 10,
    "python keyword": 9,
    "js object": 7,
    "json": 7,
    "table row": 8,
    "table column": 4,
    "client column": 6,
    "list": 6,
    "bold label": 5,
    "yaml": 6,
    "toml": 4,
    "env file": 5,
    "export": 5,
    "html": 5,
    "through a variable": 5,
    "deep link": 4,
    "mode": 2,
    "properties": 1,
    "systemd": 2,
    "python module": 2,
}
"""How often a context is drawn; three where it does not stand here."""


def _hint(rng: Random, client: Client, context: Context, text: str) -> str:
    if client is UNKNOWN:
        return "none"
    if context.told:
        code = context.name.startswith(("python", "js"))
        return "told against title" if code and rng.random() < 0.2 else "told"
    if any(name in text for name in TELLING) and context.name != "sentence" and rng.random() < 0.4:
        return "variable"
    return rng.choice(HINTS)


def _companion(rng: Random, writer: Writer) -> str:
    if rng.random() > 0.25:
        return ""
    return writer.fill(rng.choice(rng.choice(COMPANIONS).of(writer.language)))


def _value_case(rng: Random, kind: str, index: int, client: Client, context: Context) -> Case | None:
    rule = context.rule or client.rule
    if kind == "doubled-version" and COMPOSITIONS[rule].right == VERSION and rng.random() < 0.7:
        return None  # the clients that add the version themselves are the ones that this happens to
    language = rng.choice(LANGUAGES)
    texts = context.of(language)
    if not texts:
        return None
    template = rng.choice(texts)
    value = Maker(rng).value(kind, rule, client, template)
    if value is None:
        return None
    writer = Writer(rng, language, client)
    wrong = kind != "right"
    text = writer.fill(template, value, wrong=wrong)
    hint = _hint(rng, client, context, text)
    block = writer.inline(text) if context.inline else writer.nested(text)
    page, lines = _unmark(writer.page(block, hint, _companion(rng, writer)))
    return Case(
        name=f"base-url-{kind}-{index:04}",
        family="base-url",
        text=page,
        lines=lines,
        rules=(value.rules,) * len(lines) if value.rules else (),
        labels={
            "class": kind,
            "context": context.name,
            "client": f"{client.id} {client.version}".strip(),
            "language": language,
            "expected": " | ".join(value.rules) if value.rules else "any" if wrong else "nothing",
            "value": value.shape,
            "hint": hint,
            "kind": "positive" if wrong else "negative",
        },
    )


def _cycle(rng: Random, items: Sequence[Item]) -> Iterator[Item]:
    """All items in random order, again and again."""
    while True:
        yield from rng.sample(items, len(items))


def _values(rng: Random) -> Iterator[Case]:
    by_context: dict[str, list[tuple[Client, Context]]] = {}
    for client, context in PAIRS:
        by_context.setdefault(context.name, []).append((client, context))
    names, weights = tuple(by_context), [WEIGHTS.get(name, 3) for name in by_context]
    for kind, quota in {**POSITIVE, "right": RIGHT}.items():
        count = 0
        while count < quota:
            client, context = rng.choice(by_context[rng.choices(names, weights)[0]])
            case = _value_case(rng, kind, count, client, context)
            if case is not None:
                yield case
                count += 1


def _client(identity: str) -> Client:
    return next((client for client in CLIENTS if client.id == identity), UNKNOWN)


def _special_case(rng: Random, name: str, special: Special, language: str, template: str) -> Case:
    client = _client(special.client)
    writer = Writer(rng, language, client)
    text = writer.fill(template, wrong=True)
    hint = "none" if client is UNKNOWN else "told" if special.told else rng.choice(HINTS)
    block = text if "\n" in text else writer.inline(text)
    page, lines = _unmark(writer.page(block, hint, _companion(rng, writer)))
    return Case(
        name=name,
        family="base-url",
        text=page,
        lines=lines,
        rules=(special.rules,) * len(lines),
        labels={
            "class": special.rules[0].removeprefix("base-url/"),
            "context": special.name,
            "client": special.client,
            "language": language,
            "expected": " | ".join(special.rules),
            "hint": hint,
            "source": "derived" if special.derived else "registry",
            "kind": "positive",
        },
    )


def _specials(rng: Random) -> Iterator[Case]:
    for rule, quota in SPECIAL.items():
        pool = [special for special in SPECIALS if special.rules[0] == f"base-url/{rule}"]
        for index, special in zip(range(quota), _cycle(rng, pool), strict=False):
            language = rng.choice([language for language in LANGUAGES if special.of(language)])
            text = rng.choice(special.of(language))
            yield _special_case(rng, f"base-url-{rule}-{index:04}", special, language, text)
    for index, identity in zip(range(LABELS), _cycle(rng, tuple(WRONG_LABELS)), strict=False):
        language = rng.choice(LANGUAGES)
        client = _client(identity)
        label = rng.choice(WRONG_LABELS[identity][LANGUAGES.index(language)])
        right = ORIGIN + COMPOSITIONS[client.rule].right[0]
        text = rng.choice(LABEL_TEXTS[language]).replace("‹w›", label).replace("‹r›", right)
        special = Special("label", LABEL, identity, told=False)
        yield _special_case(rng, f"base-url-label-{index:04}", special, language, text)


REQUEST_TEXTS: Final = (
    *fences(
        "bash",
        'curl ⟦‹u›⟧ \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY" \\\n  -d \'{"model": "‹id›", "messages": []}\'',
        "curl -X POST '⟦‹u›⟧' -H \"Authorization: Bearer $KEY\" -d @body.json",
    ),
    fence(
        "python",
        'import requests\n\nreply = requests.post(\n    "⟦‹u›⟧",\n    headers=headers,\n    json={"model": "‹id›", "messages": messages},\n)',
    ),
    fence("js", 'const reply = await fetch("⟦‹u›⟧", { method: "POST", headers, body });'),
)
REQUEST_URLS: Final[Mapping[str, tuple[str, ...]]] = {
    "https://www.example.com/v1/chat/completions": ("base-url/homepage",),
    "https://example.com/v1/chat/completions": ("base-url/homepage",),
    "https://api.example.com/chat/completions": ("base-url/missing-version", "base-url/endpoint"),
    "https://api.example.com/v1/v1/chat/completions": ("base-url/doubled-version",),
    "http://api.example.com/v1/chat/completions": ("base-url/insecure",),
    "https://api.exmaple.com/v1/chat/completions": ("base-url/unknown-host",),
    "https://api.example.com.cn/v1/chat/completions": ("base-url/unknown-host",),
    "https://api-example.com/v1/chat/completions": ("base-url/unknown-host",),
}


def _requests(rng: Random) -> Iterator[Case]:
    """Requests whose whole address is wrong: curl uses it as it is."""
    for index, (url, rules) in zip(range(REQUESTS), _cycle(rng, tuple(REQUEST_URLS.items())), strict=False):
        special = Special("request", rules, "curl")
        text = rng.choice(REQUEST_TEXTS).replace("‹u›", url)
        case = _special_case(rng, f"base-url-request-{index:04}", special, rng.choice(LANGUAGES), text)
        yield replace(case, labels={**case.labels, "class": "request"})


def _innocents(rng: Random) -> Iterator[Case]:
    for item in INNOCENTS:
        pool = [(language, text) for language in LANGUAGES for text in item.of(language)]
        name = item.name.replace(" ", "-")
        for index, (language, text) in zip(range(PER_INNOCENT), _cycle(rng, pool), strict=False):
            writer = Writer(rng, language, UNKNOWN)
            filled = writer.fill(text)
            block = filled if "\n" in filled or "‹front›" in filled or filled.startswith("#") else writer.inline(filled)
            yield Case(
                name=f"base-url-innocent-{name}-{index:03}",
                family="base-url",
                text=writer.page(block, extra=_companion(rng, writer)),
                lines=(),
                labels={
                    "class": item.name,
                    "language": language,
                    "expected": "nothing",
                    "kind": "negative",
                },
            )


def _sections(rng: Random) -> Iterator[Case]:
    """Pages with a section for each of several clients; the value of one is wrong, or none."""
    pairs = [
        (client, context)
        for client, context in PAIRS
        if client is not UNKNOWN and context.name not in {"client column", "label and block"}
    ]
    schedule = [(kind, index) for kind, count in SECTIONS.items() for index in range(count)]
    for kind, index in schedule:
        language = rng.choice(LANGUAGES)
        count = rng.randrange(2, 5)
        wrong = rng.randrange(count) if kind != "right" else -1
        parts: list[str] = []
        seen: set[str] = set()
        labels: dict[str, str] = {}
        rules: tuple[str, ...] = ()
        while len(parts) < count:
            client, context = rng.choice(pairs)
            texts = context.of(language)
            if client.id in seen or not texts:
                continue
            here = kind if len(parts) == wrong else "right"
            template = rng.choice(texts)
            value = Maker(rng).value(here, context.rule or client.rule, client, template)
            if value is None:
                continue
            seen.add(client.id)
            writer = Writer(rng, language, client)
            text = writer.fill(template, value, wrong=here != "right")
            heading = writer.pick(NAMED_HEADINGS).replace("‹n›", writer.name)
            parts.append(f"## {heading}\n\n{writer.inline(text) if context.inline else writer.nested(text)}")
            if here != "right" or not labels:
                labels = {
                    "context": context.name,
                    "client": f"{client.id} {client.version}".strip(),
                    "value": value.shape,
                }
                rules = value.rules
        page, lines = _unmark("\n\n".join((f"# {rng.choice(TITLES[language])}", *parts)) + "\n")
        yield Case(
            name=f"base-url-sections-{kind}-{index:03}",
            family="base-url",
            text=page,
            lines=lines,
            rules=(rules,) * len(lines) if rules else (),
            labels={
                "class": "several sections",
                **(labels if lines else {}),
                "language": language,
                "expected": " | ".join(rules) if lines else "nothing",
                "hint": "heading",
                "kind": "positive" if lines else "negative",
            },
        )


SHARED_CONTEXTS: Final = ("sentence", "table row", "list", "json", "env file", "export", "python keyword", "bold label")
SHARED_PAIRS: Final = tuple(
    (client, context)
    for client, context in PAIRS
    if context.name in SHARED_CONTEXTS
    and client.id in {"unknown", "openai-python", "claude-code", "nextchat", "cursor"}
)
SHARED_PATHS: Final = (
    "/console",
    "/docs",
    "/login",
    "/dashboard/api-keys",
    "/pricing",
    "/index.html",
    "/console/token",
)
SHARED_LINKS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("在[控制台](‹api›/console)创建密钥。", "登录 ‹api›，再打开密钥页面。", "文档：‹api›/docs"),
    "en": ("Create a key in the [console](‹api›/console).", "Sign in at ‹api› and open the keys.", "Docs: ‹api›/docs"),
}


def _shared(rng: Random) -> Iterator[Case]:
    """The site that serves its pages and its API from one host: the path decides."""
    maker = Maker(rng, SHARED_ORIGIN, (SHARED_ORIGIN,))
    kinds = ("page", "missing-version", "endpoint", "doubled-version", "insecure")
    schedule = [
        *zip(_cycle(rng, kinds), range(SHARED_HOST), strict=False),
        *(("right", item) for item in range(SHARED_HOST)),
    ]
    pairs = _cycle(rng, SHARED_PAIRS)

    def draw(kind: str) -> tuple[Client, Context, str, str, Value]:
        while True:
            client, context = next(pairs)
            language = rng.choice(LANGUAGES)
            template = rng.choice(context.of(language))
            if kind == "page":
                value = Value(SHARED_ORIGIN + rng.choice(SHARED_PATHS), "page", ("base-url/homepage",))
                return client, context, language, template, value
            found = maker.value(kind, client.rule, client, template)
            if found is not None:
                return client, context, language, template, found

    for kind, index in schedule:
        client, context, language, template, value = draw(kind)
        if kind == "missing-version":
            value = replace(value, rules=(*value.rules, "base-url/homepage"))
        writer = Writer(rng, language, client, SHARED_ORIGIN, (SHARED_ORIGIN,))
        text = writer.fill(template, value, wrong=kind != "right")
        hint = _hint(rng, client, context, text)
        block = writer.inline(text) if context.inline else writer.nested(text)
        extra = writer.fill(writer.pick(SHARED_LINKS)) if rng.random() < 0.6 else ""
        page, lines = _unmark(writer.page(block, hint, extra))
        yield Case(
            name=f"base-url-shared-{kind}-{index:03}",
            family="base-url",
            text=page,
            lines=lines,
            rules=(value.rules,) * len(lines) if value.rules else (),
            config=SHARED,
            labels={
                "class": "shared host",
                "context": context.name,
                "client": client.id,
                "language": language,
                "expected": " | ".join(value.rules) if value.rules else "nothing",
                "value": f"shared host, {value.shape}",
                "hint": hint,
                "kind": "negative" if kind == "right" else "positive",
            },
        )


def cases(seed: int) -> Iterator[Case]:
    """Pages with and without a wrong Base URL, about as many of each."""
    for part in (_values, _specials, _requests, _innocents, _sections, _shared):
        yield from part(Random(f"{seed} {part.__name__}"))
