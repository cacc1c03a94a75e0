"""Somebody in front of a browser."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

STUDIO = "studio@example.com"


class Browser:
    """Does in a thread of its own what somebody does in a browser, once the address is shown."""

    def __init__(self, work: Callable[[str], object]) -> None:
        self.shown: list[str] = []
        self.work = work
        self._pool = ThreadPoolExecutor(1)
        self._done: Future[object] | None = None

    def __call__(self, address: str) -> None:
        self.shown.append(address)
        self._done = self._pool.submit(self.work, address)

    def said(self) -> object:
        """What the work gave, once it is over."""
        try:
            return self._done.result(20) if self._done else None
        finally:
            self._pool.shutdown()
