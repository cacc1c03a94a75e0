"""Changes of the set-up: merged, checked, kept in the history, followed by what hangs on them, and taken back."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from studio_app.actions.book_order import Slot
from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Service
from studio_app.domain.setup import ListChange, SettingsChange, Setup, SetupChange, difference
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from studio_app.domain.zone import Zone
from studio_app.errors import BadInput, KnownError, StaleVersion
from tests.unit.actions.conftest import Desk, at


def stored(desk: Desk) -> Setup:
    with desk.store.writing() as writing:
        return writing.setup()


def change(desk: Desk, wanted: SetupChange) -> Done:
    return change_setup(desk.store, desk.now, "Kim", wanted, did="changed it", name="it")


def person(desk: Desk, key: str = "ana") -> Photographer:
    return next(each for each in stored(desk).photographers if each.id == key)


def edited(before: Photographer, after: Photographer) -> SetupChange:
    return SetupChange(photographers=ListChange((before,), (after,)))


def test_different_fields_of_one_photographer_are_merged(desk: Desk) -> None:
    seen = person(desk)
    change(desk, edited(seen, replace(seen, phone="617")))
    change(desk, edited(seen, replace(seen, senior=True)))
    assert (person(desk).phone, person(desk).senior) == ("617", True)


def test_skills_are_merged_one_by_one(desk: Desk) -> None:
    seen = person(desk)
    change(desk, edited(seen, replace(seen, skills=seen.skills | {"video"})))
    change(desk, edited(seen, replace(seen, skills=seen.skills | {"plan"})))
    assert person(desk).skills == seen.skills | {"video", "plan"}


def test_the_same_field_is_not_overwritten(desk: Desk) -> None:
    seen = person(desk)
    change(desk, edited(seen, replace(seen, phone="617")))
    with pytest.raises(StaleVersion, match="The photographer was changed elsewhere"):
        change(desk, edited(seen, replace(seen, phone="508")))
    assert person(desk).phone == "617"


def test_the_same_twice_is_one_change(desk: Desk) -> None:
    seen = person(desk)
    wanted = edited(seen, replace(seen, phone="617"))
    change(desk, wanted)
    again = change(desk, wanted)
    assert (again.say, again.undo) == ("Somebody else changed it to the same meanwhile.", None)
    with desk.store.reading() as reading:
        assert len(reading.history()) == 1


def test_weeks_and_travel_are_merged_part_by_part(desk: Desk) -> None:
    seen, rules = person(desk), stored(desk).settings
    mondays, fridays = (WeekHours.of({day: ((540, 720),)}) for day in (Weekday.MON, Weekday.FRI))
    week = WeekHours.of({Weekday.TUE: ((540, 720),)})
    change(desk, edited(seen, replace(seen, hours=week, presets={1: (540,)})))
    seen = person(desk)
    change(desk, edited(seen, replace(seen, hours=_with(week, mondays), presets={1: (540,), 2: (600,)})))
    change(desk, edited(seen, replace(seen, hours=_with(week, fridays), presets={3: (660,)})))
    assert person(desk).hours == WeekHours.of(
        dict.fromkeys((Weekday.MON, Weekday.TUE, Weekday.FRI), ((540, 720),))
    )
    assert person(desk).presets == {2: (600,), 3: (660,)}
    with pytest.raises(StaleVersion):
        change(desk, edited(seen, replace(seen, presets={1: (540,), 2: (630,)})))
    for travel in (replace(rules.travel, speed_kmh=30.0), replace(rules.travel, floor_min=20)):
        change(desk, SetupChange(SettingsChange(rules, replace(rules, travel=travel))))
    assert (stored(desk).settings.travel.speed_kmh, stored(desk).settings.travel.floor_min) == (30.0, 20)


def _with(week: WeekHours, more: WeekHours) -> WeekHours:
    return WeekHours(tuple(a or b for a, b in zip(week.days, more.days, strict=True)))  # type: ignore[arg-type]


def test_an_undo_takes_back_its_own_fields_only(desk: Desk) -> None:
    seen = person(desk)
    first = change(desk, edited(seen, replace(seen, phone="617")))
    change(desk, edited(seen, replace(seen, senior=True)))
    assert first.undo
    undone = first.undo.run(desk.store, desk.now, "Kim")
    assert undone.say == "Undone: it."
    assert (person(desk).phone, person(desk).senior) == ("", True)
    assert undone.undo
    undone.undo.run(desk.store, desk.now, "Kim")
    assert person(desk).phone == "617"


def test_an_undo_of_what_was_changed_again_is_refused(desk: Desk) -> None:
    seen = person(desk)
    first = change(desk, edited(seen, replace(seen, phone="617")))
    change(desk, edited(person(desk), replace(seen, phone="508")))
    assert first.undo
    with pytest.raises(StaleVersion):
        first.undo.run(desk.store, desk.now, "Kim")
    assert person(desk).phone == "508"


def test_who_came_meanwhile_keeps_a_place_in_the_order(desk: Desk) -> None:
    seen = stored(desk)
    new = Photographer("cyd", "Cyd", "")
    change(
        desk,
        difference(seen, replace(seen, photographers=(seen.photographers[0], new, seen.photographers[1]))),
    )
    change(desk, difference(seen, replace(seen, photographers=seen.photographers[::-1])))
    assert [each.id for each in stored(desk).photographers] == ["ben", "ana", "cyd"]


def test_nothing_to_change(desk: Desk) -> None:
    done = change(desk, SetupChange())
    assert (done.say, done.undo) == ("Nothing was changed.", None)


@pytest.mark.parametrize(
    "field, value, sentence",
    [
        ("name", "  ", r"photographers\[0\].name: is missing"),
        ("email", "nobody", r'photographers\[0\].email: "nobody" is no e-mail address'),
        ("max_shoots_per_day", -1, r"photographers\[0\].max_shoots_per_day: "),
        ("skills", frozenset({"cooking"}), r"photographers\[0\].skills\[0\]: "),
    ],
)
def test_what_could_not_stand_in_a_studio_file_is_refused(
    desk: Desk, field: str, value: object, sentence: str
) -> None:
    seen, before = person(desk), stored(desk)
    with pytest.raises(BadInput, match=sentence):
        change(desk, edited(seen, replace(seen, **{field: value})))  # type: ignore[arg-type]
    assert stored(desk) == before


def test_a_zone_that_crosses_itself_is_refused(desk: Desk) -> None:
    ring = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0))
    wanted = SetupChange(zones=ListChange((), (Zone("z", "Z", ring),), (), ("z",)))
    with pytest.raises(BadInput, match=r"zones\[0\]"):
        change(desk, wanted)


def test_who_has_appointments_is_not_removed(desk: Desk) -> None:
    desk.book(Slot(at("10:00"), ("ana",)))
    setup = stored(desk)
    without = replace(setup, photographers=setup.photographers[1:])
    with pytest.raises(KnownError, match="goes to 1 appointment") as refused:
        change(desk, difference(setup, without))
    assert "Stop offering them" in refused.value.advice
    assert stored(desk) == setup


def test_what_was_booked_is_not_removed(desk: Desk) -> None:
    desk.book(Slot(at("10:00"), ("ana",)))
    setup = stored(desk)
    without = replace(
        setup,
        services=tuple(each for each in setup.services if each.id != "photos"),
        photographers=tuple(replace(each, skills=each.skills - {"photos"}) for each in setup.photographers),
    )
    with pytest.raises(KnownError, match="was booked 1 time"):
        change(desk, difference(setup, without))


def test_a_service_that_somebody_still_has_is_not_removed(desk: Desk) -> None:
    setup = stored(desk)
    known = replace(setup, services=(*setup.services, Service("new", "New", 30)))
    change(desk, difference(setup, known))
    seen = person(desk)
    change(desk, edited(seen, replace(seen, skills=seen.skills | {"new"})))
    with pytest.raises(BadInput, match="skills"):
        change(desk, difference(known, setup))


def test_who_has_another_address_is_invited_anew(desk: Desk) -> None:
    visit = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    desk.write()
    seen = person(desk)
    change(desk, edited(seen, replace(seen, email="anna@studio.test")))
    desk.write()
    event = desk.calendar.find(desk.entry(visit.id).event)
    assert event
    assert "anna@studio.test" in {guest.email for guest in event.event.guests}


def test_who_has_another_phone_is_not(desk: Desk) -> None:
    desk.book(Slot(at("10:00"), ("ana",)))
    desk.write()
    desk.calendar.calls.clear()
    seen = person(desk)
    change(desk, edited(seen, replace(seen, phone="617")))
    desk.write()
    assert not desk.calendar.calls


def test_the_history_tells_what_was_before_and_is_after(desk: Desk) -> None:
    setup = stored(desk)
    settings = replace(setup.settings, slot_step_min=30, timezone=ZoneInfo("UTC"))
    people = (replace(setup.photographers[0], phone="617"), *setup.photographers[1:])
    change(desk, difference(setup, replace(setup, settings=settings, photographers=people)))
    with desk.store.reading() as reading:
        found = [(entry.action, entry.before, entry.after) for entry in reading.history(limit=2)]
    assert sorted(found, key=str) == [
        ("changed it", {"photographer": "ana", "phone": ""}, {"photographer": "ana", "phone": "617"}),
        (
            "changed it",
            {"step": 15, "time zone": "America/New_York"},
            {"step": 30, "time zone": "UTC"},
        ),
    ]
