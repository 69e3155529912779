"""``presscheck llms verify`` and ``presscheck llms inspect``: llms-full.txt files read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from presscheck.cli.options import language_of, language_option
from presscheck.cli.output import echo, echo_json, masked
from presscheck.errors import ExportError, os_reason
from presscheck.export.llms_file import Fault, LlmsFile, compare, read, verify
from presscheck.export.llms_inspect import inspect
from presscheck.export.llms_set import Manifest, one_sided, read_manifest
from presscheck.model import Json, Language, Localized

_COUNTERS = {
    "h1": Localized("headings of level 1", "一级标题"),
    "h2": Localized("headings of level 2", "二级标题"),
    "page-marks": Localized("marks where a page begins", "页面起始标记"),
    "relative-links": Localized("relative links", "相对链接"),
    "html": Localized("pieces of HTML", "HTML 片段"),
    "comments": Localized("comments", "注释"),
    "unclosed-comments": Localized("comments that never end", "未结束的注释"),
    "unclosed-fences": Localized("code fences that never end", "未结束的代码围栏"),
    "fake-headings": Localized("front matter that reads as a heading", "被当成标题的 front matter"),
    "swallowed-headings": Localized("headings inside comments", "注释中的标题"),
    "duplicate-titles": Localized("titles that stand twice", "重复的标题"),
    "duplicate-bodies": Localized("texts that stand twice", "重复的正文"),
    "invisible": Localized("lines with invisible characters", "含不可见字符的行"),
    "not-utf-8": Localized("places that are not UTF-8", "非 UTF-8 的位置"),
}

file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)


@click.group()
def llms() -> None:
    """Read llms-full.txt files back: verify one of presscheck's, or inspect anybody's.

    \b
    Examples:
      presscheck llms verify dist/bundle/llms-full.txt
      presscheck llms inspect llms-full.txt
    """


@llms.command("verify")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True),
    help="The site's folder: build each file again from its approved pages and compare.",
)
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A manifest.json or llms-manifest.json from another place: each file must be one that it lists.",
)
@format_option
@language_option
def verify_command(
    files: tuple[Path, ...], source: Path | None, manifest: Path | None, format_: str, lang: str | None
) -> int:
    """Say whether llms-full/1 files are whole, and in which line they are not.

    Of several files, such as those of all languages, it also says whether pages and their translations name each
    other. Digests show that nothing was changed by accident; who wrote a file is shown by --source or by a --manifest
    that comes from another place. Needs no presscheck.toml.

    \b
    Exit status: 0 every file is good, 1 one is not, 2 one cannot be read.
    \b
    Examples:
      presscheck llms verify dist/bundle/llms-full.txt --source .
      presscheck llms verify dist/bundle/llms-full.txt dist/bundle/zh/llms-full.txt
    """
    listed = read_manifest(str(manifest), _bytes(manifest)) if manifest is not None else None
    made = _made(source) if source is not None else None
    verdicts = [_verdict(file, made, listed) for file in files]
    _compare_translations(verdicts)
    language = language_of(lang)
    if format_ == "json":
        reports = [verdict.json(language) for verdict in verdicts]
        good = all(not verdict.faults for verdict in verdicts)
        echo_json(reports[0] if len(reports) == 1 else {"ok": good, "files": list[Json](reports)})
    else:
        for verdict in verdicts:
            for fault in verdict.faults:
                echo(f"{verdict.file}:{fault.line}: {fault.text.in_language(language)}")
            before = f"{verdict.file}: " if len(verdicts) > 1 else ""
            echo(before + verdict.words.in_language(language), err=bool(verdict.faults))
    return int(any(verdict.faults for verdict in verdicts))


@llms.command("inspect")
@file_argument
@format_option
@language_option
def inspect_command(file: Path, format_: str, lang: str | None) -> int:
    """Count what a reader or a program would stumble over in any llms-full.txt.

    \b
    Exit status: 0 always for a file that can be read, 2 otherwise.
    \b
    Example:
      presscheck llms inspect llms-full.txt --format json
    """
    found = inspect(_bytes(file))
    if format_ == "json":
        echo_json(json.loads(json.dumps(asdict(found))))
        return 0
    language = language_of(lang)
    about = Localized(
        f"{file}: format {found.format}, {found.pages} pages, {found.bytes} bytes, {found.lines_total} lines, "
        f"about {found.tokens} tokens",
        f"{file}：格式 {found.format}，{found.pages} 个页面，{found.bytes} 字节，{found.lines_total} 行，"
        f"约 {found.tokens} token",
    )
    echo(about.in_language(language))
    for name, count in found.counts.items():
        lines = ", ".join(str(line) for line in found.lines[name])
        more = ", …" if count > len(found.lines[name]) else ""
        where = Localized(f"line {lines}{more}", f"第 {lines}{more} 行").in_language(language)
        echo(f"{count:6} {_COUNTERS[name].in_language(language)} ({where})")
    return 0


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = os_reason(error)
        raise ExportError(Localized(f"{path}: {reason.en}", f"{path}：{reason.zh}")) from error


@dataclass(slots=True)
class _Verdict:
    """What is said of one file: its faults, and under which path a manifest lists it."""

    file: Path
    data: bytes
    content: LlmsFile | None
    faults: list[Fault]
    listed: str | None = None

    @property
    def words(self) -> Localized:
        if self.faults or self.content is None:
            count = len(self.faults)
            return Localized(f"not good: {count} fault{'' if count == 1 else 's'}", f"不合格：{count} 处问题")
        count = len(self.content.pages)
        en = f"good: {count} page{'' if count == 1 else 's'}, every digest is right"
        zh = f"合格：{count} 个页面，摘要全部相符"
        if self.listed:
            en, zh = f"{en}; the manifest lists it as {self.listed}", f"{zh}；清单中的路径是 {self.listed}"
        return Localized(en, zh)

    def json(self, language: Language) -> dict[str, Json]:
        faults: list[Json] = [
            {"line": fault.line, "message": fault.text.in_language(language)} for fault in self.faults
        ]
        listed: dict[str, Json] = {"listed_as": self.listed} if self.listed else {}
        return {"file": str(self.file), "ok": not self.faults, **listed, "faults": faults}


def _verdict(file: Path, made: _Made | None, manifest: Manifest | None) -> _Verdict:
    """Hold one file against itself, what the site makes, and a manifest."""
    data = _bytes(file)
    faults = list(verify(data))
    if not faults:
        faults += _keys(data)
    if not _is_text(data):
        return _Verdict(file, data, None, faults)
    content = read(data.decode())
    if isinstance(content, Fault):
        return _Verdict(file, data, None, faults)
    if made is not None:
        parts = made(content.header["lang"])
        expected = parts[content.part - 1] if 1 <= content.part <= len(parts) else ""
        # What the site makes says in which line a file was changed; a digest says only in which page.
        faults = [*dict.fromkeys([*compare(data.decode(), expected, _MADE), *faults])]
    found = _Verdict(file, data, content, faults)
    if manifest is not None and not faults:
        beside = _beside(file, Path(manifest.name))
        faults += manifest.against(data, content, beside)
        found.listed = manifest.path_of(data, beside)
    return found


def _beside(file: Path, manifest: Path) -> str | None:
    """Where a file lies below the folder of a manifest; ``None`` where it lies elsewhere."""
    folder, place = manifest.resolve().parent, file.resolve()
    return place.relative_to(folder).as_posix() if place.is_relative_to(folder) else None


def _compare_translations(verdicts: Sequence[_Verdict]) -> None:
    """Add the translations that name each other on one side only; of files that are good, since these can be read."""
    good = [(verdict, verdict.content) for verdict in verdicts if verdict.content and not verdict.faults]
    for (verdict, _), faults in zip(good, one_sided([content for _, content in good]), strict=True):
        verdict.faults += faults


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _keys(data: bytes) -> list[Fault]:
    """Lines that hold a key: such a file must not be served, whatever its digests say."""
    return [
        Fault(number, Localized("a key stands here", "此处有密钥"))
        for number, line in enumerate(data.decode().split("\n"), 1)
        if masked(line) != line
    ]


_Made = Callable[[str], list[str]]
"""The parts of llms-full that a site's approved pages of a language make today."""

_MADE = Localized("what the site's approved pages make", "站点已批准页面生成的内容")


def _made(source: Path) -> _Made:
    """Read a site, by its folder or its configuration."""
    from presscheck.cli.survey import survey
    from presscheck.config import FILE_NAME
    from presscheck.export import candidates, open_target
    from presscheck.export.bundle import alternates_of
    from presscheck.export.llms import llms_full
    from presscheck.site import load_site

    site = load_site(source / FILE_NAME if source.is_dir() else source)
    held = open_target(site.config, "local").read()
    wanted = candidates(site, survey(site), held.records, held.rolled_back)
    records = sorted({**wanted.records, **wanted.kept}.values(), key=lambda record: record.id)
    alternates = alternates_of(records)
    return lambda locale: llms_full(
        [record for record in records if record.locale == locale], alternates, site.config.site, locale
    )
