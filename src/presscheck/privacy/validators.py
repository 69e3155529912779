"""What a number or a name has to pass before it is taken for somebody's."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from presscheck.patterns import regex
from presscheck.secrets.placeholder import is_random

Validator: TypeAlias = Callable[[str], bool]

# RFC 2606 and RFC 6761: names that belong to nobody.
_RESERVED_DOMAIN = regex(
    r"(?:^|\.)(?:example\.(?:com|org|net|edu|cn|com\.cn)|example|test|invalid|localhost|local|internal)$", re.IGNORECASE
)
_SAMPLE_DOMAIN = regex(
    r"^(?:your|my|the|some|our)?-?_?(?:company|companyname|domain|domainname|corp|site|website|org|organi[sz]ation|test|foo|"
    r"bar|baz|acme|xxx+|abc|host|server|email|mail|here|name|team|app|business|x|y|z|a|b|c)\.\w+(?:\.\w+)?$|^your|example",
    re.IGNORECASE,
)
_SAMPLE_PERSON = regex(
    r"^(?:you|your.*|my.?(?:name|email|user.*)?|me|user(?:name)?\d{0,3}|name|someone|somebody|anyone|person|first.*last.*|"
    r"(?:john|jane|joe)(?:[._-]?(?:doe|smith|public))?(?:\d|123\d*)?|jdoe|alice|bob|carol|dave|eve|foo|bar|baz|foobar|test.*|"
    r"tester|demo.*|sample.*|example.*|e?mail(?:address)?|address|xxx+|abc|a|b|x|zhangsan|lisi|wangwu|recipient|sender|"
    r"owner|author|customer|client|member|employee|login|account|id|(?:my.?)?(?:pass(?:word|wd)?|pwd|secret)|(.)\1{3,})$",
    re.IGNORECASE,
)
_ROLE = regex(
    r"^(?:(?:no|do.?not)[._-]?reply|support|help(?:desk)?|info|contact(?:us)?|sales|service[s]?|hello|hi|hey|team|office|"
    r"admin(?:istrator)?|webmaster|postmaster|hostmaster|abuse|security|secure|privacy|legal|press|media|pr|feedback|"
    r"billing|accounts?|finance|jobs|careers|hr|recruiting|marketing|dev(?:elopers?|ops|rel)?|engineering|api|bot|"
    r"notifications?|newsletter|news|community|open-?source|oss|maintainers?|root|git|svn|hg|npm|conduct|coc|"
    r"code.of.conduct|compliance|dpo|gdpr|enterprise|partners?|business|bd|kefu|tousu|service|shouhou|docs?|"
    r"documentation|questions?|issues?|bugs?|report(?:s|ing)?|vulnerabilit(?:y|ies)|psirt|cert|trust|ops|noc|mailer-daemon|"
    r"daemon|www(?:-data)?|apache|ubuntu|ec2-user|debian|deploy|jenkins|postgres|mysql|redis|github|gitlab|robot|system|"
    r"inquir(?:y|ies)|enquir(?:y|ies)|joinus|secretary|callback|users|list|lists|discuss|announce|.*-(?:dev|users|list|discuss|announce|bot|team|security|support|maintainers))"
    r"(?:\+.*|\[bot\])?$",
    re.IGNORECASE,
)
_NOBODY = regex(
    r"(?:^|\.)(?:users\.noreply\.github\.com|gserviceaccount\.com|googlegroups\.com|s\.whatsapp\.net|g\.us|lan|corp)$",
    re.IGNORECASE,
)
_FILE_END = regex(
    r"\.(?:png|jpe?g|gif|svg|webp|js|ts|mjs|css|md|json|ya?ml|py|txt|html?|zip|tgz|gz|service|whl)$", re.IGNORECASE
)


def email(text: str) -> bool:
    """An address of a person: no role, no sample, no reserved domain."""
    address = re.sub(r"\s?[\[({](?:at|＠)[\])}]\s?", "@", text, flags=re.IGNORECASE)
    address = re.sub(r"\s?[\[({](?:dot|点)[\])}]\s?", ".", address, flags=re.IGNORECASE)
    local, _, domain = address.replace(" ", "").rpartition("@")
    if (
        not local
        or _RESERVED_DOMAIN.search(domain)
        or _SAMPLE_DOMAIN.search(domain)
        or _FILE_END.search(domain)
        or _NOBODY.search(domain)
    ):
        return False
    if not re.fullmatch(r"[A-Za-z]{2,24}", domain.rpartition(".")[2]) or re.fullmatch(r"[\d.]+", domain):
        return False
    return not _ROLE.match(local) and not _SAMPLE_PERSON.match(local)


# 555-0100 to 555-0199 are for fiction; so are the ranges that Ofcom and ACMA keep free.
_RESERVED_PHONE = regex(
    r"555\d?01\d{2}$|^1?555\d{7}$|^1?\d{0,3}555\d{4}$|^44(?:0?7700900|0?2079460|0?1134960|0?1632960)\d{2,3}$|^61(?:0?491570|0?255501|0?49157)\d+$"
)
_SAMPLE_PHONE = regex(
    r"13800138000|1380013800\d|13[0-9]00000000|1(?:3|5|8)[0-9]12345678|(\d)\1{6,}|0{5,}|1234567|12345678|9876543"
)


def phone(text: str) -> bool:
    """A number that could ring somewhere: neither reserved nor counted up."""
    digits = re.sub(r"\D", "", text)
    return (
        7 <= len(digits) <= 15
        and not re.search(r"(?:19|20)\d\d-\d\d", text)
        and not _RESERVED_PHONE.search(digits)
        and not _SAMPLE_PHONE.search(digits)
        and len(set(digits[-8:])) > 2
    )


def mobile(text: str) -> bool:
    """A mobile number of mainland China that is neither a sample nor a power of two."""
    digits = re.sub(r"\D", "", text)[-11:]
    if re.match(r"1555555|1[2-9]\d\d555(?:01\d\d|1212)$", digits):
        return False  # a number of North America that is for fiction
    drawn = not _SAMPLE_PHONE.search(digits) and len(set(digits[-8:])) > 2
    return drawn and int(digits) & (int(digits) - 1) != 0 and int(digits) % 1_048_576 != 0


def id_card(text: str) -> bool:
    """A resident identity number with a day that exists and the right check digit (GB 11643-1999)."""
    number = re.sub(r"[\s-]", "", text).upper()
    if number == "11010519491231002X":  # the one that the standard itself gives as an example
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return 11 <= int(number[:2]) <= 82 and "10X98765432"[total % 11] == number[17]


_TEST_CARDS = frozenset(
    [
        "4242424242424242",
        "4111111111111111",
        "4012888888881881",
        "4000056655665556",
        "5555555555554444",
        "5105105105105100",
        "2223003122003222",
        "5200828282828210",
        "378282246310005",
        "371449635398431",
        "6011111111111117",
        "3056930009020004",
        "30569309025904",
        "3566002020360505",
        "6200000000000005",
        "4000000000000002",
        "4000000000009995",
        "4000002500003155",
    ]
)
"""Card numbers that payment services publish for tests (Stripe's documentation, testing)."""


def bank_card(text: str) -> bool:
    """A card number with the right check digit (Luhn, ISO/IEC 7812) that is no published test number."""
    digits = re.sub(r"\D", "", text)
    if not 14 <= len(digits) <= 19 or digits in _TEST_CARDS or len(set(digits)) < 4 or digits[0] not in "3456":
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and not _COUNTED.search(digits)


def card_number(text: str) -> bool:
    """Digits that the head of their column calls a card number, whatever their check digit."""
    digits = re.sub(r"\D", "", text)
    return (
        15 <= len(digits) <= 19 and digits not in _TEST_CARDS and len(set(digits)) > 4 and not _COUNTED.search(digits)
    )


_COUNTED = regex(r"(\d)\1{5}|01234567|12345678|23456789|98765432|87654321|900719925474|^1234567?$|^(\d{2,4})\2{2,}$")
"""Digits that somebody typed in a row."""

_PRIVATE = tuple(
    map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fd00::/8"))
)
_USUAL = regex(
    r"10\.[08]\.[012]\.\d{1,2}$|10\.(?:96|244|1|10)\.\d+\.\d{1,2}$|10\.(?:1\.1\.1|1\.2\.3|10\.10\.10)$|172\.1[678]\.[01]\.\d{1,2}$|"
    r"192\.168\.(?:0|1|2|3)\.\d{1,3}$|192\.168\.[1-4]0\.(?:1|2|10|100|101|254)$|192\.168\.(?:99|64|65|49|122|56|31|50|100)\.(?:1|2|10|100|101)$|(?:\d+\.){3}(?:0|255)$"
)
"""Addresses that every manual uses: home routers, container bridges, virtual machines, and network addresses."""


def private_address(text: str) -> bool:
    """An address inside somebody's network, and not one that every manual uses."""
    if text.endswith("::") or text.startswith("fd00:ec2:"):
        return False  # the name of a network, and that of a cloud's metadata service
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return any(address in network for network in _PRIVATE if network.version == address.version) and not _USUAL.match(
        text
    )


_DOCUMENTATION = tuple(
    map(ipaddress.ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"))
)
_RESOLVERS = frozenset(
    ["8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "114.114.114.114", "223.5.5.5", "119.29.29.29", "1.2.3.4"]
)


def client_address(text: str) -> bool:
    """An address that a real visitor may have had: neither reserved for documentation nor a public resolver."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if (
        address.is_loopback
        or address.is_unspecified
        or address.is_multicast
        or text in _RESOLVERS
        or _USUAL.match(text)
    ):
        return False
    return not any(address in network for network in _DOCUMENTATION if network.version == address.version)


_USUAL_HOST = regex(
    r"^(?:host|gateway|kubernetes|vm)\.(?:docker|minikube|containers|k3d|lima)\.internal$|^metadata\.google\.internal$|\.(?:railway|fly)\.internal$|^[a-z-]+\.default\.svc(?:\.cluster\.local)?$|"
    r"^(?:kubernetes|kube-dns)\.(?:default|kube-system)\.svc(?:\.cluster\.local)?$|^localhost\.|^(?:default\.)?svc\.cluster\.local$|"
    r"\.(?:amazonaws|azure|googleapis|cloudflare|nodejs|mysql)\.|(?:^|\.)(?:my|your)?-?(?:company|corp|acme|domain|org)\.(?:com|net|org|io)$|^(?:(?:your|my|some|the)(?:-[\w-]+)?|example|sample|foo|bar|host|hostname|server|name|service|svc|namespace|ns|app|"
    r"my(?:host|server|app|service|machine|registry|domain)|your\w+)\.|(?:^|\.)(?:example|namespace|my-?ns)\.|"
    r"^(?:raspberrypi|homeassistant|octopi|pihole|hassio|mymachine|macbook(?:-pro)?)\.local$|\.(?:env|settings?|config)\.local$|xxx",
    re.IGNORECASE,
)
_HOST_FORM = regex(r"[-\d]")


def internal_host(text: str) -> bool:
    """A host name of somebody's own network, and none that every manual uses."""
    name = text.rstrip(".").lower()
    labels = name.split(".")
    numbered = bool(_HOST_FORM.search(labels[0]))
    return not _USUAL_HOST.search(name) and (numbered or (len(labels) >= 3 and min(map(len, labels)) > 1))


def number(text: str) -> bool:
    """A number or id that somebody's record has: long enough, not counted up, no row of one digit."""
    body = re.sub(r"[^A-Za-z0-9]", "", text)
    digits = re.sub(r"\D", "", body)
    if re.fullmatch(r"20\d{6}", body):
        return False  # a date
    return len(digits) >= 4 and len(set(body)) > 2 and not _COUNTED.search(digits) and "xxx" not in body.lower()


def cookie(text: str) -> bool:
    """Cookies of which one has a value that a system drew for somebody."""
    values = [part.partition("=")[2].strip() for part in text.split(";")]
    return any((len(value) >= 12 and is_random(value)) or identifier(value) for value in values if len(value) >= 5)


def identifier(text: str) -> bool:
    """An id that a system gave to somebody: digits in it, and neither counted up nor masked."""
    digits = re.sub(r"\D", "", text)
    counted = re.search(r"12345|(\d)\1{4}|^(?:1|12|123|1234)$", digits)
    return len(digits) >= 2 and not counted and not re.search(r"xxx|\*", text, re.IGNORECASE)


_SAMPLE_PROMPT = regex(
    r"^\W*(?:say\b|write (?:one|a|an|me)\b|count to|hello|hi\b|what is|"
    r"translate (?:this|the following|the text|hello)|tell me a|explain|reply with|ping\b|"
    r"你好|写一|用一句话|数到|翻译|介绍一下|讲一个)|[<>{}]|\b[45]\d\d\b|报错|返回|错误|\berrors?\b|https?://|\bsk-",
    re.IGNORECASE,
)


_TEMPLATE = regex(r"[<>{}]|https?://|\bsk-")


def quotation(text: str) -> bool:
    """Words of a user: neither a template nor a sample prompt nor a question about an error."""
    return not _SAMPLE_PROMPT.search(text)


_PERSONAL = regex(
    r"我(?:的)?(?:和|在|叫|是|妈|爸|老|女|儿|前|妻|丈|男|家|们公司|公司|月薪|住|欠|被|刚|患|怀|孩|朋友|同事|房东|岳|婆|爷|奶|姐|妹|哥|弟|"
    r"室友|离婚|今年|上周|这边)|前[妻夫]|老公|老婆|确诊|怀孕|离婚|月薪|欠款|网贷|起诉|仲裁|裁员|辞职|抚养|劳动合同|未公开|没公布|"
    r"解雇|病假|病历|体检|抑郁|遗嘱|房贷|"
    r"(?i:\b(?:my|our|his|her)\s(?:\w+[’']?s?\s)?(?:landlord|son|daughter|wife|husband|ex|ex-\w+|mother|father|mom|mum|dad|boss|manager|"
    r"employer|company|startup|doctor|psychiatrist|therapist|girlfriend|boyfriend|partner|child|children|kids?|family|salary|"
    r"divorce|medical|employment|contract|lithium|neighbou?r|sister|brother|rent|debts?|visa|lawyer|report|friend|bank|"
    r"mortgage)\b|"
    r"\b(?:i|we)\s(?:was|were|am|have been|owe|live|lost|work(?:ed)? (?:at|for))\b|\bdiagnos|\bdivorce|\bcustody|"
    r"\bunreleased|\bresignation|\btermination letter|\bpregnan|\blawsuit|\bout of money|\bimmigration|\bauditors?\b)"
)


def personal(text: str) -> bool:
    """Words of a user about somebody's own life or business."""
    return not _TEMPLATE.search(text) and bool(_PERSONAL.search(text))


def odd_amount(text: str) -> bool:
    """A sum with cents that nobody would choose as a price or an example."""
    return amount(text) and bool(re.search(r"\.\d\d", text)) and not re.search(r"\.(?:00|50|90|95|99|49)$", text)


def amount(text: str) -> bool:
    """A sum that is not zero and not a round sample."""
    value = re.sub(r"[^\d.]", "", text)
    try:
        return float(value) > 0 and value not in {"100.00", "10.00", "1.00", "0.01", "123.45", "99.99"}
    except ValueError:
        return False


def any_amount(text: str) -> bool:
    """A sum in digits or in words, whether somebody would choose it for an example or not; but not zero."""
    return not re.search(r"[0-9]", text) or amount(text)


VALIDATORS: Mapping[str, Validator] = {
    "amount": amount,
    "any-amount": any_amount,
    "bank-card": bank_card,
    "card-number": card_number,
    "client-address": client_address,
    "cookie": cookie,
    "email": email,
    "id-card": id_card,
    "identifier": identifier,
    "internal-host": internal_host,
    "mobile": mobile,
    "number": number,
    "odd-amount": odd_amount,
    "personal": personal,
    "phone": phone,
    "private-address": private_address,
    "quotation": quotation,
}
"""Validators by the name that rules use."""
