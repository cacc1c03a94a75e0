"""One appointment of an order with the time chosen for it, as a row that can be gone to."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.widgets import painting

_HEIGHT = 30
_PAD = 10


class PartRow(QAbstractButton):
    """Name and length at the left, the time (or what is still to do) at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name, self._length, self._time, self._done, self._trouble = "", "", "", False, False

    def show_part(self, name: str, length: str, time: str, *, done: bool, trouble: bool) -> None:
        """Show a part: `done` when its time is chosen, `trouble` when there is none to choose."""
        self._name, self._length, self._time, self._done, self._trouble = name, length, time, done, trouble
        self.setText(f"{name} {length} · {time}")
        self.setAccessibleName(f"{name}, {length}, {time}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isChecked():
            painting.fill_round(painter, box, shown.accent_soft, shown.metrics.radius_control)
        elif self.underMouse():
            painting.fill_round(painter, box, shown.raised, shown.metrics.radius_control)
        if self.hasFocus():
            painting.draw_ring(painter, box)
        room = box.adjusted(_PAD, 0, -_PAD, 0)
        bold, plain = shown.font("body", QFont.Weight.DemiBold), shown.font("body")
        if self._done:
            painter.drawPixmap(
                int(room.right()) - 14,
                (self.height() - 14) // 2,
                icons.pixmap("check", shown.accent, 14, self.devicePixelRatioF()),
            )
        right = room.adjusted(0, 0, -20 if self._done else 0, 0)
        color = shown.accent if self._done else shown.warning if self._trouble else shown.text_muted
        font = shown.font("body", QFont.Weight.DemiBold) if self._done else plain
        width = painting.text_width(self._time, font)
        painting.draw_line(painter, right, self._time, font, color, Qt.AlignmentFlag.AlignRight)
        left = right.adjusted(0, 0, -width - 8, 0)
        painting.draw_line(painter, left, self._name, bold, shown.text)
        used = painting.text_width(self._name, bold) + 6
        if used < left.width():
            painting.draw_line(painter, left.adjusted(used, 0, 0, 0), self._length, plain, shown.text_muted)
