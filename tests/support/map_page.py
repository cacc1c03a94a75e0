"""The map as a person at the desk handles it: real mouse, wheel and key events on what is painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.desk.map.camera import Camera
from studio_app.desk.map.gestures import Gestures, Pointer
from studio_app.desk.map.handling import MapCanvas
from studio_app.desk.map.layers import Area, Drive, Layers, Pattern, Pin, PinKind
from studio_app.desk.map.projection import LonLat, to_world
from tests.support.showing import show

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton

BROOKLINE = ((-71.18, 42.36), (-71.11, 42.37), (-71.07, 42.32), (-71.11, 42.29), (-71.18, 42.30))
CAMBRIDGE = ((-71.11, 42.37), (-71.02, 42.375), (-71.0, 42.31), (-71.07, 42.32))
NEWTON = ((-71.11, 42.29), (-71.18, 42.30), (-71.30, 42.27), (-71.24, 42.20), (-71.06, 42.23))
BACK_BAY = ((-71.07, 42.32), (-71.0, 42.31), (-70.99, 42.24), (-71.06, 42.23), (-71.11, 42.29))
POND = ((-71.22, 42.26), (-71.20, 42.265), (-71.19, 42.25), (-71.21, 42.24))
ZONES = (
    Area("brookline", "Brookline", BROOKLINE, colour=3, emphasised=True, note="4 people"),
    Area("cambridge", "Cambridge", CAMBRIDGE, colour=0, note="5 people"),
    Area("newton", "Newton", NEWTON, (POND,), colour=1, note="nobody", pattern=Pattern.STRIPES),
    Area("back-bay", "Back Bay", BACK_BAY, colour=2, note="2 people"),
)
PINS = (
    Pin("address", (-71.135, 42.335), "55 Summit Avenue"),
    Pin("maya", (-71.235, 42.235), "Maya Ortiz", PinKind.HOME, 0),
)
DRIVES = (Drive(((-71.235, 42.235), (-71.135, 42.335)), "22 min", 0),)
SCENE = Layers(ZONES, PINS, DRIVES)


class Recorder(Gestures):
    """Writes down what it is told, and takes what a test says."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Pointer | None]] = []
        self.takes: set[str] = set()
        self.shape = ""

    def names(self) -> list[str]:
        """What was told, without the moves."""
        return [name for name, _ in self.said if name != "move"]

    def last(self, name: str) -> Pointer:
        """The last pointer of a kind."""
        return next(pointer for said, pointer in reversed(self.said) if said == name and pointer is not None)

    def _take(self, name: str, pointer: Pointer | None) -> bool:
        self.said.append((name, pointer))
        return name in self.takes

    def press(self, pointer: Pointer) -> bool:
        return self._take("press", pointer)

    def move(self, pointer: Pointer) -> None:
        self._take("move", pointer)

    def release(self, pointer: Pointer) -> None:
        self._take("release", pointer)

    def click(self, pointer: Pointer) -> bool:
        return self._take("click", pointer)

    def double_click(self, pointer: Pointer) -> bool:
        return self._take("double_click", pointer)

    def menu(self, pointer: Pointer) -> bool:
        return self._take("menu", pointer)

    def key(self, key: int, *, shift: bool, ctrl: bool, alt: bool) -> bool:
        return self._take(f"key {key} {shift} {ctrl} {alt}", None)

    def cancel(self) -> None:
        self._take("cancel", None)

    def left(self) -> None:
        self._take("left", None)

    def cursor(self, pointer: Pointer) -> str:
        return self.shape


class MapPage:
    """One shown map with everything it has said."""

    def __init__(self, qtbot: QtBot, layers: Layers = SCENE, size: tuple[int, int] = (800, 600)) -> None:
        self.qtbot = qtbot
        self.canvas = MapCanvas()
        self.canvas.resize(*size)
        self.canvas.set_layers(layers)
        self.areas: list[str] = []
        self.pins: list[str] = []
        self.views: list[Camera] = []
        self.canvas.area_clicked.connect(self.areas.append)
        self.canvas.pin_clicked.connect(self.pins.append)
        self.canvas.view_changed.connect(self.views.append)
        show(qtbot, self.canvas, self)
        self.canvas.setFocus()
        self.settle()

    def settle(self) -> QImage:
        """Wait until everything is painted; what is seen then."""
        self.canvas.rest()
        self.qtbot.waitUntil(self._is_painted)
        return self.canvas.grab().toImage()

    def _is_painted(self) -> bool:
        self.canvas.update()
        return not self.canvas.is_behind

    def point(self, place: LonLat) -> QPoint:
        """Where a place stands on the canvas."""
        return QPointF(*self.canvas.camera.point(place)).toPoint()

    def look_at(self, place: LonLat, zoom: float) -> None:
        """Another view."""
        self.canvas.set_camera(Camera(to_world(*place), zoom))
        self.settle()

    def move(self, to: QPoint) -> None:
        """Hover."""
        QTest.mouseMove(self.canvas, to)
        QApplication.processEvents()

    def press(self, at: QPoint) -> None:
        """Press the left button."""
        QTest.mousePress(self.canvas, LEFT, NONE, at)

    def release(self, at: QPoint) -> None:
        """Let it go."""
        QTest.mouseRelease(self.canvas, LEFT, NONE, at)
        QApplication.processEvents()

    def drag(self, start: QPoint, end: QPoint, before_release: Callable[[], None] | None = None) -> None:
        """Press, move in steps, let go."""
        self.press(start)
        for share in (0.2, 0.5, 0.8, 1.0):
            self.move(start + QPoint(round((end - start).x() * share), round((end - start).y() * share)))
        if before_release is not None:
            before_release()
        self.release(end)

    def click(self, at: QPoint) -> None:
        """Click."""
        self.press(at)
        self.release(at)

    def double_click(self, at: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
        """As the system sends it: a click, then a double press and its release."""
        QTest.mouseClick(self.canvas, LEFT, modifier, at)
        QTest.mouseDClick(self.canvas, LEFT, modifier, at)
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key."""
        QTest.keyClick(self.canvas, key, modifier)

    def wheel(self, at: QPoint, notches: float) -> None:
        """Turn the wheel away from the hand, in notches."""
        event = QWheelEvent(
            QPointF(at),
            self.canvas.mapToGlobal(QPointF(at)),
            QPoint(),
            QPoint(0, round(120 * notches)),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.canvas, event)

    def pinch(self, at: QPoint, value: float) -> None:
        """Spread two fingers on a touchpad."""
        event = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture,
            QPointingDevice.primaryPointingDevice(),
            2,
            QPointF(at),
            QPointF(at),
            self.canvas.mapToGlobal(QPointF(at)),
            value,
            QPointF(),
        )
        QApplication.sendEvent(self.canvas, event)
