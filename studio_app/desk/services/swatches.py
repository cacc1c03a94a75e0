"""The palette as dots, of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from studio_app.desk import theme
from studio_app.desk.services.drawing import draw_dot
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.roving import Roving
from studio_app.domain.colours import COLOUR_NAMES

NAMES = tuple(name.capitalize() for name in COLOUR_NAMES)
_SIDE = 30


class _Swatch(QAbstractButton):
    """One dot; the chosen one has a tick in it and a rim around it."""

    def __init__(self, colour: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setAccessibleName(NAMES[colour % len(NAMES)])
        self.setToolTip(NAMES[colour % len(NAMES)])
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_SIDE / 2, _SIDE / 2)
        draw_dot(painter, middle, self.colour, side=18)
        if self.isChecked():
            painter.setPen(QPen(shown.person(self.colour).line, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 11.5, 11.5)
            tick = QPen(shown.surface, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
            painter.setPen(tick)
            corners = [(-3.6, 0.3), (-1.1, 2.8), (3.6, -2.6)]
            painter.drawPolyline([middle + QPointF(x, y) for x, y in corners])
        if self.hasFocus():
            painting.draw_ring(painter, self.rect().toRectF(), 8)


class Swatches(QWidget):
    """The palette.

    Signals:
        chosen: place of the colour in the palette.
    """

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._dots = [_Swatch(colour, self) for colour in range(len(theme.current().people))]
        for dot in self._dots:
            row.addWidget(dot)
            dot.clicked.connect(self._clicked)
        self._roving = Roving(self)
        self._roving.set_widgets(self._dots)

    def set_chosen(self, colour: int) -> None:
        """Show one as chosen; nothing is signalled."""
        for dot in self._dots:
            dot.setChecked(dot.colour == colour % len(self._dots))
            if dot.isChecked() and not any(other.hasFocus() for other in self._dots):
                self._roving.set_current(dot)

    def colour(self) -> int:
        """The chosen one."""
        return next((dot.colour for dot in self._dots if dot.isChecked()), 0)

    def dot(self, colour: int) -> QAbstractButton:
        """The button of a colour."""
        return self._dots[colour]

    def _clicked(self) -> None:
        sender = self.sender()
        assert isinstance(sender, _Swatch)
        self.set_chosen(sender.colour)
        self.chosen.emit(sender.colour)
