"""A real table behind something painted, for screen readers: never seen, never in the way of Tab.

PySide6 does not bind QAccessibleTableInterface (as of 6.11), so a painted widget cannot be a table itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QWidget

_Index = QModelIndex | QPersistentModelIndex
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class _Model(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[str, ...] = ()
        self.names: tuple[str, ...] = ()
        self.cells: tuple[tuple[str, ...], ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _SPOKEN:
            return None
        return self.cells[index.row()][index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in _SPOKEN:
            return None
        names = self.columns if orientation is Qt.Orientation.Horizontal else self.names
        return names[section] if 0 <= section < len(names) else None


class SpokenTable(QTableView):
    """The table."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setGeometry(0, 0, 1, 1)
        self._model = _Model(self)
        self.setModel(self._model)
        self.lower()

    def read(self, columns: Sequence[str], names: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
        """Take over what is shown now: heads of columns and rows, and a cell for each pair."""
        self._model.beginResetModel()
        self._model.columns, self._model.names = tuple(columns), tuple(names)
        self._model.cells = tuple(tuple(row) for row in cells)
        self._model.endResetModel()
