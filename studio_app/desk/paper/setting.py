"""Sets a day's words onto pages: what stands where, measured in tenths of a point. Screen, PDF and printer draw the same.

Marks hold plain text only: nothing that comes from outside is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontMetricsF

from studio_app.desk import theme
from studio_app.desk.paper.wrapping import wrapped

UNIT = 10
"""Units in a point (1/72 inch)."""

INK, MUTED, FAINT, RULE = "#1F1E1B", "#5E5A52", "#706B61", "#C9C4BA"
"""Dark on white, whatever the theme on the screen."""


@dataclass(frozen=True, slots=True)
class Letter:
    """How text is set: size in points, `QFont` weight, colour."""

    size: float
    weight: int = int(QFont.Weight.Normal)
    color: str = INK

    def font(self) -> QFont:
        """Its font, in units."""
        font = QFont(theme.Theme.light().family)
        font.setPixelSize(round(self.size * UNIT))
        font.setWeight(QFont.Weight(self.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    @property
    def line(self) -> float:
        """Height of a line, in units."""
        return self.size * UNIT * 1.32


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y` is its top."""

    x: float
    y: float
    width: float
    text: str
    letter: Letter
    right: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across; with a height one downwards, dotted where it stands for a drive."""

    x: float
    y: float
    width: float
    color: str = RULE
    height: float = 0.0
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A photographer's colour and initials."""

    x: float
    y: float
    side: float
    color: int
    name: str


Mark = Text | Rule | Disc


@dataclass(frozen=True, slots=True)
class Piece:
    """Marks that stay together on a page, from y = 0 on.

    Attributes:
        begins: Begins a new page.
        keeps: Stays with the next one.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    begins: bool = False
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page; lengths in units."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    def texts(self) -> tuple[str, ...]:
        """All that can be read on it, in the order in which it is drawn."""
        return tuple(mark.text for mark in self.marks if isinstance(mark, Text))


class Setter:
    """Sets lines of text under each other."""

    def __init__(self, room: float) -> None:
        self.room = room
        self.marks: list[Mark] = []
        self.y = 0.0

    def text(self, text: str, letter: Letter, x: float = 0.0, width: float | None = None) -> None:
        """Set a text in as many lines as it takes; nothing where there is none."""
        room = self.room - x if width is None else width
        for line in lines(text, letter, room) if text else ():
            self.marks.append(Text(x, self.y, room, line, letter))
            self.y += letter.line

    def side_by_side(self, cells: Sequence[tuple[float, float, str, Letter]]) -> None:
        """Set texts beside each other: left edge, width, text, letter; the highest says where it goes on."""
        top, bottom = self.y, self.y
        for x, width, text, letter in cells:
            self.y = top
            self.text(text, letter, x, width)
            bottom = max(bottom, self.y)
        self.y = bottom

    def skip(self, points: float) -> None:
        """Leave room."""
        self.y += points * UNIT

    def piece(self, *, begins: bool = False, keeps: bool = False) -> Piece:
        """What was set."""
        return Piece(self.y, tuple(self.marks), begins, keeps)


def lines(text: str, letter: Letter, room: float) -> tuple[str, ...]:
    """The lines that a text takes."""
    metrics = QFontMetricsF(letter.font())
    return wrapped(text, room, metrics.horizontalAdvance)


def paged(
    pieces: Sequence[Piece], width: float, height: float, margin: float, foot: float
) -> list[list[Mark]]:
    """The marks of each page. A piece that is higher than a page is parted; nothing is lost.

    Args:
        pieces: In their order.
        width, height: Of the page.
        margin: On all sides.
        foot: Kept free above the lower margin.
    """
    bottom = height - margin - foot
    pages: list[list[Mark]] = [[]]
    y = margin
    for place, piece in enumerate(pieces):
        needed = piece.height
        if piece.keeps and place + 1 < len(pieces):
            needed += min(pieces[place + 1].height, bottom - margin - piece.height)
        if pages[-1] and (piece.begins or y + needed > bottom):
            pages.append([])
            y = margin
        for part in _parts(piece, bottom - margin):
            if pages[-1] and y + part.height > bottom:
                pages.append([])
                y = margin
            pages[-1] += [_moved(mark, margin, y) for mark in part.marks]
            y += part.height
    return pages


def _parts(piece: Piece, room: float) -> list[Piece]:
    """The piece, or where it is higher than a page its marks in portions that fit."""
    if piece.height <= room:
        return [piece]
    parts: list[Piece] = []
    some: list[Mark] = []
    top = 0.0
    for mark in sorted(piece.marks, key=lambda each: each.y):
        end = mark.y + (mark.letter.line if isinstance(mark, Text) else 0.0)
        if some and end - top > room:
            parts.append(Piece(room, tuple(some)))
            some, top = [], mark.y
        some.append(replace(mark, y=mark.y - top))
    return [*parts, Piece(piece.height - top, tuple(some))]


def _moved(mark: Mark, x: float, y: float) -> Mark:
    return replace(mark, x=mark.x + x, y=mark.y + y)
