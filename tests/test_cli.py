"""The command line as its users meet it: real processes, real files, exit codes and screens."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from conftest import REPOSITORY
from presscheck import __version__
from presscheck.cli import COMMANDS


def run(folder: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run presscheck in a folder, in English unless the environment says otherwise, in November 2026."""
    env = {**os.environ, "LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795500000", "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", "presscheck", *args],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_a_clean_site(site_folder: Path) -> None:
    result = run(site_folder, "lint")

    assert (result.returncode, result.stdout, result.stderr) == (0, "1 page checked, nothing found\n", "")


def test_the_screen_of_a_finding_in_both_languages(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("owner: support-team\n", "", 1))

    english = run(site_folder, "lint")
    chinese = run(site_folder, "lint", "--lang", "zh")

    assert english.returncode == 1
    assert english.stdout == (
        "content/en/faqs/example.md:8:1: error schema/missing-field: The front matter lacks `owner` (owner).\n"
        "  7 | status: approved\n"
        "  8 | backup_owner: docs-team\n"
        "    | ^^^^^^^^^^^^\n"
        "  9 | author: ALLTKN Editorial Team\n"
        "    help: The person or team that answers for the page. For example: owner: support-team\n"
        "    see: https://presscheck.example.com/rules/schema/missing-field\n"
        "\n"
        "1 page checked: 1 error, 0 warnings\n"
    )
    assert chinese.stdout == (
        "content/en/faqs/example.md:8:1: 错误 schema/missing-field: 元数据缺少 `owner`（负责人）。\n"
        "  7 | status: approved\n"
        "  8 | backup_owner: docs-team\n"
        "    | ^^^^^^^^^^^^\n"
        "  9 | author: ALLTKN Editorial Team\n"
        "    帮助: 对页面内容负责的人或团队。例如：owner: support-team\n"
        "    详见: https://presscheck.example.com/rules/schema/missing-field\n"
        "\n"
        "检查了 1 个页面：1 个错误，0 个警告\n"
    )
    assert run(site_folder, "lint", LANG="zh_CN.UTF-8").stdout == chinese.stdout


def test_json_is_the_contract(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("status: approved", "status: NO"))

    result = run(site_folder, "lint", "--format", "json")
    report = json.loads(result.stdout)
    schema = json.loads((REPOSITORY / "schemas/report.schema.json").read_text())

    jsonschema.validate(report, schema)
    assert report["tool"] == {"name": "presscheck", "version": __version__}
    assert [(item["rule"], item["line"], item["column"]) for item in report["findings"]] == [
        ("schema/ambiguous-boolean", 7, 9),
    ]
    assert report["findings"][0]["fix"]["edits"][0]["text"] == '"NO"'
    assert report["summary"]["errors"] == 1


def test_fingerprints_survive_edits_elsewhere(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    text = page.read_text().replace("## Details", "#### Details")
    page.write_text(text)
    before = json.loads(run(site_folder, "lint", "--format", "json").stdout)["findings"]
    page.write_text(text.replace("No. Use the API address.\n", "No. Use the API address.\n\nOne more line.\n"))
    after = json.loads(run(site_folder, "lint", "--format", "json").stdout)["findings"]

    assert [item["fingerprint"] for item in before] == [item["fingerprint"] for item in after]
    assert [item["line"] for item in before] != [item["line"] for item in after]


def test_select_ignore_and_output(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("## Details", "#### Details").replace("locale: en", "locale: zh"))

    selected = run(site_folder, "lint", "--select", "schema/heading-skip")
    ignored = run(site_folder, "lint", "--ignore", "schema/heading-skip,schema/path-mismatch")
    unknown = run(site_folder, "lint", "--select", "schema/heading-skp")
    written = run(site_folder, "lint", "--output", "report.txt")

    assert "heading-skip" in selected.stdout
    assert "path-mismatch" not in selected.stdout
    assert ignored.returncode == 0
    assert unknown.returncode == 2
    assert "did you mean schema/heading-skip?" in unknown.stderr
    assert (written.returncode, written.stdout) == (1, "")
    assert "path-mismatch" in (site_folder / "report.txt").read_text()


def test_severities_and_overrides_of_the_site(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("## Details", "#### Details"))
    config = site_folder / "presscheck.toml"
    text = config.read_text()

    config.write_text(text + '\n[rules]\n"schema/heading-skip" = "warning"\n')
    warned = run(site_folder, "lint")
    config.write_text(text + '\n[[overrides]]\npaths = ["content/en/*"]\nrules = { schema = "off" }\n')
    silenced = run(site_folder, "lint")

    assert (warned.returncode, "0 errors, 1 warning" in warned.stdout) == (0, True)
    assert silenced.stdout == "1 page checked, nothing found\n"


def test_a_site_may_add_and_override_rules(site_folder: Path) -> None:
    folder = site_folder / "linters/schema"
    folder.mkdir(parents=True)
    rule = (REPOSITORY / "linters/schema/unfinished.yaml").read_text()
    (folder / "no-web-page.yaml").write_text(re.sub(r"patterns: .*", 'patterns: ["web page"]', rule))
    (folder / "page-title.yaml").write_text(
        (REPOSITORY / "linters/schema/page-title.yaml").read_text().replace("severity: error", "severity: warning")
    )
    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("# Is the homepage", "# Is that homepage"))

    result = run(site_folder, "lint")

    assert ":25:29: error schema/no-web-page: " in result.stdout
    assert ": warning schema/page-title: " in result.stdout


def test_paths_are_relative_to_the_configuration_and_absolute_outside(
    site_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "note.md"
    outside.write_text("```\nopen\n")
    inside = run(site_folder / "content/en", "lint", "faqs/example.md", "--format", "json")
    result = run(site_folder, "lint", str(outside), "--format", "json")

    assert inside.returncode == 0
    assert json.loads(result.stdout)["findings"][0]["path"] == outside.as_posix()


def test_new_writes_a_page_that_asks(site_folder: Path) -> None:
    made = run(site_folder, "new", "faq", "error-401", "--kind", "diagnosis")
    again = run(site_folder, "new", "faq", "error-401", "--kind", "diagnosis")
    report = json.loads(run(site_folder, "lint", made.stdout.strip(), "--format", "json").stdout)
    rules = {finding["rule"] for finding in report["findings"]}

    assert made.stdout == "content/en/faqs/error-401.md\n"
    assert again.returncode == 2
    assert "is there already; it was not touched" in again.stderr
    assert "schema/unfinished" in rules
    assert not rules & {"schema/missing-section", "schema/missing-field", "schema/section-order", "schema/heading-skip"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["new", "news", "a"], "there is no page type news; these are: faq, solution, template"),
        (["new", "faq", "a"], "a faq page has a kind: answer, diagnosis; name one with --kind"),
        (["new", "faq", "a", "--kind", "answr"], "a faq page has a kind: answer, diagnosis; did you mean answer?"),
        (["new", "solution", "a", "--kind", "x"], "a solution page has no kind"),
        (["new", "solution", "a", "--client", "x"], "a solution page names no client; leave --client out"),
        (
            ["new", "template", "a", "--kind", "email", "--client", "x"],
            "a template page of kind email names no client; leave --client out",
        ),
        (["new", "solution", "A b"], "cannot be a slug"),
        (["new", "solution", "a", "--locale", "fr"], "the site has no language fr; it has: en, zh"),
        (["explain", "schema/empty-cel"], "did you mean schema/empty-cell?"),
        (["explain", "schema"], "schema is a family; its rules are: schema/ambiguous-boolean"),
        (["lnt"], "Did you mean 'lint'?"),
        (["lint", "--fromat", "json"], "Did you mean one of: '--format'"),
        (["lint", "--output", "no/such/folder/report.txt"], "the report cannot be written to"),
    ],
)
def test_a_call_that_cannot_be_used_says_why(site_folder: Path, args: list[str], words: str) -> None:
    result = run(site_folder, *args)

    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_rules_and_explain(site_folder: Path) -> None:
    listed = run(site_folder, "rules")
    shown = run(site_folder, "explain", "schema/empty-cell")
    machine = json.loads(run(site_folder, "rules", "--format", "json", "--lang", "zh").stdout)

    assert "schema/empty-cell" in listed.stdout
    assert shown.stdout.startswith("schema/empty-cell (error): No required cell of a table is empty.\n")
    assert "## Bad" in shown.stdout
    assert shown.stdout.count("No required cell of a table is empty.") == 1
    assert {"rule", "kind", "severity", "summary", "url"} == set(machine[0])


def test_explain_in_chinese_shows_a_chinese_page_with_the_examples_of_the_english_one(site_folder: Path) -> None:
    shown = run(site_folder, "explain", "schema/empty-cell", "--lang", "zh").stdout
    english = run(site_folder, "explain", "schema/empty-cell").stdout
    bad, good = re.findall(r"^## (?:Bad|Good)\n(.*?)(?=^## (?:Good|Instead)\n)", english, re.MULTILINE | re.DOTALL)

    assert shown.startswith("schema/empty-cell (error): 表格中必填的单元格都有内容。\n\n## 原因\n\n没有证据的能力")
    assert f"## 错误示例\n{bad}## 正确示例\n{good}## 应当怎么写\n" in shown
    assert "## Bad" not in shown


def test_explain_in_chinese_says_that_a_page_is_in_english(site_folder: Path) -> None:
    own = site_folder / "linters/schema/empty-cell.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / "linters/schema/empty-cell.yaml", own)
    shutil.copy(REPOSITORY / "linters/schema/empty-cell.md", own.with_suffix(".md"))

    shown = run(site_folder, "explain", "schema/empty-cell", "--lang", "zh")

    assert shown.stdout.splitlines()[2] == "（规则说明页只有英文。）"
    assert "No required cell of a table is empty." not in shown.stdout
    assert "## Bad" in shown.stdout


def test_every_command_has_help_with_an_example(site_folder: Path) -> None:
    assert run(site_folder, "--version").stdout == f"presscheck {__version__}\n"
    for command in COMMANDS:
        result = run(site_folder, command, "--help")
        assert result.returncode == 0
        assert "Example" in result.stdout or "Commands:" in result.stdout


def test_the_list_of_commands_says_whole_sentences(site_folder: Path) -> None:
    for group in ([], ["llms"], ["approvals"]):
        shown = run(site_folder, *group, "--help", COLUMNS="80").stdout
        listed = shown.partition("Commands:")[2].splitlines()

        assert listed
        assert not [line for line in listed if line.endswith("...")]
        assert max(map(len, listed)) <= 80


def test_a_site_without_content_folder_says_what_to_name(site_folder: Path) -> None:
    shutil.rmtree(site_folder / "content")
    (site_folder / "note.md").write_text("# A note\n", encoding="utf-8")

    for command in ("lint", "audit", "claims list", "links check", "baseline create", "why en/faqs/none"):
        english, chinese = run(site_folder, *command.split()), run(site_folder, *command.split(), "--lang", "zh")

        assert english.returncode == chinese.returncode == 2
        assert not english.stdout
        assert "there is no content folder content beside presscheck.toml; write folders = [...]" in english.stderr
        assert "presscheck.toml 旁没有内容文件夹 content" in chinese.stderr
    assert run(site_folder, "lint", "note.md").returncode == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(site_folder: Path, shell: str) -> None:
    assert "_PRESSCHECK_COMPLETE" in run(site_folder, "completion", shell).stdout


def test_completion_offers_commands(site_folder: Path) -> None:
    result = run(site_folder, _PRESSCHECK_COMPLETE="bash_complete", COMP_WORDS="presscheck lin", COMP_CWORD="1")

    assert result.stdout.split() == ["plain,links", "plain,lint"]


def test_the_script_at_the_root_runs_the_tool() -> None:
    result = subprocess.run(
        [sys.executable, "cli.py", "--version"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )

    assert result.stdout == f"presscheck {__version__}\n"


def test_a_closed_pipe_is_no_fault(site_folder: Path) -> None:
    command = f'"{sys.executable}" -m presscheck rules | head -n 1'
    result = subprocess.run(command, cwd=site_folder, shell=True, capture_output=True, text=True, check=False)

    assert result.stderr == ""


def test_a_console_that_cannot_show_a_sign(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("## Details", "#### Details"))

    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    result = subprocess.run(
        [sys.executable, "-m", "presscheck", "lint", "--lang", "zh"],
        cwd=site_folder,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert result.returncode == 1
    assert b"schema/heading-skip" in result.stdout
