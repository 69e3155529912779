"""The token for a target: from the environment, or from a file that only its owner can read."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from urllib.parse import urlsplit

from presscheck.config import TargetSettings
from presscheck.errors import ConfigError, os_reason
from presscheck.model import Localized
from presscheck.patterns import regex

_NAME = regex(r"[A-Z_][A-Z0-9_]{0,60}")
"""What a variable is called; anything else may be a token that was put there by mistake, and is not repeated."""


def token(settings: TargetSettings, root: Path, variable: str) -> str:
    """What the option ``token_env`` or ``token_file`` of a target leads to.

    Args:
        settings: of the target.
        root: the folder against which ``token_file`` counts.
        variable: the variable of the environment that is looked at where neither option is set.

    Raises:
        ConfigError: there is no token, others may read its file, or it would go over the network in the clear. The
            message never holds the token.
    """
    where, options = f"[targets.{settings.name}]", settings.options
    _private(settings)
    if "token_file" in options:
        return _from_file(root / str(options["token_file"]), where)
    name = str(options.get("token_env", variable))
    if name != variable and not _NAME.fullmatch(name):
        raise ConfigError(
            Localized(
                f"{where}: `token_env` is the name of a variable in capitals, such as {variable}; the token itself "
                "belongs into that variable, never into presscheck.toml",
                f"{where}：`token_env` 是环境变量的名称，用大写字母，例如 {variable}；"
                "令牌本身应放入该变量，不要写进 presscheck.toml",
            )
        )
    value = os.environ.get(name, "").strip()
    if not value:
        raise ConfigError(
            Localized(
                f"{where}: the variable {name} holds no token; set it, or name a file with `token_file`",
                f"{where}：环境变量 {name} 中没有令牌；请设置它，或用 `token_file` 指定文件",
            )
        )
    return _one_line(value, name, where)


def _from_file(path: Path, where: str) -> str:
    try:
        mode = path.stat().st_mode
        # Windows has no such bits; there, the rights of the folder count.
        if sys.platform != "win32" and stat.S_IMODE(mode) & 0o077:
            raise ConfigError(
                Localized(
                    f"{where}: others may read {path}; run `chmod 600 {path}`",
                    f"{where}：其他用户可以读取 {path}；请运行 `chmod 600 {path}`",
                )
            )
        value = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        # Its name is not repeated: it may be a token that was put there by mistake.
        raise ConfigError(
            Localized(
                f"{where}: there is no file of the name in `token_file`; it is a path, counted from the folder of "
                "presscheck.toml",
                f"{where}：`token_file` 指定的文件不存在；它应是路径，从 presscheck.toml 所在文件夹算起",
            )
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else Localized("it is no text", "不是文本文件")
        raise ConfigError(
            Localized(f"{where}: token file {path}: {reason.en}", f"{where}：令牌文件 {path}：{reason.zh}")
        ) from None  # the cause would show what was read
    if not value:
        raise ConfigError(Localized(f"{where}: {path} is empty", f"{where}：{path} 是空文件"))
    return _one_line(value, str(path), where)


def _one_line(value: str, place: str, where: str) -> str:
    """A header's value: printable ASCII without line ends."""
    if not (value.isascii() and value.isprintable()):
        raise ConfigError(
            Localized(
                f"{where}: what {place} holds is no token: it must be one line of ASCII characters",
                f"{where}：{place} 中的内容不是令牌：必须是一行 ASCII 字符",
            )
        )
    return value


def _private(settings: TargetSettings) -> None:
    address = urlsplit(settings.url)
    if address.scheme == "http" and address.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise ConfigError(
            Localized(
                f"[targets.{settings.name}]: {settings.url} would carry the token in the clear; use https://",
                f"[targets.{settings.name}]：{settings.url} 会以明文传输令牌；请使用 https://",
            )
        )
