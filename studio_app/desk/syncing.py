"""The calendars by themselves: what is owed is written, then what changed is read, in the network lane. What was booked is
written in a lane of its own at once, whatever calendar keeps a round waiting.

Every two minutes, when the window is used again, and when somebody asks. One round at a time; a round that is asked for
while one is under way begins after it. Nothing here waits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from studio_app.actions.done import Done
from studio_app.actions.retry_write import retry_failed_writes
from studio_app.actions.sync_calendars import Synced, sync_calendars
from studio_app.actions.write_outbox import OutboxWritten, write_outbox
from studio_app.desk.calendar_status import status_of
from studio_app.desk.calendars.known import Round
from studio_app.desk.controller import Controller
from studio_app.domain.calendar_source import Trouble
from studio_app.domain.changes import Kind
from studio_app.patience import Patience
from studio_app.worker.lane import Lane, Outcome

EVERY_MS = 120_000
OUTBOX_MS = 5_000
PATIENCE_SECONDS = 60.0
"""A round that takes longer is given up; the next one reads on from where it was."""
NOT_AGAIN = timedelta(seconds=20)
"""Coming back to the window begins no round so soon after the last one."""


class Syncing(QObject):
    """Timers and rounds.

    Signals:
        round_changed: a round began or ended: `round` tells what is being read.
        synced: the Synced of a round that ended.
    """

    round_changed = Signal()
    synced = Signal(object)

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._running, self._again = False, False
        self._people: frozenset[str] | None = None
        self._unread: frozenset[tuple[str, str]] = frozenset()
        self._stopped = True
        self._patience = Patience(0)
        self._began_at = controller.now - NOT_AGAIN
        self._timers = [self._every(EVERY_MS, self.sync), self._every(OUTBOX_MS, self.write_due)]
        controller.refreshed.connect(self.show_status)
        controller.refreshed.connect(self._look_for_unread)
        controller.window.sync_requested.connect(self.sync)
        controller.window.top_bar.calendars_requested.connect(self.sync)

    def _every(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=milliseconds)
        timer.timeout.connect(slot)
        return timer

    def start(self) -> None:
        """Begin: what is owed from last time is written, calendars are read."""
        self._stopped = False
        self._unread = self._unread_now()
        for timer in self._timers:
            timer.start()
        desk = self._desk
        desk.delivery.submit(
            desk.lanes.storage, partial(retry_failed_writes, desk.office.store), self._take_retried
        )

    def _take_retried(self, outcome: Outcome[Done]) -> None:
        if outcome.error:
            self._desk.failed.emit(outcome.error)
        self.sync()

    def stop(self) -> None:
        """End: a round that is under way is given up."""
        self._stopped = True
        for timer in self._timers:
            timer.stop()
        self._patience.cancel()

    @property
    def round(self) -> Round:
        """What is being read now."""
        snapshot, people = self._desk.snapshot, self._people
        if not self._running or snapshot is None:
            return Round()
        if people is None:
            return Round(everything=True)
        return Round(sources=frozenset(item.id for item in snapshot.sources if item.photographer in people))

    # ------------------------------------------------------------ a round

    def sync(self) -> None:
        """Write what is owed and read all calendars."""
        self._sync(None)

    def sync_people(self, people: Collection[str]) -> None:
        """Write what is owed and read the calendars of some photographers."""
        self._sync(frozenset(people))

    def sync_after(self, lane: Lane) -> None:
        """Read all calendars as soon as a lane has done what waits in it now."""
        self._desk.delivery.submit(lane, _nothing, self._sync_next)

    def _sync_next(self, _outcome: Outcome[None]) -> None:
        self.sync()

    def _look_for_unread(self) -> None:
        """A calendar that was connected, given to somebody or made the primary one is read at once, once."""
        if self._stopped:
            return
        unread = self._unread_now()
        found, self._unread = unread - self._unread, unread
        people = {photographer for _, photographer in found}
        if "" in people:
            self.sync()
        elif people:
            self.sync_people(people)

    def _unread_now(self) -> frozenset[tuple[str, str]]:
        """Ids of calendars that were never read, each with its photographer's, "" for the primary one."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return frozenset()
        primary = (snapshot.primary,) if snapshot.primary else ()
        return frozenset(
            (source.id, source.photographer)
            for source in (*primary, *snapshot.sources)
            if source.read_at is None and source.trouble is Trouble.NONE
        )

    def come_back(self) -> None:
        """The window is used again: read, unless that was just done."""
        if self._desk.now - self._began_at >= NOT_AGAIN:
            self.sync()

    def is_reading(self) -> bool:
        """Whether a round is under way."""
        return self._running

    def _sync(self, people: frozenset[str] | None) -> None:
        desk, office = self._desk, self._desk.office
        if desk.snapshot is None or self._stopped:
            return
        if self._running:
            self._again = True
            return
        self._running, self._people, self._began_at = True, people, desk.now
        self._patience = Patience(PATIENCE_SECONDS)
        job = partial(
            sync_calendars,
            office.store,
            office.clock,
            office.calendar,
            office.busy,
            office.jitter,
            self._patience,
            people,
            office.opener,
            office.turn,
        )
        desk.delivery.submit(desk.lanes.network, job, self._take_synced)
        self._show_round()

    def _take_synced(self, outcome: Outcome[Synced]) -> None:
        self._running = False
        if outcome.error:
            self._desk.failed.emit(outcome.error)
        elif outcome.value:
            if outcome.value.changes.kinds:
                self._desk.refresh()
            self.synced.emit(outcome.value)
        self._show_round()
        if self._again:
            self._again = False
            self.sync()

    def _show_round(self) -> None:
        self.show_status()
        self.round_changed.emit()

    # ------------------------------------------------------------ the outbox

    def write_due(self) -> None:
        """Write what is owed to the primary calendar, without reading."""
        desk, office = self._desk, self._desk.office
        if desk.snapshot and not self._stopped:
            job = partial(
                write_outbox, office.store, office.calendar, office.clock, office.jitter, turn=office.turn
            )
            desk.delivery.ask(desk.lanes.writing, "outbox", job, self._take_written)

    def _take_written(self, outcome: Outcome[OutboxWritten]) -> None:
        if outcome.error:
            self._desk.failed.emit(outcome.error)
        elif outcome.value and _touched(outcome.value):
            self._desk.refresh()

    # ------------------------------------------------------------ the pill

    def show_status(self) -> None:
        """Say how fresh the calendars are, and what is not written yet."""
        desk = self._desk
        if desk.snapshot is not None:
            status = status_of(desk.snapshot, reading=self.is_reading(), now=desk.now)
            desk.window.top_bar.set_status(status, desk.wording)


def _nothing() -> None:
    """Only its place in the queue matters."""


def _touched(done: Done) -> bool:
    return done.changes.touches(Kind.OUTBOX, Kind.APPOINTMENTS, Kind.EVENTS)
