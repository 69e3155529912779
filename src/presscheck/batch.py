"""Many pages at once: what is known of them already, worker processes for the rest, and the rules that cross pages.

Each file of the site is a task. Its verdict - what the index keeps of it, its findings by rules that look at it alone
or beside the page that it translates, the lines to show with them - depends on the content of one or two files and on
rules and configuration, and is kept under a digest of just these. What crosses pages is looked for in every run, and
only in the pages that the index makes suspicious.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from presscheck import __version__
from presscheck.cache import Cache, key
from presscheck.crossing import crosses, may_concern
from presscheck.judging import Judge, Task, Verdict
from presscheck.model import ContentFile, Finding, Json, PageId, UnreadableFile, page_id
from presscheck.page_index import PageIndex
from presscheck.rules import Rule
from presscheck.site import Site, read_bytes
from presscheck.stored import finding_of, json_of_entry, json_of_finding, read_entry

_WORTH_WORKERS = 200_000
"""Bytes to judge from which on worker processes pay for being started."""
_CHUNK = 150_000
"""Bytes that a worker takes at a time."""


@dataclass(frozen=True)
class Batch:
    """A run over files of a site by some rules.

    Args of the class: ``rules`` gives the rules when they are first needed; ``names`` says the same choice in a text,
    for the keys of the cache. ``contents`` holds what is not to be read from the disk. ``jobs`` is how many processes
    may work at once. ``watch`` is given the verdicts as they are found, and their number: to say how far a run is.
    """

    site: Site
    rules: Callable[[], Sequence[Rule]]
    names: str
    cache: Cache
    contents: Mapping[Path, bytes]
    jobs: int
    watch: Callable[[Iterator[Verdict], int], Iterable[Verdict]] = lambda verdicts, _: verdicts

    def run(self, files: Sequence[ContentFile]) -> Iterator[Verdict]:
        """The verdict on each file, in their order, with what crosses pages; the index of the site is made first."""
        asked = {file.path for file in files}
        # Pages outside the content folders are judged beside the site's, and are not of them.
        listed = self.site.content()
        others = [file for file in listed if file.path not in asked]
        found = self.watch(self._verdicts(files, others), len(files) + len(others))
        verdicts = {verdict.path: verdict for verdict in found}
        entries = (verdicts[file.path].entry for file in listed)
        vars(self.site)["index"] = PageIndex(entry for entry in entries if entry is not None)
        for file in files:
            yield self._crossed(file, verdicts.pop(file.path))
            self.site.forget()

    def once(self, name: str, find: Callable[[], list[Finding]]) -> list[Finding]:
        """Findings that depend on the index, the rules and the configuration alone."""
        parts = [repr((entry.path, entry.id, entry.status, entry.client)) for entry in self.site.index.by_path.values()]
        name_ = key(self.digest, self.names, name, *parts)
        known = self.cache.get([name_]).get(name_)
        findings = _findings(known)
        if findings is None:
            findings = find()
            self.cache.put({name_: [json_of_finding(finding) for finding in findings]})
        return findings

    # --- what is known already

    def _verdicts(self, files: Sequence[ContentFile], others: Sequence[ContentFile]) -> Iterator[Verdict]:
        sources = self._sources((*files, *others))
        tasks = [self._task(file, sources, judge=True) for file in files]
        tasks += [self._task(file, sources, judge=False) for file in others]
        digests: dict[ContentFile, str | None] = {}
        keys = [(task, self._keys(task, digests) if self.cache.path else None) for task in tasks]
        known = self.cache.get([name for _, names in keys if names for name in names])
        left: list[Task] = []
        for task, names in keys:
            verdict = _verdict(task, [known.get(name) for name in names]) if names else None
            if verdict is None:
                left.append(task)
            else:
                yield verdict
        fresh: dict[bytes, Json] = {}
        for task, verdict in self._judged(left):
            yield verdict
            if verdict.keeps and not verdict.unreadable:
                fresh.update(zip(self._names(task, *verdict.contents), _json(task, verdict), strict=True))
        self.cache.put(fresh, known)

    def _task(self, file: ContentFile, sources: Mapping[str, ContentFile], *, judge: bool) -> Task:
        data = self._data(file)
        source = sources.get(file.path) if judge else None
        pair = None if source is None or source.path == file.path else (source, self._data(source))
        try:
            size = len(data) if data is not None else file.location.stat().st_size
        except OSError:
            size = 0
        return Task(file, data, judge, pair, size)

    def _sources(self, files: Iterable[ContentFile]) -> dict[str, ContentFile]:
        """The file of which each is the translation, by path: the first of its address, as in the index."""
        default, kinds = self.site.config.site.default_locale, self.site.schemas.kinds
        ids = {file.path: page_id(file.path, kinds) for file in files}
        first: dict[PageId, ContentFile] = {}
        for file in sorted(self.site.content(), key=lambda file: file.path):
            found = ids.get(file.path)
            if found is not None:
                first.setdefault(found, file)
        pairs: dict[str, ContentFile] = {}
        for path, found in ids.items():
            source = first.get(PageId(default, found.type, found.slug)) if found and found.locale != default else None
            if source is not None:
                pairs[path] = source
        return pairs

    def _data(self, file: ContentFile) -> bytes | None:
        if (data := self.contents.get(file.location)) is not None:
            return data
        return self._elsewhere.get(file.location)

    @cached_property
    def _elsewhere(self) -> dict[Path, bytes]:
        """The site's files where they are not read from the disk, such as those in git's index."""
        if self.site.snapshot is None:
            return {}
        wanted = [file for file in self.site.snapshot.files if file.location not in self.contents]
        return dict(zip((file.location for file in wanted), self.site.snapshot.read(wanted), strict=True))

    def _keys(self, task: Task, digests: dict[ContentFile, str | None]) -> list[bytes] | None:
        """The keys of what a task asks for; ``None`` where a file cannot be read."""
        found: list[str] = []
        for file, data in ((task.file, task.data), *((task.source,) if task.source else ())):
            if file not in digests:
                digests[file] = _digest(file, data)
            digest = digests[file]
            if digest is None:
                return None
            found.append(digest)
        return self._names(task, *found)

    def _names(self, task: Task, content: str, source: str = "") -> list[bytes]:
        """The key of the index entry and, where it is to be judged, that of the verdict."""
        entry = key("entry", _stamp(), *self.site.schemas.kinds, task.file.path, content)
        if not task.judge:
            return [entry]
        return [entry, key(self.digest, self.names, task.file.path, content, source)]

    @cached_property
    def digest(self) -> str:
        """What all verdicts depend on beside their files: this program, the rules and the configuration, the day."""
        digest = hashlib.sha256(f"{_stamp()}\0{self.site.today}".encode())
        for folder in self.site.folders:
            for pattern in ("linters/*/*.yaml", "schemas/*.json"):
                for path in sorted(folder.glob(pattern)):
                    digest.update(f"\0{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
        digest.update(b"\0" + self.site.config.path.read_bytes())
        return digest.hexdigest()

    # --- what is not

    def _judged(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Verdict]]:
        """The verdicts on tasks, by worker processes where there is enough to do."""
        # A page and its translation side by side: each is parsed once.
        ordered = sorted(tasks, key=lambda task: ((task.source or (task.file,))[0].path, task.source is not None))
        chunks = list(_chunks(ordered))
        if self.jobs < 2 or len(chunks) < 2 or sum(task.size for task in ordered) < _WORTH_WORKERS:
            judge = Judge(self.site, self.rules)
            for task in ordered:
                yield task, judge.verdict(task)
            return
        from presscheck.workers import map_chunks

        yield from map_chunks(self.site, self.rules(), chunks, self.jobs)

    def _crossed(self, file: ContentFile, verdict: Verdict) -> Verdict:
        """A verdict with what crosses pages."""
        from presscheck.excerpts import excerpt
        from presscheck.lint import all_findings

        if verdict.entry is None or verdict.unreadable or not (verdict.apart or may_concern(verdict.entry, self.site)):
            return verdict
        judge = Judge(self.site, self.rules)
        page, _ = judge.page(file, self._data(file))
        if isinstance(page, UnreadableFile):
            return judge.verdict(Task(file, self._data(file), judge=True))
        rules = self.rules() if verdict.apart else [rule for rule in self.rules() if crosses(rule)]
        findings = all_findings(self.site, page, rules)
        if not findings:
            return verdict
        lines = {**(verdict.lines or {}), **excerpt(self.site, page, findings)}
        together = sorted((*verdict.findings, *findings), key=lambda finding: finding.order)
        return replace(verdict, findings=tuple(together), lines=lines)


def _chunks(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        # A translation stays with its source.
        if size >= _CHUNK and task.source is None:
            yield chunk
            chunk, size = [], 0
        chunk.append(task)
        size += task.size + 1_000
    if chunk:
        yield chunk


def _digest(file: ContentFile, data: bytes | None) -> str | None:
    """The digest of a file's content; ``None`` where it cannot be read."""
    content = read_bytes(file) if data is None else data
    return None if isinstance(content, UnreadableFile) else hashlib.sha256(content).hexdigest()


@cache
def _stamp() -> str:
    """What changes when this program does: its version and, for those who work on it, the age of its files."""
    newest = count = 0
    folders = [os.fspath(Path(__file__).parent)]
    while folders:
        with os.scandir(folders.pop()) as found:
            for item in found:
                if item.is_dir() and item.name not in {"_home", "__pycache__"}:
                    folders.append(item.path)
                elif item.name.endswith(".py"):
                    newest, count = max(newest, item.stat().st_mtime_ns), count + 1
    return f"{__version__} {newest} {count}"


# --- values in the cache


def _json(task: Task, verdict: Verdict) -> list[Json]:
    assert verdict.entry is not None  # noqa: S101  # only readable files are kept
    entry = json_of_entry(verdict.entry)
    if not task.judge:
        return [entry]
    lines: Json = {str(number): line for number, line in (verdict.lines or {}).items()}
    return [entry, [[json_of_finding(finding) for finding in verdict.findings], lines, verdict.apart]]


def _verdict(task: Task, values: Sequence[Json]) -> Verdict | None:
    """A verdict from the cache; ``None`` where there is none or where it cannot be one."""
    entry = read_entry(values[0], task.file.path)
    if entry is None or not task.judge:
        return None if entry is None else Verdict(task.file.path, entry)
    value = values[1]
    if not isinstance(value, list) or len(value) != 3:
        return None
    findings, lines = _findings(value[0]), value[1]
    if findings is None or not isinstance(lines, dict) or any(item.path != task.file.path for item in findings):
        return None
    try:
        shown = {int(number): str(line) for number, line in lines.items()}
    except ValueError:
        return None
    return Verdict(task.file.path, entry, tuple(findings), shown, bool(value[2]))


def _findings(value: Json) -> list[Finding] | None:
    if not isinstance(value, list):
        return None
    found = [finding_of(item) for item in value]
    return [item for item in found if item is not None] if None not in found else None
