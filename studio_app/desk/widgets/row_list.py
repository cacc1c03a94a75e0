"""A list of painted rows: the base of the lists of services, photographers, suggestions and pages.

Qt's list view gives scrolling, the keyboard and what screen readers need; a delegate of ours paints the rows.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio_app.desk.widgets.overlay_bar import OverlayBar

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
V = TypeVar("V", bound=QListView)
M = TypeVar("M", bound="RowModel[Any]")


class RowModel(QAbstractListModel, Generic[T]):
    """Frozen values as rows. Subclasses say what a screen reader hears of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[T, ...] = ()

    @property
    def rows(self) -> tuple[T, ...]:
        """The values, in order."""
        return self._rows

    def set_rows(self, rows: tuple[T, ...]) -> None:
        """Show these. Rows that stay as many are changed in place, so that place and scrolling stay."""
        if rows == self._rows:
            return
        if len(rows) == len(self._rows):
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> T:
        """The value at an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(self.row(index))
        return None

    def spoken(self, row: T) -> str:
        """The row in words."""
        return str(row)


class RowDelegate(QStyledItemDelegate, Generic[V, M]):
    """Paints rows and says how high they are; subclasses fill in both.

    Attributes:
        height: Of every row, where all are alike.
    """

    height = 0

    def __init__(self, view: V, model: M) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_row(painter, QRectF(option.rect), index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self.row_height(index, width))

    @abstractmethod
    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """Draw one row inside of `rect`."""

    def row_height(self, index: Index, width: int) -> int:
        """Height of a row that is `width` wide."""
        return self.height


class RowList(QListView):
    """A list without frame, as high as its rows as long as there is room; its scroll bar lies over its right edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_rows = 0
        self._hovered, self._pressed = -1, -1
        self.entered.connect(self._enter_row)
        self.setStyleSheet(
            "QListView, QListView:focus { border: none; border-radius: 0; background: transparent; }"
        )
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.verticalScrollBar().setSingleStep(16)
        self._bar = OverlayBar(self)

    def row_rect(self, place: int) -> QRectF:
        """Where a row stands in the viewport."""
        return QRectF(self.visualRect(self.model().index(place, 0)))

    def is_hovered(self, place: int) -> bool:
        """Whether the mouse is over a row."""
        return place == self._hovered

    def shows_focus(self, place: int) -> bool:
        """Whether a row has the ring of the keyboard's focus."""
        return self.hasFocus() and place == self.currentIndex().row()

    def clicked_row(self, event: QMouseEvent) -> int:
        """The row that was pressed and let go of with the left button; -1 for none. Ask it at the release."""
        place, pressed = self.indexAt(event.position().toPoint()).row(), self._pressed
        self._pressed = -1
        return place if event.button() is Qt.MouseButton.LeftButton and place == pressed else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = self.indexAt(event.position().toPoint()).row()

    def leaveEvent(self, event: object) -> None:
        self._hovered = -1
        self.viewport().update()

    def _enter_row(self, index: QModelIndex) -> None:
        self._hovered = index.row()
        self.viewport().update()

    def content_height(self) -> int:
        """Height of all rows together."""
        return self._height_of(self.model().rowCount())

    def keep_rows_visible(self, count: int) -> None:
        """Never be lower than the first `count` rows."""
        self._least_rows = count
        self.fit()

    def fit(self) -> None:
        """Take as much height as the rows need; called after the rows changed."""
        self.scheduleDelayedItemsLayout()
        self.setMaximumHeight(max(0, self.content_height()))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.content_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height_of(min(self._least_rows, self.model().rowCount())))

    def _height_of(self, count: int) -> int:
        return sum(self.sizeHintForRow(row) for row in range(count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A list that has nowhere to scroll leaves the wheel to what is around it."""
        if self.verticalScrollBar().maximum() == 0:
            event.ignore()
            return
        super().wheelEvent(event)
