"""A real Chromium without a window, spoken to in the WebDriver protocol: five requests need no library."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
AXE = REPOSITORY / "build/axe"
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""The driver is on this machine: no proxy leads there."""


class Browser:
    """One window of one browser."""

    def __init__(self, address: str) -> None:
        self._address = address
        options = {
            "binary": CHROMIUM,
            "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"],
        }
        asked = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        self._address += (
            "/session/" + self._send("POST", "/session", {"capabilities": {"alwaysMatch": asked}})["sessionId"]
        )

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._address + path, data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with _OPENER.open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from error

    def open(self, path: Path, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Show a file in a window of a size, for eyes that like it light or dark."""
        self.develop(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.develop("Emulation.setEmulatedMedia", features=[scheme])
        self._send("POST", "/url", {"url": path.resolve().as_uri()})

    def develop(self, command: str, **params: Any) -> Any:
        """A command of the DevTools protocol."""
        return self._send("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def run(self, script: str, *args: Any) -> Any:
        """What a script returns; one that returns a promise is waited for."""
        return self._send("POST", "/execute/sync", {"script": script, "args": list(args)})

    def type(self, keys: str) -> None:
        """Press keys, one after the other, where the focus is."""
        actions = [{"type": kind, "value": sign} for sign in keys for kind in ("keyDown", "keyUp")]
        self._send("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """A PNG of the page, or of what is in sight."""
        shot = self.develop("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def console(self) -> list[str]:
        """What the page has complained of since the last question."""
        return [entry["message"] for entry in self._send("POST", "/se/log", {"type": "browser"})]

    def requests(self) -> list[str]:
        """The addresses that have been asked for since the last question."""
        events = [
            json.loads(item["message"])["message"] for item in self._send("POST", "/se/log", {"type": "performance"})
        ]
        return [item["params"]["request"]["url"] for item in events if item["method"] == "Network.requestWillBeSent"]

    def close(self) -> None:
        self._send("DELETE", "")


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser that is gone afterwards; without Chromium and its driver the test is skipped."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("needs Chromium and chromedriver; on Debian: apt-get install chromium chromium-driver")
    with subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as driver:
        try:
            assert driver.stdout
            port = next(found[1] for line in driver.stdout if (found := re.search(r"successfully on port (\d+)", line)))
            window = Browser(f"http://127.0.0.1:{port}")
            try:
                yield window
            finally:
                window.close()
        finally:
            driver.terminate()


def axe() -> str:
    """The text of axe-core, fetched once with npm; the test is skipped where that cannot be done."""
    script = AXE / "node_modules/axe-core/axe.min.js"
    npm = shutil.which("npm")
    if not script.exists():
        if npm is None:
            pytest.skip("needs npm to fetch axe-core")
        AXE.mkdir(parents=True, exist_ok=True)
        call = [npm, "install", "--prefix", str(AXE), "--no-audit", "--no-fund", "--silent", "axe-core"]
        done = subprocess.run(call, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode or not script.exists():
            pytest.skip(f"npm could not fetch axe-core: {done.stderr.strip()[-200:]}")
    return script.read_text(encoding="utf-8")


def grave_problems(window: Browser) -> list[str]:
    """What axe-core finds serious or critical in the page that is shown."""
    window.run(axe())
    found = window.run("return axe.run(document).then(result => result.violations)")
    return [
        f"{item['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for item in found
        if item["impact"] in {"serious", "critical"}
        for node in item["nodes"]
    ]
