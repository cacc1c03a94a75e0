"""The page for somebody who is ill, as a person at the desk handles it: real keys and clicks in the whole program."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from studio_app.desk.cover.content import CoverRow, Option
from studio_app.desk.cover.page import CoverPage, PlanState
from studio_app.desk.cover.row import RowView
from studio_app.domain.appointment import Appointment
from studio_app.domain.timespan import Span
from tests.support.whole_desk import CONTROL, NO_KEYS, WholeDesk

Key = Qt.Key


class CoverHands:
    """The page and the program around it."""

    def __init__(self, desk: WholeDesk) -> None:
        self.desk = desk
        self.page: CoverPage = desk.daily.covering.page
        self.form, self.foot = self.page.form, self.page.foot

    # ------------------------------------------------------------ hands

    def open(self, person: str = "") -> None:
        """By the keys of the command, then whom by the keyboard."""
        self.desk.press(Key.Key_I, CONTROL)
        if person:
            self.choose(person)

    def choose(self, person: str) -> None:
        """Go through the names by the arrow keys."""
        self.form.who.setFocus()
        self.desk.press(Key.Key_Home)
        for _ in range(self.form.who.count()):
            if self.form.photographer() == person:
                return
            self.desk.press(Key.Key_Down)
        raise AssertionError(f"{person} is not offered")

    def choose_when(self, key: str) -> None:
        """Click one of the ways to say when."""
        self.desk.click(self.form.when.button(key))

    def days(self, person: str, first: str, last: str) -> None:
        """Somebody is away from one day to another, as they are typed."""
        self.open(person)
        self.choose_when("days")
        for field, text in ((self.form.first, first), (self.form.last, last)):
            field.setFocus()
            field.selectAll()
            self.desk.type(text)
        self.desk.settle()

    def until_friday(self, name: str) -> str:
        """Somebody is away from today until Friday; by the beginning of the name, returns who."""
        person = self.person(name)
        self.days(person, "today", "fri")
        return person

    def tick(self, place: int) -> None:
        """Click the box of a row."""
        box = self.views()[place].tick
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(10, box.height() // 2))
        self.desk.settle()

    def take(self, place: int, option: Option) -> None:
        """Take a choice of a row's menu without showing it; the menu itself is tried on a real display."""
        menu = self.views()[place].menu()
        action = next(action for action in menu.actions() if action.data() is option.choice)
        action.trigger()
        menu.deleteLater()
        self.desk.settle()

    def apply(self) -> None:
        """Click the button."""
        self.desk.click(self.foot.apply)

    # ------------------------------------------------------------ eyes

    @property
    def state(self) -> PlanState:
        """What is shown."""
        assert self.page.state is not None, self.page.empty.title.text()
        return self.page.state

    def rows(self) -> tuple[CoverRow, ...]:
        """What the rows say."""
        return tuple(view.row for view in self.views())

    def views(self) -> tuple[RowView, ...]:
        """The rows."""
        return self.page.rows.views()

    def is_shown(self) -> bool:
        """Whether the window shows the page."""
        return self.desk.window.view() == "cover"

    def first_name(self, person: str) -> str:
        """What people call a photographer."""
        snapshot = self.desk.desk.snapshot
        assert snapshot is not None
        return snapshot.studio.photographer_by_id[person].name.split()[0]

    def stored(self, key: str) -> Appointment:
        """An appointment as it is stored."""
        with self.desk.program.store.reading() as reading:
            return reading.appointment(key)

    def time_off(self, person: str) -> tuple[Span, ...]:
        """A photographer's time off in the coming week as it is stored."""
        now = self.desk.clock()
        with self.desk.program.store.reading() as reading:
            found = reading.studio(now).photographer_by_id[person].time_off
        return tuple(span for span in found if span.overlaps(Span(now, now + timedelta(days=7))))

    def person(self, name: str) -> str:
        """Id of a photographer, by the beginning of the name."""
        snapshot = self.desk.desk.snapshot
        assert snapshot is not None
        return next(one.id for one in snapshot.studio.photographers if one.name.startswith(name))
