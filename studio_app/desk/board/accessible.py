"""The board for people who do not see it.

As on the week grid (see `week.accessible`): name and description of the canvas follow what the keyboard is on, each
step of a held block is announced, and while a screen reader is running a real table lies behind the canvas: a row a
lane, its blocks across, each with its name and state.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QTableView, QWidget

from studio_app.desk.board.hand import Phase
from studio_app.desk.board.handling import BoardCanvas
from studio_app.desk.board.speaking import HandSpeaker
from studio_app.desk.board.words import say_lane, say_lane_block
from studio_app.desk.week.model import Block

_Index = QModelIndex | QPersistentModelIndex
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class LanesModel(QAbstractTableModel):
    """A row a lane: what it says itself, then its blocks by time."""

    def __init__(self, canvas: BoardCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas

    def read(self) -> None:
        """Take over what the canvas shows now."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._canvas.board.lanes)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        longest = max((len(lane.blocks) for lane in self._canvas.board.lanes), default=0)
        return 0 if parent.isValid() else 1 + longest

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in _ROLES or not index.isValid():
            return None
        lane = self._canvas.board.lanes[index.row()]
        if index.column() == 0:
            answer = self._canvas.holding.answer
            found = answer.lanes.get(lane.id) if answer else None
            return say_lane(lane, found.words if found else "")
        block = self.block(index)
        return self._say(block) if block is not None else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role not in _ROLES:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._canvas.board.lanes[section].face.name
        return self.tr("Photographer") if section == 0 else self.tr("Block {}").format(section)

    def block(self, index: _Index) -> Block | None:
        """The block of a cell."""
        blocks = self._canvas.board.lanes[index.row()].blocks
        place = index.column() - 1
        return blocks[place] if 0 <= place < len(blocks) else None

    def _say(self, block: Block) -> str:
        holding = self._canvas.holding
        key = block.id.split("/", 1)[0]
        marked = any(piece.key == key for piece in holding.state.marked)
        return say_lane_block(block, self._canvas.board, held=holding.is_moving(key), marked=marked)


class LanesTable(QTableView):
    """The table behind the canvas: there for a screen reader, never seen, never in the way of Tab.

    Signals:
        chosen: the id of the block whose cell was activated.
    """

    chosen = Signal(str)

    def __init__(self, canvas: BoardCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("board-table")
        self.setAccessibleName(self.tr("Board"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setGeometry(0, 0, 1, 1)
        self.lower()
        self._model = LanesModel(canvas, self)
        self.setModel(self._model)
        self.activated.connect(self._activate)

    def read(self) -> None:
        """Take over what the canvas shows now."""
        self._model.read()

    def _activate(self, index: QModelIndex) -> None:
        block = self._model.block(index)
        if block is not None:
            self.chosen.emit(block.id)


class BoardSpeaker(QObject):
    """Keeps the accessible words of the board in step with what it shows, and announces what the hand does.

    Attributes:
        said: What was announced last.
    """

    def __init__(self, canvas: BoardCanvas, frame: QWidget) -> None:
        super().__init__(frame)
        self._canvas, self._frame = canvas, frame
        self._table: LanesTable | None = None
        self._phase = Phase.IDLE
        self.said = ""
        canvas.setAccessibleName(self.tr("Board"))
        canvas.current_changed.connect(self._current)
        canvas.holding.changed.connect(self._held)
        self._hand = HandSpeaker(canvas.holding, canvas.words, canvas.title_of, self._name_of, self.announce)

    def shown(self) -> None:
        """Something else is shown."""
        board = self._canvas.board
        lanes = "; ".join(say_lane(lane) for lane in board.lanes)
        days = ", ".join(board.wording.day_title(day) for day in board.days)
        self._canvas.setAccessibleDescription(f"{days}. {lanes}")
        self._read()

    def table(self) -> LanesTable:
        """The table for screen readers; made when it is first asked for."""
        if self._table is None:
            self._table = LanesTable(self._canvas, self._frame)
            self._table.chosen.connect(self._canvas.set_current)
            self._table.show()
            self._table.lower()
        return self._table

    def announce(self, words: str) -> None:
        """Have something said."""
        self.said = words
        self._canvas.setAccessibleDescription(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, words))

    def _read(self) -> None:
        if QAccessible.isActive():
            self.table().read()

    def _current(self) -> None:
        board = self._canvas.board
        block = board.block(self._canvas.current)
        lane = next((lane for lane in board.lanes if block in lane.blocks), None)
        if block is not None and lane is not None:
            self.announce(f"{lane.face.name}: {say_lane_block(block, board)}")

    def _held(self) -> None:
        before, self._phase = self._phase, self._canvas.holding.state.phase
        if before is not self._phase:
            self._read()

    def _name_of(self, lane: str) -> str:
        found = self._canvas.board.lane(lane)
        return found.face.name if found else ""
