"""What can be done with an appointment of the grid: the menu of its block, and the actions behind it.

Nothing here is modal but the one question before an appointment is cancelled.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QMessageBox

from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.confirm_hold import ConfirmHold, confirm_hold
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.actions.release_hold import ReleaseHold, release_hold
from studio_app.actions.retry_write import retry_writes
from studio_app.desk.calls import asking
from studio_app.desk.content import face_of, short_address
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing, Run
from studio_app.domain.appointment import Appointment, State


class Bookings(QObject):
    """The block's menu.

    Signals:
        difference_requested: id of an appointment whose two versions shall be shown.
    """

    difference_requested = Signal(str)

    def __init__(self, controller: Controller, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        controller.grid.block_activated.connect(self.open_menu)
        controller.grid.retry_requested.connect(self.retry)
        controller.grid.difference_requested.connect(self.show_difference)

    def open_menu(self, block: str) -> None:
        """What can be done with an appointment of the grid."""
        item = self._appointment(block)
        if item is None:
            return
        menu = QMenu(self._desk.window)
        menu.setObjectName("block_menu")
        for key, words in self._offers(item):
            menu.addAction(words).setData((key, item.id))
        menu.triggered.connect(self._menu_action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def _offers(self, item: Appointment) -> list[tuple[str, str]]:
        if item.state is State.HOLD:
            return [("confirm", "Confirm the hold"), ("release", "Release the hold")]
        offers = [("postpone", "Postpone, keep the order"), ("cancel", "Cancel\N{HORIZONTAL ELLIPSIS}")]
        if self._is_changed(item.id):
            offers.insert(0, ("difference", "Show what was changed outside"))
        return offers

    def _is_changed(self, appointment: str) -> bool:
        snapshot = self._desk.snapshot
        return snapshot is not None and (
            appointment in snapshot.differences
            or any(decline.appointment == appointment for decline in snapshot.declined)
        )

    def _appointment(self, block: str) -> Appointment | None:
        snapshot = self._desk.snapshot
        return snapshot.studio.appointments.get(block.split("/", 1)[0]) if snapshot else None

    def _menu_action(self, action: object) -> None:
        key, appointment = action.data()  # type: ignore[attr-defined] # a QAction
        item = self._appointment(appointment)
        if item is None:
            return
        if key == "cancel":
            self._ask_cancel(item)
        elif key == "difference":
            self.difference_requested.emit(item.id)
        elif key == "confirm":
            self._confirm_hold(item)
        else:
            runs: dict[str, Run] = {
                "release": lambda s, n, a: release_hold(s, n, a, ReleaseHold(item.id, item.version)),
                "postpone": lambda s, n, a: postpone_appointment(s, n, a, PostponeAppointment(item.id)),
            }
            self._doing.do(runs[key])

    def _confirm_hold(self, item: Appointment) -> None:
        snapshot, busy = self._desk.snapshot, self._desk.office.busy
        assert snapshot is not None
        names = tuple(face_of(snapshot.studio, key).first_name for key in item.crew)
        self._doing.ask(
            lambda store, now, actor: confirm_hold(store, now, actor, ConfirmHold(item.id), busy),
            asking(names),
        )

    def _ask_cancel(self, item: Appointment) -> None:
        box = QMessageBox(self._desk.window)
        box.setObjectName("ask_cancel")
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(box.textFormat().PlainText)
        box.setText(f"Cancel the appointment at {short_address(item.address) or item.id}?")
        box.setInformativeText(
            "Its event is removed from the calendar and the guests are told. You can undo it."
        )
        keep = box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole)
        cancel = box.addButton("Cancel appointment", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        cancel.clicked.connect(partial(self._cancel, item))
        box.finished.connect(box.deleteLater)
        box.open()

    def _cancel(self, item: Appointment, _checked: bool = False) -> None:
        self._doing.do(
            lambda s, n, a: cancel_appointment(s, n, a, CancelAppointment(item.id, version=item.version))
        )

    def retry(self, block: str) -> None:
        """Try a failed calendar write again."""
        item = self._appointment(block)
        if item:
            self._doing.do(lambda s, n, _a: retry_writes(s, n, [item.id]))

    def show_difference(self, block: str) -> None:
        """Show both versions of what was changed by hand."""
        item = self._appointment(block)
        if item:
            self.difference_requested.emit(item.id)
