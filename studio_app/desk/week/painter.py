"""Paints what stands still on the grid: one column of a day, and the hours beside them.

The result is kept as a picture; what moves (ghost, hover, now) is painted over it by `overlay`. Coordinates are
those of the content: pixels from the top of the axis, before scrolling.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from studio_app.desk.week.blocks import BlockPainter, block_area, hatched, label, lane_width
from studio_app.desk.week.content import DayContent, Shut, cells_apart
from studio_app.desk.week.geometry import Geometry
from studio_app.desk.week.layout import Band
from studio_app.desk.week.look import RADIUS, RADIUS_CELL, Look, mix
from studio_app.desk.week.model import Week

EARLY = 7
"""The hour at the top of the grid when it is shown first."""
DIMMED = 0.5
"""How strong offered starts are while a newer answer is on its way."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Which part of the content a picture shows: its left edge, width, upper and lower edge in pixels."""

    left: int
    width: int
    top: float
    bottom: float


class ColumnPainter:
    """Paints one day."""

    def __init__(self, painter: QPainter, look: Look, geometry: Geometry, index: int, strip: Strip) -> None:
        self._painter = painter
        self._look = look
        self._theme = look.theme
        self._geometry = geometry
        self._strip = strip
        self._inner = geometry.inner(index)
        self._lane = lane_width(self._inner[1] - self._inner[0])

    def paint(self, content: DayContent, week: Week, *, dimmed: bool) -> None:
        """Paint lines, closed times, offered starts and blocks."""
        strip = self._strip
        self._painter.fillRect(
            QRectF(strip.left, strip.top, strip.width + 1, strip.bottom - strip.top), self._theme.surface
        )
        self._lines()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shut in content.skipped:
            self._skipped(shut)
        for shut in content.shut:
            self._shut(shut)
        self._bands(
            content.bands(apart=cells_apart(week.step_min, self._geometry.hour_height)), dimmed=dimmed
        )
        blocks = BlockPainter(self._painter, self._look, week)
        for placed in content.blocks:
            area = block_area(self._look, self._geometry, self._inner, self._lane, placed)
            if self._seen(area):
                blocks.paint(placed.block, area)

    # ------------------------------------------------------------ ground

    def _lines(self) -> None:
        look, strip, theme = self._look, self._strip, self._theme
        for mark in self._geometry.axis.marks:
            y = look.snap(self._geometry.y(mark.axis))
            if strip.top <= y < strip.bottom:
                colour = theme.line if mark.is_hour else theme.line_faint
                self._painter.fillRect(QRectF(strip.left, y, strip.width + 1, look.snap(1)), colour)
        upright = QRectF(strip.left, strip.top, look.snap(1), strip.bottom - strip.top)
        self._painter.fillRect(upright, theme.line_faint)

    def _skipped(self, shut: Shut) -> None:
        """A time that the day does not have."""
        area = QRectF(
            self._strip.left + 1,
            self._geometry.y(shut.start) + 1,
            self._strip.width,
            self._geometry.y(shut.end) - self._geometry.y(shut.start) - 1,
        )
        self._painter.fillRect(area, mix(self._theme.surface, self._theme.busy, 0.6))
        label(self._painter, self._look, shut.text, area.adjusted(10, 0, -4, 0))

    def _shut(self, shut: Shut) -> None:
        area = self._area(shut.start, shut.end)
        if not self._seen(area):
            return
        # Only what is seen: stripes of a whole day would be made for nothing.
        top = max(area.top(), self._strip.top - 2 * RADIUS)
        bottom = min(area.bottom(), self._strip.bottom + 2 * RADIUS)
        hatched(self._painter, self._look, QRectF(area.left(), top, area.width(), bottom - top))
        # The words stand where the grid is usually opened, not at midnight.
        early = self._geometry.y(EARLY * 60)
        if area.top() < early < area.bottom() - 40:
            area.setTop(early)
        label(self._painter, self._look, shut.text, area.adjusted(8, 0, -4, 0))

    # ------------------------------------------------------------ offered starts

    def _bands(self, bands: tuple[Band, ...], *, dimmed: bool) -> None:
        if dimmed:
            self._painter.setOpacity(DIMMED)
        for band in bands:
            area = self.band_area(band)
            if self._seen(area):
                self._band(band, area)
        self._painter.setOpacity(1)

    def band_area(self, band: Band) -> QRectF:
        """Where a band stands; a pixel of air above and below."""
        left, right = self._inner
        if band.narrow:
            right = left + self._lane
        top = self._look.snap(self._geometry.y(band.start)) + 1
        bottom = self._look.snap(self._geometry.y(band.end)) - 1
        return QRectF(left, top, right - left, max(2.0, bottom - top))

    def _band(self, band: Band, area: QRectF) -> None:
        self._look.box(
            self._painter, area, "opening", lambda painter, box: opening_box(painter, self._look, box)
        )
        if len(band.marks) > 1:
            self._ticks(band, area)
        self._painter.setPen(self._theme.opening_text)
        written = area.top() - 60
        for mark in band.marks:
            top = self._geometry.y(mark.start) + 1
            # Said at the top, and again at each full hour of a long band.
            first = mark is band.marks[0]
            if first or (mark.start % 60 == 0 and top - written >= 45 and area.bottom() - top >= 14):
                draw_cell_text(self._painter, self._look, mark.text, area, top, area.bottom() - top)
                written = top

    def _ticks(self, band: Band, area: QRectF) -> None:
        """Short strokes on the right: each one is a start."""
        high = self._geometry.y(band.marks[1].start) - self._geometry.y(band.marks[0].start)
        if high < 4:
            return
        for mark in band.marks[1:]:
            y = self._look.snap(self._geometry.y(mark.start))
            length = 10 if mark.start % 30 == 0 else 6
            if not band.narrow:
                length += 2
            self._painter.fillRect(
                QRectF(area.right() - 1 - length, y, length, self._look.snap(1)), self._theme.opening_line
            )

    # ------------------------------------------------------------ places

    def _area(self, start: float, end: float) -> QRectF:
        top = self._look.snap(self._geometry.y(start))
        bottom = self._look.snap(self._geometry.y(end))
        left, right = self._inner
        return QRectF(left, top, right - left, bottom - top)

    def _seen(self, area: QRectF) -> bool:
        return area.bottom() > self._strip.top and area.top() < self._strip.bottom and area.height() > 0


def opening_box(painter: QPainter, look: Look, area: QRectF) -> None:
    """The green box of offered starts."""
    half = look.snap(1) / 2
    radius = min(RADIUS_CELL, area.height() / 2)
    painter.setPen(QPen(look.theme.opening_line, look.snap(1)))
    painter.setBrush(look.theme.opening)
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)


def draw_cell_text(painter: QPainter, look: Look, text: str, area: QRectF, top: float, height: float) -> None:
    """`2 free` with the number in bold, in the pen's colour; the number alone where the rest has no room."""
    if height < look.caption.ascent - 1:
        return
    count, _, rest = text.partition(" ")
    narrow = area.width() < 48
    x = area.left() + (5 if narrow else 8)
    baseline = top + min(14.0, (height + look.caption.ascent * 0.75) / 2)
    bold = look.lines(count, look.caption_bold, area.width() - 6)
    if not bold:
        return
    words = look.lines(rest, look.caption, 400)
    space = 3.0
    if not words or x + bold[0].width + space + words[0].width > area.right() - 4:
        words = ()
        if narrow:
            x = area.left() + (area.width() - bold[0].width) / 2
    look.draw(painter, bold[0], x, baseline)
    if words:
        look.draw(painter, words[0], x + bold[0].width + space, baseline)


def paint_hours(painter: QPainter, look: Look, geometry: Geometry, week: Week, strip: Strip) -> None:
    """Paint the hours on the left, each centred on its line; repeated hours carry the zone's short name."""
    painter.fillRect(QRectF(strip.left, strip.top, strip.width, strip.bottom - strip.top), look.theme.surface)
    painter.setPen(look.theme.text_faint)
    for mark in geometry.axis.marks:
        y = geometry.y(mark.axis)
        if not mark.is_hour or not strip.top - 12 <= y <= strip.bottom + 12:
            continue
        for line in look.lines(hour_text(mark.wall, mark.name, week), look.caption, strip.width - 6):
            look.draw(painter, line, strip.left + strip.width - 8 - line.width, y + 5)


def hour_text(wall: int, zone_name: str, week: Week) -> str:
    """`7 am`, or `07:00`; with the zone's name where the hour comes a second time."""
    words = week.wording
    hour = wall // 60 % 24
    if words.hours24:
        said = f"{hour:02d}:00"
    else:
        said = f"{(hour + 11) % 12 + 1} {words.pm if hour >= 12 else words.am}"
    return f"{said.split()[0]} {zone_name}" if zone_name else said
