"""A large button with an icon, a title and a sentence: one of a few ways to go on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.widgets import painting

_TILE, _LEFT, _EDGE, _LINE = 44, 76, 16, 18


class ChoiceCard(QAbstractButton):
    """One way to go on; the sentence breaks where the card is narrow."""

    def __init__(
        self, icon: str, title: str, text: str, parent: QWidget | None = None, *, width: int = 560
    ) -> None:
        super().__init__(parent)
        self._icon, self._text, self._width = icon, text, width
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lines(self, width: float) -> tuple[str, ...]:
        return painting.wrapped(self._text, theme.current().font("body"), width - _LEFT - _EDGE, 3)

    def sizeHint(self) -> QSize:
        return QSize(self._width, 58 + _LINE * len(self._lines(self._width)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(QPen(shown.busy_line if self.underMouse() else shown.line, 1))
        painter.setBrush(shown.raised if self.underMouse() and self.isEnabled() else shown.surface)
        radius = shown.metrics.radius_card
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        tile = QRectF(_EDGE, box.center().y() - _TILE / 2, _TILE, _TILE)
        painting.fill_round(painter, tile, shown.accent_soft, 10)
        picture = icons.pixmap(self._icon, shown.accent, 22, self.devicePixelRatioF())
        painter.drawPixmap(tile.topLeft().toPoint().x() + 11, int(tile.top()) + 11, picture)
        self._paint_words(painter, box)
        if self.hasFocus():
            painting.draw_ring(painter, box, radius - 1)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        shown = theme.current()
        width, lines = box.width() - _LEFT - _EDGE, self._lines(box.width())
        top = box.center().y() - (22 + _LINE * len(lines)) / 2
        strong = shown.font("title", QFont.Weight.DemiBold)
        painting.draw_line(painter, QRectF(_LEFT, top, width, 20), self.text(), strong, shown.text)
        for number, line in enumerate(lines):
            row = QRectF(_LEFT, top + 22 + number * _LINE, width, _LINE)
            painting.draw_line(painter, row, line, shown.font("body"), shown.text_muted)
