"""The demo studio: files that a person can read and edit, laid on dates around a given day.

They lie in `resources/sample`. `studio.json` is a studio file without dates, `homes.json` has the
addresses of homes. `orders.json` and `calendar.json` name dates
by week and weekday; week 0 is the Monday-to-Sunday week that the given day is in. The same day always gives the same
studio.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from studio_app.domain.agent import Agent
from studio_app.domain.order import Order
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.working_hours import HoursException
from studio_app.errors import BadInput
from studio_app.exchange.containers import Keys, Members, each, references
from studio_app.exchange.fields import Reader, T, choice, known, refuse, text
from studio_app.exchange.json_text import load_json
from studio_app.exchange.read_times import read_hours
from studio_app.exchange.sample_days import (
    WEEK_AND_WEEKDAY,
    Days,
    how_many_days,
    keys_for,
    place_of,
    week,
)
from studio_app.exchange.sample_orders import read_agents, read_orders
from studio_app.exchange.studio_file import read_studio
from studio_app.exchange.write_file import Json, write_studio
from studio_app.paths import resources

_CALENDAR = Keys(("calendars", "closed", "exceptions", "time_off", "events"))
_CLOSED = Keys(WEEK_AND_WEEKDAY)
_EXCEPTION = Keys(("photographer", *WEEK_AND_WEEKDAY, "hours"))
_TIME_OFF = Keys(("photographer", *WEEK_AND_WEEKDAY), ("start", "end", "days"))
_EVENT = Keys(
    ("people", "weeks", "weekday"),
    ("start", "end", "days", "title", "show_as", "status", "response", "kind", "address"),
)


@dataclass(frozen=True, eq=False)
class Sample:
    """The demo studio on one day.

    Attributes:
        studio: Its appointments name their orders and addresses, its events their calendars.
        orders: In the order of the file; some wait without an appointment.
        calendars: What the photographers' calendars are called, by photographer; their events say it too.
    """

    studio: Studio
    agents: tuple[Agent, ...]
    orders: tuple[Order, ...]
    calendars: Mapping[str, str]


def sample_zone() -> ZoneInfo:
    """The named zone of the demo studio, which says what day it is there."""
    return _read("studio.json", read_studio).settings.timezone


def sample_studio(today: date) -> Json:
    """The demo studio on a studio-local date, as the JSON value of a studio file.

    Raises:
        BadInput: a file was edited and something is wrong in it; the path begins with the file's name.
    """
    return write_studio(read_sample(today).studio)


def read_sample(today: date) -> Sample:
    """The demo studio on a studio-local date, with its agents and orders.

    Raises:
        BadInput: see `sample_studio`.
    """
    undated = _with_homes(_read("studio.json", read_studio))
    days = Days(today, undated.settings)
    dated, calendars = _read("calendar.json", lambda raw: _dated(raw, undated, days))
    agents = _read("agents.json", read_agents)
    booked = _read("orders.json", read_orders(undated, days, agents))
    studio = Studio.of(
        dated.settings,
        services=dated.services,
        packages=dated.packages,
        zones=dated.zones,
        photographers=dated.photographers,
        events=dated.events(),
        appointments=[appointment for item in booked for appointment in item.appointments],
    )
    return Sample(studio, tuple(agents), tuple(item.order for item in booked), calendars)


def _with_homes(studio: Studio) -> Studio:
    """The studio with the addresses of homes, which a studio file doesn't know."""
    read = keys_for(studio.photographer_by_id)
    homes = _read("homes.json", lambda raw: read.of(raw).all(text))
    people = (replace(each, home_address=homes.get(each.id, "")) for each in studio.photographers)
    return replace(studio, photographers=tuple(people))


def _read(name: str, read: Reader[T]) -> T:
    try:
        return read(load_json(resources() / "sample" / name))
    except BadInput as problem:
        if problem.path.endswith(name):
            raise  # the file itself can't be read
        raise BadInput(f"{name}: {problem.path}".removesuffix(": "), problem.problem) from None


# ---------------------------------------------------------------- calendar.json


def _dated(raw: object, undated: Studio, days: Days) -> tuple[Studio, Mapping[str, str]]:
    """The studio with closed dates, exceptions, time off and outside events; and the calendars' names."""
    members = _CALENDAR.of(raw)
    names = members.read("calendars", lambda found: keys_for(undated.photographer_by_id).of(found).all(text))
    closed = members.read("closed", each(lambda item: days.day_of(_CLOSED.of(item))))
    studio = Studio.of(
        replace(undated.settings, closed_dates=frozenset(closed)),
        services=undated.services,
        packages=undated.packages,
        zones=undated.zones,
        photographers=_people(members, undated, days),
        events=_events(members, undated, days, names),
    )
    return studio, names


def _people(calendar: Members, undated: Studio, days: Days) -> list[Photographer]:
    """The photographers with their exceptions and time off."""
    whose = known(undated.photographer_by_id, "photographer")
    exceptions: dict[str, list[HoursException]] = {key: [] for key in undated.photographer_by_id}
    off: dict[str, list[Span]] = {key: [] for key in undated.photographer_by_id}

    def exception(raw: object) -> None:
        members = _EXCEPTION.of(raw)
        found = HoursException(days.day_of(members), members.read("hours", read_hours))
        exceptions[members.read("photographer", whose)].append(found)

    def time_off(raw: object) -> None:
        members = _TIME_OFF.of(raw)
        span = days.span_on(days.day_of(members), members)
        off[members.read("photographer", whose)].append(span)

    calendar.read("exceptions", each(exception))
    calendar.read("time_off", each(time_off))
    return [
        replace(person, exceptions=tuple(exceptions[person.id]), time_off=tuple(off[person.id]))
        for person in undated.photographers
    ]


def _events(
    calendar: Members, undated: Studio, days: Days, names: Mapping[str, str]
) -> Iterator[OutsideEvent]:
    people = references(undated.photographer_by_id, "photographer")
    for several in calendar.read("events", each(lambda raw: _event(raw, days, people, names))):
        yield from several


def _event(
    raw: object, days: Days, people: Reader[tuple[str, ...]], names: Mapping[str, str]
) -> list[OutsideEvent]:
    """An event in the calendars of several people, in several weeks."""
    members = _EVENT.of(raw)
    show_as = members.get("show_as", choice(ShowAs), ShowAs.BUSY)
    status = members.get("status", choice(EventStatus), EventStatus.CONFIRMED)
    kind = members.get("kind", choice(EventKind), EventKind.DEFAULT)
    weeks = members.read("weeks", each(week))
    if "days" not in members and not ("start" in members and "end" in members):
        refuse("needs a start and an end, or days")
    return [
        OutsideEvent(
            photographer=person,
            when=_when(members, days, number),
            title=members.get("title", text, ""),
            show_as=show_as,
            status=status,
            response=members.maybe("response", choice(Response)),
            kind=kind,
            place=members.maybe("address", place_of),
            calendar=names[person],
        )
        for person in members.read("people", people)
        for number in weeks
    ]


def _when(members: Members, days: Days, week_number: int) -> Span | DateSpan:
    day = days.day_in(week_number, members)
    if "days" in members:
        return DateSpan(day, day + timedelta(days=members.read("days", how_many_days)))
    return days.span_on(day, members)
