"""``presscheck validate-config``."""

from __future__ import annotations

from pathlib import Path

import click

from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo
from presscheck.errors import RuleError, SchemaError
from presscheck.model import Localized
from presscheck.rules import joined


@click.command("validate-config")
@config_option
@language_option
def validate_config(config: Path | None, lang: str | None) -> None:
    """Check presscheck.toml and the site's rules and schemas, without reading pages.

    \b
    Example:
      presscheck validate-config --config docs/presscheck.toml
    """
    site = open_site(config, lazily=True)
    site.load()
    broken = list(site.schemas.check())
    if broken:
        raise SchemaError("\n".join(broken))
    lacking = [str(rule.page) for rule in site.rules.values() if not rule.page.is_file()]
    if lacking:
        raise RuleError(
            joined(
                Localized(
                    f"{page}: a rule needs a page with its examples; this one is missing",
                    f"{page}：规则需要附示例的说明页，现缺失",
                )
                for page in lacking
            )
        )
    name, rules, schemas = site.config.path.name, len(site.rules), len(site.schemas.schemas)
    said = Localized(
        f"{name}, {rules} rules and {schemas} schemas are valid", f"{name}、{rules} 条规则和 {schemas} 个 schema 均有效"
    )
    echo(said.in_language(language_of(lang, site)))
