"""How fresh the calendars are, in one pill of the top bar."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio_app.desk import theme
from studio_app.desk.calendar_status import CalendarStatus, Mood, said
from studio_app.desk.calendars import drawing
from studio_app.desk.calendars.model import Health, Light
from studio_app.desk.tone import Tone
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.wording import ENGLISH, Wording

_HEIGHT = 24
_LIGHTS = {
    Mood.SIGN_IN: Health("", Tone.BAD, Light.CROSS),
    Mood.UNWRITTEN: Health("", Tone.BAD, Light.CROSS),
    Mood.FAILING: Health("", Tone.BAD, Light.CROSS),
    Mood.CHANGED: Health("", Tone.WARN, Light.HALF),
    Mood.OFFLINE: Health("", Tone.WARN, Light.HALF),
    Mood.STALE: Health("", Tone.WARN, Light.HALF),
    Mood.READING: Health("", Tone.GOOD, Light.RING),
    Mood.FRESH: Health("", Tone.GOOD, Light.FULL),
    Mood.NONE: Health("", Tone.PLAIN, Light.RING),
}


class StatusPill(QAbstractButton):
    """The pill; a click reads the calendars and leads to them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._status = CalendarStatus()
        self.set_status(self._status)

    def set_status(self, status: CalendarStatus, wording: Wording = ENGLISH) -> None:
        """Show a state."""
        self._status = status
        text = said(status, wording)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(self.tr("Calendars: {}").format(text))
            self.updateGeometry()
        told = (*status.failing, self.tr("Show the calendars and read them now (F5)"))
        self.setToolTip(plain_tip("\n".join(told)))
        self.update()

    def status(self) -> CalendarStatus:
        """What is shown."""
        return self._status

    def _light(self) -> Health:
        """The sign; while calendars are read it is open, whatever else is true."""
        found = _LIGHTS[self._status.mood]
        return replace(found, light=Light.RING) if self._status.reading else found

    def _colors(self) -> tuple[QColor, QColor]:
        shown, tone = theme.current(), self._light().tone
        grounds = {Tone.GOOD: shown.accent_soft, Tone.WARN: shown.warning_soft, Tone.BAD: shown.danger_soft}
        # The orange on its own soft ground has too little contrast for words.
        ink = shown.text if tone is Tone.WARN else shown.ink(tone)
        return grounds.get(tone, shown.busy), ink

    def sizeHint(self) -> QSize:
        return QSize(round(painting.text_width(self.text(), self._font()) + 34), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, _HEIGHT)

    @staticmethod
    def _font() -> QFont:
        return theme.current().font("small", QFont.Weight.DemiBold)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, ink = self._colors()
        painter = QPainter(self)
        box = QRectF(self.rect())
        painting.fill_round(painter, box, fill, _HEIGHT / 2)
        sign = QRectF(9, box.center().y() - drawing.LIGHT / 2, drawing.LIGHT, drawing.LIGHT)
        drawing.draw_light(painter, sign, self._light())
        painting.draw_line(painter, box.adjusted(24, 0, -9, 0), self.text(), self._font(), ink)
        if self.hasFocus():
            painting.draw_ring(painter, box, _HEIGHT / 2 - 1)
