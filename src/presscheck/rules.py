"""Rules: data read from ``linters/<family>/<rule>.yaml``, each validated when it is loaded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from presscheck.errors import RuleError
from presscheck.model import Json, Localized, Node, Severity, Span
from presscheck.patterns import regex
from presscheck.resources import is_proved

if TYPE_CHECKING:
    from presscheck.schemas import SchemaSet, Violation

FAMILIES = ("schema", "secrets", "base-url", "claims", "privacy", "links", "review", "site")
"""The families of rules, in the order in which they are shown."""

CLIENTS = "base-url/clients.yaml"
"""The file among the rules that holds no rule, but the registry of clients; see ``presscheck.clients``."""

CLAIM_WORDS = "claims/words.yaml"
"""The other: the words that rules on claims share; see ``presscheck.claims``."""

NEVER_IN_A_PAGE = ("secrets", "privacy")
"""Families whose findings no comment in a page, and no baseline, lets stand."""

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
        """The rule's page in English, with its examples; see ``presscheck.rule_pages``."""
        return self.path.with_suffix(".md")

    @property
    def url(self) -> str:
        return f"{DOCS_URL}{self.name}"


def load_rules(folders: Iterable[Path], schemas: SchemaSet, kinds: Iterable[str], family: str = "*") -> dict[str, Rule]:
    """Every rule by name, sorted; one in a later folder takes the place of an earlier one of the same name.

    Args:
        folders: the folders of linters.
        schemas: what a rule file may hold.
        kinds: the kinds of check that there are.
        family: the one family that is wanted; all by default.

    Raises:
        RuleError: a rule file is not valid; the message names file, line and key of every mistake found.
    """
    rules: dict[str, Rule] = {}
    mistakes: list[Localized] = []
    for folder in folders:
        for path in sorted(folder.glob(f"{family}/*.yaml")):
            if path.relative_to(folder).as_posix() in {CLIENTS, CLAIM_WORDS}:
                continue
            misnamed = _misnamed(path)
            if misnamed:
                mistakes.append(misnamed)
                continue
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                mistakes.append(Localized(f"{path}: cannot be read: {error}", f"{path}：无法读取：{error}"))
                continue
            rule = _read(path, text, schemas, set(kinds), mistakes)
            if rule is not None:
                rules[rule.name] = rule
        mistakes.extend(_misplaced(folder))
    if mistakes:
        raise RuleError(joined(mistakes))
    return dict(sorted(rules.items()))


def joined(texts: Iterable[Localized]) -> Localized:
    """Several messages, each in a line of its own."""
    listed = list(texts)
    return Localized("\n".join(text.en for text in listed), "\n".join(text.zh for text in listed))


_NAME = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _misnamed(path: Path) -> Localized | None:
    """What is wrong with the name of a rule file or of its folder."""
    family = path.parent.name
    if family not in FAMILIES:
        names = ", ".join(FAMILIES)
        return Localized(
            f"{path}: {family} is no family of rules; these are: {names}",
            f"{path}：没有名为 {family} 的规则类别；可用的类别：{names}",
        )
    if not _NAME.fullmatch(path.stem):
        meant = "-".join(re.findall(r"[a-z0-9]+", path.stem.lower())) or "my-rule"
        return Localized(
            f"{path}: a rule's name is lower-case words joined by hyphens; rename the file to {meant}.yaml",
            f"{path}：规则名由小写单词以连字符连接，请将文件改名为 {meant}.yaml",
        )
    return None


def _misplaced(folder: Path) -> Iterator[Localized]:
    """Files that were probably meant as rules and would be read by nobody."""
    for path in sorted(folder.glob("**/*")):
        parts = path.relative_to(folder).parts
        if any(part.startswith(".") for part in parts):
            continue
        if path.suffix.lower() in {".yml", ".yaml"} and (len(parts) != 2 or path.suffix != ".yaml"):
            place = f"{folder.name}/<family>/{path.stem}.yaml"
            yield Localized(
                f"{path}: a rule is not read from here; move it to {place}",
                f"{path}：此处的规则文件不会被读取，请移动到 {place}",
            )


def read_data(
    path: Path, name: Literal["clients", "claim-words"], schemas: SchemaSet, mistakes: list[Localized]
) -> Node | None:
    """A file of data beside the rules, as its schema allows it.

    Args:
        path: the file.
        name: that of its schema, without ``.schema.json``.
        schemas: those of the site.
        mistakes: gets what is wrong with the file, each with its place.
    """
    from presscheck.markdown.front_matter import problem_text, read_yaml
    from presscheck.schemas import validate

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        mistakes.append(Localized(f"{path}: cannot be read: {error}", f"{path}：无法读取：{error}"))
        return None
    node, problems = read_yaml(text)
    mistakes.extend(at_line(path, problem.span.line, problem_text(problem)) for problem in problems)
    if node is None or problems:
        return None
    found = validate(name, node, schemas.schemas[f"{name}.schema.json"], schemas)
    mistakes.extend(at_line(path, item.span.line, sentence(item.keyword, item.args)) for item in found)
    return None if found else node


def at_line(path: Path, line: int, text: Localized) -> Localized:
    """A mistake with its place."""
    return Localized(f"{path}:{line}: {text.en}", f"{path}:{line}: {text.zh}")


def _read(path: Path, text: str, schemas: SchemaSet, kinds: set[str], mistakes: list[Localized]) -> Rule | None:
    from presscheck.markdown.front_matter import problem_text, read_yaml
    from presscheck.schemas import validate
    from presscheck.schemas.instance import closest

    node, problems = read_yaml(text)
    mistakes.extend(_at(path, problem.span, problem_text(problem)) for problem in problems)
    if node is None or problems:
        return None
    found = validate("rule", node, schemas.schemas["rule.schema.json"], schemas)
    mistakes.extend(
        _at(path, _place(violation, node), sentence(violation.keyword, violation.args)) for violation in found
    )
    if found:
        return None
    holds = "options" in node.children and not is_proved(path)
    broken = list(_broken_expressions(path, node.children["options"])) if holds else []
    if broken:
        mistakes.extend(broken)
        return None
    data = cast("dict[str, Any]", node.value)
    if data["kind"] not in kinds:
        names, meant = ", ".join(sorted(kinds)), closest(str(data["kind"]), sorted(kinds))
        unknown = Localized(
            f"no kind of check is called {data['kind']}; "
            + (f"did you mean {meant}?" if meant else f"these are: {names}"),
            f"没有名为 {data['kind']} 的检查种类；" + (f"是否想写 {meant}？" if meant else f"可用的种类：{names}"),
        )
        mistakes.append(_at(path, node.children["kind"].span, unknown))
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


def _place(violation: Violation, node: Node) -> Span:
    """Where a mistake stands; for a missing key, what it is missing in."""
    parent = node.at(violation.pointer) if violation.keyword == "required" and violation.pointer else None
    return (parent.key_span or parent.span) if parent else violation.span


EXPRESSIONS = frozenset(
    [
        "about",
        "asks",
        "column",
        "excuses",
        "frames",
        "harmless",
        "insists",
        "introductions",
        "names",
        "near",
        "openings",
        "pattern",
        "patterns",
        "questions",
        "things",
        "unless",
        "unless_sentence",
        "words",
    ]
)
"""Options that hold regular expressions, whatever the kind of the rule."""


def _broken_expressions(path: Path, node: Node, *, inside: bool = False) -> Iterator[Localized]:
    from presscheck.expressions import check

    if inside and isinstance(node.value, str):
        try:
            check(node.value)
        except RuleError as error:
            yield _at(path, node.span, error.text)
    for key, child in node.children.items():
        yield from _broken_expressions(path, child, inside=inside or key in EXPRESSIONS)


def _at(path: Path, span: Span, text: Localized) -> Localized:
    place = f"{path}:{span.line}:{span.column}: "
    return Localized(place + text.en, place + text.zh)


def sentence(keyword: str, args: Mapping[str, Localized]) -> Localized:
    """A violation of a schema for people who write configuration and rules."""
    key, hint, example = args["key"].en, args["suggestion"], args.get("example", Localized("", ""))
    match keyword:
        case "required":
            return Localized(
                f"`{key}` is missing.{hint.en}{f' For example: {example.en}' if example.en else ''}",
                f"缺少 `{key}`。{hint.zh.strip()}{f'例如：{example.zh}' if example.zh else ''}",
            )
        case "unknown":
            keys = args["keys"].en
            return Localized(
                f"`{key}` is no key here.{hint.en or (f' These are: {keys}' if keys else ' None is.')}",
                f"这里没有 `{key}` 这个键。{hint.zh.strip() or (f'可用的键：{keys}' if keys else '没有可用的键。')}",
            )
        case _:
            expected, actual = args["expected"], args["actual"]
            return Localized(
                f"`{key}` must be {expected.en}, it is {actual.en}.{hint.en}",
                f"`{key}` 应为{expected.zh}，现为{actual.zh}。{hint.zh.strip()}",
            )


def rules_digest(rules: Iterable[Rule]) -> str:
    """SHA-256 over what the rules say, in hex: changes when a rule is added, removed or edited."""
    digest = hashlib.sha256()
    for rule in sorted(rules, key=lambda rule: rule.name):
        digest.update(repr((rule.name, rule.kind, rule.severity, sorted(rule.options.items(), key=str))).encode())
    return digest.hexdigest()


def _localized(value: Json) -> Localized:
    texts = cast("dict[str, str]", value)
    return Localized(texts["en"].strip(), texts["zh"].strip())
