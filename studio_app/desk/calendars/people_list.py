"""A row a photographer: account, calendars, freshness, what was read and what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk import theme
from studio_app.desk.calendars import drawing
from studio_app.desk.calendars.model import Chip, Offer, PersonRow
from studio_app.desk.calendars.offer_list import MENU_SIDE, OfferDelegate, OfferList
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.widgets.row_list import Index, RowModel

_ROW, _ERROR, _PAD, _AVATAR, _GAP = 60, 20, 16, 34, 12
_TEXT = _PAD + _AVATAR + _GAP
_LEAST_CHIPS = 120
"""Pixels that the chips of a row keep beside the account's words."""


class _Model(RowModel[PersonRow]):
    def spoken(self, row: PersonRow) -> str:
        chips = ", ".join(chip.words for chip in row.chips)
        parts = (row.face.name, row.health.words, row.account, chips, row.counts, row.error)
        return "; ".join(part for part in parts if part)


class _Delegate(OfferDelegate["PeopleList", _Model]):
    def row_height(self, index: Index, width: int) -> int:
        row = self._model.row(index)
        return _ROW + (_ERROR if row.error or row.link else 0)

    # ------------------------------------------------------------ places

    def link_of(self, place: int) -> Offer | None:
        return self._model.rows[place].link

    def offers_of(self, place: int) -> Sequence[Offer]:
        return self._model.rows[place].offers

    def link_rect(self, rect: QRectF, place: int) -> QRectF:
        row = self._model.rows[place]
        if row.link is None:
            return QRectF()
        width = painting.text_width(row.link.words, drawing.link_font()) + 2
        left = rect.left() + _TEXT
        if row.error:
            small = theme.current().font("caption")
            room = self._error_room(rect) - width - 12
            left += min(painting.text_width(row.error, small), room) + 12
        return QRectF(left, rect.top() + _ROW - 8, width, 18)

    def menu_rect(self, rect: QRectF, place: int) -> QRectF:
        if not self._model.rows[place].offers:
            return QRectF()
        return QRectF(rect.right() - _PAD - MENU_SIDE + 6, rect.top() + 16, MENU_SIDE, MENU_SIDE)

    def chip_rects(self, rect: QRectF, place: int) -> list[tuple[Chip, QRectF]]:
        """Where the chips of a row stand, as far as there is room."""
        row = self._model.rows[place]
        room = self._second_room(rect, row)
        said = min(self._account_width(row), max(0.0, room - _LEAST_CHIPS) if row.chips else room)
        left, end = rect.left() + _TEXT + (said + 10 if said else 0), rect.left() + _TEXT + room
        found: list[tuple[Chip, QRectF]] = []
        for chip in row.chips:
            width = drawing.chip_width(chip.words)
            if found and left + width > end:
                break
            box = QRectF(left, rect.top() + 31, min(width, max(40.0, end - left)), drawing.CHIP_HEIGHT)
            found.append((chip, box))
            left = box.right() + 6
        return found

    @staticmethod
    def _error_room(rect: QRectF) -> float:
        return rect.width() - _TEXT - _PAD

    @staticmethod
    def _account_width(row: PersonRow) -> float:
        return painting.text_width(row.account, theme.current().font("caption")) + 2 if row.account else 0

    @staticmethod
    def _second_room(rect: QRectF, row: PersonRow) -> float:
        """Room of the second line, left of what was read."""
        counts = painting.text_width(row.counts, theme.current().font("caption")) if row.counts else 0
        return rect.width() - _TEXT - _PAD - MENU_SIDE - 8 - (counts + 16 if counts else 0)

    # ------------------------------------------------------------ painting

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, row, place = theme.current(), self._model.row(index), index.row()
        if place + 1 < len(self._model.rows):
            line = QRectF(rect.left() + _PAD, rect.bottom() - 1, rect.width() - 2 * _PAD, 1)
            painter.fillRect(line, shown.line_faint)
        if self._view.is_target(place):
            self._paint_target(painter, rect)
        elif self._view.is_hovered(place):
            painting.fill_round(painter, rect.adjusted(5, 3, -5, -4), shown.raised, 8)
        disc = QRectF(rect.left() + _PAD, rect.top() + 13, _AVATAR, _AVATAR)
        painting.draw_avatar(painter, disc, row.face)
        self._paint_first(painter, rect, row)
        self._paint_second(painter, rect, row, place)
        self._paint_error(painter, rect, row, place)
        self.paint_menu(painter, rect, place)
        if self._view.shows_focus(place):
            painting.draw_ring(painter, rect.adjusted(5, 2, -5, -3), 8)

    def _paint_first(self, painter: QPainter, rect: QRectF, row: PersonRow) -> None:
        shown = theme.current()
        right = rect.right() - _PAD - MENU_SIDE
        begin = drawing.draw_health(painter, right, rect.top() + 20, row.health, rect.width() * 0.4)
        name = QRectF(rect.left() + _TEXT, rect.top() + 11, begin - rect.left() - _TEXT - 12, 18)
        painting.draw_line(
            painter, name, row.face.name, shown.font("body", QFont.Weight.DemiBold), shown.text
        )

    def _paint_second(self, painter: QPainter, rect: QRectF, row: PersonRow, place: int) -> None:
        shown = theme.current()
        small = shown.font("caption")
        counts = QRectF(rect.left() + _TEXT, rect.top() + 32, rect.width() - _TEXT - _PAD - MENU_SIDE, 18)
        painting.draw_line(painter, counts, row.counts, small, shown.text_muted, Qt.AlignmentFlag.AlignRight)
        chips = self.chip_rects(rect, place)
        left = rect.left() + _TEXT
        end = chips[0][1].left() - 10 if chips else left + self._second_room(rect, row)
        account = QRectF(left, rect.top() + 32, end - left, 18)
        painting.draw_line(painter, account, row.account, small, shown.text_muted)
        for chip, box in chips:
            drawing.draw_chip(painter, box.left(), box.center().y(), chip, box.width())
        hidden = len(row.chips) - len(chips)
        if hidden > 0:
            more = QRectF(chips[-1][1].right() + 6, rect.top() + 32, 30, 18)
            painting.draw_line(painter, more, f"+{hidden}", small, shown.text_muted)

    def _paint_error(self, painter: QPainter, rect: QRectF, row: PersonRow, place: int) -> None:
        shown = theme.current()
        if row.error:
            link = self.link_rect(rect, place)
            end = link.left() - 10 if not link.isEmpty() else rect.right() - _PAD
            box = QRectF(rect.left() + _TEXT, rect.top() + _ROW - 8, end - rect.left() - _TEXT, 18)
            ink = shown.ink(row.health.tone)
            painting.draw_line(painter, box, row.error, shown.font("caption"), ink)
        self.paint_link(painter, rect, place)

    @staticmethod
    def _paint_target(painter: QPainter, rect: QRectF) -> None:
        """A calendar held over this row would be used for it."""
        shown = theme.current()
        painting.fill_round(painter, rect.adjusted(5, 3, -5, -4), shown.accent_soft, 8)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(shown.accent, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect.adjusted(6, 4, -6, -5), 8, 8)
        painter.restore()


class PeopleList(OfferList):
    """All photographers; a calendar can be dropped on one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_people")
        self.setAccessibleName(self.tr("Photographers and their calendars"))
        self._model = _Model(self)
        self.setModel(self._model)
        self._delegate = _Delegate(self, self._model)
        self.use(self._delegate)
        self._target = -1

    def show_rows(self, rows: tuple[PersonRow, ...]) -> None:
        """Show these."""
        if rows == self._model.rows:
            return
        heights = [bool(row.error or row.link) for row in rows]
        same = heights == [bool(row.error or row.link) for row in self._model.rows]
        place = max(self.currentIndex().row(), 0)
        self._model.set_rows(rows)
        if not same:
            self.fit()
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(min(place, len(rows) - 1)))
        self.viewport().update()

    def rows(self) -> tuple[PersonRow, ...]:
        """What is shown."""
        return self._model.rows

    def row_at(self, point: QPoint) -> int:
        """The row at a point of the screen; -1 for none."""
        local = self.viewport().mapFromGlobal(point)
        return self.indexAt(local).row() if self.viewport().rect().contains(local) else -1

    def set_target(self, place: int) -> None:
        """Show one row as where a calendar would be dropped; -1 for none."""
        if place != self._target:
            self._target = place
            self.viewport().update()

    def is_target(self, place: int) -> bool:
        """Whether a calendar is held over a row."""
        return place == self._target

    def chip_point(self, place: int, words: str) -> QPoint:
        """Middle of a chip, in the viewport."""
        found = self._delegate.chip_rects(self.row_rect(place), place)
        return next(box.center().toPoint() for chip, box in found if chip.words == words)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self.indexAt(event.pos()).row()
            QToolTip.showText(event.globalPos(), plain_tip(self._tip(place, event.pos())), self)
            return True
        return super().viewportEvent(event)

    def _tip(self, place: int, point: QPoint) -> str:
        if place < 0:
            return ""
        chips = self._delegate.chip_rects(self.row_rect(place), place)
        over = next((chip for chip, box in chips if box.contains(point)), None)
        return over.tip if over is not None else self._model.rows[place].error
