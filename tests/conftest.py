"""What several tests need: the built-in rules, and a page from a text."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from presscheck.cache import FOLDER_VARIABLE
from presscheck.deadline import SECONDS_VARIABLE
from presscheck.lint import lint_page
from presscheck.markdown import parse_page
from presscheck.model import Finding, Page
from presscheck.site import Site, load_site

REPOSITORY = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 24)


def no_image(name: str) -> bytes:
    """What stands for the images of a bundle whose pages show none."""
    raise AssertionError(name)


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No run of the tests sees what an earlier one kept."""
    os.environ[FOLDER_VARIABLE] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session", autouse=True)
def time_for_a_busy_machine() -> None:
    """What is tested is what is found, not how fast; tests of the limit set one of their own."""
    os.environ[SECONDS_VARIABLE] = "60"


CONFIG = """\
[site]
name = "ALLTKN"
homepages = ["https://www.example.com"]
api_origin = "https://api.example.com"
models = ["gpt-4o-mini"]

[[reviewers]]
id = "reviewer"
name = "A Reviewer"
"""

FAQ = """\
---
title: Is the homepage the API address?
slug: {slug}
locale: {locale}
kind: answer
summary: No. The homepage shows pages to people; clients send requests to the API address.
status: approved
owner: support-team
backup_owner: docs-team
author: ALLTKN Editorial Team
updated: 2026-11-20
review_by: 2027-05-20
tags: [base-url]
related: [faqs/other]
---

# Is the homepage the API address?

## Short answer

No. Use the API address.

## Details

The homepage answers with a web page, which no client can read.

## Next step

Ask [support](https://www.example.com/support).
"""

FAQ_ZH = """\
---
title: 首页是 API 地址吗？
slug: {slug}
locale: zh
kind: answer
summary: 不是。首页是给人看的网页；客户端应把请求发送到 API 地址。
status: approved
owner: support-team
backup_owner: docs-team
author: ALLTKN 编辑团队
updated: 2026-11-20
review_by: 2027-05-20
tags: [base-url]
related: [faqs/other]
---

# 首页是 API 地址吗？

## 简短回答

不是，请使用 API 地址。

## 详细说明

首页返回的是网页，客户端无法读取。

## 下一步

联系[支持团队](https://www.example.com/support)。
"""


@pytest.fixture(scope="session")
def home_site() -> Site:
    """The built-in rules and schemas with the repository's own configuration."""
    return load_site(REPOSITORY / "presscheck.toml", TODAY)


@pytest.fixture
def site_folder(tmp_path: Path) -> Path:
    """A small site with one clean, approved FAQ page."""
    (tmp_path / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    page = tmp_path / "content/en/faqs/example.md"
    page.parent.mkdir(parents=True)
    page.write_text(FAQ.format(slug="example", locale="en"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def page_of(home_site: Site) -> Callable[[str, str], Page]:
    """A page from a path and a text."""
    return lambda path, text: parse_page(path, text.encode(), home_site.schemas.kinds)


@pytest.fixture
def findings_of(home_site: Site) -> Callable[[str, str], list[Finding]]:
    """All findings of the built-in rules in a text that stands at a path."""

    def run(path: str, text: str) -> list[Finding]:
        page = parse_page(path, text.encode(), home_site.schemas.kinds)
        return lint_page(home_site, page, list(home_site.rules.values()))

    return run
