"""The calendars in the whole program: rounds by themselves, changes made by hand, declines, sign-ins, and what time does."""

from __future__ import annotations

import re
import socket
from dataclasses import replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from studio_app.desk.calendars.model import CHANGES, Act, Offer
from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.outbox import WriteState
from tests.gui.calls import order
from tests.support.web_server import Answer, web_server
from tests.support.whole_desk import ADDRESS, CONTROL, WholeDesk

Key = Qt.Key


def book(desk: WholeDesk, place: int = 0) -> Appointment:
    """Book the order of the pictures at one of the offered times; its event is written."""
    known = set(appointments(desk))
    count = len(desk.events_about("55 Summit Ave"))
    desk.draft(order(desk))
    desk.desk.choose_time(0, desk.openings()[place])
    desk.settle()
    desk.panel.confirm()
    desk.wait_for(lambda: len(desk.events_about("55 Summit Ave")) > count, "the event")
    desk.settle()
    return next(item for key, item in appointments(desk).items() if key not in known)


def appointments(desk: WholeDesk) -> dict[str, Appointment]:
    assert desk.desk.snapshot
    return {
        key: item for key, item in desk.desk.snapshot.studio.appointments.items() if item.address == ADDRESS
    }


def edit(desk: WholeDesk, change: object, where: str = "55 Summit Ave") -> None:
    """Change an event in the folder as another program does."""
    path = next(path for path in desk.calendar.glob("*.ics") if where in path.read_text("utf-8"))
    text = path.read_text("utf-8").replace("\r\n ", "")
    assert callable(change)
    path.write_text(change(text), "utf-8")


def earlier(text: str) -> str:
    """The same event an hour before."""
    return re.sub(
        r"(DT(?:START|END);TZID=[^:]+:\d{8})T(\d\d)",
        lambda found: f"{found[1]}T{int(found[2]) - 1:02d}",
        text,
    )


def sync(desk: WholeDesk) -> None:
    desk.press(Key.Key_F5)
    desk.settle()


def state_of(desk: WholeDesk, appointment: str) -> WriteState:
    assert desk.desk.snapshot
    return desk.desk.snapshot.writes[appointment].state


def pill(desk: WholeDesk) -> str:
    return desk.window.top_bar.status.text()


# ---------------------------------------------------------------- changed by hand


def test_an_event_that_was_moved_by_hand_is_taken_over(desk: WholeDesk) -> None:
    item = book(desk, -1)
    edit(desk, lambda text: text.replace("SUMMARY:", "SUMMARY:Moved\\, "))
    sync(desk)
    assert state_of(desk, item.id) is WriteState.DIFFERS
    assert pill(desk) == "1 event changed outside"
    desk.click(desk.window.messages.bar("show_changes").button("show_changes"))  # type: ignore[union-attr]
    page = desk.daily.calendars.page
    assert (desk.window.view(), page.tab()) == ("calendars", CHANGES)
    assert desk.window.messages.bar("show_changes") is None, "it is being looked at"
    assert page.change.versions.marked() == ["Moved, "]
    desk.click(page.change.take_button)
    assert desk.desk.snapshot
    assert not desk.desk.snapshot.differences
    assert page.no_changes.isVisible()
    sync(desk)
    assert "Moved" in desk.events_about("55 Summit Ave")[0]
    assert pill(desk).startswith("6 calendars · synced")


def test_the_pill_leads_to_what_it_speaks_of(desk: WholeDesk) -> None:
    book(desk)
    edit(desk, lambda text: text.replace("SUMMARY:", "SUMMARY:X"))
    sync(desk)
    desk.click(desk.window.top_bar.status)
    assert (desk.window.view(), desk.daily.calendars.page.tab()) == ("calendars", CHANGES)


def test_ours_is_kept_and_written_again(desk: WholeDesk) -> None:
    item = book(desk)
    before = desk.events_about("55 Summit Ave")[0]
    edit(desk, lambda text: text.replace("LOCATION:", "LOCATION:Elsewhere\\, "))
    sync(desk)
    desk.daily.calendars.show_change(item.id)
    desk.settle()
    desk.click(desk.daily.calendars.page.change.keep_button)
    desk.wait_for(lambda: "Elsewhere" not in desk.events_about("55 Summit Ave")[0], "our event")
    desk.settle()
    assert state_of(desk, item.id) is WriteState.WRITTEN
    assert desk.events_about("55 Summit Ave")[0].count("ATTENDEE") == before.count("ATTENDEE")


def test_a_deleted_event_cancels_when_theirs_is_taken_and_undo_brings_it_back(desk: WholeDesk) -> None:
    item = book(desk)
    next(path for path in desk.calendar.glob("*.ics") if "55 Summit" in path.read_text("utf-8")).unlink()
    sync(desk)
    desk.daily.calendars.show_change(item.id)
    desk.settle()
    page = desk.daily.calendars.page
    assert page.change.what.text() == "deleted"
    assert "cancels the appointment" in page.change.explanation.text()
    desk.click(page.change.take_button)
    assert appointments(desk)[item.id].state == "cancelled"
    desk.press(Key.Key_Z, CONTROL)
    assert appointments(desk)[item.id].state == "confirmed"
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event to come back")


def test_a_time_that_the_rules_forbid_needs_a_reason(desk: WholeDesk) -> None:
    item = book(desk)
    edit(desk, lambda text: re.sub(r"(DT(?:START|END);TZID=[^:]+:\d{8})T(\d\d)", _night, text))
    sync(desk)
    desk.daily.calendars.show_change(item.id)
    desk.settle()
    change = desk.daily.calendars.page.change
    assert change.refused.isVisible()
    assert not change.take_button.isEnabled()
    change.reason.setFocus()
    desk.type("the owner asked for it")
    desk.press(Key.Key_Return)
    moved = appointments(desk)[item.id]
    assert moved.span.start != item.span.start
    assert desk.daily.calendars.page.no_changes.isVisible()


def _night(found: re.Match[str]) -> str:
    """The same minutes, after nine in the evening."""
    return f"{found[1]}T{21 if 'START' in found[1] else 23:02d}"


def test_a_photographer_who_declines_raises_a_card_and_is_replaced(desk: WholeDesk) -> None:
    item = book(desk)
    edit(
        desk,
        lambda text: "\r\n".join(
            line.replace("NEEDS-ACTION", "DECLINED") if "northlight" in line else line
            for line in text.split("\r\n")
        ),
    )
    sync(desk)
    card = next(bar for bar in desk.window.messages.bars() if bar.message.key.startswith("declined"))
    assert "declined 55 Summit Ave" in card.message.text
    sync(desk)
    assert sum(bar.message.key.startswith("declined") for bar in desk.window.messages.bars()) == 1
    desk.click(card.button(f"show_change {item.id}"))
    page = desk.daily.calendars.page
    assert page.change.what.text().endswith("declined")
    assert desk.desk.snapshot
    block = desk.grid.week.blocks
    replies = next(each.replies for each in block if each.id.startswith(item.id))
    assert "declined" in {guest.reply for guest in replies}
    others = page.change.offer(Act.HAND_OVER)
    assert others is not None
    free = next(offer for offer in others.more if offer.on == "jun")
    desk.daily.calendars.deciding.decide(free, "")
    desk.settle()
    assert any("Jun" in text for text in desk.messages())


def test_a_card_that_was_closed_does_not_come_again(desk: WholeDesk) -> None:
    book(desk)
    edit(desk, lambda text: text.replace("SUMMARY:", "SUMMARY:X"))
    sync(desk)
    assert desk.window.messages.bar("show_changes")
    desk.window.messages.take_back("show_changes")
    sync(desk)
    desk.desk.refresh()
    desk.settle()
    assert desk.window.messages.bar("show_changes") is None


# ---------------------------------------------------------------- sign-ins and time


def signed_out(desk: WholeDesk) -> None:
    """Maya's calendar belongs to an account that nobody is signed in to."""
    store = desk.program.store
    with store.writing() as writing:
        writing.save_account(
            Account("google:x", "google", "office@x.example", calendars=(FoundCalendar("maya@x", "Maya"),))
        )
        source = next(item for item in writing.sources() if item.photographer == "maya")
        made = replace(source, kind="google", address="maya@x", account="google:x")
        writing.save_source(made)
        writing.save_source(
            replace(made, trouble=Trouble.SIGN_IN, problem="Google asks you to sign in again.")
        )
    desk.desk.refresh()
    desk.settle()


def test_one_banner_for_a_sign_in_whatever_happens(desk: WholeDesk) -> None:
    desk.program.syncing.stop()
    signed_out(desk)
    banner = desk.window.messages.bar("sign_in")
    assert banner is not None
    assert "office@x.example is signed out" in banner.message.text
    assert pill(desk) == "Sign in again"
    desk.desk.refresh()
    desk.settle()
    assert [bar.message.key for bar in desk.window.messages.bars()].count("sign_in") == 1
    with desk.program.store.writing() as writing:
        source = next(item for item in writing.sources() if item.photographer == "maya")
        writing.save_source(replace(source, trouble=Trouble.NONE, problem=""))
    desk.desk.refresh()
    desk.settle()
    assert desk.window.messages.bar("sign_in") is None
    # An account goes only after a question; that of the primary calendar stays.
    desk.window.show_view("calendars")
    page, calendars = desk.daily.calendars.page, desk.daily.calendars
    with desk.program.store.writing() as writing:
        before = writing.primary()
        writing.save_primary(replace(before, account="google:x"))
    desk.desk.refresh()
    desk.settle()
    page.acted.emit(Offer(Act.SIGN_OUT, "", "google:x"))
    desk.wait_for(lambda: any("The primary calendar belongs" in text for text in desk.messages()), "a no")
    with desk.program.store.writing() as writing:
        writing.save_primary(before)
    desk.desk.refresh()
    desk.settle()
    page.acted.emit(Offer(Act.SIGN_OUT, "", "google:x"))
    desk.settle()
    assert calendars.question is not None
    assert calendars.question.text.text().startswith("What is in it no longer blocks Maya’s time.")
    desk.press(Key.Key_Escape)
    assert not calendars.question.isVisible()
    assert "maya" in {item.photographer for item in sources(desk)}
    page.acted.emit(Offer(Act.SIGN_OUT, "", "google:x"))
    desk.settle()
    desk.click(calendars.question.agree_button)
    desk.wait_for(lambda: "maya" not in {item.photographer for item in sources(desk)}, "the calendar to go")


def sources(desk: WholeDesk) -> tuple[CalendarSource, ...]:
    assert desk.desk.snapshot
    return desk.desk.snapshot.sources


def test_time_alone_makes_photographers_unknown(desk: WholeDesk) -> None:
    desk.draft(order(desk))
    assert desk.openings()
    desk.program.syncing.stop()
    desk.clock.put_forward(14 * 60)
    desk.program.upkeep.move_clock()
    desk.settle()
    assert desk.openings()
    desk.clock.put_forward(2 * 60)
    desk.program.upkeep.move_clock()
    desk.settle()
    assert not desk.openings(), "nobody is known to be free"
    assert "stale since" in pill(desk)
    desk.window.show_view("calendars")
    desk.settle()
    rows = desk.daily.calendars.page.people.rows()
    assert {row.health.words.split(" since")[0] for row in rows if row.chips} == {"stale"}


def test_coming_back_to_the_window_reads_but_not_at_every_click(desk: WholeDesk) -> None:
    rounds: list[object] = []
    desk.program.syncing.synced.connect(rounds.append)
    for _ in range(5):
        QApplication.sendEvent(desk.window, QEvent(QEvent.Type.WindowActivate))
        desk.settle()
    assert rounds == []
    desk.clock.put_forward(30)
    for _ in range(5):
        QApplication.sendEvent(desk.window, QEvent(QEvent.Type.WindowActivate))
        desk.settle()
    assert len(rounds) == 1


def test_the_pill_reads_and_leads_to_the_calendars(desk: WholeDesk) -> None:
    rounds: list[object] = []
    desk.program.syncing.synced.connect(rounds.append)
    desk.click(desk.window.top_bar.status)
    assert (desk.window.view(), len(rounds)) == ("calendars", 1)


# ---------------------------------------------------------------- the view's own actions


def test_a_calendar_is_disconnected_tested_and_its_emptiness_accepted(desk: WholeDesk) -> None:
    desk.window.show_view("calendars")
    desk.settle()
    page = desk.daily.calendars.page
    maya = next(item for item in sources(desk) if item.photographer == "maya")
    page.acted.emit(Offer(Act.TEST, "", maya.id))
    desk.settle()
    assert any("event" in text for text in desk.messages())
    page.acted.emit(Offer(Act.DISCONNECT, "", maya.id))
    desk.settle()
    assert "maya" not in {item.photographer for item in sources(desk)}
    assert page.people.rows()[0].link is not None
    leo = next(item for item in sources(desk) if item.photographer == "leo")
    Path(leo.address).write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n")
    sync(desk)
    row = next(row for row in page.people.rows() if row.face.id == "leo")
    assert row.health.words == "suddenly empty"
    place = page.people.rows().index(row)
    desk.click(page.people.viewport(), page.people.link_point(place))
    row = next(row for row in page.people.rows() if row.face.id == "leo")
    assert row.health.words.startswith("fresh")
    assert row.counts == "0 events"
    # Whoever leaves meanwhile doesn't wait for a server that says nothing.
    with web_server() as server:
        asked = Event()

        def wait(_: socket.socket) -> None:
            asked.set()
            server.stopping.wait(60)

        server.answer = lambda _: Answer(200, raw=wait)
        with desk.program.store.writing() as writing:
            writing.save_source(replace(leo, kind="feed", address=f"{server.url}/leo.ics", cursor=""))
        page.acted.emit(Offer(Act.TEST, "", leo.id))
        assert asked.wait(30)
        desk.daily.calendars.stop()
        desk.wait_for(lambda: any("was stopped" in text for text in desk.messages()), "the end of it")


def shows_titles(desk: WholeDesk) -> bool:
    assert desk.desk.snapshot
    return desk.desk.snapshot.rules.titles


def test_rules_are_stored_and_undone(desk: WholeDesk) -> None:
    page = desk.daily.calendars.page
    desk.window.show_view("calendars")
    page.show_tab("rules")
    desk.settle()
    desk.click(page.rules.titles.button("busy"))
    assert shows_titles(desk) is False
    desk.window.messages.act("undo")
    desk.settle()
    assert shows_titles(desk)
    assert page.rules.titles.button("shared").isChecked()


def test_a_feed_is_connected_from_the_sheet(desk: WholeDesk, tmp_path: Path) -> None:
    feed = tmp_path / "jun.ics"
    feed.write_bytes((tmp_path / "demo-calendars" / "leo.ics").read_bytes())
    desk.window.show_view("calendars")
    desk.settle()
    page = desk.daily.calendars.page
    place = next(at for at, row in enumerate(page.people.rows()) if row.face.id == "jun")
    desk.click(page.people.viewport(), page.people.link_point(place))
    assert page.side.is_connecting()
    desk.click(page.side.sheet.choose.feed)
    assert page.side.sheet.feed.person.currentText() == "Jun Park"
    page.side.sheet.feed.address.setFocus()
    desk.type(str(feed))
    desk.press(Key.Key_Return)
    assert not page.side.is_connecting()
    row = next(row for row in page.people.rows() if row.face.id == "jun")
    assert row.health.words.startswith("fresh")


def test_a_feed_that_is_not_there_says_so_in_the_sheet(desk: WholeDesk, tmp_path: Path) -> None:
    desk.daily.calendars.connecting.open("jun")
    desk.settle()
    page = desk.daily.calendars.page
    desk.click(page.side.sheet.choose.feed)
    page.side.sheet.feed.address.setFocus()
    desk.press(Key.Key_Return)
    assert page.side.is_connecting()
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    assert not page.side.is_connecting()
    assert desk.window.view() == "calendars"
