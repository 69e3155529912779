"""A site of as many pages as wanted, made from our own pages: ``python benchmarks/corpus.py FOLDER PAGES``.

The first pages are our own as they stand, so that links lead somewhere. Each further page is one of them under a name
and title of its own, with up to eight blocks more: paragraphs, lists, tables and code taken from other pages of its
language. So pages differ in length and in what is in them, in English and in Chinese, and one seed always gives the
same site. Every fiftieth page has a fault, so that reports are not empty.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
LOCALES = ("en", "zh")
FAULTS = (
    "Set the Base URL to `https://www.example.com` in the client.",
    "See [the old page](no-such-page.md).",
    "Our service is the fastest and costs $1 per month.",
    "Write to jane.roe@mail.example.org or call 13800138000.",
)
_BLOCK = re.compile(r"\n{2,}")


def make_site(folder: Path, pages: int, *, longer: int = 1, seed: int = 1) -> Path:
    """Write a site.

    Args:
        folder: where; made where it is not there.
        pages: how many, at least as many as our own.
        longer: by how much the added blocks are multiplied, to see what the size of pages costs.
        seed: another one gives another site.

    Returns: the folder.
    """
    chance = random.Random(seed)  # noqa: S311  # a mixture, not a secret
    shutil.copytree(REPOSITORY / "content", folder / "content", dirs_exist_ok=True)
    shutil.copy(REPOSITORY / "presscheck.toml", folder)
    ours = sorted((REPOSITORY / "content").rglob("*.md"))
    pools = {(path.parts[-3], path.parts[-2]): list[str]() for path in ours}
    for path in ours:
        # What a client's page says would be wrong on another's.
        kind = "solutions" if path.parts[-2] == "templates" else path.parts[-2]
        if kind == path.parts[-2]:
            pools[path.parts[-3], kind] += _blocks(path)
    for locale in LOCALES:
        pools[locale, "templates"] = pools[locale, "solutions"]
    last: dict[tuple[str, str], str] = {}
    for number in range(pages - len(ours)):
        model = ours[number % len(ours)]
        locale, folder_name = model.parts[-3], model.parts[-2]
        text = _renamed(model.read_text(encoding="utf-8"), model.stem, locale, number)
        text = _led_to(text, last.get((locale, folder_name)))
        last[locale, folder_name] = f"{folder_name}/{model.stem}-{number}"
        pool = pools[locale, folder_name]
        more = [block for _ in range(longer) for block in chance.sample(pool, chance.randrange(9))]
        if number % 50 == 49:
            more.append(FAULTS[number // 50 % len(FAULTS)])
        path = folder / "content" / locale / folder_name / f"{model.stem}-{number}.md"
        path.write_text(_with_blocks(text, more), encoding="utf-8")
    return folder


def _blocks(path: Path) -> list[str]:
    """The blocks of a page that may stand anywhere: no headings, no steps, and links that lead there from anywhere."""
    _, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    body = re.sub(r"(?ms)^```.*?^```$", lambda code: code[0].replace("\n\n", "\n"), body)
    body = re.sub(r"\]\((?=[\w-]+\.md)", f"](../{path.parts[-2]}/", body)
    blocks = (block.strip() for block in _BLOCK.split(body))
    return [block for block in blocks if block and block[0] not in "#<0123456789"]


def _renamed(text: str, slug: str, locale: str, number: int) -> str:
    """A page under a name of its own, in its front matter and in its heading."""
    case = f"Case K{number}: " if locale == "en" else f"情形 K{number}："
    text = text.replace(f"slug: {slug}\n", f"slug: {slug}-{number}\n", 1)
    title = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert title is not None  # noqa: S101  # our own pages have one
    plain = case + title[1].strip("\"'")
    text = re.sub(r"(?m)^title: .*$", lambda _: f'title: "{plain}"', text, count=1)
    return re.sub(r"(?m)^# .*$", lambda _: f"# {plain}", text, count=1)


def _led_to(text: str, page: str | None) -> str:
    """A page that leads to another."""
    return re.sub(r"(?m)^(related:\n)  - .*$", rf"\1  - {page}", text, count=1) if page else text


def _with_blocks(text: str, blocks: list[str]) -> str:
    """A page with more blocks before its last heading."""
    head, mark, tail = text.rpartition("\n## ")
    return "\n\n".join([head.rstrip("\n"), *blocks]) + "\n" + mark + tail


if __name__ == "__main__":
    make_site(Path(sys.argv[1]), int(sys.argv[2]))
