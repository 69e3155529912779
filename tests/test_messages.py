"""Every message is in both languages: no text of the program or of a rule was left in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from conftest import REPOSITORY
from presscheck import errors
from presscheck.site import Site

SOURCES = sorted((REPOSITORY / "src/presscheck").rglob("*.py"))
ERRORS = {name for name in vars(errors) if name.endswith("Error")}
CHINESE = re.compile(r"[\u3400-\u9fff]")
WORDS = re.compile(r"[A-Za-z]{2,}")
ONLY_ENGLISH = {
    "src/presscheck/resources.py",  # said when the installation is damaged
    "src/presscheck/markdown/source.py",  # for logs; its text says so
}


def written(node: ast.expr) -> str | None:
    """What stands in a text literally; ``None`` for what is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(text or "" for text in map(written, node.values))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return f"{written(node.left) or ''}{written(node.right) or ''}"
    return None


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node


def untranslated(path: Path) -> Iterator[int]:
    for name, call in calls(path):
        texts = [written(argument) for argument in call.args if not isinstance(argument, ast.Starred)]
        if name == "Localized" and len(texts) == 2 and None not in texts:
            english, chinese = texts
            if english != chinese and WORDS.search(str(english)) and not CHINESE.search(str(chinese)):
                yield call.lineno
        elif name in ERRORS and texts and texts[0] is not None and WORDS.search(texts[0]):
            yield call.lineno


def test_every_text_of_the_program_is_in_both_languages() -> None:
    found = {
        f"{path.relative_to(REPOSITORY).as_posix()}:{line}"
        for path in SOURCES
        for line in untranslated(path)
        if path.relative_to(REPOSITORY).as_posix() not in ONLY_ENGLISH
    }

    assert sorted(found) == []


def test_every_rule_speaks_chinese(home_site: Site) -> None:
    texts = [
        (rule.name, text.zh) for rule in home_site.rules.values() for text in (rule.summary, rule.message, rule.help)
    ]

    assert [(name, text) for name, text in texts if not CHINESE.search(re.sub(r"\{[a-z_]+\}", "密", text))] == []
    assert [name for name, text in texts if "。" in text and re.search(r"\. [A-Z]", text)] == []


def test_the_finder_finds_one(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text('Localized("a word", "a word too")\nInputError("no word")\nLocalized(f"{x} words", f"{x} 个词")\n')

    assert list(untranslated(path)) == [1, 2]
