"""The painted map for people who do not see it: a description that follows the view, and a table behind the canvas.

PySide6 does not bind QAccessibleTableInterface (as of 6.11), so a real table with the same zones and pins lies behind
the canvas, as it does behind the week grid. It is made when a screen reader is running.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QTableView, QWidget

from studio_app.desk.map.canvas import PaintedMap
from studio_app.desk.map.spoken import Row, rows_of, say_map

_Index = QModelIndex | QPersistentModelIndex
_PAUSE = 400
"""Milliseconds that a view has to rest before it is described anew."""


class MapTableModel(QAbstractTableModel):
    """A row for each zone and pin: name, what it is, note, whether it is in view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._heads = (self.tr("Name"), self.tr("What"), self.tr("Note"), self.tr("In view"))

    def read(self, rows: tuple[Row, ...]) -> None:
        """Take over what is shown now."""
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, number: int) -> Row:
        """What a row is about."""
        return self._rows[number]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if (
            role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            or not index.isValid()
        ):
            return None
        row = self._rows[index.row()]
        return (row.name, row.kind, row.note, self.tr("yes") if row.seen else self.tr("no"))[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self._heads[section] if orientation is Qt.Orientation.Horizontal else str(section + 1)


class MapTable(QTableView):
    """The table behind the canvas: there for a screen reader, never seen, never in the way of Tab.

    Signals:
        chosen: the Row that was activated.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("map-table")
        self.setAccessibleName(self.tr("Zones and pins on the map"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setGeometry(-2, -2, 1, 1)
        self.model_of_map = MapTableModel(self)
        self.setModel(self.model_of_map)
        self.activated.connect(self._activate)

    def _activate(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model_of_map.row(index.row()))


class MapSpeaker(QObject):
    """Keeps the accessible words of a map in step with what it shows.

    Signals:
        chosen: the Row that a screen reader activated.
    """

    chosen = Signal(object)

    def __init__(self, canvas: PaintedMap) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._table: MapTable | None = None
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self.read)
        canvas.setAccessibleName(self.tr("Map"))
        canvas.view_changed.connect(self._later)
        canvas.layers_changed.connect(self._later)

    def read(self) -> None:
        """Describe what is shown now."""
        self._wait.stop()
        rows = self._rows()
        words = say_map(rows, self._canvas.camera, metric=self._canvas.is_metric)
        self._canvas.setAccessibleDescription(words)
        if self._table is not None or QAccessible.isActive():
            self.table().model_of_map.read(rows)

    def table(self) -> MapTable:
        """The table for screen readers; made when it is first asked for."""
        if self._table is None:
            self._table = MapTable(self._canvas)
            self._table.chosen.connect(self.chosen)
            self._table.model_of_map.read(self._rows())
            self._table.show()
            self._table.lower()
        return self._table

    def say(self, words: str) -> None:
        """Announce something, such as the corner that the keyboard has hold of."""
        self._canvas.setAccessibleDescription(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, words))

    def _rows(self) -> tuple[Row, ...]:
        return rows_of(self._canvas.layers, self._canvas.shapes, self._canvas.camera)

    def _later(self, _what: object = None) -> None:
        self._wait.start()
