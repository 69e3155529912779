"""What a client does to the value in its Base URL field before it sends a request.

A composition is a list of steps, each of one operation from a small closed set:

    trim                     leave out white space at both ends, as JavaScript understands it
    drop: "/"                leave out one such ending
    drop-all: "/"            leave out all such endings
    cut: [A, B]              leave out the longest of these endings, where there is one
    empty: "https://a.b/v1"  take it where the value is empty
    scheme: "https://"       put it in front of a value that begins with neither http:// nor https://
    append: "/v1"            add it
    when: CONDITION          go on with the steps of ``then`` or of ``else``

A condition has one or more of ``ends`` (endings), ``path`` (an expression that the path matches somewhere) and
``host`` (host names); each that it has must hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from presscheck.expressions import compiled
from presscheck.patterns import regex

Step: TypeAlias = Mapping[str, Any] | str

WHITE_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
    "\u205f\u3000\ufeff"
)
"""What ``trim`` leaves out. All clients that trim are written in JavaScript; Python's own idea differs."""

_PARTS = regex(r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?P<host>[^/?#]*)(?P<path>[^?#]*)")


class Done(NamedTuple):
    """A step that changed something: the operation, and the value before and after it."""

    operation: str
    before: str
    after: str


def compose(steps: Sequence[Step], value: str) -> str:
    """The request URL that the steps make from a value.

    Args:
        steps: operations in their order, as the registry's schema allows them.
        value: what the user entered.

    Raises:
        ValueError: a step is none of the operations; the schema of the registry lets none through.
    """
    for done in trace(steps, value):
        value = done.after
    return value


def trace(steps: Sequence[Step], value: str) -> Iterator[Done]:
    """The steps that change a value, in their order; the same arguments and errors as ``compose``."""
    for step in steps:
        if isinstance(step, Mapping) and "when" in step:
            for done in trace(step.get("then" if _holds(step["when"], value) else "else", ()), value):
                yield done
                value = done.after
            continue
        operation, argument = (step, None) if isinstance(step, str) else next(iter(step.items()))
        after = _done(operation, argument, value)
        if after != value:
            yield Done(operation, value, after)
            value = after


def _done(operation: str, argument: Any, value: str) -> str:
    match operation:
        case "trim":
            return value.strip(WHITE_SPACE)
        case "drop":
            return value.removesuffix(argument)
        case "drop-all":
            end = len(value)
            while argument and value.endswith(argument, 0, end):
                end -= len(argument)
            return value[:end]
        case "cut":
            endings = sorted((ending for ending in argument if value.endswith(ending)), key=len)
            return value.removesuffix(endings[-1]) if endings else value
        case "empty":
            return value or str(argument)
        case "scheme":
            return value if value.startswith(("http://", "https://")) else f"{argument}{value}"
        case "append":
            return f"{value}{argument}"
        case _:
            raise ValueError(f"no operation is called {operation!r}")


def _holds(condition: Mapping[str, Any], value: str) -> bool:
    found = _PARTS.match(value)
    path, host = (found["path"], found["host"]) if found else ("", "")
    # An argument of a call may hold bytes that are no text, which RE2 does not take.
    path = path.encode("utf-8", "replace").decode()
    return (
        ("ends" not in condition or value.endswith(tuple(condition["ends"])))
        and ("path" not in condition or compiled(condition["path"]).search(path) is not None)
        and ("host" not in condition or host.lower() in condition["host"])
    )
