"""Mouse and keys of the board's lanes."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from studio_app.desk.board.canvas import PaintedBoard
from studio_app.desk.board.ground import minute_of
from studio_app.desk.board.hand import (
    Edge,
    Escape,
    FocusLost,
    Mark,
    Move,
    NextEdge,
    Phase,
    PickUp,
    Piece,
    Place,
    Press,
    Put,
    Release,
    Spot,
    Step,
    Way,
)
from studio_app.desk.board.model import Board
from studio_app.desk.board.walking import Arrow, walk
from studio_app.desk.board.words import say_lane_block
from studio_app.desk.week.blocks import point_in
from studio_app.desk.week.model import Block, BlockKind, WriteState
from studio_app.desk.week.signs import badge_area, is_active

Key = Qt.Key
EDGE = 6.0
"""Pixels at the ends of a block by which it is stretched."""
_LEAST_FOR_EDGES = 28.0
_SCROLL_MS, _SCROLL_STEP = 25, 14.0
_ARROWS = {
    Key.Key_Left: Arrow.LEFT,
    Key.Key_Right: Arrow.RIGHT,
    Key.Key_Up: Arrow.UP,
    Key.Key_Down: Arrow.DOWN,
    Key.Key_Home: Arrow.FIRST,
    Key.Key_End: Arrow.LAST,
}
_SILENT = (Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_Meta)
_KEYED = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class BoardCanvas(PaintedBoard):
    """The lanes under mouse and keys.

    Signals:
        block_activated: the id of an appointment or hold that was clicked, or on which Enter was pressed.
        retry_requested: the id of a block whose failed sign was clicked.
        difference_requested: the id of a block whose sign of a change by hand was clicked.
        current_changed: the keyboard is on another block.
    """

    block_activated = Signal(str)
    retry_requested = Signal(str)
    difference_requested = Signal(str)
    current_changed = Signal()

    def __init__(self, board: Board, parent: QWidget | None = None) -> None:
        super().__init__(board, parent)
        self._pressed_at = QPointF()
        self._last = QPointF()
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll_on)
        self.holding.clicked.connect(self._clicked)
        self.holding.changed.connect(self._follow)

    # ------------------------------------------------------------ mouse

    def press(self, piece: Piece, at: QPointF, edge: Edge = Edge.BODY, *, many: bool = False) -> None:
        """Something is grabbed at a point of the canvas; cards of the tray come in here too."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed_at = self._last = at
        minute = self._geometry.minute_at(at.x())
        self.holding.feed(Press(piece, Spot(piece.lane, minute), edge, many))

    def drag(self, at: QPointF, *, fine: bool) -> None:
        """The hand is at a point of the canvas, or beside it."""
        self._last = at
        way = at - self._pressed_at
        spot = self._spot(at)
        pull = self._geometry.pull(at.x(), at.y()) if -60 <= at.y() <= self.height() + 60 else (0, 0)
        travelled = (way.x() ** 2 + way.y() ** 2) ** 0.5
        self.holding.feed(Move(spot, travelled, fine, pull))
        held = self.holding.state.phase is Phase.HELD
        if held and self.holding.state.pull != (0, 0):
            if not self._scrolling.isActive():
                self._scrolling.start()
        else:
            self._scrolling.stop()

    def _spot(self, at: QPointF) -> Spot | None:
        """Where the hand is; over the names it means that lane at the time that the block has."""
        state = self.holding.state
        spot = self._geometry.spot_at(at.x(), at.y(), self._board.lane_ids)
        first = state.pieces[0] if state.pieces else None
        if spot is None or at.x() >= 0 or first is None or first.start is None or state.edge is not Edge.BODY:
            return spot
        return Spot(spot.lane, first.start + state.grab)

    def release(self) -> None:
        """The hand lets go."""
        self._scrolling.stop()
        self.holding.feed(Release())

    def _scroll_on(self) -> None:
        state = self.holding.state
        if state.phase is not Phase.HELD or state.pull == (0, 0):
            self._scrolling.stop()
        elif self.scroll_by(state.pull[0] * _SCROLL_STEP, state.pull[1] * _SCROLL_STEP):
            self.drag(self._last, fine=bool(QApplication.keyboardModifiers() & _SHIFT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._use_keys(False)
        found = self._block_under(event.position())
        if event.button() == Qt.MouseButton.RightButton:
            self._press_right(found[0] if found is not None else None)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if found is None:
            self.holding.feed(Press())
            return
        block, area = found
        if self._press_sign(block, area, event.position()):
            return
        piece = self._board.pieces.get(block.id)
        if piece is not None:
            self.set_current(block.id)
            many = bool(event.modifiers() & _CONTROL)
            self.press(piece, event.position(), self._edge_at(block, area, event.position()), many=many)

    def _press_right(self, block: Block | None) -> None:
        """The other button puts back what is held; else it asks what can be done with a block."""
        if not self.holding.put_back() and block is not None:
            self.set_current(block.id)
            self.block_activated.emit(block.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        if by_key and self._current in self._board.pieces and self.holding.state.phase is Phase.IDLE:
            self.block_activated.emit(self._current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.drag(event.position(), fine=bool(event.modifiers() & _SHIFT))
            return
        found = self._block_under(event.position())
        shape = Qt.CursorShape.ArrowCursor
        if found is not None:
            edge = self._edge_at(*found, event.position())
            shape = Qt.CursorShape.OpenHandCursor if edge is Edge.BODY else Qt.CursorShape.SizeHorCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.release()

    def _block_under(self, point: QPointF) -> tuple[Block, QRectF] | None:
        """The appointment or hold that a press means."""
        found = self.block_at(point)
        return found if found is not None and found[0].kind is not BlockKind.BUSY else None

    def _edge_at(self, block: Block, area: QRectF, point: QPointF) -> Edge:
        if area.width() < _LEAST_FOR_EDGES or block.id not in self._board.pieces:
            return Edge.BODY
        begins, ends = self._ends_here(block, point)
        if begins and point.x() - area.left() <= EDGE:
            return Edge.START
        return Edge.END if ends and area.right() - point.x() <= EDGE else Edge.BODY

    def _ends_here(self, block: Block, point: QPointF) -> tuple[bool, bool]:
        """Whether a block begins and ends on the day of a point: at midnight it is cut, which is no edge of it."""
        column = self._geometry.axis.columns[self._geometry.day_at(point.x())]
        return block.start >= column.start, block.end <= column.end

    def _press_sign(self, block: Block, area: QRectF, point: QPointF) -> bool:
        sign = badge_area(block, area) if is_active(block) else None
        if sign is None or not point_in(sign.adjusted(-4, -4, 4, 4), point):
            return False
        failed = block.state is WriteState.FAILED
        (self.retry_requested if failed else self.difference_requested).emit(block.id)
        return True

    def _clicked(self, piece: Piece) -> None:
        self.block_activated.emit(f"{piece.key}/{piece.lane}")

    def _follow(self) -> None:
        held = self.holding.state.phase is Phase.HELD
        if held and not self.holding.state.by_keys:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif not held:
            self._scrolling.stop()
            self.unsetCursor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        down, across = float(turned.y()), float(turned.x())
        if event.modifiers() & _CONTROL:
            if down:
                self.set_zoom(self._geometry.zoom * 1.25 ** (down / 120), event.position().x())
        else:
            if event.modifiers() & _SHIFT and not across:
                down, across = 0.0, down
            step = 60.0 / 120
            if not self.scroll_by(-across * step, -down * step) and not across:
                self.scroll_by(-down * step, 0)  # where nothing goes down, the wheel goes through the day
        if self.holding.state.phase is Phase.HELD and not self.holding.state.by_keys:
            self.drag(self._last, fine=bool(event.modifiers() & _SHIFT))
        event.accept()

    # ------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        held = self.holding.state.phase in (Phase.PRESSED, Phase.HELD)
        if isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if event.type() == QEvent.Type.ShortcutOverride and held and self._is_ours(key):
                event.accept()  # while something is held its keys mean that, not a command of the window
                return True
            if event.type() == QEvent.Type.KeyPress and held and key in (Key.Key_Tab, Key.Key_Backtab):
                self.holding.feed(NextEdge())
                return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    @staticmethod
    def _is_ours(key: Qt.Key) -> bool:
        return key in _ARROWS or key in (Key.Key_Escape, Key.Key_Return, Key.Key_Enter, Key.Key_Space)

    def _use_keys(self, used: bool) -> None:
        if used != self._by_keys:
            self._by_keys = used
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        state = self.holding.state
        key = Qt.Key(event.key())
        if key not in _SILENT:
            self._use_keys(True)
        if key == Key.Key_Shift and state.phase is Phase.HELD and not state.by_keys:
            self.drag(self._last, fine=True)
        elif key == Key.Key_Escape and (state.phase is not Phase.IDLE or state.marked):
            self.holding.feed(Escape())
        elif state.is_held:
            if not (state.by_keys and self._held_key(key, event.modifiers())):
                super().keyPressEvent(event)
        elif not self._idle_key(key, event.modifiers()):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        state = self.holding.state
        if event.key() == Key.Key_Shift and state.phase is Phase.HELD and not state.by_keys:
            self.drag(self._last, fine=False)
        super().keyReleaseEvent(event)

    def _held_key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        fine = bool(held & _SHIFT)
        if key in (Key.Key_Return, Key.Key_Enter, Key.Key_Space):
            self.holding.feed(Put())
            return True
        arrow = _ARROWS.get(key)
        sideways = arrow in (Arrow.LEFT, Arrow.RIGHT)
        if arrow is None:
            return False
        if arrow in (Arrow.UP, Arrow.DOWN) and held & _ALT:
            self.holding.feed(Step(Way.LANE_UP if arrow is Arrow.UP else Way.LANE_DOWN))
        elif sideways and held & _CONTROL:
            self.holding.feed(Step(Way.DAY_BEFORE if arrow is Arrow.LEFT else Way.DAY_AFTER))
        elif sideways:
            self.holding.feed(Step(Way.EARLIER if arrow is Arrow.LEFT else Way.LATER, fine))
        area = self.ghost_area()
        if area is not None:
            self.bring_into_view(area)
        return True

    def _idle_key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        block = self._board.block(self._current)
        piece = self._board.pieces.get(self._current)
        if key == Key.Key_Space and piece is not None:
            if held & _CONTROL:
                self.holding.feed(Mark(piece))
            elif piece.start is not None and not self.holding.is_moving(piece.key):
                self.holding.feed(PickUp(piece, Place(piece.lane, piece.start, piece.minutes)))
            return True
        if key in (Key.Key_Return, Key.Key_Enter) and not held & _CONTROL:
            if piece is not None and block is not None:
                self.block_activated.emit(block.id)
            return block is not None
        arrow = _ARROWS.get(key)
        if arrow is None or held & (_ALT | Qt.KeyboardModifier.MetaModifier):
            return False
        self._go(walk(self._board, self._current, arrow))
        return True

    def _go(self, block: Block | None) -> None:
        if block is None:
            return
        self.set_current(block.id)
        area = self.block_rect(block.id)
        if area is not None:
            self.bring_into_view(area)
        self.current_changed.emit()

    def pick_up(self, piece: Piece) -> None:
        """Take something that waits into the hand by key: onto the first lane, at the first whole step that is seen."""
        if not self._board.lanes:
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        begin = self._geometry.minute_at(1)
        if self._now is not None and self._geometry.axis.column_of(self._now) is not None:
            begin = max(begin, minute_of(self._now))
        start = self.holding.ground.beyond(begin, self._board.step_min, 1)
        self.holding.feed(PickUp(piece, Place(self._board.lane_ids[0], start, piece.minutes)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._use_keys(event.reason() in _KEYED)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self._current:
            first = walk(self._board, "", Arrow.FIRST)
            self.set_current(first.id if first else "")
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.holding.feed(FocusLost())
        self.update()

    # ------------------------------------------------------------ tips

    def _tell(self, event: QHelpEvent) -> None:
        found = self.block_at(QPointF(event.pos()))
        if found is None or self.holding.state.phase is not Phase.IDLE:
            QToolTip.hideText()
            return
        said = say_lane_block(found[0], self._board).replace(", ", "\n", 2)
        # Escaped: text from outside must not become rich text.
        tip = f"<p style='white-space:pre-line'>{html.escape(said)}</p>"
        QToolTip.showText(event.globalPos(), tip, self)
