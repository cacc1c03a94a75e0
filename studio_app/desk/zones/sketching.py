"""The hand on the map: mouse and keys become steps of `gesture` and `keyboard`, and the map shows what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from studio_app.desk.map.gestures import Gestures, Part, Pointer
from studio_app.desk.zones import gesture, keyboard, words
from studio_app.desk.zones.gesture import POINTING, Hand, Tool, Touch
from studio_app.desk.zones.showing import draft_of
from studio_app.desk.zones.zone_map import ZoneMap
from studio_app.domain.zone import Ring
from studio_app.engine.zone_shapes import KM_A_MILE, Point, Shape
from studio_app.engine.zone_snapping import Borders
from studio_app.errors import KnownError

REACH = 10.0
"""Pixels within which a corner or border of a neighbour is snapped to."""
STEP, FINE_STEP = 12.0, 1.0
"""Pixels of an arrow key, and with Shift."""
_EDGE = 48
USUAL_KM = 2 * KM_A_MILE
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sketching(QObject):
    """Holds the state of the hand and feeds it.

    Signals:
        changed: another state.
        pinned: the (lon, lat) where a pin was dropped.
        edit_requested: id of a zone that was double-clicked.
        left: a click beside everything.
        menu_requested: the Pointer at which a context menu is wanted.
        save_requested: Enter was pressed on a closed shape.
        said: a sentence about what can't be done.
    """

    changed = Signal()
    pinned = Signal(object)
    edit_requested = Signal(str)
    left = Signal()
    menu_requested = Signal(object)
    save_requested = Signal()
    said = Signal(str)

    def __init__(self, canvas: ZoneMap, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self.hand = Hand()
        self.colour = 0
        canvas.set_gestures(_Listener(self))
        canvas.walk = self._walk

    # ------------------------------------------------------------ states

    def take(self, hand: Hand) -> None:
        """Go on with another state, and show it."""
        if hand == self.hand and hand.borders is self.hand.borders:
            return
        self.hand = hand
        self.show_draft()
        self.changed.emit()

    def show_draft(self) -> None:
        """Show on the map what is drawn."""
        self.canvas.set_draft(draft_of(self.hand, self.colour))

    def set_borders(self, rings: Iterable[Ring]) -> None:
        """Snap to these from now on."""
        self.hand = replace(self.hand, borders=Borders.of(rings))

    def middle(self) -> Point:
        """The place in the middle of the map."""
        return self.canvas.camera.middle

    def begin_drawing(self) -> None:
        """Draw a new border."""
        self.take(gesture.drawing(self.hand, self.middle()))
        self._focus()

    def begin_editing(self, zone: str, shape: Shape) -> None:
        """Take hold of the shape of a zone."""
        self.take(gesture.editing(self.hand, zone, shape))
        self._focus()

    def begin_hole(self) -> None:
        """Cut a hole into the shape under way."""
        self.take(gesture.cutting(self.hand, self.middle()))
        self._focus()

    def begin_circle(self) -> None:
        """Draw a circle."""
        self.take(gesture.rounding(self.hand, self.middle()))
        self._focus()

    def begin_pin(self) -> None:
        """Drop a pin."""
        self.take(gesture.pinning(self.hand, self.middle()))
        self._focus()

    def begin_with(self, shape: Shape) -> None:
        """Begin with a shape that was made."""
        self.take(gesture.started_with(self.hand, shape))
        self.canvas.fit(shape.ring)
        self._focus()

    def leave(self) -> None:
        """Nothing is under way any more."""
        self.take(gesture.looking(self.hand))

    def set_radius(self, km: float) -> None:
        """Give the circle another radius."""
        self.take(keyboard.with_radius(self.hand, km))

    def circle_at(self, place: Point) -> None:
        """A circle around a place, where one is about to be drawn."""
        there = replace(self.hand, cursor=place)
        self.take(keyboard.with_circle_at_cursor(there, USUAL_KM))

    def close_ring(self) -> None:
        """Join the last corner to the first."""
        before = self.hand
        self.take(gesture.closed(before))
        if self.hand is before and before.line:
            self.said.emit("A zone needs three corners or more.")

    def take_back(self) -> None:
        """Take the last corner of the ring under way back."""
        self.take(keyboard.without_last_corner(self.hand))

    def undo(self) -> bool:
        """One step of the draft back; says whether there was one."""
        before = self.hand
        self.take(keyboard.undone(before))
        return self.hand is not before

    def redo(self) -> bool:
        """One step of the draft forth; says whether there was one."""
        before = self.hand
        self.take(keyboard.redone(before))
        return self.hand is not before

    def delete(self, ring: int, corner: int) -> None:
        """Take a corner away."""
        try:
            self.take(keyboard.deleted(self.hand, ring, corner))
        except KnownError as problem:
            self.said.emit(problem.sentence)

    def insert(self, ring: int, edge: int, at: Point | None = None) -> None:
        """Put a corner on an edge."""
        self.take(keyboard.inserted(self.hand, ring, edge, at))

    def remove_hole(self, ring: int) -> None:
        """Fill a hole."""
        self.take(keyboard.without_hole(self.hand, ring))

    def _focus(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ mouse

    def touch(self, pointer: Pointer) -> Touch:
        """A pointer as the state machine knows it."""
        hit = pointer.hit
        part = hit.part if hit.is_draft else Part.NOTHING
        place = hit.place if hit.midpoint else pointer.place
        near = REACH * 360.0 / self.canvas.camera.side
        return Touch(place, part, hit.ring, hit.index, hit.midpoint, near, free=pointer.alt)

    def press(self, pointer: Pointer) -> bool:
        """See `Gestures.press`."""
        self.take(gesture.pressed(self.hand, self.touch(pointer)))
        return self.hand.grab is not None

    def move(self, pointer: Pointer) -> None:
        """See `Gestures.move`: a hand that only shakes moves nothing."""
        grab = self.hand.grab
        if grab is None or pointer.moved:
            self.take(gesture.moved(self.hand, self.touch(pointer)))

    def release(self, _pointer: Pointer) -> None:
        """See `Gestures.release`."""
        self.take(gesture.released(self.hand, USUAL_KM))

    def click(self, pointer: Pointer) -> bool:
        """See `Gestures.click`."""
        tool = self.hand.tool
        if tool is Tool.PIN:
            self.take(gesture.pinned(self.hand))
            self.pinned.emit(pointer.place)
            return True
        if tool in (Tool.DRAW, Tool.HOLE):
            self.take(gesture.clicked(self.hand, self.touch(pointer)))
            return True
        if pointer.hit.part is Part.NOTHING or tool is Tool.EDIT:
            self.left.emit()
            return True
        return False

    def double_click(self, pointer: Pointer) -> bool:
        """See `Gestures.double_click`."""
        if self.hand.tool in (Tool.DRAW, Tool.HOLE):
            self.take(gesture.closed(self.hand))
            return True
        if self.hand.tool is Tool.LOOK and pointer.hit.part is Part.INSIDE and pointer.hit.id:
            self.edit_requested.emit(pointer.hit.id)
            return True
        return self.hand.tool is not Tool.LOOK

    def cancel(self) -> None:
        """See `Gestures.cancel`."""
        self.take(gesture.cancelled(self.hand))

    def pointer_left(self) -> None:
        """The mouse is elsewhere: nothing is snapped to."""
        if self.hand.grab is None and self.hand.snap is not None:
            self.take(replace(self.hand, snap=None))

    def cursor(self, pointer: Pointer) -> str:
        """See `Gestures.cursor`."""
        if self.hand.tool in POINTING:
            return "cross"
        if self.hand.tool is Tool.EDIT and pointer.hit.is_draft:
            corner = pointer.hit.part is Part.CORNER or pointer.hit.midpoint
            return "pointing" if corner else "move"
        return ""

    # ------------------------------------------------------------ keys

    def key(self, key: int, *, shift: bool, ctrl: bool, alt: bool) -> bool:
        """See `Gestures.key`."""
        if ctrl or alt or self.hand.tool is Tool.LOOK:
            return False
        known = Qt.Key(key)
        if known in _ARROWS:
            return self._nudge(*_ARROWS[known], FINE_STEP if shift else STEP)
        if known in _ENTER:
            return self._enter()
        if known is Qt.Key.Key_Space or known is Qt.Key.Key_Insert:
            return self._place_or_insert()
        if known is Qt.Key.Key_Backspace:
            self.take_back()
            return True
        if known is Qt.Key.Key_Delete and self.hand.current is not None:
            self.delete(*self.hand.current)
            return True
        return False

    def _nudge(self, across: int, down: int, pixels: float) -> bool:
        camera, at = self.canvas.camera, self._held()
        if at is None:
            return False
        x, y = camera.point(at)
        there = camera.place(x + across * pixels, y + down * pixels)
        self.take(keyboard.nudged(self.hand, (there[0] - at[0], there[1] - at[1])))
        self._keep_in_view(there)
        return True

    def _held(self) -> Point | None:
        """What the arrow keys move."""
        hand = self.hand
        if hand.tool in POINTING:
            return hand.cursor
        if hand.shape is None:
            return None
        ring, index = hand.current or (0, 0)
        return hand.shape.rings[ring][index]

    def _keep_in_view(self, place: Point) -> None:
        camera = self.canvas.camera
        at = QPointF(*camera.point(place))
        dx = _beyond(at.x(), camera.width)
        dy = _beyond(at.y(), camera.height)
        if dx or dy:
            self.canvas.pan_by(dx, dy)

    def _enter(self) -> bool:
        tool = self.hand.tool
        if tool in (Tool.DRAW, Tool.HOLE):
            self.close_ring()
        elif tool is Tool.EDIT:
            self.save_requested.emit()
        else:
            return self._place_or_insert()
        return True

    def _place_or_insert(self) -> bool:
        hand = self.hand
        if hand.tool is Tool.PIN and hand.cursor is not None:
            self.take(gesture.pinned(hand))
            self.pinned.emit(hand.cursor)
        elif hand.tool is Tool.CIRCLE:
            self.take(keyboard.with_circle_at_cursor(hand, USUAL_KM))
        elif hand.tool is Tool.EDIT and hand.current is not None:
            self.insert(*hand.current)
        elif hand.tool in (Tool.DRAW, Tool.HOLE):
            self.take(keyboard.with_corner_at_cursor(hand))
        return True

    def _walk(self, forth: bool) -> bool:
        """Tab: the next corner; beyond the last one the focus goes on."""
        hand = self.hand
        if hand.tool is not Tool.EDIT or hand.shape is None:
            return False
        rings = hand.shape.rings
        last = (len(rings) - 1, len(rings[-1]) - 1)
        if hand.current == (last if forth else (0, 0)):
            self.take(replace(hand, current=None))
            return False
        self.take(keyboard.walked(hand, 1 if forth else -1))
        held = self._held()
        if held is not None:
            self._keep_in_view(held)
        self.canvas.speaker.say(words.corner(self.hand))
        return True


class _Listener(Gestures):
    """What the map tells goes to the sketching."""

    def __init__(self, sketching: Sketching) -> None:
        self._to = sketching

    def press(self, pointer: Pointer) -> bool:
        return self._to.press(pointer)

    def move(self, pointer: Pointer) -> None:
        self._to.move(pointer)

    def release(self, pointer: Pointer) -> None:
        self._to.release(pointer)

    def click(self, pointer: Pointer) -> bool:
        return self._to.click(pointer)

    def double_click(self, pointer: Pointer) -> bool:
        return self._to.double_click(pointer)

    def menu(self, pointer: Pointer) -> bool:
        self._to.menu_requested.emit(pointer)
        return True

    def key(self, key: int, *, shift: bool, ctrl: bool, alt: bool) -> bool:
        return self._to.key(key, shift=shift, ctrl=ctrl, alt=alt)

    def cancel(self) -> None:
        self._to.cancel()

    def left(self) -> None:
        self._to.pointer_left()

    def cursor(self, pointer: Pointer) -> str:
        return self._to.cursor(pointer)


def _beyond(at: float, size: int) -> float:
    """How far the map has to go so that a point keeps clear of its edge."""
    if at < _EDGE:
        return _EDGE - at
    return size - _EDGE - at if at > size - _EDGE else 0.0
