"""The days above the grid: weekday, date, how many starts are offered, and notes for the whole day."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio_app.desk.week.geometry import Geometry
from studio_app.desk.week.look import Face, Look
from studio_app.desk.week.model import AllDay, Day, Openings, Week
from studio_app.desk.week.painted import Painted
from studio_app.desk.week.spoken import say_day

HEIGHT = 56
_NOTE = 20
_MOST_NOTES = 3
_INDENT, _INDENT_NARROW, _NARROW = 11, 7, 90
_NAME_LINE, _DATE_LINE = 21, 41
"""Baselines of the weekday and of the date."""


class DayHeader(Painted):
    """The sticky row of days; its columns follow the grid's geometry.

    Signals:
        day_chosen: the date of a day that was clicked.
    """

    day_chosen = Signal(object)

    def __init__(self, week: Week, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("week-header")
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._week = week
        self._openings = Openings()
        self._columns: Geometry | None = None
        self._dates: Face | None = None
        self._under: int | None = None
        self._say()

    # ------------------------------------------------------------ what is shown

    def set_week(self, week: Week) -> None:
        """Show other days."""
        self._week = week
        self._under = None
        self.setFixedHeight(self.sizeHint().height())
        self._say()

    def set_openings(self, openings: Openings) -> None:
        """Show other counts."""
        self._openings = openings
        self._say()

    def set_columns(self, geometry: Geometry) -> None:
        """Stand above the columns of a grid."""
        self._columns = geometry
        self.update()

    def texts(self) -> tuple[str, ...]:
        """What stands beside each date."""
        return tuple(self._text(day) for day in self._week.days)

    def _text(self, day: Day) -> str:
        return self._openings.texts.get(day.date, day.openings_text)

    def _say(self) -> None:
        days = range(len(self._week.days))
        self.setAccessibleName("; ".join(say_day(self._week, self._openings, index) for index in days))
        self.update()

    def sizeHint(self) -> QSize:
        notes = max((min(len(day.all_day), _MOST_NOTES) for day in self._week.days), default=0)
        return QSize(200, HEIGHT + notes * _NOTE + (4 if notes else 0))

    minimumSizeHint = sizeHint  # noqa: N815  # Qt's name

    # ------------------------------------------------------------ painting

    def forget_look(self) -> None:
        """Paint anew, with all texts shaped anew."""
        self._dates = None
        super().forget_look()

    def _date_face(self, look: Look) -> Face:
        if self._dates is None:
            font = look.theme.font("heading", QFont.Weight.Bold)
            metrics = QFontMetricsF(font)
            self._dates = Face("date", font, metrics.ascent(), metrics.height(), int(metrics.height()) + 1)
        return self._dates

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look_now()
        dates = self._date_face(look)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        painter.fillRect(area, look.theme.surface)
        thin = look.snap(1)
        if self._columns is not None and len(self._columns.axis.columns) == len(self._week.days):
            for index, day in enumerate(self._week.days):
                left, right = self._columns.left(index), self._columns.left(index + 1)
                painter.fillRect(QRectF(left, 0, thin, area.height()), look.theme.line_faint)
                self._day(painter, look, dates, day, QRectF(left, 0, right - left, area.height()), index)
        painter.fillRect(QRectF(0, area.height() - thin, area.width(), thin), look.theme.line)
        painter.end()

    def _day(self, painter: QPainter, look: Look, dates: Face, day: Day, area: QRectF, index: int) -> None:
        colours = look.theme
        x = area.left() + (_INDENT if area.width() >= _NARROW else _INDENT_NARROW)
        room = area.right() - x - 2
        painter.setPen(colours.accent if index == self._under else colours.text_muted)
        beside = x
        for line in look.lines(self._week.wording.weekdays[day.date.weekday()], look.caption, room):
            look.draw(painter, line, x, _NAME_LINE)
            beside += line.width + 4
        after = self._number(painter, look, dates, day, QPointF(x, _DATE_LINE), under=index == self._under)
        painter.setPen(colours.text_faint)
        said = look.lines(self._text(day), look.caption, 400)
        if said and after + said[0].width <= area.right() - 2:
            look.draw(painter, said[0], after, _DATE_LINE)
        else:  # no room beside the date: beside the weekday's name
            for line in look.lines(self._text(day), look.caption, area.right() - 2 - beside):
                look.draw(painter, line, beside, _NAME_LINE)
        self._notes(painter, look, day, area)

    def _number(
        self, painter: QPainter, look: Look, dates: Face, day: Day, at: QPointF, *, under: bool
    ) -> float:
        """Write the date, today's in a box; returns where the words after it begin."""
        colours = look.theme
        number = look.lines(str(day.date.day), dates, 400)[0]
        if not day.is_today:
            painter.setPen(colours.accent if under else colours.text)
            look.draw(painter, number, at.x(), at.y())
            return at.x() + number.width + 3
        box = QRectF(at.x(), at.y() - 17, number.width + 13.5, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(colours.on_accent)
        look.draw(painter, number, at.x() + 7, at.y())
        return box.right() + 3

    def _notes(self, painter: QPainter, look: Look, day: Day, area: QRectF) -> None:
        shown = day.all_day[:_MOST_NOTES]
        if len(day.all_day) > _MOST_NOTES:
            over = self._week.phrases.more.format(len(day.all_day) - _MOST_NOTES + 1)
            shown = (*day.all_day[: _MOST_NOTES - 1], AllDay(over))
        for number, note in enumerate(shown):
            box = QRectF(area.left() + 3, HEIGHT - 4 + number * _NOTE, area.width() - 7, _NOTE - 2)
            self._note(painter, look, note, box)

    def _note(self, painter: QPainter, look: Look, note: AllDay, box: QRectF) -> None:
        colours = look.theme
        fill, ink, bar = colours.busy, colours.text_muted, colours.busy_line
        if note.color is not None:
            person = colours.person(note.color)
            fill, ink, bar = person.fill, person.text, person.line
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 5, 5)
        painter.fillRect(QRectF(box.left(), box.top() + 3, 2, box.height() - 6), bar)
        painter.setPen(QPen(ink))
        for line in look.lines(note.text, look.caption, box.width() - 12):
            look.draw(painter, line, box.left() + 7, box.top() + 13)

    # ------------------------------------------------------------ mouse

    def day_at(self, point: QPointF) -> int | None:
        """The column under a point."""
        return self._columns.column_at(point.x()) if self._columns is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.day_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        self._point_at(None)

    def _point_at(self, index: int | None) -> None:
        if index != self._under:
            self._under = index
            pointing = index is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
            self.setToolTip(
                self._week.wording.day_title(self._week.days[index].date) if index is not None else ""
            )
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.day_at(event.position())
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside and index is not None:
            self.day_chosen.emit(self._week.days[index].date)
