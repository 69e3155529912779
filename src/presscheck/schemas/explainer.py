"""Say in words that an editor knows what a schema finds wrong.

jsonschema says that a value is not valid; this module says which value, what was expected in its place, and what
would be right. It never passes on the library's own message.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from presscheck.model import Json, Language, Localized, Node, Span
from presscheck.schemas.instance import UNKNOWN, Body, Pointer, closest
from presscheck.schemas.schema_set import Annotations, Schema, SchemaSet

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Part: TypeAlias = Literal["front-matter", "body", "config", "rule", "approval", "plan", "clients", "claim-words"]

# Of several complaints about one value the first of these is its cause.
CAUSES = (
    "unknown", "type", "required", "const", "enum", "format", "minLength", "maxLength", "pattern",
    "minItems", "maxItems", "uniqueItems", "minimum", "maximum", "contains",
)  # fmt: skip
_KEYWORDS = {"unevaluatedProperties": "unknown", "additionalProperties": "unknown", "const": "enum"}

_ENTRIES = {
    "items": Localized("list item(s)", "个列表项"),
    "steps": Localized("numbered step(s)", "个编号步骤"),
    "questions": Localized("question(s) with answers", "组问答"),
    "rows": Localized("table row(s)", "行表格内容"),
    "links": Localized("link(s)", "个链接"),
}

_TYPES = {
    "string": Localized("a text", "文本"),
    "array": Localized("a list", "列表"),
    "object": Localized("a mapping of keys to values", "键值映射"),
    "integer": Localized("a whole number", "整数"),
    "number": Localized("a number", "数字"),
    "boolean": Localized("true or false", "true 或 false"),
    "null": Localized("nothing", "空值"),
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One cause. ``keyword`` is that of JSON Schema, or ``unknown`` for a key that is not foreseen.

    ``pointer`` names the value, or the place of the missing one; ``args`` fill a rule's message.
    """

    part: Part
    keyword: str
    pointer: Pointer
    span: Span
    args: Mapping[str, Localized] = field(default_factory=dict[str, Localized])

    @property
    def where(self) -> str:
        """The pointer without numbers, for rules that say which violations are theirs: ``/sections/*/items``."""
        return "".join(f"/{'*' if isinstance(step, int) else step}" for step in self.pointer)


class Explainer:
    """Turns errors of jsonschema in one value into violations."""

    def __init__(
        self,
        part: Part,
        node: Node,
        schema: Schema,
        schemas: SchemaSet,
        end: Span,
        language: Language,
        body: Body | None,
    ) -> None:
        self.part: Part = part
        self.node = node
        self.schema = schema
        self.schemas = schemas
        self.end = end
        self.language: Language = language
        self.body = body

    def explain(self, error: ValidationError) -> Iterator[Violation]:
        pointer: Pointer = tuple(error.absolute_path)
        keyword = _KEYWORDS.get(str(error.validator), str(error.validator))
        if keyword == "required":
            yield from self._missing(pointer, error)
        elif keyword == "unknown":
            yield from self._unknown(pointer)
        elif keyword in CAUSES:
            yield self._wrong(keyword, pointer, error)
        else:
            for part in error.context or ():
                yield from self.explain(part)

    # --- keys that are not there

    def _missing(self, pointer: Pointer, error: ValidationError) -> Iterator[Violation]:
        instance: Any = error.instance
        required: Any = error.validator_value
        for key in required:
            if key in instance:
                continue
            here = self._about((*pointer, key))
            headings = here.headings(self.language)
            args = self._args((*pointer, key), here)
            if headings:
                args["heading"] = _same(headings[0])
                args["columns"] = _same(" | ".join(self._sibling_headings(pointer)))
            args["name"] = _same(key)
            args["suggestion"] = self._meant(pointer, key, headings)
            yield Violation(self.part, "required", pointer, self._place_of(pointer, key), args)

    def _place_of(self, pointer: Pointer, key: str) -> Span:
        """Where a missing key or section belongs: behind its forerunner in the schema, else before its follower.

        The finding points at what stands there today, so that a line that was deleted is found at its number.
        """
        parent = self.node.at(pointer) or self.node
        keyed = self.part != "body" or (pointer and pointer[-1] == "sections")
        if not keyed:
            return parent.span
        order = self._order(pointer)
        at = order.index(key) if key in order else 0
        places = {str(name): node.key_span or node.span for name, node in parent.children.items()}
        if at and order[at - 1] in places:
            before = places[order[at - 1]]
            following = [span for span in places.values() if span.start > before.start]
        else:
            following = [places[name] for name in order[at + 1 :] if name in places]
        if following:
            return min(following, key=lambda span: span.start)
        if len(pointer) <= 1:
            return self.end
        if self.part == "body":
            return self._behind(pointer[:-1])
        return parent.key_span or parent.span

    def _behind(self, pointer: Pointer) -> Span:
        """What stands behind a section: the heading of the next one, or the end of the page."""
        section, around = self.node.at(pointer), self.node.at(pointer[:-1])
        if section is None or around is None:
            return self.end
        following = [node.span for node in around.children.values() if node.span.start > section.span.start]
        return min(following, key=lambda span: span.start, default=self.end)

    def _meant(self, pointer: Pointer, key: str, headings: list[str]) -> Localized:
        """What stands there and was probably meant, as the end of a sentence; empty where nothing was."""
        parent = self.node.at(pointer)
        if parent is None:
            return _same("")
        if headings:
            names = {
                name.removeprefix(UNKNOWN): node
                for name, node in parent.children.items()
                if isinstance(name, str) and name.startswith(UNKNOWN)
            }
            for heading in headings:
                if (found := closest(heading, list(names))) is not None:
                    line = names[found].span.line
                    return Localized(
                        f" Line {line} says “{found}”: was that meant?", f"第 {line} 行写的是“{found}”，是否就是它？"
                    )
            return _same("")
        known = set(self._order(pointer))
        names = {str(name): node for name, node in parent.children.items() if str(name) not in known}
        if (found := closest(key, list(names))) is not None:
            place = names[found].key_span or names[found].span
            return Localized(
                f" Line {place.line} says `{found}`: was that meant?",
                f"第 {place.line} 行写的是 `{found}`，是否就是它？",
            )
        return _same("")

    def _sibling_headings(self, pointer: Pointer) -> list[str]:
        found: list[str] = []
        for name in self._order(pointer):
            headings = self._about((*pointer, name)).headings(self.language)
            found.extend(headings[:1])
        return found

    # --- keys that should not be there

    def _unknown(self, pointer: Pointer) -> Iterator[Violation]:
        parent = self.node.at(pointer)
        if parent is None:
            return
        known = self._order(pointer)
        absent = [name for name in known if name not in parent.children]
        for key, child in parent.children.items():
            if key in known:
                continue
            meant = closest(str(key), known)
            suggestion = Localized(f" Did you mean `{meant}`?", f"是否想写 `{meant}`？") if meant else _same("")
            args = {
                "key": _same(_joined((*pointer, key))),
                "suggestion": suggestion,
                "meant": _same(meant if meant in absent else "") if meant else _same(""),
                "keys": _same(", ".join(known)),
            }
            yield Violation(self.part, "unknown", pointer, child.key_span or child.span, args)

    # --- values that are wrong

    def _wrong(self, keyword: str, pointer: Pointer, error: ValidationError) -> Violation:
        here = self._about(pointer)
        node = self._nearest(pointer)
        limit: Any = error.validator_value
        instance: Any = error.instance
        args = self._args(pointer, here)
        shown = _shown(instance)
        args["actual"] = Localized(shown.en, f" {shown.zh}" if shown.zh.startswith("`") else shown.zh)
        if keyword == "type":
            args["expected"] = _either([_TYPES.get(str(name), _same(str(name))) for name in _list(limit)])
            args["actual"] = _type_of(instance)
        elif keyword == "enum":
            choices = [str(choice) for choice in _list(limit)]
            args["expected"] = Localized(
                f"one of {', '.join(choices)}" if len(choices) > 1 else f"`{choices[0]}`",
                f"以下之一：{'、'.join(choices)}" if len(choices) > 1 else f"`{choices[0]}`",
            )
            meant = closest(str(instance), choices) if len(choices) > 1 else None
            if meant:
                args["suggestion"] = Localized(f" Did you mean `{meant}`?", f"是否想写 `{meant}`？")
                args["meant"] = _same(meant)
        elif keyword == "pattern":
            own = error.schema.get("x-expected") if isinstance(error.schema, dict) else None
            expected = (
                Localized(str(own["en"]), str(own["zh"])) if isinstance(own, dict) else here.localized("x-expected")
            )
            args["expected"] = expected or Localized(f"a text that matches {limit}", f"符合 {limit} 的文本")
        elif keyword == "format":
            args["expected"] = Localized("a day that exists, written YYYY-MM-DD", "真实存在的日期，写作 YYYY-MM-DD")
        elif keyword in {"minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum"}:
            args["limit"] = _same(str(limit))
            count = instance if keyword in {"minimum", "maximum"} else len(instance)
            args["count"] = _same(str(count))
            args["expected"] = _bound(keyword, limit, count)
            args["entries"] = _ENTRIES.get(str(pointer[-1]) if pointer else "", Localized("entries", "项"))
        elif keyword == "uniqueItems":
            args["expected"] = Localized("a list in which nothing stands twice", "不含重复项的列表")
        elif keyword == "contains":
            # `contains` speaks of an entry that should be there: the label and the example are that entry's.
            entry = Annotations([limit] if isinstance(limit, dict) else [])
            args["label"] = entry.localized("x-label") or _same("")
            args["key"] = args["label"]
            args["example"] = _same(str(entry.example or ""))
        return Violation(self.part, keyword, pointer, node.span, args)

    def _nearest(self, pointer: Pointer) -> Node:
        node = self.node
        for step in pointer:
            below = node.children.get(step)
            if below is None:
                break
            node = below
        return node

    # --- what the schema says of a place

    def _about(self, pointer: Pointer) -> Annotations:
        return self.schemas.describe(self.schema, pointer)

    def _order(self, pointer: Pointer) -> list[str]:
        if self.part == "front-matter" and not pointer:
            return self.schemas.field_order(self.schema)
        parts = [self.schema]
        for step in pointer:
            parts = self.schemas.below(parts, step)
        order: list[str] = []
        for candidate in parts:
            order.extend(key for key in self.schemas.properties(candidate) if key not in order)
        return order

    def _args(self, pointer: Pointer, here: Annotations) -> dict[str, Localized]:
        names = [step for step in pointer if isinstance(step, str)]
        above = self._about(pointer[:-1]) if pointer and isinstance(pointer[-1], int) else here
        key = _joined(pointer) if self.part != "body" else (names[-1] if names else "")
        section = self._section_heading(pointer)
        return {
            "key": _same(key),
            "label": here.localized("x-label") or _same(key),
            "help": here.localized("x-help") or above.localized("x-help") or self._section_help(pointer),
            "example": _same(_example(names[-1] if names else "", here.example or above.example, self.part)),
            "section": _same(section),
            "column": _same(self._column_heading(pointer)),
            "suggestion": _same(""),
            "meant": _same(""),
            "expected": _same(""),
            "heading": _same(""),
            "columns": _same(""),
        }

    def _section_pointer(self, pointer: Pointer) -> Pointer:
        """The innermost section that holds a place of the body."""
        last = 0
        for index in range(0, len(pointer) - 1, 2):
            if pointer[index] != "sections":
                break
            last = index + 2
        return pointer[:last]

    def _section_heading(self, pointer: Pointer) -> str:
        if self.part != "body":
            return ""
        section = self._section_pointer(pointer)
        node = self.node.at((*section, "heading"))
        return str(node.value) if section and node else ""

    def _section_help(self, pointer: Pointer) -> Localized:
        if self.part != "body":
            return _same("")
        return self._about(self._section_pointer(pointer)).localized("x-help") or _same("")

    def _column_heading(self, pointer: Pointer) -> str:
        if self.part != "body" or "rows" not in pointer or not isinstance(pointer[-1], str):
            return ""
        node = self.node.at((*pointer[: pointer.index("rows")], "columns", pointer[-1]))
        return str(node.value) if node else str(pointer[-1])


def _same(text: str) -> Localized:
    return Localized(text, text)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _either(names: list[Localized]) -> Localized:
    return Localized(" or ".join(name.en for name in names), "或".join(name.zh for name in names))


def _joined(pointer: Pointer) -> str:
    text = ""
    for step in pointer:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _shown(value: Json) -> Localized:
    """A value as an editor would write it, cut where it is long."""
    if value is None or value == "":
        return Localized("nothing", "空")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _same(f"`{text if len(text) <= 60 else text[:57] + '…'}`")


def _type_of(value: Json) -> Localized:
    kind = (
        "null" if value is None
        else "boolean" if isinstance(value, bool)
        else "integer" if isinstance(value, int)
        else "number" if isinstance(value, float)
        else "string" if isinstance(value, str)
        else "array" if isinstance(value, list)
        else "object"
    )  # fmt: skip
    if kind in {"null", "array", "object"}:
        return _TYPES[kind]
    name, shown = _TYPES[kind], _shown(value)
    return Localized(f"{name.en} ({shown.en})", f"{name.zh}（{shown.zh}）")


def _bound(keyword: str, limit: Any, count: Any) -> Localized:
    match keyword:
        case "minLength":
            return Localized(
                f"a text of at least {limit} characters" if limit > 1 else "a text that is not empty",
                f"至少 {limit} 个字符的文本" if limit > 1 else "非空文本",
            )
        case "maxLength":
            return Localized(
                f"a text of at most {limit} characters ({count} now)", f"不超过 {limit} 个字符的文本（现有 {count} 个）"
            )
        case "minItems":
            return Localized(f"a list with {limit} or more entries", f"至少 {limit} 项的列表")
        case "maxItems":
            return Localized(f"a list with {limit} or fewer entries", f"不超过 {limit} 项的列表")
        case "minimum":
            return Localized(f"{limit} or more ({count} now)", f"不小于 {limit}（现为 {count}）")
        case _:
            return Localized(f"{limit} or less ({count} now)", f"不大于 {limit}（现为 {count}）")


def _example(key: str, example: Any, part: Part) -> str:
    if example is None:
        return ""
    if part == "body":
        return str(example)
    text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    return f"{key}: {text}"
