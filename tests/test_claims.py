"""The family claims: what counts, where, and what lets a claim stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CONFIG, REPOSITORY
from presscheck.claims import ClaimWords, load_words
from presscheck.claims.numbers import figures, value_of
from presscheck.errors import RuleError
from presscheck.expressions import Prefilter, compiled
from presscheck.ledger import is_backed
from presscheck.lint import lint_page
from presscheck.markdown import parse_page
from presscheck.model import Finding, Page
from presscheck.schemas import SchemaSet
from presscheck.site import Site, load_site
from test_cli import run

Lint = Callable[..., list[str]]


@pytest.fixture
def claims_of(home_site: Site) -> Lint:
    """Names of the rules on claims that fire in a text, without their family."""

    def run(text: str, path: str = "notes/page.md") -> list[str]:
        return [finding.rule.partition("/")[2] for finding in _findings(home_site, text, path)]

    return run


def _findings(site: Site, text: str, path: str = "notes/page.md") -> list[Finding]:
    page = parse_page(path, text.encode(), site.schemas.kinds)
    return lint_page(site, page, [rule for rule in site.rules.values() if rule.kind == "claim"])


# --- numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "low", "per"),
    [
        ("$1.25 per 1M input tokens", "money", 1.25, "tokens"),
        ("两块五", "money", 2.0, ""),
        ("0.8 元/百万 tokens", "money", 0.8, "tokens"),
        ("half a cent", "money", 0.5, ""),
        ("六折", "fold", 6.0, ""),
        ("三成", "percent", 3.0, ""),
        ("百分之九十", "percent", 90.0, ""),
        ("99.95%", "percent", 99.95, ""),
        ("60 requests/minute", "calls", 60.0, "period"),
        ("3 次/秒", "calls", 3.0, "period"),
        ("thirty calls a day", "calls", 30.0, "period"),
        ("5,000 QPM", "rate", 5000.0, "period"),
        ("128K tokens", "tokens", 128_000.0, ""),
        ("一百万 Token", "tokens", 1_000_000.0, ""),
        ("2 trillion tokens", "tokens", 2e12, ""),
        ("45 ms", "ms", 45.0, ""),
        ("2-5x", "times", 2.0, ""),
        ("2026-01-15", "date", 0.0, ""),
        ("v3.13.0", "version", 0.0, ""),
        ("HTTP 429", "status", 0.0, ""),
    ],
)
def test_figures_know_their_unit(text: str, unit: str, low: float, per: str) -> None:
    found = list(figures(text))

    assert [(item.unit, item.low, item.per) for item in found] == [(unit, low, per)]
    assert text[found[0].start : found[0].end] == text


@pytest.mark.parametrize("text", ["三百余款模型", "500+ models", "上千家企业", "hundreds of models", "over 300 models"])
def test_figures_that_say_or_more_are_open(text: str) -> None:
    assert [item.open for item in figures(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        *("统一的接口", "十分方便", "千万不要", "第一步", "唯一的地址", "参数名", "一些问题", "number one"),
        *("最近一段时间", "一部分用户", "半路断掉"),
    ],
)
def test_words_that_hold_a_numeral_are_no_figures(text: str) -> None:
    assert list(figures(text)) == []


def test_a_numeral_counts_where_a_measure_word_follows() -> None:
    assert [item.low for item in figures("每天生成二十段视频")] == [20]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三百二十", 320),
        ("一万两千", 12_000),
        ("两亿", 200_000_000),
        ("二点五", 2.5),
        ("twenty-five", 25),
        ("three hundred thousand", 300_000),
        ("1,234.5", 1234.5),
        ("", 0),
    ],
)
def test_numbers_have_a_value(text: str, value: float) -> None:
    assert value_of(text) == pytest.approx(value)


PIECES = st.sampled_from(
    (
        *"一二两三十百千万亿半几数上余多点元块毛折成每至天个款$¥%/KM+-",
        *(
            "1",
            "23",
            "4,567",
            "0.8",
            "9.99",
            "per",
            "token",
            "次",
            "秒",
            "分钟",
            "ms",
            "requests",
            "minute",
            "day",
            "second",
        ),
        *("a", "one", "twenty", "hundred", "million", "dozen", "of", "half"),
    )
)


@given(st.lists(PIECES, max_size=12).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))))
def test_the_number_grammar_never_raises(text: str) -> None:
    end = 0
    for item in figures(text):
        assert end <= item.start < item.end <= len(text)
        assert item.low <= item.high
        end = item.end


@given(st.text(max_size=200))
def test_the_number_grammar_takes_any_text(text: str) -> None:
    assert all(text[item.start : item.end].strip() for item in figures(text))


# --- places ---------------------------------------------------------------------------------------------------------

CLAIM = "The Pro plan costs $20 a month."


@pytest.mark.parametrize(
    "text",
    [
        CLAIM,
        f"# {CLAIM}",
        f"- {CLAIM}",
        f"1. First\n\n   - {CLAIM}",
        f"> {CLAIM}",
        f"![{CLAIM}](a.png)",
        f"| a | b |\n|---|---|\n| x | {CLAIM} |",
        "| Plan | Price |\n|---|---|\n| Pro | $20 |",
        f"---\ntitle: {CLAIM}\n---\n\nText.",
        f"---\nsummary: >-\n  {CLAIM}\n---\n\nText.",
        f"---\nseo:\n  description: {CLAIM}\n---\n\nText.",
        f"---\ntitle: {CLAIM}\nbroken: [\n---\n\nText.",
        f"<p>{CLAIM}</p>",
        f'<img alt="{CLAIM}">',
        f"[{CLAIM}](https://www.example.com)",
        "The **Pro** plan costs\n**$20** a month.",
        "The Pro plan costs ＄２０ a month.",
        f"```python\n# {CLAIM}\nrun()\n```",
    ],
)
def test_what_readers_see_counts(text: str, claims_of: Lint) -> None:
    assert claims_of(text) == ["price"]


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- {CLAIM} -->",
        f"```text\n{CLAIM}\n```",
        f"    {CLAIM}",
        f"Run `{CLAIM}`.",
        "[link](https://www.example.com/pro-plan-costs-$20-a-month)",
        f"## Changelog\n\n- {CLAIM}",
        f"## 更新日志\n\n### 细节\n\n- {CLAIM}",
        f"## v1.2.0 (2026-01-15)\n\n{CLAIM}",
        "---\nupdated: 2026-11-20\ntags: [latest]\n---\n\nText.",
        f"---\nnote: {CLAIM}\n---\n\nText.",
        "```python\nprice = 20  # currently in dollars\n```",
    ],
)
def test_what_they_do_not_see_does_not(text: str, claims_of: Lint) -> None:
    assert claims_of(text) == []


def test_a_file_that_is_a_changelog_tells_of_the_past(claims_of: Lint) -> None:
    assert claims_of(CLAIM, "CHANGELOG.md") == []


def test_a_section_after_a_changelog_counts_again(claims_of: Lint) -> None:
    assert claims_of(f"## Changelog\n\n{CLAIM}\n\n## Plans\n\n{CLAIM}") == ["price"]


def test_a_row_is_read_with_its_header_and_points_at_its_cell(home_site: Site) -> None:
    text = "| Model | Context |\n|---|---|\n| `glm-4` | 128K |\n"

    [finding] = _findings(home_site, text)

    assert finding.rule == "claims/context-window"
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (3, 13, 17)


def test_a_header_alone_is_reported_once(claims_of: Lint) -> None:
    assert claims_of("| Currently supported | b |\n|---|---|\n| x | y |\n| z | w |\n") == ["relative-time"]


# --- sentences ------------------------------------------------------------------------------------------------------


def test_one_finding_for_each_sentence_and_category(claims_of: Lint) -> None:
    assert claims_of("It costs $5, then $9 a month.\n\nIt costs $3 a month.") == ["price", "price"]


def test_the_more_telling_category_takes_a_phrase(claims_of: Lint) -> None:
    assert claims_of("Save 30% on your first top-up.") == ["discount"]


def test_a_sentence_may_claim_several_things(claims_of: Lint) -> None:
    assert set(claims_of("我们是业内最快的网关，平均延迟不到 200 毫秒。")) == {"superlative", "uptime-latency"}


@pytest.mark.parametrize(
    "text",
    [
        "Each key may send 60 requests per minute, see the limits page.",
        "每日 2000 次免费调用（以官网最新规则为准）。",
        "As of 2026-03-01, output tokens are billed at $15 per million.",
        "Do you know that the plan costs $20 a month?",
        "Prices may change, the plan costs $20 a month.",
    ],
)
def test_nothing_excuses_a_frozen_figure(text: str, claims_of: Lint) -> None:
    assert claims_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Do not write “50% off” on a page.",
        "不要写“最低价”“全网第一”。",
        "For example, a limit of 60 requests per minute means one each second.",
        "价格以控制台的模型页为准。",
        "# 有没有免费额度？",
        "Set the timeout to 60 seconds.",
    ],
)
def test_what_forbids_asks_or_shows_an_example_is_no_claim(text: str, claims_of: Lint) -> None:
    assert claims_of(text) == []


def test_marked_wrong_examples_are_no_claims(claims_of: Lint) -> None:
    assert claims_of(f"| Wrong | Right |\n|---|---|\n| {CLAIM} | See the console. |") == []
    assert claims_of(f"<!-- presscheck: wrong-example -->\n\n{CLAIM}") == []


# --- the ledger -----------------------------------------------------------------------------------------------------

LEDGER = """\
---
title: Plans
claims:
  - text: costs $20 a month
    source: https://www.example.com/pricing
    verify: Open the pricing page.
    owner: support-team
    verified_on: 2026-11-01
    expires_on: {expires}
---

The **Pro** plan costs $20 a month.

It costs $9 a month.
"""


@pytest.mark.parametrize(("expires", "lines"), [("2026-11-24", [14]), ("2026-11-23", [12, 14]), ("soon", [12, 14])])
def test_an_entry_lets_its_sentence_stand_until_it_expires(expires: str, lines: list[int], home_site: Site) -> None:
    assert home_site.today == date(2026, 11, 24)
    assert [finding.span.line for finding in _findings(home_site, LEDGER.format(expires=expires))] == lines


@pytest.mark.parametrize("claims", ["none", "[none]", "[{text: 5}]", "[{text: '', expires_on: 2030-01-01}]"])
def test_a_broken_ledger_backs_nothing(claims: str, page_of: Callable[[str, str], Page]) -> None:
    page = page_of("page.md", f"---\nclaims: {claims}\n---\n\nIt costs $9 a month.\n")

    assert not is_backed(page, 0, len(page.source.text), date(2026, 1, 1))


# --- rules and words ------------------------------------------------------------------------------------------------


def test_a_frame_that_names_no_word_is_a_mistake() -> None:
    with pytest.raises(RuleError, match=r"claims/price: \{price\}"):
        ClaimWords().filled("{price}", "claims/price")


def test_a_mistake_in_the_words_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "claims/words.yaml"
    path.parent.mkdir()
    path.write_text("words:\n  price: '('\n", encoding="utf-8")
    schemas = SchemaSet.load([REPOSITORY / "schemas"])

    with pytest.raises(RuleError, match=r"words\.yaml:2: "):
        load_words([tmp_path], schemas)


def test_an_exemption_that_does_not_exist_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    folder = tmp_path / "linters/claims"
    folder.mkdir(parents=True)
    texts = "summary: {en: a, zh: b}\nmessage: {en: a, zh: b}\nhelp: {en: a, zh: b}\n"
    options = "options: {frames: [otter], excused_by: [questions]}\n"
    (folder / "mascot.yaml").write_text(f"kind: claim\nseverity: warning\n{texts}{options}", encoding="utf-8")

    with pytest.raises(RuleError, match=r"mascot\.yaml: questions is no exemption"):
        load_site(tmp_path / "presscheck.toml", date(2026, 11, 24))


@given(st.text(max_size=80))
def test_the_quick_look_misses_no_expression(text: str) -> None:
    expressions = ["(?i)free|[0-9]+ months?", "(?i)免费", "(?i)\\bsoon\\b.{0,9}(?:live|上线)"]
    fitting = {index for index, item in enumerate(expressions) if compiled(item).search(text)}

    assert fitting <= set(Prefilter(expressions)(text))


def test_a_site_adds_words_and_rules(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    folder = tmp_path / "linters/claims"
    folder.mkdir(parents=True)
    (folder / "words.yaml").write_text("words:\n  mascot: 'otter'\n", encoding="utf-8")
    texts = "summary: {en: a, zh: b}\nmessage: {en: a, zh: b}\nhelp: {en: a, zh: b}\n"
    (folder / "mascot.yaml").write_text(
        f"kind: claim\nseverity: warning\n{texts}options:\n  frames: ['{{mascot}}.*{{number}}']\n", encoding="utf-8"
    )

    site = load_site(tmp_path / "presscheck.toml", date(2026, 11, 24))

    assert [finding.rule for finding in _findings(site, "Our otter is 7.")] == ["claims/mascot"]


def test_the_command_line_reports_claims(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("目前全场八折。\n", encoding="utf-8")

    result = run(tmp_path, "lint", "--config", str(REPOSITORY / "presscheck.toml"), "--select", "claims", str(page))

    assert result.returncode == 1
    assert "error claims/discount" in result.stdout
    assert "warning claims/relative-time" in result.stdout


# --- hostile pages --------------------------------------------------------------------------------------------------


BEGUN = (
    *("1,", "1.", "一", "一百", "两块五", "$", "1~", "half a ", "more than ", "1 per ", "2026-1-", "v1.", "#1"),
    *("第", "数百", "免费 ", "gpt-", "claude ", "最", "不", "without ", "| 1 ", "“", "a.b-", "https://a.", "the best "),
)
"""What begins something that is looked for, and never ends it."""


@pytest.mark.parametrize("begun", BEGUN)
def test_a_long_line_ends(begun: str, claims_of: Lint) -> None:
    line = begun * (30_000 // len(begun))

    assert "price" in claims_of(f"{line}\n\nThe Pro plan costs $20 a month.\n\n> {line}\n")
