"""What search and answer engines read of a page beside its text: schema.org as JSON-LD.

One graph a page: the web page with who reviewed it and when, where it stands, and what it is: an article, or the
questions that it answers. Every text in it is one that the page itself shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from presscheck.config import SiteInfo
from presscheck.export.record import Record
from presscheck.markdown.document import read_document
from presscheck.model import Block, Document, Json, ListBlock, Paragraph, Question, Section, Source, Table

_SECTIONS = {
    "en": {"solution": "Solutions", "template": "Templates", "faq": "Questions"},
    "zh": {"solution": "解决方案", "template": "配置模板", "faq": "常见问题"},
}


def json_ld(record: Record, alternates: Sequence[Record], site: SiteInfo) -> dict[str, Json]:
    """The graph of a page.

    Args:
        record: the page.
        alternates: the page in other languages.
        site: name and address of the site.
    """
    language = "zh" if record.locale.startswith("zh") else "en"
    organisation: dict[str, Json] = {
        "@type": "Organization",
        "@id": f"{site.url}/#organization",
        "name": site.name,
        "url": site.url,
    }
    page: dict[str, Json] = {
        "@type": "WebPage",
        "@id": record.url,
        "url": record.url,
        "name": record.title,
        "description": record.summary,
        "inLanguage": record.locale,
        "dateModified": str(record.meta["updated"]),
        "lastReviewed": record.reviewed_on,
        "reviewedBy": {"@type": "Organization", "name": record.reviewer},
        "author": {"@type": "Organization", "name": " ".join(str(record.meta["author"]).split())},
        "publisher": {"@id": f"{site.url}/#organization"},
        "breadcrumb": {"@id": f"{record.url}#breadcrumb"},
    }
    if alternates:
        page["workTranslation"] = [{"@id": other.url, "inLanguage": other.locale} for other in alternates]
    crumbs = [
        (site.name, site.url),
        (_SECTIONS[language].get(record.type, record.type), ""),
        (record.title, record.url),
    ]
    breadcrumb: dict[str, Json] = {
        "@type": "BreadcrumbList",
        "@id": f"{record.url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, **({"item": url} if url else {})}
            for position, (name, url) in enumerate(crumbs, 1)
        ],
    }
    graph: list[Json] = [organisation, page, breadcrumb]
    questions = list(_questions(record))
    if record.type != "faq":
        graph.append(
            {
                "@type": "TechArticle",
                "@id": f"{record.url}#article",
                "headline": record.title,
                "abstract": record.summary,
                "inLanguage": record.locale,
                "dateModified": str(record.meta["updated"]),
                "author": page["author"],
                "publisher": page["publisher"],
                "mainEntityOfPage": {"@id": record.url},
            }
        )
    if questions:
        graph.append(
            {
                "@type": "FAQPage",
                "@id": f"{record.url}#faq",
                "inLanguage": record.locale,
                "mainEntity": [
                    {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": text}}
                    for name, text in questions
                ],
            }
        )
    return {"@context": "https://schema.org", "@graph": graph}


def _questions(record: Record) -> Iterator[tuple[str, str]]:
    """The questions of a page with their answers as plain text; an FAQ page is one question itself."""
    document = read_document(Source(record.markdown))
    if record.type == "faq":
        first = next(iter(document.sections), None)
        answer = _text(first.blocks) if first else ""
        if answer and record.meta.get("kind") == "answer":
            yield record.title, answer
        return
    for question in _asked(document):
        answer = " ".join(part for part in (question.rest.strip(), _text(question.answer)) if part)
        if answer:
            yield " ".join(question.question.text.split()), answer


def _asked(document: Document) -> Iterator[Question]:
    """Each question once: a section holds those of the sections below it as well."""
    seen: set[int] = set()
    for section in _all(document.sections):
        for question in section.questions:
            if question.span.start not in seen:
                seen.add(question.span.start)
                yield question


def _all(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.sections)


def _text(blocks: Iterable[Block]) -> str:
    """What a reader sees of some blocks, on one line."""
    parts: list[str] = []
    for block in blocks:
        match block:
            case Paragraph():
                parts.append(block.inline.text.text)
            case ListBlock():
                parts += [_text(item.blocks) for item in block.items]
            case Table():
                parts += [", ".join(cell.text for cell in row) for row in block.rows]
            case _:
                pass
    return " ".join(" ".join(part.split()) for part in parts if part.strip())
