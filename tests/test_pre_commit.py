"""The hooks in other repositories, run by the real pre-commit and the real prek from a commit of this one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import CONFIG, FAQ, FAQ_ZH, REPOSITORY

pytestmark = pytest.mark.slow

IDENTITY = {
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.com",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.com",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
DAY = "1795500000"  # 2026-11-24, when the pages of the tests were looked at
AFTER_A_YEAR = "1830000000"  # 2027-12-28, when an approval of that day is over
BIN = Path(sys.executable).parent
PAGE = "content/en/faqs/example.md"
UNUSED = "<!-- presscheck: ignore claims/price -- it was there once -->\n\n"


def call(
    folder: Path, command: Iterable[str | Path], *, check: bool = False, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command on its own: without the variables of a commit that may be going on around the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "COV_"))}
    environment |= {"SOURCE_DATE_EPOCH": DAY, "LANG": "C.UTF-8", "NO_COLOR": "1"} | IDENTITY | variables
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=check,
        timeout=600,
    )


def git(folder: Path, *args: str) -> str:
    return call(folder, ["git", "-c", "core.quotePath=false", *args], check=True).stdout


@dataclass(frozen=True, slots=True)
class Runner:
    """pre-commit or prek, with a store of environments that all tests share, and the repository of the hooks."""

    name: str
    store: Path
    hooks: Path

    def configure(self, folder: Path, *hooks: str) -> None:
        """Make a repository of a folder that takes hooks from ours; each is the lines of an entry."""
        if not (folder / ".git").exists():
            git(folder, "init", "--quiet", "--initial-branch", "main")
        entries = "".join("      - " + hook.replace("\n", "\n        ") + "\n" for hook in hooks)
        revision = git(self.hooks, "rev-parse", "HEAD").strip()
        (folder / ".pre-commit-config.yaml").write_text(
            f"repos:\n  - repo: {self.hooks.as_posix()}\n    rev: {revision}\n    hooks:\n{entries}", encoding="utf-8"
        )
        git(folder, "add", "--all")

    def __call__(self, folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return call(folder, [BIN / self.name, *arguments], **self.variables, **variables)

    @property
    def variables(self) -> dict[str, str]:
        return {"PRE_COMMIT_HOME": str(self.store), "PREK_HOME": str(self.store)}

    def git(self, folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run git where it starts the hooks that were installed."""
        return call(folder, ["git", *arguments], **self.variables, **variables)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the files of this one as they are now: what a tag of them would hold."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in ("linters", "schemas", "src"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(REPOSITORY / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")
    return folder


@pytest.fixture(scope="module", params=["pre-commit", "prek"])
def runner(request: pytest.FixtureRequest, hooks: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """Both tools; each installs the hooks once for all tests."""
    return Runner(request.param, tmp_path_factory.mktemp("store"), hooks)


def test_the_lint_hook_passes_and_blocks(site_folder: Path, runner: Runner) -> None:
    runner.configure(site_folder, "id: presscheck")
    clean = runner(site_folder, "run", "--verbose")
    page = site_folder / PAGE
    page.write_text(page.read_text().replace("## Next step", "## Next stop"))
    git(site_folder, "add", "--all")
    blocked = runner(site_folder, "run", "--verbose")

    assert clean.returncode == 0, clean.stdout
    assert "1 page checked, nothing found" in clean.stdout
    assert blocked.returncode == 1
    assert "The section “Next step” is missing. Line 27 says “Next stop”: was that meant?" in blocked.stdout


def test_the_configuration_hook_passes_and_blocks(site_folder: Path, runner: Runner) -> None:
    runner.configure(site_folder, "id: presscheck-config")
    clean = runner(site_folder, "run")
    config = site_folder / "presscheck.toml"
    config.write_text(config.read_text().replace("models", "modells"))
    git(site_folder, "add", "--all")
    blocked = runner(site_folder, "run")

    assert clean.returncode == 0, clean.stdout
    assert blocked.returncode == 1
    assert "Did you mean `models`?" in blocked.stdout


def test_the_configuration_hook_checks_rules(site_folder: Path, runner: Runner) -> None:
    runner.configure(site_folder, "id: presscheck-config")
    git(site_folder, "commit", "--quiet", "--no-verify", "--message", "all")
    rule = site_folder / "linters/site/click-here.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text("kind: pattrn\n")
    git(site_folder, "add", "--all")
    blocked = runner(site_folder, "run")

    assert blocked.returncode == 1
    assert "click-here.yaml:1:1: `summary` is missing" in blocked.stdout


def test_the_fix_hook_mends_and_lets_the_next_commit_through(site_folder: Path, runner: Runner) -> None:
    page = site_folder / PAGE
    clean = page.read_bytes()
    page.write_bytes(clean.replace(b"## Details", UNUSED.encode() + b"## Details"))
    runner.configure(site_folder, "id: presscheck-fix")
    runner(site_folder, "install")
    stopped = runner.git(site_folder, "commit", "--message", "a page")
    mended = page.read_bytes()
    git(site_folder, "add", "--all")
    done = runner.git(site_folder, "commit", "--message", "a page")

    assert stopped.returncode == 1
    assert "1 file mended on the disk" in stopped.stdout
    assert mended == clean
    assert done.returncode == 0, done.stdout
    assert git(site_folder, "show", f"HEAD:{PAGE}").encode() == clean


def test_the_fix_hook_keeps_work_that_is_not_staged(site_folder: Path, runner: Runner) -> None:
    page = site_folder / PAGE
    clean = page.read_text()
    page.write_text(clean.replace("## Details", UNUSED + "## Details"))
    runner.configure(site_folder, "id: presscheck-fix")
    runner(site_folder, "install")
    page.write_text(page.read_text() + "\nA sentence that is still being written.\n")
    stopped = runner.git(site_folder, "commit", "--message", "a page")

    assert stopped.returncode == 1
    assert page.read_text().endswith("A sentence that is still being written.\n")


def test_expired_approvals_stop_a_push(
    site_folder: Path, runner: Runner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    call(site_folder, ["presscheck", "approve", PAGE, "--reviewer", "reviewer"], check=True)
    runner.configure(site_folder, "id: presscheck-approvals", "id: presscheck-site")
    git(site_folder, "commit", "--quiet", "--no-verify", "--message", "approved")
    target = tmp_path_factory.mktemp("target")
    git(target, "init", "--quiet", "--bare")
    git(site_folder, "remote", "add", "origin", str(target))
    runner(site_folder, "install", "--hook-type", "pre-push")
    late = runner.git(site_folder, "push", "origin", "main", SOURCE_DATE_EPOCH=AFTER_A_YEAR)
    kept_back = git(target, "branch", "--list")
    in_time = runner.git(site_folder, "push", "origin", "main")
    by_hand = runner(site_folder, *stage("manual"), "--all-files", SOURCE_DATE_EPOCH=AFTER_A_YEAR)

    assert late.returncode == 1
    assert re.search(r"approvals/en/faqs/example\.json: expired\n", late.stdout), late.stdout
    assert kept_back == ""
    assert in_time.returncode == 0, in_time.stdout
    assert "main" in git(target, "branch", "--list")
    assert "1 approval checked: 1 does not count" in by_hand.stdout


def test_neither_release_hook_runs_at_a_commit(site_folder: Path, runner: Runner) -> None:
    runner.configure(site_folder, "id: presscheck-approvals", "id: presscheck-site")
    done = runner(site_folder, "run", "--all-files", "--verbose")

    assert done.returncode == 0
    assert "presscheck" not in done.stdout


def stage(name: str) -> list[str]:
    return ["run", "--hook-stage", name]


# --- many pages in a folder of a larger repository ------------------------------------------------------------------

COUNT = 120
FOLDER = "文档 与 pages/site one"
PARALLEL = f'args: [--config, "{FOLDER}/presscheck.toml"]\nfiles: "^{FOLDER}/content/"\nrequire_serial: false'


def slug(number: int) -> str:
    return f"page-{number % COUNT:03}"


def write_pages(site: Path) -> None:
    """Pages in two languages, each related to the next, so that none stands alone."""
    site.mkdir(parents=True)
    (site / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    for locale, text in (("en", FAQ), ("zh", FAQ_ZH)):
        folder = site / f"content/{locale}/faqs"
        folder.mkdir(parents=True)
        for number in range(COUNT):
            page = text.format(slug=slug(number), locale=locale).replace("faqs/other", f"faqs/{slug(number + 1)}")
            for title in ("Is the homepage the API address", "首页是 API 地址吗"):
                page = page.replace(title, f"{title} {number}")
            (folder / f"{slug(number)}.md").write_text(page, encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def batches(text: str) -> list[int]:
    return [int(count) for count in re.findall(r"^\s*(\d+) pages checked", text, re.MULTILINE)]


@pytest.fixture
def monorepo(tmp_path: Path) -> Path:
    folder = tmp_path / "我的 仓库"
    write_pages(folder / FOLDER)
    (folder / "README.md").write_text("# Another project's page\n\n- Base URL: https://www.example.com\n")
    return folder


def test_many_pages_in_parallel_batches_are_one_site(monorepo: Path, runner: Runner) -> None:
    """A page's related page and its twin in the other language may be in another batch, or in no batch at all."""
    runner.configure(monorepo, f"id: presscheck\n{PARALLEL}")
    content = monorepo / FOLDER / "content"
    clean = runner(monorepo, "run", "--verbose")
    git(monorepo, "commit", "--quiet", "--no-verify", "--message", "all")
    for number in range(0, COUNT, 2):
        edit(content / f"en/faqs/{slug(number)}.md", "Use the API address", "Use the address of the API")
    edit(content / f"en/faqs/{slug(4)}.md", f"faqs/{slug(5)}", "faqs/no-such-page")
    edit(content / f"zh/faqs/{slug(90)}.md", "## 下一步", "## 下一部")
    git(monorepo, "add", "--all")
    part = runner(monorepo, "run", "--verbose")

    assert clean.returncode == 0, clean.stdout
    assert sum(batches(clean.stdout)) == 2 * COUNT
    assert len(batches(clean.stdout)) > 1 or os.cpu_count() == 1
    assert part.returncode == 1
    assert sum(batches(part.stdout)) == COUNT // 2 + 1
    assert part.stdout.count("to faqs/no-such-page") == 1
    assert part.stdout.count("links/unapproved:") == 1, part.stdout
    assert part.stdout.count("schema/missing-section:") == 1
    assert "links/orphan" not in part.stdout


def test_parallel_fixes_do_not_clobber_each_other(monorepo: Path, runner: Runner) -> None:
    content = monorepo / FOLDER / "content"
    pages = sorted(content.rglob("*.md"))
    before = {page: page.read_bytes() for page in pages}
    for page in pages:
        page.write_bytes(
            re.sub(rb"(?m)^(## (?:Details|\xe8\xaf\xa6\xe7\xbb\x86.*)$)", UNUSED.encode() + rb"\1", before[page])
        )
    assert all(page.read_bytes() != before[page] for page in pages)
    runner.configure(monorepo, f"id: presscheck-fix\n{PARALLEL}")
    runner(monorepo, "install")
    stopped = runner.git(monorepo, "commit", "--message", "all")
    git(monorepo, "add", "--all")
    done = runner.git(monorepo, "commit", "--message", "all")

    assert stopped.returncode == 1
    assert [page for page in pages if page.read_bytes() != before[page]] == []
    assert sum(map(int, re.findall(r"(\d+) files mended on the disk", stopped.stdout))) == 2 * COUNT
    assert done.returncode == 0, done.stdout


def test_the_other_hooks_work_in_a_folder_of_a_larger_repository(monorepo: Path, runner: Runner) -> None:
    options = f'args: [--config, "{FOLDER}/presscheck.toml"]'
    runner.configure(
        monorepo,
        f"id: presscheck-config\n{options}",
        f"id: presscheck-site\n{options}",
        f"id: presscheck-approvals\n{options}",
    )
    at_commit = runner(monorepo, "run", "--verbose")
    for_release = runner(monorepo, *stage("manual"), "--verbose")

    assert at_commit.returncode == 0, at_commit.stdout
    assert "schemas are valid" in at_commit.stdout
    assert for_release.returncode == 0, for_release.stdout
    assert f"{2 * COUNT} pages checked, nothing found" in for_release.stdout
    assert "there are no approvals" in for_release.stdout


def test_without_a_configuration_the_hook_says_how_to_name_one(monorepo: Path, runner: Runner) -> None:
    runner.configure(monorepo, "id: presscheck\nfiles: ^README")
    lost = runner(monorepo, "run")

    assert lost.returncode == 1
    assert "name one with --config" in lost.stdout


def test_prek_runs_the_hooks_of_a_folder_in_that_folder(monorepo: Path, runner: Runner) -> None:
    """A folder with its own configuration of hooks is a project of its own to prek: no --config is needed."""
    if runner.name != "prek":
        pytest.skip("pre-commit has no workspaces")
    site = monorepo / FOLDER
    runner.configure(monorepo, "id: presscheck\nfiles: ^nothing$")
    shutil.copy(monorepo / ".pre-commit-config.yaml", site)
    edit(site / ".pre-commit-config.yaml", "^nothing$", "^content/")
    edit(site / f"content/en/faqs/{slug(7)}.md", "## Next step", "## Next stop")
    git(monorepo, "add", "--all")
    found = runner(monorepo, "run")

    assert found.returncode == 1
    assert f"content/en/faqs/{slug(7)}.md:27:1: error schema/missing-section" in found.stdout, found.stdout
