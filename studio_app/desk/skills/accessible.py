"""The matrix for people who do not see it: a real table behind the painted one, as of the week (`week.accessible`)."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QTableView, QWidget

from studio_app.desk.skills import model
from studio_app.desk.skills.model import Shown, SkillsState

_Index = QModelIndex | QPersistentModelIndex
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class SkillsTableModel(QAbstractTableModel):
    """Services across, people down; each cell says who can do what."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state, self._there = SkillsState(), Shown()

    def read(self, state: SkillsState, there: Shown) -> None:
        """Take over what is shown now."""
        self.beginResetModel()
        self._state, self._there = state, there
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._there.people)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._there.services)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _SPOKEN:
            return None
        return model.cell_words(self._state, self._there, index.row(), index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in _SPOKEN:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return model.column_words(self._state, self._there, section)
        return model.row_words(self._state, self._there, section)


class SkillsTable(QTableView):
    """The table behind: never seen, never in the way of Tab.

    Signals:
        toggled: row and column of an activated cell.
    """

    toggled = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("skills_table")
        self.setAccessibleName(self.tr("Skills of the team"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setGeometry(0, 0, 1, 1)
        self._model = SkillsTableModel(self)
        self.setModel(self._model)
        self.activated.connect(self._activate)

    def read(self, state: SkillsState, there: Shown) -> None:
        """Take over what is shown now."""
        self._model.read(state, there)

    def _activate(self, index: QModelIndex) -> None:
        self.toggled.emit(index.row(), index.column())
