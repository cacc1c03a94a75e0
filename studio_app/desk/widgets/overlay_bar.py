"""A scroll bar that lies over the edge of what it scrolls, so that nothing moves when it comes or goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

_WIDTH = 8


class OverlayBar(QScrollBar):
    """Stands in for the vertical scroll bar of an area; shown only where there is something to scroll."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area, self._real = area, area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.installEventFilter(self)
        self._real.rangeChanged.connect(self._follow_range)
        self._real.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._real.setValue)
        self._follow_range(self._real.minimum(), self._real.maximum())

    def _follow_range(self, least: int, most: int) -> None:
        self.setPageStep(self._real.pageStep())
        self.setSingleStep(self._real.singleStep())
        self.setRange(least, most)
        self.setValue(self._real.value())
        self.setVisible(most > least)
        self._place()

    def _place(self) -> None:
        self.setGeometry(self._area.width() - _WIDTH, 0, _WIDTH, self._area.height())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
