"""Small pictures of what settings do: a visit with its drives, and the dusk of the coming week."""

from __future__ import annotations

from abc import abstractmethod
from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_app.desk import theme
from studio_app.desk.rules.previews import Dusk, Ground, dusks, preview, strip
from studio_app.desk.week.painted import Painted
from studio_app.desk.widgets import painting
from studio_app.domain.settings import TwilightMode
from studio_app.domain.wall_time import day_start

_STRIP, _ROW, _HEAD, _NAMES, _TIMES = 44, 26, 20, 76, 150
_HOUR = 60
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class _Picture(Painted):
    """Paints a ground; its height is its own."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: Ground | None = None
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(320, self._height)

    def show_ground(self, ground: Ground) -> None:
        """Paint what these settings do."""
        self._ground = ground
        self.setAccessibleName(self._spoken(ground))
        self.update()

    @abstractmethod
    def _spoken(self, ground: Ground) -> str:
        """The picture for a screen reader."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ground is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, self._ground)
        painter.end()

    @abstractmethod
    def _paint(self, painter: QPainter, ground: Ground) -> None:
        """Draw it."""


class VisitStrip(_Picture):
    """Drive, two hours on site, drive, to scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_STRIP, parent)

    def _spoken(self, ground: Ground) -> str:
        return preview("buffer_after_min", ground)

    def _paint(self, painter: QPainter, ground: Ground) -> None:
        shown, words = theme.current(), ground.wording
        before, visit, after = strip(ground)
        room = QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)
        unit = room.width() / max(before + visit + after, 1)
        left = room.left()
        for minutes, is_drive in ((before, True), (visit, False), (after, True)):
            wide = minutes * unit
            box = QRectF(left, room.top(), wide, room.height())
            left += wide
            if not minutes:
                continue
            inner = box.adjusted(1, 0, -1, 0)
            if is_drive:
                pen = QPen(shown.opening_line, 1, Qt.PenStyle.DashLine)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(inner, 6, 6)
            else:
                painting.fill_round(painter, inner, shown.opening, 6)
            text = (
                words.duration(minutes) if is_drive else self.tr("{} on site").format(words.duration(minutes))
            )
            font, ink = shown.font("caption"), shown.text_muted if is_drive else shown.opening_text
            if painting.text_width(text, font) <= inner.width() - 4:
                painting.draw_line(painter, inner, text, font, ink, _MIDDLE)


class DuskChart(_Picture):
    """The coming seven evenings: when the sun sets, and the window around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_HEAD + 7 * _ROW, parent)

    def _spoken(self, ground: Ground) -> str:
        said = [f"{ground.wording.dated(each.day)}: {self._words(ground, each)}" for each in dusks(ground)]
        return ". ".join(said)

    def _words(self, ground: Ground, dusk: Dusk) -> str:
        words, zone = ground.wording, ground.settings.timezone
        midnight = day_start(zone, dusk.day)
        if dusk.window is not None:
            start, end = (midnight + timedelta(minutes=minute) for minute in dusk.window)
            return words.times(start, end, zone)
        return "" if ground.settings.twilight.mode is TwilightMode.OFF else self.tr("no sunset")

    def _paint(self, painter: QPainter, ground: Ground) -> None:
        shown, evenings = theme.current(), dusks(ground)
        room = QRectF(_NAMES, _HEAD, self.width() - _NAMES - _TIMES, 7 * _ROW)
        first, last = _span(evenings)
        self._paint_hours(painter, ground, room, first, last)
        for row, dusk in enumerate(evenings):
            top = _HEAD + row * _ROW
            name = QRectF(0, top, _NAMES - 8, _ROW)
            painting.draw_line(
                painter, name, ground.wording.dated(dusk.day), shown.font("caption"), shown.text_muted
            )
            track = QRectF(room.left(), top + 4, room.width(), _ROW - 8)
            painting.fill_round(painter, track, shown.raised, 4)
            self._paint_evening(painter, track, dusk, first, last)
            times = QRectF(room.right() + 12, top, _TIMES - 12, _ROW)
            painting.draw_line(painter, times, self._words(ground, dusk), shown.font("caption"), shown.text)

    def _paint_hours(self, painter: QPainter, ground: Ground, room: QRectF, first: int, last: int) -> None:
        shown, zone = theme.current(), ground.settings.timezone
        midnight = day_start(zone, ground.today)
        for minute in range(first, last + 1, _HOUR):
            x = room.left() + (minute - first) / (last - first) * room.width()
            painter.setPen(QPen(shown.line_faint, 1))
            painter.drawLine(round(x), _HEAD - 2, round(x), round(room.bottom()))
            if minute == last:
                continue
            said = ground.wording.time(midnight + timedelta(minutes=minute), zone)
            painting.draw_line(
                painter, QRectF(x + 3, 0, 80, _HEAD - 4), said, shown.font("caption"), shown.text_muted
            )

    def _paint_evening(self, painter: QPainter, track: QRectF, dusk: Dusk, first: int, last: int) -> None:
        shown = theme.current()

        def at(minute: int) -> float:
            return track.left() + (min(max(minute, first), last) - first) / (last - first) * track.width()

        if dusk.window is not None:
            start, end = dusk.window
            box = QRectF(at(start), track.top(), max(2.0, at(end) - at(start)), track.height())
            painting.fill_round(painter, box, shown.opening, 4)
            painter.setPen(QPen(shown.opening_line, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if dusk.sunset is not None:
            x = at(dusk.sunset)
            painter.setPen(QPen(QColor(shown.warning), 2))
            painter.drawLine(round(x), round(track.top() - 2), round(x), round(track.bottom() + 2))


def _span(evenings: tuple[Dusk, ...]) -> tuple[int, int]:
    """Whole hours that hold every window and sunset, with an hour around them."""
    minutes = [each.sunset for each in evenings if each.sunset is not None]
    minutes += [edge for each in evenings if each.window for edge in each.window]
    if not minutes:
        return 16 * _HOUR, 21 * _HOUR
    first = (min(minutes) - _HOUR // 2) // _HOUR * _HOUR
    last = -(-(max(minutes) + _HOUR // 2) // _HOUR) * _HOUR
    return first, max(last, first + 3 * _HOUR)
