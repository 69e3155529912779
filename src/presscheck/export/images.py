"""The images of records: their bytes, just those that the page was approved with."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from presscheck.errors import ExportError, os_reason
from presscheck.model import Localized

if TYPE_CHECKING:
    from presscheck.export.record import Record


def is_named(data: bytes, name: str) -> bool:
    """Whether a file is the one that the name of an image says."""
    return hashlib.sha256(data).hexdigest() == name.partition(".")[0]


def image_data(record: Record, name: str) -> bytes:
    """The content of an image of a record that was made from a page.

    Args:
        record: the page.
        name: one of ``image_urls``.

    Raises:
        ExportError: the file has changed since, or cannot be read.
    """
    file = record.images.get(name)
    if file is None:
        raise ExportError(
            Localized(
                f"{record.id}: its image {name} is nowhere in the repository; approve the page again",
                f"{record.id}：仓库中没有图片 {name}，请重新批准该页面",
            )
        )
    try:
        data = file.read_bytes()
    except OSError as error:
        why = os_reason(error)
        raise ExportError(Localized(f"{file} cannot be read: {why.en}", f"{file} 无法读取：{why.zh}")) from error
    if not is_named(data, name):
        raise ExportError(
            Localized(
                f"{file} was changed while it was exported; nothing of {record.id} was done, run it again",
                f"导出期间 {file} 发生变化；{record.id} 没有执行任何操作，请重新运行",
            )
        )
    return data
