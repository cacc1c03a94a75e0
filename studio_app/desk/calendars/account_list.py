"""The accounts with the calendars that they can see, which are dragged to whom they belong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk import theme
from studio_app.desk.calendars import drawing, gesture
from studio_app.desk.calendars.model import AccountCard, FoundLine, Offer
from studio_app.desk.calendars.offer_list import MENU_SIDE, OfferDelegate, OfferList
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.widgets.row_list import Index, RowModel

_HEAD, _LINK, _LINE, _PAD, _GRIP, _FACE = 54, 22, 46, 15, 16, 20
_MOST_FACES = 3

Row = AccountCard | FoundLine


class _Model(RowModel[Row]):
    def spoken(self, row: Row) -> str:
        if isinstance(row, AccountCard):
            return "; ".join(part for part in (row.title, row.detail, row.health.words) if part)
        owner = row.owner or self.tr("not used")
        names = ", ".join(face.name for face in row.faces) if len(row.faces) > 1 else ""
        return "; ".join(part for part in (row.name, owner, names, row.note) if part)


class _Delegate(OfferDelegate["AccountList", _Model]):
    def row_height(self, index: Index, width: int) -> int:
        row = self._model.row(index)
        if isinstance(row, AccountCard):
            return _HEAD + (_LINK if row.link else 0)
        return _LINE

    # ------------------------------------------------------------ places

    def link_of(self, place: int) -> Offer | None:
        row = self._model.rows[place]
        return row.link if isinstance(row, AccountCard) else None

    def offers_of(self, place: int) -> Sequence[Offer]:
        return self._model.rows[place].offers

    def link_rect(self, rect: QRectF, place: int) -> QRectF:
        offer = self.link_of(place)
        if offer is None:
            return QRectF()
        width = painting.text_width(offer.words, drawing.link_font()) + 2
        return QRectF(rect.left() + _PAD, rect.top() + _HEAD - 4, width, 18)

    def menu_rect(self, rect: QRectF, place: int) -> QRectF:
        row = self._model.rows[place]
        if not row.offers:
            return QRectF()
        middle = rect.top() + (24 if isinstance(row, AccountCard) else _LINE / 2)
        return QRectF(rect.right() - _PAD - MENU_SIDE + 6, middle - MENU_SIDE / 2, MENU_SIDE, MENU_SIDE)

    # ------------------------------------------------------------ painting

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        row, place = self._model.row(index), index.row()
        if isinstance(row, AccountCard):
            self._paint_account(painter, rect, row, place)
        else:
            self._paint_calendar(painter, rect, row, place)
        self.paint_menu(painter, rect, place)
        if self._view.shows_focus(place):
            painting.draw_ring(painter, _body(rect), 8)

    def _paint_account(self, painter: QPainter, rect: QRectF, row: AccountCard, place: int) -> None:
        shown = theme.current()
        if place > 0:
            line = QRectF(rect.left() + _PAD, rect.top() + 4, rect.width() - 2 * _PAD, 1)
            painter.fillRect(line, shown.line_faint)
        width = rect.width() - 2 * _PAD - MENU_SIDE
        title = QRectF(rect.left() + _PAD, rect.top() + 13, width, 18)
        painting.draw_line(painter, title, row.title, shown.font("body", QFont.Weight.DemiBold), shown.text)
        small = shown.font("caption")
        detail = QRectF(title.left(), rect.top() + 31, width, 16)
        words, ink = row.detail, shown.text_muted
        if row.health.words:
            sign = QRectF(title.left(), rect.top() + 34, drawing.LIGHT, drawing.LIGHT)
            drawing.draw_light(painter, sign, row.health)
            detail.setLeft(sign.right() + 6)
            words, ink = row.health.words, shown.ink(row.health.tone)
        painting.draw_line(painter, detail, words, small, ink)
        self.paint_link(painter, rect, place)

    def _paint_calendar(self, painter: QPainter, rect: QRectF, row: FoundLine, place: int) -> None:
        shown = theme.current()
        ground = shown.surface
        if self._view.is_held(place) or self._view.is_hovered(place):
            ground = shown.busy if self._view.is_held(place) else shown.raised
            painting.fill_round(painter, _body(rect), ground, 8)
        drawing.draw_grip(painter, QPointF(rect.left() + _PAD + 4, rect.center().y()))
        left = rect.left() + _PAD + _GRIP
        right = rect.right() - _PAD - MENU_SIDE
        if row.faces:
            faces = row.faces[:_MOST_FACES]
            right -= painting.avatars_width(len(faces), _FACE)
            disc = QRectF(right, rect.center().y() - _FACE / 2, _FACE, _FACE)
            painting.draw_avatars(painter, disc, faces, ground)
            right -= 8
        name = QRectF(left, rect.top() + 6, right - left, 17)
        painting.draw_line(painter, name, row.name, shown.font("body"), shown.text)
        words = " · ".join(part for part in (row.owner or self._view.unused(), row.note) if part)
        ink = shown.text_muted if row.owner else shown.text_faint
        detail = QRectF(left, rect.top() + 23, right - left, 16)
        painting.draw_line(painter, detail, words, shown.font("caption"), ink)


def _body(rect: QRectF) -> QRectF:
    """What of a row is filled and ringed: it ends before the scroll bar, which lies over the list's edge."""
    return rect.adjusted(4, 2, -8, -2)


class AccountList(OfferList):
    """Accounts and their calendars. A calendar is dragged by the mouse; Enter offers the same as a menu.

    Signals:
        held: the FoundLine that follows the mouse, and where on the screen.
        dropped: the FoundLine that was let go of, and where.
        let_go: nothing is held any more, dropped or not.
    """

    held = Signal(object, object)
    dropped = Signal(object, object)
    let_go = Signal()
    _drag = gesture.IDLE  # Qt asks for events while the list is made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_accounts")
        self.setAccessibleName(self.tr("Accounts and the calendars that they can see"))
        self._model = _Model(self)
        self.setModel(self._model)
        self.use(_Delegate(self, self._model))

    def show_accounts(self, accounts: tuple[AccountCard, ...]) -> None:
        """Show these; what is held while they change is let go of."""
        flat: list[Row] = []
        for account in accounts:
            flat += [account, *account.lines]
        rows = tuple(flat)
        if rows == self._model.rows:
            return
        if self._line_held() not in rows:
            self._end_drag()
        place = max(self.currentIndex().row(), 0)
        self._model.set_rows(rows)
        self.fit()
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(min(place, len(rows) - 1)))
        self.viewport().update()

    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows

    def unused(self) -> str:
        """Said of a calendar that nobody uses."""
        return self.tr("not used")

    def is_held(self, place: int) -> bool:
        """Whether a row follows the mouse."""
        return self._drag.is_held and self._drag.place == place

    def _line_held(self) -> Row | None:
        rows, drag = self._model.rows, self._drag
        return rows[drag.place] if drag is not gesture.IDLE and drag.place < len(rows) else None

    # ------------------------------------------------------------ dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place, point = self.indexAt(event.position().toPoint()).row(), event.position()
        left = event.button() is Qt.MouseButton.LeftButton
        assert self.offers is not None
        if not left or place < 0 or not isinstance(self._model.rows[place], FoundLine):
            return
        if not self.offers.menu_rect(self.row_rect(place), place).contains(point):
            self._drag = gesture.pressed(place, point.x(), point.y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is gesture.IDLE:
            super().mouseMoveEvent(event)
            return
        before = self._drag
        self._drag = gesture.moved(before, event.position().x(), event.position().y())
        if self._drag.is_held:
            if not before.is_held:
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self.viewport().update()
            self.held.emit(self._line_held(), event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line, was_held = self._line_held(), self._drag.is_held
        if not was_held:
            self._end_drag()
            super().mouseReleaseEvent(event)
            return
        self._end_drag()
        self.dropped.emit(line, event.globalPosition().toPoint())

    def _end_drag(self) -> None:
        was_held, self._drag = self._drag.is_held, gesture.IDLE
        if was_held:
            self.viewport().unsetCursor()
            self.viewport().update()
            self.let_go.emit()

    def event(self, event: QEvent) -> bool:
        # Esc lets go before it is anything else's.
        if self._drag.is_held and kept(event, Qt.Key.Key_Escape):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._drag.is_held:
            if event.key() == Qt.Key.Key_Escape:
                self._end_drag()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end_drag()
        super().focusOutEvent(event)

    def row_point(self, place: int) -> QPoint:
        """A place of a row where it can be taken, in the viewport."""
        rect = self.row_rect(place)
        return QPoint(round(rect.left()) + 40, round(rect.center().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            words = self._model.spoken(self._model.row(index)) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().viewportEvent(event)
