"""llms-full/1 files held against what stands beside them: a manifest that lists them, and one another."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from presscheck.errors import ExportError
from presscheck.export.llms_file import Fault, LlmsFile, PageFrame
from presscheck.model import Localized
from presscheck.patterns import regex

_NAME = regex(r"llms-full(?:\.[1-9]\d*)?\.txt")


# --- a manifest -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a ``manifest.json`` or an ``llms-manifest.json`` lists of llms-full files: their SHA-256 by path.

    ``name`` is what messages call it; ``site`` is empty where the manifest does not say of which site it is.
    """

    name: str
    site: str
    digests: Mapping[str, str]

    def path_of(self, data: bytes, beside: str | None) -> str | None:
        """The path under which a file is listed; ``None`` where it is not.

        A digest covers what a file says of its language and part, so a file may have any name. ``beside`` is where it
        lies below the manifest's folder, if it does: there, its path says which file it has to be.
        """
        digest = sha256(data).hexdigest()
        if beside is not None and beside in self.digests:
            return beside if self.digests[beside] == digest else None
        return next((path for path, listed in sorted(self.digests.items()) if listed == digest), None)

    def against(self, data: bytes, file: LlmsFile, beside: str | None) -> Iterator[Fault]:
        """Why a file is none that the manifest lists; nothing where it is. For ``beside`` see ``path_of``."""
        if self.path_of(data, beside) is not None:
            return
        name, language, site = self.name, file.header["lang"], file.header["site"]
        is_path = self.path_of(data, None)
        wanted = beside if beside in self.digests else self._path_for(file)
        if self.site and self.site != site:
            yield Fault(
                1,
                Localized(
                    f"{name} is that of {self.site}, the file is that of {site}",
                    f"{name} 属于 {self.site}，此文件属于 {site}",
                ),
            )
        elif is_path:
            yield Fault(
                1,
                Localized(
                    f"{name} lists another digest for {wanted}; this is its {is_path}",
                    f"{name} 中 {wanted} 的摘要不同；此文件是其中的 {is_path}",
                ),
            )
        elif wanted:
            yield Fault(1, Localized(f"{name} lists another digest for {wanted}", f"{name} 中 {wanted} 的摘要不同"))
        else:
            yield Fault(
                1,
                Localized(
                    f"{name} lists no llms-full file for the language {language}, part {file.part}",
                    f"{name} 没有列出语言为 {language} 的 llms-full 文件第 {file.part} 部分",
                ),
            )

    def _path_for(self, file: LlmsFile) -> str | None:
        """The listed path that a file would have by what it says of its language and part."""
        name = "llms-full.txt" if file.parts == 1 else f"llms-full.{file.part}.txt"
        own = f"{file.header['lang']}/"
        # Only the default language has no folder of its own.
        folder = own if any(path.startswith(own) for path in self.digests) else ""
        return f"{folder}{name}" if f"{folder}{name}" in self.digests else None


def read_manifest(name: str, data: bytes) -> Manifest:
    """Read a manifest; ``name`` is what messages call it.

    Raises:
        ExportError: it is none, or lists no llms-full file.
    """
    try:
        content: Any = json.loads(data)
        listed = {str(item["path"]): str(item["sha256"]) for item in content["files"]}
        site = str(content.get("site", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExportError(Localized(f"{name}: no manifest of a bundle", f"{name}：不是发布包的清单")) from error
    digests = {path: digest for path, digest in listed.items() if _NAME.fullmatch(PurePosixPath(path).name)}
    if not digests:
        raise ExportError(Localized(f"{name}: lists no llms-full file", f"{name}：没有列出 llms-full 文件"))
    return Manifest(name, site, digests)


# --- translations ---------------------------------------------------------------------------------------------------


def one_sided(files: Sequence[LlmsFile]) -> list[list[Fault]]:
    """For each file, the translations that its pages name and that do not name them.

    What is said of a page that stands in none of the files is left alone, unless all of its language is there.
    """
    pages = {
        (file.header["site"], file.header["lang"], page.keys["url"]): page for file in files for page in file.pages
    }
    whole = _whole_languages(files)
    return [[fault for page in file.pages for fault in _one_sided(file, page, pages, whole)] for file in files]


def _one_sided(
    file: LlmsFile,
    page: PageFrame,
    pages: Mapping[tuple[str, str, str], PageFrame],
    whole: frozenset[tuple[str, str]],
) -> Iterator[Fault]:
    site, language = file.header["site"], file.header["lang"]
    for other_language, url in page.alternates.items():
        other = pages.get((site, other_language, url))
        if other is None and (site, other_language) in whole:
            yield Fault(
                page.line_of("alternates"),
                Localized(
                    f"alternates: no page in {other_language} has the address {url}",
                    f"alternates：{other_language} 中没有地址为 {url} 的页面",
                ),
            )
        elif other is not None and other.alternates.get(language) != page.keys["url"]:
            yield Fault(
                page.line_of("alternates"),
                Localized(
                    f"alternates: {other.keys['id']} does not name this page as its translation",
                    f"alternates：{other.keys['id']} 没有把此页面列为译文",
                ),
            )


def _whole_languages(files: Sequence[LlmsFile]) -> frozenset[tuple[str, str]]:
    """The languages of which every part is there, with their site."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    counts: dict[tuple[str, str], int] = {}
    for file in files:
        key = file.header["site"], file.header["lang"]
        found[key].add(file.part)
        counts[key] = file.parts
    return frozenset(key for key, parts in found.items() if parts == set(range(1, counts[key] + 1)))
