"""Signatures of approvals: made and checked by ``ssh-keygen``, with the keys that ``presscheck.toml`` names."""

from __future__ import annotations

import base64
import binascii
import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from presscheck.config import Reviewer, SigningKey
from presscheck.errors import ApprovalError
from presscheck.model import Approval, Localized

NAMESPACE = "presscheck"
"""What a signature is for: one that was made for git or for a file does not count."""

_TIMEOUT = 60
_NO_SSH = Localized(
    "signatures need ssh-keygen (OpenSSH 8.2 or newer), which is not installed or not on the PATH",
    "签名需要 ssh-keygen（OpenSSH 8.2 或更新版本），但没有安装或不在 PATH 中",
)


def allowed_signers(reviewers: Iterable[Reviewer]) -> str:
    """The keys of reviewers as the file ALLOWED SIGNERS of ``ssh-keygen``; its days are days in UTC."""
    lines: list[str] = []
    for reviewer in reviewers:
        for key in reviewer.keys:
            options = [f'namespaces="{NAMESPACE}"']
            if key.valid_after:
                options.append(f'valid-after="{key.valid_after:%Y%m%d}"')
            if key.valid_before:
                options.append(f'valid-before="{key.valid_before:%Y%m%d}"')
            lines.append(f"{reviewer.id} {','.join(options)} {key.kind} {key.data}\n")
    return "".join(lines)


def why_not_signed(approval: Approval, reviewer: Reviewer) -> Localized | None:
    """Why the signature of an approval is not one that its reviewer made on its day; ``None`` where it is."""
    with tempfile.TemporaryDirectory(prefix="presscheck-") as folder:
        signers, signature = Path(folder, "allowed_signers"), Path(folder, "signature")
        signers.write_text(allowed_signers([reviewer]), encoding="utf-8", newline="\n")
        signature.write_text(approval.signature, encoding="utf-8", newline="\n")
        try:
            result = _ssh_keygen(
                [
                    *("-Y", "verify", "-n", NAMESPACE, "-I", reviewer.id, "-f", str(signers), "-s", str(signature)),
                    *("-O", f"verify-time={approval.approved_on:%Y%m%d}120000"),
                ],
                approval.canonical,
                interactive=False,
            )
        except ApprovalError as error:
            return error.text
    return None if result.returncode == 0 else _diagnosis(approval, reviewer)


def _diagnosis(approval: Approval, reviewer: Reviewer) -> Localized:
    """What is wrong with a signature that ``ssh-keygen`` does not accept."""
    try:
        kind, data, namespace = _parts(approval.signature)
    except (ValueError, binascii.Error):
        return Localized("its signature cannot be read", "签名无法读取")
    if namespace != NAMESPACE:
        return Localized(
            f"its signature was made for {namespace!r}, not for {NAMESPACE!r}",
            f"签名的用途是 {namespace!r}，而不是 {NAMESPACE!r}",
        )
    key = next((key for key in reviewer.keys if (key.kind, key.data.rstrip("=")) == (kind, data.rstrip("="))), None)
    if key is None:
        return Localized(
            f"it is signed with a key that is none of {reviewer.id}'s", f"签名所用的密钥不属于 {reviewer.id}"
        )
    if not key.counts_on(approval.approved_on):
        return _key_is_off(key, approval.approved_on, reviewer)
    return Localized(
        "its signature does not belong to what it says: page, digest, reviewer, dates or rules were changed after "
        "it was signed",
        "签名与内容不符：签名之后页面、摘要、审阅人、日期或规则被改动",
    )


def _key_is_off(key: SigningKey, day: date, reviewer: Reviewer) -> Localized:
    if key.valid_before and day >= key.valid_before:
        return Localized(
            f"it is signed with a key of {reviewer.id} that had expired on that day (valid_before {key.valid_before})",
            f"签名所用的 {reviewer.id} 的密钥在当天已过期（valid_before {key.valid_before}）",
        )
    return Localized(
        f"it is signed with a key of {reviewer.id} that was not valid yet (valid_after {key.valid_after})",
        f"签名所用的 {reviewer.id} 的密钥在当天尚未生效（valid_after {key.valid_after}）",
    )


def _parts(armored: str) -> tuple[str, str, str]:
    """Kind and data of the key that a signature names, and what it is for. Only for messages: proves nothing."""
    raw = base64.b64decode("".join(armored.strip().splitlines()[1:-1]), validate=True)
    if raw[:6] != b"SSHSIG":
        raise ValueError("no SSH signature")
    key, rest = _string(raw[10:])
    namespace, _ = _string(rest)
    kind, _ = _string(key)
    return kind.decode(), base64.b64encode(key).decode(), namespace.decode(errors="replace")


def _string(raw: bytes) -> tuple[bytes, bytes]:
    size = int.from_bytes(raw[:4], "big")
    if len(raw) < 4 + size:
        raise ValueError("cut off")
    return raw[4 : 4 + size], raw[4 + size :]


def sign(approval: Approval, reviewer: Reviewer, key: Path | None, *, interactive: bool) -> str:
    """The armored signature of a reviewer.

    Args:
        approval: what is signed.
        reviewer: who signs.
        key: the file of the private key, or of a public one whose private part an agent has; ``None``: any key of
            the reviewer's that the agent has.
        interactive: whether ``ssh-keygen`` may ask for a passphrase.

    Raises:
        ApprovalError: there is no key to sign with, or it is none of the reviewer's that counts on that day.
    """
    if not reviewer.keys:
        raise ApprovalError(
            Localized(
                f"{reviewer.id} has no key in presscheck.toml; add below the reviewer "
                'keys = [{ key = "ssh-ed25519 AAAA…" }] with the line of the file *.pub',
                f"presscheck.toml 中 {reviewer.id} 没有密钥；请在该审阅人下添加 "
                'keys = [{ key = "ssh-ed25519 AAAA…" }]，内容为 *.pub 文件中的一行',
            )
        )
    if key is not None and not key.is_file():
        raise ApprovalError(Localized(f"there is no key {key}", f"没有密钥文件 {key}"))
    return _signed_by(approval, key, interactive=interactive) if key else _signed_by_agent(approval, reviewer)


def _signed_by(approval: Approval, key: Path, *, interactive: bool) -> str:
    result = _ssh_keygen(["-Y", "sign", "-f", str(key), "-n", NAMESPACE], approval.canonical, interactive=interactive)
    if result.returncode:
        said = (result.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ApprovalError(
            Localized(f"ssh-keygen cannot sign with {key}: {said}", f"ssh-keygen 无法用 {key} 签名：{said}")
        )
    return result.stdout.replace("\r\n", "\n")


def _signed_by_agent(approval: Approval, reviewer: Reviewer) -> str:
    tried: list[str] = []
    if os.environ.get("SSH_AUTH_SOCK"):
        with tempfile.TemporaryDirectory(prefix="presscheck-") as folder:
            for key in reviewer.keys:
                if key.counts_on(approval.approved_on):
                    public = Path(folder, "key.pub")
                    public.write_text(f"{key.kind} {key.data}\n", encoding="ascii", newline="\n")
                    try:
                        return _signed_by(approval, public, interactive=False)
                    except ApprovalError as error:
                        tried.append(error.text.en.rpartition(": ")[2])
    why = f" ({tried[-1]})" if tried else ""
    raise ApprovalError(
        Localized(
            f"an approval by {reviewer.id} must be signed, and no agent has a key of theirs that counts today{why}; "
            "name one with --key FILE or add it with ssh-add",
            f"{reviewer.id} 的批准必须签名，但 agent 中没有其有效的密钥{why}；请用 --key FILE 指定，或用 ssh-add 添加",
        )
    )


def _ssh_keygen(arguments: Sequence[str], text: str, *, interactive: bool) -> subprocess.CompletedProcess[str]:
    """Run it on a text. Where nobody can answer it gets no terminal, so that it cannot wait for a passphrase."""
    # The days of a file of allowed signers are local ones; ours are in UTC.
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C"}
    if not interactive:
        environment["SSH_ASKPASS_REQUIRE"] = "never"
    try:
        result = subprocess.run(  # noqa: S603  # arguments are ours
            ["ssh-keygen", *arguments],  # noqa: S607  # the user's own OpenSSH
            input=text.encode(),
            env=environment,
            capture_output=True,
            check=False,
            timeout=None if interactive else _TIMEOUT,
            start_new_session=not interactive,
        )
    except FileNotFoundError as error:
        raise ApprovalError(_NO_SSH) from error
    except subprocess.TimeoutExpired as error:
        raise ApprovalError(Localized("ssh-keygen does not answer", "ssh-keygen 没有响应")) from error
    said, warned = (stream.decode(errors="replace") for stream in (result.stdout, result.stderr))
    return subprocess.CompletedProcess(result.args, result.returncode, said, warned)
