"""Painted rows with a link and a menu each: the base of the lists of photographers and of accounts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import icons, theme
from studio_app.desk.calendars import drawing
from studio_app.desk.calendars.model import Offer
from studio_app.desk.calendars.offers import offer_of, open_menu
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.row_list import M, RowDelegate, RowList, V

MENU_SIDE = 28


class OfferDelegate(RowDelegate[V, M]):
    """Paints rows whose link and menu can be hit."""

    @abstractmethod
    def link_of(self, place: int) -> Offer | None:
        """What helps at once in a row."""

    @abstractmethod
    def link_rect(self, rect: QRectF, place: int) -> QRectF:
        """Where the link's words stand; empty without."""

    @abstractmethod
    def menu_rect(self, rect: QRectF, place: int) -> QRectF:
        """Where the three dots stand; empty without a menu."""

    @abstractmethod
    def offers_of(self, place: int) -> Sequence[Offer]:
        """Everything that can be done with a row."""

    def paint_link(self, painter: QPainter, rect: QRectF, place: int) -> None:
        """The link, if the row has one."""
        offer, box = self.link_of(place), self.link_rect(rect, place)
        if offer is not None and not box.isEmpty():
            painting.draw_line(painter, box, offer.words, drawing.link_font(), theme.current().accent)

    def paint_menu(self, painter: QPainter, rect: QRectF, place: int) -> None:
        """The three dots, if the row has a menu."""
        box = self.menu_rect(rect, place)
        if box.isEmpty():
            return
        scale = self._view.devicePixelRatioF()
        picture = icons.pixmap("more", theme.current().text_muted, 18, scale)
        painter.drawPixmap(QPoint(round(box.center().x()) - 9, round(box.center().y()) - 9), picture)


class OfferList(RowList):
    """Rows that act: a click on the link or the dots, Enter or Space for the menu, the menu key, a right click.

    Signals:
        acted: the Offer that was taken.
    """

    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers: OfferDelegate[Any, Any] | None = None

    def use(self, delegate: OfferDelegate[Any, Any]) -> None:
        """Paint with this delegate."""
        self.offers = delegate
        self.setItemDelegate(delegate)

    def link_point(self, place: int) -> QPoint:
        """Middle of a row's link, in the viewport."""
        assert self.offers is not None
        return self.offers.link_rect(self.row_rect(place), place).center().toPoint()

    def menu_point(self, place: int) -> QPoint:
        """Middle of a row's three dots, in the viewport."""
        assert self.offers is not None
        return self.offers.menu_rect(self.row_rect(place), place).center().toPoint()

    def open_row(self, place: int, at: QPoint | None = None) -> None:
        """Show what can be done with a row."""
        found = self.offers.offers_of(place) if self.offers is not None and place >= 0 else ()
        if found:
            corner = at or self.viewport().mapToGlobal(self.menu_point(place) + QPoint(-14, 16))
            open_menu(found, self, corner, self._take)

    def _take(self, action: object) -> None:
        offer = offer_of(action)
        if offer is not None:
            self.acted.emit(offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if opens and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.open_row(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = self.clicked_row(event)
        if place < 0 or self.offers is None:
            return
        rect, point = self.row_rect(place), event.position()
        offer = self.offers.link_of(place)
        if offer is not None and self.offers.link_rect(rect, place).adjusted(-6, -4, 6, 4).contains(point):
            self.acted.emit(offer)
        elif self.offers.menu_rect(rect, place).contains(point):
            self.open_row(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        place = self.indexAt(event.pos()).row() if by_mouse else self.currentIndex().row()
        self.open_row(place, event.globalPos() if by_mouse else None)
