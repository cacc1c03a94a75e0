"""What the database of release 0.1 holds: how it was made, and what every later program must read from it.

`python -m tests.upgrades.release_0_1` made `release_0_1.sqlite` when 0.1 was released; it is never made again.
"""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, Part, State
from studio_app.domain.calendar_item import Pull
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order, Property
from studio_app.domain.outbox import OutboxEntry, Task, WriteState
from studio_app.domain.outside_event import EventKind, OutsideEvent, Response
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Package, Service, Tier
from studio_app.domain.settings import DayEdges, Settings, Travel, TravelMode, Twilight, TwilightMode
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import HoursException, WeekHours
from studio_app.domain.zone import Zone
from studio_app.storage.database import SqlStore, open_store

FILE = Path(__file__).with_suffix(".sqlite")
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
WEEK = WeekHours.of({Weekday.TUE: ((540, 720), (780, 1020)), Weekday.SAT: ((0, 1440),)})


def hours(start: int, end: int) -> Span:
    """Hours of Tuesday 2026-06-16, UTC."""
    return Span(datetime(2026, 6, 16, start, tzinfo=UTC), datetime(2026, 6, 16, end, tzinfo=UTC))


SETTINGS = Settings(
    "Harbor Light",
    ZoneInfo("America/New_York"),
    slot_step_min=30,
    day_edge_buffers=DayEdges.RELAXED,
    lead_time_hours=1.5,
    max_advance_days=60,
    bookable_weekdays=frozenset({Weekday.TUE, Weekday.SAT}),
    closed_dates=frozenset({date(2026, 7, 4)}),
    company_hours=WEEK,
    skills_enabled=True,
    zones_enabled=True,
    priority_enabled=True,
    two_photographers_hours=5,
    duration_reduction_pct=40,
    twilight=Twilight(TwilightMode.SUN, 1080, 1200, 60, 45),
    travel=Travel(TravelMode.ESTIMATE, 40.5, 1.4, 10, 90),
)
SERVICES = (
    Service("photos", "Photos", 60, (Tier(3000, 60), Tier(None, 90))),
    Service("dusk", "Dusk", 45, twilight=True),
    Service("drone", "Drone", 30, separate=True),
)
PACKAGES = (Package("all", "Everything", ("dusk", "photos"), 100, 50, True),)
ZONES = (Zone("east", "East", ((-71.2, 42.2), (-71.0, 42.2), (-71.0, 42.4))),)
PHOTOGRAPHERS = (
    Photographer(
        "ana",
        "Ana Álvarez",
        "ana@studio.test",
        timezone=ZoneInfo("America/Chicago"),
        senior=True,
        priority=2.5,
        skills=frozenset({"photos", "dusk"}),
        zones=frozenset({"east"}),
        hours=WEEK,
        presets={1: (540, 720), 5: (0,)},
        exceptions=(HoursException(date(2026, 6, 20), ()), HoursException(date(2026, 6, 21), ((60, 90),))),
        time_off=(hours(20, 21), hours(22, 23)),
        max_shoots_per_day=3,
        home=Place(42.3, -71.1),
    ),
    Photographer("ben", "Ben Brown", "ben@studio.test", accepting=False, calendar_known=False),
    Photographer("cyd", "Cyd Clark", "cyd@studio.test"),
)
SOURCES = (
    CalendarSource("s1", "ana", "ics", "ana.ics", "Google", NOW, "", "page 7"),
    CalendarSource("s2", "cyd", "ics", "gone", "Home", None, "The folder gone is not there."),
)
EVENTS = (
    OutsideEvent("ana", hours(13, 14), "Dentist", response=Response.ACCEPTED, calendar="Google"),
    OutsideEvent(
        "ana",
        DateSpan(date(2026, 6, 18), date(2026, 6, 20)),
        "Away",
        kind=EventKind.OUT_OF_OFFICE,
        place=Place(42.5, -71.5),
    ),
)
AGENT = Agent("jane", "Jane Doe", "Jane@Homes.test", "+1 617 555 0100", "Bay State Homes", 2)
ORDER = Order(
    "o1",
    "jane",
    Property("55 Summit Avenue, Brookline", Place(42.34, -71.13), 2400.5),
    ("drone",),
    ("all",),
    NOW,
    "Gate code 5",
    2,
)
BOOKED = Appointment(
    "v1",
    ("cyd", "ana"),
    hours(15, 17),
    services=("photos",),
    place=Place(42.34, -71.13),
    assigned_at=NOW,
    order="o1",
    address="55 Summit Avenue, Brookline",
    version=2,
)
HELD = Appointment("v2", ("ana",), hours(18, 19), State.HOLD, hours(0, 1).end, ("drone",), part=Part.SEPARATE)
CANCELLED = Appointment("v3", ("ben",), hours(15, 16), State.CANCELLED, part=Part.TWILIGHT)
OWED = OutboxEntry(
    "v1", "event1", Task.PUT, NOW, WriteState.FAILED, 3, hours(1, 2).start, "No network.", '"7"'
)
PAST = HistoryEntry(
    NOW, "Kim", "booked", "o1", "v1", {}, {"crew": ["cyd", "ana"], "minutes": 120}, "the caller"
)


def fill(store: SqlStore) -> None:
    """Store it all."""
    with store.writing() as writing:
        writing.replace_studio(
            Studio.of(
                SETTINGS, services=SERVICES, packages=PACKAGES, zones=ZONES, photographers=PHOTOGRAPHERS
            )
        )
        for source in SOURCES:
            writing.save_source(source)
        assert writing.take_pull(SOURCES[0], SOURCES[0], Pull(whole=True), {"": EVENTS})
        writing.save_agent(AGENT)
        writing.save_order(ORDER)
        for appointment in (BOOKED, HELD, CANCELLED):
            writing.add_appointment(appointment)
        writing.queue(OWED)
        writing.record(PAST)
        writing.set_setting("theme", "dark")


def check(store: SqlStore) -> None:
    """Find it all as it was stored."""
    with store.reading() as reading:
        for studio in (reading.whole_studio(), reading.studio(NOW)):
            assert studio.settings == SETTINGS
            assert (studio.services, studio.packages, studio.zones) == (SERVICES, PACKAGES, ZONES)
            people = {person.id: person for person in studio.photographers}
            assert list(people) == ["ana", "ben", "cyd"]
            assert (people["ana"], people["ben"]) == PHOTOGRAPHERS[:2]
            assert not people["cyd"].calendar_known
            assert studio.diaries["ana"].events == EVENTS
            assert list(studio.appointments.values()) == [BOOKED, HELD, CANCELLED]
        # Where to read on, and the kind of a failure, are not what they were.
        sources = [replace(one, cursor="", trouble=Trouble.NONE) for one in reading.sources()]
        assert sources == [replace(one, cursor="") for one in SOURCES]
        assert reading.agents() == [AGENT]
        assert reading.agent_by_email("jane@homes.TEST") == AGENT
        assert reading.find_orders("brookline álvarez") == []
        # Which services still wait for a time was not known.
        (order,) = reading.find_orders("brookline BAY")
        assert replace(order, open=()) == ORDER
        assert reading.unwritten() == [OWED]
        assert reading.history() == [PAST]
        assert reading.setting("theme") == "dark"


if __name__ == "__main__":
    with closing(open_store(f"sqlite:///{FILE}", now=lambda: NOW)) as made:
        fill(made)
