"""Files written as a whole: a reader, or a process that is killed, meets the old content or the new one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Put a text into a file, UTF-8 with ``\n``, in place of what was there.

    Raises:
        OSError: the file cannot be written; what was there is untouched.
    """
    write_blocks(path, [text.encode()])


def write_blocks(path: Path, blocks: Iterable[bytes]) -> None:
    """Put bytes into a file, block by block, in place of what was there once all are written.

    Raises:
        OSError: the file cannot be written; what was there is untouched.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(blocks)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp gives a file that only its owner may read; the umask says what a new file gets.
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
