"""Rules: data read from ``linters/<family>/<rule>.yaml``, each validated when it is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from presscheck.errors import RuleError
from presscheck.expressions import compiled
from presscheck.markdown.front_matter import read_yaml
from presscheck.model import Json, Localized, Node, Severity, Span
from presscheck.schemas import SchemaSet, validate

FAMILIES = ("schema", "secrets", "base-url", "claims", "privacy", "links", "review", "site")
"""The families of rules, in the order in which they are shown."""

DOCS_URL = "https://presscheck.example.com/rules/"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``name`` is ``family/rule``; ``options`` belong to its ``kind`` of check; ``page`` explains it."""

    name: str
    kind: str
    severity: Severity
    summary: Localized
    message: Localized
    help: Localized
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    path: Path = Path()

    @property
    def family(self) -> str:
        return self.name.partition("/")[0]

    @property
    def page(self) -> Path:
        """The rule's page: why, Bad, Good."""
        return self.path.with_suffix(".md")

    @property
    def url(self) -> str:
        return f"{DOCS_URL}{self.name}"


def load_rules(folders: Iterable[Path], schemas: SchemaSet, kinds: Iterable[str]) -> dict[str, Rule]:
    """Every rule by name, sorted; one in a later folder takes the place of an earlier one of the same name.

    Raises:
        RuleError: a rule file is not valid; the message names file, line and key of every mistake found.
    """
    rules: dict[str, Rule] = {}
    mistakes: list[str] = []
    for folder in folders:
        for path in sorted(folder.glob("*/*.yaml")):
            if path.parent.name not in FAMILIES:
                mistakes.append(f"{path}: {path.parent.name} is no family of rules; these are: {', '.join(FAMILIES)}")
                continue
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                mistakes.append(f"{path}: cannot be read: {error}")
                continue
            rule = _read(path, text, schemas, set(kinds), mistakes)
            if rule is not None:
                rules[rule.name] = rule
    if mistakes:
        raise RuleError("\n".join(mistakes))
    return dict(sorted(rules.items()))


def _read(path: Path, text: str, schemas: SchemaSet, kinds: set[str], mistakes: list[str]) -> Rule | None:
    node, problems = read_yaml(text)
    mistakes.extend(_at(path, problem.span, problem.args.get("detail") or problem.kind) for problem in problems)
    if node is None or problems:
        return None
    found = validate("rule", node, schemas.schemas["rule.schema.json"], schemas)
    mistakes.extend(_at(path, violation.span, sentence(violation.keyword, violation.args)) for violation in found)
    if found:
        return None
    broken = list(_broken_expressions(path, node.children["options"])) if "options" in node.children else []
    if broken:
        mistakes.extend(broken)
        return None
    data = cast("dict[str, Any]", node.value)
    if data["kind"] not in kinds:
        names = ", ".join(sorted(kinds))
        mistakes.append(
            _at(path, node.children["kind"].span, f"no kind of check is called {data['kind']}; these are: {names}")
        )
        return None
    return Rule(
        name=f"{path.parent.name}/{path.stem}",
        kind=data["kind"],
        severity=data["severity"],
        summary=_localized(data["summary"]),
        message=_localized(data["message"]),
        help=_localized(data["help"]),
        options=data.get("options", {}),
        path=path,
    )


EXPRESSIONS = frozenset(
    [
        "asks",
        "insists",
        "introductions",
        "names",
        "near",
        "pattern",
        "patterns",
        "things",
        "unless",
        "unless_sentence",
        "words",
    ]
)
"""Options that hold regular expressions, whatever the kind of the rule."""


def _broken_expressions(path: Path, node: Node, *, inside: bool = False) -> Iterator[str]:
    if inside and isinstance(node.value, str):
        try:
            compiled(node.value)
        except RuleError as error:
            yield _at(path, node.span, str(error))
    for key, child in node.children.items():
        yield from _broken_expressions(path, child, inside=inside or key in EXPRESSIONS)


def _at(path: Path, span: Span, text: str) -> str:
    return f"{path}:{span.line}:{span.column}: {text}"


def sentence(keyword: str, args: Mapping[str, Localized]) -> str:
    """A violation of a schema for people who write configuration and rules, in English."""
    key = args["key"].en
    match keyword:
        case "required":
            example = f" For example: {args['example'].en}" if args["example"].en else ""
            return f"`{key}` is missing.{args['suggestion'].en}{example}"
        case "unknown":
            return f"`{key}` is no key here.{args['suggestion'].en or ' These are: ' + args['keys'].en}"
        case _:
            return f"`{key}` must be {args['expected'].en}, it is {args['actual'].en}.{args['suggestion'].en}"


def rules_digest(rules: Iterable[Rule]) -> str:
    """SHA-256 over what the rules say, in hex: changes when a rule is added, removed or edited."""
    digest = hashlib.sha256()
    for rule in sorted(rules, key=lambda rule: rule.name):
        digest.update(repr((rule.name, rule.kind, rule.severity, sorted(rule.options.items(), key=str))).encode())
    return digest.hexdigest()


def _localized(value: Json) -> Localized:
    texts = cast("dict[str, str]", value)
    return Localized(texts["en"].strip(), texts["zh"].strip())
