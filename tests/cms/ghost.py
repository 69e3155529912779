"""A real Ghost on 127.0.0.1, in a folder of its own, that leaves nothing behind.

``python tests/cms/ghost.py`` starts one and prints its address and an Admin API key; Ctrl-C ends it. ``--install``
instead fetches Ghost and the Node that it needs from npm, below ``build/``; that takes several minutes, for the driver
of the database is compiled.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

VERSION = "6.65.0"
BASE = Path(__file__).parents[2] / "build/cms-ghost"
TOOLS = BASE / "tools/node_modules"
PACKAGE = BASE / "package"
NODE = TOOLS / "node/bin/node"
PACKAGES = ("node@22", "pnpm@12.4.2", "node-gyp@13.1.0")
"""Ghost wants Node 22.23 or newer, its archive is laid out for pnpm: npm stumbles over its nested ``file:`` parts.

The driver of the database is built with node-gyp, which pnpm does not bring along wherever it is installed.
"""
_PAGES = "SELECT id FROM posts WHERE type = 'page'"


def missing() -> str:
    """Why it cannot be run; empty where it can."""
    done = _stamp().exists() and NODE.exists()
    return "" if done else "Ghost is not installed; run `make test-cms-ghost`, or `python tests/cms/ghost.py --install`"


def install() -> None:
    """Fetch Node, pnpm and Ghost, and Ghost's own packages by its lock file."""
    if not missing():
        return
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("not installed: npm, which comes with Node (on Debian: apt-get install npm)")
    # npm takes a package that it was stopped at for one that is there, and never finishes it.
    shutil.rmtree(TOOLS, ignore_errors=True)
    TOOLS.parent.mkdir(parents=True, exist_ok=True)
    quiet = ("--no-audit", "--no-fund", "--silent")
    subprocess.run([npm, "install", *quiet, "--prefix", str(TOOLS.parent), *PACKAGES], check=True)
    subprocess.run([npm, "pack", "--silent", f"ghost@{VERSION}"], cwd=BASE, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(PACKAGE, ignore_errors=True)
    shutil.unpack_archive(BASE / f"ghost-{VERSION}.tgz", BASE, filter="data")
    # The headers come with Node's package; without this, those of another Node on this machine would be taken.
    # Where npm puts them differs.
    headers = next((path.parents[2] for path in TOOLS.rglob("include/node/common.gypi")), None)
    if headers is None or not NODE.exists():
        sys.exit("npm installed no Node: the scripts of its packages have to be allowed to run")
    environment = {**_environment(), "CI": "true", "npm_config_nodedir": str(headers)}
    # What failed to build once is built again: pnpm would take it from its cache as it was.
    flags = ("--prod", "--frozen-lockfile", "--silent", "--config.side-effects-cache=false")
    command = [str(NODE), str(TOOLS / "pnpm/bin/pnpm.mjs"), "install", *flags]
    subprocess.run(command, cwd=PACKAGE, env=environment, check=True)
    # The driver is one of Ghost's optional packages: pnpm goes on without it where it could not be built.
    if not any(PACKAGE.glob("node_modules/.pnpm/better-sqlite3@*/**/better_sqlite3.node")):
        sys.exit("the driver of the database was not built; run it again, on a machine with a C++ compiler and make")
    _stamp().touch()


def _stamp() -> Path:
    return BASE / f"stamp-{VERSION}"


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": os.pathsep.join([str(NODE.parent), str(TOOLS / ".bin"), os.environ["PATH"]])}


class Ghost:
    """A running site.

    Args:
        folder: an empty folder that it may fill; deleted at the end.

    Attributes:
        url: its address.
        token: an Admin API key of an integration, ``id:secret``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{_free_port()}"
        self._process: subprocess.Popen[bytes] | None = None
        self._cookie = ""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copytree(PACKAGE / "content", folder / "content", symlinks=False)
            self.start()
            self.token = self._set_up()
        except BaseException:
            self.close()
            raise

    def start(self) -> None:
        """Start the server; what was there before is there again."""
        log = self.folder / "ghost.log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [str(NODE), "index.js"], cwd=PACKAGE, env=self._settings(), stdin=subprocess.DEVNULL, stdout=output,
                stderr=output, start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + 400
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Ghost did not start:\n{log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.2)

    def stop(self, number: int = signal.SIGTERM) -> None:
        """End the server, by default as an administrator would."""
        process, self._process = self._process, None
        if process is None:
            return
        for way in (number, signal.SIGKILL):
            with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(process.pid, way)
                process.wait(timeout=30)
            if process.poll() is not None:
                return

    def close(self) -> None:
        """End it and remove its files."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def query(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Rows of the database."""
        with closing(sqlite3.connect(self.folder / "ghost.db", timeout=60)) as database, database:
            return list(database.execute(sql, values))

    def reset(self) -> None:
        """Remove every page, every tag and every image."""
        for year in (self.folder / "content/images").glob("2*"):
            shutil.rmtree(year)
        for table in ("posts_meta", "posts_tags", "posts_authors", "post_revisions", "mobiledoc_revisions"):
            self.query(f"DELETE FROM {table} WHERE post_id IN ({_PAGES})")  # names of ours
        self.query("DELETE FROM posts WHERE type = 'page'")
        self.query("DELETE FROM posts_tags")
        self.query("DELETE FROM tags")

    def desk(self, method: str, path: str, body: Any = None) -> Any:
        """What somebody does who is logged in: one request of the editor's."""
        status, answer, _ = self._send(method, path, body, {"Cookie": self._cookie})
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {answer}")
        return answer

    def edit(self, number: str, **fields: object) -> None:
        """Save a page with other fields, as the editor does."""
        page = self.desk("GET", f"/pages/{number}/?formats=lexical")["pages"][0]
        self.desk("PUT", f"/pages/{number}/", {"pages": [{"updated_at": page["updated_at"], **fields}]})

    # --- parts

    def _settings(self) -> dict[str, str]:
        """No mail, no request to the outside, the database and every file below the folder."""
        return {
            **_environment(),
            "NODE_ENV": "development",
            "url": self.url,
            "server__host": "127.0.0.1",
            "server__port": str(urlsplit(self.url).port),
            "database__client": "better-sqlite3",
            "database__connection__filename": str(self.folder / "ghost.db"),
            "paths__contentPath": str(self.folder / "content"),
            "logging__level": "error",
            "logging__transports": '["stdout"]',
            "mail__transport": "stub",
            "sendWelcomeEmail": "false",
            "security__staffDeviceVerification": "false",
            "privacy__useUpdateCheck": "false",
            "privacy__useGravatar": "false",
            "privacy__useRpcPing": "false",
            "TMPDIR": str(self.folder),
        }

    def _set_up(self) -> str:
        """The owner, a session, an integration; its key."""
        owner = {"name": "An Owner", "email": "owner@example.com", "password": os.urandom(16).hex()}
        self._send("POST", "/authentication/setup/", {"setup": [{**owner, "blogTitle": "Sample site"}]})
        login = {"username": owner["email"], "password": owner["password"]}
        status, answer, headers = self._send("POST", "/session/", login)
        if status != 201:
            raise RuntimeError(f"nobody can log in: {status} {answer}")
        self._cookie = headers["set-cookie"].partition(";")[0]
        made = self.desk("POST", "/integrations/?include=api_keys", {"integrations": [{"name": "presscheck"}]})
        keys = made["integrations"][0]["api_keys"]
        return str(next(key["secret"] for key in keys if key["type"] == "admin"))

    def _send(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any, dict[str, str]]:
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=120)
        data = None if body is None else json.dumps(body).encode()
        sent = {"Origin": self.url, "Content-Type": "application/json", **(headers or {})}
        with closing(connection):
            connection.request(method, f"/ghost/api/admin{path}", data, sent)
            reply = connection.getresponse()
            text = reply.read().decode()
            named = {name.lower(): value for name, value in reply.getheaders()}
        try:
            return reply.status, json.loads(text) if text else None, named
        except ValueError:
            return reply.status, text, named

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/ghost/api/admin/site/", timeout=60) as reply:
                return bool(json.load(reply)["site"])
        except (OSError, urllib.error.URLError, ValueError, KeyError):
            return False


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def main() -> None:
    """Run a site until it is interrupted."""
    if "--install" in sys.argv:
        install()
        return
    lacks = missing()
    if lacks:
        sys.exit(lacks)
    site = Ghost(Path(tempfile.mkdtemp(prefix="presscheck-ghost-")))
    try:
        print(f"{site.url}\nPRESSCHECK_GHOST_TOKEN='{site.token}'", flush=True)  # noqa: T201
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        site.close()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    main()
