"""The week grid as a person at the desk handles it: real mouse and key events on what is painted."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.desk.week.grid import WeekGrid
from studio_app.desk.week.model import Ghost, Openings, Week
from tests.support.showing import show

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class WeekPage:
    """One shown grid with everything it has said."""

    def __init__(self, qtbot: QtBot, week: Week, openings: Openings | None = None) -> None:
        self.grid = WeekGrid(week)
        self.grid.resize(760, 844)
        if openings is not None:
            self.grid.set_openings(openings)
        self.hovered: list[datetime | None] = []
        self.selected: list[datetime] = []
        self.confirmed = 0
        self.activated: list[str] = []
        self.retried: list[str] = []
        self.days: list[object] = []
        self.pages: list[int] = []
        self.zooms: list[float] = []
        self._listen()
        show(qtbot, self.grid, self)
        self.grid.setFocus()
        QApplication.processEvents()

    def _listen(self) -> None:
        grid = self.grid
        grid.hovered.connect(self.hovered.append)
        grid.selected.connect(self.selected.append)
        grid.confirm_requested.connect(self._count)
        grid.block_activated.connect(self.activated.append)
        grid.retry_requested.connect(self.retried.append)
        grid.day_chosen.connect(self.days.append)
        grid.page_requested.connect(self.pages.append)
        grid.zoomed.connect(self.zooms.append)

    def _count(self) -> None:
        self.confirmed += 1

    # ------------------------------------------------------------ places

    def cell(self, moment: datetime) -> QPoint:
        """The middle of a cell's left part: blocks may stand on the right."""
        area = self.grid.canvas.cell_rect(moment)
        assert area is not None, "the time is not shown"
        return QPoint(round(area.left() + 8), round(area.center().y()))

    def block(self, block_id: str) -> QRectF:
        area = self.grid.canvas.block_rect(block_id)
        assert area is not None, "the block is not shown"
        return area

    # ------------------------------------------------------------ hands

    def move(self, point: QPoint) -> None:
        QTest.mouseMove(self.grid.canvas, point)
        QApplication.processEvents()

    def click(self, point: QPoint) -> None:
        QTest.mouseClick(self.grid.canvas, Qt.MouseButton.LeftButton, NONE, point)

    def double_click(self, point: QPoint) -> None:
        self.click(point)
        QTest.mouseDClick(self.grid.canvas, Qt.MouseButton.LeftButton, NONE, point)

    def wheel(self, notches: int, point: QPoint | None = None, held: Qt.KeyboardModifier = NONE) -> None:
        at = QPointF(point if point is not None else self.grid.canvas.rect().center())
        event = QWheelEvent(
            at,
            QPointF(self.grid.canvas.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, notches * 120),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.grid.canvas, event)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.grid.canvas, key, held)

    def ask_tip(self, point: QPoint) -> None:
        event = QHelpEvent(QEvent.Type.ToolTip, point, self.grid.canvas.mapToGlobal(point))
        QApplication.sendEvent(self.grid.canvas, event)

    # ------------------------------------------------------------ eyes

    def settle(self) -> None:
        """Let all columns be painted: they come a few at a time."""
        QApplication.processEvents()
        for _ in range(100):
            if not self.grid.canvas.is_behind:
                break
            QApplication.processEvents()

    def picture(self) -> QImage:
        self.settle()
        return self.grid.canvas.grab().toImage()

    def colour(self, point: QPoint) -> QColor:
        image = self.picture()
        scale = image.devicePixelRatio()
        return image.pixelColor(round(point.x() * scale), round(point.y() * scale))

    def painted(self) -> int:
        """How many column pictures were painted so far."""
        self.settle()
        return self.grid.canvas.pictures_painted

    def show_ghost(self, ghost: Ghost) -> None:
        self.grid.set_ghost(ghost)
        self.grid.set_selected(ghost.start)
