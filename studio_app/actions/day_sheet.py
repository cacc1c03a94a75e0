"""A day on paper: where each photographer goes, when, to do what, for whom, and the driving between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from studio_app.actions.ports import Reading, Store
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import Order
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.settings import Travel
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start
from studio_app.engine.blocking import event_blocks, event_span
from studio_app.engine.instants import moment_of
from studio_app.engine.travel import drive_minutes, tour_minutes
from studio_app.engine.working_time import zone_of
from studio_app.errors import NotFound


class StopKind(StrEnum):
    """What takes the time; a hold may yet come to nothing, `BUSY` is in the photographer's own calendar."""

    VISIT = "visit"
    HOLD = "hold"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that a photographer does on a day.

    Attributes:
        title: The whole address, or the title of an outside event; "" where it has none.
        services: Names, in the studio's order.
        others: Names of those who come too.
        agent, order: None where they are not known.
        drive: Minutes from where they were before, or from home; None where a place is not known.
        hold_until: Of a hold.
        calendar: Name of the calendar that an outside event is in.
    """

    kind: StopKind
    span: Span
    title: str
    services: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    agent: Agent | None = None
    order: Order | None = None
    drive: int | None = None
    hold_until: datetime | None = None
    calendar: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PersonDay:
    """The day of one photographer.

    Attributes:
        stops: By start; what began on the day before stands first.
        way_home: Minutes; None where home or the last place is not known.
        driving: Minutes of the whole tour, from home through all known places and back.
    """

    photographer: Photographer
    stops: tuple[Stop, ...]
    way_home: int | None
    driving: int

    @property
    def visits(self) -> tuple[Stop, ...]:
        """What the studio sends them to."""
        return tuple(stop for stop in self.stops if stop.kind is not StopKind.BUSY)

    @property
    def on_site(self) -> int:
        """Minutes at properties."""
        return sum(stop.span.minutes for stop in self.visits)


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A studio-local date.

    Attributes:
        people: Those who are asked for; of a whole studio those who go anywhere.
        free: Names of those of a whole studio whom it sends nowhere.
    """

    studio: str
    zone: ZoneInfo
    day: date
    people: tuple[PersonDay, ...]
    free: tuple[str, ...] = ()


def read_day_sheet(store: Store, now: datetime, day: date, photographer: str | None = None) -> DaySheet:
    """The sheet of one photographer (by id), or with None of all. Raises NotFound."""
    with store.reading() as reading:
        zone = reading.studio(now).settings.timezone
        span = Span(day_start(zone, day), day_start(zone, day + timedelta(days=1)))
        visits = reading.appointments_between(span)
        studio = reading.studio(now, also=[item.id for item in visits])
        orders = {order.id: order for order in reading.orders(item.order for item in visits if item.order)}
        agents = _agents(reading, orders)
    return day_sheet(studio, orders, agents, now, day, photographer)


def day_sheet(
    studio: Studio,
    orders: Mapping[str, Order],
    agents: Mapping[str, Agent],
    now: datetime,
    day: date,
    photographer: str | None = None,
) -> DaySheet:
    """The sheet of a studio-local date, for one photographer (by id) or with None for all.

    Args:
        studio: With what is booked on that day.
        orders, agents: By id; what is missing is left blank.
        now: Decides which holds are over.

    Raises:
        NotFound: there is no such photographer.
    """
    made = _Day(studio, orders, agents, now, day)
    zone, name = studio.settings.timezone, studio.settings.name
    if photographer is not None:
        person = studio.photographer_by_id.get(photographer)
        if person is None:
            raise NotFound("The photographer is not there any more.")
        return DaySheet(name, zone, day, (made.of(person),))
    everybody = [made.of(person) for person in studio.photographers]
    going = tuple(found for found in everybody if found.visits)
    free = tuple(found.photographer.name for found in everybody if not found.visits)
    return DaySheet(name, zone, day, going, free)


def _agents(reading: Reading, orders: Mapping[str, Order]) -> dict[str, Agent]:
    found = {}
    for key in {order.agent for order in orders.values()}:
        try:
            found[key] = reading.agent(key)
        except NotFound:
            continue
    return found


class _Day:
    """Makes the days of photographers."""

    def __init__(
        self,
        studio: Studio,
        orders: Mapping[str, Order],
        agents: Mapping[str, Agent],
        now: datetime,
        day: date,
    ) -> None:
        self._studio, self._orders, self._agents, self._now = studio, orders, agents, now
        zone = studio.settings.timezone
        self._span = Span(day_start(zone, day), day_start(zone, day + timedelta(days=1)))

    def of(self, person: Photographer) -> PersonDay:
        diary = self._studio.diaries[person.id]
        stops = [
            self._visit(item, person)
            for item in diary.appointments
            if item.blocks_at(self._now) and item.span.overlaps(self._span)
        ]
        zone = zone_of(self._studio.settings, person)
        stops += filter(None, (self._busy(event, zone) for event in diary.events))
        stops.sort(key=lambda stop: (stop.span.start, stop.span.end))
        return _with_driving(person, stops, self._studio.settings.travel)

    def _visit(self, item: Appointment, person: Photographer) -> Stop:
        studio = self._studio
        order = self._orders.get(item.order)
        others = [key for key in item.crew if key != person.id and key in studio.photographer_by_id]
        return Stop(
            StopKind.HOLD if item.state is State.HOLD else StopKind.VISIT,
            item.span,
            item.address or (order.property.address if order else ""),
            tuple(studio.service_by_id[key].name for key in item.services if key in studio.service_by_id),
            tuple(studio.photographer_by_id[key].name for key in others),
            self._agents.get(order.agent) if order else None,
            order,
            hold_until=item.hold_until if item.state is State.HOLD else None,
            place=item.place,
        )

    def _busy(self, event: OutsideEvent, zone: ZoneInfo) -> Stop | None:
        """An event of their own that takes time on the day."""
        if not event_blocks(event):
            return None
        start, end = (moment_of(value) for value in event_span(event, zone))
        if not (start < end and start < self._span.end and self._span.start < end):
            return None
        return Stop(StopKind.BUSY, Span(start, end), event.title, calendar=event.calendar, place=event.place)


def _with_driving(person: Photographer, stops: list[Stop], travel: Travel) -> PersonDay:
    """The day with the ways between the places that are known, from home through all of them and back."""
    here, told = person.home, []
    for stop in stops:
        drive = drive_minutes(travel, here, stop.place) if here and stop.place else None
        told.append(replace(stop, drive=drive))
        here = stop.place or here
    places = [stop.place for stop in stops if stop.place]
    home = drive_minutes(travel, places[-1], person.home) if places and person.home else None
    return PersonDay(person, tuple(told), home, tour_minutes(travel, person.home, places))
