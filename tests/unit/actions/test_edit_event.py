"""What an event says in words of its own, whom it invites, and the template again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_app.actions.book_order import Slot
from studio_app.actions.changing import OrderDone
from studio_app.actions.done import Done
from studio_app.actions.edit_event import (
    EditEvent,
    ReloadEventText,
    edit_event,
    read_event,
    reload_event_text,
)
from studio_app.actions.edit_order import EditOrder, edit_order
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.domain.appointment import Appointment, OwnWords
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify
from studio_app.domain.order import Order
from studio_app.errors import BadInput
from tests.unit.actions.conftest import Desk, at


def booked(desk: Desk, time: str = "10:00", crew: str = "ana", **values: object) -> Appointment:
    return desk.book(Slot(at(time), (crew,)), **values).appointments[0]


def stored(desk: Desk, item: Appointment) -> Appointment:
    with desk.store.reading() as reading:
        return reading.appointment(item.id)


def order_of(desk: Desk, item: Appointment) -> Order:
    with desk.store.reading() as reading:
        return reading.order(item.order)


def undo(desk: Desk, done: Done) -> Done:
    assert done.undo is not None
    return done.undo.run(desk.store, desk.now, "Kim")


def event(desk: Desk) -> CalendarEvent:
    desk.write()
    (found,) = desk.calendar.events.values()
    return found


# ---------------------------------------------------------------- the event


def say(desk: Desk, item: Appointment, own: OwnWords | None, **values: object) -> OrderDone:
    return edit_event(desk.store, desk.now, "Kim", EditEvent(item.id, own, **values))  # type: ignore[arg-type]


def test_an_event_in_words_of_its_own(desk: Desk) -> None:
    item = booked(desk)
    own = OwnWords(
        " Mansion\n shoot ", "Ring twice.\n\n= the bell", "Back door", (Guest("Stager", "stage@x.test"),)
    )
    done = say(desk, item, own)
    found = event(desk)
    assert (found.title, found.description, found.location) == (
        "Mansion shoot",
        "Ring twice.\n\n= the bell",
        "Back door",
    )
    assert "stage@x.test" in {guest.email for guest in found.guests}
    undo(desk, done)
    assert event(desk).title == "Photos · 55 Summit Avenue, Boston"
    assert len(event(desk).guests) == 2


def test_some_are_not_invited(desk: Desk) -> None:
    item = booked(desk)
    say(desk, item, OwnWords(without=("DANA@reed.test ",)))
    assert [guest.email for guest in event(desk).guests] == ["ana@studio.test"]


def test_the_text_is_reloaded_from_the_template_and_guests_stay(desk: Desk) -> None:
    item = booked(desk)
    guests = (Guest("Stager", "stage@x.test"),)
    say(desk, item, OwnWords("Mine", "Mine", guests=guests))
    reload_event_text(desk.store, desk.now, "Kim", ReloadEventText(item.id))
    assert stored(desk, item).own == OwnWords(guests=guests)
    assert event(desk).title == "Photos · 55 Summit Avenue, Boston"
    say(desk, item, None)
    assert stored(desk, item).own is None
    assert (
        reload_event_text(desk.store, desk.now, "Kim", ReloadEventText(item.id)).say == "It says so already."
    )


def test_words_of_ones_own_outlive_a_move(desk: Desk) -> None:
    item = booked(desk)
    say(desk, item, OwnWords("Mine"))
    move_appointment(desk.store, desk.now, "Kim", MoveAppointment(item.id, at("13:00")))
    assert (event(desk).title, event(desk).span.start) == ("Mine", at("13:00"))


def test_both_versions_of_an_event_are_read_where_it_is_edited(desk: Desk) -> None:
    item = booked(desk)
    say(desk, item, OwnWords("Mine"))
    words = read_event(desk.store, desk.now, item.id)
    assert (words.template.title, words.event.title) == ("Photos · 55 Summit Avenue, Boston", "Mine")
    assert words.own == OwnWords("Mine")


@pytest.mark.parametrize(
    "own, problem",
    [
        (OwnWords(title=" \n"), "title: is missing"),
        (OwnWords(title="x" * 251), "title: is longer"),
        (OwnWords(description="x" * 8001), "description: is longer"),
        (OwnWords(location="x" * 301), "location: is longer"),
        (OwnWords(guests=(Guest("A", "no address"),)), r"guests\[0\]: "),
        (OwnWords(guests=tuple(Guest("", f"a{n}@x.test") for n in range(51))), "guests: are more than 50"),
    ],
)
def test_words_that_no_event_can_have(desk: Desk, own: OwnWords, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        say(desk, booked(desk), own)


def test_a_guest_is_invited_once(desk: Desk) -> None:
    item = booked(desk)
    say(desk, item, OwnWords(guests=(Guest("A", "a@x.test"), Guest("B", "A@X.test"))))
    own = stored(desk, item).own
    assert own is not None
    assert own.guests == (Guest("A", "a@x.test"),)


def test_whom_the_calendar_tells_is_remembered_for_changes(desk: Desk) -> None:
    item = booked(desk)
    event(desk)
    mails = list(desk.calendar.mails)
    say(desk, item, OwnWords("Mine"), notify=Notify.NOBODY)
    edit = EditOrder(replace(order_of(desk, item), notes="Gate code 5"))
    assert edit_order(desk.store, desk.now, "Kim", edit).undo
    event(desk)
    assert desk.calendar.mails == mails
