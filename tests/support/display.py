"""Where the windows of a run appear.

Tests marked `display` get a real X server with a window manager of their own, any other test the offscreen
platform. A process can have one QApplication only, so the choice is made for the whole process, when it is
known which tests it will run: a plain `pytest` that is asked for both runs both on the X server, while
`dev.py test` gives each kind a process. On macOS and Windows the computer's own screen is used.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from pytestqt.qtbot import QtBot

SIZE = "1600x1000x24"
_PATIENCE = 20.0  # seconds; a loaded machine is slow, a broken one for ever

# Tests that wait for something have the same patience; who means a shorter time says so.
for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed, QtBot.waitActive):
    _wait.__kwdefaults__ = (_wait.__kwdefaults__ or {}) | {"timeout": round(_PATIENCE * 1000)}


def lacks() -> str:
    """What is missing for a display of our own, or nothing."""
    if sys.platform != "linux":
        return ""
    return ", ".join(program for program in ("Xvfb", "evilwm") if shutil.which(program) is None)


@contextmanager
def x_server(size: str = SIZE) -> Iterator[str]:
    """An X server with a window manager; gives its display name (":7") and ends both."""
    with ExitStack() as ends:
        display = ends.enter_context(_bare_server(size))
        # "fixed" is the font that every X server has built in: a bare machine has no others.
        command = ["evilwm", "-display", display, "-fn", "fixed"]
        manager = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ends.callback(_end, manager)
        _wait_for_manager(display, manager)
        yield display


@contextmanager
def _bare_server(size: str) -> Iterator[str]:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size]
    command += ["-dpi", "96", "-nolisten", "tcp", "-noreset"]
    with os.fdopen(reading) as answer:
        server = subprocess.Popen(
            command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(writing)
        try:
            number = answer.readline().strip()  # empty when the server ended instead
            if not number:
                raise RuntimeError(f"Xvfb did not start: exit code {server.wait(_PATIENCE)}")
            yield f":{number}"
        finally:
            _end(server)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for_manager(display: str, manager: subprocess.Popen[bytes]) -> None:
    """Wait until the window manager has taken the screen: before that, windows get no keys."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    if connection.value is None:
        raise RuntimeError(f"the X server {display} takes no connection")
    try:
        x11.XInternAtom.restype = x11.XDefaultRootWindow.restype = ctypes.c_ulong
        root = ctypes.c_ulong(x11.XDefaultRootWindow(connection))
        sign = ctypes.c_ulong(x11.XInternAtom(connection, b"_NET_SUPPORTING_WM_CHECK", 0))
        deadline = time.monotonic() + _PATIENCE
        while sign.value not in _properties(x11, connection, root):
            if manager.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the window manager did not start")
            time.sleep(0.01)
    finally:
        x11.XCloseDisplay(connection)


def _properties(x11: ctypes.CDLL, connection: ctypes.c_void_p, window: ctypes.c_ulong) -> list[int]:
    """The names (X atoms) of a window's properties."""
    count = ctypes.c_int(0)
    x11.XListProperties.restype = ctypes.POINTER(ctypes.c_ulong)
    found = x11.XListProperties(connection, window, ctypes.byref(count))
    names = [found[place] for place in range(count.value)]
    if found:
        x11.XFree(found)
    return names


class Screen:
    """Gives the process its display once the tests are chosen, and takes it away at the end."""

    def __init__(self) -> None:
        self._ends = ExitStack()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        if session.config.option.collectonly or not runs_tests_itself(session.config):
            return
        wanting = [item for item in session.items if item.get_closest_marker("display")]
        if not wanting:
            return
        missing = lacks()
        if missing and os.environ.get("CI"):
            raise pytest.UsageError(f"tests with a display need {missing}")
        if missing:
            for item in wanting:
                item.add_marker(pytest.mark.skip(reason=f"needs {missing}"))
        elif sys.platform == "linux":
            os.environ["DISPLAY"] = self._ends.enter_context(x_server())
            os.environ["QT_QPA_PLATFORM"] = "xcb"
        else:
            os.environ.pop("QT_QPA_PLATFORM", None)

    def pytest_unconfigure(self) -> None:
        self._ends.close()


def runs_tests_itself(config: pytest.Config) -> bool:
    """Whether this process runs tests, and does not only hand them to xdist's workers."""
    return hasattr(config, "workerinput") or config.getoption("dist", "no") == "no"


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Screen(), "studio-desk-screen")


@pytest.fixture(scope="session")
def x_display() -> str:
    """The display's name, for programs that a test starts; only for tests marked `display`."""
    name = os.environ.get("DISPLAY", "")
    if not name:
        pytest.fail("a test that uses a display is marked `display`")
    return name
