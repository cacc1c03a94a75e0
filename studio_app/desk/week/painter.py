"""Paints what stands still on the grid: one column of a day, and the hours beside them.

The result is kept as a picture; what moves (ghost, hover, now) is painted over it by `overlay`. Coordinates are
those of the content: pixels from the top of the axis, before scrolling.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio_app.desk import icons
from studio_app.desk.theme import PersonColour
from studio_app.desk.week.content import DayContent, PlacedBlock, Shut, cells_apart
from studio_app.desk.week.geometry import Geometry
from studio_app.desk.week.layout import Band
from studio_app.desk.week.look import BAR, RADIUS, RADIUS_CELL, Look, bar_of, mix
from studio_app.desk.week.model import Block, BlockKind, Week, WriteState

EARLY = 7
"""The hour at the top of the grid when it is shown first."""
DIMMED = 0.5
"""How strong offered starts are while a newer answer is on its way."""
_GAP = 2
"""Pixels between blocks that stand side by side."""
_LANE_SHARE, _LANE_LEAST, _LANE_MOST = 0.3, 26, 120
_BADGE = 13
_TIGHT = 64
"""Narrower blocks break their words."""
_NO_WORDS = 34
"""Nothing worth reading fits."""
_FLAT = 6.0
"""Lower boxes have no room for words."""


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
        for placed in content.blocks:
            self._block(placed, week)

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
        self._label(shut.text, area.adjusted(10, 0, -4, 0))

    def _shut(self, shut: Shut) -> None:
        area = self._area(shut.start, shut.end)
        if not self._seen(area):
            return
        # Only what is seen: stripes of a whole day would be made for nothing.
        top = max(area.top(), self._strip.top - 2 * RADIUS)
        bottom = min(area.bottom(), self._strip.bottom + 2 * RADIUS)
        self._hatched(self._painter, QRectF(area.left(), top, area.width(), bottom - top))
        # The words stand where the grid is usually opened, not at midnight.
        early = self._geometry.y(EARLY * 60)
        if area.top() < early < area.bottom() - 40:
            area.setTop(early)
        self._label(shut.text, area.adjusted(8, 0, -4, 0))

    def _hatched(self, painter: QPainter, area: QRectF) -> None:
        half = self._look.snap(1) / 2
        painter.setPen(QPen(self._theme.busy_line, self._look.snap(1)))
        painter.setBrush(self._look.hatch)
        painter.setBrushOrigin(area.topLeft())
        radius = min(RADIUS_CELL, area.height() / 2)
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)

    def _label(self, text: str, area: QRectF) -> None:
        """Words on stripes, a little apart."""
        if not text or area.height() < _FLAT * 2:
            return
        self._painter.setPen(self._theme.text_muted)
        high = area.height() >= 24
        self._look.text(
            self._painter, text, self._look.caption, area.adjusted(0, 5 if high else 1, 0, 0), most=4, step=18
        )

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
        self._look.box(self._painter, area, "opening", self._opening_box)
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

    def _opening_box(self, painter: QPainter, area: QRectF) -> None:
        half = self._look.snap(1) / 2
        radius = min(RADIUS_CELL, area.height() / 2)
        painter.setPen(QPen(self._theme.opening_line, self._look.snap(1)))
        painter.setBrush(self._theme.opening)
        painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)

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

    # ------------------------------------------------------------ blocks

    def _block(self, placed: PlacedBlock, week: Week) -> None:
        area = self.block_area(placed)
        if not self._seen(area):
            return
        block = placed.block
        person = self._person(block)
        if block.kind is BlockKind.BUSY:
            self._look.box(self._painter, area, "busy", self._hatched)
            if block.color is not None:
                self._bar(area, person.line)
            self._label(busy_text(block, week), area.adjusted(8, 0, -4, 0))
            return
        held = block.kind is BlockKind.HOLD
        key = (person.line.rgba(), held)
        if held:
            self._look.box(
                self._painter, area, key, lambda painter, box: self._hold_box(painter, box, person)
            )
        else:
            self._look.box(
                self._painter, area, key, lambda painter, box: self._block_box(painter, box, person)
            )
        self._words(block, area, person)

    def block_area(self, placed: PlacedBlock) -> QRectF:
        """Where a block stands."""
        return block_area(self._look, self._geometry, self._inner, self._lane, placed)

    def _bar(self, area: QRectF, colour: QColor) -> None:
        """A short mark of whose busy time it is."""
        self._painter.fillRect(
            QRectF(area.left() + 3, area.top() + 5, 2, max(0.0, area.height() - 10)), colour
        )

    def _block_box(self, painter: QPainter, area: QRectF, person: PersonColour) -> None:
        radius = min(RADIUS, area.height() / 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(person.fill)
        painter.drawRoundedRect(area, radius, radius)
        painter.setBrush(person.line)
        painter.drawPath(bar_of(area, radius, BAR))

    def _hold_box(self, painter: QPainter, area: QRectF, person: PersonColour) -> None:
        radius = min(RADIUS, area.height() / 2)
        painter.setPen(dashed(person.line))
        painter.setBrush(mix(self._theme.surface, person.fill, 0.6))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _words(self, block: Block, area: QRectF, person: PersonColour) -> None:
        look = self._look
        tight = area.width() < _TIGHT
        words = area.adjusted(BAR + (4 if tight else 8), 3, -2, 0)
        if area.height() < 20:
            words = area.adjusted(BAR + 5, max(0.0, (area.height() - look.block.height) / 2), -2, 0)
        badge = badge_area(block, area)
        if badge is not None:
            self._badge(block, badge)
            if badge.top() < words.top() + look.block.step:
                words.setRight(badge.left() - 2)
        if words.width() < _NO_WORDS or area.height() < 11:
            return
        self._painter.setPen(person.text)
        # A narrow but high block has room to break its title.
        lines = min(3, int(area.height() / look.block.step) - 2) if tight else 1
        used = look.text(self._painter, block.title, look.block_bold, words, most=max(1, lines))
        words.setRight(area.right() - 2)
        self._subtitle(block, words.adjusted(0, used, 0, -2), tight=tight)

    def _subtitle(self, block: Block, area: QRectF, *, tight: bool) -> None:
        look = self._look
        if block.kind is BlockKind.HOLD:
            area.adjust(0, 0, 0, -look.caption.step)  # the overlay writes the time that is left there
        if not tight:
            most = 2 if area.height() >= 3 * look.block.step else 1
            if area.height() >= look.block.height - 2:
                look.text(self._painter, block.subtitle, look.block, area, most=most)
            return
        for part in block.subtitle.split(" · "):
            if area.height() < look.caption.height - 2:
                return
            area.setTop(area.top() + look.text(self._painter, part, look.caption, area))

    def _badge(self, block: Block, area: QRectF) -> None:
        failed = block.state is WriteState.FAILED
        if failed:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._theme.danger_soft)
            self._painter.drawEllipse(area.adjusted(-2, -2, 2, 2))
        colour = self._theme.danger if failed else self._person(block).text
        picture = icons.pixmap("warning" if failed else "clock", colour, _BADGE, self._look.scale)
        self._painter.drawPixmap(area.topLeft(), picture)

    # ------------------------------------------------------------ places

    def _person(self, block: Block) -> PersonColour:
        theme = self._theme
        if block.color is None:
            return PersonColour(line=theme.text_faint, fill=theme.busy, text=theme.text)
        return theme.person(block.color)

    def _area(self, start: float, end: float) -> QRectF:
        top = self._look.snap(self._geometry.y(start))
        bottom = self._look.snap(self._geometry.y(end))
        left, right = self._inner
        return QRectF(left, top, right - left, bottom - top)

    def _seen(self, area: QRectF) -> bool:
        return area.bottom() > self._strip.top and area.top() < self._strip.bottom and area.height() > 0


def lane_width(inner: int) -> int:
    """Pixels kept for offered starts beside blocks."""
    return min(max(_LANE_LEAST, round(inner * _LANE_SHARE)), _LANE_MOST)


def block_area(
    look: Look, geometry: Geometry, inner: tuple[int, int], lane: int, placed: PlacedBlock
) -> QRectF:
    """Where a block stands in content coordinates; blocks side by side are two pixels apart."""
    place = placed.place
    left, right = inner
    if place.beside:
        left += lane + _GAP
    room = right - left + _GAP
    x0 = look.snap(left + place.left * room)
    x1 = look.snap(left + place.right * room) - _GAP
    y0 = look.snap(geometry.y(place.item.start))
    y1 = look.snap(geometry.y(place.item.end))
    return QRectF(x0, y0, max(2.0, x1 - x0), max(2.0, y1 - y0))


def badge_area(block: Block, area: QRectF) -> QRectF | None:
    """Where the sign of a block that is not written yet stands; None for no sign or no room."""
    if block.state not in (WriteState.WAITING, WriteState.FAILED) or area.width() < 24 or area.height() < 14:
        return None
    top = area.top() + min(4.0, (area.height() - _BADGE) / 2)
    if area.width() < _TIGHT and area.height() >= 64:
        top = area.bottom() - _BADGE - 4  # the words need the whole width
    return QRectF(round(area.right() - _BADGE - 4), round(top), _BADGE, _BADGE)


def busy_text(block: Block, week: Week) -> str:
    """What a busy time from outside says."""
    return " · ".join(part for part in (block.title or week.phrases.busy, block.subtitle) if part)


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


def dashed(colour: QColor) -> QPen:
    """The broken outline of what is not certain."""
    pen = QPen(colour, 1)
    pen.setDashPattern([3, 2])
    return pen


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


def point_in(area: QRectF, point: QPointF) -> bool:
    """Whether a point is inside, lower and right edge not."""
    return area.left() <= point.x() < area.right() and area.top() <= point.y() < area.bottom()
