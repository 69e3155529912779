"""``--report shard=FILE``: one part of a run over several machines, for ``presscheck merge`` and for nobody else.

Unlike the other formats it holds all that a report of any format is made from, in both languages.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from presscheck import __version__
from presscheck.errors import InputError
from presscheck.model import Finding, Json, Language, Localized
from presscheck.report.result import Result
from presscheck.stored import finding_of, json_of_finding

_FORMAT = "presscheck-shard/1"


def render(result: Result) -> str:
    number, count = result.shard
    part: dict[str, Json] = {
        "format": _FORMAT,
        "version": __version__,
        "site": result.site,
        "shard": [number, count],
        "files": result.files,
        "unreadable": result.unreadable,
        "duration_ms": result.duration_ms,
        "paths": list(result.paths),
        "findings": [json_of_finding(finding) for finding in (*result.findings, *result.silenced)],
        "lines": {path: {str(number): line for number, line in lines.items()} for path, lines in result.lines.items()},
    }
    return json.dumps(part, ensure_ascii=False) + "\n"


def merged(files: list[Path], language: Language) -> Result:
    """The result of a whole run from its parts.

    Raises:
        InputError: a file is no part, a part is missing or there twice, or they are of different runs.
    """
    parts = [(file, _read(file)) for file in files]
    _refuse(parts)
    findings: list[Finding] = []
    for file, part in parts:
        found = [finding_of(item) for item in part["findings"]]
        if None in found:
            raise _damaged(file)
        findings.extend(item for item in found if item is not None)
    findings.sort(key=lambda finding: finding.order)
    lines: dict[str, dict[int, str]] = {}
    for _, part in parts:
        for path, shown in part["lines"].items():
            lines[path] = {int(number): str(line) for number, line in shown.items()}
    result = Result(
        [finding for finding in findings if finding.suppression is None],
        sum(part["files"] for _, part in parts),
        max(part["duration_ms"] for _, part in parts),
        language,
        silenced=[finding for finding in findings if finding.suppression is not None],
        paths=sorted(path for _, part in parts for path in part["paths"]),
        lines=lines,
    )
    return replace(result, unreadable=sum(part["unreadable"] for _, part in parts))


def _read(file: Path) -> dict[str, Any]:
    try:
        part = json.loads(file.read_bytes())
    except OSError as error:
        raise InputError(Localized(f"{file}: {error.strerror}", f"{file}：{error.strerror}")) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(file) from error
    if not isinstance(part, dict) or part.get("format") != _FORMAT or not _is_whole(part):
        raise _damaged(file)
    return cast("dict[str, Any]", part)


def _is_whole(part: dict[str, Any]) -> bool:
    shard, lines = part.get("shard"), part.get("lines")
    return (
        isinstance(shard, list)
        and len(shard) == 2
        and all(isinstance(part.get(name), int) for name in ("files", "unreadable", "duration_ms"))
        and all(isinstance(number, int) for number in shard)
        and all(isinstance(part.get(name), list) for name in ("paths", "findings"))
        and all(isinstance(path, str) for path in part["paths"])
        and isinstance(lines, dict)
        and all(isinstance(shown, dict) and all(number.isdecimal() for number in shown) for shown in lines.values())
    )


def _refuse(parts: list[tuple[Path, dict[str, Any]]]) -> None:
    """Say what keeps parts from being one run."""
    first, whole = parts[0]
    for file, part in parts[1:]:
        for name, what in (("version", _VERSIONS), ("site", _SITES)):
            if part[name] != whole[name]:
                raise InputError(Localized(what.en.format(first, file), what.zh.format(first, file)))
    count = whole["shard"][1]
    there: dict[int, Path] = {}
    for file, part in parts:
        number, all_ = part["shard"]
        if all_ != count:
            raise InputError(
                Localized(
                    f"{first} is one of {count} parts, {file} one of {all_}: merge those of one run",
                    f"{first} 是 {count} 个分片之一，{file} 是 {all_} 个分片之一：请合并同一次运行的分片",
                )
            )
        if number in there:
            raise InputError(
                Localized(
                    f"part {number}/{count} is there twice: {there[number]} and {file}",
                    f"分片 {number}/{count} 重复：{there[number]} 和 {file}",
                )
            )
        there[number] = file
    missing = [f"{number}/{count}" for number in range(1, count + 1) if number not in there]
    if missing:
        listed = ", ".join(missing)
        raise InputError(
            Localized(
                f"the report would not be whole: of the parts, {listed} is missing",
                f"报告不完整：缺少分片 {listed}",
            )
        )


_VERSIONS = Localized(
    "{} and {} were made by different versions of presscheck: run all parts with one",
    "{} 与 {} 由不同版本的 presscheck 生成：请用同一版本运行所有分片",
)
_SITES = Localized(
    "{} and {} were made with other rules, another configuration or on another day: run all parts again",
    "{} 与 {} 的规则、配置或日期不同：请重新运行所有分片",
)


def _damaged(file: Path) -> InputError:
    return InputError(
        Localized(
            f"{file} is no part of a run; make it with `presscheck lint --shard I/N --report shard=FILE`",
            f"{file} 不是分片报告；请用 `presscheck lint --shard I/N --report shard=FILE` 生成",
        )
    )
