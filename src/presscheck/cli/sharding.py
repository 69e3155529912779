"""``lint --shard I/N``: the part of a site's files that one machine of several looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import click

from presscheck.cli.inputs import Inputs
from presscheck.cli.options import in_language_of_call
from presscheck.model import ContentFile, Localized


@dataclass(frozen=True, slots=True)
class Shard:
    """The ``number``-th of ``count`` parts, from 1."""

    number: int = 1
    count: int = 1

    def of(self, inputs: Inputs) -> Inputs:
        """The files of this part. Every machine that has the same files divides them in the same way.

        The largest files go first, each to the part that has least so far. What cannot be read is looked at once.
        """
        if self.count == 1:
            return inputs
        sizes = sorted(((_size(file, inputs), file.path, file) for file in inputs.files), key=lambda item: item[:2])
        loads = [0] * self.count
        chosen: set[str] = set()
        for size, path, _ in reversed(sizes):
            part = loads.index(min(loads))
            # A file that is empty costs something, too.
            loads[part] += size + 1_000
            if part == self.number - 1:
                chosen.add(path)
        files = [file for file in inputs.files if file.path in chosen]
        return replace(inputs, files=files, broken=inputs.broken if self.number == 1 else [])


class ShardOption(click.ParamType[Shard]):
    """``I/N``."""

    name = "shard"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        if isinstance(value, Shard):
            return value
        found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", str(value))
        if not found or not 1 <= int(found[1]) <= int(found[2]):
            said = Localized(
                f"'{value}' is no part of a whole; write 1/4 for the first of four.",
                f"“{value}”不是整体的一部分；四份中的第一份写作 1/4。",
            )
            self.fail(in_language_of_call(said), param, ctx)
        return Shard(int(found[1]), int(found[2]))


def _size(file: ContentFile, inputs: Inputs) -> int:
    data = inputs.contents.get(file.location)
    if data is not None:
        return len(data)
    try:
        return file.location.stat().st_size
    except OSError:
        return 0
