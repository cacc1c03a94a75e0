"""The two kinds of sheets: a photographer's, with room for a pen, and the studio's, all of the day on a page or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont

from studio_app.desk.paper.setting import (
    FAINT,
    MUTED,
    RULE,
    UNIT,
    Disc,
    Letter,
    Mark,
    Page,
    Piece,
    Rule,
    Setter,
    Text,
    paged,
)
from studio_app.desk.paper.words import DOT, PersonWords, SheetWords, StopWords, Style

MARGIN, FOOT = 42 * UNIT, 22 * UNIT
_W = QFont.Weight
HEAD = Letter(20, int(_W.Bold))
DAY = Letter(12, int(_W.Medium), MUTED)
NOTE = Letter(10, color=MUTED)
STRONG = Letter(11.5, int(_W.DemiBold))
PLAIN = Letter(10)
QUIET = Letter(10, color=MUTED)
DRIVE = Letter(9, color=FAINT)
SMALL, SMALL_STRONG, SMALL_QUIET = Letter(9), Letter(9, int(_W.DemiBold)), Letter(9, color=MUTED)
CAPTION = Letter(8, int(_W.DemiBold), MUTED)
_TIMES = 104 * UNIT
"""Width of the times on a photographer's sheet."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A size, in points."""

    width: float
    height: float


A4, LETTER = Paper(595, 842), Paper(612, 792)


def sheet_pages(words: SheetWords, style: Style, paper: Paper, printed: str) -> tuple[Page, ...]:
    """The pages of a sheet; `printed` stands at the foot: when it was made."""
    width, height = paper.width * UNIT, paper.height * UNIT
    room = width - 2 * MARGIN
    if style is Style.STUDIO or not words.people:
        pieces = list(_studio(words, room))
    else:
        pieces = [piece for person in words.people for piece in _person(words, person, room)]
    pages = paged(pieces, width, height, MARGIN, FOOT)
    return tuple(
        Page(width, height, (*marks, *_foot(words, width, height, printed, place + 1, len(pages))))
        for place, marks in enumerate(pages)
    )


def _foot(
    words: SheetWords, width: float, height: float, printed: str, number: int, count: int
) -> Iterator[Mark]:
    top, room = height - MARGIN - 8 * UNIT, width - 2 * MARGIN
    yield Rule(MARGIN, top - 6 * UNIT, room)
    left = DOT.join(filter(None, (words.studio, words.day, printed)))
    yield Text(MARGIN, top, room * 0.8, left, DRIVE)
    yield Text(MARGIN + room * 0.8, top, room * 0.2, f"Page {number} of {count}", DRIVE, right=True)


# ---------------------------------------------------------------- a photographer's


def _person(words: SheetWords, person: PersonWords, room: float) -> Iterator[Piece]:
    head = Setter(room)
    head.marks.append(Disc(0, 2 * UNIT, 40 * UNIT, person.color, person.name))
    head.text(person.name, HEAD, 52 * UNIT)
    head.text(words.day, DAY, 52 * UNIT)
    head.skip(8)
    head.text(person.note, NOTE)
    head.skip(8)
    yield head.piece(begins=True, keeps=True)
    for stop in person.stops:
        if stop.drive:
            yield _drive(stop.drive, room)
        yield _stop(stop, room)
    if person.home:
        yield _drive(person.home, room)
    if not person.stops:
        nothing = Setter(room)
        nothing.text("Nothing is booked on this day.", PLAIN)
        yield nothing.piece()


def _drive(words: str, room: float) -> Piece:
    made = Setter(room)
    made.marks.append(Rule(6 * UNIT, 2 * UNIT, 0, FAINT, 18 * UNIT, dotted=True))
    made.skip(5)
    made.text(words, DRIVE, 18 * UNIT)
    made.y = 22 * UNIT
    return made.piece(keeps=True)


def _stop(stop: StopWords, room: float) -> Piece:
    made = Setter(room)
    made.marks.append(Rule(0, 0, room))
    made.skip(8)
    top = made.y
    made.text(stop.times, QUIET if stop.quiet else STRONG, 0, _TIMES)
    made.text(stop.length, QUIET, 0, _TIMES)
    left_bottom = made.y
    made.y = top
    made.text(stop.title, QUIET if stop.quiet else STRONG, _TIMES)
    for text, letter in (
        (stop.town, QUIET),
        (stop.tag, QUIET if stop.quiet else Letter(10, int(_W.DemiBold))),
        (stop.services, PLAIN),
    ):
        made.text(text, letter, _TIMES)
    if stop.client or stop.contact or stop.size:
        made.skip(4)
    made.text(stop.client, Letter(10, int(_W.DemiBold)), _TIMES)
    made.text(DOT.join(stop.contact), PLAIN, _TIMES)
    made.text(stop.size, QUIET, _TIMES)
    if stop.notes:
        made.skip(5)
        begin = made.y
        made.text(stop.notes, PLAIN, _TIMES + 10 * UNIT)
        made.marks.append(Rule(_TIMES + 1 * UNIT, begin, 0, RULE, made.y - begin))
    made.y = max(made.y, left_bottom)
    made.skip(10)
    return made.piece()


# ---------------------------------------------------------------- the studio's


def _columns(room: float) -> Sequence[tuple[float, float]]:
    """Left edge and width of time, property, services, client and drive."""
    parts = (0.175, 0.215, 0.2, 0.325, 0.085)
    found, x = [], 0.0
    for part in parts:
        found.append((x, part * room - 8 * UNIT))
        x += part * room
    return found


def _studio(words: SheetWords, room: float) -> Iterator[Piece]:
    head = Setter(room)
    head.text(words.day, HEAD)
    head.text(words.studio, DAY)
    head.skip(12)
    if words.people:
        names = zip(_columns(room), ("Time", "Property", "Services", "Client", "Drive"), strict=True)
        head.side_by_side([(x, width, name, CAPTION) for (x, width), name in names])
        head.skip(10)
    else:
        head.text("Nothing is booked on this day.", PLAIN)
    yield head.piece(keeps=True)
    for person in words.people:
        yield _row_head(person, room)
        for stop in person.stops:
            yield _row(stop, room)
        end = Setter(room)
        end.skip(10)
        yield end.piece()
    if words.free:
        made = Setter(room)
        made.text(words.free, NOTE)
        yield made.piece()


def _row_head(person: PersonWords, room: float) -> Piece:
    made = Setter(room)
    made.marks.append(Disc(0, 0, 20 * UNIT, person.color, person.name))
    made.skip(3)
    home = f"{person.note}{DOT}{person.home}" if person.home else person.note
    left = _columns(room)[2][0]
    made.side_by_side(
        ((27 * UNIT, left - 35 * UNIT, person.name, STRONG), (left, room - left, home, SMALL_QUIET))
    )
    made.y = max(made.y, 25 * UNIT)
    return made.piece(keeps=True)


def _row(stop: StopWords, room: float) -> Piece:
    made = Setter(room)
    made.marks.append(Rule(0, 0, room))
    made.skip(4)
    strong, plain = (SMALL_QUIET, SMALL_QUIET) if stop.quiet else (SMALL_STRONG, SMALL)
    where = "\n".join(filter(None, (stop.town, stop.size)))
    cells = (
        (stop.times, "", strong),
        (stop.title, where, strong),
        (stop.services or stop.tag, stop.tag if stop.services else "", plain),
        (stop.client, "\n".join(stop.contact), plain),
        (stop.drive.partition(" drive")[0], "", plain),
    )
    top, bottom = made.y, made.y
    for (x, width), (first, rest, letter) in zip(_columns(room), cells, strict=True):
        made.y = top
        made.text(first, letter, x, width)
        made.text(rest, SMALL_QUIET, x, width)
        bottom = max(bottom, made.y)
    made.y = bottom
    if stop.notes:
        made.skip(1)
        left = _columns(room)[1][0]
        made.text(" ".join(stop.notes.split()), SMALL_QUIET, left, room - left)
    made.skip(5)
    return made.piece()
