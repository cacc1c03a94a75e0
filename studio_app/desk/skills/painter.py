"""Draws the matrix: ticks, names on the left, headings above, and what is marked."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from studio_app.desk.skills import model
from studio_app.desk.skills.geometry import LONGEST_HEADING, MARK, SLOPE, Geometry, Hit, Part, Rect
from studio_app.desk.skills.model import Shown, SkillsState
from studio_app.desk.week.look import Line, Look
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.painting import TICK

_PAD = 4


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that one picture of the matrix is made from.

    Attributes:
        at: The cell that the keys are on; None while they are elsewhere.
        under: What the mouse is over.
        names: Of all people, as they are written here.
    """

    state: SkillsState
    there: Shown
    places: Geometry
    at: tuple[int, int] | None
    under: Hit
    names: tuple[str, ...]
    nobody: str = "nobody"


def paint(painter: QPainter, look: Look, drawn: Drawn) -> None:
    """Draw all of it that is seen."""
    places = drawn.places
    painter.fillRect(QRectF(0, 0, places.width, places.height), look.theme.surface)
    _clipped(painter, QRectF(places.names, places.head, places.width, places.height), _cells, look, drawn)
    _clipped(painter, QRectF(0, places.head, places.names, places.height), _names, look, drawn)
    _clipped(painter, QRectF(places.names, 0, places.width, places.head), _headings, look, drawn)
    thin = look.snap(1)
    if places.top:
        painter.fillRect(QRectF(0, places.head - thin, places.width, thin), look.theme.line)
    if places.left:
        painter.fillRect(QRectF(places.names - thin, places.head, thin, places.height), look.theme.line)


def _clipped(
    painter: QPainter,
    area: QRectF,
    draw: Callable[[QPainter, Look, Drawn], None],
    look: Look,
    drawn: Drawn,
) -> None:
    painter.save()
    painter.setClipRect(area)
    draw(painter, look, drawn)
    painter.restore()


def _rect(box: Rect) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


# ---------------------------------------------------------------- cells


def _cells(painter: QPainter, look: Look, drawn: Drawn) -> None:
    state, there, places = drawn.state, drawn.there, drawn.places
    _bands(painter, look, drawn)
    for row in places.seen_rows():
        person = state.people[there.people[row]].id
        for column in places.seen_columns():
            ticked = (person, state.services[there.services[column]].id) in state.has
            box = _rect(places.cell(row, column))
            side = QRectF(
                look.snap(box.center().x() - TICK / 2), look.snap(box.center().y() - TICK / 2), TICK, TICK
            )
            look.box(painter, side, ("tick", ticked), _ticked if ticked else _unticked)
    if drawn.at is not None:
        box = _rect(places.cell(*drawn.at))
        middle = QRectF(box.center().x() - 13, box.center().y() - 13, 26, 26)
        painting.draw_ring(painter, middle, 7)


def _ticked(painter: QPainter, box: QRectF) -> None:
    painting.draw_tick(painter, box, checked=True)


def _unticked(painter: QPainter, box: QRectF) -> None:
    painting.draw_tick(painter, box, checked=False)


def _bands(painter: QPainter, look: Look, drawn: Drawn) -> None:
    """The row and column under the mouse, paler."""
    places, under = drawn.places, drawn.under
    shade = look.theme.raised if under.part is Part.CELL else look.theme.accent_soft
    if under.part in (Part.CELL, Part.NAME):
        box = _rect(places.cell(under.row, 0))
        painter.fillRect(QRectF(places.names, box.top(), places.width, box.height()), shade)
    if under.part in (Part.CELL, Part.HEADING):
        box = _rect(places.cell(0, under.column))
        painter.fillRect(QRectF(box.left(), places.head, box.width(), places.height), shade)


# ---------------------------------------------------------------- names


def _names(painter: QPainter, look: Look, drawn: Drawn) -> None:
    state, there, places = drawn.state, drawn.there, drawn.places
    for row in places.seen_rows():
        face, box = state.people[there.people[row]], _rect(places.name(row))
        told = _is_told(drawn, row)
        if drawn.under.part is Part.NAME and drawn.under.row == row:
            painter.fillRect(box, look.theme.accent_soft)
        words = model.share_words(state, model.row_cells(state, there, row)) if told else ""
        font = look.small_bold if face.id == state.current else look.small
        room = box.width() - _PAD
        if words:
            lines = look.lines(words, look.caption, room)
            room -= lines[0].width + 8
            painter.setPen(look.theme.text_muted)
            baseline = box.center().y() + look.caption.ascent / 2 - 1
            look.draw(painter, lines[0], box.right() - lines[0].width - 6, baseline)
        painter.setPen(look.theme.text)
        name = drawn.names[there.people[row]]
        if words and painting.text_width(name, font.font) > room:
            name = face.first_name
        for line in look.lines(name, font, room):
            look.draw(painter, line, box.left(), box.center().y() + font.ascent / 2 - 1)


def _is_told(drawn: Drawn, row: int) -> bool:
    """Whether the row says how much of it is ticked: the one under the mouse or the keys."""
    under = drawn.under
    if under.part is Part.NAME:
        return under.row == row
    return drawn.at is not None and drawn.at[0] == row and under.part is Part.NOTHING


# ---------------------------------------------------------------- headings


def _headings(painter: QPainter, look: Look, drawn: Drawn) -> None:
    state, there, places = drawn.state, drawn.there, drawn.places
    for column in places.seen_columns():
        service = state.services[there.services[column]]
        held = drawn.under.part is Part.HEADING and drawn.under.column == column
        ink = look.theme.text if held else look.theme.text_muted
        if not service.offered:
            ink = look.theme.text if held else look.theme.text_faint
        name = service.name if service.offered else f"{service.name} (not offered)"
        marked = service.offered and bool(there.people) and state.nobody(service.id)
        if places.slanted:
            _slanted(painter, look, drawn, column, name, ink, marked=marked)
        else:
            _level(painter, look, _rect(places.heading(column)), name, ink)
            if marked:
                _mark(painter, look, drawn, column)


def _level(painter: QPainter, look: Look, box: QRectF, name: str, ink: QColor) -> None:
    painter.setPen(ink)
    for line in look.lines(name, look.caption, LONGEST_HEADING):
        look.draw(painter, line, box.center().x() - line.width / 2, box.bottom() - 9)


def _slanted(
    painter: QPainter, look: Look, drawn: Drawn, column: int, name: str, ink: QColor, *, marked: bool
) -> None:
    """A heading along its slope; that of a service that nobody can do ends in a sign and a word."""
    x, y = drawn.places.foot_of_heading(column)
    room, low = drawn.places.heading_room, look.caption.ascent / 2 - 1
    word = look.lines(drawn.nobody, look.tight_bold, room)[0] if marked else None
    painter.save()
    painter.translate(x, y)
    painter.rotate(-math.degrees(SLOPE))
    painter.setPen(look.theme.text if marked else ink)
    left = 0.0
    for line in look.lines(name, look.caption, room - (word.width + 16 if word else 0)):
        _glyphs(painter, line, left, low)
        left += line.width + 5
    if word:
        painting.fill_round(painter, QRectF(left - 2, -7, word.width + 16, 14), look.theme.warning_soft, 4)
        _sign(painter, look, left, 0)
        painter.setPen(look.theme.text)
        _glyphs(painter, word, left + 11, low)
    painter.restore()


def _glyphs(painter: QPainter, line: Line, x: float, y: float) -> None:
    """A line on a slope: there are no whole pixels to put it on."""
    for run in line.runs:
        painter.drawGlyphRun(QPointF(x, y), run)


def _sign(painter: QPainter, look: Look, x: float, middle: float) -> None:
    """A small filled triangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.warning)
    corners = [QPointF(x + 4.5, middle - 4.5), QPointF(x + 9, middle + 4), QPointF(x, middle + 4)]
    painter.drawPolygon(QPolygonF(corners))
    painter.restore()


def _mark(painter: QPainter, look: Look, drawn: Drawn, column: int) -> None:
    """A sign and a word above a level heading: nobody can do it."""
    box = _rect(drawn.places.heading(column))
    lines = look.lines(drawn.nobody, look.tight_bold, box.width())
    if not lines:
        return
    width = lines[0].width + 12
    left, middle = box.center().x() - width / 2, box.top() + MARK / 2 + 4
    painting.fill_round(painter, QRectF(left - 3, middle - 8, width + 6, 16), look.theme.warning_soft, 5)
    _sign(painter, look, left, middle)
    painter.setPen(look.theme.text)
    look.draw(painter, lines[0], left + 12, middle + look.tight_bold.ascent / 2 - 1)
