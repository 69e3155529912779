"""How a client gets onto this machine, each into a folder of its own, and how a process of it is run."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

from filelock import FileLock

Registry: TypeAlias = Literal["pip", "npm"]

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = REPOSITORY / "build/clients"
SECONDS = 600
"""For one installation."""


class ClientError(Exception):
    """A client could not be installed or run, which says nothing about the registry."""


# --- installation ---------------------------------------------------------------------------------------------------


def installed(name: str, registry: Registry, packages: Sequence[str]) -> Path:
    """The folder of a client, in which the newest versions of its packages are; they are brought there once.

    Raises:
        ClientError: that failed, or there is no npm.
    """
    folder = BUILD / name
    with _alone(name):
        stamp = folder / ".stamp"
        if not stamp.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (_pip if registry == "pip" else _npm)(folder, packages)
            stamp.touch()
    return folder


def node() -> Path:
    """The newest Node, from npm: clients ask for a newer one than many a machine has.

    Raises:
        ClientError: it could not be installed.
    """
    folder = installed("node", "npm", ["node"])
    return folder / "node_modules/node/bin" / ("node.exe" if sys.platform == "win32" else "node")


def python(folder: Path) -> Path:
    """The interpreter of a client's virtual environment."""
    return script(folder, "python")


def script(folder: Path, name: str) -> Path:
    """A program of a client's virtual environment."""
    return folder / (f"Scripts/{name}.exe" if sys.platform == "win32" else f"bin/{name}")


def version(folder: Path, registry: Registry, package: str) -> str:
    """The version of a package that is installed there."""
    if registry == "npm":
        text = (folder / "node_modules" / package / "package.json").read_text(encoding="utf-8")
        return str(json.loads(text)["version"])
    places = [str(path) for path in folder.rglob("site-packages")]
    return next(found.version for found in importlib.metadata.distributions(name=package, path=places))


@contextmanager
def _alone(name: str) -> Iterator[None]:
    BUILD.mkdir(parents=True, exist_ok=True)
    with FileLock(BUILD / f"{name}.lock"):
        yield


def _pip(folder: Path, packages: Sequence[str]) -> None:
    _install([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    pip = [sys.executable, "-m", "pip", "--python", str(python(folder)), "--quiet", "--disable-pip-version-check"]
    _install([*pip, "install", *packages])


def _npm(folder: Path, packages: Sequence[str]) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise ClientError("npm is missing; it comes with Node.js")
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    # With a tag npm takes the newest even if the Node at hand is too old for it: it will run on a newer one.
    latest = [f"{package}@latest" for package in packages]
    _install([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *latest])


def _install(command: Sequence[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.CalledProcessError as error:
        raise ClientError(f"{' '.join(command)}: {error.stderr[-2000:] or error.stdout[-2000:]}") from error
    except subprocess.TimeoutExpired as error:
        raise ClientError(f"{' '.join(command)}: took longer than {SECONDS} s") from error


# --- processes ------------------------------------------------------------------------------------------------------


def clean(home: Path) -> dict[str, str]:
    """An environment without any setting of ours: a client reads proxies, keys and addresses from it."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "NO_PROXY": "127.0.0.1,localhost",
    }
    if sys.platform == "win32":
        environment |= {"USERPROFILE": str(home), "SYSTEMROOT": os.environ["SYSTEMROOT"]}
    return environment


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    seconds: float,
    text: str = "",
    enough: Callable[[], bool] = lambda: False,
) -> tuple[int | None, str, str]:
    """Status, output and errors of a command; the status is ``None`` where it was ended: late, or with enough seen."""
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
        last = time.monotonic() + seconds
        sent: str | None = text
        while True:
            try:
                out, err = process.communicate(sent, timeout=0.2)
            except subprocess.TimeoutExpired:
                sent = None  # it is sent once; later calls go on with it
                if time.monotonic() < last and not enough():
                    continue
                _end(process)
                out, err = process.communicate()
                return None, out, err
            return process.returncode, out, err


def _end(process: subprocess.Popen[str]) -> None:
    """End a process with all that it started: they are a group that bears its number."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
