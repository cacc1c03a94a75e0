"""The table of orders. Qt's table gives scrolling, keys and what screen readers need; cells are painted here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio_app.desk import theme
from studio_app.desk.orders.columns import COLUMNS, Cell, TableLook, fitted
from studio_app.desk.orders.model import Ground, Index, OrdersModel
from studio_app.desk.orders.table_header import NUMBERS, PAD, TableHeader
from studio_app.desk.tone import Tone
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.bare_table import make_bare
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.overlay_bar import OverlayBar
from studio_app.domain.order_list import ListedOrder, OrderColumn

ROW = 40
_FACE = 22
_AHEAD = 60
"""Rows that are read above and below of those that are seen."""
_LOOK_MS = 40
"""What is scrolled past quicker is not read."""


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: OrderTable, model: OrdersModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown, place, rect = theme.current(), index.row(), QRectF(option.rect)
        painter.save()
        if place == self._table.currentIndex().row():
            painter.fillRect(rect, shown.accent_soft)
        elif place == self._table.hovered():
            painter.fillRect(rect, shown.raised)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), shown.line_faint)
        column = COLUMNS[index.column()]
        box = rect.adjusted(self._table.left_pad(index.column()), 0, -PAD, -1)
        self._paint_cell(painter, box, self._model.cell(place, column), column)
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell, column: OrderColumn) -> None:
        shown = theme.current()
        left = box.left()
        if cell.tone is not Tone.PLAIN and cell.text:
            painting.fill_round(painter, QRectF(left, box.center().y() - 4, 8, 8), shown.ink(cell.tone), 4)
            left += 15
        for face in cell.faces[:2]:
            painting.draw_avatar(painter, QRectF(left, box.center().y() - _FACE / 2, _FACE, _FACE), face)
            left += _FACE - 5
        if cell.faces:
            left += 11
        weight = QFont.Weight.DemiBold if cell.strong else QFont.Weight.Normal
        tabular = cell.number or column in (OrderColumn.VISIT, OrderColumn.TAKEN, OrderColumn.DUE)
        font = shown.font("body", weight, tabular=tabular)
        ink = (
            shown.text if cell.strong or cell.tone is not Tone.PLAIN or column in _FULL else shown.text_muted
        )
        room = QRectF(left, box.top(), max(0.0, box.right() - left), box.height())
        align = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        painting.draw_line(painter, room, cell.text, font, ink, align)
        if cell.rest:
            after = painting.text_width(cell.text, font) + 7
            rest = room.adjusted(after, 0, 0, 0)
            if rest.width() > 24:
                painting.draw_line(painter, rest, cell.rest, shown.font("small"), shown.text_muted)


_FULL = frozenset({OrderColumn.VISIT, OrderColumn.AGENT, OrderColumn.SERVICES, OrderColumn.CREW})
"""Columns in the text's full colour; the others are paler."""


class OrderTable(QTableView):
    """The table.

    Signals:
        chosen: id of the order that is looked at; "" for none.
        opened: id of an order on which Enter was pressed, or that was clicked twice.
        menu_requested: id of an order, and where on the screen.
        rows_wanted: ids of rows that must be read.
        sort_requested: the OrderColumn whose head was clicked.
        look_changed: the TableLook after a column was drawn or moved.
    """

    chosen = Signal(str)
    opened = Signal(str)
    menu_requested = Signal(str, QPoint)
    rows_wanted = Signal(object)
    sort_requested = Signal(object)
    look_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order_table")
        self.setAccessibleName(self.tr("Orders"))
        self._model = OrdersModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, self._model))
        self._look, self._chosen, self._hovered, self._fitting = TableLook(), "", -1, False
        self._head = TableHeader(self)
        self._prepare()
        self._bar = OverlayBar(self)
        self._wait = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._wait.timeout.connect(self.read_on)
        self.verticalScrollBar().valueChanged.connect(self._looked)
        self.entered.connect(self._enter)
        self._head.sectionClicked.connect(self._sort)
        self._head.sectionResized.connect(self._drawn)
        self._head.sectionMoved.connect(self._moved)
        self.show_look(self._look)

    def _prepare(self) -> None:
        self.setHorizontalHeader(self._head)
        # Qt would choose the first row of a column whose head is pressed.
        self._head.sectionPressed.disconnect()
        self._head.sectionEntered.disconnect()
        make_bare(self, ROW)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.verticalScrollBar().setSingleStep(ROW // 2)
        self.horizontalScrollBar().setSingleStep(16)

    # ------------------------------------------------------------ what is shown

    @property
    def rows(self) -> OrdersModel:
        """The rows."""
        return self._model

    def look(self) -> TableLook:
        """How the table is shown."""
        return self._look

    def left_pad(self, section: int) -> int:
        """Room left of a cell's words; the first column stands under the heading of the window."""
        return self._head.left_pad(section)

    def hovered(self) -> int:
        """The row under the mouse; -1 for none."""
        return self._hovered

    def show_list(self, ids: Sequence[str], first: Sequence[ListedOrder], ground: Ground) -> None:
        """Show another list; the order that is looked at and the place in the list stay where they can."""
        key, place = self._chosen, max(self.currentIndex().row(), 0)
        at = self.verticalScrollBar().value()
        if self._model.show_list(ids, first, ground):
            found = self._model.place(key) if key else -1
            target = found if found >= 0 else min(place, len(ids) - 1)
            self.verticalScrollBar().setValue(at)
            self._set_current(target)
        self._looked()
        self.viewport().update()

    def add_rows(self, rows: Sequence[ListedOrder]) -> None:
        """Take rows that were read."""
        first, last = self._seen()
        near = self._model.ids[max(0, first - 5 * _AHEAD) : last + 5 * _AHEAD]
        self._model.add_rows(rows, near)

    def show_look(self, look: TableLook) -> None:
        """Show other columns, widths and the sort."""
        self._look = look
        self._head.show_sort(look.sort, look.descending)
        self._fitting = True
        for number, column in enumerate(COLUMNS):
            self.setColumnHidden(number, column not in look.columns)
        for place, column in enumerate(look.columns):
            self._head.moveSection(self._head.visualIndex(COLUMNS.index(column)), place)
        self._fitting = False
        self._fit()

    def choose(self, order: str) -> bool:
        """Look at an order; says whether it is listed."""
        place = self._model.place(order)
        if place >= 0:
            self._set_current(place)
        return place >= 0

    def chosen_order(self) -> str:
        """The order that is looked at."""
        return self._chosen

    def _set_current(self, place: int) -> None:
        column = COLUMNS.index(self._look.columns[0])
        self.setCurrentIndex(self._model.index(place, column) if place >= 0 else QModelIndex())
        if place < 0:
            self._tell("")

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self._tell(self._model.order(current.row()))

    def _tell(self, order: str) -> None:
        if order != self._chosen:
            self._chosen = order
            self.chosen.emit(order)

    # ------------------------------------------------------------ rows that are looked at

    def _seen(self) -> tuple[int, int]:
        """The first and the last row that are seen."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else len(self._model.ids) - 1

    def _looked(self) -> None:
        if not self._wait.isActive():
            self._wait.start()

    def read_on(self) -> None:
        """Ask for the rows that are seen and not read; some around them come along."""
        first, last = self._seen()
        if self._model.missing(first, last):
            self.rows_wanted.emit(self._model.missing(first - _AHEAD, last + _AHEAD))

    # ------------------------------------------------------------ columns

    def _fit(self) -> None:
        self._fitting = True
        for column, width in fitted(self._look, self.viewport().width()).items():
            self.setColumnWidth(COLUMNS.index(column), width)
        self._fitting = False
        self.viewport().update()

    def _sort(self, section: int) -> None:
        self.sort_requested.emit(COLUMNS[section])

    def _drawn(self, section: int, _old: int, new: int) -> None:
        if not self._fitting and new > 0:
            widths = {**self._look.widths, COLUMNS[section]: new}
            self._look = replace(self._look, widths=widths)
            self.look_changed.emit(self._look)

    def _moved(self) -> None:
        if not self._fitting:
            order = sorted(self._look.columns, key=lambda each: self._head.visualIndex(COLUMNS.index(each)))
            self._look = replace(self._look, columns=tuple(order))
            self.look_changed.emit(self._look)

    # ------------------------------------------------------------ hands

    def event(self, event: QEvent) -> bool:
        # The window pages through days with these keys; here they page through the list.
        if kept(event, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, place = Qt.Key(event.key()), self.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and place >= 0:
            self.opened.emit(self._model.order(place))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._model.ids:
            # Qt would go to the first or last column.
            self._set_current(0 if key == Qt.Key.Key_Home else len(self._model.ids) - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (-ROW if key == Qt.Key.Key_Left else ROW))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        order = self._model.order(self.indexAt(event.position().toPoint()).row())
        if order and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(order)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        place = self.indexAt(event.pos()).row() if by_mouse else self.currentIndex().row()
        if place < 0:
            return
        self._set_current(place)
        corner = QPoint(2 * PAD, self.rowViewportPosition(place) + ROW)
        at = event.globalPos() if by_mouse else self.viewport().mapToGlobal(corner)
        self.menu_requested.emit(self._model.order(place), at)

    def _enter(self, index: QModelIndex) -> None:
        self._hovered = index.row()
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.viewport().update()

    # ------------------------------------------------------------ painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._looked()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = self.currentIndex().row()
        if place < 0:
            return
        painter = QPainter(self.viewport())
        top = self.rowViewportPosition(place)
        if self.hasFocus():
            painting.draw_ring(painter, QRectF(1, top, self.viewport().width() - 2, ROW - 1), 6)
        else:
            painter.fillRect(QRectF(0, top, 3, ROW - 1), theme.current().accent)
        painter.end()
