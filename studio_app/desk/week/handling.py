"""Mouse and keys of the week grid."""

from __future__ import annotations

import html
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk.board.hand import Edge, FocusLost, Phase, Piece, Press, Source
from studio_app.desk.board.hand import Way as HandWay
from studio_app.desk.week.blocks import point_in
from studio_app.desk.week.geometry import ZOOM_STEP
from studio_app.desk.week.keyboard import Way, walk
from studio_app.desk.week.model import Block, BlockKind, Week, WriteState
from studio_app.desk.week.moving import MovingWeek
from studio_app.desk.week.moving_keys import MovingKeys
from studio_app.desk.week.signs import badge_area, is_active
from studio_app.desk.week.spoken import say_block

_WAYS = {
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Home: Way.HOME,
    Qt.Key.Key_End: Way.END,
}
_CTRL_WAYS = {Qt.Key.Key_Home: Way.FIRST, Qt.Key.Key_End: Way.LAST}


class WeekCanvas(MovingWeek):
    """The painted week, which says what the user points at and asks for.

    Signals:
        hovered: the datetime (UTC) of the cell under the mouse, or None.
        selected: the datetime of a cell that was chosen by mouse or key.
        confirm_requested: an offered start was double-clicked, or Enter pressed on it.
        block_activated: the id of an appointment or hold that was clicked.
        retry_requested: the id of a block whose failed sign was clicked.
        difference_requested: the id of a block whose sign of a change by hand was clicked.
        page_requested: -1 or 1: a sideways key found nothing more in the shown days.
    """

    hovered = Signal(object)
    selected = Signal(object)
    confirm_requested = Signal()
    retry_requested = Signal(str)
    difference_requested = Signal(str)
    page_requested = Signal(int)

    def __init__(self, week: Week, parent: QWidget | None = None) -> None:
        super().__init__(week, parent)
        self.moving_keys = MovingKeys(self)
        self.holding.clicked.connect(self._clicked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.holding.feed(FocusLost())
        self.update()

    def _point_at(self, moment: datetime | None) -> bool:
        moved = super()._point_at(moment)
        if moved:
            self.hovered.emit(moment)
        return moved

    # ------------------------------------------------------------ mouse

    def _block_under(self, point: QPointF) -> Block | None:
        """The block that a click means; busy times let clicks through to the time behind."""
        placed = self.block_at(point)
        if placed is None or placed.block.kind is BlockKind.BUSY:
            return None
        return placed.block

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.holding.state.phase is not Phase.IDLE:
            self._point_at(None)
            self.drag(event.position(), fine=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        block, found = self._block_under(event.position()), self.piece_at(event.position())
        self._point_at(None if block is not None else self.moment_at(event.position()))
        shape = Qt.CursorShape.PointingHandCursor if block is not None else Qt.CursorShape.ArrowCursor
        if found is not None:
            on_edge = found[1] is not Edge.BODY
            shape = Qt.CursorShape.SizeVerCursor if on_edge else Qt.CursorShape.OpenHandCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.let_go()

    def _clicked(self, piece: Piece) -> None:
        if piece.source is not Source.GHOST:
            self.block_activated.emit(f"{piece.key}/{piece.lane}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        block = self._block_under(event.position())
        if event.button() == Qt.MouseButton.RightButton:
            self._press_right(block)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if block is not None:
            self._press_block(block, event)
            return
        ghost = self.piece_at(event.position())
        if ghost is not None:
            self.take(*ghost, event.position(), many=False)
            return
        self.holding.feed(Press())
        moment = self.moment_at(event.position())
        if moment is not None:
            self.choose(moment)

    def _press_right(self, block: Block | None) -> None:
        """The other button puts back what is held; else it asks what can be done with a block."""
        if not self.holding.put_back() and block is not None:
            self.set_current(block.id)
            self.activate(block.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        if by_key and self.current and self.holding.state.phase is Phase.IDLE:
            self.activate(self.current)

    def _press_block(self, block: Block, event: QMouseEvent) -> None:
        point = event.position()
        placed = self.block_at(point)
        index = self._geometry.column_at(point.x())
        if placed is not None and index is not None and is_active(block):
            sign = badge_area(block, self.placed_rect(index, placed))
            if sign is not None and point_in(sign.adjusted(-4, -4, 4, 4), point):
                failed = block.state is WriteState.FAILED
                (self.retry_requested if failed else self.difference_requested).emit(block.id)
                return
        found = self.piece_at(point)
        if found is None:
            self.block_activated.emit(block.id)
            return
        self.set_current(block.id)
        self.take(*found, point, many=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._block_under(event.position()) is not None:
            return
        moment = self.moment_at(event.position())
        if moment is not None and moment == self._chosen:
            self._confirm()

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def choose(self, moment: datetime) -> None:
        """Choose a start as a click on it does."""
        self.set_current("")
        self.set_chosen(moment)
        self.selected.emit(moment)

    def _confirm(self) -> None:
        if self._chosen is not None and self._content.cell_at(self._chosen) is not None:
            self.confirm_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        down, keys = event.angleDelta().y(), event.modifiers()
        if keys & Qt.KeyboardModifier.AltModifier and self.holding.state.phase is Phase.HELD:
            turned = down or event.angleDelta().x()  # with Alt a wheel goes sideways
            self.hand_over(HandWay.LANE_UP if turned > 0 else HandWay.LANE_DOWN)
            return
        if keys & Qt.KeyboardModifier.ControlModifier:
            if down:
                self.set_zoom(self.zoom * ZOOM_STEP ** (down / 120), event.position().y())
        else:
            pixels = event.pixelDelta().y() or down * self._geometry.hour_height / 120
            self.set_scroll(self._geometry.scroll - pixels)
            self._point_at(None)
        self.drag_again(fine=bool(keys & Qt.KeyboardModifier.ShiftModifier))

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.moving_keys.press(event):
            return
        if not (self._walk_key(event) or self._zoom_key(event) or self._page_key(event)):
            super().keyPressEvent(event)

    def _walk_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        held = event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if key == Qt.Key.Key_F3:
            self.walk(Way.PREVIOUS if shift else Way.NEXT)
            return True
        way = _CTRL_WAYS.get(key) if control else _WAYS.get(key)
        if way is not None:
            found = self.walk(way, every_step=shift)
            if found is None and self._chosen is not None and way in (Way.LEFT, Way.RIGHT):
                self.page_requested.emit(-1 if way is Way.LEFT else 1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control and self._chosen is not None:
            self._confirm()
            return True
        return False

    def _zoom_key(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        factor = {
            Qt.Key.Key_Plus: self.zoom * ZOOM_STEP,
            Qt.Key.Key_Equal: self.zoom * ZOOM_STEP,
            Qt.Key.Key_Minus: self.zoom / ZOOM_STEP,
            Qt.Key.Key_0: 1.0,
        }.get(Qt.Key(event.key()))
        if factor is None:
            return False
        self.set_zoom(factor)
        return True

    def _page_key(self, event: QKeyEvent) -> bool:
        page = self.height() - self._geometry.hour_height
        if event.key() == Qt.Key.Key_PageDown:
            self.set_scroll(self._geometry.scroll + page)
        elif event.key() == Qt.Key.Key_PageUp:
            self.set_scroll(self._geometry.scroll - page)
        else:
            return False
        return True

    def walk(self, way: Way, *, every_step: bool = False) -> datetime | None:
        """Choose the time that a key leads to, bring it into view and say so; None where there is none."""
        found = walk(
            self._geometry.axis,
            self._content.starts,
            self._chosen,
            way,
            step_min=self._week.step_min,
            every_step=every_step,
            entry=self._entry(),
        )
        if found is not None and found != self._chosen:
            self.scroll_to(found)
            self.choose(found)
        return found

    def _entry(self) -> datetime | None:
        """Where the keys begin: the first whole step that is seen on the first day, or now when that is shown."""
        if self._now is not None and self._geometry.axis.column_of(self._now) is not None:
            return self._now
        first = self._geometry.axis.columns[0] if self._geometry.axis.columns else None
        if first is None:
            return None
        return first.step(max(0.0, self._geometry.visible()[0]), self._week.step_min) or first.start

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.moving_keys.release(event)
        super().keyReleaseEvent(event)

    # ------------------------------------------------------------ tips

    def event(self, event: QEvent) -> bool:
        if self.holding.state.phase is not Phase.IDLE and self.moving_keys.keep(event):
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            placed = self.block_at(QPointF(event.pos()))
            if placed is None:
                QToolTip.hideText()
                return True
            said = say_block(placed.block, self._week, self._now)
            # Escaped: text from outside must not become rich text.
            QToolTip.showText(
                event.globalPos(), f"<p style='white-space:pre-line'>{html.escape(said)}</p>", self
            )
            return True
        return super().event(event)
