"""Fixes as code actions: one for each finding at a place, and one for all that are safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lsprotocol import types

from presscheck.fixes import mend
from presscheck.lsp.checked import Checked
from presscheck.model import Fix, Language

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.presscheck"
_ALL = {"en": "Mend all that presscheck can mend safely", "zh": "修复 presscheck 可安全修复的全部问题"}
_UNSURE = {"en": "{} (look at it afterwards)", "zh": "{}（修复后请核对）"}


def actions(
    checked: Checked, wanted: types.Range, only: Sequence[str] | None, diagnostics: Sequence[types.Diagnostic]
) -> Iterator[types.CodeAction]:
    """The actions that a range has, the safe ones first.

    Args:
        checked: the page with its findings.
        wanted: the range that the editor asks for.
        only: the kinds of action that it wants; all where it names none.
        diagnostics: those of the range, as the editor has them.
    """
    if _asked(types.CodeActionKind.QuickFix.value, only):
        fixes: list[tuple[types.Diagnostic, Fix]] = []
        for finding, shown in zip(checked.findings, checked.diagnostics, strict=True):
            if finding.fix and _touch(shown.range, wanted):
                fixes.append((shown, finding.fix))
        for shown, fix in sorted(fixes, key=lambda item: not item[1].safe):
            known = [item for item in diagnostics if item.code == shown.code and item.range == shown.range]
            yield types.CodeAction(
                title=_title(fix, checked.language),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=known or [shown],
                is_preferred=fix.safe or None,
                edit=_edit(
                    checked,
                    [types.TextEdit(checked.positions.range(e.span), checked.written(e.text)) for e in fix.edits],
                ),
            )
    if _asked(FIX_ALL, only) and any(finding.fix and finding.fix.safe for finding in checked.findings):
        edits = list(_all(checked))
        if edits:
            yield types.CodeAction(title=_ALL[checked.language], kind=FIX_ALL, edit=_edit(checked, edits))


def _asked(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a kind, or one above it, is wanted."""
    return only is None or any(kind == item or kind.startswith(f"{item}.") or not item for item in only)


def _touch(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _title(fix: Fix, language: Language) -> str:
    title = fix.title.in_language(language)
    title = title[:1].upper() + title[1:]
    return title if fix.safe else _UNSURE[language].format(title)


def _all(checked: Checked) -> Iterator[types.TextEdit]:
    """What all safe fixes change, by lines, so that the rest of the page and the cursor stay where they are."""
    page = checked.page
    if page is None:
        return
    mended = mend(checked.site, page.path, checked.data, checked.rules, unsafe=False)
    before, after = (text.splitlines(keepends=True) for text in (page.source.text, mended.page.source.text))
    # Only \n ends a line here: other signs that splitlines breaks at do not matter, the offsets are counted in signs.
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    for tag, first, last, new_first, new_last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            span = page.source.span(starts[first], starts[last])
            text = checked.written("".join(after[new_first:new_last]))
            yield types.TextEdit(checked.positions.range(span), text)


def _edit(checked: Checked, edits: Sequence[types.TextEdit]) -> types.WorkspaceEdit:
    if not checked.versioned:
        return types.WorkspaceEdit(changes={checked.uri: list(edits)})
    document = types.OptionalVersionedTextDocumentIdentifier(checked.uri, checked.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])
