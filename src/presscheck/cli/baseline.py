"""``presscheck baseline``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from presscheck import baseline as baselines
from presscheck.cli.inputs import collected
from presscheck.cli.lint import look
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo
from presscheck.cli.reporting import write_report
from presscheck.columns import aligned
from presscheck.errors import InputError
from presscheck.model import Finding, Localized
from presscheck.site import Site

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

file_argument: Decorator = click.argument(
    "file", type=click.Path(path_type=Path, dir_okay=False), default=baselines.FILE_NAME
)


@click.group()
def baseline() -> None:
    """Adopt presscheck on old content: what was there before may stand until it is mended.

    \b
    Examples:
      presscheck baseline create
      presscheck lint --baseline presscheck-baseline.json
      presscheck baseline update
    """


@baseline.command()
@file_argument
@config_option
@language_option
def create(file: Path, config: Path | None, lang: str | None) -> None:
    """Write down all findings of the site; presscheck-baseline.json by default.

    Keys, private data and files that cannot be read are left out: those have to be mended.

    \b
    Example:
      presscheck baseline create
    """
    site = open_site(config)
    if file.exists():
        raise InputError(
            Localized(
                f"{file} is there already; `presscheck baseline update` takes out what was mended",
                f"{file} 已存在；`presscheck baseline update` 会移除已修复的问题",
            )
        )
    findings = _findings(site)
    made = baselines.of(findings)
    write_report(baselines.written(made), file)
    left = sum(not baselines.may_stand(finding) for finding in findings)
    _say(
        site,
        lang,
        Localized(
            f"{file}: {made.count} finding{'' if made.count == 1 else 's'}"
            + (f"; what has to be mended: {left}" if left else ""),
            f"{file}：{made.count} 个问题" + (f"；另有 {left} 个必须修复" if left else ""),
        ),
    )


@baseline.command()
@file_argument
@config_option
@language_option
def update(file: Path, config: Path | None, lang: str | None) -> None:
    """Take out of a baseline what was mended. Nothing is ever added.

    \b
    Example:
      presscheck baseline update
    """
    site = open_site(config)
    old = baselines.read(file)
    new = old.shrunk(_findings(site))
    if new != old:
        write_report(baselines.written(new), file)
    gone = old.count - new.count
    _say(
        site,
        lang,
        Localized(f"{file}: {gone} mended, {new.count} left", f"{file}：已修复 {gone} 个，剩余 {new.count} 个"),
    )


@baseline.command()
@file_argument
def show(file: Path) -> None:
    """Show how many findings of each rule a baseline holds, and how many in all.

    \b
    Example:
      presscheck baseline show
    """
    known = baselines.read(file)
    rules: Counter[str] = Counter()
    for (_, rule), prints in known.known.items():
        rules[rule] += len(prints)
    rows = [(str(count), rule) for rule, count in sorted(rules.items(), key=lambda item: (-item[1], item[0]))]
    for line in aligned([*rows, (str(known.count), str(file))]):
        echo(line)


def _findings(site: Site) -> list[Finding]:
    """What the whole site has today and nothing else lets stand."""
    looked = look(site, list(site.rules.values()), collected(site, (), staged=False, changed=None))
    return [finding for finding in looked.findings if finding.suppression is None]


def _say(site: Site, lang: str | None, text: Localized) -> None:
    echo(text.in_language(language_of(lang, site)))
