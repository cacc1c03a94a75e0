"""The scenes of what is done with an appointment: the question before it ends, its menu, the sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QMenu

from studio_app.actions.telling import WAIT_SETTING
from studio_app.desk.booking.model import Draft
from studio_app.desk.editing.menu import Act
from studio_app.domain.appointment import Appointment
from tests.support.scenes_orders import ORDER, lived_in
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


def sheet(part: Act) -> Callable[[WholeDesk], None]:
    """The sheet at one of its parts."""

    def show(desk: WholeDesk) -> None:
        lived_in(desk)
        desk.program.bookings.edit(at_summit(desk).id, part)
        desk.settle()
        desk.settle()

    return show


def sheet_refused(desk: WholeDesk) -> None:
    """A time that the rules refuse."""
    sheet(Act.TIME)(desk)
    field = desk.program.editing.sheet.time.start
    field.setFocus()
    field.selectAll()
    desk.type("7:15 am")
    desk.program.editing.sheet.foot.reason.setFocus()
    desk.settle()


def sheet_services(desk: WholeDesk) -> None:
    """A service more, one less that waits."""
    sheet(Act.SERVICES)(desk)
    services = desk.program.editing.sheet.services.list
    services.toggle(1)
    services.toggle(2)
    services.toggle(5)
    desk.settle()
    desk.program.editing.sheet.services.apart.button("apart").click()
    desk.settle()


def sheet_add(desk: WholeDesk) -> None:
    """A time for services that still wait, on the board."""
    lived_in(desk)
    desk.window.show_view("board")
    desk.program.bookings.edit_order(ORDER, Act.ADD)
    desk.settle()
    desk.settle()


def telling(desk: WholeDesk) -> None:
    """The countdown before invitations leave, with the choice of whom it tells, beside the sheet."""
    with desk.program.store.writing() as writing:
        writing.set_setting(WAIT_SETTING, "10")
    assert desk.desk.snapshot
    agent = desk.desk.snapshot.agents[0].id
    desk.draft(Draft(agent=agent, address="9 Linden Ln, 02446", services=("photos",)))
    desk.desk.next_opening()
    desk.settle()
    desk.panel.confirm()
    desk.settle()
    items = desk.desk.snapshot.studio.appointments.values()
    desk.program.bookings.edit(next(item.id for item in items if item.address.startswith("9 Linden")))
    desk.settle()
