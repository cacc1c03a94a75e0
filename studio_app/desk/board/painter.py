"""Paints what stands still on a lane: its hours, off time, drives and blocks. The result is kept as a picture.

Coordinates are those of one lane: its upper edge is 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from studio_app.desk.board.geometry import DAY_GAP, Geometry
from studio_app.desk.board.layout import Connector, DayContent
from studio_app.desk.board.model import Board
from studio_app.desk.theme import PersonColour
from studio_app.desk.week.blocks import BlockPainter, hatched
from studio_app.desk.week.content import PlacedBlock, Shut
from studio_app.desk.week.look import BAR, Look, mix
from studio_app.desk.week.model import Block
from studio_app.desk.week.signs import badge_area, draw_badge, draw_replies, replies_area

_GAP = 2
_NO_WORDS = 34
_NARROW = 60
_LEAST_HEIGHT = 12


class LaneBlocks(BlockPainter):
    """Blocks that lie: words run across, as many lines as the lane is high."""

    def _words(self, block: Block, area: QRectF, person: PersonColour) -> None:
        look, painter = self._look, self._painter
        badge = badge_area(block, area)
        if badge is not None:
            draw_badge(painter, look, block, badge, person.text)
        words = area.adjusted(BAR + (8 if area.width() >= _NARROW else 4), 0, -4, 0)
        if badge is not None and badge.top() < area.center().y():
            words.setRight(badge.left() - 2)
        if words.width() < _NO_WORDS or self._stands_better(block.title, words, area):
            self._upright(
                block.title, block.subtitle.split("\n")[0], area.adjusted(BAR, 2, 0, -2), person.text
            )
            return
        painter.setPen(person.text)
        lines = block.subtitle.split("\n")
        step = look.block.step
        room = int((area.height() - 4 + step - look.block.height) // step)
        if room <= 1:
            self._one_line(block.title, lines[0], words, area)
            return
        shown = min(room, 1 + len(lines))
        air = min(7.0, max(2.0, (area.height() - shown * step) / 2))
        words.setTop(area.top() + air)
        words.setTop(words.top() + look.text(painter, block.title, look.block_bold, words))
        words.setRight(area.right() - 4)
        marks = replies_area(block, area)
        if marks is not None and marks.top() > words.top():
            draw_replies(painter, look, block, marks, person.text)
            painter.setPen(person.text)
            words.setBottom(marks.top())
        for line in lines[: shown - 1]:
            if words.height() >= look.block.height - 2:
                words.setTop(words.top() + look.text(painter, line, look.block, words))

    def _stands_better(self, title: str, words: QRectF, area: QRectF) -> bool:
        """Whether a title that is cut across can be read when it stands upright."""
        if words.width() >= _NARROW or area.height() < 48:
            return False
        return any(line.width > words.width() for line in self._look.lines(title, self._look.block_bold, 400))

    def _one_line(self, title: str, rest: str, words: QRectF, area: QRectF) -> None:
        """Title and time beside each other, in the middle."""
        look = self._look
        if area.height() < _LEAST_HEIGHT:
            return
        baseline = area.center().y() + look.block.ascent * 0.36
        for line in look.lines(title, look.block_bold, words.width()):
            look.draw(self._painter, line, words.left(), baseline)
            after = words.left() + line.width + 6
            if words.right() - after > 40:
                for more in look.lines(rest, look.block, words.right() - after):
                    look.draw(self._painter, more, after, baseline)

    def _busy_words(self, block: Block, area: QRectF) -> None:
        look, painter = self._look, self._painter
        words = area.adjusted(8, 0, -4, 0)
        if words.width() < _NO_WORDS or area.height() < _LEAST_HEIGHT:
            self._upright(block.title, "", area.adjusted(2, 2, -2, -2), self._theme.text_muted)
            return
        painter.setPen(self._theme.text_muted)
        step = look.caption.step + 2
        if area.height() < 2 * step + 4:
            self._one_line(block.title, "", words, area)
            return
        words.setTop(area.top() + min(7.0, (area.height() - 2 * step) / 2))
        for text in (block.title, *block.subtitle.split("\n")):
            if text:
                words.setTop(words.top() + look.text(painter, text, look.caption, words, step=step))


@dataclass(frozen=True, slots=True)
class Strip:
    """Which part of a lane a picture shows: left and right edge of the content in pixels, and its height."""

    left: float
    right: float
    height: int


class LanePainter:
    """Paints one lane; `geometry` is unscrolled, `blocks` paints what stands in it."""

    def __init__(
        self,
        painter: QPainter,
        look: Look,
        geometry: Geometry,
        board: Board,
        strip: Strip,
        blocks: type[BlockPainter] = LaneBlocks,
    ) -> None:
        self._blocks = blocks
        self._painter, self._look, self._theme = painter, look, look.theme
        self._geometry, self._board, self._strip = geometry, board, strip
        self._top, self._bottom = geometry.inner(0)

    def paint(self, days: tuple[DayContent, ...]) -> None:
        """Paint every day."""
        strip, theme = self._strip, self._theme
        self._painter.fillRect(QRectF(strip.left, 0, strip.right - strip.left, strip.height), theme.surface)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        blocks = self._blocks(self._painter, self._look, self._board.as_week)
        for index, day in enumerate(days):
            left = self._geometry.left(index)
            if left > strip.right or left + self._geometry.day_width < strip.left:
                continue
            for shut in day.rest:
                self._rest(index, shut)
            if index:  # between two days
                gap = QRectF(left - DAY_GAP, 0, DAY_GAP, strip.height)
                self._painter.fillRect(gap, theme.line_faint)
            paint_hours(self._painter, self._look, self._geometry, index, 0, strip.height)
            for shut in day.skipped:
                self._rest(index, shut)
            for shut in day.off:
                self._off(index, shut)
            for drive in day.drives:
                self._drive(index, drive)
            for placed in day.blocks:
                area = block_area(self._look, self._geometry, 0, index, placed)
                if self._seen(area):
                    blocks.paint(placed.block, area)
        thin = self._look.snap(1)
        line = QRectF(strip.left, strip.height - thin, strip.right - strip.left, thin)
        self._painter.fillRect(line, theme.line)

    # ------------------------------------------------------------ parts

    def _rest(self, index: int, shut: Shut) -> None:
        """Outside of the working hours: a shade, no words."""
        area = self._across(index, shut.start, shut.end, 0, self._strip.height)
        if self._seen(area):
            self._painter.fillRect(area, mix(self._theme.surface, self._theme.window, 0.7))

    def _off(self, index: int, shut: Shut) -> None:
        area = self._across(index, shut.start, shut.end, self._top, self._bottom).adjusted(1, 0, -1, 0)
        if not self._seen(area) or area.width() < 2:
            return
        # Only what is seen, and words where it is seen first.
        low, high = max(area.left(), self._strip.left - 20), min(area.right(), self._strip.right + 20)
        box = QRectF(low, area.top(), high - low, area.height())
        hatched(self._painter, self._look, box)
        early = self._geometry.x(index, 7 * 60)
        if area.left() < early < area.right() - 60:
            area.setLeft(early + 1)
        words = area.adjusted(8, 0, -4, 0)
        if words.width() >= _NO_WORDS:
            self._painter.setPen(self._theme.text_muted)
            for line in self._look.lines(shut.text, self._look.caption, words.width()):
                high_enough = area.height() >= 30
                baseline = area.top() + (17 if high_enough else area.height() / 2 + 4)
                self._look.draw(self._painter, line, words.left(), baseline)

    def _drive(self, index: int, drive: Connector) -> None:
        """A dotted line from one visit to the next, with its minutes."""
        theme, look = self._theme, self._look
        x0, x1 = self._geometry.x(index, drive.start), self._geometry.x(index, drive.end)
        clear = self._geometry.x(index, drive.clear)
        if x1 - x0 < 4:
            return
        ink = theme.danger if drive.is_short else theme.text_muted
        middle = look.snap((self._top + self._bottom) / 2 + min(9.0, self._strip.height * 0.06))
        pen = QPen(ink, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1, 1])
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(x0 + 1, middle), QPointF(x1 - 1, middle))
        for text in (f"{drive.minutes} min", str(drive.minutes)):
            said = look.lines(text, look.caption, 200)
            if said and said[0].width <= clear - x0 - 4:
                self._painter.setPen(ink)
                look.draw(self._painter, said[0], (x0 + clear - said[0].width) / 2, middle - 5)
                return

    # ------------------------------------------------------------ places

    def _across(self, index: int, start: float, end: float, top: float, bottom: float) -> QRectF:
        snap = self._look.snap
        left, right = snap(self._geometry.x(index, start)), snap(self._geometry.x(index, end))
        return QRectF(left, top, right - left, bottom - top)

    def _seen(self, area: QRectF) -> bool:
        return area.right() > self._strip.left and area.left() < self._strip.right and area.width() > 0


def paint_hours(
    painter: QPainter, look: Look, geometry: Geometry, index: int, top: float, height: float
) -> None:
    """The lines of hours and half hours of a day."""
    theme, thin = look.theme, look.snap(1)
    for mark in geometry.axis.marks:
        if not geometry.window.first <= mark.axis <= geometry.window.last:
            continue
        if not mark.is_hour and geometry.hour_width < 40:
            continue
        if geometry.hour_width < 14 and mark.wall % 180:
            continue
        x = look.snap(geometry.x(index, mark.axis))
        colour = theme.line if mark.is_hour else theme.line_faint
        painter.fillRect(QRectF(x, top, thin, height), colour)


def block_area(look: Look, geometry: Geometry, lane: int, index: int, placed: PlacedBlock) -> QRectF:
    """Where a block stands; blocks over each other are two pixels apart."""
    top, bottom = geometry.inner(lane)
    place = placed.place
    room = bottom - top + _GAP
    x0 = look.snap(geometry.x(index, place.item.start))
    x1 = look.snap(geometry.x(index, place.item.end))
    y0 = look.snap(top + place.left * room)
    y1 = look.snap(top + place.right * room) - _GAP
    return QRectF(x0, y0, max(2.0, x1 - x0 - 1), max(2.0, y1 - y0))
