"""Links that lead elsewhere: asked for politely, one at a time per host, and remembered for a while.

One request for each address, HEAD and, where a server does not take that, GET without reading on. Hosts are asked
side by side, the addresses of one host one after the other with a pause between. What a host's robots.txt forbids is
not asked for. Redirects are followed by hand, so that a finding can say where an address has moved to.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, cast
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener
from urllib.robotparser import RobotFileParser

from presscheck import __version__
from presscheck.files import write_text
from presscheck.model import Localized

AGENT = f"presscheck/{__version__} (link check)"
MAX_REDIRECTS = 5
MAX_ROBOTS_BYTES = 512 * 1024

_NOTHING = Localized("", "")

State = Literal["ok", "moved", "broken", "unknown", "skipped"]
"""``moved``: it answers elsewhere for good; ``unknown``: nobody can tell today; ``skipped``: robots.txt forbids it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address: ``status`` is the last HTTP status, 0 where there was none."""

    url: str
    state: State
    status: int = 0
    location: str = ""
    reason: Localized = _NOTHING
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """How often and how long servers are asked. ``pause`` and ``timeout`` are seconds."""

    pause: float = 1.0
    timeout: float = 10.0
    hosts_at_once: int = 8
    robots: bool = True


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        del args, kwargs


class _Client:
    """Asks one host after the other for an address, and each host for its robots.txt once."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.opener: OpenerDirector = build_opener(_NoRedirect)
        self.robots: dict[str, RobotFileParser | None] = {}
        self.asked: dict[str, float] = {}

    def ask(self, url: str) -> Answer:
        """What becomes of an address, redirects followed."""
        at, permanent = url, True
        for _ in range(MAX_REDIRECTS + 1):
            if not self._may_ask(at):
                return Answer(url, "skipped", reason=Localized("robots.txt forbids to ask", "robots.txt 不允许访问"))
            status, location, failure = self._status(at)
            if failure is not None:
                return Answer(url, failure[0], reason=failure[1])
            if status in {301, 302, 303, 307, 308} and location:
                permanent = permanent and status in {301, 308}
                at = urldefrag(urljoin(at, location)).url
                if urlsplit(at).scheme not in {"http", "https"}:
                    break
                continue
            return _judged(url, at, status, permanent=permanent)
        return Answer(url, "broken", location=at, reason=Localized("it is redirected without end", "重定向没有尽头"))

    def _status(self, url: str) -> tuple[int, str, tuple[State, Localized] | None]:
        status, location, failure = self._request(url, "HEAD")
        # Many servers answer HEAD with an error that GET does not have.
        if failure is None and status >= 400 and status != 429:
            status, location, failure = self._request(url, "GET")
        return status, location, failure

    def _request(self, url: str, method: str) -> tuple[int, str, tuple[State, Localized] | None]:
        self._wait(urlsplit(url).netloc)
        request = Request(_quoted(url), method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310  # http(s) only
        try:
            with self.opener.open(request, timeout=self.manners.timeout) as answer:
                return int(answer.status), "", None
        except HTTPError as error:
            with error:
                return error.code, str(error.headers.get("Location") or ""), None
        except (OSError, http.client.HTTPException, ValueError) as error:
            return 0, "", _failure(error)

    def _wait(self, host: str) -> None:
        """Leave a host alone for a while after each request."""
        now = time.monotonic()
        due = self.asked.get(host, now - self.manners.pause) + self.manners.pause
        if due > now:
            time.sleep(due - now)
        self.asked[host] = time.monotonic()

    def _may_ask(self, url: str) -> bool:
        if not self.manners.robots:
            return True
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.robots:
            self.robots[origin] = self._read_robots(f"{origin}/robots.txt")
        rules = self.robots[origin]
        return rules is None or rules.can_fetch(AGENT, _quoted(url))

    def _read_robots(self, url: str) -> RobotFileParser | None:
        """A host's rules; none where it has no such file. A host that refuses it wants no visitors (RFC 9309)."""
        self._wait(urlsplit(url).netloc)
        request = Request(url, headers={"User-Agent": AGENT})  # noqa: S310  # http(s) only
        rules = RobotFileParser(url)
        try:
            with build_opener().open(request, timeout=self.manners.timeout) as answer:
                text = cast("bytes", answer.read(MAX_ROBOTS_BYTES)).decode(errors="replace")
        except HTTPError as error:
            with error:
                if error.code not in {401, 403}:
                    return None
                text = "User-agent: *\nDisallow: /"
        except (OSError, http.client.HTTPException, ValueError):
            # The address itself will say what is wrong with the host.
            return None
        rules.parse(text.splitlines())
        return rules


def _judged(url: str, at: str, status: int, *, permanent: bool) -> Answer:
    if status in {404, 410}:
        return Answer(url, "broken", status, at, Localized(f"the server says {status}", f"服务器返回 {status}"))
    if status >= 400:
        said = Localized(f"the server says {status}; that may change", f"服务器返回 {status}，可能是暂时的")
        return Answer(url, "unknown", status, at, said)
    if at != url and permanent:
        return Answer(url, "moved", status, at, Localized(f"it has moved to {at}", f"已永久移至 {at}"))
    return Answer(url, "ok", status, at)


def _failure(error: Exception) -> tuple[State, Localized]:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ssl.SSLError):
        return "broken", Localized("its certificate is not valid", "证书无效")
    if isinstance(cause, TimeoutError):
        return "unknown", Localized("it does not answer in time", "响应超时")
    if isinstance(cause, OSError) and cause.errno is not None and cause.errno < 0:
        return "broken", Localized("its host is not known", "域名无法解析")
    if isinstance(cause, ConnectionRefusedError):
        return "broken", Localized("its host refuses the connection", "服务器拒绝连接")
    text = str(cause) or type(cause).__name__
    return "unknown", Localized(f"it cannot be reached: {text}", f"无法访问：{text}")


def _quoted(url: str) -> str:
    """An address as it goes over the wire: Chinese characters and blanks in it are escaped."""
    parts = urlsplit(url)
    host = parts.netloc
    if not host.isascii():
        host = host.encode("idna").decode()
    return parts._replace(
        netloc=host,
        path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._"),
        query=quote(parts.query, safe="/?%:@!$&'()*+,;=~-._"),
    ).geturl()


# --- what is remembered ---------------------------------------------------------------------------------------------


@dataclass
class Cache:
    """Answers of earlier runs in a file. Good ones count for ``days``, others for one day."""

    path: Path | None
    days: int
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    answers: dict[str, Answer] = field(default_factory=dict[str, Answer])

    @staticmethod
    def load(path: Path | None, days: int) -> Cache:
        """What a file remembers; nothing where it is missing or damaged, for then it is only asked again."""
        cache = Cache(path, days)
        try:
            data = json.loads(path.read_text(encoding="utf-8")) if path else {}
            for item in data.get("answers", ()):
                given: dict[str, Any] = dict(item)
                given["reason"] = Localized(*given["reason"])
                answer = Answer(**given)
                if cache.is_fresh(answer):
                    cache.answers[answer.url] = answer
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            cache.answers.clear()
        return cache

    def is_fresh(self, answer: Answer) -> bool:
        limit = timedelta(days=self.days if answer.state in {"ok", "moved"} else min(1, self.days))
        return timedelta() <= self.now - datetime.fromisoformat(answer.checked) < limit

    def save(self) -> None:
        """Write the answers down.

        Raises:
            OSError: the file cannot be written.
        """
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        answers = [asdict(answer) for _, answer in sorted(self.answers.items())]
        write_text(self.path, json.dumps({"version": 1, "answers": answers}, ensure_ascii=False, indent=1) + "\n")


def check_urls(
    urls: Iterable[str], cache: Cache, manners: Manners, tell: Callable[[Answer], None] = lambda _: None
) -> Mapping[str, Answer]:
    """What becomes of some addresses, from the cache where it knows. ``tell`` hears of each that was asked for."""
    wanted = list(dict.fromkeys(urldefrag(url).url for url in urls))
    by_host: dict[str, list[str]] = {}
    for url in wanted:
        if url not in cache.answers:
            by_host.setdefault(urlsplit(url).netloc.lower(), []).append(url)

    def visit(host: str) -> list[Answer]:
        client = _Client(manners)
        found: list[Answer] = []
        for url in by_host[host]:
            checked = cache.now.isoformat(timespec="seconds")
            answer = client.ask(url)
            answer = Answer(answer.url, answer.state, answer.status, answer.location, answer.reason, checked)
            tell(answer)
            found.append(answer)
        return found

    with ThreadPoolExecutor(max_workers=manners.hosts_at_once) as pool:
        for answers in pool.map(visit, by_host):
            cache.answers.update({answer.url: answer for answer in answers})
    return {url: cache.answers[url] for url in wanted}
