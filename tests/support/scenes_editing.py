"""The scenes of what is done with an appointment: the question before it ends, its menu, the sheet."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMenu

from studio_app.domain.appointment import Appointment
from tests.support.scenes_orders import lived_in
from tests.support.whole_desk import ADDRESS, WholeDesk


def at_summit(desk: WholeDesk) -> Appointment:
    """The appointment of the pictures."""
    assert desk.desk.snapshot
    return next(item for item in desk.desk.snapshot.studio.appointments.values() if item.address == ADDRESS)


def cancelling(desk: WholeDesk) -> None:
    """The question before an appointment is cancelled."""
    lived_in(desk)
    desk.program.bookings.open_menu(at_summit(desk).id)
    desk.settle()
    menu = next(top for top in QApplication.topLevelWidgets() if isinstance(top, QMenu) and top.isVisible())
    next(action for action in menu.actions() if action.text() == "Cance&l\N{HORIZONTAL ELLIPSIS}").trigger()
    menu.hide()
    desk.settle()
    desk.program.bookings.card.reasons[0].click()
