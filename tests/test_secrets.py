"""Keys are found however they are dressed, never shown whole, and only the configuration can let one stand."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import REPOSITORY
from keys import key
from presscheck.lint import lint_page
from presscheck.markdown import parse_page
from presscheck.markdown.views import page_views, plain
from presscheck.model import Finding, MappedText
from presscheck.site import Site
from test_cli import run
from test_pre_commit import git

KEY = key()
HALF = len(KEY) // 2
NOTES = "notes/page.md"

Find = Callable[[str, str], list[Finding]]


def secrets_in(find: Find, text: str) -> list[tuple[int, int, int, int]]:
    return [
        (item.span.line, item.span.column, item.span.end_line, item.span.end_column)
        for item in find(NOTES, text)
        if item.rule.startswith("secrets/")
    ]


def wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


DISGUISES = {
    "zero-width": KEY[:9] + "\u200b" + KEY[9:],
    "soft hyphen": KEY[:9] + "\u00ad" + KEY[9:],
    "soft hyphen entity": KEY[:9] + "&shy;" + KEY[9:],
    "full-width": wide(KEY),
    "dash": KEY.replace("-", "\u2011"),
    "decimal entity": f"&#{ord(KEY[0])};" + KEY[1:],
    "hex entity": KEY.replace("-", "&#x2d;"),
    "percent": KEY.replace("-", "%2D"),
    "percent twice": KEY.replace("-", "%252D"),
    "unicode escape": KEY.replace("-", "\\u002d"),
    "Markdown escape": KEY.replace("-", "\\-"),
    "bold": f"**{KEY[:HALF]}**{KEY[HALF:]}",
    "code": f"sk-`{KEY[3:]}`",
    "tag": f"{KEY[:HALF]}<wbr>{KEY[HALF:]}",
    "comment": f"{KEY[:HALF]}<!-- -->{KEY[HALF:]}",
    "base64": base64.b64encode(f'{{"apiKey":"{KEY}"}}'.encode()).decode(),
}


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_is_seen_through(findings_of: Find, name: str) -> None:
    start = len("请勿使用：") + 1

    found = secrets_in(findings_of, f"# A\n\n请勿使用：{DISGUISES[name]}。\n")

    # Marks of emphasis that stand before the key are no part of it.
    first = start + 2 * (name == "bold")
    assert found == [(3, first, 3, start + len(DISGUISES[name]) - (name == "code"))]


@pytest.mark.parametrize(
    "code",
    [
        f'key = "{KEY[:HALF]}" + "{KEY[HALF:]}"',
        f'key = ("{KEY[:HALF]}"\n       "{KEY[HALF:]}")',
        f"const key = '{KEY[:HALF]}' +\n  '{KEY[HALF:]}';",
        f"$key = '{KEY[:HALF]}' . '{KEY[HALF:]}';",
        f"export KEY={KEY[:HALF]}\\\n{KEY[HALF:]}",
        json.dumps(json.dumps({"key": KEY})),
        f'export KEY="{KEY}"\ncurl -H "Authorization: Bearer $KEY" https://api.example.com/v1/models',
        f'rest = "{KEY[6:]}"\nkey = f"{KEY[:6]}{{rest}}"',
    ],
)
def test_a_key_in_pieces_is_one_key(findings_of: Find, code: str) -> None:
    found = secrets_in(findings_of, f"```\n{code}\n```\n")

    assert len(found) == 1


def test_every_place_of_a_page_is_read(findings_of: Find) -> None:
    places = [
        f"# Title {key(seed=1)}",
        f"> quoted {key(seed=2)}",
        f"- item `{key(seed=3)}`",
        f"| a | {key(seed=4)} |\n|---|---|\n| b | c |",
        f"[link](https://example.com/?k={key(seed=5)})",
        f"![{key(seed=6)}](https://example.com/a.png)",
        f"<!-- {key(seed=7)} -->",
        f'<a title="{key(seed=8)}">x</a>',
        f"[ref]: https://example.com/#{key(seed=9)}",
        f"[^1]: {key(seed=10)}\n\nSee[^1].",
        f"```mermaid\ngraph TD; A[{key(seed=11)}]\n```",
        f"Term\n: {key(seed=12)}",
    ]
    text = f"---\ntitle: x # {key(seed=13)}\nsummary: {key(seed=14)}\n---\n\n" + "\n\n".join(places) + "\n"

    assert len(secrets_in(findings_of, text)) == 14


@pytest.mark.parametrize(
    "text",
    [
        "sk-****", "sk-…9f", "sk-" + "x" * 40, "sk-your-api-key-here", "sk-1234567890abcdef1234567890abcdef",
        "sk-abcdefghijklmnopqrstuvwxyz", "sk-a1b2c3d4e5f6a1b2c3d4e5f6", "sk-qwertyuiopasdfghjklzxcvbnm",
        "sk-abc123abc123abc123abc123", "${API_KEY}", "AKIAIOSFODNN7EXAMPLE", "$ALLTKN_API_KEY", "sk-你的密钥",
        "api_key: 123e4567-e89b-12d3-a456-426614174000", "max_tokens: 4096",
        "the-risk-assessment-of-long-slugs-in-pages",
        "sha256:" + "9f86d081884c7d659a2feaa0c55ad015" * 2,
    ],
)  # fmt: skip
def test_what_documentation_rightly_shows(findings_of: Find, text: str) -> None:
    for page in (f"{text}\n", f"密钥：{text}。\n", f"`{text}`\n", f'```bash\nexport OPENAI_API_KEY="{text}"\n```\n'):
        assert secrets_in(findings_of, page) == [], page


def test_no_output_holds_the_key(site_folder: Path) -> None:
    page = site_folder / "content/en/faqs/example.md"
    text = (
        page.read_text()
        .replace("title: Is", f"{KEY}: 1\ntitle: {KEY} Is")
        .replace("status: approved", f"status: {KEY}")
    )
    page.write_text(text + f"\nkey {KEY}\n")

    outputs = [
        run(site_folder, "lint"),
        run(site_folder, "lint", "--format", "json"),
        run(site_folder, "lint", "--lang", "zh"),
        run(site_folder, "approve", "content"),
        run(site_folder, "export", "plan"),
        run(site_folder, "lint", f"{KEY}.md"),
        run(site_folder, "export", "plan", KEY),
        run(site_folder, KEY),
        run(site_folder, "lint", f"--{KEY}"),
        run(site_folder, "explain", KEY),
    ]

    for result in outputs:
        assert result.returncode in {1, 2, 3}, result.args
        assert KEY not in result.stdout + result.stderr, result.args
        assert KEY[4:-2] not in result.stdout + result.stderr, result.args


def test_the_fix_masks_and_only_that(home_site: Site) -> None:
    text = f"The key {KEY}, in `{KEY}`.\n"
    page = parse_page(NOTES, text.encode())
    rules = [rule for rule in home_site.rules.values() if rule.family == "secrets"]
    for finding in reversed(lint_page(home_site, page, rules)):
        assert finding.fix
        assert finding.fix.safe
        (edit,) = finding.fix.edits
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]

    assert text == "The key sk-****, in `sk-****`.\n"
    assert lint_page(home_site, parse_page(NOTES, text.encode()), rules) == []


def test_checksums_grade(findings_of: Find) -> None:
    body = "0" * 0 + key("", 30)
    import binascii

    number, digits = binascii.crc32(body.encode()), ""
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    for _ in range(6):
        number, rest = divmod(number, 62)
        digits = alphabet[rest] + digits
    good, bad = f"ghp_{body}{digits}", f"ghp_{body}{digits[::-1]}"

    messages = [item.message.en for item in findings_of(NOTES, f"{good}\n\n{bad}\n")]

    assert [("certain" in text, "likely" in text) for text in messages] == [(True, False), (False, True)]


# --- what lets a finding stand


def allow(site_folder: Path, fingerprint: str, expires: str) -> None:
    config = site_folder / "presscheck.toml"
    config.write_text(
        config.read_text() + f'\n[[allow]]\nfingerprint = "{fingerprint}"\nreason = "a revoked key"\n'
        f'person = "docs"\nexpires = {expires}\n'
    )


@pytest.mark.parametrize(("expires", "code", "suppressed"), [("2026-12-31", 0, 1), ("2026-11-01", 1, 0)])
def test_an_allowance_holds_until_its_day(site_folder: Path, expires: str, code: int, suppressed: int) -> None:
    note = site_folder / "note.md"
    note.write_text(f"# A\n\n{KEY}\n")
    first = json.loads(run(site_folder, "lint", "note.md", "--format", "json").stdout)
    allow(site_folder, first["findings"][0]["fingerprint"], expires)
    note.write_text(note.read_text().replace("# A", "# A\n\nmoved down"))

    result = run(site_folder, "lint", "note.md", "--format", "json")

    assert (first["summary"]["errors"], result.returncode) == (1, code)
    report = json.loads(result.stdout)
    over = [
        item["help"].endswith("until 2026-11-01 in presscheck.toml; docs answers for that.")
        for item in report["findings"]
    ]
    assert (report["summary"]["suppressed"], over) == (suppressed, [True] * code)


def test_an_allowance_needs_reason_person_and_expiry(site_folder: Path) -> None:
    config = site_folder / "presscheck.toml"
    config.write_text(config.read_text() + f'\n[[allow]]\nfingerprint = "{"0" * 32}"\nexpires = 2026-02-31\n')
    broken = run(site_folder, "lint")
    config.write_text(config.read_text().replace("2026-02-31", "2026-02-28"))
    lacking = run(site_folder, "lint")

    assert (broken.returncode, lacking.returncode) == (2, 2)
    assert "not valid TOML" in broken.stderr
    assert "`allow[1].reason` is missing" in lacking.stderr
    assert "`allow[1].person` is missing" in lacking.stderr


# --- git


@pytest.fixture
def repository(site_folder: Path) -> Path:
    git(site_folder, "init", "--quiet")
    git(site_folder, "add", "--all")
    git(site_folder, "commit", "--quiet", "--message", "clean")
    return site_folder


def test_what_is_staged_is_read_not_what_is_on_the_disk(repository: Path) -> None:
    page = repository / "content/en/faqs/example.md"
    clean = page.read_text()
    page.write_text(clean + f"\n{KEY}\n")
    git(repository, "add", "--all")
    page.write_text(clean)

    on_disk = run(repository, "lint", "content/en/faqs/example.md")
    staged = run(repository, "lint", "--staged")
    hook = run(repository, "lint", "content/en/faqs/example.md", GIT_INDEX_FILE=".git/index")
    page.unlink()
    deleted = run(repository, "lint", "--staged", "content/en/faqs/example.md")

    assert [item.returncode for item in (on_disk, staged, hook, deleted)] == [0, 1, 1, 1]
    assert "secrets/real-key" in staged.stdout
    assert run(repository, "lint", "--staged", str(page)).stdout == staged.stdout


def test_nothing_staged_is_nothing_to_do(repository: Path) -> None:
    result = run(repository, "lint", "--staged")

    assert (result.returncode, result.stdout) == (0, "0 pages checked, nothing found\n")


def test_staged_without_a_repository(site_folder: Path) -> None:
    result = run(site_folder, "lint", "--staged")

    assert result.returncode == 2
    assert "git rev-parse" in result.stderr


def test_a_key_in_the_history_is_found(repository: Path) -> None:
    page = repository / "content/en/faqs/example.md"
    clean = page.read_text()
    page.write_text(clean + f"\n{KEY}\n")
    git(repository, "commit", "--quiet", "--all", "--message", "oops")
    oops = git(repository, "rev-parse", "HEAD").strip()
    page.write_text(clean)
    git(repository, "commit", "--quiet", "--all", "--message", "gone")

    everything = run(repository, "scan-history")
    report = json.loads(run(repository, "scan-history", "--format", "json").stdout)
    since = run(repository, "scan-history", "HEAD~1..HEAD")
    wrong = run(repository, "scan-history", "no-such-branch")

    assert everything.returncode == 1
    assert f"{oops[:12]} " in everything.stdout
    assert "content/en/faqs/example.md:31:1: secrets/real-key" in everything.stdout
    assert everything.stdout.endswith("2 versions checked: 1 key; revoke it\n")
    assert [(item["commit"], item["line"]) for item in report["findings"]] == [(oops, 31)]
    assert KEY not in everything.stdout + json.dumps(report)
    assert (since.returncode, "1 version checked, no key found" in since.stdout) == (0, True)
    assert (wrong.returncode, "no-such-branch" in wrong.stderr) == (2, True)


# --- views


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"abk-=\\u%&;<>*_`\"'\n#|[]()", "\u200b", "ａ", "&#45;", "%2D", "\\u002d", "<b>", "密"]),
        max_size=40,
    )
)
def test_any_text_has_views_whose_places_lie_in_it(parts: list[str]) -> None:
    text = "".join(parts)
    view = plain(MappedText.verbatim(text, 0))
    edges = [view.origin(at, at + 1) for at in range(len(view.text))]

    assert all(0 <= first <= last <= len(text) for first, last in edges)
    assert edges == sorted(edges)
    for other in page_views(parse_page(NOTES, text.encode())):
        assert all(0 <= piece.source_start <= piece.source_end <= len(text) for piece in other.pieces)


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80), seed=st.integers(0, 10_000))
def test_a_masked_text_never_shows_the_key(home_site: Site, text: str, seed: int) -> None:
    secret = key("sk-", 40, seed)
    masked = home_site.scanner.mask(f"{text} {secret} {text}")

    assert secret not in masked


def test_the_formats_of_the_site_add_to_ours(site_folder: Path) -> None:
    folder = site_folder / "linters/secrets"
    folder.mkdir(parents=True)
    text = (REPOSITORY / "linters/secrets/jwt.yaml").read_text()
    own = (
        text[: text.index("options:")]
        + 'options:\n  formats:\n    - {provider: Ours, prefixes: ["ours:"], minimum: 12}\n'
    )
    (folder / "ours.yaml").write_text(own)
    (site_folder / "note.md").write_text(f"{key('ours:', 20)}\n")

    result = run(site_folder, "lint", "note.md")

    assert "secrets/ours: A real Ours (likely)" in result.stdout


SECRET = key()[3:]


@pytest.mark.parametrize(
    "text",
    [
        f"client_secret={SECRET}&grant_type=client_credentials",
        f'NEXTAUTH_SECRET="{SECRET}"',
        f"Authorization: Bearer ghp_{SECRET[:9]}\n{SECRET[9:45]}",
        f"> 密钥是 glpat-{SECRET[:3]}\n> {SECRET[3:22]}",
        f'[{{"name": "connect.sid", "path": "/", "value": "{SECRET}"}}]',
        f'[{{"value": "{SECRET}", "name": "auth_session"}}]',
        f"| Cookie | Value |\n| --- | --- |\n| session | {SECRET} |",
    ],
)
def test_forms_exports_and_keys_cut_early(findings_of: Find, text: str) -> None:
    assert len(findings_of(NOTES, text)) == 1


def test_a_line_below_a_key_stays_out_of_it(findings_of: Find) -> None:
    found = findings_of(NOTES, f"key1={KEY}\nkey2={KEY}")

    assert [(item.span.line, item.span.end_line) for item in found] == [(1, 1), (2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "密钥 ID：a8669338-5ab6-4242-bf75-2c539b718fb1",
        "令牌 ID：53068b4e-8ce7-467e-9a63-05e798389180",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    ],
)
def test_ids_of_keys_and_published_tokens(findings_of: Find, text: str) -> None:
    assert findings_of(NOTES, text) == []
