"""Images of pages: files of the repository that are published with them, under the digest of their content.

A page names an image by its relative path. What is published names it ``<site>/assets/<sha256>.<type>``: the address
says which bytes are meant, so an approval of the page holds for the image, too, and an image that two pages show is
published once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from presscheck.errors import os_reason
from presscheck.files import is_local
from presscheck.model import Localized
from presscheck.patterns import regex

FOLDER = "assets"
"""Where the images of a site are, below its address and in its bundle."""
MOST_BYTES = 10_000_000

TYPES = {"avif": "image/avif", "gif": "image/gif", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
"""The media types that are published, by the ending that they get."""

SUFFIXES = frozenset(
    [".avif", ".bmp", ".gif", ".ico", ".jfif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"]
)
"""What a path ends with that is meant as an image, whether it can be published or not."""

NAME = regex(rf"[0-9a-f]{{64}}\.(?:{'|'.join(TYPES)})")

ReadImage: TypeAlias = Callable[[str], "bytes | Localized"]
"""Gives the content of a file, named from the configuration's folder, or why it cannot be had."""


def is_image(path: str) -> bool:
    """Whether a path is meant to be that of an image."""
    return PurePosixPath(path).suffix.lower() in SUFFIXES


def image_name(path: str, data: bytes) -> str | Localized:
    """The name under which an image is published, or why it is not.

    Args:
        path: as its page names it, for the message.
        data: the whole file.
    """
    kind = kind_of(data)
    if kind is None:
        return Localized(
            f"{path} is no image that can be published: it must be PNG, JPEG, GIF, WebP or AVIF, whatever its name "
            "says; SVG can carry scripts, export it as PNG",
            f"{path} 不是可以发布的图片：内容必须是 PNG、JPEG、GIF、WebP 或 AVIF，与文件名无关；"
            "SVG 可能含脚本，请导出为 PNG",
        )
    return f"{hashlib.sha256(data).hexdigest()}.{kind}"


def kind_of(data: bytes) -> str | None:
    """What sort of image a file is by its first bytes, as a key of ``TYPES``; ``None`` for anything else.

    The signatures are those of the WHATWG MIME Sniffing standard, section 6.1, and of ISO 23008-12 for AVIF.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:14] == b"WEBPVP":
        return "webp"
    if data[4:12] in {b"ftypavif", b"ftypavis"}:
        return "avif"
    return None


def misplaced(path: str) -> Localized | None:
    """Why a path, named from the configuration's folder, is none of an image of the repository; asks no disk."""
    if not is_local(path):
        return Localized(
            f"the image {path} is no file of the repository: a path must be relative and hold no \\ and no :",
            f"图片 {path} 不是仓库中的文件：路径必须是相对路径，且不含 \\ 和 :",
        )
    if path == ".." or path.startswith("../"):
        return Localized(f"{path} leads out of the repository", f"{path} 指向仓库之外")
    return None


def too_large(path: str, size: int) -> Localized | None:
    """Why an image of a size cannot be published; ``None`` where it can."""
    if size <= MOST_BYTES:
        return None
    return Localized(
        f"{path} has {size} bytes, more than the {MOST_BYTES} of a published image; make it smaller",
        f"{path} 有 {size} 字节，超过图片上限 {MOST_BYTES} 字节，请缩小",
    )


def no_file(path: str) -> Localized:
    """That an image is not there."""
    return Localized(f"there is no file {path}", f"文件 {path} 不存在")


def reader_of(root: Path) -> ReadImage:
    """Reads images below a folder, and nothing that a link leads out of it."""

    def read(path: str) -> bytes | Localized:
        wrong = misplaced(path)
        if wrong is not None:
            return wrong
        file = root / path
        try:
            if not file.resolve().is_relative_to(root.resolve()):
                return Localized(f"{path} leads out of the repository", f"{path} 指向仓库之外")
            if not file.is_file():
                return no_file(path)
            return too_large(path, file.stat().st_size) or file.read_bytes()
        except (OSError, ValueError, RuntimeError) as error:
            reason = os_reason(error) if isinstance(error, OSError) else Localized(str(error), str(error))
            return Localized(f"{path} cannot be read: {reason.en}", f"{path} 无法读取：{reason.zh}")

    return read
