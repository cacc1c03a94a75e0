"""The history in words, page by page and as a table; an order with all that belongs to it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.edit_order import EditOrder, edit_order
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.order_details import order_details
from studio_app.actions.read_history import HEADER, HistoryQuestion, HistoryRow, export_history, read_history
from studio_app.domain.history import HistoryEntry
from studio_app.domain.outbox import WriteState
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.errors import NotFound
from tests.unit.actions.conftest import Desk, at


def rows(desk: Desk, **asked: object) -> tuple[HistoryRow, ...]:
    return read_history(desk.store, desk.now, HistoryQuestion(**asked)).rows  # type: ignore[arg-type]


def told(row: HistoryRow) -> list[str]:
    return [f"{change.name}: {change.before} > {change.after}" for change in row.changes]


def table(desk: Desk, **asked: object) -> list[dict[str, str]]:
    text = export_history(desk.store, desk.now, HistoryQuestion(**asked))  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_what_was_before_and_what_is_after(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    move_appointment(desk.store, desk.now, "Lee", MoveAppointment(item.id, at("13:00"), ("ben",)))
    row = rows(desk, appointment=item.id)[0]
    assert (row.entry.who, row.entry.action, row.address) == ("Lee", "moved", "55 Summit Avenue, Boston")
    assert told(row) == [
        "start: Tue 16 Jun 10:00 > Tue 16 Jun 1:00 pm",
        "end: Tue 16 Jun 11:00 > Tue 16 Jun 2:00 pm",
        "photographers: Ana > Ben",
    ]


def test_an_order_as_it_was_taken_and_changed(desk: Desk) -> None:
    order = desk.book(None, None, services=("photos", "dusk"), square_feet=2400).order
    wishes = Wishes(DayPart.MORNING, ("ana",), not_before=date(2027, 1, 2))
    edit_order(desk.store, desk.now, "Kim", EditOrder(replace(order, notes="Gate 5", wishes=wishes)))
    changed, taken = rows(desk, order=order.id)
    assert told(taken) == [
        "agent:  > Dana Reed",
        "address:  > 55 Summit Avenue, Boston",
        "size:  > 2,400 sq ft",
        "services:  > Photos and Dusk",
        "without a time:  > Photos and Dusk",
    ]
    assert told(changed) == [
        "notes:  > Gate 5",
        "wishes:  > part of the day: morning; photographers: Ana; not before: Sat 2 Jan, 2027",
    ]


def test_what_was_overruled_and_why(desk: Desk) -> None:
    item = desk.book(Slot(at("07:00"), ("ana",)), overrule="The owner leaves early").appointments[0]
    (row,) = rows(desk, appointment=item.id)
    assert row.entry.why == "The owner leaves early"
    assert row.overruled == (
        "Ana: Works 9:00–5:00 pm that day",
        "Ana: 30 min drive before and 30 min after don't fit into the working hours",
    )
    assert "overruled" not in " ".join(told(row))


def test_what_the_calendar_answered(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    desk.write()
    row = rows(desk, appointment=item.id)[0]
    assert (row.entry.who, row.entry.action) == ("the calendar", "wrote the event")


def test_page_by_page(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    for number in range(5):
        start = at("13:00") if number % 2 else at("14:00")
        move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, start))
    asked = HistoryQuestion(appointment=item.id)
    first = read_history(desk.store, desk.now, asked, limit=4)
    rest = read_history(desk.store, desk.now, asked, first.more, limit=4)
    assert (len(first.rows), len(rest.rows), rest.more) == (4, 2, None)
    whole = read_history(desk.store, desk.now, asked)
    assert [*first.rows, *rest.rows] == list(whole.rows)


def test_only_what_is_asked_for(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    desk.clock.now += timedelta(hours=1)
    cancel_appointment(desk.store, desk.now, "Lee", CancelAppointment(item.id, "snow"))
    assert [row.entry.action for row in rows(desk, who="Lee")] == ["cancelled"]
    assert [row.entry.action for row in rows(desk, text="SNOW summit")] == ["cancelled"]


def test_old_entries_of_any_shape_are_shown(desk: Desk) -> None:
    odd = {"start": "yesterday", "crew": "ana", "overruled": "x", "x": {"y": [1, {"z": None}]}, "n": 3}
    with desk.store.writing() as writing:
        writing.record(HistoryEntry(desk.now, "Kim", "did", before={"start": 5}, after=odd))
        writing.record(
            HistoryEntry(desk.now, "Kim", "did", after={"due": "2027-01-02", "overruled": [1, {}]})
        )
    newest, older = rows(desk)
    assert told(newest) == ["due:  > Sat 2 Jan, 2027"]
    assert newest.overruled == (": ",)
    assert told(older)[0] == "start: 5 > yesterday"
    assert told(older)[-1] == "n:  > 3"


# ---------------------------------------------------------------- as a table


def test_the_history_as_a_table(desk: Desk) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    desk.clock.now = datetime(2026, 6, 15, 12, 30, 5, tzinfo=UTC)
    move_appointment(desk.store, desk.now, "=Lee()", MoveAppointment(item.id, at("13:00"), overrule="+1"))
    found = table(desk, appointment=item.id)
    assert list(found[0]) == list(HEADER)
    assert found[0] == {
        "When": "2026-06-15 08:30:05",
        "Who": "'=Lee()",
        "What": "moved",
        "Order": item.order,
        "Address": "55 Summit Avenue, Boston",
        "Changed": "start",
        "Before": "Tue 16 Jun 10:00",
        "After": "Tue 16 Jun 1:00 pm",
        "Why": "",
        "Overruled": "",
    }
    assert [row["Changed"] for row in found[:2]] == ["start", "end"]


def test_an_entry_without_changes_has_a_row(desk: Desk) -> None:
    with desk.store.writing() as writing:
        writing.record(HistoryEntry(desk.now, "the calendar", "wrote the event"))
    (row,) = table(desk)
    assert (row["What"], row["Changed"]) == ("wrote the event", "")


def test_more_than_a_page_is_exported(desk: Desk) -> None:
    with desk.store.writing() as writing:
        for number in range(1203):
            writing.record(HistoryEntry(desk.now, "Kim", f"did {number}"))
    found = table(desk)
    assert [row["What"] for row in (found[0], found[-1])] == ["did 1202", "did 0"]
    assert len(found) == 1203


# ---------------------------------------------------------------- an order


def test_an_order_with_all_that_belongs_to_it(desk: Desk) -> None:
    booked = desk.book(
        Slot(at("14:00"), ("ana",)), None, Slot(at("18:30"), ("ben",)), services=("photos", "plan", "dusk")
    )
    desk.write()
    desk.book(Slot(at("10:00"), ("ana",)), caller=Caller(email="lee@x.test"))
    details = order_details(desk.store, desk.now, booked.order.id)
    assert (details.order, details.agent.name) == (booked.order, "Dana Reed")
    assert details.services == ("photos", "plan", "dusk")
    assert [item.appointment for item in details.appointments] == list(booked.appointments)
    assert [item.write.state for item in details.appointments if item.write] == [WriteState.WRITTEN] * 2
    assert [visit.services for visit in details.open] == [("plan",)]
    assert {row.entry.order for row in details.history.rows} == {booked.order.id}
    assert details.history.rows[-1].entry.action in ("booked", "took the order")


def test_an_order_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFound):
        order_details(desk.store, desk.now, "nothing")
