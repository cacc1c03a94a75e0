"""A real browser without a window, where one is installed: Debian's Chromium, driven through its own driver.

It can reach this computer only. The tests that use it are skipped where it is missing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
_SECONDS = 60
# The name under which the protocol hands out an element: W3C WebDriver, 11.
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def missing_browser() -> str:
    """Why there is no browser to drive; "" where there is one."""
    missing = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return f"not installed: {', '.join(missing)}" if missing else ""


class Browser:
    """One window of the browser."""

    def __init__(self, driver: str, folder: Path) -> None:
        """Open a window; `folder` gets all that the browser keeps."""
        self._driver = driver
        options = {
            "binary": shutil.which("chromium"),
            "args": [*_FLAGS, f"--user-data-dir={folder}"],
        }
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        self._session = f"/session/{self._ask('POST', '/session', wanted)['sessionId']}"

    def _ask(self, verb: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._driver + path, data, {"Content-Type": "application/json"}, method=verb
        )
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            return json.loads(answer.read())["value"]

    def open(self, address: str) -> None:
        """Go to an address and wait until its page is there."""
        self._ask("POST", f"{self._session}/url", {"url": address})

    def leave_by(self, selector: str) -> None:
        """Click the element that a CSS selector names, with the mouse, and wait until another page is there."""
        left = self.address
        found = self._ask("POST", f"{self._session}/element", {"using": "css selector", "value": selector})
        self._ask("POST", f"{self._session}/element/{found[_ELEMENT]}/click", {})
        # The click comes back before the next page does.
        self._until(lambda: self.address != left, f"{selector} leads to another page")

    @property
    def text(self) -> str:
        """What a person reads on the page; one question, as a page may go between two."""
        script = {"script": "return document.body.innerText", "args": []}
        return str(self._until(lambda: self._ask("POST", f"{self._session}/execute/sync", script), "text"))

    @staticmethod
    def _until(question: Callable[[], Any], what: str) -> Any:
        """Ask until the answer is something. While one page makes way for another, the driver answers with errors of many
        kinds: "stale element reference", "no such window", "unknown error"."""
        end = time.monotonic() + _SECONDS
        while True:
            try:
                if answer := question():
                    return answer
            except urllib.error.HTTPError as error:
                error.close()
                if time.monotonic() > end:
                    raise
            assert time.monotonic() < end, f"waited in vain: {what}"
            time.sleep(0.02)

    @property
    def address(self) -> str:
        """Where the page is."""
        return str(self._ask("GET", f"{self._session}/url"))

    def close(self) -> None:
        """Close the window and what belongs to it."""
        with suppress(OSError):
            self._ask("DELETE", self._session)


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser for the length of a `with` block, with a new profile in a folder."""
    driver = subprocess.Popen(
        ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert driver.stdout is not None
    try:
        line = next(line for line in driver.stdout if "started successfully on port" in line)
        port = line.rsplit("on port", 1)[1].strip(" .\n")
        window = Browser(f"http://127.0.0.1:{port}", folder)
        try:
            yield window
        finally:
            window.close()
    finally:
        driver.terminate()
        driver.wait(_SECONDS)
        driver.stdout.close()
