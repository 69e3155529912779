"""A site with a page in every state, for tests of the audit."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from conftest import CONFIG, FAQ, FAQ_ZH, REPOSITORY
from keys import key
from test_cli import run

TODAY = datetime.fromtimestamp(1795500000, UTC).date()
"""The day on which ``test_cli.run`` lets every command run."""

CLAIM = """\
claims:
  - text: at most 40 requests a minute
    source: https://www.example.com/limits
    verify: Look at the limits page of the console.
    owner: support-team
    verified_on: {verified}
    expires_on: {expires}
"""
SENTENCE = "\n\nA new key sends at most 40 requests a minute.\n\n## Next step"


def faq(slug: str, locale: str = "en", **changes: str) -> str:
    """A clean FAQ page with some texts of it replaced."""
    text = (FAQ if locale == "en" else FAQ_ZH).format(slug=slug, locale=locale)
    for old, new in {"faqs/other": "faqs/void" if slug == "approved" else "faqs/approved", **changes}.items():
        text = text.replace(old, new)
    return text


def with_claim(text: str, expires: date) -> str:
    """The page with a sentence that can go stale and somebody who answers for it until a day."""
    claim = CLAIM.format(verified=TODAY - timedelta(days=100), expires=expires)
    return text.replace("tags:", claim + "tags:", 1).replace("\n\n## Next step", SENTENCE)


def put(folder: Path, path: str, text: str) -> Path:
    file = folder / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def make_site(folder: Path) -> Path:
    """Write the site, with approvals of the pages that have them."""
    config = CONFIG.replace(
        'models = ["gpt-4o-mini"]', 'models = ["gpt-4o-mini", "claude-sonnet-4"]\nlocales = ["en", "zh"]'
    )
    config += '\n[clients]\nsupported = ["cursor", "claude-code"]\n'
    (folder / "presscheck.toml").write_text(config, encoding="utf-8")
    day = timedelta(days=1)
    title = "title: Is the homepage the API address?"

    def named(text: str, name: str) -> str:
        return text.replace(title, f"title: {name}").replace("# Is the homepage the API address?", f"# {name}")

    pages = {name: named(faq(name), f"Is the {name} page in order?") for name in ("void", "late", "stale")}
    put(folder, "en/faqs/approved.md", faq("approved"))
    put(folder, "zh/faqs/approved.md", faq("approved", "zh"))
    put(folder, "en/faqs/void.md", pages["void"])
    put(folder, "zh/faqs/void.md", faq("void", "zh", **{"首页是 API 地址吗": "失效的页面怎么办"}))
    put(folder, "en/faqs/late.md", pages["late"])
    put(folder, "en/faqs/stale.md", with_claim(pages["stale"], TODAY + 9 * day))
    for name in ("en/templates/cursor", "zh/templates/cursor", "en/templates/claude-code"):
        text = (REPOSITORY / "content" / f"{name}.md").read_text(encoding="utf-8")
        related = text[text.index("related:") : text.index("---", 4)]
        text = re.sub(r"faqs/error-\d+\.md", "faqs/approved.md", text.replace(related, "related: [faqs/approved]\n"))
        put(folder, f"{name}.md", text)
    done = run(folder, "approve", "content", "--reviewer", "reviewer", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    put(folder, "en/faqs/void.md", pages["void"].replace("No. Use the API address.", "No. Use the other address."))
    put(folder, "en/faqs/late.md", pages["late"].replace("2027-05-20", str(TODAY - 3 * day)))
    put(
        folder,
        "en/faqs/expired.md",
        with_claim(named(faq("expired"), "How many requests may a key send?"), TODAY - 5 * day),
    )
    put(folder, "en/faqs/ready.md", named(faq("ready"), "Who waits for a reviewer?"))
    put(
        folder,
        "en/faqs/draft.md",
        named(faq("draft"), "What is not written yet?").replace("status: approved", "status: draft"),
    )
    put(
        folder,
        "en/faqs/review.md",
        named(faq("review"), "What is being read?").replace("status: approved", "status: review"),
    )
    put(
        folder,
        "en/faqs/gone.md",
        named(faq("gone"), "What was taken out?").replace("status: approved", "status: withdrawn"),
    )
    blocked = named(faq("blocked"), "Which address <b>do</b> I enter?").replace("# Which", "# Which", 1)
    blocked = blocked.replace(
        "No. Use the API address.",
        "No. Use the API address.\n\nSet Base URL to https://www.example.com in Cursor, and paste "
        f"`{key()}` below it.\n\n"
        "<!-- presscheck: ignore claims/price -- the price is agreed with sales until March -->\n\n"
        "The plan costs $20 a month.\n\nIt has been the cheapest one. It costs $5 a month.",
    )
    put(folder, "en/faqs/blocked.md", blocked)
    put(folder, "note.md", f"# Note\n\nkey: {key()}\n")
    return folder
