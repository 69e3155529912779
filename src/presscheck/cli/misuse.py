"""What is said of a call that click refuses, in the reader's language; click itself speaks English only."""

from __future__ import annotations

from collections.abc import Sequence

import click

from presscheck.cli.options import language_of_call
from presscheck.model import Localized


def explained(error: click.ClickException, args: Sequence[str]) -> str:
    """How the command is called, and what is wrong with this call."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    language = language_of_call(args, ctx)
    head = Localized("Error: ", "错误：").in_language(language)
    said = Localized(error.format_message(), _chinese(error)).in_language(language)
    if ctx is None:
        return f"{head}{said}"
    if isinstance(error, click.NoSuchOption) and (command := _taker(error.option_name, ctx, args)):
        said = Localized(
            f"{error.option_name} stands after the command: {command} {error.option_name}",
            f"{error.option_name} 应写在命令之后：{command} {error.option_name}",
        ).in_language(language)
    usage = Localized("Usage: ", "用法：").in_language(language)
    return f"{usage}{_usage(ctx)}\n{head}{said}"


def _taker(option: str, ctx: click.Context, args: Sequence[str]) -> str:
    """The command of a call that takes an option which stands before it; empty where there is none."""
    command: click.Command | None = ctx.command
    path = ctx.command_path
    while isinstance(command, click.Group):
        name = next((word for word in args if word in command.list_commands(ctx)), None)
        command = command.get_command(ctx, name) if name else None
        path = f"{path} {name}"
    return path if command and any(option in known.opts for known in command.params) else ""


def _usage(ctx: click.Context) -> str:
    return " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])


def _chinese(error: click.ClickException) -> str:
    """A refusal of click's in Chinese; one of ours, which is already in the language of the call, as it is."""
    match error:
        case click.NoSuchOption():
            meant = f"是否指 {'、'.join(sorted(error.possibilities))}？" if error.possibilities else ""
            return f"没有选项 {error.option_name}。{meant}"
        case click.MissingParameter():
            return f"缺少{_named(error)}。"
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)):
            return f"{_named(error)} 的值无效，可选值：{'、'.join(map(str, choice.choices))}。"
        case click.BadParameter(param=click.Parameter(type=click.types.IntParamType())):
            return f"{_named(error)} 的值无效，应为允许范围内的整数。"
        case click.BadParameter():
            return f"{_named(error)} 的值无效：{error.message}"
        case click.BadOptionUsage():
            needs = "需要一个值" if "requires" in error.message else "不带值"
            return f"选项 {error.option_name} {needs}。"
        case _:
            return error.format_message()


def _named(error: click.BadParameter) -> str:
    hint = error.param_hint
    if hint is None and error.param is not None:
        hint = error.param.get_error_hint(error.ctx) if error.ctx else error.param.name
    kind = "选项" if isinstance(error.param, click.Option) else "参数"
    return f"{kind} {hint if isinstance(hint, str) else '、'.join(hint or ())}".strip()
