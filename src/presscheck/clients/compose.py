"""What a client does to the value in its Base URL field before it sends a request.

A composition is a list of steps, each of one operation from a small closed set:

    trim                     leave out white space at both ends
    drop: "/"                leave out one such ending
    drop-all: "/"            leave out all such endings
    cut: [A, B]              leave out the longest of these endings, where there is one
    empty: "https://a.b/v1"  take it where the value is empty
    scheme: "https://"       put it in front of a value that has no scheme
    append: "/v1"            add it
    when: CONDITION          go on with the steps of ``then`` or of ``else``

A condition has one or more of ``ends`` (endings), ``path`` (an expression that the path matches somewhere) and
``host`` (host names); each that it has must hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Step: TypeAlias = Mapping[str, Any] | str

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PARTS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?P<host>[^/?#]*)(?P<path>[^?#]*)")


def compose(steps: Sequence[Step], value: str) -> str:
    """The request URL that the steps make from a value.

    Args:
        steps: operations in their order, as the registry's schema allows them.
        value: what the user entered.

    Raises:
        ValueError: a step is none of the operations; the schema of the registry lets none through.
    """
    for step in steps:
        value = _done(step, value)
    return value


def _done(step: Step, value: str) -> str:
    if step == "trim":
        return value.strip()
    if isinstance(step, str):
        raise ValueError(f"no operation is called {step}")  # noqa: TRY004  # a name that is not one of them
    if "when" in step:
        return compose(step.get("then" if _holds(step["when"], value) else "else", ()), value)
    ((operation, argument),) = step.items()
    match operation:
        case "drop":
            return value.removesuffix(argument)
        case "drop-all":
            while argument and value.endswith(argument):
                value = value.removesuffix(argument)
            return value
        case "cut":
            endings = sorted((ending for ending in argument if value.endswith(ending)), key=len)
            return value.removesuffix(endings[-1]) if endings else value
        case "empty":
            return value or str(argument)
        case "scheme":
            return value if _SCHEME.match(value) else argument + value
        case "append":
            return value + str(argument)
        case _:
            raise ValueError(f"no operation is called {operation!r}")


def _holds(condition: Mapping[str, Any], value: str) -> bool:
    found = _PARTS.match(value)
    path, host = (found["path"], found["host"]) if found else ("", "")
    return (
        ("ends" not in condition or value.endswith(tuple(condition["ends"])))
        and ("path" not in condition or re.search(condition["path"], path) is not None)
        and ("host" not in condition or host.lower() in condition["host"])
    )
