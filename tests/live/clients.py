"""The clients that can be run here: what to install for each, and how each is asked a question."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from live.install import ClientError, Registry, clean, installed, node, python, run, version
from live.programs import GEMINI, Program, aider, claude, codex, gemini
from live.server import TEXT, Server, serve

DRIVERS = Path(__file__).with_name("drivers")
ASKING, RUNNING = 300, 40
"""Seconds for a driver with all of its questions, and for a program with one."""


@dataclass(frozen=True)
class Question:
    """A question to a client: one of its ways to ask, and the setting with its value.

    ``server`` is what it should reach; ``whole`` says that what a user sees is of interest, not only the request.
    """

    way: str
    name: str
    value: str
    server: Server
    whole: bool = False


@dataclass(frozen=True)
class Answer:
    """What its user would see: a text or an error, and which other hosts the client wanted to reach."""

    says: str | None
    error: str | None
    outside: Sequence[str] = ()

    @property
    def shown(self) -> str:
        return self.error if self.error is not None else f"no error: {json.dumps(self.says)}"


@dataclass(frozen=True)
class Real:
    """A client: ``id`` is its id in the registry, ``packages`` are those that a user installs, never with a version.

    Either ``driver`` asks, a script that is run in the client's environment with all questions, or ``program`` says how
    the client itself is called with one; ``vendor`` is the host that a program asks without a setting.

    ``ways`` gives for each way to ask the protocol in the registry. The forms of value are given through ``setting``
    and, by way, through one of ``variables``; ``attribute`` is a setting of a module, asked in the way ``module``.
    ``apart`` has the paths that are asked for where the steps of the registry do not say it, nearly all for values that
    are malformed anyway; ``{endpoint}`` is what the client adds, ``{rest}`` the same without its slash, and a way or a
    setting may stand behind the form. ``query`` is what the client always adds behind the path. ``names`` are settings
    that one might try, whatever the registry knows of them. ``sees`` holds by outcome a text that both the registry and
    the client have; ``stream`` is what comes of a web page in the way of that name.
    """

    id: str
    registry: Registry
    packages: Sequence[str]
    ways: Mapping[str, str]
    setting: str
    driver: str = ""
    program: Program | None = None
    vendor: str = ""
    also: Sequence[str] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    attribute: str | None = None
    apart: Mapping[str, str | None] = field(default_factory=dict)
    query: str = ""
    names: Sequence[str] = ()
    sees: Mapping[str, str] = field(default_factory=dict)

    def ask(self, questions: Sequence[Question]) -> tuple[str, list[Answer]]:
        """The versions that ran, and the client's answer to each question.

        Raises:
            ClientError: the client could not be installed, or its driver failed.
        """
        folder = installed(self.id, self.registry, self.packages)
        versions = [f"{name} {version(folder, self.registry, name)}" for name in (*self.packages, *self.also)]
        program = self.program
        if program is None:
            return ", ".join(versions), self._drive(folder, questions)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return ", ".join(versions), list(pool.map(lambda one: self._run(program, folder, one), questions))

    def _drive(self, folder: Path, questions: Sequence[Question]) -> list[Answer]:
        """Ask all questions of the driver, in one process."""
        interpreter = python(folder) if self.registry == "pip" else node()
        asked = [{"way": one.way, "name": one.name, "value": one.value} for one in questions]
        with _home() as home:
            scripts = folder if self.registry == "npm" else home  # Node looks for packages beside the file
            for path in DRIVERS.glob("*.py" if self.registry == "pip" else "*.mjs"):
                shutil.copy(path, scripts)
            command = [str(interpreter), str(scripts / self.driver)]
            status, out, err = run(command, clean(home), home, ASKING, "".join(f"{json.dumps(one)}\n" for one in asked))
        answers = [Answer(**json.loads(line)) for line in out.splitlines()]
        if status != 0 or len(answers) != len(questions):
            raise ClientError(f"{self.id}: the driver ended with status {status}: {err[-2000:]}")
        return answers

    def _run(self, program: Program, folder: Path, question: Question) -> Answer:
        """Ask the program itself one question, in a process of its own that gets no further than a proxy of ours."""
        with _home() as home, serve() as proxy:

            def enough() -> bool:
                return not question.whole and (question.server.asked is not None or self.vendor in proxy.hosts)

            command, environment = program(folder, home, question.name, question.value)
            environment = {**clean(home), "HTTPS_PROXY": f"http://127.0.0.1:{proxy.port}", **environment}
            status, out, err = run(command, environment, home, RUNNING, enough=enough)
            outside = [host for host in (self.vendor,) if host in proxy.hosts]
        late = f"\n(ended after {RUNNING} s)" if status is None and not enough() else ""
        said = TEXT in out
        return Answer(TEXT if said else None, None if said else f"{err.strip()}\n{out.strip()}{late}".strip(), outside)


@contextmanager
def _home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        yield Path(name)


# --- the table ------------------------------------------------------------------------------------------------------

SDKS: Mapping[str, Real] = {
    real.id: real
    for real in (
        Real(
            id="openai-python",
            registry="pip",
            packages=["openai"],
            driver="ask_openai.py",
            ways={"chat": "chat", "responses": "responses"},
            setting="base_url",
            variables={"chat": "OPENAI_BASE_URL", "responses": "OPENAI_BASE_URL"},
            attribute="openai.base_url",
            apart={
                "origin/v1?k=1": "/v1/?k=1{rest}",
                "origin/v1#top": "/v1{endpoint}",
                # What is assigned to the module gets no slash: the registry has a note on it.
                "origin (openai.base_url)": "/{rest}",
                "origin/ (openai.base_url)": "/{rest}",
                "origin/v1 (openai.base_url)": "/v1{rest}",
                "origin/v1/ (openai.base_url)": "/v1/{rest}",
                "origin/v1/chat/completions (openai.base_url)": "/v1/chat/completions{rest}",
            },
            names=["base_url", "baseURL", "api_base", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_API_BASE_URL"],
            sees={
                "not-found": "openai.NotFoundError: Error code: 404",
                "html": "AttributeError: 'str' object has no attribute 'choices'",
                "stream": 'no error: ""',
                "malformed": "openai.APIConnectionError: Connection error.",
            },
        ),
        Real(
            id="openai-node",
            registry="npm",
            packages=["openai"],
            driver="ask_openai.mjs",
            ways={"chat": "chat", "responses": "responses"},
            setting="baseURL",
            variables={"chat": "OPENAI_BASE_URL", "responses": "OPENAI_BASE_URL"},
            apart={
                "_origin/v1": "/v1{endpoint}",
                "origin/v1_ (OPENAI_BASE_URL)": "/v1{endpoint}",
                "origin/v1?k=1": "/v1{endpoint}?k=1",
            },
            names=["baseURL", "base_url", "baseUrl", "basePath", "OPENAI_BASE_URL", "OPENAI_API_BASE"],
            sees={
                "not-found": "NotFoundError: 404",
                "html": "TypeError: Cannot read properties of undefined (reading '0')",
                "stream": 'no error: ""',
                "malformed": "TypeError: Invalid URL",
            },
        ),
        Real(
            id="anthropic-python",
            registry="pip",
            packages=["anthropic"],
            driver="ask_anthropic.py",
            ways={"messages": "messages"},
            setting="base_url",
            variables={"messages": "ANTHROPIC_BASE_URL"},
            apart={"origin/v1#top": "/v1{endpoint}"},
            names=["base_url", "baseURL", "api_base", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_BASE", "ANTHROPIC_API_URL"],
            sees={
                "not-found": "anthropic.NotFoundError: Error code: 404",
                "html": "AttributeError: 'str' object has no attribute 'content'",
                "malformed": "anthropic.APIConnectionError: Connection error.",
            },
        ),
        Real(
            id="anthropic-typescript",
            registry="npm",
            packages=["@anthropic-ai/sdk"],
            driver="ask_anthropic.mjs",
            ways={"messages": "messages"},
            setting="baseURL",
            variables={"messages": "ANTHROPIC_BASE_URL"},
            apart={
                "_origin/v1": "/v1{endpoint}",
                "origin/v1_ (ANTHROPIC_BASE_URL)": "/v1{endpoint}",
                "origin/v1?k=1": "/v1?k=1%2Fv1%2Fmessages",
            },
            names=["baseURL", "base_url", "baseUrl", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_BASE"],
            sees={
                "not-found": "NotFoundError: 404",
                "html": "TypeError: Cannot read properties of undefined (reading '0')",
                "malformed": "TypeError: Invalid URL",
            },
        ),
    )
}
"""The four SDKs that most pages speak of; they install in seconds."""

OTHERS: Mapping[str, Real] = {
    real.id: real
    for real in (
        Real(
            id="langchain-python",
            registry="pip",
            packages=["langchain-openai"],
            also=["openai"],
            driver="ask_langchain.py",
            apart={"origin/v1?k=1": "/v1/?k=1{rest}", "origin/v1#top": "/v1{endpoint}"},
            ways={"chat": "chat"},
            setting="base_url",
            variables={"chat": "OPENAI_BASE_URL"},
            names=["base_url", "openai_api_base", "api_base", "baseURL", "OPENAI_API_BASE", "OPENAI_BASE_URL"],
            sees={
                "not-found": "OpenAIModelNotFoundError: Error code: 404",
                "html": "ValueError: Unexpected response type from OpenAI-compatible endpoint.",
                "malformed": "OpenAIConnectionError: Connection error.",
            },
        ),
        Real(
            id="llamaindex",
            registry="pip",
            packages=["llama-index-llms-openai"],
            also=["openai"],
            driver="ask_llamaindex.py",
            apart={"origin/v1#top": "/v1{endpoint}"},
            ways={"chat": "chat"},
            setting="api_base",
            variables={"chat": "OPENAI_API_BASE"},
            names=["api_base", "base_url", "baseURL", "OPENAI_API_BASE", "OPENAI_BASE_URL"],
            sees={
                "not-found": "openai.NotFoundError: Error code: 404",
                "html": "AttributeError: 'str' object has no attribute 'choices'",
                "malformed": "openai.APIConnectionError: Connection error.",
            },
        ),
        Real(
            id="litellm",
            registry="pip",
            packages=["litellm"],
            also=["openai"],
            driver="ask_litellm.py",
            apart={"origin/v1?k=1 (chat)": "/v1/?k=1{rest}", "origin/v1#top (chat)": "/v1{endpoint}"},
            ways={"chat": "chat", "messages": "messages"},
            setting="api_base",
            variables={"chat": "OPENAI_API_BASE", "messages": "ANTHROPIC_API_BASE"},
            names=[
                *("api_base", "base_url", "baseURL", "litellm.api_base", "OPENAI_API_BASE", "OPENAI_BASE_URL"),
                *("ANTHROPIC_API_BASE", "ANTHROPIC_BASE_URL"),
            ],
            sees={
                "not-found": "OpenAIException - Invalid URL (POST /chat/completions)",
                "html": "Empty or invalid response from LLM endpoint.",
                "malformed": "OpenAIException - Connection error.",
            },
        ),
        Real(
            id="vercel-ai-sdk",
            registry="npm",
            packages=["ai", "@ai-sdk/openai", "@ai-sdk/openai-compatible", "@ai-sdk/anthropic"],
            driver="ask_vercel.mjs",
            ways={"chat": "chat", "compatible": "chat", "responses": "responses", "messages": "messages"},
            setting="baseURL",
            variables={"chat": "OPENAI_BASE_URL", "responses": "OPENAI_BASE_URL", "messages": "ANTHROPIC_BASE_URL"},
            names=["baseURL", "base_url", "baseUrl", "OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_BASE_URL"],
            apart={"_origin/v1": "/v1{endpoint}"},
            sees={
                "not-found": "APICallError: Invalid URL (POST",
                "html": "APICallError: Invalid JSON response",
                "malformed": "TypeError: Failed to parse URL",
            },
        ),
        Real(
            id="codex-cli",
            registry="npm",
            packages=["@openai/codex"],
            ways={"responses": "responses"},
            setting="base_url",
            program=codex,
            vendor="api.openai.com",
            apart={"_origin/v1": "/v1{endpoint}"},
            names=["base_url", "openai_base_url", "OPENAI_BASE_URL", "OPENAI_API_BASE", "baseURL", "api_base"],
            sees={
                "not-found": "unexpected status 404 Not Found: Invalid URL (POST /responses), url: ",
                "html": "stream disconnected before completion: stream closed before response.completed",
                "malformed": "stream disconnected before completion: builder error",
            },
        ),
        Real(
            id="claude-code",
            registry="npm",
            packages=["@anthropic-ai/claude-code"],
            ways={"messages": "messages"},
            setting="ANTHROPIC_BASE_URL",
            program=claude,
            vendor="api.anthropic.com",
            query="?beta=true",
            apart={
                "origin//": "{endpoint}?beta=true",
                "origin/v1_": "/v1{endpoint}?beta=true",
                "_origin/v1": "/v1{endpoint}?beta=true",
                "origin/v1?k=1": "/v1?k=1%2Fv1%2Fmessages%3Fbeta%3Dtrue",
                "origin/v1#top": "/v1",
            },
            names=["ANTHROPIC_BASE_URL", "ANTHROPIC_API_BASE", "ANTHROPIC_API_URL"],
            sees={
                "not-found": "There's an issue with the selected model (",
                "html": "API Error: API returned an empty or malformed response (HTTP 200)",
                "malformed": "API Error: Invalid URL",
            },
        ),
        Real(
            id="gemini-cli",
            registry="npm",
            packages=["@google/gemini-cli"],
            ways={"gemini": "gemini"},
            setting="GOOGLE_GEMINI_BASE_URL",
            program=gemini,
            apart={
                "_origin/v1": "/v1{endpoint}",
                "origin/v1?k=1": (f"/v1?k=1%2Fv1beta%2Fmodels%2F{GEMINI}%3AstreamGenerateContent%3Falt%3Dsse&alt=sse"),
                "origin/v1#top": "/v1?alt=sse",
            },
            sees={
                "not-found": "An unexpected critical error occurred:[object Object]",
                "html": "Incomplete JSON segment at the end",
                "malformed": "An unexpected critical error occurred:Error: Invalid custom base URL: ",
            },
        ),
        Real(
            id="aider",
            registry="pip",
            packages=["aider-chat"],
            also=["litellm", "openai"],
            ways={"chat": "chat"},
            setting="--openai-api-base",
            program=aider,
            vendor="api.openai.com",
            apart={"origin/v1#top": "/v1{endpoint}"},
            names=["OPENAI_API_BASE", "OPENAI_BASE_URL", "--openai-api-base", "openai-api-base"],
            sees={
                "not-found": "litellm.BadRequestError: OpenAIException - Invalid URL (POST /chat/completions)",
                "html": "Empty response received from LLM. Check your provider account?",
            },
        ),
    )
}
"""Clients that take longer."""

REALS: Mapping[str, Real] = {**SDKS, **OTHERS}
