"""How hours look: tracks, bars, the pale ones of somebody else, guides while something is held."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio_app.desk import theme
from studio_app.desk.hours.geometry import ROW, TRACK, Frame
from studio_app.desk.hours.spans import Days
from studio_app.desk.hours.stepping import Cursor
from studio_app.desk.hours.text import span_text
from studio_app.desk.widgets import painting
from studio_app.desk.wording import Wording

RADIUS = 5.0
_PAD = 7.0
_STRONG = 1.5


@dataclass(frozen=True, slots=True)
class Picture:
    """What is painted.

    Attributes:
        own: Whether the hours are set; else they are somebody else's and pale.
        note: Whose they are, or what it means that there are none.
        off: Said of a day without hours.
        held: Day and span in the hand.
        focus: Where the keyboard is; None while it is elsewhere.
        hovered: Day and place of the hours under the mouse.
    """

    days: Days
    frame: Frame
    wording: Wording
    own: bool = True
    note: str = ""
    off: str = "day off"
    held: tuple[int, tuple[int, int]] | None = None
    focus: Cursor | None = None
    hovered: tuple[int, int] | None = None


def paint_week(painter: QPainter, picture: Picture) -> None:
    """All seven days."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for day in range(7):
        _paint_name(painter, picture, day)
        _paint_track(painter, picture, day)
    if picture.held is not None:
        _paint_guides(painter, picture)
    for day in range(7):
        _paint_bars(painter, picture, day)
    if picture.focus is not None:
        _paint_focus(painter, picture)


def track_rect(frame: Frame, day: int) -> QRectF:
    """The track of a day."""
    return QRectF(frame.left, frame.top_of(day), frame.width, TRACK)


def bar_rect(frame: Frame, day: int, start: int, end: int) -> QRectF:
    """The bar of hours of a day."""
    left, right = frame.bar(start, end)
    return QRectF(left, frame.top_of(day), right - left, TRACK)


def _paint_name(painter: QPainter, picture: Picture, day: int) -> None:
    shown = theme.current()
    row = QRectF(0, day * ROW, picture.frame.left - 6, ROW)
    painting.draw_line(painter, row, picture.wording.weekdays[day], shown.font("body"), shown.text_muted)


def _paint_track(painter: QPainter, picture: Picture, day: int) -> None:
    shown = theme.current()
    track = track_rect(picture.frame, day)
    painter.setPen(QPen(shown.line_faint, 1))
    painter.setBrush(shown.raised)
    painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    if not picture.days[day]:
        words = picture.note if not picture.own and not any(picture.days) else picture.off
        inner = track.adjusted(9, 0, -9, 0)
        painting.draw_line(painter, inner, words, shown.font("small"), shown.text_muted)


def _paint_bars(painter: QPainter, picture: Picture, day: int) -> None:
    noted = (-1, -1) if picture.own else _widest(picture)
    for place, (start, end) in enumerate(picture.days[day]):
        held = picture.held is not None and picture.held[0] == day and start <= picture.held[1][0] < end
        area = bar_rect(picture.frame, day, start, end).adjusted(0.5, 0.5, -0.5, -0.5)
        note = picture.note if (day, place) == noted else ""
        _paint_bar(painter, area, picture, held=held, hovered=picture.hovered == (day, place))
        _paint_words(painter, area, picture, (start, end), note)


def _widest(picture: Picture) -> tuple[int, int]:
    """The hours that have the most room for words, the first of them: day and place."""
    lengths = {
        (day, place): end - start
        for day, spans in enumerate(picture.days)
        for place, (start, end) in enumerate(spans)
    }
    return max(lengths, key=lambda at: lengths[at], default=(-1, -1))


def _paint_bar(painter: QPainter, area: QRectF, picture: Picture, *, held: bool, hovered: bool) -> None:
    shown = theme.current()
    line = shown.accent if held else shown.opening_text if hovered else shown.opening_line
    pen = QPen(line, _STRONG if held else 1)
    if not picture.own:
        pen.setStyle(Qt.PenStyle.DashLine)
        fill = shown.surface
    else:
        fill = shown.opening
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(area, RADIUS, RADIUS)
    if hovered and not held and area.width() >= 40:
        painter.setPen(QPen(line, 1))
        for x in (area.left() + 3.5, area.right() - 3.5):
            painter.drawLine(int(x), int(area.center().y()) - 3, int(x), int(area.center().y()) + 4)


def _paint_words(painter: QPainter, area: QRectF, picture: Picture, span: tuple[int, int], note: str) -> None:
    shown = theme.current()
    font = shown.font("small")
    words = span_text(*span, picture.wording)
    ink = shown.opening_text if picture.own else shown.text_muted
    width = painting.text_width(words, font)
    room = area.width() - 2 * _PAD
    if width > room + _PAD:
        return  # too narrow for its times: the tip and the screen reader say them
    inner = area.adjusted(_PAD if width <= room else (area.width() - width) / 2, 0, 0, 0)
    painting.draw_line(
        painter, QRectF(inner.left(), inner.top(), width + 2, inner.height()), words, font, ink
    )
    rest = room - width - 8
    if note and rest > 60:
        box = QRectF(inner.left() + width + 8, inner.top(), rest, inner.height())
        painting.draw_line(painter, box, note, font, shown.text_muted)


def _paint_guides(painter: QPainter, picture: Picture) -> None:
    """Lines through all days at both ends of what is held, to line up with the others."""
    assert picture.held is not None
    painter.setPen(QPen(theme.current().opening_line, 1, Qt.PenStyle.DotLine))
    frame = picture.frame
    for minute in picture.held[1]:
        if frame.first <= minute <= frame.last:
            x = round(frame.x_of(minute)) + 0.5
            painter.drawLine(int(x), 0, int(x), 7 * ROW)


def _paint_focus(painter: QPainter, picture: Picture) -> None:
    assert picture.focus is not None
    day, place = picture.focus.day, picture.focus.place
    spans = picture.days[day]
    area = (
        bar_rect(picture.frame, day, *spans[place])
        if 0 <= place < len(spans)
        else track_rect(picture.frame, day)
    )
    painting.draw_ring(painter, area.adjusted(-2, -2, 2, 2), RADIUS + 2)
