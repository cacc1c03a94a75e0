"""What happens by itself: the clock, other desks, the calendars that are read, and the outbox that is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer

from studio_app.actions.done import Done
from studio_app.actions.read_busy_times import BusyTimesRead, read_busy_times
from studio_app.actions.write_outbox import OutboxWritten, write_outbox
from studio_app.desk.controller import Controller
from studio_app.desk.status import CalendarStatus
from studio_app.domain.changes import Kind
from studio_app.domain.outbox import WriteState
from studio_app.worker.lane import Outcome

CLOCK_MS = 10_000
OTHER_DESKS_MS = 2_000
CALENDARS_MS = 120_000
OUTBOX_MS = 5_000
ASK_AGAIN = timedelta(minutes=1)
"""How old an answer may get: the lead time and holds move on with the clock."""


class Upkeep(QObject):
    """Timers, and what they have done in the lanes."""

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._reading = False
        self._asked_at = controller.now
        self._timers = [
            self._every(CLOCK_MS, self.move_clock),
            self._every(OTHER_DESKS_MS, self.look_for_other_desks),
            self._every(CALENDARS_MS, self.read_calendars),
            self._every(OUTBOX_MS, self.write_due),
        ]
        controller.refreshed.connect(self.show_status)
        controller.window.sync_requested.connect(self.read_calendars)
        controller.window.installEventFilter(self)

    def _every(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=milliseconds)
        timer.timeout.connect(slot)
        return timer

    def start(self) -> None:
        """Begin: what is owed from last time is written, calendars are read."""
        for timer in self._timers:
            timer.start()
        self.write_due()
        self.read_calendars()

    def stop(self) -> None:
        """End: nothing more is asked of the lanes."""
        for timer in self._timers:
            timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for what other desks did as soon as the window is used again."""
        if event.type() == QEvent.Type.WindowActivate and self._timers[0].isActive():
            self.look_for_other_desks()
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ the clock

    def move_clock(self) -> None:
        """Move the line of now; ask again where the answer is getting old or a hold is over."""
        desk = self._desk
        desk.grid.set_now(desk.now)
        self.show_status()
        if desk.snapshot and desk.now - self._asked_at >= ASK_AGAIN:
            self._asked_at = desk.now
            desk.show_days()
            desk.ask()

    # ------------------------------------------------------------ other desks

    def look_for_other_desks(self) -> None:
        """Read the studio again when somebody else changed it."""
        desk = self._desk
        if desk.snapshot:
            desk.delivery.ask(
                desk.lanes.storage, "version", desk.office.store.data_version, self._take_version
            )

    def _take_version(self, outcome: Outcome[int]) -> None:
        desk = self._desk
        if outcome.error:
            desk.failed.emit(outcome.error)
        elif desk.snapshot and outcome.value != desk.snapshot.version:
            desk.refresh()

    # ------------------------------------------------------------ calendars

    def read_calendars(self) -> None:
        """Read the photographers' calendars."""
        desk = self._desk
        if desk.snapshot is None or not desk.snapshot.sources or self._reading:
            return
        self._reading = True
        self.show_status()
        store, busy, now = desk.office.store, desk.office.busy, desk.now
        desk.delivery.submit(
            desk.lanes.network, lambda: read_busy_times(store, now, busy), self._take_calendars
        )

    def _take_calendars(self, outcome: Outcome[BusyTimesRead]) -> None:
        self._reading = False
        if outcome.error:
            self._desk.failed.emit(outcome.error)
        elif outcome.value and outcome.value.changes.kinds:
            self._desk.refresh()
        self.show_status()

    def write_due(self) -> None:
        """Write what is owed to the primary calendar."""
        desk, office = self._desk, self._desk.office
        if desk.snapshot:
            job = lambda: write_outbox(office.store, office.calendar, office.clock, office.jitter)  # noqa: E731
            desk.delivery.ask(desk.lanes.network, "outbox", job, self._take_written)

    def _take_written(self, outcome: Outcome[OutboxWritten]) -> None:
        if outcome.error:
            self._desk.failed.emit(outcome.error)
        elif outcome.value and _touched(outcome.value):
            self._desk.refresh()

    # ------------------------------------------------------------ the pill

    def show_status(self) -> None:
        """Say how fresh the calendars are, and what is not written yet."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return
        read = [source.read_at for source in snapshot.sources]
        oldest = min((moment for moment in read if moment), default=None)
        seconds = int((self._desk.now - oldest).total_seconds()) if oldest and all(read) else None
        states = [entry.state for entry in snapshot.writes.values()]
        status = CalendarStatus(
            count=len(snapshot.sources),
            seconds=seconds,
            reading=self._reading,
            failing=tuple(source.problem for source in snapshot.sources if source.problem),
            waiting=states.count(WriteState.WAITING),
            unwritten=states.count(WriteState.FAILED),
        )
        self._desk.window.top_bar.set_status(status)


def _touched(done: Done) -> bool:
    return done.changes.touches(Kind.OUTBOX, Kind.APPOINTMENTS, Kind.EVENTS)
