"""Paints what is taken: appointments, holds, and busy times from outside."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio_app.desk.theme import PersonColour
from studio_app.desk.week.content import PlacedBlock
from studio_app.desk.week.geometry import Geometry
from studio_app.desk.week.look import BAR, RADIUS, RADIUS_CELL, Look, bar_of, mix
from studio_app.desk.week.model import Block, BlockKind, Week, WriteState
from studio_app.desk.week.signs import (
    TIGHT,
    badge_area,
    draw_badge,
    draw_outline,
    draw_replies,
    replies_area,
)

_GAP = 2
"""Pixels between blocks that stand side by side."""
_LANE_SHARE, _LANE_LEAST, _LANE_MOST = 0.3, 26, 120
_NO_WORDS = 34
"""Nothing worth reading fits across; words stand upright instead."""
_HIGH = 64
_UPRIGHT_WIDTH, _UPRIGHT_HEIGHT = 12, 28
"""The least room for upright words."""


class BlockPainter:
    """Paints the blocks of one day."""

    def __init__(self, painter: QPainter, look: Look, week: Week) -> None:
        self._painter = painter
        self._look = look
        self._theme = look.theme
        self._week = week

    def paint(self, block: Block, area: QRectF) -> None:
        """Paint one block into its area."""
        person = self._person(block)
        if block.kind is BlockKind.BUSY:
            self._look.box(
                self._painter, area, "busy", lambda painter, box: hatched(painter, self._look, box)
            )
            if block.color is not None:
                self._bar(area, person.line)
            self._busy_words(block, area)
            return
        held = block.kind is BlockKind.HOLD
        draw = self._hold_box if held else self._block_box
        key = (person.line.rgba(), held)
        self._look.box(self._painter, area, key, lambda painter, box: draw(painter, box, person))
        if block.state is WriteState.DIFFERS:
            draw_outline(self._painter, self._look, area, min(RADIUS, area.height() / 4))
        self._words(block, area, person)

    # ------------------------------------------------------------ boxes

    def _bar(self, area: QRectF, colour: QColor) -> None:
        """A short mark of whose busy time it is."""
        high = max(0.0, area.height() - 10)
        self._painter.fillRect(QRectF(area.left() + 3, area.top() + 5, 2, high), colour)

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

    def _person(self, block: Block) -> PersonColour:
        theme = self._theme
        if block.color is None:
            return PersonColour(line=theme.text_faint, fill=theme.busy, text=theme.text)
        return theme.person(block.color)

    # ------------------------------------------------------------ words

    def _words(self, block: Block, area: QRectF, person: PersonColour) -> None:
        look = self._look
        tight = area.width() < TIGHT
        words = area.adjusted(BAR + (4 if tight else 8), 3, -2, 0)
        if area.height() < 20:
            words = area.adjusted(BAR + 5, max(0.0, (area.height() - look.block.height) / 2), -2, 0)
        badge = badge_area(block, area)
        if badge is not None:
            draw_badge(self._painter, look, block, badge, person.text)
            if badge.top() < words.top() + look.block.step:
                words.setRight(badge.left() - 2)
        marks = replies_area(block, area)
        if marks is not None:
            draw_replies(self._painter, look, block, marks, person.text)
        if words.width() < _NO_WORDS or (tight and self._cuts_words(block.title, words)):
            low = [box.top() for box in (badge, marks) if box is not None]
            below = area.bottom() - min(low) if low else 0
            self._upright(block.title, block.subtitle, area.adjusted(BAR, 4, 0, -4 - below), person.text)
            return
        if area.height() < 11:
            return
        self._painter.setPen(person.text)
        # A narrow but high block has room to break its title.
        lines = min(3, int(area.height() / look.tight.step) - 2) if tight else 1
        face = look.tight_bold if tight else look.block_bold
        used = look.text(self._painter, block.title, face, words, most=max(1, lines))
        words.setRight(area.right() - 2)
        if marks is not None:
            words.setBottom(marks.top() - 1)
        self._subtitle(block, words.adjusted(0, used, 0, -2), tight=tight)

    def _cuts_words(self, title: str, area: QRectF) -> bool:
        """Whether a word of the title is wider than the block, which is high enough to say it upright."""
        if area.height() < _HIGH:
            return False
        face = self._look.tight_bold
        whole = (self._look.lines(word, face, 400) for word in title.split())
        return any(line.width > area.width() for lines in whole for line in lines)

    def _subtitle(self, block: Block, area: QRectF, *, tight: bool) -> None:
        look = self._look
        if block.kind is BlockKind.HOLD:
            area.adjust(0, 0, 0, -look.caption.step)  # the overlay writes the time that is left there
        subtitle = block.subtitle
        if block.state is WriteState.DIFFERS:
            subtitle = " · ".join(filter(None, (self._week.phrases.differs, subtitle)))
        if not tight:
            most = 2 if area.height() >= 3 * look.block.step else 1
            if area.height() >= look.block.height - 2:
                look.text(self._painter, subtitle, look.block, area, most=most)
            return
        for part in subtitle.split(" · "):
            if area.height() < look.tight.height - 2:
                return
            area.setTop(area.top() + look.text(self._painter, part, look.tight, area))

    def _busy_words(self, block: Block, area: QRectF) -> None:
        text = busy_text(block, self._week)
        if area.width() - 12 < _NO_WORDS:
            self._upright(text, "", area.adjusted(BAR, 4, 0, -4), self._theme.text_muted)
        else:
            label(self._painter, self._look, text, area.adjusted(8, 0, -4, 0))

    def _upright(self, title: str, subtitle: str, area: QRectF, ink: QColor) -> None:
        """Words from top to bottom, where a block is too narrow for words across."""
        if area.width() < _UPRIGHT_WIDTH or area.height() < _UPRIGHT_HEIGHT or not title:
            return
        width, height = round(area.height()), round(area.width())
        picture = self._look.upright((title, subtitle), width, height, ink)
        self._painter.drawPixmap(area.topLeft(), picture)


# ---------------------------------------------------------------- places


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


def busy_text(block: Block, week: Week) -> str:
    """What a busy time from outside says."""
    return " · ".join(part for part in (block.title or week.phrases.busy, block.subtitle) if part)


def dashed(colour: QColor) -> QPen:
    """The broken outline of what is not certain."""
    pen = QPen(colour, 1)
    pen.setDashPattern([3, 2])
    return pen


def point_in(area: QRectF, point: QPointF) -> bool:
    """Whether a point is inside, lower and right edge not."""
    return area.left() <= point.x() < area.right() and area.top() <= point.y() < area.bottom()


def hatched(painter: QPainter, look: Look, area: QRectF) -> None:
    """A rounded box of stripes: nobody can come then."""
    half = look.snap(1) / 2
    painter.setPen(QPen(look.theme.busy_line, look.snap(1)))
    painter.setBrush(look.hatch)
    painter.setBrushOrigin(area.topLeft())
    radius = min(RADIUS_CELL, area.height() / 2)
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)


def label(painter: QPainter, look: Look, text: str, area: QRectF) -> None:
    """Words on stripes, a little apart; in a narrow place each part begins a line of its own."""
    if not text or area.height() < 12:
        return
    painter.setPen(look.theme.text_muted)
    high = area.height() >= 24
    left = area.adjusted(0, 5 if high else 1, 0, 0)
    if area.width() >= TIGHT:
        look.text(painter, text, look.caption, left, most=4, step=18)
        return
    for part in text.split(" · "):
        if left.height() < look.tight.height:
            return
        left.setTop(left.top() + look.text(painter, part, look.tight, left, most=3))
