"""``llms.txt`` (an index for answer engines) and ``llms-full.txt`` (every page of a language in one file).

llms-full/1 is CommonMark that a program can take apart again without guessing: what belongs to the frame stands
in fenced blocks, each page says how many lines its body has, and each body and the whole file have a digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from presscheck import __version__
from presscheck.config import SiteInfo
from presscheck.export.llms_file import LlmsFile, read
from presscheck.export.llms_frame import FORMAT, block
from presscheck.export.record import Record
from presscheck.markdown.portable import escaped, shifted
from presscheck.model import Json

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
_PART = {"en": "All pages, part {} of {}", "zh": "全部页面，第 {} 部分，共 {} 部分"}


def llms_txt(records: Sequence[Record], site: SiteInfo, locale: str, parts: int) -> str:
    """The index of a language's pages: per type one list of links with summaries.

    ``records`` are those of the language, in the order of their ids; ``parts`` is how many files hold them all.
    """
    language = "zh" if locale.startswith("zh") else "en"
    lines = [f"# {escaped(site.name)}", "", f"> {escaped(site.summary)}", "", _ABOUT[language]]
    by_type = {name: list(group) for name, group in groupby(records, lambda record: record.type)}
    names = _SECTIONS[language]
    for name in sorted(by_type, key=lambda name: [*names, name].index(name)):
        lines += ["", f"## {names.get(name, name)}", ""]
        lines += [f"- [{escaped(item.title)}]({item.url}.md): {escaped(item.summary)}" for item in by_type[name]]
    lines += ["", "## Optional", ""]
    for number, path in enumerate(part_paths(site, locale, parts), 1):
        about = _WHOLE[language] if parts == 1 else _PART[language].format(number, parts)
        lines.append(f"- [{path.rpartition('/')[2]}]({site.url}/{path}): {about}")
    return "\n".join(lines) + "\n"


def full_path(site: SiteInfo, locale: str) -> str:
    """Where a language's llms-full.txt stands: at the root for the default language, else in the language's folder."""
    return "llms-full.txt" if locale == site.default_locale else f"{locale}/llms-full.txt"


def part_paths(site: SiteInfo, locale: str, count: int) -> list[str]:
    """Where the parts of a language's llms-full.txt stand: one by itself, or ``llms-full.1.txt`` and so on.

    Then the first part stands under the plain name too: that name is there in every bundle.
    """
    whole = full_path(site, locale)
    if count == 1:
        return [whole]
    return [whole.replace("llms-full", f"llms-full.{number}") for number in range(1, count + 1)]


def llms_full(
    records: Sequence[Record], alternates: Mapping[str, Sequence[Record]], site: SiteInfo, locale: str
) -> list[str]:
    """Every page of a language in llms-full/1: one file, or several where one would pass the site's ``max_bytes``.

    Each part is a whole file with a header and an end. No page is ever cut: the next part begins with it.

    Args:
        records: the pages of the language, in the order of their ids.
        alternates: by page id, the same page in other languages.
        site: name, summary and address of the site.
        locale: the language.
    """
    groups: list[list[str]] = [[]]
    room = site.llms_max_bytes - _frame_size(site, locale)
    size = 0
    for record in records:
        page = _page(record, alternates[record.id])
        length = len(page.encode()) + 1
        if groups[-1] and size + length > room:
            groups.append([])
            size = 0
        groups[-1].append(page)
        size += length
    return [_part(pages, number, len(groups), site, locale) for number, pages in enumerate(groups, 1)]


def too_large(record: Record, site: SiteInfo) -> int:
    """How many bytes a part of llms-full.txt with nothing but this page would have; 0 where that is few enough."""
    others = [record] * (len(site.locales) - 1)
    room = site.llms_max_bytes - _frame_size(site, record.locale)
    # A heading moves down by one sign: most pages need not be rendered to be known as small enough.
    if len(_page(replace(record, markdown=""), others).encode()) + 2 * len(record.markdown.encode()) < room:
        return 0
    longest = _page(record, others)
    size = len(longest.encode()) + 1 + _frame_size(site, record.locale)
    return size if size > site.llms_max_bytes else 0


@cache
def _frame_size(site: SiteInfo, locale: str) -> int:
    """The bytes of header and end, with numbers as long as they may get."""
    return len(_part([], 99_999, 99_999, site, locale, pages=99_999).encode())


def _part(texts: Sequence[str], number: int, count: int, site: SiteInfo, locale: str, pages: int | None = None) -> str:
    listed = str(len(texts) if pages is None else pages)
    header = {"format": FORMAT, "site": f"{site.url}/", "lang": locale, "pages": listed}
    header |= {"part": str(number), "parts": str(count), "generator": f"presscheck/{__version__}"}
    parts = [f"# {escaped(site.name)}\n\n> {escaped(site.summary)}\n\n{block('llms-full', header)}", *texts]
    text = "\n".join(parts) + "\n"
    return text + block("llms-end", {"pages": listed, "sha256": hashlib.sha256(text.encode()).hexdigest()})


def llms_manifest(files: Mapping[str, str], copies: Mapping[str, str], site: SiteInfo) -> dict[str, Json]:
    """What the llms-full files of a site hold: each with its digest, and its pages in their order with theirs.

    Fetched from another place than the files, it shows whether they were changed.

    Args:
        files: the texts by path.
        copies: by path, the path of the file that it repeats; its pages are listed there alone.
        site: the site's own settings.
    """
    listed: list[Json] = []
    for path, text in sorted({**files, **{path: files[other] for path, other in copies.items()}}.items()):
        same: dict[str, Json] = {"same_as": copies[path]} if path in copies else {}
        file = read(text)
        assert isinstance(file, LlmsFile)  # noqa: S101  # it was made here
        data = text.encode()
        listed.append(
            {
                "path": path,
                **same,
                "lang": file.header["lang"],
                "part": int(file.header["part"]),
                "parts": int(file.header["parts"]),
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                "pages": [
                    {key: page.keys[key] for key in _LISTED if key in page.keys}
                    for page in (() if same else file.pages)
                ],
            }
        )
    return {"format": FORMAT, "site": f"{site.url}/", "files": listed}


_LISTED = ("id", "url", "updated", "reviewed", "source-sha256", "body-sha256")


def _page(record: Record, alternates: Sequence[Record]) -> str:
    body = shifted(record.markdown, 1)
    keys = {"url": record.url, "id": record.id, "lang": record.locale}
    if alternates:
        keys["alternates"] = " ".join(f"{other.locale}={other.url}" for other in alternates)
    keys |= {
        "author": " ".join(str(record.meta["author"]).split()),
        "reviewed": record.reviewed_on,
        "updated": str(record.meta["updated"]),
        **({"commit": record.commit} if record.commit else {}),
        "source-sha256": record.source_sha256,
        "body-lines": str(body.count("\n")),
        "body-sha256": hashlib.sha256(body.encode()).hexdigest(),
    }
    return f"## {escaped(record.title)}\n\n{block('llms-page', keys)}\n{body}"
