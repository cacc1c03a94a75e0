"""The colours that a zone may have, side by side."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.roving import Roving
from studio_app.desk.zones import drawing
from studio_app.desk.zones.model import Swatch
from studio_app.domain.colours import COLOUR_NAMES

_SIDE = 26


class _ColourButton(QAbstractButton):
    """One colour; a tick says that it is the zone's."""

    def __init__(self, colour: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name = COLOUR_NAMES[colour]
        self.setAccessibleName(name)
        self.setToolTip(name.capitalize())
        self.setFixedSize(_SIDE, _SIDE)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = theme.current()
        box = QRectF(self.rect())
        if self.isChecked():
            painting.fill_round(painter, box, shown.person(self._colour).line, 8)
            painting.fill_round(painter, box.adjusted(2, 2, -2, -2), shown.surface, 6.5)
        drawing.draw_swatch(painter, box.adjusted(4, 4, -4, -4), Swatch(self._colour), 4)
        if self.hasFocus():
            painting.draw_ring(painter, box, 8)


class ColourRow(QWidget):
    """All colours of the palette; the arrow keys go from one to the next.

    Signals:
        chosen: place in the palette of the one that the user took.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Colour"))
        self.buttons = [_ColourButton(colour, self) for colour in range(len(COLOUR_NAMES))]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for colour, button in enumerate(self.buttons):
            row.addWidget(button)
            button.clicked.connect(partial(self._take, colour))
        row.addStretch(1)
        self._roving = Roving(self)
        self._roving.set_widgets(self.buttons)

    def show_colour(self, colour: int) -> None:
        """Show which one it is; nothing is signalled."""
        for place, button in enumerate(self.buttons):
            button.setChecked(place == colour)
        if not any(button.hasFocus() for button in self.buttons):
            self._roving.set_current(self.buttons[colour])

    def _take(self, colour: int, _checked: bool = False) -> None:
        self.show_colour(colour)
        self.chosen.emit(colour)
