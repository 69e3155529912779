"""What ``--help`` says in Chinese: the texts of ``help_zh.yaml`` in place of those that stand at the commands."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import yaml
from wcwidth import wcswidth

from presscheck.cli.terminal import width
from presscheck.report.wrap import wrap

CHINESE = Path(__file__).with_name("help_zh.yaml")
_GAP, _TERM = 2, 30
"""Blanks between an option and what it does, and how long an option may be that has both in one line."""


def texts(command: click.Command, ctx: click.Context) -> Iterator[str]:
    """The English texts of a command's help: paragraphs, lines of lists, options."""
    for paragraph in _paragraphs(command):
        yield from (line.strip() for line in paragraph)
    yield from (text for param in command.get_params(ctx) if (text := getattr(param, "help", None)))


def chinese(ctx: click.Context) -> Iterator[str]:
    """The lines of a command's help in Chinese; a text that nobody has translated stays as it is."""
    room = min(ctx.terminal_width or width(), ctx.max_content_width or 100) - 2
    known = _catalogue()
    yield f"用法：{' '.join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])}"
    for paragraph in _paragraphs(ctx.command):
        yield ""
        for line in paragraph:
            text, indent = line.strip(), " " * (2 + len(line) - len(line.lstrip()))
            for shown in wrap(known.get(text, text), room - len(indent)) if indent == "  " else [known.get(text, text)]:
                yield indent + shown
    rows: list[tuple[str, str]] = []
    for param in ctx.command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record and isinstance(param, click.Option):
            rows.append((record[0], known.get(param.help or "", param.help or "") + _default(param)))
    yield from _list("选项：", rows, room)
    if isinstance(ctx.command, click.Group):
        below = ((name, ctx.command.get_command(ctx, name)) for name in ctx.command.list_commands(ctx))
        rows = [(name, _first(command)) for name, command in below if command is not None]
        yield from _list("命令：", rows, room)


def _first(command: click.Command) -> str:
    """What a command does, in short."""
    paragraph = next(_paragraphs(command), [""])
    return _catalogue().get(paragraph[0], paragraph[0])


def _default(option: click.Option) -> str:
    if option.required:
        return "[必填]"
    if not option.show_default or option.default is None:
        return ""
    return f"[默认：{option.default}]"


def _list(head: str, rows: list[tuple[str, str]], room: int) -> Iterator[str]:
    if not rows:
        return
    yield from ("", head)
    column = min(max(len(term) for term, _ in rows), _TERM) + _GAP
    for term, text in rows:
        lines = list(wrap(text, room - column))
        if len(term) + _GAP > column:
            yield f"  {term}".rstrip()
        else:
            yield f"  {term}{' ' * (column - wcswidth(term))}{lines.pop(0)}".rstrip()
        yield from (f"  {' ' * column}{line}" for line in lines if line)


def _paragraphs(command: click.Command) -> Iterator[list[str]]:
    r"""The paragraphs of a command's help; one that begins with ``\b`` has lines of its own."""
    for paragraph in inspect.cleandoc(command.help or "").replace("\b\n", "\n\b").split("\n\n"):
        lines = [line for line in paragraph.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("\b"):
            yield [lines[0].removeprefix("\b"), *lines[1:]]
        else:
            yield [" ".join(" ".join(lines).split())]


@cache
def _catalogue() -> dict[str, str]:
    return {str(key): str(value) for key, value in yaml.safe_load(CHINESE.read_text("utf-8")).items()}
