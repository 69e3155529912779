"""What the random part of a key has to pass before it is taken for one."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from presscheck.markdown.views import base64_text
from presscheck.patterns import regex
from presscheck.secrets.placeholder import ENOUGH, is_pronounceable, is_random, looks_written, residue

Validator: TypeAlias = Callable[[str], bool]

_CLASSES = tuple(re.compile(expression) for expression in ("[a-z]", "[A-Z]", "[0-9]", "[^A-Za-z0-9]"))
_TEMPLATE = regex(r"\$\{|\$\(|\{\{|<[^<>]+>|\{[\w.-]+\}|^\$\w+$|^%\w+%$|^\[[^\[\]]+\]$|[*•●█…＊xX]{3,}|\.\.\.")
_NAME = regex(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)+")
_PREFIX = regex(
    r"^(?:(?:sk|pk|gsk|xai|pplx|nvapi|hf|ghp|glpat|r8|tvly|app|lsv2|dk)"
    r"(?:[-_](?:ant|or|lf|proj|svcacct|admin|kimi|sp|cp|pt|api\d\d|v\d))*[-_]|AIzaSy)"
)
"""How the keys of the usual issuers begin; behind it a placeholder is as little random as alone."""
_SAID = regex("[\u4e00-\u9fff…【】]")
"""What stands in no password, but where one says that a password goes here."""
_UUID = regex(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_NO_VALUE = regex(
    r"://|^[A-Za-z_]\w*=(?!=*$)|^(?:example|your|my|sample|dummy|fake|placeholder|test)[-_]|^(?:gpt|claude|gemini|qwen|deepseek|llama|mistral|glm|kimi|grok)-",
    re.IGNORECASE,
)
"""An address, an assignment, or what begins by saying that it is an example."""
_PUBLIC_KEYS = ("MIIBIjANBgkqhkiG", "MIICIjANBgkqhkiG", "MIGfMA0GCSqGSIb3", "MFkwEwYHKoZIzj0C", "MCowBQYDK2Vw")
"""How a public key (RFC 5280, SubjectPublicKeyInfo) begins in base64: RSA, P-256, Ed25519."""
_JWT_SAMPLES = ("1234567890", "John Doe", "supabase-demo")


def random_text(text: str) -> bool:
    """Drawn at random."""
    return is_random(text)


def segmented(text: str) -> bool:
    """Drawn at random, apart from short words such as a version or the kind of key; at least 20 characters."""
    if len(text) < ENOUGH or looks_written(text):
        return False
    parts = [part for part in re.split(r"[-_]", text) if part]
    if len(parts) > 3 and all(part.isalpha() and part.islower() and _is_readable(part) for part in parts):
        return False  # a sentence: "not-a-real-token"
    segments = [segment for segment in re.split(r"[-_]", text) if len(segment) < 4 or not looks_written(segment)]
    left = sum(residue(segment) if len(segment) > 3 else len(segment) for segment in segments)
    return left >= ENOUGH or left >= 0.8 * len(text)


def password(text: str) -> bool:
    """A password that somebody chose or drew well: no word that everybody uses, no template, no mask."""
    content = base64_text(text)
    if content is not None and content.isascii():
        text = content
    text = _PREFIX.sub("", text)
    kinds = sum(bool(kind.search(text)) for kind in _CLASSES)
    if (
        len(text) < 8
        or _SAID.search(text)
        or not re.search(r"[A-Za-z]", text)
        or _TEMPLATE.search(text)
        or _is_name(text)
        or (looks_written(text) and kinds < 4)
    ):
        return False
    left = residue(text)
    if len(text) >= 20:
        return kinds >= 2 and is_random(text)
    return kinds >= (3 if len(text) < 14 else 2) and left >= 0.7 * len(text) and left >= 7


def token(text: str) -> bool:
    """A value without a shape of its own, which only the name beside it makes a key."""
    text = _PREFIX.sub("", text)
    if (
        len(text) < 16
        or _SAID.search(text)
        or _NO_VALUE.search(text)
        or _is_name(text)
        or _TEMPLATE.search(text)
        or text.isdigit()
    ):
        return False
    if text.startswith("eyJ"):
        return text.count(".") >= 2 and jwt(text)
    if text.startswith(_PUBLIC_KEYS):
        return False
    if _UUID.fullmatch(text):
        return is_random(text.replace("-", ""))
    content = base64_text(text)
    if content is not None and len(content) >= 6:
        return any(random_text(part) for part in re.split(r"[:\s]", content) if len(part) >= 12)
    parts = [part for part in re.split(r"[./:=+_-]+", text) if part]
    if len(parts) > 1 and all(_is_readable(part) for part in parts):
        return False
    if not re.search(r"[0-9]", text) and len(text) < 32:
        return False
    return is_random(text)


def _is_readable(part: str) -> bool:
    """Whether a part of a value is short, a number, or a word with a number behind it."""
    word = part.rstrip("0123456789")
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", word)
    spoken = word.isalpha() and all(map(is_pronounceable, words)) and len(words) <= 4
    return len(part) < 4 or part.isdigit() or looks_written(part) or (spoken and len(part) - len(word) <= 3)


def _is_name(text: str) -> bool:
    """Whether a text is the name of something in code: ``API_KEY``, ``config.password``."""
    if text.startswith(("/", "./", "../", "~/", "http:", "https:", "process.env", "os.environ", "import.meta")):
        return True
    digits = sum(sign.isdigit() for sign in text)
    if "/" in text and text.islower() and digits <= 0.2 * len(text) and not set(text) & {"+", "="}:
        return True  # a path
    if not _NAME.fullmatch(text):
        return False
    return text.isupper() or not re.search(r"[0-9]", text) or looks_written(text)


def jwt(text: str) -> bool:
    """A JSON Web Token whose header names an algorithm, with a signature that is no sample's."""
    parts = text.split(".")
    try:
        header = json.loads(_unpadded(parts[0]))
        payload = _unpadded(parts[1]).decode(errors="replace")
    except (binascii.Error, ValueError, IndexError, RecursionError):
        return False
    if not isinstance(header, dict) or not ({"alg", "enc", "typ"} & header.keys()):
        return False
    return not any(sample in payload for sample in _JWT_SAMPLES) and is_random(parts[2])


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def pem(text: str) -> bool:
    """The lines of a key file: enough of them, and no dots where the key should be."""
    body = re.sub(r"(?:\\[nr]|[\s\"'+\\,>|#*/]|[A-Za-z-]+: \S+$)+", "", text)
    long = max(re.findall(r"[A-Za-z0-9+=]+", body) or [""], key=len)
    return len(long) >= 40 and "..." not in text and "…" not in text and is_random(long)


def two_parts(text: str) -> bool:
    """An id and a secret joined by a dot, both drawn at random."""
    return all(is_random(part) for part in text.split("."))


def last_part(text: str) -> bool:
    """Whatever stands behind the last hyphen is drawn at random."""
    return is_random(text.rpartition("-")[2])


def uuid(text: str) -> bool:
    """A UUID that was drawn, not counted up."""
    return is_random(text.replace("-", ""))


def basic(text: str) -> bool:
    """The ``user:password`` of HTTP basic authentication in base64, with a real password."""
    content = base64_text(text)
    if content is None or ":" not in content:
        return False
    secret = content.partition(":")[2]
    return content.isascii() and (
        password(secret) or (len(secret) >= 20 and segmented(secret.partition("-")[2] or secret))
    )


VALIDATORS: Mapping[str, Validator] = {
    "basic": basic,
    "jwt": jwt,
    "last-part": last_part,
    "password": password,
    "pem": pem,
    "random": random_text,
    "segmented": segmented,
    "token": token,
    "two-parts": two_parts,
    "uuid": uuid,
}
"""Validators by the name that rules use."""
