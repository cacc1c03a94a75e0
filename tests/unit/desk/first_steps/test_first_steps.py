"""The first steps know what a studio has and what it still needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.first_steps.model import FirstSteps, Step, StepKey, first_steps
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from studio_app.domain.zone import Zone

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HOURS = WeekHours.of({Weekday.MON: ((540, 1020),)})
ANA = Photographer("ana", "Ana", "ana@studio.test", hours=HOURS)
BEN = Photographer("ben", "Ben", "ben@studio.test", hours=HOURS)
PHOTOS = Service("photos", "Photos", 60)
TOWN = Zone("town", "Town", ((-71.2, 42.2), (-71.0, 42.2), (-71.0, 42.4)))
SETTINGS = Settings("Harbor Light", ZoneInfo("America/New_York"))


def steps(
    settings: Settings = SETTINGS, *, snapshot: dict[str, Any] | None = None, **lists: Any
) -> FirstSteps:
    return first_steps(Snapshot(Studio.of(settings, **lists), NOW, **(snapshot or {})))


def step(found: FirstSteps, key: StepKey) -> Step:
    return next(each for each in found.steps if each.key is key)


def test_an_empty_studio_needs_everything() -> None:
    found = steps()
    assert [each.key for each in found.steps] == list(StepKey)
    assert not any(each.done for each in found.steps)
    assert (found.shown, found.next, found.sentence) == (True, StepKey.PEOPLE, "0 of 4 done")


def test_each_step_leads_to_the_next() -> None:
    assert steps(photographers=[ANA]).next is StepKey.SERVICES
    assert steps(photographers=[replace(ANA, hours=None)], services=[PHOTOS]).next is StepKey.HOURS
    ready = steps(photographers=[ANA], services=[PHOTOS])
    assert (ready.next, ready.sentence) == (StepKey.ORDER, "The studio is ready for its first order.")


def test_what_is_put_away_is_not_shown() -> None:
    assert not steps(snapshot={"first_steps_away": True}).shown


def test_a_studio_that_has_taken_an_order_is_no_new_one() -> None:
    skilled = replace(SETTINGS, skills_enabled=True)
    lists: dict[str, Any] = {"photographers": [ANA], "services": [PHOTOS]}
    assert steps(skilled, **lists).shown, "nobody is trained"
    span = Span(NOW, NOW + timedelta(hours=1))
    booked = {"appointments": [Appointment("one", ("ana",), span)]}
    assert not steps(skilled, **lists, **booked).shown
    asked = steps(skilled, snapshot={"first_steps_wanted": True}, **lists, **booked)
    assert (asked.shown, asked.next) == (True, StepKey.SERVICES)
    done = steps(snapshot={"first_steps_wanted": True}, **lists, **booked)
    assert (done.shown, done.next, done.sentence) == (True, None, "4 of 4 done")


@pytest.mark.parametrize(
    "people, words, done",
    [
        ([], "When each of them works.", False),
        ([ANA, BEN], "Set for everybody", True),
        ([ANA, replace(BEN, hours=None)], "Ben has none yet and could be booked at any hour.", False),
        ([ANA, replace(BEN, hours=None, accepting=False)], "Set for everybody", True),
        (
            [replace(ANA, hours=None), replace(BEN, hours=None)],
            "Ana and Ben have none yet and could be booked at any hour.",
            False,
        ),
        (
            [replace(ANA, id=str(number), hours=None) for number in range(5)],
            "5 photographers have none yet and could be booked at any hour.",
            False,
        ),
    ],
)
def test_hours(people: list[Photographer], words: str, *, done: bool) -> None:
    found = step(steps(photographers=people), StepKey.HOURS)
    assert (found.words, found.done, found.view) == (words, done, "team")


def test_the_hours_of_the_studio_are_hours_for_everybody() -> None:
    company = replace(SETTINGS, company_hours=HOURS)
    assert step(steps(company, photographers=[replace(ANA, hours=None)]), StepKey.HOURS).done


def test_people_who_take_no_bookings_are_no_team() -> None:
    found = step(steps(photographers=[replace(ANA, accepting=False)]), StepKey.PEOPLE)
    assert (found.done, found.words) == (False, "Nobody takes bookings at the moment.")


def test_a_service_that_nobody_can_do_is_no_service() -> None:
    skilled = replace(SETTINGS, skills_enabled=True)
    found = step(steps(skilled, photographers=[ANA], services=[PHOTOS]), StepKey.SERVICES)
    assert (found.done, found.words) == (False, "Nobody is trained in Photos.")
    assert step(steps(photographers=[ANA], services=[PHOTOS]), StepKey.SERVICES).done
    hidden = replace(PHOTOS, offered=False)
    assert not step(steps(services=[hidden]), StepKey.SERVICES).done


@pytest.mark.parametrize(
    "enabled, zones, covered, words, view, done, optional",
    [
        (False, [], (), "Only where not everybody goes everywhere: who goes where.", "zones", False, True),
        (
            False,
            [TOWN],
            (),
            "1 zone is drawn, but zones are switched off in Settings.",
            "settings",
            False,
            True,
        ),
        (True, [], (), "Zones are switched on, but none is drawn yet.", "zones", False, False),
        (True, [TOWN], (), "Ana covers none of them yet.", "zones", False, False),
        (True, [TOWN], ("town",), "1 zone", "zones", True, False),
    ],
)
def test_zones(
    zones: list[Zone],
    covered: tuple[str, ...],
    words: str,
    view: str,
    *,
    enabled: bool,
    done: bool,
    optional: bool,
) -> None:
    settings = replace(SETTINGS, zones_enabled=enabled)
    ana = replace(ANA, zones=frozenset(covered))
    found = step(steps(settings, photographers=[ana], zones=zones), StepKey.ZONES)
    assert (found.words, found.view, found.done, found.optional) == (words, view, done, optional)


def test_calendars_of_people_and_of_the_studio() -> None:
    own = CalendarSource("s", "ana", "google", "ana@studio.test")
    found = steps(photographers=[ANA, BEN], snapshot={"sources": (own,)})
    assert step(found, StepKey.CALENDARS).words == "Ben: not connected yet."
    both = steps(photographers=[ANA], snapshot={"sources": (own,)})
    assert step(both, StepKey.CALENDARS).done
    local = CalendarSource("primary", "", "local", "")
    google = replace(local, kind="google", name="Bookings")
    assert not step(steps(snapshot={"primary": local}), StepKey.PRIMARY).done
    there = step(steps(snapshot={"primary": google}), StepKey.PRIMARY)
    assert (there.done, there.words) == (True, "Bookings")
