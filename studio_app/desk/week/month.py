"""The month: six weeks with the number of offered starts and the first appointments of each day."""

from __future__ import annotations

import html
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk.week.look import Line, Look, mix
from studio_app.desk.week.month_model import (
    WEEKDAYS,
    WEEKS,
    Chip,
    Month,
    MonthDay,
    MonthGeometry,
    month_day_lines,
)
from studio_app.desk.week.painted import Painted

_NUMBER_ROW = 28
_CHIP = 18
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEKDAYS,
    Qt.Key.Key_Down: WEEKDAYS,
}


class MonthView(Painted):
    """Six weeks of days; a click or Enter opens one.

    Signals:
        day_chosen: the date of the day that was clicked.
        page_requested: -1 or 1: the month before or after, by wheel, PageUp and PageDown, or arrows at the edge.
    """

    day_chosen = Signal(object)
    page_requested = Signal(int)

    def __init__(self, month: Month, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("month-view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._month = month
        self._under: int | None = None
        self._at = 0
        self._wheel = 0
        self.set_month(month)

    # ------------------------------------------------------------ what is shown

    @property
    def month(self) -> Month:
        """What is shown."""
        return self._month

    def set_month(self, month: Month) -> None:
        """Show other days; the keys go on from the same date, else from today, else from the month's first."""
        before = self._month.days[self._at].date if self._at < len(self._month.days) else None
        self._month = month
        self._at = self._find(before)
        self.setAccessibleName(month.phrases.month_name)
        self._say()
        self.update()

    def _find(self, wanted: date | None) -> int:
        own = [(index, day) for index, day in enumerate(self._month.days) if not day.outside]
        ranked = sorted(own, key=lambda pair: (pair[1].date != wanted, not pair[1].is_today, pair[0]))
        return ranked[0][0] if ranked else 0

    @property
    def at(self) -> date | None:
        """The day that the keys are on."""
        return self._month.days[self._at].date if self._month.days else None

    def _say(self) -> None:
        if self._month.days:
            self.setAccessibleDescription(", ".join(month_day_lines(self._month.days[self._at], self._month)))

    def sizeHint(self) -> QSize:
        return QSize(760, 640)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 300)

    # ------------------------------------------------------------ painting

    def _places(self) -> MonthGeometry:
        return MonthGeometry(self.width(), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, places = self._look_now(), self._places()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.theme.surface)
        self._head(painter, look, places)
        for index, day in enumerate(self._month.days[: WEEKS * WEEKDAYS]):
            left, top, right, bottom = places.edges(index)
            self._day(painter, look, day, QRectF(left, top, right - left, bottom - top), index)
        if self.hasFocus() and self._month.days:
            left, top, right, bottom = places.edges(self._at)
            painter.setPen(QPen(look.theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left + 2, top + 2, right - left - 3, bottom - top - 3), 6, 6)
        painter.end()

    def _head(self, painter: QPainter, look: Look, places: MonthGeometry) -> None:
        painter.setPen(look.theme.text_muted)
        for index, day in enumerate(self._month.days[:WEEKDAYS]):
            left, _, right, _ = places.edges(index)
            name = self._month.wording.weekdays[day.date.weekday()]
            for line in look.lines(name, look.caption, right - left - 12):
                look.draw(painter, line, left + 11, 19)

    def _day(self, painter: QPainter, look: Look, day: MonthDay, area: QRectF, index: int) -> None:
        colours, thin = look.theme, look.snap(1)
        if index == self._under:
            painter.fillRect(area, colours.accent_soft)
        elif day.is_closed:
            painter.fillRect(area, mix(colours.surface, colours.busy, 0.7))
        elif day.outside:
            painter.fillRect(area, colours.raised)
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), thin), colours.line)
        if index % WEEKDAYS:
            painter.fillRect(QRectF(area.left(), area.top(), thin, area.height()), colours.line_faint)
        after = self._number(painter, look, day, area)
        self._openings(painter, look, day, area, after)
        self._chips(painter, look, day, area)

    def _number(self, painter: QPainter, look: Look, day: MonthDay, area: QRectF) -> float:
        """Write the date; returns where the room on its right begins."""
        colours = look.theme
        number = look.lines(str(day.date.day), look.small_bold, area.width())[0]
        x, baseline = area.left() + 11, area.top() + 19
        if day.is_today:
            box = QRectF(area.left() + 6, area.top() + 5, max(20.0, number.width + 11), 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(box, 7, 7)
            painter.setPen(colours.on_accent)
            look.draw(painter, number, box.left() + (box.width() - number.width) / 2, baseline)
            return box.right() + 4
        painter.setPen(colours.text_faint if day.outside else colours.text)
        look.draw(painter, number, x, baseline)
        return x + number.width + 4

    def _openings(self, painter: QPainter, look: Look, day: MonthDay, area: QRectF, after: float) -> None:
        room = area.right() - after - 8
        if not day.text:
            return
        offered = bool(day.openings)
        lines = look.lines(day.text, look.caption, room - (14 if offered else 0))
        if not lines:
            return
        width = lines[0].width
        if not offered:
            painter.setPen(look.theme.text_muted if day.is_closed else look.theme.text_faint)
            look.draw(painter, lines[0], area.right() - 8 - width, area.top() + 19)
            return
        box = QRectF(area.right() - 6 - width - 14, area.top() + 6, width + 14, 18)
        painter.setPen(QPen(look.theme.opening_line, 1))
        painter.setBrush(look.theme.opening)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8.5, 8.5)
        painter.setPen(look.theme.opening_text)
        look.draw(painter, lines[0], box.left() + 7, box.top() + 13)

    def _chips(self, painter: QPainter, look: Look, day: MonthDay, area: QRectF) -> None:
        room = int((area.height() - _NUMBER_ROW - 2) // _CHIP)
        if room < 1:
            return
        over = len(day.chips) > room
        shown = day.chips[: room - 1] if over else day.chips
        top = area.top() + _NUMBER_ROW
        for number, chip in enumerate(shown):
            box = QRectF(area.left() + 5, top + number * _CHIP, area.width() - 9, _CHIP - 2)
            self._chip(painter, look, chip, box)
        if over:
            painter.setPen(look.theme.text_muted)
            more = self._month.phrases.more.format(len(day.chips) - len(shown))
            for line in look.lines(more, look.caption, area.width() - 16):
                look.draw(painter, line, area.left() + 11, top + len(shown) * _CHIP + 12)

    def _chip(self, painter: QPainter, look: Look, chip: Chip, box: QRectF) -> None:
        colours = look.theme
        if chip.color is None:
            fill, bar, ink = colours.busy, colours.busy_line, colours.text_muted
        else:
            person = colours.person(chip.color)
            fill, bar, ink = person.fill, person.line, person.text
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 4, 4)
        painter.fillRect(QRectF(box.left() + 1, box.top() + 3, 2, box.height() - 6), bar)
        painter.setPen(ink)
        lines: tuple[Line, ...] = look.lines(chip.text, look.caption, box.width() - 10)
        for line in lines:
            look.draw(painter, line, box.left() + 6, box.top() + 12)

    # ------------------------------------------------------------ mouse

    def day_at(self, point: QPointF) -> int | None:
        """The place of the day under a point."""
        found = self._places().day_at(point.x(), point.y())
        return found if found is not None and found < len(self._month.days) else None

    def day_rect(self, day: date) -> QRectF | None:
        """Where a day stands."""
        for index, each in enumerate(self._month.days):
            if each.date == day:
                left, top, right, bottom = self._places().edges(index)
                return QRectF(left, top, right - left, bottom - top)
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.day_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._point_at(None)

    def _point_at(self, index: int | None) -> None:
        if index != self._under:
            self._under = index
            pointing = index is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._go(index)
            self.day_chosen.emit(self._month.days[index].date)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A month a notch; touchpads send many small parts of one.
        self._wheel += event.angleDelta().y()
        if abs(self._wheel) >= 120:
            self.page_requested.emit(-1 if self._wheel > 0 else 1)
            self._wheel = 0
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.day_at(QPointF(event.pos()))
            if index is not None:
                said = "\n".join(month_day_lines(self._month.days[index], self._month))
                # Escaped: text from outside must not become rich text.
                QToolTip.showText(
                    event.globalPos(), f"<p style='white-space:pre-line'>{html.escape(said)}</p>", self
                )
            return True
        return super().event(event)

    # ------------------------------------------------------------ keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go(self._at + _STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page_requested.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            row = self._at - self._at % WEEKDAYS
            self._go(row if key == Qt.Key.Key_Home else row + WEEKDAYS - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._month.days:
            self.day_chosen.emit(self._month.days[self._at].date)
        else:
            super().keyPressEvent(event)

    def _go(self, index: int) -> None:
        """Move the keys' day; beyond the shown ones another month is asked for."""
        if not 0 <= index < len(self._month.days):
            self.page_requested.emit(-1 if index < 0 else 1)
            return
        self._at = index
        self._say()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleDescription()))
        self.update()
