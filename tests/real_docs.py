"""False alarms on real documentation: the Markdown of public packages, linted as it is.

``python tests/real_docs.py FOLDER [--select NAME]... [--json]`` brings the packages that ``real_docs.txt`` names into
FOLDER with pip and npm, keeps only their Markdown, and lints it. What FOLDER has already is not downloaded again. An
sdist is asked for its metadata by pip, which starts its build backend: run this where you would install the packages.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypedDict

PACKAGES = Path(__file__).with_name("real_docs.txt")
SUFFIXES = (".md", ".markdown", ".mdx")
SMALLEST, LARGEST = 40, 2_000_000
"""Bytes of a file that is kept: less says nothing, more is data."""
WORKERS = 4
SECONDS = 300
"""For one package."""
TRIES = 2
FAMILIES = ("secrets", "privacy")
HAN = re.compile("[\u4e00-\u9fff]")
CHINESE = 0.05
"""A file is Chinese if this share of its characters is Han, and none is kana or hangul."""
KANA_OR_HANGUL = re.compile("[\u3041-\u30ff\uac00-\ud7af]")
CONFIG = """\
[site]
name = "Real documentation"
homepages = ["https://www.example.com"]
api_origin = "https://api.example.com"
models = ["gpt-4o-mini"]
"""


@dataclass(frozen=True)
class Package:
    """One pinned package of a registry."""

    registry: str
    name: str
    version: str

    @property
    def folder(self) -> str:
        return f"{self.registry}/{self.name.replace('/', '+')}-{self.version}"

    @property
    def command(self) -> list[str]:
        if self.registry == "npm":
            return ["npm", "pack", "--silent", "--ignore-scripts", f"{self.name}@{self.version}"]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        return [*pip, "--no-deps", "--no-binary", self.name, f"{self.name}=={self.version}"]


class Place(TypedDict):
    """One finding."""

    path: str
    line: int
    rule: str
    message: str


class Report(TypedDict):
    """What was measured."""

    files: int
    chinese: int
    megabytes: float
    packages: dict[str, int]
    missing: list[str]
    families: list[str]
    by_rule: dict[str, int]
    per_1000_files: float
    findings: list[Place]


def read_packages(path: Path) -> list[Package]:
    """Read lines such as ``pypi name==1.0`` and ``npm @scope/name@1.0``; ``#`` starts a comment."""
    packages: list[Package] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        match = re.fullmatch(r"(?:(pypi) ([\w.-]+)==|(npm) ((?:@[\w.-]+/)?[\w.-]+)@)([\w.+-]+)", text)
        if match is None:
            sys.exit(f"{path.name}:{number}: neither 'pypi name==version' nor 'npm name@version': {text}")
        registry, name = match[1] or match[3], match[2] or match[4]
        packages.append(Package(registry, name, match[5]))
    return packages


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """The name and content of each Markdown file in an archive; links, devices and huge files are left out."""

    def wanted(name: str, size: int) -> bool:
        return name.lower().endswith(SUFFIXES) and SMALLEST <= size <= LARGEST

    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as container:
            for info in container.infolist():
                if not info.is_dir() and wanted(info.filename, info.file_size):
                    yield info.filename, container.read(info)
        return
    with tarfile.open(archive) as container:
        for member in container:
            if member.isfile() and wanted(member.name, member.size):
                stream = container.extractfile(member)
                if stream is not None:
                    yield member.name, stream.read()


def inside(name: str) -> PurePosixPath | None:
    """Where a member goes below its package's folder, ending in .md; None if its name would lead out of it."""
    parts = PurePosixPath(name.replace("\\", "/")).parts[1:]  # an archive of both registries has one top folder
    if not parts or any(part in ("..", "/") or ":" in part or "\0" in part for part in parts):
        return None
    path = PurePosixPath(*(re.sub(r"^\.", "dot-", part) for part in parts))  # hidden folders are not linted
    return path if path.suffix.lower() == ".md" else path.with_name(f"{path.name}.md")


def is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def unpack(archive: Path, folder: Path) -> None:
    for name, content in members(archive):
        path = inside(name)
        if path is not None and is_text(content):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def fetch(package: Package, pages: Path) -> str | None:
    """Bring a package's Markdown into its folder unless it is there; return what went wrong."""
    target = pages / package.folder
    if target.is_dir():
        return None
    problem = ""
    for _ in range(TRIES):
        with tempfile.TemporaryDirectory(dir=pages.parent, prefix=".download-") as name:
            work = Path(name)
            download, markdown = work / "archive", work / "markdown"
            download.mkdir()
            markdown.mkdir()
            try:
                done = subprocess.run(
                    package.command, cwd=download, capture_output=True, text=True, timeout=SECONDS, check=False
                )
                archives = list(download.iterdir())
                if done.returncode or len(archives) != 1:
                    problem = next(iter(done.stderr.strip().splitlines()[-1:]), "nothing was downloaded")
                    continue
                unpack(archives[0], markdown)
            except (subprocess.TimeoutExpired, tarfile.TarError, zipfile.BadZipFile, OSError) as error:
                problem = str(error)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            markdown.rename(target)
            return None
    return problem


def fetch_all(packages: Sequence[Package], pages: Path) -> list[str]:
    """Bring all packages; return those that could not be had."""
    missing: list[str] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for package, problem in zip(packages, pool.map(lambda item: fetch(item, pages), packages), strict=True):
            if problem is not None:
                missing.append(package.folder)
                say(f"{package.folder}: {problem}")
    return missing


def remove_others(packages: Iterable[Package], pages: Path) -> None:
    """Remove the packages that the list no longer names."""
    known = {package.folder for package in packages}
    for folder in sorted(pages.glob("*/*")):
        if folder.relative_to(pages).as_posix() not in known:
            shutil.rmtree(folder)


def distinct(packages: Iterable[Package], pages: Path) -> dict[Package, list[Path]]:
    """Remove each file whose content an earlier one has; return the files of each package."""
    seen: set[bytes] = set()
    files: dict[Package, list[Path]] = {}
    for package in packages:
        files[package] = []
        for path in sorted((pages / package.folder).rglob("*.[mM][dD]")):
            digest = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n").strip()).digest()
            if digest in seen:
                path.unlink()
            else:
                seen.add(digest)
                files[package].append(path)
    return files


def is_chinese(text: str) -> bool:
    return not KANA_OR_HANGUL.search(text) and len(HAN.findall(text)) >= CHINESE * len(text)


def lint(folder: Path, packages: Iterable[Package], families: Sequence[str]) -> list[dict[str, Any]]:
    """Lint the pages of the packages, a process for each of them, and return presscheck's findings."""
    (folder / "presscheck.toml").write_text(CONFIG, "utf-8")
    options = [part for family in families for part in ("--select", family)]

    def findings(package: Package) -> list[dict[str, Any]]:
        pages = folder / "pages" / package.folder
        if not any(pages.rglob("*.[mM][dD]")):
            return []
        command = [sys.executable, "-m", "presscheck", "lint", "--config", str(folder / "presscheck.toml"), *options]
        done = subprocess.run(
            [*command, "--format", "json", "--lang", "en", str(pages)], check=False, capture_output=True, text=True
        )
        if done.returncode not in (0, 1) or not done.stdout:
            say(f"{package.folder}: presscheck ended with status {done.returncode}: {done.stderr}")
            return []
        found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
        return found

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [finding for found in pool.map(findings, packages) for finding in found]


def measure(folder: Path, packages: Sequence[Package], families: Sequence[str], missing: list[str]) -> Report:
    files = distinct(packages, folder / "pages")
    paths = [path for found in files.values() for path in found]
    findings = lint(folder, packages, families)
    return {
        "files": len(paths),
        "chinese": sum(is_chinese(path.read_text("utf-8")) for path in paths),
        "megabytes": round(sum(path.stat().st_size for path in paths) / 1e6, 1),
        "packages": {package.folder: len(found) for package, found in files.items()},
        "missing": missing,
        "families": list(families),
        "by_rule": dict(Counter(item["rule"] for item in findings).most_common()),
        "per_1000_files": round(1000 * len(findings) / max(1, len(paths)), 2),
        "findings": [
            {"path": item["path"], "line": item["line"], "rule": item["rule"], "message": item["message"]}
            for item in findings
        ],
    }


def say(text: str) -> None:
    """Progress and problems; standard output holds the report alone."""
    sys.stderr.write(f"{text}\n")


def show(report: Report) -> Iterator[str]:
    """The lines of a report for people."""
    for place in report["findings"]:
        yield f"{place['path']}:{place['line']} {place['rule']} {place['message']}"
    yield ""
    yield (
        f"{len(report['packages']) - len(report['missing'])} packages, {report['files']} files"
        f" ({report['chinese']} of them Chinese), {report['megabytes']} MB"
    )
    for rule, count in report["by_rule"].items():
        yield f"{count:6} {rule}"
    yield (
        f"{len(report['findings'])} findings of {', '.join(report['families'])}:"
        f" {report['per_1000_files']} per 1000 files"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Lint the Markdown of public packages and count the findings.")
    parser.add_argument("folder", type=Path, help="where the packages are kept")
    parser.add_argument(
        "--select", action="append", metavar="NAME", help=f"a rule or family, by default {' and '.join(FAMILIES)}"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--offline", action="store_true", help="measure what is there already")
    parser.add_argument("--packages", type=Path, default=PACKAGES, metavar="FILE", help="another list of packages")
    options = parser.parse_args()

    folder: Path = options.folder.resolve()
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    packages = read_packages(options.packages)
    if options.offline:
        missing = [package.folder for package in packages if not (pages / package.folder).is_dir()]
    else:
        remove_others(packages, pages)
        missing = fetch_all(packages, pages)
    report = measure(folder, packages, options.select or FAMILIES, missing)
    text = json.dumps(report, ensure_ascii=False, indent=2) if options.json else "\n".join(show(report))
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
