"""``presscheck lsp``, asked by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from conftest import CONFIG, FAQ
from keys import key

WAIT = 60
"""Seconds after which an answer counts as missing."""


CLICK_HERE = """\
kind: pattern
severity: warning
summary: {en: "Links say where.", zh: "链接说明去向。"}
message: {en: "It does not say where.", zh: "没有说明去向。"}
help: {en: "Name the page.", zh: "写出页面名称。"}
options: {patterns: ["here"], places: ["prose"]}
"""


class Editor:
    """A client that keeps what the server publishes."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.result: types.InitializeResult | None = None
        self.versions: dict[str, int] = {}
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.news = asyncio.Condition()

    def open(self, path: Path, text: str, version: int = 1) -> None:
        self.versions[path.as_uri()] = version
        item = types.TextDocumentItem(path.as_uri(), "markdown", version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def type(self, path: Path, text: str) -> None:
        self.versions[path.as_uri()] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[path.as_uri()], path.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def diagnostics(
        self, path: Path, until: Callable[[list[types.Diagnostic]], bool] = lambda _: True
    ) -> list[types.Diagnostic]:
        """What was published for the text as it is now, once that is as expected."""
        uri = path.as_uri()

        def ready() -> bool:
            found = self.published.get(uri)
            return bool(found and found.version == self.versions[uri] and until(list(found.diagnostics)))

        async with self.news:
            await asyncio.wait_for(self.news.wait_for(ready), WAIT)
        return list(self.published[uri].diagnostics)

    async def actions(self, path: Path, at: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=only)
        document = types.TextDocumentIdentifier(path.as_uri())
        found = await self.client.text_document_code_action_async(types.CodeActionParams(document, at, context))
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    async def hover(self, path: Path, line: int, character: int) -> str:
        where = types.HoverParams(types.TextDocumentIdentifier(path.as_uri()), types.Position(line, character))
        found = await self.client.text_document_hover_async(where)
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""

    async def complete(self, path: Path, line: int, character: int) -> list[types.CompletionItem]:
        where = types.CompletionParams(types.TextDocumentIdentifier(path.as_uri()), types.Position(line, character))
        found = await self.client.text_document_completion_async(where)
        return list(found) if isinstance(found, list) else []

    async def define(self, path: Path, line: int, character: int) -> types.Location | None:
        where = types.DefinitionParams(types.TextDocumentIdentifier(path.as_uri()), types.Position(line, character))
        found = await self.client.text_document_definition_async(where)
        return found if isinstance(found, types.Location) else None


def session(
    work: Callable[[Editor], Awaitable[None]],
    *args: str,
    encodings: list[types.PositionEncodingKind] | None = None,
    locale: str | None = "en",
) -> None:
    """Start a server, do something with it, and end it in order."""

    async def run() -> None:
        client = LanguageClient("editor", "1")
        editor = Editor(client)

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def publish(params: types.PublishDiagnosticsParams) -> None:
            async with editor.news:
                editor.published[params.uri] = params
                editor.news.notify_all()

        await client.start_io(sys.executable, "-m", "presscheck", "lsp", *args)
        capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=encodings),
            workspace=types.WorkspaceClientCapabilities(
                workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
            ),
        )
        editor.result = await client.initialize_async(types.InitializeParams(capabilities, locale=locale))
        client.initialized(types.InitializedParams())
        try:
            await asyncio.wait_for(work(editor), 3 * WAIT)
            await client.shutdown_async(None)
        finally:
            client.exit(None)
            await client.stop()

    asyncio.run(run())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages on a path with a blank and Chinese signs."""
    root = tmp_path / "我的 站点"
    for slug in ("one", "other"):
        page = root / f"content/en/faqs/{slug}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(FAQ.format(slug=slug, locale="en"), encoding="utf-8")
    (root / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    return root


def rules(found: list[types.Diagnostic]) -> set[object]:
    return {item.code for item in found}


def at(text: str, what: str) -> tuple[int, int]:
    """Line and character of a text that stands once, counted from 0, in UTF-16."""
    before = text[: text.index(what)]
    line = before.rpartition("\n")[2]
    return before.count("\n"), len(line.encode("utf-16-le")) // 2


def put_in(text: str, edits: list[types.TextEdit]) -> str:
    """A text with edits in it, as an editor puts them in (UTF-16)."""
    lines = text.split("\n")

    def offset(position: types.Position) -> int:
        head = lines[position.line].encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
        return sum(len(line) + 1 for line in lines[: position.line]) + len(head)

    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


def edits_of(action: types.CodeAction) -> list[types.TextEdit]:
    assert action.edit
    assert action.edit.document_changes
    (change,) = action.edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    return [edit for edit in change.edits if isinstance(edit, types.TextEdit)]


WRONG = "Set `base_url` to `https://www.example.com` for the API.\n"


def test_findings_follow_the_text_that_is_not_saved(site: Path) -> None:
    page = site / "content/en/faqs/one.md"
    clean = page.read_text(encoding="utf-8")

    async def work(editor: Editor) -> None:
        editor.open(page, clean)
        before = rules(await editor.diagnostics(page))
        assert "schema/unknown-key" not in before
        editor.type(page, clean.replace("slug: one\n", "slug: one\ncolour: red\n"))
        found = await editor.diagnostics(page, lambda all_: "schema/unknown-key" in rules(all_))
        (shown,) = [item for item in found if item.code == "schema/unknown-key"]
        assert shown.range.start == types.Position(3, 0)
        assert shown.source == "presscheck"
        assert shown.code_description
        editor.type(page, clean)
        assert rules(await editor.diagnostics(page)) == before
        uri = page.as_uri()
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        editor.versions[uri] = None  # type: ignore[assignment]  # what a closed file has
        assert await editor.diagnostics(page) == []

    session(work)


KEY = key()


@pytest.mark.parametrize(
    ("encoding", "width"),
    [
        (None, 9),  # 密钥 1 each, 🔑 2, the rest 5
        (types.PositionEncodingKind.Utf16, 9),
        (types.PositionEncodingKind.Utf8, 15),
        (types.PositionEncodingKind.Utf32, 8),
    ],
)
def test_places_are_counted_as_the_editor_does(
    site: Path, encoding: types.PositionEncodingKind | None, width: int
) -> None:
    page = site / "notes.md"

    async def work(editor: Editor) -> None:
        assert editor.result
        assert editor.result.capabilities.position_encoding == (encoding or types.PositionEncodingKind.Utf16)
        editor.open(page, f"# 笔记\r\n\r\n密钥🔑 key {KEY}\r\n")
        found = await editor.diagnostics(page)
        (shown,) = [item for item in found if item.code == "secrets/real-key"]
        assert shown.range == types.Range(types.Position(2, width), types.Position(2, width + len(KEY)))
        assert KEY not in shown.message

    session(work, encodings=[encoding] if encoding else None)


def test_a_fix_mends_what_it_is_offered_for(site: Path) -> None:
    page = site / "notes.md"
    text = f"# 🔑 Notes\n\n🔑🔑 {KEY} and 🔑 {key(seed=2)}\n"

    async def work(editor: Editor) -> None:
        editor.open(page, text)
        found = await editor.diagnostics(page)
        first = next(item for item in found if item.code == "secrets/real-key")
        offered = await editor.actions(page, first.range)
        quick = [action for action in offered if action.kind == types.CodeActionKind.QuickFix]
        assert quick[0].is_preferred
        assert list(quick[0].diagnostics or ()) == [first]
        mended = put_in(text, edits_of(quick[0]))
        assert KEY not in mended
        assert key(seed=2) in mended
        assert mended.startswith("# 🔑 Notes\n\n🔑🔑 ")
        (whole,) = await editor.actions(page, first.range, ["source.fixAll.presscheck"])
        assert not {KEY, key(seed=2)} & set(put_in(text, edits_of(whole)).split())
        assert [a.kind for a in await editor.actions(page, first.range, ["source.fixAll"])] == [whole.kind]
        assert await editor.actions(page, first.range, ["refactor"]) == []
        editor.type(page, put_in(text, edits_of(whole)))
        assert "secrets/real-key" not in rules(await editor.diagnostics(page))

    session(work)


@pytest.mark.parametrize(("args", "locale", "word"), [((), "zh-CN", "状态"), (("--lang", "en"), "zh-CN", "status")])
def test_hover_explains_fields_and_findings(site: Path, args: tuple[str, ...], locale: str, word: str) -> None:
    page = site / "content/en/faqs/one.md"
    text = page.read_text(encoding="utf-8").replace("status: approved", "status: approvd")

    async def work(editor: Editor) -> None:
        editor.open(page, text)
        line, _ = at(text, "status: approvd")
        field = await editor.hover(page, line, 2)
        assert field.startswith("**status**\n" if word == "status" else f"**status** ({word})\n")
        assert "`withdrawn`" in field
        finding = await editor.hover(page, line, 10)
        assert "schema/" in finding
        why, bad = ("## Why", "## Bad") if word == "status" else ("## 原因", "## 错误示例\n\n")
        assert finding.index(why) < finding.index(bad) < finding.index("~~~~markdown content/")
        assert ("## Bad" in finding) == (word == "status")
        assert await editor.hover(page, text.count("\n"), 0) == ""

    session(work, *args, locale=locale)


def test_hover_shows_the_page_of_a_rule_once_and_each_of_its_findings(site: Path) -> None:
    page = site / "content/en/templates/new.md"

    async def work(editor: Editor) -> None:
        editor.open(page, "---\nkind: client\nclient: cursor\n---\n\n# X\n")
        shown = await editor.hover(page, 1, 2)
        assert {"`slug`", "`locale`", "`title`"} <= set(shown.split("\n## ", maxsplit=1)[0].split())
        assert shown.count("## Why") == 1
        assert "One of" not in shown

    session(work)


def test_hover_in_chinese_shows_a_rules_own_page_in_chinese_or_what_the_rule_says_in_chinese(site: Path) -> None:
    page = site / "content/en/faqs/one.md"
    own = site / "linters/site/click-here.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(CLICK_HERE, encoding="utf-8")
    own.with_suffix(".md").write_text("# site/click-here\n\nLinks say where.\n\n## Why\n\nEnglish.\n", encoding="utf-8")
    text = page.read_text(encoding="utf-8").replace("status: approved", "status: approvd")
    text = text.replace("Ask [support]", "Ask [here]")
    line, character = at(text, "here]")

    async def work(editor: Editor) -> None:
        editor.open(page, text)
        without = await editor.hover(page, line, character)
        assert without.endswith("链接说明去向。")
        assert "English" not in without
        chinese = own.with_suffix(".zh.md")
        chinese.write_text("# site/click-here\n\n链接说明去向。\n\n## 原因\n\n读者要知道去哪里。\n", encoding="utf-8")
        shown = await editor.hover(page, line, character)
        assert shown.count("链接说明去向。") == 1
        assert shown.endswith("## 原因\n\n读者要知道去哪里。")

    session(work, locale="zh-CN")


def test_fields_values_and_headings_are_completed(site: Path) -> None:
    page = site / "content/en/templates/cursor.md"
    fields = "title: Configure\nkind: client\nclient: cu\nstatus: \nre\nrelated:\n  - fa\nclaims:\n  - so\n"
    text = f"---\n{fields}---\n\n# X\n\n## \n"

    async def work(editor: Editor) -> None:
        editor.open(page, text)
        keys = {item.label for item in await editor.complete(page, 5, 2)}
        assert {"review_by", "summary", "client_versions"} <= keys
        assert not {"title", "client", "related"} & keys
        clients = await editor.complete(page, 3, len("client: cu"))
        (cursor,) = [item for item in clients if item.label == "cursor"]
        assert isinstance(cursor.text_edit, types.TextEdit)
        assert put_in(text, [cursor.text_edit]).splitlines()[3] == "client: cursor"
        values = [item.label for item in await editor.complete(page, 4, len("status: "))]
        assert values == ["draft", "review", "approved", "withdrawn"]
        assert {"faqs/one", "faqs/other"} == {item.label for item in await editor.complete(page, 7, 6)}
        assert "source" in {item.label for item in await editor.complete(page, 9, 6)}
        headings = [item.label for item in await editor.complete(page, 14, 3)]
        assert headings
        assert all(heading.startswith("## ") for heading in headings)
        editor.type(page, text.replace("## \n", f"{headings[0]}\n\n## \n"))
        left = [item.label for item in await editor.complete(page, 16, 3)]
        assert left == headings[1:]

    session(work)


def test_fields_are_completed_before_the_front_matter_is_closed(site: Path) -> None:
    page = site / "content/zh/templates/new.md"

    async def work(editor: Editor) -> None:
        editor.open(page, "---\nkind: \n")
        assert {item.label for item in await editor.complete(page, 1, 6)} >= {"client", "email", "checklist"}
        editor.type(page, "---\ntitle: [\n\n")
        assert "slug" in {item.label for item in await editor.complete(page, 2, 0)}

    session(work)


def test_references_lead_to_their_pages(site: Path) -> None:
    page, other = site / "content/en/faqs/one.md", site / "content/en/faqs/other.md"
    text = page.read_text(encoding="utf-8").replace("Use the API", "🔑 [Use](other.md#details) the API")

    async def work(editor: Editor) -> None:
        editor.open(page, text)
        related = await editor.define(page, *at(text, "faqs/other"))
        assert related
        assert related.uri == other.as_uri()
        link = await editor.define(page, *at(text, "other.md#"))
        assert link
        assert link.uri == other.as_uri()
        assert link.range.start == types.Position(at(other.read_text(encoding="utf-8"), "## Details")[0], 0)
        assert await editor.define(page, 0, 0) is None
        document = types.TextDocumentIdentifier(page.as_uri())
        outline = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        assert outline
        assert isinstance(outline[0], types.DocumentSymbol)
        assert [item.name for item in outline[0].children or ()] == ["Short answer", "Details", "Next step"]

    session(work)


def test_a_changed_or_broken_configuration_is_noticed(site: Path) -> None:
    page = site / "notes.md"
    config = site / "presscheck.toml"

    async def work(editor: Editor) -> None:
        def changed() -> None:
            event = types.FileEvent(config.as_uri(), types.FileChangeType.Changed)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

        editor.open(page, f"# Notes\n\n{KEY}\n")
        await editor.diagnostics(page, lambda found: "secrets/real-key" in rules(found))
        config.write_text("[site\n", encoding="utf-8")
        changed()
        found = await editor.diagnostics(page, lambda found: rules(found) == {"configuration"})
        assert "presscheck.toml" in found[0].message
        assert await editor.hover(page, 2, 2) == ""
        config.write_text(CONFIG + '\n[rules]\n"secrets" = "off"\n', encoding="utf-8")
        changed()
        await editor.diagnostics(page, lambda found: found == [])
        config.unlink()
        changed()
        assert await editor.diagnostics(page) == []

    session(work)


def test_several_sites_and_files_that_belong_to_none(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "presscheck.toml").write_text(CONFIG + '\n[rules]\n"secrets" = "warning"\n', encoding="utf-8")
    outside = tmp_path / "outside.md"

    async def work(editor: Editor) -> None:
        for path in (site / "a.md", other / "a.md", outside):
            editor.open(path, f"{KEY}\n")
        levels = [
            {item.severity for item in await editor.diagnostics(path)}
            for path in (site / "a.md", other / "a.md", outside)
        ]
        assert levels == [{types.DiagnosticSeverity.Error}, {types.DiagnosticSeverity.Warning}, set()]
        uri = "untitled:Untitled-1"
        item = types.TextDocumentItem(uri, "markdown", 1, KEY)
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        where = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 0))
        assert await editor.client.text_document_hover_async(where) is None

    session(work)


ODD = [
    "",
    "---",
    "---\n",
    "---\n: : :\n---\n",
    "---\n- [\n---\n## ",
    "---\na: &a [*a]\nkind: [\n---\n",
    "\ufeff---\ntitle: x\n---\n# \n",
    "a\u2028b\x0bc\x85d\r\re\n\n```",
    "\0",
    "\ud83d half a sign",
    "[" * 3000,
    "> " * 2000,
    "---\nrelated: [faqs/\n- \n---\n[a](%zz) [b](//[) [c](#%) ![](",
]


@pytest.mark.parametrize("text", ODD)
def test_whatever_is_typed_gets_an_answer(site: Path, text: str) -> None:
    page = site / "content/en/faqs/one.md"

    async def work(editor: Editor) -> None:
        editor.open(page, text)
        await editor.diagnostics(page)
        for line, character in ((0, 0), (1, 3), (2, 2), (99, 99)):
            await editor.hover(page, line, character)
            await editor.complete(page, line, character)
            await editor.define(page, line, character)
        await editor.actions(page, types.Range(types.Position(0, 0), types.Position(99, 0)))
        document = types.TextDocumentIdentifier(page.as_uri())
        await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        page.unlink(missing_ok=True)
        editor.type(page, f"{KEY}\n")
        assert "secrets/real-key" in rules(await editor.diagnostics(page))

    session(work)


@pytest.mark.parametrize(("lang", "word"), [("en", "not installed"), ("zh", "未安装")])
def test_without_the_extra_one_sentence_says_what_to_install(lang: str, word: str) -> None:
    code = "import sys; sys.modules['pygls'] = None; from presscheck.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, "lsp", "--lang", lang],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=WAIT,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert word in line
    assert 'pip install "presscheck[lsp]"' in line
