"""Every message is in both languages: no text of the program or of a rule was left in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from wcwidth import wcswidth

from conftest import REPOSITORY
from presscheck import errors
from presscheck.cli import help as help_texts
from presscheck.cli import main, presscheck
from presscheck.cli.lint import lint
from presscheck.site import Site
from test_cli import run

SOURCES = sorted((REPOSITORY / "src/presscheck").rglob("*.py"))
ERRORS = {name for name in vars(errors) if name.endswith("Error")}
CHINESE = re.compile(r"[\u3400-\u9fff]")
SAID = {"echo", "fail", "UsageError", "BadParameter", "ClickException", "confirm", "prompt"}
"""What speaks to a user directly: its text must have been chosen by language before."""
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
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr, node


def is_english(text: str | None) -> bool:
    """Whether it is a sentence in one language only; a word or two may be a name."""
    return text is not None and len(WORDS.findall(text)) > 2 and not CHINESE.search(text)


def untranslated(path: Path) -> Iterator[int]:
    for name, call in calls(path):
        texts = [written(argument) for argument in call.args if not isinstance(argument, ast.Starred)]
        if name == "Localized" and len(texts) == 2 and None not in texts:
            english, chinese = texts
            if english != chinese and WORDS.search(str(english)) and not CHINESE.search(str(chinese)):
                yield call.lineno
        elif (name in SAID and any(map(is_english, texts))) or (
            name in ERRORS and texts and re.search("[A-Za-z] ", texts[0] or "")  # a word alone is the kind of error
        ):
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
    path.write_text(
        'Localized("a word", "a word too")\nInputError("no word")\nLocalized(f"{x} words", f"{x} 个词")\n'
        'echo(f"{x} pages are valid")\nclick.UsageError("leave one of them out")\necho(f"{x}: {y}")\n'
    )

    assert sorted(untranslated(path)) == [1, 2, 4, 5]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lint", "--lang", "zh", "--fromat", "x"], "没有选项 --fromat。是否指 --format"),
        (["lint", "--lang=zh", "--format", "x"], "选项 '--format' 的值无效，可选值：github、"),
        (["lint", "--lang", "zh", "--jobs", "x"], "选项 '--jobs' 的值无效，应为允许范围内的整数。"),
        (["lint", "--lang", "zh", "--stdin", "a.md"], "--stdin 只读取一个页面"),
        (["lint", "--lang", "zh", "--config"], "选项 --config 需要一个值。"),
        (["lint", "--lang", "zh", "--report", "sarifx"], "没有格式 sarifx"),
        (["explain", "--lang", "zh"], "缺少参数 'RULE'。"),
        (["--lang", "zh", "why", "a"], "--lang 应写在命令之后：presscheck why --lang"),
        (
            ["claims", "--expiring", "3", "list"],
            "--expiring stands after the command: presscheck claims list --expiring",
        ),
    ],
)
def test_a_call_that_is_refused_is_refused_in_the_language_it_names(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)

    assert left.value.code == 2
    assert said in capsys.readouterr().err


# --- help -----------------------------------------------------------------------------------------------------------


def _commands() -> Iterator[click.Context]:
    root = click.Context(presscheck, info_name="presscheck", **presscheck.context_settings)
    waiting = [root]
    while waiting:
        ctx = waiting.pop()
        yield ctx
        if isinstance(ctx.command, click.Group):
            for name in ctx.command.list_commands(ctx):
                below = ctx.command.get_command(ctx, name)
                assert below is not None
                waiting.append(click.Context(below, info_name=name, parent=ctx))


def test_every_text_of_help_is_translated_and_no_translation_is_left_over() -> None:
    known = set(yaml.safe_load(help_texts.CHINESE.read_text("utf-8")))
    said = {text for ctx in _commands() for text in help_texts.texts(ctx.command, ctx)}
    examples = {text for text in said if re.match(r"(?:presscheck|pip|kubectl) ", text)}

    assert said - known - examples == set()
    assert known - said == set()


@pytest.mark.parametrize(
    ("language", "system", "other"), [("en", "en_US.UTF-8", "zh_CN.UTF-8"), ("zh", "zh_CN.UTF-8", "C")]
)
def test_help_is_in_the_language_that_the_call_or_the_system_names(
    language: str, system: str, other: str, tmp_path: Path
) -> None:
    head = {"en": "Usage", "zh": "用法"}[language]

    for arguments, locale in (
        (["--lang", language, "--help"], other),
        (["--help", f"--lang={language}"], other),
        (["--help"], system),
    ):
        ran = run(tmp_path, "claims", "renew", *arguments, LC_ALL=locale)
        assert (ran.returncode, ran.stdout[:2]) == (0, head[:2])


def test_lines_of_chinese_help_fit_a_page_and_examples_stay_whole() -> None:
    for ctx in _commands():
        for line in help_texts.chinese(ctx):
            if not line.startswith(("用法", "    ")) or line.startswith("     "):
                assert wcswidth(line) <= 100, line
    page = "\n".join(help_texts.chinese(click.Context(lint, info_name="lint")))
    assert "\n    presscheck lint --changed origin/main --report sarif=out.sarif --report github\n" in page
