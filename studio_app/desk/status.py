"""How fresh the photographers' calendars are, in one pill. The value and its words are pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.wording import ENGLISH, Wording

_HEIGHT = 24
_STALE_AFTER = 30 * 60
"""Seconds after which calendars that nobody could read again count as old."""


class Freshness(StrEnum):
    """What the pill says."""

    NONE = "none"
    FRESH = "fresh"
    READING = "reading"
    STALE = "stale"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class CalendarStatus:
    """The state of all calendars together.

    Attributes:
        count: Calendars that are read.
        seconds: Since the oldest of them was read well; None where one never was.
        reading: They are being read now.
        failing: Names of those that can't be read; their photographers are unknown, not free.
        waiting: Bookings whose calendar event is not written yet.
        unwritten: Bookings whose calendar event could not be written.
    """

    count: int = 0
    seconds: int | None = None
    reading: bool = False
    failing: tuple[str, ...] = ()
    waiting: int = 0
    unwritten: int = 0

    @property
    def freshness(self) -> Freshness:
        """The worst that is true of them."""
        if self.failing or self.unwritten:
            return Freshness.FAILING
        if self.reading:
            return Freshness.READING
        if not self.count:
            return Freshness.NONE
        if self.seconds is None or self.seconds > _STALE_AFTER:
            return Freshness.STALE
        return Freshness.FRESH


class StatusPill(QAbstractButton):
    """The pill; a click leads to the calendars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._status, self._wording = CalendarStatus(), ENGLISH
        self.set_status(self._status)

    def set_status(self, status: CalendarStatus, wording: Wording = ENGLISH) -> None:
        """Show a state."""
        self._status, self._wording = status, wording
        text = self._words()
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(self.tr("Calendars: {}").format(text))
            self.updateGeometry()
        failing = "\n".join(status.failing)
        self.setToolTip(plain_tip(failing) if failing else self.tr("Show the calendars"))
        self.update()

    def status(self) -> CalendarStatus:
        """What is shown."""
        return self._status

    def _words(self) -> str:
        status = self._status
        if status.unwritten:
            return self._plural(
                status.unwritten, self.tr("{} event not written"), self.tr("{} events not written")
            )
        calendars = self._plural(status.count, self.tr("{} calendar"), self.tr("{} calendars"))
        if status.failing:
            return self._plural(
                len(status.failing),
                self.tr("{} calendar can’t be read"),
                self.tr("{} calendars can’t be read"),
            )
        if not status.count:
            return self.tr("No calendars yet")
        if status.reading:
            return self.tr("{} · reading…").format(calendars)
        if status.seconds is None:
            return self.tr("{} · not read yet").format(calendars)
        return self.tr("{0} · synced {1}").format(calendars, self._wording.since(status.seconds))

    @staticmethod
    def _plural(count: int, one: str, many: str) -> str:
        return (one if count == 1 else many).format(count)

    def _colors(self) -> tuple[QColor, QColor]:
        shown = theme.current()
        colors = {
            Freshness.NONE: (shown.busy, shown.text_muted),
            Freshness.READING: (shown.accent_soft, shown.accent),
            Freshness.FRESH: (shown.accent_soft, shown.accent),
            Freshness.STALE: (shown.warning_soft, shown.warning),
            Freshness.FAILING: (shown.danger_soft, shown.danger),
        }
        return colors[self._status.freshness]

    def sizeHint(self) -> QSize:
        return QSize(round(painting.text_width(self.text(), self._font()) + 34), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _HEIGHT)

    @staticmethod
    def _font() -> QFont:
        font = theme.current().font("body", QFont.Weight.DemiBold)
        font.setPixelSize(12)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, ink = self._colors()
        painter = QPainter(self)
        box = QRectF(self.rect())
        painting.fill_round(painter, box, fill, _HEIGHT / 2)
        middle = box.center().y()
        dot = QRectF(10, middle - 4, 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._status.freshness is Freshness.READING:
            # An open ring: the difference is not the colour alone.
            painter.setPen(ink)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painting.fill_round(painter, dot, ink, 4)
        painting.draw_line(painter, box.adjusted(24, 0, -9, 0), self.text(), self._font(), ink)
        if self.hasFocus():
            painting.draw_ring(painter, box, _HEIGHT / 2 - 1)
