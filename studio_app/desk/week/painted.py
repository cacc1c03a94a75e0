"""A widget that paints itself: the base of grid, board, month and pictures, and of what stands beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.week.look import Look


class Painted(QWidget):
    """Keeps fonts, colours and shaped texts for as long as the theme and the screen's scale stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None

    def _look_now(self) -> Look:
        shown, scale = theme.current(), self.devicePixelRatioF()
        if self._look is None or self._look.theme is not shown or self._look.scale != scale:
            self._look = Look(shown, scale)
        return self._look

    def forget_look(self) -> None:
        """Paint anew, with all texts shaped anew."""
        self._look = None
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.forget_look()
        super().changeEvent(event)
