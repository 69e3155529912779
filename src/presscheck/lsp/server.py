"""What the editor asks and is told. All judging happens in one thread of its own, so that typing never waits for it."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from presscheck import __version__
from presscheck.errors import PresscheckError
from presscheck.lsp import completing, fixing, hints
from presscheck.lsp.checked import Checked, check
from presscheck.lsp.sites import Sites
from presscheck.model import Language
from presscheck.site import SUFFIXES, Site

T = TypeVar("T")

DELAY = 0.15
"""Seconds without a key press after which the page is judged."""
_WATCHED = ("presscheck.toml", "linters/**", "schemas/**", "approvals/**", "**/*.md", "**/*.markdown")


class Opened(NamedTuple):
    """The text of an open file at one version."""

    uri: str
    version: int | None
    text: str


class Server(LanguageServer):
    """A server for one editor.

    Args:
        asked: the language that the call asks for; otherwise the site's counts, then the editor's, then the system's.
        system: the language of the system.
    """

    def __init__(self, asked: Language | None, system: Language) -> None:
        # Whole texts: they are judged as a whole, and pygls takes more signs for line ends than editors do.
        super().__init__("presscheck", __version__, types.TextDocumentSyncKind.Full)
        self.asked: Language | None = asked
        self.system: Language = system
        self.editor: Language | None = None
        self.sites = Sites()
        self.checked: dict[str, tuple[Site, Checked]] = {}
        self.waiting: dict[str, asyncio.TimerHandle] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.judge = ThreadPoolExecutor(max_workers=1, thread_name_prefix="presscheck")

    def language_for(self, site: Site | None) -> Language:
        return self.asked or (site.config.language if site else None) or self.editor or self.system

    def opened(self, uri: str) -> Opened | None:
        """An open file as it is now. Asked in the thread that the editor's messages change it in."""
        # pygls keeps documents by their address with its escapes taken out.
        document = self.workspace.text_documents.get(unquote(uri))
        return Opened(uri, document.version, document.source) if document else None

    def current(self, opened: Opened) -> Checked | None:
        """An open file, judged; ``None`` where it is no Markdown file or in no site.

        Raises:
            PresscheckError: its site cannot be used.
        """
        uri, version, text = opened
        file = file_of(uri)
        if file is None:
            return None
        site = self.sites.of(file)
        if site is None:
            self.checked.pop(uri, None)
            return None
        known = self.checked.get(uri)
        if known and known[0] is site and known[1].version == version:
            return known[1]
        found = check(
            site,
            file,
            text,
            uri=uri,
            version=version,
            versioned=self._takes_versions(),
            language=self.language_for(site),
            encoding=str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding)),
        )
        self.checked[uri] = (site, found)
        return found

    async def answer(self, uri: str, find: Callable[[Checked], T], otherwise: T) -> T:
        """What a function finds in the open file, worked out in the judging thread."""

        opened = self.opened(uri)
        if opened is None:
            return otherwise

        def work() -> T:
            try:
                checked = self.current(opened)
            except PresscheckError:
                return otherwise  # said in the diagnostics
            return otherwise if checked is None else find(checked)

        return await asyncio.get_running_loop().run_in_executor(self.judge, work)

    def soon(self, uris: Iterable[str], delay: float = DELAY) -> None:
        """Judge files and publish what was found, once nobody has typed for a moment."""
        loop = asyncio.get_running_loop()
        for uri in uris:
            if handle := self.waiting.pop(uri, None):
                handle.cancel()
            self.waiting[uri] = loop.call_later(delay, self._start, uri)

    def drop(self, uri: str) -> None:
        """Forget a closed file, and take back what was said of it."""
        if handle := self.waiting.pop(uri, None):
            handle.cancel()
        self.checked.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _start(self, uri: str) -> None:
        self.waiting.pop(uri, None)
        task = asyncio.get_running_loop().create_task(self._publish(uri))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _publish(self, uri: str) -> None:
        opened = self.opened(uri)
        if opened is None:
            return
        try:
            found = await asyncio.get_running_loop().run_in_executor(self.judge, self._diagnostics, opened)
        except Exception as error:  # noqa: BLE001  # the one door: a fault of ours must not end the editor's session
            text = "".join(traceback.format_exception(error))
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, f"presscheck: {text}"))
            return
        # What was found in an older text would be shown at the wrong places.
        if self.opened(uri) == opened:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, opened.version))

    def _diagnostics(self, opened: Opened) -> list[types.Diagnostic]:
        try:
            checked = self.current(opened)
        except PresscheckError as error:
            self.checked.pop(opened.uri, None)
            start = types.Position(0, 0)
            return [
                types.Diagnostic(
                    range=types.Range(start, start),
                    severity=types.DiagnosticSeverity.Error,
                    code="configuration",
                    source="presscheck",
                    message=error.text.in_language(self.language_for(None)),
                )
            ]
        return list(checked.diagnostics) if checked else []

    def _takes_versions(self) -> bool:
        workspace = self.client_capabilities.workspace
        return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)


def file_of(uri: str) -> Path | None:
    """The Markdown file of an address; ``None`` for an unsaved one, another scheme and other files."""
    try:
        parts = urlsplit(uri)
        host = f"//{parts.netloc}" if parts.netloc not in {"", "localhost"} else ""
        path = Path(url2pathname(host + parts.path))
    except (ValueError, OSError):
        return None
    if parts.scheme != "file" or not path.is_absolute() or "\0" in str(path):
        return None
    return path if path.suffix.lower() in SUFFIXES else None


def make_server(asked: Language | None, system: Language) -> Server:
    """A server that answers; ``start_io`` runs it on standard input and output until the editor ends it."""
    server = Server(asked, system)

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        if params.locale:
            server.editor = "zh" if params.locale.lower().startswith("zh") else "en"

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        del params
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched and watched.dynamic_registration:
            patterns = [pattern if pattern.startswith("**") else f"**/{pattern}" for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(p) for p in patterns])
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            wanted = types.Registration("presscheck-files", method, options)
            await server.client_register_capability_async(types.RegistrationParams([wanted]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.soon([params.text_document.uri], 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.soon([params.text_document.uri])

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        # Other open pages may be judged by what this one says now.
        del params
        server.soon([document.uri for document in server.workspace.text_documents.values()])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        del params
        server.soon([document.uri for document in server.workspace.text_documents.values()])

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.drop(params.text_document.uri)

    _answers(server)
    return server


def _answers(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, fixing.FIX_ALL]),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        context = params.context
        only = [str(getattr(kind, "value", kind)) for kind in context.only] if context.only is not None else None
        return await server.answer(
            params.text_document.uri,
            lambda checked: list(fixing.actions(checked, params.range, only, context.diagnostics)),
            [],
        )

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return await server.answer(
            params.text_document.uri, lambda checked: hints.hover(checked, params.position), None
        )

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[":", " ", "-", "#", "/", "["])
    )
    async def completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        return await server.answer(
            params.text_document.uri, lambda checked: completing.completions(checked, params.position), []
        )

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> types.Location | None:
        return await server.answer(
            params.text_document.uri, lambda checked: hints.definition(checked, params.position), None
        )

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def document_symbol(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return await server.answer(params.text_document.uri, hints.symbols, [])
