"""``presscheck links``: the links that lead elsewhere, asked for over the network."""

from __future__ import annotations

import fnmatch
from pathlib import Path

import click

from presscheck.cli.inputs import content_folders
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json
from presscheck.columns import aligned
from presscheck.errors import InputError, os_reason
from presscheck.external import Answer, Cache, Manners, State, check_urls
from presscheck.model import Json, Language, Localized, UnreadableFile
from presscheck.pages import page_images, page_links
from presscheck.site import Site, read_pages, select_files

CACHE = ".presscheck/links.json"

_STATES: dict[State, Localized] = {
    "ok": Localized("ok", "正常"),
    "moved": Localized("moved", "已移动"),
    "broken": Localized("broken", "失效"),
    "unknown": Localized("unknown", "未知"),
    "skipped": Localized("skipped", "未检查"),
}


@click.group()
def links() -> None:
    """Links that lead elsewhere. What leads to the site's own pages is checked by lint.

    \b
    Example:
      presscheck links check
    """


@links.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Addresses not to ask for; * is any text.")
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="Seconds between two requests to a host.",
)
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=10.0, show_default=True, help="Seconds to wait for an answer."
)
@click.option(
    "--hosts", type=click.IntRange(1, 32), default=8, show_default=True, help="How many hosts are asked at a time."
)
@click.option(
    "--cache",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"Where answers are remembered; {CACHE} beside presscheck.toml by default.",
)
@click.option(
    "--cache-days",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    help="For how many days a good answer counts.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@config_option
@language_option
def check_command(
    paths: tuple[Path, ...],
    exclude: tuple[str, ...],
    pause: float,
    timeout: float,
    hosts: int,
    cache: Path | None,
    cache_days: int,
    format_: str,
    config: Path | None,
    lang: str | None,
) -> int:
    """Ask for every http and https address that pages link to: the named files and folders, or all pages.

    Nothing is asked for that a robots.txt forbids. An answer such as 403 or 503 says nothing about the page and is
    no error; a page that has moved for good is named with its new address.

    \b
    Exit status: 0 no link is broken, 1 some are, 2 a file or the call cannot be used.
    \b
    Examples:
      presscheck links check
      presscheck links check content/en --exclude "https://www.example.com/*" --format json
    """
    site = open_site(config)
    language = language_of(lang, site)
    places, unreadable = _places(site, paths, exclude, language)
    memory = Cache.load(cache or site.root / CACHE, cache_days)
    answers = check_urls(places, memory, Manners(pause, timeout, hosts))
    try:
        memory.save()
    except OSError as error:
        reason = os_reason(error)
        raise InputError(
            Localized(f"{memory.path}: cannot be written: {reason.en}", f"{memory.path}：无法写入：{reason.zh}")
        ) from error
    listed = sorted(answers.values(), key=lambda answer: (places[answer.url][0], answer.url))
    if format_ == "json":
        rows: list[Json] = [_row(answer, places[answer.url], language) for answer in listed]
        echo_json(rows)
    else:
        echo("\n".join(_lines(listed, places, language)))
    if unreadable:
        return 2
    return int(any(answer.state == "broken" for answer in listed))


def _places(
    site: Site, paths: tuple[Path, ...], exclude: tuple[str, ...], language: Language
) -> tuple[dict[str, list[tuple[str, int]]], bool]:
    """Where each address stands, and whether a file could not be read."""
    files, broken = select_files(paths or content_folders(site), site.config)
    found: dict[str, list[tuple[str, int]]] = {}
    unreadable = False
    for page in [*broken, *read_pages(files, site.schemas)]:
        if isinstance(page, UnreadableFile):
            unreadable = True
            echo(f"presscheck: {page.path}: {page.reason.in_language(language)}", err=True)
            continue
        targets = [(link.href, link.span.line) for link in page_links(page)]
        targets += [(image.src, image.span.line) for image in page_images(page)]
        for href, line in targets:
            url = href.partition("#")[0]
            asked = url.lower().startswith(("http://", "https://"))
            if asked and not any(fnmatch.fnmatchcase(url, pattern) for pattern in exclude):
                found.setdefault(url, []).append((page.path, line))
    return found, unreadable


def _row(answer: Answer, places: list[tuple[str, int]], language: Language) -> Json:
    found: list[Json] = [{"path": path, "line": line} for path, line in places]
    return {
        "url": answer.url,
        "state": answer.state,
        "status": answer.status or None,
        "location": answer.location if answer.location not in {"", answer.url} else None,
        "reason": answer.reason.in_language(language) or None,
        "checked": answer.checked,
        "places": found,
    }


def _lines(listed: list[Answer], places: dict[str, list[tuple[str, int]]], language: Language) -> list[str]:
    rows = [
        (
            f"{path}:{line}",
            _STATES[answer.state].in_language(language),
            f"{answer.url}: {answer.reason.in_language(language)}",
        )
        for answer in listed
        if answer.state != "ok"
        for path, line in places[answer.url]
    ]
    counts = {state: sum(answer.state == state for answer in listed) for state in _STATES}
    said = ", ".join(
        f"{counts[state]} {name.in_language(language)}" for state, name in _STATES.items() if counts[state]
    )
    total = f"检查了 {len(listed)} 个地址" if language == "zh" else f"{len(listed)} addresses checked"
    return [*aligned(rows), f"{total}: {said}" if said else total]
