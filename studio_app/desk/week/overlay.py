"""Paints what moves over the grid: the ghost with its drive wings, hover, selection, the line of now, countdowns.

Every function takes a painter whose origin is the top of the content, so that scrolling needs no thought here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from studio_app.desk.week.blocks import block_area as place_block
from studio_app.desk.week.blocks import dashed, lane_width
from studio_app.desk.week.content import Content, cell_extent, cells_apart
from studio_app.desk.week.geometry import Geometry
from studio_app.desk.week.look import RADIUS, RADIUS_CELL, Look, mix
from studio_app.desk.week.model import BlockKind, Ghost, Week
from studio_app.desk.week.painter import opening_box
from studio_app.desk.week.spoken import say_hold

SHADOW = 22
"""Pixels that the shadow of a ghost reaches out."""
_SHADOW_DOWN = 5
_LEAST_LABEL = 16.0
_WORDS_IN_CELL = 20
"""Pixels from the top of a cell within which its words stand."""


@dataclass(frozen=True, slots=True)
class GhostParts:
    """Where a ghost stands on one day, each part may be missing: the drive there, the time on site, the drive away."""

    before: QRectF | None
    body: QRectF | None
    after: QRectF | None

    def bounds(self) -> QRectF:
        """All of it, with its shadow."""
        whole = QRectF()
        for part in (self.before, self.body, self.after):
            if part is not None:
                whole = whole.united(part)
        if whole.isNull():
            return whole
        return whole.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW + _SHADOW_DOWN)


class Overlay:
    """Paints over the pictures of the columns."""

    def __init__(self, look: Look, geometry: Geometry, week: Week, content: Content) -> None:
        self._look = look
        self._theme = look.theme
        self._geometry = geometry
        self._week = week
        self._content = content

    # ------------------------------------------------------------ places

    def area(self, index: int, start: datetime, end: datetime) -> QRectF | None:
        """Where a span stands on a day; None when it lies on other days."""
        top, bottom = self._geometry.extent(index, start, end)
        top, bottom = self._look.snap(top), self._look.snap(bottom)
        if bottom <= top:
            return None
        left, right = self._geometry.inner(index)
        return QRectF(left, top, right - left, bottom - top)

    def ghost_parts(self, ghost: Ghost) -> list[GhostParts]:
        """The ghost on each day that it touches; nights are rare but they are."""
        leaves = ghost.start - timedelta(minutes=ghost.before_min)
        arrives = ghost.end + timedelta(minutes=ghost.after_min)
        found = []
        for index in range(len(self._geometry.axis.columns)):
            parts = GhostParts(
                before=self.area(index, leaves, ghost.start) if ghost.before_min else None,
                body=self.area(index, ghost.start, ghost.end),
                after=self.area(index, ghost.end, arrives) if ghost.after_min else None,
            )
            if parts.before or parts.body or parts.after:
                found.append(parts)
        return found

    def cell_area(self, moment: datetime) -> QRectF | None:
        """Where the cell of a start stands: an offered one, or an empty step."""
        index = self._geometry.axis.column_of(moment)
        if index is None:
            return None
        start, end = cell_extent(self._content, self._week, moment)
        area = self.area(index, start, end)
        if area is None:
            return None
        if self._beside_blocks(index, area):
            left, right = self._geometry.inner(index)
            area.setWidth(min(float(right - left), max(lane_width(right - left), self._time_width(moment))))
        return area.adjusted(0, 1, 0, -1)

    def _time_width(self, moment: datetime) -> float:
        """Pixels across that a time needs with air around it."""
        said = self._look.lines(
            self._week.wording.time(moment, self._week.zone), self._look.caption_bold, 200
        )
        return said[0].width + 10 if said else 0.0

    def _beside_blocks(self, index: int, area: QRectF) -> bool:
        """Whether blocks stand at that height; they are not to be covered."""
        y = self._geometry.y
        return any(
            y(placed.place.item.start) < area.bottom() and y(placed.place.item.end) > area.top()
            for placed in self._content.days[index].blocks
        )

    # ------------------------------------------------------------ hover and selection

    def hover(self, painter: QPainter, moment: datetime) -> None:
        """The cell under the mouse, with its time."""
        area = self.cell_area(moment)
        if area is None:
            return
        cell = self._content.cell_at(moment)
        box = self._label_box(area)
        if cell is not None:
            painter.setPen(QPen(self._theme.accent, 1))
            painter.setBrush(mix(self._theme.opening, self._theme.opening_line, 0.35))
            ink = self._theme.opening_text
        else:
            painter.setPen(dashed(self._theme.text_faint))
            painter.setBrush(self._theme.raised)
            ink = self._theme.text_muted
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CELL, RADIUS_CELL)
        painter.setPen(ink)
        self._time(painter, moment, box, cell.text if cell is not None else "")

    def selection(self, painter: QPainter, moment: datetime, *, focused: bool) -> None:
        """The chosen time where no ghost shows it: a ring, and its time inside."""
        area = self.cell_area(moment)
        if area is None:
            return
        box = self._label_box(area)
        painter.setPen(QPen(self._theme.accent, 2 if focused else 1.5))
        painter.setBrush(self._theme.accent_soft)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CELL, RADIUS_CELL)
        painter.setPen(self._theme.accent)
        cell = self._content.cell_at(moment)
        self._time(painter, moment, box, cell.text if cell is not None else "")

    def _label_box(self, area: QRectF) -> QRectF:
        """A low cell gets the height of a line, so that its time can be read."""
        return QRectF(area.left(), area.top(), area.width(), max(area.height(), _LEAST_LABEL))

    def _time(self, painter: QPainter, moment: datetime, box: QRectF, text: str) -> None:
        said = self._week.wording.time(moment, self._week.zone)
        look = self._look
        bold = look.lines(said, look.caption_bold, box.width() - 6)
        if not bold:
            return
        baseline = box.top() + min(14.0, (box.height() + look.caption.ascent * 0.75) / 2)
        x = box.left() + (4 if box.width() < 48 else 8)
        look.draw(painter, bold[0], x, baseline)
        after = x + bold[0].width + 3
        rest = look.lines(f"· {text}", look.caption, 400) if text else ()
        if rest and after + rest[0].width < box.right() - 4:
            look.draw(painter, rest[0], after, baseline)

    # ------------------------------------------------------------ ghost

    def ghost(self, painter: QPainter, ghost: Ghost, *, focused: bool) -> None:
        """An appointment to be: time on site solid, drives as broken wings."""
        self._blank_cell_above(painter, ghost)
        for parts in self.ghost_parts(ghost):
            for wing, minutes in ((parts.before, ghost.before_min), (parts.after, ghost.after_min)):
                if wing is not None and not ghost.refused:
                    self._wing(painter, wing, minutes)
            if parts.body is not None:
                self._body(painter, parts.body, ghost, focused=focused)

    def _blank_cell_above(self, painter: QPainter, ghost: Ghost) -> None:
        """Take the words out of a cell that the ghost half covers: cut letters look broken."""
        leaves = ghost.start - timedelta(minutes=ghost.before_min)
        cell = self._content.cell_over(leaves)
        apart = cells_apart(self._week.step_min, self._geometry.hour_height)
        if not apart or cell is None or cell.start >= leaves:
            return
        index = self._geometry.axis.column_of(cell.start)
        area = self.area(index, cell.start, cell.end) if index is not None else None
        seen = self.area(index, cell.start, leaves) if index is not None else None
        if index is None or area is None or seen is None or seen.height() > _WORDS_IN_CELL:
            return
        if self._beside_blocks(index, area):
            area.setWidth(lane_width(round(area.width())))
        painter.save()
        painter.setClipRect(seen.adjusted(0, 0, 0, RADIUS_CELL), Qt.ClipOperation.IntersectClip)
        opening_box(painter, self._look, area.adjusted(0, 1, 0, -1))
        painter.restore()

    def _wing(self, painter: QPainter, area: QRectF, minutes: int) -> None:
        painter.setPen(dashed(self._theme.accent))
        painter.setBrush(self._theme.accent_soft)
        radius = min(RADIUS_CELL, area.height() / 2)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(self._theme.accent)
        look = self._look
        height = area.height()
        if height < look.caption.ascent + 1:
            return
        baseline = area.top() + min(16.0, (height + look.caption.ascent * 0.75) / 2)
        room = area.width() - 12
        for text in (self._week.phrases.drive.format(minutes), self._week.wording.duration(minutes)):
            said = look.lines(text, look.caption, 400)
            if said and said[0].width <= room:
                look.draw(painter, said[0], area.left() + 9, baseline)
                return

    def _body(self, painter: QPainter, area: QRectF, ghost: Ghost, *, focused: bool) -> None:
        theme, look = self._theme, self._look
        radius = min(RADIUS, area.height() / 2)
        if ghost.refused:
            self._shadow(painter, area)
            painter.setPen(dashed(theme.danger))
            painter.setBrush(theme.danger_soft)
            ink = theme.danger
        elif ghost.pale:
            painter.setPen(QPen(theme.accent, 1.5))
            painter.setBrush(theme.accent_soft)
            ink = theme.accent
        else:
            self._shadow(painter, area)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            ink = theme.on_accent
        painter.drawRoundedRect(area, radius, radius)
        if focused and not ghost.pale:
            painter.setPen(QPen(theme.danger if ghost.refused else theme.on_accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2.5, 2.5, -2.5, -2.5), radius - 2, radius - 2)
        painter.setPen(ink)
        words = area.adjusted(9, 6 if area.height() >= 28 else 1, -6, -2)
        title = self._week.wording.times(ghost.start, ghost.end, self._week.zone)
        step = 16
        words.setTop(words.top() + look.text(painter, title, look.small_bold, words, most=2, step=step))
        for place, text in enumerate(ghost.lines):
            if words.height() < look.small.height - 2:
                break
            # Who goes stands last and must not be pushed out: each line leaves room for those after it.
            room = int(words.height() // step) - (len(ghost.lines) - 1 - place)
            most = min(3, max(1, room))
            words.setTop(words.top() + look.text(painter, text, look.small, words, most=most, step=step))

    def _shadow(self, painter: QPainter, area: QRectF) -> None:
        picture = shadow_picture(self._look.scale, RADIUS, self._theme.is_dark)
        draw_nine(
            painter,
            picture,
            area.adjusted(-SHADOW, -SHADOW + _SHADOW_DOWN, SHADOW, SHADOW + _SHADOW_DOWN),
            SHADOW + RADIUS,
            self._look.scale,
        )

    # ------------------------------------------------------------ time passing

    def now_area(self, now: datetime) -> QRectF | None:
        """Where the line of now is, with its dot; None when today is not shown."""
        index = self._geometry.axis.column_of(now)
        if index is None:
            return None
        y = self._look.snap(self._geometry.y(self._geometry.axis.columns[index].axis(now)))
        left, right = self._geometry.left(index), self._geometry.left(index + 1)
        return QRectF(left - 4, y - 4, right - left + 8, 8)

    def now(self, painter: QPainter, now: datetime) -> None:
        """The red line across today, with a dot where it begins."""
        area = self.now_area(now)
        if area is None:
            return
        y = area.top() + 4
        left, right = area.left() + 4, area.right() - 4
        painter.fillRect(QRectF(left, y - 1, right - left, 2), self._theme.now_line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.now_line)
        painter.drawEllipse(QPointF(left + 0.5, y), 3.5, 3.5)

    def countdowns(self, painter: QPainter, now: datetime, top: float, bottom: float) -> None:
        """What is left of each hold, on its lowest line."""
        for area, until in self.holds(top, bottom):
            said = say_hold(until, now, self._week)
            painter.setPen(self._theme.text)
            words = QRectF(area.left() + 7, area.bottom() - 17, area.width() - 9, 15)
            whole = self._look.lines(said, self._look.caption, 400)
            if area.height() >= 32 and whole and whole[0].width <= words.width():
                self._look.draw(painter, whole[0], words.left(), words.top() + self._look.caption.ascent)

    def holds(self, top: float, bottom: float) -> list[tuple[QRectF, datetime]]:
        """The holds between two heights: where they stand and when they end."""
        found = []
        for index, day in enumerate(self._content.days):
            inner = self._geometry.inner(index)
            lane = lane_width(inner[1] - inner[0])
            for placed in day.blocks:
                if placed.block.kind is BlockKind.HOLD and placed.block.until is not None:
                    area = place_block(self._look, self._geometry, inner, lane, placed)
                    if area.bottom() > top and area.top() < bottom:
                        found.append((area, placed.block.until))
        return found


@lru_cache(maxsize=8)
def shadow_picture(scale: float, radius: float, dark: bool) -> QPixmap:
    """A soft shadow around a rounded box, to be stretched in nine parts."""
    reach = SHADOW
    side = int((2 * (reach + radius) + 2) * scale)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.scale(scale, scale)
    whole = QRectF(0, 0, side / scale, side / scale)
    rings = reach * 2
    most = 0.28 if dark else 0.105
    before = 0.0
    for ring in range(rings):
        inset = ring * reach / rings
        # Strength wanted at this distance; each ring adds what the ones outside it lack.
        wanted = most * ((ring + 1) / rings) ** 1.7
        colour = QColor(0, 0, 0)
        colour.setAlphaF((wanted - before) / (1 - before))
        before = wanted
        painter.setBrush(colour)
        round_by = radius + reach - inset
        painter.drawRoundedRect(whole.adjusted(inset, inset, -inset, -inset), round_by, round_by)
    painter.end()
    return QPixmap.fromImage(image)


def draw_nine(painter: QPainter, picture: QPixmap, area: QRectF, corner: float, scale: float) -> None:
    """Draw a picture with its corners as they are and its middle stretched."""
    edge = corner * scale
    side = float(picture.width())
    xs = (area.left(), area.left() + corner, area.right() - corner, area.right())
    ys = (area.top(), area.top() + corner, area.bottom() - corner, area.bottom())
    cuts = (0.0, edge, side - edge, side)
    for row in range(3):
        for column in range(3):
            target = QRectF(xs[column], ys[row], xs[column + 1] - xs[column], ys[row + 1] - ys[row])
            if target.width() <= 0 or target.height() <= 0:
                continue
            source = QRectF(
                cuts[column], cuts[row], cuts[column + 1] - cuts[column], cuts[row + 1] - cuts[row]
            )
            painter.drawPixmap(target, picture, source)
