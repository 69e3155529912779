"""The command line: the only place that prints and knows exit codes.

0    done, nothing at error severity
1    findings at error severity (lint, audit), blocked pages or conflicts (export plan), a value that is wrong
     (clients url), an approval that does not count (approvals verify), something between a page and its readers (why)
2    the call, the configuration or an input file cannot be used
3    changes are pending (export plan)
70   a fault of presscheck's own; please report it
130  stopped by Ctrl-C
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback

import click

from presscheck import __version__
from presscheck.cli.options import in_language_of_call, language_of_call, language_of_messages, misuse
from presscheck.cli.output import echo
from presscheck.errors import PresscheckError
from presscheck.model import Localized

COMMANDS = {
    "approvals": "presscheck.cli.approvals:approvals",
    "approve": "presscheck.cli.approve:approve",
    "audit": "presscheck.cli.audit:audit",
    "baseline": "presscheck.cli.baseline:baseline",
    "cache": "presscheck.cli.cache:cache",
    "claims": "presscheck.cli.claims:claims",
    "clients": "presscheck.cli.clients:clients",
    "completion": "presscheck.cli.completion:completion",
    "explain": "presscheck.cli.rules:explain",
    "export": "presscheck.cli.export:export",
    "links": "presscheck.cli.links:links",
    "lint": "presscheck.cli.lint:lint",
    "llms": "presscheck.cli.llms:llms",
    "merge": "presscheck.cli.merge:merge",
    "lsp": "presscheck.cli.lsp:lsp",
    "new": "presscheck.cli.new:new",
    "redact": "presscheck.cli.redact:redact",
    "revoke": "presscheck.cli.approve:revoke",
    "rules": "presscheck.cli.rules:rules",
    "scan-history": "presscheck.cli.scan_history:scan_history",
    "validate-config": "presscheck.cli.validate_config:validate_config",
    "why": "presscheck.cli.why:why",
}
"""Sub-commands and where they are; imported when they are called, so that none pays for another."""


class HelpContext(click.Context):
    """A context whose help is in the language of the call."""

    def get_help(self) -> str:
        if language_of_call(self.obj or (), self) == "zh":
            from presscheck.cli.help import chinese

            return "\n".join(chinese(self))
        return super().get_help()


def _speaking(command: click.Command) -> click.Command:
    """The command, its help and that of the commands below it in the language of the call.

    What it does stands whole in the list of commands, where click would cut it off after half a line.
    """
    command.context_class = HelpContext
    command.short_help = " ".join((command.help or "").partition("\n\n")[0].split())
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _speaking(below)
    return command


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101  # the table above is ours
        return _speaking(command)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except PresscheckError as error:
            for line in error.text.in_language(language_of_messages(ctx)).splitlines():
                echo(f"presscheck: {line}", err=True)
            return 2

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from difflib import get_close_matches

        if args and args[0] not in COMMANDS and (meant := get_close_matches(args[0], COMMANDS, n=1)):
            raise misuse(
                f"No such command '{args[0]}'. Did you mean '{meant[0]}'?", f"没有命令 {args[0]}，是否指 {meant[0]}？"
            )
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="presscheck %(version)s")
def presscheck() -> None:
    """The last look at Markdown pages before people and answer engines copy them.

    \b
    Examples:
      presscheck lint                     check the pages of the site
      presscheck new faq error-401        begin a page
      presscheck explain schema/empty-cell
      presscheck export plan              what an export would do
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A console that cannot show a sign shows it escaped instead of stopping the run.
            reconfigure(errors="backslashreplace")
    sys.exit(_run(args))


def _run(args: list[str] | None) -> int:
    words = sys.argv[1:] if args is None else args
    try:
        status = presscheck.main(words, prog_name="presscheck", standalone_mode=False, obj=words)
    except click.ClickException as error:
        from presscheck.cli.misuse import explained

        echo(explained(error, words), err=True)
        return 2
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        echo(f"presscheck: {in_language_of_call(Localized('stopped', '已中止'))}", err=True)
        return 130
    except BrokenPipeError:
        # The reader of the report has gone (`| head`): nobody is left to tell.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  # stays open until the end
        return 0
    except Exception as error:  # noqa: BLE001  # the one door: a fault of ours must not look like one of the user's
        name = type(error).__name__
        for said in (
            Localized(f"a fault of presscheck's own: {name}", f"presscheck 自身的故障：{name}"),
            Localized(
                "set PRESSCHECK_TRACEBACK=1, run it again and report what it prints",
                "请设置 PRESSCHECK_TRACEBACK=1 再运行一次，并报告其输出",
            ),
        ):
            echo(f"presscheck: {in_language_of_call(said)}", err=True)
        if os.environ.get("PRESSCHECK_TRACEBACK"):
            echo("".join(traceback.format_exception(error)), err=True)
        return 70
    return status if isinstance(status, int) else 0
