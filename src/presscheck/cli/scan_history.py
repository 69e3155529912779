"""``presscheck scan-history``."""

from __future__ import annotations

from pathlib import Path

import click

from presscheck import git
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json
from presscheck.lint import lint_page
from presscheck.markdown import parse_source
from presscheck.markdown.source import decode, problem_of
from presscheck.model import Finding, Json, Language
from presscheck.site import SUFFIXES, report_path


@click.command("scan-history")
@click.argument("revisions", metavar="[RANGE]", nargs=-1)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@config_option
@language_option
def scan_history(revisions: tuple[str, ...], format_: str, config: Path | None, lang: str | None) -> int:
    """Find keys in past versions of Markdown files; by default in all branches and tags.

    A key that was deleted from a file is still in its history, and whoever has the repository can read it.

    \b
    Exit status: 0 no key found, 1 keys found, 2 the call cannot be used.
    \b
    Examples:
      presscheck scan-history
      presscheck scan-history main..HEAD
      presscheck scan-history v1.0 --format json
    """
    site = open_site(config)
    language = language_of(lang, site)
    rules = [rule for rule in site.rules.values() if rule.family == "secrets"]
    top = git.top_level(site.root)
    known = list(git.versions(site.root, revisions or ("--all",), [f":(icase)*{suffix}" for suffix in SUFFIXES]))
    found: list[tuple[git.Version, Finding]] = []
    for version, data in zip(known, git.contents(top, (item.blob for item in known)), strict=True):
        path = report_path(top / version.path, site.config)
        if problem_of(data) is None:
            page = parse_source(path, decode(data), site.schemas.kinds)
            found.extend((version, finding) for finding in lint_page(site, page, rules))
            site.forget()
    if format_ == "json":
        echo_json(_report(found, len(known), language))
    else:
        for version, finding in found:
            place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
            message = finding.message.in_language(language)
            echo(f"{version.commit[:12]} {version.date} {place}: {finding.rule}: {message}")
        echo(_summary(found, len(known), language))
    return 1 if found else 0


def _summary(found: list[tuple[git.Version, Finding]], count: int, language: Language) -> str:
    keys = len({finding.fingerprint for _, finding in found})
    if language == "zh":
        return f"检查了 {count} 个历史版本：" + (f"{keys} 个密钥，请全部吊销" if keys else "没有发现密钥")
    versions = f"{count} version{'' if count == 1 else 's'} checked"
    if not keys:
        return f"{versions}, no key found"
    return f"{versions}: {keys} key{'' if keys == 1 else 's'}; revoke {'it' if keys == 1 else 'all of them'}"


def _report(found: list[tuple[git.Version, Finding]], count: int, language: Language) -> dict[str, Json]:
    return {
        "schema_version": 1,
        "versions": count,
        "findings": [
            {
                "commit": version.commit,
                "date": version.date,
                "rule": finding.rule,
                "path": finding.path,
                "line": finding.span.line,
                "column": finding.span.column,
                "message": finding.message.in_language(language),
                "fingerprint": finding.fingerprint,
            }
            for version, finding in found
        ],
    }
