"""What the board shows of a snapshot: lanes with their blocks, drives and totals. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.board.ground import minute_of
from studio_app.desk.board.hand import Piece
from studio_app.desk.board.model import Board, Card, Drive, Lane
from studio_app.desk.content import appointment_blocks, face_of, service_names
from studio_app.desk.week.model import Block, BlockKind, Span
from studio_app.desk.wording import Wording, wording_of
from studio_app.domain.appointment import Appointment
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.settings import Settings
from studio_app.domain.wall_time import day_start, local_date
from studio_app.domain.working_hours import reasons_on
from studio_app.engine.blocking import Source, blocks_at
from studio_app.engine.instants import days_between, local_day, micros, moment_of
from studio_app.engine.intervals import union, without
from studio_app.engine.travel import drive_minutes, tour_minutes
from studio_app.engine.working_time import hours_of, working_time, zone_of

Stop = tuple[datetime, datetime, Place]
"""From when to when somebody is somewhere."""


def board_of(
    snapshot: Snapshot,
    first: date,
    last: date,
    now: datetime,
    arrangement: Arrangement,
    cards: Iterable[Card] = (),
    older: Iterable[Appointment] = (),
) -> Board:
    """The lanes from first to last with everything that stands in them.

    Args:
        snapshot: The studio.
        first, last: Studio-local dates, both included.
        now: For today, and for holds that are over.
        arrangement: Who is shown, in which order.
        cards: What waits for a time.
        older: Appointments that the snapshot doesn't hold.
    """
    studio = snapshot.studio
    zone, wording = studio.settings.timezone, wording_of(studio.settings.speech)
    everybody = [person.id for person in studio.photographers]
    known = studio.appointments
    extra = [item for item in older if item.id not in known]
    made = _Lanes(snapshot, first, last, now, wording)
    lanes, driving = [], 0
    for key in arrangement.shown(everybody):
        lane, minutes = made.lane(studio.photographer_by_id[key], extra)
        lanes.append(lane)
        driving += minutes
    return Board(
        days=tuple(days_between(first, last)),
        zone=zone,
        lanes=tuple(lanes),
        cards=tuple(cards),
        pieces=dict(_pieces(lanes, {**known, **{item.id: item for item in extra}})),
        step_min=studio.settings.slot_step_min,
        driving=driving if any(lane.drives for lane in lanes) or driving else None,
        hidden=len(everybody) - len(lanes),
        today=local_date(zone, now),
        wording=wording,
    )


def _pieces(lanes: Iterable[Lane], appointments: dict[str, Appointment]) -> Iterator[tuple[str, Piece]]:
    for lane in lanes:
        for block in lane.blocks:
            item = appointments.get(block.id.split("/", 1)[0])
            if item is not None and block.kind is not BlockKind.BUSY:
                yield block.id, piece_of(item, lane.id)


def piece_of(item: Appointment, lane: str) -> Piece:
    """An appointment as something that can be held; `lane` is whose block it is."""
    return Piece(item.id, lane, minute_of(item.span.start), item.span.minutes, version=item.version)


class _Lanes:
    """Makes the lanes of some days."""

    def __init__(self, snapshot: Snapshot, first: date, last: date, now: datetime, wording: Wording) -> None:
        self._snapshot, self._studio = snapshot, snapshot.studio
        self._first, self._last, self._now = first, last, now
        self._words = wording
        zone = self._studio.settings.timezone
        self._faces = {person.id: face_of(self._studio, person.id) for person in self._studio.photographers}
        self._agents = {agent.id: agent for agent in snapshot.agents}
        self._start, self._end = day_start(zone, first), day_start(zone, last + timedelta(days=1))

    def lane(self, person: Photographer, extra: Iterable[Appointment]) -> tuple[Lane, int]:
        """One photographer's lane, and the minutes that they drive."""
        studio = self._studio
        mine = (
            *studio.diaries[person.id].appointments,
            *(item for item in extra if person.id in item.crew),
        )
        visits = [
            item
            for item in mine
            if item.blocks_at(self._now) and item.span.start < self._end and self._start < item.span.end
        ]
        blocks = [self._visit(item, person) for item in visits]
        events, stops = self._events(person)
        blocks += events
        stops += [(item.span.start, item.span.end, item.place) for item in visits if item.place]
        stops.sort(key=lambda stop: stop[:2])
        blocks.sort(key=lambda block: (block.start, block.end, block.id))
        off, rest = self._off(person)
        driving = self._driving(person, stops)
        lane = Lane(
            id=person.id,
            face=self._faces[person.id],
            note=self._note(person, visits, driving, off),
            blocks=tuple(blocks),
            drives=tuple(self._drives(stops)),
            off=off,
            rest=rest,
        )
        return lane, driving

    # ------------------------------------------------------------ blocks

    def _visit(self, item: Appointment, person: Photographer) -> Block:
        """The block that the week grid shows too, with words for a lane."""
        studio = self._studio
        order = self._snapshot.orders.get(item.order)
        agent = self._agents.get(order.agent) if order else None
        others = [self._faces[key].first_name for key in item.crew if key != person.id and key in self._faces]
        start = self._words.time(item.span.start, studio.settings.timezone)
        lines = (
            f"{start} {service_names(studio, item.services)}",
            f"with {others[0]}" if others else "",
            agent.name if agent else "",
        )
        mine = f"{item.id}/{person.id}"
        block = next(each for each in appointment_blocks(self._snapshot, item, self._now) if each.id == mine)
        return replace(block, subtitle="\n".join(filter(None, lines)))

    def _events(self, person: Photographer) -> tuple[list[Block], list[Stop]]:
        """Busy times from outside, and where they are."""
        low, high = micros(self._start), micros(self._end)
        diary, zone = self._studio.diaries[person.id], zone_of(self._studio.settings, person)
        blocks: list[Block] = []
        stops: list[Stop] = []
        for number, taken in enumerate(blocks_at(diary, zone, self._now).near(low, high)):
            if taken.source is not Source.EVENT or not (taken.start < high and low < taken.end):
                continue
            start, end = moment_of(taken.start), moment_of(taken.end)
            blocks.append(
                Block(
                    id=f"busy/{person.id}/{number}",
                    start=start,
                    end=end,
                    title=taken.name or "Busy",
                    subtitle=" \N{MIDDLE DOT} ".join(filter(None, (taken.calendar, "busy"))),
                    kind=BlockKind.BUSY,
                )
            )
            if taken.place:
                stops.append((start, end, taken.place))
        return blocks, stops

    # ------------------------------------------------------------ driving

    def _drives(self, stops: Sequence[Stop]) -> Iterator[Drive]:
        """The ways between visits that follow each other on one day."""
        zone = self._studio.settings.timezone
        for (_, end, here), (start, _, there) in pairwise(stops):
            if end < start and local_date(zone, end) == local_date(zone, start):
                yield Drive(end, start, drive_minutes(self._studio.settings.travel, here, there))

    def _driving(self, person: Photographer, stops: Sequence[Stop]) -> int:
        """Minutes of the tours of the shown days, from home through everything and back home."""
        zone, travel = self._studio.settings.timezone, self._studio.settings.travel
        places: dict[date, list[Place]] = {}
        for start, _, place in stops:
            places.setdefault(local_date(zone, start), []).append(place)
        return sum(tour_minutes(travel, person.home, found) for found in places.values())

    # ------------------------------------------------------------ off

    def _off(self, person: Photographer) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """What is hatched, with words; and what merely lies outside of the working hours."""
        settings = self._studio.settings
        zone = zone_of(settings, person)
        shown = ((micros(self._start), micros(self._end)),)
        first, last = local_date(zone, self._start), local_date(zone, self._end)
        hatched: list[tuple[int, int, str]] = []
        for low, high, words in _reasons(settings, person, first, last):
            cut = without(shown, without(shown, ((low, high),)))
            hatched += [(a, b, words) for a, b in cut]
        worked = working_time(settings, person, first, last)
        free = without(shown, [*worked, *((low, high) for low, high, _ in hatched)])
        return (
            tuple(Span(moment_of(low), moment_of(high), words) for low, high, words in sorted(hatched)),
            tuple(Span(moment_of(low), moment_of(high)) for low, high in free),
        )

    def _note(
        self, person: Photographer, visits: Sequence[Appointment], driving: int, off: Sequence[Span]
    ) -> str:
        minutes = sum(item.span.minutes for item in visits)
        if minutes:
            booked = f"{_short(self._words, minutes)} booked"
            return f"{booked} \N{MIDDLE DOT} {_short(self._words, driving)} drive" if driving else booked
        if off and self._all_off(off):
            return "off"
        if not person.accepting:
            return "takes no bookings"
        if not person.calendar_known:
            return "calendar not read"
        return self._off_note(off[0]) if len(off) == 1 and self._first == self._last else "available"

    def _off_note(self, off: Span) -> str:
        zone = self._studio.settings.timezone
        begins, ends = off.start <= self._start, off.end >= self._end
        if begins:
            return f"off until {self._words.time(off.end, zone)}"
        return f"off from {self._words.time(off.start, zone)}" if ends else "available"

    def _all_off(self, off: Sequence[Span]) -> bool:
        covered = union((micros(span.start), micros(span.end)) for span in off)
        return covered == ((micros(self._start), micros(self._end)),)


def _reasons(
    settings: Settings, person: Photographer, first: date, last: date
) -> Iterator[tuple[int, int, str]]:
    """Days off, closed days and time off, each stretch once; what is said first is what is shown, and why."""
    zone, hours = zone_of(settings, person), hours_of(settings, person)
    own, shut = reasons_on(person.reasons), reasons_on(settings.closed_reasons)
    taken: list[tuple[int, int]] = []
    stretches: list[tuple[int, int, str]] = []
    for day in settings.closed_dates:
        if first - timedelta(days=2) <= day <= last + timedelta(days=2):
            closed = local_day(settings.timezone, day)
            stretches.append((closed.start, closed.end, _why("Closed", shut.get(day))))
    for span in person.time_off:
        began = max(first, local_date(zone, span.start))
        stretches.append((micros(span.start), micros(span.end), _why("Time off", own.get(began))))
    for day in days_between(first, last):
        if not hours(day):
            on = local_day(zone, day)
            stretches.append((on.start, on.end, _why("Day off", own.get(day))))
    for low, high, words in stretches:
        for a, b in without(((low, high),), taken):
            yield a, b, words
        taken.append((low, high))


def _why(words: str, reason: str | None) -> str:
    """`Time off: Vacation`."""
    return f"{words}: {reason}" if reason else words


def _short(words: Wording, minutes: int) -> str:
    """`52 min`, `6 h 30`, `4 h`."""
    said = words.duration(minutes)
    return said.removesuffix(" 00")
