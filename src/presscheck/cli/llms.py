"""``presscheck llms verify`` and ``presscheck llms inspect``: llms-full.txt files read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from presscheck.cli.options import language_of, language_option
from presscheck.cli.output import echo, echo_json, masked
from presscheck.errors import ExportError, os_reason
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
@file_argument
@click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True),
    help="The site's folder: build the file again from its approved pages and compare.",
)
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A manifest.json from another place: compare the file's digest with the one it lists.",
)
@format_option
@language_option
def verify_command(file: Path, source: Path | None, manifest: Path | None, format_: str, lang: str | None) -> int:
    """Say whether an llms-full/1 file is whole, and in which line it is not.

    Digests show that nothing was changed by accident; who wrote the file is shown by --source or by a --manifest
    that comes from another place. Needs no presscheck.toml.

    \b
    Exit status: 0 the file is good, 1 it is not, 2 it cannot be read.
    \b
    Example:
      presscheck llms verify dist/bundle/llms-full.txt --source .
    """
    from presscheck.export.llms_file import verify

    data = _bytes(file)
    faults = list(verify(data))
    if not faults:
        faults += _keys(data)
    if source is not None and _is_text(data):
        # What the site makes says in which line a file was changed; a digest says only in which page.
        faults = [*dict.fromkeys([*_against_source(data, source), *faults])]
    if manifest is not None and not faults:
        faults += _against_manifest(data, file, manifest)
    language = language_of(lang)
    if format_ == "json":
        listed: list[Json] = [{"line": fault.line, "message": fault.text.in_language(language)} for fault in faults]
        echo_json({"file": str(file), "ok": not faults, "faults": listed})
    else:
        for fault in faults:
            echo(f"{file}:{fault.line}: {fault.text.in_language(language)}")
        echo(_verdict(data, len(faults), language), err=bool(faults))
    return 1 if faults else 0


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
    from dataclasses import asdict

    from presscheck.export.llms_inspect import inspect

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


def _verdict(data: bytes, faults: int, language: Language) -> str:
    from presscheck.export.llms_file import Fault, read

    file = read(data.decode("utf-8", errors="replace"))
    if faults or isinstance(file, Fault):
        return Localized(
            f"not good: {faults} fault{'' if faults == 1 else 's'}", f"不合格：{faults} 处问题"
        ).in_language(language)
    count = len(file.pages)
    said = f"good: {count} page{'' if count == 1 else 's'}, every digest is right"
    return Localized(said, f"合格：{count} 个页面，摘要全部相符").in_language(language)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _keys(data: bytes) -> list[Any]:
    """Lines that hold a key: such a file must not be served, whatever its digests say."""
    from presscheck.export.llms_file import Fault

    return [
        Fault(number, Localized("a key stands here", "此处有密钥"))
        for number, line in enumerate(data.decode().split("\n"), 1)
        if masked(line) != line
    ]


def _against_source(data: bytes, source: Path) -> list[Any]:
    """Build the file again from the approved pages of a site and compare."""
    from presscheck.cli.survey import survey
    from presscheck.config import FILE_NAME
    from presscheck.export import candidates, open_target
    from presscheck.export.bundle import alternates_of
    from presscheck.export.llms import llms_full
    from presscheck.export.llms_file import Fault, compare, read
    from presscheck.site import load_site

    text = data.decode()
    file = read(text)
    if isinstance(file, Fault):
        return [file]
    site = load_site(source / FILE_NAME if source.is_dir() else source)
    held = open_target(site.config, "local").read()
    wanted = candidates(site, survey(site), held.records, held.rolled_back)
    records = sorted({**wanted.records, **wanted.kept}.values(), key=lambda record: record.id)
    locale = file.header["lang"]
    own = [record for record in records if record.locale == locale]
    parts = llms_full(own, alternates_of(records), site.config.site, locale)
    number = int(file.header.get("part", "1"))
    expected = parts[number - 1] if number <= len(parts) else ""
    return list(compare(text, expected, Localized("what the site's approved pages make", "站点已批准页面生成的内容")))


def _against_manifest(data: bytes, file: Path, manifest: Path) -> list[Any]:
    """Compare the digest of the file with the one that a manifest lists for it."""
    import hashlib

    from presscheck.export.llms_file import Fault

    try:
        listed = json.loads(_bytes(manifest))["files"]
        digests = {str(item["path"]): str(item["sha256"]) for item in listed}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ExportError(Localized(f"{manifest}: no manifest of a bundle", f"{manifest}：不是导出清单")) from error
    digest = hashlib.sha256(data).hexdigest()
    if digest in {value for path, value in digests.items() if path.endswith(file.name)}:
        return []
    return [
        Fault(1, Localized(f"{manifest} lists another digest for {file.name}", f"{manifest} 中 {file.name} 的摘要不同"))
    ]
