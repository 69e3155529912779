"""What every driver in Python does: it reads questions, asks each through its client, and says what a user would see.

A driver runs in the environment of its client and knows nothing of presscheck. One line of JSON is one question:
``way`` names one of the driver's ways to ask, ``name`` and ``value`` are the setting for the Base URL. A name in
capitals is set as an environment variable, one with a dot as an attribute of a module, any other is a keyword.
"""

import importlib
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Ask = Callable[[dict[str, Any]], str | None]

outside: list[str] = []
_look_up = socket.getaddrinfo


def _only_loopback(host: Any, *args: Any, **options: Any) -> Any:
    """Keep a client that took no notice of its setting from sending anything to its vendor; note where it wanted to."""
    if str(host).lower() not in {"127.0.0.1", "localhost"}:
        outside.append(str(host))
        raise socket.gaierror(socket.EAI_NONAME, "this driver asks nobody else")
    return _look_up(host, *args, **options)


@contextmanager
def _set(name: str, value: str) -> Iterator[dict[str, Any]]:
    """Give the setting in its way; the keywords are those with which to make the client."""
    module, _, attribute = name.rpartition(".")
    if module:
        owner = importlib.import_module(module)
        before = getattr(owner, attribute, None)
        setattr(owner, attribute, value)
        try:
            yield {}
        finally:
            setattr(owner, attribute, before)
    elif name.isupper():
        os.environ[name] = value
        try:
            yield {}
        finally:
            del os.environ[name]
    else:
        yield {name: value}


def _says(error: BaseException) -> str:
    kind = type(error)
    module = "" if kind.__module__ == "builtins" else kind.__module__.partition(".")[0] + "."
    return f"{module}{kind.__name__}: {error}"


def drive(**ways: Ask) -> None:
    """Answer the questions on standard input, one line for one."""
    socket.getaddrinfo = _only_loopback
    out, sys.stdout = sys.stdout, sys.stderr  # what a client prints is no answer of ours
    for line in sys.stdin:
        question = json.loads(line)
        outside.clear()
        answer: dict[str, Any] = {"says": None, "error": None}
        try:
            with _set(question["name"], question["value"]) as keywords:
                answer["says"] = ways[question["way"]](keywords)
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what users see
            answer["error"] = _says(error)
        print(json.dumps({**answer, "outside": sorted(set(outside))}), file=out, flush=True)
