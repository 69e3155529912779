"""What can go wrong, as one small tree.

PresscheckError            a full sentence for the user; the cli prints it and exits with 2
├── ConfigError            presscheck.toml cannot be used
├── RuleError              a rule file or its page cannot be used
├── SchemaError            a schema file cannot be used
├── InputError             a file named by the user cannot be read, decoded or parsed
├── ApprovalError          an approval cannot be written or read
└── ExportError            a target cannot be planned or written
    ├── StalePlanError     the plan no longer fits the site or the target
    └── TargetError        a target that others keep, such as a CMS, refused or could not be reached; ``kind`` says how
"""

from __future__ import annotations

import errno
from typing import Literal, TypeAlias

from presscheck.model import Localized


class PresscheckError(Exception):
    """The user's input cannot be used; ``text`` says what, where and how to mend it. ``str(error)`` is English."""

    def __init__(self, text: str | Localized) -> None:
        self.text = text if isinstance(text, Localized) else Localized(text, text)
        super().__init__(self.text.en)


class ConfigError(PresscheckError):
    """``presscheck.toml`` is missing, unreadable or not valid."""


class RuleError(PresscheckError):
    """A rule file or the page beside it is not valid."""


class SchemaError(PresscheckError):
    """A schema file is missing or not valid."""


class InputError(PresscheckError):
    """A file that was named cannot be read, decoded or parsed."""


class ApprovalError(PresscheckError):
    """An approval cannot be written or read."""


class ExportError(PresscheckError):
    """An export target cannot be planned or written."""


class StalePlanError(ExportError):
    """A saved plan no longer fits what is there today."""


Trouble: TypeAlias = Literal[
    "auth", "not-found", "conflict", "invalid", "too-large", "rate-limit", "server", "network", "altered"
]
"""What a target can answer: who we are or what we may do is wrong; there is no such page; somebody was faster; it
refuses a field; the page is too large; too many requests; a fault of the server's own; no answer; stored otherwise
than sent."""


class TargetError(ExportError):
    """A target answered a request with no.

    Attributes:
        kind: what it said, whatever status or words it has for that.
        retry_after: for how many seconds it wants to be left alone; ``None`` where it did not say.
    """

    def __init__(self, kind: Trouble, text: str | Localized, *, retry_after: float | None = None) -> None:
        super().__init__(text)
        self.kind: Trouble = kind
        self.retry_after = retry_after

    @property
    def retriable(self) -> bool:
        """Whether the same request may be answered otherwise in a moment."""
        return self.kind in {"rate-limit", "server", "network"}


_OS_REASONS = {
    errno.ENOENT: Localized("there is no such file", "文件不存在"),
    errno.EACCES: Localized("no right to read it; change its permissions", "没有读取权限，请修改文件权限"),
    errno.EPERM: Localized("no right to read it; change its permissions", "没有读取权限，请修改文件权限"),
    errno.ENOTDIR: Localized("a part of its path is no folder", "路径中有一部分不是文件夹"),
    errno.EISDIR: Localized("it is a folder", "它是一个文件夹"),
    errno.ELOOP: Localized("its links lead in a circle", "符号链接形成循环"),
    errno.ENAMETOOLONG: Localized("its name is too long", "文件名过长"),
    errno.ENOSPC: Localized("the disk is full", "磁盘空间不足"),
    errno.EROFS: Localized("the disk may only be read", "磁盘为只读"),
    errno.EIO: Localized("the disk cannot be read", "磁盘读取失败"),
}


def os_reason(error: OSError) -> Localized:
    """Why a file cannot be used, as the end of a sentence."""
    text = error.strerror or str(error)
    return _OS_REASONS.get(error.errno or 0) or Localized(f"cannot be read: {text}", f"无法读取：{text}")
