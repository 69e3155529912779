"""Files written as a whole: a reader, or a process that is killed, meets the old content or the new one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Put a text into a file, UTF-8 with ``\n``, in place of what was there.

    Raises:
        OSError: the file cannot be written; what was there is untouched.
    """
    write_blocks(path, [text.encode()])


def write_blocks(path: Path, blocks: Iterable[bytes]) -> None:
    """Put bytes into a file, block by block, in place of what was there once all are written.

    A link stays one: the file that it leads to is written. A file keeps its mode, and its owner where that may be. A
    device or a pipe is written to as it is: another file must never take the place of ``/dev/null``.

    Raises:
        OSError: the file cannot be written; what was there is untouched.
    """
    path = path.resolve() if path.is_symlink() else path
    # The folder's permissions would let us take the place of a file that may not be written.
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as stream:
            stream.writelines(blocks)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(blocks)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp gives a file that only its owner may read; the umask says what a new file gets.
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        _keep_owner(path, temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def is_local(path: str) -> bool:
    """Whether a path with ``/`` in it stays below the folder that it is put behind, but for ``..``, on every system.

    To Windows ``\\`` parts folders, what begins with two of either is another machine, and ``:`` names a drive or a
    stream: there, a mere look whether such a file exists would ask a server and tell it who asks.
    """
    return not path.startswith("/") and not any(sign in path for sign in "\\:\0")


def _keep_owner(path: Path, temporary: Path) -> None:
    if hasattr(os, "chown") and path.exists():
        old, new = path.stat(), temporary.stat()
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            # Only the superuser may give a file away; for others it becomes theirs, as with any editor.
            with suppress(PermissionError):
                os.chown(temporary, old.st_uid, old.st_gid)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
