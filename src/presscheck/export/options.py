"""The options of a target that is a CMS."""

from __future__ import annotations

from collections.abc import Mapping

from presscheck.config import TargetSettings
from presscheck.errors import ConfigError
from presscheck.model import Localized


def check_options(settings: TargetSettings, known: Mapping[str, type]) -> None:
    """Hold the options of a target against those that its type has, by name with their types.

    Raises:
        ConfigError: an option is unknown or has the wrong type.
    """
    for name, value in settings.options.items():
        if name not in known or type(value) is not known[name]:
            names = ", ".join(f"{option} ({kind.__name__})" for option, kind in known.items())
            where = f"[targets.{settings.name}]"
            raise ConfigError(
                Localized(
                    f"{where}: the option {name} cannot be used; the options of {settings.type} are {names}",
                    f"{where}：选项 {name} 无法使用；{settings.type} 的选项有：{names}",
                )
            )
