"""The client registry and ``presscheck clients``: what each client makes of a value, and what people are told of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from wcwidth import wcswidth

from conftest import CONFIG, REPOSITORY
from presscheck.cli import main
from presscheck.clients import FORMS, REASONS, Client, Gateway, Verdict, Version, judge, right_value
from presscheck.errors import RuleError
from presscheck.expressions import compiled
from presscheck.site import Site, load_site

API = "https://api.example.com"
GATEWAY = Gateway(API, ["https://www.example.com", "https://example.com"])
SHARED = Gateway("https://gw.example.com", ["https://gw.example.com"])

APPEND = ["/chat/completions", "/chat/completions", "/v1/chat/completions", "/v1/chat/completions"]
APPEND += ["/v1/chat/completions/chat/completions"]
RESPONSES = [path.replace("/chat/completions", "/responses") for path in APPEND[:4]] + [
    "/v1/chat/completions/responses"
]
V1_MESSAGES = ["/v1/messages", "/v1/messages", "/v1/v1/messages", "/v1/v1/messages", "/v1/chat/completions/v1/messages"]
V1_CHAT = ["/v1/chat/completions"] * 2 + ["/v1/v1/chat/completions"] * 2 + ["/v1/chat/completions/v1/chat/completions"]
GEMINI = "v1beta/models/{model}:streamGenerateContent?alt=sse"

EXPECTED = {
    **dict.fromkeys(["openai-python", "openai-node", "langchain-python", "llamaindex", "litellm"], APPEND),
    **dict.fromkeys(["vercel-ai-sdk", "aider", "cursor", "cline", "roo-code", "continue"], APPEND),
    **dict.fromkeys(["lobehub", "open-webui", "dify", "n8n"], APPEND),
    **dict.fromkeys(["anthropic-python", "anthropic-typescript", "claude-code"], V1_MESSAGES),
    "codex-cli": RESPONSES,
    "nextchat": V1_CHAT,
    "ruby-openai": ["/v1/chat/completions"] * 4 + [APPEND[4]],
    "chatbox": ["/v1/chat/completions"] * 5,
    "cherry-studio": ["/v1/chat/completions"] * 5,
    "zed": [APPEND[0], "//chat/completions", APPEND[2], "/v1//chat/completions", APPEND[4]],
    "gemini-cli": [f"/{GEMINI}", f"/{GEMINI}", f"/v1/{GEMINI}", f"/v1/{GEMINI}", f"/v1/chat/completions/{GEMINI}"],
    "curl": ["/", "/", "/v1", "/v1/", "/v1/chat/completions"],
}
"""What a plain chat request of each client asks for, in the order of ``FORMS``."""


class Screen(NamedTuple):
    """What a call left behind."""

    status: object
    out: str
    err: str


Run = Callable[..., Screen]


@pytest.fixture
def run(site_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``presscheck clients`` in a folder, in English: the whole way of a call but for the interpreter's start."""
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)

    def call(*args: str, folder: Path = site_folder) -> Screen:
        monkeypatch.chdir(folder)
        with pytest.raises(SystemExit) as left:
            main(["clients", *args])
        return Screen(left.value.code, *capsys.readouterr())

    return call


def verdict(site: Site, name: str, value: str, gateway: Gateway = GATEWAY, **asked: str) -> Verdict:
    client = site.clients.client(name)
    return judge(client, client.version(asked.get("version")), asked.get("protocol"), value, gateway)


def all_protocols(site: Site) -> list[tuple[Client, Version, str]]:
    return [
        (client, version, protocol)
        for client in site.clients.clients.values()
        for version in client.versions
        for protocol in version.protocols
    ]


# --- the registry ---------------------------------------------------------------------------------------------------


def test_every_client_makes_of_the_five_forms_what_was_established(home_site: Site) -> None:
    made = {
        name: [client.newest.chat.request_url(API + form).removeprefix(API) for form in FORMS]
        for name, client in home_site.clients.clients.items()
    }

    assert made == EXPECTED


@pytest.mark.parametrize(
    ("name", "asked", "right"),
    [
        ("cherry-studio", {"version": "1.6.2"}, ["", "/v1/"]),
        ("cherry-studio", {"version": "1.7.15"}, ["", "/", "/v1", "/v1/"]),
        ("cherry-studio", {"version": "2.0"}, list(FORMS)),
        ("cherry-studio", {"protocol": "messages"}, list(FORMS)),
        ("chatbox", {"protocol": "messages"}, ["/v1", "/v1/"]),
        ("chatbox", {"protocol": "responses"}, ["", "/", "/v1", "/v1/"]),
        ("chatbox", {"protocol": "gemini"}, ["", "/"]),
        ("litellm", {"protocol": "messages"}, ["", "/"]),
        ("litellm", {"protocol": "messages", "version": "1.106.2"}, [""]),
        ("roo-code", {"protocol": "messages"}, ["", "/"]),
        ("vercel-ai-sdk", {"protocol": "messages"}, ["/v1", "/v1/"]),
        ("vercel-ai-sdk", {"protocol": "responses"}, ["/v1", "/v1/"]),
        ("zed", {}, ["/v1"]),
        ("curl", {}, ["/v1/chat/completions"]),
    ],
)
def test_forms_that_reach_the_api(home_site: Site, name: str, asked: dict[str, str], right: list[str]) -> None:
    assert [form for form in FORMS if verdict(home_site, name, API + form, **asked).ok] == right


def test_the_right_value_is_right_for_every_client(home_site: Site) -> None:
    for gateway in (GATEWAY, SHARED, Gateway("http://127.0.0.1:8080"), Gateway("https://gw.example.com/openai/")):
        for client, version, protocol in all_protocols(home_site):
            value = right_value(version.protocols[protocol], gateway)
            assert judge(client, version, protocol, value, gateway).ok, (client.id, version.id, protocol, value)


def test_no_name_belongs_to_two_clients(home_site: Site) -> None:
    names: dict[str, str] = {}
    for client in home_site.clients.clients.values():
        for name in (client.id, client.name, *client.aliases):
            assert home_site.clients.find(name) is client
            assert names.setdefault(re.sub(r"[\s_-]", "", name).lower(), client.id) == client.id


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("from openai import OpenAI\n", {"openai-python"}),
        ("pip install -U 'openai>=1'\n", {"openai-python"}),
        ("pip install langchain-openai\n", {"langchain-python"}),
        ("import OpenAI from 'openai';\nnew OpenAI({})\n", {"openai-node"}),
        ("npm install openai\n", {"openai-node"}),
        ("import anthropic\n", {"anthropic-python"}),
        ("import Anthropic from '@anthropic-ai/sdk';\n", {"anthropic-typescript"}),
        ("$ claude --model x\n", {"claude-code"}),
        ("npm i -g @anthropic-ai/claude-code\n", {"claude-code"}),
        ('[model_providers.acme]\nwire_api = "responses"\n', {"codex-cli"}),
        ("models:\n  - name: x\n    apiBase: https://api.example.com/v1\n", {"continue"}),
        ('{"language_models": {"openai_compatible": {}}}', {"zed"}),
        ("aider --openai-api-base https://api.example.com/v1\n", {"aider"}),
        ("curl https://api.example.com/v1/models\n", {"curl"}),
        ("export GOOGLE_GEMINI_BASE_URL=https://api.example.com\n", {"gemini-cli"}),
        ("import { createOpenAI } from '@ai-sdk/openai';\n", {"vercel-ai-sdk"}),
        ("export ANTHROPIC_BASE_URL=https://api.example.com\n", set()),
    ],
)
def test_marks_tell_whose_code_it_is(home_site: Site, code: str, meant: set[str]) -> None:
    clients = home_site.clients.clients.values()
    assert {client.id for client in clients if any(compiled(mark).search(code) for mark in client.marks)} == meant


def with_registry(folder: Path, text: str) -> Path:
    (folder / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    path = folder / "linters/base-url/clients.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder / "presscheck.toml"


OWN = """\
clients:
  acme-chat:
    name: Acme Chat
    kind: desktop
    versions:
      - id: any
        read: acme 1.0
        requests:
          chat:
            composition: append-chat
            base: /v1
            seen:
              origin/v1: /v1/chat/completions
            evidence: ran
            source: acme 1.0
    marks: ['acme']
"""


def test_a_site_adds_and_overrides_clients(tmp_path: Path) -> None:
    override = OWN.partition("\n")[2].replace("acme-chat", "claude-code").replace("Acme Chat", "Our Claude Code")
    site = load_site(with_registry(tmp_path, OWN + override))

    assert verdict(site, "acme chat", f"{API}/v1").ok
    assert verdict(site, "claude-code", f"{API}/v1").ok
    assert site.clients.client("claude-code").name == "Our Claude Code"
    assert len(site.clients.clients) == len(EXPECTED) + 1


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("kind: desktop", "kind: phone", 4, "`clients.acme-chat.kind` must be one of cli, desktop"),
        ("    name: Acme Chat\n", "", 3, "`clients.acme-chat.name` is missing"),
        ("base: /v1", "base: /v2", 11, "`base` is said to be right, but makes /v2/chat/completions"),
        ("origin/v1: /v1/chat", "origin/v1: /v1/v1/chat", 13, "from origin/v1 the composition makes /v1/chat"),
        ("append-chat", "apend-chat", 10, "none is called apend-chat; did you mean append-chat?"),
        ("['acme']", "['(?=acme)']", 16, "`marks`: not a valid expression"),
        ("evidence: ran", "evidence: sworn", 14, "requests.chat.evidence` must be one of ran"),
        (
            "kind: desktop",
            "kind: desktop\n    colour: red",
            5,
            "`clients.acme-chat.colour` is no key here. These are: name",
        ),
        ("    kind: desktop", "    kinds: desktop", 4, "Did you mean `kind`?"),
        ("kind: desktop", "kind: desktop\n    kind: web", 5, "stands twice"),
    ],
)
def test_a_broken_registry_is_refused_with_file_line_and_key(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in OWN
    config = with_registry(tmp_path, OWN.replace(old, new, 1))

    with pytest.raises(RuleError) as caught:
        load_site(config)

    assert f"{tmp_path}/linters/base-url/clients.yaml:{line}: " in str(caught.value)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.text.zh != caught.value.text.en


def test_a_broken_composition_is_refused(tmp_path: Path) -> None:
    steps = "compositions:\n  acme:\n    steps:\n      - {steps}\n"

    for step, says in (("glue: /v1", "must be"), ("when: {path: '(?=x)'}", "`path`: not a valid expression")):
        folder = tmp_path / step[:4]
        folder.mkdir()
        with pytest.raises(RuleError, match=r"clients\.yaml:4") as caught:
            load_site(with_registry(folder, steps.replace("{steps}", step) + OWN))
        assert says in str(caught.value)


def test_the_examples_of_the_documentation_are_a_registry(tmp_path: Path) -> None:
    tokens = MarkdownIt("commonmark").parse((REPOSITORY / "docs/clients.md").read_text(encoding="utf-8"))
    client, compositions = [token.content for token in tokens if token.type == "fence" and token.info == "yaml"]
    site = load_site(with_registry(tmp_path, compositions + client))

    assert verdict(site, "AcmeChat", f"{API}/v1").ok


# --- verdicts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("openai-python", f"{API}/v1", None),
        ("openai-python", f"{API}:443/v1/", None),
        ("openai-python", "https://API.example.com/v1", None),
        ("openai-python", API, "missing-version"),
        ("openai-python", f"{API}/v1/v1", "doubled-version"),
        ("openai-python", f"{API}/v1/chat/completions", "endpoint"),
        ("openai-python", f"{API}/v1/responses/", "endpoint"),
        ("openai-python", f"{API}/v2", "wrong-path"),
        ("openai-python", f"{API}/v1//", "malformed"),
        ("openai-python", f"{API}/v1 ", "malformed"),
        ("openai-python", f"{API}/v1。", "malformed"),
        ("openai-python", f"{API}/v1#", "malformed"),
        ("openai-python", f"{API}/v1?key=1", "malformed"),
        ("openai-python", "api.example.com/v1", "malformed"),
        ("openai-python", "https://api．example．com/v1", "malformed"),
        ("openai-python", "https://https://api.example.com/v1", "malformed"),
        ("openai-python", "https:/api.example.com/v1", "malformed"),
        ("openai-python", "https://user:pw@api.example.com/v1", "malformed"),
        ("openai-python", "", "malformed"),
        ("openai-python", "https://[::1", "malformed"),
        ("openai-python", "https://[::1]/v1", "unknown-host"),
        ("openai-python", "https://[::1]", "unknown-host"),
        ("openai-python", "http://api.example.com/v1", "insecure"),
        ("openai-python", "https://api.example.com:8443/v1", "unknown-host"),
        ("openai-python", "https://api.example.com:0/v1", "unknown-host"),
        ("openai-python", "https://api.exаmple.com/v1", "unknown-host"),
        ("openai-python", "https://api.example.com.evil.test/v1", "unknown-host"),
        ("openai-python", "https://www.example.com", "homepage"),
        ("openai-python", "http://www.example.com/v1", "homepage"),
        ("claude-code", API, None),
        ("claude-code", f"{API}/v1", "doubled-version"),
        ("claude-code", f"{API}/v1/messages", "endpoint"),
        ("cherry-studio", f"{API}#", "missing-version"),
        ("cherry-studio", f"  {API}/v1 ", None),
        ("cherry-studio", f"{API}/v1\x1c", "malformed"),
        ("chatbox", "api.example.com", None),
        ("chatbox", "\ufeffapi.example.com\u3000", None),
        ("chatbox", "", "unknown-host"),
        ("chatbox", f"{API}/v1#", "malformed"),
        ("nextchat", "HTTPS://api.example.com", "malformed"),
        ("curl", f"{API}/v1/models", None),
        ("curl", f"{API}/v1/models?limit=5", None),
        ("curl", f"{API}/v1", "missing-endpoint"),
        ("curl", f"{API}/chat/completions", "missing-version"),
        ("curl", f"{API}/v1/v1/messages", "doubled-version"),
        ("curl", f"{API}/v1/chat/completions/", "malformed"),
    ],
)
def test_reasons(home_site: Site, name: str, value: str, reason: str | None) -> None:
    found = verdict(home_site, name, value)

    assert found.reason == reason
    assert found.ok == (reason is None)
    assert reason is None or reason in REASONS
    assert verdict(home_site, name, found.suggest).ok
    assert (found.sees is None) == found.ok


@pytest.mark.parametrize(
    ("name", "path", "reason"),
    [
        ("openai-python", "/v1", None),
        ("openai-python", "", "homepage"),
        ("openai-python", "/console/keys", "homepage"),
        ("openai-python", "/v1/v1", "doubled-version"),
        ("openai-python", "/api", "missing-version"),
        ("claude-code", "", None),
        ("claude-code", "/pricing", "homepage"),
        ("claude-code", "/v1", "doubled-version"),
        ("curl", "/v1/chat/completions", None),
        ("curl", "", "homepage"),
    ],
)
def test_one_host_for_web_pages_and_api(home_site: Site, name: str, path: str, reason: str | None) -> None:
    assert verdict(home_site, name, SHARED.api_origin + path, SHARED).reason == reason


def test_a_suggestion_keeps_the_endpoint_that_curl_was_meant_for(home_site: Site) -> None:
    assert verdict(home_site, "curl", "https://www.example.com/v1/embeddings").suggest == f"{API}/v1/embeddings"


PIECES = ["https://", "http://", "//", "/", "api.example.com", "www.example.com", "API.EXAMPLE.COM", ":443", ":0", ":x"]
PIECES += [
    "/v1",
    "/v1beta",
    "/chat/completions",
    "/messages",
    "#",
    "?",
    "@",
    "[",
    "]",
    " ",
    "\t",
    "\n",
    "。",
    "．",
    "%2F",
]
PIECES += ["..", "\\", "{model}", "\x00", "\udcff", "é", "ａ", "a" * 300, "xn--", "١", "/" * 50]
VALUES = st.one_of(st.lists(st.sampled_from(PIECES), max_size=7).map("".join), st.text(max_size=40))


@settings(deadline=None)
@given(value=VALUES)
@example(value="https://" + "a." * 20_000)
@example(value="https://api.example.com/v1" + "/" * 100_000)
@example(value="https://api.example.com/v1/models/" + ":a" * 20_000)
def test_any_value_gets_an_answer_and_never_a_wrong_yes(home_site: Site, value: str) -> None:
    for client, version, protocol in all_protocols(home_site):
        found = judge(client, version, protocol, value, GATEWAY)
        if found.ok:
            parts = urlsplit(found.request_url or "")
            wanted = urlsplit(API + version.protocols[protocol].endpoint)
            assert (parts.scheme, parts.hostname, parts.path) == ("https", "api.example.com", wanted.path)
            assert parts.port in {None, 443}
            assert parts.username is None
            assert parts.query == wanted.query
            assert not re.search(r"[\x00-\x20\x7f-\uffff]", found.request_url or "")
        else:
            assert found.reason in REASONS
            assert judge(client, version, protocol, found.suggest, GATEWAY).ok


# --- the command ----------------------------------------------------------------------------------------------------


def test_url_as_json_is_the_contract(run: Run) -> None:
    result = run("url", "Claude CLI", f"{API}/v1", "--format", "json")

    assert result.status == 1
    assert json.loads(result.out) == {
        "client": "claude-code",
        "value": f"{API}/v1",
        "request_url": f"{API}/v1/v1/messages",
        "ok": False,
        "reason": "doubled-version",
        "suggest": API,
    }

    right = run("url", "codex-cli", f"{API}/v1", "--format", "json")
    assert right.status == 0
    assert json.loads(right.out) == {
        "client": "codex-cli",
        "value": f"{API}/v1",
        "request_url": f"{API}/v1/responses",
        "ok": True,
        "reason": None,
        "suggest": f"{API}/v1",
    }

    no_url = run("url", "openai-node", "api.example.com", "--format", "json")
    assert (json.loads(no_url.out)["request_url"], no_url.status) == (None, 1)


def test_url_in_both_languages(run: Run) -> None:
    call = ("url", "cherry-studio", f"{API}/", "--client-version", "1.6")
    english = run(*call)
    chinese = run(*call, "--lang", "zh")

    assert english.out == (
        "Cherry Studio <=1.6, chat\n"
        f"  value               {API}/\n"
        f"  + chat/completions  {API}/chat/completions\n"
        f"  request             {API}/chat/completions\n"
        f"  the API             {API}/v1/chat/completions\n"
        "This does not reach the API (missing-version): the path has no version, and Cherry Studio adds none here.\n"
        "Its user will see: 404, since nothing answers at this path\n"
        f"Enter instead: {API}\n"
    )
    assert chinese.out == (
        "Cherry Studio <=1.6, chat\n"
        f"  填写的值            {API}/\n"
        f"  + chat/completions  {API}/chat/completions\n"
        f"  请求地址            {API}/chat/completions\n"
        f"  接口地址            {API}/v1/chat/completions\n"
        "无法到达 API（missing-version）：路径中没有版本号，Cherry Studio 也没有补上。\n"
        "用户会看到：404：该路径上没有接口\n"
        f"应填写：{API}\n"
    )


def test_every_reason_is_told_in_a_sentence_of_both_languages(run: Run) -> None:
    values = {
        "malformed": ("zed", f"{API}/v1/"),
        "insecure": ("zed", "http://api.example.com/v1"),
        "homepage": ("zed", "https://www.example.com"),
        "unknown-host": ("zed", "https://other.test/v1"),
        "endpoint": ("zed", f"{API}/v1/chat/completions"),
        "doubled-version": ("nextchat", f"{API}/v1"),
        "missing-version": ("zed", API),
        "missing-endpoint": ("curl", API),
        "wrong-path": ("zed", f"{API}/v3"),
    }
    told: set[str] = set()
    for reason, (name, value) in values.items():
        english = run("url", name, value).out
        chinese = run("url", name, value, "--lang", "zh").out
        assert f"This does not reach the API ({reason}): " in english
        assert f"无法到达 API（{reason}）：" in chinese
        told |= set(re.findall(r"API \([a-z-]+\): (.*)", english)) | set(re.findall(r"API（[a-z-]+）：(.*)", chinese))

    assert list(values) == list(REASONS)
    assert len(told) == 2 * len(REASONS)


def test_control_characters_and_keys_of_a_value_are_not_printed(run: Run) -> None:
    key = "sk-" + "q7Zt3Vb9Xn2Lw5Rk8Pd4Hs6Jc1Mf0Ga3Ty9Ue2Wi7Ob5Nx4"
    escape = run("url", "zed", f"{API}/\x1b[31m")
    with_key = run("url", "zed", f"{API}/v1?key={key}", "--format", "json")

    assert "\x1b" not in escape.out
    assert key not in with_key.out


def test_without_a_site(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = tmp_path_factory.mktemp("empty")
    call = ("url", "openai-python", "https://gw.test/v1")
    lost = run(*call, folder=empty)
    known = run(*call, "--api-origin", "https://gw.test", folder=empty)
    other = run(*call, "--api-origin", "https://other.test", folder=empty)
    listed = run("list", folder=empty)
    shown = run("show", "zed", folder=empty)

    assert (lost.status, "--api-origin" in lost.err) == (2, True)
    assert (known.status, known.out.splitlines()[-1]) == (0, "This reaches the API.")
    assert (other.status, "unknown-host" in other.out) == (1, True)
    assert (listed.status, "<api_origin>/v1" in listed.out) == (0, True)
    assert (shown.status, "<api_origin>//chat/completions" in shown.out) == (0, True)
    assert "api.example.com" not in listed.out + shown.out


@pytest.mark.parametrize(
    "origin", ["api.test", "https://api.test/v1", "https://api.test?x=1", "https://[", "ftp://a.b"]
)
def test_an_origin_that_is_none(run: Run, tmp_path_factory: pytest.TempPathFactory, origin: str) -> None:
    empty = tmp_path_factory.mktemp("empty")
    result = run("url", "zed", "https://api.test/v1", "--api-origin", origin, folder=empty)

    assert (result.status, result.out) == (2, "")
    assert "; write https://" in result.err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("url", "claud-code", API), "did you mean claude-code?"),
        (("show", "LobeChatt"), "did you mean lobehub?"),
        (("url", "qqqqqqq", API), "`presscheck clients list` lists them"),
        (("url", "cherry-studio", API, "--client-version", "x"), "these are known: 2, 1.7+, <=1.6"),
        (("url", "claude-code", API, "--protocol", "chat"), "known: messages"),
        (("url", "zed"), "Missing argument 'VALUE'"),
    ],
)
def test_calls_that_cannot_be_used(run: Run, args: tuple[str, ...], says: str) -> None:
    result = run(*args)

    assert (result.status, result.out) == (2, "")
    assert says in result.err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_list_is_aligned_by_width(run: Run, language: str) -> None:
    result = run("list", "--lang", language)
    lines = result.out.splitlines()

    assert len(lines) == len(EXPECTED) + 1
    starts = {wcswidth(line[: line.index("https://")]) for line in lines[1:]}
    assert starts == {wcswidth(lines[0][: lines[0].index("What" if language == "en" else "应")])}


def test_list_and_show_as_json(run: Run) -> None:
    listed = json.loads(run("list", "--format", "json").out)
    shown: dict[str, Any] = json.loads(run("show", "chatbox", "--format", "json", "--lang", "zh").out)

    assert {item["client"]: next(iter(item["values"].values())) for item in listed}["nextchat"] == API
    assert {item["client"] for item in listed} == set(EXPECTED)
    requests = shown["versions"][0]["requests"]
    assert list(requests) == ["chat", "responses", "messages", "gemini"]
    assert [form["ok"] for form in requests["messages"]["forms"]] == [False, False, True, True, False]
    assert shown["fields"]["base_url"]["zh"] == ["API 主机"]
    assert all(item["evidence"] and item["source"] for item in shown["notes"])


def test_show_tells_everything_with_its_source(run: Run) -> None:
    english = run("show", "openai-node").out
    chinese = run("show", "cherry-studio", "--lang", "zh").out
    old = run("show", "cherry-studio", "--client-version", "1.5").out

    assert re.search(r"^  base_url +is ignored; use baseURL +\[ran: openai 7\.57\.0", english, re.MULTILINE)
    assert re.search(rf"^    {API}/v1 +->  {API}/v1/chat/completions +reaches the API$", english, re.MULTILINE)
    assert "  no clean address: TypeError: Invalid URL\n    [ran: openai 7.57.0, 6.49.0 and 4.104.0 (npm)]\n" in english
    assert "API 地址" in chinese
    assert [line for line in chinese.splitlines() if line.startswith("版本 ")][2].startswith("版本 <=1.6：")
    assert old.count("Version ") == 1
