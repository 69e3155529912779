"""Bad input gets one clear message, the right exit status, and hides nothing of the other files."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import chdir
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from conftest import CONFIG
from presscheck.cli import main
from test_cli import run


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("binary.md", b"\x89PNG\r\n\x1a\n\0\0\0", "the file is binary"),
        ("latin.md", "# Títle\n".encode("latin-1"), "not UTF-8: byte 0xed in line 1"),
        ("huge.md", b"word " * 1_048_576, "the file has 5.0 MiB"),
    ],
)
def test_a_file_that_is_no_page(site_folder: Path, name: str, data: bytes, words: str) -> None:
    folder = site_folder / "content/en/faqs"
    (folder / name).write_bytes(data)
    (folder / "other.md").write_text("# Broken\n")

    result = run(site_folder, "lint", "--format", "json")
    findings = json.loads(result.stdout)["findings"]

    assert result.returncode == 2
    assert [item["message"] for item in findings if item["rule"] == "schema/unreadable-file"] == [
        next(item["message"] for item in findings if words in item["message"])
    ]
    assert any(item["path"].endswith("other.md") for item in findings)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "schema/front-matter-missing", 1),
        ("---\n- a\n---\n", "schema/front-matter-syntax", 2),
        ("---\ntitle: [\n---\n", "schema/front-matter-syntax", 3),
        ("---\ntitle: x\n", "schema/front-matter-syntax", 1),
        ("---\nkind: answer\n---\n\n# A?\n\n```\nnever closed\n", "schema/unclosed-fence", 7),
    ],
)
def test_a_broken_page_is_a_finding_at_its_line(site_folder: Path, text: str, rule: str, line: int) -> None:
    (site_folder / "content/en/faqs/bad.md").write_text(text)

    result = run(site_folder, "lint", "content/en/faqs/bad.md", "--format", "json")
    findings = json.loads(result.stdout)["findings"]

    assert result.returncode == 1
    assert (rule, line) in [(item["rule"], item["line"]) for item in findings]


def test_an_unclosed_fence_is_one_finding_and_not_many_missing_sections(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    page.write_text(page.read_text().replace("## Next step", "```bash\nls\n\n## Next step"))

    findings = json.loads(run(site_folder, "lint", "--format", "json").stdout)["findings"]

    assert [item["rule"] for item in findings] == ["schema/unclosed-fence"]


def test_files_that_are_not_there(site_folder: Path) -> None:
    result = run(site_folder, "lint", "no/such.md", "content")

    assert result.returncode == 2
    assert (
        "no/such.md:1:1: error schema/unreadable-file: The file cannot be used: there is no such file." in result.stdout
    )
    assert "2 pages checked: 1 error" in result.stdout


def test_a_folder_given_as_a_file_is_searched(site_folder: Path) -> None:
    folder = site_folder / "content/en/odd.md"
    folder.mkdir()
    (folder / "note.md").write_text("```\nopen\n")

    result = run(site_folder, "lint", "content/en/odd.md")

    assert "content/en/odd.md/note.md:1:1" in result.stdout


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read(site_folder: Path) -> None:
    folder = site_folder / "content/en/closed"
    folder.mkdir(mode=0o000)
    try:
        result = run(site_folder, "lint", "content/en/closed")
    finally:
        folder.chmod(0o700)

    assert result.returncode == 2
    assert "no right to read it" in result.stdout


@pytest.fixture
def closed(site_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder and a page that may not be read, whoever runs the tests."""
    folder = site_folder / "content/en/closed"
    folder.mkdir()
    (folder / "page.md").write_text("# Page\n")
    (site_folder / "content/en/faqs/closed.md").write_text("# Page\n")
    scan, read, access = os.scandir, Path.read_bytes, os.access

    def scandir(path: Any) -> Any:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    def read_bytes(path: Path) -> bytes:
        if path.name == "closed.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr(os, "access", lambda path, *args: not str(path).endswith("closed.md") and access(path, *args))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    return folder


def call(folder: Path, *args: str) -> int:
    """Run a command in this process."""
    with chdir(folder), pytest.raises(SystemExit) as ended:
        main(list(args))
    return int(ended.value.code or 0)


@pytest.mark.parametrize("paths", [[], ["content"], ["content/en/closed", "content/en/faqs"]])
def test_a_folder_below_that_may_not_be_read_is_a_finding(
    closed: Path, site_folder: Path, capsys: pytest.CaptureFixture[str], paths: list[str]
) -> None:
    (site_folder / "content/en/faqs/closed.md").unlink()
    (site_folder / "content/en/faqs/broken.md").write_text("# Broken\n")

    status = call(site_folder, "lint", *paths)
    screen = capsys.readouterr().out

    assert closed.is_dir()
    assert status == 2
    assert "content/en/closed:1:1: error schema/unreadable-file: The file cannot be used: no right to read it" in screen
    assert "content/en/faqs/broken.md:1:1: error schema/front-matter-missing" in screen


def test_an_excluded_folder_need_not_be_readable(
    closed: Path, site_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site_folder / "content/en/faqs/closed.md").unlink()
    (site_folder / "presscheck.toml").write_text(f'{CONFIG}\n[content]\nexclude = ["content/en/{closed.name}/*"]\n')

    assert call(site_folder, "lint") == 0, capsys.readouterr().out


@pytest.mark.parametrize("folder", ["content/en/closed", "content"])
def test_an_export_without_a_folder_that_can_be_read_is_refused(
    closed: Path, site_folder: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    (site_folder / "content/en/faqs/closed.md").unlink()
    if folder == "content":
        (site_folder / folder).rename(closed.parents[2] / "moved")

    statuses = [call(site_folder, "export", verb) for verb in ("plan", "apply")]

    assert statuses == [2, 2]
    assert f"presscheck: {folder}: " in capsys.readouterr().err
    assert not (site_folder / "dist").exists()


@pytest.mark.parametrize("command", ["lint", "approve"])
def test_a_named_file_that_may_not_be_read_hides_no_other(
    closed: Path, site_folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    other = closed.parent / "faqs/broken.md"
    other.write_text("---\ntitle: [\n---\n")

    status = call(site_folder, command, "content/en/faqs/closed.md", "content/en/faqs/broken.md")
    screen = "".join(capsys.readouterr())

    assert status == 2
    assert "no right to read it" in screen
    assert "content/en/faqs/broken.md:3:1: " in screen


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_loop_of_links_ends(site_folder: Path) -> None:
    (site_folder / "content/en/loop").symlink_to(site_folder / "content")
    (site_folder / "content/en/self.md").symlink_to("self.md")

    result = run(site_folder, "lint")

    assert result.returncode == 2
    assert result.stdout.count(": error schema/unreadable-file") == 1
    assert "content/en/self.md:1:1" in result.stdout
    assert "2 pages checked" in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are none there")
def test_a_pipe_is_not_read(site_folder: Path) -> None:
    os.mkfifo(site_folder / "content/en/pipe.md")

    named = run(site_folder, "lint", "content/en/pipe.md")
    found = run(site_folder, "lint")

    assert "not a regular file" in named.stdout
    assert (named.returncode, found.returncode) == (2, 2)


def test_no_pages_at_all(tmp_path: Path) -> None:
    (tmp_path / "presscheck.toml").write_text(CONFIG)
    (tmp_path / "content").mkdir()

    result = run(tmp_path, "lint")

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "presscheck: no Markdown page in content; pages are files that end in .md\n"


def test_no_configuration(tmp_path: Path) -> None:
    result = run(tmp_path, "lint")

    assert result.returncode == 2
    assert "no presscheck.toml in" in result.stderr
    assert "name one with --config" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "english", "chinese"),
    [
        (
            '"ALLTKN"',
            "ALLTKN",
            "2:8: not valid TOML: this is no value; put a text in double quotes",
            "文本要加英文双引号",
        ),
        ('"ALLTKN"', '"ALLTKN', "2:15: not valid TOML: the text is not closed", "是否缺少引号"),
        ("name =", "name", "2:6: not valid TOML: a line is `key = value`", "每行应为 `键 = 值`"),
        ("name =", "name：", "2:5: not valid TOML: `：` is a full-width sign; write the plain `=`", "请改为半角 `=`"),
        ("[site]", "【site】", "1:1: not valid TOML: `【` is a full-width sign; write the plain `[`", "请改为半角 `[`"),
        ('m"]', 'm"，"n"]', "not valid TOML: `，` is a full-width sign; write the plain `,`", "请改为半角 `,`"),
        ('"ALLTKN"', "“ALLTKN”", "2:8: not valid TOML: `“` is a typographic quote", "请改为英文引号"),
        ('"ALLTKN"', "「ALLTKN」", "2:8: not valid TOML: `「` is a typographic quote", "请改为英文引号"),
        ('"ALLTKN"', '"ALLTKN”', "2:15: not valid TOML: `”` is a typographic quote", "请改为英文引号"),
        ('"ALLTKN"', '"A" # “B”\nname = "C"', "3:11: not valid TOML: this stands here twice", "只保留一个"),
        ("models =", 'name = "b"\nmodels =', "5:11: not valid TOML: this stands here twice", "只保留一个"),
        ('"ALLTKN"', '"A" "B"', "2:12: not valid TOML: something follows the value", "每行只写一个"),
        ('"ALLTKN"', '"C:\\x"', "not valid TOML: a backslash begins an escape", "请改用单引号"),
        ('"ALLTKN"', "2026-02-30", "not valid TOML: there is no such day", "没有这个日期"),
        ("models =", 'locales = ["english"]\nmodels =', "must be a language code such as en", "应为语言代码"),
    ],
)
def test_mistakes_of_toml_are_told_in_plain_words(
    site_folder: Path, old: str, new: str, english: str, chinese: str
) -> None:
    (site_folder / "presscheck.toml").write_text(CONFIG.replace(old, new, 1), encoding="utf-8")

    results = [run(site_folder, "lint", "--lang", language) for language in ("en", "zh")]

    assert [result.returncode for result in results] == [2, 2]
    assert english in results[0].stderr
    assert chinese in results[1].stderr
    assert "(at line" not in results[1].stderr


def test_typographic_quotes_in_several_lines_are_told_at_once(site_folder: Path) -> None:
    config = site_folder / "presscheck.toml"
    config.write_text(CONFIG.replace('"ALLTKN"', "“ALLTKN”").replace('"gpt-4o-mini"', "“gpt-4o-mini”"), "utf-8")

    assert "such signs also stand in line 5" in run(site_folder, "lint", "--lang", "en").stderr
    assert "第 5 行也有这类符号" in run(site_folder, "lint", "--lang", "zh").stderr


@pytest.mark.parametrize(
    ("line", "english"),
    [
        ("title: Why: 401?", "put a value that holds `: ` in quotes"),
        ("\ttitle: Why?", "indent with blanks, not with a tab"),
        ("title: *why", "nothing is called `why`; put a value that begins with `*` in quotes"),
        ("title: @why", "no value begins with `@`; put it in quotes"),
        ('title: "why', "the closing quote is missing"),
        ("title: [why", "a `,` or the closing `]` is missing"),
    ],
)
def test_mistakes_of_yaml_are_told_in_plain_words(site_folder: Path, line: str, english: str) -> None:
    page = site_folder / "content/en/faqs/broken.md"
    page.write_text(f"---\nslug: broken\n{line}\nlocale: en\n---\n\n# Why?\n", encoding="utf-8")

    assert english in run(site_folder, "lint", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[site\n", "presscheck.toml:1:6: not valid TOML: a bracket is not closed"),
        (
            CONFIG.replace("homepages", "homepage"),
            "presscheck.toml:3: `site.homepage` is no key here. Did you mean `homepages`?",
        ),
        (CONFIG.replace('name = "ALLTKN"\n', "", 1), "presscheck.toml:2: `site.name` is missing"),
        (CONFIG.replace('["gpt-4o-mini"]', '"gpt-4o-mini"'), "presscheck.toml:5: `site.models` must be a list"),
        (
            CONFIG.replace("https://api", "api"),
            'toml:4: `site.api_origin` does not begin with https://; write api_origin = "https://api.example.com"',
        ),
        (
            CONFIG + '\n[rules]\n"schema/empty-cel" = "off"\n',
            "presscheck.toml:12: no rule or family is called schema/empty-cel; did you mean schema/empty-cell?",
        ),
        (
            CONFIG + '\n[[overrides]]\npaths = ["*"]\n[overrides.rules]\nschem = "off"\n',
            "no rule or family is called schem; did you mean schema?",
        ),
        (
            CONFIG.replace("models =", "modles = [1]\nmodels ="),
            "presscheck.toml:5: `site.modles` is no key here. Did you mean `models`?",
        ),
        (
            CONFIG.replace('api_origin = "https://api.example.com"\n', ""),
            '`site.api_origin` is missing. For example: api_origin = "https://api.example.com"',
        ),
        (
            CONFIG.replace('models = ["gpt-4o-mini"]\n', ""),
            '`site.models` is missing. For example: models = ["gpt-4o-mini"]',
        ),
        (
            CONFIG.replace("models =", 'locales = ["en", "de"]\nmodels ='),
            "presscheck.toml:5: `site.locales` has de, but there are schemas for pages in en, zh only",
        ),
        (
            CONFIG + '\n[rules]\nschema = "of"\n',
            "presscheck.toml:12: `rules.schema` must be one of error, warning, off",
        ),
        (
            CONFIG.replace('name = "ALLTKN"', 'name = "ALLTKN"\ndefault_locale = "fr"'),
            "presscheck.toml:3: [site] default_locale is fr, but locales has only",
        ),
        ("", '`site` is missing. For example: [site], and below it name = "ALLTKN"'),
    ],
)
def test_a_mistake_in_the_configuration_is_named_with_its_line(site_folder: Path, text: str, words: str) -> None:
    (site_folder / "presscheck.toml").write_text(text)

    result = run(site_folder, "lint")

    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kind: pattern\n", ":1:1: `severity` is missing"),
        ("kind: [\n", ":2:1: a value is missing here"),
        ("- a\n", ":1:1: the file must hold keys with values"),
        ("", ":1:1: the file is empty"),
        ("kind: pattern\nkind: schema\n", ":2:1: the key `kind` stands twice, first in line 1"),
        ("kind: pattern\nseverity: NO\n", ":2:11: some tools read `NO` as true or false"),
    ],
)
def test_a_broken_rule_file_is_named_with_its_line(site_folder: Path, text: str, words: str) -> None:
    folder = site_folder / "linters/claims"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(text)

    result = run(site_folder, "validate-config")

    assert result.returncode == 2
    assert "linters/claims/own.yaml" in result.stderr.replace("\\", "/")
    assert words in result.stderr


def test_a_rule_in_no_family_and_of_no_kind(site_folder: Path) -> None:
    text = (Path(__file__).parent.parent / "linters/schema/unfinished.yaml").read_text()
    for family, content in (("style", text), ("claims", text.replace("kind: pattern", "kind: patern"))):
        (site_folder / "linters" / family).mkdir(parents=True)
        (site_folder / "linters" / family / "own.yaml").write_text(content)

    result = run(site_folder, "validate-config")

    assert "style is no family of rules; these are: schema, secrets" in result.stderr
    assert "no kind of check is called patern; did you mean pattern?" in result.stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not valid JSON"),
        ("{}", 'a schema is an object with an "$id"'),
        ('{"$id": "https://presscheck.example.com/schemas/x.schema.json", "type": 5}', "at /type"),
        (
            '{"$id": "https://presscheck.example.com/schemas/x.schema.json", "$ref": "no.schema.json"}',
            "which does not exist",
        ),
    ],
)
def test_a_broken_schema_is_named(site_folder: Path, text: str, words: str) -> None:
    (site_folder / "schemas").mkdir()
    (site_folder / "schemas/x.schema.json").write_text(text)

    result = run(site_folder, "validate-config")

    assert result.returncode == 2
    assert "x.schema.json" in result.stderr
    assert words in result.stderr


def test_a_rule_without_a_page_is_named(site_folder: Path) -> None:
    folder = site_folder / "linters/claims"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text((Path(__file__).parent.parent / "linters/schema/unfinished.yaml").read_text())

    result = run(site_folder, "validate-config")

    assert "own.md: a rule needs a page with its examples" in result.stderr


ORIGIN = "https://api.example.com"


@pytest.mark.parametrize(
    ("origin", "english", "chinese"),
    [
        ("api.example.com", "does not begin with https://", "没有以 https:// 开头"),
        ("https:/api.example.com", "does not begin with https://", "没有以 https:// 开头"),
        ("ftp://api.example.com", "does not begin with https://", "没有以 https:// 开头"),
        ("http://api.example.com", "is http: keys would be sent unencrypted", "密钥会以明文发送"),
        (f" {ORIGIN}", "has a blank, an invisible sign or a full-width one", "含有空格"),
        ("https://api. example.com", "has a blank", "含有空格"),
        ("https：//api。example.com", "has a blank, an invisible sign or a full-width one", "全角字符"),
        (f"{ORIGIN}／v1", "has a blank, an invisible sign or a full-width one", "全角字符"),
        ("https://me:pass@api.example.com", "holds a user name or a password", "含有用户名或密码"),
        (f"{ORIGIN}?key=1", "has a query or an anchor", "查询参数或锚点"),
        (f"{ORIGIN}#v1", "has a query or an anchor", "查询参数或锚点"),
        (f"{ORIGIN}/v1/", "has a version or an endpoint", "带有版本号或接口路径"),
        (f"{ORIGIN}/v1/chat/completions", "has a version or an endpoint", "带有版本号或接口路径"),
        ("https://", "is no address that a client could ask", "不是可以访问的地址"),
        (f"{ORIGIN}:99999", "is no address that a client could ask", "不是可以访问的地址"),
        ("https://<host>", "is no address that a client could ask", "不是可以访问的地址"),
    ],
)
def test_an_api_origin_that_is_none(site_folder: Path, origin: str, english: str, chinese: str) -> None:
    config = site_folder / "presscheck.toml"
    config.write_text(config.read_text("utf-8").replace(f'"{ORIGIN}"', f'"{origin}"'), "utf-8")

    results = [run(site_folder, "lint", "--lang", language) for language in ("en", "zh")]

    assert [(result.returncode, result.stderr.count("\n")) for result in results] == [(2, 1), (2, 1)]
    assert f"toml:4: `site.api_origin` {english}" in results[0].stderr
    assert chinese in results[1].stderr
    assert all(result.stderr.endswith(f'api_origin = "{ORIGIN}"\n') for result in results)
    assert "me:pass" not in results[0].stderr


@pytest.mark.parametrize(
    "origin", ["https://api.example.com/", "https://gw.example.com/openai", "http://localhost:3000", "https://例子.com"]
)
def test_an_api_origin_that_is_one(site_folder: Path, origin: str) -> None:
    config = site_folder / "presscheck.toml"
    config.write_text(config.read_text("utf-8").replace(f'"{ORIGIN}"', f'"{origin}"'), "utf-8")

    assert run(site_folder, "validate-config").returncode == 0


def test_wrong_addresses_are_told_with_other_mistakes_in_the_order_of_lines(site_folder: Path) -> None:
    (site_folder / "presscheck.toml").write_text(
        '[site]\nname = ""\nhomepages = ["https://example.com", "www.example.com"]\n'
        'api_origin = "http://api.example.com"\nmodels = []\nurl = "https://www.example.com／x"\n',
        "utf-8",
    )

    said = run(site_folder, "lint").stderr

    assert re.findall(r"toml:(\d+): `([\w.\[\]]+)`", said) == [
        ("2", "site.name"),
        ("3", "site.homepages[2]"),
        ("4", "site.api_origin"),
        ("5", "site.models"),
        ("6", "site.url"),
    ]
    assert 'write "https://www.example.com"' in said


def test_an_epoch_that_is_no_number(site_folder: Path) -> None:
    result = run(site_folder, "lint", SOURCE_DATE_EPOCH="yesterday")

    assert (result.returncode, "SOURCE_DATE_EPOCH must be seconds" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/en/faq/x.md", "content/en/faqs/x.md"),
        ("content/en/faqs/sub/x.md", "content/en/faqs/x.md"),
        ("content/en/faqs/y.markdown", "content/en/faqs/y.md"),
        ("content/solution/z.md", "content/en/solutions/z.md"),
        ("content/z.md", "content/en/<type>s/z.md"),
    ],
)
def test_a_page_that_would_never_be_published_is_one_finding(site_folder: Path, path: str, expected: str) -> None:
    page = site_folder / "content/en/faqs/example.md"
    (site_folder / path).parent.mkdir(parents=True, exist_ok=True)
    page.rename(site_folder / path)
    (site_folder / "content/README.md").write_text("# A note\n")

    result = run(site_folder, "lint", "--format", "json")
    findings = json.loads(result.stdout)["findings"]

    assert result.returncode == 1
    assert [(item["rule"], item["path"], item["line"]) for item in findings] == [("schema/misplaced-page", path, 1)]
    assert f"Move it to `{expected}`" in findings[0]["help"]


# --- YAML -----------------------------------------------------------------------------------------------------------


def syntax_findings(folder: Path, front_matter: str, *args: str) -> list[tuple[int, int, str]]:
    (folder / "content/en/faqs/bad.md").write_text(f"---\n{front_matter}---\n\n# Bad?\n", encoding="utf-8")
    report = json.loads(run(folder, "lint", "content/en/faqs/bad.md", "--format", "json", *args).stdout)
    return [
        (item["line"], item["column"], item["message"])
        for item in report["findings"]
        if item["rule"] == "schema/front-matter-syntax"
    ]


def test_aliases_that_stand_for_billions_are_one_finding(site_folder: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join([f'*{above}'] * 9)}]" for above, name in pairwise("abcdefghi")]

    found = syntax_findings(site_folder, "\n".join(lines) + "\n")

    assert [line for line, _, _ in found] == [1]
    assert "its aliases stand for more than 10000 values" in found[0][2]


def test_a_few_aliases_are_none_of_our_business(site_folder: Path) -> None:
    assert syntax_findings(site_folder, "tags: &tags [a]\nrelated: *tags\n") == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: x\nstatus：approved\nowner: team\n", 3, 7),
        ("title: x\nstatus：approved\n", 3, 7),
        ("status：approved\n# note\n\nowner: team\n", 2, 7),
        ("status：approved\n", 2, 7),
        ("title: x\nmore:\n  status：approved\n  owner: team\n", 4, 9),
    ],
)
def test_a_chinese_colon_is_named_where_it_stands(site_folder: Path, text: str, line: int, column: int) -> None:
    english = syntax_findings(site_folder, text)
    chinese = syntax_findings(site_folder, text, "--lang", "zh")

    assert [found[:2] for found in english] == [(line, column)]
    assert "`status` is followed by a full-width colon (：)" in english[0][2]
    assert "`status` 后面是全角冒号“：”，请改为英文冒号加空格" in chinese[0][2]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("slug: a\ntitle: “Why: 401”\n", 3, 8),
        ('title: "Why”\nslug: bad\n', 2, 12),
        ('title: "Why”\nslug: "bad"\n', 2, 12),
        ('tags: ["a”, b]\n', 2, 10),
    ],
)
def test_a_typographic_quote_is_named_where_it_stands(site_folder: Path, text: str, line: int, column: int) -> None:
    found = syntax_findings(site_folder, text)

    assert [item[:2] for item in found] == [(line, column)]
    assert "is a typographic quote; write the plain quote" in found[0][2]
    assert "不是英文引号" in syntax_findings(site_folder, text, "--lang", "zh")[0][2]


def test_a_typographic_quote_inside_a_value_is_not_blamed(site_folder: Path) -> None:
    assert "typographic" not in syntax_findings(site_folder, "title: 401 “Unauthorized”: why\n")[0][2]


def test_a_chinese_colon_in_a_value_is_not_blamed(site_folder: Path) -> None:
    text = "summary: |\n  status：approved\n  text\ntags: [\n"

    assert "full-width" not in syntax_findings(site_folder, text)[0][2]
    assert syntax_findings(site_folder, "summary: 状态：已批准\n") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: 401: what\n", "含 `: ` 的值要加引号"),
        ("tags: [a\n", "缺少 `,` 或 `]`"),
        ("title: @x\n", "值不能以 `@` 开头，请加引号"),
        ("title: *bold*\n", "以 `*` 或 `&` 开头的值要加引号"),
        ("a: 1\n\tb: 2\n", "不能用制表符缩进"),
        ('title: "x\n', "缺少结尾的引号"),
        ("title: x\nnonsense\n", "键后面缺少英文冒号 `:`"),
        ("- a\nb: 1\n", "缩进不一致"),
        ('title: "\\q"\n', "双引号中的转义"),
    ],
)
def test_mistakes_in_yaml_in_chinese(site_folder: Path, text: str, words: str) -> None:
    assert words in syntax_findings(site_folder, text, "--lang", "zh")[0][2]


# --- messages in Chinese --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[site\n", "TOML 语法错误"),
        (CONFIG.replace("homepages", "homepage"), "这里没有 `site.homepage` 这个键。是否想写 `homepages`？"),
        (CONFIG.replace('name = "ALLTKN"\n', "", 1), '缺少 `site.name`。例如：name = "ALLTKN"'),
        (CONFIG.replace('["gpt-4o-mini"]', '"gpt-4o-mini"'), "`site.models` 应为列表，现为文本"),
        (CONFIG + '\n[rules]\n"schema/empty-cel" = "off"\n', "没有名为 schema/empty-cel 的规则或类别"),
        (CONFIG.replace("models =", 'locales = ["de"]\nmodels ='), "页面只支持 en, zh"),
    ],
)
def test_mistakes_in_the_configuration_in_chinese(site_folder: Path, text: str, words: str) -> None:
    (site_folder / "presscheck.toml").write_text(text)

    for result in (run(site_folder, "lint", "--lang", "zh"), run(site_folder, "validate-config", LANG="zh_CN.UTF-8")):
        assert result.returncode == 2
        assert words in result.stderr


def test_errors_speak_the_language_of_the_site(site_folder: Path) -> None:
    (site_folder / "presscheck.toml").write_text('language = "zh"\n' + CONFIG)

    assert "没有名为 schema/empty-cel 的规则" in run(site_folder, "lint", "--select", "schema/empty-cel").stderr
    assert "no rule" in run(site_folder, "lint", "--select", "schema/empty-cel", "--lang", "en").stderr
    assert "文件不存在" in run(site_folder, "lint", "no.md").stdout


def test_mistakes_in_a_rule_in_chinese(site_folder: Path) -> None:
    folder = site_folder / "linters/claims"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text("kind: pattern\nkind: schema\n")

    assert "own.yaml:2:1: 键 `kind` 重复" in run(site_folder, "lint", "--lang", "zh").stderr


# --- rules ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("site/x.yml", "x.yml: a rule is not read from here; move it to linters/<family>/x.yaml"),
        ("x.yaml", "x.yaml: a rule is not read from here"),
        ("site/more/x.yaml", "x.yaml: a rule is not read from here"),
        ("site/No_Foo.yaml", "a rule's name is lower-case words joined by hyphens; rename the file to no-foo.yaml"),
    ],
)
def test_a_rule_file_that_nobody_would_read(site_folder: Path, name: str, words: str) -> None:
    path = site_folder / "linters" / name
    path.parent.mkdir(parents=True)
    path.write_text((Path(__file__).parent.parent / "linters/schema/unfinished.yaml").read_text())

    result = run(site_folder, "validate-config")

    assert result.returncode == 2
    assert words in result.stderr


def test_a_message_without_a_language_is_named_at_its_place(site_folder: Path) -> None:
    folder = site_folder / "linters/claims"
    folder.mkdir(parents=True)
    text = (Path(__file__).parent.parent / "linters/schema/unfinished.yaml").read_text().splitlines(keepends=True)
    index = text.index("message:\n")
    (folder / "own.yaml").write_text("".join(text[: index + 2] + text[index + 3 :]))

    result = run(site_folder, "validate-config")

    assert f"own.yaml:{index + 1}:1: `message.zh` is missing" in result.stderr
