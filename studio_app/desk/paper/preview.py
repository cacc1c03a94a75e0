"""A page as it will be, on the screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_app.desk import theme
from studio_app.desk.paper.drawing import picture
from studio_app.desk.paper.setting import Page
from studio_app.desk.widgets import painting

_EDGE = 16


class Preview(QWidget):
    """One page of several; arrows and the wheel turn them.

    Signals:
        turned: number of the page that is shown, from 0.
    """

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_preview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pages: tuple[Page, ...] = ()
        self._number = 0
        self._image: QImage | None = None
        self._made_for: tuple[object, ...] = ()

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show these; the place stays where it can."""
        self._pages, self._image = pages, None
        self.turn_to(min(self._number, max(len(pages) - 1, 0)))

    def pages(self) -> tuple[Page, ...]:
        """What is shown."""
        return self._pages

    def number(self) -> int:
        """The page that is shown, from 0."""
        return self._number

    def turn_to(self, number: int) -> None:
        """Show a page."""
        self._number = max(0, min(number, len(self._pages) - 1))
        texts = self._pages[self._number].texts() if self._pages else ()
        self.setAccessibleName(self.tr("Page {} of {}").format(self._number + 1, len(self._pages)))
        self.setAccessibleDescription("\n".join(texts))
        self.turned.emit(self._number)
        self.update()

    def _page_rect(self) -> QRectF:
        """Where the page stands."""
        page = self._pages[self._number]
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        width = int(min(room.width(), room.height() * page.width / page.height))
        height = round(width * page.height / page.width)
        return QRectF(
            round(room.center().x() - width / 2), round(room.center().y() - height / 2), width, height
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown = QPainter(self), theme.current()
        painting.fill_round(painter, QRectF(self.rect()), shown.window, shown.metrics.radius_control)
        if not self._pages:
            return
        box = self._page_rect()
        made_for = (self._number, box.width(), self.devicePixelRatioF())
        if self._image is None or self._made_for != made_for:
            self._image = picture(self._pages[self._number], round(box.width()), self.devicePixelRatioF())
            self._made_for = made_for
        painter.fillRect(box.adjusted(-1, -1, 1, 1), shown.line)
        painter.drawImage(box.topLeft(), self._image)
        if self.hasFocus():
            painting.draw_ring(painter, box.adjusted(-4, -4, 4, 4), 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -len(self._pages),
            Qt.Key.Key_End: len(self._pages),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn_to(self._number + step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.turn_to(self._number + (-1 if event.angleDelta().y() > 0 else 1))

    def sizeHint(self) -> QSize:
        return QSize(500, 620)
