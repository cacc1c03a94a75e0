"""The head of the table of orders: names of columns, and which of them sorts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from studio_app.desk import theme
from studio_app.desk.orders.columns import COLUMNS, LEAST
from studio_app.desk.widgets import painting
from studio_app.domain.order_list import OrderColumn

HEIGHT = 34
PAD, FIRST_PAD = 8, 16
"""Left and right of what stands in a cell."""
NUMBERS = frozenset({OrderColumn.SIZE})
"""Columns that stand at the right."""


class TableHeader(QHeaderView):
    """Sections are clicked to sort, drawn to another width, and moved; the menu key is the table's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(LEAST)
        self.setMouseTracking(True)
        self.setStyleSheet("QHeaderView { border: none; background: transparent; }")
        self._sort, self._descending = OrderColumn.TAKEN, True

    def show_sort(self, column: OrderColumn, descending: bool) -> None:
        """Say what the table is sorted by."""
        self._sort, self._descending = column, descending
        self.viewport().update()

    def left_pad(self, section: int) -> int:
        """Room left of the words of a column."""
        return FIRST_PAD if self.visualIndex(section) == 0 else PAD

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        shown, column, box = theme.current(), COLUMNS[logicalIndex], QRectF(rect)
        painter.save()
        painter.fillRect(box, shown.surface)
        sorts = column is self._sort
        font = shown.font("caption", QFont.Weight.DemiBold)
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        room = box.adjusted(self.left_pad(logicalIndex), 0, -PAD - (14 if sorts else 0), 0)
        ink = shown.accent if sorts else shown.text_muted
        right = column in NUMBERS
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painting.draw_line(painter, room, text, font, ink, align)
        if sorts:
            end = (
                room.right() + 4
                if right
                else room.left() + min(painting.text_width(text, font), room.width()) + 4
            )
            self._arrow(painter, QPointF(end + 4, box.center().y()))
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), shown.line)
        painter.restore()

    def _arrow(self, painter: QPainter, at: QPointF) -> None:
        """A small angle: down where the greatest stands first."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().accent, 1.5))
        step = 1.0 if self._descending else -1.0
        corners = [at + QPointF(-3, -1.5 * step), at + QPointF(0, 1.5 * step), at + QPointF(3, -1.5 * step)]
        painter.drawPolyline(QPolygonF(corners))
