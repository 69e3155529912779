"""Which pages a call means, and where their content comes from: the disk, git's index, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from presscheck import git, images
from presscheck.errors import InputError
from presscheck.model import ContentFile, Finding, Localized, UnreadableFile
from presscheck.site import (
    SUFFIXES,
    Site,
    Snapshot,
    content_files,
    is_content,
    is_excluded,
    report_path,
    select_files,
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of a call, those that cannot be read, and the content of those that are not read from the disk.

    ``snapshot`` is the site as it will be committed, where that is what counts. ``changed`` holds the lines that the
    call is about, where it is not about all of them.
    """

    files: list[ContentFile]
    broken: list[UnreadableFile]
    contents: dict[Path, bytes] = field(default_factory=dict[Path, bytes])
    staged: bool = False
    snapshot: Snapshot | None = None
    changed: Mapping[str, git.Lines] | None = None

    @property
    def count(self) -> int:
        return len(self.files) + len(self.broken)

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is in the lines that the call is about."""
        if self.changed is None:
            return True
        lines = self.changed.get(finding.path)
        return lines is not None and lines.touch(finding.span.line, finding.span.end_line)


def from_stdin(site: Site, name: Path) -> Inputs:
    """One page from standard input, called as a file that need not be there."""
    return Inputs([ContentFile(name, report_path(name, site.config))], [], {name: sys.stdin.buffer.read()})


def collected(site: Site, paths: tuple[Path, ...], *, staged: bool, changed: str | None) -> Inputs:
    """The pages that a call names; all pages of the site, or all staged ones, where it names none.

    Raises:
        InputError: there is no page, or git cannot tell what is staged or changed.
    """
    if staged or (paths and git.in_hook()):
        inputs = _staged(site, paths, required=staged)
    else:
        named = paths or content_folders(site)
        inputs = Inputs(*select_files(named, site.config))
    if not inputs.count and not staged:
        raise _no_page(paths or site.config.folders)
    return inputs if changed is None else _narrowed(site, inputs, changed)


def content_folders(site: Site) -> tuple[Path, ...]:
    """The content folders: what a call without paths means.

    Raises:
        InputError: there is none of them, as where only ``[site]`` is configured and pages lie elsewhere.
    """
    folders = tuple(site.root / folder for folder in site.config.folders)
    if not any(folder.exists() for folder in folders):
        names = ", ".join(site.config.folders)
        raise InputError(
            Localized(
                f"there is no content folder {names} beside presscheck.toml; write folders = [...] under [content], "
                "or, where the command takes them, name files or folders",
                f"presscheck.toml 旁没有内容文件夹 {names}；请在 [content] 下写 folders = [...]，"
                "或在命令接受路径时指定文件或文件夹",
            )
        )
    return folders


def require_pages(site: Site) -> None:
    """Refuse a call about the pages of a site that has none: what it finds good would be no sign that all is well.

    Raises:
        InputError: there is no page, or no content folder.
    """
    content_folders(site)
    if not any(content_files(site.config)):
        raise _no_page(site.config.folders)


def _no_page(where: Iterable[str | Path]) -> InputError:
    names = ", ".join(str(path) for path in where)
    return InputError(
        Localized(
            f"no Markdown page in {names}; pages are files that end in .md",
            f"{names} 中没有 Markdown 页面；页面文件以 .md 结尾",
        )
    )


def repository(site: Site) -> Path | None:
    """The root of the repository that the site is in, if it is in one."""
    try:
        return git.top_level(site.root)
    except InputError:
        return None


def _narrowed(site: Site, inputs: Inputs, reference: str) -> Inputs:
    """The files that were changed since a revision, and their lines."""
    top = git.top_level(site.root)
    staged = inputs.staged or git.in_hook()
    lines = {
        report_path(path, site.config): found
        for path, found in git.changed_lines(top, reference, staged=staged).items()
    }
    files = [file for file in inputs.files if file.path in lines]
    broken = [file for file in inputs.broken if file.path in lines]
    return replace(inputs, files=files, broken=broken, changed=lines)


def _staged(site: Site, paths: tuple[Path, ...], *, required: bool) -> Inputs:
    """The files of a call with their staged content; all staged Markdown files where none is named.

    What is not in the index keeps the content that it has on the disk.
    """
    try:
        top = git.top_level(site.root)
        blobs = git.index_blobs(top)
        changed = [] if paths else git.staged_paths(top, site.root)
    except InputError:
        if required:
            raise
        return Inputs(*select_files(paths, site.config))
    if paths:
        files, broken = _with_deleted(site, paths, top, blobs)
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
    return Inputs(files, broken, contents, staged=True, snapshot=_snapshot(site, top, blobs))


def _snapshot(site: Site, top: Path, blobs: Mapping[Path, str]) -> Snapshot:
    """The site as the index has it; nothing is read before a rule asks for it."""
    paths = {report_path(path, site.config): path for path in blobs}
    folders = {str(parent) for path in paths for parent in PurePosixPath(path).parents}
    files = [ContentFile(path, shown) for shown, path in sorted(paths.items()) if is_content(shown, site.config)]
    return Snapshot(
        files,
        lambda wanted: list(git.contents(top, [blobs[file.location] for file in wanted])),
        lambda path: path in paths or path in folders,
        lambda path: _staged_image(site, top, blobs, path),
    )


def _staged_image(site: Site, top: Path, blobs: Mapping[Path, str], path: str) -> bytes | Localized:
    """The content of an image as the index has it, also where that has only a pointer to it or a link."""
    wrong = images.misplaced(path)
    if wrong is not None:
        return wrong
    file = site.root / path
    blob = blobs.get(file.resolve() if file.is_symlink() else _in_top(file, top))
    if blob is None:
        return images.no_file(path)
    [kept] = git.contents(top, [blob])
    data = git.whole(top, kept, file)
    return images.too_large(path, len(data)) or data


def _with_deleted(
    site: Site, paths: Iterable[Path], top: Path, blobs: Mapping[Path, str]
) -> tuple[list[ContentFile], list[UnreadableFile]]:
    """The named files; one that was deleted on the disk and not in the index is still going to be committed."""
    named = list(paths)
    files, broken = select_files(named, site.config)
    gone = {report_path(path, site.config): path for path in named if not path.exists()}
    kept = {shown: path for shown, path in gone.items() if _in_top(path, top) in blobs}
    files += [ContentFile(path, shown) for shown, path in kept.items()]
    return files, [item for item in broken if item.path not in kept]


def _in_top(path: Path, top: Path) -> Path:
    """A path as git's index has it: links in the folders above it resolved, its own name kept."""
    return (path.parent.resolve() / path.name) if not path.is_absolute() or top not in path.parents else path
