"""The clients that can be run here: what to install for each, and how each is asked a question."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from filelock import FileLock

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = REPOSITORY / "build/clients"
DRIVERS = Path(__file__).with_name("drivers")
INSTALLING, ASKING = 600, 180
"""Seconds for an installation, and for a driver with all of its questions."""


class ClientError(Exception):
    """A client could not be installed or run, which says nothing about the registry."""


@dataclass(frozen=True)
class Question:
    """A question to a client: one of its ways to ask, and the setting with its value."""

    kind: str
    name: str
    value: str


@dataclass(frozen=True)
class Answer:
    """What its user would see: a text or an error, and which other hosts the client wanted to reach."""

    says: str | None
    error: str | None
    outside: Sequence[str] = ()

    @property
    def shown(self) -> str:
        return self.error if self.error is not None else f"no error: {json.dumps(self.says)}"


@dataclass(frozen=True)
class Real:
    """A client: ``id`` is its id in the registry, ``packages`` are those that a user installs, never with a version.

    ``script`` is the driver that asks, and ``ways`` gives for each of its ways to ask the protocol in the registry. The
    forms of value are given through the keyword ``setting`` and, by way, through one of ``variables``; ``attribute`` is
    a setting of a module, which is asked in the way ``module``. ``apart`` has the paths that are asked for where the
    steps of the registry do not say it, nearly all for values that are malformed anyway; ``{endpoint}`` is what the
    client adds, ``{rest}`` the same without its slash. ``names`` are settings that one might try, whatever the registry
    knows of them. ``sees`` holds by outcome a text that both the registry and the client have; ``stream`` is what comes
    of a web page in the way of that name.
    """

    id: str
    registry: Literal["pip", "npm"]
    packages: Sequence[str]
    script: str
    ways: Mapping[str, str]
    setting: str
    variables: Mapping[str, str] = field(default_factory=dict)
    attribute: str | None = None
    apart: Mapping[str, str | None] = field(default_factory=dict)
    names: Sequence[str] = ()
    sees: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return BUILD / self.id

    def install(self) -> None:
        """Bring the newest versions into a folder of the client's own, once.

        Raises:
            ClientError: that failed, or there is no npm.
        """
        BUILD.mkdir(parents=True, exist_ok=True)
        with FileLock(BUILD / f"{self.id}.lock"):
            stamp = self.folder / ".stamp"
            if not stamp.exists():
                shutil.rmtree(self.folder, ignore_errors=True)
                self.folder.mkdir()
                (_pip if self.registry == "pip" else _npm)(self.folder, self.packages)
                stamp.touch()
            for driver in DRIVERS.glob("*.py" if self.registry == "pip" else "*.mjs"):
                shutil.copy(driver, self.folder)  # Node looks for packages beside the file that imports them

    @property
    def command(self) -> list[str]:
        interpreter = _python(self.folder) if self.registry == "pip" else node()
        return [str(interpreter), str(self.folder / self.script)]

    def ask(self, questions: Sequence[Question]) -> tuple[str, list[Answer]]:
        """The version of the client, and its answer to each question.

        Raises:
            ClientError: the driver itself failed.
        """
        self.install()
        lines = "".join(json.dumps(vars(question)) + "\n" for question in questions)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            status, out, err = run(self.command, clean(home), Path(home), ASKING, lines)
        answers = [json.loads(line) for line in out.splitlines()]
        if status != 0 or len(answers) != len(questions) + 1:
            raise ClientError(f"{self.id}: the driver ended with status {status}: {err[-2000:]}")
        return answers[0]["version"], [Answer(**answer) for answer in answers[1:]]


def clean(home: str) -> dict[str, str]:
    """An environment without any setting of ours: a client reads proxies, keys and addresses from it."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": home,
        "TMPDIR": home,
        "LANG": "C.UTF-8",
        "NO_PROXY": "127.0.0.1,localhost",
    }
    if sys.platform == "win32":
        environment |= {"USERPROFILE": home, "SYSTEMROOT": os.environ["SYSTEMROOT"]}
    return environment


def run(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, seconds: float, text: str = ""
) -> tuple[int | None, str, str]:
    """Status, output and errors of a command; the status is ``None`` where it had to be ended."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(text, timeout=seconds)
            status = process.returncode
        except subprocess.TimeoutExpired:
            _end(process)
            out, err = process.communicate()
            status = None
    return status, out, err


def _end(process: subprocess.Popen[str]) -> None:
    """End a process with all that it started: they are a group that bears its number."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


# --- installation ---------------------------------------------------------------------------------------------------


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _pip(folder: Path, packages: Sequence[str]) -> None:
    _install([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    pip = [sys.executable, "-m", "pip", "--python", str(_python(folder)), "--quiet", "--disable-pip-version-check"]
    _install([*pip, "install", *packages])


def _npm(folder: Path, packages: Sequence[str]) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise ClientError("npm is missing; it comes with Node.js")
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    # With a tag npm takes the newest even if the Node at hand is too old for it: it will run on a newer one.
    latest = [f"{package}@latest" for package in packages]
    _install([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *latest])


def node() -> Path:
    """The newest Node, from npm: clients ask for a newer one than many a machine has.

    Raises:
        ClientError: it could not be installed.
    """
    folder = BUILD / "node"
    BUILD.mkdir(parents=True, exist_ok=True)
    with FileLock(BUILD / "node.lock"):
        if not (folder / ".stamp").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            _npm(folder, ["node"])
            (folder / ".stamp").touch()
    return folder / "node_modules/node/bin" / ("node.exe" if sys.platform == "win32" else "node")


def _install(command: Sequence[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALLING)
    except subprocess.CalledProcessError as error:
        raise ClientError(f"{' '.join(command)}: {error.stderr[-2000:] or error.stdout[-2000:]}") from error
    except subprocess.TimeoutExpired as error:
        raise ClientError(f"{' '.join(command)}: took longer than {INSTALLING} s") from error


# --- the table ------------------------------------------------------------------------------------------------------

SDKS: Mapping[str, Real] = {
    real.id: real
    for real in (
        Real(
            id="openai-python",
            registry="pip",
            packages=["openai"],
            script="ask_openai.py",
            ways={"chat": "chat", "responses": "responses"},
            setting="base_url",
            variables={"chat": "OPENAI_BASE_URL", "responses": "OPENAI_BASE_URL"},
            attribute="openai.base_url",
            apart={
                "origin/v1?k=1": "/v1/?k=1{rest}",
                "origin/v1#top": "/v1{endpoint}",
                # What is assigned to the module gets no slash: the registry has a note on it.
                "origin by openai.base_url": "/{rest}",
                "origin/ by openai.base_url": "/{rest}",
                "origin/v1 by openai.base_url": "/v1{rest}",
                "origin/v1/ by openai.base_url": "/v1/{rest}",
                "origin/v1/chat/completions by openai.base_url": "/v1/chat/completions{rest}",
            },
            names=["base_url", "baseURL", "api_base", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_API_BASE_URL"],
            sees={
                "not-found": "openai.NotFoundError: Error code: 404",
                "html": "AttributeError: 'str' object has no attribute 'choices'",
                "stream": 'no error: ""',
                "malformed": "openai.APIConnectionError: Connection error.",
            },
        ),
        Real(
            id="openai-node",
            registry="npm",
            packages=["openai"],
            script="ask_openai.mjs",
            ways={"chat": "chat", "responses": "responses"},
            setting="baseURL",
            variables={"chat": "OPENAI_BASE_URL", "responses": "OPENAI_BASE_URL"},
            apart={
                "_origin/v1": "/v1{endpoint}",
                "origin/v1_ by OPENAI_BASE_URL": "/v1{endpoint}",
                "origin/v1?k=1": "/v1{endpoint}?k=1",
            },
            names=["baseURL", "base_url", "baseUrl", "basePath", "OPENAI_BASE_URL", "OPENAI_API_BASE"],
            sees={
                "not-found": "NotFoundError: 404",
                "html": "TypeError: Cannot read properties of undefined (reading '0')",
                "stream": 'no error: ""',
                "malformed": "TypeError: Invalid URL",
            },
        ),
        Real(
            id="anthropic-python",
            registry="pip",
            packages=["anthropic"],
            script="ask_anthropic.py",
            ways={"messages": "messages"},
            setting="base_url",
            variables={"messages": "ANTHROPIC_BASE_URL"},
            apart={"origin/v1#top": "/v1{endpoint}"},
            names=["base_url", "baseURL", "api_base", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_BASE", "ANTHROPIC_API_URL"],
            sees={
                "not-found": "anthropic.NotFoundError: Error code: 404",
                "html": "AttributeError: 'str' object has no attribute 'content'",
                "malformed": "anthropic.APIConnectionError: Connection error.",
            },
        ),
        Real(
            id="anthropic-typescript",
            registry="npm",
            packages=["@anthropic-ai/sdk"],
            script="ask_anthropic.mjs",
            ways={"messages": "messages"},
            setting="baseURL",
            variables={"messages": "ANTHROPIC_BASE_URL"},
            apart={
                "_origin/v1": "/v1{endpoint}",
                "origin/v1_ by ANTHROPIC_BASE_URL": "/v1{endpoint}",
                "origin/v1?k=1": "/v1?k=1%2Fv1%2Fmessages",
            },
            names=["baseURL", "base_url", "baseUrl", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_BASE"],
            sees={
                "not-found": "NotFoundError: 404",
                "html": "TypeError: Cannot read properties of undefined (reading '0')",
                "malformed": "TypeError: Invalid URL",
            },
        ),
    )
}
"""The four SDKs that most pages speak of; they install in seconds."""

OTHERS: Mapping[str, Real] = {}
"""Clients that take longer."""

REALS: Mapping[str, Real] = {**SDKS, **OTHERS}
