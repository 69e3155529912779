"""The options of a command that reports: in which format, where to, how it looks on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from presscheck.cli.options import Decorator, in_language_of_call, misuse
from presscheck.cli.output import echo
from presscheck.cli.terminal import wants_colour, width
from presscheck.errors import InputError, os_reason
from presscheck.files import write_text
from presscheck.model import Localized
from presscheck.report import Screen


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports that a call asks for: a format each, with its file or ``None`` for standard output."""

    wanted: tuple[tuple[str, Path | None], ...]
    screen: Screen

    @property
    def formats(self) -> set[str]:
        return {name for name, _ in self.wanted}

    def write(self, render: Callable[[str, Screen], str]) -> None:
        """Each report where it belongs. Those in files go first: a closed pipe must not lose them.

        Args:
            render: the text of a report in a format, for a screen.

        Raises:
            InputError: a file cannot be written.
        """
        for name, file in sorted(self.wanted, key=lambda report: report[1] is None):
            screen = replace(self.screen, colour=False, width=100, terminal=False) if file else self.screen
            write_report(render(name, screen), file, colour=screen.colour)


class _Report(click.ParamType[tuple[str, Path | None]]):
    """``FORMAT`` or ``FORMAT=FILE``."""

    name = "report"

    def __init__(self, formats: Iterable[str]) -> None:
        self._formats = sorted(formats)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path | None]:
        format_, given, file = str(value).partition("=")
        if format_ not in self._formats:
            known = ", ".join(self._formats)
            said = Localized(f"'{format_}' is not one of {known}.", f"没有格式 {format_}，可用的是：{known}。")
            self.fail(in_language_of_call(said), param, ctx)
        if given and not file:
            said = Localized(f"'{value}' names no file; write {format_}=FILE.", f"缺少文件名，应写 {format_}=文件。")
            self.fail(in_language_of_call(said), param, ctx)
        return format_, Path(file) if file else None


def report_options(formats: Iterable[str], *, of_findings: bool) -> Decorator:
    """The options of a command whose parameter ``reports`` takes what they ask for, as ``Reports``.

    Args:
        formats: the names of the formats; ``text`` is the default.
        of_findings: whether the text lists findings, which can be told in short.
    """
    names = sorted(formats)
    options: list[Decorator] = [
        click.option("--format", "format_", type=click.Choice(names), default="text", show_default=True),
        click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file."),
        click.option(
            "--report",
            "several",
            type=_Report(names),
            multiple=True,
            metavar="FORMAT[=FILE]",
            help="A report in place of --format, on standard output or in a file; may be given several times.",
        ),
        click.option(
            "--color",
            "colour",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help="auto: on a terminal, unless NO_COLOR is set; FORCE_COLOR asks for them elsewhere too.",
        ),
    ]
    if of_findings:
        options[3:3] = [
            click.option("-q", "--quiet", is_flag=True, help="In text, one line for each finding and nothing else."),
            click.option(
                "--statistics", is_flag=True, help="In text, how often each rule fired, in place of the findings."
            ),
        ]

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def call(
            *args: Any,
            format_: str,
            output: Path | None,
            several: tuple[tuple[str, Path | None], ...],
            colour: str,
            quiet: bool = False,
            statistics: bool = False,
            **others: Any,
        ) -> Any:
            screen = Screen(wants_colour(colour, sys.stdout), width(), quiet, statistics, sys.stdout.isatty())
            wanted = _wanted(format_, output, several)
            return command(*args, reports=Reports(wanted, screen), **others)

        for option in reversed(options):
            option(call)
        return call

    return decorated


def _wanted(
    format_: str, output: Path | None, several: tuple[tuple[str, Path | None], ...]
) -> tuple[tuple[str, Path | None], ...]:
    if several and output:
        raise misuse(
            "--output belongs to --format; with --report, write --report FORMAT=FILE.",
            "--output 与 --format 搭配；使用 --report 时请写 --report 格式=文件。",
        )
    if sum(file is None for _, file in several) > 1:
        raise misuse(
            "Only one report can go to standard output; give the others a file: FORMAT=FILE.",
            "只能有一份报告写到标准输出，其余请指定文件：格式=文件。",
        )
    return several or ((format_, output),)


def write_report(text: str, output: Path | None, *, colour: bool = False) -> None:
    """Print a report, or put it into a file as a whole.

    Raises:
        InputError: the file cannot be written.
    """
    if output is None:
        echo(text, nl=False, colour=colour or None)
        return
    try:
        write_text(output, text)
    except OSError as error:
        raise InputError(
            Localized(
                f"the report cannot be written to {output}: {error.strerror}",
                f"报告无法写入 {output}：{os_reason(error).zh}",
            )
        ) from error
