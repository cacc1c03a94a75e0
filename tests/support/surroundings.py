"""Private surroundings for the run: folders, time zone, language, network, keyring and ids.

Nothing here asks for the program's co-operation, except that `studio_app.paths` puts everything below the
folder that `STUDIO_DESK_HOME` names.
"""

import ipaddress
import os
import random
import shutil
import socket
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from studio_app.calendars import retry
from tests.support.looks import is_thorough

# 12:45 ahead of UTC, a zone that nobody's studio is in: who asks for the computer's own zone is found out.
# Written as a rule, as a bare machine has no zone files.
FOREIGN_ZONE = "<+1245>-12:45"

_UNSET = (
    "DBUS_SESSION_BUS_ADDRESS",
    "DESKTOP_SESSION",
    "DISPLAY",
    "LANGUAGE",
    "QT_DEVICE_PIXEL_RATIO",
    "QT_FONT_DPI",
    "QT_LOGGING_RULES",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_STYLE_OVERRIDE",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_TYPE",
)


class NetworkRefused(BaseException):
    """A test tried to leave this computer. Not an Exception, so that no retry or fallback hides it."""


def private_environment(folder: Path) -> dict[str, str | None]:
    """Settings of a run that keeps its files below `folder`; None means unset."""
    settings: dict[str, str | None] = dict.fromkeys(_UNSET)
    ours = {name for name in os.environ if name.startswith(("PG", "STUDIO_DESK_"))}
    settings |= dict.fromkeys(ours - {"STUDIO_DESK_EXAMPLES"})  # asks for a longer look, changes no answer
    settings |= {
        "LC_ALL": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
        "STUDIO_DESK_HOME": str(folder / "home"),
        "TZ": FOREIGN_ZONE,
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    return settings


def is_here(address: object) -> bool:
    """Whether a socket address stays on this computer: a Unix socket or the loopback range."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0]).partition("%")[0]
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _guarded(original: Callable[..., Any], place: int) -> Callable[..., Any]:
    """A socket call that refuses an address elsewhere; `place` is the address among its arguments."""

    def call(*arguments: Any, **options: Any) -> Any:
        address = arguments[place]
        if not is_here(address):
            raise NetworkRefused(f"a test may not reach {address}")
        return original(*arguments, **options)

    return call


def _guarded_lookup(original: Callable[..., Any]) -> Callable[..., Any]:
    def call(host: Any, *arguments: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_here((name,)):
            raise NetworkRefused(f"a test may not look up {name}")
        return original(host, *arguments, **options)

    return call


def close_network(patch: pytest.MonkeyPatch) -> None:
    """Let sockets reach this computer only."""
    patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect, 1))
    patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex, 1))
    patch.setattr(socket.socket, "sendto", _guarded(socket.socket.sendto, -1))
    patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
    patch.setattr(socket, "gethostbyname", _guarded_lookup(socket.gethostbyname))


class Ids:
    """Makes the ids of a test by its name: what comes first where two are alike is the same in every run."""

    def __init__(self) -> None:
        self._random = random.Random("before the first test")

    def begin(self, name: str) -> None:
        self._random.seed(name)

    def uuid4(self) -> uuid.UUID:
        return uuid.UUID(int=self._random.getrandbits(128), version=4)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """For what several tests share: its ids don't depend on which of them came first."""
        before = self._random.getstate()
        self.begin(name)
        yield
        self._random.setstate(before)


IDS = Ids()


class Surroundings:
    """Makes the private surroundings when the run starts and takes them away when it ends."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="studio-desk-tests-"))
        (self.folder / "runtime").mkdir(mode=0o700)
        self._patch = pytest.MonkeyPatch()
        for name, value in private_environment(self.folder).items():
            if value is None:
                self._patch.delenv(name, raising=False)
            else:
                self._patch.setenv(name, value)
        close_network(self._patch)
        if not is_thorough():
            self._patch.setattr(uuid, "uuid4", IDS.uuid4)
        _apply_zone()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        IDS.begin(item.nodeid)

    def pytest_unconfigure(self) -> None:
        self._patch.undo()
        _apply_zone()
        shutil.rmtree(self.folder, ignore_errors=True)


def _apply_zone() -> None:
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Surroundings(), "studio-desk-surroundings")


@pytest.fixture(scope="session", autouse=True)
def soon() -> Iterator[None]:
    """Calendars that fail for a moment are tried again after hundredths of seconds; how long it is has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(retry, "FIRST_SECONDS", 0.02)
        yield


@pytest.fixture(autouse=True)
def desk_home(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The program's own folder, a new one for each test; not made until somebody writes there."""
    number = request.config.stash.setdefault(_HOMES, 0) + 1
    request.config.stash[_HOMES] = number
    home = tmp_path_factory.getbasetemp() / f"desk-home-{number}"
    monkeypatch.setenv("STUDIO_DESK_HOME", str(home))
    yield home
    shutil.rmtree(home, ignore_errors=True)


_HOMES = pytest.StashKey[int]()
