"""The whole program in a window, on the demo studio, as somebody at the desk uses it: keys, mouse, and what is seen."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from studio_app.actions.load_sample import OutsideCalendars, load_sample
from studio_app.actions.telling import WAIT_SETTING
from studio_app.app import kept_look, make_application
from studio_app.calendars.ics import etag_of
from studio_app.connectors import LateBusyReaders, LateDemoCalendars
from studio_app.desk.booking.model import Draft, Work
from studio_app.desk.theme import ThemeSwitch
from studio_app.program import Program
from studio_app.storage.database import open_store
from tests.support.surroundings import IDS

PICTURE_TIME = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)
"""Monday, a quarter to eleven in Boston, as in the design's pictures."""
PATIENCE = 20.0
DATABASE = "studio.sqlite"
ADDRESS = "55 Summit Ave, 02446"
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class RunningClock:
    """A clock that starts at a time and goes on as clocks do; it can be put forward."""

    def __init__(self, start: datetime) -> None:
        self._start, self._began = start, time.monotonic()

    def __call__(self) -> datetime:
        """The present instant."""
        return self._start + timedelta(seconds=time.monotonic() - self._began)

    def put_forward(self, seconds: float) -> None:
        """Let so many seconds have passed."""
        self._start += timedelta(seconds=seconds)


class WholeDesk:
    """The running program."""

    def __init__(self, program: Program, calendar: Path, clock: RunningClock) -> None:
        self.program, self.calendar, self.clock = program, calendar, clock
        self.window, self.desk = program.window, program.controller
        self.panel, self.grid, self.daily = program.window.booking, program.grid, program.daily_views
        self.keys = 0

    # ------------------------------------------------------------ waiting

    def wait_for(self, ready: Callable[[], object], what: str = "") -> None:
        """Let the program work until something is so."""
        until = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > until:
                raise AssertionError(f"waited in vain: {what or ready}; messages: {self.messages()}")
            QApplication.processEvents()
            time.sleep(0.002)

    def settle(self) -> None:
        """Let it finish what it is at."""
        lanes = self.program.lanes
        quiet = 0
        until = time.monotonic() + PATIENCE
        while quiet < 3 and time.monotonic() < until:
            QApplication.processEvents()
            idle = lanes.wait_until_idle(0) and self.desk.choices.work is Work.NONE
            idle = idle and not self.program.doing.is_stepping
            quiet = quiet + 1 if idle else 0
            time.sleep(0.002)
        QApplication.processEvents()

    # ------------------------------------------------------------ hands

    def focus(self) -> QWidget:
        """What the keyboard goes to."""
        return QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press a key; counted."""
        self.keys += 1
        QTest.keyClick(self.focus(), key, modifiers)
        self.settle()

    def type(self, words: str) -> None:
        """Type words; not counted."""
        QTest.keyClicks(self.focus(), words)
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget with the left button."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_KEYS, at or widget.rect().center())
        self.settle()

    def point_of(self, moment: datetime) -> QPoint:
        """Where a start is on the canvas of the grid."""
        rect = self.grid.canvas.cell_rect(moment)
        assert rect is not None, f"{moment} is not shown"
        return rect.center().toPoint()

    # ------------------------------------------------------------ shortcuts for what is not the point of a test

    def draft(self, draft: Draft) -> None:
        """Have this typed."""
        self.panel.set_draft(draft)
        self.desk.change_draft(draft)
        self.settle()

    def openings(self) -> list[datetime]:
        """The offered starts on the shown days."""
        answer = self.desk.answer
        return sorted(answer.parts[self.desk.choices.current].shown) if answer and answer.parts else []

    # ------------------------------------------------------------ eyes

    def menu(self, name: str = "") -> QMenu:
        """Wait for the menu that is open; of that name, where one is given."""

        def found() -> QMenu | None:
            popup = QApplication.activePopupWidget()
            if isinstance(popup, QMenu) and (not name or popup.objectName() == name):
                return popup
            return None

        self.wait_for(found, name or "a menu")
        menu = found()
        assert menu is not None
        return menu

    def messages(self) -> list[str]:
        """What the message bars say."""
        return [bar.message.text for bar in self.window.messages.bars()]

    def events(self) -> list[str]:
        """The events in the calendar's folder, unfolded."""
        files = sorted(self.calendar.glob("*.ics")) if self.calendar.exists() else []
        return [path.read_text(encoding="utf-8").replace("\r\n ", "") for path in files]

    def events_about(self, words: str) -> list[str]:
        """The events that contain words."""
        return [text for text in self.events() if words in text]


@contextmanager
def whole_desk(
    folder: Path,
    *,
    start: datetime = PICTURE_TIME,
    demo: bool = True,
    switch: ThemeSwitch | None = None,
    invitation_seconds: int = 0,
) -> Iterator[WholeDesk]:
    """The program, shown at 1440 by 900 on a database of its own.

    Args:
        folder: For the database and the calendar.
        start: What the clock begins at.
        demo: On the demo studio; else it asks how to begin.
        switch: Shows the look; that which was kept where left out.
        invitation_seconds: How long a change waits before it is written to the calendar.
    """
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / DATABASE
    if demo and not database.exists():
        _copy_demo(folder, start)
    clock = RunningClock(start)
    store = open_store(f"sqlite:///{database.as_posix()}", now=clock)
    if demo:
        with store.writing() as writing:
            writing.set_setting(WAIT_SETTING, str(invitation_seconds))
    shown = switch or ThemeSwitch(make_application(), kept_look().read())
    with Program(store, shown, database=database, clock=clock, actor="test") as program:
        program.window.resize(1440, 900)
        desk = WholeDesk(program, folder / "calendar", clock)
        program.show()
        if demo:
            desk.wait_for(lambda: desk.desk.snapshot is not None, "the studio")
        else:
            desk.wait_for(program.window.is_welcoming, "the welcome")
        desk.wait_for(program.window.isActiveWindow, "the keyboard")
        desk.settle()
        yield desk
        desk.settle()
    if switch is None:
        shown.deleteLater()
    QApplication.processEvents()


# ---------------------------------------------------------------- the demo studio


@cache
def _demo_files(start: datetime) -> Mapping[Path, bytes]:
    """The database of the demo studio as it is at a time, and its calendars; made once in a process."""
    with TemporaryDirectory() as made, IDS.of("the demo studio"):
        folder = Path(made)
        with closing(open_store(f"sqlite:///{(folder / DATABASE).as_posix()}", now=lambda: start)) as store:
            outside = OutsideCalendars(LateDemoCalendars(folder / DATABASE, lambda: start), LateBusyReaders())
            load_sample(store, start, "test", outside=outside)
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(folder): path.read_bytes() for path in files}


def _copy_demo(folder: Path, start: datetime) -> None:
    """Lay out a copy of the demo studio whose calendars are files of the copy, as fresh as those of the original."""
    for name, content in _demo_files(start).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        # Not by the actions: they would read each calendar again, a quarter of the time that a window takes.
        for source, address in database.execute("SELECT id, address FROM calendar_sources").fetchall():
            file = folder.absolute() / Path(address).parent.name / Path(address).name
            read = (etag_of(file.stat()), source)
            database.execute("UPDATE calendar_sources SET address = ? WHERE id = ?", (str(file), source))
            database.execute("UPDATE calendar_items SET etag = ? WHERE source = ?", read)
