"""``presscheck approvals``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import click

from presscheck.approve import approval_files, judge_page, read_approval, shown_path, verify
from presscheck.audit.words import KINDS
from presscheck.cli.inputs import require_pages
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo, echo_json
from presscheck.cli.places import files_by_page, page_named
from presscheck.columns import aligned
from presscheck.errors import ApprovalError, InputError
from presscheck.model import Approval, ContentFile, Doubt, Json, Language, Localized, Page
from presscheck.site import Site, read_pages

_NO_PAGE = Localized(
    "it belongs to no page of the site; remove it, or move it with the page and approve that again",
    "它不属于站点中的任何页面；请删除，或随页面移动后重新批准",
)
_HEADINGS = ("page", "reviewer", "approved_on", "expires_on", "signed", "state")


@dataclass(frozen=True, slots=True)
class _Checked:
    """An approval on file, or a page that was asked for and has none, and what is wrong with it."""

    page: str
    approval: Approval | None
    doubts: tuple[Doubt, ...]

    @property
    def state(self) -> str:
        return self.doubts[0].kind if self.doubts else "valid"

    @property
    def state_word(self) -> Localized:
        """The state for people: in English the word of the machine formats, which says it as well."""
        return Localized(self.state, KINDS[self.doubts[0].kind].zh if self.doubts else "有效")

    def ends(self, limit: date | None) -> bool:
        """Whether it ends on a day or before it; anything does where no day is given."""
        return limit is None or (self.approval is not None and self.approval.expires_on <= limit)


@click.group()
def approvals() -> None:
    """Show the approvals of the site: list says until when they count, verify whether they do.

    \b
    Examples:
      presscheck approvals list --expiring 30
      presscheck approvals verify
    """


@approvals.command("list")
@click.option("--expiring", type=click.IntRange(min=0), metavar="DAYS", help="Only those that end within so many days.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@config_option
@language_option
def list_command(expiring: int | None, format_: str, config: Path | None, lang: str | None) -> int:
    """List the approvals, each with its reviewer, its days and whether it counts.

    \b
    Exit status: 0, whatever the approvals are; 2 the call cannot be used.
    \b
    Examples:
      presscheck approvals list --expiring 30
      presscheck approvals list --format csv > approvals.csv
    """
    site = open_site(config)
    language = language_of(lang, site)
    limit = site.today + timedelta(days=expiring) if expiring is not None else None
    found = [item for item in _checked(site) if item.ends(limit)]
    if format_ == "json":
        echo_json({"schema_version": 1, "approvals": [_json(item, language) for item in found]})
    elif format_ == "csv":
        table = io.StringIO()
        csv.writer(table, lineterminator="\n").writerows([_HEADINGS, *(_row(item) for item in found)])
        echo(table.getvalue(), nl=False)
    else:
        for line in aligned([_cells(item, language) for item in found]):
            echo(line)
        echo(f"{len(found)} 条批准" if language == "zh" else f"{len(found)} approval{'' if len(found) == 1 else 's'}")
    return 0


@approvals.command("verify")
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@config_option
@language_option
def verify_command(pages: tuple[str, ...], format_: str, config: Path | None, lang: str | None) -> int:
    """Hold approvals against their pages, reviewers, signatures and today's rules; all of them by default.

    PAGE is a file or an id such as en/faqs/error-401.

    \b
    Exit status: 0 all count, 1 one is void, forged, expired or missing, 2 the call cannot be used.
    \b
    Examples:
      presscheck approvals verify
      presscheck approvals verify content/en/faqs/error-401.md --format json
    """
    site = open_site(config)
    language = language_of(lang, site)
    found = list(_checked(site, [str(page_named(site, page)) for page in pages]))
    bad = [item for item in found if item.doubts]
    if format_ == "json":
        results: list[Json] = [_json(item, language) for item in found]
        echo_json({"schema_version": 1, "approvals": results, "summary": {"checked": len(found), "bad": len(bad)}})
        return 1 if bad else 0
    for item in bad:
        echo(f"{shown_path(item.page)}: {item.state_word.in_language(language)}")
        for doubt in item.doubts:
            echo(f"    {doubt.text.in_language(language)}")
    echo(_summary(len(found), len(bad), language))
    return 1 if bad else 0


def _summary(count: int, bad: int, language: Language) -> str:
    if not count:
        return "没有任何批准" if language == "zh" else "there are no approvals"
    if language == "zh":
        return f"检查了 {count} 条批准：" + (f"{bad} 条无效" if bad else "全部有效")
    counted = f"{count} approval{'' if count == 1 else 's'} checked"
    return f"{counted}: {bad} do{'es' if bad == 1 else ''} not count" if bad else f"{counted}, all count"


def _checked(site: Site, wanted: Iterable[str] = ()) -> Iterator[_Checked]:
    """The approvals of some pages, or all that stand in the site.

    Raises:
        InputError: a page was asked for that has neither a file nor an approval, or the site has neither.
    """
    names = list(dict.fromkeys(wanted) or approval_files(site))
    if not names:
        require_pages(site)
    files = files_by_page(site)
    for name in names:
        page = _page(site, files.get(name))
        if page is not None:
            approval, doubts = verify(site, judge_page(site, page))
            site.forget()
            yield _Checked(name, approval, tuple(doubts))
            continue
        try:
            approval = read_approval(site, name)
        except ApprovalError as error:
            yield _Checked(name, None, (Doubt("unreadable", error.text),))
            continue
        if approval is None:
            raise InputError(
                Localized(f"there is no page {name}, and no approval of it", f"没有页面 {name}，也没有它的批准")
            )
        yield _Checked(name, approval, (Doubt("other-page", _NO_PAGE),))


def _page(site: Site, file: ContentFile | None) -> Page | None:
    page = next(read_pages([file], site.schemas)) if file else None
    return page if isinstance(page, Page) else None


def _row(item: _Checked) -> tuple[str, ...]:
    approval = item.approval
    if approval is None:
        return item.page, "-", "-", "-", "-", item.state
    days = approval.approved_on.isoformat(), approval.expires_on.isoformat()
    return item.page, approval.reviewer, *days, "yes" if approval.signature else "no", item.state


def _cells(item: _Checked, language: Language) -> tuple[str, ...]:
    """A row for people: each cell says by itself what it is."""
    approval, state = item.approval, item.state_word.in_language(language)
    if approval is None:
        return item.page, "-", "-", "-", state
    days = Localized(
        f"{approval.approved_on} to {approval.expires_on}", f"{approval.approved_on} 至 {approval.expires_on}"
    )
    signed = Localized("signed", "已签名") if approval.signature else Localized("not signed", "未签名")
    return item.page, approval.reviewer, days.in_language(language), signed.in_language(language), state


def _json(item: _Checked, language: Language) -> Json:
    approval = item.approval
    return {
        "page": item.page,
        "path": shown_path(item.page),
        "reviewer": approval.reviewer if approval else None,
        "approved_on": approval.approved_on.isoformat() if approval else None,
        "expires_on": approval.expires_on.isoformat() if approval else None,
        "signed": bool(approval and approval.signature),
        "state": item.state,
        "reasons": [{"kind": doubt.kind, "message": doubt.text.in_language(language)} for doubt in item.doubts],
    }
