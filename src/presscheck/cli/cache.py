"""``presscheck cache``: what is kept between runs, and deleting it."""

from __future__ import annotations

from pathlib import Path

import click

from presscheck import cache as kept
from presscheck.cli.options import config_option, language_of, language_option
from presscheck.cli.output import echo, echo_json
from presscheck.config import find_config
from presscheck.model import Localized


@click.group()
def cache() -> None:
    """What `presscheck lint` keeps between runs: findings by the content that they are about.

    It is in the system's folder for caches, or in that which PRESSCHECK_CACHE_DIR names. Nothing in it is ever wrong:
    a value is found only for the same files, rules, configuration, version and day. It holds no key.

    \b
    Examples:
      presscheck cache stats
      presscheck cache clear
    """


@cache.command()
@config_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def stats(config: Path | None, format_: str, lang: str | None) -> int:
    """Show where the site's cache is and how much it holds."""
    root = _root(config)
    file = kept.file_of(root)
    store = kept.Cache(file) if file and file.is_file() else None
    found = store.stats() if store else None
    if store:
        store.close()
    if format_ == "json":
        echo_json({"path": str(file) if file else None, "values": found.values if found else 0, "bytes": _size(found)})
        return 0
    language = language_of(lang)
    if file is None:
        said = Localized("there is no home folder, so nothing is kept", "没有主目录，因此不缓存任何内容")
    elif found is None:
        said = Localized(f"nothing is kept yet; it will be in {file}", f"尚无缓存；将保存在 {file}")
    else:
        size = f"{_size(found) / 1024:.0f} KiB"
        said = Localized(f"{found.values} values, {size}, in {file}", f"{found.values} 条，{size}，位于 {file}")
    echo(said.in_language(language))
    return 0


@cache.command()
@language_option
def clear(lang: str | None) -> int:
    """Delete the caches of all sites; the next run of each looks at every page anew."""
    files, size = kept.remove_all()
    said = Localized(
        f"{files} cache{'' if files == 1 else 's'} deleted, {size / 1024:.0f} KiB",
        f"已删除 {files} 个缓存，共 {size / 1024:.0f} KiB",
    )
    echo(said.in_language(language_of(lang)))
    return 0


def _root(config: Path | None) -> Path:
    """The folder of the site that the call means, which need not be valid.

    Raises:
        ConfigError: there is none.
    """
    return (config or find_config(Path.cwd())).resolve().parent


def _size(found: kept.Stats | None) -> int:
    return found.size if found else 0
