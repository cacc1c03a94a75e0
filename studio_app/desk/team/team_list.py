"""The photographers in the order in which bookings are offered; dragged to another place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk import theme
from studio_app.desk.team.model import TeamRow
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.widgets.movable_list import MovableList
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowModel

_ROW, _EDGE, _AVATAR = 56, 12, 22


class _Model(RowModel[TeamRow]):
    def spoken(self, row: TeamRow) -> str:
        return f"{row.face.name}, {row.detail}"


class _Delegate(RowDelegate["TeamList", _Model]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, row, place = theme.current(), self._model.row(index), index.row()
        box = rect.adjusted(_EDGE, 1, -_EDGE, -1)
        if row.key == self._view.shown_key:
            painting.fill_round(painter, box, shown.accent_soft, 8)
        elif self._view.is_hovered(place) and not self._view.is_dragging():
            painting.fill_round(painter, box, shown.raised, 8)
        if self._view.is_held(place):
            painter.setOpacity(0.45)
        middle = box.center().y()
        disc = QRectF(box.left() + 12, middle - _AVATAR / 2, _AVATAR, _AVATAR)
        painting.draw_avatar(painter, disc, row.face)
        left, right = disc.right() + 10, box.right() - 38
        name = QRectF(left, middle - 18, right - left, 18)
        painting.draw_line(
            painter, name, row.face.name, shown.font("body", QFont.Weight.DemiBold), shown.text
        )
        detail = QRectF(left, middle + 1, right - left, 16)
        ink = shown.warning if row.alert else shown.text_muted
        painting.draw_line(painter, detail, row.detail, shown.font("caption"), ink)
        if self._view.movable_among(place):
            self._view.draw_grip(painter, self._view.grip_rect(rect))
        painter.setOpacity(1)
        if self._view.shows_focus(place):
            painting.draw_ring(painter, box, 8)


class TeamList(MovableList):
    """The list; it never moves rows while only some of them are shown.

    Signals:
        menu_requested: id of the photographer, and where on the screen.
    """

    menu_requested = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("team_list")
        self.setAccessibleName(self.tr("Photographers in the order that bookings are offered"))
        self.shown_key = ""
        self.whole = True
        self._model = _Model(self)
        self.setModel(self._model)
        self._delegate = _Delegate(self, self._model)
        self.setItemDelegate(self._delegate)

    def grip_rect(self, rect: QRectF) -> QRectF:
        return QRectF(rect.right() - _EDGE - 28, rect.center().y() - 7, 10, 14)

    def movable_among(self, place: int) -> range:
        count = self.model().rowCount()
        return range(count) if self.whole and count > 1 else range(0)

    def show_rows(self, rows: tuple[TeamRow, ...], current: str, *, whole: bool) -> None:
        """Show these.

        Args:
            rows: In order.
            current: Id of whose profile is shown.
            whole: Whether these are all there are.
        """
        changed = rows != self._model.rows
        if changed:
            self.let_go()
        self.shown_key, self.whole = current, whole
        count = len(self._model.rows)
        self._model.set_rows(rows)
        if len(rows) != count:
            self.fit()
        place = next((at for at, row in enumerate(rows) if row.key == current), -1)
        if place >= 0 and place != self.currentIndex().row():
            self.go_to(place)
        self.viewport().update()

    def rows(self) -> tuple[TeamRow, ...]:
        """What is shown."""
        return self._model.rows

    def row_center(self, key: str) -> QPoint:
        """Middle of a photographer's row, in the viewport."""
        place = next(at for at, row in enumerate(self._model.rows) if row.key == key)
        return self.row_rect(place).center().toPoint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Delete):
            event.ignore()  # the page knows what they do
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        place = self.indexAt(event.pos()).row() if by_mouse else self.currentIndex().row()
        if not 0 <= place < len(self._model.rows):
            return
        center = self.viewport().mapToGlobal(self.row_rect(place).center().toPoint())
        self.menu_requested.emit(self._model.rows[place].key, event.globalPos() if by_mouse else center)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self.indexAt(event.pos()).row()
            row = self._model.rows[place] if 0 <= place < len(self._model.rows) else None
            QToolTip.showText(event.globalPos(), plain_tip(row.detail) if row else "", self)
            return True
        return super().viewportEvent(event)
