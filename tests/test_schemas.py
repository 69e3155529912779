"""What the page schemas ask for: one finding a cause, in both languages, at the right place."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from conftest import REPOSITORY
from presscheck.lint import lint_page
from presscheck.markdown import parse_page
from presscheck.markdown.front_matter import read_yaml
from presscheck.model import Finding, PageId
from presscheck.scaffold import new_page
from presscheck.site import Site

FindingsOf = Callable[[str, str], list[Finding]]


@pytest.fixture
def findings_of(home_site: Site) -> FindingsOf:
    """The findings of the family schema alone: an edited page also differs from its translation."""
    rules = [rule for rule in home_site.rules.values() if rule.family == "schema"]

    def run(path: str, text: str) -> list[Finding]:
        return lint_page(home_site, parse_page(path, text.encode(), home_site.schemas.kinds), rules)

    return run


def content(path: str) -> str:
    """One of our own pages, which have no findings."""
    return (REPOSITORY / "content" / path).read_text(encoding="utf-8")


def edited(path: str, old: str, new: str) -> str:
    text = content(path)
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def line_of(text: str, start: str) -> int:
    """The number of the line that begins with a text."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start))


def rules_and_lines(found: list[Finding]) -> list[tuple[str, int]]:
    return [(item.rule.removeprefix("schema/"), item.span.line) for item in found]


# --- the evidence list of a diagnosis


def evidence_entries(site: Site) -> list[dict[str, Any]]:
    schema = site.schemas.schemas["faq-diagnosis.body.schema.json"]
    evidence = schema["properties"]["sections"]["properties"]["evidence"]
    return [entry["contains"] for entry in evidence["properties"]["items"]["allOf"]]


def test_each_example_of_an_evidence_item_is_that_item_and_no_other(home_site: Site) -> None:
    entries = evidence_entries(home_site)
    for entry in entries:
        example = entry["examples"][0].removeprefix("- ")

        assert [other["x-label"]["en"] for other in entries if re.search(other["pattern"], example)] == [
            entry["x-label"]["en"]
        ]


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("The version of your client", "client and version"),
        ("所用客户端及其版本", "client and version"),
        ("Base URL as copied from the client's settings, with its version", "Base URL"),
        ("从客户端设置中复制的 Base URL", "Base URL"),
        ("The name of the model, from the client's list", "model"),
        ("HTTP status: 401", "status code"),
        ("原始报错，并注明时间", "original error text"),
        ("Error message, with the key masked", "original error text"),
        ("Key id (masked)", "masked key id"),
        ("密钥标识，须打码", "masked key id"),
    ],
)
def test_an_evidence_item_is_what_it_begins_with(item: str, label: str, home_site: Site) -> None:
    entries = evidence_entries(home_site)

    assert [entry["x-label"]["en"] for entry in entries if re.search(entry["pattern"], item)] == [label]


# --- one cause, one finding: front matter


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("page", ["configuration-email", "launch-checklist", "cursor"])
@pytest.mark.parametrize("written", ["kind: emial", "kind:", 'kind: ""', "kind: [email]", "knid: email", ""])
def test_a_wrong_kind_is_the_only_finding(locale: str, page: str, written: str, findings_of: FindingsOf) -> None:
    path = f"{locale}/templates/{page}.md"
    text = re.sub(r"(?m)^kind: .*\n", f"{written}\n" if written else "", content(path), count=1)

    found = findings_of(f"content/{path}", text)

    rule = "missing-field" if written in {"knid: email", ""} else "invalid-value"
    assert rules_and_lines(found) == [(rule, 5)]
    assert "`kind`" in found[0].message.en


@pytest.mark.parametrize("path", ["en/templates/configuration-email.md", "zh/solutions/company-ai-gateway.md"])
@pytest.mark.parametrize(
    "key", ["title", "slug", "locale", "summary", "status", "owner", "backup_owner", "updated", "review_by"]
)
def test_a_value_that_looks_like_false_is_one_finding(path: str, key: str, findings_of: FindingsOf) -> None:
    text = re.sub(rf"(?m)^{key}: .*$", f"{key}: NO", content(path), count=1)

    assert rules_and_lines(findings_of(f"content/{path}", text)) == [("ambiguous-boolean", line_of(text, f"{key}:"))]


def test_each_ambiguous_tag_is_one_finding(findings_of: FindingsOf) -> None:
    path = "en/faqs/error-401.md"
    text = re.sub(r"(?m)^tags: .*$", "tags: [NO, fine, yes]", content(path), count=1)

    assert [item.rule for item in findings_of(f"content/{path}", text)] == ["schema/ambiguous-boolean"] * 2


@pytest.mark.parametrize(
    ("key", "value"),
    [("owner", "“support-team”"), ("owner", '“support-team"'), ("updated", "‘2026-11-20’"), ("status", "「review」")],
)
def test_a_value_in_typographic_quotes_is_one_finding(key: str, value: str, findings_of: FindingsOf) -> None:
    path = "en/faqs/error-401.md"
    text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", content(path), count=1)

    [found] = findings_of(f"content/{path}", text)

    assert rules_and_lines([found]) == [("typographic-quotes", line_of(text, f"{key}:"))]
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == [f'"{value[1:-1]}"']


def test_a_title_in_typographic_quotes_is_one_finding(findings_of: FindingsOf) -> None:
    path = "en/faqs/error-401.md"
    [title] = re.findall(r"(?m)^title: (.*)$", content(path))
    text = content(path).replace(title, f"“{title.strip(chr(34))}”")

    assert [item.rule for item in findings_of(f"content/{path}", text)] == ["schema/typographic-quotes"]


@pytest.mark.parametrize("author", ["“Docs” and “Support”", "The “Docs” team", "‘90s team", '"“Docs”"'])
def test_quotes_that_readers_see_are_no_finding(author: str, findings_of: FindingsOf) -> None:
    path = "en/faqs/error-401.md"
    text = re.sub(r"(?m)^author: .*$", f"author: {author}", content(path), count=1)

    assert findings_of(f"content/{path}", text) == []


@pytest.mark.parametrize(("old", "new"), [("locale: en", "locale: fr"), ("slug: error-401", "slug: Error_401")])
def test_a_value_that_is_wrong_and_unlike_the_path_is_one_finding(old: str, new: str, findings_of: FindingsOf) -> None:
    text = edited("en/faqs/error-401.md", old, new)

    found = findings_of("content/en/faqs/error-401.md", text)

    assert rules_and_lines(found) == [("invalid-value", line_of(text, new))]


@pytest.mark.parametrize("text", ["", "\n \n", "<!-- to do -->\n", "\ufeff"])
@pytest.mark.parametrize("path", ["solutions/example", "faqs/example", "templates/example"])
def test_an_empty_page_is_one_finding(path: str, text: str, findings_of: FindingsOf) -> None:
    assert rules_and_lines(findings_of(f"content/zh/{path}.md", text)) == [("front-matter-missing", 1)]


# --- one cause, one finding: levels of headings

ONE_OF_EACH_KIND = [
    f"{locale}/{page}.md"
    for locale in ("en", "zh")
    for page in (
        "solutions/company-ai-gateway",
        "faqs/error-401",
        "faqs/homepage-or-api-address",
        "templates/cursor",
        "templates/configuration-email",
        "templates/launch-checklist",
    )
]


@pytest.mark.parametrize("path", ONE_OF_EACH_KIND)
def test_a_heading_at_a_wrong_level_is_one_finding(path: str, findings_of: FindingsOf) -> None:
    """Every section of every kind, at every level: the heading itself, and nothing that follows from it."""
    text = content(path)
    outside_code = re.sub(r"(?s)```.*?```", "", text.split("\n---\n", 1)[1])
    for heading in re.findall(r"(?m)^#{2,3} .*$", outside_code):
        marks, words = heading.split(" ", 1)
        for level in range(1, 7):
            wrong = f"{'#' * level} {words}"
            is_question = marks == "###" and words.endswith(("?", "？"))
            if wrong == heading or (is_question and level == 4):  # a question may be a part of an answer
                continue
            changed = re.sub(rf"(?m)^{re.escape(heading)}$", wrong, text, count=1)
            found = findings_of(f"content/{path}", changed)

            assert len(found) == 1, (wrong, [item.message.en for item in found])
            assert found[0].rule in {"schema/heading-level", "schema/heading-skip"}
            assert found[0].span.line == line_of(changed, wrong)
            assert f"“{words}”" in found[0].message.en
            assert "(it is" not in found[0].message.en
            if not is_question:
                assert f"`{marks}`" in found[0].help.en


def test_several_headings_at_wrong_levels_are_each_one_finding(findings_of: FindingsOf) -> None:
    path = "en/solutions/company-ai-gateway.md"
    text = content(path)
    for heading in ("What is manual", "What stays private", "Who owns roll-out and replay"):
        text = text.replace(f"### {heading}", f"## {heading}")
    text = text.replace("## Metrics", "### Metrics").replace("## FAQ", "# FAQ")

    assert [item.rule for item in findings_of(f"content/{path}", text)] == ["schema/heading-level"] * 5


def test_what_stands_below_a_heading_that_is_too_deep_comes_with_it(findings_of: FindingsOf) -> None:
    path = "en/faqs/error-401.md"
    text = edited(path, "## Details\n", "### Details\n\n#### Where to begin\n")

    found = findings_of(f"content/{path}", text)

    assert rules_and_lines(found) == [("heading-level", line_of(text, "### Details"))]
    assert (found[0].message.en, found[0].help.en) == (
        "“Details” stands at level 3; it belongs at level 2.",
        "Write it with `##`.",
    )
    assert found[0].message.zh == "“Details”现在是 3 级标题，应为 2 级。"


def test_a_section_that_is_there_twice_is_no_wrong_level(findings_of: FindingsOf) -> None:
    path = "en/faqs/error-401.md"
    text = edited(path, "## What to send", "### Details\n\nMore of them.\n\n## What to send")

    assert findings_of(f"content/{path}", text) == []


def test_a_missing_section_is_still_missing(findings_of: FindingsOf) -> None:
    path = "en/solutions/company-ai-gateway.md"
    text = edited(path, "## Metrics", "## Numbers")

    found = findings_of(f"content/{path}", text)

    assert rules_and_lines(found) == [("missing-section", line_of(text, "## Numbers"))]


# --- what a page must hold, in both languages


def section_of(heading: str, new: str) -> tuple[str, str]:
    """The pattern of a section's text, and what takes its place."""
    return rf"(?s)(?<=\n## {heading}\n\n).*?(?=\n\n## |\Z)", new


EMAIL, SOLUTION, DIAGNOSIS = "templates/configuration-email", "solutions/company-ai-gateway", "faqs/error-401"
CHECKLIST, CLIENT = "templates/launch-checklist", "templates/cursor"
EVIDENCE = r"(\n\|---[^\n]*\n\|[^|\n]*\|[^|\n]*\|)[^|\n]*\|"
"""The third cell of the first row of the first table."""
CHINESE = "这个方案适合需要统一管理人工智能调用的企业，每个请求都可以追溯到负责人，并写明了怎样验证。" * 2

REQUIREMENTS: list[tuple[str, str, tuple[str, str], str, str]] = [
    # locale, page, pattern and replacement, rule, beginning of the line at which it is found
    ("en", EMAIL, section_of("About the key", "Create it in the console."), "missing-statement", "## About the key"),
    ("zh", EMAIL, section_of("关于密钥", "请在控制台创建密钥。"), "missing-statement", "## 关于密钥"),
    ("en", EMAIL, section_of("About the key", "Do not forget it."), "missing-statement", "## About the key"),
    ("en", EMAIL, section_of("Base URL", "Use our address."), "missing-value", "## Base URL"),
    ("zh", EMAIL, section_of("Base URL", "使用我们的地址。"), "missing-value", "## Base URL"),
    ("en", EMAIL, section_of("Model list", "Any of `them`, see `/v1/models`."), "missing-value", "## Model list"),
    ("zh", EMAIL, section_of("模型列表", "全部模型。"), "missing-value", "## 模型列表"),
    ("zh", SOLUTION, section_of("英文摘要", CHINESE), "section-language", "## 英文摘要"),
    ("zh", SOLUTION, section_of("英文摘要", "太短"), "section-language", "## 英文摘要"),
    ("en", SOLUTION, section_of("Summary for answer engines", CHINESE), "section-language", "## Summary for answer"),
    (
        "en",
        SOLUTION,
        section_of("Related solutions", "See [it](../faqs/a.md)."),
        "missing-link",
        "## Related solutions",
    ),
    ("zh", SOLUTION, section_of("相关方案", "没有。"), "missing-link", "## 相关方案"),
    ("en", SOLUTION, (r"(\n## Outcomes\n\n)- [^\n]*", r"\1- "), "empty-entry", "- "),
    ("zh", SOLUTION, (r"(\n## 预期成果\n\n)- [^\n]*", r"\1- …"), "empty-entry", "- …"),
    ("en", SOLUTION, (r"(\n## Implementation steps\n\n1\. [^\n]*\n)2\. [^\n]*", r"\g<1>2. "), "empty-entry", "2. "),
    ("en", CLIENT, (r"(\n## Minimal verification\n\n1\. [^\n]*\n)2\. [^\n]*", r"\g<1>2. "), "empty-entry", "2. "),
    ("en", DIAGNOSIS, (r"\n- Base URL[^\n]*", "\n- "), "missing-entry", "- "),
    ("zh", DIAGNOSIS, (r"\n- Base URL[^\n]*", "\n- …"), "missing-entry", "- …"),
    ("en", SOLUTION, (r"(\n## FAQ\n\n### [^\n]*\n\n)[^\n]*", r"\1…"), "empty-answer", "### Do programs"),
    ("zh", SOLUTION, (r"(\n## 常见问题\n\n### [^\n]*\n\n)[^\n]*", r"\1<!-- 待定 -->"), "empty-answer", "### 程序"),
    ("en", SOLUTION, (r"(\n## FAQ\n\n### [^\n]*\n\n)[^\n]*", r"\1<!-- a > b -->"), "empty-answer", "### Do programs"),
    ("en", DIAGNOSIS, section_of("Details", "<!-- a > b -->"), "empty-section", "## Details"),
    ("zh", DIAGNOSIS, section_of("详细说明", "……"), "empty-section", "## 详细说明"),
    ("en", DIAGNOSIS, (r"Why does a request end in 401\?", "Why a 401? What now?"), "invalid-value", "title:"),
    ("zh", DIAGNOSIS, (r"(?<=\ntitle: )[^\n]*|(?<=\n# )[^\n]*", "为什么是 401？怎么办？"), "invalid-value", "title:"),
    ("en", SOLUTION, (r"https://www\.example\.com/about", "https://example.org/about"), "foreign-link", "Written by"),
    ("en", SOLUTION, (r"https://www\.example\.com/about", "//about.example.com/about"), "foreign-link", "Written by"),
]


@pytest.mark.parametrize(("locale", "page", "change", "rule", "line"), REQUIREMENTS)
def test_each_requirement_is_one_finding_at_its_place(
    locale: str, page: str, change: tuple[str, str], rule: str, line: str, findings_of: FindingsOf
) -> None:
    path = f"{locale}/{page}.md"
    text = re.sub(change[0], change[1], content(path), count=2 if "401" in change[1] else 1)

    found = findings_of(f"content/{path}", text)

    assert rules_and_lines(found) == [(rule, found[0].span.line)], [item.message.en for item in found]
    assert text.split("\n")[found[0].span.line - 1].startswith(line)


@pytest.mark.parametrize("page", [SOLUTION, CHECKLIST])
@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("", "empty-cell"), ("…", "empty-cell"), ("TBD", "unfinished"), ("todo", "unfinished"), ("待补", "unfinished"),
        ("待定。", "unfinished"), ("TODO: a link", "unfinished"), ("N/A", "no-evidence"), ("n/a.", "no-evidence"),
        ("无", "no-evidence"), ("不适用", "no-evidence"), ("None", "no-evidence"), ("???", "no-evidence"),
    ],
)  # fmt: skip
def test_a_cell_that_proves_nothing(locale: str, page: str, cell: str, rule: str, findings_of: FindingsOf) -> None:
    path = f"{locale}/{page}.md"
    text = re.sub(EVIDENCE, rf"\1 {cell} |", content(path), count=1)
    row = text[: re.search(EVIDENCE, text).end()].count("\n") + 1  # type: ignore[union-attr]

    assert rules_and_lines(findings_of(f"content/{path}", text)) == [(rule, row)]


@pytest.mark.parametrize(
    ("table", "rule", "line"),
    [
        ("| Capability | Description | Evidence |\n|---|---|---|\n| a | b | c |\n| d | e | |\n", "empty-cell", "| d |"),
        ("| Capability | Description | Proof |\n|---|---|---|\n| a | b | c |\n", "missing-column", "| Capability"),
        ("| Key | Meaning |\n|---|---|\n| a | |\n", None, ""),
    ],
)
def test_every_table_of_capabilities_counts(table: str, rule: str | None, line: str, findings_of: FindingsOf) -> None:
    path = f"en/{SOLUTION}.md"
    text = edited(path, "## Implementation steps", f"And then:\n\n{table}\n## Implementation steps")

    found = findings_of(f"content/{path}", text)

    assert [item.rule for item in found] == ([f"schema/{rule}"] if rule else [])
    if found:
        assert text.split("\n")[found[0].span.line - 1].startswith(line)
        assert found[0].span.line > line_of(text, "And then:")


@pytest.mark.parametrize("path", ONE_OF_EACH_KIND)
def test_dates_that_do_not_fit_are_one_finding(path: str, findings_of: FindingsOf) -> None:
    text = content(path)
    before = re.sub(r"review_by: \S+", "review_by: 2026-01-01", text)
    future = re.sub(r"updated: \S+", "updated: 2099-01-01", text)
    tomorrow = re.sub(r"updated: \S+", "updated: 2026-11-25", text)

    assert rules_and_lines(findings_of(f"content/{path}", before)) == [("date-order", line_of(text, "review_by:"))]
    assert rules_and_lines(findings_of(f"content/{path}", future)) == [("date-order", line_of(text, "updated:"))]
    assert findings_of(f"content/{path}", tomorrow) == []  # where its editor works it is tomorrow already


@pytest.mark.parametrize("path", ONE_OF_EACH_KIND)
def test_a_page_is_not_related_to_itself(path: str, findings_of: FindingsOf) -> None:
    own = path.removesuffix(".md").partition("/")[2]
    text = re.sub(r"related:\s*\n  - \S+", f"related:\n  - {own}", content(path))

    assert rules_and_lines(findings_of(f"content/{path}", text)) == [("self-reference", line_of(text, f"  - {own}"))]


# --- steps


def verification(path: str) -> tuple[str, list[str]]:
    """A page's text, and the lines of its verification steps."""
    text = content(path)
    found = re.search(r"\n## (?:Minimal verification|最小验证(?:步骤)?)\n\n(.*?)\n\n## ", text, re.DOTALL)
    assert found
    return text, found[1].split("\n")


@pytest.mark.parametrize("path", [path for path in ONE_OF_EACH_KIND if "cursor" in path or "email" in path])
def test_a_verification_step_that_is_missing_or_moved_is_one_finding(path: str, findings_of: FindingsOf) -> None:
    text, steps = verification(path)
    whole = "\n".join(steps)
    for at in (0, 1):
        deleted = text.replace(whole, "\n".join(steps[:at] + steps[at + 1 :]))
        found = findings_of(f"content/{path}", deleted)

        assert [item.rule for item in found] == ["schema/verification-order"]
        assert found[0].message.en.startswith("A verification step is missing: no step says “")
        assert found[0].message.zh.startswith("缺少一个验证步骤：没有写“")

    swapped = [steps[1], steps[0], *steps[2:]]
    numbered = [f"{number}{step[1:]}" for number, step in enumerate(swapped, 1)]
    for lines in (swapped, numbered):
        moved = text.replace(whole, "\n".join(lines))
        found = findings_of(f"content/{path}", moved)

        assert [item.rule for item in found] == ["schema/verification-order"]
        assert found[0].message.en == "A verification step is out of order: “plain chat” belongs before “stream”."
        assert found[0].span.line == line_of(moved, lines[1])


def test_the_first_of_the_moved_steps_is_not_blamed_for_the_others(findings_of: FindingsOf) -> None:
    path = f"en/{CLIENT}.md"
    text, steps = verification(path)
    lines = [f"{number}{step[1:]}" for number, step in enumerate([steps[2], *steps[:2], *steps[3:]], 1)]

    found = findings_of(f"content/{path}", text.replace("\n".join(steps), "\n".join(lines)))

    assert [item.message.en for item in found] == [
        "A verification step is out of order: “proxy” belongs behind “stream”."
    ]


@pytest.mark.parametrize("path", [f"en/{CLIENT}.md", f"zh/{SOLUTION}.md"])
def test_another_delimiter_is_one_finding(path: str, findings_of: FindingsOf) -> None:
    text = re.sub(r"(?m)^2\. ", "2) ", content(path), count=1)

    found = findings_of(f"content/{path}", text)

    assert rules_and_lines(found) == [("step-order", line_of(text, "2) "))]
    assert found[0].message.en == "This step has number `2)`; `2.` was expected."


def test_steps_may_be_headings(findings_of: FindingsOf) -> None:
    path = f"en/{CLIENT}.md"
    text, steps = verification(path)
    headings = [f"### Step {number}: {step[3:].partition(':')[0]}\n\nDo it.\n" for number, step in enumerate(steps, 1)]
    chinese = content(f"zh/{SOLUTION}.md")
    found = re.search(r"\n## 实施步骤\n\n(.*?)\n\n## ", chinese, re.DOTALL)
    assert found
    parts = [
        f"### 第{number}步：做什么\n\n{step[3:]}\n"
        for number, step in zip("一二三四五六", found[1].split("\n"), strict=False)
    ]

    whole = text.replace("\n".join(steps), "\n".join(headings))
    swapped = text.replace("\n".join(steps), "\n".join([headings[1], headings[0], *headings[2:]]))
    assert findings_of(f"content/{path}", whole) == []
    assert [item.rule for item in findings_of(f"content/{path}", swapped)] == ["schema/verification-order"]
    assert findings_of(f"content/zh/{SOLUTION}.md", chinese.replace(found[1], "\n".join(parts))) == []
    assert [
        (item.rule, item.message.en)
        for item in findings_of(f"content/zh/{SOLUTION}.md", chinese.replace(found[1], "\n".join(parts[:2])))
    ] == [
        ("schema/too-few-entries", "The section “实施步骤” needs at least 3 numbered step(s); it has 2."),
    ]


# --- new pages


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize(
    ("page_type", "kind"),
    [
        ("solution", None), ("faq", "answer"), ("faq", "diagnosis"), ("template", "client"), ("template", "email"),
        ("template", "checklist"),
    ],
)  # fmt: skip
def test_each_question_of_a_new_page_is_one_finding(
    locale: str, page_type: str, kind: str | None, home_site: Site, findings_of: FindingsOf
) -> None:
    text = new_page(home_site, PageId(locale, page_type, "example"), kind)

    found = findings_of(f"content/{locale}/{page_type}s/example.md", text)

    questions = len(re.findall("TODO:|待补：", text))
    lists = len(re.findall(r"(?m): \[\]$", text))
    rules = [item.rule for item in found]
    assert (rules.count("schema/unfinished"), rules.count("schema/invalid-value")) == (questions, lists)
    assert len(found) == questions + lists


def test_a_new_client_page_names_the_steps(home_site: Site) -> None:
    english = new_page(home_site, PageId("en", "template", "example"), "client", "cursor")
    chinese = new_page(home_site, PageId("zh", "template", "example"), "email")

    assert "\n1. **Plain chat**: TODO:\n2. **Stream**: TODO:\n" in english
    assert "\n1. **普通对话**：待补：\n2. **流式输出**：待补：\n" in chinese


@pytest.mark.parametrize("kind", ["answer", "diagnosis"])
def test_the_example_of_a_question_is_one(kind: str, home_site: Site) -> None:
    about = home_site.schemas.describe(home_site.schemas.front_matter("faq", kind), ("title",))

    assert about.example.endswith("?")


@pytest.mark.parametrize(
    ("locale", "heading", "text"),
    [
        ("en", "About the key", "We never e-mail\nkeys."),
        ("en", "About the key", "API keys aren’t mailed; fetch yours in the console."),
        ("zh", "关于密钥", "密钥不会通过邮件发送。"),
        ("zh", "关于密钥", "请勿在邮件里发送密钥！"),
        ("en", "Base URL", '```toml\nbase_url = "https://api.example.com/v1"\n```'),
        ("zh", "Base URL", "填写[这个地址](https://api.example.com/v1)。"),
        ("en", "Model list", '```json\n{"data": [{"id": "o3"}]}\n```'),
        ("zh", "模型列表", "例如 `Qwen/Qwen2.5-72B-Instruct`。"),
    ],
)
def test_other_ways_to_say_it_are_right(locale: str, heading: str, text: str, findings_of: FindingsOf) -> None:
    path = f"{locale}/{EMAIL}.md"
    pattern, _ = section_of(heading, "")

    assert findings_of(f"content/{path}", re.sub(pattern, lambda _: text, content(path), count=1)) == []


# --- the quick validator and the one that explains


def _instances(site: Site) -> list[tuple[Mapping[str, Any], Any]]:
    """Values with their schemas: rules, front matter and bodies of our own pages."""
    schemas = site.schemas
    found: list[tuple[Mapping[str, Any], Any]] = []
    for path in sorted((REPOSITORY / "linters").glob("*/*.yaml"))[::4]:
        node, _ = read_yaml(path.read_text(encoding="utf-8"))
        if node is not None and "kind" in node.children:
            found.append((schemas.schemas["rule.schema.json"], node.value))
    for path in sorted((REPOSITORY / "content").rglob("*.md"))[::4]:
        name = path.relative_to(REPOSITORY).as_posix()
        page = parse_page(name, path.read_bytes(), schemas.kinds)
        assert page.id is not None
        assert page.front_matter is not None
        assert page.front_matter.node is not None
        found.append((schemas.front_matter(page.id.type, page.kind), page.front_matter.node.value))
        body_schema, body = schemas.body(page.id.type, page.kind), site.body(page)
        assert body_schema is not None
        assert body is not None
        found.append((body_schema, body.node.value))
    return found


def _broken(chance: random.Random, value: Any) -> Any:
    """A value with one thing changed somewhere in it."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.25:
            return {name: item for name, item in value.items() if name != key}
        if chance.random() < 0.15:
            return {**value, "of-no-schema": 1}
        return {**value, key: _broken(chance, value[key])}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        if chance.random() < 0.3:
            return value[:at] + value[at + 1 :]
        return [*value[:at], _broken(chance, value[at]), *value[at + 1 :]]
    return chance.choice([None, True, 0, 1.0, -1, "", "x", "2026-13-01", "2026-11-24", "no such word", [], {}, [value]])


def test_both_validators_agree(home_site: Site) -> None:
    chance = random.Random(20261125)
    valid = 0
    for schema, value in _instances(home_site):
        for candidate in (value, *(_broken(chance, value) for _ in range(12))):
            quick = home_site.schemas.is_valid(schema, candidate)
            assert quick is home_site.schemas.validator(schema).is_valid(candidate), candidate
            valid += quick
    assert valid > 50
