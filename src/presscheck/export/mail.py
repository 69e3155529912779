"""The configuration e-mail as a message that a mail program opens: text and HTML, no recipient, no key."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.policy import SMTP

from presscheck.export.record import Record
from presscheck.markdown.document import read_document
from presscheck.model import Paragraph, Section, Source

_SUBJECTS = frozenset(["subject", "主题", "邮件主题", "标题"])


def is_mail(record: Record) -> bool:
    """Whether a page is the text of an e-mail."""
    return record.type == "template" and record.meta.get("kind") == "email"


def message(record: Record, body: str) -> bytes:
    """The message: the page's Markdown as its text, its HTML beside it.

    Args:
        record: a page for which ``is_mail`` holds.
        body: the page's body as sanitised HTML.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _subject(record)
    mail["X-Unsent"] = "1"
    mail.set_content(record.markdown, cte="base64")
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


def _subject(record: Record) -> str:
    """What stands below the heading of the subject; without one, the page's title."""
    for section in read_document(Source(record.markdown)).sections:
        if section.heading.text.strip().lower() in _SUBJECTS and (line := _first_line(section)):
            return line
    return record.title


def _first_line(section: Section) -> str:
    paragraph = next((block for block in section.blocks if isinstance(block, Paragraph)), None)
    return " ".join(paragraph.inline.text.text.split()) if paragraph else ""
