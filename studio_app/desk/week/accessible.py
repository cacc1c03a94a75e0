"""The painted grid for people who do not see it.

PySide6 does not bind QAccessibleTableInterface (as of 6.11), so the painted widget cannot be a table itself. Three
things stand in for it: name and description of the canvas follow the choice, each choice is announced, and while a
screen reader is running a real table with the same days and hours lies behind the canvas for it to walk through.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QTableView, QWidget

from studio_app.desk.board.speaking import HandSpeaker
from studio_app.desk.week.canvas import PaintedWeek
from studio_app.desk.week.geometry import Mark
from studio_app.desk.week.handling import WeekCanvas
from studio_app.desk.week.painter import hour_text
from studio_app.desk.week.spoken import say_block, say_day, say_ghost, say_hour, say_time

_Index = QModelIndex | QPersistentModelIndex


class WeekTableModel(QAbstractTableModel):
    """Days across, hours down; each cell says what stands there and which starts are offered."""

    def __init__(self, canvas: PaintedWeek, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._hours: tuple[Mark, ...] = ()
        self.read()

    def read(self) -> None:
        """Take over what the canvas shows now."""
        self.beginResetModel()
        axis = self._canvas.content.axis
        self._hours = tuple(mark for mark in axis.marks if mark.is_hour and mark.axis < axis.length)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._hours)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._canvas.content.days)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if (
            role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            or not index.isValid()
        ):
            return None
        return say_hour(self._canvas.week, self._canvas.content, index.column(), self._hours[index.row()])

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return say_day(self._canvas.week, self._canvas.openings, section)
        mark = self._hours[section]
        return hour_text(mark.wall, mark.name, self._canvas.week)

    def hour(self, row: int) -> Mark:
        """The hour of a row."""
        return self._hours[row]


class WeekTable(QTableView):
    """The table behind the canvas: there for a screen reader, never seen, never in the way of Tab.

    Signals:
        chosen: the datetime of the first start that is offered in the activated cell.
    """

    chosen = Signal(object)

    def __init__(self, canvas: PaintedWeek, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("week-table")
        self.setAccessibleName(canvas.week.phrases.week_name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setGeometry(0, 0, 1, 1)
        self.lower()
        self._canvas = canvas
        self._model = WeekTableModel(canvas, self)
        self.setModel(self._model)
        self.activated.connect(self._activate)

    def read(self) -> None:
        """Take over what the canvas shows now."""
        self._model.read()

    def _activate(self, index: QModelIndex) -> None:
        column = self._canvas.content.axis.columns[index.column()]
        begin = self._model.hour(index.row()).axis
        for cell in self._canvas.content.cells:
            inside = column.start <= cell.start < column.end
            if inside and begin <= column.axis(cell.start) < begin + 60:
                self.chosen.emit(cell.start)
                return


class Speaker(QObject):
    """Keeps the accessible words of a grid in step with what it shows, and announces each choice."""

    def __init__(self, canvas: WeekCanvas, frame: QWidget) -> None:
        super().__init__(frame)
        self._canvas = canvas
        self._frame = frame
        self._table: WeekTable | None = None
        canvas.setAccessibleName(canvas.week.phrases.week_name)
        canvas.selected.connect(self._announce)
        canvas.current_changed.connect(self._say_current)
        self._hand = HandSpeaker(canvas.holding, canvas.words, canvas.title_of, lambda _lane: "", self._say)

    def shown(self) -> None:
        """Something else is shown: days, openings, choice or ghost."""
        self._canvas.setAccessibleDescription(self.words())
        if QAccessible.isActive():
            self.table().read()

    def words(self) -> str:
        """The choice in words, else the shown days."""
        canvas = self._canvas
        for ghost in canvas.ghosts:
            if ghost.start == canvas.chosen:
                return say_ghost(ghost, canvas.week)
        if canvas.chosen is not None:
            return say_time(canvas.chosen, canvas.week, canvas.content)
        days = range(len(canvas.week.days))
        return "; ".join(say_day(canvas.week, canvas.openings, index) for index in days)

    def table(self) -> WeekTable:
        """The table for screen readers; made when it is first asked for."""
        if self._table is None:
            self._table = WeekTable(self._canvas, self._frame)
            self._table.chosen.connect(self._canvas.choose)
            self._table.show()
            self._table.lower()
        return self._table

    def _announce(self, _moment: object) -> None:
        self._say(self.words())

    def _say_current(self) -> None:
        current = next((b for b in self._canvas.week.blocks if b.id == self._canvas.current), None)
        if current is not None:
            self._say(say_block(current, self._canvas.week).replace("\n", ", "))

    def _say(self, said: str) -> None:
        self._canvas.setAccessibleDescription(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, said))
