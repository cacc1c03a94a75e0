"""The demo studio is consistent, alive and complete on any day."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from studio_app import engine, exchange
from studio_app.domain.appointment import Appointment, Part, State
from studio_app.domain.outside_event import EventKind, EventStatus, Response, ShowAs
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.wall_time import instant, local_date
from studio_app.engine import Code
from studio_app.engine.blocking import event_blocks, week_start
from studio_app.engine.coverage import zones_at
from studio_app.engine.visits import visit_of_appointment, visits_of
from studio_app.errors import BadInput
from studio_app.exchange.sample import read_sample, sample_studio, sample_zone
from studio_app.paths import resources
from studio_app.places.postcodes import PostcodeGeocoder
from tests.support import oracle

NEW_YORK = sample_zone()
PICTURE_DAY = date(2026, 11, 23)

# 400 days with two ends of a year, a leap day, and both clock changes.
DAYS = [date(2027, 11, 1) + timedelta(days=number) for number in range(400)]
MONTHS = sorted({day.replace(day=1) for day in DAYS})

# Every weekday, all over the year.
CLOCK_CHANGES = {date(2027, 11, 7), date(2028, 3, 11), date(2028, 3, 12), date(2028, 11, 5)}
SOME_DAYS = sorted({*DAYS[::37], *CLOCK_CHANGES, date(2028, 2, 29)})

REFERENCE: dict[str, Any] = {
    "services": ("photos", "video"),
    "square_feet": 1800,
    "place": PostcodeGeocoder().place_of("55 Summit Ave, Brookline, MA 02446"),
}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return instant(NEW_YORK, day, hour * 60 + minute)


def asked(today: date, **keys: Any) -> Request:
    """A request of eight in the morning for the coming two weeks."""
    return Request(at(today, 8), today + timedelta(days=1), today + timedelta(days=14), **keys)


def live(studio: Studio, now: datetime) -> list[Appointment]:
    return [item for item in studio.appointments.values() if item.blocks_at(now)]


def weeks_around(today: date) -> Iterator[date]:
    monday = week_start(today)
    return (monday + timedelta(days=number) for number in range(-7, 21))


# ---------------------------------------------------------------- on any day


def test_the_same_day_gives_the_same_studio() -> None:
    once, again = (json.dumps(sample_studio(PICTURE_DAY)) for _ in range(2))
    assert once == again
    assert once != json.dumps(sample_studio(PICTURE_DAY + timedelta(days=1)))


@pytest.mark.parametrize("month", MONTHS, ids=lambda month: f"{month:%Y-%m}")
def test_any_day_reads_books_nobody_twice_and_leaves_openings(month: date) -> None:
    for today in (day for day in DAYS if day.replace(day=1) == month):
        studio = exchange.read_studio(sample_studio(today))
        for diary in studio.diaries.values():
            booked = [item.span for item in diary.appointments if item.blocks_at(at(today, 8))]
            booked.sort(key=lambda span: span.start)
            assert not any(one.overlaps(other) for one, other in pairwise(booked)), diary.photographer
        assert_openings(studio, today)


def assert_openings(studio: Studio, today: date) -> None:
    """The reference request can be had on each of the coming working days, but not at any time."""
    request = asked(today, **REFERENCE)
    found = Counter(
        local_date(NEW_YORK, brief.start)
        for brief in engine.find_openings(studio, request)[0].openings.briefly()
    )
    for number in range(1, 15):
        day = today + timedelta(days=number)
        low, high = (1, 14) if studio.settings.takes_bookings_on(day) else (0, 0)
        assert low <= found[day] <= high, f"{found[day]} openings on {day} as seen on {today}"


@pytest.mark.parametrize("today", SOME_DAYS, ids=str)
def test_every_appointment_could_be_booked_as_it_stands(today: date) -> None:
    studio = everybody_bookable(read_sample(today).studio, at(today, 8))
    early = at(today - timedelta(days=21), 12)
    for item in studio.appointments.values():
        request = Request(early, today, today, services=item.services, place=item.place, moving=item.id)
        failures = engine.check(studio, request, visit_of_appointment(item), item.span.start, item.crew)
        assert not any(failures.values()), f"{item.id} as seen on {today}: {failures}"


def everybody_bookable(studio: Studio, now: datetime) -> Studio:
    """The studio with nothing but what blocks; Tom's and Jun's bookings are older than what stands against new ones."""
    people = [replace(person, accepting=True, calendar_known=True) for person in studio.photographers]
    return Studio.of(
        studio.settings,
        services=studio.services,
        packages=studio.packages,
        zones=studio.zones,
        photographers=people,
        events=studio.events(),
        appointments=live(studio, now),
    )


@pytest.mark.parametrize("today", [PICTURE_DAY + timedelta(days=45 * number) for number in range(7)], ids=str)
def test_every_rule_stands_in_somebodys_way(today: date) -> None:
    studio = read_sample(today).studio
    soon = [today + timedelta(days=number) for number in range(14)]
    times = [at(day, hour, minute) for day in soon for hour in range(7, 19) for minute in (0, 30)]
    found = codes(studio, asked(today, **REFERENCE), times)
    assert set(Code) - found == {
        Code.BOOKING_OFF,  # would leave nothing to try
        Code.TOO_FAR_AHEAD,
        Code.NEEDS_PLACE,
        Code.TWILIGHT,
        Code.NO_PARTNER,
        Code.NO_SENIOR,
    }
    far = codes(studio, asked(today, **REFERENCE), [at(today + timedelta(days=61), 10)])
    nowhere = codes(studio, asked(today, services=("photos",)), times[:1])
    premium = codes(studio, asked(today, packages=("premium",), place=REFERENCE["place"]), times)
    assert Code.TOO_FAR_AHEAD in far
    assert Code.NEEDS_PLACE in nowhere
    assert {Code.TWILIGHT, Code.NO_PARTNER, Code.NO_SENIOR} <= premium


def codes(studio: Studio, request: Request, times: list[datetime]) -> set[Code]:
    return {
        failure.code
        for time in times
        for visit in engine.explain(studio, request, time)
        for failures in visit.photographers.values()
        for failure in failures
    }


@pytest.mark.parametrize("today", [PICTURE_DAY, date(2028, 3, 11)], ids=str)
def test_the_engine_and_the_oracle_agree(today: date) -> None:
    studio = sample_studio(today)
    for wanted in ({"services": ["photos", "video"]}, {"packages": ["premium"], "services": ["headshots"]}):
        request = {
            "now": at(today, 10, 40).isoformat(),
            "from": today.isoformat(),
            "to": (today + timedelta(days=8)).isoformat(),
            "place": {"lat": 42.3431, "lon": -71.123},
            **wanted,
        }
        assert exchange.answer(studio, request) == oracle.answer(studio, request)


# ---------------------------------------------------------------- what is in it


@pytest.mark.parametrize("today", SOME_DAYS, ids=str)
def test_four_weeks_are_booked(today: date) -> None:
    studio = read_sample(today).studio
    taken = [i for i in studio.appointments.values() if i.state in (State.CONFIRMED, State.HOLD)]
    booked = Counter(local_date(NEW_YORK, item.span.start) for item in taken)
    for day in weeks_around(today):
        if not studio.settings.takes_bookings_on(day):
            assert booked[day] == 0
        elif day.weekday() == 5:
            assert booked[day] == 2
        else:
            assert 5 <= booked[day] <= 7, day
    assert set(booked) <= set(weeks_around(today))


def test_appointments_of_every_state_and_part() -> None:
    for today in SOME_DAYS:
        studio, now = read_sample(today).studio, at(today, 8)
        states = Counter(item.state for item in studio.appointments.values())
        assert (states[State.CANCELLED], states[State.POSTPONED], states[State.HOLD]) == (1, 1, 3)
        holds = [item for item in studio.appointments.values() if item.state is State.HOLD]
        ahead = [item for item in holds if item.is_live_hold(now)]
        assert 1 <= len(ahead) <= 2
        assert all(item.span.start > now for item in ahead)
        over = [item for item in holds if not item.is_live_hold(now) and item.span.start > now]
        assert over, "a hold that is over keeps nothing free"
        assert {item.part for item in studio.appointments.values()} == set(Part)
        assert {len(item.crew) for item in studio.appointments.values()} == {1, 2}


def test_outside_events_of_every_kind() -> None:
    studio = read_sample(PICTURE_DAY).studio
    events = list(studio.events())
    assert {event.kind for event in events} == set(EventKind)
    assert {event.status for event in events} == set(EventStatus)
    assert {event.response for event in events} == {None, *Response}
    assert {event.show_as for event in events} == set(ShowAs)
    assert any(isinstance(event.when, DateSpan) and event_blocks(event) for event in events)
    assert any(isinstance(event.when, DateSpan) and not event_blocks(event) for event in events)
    assert any(isinstance(event.when, Span) and not event.when.minutes for event in events)
    assert any(not event.title for event in events)
    assert any(event.place for event in events)
    lunch = [event for event in events if event.title == "Team lunch" and event_blocks(event)]
    assert Counter(event.when for event in lunch).most_common(1)[0][1] == 5
    assert {event.calendar for event in events} == {"Google", "iCloud"}


def test_orders_belong_to_agents_and_appointments_to_orders() -> None:
    found = read_sample(PICTURE_DAY)
    agents = {agent.id: agent for agent in found.agents}
    orders = {order.id: order for order in found.orders}
    assert len(orders) == len(found.orders)
    assert {order.agent for order in found.orders} == set(agents)
    assert all(order.created_at < at(PICTURE_DAY, 0) for order in found.orders)
    for item in found.studio.appointments.values():
        order = orders[item.order]
        assert (item.address, item.place) == (order.property.address, order.property.place)
        assert item.assigned_at
        assert item.assigned_at <= order.created_at < item.span.start
    waiting = orders.keys() - {item.order for item in found.studio.appointments.values()}
    assert {orders[key].property.address.split(",")[0] for key in waiting} == {"5 Tremont Pl", "77 Quarry Rd"}


def test_visits_take_as_long_as_the_rules_say() -> None:
    found = read_sample(PICTURE_DAY)
    booked: dict[str, list[Appointment]] = {}
    for item in found.studio.appointments.values():
        booked.setdefault(item.order, []).append(item)
    for order in found.orders:
        wanted = Request(
            at(PICTURE_DAY, 8),
            PICTURE_DAY,
            PICTURE_DAY,
            order.services,
            order.packages,
            order.property.square_feet,
            order.property.place,
        )
        visits = visits_of(found.studio, wanted)
        assert not booked.get(order.id) or visits == tuple(map(visit_of_appointment, booked[order.id]))
    sixty = [item for item in found.studio.appointments.values() if item.address.startswith("60 Main St")]
    assert [(item.crew, item.span.minutes) for item in sixty] == [(("maya", "priya"), 150), (("tom",), 75)]


def test_the_team_is_that_of_the_pictures() -> None:
    studio = read_sample(PICTURE_DAY).studio
    people = studio.photographers
    names = ["Maya Ortiz", "Leo Brandt", "Ana Silva", "Sam Okafor", "Priya Nair", "Tom Reyes", "Jun Park"]
    assert [person.name for person in people] == names
    assert [person.priority for person in people] == [1, 2, 3, 4, 5, 6, 7]
    assert [person.id for person in people if person.senior] == ["maya", "priya"]
    assert [person.id for person in people if not person.calendar_known] == ["jun"]
    assert [person.id for person in people if not person.accepting] == ["tom"]
    columns = ("photos", "video", "drone", "matterport", "twilight", "floor-plan")
    matrix = {
        person.id: "".join("x" if key in person.skills else "." for key in columns) for person in people
    }
    assert matrix == {
        "maya": "xx.xxx",
        "leo": "x.xx.x",
        "ana": "x...xx",
        "sam": "xxxx..",
        "priya": "xxx.xx",
        "tom": "....x.",
        "jun": "xx...x",
    }


def test_five_of_seven_cover_the_reference_address() -> None:
    studio = read_sample(PICTURE_DAY).studio
    here = zones_at(studio.zones, REFERENCE["place"])
    assert here == {"brookline"}
    assert sum(bool(person.zones & here) for person in studio.photographers) == 5
    for person in studio.photographers:
        assert person.home
        assert zones_at(studio.zones, person.home)


# ---------------------------------------------------------------- edited files


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files to be edited."""
    copied = tmp_path / "sample"
    shutil.copytree(resources() / "sample", copied)
    monkeypatch.setattr("studio_app.exchange.sample.resources", lambda: tmp_path)
    return copied


VISIT = {"week": 0, "weekday": "tue", "start": "09:30", "crew": ["leo"]}
ORDER = {
    "address": "9 Elm Ct, Cambridge, MA 02138",
    "agent": "dana@kellerlane.example",
    "services": ["photos"],
    "ordered": 3,
    "visits": [VISIT],
}


@pytest.mark.parametrize(
    "changes, problem",
    [
        ({"visits": [VISIT | {"week": 9}]}, "[0].visits[0].week: is not between -1 and 2"),
        ({"visits": [VISIT | {"start": "sunset"}]}, '[0].visits[0].start: "sunset" is not a wall time HH:MM'),
        ({"visits": [VISIT | {"crew": ["lea"]}]}, '[0].visits[0].crew[0]: there is no photographer "lea"'),
        (
            {"visits": [VISIT | {"crew": ["leo", "ana"]}]},
            "[0].visits[0].crew: has 2 photographers, 1 must go",
        ),
        ({"visits": [VISIT | {"state": "hold"}]}, "[0].visits[0].hold_until: is missing"),
        ({"services": ["photos", "twilight"]}, "[0].visits: must be 2: main, twilight"),
        ({"services": []}, "[0].services: choose at least one service or package"),
        ({"address": "9 Elm Ct, Cambridge"}, "[0].address: has no postcode that is known"),
        ({"agent": "dan@kellerlane.example"}, '[0].agent: there is no agent "dan@kellerlane.example"'),
        ({"colour": "red"}, "[0].colour: is not a known key"),
    ],
)
def test_a_mistake_in_an_order_is_named(files: Path, changes: dict[str, object], problem: str) -> None:
    orders = files / "orders.json"
    orders.write_text(json.dumps([ORDER]), encoding="utf-8")
    assert len(read_sample(PICTURE_DAY).studio.appointments) == 1
    orders.write_text(json.dumps([ORDER | changes]), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_sample(PICTURE_DAY)
    assert str(caught.value).startswith(f"orders.json: {problem}")


@pytest.mark.parametrize(
    "name, before, after, problem",
    [
        ("calendar.json", '"mon"', '"monday"', 'calendar.json: closed[0].weekday: "monday" is none of'),
        (
            "calendar.json",
            '"jun": "Google"',
            '"kim": "Google"',
            "calendar.json: calendars.kim: is not a known",
        ),
        (
            "calendar.json",
            '"end": "13:30"',
            '"end": "11:30"',
            "calendar.json: events[0]: end is before start",
        ),
        ("agents.json", "maria@", "dana@", "agents.json: [1].email: stands twice"),
        ("agents.json", "[", "", "agents.json: is not JSON"),
        ("orders.json", "9 Elm Ct", "12 Mill Pond", "].address: stands twice"),
        ("studio.json", '"slot_step_min": 30', '"slot_step_min": 7', "studio.json: studio.slot_step_min"),
    ],
)
def test_a_mistake_in_a_file_is_named(files: Path, name: str, before: str, after: str, problem: str) -> None:
    path = files / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_sample(PICTURE_DAY)
    assert problem in str(caught.value)


def test_a_twilight_needs_a_dusk(files: Path) -> None:
    path = files / "studio.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"mode": "sun"', '"mode": "off"'), encoding="utf-8"
    )
    with pytest.raises(BadInput, match="there is no dusk that day"):
        read_sample(PICTURE_DAY)


def test_dusk_follows_the_sun() -> None:
    def dusk(today: date) -> str:
        item = read_sample(today).studio.appointments["sample-18-ridge-way-twilight"]
        return f"{item.span.start.astimezone(NEW_YORK):%H:%M}"

    assert [dusk(date(2026, 12, 8)), dusk(date(2027, 3, 23)), dusk(date(2027, 6, 22))] == [
        "15:30",
        "18:30",
        "19:30",
    ]
