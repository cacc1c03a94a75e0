"""The view of orders as somebody uses it: what is read in it, and where to click."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from studio_app.desk.orders.columns import COLUMNS
from studio_app.desk.orders.details_content import DetailsState
from studio_app.domain.order_list import OrderColumn, OrderFilter
from tests.support.whole_desk import NO_KEYS, WholeDesk


class OrdersHands:
    """Hands and eyes on the orders of a whole desk."""

    def __init__(self, desk: WholeDesk) -> None:
        self.desk, self.page = desk, desk.daily.orders.page
        self.table = self.page.table

    @staticmethod
    def open(desk: WholeDesk) -> OrdersHands:
        """Go to the orders by the rail."""
        desk.click(desk.window.rail.button("orders"))
        hands = OrdersHands(desk)
        desk.wait_for(lambda: hands.page.details.state, "the details")
        return hands

    # ------------------------------------------------------------ eyes

    def column(self, column: OrderColumn, rows: int | None = None) -> list[str]:
        """The texts of a column, from above."""
        model = self.table.rows
        count = model.rowCount() if rows is None else rows
        return [model.cell(place, column).text for place in range(count)]

    def place(self) -> int:
        """The row that is looked at."""
        return self.table.currentIndex().row()

    def details(self) -> DetailsState:
        """What stands beside the table."""
        found = self.page.details.state
        assert found is not None, "no order is shown"
        return found

    def count(self, wanted: OrderFilter) -> int:
        """The number on a filter."""
        return int(self.page.filters.chip(wanted).text().split("  ")[-1].replace(",", ""))

    # ------------------------------------------------------------ hands

    def click_row(self, place: int, *, twice: bool = False) -> None:
        """Click a row."""
        at = self.row_point(place)
        if twice:
            QTest.mouseDClick(self.table.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, at)
            self.desk.settle()
        else:
            self.desk.click(self.table.viewport(), at)

    def row_point(self, place: int) -> QPoint:
        """Where a row is in the viewport."""
        column = COLUMNS.index(self.page.look.columns[1])
        return self.table.visualRect(self.table.rows.index(place, column)).center()

    def head_point(self, column: OrderColumn) -> QPoint:
        """Where the name of a column is, in the viewport of the head."""
        head, section = self.table.horizontalHeader(), COLUMNS.index(column)
        return QPoint(head.sectionViewportPosition(section) + 30, head.height() // 2)

    def click_head(self, column: OrderColumn) -> None:
        """Click the name of a column."""
        self.desk.click(self.table.horizontalHeader().viewport(), self.head_point(column))

    def search(self, words: str) -> None:
        """Type words into the search."""
        self.page.filters.search.begin()
        self.desk.type(words)
        self.desk.wait_for(lambda: self.page.text == words, "the search")
        self.desk.settle()

    def save_as(self, path: str, *, settle: bool = True) -> None:
        """Answer the dialog that asks for a file; wait until it is made, unless told not to settle."""
        dialog = self.desk.window.findChild(QFileDialog)
        assert dialog is not None, "no dialog asks for a file"
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(path)
        QTest.keyClick(line, Qt.Key.Key_Return)
        if settle:
            self.desk.settle()
        QApplication.processEvents()
