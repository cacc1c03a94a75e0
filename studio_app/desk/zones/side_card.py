"""The card over the right of the map: the chosen zone, the chosen photographer, or the pinned place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.widgets.labels import ElidedLabel

WIDTH = 304
_OUTER, _INNER = 8, 8


class SideCard(QFrame):
    """A card with a head and a cross to close it.

    Signals:
        closed: the cross was pressed.
    """

    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "card")
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.title = ElidedLabel("", "title", self)
        self._cross = QToolButton(self)
        self._cross.setProperty("kind", "quiet")
        self._cross.setAccessibleName(self.tr("Close"))
        self._cross.setIconSize(QSize(16, 16))
        self._cross.setFixedSize(28, 28)
        self._cross.clicked.connect(self.closed)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.setContentsMargins(_INNER, 0, 0, 0)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self._cross)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_OUTER, 10, _OUTER, 10)
        self.column.setSpacing(10)
        self.column.addLayout(self.head)
        self._colour()
        self.hide()

    @property
    def cross(self) -> QToolButton:
        """The button that closes it."""
        return self._cross

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Another part that isn't a list; lists reach nearer to the edges, so that their words stand under these."""
        row = QHBoxLayout()
        row.setContentsMargins(_INNER, 0, _INNER, 0)
        row.addWidget(widget)
        self.column.addLayout(row, stretch)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self._cross.setIcon(icons.icon("close", theme.current().text_muted, 16))


def line_of(parent: QWidget) -> QFrame:
    """A faint line between parts."""
    line = QFrame(parent)
    line.setProperty("kind", "line")
    line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return line
