"""Pages with and without private data, for the family `privacy`, and tickets for `redact`.

The data are groups of snippets: a topic, whether it must be found, a language, the places where it may stand. A
snippet's `‹field›` is filled by the field's generator; `‹field:tag›` gives the same value again within the snippet.
Everything derives from the seed. Names, domains and numbers are made up; mobile numbers, card numbers and public
addresses are drawn at random from the whole range, so that nothing tells them from real ones.
"""

import itertools
import random
import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from corpus import sentences
from corpus.case import Case

Make = Callable[[random.Random], str]

START, END = "⟦", "⟧"  # around what must be found, until the page is whole
LINK = re.compile(r"mailto:|tel:|<‹|https?://‹")  # what a disguise would break
FIELD = re.compile(r"‹(\w+)(?::(\w+))?›")

# ---------------------------------------------------------------------------------------------------------- values

SURNAMES = [
    "zhang",
    "wang",
    "li",
    "zhao",
    "chen",
    "liu",
    "yang",
    "huang",
    "zhou",
    "wu",
    "xu",
    "sun",
    "ma",
    "zhu",
    "hu",
    "guo",
    "he",
    "lin",
    "gao",
    "luo",
]
GIVEN = [
    "wei",
    "jing",
    "haoran",
    "yutong",
    "zihan",
    "xinyi",
    "mingze",
    "siyuan",
    "jiaqi",
    "ruoxi",
    "tianyu",
    "kexin",
    "anna",
    "marek",
    "olivia",
    "rohan",
    "tobias",
    "ines",
]
DOMAINS = (
    "lanyue-tech.cn",
    "qingfeng-soft.cn",
    "yunhe-shuju.com.cn",
    "xinghai-keji.cn",
    "mornfield-labs.com",
    "quillharbor.io",
    "tessaline.dev",
    "brackwater-systems.co.uk",
)
AREAS = ("110105", "310115", "330106", "440305", "510107", "420111", "320505", "610113", "350203", "370202")
MOBILE = [
    "135",
    "136",
    "137",
    "139",
    "150",
    "151",
    "152",
    "158",
    "159",
    "166",
    "173",
    "177",
    "180",
    "181",
    "186",
    "187",
    "188",
    "189",
    "191",
    "198",
]
LANDLINE = {"010": 8, "021": 8, "0571": 8, "0755": 8, "028": 8, "0512": 8, "0592": 7, "0351": 7}
HEX = "0123456789abcdef"
ALNUM = string.ascii_letters + string.digits


def _chars(rng: random.Random, alphabet: str, count: int) -> str:
    return "".join(rng.choices(alphabet, k=count))


def _digits(rng: random.Random, count: int) -> str:
    return _chars(rng, string.digits, count)


def _moment(rng: random.Random) -> datetime:
    return datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=rng.randrange(400 * 86400))


def _email(rng: random.Random) -> str:
    surname, given = rng.choice(SURNAMES), rng.choice(GIVEN)
    local = rng.choice((f"{given}.{surname}", f"{surname}{given}", f"{given[0]}{surname}", f"{surname}_{given}"))
    return f"{local}{rng.choice(('', str(rng.randrange(70, 99)), ''))}@{rng.choice(DOMAINS)}"


def _mobile(rng: random.Random) -> str:
    while True:
        number = rng.choice(MOBILE) + _digits(rng, 8)
        if len(set(number)) >= 6:  # none that reads as a placeholder
            return number


def _landline(rng: random.Random) -> str:
    area = rng.choice(tuple(LANDLINE))
    number = rng.choice("268") + _digits(rng, LANDLINE[area] - 1)
    return rng.choice((f"{area}-{number}", f"({area}) {number}", f"（{area}）{number}", f"+86 {area[1:]} {number}"))


def _international(rng: random.Random) -> str:
    four = str(rng.randrange(2341, 9876))
    three = str(rng.choice((238, 347, 426, 638, 729, 864)))
    return rng.choice(
        (
            f"+1 415 {three} {four}",
            f"+1 (646) {three}-{four}",
            f"+44 7{rng.randrange(410, 489)} {three}{rng.randrange(217, 986)}",
            f"+49 151 {four}{rng.randrange(2031, 9876)}",
            f"+81 90-{four}-{rng.randrange(2031, 9876)}",
            f"+65 9{three} {four}",
            f"+33 6 {rng.randrange(12, 98)} {rng.randrange(12, 98)} {rng.randrange(12, 98)} {rng.randrange(12, 98)}",
            f"+852 6{three} {four}",
        )
    )


def _id_check(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def _id_body(rng: random.Random) -> str:
    born = datetime(1962, 1, 1, tzinfo=UTC) + timedelta(days=rng.randrange(15500))
    return f"{rng.choice(AREAS)}{born:%Y%m%d}{rng.randrange(11, 989):03}"


def _id_card(rng: random.Random) -> str:
    body = _id_body(rng)
    return body + _id_check(body)


def _id_card_x(rng: random.Random) -> str:
    while not (number := _id_card(rng)).endswith("X"):
        pass
    return rng.choice((number, number[:-1] + "x"))


def _luhn(number: str) -> bool:
    doubled = (int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _number(rng: random.Random, *, heads: Sequence[tuple[str, int]], luhn: bool) -> str:
    head, length = rng.choice(heads)
    body = head + _digits(rng, length - len(head) - 1)
    return next(body + last for last in rng.sample(string.digits, 10) if _luhn(body + last) is luhn)


CARDS = (("621226", 19), ("622848", 19), ("621700", 19), ("622588", 16), ("625965", 16), ("4392", 16), ("5187", 16))


def _bank_card(rng: random.Random) -> str:
    return _number(rng, heads=CARDS, luhn=True)


def _fours(number: str, separator: str = " ") -> str:
    return separator.join(number[index : index + 4] for index in range(0, len(number), 4))


def _card_wrong(rng: random.Random) -> str:
    return _number(rng, heads=CARDS, luhn=False)


def _id_wrong(rng: random.Random) -> str:
    body = _id_body(rng)
    wrong = [last for last in string.digits if last != _id_check(body) and not _luhn(body + last)]
    return body + rng.choice(wrong)


def _isbn(rng: random.Random) -> str:
    body = f"9787{_digits(rng, 8)}"
    check = -sum(int(digit) * (1 + 2 * (index % 2)) for index, digit in enumerate(body)) % 10
    return f"978-7-{body[4:7]}-{body[7:12]}-{check}"


def _public_ip(rng: random.Random) -> str:
    first = rng.choice((36, 58, 101, 112, 117, 123, 171, 183, 218, 222))
    return f"{first}.{rng.randrange(11, 245)}.{rng.randrange(11, 245)}.{rng.randrange(11, 245)}"


def _private_ip(rng: random.Random) -> str:
    third, last = rng.randrange(11, 245), rng.randrange(11, 245)
    network = rng.choice((f"10.{rng.randrange(11, 245)}", f"172.{rng.randrange(20, 31)}", "192.168"))
    return f"{network}.{third}.{last}"


def _internal_host(rng: random.Random) -> str:
    what = rng.choice(("gw", "relay", "billing-db", "redis", "newapi", "grafana", "jenkins", "kafka", "mysql-master"))
    name = f"{what}-{rng.randrange(1, 30):02}"
    zone = rng.choice(("prod.internal", "idc-hz.internal", "prod.lan", "corp.lan", "ops.intranet", "hz2.local"))
    company = rng.choice(("corp", "intra", "internal", "intranet"))
    return rng.choice(
        (
            f"{name}.{zone}",
            f"{name}.{zone}",
            f"{name}.{company}.{rng.choice(DOMAINS)}",
            f"{what}-relay.prod-{rng.choice(('hz', 'sg', 'fra'))}.svc.cluster.local",
        )
    )


def _user(rng: random.Random) -> str:
    return rng.choice((_digits(rng, 6).replace("0", "7"), f"u_{_chars(rng, HEX, 10)}", f"usr-{_chars(rng, HEX, 8)}"))


def _order(rng: random.Random) -> str:
    moment = f"{_moment(rng):%Y%m%d%H%M%S}"
    return rng.choice(
        (moment + _digits(rng, 6), f"PAY{moment}{_digits(rng, 4)}", f"ORD-{moment[:8]}-{_digits(rng, 7)}")
    )


def _amount(rng: random.Random) -> str:
    return f"{rng.randrange(13, 9800):,}.{rng.randrange(11, 99)}"


PROMPTS_ZH = (
    "帮我把下面这份劳动仲裁申请书改得更有说服力，我和蓝月科技的合同是去年九月到期的，他们拖欠了三个月工资",
    "我女儿六岁，上周确诊了癫痫，请根据这份脑电图结论告诉我要不要换药",
    "根据附件里我们公司第三季度的未公开营收，写一封给投资人青枫资本的说明信",
    "我是云鹤数据的人事，下面是十二名员工的绩效评语，请帮我排出末位三名",
    "替我给前妻写一封信，说明我为什么要争取周末的探视时间，语气不要太强硬",
)
PROMPTS_EN = (
    "Rewrite my resignation letter to Mornfield Labs, I leave because my manager has not paid the March bonus",
    "My son was diagnosed with type 1 diabetes last week, tell me whether 14 units before dinner is too much",
    "Summarise the attached unreleased Q3 revenue of Quillharbor for our investors before Thursday's board call",
    "Here are the performance reviews of my twelve direct reports, rank the three that we should let go",
    "Draft a letter to my landlord at Brackwater explaining why I could not pay the rent for two months",
)

CLIENTS = ("Cherry Studio 1.4.2", "Cline 3.18.1", "Claude Code 1.0.44", "openai-python 1.93.0", "NextChat 2.16.0")
ERRORS = (
    "Incorrect API key provided",
    "The model `gpt-4o-mini` does not exist",
    "Rate limit reached, please retry after 2s",
    "upstream connect error or disconnect/reset before headers",
    "无效的令牌",
    "当前分组上游负载已饱和，请稍后再试",
)


def _key(rng: random.Random) -> str:
    prefix, alphabet, count = rng.choice(
        (
            ("sk-", ALNUM, 48),
            ("sk-proj-", ALNUM, 64),
            ("sk-ant-api03-", ALNUM, 93),
            ("sk-or-v1-", HEX, 64),
            ("gsk_", ALNUM, 52),
            ("ghp_", ALNUM, 36),
            ("hf_", string.ascii_letters, 34),
            ("xai-", ALNUM, 80),
        )
    )
    return prefix + _chars(rng, alphabet, count)


PRIVATE: Mapping[str, Make] = {  # what these make is the case's `values`
    "email": _email,
    "mobile": _mobile,
    "landline": _landline,
    "intl": _international,
    "idcard": _id_card,
    "idcardx": _id_card_x,
    "bankcard": _bank_card,
    "bankcard4": lambda rng: _fours(_bank_card(rng), rng.choice(" -")),
    "user": _user,
    "order": _order,
    "amount": _amount,
    "sum": lambda rng: f"{rng.randrange(13, 9800):,}.{rng.choice(('13', '27', '36', '42', '58', '64', '77', '86'))}",
    "clientip": _public_ip,
    "privateip": _private_ip,
    "host": _internal_host,
    "cookie": lambda rng: _chars(rng, ALNUM, 28),
    "key": _key,
    "prompt_zh": lambda rng: rng.choice(PROMPTS_ZH),
    "prompt_en": lambda rng: rng.choice(PROMPTS_EN),
}
HARMLESS: Mapping[str, Make] = {
    "time": lambda rng: f"{_moment(rng):%Y-%m-%d %H:%M:%S}",
    "iso": lambda rng: f"{_moment(rng):%Y-%m-%dT%H:%M:%SZ}",
    "nginx": lambda rng: f"{_moment(rng):%d/%b/%Y:%H:%M:%S +0800}",
    "date": lambda rng: f"{_moment(rng):%Y-%m-%d}",
    "request": lambda rng: f"req_{_chars(rng, HEX, 24)}",
    "ticket": lambda rng: str(rng.randrange(21000, 98000)),
    "channel": lambda rng: str(rng.randrange(3, 180)),
    "weight": lambda rng: str(rng.randrange(2, 19) * 5),
    "ms": lambda rng: str(rng.randrange(120, 9000)),
    "model": lambda rng: rng.choice(("gpt-4o-mini", "claude-sonnet-4", "deepseek-chat")),
    "reservedmail": lambda rng: (
        f"{rng.choice(GIVEN)}.{rng.choice(SURNAMES)}@"
        + rng.choice(("example.com", "example.org", "example.net", "mail.example", "corp.test", "nowhere.invalid"))
    ),
    "rolemail": lambda rng: rng.choice(("support", "security", "billing", "privacy", "help")) + "@example.com",
    "reservedmobile": lambda _: "13800138000",
    "reservedphone": lambda rng: (
        rng.choice(("+1 415 555 01", "+1-202-555-01", "(212) 555-01", "+1 (646) 555-01")) + f"{rng.randrange(100):02}"
    ),
    "reservedip": lambda rng: rng.choice(("192.0.2.", "198.51.100.", "203.0.113.")) + str(rng.randrange(2, 250)),
    "reservedip6": lambda rng: f"2001:db8:{_chars(rng, HEX, 3)}::{_chars(rng, HEX, 2)}",
    "version4": lambda rng: f"10.{rng.randrange(1, 9)}.{rng.randrange(9)}.{rng.randrange(1, 30)}",
    "chrome": lambda rng: f"{rng.randrange(110, 139)}.0.{rng.randrange(5000, 7200)}.{rng.randrange(20, 250)}",
    "idwrong": _id_wrong,
    "cardwrong": _card_wrong,
    "cardwrong4": lambda rng: _fours(_card_wrong(rng)),
    "isbn": _isbn,
    "epoch": lambda rng: str(int(_moment(rng).timestamp())),
    "epochms": lambda rng: str(int(_moment(rng).timestamp()) * 1000 + rng.randrange(1000)),
    "bytes11": lambda rng: rng.choice(("135", "158", "177", "189")) + _digits(rng, 8),
    "snowflake": lambda rng: f"17{_digits(rng, 17)}",
    "float16": lambda rng: f"-0.0{_digits(rng, 17)}",
    "uuid": lambda rng: "-".join(_chars(rng, HEX, count) for count in (8, 4, 4, 4, 12)),
    "sha256": lambda rng: _chars(rng, HEX, 64),
    "semver": lambda rng: f"{rng.randrange(1, 6)}.{rng.randrange(80)}.{rng.randrange(20)}",
    "port": lambda rng: rng.choice(("3000", "8080", "11434", "4000", "7890")),
    "client": lambda rng: rng.choice(CLIENTS),
    "base": lambda rng: f"https://api.{rng.choice(('example.com', 'lanyue-tech.cn', 'tessaline.dev'))}/v1",
    "status": lambda rng: rng.choice(("400", "401", "403", "404", "429", "500", "502", "503")),
    "error": lambda rng: rng.choice(ERRORS),
    "masked": lambda rng: (
        f"sk-{_chars(rng, HEX, 4)}{rng.choice(('****', '…', '...', '********'))}{_chars(rng, HEX, 2)}"
    ),
}
KEPT = {"time", "iso", "client", "base", "status", "error", "masked", "model", "request"}  # what support needs

# ------------------------------------------------------------------------------------------------------- disguises

ZERO_WIDTH = ("\u200b", "\u200c", "\u2060", "\ufeff")


def _full_width(value: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char in string.digits else char for char in value).replace("@", "＠")


def _zero_width(rng: random.Random, value: str) -> str:
    middle = len(value) // 2
    return value[:middle] + rng.choice(ZERO_WIDTH) + value[middle:]


def _spaced(value: str, separator: str) -> str:
    return separator.join((value[:3], value[3:7], value[7:]))


def _disguise(rng: random.Random, name: str, value: str) -> tuple[str, str]:
    """The value as written on the page, and the disguise's name."""
    ways: dict[str, str] = {}
    if name in {"email", "reservedmail"}:
        ways = {
            "full-width": value.replace("@", "＠"),
            "(at)": value.replace("@", rng.choice(("(at)", " (at) ", "[at]", " [at] "))),
            "(at)(dot)": value.replace("@", " [at] ").replace(".", " [dot] "),
            "zero-width": _zero_width(rng, value),
        }
    elif name in {"mobile", "reservedmobile"}:
        ways = {
            "full-width": _full_width(value),
            "spaces": _spaced(value, " "),
            "dashes": _spaced(value, "-"),
            "+86": rng.choice(("+86 ", "+86", "+86-", "(+86) ", "0086 ")) + value,
            "zero-width": _zero_width(rng, value),
        }
    elif name in {"landline", "intl", "idcard", "idcardx", "bankcard", "idwrong", "cardwrong"}:
        ways = {"full-width": _full_width(value), "zero-width": _zero_width(rng, value)}
    elif name in {"privateip", "clientip", "reservedip"}:
        ways = {"full-width": _full_width(value)}
    often = 0.15 if name.endswith("ip") else 0.6 if "mobile" in name else 0.45
    if not ways or rng.random() > often:
        return value, "none"
    way = rng.choice(tuple(ways))
    return ways[way], way


@dataclass(frozen=True, slots=True)
class Filled:
    text: str
    private: tuple[str, ...]
    kept: tuple[str, ...]
    disguise: str


def _fill(rng: random.Random, template: str, *, disguise: bool = True) -> Filled:
    known: dict[str, str] = {}
    private: list[str] = []
    kept: list[str] = []
    used = ["none"]

    def one(match: re.Match[str]) -> str:
        whole, name, tag = match[0], match[1], match[2]
        if tag and whole in known:
            return known[whole]
        value, way = (PRIVATE.get(name) or HARMLESS[name])(rng), "none"
        if disguise:
            value, way = _disguise(rng, name, value)
        if way != "none":
            used.append(way)
        if name in PRIVATE:
            private.append(value)
        elif name in KEPT:
            kept.append(value)
        known[whole] = value
        return value

    text = FIELD.sub(one, template)
    return Filled(text=text, private=tuple(private), kept=tuple(kept), disguise=used[-1])


# ----------------------------------------------------------------------------------------------------------- data

MARKDOWN = ("paragraph", "wrapped", "list", "steps", "quote", "table", "heading", "footnote")
ANYWHERE = (
    *MARKDOWN,
    "html",
    "details",
    "alt",
    "attribute",
    "front matter",
    "html comment",
    "fence",
    "code comment",
    "email template",
)
CODE = ("fence", "code comment", "inline code")


@dataclass(frozen=True, slots=True)
class Group:
    topic: str
    found: bool
    language: str  # "zh", "en", or "any"
    texts: tuple[str, ...]
    places: tuple[str, ...] = ANYWHERE  # ("block",): the text is a whole block already


GROUPS: tuple[Group, ...] = (
    # ---- e-mail addresses
    Group(
        "email",
        found=True,
        language="zh",
        texts=(
            "如需开通企业账号，请联系张工：‹email›。",
            "本页由 ‹email› 维护，内容有误请直接写信给他。",
            "用户‹email›反馈在 Cherry Studio 中无法拉取模型列表",
            "客户经理邮箱：‹email›（工作日 9:00–18:00）",
            "抄送：‹email›，‹email›",
            "测试账号 ‹email› 已经加入白名单",
        ),
    ),
    Group(
        "email",
        found=True,
        language="en",
        texts=(
            "For enterprise onboarding write to Marek directly: ‹email›.",
            "This page is maintained by ‹email›, tell her when a step is out of date.",
            "The customer ‹email› reported that the model list stays empty in Cherry Studio",
            "Account manager: ‹email› (weekdays, 9 to 6)",
            "Cc: ‹email›; ‹email›",
            "The test account ‹email› is on the allow list",
        ),
    ),
    Group(
        "email",
        found=True,
        language="any",
        places=("paragraph", "list", "quote", "table"),
        texts=("<‹email›>", "[E-mail](mailto:‹email›)", "**‹email›**", '<a href="mailto:‹email›">E-mail</a>'),
    ),
    Group(
        "email",
        found=True,
        language="any",
        places=CODE,
        texts=('git config user.email "‹email›"', "--notify ‹email›", "LOGIN_USER=‹email›", '{"login": "‹email›"}'),
    ),
    Group(
        "email",
        found=False,
        language="zh",
        texts=(
            "如需帮助，请写信到 ‹rolemail›。",
            "登录邮箱填写你自己的地址，例如 ‹reservedmail›。",
            "把 you@example.org 换成你注册时用的邮箱",
            "邮箱地址在日志里会显示为 z***@lanyue-tech.cn",
            "邮箱格式为「用户名@域名」，@ 前后不能有空格",
            "执行 npm install -g @anthropic-ai/claude-code@‹semver› 安装指定版本",
            "提问时请@管理员，不要重复发帖",
        ),
    ),
    Group(
        "email",
        found=False,
        language="en",
        texts=(
            "If that does not help, write to ‹rolemail›.",
            "Sign in with your own address, such as ‹reservedmail›.",
            "Replace you@example.org with the address of your account",
            "The log shows the address as m***@mornfield-labs.com",
            "An address has the form name@domain, with no space around the @ sign",
            "Run npm install -g @anthropic-ai/claude-code@‹semver› to pin the version",
            "Mention @maintainers in the thread rather than posting twice",
        ),
    ),
    Group(
        "email",
        found=False,
        language="any",
        places=CODE,
        texts=(
            "git clone git@github.com:lanyue-tech/gateway-examples.git",
            "git remote add origin ssh://git@gitlab.com/quillharbor/cookbook.git",
            "npm install @langchain/openai@‹semver› react-dom@18.3.1",
            "docker pull ghcr.io/open-webui/open-webui@sha256:‹sha256›",
            "pnpm add @ai-sdk/openai-compatible@^‹semver›",
            "uses: actions/checkout@v4",
            "pip install 'gateway @ git+https://github.com/lanyue-tech/gateway@v‹semver›'",
            "ssh deploy@‹reservedip›",
            "ssh root@localhost -p 2222",
            "brew install node@20",
            "EMAIL_PATTERN = r'[\\w.+-]+@[\\w-]+\\.[\\w.]+'",
            'curl -u "$USER@$HOST" http://localhost:‹port›/v1/models',
            'git config user.email "‹reservedmail›"',
        ),
    ),
    Group(
        "email",
        found=False,
        language="any",
        places=("block",),
        texts=(
            '```python\n@app.get("/v1/models")\nasync def models():\n    return await client.models.list()\n```',
            "```python\n@dataclass\nclass Settings:\n    base_url: str\n\n@pytest.fixture\ndef client(): ...\n```",
            "```css\n@media (min-width: 640px) {\n  .logo { background: url(logo@2x.png); }\n}\n```",
            "![logo](/img/logo@2x.png)",
            "```typescript\nimport { createOpenAI } from '@ai-sdk/openai';\nimport x from '@/lib/client';\n```",
            "```java\n@Override\npublic String baseUrl() { return base; }\n```",
        ),
    ),
    # ---- phone numbers
    Group(
        "phone",
        found=True,
        language="zh",
        texts=(
            "紧急情况请拨打值班手机 ‹mobile›。",
            "联系人：李工，手机：‹mobile›",
            "微信同号：‹mobile›，加好友请注明来意",
            "用户留下的电话是‹mobile›，请在今天内回电",
            "财务座机 ‹landline›，周一至周五有人接听。",
            "公司电话：‹landline›",
            "海外客户可以拨打 ‹intl› 找王经理",
            "短信验证码已发送到 ‹mobile›，有效期五分钟",
        ),
    ),
    Group(
        "phone",
        found=True,
        language="en",
        texts=(
            "In an emergency ring the engineer on duty at ‹intl›.",
            "Contact: Olivia Brandt, mobile ‹intl›",
            "The customer left ‹intl› as a call-back number",
            "WhatsApp ‹intl› reaches the account manager for Asia",
            "Office in Hangzhou: ‹landline›",
            "The verification code went to ‹mobile› and is valid for five minutes",
            "WeChat and phone: ‹mobile›",
        ),
    ),
    Group(
        "phone",
        found=True,
        language="any",
        places=("paragraph", "list", "table"),
        texts=("[Tel.](tel:‹mobile›)", '<a href="tel:‹mobile›">Tel.</a>', "**‹mobile›**", "☎ ‹intl›", "📞 ‹mobile›"),
    ),
    Group(
        "phone",
        found=True,
        language="any",
        places=CODE,
        texts=('{"phone": "‹mobile›"}', "phone=‹mobile›", "mobile: '‹mobile›'", '"contact_phone": "‹intl›"'),
    ),
    Group(
        "phone",
        found=False,
        language="zh",
        texts=(
            "手机号填写示例：‹reservedmobile›。",
            "手机号会显示为 138****8000，中间四位已隐藏",
            "境外手机号请先选择国家代码，例如 +86 或 +1。",
            "示例客户的电话 ‹reservedphone› 不会接通",
            "模型文件大小为 ‹bytes11› 字节，下载前请确认磁盘空间",
            "时间戳 ‹epoch› 表示以秒为单位的创建时间",
            "本月共消耗 ‹bytes11› 个 token 时，图表会自动换算成百万",
            "上下文窗口为 128000 token，最大输出 16384 token",
            "版本发布于 ‹date›，补丁发布于 2025-06-14 09:30",
            "任务编号 ‹epochms› 只在控制台内有效",
        ),
    ),
    Group(
        "phone",
        found=False,
        language="en",
        texts=(
            "Enter the number as in ‹reservedphone›.",
            "The page shows the number as 138****8000, the middle is hidden",
            "Outside China choose your country code first, such as +1 or +44.",
            "The sample customer has the number ‹reservedphone›, which rings nowhere",
            "The weights take ‹bytes11› bytes, check your disk first",
            "`created` is ‹epoch›, seconds since the epoch",
            "A batch of ‹bytes11› tokens is shown in millions",
            "The context holds 128000 tokens, the answer 16384 at most",
            "Released on ‹date›, patched on 2025-06-14 09:30",
            "Model ids carry a date: claude-3-5-sonnet-20241022, gpt-4-0125-preview",
            "Chinese test accounts use ‹reservedmobile›",
        ),
    ),
    Group(
        "phone",
        found=False,
        language="any",
        places=CODE,
        texts=(
            '"created": ‹epoch›, "expires_at": ‹epoch›',
            "x-ratelimit-reset: ‹epochms›",
            "request id ‹uuid›",
            "Content-Length: ‹bytes11›",
            '{"phone": "‹reservedmobile›"}',
            "duration_ns=‹bytes11›",
            "seed=‹bytes11›",
            "[0.0134, ‹float16›, ‹float16›]",
            'phone: "<your-phone-number>"',
            "--range 1000-2000-3000",
        ),
    ),
    # ---- identity cards
    Group(
        "id-card",
        found=True,
        language="zh",
        texts=(
            "实名认证人身份证号：‹idcard›。",
            "用户提供的身份证‹idcardx›与姓名不符",
            "开票人：陈静，身份证号码 ‹idcard›",
            "申诉材料里的证件号为 ‹idcardx›，请核对",
            "认证失败记录（‹idcard›）已转人工处理",
            "身份证：‹idcard›，‹idcardx›",
        ),
    ),
    Group(
        "id-card",
        found=True,
        language="en",
        texts=(
            "The account was verified with the ID card ‹idcard›.",
            "Chinese resident ID: ‹idcardx›",
            "Verification failed for ‹idcard›, moved to manual review",
            "The invoice names Chen Jing, ID number ‹idcardx›",
        ),
    ),
    Group(
        "id-card",
        found=True,
        language="any",
        places=CODE,
        texts=('{"id_card": "‹idcard›"}', "id_no=‹idcardx›", 'cert_no: "‹idcard›"', "verify --id ‹idcardx›"),
    ),
    Group(
        "id-card",
        found=False,
        language="zh",
        texts=(
            "身份证号为 18 位，最后一位可能是 X。",
            "页面只显示 110105********1234，其余位数已隐藏",
            "编号 ‹idwrong› 由系统生成，与个人信息无关。",
            "批次 ‹snowflake› 已处理完毕",
            "本站不收集身份证号码，实名认证由支付机构完成",
            "身份证号：<你的身份证号>",
            "书号 ISBN ‹isbn› 可以在图书馆检索",
        ),
    ),
    Group(
        "id-card",
        found=False,
        language="en",
        texts=(
            "A Chinese ID number has 18 places and may end in X.",
            "The page shows 110105********1234 and hides the rest",
            "Trace number ‹idwrong› is made by the system and says nothing about you.",
            "Message ‹snowflake› was delivered",
            "We do not collect ID numbers, the payment provider checks them",
            "ID number: <your-id-number>",
            "See the book, ISBN ‹isbn›, chapter 4",
        ),
    ),
    Group(
        "id-card",
        found=False,
        language="any",
        places=CODE,
        texts=(
            '"trace_no": "‹idwrong›"',
            "digest: sha256:‹sha256›",
            '"id_card": "XXXXXXXXXXXXXXXXXX"',
            "batch_‹snowflake›",
            "run ‹uuid› finished at ‹iso›",
        ),
    ),
    # ---- bank cards
    Group(
        "bank-card",
        found=True,
        language="zh",
        texts=(
            "退款将退回银行卡 ‹bankcard›。",
            "收款账号：‹bankcard4›，开户行：杭州城西支行",
            "用户绑定的卡号‹bankcard›已失效",
            "对公转账请汇至 ‹bankcard4›，备注注册邮箱",
            "卡号 ‹bankcard›，持卡人刘洋",
        ),
    ),
    Group(
        "bank-card",
        found=True,
        language="en",
        texts=(
            "The refund goes back to card ‹bankcard4›.",
            "Card number: ‹bankcard›, holder Rohan Huang",
            "The card ‹bankcard4› on file has expired",
            "Transfer to account ‹bankcard› and put your ticket number in the reference",
        ),
    ),
    Group(
        "bank-card",
        found=True,
        language="any",
        places=CODE,
        texts=('{"card_no": "‹bankcard›"}', "card=‹bankcard›", 'bank_card: "‹bankcard4›"'),
    ),
    Group(
        "bank-card",
        found=False,
        language="zh",
        texts=(
            "银行卡号通常为 16 至 19 位数字。",
            "绑定后只显示 6222 **** **** 1234。",
            "退款会原路退回尾号 1234 的银行卡",
            "编号 ‹cardwrong› 是示例中的序列号",
            "编号 ‹cardwrong4› 仅用于演示排版",
            "卡号请填 0000 0000 0000 0000 作为占位",
            "参考书：ISBN ‹isbn›",
        ),
    ),
    Group(
        "bank-card",
        found=False,
        language="en",
        texts=(
            "A card number has 16 to 19 digits.",
            "Once linked, only 6222 **** **** 1234 is shown.",
            "Refunds return to the card ending in 1234",
            "Sequence ‹cardwrong› is a serial number of the sample",
            "The serial ‹cardwrong4› only shows the layout",
            "In the test mode use the test card 4242 4242 4242 4242.",
            "Further reading: ISBN ‹isbn›",
        ),
    ),
    Group(
        "bank-card",
        found=False,
        language="any",
        places=CODE,
        texts=(
            '"embedding": [‹float16›, ‹float16›, ‹float16›]',
            '"start_time_us": ‹epochms›001',
            "snowflake = ‹snowflake›",
            '"serial": "‹cardwrong›"',
            "trace ‹uuid›",
            "temperature = 0.7000000000000001",
            'card_no: "<card-number>"',
        ),
    ),
    # ---- balances, payments, orders
    Group(
        "record",
        found=True,
        language="zh",
        texts=(
            "用户 ‹user› 的账户余额：¥‹amount›",
            "该账户当前余额为 ‹amount› 元，订单号 ‹order›。",
            "订单号：‹order›，实付 ¥‹amount›，支付方式：支付宝",
            "充值记录：‹time› 支付宝到账 ‹amount› 元，交易号 ‹order›",
            "您的余额为 ¥‹amount›，上次充值 ‹date›",
            "退款单 ‹order› 已于 ‹date› 退回 ¥‹amount›",
            "支付流水号‹order›显示已扣款但未到账",
        ),
    ),
    Group(
        "record",
        found=True,
        language="en",
        texts=(
            "Account balance of user ‹user›: $‹amount›",
            "The balance of this account is $‹amount›, last order ‹order›.",
            "Order number: ‹order›, paid $‹amount› by card",
            "Payment record: ‹time›, $‹amount› received, transaction ‹order›",
            "Your balance is $‹amount›, last top-up ‹date›",
            "Refund ‹order› of $‹amount› was issued on ‹date›",
            "Transaction ID ‹order› was charged but never credited",
        ),
    ),
    Group(
        "record",
        found=True,
        language="any",
        places=("block",),
        texts=(
            '```json\n{\n  "user_id": "‹user›",\n  "balance": "‹amount›",\n  "last_order": "‹order›"\n}\n```',
            "```\norder_no: ‹order›\nuser: ‹user›\namount: ‹amount› CNY\nstatus: paid\npaid_at: ‹time›\n```",
            (
                "| 订单号 | 金额 | 时间 |\n| --- | --- | --- |\n| ‹order› | ¥‹amount› | ‹time› |\n"
                "| ‹order› | ¥‹amount› | ‹time› |"
            ),
            "| Order | Amount | Paid at |\n| --- | --- | --- |\n| ‹order› | $‹amount› | ‹time› |",
        ),
    ),
    Group(
        "record",
        found=False,
        language="zh",
        texts=(
            "登录控制台，在「钱包」页面查看余额。",
            "在订单页面查看订单号，并在工单里写上它的后四位",
            "余额不足时接口返回 402，请先充值再重试。",
            "多个实例之间由负载均衡分配请求",
            "订单号格式为 PAY-XXXXXXXX",
            "如何查询账户余额？",
            "充值后余额通常在一分钟内更新，请刷新页面",
            "不要在群里公开你的余额、订单号和支付截图。",
            "订单号：<你的订单号>",
            "支付成功后，订单状态会变为「已支付」",
            "可以设置余额提醒，低于设定值时发送邮件",
        ),
    ),
    Group(
        "record",
        found=False,
        language="en",
        texts=(
            "Open the console and look up your balance under Wallet.",
            "Find the order number on the Orders page and give us its last four characters",
            "With no credit left the API answers 402, top up and retry.",
            "The proxy balances the load between instances",
            "Order numbers look like PAY-XXXXXXXX",
            "How do I check my account balance?",
            "The balance is updated within a minute of the payment, reload the page",
            "Do not post your balance, order numbers or payment screenshots in public.",
            "Order number: <your-order-number>",
            "Once the payment is through, the order is marked Paid",
            "Balance speed against cost when you choose a model",
        ),
    ),
    Group(
        "record",
        found=False,
        language="any",
        places=CODE,
        texts=(
            '{"error": {"code": "insufficient_balance", "message": "Insufficient balance"}}',
            "GET /v1/dashboard/billing/usage",
            "order_id: string",
            "balance = client.get_balance()",
            "balance leastconn",
            '{"balance": "<number>", "currency": "<currency>"}',
            "ORDER BY created_at DESC",
            "load_balancing: round_robin",
        ),
    ),
    # ---- logs
    Group(
        "log",
        found=True,
        language="any",
        places=("block",),
        texts=(
            (
                "```log\n"
                '‹clientip› - ‹email› [‹nginx›] "POST /v1/chat/completions HTTP/1.1" 401 187 "-" "CherryStudio/1.4.2"\n```'
            ),
            (
                "```text\n‹time› ERROR relay user_id=‹user› ip=‹clientip› model=‹model› status=429 cost=‹ms›ms\n"
                "‹time› WARN  relay user_id=‹user› retry in 2s\n```"
            ),
            (
                "```json\n"
                '{"ts": "‹iso›", "level": "error", "user_id": "‹user›", "client_ip": "‹clientip›", "status": 503}\n'
                "```"
            ),
            (
                "```\n[‹time›] login ok user=‹email:a› from ‹clientip:a›\n"
                "[‹time›] key created user=‹email:a› from ‹clientip:a›\n```"
            ),
            (
                "    ‹time› [INFO] request from ‹clientip› user ‹user› tokens=412\n"
                "    ‹time› [ERROR] upstream timeout after ‹ms› ms"
            ),
            "<pre>\n‹time› POST /v1/responses 400 client=‹clientip› uid=‹user› request_id=‹request›\n</pre>",
            "> ‹time› ERROR 用户 ‹user›（IP ‹clientip›）请求 ‹model› 失败：401",
            '```shell\n# grep 401 access.log\n‹clientip› - - [‹nginx›] "GET /v1/models HTTP/1.1" 401 93\n```',
        ),
    ),
    Group(
        "log",
        found=True,
        language="zh",
        texts=(
            "日志显示用户 ‹user› 从 ‹clientip› 登录后连续返回 401。",
            "客户端 IP：‹clientip›，用户 ID：‹user›",
            "后台记录：‹time› user_id=‹user› ip=‹clientip› 状态码 429",
        ),
    ),
    Group(
        "log",
        found=True,
        language="en",
        texts=(
            "The log shows user ‹user› signing in from ‹clientip› before the 401.",
            "Client IP: ‹clientip›, user ID: ‹user›",
            "Backend record: ‹time› user_id=‹user› ip=‹clientip› status 429",
        ),
    ),
    Group(
        "log",
        found=False,
        language="any",
        places=("block",),
        texts=(
            (
                "```log\n"
                '‹reservedip› - - [‹nginx›] "POST /v1/chat/completions HTTP/1.1" 401 187 "-" "CherryStudio/1.4.2"\n'
                "```"
            ),
            "```text\n‹time› ERROR relay user_id=u_**** ip=‹reservedip› model=‹model› status=429 cost=‹ms›ms\n```",
            (
                "```json\n"
                '{"ts": "‹iso›", "level": "error", "user_id": "<user-id>", "client_ip": "‹reservedip6›", "status": 503}\n```'
            ),
            "```text\n‹time› INFO  server listening on 127.0.0.1:‹port›\n‹time› INFO  loaded 3 models\n```",
            (
                "```text\n"
                "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided'}}\n"
                "```"
            ),
            "```text\nhttpx.ConnectError: [Errno 111] Connection refused (http://localhost:‹port›/v1)\n```",
            (
                "```json\n"
                '{"id": "chatcmpl-123", "object": "chat.completion", "created": ‹epoch›, "model": "‹model›"}\n```'
            ),
            "```text\n‹time› 429 Too Many Requests request_id=‹request› retry_after=2\n```",
            "```console\n$ curl -sS -o /dev/null -w '%{http_code}' https://api.example.com/v1/models\n401\n```",
            "```text\n* Trying ‹reservedip›:443...\n* Connected to api.example.com (‹reservedip›) port 443\n```",
        ),
    ),
    Group(
        "log",
        found=False,
        language="zh",
        texts=(
            "日志中的用户 ID 已替换为 u_****，IP 已替换为 ‹reservedip›。",
            "报错时请记下时间、状态码和请求 ID（‹request›）",
            "‹time› 起出现的 503 已恢复，平均耗时 ‹ms› 毫秒",
            "日志级别可设为 DEBUG、INFO、WARN 或 ERROR",
            "服务默认监听 0.0.0.0:‹port›，本机访问用 127.0.0.1:‹port›",
        ),
    ),
    Group(
        "log",
        found=False,
        language="en",
        texts=(
            "In this log the user ID reads u_**** and the address ‹reservedip›.",
            "Note the time, the status code and the request ID (‹request›)",
            "The 503 errors since ‹time› are over, the mean latency is ‹ms› ms",
            "The log level is one of DEBUG, INFO, WARN and ERROR",
            "The server listens on 0.0.0.0:‹port›, reach it at 127.0.0.1:‹port›",
        ),
    ),
    # ---- request headers
    Group(
        "headers",
        found=True,
        language="any",
        places=("block",),
        texts=(
            (
                "```http\nPOST /v1/chat/completions HTTP/1.1\nHost: api.example.com\nUser-Agent: CherryStudio/1.4.2\n"
                "X-Forwarded-For: ‹clientip›\nX-User-Id: ‹user›\nAuthorization: Bearer sk-****\n```"
            ),
            (
                "```http\nGET /v1/models HTTP/2\nHost: api.example.com\nCookie: session=‹cookie›; uid=‹user›\n"
                "Accept: */*\n```"
            ),
            (
                "```text\nx-real-ip: ‹clientip:a›\nx-forwarded-for: ‹clientip:a›, ‹privateip›\n"
                "x-user-email: ‹email›\n```"
            ),
            (
                "```bash\ncurl https://api.example.com/v1/models \\\n  -H 'X-Forwarded-For: ‹clientip›' \\\n"
                "  -H 'Cookie: session=‹cookie›'\n```"
            ),
            (
                '```json\n{\n  "headers": {\n    "cf-connecting-ip": "‹clientip›",\n    "user-agent": "Cline/3.18",\n'
                '    "x-user-email": "‹email›"\n  }\n}\n```'
            ),
            (
                "| Header | Value |\n| --- | --- |\n| Host | api.example.com |\n| X-Forwarded-For | ‹clientip› |\n"
                "| X-User-Email | ‹email› |"
            ),
            "```\n:method: POST\n:path: /v1/responses\nremote-user: ‹email›\nx-forwarded-for: ‹clientip›\n```",
        ),
    ),
    Group(
        "headers",
        found=True,
        language="any",
        places=("inline code", "fence", "list", "table", "html"),
        texts=(
            "X-Forwarded-For: ‹clientip›",
            "Cookie: session=‹cookie›; uid=‹user›",
            "X-User-Email: ‹email›",
            "X-Real-IP: ‹clientip›",
            "Forwarded: for=‹clientip›;proto=https",
        ),
    ),
    Group(
        "headers",
        found=False,
        language="any",
        places=("block",),
        texts=(
            (
                "```http\nPOST /v1/chat/completions HTTP/1.1\nHost: api.example.com\n"
                "Authorization: Bearer <YOUR_API_KEY>\n"
                "Content-Type: application/json\nX-Forwarded-For: <client-ip>\n```"
            ),
            (
                "```http\nGET /v1/models HTTP/2\nHost: api.example.com\nCookie: <redacted>\n"
                "User-Agent: python-httpx/0.27.2\n```"
            ),
            (
                "```text\nx-request-id: ‹request›\nx-ratelimit-remaining-requests: 59\nretry-after: 2\n"
                "date: Sat, 14 Jun 2025 09:30:00 GMT\n```"
            ),
            (
                '```bash\ncurl https://api.example.com/v1/models \\\n  -H "Authorization: Bearer $API_KEY" \\\n'
                "  -H 'Content-Type: application/json'\n```"
            ),
            (
                "```nginx\nlocation /v1/ {\n  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n"
                "  proxy_set_header X-Real-IP $remote_addr;\n"
                "  proxy_pass http://127.0.0.1:‹port›;\n}\n```"
            ),
            (
                "| Header | Value |\n| --- | --- |\n| Authorization | Bearer YOUR_API_KEY |\n"
                "| X-Forwarded-For | ‹reservedip› |"
            ),
            (
                "```text\n"
                "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/‹chrome› Safari/537.36\n```"
            ),
        ),
    ),
    Group(
        "headers",
        found=False,
        language="zh",
        texts=(
            "反向代理会在 X-Forwarded-For 中加入客户端地址。",
            "请求头 Cookie、Authorization 和 X-User-Id 都属于敏感信息，分享前请删除",
            "请求头里的 X-Real-IP 请写成 ‹reservedip› 这样的示例地址",
            "服务端不读取 Cookie，只看 Authorization 请求头",
        ),
    ),
    Group(
        "headers",
        found=False,
        language="en",
        texts=(
            "A reverse proxy adds the client's address to X-Forwarded-For.",
            "The headers Cookie, Authorization and X-User-Id are sensitive, remove them before you share anything",
            "Write an example address such as ‹reservedip› for X-Real-IP",
            "The server ignores cookies and reads the Authorization header only",
        ),
    ),
    # ---- prompts
    Group(
        "prompt",
        found=True,
        language="zh",
        places=("paragraph", "list", "quote", "table", "html", "details", "fence", "html comment"),
        texts=(
            "工单 #‹ticket› 中用户的提示词：“‹prompt_zh›”",
            "用户 ‹user› 的原始提问：‹prompt_zh›",
            "客户发来的 prompt 原文如下：「‹prompt_zh›」",
            "来自工单 ‹ticket›：用户输入“‹prompt_zh›”，模型返回 400。",
        ),
    ),
    Group(
        "prompt",
        found=True,
        language="en",
        places=("paragraph", "list", "quote", "table", "html", "details", "fence", "html comment"),
        texts=(
            'The user\'s prompt in ticket #‹ticket› was: "‹prompt_en›"',
            "Original prompt of user ‹user›: ‹prompt_en›",
            'The customer pasted this prompt: "‹prompt_en›"',
            'From ticket ‹ticket›: the user asked "‹prompt_en›" and got a 400.',
        ),
    ),
    Group(
        "prompt",
        found=True,
        language="zh",
        places=("block",),
        texts=(
            (
                "工单 #‹ticket›，用户原始请求：\n\n"
                '```json\n{"user": "‹user›", "messages": [{"role": "user", "content": "‹prompt_zh›"}]}\n```'
            ),
            "用户‹user›在工单里贴出的提示词：\n\n> ‹prompt_zh›",
            "```text\nticket=‹ticket› user=‹user› prompt=‹prompt_zh›\n```",
        ),
    ),
    Group(
        "prompt",
        found=True,
        language="en",
        places=("block",),
        texts=(
            (
                "Ticket #‹ticket›, the user's original request:\n\n"
                '```json\n{"user": "‹user›", "messages": [{"role": "user", "content": "‹prompt_en›"}]}\n```'
            ),
            "The prompt that user ‹user› pasted into the ticket:\n\n> ‹prompt_en›",
            "```text\nticket=‹ticket› user=‹user› prompt=‹prompt_en›\n```",
        ),
    ),
    Group(
        "prompt",
        found=False,
        language="any",
        places=("block",),
        texts=(
            (
                '```python\nclient.chat.completions.create(\n    model="‹model›",\n'
                '    messages=[{"role": "user", "content": "Say hello"}],\n)\n```'
            ),
            (
                "```bash\ncurl https://api.example.com/v1/chat/completions \\\n"
                '  -d \'{"model": "‹model›", "messages": [{"role": "user", "content": "你好"}]}\'\n```'
            ),
            (
                "```json\n"
                '{"model": "‹model›", "messages": [{"role": "system", "content": "You are a helpful assistant."}]}\n'
                "```"
            ),
            "```text\nPrompt: Write a haiku about the sea.\nAnswer: ...\n```",
            '```python\nprompt = f"Translate into {language}: {text}"\n```',
            '```json\n{"user": "<user-id>", "messages": [{"role": "user", "content": "<your prompt>"}]}\n```',
            "```yaml\nsystem_prompt: |\n  You review pull requests. Answer in one paragraph.\n```",
        ),
    ),
    Group(
        "prompt",
        found=False,
        language="zh",
        texts=(
            "在输入框里写“用一句话介绍杭州”，然后发送。",
            "示例提示词：请把下面的句子翻译成英文。",
            "提示词越具体，回答越稳定",
            "我们不会保存你的提示词，也不会把它写进工单",
            "系统提示词可以写成：你是一名技术文档编辑",
            "用户提示词与系统提示词分别放在 user 和 system 角色里",
        ),
    ),
    Group(
        "prompt",
        found=False,
        language="en",
        texts=(
            'Type "Describe Hangzhou in one sentence" and press Enter.',
            "Sample prompt: translate the following sentence into French.",
            "The more precise the prompt, the steadier the answer",
            "We neither keep your prompts nor copy them into tickets",
            "A system prompt may read: you are an editor of technical documentation",
            "User prompts and system prompts go into the roles user and system",
        ),
    ),
)

NETWORK: tuple[Group, ...] = (
    # ---- internal host names
    Group(
        "internal-host",
        found=True,
        language="zh",
        texts=(
            "请求先到 ‹host›，再转给上游。",
            "监控面板在 https://‹host›/d/relay，仅内网可访问",
            "数据库主库‹host›每晚三点备份",
            "如果 ‹host› 无响应，请重启中转服务",
            "内部地址：http://‹host›:8080/v1",
        ),
    ),
    Group(
        "internal-host",
        found=True,
        language="en",
        texts=(
            "Requests reach ‹host› first and go upstream from there.",
            "The dashboard is at https://‹host›/d/relay, inside the network only",
            "The primary database ‹host› is backed up at three every night",
            "If ‹host› does not answer, restart the relay",
            "Internal address: http://‹host›:8080/v1",
        ),
    ),
    Group(
        "internal-host",
        found=True,
        language="any",
        places=CODE,
        texts=(
            "curl http://‹host›:8080/v1/models",
            "REDIS_URL=redis://‹host›:6379/0",
            "ssh ops@‹host›",
            'base_url = "http://‹host›/v1"',
            "ping -c 3 ‹host›",
        ),
    ),
    Group(
        "internal-host",
        found=False,
        language="zh",
        texts=(
            "Base URL 填写 https://api.example.com/v1。",
            "容器里访问宿主机请用 host.docker.internal:‹port›",
            "本机部署的 Ollama 地址是 http://localhost:11434/v1",
            "公网域名 github.com、pypi.org 和 registry.npmjs.org 需要能够访问",
            "环境变量写在 .env.local 里，不要提交到仓库",
            "个人设置放在 .claude/settings.local.json",
            "内网部署时请向你的管理员询问服务地址",
            "服务地址形如 <服务名>.<命名空间>.svc.cluster.local",
        ),
    ),
    Group(
        "internal-host",
        found=False,
        language="en",
        texts=(
            "Set the base URL to https://api.example.com/v1.",
            "Inside a container the host is host.docker.internal:‹port›",
            "Ollama on your own machine answers at http://localhost:11434/v1",
            "Your firewall has to let github.com, pypi.org and registry.npmjs.org through",
            "Keep the variables in .env.local and out of the repository",
            "Personal settings live in .claude/settings.local.json",
            "On a company network ask your administrator for the host name",
            "A service is reached at `<service>.<namespace>.svc.cluster.local`",
            "The host is gateway.example or gateway.test in all samples",
        ),
    ),
    Group(
        "internal-host",
        found=False,
        language="any",
        places=CODE,
        texts=(
            "OPENAI_BASE_URL=http://host.docker.internal:‹port›/v1",
            "curl http://localhost:‹port›/v1/models",
            "cp .env.example .env.local",
            "docker compose -f docker-compose.local.yml up -d",
            "from openai._internal import Client",
            "export PATH=/usr/local/bin:$PATH",
            "git config --local core.editor vim",
            "kubectl get svc <service> -n <namespace>",
            "import com.example.internal.Client;",
            "window.localStorage.getItem('base_url')",
            "http://gateway.test:8080/v1",
            "https://api.deepseek.com/v1",
            "http://my-service.my-namespace.svc.cluster.local",
        ),
    ),
    # ---- private addresses
    Group(
        "private-ip",
        found=True,
        language="zh",
        texts=(
            "网关部署在 ‹privateip›，端口 8080。",
            "内网服务器‹privateip›负责转发到上游",
            "登录跳板机 ‹privateip› 后执行重启脚本",
            "Redis 地址：‹privateip›:6379",
            "请求从 ‹privateip› 转到 ‹privateip›，再出公网",
        ),
    ),
    Group(
        "private-ip",
        found=True,
        language="en",
        texts=(
            "The gateway runs on ‹privateip›, port 8080.",
            "The internal server ‹privateip› forwards to the upstream",
            "Sign in to the bastion ‹privateip› and run the restart script",
            "Redis: ‹privateip›:6379",
            "Requests travel from ‹privateip› to ‹privateip› and out",
        ),
    ),
    Group(
        "private-ip",
        found=True,
        language="any",
        places=CODE,
        texts=(
            "ssh root@‹privateip›",
            "curl http://‹privateip›:3000/v1/models",
            "DB_HOST=‹privateip›",
            'base_url="http://‹privateip›:8080/v1"',
            "‹privateip›  newapi-relay",
        ),
    ),
    Group(
        "private-ip",
        found=False,
        language="zh",
        texts=(
            "私有网段包括 10.0.0.0/8、172.16.0.0/12 和 192.168.0.0/16。",
            "示例地址 ‹reservedip› 仅用于文档",
            "只监听本机时使用 127.0.0.1，监听所有网卡时使用 0.0.0.0",
            "客户端版本 ‹version4› 及以上支持自定义 Base URL",
            "浏览器版本为 Chrome ‹chrome›",
            "DNS 可以改为 223.5.5.5 或 1.1.1.1",
            "IPv6 示例：‹reservedip6›",
            "子网掩码为 255.255.255.0",
        ),
    ),
    Group(
        "private-ip",
        found=False,
        language="en",
        texts=(
            "The private ranges are 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16.",
            "The address ‹reservedip› is for documentation only",
            "Listen on 127.0.0.1 for this machine, on 0.0.0.0 for all interfaces",
            "Version ‹version4› and later let you set a base URL",
            "Tested with Chrome ‹chrome› on Windows 10.0.19045.4529",
            "Set the resolver to 8.8.8.8 or 1.1.1.1",
            "An IPv6 address looks like ‹reservedip6›",
            "The netmask is 255.255.255.0",
        ),
    ),
    Group(
        "private-ip",
        found=False,
        language="any",
        places=CODE,
        texts=(
            "curl http://127.0.0.1:‹port›/v1/models",
            "NO_PROXY=localhost,127.0.0.1,::1,10.0.0.0/8",
            "allow 172.16.0.0/12;",
            "ssh root@‹reservedip›",
            "OLLAMA_HOST=0.0.0.0:11434",
            "driver_version: v‹version4›",
            "export HTTPS_PROXY=http://127.0.0.1:7890",
        ),
    ),
    # ---- routing
    Group(
        "routing",
        found=True,
        language="zh",
        texts=(
            "‹model› 由渠道 #‹channel›（权重 ‹weight›）和渠道 #‹channel›（权重 ‹weight›）承接。",
            "渠道 ID ‹channel› 的优先级为 2，权重 ‹weight›，失败后切到渠道 ‹channel›",
            "上游 ‹channel› 号渠道限流时，网关自动切换到备用渠道 ‹channel›（权重 ‹weight›）",
            "内部路由规则：‹model› → 渠道‹channel›，权重‹weight›；其余 → 渠道‹channel›",
        ),
    ),
    Group(
        "routing",
        found=True,
        language="en",
        texts=(
            "‹model› is served by channel #‹channel› (weight ‹weight›) and channel #‹channel› (weight ‹weight›).",
            "Channel ID ‹channel› has priority 2 and weight ‹weight›, then channel ‹channel› takes over",
            "When upstream channel ‹channel› is throttled the gateway falls back to channel ‹channel› (weight ‹weight›)",
            "Internal routing rule: ‹model› -> channel ‹channel›, weight ‹weight›; all else -> channel ‹channel›",
        ),
    ),
    Group(
        "routing",
        found=True,
        language="any",
        places=("block",),
        texts=(
            (
                "```yaml\nchannels:\n  - id: ‹channel›\n    weight: ‹weight›\n    upstream: http://‹host›:8080\n"
                "    models: [‹model›]\n  - id: ‹channel›\n    weight: ‹weight›\n```"
            ),
            (
                "```nginx\nupstream relay_pool {\n  server ‹privateip›:8080 weight=‹weight›;\n"
                "  server ‹privateip›:8080 weight=‹weight› backup;\n}\n```"
            ),
            (
                "```json\n"
                '{"channel_id": ‹channel›, "priority": 2, "weight": ‹weight›, "models": ["‹model›"], "upstream": "http://‹host›"}\n```'
            ),
            (
                "| 渠道 ID | 权重 | 上游 |\n| --- | --- | --- |\n| ‹channel› | ‹weight› | ‹host› |\n"
                "| ‹channel› | ‹weight› | ‹host› |"
            ),
            "| Channel ID | Weight | Upstream |\n| --- | --- | --- |\n| ‹channel› | ‹weight› | ‹host› |",
            (
                '```toml\n[[route]]\nmodel = "‹model›"\nchannel_id = ‹channel›\nweight = ‹weight›\n'
                'upstream = "http://‹privateip›:3000"\n```'
            ),
            "```sql\nUPDATE channels SET weight = ‹weight›, priority = 1 WHERE id = ‹channel›;\n```",
        ),
    ),
    Group(
        "routing",
        found=False,
        language="zh",
        texts=(
            "可通过邮件和微信两个渠道联系我们。",
            "请从官方渠道下载客户端",
            "推荐使用稳定版渠道（stable channel）",
            "模型权重需要从官方仓库下载，约 15 GB",
            "上游服务商繁忙时会返回 503，请稍后重试",
            "React 路由规则写在 routes.tsx 中",
            "字体权重（font-weight）设为 600",
            "我们不公开内部路由规则和渠道配置。",
        ),
    ),
    Group(
        "routing",
        found=False,
        language="en",
        texts=(
            "You reach us through two channels, e-mail and chat.",
            "Download the client from its official channel",
            "Stay on the stable release channel",
            "The model weights take about 15 GB",
            "A busy upstream provider answers 503, retry later",
            "Routing rules of the app are in routes.tsx",
            "Set font-weight to 600 for headings",
            "We do not publish internal routing rules or channel settings.",
            "Open the #general channel on Discord",
        ),
    ),
    Group(
        "routing",
        found=False,
        language="any",
        places=("block",),
        texts=(
            "```css\nh2 { font-weight: 600; }\n```",
            (
                "```yaml\nmodel_list:\n  - model_name: ‹model›\n    litellm_params:\n      model: openai/‹model›\n"
                "      api_base: https://api.example.com/v1\n```"
            ),
            "```nginx\nlocation / {\n  proxy_pass http://127.0.0.1:‹port›;\n}\n```",
            "```bash\nconda config --add channels conda-forge\ngit push --set-upstream origin main\n```",
            (
                "```python\nnn.Conv2d(in_channels=3, out_channels=64, kernel_size=3)\n"
                "loss = CrossEntropyLoss(weight=w)\n```"
            ),
            "```text\nsudo apt-get install --channel=stable gateway-cli\n```",
        ),
    ),
)

# ------------------------------------------------------------------------------------------- what a reader is asked

ASK_ZH = (
    "请把完整密钥发给客服，我们会尽快核实。",
    "请将你的 API Key 完整复制后发送给我们",
    "麻烦提供一下完整的 key，方便技术同学排查。",
    "联系客服时，请附上完整的 API Key 和注册邮箱。",
    "把 sk- 开头的整串密钥私信给管理员即可",
    "为了尽快定位问题，需要您提供未打码的密钥。",
    "请回复本邮件，并写明您的完整 API 密钥。",
    "不要只发后四位，请发送完整密钥。",
    "请勿在群里公开密钥，请私聊客服发送完整 Key。",
    "请在工单中粘贴完整的请求头（包括 Authorization）。",
    "提交工单时请附上全部请求头，不要删减",
    "请把浏览器里的完整 headers 复制给我们",
    "请截图密钥页面发给客服，确保密钥完整可见。",
    "请提供包含 API Key 的配置页截图，不要打码",
    "请发送余额页面和支付记录的截图。",
    "充值未到账？请把支付凭证和账户余额截图发到客服微信",
    "请把出错时的完整提示词原文发给我们，包括其中的私人内容。",
    "请附上您的全部对话内容和提示词，以便复现",
    "我们需要您的完整密钥才能退款。",
    "请将 Cookie 和 Authorization 的完整值一并发来",
    "烦请把令牌（token）全文告诉在线客服",
    "你可以直接把 Key 发到技术支持群，我们帮你看。",
)
ASK_EN = (
    "Please send us your full API key so that we can check it.",
    "Send us your API key and we will look into it",
    "Include your complete API key in the ticket.",
    "Reply to this e-mail with your full API key.",
    "We need your unmasked key to investigate the problem.",
    "Paste your entire key, starting with sk-, into the support chat",
    "Do not mask the key, send it to us in full.",
    "Never post your key in public; send it in full to our support by direct message.",
    "The last four characters are not enough, please provide the whole key.",
    "Please share your secret key with the support agent",
    "Attach the full request headers, including Authorization.",
    "Copy all request headers into the ticket and leave nothing out",
    "Send support the complete headers of the failing request.",
    "Send a screenshot of the API keys page with the key visible.",
    "Attach a screenshot that shows your key and your balance",
    "Please e-mail us a screenshot of your payment records and account balance.",
    "Forward the full text of your private prompts so that we can reproduce the error.",
    "Include your complete conversation and prompts, private parts too",
    "To get a refund, give us your API key.",
    "Tell our agent your full token and your session cookie",
    "Just drop your key into our Discord channel and we will test it for you.",
    "Email your key to support and an engineer will take a look",
)
REFUSE_ZH = (
    "不要发送完整密钥。",
    "请勿把 API Key 发给任何人，包括客服。",
    "我们绝不会向你索要完整密钥。",
    "切勿在工单、截图或群聊中公开密钥",
    "客服不需要你的完整密钥，只需提供前四位和后两位。",
    "客服会要我的完整密钥吗？",
    "任何向你索要完整密钥的人都是骗子。",
    "如果有人让你发送完整的 API Key，请拒绝并立即举报",
    "请提供密钥的前 4 位和后 2 位，中间用星号代替。",
    "请发送打码后的密钥、请求时间和状态码",
    "截图前请先遮住密钥、余额和支付记录。",
    "把你的 API Key 粘贴到客户端的「API 密钥」输入框。",
    "请求时需携带密钥",
    "每次请求都要在 Authorization 请求头中发送完整的 API Key。",
    "将完整密钥复制到 Cherry Studio 的设置里，然后点击「检查」",
    "密钥只在创建时完整显示一次，请立即复制并妥善保存。",
    "请把完整的报错信息和请求 ID 发给我们。",
    "请提供客户端名称、版本号和 Base URL",
    "不应在工单中粘贴完整请求头，请先删除 Authorization 和 Cookie。",
    "无需提供提示词内容，描述现象即可。",
    "若已把密钥发给他人，请立即吊销并新建一个",
    "不得要求用户提供完整密钥或含余额的截图",
    "向客服发送完整密钥安全吗？不安全，请不要这样做。",
    "服务商不会通过电话要求你报出密钥或验证码。",
    "严禁客服向用户索取完整请求头和私人提示词",
    "在终端设置环境变量，把 YOUR_API_KEY 换成你的密钥",
)
REFUSE_EN = (
    "Never send us your API key.",
    "We will never ask for your full API key.",
    "Do not share your key with anyone, not even our support.",
    "Please don't paste full request headers into a ticket",
    "Support does not need your full key; the first four and last two characters are enough.",
    "Will support ask me for my full key?",
    "Anyone who asks you to send your full key is a scammer.",
    "If somebody asks for your API key, refuse and report it",
    "Send us the masked key, the time and the status code.",
    "Please mask your key before you send a screenshot",
    "Hide keys, balances and payment records before you take a screenshot.",
    "Paste your API key into the API Key field.",
    "Send your API key in the Authorization header of every request.",
    "Your client must send the full key with each request",
    "Copy the full key into the settings of Cherry Studio and press Check",
    "The full key is shown once, copy it and store it safely.",
    "Send us the full error message and the request ID.",
    "Please provide your client, its version and the base URL",
    "Remove Authorization and Cookie from the headers before you send them to us.",
    "There is no need to send your prompts, describe what happens.",
    "If you have already sent your key to someone, revoke it at once",
    "Agents must not request full keys, full headers or private prompts",
    "Is it safe to send support my API key? No, never do that.",
    "Our team won't request your secret key by phone, chat or e-mail.",
    "Avoid including your API key in screenshots or bug reports",
    "Provide your API key through the OPENAI_API_KEY environment variable",
)
ASKING: tuple[Group, ...] = (
    Group("ask", found=True, language="zh", texts=ASK_ZH),
    Group("ask", found=True, language="en", texts=ASK_EN),
    Group("ask", found=False, language="zh", texts=REFUSE_ZH),
    Group("ask", found=False, language="en", texts=REFUSE_EN),
    Group(
        "ask",
        found=True,
        language="zh",
        places=("block",),
        texts=(
            "提交工单时请提供以下信息：\n\n- 客户端和版本\n- 完整的 API Key\n- 出错时间",
            "请把下面的内容发给客服：\n\n1. 完整的请求头\n2. Base URL\n3. 模型名称",
            "需要您提供：\n\n- 状态码\n- 密钥页面的截图（密钥不要打码）",
            "| 需要提供的信息 | 示例 |\n| --- | --- |\n| 客户端版本 | 1.4.2 |\n| 完整 API Key | sk- 开头的整串 |",
            "| 请提供 | 说明 |\n| --- | --- |\n| Base URL | 设置页中的地址 |\n| 完整请求头 | 包括 Authorization |",
            "```text\n主题：排查 401\n\n您好，\n\n请回复以下信息：\n1. 客户端版本\n2. 完整的 API 密钥\n3. 余额截图\n\n谢谢\n```",
            "<ul>\n  <li>客户端版本</li>\n  <li>请发送完整密钥给客服</li>\n</ul>",
            "- [ ] 记录请求时间\n- [ ] 向用户索取完整密钥\n- [ ] 回复用户",
        ),
    ),
    Group(
        "ask",
        found=True,
        language="en",
        places=("block",),
        texts=(
            (
                "When you open a ticket, please include:\n\n- client and version\n- your full API key\n"
                "- the time of the error"
            ),
            "Send the following to support:\n\n1. the complete request headers\n2. the base URL\n3. the model",
            "We need from you:\n\n- the status code\n- a screenshot of the key page, key unmasked",
            (
                "| Please provide | Example |\n| --- | --- |\n| Client version | 1.4.2 |\n"
                "| Full API key | all of it, from sk- on |"
            ),
            (
                "| What to send us | Notes |\n| --- | --- |\n| Base URL | from the settings |\n"
                "| Full request headers | with Authorization |"
            ),
            (
                "```text\nSubject: your 401 error\n\nHello,\n\nplease reply with:\n1. your client version\n"
                "2. your full API key\n"
                "3. a screenshot of your balance\n\nKind regards\n```"
            ),
            "<ul>\n  <li>your client version</li>\n  <li>send us your full API key</li>\n</ul>",
            "- [ ] note the time of the request\n- [ ] ask the user for the full API key\n- [ ] answer the user",
        ),
    ),
    Group(
        "ask",
        found=False,
        language="zh",
        places=("block",),
        texts=(
            "请勿在工单中附上：\n\n- 完整的 API Key\n- 完整请求头\n- 含余额的截图",
            "提交工单时请提供：\n\n- 客户端和版本\n- 打码后的密钥（前 4 位和后 2 位）\n- 出错时间",
            "我们绝不会要求你提供：\n\n1. 完整密钥\n2. 私人提示词\n3. 支付记录截图",
            "| 可以提供 | 不要提供 |\n| --- | --- |\n| 请求 ID | 完整密钥 |\n| 状态码 | 完整请求头 |",
            "| 错误写法 | 正确写法 |\n| --- | --- |\n| 请把完整密钥发给客服 | 请提供打码后的密钥 |",
            "❌ 请把完整密钥发给客服\n\n✅ 请提供密钥的前四位和后两位",
            "```text wrong\n您好，请发送您的完整 API Key。\n```",
            "<!-- presscheck: wrong-example -->\n\n> 请把完整的请求头和密钥发给我们。",
            "```text\n您好，\n\n请回复客户端版本、Base URL 和请求时间。请不要发送完整密钥。\n\n谢谢\n```",
            "### 客服会要我的完整密钥吗？\n\n不会。遇到这种要求，请拒绝。",
            "### 不要发送的内容\n\n- 完整密钥\n- 完整请求头\n- 私人提示词",
            "1. 打开「设置 → 模型服务」\n2. 填写 Base URL\n3. 粘贴完整的 API Key\n4. 点击「保存」",
            "- [ ] 确认没有向用户索取完整密钥\n- [ ] 截图中的密钥已打码",
        ),
    ),
    Group(
        "ask",
        found=False,
        language="en",
        places=("block",),
        texts=(
            (
                "Do not include in a ticket:\n\n- your full API key\n- full request headers\n"
                "- screenshots with your balance"
            ),
            (
                "When you open a ticket, please include:\n\n- client and version\n"
                "- the masked key, first 4 and last 2 characters\n- the time"
            ),
            "We will never ask you for:\n\n1. your full key\n2. private prompts\n3. screenshots of payments",
            "| Send | Do not send |\n| --- | --- |\n| request ID | full API key |\n| status code | full headers |",
            "| Wrong | Right |\n| --- | --- |\n| Send us your full API key | Send us the masked key |",
            "❌ Send us your API key\n\n✅ Send us the first four and last two characters",
            "```text wrong\nHello, please reply with your full API key.\n```",
            "<!-- presscheck: wrong-example -->\n\n> Please attach the full headers and your API key.",
            (
                "```text\nHello,\n\n"
                "please reply with your client version, base URL and the time. Do not send your full key.\n\n"
                "Kind regards\n```"
            ),
            "### Will support ask for my full key?\n\nNo. If somebody does, refuse.",
            "### What not to send\n\n- your full key\n- full request headers\n- private prompts",
            "1. Open Settings, Model providers\n2. Enter the base URL\n3. Paste your full API key\n4. Press Save",
            "- [ ] nobody asked the user for the full key\n- [ ] the key in the screenshot is masked",
        ),
    ),
)

PROSE = ("paragraph", "list", "steps", "quote", "table", "html", "details", "front matter", "html comment", "fence")


def _more(topic: str, language: str, found: Sequence[str], silent: Sequence[str]) -> Iterator[Group]:
    """Groups of sentences, and of those that are Markdown blocks of their own."""
    for positive, texts in ((True, found), (False, silent)):
        blocks = tuple(text for text in texts if re.match(r"[|>`#-]", text))
        prose = tuple(text for text in texts if text not in blocks)
        if prose:
            yield Group(topic, found=positive, language=language, places=PROSE, texts=prose)
        if blocks:
            yield Group(topic, found=positive, language=language, places=("block",), texts=blocks)


SENTENCES: tuple[Group, ...] = (
    Group("ask", found=True, language="zh", texts=sentences.ASK_ZH),
    Group("ask", found=True, language="en", texts=sentences.ASK_EN),
    Group("ask", found=False, language="zh", texts=sentences.REFUSE_ZH),
    Group("ask", found=False, language="en", texts=sentences.REFUSE_EN),
    Group("ask", found=True, language="any", places=("block",), texts=sentences.LINES),
    Group("ask", found=False, language="any", places=("block",), texts=sentences.NO_LINES),
    Group("routing", found=True, language="zh", places=PROSE, texts=sentences.ROUTES_ZH),
    Group("routing", found=True, language="en", places=PROSE, texts=sentences.ROUTES_EN),
    Group("routing", found=False, language="zh", places=PROSE, texts=sentences.NO_ROUTES_ZH),
    Group("routing", found=False, language="en", places=PROSE, texts=sentences.NO_ROUTES_EN),
    Group("prompt", found=True, language="zh", places=PROSE, texts=sentences.PROMPTS_ZH),
    Group("prompt", found=True, language="en", places=PROSE, texts=sentences.PROMPTS_EN),
    Group("prompt", found=False, language="zh", places=PROSE, texts=sentences.NO_PROMPTS_ZH),
    Group("prompt", found=False, language="en", places=PROSE, texts=sentences.NO_PROMPTS_EN),
    Group("record", found=True, language="zh", places=PROSE, texts=sentences.RECORDS_ZH),
    Group("record", found=True, language="en", places=PROSE, texts=sentences.RECORDS_EN),
    Group("record", found=False, language="zh", places=PROSE, texts=sentences.NO_RECORDS_ZH),
    Group("record", found=False, language="en", places=PROSE, texts=sentences.NO_RECORDS_EN),
    Group("record", found=True, language="any", places=("block",), texts=sentences.RECORD_BLOCKS),
    Group("record", found=False, language="any", places=("block",), texts=sentences.NO_RECORD_BLOCKS),
    Group("bank-card", found=True, language="any", places=("block",), texts=sentences.CARD_BLOCKS),
    Group("bank-card", found=False, language="any", places=("block",), texts=sentences.NO_CARD_BLOCKS),
    *_more("ask", "zh", sentences.ASK_ZH_MORE, sentences.REFUSE_ZH_MORE),
    *_more("ask", "en", sentences.ASK_EN_MORE, sentences.REFUSE_EN_MORE),
    *_more("routing", "zh", sentences.ROUTES_ZH_MORE, sentences.NO_ROUTES_ZH_MORE),
    *_more("routing", "en", sentences.ROUTES_EN_MORE, sentences.NO_ROUTES_EN_MORE),
    *_more("record", "zh", sentences.RECORDS_ZH_MORE, sentences.NO_RECORDS_ZH_MORE),
    *_more("record", "en", sentences.RECORDS_EN_MORE, sentences.NO_RECORDS_EN_MORE),
    *_more("prompt", "zh", sentences.PROMPTS_ZH_MORE, sentences.NO_PROMPTS_ZH_MORE),
    *_more("prompt", "en", sentences.PROMPTS_EN_MORE, sentences.NO_PROMPTS_EN_MORE),
    *_more("ask", "zh", sentences.ASK_ZH_LATER, ()),
    *_more("ask", "en", sentences.ASK_EN_LATER, ()),
    *_more("ask", "any", (), sentences.REFUSE_LATER),
    *_more("routing", "any", sentences.ROUTES_LATER, sentences.NO_ROUTES_LATER),
    *_more("record", "any", sentences.RECORDS_LATER, sentences.NO_RECORDS_LATER),
    *_more("prompt", "any", sentences.PROMPTS_LATER, sentences.NO_PROMPTS_LATER),
    *_more("ask", "zh", sentences.ASK_ZH_FORMS, ()),
    *_more("ask", "en", sentences.ASK_EN_FORMS, ()),
    *_more("ask", "any", (), sentences.REFUSE_FORMS),
    *_more("routing", "any", sentences.ROUTES_FORMS, sentences.NO_ROUTES_FORMS),
    *_more("record", "any", sentences.RECORDS_FORMS, sentences.NO_RECORDS_FORMS),
    *_more("prompt", "any", sentences.PROMPTS_FORMS, sentences.NO_PROMPTS_FORMS),
    *_more("ask", "zh", sentences.ASK_ZH_TOLD, ()),
    *_more("ask", "en", sentences.ASK_EN_TOLD, ()),
    *_more("ask", "any", (), sentences.REFUSE_TOLD),
    *_more("routing", "any", sentences.ROUTES_TOLD, sentences.NO_ROUTES_TOLD),
    *_more("record", "any", sentences.RECORDS_TOLD, sentences.NO_RECORDS_TOLD),
    *_more("prompt", "any", (), sentences.NO_PROMPTS_TOLD),
)


# ----------------------------------------------------------------------------------------------------------- pages


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands around the snippets, in one language."""

    titles: tuple[str, ...]
    sections: tuple[str, ...]
    sentences: tuple[str, ...]
    head: str  # of a table
    row: tuple[str, str]
    more: str
    hello: str
    bye: str


WORDING: Mapping[str, Wording] = {
    "zh": Wording(
        titles=("接入 Cherry Studio", "常见问题：401 错误", "模型列表为空怎么办", "工单回复模板", "从零开始配置客户端"),
        sections=("准备工作", "配置步骤", "检查连接", "常见问题", "后续步骤", "适用范围", "补充说明"),
        sentences=(
            "本文适用于所有兼容 OpenAI 接口的客户端。",
            "打开设置页面，选择「模型服务」，然后新建一个服务商。",
            "填写 Base URL 时不要带上末尾的空格。",
            "保存后点击「检查」，看到绿色提示说明连接成功。",
            "如果仍然返回 401，请先确认客户端已经重启。",
            "流式输出需要客户端支持 SSE。",
            "不同客户端对路径的处理方式不同，请以客户端说明为准。",
            "升级到最新版本后，旧的设置会被保留。",
        ),
        head="| 项目 | 说明 |",
        row=("流式输出", "默认开启"),
        more="更多说明",
        hello="您好，\n\n感谢您的来信。",
        bye="祝好\n技术支持",
    ),
    "en": Wording(
        titles=("Set up Cherry Studio", "FAQ: error 401", "The model list is empty", "Reply template", "First steps"),
        sections=("Before you start", "Steps", "Check the connection", "Questions", "Next steps", "Scope", "Notes"),
        sentences=(
            "This page is for every client that speaks the OpenAI protocol.",
            "Open the settings, choose Model providers and add a provider.",
            "Leave no space behind the base URL.",
            "Save and press Check; a green mark says that the connection works.",
            "If the answer is still 401, restart the client first.",
            "Streaming needs a client that understands server-sent events.",
            "Clients treat the path in different ways, see their own manuals.",
            "Your settings are kept when you upgrade.",
        ),
        head="| Topic | Notes |",
        row=("Streaming", "on by default"),
        more="More",
        hello="Hello,\n\nthank you for your message.",
        bye="Kind regards\nSupport",
    ),
}


def _wrap(template: str, language: str) -> str:
    """The template over two lines, if it has a place to break."""
    separator = " " if language == "en" else "，"
    parts = template.split(separator)
    if len(parts) < 2:
        return template
    middle = (len(parts) + 1) // 2
    kept = "" if language == "en" else separator
    return separator.join(parts[:middle]) + kept + "\n" + separator.join(parts[middle:])


def _place(rng: random.Random, place: str, text: str, words: Wording) -> str:
    before, after = rng.sample(words.sentences, 2)
    plain = text.replace("`", "").replace('"', "'")
    match place:
        case "paragraph":
            return rng.choice((text, f"{before}{text}", f"{text}\n\n{after}", f"{before} {text}"))
        case "wrapped":
            return f"{before}\n{text}\n{after}"
        case "list":
            return f"- {before}\n- {text}\n- {after}"
        case "steps":
            return f"1. {before}\n2. {text}\n3. {after}"
        case "quote":
            return f"> {before}\n>\n> {text}"
        case "table":
            return f"{words.head}\n| --- | --- |\n| {words.row[0]} | {words.row[1]} |\n| {words.more} | {text} |"
        case "heading":
            bare = re.sub(rf"[。.]({END}?)$", r"\1", text)
            return f"### {bare}\n\n{after}"
        case "footnote":
            return f"{before}[^note]\n\n[^note]: {text}"
        case "html":
            return rng.choice((f"<p>{text}</p>", f'<div class="tip">\n  {text}\n</div>', f"<p><b>{text}</b></p>"))
        case "details":
            return f"<details>\n<summary>{words.more}</summary>\n\n{text}\n\n</details>"
        case "alt":
            return f"![{plain}](/img/help.png)"
        case "attribute":
            return f'<img src="/img/help.png" alt="{plain}">'
        case "html comment":
            return f"<!-- {text} -->"
        case "fence":
            return f"```{rng.choice(('text', 'bash', ''))}\n{text}\n```"
        case "code comment":
            return f'```python\n# {text}\nclient = OpenAI(base_url="https://api.example.com/v1")\n```'
        case "inline code":
            return f"{before} `{text}`"
        case "email template":
            return f"```text\n{words.hello}\n\n{text}\n\n{words.bye}\n```"
        case "block":
            return text
        case _:
            raise ValueError(place)


def _page(rng: random.Random, words: Wording, blocks: Sequence[str], front: str = "") -> str:
    """A page with the blocks in order, each in a section of its own, and innocent sections around."""
    sections = [f"{' '.join(rng.sample(words.sentences, 2))}" for _ in range(rng.randrange(1, 4))]
    sections = [*sections, *(f"{rng.choice(words.sentences)}\n\n{block}" for block in blocks)]
    split = rng.randrange(len(sections) - len(blocks) + 1)
    sections = [*sections[len(sections) - len(blocks) - split :], *sections[: len(sections) - len(blocks) - split]]
    headings = rng.sample(words.sections, len(sections))
    title = rng.choice(words.titles)
    body = "\n\n".join(f"## {heading}\n\n{section}" for heading, section in zip(headings, sections, strict=True))
    matter = f"---\ntitle: {title}\ndescription: >-\n  {front}\n---\n\n" if front else ""
    return f"{matter}# {title}\n\n{words.sentences[0]}\n\n{body}\n"


def _unmark(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    lines: list[tuple[int, int]] = []
    first = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if START in line:
            first = number
        if END in line:
            lines.append((first, number))
    return text.replace(START, "").replace(END, ""), tuple(lines)


@dataclass(frozen=True, slots=True)
class Snippet:
    group: Group
    text: str

    @property
    def language(self) -> str | None:
        return None if self.group.language == "any" else self.group.language


QUOTA = {
    "ask": 440,
    "email": 72,
    "phone": 84,
    "routing": 180,
    "prompt": 120,
    "record": 180,
}  # of a topic, as often found as not
QUOTA_ELSE = 48
SNIPPETS = tuple(Snippet(group, text) for group in (*GROUPS, *NETWORK, *ASKING, *SENTENCES) for text in group.texts)
TOPICS = tuple(dict.fromkeys(snippet.group.topic for snippet in SNIPPETS))


def _case(rng: random.Random, name: str, snippet: Snippet, lookalikes: Sequence[Snippet]) -> Case:
    group = snippet.group
    language = snippet.language or rng.choice(("zh", "en"))
    words = WORDING[language]
    place = rng.choice(group.places)
    template = _wrap(snippet.text, language) if place == "wrapped" else snippet.text
    filled = _fill(rng, template, disguise=not LINK.search(template))
    marked = f"{START}{filled.text}{END}" if group.found else filled.text
    front = marked if place == "front matter" else ""
    blocks = [] if front else [_place(rng, place, marked, words)]
    if rng.random() < 0.25:  # a look-alike on the same page must change nothing
        fitting = [other for other in lookalikes if other is not snippet and other.language in {None, language}]
        other = rng.choice(fitting)
        where = rng.choice([there for there in other.group.places if there != "front matter"])
        text = _fill(rng, _wrap(other.text, language) if where == "wrapped" else other.text).text
        blocks.insert(rng.randrange(len(blocks) + 1), _place(rng, where, text, words))
    text, lines = _unmark(_page(rng, words, blocks, front))
    return Case(
        name=name,
        family="privacy",
        text=text,
        lines=lines,
        values=filled.private if group.found else (),
        labels={
            "class": group.topic,
            "place": place,
            "language": language,
            "kind": "positive" if group.found else "negative",
            "disguise": filled.disguise,
        },
    )


def cases(seed: int) -> Iterator[Case]:
    rng = random.Random(seed)
    for topic, found in itertools.product(TOPICS, (True, False)):
        pool = [snippet for snippet in SNIPPETS if snippet.group.topic == topic and snippet.group.found is found]
        lookalikes = [snippet for snippet in SNIPPETS if snippet.group.topic == topic and not snippet.group.found]
        kind = "positive" if found else "negative"
        rng.shuffle(pool)
        for index, snippet in enumerate(itertools.islice(itertools.cycle(pool), QUOTA.get(topic, QUOTA_ELSE))):
            yield _case(rng, f"privacy-{topic}-{kind}-{index:03}", snippet, lookalikes)


# --------------------------------------------------------------------------------------------------------- tickets


@dataclass(frozen=True, slots=True)
class Ticket:
    text: str
    secrets: tuple[str, ...]  # must vanish
    keep: tuple[str, ...]  # must stay


TICKET_PARTS: Mapping[str, tuple[str, ...]] = {
    "zh": (
        "客户端：‹client›\nBase URL：‹base›\n模型：‹model›\n时间：‹time›\n状态码：‹status›\n报错：‹error›",
        "我的 key 是 ‹key›，在 ‹client› 里一直报 ‹status›。",
        "密钥（已打码）：‹masked›，请求 ID：‹request›",
        "联系方式：‹email›，手机 ‹mobile›",
        "座机：‹landline›",
        "实名信息：身份证号 ‹idcard›",
        "充值时用的银行卡：‹bankcard›",
        "订单号：‹order›，账户余额：¥‹amount›",
        "‹time› ERROR user_id=‹user› ip=‹clientip› model=‹model› status=‹status› msg=‹error›",
        "请求先到 ‹host›（‹privateip›），然后报错：‹error›",
        "Authorization: Bearer ‹key›\nX-Forwarded-For: ‹clientip›\nCookie: session=‹cookie›\nUser-Agent: ‹client›",
        "curl ‹base›/models -H 'Authorization: Bearer ‹key›' 返回 ‹status›",
        "OPENAI_API_KEY=‹key›\nOPENAI_BASE_URL=‹base›",
    ),
    "en": (
        "Client: ‹client›\nBase URL: ‹base›\nModel: ‹model›\nTime: ‹time›\nStatus: ‹status›\nError: ‹error›",
        "My key is ‹key› and ‹client› answers ‹status› every time.",
        "Key (masked): ‹masked›, request ID: ‹request›",
        "Reach me at ‹email› or ‹intl›.",
        "Phone: ‹mobile›",
        "Verified with ID card ‹idcardx›",
        "I paid with card ‹bankcard4›",
        "Order number: ‹order›, account balance: $‹amount›",
        "‹iso› ERROR user_id=‹user› ip=‹clientip› model=‹model› status=‹status› msg=‹error›",
        "Requests reach ‹host› (‹privateip›), then: ‹error›",
        "Authorization: Bearer ‹key›\nX-Forwarded-For: ‹clientip›\nCookie: session=‹cookie›\nUser-Agent: ‹client›",
        "curl ‹base›/models -H 'Authorization: Bearer ‹key›' gives ‹status›",
        '{"api_key": "‹key›", "base_url": "‹base›", "model": "‹model›", "user": "‹email›"}',
    ),
}
TICKETS = 160


def tickets(seed: int) -> Iterator[Ticket]:
    rng = random.Random(seed)
    for _ in range(TICKETS):
        language = rng.choice(tuple(TICKET_PARTS))
        first, *others = TICKET_PARTS[language]
        parts = [first, *rng.sample(others, rng.randrange(2, 7))]
        filled = _fill(rng, "\n\n".join(parts) + "\n", disguise=rng.random() < 0.3)
        yield Ticket(text=filled.text, secrets=filled.private, keep=tuple(dict.fromkeys(filled.kept)))
