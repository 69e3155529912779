"""``presscheck claims``: the ledger of the whole site, and the renewal of one entry."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import click

from presscheck.cli.inputs import content_folders
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json
from presscheck.columns import aligned
from presscheck.errors import InputError, os_reason
from presscheck.files import write_blocks
from presscheck.ledger import Claim, find_claim, folded, new_expiry, parse_day, read_claims, renewed
from presscheck.markdown import parse_source
from presscheck.markdown.source import decode, problem_of
from presscheck.model import Json, Language, Localized, Page, UnreadableFile
from presscheck.site import Site, content_files, read_pages, report_path

COLUMNS = ("expires_on", "days", "path", "line", "owner", "text", "source", "verify", "verified_on")


@click.group()
def claims() -> None:
    """The sentences that can go stale, and who answers for them until when.

    \b
    Examples:
      presscheck claims list --expiring 30
      presscheck claims renew content/en/faqs/error-429.md "at most 40 requests" --verified-on 2026-11-24
    """


@claims.command("list")
@click.option(
    "--expiring", type=click.IntRange(min=0), metavar="DAYS", help="Only what has expired or will within so many days."
)
@click.option("--format", "format_", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@config_option
@language_option
def list_command(expiring: int | None, format_: str, config: Path | None, lang: str | None) -> int:
    """List the claims of all pages, those that expire first at the top.

    \b
    Exit status: 0 listed, 2 a page cannot be read (the others are listed).
    \b
    Examples:
      presscheck claims list
      presscheck claims list --expiring 30 --format csv
    """
    site = open_site(config)
    content_folders(site)
    language = language_of(lang, site)
    listed: list[tuple[Page, Claim]] = []
    unreadable = False
    for page in read_pages(content_files(site.config), site.schemas):
        if isinstance(page, UnreadableFile):
            unreadable = True
            echo(f"presscheck: {page.path}: {page.reason.in_language(language)}", err=True)
            continue
        listed.extend((page, claim) for claim in read_claims(page))
    if expiring is not None:
        last = site.today + timedelta(days=expiring)
        # An entry without a valid day needs somebody's eyes as much as one whose day is near.
        listed = [(page, claim) for page, claim in listed if claim.expires_on is None or claim.expires_on <= last]
    listed.sort(key=lambda item: (item[1].expires_on or date.min, item[0].path, item[1].node.span.start))
    rows = [_row(page, claim, site) for page, claim in listed]
    if format_ == "json":
        listed_rows: list[Json] = [dict(row) for row in rows]
        echo_json(listed_rows)
    elif format_ == "csv":
        echo(_csv(rows), nl=False)
    else:
        echo("\n".join(_lines(rows, language)))
    return 2 if unreadable else 0


def _row(page: Page, claim: Claim, site: Site) -> dict[str, Json]:
    return {
        "expires_on": claim.expires_on.isoformat() if claim.expires_on else None,
        "days": (claim.expires_on - site.today).days if claim.expires_on else None,
        "path": page.path,
        "line": claim.node.span.line,
        "owner": claim.owner,
        "text": folded(claim.text),
        "source": claim.source,
        "verify": folded(claim.verify),
        "verified_on": claim.verified_on.isoformat() if claim.verified_on else None,
    }


def _csv(rows: list[dict[str, Json]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([row[column] for column in COLUMNS] for row in rows)
    return out.getvalue()


def _lines(rows: list[dict[str, Json]], language: Language) -> list[str]:
    if not rows:
        return ["没有声明" if language == "zh" else "no claims"]
    cells = [
        (
            str(row["expires_on"] or "?"),
            _state(row["days"]).in_language(language),
            f"{row['path']}:{row['line']}",
            str(row["owner"]),
            str(row["text"]),
        )
        for row in rows
    ]
    return aligned(cells)


def _state(days: Json) -> Localized:
    if not isinstance(days, int):
        return Localized("no valid day", "日期无效")
    if days < 0:
        return Localized("expired", "已过期")
    if days == 0:
        return Localized("last day", "今天到期")
    return Localized(f"{days} day{'s' if days > 1 else ''} left", f"还有 {days} 天")


@claims.command("renew")
@click.argument("page", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("text")
@click.option("--verified-on", required=True, metavar="DATE", help="The day on which it was found true, YYYY-MM-DD.")
@click.option(
    "--expires-on", metavar="DATE", help="The last day on which it may stand; by default as many days as before."
)
@config_option
@language_option
def renew_command(
    page: Path, text: str, verified_on: str, expires_on: str | None, config: Path | None, lang: str | None
) -> int:
    """Set the dates of a claim after somebody has verified it. Nothing else of the file changes.

    TEXT is the claim's text, or a part of it that no other claim of the page has.

    \b
    Exit status: 0 renewed, 2 the call, the page or the entry cannot be used; then nothing is written.
    \b
    Examples:
      presscheck claims renew content/en/faqs/error-429.md "at most 40 requests" --verified-on 2026-11-24
      presscheck claims renew content/zh/faqs/error-429.md "40 次" --verified-on 2026-11-24 --expires-on 2027-01-31
    """
    site = open_site(config)
    language = language_of(lang, site)
    verified = _day("--verified-on", verified_on)
    data, parsed = _read(page, site)
    claim = find_claim(parsed, text)
    expires = _day("--expires-on", expires_on) if expires_on else new_expiry(claim, verified, site.config.claim_days)
    _check(verified, expires, site)
    changed = renewed(parsed, data, claim, verified, expires)
    try:
        write_blocks(page, [changed])
    except OSError as error:
        raise _unusable(parsed.path, os_reason(error)) from error
    said = Localized(
        f"{parsed.path}:{claim.node.span.line}: verified on {verified}, may stand until {expires}",
        f"{parsed.path}:{claim.node.span.line}：核实日期 {verified}，有效期至 {expires}",
    )
    echo(said.in_language(language))
    return 0


def _read(location: Path, site: Site) -> tuple[bytes, Page]:
    path = report_path(location, site.config)
    try:
        data = location.read_bytes()
    except OSError as error:
        raise _unusable(path, os_reason(error)) from error
    problem = problem_of(data, path)
    if problem is not None:
        raise _unusable(path, problem.reason)
    page = parse_source(path, decode(data), tuple(site.schemas.kinds))
    if page.front_matter is None or page.front_matter.node is None:
        reason = Localized("it has no front matter that can be read", "没有可读取的元数据")
        raise _unusable(path, reason)
    return data, page


def _unusable(path: str, reason: Localized) -> InputError:
    return InputError(Localized(f"{path}: {reason.en}", f"{path}：{reason.zh}"))


def _day(option: str, text: str) -> date:
    day = parse_day(text)
    if day is None:
        raise InputError(
            Localized(
                f"{option}: {text} is no day of the calendar written YYYY-MM-DD",
                f"{option}：{text} 不是 YYYY-MM-DD 格式的有效日期",
            )
        )
    return day


def _check(verified: date, expires: date, site: Site) -> None:
    """The dates are such that the page's rules will not object.

    Raises:
        InputError: they are not.
    """
    if verified > site.today + timedelta(days=1):
        raise InputError(
            Localized(
                f"--verified-on: {verified} is in the future; today is {site.today}",
                f"--verified-on：{verified} 晚于今天（{site.today}）",
            )
        )
    if expires <= verified:
        raise InputError(
            Localized(
                f"--expires-on: {expires} is not after the day of verification, {verified}",
                f"--expires-on：{expires} 不晚于核实日期 {verified}",
            )
        )
    limit = site.config.claim_days
    if (expires - verified).days > limit:
        last = verified + timedelta(days=limit)
        raise InputError(
            Localized(
                f"--expires-on: a claim may stand for {limit} days ([claims] max_days), here until {last}",
                f"--expires-on：声明最多有效 {limit} 天（[claims] max_days），此处最晚为 {last}",
            )
        )
