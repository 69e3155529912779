"""``presscheck rules`` and ``presscheck explain``."""

from __future__ import annotations

from pathlib import Path

import click

from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json
from presscheck.errors import RuleError
from presscheck.lint import select_rules
from presscheck.model import Json, Localized
from presscheck.rule_pages import page_of
from presscheck.rules import FAMILIES


@click.command()
@config_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def rules(config: Path | None, format_: str, lang: str | None) -> None:
    """List the rules of the site, by family.

    \b
    Examples:
      presscheck rules
      presscheck rules --format json
    """
    site = open_site(config)
    language = language_of(lang, site)
    if format_ == "json":
        listed: list[Json] = [
            {
                "rule": rule.name,
                "kind": rule.kind,
                "severity": site.config.rules.get(rule.name, site.config.rules.get(rule.family, rule.severity)),
                "summary": rule.summary.in_language(language),
                "url": rule.url,
            }
            for rule in site.rules.values()
        ]
        echo_json(listed)
        return
    width = max(len(name) for name in site.rules)
    for family in FAMILIES:
        for rule in site.rules.values():
            if rule.family == family:
                level = site.config.rules.get(rule.name, site.config.rules.get(rule.family, rule.severity))
                echo(f"{rule.name:{width}}  {level:7}  {rule.summary.in_language(language)}")


@click.command()
@click.argument("rule")
@config_option
@language_option
def explain(rule: str, config: Path | None, lang: str | None) -> None:
    """Show a rule's page: why, bad and good examples, what to write instead.

    \b
    Example:
      presscheck explain schema/missing-section
    """
    site = open_site(config)
    if rule not in site.rules:
        select_rules(site, [rule], [])  # names what was probably meant
        names = ", ".join(name for name in site.rules if name.startswith(f"{rule}/"))
        raise RuleError(Localized(f"{rule} is a family; its rules are: {names}", f"{rule} 是类别，其规则：{names}"))
    found = site.rules[rule]
    language = language_of(lang, site)
    echo(f"{found.name} ({found.severity}): {found.summary.in_language(language)}\n")
    try:
        page = page_of(found, language)
    except OSError as error:
        raise RuleError(
            Localized(
                f"the rule has no page: {found.page}: {error.strerror}",
                f"规则没有说明页：{found.page}：{error.strerror}",
            )
        ) from error
    if page.language != language:
        echo("（规则说明页只有英文。）\n")
    echo(page.text)
