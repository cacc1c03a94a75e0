"""Draws the months: a filled box is off, a half one has hours of its own, stripes are dates on which the studio is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio_app.desk.days_off import model
from studio_app.desk.days_off.geometry import WEEKDAYS, Box, Months
from studio_app.desk.days_off.model import Choice, DaysState
from studio_app.desk.week.look import Look
from studio_app.desk.widgets import painting
from studio_app.domain.days_off import Day, DayKind

_INSET = 1.5
_USUAL = Day()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one picture is made from; `under` is the date under the mouse."""

    state: DaysState
    months: Months
    choice: Choice
    under: date | None
    focused: bool


def paint(painter: QPainter, look: Look, drawn: Drawn) -> None:
    """Draw all months."""
    for place, first in enumerate(drawn.months.firsts):
        _head(painter, look, drawn, place, first)
        for ahead in range(model.month_days(first)):
            day = first + timedelta(days=ahead)
            box = drawn.months.day(day)
            if box:
                _day(painter, look, drawn, day, _rect(box))
    if drawn.focused:
        ring = drawn.months.day(drawn.choice.at)
        if ring:
            # Around the box: in a small month there is no room for two lines inside of it.
            painting.draw_ring(painter, _rect(ring).adjusted(-1.5, -1.5, 1.5, 1.5), 6)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _head(painter: QPainter, look: Look, drawn: Drawn, place: int, first: date) -> None:
    months, wording = drawn.months, drawn.state.wording
    if months.is_year:
        block = months.block(place)
        painter.setPen(look.theme.text)
        for line in look.lines(wording.months_long[first.month - 1], look.small_bold, block.width):
            look.draw(painter, line, block.x + 5, block.y + 15)
    painter.setPen(look.theme.text_faint)
    for weekday in range(WEEKDAYS):
        box = months.weekday(place, weekday)
        name = wording.weekdays[weekday]
        for line in look.lines(name[:2] if months.is_year else name, look.caption, box.width + 4):
            x = box.x + (box.width - line.width) / 2 if months.is_year else box.x + 9
            look.draw(painter, line, x, box.y + 13)


def _day(painter: QPainter, look: Look, drawn: Drawn, day: date, area: QRectF) -> None:
    state, what = drawn.state, drawn.state.days.get(day, _USUAL)
    box = area.adjusted(_INSET, _INSET, -_INSET, -_INSET)
    if not drawn.months.is_year:
        painter.setPen(QPen(look.theme.line_faint, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 6, 6)
    chosen = drawn.choice.first <= day <= drawn.choice.last
    if day in state.closed:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.hatch)
        painter.drawRoundedRect(box, 5, 5)
    _fill(painter, look, what.kind, box)
    if chosen:
        painter.setPen(QPen(look.theme.accent, 1.5))
        usual = what.kind is DayKind.USUAL and day not in state.closed
        painter.setBrush(look.theme.accent_soft if usual else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)
    elif day == drawn.under:
        painter.setPen(QPen(look.theme.text_faint, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 5, 5)
    _number(painter, look, drawn, day, what, area)
    if not drawn.months.is_year:
        _words(painter, look, drawn, day, what, area)


def draw_sign(painter: QPainter, look: Look, kind: DayKind | None, box: QRectF) -> None:
    """The sign of a kind of days, for a legend; None are dates on which the studio is closed."""
    if kind is None:
        painter.setPen(QPen(look.theme.line, 1))
        painter.setBrush(look.hatch)
        painter.drawRoundedRect(box, 3, 3)
    else:
        _fill(painter, look, kind, box)


def _fill(painter: QPainter, look: Look, kind: DayKind, box: QRectF) -> None:
    if kind is DayKind.USUAL:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    if kind is DayKind.OFF:
        painter.setBrush(look.theme.accent)
        painter.drawRoundedRect(box, 5, 5)
        return
    painter.setBrush(look.theme.opening)
    painter.drawRoundedRect(box, 5, 5)
    painter.setBrush(look.theme.opening_line)
    low = QRectF(box.left() + 3, box.bottom() - 5, box.width() - 6, 3)
    if kind is DayKind.PART:
        low.setWidth(low.width() / 2)
    painter.drawRoundedRect(low, 1.5, 1.5)


def _number(painter: QPainter, look: Look, drawn: Drawn, day: date, what: Day, area: QRectF) -> None:
    state, theme = drawn.state, look.theme
    today = day == state.today
    font = look.caption_bold if today or what.kind is not DayKind.USUAL else look.caption
    usual = day.weekday() in state.usually_off
    ink = theme.text_faint if usual or day in state.closed else theme.text
    if what.kind is DayKind.OFF:
        ink = theme.on_accent
    elif what.kind is not DayKind.USUAL:
        ink = theme.opening_text
    elif today:
        ink = theme.accent
    painter.setPen(ink)
    for line in look.lines(str(day.day), font, area.width()):
        if drawn.months.is_year:
            x = area.center().x() - line.width / 2
            look.draw(painter, line, x, area.center().y() + font.ascent / 2 - 1)
        else:
            x = area.left() + 9
            look.draw(painter, line, x, area.top() + 18)
        if today:
            under = area.center().y() + 7 if drawn.months.is_year else area.top() + 22
            painter.fillRect(QRectF(x, under, line.width, 1.5), ink)


def _words(painter: QPainter, look: Look, drawn: Drawn, day: date, what: Day, area: QRectF) -> None:
    """What it is and why, in a large month."""
    state = drawn.state
    texts = [what_line for what_line in model.what_words(state, what).split(" \N{MIDDLE DOT} ") if what_line]
    if not texts and day in state.closed:
        texts = ["studio closed", state.closed[day]]
    painter.setPen(look.theme.on_accent if what.kind is DayKind.OFF else look.theme.text)
    top = area.top() + 25
    for text in filter(None, reversed(texts) if what.reason else texts):
        room = QRectF(area.left() + 8, top, area.width() - 14, area.bottom() - 4 - top)
        if room.height() < look.tight.height:
            break
        top += look.text(painter, text, look.tight, room, most=2)
