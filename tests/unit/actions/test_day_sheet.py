"""The sheet of a day: stops, drives and totals of one photographer and of the whole studio."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import Slot
from studio_app.actions.day_sheet import DaySheet, PersonDay, StopKind, day_sheet, read_day_sheet
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import Order, Property
from studio_app.domain.outside_event import OutsideEvent, ShowAs
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings, Travel
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan, Span
from studio_app.engine.travel import drive_minutes, tour_minutes
from studio_app.errors import NotFound
from tests.unit.actions.conftest import Desk, at

DAY = date(2026, 6, 16)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HOME, NEAR, FAR = Place(42.30, -71.10), Place(42.33, -71.12), Place(42.40, -71.00)


def span(start: str, end: str, day: int = 16) -> Span:
    return Span(at(start, day), at(end, day))


def visit(key: str, when: Span, place: Place | None = None, **values: object) -> Appointment:
    base = Appointment(
        key, ("ana",), when, services=("photos",), place=place, address=f"{key} Street, Boston"
    )
    return replace(base, **values)


VISITS = (
    visit("late", span("14:00", "15:30"), FAR, order="o1"),
    visit("early", span("09:00", "10:00"), NEAR, crew=("ana", "ben"), services=("photos", "video")),
    visit("held", span("11:00", "12:00"), state=State.HOLD, hold_until=NOW + timedelta(minutes=9)),
    visit("over", span("12:00", "13:00"), state=State.HOLD, hold_until=NOW),
    visit("gone", span("13:00", "14:00"), state=State.CANCELLED),
    visit("next day", span("09:00", "10:00", 17)),
)
EVENTS = (
    OutsideEvent("ana", span("16:00", "17:00"), "Dentist", place=NEAR, calendar="Google"),
    OutsideEvent("ana", span("17:00", "18:00"), "Maybe", show_as=ShowAs.FREE),
    OutsideEvent("cyd", DateSpan(DAY, DAY + timedelta(days=1)), "Away"),
)
ORDER = Order("o1", "dana", Property("late Street, Boston", FAR, 2400), ("photos",), (), NOW, "Gate code 5")
DANA = Agent("dana", "Dana Reed", "dana@reed.test", "555 0100")


def a_studio() -> Studio:
    return Studio.of(
        Settings("Harbor Light", ZoneInfo("America/New_York")),
        services=[Service("photos", "Photos", 60), Service("video", "Video", 60)],
        photographers=[
            Photographer("ana", "Ana", "ana@studio.test", home=HOME),
            Photographer("ben", "Ben", "ben@studio.test"),
            Photographer("cyd", "Cyd", "cyd@studio.test"),
        ],
        events=EVENTS,
        appointments=VISITS,
    )


def sheet(photographer: str | None = "ana") -> DaySheet:
    return day_sheet(a_studio(), {"o1": ORDER}, {"dana": DANA}, NOW, DAY, photographer)


def ana() -> PersonDay:
    (found,) = sheet().people
    return found


def test_stops_stand_by_their_start_and_only_those_that_take_place() -> None:
    assert [(stop.kind, stop.title) for stop in ana().stops] == [
        (StopKind.VISIT, "early Street, Boston"),
        (StopKind.HOLD, "held Street, Boston"),
        (StopKind.VISIT, "late Street, Boston"),
        (StopKind.BUSY, "Dentist"),
    ]
    assert ana().on_site == 60 + 60 + 90


def test_a_stop_says_what_for_whom_and_with_whom() -> None:
    early, held, late, dentist = ana().stops
    assert (early.services, early.others, early.agent) == (("Photos", "Video"), ("Ben",), None)
    assert held.hold_until == NOW + timedelta(minutes=9)
    assert (late.agent, late.order) == (DANA, ORDER)
    assert (dentist.calendar, dentist.order) == ("Google", None)


def test_drives_lead_from_home_through_the_known_places_and_back() -> None:
    travel = Travel()
    found = ana()
    assert [stop.drive for stop in found.stops] == [
        drive_minutes(travel, HOME, NEAR),
        None,
        drive_minutes(travel, NEAR, FAR),
        drive_minutes(travel, FAR, NEAR),
    ]
    assert found.way_home == drive_minutes(travel, NEAR, HOME)
    assert found.driving == tour_minutes(travel, HOME, [NEAR, FAR, NEAR])
    assert found.driving == sum(stop.drive or 0 for stop in found.stops) + found.way_home


def test_without_a_home_the_first_way_is_not_known() -> None:
    (found,) = sheet("ben").people
    assert [(stop.title, stop.others, stop.drive) for stop in found.stops] == [
        ("early Street, Boston", ("Ana",), None)
    ]
    assert (found.way_home, found.driving) == (None, 0)


def test_the_studio_s_sheet_has_those_who_go_and_names_the_others() -> None:
    found = sheet(None)
    assert (found.studio, found.day) == ("Harbor Light", DAY)
    assert [person.photographer.name for person in found.people] == ["Ana", "Ben"]
    assert found.free == ("Cyd",)


def test_an_own_event_alone_is_a_day_of_one_s_own() -> None:
    (found,) = sheet("cyd").people
    assert [(stop.kind, stop.span.minutes) for stop in found.stops] == [(StopKind.BUSY, 24 * 60)]
    assert found.visits == ()


def test_nobody_has_no_sheet() -> None:
    with pytest.raises(NotFound):
        sheet("zoe")


def test_a_sheet_is_read_from_what_is_stored(desk: Desk) -> None:
    caller = Caller(email="dana@reed.test", name="Dana Reed", phone="555 0100")
    desk.book(Slot(at("10:00"), ("ana",)), caller=caller, notes="Ring twice")
    found = read_day_sheet(desk.store, desk.now, DAY)
    (person,) = found.people
    (stop,) = person.visits
    assert (stop.title, stop.services) == ("55 Summit Avenue, Boston", ("Photos",))
    assert stop.agent
    assert stop.order
    assert (stop.agent.phone, stop.order.notes) == ("555 0100", "Ring twice")
    assert read_day_sheet(desk.store, desk.now, DAY + timedelta(days=1)).people == ()


def test_a_day_long_ago_is_read_too(desk: Desk) -> None:
    desk.book(Slot(at("10:00"), ("ana",)))
    desk.clock.now += timedelta(days=200)
    (person,) = read_day_sheet(desk.store, desk.now, DAY, "ana").people
    assert len(person.visits) == 1
