"""Pages with keys that must be found, and pages with what documentation rightly shows.

A *format* grows a value from a shape, a *place* is a piece of a page with a slot for it, a *disguise* rewrites the value as
it stands in the source. Shapes, places and disguises are data; ``cases`` samples their product from a seed. Every key is
grown here and belongs to nobody.

Slots of a place: ``«v»`` the value; ``«label»`` its name in the page's language; ``«env»``, ``«snake»``, ``«camel»`` and
``«kebab»`` the name as code writes it; ``«l»`` and ``«r»`` the punctuation on both sides. A form feed parts what belongs at
the end of the page.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import math
import re
import string
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Final
from urllib.parse import quote, unquote

from corpus.case import Case

OPEN, CLOSE = "\ue000", "\ue001"
"""Around each thing to be found, until the lines are known."""

LANGUAGES: Final = ("zh", "en")

# --- values ----------------------------------------------------------------------------------------------------------

ALPHABETS: Final[Mapping[str, str]] = {
    "alnum": string.ascii_letters + string.digits,
    "b32": string.ascii_uppercase + "234567",
    "b64": string.ascii_letters + string.digits + "+/",
    "bech": "023456789acdefghjklmnpqrstuvwxyz",
    "digit": string.digits,
    "hex": "0123456789abcdef",
    "hexup": "0123456789ABCDEF",
    "letter": string.ascii_letters,
    "lowalnum": string.ascii_lowercase + string.digits,
    "low": string.ascii_lowercase,
    "upalnum": string.ascii_uppercase + string.digits,
    "url": string.ascii_letters + string.digits + "-_",
}
SLOT: Final = re.compile(r"<(!?)(\w+):(\d+)(?:\.\.(\d+))?>|<=([^<>]+)>")
"""``<hex:32>`` random characters, ``<!pass:16>`` the secret part of a longer text, ``<=a|b>`` one of these."""
WALKS: Final = tuple(
    walk
    for row in (*ALPHABETS.values(), "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv")
    for text in (row.lower(), row.lower()[::-1])
    for walk in (text[i : i + 4] for i in range(len(text) - 3))
)
RUN: Final = re.compile(r"(.)\1\1\1|(.{2,4})\2\2", re.DOTALL)


def _looks_made_up(body: str) -> bool:
    low = body.lower()
    return bool(RUN.search(low)) or any(walk in low for walk in WALKS)


def _random(rng: Random, alphabet: str, length: int) -> str:
    """Characters in which nobody would see a placeholder."""
    while True:
        body = "".join(rng.choices(alphabet, k=length))
        if not _looks_made_up(body):
            return body


def _password(rng: Random, length: int, marks: str = "-_.~") -> str:
    """What a password manager makes: all classes of characters, a letter or digit at both ends."""
    while True:
        body = list(_random(rng, ALPHABETS["alnum"], length))
        for _ in range(rng.randint(0, 2)):
            body[rng.randrange(1, length - 1)] = rng.choice(marks)
        text = "".join(body)
        if all(re.search(group, text) for group in ("[a-z]", "[A-Z]", "[0-9]")):
            return text


def _spoken_password(rng: Random, _length: int) -> str:
    """What people make: invented words, a year or number, a mark."""
    words = (
        "".join(rng.choice(s) for s in ("bdfgklmnprstvz", "aeiou", "bdgklmnprstv", "aeiou", "klmnrst")) for _ in "ab"
    )
    first, second = (word.capitalize() for word in words)
    return f"{first}{rng.choice('-_.~')}{second}{rng.randint(13, 98)}{rng.choice('xkq')}{rng.randint(3, 9)}"


def _uuid(rng: Random, _length: int = 4) -> str:
    body = _random(rng, ALPHABETS["hex"], 32)
    return "-".join((body[:8], body[8:12], "4" + body[13:16], rng.choice("89ab") + body[17:20], body[20:]))


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _b64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _base62(number: int, width: int) -> str:
    digits = string.digits + string.ascii_uppercase + string.ascii_lowercase
    text = ""
    while number:
        number, rest = divmod(number, 62)
        text = digits[rest] + text
    return text.rjust(width, "0")


def _jwt(rng: Random, _length: int = 0) -> str:
    """Three parts as an issuer writes them."""
    algorithm, size = rng.choice((("HS256", 32), ("RS256", 256), ("ES256", 64), ("EdDSA", 64)))
    header: dict[str, str] = {"alg": algorithm, "typ": "JWT"}
    if algorithm != "HS256":
        header["kid"] = _random(rng, ALPHABETS["hex"], 16)
    issued = rng.randint(1_690_000_000, 1_760_000_000)
    payload = {
        "sub": str(rng.randint(1000, 99999)),
        "iss": rng.choice(("one-api", "gateway", "auth-service")),
        "scope": "chat models",
        "iat": issued,
        "exp": issued + 31_536_000,
        "jti": _uuid(rng),
    }
    parts = (json.dumps(part, separators=(",", ":")).encode() for part in (header, payload))
    return ".".join((*map(_b64url, parts), _b64url(rng.randbytes(size))))


SPECIAL_SLOTS: Final[Mapping[str, Callable[[Random, int], str]]] = {
    "pass": _password,
    "spoken": _spoken_password,
    "uuid": _uuid,
    "jwt": _jwt,
    "bytes": lambda rng, length: _b64(rng.randbytes(length)),
}


@dataclass(frozen=True, slots=True)
class Value:
    """A text for a slot."""

    text: str
    before: str = ""
    """What stands before the secret, as the scheme of a connection string."""
    after: str = ""
    body: int = 0
    """Where in the text the random part starts."""
    secrets: tuple[str, ...] | None = None
    """The plain secrets, where they are not the text."""
    marked: bool = False
    """The text holds the marks itself."""


Make = Callable[[Random], Value]


def _grow(rng: Random, shape: str) -> Value:
    parts: list[tuple[str, bool]] = []
    end, body = 0, -1
    for slot in SLOT.finditer(shape):
        parts.append((shape[end : slot.start()], False))
        secret, kind, low, high, choice = slot.groups()
        if choice:
            parts.append((rng.choice(choice.split("|")), False))
        else:
            length = rng.randint(int(low), int(high or low))
            special = SPECIAL_SLOTS.get(kind)
            if body < 0:
                body = sum(len(text) for text, _ in parts)
            parts.append((special(rng, length) if special else _random(rng, ALPHABETS[kind], length), bool(secret)))
        end = slot.end()
    parts.append((shape[end:], False))
    at = next((i for i, (_, secret) in enumerate(parts) if secret), None)
    texts = [text for text, _ in parts]
    if at is None:
        return Value("".join(texts), body=max(body, 0))
    return Value(texts[at], before="".join(texts[:at]), after="".join(texts[at + 1 :]))


def _shaped(*shapes: str) -> Make:
    return lambda rng: _grow(rng, rng.choice(shapes))


# --- formats ---------------------------------------------------------------------------------------------------------

NOUNS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "key": {"zh": ("API Key", "密钥", "API 密钥", "接口密钥"), "en": ("API key", "key", "secret key")},
    "token": {"zh": ("令牌", "访问令牌", "Token"), "en": ("token", "access token")},
    "secret": {"zh": ("AppSecret", "应用密钥", "密钥"), "en": ("secret", "app secret", "secret key")},
    "password": {"zh": ("密码", "登录密码", "口令"), "en": ("password", "login password")},
    "dsn": {"zh": ("连接串", "连接地址"), "en": ("connection string", "database URL")},
    "webhook": {"zh": ("Webhook", "机器人地址"), "en": ("webhook", "webhook URL")},
    "cookie": {"zh": ("请求头", "会话"), "en": ("header", "session")},
    "pem": {"zh": ("私钥",), "en": ("private key",)},
    "request": {"zh": ("请求 ID", "请求编号", "request id"), "en": ("request ID", "request id")},
    "trace": {"zh": ("链路追踪 ID", "trace id"), "en": ("trace ID", "trace id")},
    "id": {"zh": ("编号", "ID"), "en": ("ID", "identifier")},
    "digest": {"zh": ("摘要", "校验和", "指纹"), "en": ("digest", "checksum", "fingerprint")},
    "commit": {"zh": ("提交", "修订版本"), "en": ("commit", "revision")},
    "model": {"zh": ("模型", "模型名"), "en": ("model", "model name")},
    "slug": {"zh": ("页面", "锚点", "路径"), "en": ("page", "anchor", "path")},
    "file": {"zh": ("文件", "安装包"), "en": ("file", "asset")},
    "public": {"zh": ("公钥", "公开标识"), "en": ("public key", "publishable key")},
    "address": {"zh": ("地址", "合约地址"), "en": ("address", "contract address")},
    "version": {"zh": ("版本", "版本号"), "en": ("version", "build")},
    "content": {"zh": ("正文", "返回内容", "内容"), "en": ("body", "payload", "content")},
}


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of value and the names that it goes by."""

    name: str
    vendor: Mapping[str, str]
    env: str
    make: Make
    noun: str = "key"
    kind: str = "token"
    """``token``; ``url`` and ``dsn`` with a secret part; ``header``, one line; ``escaped``, with ``\\n``; ``block``."""
    bound: bool = False
    """Only a name beside it tells what it is."""
    key_like: bool = True
    """May stand where only keys stand, as after ``Bearer``. False for what is no key."""


def _format(name: str, vendor: str, env: str, *shapes: str | Make, **more: object) -> Format:
    """``vendor`` may give the English and the Chinese name, parted by a bar."""
    en, _, zh = vendor.partition("|")
    makes = tuple(shape if callable(shape) else _shaped(shape) for shape in shapes)
    return Format(name, {"en": en, "zh": zh or en}, env, lambda rng: rng.choice(makes)(rng), **more)  # type: ignore[arg-type]


def _checked(prefix: str, rng: Random) -> Value:
    """A GitHub or npm token: the last six characters are a checksum."""
    body = _random(rng, ALPHABETS["alnum"], 30)
    return Value(f"{prefix}{body}{_base62(zlib.crc32(body.encode()), 6)}", body=len(prefix))


def _one_api(rng: Random) -> Value:
    tail = _uuid(rng).replace("-", "")
    mixed = "".join(c.upper() if i % 2 == 0 else c for i, c in enumerate(tail))
    return Value(f"sk-{_random(rng, ALPHABETS['alnum'], 16)}{mixed}", body=3)


def _unknown_issuer(rng: Random) -> Value:
    """Whatever a home-made gateway may issue."""
    segments = "".join(
        rng.choice(("live", "prod", "svc", "team", "user", "v1", "v2", "relay", "cn", "api", "gw", "u8", "p3")) + "-"
        for _ in range(rng.choice((0, 0, 1, 1, 2, 3)))
    )
    alphabet = ALPHABETS[
        rng.choice(("alnum", "alnum", "hex", "hexup", "low", "lowalnum", "upalnum", "url", "letter", "b32"))
    ]
    prefix = "sk-" + segments
    return Value(prefix + _random(rng, alphabet, rng.randint(24, 80)), body=len(prefix))


PEM_KINDS: Final = (
    ("pem-rsa", "RSA PRIVATE KEY", "308204a40201000282010100", 1180),
    ("pem-pkcs8", "PRIVATE KEY", "308204bd020100300d06092a864886f70d0101010500048204a7", 1190),
    ("pem-ec", "EC PRIVATE KEY", "30770201010420", 114),
    ("pem-openssh", "OPENSSH PRIVATE KEY", "6f70656e7373682d6b65792d763100000000046e6f6e65", 380),
    ("pem-encrypted", "ENCRYPTED PRIVATE KEY", "3082051c304e06092a864886f70d01050d3041", 1290),
)


def _der(rng: Random, kind: int) -> tuple[str, str]:
    _, label, head, size = PEM_KINDS[kind]
    return label, _b64(bytes.fromhex(head) + rng.randbytes(size))


def _wrapped(body: str, width: int = 64) -> list[str]:
    return [body[i : i + width] for i in range(0, len(body), width)]


def _pem(kind: int, rng: Random) -> Value:
    label, body = _der(rng, kind)
    rows = _wrapped(body)
    text = "\n".join((f"-----BEGIN {label}-----", *rows, f"-----END {label}-----"))
    return Value(f"{OPEN}{text}{CLOSE}", secrets=(text, rows[1]), marked=True)


def _pem_escaped(rng: Random) -> Value:
    label, body = _der(rng, rng.choice((0, 1, 2)))
    rows = _wrapped(body)
    text = "\\n".join((f"-----BEGIN {label}-----", *rows, f"-----END {label}-----", ""))
    return Value(text, secrets=(text, rows[1]))


def _pem_body(rng: Random) -> Value:
    return Value(_der(rng, 1)[1])


def _service_account(rng: Random) -> Value:
    pem = _pem_escaped(rng)
    project = f"chat-{_random(rng, ALPHABETS['low'], 6)}"
    fields = {
        "type": "service_account",
        "project_id": project,
        "private_key_id": _random(rng, ALPHABETS["hex"], 40),
        "private_key": "\0",
        "client_email": f"gateway@{project}.iam.gserviceaccount.com",
        "client_id": _random(rng, ALPHABETS["digit"], 21),
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    text = json.dumps(fields, indent=2).replace('"\\u0000"', f'{OPEN}"{pem.text}"{CLOSE}')
    return Value(text, secrets=pem.secrets, marked=True)


def _lines_of(*rows: str) -> Make:
    """Lines that each end in a secret: the text up to it, and its shape after a tab."""

    def make(rng: Random) -> Value:
        text, secrets = [], []
        for row in rows:
            before, tab, shape = row.partition("\t")
            grown = _grow(rng, shape).text if tab else ""
            text.append(f"{before}{OPEN}{grown}{CLOSE}" if tab else before)
            secrets += [grown] if tab else []
        return Value("\n".join(text), secrets=tuple(secrets), marked=True)

    return make


HOSTS: Final = "<=db.internal|pg-main.svc.cluster.local|10.20.3.14|rm-bp1x9k.mysql.rds.aliyuncs.com|172.16.8.21|db01>"

FORMATS: Final = (
    _format("openai-legacy", "OpenAI", "OPENAI_API_KEY", "sk-<alnum:20>T3BlbkFJ<alnum:20>"),
    _format(
        "openai-project",
        "OpenAI",
        "OPENAI_API_KEY",
        "sk-proj-<url:20>T3BlbkFJ<url:20>",
        "sk-proj-<url:58>T3BlbkFJ<url:58>",
        "sk-proj-<url:74>T3BlbkFJ<url:74>",
    ),
    _format("openai-service", "OpenAI", "OPENAI_API_KEY", "sk-svcacct-<url:58>T3BlbkFJ<url:58>"),
    _format("openai-admin", "OpenAI", "OPENAI_ADMIN_KEY", "sk-admin-<url:58>T3BlbkFJ<url:58>"),
    _format("openai-none", "OpenAI", "OPENAI_API_KEY", "sk-<=None|service>-<alnum:20>T3BlbkFJ<alnum:20>"),
    _format("anthropic-api", "Anthropic", "ANTHROPIC_API_KEY", "sk-ant-api03-<url:93>AA"),
    _format("anthropic-admin", "Anthropic", "ANTHROPIC_ADMIN_KEY", "sk-ant-admin01-<url:93>AA"),
    _format(
        "anthropic-oauth", "Claude", "ANTHROPIC_AUTH_TOKEN", "sk-ant-<=oat01|ort01|sid01>-<url:93>AA", noun="token"
    ),
    _format("google-api", "Google", "GOOGLE_API_KEY", "AIzaSy<url:33>", "AIza<url:35>"),
    _format("google-ai-studio", "Gemini", "GEMINI_API_KEY", "AQ.Ab8RN6<url:44>", "AQ.<url:50>"),
    _format("google-client-secret", "Google", "GOOGLE_CLIENT_SECRET", "GOCSPX-<url:28>", noun="secret"),
    _format("google-access", "Google", "GOOGLE_ACCESS_TOKEN", "ya29.a0<url:140>", noun="token"),
    _format("azure-openai", "Azure OpenAI", "AZURE_OPENAI_API_KEY", "<hex:32>", bound=True),
    _format("azure-openai-long", "Azure OpenAI", "AZURE_OPENAI_API_KEY", "<alnum:52>JQQJ9<=9|D|H><alnum:26>"),
    _format("aws-access-key", "AWS", "AWS_ACCESS_KEY_ID", "<=AKIA|ASIA|ABIA|ACCA><b32:16>"),
    _format("aws-secret", "AWS", "AWS_SECRET_ACCESS_KEY", "<b64:40>", noun="secret", bound=True),
    _format("aws-bedrock", "Amazon Bedrock", "AWS_BEARER_TOKEN_BEDROCK", "ABSK<b64:110..128>"),
    _format(
        "aws-bedrock-short",
        "Amazon Bedrock",
        "AWS_BEARER_TOKEN_BEDROCK",
        "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t<b64:160>",
    ),
    _format("huggingface", "Hugging Face", "HF_TOKEN", "hf_<letter:34>", noun="token"),
    _format("huggingface-org", "Hugging Face", "HF_ORG_TOKEN", "api_org_<letter:34>", noun="token"),
    _format("groq", "Groq", "GROQ_API_KEY", "gsk_<alnum:20>WGdyb3FY<alnum:24>"),
    _format("xai", "xAI", "XAI_API_KEY", "xai-<alnum:80>"),
    _format("replicate", "Replicate", "REPLICATE_API_TOKEN", "r8_<alnum:37>", noun="token"),
    _format("perplexity", "Perplexity", "PERPLEXITY_API_KEY", "pplx-<alnum:48>"),
    _format("openrouter", "OpenRouter", "OPENROUTER_API_KEY", "sk-or-v1-<hex:64>"),
    _format("deepseek", "DeepSeek", "DEEPSEEK_API_KEY", "sk-<hex:32>"),
    _format("moonshot", "Moonshot|月之暗面", "MOONSHOT_API_KEY", "sk-<alnum:48>"),
    _format("kimi-code", "Kimi", "KIMI_API_KEY", "sk-kimi-<alnum:64>"),
    _format("zhipu", "Zhipu|智谱", "ZHIPUAI_API_KEY", "<hex:32>.<alnum:16>"),
    _format("dashscope", "DashScope|百炼", "DASHSCOPE_API_KEY", "sk-<hex:32>"),
    _format("dashscope-coding", "Bailian|百炼", "BAILIAN_API_KEY", "sk-sp-<hex:32>", "sk-sp-<alnum:40>"),
    _format("volcengine-ark", "Volcengine ARK_API_KEY|火山方舟 ARK_API_KEY", "ARK_API_KEY", "<uuid:4>", bound=True),
    _format("minimax", "MiniMax", "MINIMAX_API_KEY", "sk-api-<url:119>"),
    _format("minimax-plan", "MiniMax", "MINIMAX_API_KEY", "sk-cp-<url:119>"),
    _format("siliconflow", "SiliconFlow|硅基流动", "SILICONFLOW_API_KEY", "sk-<low:48>"),
    _format("baidu-qianfan", "Baidu Qianfan|百度千帆", "QIANFAN_API_KEY", "bce-v3/ALTAK-<alnum:21>/<hex:40>"),
    _format("tencent-id", "Tencent Cloud|腾讯云", "TENCENTCLOUD_SECRET_ID", "AKID<alnum:32>"),
    _format(
        "tencent-secret", "Tencent Cloud|腾讯云", "TENCENTCLOUD_SECRET_KEY", "<alnum:32>", noun="secret", bound=True
    ),
    _format("hunyuan", "Hunyuan|混元", "HUNYUAN_API_KEY", "sk-<alnum:48>"),
    _format(
        "iflytek-password",
        "iFlytek|讯飞星火",
        "SPARK_API_PASSWORD",
        "<alnum:20>:<alnum:20>",
        noun="password",
        bound=True,
    ),
    _format("iflytek-key", "iFlytek|讯飞星火", "SPARK_API_KEY", "<hex:32>", bound=True),
    _format("mistral", "Mistral", "MISTRAL_API_KEY", "<alnum:32>", bound=True),
    _format("cohere", "Cohere", "COHERE_API_KEY", "<alnum:40>", bound=True),
    _format("together", "Together", "TOGETHER_API_KEY", "tgp_v1_<url:43>"),
    _format("together-old", "Together", "TOGETHER_API_KEY", "<hex:64>", bound=True),
    _format("fireworks", "Fireworks", "FIREWORKS_API_KEY", "fw_<alnum:24>", "fw_<alnum:40>", "fpk_<alnum:40>"),
    _format("cerebras", "Cerebras", "CEREBRAS_API_KEY", "csk-<lowalnum:48>"),
    _format("nvidia", "NVIDIA", "NVIDIA_API_KEY", "nvapi-<url:60..70>"),
    _format("langsmith", "LangSmith", "LANGSMITH_API_KEY", "lsv2_<=pt|sk>_<hex:32>_<hex:10>"),
    _format("langfuse", "Langfuse", "LANGFUSE_SECRET_KEY", "sk-lf-<uuid:4>"),
    _format("pinecone", "Pinecone", "PINECONE_API_KEY", "pcsk_<alnum:5..6>_<alnum:63>"),
    _format("stability", "Stability", "STABILITY_API_KEY", "sk-<alnum:48>"),
    _format("elevenlabs", "ElevenLabs", "ELEVENLABS_API_KEY", "sk_<hex:48>"),
    _format("vercel-gateway", "Vercel", "AI_GATEWAY_API_KEY", "vck_<alnum:56>"),
    _format("wandb", "W&B", "WANDB_API_KEY", "wandb_v1_<alnum:77>"),
    _format("wandb-old", "W&B", "WANDB_API_KEY", "<hex:40>", bound=True),
    _format("jina", "Jina", "JINA_API_KEY", "jina_<alnum:60>"),
    _format("tavily", "Tavily", "TAVILY_API_KEY", "tvly-<alnum:32>", "tvly-dev-<alnum:32>"),
    _format("voyage", "Voyage", "VOYAGE_API_KEY", "pa-<url:43>"),
    _format("ollama", "Ollama", "OLLAMA_API_KEY", "<hex:32>.<url:24>"),
    _format("cursor", "Cursor", "CURSOR_API_KEY", "key_<hex:64>"),
    _format("runpod", "RunPod", "RUNPOD_API_KEY", "rpa_<upalnum:46>"),
    _format("one-api", "One API", "ONE_API_KEY", _one_api),
    _format("new-api", "New API", "NEW_API_KEY", "sk-<alnum:48>"),
    _format("litellm", "LiteLLM", "LITELLM_API_KEY", "sk-<url:22>", "sk-<url:43>", "sk-<url:54>"),
    _format("gateway-prefix", "gateway|网关", "GATEWAY_API_KEY", "agw_sk_<url:43>", "dk_<alnum:40>", "cer_<alnum:40>"),
    _format("gateway-hex", "gateway|网关", "GATEWAY_API_KEY", "sk-<hex:48>"),
    _format("gateway-unknown", "gateway|中转站", "RELAY_API_KEY", _unknown_issuer),
    _format("dify", "Dify", "DIFY_API_KEY", "app-<alnum:24>"),
    _format("coze", "Coze|扣子", "COZE_API_TOKEN", "pat_<alnum:64>", noun="token"),
    _format("fastgpt", "FastGPT", "FASTGPT_API_KEY", "fastgpt-<alnum:44..64>"),
    _format("github", "GitHub", "GITHUB_TOKEN", *(partial(_checked, f"gh{c}_") for c in "ppousr"), noun="token"),
    _format("github-unchecked", "GitHub", "GITHUB_TOKEN", "gh<=p|o|u|s>_<alnum:36>", noun="token"),
    _format("github-fine", "GitHub", "GITHUB_TOKEN", "github_pat_<alnum:22>_<alnum:59>", noun="token"),
    _format("github-app-jwt", "GitHub", "GITHUB_TOKEN", "ghs_<digit:7>_<jwt:1>", noun="token"),
    _format("gitlab", "GitLab", "GITLAB_TOKEN", "glpat-<url:20>", "glpat-<url:27>", noun="token"),
    _format("npm", "npm", "NPM_TOKEN", partial(_checked, "npm_"), noun="token"),
    _format("pypi", "PyPI", "PYPI_TOKEN", "pypi-AgEIcHlwaS5vcmc<url:150..180>", noun="token"),
    _format(
        "slack-token",
        "Slack",
        "SLACK_BOT_TOKEN",
        "xox<=b|p|a>-<digit:12>-<digit:12>-<alnum:24>",
        "xoxp-<digit:12>-<digit:12>-<digit:12>-<hex:32>",
        noun="token",
    ),
    _format(
        "slack-webhook",
        "Slack",
        "SLACK_WEBHOOK_URL",
        "https://hooks.slack.com/services/T<upalnum:10>/B<upalnum:10>/<!alnum:24>",
        noun="webhook",
        kind="url",
    ),
    _format(
        "discord-webhook",
        "Discord",
        "DISCORD_WEBHOOK",
        "https://discord<=|app>.com/api/webhooks/1<digit:18>/<!url:68>",
        noun="webhook",
        kind="url",
    ),
    _format(
        "dingtalk-webhook",
        "DingTalk|钉钉",
        "DINGTALK_WEBHOOK",
        "https://oapi.dingtalk.com/robot/send?access_token=<!hex:64>",
        noun="webhook",
        kind="url",
    ),
    _format(
        "feishu-webhook",
        "Feishu|飞书",
        "FEISHU_WEBHOOK",
        "https://open.<=feishu.cn|larksuite.com>/open-apis/bot/v2/hook/<!uuid:4>",
        noun="webhook",
        kind="url",
    ),
    _format(
        "wecom-webhook",
        "WeCom|企业微信",
        "WECOM_WEBHOOK",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=<!uuid:4>",
        noun="webhook",
        kind="url",
    ),
    _format("telegram", "Telegram", "TELEGRAM_BOT_TOKEN", "<digit:9..10>:AA<url:33>", noun="token"),
    _format("stripe", "Stripe", "STRIPE_SECRET_KEY", "<=sk|rk>_live_<alnum:24>", "<=sk|rk>_live_51<alnum:97>"),
    _format("sendgrid", "SendGrid", "SENDGRID_API_KEY", "SG.<url:22>.<url:43>"),
    _format("aliyun-id", "Alibaba Cloud|阿里云", "ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5t<alnum:18>", "LTAI<alnum:12>"),
    _format("aliyun-sts", "Alibaba Cloud|阿里云", "ALIBABA_CLOUD_STS_ID", "STS.N<alnum:24>"),
    _format(
        "aliyun-secret",
        "Alibaba Cloud|阿里云",
        "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
        "<alnum:30>",
        noun="secret",
        bound=True,
    ),
    _format("wechat-secret", "WeChat|微信", "WECHAT_APP_SECRET", "<hex:32>", noun="secret", bound=True),
    _format("feishu-secret", "Feishu|飞书", "FEISHU_APP_SECRET", "<alnum:32>", noun="secret", bound=True),
    _format("alipay-private", "Alipay|支付宝", "ALIPAY_PRIVATE_KEY", _pem_body, noun="pem", bound=True),
    _format("jwt", "console|控制台", "ACCESS_TOKEN", "<jwt:1>", noun="token"),
    _format("password", "Redis", "REDIS_PASSWORD", "<pass:14..24>", noun="password", bound=True),
    _format("admin-password", "console|后台", "ADMIN_PASSWORD", "<pass:12..20>", noun="password", bound=True),
    _format("client-secret", "OAuth", "OAUTH_CLIENT_SECRET", "<url:32..48>", noun="secret", bound=True),
    _format(
        "access-token", "console|控制台", "CONSOLE_ACCESS_TOKEN", "<alnum:32>", "<hex:40>", noun="token", bound=True
    ),
    _format("signing-key", "session|会话签名", "SESSION_SECRET", "<hex:64>", "<b64:43>=", noun="secret", bound=True),
    _format(
        "dsn-postgres",
        "PostgreSQL",
        "DATABASE_URL",
        f"postgres<=|ql>://app:<!pass:16..24>@{HOSTS}:5432/app",
        noun="dsn",
        kind="dsn",
    ),
    _format(
        "dsn-mysql",
        "MySQL",
        "SQL_DSN",
        f"mysql<=+pymysql|>://root:<!pass:14..20>@{HOSTS}:3306/oneapi",
        noun="dsn",
        kind="dsn",
    ),
    _format(
        "dsn-mongodb",
        "MongoDB",
        "MONGO_URL",
        "mongodb<=+srv|>://svc:<!pass:16..22>@cluster0.k3v9t.mongodb.net/chat",
        noun="dsn",
        kind="dsn",
    ),
    _format(
        "dsn-redis",
        "Redis",
        "REDIS_CONN_STRING",
        f"redis<=s|>://<=default|>:<!pass:18..28>@{HOSTS}:6379/0",
        noun="dsn",
        kind="dsn",
    ),
    _format(
        "dsn-amqp",
        "RabbitMQ",
        "AMQP_URL",
        f"amqp<=s|>://worker:<!pass:16..22>@{HOSTS}:5672/jobs",
        noun="dsn",
        kind="dsn",
    ),
    _format(
        "dsn-go",
        "MySQL",
        "SQL_DSN",
        f"root:<!pass:14..20>@tcp({HOSTS}:3306)/oneapi?parseTime=true",
        noun="dsn",
        kind="dsn",
    ),
    _format(
        "dsn-spoken",
        "PostgreSQL",
        "DATABASE_URL",
        f"postgresql://app:<!spoken:1>@{HOSTS}:5432/app",
        noun="dsn",
        kind="dsn",
    ),
    _format(
        "basic-auth-url",
        "registry|镜像仓库",
        "REGISTRY_URL",
        "https://deploy:<!pass:16..24>@<=git|registry>.corp-tools.cn/team/app.git",
        noun="dsn",
        kind="url",
    ),
    _format(
        "basic-auth-token",
        "Git",
        "GIT_REMOTE",
        "https://oauth2:<!pass:20..26>@git.corp-tools.cn/team/app.git",
        noun="dsn",
        kind="url",
    ),
    _format(
        "cookie",
        "browser|浏览器",
        "COOKIE",
        "Cookie: lang=zh; <=session|sessionid|session_id|connect.sid|token>=<!url:32..64>",
        "Cookie: JSESSIONID=<!hexup:32>; theme=dark",
        noun="cookie",
        kind="header",
    ),
    _format(
        "set-cookie",
        "browser|浏览器",
        "SET_COOKIE",
        "Set-Cookie: <=session|sid|auth_token|PHPSESSID>=<!lowalnum:26..48>; Path=/; HttpOnly; Secure",
        noun="cookie",
        kind="header",
    ),
    *(
        _format(name, "TLS", "TLS_PRIVATE_KEY", partial(_pem, i), noun="pem", kind="block")
        for i, (name, *_) in enumerate(PEM_KINDS)
    ),
    _format("pem-escaped", "GitHub App", "GITHUB_APP_PRIVATE_KEY", _pem_escaped, noun="pem", kind="escaped"),
    _format("service-account", "Google", "GOOGLE_APPLICATION_CREDENTIALS", _service_account, noun="pem", kind="block"),
    _format(
        "aws-pair",
        "AWS",
        "AWS_PROFILE",
        _lines_of(
            "[default]",
            "aws_access_key_id = \tAKIA<b32:16>",
            "aws_secret_access_key = \t<b64:40>",
            "region = us-east-1",
        ),
        kind="block",
    ),
    _format(
        "aliyun-pair",
        "Alibaba Cloud|阿里云",
        "ALIYUN_PROFILE",
        _lines_of("ALIBABA_CLOUD_ACCESS_KEY_ID=\tLTAI5t<alnum:18>", "ALIBABA_CLOUD_ACCESS_KEY_SECRET=\t<alnum:30>"),
        kind="block",
    ),
    _format(
        "tencent-pair",
        "Tencent Cloud|腾讯云",
        "TENCENT_PROFILE",
        _lines_of("secretId: \tAKID<alnum:32>", "secretKey: \t<alnum:32>", "region: ap-shanghai"),
        kind="block",
    ),
    _format(
        "wechat-pair",
        "WeChat|微信",
        "WECHAT_PROFILE",
        _lines_of("WECHAT_APPID=wx1f2e8c7b6a90d354", "WECHAT_APP_SECRET=\t<hex:32>"),
        kind="block",
    ),
)


# --- places ----------------------------------------------------------------------------------------------------------

TOKEN: Final = frozenset({"token"})
WHOLE: Final = frozenset({"token", "url", "dsn"})
"""A place that takes connection strings and URLs as well."""
LINE: Final = WHOLE | {"header"}
QUOTED: Final = WHOLE | {"escaped"}
BLOCK: Final = frozenset({"block"})

Seal = Callable[[Random, str, str], str]
"""Encodes a value together with the name ``«snake»`` gives it."""


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    medium: str
    """What encodes the value here: decides which disguises are possible."""
    templates: Mapping[str, tuple[str, ...]]
    kinds: frozenset[str] = TOKEN
    binds: bool = True
    """A name stands beside the value."""
    keys_only: bool = False
    """Only a key can stand here."""
    joint: str = ""
    """What the source repeats at the start of a continued line."""
    wraps: bool = False
    """The text may go on in the next line."""
    glue: tuple[str, ...] = ()
    """What may part a value in two that the language joins again."""
    front: bool = False
    """Belongs to the front matter."""
    seal: Seal | None = None
    seal_name: str = ""
    weight: int = 1
    """How often it comes up."""


def _place(name: str, medium: str, zh: Sequence[str], en: Sequence[str] | None = None, **more: object) -> Place:
    templates = {"zh": tuple(zh), "en": tuple(zh if en is None else en)}
    return Place(name, medium, templates, **more)  # type: ignore[arg-type]


def _fence(info: str, *rows: str, edge: str = "```") -> str:
    return "\n".join((f"{edge}{info}", *rows, edge))


def _fenced(name: str, medium: str, info: str, *bodies: str, **more: object) -> Place:
    more.setdefault("kinds", WHOLE)
    return _place(f"fence-{name}", medium, [_fence(info, body) for body in bodies], None, **more)


PLUS: Final = ('" + "', '" +\n    "')
SHELL: Final = ("\\\n",)

PROSE_PLACES: Final = (
    _place(
        "paragraph",
        "prose",
        (
            "把«label»«l»«v»«r»再到客户端的设置页点一次检测。",
            "排查时我们发现«label»«l»«v»«r»已经写进了旧文档。",
            "这台机器上«label»«l»«v»«r»其他设置不变。",
            "从控制台复制«label»«l»«v»«r»粘贴到第二个输入框里，保存后重新启动客户端。",
        ),
        (
            "Use the «label»«l»«v»«r» then run the check again.",
            "While debugging we saw that the «label»«l»«v»«r» was in an old page.",
            "On this machine the «label»«l»«v»«r» and the rest stays as it is.",
            "Copy the «label»«l»«v»«r» and paste it into the second field before you restart the client.",
        ),
        kinds=LINE,
        wraps=True,
        weight=8,
    ),
    _place(
        "paragraph-adjoining",
        "prose",
        ("«label»是«v»请在今天内更换。", "原来的«label»为«v»已经停用。", "填入«label»：«v»再保存。"),
        ("The «label»=«v», for both clients.", "Set it («label»:«v») and save.", "Old «label»:«v»; replace it today."),
    ),
    _place("heading", "prose", ("## «label»：«v»", "### «label»=«v»"), ("## «label»: «v»", "### «label» = «v»")),
    _place("setext-heading", "prose", ("«label»：«v»\n==========",), ("«label»: «v»\n-----------",)),
    _place(
        "table-row",
        "prose",
        (
            "| 项目 | 值 |\n| --- | --- |\n| Base URL | `https://api.example.com/v1` |\n| «label» | «v» |\n| 超时 | 60 秒 |",
        ),
        (
            "| Field | Value |\n|---|---|\n| Base URL | `https://api.example.com/v1` |\n| «label» | «v» |\n| Timeout | 60 s |",
        ),
        kinds=WHOLE,
    ),
    _place(
        "table-column",
        "prose",
        ("| 客户端 | «label» | 状态 |\n| :-- | :-- | :-: |\n| Cursor | «v» | 可用 |\n| Cline | | 未配置 |",),
        ("| Client | «label» | State |\n| :-- | :-- | :-: |\n| Cursor | «v» | works |\n| Cline | | not set |",),
        kinds=WHOLE,
    ),
    _place(
        "table-cell",
        "prose",
        ("| 步骤 | 内容 |\n| --- | --- |\n| 1 | 打开设置 |\n| 2 | 填写«label»：«v»，保存 |",),
        ("| Step | What to do |\n| --- | --- |\n| 1 | Open the settings |\n| 2 | Enter the «label»: «v», save |",),
        kinds=WHOLE,
    ),
    _place(
        "bullet-list",
        "prose",
        ("- Base URL：`https://api.example.com/v1`\n- «label»«l»«v»«r»\n- 模型：gpt-4o-mini",),
        ("- Base URL: `https://api.example.com/v1`\n- «label»«l»«v»«r»\n- Model: gpt-4o-mini",),
        kinds=LINE,
        wraps=True,
        weight=3,
        joint="  ",
    ),
    _place(
        "ordered-list",
        "prose",
        ("1. 打开设置页。\n2. 填入«label»：«v»\n3. 点击保存。",),
        ("1. Open the settings.\n2. Enter the «label»: «v»\n3. Save.",),
        kinds=LINE,
        wraps=True,
        joint="   ",
    ),
    _place(
        "nested-list",
        "prose",
        ("- 客户端\n  - Cursor\n    - «label»：«v»\n  - Cline",),
        ("- Clients\n  - Cursor\n    - «label»: «v»\n  - Cline",),
        kinds=LINE,
        wraps=True,
        joint="      ",
    ),
    _place(
        "task-list",
        "prose",
        ("- [x] 已配置«label»：«v»\n- [ ] 已通知团队",),
        ("- [x] «label»: «v»\n- [ ] Tell the team",),
    ),
    _place(
        "quote",
        "prose",
        ("> 同事留言：\n> «label»«l»«v»«r»请尽快更换。",),
        ("> A colleague wrote:\n> the «label»«l»«v»«r» please replace it.",),
        kinds=LINE,
        wraps=True,
        weight=3,
        joint="> ",
    ),
    _place(
        "callout",
        "prose",
        ("> [!WARNING]\n> «label»：«v»\n> 仅用于联调。",),
        ("> [!WARNING]\n> «label»: «v»\n> Only while we test.",),
        kinds=WHOLE,
    ),
    _place(
        "container", "prose", (":::tip 配置\n«label»：«v»\n:::",), (":::tip Setup\n«label»: «v»\n:::",), kinds=WHOLE
    ),
    _place(
        "bold",
        "prose",
        ("**«label»：** «v»", "«label»：**«v»**"),
        ("**«label»:** «v»", "«label»: **«v»**"),
        kinds=WHOLE,
    ),
    _place(
        "quotes", "prose", ("«label»：“«v»”", "«label»：「«v»」"), ('«label»: "«v»"', "«label»: “«v»”"), kinds=WHOLE
    ),
    _place(
        "footnote",
        "prose",
        ("配置方法见脚注[^1]。\f[^1]: 本例的«label»：«v»",),
        ("See the note[^1].\f[^1]: Here the «label»: «v»",),
        kinds=WHOLE,
        wraps=True,
        joint="    ",
    ),
    _place("definition-list", "prose", ("«label»\n: «v»",), ("«label»\n:   «v»",), kinds=WHOLE),
    _place(
        "details",
        "prose",
        ("<details>\n<summary>完整配置</summary>\n\n«label»：«v»\n\n</details>",),
        ("<details>\n<summary>Full settings</summary>\n\n«label»: «v»\n\n</details>",),
        kinds=LINE,
    ),
    _place(
        "summary",
        "html",
        ("<details>\n<summary>«label»：«v»</summary>\n\n其余设置不变。\n\n</details>",),
        ("<details>\n<summary>«label»: «v»</summary>\n\nThe rest stays.\n\n</details>",),
    ),
    _place(
        "link-text",
        "prose",
        ("[«label»：«v»](https://docs.example.com/keys)",),
        ("[«label»: «v»](https://docs.example.com/keys)",),
    ),
    _place(
        "link-title",
        "attr",
        ('见[设置页](https://docs.example.com/keys "«label»：«v»")。',),
        ('See the [settings](https://docs.example.com/keys "«label»: «v»").',),
    ),
    _place(
        "image-alt",
        "attr",
        ("![设置页截图，«label»：«v»](../images/settings.png)",),
        ("![Screenshot, «label»: «v»](../images/settings.png)",),
    ),
    _place(
        "inline-code",
        "code",
        ("把 `«env»=«v»` 写进环境变量。",),
        ("Put `«env»=«v»` into the environment.",),
        kinds=WHOLE,
    ),
    _place("inline-code-value", "code", ("«label»：`«v»`，填在第二栏。",), ("«label»: `«v»` goes there.",), kinds=LINE),
    _place("inline-code-double", "code", ("运行 ``export «env»=«v»`` 即可。",), ("Run ``export «env»=«v»`` first.",)),
    _place(
        "table-code",
        "code",
        ("| 变量 | 值 |\n| --- | --- |\n| `«env»` | `«v»` |\n| `OPENAI_BASE_URL` | `https://api.example.com/v1` |",),
        (
            "| Variable | Value |\n| --- | --- |\n| `«env»` | `«v»` |\n| `OPENAI_BASE_URL` | `https://api.example.com/v1` |",
        ),
        kinds=LINE,
    ),
)

URL_PLACES: Final = (
    _place(
        "link-query",
        "url",
        ("[一键登录](https://console.example.com/login?lang=zh&«snake»=«v»)",),
        ("[Sign in](https://console.example.com/login?lang=en&«snake»=«v»&from=docs)",),
    ),
    _place(
        "link-fragment",
        "url",
        ("[打开聊天](https://chat.example.com/#/?«snake»=«v»)",),
        ("[Open the chat](https://chat.example.com/#«snake»=«v»)",),
    ),
    _place(
        "reference-definition",
        "url",
        ("点[导入配置][import]。\f[import]: https://app.example.com/import?«snake»=«v»",),
        ("Use [the import][import].\f[import]: https://app.example.com/import?«snake»=«v»",),
    ),
    _place("autolink", "url", ("<https://api.example.com/v1/models?«snake»=«v»>",)),
    _place(
        "bare-url",
        "url",
        ("访问 https://api.example.com/v1/models?«snake»=«v» 查看。",),
        ("Open https://api.example.com/v1/models?«snake»=«v» to see.",),
    ),
    _place("image-url", "url", ("![](https://img.example.com/shot.png?key=«v»)",), binds=False, keys_only=True),
    _place(
        "html-href",
        "url",
        ('<a href="https://console.example.com/login?«snake»=«v»">打开</a>',),
        ('<a href="https://console.example.com/login?«snake»=«v»">Open</a>',),
    ),
    _place(
        "link-target",
        "target",
        ("[点这里](«v»)", "<«v»>", "见[机器人][bot]。\f[bot]: «v»"),
        ("[here](«v»)", "<«v»>", "See [the bot][bot].\f[bot]: «v»"),
        kinds=frozenset({"url"}),
    ),
)

HTML_PLACES: Final = (
    _place(
        "html-text", "html", ("<p>«label»：<span>«v»</span></p>",), ("<p>«label»: <span>«v»</span></p>",), kinds=WHOLE
    ),
    _place(
        "html-code",
        "html",
        ("<pre><code>«env»=«v»</code></pre>", "<p>«label»：<kbd>«v»</kbd></p>"),
        ("<pre><code>«env»=«v»</code></pre>", "<p>«label»: <kbd>«v»</kbd></p>"),
        kinds=WHOLE,
    ),
    _place("html-table", "html", ("<table>\n<tr><th>«label»</th><td>«v»</td></tr>\n</table>",), kinds=WHOLE),
    _place(
        "html-attribute",
        "attr",
        (
            '<input name="«kebab»" value="«v»">',
            '<div class="demo" data-«kebab»="«v»"></div>',
            '<Card title="Demo" «camel»="«v»" />',
            "<config-panel «kebab»='«v»'></config-panel>",
            '<img src="/images/a.png" alt="«label»: «v»">',
        ),
        kinds=WHOLE,
    ),
    _place(
        "html-comment",
        "code",
        ("<!-- «label»：«v» -->", "<!--\n内部备注\n«label»：«v»\n-->"),
        ("<!-- «label»: «v» -->", "<!--\nInternal note\n«label»: «v»\n-->"),
        kinds=LINE,
    ),
)

FRONT_PLACES: Final = (
    _place("front-value", "code", ("«snake»: «v»",), front=True, kinds=WHOLE),
    _place("front-quoted", "json", ('«snake»: "«v»"',), front=True, kinds=QUOTED),
    _place("front-nested", "code", ("client:\n  name: cursor\n  «snake»: «v»",), front=True),
    _place("front-comment", "code", ("# «label»：«v»",), ("# «label»: «v»",), front=True, kinds=WHOLE),
    _place("front-list", "code", ("keywords:\n  - faq\n  - «v»",), front=True, binds=False, keys_only=True),
    _place(
        "front-scalar",
        "code",
        ("summary: >-\n  本页说明怎样配置，\n  «label»：«v»。",),
        ("summary: >-\n  How to set it up,\n  «label»: «v».",),
        front=True,
    ),
)

CODE_PLACES: Final = (
    _fenced(
        "bash",
        "shell",
        "bash",
        'export «env»="«v»"',
        "export «env»=«v»\ncurl -s https://api.example.com/v1/models",
        glue=SHELL,
    ),
    _fenced("sh", "shell", "sh", "«env»='«v»' python app.py", "client login --«kebab» «v» --verbose", glue=SHELL),
    _fenced("zsh", "shell", "zsh", "echo 'export «env»=«v»' >> ~/.zshrc", glue=SHELL),
    _fenced("console", "shell", "console", "$ export «env»=«v»\n$ client doctor\nok", glue=SHELL),
    _fenced("fish", "shell", "fish", "set -gx «env» «v»", 'set -Ux «env» "«v»"', glue=SHELL),
    _fenced("powershell", "literal", "powershell", '$env:«env» = "«v»"', glue=PLUS),
    _fenced("powershell-user", "code", "powershell", "[Environment]::SetEnvironmentVariable('«env»', '«v»', 'User')"),
    _fenced("cmd", "shell", "bat", "set «env»=«v»", 'setx «env» "«v»"', glue=("^\n",)),
    _fenced(
        "curl",
        "shell",
        "bash",
        'curl https://api.example.com/v1/models \\\n  -H "Authorization: Bearer «v»"',
        "curl https://api.example.com/v1/messages \\\n  -H 'x-api-key: «v»' \\\n  -H 'content-type: application/json'",
        glue=SHELL,
        keys_only=True,
        kinds=TOKEN,
    ),
    _fenced(
        "python",
        "string",
        "python",
        'from openai import OpenAI\n\n«snake» = "«v»"\nclient = OpenAI(base_url="https://api.example.com/v1")',
        'import os\n\nos.environ["«env»"] = "«v»"',
        'settings = {\n    "«snake»": "«v»",\n    "timeout": 30,\n}',
        glue=('" "', '" + "', '"\n    "', '" + \\\n    "'),
        kinds=QUOTED,
    ),
    _fenced(
        "python-call",
        "string",
        "py",
        'client = OpenAI(\n    api_key="«v»",\n    base_url="https://api.example.com/v1",\n)',
        glue=('" "', '"\n            "', '" + "'),
        keys_only=True,
        kinds=TOKEN,
    ),
    _fenced("python-join", "joined", "python", '«snake» = "".join(["«v»"])', glue=('", "',), kinds=TOKEN),
    _fenced("python-template", "template", "python", "«snake» = f\"{'«v»'}\"", glue=("'}{'",), kinds=TOKEN),
    _fenced("python-variable", "split", "python", 'head = "«v»"', glue=('"\n«snake» = f"{head}',), kinds=TOKEN),
    _fenced("bash-variable", "split", "bash", 'HEAD="«v»"', glue=('"\nexport «env»="${HEAD}',), kinds=TOKEN),
    _fenced(
        "javascript",
        "string",
        "js",
        'const «camel» = "«v»";\nconst client = createClient({ «camel» });',
        'process.env.«env» = "«v»";',
        glue=('" + "', '" +\n  "'),
        kinds=QUOTED,
    ),
    _fenced(
        "javascript-single", "string", "javascript", "const «camel» = '«v»'", glue=("' + '", "'\n  + '"), kinds=QUOTED
    ),
    _fenced("javascript-join", "joined", "js", 'const «camel» = ["«v»"].join("");', glue=('", "',), kinds=TOKEN),
    _fenced("javascript-template", "template", "js", 'const «camel» = `${"«v»"}`;', glue=('"}${"',), kinds=TOKEN),
    _fenced("typescript", "string", "ts", 'export const «camel»: string = "«v»";', glue=PLUS, kinds=QUOTED),
    _fenced("tsx", "attr", "tsx", '<Provider «camel»="«v»" model="gpt-4o-mini" />'),
    _fenced(
        "json", "json", "json", '{\n  "baseURL": "https://api.example.com/v1",\n  "«camel»": "«v»"\n}', kinds=QUOTED
    ),
    _fenced("json-env", "json", "json", '{\n  "env": {\n    "«env»": "«v»"\n  }\n}', kinds=QUOTED),
    _fenced(
        "jsonc", "json", "jsonc", '{\n  // «label»\n  "«snake»": "«v»", // 2025-11\n}', '{\n  // "«snake»": "«v»"\n}'
    ),
    _fenced("json5", "json", "json5", "{ «camel»: '«v»', retries: 2 }"),
    _fenced(
        "yaml", "code", "yaml", "client:\n  base_url: https://api.example.com/v1\n  «snake»: «v»", "# «snake»: «v»"
    ),
    _fenced("yaml-quoted", "json", "yaml", 'client:\n  «snake»: "«v»"\n  retries: 2', kinds=QUOTED),
    _fenced("toml", "json", "toml", '[client]\n«snake» = "«v»"\ntimeout = 30', kinds=QUOTED),
    _fenced("ini", "code", "ini", "[client]\n«snake» = «v»\nretries = 2", "[client]\n; «snake» = «v»"),
    _fenced("properties", "code", "properties", "app.«kebab»=«v»\napp.retries=2"),
    _fenced("env", "code", "env", "«env»=«v»\nOPENAI_BASE_URL=https://api.example.com/v1", "# «env»=«v»", kinds=WHOLE),
    _fenced("dotenv", "code", "dotenv", '«env»="«v»"\nLOG_LEVEL=info', kinds=QUOTED),
    _fenced("dockerfile", "shell", "dockerfile", 'FROM node:22-slim\nENV «env»=«v»\nCMD ["node"]', glue=SHELL),
    _fenced(
        "docker-run",
        "shell",
        "bash",
        "docker run -d --name gw \\\n  -e «env»=«v» \\\n  -p 3000:3000 gateway:latest",
        glue=SHELL,
    ),
    _fenced(
        "compose",
        "code",
        "yaml",
        "services:\n  gateway:\n    image: gateway:latest\n    environment:\n      - «env»=«v»\n      - TZ=Asia/Shanghai",
        "services:\n  gateway:\n    environment:\n      «env»: «v»\n    ports: ['3000:3000']",
    ),
    _fenced(
        "kubernetes",
        "code",
        "yaml",
        "kind: Secret\nmetadata:\n  name: gateway\nstringData:\n  «env»: «v»",
        keys_only=True,
    ),
    _fenced("actions", "code", "yaml", "jobs:\n  test:\n    env:\n      «env»: «v»\n    steps: []"),
    _fenced("go", "string", "go", '«camel» := "«v»"\nclient := gateway.New(«camel»)', glue=PLUS, kinds=QUOTED),
    _fenced("java", "string", "java", 'private static final String «env» = "«v»";', glue=PLUS, kinds=QUOTED),
    _fenced("kotlin", "string", "kotlin", 'val «camel» = "«v»"', glue=PLUS),
    _fenced("csharp", "string", "csharp", 'var «camel» = "«v»";', glue=PLUS),
    _fenced("rust", "code", "rust", 'let «snake» = "«v»";'),
    _fenced("swift", "code", "swift", 'let «camel» = "«v»"'),
    _fenced("php", "literal", "php", '<?php\n$«snake» = "«v»";', glue=('" . "', '"\n    . "')),
    _fenced("php-define", "literal", "php", "<?php\ndefine('«env»', '«v»');", glue=("' . '",)),
    _fenced("ruby", "code", "ruby", 'ENV["«env»"] = "«v»"'),
    _fenced("c-adjacent", "literal", "c", 'static const char *«snake» = "«v»";', glue=('" "', '"\n    "')),
    _fenced(
        "http",
        "code",
        "http",
        "GET /v1/models HTTP/1.1\nHost: api.example.com\nAuthorization: Bearer «v»",
        "POST /v1/messages HTTP/1.1\nx-api-key: «v»\nAccept: */*",
        keys_only=True,
        kinds=TOKEN,
    ),
    _fenced("diff", "code", "diff", "@@ -1,2 +1,2 @@\n-«env»=\n+«env»=«v»", "-«snake»: «v»\n+«snake»: ${«env»}"),
    _fenced("nginx", "code", "nginx", 'proxy_set_header Authorization "Bearer «v»";', keys_only=True, kinds=TOKEN),
    _fenced("terraform", "string", "hcl", 'variable "«snake»" {\n  default = "«v»"\n}', '«snake» = "«v»"'),
    _fenced(
        "xml", "html", "xml", "<settings>\n  <«camel»>«v»</«camel»>\n</settings>", '<add key="«env»" value="«v»" />'
    ),
    _fenced("makefile", "code", "makefile", "«env» := «v»\nrun:\n\tpython app.py"),
    _fenced("systemd", "code", "ini", "[Service]\nEnvironment=«env»=«v»\nRestart=always"),
    _fenced("sql", "code", "sql", "UPDATE options SET value = '«v»' WHERE name = '«snake»';", kinds=TOKEN),
    _fenced(
        "mermaid",
        "code",
        "mermaid",
        "sequenceDiagram\n  participant C\n  participant G\n  C->>G: POST /v1 («env»: «v»)",
        'flowchart LR\n  A[Client] -->|"«env»=«v»"| B[Gateway]',
    ),
    _fenced("plantuml", "code", "plantuml", "@startuml\nclient -> gateway: call\nnote right: «env» = «v»\n@enduml"),
    _fenced("graphviz", "code", "dot", 'digraph { client -> gateway [label="«env»: «v»"] }'),
    _fenced(
        "log",
        "code",
        "log",
        "2025-11-03 10:21:44 INFO start\n2025-11-03 10:21:45 DEBUG «snake»=«v» model=gpt-4o-mini\n2025-11-03 10:21:46 ok",
        "[10:21:45] «env»: «v»",
        wraps=True,
    ),
    _fenced("text", "code", "text", "«label»: «v»", "«env» = «v»", wraps=True),
    _fenced("no-language", "code", "", "«env»=«v»", wraps=True),
    _place("fence-tilde", "code", [_fence("", "«snake»: «v»", edge="~~~")], kinds=WHOLE),
    _place("fence-in-list", "code", ["1. Env:\n\n   ```bash\n   export «env»=«v»\n   ```"], kinds=WHOLE, joint="   "),
    _place("fence-in-quote", "code", ["> ```yaml\n> «snake»: «v»\n> ```"], kinds=WHOLE, joint="> "),
    _place("indented-code", "code", ["    # shell\n    export «env»=«v»"], kinds=WHOLE, joint="    ", wraps=True),
)

HEADER_PLACES: Final = (
    _fenced(
        "http-header",
        "code",
        "http",
        "GET /api/user/self HTTP/1.1\nHost: console.example.com\n«v»",
        kinds=frozenset({"header"}),
    ),
    _fenced(
        "curl-header",
        "shell",
        "bash",
        "curl https://console.example.com/api/user/self -H '«v»'",
        kinds=frozenset({"header"}),
    ),
    _fenced(
        "log-header",
        "code",
        "text",
        "> GET /api/user/self\n> Accept: */*\n> «v»\n< HTTP/1.1 200",
        kinds=frozenset({"header"}),
    ),
)

BLOCK_PLACES: Final = (
    _place("fence-block", "block", [_fence("", "«v»"), _fence("text", "«v»"), _fence("ini", "«v»")], kinds=BLOCK),
    _place("fence-tilde-block", "block", [_fence("", "«v»", edge="~~~~")], kinds=BLOCK),
    _place("fence-yaml-scalar", "block", [_fence("yaml", "tls.key: |", "  «v»")], kinds=BLOCK, joint="  "),
    _place("fence-heredoc", "block", [_fence("bash", "cat > ./secret <<'EOF'", "«v»", "EOF")], kinds=BLOCK),
    _place("fence-python-string", "block", [_fence("python", 'data = """', "«v»", '"""')], kinds=BLOCK),
    _place("fence-diff-block", "block", [_fence("diff", "@@ -0,0 +1 @@", "+«v»")], kinds=BLOCK, joint="+"),
    _place("fence-list-block", "block", ["- key\n\n  ```\n  «v»\n  ```"], kinds=BLOCK, joint="  "),
    _place("quote-block", "block", ["> ```\n> «v»\n> ```"], kinds=BLOCK, joint="> "),
    _place("indented-block", "block", ["    «v»"], kinds=BLOCK, joint="    "),
    _place("html-pre", "block", ["<pre>\n«v»\n</pre>"], kinds=BLOCK),
    _place("comment-block", "block", ["<!--\n«v»\n-->"], kinds=BLOCK),
    _place("details-block", "block", ["<details>\n<summary>key</summary>\n\n```\n«v»\n```\n\n</details>"], kinds=BLOCK),
    _place("paragraph-block", "block", ["«v»"], kinds=BLOCK),
    _place("front-block", "block", ["notes: |\n  «v»"], kinds=BLOCK, joint="  ", front=True),
)


def _user(rng: Random) -> str:
    return rng.choice(("admin", "deploy", "ci", "gateway", "api", "support"))


def _seal_basic(rng: Random, value: str, _name: str) -> str:
    return _b64(f"{_user(rng)}:{value}".encode())


def _seal_plain(_rng: Random, value: str, _name: str) -> str:
    return _b64(value.encode())


def _deep_link(rng: Random, value: str, *, url_safe: bool = False) -> str:
    data = {"id": f"gw-{rng.randint(10, 99)}", "baseUrl": "https://api.example.com", "apiKey": value}
    raw = json.dumps(data, separators=(",", ":")).encode()
    return _b64url(raw) if url_safe else _b64(raw)


def _seal_deep_link(rng: Random, value: str, _name: str) -> str:
    return _deep_link(rng, value)


def _seal_deep_link_safe(rng: Random, value: str, _name: str) -> str:
    return _deep_link(rng, value, url_safe=True)


def _seal_json_in_json(_rng: Random, value: str, name: str) -> str:
    return json.dumps(json.dumps({name: value, "stream": False}))


def _seal_json_percent(_rng: Random, value: str, _name: str) -> str:
    return quote(json.dumps({"key": value, "url": "https://api.example.com"}), safe="")


def _seal_json_raw(_rng: Random, value: str, _name: str) -> str:
    return json.dumps({"key": value, "url": "https://api.example.com"}, separators=(",", ":"))


SEALED_PLACES: Final = (
    *(
        _place(f"basic-{name}", "sealed", zh, en, seal=_seal_basic, seal_name="base64-basic", keys_only=True)
        for name, zh, en in (
            ("http", [_fence("http", "GET /v2/ HTTP/1.1", "Authorization: Basic «v»")], None),
            ("curl", [_fence("bash", "curl -H 'Authorization: Basic «v»' https://registry.example.com/v2/")], None),
            ("prose", ["请求头写成 `Authorization: Basic «v»` 即可。"], ["Send `Authorization: Basic «v»` with it."]),
            ("table", ["| 请求头 | 值 |\n| --- | --- |\n| Authorization | Basic «v» |"], None),
        )
    ),
    _place(
        "docker-config",
        "sealed",
        [_fence("json", "{", '  "auths": {', '    "registry.example.com": { "auth": "«v»" }', "  }", "}")],
        seal=_seal_basic,
        seal_name="base64-basic",
        keys_only=True,
    ),
    _place(
        "kubernetes-data",
        "sealed",
        [_fence("yaml", "apiVersion: v1", "kind: Secret", "metadata:", "  name: gateway", "data:", "  «kebab»: «v»")],
        seal=_seal_plain,
        seal_name="base64-kubernetes",
        keys_only=True,
    ),
    _place(
        "deep-link",
        "sealed",
        ["[导入 Cherry Studio](cherrystudio://providers/api-keys?v=1&data=«v»)", "`ccswitch://v1/import?data=«v»`"],
        ["[Import](cherrystudio://providers/api-keys?v=1&data=«v»)", "<chatbox://provider/import?config=«v»>"],
        seal=_seal_deep_link,
        seal_name="base64-deep-link",
        keys_only=True,
    ),
    _place(
        "deep-link-safe",
        "sealed",
        ['<a href="cherrystudio://providers/api-keys?v=1&data=«v»">导入</a>'],
        ['<a href="cherrystudio://providers/api-keys?v=1&data=«v»">Import</a>'],
        seal=_seal_deep_link_safe,
        seal_name="base64-deep-link",
        keys_only=True,
    ),
    _place(
        "json-string",
        "sealed",
        [_fence("json", "{", '  "method": "POST",', '  "body": «v»', "}")],
        seal=_seal_json_in_json,
        seal_name="json-in-json",
        keys_only=True,
    ),
    _place(
        "query-json",
        "sealed",
        ["[打开聊天](https://chat.example.com/#/?settings=«v»)", "https://app.example.com/import?config=«v»"],
        ["[Open the chat](https://chat.example.com/#/?settings=«v»)", "<https://app.example.com/import?config=«v»>"],
        seal=_seal_json_percent,
        seal_name="json-percent",
        keys_only=True,
        binds=False,
    ),
    _place(
        "fragment-json",
        "sealed",
        ["[打开聊天](https://chat.example.com/#/?settings=«v»)"],
        ["[Open the chat](https://chat.example.com/#/?settings=«v»)"],
        seal=_seal_json_raw,
        seal_name="json-fragment",
        keys_only=True,
        binds=False,
    ),
)

PLACES: Final = (
    *PROSE_PLACES,
    *URL_PLACES,
    *HTML_PLACES,
    *FRONT_PLACES,
    *CODE_PLACES,
    *HEADER_PLACES,
    *BLOCK_PLACES,
    *SEALED_PLACES,
)

BINDING_MARKS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "zh": (
        ("：", "。"),
        ("：", "，"),
        ("：", "；"),
        ("：“", "”，"),
        ("：‘", "’，"),
        ("：「", "」，"),
        ("：『", "』，"),
        ("：【", "】，"),
        ("：《", "》，"),
        ("为“", "”，"),
        ("是「", "」，"),
        ("为 ", " ，"),
        ("是", "，"),
        ("=", "、"),
        (": (", ")，"),
        ("：", "！"),
        ("：", "（已停用），"),
    ),
    "en": (
        (": ", "."),
        (": ", ","),
        (': "', '",'),
        (": '", "';"),
        (": “", "”,"),
        (' is "', '",'),
        (" is ", ","),
        (" = ", ";"),
        ("=", ","),
        (": (", "),"),
        (": [", "],"),
        (": ", "!"),
        (": ", "?"),
        (" is ", " and"),
    ),
}
LOOSE_MARKS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "zh": (("（", "），"), ("(", ")，"), ("——", "，"), (" ", "，"), ("、", "、"), ("“", "”，"), ("·", "·")),
    "en": ((" (", "),"), (" - ", ","), (" — ", ","), (" ", ","), (" “", "”,"), (" /", "/"), (" [", "],")),
}

# --- disguises -------------------------------------------------------------------------------------------------------

Apply = Callable[[Random, Value, Place], "str | None"]
"""The value as the source has it, or None where it cannot be so disguised."""

INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff"
DASHES: Final = "‐‑‒–—−"


@dataclass(frozen=True, slots=True)
class Disguise:
    name: str
    media: frozenset[str]
    apply: Apply
    undo: Callable[[str, Place], str]
    token_only: bool = False
    """Makes no sense inside a connection string or a header."""
    bound: bool = True
    """Is left to values that tell by themselves what they are where False."""


def _cuts(rng: Random, value: Value, count: int) -> list[int]:
    """Where to break in: mostly in the random part, now and then right behind the prefix or in it."""
    spots = [i for i in range(1, len(value.text)) if value.text[i - 1] != "\\"]
    chosen = set(rng.sample(spots, min(count, len(spots))))
    if value.body and rng.random() < 0.25:
        chosen = {value.body, *list(chosen)[1:]}
    return sorted(chosen)


def _inserted(rng: Random, value: Value, inserts: Sequence[str], most: int = 3) -> str:
    text, at = "", 0
    for cut in _cuts(rng, value, rng.randint(1, most)):
        text += value.text[at:cut] + rng.choice(inserts)
        at = cut
    return text + value.text[at:]


def _inserting(*inserts: str, most: int = 3) -> Apply:
    return lambda rng, value, _place: _inserted(rng, value, inserts, most)


def _recoded(rng: Random, value: Value, code: Callable[[str], str], marks: str = "-_.") -> str:
    """All characters, some, or only the punctuation written in another way."""
    text = value.text
    way = rng.random()
    at = {i for i, c in enumerate(text) if c in marks}
    if way < 0.2 and len(text) <= 64:
        at = set(range(len(text)))
    elif way < 0.7 or not at:
        at = set(rng.sample(range(len(text)), max(1, len(text) // rng.choice((3, 6, 12)))))
    return "".join(code(c) if i in at else c for i, c in enumerate(text))


def _recoding(code: Callable[[str], str]) -> Apply:
    return lambda rng, value, _place: _recoded(rng, value, code)


def _full_width(rng: Random, value: Value, _place: Place) -> str | None:
    return _recoded(rng, value, lambda c: chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c)


def _dashes(rng: Random, value: Value, _place: Place) -> str | None:
    if "-" not in value.text:
        return None
    if rng.random() < 0.7:
        return value.text.replace("-", rng.choice(DASHES))
    return re.sub("-", lambda _: rng.choice(DASHES), value.text)


def _escaped_marks(_rng: Random, value: Value, _place: Place) -> str | None:
    text = re.sub(r"([-_.+~!])", r"\\\1", value.text)
    return text if text != value.text else None


EMPHASES: Final = (
    ("**", "**"),
    ("*", "*"),
    ("***", "***"),
    ("~~", "~~"),
    ("<b>", "</b>"),
    ("<em>", "</em>"),
    ("<mark>", "</mark>"),
    ('<span class="hl">', "</span>"),
    ('<span style="color:red">', "</span>"),
    ("<strong>", "</strong>"),
)


def _emphasised(pairs: Sequence[tuple[str, str]]) -> Apply:
    def apply(rng: Random, value: Value, _place: Place) -> str | None:
        text = value.text
        for _ in range(12):
            start, end = sorted(rng.sample(range(1, len(text)), 2))
            if rng.random() < 0.3 and value.body:
                start = value.body
            if start < end and (text[start] + text[end - 1] + text[end]).isalnum():
                left, right = rng.choice(pairs)
                return f"{text[:start]}{left}{text[start:end]}{right}{text[end:]}"
        return None

    return apply


def _code_piece(rng: Random, value: Value, _place: Place) -> str | None:
    cut = _cuts(rng, value, 1)[0]
    head, tail = value.text[:cut], value.text[cut:]
    return rng.choice((f"`{head}`{tail}", f"{head}`{tail}`", f"`{head}``{tail}`".replace("``", "`<wbr>`")))


def _glued(rng: Random, value: Value, place: Place) -> str | None:
    return _inserted(rng, value, place.glue, 2) if place.glue else None


def _split_in_variable(_rng: Random, value: Value, place: Place) -> str | None:
    """The prefix in one variable, the rest beside it."""
    if not value.body:
        return None
    return value.text[: value.body] + place.glue[0] + value.text[value.body :]


def _wrapped_text(rng: Random, value: Value, place: Place) -> str | None:
    """At least 20 characters in the first line: a shorter piece would be anybody's guess."""
    if not place.wraps or len(value.text) < 40:
        return None
    cuts = [rng.randint(24, len(value.text) - 8)]
    if len(value.text) > 90 and rng.random() < 0.5:
        cuts = [len(value.text) // 3, 2 * len(value.text) // 3]
    text, at = "", 0
    for cut in cuts:
        text += value.text[at:cut] + "\n" + place.joint
        at = cut
    return text + value.text[at:]


def _no_glue(text: str, place: Place) -> str:
    for glue in place.glue:
        text = text.replace(glue, "")
    return text


def _media(names: str) -> frozenset[str]:
    return frozenset(names.split())


ANYWHERE: Final = _media("prose code shell string literal json html attr url target")
MARKUP: Final = _media("prose html attr")

DISGUISES: Final = (
    Disguise(
        "none",
        ANYWHERE | {"block"},
        lambda _rng, value, _place: value.text,
        lambda text, _place: text,
    ),
    Disguise("zero-width", ANYWHERE, _inserting(*INVISIBLE), lambda t, _: re.sub(f"[{INVISIBLE}]", "", t)),
    Disguise("soft-hyphen", ANYWHERE, _inserting("\u00ad"), lambda t, _: t.replace("\u00ad", "")),
    Disguise(
        "wbr",
        _media("prose html"),
        _inserting("<wbr>", "<wbr/>", "<wbr />"),
        lambda t, _: re.sub(r"<wbr ?/?>", "", t),
    ),
    Disguise("shy-entity", MARKUP, _inserting("&shy;", "&#173;"), lambda t, _: html.unescape(t).replace("\u00ad", "")),
    Disguise(
        "zero-width-entity",
        MARKUP,
        _inserting("&#8203;", "&#x200B;", "&ZeroWidthSpace;", "&#8288;"),
        lambda t, _: re.sub(f"[{INVISIBLE}]", "", html.unescape(t)),
    ),
    Disguise("full-width", ANYWHERE, _full_width, lambda t, _: unicodedata.normalize("NFKC", t)),
    Disguise("typographic-dash", ANYWHERE, _dashes, lambda t, _: re.sub(f"[{DASHES}]", "-", t)),
    Disguise("entity-decimal", MARKUP, _recoding(lambda c: f"&#{ord(c)};"), lambda t, _: html.unescape(t)),
    Disguise("entity-hex", MARKUP, _recoding(lambda c: f"&#x{ord(c):x};"), lambda t, _: html.unescape(t)),
    Disguise("percent", _media("url target"), _recoding(lambda c: f"%{ord(c):02X}"), lambda t, _: unquote(t)),
    Disguise(
        "percent-double",
        _media("url"),
        _recoding(lambda c: f"%25{ord(c):02X}"),
        lambda t, _: unquote(unquote(t)),
    ),
    Disguise(
        "unicode-escape",
        _media("string json"),
        _recoding(lambda c: f"\\u{ord(c):04x}"),
        lambda t, _: re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), t),
    ),
    Disguise("markdown-escape", _media("prose"), _escaped_marks, lambda t, _: re.sub(r"\\([-_.+~!])", r"\1", t)),
    Disguise(
        "emphasis",
        _media("prose"),
        _emphasised(EMPHASES[:4]),
        lambda t, _: re.sub(r"\*+|~~", "", t),
        token_only=True,
        bound=False,
    ),
    Disguise(
        "inline-tag",
        _media("prose html"),
        _emphasised(EMPHASES[4:]),
        lambda t, _: re.sub(r"</?\w[^>]*>", "", t),
        token_only=True,
        bound=False,
    ),
    Disguise(
        "code-piece",
        _media("prose"),
        _code_piece,
        lambda t, _: t.replace("`", "").replace("<wbr>", ""),
        token_only=True,
        bound=False,
    ),
    Disguise("shell-join", _media("shell"), _glued, _no_glue),
    Disguise("concat", _media("string literal"), _glued, _no_glue),
    Disguise("list-join", _media("joined"), _glued, _no_glue),
    Disguise("template-pieces", _media("template"), _glued, _no_glue),
    Disguise("template-variable", _media("split"), _split_in_variable, _no_glue, token_only=True, bound=False),
    Disguise(
        "wrapped",
        _media("prose code"),
        _wrapped_text,
        lambda t, p: t.replace("\n" + p.joint, ""),
        token_only=True,
        bound=False,
    ),
)


def _half_masked(rng: Random, value: Value) -> tuple[str, str, tuple[str, ...]] | None:
    """A key of which too much can be read: its kind, the text, the readable runs."""
    head, body = value.text[: value.body], value.text[value.body :]
    if not value.body or not 16 <= len(body) <= 90 or not body.isalnum():
        return None
    mask = rng.choice(("*", "•", "…", "x", "█", "●", "X"))
    mask *= 1 if mask == "…" else rng.randint(4, 12)
    if len(body) >= 32 and rng.random() < 0.6:
        cut = rng.randint(24, len(body) - 4)
        if rng.random() < 0.5:
            return "half-masked", f"{head}{body[:cut]}{mask}", (body[:cut],)
        return "half-masked", f"{head}{mask}{body[-cut:]}", (body[-cut:],)
    hidden = rng.randint(2, 4)
    return "half-masked-few", f"{head}{body[:-hidden]}{'*' * hidden}", (body[:-hidden],)


# --- what may be shown -----------------------------------------------------------------------------------------------

PREFIXES: Final = (
    *("sk-", "sk-", "sk-", "sk-proj-", "sk-ant-api03-", "sk-or-v1-", "sk_live_", "sk_test_", "hf_", "gsk_", "xai-"),
    *("ghp_", "github_pat_", "glpat-", "npm_", "AIzaSy", "AKIA", "LTAI5t", "AKID", "pplx-", "r8_", "nvapi-", "xoxb-"),
    *(
        "tvly-",
        "pcsk_",
        "app-",
        "csk-",
        "jina_",
        "fw_",
        "SG.",
        "eyJ",
        "agw_sk_",
        "sk-svcacct-",
        "sk-sp-",
        "sk-kimi-",
        "",
    ),
)
MASKS: Final = "**••●●·█xX＊#∗○▇░"
HIDDEN: Final = (
    "[REDACTED]",
    "<hidden>",
    "<redacted>",
    "[masked]",
    "***REMOVED***",
    "（已隐藏）",
    "【已脱敏】",
    "(hidden)",
    "<已打码>",
    "[此处省略]",
)
WORDS: Final = (
    *("your", "api", "key", "here", "replace", "me", "insert", "my", "secret", "token", "not", "a", "real", "example"),
    *(
        "demo",
        "sample",
        "fake",
        "dummy",
        "placeholder",
        "change",
        "this",
        "value",
        "paste",
        "put",
        "test",
        "from",
        "console",
    ),
)
KEYBOARD: Final = (
    *(
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "qwertyuiopasdfghjklzxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "qazwsxedcrfvtgb",
    ),
    *("qweasdzxc", "1q2w3e4r5t6y7u8i9o0p", "poiuytrewq", "qwer1234asdf5678zxcv"),
)
SEQUENCES: Final = (
    *("1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789abcdef"),
    *("1234567890abcdef", "abcdefghijklmnopqrstuvwxyz0123456789", "abcdef0123456789", "9876543210", "123456789"),
    *("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdef1234567890", "AbCdEfGhIjKlMnOpQrStUvWxYz"),
)


def _to_length(unit: str, length: int) -> str:
    return (unit * math.ceil(length / len(unit)))[:length]


def _mask_full(rng: Random) -> str:
    return rng.choice(PREFIXES) + rng.choice(MASKS) * rng.randint(3, 48)


def _mask_ends(rng: Random) -> str:
    """At most the first and the last four characters."""
    head, tail = (_random(rng, ALPHABETS["alnum"], 4)[: rng.randint(*span)] for span in ((0, 4), (2, 4)))
    return rng.choice(PREFIXES[:-1]) + head + rng.choice(MASKS) * rng.randint(3, 30) + tail


def _mask_dots(rng: Random) -> str:
    head, tail = (_random(rng, ALPHABETS["alnum"], 4)[: rng.randint(*span)] for span in ((0, 4), (0, 4)))
    return rng.choice(PREFIXES[:-1]) + head + rng.choice(("...", "…", "……", "......", "[...]", "<...>")) + tail


def _mask_word(rng: Random) -> str:
    return rng.choice(PREFIXES) + rng.choice(HIDDEN)


def _mask_groups(rng: Random) -> str:
    return rng.choice(PREFIXES) + "-".join(
        rng.choice("xX*") * n for n in rng.choice(((8, 4, 4, 4, 12), (4, 4, 4, 4), (6, 6)))
    )


def _mask_jwt(rng: Random) -> str:
    header = _b64url(b'{"alg":"HS256","typ":"JWT"}')
    return rng.choice(
        (header + "...", header[:12] + "...", header + ".***.***", f"{header}.eyJzdWIi….…", "eyJ***.***.***")
    )


def _words(rng: Random) -> str:
    joint = rng.choice("--_")
    words = joint.join(rng.sample(WORDS, rng.randint(3, 7)))
    return rng.choice(PREFIXES) + (words.upper() if rng.random() < 0.2 else words)


def _words_joined(rng: Random) -> str:
    text = rng.choice(
        (
            *("yourapikeyhere", "YourOpenAIKeyGoesHere", "exampleexampleexampleexampleexample", "EXAMPLEKEY1234567890"),
            *(
                "replacethiswithyourownkey",
                "PutYourKeyHere",
                "thisisnotarealkey",
                "test1234",
                "demokey0001",
                "fakefakefakefakefake",
            ),
            *(
                "EXAMPLEEXAMPLEEXAMPLE",
                "MySecretTokenValue",
                "notarealtokennotarealtoken",
                "insertyourtokenhere",
                "dummykeyfordocs",
            ),
        )
    )
    return rng.choice(PREFIXES) + text


def _sequence(rng: Random) -> str:
    text = rng.choice(SEQUENCES)
    return rng.choice(PREFIXES) + _to_length(text, rng.choice((len(text), 20, 24, 32, 36, 40, 48, 51)))


def _run(rng: Random) -> str:
    return rng.choice(PREFIXES[:-1]) + rng.choice("xxXXa0A1zY") * rng.randint(8, 48)


def _alternation(rng: Random) -> str:
    letters, size = rng.choice((string.ascii_lowercase, string.ascii_uppercase)), rng.choice((1, 1, 3))
    numbers = "1234567890" * 4
    count = rng.randint(8, 13) if size == 1 else 6
    text = "".join(letters[i * size : (i + 1) * size] + numbers[i * size : (i + 1) * size] for i in range(count))
    return rng.choice(PREFIXES) + rng.choice((text, _to_length(text[:12], 36)))


def _walk(rng: Random) -> str:
    text = rng.choice(KEYBOARD)
    return rng.choice(PREFIXES) + _to_length(text, rng.choice((20, 24, 32, 48)))


def _repeated(rng: Random) -> str:
    grown = _random(rng, ALPHABETS[rng.choice(("hex", "alnum"))], rng.randint(3, 8))
    unit = rng.choice(
        ("abc123", "deadbeef", "cafebabe", "test", "1a2b3c", "foobar", "a1b2c3d4e5f6", "xyz", grown, grown)
    )
    return rng.choice(PREFIXES) + _to_length(unit, max(24, 3 * len(unit)) + rng.randint(0, 24))


def _placeholder_zh(rng: Random) -> str:
    text = rng.choice(
        (
            "你的密钥",
            "替换成你的key",
            "你的API密钥",
            "请填写你的密钥",
            "从控制台复制的密钥",
            "此处填写令牌",
            "改成自己的Key",
            "你的令牌",
        )
    )
    return rng.choice(("", "", "sk-", "sk-")) + text


def _placeholder_slot(rng: Random) -> str:
    name = rng.choice(("your-key", "API_KEY", "your-api-key", "YOUR_API_KEY", "你的密钥", "key", "token", "your_token"))
    return rng.choice(PREFIXES) + rng.choice(("<{}>", "{{{}}}", "[{}]", "<{}>", "<YOUR {}>", "({})")).format(name)


def _variable(rng: Random) -> str:
    name = rng.choice(("API_KEY", "OPENAI_API_KEY", "ALLTKN_API_KEY", "GATEWAY_TOKEN", "ANTHROPIC_AUTH_TOKEN"))
    forms = (
        *(
            "${{{}}}",
            "${}",
            "${{{{ secrets.{} }}}}",
            "{{{{ {} }}}}",
            "%{}%",
            "$env:{}",
            "process.env.{}",
            "${{env:{}}}",
        ),
        *(
            "${{{}:-}}",
            "${{{}:?missing}}",
            "{{{{ .Values.{} }}}}",
            "@@{}@@",
            "__{}__",
            "{{env.{}}}",
            "!vault {}",
            "$({})",
        ),
        *("secretref:{}", "${{var.{}}}", "#{{{}}}#", "env.{}", "vault:secret/data/gateway#{}", "op://dev/gateway/{}"),
    )
    return rng.choice(forms).format(name)


PUBLISHED: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "aws": (("AKIA", "IOSFODNN7EXAMPLE"), ("AKIA", "I44QH8DHBEXAMPLE"), ("ASIA", "IOSFODNN7EXAMPLE")),
    "aws-secret": (
        ("wJalrXUtnFEMI/", "K7MDENG/", "bPxRfiCYEXAMPLEKEY"),
        ("je7MtGbClwBF/", "2Zp9Utk/", "h3yCo8nvbEXAMPLEKEY"),
    ),
    "telegram": (("123456:ABC-DEF", "1234ghIkl-zyx57W2v1u123ew11"),),
    "stripe": (("sk_test_", "4eC39HqLyj", "WDarjtT1zdp7dc"), ("sk_test_", "BQokikJOvB", "iI2HlWgH4olfQ2")),
    "azure-emulator": (
        ("Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq", "/K1SZFPTOtr/KBHBeksoGMGw=="),
        ("C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mG", "GyPMbIZnqyMsEcaGQy67XIw/Jw=="),
    ),
    "slack": (("https://hooks.slack.com/services/", "T00000000/B00000000/", "X" * 24),),
    "more": (
        ("gho_", "16C7e42F292c6912E7710c838347Ae178B4a"),
        ("AIza", "SyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe"),
        ("110201543:", "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"),
    ),
}
"""Samples that vendors print in their own pages, in pieces, so that no scanner stops at this file."""


def _published(name: str) -> Make:
    return lambda rng: Value("".join(rng.choice(PUBLISHED[name])))


def _jwt_io(rng: Random) -> str:
    """The two tokens of jwt.io, signed with the secrets that the site shows."""
    admin, secret = rng.choice(
        (("", "your-256-bit-secret"), ('"admin":true,', "a-string-secret-at-least-256-bits-long"))
    )
    payload = f'{{"sub":"1234567890","name":"John Doe",{admin}"iat":1516239022}}'
    signed = ".".join(map(_b64url, (b'{"alg":"HS256","typ":"JWT"}', payload.encode())))
    return f"{signed}.{_b64url(hmac.digest(secret.encode(), signed.encode(), hashlib.sha256))}"


WEAK: Final = (
    *("123456", "123456@", "password", "password123", "changeme", "admin", "root", "redispw", "postgres", "minioadmin"),
    *(
        "guest",
        "test",
        "secret",
        "letmein",
        "P@ssw0rd",
        "Passw0rd!",
        "admin123",
        "root123",
        "mysecretpassword",
        "my-secret-pw",
    ),
    *(
        "example",
        "12345678",
        "qwerty123",
        "your_password",
        "YOUR_PASSWORD",
        "yourStrongPassword",
        "******",
        "<password>",
    ),
    *(
        "${DB_PASS}",
        "$DB_PASSWORD",
        "xxxxxx",
        "{password}",
        "你的密码",
        "pass",
        "pwd",
        "1234",
        "change-me-please",
        "dev-only",
    ),
)
SCHEMES: Final = (
    "postgres://{u}:{p}@db.internal:5432/app",
    "postgresql://{u}:{p}@localhost:5432/app?sslmode=disable",
    "mysql://{u}:{p}@127.0.0.1:3306/oneapi",
    "mongodb://{u}:{p}@mongo:27017/chat",
    "redis://:{p}@redis:6379/0",
    "redis://default:{p}@redis:6379",
    "amqp://{u}:{p}@rabbit:5672/",
    "{u}:{p}@tcp(mysql:3306)/oneapi",
    "https://{u}:{p}@git.example.com/team/app.git",
)


def _weak_dsn(rng: Random) -> str:
    return rng.choice(SCHEMES).format(u=rng.choice(("root", "user", "username", "app", "admin")), p=rng.choice(WEAK))


def _bare_dsn(rng: Random) -> str:
    """No password at all."""
    return rng.choice(
        (
            *(
                "postgres://app@db.internal:5432/app",
                "redis://redis:6379/0",
                "mongodb://mongo:27017",
                "sqlite:///data/one.db",
            ),
            *(
                "https://oauth2@git.example.com/team/app.git",
                "ssh://git@git.example.com:22/team/app.git",
                "amqp://rabbit:5672",
            ),
        )
    )


MODELS: Final = (
    *(
        "gpt-4o-mini-2024-07-18",
        "claude-3-5-sonnet-20241022",
        "claude-opus-4-1-20250805",
        "Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4",
    ),
    *("deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "gemini-2.5-flash-lite-preview-09-2025", "text-embedding-3-large"),
    *("anthropic.claude-3-5-sonnet-20241022-v2:0", "meta-llama/Llama-3.3-70B-Instruct-Turbo-Free", "glm-4.5-air-x"),
    *("us.anthropic.claude-sonnet-4-20250514-v1:0", "doubao-seed-1-6-thinking-250715", "ep-20250321154812-k7x2v"),
    *(
        "nvidia/llama-3.1-nemotron-ultra-253b-v1",
        "mistralai/Mixtral-8x22B-Instruct-v0.1",
        "sk-embedding-large-multilingual-v2",
    ),
    *(
        "moonshotai/Kimi-K2-Instruct-0905",
        "black-forest-labs/FLUX.1-schnell-fp8-dev",
        "hf_transformers_all_minilm_l6_v2",
    ),
)
SLUGS: Final = (
    *(
        "risk-assessment-and-long-hyphenated-slug",
        "ask-me-anything-about-api-gateways-and-keys",
        "disk-usage-report-for-november",
    ),
    *("task-queue-worker-pool-configuration-guide", "sk-spinner-fading-circle", "sk-toggleable__content-arrow-fitted"),
    *(
        "sk-estimator-doc-link-fitted-container",
        "desk-booking-service-level-agreement",
        "mask-rcnn-resnet50-fpn-v2-coco",
    ),
    *(
        "/docs/how-to-configure-openai-compatible-clients-with-a-custom-base-url",
        "flask-restful-authentication-tutorial",
    ),
    *(
        "what-to-do-when-the-api-returns-401-invalid-api-key",
        "sk-SK",
        "sk-folding-cube-animation-container",
        "sk-learn-pipeline",
    ),
    *("key-rotation-and-revocation-policy-for-production-teams", "token-usage-and-billing-details-explained"),
    *(
        "app-router-server-components-streaming",
        "pat_management_and_rotation_overview",
        "dk_danish_krone_exchange_rates",
    ),
    *("xai-explainable-artificial-intelligence-methods-overview", "pa-public-announcement-system-installation-manual"),
    *(
        "AKIArchitecture",
        "hf_hub_download_snapshot_revision",
        "glpat-prefix-explained-for-administrators",
        "key_value_store_api",
    ),
    *("sk-lf-and-pk-lf-prefixes-explained", "app-store-connect-provisioning-profile", "user-settings-and-preferences"),
)


def _ordinary_base64(rng: Random) -> str:
    text = rng.choice(
        (
            "Hello, world! This is a plain greeting.",
            "你好，这是一段普通的文字，用来演示编码。",
            '{"model":"gpt-4o-mini","stream":true}',
            "The quick brown fox jumps over the lazy dog",
            "apiVersion: v1\nkind: ConfigMap\n",
            "<svg xmlns='http://www.w3.org/2000/svg' width='24'></svg>",
            "server:\n  port: 3000\n  log: info\n",
        )
    )
    return _b64(text.encode())


def _image(rng: Random) -> str:
    kind, head = rng.choice(
        (
            ("image/png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
            ("image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
            ("font/woff2", b"wOF2\x00\x01\x00\x00"),
            ("image/webp", b"RIFF\x1a\x02\x00\x00WEBPVP8 "),
        )
    )
    return f"data:{kind};base64,{_b64(head + rng.randbytes(rng.randint(150, 900)))}"


def _public_ssh(rng: Random) -> str:
    kind, head, size = rng.choice(
        (
            ("ssh-ed25519", b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20", 32),
            ("ssh-rsa", b"\x00\x00\x00\x07ssh-rsa\x00\x00\x00\x03\x01\x00\x01\x00\x00\x01\x81\x00", 384),
        )
    )
    return f"{kind} {_b64(head + rng.randbytes(size))} ops@build"


def _public_pem(rng: Random) -> Value:
    label, head, size = rng.choice(
        (
            ("PUBLIC KEY", "30820122300d06092a864886f70d01010105000382010f003082010a0282010100", 260),
            ("RSA PUBLIC KEY", "3082010a0282010100", 260),
            ("CERTIFICATE", "308203a43082028ca003020102021", 900),
            ("CERTIFICATE REQUEST", "308202b13082019902010030", 660),
        )
    )
    body = _b64(bytes.fromhex(head[: len(head) // 2 * 2]) + rng.randbytes(size))
    return _block("\n".join((f"-----BEGIN {label}-----", *_wrapped(body), f"-----END {label}-----")))


def _block(text: str) -> Value:
    return Value(text, marked=True, secrets=())


def _rows(*shapes: str) -> Make:
    return lambda rng: _block(_grow(rng, rng.choice(shapes)).text)


def _plain(make: Callable[[Random], str]) -> Make:
    return lambda rng: Value(make(rng))


def _one_of(texts: Sequence[str]) -> Make:
    return lambda rng: Value(rng.choice(texts))


def _shown_key(name: str, make: Callable[[Random], str]) -> Format:
    """What stands where a key would: it borrows the names of a key."""
    return _format(name, "", "", _plain(make))


def _shown(name: str, noun: str, env: str, *shapes: str | Make, vendor: str = "", kind: str = "token") -> Format:
    return _format(name, vendor, env, *shapes, noun=noun, kind=kind, key_like=False)


def _xxd(rng: Random) -> Value:
    def row(at: int) -> str:
        data = rng.randbytes(16).hex()
        return f"{at:08x}: " + " ".join(data[i : i + 4] for i in range(0, 32, 4))

    return _block("\n".join(row(16 * i) for i in range(rng.randint(2, 5))))


def _colours(rng: Random) -> Value:
    return _block("\n".join(f"--c{i}: #{rng.randrange(1 << 24):06x};" for i in range(rng.randint(4, 12))))


SHOWN: Final = (
    _shown_key("mask-full", _mask_full),
    _shown_key("mask-ends", _mask_ends),
    _shown_key("mask-dots", _mask_dots),
    _shown_key("mask-word", _mask_word),
    _shown_key("mask-groups", _mask_groups),
    _shown_key("mask-jwt", _mask_jwt),
    _shown_key("placeholder-words", _words),
    _shown_key("placeholder-words-joined", _words_joined),
    _shown_key("placeholder-sequence", _sequence),
    _shown_key("placeholder-run", _run),
    _shown_key("placeholder-alternation", _alternation),
    _shown_key("placeholder-walk", _walk),
    _shown_key("placeholder-repeated", _repeated),
    _shown_key("placeholder-zh", _placeholder_zh),
    _shown_key("placeholder-slot", _placeholder_slot),
    _shown_key(
        "placeholder-constant",
        lambda rng: rng.choice(("YOUR_API_KEY", "API_KEY", "TOKEN", "your_api_key_here", "none")),
    ),
    _shown_key("variable", _variable),
    _shown_key("jwt-io", _jwt_io),
    *(
        _format(
            f"published-{name}", vendor, env, _published(name), noun=noun, kind="url" if noun == "webhook" else "token"
        )
        for name, vendor, env, noun in (
            ("aws", "AWS", "AWS_ACCESS_KEY_ID", "key"),
            ("aws-secret", "AWS", "AWS_SECRET_ACCESS_KEY", "secret"),
            ("telegram", "Telegram", "TELEGRAM_BOT_TOKEN", "token"),
            ("stripe", "Stripe", "STRIPE_SECRET_KEY", "key"),
            ("azure-emulator", "Azure", "AZURE_ACCOUNT_KEY", "key"),
            ("slack", "Slack", "SLACK_WEBHOOK_URL", "webhook"),
            ("more", "", "", "key"),
        )
    ),
    _format("password-weak", "Redis", "REDIS_PASSWORD", _one_of(WEAK), noun="password"),
    _format("dsn-weak", "PostgreSQL", "DATABASE_URL", _plain(_weak_dsn), noun="dsn", kind="dsn"),
    _format("dsn-bare", "PostgreSQL", "DATABASE_URL", _plain(_bare_dsn), noun="dsn", kind="dsn"),
    _format(
        "cookie-placeholder",
        "browser|浏览器",
        "COOKIE",
        _one_of(
            (
                *(
                    "Cookie: session=<your-session-cookie>",
                    "Cookie: session=xxxxxxxxxxxxxxxx",
                    "Cookie: lang=zh; theme=dark",
                ),
                *(
                    "Set-Cookie: session=***; Path=/; HttpOnly",
                    "Cookie: session=${SESSION}",
                    "Set-Cookie: theme=dark; Path=/",
                ),
                *("Cookie: session=你的会话", "Set-Cookie: session=[REDACTED]; Secure", "Cookie: token=YOUR_TOKEN"),
            )
        ),
        noun="cookie",
        kind="header",
    ),
    _shown("uuid", "id", "DEPLOYMENT_ID", "<uuid:4>", vendor="deployment |部署"),
    _shown(
        "request-id",
        "request",
        "REQUEST_ID",
        "req_<hex:32>",
        "req_<alnum:24>",
        "<uuid:4>",
        "2025110310<digit:16><alnum:8>",
    ),
    _shown(
        "response-id",
        "id",
        "RESPONSE_ID",
        "chatcmpl-<alnum:29>",
        "msg_01<alnum:22>",
        "resp_<hex:48>",
        "call_<alnum:24>",
        vendor="response|响应",
    ),
    _shown(
        "object-id",
        "id",
        "OBJECT_ID",
        "<=run|thread|asst|batch|vs>_<alnum:24>",
        "file-<alnum:24>",
        "toolu_01<alnum:22>",
        vendor="object|对象",
    ),
    _shown("trace-id", "trace", "TRACE_ID", "<hex:32>", "00-<hex:32>-<hex:16>-01", "<hex:16>-HKG"),
    _shown("sha256", "digest", "SHA256", "<hex:64>", "sha256:<hex:64>", vendor="sha256"),
    _shown("sha1", "digest", "SHA1", "<hex:40>", vendor="sha1"),
    _shown("md5", "digest", "MD5", "<hex:32>", vendor="md5"),
    _shown("sha512", "digest", "SHA512", "<hex:128>", vendor="sha512"),
    _shown(
        "integrity", "digest", "INTEGRITY", "sha512-<b64:86>==", "sha384-<b64:64>", "sha256-<b64:43>=", vendor="SRI"
    ),
    _shown(
        "docker-digest",
        "digest",
        "IMAGE_DIGEST",
        "ghcr.io/team/gateway@sha256:<hex:64>",
        "nginx:1.27@sha256:<hex:64>",
        vendor="image|镜像",
    ),
    _shown("commit", "commit", "GIT_COMMIT", "<hex:40>", "<hex:10>"),
    _shown("ssh-fingerprint", "digest", "HOST_FINGERPRINT", "SHA256:<b64:43>", vendor="host|主机"),
    _shown("model", "model", "MODEL", _one_of(MODELS), "ft:gpt-4o-mini-2024-07-18:team:docs:<alnum:8>"),
    _shown("slug", "slug", "PAGE", _one_of(SLUGS)),
    _shown(
        "hashed-file",
        "file",
        "BUNDLE",
        "main.<hex:8>.js",
        "/_next/static/chunks/<hex:16>.js",
        "app-<hex:20>.css",
        "index-<url:8>.js",
    ),
    _shown(
        "version",
        "version",
        "VERSION",
        "v0.0.0-20240102150405-<hex:12>",
        "1.8.0-rc.3+build.<digit:8>",
        "2025.11.<digit:2>",
    ),
    _shown(
        "publishable", "public", "STRIPE_PUBLISHABLE_KEY", "pk_live_<alnum:24>", "pk_live_51<alnum:97>", vendor="Stripe"
    ),
    _shown("langfuse-public", "public", "LANGFUSE_PUBLIC_KEY", "pk-lf-<uuid:4>", vendor="Langfuse"),
    _shown("app-id", "id", "APP_ID", "wx<hex:16>", "cli_<hex:16>", "ding<lowalnum:16>", vendor="app|应用"),
    _shown(
        "google-client",
        "id",
        "GOOGLE_CLIENT_ID",
        "<digit:12>-<lowalnum:32>.apps.googleusercontent.com",
        vendor="client|客户端",
    ),
    _shown("tenant", "id", "AZURE_TENANT_ID", "<uuid:4>", vendor="tenant|租户"),
    _shown("ethereum", "address", "CONTRACT", "0x<hex:40>", "bc1q<bech:38>"),
    _shown("transaction", "id", "TX_HASH", "0x<hex:64>", vendor="transaction|交易"),
    _shown("base64-text", "content", "BODY", _plain(_ordinary_base64)),
    _shown("ssh-public", "public", "SSH_PUBLIC_KEY", _plain(_public_ssh), vendor="SSH"),
    _shown("data-image", "file", "IMAGE", _plain(_image), vendor="image|图片"),
    _shown("age-public", "public", "AGE_RECIPIENT", "age1<bech:58>", vendor="age"),
    _shown("wireguard-public", "public", "WG_PUBLIC_KEY", "<b64:43>=", vendor="WireGuard"),
    _shown("phone", "id", "HOTLINE", "400-<digit:3>-<digit:4>", "+1-202-555-01<digit:2>", vendor="hotline|热线"),
    _shown(
        "isbn",
        "id",
        "ISBN",
        "978-7-<digit:3>-<digit:5>-<digit:1>",
        "10.1145/<digit:7>.<digit:7>",
        "arXiv:2401.<digit:5>",
        vendor="book|图书",
    ),
    _shown("snowflake", "id", "MESSAGE_ID", "1<digit:18>", "<digit:19>", vendor="message|消息"),
    _shown("public-pem", "public", "CA", _public_pem, kind="block"),
    _shown("hex-dump", "content", "DUMP", _xxd, kind="block"),
    _shown("colours", "content", "COLOURS", _colours, kind="block"),
    _shown(
        "pem-elided",
        "pem",
        "TLS_PRIVATE_KEY",
        _rows(
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA...\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN OPENSSH PRIVATE KEY-----\n（此处省略）\n-----END OPENSSH PRIVATE KEY-----",
            "-----BEGIN EC PRIVATE KEY-----\n<your private key>\n-----END EC PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\n[REDACTED]\n-----END PRIVATE KEY-----",
        ),
        kind="block",
    ),
    _shown(
        "lock-file",
        "digest",
        "LOCK",
        _rows(
            '"node_modules/ms": {\n  "version": "2.1.3",\n  "integrity": "sha512-<b64:86>=="\n},',
            "golang.org/x/net v0.30.0 h1:<b64:43>=\ngolang.org/x/net v0.30.0/go.mod h1:<b64:43>=",
            "click==8.1.7 \\\n    --hash=sha256:<hex:64> \\\n    --hash=sha256:<hex:64>",
            '[[package]]\nname = "serde"\nchecksum = "<hex:64>"',
            'react@18.3.1:\n  resolution: {integrity: sha512-<b64:86>==}\n  engines: {node: ">=18"}',
            '<script src="https://cdn.example.com/a.js" integrity="sha384-<b64:64>" crossorigin></script>',
            "<hex:64>  gateway-linux-amd64.tar.gz\n<hex:64>  gateway-darwin-arm64.tar.gz",
        ),
        kind="block",
    ),
    _shown(
        "code-reference",
        "content",
        "CODE",
        _rows(
            'api_key = os.environ["OPENAI_API_KEY"]\nclient = OpenAI(api_key=api_key)',
            "const apiKey = process.env.OPENAI_API_KEY;\nif (!apiKey) throw new Error('missing key');",
            'export OPENAI_API_KEY="$(cat ~/.config/gateway/key)"',
            "export OPENAI_API_KEY=$(security find-generic-password -s gateway -w)",
            'key := os.Getenv("OPENAI_API_KEY")\nif key == "" {\n\tlog.Fatal("missing key")\n}',
            "password = getpass.getpass('Password: ')\ntoken = request.headers.get('Authorization')",
            "env:\n  OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n  GITHUB_TOKEN: ${{ github.token }}",
            "valueFrom:\n  secretKeyRef:\n    name: gateway\n    key: openai-api-key",
            "read -rsp 'API key: ' OPENAI_API_KEY && export OPENAI_API_KEY",
            "KEY_PATTERN = re.compile(r'sk-[A-Za-z0-9_-]{20,}')\nGH = re.compile(r'gh[pousr]_[A-Za-z0-9]{36}')",
            "const token = await getAccessToken({ scope: 'chat.completions' });\nheaders.set('Authorization', `Bearer ${token}`);",
            "api_key = settings.gateway_api_key.get_secret_value()\nclient_secret = load_client_secret_from_vault()",
            "OPENAI_API_KEY=\nOPENAI_BASE_URL=https://api.example.com/v1\nSESSION_SECRET=",
            "passwordInputPlaceholderTranslationKey: settingsPasswordPlaceholder\ntokenRefreshIntervalMilliseconds: 300000",
            "tokenizer = AutoTokenizer.from_pretrained('Qwen/Qwen2.5-7B-Instruct')\npad_token = tokenizer.eos_token",
            "max_tokens: 4096\nmax_completion_tokens: 128000\ntoken_limit: 200000",
        ),
        kind="block",
    ),
    _shown(
        "api-output",
        "content",
        "OUTPUT",
        _rows(
            '{\n  "id": "chatcmpl-<alnum:29>",\n  "system_fingerprint": "fp_<hex:10>",\n  "created": 1761900<digit:3>\n}',
            '{"error": {"message": "Incorrect API key provided: sk-<alnum:4>****<alnum:4>.", "code": "invalid_api_key"}}',
            '{"id": "msg_01<alnum:22>", "model": "claude-sonnet-4-20250514", "usage": {"input_tokens": 21}}',
            '< HTTP/2 401\n< x-request-id: <hex:32>\n< cf-ray: <hex:16>-HKG\n< etag: W/"<hex:8>-<url:27>"',
            "> Authorization: Bearer sk-****\n> User-Agent: curl/8.5.0\n< HTTP/1.1 200 OK\n< x-oneapi-request-id: 2025<digit:26>",
            "commit <hex:40>\nAuthor: Docs <docs@example.com>\n\n    Explain the base URL",
            "\\x1b[32mok\\x1b[0m trace_id=<hex:32> span_id=<hex:16> status=200",
            "Digest: sha256:<hex:64>\nStatus: Downloaded newer image for gateway:latest",
            '{"object": "list", "data": [{"id": "file-<alnum:24>", "purpose": "batch"}, {"id": "batch_<hex:32>"}]}',
        ),
        kind="block",
    ),
    _shown(
        "example-config",
        "content",
        "CONFIG",
        _rows(
            "kind: Secret\nmetadata:\n  name: demo\ndata:\n  username: YWRtaW4=\n  password: Y2hhbmdlbWU=",
            "services:\n  db:\n    image: mysql:8\n    environment:\n      MYSQL_ROOT_PASSWORD: 123456\n      SQL_DSN: root:123456@tcp(db:3306)/oneapi",
            "[default]\naws_access_key_id = YOUR_ACCESS_KEY\naws_secret_access_key = YOUR_SECRET_KEY",
            '{\n  "type": "service_account",\n  "private_key_id": "<hex:40>",\n  "private_key": "-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----\\n"\n}',
            "[Peer]\nPublicKey = <b64:43>=\nAllowedIPs = 10.8.0.2/32\nEndpoint = vpn.example.com:51820",
            "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
            "Authorization: Basic dXNlcm5hbWU6cGFzc3dvcmQ=\nAuthorization: Bearer <token>",
            "SESSION_SECRET=change_me_to_a_random_string\nCRYPTO_SECRET=please-change-this-value",
            'default-src: self; script-src: "sha256-<b64:43>="',
        ),
        kind="block",
    ),
    _shown(
        "minified",
        "content",
        "SCRIPT",
        _rows(
            '!function(e,t){"object"==typeof exports?module.exports=t():e.tokenKeyStore=t()}(this,(function(){return{k:1}}));',
            ".sk-chase-dot:nth-child(1){animation-delay:-1.1s}.sk-fading-circle .sk-circle12:before{transform:rotate(330deg)}",
            "const s=e=>e.split(/[-_]/).map(t=>t[0].toUpperCase()+t.slice(1)).join('');export{s as toPascalCaseIdentifier};",
        ),
        kind="block",
    ),
)

PASSAGES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "about-keys": {
        "zh": (
            "密钥以 `sk-` 开头，共 51 位，由大小写字母和数字组成。",
            "| 服务商 | 密钥前缀 | 长度 |\n| --- | --- | --- |\n| OpenAI | `sk-proj-` | 约 164 位 |\n| Anthropic | `sk-ant-api03-` | 108 位 |\n| Google | `AIza` | 39 位 |",
            "如果报 `401 invalid_api_key`，先核对密钥前后有没有多余的空格。",
            "## 密钥泄露了怎么办\n\n先在控制台停用旧密钥，再新建一个，最后检查用量。",
            "密码至少 12 位，要包含大小写字母、数字和符号，不要与其他网站相同。",
            "令牌：在“令牌管理”页面新建，只显示一次，请妥善保存。",
            "密钥：从控制台复制，不要写进仓库、截图或工单。",
            "- API Key：必填，形如 `sk-...`\n- Base URL：必填\n- 模型：选填",
            "访问令牌为一次性使用，有效期 7200 秒，过期后需要重新获取。",
            "请把 `ANTHROPIC_AUTH_TOKEN` 设为你自己的密钥，并把 `ANTHROPIC_BASE_URL` 设为网关地址。",
            "工单里只需提供密钥的前 4 位和后 4 位，例如 `sk-ab12****9f3c`。",
            "密码：见团队的密码管理器，由管理员分配。",
            "应用密钥：联系管理员获取；AppSecret：不在本页公开。",
        ),
        "en": (
            "Keys start with `sk-`, are 51 characters long and hold letters and digits only.",
            "| Provider | Prefix | Length |\n|---|---|---|\n| OpenAI | `sk-proj-` | about 164 |\n| Anthropic | `sk-ant-api03-` | 108 |\n| Google | `AIza` | 39 |",
            "On `401 invalid_api_key`, look for a blank before or after the key first.",
            "## What to do when a key has leaked\n\nRevoke the old key in the console, create a new one, then look at the usage.",
            "Password: at least 12 characters, upper and lower case, digits and a symbol.",
            "Token: create one under *Tokens*; it is shown only once, so store it safely.",
            "API key: copied from the console. Never put it in a repository, a screenshot or a ticket.",
            "- API key: required, looks like `sk-...`\n- Base URL: required\n- Model: optional",
            "The access token is valid for 7200 seconds and has to be fetched again afterwards.",
            "Set `ANTHROPIC_AUTH_TOKEN` to your own key and `ANTHROPIC_BASE_URL` to the gateway.",
            "In a ticket, give only the first and last four characters, such as `sk-ab12****9f3c`.",
            "Password: see the team vault, or ask the administrator.",
            "Client secret: not shown here. Authentication: token-based, see below.",
        ),
    },
    "asset-url": {
        "zh": (
            "![覆盖率](https://codecov.io/gh/team/app/branch/main/graph/badge.svg?token=<alnum:10>)",
            "![截图](https://github.com/user-attachments/assets/<uuid:4>)",
            "![图](https://firebasestorage.example.com/v0/b/docs/o/a.png?alt=media&token=<uuid:4>)",
            "![流程图](https://img.example.cn/<hex:32>.png?x-oss-process=image/resize,w_800#pic_center)",
            '<img src="https://cdn.example.com/shots/<hex:40>.webp?token=<alnum:32>" alt="设置页">',
            "![设置](https://static.example.cn/wiki/<alnum:27>.png?sign=<hex:32>&expires=1761999999)",
            "![图](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA<b64:400>)",
            "[下载](https://github.com/team/app/releases/download/v1.2.0/app-<hex:12>.zip)",
        ),
        "en": (
            "![coverage](https://codecov.io/gh/team/app/branch/main/graph/badge.svg?token=<alnum:10>)",
            "![shot](https://github.com/user-attachments/assets/<uuid:4>)",
            "![chart](https://firebasestorage.example.com/v0/b/docs/o/a.png?alt=media&token=<uuid:4>)",
            '<img src="https://cdn.example.com/shots/<hex:40>.webp?token=<alnum:32>" alt="Settings">',
            "![map](https://images.example.com/<hex:32>?w=800&s=<hex:32>)",
            "[Source](https://github.com/team/app/blob/<hex:40>/src/server.ts#L10-L32)",
            '<img src="data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ<b64:500>" alt="Settings">',
            "[Notebook](https://colab.research.google.com/drive/1<url:32>)",
        ),
    },
    "prose": {
        "zh": (
            "本文介绍怎样在常见客户端里填写 Base URL、模型名与超时时间，并给出排查顺序。",
            "风险评估（risk-assessment-and-long-hyphenated-slug）请看另一页；task-2025-11-03-daily-report 已归档。",
            "升级到 `v0.0.0-20240102150405-<hex:12>` 之后，流式输出的断句问题就没有了。",
            "请求失败时请记下 request id（<hex:32>）、时间与状态码，发给客服即可。",
            "## 常见问题 {#faq-how-to-set-the-base-url-in-cherry-studio-and-others}\n\n先看状态码，再看返回内容。",
            "模型列表：gpt-4o-mini、claude-3-5-sonnet-20241022、Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4、deepseek-chat。",
        ),
        "en": (
            "This page shows where common clients keep the base URL, the model and the timeout, and what to check first.",
            "See risk-assessment-and-long-hyphenated-slug; task-2025-11-03-daily-report-for-everyone is archived.",
            "Since `v0.0.0-20240102150405-<hex:12>` streamed answers no longer break in the middle.",
            "When a call fails, note the request id (<hex:32>), the time and the status code.",
            "## FAQ {#faq-how-to-set-the-base-url-in-cherry-studio-and-others}\n\nLook at the status code first.",
            "Models: gpt-4o-mini, claude-3-5-sonnet-20241022, Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4, deepseek-chat.",
        ),
    },
}
"""Whole blocks of a page, as shapes."""

# --- pages -----------------------------------------------------------------------------------------------------------

TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": (
        "在 Cursor 中配置",
        "接入 Claude Code",
        "401 怎么排查",
        "怎样更换密钥",
        "网关部署说明",
        "团队接入清单",
        "常见问题",
    ),
    "en": (
        "Set up Cursor",
        "Connect Claude Code",
        "What a 401 means",
        "Rotate a key",
        "Run the gateway",
        "Team checklist",
        "FAQ",
    ),
}
INNOCENT: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": (
        "先确认客户端版本，再打开设置页。不同版本的入口可能不一样，以你看到的界面为准。",
        "Base URL 填 `https://api.example.com/v1`，模型填 `gpt-4o-mini`。",
        "## 开始之前\n\n你需要一个账号，以及一台能上网的电脑。",
        "| 状态码 | 含义 | 先做什么 |\n| --- | --- | --- |\n| 401 | 密钥无效 | 重新复制密钥 |\n| 404 | 路径不对 | 核对 Base URL |\n| 429 | 太频繁 | 稍后再试 |",
        "- 不要把密钥写进代码仓库\n- 不要在截图里露出完整密钥\n- 定期更换",
        "> 提示：改完设置要重启客户端才会生效。",
        '```bash\ncurl https://api.example.com/v1/models \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY"\n```',
        "如果仍然失败，记下时间、模型名与状态码，再联系 support@example.com。",
        "### 核对清单\n\n1. 地址末尾没有多余的斜杠\n2. 模型名与列表一致\n3. 网络可以访问网关",
        "从 1.8.0 版起支持流式输出；旧版会一次性返回全部内容。",
        '```json\n{ "model": "gpt-4o-mini", "stream": true }\n```',
        "![设置页](../images/settings.png)",
        "更多说明见[接入文档](https://docs.example.com/zh/quick-start)。",
    ),
    "en": (
        "Check the version of the client first. The settings may be elsewhere in older versions.",
        "The base URL is `https://api.example.com/v1`, the model `gpt-4o-mini`.",
        "## Before you start\n\nYou need an account and a machine that can reach the gateway.",
        "| Status | Meaning | First step |\n|---|---|---|\n| 401 | The key is not valid | Copy it again |\n| 404 | Wrong path | Check the base URL |\n| 429 | Too many calls | Wait a little |",
        "- Never commit a key\n- Never show a whole key in a screenshot\n- Rotate keys",
        "> Note: restart the client after you have changed its settings.",
        '```bash\ncurl https://api.example.com/v1/models \\\n  -H "Authorization: Bearer $ALLTKN_API_KEY"\n```',
        "If it still fails, note the time, the model and the status code, and write to support@example.com.",
        "### Checklist\n\n1. No slash at the end of the address\n2. The model is in the list\n3. The gateway can be reached",
        "Streaming works since 1.8.0; older versions answer in one piece.",
        '```json\n{ "model": "gpt-4o-mini", "stream": true }\n```',
        "![Settings](../images/settings.png)",
        "The [quick start](https://docs.example.com/en/quick-start) says more.",
    ),
}


def _page(rng: Random, language: str, piece: str, *, front: bool) -> str:
    """The piece in the middle of a page."""
    body, _, tail = ("", "", "") if front else piece.partition("\f")
    title = rng.choice(TITLES[language])
    blocks = []
    if front or rng.random() < 0.35:
        date = f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        fields = [f"title: {title}", f"slug: page-{rng.randint(1, 999)}", f"updated: {date}"]
        if front:
            fields.insert(rng.randint(1, 3), piece)
        blocks.append("\n".join(("---", *fields, "---")))
    around = rng.sample(INNOCENT[language], rng.randint(2, 5))
    split = rng.randint(1, len(around))
    blocks += [f"# {title}", *around[:split], body, *around[split:], tail]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _found_lines(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The page without marks, and the lines between them."""
    lines: list[tuple[int, int]] = []
    line = first = 1
    for char in marked:
        if char == "\n":
            line += 1
        elif char == OPEN:
            first = line
        elif char == CLOSE:
            lines.append((first, line))
    return marked.replace(OPEN, "").replace(CLOSE, ""), tuple(lines)


@dataclass(frozen=True, slots=True)
class Plan:
    """One case before it is written."""

    format: Format
    place: Place
    disguise: str
    language: str


KEY_FORMATS: Final = tuple(f for f in FORMATS if f.kind == "token" and f.noun in {"key", "token", "secret"})
DISGUISE: Final = {disguise.name: disguise for disguise in DISGUISES}
SOFT_DISGUISES: Final = _media(
    "zero-width soft-hyphen full-width typographic-dash entity-decimal markdown-escape unicode-escape concat shell-join"
)
"""Those that a placeholder may wear and stay one."""
OFTEN: Final[Mapping[str, int]] = {
    "none": 4,
    "concat": 3,
    "wrapped": 5,
    "half-masked": 6,
    "sealed": 4,
    "list-join": 1,
    "template-pieces": 1,
    "template-variable": 1,
}
"""How often a disguise comes up; the others 2."""
HALF_MASKED_MEDIA: Final = _media("prose code json string html")
LONG_MEDIA: Final = frozenset({"code", "shell", "json", "string", "literal", "html", "sealed"})


def _fits(form: Format, place: Place) -> bool:
    if form.kind not in place.kinds or (form.bound and not place.binds):
        return False
    if form.noun == "pem" and form.kind == "token" and (place.medium not in LONG_MEDIA or place.keys_only):
        return False
    if place.keys_only and (not form.key_like or form.name == "volcengine-ark"):
        return False
    return not (form.noun == "password" and place.keys_only and place.medium != "sealed")


def _wears(form: Format, disguise: Disguise) -> bool:
    if form.kind == "escaped":
        return disguise.name in {"none", "concat"}
    return (disguise.bound or not form.bound) and (not disguise.token_only or form.kind == "token")


def _names(rng: Random, form: Format, language: str) -> dict[str, str]:
    vendor, env, noun = form.vendor[language], form.env, rng.choice(NOUNS[form.noun][language])
    gap = "" if not vendor or not (noun.isascii() or vendor.isascii()) else " "
    snake = env.lower()
    if form.noun == "key" and form.name != "volcengine-ark" and rng.random() < 0.4:
        snake = rng.choice(("api_key", "apikey", "api_key", "secret_key"))
    head, *rest = snake.split("_")
    return {
        "«label»": f"{vendor.strip()}{gap}{noun}",
        "«env»": env,
        "«snake»": snake,
        "«camel»": head + "".join(word.capitalize() for word in rest),
        "«kebab»": snake.replace("_", "-"),
    }


def _fill(text: str, slots: Mapping[str, str]) -> str:
    for slot, content in slots.items():
        text = text.replace(slot, content)
    return text


@dataclass(slots=True)
class Writer:
    """Turns plans into cases with names of their own."""

    rng: Random
    used: dict[str, int] = field(default_factory=dict)

    def name(self, *parts: str) -> str:
        name = "/".join(("secrets", *parts))
        count = self.used[name] = self.used.get(name, 0) + 1
        return name if count == 1 else f"{name}/{count}"

    def disguised(self, plan: Plan, value: Value) -> tuple[str, str, tuple[str, ...]] | None:
        """The disguise that was possible, the text in the source, the plain secrets."""
        rng, place = self.rng, plan.place
        secrets = value.secrets if value.secrets is not None else (value.text,)
        if place.seal:
            sealed = place.seal(rng, value.text, plan.format.env.lower())
            extra = (sealed,) if place.seal_name.startswith("base64") else ()
            return place.seal_name, sealed, secrets + extra
        if plan.disguise == "half-masked":
            return _half_masked(rng, value)
        disguise = DISGUISE[plan.disguise]
        text = disguise.apply(rng, value, place)
        if text is None or (text == value.text and disguise.name != "none"):
            return None
        if disguise.undo(text, place) != value.text:
            raise AssertionError(f"{plan.format.name} in {place.name}: {disguise.name} lost the value")
        return disguise.name, text, secrets

    def write(self, plan: Plan, *, positive: bool) -> Case | None:
        rng, form, place, language = self.rng, plan.format, plan.place, plan.language
        value = form.make(rng)
        if (done := self.disguised(plan, value)) is None:
            return None
        disguise, text, secrets = done
        text = value.before + text + value.after
        text = text.replace("\n", "\n" + place.joint) if value.marked else f"{OPEN}{text}{CLOSE}"
        named = form if form.env else rng.choice(KEY_FORMATS)
        marks = BINDING_MARKS[language]
        if not form.bound and form.key_like and rng.random() < 0.3:
            marks = LOOSE_MARKS[language]
        left, right = rng.choice(marks)
        template = rng.choice(place.templates[language])
        slots = {"«v»": text, "«l»": left, "«r»": right, **_names(rng, named, language)}
        page, lines = _found_lines(_page(rng, language, _fill(template, slots), front=place.front))
        labels = {
            "format": form.name,
            "place": place.name,
            "disguise": disguise,
            "language": language,
            "kind": "positive" if positive else "negative",
        }
        if "«l»" in template:
            labels["punctuation"] = f"{left}…{right}"
        name = self.name(form.name, place.name, disguise, language)
        if not positive:
            return Case(name, "secrets", page, (), (), labels)
        return Case(name, "secrets", page, lines, secrets, labels)

    def passage(self, kind: str, language: str) -> Case:
        """A page with blocks that speak for themselves."""
        rng = self.rng
        shape = rng.choice(PASSAGES[kind][language])
        page, _ = _found_lines(_page(rng, language, _grow(rng, shape).text, front=False))
        labels = {"format": kind, "place": "passage", "disguise": "none", "language": language, "kind": "negative"}
        return Case(self.name(kind, "passage", "none", language), "secrets", page, (), (), labels)


def _positive_plans(rng: Random, count: int) -> Iterator[Plan]:
    """Each format in several places, each disguise in each place that allows it, then whatever comes."""
    fitting = {form.name: [place for place in PLACES if _fits(form, place)] for form in FORMATS}
    plans = []
    for form in FORMATS:
        bare = [place for place in fitting[form.name] if place.medium in DISGUISE["none"].media]
        plans += [Plan(form, place, "none", rng.choice(LANGUAGES)) for place in rng.sample(bare, min(5, len(bare)))]
    for place in PLACES:
        forms = [form for form in FORMATS if _fits(form, place)]
        for disguise in DISGUISES:
            wearing = [form for form in forms if _wears(form, disguise)]
            if place.medium in disguise.media and wearing:
                plans.append(Plan(rng.choice(wearing), place, disguise.name, rng.choice(LANGUAGES)))
        if place.seal:
            plans += [Plan(rng.choice(forms), place, place.seal_name, language) for language in LANGUAGES * 2]
        if place.medium in HALF_MASKED_MEDIA and "token" in place.kinds:
            plans.append(Plan(rng.choice(KEY_FORMATS), place, "half-masked", rng.choice(LANGUAGES)))
    rng.shuffle(plans)
    yield from plans[:count]
    dressed = {
        name: [place for place in PLACES if place.medium in media for _ in range(place.weight)]
        for name, media in (*((d.name, d.media) for d in DISGUISES), ("half-masked", HALF_MASKED_MEDIA))
    }
    dressed["wrapped"] = [place for place in dressed["wrapped"] if place.wraps]
    dressed["sealed"] = [place for place in PLACES if place.seal]
    weights = [OFTEN.get(name, 2) for name in dressed]
    while True:
        name = rng.choices(tuple(dressed), weights)[0]
        place = rng.choice(dressed[name])
        if name in DISGUISE:
            forms = [form for form in FORMATS if _fits(form, place) and _wears(form, DISGUISE[name])]
        else:
            forms = [form for form in KEY_FORMATS if _fits(form, place)]
        if forms:
            yield Plan(rng.choice(forms), place, name, rng.choice(LANGUAGES))


def _negative_plans(rng: Random, count: int) -> Iterator[Plan]:
    """The same places: most plain, some placeholders disguised."""
    fitting = {
        form.name: [
            place
            for place in PLACES
            if _fits(form, place)
            and (
                place.medium in DISGUISE["none"].media
                or (place.seal and form.name.startswith(("placeholder", "password")))
            )
        ]
        for form in SHOWN
    }
    plans = [
        Plan(form, place, place.seal_name or "none", rng.choice(LANGUAGES))
        for form in SHOWN
        for place in rng.sample(fitting[form.name], min(12, len(fitting[form.name])))
    ]
    rng.shuffle(plans)
    yield from plans[:count]
    weights = [3 if form.key_like else 1 for form in SHOWN]
    while True:
        form = rng.choices(SHOWN, weights)[0]
        place = rng.choices(fitting[form.name], [place.weight for place in fitting[form.name]])[0]
        disguise = place.seal_name or "none"
        if form.name.startswith("placeholder") and not place.seal and rng.random() < 0.5:
            disguise = rng.choice([d.name for d in DISGUISES if d.name in SOFT_DISGUISES and place.medium in d.media])
        yield Plan(form, place, disguise, rng.choice(LANGUAGES))


def _positives(writer: Writer, count: int) -> Iterator[Case]:
    written = 0
    for plan in _positive_plans(writer.rng, count):
        if written == count:
            return
        case = writer.write(plan, positive=True)
        if case:
            written += 1
            yield case


def _negatives(writer: Writer, count: int) -> Iterator[Case]:
    passages = count // 12
    for i in range(passages):
        yield writer.passage(writer.rng.choice(tuple(PASSAGES)), LANGUAGES[i % 2])
    written = passages
    for plan in _negative_plans(writer.rng, count - passages):
        if written == count:
            return
        case = writer.write(plan, positive=False)
        if case:
            written += 1
            yield case


def cases(seed: int, size: int = 5000) -> Iterator[Case]:
    """``size`` pages, every other one with something to find. The same seed makes the same pages."""
    rng = Random(seed)
    writers = (Writer(Random(rng.getrandbits(64))), Writer(Random(rng.getrandbits(64))))
    writers[1].used = writers[0].used
    positives, negatives = _positives(writers[0], size - size // 2), _negatives(writers[1], size // 2)
    for case in positives:
        yield case
        yield from (negative for negative in (next(negatives, None),) if negative)
