"""A real Wagtail on 127.0.0.1, in a folder of its own, that leaves nothing behind.

``python tests/cms/wagtail.py`` starts one and prints its address and a token; Ctrl-C ends it. ``--install`` instead
makes the virtual environment that it needs, below ``build/``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
APP = ROOT / "integrations/wagtail"
VENV = ROOT / "build/cms-wagtail/venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
WORKERS = 2
UNREACHABLE = 75
"""The exit status of ``--install`` where PyPI does not answer (EX_TEMPFAIL of sysexits.h)."""
PACKAGES = ("wagtail==8.0.1", "gunicorn==27.0.1")
_PREPARE = """
import json, sys, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
if sys.argv[1] != "0":
    from wagtail_site.desk import seed
    print(json.dumps(seed(int(sys.argv[1]))))
"""


def missing() -> str:
    """Why it cannot be run; empty where it can."""
    if not (BIN / "gunicorn").exists():
        return "Wagtail is not installed; run `make test-cms-wagtail`, or `python tests/cms/wagtail.py --install`"
    return "" if _stamp().exists() else "the app was changed since it was installed; run `make test-cms-wagtail`"


def install() -> None:
    """Make the virtual environment, with our app in it as its documentation says.

    Ends the process with ``UNREACHABLE`` where the packages cannot be had.
    """
    stamp = _stamp()
    if stamp.exists():
        return
    if not (BIN / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    pip = [str(BIN / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    if subprocess.run([*pip, *PACKAGES], check=False).returncode:
        sys.exit(UNREACHABLE)
    subprocess.run([*pip, "--force-reinstall", "--no-deps", str(APP)], check=True)
    for old in VENV.parent.glob("stamp-*"):
        old.unlink()
    stamp.touch()


def _stamp() -> Path:
    """A file that says what is installed: another one after each change to the app."""
    seen = hashlib.sha256(" ".join(PACKAGES).encode())
    for path in sorted(APP.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".html", ".toml", ".md"} and "build" not in path.parts:
            seen.update(path.relative_to(APP).as_posix().encode() + path.read_bytes())
    return VENV.parent / f"stamp-{seen.hexdigest()[:16]}"


class Wagtail:
    """A running site.

    Args:
        folder: a folder that it may fill; deleted at the end.
        app: whether our app is in it.

    Attributes:
        url: its address.
        tokens: by user: ``editor`` may publish, ``author`` may not, ``nohtml`` lacks our permission, ``revoked`` is.
    """

    def __init__(self, folder: Path, *, app: bool = True) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.app = app
        self.tokens: dict[str, str] = {}
        self._secret = os.urandom(32).hex()
        self._process: subprocess.Popen[bytes] | None = None
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        try:
            text = self._python("-c", _PREPARE, str(port if app else 0))
            if app:
                self.tokens = json.loads(text)
                with closing(self._database()) as database, closing(sqlite3.connect(self._seed)) as copy:
                    database.backup(copy)
            self._start()
        except BaseException:
            self.close()
            raise

    @property
    def log(self) -> Path:
        return self.folder / "gunicorn.log"

    def desk(self, action: str, key: str, **more: str) -> int:
        """Do something with a page as an editor; the id of what came of it."""
        data = json.dumps({"action": action, "key": key, **more}).encode()
        request = urllib.request.Request(f"{self.url}/desk/", data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return int(json.load(reply)["id"])

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of the database."""
        with closing(self._database()) as database, database:
            return database.execute(sql, values).fetchall()

    def get(self, path: str) -> tuple[int, str]:
        """What a reader gets."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=60) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def admin(self, path: str) -> str:
        """What the administrator sees of Wagtail's admin."""
        return self._log_in(path)[1]

    def save(self, number: int, old: str, new: str) -> None:
        """Change a page's HTML in the form of the admin and publish it, as a browser does that sends the form."""
        path = f"/admin/pages/{number}/edit/"
        opener, text = self._log_in(path)
        form = _Form()
        form.feed(text)
        # HTML, "constructing the entry list": whatever a line ends with, it is sent as CRLF.
        fields = {name: re.sub(r"\r\n?|\n", "\r\n", value) for name, value in form.fields.items()}
        fields |= {"body": fields["body"].replace(old, new), "action-publish": "action-publish"}
        with opener.open(f"{self.url}{path}", urllib.parse.urlencode(fields).encode(), timeout=60) as reply:
            assert not reply.url.endswith(path), "the form was refused"

    def _log_in(self, path: str) -> tuple[urllib.request.OpenerDirector, str]:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(f"{self.url}/admin/login/", timeout=60) as reply:
            found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', reply.read().decode())
        assert found
        form = {"csrfmiddlewaretoken": found[1], "username": "admin", "password": "admin", "next": path}
        data = urllib.parse.urlencode(form).encode()
        with opener.open(f"{self.url}/admin/login/", data, timeout=60) as reply:
            return opener, reply.read().decode()

    def workers(self) -> list[int]:
        """The ids of the processes that answer; Linux only."""
        assert self._process
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(number) for number in children.read_text().split()]

    def reset(self) -> None:
        """As it was when it started: no pages and images of ours."""
        shutil.rmtree(self.folder / "media", ignore_errors=True)
        with closing(sqlite3.connect(self._seed)) as seed, closing(self._database()) as database:
            seed.backup(database)

    def close(self) -> None:
        """End it and remove its files. May be called twice."""
        process, self._process = self._process, None
        if process:
            _end(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- parts

    @property
    def _seed(self) -> Path:
        return self.folder / "seed.sqlite3"

    def _database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "db.sqlite3", timeout=60)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(HERE / "wagtail_project"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
            "PC_SITE": str(self.folder),
            "PC_SECRET_KEY": self._secret,
            "PC_APP": str(int(self.app)),
        }

    def _python(self, *arguments: str) -> str:
        done = subprocess.run(
            [str(BIN / "python"), *arguments], capture_output=True, text=True, env=self._environment(), check=False
        )
        if done.returncode:
            raise RuntimeError(f"the site could not be prepared:\n{(done.stderr or done.stdout)[-3000:]}")
        return done.stdout

    def _start(self) -> None:
        address = self.url.removeprefix("http://")
        command = [str(BIN / "python"), "-m", "gunicorn", "--bind", address, "--workers", str(WORKERS), "--threads",
                   "4", "--no-control-socket", "django.core.wsgi:get_wsgi_application()"]  # fmt: skip
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=self._environment(),
                start_new_session=True, cwd=self.folder,
            )  # fmt: skip
        end = time.monotonic() + 120
        while not _answers(self.url):
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Wagtail did not start:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.1)


class _Form(HTMLParser):
    """The fields of all forms of a page, by name, with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name = values.get("name") or ""
        if tag == "input" and name and values.get("type") not in {"checkbox", "radio", "submit", "file"}:
            self.fields[name] = values.get("value") or ""
        if tag == "textarea":
            self._text, self.fields[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A line end directly behind the opening tag is none of the text.
            self.fields[self._text], self._text = self.fields[self._text].removeprefix("\n"), ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.fields[self._text] += data


def _end(process: subprocess.Popen[bytes]) -> None:
    """Workers are processes of their own: in a group of its own, all of them can be ended by one id."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=60):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
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
    if missing():
        sys.exit(missing())
    site = Wagtail(Path(tempfile.mkdtemp(prefix="presscheck-wagtail-")))
    try:
        print(f"{site.url}\nPRESSCHECK_WAGTAIL_TOKEN='{site.tokens['editor']}'", flush=True)  # noqa: T201
        signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        site.close()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    main()
