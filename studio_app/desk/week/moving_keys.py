"""The keys that move blocks of the week: `Ctrl`+arrows go from block to block, `Space` picks one up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from studio_app.desk.board.hand import Escape, Mark, NextEdge, Phase, PickUp, Place, Put, Step, Way
from studio_app.desk.week.model import Block, BlockKind
from studio_app.desk.week.moving import MovingWeek, piece_of_block

Key = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_DROPS = (Key.Key_Return, Key.Key_Enter, Key.Key_Space)
_WAYS = {
    Key.Key_Up: Way.EARLIER,
    Key.Key_Down: Way.LATER,
    Key.Key_Left: Way.DAY_BEFORE,
    Key.Key_Right: Way.DAY_AFTER,
}
_HANDS_OVER = {Key.Key_Up: Way.LANE_UP, Key.Key_Down: Way.LANE_DOWN}


class MovingKeys:
    """Keys of a week while something is held, and those by which it is taken."""

    def __init__(self, canvas: MovingWeek) -> None:
        self._canvas, self._holding = canvas, canvas.holding

    def keep(self, event: QEvent) -> bool:
        """While something is held its keys mean that, not a command of the window; says whether it took the event."""
        if not isinstance(event, QKeyEvent):
            return False
        key = Key(event.key())
        if event.type() == QEvent.Type.ShortcutOverride and (
            key in _WAYS or key in (*_DROPS, Key.Key_Escape)
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and key in (Key.Key_Tab, Key.Key_Backtab):
            self._holding.feed(NextEdge())
            return True
        return False

    def press(self, event: QKeyEvent) -> bool:
        """A key; says whether it was one of these."""
        key, held, state = Key(event.key()), event.modifiers(), self._holding.state
        if key == Key.Key_Escape and (state.phase is not Phase.IDLE or state.marked):
            self._holding.feed(Escape())
            return True
        if key == Key.Key_Shift:
            self._canvas.drag_again(fine=True)
            return True
        if state.is_held:
            return self._held(key, held)
        return self._idle(key, held)

    def release(self, event: QKeyEvent) -> None:
        """A key is let go."""
        if event.key() == Key.Key_Shift:
            self._canvas.drag_again(fine=False)

    def _held(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        if not self._holding.state.by_keys:
            if held & _ALT and key in _HANDS_OVER:
                self._canvas.hand_over(_HANDS_OVER[key])
            return True
        if key in _DROPS:
            self._holding.feed(Put())
        elif held & _ALT and key in _HANDS_OVER:
            self._holding.feed(Step(_HANDS_OVER[key]))
        elif key in _WAYS:
            self._holding.feed(Step(_WAYS[key], bool(held & _SHIFT)))
        else:
            return False
        self._canvas.show_held()
        return True

    def _idle(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        if held & _CONTROL and key in (Key.Key_Left, Key.Key_Right):
            self._walk(1 if key == Key.Key_Right else -1)
            return True
        block = self._block()
        piece = piece_of_block(block) if block is not None else None
        if block is None or piece is None or piece.start is None:
            return False
        if key == Key.Key_Space and held & _CONTROL:
            self._holding.feed(Mark(piece))
        elif key == Key.Key_Space and not self._holding.is_moving(piece.key):
            self._holding.feed(PickUp(piece, Place(piece.lane, piece.start, piece.minutes)))
        elif key in (Key.Key_Return, Key.Key_Enter) and self._canvas.current and not held & _CONTROL:
            self._canvas.activate(block.id)
        else:
            return False
        return True

    def _blocks(self) -> list[Block]:
        found = [block for block in self._canvas.week.blocks if block.kind is not BlockKind.BUSY]
        return sorted(found, key=lambda block: (block.start, block.end, block.id))

    def _block(self) -> Block | None:
        """The block that the keyboard is on, else the one at the chosen time."""
        blocks, canvas = self._blocks(), self._canvas
        current = next((block for block in blocks if block.id == canvas.current), None)
        if current is not None or canvas.chosen is None:
            return current
        return next((block for block in blocks if block.start <= canvas.chosen < block.end), None)

    def _walk(self, way: int) -> None:
        blocks = self._blocks()
        place = next((n for n, block in enumerate(blocks) if block.id == self._canvas.current), None)
        beside = (0 if way > 0 else len(blocks) - 1) if place is None else place + way
        if 0 <= beside < len(blocks):
            self._canvas.go_to_block(blocks[beside])
