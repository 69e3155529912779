"""What a schema finds wrong, one violation a cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from presscheck.model import Language, Node, Page, Span
from presscheck.schemas.explainer import CAUSES, Explainer, Part, Violation
from presscheck.schemas.instance import Body, Pointer, body_instance, is_asked, is_blank
from presscheck.schemas.schema_set import Schema, SchemaSet


def page_violations(page: Page, schemas: SchemaSet) -> tuple[list[Violation], Body | None]:
    """What the schemas find wrong with a typed page, and its body as they see it."""
    if page.id is None or is_blank(page):
        return [], None
    node = page.front_matter.node if page.front_matter else None
    kinds = schemas.kinds.get(page.id.type, ())
    violations: list[Violation] = []
    known_kind = not kinds or page.kind in kinds
    if node is not None and page.front_matter is not None:
        if known_kind:
            schema = schemas.front_matter(page.id.type, page.kind)
        else:
            # The kind says which schema applies: without it only what every page has can be judged.
            schema = schemas.schemas["page.schema.json"]
            violations.append(_kind_violation(page, kinds, node, schemas))
        found = validate("front-matter", node, schema, schemas, end=page.front_matter.close)
        violations.extend(item for item in found if known_kind or not (item.keyword == "unknown" or _is_kind(item)))
        violations = [item for item in violations if not _looks_boolean(item, page)]
    body_schema = schemas.body(page.id.type, page.kind) if known_kind else None
    if body_schema is None:
        return violations, None
    language: Language = "zh" if page.id.locale.startswith("zh") else "en"
    body = body_instance(page, schemas, body_schema, language)
    end = _last_line(page)
    body_found = validate("body", body.node, body_schema, schemas, end=end, language=language, unknown=body)
    for pointer, columns in body.tables:
        other = validate("body", _with(body.node, pointer, columns), body_schema, schemas, language=language)
        body_found.extend(item for item in other if item.pointer == pointer)
    return violations + _before_open_fence(body_found, page), body


def _looks_boolean(violation: Violation, page: Page) -> bool:
    """Whether the value is a text that looks like true or false: that is its cause, and a finding of its own."""
    ambiguous = {problem.span.start for problem in page.problems if problem.kind == "ambiguous-boolean"}
    return violation.keyword not in {"required", "unknown"} and violation.span.start in ambiguous


def _with(node: Node, pointer: Pointer, new: Node) -> Node:
    """A value in which another one stands at a pointer."""
    if not pointer:
        return new
    step = str(pointer[0])
    children = {**node.children, step: _with(node.children[step], pointer[1:], new)}
    return Node({str(key): child.value for key, child in children.items()}, node.span, node.key_span, children)


def _before_open_fence(violations: list[Violation], page: Page) -> list[Violation]:
    """What is missing behind a code block that is never closed may well be in it: that block is the one cause."""
    fence = next((problem.span.start for problem in page.problems if problem.kind == "unclosed-fence"), None)
    return [item for item in violations if fence is None or item.keyword != "required" or item.span.start < fence]


def validate(
    part: Part,
    node: Node,
    schema: Schema,
    schemas: SchemaSet,
    *,
    end: Span | None = None,
    language: Language = "en",
    unknown: Body | None = None,
) -> list[Violation]:
    """Every cause for which a value is not valid.

    Args:
        part: what is validated; rules tell violations apart by it.
        node: the value with its places.
        schema: what it is validated as.
        schemas: where references lead.
        end: where a key would be added that belongs at the end.
        language: of the headings in the page.
        unknown: the body, for sections that may have been meant by an unknown heading.
    """
    if schemas.is_valid(schema, node.value):
        return []
    errors = list(schemas.validator(schema).iter_errors(node.value))
    explainer = Explainer(part, node, schema, schemas, end or node.span, language, unknown)
    found = [violation for error in errors for violation in explainer.explain(error)]
    return _one_a_cause([item for item in _at_empty_items(found) if not _is_unfinished(item, node)])


_OF_THE_TEXT = ("text", "width", "latin", "values")
"""What a section says about its text: where that is still to be written, nothing else is wrong with it."""


def _is_unfinished(violation: Violation, root: Node) -> bool:
    """Whether what is wrong is that something is still to be written, which ``schema/unfinished`` says."""
    if violation.part == "front-matter":
        node = root.at(violation.pointer)
        return violation.keyword != "required" and node is not None and is_asked(str(node.value))
    if violation.part != "body" or not violation.pointer or violation.pointer[-1] not in _OF_THE_TEXT:
        return False
    text = root.at((*violation.pointer[:-1], "text"))
    return violation.keyword != "minLength" and text is not None and is_asked(str(text.value))


def _at_empty_items(violations: list[Violation]) -> list[Violation]:
    """An entry that a list lacks and an item without text are one cause: that item is where it belongs."""
    empty: dict[Pointer, list[Violation]] = {}
    for item in sorted(violations, key=lambda item: item.span.start):
        if item.keyword == "minLength" and item.pointer[-2:-1] == ("items",):
            empty.setdefault(item.pointer[:-1], []).append(item)
    filled: list[Violation] = []
    found: list[Violation] = []
    for item in violations:
        if item.keyword == "contains" and empty.get(item.pointer):
            filled.append(empty[item.pointer].pop(0))
            found.append(replace(item, span=filled[-1].span))
        else:
            found.append(item)
    return [item for item in found if not any(item is other for other in filled)]


def _one_a_cause(violations: list[Violation]) -> list[Violation]:
    """The first cause of each value, and nothing that merely follows from a cause above it."""
    best: dict[tuple[Pointer, str], Violation] = {}
    for violation in violations:
        many = violation.keyword in {"required", "unknown", "contains"}
        key = (violation.pointer, violation.keyword + str(violation.args.get("key", "")) if many else "")
        if key not in best or CAUSES.index(violation.keyword) < CAUSES.index(best[key].keyword):
            best[key] = violation
    empty = {
        item.pointer[:-1] for item in best.values() if item.keyword == "minLength" and item.pointer[-1:] == ("text",)
    }
    # A mistyped key is one cause: what it should have been is not missing as well.
    meant = {(item.pointer, item.args["meant"].en) for item in best.values() if item.keyword == "unknown"}
    # A text in another language has another length.
    foreign = {item.pointer[:-1] for item in best.values() if item.pointer[-1:] == ("latin",)}
    kept = [
        item
        for item in best.values()
        if not (item.pointer[-1:] == ("width",) and item.pointer[:-1] in foreign)
        and (item.keyword != "required" or (item.pointer, item.args["name"].en) not in meant)
        and not any(item.pointer[: len(above)] == above and item.pointer != (*above, "text") for above in empty)
    ]
    return sorted(kept, key=lambda item: (item.span.start, item.where, str(item.args.get("key", ""))))


def _kind_violation(page: Page, kinds: Sequence[str], node: Node, schemas: SchemaSet) -> Violation:
    """What is wrong with ``kind``, on which everything else of the page depends."""
    assert page.id is not None  # noqa: S101  # only typed pages are validated
    schema: dict[str, Any] = {"type": "object", "properties": {"kind": {"enum": list(kinds)}}, "required": ["kind"]}
    about = schemas.describe(schemas.front_matter(page.id.type, kinds[0]), ("kind",))
    schema["properties"]["kind"] |= {
        key: about.get(key) for key in ("x-label", "x-help", "examples") if about.get(key) is not None
    }
    close = page.front_matter.close if page.front_matter else None
    return validate("front-matter", node, schema, schemas, end=close)[0]


def _is_kind(violation: Violation) -> bool:
    return violation.pointer == ("kind",) or (violation.keyword == "required" and violation.args["name"].en == "kind")


def _last_line(page: Page) -> Span:
    """The end of what is written: where a section is added that belongs at the end of the page."""
    end = len(page.source.text.rstrip())
    return page.source.span(end, end)
