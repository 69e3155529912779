"""``presscheck new``."""

from __future__ import annotations

from pathlib import Path

import click

from presscheck.cli.options import config_option, open_site
from presscheck.cli.output import echo
from presscheck.errors import InputError
from presscheck.model import Localized, PageId
from presscheck.patterns import regex
from presscheck.scaffold import new_page

_SLUG = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@click.command()
@click.argument("page_type", metavar="TYPE")
@click.argument("slug")
@click.option("--kind", help="Kind of the page: client, email, checklist; answer, diagnosis.")
@click.option("--locale", help="Language of the page; by default the site's first.")
@click.option("--client", help="Client id, for a client template.")
@config_option
def new(
    page_type: str, slug: str, kind: str | None, locale: str | None, client: str | None, config: Path | None
) -> None:
    """Begin a page that asks for everything it needs; `presscheck lint` finds each question that is left.

    \b
    Examples:
      presscheck new solution ai-client-support
      presscheck new faq error-401 --kind diagnosis --locale zh
      presscheck new template cursor --kind client --client cursor
    """
    site = open_site(config)
    if not _SLUG.fullmatch(slug):
        raise InputError(
            Localized(
                f"{slug!r} cannot be a slug: use lower-case words joined by hyphens, such as error-401",
                f"{slug!r} 不能用作页面名：请用连字符连接的小写单词，例如 error-401",
            )
        )
    locale = locale or site.config.site.default_locale
    if locale not in site.config.site.locales:
        raise InputError(
            Localized(
                f"the site has no language {locale}; it has: {', '.join(site.config.site.locales)}",
                f"站点没有语言 {locale}；可用：{', '.join(site.config.site.locales)}",
            )
        )
    text = new_page(site, PageId(locale, page_type, slug), kind, client)
    path = site.root / site.config.folders[0] / locale / f"{page_type}s" / f"{slug}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise InputError(Localized(f"{path} is there already; it was not touched", f"{path} 已存在，未改动")) from error
    except OSError as error:
        raise InputError(
            Localized(f"{path} cannot be written: {error.strerror}", f"{path} 无法写入：{error.strerror}")
        ) from error
    echo(path.relative_to(site.root).as_posix())
