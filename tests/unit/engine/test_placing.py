"""Where an appointment that is held could go: crews, reasons, driving, stretching, and several at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.domain.appointment import Appointment
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.request import Request
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings, Travel, TravelMode
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from studio_app.engine import Code
from studio_app.engine.placing import Held, Placing, Reach
from studio_app.engine.placing_several import PlacingSeveral, placing_of
from studio_app.engine.visits import Visit, visit_of_appointment

ZONE = ZoneInfo("America/New_York")
DAY = date(2026, 6, 16)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HOURS = WeekHours.of(dict.fromkeys(Weekday, ((540, 1020),)))
SETTINGS = Settings("Studio", ZONE, skills_enabled=True, travel=Travel(TravelMode.ESTIMATE, 60, 1.0, 0))


def at(clock: str, day: int = 16) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, 6, day, int(hour), int(minute), tzinfo=ZONE).astimezone(UTC)


def minute(clock: str) -> int:
    return int(at(clock).timestamp()) // 60


def reach(first: str, last: str) -> Reach:
    return Reach(minute(first), minute(last))


def north(minutes: float) -> Place:
    """So many minutes' drive from `north(0)`."""
    return Place(42.0 + (minutes - 0.001) / 111.1951, -71.0)


def person(key: str, skills: Iterable[str] = ("photos", "drone"), **keys: object) -> Photographer:
    one = Photographer(key, key.capitalize(), f"{key}@example.com", skills=frozenset(skills), hours=HOURS)
    return replace(one, **keys)  # type: ignore[arg-type]


def shoot(key: str, crew: str, start: str, end: str, place: Place | None = None) -> Appointment:
    return Appointment(
        key,
        tuple(crew.split()),
        Span(at(start), at(end)),
        services=("photos",),
        place=place,
        address=f"{key} Rd, Brookline",
    )


def studio(
    *people: Photographer, appointments: Iterable[Appointment] = (), events: Iterable[OutsideEvent] = ()
) -> Studio:
    services = [Service("photos", "Photos", 60), Service("drone", "Drone", 30)]
    return Studio.of(
        SETTINGS, services=services, photographers=people, appointments=appointments, events=events
    )


def held(item: Appointment, lane: str = "") -> Held:
    request = Request(NOW, DAY, DAY, services=item.services, place=item.place, moving=item.id)
    return Held(request, visit_of_appointment(item), lane or item.crew[0], item.span.start, item.crew)


def waiting(visit: Visit, place: Place | None = None) -> Held:
    return Held(Request(NOW, DAY, DAY, services=visit.services, place=place), visit)


def test_a_block_may_go_where_no_other_stands_and_at_any_minute() -> None:
    item = shoot("a", "ana", "10:00", "11:00")
    other = shoot("b", "ben", "12:00", "13:00")
    lanes = Placing(studio(person("ana"), person("ben"), appointments=[item, other]), held(item)).lanes
    assert lanes["ana"].reaches == (reach("9:30", "15:30"),), "it doesn't stand in its own way"
    assert lanes["ben"].reaches == (reach("9:30", "10:30"), reach("13:30", "15:30"))
    assert lanes["ben"].accepts(minute("10:17"))
    assert not lanes["ben"].accepts(minute("10:31"))
    assert lanes["ben"].crew == ("ben",)


def test_who_never_can_says_why_for_the_whole_lane() -> None:
    item = shoot("a", "ana", "10:00", "11:00")
    placing = Placing(studio(person("ana"), person("tom", ["drone"]), appointments=[item]), held(item))
    never = placing.lanes["tom"].never
    assert never is not None
    assert never.text == "Not trained in Photos"
    assert placing.lanes["tom"].reaches == ()
    assert placing.reason("tom", minute("10:00")) == never


def test_onto_an_appointment_of_ours_nobody_may_overrule() -> None:
    item, other = shoot("a", "ana", "10:00", "11:00"), shoot("b", "ben", "12:00", "13:00")
    placing = Placing(studio(person("ana"), person("ben"), appointments=[item, other]), held(item))
    onto, near = placing.judge("ben", at("12:30")), placing.judge("ben", at("13:15"))
    assert not onto.works
    assert not onto.overrulable
    assert onto.first is not None
    assert onto.first.code is Code.BUSY
    assert near.overrulable
    assert near.first is not None
    assert near.first.text == "15 min short after b Rd"


def test_the_change_in_driving_is_that_of_the_studio() -> None:
    item = shoot("a", "ana", "10:00", "11:00", north(20))
    ana, ben = person("ana", home=north(0)), person("ben", home=north(14))
    placing = Placing(studio(ana, ben, appointments=[item]), held(item))
    assert placing.judge("ben", at("10:00")).driving == 2 * 6 - 2 * 20
    assert placing.judge("ana", at("14:00")).driving == 0
    assert placing.change("ben", minute("10:00")) == -28
    assert (
        Placing(studio(ana, ben), waiting(Visit(item.part, ("photos",), 60, 1), north(20))).change(
            "ben", minute("10:00")
        )
        == 12
    ), "without a time all of it is new"


def test_of_two_the_one_whose_block_is_not_taken_stays() -> None:
    item = shoot("a", "ana ben", "10:00", "11:00")
    people = person("ana", senior=True), person("ben"), person("cy"), person("dora", senior=True)
    busy = OutsideEvent("ben", Span(at("14:00"), at("17:00")))
    placing = Placing(studio(*people, appointments=[item], events=[busy]), held(item, "ana"))
    assert placing.lanes["dora"].crew == ("ben", "dora")
    assert placing.lanes["dora"].reaches == (reach("9:30", "12:30"),), "the partner's diary counts"
    reason = placing.reason("dora", minute("14:00"))
    assert reason is not None
    assert reason.text == placing.judge("dora", at("14:00")).said
    assert reason.text.startswith("Ben: "), "whose it is, as the lane is another's"
    assert placing.judge("ben", at("14:00")).said == reason.text.removeprefix("Ben: ")
    assert placing.lanes["ben"].crew == ("ana", "ben"), "into the partner's lane both stay"
    never = placing.lanes["cy"].never
    assert never is not None
    assert never.code is Code.NO_SENIOR


def test_without_a_crew_the_ranking_picks_the_second_one() -> None:
    people = (
        person("ana", senior=True),
        person("ben", ["photos"]),
        person("cy", ["drone"]),
        person("dora", []),
    )
    placing = Placing(
        studio(*people), waiting(Visit(shoot("a", "ana", "9:00", "10:00").part, ("photos", "drone"), 60, 2))
    )
    assert placing.lanes["cy"].crew == ("cy",)
    assert placing.lanes["cy"].reaches == (reach("9:30", "15:30"),)
    assert placing.judge("cy", at("10:00")).crew == ("ana", "cy")
    assert placing.judge("cy", at("10:00")).works
    assert placing.judge("cy", at("7:00")).crew == ("ana", "cy"), "the one who is least in the way"
    assert placing.lanes["dora"].never is not None
    assert placing.change("cy", minute("10:00")) is None


def test_an_edge_is_pulled_until_something_stands_there() -> None:
    item, other = shoot("a", "ana", "10:00", "11:00"), shoot("b", "ana", "13:00", "14:00")
    placing = Placing(studio(person("ana"), appointments=[item, other]), held(item))
    assert placing.stretches(of_start=False) == (reach("10:05", "12:30"),)
    assert placing.stretches(of_start=True) == (reach("9:30", "10:55"),)
    assert not placing.judge("ana", at("10:00"), 151).works
    assert Placing(studio(person("ana")), waiting(visit_of_appointment(item))).stretches(of_start=True) == ()


def test_several_of_one_lane_go_together() -> None:
    first, second = shoot("a", "ana", "10:00", "11:00"), shoot("b", "ana", "12:00", "13:00")
    other = shoot("c", "ben", "14:00", "15:00")
    base = studio(person("ana"), person("ben", max_shoots_per_day=3), appointments=[first, second, other])
    placing = placing_of(base, [held(first), held(second)])
    assert isinstance(placing, PlacingSeveral)
    assert placing.lanes["ana"].reaches == (reach("9:30", "13:30"),)
    assert placing.lanes["ben"].reaches == (reach("9:30", "10:30"),)
    assert [(put.start, put.crew) for put in placing.puts("ben", at("9:30"))] == [
        (at("9:30"), ("ben",)),
        (at("11:30"), ("ben",)),
    ]
    assert placing.judge("ben", at("9:30")).works
    assert not placing.judge("ben", at("11:00")).works
    full = replace(base, photographers=(person("ana"), person("ben", max_shoots_per_day=2)))
    verdict = PlacingSeveral(full, [held(first), held(second)]).judge("ben", at("9:30"))
    assert verdict.first is not None
    assert verdict.first.code is Code.DAY_CAP, "they fill the day together"


def test_several_of_several_lanes_keep_their_people() -> None:
    first, second = (
        shoot("a", "ana", "10:00", "11:00", north(0)),
        shoot("b", "ben", "12:00", "13:00", north(9)),
    )
    base = studio(person("ana", home=north(3)), person("ben", home=north(9)), appointments=[first, second])
    placing = PlacingSeveral(base, [held(first), held(second)])
    assert [put.crew for put in placing.puts("ben", at("11:00"))] == [("ana",), ("ben",)]
    assert placing.reason("ben", minute("11:00")) is None
    assert placing.reason("ben", minute("15:00")) is not None
    assert placing.change("ana", minute("11:00")) == 0
    assert placing.stretches(of_start=True) == ()


@pytest.mark.parametrize("days", [-30, 200])
def test_on_days_that_can_not_be_booked_nothing_is_accepted(days: int) -> None:
    item = shoot("a", "ana", "10:00", "11:00")
    there = DAY + timedelta(days=days)
    one = held(item)
    placing = Placing(
        studio(person("ana"), appointments=[item]),
        replace(one, request=replace(one.request, first_day=there, last_day=there)),
    )
    assert placing.lanes["ana"].reaches == ()
    assert placing.lanes["ana"].never is None
