"""Paints what belongs to a held block: the lanes' answers, the ghost with its words, and where it stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio_app.desk.board.answering import LaneAnswer, Stretch
from studio_app.desk.board.geometry import Geometry
from studio_app.desk.board.ground import moment_of
from studio_app.desk.board.painter import Strip
from studio_app.desk.board.words import DOT, GhostWords
from studio_app.desk.week.blocks import dashed
from studio_app.desk.week.look import RADIUS, Look, mix
from studio_app.desk.week.overlay import SHADOW, draw_nine, shadow_picture
from studio_app.engine.intervals import without

TILT = -0.5
"""Degrees by which a ghost is lifted from the board."""
_STEP = 16
_PAD = 9
_DOWN = 5
_NO_WORDS = 44
_ENOUGH = 110
"""Pixels in which the beginning of a sentence can be understood."""
CARD_AIR = 6
_BESIDE = 14
"""Air at both sides of what a stretch says."""


def paint_answer(painter: QPainter, look: Look, geometry: Geometry, answer: LaneAnswer, strip: Strip) -> None:
    """The boxes of one lane's answer; its upper edge is 0 and the geometry is unscrolled."""
    top, bottom = geometry.inner(0)
    for stretch in answer.stretches:
        for _, left, right in geometry.spans(moment_of(stretch.start), moment_of(stretch.end)):
            if right > strip.left and left < strip.right and right - left >= 4:
                _box(painter, look, QRectF(left + 1, top, right - left - 2, bottom - top), stretch)


def _box(painter: QPainter, look: Look, area: QRectF, stretch: Stretch) -> None:
    theme = look.theme
    strong = stretch.works or _says(look, stretch, area.width())
    ground = QColor(theme.opening if stretch.works else theme.danger_soft)
    ground.setAlphaF(0.72 if strong else 0.5)
    line = theme.opening_line if stretch.works else theme.danger
    painter.setPen(QPen(line, look.snap(1)) if strong else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    radius = min(RADIUS, area.height() / 2, area.width() / 2)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _room_of(look: Look, text: str) -> float:
    """The width that a text takes with the air beside it."""
    whole = look.lines(text, look.caption_bold, 400)
    return (whole[0].width if whole else 0.0) + _BESIDE


def _says(look: Look, stretch: Stretch, wide: float) -> bool:
    """Whether there is room for the words of a stretch, or for enough of them to be understood."""
    if not stretch.text or wide < _NO_WORDS:
        return False
    return wide >= _ENOUGH or _room_of(look, stretch.text) <= wide


def rooms_for(
    geometry: Geometry,
    stretch: Stretch,
    taken: Sequence[tuple[int, int]],
    width: float,
    wanted: Callable[[], float],
) -> list[tuple[float, float]]:
    """Where words of a stretch can be seen: width and left edge. Of a stretch that is cut by what was taken from it the
    first part that is wide enough, else the widest."""
    free = without(((stretch.start, stretch.end),), taken)
    rooms = [
        (min(right, width) - max(left, 0.0), max(left, 0.0))
        for start, end in free
        for _, left, right in geometry.spans(moment_of(start), moment_of(end))
    ]
    if len(free) < 2 or not rooms:
        return rooms
    least = wanted()  # texts are measured only where it matters
    return [next((room for room in rooms if room[0] >= least), max(rooms))]


def paint_answer_words(
    painter: QPainter,
    look: Look,
    geometry: Geometry,
    lane: int,
    answer: LaneAnswer,
    width: float,
    taken: Sequence[tuple[int, int]] = (),
) -> None:
    """What a lane says, where it is seen: at the left of each stretch, or of the widest where it says one thing; beside
    what was taken from there, whose place lies over it (minutes since 1970)."""
    top, bottom = geometry.inner(lane)
    seen = [
        (wide, left, stretch)
        for stretch in answer.stretches
        if stretch.text
        for wide, left in rooms_for(geometry, stretch, taken, width, partial(_room_of, look, stretch.text))
    ]
    if answer.never:
        seen = [max(seen, key=lambda each: each[0])] if seen else []
    baseline = top + (16 if bottom - top >= 40 else (bottom - top) / 2 + 4)
    for wide, left, stretch in seen:
        if not _says(look, stretch, wide):
            continue
        painter.setPen(look.theme.opening_text if stretch.works else look.theme.danger)
        said = stretch.text
        if stretch.works and _room_of(look, said) > wide:
            said = said.partition(DOT)[0]  # the ghost says the rest
        for line in look.lines(said, look.caption_bold, wide - _BESIDE):
            look.draw(painter, line, left + 9, baseline)


def paint_stretch(painter: QPainter, look: Look, area: QRectF, stretch: Stretch) -> None:
    """A stretch over a day, through which the blocks of others are seen, with its words."""
    ground = QColor(look.theme.opening)
    ground.setAlphaF(0.72)
    painter.setPen(QPen(look.theme.opening_line, look.snap(1)))
    painter.setBrush(ground)
    radius = min(RADIUS, area.height() / 2)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    words = QRectF(area.left() + 8, max(area.top(), 0.0) + 4, area.width() - 10, 0)
    words.setBottom(area.bottom() - 2)
    painter.setPen(look.theme.opening_text)
    for number, part in enumerate(stretch.text.split(" \N{MIDDLE DOT} ")):
        if words.height() >= look.tight.height:
            face = look.tight if number else look.tight_bold
            words.setTop(words.top() + look.text(painter, part, face, words))


def paint_veils(painter: QPainter, look: Look, areas: list[QRectF]) -> None:
    """Over what does not matter to what is held."""
    veil = QColor(look.theme.surface)
    veil.setAlphaF(0.8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(veil)
    painter.drawRects(areas)


def paint_taken(painter: QPainter, look: Look, area: QRectF, title: str) -> None:
    """Where a block stood that is in the hand now: an empty broken frame with its name."""
    painter.setPen(dashed(look.theme.text_faint))
    painter.setBrush(look.theme.surface)
    radius = min(RADIUS, area.height() / 2)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(look.theme.text_muted)
    if area.width() >= _NO_WORDS:
        baseline = area.top() + (19 if area.height() >= 40 else area.height() / 2 + 4)
        for line in look.lines(title, look.block_bold, area.width() - 15):
            look.draw(painter, line, area.left() + 11, baseline)


def paint_ghost(
    painter: QPainter,
    look: Look,
    area: QRectF,
    words: GhostWords | None,
    canvas: QRectF,
    *,
    settled: bool,
    refused: bool = False,
) -> None:
    """What is held, where it would be put; its words on it, or on a card beside it where there is no room.

    Args:
        painter: Of the canvas.
        look: Fonts and colours.
        area: Where it would stand.
        words: None for those that come along.
        canvas: What the card must stay inside of.
        settled: It was dropped and lies flat.
        refused: It can't go there, nor what comes along.
    """
    fits = words is not None and _fits(look, area, words)
    painter.save()
    if not settled:
        painter.translate(area.center())
        painter.rotate(TILT if area.width() > 60 else 0)
        painter.translate(-area.center())
    _body(painter, look, area, refused=refused or (words is not None and words.refused))
    if words is not None:
        shown = words if fits else GhostWords(words.title, (), words.refused)
        if fits or min(area.width() - 2 * _PAD, area.height() - 4) >= _STEP:
            _words(painter, look, area.adjusted(_PAD, 0, -6, 0), shown, _ink(look, words))
    painter.restore()
    if words is not None and not fits:
        _card(painter, look, card_area(look, area, words, canvas), words)


def _body(painter: QPainter, look: Look, area: QRectF, *, refused: bool) -> None:
    theme = look.theme
    shade(painter, look, area)
    if refused:
        painter.setPen(dashed(theme.danger))
        painter.setBrush(theme.danger_soft)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
    radius = min(RADIUS, area.height() / 2, area.width() / 2)
    painter.drawRoundedRect(area, radius, radius)


def shade(painter: QPainter, look: Look, area: QRectF) -> None:
    """The soft shadow of what lies over the board."""
    around = area.adjusted(-SHADOW, -SHADOW + _DOWN, SHADOW, SHADOW + _DOWN)
    picture = shadow_picture(look.scale, RADIUS, look.theme.is_dark)
    draw_nine(painter, picture, around, SHADOW + RADIUS, look.scale)


def _ink(look: Look, words: GhostWords) -> QColor:
    return look.theme.danger if words.refused else look.theme.on_accent


def _width(look: Look, words: GhostWords) -> float:
    """Pixels across that all words need."""
    title = look.lines(words.title, look.small_bold, 400)
    lines = [line for text in words.lines for line in look.lines(text, look.small, 400)]
    return max((line.width for line in (*title, *lines)), default=0.0)


def _height(words: GhostWords) -> float:
    return (1 + len(words.lines)) * _STEP + 8.0


def _fits(look: Look, area: QRectF, words: GhostWords) -> bool:
    return _width(look, words) + _PAD + 6 <= area.width() and _height(words) <= area.height() + 4


def _words(painter: QPainter, look: Look, area: QRectF, words: GhostWords, ink: QColor) -> None:
    top = area.top() + min(6.0, max(1.0, (area.height() - _height(words) + 8) / 2))
    painter.setPen(ink)
    for face, text in ((look.small_bold, words.title), *((look.small, line) for line in words.lines)):
        for line in look.lines(text, face, area.width()):
            look.draw(painter, line, area.left(), top + face.ascent)
        top += _STEP


def card_area(look: Look, area: QRectF, words: GhostWords, canvas: QRectF) -> QRectF:
    """Where the card with the ghost's words stands: below it, or above where there is no room; inside the canvas."""
    width, height = min(_width(look, words) + 2 * _PAD + 2, canvas.width() - 8), _height(words) + 6
    left = min(max(canvas.left() + 4, area.left()), canvas.right() - width - 4)
    top = area.bottom() + CARD_AIR
    if top + height > canvas.bottom() - 2:
        top = area.top() - CARD_AIR - height
    return QRectF(round(left), round(max(canvas.top() + 2, top)), width, height)


def _card(painter: QPainter, look: Look, area: QRectF, words: GhostWords) -> None:
    theme = look.theme
    shade(painter, look, area)
    painter.setPen(QPen(theme.danger if words.refused else theme.accent, 1))
    painter.setBrush(mix(theme.surface, theme.danger_soft, 0.5) if words.refused else theme.raised)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    ink = theme.danger if words.refused else theme.text
    _words(painter, look, area.adjusted(_PAD, 2, -_PAD, -2), words, ink)


def ghost_bounds(look: Look, area: QRectF, words: GhostWords | None, canvas: QRectF) -> QRectF:
    """Everything that a ghost paints, with its shadow."""
    whole = area if words is None else area.united(card_area(look, area, words, canvas))
    return whole.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW + _DOWN)
