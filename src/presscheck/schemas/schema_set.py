"""The schemas of a site: the built-in ones, and the site's own in place of or beside them.

A page type exists because its schemas do. ``<type>.body.schema.json`` and ``<type>.schema.json`` make a type;
``<type>-<kind>.body.schema.json`` and ``<type>-<kind>.schema.json`` a kind of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import jsonschema_rs

from presscheck.errors import SchemaError
from presscheck.model import Json, Language, Localized

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from referencing import Registry

Schema = Mapping[str, Any]

SUFFIX = ".schema.json"
BODY_SUFFIX = ".body.schema.json"


class SchemaSet:
    """Every schema by file name. ``Schema`` values are plain JSON objects."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self.schemas = dict(schemas)
        self._quick: dict[int, tuple[Schema, jsonschema_rs.Draft202012Validator]] = {}

    @staticmethod
    def load(folders: Iterable[Path]) -> SchemaSet:
        """Read all schemas; one in a later folder takes the place of an earlier one of the same name.

        Raises:
            SchemaError: a file is not JSON, has no ``$id`` or is no valid JSON Schema.
        """
        schemas: dict[str, Schema] = {}
        for folder in folders:
            for path in sorted(folder.glob(f"*{SUFFIX}")):
                schemas[path.name] = _read(path)
        return SchemaSet(schemas)

    @cached_property
    def kinds(self) -> dict[str, tuple[str, ...]]:
        """Page types and their kinds; a type without kinds has none."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.schemas):
            if name.endswith(BODY_SUFFIX):
                page_type, _, kind = name.removesuffix(BODY_SUFFIX).partition("-")
                found.setdefault(page_type, [])
                if kind:
                    found[page_type].append(kind)
        return {page_type: tuple(kinds) for page_type, kinds in found.items()}

    def front_matter(self, page_type: str, kind: str | None) -> Schema:
        """The schema of a page's front matter; that of every page where type and kind have none of their own."""
        return self.schemas.get(_name(page_type, kind) + SUFFIX) or self.schemas["page.schema.json"]

    def body(self, page_type: str, kind: str | None) -> Schema | None:
        return self.schemas.get(_name(page_type, kind) + BODY_SUFFIX)

    @cached_property
    def registry(self) -> Registry[Any]:
        """Where jsonschema finds what a ``$ref`` names."""
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT202012

        empty: Registry[Any] = Registry()
        return empty.with_resources(
            (str(schema["$id"]), Resource.from_contents(dict(schema), default_specification=DRAFT202012))
            for schema in self.schemas.values()
        )

    @cached_property
    def _quick_registry(self) -> jsonschema_rs.Registry:
        return jsonschema_rs.Registry([(str(schema["$id"]), dict(schema)) for schema in self.schemas.values()])

    def is_valid(self, schema: Schema, value: Json) -> bool:
        """Whether a value is surely valid; jsonschema-rs, some hundred times as fast as jsonschema, says no reason."""
        # Kept by identity, with the schema beside it, so that an id is never used twice.
        _, validator = self._quick.get(id(schema), (schema, None))
        if validator is None:
            try:
                validator = jsonschema_rs.Draft202012Validator(
                    dict(schema), registry=self._quick_registry, validate_formats=True, formats=_FORMATS
                )
            except ValueError:
                # A reference that leads nowhere, or an expression of another dialect: jsonschema has the last word.
                return False
            self._quick[id(schema)] = (schema, validator)
        return validator.is_valid(value)

    def validator(self, schema: Schema) -> Draft202012Validator:
        """The validator that says what is wrong with a value, and where."""
        from jsonschema import Draft202012Validator, FormatChecker

        checker = FormatChecker(formats=())
        checker.checks("date")(_is_date)
        # The stubs want a dict; a mapping is all that is read.
        return Draft202012Validator(dict(schema), registry=self.registry, format_checker=checker)

    def properties(self, schema: Schema) -> dict[str, list[Schema]]:
        """The keys that an object may have, in order, each with every schema that speaks of it."""
        found: dict[str, list[Schema]] = {}
        for part in self.parts(schema):
            for key, value in cast("Mapping[str, Schema]", part.get("properties", {})).items():
                found.setdefault(key, []).append(value)
        return found

    def parts(self, schema: Schema) -> Iterator[Schema]:
        """The schema and all that it refers to or is made of, what it refers to first."""
        reference = schema.get("$ref")
        if isinstance(reference, str):
            yield from self.parts(self.resolve(reference))
        for part in cast("list[Schema]", schema.get("allOf", [])):
            yield from self.parts(part)
        yield schema

    def resolve(self, reference: str) -> Schema:
        """The schema that a ``$ref`` names; references between files are by file name.

        Raises:
            SchemaError: there is none.
        """
        name, _, pointer = reference.partition("#")
        schema: Any = self.schemas.get(name)
        for step in pointer.strip("/").split("/") if pointer else ():
            schema = schema.get(step) if isinstance(schema, dict) else None
        if not isinstance(schema, dict):
            raise SchemaError(
                Localized(f"a schema refers to {reference}, which does not exist", f"schema 引用了不存在的 {reference}")
            )
        return cast("Schema", schema)

    def field_order(self, schema: Schema) -> list[str]:
        """The keys of a page's front matter in order; those of its type stand behind the language."""
        common = list(self.properties(self.schemas["page.schema.json"]))
        own = [key for key in self.properties(schema) if key not in common]
        at = common.index("locale") + 1 if "locale" in common else 0
        return [*common[:at], *own, *common[at:]]

    def describe(self, schema: Schema, pointer: tuple[str | int, ...]) -> Annotations:
        """What the schema says, for people, of the value at a pointer."""
        here = [schema]
        for step in pointer:
            here = self.below(here, step)
        # What a type says of a field of every page comes before what is said of all pages.
        return Annotations([part for candidate in reversed(here) for part in self.parts(candidate)])

    def below(self, schemas: Iterable[Schema], step: str | int) -> list[Schema]:
        """The schemas of an item of a list, or of a key: its own, or those of keys that are not listed."""
        found: list[Schema] = []
        for schema in schemas:
            for part in self.parts(schema):
                value = part.get("items") if isinstance(step, int) else _of_key(part, step)
                if isinstance(value, dict):
                    found.append(cast("Schema", value))
        return found

    def check(self) -> Iterator[str]:
        """A sentence for every reference between the schemas that leads nowhere."""
        from referencing.exceptions import Unresolvable

        for name, schema in self.schemas.items():
            resolver = self.registry.resolver(base_uri=str(schema["$id"]))
            for reference in _references(schema):
                try:
                    resolver.lookup(reference)
                except Unresolvable:
                    yield f"{name}: refers to {reference}, which does not exist"


def _of_key(schema: Schema, key: str) -> Any:
    """What a schema says of a key: by its name, or of all keys that it does not name."""
    named = schema.get("properties", {})
    if key in named:
        return named[key]
    others = schema.get("additionalProperties")
    # A reference into its own file says that anything of a kind may stand there, such as sections: nothing of this one.
    return None if isinstance(others, dict) and str(others.get("$ref", "")).startswith("#") else others


class Annotations:
    """The ``x-…`` keys and examples of the schemas that speak of one value; the first that has one wins."""

    def __init__(self, parts: list[Schema]) -> None:
        self._parts = parts

    def localized(self, key: str) -> Localized | None:
        for part in self._parts:
            value = part.get(key)
            if isinstance(value, dict):
                return Localized(str(value["en"]), str(value["zh"]))
        return None

    def headings(self, language: Language) -> list[str]:
        """The headings (or column labels) by which readers know it, the usual one first."""
        for part in self._parts:
            value = part.get("x-headings")
            if isinstance(value, dict):
                return [str(heading) for heading in value.get(language, ())]
        return []

    @property
    def example(self) -> Any:
        for part in self._parts:
            if part.get("examples"):
                return part["examples"][0]
        return None

    def get(self, key: str) -> Any:
        for part in self._parts:
            if key in part:
                return part[key]
        return None


def _name(page_type: str, kind: str | None) -> str:
    return f"{page_type}-{kind}" if kind else page_type


def _read(path: Path) -> Schema:
    try:
        schema = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise SchemaError(
            Localized(
                f"{path}:{error.lineno}:{error.colno}: not valid JSON: {error.msg}",
                f"{path}:{error.lineno}:{error.colno}: JSON 语法错误：{error.msg}",
            )
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaError(Localized(f"{path}: cannot be read: {error}", f"{path}：无法读取：{error}")) from error
    if not isinstance(schema, dict) or not isinstance(schema.get("$id"), str):
        raise SchemaError(
            Localized(f'{path}: a schema is an object with an "$id"', f'{path}：schema 应为含 "$id" 的对象')
        )
    if not jsonschema_rs.meta.is_valid(schema):
        _refuse(path, schema)
    return cast("Schema", schema)


def _refuse(path: Path, schema: Any) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError as InvalidSchema

    try:
        Draft202012Validator.check_schema(schema)
    except InvalidSchema as error:
        where = "/".join(str(step) for step in error.absolute_path)
        raise SchemaError(
            Localized(f"{path}: at /{where}: {error.message}", f"{path}：/{where} 处有误：{error.message}")
        ) from error


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for part in value.values():
            yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)


def _is_date(value: object) -> bool:
    """The one format that is checked, ``date``: ``YYYY-MM-DD`` of a day that exists."""
    if not isinstance(value, str):
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == 10


def _any(value: str) -> bool:
    del value
    return True


_FORMATS: dict[str, Callable[[str], bool]] = dict.fromkeys(
    (
        "date-time", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
        "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer", "relative-json-pointer",
        "regex",
    ),
    _any,
)  # fmt: skip
_FORMATS["date"] = _is_date
"""jsonschema-rs checks all that it knows unless told otherwise; both validators are to say the same."""
