"""``presscheck lint``."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import click

from presscheck import git
from presscheck.cli.options import config_option, language_of, language_option, open_site
from presscheck.cli.output import echo
from presscheck.errors import InputError, os_reason
from presscheck.files import write_text
from presscheck.lint import is_allowed, lint_site, select_rules
from presscheck.lint import lint as lint_pages
from presscheck.model import ContentFile, Finding, Localized, Page, UnreadableFile
from presscheck.report import REPORTERS, Result
from presscheck.site import SUFFIXES, Site, Snapshot, is_content, is_excluded, read_pages, report_path, select_files


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False))
@config_option
@click.option("--select", multiple=True, metavar="NAME", help="Only this rule or family; may be given several times.")
@click.option("--ignore", multiple=True, metavar="NAME", help="Not this rule or family; may be given several times.")
@click.option("--format", "format_", type=click.Choice(sorted(REPORTERS)), default="text", show_default=True)
@click.option(
    "--staged", is_flag=True, help="Read what is staged in git; without PATHS, check the staged Markdown files."
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report to a file.")
@language_option
def lint(
    paths: tuple[Path, ...],
    config: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    format_: str,
    staged: bool,
    output: Path | None,
    lang: str | None,
) -> int:
    """Check pages: the named files and folders, or all pages of the site.

    In a git hook, files are read as they are staged, not as they are on the disk.

    \b
    Exit status: 0 no errors, 1 errors found, 2 a file, the call or the configuration cannot be used.
    \b
    Examples:
      presscheck lint
      presscheck lint content/zh/templates/cursor.md --lang zh
      presscheck lint --staged
      presscheck lint --select schema --format json --output report.json
    """
    started = time.monotonic()
    site = open_site(config)
    rules = select_rules(site, _names(select), _names(ignore))
    contents: dict[Path, bytes] = {}
    if staged or (paths and git.in_hook()):
        files, broken, contents, snapshot = _staged(site, paths, required=staged)
        site = replace(site, snapshot=snapshot)
    elif paths:
        files, broken = select_files(paths, site.config)
    else:
        files, broken = select_files([site.root / folder for folder in site.config.folders], site.config)
    if not files and not broken and not staged:
        where = ", ".join(str(path) for path in paths) or ", ".join(site.config.folders)
        raise InputError(
            Localized(
                f"no Markdown page in {where}; pages are files that end in .md",
                f"{where} 中没有 Markdown 页面；页面文件以 .md 结尾",
            )
        )
    findings: list[Finding] = []
    unreadable = len(broken)
    findings.extend(lint_pages(site, broken, rules))
    if not paths and not staged:
        findings.extend(lint_site(site, rules))
    for page in site.pages(files, contents):
        unreadable += isinstance(page, UnreadableFile)
        findings.extend(lint_pages(site, [page], rules))
        site.forget()
    findings.sort(key=lambda finding: finding.order)
    duration = int((time.monotonic() - started) * 1000)
    shown = [finding for finding in findings if not is_allowed(site, finding)]
    result = Result(
        shown, len(files) + len(broken), duration, language_of(lang, site), suppressed=len(findings) - len(shown)
    )
    write_report(REPORTERS[format_](result), output)
    if unreadable:
        return 2
    return 1 if result.errors else 0


def _staged(
    site: Site, paths: tuple[Path, ...], *, required: bool
) -> tuple[list[ContentFile], list[UnreadableFile], dict[Path, bytes], Snapshot | None]:
    """The files of a call with their staged content; all staged Markdown files where none is named.

    A named file that is not in the index keeps the content that it has on the disk. The last value is the site as it
    will be committed.
    """
    try:
        top = git.top_level(site.root)
        blobs = git.index_blobs(top)
        changed = [] if paths else git.staged_paths(top, site.root)
    except InputError:
        if required:
            raise
        return *select_files(paths, site.config), {}, None
    if paths:
        files, broken = select_files(paths, site.config)
        # A file that was deleted on the disk and not in the index is still going to be committed.
        gone = {report_path(path, site.config): path for path in paths if not path.exists()}
        kept = {shown: path for shown, path in gone.items() if _in_top(path, top) in blobs}
        files += [ContentFile(path, shown) for shown, path in kept.items()]
        broken = [item for item in broken if item.path not in kept]
    else:
        files = [
            ContentFile(path, report_path(path, site.config))
            for path in changed
            if path.name.lower().endswith(SUFFIXES) and not is_excluded(report_path(path, site.config), site.config)
        ]
        broken = []
    places = {
        file.location: blobs[_in_top(file.location, top)] for file in files if _in_top(file.location, top) in blobs
    }
    contents = dict(zip(places, git.contents(top, places.values()), strict=True))
    return files, broken, contents, _snapshot(site, top, blobs)


def _snapshot(site: Site, top: Path, blobs: Mapping[Path, str]) -> Snapshot:
    """The site as the index has it; nothing is read before a rule asks for it."""
    paths = {report_path(path, site.config): path for path in blobs}
    folders = {str(parent) for path in paths for parent in PurePosixPath(path).parents}

    def pages() -> Iterator[Page | UnreadableFile]:
        files = [ContentFile(path, shown) for shown, path in sorted(paths.items()) if is_content(shown, site.config)]
        blob_ids = [blobs[file.location] for file in files]
        data = zip((file.location for file in files), git.contents(top, blob_ids), strict=True)
        return read_pages(files, site.schemas, dict(data))

    return Snapshot(pages, lambda path: path in paths or path in folders)


def _in_top(path: Path, top: Path) -> Path:
    """A path as git's index has it: links in the folders above it resolved, its own name kept."""
    return (path.parent.resolve() / path.name) if not path.is_absolute() or top not in path.parents else path


def _names(values: tuple[str, ...]) -> list[str]:
    """Names as given, also several in one value with commas between."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def write_report(text: str, output: Path | None) -> None:
    """Print a report, or put it into a file as a whole.

    Raises:
        InputError: the file cannot be written.
    """
    if output is None:
        echo(text, nl=False)
        return
    try:
        write_text(output, text)
    except OSError as error:
        raise InputError(
            Localized(
                f"the report cannot be written to {output}: {error.strerror}",
                f"报告无法写入 {output}：{os_reason(error).zh}",
            )
        ) from error
