"""The calendars' view in a window, filled with the studio of the pictures, as a person handles it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.calendars.connect_model import ConnectState
from studio_app.desk.calendars.model import Act, FoundLine, Offer
from studio_app.desk.calendars.page import CalendarsPage
from studio_app.desk.main_window import MainWindow
from tests.gui import calendar_samples as samples
from tests.gui.pages import LEFT, NO_MODIFIER, Ears, Hands


class CalendarsHands(Hands):
    """The view in the window, as a person handles it."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (1280, 720)) -> None:
        self.page = CalendarsPage()
        self.window = MainWindow(QWidget(), views={"calendars": self.page})
        self.window.resize(*size)
        self.window.show_view("calendars")
        self.page.set_state(samples.STATE)
        super().__init__(qtbot, self.window)
        self.page.begin()
        self.settle()
        self.acted = Ears().on(self.page.acted)
        self.decided = Ears().on(self.page.decided)
        self.assigned = Ears().on(self.page.assigned)

    @property
    def found(self) -> QWidget:
        return self.page.side.accounts.list.viewport()

    def line_of(self, name: str) -> int:
        rows = self.page.side.accounts.list.rows()
        return next(at for at, row in enumerate(rows) if isinstance(row, FoundLine) and row.name == name)

    def take(self, name: str) -> QPoint:
        """Press a found calendar; where, in the list."""
        point = self.page.side.accounts.list.row_point(self.line_of(name))
        QTest.mousePress(self.found, LEFT, NO_MODIFIER, point)
        return point

    def carry(self, to: QPoint) -> None:
        """Move what is held to a point of the screen."""
        for share in (0.2, 0.6, 1.0):
            local = self.found.mapFromGlobal(to)
            QTest.mouseMove(self.found, QPoint(round(local.x() * share), local.y()))
            self.settle()

    def over(self, person: str) -> QPoint:
        """The middle of a photographer's row, on the screen."""
        rows = self.page.people.rows()
        place = next(at for at, row in enumerate(rows) if row.face.id == person)
        return self.page.people.viewport().mapToGlobal(self.page.people.row_rect(place).center().toPoint())

    def let_go(self, at: QPoint) -> None:
        QTest.mouseRelease(self.found, LEFT, NO_MODIFIER, self.found.mapFromGlobal(at))
        self.settle()

    def given(self) -> list[tuple[str, str]]:
        """Calendars that were dropped, by name, and on whom."""
        return [(line.name, person) for line, person in self._pairs(self.assigned)]

    def acts(self) -> list[Act]:
        """What was asked for."""
        return [offer.act for offer in self.acted.heard if isinstance(offer, Offer)]

    def decisions(self) -> list[tuple[Act, str]]:
        """What was decided, and why."""
        return [(offer.act, reason) for offer, reason in self._pairs(self.decided)]

    @staticmethod
    def _pairs(ears: Ears) -> list[tuple[Any, str]]:
        return [pair for pair in ears.heard if isinstance(pair, tuple)]

    def open_sheet(self, state: ConnectState) -> None:
        """Show a step of connecting."""
        self.page.side.setCurrentWidget(self.page.side.sheet)
        self.page.side.sheet.set_state(state)
        self.page.side.sheet.begin()
        self.settle()

    def menu(self) -> QMenu:
        return next(menu for menu in self.window.findChildren(QMenu) if menu.isVisible())
