"""Faults of the machine, of git and of what lies in the tree: docs/reliability.md lists them with their tests."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import FAQ, REPOSITORY
from presscheck.cache import FOLDER_VARIABLE
from presscheck.deadline import SECONDS_VARIABLE
from test_cli import run
from test_export_disk import disk, limited

__all__ = ["disk"]

PAGE = "content/en/faqs/example.md"
KILLED_AFTER = 240
"""Seconds after which a run counts as hanging, however busy the machine is."""
unix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and signals of Unix")


def lint(folder: Path, *args: str, **environment: str) -> tuple[int, list[tuple[str, str]], str]:
    """Exit status, the rule and path of each finding, and standard error."""
    done = run(folder, "lint", "--format", "json", *args, **environment)
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1, 2}, done.stderr
    findings = json.loads(done.stdout)["findings"] if done.stdout else []
    return done.returncode, [(item["rule"], item["path"]) for item in findings], done.stderr


def reasons(folder: Path, *args: str) -> dict[str, str]:
    """What is said of each file that cannot be used."""
    report = json.loads(run(folder, "lint", "--format", "json", "--no-cache", *args).stdout)
    return {item["path"]: item["message"] for item in report["findings"] if item["rule"] == "schema/unreadable-file"}


def git(folder: Path, *args: str) -> None:
    options = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always")
    subprocess.run(["git", *options, *args], cwd=folder, check=True, capture_output=True)


def committed(folder: Path) -> Path:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def spoil(page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8").replace("## Next step", "## Next stop"), encoding="utf-8")


# --- the machine


@pytest.mark.parametrize("home", ["/proc", "/no/such/home", "/dev/null"])
@unix
def test_a_home_that_cannot_be_written(site_folder: Path, home: str) -> None:
    spoil(site_folder / PAGE)

    status, findings, said = lint(site_folder, HOME=home, XDG_CACHE_HOME="", PRESSCHECK_CACHE_DIR="")

    assert (status, [rule for rule, _ in findings], said) == (1, ["schema/missing-section"], "")


@unix
def test_no_home_at_all(site_folder: Path) -> None:
    env = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": "1795500000"}
    done = subprocess.run(
        [sys.executable, "-m", "presscheck", "lint"], cwd=site_folder, env=env, capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("utf8", ["0", "1"])
@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "zh_CN.GBK"])
def test_a_locale_without_utf_8(site_folder: Path, locale: str, utf8: str) -> None:
    spoil(site_folder / PAGE)
    env = {**os.environ, "LC_ALL": locale, "PYTHONUTF8": utf8, "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    command = [sys.executable, "-m", "presscheck", "lint", "--lang", "zh", "--format"]

    text = subprocess.run([*command, "text"], cwd=site_folder, env=env, capture_output=True, check=False)
    report = subprocess.run(
        [*command, "json", "--output", "out.json"], cwd=site_folder, env=env, capture_output=True, check=False
    )

    assert (text.returncode, text.stderr) == (1, b"")
    assert b"schema/missing-section" in text.stdout
    assert (report.returncode, report.stderr) == (1, b"")
    found = json.loads((site_folder / "out.json").read_text(encoding="utf-8"))["findings"]
    assert "缺少" in found[0]["message"]


@pytest.mark.parametrize("size", [0, 4_096, 20_000])
@unix
def test_a_cache_that_cannot_grow_does_not_stop_a_run(
    site_folder: Path, tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    spoil(site_folder / PAGE)

    done = limited(site_folder, size, "lint", "--format", "json")

    assert (done.returncode, done.stderr) == (1, "")
    assert [item["rule"] for item in json.loads(done.stdout)["findings"]] == ["schema/missing-section"]


def test_a_full_disk_under_the_cache(site_folder: Path, disk: Path) -> None:
    with (disk / "filler").open("wb") as file:
        file.write(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize))
    spoil(site_folder / PAGE)

    status, findings, said = lint(site_folder, PRESSCHECK_CACHE_DIR=str(disk / "cache"))

    assert (status, [rule for rule, _ in findings], said) == (1, ["schema/missing-section"], "")


def test_a_cache_that_is_a_folder_or_a_link_to_nowhere(site_folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    lint(site_folder, PRESSCHECK_CACHE_DIR=str(cache))
    files = list(cache.glob("*.db"))
    assert files
    for file in files:
        for suffix in ("", "-wal", "-shm"):
            file.with_name(f"{file.name}{suffix}").unlink(missing_ok=True)
        file.mkdir()

    assert lint(site_folder, PRESSCHECK_CACHE_DIR=str(cache)) == (0, [], "")


def test_batches_of_a_hook_in_parallel_share_a_cache(site_folder: Path, tmp_path: Path) -> None:
    """pre-commit cuts many files into batches, and runs them at once where it may."""
    for number in range(200):
        page = site_folder / f"content/en/faqs/page-{number}.md"
        page.write_text(FAQ.format(slug=f"page-{number}", locale="en").replace("## Next step", "## N"), "utf-8")
    pages = sorted(f"content/en/faqs/{page.name}" for page in (site_folder / "content/en/faqs").glob("page-*"))
    environment = {**os.environ, FOLDER_VARIABLE: str(tmp_path / "cache"), "SOURCE_DATE_EPOCH": "1795500000"}
    command = [sys.executable, "-m", "presscheck", "lint", "--format", "json", "--select", "schema"]
    batches = [
        subprocess.Popen(
            [*command, *pages[start : start + 50]],
            cwd=site_folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for start in range(0, 200, 50)
    ]
    outputs = [batch.communicate(timeout=KILLED_AFTER) for batch in batches]

    assert [batch.returncode for batch in batches] == [1] * 4
    assert [error for _, error in outputs] == [b""] * 4
    found = [item["path"] for output, _ in outputs for item in json.loads(output)["findings"]]
    assert found == pages


# --- git


def test_without_git(site_folder: Path, tmp_path: Path) -> None:
    bare = {"PATH": str(tmp_path)}

    assert lint(site_folder, **bare) == (0, [], "")
    for option in ("--staged", "--changed"):
        status, _, said = lint(site_folder, option, **bare)
        assert (status, said) == (2, "presscheck: git is not installed or not on the PATH\n")


def test_a_shallow_clone(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    committed(site_folder)
    spoil(site_folder / PAGE)
    git(site_folder, "commit", "-q", "-am", "second")
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    git(site_folder, "clone", "-q", "--depth", "1", site_folder.as_uri(), str(clone))

    status, findings, _ = lint(clone)
    since, _, said = lint(clone, "--changed", "HEAD~1")

    assert (status, findings) == (1, [("schema/missing-section", PAGE)])
    assert since == 2
    assert "git knows no revision HEAD~1" in said


def test_a_detached_head(site_folder: Path) -> None:
    committed(site_folder)
    git(site_folder, "checkout", "-q", "--detach")
    spoil(site_folder / PAGE)
    git(site_folder, "add", "-A")

    assert lint(site_folder, "--staged")[:2] == (1, [("schema/missing-section", PAGE)])
    assert lint(site_folder, "--changed")[:2] == (1, [("schema/missing-section", PAGE)])


def test_a_worktree(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    committed(site_folder)
    tree = tmp_path_factory.mktemp("trees") / "tree"
    git(site_folder, "worktree", "add", "-q", str(tree), "-b", "other")
    spoil(tree / PAGE)
    git(tree, "add", "-A")

    assert lint(tree, "--staged")[:2] == (1, [("schema/missing-section", PAGE)])
    assert lint(site_folder, "--staged")[:2] == (0, [])


def test_a_submodule(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    committed(site_folder)
    parent = tmp_path_factory.mktemp("parents")
    git(parent, "init", "-q")
    git(parent, "submodule", "add", "-q", site_folder.as_uri(), "docs")
    spoil(parent / "docs" / PAGE)
    git(parent / "docs", "add", "-A")

    assert lint(parent / "docs", "--staged")[:2] == (1, [("schema/missing-section", PAGE)])


def test_a_sparse_checkout(site_folder: Path) -> None:
    """Pages that are in the index and not on the disk are still pages that links may lead to."""
    other = site_folder / "content/en/faqs-more/other.md"
    other.parent.mkdir()
    other.write_text("# Other\n", encoding="utf-8")
    page = site_folder / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\nSee [other](../faqs-more/other.md).\n", encoding="utf-8")
    committed(site_folder)
    git(site_folder, "sparse-checkout", "set", "content/en/faqs")
    assert not other.exists()
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    git(site_folder, "add", PAGE)

    assert lint(site_folder, "--staged")[:2] == (0, [])


# --- the tree


@unix
def test_links_that_lead_nowhere_in_a_circle_or_out(
    site_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What a pull request brings must not put other files of the machine into a report."""
    private = tmp_path_factory.mktemp("private")
    (private / "page.md").write_text("a line that is nobody's business\n", encoding="utf-8")
    folder = site_folder / "content/en/faqs"
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "dangling.md").symlink_to("nowhere.md")
    (folder / "out.md").symlink_to(private / "page.md")
    (folder / "up").symlink_to(site_folder, target_is_directory=True)
    (site_folder / "content/zh").symlink_to(private, target_is_directory=True)

    report = run(site_folder, "lint", "--no-cache")
    named = run(site_folder, "lint", "--no-cache", "content/en/faqs/out.md", "content/zh")

    assert reasons(site_folder) == {
        "content/en/faqs/dangling.md": "The file cannot be used: there is no such file.",
        "content/en/faqs/loop.md": "The file cannot be used: its links lead in a circle.",
        "content/en/faqs/out.md": "The file cannot be used: it is a link that leads out of the repository: "
        "put the file itself there.",
    }
    for done in (report, named):
        assert done.returncode == 2
        assert "nobody's business" not in done.stdout + done.stderr
    assert named.stdout.count("leads out of the repository") == 2


@unix
def test_a_link_inside_the_repository_is_followed(site_folder: Path) -> None:
    committed(site_folder)
    spoil(site_folder / PAGE)
    shared = site_folder / "shared.md"
    shutil.move(site_folder / PAGE, shared)
    (site_folder / PAGE).symlink_to(shared)

    assert lint(site_folder)[:2] == (1, [("schema/missing-section", PAGE)])


@unix
def test_pipes_devices_and_folders_are_no_pages(site_folder: Path) -> None:
    folder = site_folder / "content/en/faqs"
    os.mkfifo(folder / "pipe.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "folder.md").mkdir()

    found = reasons(site_folder)

    assert found.keys() == {"content/en/faqs/pipe.md", "content/en/faqs/zero.md"}
    assert found["content/en/faqs/pipe.md"] == "The file cannot be used: not a regular file."


def test_a_file_of_many_gigabytes_is_not_read(site_folder: Path) -> None:
    with (site_folder / "content/en/faqs/sparse.md").open("wb") as file:
        file.truncate(20 * 1024**3)

    assert "a page may have 2 MiB" in reasons(site_folder)["content/en/faqs/sparse.md"]


def test_one_line_of_ten_megabytes_nul_bytes_and_another_encoding(site_folder: Path) -> None:
    folder = site_folder / "content/en/faqs"
    (folder / "line.md").write_bytes(b"x" * 10_000_000)
    (folder / "nul.md").write_bytes(b"a\0b")
    (folder / "utf16.md").write_bytes("# Title\n".encode("utf-16"))

    found = reasons(site_folder)

    assert "the file has 9.5 MiB" in found["content/en/faqs/line.md"]
    assert "NUL bytes" in found["content/en/faqs/nul.md"]
    assert "content/en/faqs/utf16.md" in found


@unix
def test_names_that_would_forge_lines_or_are_no_text(site_folder: Path) -> None:
    folder = os.fsencode(site_folder / "content/en/faqs")
    for name in (b"a\n::error file=x::forged.md", b"\xff.md", b"\xe2\x80\xa8.md"):
        with open(folder + b"/" + name, "wb") as file:  # noqa: PTH123  # a name that is no text
            file.write(b"```\nopen\n")

    for format_ in ("text", "github", "json", "sarif", "gitlab", "junit", "rdjson", "html"):
        done = run(site_folder, "lint", "--no-cache", "--format", format_)
        assert done.returncode == 2, done.stderr
        assert not any(line.startswith("::error file=x") for line in done.stdout.splitlines())
    assert reasons(site_folder) == {
        "content/en/faqs/\\xff.md": "The file cannot be used: its name is not UTF-8: rename it."
    }


def test_names_that_differ_only_in_case(site_folder: Path) -> None:
    page = site_folder / PAGE
    (page.parent / "Example.md").write_bytes(page.read_bytes())
    if len(list(page.parent.iterdir())) == 1:
        pytest.skip("one file on this file system")

    status, findings, _ = lint(site_folder)

    assert status == 1
    assert {path for _, path in findings} >= {"content/en/faqs/Example.md"}


def test_a_huge_tree_is_walked_once(site_folder: Path) -> None:
    """Thousands of folders and other files, and a path as long as the system allows."""
    deep = site_folder / "content/en/faqs"
    for _ in range(60):
        deep /= "a-folder-in-a-folder"
    deep.mkdir(parents=True)
    (deep / "page.md").write_text("```\nopen\n", encoding="utf-8")
    for number in range(2_000):
        (site_folder / "content" / f"x{number}").mkdir()

    status, findings, said = lint(site_folder, "--select", "schema")

    assert (status, said) == (1, "")
    assert {path for _, path in findings} == {str((deep / "page.md").relative_to(site_folder))}


@pytest.mark.parametrize("gone", [True, False], ids=["vanishes", "changes"])
def test_a_file_that_moves_while_it_is_read(site_folder: Path, monkeypatch: pytest.MonkeyPatch, gone: bool) -> None:
    """Between the listing and the reading, and between two readings."""
    from contextlib import chdir

    from presscheck.cli import main

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795500000")
    victim = site_folder / "content/en/faqs/victim.md"
    victim.write_text("```\nopen\n", encoding="utf-8")
    read = Path.read_bytes
    reads = 0

    def reading(path: Path) -> bytes:
        nonlocal reads
        if path.name == "victim.md":
            reads += 1
            if gone:
                victim.unlink(missing_ok=True)
            else:
                victim.write_text("```\nopen\n" + "more\n" * reads, encoding="utf-8")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    with chdir(site_folder), pytest.raises(SystemExit) as ended:
        main(["lint", "--format", "json", "--output", "out.json"])

    rules = {item["rule"] for item in json.loads((site_folder / "out.json").read_text())["findings"]}
    assert ended.value.code == (2 if gone else 1)
    assert ("schema/unreadable-file" if gone else "schema/unclosed-fence") in rules


# --- time


def unclosed(count: int) -> dict[str, str]:
    """A megabyte of each of what a parser has to try again and again."""
    return {
        "brackets": "[" * count,
        "images": "![" * (count // 2),
        "lists": "- a\n" * (count // 4),
        "rows": "| a | b |\n|---|---|\n" + "| a | b |\n" * (count // 10),
        "references": "[a]:\n" * (count // 5),
        "emphasis": "*a **b " * (count // 7),
        "quotes": "> " * (count // 2),
        "tags": "<b>" * (count // 3),
    }


@pytest.mark.parametrize("name", unclosed(0))
def test_a_page_that_takes_too_long_is_one_finding(site_folder: Path, name: str) -> None:
    page = site_folder / "content/en/faqs/slow.md"
    page.write_text(f"# Page\n\n{unclosed(1_000_000)[name]}\n", encoding="utf-8")
    spoil(site_folder / PAGE)
    environment = {**os.environ, SECONDS_VARIABLE: "4", FOLDER_VARIABLE: ""}

    done = subprocess.run(
        [sys.executable, "-m", "presscheck", "lint", "--no-cache", "--format", "json", "--ignore", "links"],
        cwd=site_folder,
        env=environment,
        capture_output=True,
        check=False,
        timeout=KILLED_AFTER,
    )

    assert done.stderr == b""
    findings = [(item["rule"], item["path"]) for item in json.loads(done.stdout)["findings"]]
    assert ("schema/missing-section", PAGE) in findings
    slow = [rule for rule, path in findings if path.endswith("slow.md")]
    if name not in {"quotes", "references"}:
        assert slow == ["schema/unreadable-file"]
        assert done.returncode == 2


THREAD = """
import threading, time
from presscheck.deadline import TooCostlyError, unlimited, within_limit

def work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass

def page(loading):
    try:
        with within_limit():
            with unlimited():
                work(loading)
            work(1.5 - loading)
    except TooCostlyError:
        print("late")
    else:
        print("done")

for loading in (1.5, 0):
    thread = threading.Thread(target=page, args=[loading])
    thread.start()
    thread.join()
"""


def test_in_a_thread_what_is_loaded_once_does_not_count_against_a_page() -> None:
    done = subprocess.run(
        [sys.executable, "-c", THREAD],
        env={**os.environ, SECONDS_VARIABLE: "0.5"},
        capture_output=True,
        text=True,
        check=False,
        timeout=KILLED_AFTER,
    )

    assert (done.stdout.split(), done.stderr) == (["done", "late"], "")


def test_aliases_that_multiply_are_one_finding(site_folder: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (site_folder / "content/en/faqs/laugh.md").write_text("---\n" + "\n".join(lines) + "\n---\n\n# A\n", "utf-8")

    status, findings, _ = lint(site_folder, "--select", "schema")

    assert (status, findings) == (1, [("schema/front-matter-syntax", "content/en/faqs/laugh.md")])


# --- signals


HEEDS_CTRL_C = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("presscheck", run_name="__main__")
"""
"""What a shell starts in the background, as these tests may be, passes Ctrl-C over, and so does what it starts."""


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Enough pages to keep worker processes busy for seconds."""
    site = tmp_path / "large"
    shutil.copytree(REPOSITORY / "content", site / "content")
    shutil.copy(REPOSITORY / "presscheck.toml", site)
    for page in list(site.glob("content/*/*/*.md")):
        for number in range(6):
            shutil.copy(page, page.with_name(f"{page.stem}-{number}.md"))
    return site


@pytest.fixture
def started(large: Path, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start a run in a group of its own, and wait until its workers are at work."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(*args: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", HEEDS_CTRL_C, "lint", "--jobs", "2", *args],
            cwd=large,
            env={**os.environ, FOLDER_VARIABLE: str(tmp_path / "cache"), "LANG": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        processes.append(process)
        deadline = time.monotonic() + KILLED_AFTER
        while len(members(process.pid)) < 3 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(members(process.pid)) == 3, "the workers did not begin"
        return process

    yield start
    for process in processes:
        for pid in {process.pid, *members(process.pid)}:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        process.wait()
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


def members(group: int) -> list[int]:
    """The living processes of a group."""
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                fields = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(int(path.name))
    return found


def ended(group: int) -> bool:
    """Whether all processes of a group end within a while."""
    deadline = time.monotonic() + 30
    while members(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not members(group)


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")


@linux
def test_ctrl_c_in_the_middle(started: Callable[..., subprocess.Popen[bytes]], large: Path) -> None:
    report = large / "out.json"
    report.write_text("the old report", encoding="utf-8")
    process = started("--format", "json", "--output", "out.json")

    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=KILLED_AFTER)

    assert process.returncode == 130
    assert said.decode().strip() == "presscheck: stopped"
    assert report.read_text(encoding="utf-8") == "the old report"
    assert not list(large.glob(".out*"))
    assert ended(process.pid)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
@linux
def test_workers_end_with_a_run_that_is_killed(
    started: Callable[..., subprocess.Popen[bytes]], number: signal.Signals
) -> None:
    process = started()

    process.send_signal(number)
    process.wait(timeout=KILLED_AFTER)

    assert ended(process.pid)


@linux
def test_a_worker_that_is_killed_loses_nothing(started: Callable[..., subprocess.Popen[bytes]]) -> None:
    process = started("--format", "json", "--no-cache")

    os.kill(next(pid for pid in members(process.pid) if pid != process.pid), signal.SIGKILL)
    output, said = process.communicate(timeout=KILLED_AFTER)

    assert said == b""
    assert json.loads(output)["summary"]["files"] == 56 * 7


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names of files")
def test_a_report_into_a_pipe_leaves_the_pipe_there(site_folder: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "report"
    os.mkfifo(pipe)
    reading = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True)

    result = run(site_folder, "lint", "--format", "json", "--output", str(pipe))

    assert result.returncode == 0
    assert '"findings"' in reading.communicate(timeout=60)[0]
    assert pipe.is_fifo()
