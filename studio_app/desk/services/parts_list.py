"""What is in a package: all services to tick, those inside first, which are dragged into their order."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.services import drawing
from studio_app.desk.services.model import Part
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.movable_list import MovableList
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowModel

_ROW, _PAD = 34, 16


class _Model(RowModel[Part]):
    def spoken(self, row: Part) -> str:
        inside = self.tr("in the package") if row.inside else self.tr("not in it")
        return ", ".join(filter(None, (row.name, inside, row.minutes, row.note, row.problem)))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            return Qt.CheckState.Checked if self.row(index).inside else Qt.CheckState.Unchecked
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class _Delegate(RowDelegate["PartsList", _Model]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, row, place = theme.current(), self._model.row(index), index.row()
        body = rect.adjusted(4, 1, -4, -1)
        if self._view.is_held(place):
            painting.fill_round(painter, body, shown.busy, 6)
        elif self._view.is_hovered(place):
            painting.fill_round(painter, body, shown.raised, 6)
        middle = rect.center().y()
        tick = QRectF(rect.left() + _PAD, middle - painting.TICK / 2, painting.TICK, painting.TICK)
        painting.draw_tick(painter, tick, checked=row.inside)
        drawing.draw_dot(painter, QPointF(tick.right() + 17, middle), row.colour, side=10)
        right = rect.right() - _PAD
        if row.inside:
            grip = self._view.grip_rect(rect)
            self._view.draw_grip(painter, grip)
        right -= 20
        small = shown.font("caption", tabular=True)
        width = painting.text_width(row.minutes, small) + 2
        minutes = QRectF(right - width, rect.top(), width, rect.height())
        painting.draw_line(
            painter, minutes, row.minutes, small, shown.text_muted, Qt.AlignmentFlag.AlignRight
        )
        left = tick.right() + 30
        font = shown.font("body")
        taken = min(painting.text_width(row.name, font) + 2, minutes.left() - left - 8)
        name = QRectF(left, rect.top(), taken, rect.height())
        painting.draw_line(painter, name, row.name, font, shown.text if row.inside else shown.text_muted)
        self._paint_note(
            painter,
            QRectF(name.right() + 10, rect.top(), minutes.left() - name.right() - 18, rect.height()),
            row,
        )
        if self._view.shows_focus(place):
            painting.draw_ring(painter, body, 6)

    @staticmethod
    def _paint_note(painter: QPainter, box: QRectF, row: Part) -> None:
        shown = theme.current()
        if box.width() < 24:
            return
        small = shown.font("caption")
        if row.problem:
            drawing.draw_sign(painter, QPointF(box.left() + 6, box.center().y()), "warning", 13, "warning")
            painting.draw_line(painter, box.adjusted(17, 0, 0, 0), row.problem, small, shown.warning)
        else:
            painting.draw_line(painter, box, row.note, small, shown.text_faint)


class PartsList(MovableList):
    """The list.

    Signals:
        ticked: ids of the services that shall be inside, in their order.
    """

    ticked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("package_parts")
        self.setAccessibleName(self.tr("Services in the package"))
        self._parts = _Model(self)
        self.setModel(self._parts)
        self.setItemDelegate(_Delegate(self, self._parts))

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show these; the keyboard stays on the same service."""
        if parts == self._parts.rows:
            return
        self.let_go()
        place = self.currentIndex().row()
        key = self._parts.rows[place].id if 0 <= place < len(self._parts.rows) else ""
        resized = len(parts) != len(self._parts.rows)
        self._parts.set_rows(parts)
        if resized:
            self.fit()
        if parts:
            self.go_to(next((at for at, part in enumerate(parts) if part.id == key), max(place, 0)))

    def parts(self) -> tuple[Part, ...]:
        """What is shown."""
        return self._parts.rows

    def movable_among(self, place: int) -> range:
        inside = sum(part.inside for part in self._parts.rows)
        return range(inside) if place < inside else range(0)

    def row_point(self, place: int) -> QPoint:
        """Middle of a row, in the viewport."""
        return self.row_rect(place).center().toPoint()

    def toggle(self, place: int) -> None:
        """Put a service in, as the last one, or take it out."""
        part = self._parts.rows[place]
        inside = [each.id for each in self._parts.rows if each.inside and each.id != part.id]
        self.ticked.emit(tuple(inside if part.inside else [*inside, part.id]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged = self.is_dragging()
        super().mouseReleaseEvent(event)
        if not dragged and (place := self.clicked_row(event)) >= 0:
            self.toggle(place)
