"""A card over the window that is left with Esc or a click beside it: the keys, a date to go to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from studio_app.desk import theme
from studio_app.desk.widgets.keys import kept


class Overlay(QWidget):
    """Covers its window while it is open; the card stands under an anchor, or in the middle.

    Signals:
        closed: it was left, in whatever way.
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.card = QFrame(self)
        self.card.setProperty("kind", "card")
        self._anchor: QWidget | None = None
        self._back: QWidget | None = None
        window.installEventFilter(self)
        self.hide()

    def open_under(self, anchor: QWidget | None) -> None:
        """Show the card under a widget; None is the middle of the window."""
        self._anchor = anchor
        self._back = self.window().focusWidget()
        self._place()
        self.show()
        self.raise_()

    def close_card(self) -> bool:
        """Leave; says whether it was open. The focus goes back to where it was."""
        if not self.isVisible():
            return False
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        return True

    def _place(self) -> None:
        self.setGeometry(self._over.rect())
        size = self.card.sizeHint()
        if self._anchor is None:
            corner = QPoint((self.width() - size.width()) // 2, max(24, (self.height() - size.height()) // 3))
        else:
            corner = self._anchor.mapTo(self._over, QPoint(0, self._anchor.height() + 4))
        x = max(8, min(corner.x(), self.width() - size.width() - 8))
        y = max(8, min(corner.y(), self.height() - size.height() - 8))
        self.card.setGeometry(
            x, y, min(size.width(), self.width() - 16), min(size.height(), self.height() - 16)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_card()

    def back_out(self) -> bool:
        """One step back; says whether there was one. A card with steps of its own takes those first."""
        return self.close_card()

    def event(self, event: QEvent) -> bool:
        # The window's Esc would take a step back in what lies under the card.
        return kept(event, Qt.Key.Key_Escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_out()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft edge around the card; what is under it stays to be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shadow = theme.current().text if not theme.current().is_dark else theme.current().window
        radius = theme.current().metrics.radius_card
        for step in range(6):
            ink = shadow.toRgb()
            ink.setAlphaF(0.018)
            painter.setBrush(ink)
            spread = 2 + step * 2
            box = QRectF(self.card.geometry()).adjusted(-spread, -spread + 3, spread, spread + 3)
            painter.drawRoundedRect(box, radius + spread, radius + spread)
