"""The columns of the table of orders: which there are, how wide, and what stands in a cell. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from studio_app.actions.order_words import ordered_words, standing_words, write_words
from studio_app.desk.content import face_of
from studio_app.desk.people import Face
from studio_app.desk.tone import Tone
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.order_list import ListedOrder, OrderColumn, Standing
from studio_app.domain.outbox import WriteState
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date

COLUMNS = tuple(OrderColumn)
"""All, in the order in which they are offered."""
USUAL = (
    OrderColumn.VISIT,
    OrderColumn.ADDRESS,
    OrderColumn.AGENT,
    OrderColumn.SERVICES,
    OrderColumn.CREW,
    OrderColumn.STANDING,
    OrderColumn.CALENDAR,
)
DESCENDING_FIRST = frozenset({OrderColumn.TAKEN, OrderColumn.SIZE, OrderColumn.CALENDAR})
"""Sorted from above at the first click: the newest, the largest and what needs attention are looked for."""
LEAST = 48

_NATURAL: Mapping[OrderColumn, tuple[int, int]] = {
    OrderColumn.VISIT: (156, 0),
    OrderColumn.ADDRESS: (158, 5),
    OrderColumn.AGENT: (116, 2),
    OrderColumn.BROKERAGE: (130, 2),
    OrderColumn.SERVICES: (122, 3),
    OrderColumn.CREW: (100, 1),
    OrderColumn.STANDING: (120, 0),
    OrderColumn.CALENDAR: (106, 0),
    OrderColumn.DUE: (92, 0),
    OrderColumn.TAKEN: (132, 0),
    OrderColumn.SIZE: (96, 0),
    OrderColumn.PHONE: (130, 0),
    OrderColumn.EMAIL: (170, 2),
    OrderColumn.NOTES: (180, 4),
    OrderColumn.ID: (110, 1),
}
"""The least that a column takes by itself, and its part of the room that is left."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """How somebody has the table.

    Attributes:
        columns: Those that are shown, from the left; never none.
        widths: Of columns that were drawn by hand, device-independent pixels.
    """

    columns: tuple[OrderColumn, ...] = USUAL
    widths: Mapping[OrderColumn, int] = field(default_factory=dict)
    sort: OrderColumn = OrderColumn.TAKEN
    descending: bool = True

    def sorted_by(self, column: OrderColumn) -> TableLook:
        """Sorted by another column, or by the same one the other way round."""
        other_way = not self.descending if column is self.sort else column in DESCENDING_FIRST
        return replace(self, sort=column, descending=other_way)

    def with_column(self, column: OrderColumn, shown: bool) -> TableLook:
        """With a column shown, where it usually stands, or hidden; the last one stays."""
        if not shown:
            rest = tuple(each for each in self.columns if each is not column)
            return replace(self, columns=rest or self.columns)
        if column in self.columns:
            return self
        place = COLUMNS.index(column)
        at = sum(COLUMNS.index(each) < place for each in self.columns)
        return replace(self, columns=(*self.columns[:at], column, *self.columns[at:]))


def fitted(look: TableLook, room: int) -> dict[OrderColumn, int]:
    """How wide the shown columns are in so many pixels: those drawn by hand as they were drawn, the others share the
    rest. Together they are wider than the room only where that is too little for all."""
    widths = {each: look.widths.get(each, _NATURAL[each][0]) for each in look.columns}
    free = {each: _NATURAL[each][1] for each in look.columns if each not in look.widths and _NATURAL[each][1]}
    left, parts = room - sum(widths.values()), sum(free.values())
    if left <= 0 or not parts:
        return widths
    for each, part in free.items():
        share = left * part // parts
        widths[each] += share
        left, parts = left - share, parts - part
    return widths


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    Attributes:
        text: What a screen reader says; what is painted where there is no `rest`.
        rest: Paler words after it, on the same line.
        tone: A dot in its colour stands before the words unless it is plain.
        faces: Discs before the words.
    """

    text: str = ""
    rest: str = ""
    tone: Tone = Tone.PLAIN
    faces: tuple[Face, ...] = ()
    strong: bool = False
    number: bool = False


_TONES = {
    Standing.POSTPONED: Tone.WARN,
    Standing.UNSCHEDULED: Tone.WARN,
    Standing.HELD: Tone.WARN,
    Standing.COMING: Tone.GOOD,
}
WRITE_TONES = {WriteState.DIFFERS: Tone.WARN, WriteState.FAILED: Tone.BAD}


def standing_tone(standing: Standing) -> Tone:
    """The colour of how an order stands."""
    return _TONES.get(standing, Tone.PLAIN)


def cell(
    column: OrderColumn, item: ListedOrder, studio: Studio, now: datetime, wording: Wording = ENGLISH
) -> Cell:
    """What stands in a column of an order."""
    order, agent = item.order, item.agent
    if column is OrderColumn.VISIT:
        return _visit(item, studio, now, wording)
    if column is OrderColumn.CREW:
        return _crew(item, studio, now)
    if column is OrderColumn.ADDRESS:
        street, _, town = order.property.address.partition(",")
        return Cell(
            street.strip() or order.property.address, town.strip() if street.strip() else "", strong=True
        )
    if column is OrderColumn.STANDING:
        return Cell(standing_words(item, now), tone=standing_tone(item.standing(now)))
    if column is OrderColumn.CALENDAR:
        state = item.write()
        return Cell(write_words(state), tone=WRITE_TONES.get(state, Tone.PLAIN) if state else Tone.PLAIN)
    if column in (OrderColumn.DUE, OrderColumn.TAKEN):
        return _dated(column, item, studio, now, wording)
    if column is OrderColumn.SIZE:
        size = order.property.square_feet
        return Cell(wording.area_number(size) if size is not None else "", number=True)
    texts = {
        OrderColumn.AGENT: agent.name,
        OrderColumn.BROKERAGE: agent.brokerage,
        OrderColumn.SERVICES: ordered_words(studio, order),
        OrderColumn.PHONE: agent.phone,
        OrderColumn.EMAIL: agent.email,
        OrderColumn.NOTES: " ".join(order.notes.split()),
        OrderColumn.ID: order.id,
    }
    return Cell(texts[column])


def said(
    columns: Sequence[OrderColumn],
    item: ListedOrder,
    studio: Studio,
    now: datetime,
    titles: Mapping[OrderColumn, str],
    wording: Wording = ENGLISH,
) -> str:
    """A whole row for a screen reader: `When: Thu 9:00, Property: 55 Summit Ave, ...`."""
    cells = ((titles[each], cell(each, item, studio, now, wording)) for each in columns)
    return ", ".join(
        f"{title}: {' '.join(filter(None, (it.text, it.rest)))}" for title, it in cells if it.text
    )


def day_words(day: date, today: date, wording: Wording = ENGLISH) -> str:
    """`Thu 26 Nov`, with the year where it isn't this one: `Thu 26 Nov 2020`."""
    return wording.dated(day) if day.year == today.year else f"{wording.dated(day)} {day.year}"


def _visit(item: ListedOrder, studio: Studio, now: datetime, wording: Wording) -> Cell:
    visit, zone = item.shown_visit(now), studio.settings.timezone
    if visit is None:
        return Cell()
    today, day = local_date(zone, now), local_date(zone, visit.span.start)
    live = [each for each in item.appointments if each.blocks_at(now)]
    more = f"+{len(live) - 1}" if len(live) > 1 else ""
    words = f"{day_words(day, today, wording)} {wording.time(visit.span.start, zone)}"
    return Cell(words, more, strong=day == today)


def _crew(item: ListedOrder, studio: Studio, now: datetime) -> Cell:
    visit = item.shown_visit(now)
    faces = tuple(face_of(studio, key) for key in visit.crew) if visit else ()
    return Cell(", ".join(face.first_name for face in faces), faces=faces)


def _dated(column: OrderColumn, item: ListedOrder, studio: Studio, now: datetime, wording: Wording) -> Cell:
    zone, order = studio.settings.timezone, item.order
    today = local_date(zone, now)
    if column is OrderColumn.TAKEN:
        taken = local_date(zone, order.created_at)
        return Cell(f"{day_words(taken, today, wording)} {wording.time(order.created_at, zone)}")
    if order.due is None:
        return Cell()
    late = order.due < today and item.standing(now) < Standing.COMING
    return Cell(day_words(order.due, today, wording), tone=Tone.BAD if late else Tone.PLAIN)
