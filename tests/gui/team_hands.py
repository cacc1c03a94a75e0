"""The view of the team as somebody uses it: what is read in it, and where to press."""

from __future__ import annotations

import json

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from studio_app import exchange
from studio_app.desk.hours.bars import HoursBars
from studio_app.desk.hours.text import hours_text
from studio_app.desk.team.profile_sheet import ProfileSheet
from studio_app.desk.team.profile_view import ProfileView
from studio_app.desk.team.side_list import SideList
from studio_app.domain.photographer import Photographer
from tests.support.whole_desk import NO_KEYS, WholeDesk

LEFT = Qt.MouseButton.LeftButton


class TeamHands:
    """Hands and eyes on the team of a whole desk."""

    def __init__(self, desk: WholeDesk) -> None:
        self.desk = desk
        self.page, self.team = desk.program.studio_views.team, desk.program.studio_views.team_desk

    @staticmethod
    def open(desk: WholeDesk) -> TeamHands:
        """Go to the team by the rail."""
        desk.click(desk.window.rail.button("team"))
        hands = TeamHands(desk)
        desk.wait_for(lambda: hands.page.state().filled, "the team")
        desk.settle()
        return hands

    # ------------------------------------------------------------ parts

    @property
    def side(self) -> SideList:
        """The left of the page."""
        assert self.page.side is not None
        return self.page.side

    @property
    def profile(self) -> ProfileView:
        """The right of the page."""
        assert self.page.profile is not None
        return self.page.profile

    @property
    def bars(self) -> HoursBars:
        """The working hours."""
        return self.profile.hours.bars

    @property
    def sheet(self) -> ProfileSheet:
        """The sheet, which is open."""
        assert self.team.sheet is not None
        assert self.team.sheet.isVisible()
        return self.team.sheet

    # ------------------------------------------------------------ eyes

    def names(self) -> list[str]:
        """The list, from above."""
        return [row.face.name for row in self.side.list.rows()]

    def person(self, name: str) -> Photographer:
        """A photographer as the database has them."""
        store = self.desk.program.store
        with store.reading() as reading:
            people = reading.studio(self.desk.clock()).photographers
        return next(each for each in people if each.name == name)

    def hours(self, name: str) -> list[str]:
        """Stored hours, day by day."""
        hours = self.person(name).hours
        return [hours_text(spans) for spans in hours.days] if hours else []

    def shown_hours(self) -> list[str]:
        """Hours as they are painted, day by day."""
        return [hours_text(spans) for spans in self.bars.days]

    def file(self) -> bytes:
        """The studio file as it would be exported now."""
        with self.desk.program.store.reading() as reading:
            return json.dumps(exchange.write_studio(reading.whole_studio())).encode()

    # ------------------------------------------------------------ hands

    def choose(self, name: str) -> None:
        """Click somebody in the list."""
        key = next(row.key for row in self.side.list.rows() if row.face.name == name)
        self.desk.click(self.side.list.viewport(), self.side.list.row_center(key))

    def drag(self, widget: QWidget, *points: QPoint, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press, go through points, let go."""
        QTest.mousePress(widget, LEFT, keys, points[0])
        for point in points[1:]:
            QTest.mouseMove(widget, (points[0] + point) / 2)
            QTest.mouseMove(widget, point)
        QTest.mouseRelease(widget, LEFT, keys, points[-1])
        self.desk.settle()

    def draw(self, day: int, start: int, end: int) -> None:
        """Draw hours on an empty track."""
        self.drag(self.bars, self.bars.minute_point(day, start), self.bars.minute_point(day, end))

    def take_from_menu(self, name: str, words: str) -> None:
        """Right-click somebody, and take an entry that begins so."""
        self.choose(name)
        key = next(row.key for row in self.side.list.rows() if row.face.name == name)
        center = self.side.list.row_center(key)
        self.side.list.menu_requested.emit(key, self.side.list.viewport().mapToGlobal(center))
        self.take(words, "team_menu")

    def take(self, words: str, menu: str) -> None:
        """Take an entry of an open menu."""
        found = self.desk.menu(menu)
        action = next(each for each in found.actions() if each.text().startswith(words))
        found.setActiveAction(action)
        QTest.keyClick(found, Qt.Key.Key_Return)
        self.desk.settle()
