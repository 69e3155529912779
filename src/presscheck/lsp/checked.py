"""An open file with its page and what was found in it: what every answer to the editor is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from presscheck.lint import lint, select_rules
from presscheck.lsp.positions import Positions
from presscheck.markdown.source import BOM
from presscheck.model import ContentFile, Finding, Language, Page, Source
from presscheck.rules import Rule
from presscheck.site import Site, is_excluded, read_pages, report_path

SEVERITIES = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}


@dataclass(frozen=True, slots=True)
class Checked:
    """The text of an open file at one version, judged by a site.

    ``page`` is ``None`` where the text is no page: the findings say why. ``diagnostics`` are the findings as the editor
    shows them, in the same order.
    """

    uri: str
    version: int | None
    versioned: bool
    site: Site
    language: Language
    rules: Sequence[Rule]
    data: bytes
    page: Page | None
    findings: tuple[Finding, ...]
    diagnostics: tuple[types.Diagnostic, ...]
    positions: Positions

    def written(self, text: str) -> str:
        """A text with the line ends of the file."""
        return text.replace("\n", self.positions.source.newline)


def check(
    site: Site,
    file: Path,
    text: str,
    *,
    uri: str,
    version: int | None,
    versioned: bool,
    language: Language,
    encoding: str,
) -> Checked:
    """Judge the text of an editor as ``lint --stdin --stdin-filename`` judges standard input.

    A file that the site excludes has no findings.
    """
    rules = select_rules(site, (), ())
    path = report_path(file, site.config)
    # A text from JSON may hold half of a character: then it is no UTF-8, and that is the finding.
    data = text.encode(errors="surrogatepass")
    (page,) = read_pages([ContentFile(file, path)], site.schemas, {file: data})
    if isinstance(page, Page):
        source = page.source
    else:
        source = Source(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"), bom=data.startswith(BOM))
    positions = Positions(source, encoding)
    found = [] if is_excluded(path, site.config) else lint(site, [page], rules)
    findings = tuple(item for item in found if item.suppression is None)
    site.forget()
    return Checked(
        uri=uri,
        version=version,
        versioned=versioned,
        site=site,
        language=language,
        rules=rules,
        data=data,
        page=page if isinstance(page, Page) else None,
        findings=findings,
        diagnostics=tuple(_diagnostic(item, positions, language) for item in findings),
        positions=positions,
    )


def _diagnostic(finding: Finding, positions: Positions, language: Language) -> types.Diagnostic:
    message, help_ = finding.message.in_language(language), finding.help.in_language(language)
    return types.Diagnostic(
        range=positions.range(finding.span),
        severity=SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(finding.url) if finding.url else None,
        source="presscheck",
        message=f"{message}\n{help_}" if help_ else message,
    )
