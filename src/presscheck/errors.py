"""What can go wrong, as one small tree.

PresscheckError            a full sentence for the user; the cli prints it and exits with 2
├── ConfigError            presscheck.toml cannot be used
├── RuleError              a rule file or its page cannot be used
├── SchemaError            a schema file cannot be used
├── InputError             a file named by the user cannot be read, decoded or parsed
├── ApprovalError          an approval cannot be written or read
└── ExportError            a target cannot be planned or written
    └── StalePlanError     the plan no longer fits the site or the target
"""

from __future__ import annotations


class PresscheckError(Exception):
    """The user's input cannot be used; ``str(error)`` says what, where and how to mend it."""


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
