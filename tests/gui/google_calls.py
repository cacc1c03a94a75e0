"""A studio that connects Google, from the sheet to a change made by hand: offscreen in `test_google_whole`, on a real display
in `test_google_display`. Google is the stand-in of `tests.support.google_server`, over real sockets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from studio_app.desk.calendars.connect_model import Step
from studio_app.desk.calendars.model import FoundLine, PersonRow
from studio_app.domain.outbox import WriteState
from tests.gui.calls import book
from tests.support.google_server import GoogleServer, Person
from tests.support.whole_desk import NO_KEYS, WholeDesk
from tests.support.x_hand import XHand

OFFICE = "office@northlight.example"
MAYA = "maya@northlight.example"
LEFT = Qt.MouseButton.LeftButton


class Browser(QObject):
    """Takes the addresses that the program asks the system to open, and does there what a person does."""

    def __init__(self, google: GoogleServer, *, allow: bool = True) -> None:
        super().__init__()
        self._google, self.allow = google, allow
        self.is_looked_at = True
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Open an address, sign in as the office, and press the button."""
        self.opened.append(url.toString())
        if self.is_looked_at:
            self._google.consent(bytes(url.toEncoded().data()).decode(), OFFICE, allow=self.allow)


@contextmanager
def browser(google: GoogleServer, *, allow: bool = True) -> Iterator[Browser]:
    """A browser for http, in place of the system's."""
    made = Browser(google, allow=allow)
    QDesktopServices.setUrlHandler("http", made, "take")  # type: ignore[arg-type] # its stub wants bytes, which fail
    try:
        yield made
    finally:
        QDesktopServices.unsetUrlHandler("http")


def people(google: GoogleServer) -> tuple[Person, Person]:
    """The office, and Maya who shares her calendar with it."""
    office, maya = google.person(OFFICE), google.person(MAYA)
    maya.share(office, "reader")
    return office, maya


def connect(desk: WholeDesk, google: GoogleServer, folder: Path) -> None:
    """Sign in from the sheet; the account's calendars are listed."""
    page = desk.daily.calendars.page
    desk.window.show_view("calendars")
    desk.settle()
    desk.click(page.side.accounts.connect_button)
    desk.click(page.side.sheet.choose.google)
    page.side.sheet.client_file_chosen.emit(str(google.client_file(folder / "client.json")))
    desk.click(page.side.sheet.google.go_button)
    desk.wait_for(page.side.accounts.list.rows, "the account")
    desk.settle()
    assert not page.side.is_connecting()
    assert page.side.sheet.state().step is Step.CHOOSE


def line_of(desk: WholeDesk, address: str) -> int:
    """The place of a found calendar in the list."""
    rows = desk.daily.calendars.page.side.accounts.list.rows()
    return next(at for at, row in enumerate(rows) if isinstance(row, FoundLine) and row.address == address)


def row_of(desk: WholeDesk, person: str) -> PersonRow:
    """What the view says of a photographer."""
    return next(row for row in desk.daily.calendars.page.people.rows() if row.face.id == person)


def is_fresh(desk: WholeDesk, person: str, calendar: str) -> bool:
    """Whether a calendar of somebody's was read."""
    row = row_of(desk, person)
    return any(calendar in chip.tip for chip in row.chips) and row.health.words.startswith("fresh")


def drag(desk: WholeDesk, address: str, to: QPoint) -> None:
    """Drag a found calendar to a point of the screen, with the mouse."""
    found = desk.daily.calendars.page.side.accounts.list
    surface = found.viewport()
    start = found.row_point(line_of(desk, address))
    end = surface.mapFromGlobal(to)
    QTest.mousePress(surface, LEFT, NO_KEYS, start)
    for share in (0.1, 0.5, 1.0):
        QTest.mouseMove(surface, start + (end - start) * share)
        desk.settle()
    assert desk.daily.calendars.page._held.isVisible()
    QTest.mouseRelease(surface, LEFT, NO_KEYS, end)
    desk.settle()


def over_primary(desk: WholeDesk) -> QPoint:
    """The card of the primary calendar, on the screen."""
    card = desk.daily.calendars.page.primary
    return card.mapToGlobal(card.rect().center())


def over_person(desk: WholeDesk, person: str) -> QPoint:
    """A photographer's row, on the screen."""
    people = desk.daily.calendars.page.people
    place = next(at for at, row in enumerate(people.rows()) if row.face.id == person)
    return people.viewport().mapToGlobal(people.row_rect(place).center().toPoint())


def drag_really(hand: XHand, desk: WholeDesk, address: str, to: QPoint) -> None:
    """The same with the pointer of the X server."""
    found = desk.daily.calendars.page.side.accounts.list
    start = found.viewport().mapToGlobal(found.row_point(line_of(desk, address)))
    hand.move(start.x(), start.y())
    hand.press()
    for share in (0.1, 0.5, 0.9, 1.0):
        point = start + (to - start) * share
        hand.move(point.x(), point.y())
        desk.settle()
    desk.wait_for(desk.daily.calendars.page._held.isVisible, "the calendar in the hand")
    hand.release()
    desk.wait_for(lambda: not desk.daily.calendars.page._held.isVisible(), "the hand to be empty")
    desk.settle()


def run_through(
    desk: WholeDesk,
    google: GoogleServer,
    folder: Path,
    drag: Callable[[WholeDesk, str, QPoint], None] = drag,
) -> None:
    """Connect, drag, read, book, see a change made by hand, take it."""
    office, maya = people(google)
    assert desk.desk.snapshot
    maya.create("Dentist", desk.clock() + timedelta(days=2), desk.clock() + timedelta(days=2, hours=1))
    maya.create("Lunch", desk.clock(), desk.clock() + timedelta(hours=1), transparency="transparent")
    connect(desk, google, folder)
    drag(desk, OFFICE, over_primary(desk))
    drag(desk, MAYA, over_person(desk, "maya"))
    desk.wait_for(lambda: is_fresh(desk, "maya", MAYA), "Maya's calendar")
    desk.settle()
    assert "2 free" in row_of(desk, "maya").counts, "one of hers in the demo, and one at Google"
    _book_and_decide(desk, google, office)


def _book_and_decide(desk: WholeDesk, google: GoogleServer, office: Person) -> None:
    desk.window.show_view("desk")
    book(desk)
    desk.wait_for(lambda: _written(desk), "the event at Google")
    desk.settle()
    event = next(each for each in office.events() if "Summit" in str(each.get("summary")))
    mails = len([mail for mail in google.mails if mail.event == event["id"]]) if google.mails else 0
    office.change(event["id"], send="none", location="The back door")
    desk.press(Qt.Key.Key_F5)
    desk.wait_for(lambda: desk.desk.snapshot and desk.desk.snapshot.differences, "the difference")
    desk.settle()
    item = next(iter(desk.desk.snapshot.differences))  # type: ignore[union-attr]
    desk.daily.calendars.show_change(item)
    desk.settle()
    page = desk.daily.calendars.page
    assert page.change.what.text() == "place changed"
    desk.click(page.change.take_button)
    desk.wait_for(lambda: desk.desk.snapshot and not desk.desk.snapshot.differences, "the decision")
    desk.settle()
    assert _written(desk)
    assert next(each for each in office.events() if each["id"] == event["id"])["location"] == "The back door"
    after = len([mail for mail in google.mails if mail.event == event["id"]])
    assert after == mails, "taking theirs tells nobody"


def _written(desk: WholeDesk) -> bool:
    snapshot = desk.desk.snapshot
    assert snapshot
    states = {
        snapshot.writes[key].state
        for key, item in snapshot.studio.appointments.items()
        if item.address.startswith("55 Summit") and key in snapshot.writes
    }
    return states == {WriteState.WRITTEN}
