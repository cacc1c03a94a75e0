"""What a studio file says is what the studio holds; what may be left out has the default of the format."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from studio_app import exchange
from studio_app.domain.appointment import Appointment, Part, State
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Package, Service, Tier
from studio_app.domain.settings import DayEdges, Settings, Travel, TravelMode, Twilight, TwilightMode
from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import HoursException, WeekHours
from studio_app.domain.zone import Zone
from tests.support.full_file import FULL_STUDIO, GONE, spoiled

SMALL = {"format": "studio-desk/1", "studio": {"name": "", "timezone": "UTC"}}
HOME = Place(42.33, -71.12)


def utc(day: int, hour: int, minute: int = 0, *, month: int = 6, micro: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, 0, micro, tzinfo=UTC)


def test_every_key_arrives() -> None:
    studio = exchange.read_studio(FULL_STUDIO)
    assert studio.settings == Settings(
        name="Northlight Studio",
        timezone=ZoneInfo("America/New_York"),
        integrated_booking=False,
        slot_step_min=20,
        buffer_before_min=0,
        buffer_after_min=480,
        day_edge_buffers=DayEdges.RELAXED,
        lead_time_hours=1.5,
        max_advance_days=730,
        bookable_weekdays=frozenset({Weekday.MON, Weekday.FRI}),
        closed_dates=frozenset({date(2026, 6, 19), date(2026, 7, 3)}),
        company_hours=WeekHours.of({Weekday.MON: ((540, 720), (780, 1440))}),
        skills_enabled=True,
        zones_enabled=True,
        priority_enabled=True,
        two_photographers_hours=2.5,
        duration_reduction_pct=40,
        twilight=Twilight(TwilightMode.SUN, 1020, 1440, 60, 0),
        travel=Travel(TravelMode.ESTIMATE, 60.5, 1, 0, 40),
    )
    assert studio.services == (
        Service("photos", "Photos", 60, (Tier(3000, 60), Tier(None, 90))),
        Service("dusk", "Twilight set", 45, twilight=True),
        Service("survey", "Survey", 30, separate=True),
    )
    assert studio.packages == (Package("all", "Everything", ("photos", "dusk", "survey"), 75, 40, True),)
    assert studio.zones[0] == Zone("town", "Town", ((-71.2, 42.3), (-71.0, 42.3), (-71.0, 42.4)))
    ana, ben = studio.photographers
    assert ana == Photographer(
        id="ana",
        name="Ana Silva",
        email="ana@northlight.example",
        timezone=ZoneInfo("Europe/Lisbon"),
        senior=True,
        accepting=False,
        priority=1.5,
        skills=frozenset({"photos", "dusk"}),
        zones=frozenset({"town", "west"}),
        hours=WeekHours.of({Weekday.TUE: ((0, 1440),)}),
        presets={1: (540, 870)},
        exceptions=(HoursException(date(2026, 6, 20), ((600, 660),)),),
        time_off=(Span(utc(1, 4, month=7), utc(8, 4, month=7)),),
        max_shoots_per_day=4,
        home=HOME,
        calendar_known=False,
    )
    assert ben == Photographer("ben", "Ben", "")
    assert studio.diaries["ben"].events == (
        OutsideEvent(
            photographer="ben",
            when=Span(utc(16, 13), utc(16, 14, micro=500_000)),
            title="Dentist",
            show_as=ShowAs.FREE,
            status=EventStatus.TENTATIVE,
            response=Response.NEEDS_ACTION,
            kind=EventKind.WORKING_LOCATION,
            place=Place(42, -71),
        ),
        OutsideEvent("ben", DateSpan(date(2026, 6, 18), date(2026, 6, 19))),
    )
    booked = Appointment(
        id="a1",
        crew=("ana", "ben"),
        span=Span(utc(16, 16), utc(16, 17)),
        state=State.HOLD,
        hold_until=utc(16, 13, 30),
        services=("photos",),
        place=HOME,
        assigned_at=utc(1, 12),
    )
    assert studio.appointments == {"a1": booked}
    assert studio.diaries["ana"].appointments == studio.diaries["ben"].appointments == (booked,)


def test_what_is_left_out_has_its_default() -> None:
    studio = exchange.read_studio(SMALL)
    assert studio.settings == Settings(
        name="",
        timezone=ZoneInfo("UTC"),
        integrated_booking=True,
        slot_step_min=15,
        buffer_before_min=30,
        buffer_after_min=30,
        day_edge_buffers=DayEdges.STRICT,
        lead_time_hours=0,
        max_advance_days=90,
        bookable_weekdays=frozenset(Weekday),
        closed_dates=frozenset(),
        company_hours=None,
        skills_enabled=False,
        zones_enabled=False,
        priority_enabled=False,
        two_photographers_hours=0,
        duration_reduction_pct=0,
        twilight=Twilight(TwilightMode.OFF, 1080, 1200, 30, 30),
        travel=Travel(TravelMode.FIXED, 45, 1.3, 15, None),
    )
    assert (studio.services, studio.packages, studio.zones, studio.photographers) == ((), (), (), ())
    assert list(studio.events()) == []
    assert studio.appointments == {}


def test_things_have_their_defaults() -> None:
    studio = exchange.read_studio(
        SMALL
        | {
            "studio": {"name": "", "timezone": "UTC", "twilight": {}, "travel": {}},
            "services": [{"id": "photos", "name": "", "minutes": 1}],
            "packages": [{"id": "all", "name": "", "services": []}],
            "photographers": [{"id": "ana", "name": "", "email": ""}],
            "busy": [{"photographer": "ana", "start": "2026-06-16T09:00Z", "end": "2026-06-16T10:00Z"}],
            "appointments": [
                {"id": "a1", "crew": ["ana"], "start": "2026-06-16T09:00Z", "end": "2026-06-16T10:00Z"}
            ],
        }
    )
    span = Span(utc(16, 9), utc(16, 10))
    assert (studio.settings.twilight, studio.settings.travel) == (Twilight(), Travel())
    assert studio.services == (Service("photos", "", 1, tiers=(), twilight=False, separate=False),)
    assert studio.packages == (Package("all", "", (), minutes=None, twilight_minutes=None, send_two=False),)
    assert studio.photographers == (
        Photographer(
            id="ana",
            name="",
            email="",
            timezone=None,
            senior=False,
            accepting=True,
            priority=100,
            skills=frozenset(),
            zones=frozenset(),
            hours=None,
            presets={},
            exceptions=(),
            time_off=(),
            max_shoots_per_day=None,
            home=None,
            calendar_known=True,
        ),
    )
    assert studio.diaries["ana"].events == (
        OutsideEvent(
            photographer="ana",
            when=span,
            title="",
            show_as=ShowAs.BUSY,
            status=EventStatus.CONFIRMED,
            response=None,
            kind=EventKind.DEFAULT,
            place=None,
        ),
    )
    assert studio.appointments == {
        "a1": Appointment(
            id="a1",
            crew=("ana",),
            span=span,
            state=State.CONFIRMED,
            hold_until=None,
            services=(),
            place=None,
            assigned_at=None,
            part=Part.MAIN,
        )
    }


@pytest.mark.parametrize(
    "path, value",
    [
        ("studio.company_hours", None),
        ("studio.travel.max_travel_min", None),
        ("packages[0].minutes", None),
        ("photographers[0].timezone", None),
        ("photographers[0].hours", None),
        ("photographers[0].home", None),
        ("photographers[0].max_shoots_per_day", None),
        ("busy[0].response", None),
        ("busy[0].place", None),
        ("appointments[0].assigned_at", None),
        ("appointments[0].place", None),
    ],
)
def test_null_says_the_same_as_nothing_where_it_is_the_default(path: str, value: None) -> None:
    given = exchange.write_studio(exchange.read_studio(spoiled(FULL_STUDIO, path, value)))
    assert given == exchange.write_studio(exchange.read_studio(spoiled(FULL_STUDIO, path, GONE)))


@pytest.mark.parametrize(
    "path, value",
    [
        ("studio.slot_step_min", 30.0),
        ("studio.lead_time_hours", 0),
        ("studio.lead_time_hours", -0.0),
        ("studio.lead_time_hours", 100_000),
        ("studio.travel.speed_kmh", 0.1),
        ("studio.travel.detour", 0),
        ("studio.travel.max_travel_min", 0),
        ("services[0].minutes", 0),
        ("services[0].tiers", []),
        ("services[0].tiers[0].up_to_sqft", 2500.5),
        ("packages[0].services", []),
        ("studio.bookable_weekdays", []),
        ("studio.bookable_weekdays", ["mon", "mon"]),
        ("studio.closed_dates", ["2026-06-19", "2026-06-19"]),
        ("studio.twilight", {}),
        ("studio.travel", {}),
        ("studio.company_hours", {}),
        ("studio.name", "Studio “Ω” \n 写真"),
        ("photographers[0].skills", ["photos", "photos"]),
        ("photographers[0].zones", ["town", "town"]),
        ("photographers[0].presets.tue", []),
        ("photographers[0].presets.tue", ["14:30", "09:00", "09:00"]),
        ("photographers[0].hours.tue", [["09:00", "12:00"], ["12:00", "24:00"]]),
        ("photographers[0].timezone", "Asia/Kathmandu"),
        ("photographers[0].priority", -3),
        ("busy[0].end", "2026-06-16T09:00:00-04:00"),
        ("busy[0].start", "2026-06-16T13:00Z"),
        ("busy[0].start", "2026-06-16T13:00:00.25+00:00"),
        ("busy[0].start", "2026-06-16T13:00:00-00:00"),
        ("busy[0].start", "2026-06-17T12:59:00+23:59"),
        ("busy[0].start", "1973-01-01T00:00:00Z"),
        ("busy[0].end", "2199-12-31T23:59:59.999999Z"),
        ("busy[0].title", "x" * 100_000),
        ("busy[0].title", "two\nlines \u202e and a \U0001f600"),
        ("busy[1].start", "1973-01-01"),
        ("busy[1].end", "2199-12-31"),
        ("busy[1].end", "2026-06-18"),
        ("appointments[0].state", "cancelled"),
        ("appointments[0].end", "2026-06-17T16:00:00-04:00"),
        ("zones[0].polygon", [[0, 0], [1, 0], [1, 1], [0, 0]]),
        ("zones[0].polygon", [[0, 0], [0, 0], [1, 0], [1, 1]]),
    ],
)
def test_it_is_accepted(path: str, value: Any) -> None:
    assert exchange.read_studio(spoiled(FULL_STUDIO, path, value)).photographers


def test_every_key_is_written_as_it_was_read() -> None:
    assert exchange.write_studio(exchange.read_studio(FULL_STUDIO)) == FULL_STUDIO


def test_tuples_are_lists_and_nothing_handed_in_is_changed() -> None:
    given = spoiled(FULL_STUDIO, "photographers[0].skills", ("dusk", "photos"))
    assert exchange.write_studio(exchange.read_studio(given)) == FULL_STUDIO
    assert given["photographers"][0]["skills"] == ("dusk", "photos")


def test_minus_zero_is_zero() -> None:
    studio = exchange.read_studio(spoiled(FULL_STUDIO, "studio.two_photographers_hours", -0.0))
    assert str(studio.settings.two_photographers_hours) == "0.0"


@pytest.mark.parametrize(
    "start", ["2026-06-16T23:30:00Z", "2026-06-17T13:29:00+13:59", "2026-06-16T18:30-05:00"]
)
def test_a_time_is_the_instant_that_it_means(start: str) -> None:
    studio = exchange.read_studio(
        spoiled(spoiled(FULL_STUDIO, "busy[0].start", start), "busy[0].end", "2026-06-17T00:00:00Z")
    )
    when = studio.diaries["ben"].events[0].when
    assert when == Span(datetime(2026, 6, 16, 23, 30, tzinfo=UTC), datetime(2026, 6, 17, tzinfo=UTC))


def test_the_services_of_an_appointment_stand_in_the_studios_order() -> None:
    studio = exchange.read_studio(spoiled(FULL_STUDIO, "appointments[0].services", ["survey", "photos"]))
    assert studio.appointments["a1"].services == ("photos", "survey")


@pytest.mark.parametrize(
    "name", ["UTC", "EST5EDT", "Etc/GMT+12", "US/Eastern", "America/Argentina/Buenos_Aires"]
)
def test_names_of_the_zone_database(name: str) -> None:
    studio = exchange.read_studio(spoiled(FULL_STUDIO, "studio.timezone", name))
    assert studio.settings.timezone == ZoneInfo(name)


@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"])
@pytest.mark.parametrize("moment", ["1973-01-01T00:00:00Z", "2199-12-31T23:59:59.999999Z"])
def test_the_first_and_the_last_instant_can_be_written_in_every_offset(timezone: str, moment: str) -> None:
    given = spoiled(spoiled(FULL_STUDIO, "studio.timezone", timezone), "appointments[0].assigned_at", moment)
    written = exchange.write_studio(exchange.read_studio(given))
    assert exchange.write_studio(exchange.read_studio(written)) == written


def test_whole_numbers_may_be_written_as_decimals() -> None:
    step = exchange.read_studio(spoiled(FULL_STUDIO, "studio.slot_step_min", 30.0)).settings.slot_step_min
    assert step == 30
    assert isinstance(step, int)


@pytest.mark.parametrize(
    "services, part",
    [
        ([], Part.MAIN),
        (["photos"], Part.MAIN),
        (["photos", "dusk"], Part.MAIN),
        (["dusk"], Part.TWILIGHT),
        (["survey"], Part.SEPARATE),
    ],
)
def test_the_part_of_an_appointment_follows_from_its_services(services: list[str], part: Part) -> None:
    studio = exchange.read_studio(spoiled(FULL_STUDIO, "appointments[0].services", services))
    assert studio.appointments["a1"].part is part


def test_a_closed_ring_is_the_same_as_an_open_one() -> None:
    ring = FULL_STUDIO["zones"][0]["polygon"]
    closed = exchange.read_studio(spoiled(FULL_STUDIO, "zones[0].polygon", [*ring, ring[0]]))
    assert closed.zones == exchange.read_studio(FULL_STUDIO).zones
