"""A day of a few people in little room: where things are, and how they are painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from studio_app.desk.board.geometry import Geometry, Window
from studio_app.desk.board.layout import Content, LaneContent
from studio_app.desk.cover.picture_content import Change, DayPicture
from studio_app.desk.theme import PersonColour, Theme
from studio_app.desk.week.blocks import BlockPainter
from studio_app.desk.week.geometry import Axis
from studio_app.desk.week.look import BAR, RADIUS, Look
from studio_app.desk.week.model import Block, BlockKind

NAME, LANE = 22, 92
"""Heights of a lane's name and of the whole lane, pixels."""
_EARLY, _LATE = 9 * 60, 17 * 60
"""At least so much of a day is shown, minutes on the axis."""
_TIGHT = 26


@dataclass(frozen=True)
class Laid:
    """The lanes of a picture with a place for everything."""

    axis: Axis
    lanes: tuple[LaneContent, ...]


def laid_out(picture: DayPicture) -> Laid:
    """Give everything its place."""
    content = Content(picture.board)
    return Laid(content.axis, tuple(content.lane(number) for number in range(len(picture.board.lanes))))


@dataclass(frozen=True, slots=True)
class CompactGeometry(Geometry):
    """A day that fills its width; the name of a lane stands above its blocks."""

    @property
    def hour_width(self) -> float:
        """Pixels an hour."""
        return self.width * 60 / max(60, self.window.minutes)

    @property
    def lane_height(self) -> int:
        """Pixels of a lane."""
        return LANE

    def inner(self, lane: int) -> tuple[float, float]:
        """Upper and lower edge of the room for blocks."""
        return self.top(lane) + NAME, self.top(lane) + LANE - 6


def window_of(*contents: Laid) -> Window:
    """The hours that several pictures of one day show: those of all their blocks, and the middle of the day."""
    first, last = _EARLY, _LATE
    for content in contents:
        for lane in content.lanes:
            for placed in (placed for day in lane.days for placed in day.blocks):
                if placed.block.kind is BlockKind.BUSY:
                    continue
                first = min(first, int(placed.place.item.start))
                last = max(last, int(-(-placed.place.item.end // 1)))
    length = min((content.axis.length for content in contents), default=24 * 60)
    return Window(max(0, first // 60 * 60), min(length, -(-last // 60) * 60))


class CompactBlocks(BlockPainter):
    """Blocks that are narrow and have a few lines' height: words break, and what becomes of them stands below."""

    def _words(self, block: Block, area: QRectF, person: PersonColour) -> None:
        look, painter = self._look, self._painter
        words = area.adjusted(BAR + 4, 3, -4, -3)
        if words.width() < _TIGHT:
            said = " ".join(filter(None, (block.title, block.subtitle)))
            self._upright(said, "", area.adjusted(BAR, 2, 0, -2), person.text)
            return
        painter.setPen(person.text)
        rows = int((words.height() + 1) // look.tight.step)
        below = len(look.lines(block.subtitle, look.tight, words.width(), 2)) if block.subtitle else 0
        used = look.text(
            painter, block.title, look.tight_bold, words, most=max(1, min(3, rows - max(1, below)))
        )
        words.setTop(words.top() + used)
        if block.subtitle and words.height() >= look.tight.height - 2:
            look.text(painter, block.subtitle, look.tight, words, most=2)

    def _busy_words(self, block: Block, area: QRectF) -> None:
        look, words = self._look, area.adjusted(5, 3, -3, -1)
        if words.width() < _TIGHT:
            self._upright(block.title, "", area.adjusted(2, 2, -2, -2), self._theme.text_muted)
            return
        self._painter.setPen(self._theme.text_muted)
        look.text(self._painter, block.title, look.tight, words, most=3)


def ink_of(change: Change, theme: Theme) -> QColor:
    """The colour of a mark; pattern and word say the same."""
    return {Change.LEAVES: theme.text_muted, Change.COMES: theme.accent, Change.OPEN: theme.warning}[change]


def paint_mark(painter: QPainter, look: Look, area: QRectF, change: Change) -> None:
    """What leaves is broken and striped, what comes has a firm frame, what stays open a broken one of the warning."""
    ink = ink_of(change, look.theme)
    radius = min(RADIUS, area.height() / 4)
    if change is not Change.COMES:
        veil = QColor(ink)
        veil.setAlphaF(0.28)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(veil, Qt.BrushStyle.BDiagPattern))
        # The stripes begin right of the words' edge, so that these can be read.
        painter.drawRoundedRect(area.adjusted(1, area.height() - 9, -1, -1), 3, 3)
    pen = QPen(ink, 2)
    if change is not Change.COMES:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)
