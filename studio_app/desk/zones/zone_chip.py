"""A zone as a chip, with its swatch."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting
from studio_app.desk.zones import drawing
from studio_app.desk.zones.model import Swatch

_HEIGHT, _PAD, _SIGN = 24, 9, 12


class ZoneChip(QAbstractButton):
    """A small button with a zone's name and look; checked where it is covered or chosen.

    Signals:
        taken: id of the zone, when it was pressed.
    """

    taken = Signal(str)

    def __init__(self, key: str, name: str, swatch: Swatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.swatch = key, swatch
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self.taken.emit(self.key)

    def _font(self) -> QFont:
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        return theme.current().font("small", weight)

    def sizeHint(self) -> QSize:
        # As wide as it is in bold, so that nothing moves when it is checked.
        bold = theme.current().font("small", QFont.Weight.DemiBold)
        return QSize(round(painting.text_width(self.text(), bold)) + 2 * _PAD + _SIGN + 7, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(56, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown = QPainter(self), theme.current()
        box = QRectF(self.rect())
        on = self.isChecked()
        painting.fill_round(painter, box, shown.accent_soft if on else shown.line, _HEIGHT / 2)
        if not on:
            inside = shown.accent_soft if self.underMouse() else shown.raised
            painting.fill_round(painter, box.adjusted(1, 1, -1, -1), inside, _HEIGHT / 2 - 1)
        sign = QRectF(box.left() + _PAD, box.center().y() - _SIGN / 2, _SIGN, _SIGN)
        drawing.draw_swatch(painter, sign, self.swatch, 3)
        words = QRectF(sign.right() + 6, box.top(), box.right() - sign.right() - 6 - _PAD + 4, box.height())
        painting.draw_line(painter, words, self.text(), self._font(), shown.accent if on else shown.text)
        if self.hasFocus():
            painting.draw_ring(painter, box, _HEIGHT / 2 - 1)
