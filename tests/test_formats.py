"""Reports for other tools: each is what its reader expects, and says the same things."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from conftest import REPOSITORY
from keys import key
from presscheck.report import REPORTERS
from test_cli import run
from test_pre_commit import git

# The official schema of SARIF 2.1.0 (rtm.5), as the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) ships it.
SARIF = json.loads((REPOSITORY / "tests/data/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
PAGE = f"""\
# 说明

<!-- presscheck: ignore base-url/homepage -- 引用 100% 原文 -->

Base URL: https://www.example.com

密钥 👩 `{key()}`，地址 Base URL: https://www.example.com，完
"""
RULES = ["secrets/real-key", "base-url/homepage"]


@pytest.fixture
def folder(site_folder: Path) -> Path:
    """A site in a sub-folder of a repository: two findings and a suppressed one in a page with a difficult name."""
    site = site_folder / "docs, 中文"
    site.mkdir()
    for name in ("presscheck.toml", "content"):
        (site_folder / name).rename(site / name)
    (site / "content/a 100%,b.md").write_text(PAGE, encoding="utf-8")
    (site / "content/w.md").write_text("<!-- presscheck: ignore base-url/insecure -- was so -->\n\nNothing.\n")
    git(site_folder, "init", "--quiet")
    return site


PATH = "docs, 中文/content/a 100%,b.md"


def report(folder: Path, format_: str, *args: str) -> str:
    result = run(folder, "lint", "--format", format_, *args)
    assert result.returncode == 1, result.stderr
    assert key() not in result.stdout
    assert run(folder, "lint", "--format", format_, *args).stdout == result.stdout or format_ == "json"
    return result.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sarif_is_valid_and_points_at_the_right_units(folder: Path, language: str) -> None:
    log = json.loads(report(folder, "sarif", "--lang", language))
    jsonschema.validators.validator_for(SARIF)(SARIF).validate(log)
    [sarif] = log["runs"]
    suppressed, secret, homepage, unused = sarif["results"]
    lines = [line.encode("utf-16-le") for line in PAGE.split("\n")]
    region = homepage["locations"][0]["physicalLocation"]["region"]
    marked = lines[region["startLine"] - 1][2 * region["startColumn"] - 2 : 2 * region["endColumn"] - 2]

    assert sarif["columnKind"] == "utf16CodeUnits"
    assert marked.decode("utf-16-le") == "https://www.example.com"
    assert suppressed["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "引用 100% 原文"}]
    assert [secret["ruleId"], homepage["ruleId"], unused["level"]] == [*RULES, "warning"]
    assert secret["suppressions"] == []
    assert secret["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "sk-****"}
    assert secret["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "docs%2C%20%E4%B8%AD%E6%96%87/content/a%20100%25%2Cb.md"
    )
    for result in sarif["results"]:
        rule = sarif["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        headings = [line for line in rule["help"]["markdown"].splitlines() if line.startswith("## ")]
        assert headings == (["## Why", "## Instead"] if language == "en" else ["## 原因", "## 应当怎么写"])


OWN_RULE = """\
kind: pattern
severity: warning
summary: {en: "Done.", zh: "已完成。"}
message: {en: "Not done.", zh: "未完成。"}
help: {en: "Do it.", zh: "请完成。"}
options: {patterns: ["完"], places: ["prose"]}
"""
OWN_PAGE = "## Why\n\nIt helps.\n\n## Bad\n\n    bad\n"
OWN_PAGE_ZH = "# site/own\n\n已完成。\n\n## 原因\n\n有用。\n\n## 错误示例\n\n    错\n\n## 其他\n\n略。\n"


@pytest.mark.parametrize(
    ("pages", "en", "zh"),
    [
        ({}, "Done.\n", "已完成。\n"),
        ({".md": OWN_PAGE}, "Done.\n\n## Why\n\nIt helps.\n", "已完成。\n"),
        ({".md": OWN_PAGE, ".zh.md": OWN_PAGE_ZH}, "Done.\n\n## Why\n\nIt helps.\n", "已完成。\n\n## 原因\n\n有用。\n"),
    ],
    ids=["no-page", "english-page", "both-pages"],
)
def test_sarif_shows_what_a_rules_page_says_in_the_language_of_the_report(
    folder: Path, pages: dict[str, str], en: str, zh: str
) -> None:
    own = folder / "linters/site/own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_RULE, encoding="utf-8")
    for ending, text in pages.items():
        own.with_suffix(ending).write_text(text, encoding="utf-8")

    for language, shown in (("en", en), ("zh", zh)):
        log = json.loads(run(folder, "lint", "--format", "sarif", "--select", "site/own", "--lang", language).stdout)
        [rule] = log["runs"][0]["tool"]["driver"]["rules"]
        assert rule["help"]["markdown"] == shown


def test_sarif_of_thousands_of_findings_is_whole(folder: Path) -> None:
    """Code scanning takes findings with one fingerprint for one, and files of up to 10 MB when they are packed."""
    same = ["Base URL: https://www.example.com", ""] * 700
    other = [
        line for number in range(700) for line in (f"{number}. API base URL: https://www.example.com/{number}", "")
    ]
    (folder / "content/many.md").write_text("\n".join(same + other), encoding="utf-8")

    text = report(folder, "sarif")

    log = json.loads(text)
    jsonschema.validators.validator_for(SARIF)(SARIF).validate(log)
    [sarif] = log["runs"]
    rules = sarif["tool"]["driver"]["rules"]
    assert len(sarif["results"]) == 1404
    assert len({result["partialFingerprints"]["primaryLocationLineHash"] for result in sarif["results"]}) == 1404
    assert {rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in sarif["results"]} == {True}
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(gzip.compress(text.encode())) < 10_000_000


def test_github_annotations_are_escaped(folder: Path) -> None:
    lines = report(folder, "github").splitlines()

    assert len(lines) == 3
    assert lines[1].startswith("::error file=docs%2C 中文/content/a 100%25%2Cb.md,line=7,endLine=7,col=")
    assert ",title=presscheck base-url/homepage::" in lines[1]
    assert "%0AWrite " in lines[1]
    assert lines[2].startswith("::warning ")


def test_gitlab_code_quality(folder: Path) -> None:
    issues = json.loads(report(folder, "gitlab"))

    assert [(item["check_name"], item["severity"]) for item in issues] == [
        ("secrets/real-key", "major"),
        ("base-url/homepage", "major"),
        ("review/unused-suppression", "minor"),
    ]
    assert issues[0]["location"] == {"path": PATH, "lines": {"begin": 7, "end": 7}}
    assert "/chat/completions. Write " in issues[1]["description"]
    assert len({item["fingerprint"] for item in issues}) == 3


def test_junit(folder: Path) -> None:
    (folder / "content/w.md").write_text("<!-- presscheck: ignore no\x01rule -- x -->\n\nNothing.\n")
    root = ET.fromstring(report(folder, "junit"))

    assert (root.get("tests"), root.get("failures")) == ("4", "3")
    assert next(suite.get("name") for suite in root) == PATH
    assert [failure.get("type") for failure in root.iter("failure")] == [*RULES, "review/unknown-suppression"]
    assert root.find(".//testsuite[@name='docs, 中文/content/en/faqs/example.md']/testcase") is not None


def test_rdjson_counts_bytes(folder: Path) -> None:
    diagnostics = json.loads(report(folder, "rdjson"))["diagnostics"]
    place = diagnostics[1]["location"]["range"]
    line = PAGE.split("\n")[place["start"]["line"] - 1].encode()

    assert diagnostics[1]["location"]["path"] == PATH
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b"https://www.example.com"
    assert diagnostics[0]["suggestions"][0]["text"] == "sk-****"
    assert diagnostics[0]["code"]["value"] == "secrets/real-key"


class Outline(HTMLParser):
    """Which elements a page has, whether they are closed, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.marked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "input", "link", "img", "br"}:
            self.open.append(tag)
        self.loads += [name for name, _ in attrs if name in {"src", "srcset"}] + ([tag] if tag == "link" else [])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["mark"]:
            self.marked.append(data)


def test_html_is_one_file_with_frames(folder: Path) -> None:
    (folder / "content/w.md").write_text("<script>alert(1)</script> Base URL: https://www.example.com\n")
    text = report(folder, "html", "--lang", "zh")
    outline = Outline()
    outline.feed(text)

    assert (outline.open, outline.loads) == ([], [])
    assert outline.marked[1:] == ["https://www.example.com", "https://www.example.com"]
    assert "<script>alert(1)" not in text
    assert '<option value="secrets">secrets (1)</option>' in text
    assert "引用 100% 原文" in text
    assert re.findall(r"url\(|@import|https?://(?!www\.example|api\.example|presscheck\.example)[^\"<\s]+", text) == []


def test_several_reports_at_once(folder: Path) -> None:
    result = run(folder, "lint", "--report", "sarif=out.sarif", "--report", "github", "--report", "html=r.html")

    assert result.stdout == report(folder, "github")
    assert (folder / "out.sarif").read_text() == report(folder, "sarif")
    assert (folder / "r.html").read_text().startswith("<!doctype html>")


@pytest.mark.parametrize("format_", sorted(REPORTERS))
def test_a_clean_run_is_a_report_too(site_folder: Path, format_: str) -> None:
    result = run(site_folder, "lint", "--format", format_)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout or format_ == "github"


def test_every_format_is_documented() -> None:
    text = (REPOSITORY / "docs/formats.md").read_text(encoding="utf-8")

    assert [name for name in REPORTERS if f"\n| `{name}` |" not in text] == []
