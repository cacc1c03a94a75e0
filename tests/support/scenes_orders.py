"""The scenes of orders: the table, one order that much happened to, nothing found, the history, and paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import BookOrder, Slot, book_order
from studio_app.actions.edit_order import EditOrder, edit_order
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.ports import Store
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.desk.commands import Name
from studio_app.domain.outbox import WriteState
from studio_app.domain.place import Place
from tests.support.whole_desk import ADDRESS, WholeDesk

ORDER = "picture-order"


def lived_in(desk: WholeDesk) -> None:
    """A studio in which people have been at work."""
    store, now = desk.program.store, desk.clock()
    assert desk.desk.snapshot
    zone = desk.desk.snapshot.studio.settings.timezone

    def wall(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=zone)

    caller = Caller(email="dana@kellerlane.example")
    command = BookOrder(
        id=ORDER,
        caller=caller,
        address=ADDRESS,
        services=("photos", "video", "twilight"),
        packages=(),
        slots=(Slot(wall(26, 13), ("maya",)), None),
        square_feet=2400.0,
        place=Place(42.343, -71.122),
        notes="Gate code 4711. The owner wants the garden at noon, and the kitchen before the cleaners come.",
        overrule="As agreed with Maya",
    )
    before = now - timedelta(hours=3)
    booked = book_order(store, before, "Kim", command)
    (visit,) = booked.appointments
    moved = MoveAppointment(visit.id, wall(26, 14), overrule="The owner is away in the morning")
    move_appointment(store, before + timedelta(minutes=40), "Kim", moved)
    with store.reading() as reading:
        order = reading.order(ORDER)
    wanted = replace(order, due=wall(30, 0).date())
    edit_order(store, before + timedelta(minutes=55), "Lee", EditOrder(wanted))
    _postpone_one(store, now - timedelta(hours=1))
    desk.desk.refresh()
    desk.settle()


def _postpone_one(store: Store, now: datetime) -> None:
    with store.reading() as reading:
        visits = [item for item in reading.studio(now).appointments.values() if item.span.start > now]
    first = min(
        (item for item in visits if item.blocks_at(now) and item.order != ORDER), key=lambda it: it.span.start
    )
    postpone_appointment(store, now, "Lee", PostponeAppointment(first.id, "Rain until the evening"))


def order(desk: WholeDesk) -> None:
    """One order, with what happened to it; its event could not be written."""
    lived_in(desk)
    with desk.program.store.writing() as writing:
        (visit,) = writing.appointments_of(ORDER)
        (entry,) = writing.outbox([visit.id])
        problem = "Google refused the event: the calendar is read-only."
        writing.settle(replace(entry, state=WriteState.FAILED, problem=problem))
    desk.window.show_view("orders")
    desk.settle()
    desk.daily.orders.show_order(ORDER)
    desk.settle()


def nothing_found(desk: WholeDesk) -> None:
    """Words that no order holds."""
    desk.window.show_view("orders")
    desk.settle()
    desk.daily.orders.page.filters.search.begin()
    desk.type("elbow")
    desk.daily.orders.page.filters.search.search_now()
    desk.settle()


def sheet(desk: WholeDesk) -> None:
    """The day on paper for the studio."""
    lived_in(desk)
    desk.window.show_view("board")
    desk.settle()
    desk.window.commands[Name.SHEET].trigger()
    desk.settle()
    desk.window.sheet.day_line.setText("thu")
    desk.press(Qt.Key.Key_Return)


def person_sheet(desk: WholeDesk) -> None:
    """A photographer's day on paper."""
    sheet(desk)
    people = desk.window.sheet.people
    people.setCurrentIndex(people.findData("maya"))
    desk.settle()


def history(desk: WholeDesk) -> None:
    """What happened in the studio."""
    lived_in(desk)
    desk.window.show_view("orders")
    desk.daily.orders.page.show_tab("history")
    desk.settle()


def order_history(desk: WholeDesk) -> None:
    """What happened to one order, between two days."""
    order(desk)
    desk.daily.orders.show_history(ORDER)
    days = desk.daily.orders.page.history.days
    days.setCurrentIndex(days.count() - 1)
    desk.settle()
