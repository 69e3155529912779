"""The configuration e-mail as a message that a mail program opens: text and HTML, no recipient, no key."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

from presscheck.export.html import body_html
from presscheck.export.plain_text import plain_text
from presscheck.export.record import Record
from presscheck.markdown.document import read_document
from presscheck.model import Paragraph, Section, Source

_SUBJECTS = frozenset(["subject", "主题", "邮件主题", "标题"])


def is_mail(record: Record) -> bool:
    """Whether a page is the text of an e-mail."""
    return record.type == "template" and record.meta.get("kind") == "email"


def message(record: Record) -> bytes:
    """The message: what stands below its subject, as plain text and beside it as sanitised HTML.

    What stands before is for whoever sends it. Without a heading of the subject, all of the page is the message.

    Args:
        record: a page for which ``is_mail`` holds.
    """
    subject, sent = _parts(record)
    body = body_html(sent)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject
    mail["X-Unsent"] = "1"
    mail.set_content(plain_text(sent.markdown), cte="base64")
    mail.add_alternative(
        f'<!doctype html>\n<html lang="{record.locale}">\n<meta charset="utf-8">\n<body>\n{body}\n</body>\n</html>\n',
        subtype="html",
        cte="base64",
    )
    for part in mail.iter_parts():
        part["Content-Language"] = record.locale
    # The boundary is drawn from the content, so that the same page gives the same bytes.
    mail.set_boundary(f"presscheck-{hashlib.sha256(record.markdown.encode()).hexdigest()[:32]}")
    return mail.as_bytes()


def _parts(record: Record) -> tuple[str, Record]:
    """The subject, and the page without what is not sent."""
    document = read_document(Source(record.markdown))
    for section in document.sections:
        if section.heading.text.strip().lower() in _SUBJECTS and (line := _first_line(section)):
            end = section.span.end
            before = sum(1 for item in document.walk() if item.span.start < end)
            # Links below may lead where a line of the part that is left out says.
            kept = [record.markdown[item.start : item.end] for item in document.definitions if item.end <= end]
            sent = "\n".join([record.markdown[end:].strip("\n"), *kept]) + "\n"
            return line, replace(record, markdown=sent, anchors=record.anchors[before:])
    return record.title, record


def _first_line(section: Section) -> str:
    paragraph = next((block for block in section.blocks if isinstance(block, Paragraph)), None)
    return " ".join(paragraph.inline.text.text.split()) if paragraph else ""
