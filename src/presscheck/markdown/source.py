"""Bytes to text: encoding, byte order mark and line ends."""

from __future__ import annotations

from presscheck.errors import InputError
from presscheck.model import Localized, Source, UnreadableFile

BOM = b"\xef\xbb\xbf"
MAX_BYTES = 2 * 1024 * 1024
"""A page of more than this is no page: parsing it would take longer than an editor waits."""


def decode(data: bytes) -> Source:
    """The text of a UTF-8 file, with every line end as ``\\n``.

    Raises:
        InputError: the bytes are too many, binary, or not UTF-8. Its text is for logs; use
            ``problem_of`` for a message in the reader's language.
    """
    problem = problem_of(data)
    if problem is not None:
        raise InputError(problem.reason.en)
    bom = data.startswith(BOM)
    text = data[len(BOM) :].decode() if bom else data.decode()
    newline = "\r\n" if "\r\n" in text else "\n"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(text, newline=newline, bom=bom)


def problem_of(data: bytes, path: str = "") -> UnreadableFile | None:
    """What keeps these bytes from being a page, or ``None``."""
    if len(data) > MAX_BYTES:
        return too_large(path, len(data))
    if b"\0" in data:
        return UnreadableFile(
            path,
            Localized(
                "the file is binary (it holds NUL bytes): name Markdown files only",
                "这是二进制文件（含 NUL 字节），请只指定 Markdown 文件",
            ),
        )
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        line_start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[line_start : error.start].decode(errors="replace")) + 1
        byte = f"0x{data[error.start]:02x}"
        return UnreadableFile(
            path,
            Localized(
                f"the file is not UTF-8: byte {byte} in line {line}; save it as UTF-8",
                f"文件不是 UTF-8 编码：第 {line} 行含字节 {byte}，请另存为 UTF-8",
            ),
            line,
            column,
        )
    return None


def too_large(path: str, size: int) -> UnreadableFile:
    """What is said of a file of more bytes than a page may have."""
    shown, limit = size / 1024 / 1024, MAX_BYTES / 1024 / 1024
    return UnreadableFile(
        path,
        Localized(
            f"the file has {shown:.1f} MiB; a page may have {limit:.0f} MiB: split it",
            f"文件大小为 {shown:.1f} MiB，单个页面不超过 {limit:.0f} MiB，请拆分",
        ),
    )
