"""A list on the left of which one row at most is chosen: by a click, or by going there with the arrow keys."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import icons, theme
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel
from studio_app.desk.zones import drawing
from studio_app.desk.zones.model import PersonRow, ZoneRow

T = TypeVar("T", ZoneRow, PersonRow)
_ROW, _PAD, _SIGN, _GAP = 52, 12, 28, 12
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


class ChoiceList(RowList, Generic[T]):
    """Rows with a sign, a name, a note, and what hangs on them.

    Signals:
        chosen: key of the row that the user went to.
        activated_row: key of the row on which Enter was pressed, or that was double-clicked.
        menu_requested: key of a row, and where on the screen its menu is wanted.
    """

    chosen = Signal(str)
    activated_row = Signal(str)
    menu_requested = Signal(str, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._chosen = ""
        self._rows_model: RowModel[T] = self.make_model()
        self.setModel(self._rows_model)
        self.setItemDelegate(_Delegate(self, self._rows_model))

    @abstractmethod
    def make_model(self) -> RowModel[T]:
        """Its rows, in words for screen readers."""

    @abstractmethod
    def key_of(self, row: T) -> str:
        """The key of a row."""

    @abstractmethod
    def paint_parts(self, painter: QPainter, rect: QRectF, row: T) -> None:
        """The row without its ground."""

    @property
    def rows(self) -> tuple[T, ...]:
        """What is shown."""
        return self._rows_model.rows

    def show_rows(self, rows: tuple[T, ...]) -> None:
        """Show these."""
        if rows == self.rows:
            return
        self._rows_model.set_rows(rows)
        self.show_chosen(self._chosen)
        self.viewport().update()

    def show_chosen(self, key: str) -> None:
        """Show a row as chosen, "" for none; nothing is signalled."""
        self._chosen = key
        place = self.place_of(key)
        if place >= 0 and place != self.currentIndex().row():
            self._go(place)
        self.viewport().update()

    def place_of(self, key: str) -> int:
        """The row of a key; -1 where it is not shown."""
        return next((at for at, row in enumerate(self.rows) if self.key_of(row) == key), -1)

    def chosen_key(self) -> str:
        """The key that is shown as chosen; it may be of a row that is filtered out."""
        return self._chosen

    def fit(self) -> None:
        """Take all the room there is: the list is as high as its panel."""
        self.scheduleDelayedItemsLayout()

    def _go(self, place: int) -> None:
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self._rows_model.index(place))
        self.selectionModel().blockSignals(False)
        if self.isVisible():  # before, nobody knows how much room there is
            self.scrollTo(self.currentIndex())

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self._chosen = self.key_of(self.rows[place])
            self.viewport().update()
            self.chosen.emit(self._chosen)

    # ------------------------------------------------------------ hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()).row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.indexAt(event.position().toPoint()).row()
        if place >= 0:
            self.activated_row.emit(self.key_of(self.rows[place]))

    def event(self, event: QEvent) -> bool:
        # Pages of a long list; without a row to go to they are the window's.
        asks = event.type() is QEvent.Type.ShortcutOverride and bool(self.rows)
        if asks and kept(event, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, before = event.key(), self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and before >= 0:
            self.activated_row.emit(self.key_of(self.rows[before]))
            return
        if key in _MOVES:
            super().keyPressEvent(event)
            place = self.currentIndex().row()
            if place != before or not self._chosen:
                self._choose(max(place, 0))
            return
        event.ignore()  # letters are the page's commands

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        place = self.currentIndex().row() if by_key else self.indexAt(event.pos()).row()
        if place < 0:
            return
        at = self.row_rect(place).center().toPoint() if by_key else event.pos()
        self._choose(place)
        self.menu_requested.emit(self.key_of(self.rows[place]), self.viewport().mapToGlobal(at))

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type] # Qt hands in a QFocusEvent
        if not self.currentIndex().isValid() and self.rows:
            self._go(0)


class _Delegate(RowDelegate["ChoiceList[Any]", RowModel[Any]]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        view = self._view
        row, place = view.rows[index.row()], index.row()
        shown = theme.current()
        box = rect.adjusted(8, 1, -8, -1)
        if view.key_of(row) == view.chosen_key():
            painting.fill_round(painter, box, shown.accent_soft, 8)
        elif view.is_hovered(place):
            painting.fill_round(painter, box, shown.raised, 8)
        view.paint_parts(painter, box, row)
        if view.shows_focus(place):
            painting.draw_ring(painter, box, 8)


class _Zones(RowModel[ZoneRow]):
    def spoken(self, row: ZoneRow) -> str:
        names = ", ".join(face.name for face in row.faces)
        return "; ".join(part for part in (row.name, row.note, names) if part)


class ZoneList(ChoiceList[ZoneRow]):
    """The zones."""

    def make_model(self) -> RowModel[ZoneRow]:
        return _Zones(self)

    def key_of(self, row: ZoneRow) -> str:
        return row.id

    def paint_parts(self, painter: QPainter, rect: QRectF, row: ZoneRow) -> None:
        shown = theme.current()
        middle = rect.center().y()
        drawing.draw_swatch(painter, QRectF(rect.left() + _PAD, middle - 12, 24, 24), row.swatch)
        end = drawing.draw_faces(painter, rect.right() - _PAD, middle, row.faces)
        _two_lines(painter, rect, end, row.name, row.note, warns=not row.covered)
        if not row.covered:
            sign = icons.pixmap("warning", shown.warning, 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(round(rect.right() - _PAD - 16), round(middle - 8), sign)


class _People(RowModel[PersonRow]):
    def spoken(self, row: PersonRow) -> str:
        return f"{row.face.name}; {row.note}"


class PersonList(ChoiceList[PersonRow]):
    """The photographers."""

    def make_model(self) -> RowModel[PersonRow]:
        return _People(self)

    def key_of(self, row: PersonRow) -> str:
        return row.face.id

    def paint_parts(self, painter: QPainter, rect: QRectF, row: PersonRow) -> None:
        middle = rect.center().y()
        painting.draw_avatar(painter, QRectF(rect.left() + _PAD, middle - 12, 24, 24), row.face)
        left = rect.right() - _PAD
        for swatch in reversed(row.swatches[:6]):
            left -= 12
            drawing.draw_swatch(painter, QRectF(left, middle - 6, 12, 12), swatch, 3)
            left -= 4
        _two_lines(painter, rect, left, row.face.name, row.note, warns=not row.swatches)


def _two_lines(painter: QPainter, rect: QRectF, end: float, name: str, note: str, *, warns: bool) -> None:
    shown = theme.current()
    left = rect.left() + _PAD + _SIGN + _GAP - 4
    first = QRectF(left, rect.top() + 7, end - left - 8, 18)
    second = QRectF(left, rect.top() + 26, end - left - 8, 16)
    painting.draw_line(painter, first, name, shown.font("body", QFont.Weight.DemiBold), shown.text)
    ink = shown.warning if warns else shown.text_muted
    painting.draw_line(painter, second, note, shown.font("caption"), ink)
