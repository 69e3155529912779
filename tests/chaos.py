"""Kill ``presscheck export apply`` at random points and look at what is left: ``python tests/chaos.py [--seed N]``.

There are two versions of a site of 200 pages. A round takes what the export of one has left and exports the other one
over it: 30 pages change, 10 go, 10 come. The export is killed (SIGKILL) before a random one of its steps on the disk
or at a random moment; what readers then have must be one whole bundle, the old or the new one. The next export must
bring all that the site wants, with just one revision for each change, and nothing left over. Ends with 1 where
anything is lost or doubled.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from conftest import CONFIG, FAQ

PAGES, CHANGED, GONE = 200, 30, 10

STOPPED = """
import os, signal, sys, threading, time
from presscheck.cli import main
import presscheck.cli.export, presscheck.export.bundle, filelock, tempfile, shutil
how, left, begun = sys.argv[1][0], float(sys.argv.pop(1)[1:]), 0.0
STEPS = {"open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "sqlite3.connect", "os.chmod", "ctypes.dlopen"}
def step(event, args):
    global left, begun
    if not begun and event == "open" and str(args[0]).endswith(".lock"):
        begun = time.monotonic()
        if how == "t":
            threading.Timer(left, os.kill, (os.getpid(), signal.SIGKILL)).start()
    if begun and how == "s" and event in STEPS:
        left -= 1
        if left == 0:
            sys.stderr.write(f"{event} {os.path.basename(str(args[0])) if args else ''}")
            sys.stderr.flush()
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(step)
import atexit
atexit.register(lambda: how == "s" and sys.stderr.write(f"steps {-left:.0f} {time.monotonic() - begun}"))
main(sys.argv[1:])
"""
"""The real command, with a count of what it does on the disk once it has the lock."""


class BrokenError(Exception):
    """Something is lost or doubled."""


def make_site(folder: Path, numbers: Iterator[int], note: str) -> None:
    folder.mkdir()
    (folder / "presscheck.toml").write_text(CONFIG, encoding="utf-8")
    pages = folder / "content/en/faqs"
    pages.mkdir(parents=True)
    for number in numbers:
        slug = f"page-{number:03}"
        text = f"{note if number < CHANGED else 'The same in both.'} Page {number}."
        page = FAQ.format(slug=slug, locale="en").replace("## Next step", f"{text}\n\n## Next step")
        (pages / f"{slug}.md").write_text(page, encoding="utf-8")
    run(folder, "approve", "content")


def run(folder: Path, *args: str, code: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *(code or ["-m", "presscheck"]), *args]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1795500000", "LANG": "C.UTF-8", "PYTHONUTF8": "1"}
    result = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if code is None and result.returncode:
        raise BrokenError(f"presscheck {' '.join(args)}: {result.returncode} {result.stderr[-300:]}")
    return result


def snapshot(bundle: Path) -> dict[str, str]:
    """Every file of a bundle with its digest."""
    return {
        path.relative_to(bundle).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in bundle.rglob("*")
        if path.is_file()
    }


def revisions(folder: Path) -> Counter[tuple[str, str]]:
    database = sqlite3.connect(f"{(folder / 'dist/content.db').as_uri()}?mode=ro", uri=True)
    try:
        return Counter(database.execute("SELECT page, action FROM revisions"))
    finally:
        database.close()


def planned(folder: Path) -> dict[str, str]:
    """By page, what the next export would do."""
    result = run(folder, "export", "plan", "--format", "json", code=["-m", "presscheck"])
    return {item["page"]: item["action"] for item in json.loads(result.stdout)["changes"]}


def main(rounds: int, seed: int) -> int:
    """Run the rounds and print a table."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        sites = [Path(name) / "one", Path(name) / "two"]
        make_site(sites[0], iter(range(PAGES)), "The first text.")
        make_site(sites[1], iter([*range(PAGES - GONE), *range(PAGES, PAGES + GONE)]), "The second text.")
        expected = []
        steps, seconds = 0, 0.0
        for site in sites:
            counted = run(site, "export", "apply", code=["-c", STOPPED, "s0"])
            said = counted.stderr.rpartition("steps ")[2].split()
            steps, seconds = max(steps, int(said[0])), max(seconds, float(said[1]))
            expected.append(snapshot(site / "dist/bundle"))
        shutil.rmtree(sites[1] / "dist")
        print(f"seed {seed}: {PAGES} pages, {steps} steps on the disk and {seconds:.2f} s in an export; {rounds} kills")
        heads = ("killed before or after", "readers then have", "after the next export")
        print(f"round  {heads[0]:<34} {heads[1]:<18} {heads[2]:<24} seconds")
        held = expected[0]
        failures = 0
        for number in range(1, rounds + 1):
            site, other = sites[number % 2], sites[1 - number % 2]
            shutil.move(other / "dist", site / "dist")
            begun = time.monotonic()
            try:
                # Every other kill comes at a moment, most of them early: the transaction is one step on the disk.
                moment = f"t{chance.random() ** 2 * seconds:.4f}"
                point = f"s{1 + chance.randrange(steps)}" if number % 2 else moment
                words = attempt(site, held, expected[number % 2], point)
            except BrokenError as error:
                failures += 1
                words = ("", "BROKEN", str(error))
            print(
                f"{number:>5}  {words[0]:<34} {words[1]:<18} {words[2]:<24} {time.monotonic() - begun:.1f}", flush=True
            )
            held = expected[number % 2]
        if set(planned(sites[rounds % 2]).values()) != {"unchanged"}:
            print("the plan after the last export is not empty")
            failures += 1
        print(f"{rounds} kills, {failures} with something lost or doubled")
        return 1 if failures else 0


def attempt(site: Path, old: dict[str, str], new: dict[str, str], point: str) -> tuple[str, str, str]:
    """One kill and the export after it; what was killed, what was left, what came of it.

    Raises:
        BrokenError: something is lost or doubled.
    """
    before = revisions(site)
    killed = run(site, "export", "apply", code=["-c", STOPPED, point])
    if killed.returncode not in {0, -signal.SIGKILL}:
        raise BrokenError(f"the export ended with {killed.returncode}: {killed.stderr[-200:]}")
    # Without an exchange of folders the bundle may stand under its other name for a moment.
    place = site / "dist/bundle"
    left = snapshot(place if place.exists() else site / "dist/.bundle-old")
    if left not in (old, new):
        raise BrokenError("readers have half a bundle")
    run(site, "export", "apply")
    if snapshot(place) != new:
        raise BrokenError("the bundle is not what the site wants")
    done = Counter(action for _, action in (revisions(site) - before).elements())
    wanted = Counter(create=GONE, update=CHANGED, withdraw=GONE)
    if done != wanted or before - revisions(site):
        raise BrokenError("a revision is lost or stands twice")
    litter = {path.name for path in (site / "dist").iterdir()} - {"bundle", "content.db", ".lock"}
    if litter:
        raise BrokenError(f"left over: {', '.join(sorted(litter))}")
    where = (
        f"{point[1:]} {'s' if point[0] == 't' else killed.stderr}" if killed.returncode else "not at all: it was done"
    )
    return where[:34], "the old bundle" if left == old else "the new bundle", f"{done.total()} changes, once each"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if sys.platform == "win32":
        sys.exit("there is no SIGKILL on Windows")
    sys.exit(main(asked.kills, asked.seed))
