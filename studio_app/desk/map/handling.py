"""Mouse, wheel, pinch and keys of the map: it pans and zooms by itself, and tells a `Gestures` the rest."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QSinglePointEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from studio_app.desk.map.accessible import MapSpeaker
from studio_app.desk.map.buttons import ZoomButtons
from studio_app.desk.map.canvas import PaintedMap
from studio_app.desk.map.gestures import Gestures, Hit, Part, Pointer
from studio_app.desk.map.hitting import REACH, hit_area, hit_draft, hit_pin, near_border
from studio_app.desk.map.projection import LonLat
from studio_app.desk.map.spoken import ZONE, Row

_NOTCH = 120
"""What a wheel reports for one notch, in eighths of a degree times fifteen; Qt's documentation of QWheelEvent."""
_ZOOM_A_NOTCH, _ZOOM_A_PIXEL = 0.5, 1 / 120
_MARGIN = 12
_PAN_A_KEY, _PAN_A_LONG_KEY = 64, 320
_SHAPES = {
    "open": Qt.CursorShape.OpenHandCursor,
    "closed": Qt.CursorShape.ClosedHandCursor,
    "pointing": Qt.CursorShape.PointingHandCursor,
    "cross": Qt.CursorShape.CrossCursor,
    "move": Qt.CursorShape.SizeAllCursor,
    "": Qt.CursorShape.ArrowCursor,
}
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_NEARER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_FARTHER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_Modifier = Qt.KeyboardModifier


class MapCanvas(PaintedMap):
    """The map, which says what the user points at.

    Signals:
        area_clicked: the id of an area that was clicked, where no gesture wanted the click.
        pin_clicked: the id of a pin that was clicked, likewise.
        hovered: the Pointer under the mouse, or None when it left.
    """

    area_clicked = Signal(str)
    pin_clicked = Signal(str)
    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gestures = Gestures()
        self._press: QPointF | None = None
        self._last = QPointF()
        self._button = Qt.MouseButton.LeftButton
        self._moved = False
        self._taken = False
        self._doubled = False
        self.buttons = ZoomButtons(self)
        self.buttons.zoomed.connect(self.zoom_by)
        self.buttons.fit_requested.connect(self.fit_everything)
        self.speaker = MapSpeaker(self)
        self.speaker.chosen.connect(self._choose_row)

    def _choose_row(self, row: Row) -> None:
        (self.area_clicked if row.kind == ZONE else self.pin_clicked).emit(row.id)

    def fit_everything(self) -> None:
        """Show everything that lies on the map."""
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.buttons.move(self.width() - self.buttons.width() - _MARGIN, _MARGIN)

    def set_gestures(self, gestures: Gestures | None) -> None:
        """Who is told what the mouse and keys do; None is nobody. A drag under way is broken off."""
        self._break_off()
        self._gestures = gestures or Gestures()

    # ------------------------------------------------------------ what is there

    def hit(self, x: float, y: float) -> Hit:
        """What lies under a point of the canvas: the draft's handles, then pins, the draft's inside, areas."""
        draft = self._layers.draft
        found = hit_draft(draft, self._camera, x, y) if draft is not None else None
        if found is not None and found.part in (Part.CORNER, Part.EDGE):
            return found
        pin = hit_pin(self._layers.pins, self._camera, x, y)
        return pin or found or hit_area(self._shapes, self._camera, x, y) or Hit()

    def near_border(self, place: LonLat, reach: float = REACH, *, but: str = "") -> Hit | None:
        """The corner or edge of an area within so many pixels of a place, corners first; `but` an area's id."""
        return near_border(self._shapes, self._camera, *self._camera.point(place), reach, but=but)

    def pointer_at(
        self, x: float, y: float, modifiers: Qt.KeyboardModifier = _Modifier.NoModifier
    ) -> Pointer:
        """Everything about a point of the canvas."""
        on_screen = self.mapToGlobal(QPoint(round(x), round(y)))
        return Pointer(
            self._camera.place(x, y),
            (x, y),
            (on_screen.x(), on_screen.y()),
            self.hit(x, y),
            held=self._press is not None,
            moved=self._moved,
            shift=bool(modifiers & _Modifier.ShiftModifier),
            ctrl=bool(modifiers & _Modifier.ControlModifier),
            alt=bool(modifiers & _Modifier.AltModifier),
        )

    def _pointer(self, event: QSinglePointEvent) -> Pointer:
        return self.pointer_at(event.position().x(), event.position().y(), event.modifiers())

    # ------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton) and self._press is None:
            self._press, self._last, self._button = event.position(), event.position(), event.button()
            self._moved = self._doubled = False
            left = event.button() == Qt.MouseButton.LeftButton
            self._taken = left and self._gestures.press(self._pointer(event))
            self._shape(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            pointer = self._pointer(event)
            self._gestures.move(pointer)
            self.hovered.emit(pointer)
            self._shape(event)
            return
        far = (event.position() - self._press).manhattanLength() >= QApplication.startDragDistance()
        self._moved = self._moved or far
        if self._taken:
            self._gestures.move(self._pointer(event))
        elif self._moved:
            step = event.position() - self._last
            self.pan_by(step.x(), step.y())
        if self._moved or self._taken:
            self._last = event.position()
        self._shape(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press is None or event.button() is not self._button:
            return
        pointer = self._pointer(event)
        taken, moved, doubled = self._taken, self._moved, self._doubled
        self._press, self._taken, self._moved = None, False, False
        if taken:
            self._gestures.release(pointer)
        elif not moved and not doubled and event.button() == Qt.MouseButton.LeftButton:
            self._click(pointer)
        self._shape(event)

    def _click(self, pointer: Pointer) -> None:
        if self._gestures.click(pointer):
            return
        if pointer.hit.part is Part.PIN:
            self.pin_clicked.emit(pointer.hit.id)
        elif pointer.hit.part is Part.INSIDE and pointer.hit.id:
            self.area_clicked.emit(pointer.hit.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._press, self._last, self._doubled = event.position(), event.position(), True
        self._button = event.button()
        if not self._gestures.double_click(self._pointer(event)):
            back = bool(event.modifiers() & _Modifier.ShiftModifier)
            self.zoom_by(-1 if back else 1, event.position().x(), event.position().y())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = QPointF(event.pos()) if mouse else self.key_point()
        if self._gestures.menu(self.pointer_at(at.x(), at.y())):
            event.accept()
        else:
            event.ignore()

    def key_point(self) -> QPointF:
        """The point that keys mean: the corner that is held, else the middle."""
        draft = self._layers.draft
        if draft is not None and draft.current is not None:
            ring, corner = draft.current
            if ring < len(draft.rings) and corner < len(draft.rings[ring]):
                return QPointF(*self._camera.point(draft.rings[ring][corner]))
        return QPointF(self.width() / 2, self.height() / 2)

    def leaveEvent(self, event: QEvent) -> None:
        self._gestures.left()
        self.hovered.emit(None)
        super().leaveEvent(event)

    def _shape(self, event: QSinglePointEvent) -> None:
        pointer = self._pointer(event)
        named = self._gestures.cursor(pointer)
        if not named and not self._taken:
            clickable = pointer.hit.part is Part.PIN or bool(pointer.hit.id)
            named = "closed" if pointer.held and self._moved else "pointing" if clickable else "open"
        self.setCursor(_SHAPES[named])

    def _break_off(self) -> None:
        taken, self._press, self._taken, self._moved = self._taken, None, False, False
        if taken:
            self._gestures.cancel()

    # ------------------------------------------------------------ wheel and pinch

    def wheelEvent(self, event: QWheelEvent) -> None:
        at, turned = event.position(), event.angleDelta().y()
        if event.pixelDelta().y() and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            by = event.pixelDelta().y() * _ZOOM_A_PIXEL
        else:
            by = turned / _NOTCH * _ZOOM_A_NOTCH
        if by:
            self.zoom_by(by, at.x(), at.y())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._tip(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(event.value() * 1.5, event.position().x(), event.position().y())
                return True
            if event.gestureType() == Qt.NativeGestureType.SmartZoomNativeGesture:
                self.zoom_by(1, event.position().x(), event.position().y())
                return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> None:
        """What is under the pointer, for names that have no room."""
        words = ""
        hit = self.hit(event.pos().x(), event.pos().y())
        if hit.part is Part.INSIDE and hit.id:
            area = next(area for area in self._layers.areas if area.id == hit.id)
            words = "\n".join(filter(None, (area.name, area.note)))
        # Names come from outside: never as rich text.
        QToolTip.showText(event.globalPos(), html.escape(words).replace("\n", "<br>"), self)

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        shift, ctrl = bool(held & _Modifier.ShiftModifier), bool(held & _Modifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape and self._taken:
            self._break_off()
            return
        if self._gestures.key(event.key(), shift=shift, ctrl=ctrl, alt=bool(held & _Modifier.AltModifier)):
            return
        if ctrl or held & _Modifier.AltModifier or not self._move_by_key(Qt.Key(event.key()), long=shift):
            super().keyPressEvent(event)

    def _move_by_key(self, key: Qt.Key, *, long: bool) -> bool:
        if key in _ARROWS:
            across, down = _ARROWS[key]
            step = _PAN_A_LONG_KEY if long else _PAN_A_KEY
            self.pan_by(across * step, down * step)
        elif key in _NEARER or key in _FARTHER:
            self.zoom_by(0.5 if key in _NEARER else -0.5)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.zoom_by(1 if key == Qt.Key.Key_PageUp else -1)
        elif key == Qt.Key.Key_Home:
            self.fit()
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._break_off()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._break_off()
        super().hideEvent(event)
