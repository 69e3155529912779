"""``lint --fix`` and ``--diff``: fixes into files, or onto the screen."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from presscheck.cli.inputs import Inputs
from presscheck.errors import InputError, os_reason
from presscheck.excerpts import concealed
from presscheck.files import write_blocks
from presscheck.fixes import Mended, is_wanted, mend
from presscheck.markdown.source import decode
from presscheck.model import ContentFile, Finding, Localized, Page
from presscheck.patterns import regex
from presscheck.rules import Rule
from presscheck.site import Site


@dataclass(slots=True)
class Mender:
    """Puts fixes into the pages of a run, and keeps what is to be said of it afterwards.

    ``diff`` collects what would be changed instead; then nothing is written.
    """

    site: Site
    rules: Sequence[Rule]
    inputs: Inputs
    unsafe: bool
    only_show: bool
    fixed: Counter[str] = field(default_factory=Counter[str])
    files: int = 0
    diff: list[str] = field(default_factory=list[str])
    notes: list[Localized] = field(default_factory=list[Localized])
    failed: int = 0
    output: bytes | None = None

    def mended(self, file: ContentFile, page: Page, findings: Sequence[Finding]) -> Page:
        """The page after its fixes; the same one where there are none, or where they cannot be written."""
        if not any(item.suppression is None and is_wanted(item, unsafe=self.unsafe) for item in findings):
            return page
        data = self._content(file, page)
        if data is None:
            return page
        result = mend(self.site, file.path, data, self.rules, unsafe=self.unsafe)
        if not result.settled:
            self.notes.append(
                Localized(
                    f"{file.path}: its fixes undo each other; it was left as it was",
                    f"{file.path}：修复相互抵消，文件未改动",
                )
            )
            return page
        if self.only_show:
            self.diff += _diff(self.site, file.path, page, result.page)
        elif not self._write(file, result):
            return page
        self.fixed += result.rules
        self.files += 1
        return result.page

    def _content(self, file: ContentFile, page: Page) -> bytes | None:
        """The bytes to be changed; none where the file on the disk is not what was looked at."""
        if not self.inputs.staged and file.location in self.inputs.contents:
            return self.inputs.contents[file.location]
        try:
            data = file.location.read_bytes()
            same = decode(data).text == page.source.text
        except (OSError, InputError):
            same, data = False, b""
        if not same:
            self.notes.append(
                Localized(
                    f"{file.path}: on the disk it is not what is staged; it was not mended",
                    f"{file.path}：磁盘上的内容与暂存内容不同，未修复",
                )
            )
        return data if same else None

    def _write(self, file: ContentFile, result: Mended) -> bool:
        if not self.inputs.staged and file.location in self.inputs.contents:
            self.output = result.data
            return True
        try:
            write_blocks(file.location, [result.data])
        except OSError as error:
            denied = Localized("no right to write it", "没有写入权限")
            reason = denied if isinstance(error, PermissionError) else os_reason(error)
            self.failed += 1
            self.notes.append(
                Localized(f"{file.path}: cannot be mended: {reason.en}", f"{file.path}：无法写入修复结果：{reason.zh}")
            )
            return False
        return True


_LINES = regex(r"[^\n]*\n|[^\n]+")


def _diff(site: Site, path: str, old: Page, new: Page) -> Iterator[str]:
    """A unified diff of two versions of a page, with keys and private data in them masked.

    Line ends and a byte order mark are those of the file, so that ``git apply -p0`` takes the diff.
    """
    mark, end = "\ufeff" if old.source.bom else "", old.source.newline
    before, after = (
        [line.replace("\n", end) for line in _LINES.findall(mark + concealed(site, page))] for page in (old, new)
    )
    for line in difflib.unified_diff(before, after, path, path):
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
