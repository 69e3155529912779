"""Approvals on the disk: ``approvals/<locale>/<type>s/<slug>.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from presscheck.errors import ApprovalError, os_reason
from presscheck.files import write_text
from presscheck.markdown.front_matter import read_yaml
from presscheck.model import Approval, Json, Localized, PageId, Revocation
from presscheck.rules import sentence
from presscheck.schemas import validate
from presscheck.site import Site

FOLDER = "approvals"
LIMIT = 64 * 1024
"""More bytes than any approval has."""


def approval_path(site: Site, page: PageId | str) -> Path:
    """Where the approval of a page stands."""
    return site.root / FOLDER / f"{page}.json"


def shown_path(page: PageId | str) -> str:
    """How the approval of a page is called in reports."""
    return f"{FOLDER}/{page}.json"


def approval_files(site: Site) -> Iterator[str]:
    """Every file below the folder of approvals, without ``.json``, in order: page ids, where they are in place."""
    folder = site.root / FOLDER
    for path in sorted(folder.glob("**/*.json")):
        yield path.relative_to(folder).as_posix().removesuffix(".json")


def write_approval(site: Site, approval: Approval) -> Path:
    """Write an approval, as a whole or not at all.

    Raises:
        ApprovalError: the file cannot be written.
    """
    path = approval_path(site, approval.page)
    _refuse_links(site, path.parent)
    content: dict[str, Json] = {
        "page": approval.page,
        "digest": approval.digest,
        "reviewer": approval.reviewer,
        "approved_on": approval.approved_on.isoformat(),
        "expires_on": approval.expires_on.isoformat(),
        "rules_digest": approval.rules_digest,
    }
    if approval.signature:
        content["signature"] = approval.signature
    if approval.revoked:
        content["revoked"] = {"on": approval.revoked.on.isoformat(), "reason": approval.revoked.reason}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
    except OSError as error:
        raise ApprovalError(
            Localized(
                f"the approval cannot be written to {path}: {error.strerror or error}",
                f"批准记录无法写入 {path}：{os_reason(error).zh}",
            )
        ) from error
    return path


def remove_approval(site: Site, page: PageId | str) -> None:
    """Take an approval away; of a symbolic link the link.

    Raises:
        ApprovalError: the file cannot be removed.
    """
    path = approval_path(site, page)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ApprovalError(
            Localized(f"{path} cannot be removed: {error.strerror or error}", f"无法删除 {path}：{os_reason(error).zh}")
        ) from error


def read_approval(site: Site, page: PageId | str) -> Approval | None:
    """The approval of a page, or ``None`` where there is none.

    Raises:
        ApprovalError: the file cannot be read or is not valid.
    """
    path, shown = approval_path(site, page), shown_path(page)
    _refuse_links(site, path)
    try:
        if not path.exists():
            return None
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= LIMIT else None
    except OSError as error:
        raise ApprovalError(Localized(f"{shown} cannot be read: {error}", f"{shown} 无法读取：{error}")) from error
    if data is None:
        raise ApprovalError(Localized(f"{shown} is no file that holds an approval", f"{shown} 不是存放批准记录的文件"))
    return parse_approval(site, shown, data)


def parse_approval(site: Site, shown: str, data: bytes) -> Approval:
    """An approval from the bytes of its file; a byte order mark and the form of line ends do not count.

    Raises:
        ApprovalError: it is not valid.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ApprovalError(Localized(f"{shown} cannot be read: {error}", f"{shown} 无法读取：{error}")) from error
    node, problems = read_yaml(text)  # JSON is YAML; this reader refuses a key that stands twice
    if node is None or problems:
        raise ApprovalError(
            Localized(f"{shown} is no valid JSON; approve the page again", f"{shown} 不是有效的 JSON，请重新批准该页面")
        )
    mistakes = validate("approval", node, site.schemas.schemas["approval.schema.json"], site.schemas)
    if mistakes:
        first = mistakes[0]
        said, place = sentence(first.keyword, first.args), f"{shown}:{first.span.line}"
        raise ApprovalError(
            Localized(f"{place}: {said.en} Approve the page again.", f"{place}：{said.zh}请重新批准该页面。")
        )
    content = cast("dict[str, Any]", node.value)
    revoked = content.get("revoked")
    return Approval(
        page=content["page"],
        digest=content["digest"],
        reviewer=content["reviewer"],
        approved_on=date.fromisoformat(content["approved_on"]),
        expires_on=date.fromisoformat(content["expires_on"]),
        rules_digest=content["rules_digest"],
        signature=content.get("signature", ""),
        revoked=Revocation(date.fromisoformat(revoked["on"]), revoked["reason"]) if revoked else None,
    )


def _refuse_links(site: Site, path: Path) -> None:
    """What stands behind a link can change without a change of the site: no approval is read or written through one."""
    parts = path.relative_to(site.root).parts
    for count in range(1, len(parts) + 1):
        part = site.root.joinpath(*parts[:count])
        if part.is_symlink():
            shown = part.relative_to(site.root).as_posix()
            raise ApprovalError(
                Localized(
                    f"{shown} is a symbolic link; an approval must be a file of the site itself: remove the link and "
                    "approve the page again",
                    f"{shown} 是符号链接；批准记录必须是站点自己的文件：请删除该链接并重新批准页面",
                )
            )
