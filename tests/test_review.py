"""The review of pages: owners, dates, and a translation held against its source, in a real repository of git."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from conftest import CONFIG, FAQ, FAQ_ZH
from presscheck.figures import figures, number_words
from test_cli import run

PAGE, TRANSLATION = "content/en/faqs/example.md", "content/zh/faqs/example.md"


def translate(folder: Path, old: str = "", new: str = "") -> Path:
    page = folder / TRANSLATION
    page.parent.mkdir(parents=True, exist_ok=True)
    text = FAQ_ZH.format(slug="example")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    return page


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(folder: Path, *args: str, **environment: str) -> list[tuple[str, int, str]]:
    report = json.loads(run(folder, "lint", "--select", "review", "--format", "json", *args, **environment).stdout)
    return [(item["rule"], item["line"], item["message"]) for item in report["findings"]]


def git(folder: Path, *args: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", *args],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


def test_a_clean_pair(site_folder: Path) -> None:
    translate(site_folder)

    assert found(site_folder) == []


def test_dates_are_warnings_and_their_limits_the_sites(site_folder: Path) -> None:
    late = {"SOURCE_DATE_EPOCH": "1830000000"}  # 2027-12-28
    rules = [rule for rule, *_ in found(site_folder, **late)]

    assert rules == ["review/too-old", "review/overdue"]
    assert run(site_folder, "lint", "--select", "review", **late).returncode == 0
    config = CONFIG + "[review]\nmax_age_days = 3000\ndue_soon_days = 200\n"
    (site_folder / "presscheck.toml").write_text(config, encoding="utf-8")
    assert [rule for rule, *_ in found(site_folder, **late)] == ["review/overdue"]
    assert [rule for rule, *_ in found(site_folder)] == ["review/due-soon"]


def test_an_unknown_owner_is_named_with_the_one_that_was_meant(site_folder: Path) -> None:
    config = CONFIG + '[review]\nowners = ["support-team", "docs"]\n'
    (site_folder / "presscheck.toml").write_text(config, encoding="utf-8")

    assert found(site_folder) == [
        ("review/unknown-owner", 9, "`backup_owner` is docs-team, who is no owner of this site.")
    ]


def test_a_missing_owner_is_left_to_the_schema(site_folder: Path) -> None:
    edit(site_folder / PAGE, "owner: support-team\n", "")

    assert found(site_folder) == []


@pytest.mark.parametrize(
    ("english", "chinese", "said"),
    [
        ("Wait 30 seconds.", "等待 60 秒。", ["it lacks figure `30`", "the source has no figure `60`"]),
        ("Call `/v1/models`.", "请求 `/v1/model`。", ["it lacks code `/v1/models`", "the source has no code"]),
        ("Use gpt-4o-mini.", "使用它。", ["it lacks model id `gpt-4o-mini`"]),
        (
            "See https://docs.example.com/en/a.",
            "见 https://docs.example.com/zh/b。",
            ["it lacks address", "no address"],
        ),
        ("| a | b |\n|---|---|\n| c | d |", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n| 戊 | 己 |", ["table rows: 2 here"]),
        ("```bash\ncurl a # one\n```", "```bash\ncurl b # 一\n```", ["`curl b` in place of `curl a`"]),
        ("```bash\ncurl a\n```", "无。", ["code blocks: 0 here, 1 there"]),
        ("It takes 10 minutes.", "需要十分钟。", []),
        ("At most 30,000 tokens, 5xx errors, 50%.", "最多 3 万 token、5xx 错误、50％。", []),
        ("On 24 November 2026.", "2026 年 11 月 24 日。", []),
        ("See https://docs.example.com/en/a.", "见 https://docs.example.com/zh/a。", []),
        ('```python\nask("Say hello")  # greet\n```', '```python\nask("说你好")  # 打招呼\n```', []),
        ("```yaml\nname: test\n```", "```yaml\nname: 测试\n```", []),
        ("Click `Save settings`.", "点击`保存设置`。", []),
    ],
)
def test_what_a_translation_may_change(site_folder: Path, english: str, chinese: str, said: list[str]) -> None:
    edit(site_folder / PAGE, "The homepage answers with a web page,", f"{english}\n\nIt answers with a page,")
    translate(site_folder, "首页返回的是网页，", f"{chinese}\n\n返回的是网页，")

    messages = [message for rule, _, message in found(site_folder) if rule == "review/parity"]

    assert len(messages) == len(said), messages
    assert all(any(part in message for message in messages) for part in said), messages


def test_one_file_is_held_against_its_source_and_the_source_against_nothing(site_folder: Path) -> None:
    edit(site_folder / PAGE, "No. Use the API address.", "No. Use the API address in 30 seconds.")
    translate(site_folder)

    assert [rule for rule, *_ in found(site_folder, TRANSLATION)] == ["review/parity"]
    assert found(site_folder, PAGE) == []


def test_a_stale_translation_is_named_with_what_changed(site_folder: Path) -> None:
    translate(site_folder)
    git(site_folder, "init", "-q")
    git(site_folder, "add", "-A")
    git(site_folder, "commit", "-qm", "Both")
    edit(site_folder / PAGE, "updated: 2026-11-20", "updated: 2026-11-23")
    edit(site_folder / PAGE, "which no client can read", "which no client reads")

    ((rule, line, message),) = found(site_folder)

    assert (rule, line) == ("review/stale-translation", 11)
    assert message.endswith("its source of 2026-11-23; changed since: “Details”.")


def test_without_git_only_the_days_are_compared(site_folder: Path) -> None:
    translate(site_folder)
    edit(site_folder / PAGE, "updated: 2026-11-20", "updated: 2026-11-23")

    ((_, _, message),) = found(site_folder)

    assert message.endswith("its source of 2026-11-23.")


def test_a_hook_holds_what_is_staged_against_what_is_staged(site_folder: Path) -> None:
    translate(site_folder)
    git(site_folder, "init", "-q")
    git(site_folder, "add", "-A")
    git(site_folder, "commit", "-qm", "Both")
    edit(site_folder / PAGE, "No. Use the API address.", "No. Use the API address in 30 seconds.")
    edit(site_folder / TRANSLATION, "不是，请使用", "不是，请在 30 秒内使用")
    git(site_folder, "add", TRANSLATION)

    assert [rule for rule, *_ in found(site_folder, "--staged")] == ["review/parity"]
    git(site_folder, "add", PAGE)
    assert found(site_folder, "--staged") == []


def values(text: str) -> list[str]:
    return [value for value, *_ in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30,000 or 30k or 3 万", ["30000", "30000", "30000"]),
        ("UTF-8, gpt-4o, v1, HTTP 401", ["401"]),
        ("1.5 million, １２ 个, 99.9%", ["1500000", "12", "99.9"]),
        ("2026-11-24 and 3.2.1", ["2026-11-24", "3.2.1"]),
        ("Nov. 24, 2026", ["2026-11-24"]),
        ("it may 30 times", ["30"]),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    assert sorted(values(text)) == sorted(expected)


def test_numbers_as_words() -> None:
    assert {"21", "2", "10", "350"} <= number_words("twenty-one, 两个, 十, 三百五十")


def test_the_sample_is_as_the_tests_think() -> None:
    assert "updated: 2026-11-20" in FAQ
