"""What can come between two steps of the program: the end of its process, and other people's work.

A step is a request to Google, or a transaction. Before and after each of them is a point, and at each point a test can let
something happen, such as `crash`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import httplib2
import pytest

from studio_app.actions.ports import Reading, Store, Writing


class Crash(BaseException):
    """The process ends here. Not an Exception, so that no handler of the program sees it."""


def crash() -> None:
    """End the process."""
    raise Crash


class Points:
    """Counts the points that are reached, and lets happen what is planned for them.

    Attributes:
        passed: Names of the points that were reached, for a failure to be understood.
    """

    def __init__(self) -> None:
        self.passed: list[str] = []
        self._plan: dict[int, Callable[[], None]] = {}
        self._off = False

    def plan(self, after: int, happening: Callable[[], None]) -> None:
        """Let something happen at the point that comes so many points from now, the next one being 1."""
        self._plan[len(self.passed) + after] = happening

    def clear(self) -> None:
        """Nothing happens any more."""
        self._plan.clear()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Count nothing for a while."""
        before, self._off = self._off, True
        try:
            yield
        finally:
            self._off = before

    def reach(self, name: str) -> None:
        """The program is here."""
        if self._off:
            return
        self.passed.append(name)
        happening = self._plan.pop(len(self.passed), None)
        if happening is not None:
            happening()

    def reach_within(self, name: str) -> None:
        """The program is here, in the middle of a transaction: nothing but its end can come between."""
        planned = self._plan.get(len(self.passed) + 1)
        if planned is crash:
            self.reach(name)


class WatchedStore:
    """A store with points around and within its writing transactions."""

    def __init__(self, store: Store, points: Points) -> None:
        self._store, self._points = store, points

    def reading(self) -> AbstractContextManager[Reading]:
        """As the store's."""
        return self._store.reading()

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """As the store's, with points before it, before its commit and after it."""
        self._points.reach("before a transaction")
        with self._store.writing() as writing:
            yield writing
            self._points.reach_within("before a commit")
        self._points.reach("after a commit")

    def data_version(self) -> int:
        """As the store's."""
        return self._store.data_version()


def watch_requests(patch: pytest.MonkeyPatch, points: Points) -> None:
    """Put points before and after each request of Google's client that this thread makes.

    Those of other threads are made side by side, so that no two runs count them alike.
    """
    original, mine = httplib2.Http.request, threading.current_thread()

    def request(self: Any, uri: str, method: str = "GET", *arguments: Any, **options: Any) -> Any:
        if threading.current_thread() is not mine:
            return original(self, uri, method, *arguments, **options)
        what = f"{method} {uri.split('?')[0].rsplit('/', 1)[-1][:12]}"
        points.reach(f"before {what}")
        answer = original(self, uri, method, *arguments, **options)
        points.reach(f"after {what}")
        return answer

    patch.setattr(httplib2.Http, "request", request)
