"""Many pages at once: what is known of them already, worker processes for the rest, and the rules that cross pages.

Each file of the site is a task. Its verdict - what the index keeps of it, its findings by rules that look at it alone
or beside the page that it translates, the lines to show with them - depends on the content of one or two files and on
rules and configuration, and is kept under a digest of just these. What crosses pages is looked for in every run, and
only in the pages that the index makes suspicious.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from presscheck.cache import Cache, key
from presscheck.crossing import crosses, looks_beyond, may_concern
from presscheck.judging import Judge, Task, Verdict
from presscheck.model import ContentFile, Finding, Json, PageId, UnreadableFile, page_id
from presscheck.page_index import PageIndex
from presscheck.rules import Rule
from presscheck.site import Site, read_bytes
from presscheck.snapshot import keep_words, load, program_stamp, rules_stamp
from presscheck.stored import finding_of, json_of_entry, json_of_finding, read_entry

if TYPE_CHECKING:
    from presscheck.submission import Submission

_WORTH_WORKERS = 200_000
"""Bytes to judge from which on worker processes pay for being started."""
_CHUNK = 150_000
"""Bytes that a worker takes at a time."""


def named(select: Iterable[str], ignore: Iterable[str]) -> str:
    """A choice of rules in a text, for the keys of the cache."""
    return repr((list(select), list(ignore)))


@dataclass(frozen=True)
class Batch:
    """A run over files of a site by some rules.

    Args of the class: ``rules`` gives the rules when they are first needed; ``names`` says the same choice in a text,
    for the keys of the cache. ``contents`` holds what is not to be read from the disk. ``jobs`` is how many processes
    may work at once. ``watch`` is given the verdicts as they are found, and their number: to say how far a run is.
    With ``submit`` a verdict has the page's submission too. ``scheduler`` is that of the Dask cluster that judges in
    place of processes of this machine.
    """

    site: Site
    rules: Callable[[], Sequence[Rule]]
    names: str
    cache: Cache
    contents: Mapping[Path, bytes]
    jobs: int
    watch: Callable[[Iterator[Verdict], int], Iterable[Verdict]] = lambda verdicts, _: verdicts
    submit: bool = False
    scheduler: str | None = None

    @staticmethod
    def of_site(
        site: Site,
        cache: Cache,
        jobs: int = 1,
        watch: Callable[[Iterator[Verdict], int], Iterable[Verdict]] = lambda verdicts, _: verdicts,
    ) -> Batch:
        """A run of all rules that also finds what each page submits."""
        return Batch(site, lambda: list(site.rules.values()), named((), ()), cache, {}, jobs, watch, submit=True)

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
        fresh: dict[bytes, Json] = {}
        for file in files:
            yield self._crossed(file, verdicts.pop(file.path), fresh)
            self.site.forget()
        self.cache.put(fresh)

    def once(self, name: str, find: Callable[[], list[Finding]]) -> list[Finding]:
        """Findings that depend on the index, the rules and the configuration alone."""
        parts = [repr((entry.path, entry.id, entry.status, entry.client)) for entry in self.site.index.by_path.values()]
        name_ = key(self.digest, self.names, name, *parts)
        known = self.cache.get([name_]).get(name_)
        findings = _findings(known)
        if findings is None:
            self._load()
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
        halves: dict[str, tuple[Verdict, bytes]] = {}
        for task, names in keys:
            values = [known.get(name) for name in names] if names else []
            verdict = _verdict(task, values) if names else None
            if verdict is not None:
                verdict = replace(verdict, contents=(digests[task.file] or "", ""))
            submission = self._submission(task, values) if verdict else None
            if verdict is None or names is None:
                left.append(task)
            elif task.submit and submission is None:
                left.append(replace(task, judge=False))
                halves[task.file.path] = verdict, names[-1]
            else:
                yield replace(verdict, submission=submission)
        fresh: dict[bytes, Json] = {}
        for task, verdict in self._judged(left):
            yield self._whole(task, verdict, halves)
            if verdict.keeps and not verdict.unreadable:
                # The submission stands last: where it is not to be kept, its name is left over.
                fresh.update(zip(self._names(task, *verdict.contents), _json(task, verdict), strict=False))
        self.cache.put(fresh, known)

    def _submission(self, task: Task, values: Sequence[Json]) -> Submission | None:
        if not task.submit:
            return None
        from presscheck.submission import read_submission

        return read_submission(values[-1], task.file.path, page_id(task.file.path, self.site.schemas.kinds))

    def _whole(self, task: Task, verdict: Verdict, halves: Mapping[str, tuple[Verdict, bytes]]) -> Verdict:
        """A verdict; where its findings were known, with them, if they are those of the same content."""
        if task.file.path not in halves:
            return verdict
        half, name = halves[task.file.path]
        if self._names(task, *verdict.contents)[-1] == name:
            return replace(half, submission=verdict.submission)
        return Judge(self.site, self.rules).verdict(replace(task, judge=True))

    def _task(self, file: ContentFile, sources: Mapping[str, ContentFile], *, judge: bool) -> Task:
        data = self._data(file)
        source = sources.get(file.path) if judge else None
        pair = None if source is None or source.path == file.path else (source, self._data(source))
        try:
            size = len(data) if data is not None else file.location.stat().st_size
        except OSError:
            size = 0
        return Task(file, data, judge, pair, size, submit=judge and self.submit)

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
        """The key of the index entry and, where they are asked for, those of the verdict and of the submission."""
        entry = key("entry", program_stamp(), *self.site.schemas.kinds, task.file.path, content)
        names = [entry]
        if task.judge:
            names.append(key(self.digest, self.names, task.file.path, content, source))
        if task.submit:
            names.append(key("submission", self.digest, task.file.path, content))
        return names

    @cached_property
    def digest(self) -> str:
        """What all verdicts depend on beside their files: this program, the rules and the configuration, the day."""
        config = hashlib.sha256(self.site.config.path.read_bytes()).hexdigest()
        return hashlib.sha256(f"{rules_stamp(self.site)}\0{config}\0{self.site.today}".encode()).hexdigest()

    # --- what is not

    def _judged(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Verdict]]:
        """The verdicts on tasks, by worker processes where there is enough to do."""
        # A page and its translation side by side: each is parsed once.
        if not tasks:
            return
        self._load()
        ordered = sorted(tasks, key=lambda task: ((task.source or (task.file,))[0].path, task.source is not None))
        chunks = list(_chunks(ordered))
        if self.scheduler:
            from presscheck import engine

            yield from engine.map_chunks(self.site, self.rules(), chunks, self.scheduler)
        elif self.jobs < 2 or len(chunks) < 2 or sum(task.size for task in ordered) < _WORTH_WORKERS:
            judge = Judge(self.site, self.rules)
            yield from ((task, judge.verdict(task)) for task in ordered)
        else:
            from presscheck.workers import map_chunks

            yield from map_chunks(self.site, self.rules(), chunks, self.jobs)
        if self.cache.path:
            keep_words()

    def _load(self) -> None:
        """Have the rules from an earlier run, where one is asked; without, they are read once they are needed."""
        if self.cache.path:
            load(self.site)

    def _crossed(self, file: ContentFile, verdict: Verdict, fresh: dict[bytes, Json]) -> Verdict:
        """A verdict with what crosses pages; what may be kept of it is added to ``fresh``."""
        from presscheck.excerpts import excerpt
        from presscheck.lint import all_findings

        if verdict.entry is None or verdict.unreadable or not (verdict.apart or may_concern(verdict.entry, self.site)):
            return verdict
        keeps = not verdict.apart and verdict.contents[0] and not looks_beyond(verdict.entry, self.site)
        name = key("crossed", self.digest, self.names, file.path, verdict.contents[0], self.site.index.digest)
        known = _found(self.cache.get([name]).get(name), file.path) if keeps else None
        if known is not None:
            return _together(verdict, *known)
        self._load()
        judge = Judge(self.site, self.rules)
        page, content = judge.page(file, self._data(file))
        if isinstance(page, UnreadableFile):
            return judge.verdict(Task(file, self._data(file), judge=True, submit=self.submit))
        rules = self.rules() if verdict.apart else [rule for rule in self.rules() if crosses(rule)]
        findings = all_findings(self.site, page, rules)
        lines = excerpt(self.site, page, findings) if findings else {}
        if keeps and content == verdict.contents[0]:
            fresh[name] = _json_of_findings(findings, lines)
        return _together(verdict, findings, lines)


def _together(verdict: Verdict, findings: Sequence[Finding], lines: Mapping[int, str]) -> Verdict:
    """A verdict with more findings and the lines to show with them."""
    if not findings:
        return verdict
    ordered = sorted((*verdict.findings, *findings), key=lambda finding: finding.order)
    return replace(verdict, findings=tuple(ordered), lines={**(verdict.lines or {}), **lines})


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


# --- values in the cache


def _json(task: Task, verdict: Verdict) -> list[Json]:
    assert verdict.entry is not None  # noqa: S101  # only readable files are kept
    values = [json_of_entry(verdict.entry)]
    if task.judge:
        values.append([*_json_of_findings(verdict.findings, verdict.lines or {}), verdict.apart])
    if verdict.submission is not None and verdict.keeps_submission:
        from presscheck.submission import json_of_submission

        values.append(json_of_submission(verdict.submission))
    return values


def _verdict(task: Task, values: Sequence[Json]) -> Verdict | None:
    """A verdict, without the submission, from the cache; ``None`` where there is none or where it cannot be one."""
    entry = read_entry(values[0], task.file.path)
    if entry is None or not task.judge:
        return None if entry is None else Verdict(task.file.path, entry)
    value = values[1]
    if not isinstance(value, list) or len(value) != 3:
        return None
    found = _found(value[:2], task.file.path)
    return Verdict(task.file.path, entry, tuple(found[0]), found[1], bool(value[2])) if found else None


def _json_of_findings(findings: Iterable[Finding], lines: Mapping[int, str]) -> list[Json]:
    shown: Json = {str(number): line for number, line in lines.items()}
    return [[json_of_finding(finding) for finding in findings], shown]


def _found(value: Json, path: str) -> tuple[list[Finding], dict[int, str]] | None:
    """The findings in a file and the lines to show with them, from the cache."""
    if not isinstance(value, list) or len(value) != 2:
        return None
    findings, lines = _findings(value[0]), value[1]
    if findings is None or not isinstance(lines, dict) or any(item.path != path for item in findings):
        return None
    try:
        return findings, {int(number): str(line) for number, line in lines.items()}
    except ValueError:
        return None


def _findings(value: Json) -> list[Finding] | None:
    if not isinstance(value, list):
        return None
    found = [finding_of(item) for item in value]
    return [item for item in found if item is not None] if None not in found else None
