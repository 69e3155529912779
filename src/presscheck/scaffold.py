"""A new page, made from the schemas: every field and section that is needed, each asking for what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast

from presscheck.errors import InputError
from presscheck.model import Language, Localized, PageId
from presscheck.schemas import SchemaSet
from presscheck.schemas.instance import closest
from presscheck.schemas.schema_set import Annotations, Schema
from presscheck.site import Site

_ASK = {"en": "TODO: ", "zh": "待补："}
_REVIEW_AFTER = timedelta(days=180)


def new_page(site: Site, page: PageId, kind: str | None, client: str | None = None) -> str:
    """The text of a new page. Whatever an editor must write is asked for, and lint finds every question left.

    Raises:
        InputError: there is no such type, or the type needs a kind and this is none of its own.
    """
    kinds = site.schemas.kinds.get(page.type)
    if kinds is None:
        names = ", ".join(site.schemas.kinds)
        raise InputError(
            Localized(
                f"there is no page type {page.type}; these are: {names}",
                f"没有页面类型 {page.type}；可用的类型：{names}",
            )
        )
    if kinds and kind not in kinds:
        meant = closest(kind, list(kinds)) if kind else None
        raise InputError(
            Localized(
                f"a {page.type} page has a kind: {', '.join(kinds)}; "
                + (f"did you mean {meant}?" if meant else "name one with --kind"),
                f"{page.type} 页面有以下种类：{'、'.join(kinds)}；"
                + (f"是否想写 {meant}？" if meant else "请用 --kind 指定"),
            )
        )
    if not kinds and kind is not None:
        raise InputError(
            Localized(f"a {page.type} page has no kind; leave --kind out", f"{page.type} 页面没有种类，请去掉 --kind")
        )
    if client is not None and "client" not in site.schemas.field_order(site.schemas.front_matter(page.type, kind)):
        named = f"{page.type} page" + (f" of kind {kind}" if kind else "")
        raise InputError(
            Localized(f"a {named} names no client; leave --client out", f"{page.type} 页面不写客户端，请去掉 --client")
        )
    language: Language = "zh" if page.locale.startswith("zh") else "en"
    known = {
        "slug": page.slug,
        "locale": page.locale,
        "status": "draft",
        "kind": kind,
        "client": client,
        "updated": site.today.isoformat(),
        "review_by": (site.today + _REVIEW_AFTER).isoformat(),
    }
    writer = _Writer(site, language)
    fields = site.schemas.front_matter(page.type, kind)
    front_matter = "\n".join(writer.fields(fields, known))
    title = writer.question(site.schemas.describe(fields, ("title",)))
    body = "\n\n".join([f"# {title}", *writer.body(cast("Schema", site.schemas.body(page.type, kind)))])
    return f"---\n{front_matter}\n---\n\n{body}\n"


class _Writer:
    def __init__(self, site: Site, language: Language) -> None:
        self.schemas: SchemaSet = site.schemas
        self.language: Language = language
        self.ask = _ASK[language]
        self.colon = {"en": ": ", "zh": "："}[language]
        self.topics = {
            str(rule.options["section"]): [
                topic[language][0] for topic in rule.options["topics"][: rule.options["required"]]
            ]
            for rule in site.rules.values()
            if rule.kind == "structure" and rule.options["property"] == "topics-in-order"
        }

    def fields(self, schema: Schema, known: dict[str, str | None]) -> Iterator[str]:
        required = {key for part in self.schemas.parts(schema) for key in part.get("required", ())}
        for key in self.schemas.field_order(schema):
            if key not in required:
                continue
            about = self.schemas.describe(schema, (key,))
            if (value := known.get(key)) is not None:
                yield f"{key}: {value}"
            elif about.get("type") == "array":
                # An empty list is one finding that says what to write; a question in it would be two.
                yield f"{key}: []"
            else:
                yield f"{key}: {json.dumps(self.question(about), ensure_ascii=False)}"

    def question(self, about: Annotations) -> str:
        text = about.localized("x-help")
        return f"{self.ask}{text.in_language(self.language) if text else ''}"

    def _label(self, about: Annotations) -> str:
        text = about.localized("x-label")
        return text.in_language(self.language) if text else ""

    def body(self, schema: Schema) -> Iterator[str]:
        yield from self._sections(list(self.schemas.parts(schema)), 2)

    def _sections(self, parts: list[Schema], level: int) -> Iterator[str]:
        for part in parts:
            sections = part.get("properties", {}).get("sections", {})
            required = sections.get("required", ())
            for key, section in sections.get("properties", {}).items():
                if key in required:
                    yield from self._section(key, section, level)

    def _section(self, key: str, section: Schema, level: int) -> Iterator[str]:
        parts = list(self.schemas.parts(section))
        about = Annotations(parts)
        properties: dict[str, Any] = {}
        for part in parts:
            properties |= part.get("properties", {})
        yield f"{'#' * level} {about.headings(self.language)[0]}"
        question = self.question(about)
        filled = False
        if topics := self.topics.get(key):
            filled = True
            steps = enumerate(topics, 1)
            yield "\n".join(
                f"{at}. **{topic[0].upper()}{topic[1:]}**{self.colon}{self.ask.strip()}" for at, topic in steps
            )
        for name, mark in (("items", "-"), ("steps", "{}.")):
            if topics and name == "steps":
                continue
            if count := properties.get(name, {}).get("minItems"):
                filled = True
                yield "\n".join(f"{mark.format(number)} {question}" for number in range(1, count + 1))
        if entries := properties.get("items", {}).get("allOf"):
            filled = True
            yield "\n".join(
                f"- {self._label(Annotations([entry['contains']]))}: {self.ask.strip()}" for entry in entries
            )
        if "table" in properties:
            filled = True
            yield self._table(properties["table"], question)
        if count := properties.get("questions", {}).get("minItems"):
            filled = True
            mark = "？" if self.language == "zh" else "?"
            for _ in range(count):
                yield f"{'#' * (level + 1)} {self.ask.strip()} {mark}"
                yield question
        links = properties.get("links", {})
        if entries := links.get("allOf"):
            filled = True
            wanted = [Annotations([entry["contains"]]) for entry in entries]
            yield question
            yield "\n".join(f"- [{self._label(about)}]({about.example})" for about in wanted)
        elif count := links.get("minItems"):
            filled = True
            yield "\n".join([f"- [{question}](#)"] * count)
        if "sections" in properties:
            filled = True
            yield from self._sections(parts, level + 1)
        if not filled:
            yield question

    def _table(self, table: Schema, question: str) -> str:
        columns = table["properties"]["columns"]["properties"]
        names = [Annotations([column]).headings(self.language)[0] for column in columns.values()]
        rows = table["properties"]["rows"].get("minItems", 1)
        lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
        cells = [question.replace("|", "\\|"), *[self.ask.strip()] * (len(names) - 1)]
        lines.extend([f"| {' | '.join(cells)} |"] * rows)
        return "\n".join(lines)
