"""The calendar that follows the mouse while it is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting

_HEIGHT, _MOST, _BELOW = 34, 260, QPoint(10, 8)


class HeldCalendar(QWidget):
    """Its name on the accent's ground; lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("held_calendar")
        self._words = ""
        self.hide()

    def follow(self, words: str, point: QPoint) -> None:
        """Show words at a point of the screen."""
        if words != self._words:
            self._words = words
            self.resize(self.sizeHint())
        parent = self.parentWidget()
        assert parent is not None
        self.move(parent.mapFromGlobal(point) + _BELOW)
        if not self.isVisible():
            self.show()
            self.raise_()

    def words(self) -> str:
        """What it says."""
        return self._words

    @staticmethod
    def _font() -> QFont:
        return theme.current().font("body", QFont.Weight.DemiBold)

    def sizeHint(self) -> QSize:
        return QSize(min(_MOST, round(painting.text_width(self._words, self._font())) + 28), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painting.fill_round(painter, QRectF(self.rect()), shown.accent, shown.metrics.radius_control)
        words = QRectF(self.rect()).adjusted(14, 0, -12, 0)
        painting.draw_line(painter, words, self._words, self._font(), shown.on_accent)
