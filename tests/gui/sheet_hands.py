"""The sheet as somebody uses it: what is read in it, and where to type and click."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from studio_app import engine
from studio_app.actions.confirming import move_request
from studio_app.actions.visits import visit_of
from studio_app.desk.booking.model import Draft
from studio_app.desk.editing.menu import Act
from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order
from tests.gui.calls import book
from tests.support.whole_desk import ADDRESS, CONTROL, NO_KEYS, WholeDesk

Key = Qt.Key


class SheetHands:
    """Hands and eyes on the sheet of a whole desk."""

    def __init__(self, desk: WholeDesk) -> None:
        self.desk = desk
        self.sheet = desk.program.editing.sheet

    @staticmethod
    def booked(desk: WholeDesk, draft: Draft | None = None, *, hold: bool = False) -> SheetHands:
        """With the order of the pictures booked or held."""
        book(desk, draft, hold=hold)
        return SheetHands(desk)

    def items(self) -> list[Appointment]:
        """The appointments there, by start."""
        with self.desk.program.store.reading() as reading:
            (found,) = reading.find_orders(ADDRESS, 5)
            return list(reading.appointments_of(found.id))

    @property
    def item(self) -> Appointment:
        """The first of them."""
        return self.items()[0]

    def order(self) -> Order:
        """The order."""
        with self.desk.program.store.reading() as reading:
            (found,) = reading.find_orders(ADDRESS, 5)
            return found

    def free_starts(self, crew: tuple[str, ...] | None = None) -> Iterator[datetime]:
        """Starts next week at which a crew can go, by the rules; its own where left out."""
        assert self.desk.desk.snapshot
        studio, item, now = self.desk.desk.snapshot.studio, self.item, self.desk.clock()
        zone = studio.settings.timezone
        for hours in range(8 * 24, 15 * 24):
            start = (now + timedelta(hours=hours)).astimezone(zone).replace(minute=0, second=0, microsecond=0)
            request = move_request(studio, item, start, now)
            found = engine.check(studio, request, visit_of(studio, item), start, crew or item.crew)
            if not any(found.values()):
                yield start

    def type_start(self, start: datetime) -> None:
        """Type a date and a time."""
        self.write(self.sheet.time.date, f"{start:%d %b}")
        self.write(self.sheet.time.start, f"{start:%H:%M}")

    def open(self, act: Act = Act.TIME) -> None:
        """Open the sheet at a part, as the menu does."""
        self.desk.program.bookings.edit(self.item.id, act)
        self.desk.settle()
        assert self.sheet.isVisible()
        assert self.sheet.has_keyboard()

    # ------------------------------------------------------------ eyes

    def said(self) -> str:
        """What the foot says."""
        return self.sheet.foot.said.text() if not self.sheet.foot.notice.isHidden() else ""

    def can_save(self) -> bool:
        """Whether Save can be pressed."""
        return self.sheet.foot.save_button.isEnabled()

    def messages(self) -> str:
        """What the messages say."""
        return "\n".join(self.desk.messages())

    # ------------------------------------------------------------ hands

    def write(self, field: QWidget, words: str) -> None:
        """Type other words into a field."""
        field.setFocus()
        QTest.keyClick(field, Key.Key_A, CONTROL)
        QTest.keyClick(field, Key.Key_Delete)
        QTest.keyClicks(field, words)
        self.desk.settle()

    def click(self, widget: QWidget) -> None:
        """Click a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_KEYS, widget.rect().center())
        self.desk.settle()

    def tick(self, service: str) -> None:
        """Tick or untick a service by its name."""
        services = self.sheet.services.list
        model = services.model()
        rows = [str(model.index(place, 0).data()) for place in range(model.rowCount())]
        place = next(at for at, said in enumerate(rows) if said.startswith(service))
        services.setFocus()
        services.setCurrentIndex(model.index(place, 0))
        QTest.keyClick(services, Key.Key_Space)
        self.desk.settle()

    def save(self) -> None:
        """Ctrl+Enter."""
        self.desk.press(Key.Key_Return, CONTROL)
        self.desk.settle()

    def save_with_reason_if_asked(self) -> None:
        """Save; a reason where the demo studio happens to ask for one."""
        self.save()
        if self.sheet.isVisible() and self.sheet.foot.reason.hasFocus():
            self.desk.type("As agreed")
            self.save()
        assert not self.sheet.isVisible(), self.said()

    def undo(self) -> None:
        """Ctrl+Z, where nothing is typed."""
        self.desk.grid.canvas.setFocus()
        self.desk.press(Key.Key_Z, CONTROL)
        self.desk.settle()
