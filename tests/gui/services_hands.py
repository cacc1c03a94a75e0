"""The view of services as somebody uses it: what is read in it, and where to click."""

from __future__ import annotations

import json

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from studio_app import exchange
from studio_app.desk.services.body import ServicesBody
from studio_app.desk.services.model import PackageState, ServiceState
from studio_app.desk.services_desk import ServicesDesk
from studio_app.desk.widgets.movable_list import MovableList
from studio_app.domain.service import Package, Service
from studio_app.domain.studio import Studio
from tests.support.whole_desk import NO_KEYS, WholeDesk

LEFT = Qt.MouseButton.LeftButton


class ServicesHands:
    """Hands and eyes on the services of a whole desk."""

    def __init__(self, desk: WholeDesk) -> None:
        self.desk = desk
        self.page = desk.program.studio_views.services
        desk.click(desk.window.rail.button("services"))
        desk.settle()

    # ------------------------------------------------------------ eyes

    @property
    def body(self) -> ServicesBody:
        return self.page.body

    @property
    def view(self) -> ServicesDesk:
        return self.desk.program.studio_views.services_desk

    @property
    def studio(self) -> Studio:
        assert self.desk.desk.snapshot
        return self.desk.desk.snapshot.studio

    def service(self, key: str) -> Service:
        return self.studio.service_by_id[key]

    def package(self, key: str) -> Package:
        return self.studio.package_by_id[key]

    def shown(self) -> ServiceState:
        found = self.body.state().shown
        assert isinstance(found, ServiceState)
        return found

    def shown_package(self) -> PackageState:
        found = self.body.state().shown
        assert isinstance(found, PackageState)
        return found

    def names(self) -> list[str]:
        """The rows of the list."""
        return [row.name for row in self.body.list.rows()]

    def count(self) -> str:
        """How many openings it says there are."""
        self.desk.wait_for(self.body.details.ribbon.count.text, "the openings")
        return self.body.details.ribbon.count.text()

    def cells(self) -> list[tuple[str, str]]:
        """What is typed in the table of minutes by size."""
        draft = self.body.details.service.tiers.table.rows.draft
        return [*((line.size, line.minutes) for line in draft.lines), ("", draft.rest)]

    def file(self) -> bytes:
        """The studio file as an export would write it."""
        with self.desk.program.store.reading() as reading:
            return json.dumps(exchange.write_studio(reading.whole_studio())).encode()

    # ------------------------------------------------------------ hands

    def undo(self, steps: int) -> None:
        """Press Ctrl+Z in the list so often."""
        for _ in range(steps):
            self.body.list.setFocus()
            self.desk.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def choose(self, name: str) -> None:
        """Click a row of the list."""
        place = self.names().index(name)
        self.desk.click(self.body.list.viewport(), self.body.list.row_point(place))

    def click_cell(self, row: int, column: int) -> None:
        """Click a cell of the table."""
        table = self.body.details.service.tiers.table
        self.desk.click(table.viewport(), table.visualRect(table.model().index(row, column)).center())

    def drag(self, rows: MovableList, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
        """Drag from one point of a list to another."""
        at = rows.viewport()
        QTest.mousePress(at, LEFT, NO_KEYS, start)
        for step in range(1, 6):
            QTest.mouseMove(at, start + (end - start) * step / 5)
        if drop:
            QTest.mouseRelease(at, LEFT, NO_KEYS, end)
            self.desk.settle()

    def type_cell(self, words: str) -> None:
        """Type into the cell that has the keyboard: the first letter opens it."""
        self.desk.type(words[0])
        self.desk.type(words[1:])

    def paste(self, text: str) -> None:
        """Press Ctrl+V with a text copied elsewhere."""
        QGuiApplication.clipboard().setText(text)
        self.desk.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def retype(self, field: QWidget, words: str) -> None:
        """Put other words into a field and finish it with Enter."""
        field.setFocus()
        self.desk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.desk.type(words)
        self.desk.press(Qt.Key.Key_Return)
