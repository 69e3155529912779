"""Values, right and wrong, and how a page is written around them."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final
from urllib.parse import quote

from corpus.base_url.advice import BAD_MODELS, STARTS
from corpus.base_url.clients import CLIENTS, COMPOSITIONS, KEY_VARIABLES, NO_SLASH, UNKNOWN, Client
from corpus.base_url.more_innocents import WRONG_VALUES
from corpus.base_url.pages import (
    COMMENTS,
    HEADINGS,
    KEYS,
    NAMED_HEADINGS,
    NAMED_SENTENCES,
    NAMED_TITLES,
    SENTENCES,
    TITLES,
)
from corpus.base_url.site import (
    END,
    HOME_PATHS,
    HOMES,
    LANGUAGES,
    LOOK_ALIKES,
    MODELS,
    ORIGIN,
    ROOT_VENDORS,
    SLOT,
    START,
    VENDORS,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value for a Base URL field."""

    text: str
    shape: str
    """What to report it by."""
    rules: tuple[str, ...] = ()
    """One of these must fire. Empty for a right value, and where any rule of the family will do."""
    code: bool = False
    """Only in code, or between quotes."""


PLACEHOLDERS: Final = (
    "https://<your-domain>",
    "https://<你的域名>",
    "https://{your-gateway}",
    "https://your-domain.com",
    "https://<gateway-host>",
    "https://YOUR_GATEWAY",
)
PATHS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "right": ("right", ()),
    "endpoint": ("endpoint", ("base-url/endpoint",)),
    "missing-version": ("missing", ("base-url/missing-version",)),
    "doubled-version": ("doubled", ("base-url/doubled-version",)),
    "other-version": ("other", ()),
}
"""Classes that the path alone makes: the field of `Composition`, and the rules."""
SHAPES: Final[Mapping[str, str]] = {"": "root", "/": "root/"}
QUOTED: Final = re.compile("[\"'`>]‹v›[\"'`<]|‹(?:V|lobe|cherry|chatbox)›")
TAGGED: Final = re.compile(r"<(?:table|label|ul|dl|p|div|button|details|a)\b|\]\(‹")


def _malformed(rng: Random, url: str, *, quoted: bool, scheme_added: bool) -> Value:
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    ways: list[tuple[str, str]] = [
        ("full-width colon", f"{scheme}：//{rest}"),
        ("full-width letters", f"ｈｔｔｐｓ://{rest}"),
        ("full-width letters", f"{scheme}://ａｐｉ{rest[3:]}"),
        ("full-width dot", f"{scheme}://{host.replace('.', rng.choice('．。'))}{slash}{path}"),
        ("full-width slash", f"{scheme}:／／{rest}"),
        ("broken scheme", rng.choice((f"https:/{rest}", f"https//{rest}", f"htps://{rest}", f"https:{rest}"))),
        ("doubled scheme", f"https://{url}"),
    ]
    if not scheme_added:
        ways += [("no scheme", rest)] * 4
    if quoted:
        ways += [
            ("blank", f"{scheme}:// {rest}"),
            ("blank", f"{scheme}://{host} {slash}{path}" if slash else f"{scheme}://{host.replace('.', ' .', 1)}"),
            ("trailing junk", url + rng.choice("。，；、")),
            ("trailing junk", url + rng.choice((",", ";", "”", "）", ">"))),
        ]
    shape, text = rng.choice(ways)
    return Value(text, shape, ("base-url/malformed",), code=True)


class Maker:
    """Values for a client, of a class that is asked for."""

    def __init__(self, rng: Random, origin: str = ORIGIN, homes: Sequence[str] = HOMES) -> None:
        self.rng, self.origin, self.homes = rng, origin, homes

    def value(self, kind: str, rule: str, client: Client, template: str) -> Value | None:
        """A value of a class; ``None`` where the client has none such."""
        rng, composition = self.rng, COMPOSITIONS[rule]
        right = composition.right[:1] if client.id in NO_SLASH else composition.right
        plain = [path for path in right if path in ("", "/", "/v1", "/v1/")]
        path = rng.choice(plain)
        match kind:
            case "homepage":
                home, path = rng.choice(self.homes), rng.choice(HOME_PATHS)
                rules = ["base-url/homepage"]
                if path.endswith("/completions"):
                    rules.append("base-url/endpoint")
                if rng.random() < 0.06:
                    home = home.replace("https:", "http:")
                    rules.append("base-url/insecure")
                return Value(home + path, "homepage" + (" with path" if path else ""), tuple(rules))
            case "unknown-host":
                if rng.random() < 0.25:
                    vendors = VENDORS if "/v1" in right and "" not in right else ROOT_VENDORS
                    return Value(rng.choice(vendors), "other vendor", ("base-url/unknown-host",))
                host = rng.choice(LOOK_ALIKES)
                return Value(host + path, "look-alike", ("base-url/unknown-host",))
            case "insecure":
                return Value(self.origin.replace("https:", "http:") + path, "http", ("base-url/insecure",))
            case "malformed":
                return _malformed(
                    rng, self.origin + path, quoted=bool(QUOTED.search(template)), scheme_added=composition.scheme_added
                )
            case _:
                name, rules_of = PATHS[kind]
                paths: tuple[str, ...] = right if kind == "right" else getattr(composition, name)
                if not paths:
                    return None
                path = rng.choice(paths)
                if path == "/chat/completions" and kind == "endpoint":
                    rules_of = (*rules_of, "base-url/missing-version")
                shape = SHAPES.get(path, path.removeprefix("/"))
                if rng.random() < 0.15 and not TAGGED.search(template) and not path.endswith("#"):
                    return Value(rng.choice(PLACEHOLDERS) + path, f"placeholder, {shape}", rules_of, code=True)
                return Value(self.origin + path, shape, rules_of, code=path.endswith("#"))


def _unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The page without marks, and the lines between them."""
    lines: list[tuple[int, int]] = []
    number = first = 1
    for char in marked:
        if char == "\n":
            number += 1
        elif char == START:
            first = number
        elif char == END:
            lines.append((first, number))
    return marked.replace(START, "").replace(END, ""), tuple(dict.fromkeys(lines))


def _encoded(value: object) -> str:
    return base64.b64encode(json.dumps(value, ensure_ascii=False).encode()).decode()


@dataclass(slots=True)
class Writer:
    """Writes pages for one client in one language."""

    rng: Random
    language: str
    client: Client
    origin: str = ORIGIN
    homes: Sequence[str] = HOMES
    name: str = field(init=False)

    def __post_init__(self) -> None:
        names = self.client.names
        self.name = names[self.language == "en"] if self.client is UNKNOWN else self.rng.choice(names)

    def pick(self, pool: Mapping[str, Sequence[str]]) -> str:
        return self.rng.choice(pool[self.language])

    def label(self, name: str) -> str:
        """A field's name as writers set it."""
        if self.client.kind == "code":
            return self.rng.choice((f"`{name}`", f"`{name}`", f"**{name}**", name))
        quoted = (f"“{name}”", f"「{name}」") if self.language == "zh" else (f"“{name}”", f'"{name}"')
        return self.rng.choice((name, name, f"**{name}**", f"`{name}`", *quoted))

    def styled(self, value: Value) -> str:
        """A value as writers set it in text."""
        text = value.text
        if value.code or self.rng.random() < 0.5:
            return f"`{text}`"
        return self.rng.choice((text, text, text, f"<{text}>", f"[{text}]({text})", f"**{text}**", f"“{text}”"))

    def fill(self, template: str, value: Value | None = None, *, wrong: bool = False) -> str:
        """A template with its slots filled; what is wrong in it stands between marks."""
        rng, client = self.rng, self.client
        if wrong and START not in template:
            template = re.sub("‹(?:v|V|lobe|cherry|chatbox)›", f"{START}\\g<0>{END}", template)
        elif not wrong:
            template = template.replace(START, "").replace(END, "")
        name = rng.choice(client.labels(self.language))
        label = self.label(name)
        variable = rng.choice(client.env) if client.env else "OPENAI_BASE_URL"
        key = rng.choice([key for key in KEYS if "<" not in key] if TAGGED.search(template) else KEYS)
        index = LANGUAGES.index(self.language)
        known: dict[str, str] = {
            "l": name,
            "L": label,
            "n": self.name,
            "k": client.keys[index],
            "ml": client.models[index],
            "key": key,
            "id": rng.choice(MODELS),
            "env": variable,
            "kenv": KEY_VARIABLES.get(variable, "OPENAI_API_KEY"),
            "c": self.pick(COMMENTS),
            "api": self.origin,
            "home": rng.choice(self.homes),
            "right": self.origin + "/v1",
            "wrong": rng.choice(WRONG_VALUES).replace(ORIGIN, self.origin),
            "bad": rng.choice(BAD_MODELS),
            "go": STARTS.get(client.id, "npm start"),
        }
        if value is not None:
            settings = {"keyVaults": {"openai": {"apiKey": key, "baseURL": value.text}}}
            cherry = {"id": "alltkn", "name": "ALLTKN", "baseUrl": value.text, "apiKey": key}
            chatbox = {"id": "alltkn", "name": "ALLTKN", "type": "openai", "settings": {"apiHost": value.text}}
            known |= {
                "v": value.text,
                "V": self.styled(value),
                "lobe": f"https://lobehub.com/?settings={quote(json.dumps(settings), safe='')}",
                "cherry": f"cherrystudio://providers/api-keys?v=1&data={quote(_encoded(cherry), safe='')}",
                "chatbox": f"chatbox://provider/import?config={quote(_encoded(chatbox), safe='')}",
            }
        return SLOT.sub(lambda match: known.get(match[1], match[0]), template)

    def paragraph(self) -> str:
        return self.rng.choice([text for text in SENTENCES[self.language] if "\n" not in text and text[0] != ">"])

    def inline(self, text: str) -> str:
        """A sentence somewhere on a page."""
        if "\n" in text:
            return text
        gap = "" if self.language == "zh" else " "
        ways = [
            text,
            text,
            f"{self.paragraph()}{gap}{text}",
            f"- {self.paragraph()}\n- {text}",
            f"1. {self.paragraph()}\n2. {text}\n3. {self.paragraph()}",
            f"> {text}",
            f"**{self.rng.choice(('注意', '说明') if self.language == 'zh' else ('Note', 'Hint'))}**{'：' if self.language == 'zh' else ': '}{text}",
        ]
        if text.endswith(("。", ".")):
            ways += [f"{text}{gap}{self.paragraph()}", f"{self.paragraph()}\n{text}\n{self.paragraph()}"]
        return self.rng.choice(ways)

    def nested(self, block: str) -> str:
        """A block, now and then inside another one."""
        chance = self.rng.random()
        if chance > 0.14 or "<!--" in block or block.startswith(("#", "<", "    ")):
            return block
        if chance < 0.07:
            return f"1. {self.paragraph()}\n\n" + re.sub("(?m)^(?=.)", "   ", block)
        if chance < 0.11:
            return re.sub("(?m)^", "> ", block)
        return f"<details>\n<summary>{self.pick(HEADINGS)}</summary>\n\n{block}\n\n</details>"

    def page(self, block: str, hint: str = "none", extra: str = "") -> str:
        """A page with a block on it that tells by a hint which client it is about."""
        rng, front = self.rng, [""]
        title = self.pick(TITLES)
        if "‹front›" in block:
            front.append(block.replace("‹front›", ""))
            block = self.paragraph()
        if hint == "front matter":
            front += ["kind: client", f"client: {self.client.id}"]
            if self.client.version:
                digits = re.search(r"\d.*", self.name)
                front += ["client_versions:", f'  - "{digits[0] if digits else self.client.version}"']
        elif hint == "title" or (hint == "told" and rng.random() < 0.4):
            title = self.pick(NAMED_TITLES).replace("‹n›", self.name)
        elif hint == "told against title":
            title = self.pick(NAMED_TITLES).replace(
                "‹n›", rng.choice([name for name in ("Claude Code", "NextChat", "Cursor") if name != self.name])
            )
        headings: list[str] = rng.sample(HEADINGS[self.language], 4)
        if hint == "heading":
            heading = self.pick(NAMED_HEADINGS).replace("‹n›", self.name)
            if rng.random() < 0.5:
                other = rng.choice([item for item in CLIENTS[1:] if item.id != self.client.id])
                headings[0] = self.pick(NAMED_HEADINGS).replace("‹n›", other.names[0])
        else:
            heading = headings.pop()
        if hint == "sentence":
            sentences = NAMED_SENTENCES[self.language]
            sentence = rng.choice(sentences[:2] if self.client.kind == "code" else sentences)
            block = f"{sentence.replace('‹n›', self.name)}\n\n{block}"
        around = rng.sample(SENTENCES[self.language], 4)
        sections = [
            f"## {headings[0]}\n\n{around[0]}",
            f"## {heading}\n\n{around[1]}\n\n{block}"
            if rng.random() < 0.5
            else f"## {heading}\n\n{block}\n\n{around[1]}",
            f"## {headings[1]}\n\n{around[2]}",
        ]
        if extra:
            sections.append(f"## {headings[2]}\n\n{extra}")
        if hint != "heading" and rng.random() < 0.25:
            del sections[0]
        parts = [f"# {title}", around[3], *sections]
        if len(front) > 1 or rng.random() < 0.15:
            parts.insert(0, "\n".join(("---", f"title: {title}", *front[1:], "---")))
        return "\n\n".join(parts) + "\n"
