"""``llms.txt`` (an index for answer engines) and ``llms-full.txt`` (every page of a language in one file).

llms-full/1 is CommonMark that a program can take apart again without guessing: what belongs to the frame stands
in fenced blocks, each page says how many lines its body has, and each body and the whole file have a digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import groupby

from presscheck import __version__
from presscheck.config import SiteInfo
from presscheck.export.llms_frame import FORMAT, block
from presscheck.export.record import Record
from presscheck.markdown.portable import escaped, shifted

_SECTIONS = {
    "en": {"solution": "Solutions", "template": "Templates", "faq": "Questions"},
    "zh": {"solution": "解决方案", "template": "配置模板", "faq": "常见问题"},
}
_ABOUT = {
    "en": "Each page below was approved by a reviewer. Each link leads to the Markdown of one page; the same pages "
    "stand together in the file under Optional.",
    "zh": "以下页面都经过审阅人批准。每个链接指向一个页面的 Markdown；“Optional” 下的文件包含全部页面。",
}
_WHOLE = {"en": "All pages in one file", "zh": "全部页面合为一个文件"}


def llms_txt(records: Sequence[Record], site: SiteInfo, locale: str) -> str:
    """The index of a language's pages: per type one list of links with summaries.

    ``records`` are those of the language, in the order of their ids.
    """
    language = "zh" if locale.startswith("zh") else "en"
    lines = [f"# {escaped(site.name)}", "", f"> {escaped(site.summary)}", "", _ABOUT[language]]
    by_type = {name: list(group) for name, group in groupby(records, lambda record: record.type)}
    names = _SECTIONS[language]
    for name in sorted(by_type, key=lambda name: [*names, name].index(name)):
        lines += ["", f"## {names.get(name, name)}", ""]
        lines += [f"- [{escaped(item.title)}]({item.url}.md): {escaped(item.summary)}" for item in by_type[name]]
    lines += ["", "## Optional", "", f"- [llms-full.txt]({site.url}/{full_path(site, locale)}): {_WHOLE[language]}"]
    return "\n".join(lines) + "\n"


def full_path(site: SiteInfo, locale: str) -> str:
    """Where a language's llms-full.txt stands: at the root for the default language, else in the language's folder."""
    return "llms-full.txt" if locale == site.default_locale else f"{locale}/llms-full.txt"


def llms_full(
    records: Sequence[Record], alternates: Mapping[str, Sequence[Record]], site: SiteInfo, locale: str
) -> str:
    """Every page of a language in one file, in llms-full/1.

    Args:
        records: the pages of the language, in the order of their ids.
        alternates: by page id, the same page in other languages.
        site: name, summary and address of the site.
        locale: the language.
    """
    header = {"format": FORMAT, "site": f"{site.url}/", "lang": locale, "pages": str(len(records))}
    header |= {"part": "1", "parts": "1", "generator": f"presscheck/{__version__}"}
    parts = [f"# {escaped(site.name)}\n\n> {escaped(site.summary)}\n\n{block('llms-full', header)}"]
    parts += [_page(record, alternates[record.id]) for record in records]
    text = "\n".join(parts) + "\n"
    end = {"pages": str(len(records)), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return text + block("llms-end", end)


def _page(record: Record, alternates: Sequence[Record]) -> str:
    body = shifted(record.markdown, 1)
    keys = {"url": record.url, "id": record.id, "lang": record.locale}
    if alternates:
        keys["alternates"] = " ".join(f"{other.locale}={other.url}" for other in alternates)
    keys |= {
        "author": " ".join(str(record.meta["author"]).split()),
        "reviewed": record.reviewed_on,
        "updated": str(record.meta["updated"]),
        "source-sha256": record.source_sha256,
        "body-lines": str(body.count("\n")),
        "body-sha256": hashlib.sha256(body.encode()).hexdigest(),
    }
    return f"## {escaped(record.title)}\n\n{block('llms-page', keys)}\n{body}"
