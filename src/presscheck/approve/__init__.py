"""A reviewer's word on a page: given, written down, and held against the page at every export.

An approval is a file, ``approvals/<locale>/<type>s/<slug>.json``, so that it is reviewed and merged like the page.
It names the digest of what is published: any change of that voids it.
"""

from presscheck.approve.files import (
    FOLDER,
    approval_files,
    approval_path,
    read_approval,
    remove_approval,
    shown_path,
    write_approval,
)
from presscheck.approve.giving import (
    Offer,
    approve,
    difference,
    readable,
    review_day,
    reviewer_of,
    revoke,
    signed,
)
from presscheck.approve.history import History, own_change
from presscheck.approve.standing import (
    NOT_APPROVED,
    STATUS,
    Judged,
    Standing,
    judge,
    judge_page,
    judgements,
    last_day,
    out_of_force,
    standing,
    standings,
    verify,
)

__all__ = [
    "FOLDER",
    "NOT_APPROVED",
    "STATUS",
    "History",
    "Judged",
    "Offer",
    "Standing",
    "approval_files",
    "approval_path",
    "approve",
    "difference",
    "judge",
    "judge_page",
    "judgements",
    "last_day",
    "out_of_force",
    "own_change",
    "read_approval",
    "readable",
    "remove_approval",
    "review_day",
    "reviewer_of",
    "revoke",
    "shown_path",
    "signed",
    "standing",
    "standings",
    "verify",
    "write_approval",
]
