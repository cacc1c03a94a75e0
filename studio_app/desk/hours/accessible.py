"""The bars as a table for people who do not see them; why it is a table of its own is told in `week.accessible`."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QTableView, QWidget

_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = ()
        self.words: tuple[str, ...] = ()

    def read(self, names: tuple[str, ...], words: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.names, self.words = names, words
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.words[index.row()] if shown and index.isValid() else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.names[section] if shown and orientation is Qt.Orientation.Vertical else None


class HoursTable(QTableView):
    """A row a day; it lies behind the bars, never seen and never in the way of Tab.

    Signals:
        chosen: the day of the row that was activated.
    """

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hours_table")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setGeometry(0, 0, 1, 1)
        self._model = _Model(self)
        self.setModel(self._model)
        self.activated.connect(self._activate)
        self.lower()

    def read(self, names: tuple[str, ...], words: tuple[str, ...]) -> None:
        """Take over what is shown."""
        self._model.read(names, words)

    def _activate(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())
