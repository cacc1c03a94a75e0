"""Openings as a sequence, the check of one crew, and what a change of the studio keeps."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app import engine
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.request import Request
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from studio_app.engine import Code
from studio_app.engine.visits import visit_of_appointment, visits_of

NEW_YORK = ZoneInfo("America/New_York")
TUESDAY = date(2026, 6, 16)
HOURS = WeekHours.of({day: ((540, 1020),) for day in Weekday if day < Weekday.SAT})
ANA = Photographer("ana", "Ana", "ana@example.com", hours=HOURS, senior=True, skills=frozenset({"photos"}))
BEN = Photographer("ben", "Ben", "ben@example.com", hours=HOURS, skills=frozenset({"video"}))
PHOTOS, VIDEO = Service("photos", "Photos", 60), Service("video", "Video", 60)
REQUEST = Request(
    datetime(2026, 6, 15, 12, tzinfo=UTC), TUESDAY, TUESDAY + timedelta(days=1), services=("photos", "video")
)


def at(hour: int, minute: int = 0) -> datetime:
    """A time on the Tuesday in New York."""
    return datetime(2026, 6, 16, hour, minute, tzinfo=NEW_YORK)


def studio(*appointments: Appointment, two_from: float = 0, skills: bool = False) -> Studio:
    """Ana and Ben."""
    settings = Settings("Studio", NEW_YORK, two_photographers_hours=two_from, skills_enabled=skills)
    return Studio.of(settings, services=[PHOTOS, VIDEO], photographers=[ANA, BEN], appointments=appointments)


def test_openings_are_a_sequence() -> None:
    openings = engine.find_openings(studio(), REQUEST)[0].openings
    assert len(openings) == 42
    assert openings[0].start == at(9, 30)
    assert openings[-1].end == at(16, 30) + timedelta(days=1)
    assert [opening.start for opening in openings[20:22]] == [at(14, 30), at(9, 30) + timedelta(days=1)]
    assert [brief.start for brief in openings.briefly()] == [opening.start for opening in openings]
    with pytest.raises(IndexError):
        openings[42]


def test_an_opening_is_found_by_its_start() -> None:
    openings = engine.find_openings(studio(), REQUEST)[0].openings
    assert openings.index_at(at(9, 45)) == 1
    assert openings.index_at(at(9, 50)) is None
    assert openings.index_at(at(9, 45) + timedelta(seconds=1)) is None
    assert openings.index_at(at(23)) is None


def test_no_openings_are_an_empty_sequence() -> None:
    past = Request(REQUEST.now, date(2026, 6, 1), date(2026, 6, 2), services=("photos",))
    openings = engine.find_openings(studio(), past)[0].openings
    assert not openings
    assert list(openings.briefly()) == []


def test_a_crew_of_two_completes_its_skills() -> None:
    openings = engine.find_openings(studio(two_from=2, skills=True), REQUEST)[0].openings
    assert openings[0].crews == (("ana", "ben"),)
    assert openings[0].choice == ("ana", "ben")
    assert next(openings.briefly()).people == 2


def test_check_asks_exactly_the_given_crew() -> None:
    here = studio(two_from=2, skills=True)
    visit = visits_of(here, REQUEST)[0]
    assert not any(engine.check(here, REQUEST, visit, at(10), ("ana", "ben")).values())
    alone = engine.check(here, REQUEST, visit, at(10), ("ana",))
    assert [failure.code for failure in alone["ana"]] == [Code.NO_PARTNER]


def test_an_overlap_with_our_own_appointment_is_marked() -> None:
    booked = Appointment("a1", ("ana",), Span(at(10), at(11)), address="1 Elm St")
    held = Appointment("h1", ("ana",), Span(at(13), at(14)), State.HOLD, hold_until=at(9), address="2 Elm St")
    here = studio(booked, held)
    visit = visits_of(here, REQUEST)[0]
    busy = engine.check(here, REQUEST, visit, at(10, 30), ("ana",))["ana"]
    assert [(failure.code, failure.ours) for failure in busy] == [(Code.BUSY, True)]
    hold = engine.check(here, REQUEST, visit, at(13), ("ana",))["ana"]
    assert [(failure.code, failure.ours) for failure in hold] == [(Code.HELD, True)]
    assert "2 Elm St" in hold[0].text


def test_a_move_keeps_its_length_and_its_crew() -> None:
    long = Appointment("a1", ("ben",), Span(at(10), at(13)), services=("photos",))
    here = studio(long)
    request = Request(REQUEST.now, TUESDAY, TUESDAY, services=("photos",), moving="a1")
    visit = visit_of_appointment(long)
    openings = engine.find_openings(here, request, (visit,))[0].openings
    assert openings[0].end - openings[0].start == timedelta(hours=3)
    assert {opening.choice for opening in openings} == {("ben",)}
    assert engine.choose(here, request, visit, at(9, 40)) == ("ben",)


def test_a_hold_that_ends_gives_its_time_back_without_a_new_studio() -> None:
    hold = Appointment("h1", ("ana",), Span(at(9, 30), at(16)), State.HOLD, hold_until=at(8))
    here = studio(hold).with_events("ben", [OutsideEvent("ben", Span(at(9), at(17)))])
    before = Request(at(7), TUESDAY, TUESDAY, services=("photos",))
    after = Request(at(8), TUESDAY, TUESDAY, services=("photos",))
    assert not engine.find_openings(here, before)[0].openings
    assert engine.find_openings(here, after)[0].openings


def test_a_change_keeps_the_other_diaries() -> None:
    here = studio()
    changed = here.with_appointment(Appointment("a1", ("ana",), Span(at(10), at(11))))
    assert changed.diaries["ben"] is here.diaries["ben"]
    assert changed.diaries["ana"] is not here.diaries["ana"]
    assert changed.without_appointment("a1").appointments == {}


def test_a_title_from_outside_stays_one_short_line() -> None:
    long = OutsideEvent("ana", Span(at(10), at(11)), title="Dentist\nand then " + "x" * 5000)
    here = studio().with_events("ana", [long])
    (failure,) = engine.check(here, REQUEST, visits_of(here, REQUEST)[0], at(10), ("ana",))["ana"]
    assert failure.code is Code.BUSY
    assert "\n" not in failure.text
    assert failure.text.startswith("“Dentist and then xxx")
    assert len(failure.text) < 100
