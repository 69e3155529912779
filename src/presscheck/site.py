"""The site: everything that is known before any judgement. Read once, then handed around."""

from __future__ import annotations

import fnmatch
import hashlib
import json
import os
import posixpath
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar, cast

from presscheck import git
from presscheck.config import Config, Level, load_config
from presscheck.errors import ConfigError, InputError, RuleError, os_reason
from presscheck.files import is_local
from presscheck.images import ReadImage, image_name, reader_of
from presscheck.markdown.source import MAX_BYTES, decode, problem_of, too_large
from presscheck.model import ContentFile, Localized, Page, PageId, UnreadableFile
from presscheck.page_index import WITHDRAWN, PageIndex, Target
from presscheck.past import Past
from presscheck.patterns import regex
from presscheck.resources import home
from presscheck.rules import FAMILIES, Rule, joined, load_rules, rules_digest
from presscheck.schemas.schema_set import SchemaSet

if TYPE_CHECKING:
    from presscheck.base_urls import Problem, SettingFinder
    from presscheck.claims import Claim, ClaimFinder, ClaimWords
    from presscheck.clients import Gateway, Registry
    from presscheck.markdown.directives import Directive
    from presscheck.privacy import Asking, PrivateScanner, Record, RequestFinder
    from presscheck.schemas import Body, Violation
    from presscheck.secrets import Scanner, Secret

T = TypeVar("T")

SUFFIXES = (".md", ".markdown")
KINDS = (
    "base-url",
    "claim",
    "input",
    "ledger",
    "links",
    "pattern",
    "private",
    "request",
    "review",
    "schema",
    "secret",
    "site",
    "structure",
    "suppression",
)
"""The kinds of check that a rule may name. ``checks.CHECKS`` has one function for each; a test holds them equal."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The site's files as they are somewhere else than on the disk, such as in git's index.

    ``files`` are the Markdown files of the content folders in the order of their paths; ``read`` gives the content of
    some of them, ``read_image`` that of an image.
    """

    files: Sequence[ContentFile]
    read: Callable[[Sequence[ContentFile]], Sequence[bytes]]
    has_file: Callable[[str], bool]
    read_image: ReadImage


@dataclass(frozen=True)
class Site:
    """Configuration, rules, schemas and clients of a site, and the day that counts as today.

    What only the judgement of a page needs is loaded when it is first asked for: a run that finds every verdict in
    its cache needs none of it. ``load_site`` asks for all of it, so that what is not valid is said before any work.
    """

    config: Config
    schemas: SchemaSet
    today: date
    folders: tuple[Path, ...]
    snapshot: Snapshot | None = None
    _known: dict[tuple[str, int], tuple[Page, Any]] = field(default_factory=dict, init=False, repr=False)

    @property
    def root(self) -> Path:
        return self.config.root

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule by its name, sorted.

        Raises:
            RuleError: a rule file is not valid.
            ConfigError: the configuration names a rule that there is not.
        """
        rules = load_rules(self._linters, self.schemas, KINDS)
        _check_names(self.config, rules)
        return rules

    @cached_property
    def client_data(self) -> Mapping[str, Any]:
        """What the registry of clients says, as ``read_registry`` gives it.

        Raises:
            RuleError: it is not valid.
        """
        from presscheck.clients import read_registry

        return read_registry(self._linters, self.schemas)

    @cached_property
    def clients(self) -> Registry:
        """The registry of clients.

        Raises:
            RuleError: it is not valid.
            ConfigError: the configuration names a client that there is not.
        """
        from presscheck.clients import made_registry

        clients = made_registry(self.client_data)
        _check_clients(self.config, clients)
        return clients

    @cached_property
    def past(self) -> Past:
        """What git knew when it was first asked.

        Raises:
            InputError: the site is in no repository.
        """
        return Past(self.root)

    @property
    def _linters(self) -> list[Path]:
        return [folder / "linters" for folder in self.folders]

    @cached_property
    def scanner(self) -> Scanner:
        from presscheck.secrets import Scanner

        return Scanner(self.rules.values())

    @cached_property
    def private_scanner(self) -> PrivateScanner:
        from presscheck.privacy import PrivateScanner

        return PrivateScanner(self.rules.values(), self.config.site.support)

    @cached_property
    def request_finder(self) -> RequestFinder:
        from presscheck.privacy import RequestFinder

        return RequestFinder(self.rules.values())

    @cached_property
    def setting_finder(self) -> SettingFinder:
        from presscheck.base_urls import SettingFinder

        return SettingFinder(self.clients, self.gateway)

    @cached_property
    def claim_finder(self) -> ClaimFinder:
        """What finds claims.

        Raises:
            RuleError: the words that its rules share are not valid.
        """
        from presscheck.claims import ClaimFinder

        return ClaimFinder(self.rules.values(), self.claim_words)

    @cached_property
    def claim_words(self) -> ClaimWords:
        """The words that rules on claims share.

        Raises:
            RuleError: they are not valid.
        """
        from presscheck.claims import load_words

        return load_words(self._linters, self.schemas)

    @cached_property
    def index(self) -> PageIndex:
        """What is to be known of all pages of the site, read when a rule first asks for it."""
        from presscheck.pages import entry_of

        return PageIndex(entry_of(page) for page in self.pages(self.content()) if isinstance(page, Page))

    @cached_property
    def _content_by_path(self) -> dict[str, ContentFile]:
        """The files of ``content``, listed once like ``index``: a walk through the folders for each page would be one
        walk too many."""
        return {file.path: file for file in self.content()}

    def content(self) -> list[ContentFile]:
        """The Markdown files of the content folders, in the order of their paths."""
        if self.snapshot:
            return list(self.snapshot.files)
        return [file for file in content_files(self.config) if isinstance(file, ContentFile)]

    def pages(self, files: Sequence[ContentFile | UnreadableFile]) -> Iterator[Page | UnreadableFile]:
        """Files of the site as pages, from where the site has them."""
        if self.snapshot is None:
            return read_pages(files, self.schemas)
        found = [file for file in files if isinstance(file, ContentFile)]
        contents = dict(zip((file.location for file in found), self.snapshot.read(found), strict=True))
        return read_pages(files, self.schemas, contents)

    def with_snapshot(self, snapshot: Snapshot | None) -> Site:
        """The same site with its files as they are elsewhere; what is loaded already is not loaded again."""
        other = replace(self, snapshot=snapshot)
        loaded = {
            name: value
            for name, value in vars(self).items()
            if name not in {"snapshot", "index", "_content_by_path", "_known"}
        }
        vars(other).update(loaded)
        return other

    def source_of(self, page: Page) -> Page | None:
        """The page in the site's default language of which one is the translation, unless it is withdrawn."""
        return self._once("source", page, lambda: self._find_source(page))

    def know_source(self, page: Page, source: Page | None) -> None:
        """Say of which page one is the translation, where that is known without the index."""
        withdrawn = source is not None and source.meta.get("status") == WITHDRAWN
        self._known["source", id(page)] = (page, None if withdrawn else source)

    def _find_source(self, page: Page) -> Page | None:
        default = self.config.site.default_locale
        if page.id is None or page.id.locale == default:
            return None
        entry = self.index.page(PageId(default, page.id.type, page.id.slug))
        if entry is None or entry.status == WITHDRAWN:
            return None
        file = self._content_by_path.get(entry.path)
        return next((found for found in self.pages([file] if file else []) if isinstance(found, Page)), None)

    def own_url(self, href: str) -> Target | None:
        """Where a whole URL of one of the site's own pages leads; ``None`` for any other."""
        base = f"{self.config.site.url}/"
        if not href.startswith(base):
            return None
        rest, _, fragment = href.removeprefix(base).partition("#")
        found = re.fullmatch(r"([\w-]+)/([a-z]+)s/([^/?#]+?)(?:\.html|\.md)?/?", rest)
        if not found or found[1] not in self.config.site.locales or found[2] not in self.schemas.kinds:
            return None
        known = self.index.page(PageId(found[1], found[2], found[3]))
        path = known.path if known else f"{self.config.folders[0]}/{found[1]}/{found[2]}s/{found[3]}.md"
        return Target(path, fragment)

    def has_file(self, path: str) -> bool:
        """Whether the site has a file; the path counts from the configuration's folder."""
        if self.snapshot:
            return self.snapshot.has_file(path)
        # Unlike ``Path.exists``, this has an answer for a name that is too long or may not be looked at.
        return is_local(path) and os.path.exists(self.root / path)  # noqa: PTH110

    @property
    def read_image(self) -> ReadImage:
        """Reads the images of pages; the paths count from the configuration's folder."""
        return self.snapshot.read_image if self.snapshot else reader_of(self.root)

    def image_refusal(self, path: str) -> Localized | None:
        """Why a file that a page shows as an image cannot be published; ``None`` where it can, or is not there."""
        if is_local(path) and not self.has_file(path):
            return None
        data = self.read_image(path)
        name = data if isinstance(data, Localized) else image_name(path, data)
        return name if isinstance(name, Localized) else None

    def past_versions(self, page: Page) -> Iterator[tuple[str, Page]]:
        """What git knows of a page, newest first, each with the day of its commit; nothing outside a repository."""
        from presscheck.markdown import parse_source

        try:
            found = list(git.versions(self.root, ["HEAD"], [page.path]))[::-1]
            contents = git.contents(self.root, [version.blob for version in found])
            for version, data in zip(found, contents, strict=True):
                if problem_of(data) is None:
                    yield version.date, parse_source(page.path, decode(data), tuple(self.schemas.kinds))
        except InputError:
            return

    def commit_of(self, path: str, source_sha256: str) -> str:
        """The last commit that made a file what it is, by the digest of its text; empty where git knows none."""
        try:
            made = self.past.commits_of(path, renames=False)
            contents = self.past.files_at((commit.id, commit.path) for commit in made)
        except InputError:
            return ""
        for commit, data in zip(made, contents, strict=True):
            text = decode(data).text if data is not None and problem_of(data) is None else ""
            if hashlib.sha256(text.encode()).hexdigest() == source_sha256:
                return commit.id
        return ""

    def violations(self, page: Page) -> list[Violation]:
        """What the schemas find wrong with a page."""
        return self._judged(page)[0]

    def body(self, page: Page) -> Body | None:
        """The page's body as its schema sees it; ``None`` where no schema applies."""
        return self._judged(page)[1]

    def _judged(self, page: Page) -> tuple[list[Violation], Body | None]:
        from presscheck.schemas import page_violations

        return self._once("judged", page, lambda: page_violations(page, self.schemas))

    def secrets(self, page: Page) -> list[Secret]:
        """The keys in a page."""
        return self._once("secrets", page, lambda: self.scanner.page(page))

    def records(self, page: Page) -> list[Record]:
        """The private records in a page; what begins inside a key is none: a password before @host is no address."""
        keys = self.secrets(page)
        records = self._once("records", page, lambda: self.private_scanner.page(page))
        return [item for item in records if not any(key.start <= item.start < key.end for key in keys)]

    def requests(self, page: Page) -> list[Asking]:
        """The sentences of a page that ask for what must not be sent."""
        return self._once("requests", page, lambda: self.request_finder.page(page))

    def claims(self, page: Page) -> list[Claim]:
        """What a page states that goes stale or cannot be proved."""
        return self._once("claims", page, lambda: self.claim_finder.page(page))

    @cached_property
    def rules_digest(self) -> str:
        """SHA-256 (hex) over all that findings depend on beside the page: rules, clients, schemas and settings."""
        from presscheck.clients import registry_digest

        config = self.config
        parts = [
            rules_digest(self.rules.values()),
            registry_digest(self.clients),
            repr(self.claim_finder.words),
            json.dumps(self.schemas.schemas, sort_keys=True),
            repr(config.site),
            repr(sorted(config.rules.items())),
            repr([(item.paths, sorted(item.rules.items())) for item in config.overrides]),
            repr((sorted(config.allowances.items()), config.claim_days, config.review, config.supported_clients)),
        ]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    @property
    def gateway(self) -> Gateway:
        """Where the site's API and its web pages are."""
        from presscheck.clients import Gateway

        return Gateway(self.config.site.api_origin, self.config.site.homepages, self.config.site.name)

    def base_url_problems(self, page: Page) -> list[Problem]:
        """What is wrong with what a page tells its readers to enter into their clients."""
        from presscheck.base_urls import problems

        finder, site = self.setting_finder, self.config.site
        text = page.source.text
        # A page that names other hosts, but neither the site nor one of its own, is about somebody else's models.
        ours = page.id is not None or "://" not in text or any(name in text for name in (site.name, *finder.hosts))
        models = site.models if ours else ()
        return self._once(
            "base urls",
            page,
            lambda: list(problems(finder.page(page), finder.scope, finder.words, self.gateway, models)),
        )

    def is_wrong_example(self, page: Page, start: int, end: int) -> bool:
        """Whether a place of a page is marked as showing what not to do."""
        from presscheck.markdown.wrong_examples import wrong_examples

        marked = self._once("wrong examples", page, lambda: wrong_examples(page))
        return any(first <= start and end <= last for first, last in marked)

    def directives(self, page: Page) -> tuple[Directive, ...]:
        """The comments of a page that speak to presscheck."""
        from presscheck.markdown.directives import directives

        return self._once("directives", page, lambda: directives(page))

    def _once(self, what: str, page: Page, find: Callable[[], T]) -> T:
        """Work something out once a page, since many rules ask.

        Kept by the page's identity, with the page kept alive beside it so that an id is never used twice.
        """
        known = self._known.get((what, id(page)))
        if known is None:
            known = self._known[what, id(page)] = (page, find())
        return cast("T", known[1])

    def check_names(self) -> None:
        """See that the configuration names rules and clients that there are, where they were not loaded here.

        Raises:
            ConfigError: it names one that there is not.
        """
        _check_names(self.config, self.rules)
        if self.config.supported_clients:
            _ = self.clients

    def load(self) -> None:
        """Load all that is not loaded yet.

        Raises:
            RuleError, ConfigError: something of it is not valid.
        """
        _ = self.rules, self.clients, self.scanner, self.private_scanner, self.request_finder
        _ = self.setting_finder, self.claim_finder

    def forget(self) -> None:
        """Drop what was worked out for pages, once nobody will ask again."""
        self._known.clear()

    def level(self, rule: Rule, path: str) -> Level:
        """How grave a rule is for a file: its own severity, then the site's, then the last override that matches."""
        level: Level = rule.severity
        for name in (rule.family, rule.name):
            level = self.config.rules.get(name, level)
        for override in self.config.overrides:
            if any(fnmatch.fnmatchcase(path, pattern) for pattern in override.paths):
                for name in (rule.family, rule.name):
                    level = override.rules.get(name, level)
        return level


def load_site(config_path: Path, today: date | None = None, *, lazily: bool = False) -> Site:
    """The site of a configuration file.

    Args:
        config_path: the ``presscheck.toml``.
        today: the day against which dates count; by default that of ``SOURCE_DATE_EPOCH``, else the real one (UTC).
        lazily: leave rules and clients until they are asked for; mistakes in them come to light only then.

    Raises:
        ConfigError, RuleError, SchemaError: something of the site is not valid.
    """
    root = config_path.resolve().parent
    built_in = home()
    folders = [built_in] if root == built_in else [built_in, root]
    schemas = SchemaSet.load(folder / "schemas" for folder in folders)
    site = Site(load_config(config_path.resolve(), schemas), schemas, today or current_day(), tuple(folders))
    if not lazily:
        site.load()
    return site


def current_day() -> date:
    """Today in UTC, or the day of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) where that is set.

    Raises:
        ConfigError: the variable is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(
            Localized(
                f"SOURCE_DATE_EPOCH must be seconds since 1970, it is {epoch!r}",
                f"SOURCE_DATE_EPOCH 应为 1970 年以来的秒数，现为 {epoch!r}",
            )
        ) from error


def _check_names(config: Config, rules: dict[str, Rule]) -> None:
    tables: list[tuple[tuple[str | int, ...], Mapping[str, Level]]] = [(("rules",), config.rules)]
    tables += [(("overrides", index, "rules"), override.rules) for index, override in enumerate(config.overrides)]
    mistakes: list[Localized] = []
    for pointer, table in tables:
        for name in table:
            if name not in rules and name not in FAMILIES:
                said, place = no_rule(name, rules), f"{config.path}:{config.line(*pointer, name)}: "
                mistakes.append(Localized(place + said.en, place + said.zh))
    if mistakes:
        raise ConfigError(joined(mistakes))


def _check_clients(config: Config, clients: Registry) -> None:
    """The clients that the site supports are known ones."""
    for name in config.supported_clients:
        try:
            clients.client(name)
        except RuleError as error:
            place = f"{config.path}:{config.line('clients', 'supported')}: "
            raise ConfigError(Localized(place + error.text.en, place + error.text.zh)) from error


def no_rule(name: str, rules: Iterable[str]) -> Localized:
    """That there is no rule or family of a name, and which was meant."""
    from presscheck.schemas.instance import closest

    meant = closest(name, [*rules, *FAMILIES])
    return Localized(
        f"no rule or family is called {name}; "
        + (f"did you mean {meant}?" if meant else "`presscheck rules` lists them"),
        f"没有名为 {name} 的规则或类别；" + (f"是否想写 {meant}？" if meant else "`presscheck rules` 会列出全部规则"),
    )


# --- files ----------------------------------------------------------------------------------------------------------


def content_files(config: Config) -> Iterator[ContentFile | UnreadableFile]:
    """Every Markdown file of the content folders, in the order of its path, and every folder that cannot be read."""
    for folder in config.folders:
        yield from files_below(config.root / folder, config)


def files_below(folder: Path, config: Config) -> Iterator[ContentFile | UnreadableFile]:
    """The Markdown files below a folder, without hidden folders, links to folders, and what the site excludes.

    A folder that cannot be read, the first one included, is one of them: what is in it is not known.
    """
    found: list[ContentFile | UnreadableFile] = []

    def note(error: OSError) -> None:
        path = report_path(Path(error.filename or folder), config)
        if not is_excluded(path, config) and not is_excluded(f"{path}/", config):
            found.append(_cannot_read(path, error))

    if folder.is_symlink() and _leads_out(folder, config.root):
        yield UnreadableFile(report_path(folder, config), _OUTSIDE)
        return
    for top, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.lower().endswith(SUFFIXES):
                location = Path(top, name)
                path = report_path(location, config)
                if not is_excluded(path, config):
                    found.append(_usable(location, path, config))
    yield from sorted(found, key=lambda file: file.path)


def is_content(path: str, config: Config) -> bool:
    """Whether a path as reported is that of a Markdown file of the content folders, which ``content_files`` finds."""
    folders = [posixpath.normpath(folder) for folder in config.folders]
    return (
        path.lower().endswith(SUFFIXES)
        and any(folder == "." or path.startswith(f"{folder}/") for folder in folders)
        and not any(part.startswith(".") for part in path.split("/"))
        and not is_excluded(path, config)
    )


def is_excluded(path: str, config: Config) -> bool:
    """Whether the site leaves a file out, going by its path as reported."""
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in config.exclude)


def report_path(location: Path, config: Config) -> str:
    """How a file is called in reports: relative to the configuration's folder, or absolute outside it.

    A byte that is no UTF-8 is shown escaped.
    """
    absolute = Path(os.path.abspath(location))  # noqa: PTH100  # a link keeps its own name in reports
    for candidate in (absolute, absolute.parent.resolve() / absolute.name):
        try:
            return _shown(candidate.relative_to(config.root))
        except ValueError:
            continue
    return _shown(absolute)


def _shown(path: PurePath) -> str:
    text = path.as_posix().encode(errors="surrogateescape").decode(errors="backslashreplace")
    # A line end in a name would begin a line of its own in a report, or a command in a log that CI reads.
    return text if text.isprintable() else _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


_UNSEEN = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def _usable(location: Path, shown: str, config: Config) -> ContentFile | UnreadableFile:
    """A file under the name that reports have for it, or why it is not looked at.

    A page may come from anybody. A link in it must not bring what lies elsewhere on the machine into a report.
    """
    try:
        location.name.encode()
    except UnicodeEncodeError:
        return UnreadableFile(shown, Localized("its name is not UTF-8: rename it", "文件名不是 UTF-8 编码，请重命名"))
    if os.path.islink(location) and _leads_out(location, config.root):  # noqa: PTH114  # asked for every file
        return UnreadableFile(shown, _OUTSIDE)
    return ContentFile(location, shown)


_OUTSIDE = Localized(
    "it is a link that leads out of the repository: put the file itself there",
    "这是指向仓库之外的链接，请放入文件本身",
)


def _leads_out(location: Path, root: Path) -> bool:
    """Whether a link in the site leads to a place outside the repository, or outside the site where there is none.

    One that leads nowhere, or in a circle, is left to whoever opens it.
    """
    if root not in Path(os.path.abspath(location)).parents:  # noqa: PTH100  # the link itself, not what it leads to
        return False
    try:
        there = location.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return not there.is_relative_to(_boundary(root))


@cache
def _boundary(root: Path) -> Path:
    try:
        return git.top_level(root).resolve()
    except InputError:
        return root.resolve()


def select_files(paths: Sequence[Path], config: Config) -> tuple[list[ContentFile], list[UnreadableFile]]:
    """The files that the user named: a file itself, a folder's Markdown files; and what cannot be found or read."""
    files: dict[str, ContentFile] = {}
    missing: dict[str, UnreadableFile] = {}
    for path in paths:
        shown = report_path(path, config)
        try:
            if path.is_dir():
                for file in files_below(path, config):
                    if isinstance(file, UnreadableFile):
                        missing[file.path] = file
                    else:
                        files[file.path] = file
            elif path.is_file():
                file = _usable(path, shown, config)
                if isinstance(file, UnreadableFile):
                    missing[shown] = file
                else:
                    files[shown] = file
            else:
                path.stat()
                missing[shown] = _not_a_file(shown)
        except OSError as error:
            missing[shown] = _cannot_read(shown, error)
    return [files[path] for path in sorted(files)], list(missing.values())


def read_pages(
    files: Iterable[ContentFile | UnreadableFile], schemas: SchemaSet, staged: Mapping[Path, bytes] | None = None
) -> Iterator[Page | UnreadableFile]:
    """Each file parsed, or the reason why it cannot be: one broken file hides no other.

    ``staged`` holds the content of files that is to be read in place of what is on the disk.
    """
    types = tuple(schemas.kinds)
    for file in files:
        if isinstance(file, UnreadableFile):
            yield file
            continue
        data: bytes | UnreadableFile | None = (staged or {}).get(file.location)
        if data is None:
            data = read_bytes(file)
        yield data if isinstance(data, UnreadableFile) else parse_bytes(file.path, data, types)


def read_bytes(file: ContentFile) -> bytes | UnreadableFile:
    """The content of a file on the disk, or the reason why it cannot be read: also that it is too large."""
    try:
        about = file.location.stat()
        if not stat.S_ISREG(about.st_mode):
            return _not_a_file(file.path)
        if about.st_size > MAX_BYTES:
            return too_large(file.path, about.st_size)
        return file.location.read_bytes()
    except OSError as error:
        return _cannot_read(file.path, error)


def parse_bytes(path: str, data: bytes, types: Iterable[str]) -> Page | UnreadableFile:
    """The content of a file parsed, or the reason why it cannot be; the arguments are those of ``parse_page``."""
    from presscheck.deadline import within_limit
    from presscheck.markdown import parse_source

    problem = problem_of(data, path)
    if problem is not None:
        return problem
    try:
        with within_limit():
            return parse_source(path, decode(data), types)
    except InputError as error:
        return UnreadableFile(path, error.text)
    except RecursionError:
        return UnreadableFile(path, Localized("it is nested too deeply", "嵌套过深"))


def _not_a_file(path: str) -> UnreadableFile:
    return UnreadableFile(path, Localized("not a regular file", "不是普通文件"))


def _cannot_read(path: str, error: OSError) -> UnreadableFile:
    return UnreadableFile(path, os_reason(error))
