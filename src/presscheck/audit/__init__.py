"""The whole site at one look, for those who review it: gathered here, shown by ``presscheck.report.audit``."""

from presscheck.audit.gather import gather
from presscheck.audit.history import Entry, compared, entry_of, read_history, with_entry, written
from presscheck.audit.model import (
    STATES,
    Audit,
    AuditedPage,
    ClientRow,
    Coverage,
    Deadline,
    DeadlineKind,
    Reason,
    State,
    Translation,
)

__all__ = [
    "STATES",
    "Audit",
    "AuditedPage",
    "ClientRow",
    "Coverage",
    "Deadline",
    "DeadlineKind",
    "Entry",
    "Reason",
    "State",
    "Translation",
    "compared",
    "entry_of",
    "gather",
    "read_history",
    "with_entry",
    "written",
]
