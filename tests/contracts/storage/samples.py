"""A small studio, and what is booked in it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete

from studio_app.actions.ports import Writing
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_item import Pull
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.order import Order, Property
from studio_app.domain.outbox import OutboxEntry, Task
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Package, Service, Tier
from studio_app.domain.settings import Settings, Travel, TravelMode, Twilight, TwilightMode
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import HoursException, WeekHours
from studio_app.domain.zone import Zone
from studio_app.storage.database import SqlStore
from studio_app.storage.tables import METADATA

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
WEEK = WeekHours.of({Weekday.MON: ((540, 720), (780, 1020)), Weekday.SUN: ((0, 1440),)})


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> datetime:
        """Turn the clock; returns the new time."""
        self.at += timedelta(**by)
        return self.at


def at(hour: float, day: int = 0) -> datetime:
    """An instant: hours after midnight UTC, days after Tuesday 2026-06-16."""
    return datetime(2026, 6, 16, tzinfo=UTC) + timedelta(days=day, hours=hour)


def span(start: float, end: float, day: int = 0) -> Span:
    """A time on that day, in hours."""
    return Span(at(start, day), at(end, day))


def a_studio(**changes: Any) -> Studio:
    """Three photographers, every kind of set-up, no diaries unless given."""
    settings = Settings(
        "Harbor Light",
        NEW_YORK,
        lead_time_hours=1.5,
        max_advance_days=30,
        bookable_weekdays=frozenset({Weekday.MON, Weekday.TUE}),
        closed_dates=frozenset({date(2026, 7, 4), date(2026, 12, 25)}),
        company_hours=WEEK,
        twilight=Twilight(TwilightMode.SUN, before_min=60, after_min=60),
        travel=Travel(TravelMode.ESTIMATE, max_travel_min=90),
    )
    parts: dict[str, Any] = {
        "services": [
            Service("photos", "Photos", 60, (Tier(3000, 60), Tier(None, 90))),
            Service("dusk", "Dusk", 45, twilight=True),
            Service("drone", "Drone", 30, separate=True),
        ],
        "packages": [Package("all", "Everything", ("drone", "photos"), 100, None, True)],
        "zones": [Zone("east", "East", ((-71.2, 42.2), (-71.0, 42.2), (-71.0, 42.4)))],
        "photographers": [
            Photographer("ana", "Ana", "ana@studio.test", senior=True, skills=frozenset({"photos", "dusk"})),
            Photographer(
                "ben",
                "Ben",
                "ben@studio.test",
                timezone=ZoneInfo("America/Chicago"),
                accepting=False,
                priority=2.5,
                zones=frozenset({"east"}),
                hours=WEEK,
                presets={1: (540, 720), 4: (0,)},
                exceptions=(
                    HoursException(date(2026, 6, 20), ()),
                    HoursException(date(2026, 6, 21), ((60, 90),)),
                ),
                time_off=(span(1, 2), span(0, 24, 3)),
                max_shoots_per_day=3,
                home=Place(42.3, -71.1),
            ),
            Photographer("cyd", "Cyd", "cyd@studio.test"),
        ],
    }
    return Studio.of(settings, **parts | changes)


def a_visit(key: str = "v1", when: Span | None = None, crew: str = "ana", **changes: Any) -> Appointment:
    """An appointment on Tuesday at ten; the crew are ids with spaces between."""
    return Appointment(key, tuple(crew.split()), when or span(10, 12), **changes)


def a_hold(key: str = "h1", when: Span | None = None, crew: str = "ana", minutes: float = 15) -> Appointment:
    """A hold that ends so many minutes after NOW."""
    until = NOW + timedelta(minutes=minutes)
    return replace(a_visit(key, when, crew), state=State.HOLD, hold_until=until)


def an_event(
    person: str = "ana", when: Span | DateSpan | None = None, title: str = "Dentist"
) -> OutsideEvent:
    """An outside event on Tuesday at one."""
    return OutsideEvent(person, when or span(13, 14), title, calendar="Google")


def an_agent(key: str = "jane", **changes: Any) -> Agent:
    """A booking agent."""
    return replace(
        Agent(key, "Jane Doe", f"{key}@homes.test", "+1 617 555 0100", "Bay State Homes"), **changes
    )


def an_order(
    key: str = "o1", agent: str = "jane", address: str = "55 Summit Avenue", **changes: Any
) -> Order:
    """An order of photos."""
    order = Order(key, agent, Property(address, Place(42.34, -71.13), 2400), ("photos",), ("all",), NOW)
    return replace(order, **changes)


def a_source(key: str = "ana-google", person: str = "ana", **changes: Any) -> CalendarSource:
    """A calendar that was read."""
    return replace(CalendarSource(key, person, "ics", f"{key}.ics", "Google", NOW), **changes)


def an_entry(appointment: str = "v1", task: Task = Task.PUT, **changes: Any) -> OutboxEntry:
    """A write that is owed."""
    return replace(OutboxEntry(appointment, f"event-{appointment}", task, NOW), **changes)


def put_events(writing: Writing, source_id: str, events: Iterable[OutsideEvent]) -> None:
    """Put these in the place of all events that came from a calendar, as the reading of a whole one does."""
    source = next(one for one in writing.sources() if one.id == source_id)
    assert writing.take_pull(source, source, Pull(cursor=source.cursor, whole=True), {"": list(events)})


def known(studio: Studio) -> tuple[object, ...]:
    """Everything that a studio holds, comparable."""
    diaries = [
        (key, diary.events, diary.appointments, diary.assigned_before)
        for key, diary in studio.diaries.items()
    ]
    return (
        studio.settings,
        studio.services,
        studio.packages,
        studio.zones,
        studio.photographers,
        diaries,
        list(studio.appointments.items()),
    )


def clear(store: SqlStore) -> None:
    """Delete every row, so that one test or example knows nothing of another."""
    with store.writing() as writing:
        for table in reversed(METADATA.sorted_tables):
            if table.name != "counters":
                writing._connection.execute(delete(table))
