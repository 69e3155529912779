"""A folder put in the place of another one in one step, so that no reader meets half of it.

Linux (``renameat2``) and macOS (``renamex_np``) exchange two folders atomically. Elsewhere, on Windows and on file
systems that cannot do that, the old folder is moved aside and the new one into its place: between the two renames
there is no folder for a moment, but never half of one. On Windows a program that has a file of the old folder open
stops the first rename, so that the old folder stays as it was.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def put_in_place(new: Path, place: Path, aside: Path) -> Path | None:
    """Make ``new`` what stands at ``place``; returns where the old folder is now, if there was one.

    ``aside`` is a free name beside ``place``, used where the system cannot exchange.

    Raises:
        OSError: nothing was changed, or the old folder stands at ``aside``.
    """
    if not place.exists():
        new.rename(place)
        return None
    if exchange(new, place):
        return new
    place.rename(aside)
    new.rename(place)
    return aside


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; whether the system and the file system can.

    Raises:
        OSError: they can, but it failed.
    """
    try:
        if sys.platform == "linux":
            library = ctypes.CDLL(None, use_errno=True)
            at_here, swap = -100, 2  # AT_FDCWD, RENAME_EXCHANGE: linux/fcntl.h, linux/fs.h
            failed = library.renameat2(at_here, os.fsencode(one), at_here, os.fsencode(other), swap)
        elif sys.platform == "darwin":
            library = ctypes.CDLL(None, use_errno=True)
            failed = library.renamex_np(os.fsencode(one), os.fsencode(other), 2)  # RENAME_SWAP: sys/stdio.h
        else:
            return False
    except (AttributeError, OSError):
        return False  # a C library without it
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
