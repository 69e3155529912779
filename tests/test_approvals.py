"""Approvals forged in every way: real repositories, real keys, and what a reviewer is told."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import CONFIG, FAQ, TODAY
from presscheck.approve import Offer, approve, judge_page, read_approval, reviewer_of, signed, standing, write_approval
from presscheck.approve.signing import allowed_signers
from presscheck.errors import ApprovalError, ConfigError
from presscheck.markdown import parse_page
from presscheck.model import Approval, Page
from presscheck.site import Site, load_site
from test_cli import run
from test_images import png

PAGE = "content/en/faqs/example.md"
APPROVAL = "approvals/en/faqs/example.json"
SITE = CONFIG[: CONFIG.index("[[reviewers]]")]


def tool(folder: Path, *arguments: str, **environment: str) -> str:
    """What a program prints in a folder, without the settings of whoever runs the tests."""
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C", **environment}
    done = subprocess.run(arguments, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A key of its own for each name."""
    folder = tmp_path_factory.mktemp("keys")

    def key(name: str) -> Path:
        path = folder / name
        if not path.exists():
            tool(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path))
        return path

    return key


def public(key: Path) -> str:
    return key.with_suffix(".pub").read_text().strip()


def configure(folder: Path, reviewers: str, approvals: str = "") -> None:
    (folder / "presscheck.toml").write_text(f"{SITE}\n{reviewers}\n[approvals]\n{approvals}\n", encoding="utf-8")


def site_of(folder: Path, today: date = TODAY) -> Site:
    return load_site(folder / "presscheck.toml", today)


def page_of(site: Site, path: str = PAGE) -> Page:
    return parse_page(path, (site.root / path).read_bytes(), site.schemas.kinds)


def approved(folder: Path, reviewer: str, key: Path | None = None, path: str = PAGE, today: date = TODAY) -> Approval:
    """Approve a page and write that down."""
    site = site_of(folder, today)
    who = reviewer_of(site, reviewer)
    offer = approve(site, judge_page(site, page_of(site, path)), who)
    assert isinstance(offer, Offer), offer
    approval = signed(site, offer.approval, who, key, interactive=False)
    write_approval(site, approval)
    return approval


def refused(folder: Path, reviewer: str, path: str = PAGE) -> str:
    site = site_of(folder)
    offer = approve(site, judge_page(site, page_of(site, path)), reviewer_of(site, reviewer))
    assert not isinstance(offer, Offer)
    return "\n".join(text.en for text in offer)


def doubts(folder: Path, path: str = PAGE, today: date = TODAY) -> dict[str, str]:
    """What stands in the way of a page, in English, by kind."""
    site = site_of(folder, today)
    found = standing(site, judge_page(site, page_of(site, path)))
    assert all(doubt.text.zh and doubt.text.zh != doubt.text.en for doubt in found.doubts)
    return {doubt.kind: doubt.text.en for doubt in found.doubts}


def change(folder: Path, name: str = APPROVAL, **fields: Any) -> None:
    path = folder / name
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


# --- signatures -----------------------------------------------------------------------------------------------------


@pytest.fixture
def signing_site(site_folder: Path, keys: Callable[[str], Path]) -> Path:
    """Two reviewers with keys; every approval must be signed."""
    configure(site_folder, reviewer("ann", keys("ann")) + reviewer("bo", keys("bo")), 'signatures = "required"')
    return site_folder


def reviewer(name: str, key: Path | None = None, more: str = "", days: str = "") -> str:
    text = f'[[reviewers]]\nid = "{name}"\nname = "{name.title()}"\nemails = ["{name}@example.com"]\n{more}\n'
    return text + (f'keys = [{{ key = "{public(key)}"{days} }}]\n' if key else "")


def test_a_signed_approval_counts(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))

    assert doubts(signing_site) == {}
    assert json.loads((signing_site / APPROVAL).read_text())["signature"].startswith("-----BEGIN SSH SIGNATURE-----\n")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"expires_on": "2027-11-23"}, "forged"),
        ({"expires_on": "2029-11-24"}, "forged"),
        ({"approved_on": "2026-11-23"}, "forged"),
        ({"reviewer": "bo"}, "forged"),
        ({"digest": "sha256:" + "0" * 64}, "forged"),
        ({"rules_digest": "0" * 64}, "forged"),
        ({"page": "en/faqs/other"}, "forged"),
        ({"signature": "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"}, "forged"),
        ({"signature": "no signature"}, "unreadable"),
        ({"signature": ""}, "unreadable"),
        ({"reviewer": "nobody"}, "reviewer"),
        ({"reviewer": "ann\nexpires_on: 2099-01-01"}, "unreadable"),
    ],
)
def test_nothing_can_be_changed_after_it_was_signed(
    signing_site: Path, keys: Callable[[str], Path], fields: dict[str, str], kind: str
) -> None:
    approved(signing_site, "ann", keys("ann"))
    change(signing_site, **fields)

    assert kind in doubts(signing_site)


def test_a_digest_that_is_edited_to_fit_an_edited_page(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))
    page = signing_site / PAGE
    page.write_text(page.read_text().replace("No. Use the API address.\n", "Yes.\n"))
    site = site_of(signing_site)
    offer = approve(site, judge_page(site, page_of(site)), reviewer_of(site, "ann"))
    assert isinstance(offer, Offer)
    change(signing_site, digest=offer.approval.digest)

    assert list(doubts(signing_site)) == ["forged"]


def test_the_signature_cannot_be_left_out(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))
    content = json.loads((signing_site / APPROVAL).read_text())
    del content["signature"]
    (signing_site / APPROVAL).write_text(json.dumps(content))

    assert "is not signed" in doubts(signing_site)["unsigned"]

    # Where signatures are optional, whoever has a key still signs: else a forger would just leave it out.
    configure(signing_site, reviewer("ann", keys("ann")))
    assert "is not signed" in doubts(signing_site)["unsigned"]
    configure(signing_site, reviewer("ann"))
    assert doubts(signing_site) == {}


@pytest.mark.parametrize(
    ("namespace", "who", "text", "words"),
    [
        ("git", "ann", None, "was made for 'git', not for 'presscheck'"),
        ("file", "ann", None, "was made for 'file', not for 'presscheck'"),
        ("presscheck", "mallory", None, "a key that is none of ann's"),
        ("presscheck", "bo", None, "a key that is none of ann's"),
        ("presscheck", "ann", "json", "does not belong to what it says"),
        ("presscheck", "ann", "old", "does not belong to what it says"),
        ("presscheck", "ann", "crlf", "does not belong to what it says"),
    ],
)
def test_a_signature_for_something_else(
    signing_site: Path, keys: Callable[[str], Path], namespace: str, who: str, text: str | None, words: str
) -> None:
    approval = approved(signing_site, "ann", keys("ann"))
    content = json.loads((signing_site / APPROVAL).read_text())
    said = {
        None: approval.canonical,
        "json": json.dumps({key: value for key, value in content.items() if key != "signature"}),
        "old": approval.canonical.replace("approval 1", "approval 0"),
        "crlf": approval.canonical.replace("\n", "\r\n"),
    }[text]
    note = signing_site / "said"
    note.write_text(said, newline="")
    tool(signing_site, "ssh-keygen", "-q", "-Y", "sign", "-f", str(keys(who)), "-n", namespace, str(note))
    change(signing_site, signature=(signing_site / "said.sig").read_text())

    assert words in doubts(signing_site)["forged"]


def test_the_approval_of_another_page_copied(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))
    other = signing_site / "content/en/faqs/second.md"
    other.write_text(FAQ.format(slug="second", locale="en"))
    copy = signing_site / "approvals/en/faqs/second.json"
    copy.write_text((signing_site / APPROVAL).read_text())

    assert "that of en/faqs/example" in doubts(signing_site, "content/en/faqs/second.md")["other-page"]

    change(signing_site, "approvals/en/faqs/second.json", page="en/faqs/second")
    assert set(doubts(signing_site, "content/en/faqs/second.md")) == {"changed", "forged"}


def test_a_renamed_page_needs_a_new_approval(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))
    text = (signing_site / PAGE).read_text().replace("slug: example", "slug: renamed")
    (signing_site / PAGE).rename(signing_site / "content/en/faqs/renamed.md")
    (signing_site / "content/en/faqs/renamed.md").write_text(text)
    assert "missing" in doubts(signing_site, "content/en/faqs/renamed.md")

    (signing_site / APPROVAL).rename(signing_site / "approvals/en/faqs/renamed.json")
    assert "that of en/faqs/example" in doubts(signing_site, "content/en/faqs/renamed.md")["other-page"]


def test_days_of_a_key(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))
    in_force = [", valid_after = 2026-11-24", ", valid_before = 2026-11-25", ", valid_after = 2020-01-01"]
    for days in in_force:
        configure(signing_site, reviewer("ann", keys("ann"), days=days))
        assert doubts(signing_site) == {}, days

    configure(signing_site, reviewer("ann", keys("ann"), days=", valid_before = 2026-11-24"))
    assert "had expired on that day (valid_before 2026-11-24)" in doubts(signing_site)["forged"]
    configure(signing_site, reviewer("ann", keys("ann"), days=', valid_after = "2026-11-25"'))
    assert "was not valid yet (valid_after 2026-11-25)" in doubts(signing_site)["forged"]


def test_nobody_signs_with_a_key_that_does_not_count(signing_site: Path, keys: Callable[[str], Path]) -> None:
    with pytest.raises(ApprovalError, match="a key that is none of ann's"):
        approved(signing_site, "ann", keys("bo"))
    with pytest.raises(ApprovalError, match="there is no key"):
        approved(signing_site, "ann", signing_site / "nothing")
    configure(signing_site, reviewer("ann", keys("ann"), days=", valid_before = 2026-11-24"))
    with pytest.raises(ApprovalError, match="had expired on that day"):
        approved(signing_site, "ann", keys("ann"))
    configure(signing_site, reviewer("ann"))
    with pytest.raises(ApprovalError, match="ann has no key in presscheck"):
        approved(signing_site, "ann", keys("ann"))
    assert not (signing_site / APPROVAL).exists()


def test_a_key_that_was_replaced(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))
    configure(signing_site, reviewer("ann", keys("new")), 'signatures = "required"')
    assert "a key that is none of ann's" in doubts(signing_site)["forged"]
    configure(signing_site, reviewer("ann"), 'signatures = "optional"')
    assert "ann has no key in presscheck.toml" in doubts(signing_site)["forged"]
    configure(signing_site, reviewer("bo", keys("bo")))
    assert "ann, who is no reviewer of the site today" in doubts(signing_site)["reviewer"]


def test_without_a_terminal_nothing_waits_for_a_passphrase(signing_site: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    tool(tmp_path, "ssh-keygen", "-q", "-t", "ed25519", "-N", "secret words", "-f", str(locked))
    configure(signing_site, reviewer("ann", locked))

    result = run(signing_site, "approve", PAGE, "--key", str(locked), SSH_AUTH_SOCK="")

    assert result.returncode == 2
    assert "ssh-keygen cannot sign with" in result.stderr


def test_an_agent_signs(signing_site: Path, keys: Callable[[str], Path], tmp_path: Path) -> None:
    socket = tmp_path / "agent"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            assert agent.poll() is None
        without = run(signing_site, "approve", PAGE, "--reviewer", "ann", SSH_AUTH_SOCK=str(socket))
        tool(tmp_path, "ssh-add", "-q", str(keys("ann")), SSH_AUTH_SOCK=str(socket))
        result = run(signing_site, "approve", PAGE, "--reviewer", "ann", SSH_AUTH_SOCK=str(socket))
    finally:
        agent.terminate()
        agent.wait()

    assert without.returncode == 2
    assert "name one with --key FILE or add it with ssh-add" in without.stderr
    assert (result.returncode, result.stderr.count("\n")) == (0, 1)
    assert doubts(signing_site) == {}


def test_without_ssh_keygen_nothing_counts(
    signing_site: Path, keys: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(signing_site, "ann", keys("ann"))
    monkeypatch.setenv("PATH", str(signing_site))

    assert "signatures need ssh-keygen" in doubts(signing_site)["forged"]


def test_allowed_signers(signing_site: Path, keys: Callable[[str], Path]) -> None:
    configure(signing_site, reviewer("ann", keys("ann"), days=", valid_after = 2026-01-01, valid_before = 2027-01-01"))

    kind, data, _ = public(keys("ann")).split()
    assert allowed_signers(site_of(signing_site).config.reviewers.values()) == (
        f'ann namespaces="presscheck",valid-after="20260101",valid-before="20270101" {kind} {data}\n'
    )


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_checkout_with_other_line_ends(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))
    for name in (PAGE, APPROVAL):
        path = signing_site / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert doubts(signing_site) == {}


@pytest.mark.parametrize("linked", [APPROVAL, "approvals/en", "approvals"])
def test_a_symbolic_link_is_no_approval(signing_site: Path, keys: Callable[[str], Path], linked: str) -> None:
    approved(signing_site, "ann", keys("ann"))
    (signing_site / linked).rename(signing_site / "elsewhere")
    (signing_site / linked).symlink_to(signing_site / "elsewhere")

    assert f"{linked} is a symbolic link" in doubts(signing_site)["unreadable"]
    if linked != APPROVAL:
        with pytest.raises(ApprovalError, match="is a symbolic link"):
            approved(signing_site, "ann", keys("ann"))


def test_an_approval_of_any_size_is_read_safely(site_folder: Path) -> None:
    path = site_folder / APPROVAL
    path.parent.mkdir(parents=True)
    path.write_text(" " * 100_000)
    assert "is no file that holds an approval" in doubts(site_folder)["unreadable"]
    path.unlink()
    path.mkdir()
    assert "is no file that holds an approval" in doubts(site_folder)["unreadable"]


# --- days and rules -------------------------------------------------------------------------------------------------


def test_a_clock_that_was_wrong(site_folder: Path) -> None:
    approved(site_folder, "reviewer", today=date(2026, 11, 25))

    assert "is dated 2026-11-25, which is after today (2026-11-24)" in doubts(site_folder)["future"]
    assert doubts(site_folder, today=date(2026, 11, 25)) == {}


def test_the_site_says_how_long_an_approval_counts_whatever_its_file_says(site_folder: Path) -> None:
    configure(site_folder, reviewer("ann"), "valid_days = 30")
    approved(site_folder, "ann")
    change(site_folder, expires_on="2031-01-01")

    assert doubts(site_folder, today=date(2026, 12, 24)) == {}
    assert "expired on 2026-12-24" in doubts(site_folder, today=date(2026, 12, 25))["expired"]


def test_some_pages_are_reviewed_more_often(site_folder: Path) -> None:
    configure(site_folder, reviewer("ann"), '[[approvals.requires]]\ntypes = ["faq"]\nreview_every = 10')
    assert approved(site_folder, "ann").expires_on == date(2026, 12, 4)
    configure(site_folder, reviewer("ann"), '[[approvals.requires]]\ntypes = ["template"]\nreview_every = 10')
    assert approved(site_folder, "ann").expires_on == date(2027, 11, 24)


NEW_RULE = """\
kind: pattern
severity: {severity}
summary: {{en: No web page, zh: 不写网页}}
message: {{en: Do not say so., zh: 不要这样写。}}
help: {{en: Say something else., zh: 请改写。}}
options: {{patterns: ['{pattern}'], places: [prose]}}
"""


def add_rule(folder: Path, pattern: str, severity: str = "error") -> None:
    path = folder / "linters/site/new.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(NEW_RULE.format(pattern=pattern, severity=severity), encoding="utf-8")


def test_findings_of_new_rules_void_an_approval(site_folder: Path) -> None:
    approved(site_folder, "reviewer")
    add_rule(site_folder, "no such words")
    assert doubts(site_folder) == {}, "new rules that find nothing leave it as it is"

    add_rule(site_folder, "web page")
    assert set(doubts(site_folder)) == {"finding", "rules"}
    assert (
        "the rules have changed since reviewer approved it on 2026-11-24, and find 1 error today"
        in (doubts(site_folder)["rules"])
    )
    add_rule(site_folder, "web page", "warning")
    assert doubts(site_folder) == {}


def test_what_the_digest_of_the_rules_covers(site_folder: Path) -> None:
    before = site_of(site_folder).rules_digest
    assert site_of(site_folder).rules_digest == before
    text = (site_folder / "presscheck.toml").read_text()
    seen = {before}
    for old, new in [
        ("gpt-4o-mini", "gpt-4o"),
        ("https://api.example.com", "https://gateway.example.com"),
        ("[[reviewers]]", '[rules]\n"schema" = "warning"\n\n[[reviewers]]'),
        ("[[reviewers]]", '[[overrides]]\npaths = ["content/zh/*"]\nrules = { schema = "off" }\n\n[[reviewers]]'),
    ]:
        (site_folder / "presscheck.toml").write_text(text.replace(old, new))
        seen.add(site_of(site_folder).rules_digest)
    (site_folder / "presscheck.toml").write_text(text.replace("A Reviewer", "Another name"))
    assert site_of(site_folder).rules_digest == before
    clients = site_folder / "linters/base-url/clients.yaml"
    clients.parent.mkdir(parents=True)
    clients.write_text("words: {bare_imperative: ['enter: $']}\nclients: {}\n")
    site = site_of(site_folder)
    seen.add(site.rules_digest)
    add_rule(site_folder, "web page")
    seen.add(site_of(site_folder).rules_digest)

    assert len(seen) == 7


# --- who may --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "may"),
    [
        ('types = ["faq"]', True),
        ('types = ["template"]', False),
        ('locales = ["zh"]', False),
        ('locales = ["en"]\npaths = ["content/en/*"]', True),
        ('paths = ["content/en/solutions/*"]', False),
    ],
)
def test_a_reviewer_for_some_pages(site_folder: Path, more: str, may: bool) -> None:
    configure(site_folder, reviewer("ann"))
    approved(site_folder, "ann")
    configure(site_folder, reviewer("ann", more=more))

    assert ("role" not in doubts(site_folder)) == may
    if not may:
        assert f"ann may not approve {PAGE}" in refused(site_folder, "ann")


def test_a_role_that_pages_need(site_folder: Path) -> None:
    needs = '[[approvals.requires]]\npaths = ["content/en/*"]\nroles = ["security"]'
    configure(site_folder, reviewer("ann") + reviewer("bo", more='roles = ["security", "editor"]'), needs)

    assert "needs a reviewer with the role security, which ann has not; who has: bo" in refused(site_folder, "ann")
    approved(site_folder, "bo")
    assert doubts(site_folder) == {}
    change(site_folder, reviewer="ann")
    assert "which ann has not" in doubts(site_folder)["role"]


def test_a_role_for_pages_with_findings_of_a_family(site_folder: Path) -> None:
    needs = '[[approvals.requires]]\nfamilies = ["site"]\nroles = ["lead"]'
    configure(site_folder, reviewer("ann"), needs)
    approved(site_folder, "ann")
    assert doubts(site_folder) == {}

    add_rule(site_folder, "web page", "warning")
    assert "needs a reviewer with the role lead" in doubts(site_folder)["role"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('keys = [{ key = "ssh-ed25519" }]', "must be the one line of a file"),
        ('keys = [{ key = "ssh-dss AAAA" }]', "must be the one line of a file"),
        ('keys = [{ key = "ssh-ed25519 AAAA\\nmallory ssh-ed25519 AAAA" }]', "must be the one line of a file"),
        ('keys = [{ key = "ssh-ed25519 AAAA", valid_before = "2026-02-30" }]', "2026-02-30"),
        ('emails = ["none"]', "must be an e-mail address"),
        ('[[reviewers]]\nid = "\u0430nn"\nname = "Ann"', "lower-case words joined by hyphens"),
        ('[[reviewers]]\nid = "ann"\nname = "Ann again"', "two reviewers have the id ann"),
        (
            'emails = ["a@example.com"]\n[[reviewers]]\nid = "bo"\nname = "Bo"\nemails = ["A@example.com"]',
            "stands with ann",
        ),
    ],
)
def test_mistakes_in_the_table_of_reviewers(site_folder: Path, text: str, words: str) -> None:
    (site_folder / "presscheck.toml").write_text(f'{SITE}\n[[reviewers]]\nid = "ann"\nname = "Ann"\n{text}\n')

    with pytest.raises(ConfigError) as caught:
        site_of(site_folder)
    assert words in caught.value.text.en


# --- four eyes ------------------------------------------------------------------------------------------------------


class Repository:
    """A site in a repository, and people who commit to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        self.seconds = 1_790_000_000

    def git(self, *arguments: str, by: str = "ann") -> str:
        name = {"GIT_AUTHOR_NAME": by.title(), "GIT_AUTHOR_EMAIL": f"{by}@example.com"}
        committer = {"GIT_COMMITTER_NAME": "Merger", "GIT_COMMITTER_EMAIL": "merger@example.com"}
        return tool(self.folder, "git", *arguments, **name, **committer)

    def commit(self, by: str, message: str = "Change") -> str:
        self.git("add", "-A", by=by)
        self.git("commit", "-q", "--allow-empty", "-m", message, by=by)
        return self.git("rev-parse", "HEAD").strip()

    def edit(self, new: str, path: str = PAGE) -> None:
        file = self.folder / path
        lines = file.read_text().split("\n")
        at = next(number for number, line in enumerate(lines) if line == "## Details") + 2
        lines[at] = new
        file.write_text("\n".join(lines))


@pytest.fixture
def repository(site_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A page that ann wrote and bo approved, under four_eyes; whoever runs the tests is cy."""
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("HOME", str(site_folder))
    for kind in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{kind}_NAME", "Cy")
        monkeypatch.setenv(f"GIT_{kind}_EMAIL", "cy@example.com")
    configure(site_folder, "".join(reviewer(name) for name in ("ann", "bo", "cy")), "four_eyes = true")
    made = Repository(site_folder)
    made.commit("ann", "Write the page")
    approved(site_folder, "bo")
    made.commit("bo", "Approve the page")
    return made


def test_an_author_does_not_approve(repository: Repository) -> None:
    assert doubts(repository.folder) == {}
    change_text(repository, "ann")
    assert "ann is an author of the change since the last approval (ann@example.com in commit" in (
        refused(repository.folder, "ann")
    )
    approved(repository.folder, "bo")
    assert doubts(repository.folder) == {}

    # What `approve` refuses is not helped by writing the file by hand.
    change(repository.folder, reviewer="ann")
    assert "ann is an author" in doubts(repository.folder)["four-eyes"]


def change_text(
    repository: Repository, by: str, text: str = "It answers with a web page.", message: str = "Edit"
) -> str:
    repository.edit(text)
    return repository.commit(by, message)


def test_only_the_change_since_the_last_approval_counts(repository: Repository) -> None:
    change_text(repository, "bo")

    assert "bo is an author" in refused(repository.folder, "bo")
    approved(repository.folder, "ann")
    assert doubts(repository.folder) == {}, "ann wrote only what bo had approved"


def test_a_co_author_is_an_author(repository: Repository) -> None:
    change_text(repository, "ann", message="Edit\n\nco-authored-by: Bo <Bo@Example.com>\n\nand some words after it")

    assert "bo is an author" in refused(repository.folder, "bo")
    approved(repository.folder, "cy")


def test_a_change_that_is_not_committed_is_that_of_whoever_runs_this(repository: Repository) -> None:
    repository.edit("It answers with a web page.")

    assert "cy is an author of the change since the last approval (cy@example.com, not committed yet)" in (
        refused(repository.folder, "cy")
    )
    approved(repository.folder, "bo")


def test_a_page_that_was_never_committed(repository: Repository) -> None:
    (repository.folder / "content/en/faqs/second.md").write_text(FAQ.format(slug="second", locale="en"))

    assert "not committed yet" in refused(repository.folder, "cy", "content/en/faqs/second.md")


def test_who_changed_only_what_nobody_reads_may_approve(repository: Repository) -> None:
    change_text(repository, "ann")
    page = repository.folder / PAGE
    page.write_text(page.read_text().replace("backup_owner: docs-team", "backup_owner: other-team"))
    repository.commit("bo", "Another owner")

    approved(repository.folder, "bo")
    assert doubts(repository.folder) == {}


def test_who_changed_only_an_image_does_not_approve_it(repository: Repository) -> None:
    image = repository.folder / "content/en/images/settings.png"
    image.parent.mkdir()
    image.write_bytes(png(1))
    repository.edit("The homepage, see ![it](../images/settings.png), answers")
    repository.commit("ann")
    approved(repository.folder, "bo")
    repository.commit("bo", "Approve")
    image.write_bytes(png(2))
    repository.commit("bo")

    assert "bo is an author of the change" in refused(repository.folder, "bo")
    assert approved(repository.folder, "cy").reviewer == "cy"
    assert doubts(repository.folder) == {}


SETTINGS = "content/en/images/settings.png"


def with_image(repository: Repository, name: str = SETTINGS) -> Path:
    """A page of ann's that shows an image, approved by bo."""
    image = repository.folder / name
    image.parent.mkdir(exist_ok=True)
    image.write_bytes(png(1))
    repository.edit(f"The homepage, see ![it](../images/{image.name}), answers")
    repository.commit("ann")
    approved(repository.folder, "bo")
    repository.commit("bo", "Approve")
    return image


def show_other(repository: Repository, old: str, new: str) -> None:
    page = repository.folder / PAGE
    page.write_text(page.read_text().replace(f"../images/{old}", f"../images/{new}"))


def test_an_image_that_was_renamed_keeps_its_authors(repository: Repository) -> None:
    image = with_image(repository)
    image.write_bytes(png(2, size=64))
    repository.commit("bo", "Another picture")
    image.rename(image.with_name("moved.png"))
    show_other(repository, "settings.png", "moved.png")
    repository.commit("ann", "Rename it")

    assert "bo is an author of the change" in refused(repository.folder, "bo")
    assert approved(repository.folder, "cy").reviewer == "cy"


def test_an_image_that_was_only_renamed_has_no_new_author(repository: Repository) -> None:
    image = with_image(repository)
    image.rename(image.with_name("moved.png"))
    show_other(repository, "settings.png", "moved.png")
    repository.commit("bo", "Rename it")

    assert doubts(repository.folder) == {}


def test_an_image_of_a_branch_that_did_not_show_it_has_its_author(repository: Repository) -> None:
    other = repository.folder / "content/en/images/other.png"
    other.parent.mkdir()
    other.write_bytes(png(3))
    repository.commit("cy", "A picture")
    repository.git("checkout", "-q", "-b", "pictures")
    other.write_bytes(png(4))
    repository.commit("bo", "Another picture")
    repository.git("checkout", "-q", "main")
    repository.edit("The homepage, see ![it](../images/other.png), answers")
    repository.commit("ann")
    repository.git("merge", "-q", "--no-edit", "pictures", by="cy")

    assert "bo is an author of the change" in refused(repository.folder, "bo")


def test_an_image_that_was_changed_while_the_page_could_not_be_published(repository: Repository) -> None:
    image = with_image(repository)
    gone = with_text(repository, "![it](../images/settings.png)", "![it](../images/settings.png) ![b](../images/b.png)")
    repository.commit("ann", "Name an image that is not there")
    image.write_bytes(png(5))
    repository.commit("bo", "Another picture")
    (repository.folder / PAGE).write_text(gone)
    repository.commit("ann", "Take it out again")

    assert "bo is an author of the change" in refused(repository.folder, "bo")


def with_text(repository: Repository, old: str, new: str) -> str:
    """Put something in the place of something; the text before."""
    page = repository.folder / PAGE
    before = page.read_text()
    assert old in before
    page.write_text(before.replace(old, new))
    return before


def test_an_image_in_git_lfs_is_no_change_of_whoever_looks(repository: Repository) -> None:
    def pointer(data: bytes) -> bytes:
        digest = hashlib.sha256(data).hexdigest()
        return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(data)}\n".encode()

    def put(data: bytes, by: str) -> None:
        """What git-lfs does: the pointer into git, the content into its store and onto the disk."""
        image.write_bytes(pointer(data))
        repository.commit(by, "A picture")
        digest = hashlib.sha256(data).hexdigest()
        store = repository.folder / ".git/lfs/objects" / digest[:2] / digest[2:4] / digest
        store.parent.mkdir(parents=True)
        store.write_bytes(data)
        image.write_bytes(data)

    image = repository.folder / SETTINGS
    image.parent.mkdir()
    repository.edit("The homepage, see ![it](../images/settings.png), answers")
    put(png(1), "ann")
    assert approved(repository.folder, "bo").reviewer == "bo"
    assert "not committed" not in " ".join(doubts(repository.folder))
    repository.git("add", "approvals")
    repository.git("commit", "-q", "-m", "Approve", by="bo")
    put(png(2), "bo")

    assert "bo is an author of the change" in refused(repository.folder, "bo")
    approved(repository.folder, "cy")


def test_an_image_behind_a_link_is_not_approved_with_four_eyes(repository: Repository) -> None:
    image = with_image(repository)
    real = repository.folder / "content/en/real.png"
    image.rename(real)
    try:
        image.symlink_to(real)
    except OSError:
        pytest.skip("links need a right here")
    repository.commit("ann", "A link")

    assert "is a link or lies behind one" in refused(repository.folder, "cy")


def test_a_rename_does_not_hide_the_author(repository: Repository) -> None:
    change_text(repository, "bo")
    text = (repository.folder / PAGE).read_text().replace("slug: example", "slug: moved")
    (repository.folder / PAGE).unlink()
    moved = "content/en/faqs/moved.md"
    (repository.folder / moved).write_text(text)
    repository.commit("ann", "Move it")

    assert "bo is an author" in refused(repository.folder, "bo", moved)
    assert "ann is an author" in refused(repository.folder, "ann", moved)
    approved(repository.folder, "cy", path=moved)
    assert doubts(repository.folder, moved) == {}


def test_a_rebase_changes_nothing(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "work")
    change_text(repository, "ann")
    approved(repository.folder, "bo")
    before = repository.commit("bo", "Approve")
    repository.git("checkout", "-q", "main")
    (repository.folder / "note.txt").write_text("note")
    repository.commit("cy", "Something else")
    repository.git("checkout", "-q", "work")
    repository.git("rebase", "-q", "main", by="cy")

    assert repository.git("rev-parse", "HEAD").strip() != before
    assert doubts(repository.folder) == {}

    change_text(repository, "ann", "It answers with a page.")
    repository.git("checkout", "-q", "main")
    (repository.folder / "note.txt").write_text("another")
    repository.commit("cy", "Something else")
    repository.git("checkout", "-q", "work")
    repository.git("rebase", "-q", "main", by="cy")
    assert "ann is an author" in refused(repository.folder, "ann")
    approved(repository.folder, "cy")


def test_a_merge_brings_its_authors_and_not_the_one_who_merged(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "work")
    change_text(repository, "ann")
    repository.git("checkout", "-q", "main")
    (repository.folder / "note.txt").write_text("note")
    repository.commit("cy", "Something else")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "work", by="bo")

    assert "ann is an author" in refused(repository.folder, "ann")
    approved(repository.folder, "bo")


def test_work_from_beside_an_approved_version_counts(repository: Repository) -> None:
    """The change was made before the approval, but came in after it: dates do not decide."""
    repository.git("checkout", "-q", "-b", "work")
    change_text(repository, "bo", "It answers with a web page.")
    repository.git("checkout", "-q", "main")
    page = repository.folder / PAGE
    page.write_text(page.read_text().replace("No. Use the API address.\n", "No, use the API address.\n"))
    repository.commit("ann", "Reword")
    approved(repository.folder, "cy")
    repository.commit("cy", "Approve")
    repository.git("merge", "-q", "-m", "Merge", "work", by="cy")

    assert "bo is an author" in refused(repository.folder, "bo")


def test_an_approval_of_ones_own_is_no_beginning(repository: Repository) -> None:
    """Approving one's own page, and having somebody else touch it, does not make it one that others wrote."""
    change_text(repository, "ann")
    content = json.loads((repository.folder / APPROVAL).read_text())
    site = site_of(repository.folder)
    offer = approve(site, judge_page(site, page_of(site)), reviewer_of(site, "bo"))
    assert isinstance(offer, Offer)
    change(repository.folder, digest=offer.approval.digest, reviewer="ann", approved_on="2026-11-23")
    repository.commit("ann", "Approve it myself")
    change_text(repository, "cy", "It answers with a page.")

    assert content["reviewer"] == "bo"
    assert "ann is an author" in refused(repository.folder, "ann")


def test_the_same_text_is_approved_again_by_anybody(repository: Repository) -> None:
    later = date(2027, 3, 1)
    approved(repository.folder, "ann", today=later)

    assert doubts(repository.folder, today=later) == {}


def test_what_git_cannot_tell_is_no_yes(repository: Repository, tmp_path: Path) -> None:
    change_text(repository, "cy")
    approved(repository.folder, "bo")
    repository.commit("bo", "Approve")
    clone = tmp_path / "clone"
    tool(tmp_path, "git", "clone", "-q", "--depth", "1", f"file://{repository.folder}", str(clone))
    assert "the clone is shallow" in doubts(clone)["history"]

    tool(tmp_path, "rm", "-rf", str(repository.folder / ".git"))
    assert "who changed the page is not known" in doubts(repository.folder)["history"]


def test_a_reviewer_without_addresses(repository: Repository) -> None:
    configure(repository.folder, '[[reviewers]]\nid = "bo"\nname = "Bo"\n', "four_eyes = true")

    assert 'add emails = ["…"] to the reviewer' in doubts(repository.folder)["history"]


# --- commands -------------------------------------------------------------------------------------------------------


def test_the_reviewer_sees_what_changed(repository: Repository) -> None:
    change_text(repository, "ann")

    result = run(repository.folder, "approve", PAGE, "--reviewer", "bo")

    assert result.returncode == 0
    assert result.stdout == f"{PAGE}: approved until 2027-11-24 ({APPROVAL})\n"
    assert f"--- {PAGE} (bo, 2026-11-24)" in result.stderr
    assert (
        "-The homepage answers with a web page, which no client can read.\n+It answers with a web page.\n"
        in result.stderr
    )


def test_without_git_the_exported_version_is_compared(site_folder: Path) -> None:
    first = run(site_folder, "approve", PAGE)
    run(site_folder, "export", "apply")
    page = site_folder / PAGE
    page.write_text(page.read_text().replace("which no client can read", "for people"))

    second = run(site_folder, "approve", PAGE, "--yes")

    assert "new, 22 lines that nobody has approved before" in first.stderr
    assert "+The homepage answers with a web page, for people." in second.stderr


def test_dates_of_a_review(site_folder: Path) -> None:
    future = run(site_folder, "approve", PAGE, "--date", "2026-11-25")
    none = run(site_folder, "approve", PAGE, "--date", "2026-02-30", "--lang", "zh")
    past = run(site_folder, "approve", PAGE, "--date", "2026-11-20")

    assert (future.returncode, none.returncode, past.returncode) == (2, 2, 0)
    assert "2026-11-25 is after today (2026-11-24)" in future.stderr
    assert "2026-02-30 不是 YYYY-MM-DD 形式的日期" in none.stderr
    assert json.loads((site_folder / APPROVAL).read_text())["expires_on"] == "2027-11-20"


def test_revoke(site_folder: Path) -> None:
    run(site_folder, "approve", PAGE)
    run(site_folder, "export", "apply")

    result = run(site_folder, "revoke", PAGE, "--reason", "The key\nformat changed")
    again = run(site_folder, "revoke", "en/faqs/example", "--reason", "x")
    nothing = run(site_folder, "revoke", "en/faqs/none", "--reason", "x")
    plan = json.loads(run(site_folder, "export", "plan", "--format", "json").stdout)

    assert result.stdout == "en/faqs/example: approval revoked\n"
    assert (again.returncode, nothing.returncode) == (2, 2)
    assert "was revoked on 2026-11-24 already" in again.stderr
    assert plan["changes"][0]["action"] == "withdraw"
    assert "its approval was revoked on 2026-11-24: The key format changed" in plan["changes"][0]["reasons"][0]
    assert run(site_folder, "approve", PAGE).returncode == 0
    assert doubts(site_folder) == {}


@pytest.mark.parametrize(
    "command", [("list",), ("verify",), ("list", "--format", "json"), ("verify", "--format", "json")]
)
def test_approvals_cannot_be_told_where_there_are_no_pages(site_folder: Path, command: tuple[str, ...]) -> None:
    before = run(site_folder, "approvals", *command)
    (site_folder / PAGE).unlink()
    empty = run(site_folder, "approvals", *command)
    chinese = run(site_folder, "approvals", *command, "--lang", "zh")
    shutil.rmtree(site_folder / "content")
    nothing = run(site_folder, "approvals", *command)

    assert before.returncode == 0
    assert [(result.returncode, result.stdout) for result in (empty, chinese, nothing)] == [(2, "")] * 3
    assert empty.stderr == "presscheck: no Markdown page in content; pages are files that end in .md\n"
    assert "content 中没有 Markdown 页面" in chinese.stderr
    assert "there is no content folder content beside presscheck.toml" in nothing.stderr


def test_approvals_whose_pages_are_gone_are_still_told(site_folder: Path) -> None:
    run(site_folder, "approve", PAGE)
    (site_folder / PAGE).unlink()

    result = run(site_folder, "approvals", "verify")

    assert (result.returncode, f"{APPROVAL}: other-page" in result.stdout) == (1, True)


@pytest.mark.parametrize("page", ["en/faqs/none", "content/en/faqs/none.md", "none.md"])
def test_an_approval_of_no_page_cannot_be_verified(site_folder: Path, page: str) -> None:
    result = run(site_folder, "approvals", "verify", PAGE, page)

    assert (result.returncode, result.stdout) == (2, "")
    assert page.removeprefix("content/").removesuffix(".md") in result.stderr


def test_list_and_verify(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))
    good = run(signing_site, "approvals", "verify")
    change(signing_site, expires_on="2026-12-01")
    (signing_site / "approvals/en/faqs/gone.json").write_text((signing_site / APPROVAL).read_text())

    bad = run(signing_site, "approvals", "verify")
    told = json.loads(run(signing_site, "approvals", "verify", PAGE, "--format", "json", "--lang", "zh").stdout)
    table = run(signing_site, "approvals", "list", "--format", "csv", "--expiring", "7").stdout
    none = json.loads(run(signing_site, "approvals", "list", "--format", "json", "--expiring", "6").stdout)

    chinese = run(signing_site, "approvals", "list", "--lang", "zh").stdout
    english = run(signing_site, "approvals", "list").stdout

    assert chinese.splitlines() == [
        "en/faqs/example  ann  2026-11-24 至 2026-12-01  已签名  无法证实",
        "en/faqs/gone     ann  2026-11-24 至 2026-12-01  已签名  其他页面的批准",
        "2 条批准",
    ]
    assert english.startswith("en/faqs/example  ann  2026-11-24 to 2026-12-01  signed  forged\n")
    assert (good.returncode, good.stdout) == (0, "1 approval checked, all count\n")
    assert bad.returncode == 1
    assert bad.stdout.startswith(f"{APPROVAL}: forged\n    its approval ({APPROVAL}) is not proven: ")
    assert "approvals/en/faqs/gone.json: other-page\n    it belongs to no page of the site" in bad.stdout
    assert bad.stdout.endswith("2 approvals checked: 2 do not count\n")
    assert [item["state"] for item in told["approvals"]] == ["forged"]
    assert "无法证实" in told["approvals"][0]["reasons"][0]["message"]
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["page"], row["signed"], row["state"]) for row in rows] == [
        ("en/faqs/example", "yes", "forged"),
        ("en/faqs/gone", "yes", "other-page"),
    ]
    assert none["approvals"] == []


def test_export_does_not_publish_what_is_forged(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approved(signing_site, "ann", keys("ann"))
    change(signing_site, approved_on="2026-11-23")

    plan = run(signing_site, "export", "plan")
    run(signing_site, "export", "apply")

    assert plan.returncode == 1
    assert "is not proven: its signature does not belong to what it says" in plan.stdout
    assert not list((signing_site / "dist").glob("**/example.html"))


def why(folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    result = run(folder, "why", *(arguments or (PAGE,)), "--format", "json")
    assert result.returncode in {0, 1}, result.stderr
    return result.returncode, json.loads(result.stdout)


def test_why(repository: Repository) -> None:
    folder = repository.folder
    waiting = why(folder)
    run(folder, "export", "apply")
    done = run(folder, "why", PAGE)
    commit = change_text(repository, "ann")
    void = why(folder, "en/faqs/example")
    page = folder / PAGE
    page.write_text(page.read_text().replace("status: approved", "status: draft"))
    draft = run(folder, "why", PAGE, "--lang", "zh")

    assert (waiting[0], waiting[1]["obstacles"][0]["kind"], waiting[1]["published"]) == (1, "export", False)
    assert (done.returncode, done.stdout) == (
        0,
        "en/faqs/example: readers have it as it stands\n    to be reviewed and approved again by 2027-05-20\n",
    )
    assert (void[0], void[1]["published"], void[1]["obstacles"][0]["kind"]) == (1, True, "changed")
    assert f"commit {commit[:12]} by Ann" in void[1]["obstacles"][0]["message"]
    assert draft.returncode == 1
    assert "草稿: 页面状态为 draft" in draft.stdout
    none = run(folder, "why", "en/faqs/none")
    assert (none.returncode, none.stderr) == (2, "presscheck: the site has no page en/faqs/none\n")


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        ("draft", "draft", "write `status: approved` when it may be published, and have it approved"),
        ("review", "missing", "it is in review; a reviewer sets `status: approved` and approves it"),
        ("withdrawn", "withdrawn", "when it may be published again"),
    ],
)
def test_why_tells_apart_what_is_not_finished_not_reviewed_and_withdrawn(
    site_folder: Path, status: str, kind: str, words: str
) -> None:
    page = site_folder / PAGE
    page.write_text(page.read_text().replace("status: approved", f"status: {status}"))

    (obstacle,) = why(site_folder)[1]["obstacles"]

    assert obstacle["kind"] == kind
    assert words in obstacle["message"]


def test_why_names_findings_and_the_missing_approval(site_folder: Path) -> None:
    (site_folder / PAGE).write_text((site_folder / PAGE).read_text().replace("owner: support-team\n", "", 1))

    status, found = why(site_folder)

    assert (status, [item["kind"] for item in found["obstacles"]]) == (1, ["finding", "missing"])


def test_approvals_are_the_same_whatever_read_them(signing_site: Path, keys: Callable[[str], Path]) -> None:
    approval = approved(signing_site, "ann", keys("ann"))
    site = site_of(signing_site)

    assert read_approval(site, "en/faqs/example") == approval
    assert replace(approval, signature="").canonical == approval.canonical
