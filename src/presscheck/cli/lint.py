"""``presscheck lint``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from presscheck import baseline as baselines
from presscheck.batch import Batch, named
from presscheck.cache import Cache, file_of
from presscheck.cli.inputs import Inputs, collected, from_stdin, repository
from presscheck.cli.options import (
    config_option,
    language_of,
    language_option,
    misuse,
    open_site,
)
from presscheck.cli.output import echo
from presscheck.cli.reporting import Reports, report_options
from presscheck.cli.sharding import Shard, ShardOption
from presscheck.cli.survey import cores, survey_options
from presscheck.cli.terminal import progress
from presscheck.lint import lint as lint_pages
from presscheck.lint import lint_site, select_rules
from presscheck.model import Finding, Language, Localized, UnreadableFile
from presscheck.report import REPORTERS, Result, Screen
from presscheck.rules import Rule
from presscheck.site import Site, read_pages

if TYPE_CHECKING:
    from presscheck.cli.mending import Mender


@dataclass(slots=True)
class Looked:
    """What a run has seen: every finding, the lines that may be shown beside it, how many files cannot be read."""

    findings: list[Finding] = field(default_factory=list[Finding])
    lines: dict[str, dict[int, str]] = field(default_factory=dict[str, dict[int, str]])
    unreadable: int = 0


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False))
@config_option
@click.option("--select", multiple=True, metavar="NAME", help="Only this rule or family; may be given several times.")
@click.option("--ignore", multiple=True, metavar="NAME", help="Not this rule or family; may be given several times.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also where the fix may be wrong; look at it afterwards.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@report_options(REPORTERS, of_findings=True)
@click.option(
    "--staged", is_flag=True, help="Read what is staged in git; without PATHS, check the staged Markdown files."
)
@click.option(
    "--changed",
    is_flag=False,
    flag_value="HEAD",
    metavar="[REF]",
    help="Only findings in lines changed since a revision, HEAD by default; in a commit, in its staged lines.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Let stand what this file says was there before; see `presscheck baseline`.",
)
@click.option("--stdin", is_flag=True, help="Check one page from standard input; with --fix, print it mended.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="NAME",
    help="What the page from standard input is called; its place decides which page type it has.",
)
@survey_options
@click.option(
    "--shard",
    type=ShardOption(),
    default=Shard(),
    metavar="I/N",
    help="Only the I-th of N parts of the files; `presscheck merge` puts the reports together.",
)
@click.option(
    "--executor",
    type=click.Choice(["local", "dask"]),
    default="local",
    help="Who does the work: processes of this machine, or a Dask cluster.",
)
@click.option("--scheduler", metavar="URL", help="The address of the Dask scheduler, such as tcp://10.0.0.5:8786.")
@language_option
def lint(
    paths: tuple[Path, ...],
    config: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    reports: Reports,
    staged: bool,
    changed: str | None,
    baseline: Path | None,
    stdin: bool,
    stdin_filename: Path | None,
    jobs: int | None,
    shard: Shard,
    executor: str,
    scheduler: str | None,
    no_cache: bool,
    lang: str | None,
) -> int:
    """Check pages: the named files and folders, or all pages of the site.

    In a git hook, files are read as they are staged, not as they are on the disk.

    \b
    Exit status: 0 no errors, 1 errors found, 2 a file, the call or the configuration cannot be used.
    With --diff, and with --fix in a git hook, 1 also means that something was to be mended.
    \b
    Examples:
      presscheck lint
      presscheck lint content/zh/templates/cursor.md --lang zh
      presscheck lint --fix --diff
      presscheck lint --changed origin/main --report sarif=out.sarif --report github
      presscheck lint --select schema --format json --output report.json
    """
    mends = fix or unsafe_fixes or diff
    stdin = stdin or stdin_filename is not None
    _refuse(paths, mends=mends, stdin=stdin, staged=staged, changed=changed)
    _refuse_sharing(shard, executor, scheduler, mends=mends, stdin=stdin, staged=staged)
    started = time.monotonic()
    site = open_site(config, lazily=True)
    language = language_of(lang, site)
    chosen = cache(lambda: select_rules(site, names(select), names(ignore)))
    if select or ignore or mends:
        chosen()
    known = baselines.read(baseline) if baseline else None
    if stdin:
        inputs = from_stdin(site, stdin_filename or Path("stdin.md"))
    else:
        inputs = shard.of(collected(site, paths, staged=staged, changed=changed))
        site = site.with_snapshot(inputs.snapshot)
    whole = not (paths or inputs.staged or stdin or shard.number > 1)
    digest = ""
    mender = None
    if mends:
        from presscheck.cli.mending import Mender

        mender = Mender(site, chosen(), inputs, unsafe=unsafe_fixes, only_show=diff)
        looked = look(site, chosen(), inputs, mender)
        found = lint_site(site, chosen()) if whole else []
    else:
        with closing(Cache(None if no_cache or stdin else file_of(site.root))) as kept:
            asked = named(names(select), names(ignore))
            batch = Batch(site, chosen, asked, kept, inputs.contents, jobs or cores(), progress, scheduler=scheduler)
            looked, digest = look_at_all(batch, inputs), batch.digest
            found = batch.once("site", lambda: lint_site(site, chosen())) if whole else []
    looked.findings += found
    looked.findings.sort(key=lambda finding: finding.order)
    findings = [known.applied(finding) if known else finding for finding in looked.findings]
    findings = [finding for finding in findings if inputs.concerns(finding)]
    result = Result(
        [finding for finding in findings if finding.suppression is None],
        inputs.count,
        int((time.monotonic() - started) * 1000),
        language,
        silenced=[finding for finding in findings if finding.suppression is not None],
        fixed=sum(mender.fixed.values()) if mender and not diff else 0,
        paths=[*(file.path for file in inputs.files), *(file.path for file in inputs.broken)],
        rules=site.rules if reports.screen.statistics or reports.formats - {"text"} else {},
        lines=looked.lines,
        root=site.root,
        top=repository(site),
        screen=reports.screen,
        unreadable=looked.unreadable,
        shard=(shard.number, shard.count),
        site=digest,
    )
    if mender:
        _tell(mender, result)
    if mender and diff:
        _print_diff(mender.diff, colour=result.screen.colour)
        echo(f"presscheck: {result.say(_pending(mender))}", err=True)
    elif mender and mender.output is not None:
        sys.stdout.buffer.write(mender.output)
        sys.stdout.flush()
        echo(REPORTERS["text"](replace(result, screen=Screen(quiet=reports.screen.quiet))), err=True, nl=False)
    else:
        reports.write(lambda name, screen: REPORTERS[name](replace(result, screen=screen)))
    if looked.unreadable or (mender and mender.failed):
        return 2
    pending = mender is not None and mender.files > 0 and (diff or inputs.staged)
    return 1 if result.errors or pending else 0


def look_at_all(batch: Batch, inputs: Inputs) -> Looked:
    """Check the files of a call: those that were checked before are known, many at once are shared among processes."""
    looked = Looked(
        list(lint_pages(batch.site, inputs.broken, batch.rules())) if inputs.broken else [],
        unreadable=len(inputs.broken),
    )
    for verdict in batch.run(inputs.files):
        looked.unreadable += verdict.unreadable
        looked.findings.extend(verdict.findings)
        if verdict.lines:
            looked.lines[verdict.path] = dict(verdict.lines)
    return looked


def look(site: Site, rules: Sequence[Rule], inputs: Inputs, mender: Mender | None = None) -> Looked:
    """Check the files of a call, and mend them first where that is wanted."""
    from presscheck.excerpts import excerpt

    looked = Looked(list(lint_pages(site, inputs.broken, rules)), unreadable=len(inputs.broken))
    pages = read_pages(inputs.files, site.schemas, inputs.contents)
    for file, page in progress(zip(inputs.files, pages, strict=True), len(inputs.files)):
        found = list(lint_pages(site, [page], rules))
        if isinstance(page, UnreadableFile):
            looked.unreadable += 1
        else:
            shown = mender.mended(file, page, found) if mender else page
            if shown is not page:
                found = list(lint_pages(site, [shown], rules))
            if found:
                looked.lines.setdefault(found[0].path, {}).update(excerpt(site, shown, found))
        looked.findings.extend(found)
        site.forget()
    return looked


def names(values: Iterable[str]) -> list[str]:
    """Names as given, also several in one value with commas between."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def _refuse(
    paths: tuple[Path, ...],
    *,
    mends: bool,
    stdin: bool,
    staged: bool,
    changed: str | None,
) -> None:
    """Say which options of a call do not go together."""
    if stdin and (paths or staged or changed):
        raise misuse(
            "--stdin reads one page; leave out paths, --staged and --changed.",
            "--stdin 只读取一个页面，请去掉路径、--staged 和 --changed。",
        )
    if mends and changed:
        raise misuse(
            "--fix mends whole files, --changed looks at some of their lines: leave one out.",
            "--fix 修复整个文件，--changed 只看其中部分行，请去掉一个。",
        )


def _refuse_sharing(
    shard: Shard, executor: str, scheduler: str | None, *, mends: bool, stdin: bool, staged: bool
) -> None:
    """Say which calls cannot be shared among machines."""
    if shard.count > 1 and (mends or stdin or staged):
        raise misuse(
            "--shard shares a check of files among machines; leave out --fix, --stdin, --staged.",
            "--shard 把文件检查分给多台机器，请去掉 --fix、--stdin、--staged。",
        )
    if (executor == "dask") != (scheduler is not None):
        raise misuse(
            "--executor dask and --scheduler URL go together: give both or neither.",
            "--executor dask 与 --scheduler URL 须同时给出，或都不给。",
        )
    if scheduler and (mends or stdin):
        raise misuse(
            "--executor dask checks files; leave out --fix, --diff, --stdin.",
            "--executor dask 只检查文件，请去掉 --fix、--diff、--stdin。",
        )


# --- what was mended ------------------------------------------------------------------------------------------------


def _tell(mender: Mender, result: Result) -> None:
    """What is to be said of the fixes, on standard error."""
    for note in mender.notes:
        echo(f"presscheck: {result.say(note)}", err=True)
    if mender.inputs.staged and mender.files and not mender.only_show:
        echo(f"presscheck: {_index_note(mender.files, result.language)}", err=True)


def _index_note(files: int, language: Language) -> str:
    if language == "zh":
        return f"已在磁盘上修复 {files} 个文件，暂存区未改动；请 git add 后重新提交"
    return (
        f"{files} file{'' if files == 1 else 's'} mended on the disk; what is staged was left as it is: "
        "`git add` and commit again"
    )


def _pending(mender: Mender) -> Localized:
    count, files = sum(mender.fixed.values()), mender.files
    if not count:
        return Localized("nothing to mend", "没有可修复的问题")
    return Localized(
        f"{count} fix{'' if count == 1 else 'es'} in {files} file{'' if files == 1 else 's'}; nothing was written",
        f"{files} 个文件中有 {count} 处修复，未写入任何文件",
    )


_DIFF_CODES = {"+": "32", "-": "31", "@": "36"}


def _print_diff(lines: Iterable[str], *, colour: bool) -> None:
    for line in lines:
        code = _DIFF_CODES.get(line[:1]) if colour else None
        echo(f"\x1b[{code}m{line}\x1b[0m" if code else line, colour=colour or None)
