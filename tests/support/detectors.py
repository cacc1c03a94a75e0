"""The run as a detector: a test fails on what it leaves behind or says unasked.

Found out are log records from WARNING up, Qt messages (pytest-qt sees those of the test, this file those of
its end), threads that still run, windows that still exist, timers that still tick, and a cursor or a
pop-up that stays. Warnings are errors by pytest's own setting, Qt exceptions by pytest-qt.

A record that a test means to cause is named: `@pytest.mark.logs("could not read")`, or within the test
`expected_log("could not read")`. One that then does not come fails the test as well.
"""

import gc
import logging
import re
import sys
import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

_TASKS = Path("/proc/self/task")

_ENDING = 2.0
"""Seconds for a thread that was told to end and not waited for, as urllib3-future does with the watch of its connections."""


class LogWatch(logging.Handler):
    """Collects records from WARNING up while one test runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def findings(self) -> list[str]:
        """Records that nobody expected, and expectations that nobody met."""
        texts = [(record, record.getMessage()) for record in self.records]
        found = [
            f"logged unasked: {record.levelname} {record.name}: {text}"
            for record, text in texts
            if not any(pattern.search(text) for pattern in self.expected)
        ]
        found += [
            f"expected in the log, but did not come: {pattern.pattern}"
            for pattern in self.expected
            if not any(pattern.search(text) for _, text in texts)
        ]
        return found


class ThreadWatch:
    """Compares the threads after a test with those before."""

    def __init__(self) -> None:
        self.accept()

    def accept(self) -> None:
        """Take the threads of now as given: they belong to a fixture that outlives the test."""
        self._before = set(threading.enumerate())
        self._tasks = _count_tasks()

    def findings(self) -> list[str]:
        # A dummy stands for a thread that Python did not start; those are looked for below.
        new = [
            thread
            for thread in threading.enumerate()
            if thread not in self._before and not isinstance(thread, threading._DummyThread)
        ]
        for thread in new:
            thread.join(_ENDING)
        found = [f"thread still running: {thread.name}" for thread in new if thread.is_alive()]
        core = sys.modules.get("PySide6.QtCore")
        if core and (self._tasks == 0 or _count_tasks() > self._tasks):
            found += [
                f"QThread still running: {thread.objectName() or type(thread).__name__}"
                for thread in _living(core.QThread)
                if thread.isRunning() and thread is not core.QThread.currentThread()
            ]
        return found


class WindowWatch:
    """Compares the windows after a test with those before."""

    def __init__(self) -> None:
        self.accept()

    def accept(self) -> None:
        """Take the windows of now as given: they belong to a fixture that outlives the test."""
        self._before = set(_windows())

    def findings(self) -> list[str]:
        application = _application()
        if application is None:
            return []
        self._let_go(application)
        if set(_windows()) - self._before:
            gc.collect()  # a window in a reference cycle is garbage, not a leak
            self._let_go(application)
        left = {place: name for place, name in _windows().items() if place not in self._before}
        found = [f"window left behind: {name}" for name in left.values()]
        if application.overrideCursor() is not None:
            found.append("the busy cursor was left on")
            while application.overrideCursor() is not None:
                application.restoreOverrideCursor()
        return found

    @staticmethod
    def _let_go(application: Any) -> None:
        event = sys.modules["PySide6.QtCore"].QEvent.Type.DeferredDelete
        application.sendPostedEvents(None, event)
        application.processEvents()


class QtMessageWatch:
    """Collects Qt's messages while a test is taken down, when pytest-qt no longer listens."""

    def __init__(self, ignored: list[str]) -> None:
        self._ignored = [re.compile(pattern) for pattern in ignored]
        self._messages: list[str] = []
        self._previous: Any = None

    def start(self) -> None:
        self._previous = sys.modules["PySide6.QtCore"].qInstallMessageHandler(self._take)

    def stop(self) -> None:
        sys.modules["PySide6.QtCore"].qInstallMessageHandler(self._previous)

    def _take(self, _kind: object, _context: object, message: str) -> None:
        if not any(pattern.search(message) for pattern in self._ignored):
            self._messages.append(message)

    def findings(self) -> list[str]:
        return [f"Qt said at the end: {message}" for message in self._messages]


class Detectors:
    """All watches over one test, and what they agree to overlook."""

    def __init__(self, item: pytest.Item) -> None:
        self.log = LogWatch()
        for mark in item.iter_markers("logs"):
            self.log.expected += [re.compile(pattern) for pattern in mark.args]
        self.threads = ThreadWatch()
        self.windows = WindowWatch()
        self.messages = QtMessageWatch(item.config.getini("qt_log_ignore"))
        logging.getLogger().addHandler(self.log)

    def accept(self) -> None:
        self.threads.accept()
        self.windows.accept()

    def finish(self) -> list[str]:
        logging.getLogger().removeHandler(self.log)
        # Windows first: closing one may end what its threads did, and may say something.
        windows = self.windows.findings()
        return windows + self.threads.findings() + self.log.findings()


_DETECTORS = pytest.StashKey[Detectors]()


@pytest.fixture
def expected_log(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Name a record that the test is about to cause, by a regular expression."""
    detectors: Detectors = request.node.stash[_DETECTORS]

    def expect(pattern: str) -> None:
        detectors.log.expected.append(re.compile(pattern))

    return expect


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    item.stash[_DETECTORS] = Detectors(item)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    value = yield
    if fixturedef.scope != "function":
        item = getattr(request, "_pyfuncitem", None)
        if item is not None and _DETECTORS in item.stash:
            item.stash[_DETECTORS].accept()
    return value


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    detectors = item.stash[_DETECTORS]
    detectors.messages.start()
    try:
        result = yield
        found = detectors.finish()
    finally:
        detectors.messages.stop()
        logging.getLogger().removeHandler(detectors.log)
    found += detectors.messages.findings()
    if nextitem is None or nextitem.path != item.path:
        found += ticking_timers()
    if found:
        pytest.fail("\n".join(found), pytrace=False)
    return result


def ticking_timers() -> list[str]:
    """Timers that still tick; looked for at the end of each test file, as the search takes a while."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or _application() is None:
        return []
    found = []
    for timer in _living(core.QTimer):
        if timer.isActive():
            timer.stop()
            found.append(f"timer still ticking in this file: {timer.objectName() or timer!r}")
    return found


def _living(kind: type) -> list[Any]:
    """All objects of a Qt class that Python knows and Qt has not deleted."""
    is_valid = sys.modules["shiboken6"].isValid
    # Not `isinstance`: a weak proxy passes that question on, and fails where what it stood for is gone.
    return [each for each in gc.get_objects() if issubclass(type(each), kind) and is_valid(each)]


def _application() -> Any:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None


def _windows() -> dict[int, str]:
    """All windows, by the address of their Qt object."""
    application = _application()
    if application is None:
        return {}
    address = sys.modules["shiboken6"].getCppPointer
    return {
        address(window)[0]: f"{type(window).__name__} {window.objectName()!r} {window.windowTitle()!r}"
        for window in application.topLevelWidgets()
        # Qt keeps one tool tip for all and deletes it in its own time.
        if window.metaObject().className() != "QTipLabel"
    }


def _count_tasks() -> int:
    """Threads of this process as the system counts them; 0 where it doesn't say."""
    return sum(1 for _ in _TASKS.iterdir()) if _TASKS.exists() else 0
