"""Approved pages to targets: ``candidates`` and ``make_plan`` say what to do, a target reads and applies."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from presscheck.config import Config, TargetSettings
from presscheck.errors import ConfigError, ExportError
from presscheck.export.local import LocalTarget
from presscheck.export.plan import check_withdrawals, make_plan
from presscheck.export.publishable import Candidates, candidates
from presscheck.export.record import Record
from presscheck.export.target import Applied, Capabilities, Held, Revision, Target, TargetState
from presscheck.model import Localized

__all__ = [
    "TARGETS",
    "Applied",
    "Candidates",
    "Capabilities",
    "Held",
    "Record",
    "Revision",
    "Target",
    "TargetState",
    "candidates",
    "check_withdrawals",
    "make_plan",
    "open_target",
]


def _ghost(settings: TargetSettings, root: Path) -> Target:
    from presscheck.export.ghost import Ghost
    from presscheck.export.remote import RemoteTarget

    return RemoteTarget(settings, Ghost(settings, root), root)


def _local(settings: TargetSettings, root: Path) -> Target:
    return LocalTarget(root / settings.folder, settings.folder)


def _wagtail(settings: TargetSettings, root: Path) -> Target:
    from presscheck.export.remote import RemoteTarget
    from presscheck.export.wagtail import Wagtail

    return RemoteTarget(settings, Wagtail(settings, root), root)


def _wordpress(settings: TargetSettings, root: Path) -> Target:
    from presscheck.export.remote import RemoteTarget
    from presscheck.export.wordpress import WordPress

    return RemoteTarget(settings, WordPress(settings, root), root)


TARGETS: dict[str, Callable[[TargetSettings, Path], Target]] = {
    "ghost": _ghost,
    "local": _local,
    "wagtail": _wagtail,
    "wordpress": _wordpress,
}
"""Types of target. Each function makes one from its settings and the folder of the configuration; it imports what the
type needs, so that no other command pays for it, and raises ``ConfigError`` for options that it cannot use."""


def open_target(config: Config, name: str) -> Target:
    """The target that a site calls by a name.

    Raises:
        ExportError: the site has no such target.
        ConfigError: its type is unknown, or its options cannot be used.
    """
    settings = config.targets.get(name)
    if settings is None:
        names = ", ".join(config.targets)
        raise ExportError(
            Localized(
                f"there is no target {name}; the site's targets are: {names}", f"没有目标 {name}；可用的目标：{names}"
            )
        )
    make = TARGETS.get(settings.type)
    if make is None:
        place, known = f"{config.path}:{config.line('targets', name, 'type')}", ", ".join(TARGETS)
        near = get_close_matches(settings.type, TARGETS, n=1)
        en, zh = (f"; did you mean {near[0]}?", f"；是否想写 {near[0]}？") if near else ("", "")
        raise ConfigError(
            Localized(
                f"{place}: [targets.{name}] type is {settings.type}, but the types are: {known}{en}",
                f"{place}：[targets.{name}] 的 type 是 {settings.type}，可用类型：{known}{zh}",
            )
        )
    return make(settings, config.root)
