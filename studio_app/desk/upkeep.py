"""What happens by itself: the clock, and what other desks did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from studio_app.desk.calendar_status import unknown_at
from studio_app.desk.controller import Controller
from studio_app.worker.lane import Outcome

CLOCK_MS = 10_000
OTHER_DESKS_MS = 2_000
ASK_AGAIN = timedelta(minutes=1)
"""How old an answer may get: the lead time and holds move on with the clock."""


class Upkeep(QObject):
    """Timers, and what they have done in the lanes.

    Signals:
        ticked: the clock moved on.
        activated: the window is used again.
    """

    ticked = Signal()
    activated = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._asked_at = controller.now
        self._timers = [
            self._every(CLOCK_MS, self.move_clock),
            self._every(OTHER_DESKS_MS, self.look_for_other_desks),
        ]
        controller.window.installEventFilter(self)

    def _every(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self, interval=milliseconds)
        timer.timeout.connect(slot)
        return timer

    def start(self) -> None:
        """Begin."""
        for timer in self._timers:
            timer.start()

    def stop(self) -> None:
        """End: nothing more is asked of the lanes."""
        for timer in self._timers:
            timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for what other desks did as soon as the window is used again."""
        if event.type() == QEvent.Type.WindowActivate and self._timers[0].isActive():
            self.look_for_other_desks()
            self.activated.emit()
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ the clock

    def move_clock(self) -> None:
        """Move the line of now; ask again where the answer is getting old or a hold is over.

        A calendar that got too old while nobody wrote anything makes its photographer unknown: the studio is read again.
        """
        desk = self._desk
        desk.grid.set_now(desk.now)
        self.ticked.emit()
        snapshot = desk.snapshot
        if snapshot is None:
            return
        if unknown_at(snapshot, desk.now) != unknown_at(snapshot, snapshot.read_at):
            desk.refresh()
        elif desk.now - self._asked_at >= ASK_AGAIN:
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
