"""An appointment is changed in the sheet: weighed as it is typed, saved by one step, taken back by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from studio_app.actions.edit_order import EditOrder, edit_order
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.read_appointment import read_appointment
from studio_app.actions.read_history import HistoryQuestion, read_history
from studio_app.desk.editing.menu import Act
from studio_app.desk.editing.model import Part
from studio_app.domain.appointment import State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.wishes import DayPart
from tests.gui.calls import order
from tests.gui.sheet_hands import SheetHands
from tests.support.whole_desk import CONTROL, WholeDesk

Key = Qt.Key


@pytest.fixture
def hands(desk: WholeDesk) -> SheetHands:
    """With an order booked: photos and video."""
    return SheetHands.booked(desk)


def test_another_time_is_weighed_as_it_is_typed_and_saved_by_ctrl_enter(hands: SheetHands) -> None:
    before, start = hands.item, next(hands.free_starts())
    hands.open(Act.TIME)
    assert not hands.can_save()
    hands.type_start(start)
    assert hands.said().startswith(f"Works: {start:%a} {start.day} {start:%b}, "), hands.said()
    assert hands.can_save()
    hands.save()
    assert not hands.sheet.isVisible()
    assert (hands.item.span.start, hands.item.crew) == (start, before.crew)
    hands.desk.wait_for(
        lambda: f"{start:%Y%m%dT%H%M%S}" in "".join(hands.desk.events_about("55 Summit")), "it"
    )
    hands.undo()
    assert hands.item.span == before.span


def test_what_cannot_be_read_is_said_and_not_saved(hands: SheetHands) -> None:
    hands.open(Act.TIME)
    hands.write(hands.sheet.time.start, "half past")
    assert hands.said() == "This is no time of day."
    assert not hands.can_save()
    hands.save()
    assert hands.sheet.isVisible()
    hands.write(hands.sheet.time.date, "7 nov 2027")
    hands.write(hands.sheet.time.start, "1:30 am")
    assert hands.sheet.time.date.text() == "Sun 7 Nov 2027", "what was typed while the other one was no time"
    zone = hands.desk.desk.snapshot.studio.settings.timezone  # type: ignore[union-attr] # there is a studio
    for typed, hour in (("", 5), ("1:30 am EST", 6), ("1:30 am edt", 5)):
        if typed:
            hands.write(hands.sheet.time.start, typed)
        hands.write(hands.sheet.time.length, "60")
        assert hands.sheet.time.start.text() == f"1:30 am {'EST' if hour == 6 else 'EDT'}"
        state = hands.sheet.state
        assert state
        found = state.wanted.start
        assert found
        assert found.astimezone(zone).utctimetuple()[3:5] == (hour, 30)
    hands.write(hands.sheet.time.date, "thu")
    hands.write(hands.sheet.time.start, "9")
    assert hands.sheet.time.date.text() == "Thu 26 Nov", "the clock's name beside the time is no hindrance"


def test_a_length_is_typed_in_hours_too(hands: SheetHands) -> None:
    hands.open(Act.TIME)
    for typed, minutes in (("2h", 120), ("1 h 15", 75), ("1.5 h", 90), ("45", 45), ("-x30", 30), ("h", 30)):
        hands.write(hands.sheet.time.length, typed)
        hands.desk.press(Key.Key_Tab)
        assert hands.sheet.time.length.text() == f"{minutes} min", typed
    assert hands.sheet.state
    assert hands.sheet.state.wanted.minutes == 30


def test_the_rules_refuse_until_somebody_says_why(hands: SheetHands) -> None:
    before = hands.item
    hands.open(Act.TIME)
    hands.write(hands.sheet.time.start, "6:15 am")
    assert "Works" in hands.said()
    assert not hands.said().startswith("Works:")
    assert not hands.can_save()
    hands.save()
    assert hands.sheet.foot.reason.hasFocus(), "Ctrl+Enter asks for the reason"
    hands.desk.type("The owner leaves at eight")
    hands.save()
    assert hands.item.span.start < before.span.start
    store, now = hands.desk.program.store, hands.desk.clock()
    rows = read_history(store, now, HistoryQuestion(appointment=before.id)).rows
    (moved,) = (row for row in rows if row.entry.why == "The owner leaves at eight")
    assert moved.overruled


def test_nobody_is_sent_onto_an_appointment_of_the_studio(hands: SheetHands) -> None:
    assert hands.desk.desk.snapshot
    item = hands.item
    other = next(
        each
        for each in hands.desk.desk.snapshot.studio.appointments.values()
        if each.id != item.id and each.state is State.CONFIRMED and each.span.start > hands.desk.clock()
    )
    hands.open(Act.TIME)
    zone = hands.desk.desk.snapshot.studio.settings.timezone
    local = other.span.start.astimezone(zone)
    rows = hands.sheet.time.people
    place = next(at for at, row in enumerate(rows.rows()) if row.face.id == other.crew[0])
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(place, 0))
    hands.desk.press(Key.Key_Return)
    hands.write(hands.sheet.time.date, f"{local:%Y-%m-%d}")
    hands.write(hands.sheet.time.start, f"{local:%H:%M}")
    assert not hands.can_save()
    assert hands.sheet.foot.reason.isHidden(), "no reason helps"


def test_it_is_handed_over_with_the_keyboard(hands: SheetHands) -> None:
    before = hands.item
    assert hands.desk.desk.snapshot
    people = [person.id for person in hands.desk.desk.snapshot.studio.photographers]
    start = next(each for key in people if key not in before.crew for each in hands.free_starts((key,)))
    hands.open(Act.TIME)
    hands.type_start(start)
    rows = hands.sheet.time.people
    free = next(at for at, row in enumerate(rows.rows()) if not row.failures and not row.picked)
    key = rows.rows()[free].face.id
    rows.setFocus()
    rows.setCurrentIndex(rows.model().index(free, 0))
    hands.desk.press(Key.Key_Space)
    hands.save()
    assert hands.item.crew == (key,) != before.crew


def test_the_length_follows_the_services_at_once(hands: SheetHands) -> None:
    before = hands.item
    hands.open(Act.SERVICES)
    for name in ("Photos", "Video"):
        hands.tick(name)
    assert hands.said() == "Services: at least one must stay; cancel the appointment instead."
    for name in ("Photos", "Video"):
        hands.tick(name)
    hands.tick("Floor plan")
    assert hands.sheet.services.sum.text() == "2 h 30 on site"
    assert hands.sheet.services.note.text() == "was 2 h 00"
    hands.click(hands.sheet.services.follow)
    assert hands.sheet.services.sum.text() == "2 h 00 on site"
    hands.click(hands.sheet.services.follow)
    hands.save_with_reason_if_asked()
    assert len(hands.item.services) == 3
    assert hands.item.span.minutes == before.span.minutes + 30
    hands.undo()
    assert hands.item.services == before.services
    assert hands.item.span == before.span


def test_services_that_are_taken_off_wait_for_their_own_time(hands: SheetHands) -> None:
    hands.open(Act.SERVICES)
    hands.tick("Video walkthrough")
    assert hands.sheet.services.apart_words.text() == "Taken off: Video walkthrough"
    hands.click(hands.sheet.services.apart.button("apart"))
    hands.save()
    assert hands.item.services == ("photos",)
    assert hands.order().open == ("video",)
    hands.undo()
    assert set(hands.item.services) == {"photos", "video"}
    assert hands.order().open == ()


def test_what_waits_gets_an_appointment_of_its_own_and_is_merged_again(hands: SheetHands) -> None:
    hands.open(Act.SERVICES)
    hands.tick("Video walkthrough")
    hands.click(hands.sheet.services.apart.button("apart"))
    hands.save()
    hands.desk.program.bookings.edit_order(hands.order().id, Act.ADD)
    hands.desk.settle()
    offers = hands.sheet.time.offers
    hands.desk.wait_for(lambda: not offers.isHidden(), "the best openings")
    hands.click(offers.button("0"))
    assert hands.said().startswith("Works:")
    hands.save()
    assert len(hands.items()) == 2
    assert hands.order().open == ()
    first = next(item for item in hands.items() if "photos" in item.services)
    hands.desk.program.bookings.edit(first.id, Act.SERVICES)
    hands.desk.settle()
    (merge,) = hands.sheet.services.merge_buttons()
    hands.click(merge)
    live = [item for item in hands.items() if item.state is State.CONFIRMED]
    assert [set(item.services) for item in live] == [{"photos", "video"}]


def test_the_event_says_its_own_words_until_the_template_speaks_again(hands: SheetHands) -> None:
    hands.open(Act.EVENT)
    part = hands.sheet.event_part
    template = part.title.text()
    hands.write(part.title, "Hero house <b>")
    assert part.preview.text().startswith("Hero house <b>")
    hands.write(part.guests, "stager@example.com, nobody")
    assert hands.said() == "“nobody” is no e-mail address."
    QGuiApplication.clipboard().setText(",".join(f"{number}@x.test" for number in range(51)))
    part.guests.selectAll()
    hands.desk.press(Key.Key_V, CONTROL)
    assert hands.said() == "Guests are more than 50."
    assert not hands.can_save()
    hands.write(part.guests, "Lee Stager <stager@example.com>")
    hands.save()
    own = hands.item.own
    assert own is not None
    assert (own.title, own.description) == ("Hero house <b>", None)
    hands.desk.wait_for(lambda: hands.desk.events_about("Hero house"), "the event")
    (event,) = hands.desk.events_about("Hero house")
    assert "mailto:stager@example.com" in event
    hands.open(Act.EVENT)
    hands.click(part.link("title"))
    assert part.title.text() == template
    hands.save()
    assert hands.item.own is not None
    assert hands.item.own.title is None
    assert [guest.email for guest in hands.item.own.guests] == ["stager@example.com"]


def test_somebody_is_not_invited(hands: SheetHands) -> None:
    caller = hands.order().agent
    with hands.desk.program.store.writing() as writing:
        agent = next(each for each in writing.agents() if each.id == caller)
        writing.save_agent(replace(agent, name="Whitfield & " * 20))
    hands.open(Act.EVENT)
    invited = hands.sheet.event_part.invited
    assert invited.width() < hands.sheet.width(), "a long name doesn't draw the sheet out"
    assert invited.button("dana@kellerlane.example").accessibleName().startswith("Whitfield & Whitfield &")
    hands.click(hands.sheet.event_part.invited.button("dana@kellerlane.example"))
    hands.click(hands.sheet.foot.tell.choice.button("nobody"))
    hands.save()
    hands.desk.wait_for(
        lambda: "mailto:dana@kellerlane.example" not in "".join(hands.desk.events_about("55 Summit")),
        "her to go",
    )
    hands.open(Act.EVENT)
    assert hands.sheet.foot.tell.value() is Notify.NOBODY, "it is remembered"


def test_another_address_is_looked_up_and_goes_to_the_event(hands: SheetHands) -> None:
    hands.open(Act.ADDRESS)
    section = hands.sheet.address.address
    hands.write(section.field, "12 Nowhere Ln")
    assert section.zone_chip.text() == "Place not known yet"
    hands.write(section.field, "12 Elm St, 02445")
    assert section.zone_chip.text().endswith("zone")
    hands.save_with_reason_if_asked()
    hands.desk.wait_for(lambda: hands.desk.events_about("12 Elm St"), "the event")


def test_due_date_wishes_and_notes(hands: SheetHands) -> None:
    hands.open(Act.ORDER)
    part = hands.sheet.order
    hands.write(part.due, "4 dec")
    hands.write(part.not_before, "11 dec")
    assert hands.said() == "It is due before then."
    assert not hands.can_save()
    hands.write(part.not_before, "1 dec")
    hands.click(part.part.button("morning"))
    hands.click(part.days.button("1"))
    hands.click(part.people.button("maya"))
    part.notes.setFocus()
    hands.desk.type("Dog in the garden")
    hands.save()
    found = hands.order()
    assert found.due == date(2026, 12, 4)
    assert (found.wishes.part, found.wishes.photographers) == (DayPart.MORNING, ("maya",))
    assert [int(day) for day in found.wishes.weekdays] == [1]
    assert found.notes == "Dog in the garden"
    hands.undo()
    assert hands.order().due is None


def test_several_changes_are_one_step(hands: SheetHands) -> None:
    before, start = hands.item, next(hands.free_starts())
    hands.open(Act.TIME)
    hands.type_start(start)
    hands.click(hands.sheet.tabs.button(Part.ORDER.value))
    hands.write(hands.sheet.order.due, "10 dec")
    hands.click(hands.sheet.tabs.button(Part.EVENT.value))
    hands.write(hands.sheet.event_part.title, "Own title")
    assert hands.sheet.foot.changed.text() == "Changed: time, event, order"
    steps = len(hands.desk.program.doing.steps.done)
    hands.save()
    assert len(hands.desk.program.doing.steps.done) == steps + 1
    assert hands.item.own is not None
    assert hands.order().due == date(2026, 12, 10)
    assert hands.item.span != before.span
    hands.undo()
    assert hands.item == replace(before, version=hands.item.version)
    assert hands.order().due != date(2026, 12, 10)


def test_esc_leaves_it_and_what_was_typed_can_be_had_again(hands: SheetHands) -> None:
    hands.open(Act.ORDER)
    hands.write(hands.sheet.order.due, "4 dec")
    hands.desk.press(Key.Key_Escape)
    assert not hands.sheet.isVisible()
    assert hands.order().due is None
    bar = hands.desk.window.messages.bar("unsaved sheet")
    assert bar is not None
    hands.click(bar.button("open sheet again"))
    assert hands.sheet.isVisible()
    assert hands.sheet.order.due.text() == "Fri 4 Dec"
    hands.save()
    assert hands.order().due == date(2026, 12, 4)


def test_what_others_change_meanwhile_stays_and_so_does_what_is_typed(hands: SheetHands) -> None:
    store, now = hands.desk.program.store, hands.desk.clock
    hands.open(Act.ORDER)
    part = hands.sheet.order
    part.notes.setFocus()
    hands.desk.type("Typed here")
    other = hands.order()
    edit_order(store, now(), "Kim", EditOrder(replace(other, due=date(2026, 12, 7))))
    hands.desk.desk.refresh()
    hands.desk.settle()
    assert part.due.text() == "Mon 7 Dec"
    hands.save()
    assert (hands.order().due, hands.order().notes) == (date(2026, 12, 7), "Typed here")


def test_a_hold_whose_time_was_taken_asks_for_another_time(desk: WholeDesk) -> None:
    hands = SheetHands.booked(desk, hold=True)
    held = hands.item
    assert held.hold_until
    desk.clock.put_forward((held.hold_until - desk.clock()).total_seconds() + 1)
    assert desk.desk.snapshot
    store = desk.program.store
    other = next(
        item
        for item in desk.desk.snapshot.studio.appointments.values()
        if item.state is State.CONFIRMED and item.span.start > desk.clock() + timedelta(hours=2)
    )
    move_appointment(
        store, desk.clock(), "Kim", MoveAppointment(other.id, held.span.start, held.crew, overrule="test")
    )
    desk.desk.refresh()
    desk.settle()
    desk.program.bookings.attempted.emit(read_appointment(store, desk.clock(), "test", held.id), Act.CONFIRM)
    desk.settle()
    assert hands.sheet.isVisible()
    assert hands.sheet.foot.said.text()
    assert not hands.can_save(), "it is an appointment of the studio"


def test_ctrl_enter_books_the_call_while_the_sheet_has_not_the_keyboard(hands: SheetHands) -> None:
    hands.open(Act.ORDER)
    hands.desk.draft(order(hands.desk, "photos"))
    hands.desk.desk.next_opening()
    hands.desk.settle()
    hands.desk.panel.address.field.setFocus()
    hands.desk.press(Key.Key_Return, CONTROL)
    hands.desk.settle()
    assert hands.sheet.isVisible()
    assert any("Booked" in words for words in hands.desk.messages())
