"""A booking asks the calendars first, for seconds where they are slow; nobody waits for it meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import BookOrder, Slot, book_order
from studio_app.actions.ports import BusyReader
from studio_app.actions.read_appointment import read_appointment
from studio_app.desk.booking.model import Draft, Work
from studio_app.desk.editing.menu import Act
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable, KeyLocked
from studio_app.patience import Patience
from tests.gui.calls import dana, order
from tests.gui.pages import Ears
from tests.support.whole_desk import ADDRESS, CONTROL, WholeDesk, whole_desk

Key = Qt.Key


class SlowCalendars:
    """Calendars that answer when they are let go."""

    def __init__(self, real: BusyReader) -> None:
        self._real = real
        self.asked, self.go_on = Event(), Event()

    def pull(
        self, errands: Sequence[Errand], patience: Patience
    ) -> Iterable[tuple[CalendarSource, Pull | CalendarUnavailable]]:
        self.asked.set()
        self.go_on.wait(60)
        return self._real.pull(errands, patience)

    def recognised(self, text: str) -> tuple[str, str]:
        return self._real.recognised(text)

    def occurrences(
        self, kind: str, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        return self._real.occurrences(kind, items, span, whose)

    def thinned(self, kind: str, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        return self._real.thinned(kind, items, before)


class LockedCalendars(SlowCalendars):
    """Calendars whose keys lie in a keyring that is locked here, until it is unlocked."""

    error: KeyLocked | None = KeyLocked("The keyring of this computer is locked.", "Unlock it.")

    def pull(
        self, errands: Sequence[Errand], patience: Patience
    ) -> Iterable[tuple[CalendarSource, Pull | CalendarUnavailable]]:
        if self.error is None:
            return self._real.pull(errands, patience)
        return [(errand.source, self.error) for errand in errands]


@pytest.fixture
def slow(desk: WholeDesk) -> Iterator[SlowCalendars]:
    """Its calendars are slow from now on."""
    desk.program.syncing.stop()
    desk.settle()
    calendars = SlowCalendars(desk.desk.office.busy)
    desk.desk.office = replace(desk.desk.office, busy=calendars)
    yield calendars
    calendars.go_on.set()


def confirm(desk: WholeDesk, slow: SlowCalendars, photographer: str | None = None) -> None:
    """Confirm the order of the pictures; the calendars are being asked then."""
    desk.draft(replace(order(desk), photographer=photographer))
    desk.desk.next_opening()
    desk.settle()
    desk.panel.confirm()
    assert slow.asked.wait(10)
    QApplication.processEvents()


def seen(desk: WholeDesk, words: str) -> bool:
    QApplication.processEvents()
    return any(words in text for text in desk.messages())


def booked(desk: WholeDesk) -> int:
    assert desk.desk.snapshot
    return sum(item.address == ADDRESS for item in desk.desk.snapshot.studio.appointments.values())


def test_the_panel_says_whose_calendar_it_waits_for(desk: WholeDesk, slow: SlowCalendars) -> None:
    confirm(desk, slow, "maya")
    assert desk.panel.bar.note.text().startswith("Asking Maya’s calendar…")
    assert desk.panel.bar.confirm_button.text() == "Booking…"
    slow.go_on.set()
    desk.wait_for(lambda: seen(desk, "Booked 55 Summit Ave"), "the answer")
    desk.settle()
    assert desk.panel.draft() == Draft()
    assert booked(desk) == 1


def test_storage_and_interface_go_on_meanwhile(desk: WholeDesk, slow: SlowCalendars) -> None:
    confirm(desk, slow)
    assert desk.panel.bar.note.text().startswith("Asking the calendars…")
    before = desk.desk.snapshot
    desk.desk.refresh()
    desk.wait_for(lambda: desk.desk.snapshot is not before, "the studio is read again")
    assert desk.desk.choices.work is Work.CONFIRMING


def test_the_next_call_begins_and_the_answer_still_comes(desk: WholeDesk, slow: SlowCalendars) -> None:
    confirm(desk, slow)
    desk.window.activateWindow()
    QApplication.processEvents()
    desk.desk.start_new()
    desk.panel.address.field.setFocus()
    assert seen(desk, "55 Summit Ave: being booked…")
    desk.panel.set_draft(Draft(address="7 Orchard Ln"))
    desk.desk.change_draft(Draft(address="7 Orchard Ln"))
    slow.go_on.set()
    desk.wait_for(lambda: seen(desk, "Booked 55 Summit Ave"), "the answer")
    desk.settle()
    assert not seen(desk, "being booked")
    assert desk.panel.draft().address == "7 Orchard Ln", "the next order stays as typed"
    assert booked(desk) == 1


def test_a_refused_order_comes_back_and_the_other_is_set_aside(
    desk: WholeDesk, slow: SlowCalendars, tmp_path: Path
) -> None:
    confirm(desk, slow, "maya")
    start = desk.desk.choices.times[0]
    desk.desk.start_new()
    desk.panel.set_draft(Draft(address="7 Orchard Ln"))
    desk.desk.change_draft(Draft(address="7 Orchard Ln"))
    calendar = tmp_path / "demo-calendars" / "maya.ics"
    busy = (
        "BEGIN:VEVENT\r\nUID:dentist\r\nDTSTAMP:20261123T000000Z\r\n"
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    calendar.write_bytes(calendar.read_bytes().replace(b"END:VCALENDAR", busy.encode()))
    slow.go_on.set()
    desk.wait_for(lambda: seen(desk, "Dentist"), "the refusal")
    assert booked(desk) == 0
    bar = next(bar for bar in desk.window.messages.bars() if "Dentist" in bar.message.text)
    assert bar.message.text.startswith("55 Summit Ave: ")
    again = next(action for action in bar.message.actions if action.words == "Open it again")
    desk.click(bar.button(again.key))
    assert desk.panel.draft().address == ADDRESS
    assert desk.desk.choices.times == {0: start}
    aside = next(bar for bar in desk.window.messages.bars() if "set aside" in bar.message.text)
    desk.click(aside.button(aside.message.actions[0].key))
    assert desk.panel.draft().address == "7 Orchard Ln"


def test_typing_while_it_is_booked_begins_another_order(desk: WholeDesk, slow: SlowCalendars) -> None:
    confirm(desk, slow)
    first = desk.desk.order_id
    desk.panel.services.list.setFocus()
    desk.panel.set_draft(replace(desk.panel.draft(), square_feet=2000))
    desk.desk.change_draft(desk.panel.draft())
    assert desk.desk.order_id != first
    assert desk.desk.choices.work is Work.NONE
    slow.go_on.set()
    desk.wait_for(lambda: seen(desk, "Booked 55 Summit Ave"), "the answer")
    desk.settle()
    assert desk.panel.draft().square_feet == 2000
    assert booked(desk) == 1


def test_closing_the_window_finishes_the_booking(qtbot: QtBot, tmp_path: Path) -> None:
    with whole_desk(tmp_path) as desk:
        desk.program.syncing.stop()
        desk.settle()
        slow = SlowCalendars(desk.desk.office.busy)
        desk.desk.office = replace(desk.desk.office, busy=slow)
        confirm(desk, slow)
        slow.go_on.set()
        desk.program.lanes.close()
        with desk.program.store.reading() as reading:
            found = reading.find_orders("55 Summit Ave")
        assert [order.property.address for order in found].count(ADDRESS) == 1


def test_confirming_a_hold_says_whom_it_asks(desk: WholeDesk, slow: SlowCalendars) -> None:
    slow.go_on.set()
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    desk.panel.hold()
    desk.settle()
    assert desk.desk.snapshot
    hold = next(item for item in desk.desk.snapshot.studio.appointments.values() if item.address == ADDRESS)
    slow.go_on.clear()
    slow.asked.clear()
    found = read_appointment(desk.program.store, desk.clock(), "test", hold.id)
    desk.program.bookings.attempted.emit(found, Act.CONFIRM)
    desk.wait_for(lambda: seen(desk, "Asking "), "whom it asks")
    slow.go_on.set()
    desk.wait_for(lambda: seen(desk, "Booked 55 Summit Ave"), "the answer")
    desk.settle()
    assert not seen(desk, "Asking ")


def test_keys_do_the_same(desk: WholeDesk, slow: SlowCalendars) -> None:
    """Ctrl+Enter, then Ctrl+N while it is being booked."""
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    desk.keys = 0
    from PySide6.QtTest import QTest

    QTest.keyClick(desk.focus(), Key.Key_Return, CONTROL)
    assert slow.asked.wait(10)
    QTest.keyClick(desk.focus(), Key.Key_N, CONTROL)
    QApplication.processEvents()
    assert desk.panel.draft() == Draft()
    assert seen(desk, "being booked")
    slow.go_on.set()
    desk.wait_for(lambda: seen(desk, "Booked 55 Summit Ave"), "the answer")


def test_a_booking_is_written_while_a_round_waits_for_a_calendar(
    desk: WholeDesk, slow: SlowCalendars
) -> None:
    """A photographer's calendar that hangs keeps no event back, nor its invitations."""
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    start, crew = desk.desk.choices.times[0], desk.desk.choices.looks[0].crew
    syncing, lanes, store = desk.program.syncing, desk.program.lanes, desk.desk.office.store
    syncing.start()
    desk.wait_for(slow.asked.is_set, "a round that waits for a calendar")
    slots = (Slot(start, tuple(crew)),)
    command = BookOrder(
        "slow", Caller(dana(desk)), ADDRESS, ("photos", "video"), slots=slots, overrule="Kim said so"
    )
    book_order(store, desk.desk.now, "Kim", replace(command, at_once=True))
    syncing.write_due()
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event in the folder")
    assert not lanes.network.wait_until_idle(0), "the round waits still"
    slow.go_on.set()
    desk.settle()
    assert len(desk.events_about("55 Summit Ave")) == 1


def test_a_locked_keyring_is_told_once(desk: WholeDesk) -> None:
    syncing, rounds = desk.program.syncing, Ears()
    syncing.stop()
    desk.settle()
    locked = LockedCalendars(desk.desk.office.busy)
    desk.desk.office = replace(desk.desk.office, busy=locked)
    rounds.on(syncing.synced)
    words = "The keyring of this computer is locked."

    def round_() -> None:
        before = len(rounds.heard)
        syncing.sync()
        desk.wait_for(lambda: len(rounds.heard) > before, "a round")

    syncing.start()
    desk.wait_for(lambda: rounds.heard, "a round")
    assert seen(desk, words)
    bar = desk.window.messages.bar("keyring")
    assert bar is not None
    assert bar.message.advice.startswith("Unlock it.")
    assert desk.desk.snapshot
    assert not [source for source in desk.desk.snapshot.sources if source.problem], "the calendars are well"
    desk.window.messages.take_back("keyring")
    round_()
    assert not seen(desk, words), "what was closed does not come again"
    locked.error = None
    round_()
    locked.error = LockedCalendars.error
    round_()
    assert seen(desk, words)
    locked.error = None
    round_()
    assert not seen(desk, words)
