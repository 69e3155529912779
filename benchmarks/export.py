"""Time and memory of an export: ``python benchmarks/export.py [PAGES...]``.

Makes a site of generated pages, approves them, and runs ``presscheck export apply`` as a user does: a first export
that knows nothing of any page, one that knows from the approval what it knows, one that has nothing to do, and one
after a twentieth of the pages has changed. Memory is the peak of the process (VmHWM).
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from conftest import CONFIG, FAQ, FAQ_ZH


def make_site(folder: Path, pages: int) -> None:
    """Half of the pages in each language; each with a text of its own."""
    (folder / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    for number in range(pages):
        locale = "en" if number % 2 == 0 else "zh"
        write_page(folder, f"page-{number // 2:05}", locale, f"Note {number // 2}.")


def write_page(folder: Path, slug: str, locale: str, note: str) -> None:
    path = folder / f"content/{locale}/faqs/{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = FAQ_ZH.format(slug=slug) if locale == "zh" else FAQ.format(slug=slug, locale=locale)
    heading = "## 下一步" if locale == "zh" else "## Next step"
    path.write_text(text.replace(heading, f"{note}\n\n{heading}"), encoding="utf-8")


def run(folder: Path, *args: str) -> tuple[float, float, float]:
    """Seconds, seconds of processor time, and the peak of memory in MB."""
    env = {
        **os.environ,
        "PRESSCHECK_CACHE_DIR": str(folder / ".cache"),
        "SOURCE_DATE_EPOCH": "1795500000",
        "LANG": "C.UTF-8",
    }
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-m", "presscheck", *args],
        cwd=folder,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"presscheck {' '.join(args)}: exit status {process.returncode}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def main(sizes: list[int]) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print("| Pages | Export | Seconds | of the processor | a page, ms | Peak memory, MB |")
    print("|---|---|---|---|---|---|")
    for pages in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make_site(folder, pages)
            report(pages, "(approve)", *run(folder, "approve", "content"))
            report(pages, "first, nothing known", *run(folder, "export", "apply", "--no-cache"))
            shutil.rmtree(folder / "dist")
            report(pages, "first, after approve", *run(folder, "export", "apply"))
            report(pages, "nothing to do", *run(folder, "export", "apply"))
            for number in range(0, pages // 2, 20):
                for locale in ("en", "zh"):
                    write_page(folder, f"page-{number:05}", locale, f"Changed note {number}.")
            run(folder, "approve", "content")
            report(pages, "one page in twenty changed", *run(folder, "export", "apply"))


def report(pages: int, what: str, seconds: float, processor: float, memory: float) -> None:
    each = processor / pages * 1000
    print(f"| {pages:,} | {what} | {seconds:.1f} | {processor:.1f} | {each:.1f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main([int(item) for item in sys.argv[1:]] or [1_000, 10_000])
